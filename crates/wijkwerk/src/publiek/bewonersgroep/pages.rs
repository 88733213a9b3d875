//! The page of one body or group of residents, with the form for a line of contact.

use std::collections::BTreeSet;

use askama::Template;
use jiff::civil::Date;

use super::actions::note_contact;
use super::model::{Contactwijze, Orgaancontact};
use super::store;
use crate::access::Permission;
use crate::balie::wijkvragen::{self, Wijkvraag};
use crate::error::{Error, Result};
use crate::handler;
use crate::http::{Guard, Kind, Place, Req, Response, Route, redirect};
use crate::ids::{AccountId, OrgaanId};
use crate::kader::accounts::{AccountRow, list_accounts};
use crate::kader::formatie::{
    Ondersteuning, Ondersteuningsoort, SUPPORTED, duration, list_ondersteuningen,
};
use crate::kader::organisaties::{Orgaan, may_at};
use crate::layout::{self, C, Faults};
use crate::publiek::alike;
use crate::publiek::document::{Afspraakregel, Openbaar};

/// Most lines of a list on this page; the rest is where the list leads.
const LINES: usize = 10;
/// Most contacts that are shown.
const CONTACTEN: i64 = 50;

pub(in crate::publiek) fn routes() -> Vec<Route> {
    vec![
        Route::get(
            "ondersteuning.een",
            "/{gemeente}/ondersteuning/{bewonersgroep}",
            Guard::May(Permission::OndersteuningWrite),
            Kind::Page,
            handler!(show),
        ),
        Route::post(
            "ondersteuning.contact",
            "/{gemeente}/ondersteuning/{bewonersgroep}/contact",
            Guard::May(Permission::OndersteuningWrite),
            handler!(note),
        )
        .at(Place::Gebied)
        .sample("wijze=talk&op=2026-03-01&regel=Samen+op+het+plein+gekeken"),
    ]
}

/// What was given on a day.
struct Rij {
    soort: String,
    duur: String,
    op: Date,
    wie: String,
}

/// A line of one of the lists: what, what belongs to it, a mark, and where it leads.
struct Regel {
    titel: String,
    onder: String,
    badge: &'static str,
    stand: String,
    url: Option<String>,
}

/// A choice of the form.
struct Keuze {
    waarde: &'static str,
    naam: String,
    gekozen: bool,
}

/// What is kept of it here.
struct Found {
    given: Vec<Ondersteuning>,
    people: Vec<AccountRow>,
    contacten: Vec<Orgaancontact>,
    vragen: Vec<Wijkvraag>,
}

#[derive(Template)]
#[template(path = "publiek/templates/bewonersgroep.html")]
struct Page {
    c: C,
    faults: Faults,
    naam: String,
    waar: String,
    action: String,
    may_note: bool,
    wijzen: Vec<Keuze>,
    op: String,
    regel: String,
    contacten: Vec<Regel>,
    /// Whether it can be asked something.
    is_asked: bool,
    vragen: Vec<Regel>,
    /// How many questions are not in the list.
    meer_vragen: usize,
    aandacht: Vec<Regel>,
    afspraken: Vec<Regel>,
    /// The pages of its wijken, where the rest is.
    wijken: Vec<(String, String)>,
    samen: String,
    /// How long per kind, and how often.
    soorten: Vec<(String, String)>,
    rijen: Vec<Rij>,
}

async fn show(req: Req) -> Result<Response> {
    layout::page(&page(&req, Faults::default()).await?)
}

/// Notes a line of contact.
async fn note(req: Req) -> Result<Response> {
    let id: OrgaanId = req.id("bewonersgroep")?;
    let form = req.form.clone();
    let done = req
        .do_once(move |ctx| {
            let wijze = Contactwijze::from_word(form.text("wijze"))
                .ok_or_else(|| Error::field("wijze", "orgaancontact-wijze-kies"))?;
            let op = form
                .parsed("op")
                .ok_or_else(|| Error::field("op", "beheer-datum-onleesbaar"))?;
            note_contact(ctx, id, wijze, op, form.text("regel")).map(drop)
        })
        .await;
    match done {
        Ok(()) => Ok(redirect(&layout::url(
            &req.view,
            &format!("/ondersteuning/{id}"),
        ))),
        Err(error) => {
            let page = page(&req, Faults::of(error)?).await?;
            layout::page_with(400, &page)
        }
    }
}

async fn page(req: &Req, faults: Faults) -> Result<Page> {
    let id: OrgaanId = req.id("bewonersgroep")?;
    let orgaan = req
        .frame
        .orgaan(id)
        .filter(|orgaan| SUPPORTED.contains(&orgaan.soort.as_str()))
        .ok_or(Error::NotFound("orgaan"))?
        .clone();
    let found = find(req, id).await?;
    let alike = alike::of_gemeente(req).await?;
    let c = C::of(&req.view);
    let wijken = wijken(&c, &orgaan);
    let keys: BTreeSet<&str> = wijken.iter().map(|(key, _)| key.as_str()).collect();
    let about: Vec<&Openbaar> = alike
        .about
        .iter()
        .filter(|one| {
            let own = &one.document.wijken;
            own.iter().any(|key| keys.contains(key.as_str()))
        })
        .collect();
    let names: Vec<String> = wijken.iter().map(|(_, naam)| naam.clone()).collect();
    let answers = wijkvragen::may_answer(&req.actor, &req.frame, &orgaan);
    let op = req.form.opt("op").map(ToOwned::to_owned);
    Ok(Page {
        faults,
        waar: c.list_and(&names),
        action: c.url(&format!("/ondersteuning/{id}/contact")),
        may_note: may_at(
            &req.actor,
            Permission::OndersteuningWrite,
            &req.frame,
            &orgaan,
        ),
        wijzen: Contactwijze::ALL
            .iter()
            .map(|wijze| Keuze {
                waarde: wijze.word(),
                naam: c.tk("contactwijze", wijze),
                gekozen: wijze.word() == req.form.text("wijze"),
            })
            .collect(),
        op: op.unwrap_or_else(|| req.today().to_string()),
        regel: req.form.text("regel").to_owned(),
        contacten: found
            .contacten
            .iter()
            .map(|one| contact(&c, &found.people, one))
            .collect(),
        is_asked: orgaan.is_bewonersorgaan(),
        vragen: found
            .vragen
            .iter()
            .take(LINES)
            .map(|one| vraag(&c, one, answers))
            .collect(),
        meer_vragen: found.vragen.len().saturating_sub(LINES),
        aandacht: areas(&c, &about),
        afspraken: deals(&c, &about),
        wijken: wijken
            .iter()
            .map(|(key, naam)| (c.url(&format!("/wijken/{key}")), naam.clone()))
            .collect(),
        naam: orgaan.naam,
        samen: duration(&c, found.given.iter().map(|one| one.minuten).sum()),
        soorten: kinds(&c, &found.given),
        rijen: found
            .given
            .iter()
            .map(|one| rij(&c, &found.people, one))
            .collect(),
        c,
    })
}

/// What it got this year and last year, the contact with it, what it was asked, and the people who may have been there.
async fn find(req: &Req, id: OrgaanId) -> Result<Found> {
    let since = jiff::civil::date(req.today().year() - 1, 1, 1);
    let mut found = req
        .read(move |tx, view| {
            let gemeente = view.frame.id;
            Ok(Found {
                given: list_ondersteuningen(tx, gemeente, since)?,
                people: list_accounts(tx, gemeente)?,
                contacten: store::list_contacten(tx, gemeente, id, CONTACTEN)?,
                vragen: wijkvragen::list_told(tx, gemeente, id)?,
            })
        })
        .await?;
    found.given.retain(|one| one.orgaan == id);
    Ok(found)
}

/// The wijken it works for: key and name.
fn wijken(c: &C, orgaan: &Orgaan) -> Vec<(String, String)> {
    let own = c.view.frame.wijken_of(orgaan);
    let wijken = c.view.frame.wijken();
    wijken
        .filter(|wijk| own.contains(&wijk.id))
        .map(|wijk| (wijk.sleutel.clone(), wijk.naam.clone()))
        .collect()
}

fn naam_of(people: &[AccountRow], id: Option<AccountId>) -> String {
    let found = people.iter().find(|account| Some(account.id) == id);
    found
        .map(|account| account.naam.clone())
        .unwrap_or_default()
}

fn contact(c: &C, people: &[AccountRow], one: &Orgaancontact) -> Regel {
    let wie = naam_of(people, one.account);
    let mut onder = c.day_plain(one.op);
    if !wie.is_empty() {
        onder = format!("{onder} · {wie}");
    }
    Regel {
        titel: one.regel.clone(),
        onder,
        badge: "ww-badge--closed",
        stand: c.tk("contactwijze", one.wijze),
        url: None,
    }
}

/// That something was asked; never what.
fn vraag(c: &C, one: &Wijkvraag, answers: bool) -> Regel {
    let day = c.day_plain(c.day_of(one.at));
    Regel {
        titel: c.t1("ondersteuning-groep-vraag", "nummer", one.nummer),
        onder: format!("{} · {day}", c.gebied(one.gebied)),
        badge: if one.is_open() {
            "ww-badge--wait"
        } else {
            "ww-badge--done"
        },
        stand: c.tk("wijkvraag-stand", one.state),
        url: answers.then(|| c.url(&format!("/wijkvragen/{}", one.id))),
    }
}

fn public_url(c: &C, one: &Openbaar) -> String {
    c.url(&format!("/aandachtsgebied-openbaar/{}", one.id))
}

/// What is worked on in its wijken, then what came before.
fn areas(c: &C, about: &[&Openbaar]) -> Vec<Regel> {
    let (open, over): (Vec<&Openbaar>, Vec<&Openbaar>) =
        about.iter().copied().partition(|one| one.is_open());
    open.into_iter()
        .chain(over)
        .take(LINES)
        .map(|one| {
            let (kept, all) = one.document.progress();
            Regel {
                titel: one.document.titel.clone(),
                onder: c.t2("wp-afspraken-klaar", "klaar", kept, "totaal", all),
                badge: if one.is_open() {
                    "ww-badge--busy"
                } else {
                    "ww-badge--closed"
                },
                stand: c.tk("wp-aandachtsgebied-staat", &one.state),
                url: Some(public_url(c, one)),
            }
        })
        .collect()
}

/// What was promised there and is not kept yet, the soonest first.
fn deals(c: &C, about: &[&Openbaar]) -> Vec<Regel> {
    let mut open: Vec<(&Openbaar, &Afspraakregel)> = about
        .iter()
        .copied()
        .filter(|one| one.is_open())
        .flat_map(|one| one.document.agreed().map(move |deal| (one, deal)))
        .filter(|(_, deal)| !deal.is_kept())
        .collect();
    open.sort_by_key(|(one, deal)| (deal.due.is_none(), deal.due, one.id));
    open.truncate(LINES);
    let today = c.view.today();
    open.into_iter()
        .map(|(one, deal)| {
            let late = deal.due.is_some_and(|due| due < today);
            let day = deal.due.map(|due| c.day_plain(due));
            let told: Vec<String> = [deal.wie.clone()].into_iter().chain(day).collect();
            Regel {
                titel: deal.wat.clone(),
                onder: told.join(" · "),
                badge: if late {
                    "ww-badge--late"
                } else {
                    "ww-badge--busy"
                },
                stand: c.t(if late {
                    "publiek-afspraak-laat"
                } else {
                    "publiek-afspraak-loopt"
                }),
                url: Some(public_url(c, one)),
            }
        })
        .collect()
}

fn rij(c: &C, people: &[AccountRow], one: &Ondersteuning) -> Rij {
    Rij {
        soort: c.tk("ondersteuning", one.soort),
        duur: duration(c, one.minuten),
        op: one.op,
        wie: naam_of(people, one.account),
    }
}

fn kinds(c: &C, given: &[Ondersteuning]) -> Vec<(String, String)> {
    let of_kind = |soort: &Ondersteuningsoort| {
        let own: Vec<i64> = given
            .iter()
            .filter(|one| one.soort == *soort)
            .map(|one| one.minuten)
            .collect();
        let keren = i64::try_from(own.len()).unwrap_or(i64::MAX);
        let duur = duration(c, own.iter().sum());
        let told = c.t2("ondersteuning-groep-soort", "duur", duur, "keren", keren);
        (keren > 0).then(|| (c.tk("ondersteuning", soort), told))
    };
    Ondersteuningsoort::ALL.iter().filter_map(of_kind).collect()
}
