//! Photos: read by everybody only when a public projection names them, else only by those who work on meldingen.

use kit::db::Queries;
use kit::files::FileHash;

use super::document::Document;
use crate::access::{Actor, Here, Permission};
use crate::error::{Error, Result};
use crate::handler;
use crate::http::{Guard, Kind, Req, Response, Route, file};
use crate::ids::GemeenteId;

pub(super) fn routes() -> Vec<Route> {
    vec![Route::get(
        "publiek.bestand",
        "/{gemeente}/bestand/{hash}",
        Guard::Public,
        Kind::File,
        handler!(show),
    )]
}

/// Whoever holds one of these sees the photos of the work.
const READERS: &[Permission] = &[
    Permission::MeldingRead,
    Permission::TaakExecute,
    Permission::AandachtsgebiedRead,
];

async fn show(req: Req) -> Result<Response> {
    let missing = || Error::NotFound("bestand");
    let hash: FileHash = req.param("hash").parse().map_err(|_| missing())?;
    let text = hash.to_string();
    let allowed = req
        .read(move |tx, view| may_read(tx, view.frame.id, &view.actor, &text))
        .await?;
    if !allowed {
        return Err(missing());
    }
    let bytes = req
        .app
        .run_blocking(move |app| {
            app.files()
                .get(&hash)
                .map_err(|error| Error::Internal(error.to_string()))
        })
        .await?
        .ok_or_else(missing)?;
    Ok(file("image/jpeg", bytes))
}

fn may_read(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    actor: &Actor,
    hash: &str,
) -> Result<bool> {
    let works = READERS
        .iter()
        .any(|permission| actor.may(*permission, &Here::ANYWHERE));
    Ok((works && is_ours(tx, gemeente, hash)?) || is_public(tx, gemeente, hash)?)
}

/// Whether this file belongs to this gemeente: the store holds those of all.
fn is_ours(tx: &mut impl Queries, gemeente: GemeenteId, hash: &str) -> Result<bool> {
    for sql in [
        "SELECT 1 FROM bestanden WHERE gemeente_id = $1 AND hash = $2 LIMIT 1",
        "SELECT 1 FROM melding_fotos WHERE gemeente_id = $1 \
         AND (hash = $2 OR thumbnail = $2 OR public_hash = $2) LIMIT 1",
        "SELECT 1 FROM bewijzen WHERE gemeente_id = $1 AND (hash = $2 OR thumbnail = $2) LIMIT 1",
    ] {
        if tx
            .query_opt(sql, &[&gemeente, &hash], |_| Ok(()))?
            .is_some()
        {
            return Ok(true);
        }
    }
    Ok(false)
}

fn is_public(tx: &mut impl Queries, gemeente: GemeenteId, hash: &str) -> Result<bool> {
    for sql in [
        "SELECT 1 FROM meldingen_publiek WHERE gemeente_id = $1 AND photo_hash = $2 LIMIT 1",
        "SELECT 1 FROM accounts WHERE gemeente_id = $1 AND photo_hash = $2 AND shows_name AND ended_at IS NULL LIMIT 1",
    ] {
        if tx
            .query_opt(sql, &[&gemeente, &hash], |_| Ok(()))?
            .is_some()
        {
            return Ok(true);
        }
    }
    let pattern = format!("%{hash}%");
    let documents: Vec<String> = tx.query(
        "SELECT document FROM aandachtsgebieden_publiek \
         WHERE gemeente_id = $1 AND lower(document) LIKE lower($2) LIMIT 10",
        &[&gemeente, &pattern],
        |row| row.get(0),
    )?;
    Ok(documents.iter().any(|text| {
        Document::read(text)
            .resultaten
            .iter()
            .any(|regel| regel.foto.as_deref() == Some(hash))
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_and_link_holders_hold_no_reading_permission() {
        for permission in READERS {
            assert!(!Actor::Nobody.may(*permission, &Here::ANYWHERE));
        }
    }
}
