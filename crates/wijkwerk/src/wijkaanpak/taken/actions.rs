//! Making, assigning, planning and finishing tasks.

use jiff::Timestamp;
use jiff::civil::Date;

use super::store::{self, Taak};
use super::store_schrijven;
use crate::access::{Actor, Here, Permission};
use crate::error::{Error, Result, Sentence};
use crate::ids::{AccountId, GebiedId, MeldingId, TaakId};
use crate::journaal::{Entry, Verb};
use crate::kader::accounts;
use crate::kader::bewijzen::{self, Bewijs, Feit};
use crate::kader::inrichting::Inrichting;
use crate::kader::inrichting::termijn::TAAK_UITVOERING;
use crate::kader::verplichtingen::{self as dues, Creditor, Debtor, Wanted};
use crate::wijkaanpak::meldingen::{self, FieldState, Melding};
use crate::write::Write;

/// The due to carry a task out (L-69).
const UITVOEREN: &str = "taak.uitvoeren";

/// The role that carries out work in the street: one that does not hand it out itself, where there is one.
fn crew_role(inrichting: &Inrichting) -> String {
    let may = |rol: &str, permission| inrichting.permissions_of(rol).contains(&permission);
    let crews: Vec<&str> = inrichting
        .roles()
        .map(|(key, _)| key)
        .filter(|key| may(key, Permission::TaakExecute))
        .collect();
    crews
        .iter()
        .find(|key| !may(key, Permission::TaakAssign))
        .or(crews.first())
        .copied()
        .unwrap_or("functioneelbeheerder")
        .to_owned()
}

/// Notes that a new task must be carried out: by the crews there, until it is given to one of them.
fn owe(ctx: &mut Write<'_>, taak: TaakId, gebied: GebiedId) -> Result<()> {
    let debtor = Debtor::Rol(crew_role(&ctx.frame.inrichting));
    let due = dues::due_from(ctx, TAAK_UITVOERING);
    dues::owe(
        ctx,
        &Wanted {
            soort: UITVOEREN,
            subject_kind: "taak",
            subject: taak.0,
            debtor,
            creditor: Creditor::Gemeente,
            gebied: Some(gebied),
            due,
            bron: "L-69",
        },
    )?;
    Ok(())
}

/// Whether this actor carries out or assigns work there, and so sees its tasks.
pub fn may_see(actor: &Actor, gebied: GebiedId) -> bool {
    let here = Here::gebied(gebied);
    [Permission::TaakExecute, Permission::TaakAssign]
        .into_iter()
        .any(|permission| actor.may(permission, &here))
}

/// A task that the actor may see.
pub(super) fn seen(ctx: &mut Write<'_>, id: TaakId) -> Result<Taak> {
    let gemeente = ctx.gemeente();
    let taak = store::get_taak(ctx, gemeente, id)?;
    if may_see(ctx.actor, taak.gebied) {
        Ok(taak)
    } else {
        Err(Error::NotFound("taak"))
    }
}

/// Makes one task per discipline; called by triage in the same write.
pub fn make(ctx: &mut Write<'_>, melding: &Melding, disciplines: &[String]) -> Result<Vec<TaakId>> {
    let mut made = Vec::new();
    for (n, discipline) in disciplines.iter().enumerate() {
        if !ctx
            .frame
            .inrichting
            .disciplines
            .iter()
            .any(|known| known.sleutel == *discipline)
        {
            return Err(Error::Refused(
                Sentence::new("triage-vak-onbekend").with("vak", discipline.clone()),
            ));
        }
        if disciplines[..n].contains(discipline) {
            continue;
        }
        let id: TaakId = ctx.new_id();
        store_schrijven::insert_taak(ctx, id, melding, discipline)?;
        ctx.journal(
            Entry::new("taak", id.0, Verb::Created)
                .id("melding", melding.id.0)
                .word("discipline", discipline),
        )?;
        owe(ctx, id, melding.gebied)?;
        made.push(id);
    }
    Ok(made)
}

/// Ends the tasks of a melding that are still open: it goes another way.
pub fn cancel_open(ctx: &mut Write<'_>, melding: MeldingId) -> Result<()> {
    for id in store_schrijven::end_open(ctx, melding)? {
        ctx.journal(Entry::new("taak", id.0, Verb::Withdrawn).id("melding", melding.0))?;
        dues::waive(ctx, UITVOEREN, id.0, "withdrawn")?;
    }
    Ok(())
}

/// Gives back the tasks of a melding that ended at that moment, and who owes them: what ended them was taken back.
pub fn give_back(ctx: &mut Write<'_>, melding: MeldingId, ended_at: Timestamp) -> Result<()> {
    for id in store_schrijven::uncancel(ctx, melding, ended_at)? {
        ctx.journal(Entry::new("taak", id.0, Verb::Reopened).id("melding", melding.0))?;
        dues::owe_anew(ctx, id.0, "withdrawn", ended_at)?;
    }
    Ok(())
}

/// Gives a task to somebody who carries out work there, perhaps for a day; without `account` it lies open again.
pub fn assign(
    ctx: &mut Write<'_>,
    id: TaakId,
    account: Option<AccountId>,
    planned_on: Option<Date>,
    volgorde: i64,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    let taak = seen(ctx, id)?;
    ctx.require(Permission::TaakAssign, &Here::gebied(taak.gebied))?;
    if !matches!(taak.state.as_str(), "open" | "planned") {
        return Err(Error::refused("taak-al-klaar"));
    }
    if planned_on.is_some_and(|day| day < ctx.today()) {
        return Err(Error::field("dag", "taak-dag-voorbij"));
    }
    if let Some(account) = account {
        let (frame, now) = (ctx.frame.clone(), ctx.now);
        let known = accounts::find_account(ctx, gemeente, account)?;
        let works_here = known.is_some_and(|person| !person.ended)
            && accounts::actor_for(ctx, &frame, account, now)?
                .may(Permission::TaakExecute, &Here::gebied(taak.gebied));
        if !works_here {
            return Err(Error::field("wie", "taak-wie-onbekend"));
        }
    }
    store_schrijven::set_account(ctx, id, account, planned_on, volgorde)?;
    let entry = Entry::new("taak", id.0, Verb::Assigned)
        .id("melding", taak.melding.0)
        .id_opt("account", account.map(|account| account.0));
    ctx.journal(match planned_on {
        Some(day) => entry.date("day", day),
        None => entry,
    })?;
    if account != taak.account {
        let debtor = match account {
            Some(account) => Debtor::Account(account),
            None => Debtor::Rol(crew_role(&ctx.frame.inrichting)),
        };
        dues::pass_on(ctx, UITVOEREN, id.0, &debtor)?;
    }
    let melding = meldingen::get_melding(ctx, gemeente, taak.melding)?;
    if account.is_some() && melding.field_state != FieldState::Planned {
        meldingen::set_field_state(ctx, taak.melding, FieldState::Planned, None)?;
        ctx.journal(Entry::new("melding", taak.melding.0, Verb::Planned))?;
        meldingen::project(ctx, taak.melding)?;
    }
    Ok(())
}

/// Done, with evidence. When it was the last task of its melding, the melding is done too.
pub fn finish(ctx: &mut Write<'_>, id: TaakId, evidence: &Bewijs) -> Result<bool> {
    let gemeente = ctx.gemeente();
    let taak = seen(ctx, id)?;
    ctx.require(Permission::TaakExecute, &Here::gebied(taak.gebied))?;
    if !matches!(taak.state.as_str(), "open" | "planned") {
        return Err(Error::refused("taak-al-klaar"));
    }
    let melding = meldingen::get_melding(ctx, gemeente, taak.melding)?;
    meldingen::check_complete(&melding)?;
    let by = ctx.actor.account().map(|account| account.id);
    let bewijs = bewijzen::keep(ctx, ("taak", id.0), evidence, by)?;
    if let Bewijs::File(photo) = evidence {
        meldingen::insert_after_photo(ctx, taak.melding, photo, id.0)?;
    }
    store_schrijven::set_done(ctx, id, bewijs)?;
    ctx.journal(
        Entry::new("taak", id.0, Verb::Done)
            .id("melding", taak.melding.0)
            .word("discipline", &taak.discipline),
    )?;
    dues::satisfy(ctx, UITVOEREN, id.0, "evidence")?;
    if store::count_open(ctx, gemeente, taak.melding)? > 0 {
        return Ok(false);
    }
    let last = Bewijs::Fact(Feit {
        soort: "taak",
        id: id.0,
    });
    bewijzen::keep(ctx, ("melding", taak.melding.0), &last, by)?;
    meldingen::actions::finish(ctx, &melding, None)?;
    Ok(true)
}

/// Not now: why, and when it will be.
pub fn not_now(ctx: &mut Write<'_>, id: TaakId, reason: &str, day: Date) -> Result<()> {
    let taak = seen(ctx, id)?;
    ctx.require(Permission::TaakExecute, &Here::gebied(taak.gebied))?;
    if !matches!(taak.state.as_str(), "open" | "planned") {
        return Err(Error::refused("taak-al-klaar"));
    }
    if !bewijzen::is_meaningful(reason) {
        return Err(Error::field("reden", "taak-reden-nodig"));
    }
    if !meldingen::fits(reason) {
        return Err(Error::field("reden", "melden-omschrijving-lang"));
    }
    if day <= ctx.today() {
        return Err(Error::field("dag", "taak-dag-voorbij"));
    }
    store_schrijven::set_day(ctx, id, day)?;
    ctx.journal(
        Entry::new("melding", taak.melding.0, Verb::Planned)
            .id("taak", id.0)
            .date("day", day)
            .text(reason.trim().to_owned()),
    )?;
    Ok(())
}

/// Disputed: every task that was done, or was not needed any more when the melding was called done, is made again, for the
/// same discipline.
pub fn reopen(ctx: &mut Write<'_>, melding: &Melding) -> Result<()> {
    let gemeente = ctx.gemeente();
    let again = store::disciplines_of_end(ctx, gemeente, melding.id, melding.done_at)?;
    make(ctx, melding, &again).map(drop)
}
