//! The one door for links from mails: `/l/{token}`. What lies behind it depends on what the link was made for.

use crate::access::{Actor, LinkKind};
use crate::balie::{doorverwijzingen, kennisbank, roosters, wijkvragen};
use crate::error::{Error, Result};
use crate::handler;
use crate::http::{Guard, Kind, Req, Response, Route};
use crate::kader::abonnementen;
use crate::wijkaanpak::{meldingen, werkplannen};

/// Photos with an answer, and some text.
const MAX_BODY: usize = 5 * (15 << 20) + (1 << 20);

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get(
            "link",
            "/l/{token}",
            Guard::Link,
            Kind::Page,
            handler!(show),
        ),
        Route::post("link.antwoord", "/l/{token}", Guard::Link, handler!(answer))
            .sample("doe=aannemen")
            .body(MAX_BODY),
    ]
}

fn kind(req: &Req) -> Result<LinkKind> {
    match &req.actor {
        Actor::Link(holder) => Ok(holder.kind),
        _ => Err(Error::NotFound("link")),
    }
}

async fn show(req: Req) -> Result<Response> {
    match kind(&req)? {
        LinkKind::Melder => meldingen::melder_page(req).await,
        LinkKind::Partner => werkplannen::partner_page(req).await,
        LinkKind::Bron => kennisbank::bron_page(req).await,
        LinkKind::Ontvanger => doorverwijzingen::ontvanger_page(req).await,
        LinkKind::Route => doorverwijzingen::instemmen_page(req).await,
        LinkKind::Doorverwezene => doorverwijzingen::doorverwezene_page(req).await,
        LinkKind::Wijkvrager => wijkvragen::vrager_page(req).await,
        LinkKind::Dienst => roosters::dienst_page(req).await,
        LinkKind::Agenda => roosters::agenda_file(req).await,
        LinkKind::Abonnement => abonnementen::abonnement_page(req).await,
    }
}

/// The form of a link's page. A reporter's page has forms with addresses of their own.
async fn answer(req: Req) -> Result<Response> {
    let kind = kind(&req)?;
    if req.form.is_one_click() && kind != LinkKind::Abonnement {
        return Err(Error::NotFound("link"));
    }
    match kind {
        LinkKind::Partner => werkplannen::partner_post(req).await,
        LinkKind::Bron => kennisbank::bron_post(req).await,
        LinkKind::Ontvanger => doorverwijzingen::ontvanger_post(req).await,
        LinkKind::Route => doorverwijzingen::instemmen_post(req).await,
        LinkKind::Doorverwezene => doorverwijzingen::doorverwezene_post(req).await,
        LinkKind::Wijkvrager => wijkvragen::vrager_post(req).await,
        LinkKind::Dienst => roosters::dienst_post(req).await,
        LinkKind::Abonnement => abonnementen::abonnement_post(req).await,
        LinkKind::Melder | LinkKind::Agenda => Err(Error::NotFound("link")),
    }
}
