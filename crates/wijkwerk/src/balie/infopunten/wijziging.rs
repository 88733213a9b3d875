//! A point put right: its name, its rank, its gebied, who answers for it, what it was called and where it is.
//!
//! Rules it relies on: INV-09 (no stadsdeel is left without a point), INV-11 (every channel tells it in the next version),
//! L-72 (its id, its address and its history stay; what people knew it as is found).

use super::actions::{MANAGE, faults_of, too_few_left};
use super::model::{Infopunt, InfopuntSoort, Velden};
use super::nacht::{BASE, SHARED};
use super::{rules, store, tijdelijk, uren};
use crate::access::Here;
use crate::error::{Error, Result};
use crate::ids::InfopuntId;
use crate::journaal::{Entry, Verb};
use crate::kader::verplichtingen as dues;
use crate::write::Write;

/// Changes what is said of a point that is not over. Whoever gives it to another gebied keeps points there too.
pub fn change_infopunt(ctx: &mut Write<'_>, id: InfopuntId, new: &Velden) -> Result<()> {
    let gemeente = ctx.gemeente();
    let found = store::find_infopunt(ctx, gemeente, id)?.ok_or(Error::NotFound("infopunt"))?;
    ctx.require(MANAGE, &Here::punt(id, found.gebied))?;
    if found.state.is_over() {
        return Err(Error::refused("infopunt-is-voorbij"));
    }
    let faults = faults_of(ctx, new, Some(id))?;
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    ctx.require(MANAGE, &Here::punt(id, new.gebied))?;
    match leaves_too_few(ctx, &found, new)? {
        None => {}
        Some(0) => return Err(Error::field("gebied", "infopunt-laatste-gebied")),
        Some(_) => return Err(Error::field("gebied", "infopunt-te-weinig-gebied")),
    }
    let was = Velden::of(&found);
    let now = Velden {
        naam: new.naam.trim().to_owned(),
        voorheen: new.voorheen.trim().to_owned(),
        ..new.clone()
    };
    if was == now {
        return Ok(());
    }
    store::update_infopunt(ctx, id, &now)?;
    ctx.journal(noted(id, &was, &now))?;
    settle(ctx, id, &was, &now)?;
    uren::raise(ctx, id, "gegevens")
}

/// How many points its stadsdeel would keep, where that is too few (INV-09).
fn leaves_too_few(ctx: &mut Write<'_>, found: &Infopunt, new: &Velden) -> Result<Option<i64>> {
    let frame = ctx.frame.clone();
    let counts = found.soort == InfopuntSoort::Infopunt && found.state.is_told();
    let goes = rules::stadsdeel(&frame, found.gebied) != rules::stadsdeel(&frame, new.gebied);
    if !counts || !goes {
        return Ok(None);
    }
    too_few_left(ctx, found)
}

/// What changed: of a text only that it did.
fn noted(id: InfopuntId, was: &Velden, now: &Velden) -> Entry {
    let mut entry = Entry::new("infopunt", id.0, Verb::Changed).word("what", "gegevens");
    if was.naam != now.naam {
        entry = entry.flag("naam", true);
    }
    if was.voorheen != now.voorheen {
        entry = entry.flag("voorheen", true);
    }
    if was.rang != now.rang {
        entry = entry.word("rang", now.rang.word());
    }
    entry
        .id_opt("gebied", (was.gebied != now.gebied).then_some(now.gebied.0))
        .id_opt(
            "organisatie",
            (was.organisatie != now.organisatie).then_some(now.organisatie.0),
        )
        .id_opt(
            "locatie",
            (was.locatie != now.locatie).then_some(now.locatie.0),
        )
}

/// What was owed as it was before: a building that is shared needs no partners any more (L-78), of fewer hours than agreed
/// whoever answers for it now hears in the night (L-19), who looks after its gebied now sees its gaps, and a search that
/// goes on is owed by who answers for it now (L-86).
fn settle(ctx: &mut Write<'_>, id: InfopuntId, was: &Velden, now: &Velden) -> Result<()> {
    let gemeente = ctx.gemeente();
    if was.locatie != now.locatie {
        let inhoud = store::inhoud::all(ctx, gemeente)?;
        if !rules::is_alone(inhoud.get(&id).map_or(0, |it| it.huurders.len())) {
            dues::satisfy(ctx, SHARED, id.0, "shared")?;
        }
    }
    if was.gebied != now.gebied {
        store::relocate_dues(ctx, id, now.gebied)?;
    }
    if was.organisatie != now.organisatie {
        dues::waive(ctx, BASE, id.0, "passed_on")?;
        tijdelijk::pass_searches_on(ctx, id)?;
    }
    Ok(())
}
