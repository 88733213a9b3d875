//! What was sent, for bodies of residents and for who sends: the list, each stuk with its versions, and what can be done.

use askama::Template;

use super::{paragraphs, size};
use crate::access::{Here, Permission};
use crate::error::{Error, Result};
use crate::handler;
use crate::http::{Form, Guard, Kind, Place, Req, Response, Route, redirect};
use crate::ids::StukId;
use crate::kader::stukken::model::{Stuk, Stukversie};
use crate::kader::stukken::{actions, rules, store};
use crate::layout::{self, C, Faults};

/// Who has something to do with stukken before they are public.
const BOTH: &[Permission] = &[Permission::StukRead, Permission::StukSend];

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get(
            "toegestuurd",
            "/{gemeente}/toegestuurd",
            Guard::Any(BOTH),
            Kind::Page,
            handler!(list),
        ),
        Route::get(
            "toegestuurd.stuk",
            "/{gemeente}/toegestuurd/{stuk}",
            Guard::Any(BOTH),
            Kind::Page,
            handler!(show),
        )
        .at(Place::Orgaan),
        Route::post(
            "toegestuurd.openbaar",
            "/{gemeente}/toegestuurd/{stuk}/openbaar",
            Guard::May(Permission::StukSend),
            handler!(open),
        )
        .at(Place::Gebied),
        Route::post(
            "toegestuurd.intrekken",
            "/{gemeente}/toegestuurd/{stuk}/intrekken",
            Guard::May(Permission::StukSend),
            handler!(withdraw),
        )
        .at(Place::Gebied)
        .sample("reden=Er+stond+een+fout+in+de+tekst"),
    ]
}

/// A stuk as one line.
struct Regel {
    titel: String,
    url: String,
    onder: String,
    /// The class and the words of its badge.
    klasse: &'static str,
    woord: String,
}

fn badge(c: &C, stuk: &Stuk) -> (&'static str, String) {
    let today = c.view.today();
    match &stuk.beperking {
        _ if stuk.withdrawn.is_some() => ("closed", c.t("stuk-ingetrokken")),
        Some(beperking) if !stuk.is_public(today) => (
            "wait",
            c.t1("stuk-besloten-tot", "dag", c.day_plain(beperking.until)),
        ),
        _ => ("done", c.t("stuk-openbaar")),
    }
}

fn organen(c: &C, stuk: &Stuk) -> String {
    let found = stuk
        .organen
        .iter()
        .filter_map(|id| c.view.frame.orgaan(*id));
    let names: Vec<String> = found.map(|orgaan| orgaan.naam.clone()).collect();
    c.list_and(&names)
}

fn wijken(c: &C, stuk: &Stuk) -> String {
    let names: Vec<String> = stuk.wijken.iter().map(|id| c.gebied(*id)).collect();
    c.list_and(&names)
}

fn line(c: &C, stuk: &Stuk) -> Regel {
    let (klasse, woord) = badge(c, stuk);
    Regel {
        titel: stuk.inhoud.titel.clone(),
        url: c.url(&format!("/toegestuurd/{}", stuk.id)),
        onder: format!("{} · {}", c.day_plain(stuk.sent_on), organen(c, stuk)),
        klasse,
        woord,
    }
}

#[derive(Template)]
#[template(path = "kader/stukken/templates/intern.html")]
struct ListPage {
    c: C,
    may_send: bool,
    /// Sent to an orgaan in which the visitor sits.
    aan_mij: Vec<Regel>,
    sits: bool,
    /// What else the visitor may see.
    andere: Vec<Regel>,
}

async fn list(req: Req) -> Result<Response> {
    let all = req
        .read(|tx, view| store::list_stukken(tx, &view.frame))
        .await?;
    let c = C::of(&req.view);
    let (actor, frame) = (&req.actor, &req.frame);
    let is_mine = |stuk: &Stuk| {
        let mut organen = stuk.organen.iter();
        organen.any(|id| rules::is_member(actor, frame, *id))
    };
    let (mine, others): (Vec<&Stuk>, Vec<&Stuk>) = all.iter().partition(|stuk| is_mine(stuk));
    let may_send = actor.may(Permission::StukSend, &Here::ANYWHERE);
    layout::page(&ListPage {
        sits: actor.may(Permission::StukRead, &Here::ANYWHERE),
        aan_mij: mine.iter().map(|stuk| line(&c, stuk)).collect(),
        andere: others
            .iter()
            .filter(|stuk| may_send && rules::may_manage(actor, frame, stuk))
            .map(|stuk| line(&c, stuk))
            .collect(),
        may_send,
        c,
    })
}

#[derive(Template)]
#[template(path = "kader/stukken/templates/intern_stuk.html")]
struct StukPage {
    c: C,
    faults: Faults,
    form: Form,
    stuk: Stuk,
    klasse: &'static str,
    woord: String,
    tekst: Vec<String>,
    grootte: String,
    aan: String,
    wijken: String,
    versies: Vec<Stukversie>,
    is_public: bool,
    may_manage: bool,
    url: String,
}

async fn show(req: Req) -> Result<Response> {
    let page = page(&req, Faults::default()).await?;
    layout::page(&page)
}

/// The page of a stuk, for those who may know of it here.
async fn page(req: &Req, faults: Faults) -> Result<StukPage> {
    let id: StukId = req.id("stuk")?;
    let (stuk, versies) = req
        .read(move |tx, view| {
            let stuk = store::find_stuk(tx, &view.frame, id)?.ok_or(Error::NotFound("stuk"))?;
            Ok((stuk, store::list_versions(tx, &view.frame, id)?))
        })
        .await?;
    if !rules::may_see(&req.actor, &req.frame, &stuk) {
        return Err(Error::NotFound("stuk"));
    }
    let c = C::of(&req.view);
    let bytes = stuk.inhoud.document.as_ref().map_or(0, |one| one.bytes);
    let (klasse, woord) = badge(&c, &stuk);
    Ok(StukPage {
        klasse,
        woord,
        tekst: paragraphs(&stuk.inhoud.tekst),
        grootte: size(&c, bytes),
        aan: organen(&c, &stuk),
        wijken: wijken(&c, &stuk),
        is_public: stuk.is_public(req.today()),
        may_manage: stuk.withdrawn.is_none() && rules::may_manage(&req.actor, &req.frame, &stuk),
        url: c.url(&format!("/toegestuurd/{id}")),
        form: req.form.clone(),
        versies,
        stuk,
        faults,
        c,
    })
}

async fn open(req: Req) -> Result<Response> {
    let id: StukId = req.id("stuk")?;
    let done = req.do_once(move |ctx| actions::open(ctx, id)).await;
    again(&req, id, done).await
}

async fn withdraw(req: Req) -> Result<Response> {
    let id: StukId = req.id("stuk")?;
    let reden = req.form.text("reden").to_owned();
    let done = req
        .do_once(move |ctx| actions::withdraw(ctx, id, &reden))
        .await;
    again(&req, id, done).await
}

async fn again(req: &Req, id: StukId, done: Result<()>) -> Result<Response> {
    match done {
        Ok(()) => Ok(redirect(&layout::url(
            &req.view,
            &format!("/toegestuurd/{id}"),
        ))),
        Err(error) => {
            let page = page(req, Faults::or_refusal(error)?).await?;
            layout::page_with(page.faults.status(), &page)
        }
    }
}
