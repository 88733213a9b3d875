//! What is shown to a question: urgent things first, then the answers with why, then a person.

use std::sync::Arc;

use kit::db::Queries;

use super::gevonden::{Gevonden, find, find_all};
use crate::balie::infopunten::{Stand, list_standen};
use crate::balie::kennisbank::{Near, Plaats, Plek, list_plaatsen, list_plaatsen_of, nearest_to};
use crate::balie::locaties;
use crate::balie::wegwijzer::{Answer, Certainty, Elsewhere, Hit, Reason, kept, personal_data};
use crate::error::{Error, Result};
use crate::http::Req;
use crate::ids::{GemeenteId, KennisitemId, LocatieId};
use crate::layout::C;

/// Most characters of a question that are looked at; a story says what it is about before that.
pub(super) const LONGEST: usize = 50_000;
/// Most answers that are shown; [`find_all`] asks for as many.
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
    let view = req.view.clone();
    kept::with_current(&req.app, &req.frame, move |tx, ready| {
        let answer = ready.index.ask(&question);
        let c = C::of(&view);
        let mut shown = shown(tx, &c, view.frame.id, &question, &answer)?;
        place_all(tx, &c, &mut shown.gevonden, near.as_ref())?;
        shown.punten = tell_points(tx, &c, &question, &mut shown.gevonden)?;
        shown.onderwerpen = onderwerpen(&view, &ready.onderwerpen);
        Ok(shown)
    })
    .await
}

/// Adds to each the place that is nearest.
fn place_all(
    tx: &mut impl Queries,
    c: &C,
    gevonden: &mut [Gevonden],
    near: Option<&Near>,
) -> Result<()> {
    let ids: Vec<KennisitemId> = gevonden.iter().map(|found| found.id).collect();
    let mut all = list_plaatsen_of(tx, c.view.frame.id, &ids)?;
    for found in gevonden {
        let (own, rest) = all.into_iter().partition(|(id, _)| *id == found.id);
        all = rest;
        let own: Vec<(KennisitemId, Plaats)> = own;
        let own = own.into_iter().map(|(_, plaats)| plaats).collect();
        let nearest = nearest_to(&c.view, own, near).into_iter().next();
        found.plek = nearest.map(|plaats| Plek::without_lines(&c.view, plaats));
    }
    Ok(())
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

/// Points that the question names, and places that are one: as every channel tells them, with where else to go while
/// they are closed.
pub(super) fn tell_points(
    tx: &mut impl Queries,
    c: &C,
    question: &str,
    gevonden: &mut [Gevonden],
) -> Result<Vec<Stand>> {
    let places: Vec<LocatieId> = gevonden
        .iter()
        .filter_map(|found| Some(found.plek.as_ref()?.plaats.locatie))
        .collect();
    let mut standen = list_standen(tx, c, |punt| {
        punt.is_named_in(question) || places.contains(&punt.locatie)
    })?;
    for found in gevonden {
        for stand in &standen {
            found.stands_at(stand);
        }
    }
    standen.retain(|stand| stand.is_named_in(question));
    Ok(standen)
}

fn shown(
    tx: &mut impl Queries,
    c: &C,
    gemeente: GemeenteId,
    question: &str,
    answer: &Answer,
) -> Result<Antwoord> {
    let (vraag, persoonlijk) = without_personal(question);
    let hits = answer.hits.get(..SHOWN).unwrap_or(&answer.hits);
    let mut all = find_all(tx, gemeente, hits)?;
    let mut gevonden = Vec::new();
    for hit in hits {
        if let Some(at) = all.iter().position(|found| found.sleutel == hit.id) {
            let mut found = all.swap_remove(at);
            found.waarom = why(c, hit);
            gevonden.push(found);
        }
    }
    let spoed = match &answer.urgent {
        None => None,
        Some(urgent) => {
            let mut items = Vec::new();
            for id in &urgent.ids {
                items.extend(find(tx, gemeente, id)?);
            }
            Some(Spoed {
                soort: urgent.kind.clone(),
                nummer: number_of(&urgent.kind),
                items,
            })
        }
    };
    Ok(Antwoord {
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
    })
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
