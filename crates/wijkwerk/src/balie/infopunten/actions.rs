//! What people do with places and points.

use jiff::civil::Date;

use super::model::{
    Infopunt, InfopuntSoort, InfopuntState, LOCATIE_SOORTEN, NewInfopunt, NewLocatie,
};
use super::nacht::{BASE, SHARED};
use super::rules::{self, Stap};
use super::tijdelijk::TALK;
use super::uren::LONGEST;
use super::{store, uren};
use crate::access::{Here, Permission};
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
        InfopuntState::Considered
    };
    store::insert_infopunt(ctx, id, &sleutel, state, new)?;
    ctx.journal(Entry::new("infopunt", id.0, Verb::Created).word("state", state.word()))?;
    uren::raise(ctx, id, "state")?;
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
    /// Where people can go when it was the last of its stadsdeel (INV-09).
    pub alternatief: String,
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
    if new.stap == Stap::Move {
        let next = new.opvolger.filter(|next| *next != id);
        let next = next
            .map(|next| store::find_infopunt(ctx, gemeente, next))
            .transpose()?
            .flatten();
        if !next.is_some_and(|next| next.state.is_public() && !next.state.is_over()) {
            return Err(Error::field("opvolger", "infopunt-opvolger-kies"));
        }
    }
    let is_last = !state.is_told() && found.state.is_told() && is_last_of_stadsdeel(ctx, &found)?;
    if is_last && !is_sentence(alternatief) {
        return Err(Error::field("alternatief", "infopunt-laatste"));
    }
    let told = match (opens, is_last) {
        (true, _) => None,
        (false, true) => Some(format!("{reden} {alternatief}")),
        (false, false) => Some(reden.to_owned()),
    };
    let until = new
        .until
        .filter(|_| matches!(new.stap, Stap::Reduce | Stap::Close));
    let opvolger = new.opvolger.filter(|_| new.stap == Stap::Move);
    store::set_state(ctx, id, state, told.as_deref(), until, opvolger)?;
    ctx.journal(Entry::new("infopunt", id.0, verb_of(new.stap)).word("state", state.word()))?;
    if state.is_over() {
        // The night no longer looks at it.
        for soort in [TALK, SHARED, BASE] {
            dues::waive(ctx, soort, id.0, "ended")?;
        }
    }
    uren::raise(ctx, id, "state")
}

fn verb_of(stap: Stap) -> Verb {
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

/// Whether nobody of this stadsdeel has another point to go to (INV-09); asked where the inrichting sets a minimum.
fn is_last_of_stadsdeel(ctx: &mut Write<'_>, punt: &Infopunt) -> Result<bool> {
    let asked = ctx
        .frame
        .inrichting
        .parameter("infopunt.minimumPerStadsdeel");
    if !matches!(asked, Beslissing::Besloten(Waarde::Getal(_))) {
        return Ok(false);
    }
    let frame = ctx.frame.clone();
    let here = rules::stadsdeel(&frame, punt.gebied);
    let all = store::list_open_infopunten(ctx, frame.id)?;
    let others = all
        .iter()
        .filter(|one| one.id != punt.id && one.soort == InfopuntSoort::Infopunt);
    let mut same = others.filter(|one| rules::stadsdeel(&frame, one.gebied) == here);
    Ok(same.next().is_none())
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
