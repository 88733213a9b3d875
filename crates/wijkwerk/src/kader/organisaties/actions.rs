//! Adding, renaming and ending partners; filling seats; invitations; recognising a body of residents.

use jiff::civil::Date;
use uuid::Uuid;

use super::rules::{self, NoReminder};
use super::store::{self, BEWONERSORGAAN, Invitation, Organisatie};
use crate::access::{Here, Permission};
use crate::error::{Error, FieldError, Result, Sentence};
use crate::frame::Frame;
use crate::ids::{AccountId, GebiedId, OrgaanId, OrganisatieId, ZetelId};
use crate::journaal::{Entry, Verb};
use crate::kader::accounts;
use crate::kader::gebieden::touch_frame;
use crate::kader::inrichting::actions::{Wanted, upsert_orgaan};
use crate::kader::inrichting::{Beslissing, Domein, OrganisatieSoort, Waarde, termijn};
use crate::kader::termijnen::{self, Feestdagen, Termijn};
use crate::write::Write;

/// The parameter with the most reminders of one invitation; one where no document says.
const MOST_REMINDERS: &str = "uitnodiging.maximumHerinneringen";
const LONGEST_NAME: usize = 120;

/// A partner to be added.
#[derive(Clone, Debug)]
pub struct NewOrganisatie {
    pub naam: String,
    pub soort: String,
    pub domein: String,
    pub from: Date,
}

fn is_word<T: serde::de::DeserializeOwned>(word: &str) -> bool {
    serde_json::from_value::<T>(serde_json::Value::String(word.to_owned())).is_ok()
}

fn name_fault(naam: &str) -> Option<FieldError> {
    (naam.is_empty() || naam.chars().count() > LONGEST_NAME).then(|| FieldError {
        field: "naam",
        sentence: Sentence::new("organisatie-naam-leeg"),
    })
}

fn free_key(ctx: &mut Write<'_>, naam: &str) -> Result<String> {
    let gemeente = ctx.gemeente();
    let wish = rules::key_of_name(naam);
    let mut key = wish.clone();
    let mut n = 1;
    while store::has_key(ctx, gemeente, &key)? {
        n += 1;
        key = format!("{wish}-{n}");
    }
    Ok(key)
}

/// Adds a partner; it can own things from its first day (L-59).
pub fn add_organisatie(
    ctx: &mut Write<'_>,
    wanted: &NewOrganisatie,
    request: Option<Uuid>,
) -> Result<OrganisatieId> {
    ctx.require(Permission::OrganisatieManage, &Here::ANYWHERE)?;
    if let Some(before) = ctx.answered(request)? {
        return before.parse().map_err(|_| Error::NotFound("organisatie"));
    }
    let naam = wanted.naam.trim();
    let mut faults: Vec<FieldError> = name_fault(naam).into_iter().collect();
    if !is_word::<OrganisatieSoort>(&wanted.soort) {
        faults.push(FieldError {
            field: "soort",
            sentence: Sentence::new("organisatie-soort-onbekend"),
        });
    }
    if !is_word::<Domein>(&wanted.domein) {
        faults.push(FieldError {
            field: "domein",
            sentence: Sentence::new("organisatie-domein-onbekend"),
        });
    }
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    let organisatie = Organisatie {
        id: ctx.new_id(),
        sleutel: free_key(ctx, naam)?,
        naam: naam.to_owned(),
        soort: wanted.soort.clone(),
        domein: wanted.domein.clone(),
    };
    store::insert_organisatie(ctx, &organisatie, wanted.from)?;
    touch_frame(ctx)?;
    ctx.journal(
        Entry::new("organisatie", organisatie.id.0, Verb::Created)
            .word("soort", &wanted.soort)
            .word("domein", &wanted.domein)
            .date("from", wanted.from),
    )?;
    ctx.remember(request, &organisatie.id.to_string())?;
    Ok(organisatie.id)
}

/// Gives a partner another name.
pub fn rename_organisatie(ctx: &mut Write<'_>, id: OrganisatieId, naam: &str) -> Result<()> {
    ctx.require(Permission::OrganisatieManage, &Here::ANYWHERE)?;
    let naam = naam.trim();
    if let Some(fault) = name_fault(naam) {
        return Err(Error::Invalid(vec![fault]));
    }
    if !store::rename_organisatie(ctx, id, naam)? {
        return Err(Error::NotFound("organisatie"));
    }
    touch_frame(ctx)?;
    ctx.journal(Entry::new("organisatie", id.0, Verb::Changed).word("what", "naam"))?;
    Ok(())
}

/// Ends a partner from `day` on; what it did stays.
pub fn end_organisatie(ctx: &mut Write<'_>, id: OrganisatieId, day: Date) -> Result<()> {
    ctx.require(Permission::OrganisatieManage, &Here::ANYWHERE)?;
    if !store::end_organisatie(ctx, id, day)? {
        return Err(Error::NotFound("organisatie"));
    }
    touch_frame(ctx)?;
    ctx.journal(Entry::new("organisatie", id.0, Verb::Ended).date("from", day))?;
    Ok(())
}

fn zetel_of(ctx: &mut Write<'_>, orgaan: OrgaanId, id: ZetelId) -> Result<store::Zetel> {
    let gemeente = ctx.gemeente();
    super::find_zetel(ctx, gemeente, id)?
        .filter(|zetel| zetel.orgaan == orgaan)
        .ok_or(Error::NotFound("zetel"))
}

/// Refuses whoever does not manage this body.
fn manages(ctx: &Write<'_>, orgaan: OrgaanId) -> Result<()> {
    match ctx.frame.orgaan(orgaan) {
        Some(found) => rules::require_at(ctx.actor, Permission::OrgaanManage, ctx.frame, found),
        None => ctx.require(Permission::OrgaanManage, &Here::orgaan(orgaan)),
    }
}

/// Puts a person and a deputy in a zetel, or leaves it vacant.
pub fn seat(
    ctx: &mut Write<'_>,
    orgaan: OrgaanId,
    zetel: ZetelId,
    account: Option<AccountId>,
    deputy: Option<AccountId>,
) -> Result<()> {
    manages(ctx, orgaan)?;
    zetel_of(ctx, orgaan, zetel)?;
    if account.is_some() && account == deputy {
        return Err(Error::field("deputy", "zetel-zelfde-persoon"));
    }
    let gemeente = ctx.gemeente();
    for person in [account, deputy].into_iter().flatten() {
        accounts::find_account(ctx, gemeente, person)?
            .filter(|found| !found.ended)
            .ok_or(Error::NotFound("account"))?;
    }
    super::fill_zetel(ctx, zetel, account, deputy)?;
    ctx.touch_public();
    ctx.journal(
        Entry::new("zetel", zetel.0, Verb::Assigned)
            .id("orgaan", orgaan.0)
            .id_opt("account", account.map(|id| id.0))
            .id_opt("deputy", deputy.map(|id| id.0)),
    )?;
    Ok(())
}

/// Notes that a standing invitation was accepted, or declined and why (V-18).
pub fn answer_invitation(
    ctx: &mut Write<'_>,
    orgaan: OrgaanId,
    zetel: ZetelId,
    accepted: bool,
    reason: &str,
) -> Result<()> {
    manages(ctx, orgaan)?;
    zetel_of(ctx, orgaan, zetel)?;
    let gemeente = ctx.gemeente();
    let open = store::find_invitation(ctx, gemeente, zetel)?
        .is_some_and(|invitation| invitation.state != "none");
    if !open {
        return Err(Error::refused("uitnodiging-niet-open"));
    }
    let reason = reason.trim();
    if !accepted && (reason.is_empty() || reason.chars().count() > 500) {
        return Err(Error::field("reden", "uitnodiging-reden-leeg"));
    }
    let (state, verb) = if accepted {
        ("accepted", Verb::Accepted)
    } else {
        ("declined", Verb::Declined)
    };
    store::keep_answer(ctx, zetel, state, (!accepted).then_some(reason))?;
    ctx.journal(Entry::new("zetel", zetel.0, verb).id("orgaan", orgaan.0))?;
    Ok(())
}

/// The day before which an invitation of `invited`, repeated `reminders` times, is not repeated once more: its term runs
/// anew each time. `None` while the term is not decided.
pub fn remind_not_before(
    inrichting: &crate::kader::inrichting::Inrichting,
    invited: Date,
    reminders: i64,
) -> Option<Date> {
    let Beslissing::Besloten(duur) = inrichting.term(termijn::UITNODIGING_HERINNERING) else {
        return None;
    };
    let unit = crate::kader::inrichting::actions::key_of(&duur.eenheid);
    let term: Termijn = format!("{} {unit}", duur.aantal).parse().ok()?;
    let due = |from: Date| termijnen::due_date(from, term, &Feestdagen::deadlines());
    Some((0..reminders.clamp(0, 50)).fold(due(invited), |day, _| due(day)))
}

/// Whether this invitation may be repeated today (V-18).
pub fn may_remind(frame: &Frame, found: &Invitation, today: Date) -> Result<(), NoReminder> {
    let not_before = found
        .invited_at
        .and_then(|at| remind_not_before(&frame.inrichting, frame.today(at), found.reminders));
    rules::may_remind(
        &found.state,
        found.reminders,
        most_reminders(&frame.inrichting),
        not_before,
        today,
    )
}

/// How often one invitation may be repeated.
pub fn most_reminders(inrichting: &crate::kader::inrichting::Inrichting) -> i64 {
    match inrichting.parameter(MOST_REMINDERS).value() {
        Some(Waarde::Getal(most)) => *most,
        _ => 1,
    }
}

/// Repeats an invitation that was not answered, at most as often as the inrichting allows (V-18).
pub fn remind_invitation(ctx: &mut Write<'_>, orgaan: OrgaanId, zetel: ZetelId) -> Result<()> {
    manages(ctx, orgaan)?;
    zetel_of(ctx, orgaan, zetel)?;
    let gemeente = ctx.gemeente();
    let found = store::find_invitation(ctx, gemeente, zetel)?.ok_or(Error::NotFound("zetel"))?;
    may_remind(ctx.frame, &found, ctx.today()).map_err(|why| {
        Error::refused(match why {
            NoReminder::NotOpen => "uitnodiging-niet-open",
            NoReminder::Enough => "uitnodiging-genoeg",
            NoReminder::Undecided => "uitnodiging-niet-besloten",
            NoReminder::TooEarly(_) => "uitnodiging-te-vroeg",
        })
    })?;
    store::count_reminder(ctx, zetel)?;
    ctx.journal(
        Entry::new("zetel", zetel.0, Verb::Reminded)
            .id("orgaan", orgaan.0)
            .number("reminder", found.reminders + 1),
    )?;
    Ok(())
}

/// Makes a group of residents known that has no formal status (L-51), so that it can be supported like any other.
pub fn welcome_bewonersgroep(
    ctx: &mut Write<'_>,
    gebied: GebiedId,
    naam: &str,
) -> Result<OrgaanId> {
    ctx.require(Permission::OndersteuningWrite, &Here::gebied(gebied))?;
    let naam = naam.trim();
    if let Some(fault) = name_fault(naam) {
        return Err(Error::Invalid(vec![fault]));
    }
    if ctx.frame.gebied(gebied).is_none() {
        return Err(Error::field("gebied", "formatie-gebied-kies"));
    }
    let (inrichting, today) = (ctx.frame.inrichting.clone(), ctx.today());
    let sleutel = free_key(ctx, naam)?;
    let wanted = Wanted {
        sleutel: &sleutel,
        soort: "bewonersgroep",
        naam,
        status: "decided",
        fase: "regular",
        areas: vec![gebied],
    };
    let id = upsert_orgaan(ctx, &inrichting, &wanted, today)?;
    touch_frame(ctx)?;
    ctx.journal(
        Entry::new("orgaan", id.0, Verb::Created)
            .word("soort", "bewonersgroep")
            .id("gebied", gebied.0)
            .date("from", today),
    )?;
    Ok(id)
}

/// Recognises a body of residents for a gebied, if there is room for one (INV-02).
pub fn found_bewonersorgaan(
    ctx: &mut Write<'_>,
    gebied: GebiedId,
    naam: &str,
    request: Option<Uuid>,
) -> Result<OrgaanId> {
    ctx.require(Permission::OrgaanManage, &Here::gebied(gebied))?;
    if let Some(before) = ctx.answered(request)? {
        return before.parse().map_err(|_| Error::NotFound("orgaan"));
    }
    let naam = naam.trim();
    if let Some(fault) = name_fault(naam) {
        return Err(Error::Invalid(vec![fault]));
    }
    let inrichting = ctx.frame.inrichting.clone();
    let rules_of = &inrichting.bewonersorgaan;
    if ctx
        .frame
        .gebied(gebied)
        .is_none_or(|found| found.niveau != rules_of.niveau)
    {
        return Err(Error::field("gebied", "bewonersorgaan-niveau"));
    }
    let (gemeente, today) = (ctx.gemeente(), ctx.today());
    let recognised = store::count_bewonersorganen(ctx, gemeente, gebied, today)?;
    if !rules::has_room(recognised, rules_of.max_per_gebied) {
        return Err(Error::refused("bewonersorgaan-vol"));
    }
    let sleutel = free_key(ctx, naam)?;
    let wanted = Wanted {
        sleutel: &sleutel,
        soort: BEWONERSORGAAN,
        naam,
        status: "decided",
        fase: "regular",
        areas: vec![gebied],
    };
    let id = upsert_orgaan(ctx, &inrichting, &wanted, today)?;
    touch_frame(ctx)?;
    ctx.journal(
        Entry::new("orgaan", id.0, Verb::Created)
            .word("soort", BEWONERSORGAAN)
            .id("gebied", gebied.0)
            .date("from", today),
    )?;
    ctx.remember(request, &id.to_string())?;
    Ok(id)
}
