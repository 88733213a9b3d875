//! Who reported it: shown once, on asking, after the reading was logged (INV-45).

use askama::Template;

use super::detail;
use crate::access::{Here, Permission};
use crate::app::Purpose;
use crate::error::Result;
use crate::handler;
use crate::http::{Guard, Place, Req, Response, Route};
use crate::ids::MeldingId;
use crate::layout::{self, C};
use crate::wijkaanpak::meldingen::{Contactgegevens, list_volgers};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::post(
            "meldingen.contact",
            "/{gemeente}/meldingen/{melding}/contact",
            Guard::May(Permission::MeldingContactRead),
            handler!(show),
        )
        .at(Place::Gebied),
    ]
}

#[derive(Template)]
#[template(path = "wijkaanpak/meldingen/staff/templates/contact.html")]
struct Page {
    c: C,
    id: MeldingId,
    nummer: String,
    people: Vec<(bool, Contactgegevens)>,
}

async fn show(req: Req) -> Result<Response> {
    let id: MeldingId = req.id("melding")?;
    let melding = req
        .read(move |tx, view| detail::visible(tx, view, id))
        .await?;
    req.actor.require(
        Permission::MeldingContactRead,
        &Here::gebied(melding.gebied),
    )?;
    let gemeente = req.frame.id;
    let people = req
        .app
        .read_personal(
            &req.frame,
            &req.actor,
            Purpose::HandleMelding,
            ("melding", id.0),
            move |tx| list_volgers(tx, gemeente, id),
        )
        .await?;
    layout::page(&Page {
        c: C::of(&req.view),
        id,
        nummer: melding.nummer.to_string(),
        people: people
            .into_iter()
            .map(|person| (person.soort == "melder", person.contact))
            .collect(),
    })
}
