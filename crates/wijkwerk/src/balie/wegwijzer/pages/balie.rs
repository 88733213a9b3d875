//! The desk: one box, the answers under it, and beside it the contact that is saved in two taps.

use askama::Template;

use super::antwoord::{self, Antwoord, Gevonden};
use crate::balie::contacten::dienst;
use crate::balie::infopunten::find_infopunt;
use crate::balie::wegwijzer::actions;
use crate::error::{Error, Result};
use crate::http::{Req, Response, redirect};
use crate::ids::{KennisitemId, WegwijzerkeuzeId};
use crate::kader::gebieden::Gebied;
use crate::layout::{C, Faults, page, page_with, url};

/// How a question may end at the desk, in the order of the buttons.
const UITKOMSTEN: &[&str] = &[
    "answered",
    "call_back",
    "transferred",
    "transfer_failed",
    "open",
];

#[derive(Template)]
#[template(path = "balie/wegwijzer/templates/balie.html")]
struct BaliePage {
    c: C,
    antwoord: Option<Antwoord>,
    /// The answer that is used now.
    item: Option<Gevonden>,
    /// The choice that was noted with it, to say whether it helped.
    keuze: Option<String>,
    onderwerpen: Vec<(String, String)>,
    kanalen: Vec<(String, String)>,
    kanaal: String,
    uitkomsten: &'static [&'static str],
    bewaard: bool,
    faults: Faults,
}

/// The gebied of the point at which whoever asks began a shift today.
async fn wijk(req: &Req) -> Result<Option<Gebied>> {
    req.read(|tx, view| {
        let (gemeente, today) = (view.frame.id, view.today());
        let Some(account) = view.actor.account() else {
            return Ok(None);
        };
        let last = dienst::find_last(tx, gemeente, account.id)?
            .filter(|start| start.at.to_zoned(view.frame.zone.clone()).date() == today);
        let Some(id) = last.and_then(|start| start.infopunt) else {
            return Ok(None);
        };
        let punt = find_infopunt(tx, gemeente, id)?;
        Ok(punt.and_then(|punt| view.frame.gebied(punt.gebied).cloned()))
    })
    .await
}

async fn build(req: &Req, antwoord: Option<Antwoord>, faults: Faults) -> Result<BaliePage> {
    let sleutel = req.query.text("antwoord").to_owned();
    let (c, near) = (C::of(&req.view), wijk(req).await?);
    let item = req
        .read(move |tx, view| {
            if sleutel.is_empty() {
                return Ok(None);
            }
            let mut found = antwoord::find(tx, view.frame.id, &sleutel)?;
            if let Some(found) = &mut found {
                antwoord::place(tx, &c, found, near.as_ref())?;
            }
            Ok(found)
        })
        .await?;
    let inrichting = &req.frame.inrichting;
    let name = |text| crate::frame::pick(req.lang, text);
    let kanalen: Vec<(String, String)> = inrichting
        .kanalen
        .iter()
        .filter(|kanaal| kanaal.sleutel != "import")
        .map(|kanaal| (kanaal.sleutel.clone(), name(&kanaal.naam)))
        .collect();
    let kanaal = req
        .query
        .opt("kanaal")
        .filter(|key| inrichting.kanaal(key).is_some())
        .or_else(|| {
            ["loket", "balie"]
                .into_iter()
                .find(|key| inrichting.kanaal(key).is_some())
        })
        .or_else(|| kanalen.first().map(|(key, _)| key.as_str()))
        .unwrap_or_default()
        .to_owned();
    Ok(BaliePage {
        c: C::of(&req.view),
        antwoord,
        keuze: req
            .query
            .parsed::<WegwijzerkeuzeId>("keuze")
            .map(|id| id.to_string()),
        item,
        onderwerpen: inrichting
            .onderwerpen
            .iter()
            .map(|topic| (topic.sleutel.clone(), name(&topic.naam)))
            .collect(),
        kanalen,
        kanaal,
        uitkomsten: UITKOMSTEN,
        bewaard: req.query.ticked("bewaard"),
        faults,
    })
}

/// The desk as a shift begins, or with one answer open.
pub(super) async fn show(req: Req) -> Result<Response> {
    page(&build(&req, None, Faults::default()).await?)
}

/// The answers to a question.
pub(super) async fn ask(req: Req) -> Result<Response> {
    let question = match antwoord::typed(&req) {
        Ok(question) => question,
        Err(error) => {
            let faults = Faults::of(error)?;
            return page_with(400, &build(&req, None, faults).await?);
        }
    };
    if question.is_empty() {
        return page(&build(&req, None, Faults::default()).await?);
    }
    let answer = antwoord::to(&req, question, wijk(&req).await?).await?;
    page(&build(&req, Some(answer), Faults::default()).await?)
}

/// This is the answer: it opens beside the contact, and the wegwijzer learns from it.
pub(super) async fn choose(req: Req) -> Result<Response> {
    let item: KennisitemId = req
        .form
        .parsed("item")
        .ok_or(Error::NotFound("kennisitem"))?;
    let question = antwoord::typed(&req)?;
    let frame = req.frame.clone();
    let words = req
        .app
        .run_blocking(move |app| actions::known_words(app, &frame, &question))
        .await?;
    let answer = req
        .once(move |ctx| {
            let made = actions::choose(ctx, &words, item)?;
            Ok(made.map(|id| id.to_string()).unwrap_or_default())
        })
        .await?;
    let found = req
        .read(move |tx, view| {
            Ok(kit::db::Queries::query_opt(
                tx,
                "SELECT sleutel FROM kennisitems WHERE gemeente_id = $1 AND id = $2",
                &[&view.frame.id, &item],
                |row| row.get::<String>(0),
            )?)
        })
        .await?;
    let sleutel = found.ok_or(Error::NotFound("kennisitem"))?;
    let keuze = if answer.is_empty() {
        String::new()
    } else {
        format!("&keuze={answer}")
    };
    Ok(redirect(&format!(
        "{}?antwoord={sleutel}{keuze}",
        url(&req.view, "/balie")
    )))
}

/// Whether what was chosen helped.
pub(super) async fn outcome(req: Req) -> Result<Response> {
    let id: WegwijzerkeuzeId = req.id("keuze")?;
    let helped = match req.form.text("hielp") {
        "ja" => true,
        "nee" => false,
        _ => return Err(Error::refused("wegwijzer-hielp-kies")),
    };
    req.do_once(move |ctx| actions::tell_outcome(ctx, id, helped))
        .await?;
    Ok(redirect(&url(&req.view, "/balie")))
}
