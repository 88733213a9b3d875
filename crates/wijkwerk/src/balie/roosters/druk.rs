//! Busy times of somebody's own calendar as stretches of the wall clock, day by day. Pure.
//!
//! On the night the clock goes back an hour is there twice: whoever is busy in either of them is busy in it.

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan as _};
use kit::agenda::{Asked, Busy, Fault};

use super::model::{DAY, Tijd};

/// So many weeks ahead a calendar counts: as far as a roster is made.
pub const WEEKS: i64 = 13;
/// Most stretches that are kept: six on every working day of those weeks.
pub const MOST: usize = 600;

/// When somebody is busy from today on, by this calendar. What came from a calendar of ours is no obstacle.
pub fn read(bytes: &[u8], zone: &TimeZone, slug: &str, today: Date) -> Result<Vec<Tijd>, Fault> {
    let at = |day: Date| {
        zone.to_ambiguous_timestamp(day.at(0, 0, 0, 0))
            .compatible()
            .unwrap_or(Timestamp::UNIX_EPOCH)
    };
    let last = today.checked_add(WEEKS.weeks()).unwrap_or(today);
    let is_ours = |uid: &str| {
        let ours = uid.split_once('@').filter(|(_, host)| *host == slug);
        ours.is_some_and(|(id, _)| id.parse::<uuid::Uuid>().is_ok())
    };
    let asked = Asked {
        zone,
        period: Busy {
            from: at(today),
            until: at(last),
        },
        is_ours: &is_ours,
    };
    Ok(stretches(&kit::agenda::busy(bytes, &asked)?, zone))
}

/// The same times on the clock of each day, put together where they touch.
pub fn stretches(busy: &[Busy], zone: &TimeZone) -> Vec<Tijd> {
    let mut days: BTreeMap<Date, Vec<(i64, i64)>> = BTreeMap::new();
    for one in busy {
        // Between two changes of the clock the wall goes on with the time.
        let changes = zone.following(one.from).map(|change| change.timestamp());
        let mut from = one.from;
        for change in changes.take_while(|at| *at < one.until) {
            piece(&mut days, zone, from, change);
            from = change;
        }
        piece(&mut days, zone, from, one.until);
    }
    let mut all = Vec::new();
    for (dag, mut times) in days {
        times.sort_unstable();
        let first = all.len();
        for (van, tot) in times {
            match all[first..].last_mut() {
                Some(Tijd { tot: last, .. }) if van <= *last => *last = tot.max(*last),
                _ => all.push(Tijd { dag, van, tot }),
            }
        }
    }
    all
}

/// The same without the own shifts: whoever has those in the calendar as well is there, not away.
pub fn without(busy: &[Tijd], own: &[Tijd]) -> Vec<Tijd> {
    let mut left = busy.to_vec();
    for shift in own {
        let next = shift.dag.tomorrow().unwrap_or(shift.dag);
        for (dag, van, tot) in [
            (shift.dag, shift.van, shift.tot.min(DAY)),
            (next, 0, shift.tot - DAY),
        ] {
            let cut = |one: Tijd| {
                if one.dag != dag || tot <= one.van || one.tot <= van {
                    return vec![one];
                }
                let before = Tijd { tot: van, ..one };
                let after = Tijd { van: tot, ..one };
                let parts = [before, after].into_iter();
                parts.filter(|part| part.van < part.tot).collect()
            };
            left = left.into_iter().flat_map(cut).collect();
        }
    }
    left
}

fn piece(
    days: &mut BTreeMap<Date, Vec<(i64, i64)>>,
    zone: &TimeZone,
    from: Timestamp,
    until: Timestamp,
) {
    let begins = from.to_zoned(zone.clone()).datetime();
    let lasts = until.duration_since(from);
    let ends = begins.checked_add(lasts).unwrap_or(begins);
    let mut day = begins.date();
    loop {
        let start = midnight(day);
        let van = minutes(begins.duration_since(start), Round::Down).max(0);
        let tot = minutes(ends.duration_since(start), Round::Up).min(DAY);
        if van < tot {
            days.entry(day).or_default().push((van, tot));
        }
        match day.tomorrow() {
            Ok(next) if midnight(next) < ends => day = next,
            _ => break,
        }
    }
}

fn midnight(day: Date) -> DateTime {
    day.at(0, 0, 0, 0)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Round {
    Down,
    Up,
}

fn minutes(duration: SignedDuration, round: Round) -> i64 {
    let seconds = duration.as_secs();
    let whole = seconds.div_euclid(60);
    whole + i64::from(round == Round::Up && seconds.rem_euclid(60) > 0)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn zone() -> TimeZone {
        TimeZone::get("Europe/Amsterdam").unwrap()
    }

    fn told(from: &str, until: &str) -> Vec<(i8, i64, i64)> {
        let busy = Busy {
            from: from.parse().unwrap(),
            until: until.parse().unwrap(),
        };
        stretches(&[busy], &zone())
            .iter()
            .map(|one| (one.dag.day(), one.van, one.tot))
            .collect()
    }

    #[test]
    fn a_busy_time_is_told_day_by_day() {
        for (from, until, expected) in [
            (
                "2026-03-02T08:00:00Z",
                "2026-03-02T09:30:00Z",
                &[(2, 540, 630)][..],
            ),
            // To the minute, never less than it was.
            (
                "2026-03-02T08:00:30Z",
                "2026-03-02T08:01:30Z",
                &[(2, 540, 542)],
            ),
            (
                "2026-03-02T21:00:00Z",
                "2026-03-03T01:00:00Z",
                &[(2, 1320, 1440), (3, 0, 120)],
            ),
            (
                "2026-03-01T23:00:00Z",
                "2026-03-03T23:00:00Z",
                &[(2, 0, 1440), (3, 0, 1440)],
            ),
        ] {
            assert_eq!(told(from, until), expected, "{from} {until}");
        }
    }

    #[test]
    fn both_nights_the_clock_changes() {
        // Spring: 1:30 until 3:30 is one hour, and there is no hour between 2 and 3.
        assert_eq!(
            told("2026-03-29T00:30:00Z", "2026-03-29T01:30:00Z"),
            [(29, 90, 120), (29, 180, 210)]
        );
        // Autumn: the hour between 2 and 3 is there twice, and busy in either is busy in it.
        assert_eq!(
            told("2026-10-25T00:15:00Z", "2026-10-25T00:45:00Z"),
            [(25, 135, 165)]
        );
        assert_eq!(
            told("2026-10-25T01:15:00Z", "2026-10-25T01:45:00Z"),
            [(25, 135, 165)]
        );
        assert_eq!(
            told("2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"),
            [(25, 120, 180)]
        );
        // The whole day is a whole day, with 23 hours or with 25.
        assert_eq!(
            told("2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z"),
            [(29, 0, 120), (29, 180, 1440)]
        );
        assert_eq!(
            told("2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"),
            [(25, 0, 1440)]
        );
    }

    #[test]
    fn own_shifts_are_cut_out() {
        let tijd = |day, van: i64, tot: i64| Tijd {
            dag: date(2026, 3, day),
            van: van * 60,
            tot: tot * 60,
        };
        for (own, expected) in [
            (tijd(2, 9, 12), &[tijd(2, 8, 9), tijd(2, 12, 17)][..]),
            (tijd(2, 8, 17), &[]),
            (tijd(2, 7, 9), &[tijd(2, 9, 17)]),
            (tijd(2, 17, 20), &[tijd(2, 8, 17)]),
            (tijd(3, 9, 12), &[tijd(2, 8, 17)]),
            // A night that runs into the day.
            (tijd(1, 22, 34), &[tijd(2, 10, 17)]),
        ] {
            assert_eq!(without(&[tijd(2, 8, 17)], &[own]), expected, "{own:?}");
        }
    }

    #[test]
    fn only_the_coming_weeks_count_and_our_own_shifts_do_not() {
        let event = |uid: &str, day: &str| {
            format!(
                "BEGIN:VEVENT\r\nUID:{uid}\r\nSUMMARY:Geheim\r\nDTSTART:{day}T090000\r\nDURATION:PT1H\r\nEND:VEVENT\r\n"
            )
        };
        let own = format!("{}@wielstad", uuid::Uuid::from_u128(7));
        let text = format!(
            "BEGIN:VCALENDAR\r\n{}{}{}{}END:VCALENDAR\r\n",
            event("a", "20260301"),
            event("b", "20260303"),
            event(&own, "20260304"),
            event("c", "20261001")
        );
        let today = date(2026, 3, 2);
        let found = read(text.as_bytes(), &zone(), "wielstad", today).unwrap();
        assert_eq!(
            found,
            [Tijd {
                dag: date(2026, 3, 3),
                van: 540,
                tot: 600
            }]
        );
        // The same id at another gemeente is somebody else's.
        assert_eq!(
            read(text.as_bytes(), &zone(), "elders", today)
                .unwrap()
                .len(),
            2
        );
    }
}
