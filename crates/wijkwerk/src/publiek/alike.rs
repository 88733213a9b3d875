//! What pages read alike, in every language and for everybody: of a gemeente and of a wijk, kept until something public
//! changes. Who asks for it while it is being read waits for that, for after a change many ask at once.
//!
//! Never: more than the public may know.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::civil::Date;
use kit::db::Queries;

use super::document::Openbaar;
use super::store::{self, Cijfers, MeldingPubliek, Plan};
use crate::error::Result;
use crate::http::{Req, View};
use crate::ids::{GebiedId, GemeenteId};
use crate::kader::accounts::{ContactReach, list_contact_reaches};
use crate::kader::formatie::{Contactschema, read_contactschema};
use crate::kader::stukken;
use crate::wijkaanpak::werkplannen::{Werkplan, find_adopted_of};

/// Most gemeenten and most wijken of which it is kept; where there are more, all are read again.
const GEMEENTEN: usize = 32;
const WIJKEN: usize = 128;

/// Days that the figures of a wijk look back.
const TERUG: i64 = 90;
/// Most meldingen on the page of a wijk.
const MELDINGEN: i64 = 200;

/// The public face of a gemeente, as far as it is not of one wijk.
pub(super) struct Alike {
    pub(super) about: Vec<Openbaar>,
    pub(super) stukken: Vec<stukken::Openbaar>,
    pub(super) people: Vec<ContactReach>,
    pub(super) schema: Contactschema,
}

/// The public face of a wijk alone.
pub(super) struct OfWijk {
    pub(super) meldingen: Vec<MeldingPubliek>,
    pub(super) cijfers: Cijfers,
    pub(super) plannen: Vec<Plan>,
    /// What the team of this wijk adopted last.
    pub(super) werkplan: Option<Werkplan>,
}

/// At which public version and which version of the frame it was read, and on which day.
type Moment = (i64, i64, Date);

/// What was read and when; locked while it is being read.
type Place<T> = Arc<tokio::sync::Mutex<Option<(Moment, Arc<T>)>>>;

/// What was read, by what it is of.
struct Shared<K, T> {
    places: Mutex<HashMap<K, Place<T>>>,
    most: usize,
}

impl<K: Eq + Hash, T> Shared<K, T> {
    fn new(most: usize) -> Self {
        Self {
            places: Mutex::default(),
            most,
        }
    }

    fn place(&self, key: K) -> Place<T> {
        let mut places = self.places.lock().unwrap_or_else(PoisonError::into_inner);
        if places.len() >= self.most && !places.contains_key(&key) {
            places.clear();
        }
        Arc::clone(places.entry(key).or_default())
    }

    /// What is kept since `now`, else what `read` finds, which says itself at which moment.
    async fn find_or_read<F>(&self, key: K, now: Moment, read: impl FnOnce() -> F) -> Result<Arc<T>>
    where
        F: Future<Output = Result<(Moment, T)>>,
    {
        let place = self.place(key);
        let mut place = place.lock().await;
        if let Some((moment, found)) = place.as_ref()
            && *moment == now
        {
            return Ok(Arc::clone(found));
        }
        let (moment, made) = read().await?;
        let made = Arc::new(made);
        *place = Some((moment, Arc::clone(&made)));
        Ok(made)
    }
}

/// What was read alike.
pub struct AlikeIndex {
    gemeenten: Shared<GemeenteId, Alike>,
    wijken: Shared<(GemeenteId, GebiedId), OfWijk>,
}

impl Default for AlikeIndex {
    fn default() -> Self {
        Self {
            gemeenten: Shared::new(GEMEENTEN),
            wijken: Shared::new(WIJKEN),
        }
    }
}

/// As far as this node knows.
fn moment_known(view: &View) -> Moment {
    let frame = &view.frame;
    let public = view.app.public_version(frame.id);
    (public, frame.versie, view.today())
}

/// As this transaction sees it, which may be older than a write that this node knows of.
fn moment_seen(tx: &mut impl Queries, view: &View) -> Result<Moment> {
    let frame = &view.frame;
    let public = store::public_version(tx, frame.id)?;
    Ok((public, frame.versie, view.today()))
}

/// What is read alike of the gemeente, as it stands now.
pub(super) async fn of_gemeente(req: &Req) -> Result<Arc<Alike>> {
    let view = &req.view;
    let kept = &view.app.alike().gemeenten;
    let read = || req.read(|tx, view| read_gemeente(tx, view));
    kept.find_or_read(view.frame.id, moment_known(view), read)
        .await
}

/// What is read alike of a wijk, as it stands now.
pub(super) async fn of_wijk(req: &Req, wijk: GebiedId) -> Result<Arc<OfWijk>> {
    let view = &req.view;
    let kept = &view.app.alike().wijken;
    let read = || req.read(move |tx, view| read_wijk(tx, view, wijk));
    kept.find_or_read((view.frame.id, wijk), moment_known(view), read)
        .await
}

fn read_gemeente(tx: &mut impl Queries, view: &View) -> Result<(Moment, Alike)> {
    let (frame, today) = (&view.frame, view.today());
    let moment = moment_seen(tx, view)?;
    let made = Alike {
        about: store::list_openbaar(tx, frame.id)?,
        stukken: stukken::list_openbaar(tx, frame, today)?,
        people: list_contact_reaches(tx, frame, today)?,
        schema: read_contactschema(tx, frame, today)?,
    };
    Ok((moment, made))
}

fn read_wijk(tx: &mut impl Queries, view: &View, wijk: GebiedId) -> Result<(Moment, OfWijk)> {
    let (gemeente, today) = (view.frame.id, view.today());
    let since = today.saturating_sub(jiff::Span::new().days(TERUG));
    let moment = moment_seen(tx, view)?;
    let made = OfWijk {
        meldingen: store::list_meldingen(tx, gemeente, wijk, MELDINGEN)?,
        cijfers: store::figures(tx, gemeente, wijk, since)?,
        plannen: store::list_plannen(tx, gemeente, wijk, i64::from(today.year()))?,
        werkplan: match view.frame.planning_team(wijk) {
            Some(team) => find_adopted_of(tx, gemeente, team.id)?,
            None => None,
        },
    };
    Ok((moment, made))
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use kit::i18n::Lang;
    use kit::testing::TestDb;

    use super::*;
    use crate::access::Actor;
    use crate::error::Error;
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
        let kept = &app.app.alike().gemeenten;
        let ask = |before: Arc<dyn Fn(&mut kit::db::Read<'_>) -> Result<()> + Send + Sync>| {
            let read = || {
                let view = view.clone();
                app.app.db().read(move |tx| {
                    before(tx)?;
                    read_gemeente(tx, &view)
                })
            };
            let found = kept.find_or_read(view.frame.id, moment_known(&view), read);
            app.wait(found).expect("it is read")
        };
        let (on, early) = (app.app.clone(), view.clone());
        let before = ask(Arc::new(move |tx| {
            store::public_version(tx, early.frame.id)?;
            on.write_blocking(&early.frame, &who, |ctx| {
                let wanted = OwnSettings {
                    shows_name: false,
                    taal: "nl".to_owned(),
                };
                keep_own_settings(ctx, &wanted)
            })
        }));
        assert!(names(&before).contains(&"Zonnebloem Proef".to_owned()));
        let after = names(&ask(Arc::new(|_| Ok(()))));
        assert!(after.contains(&"Z.P.".to_owned()), "{after:?}");
        assert!(!after.contains(&"Zonnebloem Proef".to_owned()), "{after:?}");
    }

    fn at(public: i64) -> Moment {
        (public, 1, jiff::civil::date(2026, 11, 20))
    }

    #[tokio::test]
    async fn who_asks_at_the_same_time_waits_for_one_read() {
        let kept: Shared<&str, i64> = Shared::new(2);
        let reads = Cell::new(0);
        let ask = |key, public| {
            let reads = &reads;
            kept.find_or_read(key, at(public), move || async move {
                tokio::task::yield_now().await;
                reads.set(reads.get() + 1);
                Ok((at(public), public))
            })
        };
        let (one, other) = tokio::join!(ask("a", 1), ask("a", 1));
        assert_eq!((*one.expect("read"), *other.expect("kept")), (1, 1));
        assert_eq!(reads.get(), 1);
        assert_eq!(*ask("a", 2).await.expect("read again"), 2);
        for key in ["b", "c", "a"] {
            ask(key, 2).await.expect("read");
        }
        // The third key pushed the others out.
        assert_eq!(reads.get(), 5);
    }

    #[tokio::test]
    async fn what_could_not_be_read_is_asked_again() {
        let kept: Shared<&str, i64> = Shared::new(2);
        let failed = kept
            .find_or_read("a", at(1), || async { Err(Error::NotFound("proef")) })
            .await;
        assert!(failed.is_err());
        let found = kept
            .find_or_read("a", at(1), || async { Ok((at(1), 7)) })
            .await;
        assert_eq!(*found.expect("read"), 7);
    }
}
