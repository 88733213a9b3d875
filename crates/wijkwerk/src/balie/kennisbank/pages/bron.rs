//! The page behind the mail that asks whether a text is still right: one tap, or the fields to correct. The link is the
//! only key, so a partner needs no account.

use askama::Template;

use super::delen::{self, Invulling};
use super::plaatsen::{self, Eigen, Plaatsveld};
use super::velden::{form_of, velden_of};
use crate::access::{Actor, LinkKind};
use crate::balie::kennisbank::actions;
use crate::balie::kennisbank::model::{Freshness, Item, ItemState, Velden, Vlag};
use crate::balie::kennisbank::plekken::{self, Plek};
use crate::balie::kennisbank::store;
use crate::error::{Error, Result};
use crate::http::{Form, Req, Response, redirect};
use crate::ids::KennisitemId;
use crate::layout::{C, Faults, page_with};

#[derive(Template)]
#[template(path = "balie/kennisbank/templates/bron.html")]
struct Page {
    c: C,
    inv: Invulling,
    item: Item,
    vlaggen: Vec<Vlag>,
    fresh: String,
    late: bool,
    right: bool,
    action: String,
    /// Where it can be had, as everybody reads it, and the same as fields.
    plekken: Vec<Plek>,
    plaatsen: Vec<Plaatsveld>,
    /// Whether something was filled in, and whether that is hours to be looked at before they are kept.
    filled_in: bool,
    nakijken: bool,
}

impl Page {
    fn open(&self) -> bool {
        matches!(self.item.state, ItemState::Published | ItemState::InControl)
    }
}

fn subject(req: &Req) -> Result<KennisitemId> {
    match &req.actor {
        Actor::Link(link) if link.kind == LinkKind::Bron => Ok(KennisitemId(link.subject)),
        _ => Err(Error::NotFound("link")),
    }
}

/// What the holder of the link sees.
pub async fn bron_page(req: Req) -> Result<Response> {
    render(&req, None, Faults::default()).await
}

/// The button that was pressed: `doe` is klopt or wijzig.
pub async fn bron_post(req: Req) -> Result<Response> {
    let id = subject(&req)?;
    if req.form.text("doe") == "wijzig"
        && let Some((form, faults)) = look(&req, id).await?
    {
        return render(&req, Some(form), faults).await;
    }
    let done = match req.form.text("doe") {
        "klopt" => req.do_once(move |ctx| actions::confirm(ctx, id)).await,
        "wijzig" => change(&req, id).await,
        _ => Err(Error::field("doe", "kennis-bron-kies")),
    };
    match done {
        Ok(()) => Ok(redirect(&req.path)),
        Err(error) => {
            let form = req.form.clone();
            render(&req, Some(form), Faults::of(error)?).await
        }
    }
}

/// What was filled in about the places that it has.
fn places_of(form: &Form, before: &[Eigen]) -> Vec<Eigen> {
    before
        .iter()
        .map(|(locatie, ..)| plaatsen::filled_in(form, *locatie, before))
        .collect()
}

/// The form again, if hours were typed that were not shown in words yet.
async fn look(req: &Req, id: KennisitemId) -> Result<Option<(Form, Faults)>> {
    let before = req
        .read(move |tx, view| store::list_eigen_plaatsen(tx, view.frame.id, id))
        .await?;
    let given = places_of(&req.form, &before);
    if !plaatsen::must_look(&req.form, &given, &before) {
        return Ok(None);
    }
    let faults = plaatsen::faults(&req.view.frame, &given, &before);
    Ok(Some((plaatsen::seen(&req.form, &given), faults)))
}

/// What can be corrected here is what people read and call, and when they can come; the rest stays as it is.
async fn change(req: &Req, id: KennisitemId) -> Result<()> {
    let (given, _) = velden_of(&req.form);
    let form = req.form.clone();
    req.do_once(move |ctx| {
        let gemeente = ctx.gemeente();
        let item = store::get_item(ctx, gemeente, id)?;
        let velden = Velden {
            titel: given.titel.clone(),
            samenvatting: given.samenvatting.clone(),
            tekst: given.tekst.clone(),
            aanmelden: given.aanmelden.clone(),
            kosten: given.kosten.clone(),
            telefoon: given.telefoon.clone(),
            email: given.email.clone(),
            url: given.url.clone(),
            ..item.velden()
        };
        let before = store::list_eigen_plaatsen(ctx, gemeente, id)?;
        actions::change(ctx, id, &velden, true)?;
        actions::set_plaatsen(ctx, id, &places_of(&form, &before))
    })
    .await
}

async fn render(req: &Req, form: Option<Form>, faults: Faults) -> Result<Response> {
    let id = subject(req)?;
    let c = C::of(&req.view);
    let words = c.clone();
    let (item, vlaggen, plekken, eigen) = req
        .read(move |tx, view| {
            let gemeente = view.frame.id;
            let item = store::find_item(tx, gemeente, id)?.ok_or(Error::NotFound("link"))?;
            let plaatsen = store::list_plaatsen(tx, gemeente, id)?;
            Ok((
                item,
                store::list_vlaggen(tx, gemeente, id)?,
                plekken::with_hours(tx, &words, plaatsen)?,
                store::list_eigen_plaatsen(tx, gemeente, id)?,
            ))
        })
        .await?;
    let filled_in = form.is_some();
    let form = form.unwrap_or_else(|| form_of(&item.velden(), &[]));
    let today = req.view.today();
    let fresh = Freshness::of(&item, today);
    let status = if faults.any() { 400 } else { 200 };
    let asked = item.asked_at.is_some();
    page_with(
        status,
        &Page {
            fresh: delen::freshness(&c, fresh),
            late: fresh.is_overdue(),
            right: !asked && !fresh.is_overdue(),
            vlaggen: vlaggen
                .into_iter()
                .filter(|vlag| vlag.settled_at.is_none())
                .collect(),
            plaatsen: plekken
                .iter()
                .map(|plek| (plek.plaats.locatie, plek.plaats.naam.clone()))
                .map(|(locatie, naam)| {
                    Plaatsveld::of(&c, &form, locatie, naam, Some(eigen.as_slice()))
                })
                .collect(),
            plekken,
            filled_in,
            nakijken: !faults.any() && form.ticked("gezien"),
            inv: Invulling::new(&c, faults, form),
            action: req.path.clone(),
            item,
            c,
        },
    )
}
