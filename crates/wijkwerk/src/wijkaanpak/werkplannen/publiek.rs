//! The public face of an aandachtsgebied and of a werkplan: generated objects, never a flag (INV-43).
//!
//! [`project`] is called by every action that changes what everybody sees. It holds no personal data: organisations by
//! name, owners without organisation by their kind. What was once public stays; only its state changes (INV-42).

use jiff::civil::Date;
use kit::db::Queries;
use serde::{Deserialize, Serialize};

use super::model::{Aandachtsgebied, AandachtsgebiedState, Afspraak, AfspraakState, Bijdrage, Van};
use super::{rules, store, store_aandachtsgebieden, store_meldingen, store_werkplannen};
use crate::error::{Error, Result};
use crate::frame::Frame;
use crate::ids::{AandachtsgebiedId, AfspraakId, OrganisatieId, WerkplanId};
use crate::write::Write;

/// An aandachtsgebied as everybody sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publiek {
    pub titel: String,
    pub behoefte: String,
    /// Keys of wijken.
    pub wijken: Vec<String>,
    /// Keys of themes.
    pub themas: Vec<String>,
    /// Names of organisations.
    pub partners: Vec<String>,
    pub integraal: bool,
    pub afspraken: Vec<PubliekAfspraak>,
    pub resultaten: Vec<PubliekResultaat>,
    pub bijdragen: Vec<PubliekBijdrage>,
    /// How many meldingen lie behind it.
    pub meldingen: i64,
    /// `bewoners` or `partner` (V-10).
    pub herkomst: Van,
}

/// An afspraak as everybody sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PubliekAfspraak {
    pub wat: String,
    /// The name of the organisation, or the kind of party: `bewoner`, `ondernemer` …
    pub wie: String,
    pub due: Date,
    pub state: AfspraakState,
    /// Whether it was late on the day this was made; ask [`PubliekAfspraak::is_late`] for today.
    pub late: bool,
    /// A photo, once a named member of staff released it.
    pub foto: Option<String>,
}

impl PubliekAfspraak {
    /// Whether it is late today.
    pub fn is_late(&self, today: Date) -> bool {
        rules::is_late(self.state, self.due, today)
    }
}

/// A result as everybody sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PubliekResultaat {
    pub wat: String,
    pub op: Date,
    /// How many of those who asked say it is solved, of how many who answered.
    pub opgelost: i64,
    pub van: i64,
    /// A photo, once a named member of staff released it.
    pub foto: Option<String>,
}

/// What one party put in so far and what it promised, in total (L-06).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PubliekBijdrage {
    pub van: Van,
    /// What was reported as put in.
    pub minuten: i64,
    pub cents: i64,
    /// What was promised on afspraken that were accepted.
    #[serde(default)]
    pub promised_minuten: i64,
    #[serde(default)]
    pub promised_cents: i64,
}

/// One adopted version of a werkplan as everybody sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PubliekWerkplan {
    pub team: String,
    pub jaar: i64,
    pub versie: i64,
    pub adopted_on: Date,
    /// Names of the organisations that agreed.
    pub agreed: Vec<String>,
    pub aandachtsgebieden: Vec<PubliekDeel>,
}

/// One aandachtsgebied in a version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PubliekDeel {
    pub id: AandachtsgebiedId,
    pub state: AandachtsgebiedState,
    /// Whether it says how the need is known (V-02).
    pub onderbouwd: bool,
    pub publiek: Publiek,
}

fn organisatie_naam(frame: &Frame, id: OrganisatieId) -> Option<String> {
    frame.organisatie(id).map(|found| found.naam.clone())
}

fn wie(frame: &Frame, afspraak: &Afspraak) -> String {
    afspraak
        .organisatie
        .and_then(|id| organisatie_naam(frame, id))
        .or_else(|| afspraak.partij.map(|(_, soort)| soort.word().to_owned()))
        .unwrap_or_default()
}

/// What each party put in so far, and beside it what it promised. What was proposed or declined counts for neither, and
/// of what was let go no promise is left.
pub fn totals(bijdragen: &[Bijdrage], afspraken: &[Afspraak]) -> Vec<PubliekBijdrage> {
    let mut out = Vec::new();
    for van in Van::ALL {
        let mut sum = PubliekBijdrage {
            van: *van,
            minuten: 0,
            cents: 0,
            promised_minuten: 0,
            promised_cents: 0,
        };
        for one in bijdragen.iter().filter(|one| one.van == *van) {
            let of = afspraken
                .iter()
                .find(|afspraak| afspraak.id == one.afspraak && afspraak.accepted_at.is_some());
            let (minuten, cents) = match of {
                None => continue,
                Some(_) if !one.planned => (&mut sum.minuten, &mut sum.cents),
                Some(afspraak) if afspraak.state == AfspraakState::Dropped => continue,
                Some(_) => (&mut sum.promised_minuten, &mut sum.promised_cents),
            };
            *minuten = minuten.saturating_add(one.minuten);
            *cents = cents.saturating_add(one.cents);
        }
        let amounts = [
            sum.minuten,
            sum.cents,
            sum.promised_minuten,
            sum.promised_cents,
        ];
        if amounts.iter().any(|amount| *amount > 0) {
            out.push(sum);
        }
    }
    out
}

/// Makes the public face of an aandachtsgebied.
pub fn generate(
    tx: &mut impl Queries,
    frame: &Frame,
    today: Date,
    one: &Aandachtsgebied,
) -> Result<Publiek> {
    let gemeente = frame.id;
    let afspraken = store::list_afspraken_of(tx, gemeente, one.id)?;
    let bijdragen = store::list_bijdragen(tx, gemeente, one.id)?;
    let resultaten = store::list_resultaten(tx, gemeente, one.id)?;
    let meldingen = store_meldingen::list_meldingen(tx, gemeente, one.id)?;
    let mut partners: Vec<String> = Vec::new();
    let involved = one
        .partners
        .iter()
        .map(|(id, _)| *id)
        .chain(afspraken.iter().filter_map(|afspraak| afspraak.organisatie));
    for naam in involved.filter_map(|id| organisatie_naam(frame, id)) {
        if !partners.contains(&naam) {
            partners.push(naam);
        }
    }
    let residents = store_meldingen::from_residents(&meldingen);
    let fotos = store::list_released(tx, gemeente, one.id)?;
    let foto_of = |id: AfspraakId| fotos.iter().find(|(of, _)| *of == id);
    Ok(Publiek {
        titel: one.titel.clone(),
        behoefte: one.behoefte.clone(),
        wijken: one
            .wijken
            .iter()
            .filter_map(|id| frame.gebied(*id))
            .map(|gebied| gebied.sleutel.clone())
            .collect(),
        themas: one.themas.clone(),
        partners,
        integraal: one.integraal,
        afspraken: afspraken
            .iter()
            .filter(|afspraak| {
                // What was proposed or declined was never an afspraak.
                afspraak.state != AfspraakState::Proposed && afspraak.accepted_at.is_some()
            })
            .map(|afspraak| PubliekAfspraak {
                wat: afspraak.wat.clone(),
                wie: wie(frame, afspraak),
                due: afspraak.due,
                state: afspraak.state,
                late: rules::is_late(afspraak.state, afspraak.due, today),
                foto: foto_of(afspraak.id).map(|(_, copy)| copy.clone()),
            })
            .collect(),
        resultaten: resultaten
            .iter()
            .map(|resultaat| PubliekResultaat {
                wat: resultaat.wat.clone(),
                op: frame.today(resultaat.at),
                opgelost: resultaat.opgelost,
                van: resultaat.van,
                foto: resultaat.bewijs.public_hash.clone(),
            })
            .collect(),
        bijdragen: totals(&bijdragen, &afspraken),
        meldingen: i64::try_from(meldingen.len()).unwrap_or(i64::MAX),
        herkomst: rules::herkomst(one.behoefte_van, one.eigen_initiatief, residents),
    })
}

/// Writes the public face anew. Call it after every change, and when a melding was put behind this aandachtsgebied.
pub fn project(ctx: &mut Write<'_>, id: AandachtsgebiedId) -> Result<()> {
    let (gemeente, today) = (ctx.gemeente(), ctx.today());
    let one = store::get_aandachtsgebied(ctx, gemeente, id)?;
    let is_known = store_aandachtsgebieden::has_face(ctx, gemeente, id)?;
    if !is_known && !one.state.is_public() {
        return Ok(());
    }
    let frame = ctx.frame.clone();
    let document = text(&generate(ctx, &frame, today, &one)?)?;
    store_aandachtsgebieden::keep_face(ctx, id, one.state, &document)?;
    ctx.touch_public();
    Ok(())
}

/// Writes the public document of the version that was just adopted.
pub(super) fn publish_version(
    ctx: &mut Write<'_>,
    id: WerkplanId,
    versie: i64,
    agreed: &[OrganisatieId],
) -> Result<()> {
    let (gemeente, today) = (ctx.gemeente(), ctx.today());
    let frame = ctx.frame.clone();
    let plan = store::get_werkplan(ctx, gemeente, id)?;
    let mut delen = Vec::new();
    for one in store::list_aandachtsgebieden(ctx, gemeente, id)? {
        if !one.state.is_public() {
            continue;
        }
        delen.push(PubliekDeel {
            id: one.id,
            state: one.state,
            onderbouwd: one.behoefte_bron.is_some(),
            publiek: generate(ctx, &frame, today, &one)?,
        });
    }
    let document = text(&PubliekWerkplan {
        team: frame
            .orgaan(plan.orgaan)
            .map(|orgaan| orgaan.naam.clone())
            .unwrap_or_default(),
        jaar: plan.jaar,
        versie,
        adopted_on: today,
        agreed: agreed
            .iter()
            .filter_map(|id| organisatie_naam(&frame, *id))
            .collect(),
        aandachtsgebieden: delen,
    })?;
    store_werkplannen::insert_versie(ctx, id, versie, &document)?;
    ctx.touch_public();
    Ok(())
}

fn text<T: Serialize>(value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(|error| Error::Internal(error.to_string()))
}
