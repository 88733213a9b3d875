//! How many questions, about what, where and over which channel: counts only, and no count so small that it could be
//! about somebody.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use kit::db::Queries;

use super::model::Uitkomst;
use super::store_tellingen as store;
use crate::error::Result;
use crate::ids::{GemeenteId, InfopuntId};

/// A count smaller than this is not told apart.
pub const SMALLEST: i64 = 5;

/// Most months that are told one by one, the last ones of a period.
const MONTHS: i64 = 24;

/// The questions of a period, counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tellingen {
    pub total: i64,
    pub onderwerpen: Verdeling<String>,
    /// Without a point: over a channel that comes in nowhere in particular.
    pub infopunten: Verdeling<Option<InfopuntId>>,
    pub kanalen: Verdeling<String>,
    pub uitkomsten: Verdeling<Uitkomst>,
    /// The first day of each month, in order.
    pub maanden: Vec<(Date, Option<i64>)>,
}

/// A whole told apart, the largest first; what is too small to be told apart is one rest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdeling<K> {
    pub delen: Vec<(K, i64)>,
    pub rest: i64,
}

impl<K> Default for Verdeling<K> {
    fn default() -> Self {
        Self {
            delen: Vec::new(),
            rest: 0,
        }
    }
}

impl<K: Ord> Verdeling<K> {
    /// Tells a whole apart. The rest is never smaller than what may be told itself, or it would follow from the others.
    pub fn of(counts: BTreeMap<K, i64>) -> Self {
        let mut all: Vec<(K, i64)> = counts.into_iter().filter(|(_, n)| *n > 0).collect();
        all.sort_by(|(a, n), (b, m)| m.cmp(n).then_with(|| a.cmp(b)));
        let mut rest = 0;
        while let Some((_, n)) = all.last() {
            if *n >= SMALLEST && (rest == 0 || rest >= SMALLEST) {
                break;
            }
            rest += *n;
            all.pop();
        }
        Self { delen: all, rest }
    }
}

/// Months without those that are too small to be told; where what is hidden would follow from the whole, one more.
fn told(months: Vec<(Date, i64)>) -> Vec<(Date, Option<i64>)> {
    let is_small = |n: i64| n > 0 && n < SMALLEST;
    let hidden: i64 = months
        .iter()
        .map(|(_, n)| *n)
        .filter(|n| is_small(*n))
        .sum();
    let least = months.iter().map(|(_, n)| *n).filter(|n| *n >= SMALLEST);
    let mut also = least.min().filter(|_| is_small(hidden));
    let tell = |(first, n): (Date, i64)| {
        let is_also = also == Some(n);
        if is_also {
            also = None;
        }
        (first, (!is_small(n) && !is_also).then_some(n))
    };
    months.into_iter().map(tell).collect()
}

impl Tellingen {
    /// The questions from the first to the last day, both included.
    pub fn of(
        tx: &mut impl Queries,
        gemeente: GemeenteId,
        zone: &TimeZone,
        from: Date,
        to: Date,
    ) -> Result<Self> {
        let start = |day: Date| {
            day.to_zoned(zone.clone())
                .map_or(Timestamp::UNIX_EPOCH, |at| at.timestamp())
        };
        let after = to.tomorrow().unwrap_or(to);
        let mut made = Self::default();
        let mut onderwerpen = BTreeMap::new();
        let mut infopunten = BTreeMap::new();
        let mut kanalen = BTreeMap::new();
        let mut uitkomsten = BTreeMap::new();
        for groep in store::list_groups(tx, gemeente, start(from), start(after))? {
            let n = groep.aantal;
            made.total += n;
            *onderwerpen.entry(groep.onderwerp).or_insert(0) += n;
            *infopunten.entry(groep.infopunt).or_insert(0) += n;
            *kanalen.entry(groep.kanaal).or_insert(0) += n;
            *uitkomsten.entry(groep.uitkomst).or_insert(0) += n;
        }
        let mut months = Vec::new();
        for back in (0..MONTHS).rev() {
            let last = to.first_of_month();
            let Ok(first) = last.checked_sub(jiff::Span::new().months(back)) else {
                continue;
            };
            let next = first
                .checked_add(jiff::Span::new().months(1))
                .unwrap_or(after);
            if next > from {
                let (since, until) = (start(first.max(from)), start(next.min(after)));
                months.push((first, store::count(tx, gemeente, since, until)?));
            }
        }
        made.maanden = told(months);
        made.onderwerpen = Verdeling::of(onderwerpen);
        made.infopunten = Verdeling::of(infopunten);
        made.kanalen = Verdeling::of(kanalen);
        made.uitkomsten = Verdeling::of(uitkomsten);
        Ok(made)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_small_is_never_told_apart_nor_can_it_be_reckoned() {
        let cases: [(&[(&str, i64)], &[(&str, i64)], i64); 5] = [
            (&[("a", 9), ("b", 6)], &[("a", 9), ("b", 6)], 0),
            (&[("a", 9), ("b", 6), ("c", 2)], &[("a", 9)], 8),
            (
                &[("a", 9), ("b", 6), ("c", 3), ("d", 2)],
                &[("a", 9), ("b", 6)],
                5,
            ),
            (&[("a", 4)], &[], 4),
            (&[], &[], 0),
        ];
        for (counts, delen, rest) in cases {
            let made = Verdeling::of(counts.iter().copied().collect());
            assert_eq!(made.delen, delen, "{counts:?}");
            assert_eq!(made.rest, rest, "{counts:?}");
        }
    }

    #[test]
    fn a_small_month_never_follows_from_the_whole() {
        let first = jiff::civil::date(2026, 1, 1);
        let cases: [(&[i64], &[Option<i64>]); 4] = [
            (&[0, 9, 7], &[Some(0), Some(9), Some(7)]),
            (&[9, 3, 7, 7], &[Some(9), None, None, Some(7)]),
            (&[9, 3, 2], &[Some(9), None, None]),
            (&[3], &[None]),
        ];
        for (counts, expected) in cases {
            let months = counts.iter().map(|n| (first, *n)).collect();
            let made: Vec<Option<i64>> = told(months).into_iter().map(|(_, n)| n).collect();
            assert_eq!(made, expected, "{counts:?}");
        }
    }
}
