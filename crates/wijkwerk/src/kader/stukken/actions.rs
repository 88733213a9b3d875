//! What people do with stukken: send, change, open earlier, take back.

use uuid::Uuid;

use super::model::{NewBeperking, NewStuk, Stuk, Stukinhoud};
use super::{publiek, rules, store};
use crate::access::{Here, Permission};
use crate::error::{Error, FieldError, Result, Sentence};
use crate::frame::Frame;
use crate::ids::{GebiedId, StukId};
use crate::journaal::{Entry, Verb};
use crate::kader::bestanden;
use crate::kader::organisaties::Orgaan;
use crate::write::Write;

fn fault(field: &'static str, key: &'static str) -> FieldError {
    FieldError {
        field,
        sentence: Sentence::new(key),
    }
}

fn tidy(inhoud: &Stukinhoud) -> Stukinhoud {
    Stukinhoud {
        titel: inhoud
            .titel
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" "),
        waarover: inhoud.waarover.trim().to_owned(),
        tekst: inhoud.tekst.trim().to_owned(),
        document: inhoud.document.clone(),
    }
}

/// The organen it goes to: each a body of residents that the actor may send to.
fn addressees(ctx: &Write<'_>, frame: &Frame, new: &NewStuk) -> Result<Vec<Orgaan>> {
    let found: Vec<Orgaan> = new
        .organen
        .iter()
        .filter_map(|id| frame.orgaan(*id).cloned())
        .collect();
    for orgaan in &found {
        if !rules::may_send_to(ctx.actor, frame, orgaan) {
            return Err(Error::Forbidden(Permission::StukSend.key()));
        }
    }
    Ok(found)
}

/// The wijken it belongs to: those that were chosen, or all where the organen work.
fn places(
    ctx: &Write<'_>,
    frame: &Frame,
    chosen: &[GebiedId],
    organen: &[Orgaan],
) -> Result<Vec<GebiedId>, FieldError> {
    let mut theirs: Vec<GebiedId> = organen
        .iter()
        .flat_map(|orgaan| rules::wijken_of(frame, orgaan))
        .collect();
    theirs.sort_unstable();
    theirs.dedup();
    if chosen.is_empty() {
        return Ok(theirs);
    }
    let is_right = |id: &GebiedId| {
        let may = ctx.actor.may(Permission::StukSend, &Here::gebied(*id));
        frame.wijken().any(|wijk| wijk.id == *id) && (may || theirs.contains(id))
    };
    let mut chosen = chosen.to_vec();
    chosen.sort_unstable();
    chosen.dedup();
    if chosen.iter().all(is_right) {
        Ok(chosen)
    } else {
        Err(fault("wijken", "stuk-wijken-kies"))
    }
}

/// Sends a stuk to one or more bodies of residents. It is public at once, unless a reason and an end date were given.
pub fn send(ctx: &mut Write<'_>, new: &NewStuk, request: Option<Uuid>) -> Result<StukId> {
    ctx.require(Permission::StukSend, &Here::ANYWHERE)?;
    if let Some(before) = ctx.answered(request)? {
        return before.parse().map_err(|_| Error::NotFound("stuk"));
    }
    let (frame, today) = (ctx.frame.clone(), ctx.today());
    let organen = addressees(ctx, &frame, new)?;
    let inhoud = tidy(&new.inhoud);
    let mut faults = Vec::new();
    if organen.is_empty() {
        faults.push(fault("organen", "stuk-organen-kies"));
    }
    let wijken = places(ctx, &frame, &new.wijken, &organen).unwrap_or_else(|wrong| {
        faults.push(wrong);
        Vec::new()
    });
    faults.extend(rules::check(&inhoud));
    let beperking = match &new.beperking {
        None => None,
        Some(wanted) => rules::restrict(wanted, today, today)
            .map_err(|more| faults.extend(more))
            .ok(),
    };
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    let stuk = Stuk {
        id: ctx.new_id(),
        versie: 1,
        inhoud,
        beperking,
        organen: organen.iter().map(|orgaan| orgaan.id).collect(),
        wijken,
        sent_on: today,
        changed_on: today,
        withdrawn: None,
        published: false,
    };
    note_document(ctx, &stuk)?;
    let by = ctx.actor.account().map(|account| account.id);
    store::insert_stuk(ctx, &stuk, by)?;
    publiek::project(ctx, &stuk)?;
    note(ctx, &stuk, Verb::Sent)?;
    ctx.remember(request, &stuk.id.to_string())?;
    Ok(stuk.id)
}

fn note_document(ctx: &mut Write<'_>, stuk: &Stuk) -> Result<()> {
    match &stuk.inhoud.document {
        Some(document) => bestanden::note_document(ctx, document),
        None => Ok(()),
    }
}

fn note(ctx: &mut Write<'_>, stuk: &Stuk, verb: Verb) -> Result<()> {
    let entry = Entry::new("stuk", stuk.id.0, verb).number("versie", stuk.versie);
    let entry = match &stuk.beperking {
        Some(beperking) => entry
            .date("until", beperking.until)
            .word("grond", beperking.grond.word()),
        None => entry,
    };
    ctx.journal(entry).map(drop)
}

/// The stuk, if the actor may know of it and may change it.
fn manage(ctx: &mut Write<'_>, id: StukId) -> Result<Stuk> {
    let frame = ctx.frame.clone();
    let missing = || Error::NotFound("stuk");
    let stuk = store::find_stuk(ctx, &frame, id)?.ok_or_else(missing)?;
    let today = ctx.today();
    if !stuk.is_public(today) && !rules::may_see(ctx.actor, &frame, &stuk) {
        return Err(missing());
    }
    if !rules::may_manage(ctx.actor, &frame, &stuk) {
        return Err(Error::Forbidden(Permission::StukSend.key()));
    }
    if stuk.withdrawn.is_some() {
        return Err(Error::refused("stuk-al-ingetrokken"));
    }
    Ok(stuk)
}

fn keep(ctx: &mut Write<'_>, mut stuk: Stuk) -> Result<()> {
    stuk.versie += 1;
    stuk.changed_on = ctx.today();
    note_document(ctx, &stuk)?;
    let by = ctx.actor.account().map(|account| account.id);
    store::update_stuk(ctx, &stuk, by)?;
    publiek::project(ctx, &stuk)?;
    note(ctx, &stuk, Verb::Changed)
}

/// Gives a stuk a next version. What is public stays public; `seen` is the version that the form was made from.
pub fn change(
    ctx: &mut Write<'_>,
    id: StukId,
    seen: i64,
    inhoud: &Stukinhoud,
    beperking: Option<&NewBeperking>,
) -> Result<()> {
    let mut stuk = manage(ctx, id)?;
    if stuk.versie != seen {
        return Err(Error::Stale(Sentence::new("stuk-intussen-veranderd")));
    }
    let today = ctx.today();
    stuk.inhoud = tidy(inhoud);
    let mut faults = rules::check(&stuk.inhoud);
    let was_public = stuk.is_public(today);
    match beperking {
        Some(_) if was_public => faults.push(fault("openbaar", "stuk-blijft-openbaar")),
        Some(wanted) => match rules::restrict(wanted, stuk.sent_on, today) {
            Ok(beperking) => stuk.beperking = Some(beperking),
            Err(more) => faults.extend(more),
        },
        // What was restricted once and is public by its date stays as it was noted.
        None if was_public => {}
        None => stuk.beperking = None,
    }
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    keep(ctx, stuk)
}

/// Opens a restricted stuk before its end date.
pub fn open(ctx: &mut Write<'_>, id: StukId) -> Result<()> {
    let mut stuk = manage(ctx, id)?;
    if stuk.is_public(ctx.today()) {
        return Err(Error::refused("stuk-is-openbaar"));
    }
    stuk.beperking = None;
    keep(ctx, stuk)
}

/// Takes a stuk back; that it was there and why it went stays (INV-42).
pub fn withdraw(ctx: &mut Write<'_>, id: StukId, reden: &str) -> Result<()> {
    let mut stuk = manage(ctx, id)?;
    let reden = rules::reason(reden).map_err(|wrong| Error::Invalid(vec![wrong]))?;
    store::set_withdrawn(ctx, id, &reden)?;
    stuk.withdrawn = Some((ctx.today(), reden));
    publiek::project(ctx, &stuk)?;
    ctx.journal(Entry::new("stuk", id.0, Verb::Withdrawn).number("versie", stuk.versie))?;
    Ok(())
}
