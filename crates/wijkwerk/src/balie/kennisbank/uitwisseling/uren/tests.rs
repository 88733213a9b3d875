//! Schedules out and in.

use kit::hours::State::{ByAppointment, Open};

use super::*;

#[test]
fn weekly_hours_go_there_and_back() {
    let of = Uuid::from_u128(1);
    let cases = [
        ("Mo-Fr 09:00-17:00", "Mo,Tu,We,Th,Fr 09:00-17:00"),
        (
            "Mo,We 09:00-12:00,13:00-17:00",
            "Mo,We 09:00-12:00,13:00-17:00",
        ),
        (
            "Sa-Mo 10:00-12:00; Th 19:00-21:00",
            "Mo,Sa,Su 10:00-12:00; Th 19:00-21:00",
        ),
        ("24/7", "Mo,Tu,We,Th,Fr,Sa,Su 00:00-24:00"),
        (
            "Mo-Fr 09:00-17:00; We 09:00-12:00",
            "Mo,Tu,Th,Fr 09:00-17:00; We 09:00-12:00",
        ),
        (
            "Mo-Fr 09:00-12:00,13:00-17:00; Mo-Fr 10:00-12:00",
            "Mo,Tu,We,Th,Fr 10:00-12:00",
        ),
        (
            "24/7; Su 10:00-12:00",
            "Mo,Tu,We,Th,Fr,Sa 00:00-24:00; Su 10:00-12:00",
        ),
        ("Fr 20:00-02:00", "Fr 20:00-02:00"),
    ];
    for (text, back) in cases {
        let schedules = to_schedules(text, of, None);
        assert_eq!(from_schedules(&schedules).as_deref(), Some(back), "{text}");
    }
}

#[test]
fn two_schedules_of_one_day_both_count() {
    let weekly = |days: &str, from: &str, to: &str| json!({ "freq": "WEEKLY", "byday": days, "opens_at": from, "closes_at": to });
    let all = [
        weekly("MO,TU", "13:00", "17:00"),
        weekly("TU", "09:00", "12:00"),
        weekly("TU", "09:00", "12:00"),
    ];
    assert_eq!(
        from_schedules(&all).as_deref(),
        Some("Mo 13:00-17:00; Tu 09:00-12:00,13:00-17:00")
    );
}

#[test]
fn a_night_does_not_end_where_another_day_has_hours() {
    let weekly = |days: &str, from: &str, to: &str| json!({ "freq": "WEEKLY", "byday": days, "opens_at": from, "closes_at": to });
    let all = [
        weekly("FR", "20:00", "02:00"),
        weekly("SA", "10:00", "12:00"),
    ];
    let hours = from_schedules(&all).unwrap();
    assert_eq!(hours, "Fr 20:00-02:00, Sa 10:00-12:00");
    let table = Hours::parse(&hours).unwrap();
    let table = table.on(&TimeZone::UTC, &Arc::default()).unwrap();
    let saturday = table.day(jiff::civil::date(2026, 3, 7));
    assert_eq!(saturday.first().map(|piece| piece.to), Some(120));
}

#[test]
fn what_is_not_weekly_is_told_and_not_guessed() {
    let of = Uuid::from_u128(1);
    for text in [
        "op afspraak",
        "Mo-Fr 09:00-17:00; PH off",
        "Mo 9-17",
        "dagelijks",
        "Fr 20:00-02:00; Sa 10:00-12:00",
    ] {
        let schedules = to_schedules(text, of, None);
        assert_eq!(schedules.len(), 1, "{text}");
        assert_eq!(schedules[0]["description"], text);
        assert_eq!(from_schedules(&schedules), None, "{text}");
    }
    let season = json!({ "freq": "WEEKLY", "byday": "MO", "opens_at": "10:00", "closes_at": "12:00",
                         "valid_from": "2026-06-01" });
    assert_eq!(from_schedules(&[season]), None);
    assert!(to_schedules(" ", of, None).is_empty());
}

fn weekly_with(days: &str, from: &str, to: &str, notes: &str) -> Value {
    json!({ "freq": "WEEKLY", "byday": days, "opens_at": from, "closes_at": to, "notes": notes })
}

#[test]
fn a_note_says_whether_one_can_walk_in() {
    for (notes, back) in [
        (
            "By appointment only",
            "Mo 09:00-12:00 \"By appointment only\"",
        ),
        (
            "Alleen op afspraak",
            "Mo 09:00-12:00 \"Alleen op afspraak\"",
        ),
        (
            "Geen inloop, op afspraak",
            "Mo 09:00-12:00 \"Geen inloop, op afspraak\"",
        ),
        ("Zonder afspraak", "Mo 09:00-12:00 open \"Zonder afspraak\""),
        (
            "Afspraak maken is niet nodig",
            "Mo 09:00-12:00 open \"Afspraak maken is niet nodig\"",
        ),
        (
            "Inloop of op afspraak",
            "Mo 09:00-12:00 open \"Inloop of op afspraak\"",
        ),
        (
            "Bel bij \"De Hal\"\naan",
            "Mo 09:00-12:00 open \"Bel bij De Hal aan\"",
        ),
        (" ", "Mo 09:00-12:00"),
    ] {
        let all = [weekly_with("MO", "09:00", "12:00", notes)];
        let hours = from_schedules(&all).unwrap();
        assert_eq!(hours, back, "{notes}");
        assert!(Hours::parse(&hours).is_ok(), "{hours}");
    }
}

#[test]
fn a_day_may_be_open_first_and_by_appointment_after_that() {
    let all = [
        weekly_with("MO,TU", "13:00", "17:00", "op afspraak"),
        weekly_with("MO", "09:00", "12:00", ""),
        weekly_with("WE", "09:00", "12:00", "Loket 2"),
    ];
    let hours = from_schedules(&all).unwrap();
    assert_eq!(
        hours,
        "Mo 09:00-12:00, Mo,Tu 13:00-17:00 \"op afspraak\", We 09:00-12:00 open \"Loket 2\""
    );
    let table = Hours::parse(&hours).unwrap();
    let table = table.on(&TimeZone::UTC, &Arc::default()).unwrap();
    let told = |day: i8| -> Vec<_> {
        let all = table.day(jiff::civil::date(2026, 3, day)).into_iter();
        all.map(|piece| (piece.from / 60, piece.to / 60, piece.state))
            .collect()
    };
    assert_eq!(told(2), [(9, 12, Open), (13, 17, ByAppointment)]);
    assert_eq!(told(3), [(13, 17, ByAppointment)]);
    assert_eq!(told(4), [(9, 12, Open)]);
}
