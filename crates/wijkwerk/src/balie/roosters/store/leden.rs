//! Members of the roster and when they can: personal data, purpose P8. Whoever shows another's reads it through
//! `App::read_personal`.

use std::collections::BTreeSet;

use jiff::civil::Date;
use kit::db::{Error as DbError, Queries, Row};

use crate::balie::roosters::model::{Beschikbaarheid, Roosterlid, Wanneer};
use crate::error::Result;
use crate::ids::{AccountId, BeschikbaarheidId, GemeenteId, InfopuntId};
use crate::write::Write;

fn lid(row: &Row<'_>) -> Result<Roosterlid, DbError> {
    Ok(Roosterlid {
        account: row.get(0)?,
        organisatie: row.get(1)?,
        functies: functies(&row.get::<String>(2)?),
        max_minuten: row.get(3)?,
        vrijwilliger: row.get(4)?,
        valid_from: row.get(5)?,
        valid_to: row.get(6)?,
        voorkeur: row.get(7)?,
    })
}

pub(super) fn functies(text: &str) -> BTreeSet<String> {
    text.split(',')
        .filter(|one| !one.is_empty())
        .map(ToOwned::to_owned)
        .collect()
}

/// The member with this account, also one that has ended.
pub fn find_lid(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    account: AccountId,
) -> Result<Option<Roosterlid>> {
    Ok(tx.query_opt(
        "SELECT account_id, organisatie_id, functies, max_minuten, vrijwilliger, valid_from, valid_to, voorkeur_id \
         FROM roosterleden WHERE gemeente_id = $1 AND account_id = $2",
        &[&gemeente, &account],
        lid,
    )?)
}

/// The members that have not ended before `day`, with their names.
pub fn list_leden(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    day: Date,
) -> Result<Vec<(Roosterlid, String)>> {
    Ok(tx.query(
        "SELECT l.account_id, l.organisatie_id, l.functies, l.max_minuten, l.vrijwilliger, l.valid_from, l.valid_to, \
         l.voorkeur_id, a.naam FROM roosterleden l JOIN accounts a ON a.gemeente_id = l.gemeente_id AND a.id = l.account_id \
         WHERE l.gemeente_id = $1 AND (l.valid_to IS NULL OR l.valid_to >= $2) AND a.ended_at IS NULL \
         ORDER BY a.naam, l.account_id LIMIT 1000",
        &[&gemeente, &day],
        |row| Ok((lid(row)?, row.get(8)?)),
    )?)
}

/// Takes somebody up; what they wished themselves stays as it was.
pub(in crate::balie::roosters) fn put_lid(ctx: &mut Write<'_>, lid: &Roosterlid) -> Result<()> {
    let gemeente = ctx.gemeente();
    let functies: Vec<&str> = lid.functies.iter().map(String::as_str).collect();
    ctx.exec(
        "INSERT INTO roosterleden (gemeente_id, account_id, organisatie_id, functies, max_minuten, vrijwilliger, \
         valid_from, valid_to) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (gemeente_id, account_id) DO UPDATE \
         SET organisatie_id = excluded.organisatie_id, functies = excluded.functies, \
         max_minuten = excluded.max_minuten, vrijwilliger = excluded.vrijwilliger, valid_to = excluded.valid_to",
        &[
            &gemeente,
            &lid.account,
            &lid.organisatie,
            &functies.join(","),
            &lid.max_minuten,
            &lid.vrijwilliger,
            &lid.valid_from,
            &lid.valid_to,
        ],
    )?;
    Ok(())
}

/// Where a member would rather stand; empty: anywhere.
pub(in crate::balie::roosters) fn set_voorkeur(
    ctx: &mut Write<'_>,
    account: AccountId,
    voorkeur: Option<InfopuntId>,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "UPDATE roosterleden SET voorkeur_id = $3 WHERE gemeente_id = $1 AND account_id = $2",
        &[&gemeente, &account, &voorkeur],
    )?;
    Ok(())
}

pub(in crate::balie::roosters) fn end_lid(
    ctx: &mut Write<'_>,
    account: AccountId,
    last: Date,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "UPDATE roosterleden SET valid_to = $3 WHERE gemeente_id = $1 AND account_id = $2",
        &[&gemeente, &account, &last],
    )?;
    Ok(())
}

pub(super) fn beschikbaarheid(row: &Row<'_>) -> Result<Option<Beschikbaarheid>, DbError> {
    let (weekdag, dag): (Option<i64>, Option<Date>) = (row.get(2)?, row.get(3)?);
    let wanneer = dag
        .map(Wanneer::Dag)
        .or_else(|| weekdag.map(Wanneer::Weekdag));
    let (id, account, van, tot, kan, uit_agenda) = (
        row.get(0)?,
        row.get(1)?,
        row.get(4)?,
        row.get(5)?,
        row.get(6)?,
        row.get(7)?,
    );
    Ok(wanneer.map(|wanneer| Beschikbaarheid {
        id,
        account,
        wanneer,
        van,
        tot,
        kan,
        uit_agenda,
    }))
}

/// What somebody said, every week first, then the days from `from` on; without what their calendar says.
pub fn list_beschikbaar(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    account: AccountId,
    from: Date,
) -> Result<Vec<Beschikbaarheid>> {
    let all = tx.query(
        "SELECT id, account_id, weekdag, dag, van, tot, kan, uit_agenda FROM beschikbaarheden \
         WHERE gemeente_id = $1 AND account_id = $2 AND NOT uit_agenda AND (dag IS NULL OR dag >= $3) \
         ORDER BY dag NULLS FIRST, weekdag NULLS LAST, van, id LIMIT 500",
        &[&gemeente, &account, &from],
        beschikbaarheid,
    )?;
    Ok(all.into_iter().flatten().collect())
}

/// How many times somebody's calendar says that they are busy from a day on, and the last of those days.
pub fn count_agenda(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    account: AccountId,
    from: Date,
) -> Result<(i64, Option<Date>)> {
    Ok(tx.query_one(
        "SELECT count(*), max(dag) FROM beschikbaarheden \
         WHERE gemeente_id = $1 AND account_id = $2 AND uit_agenda AND dag >= $3",
        &[&gemeente, &account, &from],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?)
}

/// Whose this is.
pub fn find_beschikbaarheid(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: BeschikbaarheidId,
) -> Result<Option<AccountId>> {
    Ok(tx.query_opt(
        "SELECT account_id FROM beschikbaarheden WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id],
        |row| row.get(0),
    )?)
}

pub(in crate::balie::roosters) fn insert_beschikbaarheid(
    ctx: &mut Write<'_>,
    one: &Beschikbaarheid,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    let (weekdag, dag) = match one.wanneer {
        Wanneer::Weekdag(day) => (Some(day), None),
        Wanneer::Dag(day) => (None, Some(day)),
    };
    ctx.exec(
        "INSERT INTO beschikbaarheden (gemeente_id, id, account_id, weekdag, dag, van, tot, kan, uit_agenda) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        &[
            &gemeente,
            &one.id,
            &one.account,
            &weekdag,
            &dag,
            &one.van,
            &one.tot,
            &one.kan,
            &one.uit_agenda,
        ],
    )?;
    Ok(())
}

pub(in crate::balie::roosters) fn delete_beschikbaarheid(
    ctx: &mut Write<'_>,
    id: BeschikbaarheidId,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "DELETE FROM beschikbaarheden WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id],
    )?;
    Ok(())
}

/// Everything that came from somebody's calendar.
pub(in crate::balie::roosters) fn delete_agenda(
    ctx: &mut Write<'_>,
    account: AccountId,
) -> Result<u64> {
    let gemeente = ctx.gemeente();
    Ok(ctx.exec(
        "DELETE FROM beschikbaarheden WHERE gemeente_id = $1 AND account_id = $2 AND uit_agenda",
        &[&gemeente, &account],
    )?)
}
