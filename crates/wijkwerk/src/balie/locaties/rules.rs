//! Who answers for a place, what its hours are as they are typed, and what is near: pure, with their tests.

use std::collections::BTreeSet;

use super::model::{Aanbod, Locatie, Versie};
use crate::error::{FieldError, Sentence};
use crate::ids::OrganisatieId;
use crate::kader::gebieden::Coordinaat;

/// Most characters of a name, an address, a telephone number.
pub const LINE: usize = 160;
/// Most characters of how to get in and of what is not right.
pub const TEXT: usize = 1000;
/// Most stars (L-80).
pub const STARS: i64 = 3;

/// Who answers for a place: its organisation; of a place that is nobody's, those whose offers are there.
pub fn owners(locatie: &Locatie, aanbod: &[Aanbod]) -> BTreeSet<OrganisatieId> {
    match locatie.organisatie {
        Some(own) => BTreeSet::from([own]),
        None => aanbod.iter().filter_map(|one| one.organisatie).collect(),
    }
}

/// The hours as whoever changes them finds them: as they were typed last, else as they are stored.
pub fn typed(locatie: &Locatie, last: Option<&Versie>) -> String {
    last.filter(|last| last.openingstijden == locatie.openingstijden && !last.typed.is_empty())
        .map_or_else(|| locatie.openingstijden.clone(), |last| last.typed.clone())
}

/// The spot that these degrees of a form name; nothing filled in is no spot.
pub fn spot(lat: Option<&str>, lon: Option<&str>) -> Result<Option<Coordinaat>, FieldError> {
    if lat.is_none() && lon.is_none() {
        return Ok(None);
    }
    let found = Coordinaat::parse(lat.unwrap_or_default(), lon.unwrap_or_default());
    found.map(Some).map_err(|_| FieldError {
        field: "lat",
        sentence: Sentence::new("fout-coordinaat"),
    })
}

/// A postcode that a text holds: its four digits, and its letters if they are there.
pub fn postcode_in(text: &str) -> Option<(String, Option<String>)> {
    let text: Vec<char> = text.chars().collect();
    for at in 0..text.len() {
        let digits: String = text.iter().skip(at).take(4).collect();
        let is_four = digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
        let alone = |n: Option<usize>| {
            n.and_then(|n| text.get(n))
                .is_none_or(|ch| !ch.is_ascii_digit())
        };
        if !is_four || !alone(at.checked_sub(1)) || !alone(Some(at + 4)) {
            continue;
        }
        let rest: String = text.iter().skip(at + 4).collect();
        let letters: String = rest
            .trim_start()
            .chars()
            .take_while(|ch| ch.is_alphabetic())
            .collect();
        // "8224 en verder" ends in a word; nobody's postcode is written small and apart.
        let is_word = rest.starts_with(' ') && letters.chars().any(char::is_lowercase);
        let is_two = letters.chars().count() == 2 && letters.is_ascii() && !is_word;
        return Some((digits, is_two.then(|| letters.to_uppercase())));
    }
    None
}

/// Where a postcode lies, as far as known places tell: the middle of those with the same one, else of those with the
/// same digits.
pub fn find_postcode(text: &str, known: &[(String, Coordinaat)]) -> Option<Coordinaat> {
    let (digits, letters) = postcode_in(text)?;
    let fits = |whole: bool| {
        let places = known.iter().filter(|(postcode, _)| {
            postcode_in(postcode).is_some_and(|(own, own_letters)| {
                own == digits && (!whole || own_letters == letters)
            })
        });
        middle(places.map(|(_, place)| *place))
    };
    letters
        .is_some()
        .then(|| fits(true))
        .flatten()
        .or_else(|| fits(false))
}

fn middle(places: impl Iterator<Item = Coordinaat>) -> Option<Coordinaat> {
    let all: Vec<Coordinaat> = places.collect();
    let count = f64::from(u32::try_from(all.len()).ok().filter(|count| *count > 0)?);
    let lat = all.iter().map(|place| place.lat()).sum::<f64>() / count;
    let lon = all.iter().map(|place| place.lon()).sum::<f64>() / count;
    Coordinaat::new(lat, lon).ok()
}

/// What people call a desk when they look for any.
const DESKS: &[&str] = &[
    "balie",
    "balies",
    "loket",
    "loketten",
    "infopunt",
    "infopunten",
    "inloop",
    "spreekuur",
    "spreekuren",
    "desk",
    "desks",
    "counter",
];

/// Whether a text asks for a desk, whatever it is about.
pub fn asks_for_a_desk(text: &str) -> bool {
    words(text).any(|word| DESKS.contains(&word.as_str()))
}

/// What the list of all desks is asked with, if a question asks for any: where, as far as four digits tell it.
pub fn desks_asked_for(question: &str) -> Option<String> {
    asks_for_a_desk(question).then(|| {
        postcode_in(question).map_or_else(String::new, |(digits, _)| format!("?waar={digits}"))
    })
}

/// The words of a search that say more than "a desk, here".
pub fn wanted(text: &str) -> Vec<String> {
    words(text)
        .filter(|word| !DESKS.contains(&word.as_str()))
        .collect()
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|ch: char| !ch.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_postcode_is_found_in_what_people_type() {
        for (text, expected) in [
            ("8224 XX", Some(("8224", Some("XX")))),
            ("balie bij 8224xx", Some(("8224", Some("XX")))),
            ("8224", Some(("8224", None))),
            ("8224 en verder", Some(("8224", None))),
            ("0612345678", None),
            ("82245", None),
            ("balie", None),
            ("é8224 éé", Some(("8224", None))),
        ] {
            let found = postcode_in(text);
            let found = found
                .as_ref()
                .map(|(digits, letters)| (digits.as_str(), letters.as_deref()));
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn a_postcode_lies_where_known_places_with_it_lie() {
        let at = |lat| Coordinaat::new(lat, 5.5).unwrap();
        let known = [
            ("8224 XX".to_owned(), at(52.50)),
            ("8224XX".to_owned(), at(52.52)),
            ("8224 ZZ".to_owned(), at(52.60)),
            ("8233 AA".to_owned(), at(52.90)),
        ];
        let lat =
            |text: &str| find_postcode(text, &known).map(|place| (place.lat() * 100.0).round());
        assert_eq!(lat("8224xx"), Some(5251.0));
        assert_eq!(lat("8224 ZZ"), Some(5260.0));
        assert_eq!(lat("8224 QQ"), Some(5254.0), "only the digits are known");
        assert_eq!(lat("8233"), Some(5290.0));
        assert_eq!(lat("9999 AA"), None);
        assert_eq!(lat("geen postcode"), None);
    }

    #[test]
    fn a_desk_is_asked_for_by_what_people_call_it() {
        assert!(asks_for_a_desk("Waar is een balie?"));
        assert!(!asks_for_a_desk("mijn stoep ligt los"));
        let asked = |text| desks_asked_for(text);
        assert_eq!(asked("balie bij 8224 XX"), Some("?waar=8224".to_owned()));
        assert_eq!(asked("loket"), Some(String::new()));
        assert_eq!(asked("stoep 8224 XX"), None);
        assert_eq!(wanted("balie schulden"), ["schulden"]);
        assert!(wanted("Balie?").is_empty());
    }
}
