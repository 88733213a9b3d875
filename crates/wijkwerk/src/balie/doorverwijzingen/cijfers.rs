//! "In één keer goed": how often the first referral of a chain was right, of what is known; what is not known stands
//! beside it (L-39, INV-18). Computed from the referrals themselves.

use std::collections::BTreeMap;

use jiff::civil::Date;
use kit::db::Queries;
use uuid::Uuid;

use super::model::{Doorverwijzing, DoorverwijzingState as State, Uitkomst};
use super::{rules, store};
use crate::error::Result;
use crate::frame::Frame;
use crate::ids::{DoorverwijzingId, InfopuntId, KennisitemId, OrganisatieId};

/// Below this a number is not broken down: it could be about somebody.
pub const SMALL: i64 = 5;
/// Rows in one statement.
const PAGE: i64 = 1000;
/// Most weak spots that are named.
const WEAKEST: usize = 10;

/// How many first referrals were right, were not, and of how many nobody knows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Telling {
    pub goed: i64,
    pub fout: i64,
    pub onbekend: i64,
}

impl Telling {
    /// Those of which the outcome is known.
    pub fn bekend(&self) -> i64 {
        self.goed + self.fout
    }

    /// All of them.
    pub fn alle(&self) -> i64 {
        self.bekend() + self.onbekend
    }

    /// Right in one go, in whole percents of what is known; nothing when nothing is known.
    pub fn percent(&self) -> Option<i64> {
        (self.bekend() > 0).then(|| (self.goed * 200 + self.bekend()) / (self.bekend() * 2))
    }

    /// Whether there are too few to be broken down.
    pub fn is_small(&self) -> bool {
        self.alle() < SMALL
    }

    fn add(&mut self, right: Option<bool>) {
        match right {
            Some(true) => self.goed += 1,
            Some(false) => self.fout += 1,
            None => self.onbekend += 1,
        }
    }
}

/// A count per key.
pub type Groep<K> = BTreeMap<K, Telling>;

/// What is told apart, in its order, and how much is not: what is small, and where that would follow from the whole the
/// least of the others as well.
pub fn told_apart<K>(all: impl Iterator<Item = (K, Telling)>) -> (Vec<(K, Telling)>, usize) {
    let (small, mut told): (Vec<_>, Vec<_>) = all.partition(|(_, telling)| telling.is_small());
    let hidden: i64 = small.iter().map(|(_, telling)| telling.alle()).sum();
    let least = (0..told.len()).min_by_key(|at| told[*at].1.alle());
    match least.filter(|_| (1..SMALL).contains(&hidden)) {
        Some(least) => {
            told.remove(least);
            (told, small.len() + 1)
        }
        None => (told, small.len()),
    }
}

/// A topic with a partner where it goes wrong, and why most often.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zwak {
    pub onderwerp: String,
    pub naar: OrganisatieId,
    pub telling: Telling,
    /// The fixed word of the reason that is given most: of a no, `expired` or `not_helped`.
    pub reden: &'static str,
    /// The text that led there most.
    pub item: Option<KennisitemId>,
}

/// The figures of a period.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cijfers {
    pub totaal: Telling,
    pub per_onderwerp: Groep<String>,
    /// Without a point: from somebody who is at none.
    pub per_punt: Groep<Option<InfopuntId>>,
    pub per_partner: Groep<OrganisatieId>,
    /// Year and month.
    pub per_maand: Groep<(i16, i8)>,
    /// Referrals after a no or a silence: how many there were of each hop.
    pub hops: BTreeMap<i64, i64>,
    pub zwak: Vec<Zwak>,
}

#[derive(Default)]
struct Spot {
    telling: Telling,
    redenen: BTreeMap<&'static str, i64>,
    items: BTreeMap<KennisitemId, i64>,
}

impl Cijfers {
    /// The figures of what was sent from `from` up to and including `to`.
    pub fn of(tx: &mut impl Queries, frame: &Frame, from: Date, to: Date) -> Result<Self> {
        let start = |day: Date| {
            day.to_zoned(frame.zone.clone())
                .map(|zoned| zoned.timestamp())
        };
        let wrong = |error: jiff::Error| crate::error::Error::Internal(error.to_string());
        let mut since = start(from).map_err(wrong)?;
        let until = start(to.tomorrow().unwrap_or(to)).map_err(wrong)?;
        let mut after = DoorverwijzingId(Uuid::nil());
        let mut cijfers = Self::default();
        let mut spots: BTreeMap<(String, OrganisatieId), Spot> = BTreeMap::new();
        loop {
            let rows = store::list_made(tx, frame.id, (since, until), after, PAGE)?;
            let Some(last) = rows.last() else { break };
            (since, after) = (last.created_at, last.id);
            for one in rows.iter().filter(|one| one.sent_at.is_some()) {
                cijfers.count(frame, one, &mut spots);
            }
        }
        cijfers.zwak = weakest(spots);
        Ok(cijfers)
    }

    fn count(
        &mut self,
        frame: &Frame,
        one: &Doorverwijzing,
        spots: &mut BTreeMap<(String, OrganisatieId), Spot>,
    ) {
        if one.hop > 0 {
            *self.hops.entry(one.hop).or_default() += 1;
            return;
        }
        let right = rules::was_right(one.state, one.uitkomst);
        self.totaal.add(right);
        let day = frame.today(one.created_at);
        let month = (day.year(), day.month());
        self.per_maand.entry(month).or_default().add(right);
        let onderwerp = one.onderwerp.clone();
        self.per_onderwerp
            .entry(onderwerp.clone())
            .or_default()
            .add(right);
        self.per_punt
            .entry(one.van_infopunt)
            .or_default()
            .add(right);
        self.per_partner.entry(one.naar).or_default().add(right);
        let spot = spots.entry((onderwerp, one.naar)).or_default();
        spot.telling.add(right);
        if right == Some(false) {
            *spot.redenen.entry(fault_of(one)).or_default() += 1;
            if let Some(item) = one.item {
                *spot.items.entry(item).or_default() += 1;
            }
        }
    }
}

/// The fixed word for why this one was not right.
fn fault_of(one: &Doorverwijzing) -> &'static str {
    match (one.state, one.reden, one.uitkomst) {
        (State::Expired, ..) => "expired",
        (_, _, Some(Uitkomst::Not)) => "not_helped",
        (_, Some(reden), _) => reden.word(),
        _ => "other",
    }
}

fn weakest(spots: BTreeMap<(String, OrganisatieId), Spot>) -> Vec<Zwak> {
    let most = |counts: &BTreeMap<&'static str, i64>| {
        let top = counts.iter().max_by_key(|(_, count)| **count);
        top.map_or("other", |(word, _)| *word)
    };
    let mut all: Vec<Zwak> = spots
        .into_iter()
        .filter(|(_, spot)| spot.telling.fout > 0 && !spot.telling.is_small())
        .map(|((onderwerp, naar), spot)| Zwak {
            onderwerp,
            naar,
            telling: spot.telling,
            reden: most(&spot.redenen),
            item: spot
                .items
                .iter()
                .max_by_key(|(_, count)| **count)
                .map(|(item, _)| *item),
        })
        .collect();
    all.sort_by_key(|spot| std::cmp::Reverse(spot.telling.fout));
    all.truncate(WEAKEST);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_small_never_follows_from_the_whole() {
        let cases: [(&[i64], &[i64], usize); 5] = [
            (&[20, 9, 6], &[20, 9, 6], 0),
            (&[20, 6, 3, 9], &[20, 9], 2),
            (&[20, 3, 9, 2], &[20, 9], 2),
            (&[4], &[], 1),
            (&[], &[], 0),
        ];
        for (counts, expected, hidden) in cases {
            let all = counts.iter().map(|goed| {
                let telling = Telling {
                    goed: *goed,
                    ..Telling::default()
                };
                ((), telling)
            });
            let (told, rest) = told_apart(all);
            let told: Vec<i64> = told.iter().map(|((), telling)| telling.alle()).collect();
            assert_eq!((told.as_slice(), rest), (expected, hidden), "{counts:?}");
        }
    }
}
