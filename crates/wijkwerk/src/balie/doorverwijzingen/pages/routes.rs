//! Routes: who takes which question, in a table; made by who manages them, agreed to by the receiver itself.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use jiff::civil::Date;
use kit::db::Read;
use uuid::Uuid;

use super::{Keuze, organisations, topic, topics, wijken};
use crate::access::{Here, Permission};
use crate::balie::doorverwijzingen::model::{Item, NewRoute, Route as Verwijsroute};
use crate::balie::doorverwijzingen::{actions, store};
use crate::error::{Error, Result};
use crate::handler;
use crate::http::{Form, Guard, Kind, Place, Req, Response, Route, View, redirect};
use crate::ids::{KennisitemId, OrganisatieId, RouteId};
use crate::layout::{self, C, Faults};

pub(super) fn routes() -> Vec<Route> {
    let any = Guard::Any(&[Permission::RouteManage, Permission::DoorverwijzingReceive]);
    vec![
        Route::get(
            "routes.lijst",
            "/{gemeente}/balie/routes",
            any,
            Kind::Page,
            handler!(show),
        ),
        Route::post(
            "routes.maken",
            "/{gemeente}/balie/routes",
            Guard::May(Permission::RouteManage),
            handler!(add),
        )
        .sample("onderwerp={vraagonderwerp}&gebied={gebied}&organisatie={organisatie}&norm=2"),
        Route::post(
            "routes.instemmen",
            "/{gemeente}/balie/routes/{route}/instemmen",
            Guard::May(Permission::DoorverwijzingReceive),
            handler!(consent),
        )
        .at(Place::Organisatie),
        Route::post(
            "routes.bekeken",
            "/{gemeente}/balie/routes/{route}/bekeken",
            Guard::May(Permission::DoorverwijzingReceive),
            handler!(review),
        )
        .at(Place::Organisatie),
        Route::post(
            "routes.nagekeken",
            "/{gemeente}/balie/routes/{route}/nagekeken",
            Guard::May(Permission::RouteManage),
            handler!(review_for),
        ),
        Route::post(
            "routes.stoppen",
            "/{gemeente}/balie/routes/{route}/stoppen",
            any,
            handler!(stop),
        )
        .at(Place::Organisatie),
    ]
}

#[derive(Template)]
#[template(path = "balie/doorverwijzingen/templates/routes.html")]
struct Page {
    c: C,
    faults: Faults,
    form: Form,
    rows: Vec<Rij>,
    may_manage: bool,
    onderwerpen: Vec<Keuze>,
    organisaties: Vec<Keuze>,
    vangnetten: Vec<Keuze>,
    wijken: Vec<Keuze>,
    /// What organisations offer, under the name of each.
    aanbod: Vec<(String, Vec<Keuze>)>,
}

impl Page {
    fn text(&self, name: &str) -> &str {
        self.form.text(name)
    }

    fn fault(&self, name: &str) -> Option<String> {
        self.faults.about(name).map(|said| self.c.sentence(said))
    }
}

struct Rij {
    route: Verwijsroute,
    onderwerp: String,
    waar: String,
    vangnet: String,
    tekst: Option<String>,
    may_consent: bool,
    may_review: bool,
    /// Looks at it for a receiver that answers by links alone.
    may_look: bool,
    may_stop: bool,
    due: bool,
}

async fn show(req: Req) -> Result<Response> {
    render(&req, Faults::default()).await
}

async fn render(req: &Req, faults: Faults) -> Result<Response> {
    let status = if faults.any() { 400 } else { 200 };
    let c = C::of(&req.view);
    let form = req.form.clone();
    let may_manage = c.may(Permission::RouteManage);
    let Loaded {
        routes: all,
        offers,
        by_links,
    } = req.read(move |tx, view| load(tx, view, may_manage)).await?;
    let today = req.view.today();
    let rows = all.into_iter().map(|(route, tekst)| {
        let own = req.actor.may(
            Permission::DoorverwijzingReceive,
            &Here::organisatie(route.organisatie),
        );
        Rij {
            onderwerp: topic(&c, &route.onderwerp),
            waar: route
                .gebied
                .map_or_else(|| c.t("verwijs-overal"), |gebied| c.gebied(gebied)),
            vangnet: route
                .vangnet
                .map_or_else(|| c.t("verwijs-vangnet-regie"), |id| c.organisatie(id)),
            tekst,
            may_consent: own && route.consent_at.is_none(),
            may_review: own && route.consent_at.is_some(),
            may_look: route.consent_at.is_some() && by_links.contains(&route.organisatie),
            may_stop: own || may_manage,
            due: route.review_due.is_some_and(|day| day <= today),
            route,
        }
    });
    let page = Page {
        rows: rows.collect(),
        onderwerpen: topics(&c, form.text("onderwerp")),
        organisaties: organisations(&c, form.text("organisatie")),
        vangnetten: organisations(&c, form.text("vangnet")),
        wijken: wijken(&c, form.text("gebied")),
        aanbod: offered(&c, offers, form.text("item")),
        may_manage,
        faults,
        form,
        c,
    };
    layout::page_with(status, &page)
}

struct Loaded {
    /// Every route with the title of its text.
    routes: Vec<(Verwijsroute, Option<String>)>,
    /// What may be chosen for a new one, for who makes them.
    offers: Vec<Item>,
    /// The receivers of which nobody can look at a route, for who keeps them.
    by_links: BTreeSet<OrganisatieId>,
}

fn load(tx: &mut Read<'_>, view: &View, may_manage: bool) -> Result<Loaded> {
    let gemeente = view.frame.id;
    let titles = store::list_titles_of_routes(tx, gemeente)?;
    let all = store::list_all_routes(tx, gemeente)?;
    let mut by_links = BTreeSet::new();
    if may_manage {
        let receivers: BTreeSet<OrganisatieId> = all.iter().map(|one| one.organisatie).collect();
        for one in receivers {
            if !actions::hears_itself(tx, &view.frame, one, view.today())? {
                by_links.insert(one);
            }
        }
    }
    let routes = all
        .into_iter()
        .map(|route| {
            let tekst = route.item.and_then(|item| titles.get(&item).cloned());
            (route, tekst)
        })
        .collect();
    let offers = if may_manage {
        store::list_offers(tx, gemeente)?
    } else {
        Vec::new()
    };
    Ok(Loaded {
        routes,
        offers,
        by_links,
    })
}

/// Texts to choose from, under the name of the organisation that each is of.
fn offered(c: &C, offers: Vec<Item>, chosen: &str) -> Vec<(String, Vec<Keuze>)> {
    let mut all: BTreeMap<String, Vec<Keuze>> = BTreeMap::new();
    for item in offers {
        let Some(organisatie) = item.organisatie else {
            continue;
        };
        let value = item.id.to_string();
        let is_chosen = value == chosen;
        all.entry(c.organisatie(organisatie))
            .or_default()
            .push(Keuze::new(value, item.titel, is_chosen));
    }
    all.into_iter().collect()
}

fn wanted(form: &Form) -> Result<NewRoute> {
    let review_due: Option<Date> = match form.text("herzien") {
        "" => None,
        text => Some(
            text.parse()
                .map_err(|_| Error::field("herzien", "verwijs-herzien-fout"))?,
        ),
    };
    Ok(NewRoute {
        onderwerp: form.text("onderwerp").to_owned(),
        gebied: form.parsed("gebied"),
        organisatie: form
            .parsed::<Uuid>("organisatie")
            .map(OrganisatieId)
            .ok_or(Error::field("organisatie", "verwijs-naar-kies"))?,
        item: form.parsed::<Uuid>("item").map(KennisitemId),
        norm_werkdagen: form
            .parsed("norm")
            .ok_or(Error::field("norm", "verwijs-norm-fout"))?,
        vangnet: form.parsed::<Uuid>("vangnet").map(OrganisatieId),
        review_due,
    })
}

fn back(req: &Req) -> Response {
    redirect(&layout::url(&req.view, "/balie/routes"))
}

async fn add(req: Req) -> Result<Response> {
    let done = match wanted(&req.form) {
        Ok(new) => {
            req.do_once(move |ctx| actions::add_route(ctx, &new).map(drop))
                .await
        }
        Err(error) => Err(error),
    };
    match done {
        Ok(()) => Ok(back(&req)),
        Err(error) => render(&req, Faults::of(error)?).await,
    }
}

async fn consent(req: Req) -> Result<Response> {
    let id: RouteId = req.id("route")?;
    req.do_once(move |ctx| actions::consent(ctx, id)).await?;
    Ok(back(&req))
}

async fn review(req: Req) -> Result<Response> {
    let id: RouteId = req.id("route")?;
    req.do_once(move |ctx| actions::review_route(ctx, id))
        .await?;
    Ok(back(&req))
}

async fn review_for(req: Req) -> Result<Response> {
    let id: RouteId = req.id("route")?;
    req.do_once(move |ctx| actions::review_for(ctx, id)).await?;
    Ok(back(&req))
}

async fn stop(req: Req) -> Result<Response> {
    let id: RouteId = req.id("route")?;
    req.do_once(move |ctx| actions::stop_route(ctx, id)).await?;
    Ok(back(&req))
}
