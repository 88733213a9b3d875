//! What receivers, residents, desks and whoever leads hear of a referral. A subject never says who it is about.

use kit::db::Queries;
use kit::i18n::Arg;
use uuid::Uuid;

use super::letter::{Letter, Words};
use super::people::{at_text, people_anywhere, people_of, recipient};
use super::post::{Mail, Post, Recipient, Target};
use crate::access::{LinkKind, Permission};
use crate::balie::doorverwijzingen::{self, Doorverwijzing};
use crate::balie::locaties;
use crate::error::Result;
use crate::ids::{AccountId, DoorverwijzingId, OrganisatieId};
use crate::journaal::{Line, Verb};
use crate::kader::accounts::actor_for;
use crate::write::Write;

/// A receiver's link lives as long as somebody may still come.
const RECEIVER_DAYS: i64 = 60;
const RESIDENT_DAYS: i64 = 365;
/// The subject of most mails to a resident.
const NEWS: &str = "mail-verwijs-bewoner-onderwerp";
/// Where to go with a code; left out when the place is gone.
const WHERE: &str = "mail-verwijs-bewoner-waarheen";

/// Whoever leads what hangs between partners, there where it hangs: nobody is written about what stays closed to them.
fn leaders(ctx: &mut Write<'_>, one: &Doorverwijzing) -> Result<Vec<Recipient>> {
    let (frame, now) = (ctx.frame.clone(), ctx.now);
    let mut all = Vec::new();
    for person in people_anywhere(ctx, &[Permission::DoorverwijzingRegie])? {
        let actor = actor_for(ctx, &frame, AccountId(person.id), now)?;
        if doorverwijzingen::may_see(&actor, one) {
            all.push(person);
        }
    }
    Ok(all)
}

/// Who hears for the organisation that it goes to: its people that receive; else the address that stands with the
/// text; else those at its own desk; else the address of another of its texts.
fn receivers(ctx: &mut Write<'_>, one: &Doorverwijzing) -> Result<Vec<Recipient>> {
    let found = people_of(ctx, one.naar, &[Permission::DoorverwijzingReceive])?;
    if !found.is_empty() {
        return Ok(found);
    }
    let gemeente = ctx.gemeente();
    let (item, _) =
        doorverwijzingen::find_reach(ctx, gemeente, one.naar, &one.onderwerp, one.item)?;
    let led = item.as_ref().is_some_and(|item| Some(item.id) == one.item);
    if !led {
        let desk = people_of(ctx, one.naar, &[Permission::DoorverwijzingSend])?;
        if !desk.is_empty() {
            return Ok(desk);
        }
    }
    Ok(item.and_then(at_text).into_iter().collect())
}

/// Whoever sent it on.
fn desk(ctx: &mut Write<'_>, one: &Doorverwijzing) -> Result<Vec<Recipient>> {
    let gemeente = ctx.gemeente();
    let people = ctx.query(
        "SELECT id, naam, email, taal, CAST('' AS TEXT) FROM accounts \
         WHERE gemeente_id = $1 AND id = $2 AND ended_at IS NULL",
        &[&gemeente, &one.van_account],
        recipient,
    )?;
    Ok(people.into_iter().map(|(person, _)| person).collect())
}

/// The resident, if an address was left.
fn resident(ctx: &mut Write<'_>, one: &Doorverwijzing) -> Result<Option<Recipient>> {
    let gemeente = ctx.gemeente();
    let found = doorverwijzingen::find_person(ctx, gemeente, one.keten)?;
    Ok(found.and_then(|found| {
        Some(Recipient {
            id: found.id.0,
            naam: found.persoon.naam,
            address: found.persoon.email?,
            lang: found.persoon.taal.parse().unwrap_or_default(),
        })
    }))
}

/// Subject and sentence of a mail, what comes behind it, the words at its link, and whether it waits for nothing.
struct Keys {
    subject: &'static str,
    sentence: &'static str,
    more: Option<&'static str>,
    link: &'static str,
}

const fn keys(subject: &'static str, sentence: &'static str) -> Keys {
    Keys {
        subject,
        sentence,
        more: None,
        link: "mail-verwijs-link",
    }
}

const fn to_resident(subject: &'static str, sentence: &'static str) -> Keys {
    Keys {
        link: "mail-verwijs-bewoner-link",
        ..keys(subject, sentence)
    }
}

/// Tells what happened to a referral; nobody gets mail of what he did himself.
pub(super) fn tell(ctx: &mut Write<'_>, post: &mut Post<'_>, line: &Line) -> Result<()> {
    let gemeente = ctx.gemeente();
    let id = DoorverwijzingId(line.subject);
    let Some(one) = doorverwijzingen::find(ctx, gemeente, id)? else {
        return Ok(());
    };
    match line.verb {
        Verb::Sent => {
            ask(ctx, post, line, &one)?;
            tell_resident(
                ctx,
                post,
                line,
                &one,
                NEWS,
                "mail-verwijs-bewoner-verstuurd",
            )
        }
        Verb::Accepted => tell_resident(
            ctx,
            post,
            line,
            &one,
            NEWS,
            "mail-verwijs-bewoner-aangenomen",
        ),
        // One question: whoever was asked before is not asked again.
        Verb::Arrived if one.asked_at.is_some() => Ok(()),
        Verb::Arrived => tell_resident(
            ctx,
            post,
            line,
            &one,
            "mail-verwijs-bewoner-oordeel-onderwerp",
            "mail-verwijs-bewoner-oordeel",
        ),
        Verb::Bounced => {
            tell_desk(
                ctx,
                post,
                line,
                &one,
                &keys(
                    "mail-verwijs-balie-terug-onderwerp",
                    "mail-verwijs-balie-terug",
                ),
            )?;
            tell_resident(ctx, post, line, &one, NEWS, "mail-verwijs-bewoner-terug")
        }
        Verb::Asked if line.word("what") == Some("verdict") => {
            // Without an address the list of the desk asks for it.
            let (subject, said) = (
                "mail-verwijs-bewoner-oordeel-onderwerp",
                "mail-verwijs-bewoner-hielp",
            );
            tell_resident(ctx, post, line, &one, subject, said)
        }
        Verb::Asked => tell_desk(
            ctx,
            post,
            line,
            &one,
            &keys(
                "mail-verwijs-balie-bellen-onderwerp",
                "mail-verwijs-balie-bellen",
            ),
        ),
        Verb::Expired => {
            let said = keys(
                "mail-verwijs-balie-verlopen-onderwerp",
                "mail-verwijs-balie-verlopen",
            );
            tell_desk(ctx, post, line, &one, &said)?;
            warn_fallback(ctx, post, line, &one)?;
            tell_resident(ctx, post, line, &one, NEWS, "mail-verwijs-bewoner-verlopen")
        }
        Verb::Rerouted => tell_another(ctx, post, line, &one),
        Verb::Escalated => {
            let people = leaders(ctx, &one)?;
            let said = keys("mail-verwijs-regie-onderwerp", "mail-verwijs-regie");
            send(ctx, post, line, &one, &people, &said, &page(&one))
        }
        _ => Ok(()),
    }
}

/// Somebody else found another: the desk reads the new sentence with the resident.
fn tell_another(
    ctx: &mut Write<'_>,
    post: &mut Post<'_>,
    line: &Line,
    one: &Doorverwijzing,
) -> Result<()> {
    let (gemeente, next) = (ctx.gemeente(), line.id("next").map(DoorverwijzingId));
    let Some(next) = next else {
        return Ok(());
    };
    let Some(next) = doorverwijzingen::find(ctx, gemeente, next)? else {
        return Ok(());
    };
    let people = desk(ctx, &next)?;
    if !people.is_empty() {
        let said = keys(
            "mail-verwijs-balie-verder-onderwerp",
            "mail-verwijs-balie-verder",
        );
        return send(ctx, post, line, &next, &people, &said, &page(&next));
    }
    // Whoever sent it on left: whoever leads looks how it goes on.
    let people = leaders(ctx, one)?;
    let said = keys("mail-verwijs-weg-onderwerp", "mail-verwijs-weg");
    send(ctx, post, line, one, &people, &said, &page(one))
}

fn page(one: &Doorverwijzing) -> Target {
    Target::Page(format!("/doorverwijzingen/{}", one.id))
}

fn ask(ctx: &mut Write<'_>, post: &mut Post<'_>, line: &Line, one: &Doorverwijzing) -> Result<()> {
    let people = receivers(ctx, one)?;
    let target = Target::Link {
        kind: LinkKind::Ontvanger,
        subject_kind: "doorverwijzing",
        subject: one.id.0,
        days: RECEIVER_DAYS,
    };
    let said = if one.due.is_some() {
        Keys {
            more: Some("mail-verwijs-gevraagd-datum"),
            link: "mail-verwijs-gevraagd-link",
            ..keys("mail-verwijs-gevraagd-onderwerp", "mail-verwijs-gevraagd")
        }
    } else {
        Keys {
            link: "mail-verwijs-gevraagd-link",
            ..keys(
                "mail-verwijs-gevraagd-onderwerp-zonder",
                "mail-verwijs-gevraagd",
            )
        }
    };
    send(ctx, post, line, one, &people, &said, &target)
}

fn tell_desk(
    ctx: &mut Write<'_>,
    post: &mut Post<'_>,
    line: &Line,
    one: &Doorverwijzing,
    said: &Keys,
) -> Result<()> {
    let people = desk(ctx, one)?;
    send(ctx, post, line, one, &people, said, &page(one))
}

/// Whoever the route names for when the norm passes; otherwise whoever leads.
fn warn_fallback(
    ctx: &mut Write<'_>,
    post: &mut Post<'_>,
    line: &Line,
    one: &Doorverwijzing,
) -> Result<()> {
    let mut people = match line.id("fallback") {
        Some(id) => people_of(
            ctx,
            OrganisatieId(id),
            &[
                Permission::DoorverwijzingReceive,
                Permission::DoorverwijzingSend,
            ],
        )?,
        None => Vec::new(),
    };
    // Where nobody hears, whoever leads does.
    if people.is_empty() {
        people = leaders(ctx, one)?;
    }
    let own: Vec<Uuid> = desk(ctx, one)?.iter().map(|person| person.id).collect();
    let people: Vec<Recipient> = people
        .into_iter()
        .filter(|person| !own.contains(&person.id))
        .collect();
    let said = keys("mail-verwijs-vangnet-onderwerp", "mail-verwijs-vangnet");
    send(ctx, post, line, one, &people, &said, &page(one))
}

fn tell_resident(
    ctx: &mut Write<'_>,
    post: &mut Post<'_>,
    line: &Line,
    one: &Doorverwijzing,
    subject: &'static str,
    sentence: &'static str,
) -> Result<()> {
    // Whoever has had the last word is not asked for it again.
    if one.uitkomst.is_some() {
        return Ok(());
    }
    let Some(to) = resident(ctx, one)? else {
        return Ok(());
    };
    let target = Target::Link {
        kind: LinkKind::Doorverwezene,
        subject_kind: "doorverwijzing",
        subject: one.keten.0,
        days: RESIDENT_DAYS,
    };
    let mut said = to_resident(subject, sentence);
    if line.verb == Verb::Sent && one.locatie.is_some() {
        said.more = Some(WHERE);
    }
    send(ctx, post, line, one, &[to], &said, &target)
}

fn send(
    ctx: &mut Write<'_>,
    post: &mut Post<'_>,
    line: &Line,
    one: &Doorverwijzing,
    people: &[Recipient],
    said: &Keys,
    target: &Target,
) -> Result<()> {
    let frame = ctx.frame.clone();
    let name = |id: OrganisatieId| frame.organisatie(id).map(|found| found.naam.clone());
    let van = one.van_organisatie.and_then(name);
    let van = van.unwrap_or_else(|| frame.naam.clone());
    let naar = name(one.naar).unwrap_or_default();
    let plek = match one.locatie {
        Some(plek) => locaties::find_locatie(ctx, frame.id, plek)?,
        None => None,
    };
    let plek = plek.map_or_else(String::new, |plek| {
        let parts = [
            plek.naam,
            plek.adres,
            format!("{} {}", plek.postcode, plek.plaats),
        ];
        let known = parts.iter().map(|part| part.trim());
        let known: Vec<&str> = known.filter(|part| !part.is_empty()).collect();
        known.join(", ")
    });
    for to in people.iter().filter(|to| line.account() != Some(to.id)) {
        let words = Words {
            frame: &frame,
            lang: to.lang,
        };
        let onderwerp = frame.inrichting.onderwerp(&one.onderwerp);
        let onderwerp = onderwerp.map_or_else(
            || one.onderwerp.clone(),
            |found| crate::frame::pick(to.lang, &found.naam),
        );
        let datum = one.due.map(|due| words.date(due)).unwrap_or_default();
        let reden = one.reden.map_or_else(String::new, |reden| {
            let key = format!("verwijs-reden-{}", reden.word().replace('_', "-"));
            words.t(&key, &[])
        });
        let args: [(&str, Arg<'_>); 7] = [
            ("van", (&van).into()),
            ("naar", (&naar).into()),
            ("onderwerp", (&onderwerp).into()),
            ("datum", (&datum).into()),
            ("reden", (&reden).into()),
            ("code", (&one.code).into()),
            ("plek", (&plek).into()),
        ];
        let letter = Letter {
            subject: words.t(said.subject, &args),
            sentence: words.t(said.sentence, &args),
            more: said
                .more
                .iter()
                .filter(|key| **key != WHERE || !plek.is_empty())
                .map(|key| words.t(key, &args))
                .collect(),
            link_text: words.t(said.link, &[]),
        };
        let mail = Mail {
            thread: one.keten.0,
            letter: &letter,
            asks: true,
            target,
        };
        post.send(ctx, line, to, &mail)?;
    }
    Ok(())
}
