//! Who gets a role hears from whom, which one it is and how to sign in.

use kit::i18n::Arg;

use super::letter::{Letter, Words};
use super::post::{Mail, Post, Recipient, Target};
use crate::error::Result;
use crate::ids::AccountId;
use crate::journaal::Line;
use crate::kader::accounts::find_account;
use crate::write::Write;

/// Tells of a role that was given, unless the account was closed meanwhile.
pub(super) fn tell(ctx: &mut Write<'_>, post: &mut Post<'_>, line: &Line) -> Result<()> {
    let (Some(id), Some(rol)) = (line.id("account"), line.word("rol")) else {
        return Ok(());
    };
    let (frame, gemeente) = (ctx.frame.clone(), ctx.gemeente());
    let person = find_account(ctx, gemeente, AccountId(id))?;
    let Some(person) = person.filter(|person| !person.ended) else {
        return Ok(());
    };
    let by = match line.account() {
        Some(other) => find_account(ctx, gemeente, AccountId(other))?.map(|found| found.naam),
        None => None,
    };
    let to = Recipient {
        id: person.id.0,
        naam: Some(person.naam),
        address: person.email,
        lang: person.taal.parse().unwrap_or_default(),
    };
    let words = Words {
        frame: &frame,
        lang: to.lang,
    };
    let rol = frame.role_name(to.lang, rol);
    let mut args: Vec<(&str, Arg<'_>)> = vec![
        ("rol", rol.as_str().into()),
        ("gemeente", frame.naam.as_str().into()),
        ("email", to.address.as_str().into()),
    ];
    let sentence = match &by {
        Some(naam) => {
            args.push(("door", naam.as_str().into()));
            words.t("mail-rol-van", &args)
        }
        None => words.t("mail-rol", &args),
    };
    let letter = Letter {
        subject: words.t("mail-rol-onderwerp", &args),
        sentence,
        more: vec![words.t("mail-rol-hoe", &args)],
        link_text: words.t("mail-rol-link", &args),
    };
    let mail = Mail {
        thread: line.subject,
        letter: &letter,
        asks: true,
        target: &Target::Page("/inloggen".to_owned()),
    };
    post.send(ctx, line, &to, &mail)
}
