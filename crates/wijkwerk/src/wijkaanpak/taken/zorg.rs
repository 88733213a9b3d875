//! "Zorg om een bewoner": one tap from any task; place and a request to call back, no free text (L-71).

use kit::db::Queries;

use super::actions;
use crate::access::{Here, Permission};
use crate::error::{Error, Result};
use crate::ids::{GebiedId, GemeenteId, TaakId, ZorgsignaalId};
use crate::journaal::{Entry, Verb};
use crate::kader::inrichting::Inrichting;
use crate::kader::verplichtingen::{self as dues, Creditor, Debtor, Wanted};
use crate::write::Write;

/// The kinds that can be chosen; never words about health.
pub const SOORTEN: &[&str] = &["bewoner", "huis", "kind", "anders"];

/// A signal as the coordinator sees it.
#[derive(Clone, Debug)]
pub struct Zorgsignaal {
    pub id: ZorgsignaalId,
    pub gebied: GebiedId,
    pub lat_e6: Option<i64>,
    pub lon_e6: Option<i64>,
    pub soort: String,
    pub call_back: bool,
    pub state: String,
    pub at: jiff::Timestamp,
}

/// The role that takes a concern up: the first in use that may read it.
fn taker(inrichting: &Inrichting) -> String {
    let mut roles = inrichting.roles().map(|(key, _)| key);
    let may = |key: &&str| {
        inrichting
            .permissions_of(key)
            .contains(&Permission::ZorgRead)
    };
    roles.find(may).unwrap_or("functioneelbeheerder").to_owned()
}

/// Passes a concern on from a task that one carries out or assigns.
pub fn signal(
    ctx: &mut Write<'_>,
    taak: TaakId,
    soort: &str,
    call_back: bool,
) -> Result<ZorgsignaalId> {
    let found = actions::seen(ctx, taak)?;
    ctx.require(Permission::ZorgSignal, &Here::ANYWHERE)?;
    let by = ctx.actor.require_account()?.id;
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    let soort = SOORTEN
        .iter()
        .find(|known| **known == soort)
        .ok_or(Error::field("soort", "zorg-soort-kies"))?;
    let id: ZorgsignaalId = ctx.new_id();
    let erase = ctx
        .today()
        .checked_add(jiff::Span::new().days(90))
        .unwrap_or(ctx.today());
    ctx.exec(
        "INSERT INTO zorgsignalen (gemeente_id, id, taak_id, melding_id, gebied_id, lat_e6, lon_e6, soort, signalled_by, \
         call_back, state, at, erase_after) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'open', $11, $12)",
        &[
            &gemeente,
            &id,
            &taak,
            &found.melding,
            &found.gebied,
            &found.lat_e6,
            &found.lon_e6,
            soort,
            &by,
            &call_back,
            &now,
            &erase,
        ],
    )?;
    let due = dues::due_from(ctx, "zorgTerugbellen");
    dues::owe(
        ctx,
        &Wanted {
            soort: "zorg.terugbellen",
            subject_kind: "zorgsignaal",
            subject: id.0,
            debtor: Debtor::Rol(taker(&ctx.frame.inrichting)),
            creditor: Creditor::Gemeente,
            gebied: Some(found.gebied),
            due,
            bron: "L-71",
        },
    )?;
    ctx.journal(Entry::new("zorgsignaal", id.0, Verb::Signalled).id("gebied", found.gebied.0))?;
    Ok(id)
}

/// Takes a signal up, or closes it once somebody took it up. What is closed stays closed.
pub fn move_on(ctx: &mut Write<'_>, id: ZorgsignaalId, close: bool) -> Result<()> {
    let gemeente = ctx.gemeente();
    let (gebied, now): (GebiedId, String) = ctx
        .query_opt(
            "SELECT gebied_id, state FROM zorgsignalen WHERE gemeente_id = $1 AND id = $2",
            &[&gemeente, &id],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?
        .ok_or(Error::NotFound("zorgsignaal"))?;
    if !ctx.actor.may(Permission::ZorgRead, &Here::gebied(gebied)) {
        return Err(Error::NotFound("zorgsignaal"));
    }
    may_move_on(&now, close)?;
    let by = ctx.actor.require_account()?.id;
    let state = if close { "closed" } else { "taken_up" };
    ctx.exec(
        "UPDATE zorgsignalen SET state = $3, taken_up_by = $4 WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &state, &by],
    )?;
    if close {
        // Taking it up is no call yet.
        dues::satisfy(ctx, "zorg.terugbellen", id.0, "called_back")?;
    }
    let verb = if close { Verb::Closed } else { Verb::TakenUp };
    ctx.journal(Entry::new("zorgsignaal", id.0, verb))?;
    Ok(())
}

/// Nobody closes what nobody looked at, and nobody brings back what is closed.
fn may_move_on(now: &str, close: bool) -> Result<()> {
    match (now, close) {
        ("closed", _) => Err(Error::refused("zorg-al-afgesloten")),
        ("open", true) => Err(Error::refused("zorg-eerst-oppakken")),
        _ => Ok(()),
    }
}

/// The signals that are not closed, oldest first; the caller shows only those in reach.
pub fn list_open(tx: &mut impl Queries, gemeente: GemeenteId) -> Result<Vec<Zorgsignaal>> {
    Ok(tx.query(
        "SELECT id, gebied_id, lat_e6, lon_e6, soort, call_back, state, at FROM zorgsignalen \
         WHERE gemeente_id = $1 AND state <> 'closed' ORDER BY at, id LIMIT 200",
        &[&gemeente],
        |row| {
            Ok(Zorgsignaal {
                id: row.get(0)?,
                gebied: row.get(1)?,
                lat_e6: row.get(2)?,
                lon_e6: row.get(3)?,
                soort: row.get(4)?,
                call_back: row.get(5)?,
                state: row.get(6)?,
                at: row.get(7)?,
            })
        },
    )?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kader::inrichting::actions::parse;

    #[test]
    fn l_71_a_concern_is_owed_by_whoever_may_read_it_in_this_gemeente() {
        let mut inrichting = parse(crate::shipped::document("velsen-demo").unwrap()).unwrap();
        assert_eq!(taker(&inrichting), "coordinator");
        inrichting.rollen.get_mut("coordinator").unwrap().in_gebruik = false;
        assert_eq!(taker(&inrichting), "functioneelbeheerder");
        let other = inrichting.rollen.get_mut("wijkbeheerder").unwrap();
        other.permissies.push(Permission::ZorgRead);
        assert_eq!(taker(&inrichting), "wijkbeheerder");
    }
}
