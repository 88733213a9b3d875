//! What the pages of all wijken of a gemeente read alike, in every language: kept until something public changes, for
//! after a change each of them is asked anew.
//!
//! Never: more than the public may know.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::civil::Date;
use kit::db::Queries;

use super::document::Openbaar;
use super::store;
use crate::error::Result;
use crate::http::View;
use crate::ids::GemeenteId;
use crate::kader::accounts::{ContactReach, list_contact_reaches};
use crate::kader::stukken;

/// Most gemeenten of which it is kept; where there are more, all are read again.
const MOST: usize = 32;

/// The public face of a gemeente, as far as it is not of one wijk.
pub(super) struct Alike {
    pub(super) about: Vec<Openbaar>,
    pub(super) stukken: Vec<stukken::Openbaar>,
    pub(super) people: Vec<ContactReach>,
}

/// At which public version and which version of the frame it was read, and on which day.
type Moment = (i64, i64, Date);

/// What was read alike, by gemeente.
#[derive(Default)]
pub struct AlikeIndex(Mutex<HashMap<GemeenteId, (Moment, Arc<Alike>)>>);

impl AlikeIndex {
    fn inner(&self) -> MutexGuard<'_, HashMap<GemeenteId, (Moment, Arc<Alike>)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn find(&self, gemeente: GemeenteId, now: Moment) -> Option<Arc<Alike>> {
        let inner = self.inner();
        let (moment, alike) = inner.get(&gemeente)?;
        (*moment == now).then(|| Arc::clone(alike))
    }

    fn keep(&self, gemeente: GemeenteId, now: Moment, alike: &Arc<Alike>) {
        let mut inner = self.inner();
        if inner.len() >= MOST && !inner.contains_key(&gemeente) {
            inner.clear();
        }
        inner.insert(gemeente, (now, Arc::clone(alike)));
    }
}

/// What is read alike, as it stands now.
pub(super) fn alike(tx: &mut impl Queries, view: &View) -> Result<Arc<Alike>> {
    let (frame, today) = (&view.frame, view.today());
    // Asked of the database: what this transaction sees may be older than what is known of a newer write.
    let public = store::public_version(tx, frame.id)?;
    let moment = (public, frame.versie, today);
    if let Some(found) = view.app.alike().find(frame.id, moment) {
        return Ok(found);
    }
    let made = Arc::new(Alike {
        about: store::list_openbaar(tx, frame.id)?,
        stukken: stukken::list_openbaar(tx, frame, today)?,
        people: list_contact_reaches(tx, frame, today)?,
    });
    view.app.alike().keep(frame.id, moment, &made);
    Ok(made)
}

#[cfg(test)]
mod tests {
    use kit::i18n::Lang;
    use kit::testing::TestDb;

    use super::*;
    use crate::access::Actor;
    use crate::kader::accounts::actions::{OwnSettings, keep_own_settings};
    use crate::kader::accounts::{actor_for, contacts_in};
    use crate::testing::{TestApp, Where};

    kit::on_both_engines!(a_name_that_was_taken_back_while_somebody_read_is_not_kept);

    /// A page that began to read before the name was taken back leaves nothing for those that begin after it.
    fn a_name_that_was_taken_back_while_somebody_read_is_not_kept(db: TestDb) {
        let app = TestApp::new(db, &["velsen-demo"]);
        let frame = app.frame(app.slug());
        let wijk = frame.wijken().next().expect("a wijk").id;
        let person = app
            .an_account("Zonnebloem Proef")
            .who_shows_the_name()
            .with_role("wijkbeheerder", Where::Gebied(wijk))
            .make();
        let view = Arc::new(View {
            app: app.app.clone(),
            frame: app.frame(app.slug()),
            actor: Actor::Nobody,
            lang: Lang::Nl,
            now: app.clock.now(),
            path: String::new(),
        });
        let names = |alike: &Alike| -> Vec<String> {
            let all = contacts_in(&view, &alike.people, wijk);
            all.into_iter().map(|one| one.naam).collect()
        };
        let (of, now) = (view.frame.clone(), view.now);
        let who = app
            .app
            .db()
            .read_blocking(move |tx| actor_for(tx, &of, person.account, now))
            .expect("it is read");
        let (on, of, early) = (app.app.clone(), view.frame.clone(), view.clone());
        let before = app.app.db().read_blocking(move |tx| {
            store::public_version(tx, early.frame.id)?;
            on.write_blocking(&of, &who, |ctx| {
                let wanted = OwnSettings {
                    shows_name: false,
                    taal: "nl".to_owned(),
                };
                keep_own_settings(ctx, &wanted)
            })?;
            alike(tx, &early)
        });
        let before = before.expect("it is read");
        assert!(names(&before).contains(&"Zonnebloem Proef".to_owned()));
        let late = view.clone();
        let after = app.app.db().read_blocking(move |tx| alike(tx, &late));
        let after = names(&after.expect("it is read"));
        assert!(after.contains(&"Z.P.".to_owned()), "{after:?}");
        assert!(!after.contains(&"Zonnebloem Proef".to_owned()), "{after:?}");
    }
}
