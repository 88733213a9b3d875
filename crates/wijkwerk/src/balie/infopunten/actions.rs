//! What people do with places and points.

use super::model::{Infopunt, InfopuntState, LOCATIE_SOORTEN, NewInfopunt, NewLocatie};
use super::store;
use crate::access::{Here, Permission};
use crate::error::{Error, FieldError, Result, Sentence};
use crate::frame::Frame;
use crate::ids::{InfopuntId, LocatieId};
use crate::journaal::{Entry, Verb};
use crate::kader::inrichting::{Beslissing, Waarde};
use crate::write::Write;

/// Who may make and change points.
pub const MANAGE: Permission = Permission::OrganisatieManage;
const LONGEST: usize = 160;

/// Every text that is missing or too long.
fn check(texts: &[(&'static str, &str)]) -> Vec<FieldError> {
    texts
        .iter()
        .filter_map(|(field, text)| match text.trim().chars().count() {
            0 => Some((*field, "bijeenkomst-veld-nodig")),
            n if n > LONGEST => Some((*field, "bijeenkomst-veld-lang")),
            _ => None,
        })
        .map(|(field, key)| FieldError {
            field,
            sentence: Sentence::new(key),
        })
        .collect()
}

/// Makes a place.
pub fn make_locatie(ctx: &mut Write<'_>, new: &NewLocatie) -> Result<LocatieId> {
    ctx.require(MANAGE, &Here::ANYWHERE)?;
    let mut faults = check(&[
        ("plek", &new.naam),
        ("adres", &new.adres),
        ("plaats", &new.plaats),
    ]);
    if !LOCATIE_SOORTEN.contains(&new.soort.as_str()) {
        faults.push(FieldError {
            field: "locatie_soort",
            sentence: Sentence::new("infopunt-soort-kies"),
        });
    }
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    let id: LocatieId = ctx.new_id();
    store::insert_locatie(ctx, id, new)?;
    ctx.journal(Entry::new("locatie", id.0, Verb::Created))?;
    Ok(id)
}

/// Makes a point: open at once, or as a candidate that nobody outside sees.
pub fn make_infopunt(ctx: &mut Write<'_>, new: &NewInfopunt) -> Result<InfopuntId> {
    ctx.require(MANAGE, &Here::ANYWHERE)?;
    let gemeente = ctx.gemeente();
    let mut faults = check(&[("naam", &new.naam)]);
    let mut fault = |field, key| {
        faults.push(FieldError {
            field,
            sentence: Sentence::new(key),
        });
    };
    if ctx.frame.gebied(new.gebied).is_none() {
        fault("gebied", "contact-gebied-onbekend");
    }
    if ctx.frame.organisatie(new.organisatie).is_none() {
        fault("organisatie", "contact-organisatie-onbekend");
    }
    let sleutel = key_of(&new.naam);
    let known = store::list_infopunten(ctx, gemeente)?;
    if known.iter().any(|punt| punt.sleutel == sleutel) {
        fault("naam", "infopunt-naam-bestaat");
    }
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    if !store::has_locatie(ctx, gemeente, new.locatie)? {
        return Err(Error::NotFound("locatie"));
    }
    let id: InfopuntId = ctx.new_id();
    let state = if new.open {
        InfopuntState::Open
    } else {
        InfopuntState::Candidate
    };
    store::insert_infopunt(ctx, id, &sleutel, state, new)?;
    ctx.journal(Entry::new("infopunt", id.0, Verb::Created).word("state", state.word()))?;
    if new.open {
        ctx.touch_public();
    }
    Ok(id)
}

/// The word of a point in addresses.
fn key_of(naam: &str) -> String {
    let words: Vec<String> = naam
        .to_lowercase()
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(ToOwned::to_owned)
        .collect();
    words.join("-")
}

/// Opens a point; a candidate too.
pub fn open_infopunt(ctx: &mut Write<'_>, id: InfopuntId) -> Result<()> {
    turn(ctx, id, InfopuntState::Open, None, Verb::Published)
}

/// Closes a point, with the reason in one sentence that everybody may read (L-32).
pub fn close_infopunt(ctx: &mut Write<'_>, id: InfopuntId, reden: &str) -> Result<()> {
    let reden = reden.trim();
    if !crate::kader::bewijzen::is_meaningful(reden) || reden.chars().count() > LONGEST {
        return Err(Error::field("reden", "infopunt-reden-nodig"));
    }
    turn(ctx, id, InfopuntState::Closed, Some(reden), Verb::Closed)
}

fn turn(
    ctx: &mut Write<'_>,
    id: InfopuntId,
    state: InfopuntState,
    reden: Option<&str>,
    verb: Verb,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    let found = store::find_infopunt(ctx, gemeente, id)?.ok_or(Error::NotFound("infopunt"))?;
    ctx.require(MANAGE, &Here::ANYWHERE)?;
    let from_candidate = found.state == InfopuntState::Candidate && state == InfopuntState::Closed;
    if found.state == state || from_candidate {
        return Err(Error::refused("infopunt-staat-al-zo"));
    }
    store::set_state(ctx, id, state, reden)?;
    ctx.journal(Entry::new("infopunt", id.0, verb))?;
    ctx.touch_public();
    Ok(())
}

/// How many points are open, how many were agreed, and why others are closed (L-32).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aantal {
    pub open: i64,
    /// Empty where the inrichting names no number.
    pub agreed: Option<i64>,
    /// Name and reason of every point that is closed.
    pub closed: Vec<(String, String)>,
}

impl Aantal {
    /// Counts these points against what was agreed.
    pub fn of(frame: &Frame, punten: &[Infopunt]) -> Self {
        let agreed = match frame.inrichting.parameter("infopunt.aantal") {
            Beslissing::Besloten(Waarde::Getal(n)) => Some(*n),
            _ => None,
        };
        let open = punten
            .iter()
            .filter(|punt| punt.state == InfopuntState::Open)
            .count();
        Self {
            open: i64::try_from(open).unwrap_or(i64::MAX),
            agreed,
            closed: punten
                .iter()
                .filter(|punt| punt.state == InfopuntState::Closed)
                .map(|punt| (punt.naam.clone(), punt.reden.clone().unwrap_or_default()))
                .collect(),
        }
    }
}
