//! What a partner hears of a melding that was sent on to it, and what whoever sent it on hears when it comes back (INV-20).
//! Only the last of what was decided within the time of an undo. Never anything of whoever let us know.

use kit::db::Queries;
use kit::i18n::Arg;

use super::letter::{Letter, Words};
use super::melding::attachment;
use super::people::{people_of, recipient};
use super::post::{Mail, Post, Recipient, Target, supersede};
use crate::access::Permission;
use crate::error::Result;
use crate::ids::{MeldingId, OrganisatieId};
use crate::journaal::{Line, Verb};
use crate::kader::inrichting::WoordSleutel;
use crate::kader::verplichtingen::list_about;
use crate::wijkaanpak::meldingen::{Melding, MeldingState, find_melding};
use crate::write::Write;

/// A mail by its keys, with what comes behind its first sentence.
struct Said {
    subject: &'static str,
    sentence: &'static str,
    more: Option<(&'static str, &'static str, Told)>,
    link: &'static str,
    page: String,
    /// Whether whoever did it hears it too.
    to_self: bool,
}

/// What fills in the second sentence: in everybody's own language.
enum Told {
    Day(jiff::civil::Date),
    Text(String),
}

/// Tells whoever has to do something now; nobody gets mail of what he did himself.
pub(super) fn tell(ctx: &mut Write<'_>, post: &mut Post<'_>, line: &Line) -> Result<()> {
    if !matches!(
        line.verb,
        Verb::Triaged | Verb::Reopened | Verb::Returned | Verb::Withdrawn
    ) {
        return Ok(());
    }
    let gemeente = ctx.gemeente();
    let Some(melding) = find_melding(ctx, gemeente, MeldingId(line.subject))? else {
        return Ok(());
    };
    match line.verb {
        Verb::Returned => tell_owner(ctx, post, line, &melding),
        Verb::Withdrawn => tell_past(ctx, post, line, &melding),
        verb => ask(ctx, post, line, &melding, verb == Verb::Reopened),
    }
}

/// The people of the partner that has it now.
fn ask(
    ctx: &mut Write<'_>,
    post: &mut Post<'_>,
    line: &Line,
    melding: &Melding,
    again: bool,
) -> Result<()> {
    let Some(partner) = melding.organisatie else {
        return Ok(());
    };
    let is_this = again || line.id("organisatie") == Some(partner.0);
    let is_joined = melding.samengevoegd_met.is_some();
    if melding.state != MeldingState::Doorgezet || !melding.is_open() || !is_this || is_joined {
        return Ok(());
    }
    let gemeente = ctx.gemeente();
    let due = list_about(ctx, gemeente, melding.id.0)?
        .into_iter()
        .filter(|due| due.state == "open" && due.soort == "melding.partner")
        .find_map(|due| due.due);
    let people = people_of(ctx, partner, &[Permission::MeldingPartner])?;
    if people.is_empty() {
        return tell_nobody(ctx, post, line, melding);
    }
    let said = Said {
        subject: "mail-partner-onderwerp",
        sentence: if again {
            "mail-partner-opnieuw"
        } else {
            "mail-partner-gevraagd"
        },
        more: due.map(|due| ("mail-partner-voor", "datum", Told::Day(due))),
        link: "mail-partner-link",
        page: page(ctx, &format!("/{}/partner", melding.id)),
        to_self: false,
    };
    send(ctx, post, line, melding, &people, &said)
}

/// Whoever sent it on decides again.
fn tell_owner(
    ctx: &mut Write<'_>,
    post: &mut Post<'_>,
    line: &Line,
    melding: &Melding,
) -> Result<()> {
    if melding.state != MeldingState::Submitted {
        return Ok(());
    }
    let people = owner_of(ctx, melding)?;
    let reason = attachment(ctx, line)?;
    let said = Said {
        subject: "mail-partner-terug-onderwerp",
        sentence: "mail-partner-terug",
        more: reason.map(|reason| ("mail-partner-reden", "reden", Told::Text(reason))),
        link: "mail-partner-terug-link",
        page: page(ctx, &format!("/triage?melding={}", melding.id)),
        to_self: false,
    };
    send(ctx, post, line, melding, &people, &said)
}

/// Whoever sent it on calls: nobody there can answer.
fn tell_nobody(
    ctx: &mut Write<'_>,
    post: &mut Post<'_>,
    line: &Line,
    melding: &Melding,
) -> Result<()> {
    let people = owner_of(ctx, melding)?;
    let said = Said {
        subject: "mail-partner-niemand-onderwerp",
        sentence: "mail-partner-niemand",
        more: None,
        link: "mail-partner-niemand-link",
        page: page(ctx, &format!("/{}", melding.id)),
        to_self: true,
    };
    send(ctx, post, line, melding, &people, &said)
}

/// Who decided on it last, if that person still works here.
fn owner_of(ctx: &mut Write<'_>, melding: &Melding) -> Result<Vec<Recipient>> {
    let gemeente = ctx.gemeente();
    let people = ctx.query(
        "SELECT id, naam, email, taal, CAST('' AS TEXT) FROM accounts \
         WHERE gemeente_id = $1 AND id = $2 AND ended_at IS NULL",
        &[&gemeente, &melding.owner_account],
        recipient,
    )?;
    Ok(people.into_iter().map(|(person, _)| person).collect())
}

/// The people of a partner that need not do it any more.
fn tell_past(
    ctx: &mut Write<'_>,
    post: &mut Post<'_>,
    line: &Line,
    melding: &Melding,
) -> Result<()> {
    let Some(partner) = line.id("organisatie").map(OrganisatieId) else {
        return Ok(());
    };
    let is_here = melding.organisatie == Some(partner) && melding.samengevoegd_met.is_none();
    if is_here && melding.is_open() {
        // It has it again.
        return Ok(());
    }
    let people = people_of(ctx, partner, &[Permission::MeldingPartner])?;
    let said = Said {
        subject: "mail-partner-weg-onderwerp",
        sentence: if is_here {
            "mail-partner-weg-klaar"
        } else {
            "mail-partner-weg"
        },
        more: None,
        link: "mail-partner-weg-link",
        page: "/vandaag".to_owned(),
        to_self: false,
    };
    send(ctx, post, line, melding, &people, &said)
}

/// A page about meldingen, under the word that the gemeente has for them.
fn page(ctx: &Write<'_>, rest: &str) -> String {
    let word = ctx.frame.inrichting.path_word(WoordSleutel::Melding);
    format!("/{word}{rest}")
}

fn send(
    ctx: &mut Write<'_>,
    post: &mut Post<'_>,
    line: &Line,
    melding: &Melding,
    people: &[Recipient],
    said: &Said,
) -> Result<()> {
    let frame = ctx.frame.clone();
    let partner = line.id("organisatie").map(OrganisatieId);
    let partner = partner.or(melding.organisatie);
    let wie = partner.and_then(|id| frame.organisatie(id));
    let wie = wie.map_or("", |found| found.naam.as_str());
    let wijk = frame.gebied(melding.gebied);
    let wijk = wijk.map_or("", |gebied| gebied.naam.as_str());
    let nummer = melding.nummer.to_string();
    let target = Target::Page(said.page.clone());
    let hears = |to: &&Recipient| said.to_self || line.account() != Some(to.id);
    for to in people.iter().filter(hears) {
        let words = Words {
            frame: &frame,
            lang: to.lang,
        };
        let onderwerp = melding
            .subject()
            .map_or_else(String::new, |key| frame.subject_name(to.lang, key));
        let args: [(&str, Arg<'_>); 4] = [
            ("nummer", (&nummer).into()),
            ("wie", wie.into()),
            ("wijk", wijk.into()),
            ("onderwerp", (&onderwerp).into()),
        ];
        let more = said.more.as_ref().map(|(key, name, told)| {
            let told = match told {
                Told::Day(day) => words.date(*day),
                Told::Text(text) => text.clone(),
            };
            words.t(key, &[(*name, (&told).into())])
        });
        let letter = Letter {
            subject: words.t(said.subject, &args),
            sentence: words.t(said.sentence, &args),
            more: more.into_iter().collect(),
            link_text: words.t(said.link, &[]),
        };
        let mail = Mail {
            thread: melding.id.0,
            letter: &letter,
            asks: true,
            target: &target,
        };
        // Of what follows soon upon each other only the last is told.
        supersede(ctx, melding.id.0, to.id, line.seq)?;
        post.send(ctx, line, to, &mail)?;
    }
    Ok(())
}
