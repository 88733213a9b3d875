//! From the roster to what a proposal for a month is made from, and back.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use jiff::{SignedDuration, ToSpan as _};
use kit::db::Queries;

use super::actions::{self, Zet};
use super::bewaking::guard;
use super::eerlijk;
use super::model::{
    Beschikbaarheid, Bezetting, BezettingState as State, DAY, Kan, Roosterlid, Wanneer, moment,
};
use super::rules::{days, monday};
use super::store::{self, Team};
use super::toets;
use super::voorstel::{Assignment, Input, Person, Rules, Share, Shift, Span, clash};
use crate::balie::infopunten::list_open_infopunten;
use crate::error::{Error, Result};
use crate::frame::Frame;
use crate::ids::InfopuntId;
use crate::write::Write;

/// How long is looked for the best.
pub const SECONDS: u32 = 10;
/// Most people who are put in with one write.
pub const BATCH: usize = 20;
/// What stands so many days before and after counts for rest and for whole weeks.
const AROUND: i64 = 7;

/// The open and filled shifts of these points, everybody of the roster with what they have elsewhere, and what partners
/// agreed.
pub fn input(
    tx: &mut impl Queries,
    frame: &Frame,
    points: &[InfopuntId],
    period: (Date, Date),
) -> Result<Input> {
    let around = around(period);
    let team = Team::load(tx, frame.id, around)?;
    let stands: Vec<Bezetting> = store::list_bezettingen(tx, frame.id, around)?
        .into_iter()
        .filter(|one| matches!(one.state, State::Filled | State::Confirmed | State::Worked))
        .filter(|one| {
            one.account
                .is_some_and(|account| team.lid(account).is_some())
        })
        .collect();
    let regels = store::list_regels(tx, frame.id)?;
    let mut shifts = Vec::new();
    for dienst in store::list_all_diensten(tx, frame.id, around)? {
        let there = stands.iter().filter(|one| one.dienst == dienst.id).count();
        let there = u32::try_from(there).unwrap_or(u32::MAX);
        let is_own =
            points.contains(&dienst.infopunt) && (period.0..period.1).contains(&dienst.tijd.dag);
        if !is_own && there == 0 {
            continue;
        }
        let wanted = u32::try_from(dienst.aantal).unwrap_or(0);
        let needed = if is_own { wanted.max(there) } else { there };
        let regel = regels.iter().find(|one| one.infopunt == dienst.infopunt);
        let least = regel.map_or(1, |one| one.needed(dienst.tijd.van));
        let least = if is_own { least } else { 0 };
        let (start, end) = dienst.tijd.moments(&frame.zone);
        shifts.push(Shift {
            id: dienst.id,
            infopunt: dienst.infopunt,
            date: dienst.tijd.dag,
            span: Span {
                from: start,
                until: end,
            },
            function: Some(dienst.functie).filter(|text| is_own && !text.is_empty()),
            needed,
            minimum: u32::try_from(least).unwrap_or(1).min(needed),
            elsewhere: !is_own,
        });
    }
    let open: BTreeSet<InfopuntId> = list_open_infopunten(tx, frame.id)?
        .into_iter()
        .map(|punt| punt.id)
        .collect();
    let mut people: Vec<Person> = team
        .leden()
        .map(|lid| person(frame, &team, lid, &stands, &open, around))
        .collect();
    let fixed: Vec<Assignment> = stands
        .iter()
        .filter(|one| shifts.iter().any(|shift| shift.id == one.dienst))
        .filter_map(|one| {
            Some(Assignment {
                shift: one.dienst,
                person: one.account?,
            })
        })
        .collect();
    stay_below_average(&mut people, &shifts, &fixed);
    let mut agreed = Vec::new();
    for point in points {
        let minutes = minutes_needed(&shifts, *point);
        if minutes > 0 {
            agreed.push((minutes, store::list_aandelen(tx, frame.id, *point)?));
        }
    }
    let input = Input {
        shifts,
        people,
        shares: eerlijk::samen(&agreed)
            .into_iter()
            .map(|(organisatie, share)| Share {
                organisatie,
                basis_points: u32::try_from(share).unwrap_or(0),
            })
            .collect(),
        rules: Rules::default(),
        fixed,
        seconds: SECONDS,
    };
    Ok(without_clashes_elsewhere(input))
}

/// For how many minutes people are needed at a point.
fn minutes_needed(shifts: &[Shift], point: InfopuntId) -> i64 {
    let own = shifts
        .iter()
        .filter(|shift| shift.infopunt == point && !shift.elsewhere);
    own.map(|shift| {
        let lasts = shift.span.until.duration_since(shift.span.from);
        lasts.as_mins() * i64::from(shift.needed)
    })
    .sum()
}

/// The days around those of a proposal.
pub fn around((from, to): (Date, Date)) -> (Date, Date) {
    (
        from.checked_sub(AROUND.days()).unwrap_or(from),
        to.checked_add(AROUND.days()).unwrap_or(to),
    )
}

/// What cannot stand together at other points is not for this month to solve: one of the two is left out of sight.
fn without_clashes_elsewhere(mut input: Input) -> Input {
    while let Some(found) = clash(&input) {
        let is_elsewhere = |one: &Assignment| {
            let mut shifts = input.shifts.iter();
            shifts.any(|shift| shift.id == one.shift && shift.elsewhere)
        };
        let out = found
            .conflicts
            .iter()
            .find(|conflict| conflict.fixed.iter().all(is_elsewhere))
            .and_then(|conflict| conflict.fixed.last().copied());
        let Some(out) = out else {
            break;
        };
        input.fixed.retain(|one| *one != out);
    }
    for shift in input.shifts.iter_mut().filter(|shift| shift.elsewhere) {
        let there = input.fixed.iter().filter(|one| one.shift == shift.id);
        shift.needed = u32::try_from(there.count()).unwrap_or(u32::MAX);
    }
    input
}

/// Sixty hours may be worked in a week, but not in every week: a proposal stays where the averages of article 5:7 hold
/// whatever other weeks are. Who was put above that by hand keeps what stands, and gets no more than was agreed.
fn stay_below_average(people: &mut [Person], shifts: &[Shift], fixed: &[Assignment]) {
    let most = toets::NOOIT_BOVEN_GEMIDDELD;
    let of_shift: BTreeMap<_, _> = shifts.iter().map(|shift| (shift.id, shift)).collect();
    for person in people.iter_mut().filter(|person| !person.exempt) {
        let mut weeks: BTreeMap<Date, SignedDuration> = BTreeMap::new();
        for one in fixed.iter().filter(|one| one.person == person.id) {
            if let Some(shift) = of_shift.get(&one.shift) {
                let worked = shift.span.until.duration_since(shift.span.from);
                *weeks.entry(monday(shift.date)).or_default() += worked;
            }
        }
        if weeks.values().all(|worked| *worked <= most) {
            let most = u32::try_from(most.as_mins()).unwrap_or(u32::MAX);
            person.week_minutes = person.week_minutes.min(most);
        }
    }
}

fn person(
    frame: &Frame,
    team: &Team,
    lid: &Roosterlid,
    stands: &[Bezetting],
    open: &BTreeSet<InfopuntId>,
    (from, to): (Date, Date),
) -> Person {
    let said = team.beschikbaar_of(lid.account);
    let (mut unavailable, mut rather_not) = (Vec::new(), Vec::new());
    for dag in days(from, to) {
        // Whoever is let in without valid training has somebody beside them there.
        let is_beside = stands
            .iter()
            .any(|one| one.account == Some(lid.account) && one.dag == dag && one.begeleid);
        let is_there = lid.valid_from <= dag
            && lid.valid_to.is_none_or(|last| dag <= last)
            && team
                .organisatie_tot(lid.account)
                .is_none_or(|end| dag < end)
            && (is_beside || team.scholing(lid.account, dag).is_empty());
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
        // A point that is closed for good is no wish that can be met.
        preferred: lid
            .voorkeur
            .into_iter()
            .filter(|punt| open.contains(punt))
            .collect(),
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
