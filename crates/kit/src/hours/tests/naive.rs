//! The same expressions evaluated minute by minute, the long way round.

use super::{Dice, at, on};
use crate::hours::State;

/// A rule of a small grammar, as it was drawn and not as it was parsed.
struct Drawn {
    sign: &'static str,
    weekdays: Vec<u8>,
    spans: Vec<(u32, u32)>,
    word: &'static str,
    comment: bool,
}

const NAMES: [&str; 7] = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];

fn draw(dice: &mut Dice, is_first: bool) -> Drawn {
    let sign = if is_first {
        ""
    } else {
        *dice.pick(&["; ", ", ", " || "])
    };
    let mut weekdays: Vec<u8> = (0..7).filter(|_| dice.below(3) == 0).collect();
    if weekdays.is_empty() && (sign == ", " || dice.below(2) == 0) {
        weekdays.push(u8::try_from(dice.below(7)).unwrap());
    }
    let mut spans = vec![];
    for _ in 0..dice.below(3) {
        let from = u32::try_from(dice.below(288)).unwrap() * 5;
        let long = u32::try_from(dice.below(200) + 1).unwrap() * 5;
        spans.push((from, from + long));
    }
    let word = *dice.pick(&["", "", "", "off", "unknown", "open"]);
    let comment = dice.below(4) == 0;
    let says_nothing = weekdays.is_empty() && spans.is_empty() && word.is_empty() && !comment;
    Drawn {
        sign,
        weekdays,
        spans,
        word: if says_nothing || sign == ", " && word.is_empty() {
            "open"
        } else {
            word
        },
        comment,
    }
}

fn text(rules: &[Drawn]) -> String {
    let clock = |minutes: u32| format!("{:02}:{:02}", minutes / 60, minutes % 60);
    rules
        .iter()
        .enumerate()
        .map(|(index, rule)| {
            let days: Vec<&str> = rule
                .weekdays
                .iter()
                .map(|day| NAMES[usize::from(*day)])
                .collect();
            let spans: Vec<String> = rule
                .spans
                .iter()
                .map(|(from, to)| format!("{}-{}", clock(*from), clock(*to)))
                .collect();
            // A word keeps a comma that follows from making one list of two rules.
            let is_followed = rules.get(index + 1).is_some_and(|next| next.sign == ", ");
            let word = if rule.word.is_empty() && !rule.comment && is_followed {
                "open"
            } else {
                rule.word
            };
            let comment = if rule.comment { "\"x\"" } else { "" };
            let parts = [
                days.join(","),
                spans.join(","),
                word.to_owned(),
                comment.to_owned(),
            ];
            let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            format!("{}{}", rule.sign, parts.join(" "))
        })
        .collect()
}

fn state_of(rule: &Drawn) -> State {
    match (rule.word, rule.comment) {
        ("off", _) => State::Closed,
        ("unknown", _) | ("", true) => State::ByAppointment,
        _ => State::Open,
    }
}

/// The rules that speak on a day in the order in which they are heard, and from which minute they count.
fn matching(rules: &[Drawn], weekday: u8) -> Vec<(&Drawn, u32)> {
    let names = |rule: &Drawn, day: u8| rule.weekdays.is_empty() || rule.weekdays.contains(&day);
    let mut matching = vec![];
    for (index, rule) in rules.iter().enumerate() {
        if names(rule, weekday) {
            let after_every_day = index > 0 && rules[index - 1].weekdays.is_empty();
            let is_replacing = matches!(rule.sign, "" | "; ")
                && match state_of(rule) {
                    State::Closed => false,
                    State::Open => !rule.weekdays.is_empty() || after_every_day,
                    State::ByAppointment => !rule.weekdays.is_empty(),
                };
            if is_replacing {
                matching.clear();
            }
            matching.push((rule, 0));
        }
        if names(rule, (weekday + 6) % 7) && !rule.spans.is_empty() {
            matching.push((rule, 1440));
        }
    }
    matching
}

fn naive(matching: &[(&Drawn, u32)], minute: u32) -> State {
    let mut state = State::Closed;
    for (rule, earlier) in matching {
        let minute = minute + earlier;
        let covers = rule.spans.is_empty()
            || rule
                .spans
                .iter()
                .any(|(from, to)| (*from..*to).contains(&minute));
        if covers && (rule.sign != " || " || state == State::Closed) {
            state = state_of(rule);
        }
    }
    state
}

#[test]
fn two_thousand_drawn_expressions_mean_the_same_both_ways() {
    let mut dice = Dice(2026);
    let (mut opened, mut unknown) = (0, 0);
    for _ in 0..2_000 {
        let rules: Vec<Drawn> = (0..=dice.below(4))
            .map(|index| draw(&mut dice, index == 0))
            .collect();
        let osm = text(&rules);
        let timetable = on(&osm, &[]);
        let days: Vec<_> = (0..7).map(|day| matching(&rules, day)).collect();
        let monday = at("2026-11-23T00:00");
        let start =
            monday + jiff::SignedDuration::from_hours(24 * i64::try_from(dice.below(6)).unwrap());
        let end = start + jiff::SignedDuration::from_hours(48);
        for interval in timetable.intervals(start, end) {
            // Minutes since a Monday in a winter, when every day has as many.
            let minutes = |now: jiff::Timestamp| {
                u32::try_from((now.as_second() - monday.as_second()) / 60).unwrap()
            };
            for now in (minutes(interval.from)..minutes(interval.to)).step_by(5) {
                let weekday = usize::try_from(now / 1440 % 7).unwrap();
                let expected = naive(&days[weekday], now % 1440);
                assert_eq!(
                    interval.state,
                    expected,
                    "{osm} on day {weekday} at minute {}",
                    now % 1440
                );
                opened += i32::from(expected == State::Open);
                unknown += i32::from(expected == State::ByAppointment);
            }
        }
    }
    assert!(opened > 100_000 && unknown > 20_000, "{opened} {unknown}");
}
