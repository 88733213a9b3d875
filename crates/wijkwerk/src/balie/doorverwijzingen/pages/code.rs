//! The code of somebody who comes in: found at once, without telling the story again (L-44).

use askama::Template;

use super::waarheen;
use crate::access::Permission;
use crate::balie::doorverwijzingen::Doorverwijzing;
use crate::balie::doorverwijzingen::{actions, rules, store};
use crate::balie::kennisbank::Plek;
use crate::error::{Error, Result};
use crate::handler;
use crate::http::{Guard, Kind, Req, Response, Route, redirect};
use crate::layout::{self, C, Faults};

/// Codes that one person may try in an hour: plenty for a busy desk, nothing against 387 million.
const TRIES: i64 = 60;

pub(super) fn routes() -> Vec<Route> {
    let may = Guard::Any(&[
        Permission::DoorverwijzingSend,
        Permission::DoorverwijzingReceive,
    ]);
    vec![
        Route::get(
            "doorverwijzingen.code",
            "/{gemeente}/balie/code",
            may,
            Kind::Page,
            handler!(show),
        ),
        Route::post(
            "doorverwijzingen.opzoeken",
            "/{gemeente}/balie/code",
            may,
            handler!(look_up),
        )
        .sample("code={code}"),
    ]
}

#[derive(Template)]
#[template(path = "balie/doorverwijzingen/templates/code.html")]
struct Page {
    c: C,
    faults: Faults,
    /// The organisation that somebody with the code that was typed should go to.
    elders: Option<String>,
    /// Where that is.
    plek: Option<Plek>,
}

async fn show(req: Req) -> Result<Response> {
    page(&req, Faults::default(), None, None)
}

fn page(req: &Req, faults: Faults, elders: Option<String>, plek: Option<Plek>) -> Result<Response> {
    let status = if faults.any() { 400 } else { 200 };
    layout::page_with(
        status,
        &Page {
            c: C::of(&req.view),
            faults,
            elders,
            plek,
        },
    )
}

/// Where somebody with the code of another desk has to be; none of it stands in an address.
async fn elsewhere(req: &Req, one: Doorverwijzing) -> Result<Response> {
    let c = C::of(&req.view);
    let naar = c.organisatie(one.naar);
    let plek = req
        .read(move |tx, _| waarheen::place_of(tx, &c, &one))
        .await?;
    page(req, Faults::default(), Some(naar), plek)
}

async fn look_up(req: Req) -> Result<Response> {
    let me = req.actor.require_account()?.id;
    req.app.rate(format!("verwijscode|{me}"), TRIES).await?;
    let unknown = Error::field("code", "verwijs-code-onbekend");
    let Some(code) = rules::read_code(req.form.text("code")) else {
        let fault = Error::field("code", "verwijs-code-fout");
        return page(&req, Faults::of(fault)?, None, None);
    };
    let gemeente = req.frame.id;
    let found = req
        .read(move |tx, _| store::find_by_code(tx, gemeente, &code))
        .await?
        .filter(|one| one.sent_at.is_some());
    match found {
        None => page(&req, Faults::of(unknown)?, None, None),
        Some(one) if actions::may_see(&req.actor, &one) => Ok(redirect(&layout::url(
            &req.view,
            &format!("/doorverwijzingen/{}", one.id),
        ))),
        // Whoever has the code may hear where to go, and no more.
        Some(one) => elsewhere(&req, one).await,
    }
}
