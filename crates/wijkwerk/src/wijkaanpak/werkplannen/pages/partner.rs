//! The page behind a partner's mail link: accept, decline, say how it goes, deliver. The link is the only key.

use askama::Template;

use super::afspraak::{deed_of, perform};
use super::delen::{self, Invulling, Regel};
use crate::access::Actor;
use crate::error::{Error, Result};
use crate::http::{Req, Response, redirect};
use crate::ids::AfspraakId;
use crate::layout::{C, Faults, page_with};
use crate::wijkaanpak::werkplannen::model::AfspraakState;
use crate::wijkaanpak::werkplannen::{actions, store};

#[derive(Template)]
#[template(path = "wijkaanpak/werkplannen/templates/partner.html")]
struct Page {
    c: C,
    inv: Invulling,
    regel: Regel,
    titel: String,
    action: String,
}

impl Page {
    fn is_proposed(&self) -> bool {
        self.regel.afspraak.state == AfspraakState::Proposed
    }

    fn works(&self) -> bool {
        matches!(
            self.regel.afspraak.state,
            AfspraakState::Accepted | AfspraakState::InProgress
        )
    }
}

fn subject(req: &Req) -> Result<AfspraakId> {
    match &req.actor {
        Actor::Link(link) => Ok(AfspraakId(link.subject)),
        _ => Err(Error::NotFound("link")),
    }
}

/// What the holder of a partner link sees.
pub async fn partner_page(req: Req) -> Result<Response> {
    render(&req, Faults::default()).await
}

async fn render(req: &Req, faults: Faults) -> Result<Response> {
    let id = subject(req)?;
    let status = faults.status();
    let c = C::of(&req.view);
    let inv = Invulling::new(&c, faults, req.form.clone());
    let action = req.path.clone();
    let shown = req
        .read(move |tx, view| {
            let gemeente = view.frame.id;
            let afspraak = store::get_afspraak(tx, gemeente, id)?;
            let Actor::Link(link) = &view.actor else {
                return Err(Error::NotFound("link"));
            };
            if !actions::owner_by_link(tx, gemeente, link, &afspraak)? {
                return Err(Error::NotFound("link"));
            }
            let one = store::get_aandachtsgebied(tx, gemeente, afspraak.aandachtsgebied)?;
            Ok(Page {
                regel: delen::regel(&c, &delen::Names::new(), &[], afspraak),
                titel: one.titel,
                c: c.clone(),
                inv: inv.clone(),
                action: action.clone(),
            })
        })
        .await?;
    page_with(status, &shown)
}

/// The button that was pressed: `doe` is aannemen, afwijzen, voortgang or leveren.
pub async fn partner_post(req: Req) -> Result<Response> {
    let id = subject(&req)?;
    let word = req.form.text("doe").to_owned();
    let known = ["aannemen", "afwijzen", "voortgang", "leveren"];
    let word = if known.contains(&word.as_str()) {
        word
    } else {
        String::new()
    };
    let done = match deed_of(&req, &word).await {
        Ok(deed) => perform(&req, id, deed).await,
        Err(error) => Err(error),
    };
    match done {
        Ok(()) => Ok(redirect(&req.path)),
        Err(error) => render(&req, Faults::of(error)?).await,
    }
}
