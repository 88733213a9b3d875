//! The month of a point: every day with how many are there of how many are needed, and what can be done with the month.

use askama::Template;
use jiff::ToSpan as _;
use jiff::civil::Date;

use super::{Aandeel, aandelen, chosen, day_of, delen};
use crate::access::Permission;
use crate::balie::contacten::{Tab, tabs};
use crate::balie::infopunten::Infopunt;
use crate::balie::roosters::model::BezettingState as State;
use crate::balie::roosters::{actions, rules, store};
use crate::error::{Error, Result};
use crate::handler;
use crate::http::{Guard, Kind, Place, Req, Response, Route, redirect};
use crate::ids::InfopuntId;
use crate::layout::{self, C, Faults};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get(
            "rooster.maand",
            "/{gemeente}/balie/rooster/maand",
            Guard::May(Permission::RoosterRead),
            Kind::Page,
            handler!(show),
        )
        .at(Place::Gebied),
        Route::post(
            "rooster.uitrollen",
            "/{gemeente}/balie/rooster/maand",
            Guard::May(Permission::RoosterManage),
            handler!(lay_out),
        )
        .at(Place::Gebied)
        .sample("punt={infopunt}&maand=2026-04-01"),
    ]
}

struct Cel {
    dag: Date,
    in_month: bool,
    nodig: i64,
    er: i64,
    has_gap: bool,
}

#[derive(Template)]
#[template(path = "balie/roosters/templates/maand.html")]
struct Page {
    c: C,
    tabs: Vec<Tab>,
    faults: Faults,
    punt: Infopunt,
    may_manage: bool,
    maand: Date,
    vorige: Date,
    volgende: Date,
    weken: Vec<Vec<Cel>>,
    weekdagen: Vec<(String, String)>,
    aandelen: Vec<Aandeel>,
}

impl Page {
    fn naam(&self) -> String {
        let month = kit::i18n::words::month_name(self.c.view.lang, self.maand.month());
        format!("{month} {}", self.maand.year())
    }
}

async fn show(req: Req) -> Result<Response> {
    if req.query.opt("lid").is_some() {
        return super::lid::show(&req).await;
    }
    let punten = match chosen(&req).await {
        Err(Error::NotFound(_)) if req.query.opt("punt").is_none() => {
            return super::week::nothing(&req);
        }
        found => found?,
    };
    let (first, next) = rules::month_of(day_of(&req, "maand"));
    let (from, to) = (rules::monday(first), {
        let last = rules::monday(next.yesterday().unwrap_or(next));
        last.checked_add(7.days()).unwrap_or(last)
    });
    let infopunt = punten.punt.id;
    let (cellen, delen) = req
        .read(move |tx, view| {
            let gemeente = view.frame.id;
            let diensten = store::list_diensten(tx, gemeente, infopunt, (from, to))?;
            let wie = store::list_bezettingen(tx, gemeente, (from, to))?;
            let gaten = store::list_gaten(tx, gemeente, (from, to))?;
            let cellen: Vec<Cel> = rules::days(from, to)
                .map(|dag| {
                    let today = || diensten.iter().filter(|dienst| dienst.tijd.dag == dag);
                    let er = wie.iter().filter(|one| {
                        one.dag == dag
                            && matches!(one.state, State::Filled | State::Confirmed | State::Worked)
                            && today().any(|dienst| dienst.id == one.dienst)
                    });
                    Cel {
                        dag,
                        in_month: (first..next).contains(&dag),
                        nodig: today().map(|dienst| dienst.aantal).sum(),
                        er: i64::try_from(er.count()).unwrap_or(0),
                        has_gap: gaten.iter().any(|gat| {
                            gat.infopunt == infopunt && gat.dag == dag && gat.closed_at.is_none()
                        }),
                    }
                })
                .collect();
            Ok((cellen, delen(tx, view, infopunt, first)?))
        })
        .await?;
    let mut weken: Vec<Vec<Cel>> = Vec::new();
    for cel in cellen {
        if cel.dag == rules::monday(cel.dag) {
            weken.push(Vec::new());
        }
        if let Some(week) = weken.last_mut() {
            week.push(cel);
        }
    }
    let c = C::of(&req.view);
    layout::page(&Page {
        tabs: tabs(&c),
        faults: Faults::default(),
        weekdagen: super::weekdagen(&c),
        aandelen: aandelen(&c, &delen),
        punt: punten.punt,
        may_manage: punten.may_manage,
        maand: first,
        vorige: first.checked_sub(1.month()).unwrap_or(first),
        volgende: next,
        weken,
        c,
    })
}

async fn lay_out(req: Req) -> Result<Response> {
    let punt: InfopuntId = req.form.parsed("punt").ok_or(Error::NotFound("infopunt"))?;
    let maand: Date = req
        .form
        .parsed("maand")
        .ok_or_else(|| Error::refused("rooster-dag-kies"))?;
    req.do_once(move |ctx| actions::lay_out(ctx, punt, maand).map(drop))
        .await?;
    let path = format!("/balie/rooster/maand?punt={punt}&maand={maand}");
    Ok(redirect(&layout::url(&req.view, &path)))
}
