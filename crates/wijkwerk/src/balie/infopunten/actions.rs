//! What people do with places and points.

use jiff::civil::Date;

use super::model::{
    Infopunt, InfopuntSoort, InfopuntState, LOCATIE_SOORTEN, NewInfopunt, NewLocatie, Velden,
};
use super::nacht::{BASE, RULE, SCHOOL, SHARED};
use super::rules::{self, Stap};
use super::tijdelijk::TALK;
use super::uren::LONGEST;
use super::{inhoud, store, tijdelijk, uren};
use crate::access::{Here, Permission};
use crate::balie::{folders, roosters};
use crate::error::{Error, FieldError, Result, Sentence};
use crate::frame::Frame;
use crate::ids::{InfopuntId, LocatieId};
use crate::journaal::{Entry, Verb};
use crate::kader::bewijzen::is_meaningful;
use crate::kader::inrichting::{Beslissing, Waarde};
use crate::kader::verplichtingen as dues;
use crate::write::Write;

/// Who may make and change points.
pub const MANAGE: Permission = Permission::InfopuntManage;

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
    let here = new.gebied.map_or(Here::ANYWHERE, Here::gebied);
    ctx.require(MANAGE, &here)?;
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
    ctx.require(MANAGE, &Here::gebied(new.gebied))?;
    let faults = faults_of(ctx, &Velden::from(new), None)?;
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    let sleutel = key_of(&new.naam);
    let id: InfopuntId = ctx.new_id();
    let state = if new.open {
        InfopuntState::Open
    } else {
        InfopuntState::Considered
    };
    store::insert_infopunt(ctx, id, &sleutel, state, new)?;
    ctx.journal(Entry::new("infopunt", id.0, Verb::Created).word("state", state.word()))?;
    uren::raise(ctx, id, "state")?;
    Ok(id)
}

/// Everything that is wrong with what is said of a point; `own`: the point itself, which may keep its name.
pub(super) fn faults_of(
    ctx: &mut Write<'_>,
    said: &Velden,
    own: Option<InfopuntId>,
) -> Result<Vec<FieldError>> {
    let gemeente = ctx.gemeente();
    let mut faults = check(&[("naam", &said.naam)]);
    let mut fault = |field, key| {
        faults.push(FieldError {
            field,
            sentence: Sentence::new(key),
        });
    };
    if said.voorheen.trim().chars().count() > LONGEST {
        fault("voorheen", "bijeenkomst-veld-lang");
    }
    if ctx.frame.gebied(said.gebied).is_none() {
        fault("gebied", "contact-gebied-onbekend");
    }
    if ctx.frame.organisatie(said.organisatie).is_none() {
        fault("organisatie", "contact-organisatie-onbekend");
    }
    if !store::has_locatie(ctx, gemeente, said.locatie)? {
        fault("locatie", "infopunt-soort-kies");
    }
    // An address stays with its point, also when that is called otherwise by now.
    let sleutel = key_of(&said.naam);
    let known = store::list_infopunten(ctx, gemeente)?;
    let mut others = known.iter().filter(|punt| Some(punt.id) != own);
    if others.any(|punt| punt.sleutel == sleutel || key_of(&punt.naam) == sleutel) {
        fault("naam", "infopunt-naam-bestaat");
    }
    Ok(faults)
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

/// What is to become of a point, with what everybody is told.
#[derive(Clone, Debug)]
pub struct Wending {
    pub stap: Stap,
    /// Why, in one sentence that everybody may read (L-32); not asked for opening.
    pub reden: String,
    /// Reduced or closed: until when, as far as is known.
    pub until: Option<Date>,
    /// Moved: where to.
    pub opvolger: Option<InfopuntId>,
    /// Where people can go when its stadsdeel has too few points without it (INV-09).
    pub alternatief: String,
    /// Moved: whoever moves it read what can no longer be done there (L-72).
    pub knows_missing: bool,
}

impl Wending {
    /// Just this step.
    pub fn just(stap: Stap) -> Self {
        Self {
            stap,
            reden: String::new(),
            until: None,
            opvolger: None,
            alternatief: String::new(),
            knows_missing: false,
        }
    }
}

/// Turns a point into what it is to become (domein 2.2).
pub fn turn_infopunt(ctx: &mut Write<'_>, id: InfopuntId, new: &Wending) -> Result<()> {
    let gemeente = ctx.gemeente();
    let found = store::find_infopunt(ctx, gemeente, id)?.ok_or(Error::NotFound("infopunt"))?;
    ctx.require(MANAGE, &Here::punt(found.id, found.gebied))?;
    let has_ground = store::has_ground(ctx, id)?;
    let state =
        rules::turn(found.state, new.stap, has_ground).map_err(|why| Error::refused(why.0))?;
    let (reden, alternatief) = (new.reden.trim(), new.alternatief.trim());
    let opens = matches!(new.stap, Stap::Plan | Stap::Open);
    if !opens && !is_sentence(reden) {
        return Err(Error::field("reden", "infopunt-reden-nodig"));
    }
    if new.until.is_some_and(|until| until < ctx.today()) {
        return Err(Error::field("tot", "infopunt-dag-voorbij"));
    }
    let next = match new.stap {
        Stap::Move => Some(successor(ctx, id, new)?),
        _ => None,
    };
    let left = if !state.is_told() && found.state.is_told() {
        too_few_left(ctx, &found)?
    } else {
        None
    };
    if let Some(left) = left
        && !is_sentence(alternatief)
    {
        let key = match left {
            0 => "infopunt-laatste",
            _ => "infopunt-te-weinig-over",
        };
        return Err(Error::field("alternatief", key));
    }
    let told = match (opens, left.is_some()) {
        (true, _) => None,
        (false, true) => Some(format!("{reden} {alternatief}")),
        (false, false) => Some(reden.to_owned()),
    };
    let until = new
        .until
        .filter(|_| matches!(new.stap, Stap::Reduce | Stap::Close));
    let opvolger = next.as_ref().map(|(next, _)| next.id);
    store::set_state(ctx, id, state, told.as_deref(), until, opvolger)?;
    let entry = Entry::new("infopunt", id.0, verb_of(new.stap)).word("state", state.word());
    ctx.journal(match &next {
        Some((_, lost)) => entry.number("gemis", *lost),
        None => entry,
    })?;
    if let Some((next, _)) = next.filter(|(next, _)| next.voorheen.is_empty()) {
        // Whoever looks for the old one finds this one (L-72).
        store::set_voorheen(ctx, next.id, &found.naam)?;
        uren::raise(ctx, next.id, "voorheen")?;
    }
    if state.is_over() {
        // The night no longer looks at it.
        for soort in [TALK, SHARED, BASE, SCHOOL, RULE] {
            dues::waive(ctx, soort, id.0, "ended")?;
        }
        tijdelijk::end_with_point(ctx, id, state.word(), reden)?;
        folders::actions::end_with_point(ctx, id)?;
    }
    uren::raise(ctx, id, "state")?;
    // What is told from now on has its people, or is not told (INV-10).
    roosters::guard(ctx, id)
}

/// The point that this one moves to, and how much can be done here and not there. Nothing goes in silence: whoever moves
/// it says to have read what (L-72).
fn successor(ctx: &mut Write<'_>, id: InfopuntId, new: &Wending) -> Result<(Infopunt, i64)> {
    let gemeente = ctx.gemeente();
    let next = new.opvolger.filter(|next| *next != id);
    let next = next
        .map(|next| store::find_infopunt(ctx, gemeente, next))
        .transpose()?
        .flatten();
    let next = next.filter(|next| next.state.is_public() && !next.state.is_over());
    let next = next.ok_or(Error::field("opvolger", "infopunt-opvolger-kies"))?;
    let mut all = store::inhoud::all(ctx, gemeente)?;
    let here = all.remove(&id).unwrap_or_default();
    let there = all.remove(&next.id).unwrap_or_default();
    let lost = inhoud::missing(&here, &there).len();
    if lost > 0 && !new.knows_missing {
        return Err(Error::field("gemis", "infopunt-gemis-lees"));
    }
    Ok((next, i64::try_from(lost).unwrap_or(i64::MAX)))
}

/// The verb with which the journaal knows a step.
pub(super) fn verb_of(stap: Stap) -> Verb {
    match stap {
        Stap::Plan => Verb::Planned,
        Stap::Open => Verb::Published,
        Stap::Reduce => Verb::Changed,
        Stap::Close => Verb::Closed,
        Stap::Move | Stap::End => Verb::Ended,
    }
}

fn is_sentence(text: &str) -> bool {
    is_meaningful(text) && text.chars().count() <= LONGEST
}

/// How many other points the stadsdeel of this one has, where that is fewer than the inrichting asks for (INV-09).
pub(super) fn too_few_left(ctx: &mut Write<'_>, punt: &Infopunt) -> Result<Option<i64>> {
    let frame = ctx.frame.clone();
    let asked = frame.inrichting.parameter("infopunt.minimumPerStadsdeel");
    let Beslissing::Besloten(Waarde::Getal(minimum)) = asked else {
        return Ok(None);
    };
    let here = rules::stadsdeel(&frame, punt.gebied);
    let all = store::list_open_infopunten(ctx, frame.id)?;
    let others = all
        .iter()
        .filter(|one| one.id != punt.id && one.soort == InfopuntSoort::Infopunt);
    let same = others.filter(|one| rules::stadsdeel(&frame, one.gebied) == here);
    let left = i64::try_from(same.count()).unwrap_or(i64::MAX);
    Ok((left < *minimum).then_some(left))
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
        let open = punten.iter().filter(|punt| punt.state.is_told()).count();
        Self {
            open: i64::try_from(open).unwrap_or(i64::MAX),
            agreed,
            closed: punten
                .iter()
                .filter(|punt| punt.state == InfopuntState::ClosedTemporarily)
                .map(|punt| (punt.naam.clone(), punt.reden.clone().unwrap_or_default()))
                .collect(),
        }
    }
}
