//! What is shown to a question: urgent things first, then the answers with why, then a person.

use std::sync::Arc;

use kit::db::Queries;

use super::gevonden::Gevonden;
use super::gezien::{Kaart, kaarten, standen};
use crate::balie::infopunten::{Stand, list_standen};
use crate::balie::kennisbank::{Near, Plek, list_plaatsen, nearest_to};
use crate::balie::locaties;
use crate::balie::wegwijzer::kept::{self, Ready};
use crate::balie::wegwijzer::{Answer, Certainty, Elsewhere, Hit, Reason, personal_data};
use crate::error::{Error, Result};
use crate::http::Req;
use crate::ids::LocatieId;
use crate::layout::C;

/// Most characters of a question that are looked at; a story says what it is about before that.
pub(super) const LONGEST: usize = 50_000;
/// Most bytes of a question that is answered on the spot.
const SHORT: usize = 2_000;
/// Most answers that are shown.
const SHOWN: usize = 5;

/// A need that cannot wait, as it is shown.
#[derive(Clone, Debug)]
pub(super) struct Spoed {
    /// `brand`, `gas`, `zelfdoding` …: which sentence.
    pub(super) soort: String,
    /// The number to call.
    pub(super) nummer: &'static str,
    pub(super) items: Vec<Gevonden>,
}

/// The answer to one question.
#[derive(Clone, Debug, Default)]
pub(super) struct Antwoord {
    /// The question as it is shown again: without what looks like personal data.
    pub(super) vraag: String,
    /// Whether something was left out of it.
    pub(super) persoonlijk: bool,
    pub(super) spoed: Option<Spoed>,
    pub(super) gevonden: Vec<Gevonden>,
    /// Whether the first is a good answer.
    pub(super) past: bool,
    /// Nothing fits well: say so and offer a person.
    pub(super) niets: bool,
    /// Points that the question names, by what they are called or were (L-72), as they stand now.
    pub(super) punten: Vec<Stand>,
    /// The topics, in words, with how many answers each has.
    pub(super) onderwerpen: Vec<(String, String, i64)>,
    /// Any desk is asked for: what the list of all desks is asked with (L-30).
    pub(super) balies: Option<String>,
    /// Who else answers it: subject, organisation, address.
    pub(super) elders: Option<(String, String, String)>,
}

/// The question without what looks like personal data, and whether there was any.
pub fn without_personal(question: &str) -> (String, bool) {
    let found = personal_data(question);
    let mut out = String::with_capacity(question.len());
    let mut at = 0;
    for span in &found {
        out.push_str(question.get(at..span.range.start).unwrap_or_default());
        out.push('…');
        at = span.range.end;
    }
    out.push_str(question.get(at..).unwrap_or_default());
    (out, !found.is_empty())
}

/// What a question typed in a form says, cut to what is looked at.
pub(super) fn typed(req: &Req) -> Result<String> {
    let question = req.form.text("vraag").trim().to_owned();
    if question.chars().count() > LONGEST {
        return Err(Error::field("vraag", "wegwijzer-te-lang"));
    }
    Ok(question)
}

/// Answers a question, with what is near to this first.
pub(super) async fn to(req: &Req, question: String, near: Option<Near>) -> Result<Antwoord> {
    let ready = kept::current(&req.app, &req.frame).await?;
    let (answer, question) = ask(req, &ready, question).await?;
    let hits = answer.hits.get(..SHOWN).unwrap_or(&answer.hits);
    let keys: Vec<String> = hits.iter().map(|hit| hit.id.clone()).collect();
    let found = kaarten(req, &ready, keys).await?;
    let urgent = answer.urgent.as_ref();
    let needs = urgent.map_or_else(Vec::new, |urgent| urgent.ids.clone());
    let needs = kaarten(req, &ready, needs).await?;
    let c = C::of(&req.view);
    let gevonden = found
        .iter()
        .filter_map(|kaart| {
            let sleutel = &kaart.gevonden.sleutel;
            let hit = hits.iter().find(|hit| hit.id == *sleutel)?;
            Some(placed(&c, kaart, hit, near.as_ref()))
        })
        .collect();
    let mut shown = shown(&question, &answer, gevonden, &needs);
    let places = places_of(&shown.gevonden);
    let said = question.clone();
    let mut standen = standen(req, &ready, move |punt| {
        punt.is_named_in(&said) || places.contains(&punt.locatie)
    })
    .await?;
    tell_standen(&standen, &mut shown.gevonden);
    standen.retain(|stand| stand.is_named_in(&question));
    shown.punten = standen;
    shown.onderwerpen = onderwerpen(&req.view, &ready.onderwerpen);
    Ok(shown)
}

/// A story of pages takes a while: that is looked at away from the threads that answer.
async fn ask(req: &Req, ready: &Ready, question: String) -> Result<(Answer, String)> {
    if question.len() <= SHORT {
        return Ok((ready.index.ask(&question), question));
    }
    let index = ready.index.clone();
    req.app
        .run_blocking(move |_| Ok((index.ask(&question), question)))
        .await
}

/// A text with why it was found, and the place that is nearest.
fn placed(c: &C, kaart: &Kaart, hit: &Hit, near: Option<&Near>) -> Gevonden {
    let nearest = nearest_to(&c.view, kaart.plaatsen.clone(), near);
    let nearest = nearest.into_iter().next();
    Gevonden {
        waarom: why(c, hit),
        plek: nearest.map(|plaats| Plek::without_lines(&c.view, plaats)),
        ..kaart.gevonden.clone()
    }
}

/// Adds the place that is nearest.
pub(super) fn place(
    tx: &mut impl Queries,
    c: &C,
    found: &mut Gevonden,
    near: Option<&Near>,
) -> Result<()> {
    let all = list_plaatsen(tx, c.view.frame.id, found.id)?;
    let nearest = nearest_to(&c.view, all, near).into_iter().next();
    found.plek = nearest.map(|plaats| Plek::of(&c.view, plaats));
    Ok(())
}

/// Places that are a point: as every channel tells them, with where else to go while they are closed.
pub(super) fn tell_points(tx: &mut impl Queries, c: &C, gevonden: &mut [Gevonden]) -> Result<()> {
    let places = places_of(gevonden);
    let standen = list_standen(tx, c, |punt| places.contains(&punt.locatie))?;
    tell_standen(&standen, gevonden);
    Ok(())
}

fn places_of(gevonden: &[Gevonden]) -> Vec<LocatieId> {
    let places = gevonden.iter().filter_map(|found| found.plek.as_ref());
    places.map(|plek| plek.plaats.locatie).collect()
}

fn tell_standen(standen: &[Stand], gevonden: &mut [Gevonden]) {
    for found in gevonden {
        for stand in standen {
            found.stands_at(stand);
        }
    }
}

fn shown(
    question: &str,
    answer: &Answer,
    gevonden: Vec<Gevonden>,
    needs: &[Arc<Kaart>],
) -> Antwoord {
    let (vraag, persoonlijk) = without_personal(question);
    let spoed = answer.urgent.as_ref().map(|urgent| Spoed {
        soort: urgent.kind.clone(),
        nummer: number_of(&urgent.kind),
        items: needs.iter().map(|kaart| kaart.gevonden.clone()).collect(),
    });
    Antwoord {
        punten: Vec::new(),
        onderwerpen: Vec::new(),
        balies: locaties::desks_asked_for(question),
        vraag,
        persoonlijk,
        spoed,
        past: answer.certainty == Certainty::Fits,
        niets: answer.certainty == Certainty::Nothing || gevonden.is_empty(),
        elders: answer.elsewhere.as_ref().map(elsewhere),
        gevonden,
    }
}

fn elsewhere(other: &Elsewhere) -> (String, String, String) {
    (
        other.subject.clone(),
        other.organisation.clone(),
        other.address.clone(),
    )
}

/// The national number for a kind of need. They do not differ by gemeente.
pub(super) fn number_of(kind: &str) -> &'static str {
    match kind {
        "gas" => "0800-9009",
        "thuis" => "0800-2000",
        "zelfdoding" => "113",
        "dier" => "144",
        _ => "112",
    }
}

fn why(c: &C, hit: &Hit) -> String {
    let named = |reason: &Reason| match reason {
        // The word itself says more than that it is kindred to itself.
        Reason::Kindred(word) => hit.why.iter().any(|one| *one == Reason::Word(word.clone())),
        _ => false,
    };
    let said: Vec<String> = hit
        .why
        .iter()
        .filter(|reason| !named(reason))
        .take(2)
        .map(|reason| match reason {
            Reason::Word(word) => c.t1("wegwijzer-omdat-woord", "woord", word),
            Reason::Part(part) => c.t1("wegwijzer-omdat-deel", "woord", part),
            Reason::Spelled { typed, meant } => c.t2(
                "wegwijzer-omdat-spelling",
                "getypt",
                typed,
                "bedoeld",
                meant,
            ),
            Reason::Kindred(word) => c.t1("wegwijzer-omdat-verwant", "woord", word),
            Reason::Learned(times) => c.t1("wegwijzer-omdat-geleerd", "keer", i64::from(*times)),
        })
        .collect();
    c.list_and(&said)
}

/// The topics in the order and the words of the inrichting, with how many answers each has.
pub(super) fn onderwerpen(
    c: &Arc<crate::http::View>,
    counts: &[(String, i64)],
) -> Vec<(String, String, i64)> {
    c.frame
        .inrichting
        .onderwerpen
        .iter()
        .filter_map(|topic| {
            let (_, count) = counts.iter().find(|(key, _)| *key == topic.sleutel)?;
            Some((
                topic.sleutel.clone(),
                crate::frame::pick(c.lang, &topic.naam),
                *count,
            ))
        })
        .collect()
}
