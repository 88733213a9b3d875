//! Organen as the inrichting wants them: made, changed, with their gebieden and zetels.

use std::collections::BTreeMap;

use jiff::civil::Date;
use uuid::Uuid;

use super::key_of;
use crate::error::Result;
use crate::ids::{GebiedId, OrgaanId};
use crate::journaal::{Entry, Verb};
use crate::kader::inrichting::store::{self, NewZetel};
use crate::kader::inrichting::{
    Deelname, Inrichting, Orgaan, TeamSoort, Zetel, store_zetels, zetels,
};
use crate::kader::verplichtingen::{self, Debtor};
use crate::write::Write;

/// How the kinds of orgaan begin that residents sit in.
const OF_RESIDENTS: &str = "bewoners";

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
        if TeamSoort::ALL.iter().any(|team| team.key() == soort) || soort.starts_with(OF_RESIDENTS)
        {
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
    follow_or_end(ctx, inrichting, from)
}

/// Organen that the inrichting no longer names end on `from`, with their zetels and what they owe; their past stays. Every
/// wijk belongs to the team that it was given to (INV-01). Bodies of residents are recognised one by one and stay: only
/// their zetels follow.
fn follow_or_end(ctx: &mut Write<'_>, inrichting: &Inrichting, from: Date) -> Result<()> {
    let gemeente = ctx.gemeente();
    let known = store::list_organen(ctx, gemeente)?;
    let teams = &inrichting.verdeling.teams;
    for (id, sleutel, soort) in known {
        if soort.starts_with(OF_RESIDENTS) {
            let alone: &[&str] = &[];
            seats(ctx, inrichting, (soort.as_str(), alone), id, from)?;
            continue;
        }
        let is_team = TeamSoort::ALL.iter().any(|team| team.key() == soort);
        let is_named = if is_team {
            teams.iter().any(|team| team.sleutel == sleutel)
        } else {
            let mut kinds = inrichting.organen.iter();
            kinds.any(|kind| kind.sleutel == sleutel)
        };
        if !is_named {
            place(ctx, id, &[], from)?;
            store_zetels::end_orgaan(ctx, id, from)?;
            verplichtingen::waive_all_of(ctx, &Debtor::Orgaan(id), "ended")?;
            ctx.journal(Entry::new("orgaan", id.0, Verb::Ended).date("from", from))?;
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
    let found = match store::find_orgaan(ctx, gemeente, wanted.sleutel)? {
        Some(id) => Some(id),
        None => store_zetels::revive_orgaan(ctx, wanted.sleutel, from)?,
    };
    let id = if let Some(id) = found {
        store::set_orgaan(ctx, id, wanted)?;
        id
    } else {
        let id: OrgaanId = ctx.new_id();
        store::insert_orgaan(ctx, id, wanted, from)?;
        id
    };
    let gebieden = inrichting
        .team(wanted.sleutel)
        .map(|team| inrichting.bewonersgebieden_of(team))
        .unwrap_or_default();
    seats(
        ctx,
        inrichting,
        (wanted.soort, gebieden.as_slice()),
        id,
        from,
    )?;
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
/// then, and of the others what holds for them now. Whoever sits there stays. In a team over more than one of these
/// `gebieden` the body of residents of each has a zetel (V-18).
fn seats(
    ctx: &mut Write<'_>,
    inrichting: &Inrichting,
    (soort, gebieden): (&str, &[&str]),
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
    let mut known = store::list_zetels(ctx, gemeente, orgaan)?;
    keep_bodies(ctx, kind, gebieden, orgaan, &mut known)?;
    let wanted = zetels::wanted(kind, gebieden);
    for (sleutel, id) in &known {
        if wanted.iter().all(|(key, _)| key != sleutel) {
            store::end_zetel(ctx, *id, from)?;
        }
    }
    for (key, zetel) in &wanted {
        if let Some((_, id)) = known.iter().find(|(sleutel, _)| sleutel == key) {
            change_seat(ctx, *id, zetel)?;
            continue;
        }
        let id: Uuid = ctx.new_id();
        let new = NewZetel {
            sleutel: key,
            soort: &key_of(&zetel.deelname),
            may_attend_closed: zetel.mag_besloten_deel,
            is_invited: zetel.deelname == Deelname::Guest,
        };
        store::insert_zetel(ctx, id, orgaan, &new, from)?;
    }
    Ok(())
}

/// What was one zetel for the bodies of residents of all wijken becomes that of one of them, and that of the only wijk left
/// becomes the one there is: whoever sits there stays, and so does the invitation.
fn keep_bodies(
    ctx: &mut Write<'_>,
    kind: &Orgaan,
    gebieden: &[&str],
    orgaan: OrgaanId,
    known: &mut [(String, Uuid)],
) -> Result<()> {
    for zetel in kind.zetels.iter().filter(|zetel| zetels::is_of_body(zetel)) {
        let there = known.iter().find(|(key, _)| *key == zetel.sleutel);
        let (old, new) = match (gebieden, there) {
            ([], _) | ([_], Some(_)) | ([_, _, ..], None) => continue,
            ([only], None) => (zetels::key_in(zetel, only), zetel.sleutel.clone()),
            ([first, ..], Some((_, id))) => {
                let about = store_zetels::list_gebieden_of(ctx, orgaan, *id)?;
                let of = about
                    .iter()
                    .map(String::as_str)
                    .find(|key| gebieden.contains(key))
                    .unwrap_or(first);
                (zetel.sleutel.clone(), zetels::key_in(zetel, of))
            }
        };
        let taken = known.iter().any(|(key, _)| *key == new);
        let found = known.iter_mut().find(|(key, _)| *key == old);
        if let Some((key, id)) = found.filter(|_| !taken) {
            store_zetels::rename_zetel(ctx, *id, &new)?;
            *key = new;
        }
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
