//! What is shown to a question: urgent things first, then the answers with why, then a person.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use kit::db::{Queries, Row};

use crate::balie::infopunten::{Elders, Stand, list_standen};
use crate::balie::kennisbank::{
    Freshness, Plaats, Plek, freshness, list_plaatsen, list_plaatsen_of, nearest_first,
};
use crate::balie::locaties;
use crate::balie::wegwijzer::{Answer, Certainty, Elsewhere, Hit, Reason, kept, personal_data};
use crate::error::{Error, Result};
use crate::http::Req;
use crate::ids::{GemeenteId, KennisitemId, LocatieId, OrganisatieId};
use crate::kader::gebieden::Gebied;
use crate::kader::openingstijden::Nu;
use crate::layout::C;

/// Most characters of a question that are looked at; a story says what it is about before that.
pub(super) const LONGEST: usize = 50_000;
/// Most answers that are shown; [`find_all`] asks for as many.
const SHOWN: usize = 5;

/// An item that answers.
#[derive(Clone, Debug)]
pub(super) struct Gevonden {
    pub(super) id: KennisitemId,
    pub(super) sleutel: String,
    pub(super) titel: String,
    pub(super) samenvatting: String,
    pub(super) tekst: String,
    pub(super) aanmelden: String,
    pub(super) organisatie: Option<OrganisatieId>,
    pub(super) onderwerp: String,
    pub(super) telefoon: Option<String>,
    pub(super) email: Option<String>,
    pub(super) url: Option<String>,
    pub(super) assured_at: Option<Timestamp>,
    pub(super) in_control: bool,
    pub(super) review_due: Option<Date>,
    /// Why this one, in a sentence.
    pub(super) waarom: String,
    /// The nearest place where it can be had.
    pub(super) plek: Option<Plek>,
    /// Where one can go now, if that place is a point that is closed.
    pub(super) nu_naar: Option<Elders>,
}

impl Gevonden {
    /// Who answers it, in words.
    pub(super) fn wie(&self, c: &C) -> String {
        self.organisatie
            .map_or_else(|| c.t("wegwijzer-wie-onbekend"), |id| c.organisatie(id))
    }

    /// How fresh it is, in words: never left out (INV-16).
    pub(super) fn vers(&self, c: &C) -> String {
        freshness(c, self.fresh(c))
    }

    /// Whether its owner must look at it.
    pub(super) fn overdue(&self, c: &C) -> bool {
        self.fresh(c).is_overdue()
    }

    fn fresh(&self, c: &C) -> Freshness {
        let day = self.assured_at.map(|at| c.day_of(at));
        Freshness::from_days(day, self.review_due, c.view.today())
    }

    /// Whether one can walk in there now.
    pub(super) fn nu(&self) -> Option<&Nu> {
        self.plek.as_ref()?.nu.as_ref()
    }

    /// Where, and whether it is open now: "Buurthuis, nu open tot 12.30 uur".
    pub(super) fn waar(&self, c: &C) -> Option<String> {
        let plek = self.plek.as_ref()?;
        let naam = plek.plaats.naam.clone();
        Some(match &plek.nu {
            Some(nu) => c.t2("wegwijzer-plek-nu", "plek", naam, "nu", nu.zin.clone()),
            None => naam,
        })
    }

    /// Takes over how the point stands where it can be had.
    pub(super) fn stands_at(&mut self, stand: &Stand) {
        if let Some(plek) = &mut self.plek
            && plek.stands_at(stand)
        {
            self.nu_naar.clone_from(&stand.elders);
        }
    }

    /// The telephone number as an address wants it.
    pub(super) fn tel(&self) -> Option<String> {
        let number: String = self
            .telefoon
            .as_deref()?
            .chars()
            .filter(|ch| ch.is_ascii_digit() || *ch == '+')
            .collect();
        (!number.is_empty()).then(|| format!("tel:{number}"))
    }
}

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

/// Answers a question.
pub(super) async fn to(req: &Req, question: String, wijk: Option<Gebied>) -> Result<Antwoord> {
    let view = req.view.clone();
    kept::with_current(&req.app, &req.frame, move |tx, ready| {
        let answer = ready.index.ask(&question);
        let c = C::of(&view);
        let mut shown = shown(tx, &c, view.frame.id, &question, &answer)?;
        place_all(tx, &c, &mut shown.gevonden, wijk.as_ref())?;
        shown.punten = tell_points(tx, &c, &question, &mut shown.gevonden)?;
        shown.onderwerpen = onderwerpen(&view, &ready.onderwerpen);
        Ok(shown)
    })
    .await
}

/// Adds to each the place that is nearest to this wijk.
fn place_all(
    tx: &mut impl Queries,
    c: &C,
    gevonden: &mut [Gevonden],
    wijk: Option<&Gebied>,
) -> Result<()> {
    let ids: Vec<KennisitemId> = gevonden.iter().map(|found| found.id).collect();
    let mut all = list_plaatsen_of(tx, c.view.frame.id, &ids)?;
    for found in gevonden {
        let (own, rest) = all.into_iter().partition(|(id, _)| *id == found.id);
        all = rest;
        let own: Vec<(KennisitemId, Plaats)> = own;
        let own = own.into_iter().map(|(_, plaats)| plaats).collect();
        let nearest = nearest_first(&c.view, own, wijk).into_iter().next();
        found.plek = nearest.map(|plaats| Plek::without_lines(&c.view, plaats));
    }
    Ok(())
}

/// Adds the place that is nearest to this wijk.
pub(super) fn place(
    tx: &mut impl Queries,
    c: &C,
    found: &mut Gevonden,
    wijk: Option<&Gebied>,
) -> Result<()> {
    let all = list_plaatsen(tx, c.view.frame.id, found.id)?;
    let nearest = nearest_first(&c.view, all, wijk).into_iter().next();
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

fn gevonden(row: &Row<'_>) -> std::result::Result<Gevonden, kit::db::Error> {
    Ok(Gevonden {
        id: row.get(0)?,
        sleutel: row.get(1)?,
        titel: row.get(2)?,
        samenvatting: row.get(3)?,
        tekst: row.get(4)?,
        aanmelden: row.get(5)?,
        organisatie: row.get(6)?,
        onderwerp: row.get(7)?,
        telefoon: row.get(8)?,
        email: row.get(9)?,
        url: row.get(10)?,
        assured_at: row.get(11)?,
        in_control: row.get::<String>(12)? == "in_control",
        review_due: row.get(13)?,
        waarom: String::new(),
        plek: None,
        nu_naar: None,
    })
}

/// The item at this address, if it may be shown.
pub(super) fn find(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    sleutel: &str,
) -> Result<Option<Gevonden>> {
    Ok(tx.query_opt(
        "SELECT id, sleutel, titel, samenvatting, tekst, aanmelden, organisatie_id, onderwerp, telefoon, email, url, \
         assured_at, state, review_due FROM kennisitems WHERE gemeente_id = $1 AND sleutel = $2 \
         AND state IN ('published', 'in_control')",
        &[&gemeente, &sleutel],
        gevonden,
    )?)
}

/// The items of these hits, as far as they may be shown, in no order.
fn find_all(tx: &mut impl Queries, gemeente: GemeenteId, hits: &[Hit]) -> Result<Vec<Gevonden>> {
    let key = |n: usize| hits.get(n).map_or("", |hit| hit.id.as_str());
    Ok(tx.query(
        "SELECT id, sleutel, titel, samenvatting, tekst, aanmelden, organisatie_id, onderwerp, telefoon, email, url, \
         assured_at, state, review_due FROM kennisitems WHERE gemeente_id = $1 AND sleutel IN ($2, $3, $4, $5, $6) \
         AND state IN ('published', 'in_control') ORDER BY id LIMIT 5",
        &[&gemeente, &key(0), &key(1), &key(2), &key(3), &key(4)],
        gevonden,
    )?)
}

/// The items about one topic, for who rather looks around.
pub(super) fn about(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    onderwerp: &str,
) -> Result<Vec<Gevonden>> {
    Ok(tx.query(
        "SELECT id, sleutel, titel, samenvatting, tekst, aanmelden, organisatie_id, onderwerp, telefoon, email, url, \
         assured_at, state, review_due FROM kennisitems WHERE gemeente_id = $1 AND onderwerp = $2 AND state = 'published' \
         ORDER BY titel, id LIMIT 200",
        &[&gemeente, &onderwerp],
        gevonden,
    )?)
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
