//! Asking whoever could come, once for each shift.

use super::dekking::without;
use super::model::{Bezetting, BezettingState, Bezettingsregel, DAY, Dienst, NewDienst, Tijd};
use super::rules::{self, Step};
use super::stand::{Stand, passed};
use super::{store, voorkeur};
use crate::error::Result;
use crate::ids::DienstId;
use crate::journaal::{Entry, Verb};
use crate::write::Write;

/// Most people who are asked for one shift.
const MOST_ASKED: usize = 20;

/// Asks everybody who could come, once for each shift; where no shift was planned there is one now.
pub(super) fn call(ctx: &mut Write<'_>, regel: &Bezettingsregel, stand: &Stand) -> Result<()> {
    let gemeente = ctx.gemeente();
    let next = stand.dag.tomorrow().unwrap_or(stand.dag);
    let before = stand.dag.yesterday().unwrap_or(stand.dag);
    let diensten = store::list_diensten(ctx, gemeente, regel.infopunt, (before, next))?;
    let on_day = |tijd: &Tijd| {
        let shift = if tijd.dag == stand.dag { 0 } else { DAY };
        (tijd.van - shift, tijd.tot - shift)
    };
    // Nobody can come to what is over.
    let over = passed(ctx.frame, ctx.now, stand.dag);
    let ahead = without(&stand.dicht, &[(0, over)]);
    let mut open = ahead.clone();
    for dienst in diensten {
        let (van, tot) = on_day(&dienst.tijd);
        // Only what lies ahead: a shift with its people is not called for because the hours before it went without.
        let touches = ahead
            .iter()
            .any(|(from, until)| van < *until && *from < tot);
        if touches {
            open = without(&open, &[(van, tot)]);
            call_for(ctx, &dienst)?;
        }
    }
    for (van, tot) in open {
        let regel = if van < stand.runs_on {
            regel.at_night()
        } else {
            *regel
        };
        let new = NewDienst {
            infopunt: regel.infopunt,
            tijd: Tijd {
                dag: stand.dag,
                van,
                tot,
            },
            functie: String::new(),
            aantal: regel.needed(tot - 1).max(regel.needed(van)),
        };
        let id: DienstId = ctx.new_id();
        store::insert_dienst(ctx, id, &new, None)?;
        ctx.journal(Entry::new("dienst", id.0, Verb::Created).date("on", stand.dag))?;
        let made = store::get_dienst(ctx, gemeente, id)?;
        call_for(ctx, &made)?;
    }
    Ok(())
}

/// Once everybody who was asked for a shift said no, the others are asked: now where its hours are told to be closed, and
/// else when that comes. Nobody who said no is asked again.
pub(super) fn ask_others(ctx: &mut Write<'_>, id: DienstId) -> Result<()> {
    let gemeente = ctx.gemeente();
    let there = store::list_bezetting(ctx, gemeente, id)?;
    if there.iter().any(|one| one.state == BezettingState::Offered) {
        return Ok(());
    }
    store::set_called(ctx, id, false)?;
    let dienst = store::get_dienst(ctx, gemeente, id)?;
    let (dag, next) = (
        dienst.tijd.dag,
        dienst.tijd.dag.tomorrow().unwrap_or(dienst.tijd.dag),
    );
    let after = next.tomorrow().unwrap_or(next);
    let shut = store::list_gaten(ctx, gemeente, (dag, after))?;
    let is_shut = shut
        .iter()
        .filter(|gat| gat.infopunt == dienst.infopunt && gat.closed_at.is_none())
        .any(|gat| {
            let shift = if gat.dag == dag { 0 } else { DAY };
            let (van, tot) = (dienst.tijd.van - shift, dienst.tijd.tot - shift);
            gat.dicht
                .iter()
                .any(|(from, until)| van < *until && *from < tot)
        });
    if is_shut {
        call_for(ctx, &dienst)?;
    }
    Ok(())
}

fn call_for(ctx: &mut Write<'_>, dienst: &Dienst) -> Result<()> {
    if dienst.called_at.is_some() {
        return Ok(());
    }
    let frame = ctx.frame.clone();
    let mut people = voorkeur::possible(ctx, &frame, dienst)?;
    people.truncate(MOST_ASKED);
    store::set_called(ctx, dienst.id, true)?;
    let asked = i64::try_from(people.len()).unwrap_or(0);
    ctx.journal(Entry::new("dienst", dienst.id.0, Verb::Asked).number("count", asked))?;
    for one in people {
        offer(ctx, dienst, one.account, one.organisatie)?;
    }
    Ok(())
}

/// Asks one person for a shift, unless that was done and not answered yet; answers whether it did.
pub(super) fn offer(
    ctx: &mut Write<'_>,
    dienst: &Dienst,
    account: crate::ids::AccountId,
    organisatie: crate::ids::OrganisatieId,
) -> Result<bool> {
    let gemeente = ctx.gemeente();
    let known = store::find_of(ctx, gemeente, dienst.id, account)?;
    let Ok(state) = rules::step(known.as_ref().map(|one| one.state), Step::Offer) else {
        return Ok(false);
    };
    let one = Bezetting {
        id: known.map_or_else(|| ctx.new_id(), |one| one.id),
        dienst: dienst.id,
        account: Some(account),
        organisatie,
        dag: dienst.tijd.dag,
        state,
        begeleid: false,
    };
    store::put_bezetting(ctx, &one)?;
    ctx.journal(
        Entry::new("bezetting", one.id.0, Verb::Asked)
            .id("dienst", dienst.id.0)
            .id("account", account.0),
    )?;
    Ok(true)
}
