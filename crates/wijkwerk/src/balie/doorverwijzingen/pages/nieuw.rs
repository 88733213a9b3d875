//! Referring somebody: to whom, how, and what may be passed on. The sentence to agree to comes on the next page.

use std::sync::Arc;

use askama::Template;
use kit::db::Read;
use uuid::Uuid;

use super::velden::{next, wanted};
use super::{Keuze, freshness_of, organisations, topic, topics, waarheen, wijken};
use crate::access::Permission;
use crate::balie::contacten::dienst::find_last;
use crate::balie::doorverwijzingen::model::{Doorverwijzing, Item, Wijze};
use crate::balie::doorverwijzingen::{actions, line_of, store};
use crate::balie::kennisbank::open_now;
use crate::error::{Error, Result};
use crate::handler;
use crate::http::{Form, Guard, Kind, Place, Req, Response, Route, View, redirect};
use crate::ids::{DoorverwijzingId, GebiedId, GemeenteId, KennisitemId};
use crate::kader::openingstijden::Nu;
use crate::layout::{self, C, Faults};

pub(super) fn routes() -> Vec<Route> {
    let may = Guard::Any(&[
        Permission::DoorverwijzingSend,
        Permission::DoorverwijzingReceive,
        Permission::DoorverwijzingRegie,
    ]);
    vec![
        Route::get(
            "doorverwijzingen.nieuw",
            "/{gemeente}/balie/doorverwijzen",
            Guard::May(Permission::DoorverwijzingSend),
            Kind::Page,
            handler!(show),
        )
        .sample("onderwerp={vraagonderwerp}"),
        Route::post(
            "doorverwijzingen.voorstellen",
            "/{gemeente}/balie/doorverwijzen",
            Guard::May(Permission::DoorverwijzingSend),
            handler!(propose),
        )
        .sample("onderwerp={vraagonderwerp}&naar={organisatie}&wijze=cold"),
        Route::get(
            "doorverwijzingen.verder",
            "/{gemeente}/doorverwijzingen/{doorverwijzing}/verder",
            may,
            Kind::Page,
            handler!(again),
        )
        .at(Place::GebiedOrOrganisatie),
        Route::post(
            "doorverwijzingen.verdersturen",
            "/{gemeente}/doorverwijzingen/{doorverwijzing}/verder",
            may,
            handler!(reroute),
        )
        .at(Place::GebiedOrOrganisatie)
        .sample("naar={organisatie}&wijze=cold"),
    ]
}

#[derive(Template)]
#[template(path = "balie/doorverwijzingen/templates/nieuw.html")]
struct Page {
    c: C,
    faults: Faults,
    form: Form,
    action: String,
    /// The chosen topic; without one only that is asked.
    onderwerp: String,
    onderwerp_naam: String,
    onderwerpen: Vec<Keuze>,
    item: Option<Item>,
    /// How fresh that text is, in words (INV-16).
    vers: String,
    doelen: Vec<Keuze>,
    anderen: Vec<Keuze>,
    wijzen: Vec<Keuze>,
    wijken: Vec<Keuze>,
    punten: Vec<Keuze>,
    /// Whether where it is about is open at this moment.
    nu: Option<Nu>,
    /// Where whoever goes there by themselves can be sent, the nearest first.
    plekken: Vec<Keuze>,
    /// What it goes on from: nothing about the person is asked again.
    vervolg: Option<Doorverwijzing>,
}

impl Page {
    fn text(&self, name: &str) -> &str {
        self.form.text(name)
    }

    fn fault(&self, name: &str) -> Option<String> {
        self.faults.about(name).map(|said| self.c.sentence(said))
    }
}

async fn show(req: Req) -> Result<Response> {
    let form = req.query.clone();
    render(&req, form, Faults::default(), None).await
}

async fn again(req: Req) -> Result<Response> {
    let id: DoorverwijzingId = req.id("doorverwijzing")?;
    let form = req.query.clone();
    render(&req, form, Faults::default(), Some(id)).await
}

async fn render(
    req: &Req,
    form: Form,
    faults: Faults,
    vervolg: Option<DoorverwijzingId>,
) -> Result<Response> {
    let status = if faults.any() { 400 } else { 200 };
    let view = req.view.clone();
    let page = req
        .read(move |tx, _| load(tx, &view, &form, &faults, vervolg))
        .await?;
    layout::page_with(status, &page)
}

fn load(
    tx: &mut Read<'_>,
    view: &Arc<View>,
    form: &Form,
    faults: &Faults,
    vervolg: Option<DoorverwijzingId>,
) -> Result<Page> {
    let c = C::of(view);
    let gemeente = view.frame.id;
    let before = match vervolg {
        Some(id) => {
            let one = store::get(tx, gemeente, id)?;
            if !actions::may_see(&view.actor, &one) {
                return Err(Error::NotFound("doorverwijzing"));
            }
            Some(one)
        }
        None => None,
    };
    let item = match form.parsed::<Uuid>("item") {
        Some(id) => store::find_item(tx, gemeente, KennisitemId(id))?,
        None => None,
    };
    let onderwerp = match (&before, form.text("onderwerp"), &item) {
        (Some(before), ..) => before.onderwerp.clone(),
        (None, "", Some(item)) => item.onderwerp.clone(),
        (None, key, _) => key.to_owned(),
    };
    let known = view.frame.inrichting.onderwerp(&onderwerp).is_some();
    let onderwerp = if known { onderwerp } else { String::new() };
    let gebied = before
        .as_ref()
        .map_or_else(|| form.parsed("gebied"), |before| before.gebied);
    let mut doelen = Vec::new();
    if known {
        doelen = targets(tx, &c, &onderwerp, gebied, item.as_ref())?;
    }
    if let Some(before) = &before {
        for past in store::list_chain(tx, gemeente, before.keten)? {
            doelen.retain(|doel: &Keuze| doel.value != past.naar.to_string());
        }
    }
    let asked = form.text("naar");
    if let Some(first) = doelen.first_mut().filter(|_| asked.is_empty()) {
        first.chosen = true;
    }
    for doel in &mut doelen {
        doel.chosen = doel.chosen || doel.value == asked;
    }
    let wijze = Wijze::from_word(form.text("wijze")).unwrap_or(Wijze::Warm);
    let anderen = organisations(&c, form.text("anders"));
    let point = own_point(tx, view, form)?;
    let punten = points(tx, &c, &point)?;
    let plekken = match &item {
        Some(item) => {
            let near = match gebied {
                Some(gebied) => Some(gebied),
                None => gebied_of(tx, gemeente, &point)?,
            };
            waarheen::places(tx, &c, item.id, near)?
        }
        None => Vec::new(),
    };
    Ok(Page {
        faults: faults.clone(),
        form: form.clone(),
        action: view.path.clone(),
        onderwerp_naam: topic(&c, &onderwerp),
        onderwerpen: topics(&c, &onderwerp),
        anderen: anderen
            .into_iter()
            .filter(|one| doelen.iter().all(|doel| doel.value != one.value))
            .collect(),
        wijzen: Wijze::ALL
            .iter()
            .map(|one| Keuze {
                hint: c.tk("verwijs-wijze-uitleg", one),
                ..Keuze::new(one, c.tk("verwijs-knop", one), *one == wijze)
            })
            .collect(),
        wijken: wijken(&c, form.text("gebied")),
        punten,
        nu: open_now(&plekken),
        plekken: waarheen::choices(&plekken, form.text("locatie")),
        onderwerp,
        vers: freshness_of(tx, &c, item.as_ref())?,
        item,
        doelen,
        vervolg: before,
        c,
    })
}

/// Who takes this topic here: those that agreed to it first, then who answers for the text.
fn targets(
    tx: &mut Read<'_>,
    c: &C,
    onderwerp: &str,
    gebied: Option<GebiedId>,
    item: Option<&Item>,
) -> Result<Vec<Keuze>> {
    let frame = &c.view.frame;
    let line = gebied.map(|gebied| line_of(frame, gebied));
    let mut found: Vec<Keuze> = Vec::new();
    let mut routes = store::list_routes(tx, frame.id, onderwerp)?;
    let own = item.and_then(|item| item.organisatie);
    routes.sort_by_key(|route| (Some(route.organisatie) != own, route.gebied.is_none()));
    for route in routes.iter().filter(|route| route.consent_at.is_some()) {
        let fits = match (route.gebied, &line) {
            (Some(gebied), Some(line)) => line.contains(&gebied),
            _ => true,
        };
        let value = route.organisatie.to_string();
        if fits && found.iter().all(|one| one.value != value) {
            found.push(Keuze {
                hint: c.t1("verwijs-doel-norm", "dagen", route.norm_werkdagen),
                ..Keuze::new(value, c.organisatie(route.organisatie), false)
            });
        }
    }
    if let Some(own) = own.filter(|own| found.iter().all(|one| one.value != own.to_string())) {
        found.push(Keuze {
            hint: c.t("verwijs-zonder-afspraak"),
            ..Keuze::new(own, c.organisatie(own), false)
        });
    }
    Ok(found)
}

/// The point on the form; on a new one that of my shift.
fn own_point(tx: &mut Read<'_>, view: &View, form: &Form) -> Result<String> {
    if form.text("naar").is_empty() {
        let me = view.actor.require_account()?.id;
        let last = find_last(tx, view.frame.id, me)?;
        let mine = last.and_then(|last| last.infopunt);
        return Ok(mine.map(|id| id.to_string()).unwrap_or_default());
    }
    Ok(form.text("punt").to_owned())
}

/// Where this point lies.
fn gebied_of(tx: &mut Read<'_>, gemeente: GemeenteId, point: &str) -> Result<Option<GebiedId>> {
    if point.is_empty() {
        return Ok(None);
    }
    let all = store::list_points(tx, gemeente)?;
    let found = all.into_iter().find(|one| one.id.to_string() == point);
    Ok(found.map(|one| one.gebied))
}

fn points(tx: &mut Read<'_>, c: &C, chosen: &str) -> Result<Vec<Keuze>> {
    let own = c.view.actor.account().and_then(|me| me.organisatie);
    let all = store::list_points(tx, c.view.frame.id)?;
    Ok(all
        .into_iter()
        .filter(|one| own.is_none_or(|own| own == one.organisatie))
        .map(|one| {
            let value = one.id.to_string();
            let is_chosen = value == chosen;
            Keuze::new(value, one.naam, is_chosen)
        })
        .collect())
}

async fn propose(req: Req) -> Result<Response> {
    let made = match wanted(&req) {
        Ok(new) => {
            req.once(move |ctx| actions::propose(ctx, &new).map(|id| id.to_string()))
                .await
        }
        Err(error) => Err(error),
    };
    match made {
        Ok(id) => Ok(redirect(&layout::url(
            &req.view,
            &format!("/doorverwijzingen/{id}"),
        ))),
        Err(error) => {
            let form = req.form.clone();
            render(&req, form, Faults::of(error)?, None).await
        }
    }
}

async fn reroute(req: Req) -> Result<Response> {
    let id: DoorverwijzingId = req.id("doorverwijzing")?;
    let made = match next(&req) {
        Ok(to) => {
            req.once(move |ctx| {
                let next = actions::reroute(ctx, id, &to)?;
                let gemeente = ctx.gemeente();
                let made = store::get(ctx, gemeente, next)?;
                // Whoever stepped in leaves the rest to the desk.
                let shown = if actions::may_see(ctx.actor, &made) {
                    next
                } else {
                    id
                };
                Ok(shown.to_string())
            })
            .await
        }
        Err(error) => Err(error),
    };
    match made {
        Ok(id) => Ok(redirect(&layout::url(
            &req.view,
            &format!("/doorverwijzingen/{id}"),
        ))),
        Err(error) => {
            let form = req.form.clone();
            render(&req, form, Faults::of(error)?, Some(id)).await
        }
    }
}
