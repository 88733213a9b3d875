//! The texts: the same in both languages, and never with a word that a gemeente chooses for itself.

use std::collections::{BTreeMap, BTreeSet};

use kit::i18n::Lang;
use wijkwerk::kader::inrichting::{WoordSleutel, actions};
use wijkwerk::words::{LOCALES, translations};

use crate::sources::{files, none};

/// Words that an inrichting uses for a concept but that also mean something else in a plain sentence, with what.
const ORDINARY: &[(&str, &str)] = &[
    ("report", "the verb"),
    ("reports", "the verb"),
    ("result", "the verb"),
    ("results", "the verb"),
    ("promise", "the verb"),
    ("advice", "help that is not a formal advice"),
    ("chair", "the verb"),
    ("area", "any place on the map"),
    ("areas", "any places on the map"),
    ("village", "what the third gemeente calls its wijk"),
    ("agreement", "that people agree"),
];

/// Concepts whose compounds (`meldingnummer`, `wijkpagina`) would keep the old word too.
const CORE: &[&str] = &[
    "wijk",
    "wijkteam",
    "melding",
    "werkplan",
    "aandachtsgebied",
    "afspraak",
];

/// Compounds that are no form of a core word.
const NOT_CORE: &[&str] = &["wijkt", "wijkwerk", "wijkgericht", "wijkgerichte"];

/// Files that speak of the wijken of CBS, which are called that everywhere: file, concept.
const OF_CBS: &[(&str, &str)] = &[("gebieden", "wijk")];

/// Concepts with an everyday word that no inrichting replaces. Texts may say it plainly; as soon as a document that
/// ships says something else for one of them, the test below refuses this list and the texts need the term.
const EVERYDAY: &[&str] = &[
    "gemeente",
    "stad",
    "buurt",
    "bewoner",
    "partner",
    "organisatie",
    "resultaat",
    "thema",
    "advies",
    "initiatief",
    "voorzitter",
    "college",
    "raad",
];

fn inrichtingen() -> Vec<wijkwerk::kader::inrichting::Inrichting> {
    wijkwerk::shipped::documents()
        .map(|name| {
            let text = wijkwerk::shipped::document(name).expect("it is listed");
            actions::parse(text).unwrap_or_else(|findings| panic!("{name}: {findings:#?}"))
        })
        .collect()
}

fn words(lang: Lang) -> BTreeMap<String, &'static str> {
    let mut all = BTreeMap::new();
    for inrichting in inrichtingen() {
        for key in WoordSleutel::ALL {
            let word = inrichting.woord(*key);
            let forms = match lang {
                Lang::Nl => [&word.enkelvoud, &word.meervoud],
                Lang::En => [&word.singular, &word.plural],
            };
            for form in forms {
                all.insert(form.to_lowercase(), key.key());
            }
        }
    }
    all.retain(|word, key| {
        !ORDINARY.iter().any(|(ordinary, _)| ordinary == word) && !EVERYDAY.contains(key)
    });
    all
}

/// The text of a locale file with keys, comments, placeables and variant names blanked; the same lines.
fn said(text: &str) -> Vec<(usize, String)> {
    let mut out = Vec::new();
    let mut depth = 0_usize;
    for (n, line) in text.lines().enumerate() {
        if line.starts_with('#') {
            continue;
        }
        let indented = line.starts_with([' ', '\t']);
        let body = if indented || depth > 0 {
            line
        } else {
            line.split_once('=').map_or("", |(_, body)| body)
        };
        let body = variant(body);
        let mut plain = String::new();
        // Inside `{ $n -> … }` the variants are text; inside `{ -wijk }` there is none.
        let mut rest = body;
        while let Some(ch) = rest.chars().next() {
            match ch {
                '{' => {
                    if let Some(end) = placeable(rest) {
                        plain.push(' ');
                        rest = &rest[end..];
                        continue;
                    }
                    depth += 1;
                    rest = rest.find("->").map_or("", |at| &rest[at + 2..]);
                    continue;
                }
                '}' => depth = depth.saturating_sub(1),
                other => plain.push(other),
            }
            rest = &rest[ch.len_utf8()..];
        }
        out.push((n + 1, plain));
    }
    out
}

/// The end of a placeable that opens and closes here.
fn placeable(text: &str) -> Option<usize> {
    let end = text.find('}')?;
    (!text[..end].contains("->")).then_some(end + 1)
}

/// What follows `[one]` or `*[other]`, or `.attribute =`.
fn variant(line: &str) -> &str {
    let trimmed = line.trim_start().trim_start_matches('*');
    if trimmed.starts_with('[') {
        return trimmed.split_once(']').map_or("", |(_, text)| text);
    }
    if trimmed.starts_with('.') {
        return trimmed.split_once('=').map_or("", |(_, text)| text);
    }
    line
}

fn literal_words(
    lang: Lang,
    file: &str,
    text: &str,
    words: &BTreeMap<String, &'static str>,
) -> Vec<String> {
    let mut found = Vec::new();
    for (line, plain) in said(text) {
        // By appointment: an everyday phrase, not the agreement of a werkplan.
        let lower = plain.to_lowercase().replace("op afspraak", "");
        let mut seen = BTreeSet::new();
        for (word, key) in words {
            let hit = lower.match_indices(word.as_str()).any(|(at, _)| {
                let before = lower[..at].chars().last();
                let after = lower[at + word.len()..].chars().next();
                !before.is_some_and(char::is_alphanumeric)
                    && !after.is_some_and(char::is_alphanumeric)
            });
            let excused = OF_CBS
                .iter()
                .any(|(name, concept)| *name == file && concept == key);
            if hit && !excused && seen.insert(key) {
                found.push(format!(
                    "locales/{}/{file}.ftl:{line}: {word:?}: write a form of {{ -{} }}",
                    lang.html(),
                    key.replace('_', "-")
                ));
            }
        }
        if lang == Lang::Nl {
            for token in lower.split(|ch: char| !ch.is_alphanumeric()) {
                let compound = CORE
                    .iter()
                    .any(|core| token.starts_with(core) && token.len() > core.len());
                let excused = OF_CBS
                    .iter()
                    .any(|(name, concept)| *name == file && token.starts_with(concept));
                if compound && !excused && !words.contains_key(token) && !NOT_CORE.contains(&token)
                {
                    found.push(format!("locales/nl/{file}.ftl:{line}: {token:?} is made of a word that a gemeente chooses"));
                }
            }
        }
    }
    found
}

#[test]
fn both_languages_say_the_same_in_the_words_of_every_inrichting() {
    for inrichting in inrichtingen() {
        let texts = translations(&inrichting).expect("the texts can be loaded");
        let found: Vec<String> = texts.check().iter().map(ToString::to_string).collect();
        none(
            &format!(
                "a difference between the languages for {}",
                inrichting.gemeente.slug
            ),
            &found,
        );
    }
}

#[test]
fn every_text_that_a_template_names_is_there() {
    let mut known: BTreeSet<(bool, &str)> = BTreeSet::new();
    for (lang, _, text) in LOCALES {
        let keys = text
            .lines()
            .filter_map(|line| line.split_once(" =")?.0.into());
        known.extend(keys.map(|key: &str| (*lang == Lang::Nl, key)));
    }
    let mut found = Vec::new();
    let mut seen = 0;
    for (file, text) in files("crates/wijkwerk/src", ".html") {
        for call in ["c.t(\"", "c.t1(\"", "c.t2(\""] {
            for after in text.split(call).skip(1) {
                let key = after.split('"').next().unwrap_or_default();
                seen += 1;
                if [true, false].iter().any(|nl| !known.contains(&(*nl, key))) {
                    found.push(format!("{file}: {key}"));
                }
            }
        }
    }
    assert!(seen > 1000, "templates name texts, and {seen} were found");
    none("a text that is not there", &found);
}

#[test]
fn no_text_holds_a_word_that_a_gemeente_chooses() {
    for (word, why) in ORDINARY {
        println!("allowed: {word}: {why}");
    }
    let (nl, en) = (words(Lang::Nl), words(Lang::En));
    let found: Vec<String> = LOCALES
        .iter()
        .flat_map(|(lang, file, text)| {
            literal_words(*lang, file, text, if *lang == Lang::Nl { &nl } else { &en })
        })
        .collect();
    none("a text with a word that belongs in an inrichting", &found);
}

/// Words that ask for another form of themselves when a gemeente chooses another word behind them.
fn bends(lang: Lang, word: &str) -> bool {
    match lang {
        Lang::Nl => matches!(
            word,
            "de" | "het"
                | "deze"
                | "dit"
                | "die"
                | "welke"
                | "welk"
                | "elke"
                | "elk"
                | "onze"
                | "ons"
        ),
        Lang::En => matches!(word, "a" | "an"),
    }
}

/// Where an article was written in front of the word of a gemeente.
fn fixed_articles(lang: Lang, file: &str, text: &str) -> Vec<String> {
    let chosen: BTreeSet<String> = WoordSleutel::ALL
        .iter()
        .map(|key| key.key())
        .filter(|key| !EVERYDAY.contains(key))
        .map(|key| key.replace('_', "-"))
        .collect();
    let mut found = Vec::new();
    for (n, line) in text.lines().enumerate() {
        for (at, opening) in line.match_indices("{ -") {
            let rest = &line[at + opening.len()..];
            let term = rest.split(' ').next().unwrap_or_default();
            let before = line[..at].trim_end().rsplit(' ').next();
            let before = before.unwrap_or_default().to_lowercase();
            if chosen.contains(term) && bends(lang, &before) {
                found.push(format!(
                    "locales/{}/{file}.ftl:{}: {before:?}: write {{ -de-{term} }}, {{ -een-{term} }}, …",
                    lang.html(),
                    n + 1
                ));
            }
        }
    }
    found
}

#[test]
fn no_text_chooses_the_article_of_a_word_that_a_gemeente_chooses() {
    let seen = |lang, text: &str| fixed_articles(lang, "x", text).len();
    assert_eq!(
        seen(Lang::Nl, "a = Kies de { -wijk } op welk { -werkplan }"),
        2
    );
    assert_eq!(
        seen(
            Lang::Nl,
            "a = Kies { -de-wijk } van alle { -wijk-mv }, of een { -wijk }"
        ),
        0
    );
    assert_eq!(seen(Lang::En, "a = Make an { -afspraak }"), 1);
    assert_eq!(
        seen(Lang::En, "a = Make { -een-afspraak } of { -de-wijk }"),
        0
    );
    let found: Vec<String> = LOCALES
        .iter()
        .flat_map(|(lang, file, text)| fixed_articles(*lang, file, text))
        .collect();
    none("a text with an article of its own", &found);
}

#[test]
fn mails_address_people_as_the_gemeente_does() {
    let says = |line: &str| {
        line.to_lowercase()
            .split(|ch: char| !ch.is_alphanumeric())
            .any(|word| matches!(word, "u" | "uw"))
    };
    let found: Vec<String> = LOCALES
        .iter()
        .filter(|(lang, file, _)| *lang == Lang::Nl && *file == "mails")
        .flat_map(|(_, _, text)| text.lines())
        .filter(|line| !line.trim_start().starts_with("*[u]") && says(line))
        .map(ToOwned::to_owned)
        .collect();
    none("a mail that says u where a gemeente may say je", &found);
}

#[test]
fn everyday_words_are_the_same_in_every_inrichting() {
    let all = inrichtingen();
    for key in WoordSleutel::ALL
        .iter()
        .filter(|key| EVERYDAY.contains(&key.key()))
    {
        for inrichting in &all {
            let (own, first) = (inrichting.woord(*key), all[0].woord(*key));
            let slug = &inrichting.gemeente.slug;
            assert_eq!(
                own,
                first,
                "{slug} says something else for {}: texts need the term",
                key.key()
            );
        }
    }
}

#[test]
fn literal_words_are_seen_and_terms_are_not() {
    let nl = words(Lang::Nl);
    let seen = |text: &str| literal_words(Lang::Nl, "x", text, &nl).len();
    let cases = [
        ("a = Uw { -melding } is binnen\n", 0),
        ("a = Uw melding is binnen\n", 1),
        ("melding-nieuw = Nieuw\n", 0),
        (
            "a = { $n ->\n    [one] een wijk\n   *[other] { -wijk-mv }\n    }\n",
            1,
        ),
        ("a = Meldingnummer\n", 1),
        (
            "a = { -aanspreek.vorm ->\n    [je] Je werkplan\n   *[u] Uw { -werkplan }\n    }\n",
            1,
        ),
        ("# een melding\na = Dit wijkt af\n", 0),
    ];
    for (text, expected) in cases {
        assert_eq!(seen(text), expected, "{text}");
    }
}
