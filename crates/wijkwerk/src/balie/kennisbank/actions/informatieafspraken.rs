//! Agreements on who keeps what information the same: each party owes a look at it in time (L-41, O-26).

use std::collections::BTreeSet;

use jiff::civil::Date;
use kit::db::Queries;

use crate::access::{Actor, Here, Permission};
use crate::balie::kennisbank::model::Informatieafspraak;
use crate::balie::kennisbank::{rules, store};
use crate::error::{Error, FieldError, Result, Sentence};
use crate::frame::Frame;
use crate::ids::{GemeenteId, InformatieafspraakId, OrganisatieId};
use crate::journaal::{Entry, Verb};
use crate::kader::accounts::organisaties_with;
use crate::kader::bewijzen::is_meaningful;
use crate::kader::verplichtingen::{self as dues, Creditor, Debtor, Wanted};
use crate::write::Write;

/// The due of each party.
pub const REVIEW_DUE: &str = "informatieafspraak.bekijken";

/// An agreement to be written down.
#[derive(Clone, Debug)]
pub struct NewInformatieafspraak {
    pub titel: String,
    pub tekst: String,
    pub indicator: String,
    pub organisatie: Option<OrganisatieId>,
    pub met: Option<OrganisatieId>,
    pub review_due: Option<Date>,
}

/// Writes down what two parties agreed.
pub fn agree_informatie(
    ctx: &mut Write<'_>,
    new: &NewInformatieafspraak,
) -> Result<InformatieafspraakId> {
    ctx.require(Permission::KennisRegie, &Here::ANYWHERE)?;
    let mut faults = Vec::new();
    let mut fault = |field, key| {
        faults.push(FieldError {
            field,
            sentence: Sentence::new(key),
        });
    };
    let long = |text: &str, most: usize| text.chars().count() > most;
    if new.titel.trim().is_empty() || long(&new.titel, rules::TITEL) {
        fault("titel", "kennis-titel-nodig");
    }
    if !is_meaningful(&new.tekst) || long(&new.tekst, rules::TEKST) {
        fault("tekst", "informatieafspraak-tekst-nodig");
    }
    if long(&new.indicator, rules::SAMENVATTING) {
        fault("indicator", "kennis-te-lang");
    }
    let known = |id: &OrganisatieId| ctx.frame.organisatie(*id).is_some();
    let (one, other) = (new.organisatie.filter(known), new.met.filter(known));
    if one.is_none() || other.is_none() || one == other {
        fault("met", "informatieafspraak-twee-partijen");
    }
    let (today, due) = (ctx.today(), next(ctx, new.review_due));
    if due <= today {
        fault("bekijken", "kennis-controle-fout");
    }
    let (Some(organisatie), Some(met), true) = (one, other, faults.is_empty()) else {
        return Err(Error::Invalid(faults));
    };
    let id: InformatieafspraakId = ctx.new_id();
    let made = Informatieafspraak {
        id,
        titel: new.titel.trim().to_owned(),
        tekst: new.tekst.trim().to_owned(),
        indicator: new.indicator.trim().to_owned(),
        organisatie,
        met,
        valid_from: today,
        review_due: due,
        reviewed_at: None,
        ended_at: None,
    };
    store::insert_informatieafspraak(ctx, &made)?;
    ctx.journal(
        Entry::new("informatieafspraak", id.0, Verb::Agreed)
            .id("organisatie", organisatie.0)
            .id("met", met.0)
            .date("due", due),
    )?;
    owe(ctx, &made)?;
    Ok(id)
}

/// The day it is looked at again: as asked, else a year from now.
fn next(ctx: &Write<'_>, asked: Option<Date>) -> Date {
    asked
        .or_else(|| ctx.today().checked_add(jiff::Span::new().years(1)).ok())
        .unwrap_or(ctx.today())
}

fn owe(ctx: &mut Write<'_>, made: &Informatieafspraak) -> Result<()> {
    for party in [made.organisatie, made.met] {
        owe_by(ctx, made.id, party, made.review_due)?;
    }
    Ok(())
}

fn owe_by(
    ctx: &mut Write<'_>,
    id: InformatieafspraakId,
    party: OrganisatieId,
    due: Date,
) -> Result<()> {
    dues::owe(
        ctx,
        &Wanted {
            soort: REVIEW_DUE,
            subject_kind: "informatieafspraak",
            subject: id.0,
            debtor: Debtor::Organisatie(party),
            creditor: Creditor::Gemeente,
            gebied: None,
            due: Some(due),
            bron: "O-26",
        },
    )?;
    Ok(())
}

/// Whether this actor looks at agreements for an organisation: its own people that write its texts; for the gemeente
/// itself whoever has the regie as well.
pub fn may_review(actor: &Actor, frame: &Frame, organisatie: OrganisatieId) -> bool {
    let directs = frame
        .organisatie(organisatie)
        .is_some_and(|found| found.soort == "gemeente");
    actor.may(Permission::KennisWrite, &Here::organisatie(organisatie))
        || directs && actor.may(Permission::KennisRegie, &Here::ANYWHERE)
}

/// The parties for which this actor looks at an agreement: its own, never the other one; and with the regie those that
/// nobody writes texts for here, because they answer by links. `heard` are the organisations that have such people.
pub fn parties_of(
    actor: &Actor,
    frame: &Frame,
    one: &Informatieafspraak,
    heard: &BTreeSet<OrganisatieId>,
) -> Vec<OrganisatieId> {
    let own = actor.account().and_then(|account| account.organisatie);
    let parties = [one.organisatie, one.met];
    let mine = match parties.into_iter().find(|party| Some(*party) == own) {
        Some(party) => Some(party).filter(|party| may_review(actor, frame, *party)),
        None => parties
            .into_iter()
            .find(|party| may_review(actor, frame, *party)),
    };
    let directs = actor.may(Permission::KennisRegie, &Here::ANYWHERE);
    let mut all: Vec<OrganisatieId> = parties
        .into_iter()
        .filter(|party| Some(*party) == mine || directs && !heard.contains(party))
        .collect();
    all.dedup();
    all
}

/// The agreement, while it is in force.
pub(in crate::balie::kennisbank) fn in_force(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: InformatieafspraakId,
) -> Result<Informatieafspraak> {
    store::find_informatieafspraak(tx, gemeente, id)?
        .filter(|found| found.ended_at.is_none())
        .ok_or(Error::NotFound("informatieafspraak"))
}

/// One party looked at it: for that party it stands for another year, or until the day it says. What the other party
/// owes stays open (O-26).
pub fn review_informatie(
    ctx: &mut Write<'_>,
    id: InformatieafspraakId,
    until: Option<Date>,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    let found = in_force(ctx, gemeente, id)?;
    let (frame, today) = (ctx.frame.clone(), ctx.today());
    let heard = organisaties_with(ctx, &frame, Permission::KennisWrite, today)?;
    let parties = parties_of(ctx.actor, &frame, &found, &heard);
    if parties.is_empty() {
        return Err(Error::Forbidden(Permission::KennisWrite.key()));
    }
    let due = next(ctx, until);
    if due <= ctx.today() {
        return Err(Error::field("bekijken", "kennis-controle-fout"));
    }
    for party in &parties {
        dues::satisfy_by(ctx, REVIEW_DUE, id.0, *party, "reviewed")?;
        owe_by(ctx, id, *party, due)?;
    }
    let first = dues::list_about(ctx, gemeente, id.0)?
        .into_iter()
        .filter(|owed| owed.soort == REVIEW_DUE && owed.state == "open")
        .filter_map(|owed| owed.due)
        .min();
    store::set_reviewed(ctx, id, first.unwrap_or(due))?;
    for party in &parties {
        ctx.journal(
            Entry::new("informatieafspraak", id.0, Verb::Confirmed)
                .id("organisatie", party.0)
                .date("due", due),
        )?;
    }
    Ok(())
}

/// Ends an agreement on a day, today unless another is named, with a reason; nobody owes a look at it any more.
pub fn end_informatie(
    ctx: &mut Write<'_>,
    id: InformatieafspraakId,
    day: Option<Date>,
    reason: &str,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    let found = in_force(ctx, gemeente, id)?;
    ctx.require(Permission::KennisRegie, &Here::ANYWHERE)?;
    let today = ctx.today();
    let (day, reason) = (day.unwrap_or(today), reason.trim());
    if day > today || day < found.valid_from {
        return Err(Error::field("dag", "kennis-gelijk-stop-dag-fout"));
    }
    if !is_meaningful(reason) {
        return Err(Error::field("reden", "kennis-reden-nodig"));
    }
    if reason.chars().count() > rules::SAMENVATTING {
        return Err(Error::field("reden", "kennis-te-lang"));
    }
    let at = day
        .to_zoned(ctx.frame.zone.clone())
        .map_or(ctx.now, |start| start.timestamp());
    store::end_informatieafspraak(ctx, id, at)?;
    dues::waive(ctx, REVIEW_DUE, id.0, "ended")?;
    ctx.journal(
        Entry::new("informatieafspraak", id.0, Verb::Ended)
            .date("day", day)
            .text(reason),
    )?;
    Ok(())
}
