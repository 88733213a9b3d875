//! What is refused, and which word is named.

use std::time::Instant;

use super::Dice;
use super::properties::ALL;
use crate::hours::{Hours, MAX_LENGTH, Problem, from_typed};

#[test]
fn a_wrong_word_is_named_with_its_place() {
    for (osm, problem, word, at) in [
        ("", Problem::Empty, "", 0),
        ("  ", Problem::Empty, "", 0),
        ("Mo-Fr 09:00-17:00; Xx off", Problem::Unexpected, "Xx", 19),
        ("Mo 09:60-12:00", Problem::Time, "09:60", 3),
        ("Mo 49:00-50:00", Problem::Time, "49:00", 3),
        ("Mo 26:00-27:00", Problem::Time, "26:00-27:00", 3),
        ("Mo 09:00", Problem::Moment, "09:00", 3),
        ("Mo 10:00-16:00/90", Problem::Moment, "10:00-16:00/90", 3),
        ("sunrise-sunset", Problem::Sun, "sunrise-sunset", 0),
        ("Feb 30 off", Problem::Date, "30", 4),
        ("2027-2026 off", Problem::Backwards, "2027-2026", 0),
        ("2027 Dec 23-2027 Aug 23 off", Problem::Backwards, "2027", 0),
        ("2027 Aug 23-2027 Aug 22 off", Problem::Backwards, "2027", 0),
        ("2027 easter-2027 Mar 01 off", Problem::Backwards, "2027", 0),
        ("2026/0 off", Problem::Unexpected, "2026/0", 0),
        ("week 20-10/2 off", Problem::Backwards, "20-10/2", 5),
        ("week 54 off", Problem::Unexpected, "54", 5),
        ("Mo[6] off", Problem::Unexpected, "[6]", 2),
        ("Mo-Fr 09:00-17:00 \"", Problem::Unexpected, "\"", 18),
        ("Mo-", Problem::Unexpected, "", 3),
        ("Mo ||", Problem::Unexpected, "", 5),
        ("éé", Problem::Unexpected, "éé", 0),
    ] {
        let error = Hours::parse(osm).expect_err(osm);
        assert_eq!(
            (error.problem, error.word.as_str(), error.at),
            (problem, word, at),
            "{osm}"
        );
        assert!(!error.to_string().is_empty() && !problem.name().is_empty());
    }
}

#[test]
fn a_colon_behind_the_days_is_for_reading_only() {
    for (with, without) in [
        ("Dec 25: 10:00-12:00", "Dec 25 10:00-12:00"),
        ("Dec 24,25: 10:00-12:00", "Dec 24,25 10:00-12:00"),
        ("Dec 24-Jan 2: Mo off", "Dec 24-Jan 2 Mo off"),
        ("week 10: Mo 10:00-12:00", "week 10 Mo 10:00-12:00"),
        ("Mo-Fr: 09:00-17:00", "Mo-Fr 09:00-17:00"),
    ] {
        assert_eq!(Hours::parse(with), Hours::parse(without), "{with}");
        assert!(Hours::parse(with).is_ok(), "{with}");
    }
    for osm in ["Mo 09:", "Mo 09:-12:00", "Mo 09:00-12:"] {
        assert!(Hours::parse(osm).is_err(), "{osm}");
    }
}

#[test]
fn a_text_that_is_too_long_is_not_looked_at() {
    for text in [
        "x".repeat(100_000),
        "Mo,".repeat(40_000),
        "\"".repeat(100_000),
    ] {
        for found in [Hours::parse(&text).map(drop), from_typed(&text).map(drop)] {
            assert_eq!(found.map_err(|error| error.problem), Err(Problem::TooLong));
        }
    }
}

#[test]
fn no_text_takes_long() {
    let full = |part: &str| part.repeat(MAX_LENGTH / part.len());
    let start = Instant::now();
    for part in [
        "Jan Mo[1],",
        "Mo,",
        "Mo[1,",
        "24/7;",
        "10:00-12:00,",
        "9-12 ",
        "Jan-",
        "(((",
        "easter +1 day,",
        "ma en ",
        "\"x\" ",
    ] {
        let _ = Hours::parse(&full(part));
        let _ = from_typed(&full(part));
    }
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
    let many = Hours::parse(&vec!["off"; 101].join(";")).map_err(|error| error.problem);
    assert_eq!(many, Err(Problem::TooManyRules));
}

#[test]
fn broken_texts_are_refused_or_understood_but_never_break_anything() {
    let mut dice = Dice(99);
    let signs = [
        "-", ",", ";", "\"", "[", "]", ":", " ", "é", "9", "24", "||", "+", "Mo", "Dec", "\n", "'s",
    ];
    let mut understood = 0;
    for _ in 0..20_000 {
        let mut text: Vec<char> = dice.pick(ALL).chars().collect();
        for _ in 0..=dice.below(3) {
            let at = usize::try_from(dice.below(text.len() as u64 + 1)).unwrap();
            match dice.below(3) {
                0 if at < text.len() => drop(text.remove(at)),
                1 => text.truncate(at),
                _ => drop(text.splice(at..at, dice.pick(&signs).chars())),
            }
        }
        let text: String = text.into_iter().collect();
        if let Ok(hours) = Hours::parse(&text) {
            understood += 1;
            let printed = hours.to_string();
            assert_eq!(
                Hours::parse(&printed),
                Ok(hours),
                "{text} printed as {printed}"
            );
        }
        let _ = from_typed(&text);
    }
    assert!(understood > 1_000, "{understood}");
}
