//! "Zorg om een bewoner": one tap from any task; place and a request to call back, no free text (L-71).

use super::{actions, store_zorg as store};
use crate::access::{Here, Permission};
use crate::error::{Error, Result};
use crate::ids::{TaakId, ZorgsignaalId};
use crate::journaal::{Entry, Verb};
use crate::kader::inrichting::Inrichting;
use crate::kader::verplichtingen::{self as dues, Creditor, Debtor, Wanted};
use crate::write::Write;

/// The kinds that can be chosen; never words about health.
pub const SOORTEN: &[&str] = &["bewoner", "huis", "kind", "anders"];

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
    let soort = SOORTEN
        .iter()
        .find(|known| **known == soort)
        .ok_or(Error::field("soort", "zorg-soort-kies"))?;
    let id: ZorgsignaalId = ctx.new_id();
    let erase = ctx
        .today()
        .checked_add(jiff::Span::new().days(90))
        .unwrap_or(ctx.today());
    store::insert_signaal(ctx, id, &found, soort, call_back, by, erase)?;
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
    let (gebied, now) =
        store::find_stand(ctx, gemeente, id)?.ok_or(Error::NotFound("zorgsignaal"))?;
    if !ctx.actor.may(Permission::ZorgRead, &Here::gebied(gebied)) {
        return Err(Error::NotFound("zorgsignaal"));
    }
    may_move_on(&now, close)?;
    let by = ctx.actor.require_account()?.id;
    let state = if close { "closed" } else { "taken_up" };
    store::set_state(ctx, id, state, by)?;
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
