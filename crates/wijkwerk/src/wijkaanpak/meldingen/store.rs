//! The SQL of meldingen.

use jiff::Timestamp;
use jiff::civil::Date;
use kit::db::{Queries, Row};
use uuid::Uuid;

use super::model::{Contactgegevens, FieldState, Foto, Melding, MeldingState, NewMelding, Volger};
use crate::error::{Error, Result};
use crate::ids::{
    AandachtsgebiedId, GebiedId, GemeenteId, MelderId, MeldingFotoId, MeldingId, OrgaanId,
};
use crate::kader::bestanden::{self, NewPhoto};
use crate::write::Write;

fn melding(row: &Row<'_>) -> Result<Melding, kit::db::Error> {
    Ok(Melding {
        id: row.get(0)?,
        nummer: row.get(1)?,
        state: row.get(2)?,
        field_state: row.get(3)?,
        gebied: row.get(4)?,
        orgaan: row.get(5)?,
        thema: row.get(6)?,
        discipline: row.get(7)?,
        lat_e6: row.get(8)?,
        lon_e6: row.get(9)?,
        near_home: row.get(10)?,
        kanaal: row.get(11)?,
        bron: row.get(12)?,
        owner_rol: row.get(13)?,
        owner_account: row.get(14)?,
        organisatie: row.get(15)?,
        aandachtsgebied: row.get(16)?,
        samengevoegd_met: row.get(17)?,
        reason: row.get(18)?,
        public_sentence: row.get(19)?,
        submitted_at: row.get(20)?,
        triaged_at: row.get(21)?,
        done_at: row.get(22)?,
        told_at: row.get(23)?,
        reopened: row.get(24)?,
        due: row.get(25)?,
    })
}

macro_rules! columns {
    () => {
        "id, nummer, state, field_state, gebied_id, orgaan_id, thema, discipline, lat_e6, lon_e6, near_home, kanaal, \
         bron_kind, owner_rol, owner_account_id, organisatie_id, aandachtsgebied_id, samengevoegd_met, reason, \
         public_sentence, submitted_at, triaged_at, done_at, told_at, reopened, due"
    };
}

/// The melding with this id.
pub fn find_melding(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: MeldingId,
) -> Result<Option<Melding>> {
    Ok(tx.query_opt(
        concat!(
            "SELECT ",
            columns!(),
            " FROM meldingen WHERE gemeente_id = $1 AND id = $2"
        ),
        &[&gemeente, &id],
        melding,
    )?)
}

/// The melding that must be there.
pub fn get_melding(tx: &mut impl Queries, gemeente: GemeenteId, id: MeldingId) -> Result<Melding> {
    find_melding(tx, gemeente, id)?.ok_or(Error::NotFound("melding"))
}

/// What a worklist shows.
#[derive(Clone, Debug)]
pub struct Filter {
    pub state: Option<MeldingState>,
    pub gebied: Option<GebiedId>,
    pub orgaan: Option<OrgaanId>,
    /// The last row of the page before: only older ones are wanted.
    pub before: Option<(Timestamp, MeldingId)>,
    pub most: i64,
}

/// Meldingen, newest first; one index per kind of filter, so that a million is as fast as ten thousand.
pub fn list_worklist(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    filter: &Filter,
) -> Result<Vec<Melding>> {
    let last = (Timestamp::MAX, MeldingId(Uuid::max()));
    let (at, id) = filter.before.unwrap_or(last);
    let at = at.min(Timestamp::from_second(253_000_000_000).unwrap_or(at));
    let most = filter.most.clamp(1, 200);
    Ok(match (filter.gebied, filter.orgaan, filter.state) {
        (Some(gebied), _, Some(state)) => tx.query(
            concat!(
                "SELECT ",
                columns!(),
                " FROM meldingen WHERE gemeente_id = $1 AND gebied_id = $2 AND state = $6 AND (submitted_at < $3 OR (submitted_at = $3 \
                 AND id < $4)) \
                 ORDER BY submitted_at DESC, id DESC LIMIT $5"
            ),
            &[&gemeente, &gebied, &at, &id, &most, &state],
            melding,
        )?,
        (Some(gebied), _, None) => tx.query(
            concat!(
                "SELECT ",
                columns!(),
                " FROM meldingen WHERE gemeente_id = $1 AND gebied_id = $2 AND (submitted_at < $3 OR (submitted_at = $3 \
                 AND id < $4)) \
                 ORDER BY submitted_at DESC, id DESC LIMIT $5"
            ),
            &[&gemeente, &gebied, &at, &id, &most],
            melding,
        )?,
        (None, Some(orgaan), Some(state)) => tx.query(
            concat!(
                "SELECT ",
                columns!(),
                " FROM meldingen WHERE gemeente_id = $1 AND orgaan_id = $2 AND state = $6 AND (submitted_at < $3 OR (submitted_at = $3 \
                 AND id < $4)) \
                 ORDER BY submitted_at DESC, id DESC LIMIT $5"
            ),
            &[&gemeente, &orgaan, &at, &id, &most, &state],
            melding,
        )?,
        (None, None, Some(state)) => tx.query(
            concat!(
                "SELECT ",
                columns!(),
                " FROM meldingen WHERE gemeente_id = $1 AND state = $2 AND (submitted_at < $3 OR (submitted_at = $3 \
                 AND id < $4)) \
                 ORDER BY submitted_at DESC, id DESC LIMIT $5"
            ),
            &[&gemeente, &state, &at, &id, &most],
            melding,
        )?,
        (None, _, None) => list_all_states(tx, gemeente, filter, most)?,
    })
}

/// The newest of every state put together: each has its index, all of them together have none.
fn list_all_states(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    filter: &Filter,
    most: i64,
) -> Result<Vec<Melding>> {
    let mut found = Vec::new();
    for state in MeldingState::ALL {
        let one = Filter {
            state: Some(*state),
            ..filter.clone()
        };
        found.extend(list_worklist(tx, gemeente, &one)?);
    }
    found.sort_by_key(|melding| std::cmp::Reverse((melding.submitted_at, melding.id)));
    found.truncate(usize::try_from(most).unwrap_or(200));
    Ok(found)
}

/// How many meldingen nobody has decided on yet.
pub fn count_new(tx: &mut impl Queries, gemeente: GemeenteId) -> Result<i64> {
    Ok(tx.query_one(
        "SELECT count(*) FROM meldingen WHERE gemeente_id = $1 AND state = 'submitted'",
        &[&gemeente],
        |row| row.get(0),
    )?)
}

/// Open or recent meldingen in a box around a place, in millionths of a degree, newest first.
pub fn list_near(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    (lat, lon): (i64, i64),
    reach: (i64, i64),
    most: i64,
) -> Result<Vec<Melding>> {
    Ok(tx.query(
        concat!(
                "SELECT ",
                columns!(),
                " FROM meldingen WHERE gemeente_id = $1 AND lat_e6 BETWEEN $2 AND $3 AND lon_e6 BETWEEN $4 AND $5 \
                 AND samengevoegd_met IS NULL \
             ORDER BY submitted_at DESC, id LIMIT $6"
            ),
        &[&gemeente, &(lat - reach.0), &(lat + reach.0), &(lon - reach.1), &(lon + reach.1), &most],
        melding,
    )?)
}

/// What was let know about one subject in one wijk since a moment, the newest first, with the place as it was told.
pub(super) fn list_places_since(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    gebied: GebiedId,
    onderwerp: &str,
    since: Timestamp,
) -> Result<Vec<(MeldingId, Option<String>)>> {
    Ok(tx.query(
        "SELECT m.id, t.plaats FROM meldingen m \
         LEFT JOIN melding_teksten t ON t.gemeente_id = m.gemeente_id AND t.melding_id = m.id \
         WHERE m.gemeente_id = $1 AND m.gebied_id = $2 AND m.submitted_at >= $3 \
         AND coalesce(m.thema, m.discipline) = $4 AND m.samengevoegd_met IS NULL \
         ORDER BY m.submitted_at DESC, m.id DESC LIMIT 200",
        &[&gemeente, &gebied, &since, &onderwerp],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?)
}

pub(super) struct Landing<'a> {
    pub id: MeldingId,
    pub nummer: i64,
    pub gebied: GebiedId,
    pub cbs_code: Option<&'a str>,
    pub orgaan: Option<OrgaanId>,
    pub thema: Option<&'a str>,
    pub discipline: Option<&'a str>,
    pub place: Option<(i64, i64)>,
    pub owner_rol: &'a str,
    pub entered_by: Option<Uuid>,
    pub submitted_at: Timestamp,
    pub due: Option<Date>,
}

pub(super) fn insert(ctx: &mut Write<'_>, new: &NewMelding, landing: &Landing<'_>) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    let (source, external) = new
        .external
        .as_ref()
        .map_or((None, None), |(s, e)| (Some(s.as_str()), Some(e.as_str())));
    ctx.exec(
        "INSERT INTO meldingen (gemeente_id, id, nummer, state, field_state, gebied_id, cbs_code, orgaan_id, thema, \
         discipline, lat_e6, lon_e6, near_home, kanaal, bron_kind, bron_id, entered_by, external_id, external_source, \
         owner_kind, owner_rol, submitted_at, reopened, due, changed_at) VALUES ($1, $2, $3, 'submitted', 'new', $4, $5, \
         $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, 'rol', $18, $19, 0, $20, $21)",
        &[
            &gemeente,
            &landing.id,
            &landing.nummer,
            &landing.gebied,
            &landing.cbs_code,
            &landing.orgaan,
            &landing.thema,
            &landing.discipline,
            &landing.place.map(|(lat, _)| lat),
            &landing.place.map(|(_, lon)| lon),
            &new.near_home,
            &new.kanaal,
            &new.bron,
            &new.bron_id,
            &landing.entered_by,
            &external,
            &source,
            &landing.owner_rol,
            &landing.submitted_at,
            &landing.due,
            &now,
        ],
    )?;
    ctx.exec(
        "INSERT INTO melding_teksten (gemeente_id, melding_id, omschrijving, plaats) VALUES ($1, $2, $3, $4)",
        &[&gemeente, &landing.id, &new.omschrijving.trim(), &new.plaats],
    )?;
    for photo in &new.photos {
        insert_foto(ctx, landing.id, "before", photo, None)?;
    }
    Ok(())
}

pub(super) fn insert_foto(
    ctx: &mut Write<'_>,
    melding: MeldingId,
    soort: &'static str,
    photo: &NewPhoto,
    taak: Option<Uuid>,
) -> Result<MeldingFotoId> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    let id: MeldingFotoId = ctx.new_id();
    bestanden::note(ctx, photo)?;
    ctx.exec(
        "INSERT INTO melding_fotos (gemeente_id, id, melding_id, soort, hash, thumbnail, taak_id, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        &[&gemeente, &id, &melding, &soort, &photo.hash, &photo.thumbnail, &taak, &now],
    )?;
    Ok(id)
}

pub(super) fn insert_melder(
    ctx: &mut Write<'_>,
    melding: MeldingId,
    soort: &'static str,
    contact: &Contactgegevens,
) -> Result<MelderId> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    let id: MelderId = ctx.new_id();
    let email = contact.email.as_ref().map(|email| email.to_lowercase());
    ctx.exec(
        "INSERT INTO melders (gemeente_id, id, melding_id, soort, naam, email, telefoon, taal, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        &[&gemeente, &id, &melding, &soort, &contact.naam, &email, &contact.telefoon, &contact.taal, &now],
    )?;
    Ok(id)
}

/// It was told, but it is open again.
pub(super) fn forget_told(ctx: &mut Write<'_>, id: MeldingId) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "UPDATE meldingen SET told_at = NULL WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id],
    )?;
    Ok(())
}

/// When the contact data of a melding are erased: a year after it was closed (P3).
pub(super) fn set_erase_after(
    ctx: &mut Write<'_>,
    melding: MeldingId,
    day: Option<Date>,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "UPDATE melders SET erase_after = $3 WHERE gemeente_id = $1 AND melding_id = $2",
        &[&gemeente, &melding, &day],
    )?;
    Ok(())
}

/// The same for who came along later and has no end date yet.
pub(super) fn set_missing_erase_after(
    ctx: &mut Write<'_>,
    melding: MeldingId,
    day: Option<Date>,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "UPDATE melders SET erase_after = $3 WHERE gemeente_id = $1 AND melding_id = $2 AND erase_after IS NULL",
        &[&gemeente, &melding, &day],
    )?;
    Ok(())
}

pub(super) fn insert_bron(
    ctx: &mut Write<'_>,
    melding: MeldingId,
    bron: super::model::Bron,
    bron_id: Option<Uuid>,
    kanaal: &str,
) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    let id: Uuid = ctx.new_id();
    ctx.exec(
        "INSERT INTO melding_bronnen (gemeente_id, melding_id, id, bron_kind, bron_id, kanaal, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        &[&gemeente, &melding, &id, &bron, &bron_id, &kanaal, &now],
    )?;
    Ok(())
}

/// Everybody who raised `from` also raised `into`: who, how and when stay visible (V-33).
pub(super) fn copy_bronnen(ctx: &mut Write<'_>, from: MeldingId, into: MeldingId) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "INSERT INTO melding_bronnen (gemeente_id, melding_id, id, bron_kind, bron_id, kanaal, at) \
         SELECT m.gemeente_id, m.id, b.id, b.bron_kind, b.bron_id, b.kanaal, b.at FROM melding_bronnen b \
         JOIN meldingen m ON m.gemeente_id = b.gemeente_id AND m.id = $3 \
         WHERE b.gemeente_id = $1 AND b.melding_id = $2",
        &[&gemeente, &from, &into],
    )?;
    Ok(())
}

/// Who and what a decision left behind.
pub(super) fn set_triage(ctx: &mut Write<'_>, to: &Melding) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "UPDATE meldingen SET state = $3, field_state = $4, owner_account_id = $5, organisatie_id = $6, \
         aandachtsgebied_id = $7, reason = $8, public_sentence = $9, triaged_at = $10, samengevoegd_met = $11, \
         changed_at = $12, due = $13 WHERE gemeente_id = $1 AND id = $2",
        &[
            &gemeente,
            &to.id,
            &to.state,
            &to.field_state,
            &to.owner_account,
            &to.organisatie,
            &to.aandachtsgebied,
            &to.reason,
            &to.public_sentence,
            &to.triaged_at,
            &to.samengevoegd_met,
            &now,
            &to.due,
        ],
    )?;
    Ok(())
}

/// Sets how far the work is; `done_at` goes with done.
pub(crate) fn set_field_state(
    ctx: &mut Write<'_>,
    id: MeldingId,
    field: FieldState,
    sentence: Option<&str>,
) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    let done = (field == FieldState::Done).then_some(now);
    let reopened = i64::from(field == FieldState::Disputed);
    ctx.exec(
        "UPDATE meldingen SET field_state = $3, done_at = coalesce(CAST($4 AS TIMESTAMPTZ), done_at), \
         reopened = reopened + $5, public_sentence = coalesce($6, public_sentence), changed_at = $7 \
         WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &field, &done, &reopened, &sentence, &now],
    )?;
    Ok(())
}

/// The reporter's own words and the place in words.
pub fn find_tekst(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: MeldingId,
) -> Result<Option<(String, Option<String>)>> {
    Ok(tx.query_opt(
        "SELECT omschrijving, plaats FROM melding_teksten WHERE gemeente_id = $1 AND melding_id = $2",
        &[&gemeente, &id],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?)
}

/// The photos of a melding, oldest first.
pub fn list_fotos(tx: &mut impl Queries, gemeente: GemeenteId, id: MeldingId) -> Result<Vec<Foto>> {
    Ok(tx.query(
        "SELECT id, soort, hash, thumbnail, public_hash, created_at FROM melding_fotos \
         WHERE gemeente_id = $1 AND melding_id = $2 ORDER BY created_at, id LIMIT 40",
        &[&gemeente, &id],
        |row| {
            Ok(Foto {
                id: row.get(0)?,
                soort: row.get(1)?,
                hash: row.get(2)?,
                thumbnail: row.get(3)?,
                public_hash: row.get(4)?,
                created_at: row.get(5)?,
            })
        },
    )?)
}

/// Everybody who hears about a melding. Personal data: only through `read_personal`, or for sending them mail.
pub fn list_volgers(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: MeldingId,
) -> Result<Vec<Volger>> {
    Ok(tx.query(
        "SELECT id, soort, naam, email, telefoon, taal FROM melders WHERE gemeente_id = $1 AND melding_id = $2 \
         ORDER BY id LIMIT 500",
        &[&gemeente, &id],
        |row| {
            Ok(Volger {
                id: row.get(0)?,
                soort: row.get(1)?,
                contact: Contactgegevens {
                    naam: row.get(2)?,
                    email: row.get(3)?,
                    telefoon: row.get(4)?,
                    taal: row.get(5)?,
                },
            })
        },
    )?)
}

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
