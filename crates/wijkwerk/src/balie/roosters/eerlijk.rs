//! Fair shares: what partners agreed to carry beside what they are rostered for (L-74). Pure.

use std::collections::BTreeMap;

use crate::ids::OrganisatieId;

/// The whole, in hundredths of a per cent.
pub const WHOLE: i64 = 10_000;

/// One partner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deel {
    pub organisatie: OrganisatieId,
    /// Empty: nothing was agreed with this one.
    pub afgesproken: Option<i64>,
    /// Of all minutes, in hundredths of a per cent; together exactly the whole, unless nobody is rostered.
    pub gekregen: i64,
    pub minuten: i64,
}

impl Deel {
    /// Above nought: more than agreed.
    pub fn afwijking(&self) -> i64 {
        self.gekregen - self.afgesproken.unwrap_or(0)
    }
}

/// Everybody who agreed to a share or is rostered, by id.
pub fn verdeling(aandelen: &[(OrganisatieId, i64)], minuten: &[(OrganisatieId, i64)]) -> Vec<Deel> {
    let mut ids: Vec<OrganisatieId> = aandelen.iter().chain(minuten).map(|(id, _)| *id).collect();
    ids.sort_unstable();
    ids.dedup();
    let of = |all: &[(OrganisatieId, i64)], id| {
        all.iter().find(|(known, _)| *known == id).map(|(_, n)| *n)
    };
    let each: Vec<i64> = ids.iter().map(|id| of(minuten, *id).unwrap_or(0)).collect();
    ids.iter()
        .zip(parts(&each))
        .zip(&each)
        .map(|((id, gekregen), minuten)| Deel {
            organisatie: *id,
            afgesproken: of(aandelen, *id),
            gekregen,
            minuten: *minuten,
        })
        .collect()
}

/// What partners agreed at several points, as one agreement that sums to the whole: a point counts for the minutes that
/// people are needed there, and one without any does not count.
pub fn samen(punten: &[(i64, Vec<(OrganisatieId, i64)>)]) -> Vec<(OrganisatieId, i64)> {
    let mut weights: BTreeMap<OrganisatieId, i64> = BTreeMap::new();
    for (minuten, aandelen) in punten.iter().filter(|(minuten, _)| *minuten > 0) {
        for (organisatie, share) in aandelen {
            *weights.entry(*organisatie).or_default() += minuten * share;
        }
    }
    let each: Vec<i64> = weights.values().copied().collect();
    weights.into_keys().zip(parts(&each)).collect()
}

/// Parts of the whole that sum to it: what is left after rounding down goes to the largest remainders.
fn parts(minuten: &[i64]) -> Vec<i64> {
    let sum: i64 = minuten.iter().sum();
    if sum <= 0 {
        return vec![0; minuten.len()];
    }
    let mut parts: Vec<i64> = minuten.iter().map(|n| n * WHOLE / sum).collect();
    let mut order: Vec<usize> = (0..minuten.len()).collect();
    order.sort_by_key(|n| std::cmp::Reverse(minuten[*n] * WHOLE % sum));
    let left = usize::try_from(WHOLE - parts.iter().sum::<i64>()).unwrap_or(0);
    for n in order.into_iter().take(left) {
        parts[n] += 1;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn org(n: u128) -> OrganisatieId {
        uuid::Uuid::from_u128(n).into()
    }

    #[test]
    fn l_74_the_deviation_of_every_partner_is_known() {
        let agreed = [(org(1), 5000), (org(2), 3000), (org(3), 2000)];
        let got = [(org(1), 700), (org(2), 200), (org(3), 100)];
        let all = verdeling(&agreed, &got);
        let shown: Vec<(i64, i64)> = all
            .iter()
            .map(|deel| (deel.gekregen, deel.afwijking()))
            .collect();
        assert_eq!(shown, [(7000, 2000), (2000, -1000), (1000, -1000)]);
        let guest = verdeling(&agreed, &[(org(9), 60)]);
        assert_eq!(
            guest.last().map(|deel| (deel.afgesproken, deel.gekregen)),
            Some((None, WHOLE))
        );
    }

    #[test]
    fn l_74_a_point_counts_for_the_minutes_it_needs_people() {
        let busy = (900, vec![(org(1), 10_000)]);
        let quiet = (100, vec![(org(1), 5_000), (org(2), 5_000)]);
        let without_shifts = (0, vec![(org(3), 10_000)]);
        let together = samen(&[busy.clone(), quiet, without_shifts]);
        assert_eq!(together, [(org(1), 9_500), (org(2), 500)]);
        // Thirds still make a whole.
        let thirds = [1, 2, 3].map(|n| (60, vec![(org(n), WHOLE)]));
        let sum: i64 = samen(&thirds).iter().map(|(_, share)| share).sum();
        assert_eq!(sum, WHOLE);
        assert_eq!(samen(&[busy]), [(org(1), WHOLE)]);
        assert!(samen(&[(0, vec![(org(1), WHOLE)])]).is_empty());
    }

    #[test]
    fn shares_sum_to_the_whole_whatever_the_minutes() {
        let ids = kit::ids::IdSource::seeded(74);
        for _ in 0..300 {
            let bytes = ids.bytes::<20>();
            let many = 1 + usize::from(bytes[0] % 9);
            let minuten: Vec<(OrganisatieId, i64)> = (0..many)
                .map(|n| {
                    (
                        org(n as u128),
                        i64::from(bytes[1 + n]) * i64::from(bytes[11]),
                    )
                })
                .collect();
            let total: i64 = minuten.iter().map(|(_, n)| n).sum();
            let all = verdeling(&[], &minuten);
            let sum: i64 = all.iter().map(|deel| deel.gekregen).sum();
            assert_eq!(sum, if total > 0 { WHOLE } else { 0 }, "{minuten:?}");
            for deel in &all {
                let exact = deel.minuten * WHOLE;
                assert!(
                    total == 0 || (deel.gekregen * total - exact).abs() < total,
                    "{deel:?}"
                );
            }
        }
    }
}
