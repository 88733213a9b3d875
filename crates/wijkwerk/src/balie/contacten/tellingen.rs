//! How many questions, about what, where and over which channel: counts only, and no count so small that it could be
//! about somebody.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use kit::db::Queries;

use super::model::Uitkomst;
use crate::error::Result;
use crate::ids::{GemeenteId, InfopuntId};

/// A count smaller than this is not told apart.
pub const SMALLEST: i64 = 5;

/// The questions of one or more months, counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tellingen {
    pub total: i64,
    pub onderwerpen: Verdeling<String>,
    pub infopunten: Verdeling<InfopuntId>,
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

/// A group of questions with how many there were.
type Groep = (String, Option<InfopuntId>, String, Uitkomst, i64);

fn groups(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    from: Timestamp,
    until: Timestamp,
) -> Result<Vec<Groep>> {
    Ok(tx.query(
        "SELECT v.onderwerp, c.infopunt_id, c.kanaal, v.uitkomst, count(*) FROM contactvragen v \
         JOIN contacten c ON c.gemeente_id = v.gemeente_id AND c.id = v.contact_id \
         WHERE v.gemeente_id = $1 AND v.at >= $2 AND v.at < $3 \
         GROUP BY v.onderwerp, c.infopunt_id, c.kanaal, v.uitkomst \
         ORDER BY v.onderwerp, c.infopunt_id NULLS LAST, c.kanaal, v.uitkomst LIMIT 20000",
        &[&gemeente, &from, &until],
        |row| {
            Ok((
                row.get(0)?,
                row.get(1)?,
                row.get(2)?,
                row.get(3)?,
                row.get(4)?,
            ))
        },
    )?)
}

impl Tellingen {
    /// The questions of so many months, the one with `last` in it included.
    pub fn of(
        tx: &mut impl Queries,
        gemeente: GemeenteId,
        zone: &TimeZone,
        last: Date,
        months: i16,
    ) -> Result<Self> {
        let start = |day: Date| {
            day.to_zoned(zone.clone())
                .map_or(Timestamp::UNIX_EPOCH, |at| at.timestamp())
        };
        let mut made = Self::default();
        let mut onderwerpen = BTreeMap::new();
        let mut infopunten = BTreeMap::new();
        let mut kanalen = BTreeMap::new();
        let mut uitkomsten = BTreeMap::new();
        for back in (0..months).rev() {
            let month = jiff::Span::new().months(i64::from(back));
            let first = last.first_of_month().checked_sub(month).unwrap_or(last);
            let next = first
                .checked_add(jiff::Span::new().months(1))
                .unwrap_or(first);
            let mut sum = 0;
            for (onderwerp, infopunt, kanaal, uitkomst, n) in
                groups(tx, gemeente, start(first), start(next))?
            {
                sum += n;
                *onderwerpen.entry(onderwerp).or_insert(0) += n;
                *kanalen.entry(kanaal).or_insert(0) += n;
                *uitkomsten.entry(uitkomst).or_insert(0) += n;
                if let Some(infopunt) = infopunt {
                    *infopunten.entry(infopunt).or_insert(0) += n;
                }
            }
            made.total += sum;
            made.maanden
                .push((first, (sum == 0 || sum >= SMALLEST).then_some(sum)));
        }
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
}
