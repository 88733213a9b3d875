//! Photos and documents: read by everybody only when a public projection names them, else by those who may see one of the
//! things that carry them. One picture may stand with several things, of which one that may be seen is enough. A document
//! of a stuk is only ever handed out to be saved.

use kit::db::Queries;
use kit::files::FileHash;

use super::document::Document;
use crate::access::{Actor, Here, Permission};
use crate::error::{Error, Result};
use crate::handler;
use crate::http::{Guard, Kind, Req, Response, Route};
use crate::ids::{GebiedId, GemeenteId, OrganisatieId};
use crate::kader::{bestanden, stukken};
use crate::wijkaanpak::taken::actions::may_see as may_see_taak;
use crate::wijkaanpak::werkplannen::actions::may_see as may_see_plan;

pub(super) fn routes() -> Vec<Route> {
    vec![Route::get(
        "publiek.bestand",
        "/{gemeente}/bestand/{hash}",
        Guard::Public,
        Kind::File,
        handler!(show),
    )]
}

/// Most things that one picture is looked up with: more than a camera ever gives the same picture to.
const THINGS: i64 = 2_000;

/// Where the meldingen lie that carry this photo.
const OF_MELDINGEN: &str = "SELECT m.gebied_id FROM melding_fotos f \
     JOIN meldingen m ON m.gemeente_id = f.gemeente_id AND m.id = f.melding_id \
     WHERE f.gemeente_id = $1 AND f.id IN \
     (SELECT id FROM melding_fotos WHERE gemeente_id = $1 AND hash = $2 UNION ALL \
     SELECT id FROM melding_fotos WHERE gemeente_id = $1 AND thumbnail = $2 UNION ALL \
     SELECT id FROM melding_fotos WHERE gemeente_id = $1 AND public_hash = $2) \
     ORDER BY f.id LIMIT $3";

/// The same, of those that have work in the field.
const OF_TAKEN: &str = "SELECT m.gebied_id FROM melding_fotos f \
     JOIN meldingen m ON m.gemeente_id = f.gemeente_id AND m.id = f.melding_id \
     WHERE f.gemeente_id = $1 AND f.id IN \
     (SELECT id FROM melding_fotos WHERE gemeente_id = $1 AND hash = $2 UNION ALL \
     SELECT id FROM melding_fotos WHERE gemeente_id = $1 AND thumbnail = $2 UNION ALL \
     SELECT id FROM melding_fotos WHERE gemeente_id = $1 AND public_hash = $2) \
     AND EXISTS (SELECT 1 FROM taken t WHERE t.gemeente_id = m.gemeente_id AND t.melding_id = m.id) \
     ORDER BY f.id LIMIT $3";

/// With whom the meldingen are that carry it: a partner sees what it was asked to look at.
const OF_PARTNERS: &str = "SELECT m.organisatie_id FROM melding_fotos f \
     JOIN meldingen m ON m.gemeente_id = f.gemeente_id AND m.id = f.melding_id \
     WHERE f.gemeente_id = $1 AND f.id IN \
     (SELECT id FROM melding_fotos WHERE gemeente_id = $1 AND hash = $2 UNION ALL \
     SELECT id FROM melding_fotos WHERE gemeente_id = $1 AND thumbnail = $2 UNION ALL \
     SELECT id FROM melding_fotos WHERE gemeente_id = $1 AND public_hash = $2) AND m.organisatie_id IS NOT NULL \
     ORDER BY f.id LIMIT $3";

/// Where the afspraken, results and plans lie that this photo is the evidence of.
const OF_BEWIJZEN: [&str; 3] = [
    "SELECT w.gebied_id FROM bewijzen b \
     JOIN afspraken a ON a.gemeente_id = b.gemeente_id AND a.id = b.subject_id \
     JOIN aandachtsgebied_wijken w ON w.gemeente_id = a.gemeente_id AND w.aandachtsgebied_id = a.aandachtsgebied_id \
     WHERE b.gemeente_id = $1 AND b.id IN \
     (SELECT id FROM bewijzen WHERE gemeente_id = $1 AND hash = $2 UNION ALL \
     SELECT id FROM bewijzen WHERE gemeente_id = $1 AND thumbnail = $2 UNION ALL \
     SELECT id FROM bewijzen WHERE gemeente_id = $1 AND public_hash = $2) ORDER BY b.id, w.gebied_id LIMIT $3",
    "SELECT w.gebied_id FROM bewijzen b \
     JOIN resultaten r ON r.gemeente_id = b.gemeente_id AND r.id = b.subject_id \
     JOIN aandachtsgebied_wijken w ON w.gemeente_id = r.gemeente_id AND w.aandachtsgebied_id = r.aandachtsgebied_id \
     WHERE b.gemeente_id = $1 AND b.id IN \
     (SELECT id FROM bewijzen WHERE gemeente_id = $1 AND hash = $2 UNION ALL \
     SELECT id FROM bewijzen WHERE gemeente_id = $1 AND thumbnail = $2 UNION ALL \
     SELECT id FROM bewijzen WHERE gemeente_id = $1 AND public_hash = $2) ORDER BY b.id, w.gebied_id LIMIT $3",
    "SELECT p.gebied_id FROM bewijzen b \
     JOIN plannen p ON p.gemeente_id = b.gemeente_id AND p.id = b.subject_id \
     WHERE b.gemeente_id = $1 AND b.id IN \
     (SELECT id FROM bewijzen WHERE gemeente_id = $1 AND hash = $2 UNION ALL \
     SELECT id FROM bewijzen WHERE gemeente_id = $1 AND thumbnail = $2 UNION ALL \
     SELECT id FROM bewijzen WHERE gemeente_id = $1 AND public_hash = $2) ORDER BY b.id LIMIT $3",
];

/// Whose afspraken this photo is the evidence of: who owes one sees its page wherever it is.
const OF_OWNERS: &str = "SELECT a.organisatie_id FROM bewijzen b \
     JOIN afspraken a ON a.gemeente_id = b.gemeente_id AND a.id = b.subject_id \
     WHERE b.gemeente_id = $1 AND b.id IN \
     (SELECT id FROM bewijzen WHERE gemeente_id = $1 AND hash = $2 UNION ALL \
     SELECT id FROM bewijzen WHERE gemeente_id = $1 AND thumbnail = $2 UNION ALL \
     SELECT id FROM bewijzen WHERE gemeente_id = $1 AND public_hash = $2) AND a.organisatie_id IS NOT NULL \
     ORDER BY b.id LIMIT $3";

async fn show(req: Req) -> Result<Response> {
    let missing = || Error::NotFound("bestand");
    let hash: FileHash = req.param("hash").parse().map_err(|_| missing())?;
    let text = hash.to_string();
    let (allowed, document) = req
        .read(move |tx, view| {
            let (actor, today) = (&view.actor, view.today());
            let document = stukken::find_document(tx, &view.frame, actor, today, &text)?;
            Ok((may_read(tx, view.frame.id, actor, &text)?, document))
        })
        .await?;
    match document {
        Some(name) => bestanden::answer_document(&req.app, hash, &name).await,
        None if allowed => bestanden::answer(&req.app, hash).await,
        None => Err(missing()),
    }
}

fn may_read(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    actor: &Actor,
    hash: &str,
) -> Result<bool> {
    if is_public(tx, gemeente, hash)? {
        return Ok(true);
    }
    let Some(account) = actor.account() else {
        return Ok(false);
    };
    // The own face, also of whoever does not show it to everybody.
    let own: Option<bool> = tx.query_opt(
        "SELECT TRUE FROM accounts WHERE gemeente_id = $1 AND id = $2 AND photo_hash = $3",
        &[&gemeente, &account.id, &hash],
        |row| row.get(0),
    )?;
    if own.is_some() {
        return Ok(true);
    }
    let reads = |gebied: &GebiedId| actor.may(Permission::MeldingRead, &Here::gebied(*gebied));
    if places(tx, gemeente, hash, OF_MELDINGEN)?.iter().any(reads) {
        return Ok(true);
    }
    if places(tx, gemeente, hash, OF_TAKEN)?
        .into_iter()
        .any(|gebied| may_see_taak(actor, gebied))
    {
        return Ok(true);
    }
    for sql in OF_BEWIJZEN {
        if may_see_plan(actor, &places(tx, gemeente, hash, sql)?) {
            return Ok(true);
        }
    }
    let Some(own) = account.organisatie else {
        return Ok(false);
    };
    for (permission, sql) in [
        (Permission::AfspraakAccept, OF_OWNERS),
        (Permission::MeldingPartner, OF_PARTNERS),
    ] {
        let holders: Vec<OrganisatieId> =
            tx.query(sql, &[&gemeente, &hash, &THINGS], |row| row.get(0))?;
        if holders.contains(&own) && actor.may(permission, &Here::organisatie(own)) {
            return Ok(true);
        }
    }
    Ok(false)
}

fn places(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    hash: &str,
    sql: &'static str,
) -> Result<Vec<GebiedId>> {
    Ok(tx.query(sql, &[&gemeente, &hash, &THINGS], |row| row.get(0))?)
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
    Ok(documents
        .iter()
        .any(|text| Document::read(text).shows(hash)))
}
