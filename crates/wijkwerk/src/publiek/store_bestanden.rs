//! The SQL of who may see a photo: with which things it stands, where they lie and who answers for them.

use kit::db::Queries;

use crate::error::Result;
use crate::ids::{AccountId, GebiedId, GemeenteId, OrganisatieId};

/// Most things that one picture is looked up with: more than a camera ever gives the same picture to.
const THINGS: i64 = 2_000;

/// Where the meldingen lie that carry this photo.
pub(super) fn list_gebieden_of_meldingen(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    hash: &str,
) -> Result<Vec<GebiedId>> {
    Ok(tx.query(
        "SELECT m.gebied_id FROM melding_fotos f \
         JOIN meldingen m ON m.gemeente_id = f.gemeente_id AND m.id = f.melding_id \
         WHERE f.gemeente_id = $1 AND f.id IN \
         (SELECT id FROM melding_fotos WHERE gemeente_id = $1 AND hash = $2 UNION ALL \
         SELECT id FROM melding_fotos WHERE gemeente_id = $1 AND thumbnail = $2 UNION ALL \
         SELECT id FROM melding_fotos WHERE gemeente_id = $1 AND public_hash = $2) \
         ORDER BY f.id LIMIT $3",
        &[&gemeente, &hash, &THINGS],
        |row| row.get(0),
    )?)
}

/// The same, of those that have work in the field.
pub(super) fn list_gebieden_of_taken(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    hash: &str,
) -> Result<Vec<GebiedId>> {
    Ok(tx.query(
        "SELECT m.gebied_id FROM melding_fotos f \
         JOIN meldingen m ON m.gemeente_id = f.gemeente_id AND m.id = f.melding_id \
         WHERE f.gemeente_id = $1 AND f.id IN \
         (SELECT id FROM melding_fotos WHERE gemeente_id = $1 AND hash = $2 UNION ALL \
         SELECT id FROM melding_fotos WHERE gemeente_id = $1 AND thumbnail = $2 UNION ALL \
         SELECT id FROM melding_fotos WHERE gemeente_id = $1 AND public_hash = $2) \
         AND EXISTS (SELECT 1 FROM taken t WHERE t.gemeente_id = m.gemeente_id AND t.melding_id = m.id) \
         ORDER BY f.id LIMIT $3",
        &[&gemeente, &hash, &THINGS],
        |row| row.get(0),
    )?)
}

/// With whom the meldingen are that carry it: a partner sees what it was asked to look at.
pub(super) fn list_partners(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    hash: &str,
) -> Result<Vec<OrganisatieId>> {
    Ok(tx.query(
        "SELECT m.organisatie_id FROM melding_fotos f \
         JOIN meldingen m ON m.gemeente_id = f.gemeente_id AND m.id = f.melding_id \
         WHERE f.gemeente_id = $1 AND f.id IN \
         (SELECT id FROM melding_fotos WHERE gemeente_id = $1 AND hash = $2 UNION ALL \
         SELECT id FROM melding_fotos WHERE gemeente_id = $1 AND thumbnail = $2 UNION ALL \
         SELECT id FROM melding_fotos WHERE gemeente_id = $1 AND public_hash = $2) AND m.organisatie_id IS NOT NULL \
         ORDER BY f.id LIMIT $3",
        &[&gemeente, &hash, &THINGS],
        |row| row.get(0),
    )?)
}

/// Where the afspraken lie that this photo is the evidence of.
pub(super) fn list_gebieden_of_afspraken(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    hash: &str,
) -> Result<Vec<GebiedId>> {
    Ok(tx.query(
        "SELECT w.gebied_id FROM bewijzen b \
         JOIN afspraken a ON a.gemeente_id = b.gemeente_id AND a.id = b.subject_id \
         JOIN aandachtsgebied_wijken w ON w.gemeente_id = a.gemeente_id AND w.aandachtsgebied_id = a.aandachtsgebied_id \
         WHERE b.gemeente_id = $1 AND b.id IN \
         (SELECT id FROM bewijzen WHERE gemeente_id = $1 AND hash = $2 UNION ALL \
         SELECT id FROM bewijzen WHERE gemeente_id = $1 AND thumbnail = $2 UNION ALL \
         SELECT id FROM bewijzen WHERE gemeente_id = $1 AND public_hash = $2) ORDER BY b.id, w.gebied_id LIMIT $3",
        &[&gemeente, &hash, &THINGS],
        |row| row.get(0),
    )?)
}

/// Where the results lie that this photo is the evidence of.
pub(super) fn list_gebieden_of_resultaten(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    hash: &str,
) -> Result<Vec<GebiedId>> {
    Ok(tx.query(
        "SELECT w.gebied_id FROM bewijzen b \
         JOIN resultaten r ON r.gemeente_id = b.gemeente_id AND r.id = b.subject_id \
         JOIN aandachtsgebied_wijken w ON w.gemeente_id = r.gemeente_id AND w.aandachtsgebied_id = r.aandachtsgebied_id \
         WHERE b.gemeente_id = $1 AND b.id IN \
         (SELECT id FROM bewijzen WHERE gemeente_id = $1 AND hash = $2 UNION ALL \
         SELECT id FROM bewijzen WHERE gemeente_id = $1 AND thumbnail = $2 UNION ALL \
         SELECT id FROM bewijzen WHERE gemeente_id = $1 AND public_hash = $2) ORDER BY b.id, w.gebied_id LIMIT $3",
        &[&gemeente, &hash, &THINGS],
        |row| row.get(0),
    )?)
}

/// Where the plans lie that this photo is the evidence of.
pub(super) fn list_gebieden_of_plannen(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    hash: &str,
) -> Result<Vec<GebiedId>> {
    Ok(tx.query(
        "SELECT p.gebied_id FROM bewijzen b \
         JOIN plannen p ON p.gemeente_id = b.gemeente_id AND p.id = b.subject_id \
         WHERE b.gemeente_id = $1 AND b.id IN \
         (SELECT id FROM bewijzen WHERE gemeente_id = $1 AND hash = $2 UNION ALL \
         SELECT id FROM bewijzen WHERE gemeente_id = $1 AND thumbnail = $2 UNION ALL \
         SELECT id FROM bewijzen WHERE gemeente_id = $1 AND public_hash = $2) ORDER BY b.id LIMIT $3",
        &[&gemeente, &hash, &THINGS],
        |row| row.get(0),
    )?)
}

/// Whose afspraken this photo is the evidence of: who owes one sees its page wherever it is.
pub(super) fn list_owners(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    hash: &str,
) -> Result<Vec<OrganisatieId>> {
    Ok(tx.query(
        "SELECT a.organisatie_id FROM bewijzen b \
         JOIN afspraken a ON a.gemeente_id = b.gemeente_id AND a.id = b.subject_id \
         WHERE b.gemeente_id = $1 AND b.id IN \
         (SELECT id FROM bewijzen WHERE gemeente_id = $1 AND hash = $2 UNION ALL \
         SELECT id FROM bewijzen WHERE gemeente_id = $1 AND thumbnail = $2 UNION ALL \
         SELECT id FROM bewijzen WHERE gemeente_id = $1 AND public_hash = $2) AND a.organisatie_id IS NOT NULL \
         ORDER BY b.id LIMIT $3",
        &[&gemeente, &hash, &THINGS],
        |row| row.get(0),
    )?)
}

/// Whether this is the face of this person.
pub(super) fn is_face_of(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    account: AccountId,
    hash: &str,
) -> Result<bool> {
    let found: Option<bool> = tx.query_opt(
        "SELECT TRUE FROM accounts WHERE gemeente_id = $1 AND id = $2 AND photo_hash = $3",
        &[&gemeente, &account, &hash],
        |row| row.get(0),
    )?;
    Ok(found.is_some())
}

/// Whether a melding shows it to everybody.
pub(super) fn is_of_public_melding(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    hash: &str,
) -> Result<bool> {
    let found = tx.query_opt(
        "SELECT 1 FROM meldingen_publiek WHERE gemeente_id = $1 AND photo_hash = $2 LIMIT 1",
        &[&gemeente, &hash],
        |_| Ok(()),
    )?;
    Ok(found.is_some())
}

/// Whether it is the face of somebody who shows it to everybody.
pub(super) fn is_public_face(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    hash: &str,
) -> Result<bool> {
    let found = tx.query_opt(
        "SELECT 1 FROM accounts WHERE gemeente_id = $1 AND photo_hash = $2 AND shows_name AND ended_at IS NULL LIMIT 1",
        &[&gemeente, &hash],
        |_| Ok(()),
    )?;
    Ok(found.is_some())
}

/// The public documents of aandachtsgebieden in which this hash stands.
pub(super) fn list_documents_with(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    hash: &str,
) -> Result<Vec<String>> {
    let pattern = format!("%{hash}%");
    Ok(tx.query(
        "SELECT document FROM aandachtsgebieden_publiek \
         WHERE gemeente_id = $1 AND lower(document) LIKE lower($2) LIMIT 10",
        &[&gemeente, &pattern],
        |row| row.get(0),
    )?)
}
