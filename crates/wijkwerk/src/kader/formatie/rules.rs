//! Sums and deviations, who answers, and how equally support is divided. Pure.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::model::{
    Contactregel, Contactsoort, Doelgroep, Formatieafspraak, Formatieregel, Invulling,
    Ondersteuning, Ondersteuningsoort, SUPPORTED,
};
use crate::ids::{AccountId, FormatieregelId, GebiedId};
use crate::kader::organisaties::Orgaan;

/// One whole job.
pub const WHOLE: i64 = 1000;

/// `0,5`, `0.5`, `11`: in thousandths, above 0 and at most 1,000 fte.
pub fn read_fte(text: &str) -> Option<i64> {
    let text = text.trim().replace('.', ",");
    let (whole, part) = text.split_once(',').unwrap_or((&text, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 4 || part.len() > 3 || !digits(whole) || !digits(part) {
        return None;
    }
    let fte = whole.parse::<i64>().ok()? * 1000 + format!("{part:0<3}").parse::<i64>().ok()?;
    (1..=1_000_000).contains(&fte).then_some(fte)
}

/// Thousandths as people write them: `11,0`, `0,125`, `-0,2`.
pub fn show_fte(fte: i64, comma: char) -> String {
    let sign = if fte < 0 { "-" } else { "" };
    let (whole, part) = (fte.abs() / 1000, format!("{:03}", fte.abs() % 1000));
    let part = part.trim_end_matches('0');
    let part = if part.is_empty() { "0" } else { part };
    format!("{sign}{whole}{comma}{part}")
}

/// How an origin stands against what was agreed (INV-07).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Herkomststand {
    pub afspraak: Formatieafspraak,
    pub allotted: i64,
    pub allotted_stad: i64,
    pub filled: i64,
}

impl Herkomststand {
    /// Agreed and not allotted; below zero: more than was agreed.
    pub fn open(&self) -> i64 {
        self.afspraak.fte - self.allotted
    }

    /// The same for the part of the whole town.
    pub fn open_stad(&self) -> i64 {
        self.afspraak.stad - self.allotted_stad
    }
}

/// What a gebied has; empty: the whole town.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gebiedstand {
    pub gebied: Option<GebiedId>,
    pub allotted: i64,
    pub filled: i64,
}

/// What one person has in all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mensstand {
    pub account: AccountId,
    pub fte: i64,
    pub gebieden: usize,
    pub reden: Option<String>,
}

impl Mensstand {
    /// More than one job (INV-08).
    pub fn is_over(&self) -> bool {
        self.fte > WHOLE
    }
}

/// The formation of one day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stand {
    pub herkomsten: Vec<Herkomststand>,
    pub gebieden: Vec<Gebiedstand>,
    pub mensen: Vec<Mensstand>,
}

impl Stand {
    pub fn of(
        afspraken: &[Formatieafspraak],
        regels: &[Formatieregel],
        invullingen: &[Invulling],
    ) -> Self {
        let mut filled: BTreeMap<FormatieregelId, i64> = BTreeMap::new();
        for invulling in invullingen {
            *filled.entry(invulling.regel).or_default() += invulling.fte;
        }
        let filled_of = |regel: &Formatieregel| filled.get(&regel.id).copied().unwrap_or(0);
        let herkomsten = afspraken.iter().map(|afspraak| {
            let own = || regels.iter().filter(|regel| regel.afspraak == afspraak.id);
            Herkomststand {
                afspraak: afspraak.clone(),
                allotted: own().map(|regel| regel.fte).sum(),
                allotted_stad: own()
                    .filter(|regel| regel.gebied.is_none())
                    .map(|regel| regel.fte)
                    .sum(),
                filled: own().map(filled_of).sum(),
            }
        });
        let mut gebieden: BTreeMap<Option<GebiedId>, (i64, i64)> = BTreeMap::new();
        for regel in regels {
            let sums = gebieden.entry(regel.gebied).or_default();
            sums.0 += regel.fte;
            sums.1 += filled_of(regel);
        }
        Self {
            herkomsten: herkomsten.collect(),
            gebieden: gebieden
                .into_iter()
                .map(|(gebied, (allotted, filled))| Gebiedstand {
                    gebied,
                    allotted,
                    filled,
                })
                .collect(),
            mensen: people(regels, invullingen),
        }
    }
}

fn people(regels: &[Formatieregel], invullingen: &[Invulling]) -> Vec<Mensstand> {
    let mut by_account: BTreeMap<AccountId, Vec<&Invulling>> = BTreeMap::new();
    for invulling in invullingen {
        by_account
            .entry(invulling.account)
            .or_default()
            .push(invulling);
    }
    let one = |(account, own): (AccountId, Vec<&Invulling>)| {
        let gebieden: BTreeSet<Option<GebiedId>> = own
            .iter()
            .filter_map(|invulling| regels.iter().find(|regel| regel.id == invulling.regel))
            .map(|regel| regel.gebied)
            .collect();
        Mensstand {
            account,
            fte: own.iter().map(|invulling| invulling.fte).sum(),
            gebieden: gebieden.len(),
            reden: own.iter().find_map(|invulling| invulling.reden.clone()),
        }
    };
    by_account.into_iter().map(one).collect()
}

/// The most fte that somebody would have on one day with `extra` from `from` on, for as long as that lasts.
pub fn peak(own: &[Invulling], from: Date, extra: i64) -> i64 {
    let days = own.iter().map(|invulling| invulling.valid_from);
    let days = days.filter(|day| *day > from).chain([from]);
    days.map(|day| {
        let running = own.iter().filter(|invulling| {
            invulling.valid_from <= day && invulling.valid_to.is_none_or(|to| to > day)
        });
        extra + running.map(|invulling| invulling.fte).sum::<i64>()
    })
    .max()
    .unwrap_or(extra)
}

/// Who answers: the rule of the closest gebied in `line` (the closest first), then that of the whole town. On the matter
/// itself everybody gets the same answer (V-84).
pub fn who<'r>(
    rules: &'r [Contactregel],
    soort: Contactsoort,
    doelgroep: Doelgroep,
    line: &[GebiedId],
) -> Option<&'r Contactregel> {
    let audience = (soort == Contactsoort::General).then_some(doelgroep);
    line.iter()
        .copied()
        .map(Some)
        .chain([None])
        .find_map(|gebied| {
            rules.iter().find(|rule| {
                rule.soort == soort && rule.doelgroep == audience && rule.gebied == gebied
            })
        })
}

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

    /// Whether so many minutes are less than half of what the others of its kind get.
    pub fn is_little(&self, minuten: i64) -> bool {
        self.organen > 1 && 2 * minuten < self.mean()
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
    fn fte_are_read_and_shown_in_thousandths() {
        for (text, fte, shown) in [
            ("11", 11_000, "11,0"),
            ("0,5", 500, "0,5"),
            (" 0.125 ", 125, "0,125"),
            ("1000", 1_000_000, "1000,0"),
        ] {
            assert_eq!(read_fte(text), Some(fte), "{text}");
            assert_eq!(show_fte(fte, ','), shown);
        }
        for text in ["", "0", "-1", "1,0005", "1,2,3", "een", ",5", "1001"] {
            assert_eq!(read_fte(text), None, "{text}");
        }
        assert_eq!(show_fte(-200, ','), "-0,2");
    }
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
        assert!(bodies.is_little(39) && !bodies.is_little(40));
        assert!(!groups.is_little(0), "there is nobody to compare with");
    }
}
