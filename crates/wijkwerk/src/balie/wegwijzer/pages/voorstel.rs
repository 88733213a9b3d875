//! While somebody types: what cannot wait, above what may be meant, with how fresh it is (INV-16). Asked at every key, so
//! nothing is written and the database is asked at most once.

use kit::zoek::words;
use serde::Serialize;

use super::antwoord::number_of;
use super::gezien::kaarten;
use crate::balie::wegwijzer::kept::{self, Ready};
use crate::balie::wegwijzer::{Certainty, Hit, Index, Urgent};
use crate::error::Result;
use crate::http::{Req, Response, json};
use crate::layout::C;

/// Suggestions come with every key: so many for each question.
const PER_QUESTION: i64 = 10;
/// Most characters that are looked at.
const LONGEST: usize = 200;
/// Most titles, and most answers, that are suggested.
const TITLES: usize = 6;
const ANSWERS: usize = 3;
/// From so many words on a need can be told, and a question answered that begins like no title.
const NEED: usize = 2;
const QUESTION: usize = 3;

#[derive(Serialize)]
struct Voorstellen {
    spoed: Option<Spoed>,
    lijst: Vec<Voorstel>,
}

/// The card of a need, in the words of the answer page.
#[derive(Serialize)]
struct Spoed {
    kop: String,
    zin: String,
    nummer: &'static str,
    /// What the link to the number says.
    bel: String,
    url: String,
}

#[derive(Serialize)]
struct Voorstel {
    tekst: String,
    url: String,
    /// Who answers it, of an answer to a whole question.
    #[serde(skip_serializing_if = "Option::is_none")]
    wie: Option<String>,
    /// How fresh it is.
    vers: String,
}

/// What may be meant, while somebody types.
pub(super) async fn suggest(req: Req) -> Result<Response> {
    let most = req
        .app
        .config()
        .limits
        .vragen_per_hour
        .saturating_mul(PER_QUESTION);
    req.app
        .rate_asking(&format!("voorstel|{}", req.asker()), most)?;
    let typed: String = req.form.text("vraag").chars().take(LONGEST).collect();
    let ready = kept::current(&req.app, &req.frame).await?;
    let (urgent, hits) = look(&ready.index, &typed);
    let lijst = if hits.is_empty() {
        titles(&req, &ready, &typed).await?
    } else {
        answers(&req, &ready, hits).await?
    };
    let spoed = urgent.map(|urgent| card(&C::of(&req.view), &urgent));
    json(&Voorstellen { spoed, lijst })
}

/// The need that is told, and what answers a question of which no title begins so.
fn look(index: &Index, typed: &str) -> (Option<Urgent>, Vec<Hit>) {
    let said = words(typed).len();
    if said >= QUESTION && !index.is_begun(typed) {
        let answer = index.ask(typed);
        let mut hits = answer.hits;
        hits.truncate(if answer.certainty == Certainty::Nothing {
            0
        } else {
            ANSWERS
        });
        return (answer.urgent, hits);
    }
    let urgent = if said >= NEED {
        index.urgent(typed)
    } else {
        None
    };
    (urgent, Vec::new())
}

/// Titles that go on from what was typed, as far as they may be shown now.
async fn titles(req: &Req, ready: &Ready, typed: &str) -> Result<Vec<Voorstel>> {
    let found = ready.index.suggest(typed, TITLES);
    let keys = found.iter().map(|one| one.id.clone()).collect();
    let kaarten = kaarten(req, ready, keys).await?;
    let c = C::of(&req.view);
    let of = |id: &str| {
        let kaart = kaarten.iter().find(|kaart| kaart.gevonden.sleutel == id)?;
        Some(kaart.gevonden.vers(&c))
    };
    Ok(found
        .into_iter()
        .filter_map(|one| {
            Some(Voorstel {
                url: c.url(&format!("/vraag/{}", one.id)),
                vers: of(&one.id)?,
                tekst: one.title,
                wie: None,
            })
        })
        .collect())
}

/// These hits as they stand now, each with who answers it.
async fn answers(req: &Req, ready: &Ready, hits: Vec<Hit>) -> Result<Vec<Voorstel>> {
    let keys = hits.into_iter().map(|hit| hit.id).collect();
    let kaarten = kaarten(req, ready, keys).await?;
    let c = C::of(&req.view);
    let found = kaarten.iter().map(|kaart| &kaart.gevonden);
    Ok(found
        .map(|found| Voorstel {
            tekst: found.titel.clone(),
            url: c.url(&format!("/vraag/{}", found.sleutel)),
            wie: Some(found.wie(&c)),
            vers: found.vers(&c),
        })
        .collect())
}

fn card(c: &C, urgent: &Urgent) -> Spoed {
    let nummer = number_of(&urgent.kind);
    Spoed {
        kop: c.tk("wegwijzer-spoed", &urgent.kind),
        zin: c.tk("wegwijzer-spoed-uitleg", &urgent.kind),
        nummer,
        bel: c.t1("wegwijzer-bel", "nummer", nummer),
        url: format!("tel:{}", nummer.replace('-', "")),
    }
}
