//! Opening hours: the notation of OpenStreetMap, as we keep them, and the schedules of HSDS.
//!
//! Weekly hours go both ways. What says more than that (holidays, seasons) goes out as the week with a schedule for each
//! day that goes otherwise, this month and the two after it; what cannot be counted, as a description. None of that is
//! guessed at on the way in: what we write carries the notation itself.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::ToSpan as _;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use kit::hours::{Holidays, Hours, HsdsSchedule};
use kit::i18n::Lang;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::ids;
use super::lees::text;
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

/// Most letters of a note that are kept.
const LONGEST_NOTE: usize = 200;

/// Whether a note of a schedule says that one can only come by appointment.
fn is_by_appointment(note: &str) -> bool {
    let mut low = note.to_lowercase();
    for none in ["no walk-in", "geen inloop", "geen vrije inloop"] {
        low = low.replace(none, "");
    }
    let says = |words: &[&str]| words.iter().any(|word| low.contains(word));
    says(&["afspraak", "appointment"])
        && !says(&[
            "geen afspraak",
            "zonder afspraak",
            "niet nodig",
            "hoeft niet",
            "no appointment",
            "without appointment",
            "without an appointment",
            "not required",
            "not needed",
            "not necessary",
            "inloop",
            "walk-in",
            "walk in",
            "drop-in",
            "drop in",
        ])
}

/// What the notation says behind the times of a schedule: only a comment where its note says by appointment, otherwise
/// that it is open, with the note.
fn said_of(schedule: &Value) -> String {
    let text = text(schedule, "notes").replace('"', " ");
    let words: Vec<&str> = text.split_whitespace().collect();
    let note: String = words.join(" ").chars().take(LONGEST_NOTE).collect();
    match note.trim() {
        "" => String::new(),
        note if is_by_appointment(note) => format!(" \"{note}\""),
        note => format!(" open \"{note}\""),
    }
}

/// Days and times with a comment behind them: what falls on the same days under one comment stands in one rule. Also
/// whether a day has more than one of them.
fn rules_of(week: [Vec<(String, String)>; 7]) -> (Vec<(Vec<&'static str>, String)>, bool) {
    let (mut rules, mut mixed) = (Vec::<(Vec<&str>, String)>::new(), false);
    for ((name, _), all) in DAYS.into_iter().zip(week) {
        let mut by_comment: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (span, comment) in all {
            by_comment.entry(comment).or_default().push(span);
        }
        mixed |= by_comment.len() > 1;
        let mut parts: Vec<String> = Vec::new();
        for (comment, mut spans) in by_comment {
            spans.sort();
            parts.push(format!("{}{comment}", spans.join(",")));
        }
        parts.sort();
        for part in parts {
            match rules.iter_mut().find(|(_, known)| *known == part) {
                Some((days, _)) => days.push(name),
                None => rules.push((vec![name], part)),
            }
        }
    }
    (rules, mixed)
}

/// The notation for schedules that are plainly weekly; `None` if one of them is not. In the notation a later rule takes
/// the place of an earlier one, so whatever falls on the same days stands in one rule.
pub(super) fn from_schedules(schedules: &[Value]) -> Option<String> {
    let mut week: [Vec<(String, String)>; 7] = std::array::from_fn(|_| Vec::new());
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
        let span = (
            format!("{}-{}", time("opens_at")?, time("closes_at")?),
            said_of(one),
        );
        for day in when {
            if !week[day].contains(&span) {
                week[day].push(span.clone());
            }
        }
    }
    // A rule that takes the place of another takes what runs on past midnight and what has another comment as well; one
    // beside it does not.
    let nightly = week
        .iter()
        .flatten()
        .any(|(span, _)| span.split_once('-').is_some_and(|(from, to)| to <= from));
    let (rules, mixed) = rules_of(week);
    let join = if nightly || mixed { ", " } else { "; " };
    let rules: Vec<String> = rules
        .into_iter()
        .map(|(days, times)| format!("{} {times}", days.join(",")))
        .collect();
    (!rules.is_empty()).then(|| rules.join(join))
}

#[cfg(test)]
mod tests;
