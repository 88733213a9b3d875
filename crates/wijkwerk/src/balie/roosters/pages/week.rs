//! The week of a point: a row a day, gaps in a colour and a word, the shares of partners, a form for one more shift.

use askama::Template;
use jiff::ToSpan as _;
use jiff::civil::Date;

use super::{
    Aandeel, Punten, Veld, aandelen, bewaking, chosen, day_of, delen, points, read_tijd, tijden,
};
use crate::access::{Here, Permission};
use crate::balie::contacten::{Tab, tabs};
use crate::balie::infopunten::{Infopunt, list_infopunten};
use crate::balie::roosters::model::{BezettingState as State, NewDienst};
use crate::balie::roosters::store::{self, Team};
use crate::balie::roosters::zonder_regel::find_bewaakt;
use crate::balie::roosters::{actions, rules};
use crate::error::{Error, Result};
use crate::handler;
use crate::http::{Form, Guard, Kind, Place, Req, Response, Route, redirect};
use crate::ids::{DienstId, GatId, InfopuntId};
use crate::layout::{self, C, Faults};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get(
            "rooster",
            "/{gemeente}/balie/rooster",
            Guard::May(Permission::RoosterRead),
            Kind::Page,
            handler!(show),
        ),
        Route::post(
            "rooster.dienst",
            "/{gemeente}/balie/rooster",
            Guard::May(Permission::RoosterManage),
            handler!(make),
        )
        .at(Place::Gebied)
        .sample("punt={infopunt}&dag={rooster_dag}&van=9.00&tot=12.30&functie=&aantal=1"),
        Route::get(
            "rooster.gat",
            "/{gemeente}/balie/rooster/gaten/{gat}",
            Guard::May(Permission::RoosterRead),
            Kind::Page,
            handler!(gap),
        )
        .at(Place::Gebied),
    ]
}

/// Somebody in a shift.
struct Wie {
    naam: String,
    state: State,
    begeleid: bool,
}

struct Dienstregel {
    id: DienstId,
    tijden: String,
    functie: String,
    wie: Vec<Wie>,
    /// Places without anybody who was planned or confirmed.
    open: i64,
}

struct Roosterdag {
    dag: Date,
    diensten: Vec<Dienstregel>,
    /// Hours without people, and whether that is told already.
    gaten: Vec<(String, bool)>,
}

#[derive(Template)]
#[template(path = "balie/roosters/templates/week.html")]
struct Page {
    c: C,
    tabs: Vec<Tab>,
    faults: Faults,
    punten: Vec<Infopunt>,
    punt: Infopunt,
    may_manage: bool,
    week: Date,
    vorige: Date,
    volgende: Date,
    dagen: Vec<Roosterdag>,
    aandelen: Vec<Aandeel>,
    /// How the hours are guarded without a number.
    bewaking: String,
    velden: Vec<Veld>,
}

async fn show(req: Req) -> Result<Response> {
    let found = chosen(&req).await;
    match found {
        Ok(punten) => {
            let day = day_of(&req, "week");
            layout::page(&page(&req, punten, day, Faults::default(), Form::default()).await?)
        }
        Err(Error::NotFound(_)) if req.query.opt("punt").is_none() => nothing(&req),
        Err(other) => Err(other),
    }
}

/// So many wijken are named where there is no roster; of more nobody reads the list.
const MOST_NAMED: usize = 4;

/// No point whose roster this person may see.
#[derive(Template)]
#[template(path = "balie/roosters/templates/leeg.html")]
struct Empty {
    c: C,
    tabs: Vec<Tab>,
    /// Where this person would see a roster.
    waar: String,
    may_make: bool,
}

/// The page that says so.
pub(super) fn nothing(req: &Req) -> Result<Response> {
    let c = C::of(&req.view);
    let mut reach = Vec::new();
    for wijk in req.frame.wijken() {
        let here = Here::gebied(wijk.id);
        if req.actor.may(Permission::RoosterRead, &here) {
            reach.push(wijk.naam.clone());
        }
    }
    let waar = match reach.len() {
        n if n == req.frame.wijken().count() => c.gemeente().to_owned(),
        1..=MOST_NAMED => c.list_and(&reach),
        _ => c.t("rooster-uw-gebied"),
    };
    layout::page(&Empty {
        tabs: tabs(&c),
        waar,
        may_make: c.may(Permission::InfopuntManage),
        c,
    })
}

/// A mail or Vandaag names a gap: its week is where it is solved.
async fn gap(req: Req) -> Result<Response> {
    let id: GatId = req.id("gat")?;
    let gat = req
        .read(move |tx, view| store::find_gat(tx, view.frame.id, id))
        .await?
        .ok_or(Error::NotFound("gat"))?;
    let all = req
        .read(|tx, view| list_infopunten(tx, view.frame.id))
        .await?;
    let punten = points(&req.view, all, Some(gat.infopunt))?;
    let page = page(&req, punten, gat.dag, Faults::default(), Form::default()).await?;
    layout::page(&page)
}

async fn page(req: &Req, punten: Punten, day: Date, faults: Faults, form: Form) -> Result<Page> {
    let week = rules::monday(day);
    let end = week.checked_add(7.days()).unwrap_or(week);
    let infopunt = punten.punt.id;
    let c = C::of(&req.view);
    let words = c.clone();
    let today = req.today();
    let (dagen, delen, regels) = req
        .read(move |tx, view| {
            let gemeente = view.frame.id;
            let team = Team::load(tx, gemeente, (week, end))?;
            let diensten = store::list_diensten(tx, gemeente, infopunt, (week, end))?;
            let wie = store::list_bezettingen(tx, gemeente, (week, end))?;
            let gaten = store::list_gaten(tx, gemeente, (week, end))?;
            let dagen = rules::days(week, end)
                .map(|dag| Roosterdag {
                    dag,
                    diensten: diensten
                        .iter()
                        .filter(|dienst| dienst.tijd.dag == dag)
                        .map(|dienst| line(&words, &team, dienst, &wie))
                        .collect(),
                    gaten: gaten
                        .iter()
                        .filter(|gat| gat.infopunt == infopunt && gat.dag == dag)
                        .filter(|gat| gat.closed_at.is_none() || gat.uitzondering.is_some())
                        .flat_map(|gat| &gat.tijden)
                        .map(|(van, tot)| {
                            let told = gaten
                                .iter()
                                .filter(|gat| gat.infopunt == infopunt && gat.dag == dag)
                                .any(|gat| gat.dicht.contains(&(*van, *tot)));
                            (tijden(&words, *van, *tot), told)
                        })
                        .collect(),
                })
                .collect::<Vec<_>>();
            let delen = delen(tx, view, infopunt, week)?;
            let agreed = store::find_regel(tx, gemeente, infopunt)?;
            let counts = find_bewaakt(tx, &view.frame, infopunt, today)?;
            Ok((dagen, delen, (agreed, counts)))
        })
        .await?;
    Ok(Page {
        tabs: tabs(&c),
        velden: vec![
            Veld::new(&c, &faults, &form, "dag", "date").or(week.max(today)),
            Veld::new(&c, &faults, &form, "van", "text").or("9.00"),
            Veld::new(&c, &faults, &form, "tot", "text").or("12.30"),
            Veld::new(&c, &faults, &form, "functie", "text").optional(),
            Veld::new(&c, &faults, &form, "aantal", "number").or(1),
        ],
        aandelen: aandelen(&c, &delen),
        bewaking: bewaking(&c, &punten.punt, regels.0.as_ref(), &regels.1),
        vorige: week.checked_sub(7.days()).unwrap_or(week),
        volgende: end,
        punten: punten.all,
        punt: punten.punt,
        may_manage: punten.may_manage,
        week,
        dagen,
        faults,
        c,
    })
}

fn line(
    c: &C,
    team: &Team,
    dienst: &crate::balie::roosters::Dienst,
    all: &[crate::balie::roosters::Bezetting],
) -> Dienstregel {
    let wie: Vec<Wie> = all
        .iter()
        .filter(|one| one.dienst == dienst.id && one.state != State::Offered)
        .map(|one| Wie {
            naam: one
                .account
                .map(|account| team.naam(account))
                .filter(|naam| !naam.is_empty())
                .map_or_else(|| c.organisatie(one.organisatie), ToOwned::to_owned),
            state: one.state,
            begeleid: one.begeleid,
        })
        .collect();
    let there = i64::try_from(wie.len()).unwrap_or(0);
    Dienstregel {
        id: dienst.id,
        tijden: tijden(c, dienst.tijd.van, dienst.tijd.tot),
        functie: dienst.functie.clone(),
        open: (dienst.aantal - there).max(0),
        wie,
    }
}

async fn make(req: Req) -> Result<Response> {
    let form = req.form.clone();
    let punt: Option<InfopuntId> = form.parsed("punt");
    let read = form.clone();
    let done = req
        .do_once(move |ctx| {
            let infopunt = punt.ok_or(Error::NotFound("infopunt"))?;
            let new = NewDienst {
                infopunt,
                tijd: read_tijd(&read)?,
                functie: read.text("functie").to_lowercase(),
                aantal: read.parsed("aantal").unwrap_or(0),
            };
            actions::make(ctx, &new).map(drop)
        })
        .await;
    match done {
        Ok(()) => {
            let dag: Date = form.parsed("dag").unwrap_or_else(|| req.today());
            let punt = punt.map(|id| id.to_string()).unwrap_or_default();
            let path = format!("/balie/rooster?punt={punt}&week={dag}");
            Ok(redirect(&layout::url(&req.view, &path)))
        }
        Err(error) => {
            let faults = Faults::or_refusal(error)?;
            let all = req
                .read(|tx, view| list_infopunten(tx, view.frame.id))
                .await?;
            let punten = points(&req.view, all, punt)?;
            let day = form.parsed("dag").unwrap_or_else(|| req.today());
            let page = page(&req, punten, day, faults, form).await?;
            layout::page_with(page.faults.status(), &page)
        }
    }
}
