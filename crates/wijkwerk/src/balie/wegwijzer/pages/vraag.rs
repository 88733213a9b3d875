//! "Waar gaat het om?": one box for residents, and the topics for who rather looks around.

use askama::Template;
use serde::Serialize;

use super::antwoord::{self, Antwoord};
use super::gevonden::{self, Gevonden};
use crate::balie::kennisbank;
use crate::balie::wegwijzer::{kept, store};
use crate::error::Result;
use crate::http::{Req, Response, json};
use crate::kader::gebieden::Gebied;
use crate::layout::{C, Faults, page, page_with};

/// Suggestions come with every key: so many for each question.
const SUGGESTIONS: i64 = 10;

#[derive(Template)]
#[template(path = "balie/wegwijzer/templates/vraag.html")]
struct VraagPage {
    c: C,
    antwoord: Option<Antwoord>,
    onderwerpen: Vec<(String, String, i64)>,
    /// The wijk of who asks, if that is known.
    wijk: String,
    wijk_naam: String,
    /// The topic that was chosen, with its items.
    gekozen: Option<(String, Vec<Gevonden>)>,
    faults: Faults,
}

/// The wijk of who asks: from the address of a page about it, kept by the form.
fn wijk(req: &Req) -> Option<Gebied> {
    let asked = req.form.opt("wijk").or_else(|| req.query.opt("wijk"))?;
    kennisbank::find_wijk(&req.view, asked).cloned()
}

async fn build(req: &Req, antwoord: Option<Antwoord>, faults: Faults) -> Result<VraagPage> {
    let chosen = req
        .frame
        .inrichting
        .onderwerp(req.query.text("onderwerp"))
        .cloned();
    let key = chosen.as_ref().map(|topic| topic.sleutel.clone());
    let onderwerpen = antwoord
        .as_ref()
        .map(|antwoord| antwoord.onderwerpen.clone());
    let (counts, items) = if onderwerpen.is_none() || key.is_some() {
        req.read(move |tx, view| {
            let items = match &key {
                Some(key) => gevonden::about(tx, view.frame.id, key)?,
                None => Vec::new(),
            };
            Ok((store::onderwerpen(tx, view.frame.id)?, items))
        })
        .await?
    } else {
        (Vec::new(), Vec::new())
    };
    let (wijk, wijk_naam) = wijk(req)
        .map(|wijk| (wijk.sleutel, wijk.naam))
        .unwrap_or_default();
    Ok(VraagPage {
        c: C::of(&req.view),
        wijk,
        wijk_naam,
        antwoord,
        onderwerpen: onderwerpen.unwrap_or_else(|| antwoord::onderwerpen(&req.view, &counts)),
        gekozen: chosen.map(|topic| (crate::frame::pick(req.lang, &topic.naam), items)),
        faults,
    })
}

/// The box, perhaps with the answers about one topic.
pub(super) async fn show(req: Req) -> Result<Response> {
    page(&build(&req, None, Faults::default()).await?)
}

/// The answer to a question.
pub(super) async fn ask(req: Req) -> Result<Response> {
    let most = req.app.config().limits.vragen_per_hour;
    req.app
        .rate_asking(&format!("vraag|{}", address(&req)), most)?;
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
    let answer = antwoord::to(&req, question, wijk(&req)).await?;
    page(&build(&req, Some(answer), Faults::default()).await?)
}

#[derive(Serialize)]
struct Voorstel {
    tekst: String,
    url: String,
}

/// What may be meant, while somebody types.
pub(super) async fn suggest(req: Req) -> Result<Response> {
    let most = req
        .app
        .config()
        .limits
        .vragen_per_hour
        .saturating_mul(SUGGESTIONS);
    req.app
        .rate_asking(&format!("voorstel|{}", address(&req)), most)?;
    let begin: String = req.form.text("vraag").chars().take(100).collect();
    let ready = kept::current(&req.app, &req.frame).await?;
    let found = ready.index.suggest(&begin, 6);
    let c = C::of(&req.view);
    let list: Vec<Voorstel> = found
        .into_iter()
        .map(|one| Voorstel {
            url: c.url(&format!("/vraag/{}", one.id)),
            tekst: one.title,
        })
        .collect();
    json(&list)
}

fn address(req: &Req) -> String {
    req.remote
        .map_or_else(|| "unknown".to_owned(), |address| address.to_string())
}
