//! Questions to which a resident still waits for an answer: who owes it, and by when.

use askama::Template;
use kit::db::Read;

use super::{Keuze, Tab, badge, onderwerp, organisaties, tabs};
use crate::access::Permission;
use crate::balie::contacten::{
    Contact, Uitkomst, Vraag, actions, answer, get_contact, get_vraag, has_email, has_person,
    list_owed, pass_on, rules, settle,
};
use crate::error::{Error, FieldError, Result, Sentence};
use crate::handler;
use crate::http::{Guard, Kind, Place, Req, Response, Route, View, redirect};
use crate::ids::{AccountId, ContactvraagId, OrganisatieId};
use crate::journaal::{self, Verb};
use crate::kader::accounts::{AccountRow, find_account, initials};
use crate::layout::{self, C, Faults};

const READ: Guard = Guard::Any(&[
    Permission::ContactRead,
    Permission::KennisWrite,
    Permission::DoorverwijzingReceive,
]);
const ANSWER: Guard = Guard::Any(&[
    Permission::ContactEnter,
    Permission::KennisWrite,
    Permission::DoorverwijzingReceive,
]);

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get(
            "vragen.lijst",
            "/{gemeente}/balie/open-vragen",
            READ,
            Kind::Page,
            handler!(list),
        ),
        Route::get(
            "vragen.een",
            "/{gemeente}/balie/open-vragen/{contactvraag}",
            READ,
            Kind::Page,
            handler!(show),
        )
        .at(Place::GebiedOrOrganisatie),
        Route::post(
            "vragen.klaar",
            "/{gemeente}/balie/open-vragen/{contactvraag}/klaar",
            ANSWER,
            handler!(done),
        )
        .at(Place::GebiedOrOrganisatie)
        .sample("aanvraag="),
        Route::post(
            "vragen.doorgeven",
            "/{gemeente}/balie/open-vragen/{contactvraag}/doorgeven",
            ANSWER,
            handler!(hand_over),
        )
        .at(Place::GebiedOrOrganisatie)
        .sample("organisatie={organisatie}"),
    ]
}

struct Rij {
    vraag: Vraag,
    onderwerp: String,
    wie: String,
    badge: &'static str,
}

#[derive(Template)]
#[template(path = "balie/contacten/templates/vragen.html")]
struct ListPage {
    c: C,
    tabs: Vec<Tab>,
    rows: Vec<Rij>,
}

/// Who owes the answer, in words.
fn owner(c: &C, vraag: &Vraag) -> String {
    match (vraag.organisatie, vraag.account) {
        (Some(organisatie), _) => c.organisatie(organisatie),
        (None, Some(account)) if c.view.actor.account().is_some_and(|me| me.id == account) => {
            c.t("open-vraag-van-mij")
        }
        (None, Some(_)) => c.t("open-vraag-van-collega"),
        (None, None) => c.t("open-vraag-van-balie"),
    }
}

async fn list(req: Req) -> Result<Response> {
    let mut vragen = req
        .read(move |tx, view| {
            let mut seen = Vec::new();
            for uitkomst in [Uitkomst::CallBack, Uitkomst::Open, Uitkomst::TransferFailed] {
                for vraag in list_owed(tx, view.frame.id, uitkomst)? {
                    let contact = get_contact(tx, view.frame.id, vraag.contact)?;
                    if actions::may_see_vraag(&view.actor, &contact, &vraag) {
                        seen.push(vraag);
                    }
                }
            }
            Ok(seen)
        })
        .await?;
    vragen.sort_by_key(|vraag| (vraag.due.unwrap_or(jiff::civil::Date::MAX), vraag.id));
    let c = C::of(&req.view);
    let rows = vragen
        .into_iter()
        .map(|vraag| Rij {
            onderwerp: onderwerp(&req.view, &vraag.onderwerp),
            wie: owner(&c, &vraag),
            badge: badge(vraag.due, req.today()),
            vraag,
        })
        .collect();
    layout::page(&ListPage {
        tabs: tabs(&c),
        c,
        rows,
    })
}

#[derive(Template)]
#[template(path = "balie/contacten/templates/vraag.html")]
struct Page {
    c: C,
    tabs: Vec<Tab>,
    faults: Faults,
    vraag: Vraag,
    onderwerp: String,
    wie: String,
    badge: &'static str,
    may_contact: bool,
    has_person: bool,
    /// Whether an answer in words reaches whoever asked.
    has_email: bool,
    antwoord: String,
    most: usize,
    organisaties: Vec<Keuze>,
}

fn visible(tx: &mut Read<'_>, view: &View, id: ContactvraagId) -> Result<(Vraag, Contact)> {
    let vraag = get_vraag(tx, view.frame.id, id)?;
    let contact = get_contact(tx, view.frame.id, vraag.contact)?;
    if actions::may_see_vraag(&view.actor, &contact, &vraag) {
        Ok((vraag, contact))
    } else {
        Err(Error::NotFound("contactvraag"))
    }
}

async fn show(req: Req) -> Result<Response> {
    layout::page(&page(&req, Faults::default()).await?)
}

async fn page(req: &Req, faults: Faults) -> Result<Page> {
    let id: ContactvraagId = req.id("contactvraag")?;
    let (vraag, may_contact, kept, mailed) = req
        .read(move |tx, view| {
            let (vraag, contact) = visible(tx, view, id)?;
            let kept = has_person(tx, view.frame.id, contact.id)?;
            let mailed = has_email(tx, view.frame.id, contact.id)?;
            let may = view
                .actor
                .may(Permission::ContactRead, &actions::here(&contact));
            Ok((vraag, may, kept, mailed))
        })
        .await?;
    let c = C::of(&req.view);
    Ok(Page {
        tabs: tabs(&c),
        onderwerp: onderwerp(&req.view, &vraag.onderwerp),
        wie: owner(&c, &vraag),
        badge: badge(vraag.due, req.today()),
        may_contact,
        has_person: kept,
        has_email: mailed,
        antwoord: req.form.text("antwoord").to_owned(),
        most: rules::LONGEST_ANSWER,
        organisaties: organisaties(&req.view, req.form.text("organisatie")),
        vraag,
        faults,
        c,
    })
}

fn back(req: &Req) -> Response {
    redirect(&layout::url(&req.view, "/balie/open-vragen"))
}

async fn done(req: Req) -> Result<Response> {
    let id: ContactvraagId = req.id("contactvraag")?;
    let item = req.form.parsed("item");
    if !req.form.ticked("mail") {
        let settled = req
            .do_once(move |ctx| settle(ctx, id, item).map(drop))
            .await;
        return shown_or_back(&req, settled).await;
    }
    let antwoord = req.form.text("antwoord").to_owned();
    let given = req
        .do_once(move |ctx| answer(ctx, id, &antwoord).map(drop))
        .await;
    shown_or_back(&req, given).await
}

/// Who settled a question and when, in place of the sentence that it was; other sentences stay.
async fn meanwhile(req: &Req, said: Sentence) -> Result<Sentence> {
    if said.key != actions::SETTLED {
        return Ok(said);
    }
    let id: ContactvraagId = req.id("contactvraag")?;
    let found = req
        .read(move |tx, view| {
            let gemeente = view.frame.id;
            let lines = journaal::lines_about(tx, gemeente, id.0)?;
            let Some(line) = lines.iter().rfind(|line| line.verb == Verb::Settled) else {
                return Ok(None);
            };
            let person = match line.account() {
                Some(account) => find_account(tx, gemeente, AccountId(account))?,
                None => None,
            };
            Ok(Some((line.at, person)))
        })
        .await?;
    let Some((at, person)) = found else {
        return Ok(said);
    };
    let c = C::of(&req.view);
    let wie = person.map_or_else(|| c.t("open-vraag-van-balie"), |person| named(&c, &person));
    Ok(Sentence::new("open-vraag-intussen")
        .with("wie", wie)
        .with("moment", c.moment(at)))
}

/// Somebody's name, for colleagues and with their consent, else what stands for it; with where they work.
fn named(c: &C, person: &AccountRow) -> String {
    let mine = c.view.actor.account().and_then(|me| me.organisatie);
    let is_colleague = mine.is_some() && mine == person.organisatie;
    let naam = if person.shows_name || is_colleague {
        person.naam.clone()
    } else {
        initials(&person.naam)
    };
    match person.organisatie {
        Some(organisatie) => format!("{naam} ({})", c.organisatie(organisatie)),
        None => naam,
    }
}

/// The list, or the question again with what was wrong and what was typed.
async fn shown_or_back(req: &Req, done: Result<()>) -> Result<Response> {
    match done {
        Ok(()) => Ok(back(req)),
        Err(Error::Refused(said)) => {
            let sentence = meanwhile(req, said).await?;
            let field = if req.form.text("antwoord").is_empty() {
                "stand"
            } else {
                "antwoord"
            };
            let page = page(req, Faults(vec![FieldError { field, sentence }])).await?;
            layout::page_with(409, &page)
        }
        Err(error) => {
            let page = page(req, Faults::of(error)?).await?;
            layout::page_with(400, &page)
        }
    }
}

async fn hand_over(req: Req) -> Result<Response> {
    let id: ContactvraagId = req.id("contactvraag")?;
    let to: Option<OrganisatieId> = req.form.parsed("organisatie");
    let passed = req
        .do_once(move |ctx| {
            let to =
                to.ok_or_else(|| Error::field("organisatie", "contact-organisatie-onbekend"))?;
            pass_on(ctx, id, to)
        })
        .await;
    shown_or_back(&req, passed).await
}
