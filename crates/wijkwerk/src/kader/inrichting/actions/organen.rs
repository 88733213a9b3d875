//! Organen as the inrichting wants them: made, changed, with their gebieden and zetels.

use std::collections::BTreeMap;

use jiff::civil::Date;
use kit::db::Queries;
use uuid::Uuid;

use super::key_of;
use crate::error::Result;
use crate::ids::{GebiedId, OrgaanId};
use crate::journaal::{Entry, Verb};
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
    let known: Vec<(OrgaanId, String, String)> = ctx.query(
        "SELECT id, sleutel, soort FROM organen WHERE gemeente_id = $1 AND valid_to IS NULL ORDER BY sleutel, id",
        &[&gemeente],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )?;
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
    let found: Option<OrgaanId> = ctx.query_opt(
        "SELECT id FROM organen WHERE gemeente_id = $1 AND sleutel = $2 AND valid_to IS NULL",
        &[&gemeente, &wanted.sleutel],
        |row| row.get(0),
    )?;
    let found = match found {
        Some(id) => Some(id),
        None => store_zetels::revive_orgaan(ctx, wanted.sleutel, from)?,
    };
    let id = if let Some(id) = found {
        ctx.exec(
            "UPDATE organen SET naam = $3, status = $4, fase = $5 WHERE gemeente_id = $1 AND id = $2",
            &[&gemeente, &id, &wanted.naam, &wanted.status, &wanted.fase],
        )?;
        id
    } else {
        let id: OrgaanId = ctx.new_id();
        ctx.exec(
            "INSERT INTO organen (gemeente_id, id, sleutel, soort, naam, status, fase, valid_from) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            &[
                &gemeente,
                &id,
                &wanted.sleutel,
                &wanted.soort,
                &wanted.naam,
                &wanted.status,
                &wanted.fase,
                &from,
            ],
        )?;
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
    let now: Vec<GebiedId> = ctx.query(
        "SELECT gebied_id FROM orgaan_gebieden WHERE gemeente_id = $1 AND orgaan_id = $2 AND valid_to IS NULL \
         ORDER BY gebied_id",
        &[&gemeente, &id],
        |row| row.get(0),
    )?;
    for gone in now.iter().filter(|area| !areas.contains(area)) {
        ctx.exec(
            "UPDATE orgaan_gebieden SET valid_to = $4 \
             WHERE gemeente_id = $1 AND orgaan_id = $2 AND gebied_id = $3 AND valid_to IS NULL",
            &[&gemeente, &id, gone, &from],
        )?;
    }
    for new in areas.iter().filter(|area| !now.contains(area)) {
        ctx.exec(
            "INSERT INTO orgaan_gebieden (gemeente_id, orgaan_id, gebied_id, valid_from) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (gemeente_id, orgaan_id, gebied_id, valid_from) DO UPDATE SET valid_to = NULL",
            &[&gemeente, &id, new, &from],
        )?;
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
    let mut known: Vec<(String, Uuid)> = ctx.query(
        "SELECT sleutel, id FROM zetels WHERE gemeente_id = $1 AND orgaan_id = $2 AND valid_to IS NULL ORDER BY id",
        &[&gemeente, &orgaan],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    keep_bodies(ctx, kind, gebieden, orgaan, &mut known)?;
    let wanted = zetels::wanted(kind, gebieden);
    for (sleutel, id) in &known {
        if wanted.iter().all(|(key, _)| key != sleutel) {
            ctx.exec(
                "UPDATE zetels SET valid_to = $3 WHERE gemeente_id = $1 AND id = $2",
                &[&gemeente, id, &from],
            )?;
        }
    }
    for (key, zetel) in &wanted {
        if let Some((_, id)) = known.iter().find(|(sleutel, _)| sleutel == key) {
            change_seat(ctx, *id, zetel)?;
            continue;
        }
        let id: Uuid = ctx.new_id();
        let invitation = if zetel.deelname == Deelname::Guest {
            "open"
        } else {
            "none"
        };
        let invited = (zetel.deelname == Deelname::Guest).then_some(ctx.now);
        ctx.exec(
            "INSERT INTO zetels (gemeente_id, id, orgaan_id, sleutel, soort, may_attend_closed, invitation, \
             invited_at, reminders, valid_from) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, $9)",
            &[
                &gemeente,
                &id,
                &orgaan,
                key,
                &key_of(&zetel.deelname),
                &zetel.mag_besloten_deel,
                &invitation,
                &invited,
                &from,
            ],
        )?;
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
    let (gemeente, soort) = (ctx.gemeente(), key_of(&zetel.deelname));
    let changed = ctx.exec(
        "UPDATE zetels SET soort = $3, may_attend_closed = $4 \
         WHERE gemeente_id = $1 AND id = $2 AND (soort <> $3 OR may_attend_closed <> $4)",
        &[&gemeente, &id, &soort, &zetel.mag_besloten_deel],
    )?;
    if changed == 0 {
        return Ok(());
    }
    let (was, is, at) = if zetel.deelname == Deelname::Guest {
        ("none", "open", Some(ctx.now))
    } else {
        ("open", "none", None)
    };
    ctx.exec(
        "UPDATE zetels SET invitation = $4, invited_at = $5 WHERE gemeente_id = $1 AND id = $2 AND invitation = $3",
        &[&gemeente, &id, &was, &is, &at],
    )?;
    Ok(())
}
