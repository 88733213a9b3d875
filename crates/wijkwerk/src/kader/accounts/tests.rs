//! Signing in, on both engines and over HTTP, with a clock that is moved by hand.

mod gegevens;
mod gezicht;
mod vervanging;

use std::sync::Arc;

use axum::body::Body;
use axum::http::{Request, header};
use jiff::Timestamp;
use jiff::civil::Date;
use kit::clock::Clock;
use kit::db::Queries;
use kit::ids::IdSource;
use kit::testing::{TestDb, TestDir};
use tower::ServiceExt;

use super::actions::{Appointment, Invitation, appoint, end_role, invite};
use super::sign_in::{LinkState, MAX_ATTEMPTS, Outcome, ask, by_code, by_link, link_state};
use super::{actor_for, start_session};
use crate::access::{Actor, Permission};
use crate::app::{App, db_options};
use crate::config::Config;
use crate::error::{Error, Result};
use crate::frame::Frame;
use crate::ids::AccountId;
use crate::kader::inrichting::actions::{import, parse};

/// A running product with one gemeente and a functional administrator.
pub(crate) struct World {
    pub app: App,
    pub clock: Clock,
    pub frame: Arc<Frame>,
    pub admin: AccountId,
    pub rt: tokio::runtime::Runtime,
    _files: TestDir,
    _db: TestDb,
}

impl World {
    pub fn new(db: TestDb, document: &str) -> Self {
        let files = TestDir::new();
        let config = Config {
            files: files.path().to_owned(),
            ..Config::default()
        };
        let seam = kit::db::Db::open(db.target.clone(), &db_options(2, false)).unwrap();
        let clock = Clock::manual("2026-03-03T09:00:00Z".parse::<Timestamp>().unwrap());
        kit::db::migrate(&seam, crate::migrations::MIGRATIONS, clock.now()).unwrap();
        let app = App::new(seam, clock.clone(), IdSource::seeded(7), config).unwrap();
        let inrichting = parse(crate::shipped::document(document).unwrap()).unwrap();
        let slug = inrichting.gemeente.slug.clone();
        import(
            &app,
            &Actor::Command,
            inrichting,
            Date::constant(2026, 1, 1),
        )
        .unwrap();
        let frame = app.frame_blocking(&slug).unwrap().unwrap();
        let admin = app
            .write_blocking(&frame, &Actor::Command, |ctx| {
                let id = invite(ctx, &invitation("Robin Verzonnen", "robin@voorbeeld.nl"))?;
                appoint(ctx, &appointment(id, "functioneelbeheerder"))?;
                Ok(id)
            })
            .unwrap();
        let rt = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .unwrap();
        Self {
            app,
            clock,
            frame,
            admin,
            rt,
            _files: files,
            _db: db,
        }
    }

    pub fn admin_actor(&self) -> Actor {
        let (frame, id, now) = (self.frame.clone(), self.admin, self.app.clock().now());
        self.app
            .db()
            .read_blocking(move |tx| actor_for(tx, &frame, id, now))
            .unwrap()
    }

    /// The link token and the code of the newest mail.
    fn newest_mail(&self) -> Option<(String, String)> {
        let body: Option<String> = self
            .app
            .db()
            .read_blocking(|tx| {
                Ok::<_, Error>(tx.query_opt(
                    "SELECT body FROM mails ORDER BY seq DESC, id DESC LIMIT 1",
                    &[],
                    |row| row.get(0),
                )?)
            })
            .unwrap();
        let body = body?;
        let word = |found: &dyn Fn(&str) -> bool| {
            body.split_whitespace()
                .find(|word| found(word))
                .unwrap()
                .to_owned()
        };
        let link = word(&|word| word.contains("/inloggen/link/"));
        let code = word(&|word| word.len() == 6 && word.bytes().all(|b| b.is_ascii_digit()));
        Some((link.rsplit('/').next().unwrap().to_owned(), code))
    }

    fn ask(&self, email: &str, browser: Option<&str>) -> Result<String> {
        self.rt
            .block_on(ask(&self.app, &self.frame, email, None, browser))
    }

    fn code(&self, browser: &str, code: &str) -> Outcome {
        self.rt
            .block_on(by_code(&self.app, &self.frame, Some(browser), code))
            .unwrap()
    }

    fn link(&self, browser: &str, token: &str) -> Outcome {
        self.rt
            .block_on(by_link(&self.app, &self.frame, Some(browser), token))
            .unwrap()
    }

    /// A page as the administrator sees it: status and text.
    pub fn get(&self, path: &str, lang: &str) -> (u16, String) {
        self.rt.block_on(async {
            let session = start_session(&self.app, self.frame.id, self.admin)
                .await
                .unwrap();
            let request = Request::get(path)
                .header(header::COOKIE, format!("sessie={session}; taal={lang}"))
                .body(Body::empty())
                .unwrap();
            let response = crate::http::service(self.app.clone())
                .oneshot(request)
                .await
                .unwrap();
            let status = response.status().as_u16();
            let body = axum::body::to_bytes(response.into_body(), 8 << 20)
                .await
                .unwrap();
            (status, String::from_utf8(body.to_vec()).unwrap())
        })
    }
}

fn invitation(naam: &str, email: &str) -> Invitation {
    Invitation {
        naam: naam.into(),
        email: email.into(),
        organisatie: None,
        shows_name: false,
        photo: None,
    }
}

fn appointment(account: AccountId, rol: &str) -> Appointment {
    Appointment {
        account,
        rol: rol.into(),
        scope_kind: "gemeente",
        scope_id: None,
        organisatie: None,
        deputy_of: None,
        from: Date::constant(2026, 1, 1),
        until: None,
    }
}

fn a_link_or_code_signs_in_once_in_the_browser_that_asked(db: TestDb) {
    let world = World::new(db, "velsen-demo");
    let browser = world.ask("Robin@voorbeeld.nl", None).unwrap();
    let (token, code) = world.newest_mail().unwrap();
    assert_eq!(world.link("another-browser", &token), Outcome::OtherBrowser);
    assert!(matches!(world.link(&browser, &token), Outcome::SignedIn(_)));
    assert_eq!(world.link(&browser, &token), Outcome::Dead);
    assert_eq!(world.code(&browser, &code), Outcome::Dead);
    world.clock.advance_seconds(1);
    let again = world.ask("robin@voorbeeld.nl", Some(&browser)).unwrap();
    assert_eq!(again, browser);
    let (_, code) = world.newest_mail().unwrap();
    let typed = format!("{} {}", &code[..3], &code[3..]);
    assert!(matches!(world.code(&browser, &typed), Outcome::SignedIn(_)));
}

fn a_request_dies_after_fifteen_minutes_and_after_five_wrong_codes(db: TestDb) {
    let world = World::new(db, "velsen-demo");
    let browser = world.ask("robin@voorbeeld.nl", None).unwrap();
    let (token, code) = world.newest_mail().unwrap();
    world.clock.advance_seconds(15 * 60);
    assert_eq!(world.link(&browser, &token), Outcome::Dead);
    assert_eq!(world.code(&browser, &code), Outcome::Dead);
    world.ask("robin@voorbeeld.nl", Some(&browser)).unwrap();
    let (_, code) = world.newest_mail().unwrap();
    let wrong = if code == "000000" { "000001" } else { "000000" };
    for n in 1..=MAX_ATTEMPTS {
        let expected = if n < MAX_ATTEMPTS {
            Outcome::Wrong
        } else {
            Outcome::Dead
        };
        assert_eq!(world.code(&browser, wrong), expected, "try {n}");
    }
    assert_eq!(world.code(&browser, &code), Outcome::Dead);
}

fn an_unknown_address_gets_the_same_answers_and_no_mail(db: TestDb) {
    let world = World::new(db, "velsen-demo");
    let browser = world.ask("niemand@voorbeeld.nl", None).unwrap();
    assert_eq!(world.newest_mail(), None);
    for _ in 1..MAX_ATTEMPTS {
        assert_eq!(world.code(&browser, "000000"), Outcome::Wrong);
    }
    assert_eq!(world.code(&browser, "000000"), Outcome::Dead);
}

fn asking_too_often_has_to_wait(db: TestDb) {
    let world = World::new(db, "velsen-demo");
    for _ in 0..world.app.config().limits.sign_ins_per_hour {
        world.ask("robin@voorbeeld.nl", None).unwrap();
    }
    let refused = world.ask("robin@voorbeeld.nl", None).unwrap_err();
    assert!(matches!(refused, Error::TooMany { .. }));
    assert!(world.ask("sam@voorbeeld.nl", None).is_ok());
    world.clock.advance_seconds(3600);
    assert!(world.ask("robin@voorbeeld.nl", None).is_ok());
}

fn opening_the_link_changes_nothing(db: TestDb) {
    let world = World::new(db, "velsen-demo");
    let browser = world.ask("robin@voorbeeld.nl", None).unwrap();
    let (token, _) = world.newest_mail().unwrap();
    for _ in 0..3 {
        let state = world
            .rt
            .block_on(link_state(&world.app, &world.frame, Some(&browser), &token))
            .unwrap();
        assert_eq!(state, LinkState::Open);
    }
    assert!(matches!(world.link(&browser, &token), Outcome::SignedIn(_)));
}

fn a_role_that_was_ended_gives_nothing(db: TestDb) {
    let world = World::new(db, "velsen-demo");
    let admin = world.admin_actor();
    let here = crate::access::Here::ANYWHERE;
    let (person, role) = world
        .app
        .write_blocking(&world.frame, &admin, |ctx| {
            let id = invite(ctx, &invitation("Sam Voorbeeld", "sam@voorbeeld.nl"))?;
            Ok((id, appoint(ctx, &appointment(id, "griffie"))?))
        })
        .unwrap();
    let may = || {
        let (frame, now) = (world.frame.clone(), world.app.clock().now());
        let actor = world
            .app
            .db()
            .read_blocking(move |tx| actor_for(tx, &frame, person, now))
            .unwrap();
        actor.may(Permission::InrichtingRead, &here)
    };
    assert!(may());
    let today = Date::constant(2026, 3, 3);
    world
        .app
        .write_blocking(&world.frame, &admin, move |ctx| {
            end_role(ctx, person, role, today)
        })
        .unwrap();
    assert!(!may());
}

kit::on_both_engines!(
    a_link_or_code_signs_in_once_in_the_browser_that_asked,
    a_request_dies_after_fifteen_minutes_and_after_five_wrong_codes,
    an_unknown_address_gets_the_same_answers_and_no_mail,
    asking_too_often_has_to_wait,
    opening_the_link_changes_nothing,
    a_role_that_was_ended_gives_nothing,
);
