//! The SQL of searching: people at work and plans, each list bounded; never a table of residents.

use jiff::civil::Date;
use kit::db::Queries;

use crate::error::Result;
use crate::ids::{
    AandachtsgebiedId, AccountId, AfspraakId, GebiedId, GemeenteId, MeldingId, OrgaanId,
    OrganisatieId,
};

/// Who sits where on a day.
pub(super) fn list_seats(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    day: Date,
) -> Result<Vec<(AccountId, OrgaanId)>> {
    Ok(tx.query(
        "SELECT account_id, orgaan_id FROM zetels WHERE gemeente_id = $1 AND account_id IS NOT NULL \
         AND valid_from <= $2 AND (valid_to IS NULL OR valid_to > $2) ORDER BY id LIMIT 5000",
        &[&gemeente, &day],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?)
}

/// The melding with this number.
pub(super) fn find_number(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    nummer: i64,
) -> Result<Option<MeldingId>> {
    Ok(tx.query_opt(
        "SELECT id FROM meldingen WHERE gemeente_id = $1 AND nummer = $2",
        &[&gemeente, &nummer],
        |row| row.get(0),
    )?)
}

/// An aandachtsgebied in a few words.
pub(super) struct Aandachtsgebied {
    pub id: AandachtsgebiedId,
    pub titel: String,
    pub behoefte: String,
}

/// What is or was worked on in a wijk, the latest change first, at most 200.
pub(super) fn list_aandachtsgebieden(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    wijk: GebiedId,
) -> Result<Vec<Aandachtsgebied>> {
    Ok(tx.query(
        "SELECT a.id, a.titel, a.behoefte FROM aandachtsgebied_wijken w \
         JOIN aandachtsgebieden a ON a.gemeente_id = w.gemeente_id AND a.id = w.aandachtsgebied_id \
         WHERE w.gemeente_id = $1 AND w.gebied_id = $2 AND a.state <> 'dropped' \
         ORDER BY a.changed_at DESC, a.id DESC LIMIT 200",
        &[&gemeente, &wijk],
        |row| {
            Ok(Aandachtsgebied {
                id: row.get(0)?,
                titel: row.get(1)?,
                behoefte: row.get(2)?,
            })
        },
    )?)
}

/// An afspraak in a few words; of an owner without organisation nothing.
pub(super) struct Afspraak {
    pub id: AfspraakId,
    pub wat: String,
    pub organisatie: Option<OrganisatieId>,
    pub due: Date,
}

fn afspraak(row: &kit::db::Row<'_>) -> Result<Afspraak, kit::db::Error> {
    Ok(Afspraak {
        id: row.get(0)?,
        wat: row.get(1)?,
        organisatie: row.get(2)?,
        due: row.get(3)?,
    })
}

/// What was agreed in a wijk, the latest change first, at most 200.
pub(super) fn list_afspraken(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    wijk: GebiedId,
) -> Result<Vec<Afspraak>> {
    Ok(tx.query(
        "SELECT f.id, f.wat, f.organisatie_id, f.due FROM aandachtsgebied_wijken w \
         JOIN afspraken f ON f.gemeente_id = w.gemeente_id AND f.aandachtsgebied_id = w.aandachtsgebied_id \
         WHERE w.gemeente_id = $1 AND w.gebied_id = $2 AND f.state <> 'dropped' \
         ORDER BY f.changed_at DESC, f.id DESC LIMIT 200",
        &[&gemeente, &wijk],
        afspraak,
    )?)
}

/// What an organisation agreed to or is asked, wherever it is, the latest change first, at most 200.
pub(super) fn list_afspraken_of(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    organisatie: OrganisatieId,
) -> Result<Vec<Afspraak>> {
    Ok(tx.query(
        "SELECT id, wat, organisatie_id, due FROM afspraken \
         WHERE gemeente_id = $1 AND organisatie_id = $2 AND state <> 'dropped' \
         ORDER BY changed_at DESC, id DESC LIMIT 200",
        &[&gemeente, &organisatie],
        afspraak,
    )?)
}
