//! What a point offers and with whom: functions, partners with their shares, who shares the premises.

use std::collections::BTreeSet;

use super::actions::MANAGE;
use super::model::{Infopunt, InfopuntSoort};
use super::nacht::SHARED;
use super::{rules, store};
use crate::access::Here;
use crate::error::{Error, Result};
use crate::ids::{InfopuntId, OrganisatieId};
use crate::journaal::{Entry, Verb};
use crate::kader::verplichtingen as dues;
use crate::write::Write;

/// Most hours of a week.
const WEEK: i64 = 7 * 24 * 60;

/// What is said of a point, besides its hours.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inhoud {
    pub functies: BTreeSet<String>,
    /// In hundredths of a per cent.
    pub partners: Vec<(OrganisatieId, i64)>,
    pub huurders: BTreeSet<OrganisatieId>,
}

/// Keeps what a point offers and with whom; and how many hours a week were agreed (L-19).
pub fn set_inhoud(
    ctx: &mut Write<'_>,
    id: InfopuntId,
    new: &Inhoud,
    basis_minuten: Option<i64>,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    let punt = store::find_infopunt(ctx, gemeente, id)?.ok_or(Error::NotFound("infopunt"))?;
    ctx.require(MANAGE, &Here::punt(punt.id, punt.gebied))?;
    let frame = ctx.frame.clone();
    let known = |functie: &String| {
        frame
            .inrichting
            .functies
            .iter()
            .any(|it| it.sleutel == *functie)
    };
    if !new.functies.iter().all(known) {
        return Err(Error::field("functies", "infopunt-soort-kies"));
    }
    let mut all = new
        .partners
        .iter()
        .map(|(id, _)| *id)
        .chain(new.huurders.iter().copied());
    if all.any(|id| frame.organisatie(id).is_none()) {
        return Err(Error::field("partners", "contact-organisatie-onbekend"));
    }
    rules::check_shares(&new.partners).map_err(|why| Error::field("partners", why.0))?;
    if basis_minuten.is_some_and(|minutes| !(0..=WEEK).contains(&minutes)) {
        return Err(Error::field("basis", "infopunt-basis-fout"));
    }
    store::inhoud::replace(ctx, id, punt.locatie, new, basis_minuten)?;
    if !rules::is_alone(new.huurders.len()) {
        let all = store::list_infopunten(ctx, gemeente)?;
        for one in all.iter().filter(|one| one.locatie == punt.locatie) {
            dues::satisfy(ctx, SHARED, one.id.0, "shared")?;
        }
    }
    let count = i64::try_from(new.functies.len()).unwrap_or(i64::MAX);
    ctx.journal(
        Entry::new("infopunt", id.0, Verb::Changed)
            .word("what", "inhoud")
            .number("functies", count),
    )?;
    ctx.touch_public();
    Ok(())
}

/// What can be done at one point and not at another (L-72).
pub fn missing(here: &Inhoud, there: &Inhoud) -> Vec<String> {
    let gone = here.functies.difference(&there.functies);
    gone.cloned().collect()
}

/// Where one can go for what a point does not have: the nearest open point that does (INV-12, L-84).
pub fn elsewhere<'a>(
    punt: &Infopunt,
    own: &BTreeSet<String>,
    wanted: &[String],
    others: &'a [(Infopunt, Inhoud)],
) -> Vec<(String, Option<&'a Infopunt>)> {
    let far = |one: &Infopunt| (rules::distance(punt.place, one.place), one.naam.clone());
    wanted
        .iter()
        .filter(|functie| !own.contains(*functie))
        .map(|functie| {
            let found = others
                .iter()
                .filter(|(one, inhoud)| {
                    one.id != punt.id
                        && one.soort == InfopuntSoort::Infopunt
                        && one.state.is_told()
                        && inhoud.functies.contains(functie)
                })
                .map(|(one, _)| one)
                .min_by_key(|one| far(one));
            (functie.clone(), found)
        })
        .collect()
}
