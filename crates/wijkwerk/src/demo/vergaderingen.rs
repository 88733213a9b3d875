//! The last vergaderingen of the teams, noted on the last morning of the simulated year. Nothing here is left to chance.

use jiff::civil::{Date, Weekday};
use jiff::{SignedDuration, Span, Timestamp};

use super::jaar::{Gebeurtenis, Jaar, planning_teams};
use crate::error::Result;
use crate::ids::{OrgaanId, ZetelId};
use crate::kader::organisaties::list_zetels;
use crate::wijkaanpak::werkplannen::NewVergadering;
use crate::wijkaanpak::werkplannen::actions::note_vergadering;

/// So many days before the end a team met, the earlier first.
const AGO: [i64; 2] = [54, 12];
/// A small year has so many teams that meet.
const SMALL: usize = 2;

/// Puts it on the agenda, after everything else.
pub fn fill_agenda(jaar: &mut Jaar<'_>, place: usize, until: Timestamp) {
    if let Ok(at) = until.checked_sub(SignedDuration::from_mins(1)) {
        jaar.plan(at, place, Gebeurtenis::Vergaderingen);
    }
}

/// Lets every team note when it met.
pub fn happen(jaar: &mut Jaar<'_>, place: usize) -> Result<()> {
    let frame = jaar.plaatsen[place].frame.clone();
    let most = if jaar.klein { SMALL } else { usize::MAX };
    let today = frame.today(jaar.app.clock().now());
    let teams = planning_teams(&frame);
    for (n, orgaan) in teams.into_iter().take(most).enumerate() {
        for (which, ago) in AGO.into_iter().enumerate() {
            note(jaar, place, orgaan, workday(today, ago), n + which)?;
        }
    }
    Ok(())
}

/// A day so long ago; of a weekend, the Friday before.
fn workday(today: Date, ago: i64) -> Date {
    let back = |day: Date, days: i64| day.checked_sub(Span::new().days(days)).unwrap_or(day);
    let day = back(today, ago);
    match day.weekday() {
        Weekday::Saturday => back(day, 1),
        Weekday::Sunday => back(day, 2),
        _ => day,
    }
}

/// Notes one: somebody was there for every zetel that somebody has, but for one.
fn note(
    jaar: &mut Jaar<'_>,
    place: usize,
    orgaan: OrgaanId,
    op: Date,
    absent: usize,
) -> Result<()> {
    let frame = jaar.plaatsen[place].frame.clone();
    let member = jaar.plaatsen[place]
        .mensen
        .find("wijkteamlid", Some(orgaan))
        .cloned();
    let Some(member) = member else {
        return Ok(());
    };
    let gemeente = frame.id;
    let all = jaar
        .app
        .db()
        .read_blocking(move |tx| list_zetels(tx, gemeente, orgaan, op))?;
    let taken: Vec<ZetelId> = all
        .iter()
        .filter(|zetel| zetel.account.is_some())
        .map(|zetel| zetel.id)
        .collect();
    let missing = absent % taken.len().max(1);
    let there = taken.iter().enumerate().filter(|(n, _)| *n != missing);
    let new = NewVergadering {
        orgaan,
        op: Some(op),
        zetels: there.map(|(_, zetel)| *zetel).collect(),
    };
    if new.zetels.is_empty() {
        return Ok(());
    }
    let actor = jaar.as_person(place, &member)?;
    jaar.app.write_blocking(&frame, &actor, move |ctx| {
        note_vergadering(ctx, &new).map(drop)
    })
}
