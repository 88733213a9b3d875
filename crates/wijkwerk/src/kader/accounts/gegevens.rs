//! How to reach somebody at work, and the face: kept by whoever it is, corrected by whoever manages accounts.

use kit::mail::EmailAddress;

use super::store;
use crate::access::{Here, Permission};
use crate::error::{Error, FieldError, Result, Sentence};
use crate::ids::{AccountId, OrganisatieId};
use crate::journaal::{Entry, Verb};
use crate::kader::bestanden::{self, NewPhoto};
use crate::write::Write;

/// What happens to the face.
#[derive(Clone, Debug)]
pub enum Face {
    /// It stays as it is.
    Keep,
    /// There is none any more.
    Remove,
    /// This one takes its place.
    Replace(NewPhoto),
}

/// What people say about themselves.
#[derive(Clone, Debug)]
pub struct OwnDetails {
    /// At work; empty removes it.
    pub telefoon: String,
    pub face: Face,
}

impl OwnDetails {
    /// Whether they can be kept, asked before anything is done for them.
    pub fn check(&self) -> Result<()> {
        let found = phone(&self.telefoon).map(drop);
        found.map_err(|fault| Error::Invalid(vec![fault]))
    }

    /// Whether a face is gone once these are kept.
    pub fn takes_away(&self, face: &str) -> bool {
        match &self.face {
            Face::Keep => false,
            Face::Remove => true,
            Face::Replace(photo) => photo.hash != face,
        }
    }
}

/// What is corrected of somebody; what is `None` stays.
#[derive(Clone, Debug)]
pub struct Correction {
    pub account: AccountId,
    pub email: Option<String>,
    /// Empty removes it.
    pub telefoon: Option<String>,
    /// The id; empty is none.
    pub organisatie: Option<String>,
}

/// A telephone number as it is kept: `None` if the field was empty.
fn phone(text: &str) -> Result<Option<String>, FieldError> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let known = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | ' ' | '(' | ')');
    if (6..=15).contains(&digits) && text.len() <= 30 && text.chars().all(known) {
        return Ok(Some(text.to_owned()));
    }
    Err(FieldError {
        field: "telefoon",
        sentence: Sentence::new("account-telefoon-fout"),
    })
}

/// Keeps the own telephone number and face; answers the face that it took the place of, if nobody else has it.
pub fn keep_own_details(ctx: &mut Write<'_>, wanted: &OwnDetails) -> Result<Option<String>> {
    let account = ctx.actor.require_account()?.id;
    let telefoon = phone(&wanted.telefoon).map_err(|fault| Error::Invalid(vec![fault]))?;
    let gemeente = ctx.gemeente();
    let old = store::find_account(ctx, gemeente, account)?.ok_or(Error::NotFound("account"))?;
    let photo = match &wanted.face {
        Face::Keep => old.photo.clone(),
        Face::Remove => None,
        Face::Replace(photo) => {
            bestanden::note(ctx, photo)?;
            Some(photo.hash.clone())
        }
    };
    store::set_details(ctx, account, telefoon.as_deref(), photo.as_deref())?;
    let gone = old.photo.filter(|hash| Some(hash) != photo.as_ref());
    if let Some(hash) = &gone {
        bestanden::forget_file(&mut ctx.seam(), gemeente, hash)?;
    }
    ctx.touch_public();
    ctx.journal(
        Entry::new("account", account.0, Verb::Changed)
            .flag("telefoon", telefoon.is_some())
            .flag("foto", photo.is_some()),
    )?;
    Ok(gone)
}

/// Corrects how somebody is reached and where they work. Another address signs out whoever came in by the old one.
pub fn correct(ctx: &mut Write<'_>, wanted: &Correction) -> Result<()> {
    ctx.require(Permission::AccountManage, &Here::ANYWHERE)?;
    let (gemeente, id) = (ctx.gemeente(), wanted.account);
    let old = store::find_account(ctx, gemeente, id)?
        .filter(|found| !found.ended)
        .ok_or(Error::NotFound("account"))?;
    let mut faults = Vec::new();
    let email = match &wanted.email {
        None => old.email.clone(),
        Some(text) => EmailAddress::parse(text.trim()).map_or_else(
            |_| {
                faults.push(FieldError {
                    field: "email",
                    sentence: Sentence::new("fout-email"),
                });
                old.email.clone()
            },
            |found| found.as_str().to_lowercase(),
        ),
    };
    let telefoon = match &wanted.telefoon {
        None => old.telefoon.clone(),
        Some(text) => phone(text).unwrap_or_else(|fault| {
            faults.push(fault);
            None
        }),
    };
    let organisatie: Option<OrganisatieId> = match wanted.organisatie.as_deref() {
        None => old.organisatie,
        Some("") => None,
        Some(text) => {
            let known = text.parse().ok();
            let known = known.filter(|id| ctx.frame.organisatie(*id).is_some());
            if known.is_none() {
                faults.push(FieldError {
                    field: "organisatie",
                    sentence: Sentence::new("account-organisatie-onbekend"),
                });
            }
            known
        }
    };
    if organisatie != old.organisatie
        && let Some(naam) = role_elsewhere(ctx, id, organisatie)?
    {
        faults.push(FieldError {
            field: "organisatie",
            sentence: Sentence::new("account-organisatie-rollen").with("naam", naam),
        });
    }
    let moved = email != old.email;
    if moved && store::find_account_by_email(ctx, gemeente, &email)?.is_some() {
        faults.push(FieldError {
            field: "email",
            sentence: Sentence::new("account-bestaat"),
        });
    }
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    store::correct_account(ctx, id, &email, telefoon.as_deref(), organisatie)?;
    if moved {
        store::end_sessions(ctx, id)?;
        store::delete_inlogverzoeken(ctx, id)?;
        store::readdress(ctx, id, &email)?;
        if !store::has_signed_in(ctx, gemeente, id)? {
            tell_roles_again(ctx, id)?;
        }
    }
    ctx.touch_public();
    ctx.journal(
        Entry::new("account", id.0, Verb::Changed)
            .flag("email", moved)
            .flag("telefoon", telefoon != old.telefoon)
            .id_opt("organisatie", organisatie.map(|found| found.0)),
    )?;
    Ok(())
}

/// The organisation, other than `wanted`, that this person still has a role for: that role would be held for a place where
/// he no longer works.
fn role_elsewhere(
    ctx: &mut Write<'_>,
    account: AccountId,
    wanted: Option<OrganisatieId>,
) -> Result<Option<String>> {
    let (gemeente, today) = (ctx.gemeente(), ctx.today());
    let roles = store::list_rolvervullingen_from(ctx, gemeente, today)?;
    let found = roles
        .iter()
        .filter(|role| role.account == account && role.scope_kind == "organisatie")
        .filter_map(|role| role.scope_id.map(OrganisatieId))
        .filter(|id| Some(*id) != wanted)
        .find_map(|id| ctx.frame.organisatie(id));
    Ok(found.map(|found| found.naam.clone()))
}

/// Whoever never came in may never have had a mail: each role is told once more, at the address of now.
fn tell_roles_again(ctx: &mut Write<'_>, account: AccountId) -> Result<()> {
    let (gemeente, today) = (ctx.gemeente(), ctx.today());
    let roles = store::list_rolvervullingen_from(ctx, gemeente, today)?;
    for role in roles.into_iter().filter(|role| role.account == account) {
        store::withdraw_invitation(ctx, account, role.id)?;
        ctx.journal(
            Entry::new("rolvervulling", role.id.0, Verb::Invited)
                .id("account", account.0)
                .word("rol", &role.rol),
        )?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::phone;

    #[test]
    fn a_number_has_six_to_fifteen_digits_and_nothing_strange() {
        let cases = [
            ("", Some(None)),
            (" 06 1234 5678 ", Some(Some("06 1234 5678"))),
            ("+31 (0)20-1234567", Some(Some("+31 (0)20-1234567"))),
            ("12345", None),
            ("1234567890123456", None),
            ("bel 0612345678", None),
        ];
        for (text, expected) in cases {
            let found = phone(text).ok();
            let found = found.as_ref().map(Option::as_deref);
            assert_eq!(found, expected, "{text}");
        }
    }
}
