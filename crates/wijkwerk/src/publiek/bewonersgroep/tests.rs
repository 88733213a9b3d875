//! Contact with a group of residents, on both engines.

use jiff::civil::Date;
use kit::testing::TestDb;

use super::actions::{LONGEST, note_contact};
use super::{Contactwijze, store};
use crate::access::Actor;
use crate::error::{Error, Result};
use crate::ids::OrgaancontactId;
use crate::kader::organisaties::actions::welcome_bewonersgroep;
use crate::testing::TestApp;

kit::on_both_engines!(l_62_a_line_of_contact_is_about_no_person);

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
