//! The SQL of formation, contacts and support.

use jiff::civil::Date;
use kit::db::{Error as DbError, PAGE, Queries, Row, pages};
use uuid::Uuid;

use super::model::{
    Contactregel, Formatieafspraak, Formatieregel, Invulling, NewContactregel, NewRegel,
    Ondersteuning,
};
use crate::error::Result;
use crate::ids::{
    AccountId, ContactregelId, FormatieafspraakId, FormatieinvullingId, FormatieregelId,
    GemeenteId, OndersteuningId,
};
use crate::write::Write;

/// What holds on a day, by name.
pub fn list_afspraken(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    day: Date,
) -> Result<Vec<Formatieafspraak>> {
    Ok(tx.query(
        "SELECT id, naam, fte_milli, stad_milli FROM formatieafspraken WHERE gemeente_id = $1 AND valid_from <= $2 \
         AND (valid_to IS NULL OR valid_to > $2) ORDER BY naam, id LIMIT 100",
        &[&gemeente, &day],
        |row| {
            Ok(Formatieafspraak {
                id: row.get(0)?,
                naam: row.get(1)?,
                fte: row.get(2)?,
                stad: row.get(3)?,
            })
        },
    )?)
}

/// The parts of a day, by function.
pub fn list_regels(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    day: Date,
) -> Result<Vec<Formatieregel>> {
    Ok(tx.query(
        "SELECT id, formatieafspraak_id, functie, fte_milli, gebied_id, organisatie_id, valid_from FROM formatieregels \
         WHERE gemeente_id = $1 AND valid_from <= $2 AND (valid_to IS NULL OR valid_to > $2) \
         ORDER BY functie, id LIMIT 1000",
        &[&gemeente, &day],
        |row| {
            Ok(Formatieregel {
                id: row.get(0)?,
                afspraak: row.get(1)?,
                functie: row.get(2)?,
                fte: row.get(3)?,
                gebied: row.get(4)?,
                organisatie: row.get(5)?,
                valid_from: row.get(6)?,
            })
        },
    )?)
}

fn invulling(row: &Row<'_>) -> Result<Invulling, DbError> {
    Ok(Invulling {
        id: row.get(0)?,
        regel: row.get(1)?,
        account: row.get(2)?,
        fte: row.get(3)?,
        reden: row.get(4)?,
        valid_from: row.get(5)?,
        valid_to: row.get(6)?,
    })
}

/// Who does what on a day.
pub fn list_invullingen(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    day: Date,
) -> Result<Vec<Invulling>> {
    Ok(tx.query(
        "SELECT id, formatieregel_id, account_id, fte_milli, reden, valid_from, valid_to FROM formatieinvullingen \
         WHERE gemeente_id = $1 AND valid_from <= $2 AND (valid_to IS NULL OR valid_to > $2) \
         ORDER BY valid_from, id LIMIT 2000",
        &[&gemeente, &day],
        invulling,
    )?)
}

/// Everything that somebody has from a day on.
pub fn list_of_account(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    account: AccountId,
    from: Date,
) -> Result<Vec<Invulling>> {
    Ok(tx.query(
        "SELECT id, formatieregel_id, account_id, fte_milli, reden, valid_from, valid_to FROM formatieinvullingen \
         WHERE gemeente_id = $1 AND account_id = $2 AND (valid_to IS NULL OR valid_to > $3) \
         ORDER BY valid_from, id LIMIT 200",
        &[&gemeente, &account, &from],
        invulling,
    )?)
}

pub(super) fn insert_afspraak(
    ctx: &mut Write<'_>,
    new: &Formatieafspraak,
    from: Date,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "INSERT INTO formatieafspraken (gemeente_id, id, naam, fte_milli, stad_milli, valid_from) \
         VALUES ($1, $2, $3, $4, $5, $6)",
        &[&gemeente, &new.id, &new.naam, &new.fte, &new.stad, &from],
    )?;
    Ok(())
}

pub(super) fn insert_regel(ctx: &mut Write<'_>, id: FormatieregelId, new: &NewRegel) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "INSERT INTO formatieregels (gemeente_id, id, formatieafspraak_id, functie, fte_milli, gebied_id, \
         organisatie_id, valid_from) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        &[
            &gemeente,
            &id,
            &new.afspraak,
            &new.functie.trim(),
            &new.fte,
            &new.gebied,
            &new.organisatie,
            &new.valid_from,
        ],
    )?;
    Ok(())
}

/// Ends a part with who does it; answers how many parts ended.
pub(super) fn end_regel(ctx: &mut Write<'_>, id: FormatieregelId, to: Date) -> Result<u64> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "UPDATE formatieinvullingen SET valid_to = $3 WHERE gemeente_id = $1 AND formatieregel_id = $2 \
         AND (valid_to IS NULL OR valid_to > $3)",
        &[&gemeente, &id, &to],
    )?;
    Ok(ctx.exec(
        "UPDATE formatieregels SET valid_to = $3 WHERE gemeente_id = $1 AND id = $2 AND valid_from <= $3 \
         AND (valid_to IS NULL OR valid_to > $3)",
        &[&gemeente, &id, &to],
    )?)
}

/// Ends an agreement; its parts stay, and stand out.
pub(super) fn end_afspraak(ctx: &mut Write<'_>, id: FormatieafspraakId, to: Date) -> Result<u64> {
    let gemeente = ctx.gemeente();
    Ok(ctx.exec(
        "UPDATE formatieafspraken SET valid_to = $3 WHERE gemeente_id = $1 AND id = $2 AND valid_from <= $3 \
         AND (valid_to IS NULL OR valid_to > $3)",
        &[&gemeente, &id, &to],
    )?)
}

pub(super) fn insert_invulling(ctx: &mut Write<'_>, new: &Invulling) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "INSERT INTO formatieinvullingen (gemeente_id, id, formatieregel_id, account_id, fte_milli, reden, valid_from) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        &[
            &gemeente,
            &new.id,
            &new.regel,
            &new.account,
            &new.fte,
            &new.reden,
            &new.valid_from,
        ],
    )?;
    Ok(())
}

pub(super) fn end_invulling(ctx: &mut Write<'_>, id: FormatieinvullingId, to: Date) -> Result<u64> {
    let gemeente = ctx.gemeente();
    Ok(ctx.exec(
        "UPDATE formatieinvullingen SET valid_to = $3 WHERE gemeente_id = $1 AND id = $2 AND valid_from <= $3 \
         AND (valid_to IS NULL OR valid_to > $3)",
        &[&gemeente, &id, &to],
    )?)
}

/// The contacts of a day.
pub fn list_contactregels(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    day: Date,
) -> Result<Vec<Contactregel>> {
    Ok(tx.query(
        "SELECT id, soort, doelgroep, gebied_id, account_id, vervanger_id, bereik, valid_from FROM contactregels \
         WHERE gemeente_id = $1 AND valid_from <= $2 AND (valid_to IS NULL OR valid_to > $2) \
         ORDER BY valid_from, id LIMIT 1000",
        &[&gemeente, &day],
        |row| {
            Ok(Contactregel {
                id: row.get(0)?,
                soort: row.get(1)?,
                doelgroep: row.get(2)?,
                gebied: row.get(3)?,
                account: row.get(4)?,
                vervanger: row.get(5)?,
                bereik: row.get(6)?,
                valid_from: row.get(7)?,
            })
        },
    )?)
}

pub(super) fn end_contactregel(ctx: &mut Write<'_>, id: ContactregelId, to: Date) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "UPDATE contactregels SET valid_to = $3 WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &to],
    )?;
    Ok(())
}

pub(super) fn insert_contactregel(
    ctx: &mut Write<'_>,
    id: ContactregelId,
    new: &NewContactregel,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "INSERT INTO contactregels (gemeente_id, id, soort, doelgroep, gebied_id, account_id, vervanger_id, bereik, \
         valid_from) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        &[
            &gemeente,
            &id,
            &new.soort,
            &new.doelgroep,
            &new.gebied,
            &new.account,
            &new.vervanger,
            &new.bereik.trim(),
            &new.valid_from,
        ],
    )?;
    Ok(())
}

pub(super) fn insert_ondersteuning(ctx: &mut Write<'_>, new: &Ondersteuning) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "INSERT INTO ondersteuningen (gemeente_id, id, orgaan_id, soort, minuten, op, account_id, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        &[
            &gemeente,
            &new.id,
            &new.orgaan,
            &new.soort,
            &new.minuten,
            &new.op,
            &new.account,
            &now,
        ],
    )?;
    Ok(())
}

/// The support given since a day, the newest first: all of it, as sums are made of it.
pub fn list_ondersteuningen(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    since: Date,
) -> Result<Vec<Ondersteuning>> {
    ondersteuningen_by(tx, gemeente, since, PAGE)
}

/// The same, so many at a time.
pub(super) fn ondersteuningen_by(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    since: Date,
    size: i64,
) -> Result<Vec<Ondersteuning>> {
    let first = (since, OndersteuningId(Uuid::nil()));
    let mut all = pages(first, size, |(op, id)| {
        tx.query(
            "SELECT id, orgaan_id, soort, minuten, op, account_id FROM ondersteuningen \
             WHERE gemeente_id = $1 AND op >= $2 AND (op > $2 OR id > $3) ORDER BY op, id LIMIT $4",
            &[&gemeente, &op, &id, &size],
            |row| {
                let one = Ondersteuning {
                    id: row.get(0)?,
                    orgaan: row.get(1)?,
                    soort: row.get(2)?,
                    minuten: row.get(3)?,
                    op: row.get(4)?,
                    account: row.get(5)?,
                };
                Ok(((one.op, one.id), one))
            },
        )
    })?;
    all.reverse();
    Ok(all)
}
