//! Proposals that are being worked out, and those that are ready to be looked at.
//!
//! Working one out takes seconds, so nobody's request waits for it: it is begun, its page says how far it is, and then
//! shows what was found. All of it is in memory alone. A proposal changes nothing and can always be made again, and after
//! a restart it has to be. One at a time is worked out; whoever comes later waits for a turn.

use std::collections::BTreeMap;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use jiff::civil::Date;

use super::voorstel::{Assignment, Clash, Input, Progress, Proposal, breaches, propose};
use crate::app::App;
use crate::ids::{AccountId, GemeenteId, InfopuntId};

/// Most proposals that are kept; the oldest that is ready goes first.
const MOST: usize = 64;

/// Whose proposal, and for which month: everybody has one for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sleutel {
    pub gemeente: GemeenteId,
    pub account: AccountId,
    /// Its first day.
    pub maand: Date,
}

/// What was found, and what it was found for.
#[derive(Debug)]
pub struct Uitkomst {
    pub found: Result<Proposal, Clash>,
    pub fixed: Vec<Assignment>,
    pub punten: Vec<InfopuntId>,
    pub days: (Date, Date),
    pub made_at: Timestamp,
}

/// How far a proposal is.
#[derive(Clone, Debug)]
pub enum Stand {
    /// Another one comes first.
    Waiting,
    Running(Progress),
    Done(Arc<Uitkomst>),
    /// A fault of ours; the log says which.
    Failed,
}

impl Stand {
    /// Whether there is something to wait for.
    pub fn goes_on(&self) -> bool {
        matches!(self, Self::Waiting | Self::Running(_))
    }
}

/// The proposals of this server.
#[derive(Debug, Default)]
pub struct Voorstellen {
    all: Mutex<BTreeMap<Sleutel, (Timestamp, Stand)>>,
    changed: Condvar,
    turn: Mutex<()>,
}

impl Voorstellen {
    fn lock(&self) -> MutexGuard<'_, BTreeMap<Sleutel, (Timestamp, Stand)>> {
        self.all.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How far it is; nothing if none was asked for.
    pub fn find(&self, sleutel: Sleutel) -> Option<Stand> {
        self.lock().get(&sleutel).map(|(_, stand)| stand.clone())
    }

    /// Puts it away: it was taken over.
    pub fn forget(&self, sleutel: Sleutel) {
        let mut all = self.lock();
        if all.get(&sleutel).is_some_and(|(_, stand)| !stand.goes_on()) {
            all.remove(&sleutel);
        }
    }

    /// A turn at working one out.
    pub fn turn(&self) -> MutexGuard<'_, ()> {
        self.turn.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether it is to be worked out now; not while it is already.
    fn begin(&self, sleutel: Sleutel, now: Timestamp) -> bool {
        let mut all = self.lock();
        if all.get(&sleutel).is_some_and(|(_, stand)| stand.goes_on()) {
            return false;
        }
        while all.len() >= MOST {
            let ready = all.iter().filter(|(_, (_, stand))| !stand.goes_on());
            let oldest = ready.min_by_key(|(_, (at, _))| *at).map(|(key, _)| *key);
            match oldest {
                Some(oldest) => all.remove(&oldest),
                None => return false,
            };
        }
        all.insert(sleutel, (now, Stand::Waiting));
        true
    }

    fn set(&self, sleutel: Sleutel, stand: Stand) {
        if let Some((_, known)) = self.lock().get_mut(&sleutel) {
            *known = stand;
        }
        self.changed.notify_all();
    }

    /// Waits until there is nothing left to wait for.
    #[cfg(test)]
    pub fn settled(&self) {
        let all = self.lock();
        let goes_on = |all: &mut BTreeMap<Sleutel, (Timestamp, Stand)>| {
            all.values().any(|(_, stand)| stand.goes_on())
        };
        drop(self.changed.wait_while(all, goes_on));
    }
}

/// Begins to work out a proposal and comes back at once; nothing new begins while the same is being worked out.
pub fn begin(
    app: &App,
    sleutel: Sleutel,
    input: Input,
    punten: Vec<InfopuntId>,
    days: (Date, Date),
) {
    let now = app.clock().now();
    if !app.voorstellen().begin(sleutel, now) {
        return;
    }
    app.start(move |app| {
        let told = Told { app, sleutel };
        let _turn = app.voorstellen().turn();
        let found = propose(&input, &mut |progress| {
            app.voorstellen().set(sleutel, Stand::Running(progress));
        });
        // Nobody sees a proposal that breaks a rule.
        if let Ok(proposal) = &found
            && let Some(breach) = breaches(&input, &proposal.assignments).first()
        {
            tracing::error!(?breach, "a proposal breaks a rule");
            return;
        }
        let uitkomst = Uitkomst {
            found,
            fixed: input.fixed,
            punten,
            days,
            made_at: app.clock().now(),
        };
        told.done(uitkomst);
    });
}

/// Says that it failed unless it says something else: also when working it out panics.
struct Told<'a> {
    app: &'a App,
    sleutel: Sleutel,
}

impl Told<'_> {
    fn done(self, uitkomst: Uitkomst) {
        let stand = Stand::Done(Arc::new(uitkomst));
        self.app.voorstellen().set(self.sleutel, stand);
    }
}

impl Drop for Told<'_> {
    fn drop(&mut self) {
        let voorstellen = self.app.voorstellen();
        if voorstellen
            .find(self.sleutel)
            .is_some_and(|stand| stand.goes_on())
        {
            voorstellen.set(self.sleutel, Stand::Failed);
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn sleutel(n: u128) -> Sleutel {
        Sleutel {
            gemeente: uuid::Uuid::nil().into(),
            account: uuid::Uuid::from_u128(n).into(),
            maand: date(2026, 4, 1),
        }
    }

    fn done() -> Stand {
        Stand::Done(Arc::new(Uitkomst {
            found: Err(Clash {
                conflicts: Vec::new(),
            }),
            fixed: Vec::new(),
            punten: Vec::new(),
            days: (date(2026, 4, 1), date(2026, 5, 1)),
            made_at: Timestamp::UNIX_EPOCH,
        }))
    }

    #[test]
    fn the_same_is_worked_out_once_at_a_time_and_the_oldest_makes_room() {
        let all = Voorstellen::default();
        let at = |n: i64| Timestamp::from_second(n).unwrap();
        assert!(all.begin(sleutel(0), at(0)));
        assert!(!all.begin(sleutel(0), at(1)), "it runs");
        all.set(sleutel(0), done());
        assert!(all.begin(sleutel(0), at(2)));
        for n in 1..MOST {
            let n = u128::try_from(n).unwrap();
            assert!(all.begin(sleutel(n), at(3)));
        }
        // Nothing is ready, so there is no room.
        assert!(!all.begin(sleutel(999), at(4)));
        all.set(sleutel(7), done());
        assert!(all.begin(sleutel(999), at(5)));
        assert!(all.find(sleutel(7)).is_none());
        all.forget(sleutel(8));
        assert!(all.find(sleutel(8)).is_some(), "it still runs");
    }
}
