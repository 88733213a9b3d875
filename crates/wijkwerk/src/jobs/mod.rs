//! Background work: what is due when, done once, at the times the clock says.
//!
//! Every night per gemeente: what mails told is noted where that was cut short, invitations without an answer are
//! repeated, partners are reminded of what they promised, what a receiver let pass and what was asked of a bewonersorgaan
//! that is no more comes back to the desk, what a team that is no more left goes to the next, whoever was sent on some days
//! ago is asked whether it helped, shifts that passed are worked, a stuk whose end date has passed is published, personal
//! data whose end date has come are erased, and the head of the chain is written down outside the database. A step that
//! fails holds up no other. The work is idempotent: a night that was cut short, or in which a step failed, is done again,
//! one that was missed is made up for. What is erased is appended to a file beside the backups, so that `restore` does not
//! bring it back.

mod afspraken;
mod nightly;
mod ontvangst;
mod steps;
mod told;
mod uitnodigingen;
mod vertrek;

pub mod erasures;
pub mod heads;

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use kit::db::Queries;
use uuid::Uuid;

use crate::access::Actor;
use crate::app::App;
use crate::balie::kennisbank::{self, links};
use crate::error::{Error, Result};
use crate::frame::Frame;
use crate::kader::inrichting::actions::start_due;

use steps::Steps;

pub use nightly::{Erased, erase_due};

/// When the nightly work may begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Night {
    /// From three o'clock at night, local time.
    FromThree,
    /// Now, even if it was done before: a command or a test asks for it.
    Now,
}

/// Does the nightly work of every gemeente whose night has come; answers for how many. An inrichting whose first day has
/// come does not wait for the night.
pub fn run_due(app: &App, night: Night) -> Result<usize> {
    let mut done = 0;
    let all = app.in_every_gemeente(|frame| {
        done += usize::from(work_through(app, frame, night)?);
        Ok(())
    });
    if done > 0 {
        nightly::clean_bookkeeping(app)?;
    }
    // Files are of all gemeenten together.
    all.and(erasures::clear_aside(app)).map(|()| done)
}

/// Does the nightly work of one gemeente; answers whether its night had come.
fn work_through(app: &App, frame: &Arc<Frame>, night: Night) -> Result<bool> {
    let mut frame = frame.clone();
    if start_due(app, &frame)? {
        let found = app.frame_blocking(&frame.slug)?;
        frame = found.ok_or(Error::NotFound("gemeente"))?;
    }
    let now = app.clock().now();
    let job = job_of(&frame, now)?;
    if night == Night::FromThree && (now < job.at || is_done(app, job.id)?) {
        return Ok(false);
    }
    let mut steps = Steps::of(&frame.slug);
    settle(app, &frame, &mut steps);
    // What has had its time goes, whatever else went wrong tonight.
    let erased = steps.run("erasing", || nightly::erase_due(app, &frame));
    steps.run("receipts", || ontvangst::let_go(app, &frame));
    steps.run("texts to check", || ask_owners(app, &frame));
    steps.run("reminders", || nightly::remind(app, &frame));
    if steps.is_right() {
        steps.run("head", || heads::append(app, &frame));
    } else {
        steps.run("head", || heads::append_once(app, &frame, job.at));
    }
    // Only a night in which nothing failed is done; another is tried again.
    steps.end()?;
    finish(app, &frame, &job, &erased.unwrap_or_default())?;
    Ok(true)
}

/// Notes what happened meanwhile, and does what is due.
fn settle(app: &App, frame: &Arc<Frame>, steps: &mut Steps<'_>) {
    steps.run("what mails told", || told::catch_up(app, frame));
    steps.run("invitations", || uitnodigingen::remind(app, frame));
    steps.run("agreements", || afspraken::remind(app, frame));
    steps.run("referrals that ran out", || {
        crate::balie::doorverwijzingen::expire_all(app, frame)
    });
    steps.run("whether a referral helped", || {
        crate::balie::doorverwijzingen::ask_all(app, frame)
    });
    steps.run("questions that nobody has", || {
        crate::balie::wijkvragen::hand_over_left(app, frame)
    });
    steps.run("meldingen that a team left", || {
        crate::wijkaanpak::meldingen::hand_over_left(app, frame)
    });
    steps.run("plans that a team left", || {
        crate::wijkaanpak::werkplannen::actions::watch_left(app, frame)
    });
    steps.run("shifts that passed", || {
        crate::balie::roosters::note_worked(app, frame)
    });
    steps.run("rosters", || crate::balie::roosters::guard_all(app, frame));
    steps.run("rules of rosters", || {
        crate::balie::roosters::ask_for_rules(app, frame)
    });
    steps.run("points", || {
        crate::balie::infopunten::look_at_points(app, frame)
    });
    steps.run("contacts", || {
        crate::kader::formatie::watch_contacts(app, frame)
    });
    steps.run("papers", || crate::kader::stukken::publish_due(app, frame));
}

/// Looks whether the websites of items still answer, some in every gemeente where it is night.
pub fn check_links(app: &App) -> Result<()> {
    if !app.config().links.check {
        return Ok(());
    }
    let mut visitor = links::Visitor::new(&app.config().base_url);
    app.in_every_gemeente(|frame| links::check_some(app, frame, &mut visitor).map(drop))
}

/// Asks the owners of texts that are to be checked, and hides what nobody answered for; in small writes.
fn ask_owners(app: &App, frame: &Arc<Frame>) -> Result<()> {
    while app
        .write_blocking(
            frame,
            &Actor::Job("nightly"),
            kennisbank::actions::ask_and_hide,
        )?
        .more
    {}
    Ok(())
}

/// Tonight's work of one gemeente: always the same id for the same night.
struct Job {
    id: Uuid,
    at: Timestamp,
}

fn job_of(frame: &Frame, now: Timestamp) -> Result<Job> {
    let wrong = |error: jiff::Error| Error::Internal(error.to_string());
    let local = now.to_zoned(frame.zone.clone());
    let today = local.date();
    let at = today
        .at(3, 0, 0, 0)
        .to_zoned(frame.zone.clone())
        .map_err(wrong)?
        .timestamp();
    let day = today
        .since((jiff::Unit::Day, jiff::civil::date(2000, 1, 1)))
        .map_err(wrong)?
        .get_days();
    let id = kit::ids::derived(frame.id.0, u64::try_from(day).unwrap_or(0), at);
    Ok(Job { id, at })
}

fn is_done(app: &App, id: Uuid) -> Result<bool> {
    app.db().read_blocking(move |tx| {
        let state: Option<String> = tx.query_opt(
            "SELECT state FROM taken_achtergrond WHERE id = $1",
            &[&id],
            |row| row.get(0),
        )?;
        Ok(state.as_deref() == Some("done"))
    })
}

fn finish(app: &App, frame: &Frame, job: &Job, erased: &Erased) -> Result<()> {
    let (gemeente, id, at, now) = (frame.id, job.id, job.at, app.clock().now());
    let result =
        serde_json::to_string(erased).map_err(|error| Error::Internal(error.to_string()))?;
    app.db().bookkeep_blocking(move |tx| {
        tx.exec(
            "INSERT INTO taken_achtergrond (id, gemeente_id, soort, state, run_at, attempts, payload, result, updated_at) \
             VALUES ($1, $2, 'nightly', 'done', $3, 1, '', $4, $5) \
             ON CONFLICT (id) DO UPDATE SET result = excluded.result, updated_at = excluded.updated_at, \
             attempts = taken_achtergrond.attempts + 1",
            &[&id, &gemeente, &at, &result, &now],
        )?;
        Ok(())
    })
}

/// `now` less so many days.
pub(crate) fn days_before(now: Timestamp, days: i64) -> Timestamp {
    now.checked_sub(SignedDuration::from_hours(24 * days))
        .unwrap_or(now)
}

#[cfg(test)]
pub(crate) mod tests;
