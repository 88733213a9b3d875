//! The SQL of meldingen.

mod eigen;
mod fotos;
mod lists;
mod melders;
mod oordelen;
mod opvolging;
mod publiek;
mod samen;

pub use eigen::find_own;
pub(super) use eigen::{
    count_melders, delete_mails, erase_contact, find_made, find_melder, has_reachable,
};
pub(super) use fotos::release_foto;
pub(super) use lists::list_places_since;
pub use lists::{Filter, count_new, list_near, list_worklist};
pub use melders::list_volgers;
pub(super) use melders::{
    forget_told, insert_melder, move_melders, set_erase_after, set_missing_erase_after, set_told,
};
pub(super) use oordelen::{find_oordeel, insert_oordeel};
pub(super) use opvolging::{list_not_done_of, set_orgaan};
pub use publiek::{Publiek, list_publiek};
pub(super) use publiek::{find_public, keep_face, set_photo};
pub(super) use samen::{list_joined, move_melder_back, set_joined, take_out_bronnen};

use jiff::Timestamp;
use jiff::civil::Date;
use kit::db::{Queries, Row};
use uuid::Uuid;

use super::model::{FieldState, Foto, Melding, NewMelding};
use crate::error::{Error, Result};
use crate::ids::{GebiedId, GemeenteId, MelderId, MeldingFotoId, MeldingId, OrgaanId};
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
use columns;

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

/// The melding that was taken over from this source under this id.
pub(super) fn find_external(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    source: &str,
    external: &str,
) -> Result<Option<MeldingId>> {
    Ok(tx.query_opt(
        "SELECT id FROM meldingen WHERE gemeente_id = $1 AND external_source = $2 AND external_id = $3",
        &[&gemeente, &source, &external],
        |row| row.get(0),
    )?)
}

/// Where the aandachtsgebied with this id stands.
pub(super) fn find_state_of_aandachtsgebied(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: Uuid,
) -> Result<Option<String>> {
    Ok(tx.query_opt(
        "SELECT state FROM aandachtsgebieden WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id],
        |row| row.get(0),
    )?)
}

/// The answer that was given to a form, if it was sent before.
pub(super) fn find_answer(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    request: Uuid,
) -> Result<Option<String>> {
    Ok(tx.query_opt(
        "SELECT antwoord FROM aanvragen WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &request],
        |row| row.get(0),
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
        insert_foto(ctx, landing.id, "before", photo, Herkomst::Melding)?;
    }
    Ok(())
}

/// With what a photo came.
#[derive(Clone, Copy, Debug)]
pub(super) enum Herkomst {
    /// The melding, or what staff say of it.
    Melding,
    /// A task that was done.
    Taak(Uuid),
    /// The last word of this reporter.
    Oordeel(MelderId),
}

pub(super) fn insert_foto(
    ctx: &mut Write<'_>,
    melding: MeldingId,
    soort: &'static str,
    photo: &NewPhoto,
    from: Herkomst,
) -> Result<MeldingFotoId> {
    let (taak, melder) = match from {
        Herkomst::Melding => (None, None),
        Herkomst::Taak(id) => (Some(id), None),
        Herkomst::Oordeel(id) => (None, Some(id)),
    };
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    let id: MeldingFotoId = ctx.new_id();
    bestanden::note(ctx, photo)?;
    ctx.exec(
        "INSERT INTO melding_fotos (gemeente_id, id, melding_id, soort, hash, thumbnail, taak_id, melder_id, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        &[&gemeente, &id, &melding, &soort, &photo.hash, &photo.thumbnail, &taak, &melder, &now],
    )?;
    Ok(id)
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

/// What was joined into `from` before goes along to the melding that this one was joined into.
pub(super) fn move_joined(ctx: &mut Write<'_>, from: MeldingId, into: MeldingId) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "UPDATE meldingen SET samengevoegd_met = $3 WHERE gemeente_id = $1 AND samengevoegd_met = $2",
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
        "SELECT id, soort, hash, thumbnail, public_hash, melder_id, created_at FROM melding_fotos \
         WHERE gemeente_id = $1 AND melding_id = $2 ORDER BY created_at, id LIMIT 40",
        &[&gemeente, &id],
        |row| {
            Ok(Foto {
                id: row.get(0)?,
                soort: row.get(1)?,
                hash: row.get(2)?,
                thumbnail: row.get(3)?,
                public_hash: row.get(4)?,
                melder: row.get(5)?,
                created_at: row.get(6)?,
            })
        },
    )?)
}
