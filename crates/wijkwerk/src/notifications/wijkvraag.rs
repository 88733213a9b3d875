//! What a question to a bewonersorgaan sends out: to its members that there is one, to whoever asked that it arrived, what
//! the answer is, or where it went. The question itself stands in no mail.

use jiff::civil::Date;
use kit::db::Queries;
use kit::i18n::Arg;
use uuid::Uuid;

use super::letter::{Letter, Words};
use super::post::{Mail, Post, Recipient, Target};
use crate::access::{LinkKind, Permission};
use crate::balie::contacten;
use crate::balie::wijkvragen::{Wijkvraag, find_vrager, find_wijkvraag};
use crate::error::Result;
use crate::ids::WijkvraagId;
use crate::journaal::{Line, Verb};
use crate::write::Write;

/// The link of whoever asked works as long as the one that was given at asking.
const LINK_DAYS: i64 = 365;

/// Tells what happened to a question.
pub(super) fn tell(ctx: &mut Write<'_>, post: &mut Post<'_>, line: &Line) -> Result<()> {
    let gemeente = ctx.gemeente();
    let Some(vraag) = find_wijkvraag(ctx, gemeente, WijkvraagId(line.subject))? else {
        return Ok(());
    };
    match line.verb {
        Verb::Asked => {
            tell_members(ctx, post, line, &vraag)?;
            tell_asker(ctx, post, line, &vraag)
        }
        Verb::Settled | Verb::Forwarded => tell_asker(ctx, post, line, &vraag),
        _ => Ok(()),
    }
}

fn orgaan(ctx: &Write<'_>, vraag: &Wijkvraag) -> String {
    let found = ctx.frame.orgaan(vraag.orgaan);
    found.map_or_else(String::new, |orgaan| orgaan.naam.clone())
}

/// Everybody with a role in the bewonersorgaan today who may answer for it.
fn members(ctx: &mut Write<'_>, vraag: &Wijkvraag) -> Result<Vec<Recipient>> {
    let (gemeente, today) = (ctx.gemeente(), ctx.today());
    let people: Vec<(Recipient, String)> = ctx.query(
        "SELECT a.id, a.naam, a.email, a.taal, r.rol FROM accounts a JOIN rolvervullingen r \
         ON r.gemeente_id = a.gemeente_id AND r.account_id = a.id WHERE a.gemeente_id = $1 AND r.scope_kind = 'orgaan' \
         AND r.scope_id = $2 AND a.ended_at IS NULL AND r.valid_from <= $3 AND (r.valid_to IS NULL OR r.valid_to > $3) \
         ORDER BY a.id, r.id LIMIT 200",
        &[&gemeente, &vraag.orgaan, &today],
        |row| {
            Ok((
                Recipient {
                    id: row.get(0)?,
                    naam: row.get(1)?,
                    address: row.get(2)?,
                    lang: row.get::<String>(3)?.parse().unwrap_or_default(),
                },
                row.get(4)?,
            ))
        },
    )?;
    let inrichting = &ctx.frame.inrichting;
    let answers = |rol: &String| {
        let may = inrichting.permissions_of(rol);
        may.contains(&Permission::WijkvraagAnswer)
    };
    let mut found: Vec<Recipient> = people
        .into_iter()
        .filter(|(_, rol)| answers(rol))
        .map(|(to, _)| to)
        .collect();
    found.dedup_by_key(|to| to.id);
    Ok(found)
}

/// One mail a day says that there is something to answer.
fn tell_members(
    ctx: &mut Write<'_>,
    post: &mut Post<'_>,
    line: &Line,
    vraag: &Wijkvraag,
) -> Result<()> {
    let frame = ctx.frame.clone();
    let orgaan = orgaan(ctx, vraag);
    let wijk = frame
        .gebied(vraag.gebied)
        .map_or_else(String::new, |gebied| gebied.naam.clone());
    let target = Target::Page("/wijkvragen".to_owned());
    for to in members(ctx, vraag)? {
        let words = Words {
            frame: &frame,
            lang: to.lang,
        };
        let args: [(&str, Arg<'_>); 2] = [("wijk", (&wijk).into()), ("orgaan", (&orgaan).into())];
        let letter = Letter {
            subject: words.t("mail-wijkvraag-nieuw-onderwerp", &args),
            sentence: words.t("mail-wijkvraag-nieuw", &args),
            more: Vec::new(),
            link_text: words.t("mail-wijkvraag-nieuw-link", &[]),
        };
        let mail = Mail {
            thread: vraag.orgaan.0,
            letter: &letter,
            asks: false,
            target: &target,
        };
        post.send(ctx, line, &to, &mail)?;
    }
    Ok(())
}

/// What can be told to whoever asked.
struct Told {
    email: Option<String>,
    antwoord: Option<String>,
    due: Option<Date>,
}

/// The address as it is kept now: with the bewonersorgaan, or with the desk.
fn told(ctx: &mut Write<'_>, vraag: &Wijkvraag) -> Result<Told> {
    let gemeente = ctx.gemeente();
    let Some(contact) = vraag.contact else {
        let own = find_vrager(ctx, gemeente, vraag.vrager)?;
        return Ok(Told {
            email: own.as_ref().and_then(|own| own.email.clone()),
            antwoord: own.and_then(|own| own.antwoord),
            due: None,
        });
    };
    let person = contacten::find_person(ctx, gemeente, contact)?;
    let first = contacten::list_vragen(ctx, gemeente, contact)?;
    Ok(Told {
        email: person.and_then(|person| person.email),
        antwoord: None,
        due: first.first().and_then(|one| one.due),
    })
}

fn tell_asker(
    ctx: &mut Write<'_>,
    post: &mut Post<'_>,
    line: &Line,
    vraag: &Wijkvraag,
) -> Result<()> {
    let told = told(ctx, vraag)?;
    let Some(address) = told.email else {
        return Ok(());
    };
    let to = Recipient {
        id: vraag.vrager.0,
        naam: None,
        address,
        lang: vraag.taal.parse().unwrap_or_default(),
    };
    let frame = ctx.frame.clone();
    let words = Words {
        frame: &frame,
        lang: to.lang,
    };
    let (orgaan, nummer) = (orgaan(ctx, vraag), vraag.nummer.to_string());
    let datum = told.due.map(|due| words.date(due));
    let shown = datum.clone().unwrap_or_default();
    let args: [(&str, Arg<'_>); 3] = [
        ("orgaan", (&orgaan).into()),
        ("nummer", (&nummer).into()),
        ("datum", (&shown).into()),
    ];
    let (subject, sentence, more) = match line.verb {
        Verb::Settled => (
            "mail-wijkvraag-antwoord-onderwerp",
            "mail-wijkvraag-antwoord",
            told.antwoord,
        ),
        Verb::Forwarded => (
            "mail-wijkvraag-doorgegeven-onderwerp",
            "mail-wijkvraag-doorgegeven",
            datum.map(|_| words.t("mail-wijkvraag-doorgegeven-datum", &args)),
        ),
        _ => (
            "mail-wijkvraag-ontvangen-onderwerp",
            "mail-wijkvraag-ontvangen",
            None,
        ),
    };
    let letter = Letter {
        subject: words.t(subject, &args),
        sentence: words.t(sentence, &args),
        more: more.into_iter().collect(),
        link_text: words.t("mail-wijkvraag-link", &[]),
    };
    let id: Uuid = vraag.id.0;
    let mail = Mail {
        thread: id,
        letter: &letter,
        asks: true,
        target: &Target::Link {
            kind: LinkKind::Wijkvrager,
            subject_kind: "wijkvraag",
            subject: id,
            days: LINK_DAYS,
        },
    };
    post.send(ctx, line, &to, &mail)
}
