//! The code of somebody who comes in: found at once, without telling the story again (L-44).

use askama::Template;

use crate::access::Permission;
use crate::balie::doorverwijzingen::{actions, rules, store};
use crate::error::{Error, Result};
use crate::handler;
use crate::http::{Guard, Kind, Req, Response, Route, redirect};
use crate::ids::OrganisatieId;
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
}

async fn show(req: Req) -> Result<Response> {
    render(&req, Faults::default())
}

fn render(req: &Req, faults: Faults) -> Result<Response> {
    let status = if faults.any() { 400 } else { 200 };
    let elders = req
        .query
        .parsed::<uuid::Uuid>("elders")
        .and_then(|id| req.frame.organisatie(OrganisatieId(id)))
        .map(|found| found.naam.clone());
    layout::page_with(
        status,
        &Page {
            c: C::of(&req.view),
            faults,
            elders,
        },
    )
}

async fn look_up(req: Req) -> Result<Response> {
    let me = req.actor.require_account()?.id;
    req.app.rate(format!("verwijscode|{me}"), TRIES).await?;
    let unknown = Error::field("code", "verwijs-code-onbekend");
    let Some(code) = rules::read_code(req.form.text("code")) else {
        return render(&req, Faults::of(Error::field("code", "verwijs-code-fout"))?);
    };
    let gemeente = req.frame.id;
    let found = req
        .read(move |tx, _| store::find_by_code(tx, gemeente, &code))
        .await?
        .filter(|one| one.sent_at.is_some());
    match found {
        None => render(&req, Faults::of(unknown)?),
        Some(one) if actions::may_see(&req.actor, &one) => Ok(redirect(&layout::url(
            &req.view,
            &format!("/doorverwijzingen/{}", one.id),
        ))),
        // Whoever has the code may hear where to go, and no more.
        Some(one) => Ok(redirect(&layout::url(
            &req.view,
            &format!("/balie/code?elders={}", one.naar),
        ))),
    }
}
