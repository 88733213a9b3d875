//! What a large gemeente could have in its kennisbank: items that differ in title, text and residents' words, made from
//! word lists, and questions about them as people type them. The same for the same number; nobody in it exists.

use wijkwerk::balie::kennisbank::inlezen::{Aanbieder, Incoming};
use wijkwerk::balie::wegwijzer::{CatalogueItem, catalogue};

const FIRST: &str = "wandel fiets kook taal computer tuin muziek buurt eet lees speel zwem naai film klus reken gym zang \
    schaak bewegings mantelzorg ontmoetings rouw geld schuld huur energie woon werk stage opvoed baby peuter jeugd ouderen \
    vervoers boodschappen maaltijd kleding reparatie huisdier natuur water veiligheids gezondheids voedings slaap pijn \
    diabetes geheugen verzorgings belasting toeslagen identiteits rijbewijs verhuis bouw kap parkeer afval papier glas \
    textiel grofvuil straat speelplaats ongedierte lantaarn stoep riool scheidings bezoek telefoon herstel vrijwilligers \
    sport dans theater vlieg boot hobby foto tekst brief formulier";
const SECOND: &str = "groep cursus spreekuur loket ochtend middag club les hulp advies regeling vergoeding pas training \
    tafel winkel bus dienst lijn team kring huis plein werkplaats bank fonds route coach maatje inloop bijeenkomst workshop \
    markt bibliotheek depot punt abonnement vergunning subsidie keuring controle aanvraag melding kaart";
const FOR: &str = "ouderen jongeren kinderen ouders mantelzorgers nieuwkomers ondernemers studenten huurders alleenstaanden \
    vrijwilligers werkzoekenden bewoners gezinnen grootouders buurtgenoten";
const PLACES: &str = "Abelhof Bremkamp Cederoord Dalweide Elzenstee Fluitkruid Gaspeldam Heidestee Iepenrode Jasmijnhof \
    Klaverkamp Lindestee Meidoornhof Notenrode Oeverkruid Populierdam";
const HOW: &str = "rustige gezellige wekelijkse gratis goedkope kleine open warme deskundige laagdrempelige tijdelijke vaste \
    begeleide gezamenlijke persoonlijke anonieme";
const SENTENCES: [&str; 12] = [
    "Bij de {a} komen {w} bij elkaar voor een {h} {b}.",
    "Wie moeite heeft met {a} of {b} kan zonder afspraak binnenlopen.",
    "Een vrijwilliger van de {a} loopt met u mee naar de {b}.",
    "U betaalt een kleine bijdrage voor de {a}; wie weinig geld heeft betaalt niets.",
    "Neem voor de {a} een brief mee waarop staat waarom u {b} nodig heeft.",
    "De {h} {a} is er elke week, behalve in de vakantie.",
    "Samen met {w} kijken we wat er past: {a}, {b} of iets anders.",
    "Staat u op een wachtlijst voor {a}? Dan helpt de {b} u zolang verder.",
    "Na vier keer {a} bespreken we of u daar iets aan heeft.",
    "De {a} werkt samen met de {b} in {p}.",
    "Vragen over {a} beantwoorden wij ook aan de telefoon.",
    "Meldt u zich af als u een keer niet naar de {a} kunt komen.",
];
const QUESTIONS: [&str; 8] = [
    "{a}",
    "{a} {p}",
    "waar vind ik {a} voor {w}",
    "ik zoek {h} {a} want mijn buurvrouw zit zo alleen",
    "hoe vraag ik {a} aan en wat kost {b}",
    "Mijn moeder kan niet meer alleen naar de {a}, wie gaat er met haar mee? Ze woont in {p} en ze heeft ook {b} nodig.",
    "is er in {p} ook {b} voor {w} of moet ik daarvoor naar de {a}",
    "Beste mensen, wij kregen een brief over {a} maar mijn man leest slecht en ik snap niet wat {b} daarmee te maken heeft. \
     Kan iemand daar rustig met ons naar kijken?",
];

/// Numbers that look like chance and are always the same.
pub struct Dice(u64);

impl Dice {
    pub fn of(n: usize) -> Self {
        let seed = u64::try_from(n).unwrap_or(0);
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5851_f42d_4c95_7f2d)
    }

    /// A number under `most`.
    pub fn below(&mut self, most: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % most.max(1)
    }

    fn one<'w>(&mut self, words: &'w str) -> &'w str {
        let count = words.split_whitespace().count();
        let at = self.below(count);
        words.split_whitespace().nth(at).unwrap_or_default()
    }

    fn compound(&mut self) -> String {
        format!("{}{}", self.one(FIRST), self.one(SECOND))
    }
}

fn filled(pattern: &str, dice: &mut Dice) -> String {
    let mut out = String::new();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let (what, tail) = after.split_once('}').unwrap_or((after, ""));
        match what {
            "w" => out.push_str(dice.one(FOR)),
            "h" => out.push_str(dice.one(HOW)),
            "p" => out.push_str(dice.one(PLACES)),
            _ => out.push_str(&dice.compound()),
        }
        rest = tail;
    }
    out + rest
}

/// A word with two of its letters changed about, as in haste.
fn misspelled(text: &str, dice: &mut Dice) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    if letters.len() > 6 {
        let at = 1 + dice.below(letters.len() - 3);
        letters.swap(at, at + 1);
    }
    letters.into_iter().collect()
}

/// The n-th item, of one of these organisations: first the start catalogue, then what is made from the lists.
pub fn item(n: usize, owners: &[String], topics: &[String]) -> Incoming {
    let owner = &owners[n % owners.len().max(1)];
    let own = Incoming {
        bron: "excel".to_owned(),
        extern_id: format!("meting-{n}"),
        organisatie: Some(Aanbieder {
            naam: owner.clone(),
            ..Aanbieder::default()
        }),
        actief: true,
        onderwerp: topics[n % topics.len().max(1)].clone(),
        talen: vec!["nl".to_owned()],
        telefoon: Some(format!("0320 {n:06}")),
        ..Incoming::default()
    };
    let shipped: Vec<CatalogueItem> = catalogue();
    if let Some(item) = shipped.get(n) {
        return Incoming {
            sleutel: Some(item.id.to_owned()),
            soort: "algemeen".to_owned(),
            titel: item.title.to_owned(),
            samenvatting: item.text.to_owned(),
            organisatie_soort: item.organisation_kind.to_owned(),
            onderwerp: item.onderwerp.to_owned(),
            ..own
        };
    }
    let mut dice = Dice::of(n);
    let (what, whom, place) = (dice.compound(), dice.one(FOR), dice.one(PLACES));
    let lines = 6 + dice.below(7);
    let text: Vec<String> = (0..lines)
        .map(|_| {
            let pattern = SENTENCES[dice.below(SENTENCES.len())];
            filled(pattern, &mut dice)
        })
        .collect();
    let words = 3 + dice.below(6);
    Incoming {
        soort: "aanbod".to_owned(),
        titel: format!("{} voor {whom} in {place} {n}", capital(&what)),
        samenvatting: text[0].clone(),
        tekst: text[1..].join(" "),
        doelgroep: whom.to_owned(),
        organisatie_soort: "welzijn".to_owned(),
        woorden: (0..words)
            .map(|n| match n {
                0 => format!("ik zoek een {what}"),
                1 => misspelled(&what, &mut dice),
                _ => format!("{} {}", dice.one(HOW), dice.compound()),
            })
            .collect(),
        ..own
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// The n-th question: keywords, a sentence or a story; every third with a slip of the fingers.
pub fn question(n: usize) -> String {
    let mut dice = Dice::of(1_000_000 + n);
    let text = filled(QUESTIONS[n % QUESTIONS.len()], &mut dice);
    if !n.is_multiple_of(3) {
        return text;
    }
    let mut words: Vec<String> = text.split(' ').map(ToOwned::to_owned).collect();
    let longest = (0..words.len()).max_by_key(|at| words[*at].len());
    if let Some(at) = longest {
        words[at] = misspelled(&words[at], &mut dice);
    }
    words.join(" ")
}

/// Opening hours as somebody types them: offices, evenings, a few that never close.
pub fn hours(n: usize) -> String {
    let mut dice = Dice::of(2_000_000 + n);
    let opens = 8 + dice.below(3);
    let closes = 16 + dice.below(6);
    match dice.below(10) {
        0 => "24/7".to_owned(),
        1 => format!("ma-vr {opens}-12.30, wo ook 13.30-{closes}"),
        2 => format!("ma-do {opens}-{closes}, vr {opens}-12, za 10-13"),
        3 => format!("Tu,Th {opens:02}:30-12:30; Mo 19:00-22:00"),
        4 => format!("ma-zo {opens}-{closes}"),
        5 => format!("Mo-Fr {opens:02}:00-12:00,13:00-{closes}:00"),
        6 => "ma-zo 17-23".to_owned(),
        7 => format!("wo {opens}-{closes}, za 9.30-{}", 12 + dice.below(5)),
        _ => format!("ma-vr {opens}-{closes}"),
    }
}
