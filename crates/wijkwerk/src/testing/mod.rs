//! A whole Wijkwerk for one test: a database of its own, a clock that is moved by hand, seeded ids, fictional people.
//!
//! Tests use it; the demo year and the bench take its samples. It makes everything by the product's own actions, never by
//! inserts, and asks over the same service as a browser does, in process. It knows no gemeente: the documents that a test
//! names decide what there is.

mod ask;
mod balie;
pub mod maand;
pub mod objects;
mod people;
mod setup;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use jiff::Timestamp;
use kit::clock::Clock;
use kit::db::{Db, Target};
use kit::ids::IdSource;
use kit::testing::{TestDb, TestDir};

pub use ask::{Answer, As, Ask, encode};
pub use people::{AnAccount, Person, Where};
pub use setup::Setup;

use crate::access::{Actor, Here};
use crate::app::{App, db_options};
use crate::error::{Error, Result};
use crate::frame::Frame;
use crate::http::{Method, Samples};
use crate::ids::AccountId;
use crate::kader::accounts;
use crate::kader::inrichting::{Inrichting, actions};
use crate::migrations::{MIGRATIONS, tables};
use crate::write::Write;

/// The moment at which every test starts: a Monday morning in Amsterdam.
pub const START: &str = "2026-03-02T09:00:00+01:00";

static FORKS: AtomicU64 = AtomicU64::new(1);

/// A Wijkwerk of its own, thrown away at the end.
pub struct TestApp {
    pub app: App,
    pub clock: Clock,
    slugs: Vec<String>,
    people: BTreeMap<(String, String), Person>,
    sessions: BTreeMap<String, String>,
    runtime: tokio::runtime::Runtime,
    documents: Vec<String>,
    files: Arc<TestDir>,
    // Last, so that the database is closed before it is removed.
    db: TestDb,
}

impl TestApp {
    /// A migrated database with the gemeenten of `documents` (names of shipped documents, or whole documents), and one
    /// person for every role of each.
    pub fn new(db: TestDb, documents: &[&str]) -> Self {
        Self::with(db, documents, &Setup::default())
    }

    /// [`TestApp::new`], other than usual.
    pub fn with(db: TestDb, documents: &[&str], setup: &Setup) -> Self {
        let files = Arc::new(TestDir::new());
        let (opened, clock) = open(&db.target);
        if setup.demo {
            mark_as_demo(&opened);
        }
        let config = setup.config(&files);
        let app = App::new(opened, clock.clone(), IdSource::seeded(1), config)
            .expect("a migrated database can be used");
        let mut made = Self {
            app,
            clock,
            slugs: Vec::new(),
            people: BTreeMap::new(),
            sessions: BTreeMap::new(),
            runtime: runtime(),
            documents: Vec::new(),
            files,
            db,
        };
        for document in documents {
            made.import(document);
        }
        for slug in made.slugs.clone() {
            people::make(&mut made, &slug);
        }
        made
    }

    /// The same data in a database of its own (SQLite): what happens there does not happen here.
    pub fn fork(&self) -> Self {
        let db = TestDb::sqlite();
        // A file is copied as it is, which takes a hundredth of the time; nobody writes to it meanwhile.
        let is_copied = copy_files(self.target(), &db.target);
        let (opened, clock) = open(&db.target);
        if !is_copied {
            let mut copy = Vec::new();
            kit::db::dump(self.app.db(), &tables(), &mut copy).expect("everything can be copied");
            kit::db::load(&opened, &tables(), &mut copy.as_slice()).expect("a copy can be read");
        }
        clock.set(self.clock.now());
        let seed = FORKS.fetch_add(1, Ordering::SeqCst) + 1_000_000;
        let ids = IdSource::seeded(seed);
        let app = App::new(opened, clock.clone(), ids, self.app.config().clone())
            .expect("a copied database can be used");
        Self {
            app,
            clock,
            slugs: self.slugs.clone(),
            people: self.people.clone(),
            sessions: self.sessions.clone(),
            runtime: runtime(),
            documents: self.documents.clone(),
            files: self.files.clone(),
            db,
        }
    }

    /// Puts a document in force today; answers its version, if it says anything new.
    pub fn import(&mut self, document: &str) -> Option<i64> {
        let text = if document.contains('\n') {
            document
        } else {
            crate::shipped::document(document).expect("the document ships with the product")
        };
        let inrichting = actions::parse(text)
            .unwrap_or_else(|findings| panic!("the inrichting is not right: {findings:#?}"));
        let slug = inrichting.gemeente.slug.clone();
        let today = crate::kader::termijnen::day_of(self.clock.now());
        let versie = actions::import(&self.app, &Actor::Command, inrichting, today)
            .expect("a document without findings can be applied");
        if !self.slugs.contains(&slug) {
            self.slugs.push(slug);
        }
        self.documents.push(document.to_owned());
        versie
    }

    /// The slug of the first gemeente.
    pub fn slug(&self) -> &str {
        self.slugs
            .first()
            .expect("a test names at least one document")
    }

    /// The slugs of all gemeenten, in the order of their documents.
    pub fn slugs(&self) -> &[String] {
        &self.slugs
    }

    /// The inrichting of a gemeente as it is now.
    pub fn inrichting(&self, slug: &str) -> Arc<Inrichting> {
        self.frame(slug).inrichting.clone()
    }

    /// The frame of a gemeente.
    pub fn frame(&self, slug: &str) -> Arc<Frame> {
        self.app
            .frame_blocking(slug)
            .expect("the database answers")
            .expect("the gemeente was imported")
    }

    /// The roles in use in a gemeente, in order.
    pub fn roles(&self, slug: &str) -> Vec<String> {
        let frame = self.frame(slug);
        frame
            .inrichting
            .roles()
            .map(|(key, _)| key.to_owned())
            .collect()
    }

    /// The person with this role in the first gemeente.
    pub fn person(&self, rol: &str) -> &Person {
        self.person_in(self.slug(), rol)
            .expect("every role has a person")
    }

    /// The person with this role in a gemeente; `rol@elders` is the one in the last wijk.
    pub fn person_in(&self, slug: &str, rol: &str) -> Option<&Person> {
        self.people.get(&(slug.to_owned(), rol.to_owned()))
    }

    /// The person with this role in the first gemeente, as an actor with today's roles.
    pub fn actor(&self, rol: &str) -> Actor {
        self.actor_in(self.slug(), rol)
    }

    /// The person with this role in a gemeente, as an actor with today's roles.
    pub fn actor_in(&self, slug: &str, rol: &str) -> Actor {
        let (frame, now) = (self.frame(slug), self.clock.now());
        let id = self
            .person_in(slug, rol)
            .expect("every role has a person")
            .account;
        self.app
            .db()
            .read_blocking(move |tx| accounts::actor_for(tx, &frame, id, now))
            .expect("the account is there")
    }

    /// Makes a change in the first gemeente.
    pub fn write<T, F>(&self, actor: &Actor, f: F) -> Result<T>
    where
        T: Send + 'static,
        F: Fn(&mut Write<'_>) -> Result<T> + Send + 'static,
    {
        self.app.write_blocking(&self.frame(self.slug()), actor, f)
    }

    /// Somebody to be invited: `app.an_account("Robin Voorbeeld").with_role("wijkteamlid", Where::Gemeente).make()`.
    pub fn an_account(&self, naam: &str) -> AnAccount<'_> {
        AnAccount::new(self, self.slug(), naam)
    }

    /// The same in another gemeente.
    pub fn an_account_in(&self, slug: &str, naam: &str) -> AnAccount<'_> {
        AnAccount::new(self, slug, naam)
    }

    /// What a request, shortly told, is answered with. `fields` is the query of a GET and the form of a POST.
    pub fn request(&self, method: Method, path: &str, who: &As, fields: &str) -> Answer {
        let ask = match method {
            Method::Get => Ask::get(path).query(fields),
            Method::Post => Ask::post(path, fields),
        };
        self.send(&ask.by(who))
    }

    /// What a GET by nobody in particular is answered with.
    pub fn get(&self, path: &str) -> Answer {
        self.send(&Ask::get(path))
    }

    /// What a request is answered with.
    pub fn send(&self, ask: &Ask) -> Answer {
        self.runtime.block_on(ask.send(self))
    }

    /// Waits for what is asked asynchronously.
    pub fn wait<T>(&self, work: impl Future<Output = T>) -> T {
        self.runtime.block_on(work)
    }

    /// Values for the paths and samples of routes, from the first gemeente.
    pub fn samples(&self) -> Samples {
        let mut all = people::samples(self, self.slug());
        all.0.extend(objects::make(self).0);
        all
    }

    /// The place that a [`Samples`] made by this harness lies at, in each way a route can ask.
    pub fn here(&self) -> People {
        let person = self.person_in(self.slug(), people::TEAM_ROLE);
        let frame = self.frame(self.slug());
        let wijk = frame.wijken().next().expect("a gemeente has wijken").id;
        People {
            gebied: Here::gebied(wijk),
            orgaan: people::team_of(&frame, wijk).map_or(Here::ANYWHERE, |team| Here {
                gebied: Some(wijk),
                ..Here::orgaan(team.id)
            }),
            organisatie: person
                .and_then(|person| person.organisatie)
                .map_or(Here::ANYWHERE, Here::organisatie),
        }
    }

    /// The folder of its files.
    pub fn files_dir(&self) -> PathBuf {
        self.files.path().to_owned()
    }

    /// The database, to open it a second time.
    pub fn target(&self) -> &Target {
        &self.db.target
    }

    /// A session of the person with this role in this gemeente: the value of the cookie.
    pub(crate) async fn session(&self, slug: &str, rol: &str) -> Option<String> {
        let person = self.person_in(slug, rol)?;
        if let Some(token) = self.sessions.get(&format!("{slug}/{rol}")) {
            return Some(token.clone());
        }
        let gemeente = self.app.frame(slug).await.ok()??.id;
        accounts::start_session(&self.app, gemeente, person.account)
            .await
            .ok()
    }

    /// A session of this account in the first gemeente.
    pub(crate) async fn session_of(&self, account: AccountId) -> Option<String> {
        let gemeente = self.app.frame(self.slug()).await.ok()??.id;
        accounts::start_session(&self.app, gemeente, account)
            .await
            .ok()
    }

    /// Makes this gemeente the first, so that samples and requests are about it.
    pub fn turn_to(&mut self, slug: &str) {
        self.slugs.sort_by_key(|known| known != slug);
    }

    /// Signs everybody in now, so that later requests (and forks) need no new sessions.
    pub fn sign_in_all(&mut self) {
        self.sessions.clear();
        let keys: Vec<(String, String)> = self.people.keys().cloned().collect();
        for (slug, rol) in keys {
            let made = self.runtime.block_on(self.session(&slug, &rol));
            if let Some(token) = made {
                self.sessions.insert(format!("{slug}/{rol}"), token);
            }
        }
    }
}

/// Where the sample objects lie, in each way a route can ask.
#[derive(Clone, Copy, Debug)]
pub struct People {
    pub gebied: Here,
    pub orgaan: Here,
    pub organisatie: Here,
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a test has threads")
}

/// Copies the file of a database with what was not yet folded into it; `false` where it is no file.
fn copy_files(from: &Target, to: &Target) -> bool {
    let (Target::Sqlite(from), Target::Sqlite(to)) = (from, to) else {
        return false;
    };
    for more in ["", "-wal"] {
        let named = |path: &std::path::Path| PathBuf::from(format!("{}{more}", path.display()));
        let source = named(from);
        if source.exists() {
            std::fs::copy(&source, named(to)).expect("a database can be copied");
        }
    }
    true
}

fn open(target: &Target) -> (Db, Clock) {
    let start: Timestamp = START.parse().expect("a moment");
    let db = Db::open(target.clone(), &db_options(2, false)).expect("the test database opens");
    kit::db::migrate(&db, MIGRATIONS, start).expect("the migrations fit an empty database");
    (db, Clock::manual(start))
}

fn mark_as_demo(db: &Db) {
    db.bookkeep_blocking(|tx| {
        tx.exec(
            "INSERT INTO kenmerken (naam, waarde) VALUES ('demo', 'ja')",
            &[],
        )?;
        Ok::<_, Error>(())
    })
    .expect("an empty database can be marked");
}
