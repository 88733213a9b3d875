//! How long it takes from signal to resultaat, per partner, and what two sides registered both (L-20).

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use kit::db::Read;

use super::store::{self, Agreed, Origin};
use crate::error::Result;
use crate::http::View;
use crate::ids::{AandachtsgebiedId, OrganisatieId};
use crate::kader::termijnen::start_of_day;

/// Fewer are not told apart: the middle of two says nothing, and one is somebody.
pub(super) const FEW: i64 = 5;
/// The quarters that are shown, the current one included.
const QUARTERS: i64 = 4;
/// Most years that one aandachtsgebied is carried over.
const MOST_YEARS: usize = 20;

/// What one partner took upon itself, and the middle of how long it took, in days; empty for fewer than [`FEW`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Lead {
    pub organisatie: OrganisatieId,
    pub count: i64,
    pub to_afspraak: Option<i64>,
    pub to_resultaat: Option<i64>,
}

/// Meldingen of one quarter that were joined, and those that came from two sides; empty where it is fewer than [`FEW`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Quarter {
    pub from: Date,
    pub joined: Option<i64>,
    pub double: Option<i64>,
}

impl Quarter {
    /// Which of the year, from 1.
    pub fn number(self) -> i64 {
        i64::from((self.from.month() - 1) / 3 + 1)
    }
}

/// Both measures: of the afspraken accepted in the last twelve months, and of the last four quarters.
pub(super) fn measure(tx: &mut Read<'_>, view: &View) -> Result<(Vec<Lead>, Vec<Quarter>)> {
    let (gemeente, today) = (view.frame.id, view.today());
    let since = start_of_day(today.saturating_sub(12.months()));
    let origins = store::list_origins(tx, gemeente)?;
    let results = store::list_results(tx, gemeente, since)?;
    let agreed = store::list_agreed(tx, gemeente, since)?;
    let leads = leads(&origins, &results, &agreed, |at| view.frame.today(at));
    let mut quarters = Vec::new();
    for (from, until) in spans(today) {
        let between = (start_of_day(from), start_of_day(until));
        let (joined, double) = store::count_joined(tx, gemeente, between)?;
        quarters.push(Quarter {
            from,
            joined: told(joined),
            double: told(double),
        });
    }
    Ok((leads, quarters))
}

/// A count that may be shown: none at all, or enough.
fn told(count: i64) -> Option<i64> {
    (count == 0 || count >= FEW).then_some(count)
}

/// First day and first day after of each quarter, the current one first.
fn spans(today: Date) -> Vec<(Date, Date)> {
    let into = i64::from((today.month() - 1) % 3);
    let first = today.first_of_month().saturating_sub(into.months());
    (0..QUARTERS)
        .map(|back| {
            let from = first.saturating_sub((3 * back).months());
            (from, from.saturating_add(3.months()))
        })
        .collect()
}

fn count(all: &[i64]) -> i64 {
    i64::try_from(all.len()).unwrap_or(i64::MAX)
}

/// The middle one, or what lies between the middle two; nothing for fewer than [`FEW`].
fn middle(mut all: Vec<i64>) -> Option<i64> {
    if count(&all) < FEW {
        return None;
    }
    all.sort_unstable();
    let (low, high) = (all.get((all.len() - 1) / 2)?, all.get(all.len() / 2)?);
    Some(i64::midpoint(*low, *high))
}

/// Per partner the days from the first signal to each afspraak, and from there to the first resultaat. What was carried
/// over from year to year is one and the same.
fn leads(
    origins: &[Origin],
    results: &[(AandachtsgebiedId, Timestamp)],
    agreed: &[Agreed],
    day: impl Fn(Timestamp) -> Date,
) -> Vec<Lead> {
    let before: BTreeMap<AandachtsgebiedId, Option<AandachtsgebiedId>> = origins
        .iter()
        .map(|one| (one.id, one.carried_from))
        .collect();
    let root = |id: AandachtsgebiedId| {
        let mut first = id;
        for _ in 0..MOST_YEARS {
            match before.get(&first).copied().flatten() {
                Some(earlier) => first = earlier,
                None => break,
            }
        }
        first
    };
    let mut raised: BTreeMap<AandachtsgebiedId, Timestamp> = BTreeMap::new();
    for one in origins {
        let asked = one
            .first_melding
            .map_or(one.created_at, |at| at.min(one.created_at));
        let first = raised.entry(root(one.id)).or_insert(asked);
        *first = asked.min(*first);
    }
    let mut reached: BTreeMap<AandachtsgebiedId, Vec<Timestamp>> = BTreeMap::new();
    for (of, at) in results {
        reached.entry(root(*of)).or_default().push(*at);
    }
    let days = |from: Timestamp, until: Timestamp| {
        let between = (day(until) - day(from)).get_days();
        i64::from(between.max(0))
    };
    let mut per: BTreeMap<OrganisatieId, (Vec<i64>, Vec<i64>)> = BTreeMap::new();
    for one in agreed {
        let first = root(one.aandachtsgebied);
        let (to_afspraak, to_resultaat) = per.entry(one.organisatie).or_default();
        if let Some(at) = raised.get(&first) {
            to_afspraak.push(days(*at, one.accepted_at));
        }
        let after = reached.get(&first).into_iter().flatten();
        if let Some(at) = after.filter(|at| **at >= one.accepted_at).min() {
            to_resultaat.push(days(one.accepted_at, *at));
        }
    }
    per.into_iter()
        .map(|(organisatie, (to_afspraak, to_resultaat))| Lead {
            organisatie,
            count: count(&to_afspraak),
            to_afspraak: middle(to_afspraak),
            to_resultaat: middle(to_resultaat),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use uuid::Uuid;

    use super::*;
    use crate::kader::termijnen::day_of;

    fn id<T: From<Uuid>>(n: u128) -> T {
        Uuid::from_u128(n).into()
    }

    fn on(month: i8, day: i8) -> Timestamp {
        start_of_day(date(2026, month, day))
    }

    #[test]
    fn l_20_the_middle_counts_from_the_first_signal_and_over_years() {
        let origins = [
            Origin {
                id: id(1),
                carried_from: None,
                created_at: on(1, 11),
                first_melding: Some(on(1, 1)),
            },
            Origin {
                id: id(2),
                carried_from: Some(id(1)),
                created_at: on(2, 1),
                first_melding: None,
            },
        ];
        let of = |organisatie: u128, aandachtsgebied: u128, day: i8| Agreed {
            organisatie: id(organisatie),
            aandachtsgebied: id(aandachtsgebied),
            accepted_at: on(2, day),
        };
        let mut agreed: Vec<Agreed> = [2, 3, 4, 5, 6, 7]
            .into_iter()
            .map(|day| of(7, 2, day))
            .collect();
        agreed.push(of(8, 1, 9));
        let results = [(id(1), on(2, 1)), (id(2), on(2, 10)), (id(2), on(2, 20))];
        let found = leads(&origins, &results, &agreed, day_of);
        let six = Lead {
            organisatie: id(7),
            count: 6,
            // Of 32 to 37 days, and of 3 to 8.
            to_afspraak: Some(34),
            to_resultaat: Some(5),
        };
        let one = Lead {
            organisatie: id(8),
            count: 1,
            to_afspraak: None,
            to_resultaat: None,
        };
        assert_eq!(found, [six, one]);
    }

    #[test]
    fn l_20_four_quarters_and_the_one_of_today_first() {
        let found = spans(date(2026, 2, 28));
        let starts: Vec<Date> = found.iter().map(|(from, _)| *from).collect();
        let wanted = [
            date(2026, 1, 1),
            date(2025, 10, 1),
            date(2025, 7, 1),
            date(2025, 4, 1),
        ];
        assert_eq!(starts, wanted);
        assert_eq!(found[1].1, date(2026, 1, 1));
        let numbers = found.iter().map(|(from, _)| {
            let quarter = Quarter {
                from: *from,
                joined: None,
                double: None,
            };
            quarter.number()
        });
        assert_eq!(numbers.collect::<Vec<_>>(), [1, 4, 3, 2]);
        assert_eq!([told(0), told(4), told(5)], [Some(0), None, Some(5)]);
    }
}
