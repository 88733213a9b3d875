//! The guard of published hours (INV-10, O-22): every hour that is told has its people, or is not told.
//!
//! A gap is found seven days ahead and told to whoever makes the roster. Inside twenty-four hours it becomes an exception to
//! the hours of the point, which every channel shows, and those who could come are asked, once. When it is staffed the
//! exception goes. The guard runs in the same write as every change of a roster, and every minute for what time brings.

use std::sync::Arc;

use jiff::ToSpan as _;
use jiff::civil::Date;
use kit::i18n::Lang;

use super::model::{Bezettingsregel, Gat};
use super::oproep::call;
use super::rules::{self, Step};
use super::stand::{Stand, fits, is_said, look, of_day, window};
use super::store;
use super::zonder_regel::{counts_on, find_bewaakt, list_bewaakt};
use crate::access::{Actor, Permission};
use crate::app::App;
use crate::balie::infopunten;
use crate::balie::infopunten::uren::{self, NewUitzondering, UitzonderingBron};
use crate::error::Result;
use crate::frame::Frame;
use crate::ids::InfopuntId;
use crate::journaal::{Entry, Verb};
use crate::kader::verplichtingen::{self as dues, Creditor, Debtor, Wanted};
use crate::write::Write;

/// So many days ahead a gap is told.
pub const WARN_DAYS: i64 = 7;
/// The soort of the due with which the maker of the roster is told.
const GAT: &str = "rooster.gat";

/// Puts right what a change of this point's roster or the passing of time brought, for the days that are guarded.
pub(in crate::balie) fn guard(ctx: &mut Write<'_>, infopunt: InfopuntId) -> Result<()> {
    let (frame, now) = (ctx.frame.clone(), ctx.now);
    let window = window(&frame, now);
    let known = store::list_gaten(ctx, frame.id, window)?;
    let regels = find_bewaakt(ctx, &frame, infopunt, window.0)?;
    // Where nothing guards it any more what was still told because of the roster goes.
    if regels.is_empty() && known.iter().all(|gat| !is_of(gat, infopunt)) {
        return Ok(());
    }
    pass(ctx, infopunt, window.0)?;
    let mut changed = false;
    for stand in look(
        ctx,
        &frame,
        (infopunt, regels.as_slice()),
        now,
        window,
        &known,
    )? {
        let gat = of_day(&known, infopunt, stand.dag);
        if !fits(&stand, gat) {
            let gat = gat.cloned();
            settle(ctx, infopunt, counts_on(&regels, stand.dag), &stand, gat)?;
            changed = true;
        }
    }
    if changed {
        // Only now: an exception that went may be back with other times, or for another day (INV-13).
        infopunten::look_at_ground(ctx, infopunt)?;
    }
    Ok(())
}

/// Whether this is a gap of the point that is still one.
fn is_of(gat: &Gat, infopunt: InfopuntId) -> bool {
    gat.infopunt == infopunt && gat.closed_at.is_none()
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
    infopunt: InfopuntId,
    regel: Option<&Bezettingsregel>,
    stand: &Stand,
    known: Option<Gat>,
) -> Result<()> {
    let was_open = known.as_ref().is_some_and(|gat| gat.closed_at.is_none());
    let mut gat = match known {
        Some(gat) => gat,
        None => store::insert_gat(ctx, infopunt, stand.dag)?,
    };
    if !is_said(stand, Some(&gat)) {
        tell_hours(ctx, &mut gat, stand)?;
    }
    gat.tijden.clone_from(&stand.tijden);
    gat.dicht.clone_from(&stand.dicht);
    gat.closed_at = stand.tijden.is_empty().then_some(ctx.now);
    store::save_gat(ctx, &gat)?;
    let entry = |verb| Entry::new("gat", gat.id.0, verb).id("infopunt", gat.infopunt.0);
    if stand.tijden.is_empty() {
        if stand.regular.is_empty() {
            // Nothing is told any more, which is not the same as staffed.
            dues::waive(ctx, GAT, gat.id.0, "no_hours")?;
        } else if regel.is_some_and(Bezettingsregel::is_guarding) {
            dues::satisfy(ctx, GAT, gat.id.0, "staffed")?;
        } else {
            dues::waive(ctx, GAT, gat.id.0, "not_guarded")?;
        }
        ctx.journal(entry(Verb::Closed).date("on", gat.dag))?;
        return Ok(());
    }
    if !was_open {
        owe(ctx, &gat)?;
        ctx.journal(entry(Verb::Signalled).date("on", gat.dag))?;
    }
    if let Some(regel) = regel.filter(|_| !stand.dicht.is_empty()) {
        call(ctx, regel, stand)?;
    }
    Ok(())
}

/// Says in the hours of the point what is left of the day; nothing is left out when all of it is staffed.
fn tell_hours(ctx: &mut Write<'_>, gat: &mut Gat, stand: &Stand) -> Result<()> {
    gat.uitzondering = None;
    for (earlier, _) in &stand.said {
        uren::withdraw_exception(ctx, *earlier)?;
    }
    let Some(times) = stand.left() else {
        return Ok(());
    };
    let reden = ctx.frame.translations.t(Lang::Nl, "rooster-reden-publiek");
    let new = NewUitzondering {
        infopunt: gat.infopunt,
        from: gat.dag,
        until: gat.dag,
        times,
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
    infopunten::end_what_passed(app, frame)?;
    super::vertrokken::release(app, frame)?;
    let now = app.clock().now();
    let read = frame.clone();
    let wrong: Vec<InfopuntId> = app.db().read_blocking(move |tx| {
        let window = window(&read, now);
        let past = window.0.checked_sub(31.days()).unwrap_or(window.0);
        let known = store::list_gaten(tx, read.id, (past, window.1))?;
        let guarded = list_bewaakt(tx, &read, window.0)?;
        let mut wrong: Vec<InfopuntId> = Vec::new();
        for gat in &known {
            let is_left = gat.dag >= window.0
                && gat.closed_at.is_none()
                && guarded.iter().all(|(id, _)| *id != gat.infopunt);
            if is_left && !wrong.contains(&gat.infopunt) {
                wrong.push(gat.infopunt);
            }
        }
        for (id, regels) in &guarded {
            let mine = || known.iter().filter(|gat| gat.infopunt == *id);
            let is_right = look(tx, &read, (*id, regels.as_slice()), now, window, &known)?
                .iter()
                .all(|stand| fits(stand, of_day(&known, *id, stand.dag)));
            let is_over = mine().all(|gat| gat.dag >= window.0 || gat.closed_at.is_some());
            if !is_right || !is_over {
                wrong.push(*id);
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
    app.in_every_gemeente(|frame| {
        total += guard_all(app, frame)?;
        Ok(())
    })?;
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
