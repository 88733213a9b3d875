//! Backup and restore between engines, doctor, imports, and commands through the local socket.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::SystemTime;

use kit::db::{Db, Queries, migrate};
use kit::files::FileStore;
use kit::on_both_engines;
use kit::testing::TestDb;

use super::backup::back_up;
use super::change::{Answer, Change};
use super::doctor;
use super::door::{CommandSocket, Door};
use super::export::write_all as export_all;
use super::ground::{Ground, Lock};
use super::import_meldingen::RowAnswer;
use super::meldingen_rijen::WireRow;
use super::restore::restore_into;
use crate::access::Actor;
use crate::app::db_options;
use crate::error::Error;
use crate::jobs::tests::{Town, town};
use crate::jobs::{Night, run_due};
use crate::kader::accounts::actions::{Appointment, Invitation, appoint, invite};

on_both_engines!(
    a_backup_goes_back_into_either_engine,
    a_restore_does_not_bring_back_what_was_erased,
    doctor_finds_a_broken_chain_and_a_stray_file,
    doctor_asks_who_holds_the_role_in_the_gebied_of_a_due,
    a_command_goes_through_the_server_that_runs,
    an_import_can_be_tried_and_repeated,
);

fn empty(test: &TestDb) -> Db {
    let db = Db::open(test.target.clone(), &db_options(1, false)).unwrap();
    let now = "2026-03-02T08:00:00Z".parse().unwrap();
    migrate(&db, crate::migrations::MIGRATIONS, now).unwrap();
    db
}

fn ground(town: &Town) -> Ground {
    Ground {
        config: town.app.config().clone(),
    }
}

fn read_dir(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    std::fs::read_dir(dir)
        .unwrap()
        .flatten()
        .map(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            (name, std::fs::read(entry.path()).unwrap())
        })
        .collect()
}

fn a_backup_goes_back_into_either_engine(test: TestDb) {
    let town = town(&test, 0);
    for _ in 0..3 {
        let photo = town.photo(b"a file");
        town.submit_with(Some("sam@voorbeeld.example"), vec![photo]);
    }
    let backup = town.dir.path().join("backups/a");
    let made = back_up(
        &Actor::Command,
        town.app.db(),
        town.app.files(),
        &backup,
        town.clock.now(),
    )
    .unwrap();
    assert_eq!((made.files, made.heads.len()), (1, 1));
    let before = town.dir.path().join("export");
    std::fs::create_dir_all(&before).unwrap();
    assert_eq!(
        export_all(&Actor::Command, town.app.db(), &town.frame, &before).unwrap(),
        3
    );
    let others = [Some(TestDb::sqlite()), TestDb::postgres()];
    for (n, other) in others.iter().flatten().enumerate() {
        let db = empty(other);
        let files = FileStore::open(town.dir.path().join(format!("files{n}"))).unwrap();
        restore_into(&db, &files, &backup, &town.app.config().backups).unwrap();
        let after = town.dir.path().join(format!("export{n}"));
        std::fs::create_dir_all(&after).unwrap();
        export_all(&Actor::Command, &db, &town.frame, &after).unwrap();
        assert_eq!(read_dir(&before), read_dir(&after));
        let again = town.dir.path().join(format!("backups/again{n}"));
        let copy = back_up(&Actor::Command, &db, &files, &again, town.clock.now()).unwrap();
        assert_eq!(copy, made, "there and back gives the same bytes");
        let refused = restore_into(&db, &files, &backup, &town.app.config().backups).unwrap_err();
        assert!(refused.to_string().contains("niet leeg"), "{refused}");
    }
}

fn a_restore_does_not_bring_back_what_was_erased(test: TestDb) {
    let town = town(&test, 0);
    town.submit(Some("sam@voorbeeld.example"));
    town.submit(Some("kim@voorbeeld.example"));
    let photo = town.photo(b"somebody in the street");
    town.submit_with(None, vec![photo.clone()]);
    let backup = town.dir.path().join("backups/a");
    back_up(
        &Actor::Command,
        town.app.db(),
        town.app.files(),
        &backup,
        town.clock.now(),
    )
    .unwrap();
    town.exec(
        "UPDATE melders SET erase_after = '2026-03-02' WHERE email = 'sam@voorbeeld.example'",
    );
    town.exec("UPDATE meldingen SET done_at = submitted_at WHERE nummer = 3");
    town.exec(
        "UPDATE melders SET erase_after = '2027-03-02' \
         WHERE melding_id IN (SELECT id FROM meldingen WHERE done_at IS NOT NULL)",
    );
    town.clock.advance_seconds(366 * 24 * 3600);
    run_due(&town.app, Night::Now).unwrap();
    let other = TestDb::sqlite();
    let db = empty(&other);
    let files = FileStore::open(town.dir.path().join("files2")).unwrap();
    restore_into(&db, &files, &backup, &town.app.config().backups).unwrap();
    let copy = town.dir.path().join("copy");
    back_up(&Actor::Command, &db, &files, &copy, town.clock.now()).unwrap();
    let text = std::fs::read_to_string(copy.join("database.jsonl")).unwrap();
    assert!(text.contains("kim@voorbeeld.example"));
    assert!(!text.contains("sam@voorbeeld.example"));
    assert!(!text.contains(&photo.hash));
    assert!(!files.exists(&photo.hash.parse().unwrap()).unwrap());
}

fn faults(town: &Town) -> Vec<String> {
    doctor::examine(&ground(town), &town.clock)
        .into_iter()
        .filter_map(|(part, found)| found.err().map(|(what, _)| format!("{part}: {what}")))
        .collect()
}

fn doctor_finds_a_broken_chain_and_a_stray_file(test: TestDb) {
    let town = town(&test, 0);
    town.submit(None);
    // Nobody holds the role that decides yet, and there is no backup: both are said.
    let healthy = faults(&town);
    assert!(
        healthy.iter().any(|line| line.starts_with("reservekopie")),
        "{healthy:?}"
    );
    assert!(
        !healthy.iter().any(|line| line.contains("ketting")),
        "{healthy:?}"
    );
    assert!(
        !healthy.iter().any(|line| line.starts_with("bestanden")),
        "{healthy:?}"
    );
    let hash = town
        .app
        .files()
        .put(b"nobody names this")
        .unwrap()
        .to_string();
    let path = town
        .app
        .config()
        .files
        .join(&hash[..2])
        .join(&hash[2..4])
        .join(&hash);
    let long_ago: jiff::Timestamp = "2026-01-01T00:00:00Z".parse().unwrap();
    std::fs::File::options()
        .write(true)
        .open(path)
        .unwrap()
        .set_modified(SystemTime::from(long_ago))
        .unwrap();
    town.exec("UPDATE journaal SET body = '{}' WHERE seq = 2");
    let found = faults(&town);
    assert!(
        found.iter().any(|line| line.contains("regel 2 is niet")),
        "{found:?}"
    );
    assert!(found.iter().any(|line| line.contains(&hash)), "{found:?}");
}

fn doctor_asks_who_holds_the_role_in_the_gebied_of_a_due(test: TestDb) {
    let town = town(&test, 0);
    town.submit(None);
    let owed = |town: &Town| {
        let all = faults(town);
        all.iter().any(|line| line.contains("verplichtingen"))
    };
    assert!(owed(&town), "nobody holds the role yet");
    let mut wijken = town.frame.wijken();
    let (here, there) = (wijken.next().unwrap().id, wijken.last().unwrap().id);
    let rol = town
        .app
        .db()
        .read_blocking(|tx| {
            let sql = "SELECT max(debtor_rol) FROM verplichtingen";
            Ok::<_, Error>(tx.query_one(sql, &[], |row| row.get::<String>(0))?)
        })
        .unwrap();
    for (email, wijk, is_owed) in [
        ("sam@voorbeeld.example", there, true),
        ("kim@voorbeeld.example", here, false),
    ] {
        let wanted = Invitation {
            naam: "Sam Voorbeeld".into(),
            email: email.into(),
            organisatie: None,
            shows_name: false,
            photo: None,
        };
        let rol = rol.clone();
        town.app
            .write_blocking(&town.frame, &Actor::Command, move |ctx| {
                let account = invite(ctx, &wanted)?;
                let appointment = Appointment {
                    account,
                    rol: rol.clone(),
                    scope_kind: "gebied",
                    scope_id: Some(wijk.0),
                    organisatie: None,
                    deputy_of: None,
                    from: ctx.today(),
                    until: None,
                };
                appoint(ctx, &appointment)
            })
            .unwrap();
        assert_eq!(owed(&town), is_owed, "{email}");
    }
}

fn a_command_goes_through_the_server_that_runs(test: TestDb) {
    let town = town(&test, 0);
    let ground = ground(&town);
    let _lock = Lock::take(&ground.config).unwrap();
    assert!(Lock::take(&ground.config).is_err());
    let _server = CommandSocket::listen(&town.app).unwrap();
    let mut door = Door::open(&ground).unwrap();
    assert!(matches!(door, Door::Server(_)));
    let invite = |email: &str| {
        Change::Invite(super::user::Wanted {
            gemeente: town.frame.slug.clone(),
            naam: "Kim Voorbeeld".into(),
            email: email.into(),
            rol: None,
            voor: None,
            organisatie: None,
        })
    };
    let answer = door.perform(invite("kim@voorbeeld.example")).unwrap();
    assert!(matches!(answer, Answer::Done(_)));
    assert_eq!(town.count("SELECT count(*) FROM accounts"), 1);
    let failed = door.perform(invite("geen adres")).unwrap_err();
    assert!(failed.to_string().contains("email"), "{failed}");
}

fn an_import_can_be_tried_and_repeated(test: TestDb) {
    let town = town(&test, 0);
    let ground = ground(&town);
    let _lock = Lock::take(&ground.config).unwrap();
    let _server = CommandSocket::listen(&town.app).unwrap();
    let wijk = town.frame.wijken().next().unwrap().naam.clone();
    let rows: Vec<WireRow> = [&wijk, "Nergenshuizen", &wijk]
        .iter()
        .zip(1..)
        .map(|(wijk, n)| WireRow {
            bron: "elders".into(),
            nummer: format!("M-{n}"),
            datum: None,
            omschrijving: "De stoep ligt los.".into(),
            wijk: Some((*wijk).to_owned()),
            lat: None,
            lon: None,
            adres: None,
            onderwerp: Some("heel".into()),
            kanaal: None,
            naam: None,
            email: None,
            telefoon: None,
        })
        .collect();
    // Another command that is in the middle of something keeps nobody waiting.
    let mut other = Door::open(&ground).unwrap();
    let offer = |proef| {
        let mut door = Door::open(&ground).unwrap();
        let answer = door.perform(Change::ImportMeldingen {
            gemeente: town.frame.slug.clone(),
            rows: rows.clone(),
            onderwerpen: Vec::new(),
            proef,
        });
        let Answer::Rows { rows, .. } = answer.unwrap() else {
            panic!("an import answers row by row");
        };
        rows.into_iter()
            .map(|row| match row {
                RowAnswer::Added => "added",
                RowAnswer::Already => "already",
                RowAnswer::Odd(why) => panic!("nothing is odd here: {why}"),
                RowAnswer::Refused(why) => {
                    assert!(why.contains("Nergenshuizen"), "{why}");
                    "refused"
                }
            })
            .collect::<Vec<_>>()
    };
    let count = || {
        town.count("SELECT count(*) FROM meldingen") + town.count("SELECT count(*) FROM journaal")
    };
    let before = count();
    assert_eq!(offer(true), ["added", "refused", "added"]);
    assert_eq!(count(), before, "a trial changes nothing");
    assert_eq!(offer(false), ["added", "refused", "added"]);
    assert!(count() > before);
    let after = count();
    assert_eq!(offer(false), ["already", "refused", "already"]);
    assert_eq!(count(), after, "a second time adds nothing");
    let unknown = other.perform(Change::ImportMeldingen {
        gemeente: "nergens".into(),
        rows: Vec::new(),
        onderwerpen: Vec::new(),
        proef: true,
    });
    assert!(unknown.unwrap_err().to_string().contains("nergens"));
}
