//! The SQL of what waits.

use jiff::Timestamp;
use jiff::civil::Date;
use kit::db::{Queries, Row};
use uuid::Uuid;

use crate::error::Result;
use crate::ids::{
    AccountId, AfspraakId, ContactvraagId, DoorverwijzingId, GatId, GebiedId, GemeenteId,
    InfopuntId, KennisitemId, MeldingId, OrgaanId, OrganisatieId, TaakId, WerkplanId,
};

/// An open due.
#[derive(Clone, Debug)]
pub(super) struct Plicht {
    pub soort: String,
    pub subject_kind: String,
    pub subject: Uuid,
    pub gebied: Option<GebiedId>,
    pub due: Option<Date>,
}

fn plicht(row: &Row<'_>) -> Result<Plicht, kit::db::Error> {
    Ok(Plicht {
        soort: row.get(0)?,
        subject_kind: row.get(1)?,
        subject: row.get(2)?,
        gebied: row.get(3)?,
        due: row.get(4)?,
    })
}

/// The open dues of one debtor by id, at most 50; texts of the kennisbank apart, see [`list_text_checks`].
pub(super) fn list_dues(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    kind: &str,
    debtor: Uuid,
) -> Result<Vec<Plicht>> {
    Ok(tx.query(
        "SELECT soort, subject_kind, subject_id, gebied_id, due FROM verplichtingen \
         WHERE gemeente_id = $1 AND state = 'open' AND debtor_kind = $2 AND debtor_id = $3 \
         AND soort <> 'kennis.controle' ORDER BY due NULLS LAST, id LIMIT 50",
        &[&gemeente, &kind, &debtor],
        plicht,
    )?)
}

/// The texts that an organisation must look at (O-25): the first `most`, and how many there are.
pub(super) fn list_text_checks(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    organisatie: OrganisatieId,
    most: i64,
) -> Result<(Vec<Plicht>, i64)> {
    let first = tx.query(
        "SELECT soort, subject_kind, subject_id, gebied_id, due FROM verplichtingen \
         WHERE gemeente_id = $1 AND state = 'open' AND debtor_id = $2 AND soort = 'kennis.controle' \
         ORDER BY due NULLS LAST, id LIMIT $3",
        &[&gemeente, &organisatie, &most],
        plicht,
    )?;
    let count = tx.query_one(
        "SELECT count(*) FROM verplichtingen \
         WHERE gemeente_id = $1 AND state = 'open' AND debtor_id = $2 AND soort = 'kennis.controle'",
        &[&gemeente, &organisatie],
        |row| row.get(0),
    )?;
    Ok((first, count))
}

/// What a doorverwijzing is about and how it stands, by their fixed words.
pub(super) fn find_doorverwijzing(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: DoorverwijzingId,
) -> Result<Option<(String, String)>> {
    Ok(tx.query_opt(
        "SELECT onderwerp, state FROM doorverwijzingen WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?)
}

/// The open dues of whoever holds a role, at most 300; those about new meldingen and about what was delivered apart, see
/// [`count_new`] and [`list_to_verify`].
pub(super) fn list_dues_of_role(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    rol: &str,
) -> Result<Vec<Plicht>> {
    Ok(tx.query(
        "SELECT soort, subject_kind, subject_id, gebied_id, due FROM verplichtingen \
         WHERE gemeente_id = $1 AND state = 'open' AND debtor_rol = $2 AND soort <> 'melding.triage' \
         AND soort <> 'afspraak.verify' ORDER BY due NULLS LAST, id LIMIT 300",
        &[&gemeente, &rol],
        plicht,
    )?)
}

/// What was delivered to an orgaan and waits for somebody to look at it, once for each wijk it is about; at most 300.
pub(super) fn list_to_verify(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    orgaan: OrgaanId,
) -> Result<Vec<(Plicht, GebiedId)>> {
    Ok(tx.query(
        "SELECT v.soort, v.subject_kind, v.subject_id, v.gebied_id, v.due, w.gebied_id FROM afspraken f \
         JOIN aandachtsgebieden a ON a.gemeente_id = f.gemeente_id AND a.id = f.aandachtsgebied_id \
         JOIN werkplannen p ON p.gemeente_id = a.gemeente_id AND p.id = a.werkplan_id \
         JOIN aandachtsgebied_wijken w ON w.gemeente_id = a.gemeente_id AND w.aandachtsgebied_id = a.id \
         JOIN verplichtingen v ON v.gemeente_id = f.gemeente_id AND v.subject_id = f.id \
         WHERE f.gemeente_id = $1 AND p.orgaan_id = $2 AND f.state = 'delivered' AND v.state = 'open' \
         AND v.soort = 'afspraak.verify' ORDER BY v.due NULLS LAST, v.id, w.gebied_id LIMIT 300",
        &[&gemeente, &orgaan],
        |row| Ok((plicht(row)?, row.get(5)?)),
    )?)
}

/// The new meldingen of a gebied: how many, since when, and the earliest day by which one must be looked at.
pub(super) fn count_new(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    gebied: GebiedId,
) -> Result<Option<(i64, Timestamp, Option<Date>)>> {
    let (count, since): (i64, Option<Timestamp>) = tx.query_one(
        "SELECT count(*), min(submitted_at) FROM meldingen \
         WHERE gemeente_id = $1 AND gebied_id = $2 AND state = 'submitted'",
        &[&gemeente, &gebied],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let Some(since) = since else {
        return Ok(None);
    };
    let due = tx.query_one(
        "SELECT min(due) FROM verplichtingen \
         WHERE gemeente_id = $1 AND gebied_id = $2 AND soort = 'melding.triage' AND state = 'open'",
        &[&gemeente, &gebied],
        |row| row.get(0),
    )?;
    Ok(Some((count, since, due)))
}

/// A task of this person.
pub(super) struct Taakrij {
    pub id: TaakId,
    pub discipline: String,
    pub gebied: GebiedId,
    pub planned_on: Option<Date>,
}

/// The open tasks assigned to this person, the soonest first, at most 50.
pub(super) fn list_taken(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    account: AccountId,
) -> Result<Vec<Taakrij>> {
    Ok(tx.query(
        "SELECT t.id, t.discipline, m.gebied_id, t.planned_on FROM taken t \
         JOIN meldingen m ON m.gemeente_id = t.gemeente_id AND m.id = t.melding_id \
         WHERE t.gemeente_id = $1 AND t.account_id = $2 AND t.state IN ('open', 'planned') \
         ORDER BY t.planned_on NULLS LAST, t.id LIMIT 50",
        &[&gemeente, &account],
        |row| {
            Ok(Taakrij {
                id: row.get(0)?,
                discipline: row.get(1)?,
                gebied: row.get(2)?,
                planned_on: row.get(3)?,
            })
        },
    )?)
}

/// An afspraak that waits: id, what, due, state, the title of its aandachtsgebied.
pub(super) struct Afspraakrij {
    pub id: AfspraakId,
    pub wat: String,
    pub due: Date,
    pub is_proposed: bool,
    pub over: String,
}

/// The afspraken of an organisation that wait for its answer, or that are late, at most 50.
pub(super) fn list_afspraken(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    organisatie: OrganisatieId,
    today: Date,
) -> Result<Vec<Afspraakrij>> {
    Ok(tx.query(
        "SELECT a.id, a.wat, a.due, a.state, g.titel FROM afspraken a \
         JOIN aandachtsgebieden g ON g.gemeente_id = a.gemeente_id AND g.id = a.aandachtsgebied_id \
         WHERE a.gemeente_id = $1 AND a.organisatie_id = $2 AND (a.state = 'proposed' \
         OR (a.state IN ('accepted', 'in_progress') AND a.due < $3)) ORDER BY a.due, a.id LIMIT 50",
        &[&gemeente, &organisatie, &today],
        |row| {
            let state: String = row.get(3)?;
            Ok(Afspraakrij {
                id: row.get(0)?,
                wat: row.get(1)?,
                due: row.get(2)?,
                is_proposed: state == "proposed",
                over: row.get(4)?,
            })
        },
    )?)
}

/// The drafts of an orgaan that hold something and that this organisation has not yet agreed to: id and year.
pub(super) fn list_werkplannen(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    orgaan: OrgaanId,
    organisatie: OrganisatieId,
) -> Result<Vec<(WerkplanId, i64)>> {
    Ok(tx.query(
        "SELECT w.id, w.jaar FROM werkplannen w WHERE w.gemeente_id = $1 AND w.orgaan_id = $2 \
         AND EXISTS (SELECT 1 FROM aandachtsgebieden g WHERE g.gemeente_id = $1 AND g.werkplan_id = w.id \
         AND g.state IN ('proposed', 'adopted', 'active') \
         AND (g.state = 'proposed' OR w.adopted_at IS NULL OR g.changed_at > w.adopted_at)) \
         AND NOT EXISTS (SELECT 1 FROM werkplan_instemmingen i WHERE i.gemeente_id = $1 AND i.werkplan_id = w.id \
         AND i.versie = w.versie + 1 AND i.organisatie_id = $3) ORDER BY w.jaar, w.id LIMIT 10",
        &[&gemeente, &orgaan, &organisatie],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?)
}

/// Subject and gebied of a melding: theme or else discipline, number.
pub(super) fn find_melding(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: MeldingId,
) -> Result<Option<(Option<String>, i64)>> {
    Ok(tx.query_opt(
        "SELECT thema, discipline, nummer FROM meldingen WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id],
        |row| {
            let (thema, discipline): (Option<String>, Option<String>) = (row.get(0)?, row.get(1)?);
            Ok((thema.or(discipline), row.get(2)?))
        },
    )?)
}

/// Which discipline a task is for.
pub(super) fn find_discipline(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: TaakId,
) -> Result<Option<String>> {
    Ok(tx.query_opt(
        "SELECT discipline FROM taken WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id],
        |row| row.get(0),
    )?)
}

/// What an afspraak says.
pub(super) fn find_afspraak(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: AfspraakId,
) -> Result<Option<String>> {
    Ok(tx.query_opt(
        "SELECT wat FROM afspraken WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id],
        |row| row.get(0),
    )?)
}

/// The title of a text in the kennisbank.
pub(super) fn find_kennisitem(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: KennisitemId,
) -> Result<Option<String>> {
    Ok(tx.query_opt(
        "SELECT titel FROM kennisitems WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id],
        |row| row.get(0),
    )?)
}

/// What a question at the desk is about: the key of its topic.
pub(super) fn find_onderwerp(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: ContactvraagId,
) -> Result<Option<String>> {
    Ok(tx.query_opt(
        "SELECT onderwerp FROM contactvragen WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id],
        |row| row.get(0),
    )?)
}

/// The point where somebody asked this question, if it was at one.
pub(super) fn find_point_of_vraag(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: ContactvraagId,
) -> Result<Option<InfopuntId>> {
    let found: Option<Option<InfopuntId>> = tx.query_opt(
        "SELECT c.infopunt_id FROM contactvragen v JOIN contacten c ON c.gemeente_id = v.gemeente_id \
         AND c.id = v.contact_id WHERE v.gemeente_id = $1 AND v.id = $2",
        &[&gemeente, &id],
        |row| row.get(0),
    )?;
    Ok(found.flatten())
}

/// The point that has this gap.
pub(super) fn find_point_of_gat(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: GatId,
) -> Result<Option<InfopuntId>> {
    Ok(tx.query_opt(
        "SELECT infopunt_id FROM gaten WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id],
        |row| row.get(0),
    )?)
}
