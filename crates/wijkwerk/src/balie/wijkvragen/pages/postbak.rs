//! The inbox of a bewonersorgaan: what waits, and what is done with it. The words are read one question at a time, and
//! each reading is logged; the address of who asked is not shown at all.

use std::collections::BTreeMap;

use askama::Template;
use jiff::civil::Date;

use super::badge;
use super::volgen::paragraphs;
use crate::app::Purpose;
use crate::balie::wijkvragen::model::{Wijkvraag, WijkvraagState, Wijkvrager};
use crate::balie::wijkvragen::{actions, rules, store};
use crate::error::{Error, Result};
use crate::frame::pick;
use crate::http::{Req, Response, redirect};
use crate::ids::{AccountId, OrgaanId, WijkvraagId};
use crate::kader::accounts::find_account;
use crate::layout::{self, C, Faults};

/// A question as a line.
struct Rij {
    id: WijkvraagId,
    nummer: String,
    waar: String,
    /// Since when it waits, or when it was settled, in words.
    wanneer: String,
    wie: String,
    stand: String,
    badge: &'static str,
}

#[derive(Template)]
#[template(path = "balie/wijkvragen/templates/postbak.html")]
struct ListPage {
    c: C,
    gedaan: Option<&'static str>,
    open: Vec<Rij>,
    klaar: Vec<Rij>,
}

/// What was just done, to say so.
const DONE: &[&str] = &["beantwoord", "doorgegeven", "opgepakt"];

fn said(req: &Req) -> Option<&'static str> {
    let word = req.query.text("gedaan");
    DONE.iter().copied().find(|known| *known == word)
}

/// The names of who took something on; fellow members, to work together.
type Namen = BTreeMap<AccountId, String>;

fn names(
    tx: &mut impl kit::db::Queries,
    gemeente: crate::ids::GemeenteId,
    all: &[Wijkvraag],
) -> Result<Namen> {
    let mut found = Namen::new();
    for account in all.iter().filter_map(|vraag| vraag.account) {
        if !found.contains_key(&account)
            && let Some(person) = find_account(tx, gemeente, account)?
        {
            found.insert(account, person.naam);
        }
    }
    Ok(found)
}

fn owner(c: &C, vraag: &Wijkvraag, namen: &Namen) -> String {
    let me = c.view.actor.account().map(|account| account.id);
    match vraag.account {
        None => c.t("wijkvraag-van-niemand"),
        Some(account) if Some(account) == me => c.t("wijkvraag-van-mij"),
        Some(account) => namen
            .get(&account)
            .cloned()
            .unwrap_or_else(|| c.t("wijkvraag-van-ander")),
    }
}

fn line(c: &C, vraag: &Wijkvraag, namen: &Namen) -> Rij {
    let day = c.day_of(vraag.settled_at.unwrap_or(vraag.at));
    let wie = if vraag.state == WijkvraagState::HandedOver {
        c.t("wijkvraag-bij-de-balie")
    } else {
        owner(c, vraag, namen)
    };
    Rij {
        id: vraag.id,
        nummer: vraag.nummer.to_string(),
        waar: c.gebied(vraag.gebied),
        wanneer: c.relative(day),
        wie,
        stand: c.tk("wijkvraag-stand", vraag.state),
        badge: badge(vraag.state),
    }
}

/// What waits for the bewonersorganen of whoever signed in, the oldest first, and what was settled.
pub(super) async fn list(req: Req) -> Result<Response> {
    let (open, klaar, namen) = req
        .read(move |tx, view| {
            let gemeente = view.frame.id;
            let mine: Vec<OrgaanId> = view
                .frame
                .organen
                .iter()
                .filter(|orgaan| actions::may_answer(&view.actor, &view.frame, orgaan))
                .map(|orgaan| orgaan.id)
                .collect();
            let (mut open, mut klaar): (Vec<Wijkvraag>, Vec<Wijkvraag>) = Default::default();
            for orgaan in mine {
                open.extend(store::list_open(tx, gemeente, orgaan)?);
                klaar.extend(store::list_settled(tx, gemeente, orgaan)?);
            }
            open.retain(|vraag| actions::may_see(&view.actor, vraag));
            klaar.retain(|vraag| actions::may_see(&view.actor, vraag));
            open.sort_by_key(|vraag| (vraag.at, vraag.id));
            klaar.sort_by_key(|vraag| std::cmp::Reverse((vraag.settled_at, vraag.id)));
            let namen = names(tx, gemeente, &[open.as_slice(), &klaar].concat())?;
            Ok((open, klaar, namen))
        })
        .await?;
    let c = C::of(&req.view);
    layout::page(&ListPage {
        gedaan: said(&req),
        open: open.iter().map(|vraag| line(&c, vraag, &namen)).collect(),
        klaar: klaar.iter().map(|vraag| line(&c, vraag, &namen)).collect(),
        c,
    })
}

/// A topic to choose.
struct Keuze {
    waarde: String,
    naam: String,
    gekozen: bool,
}

#[derive(Template)]
#[template(path = "balie/wijkvragen/templates/een.html")]
struct Page {
    c: C,
    faults: Faults,
    gedaan: Option<&'static str>,
    vraag: Wijkvraag,
    vrager: Option<Wijkvrager>,
    orgaan: String,
    rij: Rij,
    onderwerpen: Vec<Keuze>,
    antwoord: String,
    most: usize,
    is_mine: bool,
}

impl Page {
    /// Whether something can still be done with it.
    fn is_open(&self) -> bool {
        self.vraag.is_open() && self.vrager.is_some()
    }

    fn is_withdrawn(&self) -> bool {
        self.vraag.state == WijkvraagState::Withdrawn
    }

    /// The day on which it went to the desk.
    fn handed_over_on(&self) -> Option<Date> {
        let at = self.vraag.settled_at;
        let at = at.filter(|_| self.vraag.state == WijkvraagState::HandedOver);
        at.map(|at| self.c.day_of(at))
    }

    fn has_email(&self) -> bool {
        let vrager = self.vrager.as_ref();
        vrager.is_some_and(|vrager| vrager.email.is_some())
    }

    fn answered(&self) -> Vec<&str> {
        let antwoord = self.vrager.as_ref().and_then(|own| own.antwoord.as_deref());
        antwoord.map_or_else(Vec::new, paragraphs)
    }

    fn asked(&self) -> Vec<&str> {
        let vraag = self.vrager.as_ref().map(|vrager| vrager.vraag.as_str());
        vraag.map_or_else(Vec::new, paragraphs)
    }
}

/// The question, with the reading of its words in the log (INV-45).
async fn page(req: &Req, faults: Faults) -> Result<Page> {
    let id: WijkvraagId = req.id("wijkvraag")?;
    let (vraag, namen) = req
        .read(move |tx, view| {
            let vraag = store::get_wijkvraag(tx, view.frame.id, id)?;
            if !actions::may_see(&view.actor, &vraag) {
                return Err(Error::NotFound("wijkvraag"));
            }
            let namen = names(tx, view.frame.id, std::slice::from_ref(&vraag))?;
            Ok((vraag, namen))
        })
        .await?;
    let (gemeente, vrager) = (req.frame.id, vraag.vrager);
    let vrager = req
        .app
        .read_personal(
            &req.frame,
            &req.actor,
            Purpose::AnswerQuestion,
            ("wijkvraag", id.0),
            move |tx| store::find_vrager(tx, gemeente, vrager),
        )
        .await?;
    let c = C::of(&req.view);
    let topics = &req.frame.inrichting.onderwerpen;
    let last = topics.last().map(|topic| topic.sleutel.as_str());
    let chosen = req.form.opt("onderwerp").or(last).unwrap_or_default();
    let orgaan = req.frame.orgaan(vraag.orgaan);
    let me = req.actor.account().map(|account| account.id);
    Ok(Page {
        rij: line(&c, &vraag, &namen),
        orgaan: orgaan.map_or_else(String::new, |orgaan| orgaan.naam.clone()),
        onderwerpen: topics
            .iter()
            .map(|topic| Keuze {
                waarde: topic.sleutel.clone(),
                naam: pick(req.lang, &topic.naam),
                gekozen: topic.sleutel == chosen,
            })
            .collect(),
        antwoord: req.form.text("antwoord").to_owned(),
        most: rules::LONGEST_ANSWER,
        is_mine: me.is_some() && vraag.account == me,
        gedaan: said(req),
        vraag,
        vrager,
        faults,
        c,
    })
}

/// One question, with what can be done with it.
pub(super) async fn show(req: Req) -> Result<Response> {
    layout::page(&page(&req, Faults::default()).await?)
}

/// The inbox after something was done, or the question again with what was wrong.
async fn after(req: &Req, done: Result<()>, to: &str) -> Result<Response> {
    match done {
        Ok(()) => Ok(redirect(&layout::url(&req.view, to))),
        Err(error) => {
            let faults = Faults::or_refusal(error)?;
            let status = faults.status();
            layout::page_with(status, &page(req, faults).await?)
        }
    }
}

/// Takes a question on.
pub(super) async fn take(req: Req) -> Result<Response> {
    let id: WijkvraagId = req.id("wijkvraag")?;
    let done = req.do_once(move |ctx| actions::take_on(ctx, id)).await;
    after(&req, done, &format!("/wijkvragen/{id}?gedaan=opgepakt")).await
}

/// Answers a question.
pub(super) async fn reply(req: Req) -> Result<Response> {
    let id: WijkvraagId = req.id("wijkvraag")?;
    let antwoord = req.form.text("antwoord").to_owned();
    let done = req
        .do_once(move |ctx| actions::answer(ctx, id, &antwoord))
        .await;
    after(&req, done, "/wijkvragen?gedaan=beantwoord").await
}

/// Hands a question that is about somebody's own life to the desk.
pub(super) async fn pass(req: Req) -> Result<Response> {
    let id: WijkvraagId = req.id("wijkvraag")?;
    let onderwerp = req.form.opt("onderwerp").map(ToOwned::to_owned);
    let done = req
        .do_once(move |ctx| actions::hand_over(ctx, id, onderwerp.as_deref()))
        .await;
    after(&req, done, "/wijkvragen?gedaan=doorgegeven").await
}
