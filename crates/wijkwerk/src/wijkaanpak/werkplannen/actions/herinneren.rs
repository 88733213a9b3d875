//! Reminding whoever took an afspraak upon themselves; the mail brings a new link (L-07).

use jiff::ToSpan;

use super::super::{rules, store, store_herinneren, terug};
use super::deal::entry;
use super::owes;
use crate::access::{Here, Permission};
use crate::error::Result;
use crate::ids::AfspraakId;
use crate::journaal::Verb;
use crate::write::Write;

/// What is late for longer was told before, or was late before anybody was reminded.
const LATE_DAYS: i32 = 14;

/// Reminds of what is due within a week or late, each once, among the `most` afspraken after `after`; answers where to go
/// on, if there may be more.
pub fn remind_owners(
    ctx: &mut Write<'_>,
    after: AfspraakId,
    most: i64,
) -> Result<Option<AfspraakId>> {
    ctx.require(Permission::AfspraakWrite, &Here::ANYWHERE)?;
    let (gemeente, today, frame) = (ctx.gemeente(), ctx.today(), ctx.frame.clone());
    let between = (
        today.saturating_sub(LATE_DAYS.days()),
        today.saturating_add(rules::REMIND_DAYS.days()),
    );
    let found = store_herinneren::list_pending(ctx, gemeente, between, after, most)?;
    for one in &found {
        let accepted = one.accepted_at.max(one.sent_back_at);
        let accepted = accepted.map(|at| frame.today(at));
        let (said, back) = (one.reminded_at, one.sent_back_at);
        let reminded = terug::reminded_since(one.due, said, back, |at| frame.today(at));
        // A proposed division owes nothing (INV-06).
        if owes(ctx, one.orgaan) && rules::is_to_remind(one.due, accepted, reminded, today) {
            let afspraak = store::get_afspraak(ctx, gemeente, one.id)?;
            let line = entry(&afspraak, Verb::Reminded).flag("late", one.due < today);
            ctx.journal(line)?;
        }
    }
    let is_full = i64::try_from(found.len()).is_ok_and(|count| count >= most);
    Ok(found.last().filter(|_| is_full).map(|one| one.id))
}
