//! Triage: who takes a new melding, decided in seconds and undone in ten.

use jiff::civil::Date;

use super::actions::{close_contacts, triage_role};
use super::model::{FieldState, Melding, MeldingState, TriageOutcome};
use super::{partner, publiek, rules, store};
use crate::access::{Here, Permission};
use crate::error::{Error, Result};
use crate::ids::{MeldingId, OrganisatieId};
use crate::journaal::{self, Entry, Verb};
use crate::kader::verplichtingen::{self as dues, Creditor, Debtor, Wanted};
use crate::wijkaanpak::taken;
use crate::write::Write;

/// Sends a melding where it belongs; the reporter hears it, unless it is undone within seconds.
pub fn triage(ctx: &mut Write<'_>, id: MeldingId, outcome: &TriageOutcome) -> Result<Melding> {
    let gemeente = ctx.gemeente();
    let before = store::get_melding(ctx, gemeente, id)?;
    ctx.require(Permission::MeldingTriage, &Here::gebied(before.gebied))?;
    rules::stands_alone(before.samengevoegd_met)?;
    let (state, field_state) = rules::triage(before.state, before.field_state, outcome)?;
    let mut melding = Melding {
        state,
        field_state,
        triaged_at: Some(ctx.now),
        ..before.clone()
    };
    melding.owner_account = ctx.actor.account().map(|account| account.id);
    melding.organisatie = None;
    melding.aandachtsgebied = None;
    melding.reason = None;
    taken::cancel_open(ctx, id)?;
    if before.organisatie.is_some() {
        partner::let_go(ctx, id, "rerouted")?;
    }
    let had = had_it(ctx, &before)?;
    if let Some(had) =
        had.filter(|had| !matches!(outcome, TriageOutcome::Doorgezet(to) if to == had))
    {
        partner::withdraw(ctx, id, had)?;
    }
    let entry = Entry::new("melding", id.0, Verb::Triaged).word("outcome", state.word());
    let entry = match outcome {
        TriageOutcome::Taken { disciplines } => {
            taken::make(ctx, &melding, disciplines)?;
            entry.number("tasks", i64::try_from(disciplines.len()).unwrap_or(0))
        }
        TriageOutcome::Aandachtsgebied(into) => {
            check_aandachtsgebied(ctx, into.0)?;
            melding.aandachtsgebied = Some(*into);
            entry.id("aandachtsgebied", into.0)
        }
        TriageOutcome::Doorgezet(organisatie) => {
            ctx.frame
                .organisatie(*organisatie)
                .ok_or(Error::NotFound("organisatie"))?;
            melding.organisatie = Some(*organisatie);
            partner::ask(ctx, &melding, *organisatie)?;
            entry.id("organisatie", organisatie.0)
        }
        TriageOutcome::NoAction { reason } => {
            melding.reason = Some(reason.trim().to_owned());
            melding.public_sentence = None;
            entry.text(reason.trim().to_owned())
        }
    };
    store::set_triage(ctx, &melding)?;
    dues::satisfy(ctx, "melding.triage", id.0, "triaged")?;
    if state == MeldingState::NoAction {
        dues::satisfy(ctx, "melding.antwoord", id.0, "reason_told")?;
        close_contacts(ctx, id)?;
    }
    ctx.journal(entry)?;
    publiek::project(ctx, id)?;
    Ok(melding)
}

/// The partner that has it, or that thinks so because a decision in between was taken back before it was told.
pub(super) fn had_it(ctx: &mut Write<'_>, melding: &Melding) -> Result<Option<OrganisatieId>> {
    match (melding.organisatie, melding.state) {
        (None, MeldingState::Submitted) => partner::still_to_hear(ctx, melding.id),
        (had, _) => Ok(had),
    }
}

fn check_aandachtsgebied(ctx: &mut Write<'_>, id: uuid::Uuid) -> Result<()> {
    let gemeente = ctx.gemeente();
    let state = store::find_state_of_aandachtsgebied(ctx, gemeente, id)?;
    match state.as_deref() {
        None => Err(Error::NotFound("aandachtsgebied")),
        Some("proposed" | "adopted" | "active") => Ok(()),
        Some(_) => Err(Error::refused("triage-aandachtsgebied-klaar")),
    }
}

/// Takes the last decision back: a new write, which withdraws the mails that were waiting.
pub fn undo(ctx: &mut Write<'_>, id: MeldingId) -> Result<()> {
    let gemeente = ctx.gemeente();
    let mut melding = store::get_melding(ctx, gemeente, id)?;
    ctx.require(Permission::MeldingTriage, &Here::gebied(melding.gebied))?;
    rules::stands_alone(melding.samengevoegd_met)?;
    rules::undo(
        melding.state,
        melding.field_state,
        melding.triaged_at,
        ctx.now,
    )?;
    let lines = journaal::lines_about(ctx, gemeente, id.0)?;
    let last = lines
        .iter()
        .rev()
        .find(|line| line.verb == Verb::Triaged)
        .ok_or(Error::NotFound("melding"))?;
    let entry = Entry::new("melding", id.0, Verb::Undone).number("undoes", last.seq);
    let entry = match partner::unsaid_with(&lines, last.seq) {
        Some(told) => entry.number("unsays", told),
        None => entry,
    };
    taken::cancel_open(ctx, id)?;
    partner::let_go(ctx, id, "undone")?;
    let was_closed = melding.state == MeldingState::NoAction;
    melding.state = MeldingState::Submitted;
    melding.field_state = FieldState::New;
    melding.triaged_at = None;
    melding.owner_account = None;
    melding.organisatie = None;
    melding.aandachtsgebied = None;
    melding.reason = None;
    store::set_triage(ctx, &melding)?;
    store::set_erase_after(ctx, id, None)?;
    store::forget_told(ctx, id)?;
    owe_again(ctx, &melding, was_closed)?;
    ctx.journal(entry)?;
    publiek::project(ctx, id)
}

/// Somebody of the gemeente has to decide again, and perhaps to answer again.
pub(super) fn owe_again(ctx: &mut Write<'_>, melding: &Melding, with_answer: bool) -> Result<()> {
    let owner = triage_role(ctx);
    let decide = dues::due_from(ctx, "meldingTriage");
    let mut again: Vec<(&'static str, Creditor, Option<Date>, &'static str)> =
        vec![("melding.triage", Creditor::Gemeente, decide, "V-32")];
    if with_answer {
        again.push(("melding.antwoord", Creditor::Melder, melding.due, "INV-20"));
    }
    for (soort, creditor, due, bron) in again {
        dues::owe(
            ctx,
            &Wanted {
                soort,
                subject_kind: "melding",
                subject: melding.id.0,
                debtor: Debtor::Rol(owner.clone()),
                creditor,
                gebied: Some(melding.gebied),
                due,
                bron,
            },
        )?;
    }
    Ok(())
}

/// A suggestion with its reason, from what the melding is about: never more than that.
pub fn suggestion(melding: &Melding, near: usize) -> (&'static str, &'static str) {
    if near >= 4 {
        return ("aandachtsgebied", "triage-omdat-patroon");
    }
    match melding.thema.as_deref() {
        None => ("taken", "triage-omdat-vak"),
        Some(_) => ("taken", "triage-omdat-straat"),
    }
}
