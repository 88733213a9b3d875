//! What a text says otherwise than before, field by field, short enough to read.

use crate::balie::kennisbank::model::Velden;

/// Most fields that are named.
pub const MOST_CHANGES: usize = 6;
/// Most characters of a value.
const LENGTH: usize = 80;

/// A field that is otherwise: its name, what it said and what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange {
    pub veld: &'static str,
    pub was: String,
    pub is: String,
}

/// The fields that differ, what people call and pay first.
pub fn differences(was: &Velden, is: &Velden) -> Vec<FieldChange> {
    said(was)
        .into_iter()
        .zip(said(is))
        .filter(|((_, was), (_, is))| was != is)
        .map(|((veld, was), (_, is))| FieldChange { veld, was, is })
        .collect()
}

fn said(it: &Velden) -> [(&'static str, String); 16] {
    let text = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let opt = |found: Option<&String>| found.map_or_else(String::new, |found| text(found));
    let number = |n: Option<i64>| n.map_or_else(String::new, |n| n.to_string());
    [
        ("titel", text(&it.titel)),
        ("telefoon", opt(it.telefoon.as_ref())),
        ("email", opt(it.email.as_ref())),
        ("url", opt(it.url.as_ref())),
        ("kosten", text(&it.kosten)),
        ("aanmelden", text(&it.aanmelden)),
        ("voorwaarden", text(&it.voorwaarden)),
        ("doelgroep", text(&it.doelgroep)),
        ("min_leeftijd", number(it.min_leeftijd)),
        ("max_leeftijd", number(it.max_leeftijd)),
        ("talen", it.talen.join(", ")),
        ("samenvatting", text(&it.samenvatting)),
        ("tekst", text(&it.tekst)),
        ("onderwerp", it.onderwerp.clone()),
        ("soort", it.soort.word().to_owned()),
        ("organisatie_soort", text(&it.organisatie_soort)),
    ]
}

/// Both values cut to what can be read beside each other: of long ones from shortly before they begin to differ.
pub fn shortened(was: &str, is: &str) -> (String, String) {
    let same = was
        .chars()
        .zip(is.chars())
        .take_while(|(one, other)| one == other)
        .count();
    let from = if same > LENGTH / 2 {
        same - LENGTH / 4
    } else {
        0
    };
    (cut(was, from), cut(is, from))
}

fn cut(text: &str, from: usize) -> String {
    let mut out = String::new();
    if from > 0 {
        out.push('…');
    }
    let room = LENGTH - out.chars().count();
    let rest: Vec<char> = text.chars().skip(from).collect();
    if rest.len() <= room {
        out.extend(rest);
    } else {
        out.extend(rest.iter().take(room - 1));
        out.push('…');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::balie::kennisbank::model::Soort;

    #[test]
    fn what_differs_is_named_with_both_values() {
        let was = Velden {
            titel: "Hulp bij schulden".to_owned(),
            telefoon: Some("0320-278911".to_owned()),
            tekst: "Eerst dit.\n\nDan dat.".to_owned(),
            min_leeftijd: Some(18),
            ..Velden::empty(Soort::Product)
        };
        assert!(differences(&was, &was).is_empty());
        let is = Velden {
            telefoon: Some("0320-111222".to_owned()),
            kosten: "Gratis".to_owned(),
            tekst: "Eerst dit.\nDan dat.".to_owned(),
            min_leeftijd: None,
            talen: vec!["nl".to_owned(), "en".to_owned()],
            ..was.clone()
        };
        let found: Vec<(&str, String, String)> = differences(&was, &is)
            .into_iter()
            .map(|found| (found.veld, found.was, found.is))
            .collect();
        let expected = [
            ("telefoon", "0320-278911", "0320-111222"),
            ("kosten", "", "Gratis"),
            ("min_leeftijd", "18", ""),
            ("talen", "nl", "nl, en"),
        ];
        let expected = expected.map(|(veld, was, is)| (veld, was.to_owned(), is.to_owned()));
        assert_eq!(found, expected, "another break between lines is none");
    }

    #[test]
    fn values_are_cut_where_they_begin_to_differ() {
        let (was, is) = shortened("0320-278911", "0320-111222");
        assert_eq!((was.as_str(), is.as_str()), ("0320-278911", "0320-111222"));
        let start = "woord ".repeat(100);
        let (was, is) = (
            format!("{start}kost vijf euro"),
            format!("{start}is gratis"),
        );
        let (was, is) = shortened(&was, &is);
        assert!(
            was.starts_with('…') && was.ends_with("kost vijf euro"),
            "{was}"
        );
        assert!(is.starts_with('…') && is.ends_with("is gratis"), "{is}");
        let (was, is) = shortened(&"é".repeat(500), "");
        assert_eq!((was.chars().count(), is.as_str()), (LENGTH, ""));
        assert!(was.ends_with('…'), "{was}");
        let long = "a".repeat(LENGTH);
        assert_eq!(shortened(&long, "b").0, long);
    }
}
