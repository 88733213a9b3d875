//! Taking in what another source knows: one row, one item, however often it is read (INV-15, INV-16).
//!
//! A row belongs to whom it names, where that organisation is known here; otherwise it is a draft that waits to be
//! claimed. What its owner has written or checked here is never overwritten: a source that says otherwise is told to the
//! owner as a contradiction. Nothing that is read in counts as checked, unless its source says when it was.

mod catalogus;
mod kolommen;
mod namens;
mod opmerkingen;
mod regels;
mod rij;
mod tegenspraak;

use jiff::civil::Date;
use serde_json::Value as Json;
use uuid::Uuid;

pub use self::catalogus::CATALOGUS;
pub use self::namens::take_in_for;
pub use self::opmerkingen::remarks;
pub use self::regels::no_such_topic;
pub use self::rij::{Aanbieder, Incoming, IncomingLocatie, TakenIn};

use self::kolommen::Columns;
use self::regels::faults;
use self::tegenspraak::contradict;
use super::model::{AssuredBy, Item, ItemState};
use super::store::gelezen;
use super::{DUE, rules, store};
use crate::access::{Here, Permission};
use crate::error::{Error, Result, Sentence};
use crate::frame::Frame;
use crate::ids::{GebiedId, KennisitemId, OrganisatieId};
use crate::journaal::{Entry, Verb};
use crate::kader::organisaties::{Organisatie, actions, key_of_name};
use crate::kader::verplichtingen;
use crate::write::Write;

/// Where the list of product names comes from; its rows are names to be claimed, never offers of their own.
pub const UPL: &str = "upl";

/// Under which name the mark of the last reading is kept, and under which its moment.
const MARK: &str = "_gelezen";
const READ_AT: &str = "_op";

/// Takes in one row.
pub fn take_in(ctx: &mut Write<'_>, row: &Incoming) -> Result<TakenIn> {
    ctx.require(Permission::ImportRun, &Here::ANYWHERE)?;
    let wrong = faults(&ctx.frame.inrichting, row);
    if let Some(why) = wrong.into_iter().next() {
        return Ok(TakenIn::Refused(why));
    }
    let gemeente = ctx.gemeente();
    let owner = owner_of(ctx, row.organisatie.as_ref())?;
    let columns = Columns::of(ctx, row, owner);
    if let Some(known) = find(ctx, row)? {
        return again(ctx, row, columns, &known);
    }
    let named = match &row.upl_uri {
        Some(uri) => gelezen::find_by_upl(ctx, gemeente, uri)?,
        None => None,
    };
    if row.bron == UPL
        && let Some(known) = &named
    {
        return merge(ctx, row, known);
    }
    if let Some(known) = find_same_offer(ctx, &columns)?
        && known.organisatie != columns.from.organisatie
    {
        return contradict(ctx, &known, row, Sentence::new("inlezen-zelfde-aanbod"));
    }
    let takes_up = owner.is_some() || row.bron == CATALOGUS;
    let unclaimed =
        named.filter(|known| takes_up && known.bron == UPL && known.organisatie.is_none());
    if let Some(known) = unclaimed {
        catalogus::keep_key(ctx, row, &known)?;
        return take_over(ctx, row, columns, &known);
    }
    add(ctx, row, columns).map(TakenIn::Added)
}

/// The item that this row was before: by the number of its source, or our own id in what we gave out.
fn find(ctx: &mut Write<'_>, row: &Incoming) -> Result<Option<Item>> {
    let gemeente = ctx.gemeente();
    if let Some(known) = store::find_by_extern(ctx, gemeente, &row.bron, row.extern_id.trim())? {
        return Ok(Some(known));
    }
    match row.extern_id.parse::<Uuid>() {
        Ok(id) => store::find_item(ctx, gemeente, id.into()),
        Err(_) => Ok(None),
    }
}

/// The same offer under another number: the same title, and the same way to reach it; what is shown before what is not.
fn find_same_offer(ctx: &mut Write<'_>, columns: &Columns) -> Result<Option<Item>> {
    // Without an owner or a way to reach it nothing can be told to be the same.
    if !columns.is_reached() {
        return Ok(None);
    }
    let gemeente = ctx.gemeente();
    let rank = |known: &Item| match known.state {
        ItemState::Published => 0,
        ItemState::InControl => 1,
        ItemState::Draft => 2,
        ItemState::Withdrawn => 3,
    };
    let all = gelezen::list_by_titel(ctx, gemeente, &columns.velden.titel)?;
    let same = all
        .into_iter()
        .filter(|known| known.state != ItemState::Withdrawn && columns.is_reached_like(known));
    Ok(same.min_by_key(rank))
}

/// The organisation that a source means, as it is known here.
fn owner_of(ctx: &mut Write<'_>, named: Option<&Aanbieder>) -> Result<Option<OrganisatieId>> {
    let Some(named) = named else {
        return Ok(None);
    };
    let known = known_owner(ctx.frame, named);
    if known.is_some() || !named.toevoegen || named.naam.trim().is_empty() {
        return Ok(known);
    }
    let key = key_of_name(&named.naam);
    let gemeente = ctx.gemeente();
    if let Some(id) = gelezen::find_organisatie(ctx, gemeente, &key)? {
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

/// The organisation of this gemeente that is meant.
fn known_owner(frame: &Frame, named: &Aanbieder) -> Option<OrganisatieId> {
    let mut all = frame.organisaties.iter();
    all.find(|one| is_meant(&frame.slug, one, named))
        .map(|one| one.id)
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
    known: &Item,
) -> Result<TakenIn> {
    let (was, is) = (known.organisatie, columns.from.organisatie);
    if row.bron == CATALOGUS && catalogus::is_in_use(ctx, known)? {
        return Ok(TakenIn::Already(known.id));
    }
    if was.is_some() && is.is_some() && was != is {
        return contradict(ctx, known, row, Sentence::new("inlezen-andere-eigenaar"));
    }
    // Who claimed it here keeps it, whatever a source leaves out.
    columns.from.organisatie = is.or(was);
    columns.from.bron.clone_from(&known.bron);
    columns.from.extern_id.clone_from(&known.extern_id);
    let own = known.bron != row.bron;
    if mark_of(ctx, known.id)? == Some(mark(row)) && was == columns.from.organisatie {
        return Ok(TakenIn::Already(known.id));
    }
    let differs = columns.differences(ctx.frame, known);
    if own && differs.is_empty() {
        return Ok(TakenIn::Already(known.id));
    }
    if own || edited_here(ctx, known)? {
        if differs.is_empty() {
            return Ok(TakenIn::Already(known.id));
        }
        return contradict(ctx, known, row, Sentence::new("inlezen-hier-gewijzigd"));
    }
    take_over(ctx, row, columns, known)
}

/// The row in the place of what was there; answers what is otherwise now.
fn take_over(
    ctx: &mut Write<'_>,
    row: &Incoming,
    columns: Columns,
    known: &Item,
) -> Result<TakenIn> {
    let mut differs = columns.differences(ctx.frame, known);
    differs.extend(columns.change_of_state(known));
    replace(ctx, row, columns, known)?;
    Ok(TakenIn::Changed(known.id, differs))
}

/// Whether somebody here wrote or confirmed it since it was read in.
fn edited_here(ctx: &mut Write<'_>, known: &Item) -> Result<bool> {
    if known.assured_by.is_some_and(|by| by != AssuredBy::Import) {
        return Ok(true);
    }
    let gemeente = ctx.gemeente();
    Ok(gelezen::is_written_here(ctx, gemeente, known.id)?
        || gelezen::is_beside_here(ctx, gemeente, known.id)?)
}

/// The list of product names meets an item that carries the name.
fn merge(ctx: &mut Write<'_>, row: &Incoming, known: &Item) -> Result<TakenIn> {
    if known.upl_naam.is_some() {
        return Ok(TakenIn::Already(known.id));
    }
    gelezen::set_upl_naam(ctx, known.id, row.upl_naam.as_deref())?;
    ctx.journal(
        Entry::new("kennisitem", known.id.0, Verb::Imported)
            .word("bron", &row.bron)
            .word("what", "upl"),
    )?;
    Ok(TakenIn::Merged(known.id))
}

fn add(ctx: &mut Write<'_>, row: &Incoming, mut columns: Columns) -> Result<KennisitemId> {
    let id: KennisitemId = ctx.new_id();
    let wish = row
        .sleutel
        .as_deref()
        .map_or_else(|| key_of_name(&columns.velden.titel), key_of_name);
    columns.from.sleutel = free_key(ctx, &wish)?;
    store::insert(ctx, id, &columns.velden, &columns.from, &columns.stand)?;
    beside(ctx, id, row)?;
    finish(ctx, id, &columns, Verb::Imported)?;
    owe_check(ctx, id, &columns, None)?;
    Ok(id)
}

/// A word for its address that nobody has.
fn free_key(ctx: &mut Write<'_>, wish: &str) -> Result<String> {
    let gemeente = ctx.gemeente();
    let tail: Uuid = ctx.new_id();
    let tail = tail.simple().to_string();
    for key in [
        wish.to_owned(),
        format!("{wish}-{}", &tail[24..]),
        format!("{wish}-{tail}"),
    ] {
        if !rules::is_reserved(&key) && store::find_by_sleutel(ctx, gemeente, &key)?.is_none() {
            return Ok(key);
        }
    }
    Err(Error::Internal("no key is free".to_owned()))
}

fn replace(ctx: &mut Write<'_>, row: &Incoming, mut columns: Columns, known: &Item) -> Result<()> {
    let is_otherwise = columns.says_otherwise(known);
    let versie = known.versie + i64::from(is_otherwise);
    columns.stand.state = columns.next_state(known);
    let Columns {
        velden,
        from,
        stand,
    } = &columns;
    if is_otherwise {
        store::complete_versie(ctx, known)?;
    }
    gelezen::replace(ctx, known.id, versie, velden, from, stand)?;
    if is_otherwise {
        store::insert_versie(ctx, known.id, versie, velden, from.organisatie)?;
    }
    gelezen::clear_beside(ctx, known.id)?;
    beside(ctx, known.id, row)?;
    finish(ctx, known.id, &columns, Verb::Changed)?;
    owe_check(ctx, known.id, &columns, Some(known))
}

/// The owner of what is shown owes a check, as after the form (O-25); of what is not shown any more nobody does.
fn owe_check(
    ctx: &mut Write<'_>,
    id: KennisitemId,
    columns: &Columns,
    was: Option<&Item>,
) -> Result<()> {
    let owed = |state: ItemState, by: Option<OrganisatieId>, due: Option<Date>| {
        let is_shown = matches!(state, ItemState::Published | ItemState::InControl);
        by.zip(due).filter(|_| is_shown)
    };
    let before = was.and_then(|was| owed(was.state, was.organisatie, was.review_due));
    let stand = &columns.stand;
    let now = owed(stand.state, columns.from.organisatie, stand.review_due);
    if before == now {
        return Ok(());
    }
    if before.is_some() {
        verplichtingen::waive(ctx, DUE, id.0, "imported")?;
    }
    match now {
        Some((by, due)) => super::actions::owe_by(ctx, id, by, Some(due)),
        None => Ok(()),
    }
}

/// Brings the public face up to date with what was read in (INV-43); what was public once keeps its face.
fn finish(ctx: &mut Write<'_>, id: KennisitemId, columns: &Columns, verb: Verb) -> Result<()> {
    let (from, state) = (&columns.from, columns.stand.state);
    if state != ItemState::Draft {
        super::project(ctx, id)?;
    }
    ctx.journal(
        Entry::new("kennisitem", id.0, verb)
            .word("bron", &from.bron)
            .word("state", state.word())
            .id_opt("organisatie", from.organisatie.map(|id| id.0)),
    )?;
    Ok(())
}

/// Words, gebieden, places, how it can be asked for online and what has no column, of an item that has none of them yet.
fn beside(ctx: &mut Write<'_>, id: KennisitemId, row: &Incoming) -> Result<()> {
    let woorden: Vec<String> = row
        .woorden
        .iter()
        .map(|woord| woord.trim().to_owned())
        .collect();
    store::add_woorden(ctx, id, &woorden)?;
    let online = row.online.as_deref();
    let online = online.map(|hoe| hoe.trim().to_lowercase());
    if let Some(hoe) = online.as_deref().filter(|hoe| rules::ONLINE.contains(hoe)) {
        store::set_online(ctx, id, Some(hoe))?;
    }
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
    gelezen::add_gebieden(ctx, id, &gebieden)?;
    let mut there = Vec::new();
    for plek in &row.locaties {
        let locatie = gelezen::keep_locatie(ctx, &row.bron, plek)?;
        // Of two rows about one place the first counts.
        if !there.contains(&locatie) {
            there.push(locatie);
            store::add_plaats(ctx, id, locatie, &plek.eigen_tijden, &plek.toelichting)?;
        }
    }
    for (veld, json) in &row.extra {
        gelezen::insert_extra(ctx, id, veld, &json.to_string())?;
    }
    let at = ctx.now.as_microsecond().to_string();
    gelezen::insert_extra(ctx, id, READ_AT, &at)?;
    gelezen::insert_extra(ctx, id, MARK, &Json::String(mark(row)).to_string())
}

fn mark_of(ctx: &mut Write<'_>, id: KennisitemId) -> Result<Option<String>> {
    let gemeente = ctx.gemeente();
    let json = gelezen::find_extra(ctx, gemeente, id, MARK)?;
    Ok(json.and_then(|json| serde_json::from_str(&json).ok()))
}

/// By which the same row is known again.
fn mark(row: &Incoming) -> String {
    let bytes = serde_json::to_vec(row).unwrap_or_default();
    kit::files::FileHash::of(&bytes).to_string()
}

#[cfg(test)]
mod tests;
