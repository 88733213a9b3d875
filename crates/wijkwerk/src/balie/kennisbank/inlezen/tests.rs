//! Reading in on both engines: once, whose it is, and what is never overwritten.

mod producten;

use kit::db::Queries;
use kit::on_both_engines;
use kit::testing::TestDb;

use super::*;
use crate::access::Actor;
use crate::balie::kennisbank::FieldChange;
use crate::testing::TestApp;

on_both_engines!(
    the_same_row_is_taken_in_once,
    l_28_what_nobody_is_known_for_is_a_draft_to_be_claimed,
    inv_15_a_second_institution_changes_nothing_and_the_owner_is_told,
    inv_15_what_was_put_beside_a_text_here_is_not_wiped,
    inv_15_what_was_written_here_is_not_overwritten,
    an_organisation_that_comes_along_is_added_once,
    a_row_that_is_none_is_refused,
    a_row_costs_the_same_however_many_there_are,
);

fn world(db: TestDb) -> TestApp {
    TestApp::new(db, &["velsen-demo"])
}

fn owners(app: &TestApp) -> Vec<String> {
    let frame = app.frame(app.slug());
    frame
        .organisaties
        .iter()
        .map(|one| one.naam.clone())
        .collect()
}

fn row(owner: Option<&str>) -> Incoming {
    Incoming {
        bron: "hsds".into(),
        extern_id: "a-1".into(),
        soort: "aanbod".into(),
        organisatie: owner.map(|naam| Aanbieder {
            naam: naam.to_owned(),
            ..Aanbieder::default()
        }),
        actief: true,
        onderwerp: "meedoen".into(),
        titel: "Samen eten".into(),
        samenvatting: "Elke dinsdag een warme maaltijd.".into(),
        telefoon: Some("0255 000 000".into()),
        assured_on: Some(jiff::civil::date(2026, 2, 1)),
        ..Incoming::default()
    }
}

fn take(app: &TestApp, row: &Incoming) -> TakenIn {
    let row = row.clone();
    app.write(&Actor::Command, move |ctx| take_in(ctx, &row))
        .unwrap()
}

/// State, owner there, checked by, version, source.
fn seen(app: &TestApp, id: KennisitemId) -> (String, bool, Option<String>, i64, String) {
    let gemeente = app.frame(app.slug()).id;
    app.app
        .db()
        .read_blocking(move |tx| {
            Ok::<_, crate::error::Error>(tx.query_one(
                "SELECT state, organisatie_id, assured_by, versie, bron FROM kennisitems \
                 WHERE gemeente_id = $1 AND id = $2",
                &[&gemeente, &id],
                |row| {
                    let owner: Option<OrganisatieId> = row.get(1)?;
                    Ok((
                        row.get(0)?,
                        owner.is_some(),
                        row.get(2)?,
                        row.get(3)?,
                        row.get(4)?,
                    ))
                },
            )?)
        })
        .unwrap()
}

fn count(app: &TestApp, sql: &'static str) -> i64 {
    let gemeente = app.frame(app.slug()).id;
    app.app
        .db()
        .read_blocking(move |tx| {
            Ok::<_, crate::error::Error>(tx.query_one(sql, &[&gemeente], |row| row.get(0))?)
        })
        .unwrap()
}

const ITEMS: &str = "SELECT count(*) FROM kennisitems WHERE gemeente_id = $1";
const FLAGS: &str =
    "SELECT count(*) FROM kennis_vlaggen WHERE gemeente_id = $1 AND soort = 'contradiction'";
/// Checks that are owed on the day that the item says.
const OWED: &str = "SELECT count(*) FROM verplichtingen v JOIN kennisitems k ON k.gemeente_id = v.gemeente_id \
    AND k.id = v.subject_id AND k.review_due = v.due AND k.organisatie_id = v.debtor_id \
    WHERE v.gemeente_id = $1 AND v.soort = 'kennis.controle' AND v.state = 'open'";
const OPEN: &str = "SELECT count(*) FROM verplichtingen WHERE gemeente_id = $1 AND soort = 'kennis.controle' \
    AND state = 'open'";
const PUBLIC: &str = "SELECT count(*) FROM kennisitems_publiek WHERE gemeente_id = $1";

fn the_same_row_is_taken_in_once(db: TestDb) {
    let app = world(db);
    let owner = owners(&app)[0].clone();
    let one = row(Some(&owner));
    let TakenIn::Added(id) = take(&app, &one) else {
        panic!("it is new");
    };
    assert_eq!(
        seen(&app, id),
        (
            "published".into(),
            true,
            Some("import".into()),
            1,
            "hsds".into()
        )
    );
    assert_eq!(count(&app, PUBLIC), 1);
    assert_eq!(take(&app, &one), TakenIn::Already(id));
    let owed = |app: &TestApp| (count(app, OWED), count(app, OPEN));
    assert_eq!(owed(&app), (1, 1), "its owner owes a check (O-25)");
    let changed = Incoming {
        kosten: "Vijf euro".into(),
        ..one.clone()
    };
    let is_otherwise = |row: &Incoming, veld: &'static str, was: &str, is: &str| {
        let (was, is) = (was.to_owned(), is.to_owned());
        let said = vec![FieldChange { veld, was, is }];
        assert_eq!(take(&app, row), TakenIn::Changed(id, said));
    };
    is_otherwise(&changed, "kosten", "", "Vijf euro");
    assert_eq!(seen(&app, id).3, 2, "what it cost before is kept");
    let changed = Incoming {
        assured_on: Some(jiff::civil::date(2026, 2, 20)),
        ..changed
    };
    take(&app, &changed);
    assert_eq!(owed(&app), (1, 1), "later, and once");
    let text = Incoming {
        samenvatting: "Elke woensdag een warme maaltijd.".into(),
        ..changed.clone()
    };
    let (was, is) = (&changed.samenvatting, &text.samenvatting);
    is_otherwise(&text, "tekst", was, is);
    assert_eq!(seen(&app, id).3, 3);
    let gone = Incoming {
        actief: false,
        ..text
    };
    is_otherwise(&gone, "stand", "published", "withdrawn");
    assert_eq!(seen(&app, id).0, "withdrawn");
    assert_eq!(owed(&app), (0, 0), "nobody owes a check of what is gone");
    assert_eq!(
        (count(&app, ITEMS), count(&app, PUBLIC)),
        (1, 1),
        "what was public keeps its face"
    );
}

fn l_28_what_nobody_is_known_for_is_a_draft_to_be_claimed(db: TestDb) {
    let app = world(db);
    for (n, owner) in [None, Some("Stichting Nergens")].into_iter().enumerate() {
        let one = Incoming {
            extern_id: format!("n-{n}"),
            ..row(owner)
        };
        let TakenIn::Added(id) = take(&app, &one) else {
            panic!("it is new");
        };
        let seen = seen(&app, id);
        assert_eq!(
            seen,
            ("draft".into(), false, None, 1, "hsds".into()),
            "never as checked"
        );
    }
    assert_eq!(count(&app, PUBLIC), 0);
}

fn inv_15_a_second_institution_changes_nothing_and_the_owner_is_told(db: TestDb) {
    let app = world(db);
    let all = owners(&app);
    let TakenIn::Added(id) = take(&app, &row(Some(&all[0]))) else {
        panic!("it is new");
    };
    let other_owner = row(Some(&all[1]));
    assert!(matches!(take(&app, &other_owner), TakenIn::Contradicted(same, _) if same == id));
    let other_number = Incoming {
        extern_id: "b-2".into(),
        ..other_owner
    };
    assert!(matches!(take(&app, &other_number), TakenIn::Contradicted(same, _) if same == id));
    assert_eq!(
        (count(&app, ITEMS), count(&app, FLAGS)),
        (1, 1),
        "told once"
    );
    let gemeente = app.frame(app.slug()).id;
    let lines = app
        .app
        .db()
        .read_blocking(move |tx| crate::journaal::lines_about(tx, gemeente, id.0))
        .unwrap();
    let asked = lines.iter().filter(|line| line.verb == Verb::Asked);
    assert_eq!(asked.count(), 1, "the owner gets a mail, once");
    let elsewhere = Incoming {
        telefoon: Some("0255 111 111".into()),
        ..other_number
    };
    assert!(
        matches!(take(&app, &elsewhere), TakenIn::Added(_)),
        "another offer of that name"
    );
}

fn inv_15_what_was_put_beside_a_text_here_is_not_wiped(db: TestDb) {
    let app = world(db);
    let owner = owners(&app)[0].clone();
    let TakenIn::Added(id) = take(&app, &row(Some(&owner))) else {
        panic!("it is new");
    };
    let words = vec!["klusbus".to_owned()];
    app.write(&Actor::Command, move |ctx| {
        crate::balie::kennisbank::actions::set_woorden(ctx, id, &words)
    })
    .unwrap();
    let other = Incoming {
        kosten: "Tien euro".into(),
        ..row(Some(&owner))
    };
    assert!(matches!(take(&app, &other), TakenIn::Contradicted(same, _) if same == id));
    let gemeente = app.frame(app.slug()).id;
    let kept = app
        .app
        .db()
        .read_blocking(move |tx| crate::balie::kennisbank::list_woorden(tx, gemeente, id))
        .unwrap();
    assert_eq!(kept, ["klusbus"]);
}

fn inv_15_what_was_written_here_is_not_overwritten(db: TestDb) {
    let app = world(db);
    let owner = owners(&app)[0].clone();
    let TakenIn::Added(id) = take(&app, &row(Some(&owner))) else {
        panic!("it is new");
    };
    app.write(&Actor::Command, move |ctx| {
        let gemeente = ctx.gemeente();
        ctx.exec(
            "UPDATE kennisitems SET assured_by = 'account', kosten = 'Gratis' WHERE gemeente_id = $1 AND id = $2",
            &[&gemeente, &id],
        )?;
        Ok(())
    })
    .unwrap();
    assert_eq!(
        take(&app, &row(Some(&owner))),
        TakenIn::Already(id),
        "the source said nothing new"
    );
    let other = Incoming {
        kosten: "Tien euro".into(),
        ..row(Some(&owner))
    };
    assert!(matches!(take(&app, &other), TakenIn::Contradicted(same, _) if same == id));
    let gemeente = app.frame(app.slug()).id;
    let kosten: String = app
        .app
        .db()
        .read_blocking(move |tx| {
            Ok::<_, crate::error::Error>(tx.query_one(
                "SELECT kosten FROM kennisitems WHERE gemeente_id = $1",
                &[&gemeente],
                |row| row.get(0),
            )?)
        })
        .unwrap();
    assert_eq!((kosten.as_str(), count(&app, FLAGS)), ("Gratis", 1));
}

fn an_organisation_that_comes_along_is_added_once(db: TestDb) {
    let app = world(db);
    let before = owners(&app).len();
    for n in 0..3 {
        let one = Incoming {
            bron: "vac".into(),
            extern_id: format!("v-{n}"),
            titel: format!("Vraag {n}"),
            assured_on: None,
            organisatie: Some(Aanbieder {
                naam: "Ministerie van Voorbeelden".into(),
                toevoegen: true,
                ..Aanbieder::default()
            }),
            ..row(None)
        };
        let TakenIn::Added(id) = take(&app, &one) else {
            panic!("it is new");
        };
        let seen = seen(&app, id);
        assert_eq!(
            seen,
            ("published".into(), true, None, 1, "vac".into()),
            "not as checked"
        );
    }
    app.app.forget_frame(app.slug());
    assert_eq!(owners(&app).len(), before + 1);
}

fn a_row_that_is_none_is_refused(db: TestDb) {
    let app = world(db);
    let cases = [
        (
            Incoming {
                titel: " ".into(),
                ..row(None)
            },
            "inlezen-titel-leeg",
        ),
        (
            Incoming {
                extern_id: String::new(),
                ..row(None)
            },
            "inlezen-nummer-leeg",
        ),
        (
            Incoming {
                titel: "x".repeat(301),
                ..row(None)
            },
            "inlezen-titel-lang",
        ),
        (
            Incoming {
                tekst: "x".repeat(100_001),
                ..row(None)
            },
            "inlezen-te-veel",
        ),
        (
            Incoming {
                tekst: "a\0b".into(),
                ..row(None)
            },
            "inlezen-geen-tekst",
        ),
    ];
    for (one, key) in cases {
        assert_eq!(
            take(&app, &one),
            TakenIn::Refused(Sentence::new(key)),
            "{key}"
        );
    }
    let one = Incoming {
        min_leeftijd: Some(18),
        max_leeftijd: Some(12),
        ..row(None)
    };
    let why = Sentence::new("inlezen-leeftijd-omgekeerd")
        .with("min", 18_i64)
        .with("max", 12_i64);
    assert_eq!(take(&app, &one), TakenIn::Refused(why));
    assert_eq!(count(&app, ITEMS), 0);
}

/// Statements are counted, never time: what is linear here is linear for a million.
fn a_row_costs_the_same_however_many_there_are(db: TestDb) {
    let app = world(db);
    let owner = owners(&app)[0].clone();
    let rows: Vec<Incoming> = (0..60)
        .map(|n| Incoming {
            extern_id: format!("rij-{n}"),
            // Every second one has the title of the one before.
            titel: format!("Aanbod {}", n / 2),
            telefoon: Some(format!("0255 {n:06}")),
            woorden: vec![format!("woord {n}")],
            locaties: vec![IncomingLocatie {
                extern_id: format!("plek-{}", n % 7),
                naam: format!("Plek {}", n % 7),
                ..IncomingLocatie::default()
            }],
            extra: [("alternate_name".to_owned(), serde_json::json!(n))].into(),
            ..row(Some(&owner))
        })
        .collect();
    let costs = |rows: &[Incoming]| -> Vec<u64> {
        let cost = |row: &Incoming| {
            let row = row.clone();
            app.write(&Actor::Command, move |ctx| {
                let before = ctx.asked();
                take_in(ctx, &row)?;
                Ok(ctx.asked() - before)
            })
        };
        rows.iter().map(|row| cost(row).unwrap()).collect()
    };
    let new = costs(&rows);
    assert!(new.iter().all(|cost| *cost <= 25), "{new:?}");
    assert_eq!(new[..2], new[58..], "the first two and the last two");
    let again = costs(&rows);
    assert!(
        again.iter().all(|cost| *cost == again[0] && *cost <= 3),
        "{again:?}"
    );
    let changed: Vec<Incoming> = rows
        .into_iter()
        .map(|row| Incoming {
            samenvatting: "Elke vrijdag een warme maaltijd.".into(),
            ..row
        })
        .collect();
    let changed = costs(&changed);
    assert!(
        changed.iter().all(|cost| *cost == changed[0]),
        "{changed:?}"
    );
    assert_eq!(count(&app, ITEMS), 60, "once each");
}
