//! What somebody hears who asked for the news of a wijk: to say that the address is theirs, or that it runs already. The
//! page where they asked said the same either way.

use kit::i18n::Arg;

use super::letter::{Letter, Words};
use super::post::{Mail, Post, Recipient, Target};
use crate::access::LinkKind;
use crate::error::Result;
use crate::ids::AbonnementId;
use crate::journaal::Line;
use crate::kader::abonnementen::{KIND, actions::DAYS_TO_CONFIRM, find_abonnement};
use crate::write::Write;

/// Writes the one mail that follows an asking.
pub(super) fn tell(ctx: &mut Write<'_>, post: &mut Post<'_>, line: &Line) -> Result<()> {
    let (gemeente, frame) = (ctx.gemeente(), ctx.frame.clone());
    let Some(own) = find_abonnement(ctx, gemeente, AbonnementId(line.subject))? else {
        return Ok(());
    };
    let Some(wijk) = frame.gebied(own.gebied) else {
        return Ok(());
    };
    let key = if own.confirmed_at.is_some() {
        "mail-abonnement-loopt"
    } else {
        "mail-abonnement-bevestig"
    };
    let to = Recipient {
        id: own.id.0,
        naam: None,
        address: own.email,
        lang: own.taal.parse().unwrap_or_default(),
    };
    let words = Words {
        frame: &frame,
        lang: to.lang,
    };
    let args: [(&str, Arg<'_>); 1] = [("wijk", (&wijk.naam).into())];
    let letter = Letter {
        subject: words.t(&format!("{key}-onderwerp"), &args),
        sentence: words.t(key, &args),
        more: vec![words.t(&format!("{key}-meer"), &args)],
        link_text: words.t(&format!("{key}-link"), &args),
    };
    let mail = Mail {
        thread: own.id.0,
        letter: &letter,
        asks: true,
        target: &Target::Link {
            kind: LinkKind::Abonnement,
            subject_kind: KIND,
            subject: own.id.0,
            days: DAYS_TO_CONFIRM,
        },
    };
    post.send(ctx, line, &to, &mail)
}
