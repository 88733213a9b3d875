//! The page behind a receiver's link: who asks what in the resident's own words, and three buttons. Without an account;
//! the holder sees what is needed for the answer, then what is needed for the help, then nothing.

use askama::Template;

use super::Keuze;
use super::detail::{answer_of, reasons};
use super::regel::Regel;
use crate::app::Purpose;
use crate::balie::doorverwijzingen::actions::{self, Inzage, receiver_link};
use crate::balie::doorverwijzingen::model::{DoorverwijzingState as State, Persoon};
use crate::balie::doorverwijzingen::store;
use crate::error::{Error, Result};
use crate::http::{Req, Response, redirect};
use crate::ids::DoorverwijzingId;
use crate::layout::{C, Faults, page_with};

#[derive(Template)]
#[template(path = "balie/doorverwijzingen/templates/ontvanger.html")]
struct Page {
    c: C,
    faults: Faults,
    action: String,
    regel: Regel,
    persoon: Option<Persoon>,
    insight: Inzage,
    redenen: Vec<Keuze>,
    refused: Option<String>,
}

impl Page {
    fn is_sent(&self) -> bool {
        self.regel.one.state == State::Sent
    }

    fn waits(&self) -> bool {
        matches!(self.regel.one.state, State::Accepted | State::NoShow)
    }

    fn sees_person(&self) -> bool {
        self.insight == Inzage::Person
    }
}

/// What the holder of a receiver's link sees.
pub async fn ontvanger_page(req: Req) -> Result<Response> {
    render(&req, None).await
}

async fn render(req: &Req, error: Option<Error>) -> Result<Response> {
    let holder = receiver_link(&req.actor)?.clone();
    let id = DoorverwijzingId(holder.subject);
    let gemeente = req.frame.id;
    let one = req
        .read(move |tx, _| {
            let one = store::find(tx, gemeente, id)?.ok_or(Error::NotFound("link"))?;
            if store::speaks_for(tx, gemeente, holder.holder, one.naar, one.item)? {
                Ok(one)
            } else {
                Err(Error::NotFound("link"))
            }
        })
        .await?;
    let insight = actions::insight(&req.actor, &one);
    let persoon = if insight == Inzage::Nothing {
        None
    } else {
        let keten = one.keten;
        req.app
            .read_personal(
                &req.frame,
                &req.actor,
                Purpose::Refer,
                ("doorverwijzing", id.0),
                move |tx| store::find_person(tx, gemeente, keten),
            )
            .await?
            .map(|found| found.persoon)
    };
    let c = C::of(&req.view);
    let (faults, refused, status) = match error {
        None => (Faults::default(), None, 200),
        Some(Error::Refused(said)) => (Faults::default(), Some(c.sentence(&said)), 409),
        Some(other) => (Faults::of(other)?, None, 400),
    };
    let page = Page {
        redenen: reasons(&c),
        regel: Regel::of(&c, one),
        action: req.path.clone(),
        persoon,
        insight,
        faults,
        refused,
        c,
    };
    page_with(status, &page)
}

/// The button that was pressed: `doe` is aannemen, afwijzen, bellen, gekomen or niet-gekomen.
pub async fn ontvanger_post(req: Req) -> Result<Response> {
    let id = DoorverwijzingId(receiver_link(&req.actor)?.subject);
    let done = match req.form.text("doe") {
        "gekomen" => req.do_once(move |ctx| actions::arrive(ctx, id)).await,
        "niet-gekomen" => req.do_once(move |ctx| actions::no_show(ctx, id)).await,
        _ => match answer_of(&req.form) {
            Ok(what) => req.do_once(move |ctx| actions::answer(ctx, id, what)).await,
            Err(error) => Err(error),
        },
    };
    match done {
        Ok(()) => Ok(redirect(&req.path)),
        Err(error @ (Error::Refused(_) | Error::Invalid(_))) => render(&req, Some(error)).await,
        Err(other) => Err(other),
    }
}
