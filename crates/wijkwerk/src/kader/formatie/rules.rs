//! Sums and deviations, and who answers. Pure.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::model::{
    Contactregel, Contactsoort, Doelgroep, Formatieafspraak, Formatieregel, Invulling,
};
use crate::ids::{AccountId, FormatieregelId, GebiedId, OrganisatieId};

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
    /// Of what is filled: by whoever does not work here any more.
    pub left: i64,
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
    /// Allotted out of what is not agreed any more: in the other sums, and in none of the origins.
    pub zonder_herkomst: i64,
    pub gebieden: Vec<Gebiedstand>,
    /// Allotted and filled, by the name of the function (L-60).
    pub functies: BTreeMap<String, (i64, i64)>,
    /// The same per employer.
    pub werkgevers: BTreeMap<OrganisatieId, (i64, i64)>,
    pub mensen: Vec<Mensstand>,
}

impl Stand {
    /// `left`: whoever does not work here any more, and still stands in it.
    pub fn of(
        afspraken: &[Formatieafspraak],
        regels: &[Formatieregel],
        invullingen: &[Invulling],
        left: &BTreeSet<AccountId>,
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
                left: invullingen
                    .iter()
                    .filter(|one| left.contains(&one.account))
                    .filter(|one| own().any(|regel| regel.id == one.regel))
                    .map(|one| one.fte)
                    .sum(),
            }
        });
        let agreed = |regel: &&Formatieregel| {
            let mut all = afspraken.iter();
            all.any(|afspraak| afspraak.id == regel.afspraak)
        };
        let parts = || regels.iter().map(|regel| (regel, filled_of(regel)));
        Self {
            herkomsten: herkomsten.collect(),
            zonder_herkomst: regels
                .iter()
                .filter(|regel| !agreed(regel))
                .map(|regel| regel.fte)
                .sum(),
            gebieden: sums(parts(), |regel| regel.gebied)
                .into_iter()
                .map(|(gebied, (allotted, filled))| Gebiedstand {
                    gebied,
                    allotted,
                    filled,
                })
                .collect(),
            functies: sums(parts(), |regel| regel.functie.clone()),
            werkgevers: sums(parts(), |regel| regel.organisatie),
            mensen: people(regels, invullingen),
        }
    }
}

/// Allotted and filled, of all parts that have the same key.
fn sums<'r, K: Ord>(
    parts: impl Iterator<Item = (&'r Formatieregel, i64)>,
    key: impl Fn(&Formatieregel) -> K,
) -> BTreeMap<K, (i64, i64)> {
    let mut all: BTreeMap<K, (i64, i64)> = BTreeMap::new();
    for (regel, filled) in parts {
        let sums = all.entry(key(regel)).or_default();
        sums.0 += regel.fte;
        sums.1 += filled;
    }
    all
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
}
