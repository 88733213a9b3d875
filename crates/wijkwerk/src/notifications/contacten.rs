//! Whoever owes a resident an answer hears it: when it is asked of an organisation, and on the day it is due.

use jiff::civil::Date;
use kit::db::{Queries, Row};
use kit::i18n::Arg;
use uuid::Uuid;

use super::letter::{Letter, Words};
use super::post::{Mail, Post, Recipient, Target};
use crate::access::Permission;
use crate::error::Result;
use crate::frame::pick;
use crate::journaal::{Line, Verb};
use crate::write::Write;

/// Who answers for an organisation.
const ANSWERS: &[Permission] = &[
    Permission::ContactEnter,
    Permission::KennisWrite,
    Permission::DoorverwijzingReceive,
];

struct Owed {
    onderwerp: String,
    uitkomst: String,
    organisatie: Option<Uuid>,
    account: Option<Uuid>,
    due: Option<Date>,
}

fn recipient(row: &Row<'_>) -> std::result::Result<Recipient, kit::db::Error> {
    Ok(Recipient {
        id: row.get(0)?,
        naam: row.get(1)?,
        address: row.get(2)?,
        lang: row.get::<String>(3)?.parse().unwrap_or_default(),
    })
}

/// The person who took it; else everybody of the organisation with a role today; nobody in particular hears nothing.
fn owners(ctx: &mut Write<'_>, owed: &Owed) -> Result<Vec<Recipient>> {
    let (gemeente, today) = (ctx.gemeente(), ctx.today());
    if let Some(account) = owed.account {
        return Ok(ctx.query(
            "SELECT id, naam, email, taal FROM accounts WHERE gemeente_id = $1 AND id = $2 AND ended_at IS NULL",
            &[&gemeente, &account],
            recipient,
        )?);
    }
    let Some(organisatie) = owed.organisatie else {
        return Ok(Vec::new());
    };
    let people: Vec<(Recipient, String)> = ctx.query(
        "SELECT a.id, a.naam, a.email, a.taal, r.rol FROM accounts a JOIN rolvervullingen r \
         ON r.gemeente_id = a.gemeente_id AND r.account_id = a.id WHERE a.gemeente_id = $1 AND a.organisatie_id = $2 \
         AND a.ended_at IS NULL AND r.valid_from <= $3 AND (r.valid_to IS NULL OR r.valid_to > $3) \
         ORDER BY a.id, r.id LIMIT 200",
        &[&gemeente, &organisatie, &today],
        |row| Ok((recipient(row)?, row.get(4)?)),
    )?;
    let mut found: Vec<Recipient> = people
        .into_iter()
        .filter(|(_, rol)| {
            let may = ctx.frame.inrichting.permissions_of(rol);
            ANSWERS.iter().any(|one| may.contains(one))
        })
        .map(|(to, _)| to)
        .collect();
    found.dedup_by_key(|to| to.id);
    Ok(found)
}

/// Tells who owes an answer; nobody gets mail of what he did himself.
pub(super) fn tell(ctx: &mut Write<'_>, post: &mut Post<'_>, line: &Line) -> Result<()> {
    let gemeente = ctx.gemeente();
    let owed = ctx.query_opt(
        "SELECT onderwerp, uitkomst, organisatie_id, account_id, due FROM contactvragen \
         WHERE gemeente_id = $1 AND id = $2 AND settled_at IS NULL AND due IS NOT NULL",
        &[&gemeente, &line.subject],
        |row| {
            Ok(Owed {
                onderwerp: row.get(0)?,
                uitkomst: row.get(1)?,
                organisatie: row.get(2)?,
                account: row.get(3)?,
                due: row.get(4)?,
            })
        },
    )?;
    let Some(owed) = owed else {
        return Ok(());
    };
    let reminds = line.verb == Verb::Reminded;
    let calls = owed.uitkomst == "call_back";
    let frame = ctx.frame.clone();
    let target = Target::Page(format!("/balie/open-vragen/{}", line.subject));
    for to in owners(ctx, &owed)? {
        if line.account() == Some(to.id) && !reminds {
            continue;
        }
        let words = Words {
            frame: &frame,
            lang: to.lang,
        };
        let onderwerp = frame
            .inrichting
            .onderwerp(&owed.onderwerp)
            .map_or_else(String::new, |found| pick(to.lang, &found.naam));
        let datum = owed.due.map_or_else(String::new, |due| words.date(due));
        let args: [(&str, Arg<'_>); 2] = [
            ("onderwerp", (&onderwerp).into()),
            ("datum", (&datum).into()),
        ];
        let (subject, sentence) = match (calls, reminds) {
            (true, false) => ("mail-terugbellen-onderwerp", "mail-terugbellen"),
            (true, true) => ("mail-terugbellen-onderwerp", "mail-terugbellen-vandaag"),
            (false, false) => ("mail-open-vraag-onderwerp", "mail-open-vraag"),
            (false, true) => ("mail-open-vraag-onderwerp", "mail-open-vraag-vandaag"),
        };
        let letter = Letter {
            subject: words.t(subject, &args),
            sentence: words.t(sentence, &args),
            more: Vec::new(),
            link_text: words.t("mail-open-vraag-link", &[]),
        };
        let mail = Mail {
            thread: line.subject,
            letter: &letter,
            asks: true,
            target: &target,
        };
        post.send(ctx, line, &to, &mail)?;
    }
    Ok(())
}
