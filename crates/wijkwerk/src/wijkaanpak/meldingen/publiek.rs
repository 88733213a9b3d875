//! The public face of a melding (INV-43): a generated object, never a flag.
//!
//! Theme, wijk, rounded place (50 m; near homes to the street, so no point at all), state, dates, who has it, and one
//! sentence the handler wrote. Never the reporter's words, photos or contact data.

use super::model::{Melding, from_e6, to_e6};
use super::store::get_melding;
use crate::error::Result;
use crate::ids::MeldingId;
use crate::kader::gebieden::{Coordinaat, round_place};
use crate::write::Write;

/// Makes or renews the public face of this melding.
pub fn project(ctx: &mut Write<'_>, id: MeldingId) -> Result<()> {
    let gemeente = ctx.gemeente();
    let melding = get_melding(ctx, gemeente, id)?;
    let place = public_place(&melding);
    let state = public_state(&melding);
    let partner = melding.organisatie.and_then(|id| ctx.frame.organisatie(id));
    let who = partner.map_or_else(
        || melding.owner_rol.clone().unwrap_or_default(),
        |organisatie| organisatie.sleutel.clone(),
    );
    let submitted_on = ctx.frame.today(melding.submitted_at);
    let done_on = melding
        .done_at
        .filter(|_| state == "done" || state == "confirmed")
        .map(|at| ctx.frame.today(at));
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
            &melding.nummer,
            &melding.gebied,
            &melding.thema,
            &melding.discipline,
            &place.map(|(lat, _)| lat),
            &place.map(|(_, lon)| lon),
            &state,
            &who,
            &melding.public_sentence,
            &submitted_on,
            &done_on,
            &melding.aandachtsgebied,
        ],
    )?;
    ctx.touch_public();
    Ok(())
}

/// Rounded to 50 m; nothing where the place is somebody's home.
fn public_place(melding: &Melding) -> Option<(i64, i64)> {
    if melding.near_home {
        return None;
    }
    let exact = from_e6(melding.lat_e6?, melding.lon_e6?)?;
    let (lat, lon) = round_place(exact.lat(), exact.lon());
    Coordinaat::new(lat, lon).ok().map(to_e6)
}

/// One word for both states, as people see it.
pub(super) fn public_state(melding: &Melding) -> &'static str {
    use super::model::{FieldState as F, MeldingState as S};
    match (melding.state, melding.field_state) {
        _ if melding.samengevoegd_met.is_some() => "joined",
        (S::Submitted, _) => "submitted",
        (S::NoAction, _) => "no_action",
        (_, F::Done) => "done",
        (_, F::Confirmed) => "confirmed",
        (_, F::Planned) => "planned",
        (_, F::Disputed) => "disputed",
        (S::Aandachtsgebied, _) => "aandachtsgebied",
        (S::Doorgezet, _) => "doorgezet",
        (S::Taken, _) => "taken",
    }
}
