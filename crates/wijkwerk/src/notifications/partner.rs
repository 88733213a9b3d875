//! What a partner hears of a melding that was sent on to it, and what whoever sent it on hears when it comes back (INV-20).
//! Only the last of what was decided within the time of an undo. Never anything of whoever let us know.

use kit::db::Queries;
use kit::i18n::Arg;

use super::letter::{Letter, Words};
use super::melding::attachment;
use super::people::{people_of, recipient};
use super::post::{Asked, Mail, Post, Recipient, Target, ask_no_more, leave_unsaid, supersede};
use crate::access::Permission;
use crate::error::Result;
use crate::ids::{MeldingId, OrganisatieId};
use crate::journaal::{self, Line, Verb};
use crate::kader::inrichting::WoordSleutel;
use crate::kader::verplichtingen::list_about;
use crate::wijkaanpak::meldingen::{Melding, MeldingState, UNDO, find_melding};
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
    /// Of what takes back an asking: whether that was known.
    past: Option<Knew>,
}

/// Whether a partner knew that something was asked of it, apart from what its people got by mail.
#[derive(Clone, Copy)]
struct Knew {
    /// It took it on.
    took_it: bool,
    /// It has had it for longer than mail waits.
    long: bool,
}

impl Knew {
    /// Whether somebody of it, who was asked so by mail, is to hear that it is past.
    const fn is_news_to(self, asked: Asked) -> bool {
        match asked {
            Asked::Heard => true,
            // What was asked by mail so long ago is erased by now.
            Asked::Never => self.took_it || self.long,
            Asked::Unheard => self.took_it,
        }
    }
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
        Verb::Returned => {
            spare(ctx, line, &melding)?;
            tell_owner(ctx, post, line, &melding)
        }
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
        past: None,
    };
    send(ctx, post, line, melding, &people, &said)
}

/// A partner that handed it back is not asked any more to take it on.
fn spare(ctx: &mut Write<'_>, line: &Line, melding: &Melding) -> Result<()> {
    let Some(partner) = line.id("organisatie").map(OrganisatieId) else {
        return Ok(());
    };
    for to in people_of(ctx, partner, &[Permission::MeldingPartner])? {
        ask_no_more(ctx, melding.id.0, to.id, line.seq)?;
    }
    Ok(())
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
        past: None,
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
        past: None,
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
        past: Some(knew_of_it(ctx, line, melding, partner)?),
    };
    send(ctx, post, line, melding, &people, &said)
}

/// Whether this partner knew of it before entry `line` let it go.
fn knew_of_it(
    ctx: &mut Write<'_>,
    line: &Line,
    melding: &Melding,
    partner: OrganisatieId,
) -> Result<Knew> {
    let gemeente = ctx.gemeente();
    let all = journaal::lines_about(ctx, gemeente, melding.id.0)?;
    let theirs = |found: &&Line| found.seq < line.seq && found.id("organisatie") == Some(partner.0);
    let sent_on = all
        .iter()
        .rev()
        .filter(theirs)
        .find(|found| found.verb == Verb::Triaged);
    Ok(Knew {
        took_it: all
            .iter()
            .filter(theirs)
            .any(|found| found.verb == Verb::Accepted),
        long: sent_on.is_some_and(|found| line.at.duration_since(found.at) >= UNDO),
    })
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
        let asked = supersede(ctx, melding.id.0, to.id, line.seq)?;
        post.send(ctx, line, to, &mail)?;
        if said.past.is_some_and(|knew| !knew.is_news_to(asked)) {
            leave_unsaid(ctx, to.id, line.seq)?;
        }
    }
    Ok(())
}
