//! Proposing afspraken and what each puts in.

use jiff::civil::Date;

use super::super::model::{AfspraakState, NewAfspraak, NewBijdrage, NewPartij};
use super::super::store_resultaten::insert_bijdrage;
use super::super::{publiek, rules, store_afspraken, store_partijen};
use super::deal::{is_owner, seen_afspraak};
use super::{may_in, owes, refusal, refuse, require_in, seen};
use crate::access::Permission;
use crate::error::{Error, Result};
use crate::ids::{AfspraakId, BijdrageId, OrgaanId};
use crate::journaal::{Entry, Verb};
use crate::kader::accounts;
use crate::kader::termijnen::{self, Feestdagen};
use crate::kader::verplichtingen::{self, Creditor, Debtor, Wanted};
use crate::write::Write;

/// Proposes an afspraak; it waits until somebody of the owning organisation accepts it (INV-23).
pub fn propose_afspraak(ctx: &mut Write<'_>, wanted: &NewAfspraak) -> Result<AfspraakId> {
    let today = ctx.today();
    let (one, plan) = seen(ctx, wanted.aandachtsgebied)?;
    require_in(
        ctx,
        Permission::AfspraakWrite,
        plan.orgaan,
        one.wijken.iter().copied(),
    )?;
    let note_taker = ctx.actor.require_account()?.id;
    let mut faults = rules::check_afspraak(wanted, &one.wijken, today);
    faults.extend(check_owner(ctx, wanted)?);
    refuse(faults)?;
    if !one.state.is_open() {
        return Err(Error::refused("wp-aandachtsgebied-afgesloten"));
    }
    let due = wanted
        .due
        .ok_or_else(|| Error::field("due", "wp-afspraak-zonder-datum"))?;
    let id: AfspraakId = ctx.new_id();
    store_afspraken::insert_afspraak(ctx, id, wanted, due, note_taker)?;
    let mut partij = None;
    if let Some(wanted) = &wanted.partij {
        partij = Some(keep_partij(ctx, id, wanted, due)?);
    }
    for bijdrage in &wanted.bijdragen {
        insert_bijdrage(ctx, id, bijdrage)?;
    }
    ctx.journal(
        Entry::new("afspraak", id.0, Verb::Proposed)
            .id("aandachtsgebied", one.id.0)
            .id_opt("organisatie", wanted.organisatie.map(|id| id.0))
            .id_opt("account", wanted.account.map(|id| id.0))
            .id_opt("partij", partij)
            .date("due", due)
            .text(wanted.wat.trim()),
    )?;
    if let Some(organisatie) = wanted.organisatie
        && owes(ctx, plan.orgaan)
    {
        let due = verplichtingen::due_from(ctx, "afspraakAanname");
        owe(ctx, "afspraak.accept", id, organisatie, plan.orgaan, due)?;
    }
    publiek::project(ctx, one.id)?;
    Ok(id)
}

/// The owner exists, and the named person works there.
fn check_owner(ctx: &mut Write<'_>, wanted: &NewAfspraak) -> Result<Vec<crate::error::FieldError>> {
    let gemeente = ctx.gemeente();
    let mut wrong = Vec::new();
    if let Some(organisatie) = wanted.organisatie
        && ctx.frame.organisatie(organisatie).is_none()
    {
        wrong.push(("organisatie", "werkplannen-organisatie-onbekend"));
    }
    if let Some(account) = wanted.account {
        let person = accounts::find_account(ctx, gemeente, account)?;
        let fits = person.is_some_and(|person| {
            !person.ended
                && person.organisatie.is_some()
                && person.organisatie == wanted.organisatie
        });
        if !fits {
            wrong.push(("account", "werkplannen-persoon-andere-organisatie"));
        }
    }
    if let Some(email) = wanted
        .partij
        .as_ref()
        .and_then(|partij| partij.email.as_ref())
        && kit::mail::EmailAddress::parse(email.trim()).is_err()
    {
        wrong.push(("partij_email", "fout-email"));
    }
    Ok(wrong
        .into_iter()
        .map(|(field, key)| crate::error::FieldError {
            field,
            sentence: crate::error::Sentence::new(key),
        })
        .collect())
}

/// Keeps who this is apart from the afspraak, for a year after it was due (purpose P6).
fn keep_partij(
    ctx: &mut Write<'_>,
    afspraak: AfspraakId,
    wanted: &NewPartij,
    due: Date,
) -> Result<uuid::Uuid> {
    let id: uuid::Uuid = ctx.new_id();
    let year = termijnen::Termijn::Maanden(12);
    let erase = termijnen::due_date(due, year, &Feestdagen::deadlines());
    store_partijen::insert_partij(ctx, id, afspraak, wanted, erase)?;
    Ok(id)
}

pub(super) fn owe(
    ctx: &mut Write<'_>,
    soort: &'static str,
    afspraak: AfspraakId,
    organisatie: crate::ids::OrganisatieId,
    orgaan: OrgaanId,
    due: Option<Date>,
) -> Result<()> {
    verplichtingen::owe(
        ctx,
        &Wanted {
            soort,
            subject_kind: "afspraak",
            subject: afspraak.0,
            debtor: Debtor::Organisatie(organisatie),
            creditor: Creditor::Orgaan(orgaan),
            gebied: None,
            due,
            bron: "V-38",
        },
    )?;
    Ok(())
}

/// Notes what somebody puts into an afspraak (L-06).
pub fn contribute(ctx: &mut Write<'_>, id: AfspraakId, wanted: &NewBijdrage) -> Result<BijdrageId> {
    let (afspraak, one, plan) = seen_afspraak(ctx, id)?;
    let writes = may_in(
        ctx.actor,
        Permission::AfspraakWrite,
        Some(plan.orgaan),
        one.wijken.iter().copied(),
    );
    if !writes && !is_owner(ctx, &afspraak)? {
        return Err(refusal(ctx.actor, Permission::AfspraakWrite));
    }
    refuse(rules::check_bijdrage(wanted))?;
    if wanted
        .organisatie
        .is_some_and(|id| ctx.frame.organisatie(id).is_none())
    {
        return Err(Error::field(
            "organisatie",
            "werkplannen-organisatie-onbekend",
        ));
    }
    if afspraak.state == AfspraakState::Dropped {
        return Err(Error::refused("wp-afspraak-kan-niet"));
    }
    let bijdrage = insert_bijdrage(ctx, id, wanted)?;
    ctx.journal(
        Entry::new("afspraak", id.0, Verb::Contributed)
            .id("aandachtsgebied", one.id.0)
            .id_opt("organisatie", afspraak.organisatie.map(|id| id.0))
            .id_opt("account", afspraak.account.map(|id| id.0))
            .id("bijdrage", bijdrage.0)
            .word("van", wanted.van.word())
            .number("minuten", wanted.minuten)
            .number("cents", wanted.cents)
            .flag("planned", wanted.planned),
    )?;
    publiek::project(ctx, one.id)?;
    Ok(bijdrage)
}
