//! Applying an inrichting to a gemeente: what is new is added, what changed changes from a day, what is gone is ended.
//! Nothing is deleted and no closed period changes. A version for a later day is only kept until that day has come.

mod ingang;
mod organen;
mod organisaties;

pub use ingang::start_due;
pub(crate) use organen::{Wanted, upsert_orgaan};

use std::collections::BTreeMap;

use jiff::civil::Date;
use kit::db::Queries;
use serde::Serialize;
use uuid::Uuid;

use self::organen::apply_organen;
use super::{Inrichting, store, to_toml};
use crate::access::{Here, Permission};
use crate::app::App;
use crate::error::{Error, Result};
use crate::ids::{GebiedId, GemeenteId};
use crate::journaal::{Entry, Verb};
use crate::kader::gebieden;
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
    let sha = *kit::files::FileHash::of(document.as_bytes()).as_bytes();
    let from = day_of(now);
    app.db().bookkeep_blocking(move |tx| {
        if let Some(found) =
            tx.query_opt("SELECT id FROM gemeenten WHERE slug = $1", &[&slug], |row| row.get(0))?
        {
            return Ok(found);
        }
        tx.exec(
            "INSERT INTO gemeenten (id, slug, naam, versie, publieke_versie, seq, chain_head, inrichting_versie, \
             melding_nummer, created_at) VALUES ($1, $2, $3, 0, 0, 0, $4, 1, 0, $5)",
            &[&id, &slug, &naam, &[0_u8; 32], &now],
        )?;
        // The first write needs a frame, and a frame an inrichting: version 0 is the same document, not yet applied.
        tx.exec(
            "INSERT INTO inrichtingen (gemeente_id, versie, valid_from, document, sha, imported_at) \
             VALUES ($1, 0, $2, $3, $4, $5)",
            &[&id, &from, &document, &sha, &now],
        )?;
        Ok::<_, Error>(id)
    })
}

/// Puts `inrichting` in force from `from`, today or later; answers its version, or none if the newest says the same.
/// What it changes, changes on that day. Only the first version may look back: there is no period yet that could be
/// closed.
pub fn apply(ctx: &mut Write<'_>, inrichting: &Inrichting, from: Date) -> Result<Option<i64>> {
    ctx.require(Permission::InrichtingManage, &Here::ANYWHERE)?;
    let gemeente = ctx.gemeente();
    let newest: i64 = ctx.query_one(
        "SELECT CAST(coalesce(max(versie), 0) AS BIGINT) FROM inrichtingen WHERE gemeente_id = $1",
        &[&gemeente],
        |row| row.get(0),
    )?;
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
    let gemeente = ctx.gemeente();
    apply_organisaties(ctx, inrichting, from)?;
    organisaties::end_dropped(ctx, inrichting, from)?;
    let gebieden = apply_gebieden(ctx, inrichting, from)?;
    apply_organen(ctx, inrichting, from, &gebieden)?;
    apply_paden(ctx, inrichting)?;
    gebieden::touch_frame(ctx)?;
    ctx.exec(
        "UPDATE gemeenten SET naam = $2 WHERE id = $1",
        &[&gemeente, &inrichting.gemeente.naam],
    )?;
    Ok(())
}

fn rows_by_key<T: From<Uuid>>(
    ctx: &mut Write<'_>,
    sql: &'static str,
) -> Result<BTreeMap<String, T>> {
    let gemeente = ctx.gemeente();
    Ok(ctx
        .query(sql, &[&gemeente], |row| {
            Ok((row.get::<String>(0)?, T::from(row.get::<Uuid>(1)?)))
        })?
        .into_iter()
        .collect())
}

fn apply_organisaties(ctx: &mut Write<'_>, inrichting: &Inrichting, from: Date) -> Result<()> {
    let gemeente = ctx.gemeente();
    let have: BTreeMap<String, Uuid> = rows_by_key(
        ctx,
        "SELECT sleutel, id FROM organisaties WHERE gemeente_id = $1 ORDER BY sleutel",
    )?;
    for organisatie in &inrichting.organisaties {
        let (soort, domein) = (key_of(&organisatie.soort), key_of(&organisatie.domein));
        if let Some(id) = have.get(&organisatie.sleutel) {
            ctx.exec(
                "UPDATE organisaties SET naam = $3, soort = $4, domein = $5, valid_to = NULL \
                 WHERE gemeente_id = $1 AND id = $2",
                &[&gemeente, id, &organisatie.naam, &soort, &domein],
            )?;
            continue;
        }
        let id: Uuid = ctx.new_id();
        ctx.exec(
            "INSERT INTO organisaties (gemeente_id, id, sleutel, naam, soort, domein, valid_from) \
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
            &[
                &gemeente,
                &id,
                &organisatie.sleutel,
                &organisatie.naam,
                &soort,
                &domein,
                &from,
            ],
        )?;
    }
    Ok(())
}

fn apply_gebieden(
    ctx: &mut Write<'_>,
    inrichting: &Inrichting,
    from: Date,
) -> Result<BTreeMap<String, GebiedId>> {
    let gemeente = ctx.gemeente();
    let mut ids: BTreeMap<String, GebiedId> = rows_by_key(
        ctx,
        "SELECT sleutel, id FROM gebieden WHERE gemeente_id = $1 AND valid_to IS NULL ORDER BY sleutel",
    )?;
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
        let order = i64::try_from(n).unwrap_or(0);
        let sql = if known.contains_key(&gebied.sleutel) {
            "UPDATE gebieden SET naam = $5, niveau = $4, parent_id = $6, volgorde = $7 \
             WHERE gemeente_id = $1 AND id = $2 AND sleutel = $3 AND valid_from <= $8"
        } else {
            "INSERT INTO gebieden (gemeente_id, id, sleutel, niveau, naam, parent_id, volgorde, valid_from) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
        };
        ctx.exec(
            sql,
            &[
                &gemeente,
                &id,
                &gebied.sleutel,
                &gebied.niveau,
                &gebied.naam,
                &parent,
                &order,
                &from,
            ],
        )?;
    }
    for (key, id) in &known {
        if inrichting.gebied(key).is_none() {
            ctx.exec(
                "UPDATE gebieden SET valid_to = $3 WHERE gemeente_id = $1 AND id = $2",
                &[&gemeente, id, &from],
            )?;
        }
    }
    Ok(ids)
}

fn apply_paden(ctx: &mut Write<'_>, inrichting: &Inrichting) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    for (concept, _) in PATH_WORDS {
        ctx.exec(
            "INSERT INTO paden (gemeente_id, woord, sleutel, since) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (gemeente_id, woord) DO UPDATE SET sleutel = excluded.sleutel",
            &[
                &gemeente,
                &inrichting.path_word(*concept),
                &concept.key(),
                &now,
            ],
        )?;
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
