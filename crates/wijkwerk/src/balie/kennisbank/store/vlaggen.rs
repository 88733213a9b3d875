//! The SQL of what people say about an item: flags, notes beside it, reactions.

use kit::db::{Queries, Row};

use super::beside::MOST;
use crate::balie::kennisbank::model::{FlagKind, Notitie, Reactie, Reacties, SettledAs, Vlag};
use crate::error::Result;
use crate::ids::{
    AccountId, GemeenteId, KennisitemId, KennisnotitieId, KennisvlagId, OrganisatieId,
};
use crate::write::Write;

fn vlag(row: &Row<'_>) -> Result<Vlag, kit::db::Error> {
    Ok(Vlag {
        id: row.get(0)?,
        item: row.get(1)?,
        soort: row.get(2)?,
        toelichting: row.get(3)?,
        account: row.get(4)?,
        at: row.get(5)?,
        settled_at: row.get(6)?,
        settled_as: row.get(7)?,
    })
}

pub(in super::super) fn insert_vlag(
    ctx: &mut Write<'_>,
    id: KennisvlagId,
    item: KennisitemId,
    soort: FlagKind,
    toelichting: &str,
    account: Option<AccountId>,
) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "INSERT INTO kennis_vlaggen (gemeente_id, id, kennisitem_id, soort, toelichting, account_id, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        &[&gemeente, &id, &item, &soort, &toelichting, &account, &now],
    )?;
    Ok(())
}

/// The flag with this id.
pub fn find_vlag(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: KennisvlagId,
) -> Result<Option<Vlag>> {
    Ok(tx.query_opt(
        "SELECT id, kennisitem_id, soort, toelichting, account_id, at, settled_at, settled_as FROM kennis_vlaggen \
         WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id],
        vlag,
    )?)
}

/// The flags of an item, newest first.
pub fn list_vlaggen(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    item: KennisitemId,
) -> Result<Vec<Vlag>> {
    Ok(tx.query(
        "SELECT id, kennisitem_id, soort, toelichting, account_id, at, settled_at, settled_as FROM kennis_vlaggen \
         WHERE gemeente_id = $1 AND kennisitem_id = $2 ORDER BY at DESC, id DESC LIMIT $3",
        &[&gemeente, &item, &MOST],
        vlag,
    )?)
}

/// The open flag of this kind that nobody with an account put up, if there is one.
pub fn find_found_vlag(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    item: KennisitemId,
    soort: FlagKind,
) -> Result<Option<KennisvlagId>> {
    Ok(tx.query_opt(
        "SELECT id FROM kennis_vlaggen WHERE gemeente_id = $1 AND kennisitem_id = $2 AND settled_at IS NULL \
         AND soort = $3 AND account_id IS NULL ORDER BY at, id LIMIT 1",
        &[&gemeente, &item, &soort],
        |row| row.get(0),
    )?)
}

/// Settles one flag, or every open flag of an item; answers how many there were.
pub(in super::super) fn settle_vlaggen(
    ctx: &mut Write<'_>,
    item: KennisitemId,
    one: Option<KennisvlagId>,
    settled_as: SettledAs,
) -> Result<u64> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    Ok(ctx.exec(
        "UPDATE kennis_vlaggen SET settled_at = $4, settled_as = $5 WHERE gemeente_id = $1 AND kennisitem_id = $2 \
         AND settled_at IS NULL AND (CAST($3 AS UUID) IS NULL OR id = $3)",
        &[&gemeente, &item, &one, &now, &settled_as],
    )?)
}

pub(in super::super) fn insert_notitie(
    ctx: &mut Write<'_>,
    id: KennisnotitieId,
    item: KennisitemId,
    by: (Option<OrganisatieId>, Option<AccountId>),
    tekst: &str,
) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    let (organisatie, account) = by;
    ctx.exec(
        "INSERT INTO kennis_notities (gemeente_id, id, kennisitem_id, organisatie_id, account_id, tekst, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        &[&gemeente, &id, &item, &organisatie, &account, &tekst, &now],
    )?;
    Ok(())
}

/// The notes that others put beside an item, oldest first.
pub fn list_notities(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    item: KennisitemId,
) -> Result<Vec<Notitie>> {
    Ok(tx.query(
        "SELECT id, organisatie_id, account_id, tekst, at FROM kennis_notities WHERE gemeente_id = $1 AND kennisitem_id = $2 \
         AND removed_at IS NULL ORDER BY at, id LIMIT $3",
        &[&gemeente, &item, &MOST],
        |row| {
            Ok(Notitie {
                id: row.get(0)?,
                organisatie: row.get(1)?,
                account: row.get(2)?,
                tekst: row.get(3)?,
                at: row.get(4)?,
            })
        },
    )?)
}

/// Takes a note away; its row stays.
pub(in super::super) fn remove_notitie(
    ctx: &mut Write<'_>,
    item: KennisitemId,
    id: KennisnotitieId,
) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "UPDATE kennis_notities SET removed_at = $4 WHERE gemeente_id = $1 AND id = $2 AND kennisitem_id = $3 \
         AND removed_at IS NULL",
        &[&gemeente, &id, &item, &now],
    )?;
    Ok(())
}

/// Counts one more reaction of today.
pub(in super::super) fn add_reactie(
    ctx: &mut Write<'_>,
    item: KennisitemId,
    versie: i64,
    reactie: Reactie,
) -> Result<()> {
    let (gemeente, today) = (ctx.gemeente(), ctx.today());
    let hielp = i64::from(reactie == Reactie::Hielp);
    let snap_niet = 1 - hielp;
    ctx.exec(
        "INSERT INTO kennis_reacties (gemeente_id, kennisitem_id, dag, versie, hielp, snap_niet) \
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (gemeente_id, kennisitem_id, dag, versie) DO UPDATE \
         SET hielp = kennis_reacties.hielp + excluded.hielp, snap_niet = kennis_reacties.snap_niet + excluded.snap_niet",
        &[&gemeente, &item, &today, &versie, &hielp, &snap_niet],
    )?;
    Ok(())
}

/// The reactions to the present text.
pub fn reacties(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    item: KennisitemId,
    versie: i64,
) -> Result<Reacties> {
    Ok(tx.query_one(
        "SELECT CAST(coalesce(sum(hielp), 0) AS BIGINT), CAST(coalesce(sum(snap_niet), 0) AS BIGINT) \
         FROM kennis_reacties WHERE gemeente_id = $1 AND kennisitem_id = $2 AND versie = $3",
        &[&gemeente, &item, &versie],
        |row| {
            Ok(Reacties {
                hielp: row.get(0)?,
                snap_niet: row.get(1)?,
            })
        },
    )?)
}
