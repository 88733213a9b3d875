//! Hints for whoever writes: long sentences, passives, jargon with a plainer word, rare words. Never a score: a formula
//! cannot say who understands a text, residents can.

/// Words in a sentence above which it is called long.
pub const LONG: usize = 18;
/// Most hints of one text; more help nobody.
const MOST: usize = 12;

/// One hint beside a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hint {
    /// A sentence of so many words, by how it begins.
    Long { words: usize, start: String },
    /// "wordt betaald": who does it?
    Passive { fragment: String },
    /// A word of the office, with a plainer one.
    Jargon {
        word: &'static str,
        plain: &'static str,
    },
    /// A word that few people use.
    Rare { word: &'static str },
}

/// A word of the office and what people say.
const JARGON: &[(&str, &str)] = &[
    ("aangaande", "over"),
    ("aanvang", "begin"),
    ("aanvangen", "beginnen"),
    ("aanwenden", "gebruiken"),
    ("alsmede", "en ook"),
    ("alvorens", "voordat"),
    ("betreffende", "over"),
    ("bewerkstelligen", "zorgen voor"),
    ("blijkens", "volgens"),
    ("conform", "volgens"),
    ("contacteren", "bellen of mailen"),
    ("continueren", "doorgaan met"),
    ("criteria", "eisen"),
    ("danwel", "of"),
    ("dienaangaande", "daarover"),
    ("dient", "moet"),
    ("dienen", "moeten"),
    ("derhalve", "daarom"),
    ("desgewenst", "als u dat wilt"),
    ("desondanks", "toch"),
    ("diverse", "verschillende"),
    ("doorgaans", "meestal"),
    ("echter", "maar"),
    ("ingevolge", "door"),
    ("indien", "als"),
    ("inzake", "over"),
    ("inzage", "zien"),
    ("jegens", "tegen"),
    ("kosteloos", "gratis"),
    ("krachtens", "volgens"),
    ("middels", "met"),
    ("mits", "als"),
    ("momenteel", "nu"),
    ("nadien", "daarna"),
    ("namelijk", "want"),
    ("niettemin", "toch"),
    ("noodzakelijk", "nodig"),
    ("omtrent", "over"),
    ("overeenkomstig", "volgens"),
    ("respectievelijk", "en"),
    ("reeds", "al"),
    ("schrijven", "brief"),
    ("slechts", "maar"),
    ("spoedig", "snel"),
    ("te allen tijde", "altijd"),
    ("ten behoeve van", "voor"),
    ("ten aanzien van", "over"),
    ("ten gevolge van", "door"),
    ("ter zake van", "over"),
    ("teneinde", "om"),
    ("tevens", "ook"),
    ("thans", "nu"),
    ("trachten", "proberen"),
    ("uiterlijk", "op zijn laatst"),
    ("verstrekken", "geven"),
    ("verstrekt", "geeft"),
    ("vervaardigen", "maken"),
    ("verzoeken", "vragen"),
    ("voormelde", "deze"),
    ("voornemens", "van plan"),
    ("vooralsnog", "voorlopig"),
    ("voorts", "ook"),
    ("welke", "die"),
    ("zorgdragen", "zorgen"),
    ("zulks", "dat"),
];

/// Words that residents told us, or that letters come back about: our own list.
const RARE: &[&str] = &[
    "aanslagbiljet",
    "accordering",
    "ambtshalve",
    "beleidskader",
    "beschikking",
    "bestuursdwang",
    "bezwaarschrift",
    "bijdrageplichtig",
    "budgethouder",
    "cliëntondersteuning",
    "contra-indicatie",
    "doelgroepregistratie",
    "draagkracht",
    "dwangsom",
    "eigenrisicodrager",
    "faciliteren",
    "gedoogbeschikking",
    "gemachtigde",
    "heffingskorting",
    "hoorzitting",
    "indexering",
    "indicatiestelling",
    "inkomensafhankelijk",
    "integraal",
    "ketenpartner",
    "kwijtschelding",
    "laagdrempelig",
    "legitimatiebewijs",
    "leges",
    "maatwerkvoorziening",
    "mantelzorgwaardering",
    "multidisciplinair",
    "nazorgtraject",
    "ontheffing",
    "participatieladder",
    "persoonsgebonden",
    "peildatum",
    "recidive",
    "rechthebbende",
    "restitutie",
    "subsidieplafond",
    "terugvordering",
    "toekenning",
    "toeleiding",
    "vermogenstoets",
    "verordening",
    "vigerend",
    "voorliggende",
    "voorziening",
    "zelfredzaamheid",
    "zienswijze",
    "zorginkoop",
];

/// What begins a passive.
const HELPERS: &[&str] = &["wordt", "worden", "werd", "werden"];
/// Words that look like a participle and are none.
const NOT_PARTICIPLE: &[&str] = &[
    "bent",
    "beter",
    "best",
    "bekend",
    "beperkt",
    "gebied",
    "geduld",
    "geld",
    "gemeente",
    "gerust",
    "gesprek",
    "gezond",
    "geschikt",
    "herfst",
    "verdriet",
    "vergunning",
    "verschil",
    "vertrek",
];

/// What could be plainer in this text, at most twelve.
pub fn hints(text: &str) -> Vec<Hint> {
    let mut found = Vec::new();
    for sentence in sentences(text) {
        let words: Vec<&str> = sentence.split_whitespace().collect();
        if words.len() > LONG {
            found.push(Hint::Long {
                words: words.len(),
                start: words.iter().take(5).copied().collect::<Vec<_>>().join(" "),
            });
        }
        found.extend(passive(&words));
    }
    let plain = format!(" {} ", letters(text));
    found.extend(JARGON.iter().filter_map(|(word, better)| {
        plain
            .contains(&format!(" {word} "))
            .then_some(Hint::Jargon {
                word,
                plain: better,
            })
    }));
    found.extend(RARE.iter().filter_map(|word| {
        let one = plain.contains(&format!(" {word} "));
        let more = plain.contains(&format!(" {word}en ")) || plain.contains(&format!(" {word}s "));
        (one || more).then_some(Hint::Rare { word })
    }));
    found.truncate(MOST);
    found
}

fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split(['.', '!', '?', '\n', ':', ';'])
        .map(str::trim)
        .filter(|sentence| !sentence.is_empty())
}

/// Small letters and single spaces.
fn letters(text: &str) -> String {
    text.to_lowercase()
        .split(|ch: char| !ch.is_alphanumeric() && ch != '-')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The first passive of a sentence: a form of worden with a participle in the six words behind it.
fn passive(words: &[&str]) -> Option<Hint> {
    let plain: Vec<String> = words.iter().map(|word| letters(word)).collect();
    let at = plain
        .iter()
        .position(|word| HELPERS.contains(&word.as_str()))?;
    let end = (at + 1..plain.len().min(at + 7)).find(|n| is_participle(&plain[*n]))?;
    Some(Hint::Passive {
        fragment: words[at..=end].join(" "),
    })
}

fn is_participle(word: &str) -> bool {
    let starts = [
        "ge", "be", "ver", "ont", "her", "aange", "inge", "uitge", "opge", "afge", "toege",
    ];
    let ends = word.ends_with('t') || word.ends_with('d') || word.ends_with("en");
    word.chars().count() > 4
        && ends
        && starts.iter().any(|start| word.starts_with(start))
        && !NOT_PARTICIPLE.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_hint_is_found_and_plain_words_give_none() {
        assert_eq!(
            hints("U belt ons. Wij komen dezelfde week langs. Het kost niets."),
            []
        );
        assert_eq!(
            hints("Indien u wilt, belt u ons."),
            [Hint::Jargon {
                word: "indien",
                plain: "als"
            }]
        );
        assert_eq!(
            hints("Uw vraag wordt door ons team beantwoord."),
            [Hint::Passive {
                fragment: "wordt door ons team beantwoord".to_owned()
            }]
        );
        assert_eq!(
            hints("U kunt kwijtschelding vragen."),
            [Hint::Rare {
                word: "kwijtschelding"
            }]
        );
        let long = vec!["woord"; LONG + 1].join(" ");
        assert_eq!(
            hints(&long),
            [Hint::Long {
                words: LONG + 1,
                start: "woord woord woord woord woord".to_owned()
            }]
        );
    }

    #[test]
    fn a_word_inside_another_word_is_no_jargon() {
        assert_eq!(hints("De bindienst en de remits."), []);
        assert_eq!(hints("De wethouder wordt morgen vijftig."), []);
    }

    #[test]
    fn there_are_never_more_hints_than_help() {
        let all: Vec<&str> = JARGON.iter().map(|(word, _)| *word).collect();
        assert_eq!(hints(&all.join(". ")).len(), MOST);
    }
}
