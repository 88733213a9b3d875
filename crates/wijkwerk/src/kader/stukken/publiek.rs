//! The public face of a stuk: a generated object, made in the same write.
//!
//! Of a stuk that is restricted it holds why and until when. When the end date has passed the whole face is made by the
//! night's work; until that came to it, whoever reads gets the same face made on the spot.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use kit::db::Queries;
use serde::{Deserialize, Serialize};

use super::model::{Beperkingsgrond, Stuk};
use super::{rules, store};
use crate::access::Actor;
use crate::app::App;
use crate::error::{Error, Result};
use crate::frame::Frame;
use crate::ids::StukId;
use crate::journaal::{Entry, Verb};
use crate::kader::organisaties::key_of_name;
use crate::write::Write;

/// Most faces made in one write.
const BATCH: i64 = 50;

/// What the public may know of a stuk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "soort", rename_all = "snake_case")]
pub enum Publiek {
    /// That there is one, why it is not public and through which day. Never its title.
    Restricted {
        until: Date,
        grond: Beperkingsgrond,
        toelichting: String,
        wijken: Vec<String>,
    },
    /// All of it.
    Open {
        titel: String,
        waarover: String,
        tekst: String,
        hash: Option<String>,
        bytes: i64,
        versie: i64,
        sent_on: Date,
        /// The first day on which everybody could read it as it is.
        since: Date,
        wijken: Vec<String>,
        aan: Vec<String>,
    },
    /// That it was there, and why it was taken back.
    Withdrawn {
        titel: String,
        reden: String,
        sent_on: Date,
        withdrawn_on: Date,
        wijken: Vec<String>,
        aan: Vec<String>,
    },
}

impl Publiek {
    /// The keys of the wijken it belongs to.
    pub fn wijken(&self) -> &[String] {
        match self {
            Self::Restricted { wijken, .. }
            | Self::Open { wijken, .. }
            | Self::Withdrawn { wijken, .. } => wijken,
        }
    }

    /// The day of the latest news in it.
    fn op(&self, sent_on: Date) -> Date {
        match self {
            Self::Restricted { .. } => sent_on,
            Self::Open { since, .. } => *since,
            Self::Withdrawn { withdrawn_on, .. } => *withdrawn_on,
        }
    }

    fn hash(&self) -> Option<&str> {
        match self {
            Self::Open { hash, .. } => hash.as_deref(),
            Self::Restricted { .. } | Self::Withdrawn { .. } => None,
        }
    }
}

/// A stuk as the public may know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Openbaar {
    pub id: StukId,
    pub face: Publiek,
    pub op: Date,
}

impl Openbaar {
    /// Whether it belongs to the wijk with this key.
    pub fn is_in(&self, wijk: &str) -> bool {
        self.face.wijken().iter().any(|key| key == wijk)
    }
}

/// The face of a stuk on a day.
pub(super) fn generate(frame: &Frame, stuk: &Stuk, today: Date) -> Publiek {
    let keys = stuk.wijken.iter().filter_map(|id| frame.gebied(*id));
    let wijken = keys.map(|gebied| gebied.sleutel.clone()).collect();
    if let Some(beperking) = stuk.beperking.as_ref().filter(|_| !stuk.is_public(today)) {
        return Publiek::Restricted {
            until: beperking.until,
            grond: beperking.grond,
            toelichting: beperking.toelichting.clone(),
            wijken,
        };
    }
    let organen = stuk.organen.iter().filter_map(|id| frame.orgaan(*id));
    let aan = organen.map(|orgaan| orgaan.naam.clone()).collect();
    let titel = stuk.inhoud.titel.clone();
    if let Some((withdrawn_on, reden)) = &stuk.withdrawn {
        return Publiek::Withdrawn {
            titel,
            reden: reden.clone(),
            sent_on: stuk.sent_on,
            withdrawn_on: stuk.public_since().max(*withdrawn_on),
            wijken,
            aan,
        };
    }
    Publiek::Open {
        titel,
        waarover: stuk.inhoud.waarover.clone(),
        tekst: stuk.inhoud.tekst.clone(),
        hash: stuk.inhoud.document.as_ref().map(|one| one.hash.clone()),
        bytes: stuk.inhoud.document.as_ref().map_or(0, |one| one.bytes),
        versie: stuk.versie,
        sent_on: stuk.sent_on,
        since: stuk.public_since(),
        wijken,
        aan,
    }
}

/// Makes the face anew. Call it after every change.
pub(super) fn project(ctx: &mut Write<'_>, stuk: &Stuk) -> Result<()> {
    let (frame, today) = (ctx.frame.clone(), ctx.today());
    let face = generate(&frame, stuk, today);
    let document =
        serde_json::to_string(&face).map_err(|error| Error::Internal(error.to_string()))?;
    let whole = stuk.is_public(today);
    let op = face.op(stuk.sent_on);
    store::set_publiek(ctx, stuk.id, &document, face.hash(), op, whole)?;
    ctx.touch_public();
    Ok(())
}

fn read(id: StukId, text: &str, op: Date) -> Option<Openbaar> {
    let face = serde_json::from_str(text).ok()?;
    Some(Openbaar { id, face, op })
}

/// The face of a stuk whose end date has passed and whose own face does not say so yet.
fn late(tx: &mut impl Queries, frame: &Frame, id: StukId, today: Date) -> Result<Option<Openbaar>> {
    let found = store::find_stuk(tx, frame, id)?;
    let found = found.filter(|stuk| !stuk.published && stuk.is_public(today));
    Ok(found.map(|stuk| {
        let face = generate(frame, &stuk, today);
        let op = face.op(stuk.sent_on);
        Openbaar { id, face, op }
    }))
}

/// What the public may know on this day, the latest news first.
pub fn list_openbaar(tx: &mut impl Queries, frame: &Frame, today: Date) -> Result<Vec<Openbaar>> {
    let mut all: Vec<Openbaar> = store::list_publiek(tx, frame.id)?
        .iter()
        .filter_map(|(id, text, op)| read(*id, text, *op))
        .collect();
    for id in store::list_due(tx, frame.id, today, BATCH)? {
        if let Some(found) = late(tx, frame, id, today)? {
            all.retain(|one| one.id != id);
            all.push(found);
        }
    }
    all.sort_by(|a, b| b.op.cmp(&a.op).then_with(|| b.id.cmp(&a.id)));
    Ok(all)
}

/// What the public may know of one stuk on this day.
pub fn find_openbaar(
    tx: &mut impl Queries,
    frame: &Frame,
    id: StukId,
    today: Date,
) -> Result<Option<Openbaar>> {
    if let Some(found) = late(tx, frame, id, today)? {
        return Ok(Some(found));
    }
    let found = store::find_publiek(tx, frame.id, id)?;
    Ok(found.and_then(|(text, op)| read(id, &text, op)))
}

/// The name of a document, if this actor may have it: everybody the one of a stuk that is public, those it was sent to
/// and those who send where it belongs the one of any version.
pub fn find_document(
    tx: &mut impl Queries,
    frame: &Frame,
    actor: &Actor,
    today: Date,
    hash: &str,
) -> Result<Option<String>> {
    for id in store::list_with_document(tx, frame.id, hash)? {
        let found = find_openbaar(tx, frame, id, today)?;
        if let Some(Publiek::Open {
            titel, hash: own, ..
        }) = found.map(|one| one.face)
            && own.as_deref() == Some(hash)
        {
            return Ok(Some(key_of_name(&titel)));
        }
        let stuk = store::find_stuk(tx, frame, id)?;
        if let Some(stuk) = stuk.filter(|stuk| rules::may_see(actor, frame, stuk)) {
            return Ok(Some(key_of_name(&stuk.inhoud.titel)));
        }
    }
    Ok(None)
}

/// How many stukken are kept from the public until the same day for the same reason.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Verborgen {
    pub until: Date,
    pub grond: Beperkingsgrond,
    pub toelichting: String,
    pub aantal: usize,
}

/// What is not public of these, the first to become so in front.
pub fn hidden<'a>(all: impl IntoIterator<Item = &'a Openbaar>) -> Vec<Verborgen> {
    let mut counts: BTreeMap<(Date, Beperkingsgrond, &str), usize> = BTreeMap::new();
    for one in all {
        if let Publiek::Restricted {
            until,
            grond,
            toelichting,
            ..
        } = &one.face
        {
            *counts
                .entry((*until, *grond, toelichting.as_str()))
                .or_default() += 1;
        }
    }
    counts
        .into_iter()
        .map(|((until, grond, toelichting), aantal)| Verborgen {
            until,
            grond,
            toelichting: toelichting.to_owned(),
            aantal,
        })
        .collect()
}

/// The night's work: makes the whole face of every stuk whose end date has passed, and notes that it is public.
pub fn publish_due(app: &App, frame: &Arc<Frame>) -> Result<usize> {
    let mut total = 0;
    loop {
        let done = app.write_blocking(frame, &Actor::Job("nightly"), publish_some)?;
        total += done;
        if i64::try_from(done).unwrap_or(0) < BATCH {
            return Ok(total);
        }
    }
}

fn publish_some(ctx: &mut Write<'_>) -> Result<usize> {
    let (frame, today) = (ctx.frame.clone(), ctx.today());
    let due = store::list_due(ctx, frame.id, today, BATCH)?;
    for id in &due {
        if let Some(stuk) = store::find_stuk(ctx, &frame, *id)? {
            project(ctx, &stuk)?;
            ctx.journal(Entry::new("stuk", id.0, Verb::Published).number("versie", stuk.versie))?;
        }
    }
    Ok(due.len())
}
