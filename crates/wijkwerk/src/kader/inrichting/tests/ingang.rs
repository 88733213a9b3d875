//! From which day on a version is in force, on both engines.

use jiff::ToSpan;
use jiff::civil::Date;
use kit::db::Queries;
use kit::testing::TestDb;

use crate::access::Actor;
use crate::error::{Error, Result};
use crate::jobs::{Night, run_due};
use crate::kader::inrichting::Inrichting;
use crate::kader::inrichting::actions::{import, parse};
use crate::kader::termijnen::day_of;
use crate::testing::TestApp;

const DAY: i64 = 24 * 3600;

/// The demo's document with another name for its first organisation and its gemeente.
fn renamed(naam: &str) -> Inrichting {
    let mut found = parse(crate::shipped::document("velsen-demo").unwrap()).unwrap();
    naam.clone_into(&mut found.organisaties[0].naam);
    naam.clone_into(&mut found.gemeente.naam);
    found
}

fn put(app: &TestApp, naam: &str, from: Date) -> Result<Option<i64>> {
    import(&app.app, &Actor::Command, renamed(naam), from)
}

fn today(app: &TestApp) -> Date {
    day_of(app.clock.now())
}

/// The names of the gemeente and its first organisation in the database, and of the gemeente in the inrichting in force.
fn names(app: &TestApp) -> [String; 3] {
    let sleutel = renamed("").organisaties[0].sleutel.clone();
    let (gemeente, organisatie) = app
        .app
        .db()
        .read_blocking(move |tx| {
            let gemeente: String =
                tx.query_one("SELECT naam FROM gemeenten", &[], |row| row.get(0))?;
            let organisatie: String = tx.query_one(
                "SELECT naam FROM organisaties WHERE sleutel = $1",
                &[&sleutel],
                |row| row.get(0),
            )?;
            Ok::<_, Error>((gemeente, organisatie))
        })
        .unwrap();
    let now = app.inrichting(app.slug());
    [gemeente, organisatie, now.gemeente.naam.clone()]
}

fn starts(app: &TestApp) -> i64 {
    app.app
        .db()
        .read_blocking(|tx| {
            Ok::<_, Error>(tx.query_one(
                "SELECT count(*) FROM journaal WHERE subject_kind = 'inrichting' AND verb = 'started'",
                &[],
                |row| row.get(0),
            )?)
        })
        .unwrap()
}

fn a_later_version_never_starts_before_today(db: TestDb) {
    let app = TestApp::new(db, &["velsen-demo"]);
    let first = today(&app);
    app.clock.advance_seconds(3 * DAY);
    for days in [1_i64, 2] {
        let past = first.saturating_add(days.days());
        match put(&app, "Verzonnen", past) {
            Err(Error::Refused(said)) => assert_eq!(said.key, "inrichting-te-vroeg"),
            other => panic!("{past}: {other:?}"),
        }
    }
    assert!(names(&app).iter().all(|naam| naam != "Verzonnen"));
    put(&app, "Verzonnen", today(&app)).unwrap();
    assert!(names(&app).iter().all(|naam| naam == "Verzonnen"));
}

fn a_version_for_a_later_day_changes_nothing_until_that_day(db: TestDb) {
    let app = TestApp::new(db, &["velsen-demo"]);
    let before = names(&app);
    let from = today(&app).saturating_add(5.days());
    put(&app, "Verzonnen", from).unwrap();
    assert_eq!(names(&app), before);
    app.clock.advance_seconds(4 * DAY);
    run_due(&app.app, Night::Now).unwrap();
    assert_eq!((names(&app), starts(&app)), (before, 0), "a day too early");
    app.clock.advance_seconds(DAY);
    run_due(&app.app, Night::Now).unwrap();
    assert!(names(&app).iter().all(|naam| naam == "Verzonnen"));
    // Once is enough, and an earlier day is past now.
    app.clock.advance_seconds(DAY);
    run_due(&app.app, Night::Now).unwrap();
    assert_eq!(starts(&app), 1);
}

fn of_two_versions_for_one_day_the_last_is_put_in_force(db: TestDb) {
    let app = TestApp::new(db, &["velsen-demo"]);
    let from = today(&app).saturating_add(5.days());
    put(&app, "Eerst bedacht", from).unwrap();
    put(&app, "Beter bedacht", from).unwrap();
    app.clock.advance_seconds(9 * DAY);
    run_due(&app.app, Night::Now).unwrap();
    assert!(names(&app).iter().all(|naam| naam == "Beter bedacht"));
    assert_eq!(starts(&app), 1);
}

fn a_document_that_says_nothing_new_makes_no_version(db: TestDb) {
    let app = TestApp::new(db, &["velsen-demo"]);
    let unchanged = || parse(crate::shipped::document("velsen-demo").unwrap()).unwrap();
    let put_unchanged = |from| import(&app.app, &Actor::Command, unchanged(), from);
    let imports = || {
        let sql =
            "SELECT count(*) FROM journaal WHERE subject_kind = 'inrichting' AND verb = 'imported'";
        app.app
            .db()
            .read_blocking(move |tx| {
                Ok::<_, Error>(tx.query_one(sql, &[], |row| row.get::<i64>(0))?)
            })
            .unwrap()
    };
    let before = imports();
    let later = today(&app).saturating_add(5.days());
    for from in [today(&app), later] {
        assert_eq!(put_unchanged(from).unwrap(), None, "{from}");
    }
    assert_eq!(imports(), before);
    let first = put(&app, "Verzonnen", later).unwrap();
    assert!(first.is_some());
    assert_eq!(put(&app, "Verzonnen", later).unwrap(), None, "kept already");
    // What is in force now is news beside what was kept for that day.
    let back = put_unchanged(later).unwrap();
    assert_eq!(back, first.map(|versie| versie + 1));
    assert_eq!(imports(), before + 2);
}

kit::on_both_engines!(
    a_document_that_says_nothing_new_makes_no_version,
    a_later_version_never_starts_before_today,
    a_version_for_a_later_day_changes_nothing_until_that_day,
    of_two_versions_for_one_day_the_last_is_put_in_force,
);
