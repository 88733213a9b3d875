//! The public face of a melding (INV-43): a generated object, never a flag.
//!
//! Theme, wijk, rounded place (50 m; near homes to the street, so no point at all), state, dates, who has it, and one
//! sentence the handler wrote. Never the reporter's words, photos or contact data.

use jiff::civil::Date;

use super::model::{Melding, from_e6, to_e6};
use super::store;
use crate::error::Result;
use crate::ids::{AandachtsgebiedId, GebiedId, MeldingId};
use crate::kader::gebieden::{Coordinaat, round_place};
use crate::write::Write;

/// What everybody may know of a melding.
pub(super) struct Gezicht {
    pub nummer: i64,
    pub gebied: GebiedId,
    pub thema: Option<String>,
    pub discipline: Option<String>,
    /// The exact place in millionths of a degree; rounded here. None near somebody's home.
    pub place: Option<(i64, i64)>,
    pub state: &'static str,
    /// Key of the partner that has it, or else of the role.
    pub who: String,
    pub sentence: Option<String>,
    pub submitted_on: Date,
    pub done_on: Option<Date>,
    pub aandachtsgebied: Option<AandachtsgebiedId>,
}

/// Makes or renews the public face of this melding.
pub fn project(ctx: &mut Write<'_>, id: MeldingId) -> Result<()> {
    let gemeente = ctx.gemeente();
    let melding = store::get_melding(ctx, gemeente, id)?;
    let state = public_state(&melding);
    let partner = melding.organisatie.and_then(|id| ctx.frame.organisatie(id));
    let who = partner.map(|organisatie| organisatie.sleutel.clone());
    let done_at = melding
        .done_at
        .filter(|_| state == "done" || state == "confirmed");
    let face = Gezicht {
        nummer: melding.nummer,
        gebied: melding.gebied,
        place: melding
            .lat_e6
            .zip(melding.lon_e6)
            .filter(|_| !melding.near_home),
        state,
        who: who.or(melding.owner_rol).unwrap_or_default(),
        submitted_on: ctx.frame.today(melding.submitted_at),
        done_on: done_at.map(|at| ctx.frame.today(at)),
        thema: melding.thema,
        discipline: melding.discipline,
        sentence: melding.public_sentence,
        aandachtsgebied: melding.aandachtsgebied,
    };
    show(ctx, id, &face)
}

/// Writes this public face.
pub(super) fn show(ctx: &mut Write<'_>, id: MeldingId, face: &Gezicht) -> Result<()> {
    store::keep_face(ctx, id, face, face.place.and_then(rounded))?;
    ctx.touch_public();
    Ok(())
}

/// Rounded to 50 m.
fn rounded((lat, lon): (i64, i64)) -> Option<(i64, i64)> {
    let exact = from_e6(lat, lon)?;
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

#[cfg(test)]
mod tests {
    use kit::db::Queries;
    use kit::on_both_engines;
    use kit::testing::TestDb;

    use super::super::actions::submit;
    use super::super::tests::start;
    use super::*;
    use crate::access::Actor;
    use crate::error::Error;
    use crate::ids::GemeenteId;

    on_both_engines!(inv_43_the_face_of_a_new_melding_is_the_one_that_is_made_again);

    type Face = (
        Option<i64>,
        Option<i64>,
        Vec<Option<String>>,
        [Option<Date>; 2],
    );

    fn read_face(
        tx: &mut impl Queries,
        gemeente: GemeenteId,
        id: MeldingId,
    ) -> Result<Face, kit::db::Error> {
        tx.query_one(
            "SELECT lat_e6, lon_e6, thema, discipline, state, who, sentence, submitted_on, done_on \
             FROM meldingen_publiek WHERE gemeente_id = $1 AND melding_id = $2",
            &[&gemeente, &id],
            |row| {
                let words = (2..7).map(|at| row.get(at)).collect::<Result<_, _>>()?;
                Ok((row.get(0)?, row.get(1)?, words, [row.get(7)?, row.get(8)?]))
            },
        )
    }

    fn inv_43_the_face_of_a_new_melding_is_the_one_that_is_made_again(test: TestDb) {
        let here = start(&test, "lelystad-demo");
        let wijk = here.frame.wijken().next().unwrap();
        let place = here.frame.plaatsen.middle_of(&wijk.sleutel);
        assert!(place.is_some());
        for near_home in [false, true] {
            let mut new = here.melding();
            (new.place, new.near_home) = (place, near_home);
            new.token = here.app.token();
            let id = here
                .write(&Actor::Nobody, move |ctx| submit(ctx, &new, None))
                .unwrap()
                .id;
            let gemeente = here.frame.id;
            let face = || {
                let found = here
                    .app
                    .db()
                    .read_blocking(move |tx| Ok::<_, Error>(read_face(tx, gemeente, id)?));
                found.unwrap()
            };
            let shown = face();
            assert_eq!(shown.0.is_none(), near_home);
            here.write(&Actor::Job("nightly"), move |ctx| project(ctx, id))
                .unwrap();
            assert_eq!(shown, face());
        }
    }
}
