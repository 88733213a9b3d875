//! Every desk where people can walk in, whoever keeps it: the nearest first, with how it stands today (L-30, L-80).

use askama::Template;

use crate::balie::infopunten;
use crate::balie::kennisbank::freshness;
use crate::balie::locaties::model::{Aanbod, Locatie};
use crate::balie::locaties::{rules, store};
use crate::error::Result;
use crate::handler;
use crate::http::{Guard, Kind, Req, Response, Route};
use crate::ids::GebiedId;
use crate::kader::gebieden::{Coordinaat, Gebied};
use crate::kader::openingstijden::{self, Nu};
use crate::layout::{self, C};

/// Most of what can be had somewhere that a list names.
const NAMED: usize = 3;

pub(super) fn routes() -> Vec<Route> {
    vec![Route::get(
        "balies",
        "/{gemeente}/balies",
        Guard::Public,
        Kind::Page,
        handler!(show),
    )]
}

/// A desk as it is told.
struct Balie {
    naam: String,
    /// Its own page, where it has one.
    url: Option<String>,
    wie: String,
    waar: String,
    sterren: i64,
    telefoon: Option<String>,
    toegankelijkheid: String,
    /// "nu open tot 12.30 uur", and the colour of its mark; none: nobody knows.
    nu: Option<(String, &'static str)>,
    is_open: bool,
    vandaag: String,
    /// What one can ask there, and how many more there are.
    over: Vec<Over>,
    meer: usize,
    place: Option<Coordinaat>,
    is_own: bool,
    afstand: String,
}

/// Something that one can ask at a desk: its page, and how fresh that is.
struct Over {
    titel: String,
    url: String,
    vers: String,
    is_late: bool,
}

#[derive(Template)]
#[template(path = "balie/locaties/templates/balies.html")]
struct Page {
    c: C,
    balies: Vec<Balie>,
    wijken: Vec<(String, String, bool)>,
    waar: String,
    zoek: String,
    /// Nobody knows where that is.
    is_unknown: bool,
    is_near: bool,
}

async fn show(req: Req) -> Result<Response> {
    let text = |name: &str| -> String { req.query.text(name).chars().take(80).collect() };
    let (waar, zoek) = (text("waar"), text("zoek"));
    let punten = infopunten::balieplekken(&req).await?;
    let (places, shown) = req
        .read(|tx, view| {
            let gemeente = view.frame.id;
            Ok((
                store::list_locaties(tx, gemeente)?,
                store::list_shown(tx, gemeente)?,
            ))
        })
        .await?;
    let c = C::of(&req.view);
    let wijk = wijk_of(&req, &waar);
    let known: Vec<(String, Coordinaat)> = places
        .iter()
        .filter_map(|place| Some((place.postcode.clone(), place.coordinaat()?)))
        .collect();
    let from = rules::find_postcode(&waar, &known)
        .or_else(|| req.frame.plaatsen.middle_of(&wijk.as_ref()?.sleutel));
    let within = wijk.as_ref().map(|wijk| req.frame.within(wijk.id));
    let is_own = |gebied: GebiedId| within.as_ref().is_some_and(|all| all.contains(&gebied));
    let mut balies: Vec<Balie> = punten
        .into_iter()
        .map(|punt| of_point(&c, punt, &is_own))
        .collect();
    for place in &places {
        let there: Vec<&Aanbod> = shown
            .iter()
            .filter(|(id, _)| *id == place.id)
            .map(|(_, one)| one)
            .collect();
        balies.extend(of_place(&c, place, &there, &is_own));
    }
    let wanted = rules::wanted(&zoek);
    balies.retain(|balie| fits(balie, &wanted));
    order(&mut balies, from);
    for balie in &mut balies {
        balie.afstand = from
            .zip(balie.place)
            .map_or_else(String::new, |(a, b)| distance(&c, a.distance_to(b)));
    }
    layout::page(&Page {
        wijken: req
            .frame
            .wijken()
            .map(|one| {
                let chosen = wijk.as_ref().is_some_and(|wijk| wijk.id == one.id);
                (one.sleutel.clone(), one.naam.clone(), chosen)
            })
            .collect(),
        is_unknown: !waar.is_empty() && from.is_none(),
        is_near: from.is_some(),
        balies,
        waar,
        zoek,
        c,
    })
}

/// The wijk that was chosen, or that was typed where a postcode may stand.
fn wijk_of(req: &Req, waar: &str) -> Option<Gebied> {
    let chosen = req.query.text("wijk");
    let typed = waar.to_lowercase();
    let mut all = req.frame.wijken();
    all.find(|wijk| wijk.sleutel == chosen || wijk.naam.to_lowercase() == typed)
        .cloned()
}

fn of_point(c: &C, one: infopunten::Balieplek, is_own: &impl Fn(GebiedId) -> bool) -> Balie {
    let punt = one.punt;
    Balie {
        url: Some(c.url(&format!("/infopunten/{}", punt.sleutel))),
        wie: c.organisatie(punt.organisatie),
        waar: address(&punt.plek, &punt.adres, &punt.postcode, &punt.plaats),
        sterren: punt.sterren,
        telefoon: punt.telefoon,
        toegankelijkheid: punt.toegankelijkheid,
        is_open: one.is_open,
        nu: Some((
            one.nu,
            if one.is_open {
                "ww-badge--done"
            } else {
                "ww-badge--closed"
            },
        )),
        vandaag: one.vandaag,
        over: Vec::new(),
        meer: 0,
        place: punt
            .place
            .and_then(|(lat, lon)| Coordinaat::from_e6(lat, lon)),
        is_own: is_own(punt.gebied),
        afstand: String::new(),
        naam: punt.naam,
    }
}

/// A place where an organisation offers something; nothing if nobody does.
fn of_place(
    c: &C,
    place: &Locatie,
    there: &[&Aanbod],
    is_own: &impl Fn(GebiedId) -> bool,
) -> Option<Balie> {
    let first = there.first()?;
    let who: std::collections::BTreeSet<String> = there
        .iter()
        .filter_map(|one| one.organisatie)
        .map(|id| c.organisatie(id))
        .filter(|naam| !naam.is_empty())
        .collect();
    // Without hours of the place those of what is offered there count, if there is no doubt which.
    let osm = if place.openingstijden.is_empty() && there.len() == 1 {
        &first.openingstijden
    } else {
        &place.openingstijden
    };
    let nu = Nu::of(&c.view, osm);
    let over = there.iter().take(NAMED).map(|one| {
        let fresh = one.freshness(c.view.today());
        Over {
            titel: one.titel.clone(),
            url: c.url(&format!("/vraag/{}", one.sleutel)),
            vers: freshness(c, fresh),
            is_late: fresh.is_overdue(),
        }
    });
    Some(Balie {
        naam: place.naam.clone(),
        url: None,
        wie: c.list_and(&who.into_iter().collect::<Vec<_>>()),
        waar: address("", &place.adres, &place.postcode, &place.plaats),
        sterren: place.sterren,
        telefoon: place.telefoon.clone(),
        toegankelijkheid: place.toegankelijkheid.clone(),
        is_open: nu.as_ref().is_some_and(|nu| nu.open),
        vandaag: openingstijden::today(&c.view, osm).unwrap_or_default(),
        nu: nu.map(|nu| (nu.zin.clone(), nu.class())),
        over: over.collect(),
        meer: there.len().saturating_sub(NAMED),
        place: place.coordinaat(),
        is_own: place.gebied.is_some_and(is_own),
        afstand: String::new(),
    })
}

fn address(plek: &str, adres: &str, postcode: &str, plaats: &str) -> String {
    let town = format!("{postcode} {plaats}");
    let parts = [plek, adres, town.trim()];
    let parts: Vec<&str> = parts.into_iter().filter(|text| !text.is_empty()).collect();
    parts.join(", ")
}

/// Whether every word stands somewhere in what is told of it.
fn fits(balie: &Balie, wanted: &[String]) -> bool {
    let mut all = format!("{} {} {}", balie.naam, balie.wie, balie.waar);
    for over in &balie.over {
        all.push(' ');
        all.push_str(&over.titel);
    }
    let all = all.to_lowercase();
    wanted.iter().all(|word| all.contains(word.as_str()))
}

/// The nearest first, what lies nobody knows where last; without a place what is open first, then by name.
fn order(balies: &mut [Balie], from: Option<Coordinaat>) {
    let far = |balie: &Balie| {
        from.zip(balie.place)
            .map_or(f64::INFINITY, |(a, b)| a.distance_to(b))
    };
    balies.sort_by(|a, b| {
        let by_place = if from.is_some() {
            far(a).total_cmp(&far(b)).then(b.is_own.cmp(&a.is_own))
        } else {
            b.is_open.cmp(&a.is_open)
        };
        by_place.then_with(|| a.naam.cmp(&b.naam))
    });
}

/// "600 meter", "1,2 kilometer": as far as the crow flies, never nearer than it says.
fn distance(c: &C, metres: f64) -> String {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a length within a country"
    )]
    let hundreds = (metres / 100.0).ceil().max(1.0) as u32;
    if hundreds < 10 {
        return c.t1("balies-meter", "n", i64::from(hundreds * 100));
    }
    let comma = if c.lang() == "nl" { ',' } else { '.' };
    let text = format!("{}{comma}{}", hundreds / 10, hundreds % 10);
    c.t1("balies-kilometer", "n", text)
}
