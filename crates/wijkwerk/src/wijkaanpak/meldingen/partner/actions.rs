//! What is owed by the partner that has a melding, and what it does with it.

use std::collections::BTreeSet;

use jiff::civil::Date;
use kit::db::Queries;

use crate::access::{Actor, Here, Permission};
use crate::error::{Error, Result};
use crate::ids::{GemeenteId, MeldingId, OrganisatieId};
use crate::journaal::{self, Entry, Line, Verb};
use crate::kader::bewijzen::{self, Bewijs};
use crate::kader::verplichtingen::{self as dues, Creditor, Debtor, Wanted};
use crate::wijkaanpak::meldingen::model::{FieldState, Melding, MeldingState};
use crate::wijkaanpak::meldingen::{actions, publiek, rules, store, triage};
use crate::write::Write;

/// The answer of the partner: does it take this on?
pub(super) const ANSWER: &str = "melding.partner";
/// What it took on, by the day that it named.
pub(super) const WORK: &str = "melding.partnerwerk";

/// The partner that has this melding, if the actor answers for what is sent on to it; 404 for everybody else.
pub(in super::super) fn holder(actor: &Actor, melding: &Melding) -> Result<OrganisatieId> {
    melding
        .organisatie
        .filter(|_| melding.samengevoegd_met.is_none())
        .filter(|partner| actor.may(Permission::MeldingPartner, &Here::organisatie(*partner)))
        .ok_or(Error::NotFound("melding"))
}

/// The same; whoever answers for a partner that had it once hears that it is no longer there, and nothing more.
pub(super) fn holder_or_past(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    actor: &Actor,
    melding: &Melding,
) -> Result<OrganisatieId> {
    let error = match holder(actor, melding) {
        Ok(partner) => return Ok(partner),
        Err(error) => error,
    };
    let own = actor
        .account()
        .and_then(|account| account.organisatie)
        .filter(|own| actor.may(Permission::MeldingPartner, &Here::organisatie(*own)));
    let Some(own) = own else {
        return Err(error);
    };
    let had_it = journaal::lines_about(tx, gemeente, melding.id.0)?
        .iter()
        .any(|line| line.verb == Verb::Triaged && line.id("organisatie") == Some(own.0));
    Err(if had_it {
        Error::refused("partner-niet-meer")
    } else {
        error
    })
}

fn of_actor(ctx: &mut Write<'_>, id: MeldingId) -> Result<(Melding, OrganisatieId)> {
    let (gemeente, actor) = (ctx.gemeente(), ctx.actor);
    let melding = store::get_melding(ctx, gemeente, id)?;
    let partner = holder_or_past(ctx, gemeente, actor, &melding)?;
    Ok((melding, partner))
}

fn owe(
    ctx: &mut Write<'_>,
    melding: &Melding,
    partner: OrganisatieId,
    soort: &'static str,
    due: Option<Date>,
) -> Result<()> {
    let wanted = Wanted {
        soort,
        subject_kind: "melding",
        subject: melding.id.0,
        debtor: Debtor::Organisatie(partner),
        creditor: Creditor::Gemeente,
        gebied: Some(melding.gebied),
        due,
        bron: "INV-20",
    };
    dues::owe(ctx, &wanted).map(drop)
}

/// Asks the partner whether it takes this on; the answer to who let us know stays with the gemeente.
pub(in super::super) fn ask(
    ctx: &mut Write<'_>,
    melding: &Melding,
    partner: OrganisatieId,
) -> Result<()> {
    let due = dues::due_from(ctx, "meldingPartner");
    owe(ctx, melding, partner, ANSWER, due)
}

/// Asks nothing of a partner any more, for a reason in a fixed word.
pub(in super::super) fn let_go(
    ctx: &mut Write<'_>,
    id: MeldingId,
    reason: &'static str,
) -> Result<()> {
    dues::waive(ctx, ANSWER, id.0, reason)?;
    dues::waive(ctx, WORK, id.0, reason)
}

/// Notes that a partner that had it need not do it any more: its people hear so.
pub(in super::super) fn withdraw(
    ctx: &mut Write<'_>,
    id: MeldingId,
    partner: OrganisatieId,
) -> Result<()> {
    let entry = Entry::new("melding", id.0, Verb::Withdrawn);
    ctx.journal(entry.id("organisatie", partner.0)).map(drop)
}

/// The entry by which the partner of before was let go with the decision `triaged`, of all about one melding: when that
/// decision is taken back, so is this.
pub(in super::super) fn unsaid_with(lines: &[Line], triaged: i64) -> Option<i64> {
    let before = lines.iter().rev().find(|line| line.seq < triaged);
    let told = before.filter(|line| line.verb == Verb::Withdrawn);
    told.map(|line| line.seq)
}

/// The partner that was asked last and was never told that it need not do it any more: what was taken back was not told.
pub(in super::super) fn still_to_hear(
    ctx: &mut Write<'_>,
    id: MeldingId,
) -> Result<Option<OrganisatieId>> {
    let gemeente = ctx.gemeente();
    let lines = journaal::lines_about(ctx, gemeente, id.0)?;
    let mut taken_back = BTreeSet::new();
    for line in lines.iter().filter(|line| line.verb == Verb::Undone) {
        if let Some(decision) = line.number("undoes") {
            taken_back.extend(unsaid_with(&lines, decision));
            taken_back.insert(decision);
        }
    }
    let mut asked = None;
    for line in lines.iter().filter(|line| !taken_back.contains(&line.seq)) {
        match line.verb {
            Verb::Triaged => asked = line.id("organisatie").map(OrganisatieId),
            Verb::Returned | Verb::Withdrawn => asked = None,
            _ => {}
        }
    }
    Ok(asked)
}

/// It is done, whoever did it.
pub(in super::super) fn settle(ctx: &mut Write<'_>, id: MeldingId) -> Result<()> {
    dues::satisfy(ctx, ANSWER, id.0, "done")?;
    dues::satisfy(ctx, WORK, id.0, "done")
}

/// The partner takes it on and says by when it is done.
pub fn take_on(ctx: &mut Write<'_>, id: MeldingId, day: Option<Date>) -> Result<()> {
    let (melding, partner) = of_actor(ctx, id)?;
    let field = rules::take_on(melding.state, melding.field_state)?;
    let day = day.ok_or(Error::field("dag", "taak-dag-kies"))?;
    if day < ctx.today() {
        return Err(Error::field("dag", "taak-dag-voorbij"));
    }
    store::set_field_state(ctx, id, field, None)?;
    dues::satisfy(ctx, ANSWER, id.0, "taken_up")?;
    owe(ctx, &melding, partner, WORK, Some(day))?;
    ctx.journal(
        Entry::new("melding", id.0, Verb::Accepted)
            .id("organisatie", partner.0)
            .date("day", day),
    )?;
    publiek::project(ctx, id)
}

/// The partner says that it is done, with evidence (INV-21).
pub fn deliver(ctx: &mut Write<'_>, id: MeldingId, evidence: &Bewijs) -> Result<()> {
    let (melding, _) = of_actor(ctx, id)?;
    rules::at_partner(melding.state, melding.field_state)?;
    let by = ctx.actor.account().map(|account| account.id);
    bewijzen::keep(ctx, ("melding", id.0), evidence, by)?;
    if let Bewijs::File(photo) = evidence {
        store::insert_foto(ctx, id, "after", photo, store::Herkomst::Melding)?;
    }
    actions::finish(ctx, &melding, None)
}

/// Not for this partner, for a reason that whoever let us know reads too: the one who sent it on decides again.
pub fn hand_back(ctx: &mut Write<'_>, id: MeldingId, reason: &str) -> Result<()> {
    let (mut melding, partner) = of_actor(ctx, id)?;
    rules::at_partner(melding.state, melding.field_state)?;
    let reason = reason.trim();
    if !bewijzen::is_meaningful(reason) {
        return Err(Error::field("reden", "partner-reden-nodig"));
    }
    if !rules::fits(reason) {
        return Err(Error::field("reden", "melden-omschrijving-lang"));
    }
    melding.state = MeldingState::Submitted;
    melding.field_state = FieldState::New;
    melding.triaged_at = None;
    melding.organisatie = None;
    store::set_triage(ctx, &melding)?;
    let_go(ctx, id, "handed_back")?;
    triage::owe_again(ctx, &melding, false)?;
    ctx.journal(
        Entry::new("melding", id.0, Verb::Returned)
            .id("organisatie", partner.0)
            .text(reason),
    )?;
    publiek::project(ctx, id)
}
