//! Points that tell hours while nobody agreed with how many people they are kept: whoever makes the roster owes that
//! agreement, and from the day it is due one person must be there (INV-10, ADR 13).

use std::sync::Arc;

use jiff::ToSpan as _;
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

/// Days in which the agreement is to be made.
const TERM: i64 = 14;
/// Hours within so many days are hours that are told.
const DAYS: i64 = 28;

/// With how many people the hours of a point are guarded: what was agreed, else one from the day the agreement was due.
pub(super) fn find_bewaakt(
    tx: &mut impl Queries,
    frame: &Frame,
    infopunt: InfopuntId,
) -> Result<Option<Bezettingsregel>> {
    match store::find_regel(tx, frame.id, infopunt)? {
        None => unsaid(tx, frame, infopunt),
        agreed => Ok(agreed),
    }
}

/// The same of every point of a gemeente.
pub(super) fn list_bewaakt(tx: &mut impl Queries, frame: &Frame) -> Result<Vec<Bezettingsregel>> {
    let mut all = store::list_regels(tx, frame.id)?;
    for punt in list_open_infopunten(tx, frame.id)? {
        if all.iter().all(|regel| regel.infopunt != punt.id) {
            all.extend(unsaid(tx, frame, punt.id)?);
        }
    }
    Ok(all)
}

fn unsaid(
    tx: &mut impl Queries,
    frame: &Frame,
    infopunt: InfopuntId,
) -> Result<Option<Bezettingsregel>> {
    let due = dues::find_due(tx, frame.id, RULE, infopunt.0)?;
    Ok(due.map(|due| Bezettingsregel::unsaid(infopunt, due)))
}

/// The nightly look: each such point is asked for once.
pub fn ask_for_rules(app: &App, frame: &Arc<Frame>) -> Result<()> {
    app.write_blocking(frame, &Actor::Job("nightly"), |ctx| {
        let (frame, today) = (ctx.frame.clone(), ctx.today());
        let due = today.checked_add(TERM.days()).unwrap_or(today);
        let until = today.checked_add(DAYS.days()).unwrap_or(today);
        for punt in list_open_infopunten(ctx, frame.id)? {
            let is_asked = dues::is_open(ctx, frame.id, RULE, punt.id.0)?;
            let is_unguarded = punt.soort == InfopuntSoort::Infopunt
                && store::find_regel(ctx, frame.id, punt.id)?.is_none()
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
