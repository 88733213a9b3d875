//! The public page of one aandachtsgebied and of one melding, each from its public projection alone.

use askama::Template;

use super::document::{Afspraakregel, Openbaar};
use super::rode_draad::{self, DraadBeeld, Soort};
use super::store::MeldingPubliek;
use super::wijkpaginas::{self, Regel};
use super::{kaart, resultaten, resultaten::Kaartje, store, woord};
use crate::error::{Error, Result};
use crate::handler;
use crate::http::{Guard, Kind, Req, Response, Route};
use crate::ids::{AandachtsgebiedId, MeldingId};
use crate::kader::gebieden::Gebied;
use crate::layout::{self, C};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get(
            "publiek.aandachtsgebied",
            "/{gemeente}/aandachtsgebied-openbaar/{aandachtsgebied}",
            Guard::Public,
            Kind::PublicPage,
            handler!(aandachtsgebied),
        ),
        Route::get(
            "publiek.melding",
            "/{gemeente}/melding-openbaar/{melding}",
            Guard::Public,
            Kind::PublicPage,
            handler!(melding),
        ),
    ]
}

/// An afspraak as a line.
struct Toezegging {
    wat: String,
    wie: String,
    wanneer: String,
    badge: &'static str,
    woord: String,
    foto: Option<String>,
}

#[derive(Template)]
#[template(path = "publiek/templates/aandachtsgebied.html")]
struct AandachtsgebiedPage {
    found: Openbaar,
    state: &'static str,
    kruimels: Vec<(String, String)>,
    themas: Vec<(usize, String)>,
    partners: String,
    herkomst: String,
    kept: usize,
    all: usize,
    afspraken: Vec<Toezegging>,
    resultaten: Vec<Kaartje>,
    bijdragen: Vec<(String, String)>,
    meldingen: Vec<Regel>,
    kaart: String,
    draad: DraadBeeld,
    c: C,
}

async fn aandachtsgebied(req: Req) -> Result<Response> {
    let id: AandachtsgebiedId = req.id("aandachtsgebied")?;
    let (found, meldingen, draad) = req
        .read(move |tx, view| {
            let found = store::find_openbaar(tx, view.frame.id, id)?
                .ok_or(Error::NotFound("aandachtsgebied"))?;
            let meldingen = store::list_meldingen_behind(tx, view.frame.id, id)?;
            let draad = rode_draad::public_thread_of(
                tx,
                &view.frame,
                view.lang,
                Soort::Aandachtsgebied,
                id.0,
            )?;
            Ok((found, meldingen, draad))
        })
        .await?;
    let c = C::of(&req.view);
    let document = &found.document;
    let (kept, all) = document.progress();
    let wijken: Vec<&Gebied> = document
        .wijken
        .iter()
        .filter_map(|key| c.view.frame.gebied_by_key(key))
        .collect();
    let kaart = kaart::of_wijken(&c, &wijken, &document.titel, &meldingen).svg;
    layout::page(&AandachtsgebiedPage {
        state: woord::state_of(&found.state),
        kruimels: crumbs(&c, &document.wijken),
        themas: wijkpaginas::themes(&c, &document.themas),
        partners: c.list_and(&document.partners),
        herkomst: origin(&c, &document.herkomst),
        kept,
        all,
        afspraken: document
            .afspraken
            .iter()
            .filter(|afspraak| afspraak.state != "dropped")
            .map(|afspraak| promise(&c, afspraak))
            .collect(),
        resultaten: resultaten::newest(&c, &[&found], 30),
        bijdragen: document
            .bijdragen
            .iter()
            .map(|regel| woord::contribution_of(&c, regel))
            .filter(|(_, amount)| !amount.is_empty())
            .collect(),
        meldingen: meldingen
            .iter()
            .map(|melding| wijkpaginas::line(&c, melding))
            .collect(),
        kaart,
        draad: DraadBeeld::of(&c, &draad, true),
        found,
        c,
    })
}

/// Name and address of each wijk.
fn crumbs(c: &C, wijken: &[String]) -> Vec<(String, String)> {
    wijken
        .iter()
        .filter_map(|key| c.view.frame.gebied_by_key(key))
        .map(|wijk| {
            (
                wijk.naam.clone(),
                c.url(&format!("/wijken/{}", wijk.sleutel)),
            )
        })
        .collect()
}

fn origin(c: &C, herkomst: &str) -> String {
    match herkomst {
        "bewoners" | "partner" | "gemeente" => c.tk("publiek-herkomst", herkomst),
        _ => String::new(),
    }
}

fn promise(c: &C, afspraak: &Afspraakregel) -> Toezegging {
    let (badge, woord) = match afspraak.state.as_str() {
        _ if afspraak.late && !afspraak.is_kept() => ("late", c.t("publiek-afspraak-laat")),
        "proposed" => ("wait", c.t("publiek-afspraak-voorstel")),
        "delivered" | "verified" => ("done", c.t("publiek-afspraak-klaar")),
        _ => ("busy", c.t("publiek-afspraak-loopt")),
    };
    Toezegging {
        wat: afspraak.wat.clone(),
        wie: afspraak.wie.clone(),
        wanneer: afspraak
            .due
            .map_or_else(|| c.t("nog-niet-besloten"), |due| c.day_plain(due)),
        badge,
        woord,
        foto: afspraak.foto.as_deref().map(|hash| c.file(hash)),
    }
}

#[derive(Template)]
#[template(path = "publiek/templates/melding.html")]
struct MeldingPage {
    melding: MeldingPubliek,
    titel: String,
    state: &'static str,
    wie: String,
    wijk: Option<(String, String)>,
    thema: Option<(usize, String)>,
    aandachtsgebied: Option<(String, String)>,
    /// Its wijk with the rounded place, where it has one.
    kaart: Option<String>,
    draad: DraadBeeld,
    c: C,
}

async fn melding(req: Req) -> Result<Response> {
    let id: MeldingId = req.id("melding")?;
    let (melding, behind, draad) = req
        .read(move |tx, view| {
            let gemeente = view.frame.id;
            let melding =
                store::find_melding(tx, gemeente, id)?.ok_or(Error::NotFound("melding"))?;
            let behind = match melding.aandachtsgebied {
                Some(id) => store::find_openbaar(tx, gemeente, id)?,
                None => None,
            };
            let draad =
                rode_draad::public_thread_of(tx, &view.frame, view.lang, Soort::Melding, id.0)?;
            Ok((melding, behind, draad))
        })
        .await?;
    let c = C::of(&req.view);
    let wijk = c.view.frame.gebied(melding.gebied).map(|wijk| {
        (
            wijk.naam.clone(),
            c.url(&format!("/wijken/{}", wijk.sleutel)),
        )
    });
    let around = c.view.frame.gebied(melding.gebied);
    let kaart = around
        .filter(|_| melding.lat_e6.is_some())
        .map(|wijk| kaart::of_wijk(&c, wijk, std::slice::from_ref(&melding)).svg);
    layout::page(&MeldingPage {
        kaart,
        titel: woord::title_of(&c, &melding),
        state: woord::state_of(&melding.state),
        wie: woord::who_of(&c, &melding.who),
        wijk,
        thema: melding
            .onderwerp()
            .map(|key| (woord::theme_number(&c.view.frame, key), c.subject(key))),
        aandachtsgebied: behind.map(|found| {
            let url = c.url(&format!("/aandachtsgebied-openbaar/{}", found.id));
            (found.document.titel, url)
        }),
        draad: DraadBeeld::of(&c, &draad, true),
        melding,
        c,
    })
}
