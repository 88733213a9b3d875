//! How equally support is divided. Pure.

use std::collections::BTreeSet;

use super::model::{Ondersteuning, Ondersteuningsoort, SUPPORTED};
use crate::kader::organisaties::Orgaan;

/// How often something was given, and how long in all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Gegeven {
    pub keren: i64,
    pub minuten: i64,
}

impl Gegeven {
    fn add(&mut self, minuten: i64) {
        self.keren += 1;
        self.minuten += minuten;
    }
}

/// How much support one kind of orgaan got, and of which kinds (L-55).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gelijkheid {
    pub soort: &'static str,
    pub organen: usize,
    /// Of those, the ones that got nothing.
    pub zonder: usize,
    pub samen: Gegeven,
    /// Every kind of support, also what nobody got.
    pub delen: Vec<(Ondersteuningsoort, Gegeven)>,
}

impl Gelijkheid {
    /// Minutes per orgaan, also of those that got nothing.
    pub fn mean(&self) -> i64 {
        self.per_orgaan(self.samen)
    }

    /// Minutes of one kind of support per orgaan.
    pub fn mean_of(&self, soort: Ondersteuningsoort) -> i64 {
        let found = self.delen.iter().find(|(own, _)| *own == soort);
        self.per_orgaan(found.map(|(_, given)| *given).unwrap_or_default())
    }

    fn per_orgaan(&self, given: Gegeven) -> i64 {
        let organen = i64::try_from(self.organen).unwrap_or(i64::MAX);
        if organen == 0 {
            0
        } else {
            given.minuten / organen
        }
    }

    /// Whether so many minutes are less than half of what the others of its kind get on average.
    pub fn is_little(&self, minuten: i64) -> bool {
        let others = i64::try_from(self.organen.saturating_sub(1)).unwrap_or(i64::MAX);
        others > 0
            && minuten.saturating_mul(2).saturating_mul(others) < self.samen.minuten - minuten
    }
}

/// The support of each kind, side by side.
pub fn equality(organen: &[Orgaan], given: &[Ondersteuning]) -> Vec<Gelijkheid> {
    let of = |soort: &'static str| {
        let own: BTreeSet<_> = organen
            .iter()
            .filter(|orgaan| orgaan.soort == soort)
            .map(|orgaan| orgaan.id)
            .collect();
        let mut samen = Gegeven::default();
        let mut delen: Vec<_> = Ondersteuningsoort::ALL
            .iter()
            .map(|soort| (*soort, Gegeven::default()))
            .collect();
        let mut some = BTreeSet::new();
        for one in given.iter().filter(|one| own.contains(&one.orgaan)) {
            samen.add(one.minuten);
            some.insert(one.orgaan);
            for (soort, deel) in &mut delen {
                if *soort == one.soort {
                    deel.add(one.minuten);
                }
            }
        }
        Gelijkheid {
            soort,
            organen: own.len(),
            zonder: own.len() - some.len(),
            samen,
            delen,
        }
    };
    SUPPORTED.iter().copied().map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn l_55_hours_and_kinds_stand_side_by_side() {
        use Ondersteuningsoort::{Advice, Meeting, Room};
        let id = uuid::Uuid::from_u128;
        let orgaan = |n: u128, soort: &str| Orgaan {
            id: id(n).into(),
            sleutel: n.to_string(),
            soort: soort.to_owned(),
            naam: n.to_string(),
            status: "decided".to_owned(),
            fase: "regular".to_owned(),
            valid_from: jiff::civil::date(2026, 1, 1),
            gebieden: Vec::new(),
        };
        let organen = [
            orgaan(1, "bewonersorgaan"),
            orgaan(2, "bewonersorgaan"),
            orgaan(3, "bewonersorgaan"),
            orgaan(4, "bewonersgroep"),
            orgaan(5, "team"),
        ];
        let given: Vec<_> = [
            (1, Meeting, 120),
            (1, Advice, 60),
            (2, Meeting, 60),
            (4, Room, 30),
            (4, Meeting, 30),
            (5, Meeting, 600),
        ]
        .into_iter()
        .map(|(n, soort, minuten)| Ondersteuning {
            id: id(100 + n).into(),
            orgaan: id(n).into(),
            soort,
            minuten,
            op: jiff::civil::date(2026, 3, 2),
            account: None,
        })
        .collect();
        let sides = equality(&organen, &given);
        let [bodies, groups] = &sides[..] else {
            panic!("{sides:?}");
        };
        assert_eq!(
            (bodies.organen, bodies.zonder, bodies.samen.keren),
            (3, 1, 3)
        );
        assert_eq!(
            (
                bodies.mean(),
                bodies.mean_of(Meeting),
                bodies.mean_of(Advice)
            ),
            (80, 60, 20)
        );
        assert_eq!(
            (groups.mean(), groups.mean_of(Meeting), groups.mean_of(Room)),
            (60, 30, 30)
        );
        assert_eq!((groups.zonder, groups.mean_of(Advice)), (0, 0));
        // Parts sum to the whole.
        for side in &sides {
            let parts: i64 = side.delen.iter().map(|(_, deel)| deel.minuten).sum();
            assert_eq!(parts, side.samen.minuten);
        }
        // Of 240 minutes the others have 96 each beside 48.
        assert!(bodies.is_little(47) && !bodies.is_little(48));
        assert!(!groups.is_little(0), "there is nobody to compare with");
    }
}
