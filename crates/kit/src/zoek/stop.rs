//! Words that say nothing about the subject: grammar, and what people write around a question.

use std::sync::LazyLock;

use super::QuickSet;

const DUTCH: &str = "
    de het een der des den dit dat deze die en of maar want dus als dan toen omdat doordat zodat terwijl indien tenzij
    ik je jij u hij zij ze we wij jullie hen hun mij me mijn mn m ons onze jouw uw zijn haar zich zelf elkaar t s d n k
    in op aan bij van voor met naar uit over onder tot door om te tegen tussen na per via zonder binnen
    is ben bent was waren geweest wordt word worden werd werden geworden heb hebt heeft hebben had hadden gehad
    kan kun kunt kunnen kon konden kunne wil wilt willen wilde wilden wou mag mogen mocht moet moeten moest moesten
    zal zult zullen zou zouden zoude ga gaat gaan ging gingen gegaan doe doet doen deed deden gedaan
    laat laten liet komt kom komen kwam kwamen gekomen krijg krijgt krijgen kreeg gekregen
    er hier daar waar hoe wat wie wanneer waarom welke welk waarvoor waarmee waarbij waarop waarover hoeveel
    nu al ook nog wel eens even toch heel erg zo te veel meer weer altijd soms vaak nooit ooit steeds echt gewoon
    ergens nergens iets niets iemand niemand alles alle allemaal elk elke ieder iedere iedereen andere ander anders
    hallo hoi dag goedemorgen goedemiddag goedendag beste geachte mevrouw meneer heer groet groeten groetjes vriendelijke
    graag alvast bedankt dank dankjewel bedank svp aub alstublieft please vraag vragen vraagje weten weet wist
    zeg zegt zeggen zei vind vindt vinden vond denk denkt denken dacht maak maakt staat staan stond zit zitten zat
    sinds al paar beetje best misschien eigenlijk natuurlijk helaas ongeveer bijna net pas straks vandaag morgen gisteren
    eerst verder zelfs alleen samen wij weg terug ja nee oke ok he hoor nou zomaar ding dingen keer
    geen niet eigen zoals ofzo etc enz bijvoorbeeld bv wegens vanwege volgens rond omdat toe heen hierheen af
    mee erg heb heel dagen weken week dag jaar jaren maand maanden uur tijd lang goed slecht
";

const ENGLISH: &str = "
    the a an and or of to for with from at by my your his her their our it its this that there here i you he she we they
    am are be been do does did can could will would should may must have has how where when why who which not no yes
    please thanks hello hi about any some get need want
";

static STOP: LazyLock<QuickSet<&'static str>> = LazyLock::new(|| {
    DUTCH
        .split_whitespace()
        .chain(ENGLISH.split_whitespace())
        .collect()
});

/// Whether this folded word carries no subject.
#[must_use]
pub fn is_stop_word(word: &str) -> bool {
    STOP.contains(word)
}
