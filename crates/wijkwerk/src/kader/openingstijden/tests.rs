//! Every rule, every outlook and every fault has its words.

use super::*;
use crate::words::LOCALES;

fn translations() -> Translations {
    let files: Vec<(Lang, &str, &str)> = LOCALES
        .iter()
        .filter(|(_, slice, _)| *slice == "uren")
        .copied()
        .collect();
    Translations::new(&files).unwrap_or_else(|errors| panic!("{errors:?}"))
}

fn told(lang: Lang, osm: &str) -> String {
    let translations = translations();
    let teller = Teller {
        translations: &translations,
        lang,
    };
    let lines = teller.lines(&Hours::parse(osm).unwrap()).join("; ");
    assert_eq!(translations.missing(), [], "{osm}");
    // Fluent puts marks around what it fills in.
    lines.replace(['\u{2068}', '\u{2069}'], "")
}

#[test]
fn every_rule_is_a_line_in_dutch() {
    for (osm, expected) in [
        (
            "Mo-Fr 09:00-12:30, We 13:30-17:00; PH off",
            "maandag tot en met vrijdag 9.00 – 12.30 uur; woensdag ook 13.30 – 17.00 uur; op feestdagen gesloten",
        ),
        (
            "Tu,Th 10:00-12:00,13:00-17:00",
            "dinsdag en donderdag 10.00 – 12.00 en 13.00 – 17.00 uur",
        ),
        (
            "Tu[1,3] 19:00-21:00",
            "eerste en derde dinsdag van de maand 19.00 – 21.00 uur",
        ),
        (
            "Fr[-1] 22:00-02:00",
            "laatste vrijdag van de maand 22.00 – 2.00 uur",
        ),
        ("Fr \"op afspraak\"", "vrijdag: op afspraak"),
        (
            "Fr 10:00-12:00 \"op afspraak\"",
            "vrijdag 10.00 – 12.00 uur: op afspraak",
        ),
        (
            "Mo-Fr 09:00-12:00 || \"op afspraak\"",
            "maandag tot en met vrijdag 9.00 – 12.00 uur; daarbuiten: op afspraak",
        ),
        ("Jul-Aug off", "in juli tot en met augustus gesloten"),
        (
            "2026 Dec 24-2027 Jan 02 off \"verbouwing\"",
            "van 24 december 2026 tot en met 2 januari 2027 gesloten: verbouwing",
        ),
        ("Dec 25,26 off", "op 25 december en op 26 december gesloten"),
        (
            "easter -2 days off",
            "op 2 dagen voor eerste paasdag gesloten",
        ),
        (
            "PH -1 day 09:00-12:00",
            "de dag voor een feestdag 9.00 – 12.00 uur",
        ),
        (
            "SH Mo 09:00-12:00",
            "in de schoolvakanties als het maandag is 9.00 – 12.00 uur",
        ),
        (
            "week 02-53/2 Mo 09:00+",
            "maandag in de even weken vanaf 9.00 uur",
        ),
        ("2026+ 10:00-12:00", "vanaf 2026 10.00 – 12.00 uur"),
        (
            "2026/2 10:00-12:00",
            "vanaf 2026 elke 2 jaar 10.00 – 12.00 uur",
        ),
        (
            "2026 Dec 24+ 10:00-12:00",
            "vanaf 24 december 2026 10.00 – 12.00 uur",
        ),
        ("24/7", "altijd open"),
        ("off", "altijd gesloten"),
        ("08:00-24:00", "elke dag 8.00 – 24.00 uur"),
        ("Mo unknown", "maandag soms open"),
    ] {
        assert_eq!(told(Lang::Nl, osm), expected, "{osm}");
    }
}

#[test]
fn every_rule_is_a_line_in_english() {
    for (osm, expected) in [
        (
            "Mo-Fr 09:00-12:30, We 13:30-17:00; PH off",
            "Monday to Friday 9:00 – 12:30; Wednesday also 13:30 – 17:00; on public holidays closed",
        ),
        (
            "Tu[1] 19:00-21:00",
            "first Tuesday of the month 19:00 – 21:00",
        ),
        ("Dec 24-26 off", "from 24 December to 26 December closed"),
    ] {
        assert_eq!(told(Lang::En, osm), expected, "{osm}");
    }
}

#[test]
fn the_outlook_and_every_fault_have_a_sentence() {
    let translations = translations();
    let teller = Teller {
        translations: &translations,
        lang: Lang::Nl,
    };
    let plain = |text: String| text.replace(['\u{2068}', '\u{2069}'], "");
    let (today, time) = (Date::constant(2026, 11, 23), Time::constant(12, 30, 0, 0));
    for (outlook, expected) in [
        (Outlook::OpenAlways, "nu open"),
        (
            Outlook::OpenUntil { date: today, time },
            "nu open tot 12.30 uur",
        ),
        (
            Outlook::ClosesIn { minutes: 1, time },
            "sluit over 1 minuut",
        ),
        (
            Outlook::OpensIn { minutes: 20, time },
            "gaat over 20 minuten open",
        ),
        (Outlook::OpensToday { time }, "vandaag open vanaf 12.30 uur"),
        (
            Outlook::OpensTomorrow { time },
            "morgen open vanaf 12.30 uur",
        ),
        (
            Outlook::OpensOn {
                date: Date::constant(2026, 11, 26),
                time,
            },
            "donderdag 26 november open vanaf 12.30 uur",
        ),
        (
            Outlook::ByAppointment,
            "nu misschien open: vraag het eerst na",
        ),
        (Outlook::Closed, "gesloten"),
    ] {
        assert_eq!(plain(teller.outlook(outlook, today)), expected);
    }
    for text in [
        "",
        "Xx",
        "09:60-10:00",
        "Feb 30",
        "2027-2026",
        "sunrise-sunset",
        "09:00",
        &"x".repeat(9_000),
        &"off;".repeat(200),
    ] {
        let error = Hours::parse(text).unwrap_err();
        assert!(!teller.fault(&error).contains('⟨'), "{text}");
    }
    assert_eq!(translations.missing(), []);
}

#[test]
fn hours_that_follow_each_other_are_one() {
    let translations = translations();
    let teller = Teller {
        translations: &translations,
        lang: Lang::Nl,
    };
    let zone = jiff::tz::TimeZone::get("Europe/Amsterdam").unwrap();
    for (osm, expected) in [
        ("Mo 08:30-17:00, Mo 17:00-20:00", "8.30 – 20.00 uur"),
        (
            "Mo 08:30-12:00,13:00-17:00",
            "8.30 – 12.00 en 13.00 – 17.00 uur",
        ),
    ] {
        let table = Hours::parse(osm)
            .unwrap()
            .on(&zone, &std::sync::Arc::default())
            .unwrap();
        let told = teller.hours_of_day(&table.day(Date::constant(2026, 11, 23)));
        let plain = told.replace(['\u{2068}', '\u{2069}', '\u{a0}'], "");
        assert_eq!(plain.replace(' ', ""), expected.replace(' ', ""), "{osm}");
    }
}
