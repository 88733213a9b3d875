//! What the owner of a text hears: whether it is still right, and that it was hidden. The link in the mail is enough to
//! answer, so whoever has no account with us gets it at the address of the text.

use kit::db::Queries;
use kit::i18n::Arg;
use uuid::Uuid;

use super::letter::{Letter, Words};
use super::post::{Mail, Post, Recipient, Target};
use crate::access::{LinkKind, Permission};
use crate::balie::kennisbank::{self, Item};
use crate::balie::locaties;
use crate::error::Result;
use crate::ids::{KennisitemId, LocatieId, OrganisatieId};
use crate::journaal::{self, Line, Verb};
use crate::write::Write;

/// The link lives as long as an overdue text is shown, and some time after.
const LINK_DAYS: i64 = 90;
/// Most people of one organisation who hear.
const MOST: i64 = 200;

/// Those of the organisation who may write its texts today.
fn writers(ctx: &mut Write<'_>, organisatie: OrganisatieId) -> Result<Vec<Recipient>> {
    let (gemeente, today) = (ctx.gemeente(), ctx.today());
    let found: Vec<(Recipient, String)> = ctx.query(
        "SELECT a.id, a.naam, a.email, a.taal, r.rol FROM accounts a JOIN rolvervullingen r \
         ON r.gemeente_id = a.gemeente_id AND r.account_id = a.id WHERE a.gemeente_id = $1 AND a.organisatie_id = $2 \
         AND a.ended_at IS NULL AND r.valid_from <= $3 AND (r.valid_to IS NULL OR r.valid_to > $3) \
         ORDER BY a.id LIMIT $4",
        &[&gemeente, &organisatie, &today, &MOST],
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
    let inrichting = ctx.frame.inrichting.clone();
    let mut people: Vec<Recipient> = Vec::new();
    for (person, rol) in found {
        let writes = inrichting
            .permissions_of(&rol)
            .contains(&Permission::KennisWrite);
        if writes && people.iter().all(|had| had.id != person.id) {
            people.push(person);
        }
    }
    Ok(people)
}

/// Who hears about this text: its writers, else the address of the text itself.
fn owners(ctx: &mut Write<'_>, item: &Item) -> Result<Vec<Recipient>> {
    let Some(organisatie) = item.organisatie else {
        return Ok(Vec::new());
    };
    let people = writers(ctx, organisatie)?;
    if !people.is_empty() {
        return Ok(people);
    }
    let address = item.email.clone();
    Ok(address
        .map(|address| Recipient {
            id: organisatie.0,
            naam: None,
            address,
            lang: kit::i18n::Lang::Nl,
        })
        .into_iter()
        .collect())
}

/// Tells what is asked of the owner of a text, or what was done with it.
pub(super) fn tell(ctx: &mut Write<'_>, post: &mut Post<'_>, line: &Line) -> Result<()> {
    let keys = match line.verb {
        Verb::Asked => ("mail-kennis-gevraagd-onderwerp", "mail-kennis-gevraagd"),
        Verb::Hidden => ("mail-kennis-verborgen-onderwerp", "mail-kennis-verborgen"),
        _ => return Ok(()),
    };
    let gemeente = ctx.gemeente();
    let id = KennisitemId(line.subject);
    let Some(item) = kennisbank::find_item(ctx, gemeente, id)? else {
        return Ok(());
    };
    let written = if line.has_text() {
        journaal::attachment(ctx, gemeente, line.seq)?
    } else {
        None
    };
    let target = Target::Link {
        kind: LinkKind::Bron,
        subject_kind: "kennisitem",
        subject: id.0,
        days: LINK_DAYS,
    };
    let frame = ctx.frame.clone();
    let thread: Uuid = id.0;
    for to in owners(ctx, &item)? {
        let words = Words {
            frame: &frame,
            lang: to.lang,
        };
        let args: [(&str, Arg<'_>); 1] = [("titel", (&item.titel).into())];
        let why = match (line.word("reason"), &written) {
            (Some(reason), _) => {
                let key = format!("mail-kennis-reden-{}", reason.replace('_', "-"));
                words.t(&key, &[])
            }
            (None, Some(reden)) => words.t(
                "mail-kennis-reden-verborgen",
                &[("reden", reden.as_str().into())],
            ),
            (None, None) => String::new(),
        };
        let letter = Letter {
            subject: words.t(keys.0, &args),
            sentence: words.t(keys.1, &args),
            more: vec![why]
                .into_iter()
                .filter(|text| !text.is_empty())
                .collect(),
            link_text: words.t("mail-kennis-link", &[]),
        };
        let mail = Mail {
            thread,
            letter: &letter,
            asks: true,
            target: &target,
        };
        post.send(ctx, line, &to, &mail)?;
    }
    Ok(())
}

/// Tells the people of a place what somebody says is not right about it.
pub(super) fn tell_place(ctx: &mut Write<'_>, post: &mut Post<'_>, line: &Line) -> Result<()> {
    let gemeente = ctx.gemeente();
    let id = LocatieId(line.subject);
    let Some(place) = locaties::find_locatie(ctx, gemeente, id)? else {
        return Ok(());
    };
    let vlaggen = locaties::list_vlaggen(ctx, gemeente, id)?;
    let said = vlaggen
        .into_iter()
        .find(|vlag| line.id("vlag") == Some(vlag.id.0) && vlag.settled_at.is_none());
    let Some(said) = said else {
        return Ok(());
    };
    let target = Target::Page(format!("/locaties/{id}"));
    let frame = ctx.frame.clone();
    for organisatie in locaties::owners(ctx, gemeente, &place)? {
        for to in writers(ctx, organisatie)? {
            let words = Words {
                frame: &frame,
                lang: to.lang,
            };
            let args: [(&str, Arg<'_>); 1] = [("naam", (&place.naam).into())];
            let letter = Letter {
                subject: words.t("mail-locatie-onderwerp", &args),
                sentence: words.t("mail-locatie", &args),
                more: vec![said.toelichting.clone()],
                link_text: words.t("mail-locatie-link", &[]),
            };
            let mail = Mail {
                thread: id.0,
                letter: &letter,
                asks: true,
                target: &target,
            };
            post.send(ctx, line, &to, &mail)?;
        }
    }
    Ok(())
}
