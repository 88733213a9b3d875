//! The composition root: everything a running Wijkwerk is made of, and how reads and writes go through it.

mod frames;
mod purpose;

pub(crate) use frames::read_frame;
pub use purpose::Purpose;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, RwLock};

use kit::clock::Clock;
use kit::db::{Db, Options, Queries, READ_LIMIT, Read, Target};
use kit::files::FileStore;
use kit::ids::IdSource;
use uuid::Uuid;

use crate::access::Actor;
use crate::balie::infopunten::PointIndex;
use crate::balie::{roosters, wegwijzer};
use crate::config::Config;
use crate::error::{Error, Result};
use crate::frame::Frame;
use crate::http::{PageCache, PathSplit, Ways};
use crate::ids::{AccountId, AfspraakId, GemeenteId, MelderId, MeldingFotoId, MeldingId};
use crate::kader::openingstijden::StateIndex;
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
        read_limit: READ_LIMIT,
        refuse_after: None,
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

    /// A number by which a fault of ours can be found in the log.
    pub fn reference(&self) -> String {
        data_encoding::BASE32_NOPAD.encode(&self.0.ids.bytes::<5>())
    }

    /// An unguessable token for a link or a session.
    pub fn token(&self) -> String {
        data_encoding::BASE64URL_NOPAD.encode(&self.0.ids.bytes::<24>())
    }

    /// Notes beside the backups that somebody's contact data were erased on request, before the write that does it.
    pub fn note_erased_contact(&self, gemeente: GemeenteId, holder: Uuid) -> Result<()> {
        use crate::jobs::erasures;
        erasures::append(self, gemeente, erasures::Kind::Contact, holder)
    }

    /// Erases on request what somebody wrote and photographed of a melding.
    pub fn erase_words(
        &self,
        frame: &Arc<Frame>,
        actor: &Actor,
        melder: MelderId,
        melding: MeldingId,
        fotos: &[MeldingFotoId],
    ) -> Result<()> {
        crate::jobs::erasures::erase_words(self, frame, actor, melder, melding, fotos)
    }

    /// Erases on request who promised something without an organisation; the link ends.
    pub fn erase_partij(
        &self,
        frame: &Arc<Frame>,
        actor: &Actor,
        afspraak: AfspraakId,
        partij: Uuid,
    ) -> Result<()> {
        crate::jobs::erasures::erase_partij(self, frame, actor, afspraak, partij)
    }

    /// Notes the erasing of somebody who wants no more news of a wijk, before the write that does it.
    pub fn note_erased_abonnement(&self, gemeente: GemeenteId, id: Uuid) -> Result<()> {
        use crate::jobs::erasures;
        erasures::append(self, gemeente, erasures::Kind::Abonnement, id)
    }

    /// Notes that somebody's face is erased, before the write that puts another or none in its place.
    pub fn note_erased_face(
        &self,
        gemeente: GemeenteId,
        account: AccountId,
        hash: &str,
    ) -> Result<()> {
        crate::jobs::erasures::append_face(self, gemeente, account, hash)
    }

    /// Removes a file that was forgotten, unless another gemeente names it.
    pub fn remove_file(&self, hash: &str) -> Result<()> {
        crate::jobs::erasures::remove_file(self, hash)
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
    /// read (INV-45). A purpose that is not of this actor is refused before anything is read.
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
        if let Err(refused) = purpose.require(actor) {
            let (of, purpose) = (subject.0, purpose.word());
            tracing::warn!(gemeente = %frame.slug, kind, ?actor_id, purpose, of, "personal data were refused");
            return Err(refused);
        }
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
