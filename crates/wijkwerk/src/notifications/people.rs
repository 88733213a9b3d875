//! Who hears: the people of an organisation or of all by what they may, and who reads at the address of a text.

use kit::db::{Queries, Row};

use super::post::Recipient;
use crate::access::Permission;
use crate::balie::doorverwijzingen::Item;
use crate::error::Result;
use crate::ids::OrganisatieId;
use crate::write::Write;

/// Most people of one organisation that hear.
const MOST: usize = 20;

/// Somebody as a statement gives them (id, name, address, language), with the role beside it.
pub(super) fn recipient(row: &Row<'_>) -> std::result::Result<(Recipient, String), kit::db::Error> {
    Ok((
        Recipient {
            id: row.get(0)?,
            naam: row.get(1)?,
            address: row.get(2)?,
            lang: row.get::<String>(3)?.parse().unwrap_or_default(),
        },
        row.get(4)?,
    ))
}

/// Those of these people whose role gives one of these permissions, once each.
fn allowed(
    ctx: &Write<'_>,
    people: Vec<(Recipient, String)>,
    permissions: &[Permission],
) -> Vec<Recipient> {
    let inrichting = &ctx.frame.inrichting;
    let mut all: Vec<Recipient> = Vec::new();
    for (person, rol) in people {
        let may = inrichting.permissions_of(&rol);
        let fits = permissions.iter().any(|one| may.contains(one));
        if fits && all.iter().all(|had| had.id != person.id) {
            all.push(person);
        }
    }
    all.truncate(MOST);
    all
}

/// The people of an organisation with one of these permissions today; a role for another organisation is none here.
pub(super) fn people_of(
    ctx: &mut Write<'_>,
    organisatie: OrganisatieId,
    permissions: &[Permission],
) -> Result<Vec<Recipient>> {
    let (gemeente, today) = (ctx.gemeente(), ctx.today());
    let people = ctx.query(
        "SELECT a.id, a.naam, a.email, a.taal, r.rol FROM accounts a JOIN rolvervullingen r \
         ON r.gemeente_id = a.gemeente_id AND r.account_id = a.id WHERE a.gemeente_id = $1 AND a.organisatie_id = $2 \
         AND a.ended_at IS NULL AND r.valid_from <= $3 AND (r.valid_to IS NULL OR r.valid_to > $3) \
         AND (r.scope_kind <> 'organisatie' OR r.scope_id = $2) ORDER BY a.id, r.id LIMIT 500",
        &[&gemeente, &organisatie, &today],
        recipient,
    )?;
    Ok(allowed(ctx, people, permissions))
}

/// Whoever has one of these permissions today, anywhere.
pub(super) fn people_anywhere(
    ctx: &mut Write<'_>,
    permissions: &[Permission],
) -> Result<Vec<Recipient>> {
    let (gemeente, today) = (ctx.gemeente(), ctx.today());
    let people = ctx.query(
        "SELECT a.id, a.naam, a.email, a.taal, r.rol FROM rolvervullingen r JOIN accounts a \
         ON a.gemeente_id = r.gemeente_id AND a.id = r.account_id WHERE r.gemeente_id = $1 \
         AND a.ended_at IS NULL AND r.valid_from <= $2 AND (r.valid_to IS NULL OR r.valid_to > $2) \
         ORDER BY r.id LIMIT 2000",
        &[&gemeente, &today],
        recipient,
    )?;
    Ok(allowed(ctx, people, permissions))
}

/// Whoever reads the mail to the address of this text.
pub(super) fn at_text(item: Item) -> Option<Recipient> {
    Some(Recipient {
        id: item.id.0,
        naam: None,
        address: item.email?,
        lang: kit::i18n::Lang::default(),
    })
}
