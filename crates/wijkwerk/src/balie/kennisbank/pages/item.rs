//! One item with everything: its text, who answers for it, how fresh it is, its history; and what may be done with it.

use askama::Template;

use super::delen::{self, Badge};
use super::verschil::with_changes;
use crate::access::{Here, Permission};
use crate::balie::kennisbank::actions;
use crate::balie::kennisbank::model::{
    FlagKind, Freshness, Item, ItemState, Kanaalplek, Notitie, Plaats, Reacties, SettledAs, Versie,
    Vertaling, Vlag,
};
use crate::balie::kennisbank::store;
use crate::error::{Error, Result};
use crate::handler;
use crate::http::{Guard, Kind, Place, Req, Response, Route, redirect};
use crate::ids::{GebiedId, KennisitemId, KennisnotitieId, KennisvlagId};
use crate::kader::openingstijden;
use crate::layout::{self, C, Faults};
use crate::write::Write;

pub(super) fn routes() -> Vec<Route> {
    let (write, flag, regie) = (
        Guard::May(Permission::KennisWrite),
        Guard::May(Permission::KennisFlag),
        Guard::May(Permission::KennisRegie),
    );
    vec![
        Route::get(
            "kennisbank.een",
            "/{gemeente}/kennisbank/{kennisitem}",
            Guard::May(Permission::KennisRead),
            Kind::Page,
            handler!(show),
        ),
        Route::post(
            "kennisbank.publiceer",
            "/{gemeente}/kennisbank/{kennisitem}/publiceer",
            write,
            handler!(publish),
        )
        .at(Place::Organisatie),
        Route::post(
            "kennisbank.klopt",
            "/{gemeente}/kennisbank/{kennisitem}/klopt",
            write,
            handler!(confirm),
        )
        .at(Place::Organisatie),
        Route::post(
            "kennisbank.intrekken",
            "/{gemeente}/kennisbank/{kennisitem}/intrekken",
            write,
            handler!(withdraw),
        )
        .at(Place::Organisatie)
        .sample("reden=Deze hulp bestaat niet meer."),
        Route::post(
            "kennisbank.overnemen",
            "/{gemeente}/kennisbank/{kennisitem}/overnemen",
            write,
            handler!(claim),
        )
        .at(Place::Organisatie),
        Route::post(
            "kennisbank.vlag.klaar",
            "/{gemeente}/kennisbank/{kennisitem}/vlaggen/{kennisvlag}",
            write,
            handler!(settle),
        )
        .at(Place::Organisatie)
        .sample("als=dismissed"),
        Route::post(
            "kennisbank.vlag",
            "/{gemeente}/kennisbank/{kennisitem}/vlag",
            flag,
            handler!(put_flag),
        )
        .sample("soort=wrong&toelichting=Het nummer klopt niet meer."),
        Route::post(
            "kennisbank.notitie",
            "/{gemeente}/kennisbank/{kennisitem}/notitie",
            flag,
            handler!(put_note),
        )
        .sample("notitie=Bij ons op dinsdag aan de balie."),
        Route::post(
            "kennisbank.notitie.weg",
            "/{gemeente}/kennisbank/{kennisitem}/notities/{kennisnotitie}/weg",
            Guard::Any(&[Permission::KennisFlag, Permission::KennisRegie]),
            handler!(drop_note),
        ),
        Route::post(
            "kennisbank.verberg",
            "/{gemeente}/kennisbank/{kennisitem}/verberg",
            regie,
            handler!(hide),
        )
        .sample("reden=Dit is te oud om te tonen."),
        Route::post(
            "kennisbank.toon",
            "/{gemeente}/kennisbank/{kennisitem}/toon",
            regie,
            handler!(restore),
        ),
        Route::post(
            "kennisbank.regie",
            "/{gemeente}/kennisbank/{kennisitem}/regie",
            regie,
            handler!(set_review),
        )
        .sample("essentieel=1"),
    ]
}

#[derive(Template)]
#[template(path = "balie/kennisbank/templates/item.html")]
struct Page {
    c: C,
    it: Whole,
    faults: Faults,
    badge: Badge,
    fresh: String,
    late: bool,
    wie: String,
    onderwerp: String,
    soorten: Vec<FlagKind>,
    /// Channel, where in it; empty where it is missing.
    kanalen: Vec<(String, Option<String>)>,
    gebieden: Vec<String>,
    vertalingen: Vec<(String, Vertaling)>,
    /// Each with what it says otherwise than the one before it.
    versies: Vec<(Versie, Vec<String>)>,
    open: usize,
    may_write: bool,
    may_claim: bool,
    may_flag: bool,
    may_regie: bool,
    toelichting: String,
    notitie: String,
    reden: String,
}

/// An item with what stands beside it.
struct Whole {
    item: Item,
    woorden: Vec<String>,
    kanalen: Vec<Kanaalplek>,
    plaatsen: Vec<Plaats>,
    gebieden: Vec<GebiedId>,
    vertalingen: Vec<Vertaling>,
    versies: Vec<Versie>,
    vlaggen: Vec<Vlag>,
    notities: Vec<Notitie>,
    reacties: Reacties,
}

async fn show(req: Req) -> Result<Response> {
    let id = req.id("kennisitem")?;
    render(&req, id, Faults::default()).await
}

async fn render(req: &Req, id: KennisitemId, faults: Faults) -> Result<Response> {
    let it = req
        .read(move |tx, view| {
            let gemeente = view.frame.id;
            let item = store::get_item(tx, gemeente, id)?;
            if !actions::may_see(&view.actor, &item) {
                return Err(Error::NotFound("kennisitem"));
            }
            Ok(Whole {
                woorden: store::list_woorden(tx, gemeente, id)?,
                kanalen: store::list_kanalen(tx, gemeente, id)?,
                plaatsen: store::list_plaatsen(tx, gemeente, id)?,
                gebieden: store::list_gebieden(tx, gemeente, id)?,
                vertalingen: store::list_vertalingen(tx, gemeente, id)?,
                versies: store::list_versies(tx, gemeente, id)?,
                vlaggen: store::list_vlaggen(tx, gemeente, id)?,
                notities: store::list_notities(tx, gemeente, id)?,
                reacties: store::reacties(tx, gemeente, id, item.versie)?,
                item,
            })
        })
        .await?;
    let c = C::of(&req.view);
    let fresh = Freshness::of(&it.item, req.view.today());
    let shown = matches!(it.item.state, ItemState::Published | ItemState::InControl);
    let status = if faults.any() { 400 } else { 200 };
    let may = |permission| shown && req.actor.may(permission, &Here::ANYWHERE);
    layout::page_with(
        status,
        &Page {
            badge: delen::state_badge(&c, it.item.state),
            fresh: delen::freshness(&c, fresh),
            late: shown && fresh.is_overdue(),
            wie: it
                .item
                .organisatie
                .map_or_else(|| c.t("kennis-van-niemand"), |id| c.organisatie(id)),
            onderwerp: delen::onderwerp(&req.view, &it.item.onderwerp),
            soorten: FlagKind::CHOSEN.to_vec(),
            kanalen: kanalen(&c, &it.kanalen),
            gebieden: it.gebieden.iter().map(|id| c.gebied(*id)).collect(),
            vertalingen: it
                .vertalingen
                .iter()
                .map(|found| (delen::taal(&c, &found.taal), found.clone()))
                .collect(),
            versies: with_changes(&c, &it.versies),
            open: it
                .vlaggen
                .iter()
                .filter(|vlag| vlag.settled_at.is_none())
                .count(),
            may_write: actions::is_owner(&req.actor, &it.item),
            may_claim: it.item.organisatie.is_none()
                && it.item.state == ItemState::Draft
                && delen::writes_for(&req.actor).is_some(),
            may_flag: may(Permission::KennisFlag),
            may_regie: req.actor.may(Permission::KennisRegie, &Here::ANYWHERE)
                && it.item.state != ItemState::Withdrawn,
            toelichting: req.form.text("toelichting").to_owned(),
            notitie: req.form.text("notitie").to_owned(),
            reden: req.form.text("reden").to_owned(),
            it,
            faults,
            c,
        },
    )
}

impl Page {
    /// When people can come to a place for it, in words.
    fn uren(&self, plaats: &Plaats) -> Vec<String> {
        openingstijden::lines(&self.c.view, &plaats.openingstijden)
    }

    /// Whether whoever looks may take this note away.
    fn may_remove(&self, notitie: &Notitie) -> bool {
        actions::may_remove(&self.c.view.actor, notitie)
    }
}

/// Every channel of the inrichting with where it stands there.
fn kanalen(c: &C, found: &[Kanaalplek]) -> Vec<(String, Option<String>)> {
    delen::kanalen(&c.view)
        .into_iter()
        .map(|(key, naam)| {
            let plek = found.iter().find(|plek| plek.kanaal == key);
            (naam, plek.map(|plek| plek.waar.clone()))
        })
        .collect()
}

/// Does it once, and back to the page: after what was done, or with the faults of the form.
async fn deed<F>(req: &Req, f: F) -> Result<Response>
where
    F: Fn(&mut Write<'_>, KennisitemId) -> Result<()> + Send + 'static,
{
    let id: KennisitemId = req.id("kennisitem")?;
    match req.do_once(move |ctx| f(ctx, id)).await {
        Ok(()) => Ok(redirect(&back(req, id))),
        Err(error) => render(req, id, Faults::of(error)?).await,
    }
}

/// The page of the item, for whoever may read it; else the list of what there is to read.
fn back(req: &Req, id: KennisitemId) -> String {
    if req.actor.may(Permission::KennisRead, &Here::ANYWHERE) {
        layout::url(&req.view, &format!("/kennisbank/{id}"))
    } else {
        layout::url(&req.view, "/vandaag")
    }
}

async fn publish(req: Req) -> Result<Response> {
    deed(&req, actions::publish).await
}

async fn confirm(req: Req) -> Result<Response> {
    deed(&req, actions::confirm).await
}

async fn withdraw(req: Req) -> Result<Response> {
    let reden = req.form.text("reden").to_owned();
    deed(&req, move |ctx, id| actions::withdraw(ctx, id, &reden)).await
}

async fn claim(req: Req) -> Result<Response> {
    let own = delen::writes_for(&req.actor).ok_or(Error::Forbidden("kennis.write"))?;
    deed(&req, move |ctx, id| actions::claim(ctx, id, own)).await
}

async fn settle(req: Req) -> Result<Response> {
    let vlag: KennisvlagId = req.id("kennisvlag")?;
    let settled = SettledAs::from_word(req.form.text("als")).unwrap_or(SettledAs::Dismissed);
    deed(&req, move |ctx, id| {
        actions::settle_flag(ctx, id, vlag, settled)
    })
    .await
}

async fn put_flag(req: Req) -> Result<Response> {
    let soort = FlagKind::from_word(req.form.text("soort"))
        .filter(|soort| FlagKind::CHOSEN.contains(soort))
        .unwrap_or(FlagKind::Wrong);
    let toelichting = req.form.text("toelichting").to_owned();
    deed(&req, move |ctx, id| {
        actions::flag(ctx, id, soort, &toelichting).map(drop)
    })
    .await
}

async fn put_note(req: Req) -> Result<Response> {
    let tekst = req.form.text("notitie").to_owned();
    deed(&req, move |ctx, id| {
        actions::note(ctx, id, &tekst).map(drop)
    })
    .await
}

/// A note of another organisation stays where it is: its button is not shown, and pressed all the same it does nothing.
async fn drop_note(req: Req) -> Result<Response> {
    let notitie: KennisnotitieId = req.id("kennisnotitie")?;
    deed(&req, move |ctx, id| {
        match actions::remove_note(ctx, id, notitie) {
            Err(Error::Forbidden(_)) => Ok(()),
            done => done,
        }
    })
    .await
}

async fn hide(req: Req) -> Result<Response> {
    let reden = req.form.text("reden").to_owned();
    deed(&req, move |ctx, id| actions::hide(ctx, id, &reden)).await
}

async fn restore(req: Req) -> Result<Response> {
    deed(&req, actions::restore).await
}

async fn set_review(req: Req) -> Result<Response> {
    let day = match req.form.opt("controle") {
        None => None,
        Some(text) => {
            if let Ok(day) = text.parse() {
                Some(day)
            } else {
                let id = req.id("kennisitem")?;
                let fault = Error::field("controle", "kennis-controle-fout");
                return render(&req, id, Faults::of(fault)?).await;
            }
        }
    };
    let essential = req.form.ticked("essentieel");
    deed(&req, move |ctx, id| {
        actions::set_review(ctx, id, day, essential)
    })
    .await
}
