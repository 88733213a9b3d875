//! A gemeente with people and sessions, asked over HTTP: for the tests of the staff pages and the field.

use std::sync::Arc;

use axum::body::Body;
use axum::http::{Request, header};
use jiff::civil::Date;
use kit::clock::Clock;
use kit::db::{Db, Queries, migrate};
use kit::ids::IdSource;
use kit::testing::{TestDb, TestDir};
use tower::ServiceExt;

use crate::access::Actor;
use crate::app::{App, db_options};
use crate::config::Config;
use crate::error::Result;
use crate::frame::Frame;
use crate::http::service;
use crate::ids::{AccountId, GebiedId, MeldingId};
use crate::kader::accounts::actions::{Appointment, Invitation, appoint, invite};
use crate::kader::accounts::start_session;
use crate::kader::inrichting::actions::{import, parse};
use crate::wijkaanpak::meldingen::actions::{subjects, submit};
use crate::wijkaanpak::meldingen::{Bron, Contactgegevens, Melding, NewMelding, get_melding};
use crate::wijkaanpak::taken;

/// A running Wijkwerk with one gemeente.
pub(crate) struct Here {
    pub(crate) app: App,
    pub(crate) frame: Arc<Frame>,
    runtime: tokio::runtime::Runtime,
    _dir: TestDir,
}

/// Somebody with a session.
pub(crate) struct Person {
    pub(crate) id: AccountId,
    cookie: String,
}

pub(crate) fn start(test: &TestDb, document: &str) -> Here {
    let clock = Clock::manual("2026-03-02T08:00:00Z".parse().unwrap());
    let db = Db::open(test.target.clone(), &db_options(2, false)).unwrap();
    migrate(&db, crate::migrations::MIGRATIONS, clock.now()).unwrap();
    let dir = TestDir::new();
    let config = Config {
        files: dir.path().join("files"),
        ..Config::default()
    };
    let app = App::new(db, clock, IdSource::seeded(1), config).unwrap();
    let inrichting = parse(crate::shipped::document(document).unwrap()).unwrap();
    let slug = inrichting.gemeente.slug.clone();
    let from: Date = "2026-01-01".parse().unwrap();
    import(&app, &Actor::Command, inrichting, from).unwrap();
    let frame = app.frame_blocking(&slug).unwrap().unwrap();
    Here {
        app,
        frame,
        runtime: tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .unwrap(),
        _dir: dir,
    }
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) to: String,
    pub(crate) body: String,
}

impl Here {
    /// The gebied of the n-th wijk.
    pub(crate) fn wijk(&self, n: usize) -> GebiedId {
        self.frame.wijken().nth(n).unwrap().id
    }

    pub(crate) fn person(&self, naam: &str, rol: &'static str, gebied: GebiedId) -> Person {
        self.person_at(naam, rol, "gebied", gebied.0)
    }

    pub(crate) fn person_at(
        &self,
        naam: &str,
        rol: &'static str,
        scope_kind: &'static str,
        scope: uuid::Uuid,
    ) -> Person {
        let wanted = Invitation {
            naam: naam.to_owned(),
            email: format!(
                "{}@voorbeeld.example",
                naam.to_lowercase().replace(' ', ".")
            ),
            organisatie: None,
            shows_name: false,
            photo: None,
        };
        let from: Date = "2026-01-01".parse().unwrap();
        let id = self
            .app
            .write_blocking(&self.frame, &Actor::Command, move |ctx| {
                let id = invite(ctx, &wanted)?;
                appoint(
                    ctx,
                    &Appointment {
                        account: id,
                        rol: rol.to_owned(),
                        scope_kind,
                        scope_id: Some(scope),
                        organisatie: None,
                        deputy_of: None,
                        from,
                        until: None,
                    },
                )?;
                Ok(id)
            })
            .unwrap();
        let token = self
            .runtime
            .block_on(start_session(&self.app, self.frame.id, id))
            .unwrap();
        let name = crate::kader::accounts::cookie_name(&self.app);
        Person {
            id,
            cookie: format!("{name}={token}"),
        }
    }

    /// A melding at the middle of a wijk, or without a place.
    pub(crate) fn melding(&self, gebied: GebiedId, bron: Bron, words: &str) -> MeldingId {
        let new = self.new_melding(gebied, bron, words);
        self.send(new)
    }

    /// One that somebody entered for who called and left a number alone.
    pub(crate) fn melding_by_phone(&self, gebied: GebiedId, words: &str) -> MeldingId {
        let mut new = self.new_melding(gebied, Bron::Bewoner, words);
        new.kanaal = "telefoon".into();
        new.contact.email = None;
        new.contact.telefoon = Some("0612345678".into());
        self.send(new)
    }

    fn new_melding(&self, gebied: GebiedId, bron: Bron, words: &str) -> NewMelding {
        let sleutel = self.frame.gebied(gebied).unwrap().sleutel.clone();
        NewMelding {
            gebied: Some(gebied),
            place: self.frame.plaatsen.middle_of(&sleutel),
            near_home: false,
            onderwerp: subjects(&self.frame.inrichting).first().cloned(),
            omschrijving: words.to_owned(),
            plaats: None,
            kanaal: "digitaal".into(),
            bron,
            bron_id: None,
            contact: Contactgegevens {
                naam: Some("Ada Verzonnen".into()),
                email: Some("ada@voorbeeld.example".into()),
                taal: "nl".into(),
                ..Default::default()
            },
            photos: vec![],
            token: self.app.token(),
            external: None,
            raised_on: None,
        }
    }

    fn send(&self, new: NewMelding) -> MeldingId {
        self.app
            .write_blocking(&self.frame, &Actor::Command, move |ctx| {
                submit(ctx, &new, None)
            })
            .unwrap()
            .id
    }

    pub(crate) fn get_melding(&self, id: MeldingId) -> Melding {
        let gemeente = self.frame.id;
        self.app
            .db()
            .read_blocking(move |tx| get_melding(tx, gemeente, id))
            .unwrap()
    }

    pub(crate) fn tasks(&self, id: MeldingId) -> Vec<taken::Taak> {
        let gemeente = self.frame.id;
        self.app
            .db()
            .read_blocking(move |tx| taken::list_of_melding(tx, gemeente, id))
            .unwrap()
    }

    /// A number the database counts.
    pub(crate) fn count(&self, sql: &'static str) -> i64 {
        let gemeente = self.frame.id;
        self.app
            .db()
            .read_blocking(move |tx| -> Result<i64> {
                Ok(tx.query_one(sql, &[&gemeente], |row| row.get(0))?)
            })
            .unwrap()
    }

    pub(crate) fn url(&self, path: &str) -> String {
        let slug = &self.frame.slug;
        let (word, tail) = path.split_at(path.find(['/', '?']).unwrap_or(path.len()));
        let ours = crate::words::PATH_WORDS
            .iter()
            .find(|(_, ours)| *ours == word);
        let word = ours.map_or_else(
            || word.to_owned(),
            |(concept, _)| self.frame.inrichting.path_word(*concept),
        );
        format!("/{slug}/{word}{tail}")
    }

    pub(crate) fn page(&self, who: &Person, path: &str) -> Answer {
        self.get(who, &self.url(path))
    }

    pub(crate) fn get(&self, who: &Person, url: &str) -> Answer {
        let request = Request::get(url)
            .header(header::COOKIE, &who.cookie)
            .header(header::HOST, "localhost")
            .body(Body::empty())
            .unwrap();
        self.ask(request)
    }

    pub(crate) fn form(&self, who: &Person, path: &str, fields: &str) -> Answer {
        self.post(
            who,
            path,
            "application/x-www-form-urlencoded",
            fields.as_bytes().to_vec(),
        )
    }

    pub(crate) fn post(&self, who: &Person, path: &str, kind: &str, body: Vec<u8>) -> Answer {
        let request = Request::post(self.url(path))
            .header(header::COOKIE, &who.cookie)
            .header(header::HOST, "localhost")
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, kind)
            .body(Body::from(body))
            .unwrap();
        self.ask(request)
    }

    fn ask(&self, request: Request<Body>) -> Answer {
        let service = service(self.app.clone());
        self.runtime.block_on(async move {
            let response = service.oneshot(request).await.unwrap();
            let status = response.status().as_u16();
            let to = response
                .headers()
                .get(header::LOCATION)
                .and_then(|to| to.to_str().ok())
                .unwrap_or_default()
                .to_owned();
            let bytes = axum::body::to_bytes(response.into_body(), 8 << 20)
                .await
                .unwrap();
            Answer {
                status,
                to,
                body: String::from_utf8_lossy(&bytes).into_owned(),
            }
        })
    }
}
