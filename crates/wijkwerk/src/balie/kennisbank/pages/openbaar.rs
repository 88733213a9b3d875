//! The answer page of an item, for everybody: what it says, who answers it, how to reach them, how fresh it is.

use askama::Template;

use super::delen;
use crate::balie::kennisbank::actions;
use crate::balie::kennisbank::model::{ItemState, MIS, Reactie, UrlState, Vertaling};
use crate::balie::kennisbank::plekken::{self, Plek};
use crate::balie::kennisbank::publiek::{Document, Openbaar, find_openbaar};
use crate::balie::kennisbank::rules::is_sleutel;
use crate::error::{Error, Result};
use crate::handler;
use crate::http::{Guard, Kind, Req, Response, Route, View, keep_until, redirect};
use crate::layout::{self, C};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get(
            "vraag.antwoord",
            "/{gemeente}/vraag/{sleutel}",
            Guard::Public,
            Kind::PublicPage,
            handler!(show),
        )
        .query(&["dank", "wijk"]),
        Route::post(
            "vraag.reactie",
            "/{gemeente}/vraag/{sleutel}/reactie",
            Guard::Public,
            handler!(react),
        )
        .sample("oordeel=hielp"),
    ]
}

#[derive(Template)]
#[template(path = "balie/kennisbank/templates/openbaar.html")]
struct Page {
    c: C,
    it: Openbaar,
    wie: String,
    onderwerp: String,
    fresh: String,
    late: bool,
    talen: String,
    leeftijd: String,
    kanalen: Vec<(String, String)>,
    plekken: Vec<Plek>,
    /// To choose from where there is more than one place.
    wijken: Vec<delen::Keuze>,
    vertalingen: Vec<(String, Vertaling)>,
    gebieden: Vec<String>,
    /// What can be said to be wrong with it.
    mis: Vec<&'static str>,
    /// The words of thanks, after somebody said something.
    dank: Option<&'static str>,
    /// For search engines, while the text is shown.
    jsonld: Option<String>,
}

impl Page {
    fn shown(&self) -> bool {
        self.it.document.state == ItemState::Published
    }

    fn withdrawn(&self) -> bool {
        self.it.document.state == ItemState::Withdrawn
    }

    fn dead(&self) -> bool {
        self.it.document.url_state == UrlState::Dead
    }
}

/// The public item that this address names.
pub(super) async fn load(req: &Req) -> Result<Openbaar> {
    let missing = || Error::NotFound("vraag");
    let sleutel = req.param("sleutel").to_owned();
    if !is_sleutel(&sleutel) {
        return Err(missing());
    }
    req.read(move |tx, view| find_openbaar(tx, view.frame.id, &sleutel))
        .await?
        .ok_or_else(missing)
}

/// Who answers it, in words.
pub(super) fn wie(c: &C, it: &Openbaar) -> String {
    it.document
        .organisatie
        .map_or_else(String::new, |id| c.organisatie(id))
}

/// Where it can be found, per channel; the website and the telephone of the item itself stand elsewhere.
fn kanalen(c: &C, it: &Openbaar) -> Vec<(String, String)> {
    delen::kanalen(&c.view)
        .into_iter()
        .filter_map(|(key, naam)| {
            let plek = it.document.kanalen.iter().find(|plek| plek.kanaal == key)?;
            let waar = if plek.waar.is_empty() {
                c.t("kennis-kanaal-ja")
            } else {
                plek.waar.clone()
            };
            Some((naam, waar))
        })
        .collect()
}

/// The wijken, for whoever wants to know which place is nearest.
fn wijken(view: &View, chosen: &str) -> Vec<delen::Keuze> {
    view.frame
        .wijken()
        .map(|wijk| delen::Keuze {
            value: wijk.sleutel.clone(),
            naam: wijk.naam.clone(),
            chosen: wijk.sleutel == chosen,
        })
        .collect()
}

/// What a resident may say is wrong: only of what stands on the page. Not to understand it has a button of its own.
fn mis(document: &Document, has_places: bool) -> Vec<&'static str> {
    let words = MIS.iter().map(|(word, _)| *word);
    words
        .filter(|word| match *word {
            "telefoon" => document.velden.telefoon.is_some(),
            "website" => document.velden.url.is_some(),
            "tijden" => has_places,
            "onduidelijk" => false,
            _ => true,
        })
        .collect()
}

async fn show(req: Req) -> Result<Response> {
    let it = load(&req).await?;
    let sleutel = req.query.text("wijk");
    let wijk = plekken::find_wijk(&req.view, sleutel);
    let plaatsen = plekken::nearest_first(&req.view, it.document.plaatsen.clone(), wijk);
    let c = C::of(&req.view);
    let plekken = req
        .read(move |tx, _| plekken::with_hours(tx, &c, plaatsen.clone()))
        .await?;
    let moments: Vec<jiff::Timestamp> = plekken
        .iter()
        .filter_map(|plek| plek.nu.as_ref().map(|nu| nu.until))
        .collect();
    let c = C::of(&req.view);
    let document = &it.document;
    let fresh = document.freshness(req.view.today());
    let talen: Vec<String> = document
        .velden
        .talen
        .iter()
        .map(|code| delen::taal(&c, code))
        .collect();
    let page = layout::page(&Page {
        wie: wie(&c, &it),
        onderwerp: delen::onderwerp(&req.view, &document.velden.onderwerp),
        fresh: delen::freshness(&c, fresh),
        late: fresh.is_overdue(),
        talen: if talen.len() > 1 {
            c.list_and(&talen)
        } else {
            String::new()
        },
        leeftijd: delen::leeftijd(
            &c,
            document.velden.min_leeftijd,
            document.velden.max_leeftijd,
        ),
        kanalen: kanalen(&c, &it),
        wijken: if plekken.len() > 1 {
            wijken(&req.view, sleutel)
        } else {
            Vec::new()
        },
        vertalingen: document
            .vertalingen
            .iter()
            .map(|found| (delen::taal(&c, &found.taal), found.clone()))
            .collect(),
        gebieden: document.gebieden.iter().map(|id| c.gebied(*id)).collect(),
        mis: mis(document, !plekken.is_empty()),
        jsonld: (document.state == ItemState::Published)
            .then(|| super::zoekmachine::jsonld(&c, &it, &plekken)),
        plekken,
        dank: match req.query.opt("dank") {
            None => None,
            Some("gemeld") => Some("kennis-dank-gemeld"),
            Some(_) => Some("kennis-dank"),
        },
        it,
        c,
    })?;
    Ok(keep_until(page, moments))
}

/// "Dit hielp" or "ik snap het niet": counted, nobody's. What is said to be wrong reaches the owner.
async fn react(req: Req) -> Result<Response> {
    let most = req.app.config().limits.reacties_per_hour;
    let who = format!("reactie|{}", req.asker());
    req.app.rate(who, most).await?;
    if let Some(wat) = req.form.opt("wat").map(ToOwned::to_owned) {
        let it = load(&req).await?;
        let id = it.id;
        req.do_once(move |ctx| actions::tell_wrong(ctx, id, &wat))
            .await?;
        let there = format!("/vraag/{}?dank=gemeld", it.sleutel);
        return Ok(redirect(&layout::url(&req.view, &there)));
    }
    let reactie = Reactie::from_word(req.form.text("oordeel"))
        .ok_or_else(|| Error::field("oordeel", "kennis-oordeel-kies"))?;
    let it = load(&req).await?;
    let id = it.id;
    req.do_once(move |ctx| actions::react(ctx, id, reactie))
        .await?;
    let there = layout::url(&req.view, &format!("/vraag/{}?dank=1", it.sleutel));
    Ok(redirect(&there))
}
