//! The SQL of the thread that staff see.

use jiff::Timestamp;
use jiff::civil::Date;
use kit::db::{Queries, Row};
use uuid::Uuid;

use super::model::{Kosten, Soort, Wie};
use crate::error::{Error, Result};
use crate::ids::{
    AandachtsgebiedId, AfspraakId, GebiedId, GemeenteId, MeldingId, OrgaanId, OrganisatieId,
};

/// A melding as the thread needs it.
#[derive(Clone, Debug)]
pub(super) struct MeldingRij {
    pub id: MeldingId,
    pub nummer: i64,
    pub state: String,
    pub gebied: GebiedId,
    pub onderwerp: Option<String>,
    pub orgaan: Option<OrgaanId>,
    pub organisatie: Option<OrganisatieId>,
    pub owner_rol: Option<String>,
    pub bron_kind: String,
    pub submitted_at: Timestamp,
    pub triaged_at: Option<Timestamp>,
    pub done_at: Option<Timestamp>,
    pub told_at: Option<Timestamp>,
    pub due: Option<Date>,
}

fn melding(row: &Row<'_>) -> Result<MeldingRij, kit::db::Error> {
    let (thema, discipline): (Option<String>, Option<String>) = (row.get(4)?, row.get(5)?);
    Ok(MeldingRij {
        id: row.get(0)?,
        nummer: row.get(1)?,
        state: row.get(2)?,
        gebied: row.get(3)?,
        onderwerp: thema.or(discipline),
        orgaan: row.get(6)?,
        organisatie: row.get(7)?,
        owner_rol: row.get(8)?,
        bron_kind: row.get(9)?,
        submitted_at: row.get(10)?,
        triaged_at: row.get(11)?,
        done_at: row.get(12)?,
        told_at: row.get(13)?,
        due: row.get(14)?,
    })
}

/// The melding with this id.
pub(super) fn find_melding(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: MeldingId,
) -> Result<Option<MeldingRij>> {
    Ok(tx.query_opt(
        "SELECT id, nummer, state, gebied_id, thema, discipline, orgaan_id, organisatie_id, owner_rol, \
         bron_kind, submitted_at, triaged_at, done_at, told_at, due \
         FROM meldingen WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id],
        melding,
    )?)
}

/// The meldingen behind an aandachtsgebied, oldest first, at most 200.
pub(super) fn list_meldingen(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    about: AandachtsgebiedId,
) -> Result<Vec<MeldingRij>> {
    Ok(tx.query(
        "SELECT id, nummer, state, gebied_id, thema, discipline, orgaan_id, organisatie_id, owner_rol, \
         bron_kind, submitted_at, triaged_at, done_at, told_at, due \
         FROM meldingen WHERE gemeente_id = $1 AND aandachtsgebied_id = $2 ORDER BY submitted_at, id LIMIT 200",
        &[&gemeente, &about],
        melding,
    )?)
}

/// When those who raised a melding, or the meldingen behind an aandachtsgebied, were told how it ended; the last first.
pub(super) fn list_told(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    about: Option<AandachtsgebiedId>,
    melding: Option<MeldingId>,
) -> Result<Vec<Timestamp>> {
    let (sql, id) = match (about, melding) {
        (Some(about), _) => (
            "SELECT told_at FROM meldingen WHERE gemeente_id = $1 AND aandachtsgebied_id = $2 \
             AND told_at IS NOT NULL ORDER BY told_at DESC NULLS LAST, id LIMIT 200",
            about.0,
        ),
        (None, Some(melding)) => (
            "SELECT told_at FROM meldingen WHERE gemeente_id = $1 AND id = $2 AND told_at IS NOT NULL",
            melding.0,
        ),
        (None, None) => return Ok(Vec::new()),
    };
    Ok(tx.query(sql, &[&gemeente, &id], |row| row.get(0))?)
}

/// The aandachtsgebied that an afspraak or result belongs to.
pub(super) fn aandachtsgebied_of(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    soort: Soort,
    id: Uuid,
) -> Result<Option<AandachtsgebiedId>> {
    let sql = match soort {
        Soort::Afspraak => {
            "SELECT aandachtsgebied_id FROM afspraken WHERE gemeente_id = $1 AND id = $2"
        }
        Soort::Resultaat => {
            "SELECT aandachtsgebied_id FROM resultaten WHERE gemeente_id = $1 AND id = $2"
        }
        Soort::Melding => {
            "SELECT aandachtsgebied_id FROM meldingen WHERE gemeente_id = $1 AND id = $2 \
             AND aandachtsgebied_id IS NOT NULL"
        }
        Soort::Aandachtsgebied => {
            "SELECT id FROM aandachtsgebieden WHERE gemeente_id = $1 AND id = $2"
        }
    };
    Ok(tx.query_opt(sql, &[&gemeente, &id], |row| row.get(0))?)
}

/// The wijken of an aandachtsgebied.
pub(super) fn list_wijken(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    about: AandachtsgebiedId,
) -> Result<Vec<GebiedId>> {
    Ok(tx.query(
        "SELECT gebied_id FROM aandachtsgebied_wijken WHERE gemeente_id = $1 AND aandachtsgebied_id = $2 \
         ORDER BY gebied_id LIMIT 200",
        &[&gemeente, &about],
        |row| row.get(0),
    )?)
}

/// An aandachtsgebied as the thread needs it.
pub(super) struct Aandachtsrij {
    pub titel: String,
    pub behoefte: String,
    pub behoefte_van: String,
    pub created_at: Timestamp,
}

/// The aandachtsgebied with this id.
pub(super) fn get_aandachtsgebied(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: AandachtsgebiedId,
) -> Result<Aandachtsrij> {
    tx.query_opt(
        "SELECT titel, behoefte, behoefte_van, created_at FROM aandachtsgebieden WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id],
        |row| {
            Ok(Aandachtsrij {
                titel: row.get(0)?,
                behoefte: row.get(1)?,
                behoefte_van: row.get(2)?,
                created_at: row.get(3)?,
            })
        },
    )?
    .ok_or(Error::NotFound("aandachtsgebied"))
}

/// An afspraak as the thread needs it.
pub(super) struct Afspraakrij {
    pub id: AfspraakId,
    pub wat: String,
    pub organisatie: Option<OrganisatieId>,
    pub due: Date,
    pub state: String,
    pub accepted_at: Option<Timestamp>,
    pub delivered_at: Option<Timestamp>,
    /// When it was last found not to be kept.
    pub sent_back_at: Option<Timestamp>,
}

impl Afspraakrij {
    /// Whether it was accepted and is not done yet.
    pub(super) fn is_open(&self) -> bool {
        matches!(self.state.as_str(), "accepted" | "in_progress")
    }
}

/// The afspraken of an aandachtsgebied that were not let go, the earliest due first, at most 100.
pub(super) fn list_afspraken(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    about: AandachtsgebiedId,
) -> Result<Vec<Afspraakrij>> {
    Ok(tx.query(
        "SELECT f.id, f.wat, f.organisatie_id, f.due, f.state, f.accepted_at, f.delivered_at, \
         (SELECT max(j.at) FROM journaal j WHERE j.gemeente_id = f.gemeente_id AND j.subject_id = f.id \
         AND j.verb = 'reopened') FROM afspraken f \
         WHERE f.gemeente_id = $1 AND f.aandachtsgebied_id = $2 AND f.state <> 'dropped' ORDER BY f.due, f.id LIMIT 100",
        &[&gemeente, &about],
        |row| {
            Ok(Afspraakrij {
                id: row.get(0)?,
                wat: row.get(1)?,
                organisatie: row.get(2)?,
                due: row.get(3)?,
                state: row.get(4)?,
                accepted_at: row.get(5)?,
                delivered_at: row.get(6)?,
                sent_back_at: row.get(7)?,
            })
        },
    )?)
}

/// Per side what was put in so far into accepted afspraken, what is promised on those that stand, and when something was
/// last put in.
pub(super) fn list_bijdragen(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    about: AandachtsgebiedId,
) -> Result<Vec<(Kosten, Option<Timestamp>)>> {
    Ok(tx.query(
        "SELECT b.van, CAST(sum(CASE WHEN b.planned THEN 0 ELSE b.minuten END) AS BIGINT), \
         CAST(sum(CASE WHEN b.planned THEN 0 ELSE b.cents END) AS BIGINT), \
         CAST(sum(CASE WHEN b.planned AND a.state <> 'dropped' THEN b.minuten ELSE 0 END) AS BIGINT), \
         CAST(sum(CASE WHEN b.planned AND a.state <> 'dropped' THEN b.cents ELSE 0 END) AS BIGINT), \
         max(CASE WHEN b.planned THEN NULL ELSE b.at END) FROM bijdragen b \
         JOIN afspraken a ON a.gemeente_id = b.gemeente_id AND a.id = b.afspraak_id \
         WHERE b.gemeente_id = $1 AND a.aandachtsgebied_id = $2 AND a.accepted_at IS NOT NULL \
         GROUP BY b.van ORDER BY b.van LIMIT 10",
        &[&gemeente, &about],
        |row| {
            let kosten = Kosten {
                wie: Wie::Kant(row.get(0)?),
                minuten: row.get(1)?,
                cents: row.get(2)?,
                promised_minuten: row.get(3)?,
                promised_cents: row.get(4)?,
            };
            Ok((kosten, row.get(5)?))
        },
    )?)
}

/// The results of an aandachtsgebied: what, who noted it, when.
pub(super) fn list_resultaten(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    about: AandachtsgebiedId,
) -> Result<Vec<(String, Uuid, Timestamp)>> {
    Ok(tx.query(
        "SELECT wat, account_id, at FROM resultaten WHERE gemeente_id = $1 AND aandachtsgebied_id = $2 \
         ORDER BY at, id LIMIT 100",
        &[&gemeente, &about],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )?)
}

/// What those who asked say of one melding, oldest first: who (a random id), and whether it is solved.
pub(super) fn list_oordelen(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    melding: MeldingId,
) -> Result<Vec<(Uuid, bool)>> {
    Ok(tx.query(
        "SELECT melder_id, opgelost FROM oordelen WHERE gemeente_id = $1 AND subject_id = $2 ORDER BY at, id LIMIT 200",
        &[&gemeente, &melding],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?)
}

/// What those who asked say of everything about an aandachtsgebied, oldest first.
pub(super) fn list_oordelen_about(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    about: AandachtsgebiedId,
) -> Result<Vec<(Uuid, bool)>> {
    Ok(tx.query(
        "SELECT o.melder_id, o.opgelost FROM oordelen o \
         JOIN meldingen m ON m.gemeente_id = o.gemeente_id AND m.id = o.melding_id \
         WHERE o.gemeente_id = $1 AND m.aandachtsgebied_id = $2 ORDER BY o.at, o.id LIMIT 1000",
        &[&gemeente, &about],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?)
}

/// The taken of a melding: discipline, state, planned day, done at.
pub(super) fn list_taken(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    melding: MeldingId,
) -> Result<Vec<Taakrij>> {
    Ok(tx.query(
        "SELECT id, discipline, state, planned_on, created_at, done_at FROM taken \
         WHERE gemeente_id = $1 AND melding_id = $2 AND state <> 'cancelled' ORDER BY created_at, id LIMIT 50",
        &[&gemeente, &melding],
        |row| {
            Ok(Taakrij {
                id: row.get(0)?,
                discipline: row.get(1)?,
                state: row.get(2)?,
                planned_on: row.get(3)?,
                created_at: row.get(4)?,
                done_at: row.get(5)?,
            })
        },
    )?)
}

/// A taak as the thread needs it.
pub(super) struct Taakrij {
    pub id: crate::ids::TaakId,
    pub discipline: String,
    pub state: String,
    pub planned_on: Option<Date>,
    pub created_at: Timestamp,
    pub done_at: Option<Timestamp>,
}
