//! Who could take a shift: everybody against whom nothing stands, the best first (free, trained, fair, near).

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use kit::db::Queries;

use super::eerlijk::verdeling;
use super::model::{BezettingState, Dienst, Kan};
use super::rules::month_of;
use super::store::{self, Team};
use super::toets::{self, Bezwaar, Grenzen};
use crate::error::Result;
use crate::frame::Frame;
use crate::ids::{AccountId, OrganisatieId};

/// Somebody who might take it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mogelijk {
    pub account: AccountId,
    pub naam: String,
    pub organisatie: OrganisatieId,
    pub liever_niet: bool,
    /// What stands in the way; nothing: can be asked.
    pub bezwaren: BTreeSet<Bezwaar>,
    /// What the organisation carries above its share, in hundredths of a per cent.
    pub afwijking: i64,
    /// How often at this point in these weeks.
    pub vaak_hier: usize,
    pub minuten: i64,
}

/// Every member who is not in it, those against whom nothing stands first.
pub fn everybody(tx: &mut impl Queries, frame: &Frame, dienst: &Dienst) -> Result<Vec<Mogelijk>> {
    let day = dienst.tijd.dag;
    let next = day.tomorrow().unwrap_or(day);
    let team = Team::load(tx, frame.id, (day, next))?;
    let taken: Vec<AccountId> = store::list_bezetting(tx, frame.id, dienst.id)?
        .into_iter()
        .filter(|one| {
            matches!(
                one.state,
                BezettingState::Filled | BezettingState::Confirmed | BezettingState::Worked
            )
        })
        .filter_map(|one| one.account)
        .collect();
    let aandelen = store::list_aandelen(tx, frame.id, dienst.infopunt)?;
    let uren: Vec<_> = store::list_uren(tx, frame.id, dienst.infopunt, month_of(day))?
        .into_iter()
        .map(|uren| (uren.organisatie, uren.minuten))
        .collect();
    let afwijking: BTreeMap<OrganisatieId, i64> = verdeling(&aandelen, &uren)
        .into_iter()
        .map(|deel| (deel.organisatie, deel.afwijking()))
        .collect();
    let mut all = Vec::new();
    for lid in team.leden() {
        if taken.contains(&lid.account) {
            continue;
        }
        let Some(who) = team.invaller(lid.account, dienst.id, day) else {
            continue;
        };
        let bezwaren = toets::check(
            &who,
            dienst.tijd,
            &dienst.functie,
            &frame.zone,
            &Grenzen::default(),
        );
        all.push(Mogelijk {
            account: lid.account,
            naam: team.naam(lid.account).to_owned(),
            organisatie: lid.organisatie,
            liever_niet: toets::kan(&who.beschikbaar, dienst.tijd) == Kan::RatherNot,
            bezwaren,
            afwijking: afwijking.get(&lid.organisatie).copied().unwrap_or(0),
            vaak_hier: team.times_at(lid.account, dienst.infopunt),
            minuten: team.minutes(lid.account),
        });
    }
    rank(&mut all);
    Ok(all)
}

/// Only those against whom nothing stands and who have not said no to it.
pub fn possible(tx: &mut impl Queries, frame: &Frame, dienst: &Dienst) -> Result<Vec<Mogelijk>> {
    let said_no = store::list_said_no(tx, frame.id, dienst.id)?;
    let mut all = everybody(tx, frame, dienst)?;
    all.retain(|one| one.bezwaren.is_empty() && !said_no.contains(&one.account));
    Ok(all)
}

/// The best first: possible, gladly, of a partner that carries less than its share, known at the point, with the fewest
/// hours.
fn rank(all: &mut [Mogelijk]) {
    all.sort_by(|a, b| {
        let key = |one: &Mogelijk| {
            (
                !one.bezwaren.is_empty(),
                one.liever_niet,
                one.afwijking,
                Reverse(one.vaak_hier),
                one.minuten,
            )
        };
        key(a)
            .cmp(&key(b))
            .then_with(|| a.naam.cmp(&b.naam))
            .then_with(|| a.account.cmp(&b.account))
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_replacement_is_asked_first() {
        let one = |n: u128, bezwaar: bool, liever_niet, afwijking, vaak_hier, minuten| Mogelijk {
            account: uuid::Uuid::from_u128(n).into(),
            naam: n.to_string(),
            organisatie: uuid::Uuid::nil().into(),
            liever_niet,
            bezwaren: bezwaar.then_some(Bezwaar::Rust).into_iter().collect(),
            afwijking,
            vaak_hier,
            minuten,
        };
        let mut all = vec![
            one(1, true, false, -900, 9, 0),
            one(2, false, true, -900, 9, 0),
            one(3, false, false, 500, 9, 0),
            one(4, false, false, -500, 0, 0),
            one(5, false, false, -500, 2, 600),
            one(6, false, false, -500, 2, 60),
        ];
        rank(&mut all);
        let order: Vec<&str> = all.iter().map(|one| one.naam.as_str()).collect();
        assert_eq!(order, ["6", "5", "4", "3", "2", "1"]);
    }
}
