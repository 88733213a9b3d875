//! Who fills a shift: planned, asked, confirmed, taken, called off. Why somebody cannot is never asked.

use super::{goes_on, managed_dienst, own, own_or_managed};
use crate::access::{Actor, LinkKind};
use crate::balie::roosters::bewaking::guard;
use crate::balie::roosters::model::{Bezetting, BezettingState as State, Dienst, moment};
use crate::balie::roosters::oproep;
use crate::balie::roosters::rules::{self, Step};
use crate::balie::roosters::store::{self, Team};
use crate::balie::roosters::toets::{self, Bezwaar, Grenzen};
use crate::error::{Error, Result};
use crate::ids::{AccountId, BezettingId, DienstId, InfopuntId, OrganisatieId};
use crate::journaal::{Entry, Verb};
use crate::write::Write;

/// How the maker of the roster puts somebody in a shift.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Zet {
    /// The person said yes already.
    pub confirmed: bool,
    /// Training expired: somebody stands beside.
    pub begeleid: bool,
}

fn entry(one: &Bezetting, verb: Verb) -> Entry {
    Entry::new("bezetting", one.id.0, verb)
        .id("dienst", one.dienst.0)
        .id_opt("account", one.account.map(|account| account.0))
}

/// The organisation for which somebody can take this shift; refused with the first thing that stands in the way.
fn checked(
    ctx: &mut Write<'_>,
    dienst: &Dienst,
    account: AccountId,
    begeleid: bool,
) -> Result<OrganisatieId> {
    let frame = ctx.frame.clone();
    let day = dienst.tijd.dag;
    let next = day.tomorrow().unwrap_or(day);
    let team = Team::load(ctx, frame.id, (day, next))?;
    let Some(who) = team.invaller(account, dienst.id, day) else {
        return Err(Error::field("account", bezwaar(Bezwaar::GeenLid)));
    };
    let found = toets::check(
        &who,
        dienst.tijd,
        &dienst.functie,
        &frame.zone,
        &Grenzen::default(),
    );
    match found
        .into_iter()
        .find(|one| !(begeleid && one.is_scholing()))
    {
        Some(why) => Err(Error::field("account", bezwaar(why))),
        None => Ok(who.lid.organisatie),
    }
}

/// The sentence of what stands in the way.
fn bezwaar(one: Bezwaar) -> &'static str {
    match one {
        Bezwaar::Dubbel => "rooster-bezwaar-dubbel",
        Bezwaar::Rust => "rooster-bezwaar-rust",
        Bezwaar::TeLang => "rooster-bezwaar-te-lang",
        Bezwaar::Week => "rooster-bezwaar-week",
        Bezwaar::Gemiddeld => "rooster-bezwaar-gemiddeld",
        Bezwaar::NietBeschikbaar => "rooster-bezwaar-niet-beschikbaar",
        Bezwaar::Functie => "rooster-bezwaar-functie",
        Bezwaar::Scholing => "rooster-bezwaar-scholing",
        Bezwaar::NooitGeschoold => "rooster-bezwaar-nooit-geschoold",
        Bezwaar::GeenLid => "rooster-bezwaar-geen-lid",
    }
}

/// A shift that has ended is no longer changed.
fn not_over(ctx: &Write<'_>, dienst: &Dienst) -> Result<()> {
    let end = moment(&ctx.frame.zone, dienst.tijd.dag, dienst.tijd.tot);
    if end <= ctx.now {
        return Err(Error::refused("rooster-dienst-voorbij"));
    }
    Ok(())
}

/// How many people a shift can take.
fn places(ctx: &mut Write<'_>, dienst: &Dienst) -> Result<i64> {
    let gemeente = ctx.gemeente();
    let regel = store::find_regel(ctx, gemeente, dienst.infopunt)?;
    Ok(regel.map_or(dienst.aantal, |regel| dienst.aantal.max(regel.minimum)))
}

/// Refused when there are enough people in one of these states.
fn has_room(ctx: &mut Write<'_>, dienst: &Dienst, states: &[State]) -> Result<()> {
    let gemeente = ctx.gemeente();
    let there = store::list_bezetting(ctx, gemeente, dienst.id)?
        .iter()
        .filter(|one| states.contains(&one.state))
        .count();
    if i64::try_from(there).unwrap_or(i64::MAX) >= places(ctx, dienst)? {
        return Err(Error::refused("rooster-al-vol"));
    }
    Ok(())
}

/// Puts somebody in a shift, by whoever makes the roster.
pub fn fill(
    ctx: &mut Write<'_>,
    id: DienstId,
    account: AccountId,
    how: Zet,
) -> Result<BezettingId> {
    let (made, infopunt) = plan(ctx, id, account, how)?;
    guard(ctx, infopunt)?;
    Ok(made)
}

/// The same without guarding the hours: whoever puts in many does that once.
pub fn plan(
    ctx: &mut Write<'_>,
    id: DienstId,
    account: AccountId,
    how: Zet,
) -> Result<(BezettingId, InfopuntId)> {
    let dienst = managed_dienst(ctx, id)?;
    not_over(ctx, &dienst)?;
    has_room(ctx, &dienst, &[State::Filled, State::Confirmed])?;
    let organisatie = checked(ctx, &dienst, account, how.begeleid)?;
    let mut one = place(ctx, &dienst, account, organisatie, Step::Fill)?;
    one.begeleid = how.begeleid;
    store::put_bezetting(ctx, &one)?;
    ctx.journal(entry(&one, Verb::Planned).flag("beside", how.begeleid))?;
    let made = one.id;
    if how.confirmed {
        said_yes(ctx, &dienst, one)?;
    }
    Ok((made, dienst.infopunt))
}

/// The filling of this person after a step, written down.
fn place(
    ctx: &mut Write<'_>,
    dienst: &Dienst,
    account: AccountId,
    organisatie: OrganisatieId,
    step: Step,
) -> Result<Bezetting> {
    let gemeente = ctx.gemeente();
    let known = store::find_of(ctx, gemeente, dienst.id, account)?;
    let state = rules::step(known.as_ref().map(|one| one.state), step)?;
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
    Ok(one)
}

/// Confirmed; once there are enough, whoever was asked as well need not answer any more.
fn said_yes(ctx: &mut Write<'_>, dienst: &Dienst, mut one: Bezetting) -> Result<()> {
    one.state = rules::step(Some(one.state), Step::Confirm)?;
    store::put_bezetting(ctx, &one)?;
    ctx.journal(entry(&one, Verb::Confirmed))?;
    if has_room(ctx, dienst, &[State::Confirmed]).is_ok() {
        return Ok(());
    }
    let gemeente = ctx.gemeente();
    for mut other in store::list_bezetting(ctx, gemeente, dienst.id)? {
        if other.state == State::Offered {
            other.state = rules::step(Some(other.state), Step::Cancel)?;
            store::put_bezetting(ctx, &other)?;
        }
    }
    Ok(())
}

/// The person says yes to what was planned or asked, or whoever makes the roster notes that.
pub fn confirm(ctx: &mut Write<'_>, id: BezettingId) -> Result<()> {
    let (one, dienst) = own_or_managed(ctx, id)?;
    not_over(ctx, &dienst)?;
    has_room(ctx, &dienst, &[State::Confirmed])?;
    if let (State::Offered, Some(account)) = (one.state, one.account) {
        checked(ctx, &dienst, account, false)?;
    }
    said_yes(ctx, &dienst, one)?;
    guard(ctx, dienst.infopunt)
}

/// Somebody takes an open shift.
pub fn take(ctx: &mut Write<'_>, id: DienstId) -> Result<BezettingId> {
    let me = own(ctx)?;
    let gemeente = ctx.gemeente();
    let dienst = goes_on(store::get_dienst(ctx, gemeente, id)?)?;
    not_over(ctx, &dienst)?;
    has_room(ctx, &dienst, &[State::Filled, State::Confirmed])?;
    let organisatie = checked(ctx, &dienst, me, false)?;
    let one = place(ctx, &dienst, me, organisatie, Step::Fill)?;
    let made = one.id;
    said_yes(ctx, &dienst, one)?;
    guard(ctx, dienst.infopunt)?;
    Ok(made)
}

/// Asks these people for a shift by mail; answers how many.
pub fn offer(ctx: &mut Write<'_>, id: DienstId, people: &[AccountId]) -> Result<usize> {
    let dienst = managed_dienst(ctx, id)?;
    not_over(ctx, &dienst)?;
    ask(ctx, &dienst, people)
}

fn ask(ctx: &mut Write<'_>, dienst: &Dienst, people: &[AccountId]) -> Result<usize> {
    let mut asked = 0;
    for account in people {
        let organisatie = checked(ctx, dienst, *account, false)?;
        asked += usize::from(oproep::offer(ctx, dienst, *account, organisatie)?);
    }
    Ok(asked)
}

/// "Ik kan niet": the shift is open again and these people are asked instead (job 4.3-8). No reason is asked or kept.
pub fn call_off(ctx: &mut Write<'_>, id: BezettingId, instead: &[AccountId]) -> Result<()> {
    let (mut one, dienst) = own_or_managed(ctx, id)?;
    not_over(ctx, &dienst)?;
    let instead: Vec<AccountId> = instead
        .iter()
        .copied()
        .filter(|other| Some(*other) != one.account)
        .collect();
    let was_asked = one.state == State::Offered;
    one.state = rules::step(Some(one.state), Step::Cancel)?;
    store::put_bezetting(ctx, &one)?;
    ctx.journal(entry(&one, Verb::Declined))?;
    // Whoever was only asked opens nothing: the call that asked goes on until everybody said no.
    if !was_asked || !instead.is_empty() {
        store::set_called(ctx, dienst.id, !instead.is_empty())?;
    }
    ask(ctx, &dienst, &instead)?;
    guard(ctx, dienst.infopunt)?;
    if was_asked && has_room(ctx, &dienst, &[State::Confirmed]).is_ok() {
        oproep::ask_others(ctx, dienst.id)?;
    }
    Ok(())
}

/// Which filling the holder of a link may answer for; nothing when it is no longer asked.
pub fn may_answer(actor: &Actor) -> Result<(DienstId, AccountId)> {
    match actor {
        Actor::Link(holder) if holder.kind == LinkKind::Dienst => {
            Ok((DienstId(holder.subject), AccountId(holder.holder)))
        }
        _ => Err(Error::NotFound("link")),
    }
}

/// The answer of whoever was asked or planned, by the link of the mail.
pub fn answer(ctx: &mut Write<'_>, yes: bool) -> Result<()> {
    let (dienst, account) = may_answer(ctx.actor)?;
    let gemeente = ctx.gemeente();
    let one = store::find_of(ctx, gemeente, dienst, account)?.ok_or(Error::NotFound("link"))?;
    if yes {
        confirm(ctx, one.id)
    } else {
        call_off(ctx, one.id, &[])
    }
}
