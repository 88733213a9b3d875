//! The SQL of bestanden: which files a gemeente has.

use crate::error::Result;
use crate::ids::GemeenteId;
use crate::write::Write;

/// Notes a document that this gemeente has, once.
pub(super) fn insert_document(ctx: &mut Write<'_>, hash: &str, bytes: i64) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "INSERT INTO bestanden (gemeente_id, hash, soort, bytes, created_at) VALUES ($1, $2, 'document', $3, $4) \
         ON CONFLICT (gemeente_id, hash) DO NOTHING",
        &[&gemeente, &hash, &bytes, &now],
    )?;
    Ok(())
}

/// Notes a picture of this kind that this gemeente has, once.
pub(super) fn insert_picture(
    ctx: &mut Write<'_>,
    hash: &str,
    soort: &str,
    bytes: i64,
) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "INSERT INTO bestanden (gemeente_id, hash, soort, bytes, created_at) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (gemeente_id, hash) DO NOTHING",
        &[&gemeente, &hash, &soort, &bytes, &now],
    )?;
    Ok(())
}

/// Forgets a file of this gemeente, unless something else names it: the same picture may also be somebody's evidence, or
/// have been sent twice.
pub fn forget_file(tx: &mut kit::db::Write<'_>, gemeente: GemeenteId, hash: &str) -> Result<()> {
    tx.exec(
        "DELETE FROM bestanden WHERE gemeente_id = $1 AND hash = $2 \
         AND NOT EXISTS (SELECT 1 FROM melding_fotos f WHERE f.gemeente_id = $1 \
          AND (f.hash = $2 OR f.thumbnail = $2 OR f.public_hash = $2)) \
         AND NOT EXISTS (SELECT 1 FROM bewijzen b WHERE b.gemeente_id = $1 \
          AND (b.hash = $2 OR b.thumbnail = $2 OR b.public_hash = $2)) \
         AND NOT EXISTS (SELECT 1 FROM accounts a WHERE a.gemeente_id = $1 AND a.photo_hash = $2)",
        &[&gemeente, &hash],
    )?;
    Ok(())
}
