//! Days that go otherwise: set, taken back, and every time another version for every channel.

use jiff::civil::Date;

use super::{UitzonderingBron, kept_times, spans_of};
use crate::access::{Here, Permission};
use crate::balie::infopunten::{look_at_ground, store};
use crate::balie::roosters;
use crate::error::{Error, FieldError, Result, Sentence};
use crate::ids::{InfopuntId, UitzonderingId};
use crate::journaal::{Entry, Verb};
use crate::kader::bewijzen::is_meaningful;
use crate::write::Write;

/// Most characters of a reason.
pub const LONGEST: usize = 160;
/// Most days of one exception.
const MOST_DAYS: i32 = 366;

/// An exception to be set; both days are included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewUitzondering {
    pub infopunt: InfopuntId,
    pub from: Date,
    pub until: Date,
    /// OSM times (`09:00-12:00,13:30-17:00`); empty: closed.
    pub times: String,
    /// Everybody may read it.
    pub reden: String,
    pub bron: UitzonderingBron,
}

/// Says that a point goes otherwise for some days. By hand it takes the right to keep the point; the roster's own
/// actions ask for theirs.
pub fn set_exception(ctx: &mut Write<'_>, new: &NewUitzondering) -> Result<UitzonderingId> {
    let punt = store::find_infopunt(ctx, ctx.frame.id, new.infopunt)?
        .ok_or(Error::NotFound("infopunt"))?;
    if new.bron == UitzonderingBron::Hand {
        ctx.require(
            Permission::InfopuntManage,
            &Here::punt(punt.id, punt.gebied),
        )?;
    }
    let faults = faults_of(new, ctx.today());
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    let id: UitzonderingId = ctx.new_id();
    store::uren::insert_uitzondering(ctx, id, new, &kept_times(&new.times))?;
    raise(ctx, new.infopunt, new.bron.word())?;
    if new.bron == UitzonderingBron::Hand {
        roosters::guard(ctx, new.infopunt)?;
    }
    Ok(id)
}

fn faults_of(new: &NewUitzondering, today: Date) -> Vec<FieldError> {
    let mut faults = Vec::new();
    let mut fault = |field, key| {
        faults.push(FieldError {
            field,
            sentence: Sentence::new(key),
        });
    };
    let length = new.from.until(new.until).map_or(0, |span| span.get_days());
    if new.until < new.from {
        fault("tot", "infopunt-tot-voor-van");
    } else if new.until < today {
        fault("tot", "infopunt-dag-voorbij");
    } else if length >= MOST_DAYS {
        fault("tot", "infopunt-tot-ver");
    }
    if spans_of(&new.times).is_none() {
        fault("tijden", "infopunt-tijden-fout");
    }
    if !is_meaningful(new.reden.trim()) || new.reden.trim().chars().count() > LONGEST {
        fault("reden", "infopunt-reden-nodig");
    }
    faults
}

/// Takes an exception back: the hours are what they were, and by hand so is the point. The roster takes one back to set
/// another, and looks at the point itself when it is done.
pub fn withdraw_exception(ctx: &mut Write<'_>, id: UitzonderingId) -> Result<()> {
    let (infopunt, bron) = store::uren::find_uitzondering(ctx, ctx.frame.id, id)?
        .ok_or(Error::NotFound("uitzondering"))?;
    let punt =
        store::find_infopunt(ctx, ctx.frame.id, infopunt)?.ok_or(Error::NotFound("infopunt"))?;
    if bron == UitzonderingBron::Hand {
        ctx.require(
            Permission::InfopuntManage,
            &Here::punt(punt.id, punt.gebied),
        )?;
    }
    store::uren::withdraw_uitzondering(ctx, id)?;
    raise(ctx, infopunt, bron.word())?;
    if bron == UitzonderingBron::Hand {
        look_at_ground(ctx, infopunt)?;
        roosters::guard(ctx, infopunt)?;
    }
    Ok(())
}

/// The same by whoever keeps the point; answers which point. What the roster says of a day ends when there are people, and
/// in no other way (INV-10).
pub(in crate::balie::infopunten) fn withdraw_by_hand(
    ctx: &mut Write<'_>,
    id: UitzonderingId,
) -> Result<InfopuntId> {
    let (infopunt, bron) = store::uren::find_uitzondering(ctx, ctx.frame.id, id)?
        .ok_or(Error::NotFound("uitzondering"))?;
    let punt =
        store::find_infopunt(ctx, ctx.frame.id, infopunt)?.ok_or(Error::NotFound("infopunt"))?;
    ctx.require(
        Permission::InfopuntManage,
        &Here::punt(punt.id, punt.gebied),
    )?;
    if bron == UitzonderingBron::Rooster {
        return Err(Error::refused("infopunt-uitzondering-rooster"));
    }
    withdraw_exception(ctx, id)?;
    Ok(infopunt)
}

/// Another version for every channel (INV-11, O-23).
pub(in crate::balie) fn raise(
    ctx: &mut Write<'_>,
    infopunt: InfopuntId,
    what: &'static str,
) -> Result<()> {
    let versie = store::uren::raise_openingsversie(ctx, infopunt)?;
    ctx.journal(
        Entry::new("infopunt", infopunt.0, Verb::Changed)
            .word("what", what)
            .number("openingsversie", versie),
    )?;
    ctx.touch_public();
    Ok(())
}
