//! `wijkwerk openingstijden toets`: whether opening hours open when somebody else says they do.

use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use kit::hours::{Holidays, Hours, State};
use serde::Deserialize;
use serde_json::Value;

use super::failure::{During as _, Failure, Result};

/// A case: an expression, a period, and what is expected of it.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Case {
    hours: String,
    from: Timestamp,
    to: Timestamp,
    timezone: String,
    #[serde(default)]
    holidays: Vec<Date>,
    #[serde(default)]
    open: Vec<(Timestamp, Timestamp)>,
    #[serde(default)]
    by_appointment: Vec<(Timestamp, Timestamp)>,
}

/// Evaluates every case of a file, prints what differs and the counts.
pub(super) fn command(file: &Path) -> Result<()> {
    let name = file.display();
    let text = std::fs::read_to_string(file)
        .during(format!("kan {name} niet lezen"), "geef een JSON-bestand")?;
    let cases = cases(&text).during(
        format!("{name} is niet te begrijpen"),
        "geef een JSON-lijst van gevallen, zoals in docs/generated/opdrachten.md",
    )?;
    let mut wrong = 0;
    for (index, case) in cases.iter().enumerate() {
        if let Err(lines) = check(case) {
            wrong += 1;
            let hours = case["hours"].as_str().unwrap_or("zonder hours");
            println!("geval {}: {hours}", index + 1);
            for line in lines {
                println!("  {line}");
            }
        }
    }
    let total = cases.len();
    println!("gevallen: {total}; goed: {}; fout: {wrong}", total - wrong);
    if wrong == 0 {
        return Ok(());
    }
    Err(Failure::new(
        format!("{wrong} van {total} gevallen kloppen niet"),
        "vergelijk de verschillen hierboven",
    ))
}

fn cases(text: &str) -> std::result::Result<Vec<Value>, String> {
    let cases: Vec<Value> = serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .map_err(|error| error.to_string())?;
    match cases.iter().position(|case| !case.is_object()) {
        Some(index) => Err(format!("geval {} is geen object", index + 1)),
        None => Ok(cases),
    }
}

/// Nothing, or what is the matter with a case, line by line.
fn check(case: &Value) -> std::result::Result<(), Vec<String>> {
    let said = |error: &dyn std::fmt::Display| vec![error.to_string()];
    let case = Case::deserialize(case).map_err(|error| said(&error))?;
    let hours = Hours::parse(&case.hours).map_err(|error| said(&error))?;
    let zone = TimeZone::get(&case.timezone).map_err(|error| said(&error))?;
    if case.to < case.from {
        return Err(vec!["to ligt voor from".to_owned()]);
    }
    let holidays = Holidays {
        public: case.holidays.iter().copied().collect(),
        school: None,
    };
    let timetable = hours
        .on(&zone, &Arc::new(holidays))
        .map_err(|error| said(&error))?;
    let found = timetable.intervals(case.from, case.to);
    let mut lines = vec![];
    for (name, state, expected) in [
        ("open", State::Open, &case.open),
        ("byAppointment", State::ByAppointment, &case.by_appointment),
    ] {
        let found: Vec<(Timestamp, Timestamp)> = found
            .iter()
            .filter(|interval| interval.state == state)
            .map(|interval| (interval.from, interval.to))
            .collect();
        if found != *expected {
            lines.extend(differences(name, &zone, expected, &found));
        }
    }
    if lines.is_empty() { Ok(()) } else { Err(lines) }
}

/// The intervals that only one side has; both lists whole when they differ in order alone.
fn differences(
    name: &str,
    zone: &TimeZone,
    expected: &[(Timestamp, Timestamp)],
    found: &[(Timestamp, Timestamp)],
) -> Vec<String> {
    const SHOWN: usize = 10;
    let wall = |at: Timestamp| {
        at.to_zoned(zone.clone())
            .strftime("%Y-%m-%dT%H:%M:%S%:z")
            .to_string()
    };
    let told = |word: &str, (from, to): &(Timestamp, Timestamp)| {
        format!("{name}: {word} {} tot {}", wall(*from), wall(*to))
    };
    let missing = expected.iter().filter(|one| !found.contains(one));
    let extra = found.iter().filter(|one| !expected.contains(one));
    let mut lines: Vec<String> = missing
        .map(|one| told("verwacht maar niet gevonden:", one))
        .chain(extra.map(|one| told("gevonden maar niet verwacht:", one)))
        .collect();
    if lines.is_empty() {
        lines.push(format!(
            "{name}: verwacht in een andere volgorde, of dubbel"
        ));
    }
    if lines.len() > SHOWN {
        let more = lines.len() - SHOWN;
        lines.truncate(SHOWN);
        lines.push(format!("{name}: en nog {more} verschillen"));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#"[
        {"hours": "Mo-Fr 09:00-17:00; PH off", "from": "2026-12-24T00:00:00+01:00", "to": "2026-12-26T00:00:00+01:00",
         "timezone": "Europe/Amsterdam", "holidays": ["2026-12-25"],
         "open": [["2026-12-24T09:00:00+01:00", "2026-12-24T17:00:00+01:00"]]},
        {"hours": "09:00+", "from": "2026-12-24T10:00:00+01:00", "to": "2026-12-24T20:00:00+01:00", "timezone": "Europe/Amsterdam",
         "byAppointment": [["2026-12-24T09:00:00Z", "2026-12-24T19:00:00Z"]]},
        {"hours": "off", "from": "2026-12-24T10:00:00Z", "to": "2026-12-24T20:00:00Z", "timezone": "UTC"}
    ]"#;

    fn lines(text: &str) -> Vec<String> {
        cases(text)
            .unwrap()
            .iter()
            .flat_map(|case| check(case).err().unwrap_or_default())
            .collect()
    }

    #[test]
    fn cases_that_are_right_say_nothing() {
        assert_eq!(lines(GOOD), Vec::<String>::new());
    }

    #[test]
    fn what_differs_is_said_on_the_clock_of_the_place() {
        let text = GOOD.replace("T17:00:00+01:00\"]", "T16:00:00+01:00\"]");
        assert_eq!(
            lines(&text),
            [
                "open: verwacht maar niet gevonden: 2026-12-24T09:00:00+01:00 tot 2026-12-24T16:00:00+01:00",
                "open: gevonden maar niet verwacht: 2026-12-24T09:00:00+01:00 tot 2026-12-24T17:00:00+01:00",
            ]
        );
        let text = GOOD.replace("\"09:00+\"", "\"09:00-24:00\"");
        assert_eq!(lines(&text).len(), 2);
    }

    #[test]
    fn a_case_that_cannot_be_evaluated_is_wrong() {
        for (good, bad) in [
            ("\"off\"", "\"of\""),
            ("\"off\"", "\"SH off\""),
            ("\"UTC\"", "\"Mars/Olympus\""),
            ("\"hours\": \"off\",", ""),
            (
                "T20:00:00Z\", \"timezone\": \"UTC\"",
                "T09:00:00Z\", \"timezone\": \"UTC\"",
            ),
            (
                "T20:00:00Z\", \"timezone\": \"UTC\"",
                "T20:00:00\", \"timezone\": \"UTC\"",
            ),
        ] {
            let text = GOOD.replace(good, bad);
            assert_ne!(text, GOOD);
            assert_eq!(lines(&text).len(), 1, "{bad}");
        }
    }

    #[test]
    fn a_bad_file_is_refused_and_a_wrong_case_fails() {
        let dir = kit::testing::TestDir::new();
        let file = dir.path().join("gevallen.json");
        for (text, is_right) in [
            (GOOD, true),
            ("[]", true),
            ("{}", false),
            ("[1]", false),
            ("[", false),
            (&GOOD.replace("PH off", "PH open"), false),
        ] {
            std::fs::write(&file, text).unwrap();
            assert_eq!(command(&file).is_ok(), is_right, "{text}");
        }
        std::fs::write(&file, [0xff, 0xfe]).unwrap();
        assert!(command(&file).is_err());
        std::fs::remove_file(&file).unwrap();
        assert!(command(&file).is_err());
    }
}
