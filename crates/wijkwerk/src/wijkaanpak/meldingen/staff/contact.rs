//! Who reported it: shown once, on asking, after the reading was logged (INV-45).

use askama::Template;
use kit::db::Read;

use super::detail;
use crate::access::{Here, Permission};
use crate::app::Purpose;
use crate::error::{Error, Result};
use crate::handler;
use crate::http::{Guard, Place, Req, Response, Route, View, redirect};
use crate::ids::MeldingId;
use crate::layout::{self, C, Faults};
use crate::wijkaanpak::meldingen::{
    Contactgegevens, ReceiptBy, ToldBy, find_owed_receipt, list_volgers, note_receipt, note_told,
};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::post(
            "meldingen.contact",
            "/{gemeente}/meldingen/{melding}/contact",
            Guard::May(Permission::MeldingContactRead),
            handler!(show),
        )
        .at(Place::Gebied),
        Route::post(
            "meldingen.gebeld",
            "/{gemeente}/meldingen/{melding}/gebeld",
            Guard::May(Permission::MeldingTriage),
            handler!(called),
        )
        .at(Place::Gebied),
        Route::post(
            "meldingen.ontvangst",
            "/{gemeente}/meldingen/{melding}/ontvangst",
            Guard::May(Permission::MeldingTriage),
            handler!(received),
        )
        .at(Place::Gebied)
        .sample("hoe=phone"),
    ]
}

#[derive(Template)]
#[template(path = "wijkaanpak/meldingen/staff/templates/contact.html")]
struct Page {
    c: C,
    id: MeldingId,
    nummer: String,
    people: Vec<(bool, Contactgegevens)>,
    /// It ended, and who can only be called was not called yet.
    may_call: bool,
}

/// Somebody called and told how it ended; saying so twice is saying it once.
async fn called(req: Req) -> Result<Response> {
    let id: MeldingId = req.id("melding")?;
    req.write(move |ctx| note_told(ctx, id, ToldBy::Telefoon))
        .await?;
    let url = layout::url(&req.view, &format!("/meldingen/{id}"));
    Ok(redirect(&url))
}

/// Somebody was told that it arrived; a mail says that by itself.
async fn received(req: Req) -> Result<Response> {
    let id: MeldingId = req.id("melding")?;
    let how = ReceiptBy::from_word(req.form.text("hoe")).filter(|how| *how != ReceiptBy::Mail);
    let done = match how {
        Some(how) => req.write(move |ctx| note_receipt(ctx, id, how)).await,
        None => req.read(move |tx, view| ask_how(tx, view, id)).await,
    };
    match done {
        Ok(_) => {
            let url = layout::url(&req.view, &format!("/meldingen/{id}"));
            Ok(redirect(&url))
        }
        Err(error) => detail::render(&req, id, Faults::of(error)?, 400).await,
    }
}

/// How it was said must be chosen, as long as there is a form to choose it in.
fn ask_how(tx: &mut Read<'_>, view: &View, id: MeldingId) -> Result<bool> {
    detail::visible(tx, view, id)?;
    match find_owed_receipt(tx, view.frame.id, id)? {
        Some(_) => Err(Error::field("hoe", "staf-ontvangst-kies")),
        None => Ok(false),
    }
}

async fn show(req: Req) -> Result<Response> {
    let id: MeldingId = req.id("melding")?;
    let melding = req
        .read(move |tx, view| detail::visible(tx, view, id))
        .await?;
    req.actor.require(
        Permission::MeldingContactRead,
        &Here::gebied(melding.gebied),
    )?;
    let gemeente = req.frame.id;
    let people = req
        .app
        .read_personal(
            &req.frame,
            &req.actor,
            Purpose::HandleMelding,
            ("melding", id.0),
            move |tx| list_volgers(tx, gemeente, id),
        )
        .await?;
    let by_phone = people
        .iter()
        .any(|one| one.contact.email.is_none() && one.contact.telefoon.is_some());
    layout::page(&Page {
        may_call: by_phone && !melding.is_open() && melding.told_at.is_none(),
        c: C::of(&req.view),
        id,
        nummer: melding.nummer.to_string(),
        people: people
            .into_iter()
            .map(|person| (person.soort == "melder", person.contact))
            .collect(),
    })
}
