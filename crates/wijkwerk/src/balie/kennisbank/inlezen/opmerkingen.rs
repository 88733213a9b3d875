//! What whoever reads in should know of a row, besides what became of it.

use super::regels::{faults, without_topic};
use super::{Aanbieder, Incoming, TakenIn, known_owner, store};
use crate::error::{Result, Sentence};
use crate::frame::Frame;
use crate::write::Write;

/// Of a row that is refused everything else that is wrong with it; of one that was taken in what was not taken as it says.
/// What was there already has been told before.
pub fn remarks(ctx: &mut Write<'_>, row: &Incoming, taken: &TakenIn) -> Result<Vec<Sentence>> {
    let id = match taken {
        TakenIn::Refused(why) => {
            let all = faults(&ctx.frame.inrichting, row).into_iter();
            return Ok(all.filter(|one| one != why).collect());
        }
        TakenIn::Added(id) | TakenIn::Changed(id, _) => *id,
        _ => return Ok(Vec::new()),
    };
    let mut all: Vec<Sentence> = without_topic(&ctx.frame.inrichting, row)
        .into_iter()
        .collect();
    if let Some(named) = unknown(ctx.frame, row) {
        let gemeente = ctx.gemeente();
        let item = store::find_item(ctx, gemeente, id)?;
        if item.is_some_and(|item| item.organisatie.is_none()) {
            let said = Sentence::new("inlezen-organisatie-onbekend");
            all.push(said.with("naam", named.naam.trim().to_owned()));
        }
    }
    let today = ctx.today();
    if let Some(day) = row.assured_on.filter(|day| *day > today) {
        let said = Sentence::new("inlezen-controle-toekomst");
        all.push(said.with("dag", day.to_string()));
    }
    Ok(all)
}

/// The organisation that a source names, if nobody here goes by that name and none was added.
fn unknown<'r>(frame: &Frame, row: &'r Incoming) -> Option<&'r Aanbieder> {
    let named = row.organisatie.as_ref()?;
    let is_named = !named.toevoegen && !named.naam.trim().is_empty();
    (is_named && known_owner(frame, named).is_none()).then_some(named)
}
