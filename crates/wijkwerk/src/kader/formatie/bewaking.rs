//! Seeing to it that general questions always have a name and a deputy (O-20, V-78, V-80).
//!
//! Platforms and professionals must find somebody at any time. While nobody is named, whoever is named has left, or there
//! is no deputy, that is a due of who looks after the contact scheme, red from the first day; it is met by naming them.

use std::sync::Arc;

use super::model::{Contactregel, Contactsoort, Doelgroep};
use super::{rules, store};
use crate::access::{Actor, Permission};
use crate::app::App;
use crate::error::Result;
use crate::frame::Frame;
use crate::ids::AccountId;
use crate::kader::accounts::find_account;
use crate::kader::inrichting::Inrichting;
use crate::kader::verplichtingen::{self as dues, Creditor, Debtor, Wanted};
use crate::write::Write;

/// Who must find somebody, and the due that says that they do not.
const WATCHED: &[(Doelgroep, &str)] = &[
    (Doelgroep::Platform, "contact.platforms"),
    (Doelgroep::Professional, "contact.professionals"),
];
const REGISSEUR: &str = "regisseur";

/// What the due is about.
pub const SUBJECT: &str = "contactregel";

/// The nightly look: accounts may have ended since.
pub fn watch_contacts(app: &App, frame: &Arc<Frame>) -> Result<()> {
    app.write_blocking(frame, &Actor::Job("nightly"), watch)
}

/// Owes what is vacant and settles what is not any more.
pub(super) fn watch(ctx: &mut Write<'_>) -> Result<()> {
    let (gemeente, today) = (ctx.gemeente(), ctx.today());
    let contacts = store::list_contactregels(ctx, gemeente, today)?;
    for (doelgroep, soort) in WATCHED.iter().copied() {
        let rule = rules::who(&contacts, Contactsoort::General, doelgroep, &[]);
        let is_named = match rule {
            Some(rule) => is_staffed(ctx, rule)?,
            None => false,
        };
        let is_owed = dues::is_open(ctx, gemeente, soort, gemeente.0)?;
        if is_named && is_owed {
            dues::satisfy(ctx, soort, gemeente.0, "named")?;
        } else if !is_named && !is_owed {
            let rol = keeper(&ctx.frame.inrichting);
            let wanted = Wanted {
                soort,
                subject_kind: SUBJECT,
                subject: gemeente.0,
                debtor: Debtor::Rol(rol),
                creditor: Creditor::Gemeente,
                gebied: None,
                due: Some(today),
                bron: "O-20",
            };
            dues::owe(ctx, &wanted)?;
        }
    }
    Ok(())
}

fn is_staffed(ctx: &mut Write<'_>, rule: &Contactregel) -> Result<bool> {
    Ok(is_here(ctx, rule.account)? && is_here(ctx, rule.vervanger)?)
}

fn is_here(ctx: &mut Write<'_>, account: Option<AccountId>) -> Result<bool> {
    let gemeente = ctx.gemeente();
    let Some(account) = account else {
        return Ok(false);
    };
    let found = find_account(ctx, gemeente, account)?;
    Ok(found.is_some_and(|found| !found.ended))
}

/// The role that looks after the contact scheme.
fn keeper(inrichting: &Inrichting) -> String {
    let may = |rol: &str| {
        let permissions = inrichting.permissions_of(rol);
        permissions.contains(&Permission::FormatieManage)
    };
    if inrichting.rol(REGISSEUR).is_some() && may(REGISSEUR) {
        return REGISSEUR.to_owned();
    }
    let mut all = inrichting.roles().map(|(key, _)| key);
    all.find(|key| may(key))
        .unwrap_or("functioneelbeheerder")
        .to_owned()
}
