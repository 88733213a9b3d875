//! The roster in the simulated year: five partners and volunteers carry the points together, in the last weeks, with a gap
//! or two left open.

use std::collections::BTreeSet;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan as _};

use super::jaar::{Gebeurtenis, Jaar};
use super::mensen::Persoon;
use crate::access::Actor;
use crate::balie::contacten::scholing::{Geldigheid, last_passed, list_scholingen, note_passed};
use crate::balie::infopunten::tijden::set_hours;
use crate::balie::infopunten::{Inhoud, Rang, list_open_infopunten, set_inhoud, uren};
use crate::balie::roosters::{
    self, Bezettingsregel, Kan, NewLid, NewPatroon, Wanneer, Zegt, Zet, days, month_of,
};
use crate::error::Result;
use crate::frame::Frame;
use crate::ids::{AccountId, DienstId, InfopuntId, OrganisatieId};

/// So many days before the end the roster begins.
const BEFORE: i64 = 12;
/// So many days it goes on after the end.
const AFTER: i64 = 25;
/// What partners agreed at a point, the welfare work first.
pub(super) const AANDELEN: &[(&str, i64)] = &[
    ("welzijn", 5000),
    ("zorg", 2000),
    ("gezondheidscentrum", 2000),
    ("sport", 1000),
];

/// Puts the roster on the agenda.
pub fn fill_agenda(jaar: &mut Jaar<'_>, place: usize, until: Timestamp) {
    let at = until.checked_sub(SignedDuration::from_hours(24 * BEFORE));
    jaar.plan(at.unwrap_or(until), place, Gebeurtenis::Rooster);
}

/// Takes people up, plans the shifts of some weeks and fills nearly all of them.
pub fn happen(jaar: &mut Jaar<'_>, place: usize) -> Result<()> {
    let frame = jaar.plaatsen[place].frame.clone();
    let gemeente = frame.id;
    let all = jaar
        .app
        .db()
        .read_blocking(move |tx| list_open_infopunten(tx, gemeente))?;
    let team: Vec<Persoon> = jaar.plaatsen[place]
        .mensen
        .alle
        .iter()
        .filter(|person| {
            let desk = ["contactmedewerker", "opbouwwerker", "kcc"];
            desk.contains(&person.rol.as_str())
        })
        .cloned()
        .collect();
    if all.is_empty() || team.is_empty() {
        return Ok(());
    }
    // One desk is staffed by those who sit there; several are shared by the partners.
    members(jaar, place, &team, all.len() > 1)?;
    let most = if jaar.klein { 3 } else { all.len() };
    for (n, punt) in all.into_iter().take(most).enumerate() {
        open(jaar, place, punt.id)?;
        let aantal = if punt.rang == Rang::Hoofd { 2 } else { 1 };
        plan(jaar, place, punt.id, aantal, n == 0)?;
    }
    Ok(())
}

fn partner(frame: &Frame, soort: &str) -> Option<OrganisatieId> {
    let mut all = frame.organisaties.iter();
    all.find(|org| org.soort == soort).map(|org| org.id)
}

/// The partners that carry a point together, each with its share; fewer than a whole where one of them is not there.
pub(super) fn partners(frame: &Frame) -> Vec<(OrganisatieId, i64)> {
    AANDELEN
        .iter()
        .filter_map(|(soort, share)| Some((partner(frame, soort)?, *share)))
        .collect()
}

fn members(jaar: &mut Jaar<'_>, place: usize, team: &[Persoon], shared: bool) -> Result<()> {
    let frame = jaar.plaatsen[place].frame.clone();
    for (n, person) in team.iter().enumerate() {
        let (soort, _) = AANDELEN[n % AANDELEN.len()];
        let shares = partner(&frame, soort).filter(|_| shared);
        let Some(organisatie) = shares.or(person.organisatie) else {
            continue;
        };
        let vrijwilliger = shared && n % 3 == 2;
        let new = NewLid {
            account: person.account,
            organisatie,
            functies: BTreeSet::from(["gastheer".to_owned()]),
            max_minuten: if vrijwilliger { 12 } else { 28 } * 60,
            vrijwilliger,
        };
        // What had expired was done again in the weeks before, each on a day of their own; a few did not.
        let (account, again) = (person.account, n % 7 != 6);
        jaar.app
            .write_blocking(&frame, &Actor::Command, move |ctx| {
                let (gemeente, today) = (ctx.gemeente(), ctx.today());
                let soon = today.checked_add(AFTER.days()).unwrap_or(today);
                for (m, module) in list_scholingen(ctx, gemeente)?.iter().enumerate() {
                    let op = last_passed(ctx, gemeente, account, module.id)?.map(|(_, op)| op);
                    let stand = Geldigheid::of(op, module.geldig_maanden, soon);
                    let is_due = matches!(stand, Geldigheid::Missing | Geldigheid::Expired(_));
                    if again && is_due {
                        let ago = i64::try_from(2 + (13 * n + 29 * m) % 80).unwrap_or(2);
                        let op = today.checked_sub(ago.days()).unwrap_or(today);
                        note_passed(ctx, module.id, account, op)?;
                    }
                }
                roosters::put_lid(ctx, &new)
            })?;
        // Everybody has a weekday of their own on which they are not there.
        let actor = jaar.as_person(place, person)?;
        let zegt = Zegt {
            wanneer: vec![Wanneer::Weekdag(i64::try_from(n % 5).unwrap_or(0) + 1)],
            van: 0,
            tot: 1440,
            kan: if n % 2 == 0 {
                Kan::Cannot
            } else {
                Kan::RatherNot
            },
        };
        jaar.app
            .write_blocking(&frame, &actor, move |ctx| roosters::say(ctx, &zegt))?;
    }
    Ok(())
}

/// Hours and shares, where the point has none yet.
fn open(jaar: &mut Jaar<'_>, place: usize, infopunt: InfopuntId) -> Result<()> {
    let frame = jaar.plaatsen[place].frame.clone();
    let partners = partners(&frame);
    let read = frame.clone();
    let today = frame.today(jaar.app.clock().now());
    let (has_hours, has_shares) = jaar.app.db().read_blocking(move |tx| {
        let hours = uren::Uren::of(tx, &read, infopunt, today, today)?;
        let shares = roosters::list_aandelen(tx, read.id, infopunt)?;
        let has_hours = hours.is_some_and(|found| found.hours_on(today).is_some());
        Ok::<_, crate::error::Error>((has_hours, !shares.is_empty()))
    })?;
    jaar.app
        .write_blocking(&frame, &Actor::Command, move |ctx| {
            if !has_hours {
                set_hours(ctx, infopunt, "ma-vr 9-12.30", today)?;
            }
            if !has_shares && partners.len() == AANDELEN.len() {
                let inhoud = Inhoud {
                    partners: partners.clone(),
                    ..Inhoud::default()
                };
                set_inhoud(ctx, infopunt, &inhoud, None)?;
            }
            Ok(())
        })
}

/// A shift for every stretch of published hours of a week, laid out, filled, and guarded from then on.
fn plan(
    jaar: &mut Jaar<'_>,
    place: usize,
    infopunt: InfopuntId,
    aantal: i64,
    gap: bool,
) -> Result<()> {
    let frame = jaar.plaatsen[place].frame.clone();
    let today = frame.today(jaar.app.clock().now());
    let monday = roosters::monday(today.checked_add(7.days()).unwrap_or(today));
    let read = frame.clone();
    let week = jaar.app.db().read_blocking(move |tx| {
        let last = monday.checked_add(6.days()).unwrap_or(monday);
        uren::regular(tx, &read, infopunt, monday, last)
    })?;
    for one in week {
        let new = NewPatroon {
            infopunt,
            weekdagen: vec![i64::from(one.date.weekday().to_monday_one_offset())],
            van: i64::from(one.from),
            tot: i64::from(one.until),
            functie: String::new(),
            aantal,
            elke_weken: 1,
            valid_from: today,
            valid_to: None,
        };
        jaar.app
            .write_blocking(&frame, &Actor::Command, move |ctx| {
                roosters::make_patroon(ctx, &new).map(drop)
            })?;
    }
    let end = today.checked_add((BEFORE + AFTER).days()).unwrap_or(today);
    let mut month = month_of(today).0;
    while month < end {
        jaar.app
            .write_blocking(&frame, &Actor::Command, move |ctx| {
                roosters::lay_out(ctx, infopunt, month).map(drop)
            })?;
        month = month_of(month).1;
    }
    fill(jaar, place, infopunt, (today, end), gap)?;
    let regel = Bezettingsregel {
        infopunt,
        minimum: aantal,
        krap: (aantal > 1).then_some((1, 24 * 60)),
        valid_from: today,
    };
    jaar.app
        .write_blocking(&frame, &Actor::Command, move |ctx| {
            roosters::set_regel(ctx, &regel)
        })
}

fn fill(
    jaar: &mut Jaar<'_>,
    place: usize,
    infopunt: InfopuntId,
    (from, to): (Date, Date),
    gap: bool,
) -> Result<()> {
    let frame = jaar.plaatsen[place].frame.clone();
    let gemeente = frame.id;
    let diensten = jaar
        .app
        .db()
        .read_blocking(move |tx| roosters::list_diensten(tx, gemeente, infopunt, (from, to)))?;
    // One day in thirty nobody is found. Where gaps are wanted, one was seen before the end, and one is soon after it:
    // everybody sees it coming.
    let first_from = |later: i64| {
        let day = from.checked_add(later.days()).unwrap_or(from);
        let open = diensten.iter().map(|one| one.tijd.dag);
        open.filter(|dag| gap && *dag >= day).min()
    };
    let gaps = [first_from(3), first_from(BEFORE + 2)];
    for dag in days(from, to) {
        let is_gap = jaar.plaatsen[place].chance.chance(3) || gaps.contains(&Some(dag));
        for dienst in diensten.iter().filter(|one| one.tijd.dag == dag) {
            let many = if is_gap { 0 } else { dienst.aantal };
            for _ in 0..many {
                one_more(jaar, place, dienst.id)?;
            }
        }
    }
    Ok(())
}

/// The first who can, confirmed; now and then only planned.
fn one_more(jaar: &mut Jaar<'_>, place: usize, id: DienstId) -> Result<()> {
    let frame = jaar.plaatsen[place].frame.clone();
    let read = frame.clone();
    let best: Option<AccountId> = jaar.app.db().read_blocking(move |tx| {
        let found = roosters::find_dienst(tx, read.id, id)?;
        let all = match found {
            Some(dienst) => roosters::possible(tx, &read, &dienst)?,
            None => Vec::new(),
        };
        Ok::<_, crate::error::Error>(all.first().map(|one| one.account))
    })?;
    let Some(account) = best else {
        return Ok(());
    };
    let how = Zet {
        confirmed: !jaar.plaatsen[place].chance.chance(2),
        begeleid: false,
    };
    jaar.app
        .write_blocking(&frame, &Actor::Command, move |ctx| {
            roosters::fill(ctx, id, account, how).map(drop)
        })
}
