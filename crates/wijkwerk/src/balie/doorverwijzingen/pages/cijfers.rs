//! The figures of the desk: right in one go, what is not known beside it, and the weak spots on top; below it what the desk
//! noted over every channel.

use askama::Template;
use jiff::civil::Date;
use kit::db::Read;

use super::topic;
use crate::access::Permission;
use crate::balie::contacten::{self, Tellingen};
use crate::balie::doorverwijzingen::cijfers::{Cijfers, SMALL, Telling, told_apart};
use crate::balie::doorverwijzingen::store;
use crate::error::Result;
use crate::handler;
use crate::http::{Guard, Kind, Req, Response, Route, View};
use crate::layout::{self, C};

pub(super) fn routes() -> Vec<Route> {
    vec![Route::get(
        "balie.cijfers",
        "/{gemeente}/balie/cijfers",
        Guard::May(Permission::BalieCijfers),
        Kind::Page,
        handler!(show),
    )]
}

/// A row of a table of counts.
struct Rij {
    naam: String,
    telling: Telling,
}

struct Tabel {
    kop: &'static str,
    wat: &'static str,
    rows: Vec<Rij>,
    /// How many rows are not shown apart.
    klein: usize,
}

struct Zwakte {
    onderwerp: String,
    naar: String,
    telling: Telling,
    reden: String,
    item: Option<String>,
}

#[derive(Template)]
#[template(path = "balie/doorverwijzingen/templates/cijfers.html")]
struct Page {
    c: C,
    van: Date,
    tot: Date,
    totaal: Telling,
    verder: Vec<(i64, i64)>,
    zwak: Vec<Zwakte>,
    tabellen: Vec<Tabel>,
    small: i64,
    vragen: contacten::Vragen,
}

/// The period that was asked for; without one the year that ends today.
fn period(view: &View, req: &Req) -> (Date, Date) {
    let today = view.today();
    let tot = req.query.parsed("tot").unwrap_or(today);
    let year = jiff::Span::new().years(1);
    let from = req
        .query
        .parsed("van")
        .unwrap_or_else(|| tot.checked_sub(year).unwrap_or(tot));
    (from.min(tot), tot)
}

async fn show(req: Req) -> Result<Response> {
    let (van, tot) = period(&req.view, &req);
    let view = req.view.clone();
    let page = req
        .read(move |tx, _| load(tx, &C::of(&view), van, tot))
        .await?;
    layout::page(&page)
}

fn load(tx: &mut Read<'_>, c: &C, van: Date, tot: Date) -> Result<Page> {
    let frame = &c.view.frame;
    let cijfers = Cijfers::of(tx, frame, van, tot)?;
    let points = store::list_points(tx, frame.id)?;
    let vragen = Tellingen::of(tx, frame.id, &frame.zone, van, tot)?;
    let vragen = contacten::told(c, vragen, |id| {
        let found = points.iter().find(|point| point.id == id);
        found.map(|point| point.naam.clone())
    });
    let mut zwak = Vec::new();
    for spot in &cijfers.zwak {
        let item = match spot.item {
            Some(item) => store::find_item(tx, frame.id, item)?.map(|found| found.titel),
            None => None,
        };
        zwak.push(Zwakte {
            onderwerp: topic(c, &spot.onderwerp),
            naar: c.organisatie(spot.naar),
            telling: spot.telling,
            reden: c.tk("verwijs-reden", spot.reden),
            item,
        });
    }
    let onderwerpen = cijfers.per_onderwerp.iter();
    let punten = cijfers.per_punt.iter().map(|(id, telling)| {
        let naam = points.iter().find(|point| Some(point.id) == *id);
        let naam = naam.map_or_else(|| c.t("verwijs-geen-punt"), |found| found.naam.clone());
        (naam, *telling)
    });
    let partners = cijfers.per_partner.iter();
    let maanden = cijfers.per_maand.iter().map(|((year, month), telling)| {
        let naam = c.tk("verwijs-maand", month);
        (format!("{naam} {year}"), *telling)
    });
    let tabellen = vec![
        table(
            "verwijs-per-onderwerp",
            "verwijs-onderwerp",
            onderwerpen.map(|(key, telling)| (topic(c, key), *telling)),
        ),
        table("verwijs-per-punt", "verwijs-punt", punten),
        table(
            "verwijs-per-partner",
            "verwijs-partner",
            partners.map(|(id, telling)| (c.organisatie(*id), *telling)),
        ),
        table("verwijs-per-maand", "verwijs-maand", maanden),
    ];
    Ok(Page {
        c: c.clone(),
        van,
        tot,
        totaal: cijfers.totaal,
        verder: cijfers.hops.into_iter().collect(),
        zwak,
        tabellen,
        small: SMALL,
        vragen,
    })
}

/// A table without the numbers that could be about somebody.
fn table(
    kop: &'static str,
    wat: &'static str,
    all: impl Iterator<Item = (String, Telling)>,
) -> Tabel {
    let (told, klein) = told_apart(all);
    Tabel {
        kop,
        wat,
        rows: told
            .into_iter()
            .map(|(naam, telling)| Rij { naam, telling })
            .collect(),
        klein,
    }
}
