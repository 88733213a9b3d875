//! Verplichtingen: what somebody owes somebody before a date, fulfilled by a proof (idea 3).
//!
//! One register for every wing. A due without a decided term has no date and says so; a due of an organ whose division is
//! only proposed is not made (INV-06). Every due names debtor, creditor, act, proof and source (INV-39).

mod store;

use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

pub use store::{
    Filter, Verplichting, find_due, find_met, find_verplichting, is_open, list_about, list_open,
    list_subjects_of,
};

use crate::access::Permission;
use crate::error::Result;
use crate::ids::{AccountId, GebiedId, OrgaanId, OrganisatieId, VerplichtingId};
use crate::journaal::{Entry, Verb};
use crate::kader::inrichting::Beslissing;
use crate::kader::termijnen::{self, Feestdagen, Termijn};
use crate::write::Write;

/// Every kind of due. Each has its words under `plicht-…`.
pub const SOORTEN: &[&str] = &[
    "afspraak.accept",
    "afspraak.deliver",
    "afspraak.verify",
    "contact.platforms",
    "contact.professionals",
    "contact.terugbellen",
    "contactvraag.antwoord",
    "doorverwijzing.aanname",
    "doorverwijzing.regie",
    "folder.aanvullen",
    "infopunt.basis",
    "infopunt.bezetting",
    "infopunt.gedeeld",
    "infopunt.gesprek",
    "infopunt.vakanties",
    "informatieafspraak.bekijken",
    "kennis.controle",
    "kennis.onbereikbaar",
    "melding.antwoord",
    "melding.ontvangst",
    "melding.partner",
    "melding.partnerwerk",
    "melding.triage",
    "rooster.gat",
    "route.bekijken",
    "scholing.vernieuwen",
    "taak.uitvoeren",
    "tussenoplossing.toets",
    "werkplan.overdracht",
    "zoektocht.besluit",
    "zorg.terugbellen",
];

/// The term of the inrichting that decides by when this kind of due must be met; nothing for what has a day of its own.
pub fn term_of(soort: &str) -> Option<&'static str> {
    Some(match soort {
        "afspraak.accept" => "afspraakAanname",
        "afspraak.verify" => "afspraakNakijken",
        "contact.terugbellen" => "contactTerugbellen",
        "contactvraag.antwoord" => "vraagAntwoord",
        "doorverwijzing.aanname" => "doorverwijzingAanname",
        "folder.aanvullen" => "folderAanvullen",
        "melding.antwoord" => "meldingAntwoord",
        "melding.ontvangst" => "meldingOntvangst",
        "melding.partner" => "meldingPartner",
        "melding.triage" => "meldingTriage",
        "taak.uitvoeren" => "taakUitvoering",
        "zorg.terugbellen" => "zorgTerugbellen",
        _ => return None,
    })
}

/// Any of these within an organisation makes somebody answer for what it owes.
pub const ANSWERS: &[Permission] = &[
    Permission::InfopuntManage,
    Permission::RoosterManage,
    Permission::AfspraakAccept,
    Permission::PlanWrite,
    Permission::KennisWrite,
];

/// Who owes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Debtor {
    Account(AccountId),
    Orgaan(OrgaanId),
    Organisatie(OrganisatieId),
    /// Whoever holds this role for the gebied.
    Rol(String),
}

impl Debtor {
    fn id(&self) -> Option<Uuid> {
        match self {
            Self::Account(id) => Some(id.0),
            Self::Orgaan(id) => Some(id.0),
            Self::Organisatie(id) => Some(id.0),
            Self::Rol(_) => None,
        }
    }
}

/// To whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Creditor {
    Melder,
    Orgaan(OrgaanId),
    Gemeente,
    /// A resident who was referred.
    Bewoner,
}

/// A due to be noted.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// One of [`SOORTEN`].
    pub soort: &'static str,
    pub subject_kind: &'static str,
    pub subject: Uuid,
    pub debtor: Debtor,
    pub creditor: Creditor,
    pub gebied: Option<GebiedId>,
    /// The day it is due; empty while the term is not decided.
    pub due: Option<Date>,
    /// Requirement or rule it comes from: `V-38`, `INV-21`.
    pub bron: &'static str,
}

/// The day on which the term `name` of the inrichting ends when it starts today; `None` while it is not decided.
pub fn due_from(ctx: &Write<'_>, name: &str) -> Option<Date> {
    let Beslissing::Besloten(duur) = ctx.frame.inrichting.term(name) else {
        return None;
    };
    let unit = crate::kader::inrichting::actions::key_of(&duur.eenheid);
    let termijn: Termijn = format!("{} {unit}", duur.aantal).parse().ok()?;
    Some(termijnen::due_date(
        ctx.today(),
        termijn,
        &Feestdagen::deadlines(),
    ))
}

/// Notes a due; answers its id.
pub fn owe(ctx: &mut Write<'_>, wanted: &Wanted) -> Result<VerplichtingId> {
    debug_assert!(SOORTEN.contains(&wanted.soort), "{}", wanted.soort);
    let id: VerplichtingId = ctx.new_id();
    store::insert(ctx, id, wanted)?;
    ctx.journal(
        Entry::new("verplichting", id.0, Verb::Due)
            .word("what", wanted.soort)
            .id(wanted.subject_kind, wanted.subject),
    )?;
    Ok(id)
}

/// Fulfils every open due of this kind about `subject`, with the proof in a fixed word.
pub fn satisfy(
    ctx: &mut Write<'_>,
    soort: &'static str,
    subject: Uuid,
    proof: &'static str,
) -> Result<()> {
    let settled = store::settle(ctx, soort, subject, "satisfied", proof)?;
    note_satisfied(ctx, soort, &settled, proof)
}

/// Fulfils what one organisation owes of this kind about `subject`; what another owes stays open.
pub fn satisfy_by(
    ctx: &mut Write<'_>,
    soort: &'static str,
    subject: Uuid,
    organisatie: OrganisatieId,
    proof: &'static str,
) -> Result<()> {
    let settled = store::settle_by(ctx, soort, subject, organisatie, proof)?;
    note_satisfied(ctx, soort, &settled, proof)
}

fn note_satisfied(
    ctx: &mut Write<'_>,
    soort: &'static str,
    settled: &[VerplichtingId],
    proof: &'static str,
) -> Result<()> {
    for id in settled {
        ctx.journal(
            Entry::new("verplichting", id.0, Verb::Satisfied)
                .word("what", soort)
                .word("proof", proof),
        )?;
    }
    Ok(())
}

/// Makes another owe what is open of this kind about `subject`; the day stays.
pub fn pass_on(ctx: &mut Write<'_>, soort: &'static str, subject: Uuid, to: &Debtor) -> Result<()> {
    for id in store::pass_on(ctx, soort, subject, to)? {
        ctx.journal(
            Entry::new("verplichting", id.0, Verb::Assigned)
                .word("what", soort)
                .id_opt("to", to.id()),
        )?;
    }
    Ok(())
}

/// Lets go of every open due about `subject`: it no longer applies, for a reason in a fixed word.
pub fn waive(
    ctx: &mut Write<'_>,
    soort: &'static str,
    subject: Uuid,
    reason: &'static str,
) -> Result<()> {
    for id in store::settle(ctx, soort, subject, "waived", reason)? {
        ctx.journal(
            Entry::new("verplichting", id.0, Verb::Withdrawn)
                .word("what", soort)
                .word("reason", reason),
        )?;
    }
    Ok(())
}

/// Lets go of everything that is owed by somebody who is no more.
pub fn waive_all_of(ctx: &mut Write<'_>, debtor: &Debtor, reason: &'static str) -> Result<()> {
    let Some(id) = debtor.id() else {
        return Ok(());
    };
    for (id, soort) in store::settle_all_of(ctx, id, reason)? {
        ctx.journal(
            Entry::new("verplichting", id.0, Verb::Withdrawn)
                .word("what", &soort)
                .word("reason", reason),
        )?;
    }
    Ok(())
}

/// Makes what was let go of about `subject` at that moment and for that reason owed again, by the same day: it was taken back.
pub fn owe_anew(
    ctx: &mut Write<'_>,
    subject: Uuid,
    reason: &'static str,
    let_go_at: Timestamp,
) -> Result<()> {
    for (id, soort) in store::reopen(ctx, subject, reason, let_go_at)? {
        let entry = Entry::new("verplichting", id.0, Verb::Reopened);
        ctx.journal(entry.word("what", &soort))?;
    }
    Ok(())
}

/// Lets go of what is owed about `subject` since that moment: what made it was taken back.
pub fn waive_since(
    ctx: &mut Write<'_>,
    soort: &'static str,
    subject: Uuid,
    made_at: Timestamp,
) -> Result<()> {
    let reason = "undone";
    for id in store::settle_made(ctx, soort, subject, made_at, reason)? {
        ctx.journal(
            Entry::new("verplichting", id.0, Verb::Withdrawn)
                .word("what", soort)
                .word("reason", reason),
        )?;
    }
    Ok(())
}
