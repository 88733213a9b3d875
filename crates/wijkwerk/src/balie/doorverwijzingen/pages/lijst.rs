//! The lists: what I sent on, what my points sent on, what came to us, what hangs between partners. Bounces first.

use askama::Template;
use jiff::civil::Date;
use kit::db::Read;

use super::ANY;
use super::regel::Regel;
use crate::access::{Actor, Here, Permission};
use crate::balie::doorverwijzingen::model::{Doorverwijzing, DoorverwijzingState as State};
use crate::balie::doorverwijzingen::{actions, rules, store};
use crate::error::Result;
use crate::handler;
use crate::http::{Guard, Kind, Req, Response, Route, View};
use crate::ids::DoorverwijzingId;
use crate::layout::{self, C};

/// Most rows of a list.
const MOST: i64 = 50;

pub(super) fn routes() -> Vec<Route> {
    vec![Route::get(
        "doorverwijzingen.lijst",
        "/{gemeente}/doorverwijzingen",
        Guard::Any(ANY),
        Kind::Page,
        handler!(show),
    )]
}

#[derive(Template)]
#[template(path = "balie/doorverwijzingen/templates/lijst.html")]
struct Page {
    c: C,
    /// Word, address and whether it is this one.
    tabs: Vec<(&'static str, String, bool)>,
    soort: &'static str,
    rows: Vec<Regel>,
    may_send: bool,
    may_look_up: bool,
    may_routes: bool,
    may_figures: bool,
}

/// The lists that this person has, in order.
fn lists(view: &View) -> Vec<&'static str> {
    let may = |permission| view.actor.may(permission, &Here::ANYWHERE);
    let mut all = Vec::new();
    if may(Permission::DoorverwijzingSend) {
        all.push("mijn");
    }
    if may(Permission::DoorverwijzingRead) {
        all.push("punt");
    }
    let organisatie = view.actor.account().and_then(|me| me.organisatie);
    if organisatie.is_some_and(|own| actions::receives(&view.actor, own)) {
        all.push("ons");
    }
    if may(Permission::DoorverwijzingRegie) {
        all.push("regie");
    }
    all
}

async fn show(req: Req) -> Result<Response> {
    let lists = lists(&req.view);
    let asked = req.query.text("lijst").to_owned();
    let soort = lists
        .iter()
        .find(|word| **word == asked)
        .or(lists.first())
        .copied()
        .unwrap_or("ons");
    let found = req.read(move |tx, view| find(tx, view, soort)).await?;
    let c = C::of(&req.view);
    let may = |permission| c.may(permission);
    layout::page(&Page {
        tabs: lists
            .iter()
            .map(|word| {
                let url = c.url(&format!("/doorverwijzingen?lijst={word}"));
                (*word, url, *word == soort)
            })
            .collect(),
        may_send: may(Permission::DoorverwijzingSend),
        may_look_up: may(Permission::DoorverwijzingSend) || may(Permission::DoorverwijzingReceive),
        may_routes: may(Permission::RouteManage) || may(Permission::DoorverwijzingReceive),
        may_figures: may(Permission::BalieCijfers),
        rows: found.into_iter().map(|one| Regel::of(&c, one)).collect(),
        soort,
        c,
    })
}

/// From this day on there is somebody to go on with: after it the words and the address are gone.
fn kept_since(today: Date) -> Date {
    let days = jiff::Span::new().days(rules::KEEP_DAYS);
    today.checked_sub(days).unwrap_or(today)
}

/// Whether this is for this person to go on with, and not only to step in.
fn is_own(actor: &Actor, one: &Doorverwijzing) -> bool {
    actions::follows(actor, one) || actions::leads(actor, one)
}

/// What nobody answered in time and this person may know of, however much there is elsewhere.
fn list_silent(tx: &mut Read<'_>, view: &View) -> Result<Vec<Doorverwijzing>> {
    let most = usize::try_from(MOST).unwrap_or(50);
    let (gemeente, today) = (view.frame.id, view.today());
    let from = kept_since(today);
    let (mut until, mut after) = (today, DoorverwijzingId(uuid::Uuid::nil()));
    let mut all = Vec::new();
    loop {
        let found = store::list_unanswered(tx, gemeente, (from, until), after, MOST)?;
        let is_last = found.len() < most;
        if let Some(last) = found.last() {
            (until, after) = (last.due.unwrap_or(from), last.id);
        }
        let seen =
            |one: &Doorverwijzing| one.escalated_at.is_none() && actions::may_see(&view.actor, one);
        all.extend(found.into_iter().filter(seen));
        if is_last || all.len() >= most {
            return Ok(all);
        }
    }
}

fn find(tx: &mut Read<'_>, view: &View, soort: &str) -> Result<Vec<Doorverwijzing>> {
    let gemeente = view.frame.id;
    let me = view.actor.require_account()?;
    let mut found = match (soort, me.organisatie) {
        ("mijn", _) => store::list_of_account(tx, gemeente, me.id, MOST)?,
        ("punt", own) => {
            let mut all = Vec::new();
            for punt in store::list_points(tx, gemeente)? {
                let here = Here::punt(punt.id, punt.gebied);
                let mine = own.is_none_or(|own| own == punt.organisatie);
                if mine && view.actor.may(Permission::DoorverwijzingRead, &here) {
                    all.extend(store::list_of_infopunt(tx, gemeente, punt.id, MOST)?);
                }
            }
            all
        }
        ("regie", _) => {
            let mut all = store::list_escalated(tx, gemeente, MOST)?;
            all.extend(list_silent(tx, view)?);
            all
        }
        (_, Some(own)) => {
            let mut all = store::list_caught(tx, gemeente, own, kept_since(view.today()), MOST)?;
            for state in [State::Sent, State::Accepted, State::Arrived, State::NoShow] {
                all.extend(store::list_to(tx, gemeente, own, state, MOST)?);
            }
            all
        }
        _ => Vec::new(),
    };
    // What nobody agreed to within the week was left: its words are gone too. Those of somebody who was sent on before are
    // kept longer, as whoever found another did so without the desk.
    let since = |days: i64| view.now - jiff::SignedDuration::from_hours(days * 24);
    let (week, kept) = (since(7), since(rules::KEEP_DAYS));
    found.retain(|one| {
        actions::may_see(&view.actor, one)
            && (one.state != State::Proposed
                || one.created_at > if one.hop > 0 { kept } else { week })
    });
    found.sort_by_key(|one| {
        let first = match one.state {
            // What somebody else's desk has as well does not push the own work down.
            _ if one.waits_for_desk() && !is_own(&view.actor, one) => 3,
            _ if one.waits_for_desk() => 0,
            State::Proposed | State::Agreed => 1,
            _ if rules::desk_asks(one, view.now) => 1,
            State::Sent => 2,
            _ if one.is_running() => 4,
            _ => 5,
        };
        (first, std::cmp::Reverse((one.created_at, one.id)))
    });
    found.truncate(usize::try_from(MOST).unwrap_or(50));
    Ok(found)
}
