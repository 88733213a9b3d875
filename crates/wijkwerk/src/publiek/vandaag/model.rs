//! What waits, and the order in which it is shown. No I/O.

use jiff::civil::Date;

use crate::error::Sentence;

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
    /// Whether an empty `due` means "not decided" or just "no date".
    pub undecided: bool,
    /// Where it is done, as a path in the gemeente; empty where this person can only know of it.
    pub url: String,
    /// `triage`, `taak`, `afspraak`, `werkplan`, `wijkvraag` or `plicht`: decides the picture.
    pub soort: &'static str,
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
            undecided: false,
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
