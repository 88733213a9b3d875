//! Taking in what another source knows: one row, one item, however often it is read (INV-15, INV-16).
//!
//! A row belongs to whom it names, where that organisation is known here; otherwise it is a draft that waits to be
//! claimed. What its owner has written or checked here is never overwritten: a source that says otherwise is told to the
//! owner as a contradiction. Nothing that is read in counts as checked, unless its source says when it was.

mod opslag;
mod regels;
mod schrijven;

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use uuid::Uuid;

use self::opslag::{Columns, Known};
use self::regels::fault;
use super::{DUE, FlagKind, store};
use crate::access::{Here, Permission};
use crate::error::{Result, Sentence};
use crate::ids::{GebiedId, KennisitemId, KennisvlagId, OrganisatieId};
use crate::journaal::{Entry, Verb};
use crate::kader::organisaties::{Organisatie, actions, key_of_name};
use crate::kader::verplichtingen;
use crate::write::Write;

/// Where the list of product names comes from; its rows are names to be claimed, never offers of their own.
pub const UPL: &str = "upl";

/// A row of another source.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Incoming {
    /// `upl`, `vac`, `hsds`, `excel`, `catalogus`.
    pub bron: String,
    /// Its id there.
    pub extern_id: String,
    pub sleutel: Option<String>,
    /// `algemeen`, `product` or `aanbod`.
    pub soort: String,
    pub organisatie: Option<Aanbieder>,
    pub organisatie_soort: String,
    /// Whether the source says that it can be had now.
    pub actief: bool,
    pub essential: bool,
    /// Key or name of a topic; another becomes the last of the list.
    pub onderwerp: String,
    /// Ids, codes and names of terms of a package, one of which may be a topic of ours.
    pub termen: Vec<String>,
    pub titel: String,
    pub samenvatting: String,
    pub tekst: String,
    pub aanmelden: String,
    pub voorwaarden: String,
    pub kosten: String,
    pub doelgroep: String,
    pub min_leeftijd: Option<i64>,
    pub max_leeftijd: Option<i64>,
    pub talen: Vec<String>,
    pub telefoon: Option<String>,
    pub email: Option<String>,
    pub url: Option<String>,
    pub upl_naam: Option<String>,
    pub upl_uri: Option<String>,
    /// The day on which its source says that it was checked.
    pub assured_on: Option<Date>,
    pub woorden: Vec<String>,
    /// Names or keys of gebieden; none is the whole gemeente.
    pub gebieden: Vec<String>,
    pub locaties: Vec<IncomingLocatie>,
    /// What we have no column for, given back as it came.
    pub extra: BTreeMap<String, Json>,
}

/// Who the source says that it is of.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Aanbieder {
    pub naam: String,
    pub uri: Option<String>,
    /// Its id in a package; ours if it came from here.
    pub id: Option<Uuid>,
    /// Add it as a partner when it is not known here.
    pub toevoegen: bool,
}

/// A place where it can be had.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct IncomingLocatie {
    pub extern_id: String,
    pub naam: String,
    pub adres: String,
    pub postcode: String,
    pub plaats: String,
    pub lat_e6: Option<i64>,
    pub lon_e6: Option<i64>,
    pub toegankelijkheid: String,
    pub telefoon: Option<String>,
    /// Of the place.
    pub openingstijden: String,
    /// Of this service at the place, where they differ.
    pub eigen_tijden: String,
    pub toelichting: String,
}

/// What became of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TakenIn {
    Added(KennisitemId),
    /// These columns changed.
    Changed(KennisitemId, Vec<&'static str>),
    /// It was there already and says the same.
    Already(KennisitemId),
    /// An item with the same product name is there; it got what it lacked.
    Merged(KennisitemId),
    /// Somebody else answers for it, or wrote it here: nothing was overwritten, the owner is told.
    Contradicted(KennisitemId, Sentence),
    Refused(Sentence),
}

/// Takes in one row.
pub fn take_in(ctx: &mut Write<'_>, row: &Incoming) -> Result<TakenIn> {
    ctx.require(Permission::ImportRun, &Here::ANYWHERE)?;
    if let Some(why) = fault(row) {
        return Ok(TakenIn::Refused(why));
    }
    let owner = owner_of(ctx, row.organisatie.as_ref())?;
    let columns = Columns::of(ctx, row, owner);
    if let Some(known) = find(ctx, row)? {
        return again(ctx, row, columns, &known);
    }
    if row.bron == UPL
        && let Some(uri) = &row.upl_uri
        && let Some(known) = opslag::find_by_upl(ctx, uri)?
    {
        return merge(ctx, row, &known);
    }
    if let Some(known) = opslag::find_same_offer(ctx, &columns)?
        && known.columns.organisatie != columns.organisatie
    {
        return contradict(ctx, &known, row, Sentence::new("inlezen-zelfde-aanbod"));
    }
    let unclaimed = match &row.upl_uri {
        Some(uri) if owner.is_some() => opslag::find_by_upl(ctx, uri)?
            .filter(|known| known.columns.bron == UPL && known.columns.organisatie.is_none()),
        _ => None,
    };
    if let Some(known) = unclaimed {
        let differs = known.columns.differences(&columns);
        replace(ctx, row, &columns, &known)?;
        return Ok(TakenIn::Changed(known.id, differs));
    }
    add(ctx, row, &columns).map(TakenIn::Added)
}

/// The item that this row was before: by the number of its source, or our own id in what we gave out.
fn find(ctx: &mut Write<'_>, row: &Incoming) -> Result<Option<Known>> {
    if let Some(known) = opslag::find_by_extern(ctx, &row.bron, &row.extern_id)? {
        return Ok(Some(known));
    }
    match row.extern_id.parse::<Uuid>() {
        Ok(id) => opslag::find_by_id(ctx, id.into()),
        Err(_) => Ok(None),
    }
}

/// The organisation that a source means, as it is known here.
fn owner_of(ctx: &mut Write<'_>, named: Option<&Aanbieder>) -> Result<Option<OrganisatieId>> {
    let Some(named) = named else {
        return Ok(None);
    };
    let slug = ctx.frame.slug.clone();
    let known = ctx
        .frame
        .organisaties
        .iter()
        .find(|one| is_meant(&slug, one, named))
        .map(|one| one.id);
    if known.is_some() || !named.toevoegen || named.naam.trim().is_empty() {
        return Ok(known);
    }
    let key = key_of_name(&named.naam);
    if let Some(id) = opslag::find_organisatie(ctx, &key)? {
        return Ok(Some(id));
    }
    let from = ctx.today();
    let wanted = actions::NewOrganisatie {
        naam: named.naam.chars().take(120).collect(),
        soort: "overig".to_owned(),
        domein: "bestuur".to_owned(),
        from,
    };
    actions::add_organisatie(ctx, &wanted, None).map(Some)
}

fn is_meant(slug: &str, one: &Organisatie, named: &Aanbieder) -> bool {
    let same_name = !named.naam.trim().is_empty()
        && (one.naam.to_lowercase() == named.naam.trim().to_lowercase()
            || one.sleutel == key_of_name(&named.naam));
    let last_word = |uri: &str| uri.trim_end_matches('/').rsplit('/').next() == Some(&one.sleutel);
    same_name
        || named.uri.as_deref().is_some_and(last_word)
        || named.id == Some(super::uitwisseling::organization_id(slug, &one.sleutel))
}

/// The same row again: nothing, a change, or a contradiction.
fn again(
    ctx: &mut Write<'_>,
    row: &Incoming,
    mut columns: Columns,
    known: &Known,
) -> Result<TakenIn> {
    let (was, is) = (known.columns.organisatie, columns.organisatie);
    if was.is_some() && is.is_some() && was != is {
        return contradict(ctx, known, row, Sentence::new("inlezen-andere-eigenaar"));
    }
    // Who claimed it here keeps it, whatever a source leaves out.
    columns.organisatie = is.or(was);
    columns.bron.clone_from(&known.columns.bron);
    columns.extern_id.clone_from(&known.columns.extern_id);
    let own = known.columns.bron != row.bron;
    if opslag::mark_of(ctx, known.id)? == Some(mark(row)) && was == columns.organisatie {
        return Ok(TakenIn::Already(known.id));
    }
    let differs = known.columns.differences(&columns);
    if own && differs.is_empty() {
        return Ok(TakenIn::Already(known.id));
    }
    if own || opslag::edited_here(ctx, known)? {
        if differs.is_empty() {
            return Ok(TakenIn::Already(known.id));
        }
        return contradict(ctx, known, row, Sentence::new("inlezen-hier-gewijzigd"));
    }
    replace(ctx, row, &columns, known)?;
    Ok(TakenIn::Changed(known.id, differs))
}

/// The list of product names meets an item that carries the name.
fn merge(ctx: &mut Write<'_>, row: &Incoming, known: &Known) -> Result<TakenIn> {
    if known.columns.upl_naam.is_some() {
        return Ok(TakenIn::Already(known.id));
    }
    schrijven::keep_upl_name(ctx, known.id, row.upl_naam.as_deref())?;
    ctx.journal(
        Entry::new("kennisitem", known.id.0, Verb::Imported)
            .word("bron", &row.bron)
            .word("what", "upl"),
    )?;
    Ok(TakenIn::Merged(known.id))
}

/// Tells the owner that a source says something else; once, until it is settled.
fn contradict(
    ctx: &mut Write<'_>,
    known: &Known,
    row: &Incoming,
    why: Sentence,
) -> Result<TakenIn> {
    if !opslag::has_open_contradiction(ctx, known.id)? {
        let said = match row.organisatie.as_ref().map(|one| one.naam.trim()) {
            Some(naam) if !naam.is_empty() => format!("{naam}: {}", row.titel.trim()),
            _ => row.titel.trim().to_owned(),
        };
        let flag: KennisvlagId = ctx.new_id();
        store::insert_vlag(ctx, flag, known.id, FlagKind::Contradiction, &said, None)?;
        ctx.journal(
            Entry::new("kennisitem", known.id.0, Verb::Flagged)
                .word("soort", "contradiction")
                .word("bron", &row.bron)
                .id("vlag", flag.0),
        )?;
    }
    Ok(TakenIn::Contradicted(known.id, why))
}

fn add(ctx: &mut Write<'_>, row: &Incoming, columns: &Columns) -> Result<KennisitemId> {
    let id: KennisitemId = ctx.new_id();
    let wish = row
        .sleutel
        .as_deref()
        .map_or_else(|| key_of_name(&columns.titel), key_of_name);
    let sleutel = opslag::free_key(ctx, &wish)?;
    schrijven::insert(ctx, id, &sleutel, columns)?;
    schrijven::insert_versie(ctx, id, 1, columns)?;
    details(ctx, id, row)?;
    finish(ctx, id, row, columns, Verb::Imported)?;
    owe_check(ctx, id, columns, None)?;
    Ok(id)
}

fn replace(ctx: &mut Write<'_>, row: &Incoming, columns: &Columns, known: &Known) -> Result<()> {
    let text_changed = known.columns.text() != columns.text();
    let versie = known.versie + i64::from(text_changed);
    let mut columns = columns.clone();
    columns.state = match (known.state.as_str(), columns.state) {
        ("in_control", "published") => "in_control",
        ("published" | "in_control" | "withdrawn", "draft") => "withdrawn",
        (_, state) => state,
    };
    let columns = &columns;
    schrijven::update(ctx, known.id, versie, columns)?;
    if text_changed {
        schrijven::insert_versie(ctx, known.id, versie, columns)?;
    }
    schrijven::clear_details(ctx, known.id)?;
    details(ctx, known.id, row)?;
    finish(ctx, known.id, row, columns, Verb::Changed)?;
    owe_check(ctx, known.id, columns, Some(known))
}

/// The owner of what is shown owes a check, as after the form (O-25); of what is not shown any more nobody does.
fn owe_check(
    ctx: &mut Write<'_>,
    id: KennisitemId,
    columns: &Columns,
    was: Option<&Known>,
) -> Result<()> {
    let owed = |state: &str, it: &Columns| {
        let is_shown = matches!(state, "published" | "in_control");
        it.organisatie.zip(it.review_due).filter(|_| is_shown)
    };
    let before = was.and_then(|was| owed(&was.state, &was.columns));
    let now = owed(columns.state, columns);
    if before == now {
        return Ok(());
    }
    if before.is_some() {
        verplichtingen::waive(ctx, DUE, id.0, "imported")?;
    }
    if let Some((_, due)) = now {
        let gemeente = ctx.gemeente();
        let item = store::get_item(ctx, gemeente, id)?;
        super::actions::owe(ctx, &item, Some(due))?;
    }
    Ok(())
}

fn finish(
    ctx: &mut Write<'_>,
    id: KennisitemId,
    row: &Incoming,
    columns: &Columns,
    verb: Verb,
) -> Result<()> {
    schrijven::show(ctx, id, columns)?;
    ctx.journal(
        Entry::new("kennisitem", id.0, verb)
            .word("bron", &row.bron)
            .word("state", columns.state)
            .id_opt("organisatie", columns.organisatie.map(|id| id.0)),
    )?;
    Ok(())
}

/// Words, gebieden, places and what has no column.
fn details(ctx: &mut Write<'_>, id: KennisitemId, row: &Incoming) -> Result<()> {
    let woorden: Vec<String> = row
        .woorden
        .iter()
        .map(|woord| woord.trim().to_owned())
        .collect();
    store::set_woorden(ctx, id, &woorden)?;
    let gebied_of = |naam: &String| {
        let inrichting = &ctx.frame.inrichting;
        let found = inrichting.gebied_named(naam).or(inrichting.gebied(naam));
        found.and_then(|one| ctx.frame.gebied_by_key(&one.sleutel))
    };
    let gebieden: Vec<GebiedId> = row
        .gebieden
        .iter()
        .filter_map(gebied_of)
        .map(|one| one.id)
        .collect();
    store::set_gebieden(ctx, id, &gebieden)?;
    for plek in &row.locaties {
        let locatie = schrijven::keep_locatie(ctx, &row.bron, plek)?;
        schrijven::insert_plek(ctx, id, locatie, plek)?;
    }
    for (veld, json) in &row.extra {
        schrijven::insert_extra(ctx, id, veld, &json.to_string())?;
    }
    let at = ctx.now.as_microsecond().to_string();
    schrijven::insert_extra(ctx, id, opslag::READ_AT, &at)?;
    schrijven::insert_extra(ctx, id, opslag::MARK, &Json::String(mark(row)).to_string())
}

/// By which the same row is known again.
fn mark(row: &Incoming) -> String {
    let bytes = serde_json::to_vec(row).unwrap_or_default();
    kit::files::FileHash::of(&bytes).to_string()
}

#[cfg(test)]
mod tests;
