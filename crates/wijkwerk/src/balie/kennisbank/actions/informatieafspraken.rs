//! Agreements on who keeps what information the same: both parties owe a look at it in time (L-41, O-26).

use jiff::civil::Date;

use crate::access::{Here, Permission};
use crate::balie::kennisbank::model::Informatieafspraak;
use crate::balie::kennisbank::{rules, store};
use crate::error::{Error, FieldError, Result, Sentence};
use crate::ids::{InformatieafspraakId, OrganisatieId};
use crate::journaal::{Entry, Verb};
use crate::kader::bewijzen::is_meaningful;
use crate::kader::verplichtingen::{self as dues, Creditor, Debtor, Wanted};
use crate::write::Write;

/// The due of both parties.
const DUE: &str = "informatieafspraak.bekijken";

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
        dues::owe(
            ctx,
            &Wanted {
                soort: DUE,
                subject_kind: "informatieafspraak",
                subject: made.id.0,
                debtor: Debtor::Organisatie(party),
                creditor: Creditor::Gemeente,
                gebied: None,
                due: Some(made.review_due),
                bron: "O-26",
            },
        )?;
    }
    Ok(())
}

/// Both looked at it: it stands for another year, or until the day they say.
pub fn review_informatie(
    ctx: &mut Write<'_>,
    id: InformatieafspraakId,
    until: Option<Date>,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    let found = store::find_informatieafspraak(ctx, gemeente, id)?
        .filter(|found| found.ended_at.is_none())
        .ok_or(Error::NotFound("informatieafspraak"))?;
    ctx.require(Permission::KennisRegie, &Here::ANYWHERE)?;
    let due = next(ctx, until);
    if due <= ctx.today() {
        return Err(Error::field("bekijken", "kennis-controle-fout"));
    }
    store::set_reviewed(ctx, id, due)?;
    dues::satisfy(ctx, DUE, id.0, "reviewed")?;
    owe(
        ctx,
        &Informatieafspraak {
            review_due: due,
            ..found
        },
    )?;
    ctx.journal(Entry::new("informatieafspraak", id.0, Verb::Confirmed).date("due", due))?;
    Ok(())
}
