//! Applying an inrichting to a gemeente: what is new is added, what changed changes from a day, what is gone is ended.
//! Nothing is deleted and no closed period changes. A version for a later day is only kept until that day has come.

mod ingang;
mod organen;

pub use ingang::start_due;
pub(crate) use organen::{Wanted, upsert_orgaan};

use std::collections::BTreeMap;

use jiff::civil::Date;
use kit::db::Queries;
use serde::Serialize;

use self::organen::apply_organen;
use super::store::GebiedPlace;
use super::{Inrichting, store, to_toml};
use crate::access::{Here, Permission};
use crate::app::App;
use crate::error::{Error, Result};
use crate::ids::{GebiedId, GemeenteId};
use crate::journaal::{Entry, Verb};
use crate::kader::gebieden;
use crate::kader::organisaties::{Organisatie, insert_organisatie};
use crate::kader::termijnen::day_of;
use crate::words::PATH_WORDS;
use crate::write::Write;

/// The word that stands for an enum value in documents.
pub fn key_of<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

/// Makes the gemeente of this inrichting, empty, if it is not there. Answers its id.
pub fn create_gemeente(app: &App, inrichting: &Inrichting) -> Result<GemeenteId> {
    let now = app.clock().now();
    let id = GemeenteId(app.ids().next(now));
    let (slug, naam) = (
        inrichting.gemeente.slug.clone(),
        inrichting.gemeente.naam.clone(),
    );
    let document = to_toml(inrichting).map_err(|error| Error::Internal(error.to_string()))?;
    let from = day_of(now);
    app.db().bookkeep_blocking(move |tx| {
        if let Some(found) = store::find_gemeente(tx, &slug)? {
            return Ok(found);
        }
        store::insert_gemeente(tx, id, &slug, &naam, now)?;
        // The first write needs a frame, and a frame an inrichting: version 0 is the same document, not yet applied.
        store::insert_first(tx, id, from, &document, now)?;
        Ok::<_, Error>(id)
    })
}

/// Puts `inrichting` in force from `from`, today or later; answers its version, or none if the newest says the same.
/// What it changes, changes on that day. Only the first version may look back: there is no period yet that could be
/// closed.
pub fn apply(ctx: &mut Write<'_>, inrichting: &Inrichting, from: Date) -> Result<Option<i64>> {
    ctx.require(Permission::InrichtingManage, &Here::ANYWHERE)?;
    let gemeente = ctx.gemeente();
    let newest = store::newest_versie(ctx, gemeente)?;
    let versies = store::list_versies(ctx, gemeente)?;
    let last = versies.iter().find(|versie| versie.versie > 0);
    let today = day_of(ctx.now);
    if last.is_some_and(|last| from < last.valid_from || from < today) {
        return Err(Error::refused("inrichting-te-vroeg"));
    }
    if is_newest(ctx, gemeente, inrichting)? {
        return Ok(None);
    }
    let versie = newest + 1;
    let document = to_toml(inrichting).map_err(|error| Error::Internal(error.to_string()))?;
    store::insert(ctx, versie, from, &document)?;
    if last.is_none() || from == today {
        put_in_force(ctx, inrichting, from)?;
    }
    ctx.journal(
        Entry::new("inrichting", gemeente.0, Verb::Imported)
            .number("version", versie)
            .date("from", from),
    )?;
    Ok(Some(versie))
}

/// Whether the newest version, in force or kept for a later day, says the same: then there is nothing to put in force.
pub fn is_newest(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    inrichting: &Inrichting,
) -> Result<bool> {
    let versies = store::list_versies(tx, gemeente)?;
    // Version 0 was only kept to begin with.
    let Some(last) = versies.iter().find(|versie| versie.versie > 0) else {
        return Ok(false);
    };
    let text = |one: &Inrichting| to_toml(one).map_err(|error| Error::Internal(error.to_string()));
    // Read and written again: an older release may have written the same otherwise.
    Ok(text(&store::read(&last.document)?)? == text(inrichting)?)
}

/// Makes organisations, gebieden, organen and addresses as this inrichting says, from its first day on.
fn put_in_force(ctx: &mut Write<'_>, inrichting: &Inrichting, from: Date) -> Result<()> {
    apply_organisaties(ctx, inrichting, from)?;
    let gebieden = apply_gebieden(ctx, inrichting, from)?;
    apply_organen(ctx, inrichting, from, &gebieden)?;
    apply_paden(ctx, inrichting)?;
    gebieden::touch_frame(ctx)?;
    store::rename_gemeente(ctx, &inrichting.gemeente.naam)
}

fn apply_organisaties(ctx: &mut Write<'_>, inrichting: &Inrichting, from: Date) -> Result<()> {
    let gemeente = ctx.gemeente();
    let have = store::organisaties_by_key(ctx, gemeente)?;
    for organisatie in &inrichting.organisaties {
        let known = have.get(&organisatie.sleutel).copied();
        let wanted = Organisatie {
            id: known.unwrap_or_else(|| ctx.new_id()),
            sleutel: organisatie.sleutel.clone(),
            naam: organisatie.naam.clone(),
            soort: key_of(&organisatie.soort),
            domein: key_of(&organisatie.domein),
        };
        if known.is_some() {
            store::set_organisatie(ctx, &wanted)?;
        } else {
            insert_organisatie(ctx, &wanted, from)?;
        }
    }
    Ok(())
}

fn apply_gebieden(
    ctx: &mut Write<'_>,
    inrichting: &Inrichting,
    from: Date,
) -> Result<BTreeMap<String, GebiedId>> {
    let gemeente = ctx.gemeente();
    let mut ids = store::gebieden_by_key(ctx, gemeente)?;
    let known = ids.clone();
    for gebied in &inrichting.gebieden {
        if !ids.contains_key(&gebied.sleutel) {
            let id = ctx.new_id();
            ids.insert(gebied.sleutel.clone(), id);
        }
    }
    for (n, gebied) in inrichting.gebieden.iter().enumerate() {
        let id = ids[&gebied.sleutel];
        let parent = gebied
            .onderdeel_van
            .as_ref()
            .and_then(|key| ids.get(key))
            .copied();
        let at = GebiedPlace {
            id,
            parent,
            order: i64::try_from(n).unwrap_or(0),
            from,
        };
        if known.contains_key(&gebied.sleutel) {
            store::set_gebied(ctx, gebied, &at)?;
        } else {
            store::insert_gebied(ctx, gebied, &at)?;
        }
    }
    for (key, id) in &known {
        if inrichting.gebied(key).is_none() {
            store::end_gebied(ctx, *id, from)?;
        }
    }
    Ok(ids)
}

fn apply_paden(ctx: &mut Write<'_>, inrichting: &Inrichting) -> Result<()> {
    for (concept, _) in PATH_WORDS {
        store::keep_pad(ctx, &inrichting.path_word(*concept), concept.key())?;
    }
    Ok(())
}

/// Loads an inrichting into this app: makes the gemeente if needed and puts the document in force from `from`. Answers its
/// version, if it says anything new.
pub fn import(
    app: &App,
    actor: &crate::access::Actor,
    inrichting: Inrichting,
    from: Date,
) -> Result<Option<i64>> {
    create_gemeente(app, &inrichting)?;
    let slug = inrichting.gemeente.slug.clone();
    app.forget_frame(&slug);
    let frame = app
        .frame_blocking(&slug)?
        .ok_or(Error::NotFound("gemeente"))?;
    let versie = app.write_blocking(&frame, actor, move |ctx| apply(ctx, &inrichting, from))?;
    app.forget_frame(&slug);
    Ok(versie)
}

/// The document and everything wrong with it, as commands and the page show it.
pub fn parse(text: &str) -> std::result::Result<Inrichting, Vec<super::Bevinding>> {
    super::load(text, &store::lookup)
}
