//! What people do with wijkvragen. Every page and job calls these.

use std::sync::Arc;

use kit::i18n::Lang;
use kit::mail::EmailAddress;
use uuid::Uuid;

use super::model::{Asked, NewWijkvraag, Wijkvraag, WijkvraagState};
use super::rules::{self, Refusal};
use super::store;
use crate::access::{Actor, Here, LinkHolder, LinkKind, Permission};
use crate::app::App;
use crate::balie::contacten::{HandedOver, take_over};
use crate::error::{Error, FieldError, Result, Sentence};
use crate::frame::Frame;
use crate::ids::{OrgaanId, WijkvraagId, WijkvragerId};
use crate::journaal::{Entry, Verb};
use crate::kader::accounts::{LinkWanted, make_link};
use crate::kader::bewijzen::is_meaningful;
use crate::kader::organisaties::{Orgaan, bewonersorganen_of};
use crate::write::Write;

/// How long the link of who asked works.
const LINK_DAYS: i64 = 365;

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::refused(refusal.0)
    }
}

/// Every fault of a question at once; otherwise who is asked.
pub fn check(frame: &Frame, new: &NewWijkvraag) -> Result<OrgaanId> {
    let organen = bewonersorganen_of(frame, new.gebied);
    if organen.is_empty() {
        return Err(Error::refused("wijkvraag-geen-orgaan"));
    }
    let mut faults = Vec::new();
    let mut fault = |field, key| {
        faults.push(FieldError {
            field,
            sentence: Sentence::new(key),
        });
    };
    let length = new.vraag.trim().chars().count();
    if length == 0 {
        fault("vraag", "wijkvraag-leeg");
    } else if length > rules::LONGEST {
        fault("vraag", "wijkvraag-lang");
    } else if rules::is_personal(&new.vraag) {
        fault("vraag", "wijkvraag-hoort-dit-hier");
    }
    let wrong = |email: &String| email.len() > 200 || EmailAddress::parse(email.trim()).is_err();
    if new.email.as_ref().is_some_and(wrong) {
        fault("email", "fout-email");
    }
    let chosen = match (new.orgaan, organen.as_slice()) {
        (None, [only]) => Some(only.id),
        (chosen, _) => chosen.filter(|id| organen.iter().any(|orgaan| orgaan.id == *id)),
    };
    if chosen.is_none() {
        fault("orgaan", "wijkvraag-orgaan-kies");
    }
    match chosen {
        Some(orgaan) if faults.is_empty() => Ok(orgaan),
        _ => Err(Error::Invalid(faults)),
    }
}

/// Asks the bewonersorgaan of a wijk something. Everybody may; no personal data are needed.
pub fn ask(ctx: &mut Write<'_>, new: &NewWijkvraag, request: Option<Uuid>) -> Result<Asked> {
    if let Some(answer) = ctx.answered(request)? {
        return again(ctx, &answer);
    }
    let frame = ctx.frame.clone();
    let orgaan = check(&frame, new)?;
    let nummer = store::next_nummer(ctx)?;
    let (id, vrager): (WijkvraagId, WijkvragerId) = (ctx.new_id(), ctx.new_id());
    store::insert(ctx, id, vrager, nummer, orgaan, new)?;
    let expires_at = ctx
        .now
        .checked_add(jiff::SignedDuration::from_hours(24 * LINK_DAYS))
        .map_err(|error| Error::Internal(error.to_string()))?;
    make_link(
        ctx,
        &LinkWanted {
            kind: LinkKind::Wijkvrager,
            subject_kind: "wijkvraag",
            subject: id.0,
            holder: vrager.0,
            expires_at,
            token: &new.token,
        },
    )?;
    ctx.journal(
        Entry::new("wijkvraag", id.0, Verb::Asked)
            .number("number", nummer)
            .id("gebied", new.gebied.0)
            .id("orgaan", orgaan.0)
            .flag("contact", new.email.is_some()),
    )?;
    ctx.remember(request, &id.to_string())?;
    Ok(Asked { id, nummer })
}

fn again(ctx: &mut Write<'_>, answer: &str) -> Result<Asked> {
    let id: WijkvraagId = answer
        .parse()
        .map_err(|_| Error::Internal("remembered answer".into()))?;
    let gemeente = ctx.gemeente();
    let nummer = store::get_wijkvraag(ctx, gemeente, id)?.nummer;
    Ok(Asked { id, nummer })
}

/// Takes a question on; whoever does it later has it from then on.
pub fn take_on(ctx: &mut Write<'_>, id: WijkvraagId) -> Result<()> {
    let vraag = seen(ctx, id)?;
    rules::still_open(vraag.state)?;
    let account = ctx.actor.require_account()?.id;
    if vraag.account == Some(account) {
        return Ok(());
    }
    store::set_account(ctx, id, Some(account))?;
    ctx.journal(Entry::new("wijkvraag", id.0, Verb::TakenUp).id("account", account.0))?;
    Ok(())
}

/// Answers a question: whoever asked gets it by mail and behind the link; 30 days later the words are gone.
pub fn answer(ctx: &mut Write<'_>, id: WijkvraagId, antwoord: &str) -> Result<()> {
    let vraag = seen(ctx, id)?;
    rules::still_open(vraag.state)?;
    let antwoord = antwoord.trim();
    if !is_meaningful(antwoord) {
        return Err(Error::field("antwoord", "wijkvraag-antwoord-leeg"));
    }
    if antwoord.chars().count() > rules::LONGEST_ANSWER {
        return Err(Error::field("antwoord", "wijkvraag-antwoord-lang"));
    }
    let until = ctx
        .today()
        .checked_add(jiff::Span::new().days(rules::KEEP_DAYS))
        .ok();
    if let Some(account) = ctx.actor.account().map(|account| account.id) {
        store::set_account(ctx, id, Some(account))?;
    }
    store::set_answer(ctx, vraag.vrager, antwoord, until)?;
    store::set_state(ctx, id, WijkvraagState::Answered, None)?;
    ctx.journal(Entry::new("wijkvraag", id.0, Verb::Settled))?;
    Ok(())
}

/// Hands a question that is about somebody's own life to the desk, which owes the answer from now on. In the same write
/// the words and the address leave the bewonersorgaan: there only stays that it was handed over (V-66).
pub fn hand_over(ctx: &mut Write<'_>, id: WijkvraagId, onderwerp: Option<&str>) -> Result<()> {
    let vraag = seen(ctx, id)?;
    rules::still_open(vraag.state)?;
    let frame = ctx.frame.clone();
    let topics = &frame.inrichting.onderwerpen;
    let chosen = onderwerp.and_then(|key| topics.iter().find(|topic| topic.sleutel == key));
    // The last of the list is what fits nowhere else.
    let Some(topic) = chosen.or(topics.last()) else {
        return Err(Error::refused("wijkvraag-geen-onderwerpen"));
    };
    let gemeente = ctx.gemeente();
    let vrager = store::find_vrager(ctx, gemeente, vraag.vrager)?
        .ok_or(Error::refused("wijkvraag-teruggenomen"))?;
    let nummer = vraag.nummer.to_string();
    let regel = frame.translations.t_args(
        Lang::Nl,
        "wijkvraag-nummer",
        &[("nummer", nummer.as_str().into())],
    );
    let contact = take_over(
        ctx,
        &HandedOver {
            gebied: vraag.gebied,
            onderwerp: topic.sleutel.clone(),
            regel,
            woorden: vrager.vraag,
            email: vrager.email,
            taal: vraag.taal,
        },
    )?;
    store::delete_vrager(ctx, vraag.vrager)?;
    store::set_state(ctx, id, WijkvraagState::HandedOver, Some(contact))?;
    ctx.journal(Entry::new("wijkvraag", id.0, Verb::Forwarded).id("contact", contact.0))?;
    Ok(())
}

/// What was asked of a bewonersorgaan that is no more goes to the desk, at night; and nobody has to answer what was erased.
pub fn hand_over_left(app: &App, frame: &Arc<Frame>) -> Result<usize> {
    let mut total = 0;
    loop {
        let count = app.write_blocking(frame, &Actor::Job("nightly"), settle_left)?;
        total += count;
        if count == 0 {
            return Ok(total);
        }
    }
}

fn settle_left(ctx: &mut Write<'_>) -> Result<usize> {
    let gemeente = ctx.gemeente();
    let mut count = 0;
    for orgaan in store::list_asked(ctx, gemeente)? {
        let is_left = ctx.frame.orgaan(orgaan).is_none();
        for vraag in store::list_open(ctx, gemeente, orgaan)? {
            if store::find_vrager(ctx, gemeente, vraag.vrager)?.is_none() {
                withdraw(ctx, vraag.id)?;
            } else if is_left {
                hand_over(ctx, vraag.id, None)?;
            } else {
                continue;
            }
            count += 1;
        }
    }
    Ok(count)
}

fn withdraw(ctx: &mut Write<'_>, id: WijkvraagId) -> Result<()> {
    store::set_state(ctx, id, WijkvraagState::Withdrawn, None)?;
    ctx.journal(Entry::new("wijkvraag", id.0, Verb::Withdrawn))?;
    Ok(())
}

/// The holder of the link of somebody who asked.
pub fn vrager_link(actor: &Actor) -> Result<&LinkHolder> {
    match actor {
        Actor::Link(holder) if holder.kind == LinkKind::Wijkvrager => Ok(holder),
        _ => Err(Error::NotFound("link")),
    }
}

/// Erases everything of who holds this link; a question that was still open is taken back.
pub fn erase_own(ctx: &mut Write<'_>) -> Result<()> {
    let holder = vrager_link(ctx.actor)?;
    let (gemeente, id) = (ctx.gemeente(), WijkvraagId(holder.subject));
    let vraag = store::find_wijkvraag(ctx, gemeente, id)?.ok_or(Error::NotFound("link"))?;
    let state = rules::erase(vraag.state)?;
    store::delete_vrager(ctx, vraag.vrager)?;
    store::delete_mails(ctx, vraag.vrager)?;
    if state != vraag.state {
        withdraw(ctx, id)?;
    }
    ctx.journal(Entry::new("wijkvrager", vraag.vrager.0, Verb::Erased).word("what", "wijkvrager"))?;
    Ok(())
}

/// Where a question lies.
fn here(vraag: &Wijkvraag) -> Here {
    Here {
        gebied: Some(vraag.gebied),
        orgaan: Some(vraag.orgaan),
        ..Here::ANYWHERE
    }
}

/// May whoever asks know of this question: is it asked of their own bewonersorgaan?
pub fn may_see(actor: &Actor, vraag: &Wijkvraag) -> bool {
    actor.may(Permission::WijkvraagAnswer, &here(vraag))
}

/// May whoever asks answer for this bewonersorgaan?
pub fn may_answer(actor: &Actor, frame: &Frame, orgaan: &Orgaan) -> bool {
    orgaan.is_bewonersorgaan()
        && frame.wijken_of(orgaan).iter().any(|gebied| {
            let here = Here {
                gebied: Some(*gebied),
                ..Here::orgaan(orgaan.id)
            };
            actor.may(Permission::WijkvraagAnswer, &here)
        })
}

/// The question, if this actor may know of it; whoever may, may answer it too.
fn seen(ctx: &mut Write<'_>, id: WijkvraagId) -> Result<Wijkvraag> {
    let gemeente = ctx.gemeente();
    let vraag = store::get_wijkvraag(ctx, gemeente, id)?;
    if may_see(ctx.actor, &vraag) {
        Ok(vraag)
    } else {
        Err(Error::NotFound("wijkvraag"))
    }
}
