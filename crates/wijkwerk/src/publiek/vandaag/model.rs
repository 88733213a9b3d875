//! What waits, and the order in which it is shown. No I/O.

use jiff::civil::Date;

use crate::error::Sentence;
use crate::kader::termijnen::{Due, Feestdagen, Light, Red, Termijn, Thresholds, stand};

/// Something that waits for this person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wacht {
    pub titel: Sentence,
    /// The wijk or orgaan it is about; empty when it is about none.
    pub waar: String,
    /// For whom or with whom; empty when it is plain.
    pub wie: String,
    /// Empty while the term is not decided.
    pub due: Option<Date>,
    /// The term that must still be decided when `due` is empty for that reason; nothing when it just has no date.
    pub undecided: Option<&'static str>,
    /// Where it is done, as a path in the gemeente; empty where this person can only know of it.
    pub url: String,
    /// `triage`, `taak`, `afspraak`, `werkplan`, `wijkvraag`, `dienst`, `gat` or `plicht`: decides the picture, and from when
    /// it is red.
    pub soort: &'static str,
}

impl Wacht {
    /// Whether it is red. Most is once it is late; a desk without people from the day before on (O-22).
    pub fn is_red(&self, today: Date) -> bool {
        let red = match self.soort {
            "gat" => Red::Before(Termijn::Dagen(1)),
            _ => Red::AfterDue,
        };
        let thresholds = Thresholds {
            red,
            ..Thresholds::default()
        };
        self.due.is_some_and(|due| {
            let calendar = Feestdagen::deadlines();
            stand(today, Due::On(due), today, thresholds, &calendar).light == Light::Late
        })
    }
}

/// The heap that something stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wanneer {
    Late,
    Today,
    Week,
    Later,
    NoDate,
}

impl Wanneer {
    /// Where a due day stands, seen from today.
    pub fn of(due: Option<Date>, today: Date) -> Self {
        let Some(due) = due else {
            return Self::NoDate;
        };
        match (due - today).get_days() {
            ..0 => Self::Late,
            0 => Self::Today,
            1..=7 => Self::Week,
            _ => Self::Later,
        }
    }

    /// The key of its heading.
    pub fn key(self) -> &'static str {
        match self {
            Self::Late => "vandaag-te-laat",
            Self::Today => "vandaag-vandaag",
            Self::Week => "vandaag-week",
            Self::Later => "vandaag-later",
            Self::NoDate => "vandaag-zonder-datum",
        }
    }
}

/// In order of date, what has no date last, each thing once: the first contribution that names an address wins, with the
/// earliest of its dates.
pub fn order(all: Vec<Wacht>) -> Vec<Wacht> {
    let mut once: Vec<Wacht> = Vec::new();
    for wacht in all {
        let same = |known: &&mut Wacht| known.url == wacht.url && !wacht.url.is_empty();
        match once.iter_mut().find(same) {
            Some(known) => {
                known.due = match (known.due, wacht.due) {
                    (Some(a), Some(b)) => Some(a.min(b)),
                    (a, b) => a.or(b),
                };
            }
            None => once.push(wacht),
        }
    }
    once.sort_by_key(|wacht| wacht.due.unwrap_or(Date::MAX));
    once
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn wacht(url: &str, due: Option<Date>) -> Wacht {
        Wacht {
            titel: Sentence::new("x"),
            waar: String::new(),
            wie: String::new(),
            due,
            undecided: None,
            url: url.into(),
            soort: "plicht",
        }
    }

    #[test]
    fn the_latest_stands_first_and_what_has_no_date_last() {
        let day = |n| Some(date(2026, 3, n));
        let all = order(vec![
            wacht("/a", None),
            wacht("/b", day(9)),
            wacht("/c", day(2)),
            wacht("/b", day(1)),
            wacht("/c", None),
            wacht("", day(20)),
            wacht("", day(21)),
        ]);
        let shown: Vec<(&str, Option<Date>)> = all
            .iter()
            .map(|wacht| (wacht.url.as_str(), wacht.due))
            .collect();
        let wanted = [
            ("/b", day(1)),
            ("/c", day(2)),
            ("", day(20)),
            ("", day(21)),
            ("/a", None),
        ];
        assert_eq!(shown, wanted);
    }

    #[test]
    fn o_22_a_gap_is_red_from_the_day_before_and_other_dues_when_they_are_late() {
        let due = date(2026, 3, 10);
        let red = |soort, day| {
            let wacht = Wacht {
                soort,
                ..wacht("/a", Some(due))
            };
            wacht.is_red(date(2026, 3, day))
        };
        let days = [8, 9, 10, 11];
        assert_eq!(days.map(|day| red("gat", day)), [false, true, true, true]);
        let other = days.map(|day| red("plicht", day));
        assert_eq!(other, [false, false, false, true]);
        assert!(!wacht("/a", None).is_red(due));
    }

    #[test]
    fn heaps_follow_the_calendar() {
        let today = date(2026, 3, 10);
        let cases = [
            (Some(date(2026, 3, 9)), Wanneer::Late),
            (Some(date(2026, 3, 10)), Wanneer::Today),
            (Some(date(2026, 3, 17)), Wanneer::Week),
            (Some(date(2026, 3, 18)), Wanneer::Later),
            (None, Wanneer::NoDate),
        ];
        for (due, expected) in cases {
            assert_eq!(Wanneer::of(due, today), expected, "{due:?}");
        }
    }
}
