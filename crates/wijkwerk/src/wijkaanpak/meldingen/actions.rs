//! Letting us know, following and calling it done.

mod check;

use jiff::civil::Date;
use uuid::Uuid;

use self::check::{check_contact, validate};
use super::model::{Bron, Contactgegevens, FieldState, Melding, NewMelding, Submitted, to_e6};
use super::{ontvangst, partner, publiek, rules, store, triage};
use crate::access::{Actor, Here, LinkHolder, LinkKind, Permission};
use crate::error::{Error, FieldError, Result, Sentence};
use crate::ids::{GebiedId, MelderId, MeldingId};
use crate::journaal::{Entry, Verb};
use crate::kader::accounts::{LinkWanted, make_link};
use crate::kader::bewijzen::{self, Bewijs};
use crate::kader::verplichtingen::{self as dues, Creditor, Debtor, Wanted};
use crate::wijkaanpak::taken;
use crate::write::Write;

/// Most characters of a description.
pub const MAX_OMSCHRIJVING: usize = rules::LONGEST;

impl From<rules::Refusal> for Error {
    fn from(refusal: rules::Refusal) -> Self {
        Error::refused(refusal.0)
    }
}

/// Most characters of the one sentence that everybody may read.
pub const MAX_ZIN: usize = 300;

/// The role that decides on new meldingen here: in use, may triage, and closest to the street.
pub fn triage_role(ctx: &Write<'_>) -> String {
    triage_role_of(&ctx.frame.inrichting)
}

pub(super) fn triage_role_of(inrichting: &crate::kader::inrichting::Inrichting) -> String {
    inrichting
        .roles()
        .filter(|(key, rol)| {
            rol.in_gebruik
                && inrichting
                    .permissions_of(key)
                    .contains(&Permission::MeldingTriage)
        })
        .map(|(key, _)| key.to_owned())
        .next()
        .unwrap_or_else(|| "functioneelbeheerder".to_owned())
}

/// The keys people choose from: themes, or disciplines where the inrichting has no themes.
pub fn subjects(inrichting: &crate::kader::inrichting::Inrichting) -> Vec<String> {
    if inrichting.has_themas() {
        inrichting
            .themas
            .iter()
            .map(|thema| thema.sleutel.clone())
            .collect()
    } else {
        inrichting
            .disciplines
            .iter()
            .map(|discipline| discipline.sleutel.clone())
            .collect()
    }
}

/// Takes in a melding. No personal data are needed; where they are given they go apart.
pub fn submit(ctx: &mut Write<'_>, new: &NewMelding, request: Option<Uuid>) -> Result<Submitted> {
    if let Some(answer) = ctx.answered(request)? {
        return again(ctx, &answer);
    }
    if new.bron == Bron::Bewoner && new.kanaal == "digitaal" {
        // Everybody may; nothing to ask.
    } else {
        ctx.require(Permission::MeldingEnter, &Here::ANYWHERE)?;
    }
    let (gebied, cbs_code) = validate(ctx, new)?;
    let id: MeldingId = ctx.new_id();
    let nummer = ctx.next_melding_nummer();
    let orgaan = ctx.frame.intake_team(gebied).map(|team| team.id);
    let owner = triage_role(ctx);
    let due = dues::due_from(ctx, "meldingAntwoord");
    let with_themes = ctx.frame.inrichting.has_themas();
    let subject = new.onderwerp.as_deref();
    let (thema, discipline) = if with_themes {
        (subject, None)
    } else {
        (None, subject)
    };
    let raised = new
        .raised_on
        .and_then(|day| day.to_zoned(ctx.frame.zone.clone()).ok())
        .map(|at| at.timestamp());
    let submitted_at = raised.unwrap_or(ctx.now).min(ctx.now);
    store::insert(
        ctx,
        new,
        &store::Landing {
            id,
            nummer,
            gebied,
            cbs_code: cbs_code.as_deref(),
            orgaan,
            thema,
            discipline,
            place: new.place.map(to_e6),
            owner_rol: &owner,
            entered_by: ctx.actor.account().map(|account| account.id.0),
            submitted_at,
            due,
        },
    )?;
    let melder = store::insert_melder(ctx, id, "melder", &new.contact)?;
    store::insert_bron(ctx, id, new.bron, new.bron_id, &new.kanaal)?;
    link_for(ctx, id, melder, &new.token)?;
    owe(ctx, id, gebied, &owner, due)?;
    if ontvangst::is_owed(new) {
        let day = ontvangst::due(ctx);
        ontvangst::owe(ctx, id, gebied, &owner, day)?;
    }
    ctx.journal(
        Entry::new("melding", id.0, Verb::Submitted)
            .number("number", nummer)
            .id("gebied", gebied.0)
            .id_opt("orgaan", orgaan.map(|team| team.0))
            .word("subject", subject.unwrap_or_default())
            .word("channel", &new.kanaal)
            .word("source", new.bron.word())
            .flag("contact", !new.contact.is_empty())
            .flag("imported", new.external.is_some()),
    )?;
    let face = publiek::Gezicht {
        nummer,
        gebied,
        thema: thema.map(str::to_owned),
        discipline: discipline.map(str::to_owned),
        place: new.place.filter(|_| !new.near_home).map(to_e6),
        state: "submitted",
        who: owner,
        sentence: None,
        submitted_on: ctx.frame.today(submitted_at),
        done_on: None,
        aandachtsgebied: None,
    };
    publiek::show(ctx, id, &face)?;
    ctx.remember(request, &format!("{id} {nummer}"))?;
    Ok(Submitted { id, nummer, due })
}

fn again(ctx: &mut Write<'_>, answer: &str) -> Result<Submitted> {
    let id: MeldingId = answer
        .split(' ')
        .next()
        .and_then(|id| id.parse().ok())
        .ok_or_else(|| Error::Internal("remembered answer".into()))?;
    let gemeente = ctx.gemeente();
    let melding = store::get_melding(ctx, gemeente, id)?;
    Ok(Submitted {
        id,
        nummer: melding.nummer,
        due: melding.due,
    })
}

fn owe(
    ctx: &mut Write<'_>,
    id: MeldingId,
    gebied: GebiedId,
    owner: &str,
    due: Option<jiff::civil::Date>,
) -> Result<()> {
    let decide = dues::due_from(ctx, "meldingTriage");
    for (soort, creditor, due, bron) in [
        ("melding.triage", Creditor::Gemeente, decide, "V-32"),
        ("melding.antwoord", Creditor::Melder, due, "INV-20"),
    ] {
        dues::owe(
            ctx,
            &Wanted {
                soort,
                subject_kind: "melding",
                subject: id.0,
                debtor: Debtor::Rol(owner.to_owned()),
                creditor,
                gebied: Some(gebied),
                due,
                bron,
            },
        )?;
    }
    Ok(())
}

fn link_for(ctx: &mut Write<'_>, melding: MeldingId, melder: MelderId, token: &str) -> Result<()> {
    let expires_at = ctx
        .now
        .checked_add(jiff::SignedDuration::from_hours(24 * 365))
        .map_err(|error| Error::Internal(error.to_string()))?;
    make_link(
        ctx,
        &LinkWanted {
            kind: LinkKind::Melder,
            subject_kind: "melding",
            subject: melding.0,
            holder: melder.0,
            expires_at,
            token,
        },
    )?;
    Ok(())
}

/// Joins somebody to a melding that others made: "anderen meldden dit ook".
pub fn follow(
    ctx: &mut Write<'_>,
    id: MeldingId,
    contact: &Contactgegevens,
    token: &str,
    request: Option<Uuid>,
) -> Result<Submitted> {
    if let Some(answer) = ctx.answered(request)? {
        return again(ctx, &answer);
    }
    let gemeente = ctx.gemeente();
    let melding = store::get_melding(ctx, gemeente, id)?;
    let mut faults = Vec::new();
    check_contact(contact, &mut faults);
    if contact.email.is_none() {
        faults.push(FieldError {
            field: "email",
            sentence: Sentence::new("volgen-email-nodig"),
        });
    }
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    let volger = store::insert_melder(ctx, id, "volger", contact)?;
    link_for(ctx, id, volger, token)?;
    ctx.journal(Entry::new("melding", id.0, Verb::Joined).id("volger", volger.0))?;
    ctx.remember(request, &format!("{id} {}", melding.nummer))?;
    Ok(Submitted {
        id,
        nummer: melding.nummer,
        due: melding.due,
    })
}

/// Joins two meldingen about one thing (L-20, V-33): the sources stay visible, everybody hears.
pub fn join(ctx: &mut Write<'_>, other: MeldingId, into: MeldingId) -> Result<()> {
    let gemeente = ctx.gemeente();
    let kept = store::get_melding(ctx, gemeente, into)?;
    let mut gone = store::get_melding(ctx, gemeente, other)?;
    ctx.require(Permission::MeldingTriage, &Here::gebied(gone.gebied))?;
    ctx.require(Permission::MeldingTriage, &Here::gebied(kept.gebied))?;
    if other == into || kept.samengevoegd_met.is_some() || gone.samengevoegd_met.is_some() {
        return Err(Error::refused("samenvoegen-kan-niet"));
    }
    store::copy_bronnen(ctx, other, into)?;
    gone.samengevoegd_met = Some(into);
    gone.triaged_at = Some(ctx.now);
    store::set_triage(ctx, &gone)?;
    for soort in ["melding.triage", "melding.antwoord"] {
        dues::waive(ctx, soort, other.0, "joined")?;
    }
    taken::cancel_open(ctx, other)?;
    partner::let_go(ctx, other, "joined")?;
    if let Some(had) = triage::had_it(ctx, &gone)?.filter(|_| gone.is_open()) {
        partner::withdraw(ctx, other, had)?;
    }
    ontvangst::carry(ctx, other, into)?;
    let moved = store::move_melders(ctx, other, into)?;
    // What was joined into this one before goes along, so that nobody has to look further than one step.
    store::move_joined(ctx, other, into)?;
    if kept.done_at.is_some() && kept.field_state != FieldState::Disputed {
        store::set_missing_erase_after(ctx, into, a_year_from(ctx.today()))?;
    }
    ctx.journal(Entry::new("melding", other.0, Verb::Joined).id("into", into.0))?;
    // Each of them hears under which number it goes on.
    for melder in moved {
        ctx.journal(
            Entry::new("melding", into.0, Verb::Joined)
                .id("volger", melder.0)
                .id("from", other.0),
        )?;
    }
    publiek::project(ctx, other)
}

/// Calls a melding done, with evidence and one public sentence, by whoever handles it.
pub fn complete(
    ctx: &mut Write<'_>,
    id: MeldingId,
    evidence: &Bewijs,
    sentence: &str,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    let melding = store::get_melding(ctx, gemeente, id)?;
    ctx.require(Permission::MeldingTriage, &Here::gebied(melding.gebied))?;
    rules::stands_alone(melding.samengevoegd_met)?;
    rules::complete(melding.state, melding.field_state)?;
    if !bewijzen::is_meaningful(sentence) {
        return Err(Error::field("zin", "melding-zin-nodig"));
    }
    if sentence.trim().chars().count() > MAX_ZIN {
        return Err(Error::field("zin", "staf-zin-lang"));
    }
    let by = ctx.actor.account().map(|account| account.id);
    bewijzen::keep(ctx, ("melding", id.0), evidence, by)?;
    if let Bewijs::File(photo) = evidence {
        store::insert_foto(ctx, id, "after", photo, store::Herkomst::Melding)?;
    }
    // Nobody has to go there any more.
    taken::cancel_open(ctx, id)?;
    if let Some(had) = melding.organisatie {
        partner::withdraw(ctx, id, had)?;
    }
    finish(ctx, &melding, Some(sentence))
}

/// Everything that follows from done, whoever made it so.
pub(crate) fn finish(ctx: &mut Write<'_>, melding: &Melding, sentence: Option<&str>) -> Result<()> {
    store::set_field_state(ctx, melding.id, FieldState::Done, sentence)?;
    dues::satisfy(ctx, "melding.antwoord", melding.id.0, "done")?;
    if melding.organisatie.is_some() {
        partner::settle(ctx, melding.id)?;
    }
    close_contacts(ctx, melding.id)?;
    ctx.journal(
        Entry::new("melding", melding.id.0, Verb::Done)
            .text(sentence.unwrap_or_default().trim().to_owned()),
    )?;
    publiek::project(ctx, melding.id)
}

/// Contact data end one year from now (P3).
pub(super) fn close_contacts(ctx: &mut Write<'_>, id: MeldingId) -> Result<()> {
    let day = a_year_from(ctx.today());
    store::set_erase_after(ctx, id, day)
}

fn a_year_from(day: Date) -> Option<Date> {
    day.checked_add(jiff::Span::new().years(1)).ok()
}

/// The holder of a reporter's link.
pub fn melder_link(actor: &Actor) -> Result<&LinkHolder> {
    match actor {
        Actor::Link(holder) if holder.kind == LinkKind::Melder => Ok(holder),
        _ => Err(Error::NotFound("link")),
    }
}
