//! The SQL of what a referral asks of the knowledge base, and of who answers for the organisation that it goes to.

use std::collections::BTreeMap;

use jiff::civil::Date;
use kit::db::{Queries, Row};
use uuid::Uuid;

use crate::balie::doorverwijzingen::model::Item;
use crate::error::Result;
use crate::ids::{GemeenteId, KennisitemId, OrganisatieId};

fn item(row: &Row<'_>) -> Result<Item, kit::db::Error> {
    Ok(Item {
        id: row.get(0)?,
        titel: row.get(1)?,
        onderwerp: row.get(2)?,
        organisatie: row.get(3)?,
        email: row.get(4)?,
        telefoon: row.get(5)?,
    })
}

/// What a referral needs to know of a text.
pub fn find_item(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: KennisitemId,
) -> Result<Option<Item>> {
    Ok(tx.query_opt(
        "SELECT id, titel, onderwerp, organisatie_id, email, telefoon FROM kennisitems \
         WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id],
        item,
    )?)
}

/// The text whose address reaches this organisation, and the one whose number does: the text that led there if it is
/// theirs, else another that everybody may read, of the same topic first.
pub fn find_reach(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    naar: OrganisatieId,
    onderwerp: &str,
    led: Option<KennisitemId>,
) -> Result<(Option<Item>, Option<Item>)> {
    let led = match led {
        Some(id) => find_item(tx, gemeente, id)?,
        None => None,
    };
    // Of another organisation's text the address is not theirs.
    let led = led.filter(|item| item.organisatie == Some(naar));
    let email = match led.clone().filter(|item| item.email.is_some()) {
        Some(own) => Some(own),
        None => tx.query_opt(
            "SELECT id, titel, onderwerp, organisatie_id, email, telefoon FROM kennisitems \
             WHERE gemeente_id = $1 AND organisatie_id = $2 AND state = 'published' AND email IS NOT NULL \
             ORDER BY CASE WHEN onderwerp = $3 THEN 0 ELSE 1 END, id LIMIT 1",
            &[&gemeente, &naar, &onderwerp],
            item,
        )?,
    };
    let telefoon = match led.filter(|item| item.telefoon.is_some()) {
        Some(own) => Some(own),
        None => tx.query_opt(
            "SELECT id, titel, onderwerp, organisatie_id, email, telefoon FROM kennisitems \
             WHERE gemeente_id = $1 AND organisatie_id = $2 AND state = 'published' AND telefoon IS NOT NULL \
             ORDER BY CASE WHEN onderwerp = $3 THEN 0 ELSE 1 END, id LIMIT 1",
            &[&gemeente, &naar, &onderwerp],
            item,
        )?,
    };
    Ok((email, telefoon))
}

/// Whether this is a text of this organisation that stands in the knowledge base, hidden for a while or not.
pub(in super::super) fn is_text_of(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: KennisitemId,
    organisatie: OrganisatieId,
) -> Result<bool> {
    let found: Option<KennisitemId> = tx.query_opt(
        "SELECT id FROM kennisitems WHERE gemeente_id = $1 AND id = $2 AND organisatie_id = $3 \
         AND state IN ('published', 'in_control')",
        &[&gemeente, &id, &organisatie],
        |row| row.get(0),
    )?;
    Ok(found.is_some())
}

/// Whether the holder of a receiver's link still speaks for this organisation: one of its people, the text that led
/// there, or another of its texts.
pub(in super::super) fn speaks_for(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    holder: Uuid,
    organisatie: OrganisatieId,
    led: Option<KennisitemId>,
) -> Result<bool> {
    if led.is_some_and(|item| item.0 == holder) {
        return Ok(true);
    }
    let found: Option<Uuid> = tx.query_opt(
        "SELECT id FROM accounts WHERE gemeente_id = $1 AND id = $2 AND organisatie_id = $3 AND ended_at IS NULL",
        &[&gemeente, &holder, &organisatie],
        |row| row.get(0),
    )?;
    if found.is_some() {
        return Ok(true);
    }
    is_text_of(tx, gemeente, KennisitemId(holder), organisatie)
}

/// The roles that people of this organisation hold today, each once.
pub fn list_roles_of(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    organisatie: OrganisatieId,
    today: Date,
) -> Result<Vec<String>> {
    Ok(tx.query(
        "SELECT r.rol FROM accounts a JOIN rolvervullingen r ON r.gemeente_id = a.gemeente_id AND r.account_id = a.id \
         WHERE a.gemeente_id = $1 AND a.organisatie_id = $2 AND a.ended_at IS NULL AND r.valid_from <= $3 \
         AND (r.valid_to IS NULL OR r.valid_to > $3) GROUP BY r.rol ORDER BY r.rol LIMIT 200",
        &[&gemeente, &organisatie, &today],
        |row| row.get(0),
    )?)
}

/// The titles of the texts that routes lead to.
pub fn list_titles_of_routes(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
) -> Result<BTreeMap<KennisitemId, String>> {
    let all = tx.query(
        "SELECT k.id, k.titel FROM kennisitems k WHERE k.gemeente_id = $1 AND k.id IN (SELECT r.kennisitem_id \
         FROM routes r WHERE r.gemeente_id = $1 AND r.ended_at IS NULL AND r.kennisitem_id IS NOT NULL) \
         ORDER BY k.id LIMIT 1000",
        &[&gemeente],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    Ok(all.into_iter().collect())
}

/// The texts of organisations that everybody may read, by title: what a route can lead to.
pub fn list_offers(tx: &mut impl Queries, gemeente: GemeenteId) -> Result<Vec<Item>> {
    Ok(tx.query(
        "SELECT id, titel, onderwerp, organisatie_id, email, telefoon FROM kennisitems \
         WHERE gemeente_id = $1 AND state = 'published' AND organisatie_id IS NOT NULL ORDER BY titel, id LIMIT 5000",
        &[&gemeente],
        item,
    )?)
}
