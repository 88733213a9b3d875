//! What those hear who were invited to take part in a team and did not answer yet (V-18).

use kit::i18n::Arg;

use super::letter::{Letter, Words};
use super::post::{Mail, Post, Recipient, Target};
use crate::error::Result;
use crate::journaal::{Line, Verb};
use crate::kader::organisaties::list_genodigden;
use crate::write::Write;

/// Tells that an invitation still waits for an answer.
pub(super) fn tell(ctx: &mut Write<'_>, post: &mut Post<'_>, line: &Line) -> Result<()> {
    let (Verb::Reminded, Some(orgaan)) = (line.verb, line.id("orgaan")) else {
        return Ok(());
    };
    let frame = ctx.frame.clone();
    let Some(team) = frame.orgaan(orgaan.into()) else {
        return Ok(());
    };
    let today = ctx.today();
    for person in list_genodigden(ctx, &frame, team.id, line.subject.into(), today)? {
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
        let args: [(&str, Arg<'_>); 1] = [("team", (&team.naam).into())];
        let letter = Letter {
            subject: words.t("mail-uitnodiging-onderwerp", &args),
            sentence: words.t("mail-uitnodiging", &args),
            more: vec![words.t("mail-uitnodiging-hoe", &args)],
            link_text: words.t("mail-uitnodiging-link", &args),
        };
        let mail = Mail {
            thread: line.subject,
            letter: &letter,
            asks: true,
            target: &Target::Page(format!("/teams/{}", team.id)),
        };
        post.send(ctx, line, &to, &mail)?;
    }
    Ok(())
}
