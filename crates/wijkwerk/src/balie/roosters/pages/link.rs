//! Behind the links of mails: yes or no to a shift; and the calendar that a phone asks for.

use askama::Template;
use axum::http::{HeaderValue, header};

use super::tijden;
use crate::balie::infopunten::find_infopunt;
use crate::balie::roosters::actions::{answer, may_answer};
use crate::balie::roosters::model::{Bezetting, BezettingState as State, Dienst};
use crate::balie::roosters::{agenda, store};
use crate::error::{Error, Result};
use crate::http::{Req, Response, redirect, text};
use crate::layout::{C, Faults, page_with};

#[derive(Template)]
#[template(path = "balie/roosters/templates/link.html")]
struct Page {
    c: C,
    faults: Faults,
    action: String,
    dienst: Dienst,
    punt: String,
    adres: String,
    tijden: String,
    one: Bezetting,
}

impl Page {
    fn is_asked(&self) -> bool {
        matches!(self.one.state, State::Offered | State::Filled)
            && self.dienst.cancelled_at.is_none()
    }
}

/// What the holder of the link of a shift sees.
pub async fn dienst_page(req: Req) -> Result<Response> {
    render(&req, Faults::default()).await
}

async fn render(req: &Req, faults: Faults) -> Result<Response> {
    let (id, account) = may_answer(&req.actor)?;
    let (dienst, one, punt) = req
        .read(move |tx, view| {
            let gemeente = view.frame.id;
            let dienst = store::find_dienst(tx, gemeente, id)?.ok_or(Error::NotFound("link"))?;
            let one = store::find_of(tx, gemeente, id, account)?.ok_or(Error::NotFound("link"))?;
            let punt =
                find_infopunt(tx, gemeente, dienst.infopunt)?.ok_or(Error::NotFound("link"))?;
            Ok((dienst, one, punt))
        })
        .await?;
    let c = C::of(&req.view);
    let page = Page {
        action: req.path.clone(),
        tijden: tijden(&c, dienst.tijd.van, dienst.tijd.tot),
        punt: punt.naam,
        adres: punt.adres,
        dienst,
        one,
        faults,
        c,
    };
    page_with(page.faults.status(), &page)
}

/// The button that was pressed: `doe` is ja or nee.
pub async fn dienst_post(req: Req) -> Result<Response> {
    let yes = match req.form.text("doe") {
        "ja" | "aannemen" => true,
        "nee" => false,
        _ => return render(&req, Faults::of(Error::field("doe", "rooster-ja-of-nee"))?).await,
    };
    match req.do_once(move |ctx| answer(ctx, yes)).await {
        Ok(()) => Ok(redirect(&req.path)),
        Err(error) => render(&req, Faults::or_refusal(error)?).await,
    }
}

/// The calendar behind a link, as a phone or a program asks for it.
pub async fn agenda_file(req: Req) -> Result<Response> {
    let body = req.read(|tx, view| agenda::of_link(tx, view)).await?;
    let mut response = text(200, body);
    response.headers_mut().insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/calendar; charset=utf-8"),
    );
    Ok(response)
}
