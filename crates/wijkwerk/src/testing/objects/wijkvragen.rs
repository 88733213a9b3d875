//! A bewonersorgaan in the first wijk with its members, and a question that it was asked.

use super::super::TestApp;
use super::done;
use crate::access::{Actor, Here, Permission};
use crate::balie::wijkvragen::{NewWijkvraag, ask};
use crate::http::Samples;
use crate::ids::{GebiedId, OrgaanId};
use crate::kader::accounts::actions::{Appointment, appoint};
use crate::kader::organisaties::actions::found_bewonersorgaan;

/// Who sits in a bewonersorgaan.
const MEMBERS: &[&str] = &["bewonersorgaanlid", "bewonersorgaanvoorzitter"];
const GEVRAAGD: &str = "Wanneer wordt het plein weer groen?";

/// Makes the objects; where the inrichting has no bewonersorgaan on the level of a wijk, none.
pub(super) fn make(app: &TestApp, gebied: GebiedId, made: &mut Samples) {
    let frame = app.frame(app.slug());
    let level = &frame.inrichting.bewonersorgaan.niveau;
    let fits = frame
        .gebied(gebied)
        .is_some_and(|wijk| wijk.niveau == *level);
    if !fits {
        return;
    }
    let mut put = |name: &str, value: String| made.0.insert(name.to_owned(), value);
    // One more is recognised in another wijk: in the first there may be no room left.
    if let Some(last) = frame.wijken().last() {
        put("beheer.bewonersorgaan/wijk_id", last.id.to_string());
    }
    let orgaan = match frame.team_for(gebied, "bewonersorgaan") {
        Some(known) => known.id,
        None => found(app, gebied),
    };
    for rol in MEMBERS {
        seat(app, rol, gebied, orgaan);
    }
    let new = NewWijkvraag {
        gebied,
        orgaan: Some(orgaan),
        vraag: GEVRAAGD.to_owned(),
        email: Some("vrager@bewoners.example".to_owned()),
        taal: "nl".to_owned(),
        token: app.app.token(),
    };
    let asked = done(
        "a question from the wijk",
        app.write(&Actor::Nobody, move |ctx| ask(ctx, &new, None)),
    );
    put("wijkvraag", asked.id.to_string());
    put("wijkvraag.toont", GEVRAAGD.to_owned());
}

fn found(app: &TestApp, gebied: GebiedId) -> OrgaanId {
    let made = app.write(&Actor::Command, move |ctx| {
        found_bewonersorgaan(ctx, gebied, "Samen aan de Wiel", None)
    });
    app.app.forget_frame(app.slug());
    done("a bewonersorgaan", made)
}

/// The person with this role sits in it too, once.
fn seat(app: &TestApp, rol: &str, gebied: GebiedId, orgaan: OrgaanId) {
    let Some(person) = app.person_in(app.slug(), rol) else {
        return;
    };
    let here = Here {
        gebied: Some(gebied),
        ..Here::orgaan(orgaan)
    };
    if app.actor(rol).may(Permission::WijkvraagAnswer, &here) {
        return;
    }
    let (account, rol) = (person.account, rol.to_owned());
    let given = app.write(&Actor::Command, move |ctx| {
        let wanted = Appointment {
            account,
            rol: rol.clone(),
            scope_kind: "orgaan",
            scope_id: Some(orgaan.0),
            organisatie: None,
            deputy_of: None,
            from: ctx.today(),
            until: None,
        };
        appoint(ctx, &wanted)
    });
    done("a member of a bewonersorgaan", given);
}
