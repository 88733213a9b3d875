//! "Hoe lang is tijdelijk al tijdelijk?" for everybody, and what stands on that page.

use askama::Template;
use jiff::civil::Date;

use crate::balie::infopunten::model::Infopunt;
use crate::balie::infopunten::store;
use crate::balie::infopunten::store::tijdelijk::{
    self as rows, Bouwproject, Kandidaat, Tussenoplossing, Zoektocht,
};
use crate::balie::infopunten::tijdelijk::ProjectState;
use crate::error::Result;
use crate::handler;
use crate::http::{Guard, Kind, Req, Response, Route};
use crate::layout::{self, C};

pub(super) fn routes() -> Vec<Route> {
    vec![Route::get(
        "tijdelijk",
        "/{gemeente}/tijdelijk",
        Guard::Public,
        Kind::PublicPage,
        handler!(public),
    )]
}

/// Something temporary in the words of a page.
pub(super) struct Regel {
    pub(super) it: Tussenoplossing,
    pub(super) punt: String,
    pub(super) url: String,
    pub(super) maanden: i64,
    pub(super) project: Option<String>,
    pub(super) toetsen: Vec<(Date, String)>,
    pub(super) late: bool,
}

/// A building with every day that was expected.
pub(super) struct Bouw {
    pub(super) it: Bouwproject,
    pub(super) eerder: Vec<(Option<Date>, String)>,
    pub(super) klaar: bool,
}

pub(super) struct Zoek {
    pub(super) it: Zoektocht,
    pub(super) punt: String,
    /// Whether the point is over, and the search with it.
    pub(super) voorbij: bool,
    pub(super) kandidaten: Vec<Kandidaat>,
}

pub(super) struct Lijst {
    pub(super) regels: Vec<Regel>,
    pub(super) projecten: Vec<Bouw>,
    pub(super) zoeken: Vec<Zoek>,
    pub(super) punten: Vec<Infopunt>,
}

pub(super) async fn load(req: &Req, c: &C) -> Result<Lijst> {
    let today = req.view.today();
    let (punten, running, projects, searches, candidates) = req
        .read(|tx, view| {
            let gemeente = view.frame.id;
            let mut running = Vec::new();
            for one in rows::list_running(tx, gemeente)? {
                let reviews = rows::list_reviews(tx, gemeente, one.id)?;
                running.push((one, reviews));
            }
            let mut projects = Vec::new();
            for one in rows::list_projects(tx, gemeente)? {
                let dates = rows::list_dates(tx, gemeente, one.id)?;
                projects.push((one, dates));
            }
            let punten = store::list_infopunten(tx, gemeente)?;
            Ok((
                punten,
                running,
                projects,
                rows::list_searches(tx, gemeente)?,
                rows::list_candidates(tx, gemeente)?,
            ))
        })
        .await?;
    let naam = |id| punten.iter().find(|one| one.id == id);
    let regels = running.into_iter().filter_map(|(it, toetsen)| {
        let punt = naam(it.infopunt)?;
        let months = it
            .since
            .until((jiff::Unit::Month, today))
            .map_or(0, |span| span.get_months());
        Some(Regel {
            punt: punt.naam.clone(),
            url: c.url(&format!("/infopunten/{}", punt.sleutel)),
            maanden: i64::from(months),
            project: projects
                .iter()
                .find(|(one, _)| Some(one.id) == it.bouwproject)
                .map(|(one, _)| one.naam.clone()),
            late: it.review_due < today,
            toetsen,
            it,
        })
    });
    let regels = regels.collect();
    let zoeken = searches.into_iter().map(|it| Zoek {
        punt: naam(it.infopunt)
            .map(|punt| punt.naam.clone())
            .unwrap_or_default(),
        voorbij: naam(it.infopunt).is_some_and(|punt| {
            let decided = it.decided_at.map(|at| c.day_of(at));
            punt.state.is_over() && decided.is_some_and(|day| day >= punt.since)
        }),
        kandidaten: candidates
            .iter()
            .filter(|one| one.zoektocht == it.id)
            .cloned()
            .collect(),
        it,
    });
    Ok(Lijst {
        regels,
        zoeken: zoeken.collect(),
        projecten: projects
            .into_iter()
            .map(|(it, mut eerder)| {
                eerder.pop();
                let klaar = matches!(it.state, ProjectState::Delivered | ProjectState::Cancelled);
                Bouw { it, eerder, klaar }
            })
            .collect(),
        punten,
    })
}

#[derive(Template)]
#[template(path = "balie/infopunten/templates/tijdelijk.html")]
struct PublicPage {
    c: C,
    it: Lijst,
}

async fn public(req: Req) -> Result<Response> {
    let c = C::of(&req.view);
    let mut it = load(&req, &c).await?;
    // What stands at a candidate is not for everybody (INV-14).
    let hidden: Vec<_> = it
        .punten
        .iter()
        .filter(|one| !one.state.is_public())
        .map(|one| one.id)
        .collect();
    it.regels.retain(|one| !hidden.contains(&one.it.infopunt));
    layout::page(&PublicPage { c, it })
}
