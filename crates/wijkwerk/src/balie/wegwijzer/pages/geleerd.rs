//! What the wegwijzer learned at the desks, for everybody who must be able to undo it.

use askama::Template;

use crate::balie::wegwijzer::actions;
use crate::balie::wegwijzer::store::{self, Keuze};
use crate::error::Result;
use crate::http::{Req, Response, redirect};
use crate::ids::WegwijzerkeuzeId;
use crate::layout::{C, page, url};

#[derive(Template)]
#[template(path = "balie/wegwijzer/templates/geleerd.html")]
struct GeleerdPage {
    c: C,
    keuzes: Vec<Keuze>,
}

/// The newest choices.
pub(super) async fn show(req: Req) -> Result<Response> {
    let keuzes = req
        .read(|tx, view| store::list_keuzes(tx, view.frame.id))
        .await?;
    page(&GeleerdPage {
        c: C::of(&req.view),
        keuzes,
    })
}

/// Takes one back.
pub(super) async fn take_back(req: Req) -> Result<Response> {
    let id: WegwijzerkeuzeId = req.id("keuze")?;
    req.do_once(move |ctx| actions::take_back(ctx, id)).await?;
    Ok(redirect(&url(&req.view, "/balie/geleerd")))
}
