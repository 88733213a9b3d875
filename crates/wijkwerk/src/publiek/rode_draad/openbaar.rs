//! The thread that everybody sees: from `meldingen_publiek` and the public document, nothing else.
//!
//! Two more things are asked of the tables: which aandachtsgebied an afspraak or result belongs to, and on which days
//! those who asked were told how it ended. An id and days are all they give; what is shown is the public document.

use jiff::Timestamp;
use kit::db::Queries;
use kit::i18n::Lang;
use uuid::Uuid;

use super::model::{Draad, Knoop, Kosten, Soort, Stap, Wie, arrange};
use crate::error::{Error, Result, Sentence};
use crate::frame::Frame;
use crate::ids::{AandachtsgebiedId, MeldingId};
use crate::publiek::document::Openbaar;
use crate::publiek::store::{self, MeldingPubliek};
use crate::publiek::woord;

/// The public thread of one thing; 404 if the public may not know it.
pub fn public_thread_of(
    tx: &mut impl Queries,
    frame: &Frame,
    lang: Lang,
    soort: Soort,
    id: Uuid,
) -> Result<Draad> {
    let gemeente = frame.id;
    let missing = || Error::NotFound("draad");
    let (melding, about) = match soort {
        Soort::Melding => {
            let melding = store::find_melding(tx, gemeente, MeldingId(id))?.ok_or_else(missing)?;
            (Some(melding.clone()), melding.aandachtsgebied)
        }
        Soort::Aandachtsgebied => (None, Some(AandachtsgebiedId(id))),
        Soort::Afspraak | Soort::Resultaat => {
            let found = super::intern::aandachtsgebied_of(tx, gemeente, soort, id)?;
            (None, Some(found.ok_or_else(missing)?))
        }
    };
    let found = match about {
        Some(about) => store::find_openbaar(tx, gemeente, about)?,
        None => None,
    };
    match (found, melding) {
        (Some(found), melding) => {
            let behind = store::list_meldingen_behind(tx, gemeente, found.id)?;
            let told = super::store::list_told(tx, gemeente, Some(found.id), None)?;
            Ok(of_aandachtsgebied(
                frame,
                lang,
                &found,
                (&behind, &told),
                melding.as_ref(),
            ))
        }
        (None, Some(melding)) => {
            let told = super::store::list_told(tx, gemeente, None, Some(melding.id))?;
            Ok(of_melding(frame, lang, &melding, &told))
        }
        (None, None) => Err(missing()),
    }
}

fn asked(frame: &Frame, lang: Lang, melding: &MeldingPubliek) -> Knoop {
    let pad = format!("/melding-openbaar/{}", melding.id);
    Knoop::past(
        Stap::Asked,
        Wie::Bewoners,
        Some(melding.submitted_on),
        title(frame, lang, melding),
    )
    .to(pad)
}

/// The public sentence, or place and subject.
fn title(frame: &Frame, lang: Lang, melding: &MeldingPubliek) -> Sentence {
    if let Some(sentence) = melding.sentence.as_deref().filter(|text| !text.is_empty()) {
        return Sentence::new("draad-zin").with("zin", sentence);
    }
    let wijk = frame
        .gebied(melding.gebied)
        .map_or("", |wijk| wijk.naam.as_str());
    match melding.onderwerp() {
        Some(key) => Sentence::new("publiek-melding-over")
            .with("wijk", wijk)
            .with("onderwerp", frame.subject_name(lang, key)),
        None => Sentence::new("publiek-melding-in").with("wijk", wijk),
    }
}

/// That those who asked were told, how many and when; nothing while nobody was.
fn told_of(frame: &Frame, told: &[Timestamp]) -> Option<Knoop> {
    let last = told.iter().max()?;
    let n = i64::try_from(told.len()).unwrap_or(0);
    let zin = Sentence::new("draad-verteld").with("n", n);
    let day = frame.today(*last);
    Some(Knoop::past(Stap::Told, Wie::Bewoners, Some(day), zin))
}

fn of_melding(frame: &Frame, lang: Lang, melding: &MeldingPubliek, told: &[Timestamp]) -> Draad {
    let mut knopen = vec![asked(frame, lang, melding)];
    let state = woord::state_of(&melding.state);
    let who = who_of(frame, &melding.who);
    if state != "new" {
        let zin = Sentence::new(if state == "closed" {
            "draad-beoordeeld"
        } else {
            "draad-opgepakt-melding"
        });
        knopen.push(Knoop::past(Stap::TakenUp, who.clone(), None, zin));
    }
    match melding.done_on {
        Some(day) => knopen.push(Knoop::past(
            Stap::Done,
            who,
            Some(day),
            Sentence::new("draad-klaar-melding"),
        )),
        None if matches!(state, "busy" | "wait") => knopen.push(Knoop::next(
            Stap::Done,
            who,
            None,
            Sentence::new("draad-komt-klaar"),
        )),
        None if state == "new" => knopen.push(Knoop::next(
            Stap::TakenUp,
            who,
            None,
            Sentence::new("draad-komt-opgepakt"),
        )),
        None => {}
    }
    if let Some(told) = told_of(frame, told) {
        knopen.push(told);
    } else if melding.done_on.is_none() && state != "closed" {
        knopen.push(Knoop::next(
            Stap::Told,
            Wie::Bewoners,
            None,
            Sentence::new("draad-komt-verteld"),
        ));
    }
    Draad {
        titel: title(frame, lang, melding),
        gebieden: vec![melding.gebied],
        knopen: arrange(knopen),
        kosten: Vec::new(),
        opgelost: 0,
        niet_opgelost: 0,
        nog_geen: 0,
    }
}

fn who_of(frame: &Frame, who: &str) -> Wie {
    if frame.inrichting.rol(who).is_some() {
        return Wie::Rol(who.to_owned());
    }
    let naam = frame
        .organisatie_by_key(who)
        .map_or(who, |found| found.naam.as_str());
    if naam.is_empty() {
        Wie::Niemand
    } else {
        Wie::Naam(naam.to_owned())
    }
}

fn of_aandachtsgebied(
    frame: &Frame,
    lang: Lang,
    found: &Openbaar,
    (behind, told): (&[MeldingPubliek], &[Timestamp]),
    melding: Option<&MeldingPubliek>,
) -> Draad {
    let document = &found.document;
    let pad = format!("/aandachtsgebied-openbaar/{}", found.id);
    let mut knopen = Vec::new();
    knopen.extend(melding.map(|melding| asked(frame, lang, melding)));
    let others = behind
        .iter()
        .filter(|other| melding.is_none_or(|melding| melding.id != other.id))
        .count();
    let first = behind.iter().map(|other| other.submitted_on).min();
    if melding.is_none() || others > 0 {
        let zin = match others {
            0 => Sentence::new("draad-behoefte").with("wat", document.behoefte.as_str()),
            n => Sentence::new("draad-gevraagd-n").with("n", i64::try_from(n).unwrap_or(0)),
        };
        let wie = if others > 0 {
            Wie::Bewoners
        } else {
            Wie::Kant(document.herkomst.clone())
        };
        knopen.push(Knoop::past(Stap::Asked, wie, first, zin).to(pad.clone()));
    }
    let taken_up = Sentence::new("draad-opgepakt").with("titel", document.titel.as_str());
    let partners = document.partners.first().cloned();
    let who = partners.map_or(Wie::Kant("gemeente".into()), Wie::Naam);
    knopen.push(Knoop::past(Stap::TakenUp, who, None, taken_up).to(pad.clone()));
    for afspraak in document.agreed() {
        let zin = || Sentence::new("draad-zin").with("zin", afspraak.wat.as_str());
        let wie = || Wie::Naam(afspraak.wie.clone());
        knopen.push(Knoop::past(Stap::Agreed, wie(), None, zin()).to(pad.clone()));
        if !afspraak.is_kept() {
            knopen.push(Knoop::next(Stap::Done, wie(), afspraak.due, zin()).to(pad.clone()));
        }
    }
    let kosten: Vec<Kosten> = document
        .bijdragen
        .iter()
        .map(|regel| Kosten {
            wie: Wie::Kant(regel.van.clone()),
            minuten: regel.minuten,
            cents: regel.cents,
            promised_minuten: regel.promised_minuten,
            promised_cents: regel.promised_cents,
        })
        .filter(|line| line.minuten > 0 || line.cents > 0 || line.is_short())
        .collect();
    let comes = document.agreed().any(|afspraak| !afspraak.is_kept());
    let nodes = kosten
        .iter()
        .flat_map(|line| super::intern::put_in(lang, line, None, comes));
    knopen.extend(nodes);
    for regel in &document.resultaten {
        let zin = Sentence::new("draad-zin").with("zin", regel.wat.as_str());
        knopen.push(Knoop::past(Stap::Done, Wie::Niemand, regel.op, zin).to(pad.clone()));
    }
    let (opgelost, van) = document
        .resultaten
        .iter()
        .max_by_key(|regel| (regel.van, regel.op))
        .map_or((0, 0), |regel| (regel.opgelost, regel.van));
    if document.meldingen > 0 || !behind.is_empty() {
        knopen.extend(told_of(frame, told));
        if van > 0 {
            let zin = Sentence::new("draad-oordeel")
                .with("n", opgelost)
                .with("m", van);
            knopen.push(Knoop::past(Stap::Told, Wie::Bewoners, None, zin));
        } else if told.is_empty() {
            let zin = Sentence::new("draad-komt-verteld");
            knopen.push(Knoop::next(Stap::Told, Wie::Bewoners, None, zin));
        }
    }
    Draad {
        titel: Sentence::new("draad-zin").with("zin", document.titel.as_str()),
        gebieden: document
            .wijken
            .iter()
            .filter_map(|key| frame.gebied_by_key(key))
            .map(|wijk| wijk.id)
            .collect(),
        knopen: arrange(knopen),
        kosten,
        opgelost,
        niet_opgelost: (van - opgelost).max(0),
        nog_geen: (document.meldingen - van).max(0),
    }
}
