//! A melding that was sent on to the organisation of the samples.

use super::super::{TestApp, people};
use super::{done, number, raise, who_may};
use crate::access::{Here, Permission};
use crate::http::Samples;
use crate::ids::GebiedId;
use crate::wijkaanpak::meldingen::TriageOutcome;
use crate::wijkaanpak::meldingen::triage::triage;

/// The routes that ask for it.
const ROUTES: [&str; 4] = [
    "meldingen.partner",
    "meldingen.partner.oppakken",
    "meldingen.partner.klaar",
    "meldingen.partner.terug",
];

pub(super) fn make(app: &TestApp, gebied: GebiedId, made: &mut Samples) {
    let member = app.person_in(app.slug(), people::TEAM_ROLE);
    let Some(partner) = member.and_then(|person| person.organisatie) else {
        return;
    };
    let Some(decider) = who_may(app, Permission::MeldingTriage, &Here::gebied(gebied)) else {
        return;
    };
    let id = raise(app, gebied, &app.app.token(), Vec::new());
    done(
        "a melding that was sent on",
        app.write(&decider, move |ctx| {
            triage(ctx, id, &TriageOutcome::Doorgezet(partner)).map(drop)
        }),
    );
    made.0.insert(
        "meldingen.partner/melding.toont".to_owned(),
        format!("Nummer {}", number(app, id)),
    );
    for route in ROUTES {
        made.0.insert(format!("{route}/melding"), id.to_string());
    }
}
