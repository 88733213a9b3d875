//! The werkplan of a team that is no more: somebody sees to what is open in it.

use std::sync::Arc;

use super::super::model::Werkplan;
use super::super::store_opvolging as store;
use crate::access::Actor;
use crate::app::App;
use crate::error::Result;
use crate::frame::Frame;
use crate::ids::{GebiedId, OrgaanId};
use crate::kader::inrichting::Inrichting;
use crate::kader::organisaties::list_ended;
use crate::kader::verplichtingen::{self as dues, Creditor, Debtor, Wanted};
use crate::write::Write;

/// The due to say who takes over what is open in a werkplan.
const OVERDRACHT: &str = "werkplan.overdracht";
const REGISSEUR: &str = "regisseur";

/// Owes whoever has regie a look at what teams that are no more left open, and settles what is closed since; at night.
pub fn watch_left(app: &App, frame: &Arc<Frame>) -> Result<()> {
    app.write_blocking(frame, &Actor::Job("nightly"), watch)
}

fn watch(ctx: &mut Write<'_>) -> Result<()> {
    let (gemeente, today) = (ctx.gemeente(), ctx.today());
    for orgaan in list_ended(ctx, gemeente, today)? {
        for (plan, has_open) in store::list_plans_of(ctx, gemeente, orgaan)? {
            let is_owed = dues::is_open(ctx, gemeente, OVERDRACHT, plan.0)?;
            if has_open && !is_owed {
                let rol = keeper(&ctx.frame.inrichting);
                let wanted = Wanted {
                    soort: OVERDRACHT,
                    subject_kind: "werkplan",
                    subject: plan.0,
                    debtor: Debtor::Rol(rol),
                    creditor: Creditor::Gemeente,
                    gebied: None,
                    due: Some(today),
                    bron: "INV-01",
                };
                dues::owe(ctx, &wanted)?;
            } else if !has_open && is_owed {
                dues::satisfy(ctx, OVERDRACHT, plan.0, "closed")?;
            }
        }
    }
    Ok(())
}

/// The role that looks after what is left.
fn keeper(inrichting: &Inrichting) -> String {
    let is_used = inrichting.rol(REGISSEUR).is_some_and(|rol| rol.in_gebruik);
    let rol = if is_used {
        REGISSEUR
    } else {
        "functioneelbeheerder"
    };
    rol.to_owned()
}

/// The team in whose plans this plan goes on: its own, or if that is no more the one that plans for these wijken now.
pub fn follower(ctx: &Write<'_>, plan: &Werkplan, wijken: &[GebiedId]) -> OrgaanId {
    if ctx.frame.orgaan(plan.orgaan).is_some() {
        return plan.orgaan;
    }
    let mut teams = wijken
        .iter()
        .filter_map(|wijk| ctx.frame.planning_team(*wijk));
    teams.next().map_or(plan.orgaan, |team| team.id)
}
