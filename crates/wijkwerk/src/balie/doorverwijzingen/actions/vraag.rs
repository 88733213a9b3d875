//! The one question whether it helped, some days after: to the resident by mail, else to the desk that sent it on.

use super::entry;
use crate::balie::doorverwijzingen::model::Doorverwijzing;
use crate::balie::doorverwijzingen::{rules, store};
use crate::error::Result;
use crate::journaal::Verb;
use crate::write::Write;

/// From when on the resident is asked whether a referral helped that goes its way today: once, whoever keeps silent.
pub(super) fn plan(ctx: &Write<'_>, one: &mut Doorverwijzing) {
    if one.ask_on.is_none() && one.asked_at.is_none() {
        let appointment = one.appointment_at.map(|at| ctx.frame.today(at));
        one.ask_on = Some(rules::ask_day(ctx.today(), appointment));
    }
}

/// Asks what is due; answers how many were looked at, at most a hundred in one write. Who left a number only is called
/// by the desk; of whom nothing is known nobody can be asked, and unknown stays unknown (INV-18).
pub fn ask_due(ctx: &mut Write<'_>) -> Result<usize> {
    const MOST: i64 = 100;
    let (gemeente, today) = (ctx.gemeente(), ctx.today());
    let due = store::list_to_ask(ctx, gemeente, today, MOST)?;
    let count = due.len();
    for mut one in due {
        let person = store::find_person(ctx, gemeente, one.keten)?;
        let persoon = person.map(|found| found.persoon).unwrap_or_default();
        if !one.is_running() || persoon.email.is_none() && persoon.telefoon.is_none() {
            one.ask_on = None;
            store::save(ctx, &one)?;
            continue;
        }
        let of = if persoon.email.is_some() {
            one.ask_on = None;
            "resident"
        } else {
            "desk"
        };
        // Whoever came was asked by mail that very day.
        let before = one.arrived_at.filter(|_| of == "resident");
        one.asked_at = Some(before.unwrap_or(ctx.now));
        store::save(ctx, &one)?;
        if before.is_none() {
            ctx.journal(
                entry(&one, Verb::Asked)
                    .word("what", "verdict")
                    .word("of", of),
            )?;
        }
    }
    Ok(count)
}
