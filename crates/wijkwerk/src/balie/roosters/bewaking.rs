//! The guard of published hours (INV-10, O-22): every hour that is told has its people, or is not told.
//!
//! A gap is found seven days ahead and told to whoever makes the roster. Inside twenty-four hours it becomes an exception to
//! the hours of the point, which every channel shows, and those who could come are asked, once. When it is staffed the
//! exception goes. The guard runs in the same write as every change of a roster, and every minute for what time brings.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan as _};
use kit::db::Queries;
use kit::i18n::Lang;

use super::dekking::{Stuk, gaps, without};
use super::model::{BezettingState as State, Bezettingsregel, DAY, Gat, Tijd, moment};
use super::oproep::call;
use super::rules::{self, Step, days};
use super::store;
use crate::access::{Actor, Permission};
use crate::app::App;
use crate::balie::infopunten;
use crate::balie::infopunten::uren::{self, NewUitzondering, UitzonderingBron};
use crate::error::Result;
use crate::frame::Frame;
use crate::ids::{DienstId, InfopuntId};
use crate::journaal::{Entry, Verb};
use crate::kader::verplichtingen::{self as dues, Creditor, Debtor, Wanted};
use crate::write::Write;

/// So many days ahead a gap is told.
pub const WARN_DAYS: i64 = 7;
/// So long before it begins a stretch without people is told to be closed.
const CLOSE_AHEAD: SignedDuration = SignedDuration::from_hours(24);
/// The soort of the due with which the maker of the roster is told.
const GAT: &str = "rooster.gat";

/// How a day of a point should stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stand {
    pub(super) dag: Date,
    /// Told, were it not for the roster.
    pub(super) regular: Vec<Stuk>,
    pub(super) tijden: Vec<Stuk>,
    pub(super) dicht: Vec<Stuk>,
}

/// The days that are guarded now.
fn window(frame: &Frame, now: Timestamp) -> (Date, Date) {
    let today = frame.today(now);
    (
        today,
        today.checked_add((WARN_DAYS + 1).days()).unwrap_or(today),
    )
}

/// How the days of a point should stand, from one up to another.
fn look(
    tx: &mut impl Queries,
    frame: &Frame,
    regel: &Bezettingsregel,
    now: Timestamp,
    (from, to): (Date, Date),
) -> Result<Vec<Stand>> {
    let last = to.yesterday().unwrap_or(to);
    let mut told: BTreeMap<Date, Vec<Stuk>> = BTreeMap::new();
    for one in uren::regular(tx, frame, regel.infopunt, from, last)? {
        let stuk = (i64::from(one.from), i64::from(one.until));
        told.entry(one.date).or_default().push(stuk);
    }
    let people = staffed(tx, frame, regel.infopunt, (from, to))?;
    let horizon = now.checked_add(CLOSE_AHEAD).unwrap_or(now);
    Ok(days(from, to)
        .map(|dag| {
            let regular = told.remove(&dag).unwrap_or_default();
            let there = people.get(&dag).map_or(&[][..], Vec::as_slice);
            let tijden = if dag < regel.valid_from {
                Vec::new()
            } else {
                gaps(&regular, there, regel)
            };
            let dicht = tijden
                .iter()
                .copied()
                .filter(|(start, _)| moment(&frame.zone, dag, *start) < horizon)
                .collect();
            Stand {
                dag,
                regular,
                tijden,
                dicht,
            }
        })
        .collect())
}

/// When confirmed people are at a point, per day; a shift past midnight counts on both.
fn staffed(
    tx: &mut impl Queries,
    frame: &Frame,
    infopunt: InfopuntId,
    (from, to): (Date, Date),
) -> Result<BTreeMap<Date, Vec<Stuk>>> {
    let before = from.yesterday().unwrap_or(from);
    let diensten: BTreeMap<DienstId, Tijd> =
        store::list_diensten(tx, frame.id, infopunt, (before, to))?
            .into_iter()
            .map(|dienst| (dienst.id, dienst.tijd))
            .collect();
    let mut all: BTreeMap<Date, Vec<Stuk>> = BTreeMap::new();
    for one in store::list_bezettingen(tx, frame.id, (before, to))? {
        let Some(tijd) = diensten.get(&one.dienst) else {
            continue;
        };
        if !matches!(one.state, State::Confirmed | State::Worked) {
            continue;
        }
        let next = tijd.dag.tomorrow().unwrap_or(tijd.dag);
        for (dag, van, tot) in [
            (tijd.dag, tijd.van, tijd.tot.min(DAY)),
            (next, 0, tijd.tot - DAY),
        ] {
            if van < tot {
                all.entry(dag).or_default().push((van, tot));
            }
        }
    }
    Ok(all)
}

/// Whether a row says what is.
fn fits(stand: &Stand, gat: Option<&Gat>) -> bool {
    match gat {
        None => stand.tijden.is_empty(),
        Some(gat) if gat.closed_at.is_some() => stand.tijden.is_empty(),
        Some(gat) => gat.tijden == stand.tijden && gat.dicht == stand.dicht,
    }
}

/// Puts right what a change of this point's roster or the passing of time brought, for the days that are guarded.
pub(super) fn guard(ctx: &mut Write<'_>, infopunt: InfopuntId) -> Result<()> {
    let frame = ctx.frame.clone();
    let Some(regel) = store::find_regel(ctx, frame.id, infopunt)? else {
        return Ok(());
    };
    let window = window(&frame, ctx.now);
    pass(ctx, infopunt, window.0)?;
    let now = ctx.now;
    let known = store::list_gaten(ctx, frame.id, window)?;
    let mut changed = false;
    for stand in look(ctx, &frame, &regel, now, window)? {
        let gat = known
            .iter()
            .find(|gat| gat.infopunt == infopunt && gat.dag == stand.dag);
        if !fits(&stand, gat) {
            let gat = gat.cloned();
            settle(ctx, &regel, stand, gat)?;
            changed = true;
        }
    }
    if changed {
        // Only now: an exception that went may be back with other times, or for another day (INV-13).
        infopunten::look_at_ground(ctx, infopunt)?;
    }
    Ok(())
}

/// Gaps of days that have passed are over; what was told of those days stays as it was.
fn pass(ctx: &mut Write<'_>, infopunt: InfopuntId, today: Date) -> Result<()> {
    let gemeente = ctx.gemeente();
    let from = today.checked_sub(31.days()).unwrap_or(today);
    for mut gat in store::list_gaten(ctx, gemeente, (from, today))? {
        if gat.infopunt == infopunt && gat.closed_at.is_none() {
            gat.closed_at = Some(ctx.now);
            store::save_gat(ctx, &gat)?;
            dues::waive(ctx, GAT, gat.id.0, "passed")?;
        }
    }
    Ok(())
}

fn settle(
    ctx: &mut Write<'_>,
    regel: &Bezettingsregel,
    stand: Stand,
    known: Option<Gat>,
) -> Result<()> {
    let was_open = known.as_ref().is_some_and(|gat| gat.closed_at.is_none());
    let mut gat = match known {
        Some(gat) => gat,
        None => store::insert_gat(ctx, regel.infopunt, stand.dag)?,
    };
    if gat.dicht != stand.dicht || gat.uitzondering.is_some() == stand.dicht.is_empty() {
        tell_hours(ctx, &mut gat, &stand)?;
    }
    gat.tijden.clone_from(&stand.tijden);
    gat.dicht.clone_from(&stand.dicht);
    gat.closed_at = stand.tijden.is_empty().then_some(ctx.now);
    store::save_gat(ctx, &gat)?;
    let entry = |verb| Entry::new("gat", gat.id.0, verb).id("infopunt", gat.infopunt.0);
    if stand.tijden.is_empty() {
        dues::satisfy(ctx, GAT, gat.id.0, "staffed")?;
        ctx.journal(entry(Verb::Closed).date("on", gat.dag))?;
        return Ok(());
    }
    if !was_open {
        owe(ctx, &gat)?;
        ctx.journal(entry(Verb::Signalled).date("on", gat.dag))?;
    }
    if !stand.dicht.is_empty() {
        call(ctx, regel, &stand)?;
    }
    Ok(())
}

/// Says in the hours of the point what is left of the day; nothing is left out when all of it is staffed.
fn tell_hours(ctx: &mut Write<'_>, gat: &mut Gat, stand: &Stand) -> Result<()> {
    if let Some(earlier) = gat.uitzondering.take() {
        uren::withdraw_exception(ctx, earlier)?;
    }
    if stand.dicht.is_empty() {
        return Ok(());
    }
    let left = without(&stand.regular, &stand.dicht);
    let reden = ctx.frame.translations.t(Lang::Nl, "rooster-reden-publiek");
    let new = NewUitzondering {
        infopunt: gat.infopunt,
        from: gat.dag,
        until: gat.dag,
        times: super::model::write_times(&left),
        reden,
        bron: UitzonderingBron::Rooster,
    };
    gat.uitzondering = Some(uren::set_exception(ctx, &new)?);
    Ok(())
}

/// The role that makes rosters.
pub(super) fn maker(frame: &Frame) -> String {
    let makes = |key: &str| {
        frame
            .inrichting
            .permissions_of(key)
            .contains(&Permission::RoosterManage)
    };
    let mut roles = frame.inrichting.roles();
    let found = roles.find(|(key, rol)| rol.in_gebruik && makes(key));
    found.map_or_else(|| "coordinator".to_owned(), |(key, _)| key.to_owned())
}

/// Whoever makes the roster owes residents somebody behind the desk (O-22).
fn owe(ctx: &mut Write<'_>, gat: &Gat) -> Result<()> {
    let frame = ctx.frame.clone();
    let gebied = infopunten::find_infopunt(ctx, frame.id, gat.infopunt)?.map(|punt| punt.gebied);
    let rol = maker(&frame);
    dues::owe(
        ctx,
        &Wanted {
            soort: GAT,
            subject_kind: "gat",
            subject: gat.id.0,
            debtor: Debtor::Rol(rol),
            creditor: Creditor::Bewoner,
            gebied,
            due: Some(gat.dag),
            bron: "INV-10",
        },
    )?;
    Ok(())
}

/// Guards every point of a gemeente; only what must change takes a write. Answers how many points did.
pub fn guard_all(app: &App, frame: &Arc<Frame>) -> Result<usize> {
    super::vertrokken::release(app, frame)?;
    let now = app.clock().now();
    let read = frame.clone();
    let wrong: Vec<InfopuntId> = app.db().read_blocking(move |tx| {
        let window = window(&read, now);
        let past = window.0.checked_sub(31.days()).unwrap_or(window.0);
        let known = store::list_gaten(tx, read.id, (past, window.1))?;
        let mut wrong = Vec::new();
        for regel in store::list_regels(tx, read.id)? {
            let mine = || known.iter().filter(|gat| gat.infopunt == regel.infopunt);
            let is_right = look(tx, &read, &regel, now, window)?
                .iter()
                .all(|stand| fits(stand, mine().find(|gat| gat.dag == stand.dag)));
            let is_over = mine().all(|gat| gat.dag >= window.0 || gat.closed_at.is_some());
            if !is_right || !is_over {
                wrong.push(regel.infopunt);
            }
        }
        Ok::<_, crate::error::Error>(wrong)
    })?;
    for infopunt in &wrong {
        let infopunt = *infopunt;
        app.write_blocking(frame, &Actor::Job("roosters"), move |ctx| {
            guard(ctx, infopunt)
        })?;
    }
    Ok(wrong.len())
}

/// Guards every point of every gemeente.
pub fn guard_everywhere(app: &App) -> Result<usize> {
    let mut total = 0;
    for slug in app.slugs_blocking()? {
        if let Some(frame) = app.frame_blocking(&slug)? {
            total += guard_all(app, &frame)?;
        }
    }
    Ok(total)
}

/// The nightly work: whoever was confirmed and whose shift has passed has worked; answers how many.
pub fn note_worked(app: &App, frame: &Arc<Frame>) -> Result<usize> {
    const MOST: i64 = 200;
    let mut total = 0;
    loop {
        let count = app.write_blocking(frame, &Actor::Job("nightly"), |ctx| {
            let (gemeente, today) = (ctx.gemeente(), ctx.today());
            // A shift of yesterday may end today.
            let before = today.yesterday().unwrap_or(today);
            let past = store::list_past(ctx, gemeente, before, MOST)?;
            for mut one in past.iter().cloned() {
                one.state = rules::step(Some(one.state), Step::Work)?;
                store::put_bezetting(ctx, &one)?;
            }
            if let Some(first) = past.first() {
                let count = i64::try_from(past.len()).unwrap_or(0);
                ctx.journal(
                    Entry::new("bezetting", first.id.0, Verb::Done).number("count", count),
                )?;
            }
            Ok(past.len())
        })?;
        total += count;
        if count == 0 {
            return Ok(total);
        }
    }
}
