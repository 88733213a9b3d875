//! What is done with a place: its people change it, others say what is not right about it (INV-15).

use std::collections::BTreeSet;

use kit::db::Queries;

use super::model::{Locatie, Velden, Versie};
use super::{rules, store};
use crate::access::{Actor, Here, Permission};
use crate::balie::infopunten::{self, LOCATIE_SOORTEN, tijden, uren};
use crate::balie::kennisbank;
use crate::error::{Error, FieldError, Result, Sentence};
use crate::frame::Frame;
use crate::ids::{GebiedId, GemeenteId, LocatieId, LocatievlagId, OrganisatieId};
use crate::journaal::{Entry, Verb};
use crate::kader::bewijzen::is_meaningful;
use crate::kader::gebieden::Coordinaat;
use crate::write::Write;

/// Who answers for a place.
pub fn owners(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    locatie: &Locatie,
) -> Result<BTreeSet<OrganisatieId>> {
    let aanbod = store::list_aanbod(tx, gemeente, locatie.id)?;
    Ok(rules::owners(locatie, &aanbod))
}

/// Whether this actor speaks for the place: for its organisation, or for one whose offer is at a place of nobody.
pub fn may_change(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    actor: &Actor,
    locatie: &Locatie,
) -> Result<bool> {
    let owners = owners(tx, gemeente, locatie)?;
    let speaks = |id: &OrganisatieId| actor.may(Permission::KennisWrite, &Here::organisatie(*id));
    Ok(owners.iter().any(speaks))
}

fn get(ctx: &mut Write<'_>, id: LocatieId) -> Result<Locatie> {
    let gemeente = ctx.gemeente();
    store::find_locatie(ctx, gemeente, id)?.ok_or(Error::NotFound("locatie"))
}

/// The place, if this actor speaks for it.
fn own(ctx: &mut Write<'_>, id: LocatieId) -> Result<Locatie> {
    let (gemeente, actor) = (ctx.gemeente(), ctx.actor);
    let found = get(ctx, id)?;
    if may_change(ctx, gemeente, actor, &found)? {
        Ok(found)
    } else {
        Err(Error::Forbidden(Permission::KennisWrite.key()))
    }
}

/// A new place of an organisation.
pub fn make(ctx: &mut Write<'_>, own: OrganisatieId, velden: &Velden) -> Result<LocatieId> {
    ctx.require(Permission::KennisWrite, &Here::organisatie(own))?;
    let velden = tidy(ctx.frame, velden);
    let uren = checked(ctx, &velden, None)?;
    let id: LocatieId = ctx.new_id();
    store::insert(ctx, id, own, &velden, &uren)?;
    store::set_huurders(ctx, id, velden.huurders.iter().copied())?;
    let account = ctx.actor.account().map(|account| account.id);
    store::keep_versie(ctx, id, 1, &velden.uren, account)?;
    ctx.journal(Entry::new("locatie", id.0, Verb::Created))?;
    Ok(id)
}

/// Changes a place. Everything that tells of it follows: the offers that can be had there and the points in it. What
/// others said is not right about it is settled with that.
pub fn change(ctx: &mut Write<'_>, id: LocatieId, velden: &Velden) -> Result<()> {
    let found = own(ctx, id)?;
    let gemeente = ctx.gemeente();
    let before = store::list_versies(ctx, gemeente, id)?;
    let was = rules::typed(&found, before.first());
    let velden = tidy(ctx.frame, velden);
    // Hours that nobody touched stay what they are, however they came here.
    let kept = (velden.uren == was.trim()).then_some(found.openingstijden.as_str());
    let uren = checked(ctx, &velden, kept)?;
    let mut huurders: Vec<OrganisatieId> = store::list_huurders(ctx, gemeente, id)?;
    huurders.sort();
    let is_same = huurders.iter().eq(&velden.huurders) && is_same(&found, &velden, &uren);
    if is_same {
        // Looked at, and right as it is.
        store::settle_vlaggen(ctx, id, None)?;
        ctx.journal(Entry::new("locatie", id.0, Verb::Assured))?;
        return Ok(());
    }
    let last = last_versie(ctx, id, &before)?;
    store::update(ctx, id, &velden, &uren)?;
    store::set_huurders(ctx, id, velden.huurders.iter().copied())?;
    let account = ctx.actor.account().map(|account| account.id);
    let typed = if uren.is_empty() { "" } else { &velden.uren };
    store::keep_versie(ctx, id, last + 1, typed, account)?;
    store::settle_vlaggen(ctx, id, None)?;
    ctx.journal(Entry::new("locatie", id.0, Verb::Changed).number("versie", last + 1))?;
    tell(ctx, id)
}

/// Puts a place on the map for whoever keeps a point that is there (L-80); of any other place its own people say where it
/// lies.
pub fn put_on_map(ctx: &mut Write<'_>, id: LocatieId, place: Coordinaat) -> Result<()> {
    let (gemeente, actor) = (ctx.gemeente(), ctx.actor);
    let found = get(ctx, id)?;
    let manage = Permission::InfopuntManage;
    let punten = infopunten::list_infopunten(ctx, gemeente)?;
    let mut there = punten
        .iter()
        .filter(|punt| punt.locatie == id && !punt.state.is_over());
    if !there.any(|punt| actor.may(manage, &Here::punt(punt.id, punt.gebied))) {
        return Err(Error::Forbidden(manage.key()));
    }
    if !is_inside(ctx.frame, place) {
        return Err(Error::Invalid(vec![outside()]));
    }
    if found.place == Some(place.e6()) {
        return Ok(());
    }
    let before = store::list_versies(ctx, gemeente, id)?;
    let typed = rules::typed(&found, before.first());
    let gebied = found.gebied.or_else(|| gebied_of(ctx.frame, place));
    let last = last_versie(ctx, id, &before)?;
    store::set_spot(ctx, id, place, gebied)?;
    let account = actor.account().map(|account| account.id);
    store::keep_versie(ctx, id, last + 1, &typed, account)?;
    ctx.journal(
        Entry::new("locatie", id.0, Verb::Changed)
            .word("what", "plek")
            .number("versie", last + 1),
    )?;
    tell(ctx, id)
}

/// The spot that these degrees of a form name, if they name one: in the gemeente, as far as it has a map.
pub fn spot(
    frame: &Frame,
    lat: Option<&str>,
    lon: Option<&str>,
) -> std::result::Result<Option<Coordinaat>, FieldError> {
    let found = rules::spot(lat, lon)?;
    if found.is_some_and(|place| !is_inside(frame, place)) {
        return Err(outside());
    }
    Ok(found)
}

fn outside() -> FieldError {
    FieldError {
        field: "lat",
        sentence: Sentence::new("melden-plek-buiten"),
    }
}

/// Whether this lies in the gemeente; without a map nobody can tell.
fn is_inside(frame: &Frame, place: Coordinaat) -> bool {
    let has_map = || {
        let shapes = frame.plaatsen.shapes(&frame.inrichting, |_| None);
        !shapes.is_empty()
    };
    frame.plaatsen.lookup(place).is_some() || !has_map()
}

/// The number of the version that is there; of what nobody changed here before, that is kept first.
fn last_versie(ctx: &mut Write<'_>, id: LocatieId, before: &[Versie]) -> Result<i64> {
    if let Some(last) = before.first() {
        return Ok(last.versie);
    }
    store::keep_versie(ctx, id, 1, "", None)?;
    Ok(1)
}

/// Whether nothing of it would change.
fn is_same(found: &Locatie, velden: &Velden, uren: &str) -> bool {
    found.naam == velden.naam
        && found.soort == velden.soort
        && found.sterren == velden.sterren
        && found.adres == velden.adres
        && found.postcode == velden.postcode
        && found.plaats == velden.plaats
        && found.place == velden.place.map(Coordinaat::e6)
        && found.gebied == velden.gebied
        && found.toegankelijkheid == velden.toegankelijkheid
        && found.telefoon == velden.telefoon
        && found.openingstijden == uren
}

/// Renews every face of what is at a place.
fn tell(ctx: &mut Write<'_>, id: LocatieId) -> Result<()> {
    let gemeente = ctx.gemeente();
    kennisbank::project_at(ctx, id)?;
    for punt in infopunten::list_infopunten(ctx, gemeente)? {
        if punt.locatie == id && punt.state.is_public() {
            uren::raise(ctx, punt.id, "locatie")?;
        }
    }
    ctx.touch_public();
    Ok(())
}

/// Lets the people of a place know that something is not right about it.
pub fn flag(ctx: &mut Write<'_>, id: LocatieId, toelichting: &str) -> Result<LocatievlagId> {
    get(ctx, id)?;
    ctx.require(Permission::KennisFlag, &Here::ANYWHERE)?;
    let toelichting = toelichting.trim();
    if !is_meaningful(toelichting) {
        return Err(Error::field("toelichting", "kennis-toelichting-nodig"));
    }
    if toelichting.chars().count() > rules::TEXT {
        return Err(Error::field("toelichting", "kennis-te-lang"));
    }
    let account = ctx.actor.account().map(|account| account.id);
    let vlag: LocatievlagId = ctx.new_id();
    store::insert_vlag(ctx, vlag, id, toelichting, account)?;
    ctx.journal(Entry::new("locatie", id.0, Verb::Flagged).id("vlag", vlag.0))?;
    Ok(vlag)
}

/// A place is gone. What could be had there no longer names it, and the owners of that hear why; a point that is there
/// moves first.
pub fn end(ctx: &mut Write<'_>, id: LocatieId, reden: &str) -> Result<()> {
    own(ctx, id)?;
    let gemeente = ctx.gemeente();
    let reden = reden.trim();
    if !is_meaningful(reden) {
        return Err(Error::field("reden", "kennis-toelichting-nodig"));
    }
    if reden.chars().count() > rules::TEXT {
        return Err(Error::field("reden", "kennis-te-lang"));
    }
    let punten = infopunten::list_infopunten(ctx, gemeente)?;
    if punten
        .iter()
        .any(|punt| punt.locatie == id && !punt.state.is_over())
    {
        return Err(Error::field("reden", "locatie-eerst-infopunt"));
    }
    store::end(ctx, id)?;
    store::settle_vlaggen(ctx, id, None)?;
    ctx.journal(Entry::new("locatie", id.0, Verb::Ended))?;
    for item in kennisbank::list_at_plaats(ctx, gemeente, id)? {
        kennisbank::place_is_gone(ctx, item, reden)?;
    }
    tell(ctx, id)
}

/// Says that it is right after all, or was put right elsewhere.
pub fn settle_flag(ctx: &mut Write<'_>, id: LocatieId, vlag: LocatievlagId) -> Result<()> {
    own(ctx, id)?;
    let gemeente = ctx.gemeente();
    let known = store::list_vlaggen(ctx, gemeente, id)?;
    let found = known.iter().find(|found| found.id == vlag);
    let found = found.ok_or(Error::NotFound("locatievlag"))?;
    if found.settled_at.is_some() {
        return Err(Error::refused("kennis-vlag-al-klaar"));
    }
    store::settle_vlaggen(ctx, id, Some(vlag))?;
    ctx.journal(Entry::new("locatie", id.0, Verb::Settled).id("vlag", vlag.0))?;
    Ok(())
}

/// The same without space around it; without a gebied the one that its place on the map says.
fn tidy(frame: &Frame, velden: &Velden) -> Velden {
    let plain = |text: &str| text.trim().to_owned();
    Velden {
        naam: plain(&velden.naam),
        soort: velden.soort.clone(),
        sterren: velden.sterren,
        adres: plain(&velden.adres),
        postcode: plain(&velden.postcode),
        plaats: plain(&velden.plaats),
        place: velden.place,
        gebied: velden
            .gebied
            .or_else(|| velden.place.and_then(|place| gebied_of(frame, place))),
        toegankelijkheid: plain(&velden.toegankelijkheid),
        telefoon: velden
            .telefoon
            .as_deref()
            .map(plain)
            .filter(|text| !text.is_empty()),
        uren: plain(&velden.uren),
        huurders: velden.huurders.clone(),
    }
}

fn gebied_of(frame: &Frame, place: Coordinaat) -> Option<GebiedId> {
    let plek = frame.plaatsen.lookup(place)?;
    match plek.wijken.as_slice() {
        [one] => frame.gebied_by_key(one).map(|gebied| gebied.id),
        _ => None,
    }
}

/// Its hours as they are stored, if everything that was filled in can be.
fn checked(ctx: &Write<'_>, velden: &Velden, kept: Option<&str>) -> Result<String> {
    let mut faults = faults_of(ctx.frame, velden);
    let uren = match kept {
        Some(kept) => Ok(kept.to_owned()),
        None => understand(ctx.frame, &velden.uren),
    };
    match uren {
        Ok(uren) if faults.is_empty() => Ok(uren),
        Ok(_) => Err(Error::Invalid(faults)),
        Err(fault) => {
            faults.push(fault);
            Err(Error::Invalid(faults))
        }
    }
}

fn faults_of(frame: &Frame, velden: &Velden) -> Vec<FieldError> {
    let mut faults = Vec::new();
    let mut fault = |field, key| {
        faults.push(FieldError {
            field,
            sentence: Sentence::new(key),
        });
    };
    for (field, text, needed) in [
        ("naam", &velden.naam, true),
        ("adres", &velden.adres, true),
        ("postcode", &velden.postcode, false),
        ("plaats", &velden.plaats, true),
    ] {
        if needed && text.is_empty() {
            fault(field, "bijeenkomst-veld-nodig");
        }
        if text.chars().count() > rules::LINE {
            fault(field, "bijeenkomst-veld-lang");
        }
    }
    if !LOCATIE_SOORTEN.contains(&velden.soort.as_str()) {
        fault("soort", "infopunt-soort-kies");
    }
    if !(0..=rules::STARS).contains(&velden.sterren) {
        fault("sterren", "infopunt-soort-kies");
    }
    if velden
        .gebied
        .is_some_and(|gebied| frame.gebied(gebied).is_none())
    {
        fault("gebied", "contact-gebied-onbekend");
    }
    if velden.toegankelijkheid.chars().count() > rules::TEXT {
        fault("toegankelijkheid", "kennis-te-lang");
    }
    if velden
        .telefoon
        .as_deref()
        .is_some_and(|text| !kennisbank::is_telefoon(text))
    {
        fault("telefoon", "kennis-telefoon-fout");
    }
    if velden
        .huurders
        .iter()
        .any(|id| frame.organisatie(*id).is_none())
    {
        fault("huurders", "contact-organisatie-onbekend");
    }
    faults
}

/// The hours that somebody typed, in the form of OpenStreetMap; nothing typed is nothing known.
pub fn understand(frame: &Frame, typed: &str) -> std::result::Result<String, FieldError> {
    tijden::of_place(frame, typed).map_err(|sentence| FieldError {
        field: "uren",
        sentence,
    })
}
