//! The page behind a partner's mail link: accept, decline, say how it goes, deliver. The link is the only key.

use askama::Template;

use super::afspraak::{deed_of, perform};
use super::delen::{self, Invulling, Regel};
use crate::access::{Actor, LinkHolder};
use crate::app::Purpose;
use crate::error::{Error, Result};
use crate::http::{Req, Response, redirect};
use crate::ids::AfspraakId;
use crate::kader::accounts::{Lezer, list_readers};
use crate::layout::{C, Faults, page_with};
use crate::wijkaanpak::werkplannen::model::AfspraakState;
use crate::wijkaanpak::werkplannen::store_partijen::{Partij, find_partij};
use crate::wijkaanpak::werkplannen::{actions, store};

#[derive(Template)]
#[template(path = "wijkaanpak/werkplannen/templates/partner.html")]
struct Page {
    c: C,
    inv: Invulling,
    regel: Regel,
    titel: String,
    action: String,
    /// What is kept of whoever promised this without an organisation (L-07).
    own: Option<Own>,
}

/// What the holder of the link may see and erase of the own data.
struct Own {
    partij: Partij,
    readers: Vec<Lezer>,
}

/// What is left to say when the link has ended.
#[derive(Template)]
#[template(path = "wijkaanpak/werkplannen/templates/partner_gewist.html")]
struct Gone {
    c: C,
    wat: String,
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

fn link(req: &Req) -> Result<&LinkHolder> {
    match &req.actor {
        Actor::Link(link) => Ok(link),
        _ => Err(Error::NotFound("link")),
    }
}

fn subject(req: &Req) -> Result<AfspraakId> {
    Ok(AfspraakId(link(req)?.subject))
}

/// What the holder of a partner link sees.
pub async fn partner_page(req: Req) -> Result<Response> {
    render(&req, Faults::default()).await
}

async fn render(req: &Req, faults: Faults) -> Result<Response> {
    let status = faults.status();
    page_with(status, &load(req, faults).await?)
}

/// Everything the page tells. What is kept of the holder is read as personal data.
async fn load(req: &Req, faults: Faults) -> Result<Page> {
    let id = subject(req)?;
    let c = C::of(&req.view);
    let inv = Invulling::new(&c, faults, req.form.clone());
    let action = req.path.clone();
    let mut shown = req
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
                own: None,
            })
        })
        .await?;
    if shown.regel.afspraak.organisatie.is_none() {
        shown.own = own(req).await?;
    }
    Ok(shown)
}

async fn own(req: &Req) -> Result<Option<Own>> {
    let (holder, frame) = (link(req)?.clone(), req.frame.clone());
    let about = ("afspraak", holder.subject);
    req.app
        .read_personal(&req.frame, &req.actor, Purpose::OwnData, about, move |tx| {
            let Some(partij) = find_partij(tx, frame.id, holder.holder)? else {
                return Ok(None);
            };
            let readers = list_readers(tx, &frame, &holder)?;
            Ok(Some(Own { partij, readers }))
        })
        .await
}

/// Erases what is kept of the holder, after a clear yes; the afspraak stays and the link ends.
async fn forget(req: &Req) -> Result<Response> {
    if !req.form.ticked("zeker") {
        let fault = Error::field("zeker", "wissen-zeker-nodig");
        return render(req, Faults::of(fault)?).await;
    }
    let shown = load(req, Faults::default()).await?;
    if shown.own.is_none() {
        return Err(Error::NotFound("link"));
    }
    let (frame, actor, holder) = (req.frame.clone(), req.actor.clone(), link(req)?.clone());
    req.app
        .run_blocking(move |app| {
            app.erase_partij(&frame, &actor, AfspraakId(holder.subject), holder.holder)
        })
        .await?;
    page_with(
        200,
        &Gone {
            c: shown.c,
            wat: shown.regel.afspraak.wat,
        },
    )
}

/// The button that was pressed: `doe` is aannemen, afwijzen, voortgang, leveren or wissen.
pub async fn partner_post(req: Req) -> Result<Response> {
    let id = subject(&req)?;
    if req.form.text("doe") == "wissen" {
        return forget(&req).await;
    }
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
