//! Organen as the inrichting wants them: made, changed, with their gebieden and zetels.

use std::collections::BTreeMap;

use jiff::civil::Date;
use uuid::Uuid;

use super::key_of;
use crate::error::Result;
use crate::ids::{GebiedId, OrgaanId};
use crate::kader::inrichting::store::{self, NewZetel};
use crate::kader::inrichting::{Deelname, Inrichting, TeamSoort, Zetel};
use crate::write::Write;

pub(super) fn apply_organen(
    ctx: &mut Write<'_>,
    inrichting: &Inrichting,
    from: Date,
    gebieden: &BTreeMap<String, GebiedId>,
) -> Result<()> {
    let status = key_of(&inrichting.verdeling.status);
    for team in &inrichting.verdeling.teams {
        let fase = team
            .perioden
            .iter()
            .rev()
            .find(|periode| periode.vanaf.is_none_or(|day| day <= from))
            .map_or_else(|| "regular".to_owned(), |periode| key_of(&periode.status));
        let soort = team.soort.key();
        let areas = team
            .gebieden
            .iter()
            .filter_map(|key| gebieden.get(key))
            .copied()
            .collect();
        upsert_orgaan(
            ctx,
            inrichting,
            &Wanted {
                sleutel: &team.sleutel,
                soort,
                naam: &team.naam,
                status: &status,
                fase: &fase,
                areas,
            },
            from,
        )?;
    }
    for orgaan in &inrichting.organen {
        let soort = key_of(&orgaan.soort);
        // Teams come from the division and bodies of residents are recognised one by one; the rest exists once.
        if TeamSoort::ALL.iter().any(|team| team.key() == soort) || soort.starts_with("bewoners") {
            continue;
        }
        let areas = inrichting
            .gebieden
            .iter()
            .filter(|gebied| gebied.onderdeel_van.is_none())
            .filter_map(|gebied| gebieden.get(&gebied.sleutel))
            .copied()
            .collect();
        upsert_orgaan(
            ctx,
            inrichting,
            &Wanted {
                sleutel: &orgaan.sleutel,
                soort: &soort,
                naam: &orgaan.naam.nl,
                status: "decided",
                fase: "regular",
                areas,
            },
            from,
        )?;
    }
    leave_dropped(ctx, inrichting, from)
}

/// A team that the division no longer names keeps its work and its past, and has no gebied any more: every wijk belongs to
/// the team that it was given to (INV-01).
fn leave_dropped(ctx: &mut Write<'_>, inrichting: &Inrichting, from: Date) -> Result<()> {
    let gemeente = ctx.gemeente();
    let known = store::list_organen(ctx, gemeente)?;
    let teams = &inrichting.verdeling.teams;
    for (id, sleutel, soort) in known {
        let is_team = TeamSoort::ALL.iter().any(|team| team.key() == soort);
        if is_team && teams.iter().all(|team| team.sleutel != sleutel) {
            place(ctx, id, &[], from)?;
        }
    }
    Ok(())
}

/// An orgaan as the inrichting wants it.
pub(crate) struct Wanted<'a> {
    pub sleutel: &'a str,
    pub soort: &'a str,
    pub naam: &'a str,
    pub status: &'a str,
    pub fase: &'a str,
    pub areas: Vec<GebiedId>,
}

/// Makes or changes one orgaan; its gebieden change from `from` on and keep their past.
pub(crate) fn upsert_orgaan(
    ctx: &mut Write<'_>,
    inrichting: &Inrichting,
    wanted: &Wanted<'_>,
    from: Date,
) -> Result<OrgaanId> {
    let gemeente = ctx.gemeente();
    let found = store::find_orgaan(ctx, gemeente, wanted.sleutel)?;
    let id = if let Some(id) = found {
        store::set_orgaan(ctx, id, wanted)?;
        id
    } else {
        let id: OrgaanId = ctx.new_id();
        store::insert_orgaan(ctx, id, wanted, from)?;
        id
    };
    seats(ctx, inrichting, wanted.soort, id, from)?;
    place(ctx, id, &wanted.areas, from)?;
    Ok(id)
}

/// Gives an orgaan these gebieden from `from` on; the past stays.
fn place(ctx: &mut Write<'_>, id: OrgaanId, areas: &[GebiedId], from: Date) -> Result<()> {
    let gemeente = ctx.gemeente();
    let now = store::list_gebieden_of(ctx, gemeente, id)?;
    for gone in now.iter().filter(|area| !areas.contains(area)) {
        store::end_gebied_of(ctx, id, *gone, from)?;
    }
    for new in areas.iter().filter(|area| !now.contains(area)) {
        store::insert_gebied_of(ctx, id, *new, from)?;
    }
    Ok(())
}

/// Makes the zetels of an orgaan as its inrichting wants them: new ones from `from` on, those that it no longer names until
/// then, and of the others what holds for them now. Whoever sits there stays.
fn seats(
    ctx: &mut Write<'_>,
    inrichting: &Inrichting,
    soort: &str,
    orgaan: OrgaanId,
    from: Date,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    let Some(kind) = inrichting
        .organen
        .iter()
        .find(|kind| key_of(&kind.soort) == soort)
    else {
        return Ok(());
    };
    let known = store::list_zetels(ctx, gemeente, orgaan)?;
    for (sleutel, id) in &known {
        if kind.zetels.iter().all(|zetel| zetel.sleutel != *sleutel) {
            store::end_zetel(ctx, *id, from)?;
        }
    }
    for zetel in &kind.zetels {
        if let Some((_, id)) = known.iter().find(|(sleutel, _)| *sleutel == zetel.sleutel) {
            change_seat(ctx, *id, zetel)?;
            continue;
        }
        let id: Uuid = ctx.new_id();
        let new = NewZetel {
            sleutel: &zetel.sleutel,
            soort: &key_of(&zetel.deelname),
            may_attend_closed: zetel.mag_besloten_deel,
            is_invited: zetel.deelname == Deelname::Guest,
        };
        store::insert_zetel(ctx, id, orgaan, &new, from)?;
    }
    Ok(())
}

/// Writes down what holds for a zetel now; who only became a guest is invited, and who is no guest waits for no answer.
fn change_seat(ctx: &mut Write<'_>, id: Uuid, zetel: &Zetel) -> Result<()> {
    let is_guest = zetel.deelname == Deelname::Guest;
    let soort = key_of(&zetel.deelname);
    if !store::change_zetel(ctx, id, &soort, zetel.mag_besloten_deel)? {
        return Ok(());
    }
    store::set_invited(ctx, id, is_guest)
}
