//! The nightly work on both engines, and the small gemeente that the tests of commands and mails share.

use std::sync::Arc;

use jiff::Timestamp;
use kit::clock::Clock;
use kit::db::{Db, Queries, Target, migrate};
use kit::ids::IdSource;
use kit::on_both_engines;
use kit::testing::{TestDb, TestDir};

use super::{Night, erasures, heads, run_due};
use crate::access::Actor;
use crate::app::{App, db_options};
use crate::config::Config;
use crate::error::Error;
use crate::frame::Frame;
use crate::ids::{AccountId, MeldingId};
use crate::journaal;
use crate::kader::accounts::actions::{Appointment, Invitation, appoint, invite};
use crate::kader::bestanden::NewPhoto;
use crate::kader::inrichting::actions::{import, parse};
use crate::wijkaanpak::meldingen::{Bron, Contactgegevens, NewMelding, actions};

mod bestanden;
mod elders;
mod nacht;

pub(crate) struct Town {
    pub(crate) app: App,
    pub(crate) frame: Arc<Frame>,
    pub(crate) clock: Clock,
    pub(crate) dir: TestDir,
}

/// A gemeente with nothing in it, on a Monday morning in March. `smtp_port` 0: no mail server.
pub(crate) fn town(test: &TestDb, smtp_port: u16) -> Town {
    let clock = Clock::manual("2026-03-02T08:00:00Z".parse().unwrap());
    let db = Db::open(test.target.clone(), &db_options(2, false)).unwrap();
    migrate(&db, crate::migrations::MIGRATIONS, clock.now()).unwrap();
    let dir = TestDir::new();
    let mut config = Config {
        database: match &test.target {
            Target::Sqlite(path) => format!("sqlite:{}", path.display()),
            Target::Postgres(text) => text.clone(),
        },
        files: dir.path().join("files"),
        backups: dir.path().join("backups"),
        ..Config::default()
    };
    if smtp_port > 0 {
        config.mail.host = "127.0.0.1".into();
        config.mail.port = smtp_port;
        config.mail.from = "wijkwerk@voorbeeld.example".into();
    }
    let app = App::new(db, clock.clone(), IdSource::seeded(7), config).unwrap();
    let inrichting = parse(crate::shipped::document("velsen-2010").unwrap()).unwrap();
    let slug = inrichting.gemeente.slug.clone();
    let from = "2026-01-01".parse().unwrap();
    import(&app, &Actor::Command, inrichting, from).unwrap();
    let frame = app.frame_blocking(&slug).unwrap().unwrap();
    Town {
        app,
        frame,
        clock,
        dir,
    }
}

impl Town {
    pub(crate) fn submit(&self, email: Option<&str>) -> MeldingId {
        self.submit_with(email, Vec::new())
    }

    pub(crate) fn submit_with(&self, email: Option<&str>, photos: Vec<NewPhoto>) -> MeldingId {
        self.let_know(email, photos, None)
    }

    /// One that another system had under a number of its own.
    pub(crate) fn import(&self, email: &str) -> MeldingId {
        let number = ("elders".to_owned(), "1".to_owned());
        self.let_know(Some(email), Vec::new(), Some(number))
    }

    /// A file that stands for a photo, kept as an uploaded one.
    pub(crate) fn photo(&self, bytes: &[u8]) -> NewPhoto {
        let hash = self.app.files().put(bytes).unwrap().to_string();
        NewPhoto {
            thumbnail: hash.clone(),
            hash,
            bytes: i64::try_from(bytes.len()).unwrap(),
        }
    }

    pub(crate) fn has_file(&self, photo: &NewPhoto) -> bool {
        let hash = photo.hash.parse().unwrap();
        self.app.files().exists(&hash).unwrap()
    }

    fn let_know(
        &self,
        email: Option<&str>,
        photos: Vec<NewPhoto>,
        external: Option<(String, String)>,
    ) -> MeldingId {
        let new = NewMelding {
            gebied: self.frame.wijken().next().map(|wijk| wijk.id),
            place: None,
            near_home: false,
            onderwerp: actions::subjects(&self.frame.inrichting).first().cloned(),
            omschrijving: "De stoep ligt los bij de bushalte.".into(),
            plaats: None,
            kanaal: "digitaal".into(),
            bron: Bron::Bewoner,
            bron_id: None,
            contact: Contactgegevens {
                naam: email.map(|_| "Sam Voorbeeld".to_owned()),
                email: email.map(ToOwned::to_owned),
                telefoon: None,
                taal: "nl".into(),
            },
            photos,
            token: self.app.token(),
            external,
            raised_on: None,
        };
        self.app
            .write_blocking(&self.frame, &Actor::Nobody, move |ctx| {
                actions::submit(ctx, &new, None)
            })
            .unwrap()
            .id
    }

    pub(crate) fn count(&self, sql: &'static str) -> i64 {
        self.app
            .db()
            .read_blocking(move |tx| Ok::<_, Error>(tx.query_one(sql, &[], |row| row.get(0))?))
            .unwrap()
    }

    pub(crate) fn exec(&self, sql: &'static str) {
        self.app
            .db()
            .bookkeep_blocking(move |tx| {
                tx.exec(sql, &[])?;
                Ok::<_, Error>(())
            })
            .unwrap();
    }

    pub(crate) fn chain_holds(&self) -> bool {
        journaal::verify(self.app.db(), self.frame.id)
            .unwrap()
            .is_ok()
    }
}

on_both_engines!(
    the_night_erases_what_is_due_and_notes_it,
    words_and_photos_go_a_year_after_the_end,
    a_night_is_done_once_and_after_three,
    who_left_is_forgotten_step_by_step,
    the_name_on_evidence_goes_after_five_years,
);

fn the_night_erases_what_is_due_and_notes_it(test: TestDb) {
    let town = town(&test, 0);
    town.submit(Some("sam@voorbeeld.example"));
    town.submit(Some("kim@voorbeeld.example"));
    town.exec(
        "UPDATE melders SET erase_after = '2026-03-02' WHERE email = 'sam@voorbeeld.example'",
    );
    assert_eq!(run_due(&town.app, Night::Now).unwrap(), 1);
    assert_eq!(town.count("SELECT count(*) FROM melders"), 1);
    assert_eq!(town.count("SELECT count(*) FROM links"), 1);
    assert_eq!(
        town.count(
            "SELECT count(*) FROM journaal WHERE verb = 'erased' AND subject_kind = 'melder'"
        ),
        1
    );
    let backups = &town.app.config().backups;
    assert_eq!(erasures::list(backups).unwrap().len(), 1);
    let kept = heads::list(backups).unwrap();
    let known = town
        .app
        .db()
        .read_blocking(move |tx| heads::is_in_chain(tx, &kept[0]))
        .unwrap();
    assert!(known && town.chain_holds());
    run_due(&town.app, Night::Now).unwrap();
    assert_eq!(town.count("SELECT count(*) FROM melders"), 1);
}

fn words_and_photos_go_a_year_after_the_end(test: TestDb) {
    let town = town(&test, 0);
    let [old, released, copy, shared, joined, proof] =
        ["old", "released", "copy", "shared", "joined", "proof"]
            .map(|name| town.photo(name.as_bytes()));
    let all = [&old, &released, &shared, &proof].map(NewPhoto::clone);
    let first = town.submit_with(None, Vec::from(all));
    let second = town.submit_with(None, vec![joined.clone()]);
    town.submit_with(None, vec![shared.clone()]);
    town.app
        .write_blocking(&town.frame, &Actor::Command, move |ctx| {
            actions::join(ctx, second, first)
        })
        .unwrap();
    town.exec(
        "UPDATE meldingen SET done_at = submitted_at, told_at = submitted_at WHERE nummer = 1",
    );
    town.exec(
        "UPDATE melders SET erase_after = '2027-03-02' \
         WHERE melding_id IN (SELECT id FROM meldingen WHERE done_at IS NOT NULL)",
    );
    let (original, public, shown) = (released.hash.clone(), copy.hash.clone(), proof.hash.clone());
    let gemeente = town.frame.id;
    let evidence = town.app.ids().next(town.app.clock().now());
    town.app
        .db()
        .bookkeep_blocking(move |tx| {
            tx.exec(
                "UPDATE melding_fotos SET public_hash = $2 WHERE hash = $1",
                &[&original, &public],
            )?;
            // The same picture is what everybody sees of somebody's evidence.
            tx.exec(
                "INSERT INTO bewijzen (gemeente_id, id, subject_kind, subject_id, soort, public_hash, at) \
                 VALUES ($1, $2, 'resultaat', $2, 'file', $3, $4)",
                &[&gemeente, &evidence, &shown, &Timestamp::UNIX_EPOCH],
            )?;
            Ok::<_, Error>(())
        })
        .unwrap();
    town.clock.advance_seconds(364 * 24 * 3600);
    run_due(&town.app, Night::Now).unwrap();
    assert!(town.has_file(&old), "the year is not over");
    town.clock.advance_seconds(2 * 24 * 3600);
    run_due(&town.app, Night::Now).unwrap();
    let there =
        [&old, &released, &copy, &shared, &joined, &proof].map(|photo| town.has_file(photo));
    assert_eq!(there, [false, false, true, true, false, true]);
    // Left: the released copy, and the photo of the melding that is still open.
    assert_eq!(town.count("SELECT count(*) FROM melding_fotos"), 2);
    assert_eq!(
        town.count(
            "SELECT count(*) FROM melding_fotos WHERE hash = public_hash AND thumbnail = hash"
        ),
        1
    );
    assert_eq!(
        town.count("SELECT count(*) FROM melding_teksten WHERE omschrijving = ''"),
        2
    );
    assert_eq!(
        town.count(
            "SELECT count(*) FROM journaal WHERE verb = 'erased' AND subject_kind = 'melding_foto'"
        ),
        5
    );
    assert!(town.chain_holds());
}

fn a_night_is_done_once_and_after_three(test: TestDb) {
    let town = town(&test, 0);
    let steps: [(&str, usize); 4] = [
        ("2026-03-03T01:59:00Z", 0),
        ("2026-03-03T02:00:00Z", 1),
        ("2026-03-03T09:00:00Z", 0),
        ("2026-03-05T09:00:00Z", 1),
    ];
    run_due(&town.app, Night::FromThree).unwrap();
    for (at, expected) in steps {
        let at: Timestamp = at.parse().unwrap();
        town.clock.set(at);
        let done = run_due(&town.app, Night::FromThree).unwrap();
        assert_eq!(done, expected, "{at}");
    }
}

/// Gives a role until a day.
fn give_role(town: &Town, account: AccountId, until: &str) {
    let rol = town
        .frame
        .inrichting
        .roles()
        .map(|(key, _)| key.to_owned())
        .next();
    let (rol, until) = (rol.unwrap(), until.parse().unwrap());
    town.app
        .write_blocking(&town.frame, &Actor::Command, move |ctx| {
            let from = ctx.today();
            let wanted = Appointment {
                account,
                rol: rol.clone(),
                scope_kind: "gemeente",
                scope_id: None,
                organisatie: None,
                deputy_of: None,
                from,
                until: Some(until),
            };
            appoint(ctx, &wanted)
        })
        .unwrap();
}

fn night_of(town: &Town, day: &str) {
    town.clock.set(format!("{day}T03:00:00Z").parse().unwrap());
    run_due(&town.app, Night::Now).unwrap();
}

fn who_left_is_forgotten_step_by_step(test: TestDb) {
    let town = town(&test, 0);
    let face = town.photo(b"face");
    let hash = face.hash.clone();
    let account = town
        .app
        .write_blocking(&town.frame, &Actor::Command, move |ctx| {
            let wanted = Invitation {
                naam: "Robin Voorbeeld".into(),
                email: "robin@voorbeeld.example".into(),
                organisatie: None,
                shows_name: true,
                photo: Some(hash.clone()),
            };
            invite(ctx, &wanted)
        })
        .unwrap();
    let open = || town.count("SELECT count(*) FROM accounts WHERE ended_at IS NULL");
    let reachable =
        || town.count("SELECT count(*) FROM accounts WHERE email = 'robin@voorbeeld.example'");
    let named = || town.count("SELECT count(*) FROM accounts WHERE naam = 'Robin Voorbeeld'");
    give_role(&town, account, "2026-04-01");
    night_of(&town, "2026-04-29");
    assert_eq!(open(), 1, "not yet a month without a role");
    night_of(&town, "2026-05-04");
    assert_eq!(open(), 0);
    give_role(&town, account, "2026-06-01");
    assert_eq!(open(), 1, "a new role opens it again");
    night_of(&town, "2026-07-03");
    assert_eq!(open(), 0);
    night_of(&town, "2028-07-01");
    assert_eq!((reachable(), town.has_file(&face)), (1, true));
    night_of(&town, "2028-07-04");
    assert_eq!((reachable(), named(), town.has_file(&face)), (0, 1, false));
    night_of(&town, "2031-07-01");
    assert_eq!(named(), 1);
    night_of(&town, "2031-07-05");
    assert_eq!(named(), 0);
    let noted = erasures::list(&town.app.config().backups).unwrap();
    let kinds: Vec<erasures::Kind> = noted.iter().map(|line| line.kind).collect();
    let wanted = [erasures::Kind::AccountContact, erasures::Kind::AccountNaam];
    assert_eq!(kinds, wanted, "each once, so that a restore does it again");
    assert!(town.chain_holds());
}

fn the_name_on_evidence_goes_after_five_years(test: TestDb) {
    let town = town(&test, 0);
    let gemeente = town.frame.id;
    let id = town.app.ids().next(town.app.clock().now());
    town.app
        .db()
        .bookkeep_blocking(move |tx| {
            tx.exec(
                "INSERT INTO bewijzen (gemeente_id, id, subject_kind, subject_id, soort, visited_by, seen, at) \
                 VALUES ($1, $2, 'taak', $2, 'visit', 'Robin Voorbeeld', 'De stoep ligt er weer', $3)",
                &[&gemeente, &id, &Timestamp::from_second(1_772_000_000).unwrap()],
            )?;
            Ok::<_, Error>(())
        })
        .unwrap();
    let named = || town.count("SELECT count(*) FROM bewijzen WHERE visited_by = 'Robin Voorbeeld'");
    night_of(&town, "2031-02-20");
    assert_eq!(named(), 1);
    night_of(&town, "2031-03-01");
    assert_eq!(named(), 0);
    let kept = "SELECT count(*) FROM bewijzen WHERE seen = 'De stoep ligt er weer'";
    assert_eq!(town.count(kept), 1);
}
