//! Points that tell hours while nobody agreed with how many people they are kept: whoever makes the roster owes that
//! agreement, and from the day it is due one person must be there until what was agreed begins (INV-10, ADR 13).

use std::sync::Arc;

use jiff::ToSpan as _;
use jiff::civil::Date;
use kit::db::Queries;

use super::bewaking::maker;
use super::model::Bezettingsregel;
use super::store;
use crate::access::Actor;
use crate::app::App;
use crate::balie::infopunten::{InfopuntSoort, RULE, list_open_infopunten, uren};
use crate::error::Result;
use crate::frame::Frame;
use crate::ids::InfopuntId;
use crate::kader::verplichtingen::{self as dues, Creditor, Debtor, Wanted};
use crate::write::Write;

/// Days in which the agreement is to be made.
const TERM: i64 = 14;
/// Hours within so many days are hours that are told.
const DAYS: i64 = 28;

/// With how many people the hours of a point are guarded, each rule until the next begins: one from the day the agreement
/// was due, then what was agreed.
pub(super) fn find_bewaakt(
    tx: &mut impl Queries,
    frame: &Frame,
    infopunt: InfopuntId,
    today: Date,
) -> Result<Vec<Bezettingsregel>> {
    let agreed = store::find_regel(tx, frame.id, infopunt)?;
    with_unsaid(tx, frame, infopunt, agreed, today)
}

/// The same of every point of a gemeente that has any.
pub(super) fn list_bewaakt(
    tx: &mut impl Queries,
    frame: &Frame,
    today: Date,
) -> Result<Vec<(InfopuntId, Vec<Bezettingsregel>)>> {
    let mut all = Vec::new();
    for agreed in store::list_regels(tx, frame.id)? {
        let id = agreed.infopunt;
        all.push((id, with_unsaid(tx, frame, id, Some(agreed), today)?));
    }
    for punt in list_open_infopunten(tx, frame.id)? {
        if all.iter().all(|(id, _)| *id != punt.id) {
            let unsaid = with_unsaid(tx, frame, punt.id, None, today)?;
            if !unsaid.is_empty() {
                all.push((punt.id, unsaid));
            }
        }
    }
    Ok(all)
}

/// The rule that counts on a day.
pub(super) fn counts_on(regels: &[Bezettingsregel], dag: Date) -> Option<&Bezettingsregel> {
    regels.iter().rfind(|regel| regel.valid_from <= dag)
}

/// What was agreed, after what counts until it begins.
fn with_unsaid(
    tx: &mut impl Queries,
    frame: &Frame,
    infopunt: InfopuntId,
    agreed: Option<Bezettingsregel>,
    today: Date,
) -> Result<Vec<Bezettingsregel>> {
    let begins = agreed.map(|regel| regel.valid_from);
    let due = if begins.is_none_or(|begins| today < begins) {
        dues::find_due(tx, frame.id, RULE, infopunt.0)?
    } else {
        None
    };
    Ok(due
        .filter(|due| begins.is_none_or(|begins| *due < begins))
        .map(|due| Bezettingsregel::unsaid(infopunt, due))
        .into_iter()
        .chain(agreed)
        .collect())
}

/// The last day on which a new rule of a point may begin, with what is said of a later one; empty: on any day. Hours that
/// are guarded stay guarded (INV-10), and what is put off is no way out of those that will be without a rule (ADR 13).
pub(super) fn last_begin(
    ctx: &mut Write<'_>,
    infopunt: InfopuntId,
) -> Result<Option<(Date, &'static str)>> {
    let (frame, today) = (ctx.frame.clone(), ctx.today());
    let known = find_bewaakt(ctx, &frame, infopunt, today)?;
    let now = counts_on(&known, today);
    if now.is_some_and(Bezettingsregel::is_guarding) {
        return Ok(Some((today, "rooster-regel-bewaakt")));
    }
    let begins = store::find_regel(ctx, frame.id, infopunt)?.map(|regel| regel.valid_from);
    if begins.is_some_and(|begins| begins <= today) {
        return Ok(None);
    }
    let last = match dues::find_due(ctx, frame.id, RULE, infopunt.0)? {
        Some(due) => Some(begins.map_or(due, |begins| begins.max(due))),
        // It was agreed in time, so it is in time that it begins.
        None => dues::find_met(ctx, frame.id, RULE, infopunt.0)?
            .filter(|due| begins.is_some_and(|begins| begins <= *due)),
    };
    Ok(last.map(|last| (last, "rooster-regel-te-laat")))
}

/// The nightly look: each such point is asked for once, also where a rule begins only after the day on which it would be
/// due.
pub fn ask_for_rules(app: &App, frame: &Arc<Frame>) -> Result<()> {
    app.write_blocking(frame, &Actor::Job("nightly"), |ctx| {
        let (frame, today) = (ctx.frame.clone(), ctx.today());
        let due = today.checked_add(TERM.days()).unwrap_or(today);
        let until = today.checked_add(DAYS.days()).unwrap_or(today);
        for punt in list_open_infopunten(ctx, frame.id)? {
            let is_asked = dues::is_open(ctx, frame.id, RULE, punt.id.0)?;
            let begins = store::find_regel(ctx, frame.id, punt.id)?.map(|regel| regel.valid_from);
            let in_time = if is_asked { today } else { due };
            if begins.is_some_and(|begins| begins <= in_time) {
                if is_asked {
                    dues::satisfy(ctx, RULE, punt.id.0, "agreed")?;
                }
                continue;
            }
            let is_unguarded = punt.soort == InfopuntSoort::Infopunt
                && !uren::regular(ctx, &frame, punt.id, today, until)?.is_empty();
            if !is_unguarded && is_asked {
                dues::waive(ctx, RULE, punt.id.0, "no_hours")?;
            }
            if is_unguarded && !is_asked {
                let wanted = Wanted {
                    soort: RULE,
                    subject_kind: "infopunt",
                    subject: punt.id.0,
                    debtor: Debtor::Rol(maker(&frame)),
                    creditor: Creditor::Bewoner,
                    gebied: Some(punt.gebied),
                    due: Some(due),
                    bron: "INV-10",
                };
                dues::owe(ctx, &wanted)?;
            }
        }
        Ok(())
    })
}
