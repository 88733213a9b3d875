//! From the roster to what a proposal for a month is made from, and back.

use std::collections::BTreeMap;

use jiff::ToSpan as _;
use jiff::civil::Date;
use kit::db::Queries;

use super::actions::{self, Zet};
use super::bewaking::guard;
use super::model::{
    Beschikbaarheid, BezettingState as State, DAY, Kan, Roosterlid, Wanneer, moment,
};
use super::rules::days;
use super::store::{self, Team};
use super::toets;
use super::voorstel::{Assignment, Input, Person, Rules, Share, Shift, Span};
use crate::error::{Error, Result};
use crate::frame::Frame;
use crate::ids::{InfopuntId, OrganisatieId};
use crate::write::Write;

/// How long is looked for the best.
pub const SECONDS: u32 = 10;
/// Most people who are put in with one write.
pub const BATCH: usize = 20;

/// The open and filled shifts of these points, everybody of the roster, and what partners agreed.
pub fn input(
    tx: &mut impl Queries,
    frame: &Frame,
    points: &[InfopuntId],
    (from, to): (Date, Date),
) -> Result<Input> {
    let team = Team::load(tx, frame.id, (from, to))?;
    let regels = store::list_regels(tx, frame.id)?;
    let mut shifts = Vec::new();
    for dienst in store::list_all_diensten(tx, frame.id, (from, to))? {
        if !points.contains(&dienst.infopunt) {
            continue;
        }
        let needed = u32::try_from(dienst.aantal).unwrap_or(0);
        let regel = regels.iter().find(|one| one.infopunt == dienst.infopunt);
        let least = regel.map_or(1, |one| one.needed(dienst.tijd.van));
        let (start, end) = dienst.tijd.moments(&frame.zone);
        shifts.push(Shift {
            id: dienst.id,
            infopunt: dienst.infopunt,
            date: dienst.tijd.dag,
            span: Span {
                from: start,
                until: end,
            },
            function: Some(dienst.functie).filter(|text| !text.is_empty()),
            needed,
            minimum: u32::try_from(least).unwrap_or(1).min(needed),
        });
    }
    let people: Vec<Person> = team
        .leden()
        .map(|lid| person(frame, &team, lid, (from, to)))
        .collect();
    let fixed = store::list_bezettingen(tx, frame.id, (from, to))?
        .into_iter()
        .filter(|one| matches!(one.state, State::Filled | State::Confirmed))
        .filter_map(|one| {
            let fixed = Assignment {
                shift: one.dienst,
                person: one.account?,
            };
            let is_known = shifts.iter().any(|shift| shift.id == fixed.shift)
                && people.iter().any(|person| person.id == fixed.person);
            is_known.then_some(fixed)
        })
        .collect();
    let mut shares: BTreeMap<OrganisatieId, i64> = BTreeMap::new();
    for point in points {
        for (organisatie, share) in store::list_aandelen(tx, frame.id, *point)? {
            *shares.entry(organisatie).or_default() += share;
        }
    }
    Ok(Input {
        shifts,
        people,
        shares: shares
            .into_iter()
            .map(|(organisatie, share)| Share {
                organisatie,
                basis_points: u32::try_from(share).unwrap_or(0),
            })
            .collect(),
        rules: Rules::default(),
        fixed,
        seconds: SECONDS,
    })
}

fn person(frame: &Frame, team: &Team, lid: &Roosterlid, (from, to): (Date, Date)) -> Person {
    let said = team.beschikbaar_of(lid.account);
    let (mut unavailable, mut rather_not) = (Vec::new(), Vec::new());
    for dag in days(from, to) {
        let is_there = lid.valid_from <= dag
            && lid.valid_to.is_none_or(|last| dag <= last)
            && team
                .organisatie_tot(lid.account)
                .is_none_or(|end| dag < end)
            && team.is_trained(lid.account, dag);
        if !is_there {
            unavailable.push(span(frame, dag, 0, DAY));
            continue;
        }
        for (van, tot, kan) in pieces(said, dag) {
            match kan {
                Kan::Cannot => unavailable.push(span(frame, dag, van, tot)),
                Kan::RatherNot => rather_not.push(span(frame, dag, van, tot)),
                Kan::Can => {}
            }
        }
    }
    Person {
        id: lid.account,
        organisatie: lid.organisatie,
        functions: lid.functies.iter().cloned().collect(),
        week_minutes: u32::try_from(lid.max_minuten).unwrap_or(0),
        exempt: lid.vrijwilliger,
        unavailable,
        rather_not,
        preferred: Vec::new(),
    }
}

fn span(frame: &Frame, dag: Date, van: i64, tot: i64) -> Span {
    Span {
        from: moment(&frame.zone, dag, van),
        until: moment(&frame.zone, dag, tot),
    }
}

/// A day in pieces, each with what was said of it.
fn pieces(said: &[Beschikbaarheid], dag: Date) -> Vec<(i64, i64, Kan)> {
    let weekday = i64::from(dag.weekday().to_monday_one_offset());
    let mut edges: Vec<i64> = said
        .iter()
        .filter(|one| {
            matches!(one.wanneer, Wanneer::Dag(day) if day == dag)
                || one.wanneer == Wanneer::Weekdag(weekday)
        })
        .flat_map(|one| [one.van, one.tot])
        .chain([0, DAY])
        .collect();
    edges.sort_unstable();
    edges.dedup();
    edges
        .windows(2)
        .map(|pair| {
            let tijd = super::model::Tijd {
                dag,
                van: pair[0],
                tot: pair[1],
            };
            (pair[0], pair[1], toets::kan(said, tijd))
        })
        .collect()
}

/// Puts these people in; whatever does not fit any more is left out. Answers how many came in.
pub fn apply(ctx: &mut Write<'_>, wanted: &[Assignment]) -> Result<usize> {
    let mut done = 0;
    let mut points = Vec::new();
    for one in wanted {
        match actions::plan(ctx, one.shift, one.person, Zet::default()) {
            Ok((_, infopunt)) => {
                done += 1;
                if !points.contains(&infopunt) {
                    points.push(infopunt);
                }
            }
            Err(Error::Refused(_) | Error::Invalid(_)) => {}
            Err(other) => return Err(other),
        }
    }
    for infopunt in points {
        guard(ctx, infopunt)?;
    }
    Ok(done)
}

/// Assignments as one line of text, for a form.
pub fn write_list(all: &[Assignment]) -> String {
    let all: Vec<String> = all
        .iter()
        .map(|one| format!("{}:{}", one.shift, one.person))
        .collect();
    all.join(",")
}

/// What [`write_list`] wrote.
pub fn read_list(text: &str) -> Vec<Assignment> {
    text.split(',')
        .filter_map(|pair| {
            let (shift, person) = pair.split_once(':')?;
            Some(Assignment {
                shift: shift.parse().ok()?,
                person: person.parse().ok()?,
            })
        })
        .collect()
}

/// The days of a month that can still be planned.
pub fn ahead(first: Date, next: Date, today: Date) -> (Date, Date) {
    let tomorrow = today.checked_add(1.day()).unwrap_or(today);
    (first.max(tomorrow), next)
}
