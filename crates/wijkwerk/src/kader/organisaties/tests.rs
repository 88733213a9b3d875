//! Who may do something for a body, on both engines: bodies of more than one wijk, and of none.

use std::collections::BTreeSet;

use kit::testing::TestDb;

use super::{may_at, require_at};
use crate::access::{Account, Actor, Grant, Permission, Reach};
use crate::error::Error;
use crate::ids::{GebiedId, OrgaanId};
use crate::kader::gebieden::touch_frame;
use crate::kader::inrichting::actions::{Wanted, upsert_orgaan};
use crate::testing::TestApp;

kit::on_both_engines!(
    a_body_is_there_for_whoever_works_in_any_of_its_wijken,
    a_body_of_no_wijk_is_not_for_everybody_who_works_somewhere,
    whoever_manages_bodies_in_one_wijk_leaves_those_of_another_alone,
);

/// A group of residents that works in these wijken.
pub(crate) fn group(app: &TestApp, sleutel: &'static str, areas: Vec<GebiedId>) -> OrgaanId {
    let today = app.frame(app.slug()).today(app.clock.now());
    let made = app.write(&Actor::Command, move |ctx| {
        let inrichting = ctx.frame.inrichting.clone();
        let wanted = Wanted {
            sleutel,
            soort: "bewonersgroep",
            naam: "Ouders van de speeltuin",
            status: "decided",
            fase: "regular",
            areas: areas.clone(),
        };
        let id = upsert_orgaan(ctx, &inrichting, &wanted, today)?;
        touch_frame(ctx)?;
        Ok(id)
    });
    app.app.forget_frame(app.slug());
    made.unwrap()
}

/// Somebody who holds these permissions and reaches this far.
pub(crate) fn somebody(app: &TestApp, permissions: &[Permission], reach: Reach) -> Actor {
    Actor::Account(Account {
        id: app.person("opbouwwerker").account,
        naam: "Robin Voorbeeld".to_owned(),
        organisatie: None,
        grants: vec![Grant {
            rol: "opbouwwerker".to_owned(),
            permissions: permissions.to_vec(),
            reach,
        }],
    })
}

/// The reach of whoever works in one of the wijken of this gemeente.
pub(crate) fn working_in(app: &TestApp, wijk: GebiedId) -> Reach {
    Reach::Gebieden(app.frame(app.slug()).within(wijk))
}

/// The wijken of this gemeente.
pub(crate) fn wijken(app: &TestApp) -> Vec<GebiedId> {
    let frame = app.frame(app.slug());
    frame.wijken().map(|wijk| wijk.id).collect()
}

fn a_body_is_there_for_whoever_works_in_any_of_its_wijken(db: TestDb) {
    let app = TestApp::new(db, &["lelystad-demo"]);
    let wijken = wijken(&app);
    let id = group(&app, "ouders", vec![wijken[0], wijken[1]]);
    let other = group(&app, "anderen", vec![wijken[0]]);
    let frame = app.frame(app.slug());
    let orgaan = frame.orgaan(id).unwrap();
    let ask = |reach: Reach| {
        let who = somebody(&app, &[Permission::OndersteuningWrite], reach);
        may_at(&who, Permission::OndersteuningWrite, &frame, orgaan)
    };
    let both = BTreeSet::from([wijken[0], wijken[1]]);
    let partner = frame.organisaties[0].id;
    let cases = [
        (working_in(&app, wijken[0]), true),
        (working_in(&app, wijken[1]), true),
        (working_in(&app, wijken[2]), false),
        (Reach::Gemeente, true),
        (Reach::Orgaan(id, both.clone()), true),
        // Another body of the same wijken is another body.
        (Reach::Orgaan(other, both), false),
        (Reach::Organisatie(partner), false),
    ];
    for (reach, expected) in cases {
        assert_eq!(ask(reach.clone()), expected, "{reach:?}");
    }
}

fn a_body_of_no_wijk_is_not_for_everybody_who_works_somewhere(db: TestDb) {
    let app = TestApp::new(db, &["lelystad-demo"]);
    let id = group(&app, "ouders", Vec::new());
    let frame = app.frame(app.slug());
    let orgaan = frame.orgaan(id).unwrap();
    let cases = [
        (working_in(&app, wijken(&app)[0]), false),
        (Reach::Orgaan(id, BTreeSet::new()), true),
        (Reach::Gemeente, true),
    ];
    for (reach, expected) in cases {
        let who = somebody(&app, &[Permission::StukRead], reach.clone());
        let may = may_at(&who, Permission::StukRead, &frame, orgaan);
        assert_eq!(may, expected, "{reach:?}");
    }
    let refused = require_at(&Actor::Nobody, Permission::StukRead, &frame, orgaan);
    assert!(matches!(refused, Err(Error::SignIn)));
}

fn whoever_manages_bodies_in_one_wijk_leaves_those_of_another_alone(db: TestDb) {
    let app = TestApp::new(db, &["lelystad-demo"]);
    let wijken = wijken(&app);
    let id = group(&app, "ouders", vec![wijken[0]]);
    let unknown = crate::ids::ZetelId(uuid::Uuid::from_u128(7));
    for (wijk, may) in [(wijken[0], true), (wijken[1], false)] {
        let who = somebody(&app, &[Permission::OrgaanManage], working_in(&app, wijk));
        let error = app
            .write(&who, move |ctx| {
                super::actions::seat(ctx, id, unknown, None, None)
            })
            .unwrap_err();
        match error {
            Error::NotFound("zetel") => assert!(may, "{wijk:?}"),
            Error::Forbidden("orgaan.manage") => assert!(!may, "{wijk:?}"),
            other => panic!("{other}"),
        }
    }
}
