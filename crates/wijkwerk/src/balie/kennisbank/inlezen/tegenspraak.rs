//! What a source says otherwise than who answers for a text: told to its owner, never written down in its place (INV-15).

use super::{Incoming, TakenIn};
use crate::balie::kennisbank::model::{Item, ItemState};
use crate::balie::kennisbank::store::gelezen;
use crate::balie::kennisbank::{FlagKind, actions, store};
use crate::error::{Result, Sentence};
use crate::ids::KennisvlagId;
use crate::journaal::{Entry, Verb};
use crate::write::Write;

/// Tells the owner that a source says something else; once, until it is settled.
pub(super) fn contradict(
    ctx: &mut Write<'_>,
    known: &Item,
    row: &Incoming,
    why: Sentence,
) -> Result<TakenIn> {
    let gemeente = ctx.gemeente();
    if !gelezen::has_open_contradiction(ctx, gemeente, known.id)? {
        let said = match row.organisatie.as_ref().map(|one| one.naam.trim()) {
            Some(naam) if !naam.is_empty() => format!("{naam}: {}", row.titel.trim()),
            _ => row.titel.trim().to_owned(),
        };
        let flag: KennisvlagId = ctx.new_id();
        store::insert_vlag(ctx, flag, known.id, FlagKind::Contradiction, &said, None)?;
        ctx.journal(
            Entry::new("kennisitem", known.id.0, Verb::Flagged)
                .word("soort", "contradiction")
                .word("bron", &row.bron)
                .id("vlag", flag.0),
        )?;
        // Of what is not shown nobody has to say whether it is right.
        if matches!(known.state, ItemState::Published | ItemState::InControl) {
            let reason = if why.key == "inlezen-hier-gewijzigd" {
                "source"
            } else {
                "claimed"
            };
            actions::ask(ctx, known, reason)?;
        }
    }
    Ok(TakenIn::Contradicted(known.id, why))
}
