//! The page behind the mail that asks a receiver to take what a route brings: what that is, yes or no. The link is the
//! only key, so a partner needs no account.

use askama::Template;

use super::topic;
use crate::balie::doorverwijzingen::actions::{self, route_link};
use crate::balie::doorverwijzingen::model::Route as Verwijsroute;
use crate::balie::doorverwijzingen::store;
use crate::error::{Error, Result};
use crate::http::{Req, Response, redirect};
use crate::ids::RouteId;
use crate::layout::{C, Faults, page_with};

#[derive(Template)]
#[template(path = "balie/doorverwijzingen/templates/instemmen.html")]
struct Page {
    c: C,
    faults: Faults,
    action: String,
    route: Verwijsroute,
    onderwerp: String,
    naar: String,
    waar: String,
    tekst: Option<String>,
    refused: Option<String>,
}

impl Page {
    fn waits(&self) -> bool {
        self.route.consent_at.is_none() && self.route.ended_at.is_none()
    }

    fn agreed(&self) -> bool {
        self.route.consent_at.is_some() && self.route.ended_at.is_none()
    }
}

/// What the holder of a route's link sees.
pub async fn instemmen_page(req: Req) -> Result<Response> {
    render(&req, None).await
}

async fn render(req: &Req, error: Option<Error>) -> Result<Response> {
    let holder = route_link(&req.actor)?.clone();
    let id = RouteId(holder.subject);
    let (route, tekst) = req
        .read(move |tx, view| {
            let gemeente = view.frame.id;
            let route = store::find_route(tx, gemeente, id)?.ok_or(Error::NotFound("link"))?;
            let (naar, led) = (route.organisatie, route.item);
            if !store::speaks_for(tx, gemeente, holder.holder, naar, led)? {
                return Err(Error::NotFound("link"));
            }
            let tekst = match led {
                Some(item) => store::find_item(tx, gemeente, item)?.map(|found| found.titel),
                None => None,
            };
            Ok((route, tekst))
        })
        .await?;
    let c = C::of(&req.view);
    let (faults, refused, status) = match error {
        None => (Faults::default(), None, 200),
        Some(Error::Refused(said)) => (Faults::default(), Some(c.sentence(&said)), 409),
        Some(other) => (Faults::of(other)?, None, 400),
    };
    let page = Page {
        onderwerp: topic(&c, &route.onderwerp),
        naar: c.organisatie(route.organisatie),
        waar: route
            .gebied
            .map_or_else(|| c.t("verwijs-overal"), |gebied| c.gebied(gebied)),
        action: req.path.clone(),
        route,
        tekst,
        faults,
        refused,
        c,
    };
    page_with(status, &page)
}

/// The button that was pressed: `doe` is akkoord or niet-akkoord.
pub async fn instemmen_post(req: Req) -> Result<Response> {
    let id = RouteId(route_link(&req.actor)?.subject);
    let done = match req.form.text("doe") {
        "akkoord" => req.do_once(move |ctx| actions::consent(ctx, id)).await,
        "niet-akkoord" => req.do_once(move |ctx| actions::refuse(ctx, id)).await,
        _ => Err(Error::field("doe", "verwijs-antwoord-kies")),
    };
    match done {
        Ok(()) => Ok(redirect(&req.path)),
        Err(error @ (Error::Refused(_) | Error::Invalid(_))) => render(&req, Some(error)).await,
        Err(other) => Err(other),
    }
}
