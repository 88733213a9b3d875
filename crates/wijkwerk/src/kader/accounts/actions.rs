//! Inviting people, giving and ending roles, signing out everywhere.

use jiff::ToSpan;
use jiff::civil::Date;
use kit::mail::EmailAddress;
use uuid::Uuid;

use super::{store, vervanging};
use crate::access::{Here, Permission};
use crate::error::{Error, FieldError, Result, Sentence};
use crate::ids::{AccountId, LocatieId, OrganisatieId, RolvervullingId};
use crate::journaal::{Entry, Verb};
use crate::write::Write;

/// A person to be invited.
#[derive(Clone, Debug)]
pub struct Invitation {
    pub naam: String,
    pub email: String,
    pub organisatie: Option<OrganisatieId>,
    /// Consent to show name and face on who-is-who.
    pub shows_name: bool,
    pub photo: Option<String>,
}

/// A role to be given.
#[derive(Clone, Debug)]
pub struct Appointment {
    pub account: AccountId,
    pub rol: String,
    pub scope_kind: &'static str,
    pub scope_id: Option<Uuid>,
    pub organisatie: Option<OrganisatieId>,
    /// Whom this person stands in for.
    pub deputy_of: Option<AccountId>,
    pub from: Date,
    pub until: Option<Date>,
}

/// Makes an account that can sign in.
pub fn invite(ctx: &mut Write<'_>, wanted: &Invitation) -> Result<AccountId> {
    ctx.require(Permission::AccountManage, &Here::ANYWHERE)?;
    let mut faults = Vec::new();
    let naam = wanted.naam.trim();
    if naam.is_empty() || naam.chars().count() > 120 {
        faults.push(FieldError {
            field: "naam",
            sentence: Sentence::new("account-naam-leeg"),
        });
    }
    let email = EmailAddress::parse(wanted.email.trim());
    if email.is_err() {
        faults.push(FieldError {
            field: "email",
            sentence: Sentence::new("fout-email"),
        });
    }
    let (true, Ok(email)) = (faults.is_empty(), email) else {
        return Err(Error::Invalid(faults));
    };
    let email = email.as_str().to_lowercase();
    let gemeente = ctx.gemeente();
    if store::find_account_by_email(ctx, gemeente, &email)?.is_some() {
        return Err(Error::field("email", "account-bestaat"));
    }
    let id: AccountId = ctx.new_id();
    store::insert_account(ctx, id, naam, &email, wanted)?;
    ctx.journal(
        Entry::new("account", id.0, Verb::Invited)
            .id_opt("organisatie", wanted.organisatie.map(|found| found.0)),
    )?;
    Ok(id)
}

/// Gives a role in a scope for a time.
pub fn appoint(ctx: &mut Write<'_>, wanted: &Appointment) -> Result<RolvervullingId> {
    ctx.require(Permission::AccountManage, &Here::ANYWHERE)?;
    if ctx.frame.inrichting.rol(&wanted.rol).is_none() {
        return Err(Error::field("rol", "account-rol-onbekend"));
    }
    let today = ctx.today();
    if wanted.from < today.saturating_sub(1.year()) || wanted.from > today.saturating_add(2.years())
    {
        return Err(Error::field("vanaf", "account-vanaf-ver"));
    }
    if wanted.until.is_some_and(|until| until <= wanted.from) {
        return Err(Error::field("tot", "account-tot-voor-van"));
    }
    let gemeente = ctx.gemeente();
    if wanted.scope_kind == "locatie" {
        let id = wanted.scope_id.map(LocatieId);
        let found = id.map_or(Ok(None), |id| store::find_locatie(ctx, gemeente, id))?;
        if found.is_none() {
            return Err(Error::field("waar", "beheer-waar-kiezen"));
        }
    }
    if store::find_account(ctx, gemeente, wanted.account)?.is_none() {
        return Err(Error::NotFound("account"));
    }
    let until = match wanted.deputy_of {
        Some(other) => vervanging::until(ctx, wanted, other)?,
        None => wanted.until,
    };
    // An account that was closed for want of a role opens again.
    store::reopen_account(ctx, wanted.account)?;
    let id: RolvervullingId = ctx.new_id();
    store::insert_rolvervulling(ctx, id, wanted, until)?;
    ctx.touch_public();
    ctx.journal(
        Entry::new("account", wanted.account.0, Verb::Appointed)
            .word("rol", &wanted.rol)
            .word("scope", wanted.scope_kind)
            .id_opt("scope_id", wanted.scope_id)
            .id_opt("deputy_of", wanted.deputy_of.map(|other| other.0))
            .date("from", wanted.from),
    )?;
    Ok(id)
}

/// Gives a role, and lets whoever gets it hear by mail from whom, which one it is and how to sign in.
pub fn appoint_and_tell(ctx: &mut Write<'_>, wanted: &Appointment) -> Result<RolvervullingId> {
    let id = appoint(ctx, wanted)?;
    ctx.journal(
        Entry::new("rolvervulling", id.0, Verb::Invited)
            .id("account", wanted.account.0)
            .word("rol", &wanted.rol),
    )?;
    Ok(id)
}

/// Ends a role of this person from `day` on, and with it that of whoever stands in.
pub fn end_role(
    ctx: &mut Write<'_>,
    account: AccountId,
    id: RolvervullingId,
    day: Date,
) -> Result<()> {
    ctx.require(Permission::AccountManage, &Here::ANYWHERE)?;
    if !store::end_role(ctx, account, id, day)? {
        return Err(Error::NotFound("rolvervulling"));
    }
    vervanging::end_with(ctx, id, day)?;
    ctx.touch_public();
    ctx.journal(Entry::new("rolvervulling", id.0, Verb::Ended).date("from", day))?;
    Ok(())
}

/// Ends every session of one's own account.
pub fn sign_out_everywhere(ctx: &mut Write<'_>) -> Result<()> {
    let account = ctx.actor.require_account()?.id;
    store::end_sessions(ctx, account)?;
    ctx.journal(Entry::new("account", account.0, Verb::Closed).word("what", "sessions"))?;
    Ok(())
}

/// What people decide about their own account.
#[derive(Clone, Debug)]
pub struct OwnSettings {
    /// Consent to show name and face on who-is-who.
    pub shows_name: bool,
    /// The language of mails: `nl` or `en`.
    pub taal: String,
}

/// Keeps what somebody decided about the own account.
pub fn keep_own_settings(ctx: &mut Write<'_>, wanted: &OwnSettings) -> Result<()> {
    let account = ctx.actor.require_account()?.id;
    if !matches!(wanted.taal.as_str(), "nl" | "en") {
        return Err(Error::field("taal", "account-taal-onbekend"));
    }
    store::set_settings(ctx, account, wanted)?;
    ctx.touch_public();
    ctx.journal(
        Entry::new("account", account.0, Verb::Changed)
            .flag("shows_name", wanted.shows_name)
            .word("taal", &wanted.taal),
    )?;
    Ok(())
}
