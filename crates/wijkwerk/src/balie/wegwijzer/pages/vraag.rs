//! "Waar gaat het om?": one box for residents, and the topics for who rather looks around.

use askama::Template;

use super::antwoord::{self, Antwoord};
use super::gevonden::{self, Gevonden};
use crate::balie::kennisbank::{self, Near};
use crate::balie::locaties;
use crate::balie::wegwijzer::store;
use crate::error::Result;
use crate::http::{Req, Response};
use crate::kader::gebieden::Gebied;
use crate::layout::{C, Faults, page, page_with};

/// Most characters of where somebody says to be.
const PLACE: usize = 80;

#[derive(Template)]
#[template(path = "balie/wegwijzer/templates/vraag.html")]
struct VraagPage {
    c: C,
    antwoord: Option<Antwoord>,
    onderwerpen: Vec<(String, String, i64)>,
    waar: Waar,
    /// The key of the wijk of who asks, if that is known.
    wijk: String,
    /// The names of the wijken, to choose from.
    wijken: Vec<String>,
    /// The topic that was chosen, with its items.
    gekozen: Option<(String, Vec<Gevonden>)>,
    faults: Faults,
}

/// Where whoever asks is, as far as that is told.
#[derive(Default)]
struct Waar {
    /// What the field shows: the name of the wijk, else what was typed.
    typed: String,
    near: Option<Near>,
    wijk: Option<Gebied>,
}

impl Waar {
    fn is_unknown(&self) -> bool {
        !self.typed.is_empty() && self.near.is_none()
    }

    fn of_wijk(wijk: &Gebied) -> Self {
        Self {
            typed: wijk.naam.clone(),
            near: Some(Near::Wijk(wijk.clone())),
            wijk: Some(wijk.clone()),
        }
    }
}

/// From the address of a page about a wijk.
fn waar_of_address(req: &Req) -> Waar {
    let wijk = kennisbank::find_wijk(&req.view, req.query.text("wijk"));
    wijk.map_or_else(Waar::default, Waar::of_wijk)
}

/// What was typed beside the question: a wijk or a postcode. A postcode is looked up for an answer only, so that it
/// stands in no address.
async fn waar_of_form(req: &Req) -> Result<Waar> {
    let typed: String = req.form.text("wijk").chars().take(PLACE).collect();
    if typed.is_empty() {
        return Ok(Waar::default());
    }
    if let Some(wijk) = kennisbank::find_wijk_meant(&req.view, &typed) {
        return Ok(Waar::of_wijk(wijk));
    }
    let asked = typed.clone();
    let place = req
        .read(move |tx, view| locaties::locate_postcode(tx, view.frame.id, &asked))
        .await?;
    Ok(Waar {
        typed,
        near: place.map(Near::Place),
        wijk: place.and_then(|place| kennisbank::find_wijk_around(&req.view, place).cloned()),
    })
}

async fn build(
    req: &Req,
    antwoord: Option<Antwoord>,
    waar: Waar,
    faults: Faults,
) -> Result<VraagPage> {
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
    let wijk = waar.wijk.as_ref().map(|wijk| wijk.sleutel.clone());
    Ok(VraagPage {
        c: C::of(&req.view),
        wijk: wijk.unwrap_or_default(),
        wijken: req.frame.wijken().map(|wijk| wijk.naam.clone()).collect(),
        waar,
        antwoord,
        onderwerpen: onderwerpen.unwrap_or_else(|| antwoord::onderwerpen(&req.view, &counts)),
        gekozen: chosen.map(|topic| (crate::frame::pick(req.lang, &topic.naam), items)),
        faults,
    })
}

/// The box, perhaps with the answers about one topic.
pub(super) async fn show(req: Req) -> Result<Response> {
    let waar = waar_of_address(&req);
    page(&build(&req, None, waar, Faults::default()).await?)
}

/// The answer to a question.
pub(super) async fn ask(req: Req) -> Result<Response> {
    let most = req.app.config().limits.vragen_per_hour;
    req.app
        .rate_asking(&format!("vraag|{}", req.asker()), most)?;
    let waar = waar_of_form(&req).await?;
    let question = match antwoord::typed(&req) {
        Ok(question) => question,
        Err(error) => {
            let faults = Faults::of(error)?;
            return page_with(400, &build(&req, None, waar, faults).await?);
        }
    };
    if question.is_empty() {
        return page(&build(&req, None, waar, Faults::default()).await?);
    }
    let answer = antwoord::to(&req, question, waar.near.clone()).await?;
    page(&build(&req, Some(answer), waar, Faults::default()).await?)
}
