//! What comes back: the receiver's answer, the resident's arrival and own verdict, and the night that waits no longer.

use super::{entry, keep, notes_for, received_by, receives, resident_link, seen, vraag};
use crate::access::{Actor, Here, LinkKind, Permission};
use crate::balie::doorverwijzingen::model::{
    Antwoord, Doorverwijzing, DoorverwijzingState as State, OordeelVan, Reden, Uitkomst,
};
use crate::balie::doorverwijzingen::rules::{self, Step};
use crate::balie::doorverwijzingen::store;
use crate::balie::kennisbank::{self, FlagKind, ItemState};
use crate::error::{Error, Result};
use crate::ids::{DoorverwezeneId, DoorverwijzingId};
use crate::journaal::{Entry, Verb};
use crate::kader::verplichtingen as dues;
use crate::write::Write;

/// The receiver accepts, declines or asks to be called.
pub fn answer(ctx: &mut Write<'_>, id: DoorverwijzingId, what: Antwoord) -> Result<()> {
    let mut one = received_by(ctx, id)?;
    one.state = rules::step(one.state, one.oordeel_van, Step::Answer(what))?;
    match what {
        Antwoord::Accept => {
            let line = answered(ctx, &one, Verb::Accepted);
            accept(ctx, &mut one, line)
        }
        Antwoord::Decline(reden) => decline(ctx, &mut one, reden),
        Antwoord::CallMe => {
            one.call_asked_at = Some(ctx.now);
            store::save(ctx, &one)?;
            ctx.journal(entry(&one, Verb::Asked).word("what", "call"))?;
            Ok(())
        }
    }
}

/// The entry of an answer; who notes what was said on the telephone says so.
fn answered(ctx: &Write<'_>, one: &Doorverwijzing, verb: Verb) -> Entry {
    let line = entry(one, verb);
    if notes_for(ctx.actor, one) {
        line.word("how", "phone")
    } else {
        line
    }
}

fn accept(ctx: &mut Write<'_>, one: &mut Doorverwijzing, line: Entry) -> Result<()> {
    one.answered_at = Some(ctx.now);
    vraag::plan(ctx, one);
    store::save(ctx, one)?;
    keep(ctx, one, rules::KEEP_DAYS)?;
    dues::satisfy(ctx, "doorverwijzing.aanname", one.id.0, "accepted")?;
    if one.escalated_at.is_some() {
        dues::satisfy(ctx, "doorverwijzing.regie", one.id.0, "accepted")?;
    }
    ctx.journal(line)?;
    Ok(())
}

fn decline(ctx: &mut Write<'_>, one: &mut Doorverwijzing, reden: Reden) -> Result<()> {
    one.answered_at = Some(ctx.now);
    one.reden = Some(reden);
    one.ask_on = None;
    store::save(ctx, one)?;
    keep(ctx, one, rules::KEEP_DAYS)?;
    dues::satisfy(ctx, "doorverwijzing.aanname", one.id.0, "declined")?;
    let soort = if reden == Reden::DataWrong {
        FlagKind::Wrong
    } else {
        FlagKind::ReferralFailed
    };
    flag(ctx, one, soort, reden.word())?;
    let line = answered(ctx, one, Verb::Bounced);
    ctx.journal(line.word("reason", reden.word()))?;
    Ok(())
}

/// Asks the owner of the text that led here whether it is still right: every failed referral is a check of the data.
fn flag(
    ctx: &mut Write<'_>,
    one: &Doorverwijzing,
    soort: FlagKind,
    word: &'static str,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    let Some(item) = one.item else {
        return Ok(());
    };
    let shown = kennisbank::find_item(ctx, gemeente, item)?
        .is_some_and(|item| matches!(item.state, ItemState::Published | ItemState::InControl));
    if !shown {
        return Ok(());
    }
    let key = format!("verwijs-reden-{}", word.replace('_', "-"));
    let why = ctx.frame.translations.t(kit::i18n::Lang::Nl, &key);
    kennisbank::flag_found(ctx, item, soort, &why)?;
    Ok(())
}

/// The resident is there. Whoever is received has been accepted.
pub fn arrive(ctx: &mut Write<'_>, id: DoorverwijzingId) -> Result<()> {
    let mut one = received_by(ctx, id)?;
    let was = one.state;
    one.state = rules::step(was, one.oordeel_van, Step::Arrive)?;
    one.arrived_at = Some(ctx.now);
    if was == State::Sent {
        let line = entry(&one, Verb::Accepted);
        accept(ctx, &mut one, line)?;
    } else {
        store::save(ctx, &one)?;
        keep(ctx, &one, rules::KEEP_DAYS)?;
    }
    ctx.journal(entry(&one, Verb::Arrived))?;
    Ok(())
}

/// The resident did not come. That is no verdict: unknown stays unknown.
pub fn no_show(ctx: &mut Write<'_>, id: DoorverwijzingId) -> Result<()> {
    let mut one = received_by(ctx, id)?;
    one.state = rules::step(one.state, one.oordeel_van, Step::NoShow)?;
    store::save(ctx, &one)?;
    keep(ctx, &one, rules::KEEP_DAYS)?;
    ctx.journal(entry(&one, Verb::NoShow))?;
    Ok(())
}

/// Whether it helped: by the resident's own link, or as the resident told the desk.
pub fn judge(ctx: &mut Write<'_>, id: DoorverwijzingId, uitkomst: Uitkomst) -> Result<()> {
    let mut one = seen(ctx, id)?;
    let van = match ctx.actor {
        Actor::Link(holder) if holder.kind == LinkKind::Doorverwezene => OordeelVan::Resident,
        Actor::Link(_) => return Err(Error::NotFound("link")),
        actor => {
            ctx.require(Permission::DoorverwijzingSend, &Here::ANYWHERE)?;
            // Nobody speaks well of his own help in the resident's name.
            let own = actor.account().and_then(|account| account.organisatie);
            if receives(actor, one.naar) && own != one.van_organisatie && actor.account().is_some()
            {
                return Err(Error::Forbidden(Permission::DoorverwijzingSend.key()));
            }
            OordeelVan::Told
        }
    };
    let was = one.state;
    one.state = rules::step(was, one.oordeel_van, Step::Judge(van))?;
    one.uitkomst = Some(uitkomst);
    one.oordeel_van = Some(van);
    one.settled_at = Some(ctx.now);
    one.ask_on = None;
    store::save(ctx, &one)?;
    keep(ctx, &one, rules::KEEP_DAYS)?;
    if was == State::Sent {
        dues::satisfy(ctx, "doorverwijzing.aanname", one.id.0, "helped")?;
    }
    if one.escalated_at.is_some() {
        dues::satisfy(ctx, "doorverwijzing.regie", one.id.0, "settled")?;
    }
    if uitkomst == Uitkomst::Not {
        flag(ctx, &one, FlagKind::ReferralFailed, "not_helped")?;
    }
    ctx.journal(
        entry(&one, Verb::Settled)
            .word("outcome", uitkomst.word())
            .word("by", van.word()),
    )?;
    Ok(())
}

/// Everything of which the norm has passed without an answer; answers how many, at most a hundred in one write.
pub fn expire_due(ctx: &mut Write<'_>) -> Result<usize> {
    const MOST: i64 = 100;
    let (gemeente, today) = (ctx.gemeente(), ctx.today());
    let late = store::list_late(ctx, gemeente, today, MOST)?;
    let count = late.len();
    for mut one in late {
        one.state = rules::step(one.state, one.oordeel_van, Step::Expire)?;
        one.ask_on = None;
        one.vangnet = match one.route {
            Some(route) => store::find_route(ctx, gemeente, route)?.and_then(|found| found.vangnet),
            None => None,
        };
        store::save(ctx, &one)?;
        keep(ctx, &one, rules::KEEP_DAYS)?;
        flag(ctx, &one, FlagKind::ReferralFailed, "expired")?;
        ctx.journal(
            entry(&one, Verb::Expired)
                .id_opt("fallback", one.vangnet.map(|organisatie| organisatie.0)),
        )?;
    }
    Ok(count)
}

/// Nobody owes anything any more about a chain of which the person was erased: it cannot go on.
pub fn let_go(ctx: &mut Write<'_>, keten: DoorverwijzingId) -> Result<()> {
    let gemeente = ctx.gemeente();
    for one in store::list_chain(ctx, gemeente, keten)? {
        for soort in ["doorverwijzing.aanname", "doorverwijzing.regie"] {
            dues::waive(ctx, soort, one.id.0, "erased")?;
        }
    }
    Ok(())
}

/// Erases what is kept of the holder of this link; the chain itself stays. Answers whose it was.
pub fn erase_own(ctx: &mut Write<'_>) -> Result<DoorverwezeneId> {
    let holder = resident_link(ctx.actor)?;
    let (id, subject) = (DoorverwezeneId(holder.holder), holder.subject);
    store::erase_person(ctx, id)?;
    let_go(ctx, DoorverwijzingId(subject))?;
    ctx.journal(
        Entry::new("doorverwijzing", subject, Verb::Erased)
            .word("what", "contact")
            .id("doorverwezene", id.0),
    )?;
    Ok(id)
}
