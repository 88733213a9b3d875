//! Contact with a group of residents, on both engines.

use jiff::civil::Date;
use kit::testing::TestDb;

use super::actions::{LONGEST, note_contact};
use super::{Contactwijze, store};
use crate::access::{Actor, Permission};
use crate::error::{Error, Result};
use crate::ids::OrgaancontactId;
use crate::kader::organisaties::actions::welcome_bewonersgroep;
use crate::kader::organisaties::tests::{group, somebody, wijken, working_in};
use crate::testing::TestApp;

kit::on_both_engines!(
    l_62_a_line_of_contact_is_about_no_person,
    l_62_contact_is_noted_from_any_wijk_of_the_group,
);

fn l_62_contact_is_noted_from_any_wijk_of_the_group(db: TestDb) {
    let app = TestApp::new(db, &["lelystad-demo"]);
    let today = app.frame(app.slug()).today(app.clock.now());
    let wijken = wijken(&app);
    let two = group(&app, "twee", vec![wijken[0], wijken[1]]);
    let none = group(&app, "geen", Vec::new());
    let cases = [
        (two, wijken[0], true),
        (two, wijken[1], true),
        (two, wijken[2], false),
        (none, wijken[0], false),
    ];
    for (orgaan, wijk, expected) in cases {
        let reach = working_in(&app, wijk);
        let who = somebody(&app, &[Permission::OndersteuningWrite], reach);
        let done = app.write(&who, move |ctx| {
            note_contact(ctx, orgaan, Contactwijze::Talk, today, "Het plein")
        });
        match done {
            Ok(_) => assert!(expected, "{wijk:?}"),
            Err(Error::Forbidden("ondersteuning.write")) => assert!(!expected, "{wijk:?}"),
            Err(other) => panic!("{other}"),
        }
    }
}

fn l_62_a_line_of_contact_is_about_no_person(db: TestDb) {
    let app = TestApp::new(db, &["lelystad-demo"]);
    let frame = app.frame(app.slug());
    let (gemeente, today) = (frame.id, frame.today(app.clock.now()));
    let wijk = frame.wijken().next().expect("a wijk").id;
    let group = app
        .write(&Actor::Command, move |ctx| {
            welcome_bewonersgroep(ctx, wijk, "Ouders van de speeltuin")
        })
        .expect("a group");
    let note = |who: &Actor, op: Date, regel: &str| -> Result<OrgaancontactId> {
        let regel = regel.to_owned();
        app.write(who, move |ctx| {
            note_contact(ctx, group, Contactwijze::Talk, op, &regel)
        })
    };
    note(&Actor::Command, today, "  Samen op het\nplein gekeken. ").expect("noted");
    assert!(note(&Actor::Nobody, today, "Het plein").is_err());
    let long = "a".repeat(LONGEST + 1);
    let tomorrow = today.tomorrow().expect("a day");
    for (op, regel, field) in [
        (today, " ", "regel"),
        (today, long.as_str(), "regel"),
        (today, "Ik heet Robin Verzonnen", "regel"),
        (today, "Bel 06 12 34 56 78 over het plein", "regel"),
        (tomorrow, "Het plein", "op"),
    ] {
        let Err(Error::Invalid(faults)) = note(&Actor::Command, op, regel) else {
            panic!("{regel:?} was taken in");
        };
        assert_eq!(faults[0].field, field, "{regel:?}");
    }
    let kept = app
        .app
        .db()
        .read_blocking(move |tx| store::list_contacten(tx, gemeente, group, 10))
        .expect("read");
    let lines: Vec<&str> = kept.iter().map(|one| one.regel.as_str()).collect();
    assert_eq!(lines, ["Samen op het plein gekeken."]);
}
