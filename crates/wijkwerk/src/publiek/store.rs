//! The SQL of public pages: public projections and references, nothing else.

use jiff::civil::Date;
use kit::db::{Queries, Row};

use super::document::{Document, Openbaar};
use crate::error::Result;
use crate::ids::{AandachtsgebiedId, GebiedId, GemeenteId, MeldingId, OrganisatieId};

/// The public version of a gemeente as this transaction sees it: it counts up with everything the public may know.
pub fn public_version(tx: &mut impl Queries, gemeente: GemeenteId) -> Result<i64> {
    Ok(tx.query_one(
        "SELECT publieke_versie FROM gemeenten WHERE id = $1",
        &[&gemeente],
        |row| row.get(0),
    )?)
}

/// A melding as the public may know it.
#[derive(Clone, Debug)]
pub struct MeldingPubliek {
    pub id: MeldingId,
    pub nummer: i64,
    pub gebied: GebiedId,
    pub thema: Option<String>,
    pub discipline: Option<String>,
    pub lat_e6: Option<i64>,
    pub lon_e6: Option<i64>,
    pub state: String,
    pub who: String,
    pub sentence: Option<String>,
    pub submitted_on: Date,
    pub done_on: Option<Date>,
    pub photo: Option<String>,
    pub aandachtsgebied: Option<AandachtsgebiedId>,
}

impl MeldingPubliek {
    /// Theme, or else discipline.
    pub fn onderwerp(&self) -> Option<&str> {
        self.thema.as_deref().or(self.discipline.as_deref())
    }
}

fn melding(row: &Row<'_>) -> Result<MeldingPubliek, kit::db::Error> {
    Ok(MeldingPubliek {
        id: row.get(0)?,
        nummer: row.get(1)?,
        gebied: row.get(2)?,
        thema: row.get(3)?,
        discipline: row.get(4)?,
        lat_e6: row.get(5)?,
        lon_e6: row.get(6)?,
        state: row.get(7)?,
        who: row.get(8)?,
        sentence: row.get(9)?,
        submitted_on: row.get(10)?,
        done_on: row.get(11)?,
        photo: row.get(12)?,
        aandachtsgebied: row.get(13)?,
    })
}

/// The newest meldingen of a gebied.
pub fn list_meldingen(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    gebied: GebiedId,
    most: i64,
) -> Result<Vec<MeldingPubliek>> {
    Ok(tx.query(
        "SELECT melding_id, nummer, gebied_id, thema, discipline, lat_e6, lon_e6, state, who, sentence, submitted_on, \
         done_on, photo_hash, aandachtsgebied_id FROM meldingen_publiek WHERE gemeente_id = $1 AND gebied_id = $2 \
         ORDER BY submitted_on DESC, melding_id DESC LIMIT $3",
        &[&gemeente, &gebied, &most],
        melding,
    )?)
}

/// The melding with this id.
pub fn find_melding(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: MeldingId,
) -> Result<Option<MeldingPubliek>> {
    Ok(tx.query_opt(
        "SELECT melding_id, nummer, gebied_id, thema, discipline, lat_e6, lon_e6, state, who, sentence, submitted_on, \
         done_on, photo_hash, aandachtsgebied_id FROM meldingen_publiek WHERE gemeente_id = $1 AND melding_id = $2",
        &[&gemeente, &id],
        melding,
    )?)
}

/// The melding with this number.
pub fn find_melding_by_nummer(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    nummer: i64,
) -> Result<Option<MeldingPubliek>> {
    Ok(tx.query_opt(
        "SELECT melding_id, nummer, gebied_id, thema, discipline, lat_e6, lon_e6, state, who, sentence, submitted_on, \
         done_on, photo_hash, aandachtsgebied_id FROM meldingen_publiek WHERE gemeente_id = $1 AND nummer = $2 \
         ORDER BY melding_id LIMIT 1",
        &[&gemeente, &nummer],
        melding,
    )?)
}

/// The meldingen behind an aandachtsgebied, oldest first, at most 50.
pub fn list_meldingen_behind(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    aandachtsgebied: AandachtsgebiedId,
) -> Result<Vec<MeldingPubliek>> {
    Ok(tx.query(
        "SELECT melding_id, nummer, gebied_id, thema, discipline, lat_e6, lon_e6, state, who, sentence, submitted_on, \
         done_on, photo_hash, aandachtsgebied_id FROM meldingen_publiek \
         WHERE gemeente_id = $1 AND aandachtsgebied_id = $2 ORDER BY submitted_on, melding_id LIMIT 50",
        &[&gemeente, &aandachtsgebied],
        melding,
    )?)
}

fn openbaar(row: &Row<'_>) -> Result<Openbaar, kit::db::Error> {
    let document: String = row.get(2)?;
    Ok(Openbaar {
        id: row.get(0)?,
        state: row.get(1)?,
        document: Document::read(&document),
        changed_on: row.get(3)?,
    })
}

/// The aandachtsgebieden that the public may know, the latest change first, at most 500.
pub fn list_openbaar(tx: &mut impl Queries, gemeente: GemeenteId) -> Result<Vec<Openbaar>> {
    Ok(tx.query(
        "SELECT aandachtsgebied_id, state, document, changed_on FROM aandachtsgebieden_publiek \
         WHERE gemeente_id = $1 ORDER BY changed_on DESC, aandachtsgebied_id LIMIT 500",
        &[&gemeente],
        openbaar,
    )?)
}

/// The public face of one aandachtsgebied.
pub fn find_openbaar(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: AandachtsgebiedId,
) -> Result<Option<Openbaar>> {
    Ok(tx.query_opt(
        "SELECT aandachtsgebied_id, state, document, changed_on FROM aandachtsgebieden_publiek \
         WHERE gemeente_id = $1 AND aandachtsgebied_id = $2",
        &[&gemeente, &id],
        openbaar,
    )?)
}

/// How it goes with the meldingen of a gebied since a day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cijfers {
    pub meldingen: i64,
    pub klaar: i64,
    /// Half of the latest 500 that were done took no longer than this.
    pub dagen: Option<i64>,
}

/// The figures of a gebied since `since`.
pub fn figures(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    gebied: GebiedId,
    since: Date,
) -> Result<Cijfers> {
    // All of them counted, then those that were done one by one: one answer instead of two.
    let rows: Vec<(i64, i64, Option<i64>)> = tx.query(
        "SELECT count(*), count(done_on), NULL, NULL FROM meldingen_publiek \
         WHERE gemeente_id = $1 AND gebied_id = $2 AND submitted_on >= $3 \
         UNION ALL SELECT 0, 0, submitted_on, done_on FROM ( \
         SELECT submitted_on, done_on FROM meldingen_publiek WHERE gemeente_id = $1 AND gebied_id = $2 \
         AND submitted_on >= $3 AND done_on IS NOT NULL ORDER BY submitted_on DESC, melding_id DESC LIMIT 500) AS latest",
        &[&gemeente, &gebied, &since],
        |row| {
            let days: (Option<Date>, Option<Date>) = (row.get(2)?, row.get(3)?);
            let took = days.0.zip(days.1);
            let took = took.map(|(from, until)| i64::from((until - from).get_days()).max(0));
            Ok((row.get(0)?, row.get(1)?, took))
        },
    )?;
    let mut cijfers = Cijfers::default();
    let mut days = Vec::new();
    for (meldingen, klaar, took) in rows {
        cijfers.meldingen += meldingen;
        cijfers.klaar += klaar;
        days.extend(took);
    }
    days.sort_unstable();
    cijfers.dagen = days.get(days.len() / 2).copied();
    Ok(cijfers)
}

/// How many meldingen came since a day over these gebieden, and how many of them are done.
pub fn count_since(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    gebieden: &[GebiedId],
    since: Date,
) -> Result<(i64, i64)> {
    let mut sum = (0, 0);
    for gebied in gebieden {
        let (all, done): (i64, i64) = tx.query_one(
            "SELECT count(*), count(done_on) FROM meldingen_publiek \
             WHERE gemeente_id = $1 AND gebied_id = $2 AND submitted_on >= $3",
            &[&gemeente, gebied, &since],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        sum = (sum.0 + all, sum.1 + done);
    }
    Ok(sum)
}

/// Work that somebody plans in a gebied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    pub soort: String,
    pub organisatie: Option<OrganisatieId>,
    pub wat: String,
    pub jaar: i64,
    pub kwartaal: Option<i64>,
}

/// The work planned in a gebied from `jaar` on, the soonest first, at most 20.
pub fn list_plannen(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    gebied: GebiedId,
    jaar: i64,
) -> Result<Vec<Plan>> {
    Ok(tx.query(
        "SELECT soort, organisatie_id, wat, jaar, kwartaal FROM plannen \
         WHERE gemeente_id = $1 AND gebied_id = $2 AND jaar >= $3 AND state = 'planned' \
         ORDER BY jaar, kwartaal NULLS LAST, id LIMIT 20",
        &[&gemeente, &gebied, &jaar],
        |row| {
            Ok(Plan {
                soort: row.get(0)?,
                organisatie: row.get(1)?,
                wat: row.get(2)?,
                jaar: row.get(3)?,
                kwartaal: row.get(4)?,
            })
        },
    )?)
}
