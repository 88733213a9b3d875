//! Meldingen of a team that is no more go, with their taken, to the team that works for their wijk now.

use std::sync::Arc;

use super::store;
use crate::access::Actor;
use crate::app::App;
use crate::error::Result;
use crate::frame::Frame;
use crate::journaal::{Entry, Verb};
use crate::kader::organisaties::list_ended;
use crate::wijkaanpak::taken;
use crate::write::Write;

/// Most meldingen of one team that change in one write.
const BATCH: i64 = 100;

/// Gives what is not done of teams that are no more to those that follow them, at night; answers how many.
pub fn hand_over_left(app: &App, frame: &Arc<Frame>) -> Result<usize> {
    let mut total = 0;
    loop {
        let count = app.write_blocking(frame, &Actor::Job("nightly"), settle_left)?;
        total += count;
        if count == 0 {
            return Ok(total);
        }
    }
}

/// Where no team works in the wijk the melding is of none: the role that owns it keeps it.
fn settle_left(ctx: &mut Write<'_>) -> Result<usize> {
    let (gemeente, today) = (ctx.gemeente(), ctx.today());
    let mut count = 0;
    for ended in list_ended(ctx, gemeente, today)? {
        for (id, gebied) in store::list_not_done_of(ctx, gemeente, ended, BATCH)? {
            let team = ctx.frame.intake_team(gebied).map(|team| team.id);
            if team == Some(ended) {
                // This node does not know yet that it ended.
                continue;
            }
            store::set_orgaan(ctx, id, team)?;
            taken::move_open(ctx, id, team)?;
            ctx.journal(
                Entry::new("melding", id.0, Verb::Assigned)
                    .id("from", ended.0)
                    .id_opt("orgaan", team.map(|team| team.0)),
            )?;
            count += 1;
        }
    }
    Ok(count)
}
