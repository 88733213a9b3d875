//! Information meetings: plan one, note what was asked, close it (L-26).

use askama::Template;
use kit::db::Read;

use super::{
    Keuze, Tab, gebieden, keuze, onderwerp, onderwerpen, organisaties, read_vragen, shown_again,
    tabs,
};
use crate::access::{Here, Permission};
use crate::balie::contacten::bijeenkomsten::{
    Bijeenkomst, BijeenkomstState, NewBijeenkomst, close, get_bijeenkomst, list_bijeenkomsten,
    note_question, plan,
};
use crate::balie::contacten::{Uitkomst, Vraag, list_of_bijeenkomst, list_vragen};
use crate::error::{Error, Result};
use crate::handler;
use crate::http::{Form, Guard, Kind, Place, Req, Response, Route, View, redirect};
use crate::ids::BijeenkomstId;
use crate::layout::{self, C, Faults};

const READ: Guard = Guard::May(Permission::ContactRead);
const ENTER: Guard = Guard::May(Permission::ContactEnter);
/// What can come of a question at a meeting.
const OUTCOMES: &[Uitkomst] = &[Uitkomst::Answered, Uitkomst::Open];

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get(
            "bijeenkomsten.lijst",
            "/{gemeente}/balie/bijeenkomsten",
            READ,
            Kind::Page,
            handler!(list),
        ),
        Route::post(
            "bijeenkomsten.plannen",
            "/{gemeente}/balie/bijeenkomsten",
            ENTER,
            handler!(new),
        )
        .sample("titel=Wonen+in+de+buurt&plaats=Buurthuis&op=2026-04-01"),
        Route::get(
            "bijeenkomsten.een",
            "/{gemeente}/balie/bijeenkomsten/{bijeenkomst}",
            READ,
            Kind::Page,
            handler!(show),
        )
        .at(Place::Gebied),
        Route::post(
            "bijeenkomsten.vraag",
            "/{gemeente}/balie/bijeenkomsten/{bijeenkomst}/vraag",
            ENTER,
            handler!(question),
        )
        .at(Place::Gebied)
        .sample("onderwerp={balie_onderwerp}&uitkomst=open&vraag=Wanneer+begint+het"),
        Route::post(
            "bijeenkomsten.sluiten",
            "/{gemeente}/balie/bijeenkomsten/{bijeenkomst}/sluiten",
            ENTER,
            handler!(end),
        )
        .at(Place::Gebied)
        .sample("bezoekers=24"),
    ]
}

#[derive(Template)]
#[template(path = "balie/contacten/templates/bijeenkomsten.html")]
struct ListPage {
    c: C,
    tabs: Vec<Tab>,
    faults: Faults,
    may_enter: bool,
    rows: Vec<Bijeenkomst>,
    organisaties: Vec<Keuze>,
    gebieden: Vec<Keuze>,
    titel: String,
    plaats: String,
    op: String,
}

async fn list(req: Req) -> Result<Response> {
    layout::page(&list_page(&req, Faults::default(), &Form::default()).await?)
}

fn here(found: &Bijeenkomst) -> Here {
    Here {
        gebied: found.gebied,
        ..Here::ANYWHERE
    }
}

async fn list_page(req: &Req, faults: Faults, form: &Form) -> Result<ListPage> {
    let rows = req
        .read(|tx, view| {
            let mut all = list_bijeenkomsten(tx, view.frame.id)?;
            all.retain(|found| view.actor.may(Permission::ContactRead, &here(found)));
            Ok(all)
        })
        .await?;
    let c = C::of(&req.view);
    let own = c
        .view
        .actor
        .account()
        .and_then(|account| account.organisatie)
        .map(|id| id.to_string())
        .unwrap_or_default();
    let chosen = form.opt("organisatie").unwrap_or(&own).to_owned();
    Ok(ListPage {
        tabs: tabs(&c),
        may_enter: super::may_enter(&c),
        rows,
        organisaties: organisaties(&req.view, &chosen),
        gebieden: std::iter::once(keuze("", c.t("contact-gebied-geen"), ""))
            .chain(gebieden(&req.view, form.text("gebied")))
            .collect(),
        titel: form.text("titel").to_owned(),
        plaats: form.text("plaats").to_owned(),
        op: form.text("op").to_owned(),
        faults,
        c,
    })
}

async fn new(req: Req) -> Result<Response> {
    let wanted = NewBijeenkomst {
        titel: req.form.text("titel").to_owned(),
        plaats: req.form.text("plaats").to_owned(),
        gebied: req.form.parsed("gebied"),
        organisatie: req.form.parsed("organisatie"),
        op: req.form.parsed("op"),
    };
    let made = req
        .once(move |ctx| plan(ctx, &wanted).map(|id| id.to_string()))
        .await;
    match made {
        Ok(id) => Ok(redirect(&layout::url(
            &req.view,
            &format!("/balie/bijeenkomsten/{id}"),
        ))),
        Err(error) => {
            let page = list_page(&req, Faults::of(error)?, &req.form).await?;
            layout::page_with(400, &page)
        }
    }
}

#[derive(Template)]
#[template(path = "balie/contacten/templates/bijeenkomst.html")]
struct Page {
    c: C,
    tabs: Vec<Tab>,
    faults: Faults,
    may_enter: bool,
    found: Bijeenkomst,
    planned: bool,
    vragen: Vec<(String, Vraag)>,
    onderwerpen: Vec<Keuze>,
    organisaties: Vec<Keuze>,
    uitkomsten: &'static [Uitkomst],
    vraag: String,
    bezoekers: String,
}

fn visible(tx: &mut Read<'_>, view: &View, id: BijeenkomstId) -> Result<Bijeenkomst> {
    let found = get_bijeenkomst(tx, view.frame.id, id)?;
    if view.actor.may(Permission::ContactRead, &here(&found)) {
        Ok(found)
    } else {
        Err(Error::NotFound("bijeenkomst"))
    }
}

async fn show(req: Req) -> Result<Response> {
    layout::page(&page(&req, Faults::default()).await?)
}

async fn page(req: &Req, faults: Faults) -> Result<Page> {
    let id: BijeenkomstId = req.id("bijeenkomst")?;
    let (found, vragen) = req
        .read(move |tx, view| {
            let found = visible(tx, view, id)?;
            let mut vragen = Vec::new();
            for contact in list_of_bijeenkomst(tx, view.frame.id, id)? {
                vragen.extend(list_vragen(tx, view.frame.id, contact.id)?);
            }
            Ok((found, vragen))
        })
        .await?;
    let c = C::of(&req.view);
    Ok(Page {
        tabs: tabs(&c),
        may_enter: super::may_enter(&c),
        planned: found.state == BijeenkomstState::Planned,
        found,
        vragen: vragen
            .into_iter()
            .map(|vraag| (onderwerp(&req.view, &vraag.onderwerp), vraag))
            .collect(),
        onderwerpen: onderwerpen(&req.view, req.form.text("onderwerp")),
        organisaties: organisaties(&req.view, req.form.text("organisatie")),
        uitkomsten: OUTCOMES,
        vraag: shown_again(&req.form),
        bezoekers: req.form.text("bezoekers").to_owned(),
        faults,
        c,
    })
}

async fn again(req: &Req, id: BijeenkomstId, done: Result<()>) -> Result<Response> {
    match done {
        Ok(()) => Ok(redirect(&layout::url(
            &req.view,
            &format!("/balie/bijeenkomsten/{id}"),
        ))),
        Err(error) => {
            let page = page(req, Faults::of(error)?).await?;
            layout::page_with(400, &page)
        }
    }
}

async fn question(req: Req) -> Result<Response> {
    let id: BijeenkomstId = req.id("bijeenkomst")?;
    let vragen = read_vragen(&req.form);
    let done = req
        .do_once(move |ctx| {
            let first = vragen
                .first()
                .ok_or_else(|| Error::field("onderwerp", "contact-onderwerp-kies"))?;
            note_question(ctx, id, first).map(drop)
        })
        .await;
    again(&req, id, done).await
}

async fn end(req: Req) -> Result<Response> {
    let id: BijeenkomstId = req.id("bijeenkomst")?;
    let bezoekers: Option<i64> = req.form.parsed("bezoekers");
    let done = req
        .do_once(move |ctx| {
            let bezoekers =
                bezoekers.ok_or_else(|| Error::field("bezoekers", "bijeenkomst-bezoekers-fout"))?;
            close(ctx, id, bezoekers).map(drop)
        })
        .await;
    again(&req, id, done).await
}
