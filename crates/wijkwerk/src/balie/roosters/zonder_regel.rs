//! Points that tell hours while nobody agreed with how many people they are kept: nothing guards those hours (INV-10), so
//! whoever makes the roster owes that agreement.

use std::sync::Arc;

use jiff::ToSpan as _;

use super::bewaking::maker;
use super::store;
use crate::access::Actor;
use crate::app::App;
use crate::balie::infopunten::{InfopuntSoort, RULE, list_open_infopunten, uren};
use crate::error::Result;
use crate::frame::Frame;
use crate::kader::verplichtingen::{self as dues, Creditor, Debtor, Wanted};

/// Days in which the agreement is to be made.
const TERM: i64 = 14;
/// Hours within so many days are hours that are told.
const DAYS: i64 = 28;

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
