//! Opening hours: the notation of OpenStreetMap, as we keep them, and the schedules of HSDS.
//!
//! Weekly hours go both ways. What says more than that (holidays, seasons) goes out as the week with a schedule for each
//! day that goes otherwise, this month and the two after it; what cannot be counted, as a description. None of that is
//! guessed at on the way in: what we write carries the notation itself.

use std::sync::Arc;

use jiff::ToSpan as _;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use kit::hours::{Holidays, Hours, HsdsSchedule};
use kit::i18n::Lang;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::ids;
use crate::frame::Frame;
use crate::kader::openingstijden::{holidays_of, school_until};

/// By which days are counted that go otherwise: the period that is told, and the days on which desks are closed.
#[derive(Clone, Debug, PartialEq)]
pub struct Dagen {
    zone: TimeZone,
    holidays: Arc<Holidays>,
    /// The last day of which is known whether schools are closed.
    school_until: Option<Date>,
    from: Date,
    until: Date,
    /// What is said of hours on appointment, and of a day without any.
    op_afspraak: String,
    dicht: String,
}

impl Dagen {
    /// This month and the two after it, so that a package stays the same for a while.
    pub fn of(frame: &Frame, today: Date) -> Self {
        let from = today.first_of_month();
        let last = from.checked_add(2.months()).unwrap_or(from);
        let until = last.last_of_month();
        let word = |key: &str| frame.translations.t(Lang::Nl, key);
        Self {
            zone: frame.zone.clone(),
            holidays: Arc::new(holidays_of(&frame.vrije_dagen, from, until)),
            school_until: school_until(&frame.vrije_dagen),
            from,
            until,
            op_afspraak: word("infopunt-op-afspraak"),
            dicht: word("uren-dicht"),
        }
    }

    /// The schedules of these hours; nothing where they cannot be counted.
    fn schedules(&self, text: &str, of: Uuid) -> Option<Vec<Value>> {
        let hours = Hours::parse(text).ok()?;
        let schools_known = self.school_until.is_some_and(|last| last >= self.until);
        if hours.needs_school_holidays() && !schools_known {
            return None;
        }
        let table = hours.on(&self.zone, &self.holidays).ok()?;
        let all = table.hsds(self.from, self.until, &self.op_afspraak);
        let made = all.iter().enumerate().map(|(n, one)| {
            let mut it = fields(one);
            let key = if let Some(day) = one.valid_from {
                format!("{day} {}", one.opens_at.as_deref().unwrap_or_default())
            } else {
                // It goes on every week: the period says nothing of when it began.
                it.remove("dtstart");
                n.to_string()
            };
            it.insert(
                "id".into(),
                json!(ids::derived(&["schedule", &of.to_string(), &key])),
            );
            if one.opens_at.is_none() {
                it.insert("notes".into(), json!(self.dicht));
            }
            Value::Object(it)
        });
        let made: Vec<Value> = made.collect();
        (!made.is_empty()).then_some(made)
    }
}

/// What is known of a schedule; what is empty is left out.
pub(super) fn fields(one: &HsdsSchedule) -> Map<String, Value> {
    let mut it = match json!(one) {
        Value::Object(it) => it,
        _ => Map::new(),
    };
    it.retain(|_, value| !value.is_null());
    it
}

/// Counts the days anew in the places that a package brought, where it says the hours in our own notation.
pub(super) fn renew(places: &mut Value, dagen: Option<&Dagen>) {
    for at in places.as_array_mut().into_iter().flatten() {
        renew_one(at, dagen);
        if let Some(place) = at.get_mut("location") {
            renew_one(place, dagen);
        }
    }
}

fn renew_one(it: &mut Value, dagen: Option<&Dagen>) {
    let id = it["id"].as_str().and_then(|id| id.parse().ok());
    if let Some((hours, id)) = it["opening_hours"].as_str().zip(id) {
        let made = to_schedules(hours, id, dagen);
        if !made.is_empty() {
            it["schedules"] = json!(made);
        }
    }
}

const DAYS: [(&str, &str); 7] = [
    ("Mo", "MO"),
    ("Tu", "TU"),
    ("We", "WE"),
    ("Th", "TH"),
    ("Fr", "FR"),
    ("Sa", "SA"),
    ("Su", "SU"),
];

/// The days of `Mo-We,Fr`, in order of the week.
fn days(text: &str) -> Option<Vec<usize>> {
    let at = |day: &str| DAYS.iter().position(|(ours, _)| *ours == day);
    let mut all = Vec::new();
    for part in text.split(',') {
        match part.split_once('-') {
            None => all.push(at(part)?),
            Some((from, to)) => {
                let (from, to) = (at(from)?, at(to)?);
                let end = if to < from { to + 7 } else { to };
                all.extend((from..=end).map(|day| day % 7));
            }
        }
    }
    all.sort_unstable();
    all.dedup();
    Some(all)
}

fn is_time(text: &str) -> bool {
    let Some((hour, minute)) = text.split_once(':') else {
        return false;
    };
    let two = |part: &str, most: u8| {
        part.len() == 2 && part.parse::<u8>().is_ok_and(|number| number <= most)
    };
    two(hour, 24) && two(minute, 59)
}

/// Weekly hours: days, from, to. `None` where the text says more or something else. A later rule takes the place of an
/// earlier one on the days it names; what of the night before it takes is left to who counts days.
fn weekly(text: &str) -> Option<Vec<(Vec<usize>, String, String)>> {
    let mut all: Vec<(Vec<usize>, String, String)> = Vec::new();
    let (mut rules, mut nightly) = (0, false);
    for rule in text
        .split(';')
        .map(str::trim)
        .filter(|rule| !rule.is_empty())
    {
        rules += 1;
        let (when, times) = if rule == "24/7" {
            ((0..7).collect(), "00:00-24:00")
        } else {
            let (when, times) = rule.split_once(' ')?;
            (days(when)?, times)
        };
        for (earlier, ..) in &mut all {
            earlier.retain(|day| !when.contains(day));
        }
        all.retain(|(earlier, ..)| !earlier.is_empty());
        for time in times.split(',').map(str::trim) {
            let (from, to) = time.split_once('-')?;
            if !is_time(from) || !is_time(to) {
                return None;
            }
            nightly |= to <= from;
            all.push((when.clone(), from.to_owned(), to.to_owned()));
        }
    }
    let is_unclear = nightly && rules > 1;
    (!is_unclear && !all.is_empty()).then_some(all)
}

/// The schedules that say what `text` says, of whatever `of` is.
pub(super) fn to_schedules(text: &str, of: Uuid, dagen: Option<&Dagen>) -> Vec<Value> {
    let text = text.trim();
    if text.is_empty() {
        return Vec::new();
    }
    let id = |n: usize| ids::derived(&["schedule", &of.to_string(), &n.to_string()]);
    let Some(rows) = weekly(text) else {
        let counted = dagen.and_then(|dagen| dagen.schedules(text, of));
        return counted.unwrap_or_else(|| vec![json!({ "id": id(0), "description": text })]);
    };
    rows.into_iter()
        .enumerate()
        .map(|(n, (when, from, to))| {
            let codes: Vec<&str> = when.into_iter().map(|day| DAYS[day].1).collect();
            json!({
                "id": id(n), "freq": "WEEKLY", "interval": 1, "byday": codes.join(","), "opens_at": from,
                "closes_at": to,
            })
        })
        .collect()
}

/// The notation for schedules that are plainly weekly; `None` if one of them is not. In the notation a later rule takes
/// the place of an earlier one, so whatever falls on the same days stands in one rule.
pub(super) fn from_schedules(schedules: &[Value]) -> Option<String> {
    let mut week: [Vec<String>; 7] = std::array::from_fn(|_| Vec::new());
    for one in schedules {
        let plain = one["freq"] == "WEEKLY"
            && one["interval"]
                .as_f64()
                .is_none_or(|every| (every - 1.0).abs() < 1e-9)
            && [
                "valid_from",
                "valid_to",
                "until",
                "count",
                "bymonthday",
                "byweekno",
                "byyearday",
            ]
            .iter()
            .all(|name| one[*name].is_null());
        if !plain {
            return None;
        }
        let at = |code: &str| DAYS.iter().position(|(_, theirs)| *theirs == code.trim());
        let when: Vec<usize> = one["byday"]
            .as_str()?
            .split(',')
            .map(at)
            .collect::<Option<_>>()?;
        let time = |name: &str| {
            let text: String = one[name].as_str()?.chars().take(5).collect();
            is_time(&text).then_some(text)
        };
        let span = format!("{}-{}", time("opens_at")?, time("closes_at")?);
        for day in when {
            if !week[day].contains(&span) {
                week[day].push(span.clone());
            }
        }
    }
    // A rule that takes the place of another takes what runs on past midnight as well; one beside it does not.
    let nightly = week
        .iter()
        .flatten()
        .any(|span| span.split_once('-').is_some_and(|(from, to)| to <= from));
    let mut rules: Vec<(Vec<&str>, String)> = Vec::new();
    for ((name, _), mut spans) in DAYS.into_iter().zip(week) {
        spans.sort();
        let spans = spans.join(",");
        match rules.iter_mut().find(|(_, times)| *times == spans) {
            _ if spans.is_empty() => {}
            Some((days, _)) => days.push(name),
            None => rules.push((vec![name], spans)),
        }
    }
    let rules: Vec<String> = rules
        .into_iter()
        .map(|(days, times)| format!("{} {times}", days.join(",")))
        .collect();
    (!rules.is_empty()).then(|| rules.join(if nightly { ", " } else { "; " }))
}

#[cfg(test)]
mod tests {
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
}
