//! The wijken, and the page of each: who is there, what is worked on, what came of it, and where.

use askama::Template;

use super::alike::{self, Alike, OfWijk};
use super::document::Openbaar;
use super::resultaten::{self, Kaartje};
use super::store::{Cijfers, MeldingPubliek, Plan};
use super::{kaart, start, woord};
use crate::error::{Error, Result};
use crate::handler;
use crate::http::{Guard, Kind, Req, Response, Route};
use crate::kader::accounts::{Contact, contacts_in};
use crate::kader::formatie::{Aanspreekpunt, aanspreekpunten};
use crate::kader::gebieden::Gebied;
use crate::kader::organisaties::bewonersorganen_of;
use crate::kader::stukken::{self, Publiek};
use crate::layout::{self, C};

/// Most stukken that stand on the page itself.
const STUKKEN: usize = 5;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get(
            "publiek.wijken",
            "/{gemeente}/wijken",
            Guard::Public,
            Kind::PublicPage,
            handler!(list),
        ),
        Route::get(
            "publiek.wijk",
            "/{gemeente}/wijken/{wijk}",
            Guard::Public,
            Kind::PublicPage,
            handler!(show),
        ),
    ]
}

#[derive(Template)]
#[template(path = "publiek/templates/wijken.html")]
struct WijkenPage {
    kaart: String,
    wijken: Vec<start::Wijkregel>,
    c: C,
}

async fn list(req: Req) -> Result<Response> {
    let c = C::of(&req.view);
    let kaart = kaart::of_gemeente(&c);
    layout::page(&WijkenPage {
        wijken: start::wijken(&c, &kaart),
        kaart: kaart.svg,
        c,
    })
}

/// An aandachtsgebied as a sentence with its progress.
pub(super) struct Zin {
    pub themas: Vec<(usize, String)>,
    pub titel: String,
    pub url: String,
    pub kept: usize,
    pub all: usize,
    pub partners: String,
}

/// A melding as a line.
pub(super) struct Regel {
    pub titel: String,
    pub url: String,
    pub onder: String,
    pub state: &'static str,
}

/// Somebody who is there for the wijk.
struct Gezicht {
    naam: String,
    letters: String,
    foto: Option<String>,
    rol: String,
    beslist: String,
    /// Whom this person stands in for.
    vervangt: Option<String>,
}

#[derive(Template)]
#[template(path = "publiek/templates/wijk.html")]
struct WijkPage {
    naam: String,
    lead: String,
    meld: String,
    /// The wegwijzer and the desks, from here.
    vraag: String,
    balies: String,
    /// When its points are open, as a calendar.
    agenda: String,
    /// Where the bewonersorgaan is asked something, where one works.
    wijkvraag: Option<String>,
    /// What is new here, as a feed (V-86).
    nieuws: String,
    /// Its key, for who wants that by mail.
    sleutel: String,
    /// What was sent to its bodies of residents: title, address, and when.
    stukken: Vec<(String, String, String)>,
    /// What of that is not public yet, and why.
    verborgen: Vec<String>,
    alle_stukken: String,
    gezichten: Vec<Gezicht>,
    /// Whom to turn to, on a matter of the wijk and in general (V-84).
    aanspreekpunten: Vec<Aanspreekpunt>,
    zinnen: Vec<Zin>,
    /// The werkplan that was adopted last: its name and address.
    werkplan: Option<(String, String)>,
    gelukt: Vec<Kaartje>,
    kaart: String,
    cijfers: Vec<String>,
    meldingen: Vec<Regel>,
    plannen: Vec<(String, String)>,
    c: C,
}

async fn show(req: Req) -> Result<Response> {
    let key = req.param("wijk").to_owned();
    let wijk = req
        .frame
        .wijken()
        .find(|wijk| wijk.sleutel == key)
        .cloned()
        .ok_or(Error::NotFound("wijk"))?;
    let gebied = wijk.id;
    let (alike, of_wijk) =
        tokio::try_join!(alike::of_gemeente(&req), alike::of_wijk(&req, gebied))?;
    let c = C::of(&req.view);
    let Alike {
        about,
        stukken,
        people,
        schema,
    } = alike.as_ref();
    let OfWijk {
        meldingen,
        cijfers,
        plannen,
        werkplan,
    } = of_wijk.as_ref();
    let all: Vec<&Openbaar> = about
        .iter()
        .filter(|found| found.document.is_in(&wijk.sleutel))
        .collect();
    let open: Vec<&Openbaar> = all
        .iter()
        .copied()
        .filter(|found| found.is_open())
        .collect();
    let sent_here: Vec<&stukken::Openbaar> = stukken
        .iter()
        .filter(|one| one.is_in(&wijk.sleutel))
        .collect();
    layout::page(&WijkPage {
        lead: lead(&c, &open),
        meld: c.url(&format!("/melden?wijk={}", wijk.sleutel)),
        vraag: c.url(&format!("/vraag?wijk={}", wijk.sleutel)),
        balies: c.url(&format!("/balies?wijk={}", wijk.sleutel)),
        agenda: c.url(&format!("/wijken/{}/agenda.ics", wijk.sleutel)),
        wijkvraag: wijkvraag(&c, &wijk),
        nieuws: c.url(&format!("/wijken/{}/nieuws.xml", wijk.sleutel)),
        sleutel: wijk.sleutel.clone(),
        stukken: sent_here
            .iter()
            .filter_map(|one| sent(&c, one))
            .take(STUKKEN)
            .collect(),
        verborgen: stukken::hidden(sent_here.iter().copied())
            .iter()
            .map(|one| stukken::hidden_sentence(&c, one))
            .collect(),
        alle_stukken: c.url(&format!("/stukken?wijk={}", wijk.sleutel)),
        gezichten: faces(&c, &contacts_in(&c.view, people, gebied)),
        aanspreekpunten: aanspreekpunten(&c.view, schema, people, gebied),
        zinnen: open.iter().map(|found| sentence(&c, found)).collect(),
        werkplan: werkplan.as_ref().map(|plan| {
            let jaar = plan.jaar.to_string();
            let naam = c.t2("publiek-werkplan", "jaar", jaar, "versie", plan.versie);
            (naam, c.url(&format!("/werkplannen/openbaar/{}", plan.id)))
        }),
        gelukt: resultaten::newest(&c, &all, 6),
        kaart: kaart::of_wijk(&c, &wijk, meldingen).svg,
        cijfers: figures(&c, *cijfers),
        meldingen: meldingen
            .iter()
            .take(10)
            .map(|melding| line(&c, melding))
            .collect(),
        plannen: plannen.iter().map(|plan| planned(&c, plan)).collect(),
        naam: wijk.naam,
        c,
    })
}

fn wijkvraag(c: &C, wijk: &Gebied) -> Option<String> {
    let is_asked = !bewonersorganen_of(&c.view.frame, wijk.id).is_empty();
    is_asked.then(|| c.url(&format!("/wijken/{}/vraag", wijk.sleutel)))
}

fn lead(c: &C, open: &[&Openbaar]) -> String {
    let partners: std::collections::BTreeSet<&String> = open
        .iter()
        .flat_map(|found| &found.document.partners)
        .collect();
    if open.is_empty() {
        return c.t("publiek-wijk-lead-leeg");
    }
    c.t2(
        "publiek-wijk-lead",
        "n",
        open.len(),
        "partners",
        partners.len(),
    )
}

/// One card per person and role; a person who reaches the wijk twice in one role stands there once.
fn faces(c: &C, contacts: &[Contact]) -> Vec<Gezicht> {
    let mut seen = std::collections::BTreeSet::new();
    contacts
        .iter()
        .filter(|contact| seen.insert((contact.account, contact.rol_sleutel.clone())))
        .take(12)
        .map(|contact| {
            let rol = match contact.organisatie.map(|id| c.organisatie(id)) {
                Some(organisatie) if !organisatie.is_empty() => {
                    format!("{}, {organisatie}", contact.rol)
                }
                _ => contact.rol.clone(),
            };
            Gezicht {
                naam: contact.naam.clone(),
                letters: c.initials(&contact.naam.replace('.', " ")),
                foto: contact.photo.as_deref().map(|hash| c.file(hash)),
                rol,
                beslist: c.within(&contact.beslist),
                vervangt: contact.vervangt.clone(),
            }
        })
        .collect()
}

fn sentence(c: &C, found: &Openbaar) -> Zin {
    let document = &found.document;
    let (kept, all) = document.progress();
    Zin {
        themas: themes(c, &document.themas),
        titel: document.titel.clone(),
        url: c.url(&format!("/aandachtsgebied-openbaar/{}", found.id)),
        kept,
        all,
        partners: c.list_and(&document.partners),
    }
}

/// Number of the colour and name of each theme.
pub(super) fn themes(c: &C, keys: &[String]) -> Vec<(usize, String)> {
    keys.iter()
        .map(|key| (woord::theme_number(&c.view.frame, key), c.subject(key)))
        .collect()
}

fn figures(c: &C, cijfers: Cijfers) -> Vec<String> {
    let mut lines = vec![c.t2(
        "publiek-cijfers",
        "n",
        cijfers.meldingen,
        "klaar",
        cijfers.klaar,
    )];
    if let Some(dagen) = cijfers.dagen {
        lines.push(c.t1("publiek-cijfers-dagen", "dagen", dagen.max(1)));
    }
    lines
}

pub(super) fn line(c: &C, melding: &MeldingPubliek) -> Regel {
    Regel {
        titel: woord::title_of(c, melding),
        url: c.url(&format!("/melding-openbaar/{}", melding.id)),
        onder: c.day_plain(melding.submitted_on),
        state: woord::state_of(&melding.state),
    }
}

/// A stuk as a line; of one that is not public there is none.
fn sent(c: &C, one: &stukken::Openbaar) -> Option<(String, String, String)> {
    let titel = match &one.face {
        Publiek::Open { titel, .. } | Publiek::Withdrawn { titel, .. } => titel.clone(),
        Publiek::Restricted { .. } => return None,
    };
    let url = c.url(&format!("/stukken/{}", one.id));
    Some((titel, url, c.day_plain(one.op)))
}

fn planned(c: &C, plan: &Plan) -> (String, String) {
    let who = plan
        .organisatie
        .map(|id| c.organisatie(id))
        .filter(|naam| !naam.is_empty())
        .unwrap_or_else(|| c.gemeente().to_owned());
    let when = match plan.kwartaal {
        Some(kwartaal) => c.ta(
            "publiek-plan-kwartaal",
            &[
                ("kwartaal", kwartaal.into()),
                ("jaar", plan.jaar.to_string().into()),
            ],
        ),
        None => plan.jaar.to_string(),
    };
    (plan.wat.clone(), format!("{who} · {when}"))
}
