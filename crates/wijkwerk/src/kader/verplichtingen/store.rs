//! The SQL of dues.

use jiff::Timestamp;
use jiff::civil::Date;
use kit::db::{Queries, Row};
use uuid::Uuid;

use super::{Creditor, Debtor, Wanted};
use crate::error::Result;
use crate::ids::{GebiedId, GemeenteId, OrganisatieId, VerplichtingId};
use crate::write::Write;

/// A due as it stands.
#[derive(Clone, Debug)]
pub struct Verplichting {
    pub id: VerplichtingId,
    pub soort: String,
    pub subject_kind: String,
    pub subject: Uuid,
    pub debtor_kind: String,
    pub debtor_id: Option<Uuid>,
    pub debtor_rol: Option<String>,
    pub gebied: Option<GebiedId>,
    pub due: Option<Date>,
    pub bron: String,
    pub state: String,
}

/// Kind, id and role of a debtor.
fn columns(debtor: &Debtor) -> (&'static str, Option<Uuid>, Option<&str>) {
    match debtor {
        Debtor::Account(id) => ("account", Some(id.0), None),
        Debtor::Orgaan(id) => ("orgaan", Some(id.0), None),
        Debtor::Organisatie(id) => ("organisatie", Some(id.0), None),
        Debtor::Rol(rol) => ("rol", None, Some(rol.as_str())),
    }
}

/// Makes another owe what is open.
pub(super) fn pass_on(
    ctx: &mut Write<'_>,
    soort: &'static str,
    subject: Uuid,
    to: &Debtor,
) -> Result<Vec<VerplichtingId>> {
    let gemeente = ctx.gemeente();
    let (debtor_kind, debtor_id, debtor_rol) = columns(to);
    Ok(ctx.query(
        "UPDATE verplichtingen SET debtor_kind = $4, debtor_id = $5, debtor_rol = $6 \
         WHERE gemeente_id = $1 AND soort = $2 AND subject_id = $3 AND state = 'open' RETURNING id",
        &[
            &gemeente,
            &soort,
            &subject,
            &debtor_kind,
            &debtor_id,
            &debtor_rol,
        ],
        |row| row.get(0),
    )?)
}

pub(super) fn insert(ctx: &mut Write<'_>, id: VerplichtingId, wanted: &Wanted) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    let (debtor_kind, debtor_id, debtor_rol) = columns(&wanted.debtor);
    let (creditor_kind, creditor_id) = match wanted.creditor {
        Creditor::Melder => ("melder", None),
        Creditor::Orgaan(id) => ("orgaan", Some(id.0)),
        Creditor::Gemeente => ("gemeente", None),
        Creditor::Bewoner => ("bewoner", None),
    };
    ctx.exec(
        "INSERT INTO verplichtingen (gemeente_id, id, soort, subject_kind, subject_id, debtor_kind, debtor_id, \
         debtor_rol, gebied_id, creditor_kind, creditor_id, act, due, bron, state, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $3, $12, $13, 'open', $14)",
        &[
            &gemeente,
            &id,
            &wanted.soort,
            &wanted.subject_kind,
            &wanted.subject,
            &debtor_kind,
            &debtor_id,
            &debtor_rol,
            &wanted.gebied,
            &creditor_kind,
            &creditor_id,
            &wanted.due,
            &wanted.bron,
            &now,
        ],
    )?;
    Ok(())
}

pub(super) fn settle(
    ctx: &mut Write<'_>,
    soort: &'static str,
    subject: Uuid,
    state: &'static str,
    proof: &'static str,
) -> Result<Vec<VerplichtingId>> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    Ok(ctx.query(
        "UPDATE verplichtingen SET state = $4, proof = $5, settled_at = $6 \
         WHERE gemeente_id = $1 AND soort = $2 AND subject_id = $3 AND state = 'open' RETURNING id",
        &[&gemeente, &soort, &subject, &state, &proof, &now],
        |row| row.get(0),
    )?)
}

/// Lets go of all that this debtor owes; answers what, of which kind.
pub(super) fn settle_all_of(
    ctx: &mut Write<'_>,
    debtor: Uuid,
    reason: &'static str,
) -> Result<Vec<(VerplichtingId, String)>> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    Ok(ctx.query(
        "UPDATE verplichtingen SET state = 'waived', proof = $3, settled_at = $4 \
         WHERE gemeente_id = $1 AND debtor_id = $2 AND state = 'open' RETURNING id, soort",
        &[&gemeente, &debtor, &reason, &now],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?)
}

/// Opens again what was let go of at that moment for that reason; answers what it was.
pub(super) fn reopen(
    ctx: &mut Write<'_>,
    subject: Uuid,
    reason: &'static str,
    let_go_at: Timestamp,
) -> Result<Vec<(VerplichtingId, String)>> {
    let gemeente = ctx.gemeente();
    Ok(ctx.query(
        "UPDATE verplichtingen SET state = 'open', proof = NULL, settled_at = NULL \
         WHERE gemeente_id = $1 AND subject_id = $2 AND state = 'waived' AND proof = $3 AND settled_at = $4 \
         RETURNING id, soort",
        &[&gemeente, &subject, &reason, &let_go_at],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?)
}

/// Lets go of what is open and was made at that moment.
pub(super) fn settle_made(
    ctx: &mut Write<'_>,
    soort: &'static str,
    subject: Uuid,
    made_at: Timestamp,
    reason: &'static str,
) -> Result<Vec<VerplichtingId>> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    Ok(ctx.query(
        "UPDATE verplichtingen SET state = 'waived', proof = $5, settled_at = $6 \
         WHERE gemeente_id = $1 AND soort = $2 AND subject_id = $3 AND state = 'open' AND created_at = $4 RETURNING id",
        &[&gemeente, &soort, &subject, &made_at, &reason, &now],
        |row| row.get(0),
    )?)
}

/// Fulfils what this organisation owes alone.
pub(super) fn settle_by(
    ctx: &mut Write<'_>,
    soort: &'static str,
    subject: Uuid,
    organisatie: OrganisatieId,
    proof: &'static str,
) -> Result<Vec<VerplichtingId>> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    Ok(ctx.query(
        "UPDATE verplichtingen SET state = 'satisfied', proof = $5, settled_at = $6 \
         WHERE gemeente_id = $1 AND soort = $2 AND subject_id = $3 AND debtor_id = $4 AND state = 'open' RETURNING id",
        &[&gemeente, &soort, &subject, &organisatie, &proof, &now],
        |row| row.get(0),
    )?)
}

fn verplichting(row: &Row<'_>) -> Result<Verplichting, kit::db::Error> {
    Ok(Verplichting {
        id: row.get(0)?,
        soort: row.get(1)?,
        subject_kind: row.get(2)?,
        subject: row.get(3)?,
        debtor_kind: row.get(4)?,
        debtor_id: row.get(5)?,
        debtor_rol: row.get(6)?,
        gebied: row.get(7)?,
        due: row.get(8)?,
        bron: row.get(9)?,
        state: row.get(10)?,
    })
}

/// Which open dues are wanted.
#[derive(Clone, Debug)]
pub struct Filter {
    /// Only those due before this day, if given.
    pub before: Option<Date>,
    pub most: i64,
}

/// The open dues of a gemeente, the earliest first, those without a date last.
pub fn list_open(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    filter: &Filter,
) -> Result<Vec<Verplichting>> {
    let before = filter
        .before
        .unwrap_or(jiff::civil::Date::constant(9999, 1, 1));
    let mut all = tx.query(
        "SELECT id, soort, subject_kind, subject_id, debtor_kind, debtor_id, debtor_rol, gebied_id, due, bron, state \
         FROM verplichtingen WHERE gemeente_id = $1 AND state = 'open' AND due < $2 ORDER BY due NULLS LAST, id LIMIT $3",
        &[&gemeente, &before, &filter.most],
        verplichting,
    )?;
    let rest = filter.most - i64::try_from(all.len()).unwrap_or(filter.most);
    all.extend(tx.query(
        "SELECT id, soort, subject_kind, subject_id, debtor_kind, debtor_id, debtor_rol, gebied_id, due, bron, state \
         FROM verplichtingen WHERE gemeente_id = $1 AND state = 'open' AND due IS NULL ORDER BY id LIMIT $2",
        &[&gemeente, &rest],
        verplichting,
    )?);
    Ok(all)
}

/// Every due about one thing, oldest first, at most 100.
pub fn list_about(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    subject: Uuid,
) -> Result<Vec<Verplichting>> {
    Ok(tx.query(
        "SELECT id, soort, subject_kind, subject_id, debtor_kind, debtor_id, debtor_rol, gebied_id, due, bron, state \
         FROM verplichtingen WHERE gemeente_id = $1 AND subject_id = $2 ORDER BY id LIMIT 100",
        &[&gemeente, &subject],
        verplichting,
    )?)
}

/// The due with this id.
pub fn find_verplichting(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: VerplichtingId,
) -> Result<Option<Verplichting>> {
    Ok(tx.query_opt(
        "SELECT id, soort, subject_kind, subject_id, debtor_kind, debtor_id, debtor_rol, gebied_id, due, bron, state \
         FROM verplichtingen WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id],
        verplichting,
    )?)
}

/// Whether a due of this kind about one thing is open.
pub fn is_open(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    soort: &'static str,
    subject: Uuid,
) -> Result<bool> {
    let found: Option<VerplichtingId> = tx.query_opt(
        "SELECT id FROM verplichtingen WHERE gemeente_id = $1 AND subject_id = $2 AND soort = $3 AND state = 'open' \
         ORDER BY id LIMIT 1",
        &[&gemeente, &subject, &soort],
        |row| row.get(0),
    )?;
    Ok(found.is_some())
}

/// By which day what is open of this kind about one thing is to be done.
pub fn find_due(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    soort: &'static str,
    subject: Uuid,
) -> Result<Option<Date>> {
    let found: Option<Option<Date>> = tx.query_opt(
        "SELECT due FROM verplichtingen WHERE gemeente_id = $1 AND subject_id = $2 AND soort = $3 AND state = 'open' \
         ORDER BY id LIMIT 1",
        &[&gemeente, &subject, &soort],
        |row| row.get(0),
    )?;
    Ok(found.flatten())
}

/// By which day what was done of this kind about one thing was to be done; of more than one the latest.
pub fn find_met(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    soort: &'static str,
    subject: Uuid,
) -> Result<Option<Date>> {
    Ok(tx.query_one(
        "SELECT max(due) FROM verplichtingen WHERE gemeente_id = $1 AND subject_id = $2 AND soort = $3 \
         AND state = 'satisfied'",
        &[&gemeente, &subject, &soort],
        |row| row.get(0),
    )?)
}

/// What the open dues of this kind of one role are about, at most 200.
pub fn list_subjects_of(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    rol: &str,
    soort: &'static str,
) -> Result<Vec<Uuid>> {
    Ok(tx.query(
        "SELECT subject_id FROM verplichtingen WHERE gemeente_id = $1 AND state = 'open' AND debtor_rol = $2 \
         AND soort <> 'melding.triage' AND soort = $3 ORDER BY due NULLS LAST, id LIMIT 200",
        &[&gemeente, &rol, &soort],
        |row| row.get(0),
    )?)
}
