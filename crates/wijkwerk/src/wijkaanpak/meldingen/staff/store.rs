//! What the staff pages ask beyond the meldingen themselves.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use kit::db::{Param, Queries, Row};
use uuid::Uuid;

use crate::error::Result;
use crate::ids::{AandachtsgebiedId, GebiedId, GemeenteId, MeldingId, OrganisatieId};
use crate::wijkaanpak::meldingen::Bron;
use crate::write::Write;

/// Most ids in one statement.
const CHUNK: usize = 25;

/// A melding that waits for a decision.
#[derive(Clone, Debug)]
pub(super) struct Waiting {
    pub id: MeldingId,
    pub gebied: GebiedId,
    pub thema: Option<String>,
    pub discipline: Option<String>,
    pub due: Option<Date>,
    pub submitted_at: Timestamp,
}

impl Waiting {
    /// Theme or discipline, whichever was asked.
    pub(super) fn subject(&self) -> Option<&str> {
        self.thema.as_deref().or(self.discipline.as_deref())
    }
}

fn waiting(row: &Row<'_>) -> Result<Waiting, kit::db::Error> {
    Ok(Waiting {
        id: row.get(0)?,
        gebied: row.get(1)?,
        thema: row.get(2)?,
        discipline: row.get(3)?,
        due: row.get(4)?,
        submitted_at: row.get(5)?,
    })
}

/// The organisations with people who have a role today, with each of those roles.
pub(super) fn roles_of_organisaties(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    today: Date,
) -> Result<Vec<(OrganisatieId, String)>> {
    Ok(tx.query(
        "SELECT a.organisatie_id, r.rol FROM rolvervullingen r JOIN accounts a \
         ON a.gemeente_id = r.gemeente_id AND a.id = r.account_id WHERE r.gemeente_id = $1 \
         AND a.organisatie_id IS NOT NULL AND a.ended_at IS NULL AND r.valid_from <= $2 \
         AND (r.valid_to IS NULL OR r.valid_to > $2) \
         GROUP BY a.organisatie_id, r.rol ORDER BY a.organisatie_id NULLS LAST, r.rol LIMIT 2000",
        &[&gemeente, &today],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?)
}

/// What waits for a decision, the oldest first: everywhere, or in one gebied.
pub(super) fn queue(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    gebied: Option<GebiedId>,
    most: i64,
) -> Result<Vec<Waiting>> {
    Ok(match gebied {
        None => tx.query(
            "SELECT id, gebied_id, thema, discipline, due, submitted_at FROM meldingen WHERE gemeente_id = $1 \
             AND state = 'submitted' AND samengevoegd_met IS NULL ORDER BY submitted_at, id LIMIT $2",
            &[&gemeente, &most],
            waiting,
        )?,
        Some(gebied) => tx.query(
            "SELECT id, gebied_id, thema, discipline, due, submitted_at FROM meldingen WHERE gemeente_id = $1 \
             AND gebied_id = $2 AND state = 'submitted' AND samengevoegd_met IS NULL \
             ORDER BY submitted_at, id LIMIT $3",
            &[&gemeente, &gebied, &most],
            waiting,
        )?,
    })
}

/// The beginning of the reporter's words of each of these.
pub(super) fn texts_of(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    ids: &[MeldingId],
) -> Result<BTreeMap<MeldingId, String>> {
    let mut found = BTreeMap::new();
    for part in ids.chunks(CHUNK) {
        let mut all = [MeldingId(Uuid::nil()); CHUNK];
        all[..part.len()].copy_from_slice(part);
        let mut params: Vec<&dyn Param> = vec![&gemeente];
        params.extend(all.iter().map(|id| id as &dyn Param));
        found.extend(tx.query(
            "SELECT melding_id, substr(omschrijving, 1, 200) FROM melding_teksten WHERE gemeente_id = $1 AND melding_id IN \
             ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, \
             $25, $26) LIMIT 25",
            &params,
            |row| Ok((row.get::<MeldingId>(0)?, row.get::<String>(1)?)),
        )?);
    }
    Ok(found)
}

/// Who raised a melding (V-33).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Herkomst {
    pub bron: Bron,
    pub bron_id: Option<Uuid>,
    pub kanaal: String,
    pub at: Timestamp,
}

/// Everybody who raised this, the first first.
pub(super) fn sources(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: MeldingId,
) -> Result<Vec<Herkomst>> {
    Ok(tx.query(
        "SELECT bron_kind, bron_id, kanaal, at FROM melding_bronnen WHERE gemeente_id = $1 AND melding_id = $2 \
         ORDER BY at, id LIMIT 50",
        &[&gemeente, &id],
        |row| {
            Ok(Herkomst {
                bron: row.get(0)?,
                bron_id: row.get(1)?,
                kanaal: row.get(2)?,
                at: row.get(3)?,
            })
        },
    )?)
}

/// The open aandachtsgebieden of a wijk: id and title.
pub(super) fn open_aandachtsgebieden(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    gebied: GebiedId,
) -> Result<Vec<(AandachtsgebiedId, String)>> {
    Ok(tx.query(
        "SELECT a.id, a.titel FROM aandachtsgebied_wijken w JOIN aandachtsgebieden a \
         ON a.gemeente_id = w.gemeente_id AND a.id = w.aandachtsgebied_id \
         WHERE w.gemeente_id = $1 AND w.gebied_id = $2 AND a.state IN ('proposed', 'adopted', 'active') \
         ORDER BY a.titel, a.id LIMIT 50",
        &[&gemeente, &gebied],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?)
}

/// The title of an aandachtsgebied.
pub(super) fn titel(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: AandachtsgebiedId,
) -> Result<Option<String>> {
    Ok(tx.query_opt(
        "SELECT titel FROM aandachtsgebieden WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id],
        |row| row.get(0),
    )?)
}

/// The melding with this number.
pub(super) fn by_number(
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

/// Sets the one sentence that everybody may read.
pub(super) fn set_sentence(ctx: &mut Write<'_>, id: MeldingId, sentence: &str) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "UPDATE meldingen SET public_sentence = $3, changed_at = $4 WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &sentence, &now],
    )?;
    Ok(())
}
