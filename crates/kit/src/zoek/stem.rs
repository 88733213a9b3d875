//! The stem of a Dutch word, by its spelling rules: open syllables, doubled consonants, devoiced ends, and a short
//! list of the words that follow no rule.

use std::sync::LazyLock;

use super::QuickMap;

/// Forms that no rule leads to their stem: `stem form form`.
const IRREGULAR: &str = "
    val viel vielen gevallen vallen valt|loop liep liepen gelopen|steel stal stalen gestolen|breek brak braken gebroken
    rijd reed reden gereden rijden rijdt|schrijf schreef schreven geschreven|verlies verloor verloren kwijtgeraakt
    vind vond vonden gevonden|bied bood geboden|vraag vroeg vroegen|koop kocht kochten gekocht|breng bracht gebracht brachten
    slaap sliep sliepen geslapen|slaan slaat sloeg sloegen geslagen sla|sterf stierf stierven gestorven|lees las lazen gelezen
    zie zag zagen gezien ziet zien|geef gaf gaven gegeven|eet at aten gegeten|drink dronk dronken gedronken
    spreek sprak spraken gesproken|neem nam namen genomen|help hielp hielpen geholpen|verhuis verhuisd verhuisde verhuizen verhuist
    trek trok trokken getrokken|snij sneed gesneden snijden snijdt|lig lag lagen gelegen ligt liggen|ruik rook geroken
    schiet schoot schoten geschoten|steek stak staken gestoken|vlieg vloog gevlogen|zwem zwom gezwommen|zoek zocht gezocht zochten
    bid bad gebeden|bijt beet gebeten|blijf bleef bleven gebleven|buig boog gebogen|draag droeg gedragen|graaf groef gegraven
    hang hing hingen gehangen|hef hief geheven|houd hield hielden gehouden houdt houden|kies koos kozen gekozen|kijk keek keken gekeken
    klim klom geklommen|lijk leek leken geleken|sluit sloot gesloten|smijt smeet gesmeten|spring sprong gesprongen|stijg steeg gestegen
    stink stonk gestonken|vang ving gevangen|vecht vocht gevochten|verdwijn verdween verdwenen|vergeet vergat vergeten
    verdrink verdronk verdronken|wijs wees gewezen|win won gewonnen|zend zond gezonden|zing zong gezongen|zink zonk gezonken
    zuig zoog gezogen|koop koopt|verkoop verkocht verkochten|ontvang ontving ontvangen|word geworden|scheld schold gescholden
    schrik schrok geschrokken|bedrieg bedroog bedrogen|begin begon begonnen|bezit bezat|verbied verbood verboden
    dag dagen|weg wegen|gat gaten|pad paden|glas glazen|dak daken|vat vaten|schip schepen|stad steden|lid leden|graf graven
    gebrek gebreken|slag slagen|oorlog oorlogen|god goden|hof hoven|lot loten|kind kinderen kids kindjes|ei eieren|blad bladeren blaadjes blaadje bladen
    goed goederen|rund runderen|been benen|teen tenen|koe koeien|vlo vlooien|moeilijk moeilijkheden|brand branden brandt brandde verbrand
    museum musea|datum data datums|politicus politici|medicus medici|bedrijf bedrijven bedrijfje|meid meiden meisje meisjes
    gemeente gemeenten gemeentes|politie|belasting belastingen belastingkje|vergunning vergunningen|uitkering uitkeringen|woning woningen
    moeder moeders mama mamma ma mam moe|vader vaders papa pappa pa|oma omas grootmoeder|opa opas grootvader|kat katten poes poezen
    fiets fietsen fietsje fietst|bus bussen busje busjes|gas|huis huizen huisje huisjes|buur buren|buurman buurmannen|buurvrouw buurvrouwen
    man mannen|vrouw vrouwen|jong jongen jongens jongetje jongetjes|meubel meubels meubelen|zaak zaken|stoep stoepen
    kapot kappot kapotte|stuk stuks|licht lichten lichtje lichtjes|lamp lampen lampje lampjes|vuil vuile vuilnis|stank stinken stinkt
    water waters|put putten putje putjes|plan plannen|plant planten plantje plantjes|baan banen baantje|bezwaar bezwaren
    ouder ouders|schuld schulden|formulier formulieren|brief brieven briefje|ziek zieke zieken|dokter dokters|toeslag toeslagen
    betaal betalen betaald betaalde betaalt|aanvraag aanvragen aangevraagd aanvraagt|huur huren huurt gehuurd huurde|leen lenen leent geleend
    leer leren leert geleerd|werk werken werkt werkte gewerkt|woon wonen woont woonde gewoond|trouw trouwen trouwt getrouwd trouwde
    scheid scheiden scheiding gescheiden scheidt|boom bomen boompje|kap kappen kapt gekapt|melding meldingen|meld melden meldt gemeld meldde
    parker parkeren parkeer parkeert geparkeerd parkeerde|overlijd overlijden overleden overlijdt overleed|dood doden
    geboren geboorte|lek lekken lekt gelekt lekte lekkage lekkages|blaf blaffen blaft geblaf|schreeuw schreeuwen schreeuwt geschreeuw
    vernieling vernielingen vernield vernielen vernielt|stort storten stortplaats|dump dumpen gedumpt dumpt|strooi strooien strooit gestrooid
    snoei snoeien gesnoeid snoeit|maai maaien gemaaid maait|repareer repareren gerepareerd reparatie reparaties|pijn pijnen
";

static FORMS: LazyLock<QuickMap<&'static str, &'static str>> = LazyLock::new(|| {
    IRREGULAR
        .split(['|', '\n'])
        .filter_map(|line| {
            let mut forms = line.split_whitespace();
            let stem = forms.next()?;
            Some(std::iter::once((stem, stem)).chain(forms.map(move |form| (form, stem))))
        })
        .flatten()
        .collect()
});

/// What may stand before *ge* in a participle, and before the verb in its infinitive.
const PREFIXES: &[&str] = &[
    "aan", "af", "bij", "door", "in", "los", "mee", "na", "neer", "om", "op", "over", "terug",
    "toe", "uit", "vast", "voor", "weg", "leeg", "schoon", "kwijt", "stuk", "kapot", "binnen",
    "langs", "rond", "thuis",
];

const fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

/// The stem of a folded word. Words of other scripts, numbers and short words are their own stem.
#[must_use]
pub fn stem(word: &str) -> String {
    if let Some(stem) = FORMS.get(word) {
        return (*stem).to_owned();
    }
    if word.len() <= 3 || !word.bytes().all(|letter| letter.is_ascii_lowercase()) {
        return word.to_owned();
    }
    let small = diminutive(word);
    let word = small.as_deref().unwrap_or(word);
    if let Some(stem) = FORMS.get(word) {
        return (*stem).to_owned();
    }
    let mut out = inflection(word);
    if let Some(root) = out.strip_suffix("eert").filter(|root| root.len() > 2) {
        out = format!("{root}er");
    } else if let Some(root) = out.strip_suffix("eer").filter(|root| root.len() > 2) {
        out = format!("{root}er");
    }
    FORMS
        .get(out.as_str())
        .map_or(out, |stem| (*stem).to_owned())
}

fn diminutive(word: &str) -> Option<String> {
    let small = word
        .strip_suffix("jes")
        .or_else(|| word.strip_suffix("je"))?;
    if small.len() < 3 {
        return None;
    }
    let bytes = small.as_bytes();
    let (last, before) = (bytes[bytes.len() - 1], bytes[bytes.len() - 2]);
    let root = &small[..small.len() - 1];
    Some(match last {
        b't' if small.ends_with("et") && root.len() > 4 && doubled(&root[..root.len() - 1]) => {
            root[..root.len() - 2].to_owned()
        }
        b't' if root.ends_with("oo") || root.ends_with("aa") || root.ends_with("uu") => {
            root[..root.len() - 1].to_owned()
        }
        b't' if is_vowel(before) || matches!(before, b'l' | b'n' | b'r' | b'w') => root.to_owned(),
        b'p' if before == b'm' => root.to_owned(),
        b'k' if before == b'n' && root.len() > 3 => format!("{root}g"),
        _ => small.to_owned(),
    })
}

fn doubled(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() > 2 && bytes[bytes.len() - 1] == bytes[bytes.len() - 2]
}

fn inflection(word: &str) -> String {
    if let Some(root) = word.strip_suffix("heden") {
        return format!("{root}heid");
    }
    if let Some(root) = word
        .strip_suffix("ende")
        .or_else(|| word.strip_suffix("end"))
        && root.len() >= 5
    {
        return closed(root);
    }
    if let Some(root) = word.strip_suffix("en").or_else(|| word.strip_suffix('e'))
        && root.len() >= 3
        && root.bytes().any(is_vowel)
        && !root.ends_with(['e', 'i'])
    {
        return verb_t(&closed(root));
    }
    if let Some(root) = word.strip_suffix('s')
        && root.len() >= 4
        && plural_s(root.as_bytes())
    {
        return root.to_owned();
    }
    verb_t(word)
}

/// *werkt* is *werk*; *kant*, *lucht* and *feest* are not cut.
fn verb_t(word: &str) -> String {
    let bytes = word.as_bytes();
    if bytes.len() >= 5
        && word.ends_with('t')
        && matches!(bytes[bytes.len() - 2], b'k' | b'p' | b'd' | b'f' | b'g')
    {
        return word[..word.len() - 1].to_owned();
    }
    word.to_owned()
}

fn plural_s(root: &[u8]) -> bool {
    let (last, before) = (root[root.len() - 1], root[root.len() - 2]);
    match last {
        b'n' | b'm' if before == b'r' => true,
        b'r' | b'l' | b'n' | b'm' => before == b'e' || before == b'o',
        b'e' => !matches!(before, b'r' | b'c' | b'l'),
        b'a' | b'o' => !is_vowel(before),
        b'g' => before == b'n',
        b'b' | b'k' | b'p' | b't' => root.len() >= 5,
        _ => false,
    }
}

/// A root whose syllable was open is spelled as if it were closed: *kran* is *kraan*, *katt* is *kat*, *huiz* is *huis*.
fn closed(root: &str) -> String {
    let mut out = root.to_owned();
    let bytes = root.as_bytes();
    let n = bytes.len();
    let last = bytes[n - 1];
    if !is_vowel(last) && doubled(root) {
        out.pop();
        return out;
    }
    let vowel = bytes[n - 2];
    let lone = n >= 3 && !is_vowel(bytes[n - 3]);
    if matches!(vowel, b'a' | b'e' | b'o' | b'u')
        && (lone || n == 2)
        && !is_vowel(last)
        && !matches!(last, b'w' | b'j' | b'x' | b'h' | b'c')
    {
        let weak = vowel == b'e'
            && matches!(last, b'l' | b'm' | b'n' | b'r')
            && bytes[..n - 2].iter().any(|letter| is_vowel(*letter));
        if !weak {
            out.insert(n - 1, char::from(vowel));
        }
    }
    match last {
        b'v' => out.replace_range(out.len() - 1.., "f"),
        b'z' => out.replace_range(out.len() - 1.., "s"),
        _ => {}
    }
    out
}

/// Other stems that the word may stand for: the verb of a participle or of a noun in *-ing*, a verb with its *t* or
/// *d*. The word's own stem comes first.
#[must_use]
pub fn forms(word: &str) -> Vec<String> {
    let own = stem(word);
    let mut out = vec![own];
    if word.len() < 5 || !word.bytes().all(|letter| letter.is_ascii_lowercase()) {
        return out;
    }
    let mut add = |form: String| {
        if form.len() >= 3 && !out.contains(&form) {
            out.push(form);
        }
    };
    if FORMS.contains_key(word) {
        return out;
    }
    if word.ends_with("en") {
        // *erken* is no plural of *erk*.
        add(word.to_owned());
    }
    participle("", word, &mut add);
    for prefix in PREFIXES {
        if let Some(rest) = word.strip_prefix(prefix) {
            participle(prefix, rest, &mut add);
        }
    }
    if let Some(root) = word
        .strip_suffix("ingen")
        .or_else(|| word.strip_suffix("ing"))
        && root.len() >= 4
    {
        add(closed(root));
    }
    let bytes = word.as_bytes();
    if bytes[bytes.len() - 1] == b't'
        && matches!(
            bytes[bytes.len() - 2],
            b'l' | b'm' | b'n' | b'r' | b's' | b'w' | b'i'
        )
    {
        add(stem(&word[..word.len() - 1]));
    }
    if let Some(root) = word.strip_suffix("den").or_else(|| word.strip_suffix("de"))
        && root.len() >= 4
    {
        add(stem(root));
    }
    out
}

fn participle(prefix: &str, rest: &str, add: &mut impl FnMut(String)) {
    let Some(root) = rest.strip_prefix("ge").filter(|root| root.len() >= 3) else {
        return;
    };
    let full = |root: &str| {
        let stem = stem(root);
        format!("{prefix}{stem}")
    };
    if let Some(stem) = FORMS.get(rest)
        && !prefix.is_empty()
    {
        add(format!("{prefix}{stem}"));
        return;
    }
    add(full(root));
    if root.ends_with(['d', 't']) && root.len() >= 4 {
        add(full(&root[..root.len() - 1]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_word_have_one_stem() {
        for family in [
            &["kraan", "kranen", "kraantje"][..],
            &["lantaarnpaal", "lantaarnpalen", "lantaarnpaaltje"],
            &["kat", "katten", "poes"],
            &["huis", "huizen", "huisje"],
            &["tegel", "tegels", "tegeltje"],
            &["adres", "adressen"],
            &["auto", "autos", "autootje"],
            &["lantaarn", "lantaarns", "lantaarntje"],
            &["kapot", "kapotte"],
            &["losse", "los"],
            &["vieze", "vies"],
            &["container", "containers", "containertje"],
            &["parkeren", "parkeert", "geparkeerd"],
            &["vallen", "viel", "gevallen"],
            &["mogelijkheid", "mogelijkheden"],
            &["bel", "bellen"],
            &["bankje", "bank", "banken"],
            &["karretje", "kar", "karren"],
        ] {
            let stems: Vec<String> = family.iter().map(|word| stem(word)).collect();
            assert!(
                stems.iter().all(|found| *found == stems[0]),
                "{family:?} {stems:?}"
            );
        }
    }

    #[test]
    fn different_words_stay_apart() {
        for (a, b) in [
            ("boom", "bom"),
            ("plant", "plan"),
            ("buurt", "buur"),
            ("kaart", "kar"),
            ("gras", "gra"),
            ("huur", "hur"),
        ] {
            assert_ne!(stem(a), stem(b), "{a} {b}");
        }
    }

    #[test]
    fn a_participle_leads_to_its_verb() {
        for (word, verb) in [
            ("gebeld", "bellen"),
            ("aangevraagd", "aanvragen"),
            ("opgehaald", "ophalen"),
            ("weggesleept", "wegslepen"),
            ("afgesloten", "afsluiten"),
            ("verlenging", "verlengen"),
        ] {
            assert!(
                forms(word).contains(&stem(verb)),
                "{word}: {:?} has no {}",
                forms(word),
                stem(verb)
            );
        }
    }
}
