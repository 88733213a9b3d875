//! What holds for any hours at any time.

use jiff::{SignedDuration, Timestamp};

use super::{Dice, amsterdam, at, holidays};
use crate::hours::{Hours, State};

/// Texts that together use every part of the syntax.
pub(super) const ALL: &[&str] = &[
    "24/7",
    "off",
    "\"alleen op afspraak\"",
    "unknown",
    "Mo-Fr 09:00-12:30,13:30-17:00; PH off",
    "Mo-Fr 09:00-12:00, We 13:30-17:00, Sa 10:00-11:00 open \"bel aan\"",
    "Mo-Fr 09:00-17:00 || Sa \"op afspraak\" || off",
    "Fr-Mo 22:00-02:00; Tu[1,3,-1] 19:00-21:00",
    "We[2] -1 day 10:00-48:00",
    "week 01-53/2 Mo 10:00-12:00; week 10,12-14 off",
    "2026 Dec 24-2027 Jan 02 off",
    "2026-2030/2 Jul-Aug off; 2026+ Mo 10:00-12:00",
    "Nov-Feb 10:00-16:00; Mar Su[-1]-Oct Su[-1] 09:00-18:00",
    "easter -2 days-easter +1 day off; PH,Su 12:00-14:00; PH Mo 10:00-11:00; PH -1 day 09:00-12:00",
    "Dec 24 +Su 10:00-12:00; Dec 25,26 off; Feb 29 08:00+",
    "Mo 09:00+; Tu 12:00-17:00+; We 17:00-01:00+",
    "Mo open, Tu open; We closed \"dicht\"",
    "10:00-12:00 open, 13:00-14:00",
    "Jan open, Feb off",
    "2026 May-Jun Mo-Fr 10:00-12:00",
    "Sa-Su 02:30-03:30",
    "2026/2 Mo 10:00-12:00; week 50-05 Tu 09:00-12:00; Dec 24+ off; 2027 Jan 10+ Fr 09:00-10:00",
];

#[test]
fn what_is_printed_reads_back_as_the_same() {
    for osm in ALL {
        let hours = Hours::parse(osm).unwrap_or_else(|error| panic!("{osm}: {error}"));
        let printed = hours.to_string();
        assert_eq!(
            Hours::parse(&printed),
            Ok(hours),
            "{osm} printed as {printed}"
        );
        assert_eq!(Hours::parse(&printed).unwrap().to_string(), printed);
    }
}

#[test]
fn intervals_are_whole_apart_in_order_and_as_long_as_they_can_be() {
    let mut dice = Dice(7);
    let start = at("2026-01-01T00:00");
    let known = holidays(&["2026-01-01", "2026-04-06", "2026-12-25", "2027-01-01"]);
    for osm in ALL {
        let timetable = Hours::parse(osm).unwrap().on(&amsterdam(), &known).unwrap();
        for _ in 0..12 {
            let seconds = |limit: u64, dice: &mut Dice| i64::try_from(dice.below(limit)).unwrap();
            let from = start + SignedDuration::from_secs(seconds(500 * 86_400, &mut dice));
            let to = from + SignedDuration::from_secs(seconds(40 * 86_400, &mut dice));
            let all = timetable.intervals(from, to);
            assert_eq!(all.is_empty(), from == to);
            assert!(all.first().is_none_or(|first| first.from == from), "{osm}");
            assert!(all.last().is_none_or(|last| last.to == to), "{osm}");
            assert!(all.iter().all(|one| one.from < one.to), "{osm}: {all:?}");
            for pair in all.windows(2) {
                assert_eq!(pair[0].to, pair[1].from, "{osm}");
                assert_ne!(pair[0].state, pair[1].state, "{osm}");
            }
            for _ in 0..20 {
                let now = from + SignedDuration::from_secs(seconds(40 * 86_400, &mut dice));
                let Some(one) = all.iter().find(|one| one.from <= now && now < one.to) else {
                    continue;
                };
                assert_eq!(timetable.state_at(now), one.state, "{osm} at {now}");
                if one.to < to {
                    let next = timetable.next_change(now).map(|(at, _)| at);
                    assert_eq!(next, Some(one.to), "{osm} after {now}");
                }
            }
        }
    }
}

#[test]
fn nothing_opens_beyond_time_itself() {
    let timetable = Hours::parse("24/7")
        .unwrap()
        .on(&amsterdam(), &holidays(&[]))
        .unwrap();
    assert_eq!(timetable.state_at(at("2026-11-22T00:00")), State::Open);
    for now in [Timestamp::MIN, Timestamp::MAX] {
        let _ = timetable.state_at(now);
        assert_eq!(timetable.next_change(now).map(|(_, state)| state), None);
    }
}
