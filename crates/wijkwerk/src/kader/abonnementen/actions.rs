//! What people do with the news of a wijk: ask for it, say that the address is theirs, end it. And making an issue.

use jiff::SignedDuration;
use kit::i18n::Lang;
use kit::mail::EmailAddress;

use super::KIND;
use super::store::{self, Abonnement, NewNieuwsbrief};
use crate::access::{Actor, LinkHolder, LinkKind};
use crate::error::{Error, Result};
use crate::ids::{AbonnementId, GebiedId, NieuwsbriefId};
use crate::journaal::{Entry, Verb};
use crate::write::Write;

/// How long somebody has to say that the address is theirs.
pub const DAYS_TO_CONFIRM: i64 = 7;

/// Takes in that somebody wants the news of a wijk at this address. What comes of it stands only in the mail that follows; the
/// answer to who asks is the same.
pub fn ask(
    ctx: &mut Write<'_>,
    gebied: GebiedId,
    email: &EmailAddress,
    lang: Lang,
) -> Result<AbonnementId> {
    if !ctx.frame.wijken().any(|wijk| wijk.id == gebied) {
        return Err(Error::field("wijk", "abonnement-wijk-kies"));
    }
    let gemeente = ctx.gemeente();
    let email = email.as_str().to_lowercase();
    let until = ctx
        .now
        .checked_add(SignedDuration::from_hours(24 * DAYS_TO_CONFIRM))
        .unwrap_or(ctx.now);
    let erase_after = ctx.frame.today(until);
    let known = store::find_by_email(ctx, gemeente, gebied, &email)?;
    let id = if let Some(known) = known {
        store::renew(ctx, known.id, lang.html(), erase_after)?;
        known.id
    } else {
        let new = Abonnement {
            id: ctx.new_id(),
            gebied,
            email,
            taal: lang.html().to_owned(),
            created_at: ctx.now,
            confirmed_at: None,
            erase_after: Some(erase_after),
        };
        store::insert(ctx, &new)?;
        new.id
    };
    ctx.journal(Entry::new(KIND, id.0, Verb::Asked).id("gebied", gebied.0))?;
    Ok(id)
}

/// Whoever holds a link to an abonnement.
pub fn holder(actor: &Actor) -> Result<&LinkHolder> {
    match actor {
        Actor::Link(holder) if holder.kind == LinkKind::Abonnement => Ok(holder),
        _ => Err(Error::NotFound("link")),
    }
}

/// Says that the address is theirs. Once more does nothing.
pub fn confirm(ctx: &mut Write<'_>) -> Result<()> {
    let id = AbonnementId(holder(ctx.actor)?.subject);
    if store::confirm(ctx, id)? {
        ctx.journal(Entry::new(KIND, id.0, Verb::Confirmed))?;
    }
    Ok(())
}

/// Ends it: the address is gone, with every mail that waits. Once more does nothing.
pub fn stop(ctx: &mut Write<'_>) -> Result<()> {
    let id = AbonnementId(holder(ctx.actor)?.subject);
    if store::erase(ctx, id)? {
        ctx.journal(Entry::new(KIND, id.0, Verb::Erased).word("what", KIND))?;
    }
    Ok(())
}

/// Makes the issue of a wijk for a day, once.
pub fn publish(ctx: &mut Write<'_>, new: &NewNieuwsbrief) -> Result<bool> {
    let gemeente = ctx.gemeente();
    if store::has_nieuwsbrief(ctx, gemeente, new.gebied, new.op)? {
        return Ok(false);
    }
    let id: NieuwsbriefId = ctx.new_id();
    store::insert_nieuwsbrief(ctx, id, new)?;
    if !new.berichten.is_empty() {
        let count = i64::try_from(new.berichten.len()).unwrap_or(i64::MAX);
        ctx.journal(
            Entry::new("nieuwsbrief", id.0, Verb::Published)
                .id("gebied", new.gebied.0)
                .number("count", count)
                .date("on", new.op),
        )?;
    }
    Ok(true)
}
