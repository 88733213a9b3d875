//! The SQL of public faces.

use jiff::civil::Date;
use kit::db::Queries;

use crate::error::Result;
use crate::ids::{AandachtsgebiedId, GebiedId, GemeenteId, MeldingId};
use crate::wijkaanpak::meldingen::publiek::Gezicht;
use crate::write::Write;

/// The public face of a melding.
#[derive(Clone, Debug, PartialEq)]
pub struct Publiek {
    pub melding: MeldingId,
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
    pub photo_hash: Option<String>,
    pub aandachtsgebied: Option<AandachtsgebiedId>,
}

/// Whether everybody may read this melding, and the public aandachtsgebied that it is part of, if there is one.
pub(in super::super) fn find_public(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: MeldingId,
) -> Result<(bool, Option<AandachtsgebiedId>)> {
    let found: Option<Option<AandachtsgebiedId>> = tx.query_opt(
        "SELECT a.aandachtsgebied_id FROM meldingen_publiek p LEFT JOIN aandachtsgebieden_publiek a \
         ON a.gemeente_id = p.gemeente_id AND a.aandachtsgebied_id = p.aandachtsgebied_id \
         WHERE p.gemeente_id = $1 AND p.melding_id = $2",
        &[&gemeente, &id],
        |row| row.get(0),
    )?;
    Ok((found.is_some(), found.flatten()))
}

/// The public faces of the meldingen of a gebied, newest first.
pub fn list_publiek(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    gebied: GebiedId,
    most: i64,
) -> Result<Vec<Publiek>> {
    Ok(tx.query(
        "SELECT melding_id, nummer, gebied_id, thema, discipline, lat_e6, lon_e6, state, who, sentence, submitted_on, \
         done_on, photo_hash, aandachtsgebied_id FROM meldingen_publiek WHERE gemeente_id = $1 AND gebied_id = $2 \
         ORDER BY submitted_on DESC, melding_id DESC LIMIT $3",
        &[&gemeente, &gebied, &most],
        |row| {
            Ok(Publiek {
                melding: row.get(0)?,
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
                photo_hash: row.get(12)?,
                aandachtsgebied: row.get(13)?,
            })
        },
    )?)
}

/// Writes the public face of a melding, with the place that everybody may know.
pub(in super::super) fn keep_face(
    ctx: &mut Write<'_>,
    id: MeldingId,
    face: &Gezicht,
    place: Option<(i64, i64)>,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "INSERT INTO meldingen_publiek (gemeente_id, melding_id, nummer, gebied_id, thema, discipline, lat_e6, lon_e6, \
         state, who, sentence, submitted_on, done_on, aandachtsgebied_id) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) \
         ON CONFLICT (gemeente_id, melding_id) DO UPDATE SET gebied_id = excluded.gebied_id, thema = excluded.thema, \
         discipline = excluded.discipline, lat_e6 = excluded.lat_e6, lon_e6 = excluded.lon_e6, state = excluded.state, \
         who = excluded.who, sentence = excluded.sentence, done_on = excluded.done_on, \
         aandachtsgebied_id = excluded.aandachtsgebied_id",
        &[
            &gemeente,
            &id,
            &face.nummer,
            &face.gebied,
            &face.thema,
            &face.discipline,
            &place.map(|(lat, _)| lat),
            &place.map(|(_, lon)| lon),
            &face.state,
            &face.who,
            &face.sentence,
            &face.submitted_on,
            &face.done_on,
            &face.aandachtsgebied,
        ],
    )?;
    Ok(())
}

/// Puts the released copy of a photo in the public face.
pub(in super::super) fn set_photo(ctx: &mut Write<'_>, id: MeldingId, copy: &str) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "UPDATE meldingen_publiek SET photo_hash = $3 WHERE gemeente_id = $1 AND melding_id = $2",
        &[&gemeente, &id, &copy],
    )?;
    Ok(())
}
