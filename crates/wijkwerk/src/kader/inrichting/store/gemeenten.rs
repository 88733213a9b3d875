//! The SQL of the gemeente of an inrichting: made, named, and found under the words of its addresses.

use jiff::Timestamp;
use jiff::civil::Date;
use kit::db::Queries;
use kit::files::FileHash;

use crate::error::Result;
use crate::ids::GemeenteId;
use crate::write::Write;

/// The gemeente with this slug.
pub(in super::super) fn find_gemeente(
    tx: &mut impl Queries,
    slug: &str,
) -> Result<Option<GemeenteId>> {
    Ok(tx.query_opt(
        "SELECT id FROM gemeenten WHERE slug = $1",
        &[&slug],
        |row| row.get(0),
    )?)
}

/// Adds a gemeente without any history.
pub(in super::super) fn insert_gemeente(
    tx: &mut kit::db::Write<'_>,
    id: GemeenteId,
    slug: &str,
    naam: &str,
    now: Timestamp,
) -> Result<()> {
    tx.exec(
        "INSERT INTO gemeenten (id, slug, naam, versie, publieke_versie, seq, chain_head, inrichting_versie, \
         melding_nummer, created_at) VALUES ($1, $2, $3, 0, 0, 0, $4, 1, 0, $5)",
        &[&id, &slug, &naam, &[0_u8; 32], &now],
    )?;
    Ok(())
}

/// Keeps the document that a gemeente begins with as version 0: not yet applied.
pub(in super::super) fn insert_first(
    tx: &mut kit::db::Write<'_>,
    id: GemeenteId,
    from: Date,
    document: &str,
    now: Timestamp,
) -> Result<()> {
    let sha = *FileHash::of(document.as_bytes()).as_bytes();
    tx.exec(
        "INSERT INTO inrichtingen (gemeente_id, versie, valid_from, document, sha, imported_at) \
         VALUES ($1, 0, $2, $3, $4, $5)",
        &[&id, &from, &document, &sha, &now],
    )?;
    Ok(())
}

/// The number of the newest version; 0 if none was applied.
pub(in super::super) fn newest_versie(tx: &mut impl Queries, gemeente: GemeenteId) -> Result<i64> {
    Ok(tx.query_one(
        "SELECT CAST(coalesce(max(versie), 0) AS BIGINT) FROM inrichtingen WHERE gemeente_id = $1",
        &[&gemeente],
        |row| row.get(0),
    )?)
}

/// Gives the gemeente this name.
pub(in super::super) fn rename_gemeente(ctx: &mut Write<'_>, naam: &str) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "UPDATE gemeenten SET naam = $2 WHERE id = $1",
        &[&gemeente, &naam],
    )?;
    Ok(())
}

/// Lets this word stand in addresses for what has this key; a word that did already, from then on for this one.
pub(in super::super) fn keep_pad(ctx: &mut Write<'_>, woord: &str, sleutel: &str) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "INSERT INTO paden (gemeente_id, woord, sleutel, since) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (gemeente_id, woord) DO UPDATE SET sleutel = excluded.sleutel",
        &[&gemeente, &woord, &sleutel, &now],
    )?;
    Ok(())
}
