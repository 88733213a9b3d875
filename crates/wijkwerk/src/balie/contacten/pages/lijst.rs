//! What came in: mine today or all of my point, with two taps to note the next one.

use askama::Template;
use jiff::Timestamp;

use super::{
    Keuze, Punten, Tab, badge, gebieden, kanaal, kanalen, keuze, onderwerp, onderwerpen, punten,
    read_vragen, shown_again, tabs,
};
use crate::access::Permission;
use crate::balie::contacten::{
    Contact, NewContact, Uitkomst, Vraag, actions, find_by_nummer, find_contact, list_of_account,
    list_of_infopunt, list_open_contacts, list_vragen, open_contact,
};
use crate::error::{Error, Result};
use crate::handler;
use crate::http::{Form, Guard, Kind, Req, Response, Route, redirect};
use crate::ids::ContactId;
use crate::layout::{self, C, Faults};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get(
            "contacten.lijst",
            "/{gemeente}/balie/contacten",
            Guard::May(Permission::ContactRead),
            Kind::Page,
            handler!(show),
        ),
        Route::post(
            "contacten.vastleggen",
            "/{gemeente}/balie/contacten",
            Guard::May(Permission::ContactEnter),
            handler!(enter),
        )
        .sample("kanaal={kanaal}&onderwerp={balie_onderwerp}&uitkomst=answered"),
    ]
}

/// What a form of the desk gives along: what was looked at, by which text it was answered, where it goes on.
const ALONG: [&str; 3] = ["geraadpleegd", "item", "terug"];

/// A contact as a line.
pub(super) struct Rij {
    pub(super) id: ContactId,
    pub(super) titel: String,
    pub(super) kanaal: String,
    pub(super) plek: String,
    pub(super) at: Timestamp,
    pub(super) open: usize,
    pub(super) badge: &'static str,
}

#[derive(Template)]
#[template(path = "balie/contacten/templates/lijst.html")]
struct Page {
    c: C,
    tabs: Vec<Tab>,
    faults: Faults,
    may_enter: bool,
    of_point: bool,
    has_point: bool,
    open: Vec<Rij>,
    rows: Vec<Rij>,
    onderwerpen: Vec<Keuze>,
    kanalen: Vec<Keuze>,
    punten: Vec<Keuze>,
    gebieden: Vec<Keuze>,
    uitkomsten: &'static [Uitkomst],
    vraag: String,
    /// What came along from the desk without being seen here.
    mee: Vec<(&'static str, String)>,
}

async fn show(req: Req) -> Result<Response> {
    if let Some(typed) = req.query.opt("nummer") {
        return by_nummer(&req, typed.trim().parse().unwrap_or(0)).await;
    }
    layout::page(&page(&req, Faults::default(), &Form::default()).await?)
}

fn rij(c: &C, contact: &Contact, vragen: &[Vraag], punten: &[Keuze]) -> Rij {
    let names: Vec<String> = vragen
        .iter()
        .map(|vraag| onderwerp(&c.view, &vraag.onderwerp))
        .collect();
    let owed = || vragen.iter().filter(|vraag| vraag.is_open());
    let due = owed().filter_map(|vraag| vraag.due).min();
    let punt = contact.infopunt.map(|id| id.to_string());
    let plek = punten
        .iter()
        .find(|found| Some(&found.waarde) == punt.as_ref())
        .map(|found| found.naam.clone())
        .or_else(|| contact.gebied.map(|id| c.gebied(id)));
    Rij {
        id: contact.id,
        titel: c.list_and(&names),
        kanaal: kanaal(c, &contact.kanaal),
        plek: plek.unwrap_or_default(),
        at: contact.at,
        open: owed().count(),
        badge: badge(due, c.view.today()),
    }
}

async fn page(req: &Req, faults: Faults, form: &Form) -> Result<Page> {
    let of_point = req.query.text("lijst") == "punt";
    let Punten { all: punten, mine } = punten(req).await?;
    let point = mine.filter(|_| of_point);
    let (open, recent) = req
        .read(move |tx, view| {
            let gemeente = view.frame.id;
            let account = view.actor.require_account()?;
            let midnight = view
                .today()
                .to_zoned(view.frame.zone.clone())
                .map_err(|error| Error::Internal(error.to_string()))?
                .timestamp();
            let recent = match point {
                Some(point) => list_of_infopunt(tx, gemeente, point, midnight)?,
                None => list_of_account(tx, gemeente, account.id, midnight)?,
            };
            let mut told = Vec::new();
            for list in [list_open_contacts(tx, gemeente)?, recent] {
                let mut rows = Vec::new();
                for contact in list {
                    let mine = contact.account == Some(account.id);
                    let here = match point {
                        Some(point) => contact.infopunt == Some(point),
                        None => mine,
                    };
                    if here && actions::may_see(&view.actor, &contact) {
                        let vragen = list_vragen(tx, gemeente, contact.id)?;
                        rows.push((contact, vragen));
                    }
                }
                told.push(rows);
            }
            let recent = told.pop().unwrap_or_default();
            Ok((told.pop().unwrap_or_default(), recent))
        })
        .await?;
    let c = C::of(&req.view);
    let lines = |rows: &[(Contact, Vec<Vraag>)], open: bool| -> Vec<Rij> {
        rows.iter()
            .map(|(contact, vragen)| rij(&c, contact, vragen, &punten))
            .filter(|row| (row.open > 0) == open)
            .collect()
    };
    let (open_rows, rows) = (lines(&open, true), lines(&recent, false));
    let usual = recent.first().map(|(contact, _)| contact.kanaal.clone());
    let chosen = form.opt("kanaal").map(ToOwned::to_owned).or(usual);
    Ok(Page {
        tabs: tabs(&c),
        may_enter: super::may_enter(&c),
        of_point,
        has_point: mine.is_some(),
        open: open_rows,
        rows,
        onderwerpen: onderwerpen(&req.view, form.text("onderwerp")),
        kanalen: kanalen(&c, chosen.as_deref().unwrap_or_default()),
        gebieden: std::iter::once(keuze("", c.t("contact-gebied-geen"), ""))
            .chain(gebieden(&req.view, form.text("gebied")))
            .collect(),
        uitkomsten: Uitkomst::ALL,
        vraag: shown_again(form),
        mee: ALONG
            .iter()
            .flat_map(|name| {
                form.all(name)
                    .into_iter()
                    .map(move |value| (*name, value.to_owned()))
            })
            .collect(),
        punten,
        faults,
        c,
    })
}

/// The contact with this number, for whoever calls again.
async fn by_nummer(req: &Req, nummer: i64) -> Result<Response> {
    let found = req
        .read(move |tx, view| {
            let gemeente = view.frame.id;
            let Some(id) = find_by_nummer(tx, gemeente, nummer)? else {
                return Ok(None);
            };
            let contact = find_contact(tx, gemeente, id)?;
            let seen = contact.filter(|contact| actions::may_see(&view.actor, contact));
            Ok(seen.map(|contact| contact.id))
        })
        .await?;
    let Some(id) = found else {
        let fault = Faults::of(Error::field("nummer", "contact-nummer-onbekend"))?;
        return layout::page_with(400, &page(req, fault, &Form::default()).await?);
    };
    let path = format!("/balie/contacten/{id}");
    Ok(redirect(&layout::url(&req.view, &path)))
}

/// Where it goes on: at the desk for the next one, over the same channel; else with the contact itself.
fn after(form: &Form, id: ContactId) -> String {
    if form.text("terug") == "balie" {
        format!("/balie?bewaard={id}&kanaal={}", form.text("kanaal"))
    } else {
        format!("/balie/contacten/{id}?gedaan=vastgelegd")
    }
}

async fn enter(req: Req) -> Result<Response> {
    let new = NewContact {
        kanaal: req.form.text("kanaal").to_owned(),
        infopunt: req.form.parsed("infopunt"),
        gebied: req.form.parsed("gebied"),
        bijeenkomst: None,
        vragen: read_vragen(&req.form),
        geraadpleegd: req
            .form
            .all("geraadpleegd")
            .into_iter()
            .filter_map(|id| id.parse().ok())
            .collect(),
    };
    let request = req.form.request_id();
    let made = req.write(move |ctx| open_contact(ctx, &new, request)).await;
    match made {
        Ok(id) => Ok(redirect(&layout::url(&req.view, &after(&req.form, id)))),
        Err(error) => {
            let page = page(&req, Faults::of(error)?, &req.form).await?;
            layout::page_with(400, &page)
        }
    }
}
