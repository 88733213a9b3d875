//! What whoever waits for an answer of the desk gets by mail: that the question arrived, and the answer in words. The
//! question itself stands in no mail.

use jiff::civil::Date;
use kit::db::Queries;
use kit::i18n::Arg;

use super::letter::{Letter, Words};
use super::post::{Mail, Post, Recipient, Target};
use crate::balie::contacten;
use crate::error::Result;
use crate::frame::pick;
use crate::ids::{ContactId, ContactvraagId};
use crate::journaal::{Line, Verb};
use crate::write::Write;

/// What is told of a question.
struct Told {
    contact: ContactId,
    onderwerp: String,
    due: Option<Date>,
}

/// A question that was asked on the website itself: not what the desk adds to it later.
fn asked_online(ctx: &mut Write<'_>, line: &Line) -> Result<Option<Told>> {
    let (gemeente, kanaal) = (ctx.gemeente(), contacten::DIGITAAL);
    Ok(ctx.query_opt(
        "SELECT v.contact_id, v.onderwerp, v.due FROM contactvragen v JOIN contacten c \
         ON c.gemeente_id = v.gemeente_id AND c.id = v.contact_id \
         WHERE v.gemeente_id = $1 AND v.id = $2 AND c.kanaal = $3 AND c.at = v.at AND c.account_id IS NULL",
        &[&gemeente, &line.subject, &kanaal],
        |row| {
            Ok(Told {
                contact: row.get(0)?,
                onderwerp: row.get(1)?,
                due: row.get(2)?,
            })
        },
    )?)
}

fn answered(ctx: &mut Write<'_>, line: &Line) -> Result<Option<Told>> {
    let gemeente = ctx.gemeente();
    Ok(ctx.query_opt(
        "SELECT contact_id, onderwerp FROM contactvragen WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &line.subject],
        |row| {
            Ok(Told {
                contact: row.get(0)?,
                onderwerp: row.get(1)?,
                due: None,
            })
        },
    )?)
}

/// Tells whoever asked, if an address is kept: that it arrived, or what the answer is.
pub(super) fn tell(ctx: &mut Write<'_>, post: &mut Post<'_>, line: &Line) -> Result<()> {
    let told = match line.verb {
        Verb::Asked => asked_online(ctx, line)?,
        Verb::Settled if line.flag("mailed") => answered(ctx, line)?,
        _ => None,
    };
    let Some(told) = told else {
        return Ok(());
    };
    let gemeente = ctx.gemeente();
    let Some(mut person) = contacten::find_person(ctx, gemeente, told.contact)? else {
        return Ok(());
    };
    let (Some(id), Some(address)) = (person.id, person.email) else {
        return Ok(());
    };
    let to = Recipient {
        id: id.0,
        naam: person.naam,
        address,
        lang: person
            .taal
            .and_then(|taal| taal.parse().ok())
            .unwrap_or_default(),
    };
    let frame = ctx.frame.clone();
    let words = Words {
        frame: &frame,
        lang: to.lang,
    };
    let onderwerp = frame
        .inrichting
        .onderwerp(&told.onderwerp)
        .map_or_else(String::new, |found| pick(to.lang, &found.naam));
    let datum = told.due.map(|due| words.date(due));
    let shown = datum.clone().unwrap_or_default();
    let args: [(&str, Arg<'_>); 2] = [
        ("onderwerp", (&onderwerp).into()),
        ("datum", (&shown).into()),
    ];
    let is_answer = line.verb == Verb::Settled;
    let (subject, sentence, more, link, path) = if is_answer {
        (
            "mail-vraag-antwoord-onderwerp",
            "mail-vraag-antwoord",
            person.antwoorden.remove(&ContactvraagId(line.subject)),
            "mail-vraag-antwoord-link",
            "/vraag/stel",
        )
    } else {
        (
            "mail-vraag-ontvangen-onderwerp",
            "mail-vraag-ontvangen",
            datum.map(|_| words.t("mail-vraag-ontvangen-datum", &args)),
            "mail-vraag-ontvangen-link",
            "/vraag",
        )
    };
    let letter = Letter {
        subject: words.t(subject, &args),
        sentence: words.t(sentence, &args),
        more: more.into_iter().collect(),
        link_text: words.t(link, &[]),
    };
    let mail = Mail {
        thread: line.subject,
        letter: &letter,
        asks: true,
        target: &Target::Page(path.to_owned()),
    };
    post.send(ctx, line, &to, &mail)
}
