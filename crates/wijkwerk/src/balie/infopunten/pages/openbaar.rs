//! Where people can go, for everybody: what is open now, the nearest first; and one point with its week, what one can do
//! there and where for the rest.

use askama::Template;
use jiff::civil::Date;

use super::delen::{self, Getoond};
use super::dichtbij::{self, Elders};
use crate::balie::folders::{Ligt, list_here};
use crate::balie::infopunten::inhoud::elsewhere;
use crate::balie::infopunten::model::Infopunt;
use crate::balie::infopunten::verhuizing::{Verhuisstand, verhuisstand};
use crate::balie::infopunten::{rules, store};
use crate::error::{Arg, Error, Result};
use crate::handler;
use crate::http::{Guard, Kind, Req, Response, Route};
use crate::kader::gebieden::{KaartPunt, Kaartopdracht, draw, height_for};
use crate::layout::{self, C};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get(
            "infopunten",
            "/{gemeente}/infopunten",
            Guard::Public,
            Kind::Page,
            handler!(list),
        ),
        Route::get(
            "infopunten.een",
            "/{gemeente}/infopunten/{punt}",
            Guard::Public,
            Kind::Page,
            handler!(one),
        ),
    ]
}

#[derive(Template)]
#[template(path = "balie/infopunten/templates/infopunten.html")]
struct ListPage {
    c: C,
    punten: Vec<Getoond>,
    kaart: String,
    wijken: Vec<(String, String, bool)>,
    zoek: String,
    /// Only where buildings are planned.
    verhuizing: Option<Verhuisstand>,
}

async fn list(req: Req) -> Result<Response> {
    let c = C::of(&req.view);
    let (all, running, projects) = req
        .read(|tx, view| {
            let gemeente = view.frame.id;
            Ok((
                delen::load(tx, view)?,
                store::tijdelijk::list_running(tx, gemeente)?,
                store::tijdelijk::list_projects(tx, gemeente)?,
            ))
        })
        .await?;
    let verhuizing = (!projects.is_empty()).then(|| {
        let punten: Vec<Infopunt> = all.iter().map(|(punt, ..)| punt.clone()).collect();
        verhuisstand(&punten, &running, &projects)
    });
    let mut punten = delen::told(&c, all);
    punten.retain(|one| one.punt.state.is_public());
    let zoek: String = req.query.text("zoek").trim().chars().take(80).collect();
    if zoek.is_empty() {
        punten.retain(|one| !one.punt.state.is_over());
    } else {
        let wanted = zoek.to_lowercase();
        let fits = |text: &str| text.to_lowercase().contains(&wanted);
        punten
            .retain(|one| fits(&one.punt.naam) || fits(&one.punt.voorheen) || fits(&one.punt.plek));
    }
    let wijk = req.query.text("wijk");
    let from = req.frame.gebied_by_key(wijk);
    let middle = from.and_then(|_| req.frame.plaatsen.middle_of(wijk));
    let middle = middle.map(|place| (e6(place.lat()), e6(place.lon())));
    let own =
        |punt: &Infopunt| from.is_some_and(|here| req.frame.within(here.id).contains(&punt.gebied));
    punten.sort_by_key(|one| {
        let far = middle.map_or(0, |_| rules::distance(middle, one.punt.place));
        (
            !one.beeld.is_open,
            !own(&one.punt),
            far,
            one.punt.naam.clone(),
        )
    });
    layout::page(&ListPage {
        kaart: kaart(&c, &punten),
        wijken: req
            .frame
            .wijken()
            .map(|one| (one.sleutel.clone(), one.naam.clone(), one.sleutel == wijk))
            .collect(),
        punten,
        zoek,
        verhuizing,
        c,
    })
}

#[expect(clippy::cast_possible_truncation, reason = "degrees fit")]
pub(super) fn e6(degrees: f64) -> i64 {
    (degrees * 1e6).round() as i64
}

/// The points on the map of the gemeente.
fn kaart(c: &C, punten: &[Getoond]) -> String {
    let frame = &c.view.frame;
    let degrees = |e6: i64| f64::from(i32::try_from(e6).unwrap_or(0)) / 1e6;
    let vlakken = frame.plaatsen.shapes(&frame.inrichting, |_| None);
    let punten: Vec<KaartPunt> = punten
        .iter()
        .filter_map(|one| {
            let (lat, lon) = one.punt.place?;
            Some(KaartPunt {
                lat: degrees(lat),
                lon: degrees(lon),
                class: if one.beeld.is_open {
                    "ww-theme--4"
                } else {
                    "ww-theme--1"
                }
                .to_owned(),
                label: format!("{}: {}", one.punt.naam, one.beeld.nu),
                href: Some(c.url(&format!("/infopunten/{}", one.punt.sleutel))),
            })
        })
        .collect();
    if vlakken.is_empty() || punten.is_empty() {
        return String::new();
    }
    draw(&Kaartopdracht {
        id: "kaart-infopunten",
        titel: &c.t("infopunten-kaart"),
        omschrijving: &c.t("infopunten-kaart-uitleg"),
        breedte: 700,
        hoogte: height_for(&vlakken, 700, 400, 560),
        achtergrond: &frame.plaatsen.water(),
        vlakken: &vlakken,
        punten: &punten,
        genummerd: false,
    })
    .svg
}

/// A point with everything its page tells.
pub(super) struct Alles {
    pub een: Getoond,
    /// What one can do there.
    pub hier: Vec<String>,
    /// What one cannot, and where one can: name and address of the nearest.
    pub elders: Vec<(String, Option<(String, String)>)>,
    pub partners: Vec<String>,
    pub opvolger: Option<(String, String)>,
    /// Where one can go while it is closed.
    pub nu_naar: Option<Elders>,
    /// Where one can go on the first day that it is closed against its rule.
    pub dan_naar: Option<(Date, Elders)>,
    pub tijdelijk: Vec<store::tijdelijk::Tussenoplossing>,
}

impl Alles {
    /// Where to go on a day that it is closed, in a sentence.
    pub fn dan_zin(&self, c: &C, dag: &Date, elders: &Elders) -> String {
        c.ta(
            "infopunt-dan-naar",
            &[
                ("dag", Arg::Text(c.day_plain(dag))),
                ("naam", Arg::Text(elders.naam.clone())),
                ("adres", Arg::Text(elders.adres.clone())),
                ("uren", Arg::Text(elders.nu.clone())),
            ],
        )
    }
}

/// The public point that this address names; a candidate is not there (INV-14).
pub(super) async fn find(req: &Req, c: &C) -> Result<Alles> {
    let sleutel = req.param("punt").to_owned();
    let (all, tijdelijk) = req
        .read(|tx, view| {
            Ok((
                delen::load(tx, view)?,
                store::tijdelijk::list_running(tx, view.frame.id)?,
            ))
        })
        .await?;
    let known = all
        .iter()
        .position(|(punt, ..)| punt.sleutel == sleutel && punt.state.is_public());
    let known = known.ok_or(Error::NotFound("infopunt"))?;
    let url = |punt: &Infopunt| c.url(&format!("/infopunten/{}", punt.sleutel));
    let (punt, inhoud, uren) = all[known].clone();
    let functies = &req.frame.inrichting.functies;
    let naam = |key: &str| {
        let found = functies.iter().find(|one| one.sleutel == key);
        found.map_or_else(
            || key.to_owned(),
            |one| crate::frame::pick(c.view.lang, &one.naam),
        )
    };
    let keys: Vec<String> = functies.iter().map(|one| one.sleutel.clone()).collect();
    let others: Vec<_> = all
        .iter()
        .map(|(punt, inhoud, _)| (punt.clone(), inhoud.clone()))
        .collect();
    let elders = elsewhere(&punt, &inhoud.functies, &keys, &others);
    let beeld = delen::beeld(c, &uren);
    Ok(Alles {
        nu_naar: dichtbij::instead(c, &punt, &all, beeld.is_open),
        dan_naar: dichtbij::instead_on(c, &punt, &uren, &all),
        hier: inhoud.functies.iter().map(|key| naam(key)).collect(),
        elders: elders
            .into_iter()
            .map(|(key, found)| (naam(&key), found.map(|one| (one.naam.clone(), url(one)))))
            .collect(),
        partners: inhoud
            .partners
            .iter()
            .filter(|(id, _)| *id != punt.organisatie)
            .map(|(id, _)| c.organisatie(*id))
            .collect(),
        opvolger: punt
            .opvolger
            .and_then(|id| others.iter().find(|(one, _)| one.id == id))
            .map(|(one, _)| (one.naam.clone(), url(one))),
        tijdelijk: tijdelijk
            .into_iter()
            .filter(|one| one.infopunt == punt.id)
            .collect(),
        een: Getoond {
            punt,
            inhoud,
            beeld,
            uren,
        },
    })
}

#[derive(Template)]
#[template(path = "balie/infopunten/templates/punt.html")]
struct OnePage {
    c: C,
    it: Alles,
    /// What lies there on paper (L-24).
    folders: Vec<Ligt>,
    jsonld: String,
    url: String,
}

async fn one(req: Req) -> Result<Response> {
    let c = C::of(&req.view);
    let it = find(&req, &c).await?;
    let (id, of) = (it.een.punt.id, c.clone());
    let folders = req.read(move |tx, _| list_here(tx, &of, id)).await?;
    layout::page(&OnePage {
        folders,
        jsonld: super::kanalen::jsonld(&c, &it),
        url: c.url(&format!("/infopunten/{}", it.een.punt.sleutel)),
        it,
        c,
    })
}

/// A point that is open today, for a page that is kept until midnight.
pub struct Vandaag {
    pub naam: String,
    pub url: String,
    pub wijk: String,
    pub uren: String,
}

/// Where one can go today, by name.
pub async fn vandaag(req: &Req) -> Result<Vec<Vandaag>> {
    let c = C::of(&req.view);
    let all = req.read(|tx, view| delen::load(tx, view)).await?;
    let open = delen::told(&c, all).into_iter().filter(|one| {
        let today = one.beeld.dagen.first();
        today.is_some_and(|day| !day.delen.is_empty())
    });
    Ok(open
        .map(|one| Vandaag {
            url: c.url(&format!("/infopunten/{}", one.punt.sleutel)),
            wijk: c.gebied(one.punt.gebied),
            naam: one.punt.naam,
            uren: one.beeld.vandaag,
        })
        .collect())
}

/// A point as a list of desks tells it.
pub struct Balieplek {
    pub punt: Infopunt,
    /// "nu open tot 12.30 uur".
    pub nu: String,
    pub is_open: bool,
    /// The hours of today; empty: not known.
    pub vandaag: String,
}

/// The points that a resident may know of and that are not over, by name.
pub async fn balieplekken(req: &Req) -> Result<Vec<Balieplek>> {
    let c = C::of(&req.view);
    let all = req.read(|tx, view| delen::load(tx, view)).await?;
    let told = delen::told(&c, all).into_iter();
    Ok(told
        .filter(|one| one.punt.state.is_public() && !one.punt.state.is_over())
        .map(|one| Balieplek {
            nu: one.beeld.nu,
            is_open: one.beeld.is_open,
            vandaag: one.beeld.vandaag,
            punt: one.punt,
        })
        .collect())
}
