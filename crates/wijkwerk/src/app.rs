//! The composition root: everything a running Wijkwerk is made of, and how reads and writes go through it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use jiff::Timestamp;
use kit::clock::Clock;
use kit::db::{Db, Options, Queries, Read, Target};
use kit::files::FileStore;
use kit::ids::IdSource;
use uuid::Uuid;

use crate::access::Actor;
use crate::balie::infopunten::PointIndex;
use crate::balie::{roosters, wegwijzer};
use crate::config::Config;
use crate::error::{Error, Result};
use crate::frame::{Frame, FrameParts};
use crate::http::{PageCache, PathSplit, Route, Ways};
use crate::ids::GemeenteId;
use crate::kader::openingstijden::{StateIndex, list_vrije_dagen};
use crate::kader::{gebieden, inrichting, organisaties};
use crate::limits;
use crate::publiek::AlikeIndex;
use crate::write::{Write, Written};

/// A running Wijkwerk. Cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Inner>);

struct Inner {
    db: Db,
    clock: Clock,
    ids: IdSource,
    files: FileStore,
    config: Config,
    routes: PathSplit,
    pages: PageCache,
    ways: Ways,
    wegwijzers: wegwijzer::Kept,
    nabij: PointIndex,
    alike: AlikeIndex,
    standen: StateIndex,
    asked: limits::Asked,
    voorstellen: roosters::Voorstellen,
    demo: bool,
    images: Arc<tokio::sync::Semaphore>,
    frames: RwLock<HashMap<String, Arc<Frame>>>,
    versions: Mutex<HashMap<GemeenteId, (i64, i64)>>,
    first: Mutex<Option<String>>,
}

/// What the seam has to know of our tables.
pub fn db_options(readers: usize, durable: bool) -> Options {
    Options {
        readers,
        writers: 4,
        lock_shard: "SELECT versie FROM gemeenten WHERE id = $1 FOR UPDATE",
        find_write: "SELECT seq FROM journaal WHERE gemeente_id = $1 AND write_id = $2 LIMIT 1",
        durable,
    }
}

impl App {
    /// Puts the parts together. The database must have been migrated.
    pub fn new(db: Db, clock: Clock, ids: IdSource, config: Config) -> Result<Self> {
        let files =
            FileStore::open(&config.files).map_err(|error| Error::Internal(error.to_string()))?;
        let routes = PathSplit::new(crate::routes::all())?;
        let demo = db.read_blocking(|tx| {
            let mark = tx.query_opt(
                "SELECT waarde FROM kenmerken WHERE naam = 'demo'",
                &[],
                |row| row.get::<String>(0),
            )?;
            Ok::<_, Error>(mark.is_some())
        })?;
        let pages = PageCache::new(config.page_cache_mib << 20);
        Ok(Self(Arc::new(Inner {
            db,
            clock,
            ids,
            files,
            config,
            routes,
            pages,
            ways: Ways::default(),
            wegwijzers: wegwijzer::Kept::default(),
            nabij: PointIndex::default(),
            alike: AlikeIndex::default(),
            standen: StateIndex::default(),
            asked: limits::Asked::default(),
            voorstellen: roosters::Voorstellen::default(),
            demo,
            images: Arc::new(tokio::sync::Semaphore::new(2)),
            frames: RwLock::default(),
            versions: Mutex::default(),
            first: Mutex::default(),
        })))
    }

    /// Opens the database that `config` names.
    pub fn open_db(config: &Config, durable: bool) -> Result<Db> {
        let target = Target::parse(&config.database)
            .ok_or_else(|| Error::Internal(format!("unknown database {}", config.database)))?;
        Ok(Db::open(target, &db_options(config.readers, durable))?)
    }

    pub fn db(&self) -> &Db {
        &self.0.db
    }

    pub fn clock(&self) -> &Clock {
        &self.0.clock
    }

    pub fn ids(&self) -> &IdSource {
        &self.0.ids
    }

    pub fn files(&self) -> &FileStore {
        &self.0.files
    }

    pub fn config(&self) -> &Config {
        &self.0.config
    }

    pub fn routes(&self) -> &PathSplit {
        &self.0.routes
    }

    pub fn pages(&self) -> &PageCache {
        &self.0.pages
    }

    /// Which kept page an address led to.
    pub fn ways(&self) -> &Ways {
        &self.0.ways
    }

    /// The indexes of the wegwijzer that are in memory.
    pub fn wegwijzers(&self) -> &wegwijzer::Kept {
        &self.0.wegwijzers
    }

    /// The points of all gemeenten with how they stand, as far as they are in memory.
    pub fn nabij(&self) -> &PointIndex {
        &self.0.nabij
    }

    /// What the pages of all wijken read alike.
    pub fn alike(&self) -> &AlikeIndex {
        &self.0.alike
    }

    /// How hours of places stand, as far as somebody asked.
    pub fn standen(&self) -> &StateIndex {
        &self.0.standen
    }

    /// Who asked how often in this hour.
    pub(crate) fn asked(&self) -> &limits::Asked {
        &self.0.asked
    }

    /// The proposals for a roster that are being worked out or looked at.
    pub fn voorstellen(&self) -> &roosters::Voorstellen {
        &self.0.voorstellen
    }

    /// A turn at decoding a photo: it takes memory, so only two at a time.
    pub async fn image_permit(&self) -> Result<tokio::sync::OwnedSemaphorePermit> {
        self.0
            .images
            .clone()
            .acquire_owned()
            .await
            .map_err(|error| Error::Internal(error.to_string()))
    }

    /// Runs work that computes for long, such as decoding a photo, away from the threads that answer.
    #[expect(clippy::disallowed_methods, reason = "the one place; slices come here")]
    pub async fn run_blocking<T, F>(&self, f: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&Self) -> Result<T> + Send + 'static,
    {
        let app = self.clone();
        tokio::task::spawn_blocking(move || f(&app))
            .await
            .map_err(|error| Error::Internal(error.to_string()))?
    }

    /// Begins work that computes for seconds and that nobody waits for: how far it is stands where the work says so.
    #[expect(clippy::disallowed_methods, reason = "the one place; slices come here")]
    pub fn start<F>(&self, f: F)
    where
        F: FnOnce(&Self) + Send + 'static,
    {
        let app = self.clone();
        drop(tokio::task::spawn_blocking(move || f(&app)));
    }

    /// Whether this database was marked as demo when it was made.
    pub fn is_demo(&self) -> bool {
        self.0.demo
    }

    /// The largest body this route takes.
    pub fn limit_of(&self, route: &Route) -> usize {
        route.max_body
    }

    /// A number by which a fault of ours can be found in the log.
    pub fn reference(&self) -> String {
        data_encoding::BASE32_NOPAD.encode(&self.0.ids.bytes::<5>())
    }

    /// An unguessable token for a link or a session.
    pub fn token(&self) -> String {
        data_encoding::BASE64URL_NOPAD.encode(&self.0.ids.bytes::<24>())
    }

    /// The newest public version of a gemeente that this node knows of.
    pub fn public_version(&self, gemeente: GemeenteId) -> i64 {
        self.versions()
            .get(&gemeente)
            .map_or(0, |(_, public)| *public)
    }

    /// The newest version of a gemeente that this node knows of: every write raises it.
    pub fn version(&self, gemeente: GemeenteId) -> i64 {
        self.versions().get(&gemeente).map_or(0, |(all, _)| *all)
    }

    /// Every gemeente that this node knows of, with its newest public version; a moment after its start those of the
    /// whole database.
    pub fn public_versions(&self) -> Vec<(GemeenteId, i64)> {
        let versions = self.versions();
        versions
            .iter()
            .map(|(id, (_, public))| (*id, *public))
            .collect()
    }

    fn versions(&self) -> std::sync::MutexGuard<'_, HashMap<GemeenteId, (i64, i64)>> {
        self.0
            .versions
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    fn note(&self, gemeente: GemeenteId, versie: i64, publieke_versie: i64) {
        let mut versions = self.versions();
        let known = versions.entry(gemeente).or_insert((0, 0));
        *known = (known.0.max(versie), known.1.max(publieke_versie));
    }

    /// Reads the versions of all gemeenten; frames that became old are dropped. Once a second is enough.
    pub async fn refresh(&self) -> Result<()> {
        let rows = self
            .db()
            .read(|tx| {
                Ok::<_, Error>(tx.query(
                    "SELECT id, versie, publieke_versie, inrichting_versie, slug FROM gemeenten",
                    &[],
                    |row| {
                        Ok((
                            row.get(0)?,
                            row.get(1)?,
                            row.get(2)?,
                            row.get::<i64>(3)?,
                            row.get::<String>(4)?,
                        ))
                    },
                )?)
            })
            .await?;
        let mut frames = self
            .0
            .frames
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        *self.first_slug() = rows.iter().map(|(.., slug)| slug).min().cloned();
        for (id, versie, public, inrichting, slug) in rows {
            self.note(id, versie, public);
            if frames
                .get(&slug)
                .is_some_and(|frame| frame.versie != inrichting)
            {
                frames.remove(&slug);
                self.nabij().clear();
            }
        }
        Ok(())
    }

    /// The frame of a gemeente, if it is in memory.
    pub fn known_frame(&self, slug: &str) -> Option<Arc<Frame>> {
        self.0
            .frames
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(slug)
            .cloned()
    }

    /// Forgets the frame of a gemeente, so that the next request loads it anew.
    pub fn forget_frame(&self, slug: &str) {
        self.nabij().clear();
        *self.first_slug() = None;
        self.0
            .frames
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(slug);
    }

    /// The frame of the gemeente with this slug.
    pub async fn frame(&self, slug: &str) -> Result<Option<Arc<Frame>>> {
        if let Some(frame) = self.known_frame(slug) {
            return Ok(Some(frame));
        }
        let (slug, now) = (slug.to_owned(), self.clock().now());
        let loaded = self.db().read(move |tx| load_frame(tx, &slug, now)).await?;
        Ok(loaded.map(|(frame, versions)| self.keep(frame, versions)))
    }

    /// [`App::frame`] for code that is not async.
    pub fn frame_blocking(&self, slug: &str) -> Result<Option<Arc<Frame>>> {
        if let Some(frame) = self.known_frame(slug) {
            return Ok(Some(frame));
        }
        let (slug, now) = (slug.to_owned(), self.clock().now());
        let loaded = self
            .db()
            .read_blocking(move |tx| load_frame(tx, &slug, now))?;
        Ok(loaded.map(|(frame, versions)| self.keep(frame, versions)))
    }

    fn keep(&self, frame: Frame, (versie, public): (i64, i64)) -> Arc<Frame> {
        let frame = Arc::new(frame);
        self.note(frame.id, versie, public);
        let mut frames = self
            .0
            .frames
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        frames.insert(frame.slug.clone(), frame.clone());
        frame
    }

    /// The frame for a path that names no gemeente: the one asked for, the one that `/` opens, or the first.
    pub async fn any_frame(&self, slug: Option<&str>) -> Result<Arc<Frame>> {
        let named = slug.or(self.config().gemeente.as_deref());
        if let Some(slug) = named {
            let found = self.frame(slug).await?;
            return found.ok_or(Error::NotFound("gemeente"));
        }
        let known = self.first_slug().clone();
        let slug = if let Some(slug) = known {
            slug
        } else {
            let all = self.slugs().await?;
            let first = all.into_iter().next();
            let first = first.ok_or(Error::NotFound("gemeente"))?;
            *self.first_slug() = Some(first.clone());
            first
        };
        self.frame(&slug).await?.ok_or(Error::NotFound("gemeente"))
    }

    /// The first gemeente by its slug, if somebody asked for it since gemeenten came or changed.
    fn first_slug(&self) -> std::sync::MutexGuard<'_, Option<String>> {
        self.0.first.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The frame that is known when there is no other: what a page can show while the database is gone.
    pub fn only_frame(&self) -> Option<Arc<Frame>> {
        let frames = self.0.frames.read().unwrap_or_else(PoisonError::into_inner);
        let mut all = frames.values();
        let first = all.next()?;
        all.next().is_none().then(|| first.clone())
    }

    /// The frame of the gemeente with this id.
    pub async fn frame_by_id(&self, id: GemeenteId) -> Result<Arc<Frame>> {
        let slug = self
            .db()
            .read(move |tx| {
                Ok::<_, Error>(tx.query_opt(
                    "SELECT slug FROM gemeenten WHERE id = $1",
                    &[&id],
                    |row| row.get::<String>(0),
                )?)
            })
            .await?
            .ok_or(Error::NotFound("gemeente"))?;
        self.frame(&slug).await?.ok_or(Error::NotFound("gemeente"))
    }

    /// The slugs of all gemeenten.
    pub async fn slugs(&self) -> Result<Vec<String>> {
        self.db()
            .read(|tx| {
                Ok(tx.query(
                    "SELECT slug FROM gemeenten ORDER BY slug LIMIT 1000",
                    &[],
                    |row| row.get(0),
                )?)
            })
            .await
    }

    /// [`App::slugs`] for code that is not async.
    pub fn slugs_blocking(&self) -> Result<Vec<String>> {
        crate::jobs::slugs(self)
    }

    /// Notes beside the backups that somebody's contact data were erased on request, before the write that does it.
    pub fn note_erased_contact(&self, gemeente: GemeenteId, holder: Uuid) -> Result<()> {
        use crate::jobs::erasures;
        erasures::append(self, gemeente, erasures::Kind::Contact, holder)
    }

    /// The same of somebody who wants no more news of a wijk.
    pub fn note_erased_abonnement(&self, gemeente: GemeenteId, id: Uuid) -> Result<()> {
        use crate::jobs::erasures;
        erasures::append(self, gemeente, erasures::Kind::Abonnement, id)
    }

    /// Makes one change to one gemeente. `f` may run more than once and touches nothing but its [`Write`].
    pub async fn write<T, F>(&self, frame: &Arc<Frame>, actor: &Actor, f: F) -> Result<T>
    where
        T: Send + 'static,
        F: Fn(&mut Write<'_>) -> Result<T> + Send + 'static,
    {
        let (shard, write_id, run) = self.prepare(frame, actor, f);
        let (value, written) = self.db().write(shard, write_id, run).await?;
        self.settle(frame.id, written);
        Ok(value)
    }

    /// [`App::write`] for code that is not async.
    pub fn write_blocking<T, F>(&self, frame: &Arc<Frame>, actor: &Actor, f: F) -> Result<T>
    where
        T: Send + 'static,
        F: Fn(&mut Write<'_>) -> Result<T> + Send + 'static,
    {
        let (shard, write_id, run) = self.prepare(frame, actor, f);
        let (value, written) = self.db().write_blocking(shard, write_id, run)?;
        self.settle(frame.id, written);
        Ok(value)
    }

    fn prepare<T, F>(
        &self,
        frame: &Arc<Frame>,
        actor: &Actor,
        f: F,
    ) -> (
        Uuid,
        Uuid,
        impl Fn(&mut kit::db::Write<'_>) -> Result<(T, Written)> + Send + 'static,
    )
    where
        T: Send + 'static,
        F: Fn(&mut Write<'_>) -> Result<T> + Send + 'static,
    {
        let now = self.clock().now();
        let (frame, actor) = (frame.clone(), actor.clone());
        let shard = frame.id.0;
        let run = move |seam: &mut kit::db::Write<'_>| {
            let mut ctx = Write::open(seam.reborrow(), &actor, &frame, now)?;
            let value = f(&mut ctx)?;
            let written = ctx.close()?;
            Ok((value, written))
        };
        (shard, self.0.ids.next(now), run)
    }

    fn settle(&self, gemeente: GemeenteId, written: Written) {
        self.note(gemeente, written.versie, written.publieke_versie);
    }

    /// Reads personal data of `subject`: the log row is durable before `f` runs; if it cannot be written nothing is
    /// read (INV-45).
    pub async fn read_personal<T, F>(
        &self,
        frame: &Arc<Frame>,
        actor: &Actor,
        purpose: Purpose,
        subject: (&'static str, Uuid),
        f: F,
    ) -> Result<T>
    where
        T: Send + 'static,
        F: Fn(&mut Read<'_>) -> Result<T> + Send + 'static,
    {
        let now = self.clock().now();
        let row = self.0.ids.next(now);
        let (gemeente, (kind, actor_id)) = (frame.id, actor.journal_ref().parts());
        self.db()
            .bookkeep(move |tx| {
                tx.exec(
                    "INSERT INTO leeslog (gemeente_id, id, at, actor_kind, actor_id, purpose, subject_kind, subject_id) \
                     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                    &[&gemeente, &row, &now, &kind, &actor_id, &purpose, &subject.0, &subject.1],
                )?;
                Ok::<_, Error>(())
            })
            .await?;
        self.db().read(f).await
    }
}

kit::word_enum! {
    /// What personal data are read for (`domein` 2.5).
    pub enum Purpose {
        /// P1: answer a question.
        AnswerQuestion = "P1",
        /// P2: refer somebody and hear the outcome.
        Refer = "P2",
        /// P3: handle a melding.
        HandleMelding = "P3",
        /// P6: work together on places and groups.
        Cooperate = "P6",
        /// P8: who works here and how to reach them.
        WorkContact = "P8",
        /// The person asks for his own.
        OwnData = "own",
        /// P9: account for what was read.
        Accountability = "P9",
    }
}

fn load_frame(
    tx: &mut Read<'_>,
    slug: &str,
    now: Timestamp,
) -> Result<Option<(Frame, (i64, i64))>> {
    let Some((id, naam, versie, public, frame_versie)) = tx.query_opt(
        "SELECT id, naam, versie, publieke_versie, inrichting_versie FROM gemeenten WHERE slug = $1",
        &[&slug],
        |row| {
            Ok((row.get(0)?, row.get::<String>(1)?, row.get::<i64>(2)?, row.get::<i64>(3)?, row.get::<i64>(4)?))
        },
    )?
    else {
        return Ok(None);
    };
    let inrichting = inrichting::store::current(tx, id, now)?;
    let zone = jiff::tz::TimeZone::get(&inrichting.gemeente.tijdzone)
        .map_err(|error| Error::Internal(error.to_string()))?;
    let today = now.to_zoned(zone).date();
    let plaatsen = gebieden::Plaatsen::new(&inrichting, gebieden::list_cbs(tx, id)?)?;
    let paden = tx.query(
        "SELECT woord, sleutel FROM paden WHERE gemeente_id = $1 ORDER BY woord",
        &[&id],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let frame = Frame::new(FrameParts {
        id,
        slug: slug.to_owned(),
        naam,
        versie: frame_versie,
        gebieden: gebieden::list_gebieden(tx, id, today)?,
        organisaties: organisaties::list_organisaties(tx, id, today)?,
        organen: organisaties::list_organen(tx, id, today)?,
        plaatsen,
        vrije_dagen: list_vrije_dagen(tx, id)?,
        inrichting,
        paden,
    })?;
    Ok(Some((frame, (versie, public))))
}
