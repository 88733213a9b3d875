//! Opening hours: the notation of OpenStreetMap, as we keep them, and the schedules of HSDS.
//!
//! Weekly hours go both ways. What says more than that (holidays, seasons, "on appointment") goes out as a description
//! and is never guessed at on the way in.

use serde_json::{Value, json};
use uuid::Uuid;

use super::ids;

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

/// Weekly hours: days, from, to. `None` where the text says more or something else.
fn weekly(text: &str) -> Option<Vec<(Vec<usize>, String, String)>> {
    let mut all = Vec::new();
    for rule in text
        .split(';')
        .map(str::trim)
        .filter(|rule| !rule.is_empty())
    {
        if rule == "24/7" {
            all.push(((0..7).collect(), "00:00".to_owned(), "24:00".to_owned()));
            continue;
        }
        let (when, times) = rule.split_once(' ')?;
        let when = days(when)?;
        for time in times.split(',').map(str::trim) {
            let (from, to) = time.split_once('-')?;
            if !is_time(from) || !is_time(to) {
                return None;
            }
            all.push((when.clone(), from.to_owned(), to.to_owned()));
        }
    }
    (!all.is_empty()).then_some(all)
}

/// The schedules that say what `text` says, of whatever `of` is.
pub(super) fn to_schedules(text: &str, of: Uuid) -> Vec<Value> {
    let text = text.trim();
    if text.is_empty() {
        return Vec::new();
    }
    let id = |n: usize| ids::derived(&["schedule", &of.to_string(), &n.to_string()]);
    let Some(rows) = weekly(text) else {
        return vec![json!({ "id": id(0), "description": text })];
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

/// The notation for schedules that are plainly weekly; `None` if one of them is not.
pub(super) fn from_schedules(schedules: &[Value]) -> Option<String> {
    let mut rules = Vec::new();
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
        let ours = |code: &str| {
            DAYS.iter()
                .find(|(_, theirs)| *theirs == code.trim())
                .map(|(ours, _)| *ours)
        };
        let when: Vec<&str> = one["byday"]
            .as_str()?
            .split(',')
            .map(ours)
            .collect::<Option<_>>()?;
        let time = |name: &str| {
            let text: String = one[name].as_str()?.chars().take(5).collect();
            is_time(&text).then_some(text)
        };
        rules.push(format!(
            "{} {}-{}",
            when.join(","),
            time("opens_at")?,
            time("closes_at")?
        ));
    }
    (!rules.is_empty()).then(|| rules.join("; "))
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
                "Mo,We 09:00-12:00; Mo,We 13:00-17:00",
            ),
            (
                "Sa-Mo 10:00-12:00; Th 19:00-21:00",
                "Mo,Sa,Su 10:00-12:00; Th 19:00-21:00",
            ),
            ("24/7", "Mo,Tu,We,Th,Fr,Sa,Su 00:00-24:00"),
        ];
        for (text, back) in cases {
            let schedules = to_schedules(text, of);
            assert_eq!(from_schedules(&schedules).as_deref(), Some(back), "{text}");
        }
    }

    #[test]
    fn what_is_not_weekly_is_told_and_not_guessed() {
        let of = Uuid::from_u128(1);
        for text in [
            "op afspraak",
            "Mo-Fr 09:00-17:00; PH off",
            "Mo 9-17",
            "dagelijks",
        ] {
            let schedules = to_schedules(text, of);
            assert_eq!(schedules.len(), 1, "{text}");
            assert_eq!(schedules[0]["description"], text);
            assert_eq!(from_schedules(&schedules), None, "{text}");
        }
        let season = json!({ "freq": "WEEKLY", "byday": "MO", "opens_at": "10:00", "closes_at": "12:00",
                             "valid_from": "2026-06-01" });
        assert_eq!(from_schedules(&[season]), None);
        assert!(to_schedules(" ", of).is_empty());
    }
}
