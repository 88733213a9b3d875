//! The code of somebody who comes in: found at once, without telling the story again (L-44).

use askama::Template;

use super::waarheen;
use crate::access::Permission;
use crate::balie::doorverwijzingen::{actions, rules, store};
use crate::balie::kennisbank::Plek;
use crate::error::{Error, Result};
use crate::handler;
use crate::http::{Guard, Kind, Req, Response, Route, redirect};
use crate::ids::{KennisitemId, LocatieId, OrganisatieId};
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
    render(&req, Faults::default()).await
}

async fn render(req: &Req, faults: Faults) -> Result<Response> {
    let status = if faults.any() { 400 } else { 200 };
    let elders = req
        .query
        .parsed::<uuid::Uuid>("elders")
        .and_then(|id| req.frame.organisatie(OrganisatieId(id)))
        .map(|found| found.naam.clone());
    let asked = |name: &str| req.query.parsed::<uuid::Uuid>(name);
    let plek = match asked("tekst")
        .zip(asked("plek"))
        .filter(|_| elders.is_some())
    {
        Some((item, plek)) => {
            let c = C::of(&req.view);
            req.read(move |tx, _| waarheen::find(tx, &c, KennisitemId(item), LocatieId(plek)))
                .await?
        }
        None => None,
    };
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

async fn look_up(req: Req) -> Result<Response> {
    let me = req.actor.require_account()?.id;
    req.app.rate(format!("verwijscode|{me}"), TRIES).await?;
    let unknown = Error::field("code", "verwijs-code-onbekend");
    let Some(code) = rules::read_code(req.form.text("code")) else {
        return render(&req, Faults::of(Error::field("code", "verwijs-code-fout"))?).await;
    };
    let gemeente = req.frame.id;
    let found = req
        .read(move |tx, _| store::find_by_code(tx, gemeente, &code))
        .await?
        .filter(|one| one.sent_at.is_some());
    match found {
        None => render(&req, Faults::of(unknown)?).await,
        Some(one) if actions::may_see(&req.actor, &one) => Ok(redirect(&layout::url(
            &req.view,
            &format!("/doorverwijzingen/{}", one.id),
        ))),
        // Whoever has the code may hear where to go, and no more.
        Some(one) => {
            let mut path = format!("/balie/code?elders={}", one.naar);
            if let Some((item, plek)) = one.item.zip(one.locatie) {
                path = format!("{path}&tekst={item}&plek={plek}");
            }
            Ok(redirect(&layout::url(&req.view, &path)))
        }
    }
}
