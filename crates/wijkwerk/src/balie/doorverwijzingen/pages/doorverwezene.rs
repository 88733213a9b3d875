//! The page behind a resident's link: where it stands, the last word in one tap, own data seen and erased.

use askama::Template;
use jiff::civil::Date;

use super::regel::{Regel, Stap, thread};
use super::waarheen;
use crate::app::Purpose;
use crate::balie::doorverwijzingen::actions::{self, resident_link};
use crate::balie::doorverwijzingen::model::{Doorverwezene, Doorverwijzing, OordeelVan, Uitkomst};
use crate::balie::doorverwijzingen::{rules, store};
use crate::balie::kennisbank::Plek;
use crate::error::{Error, Result};
use crate::http::{Req, Response, redirect};
use crate::ids::DoorverwijzingId;
use crate::layout::{C, Faults, page_with};

#[derive(Template)]
#[template(path = "balie/doorverwijzingen/templates/doorverwezene.html")]
struct Page {
    c: C,
    faults: Faults,
    action: String,
    regel: Regel,
    stappen: Vec<Stap>,
    /// Where to go, while it is not over.
    plek: Option<Plek>,
    own: Doorverwezene,
    may_judge: bool,
    refused: Option<String>,
    erased: bool,
}

impl Page {
    fn keeps_something(&self) -> bool {
        !self.own.persoon.is_anonymous() || self.own.persoon.vraag.is_some()
    }

    fn keep_until(&self) -> Option<Date> {
        self.own.erase_after
    }
}

/// What the holder of a resident's link sees.
pub async fn doorverwezene_page(req: Req) -> Result<Response> {
    render(&req, None).await
}

/// The chain, and what is kept of its resident.
async fn load(req: &Req) -> Result<(Vec<Doorverwijzing>, Doorverwezene)> {
    let holder = resident_link(&req.actor)?.clone();
    let keten = DoorverwijzingId(holder.subject);
    let gemeente = req.frame.id;
    req.app
        .read_personal(
            &req.frame,
            &req.actor,
            Purpose::OwnData,
            ("doorverwijzing", keten.0),
            move |tx| {
                let own = store::find_person(tx, gemeente, keten)?
                    .filter(|own| own.id.0 == holder.holder)
                    .ok_or(Error::NotFound("link"))?;
                Ok((store::list_chain(tx, gemeente, keten)?, own))
            },
        )
        .await
}

async fn render(req: &Req, error: Option<Error>) -> Result<Response> {
    let (chain, own) = load(req).await?;
    let last = chain.last().cloned().ok_or(Error::NotFound("link"))?;
    let (c, sent) = (C::of(&req.view), last.clone());
    let plek = req
        .read(move |tx, _| waarheen::place_of(tx, &c, &sent))
        .await?
        .filter(|_| last.is_running());
    let c = C::of(&req.view);
    let (faults, refused, status) = match error {
        None => (Faults::default(), None, 200),
        Some(Error::Refused(said)) => (Faults::default(), Some(c.sentence(&said)), 409),
        Some(other) => (Faults::of(other)?, None, 400),
    };
    let judge = rules::Step::Judge(OordeelVan::Resident);
    let page = Page {
        // Which routes there are is no matter of the resident.
        stappen: thread(&c, &chain)
            .into_iter()
            .map(|stap| Stap {
                zonder: false,
                ..stap
            })
            .collect(),
        may_judge: rules::step(last.state, last.oordeel_van, judge).is_ok(),
        plek,
        regel: Regel::of(&c, last),
        action: req.path.clone(),
        erased: req.query.ticked("gewist"),
        own,
        faults,
        refused,
        c,
    };
    page_with(status, &page)
}

/// The one tap that says whether it helped, or the wish to be forgotten.
pub async fn doorverwezene_post(req: Req) -> Result<Response> {
    if req.form.text("doe") == "wissen" {
        return erase(req).await;
    }
    let (chain, _) = load(&req).await?;
    let last = chain
        .last()
        .map(|one| one.id)
        .ok_or(Error::NotFound("link"))?;
    let done = match Uitkomst::from_word(req.form.text("uitkomst")) {
        Some(uitkomst) => {
            req.do_once(move |ctx| actions::judge(ctx, last, uitkomst))
                .await
        }
        None => Err(Error::field("uitkomst", "verwijs-uitkomst-kies")),
    };
    match done {
        Ok(()) => Ok(redirect(&req.path)),
        Err(error @ (Error::Refused(_) | Error::Invalid(_))) => render(&req, Some(error)).await,
        Err(other) => Err(other),
    }
}

async fn erase(req: Req) -> Result<Response> {
    if !req.form.ticked("zeker") {
        return render(&req, Some(Error::field("zeker", "wissen-zeker-nodig"))).await;
    }
    let holder = resident_link(&req.actor)?.holder;
    let gemeente = req.frame.id;
    req.app
        .run_blocking(move |app| app.note_erased_contact(gemeente, holder))
        .await?;
    req.do_once(|ctx| actions::erase_own(ctx).map(drop)).await?;
    Ok(redirect(&format!("{}?gewist=1", req.path)))
}
