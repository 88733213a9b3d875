//! Calendars: the shifts of a person, or of a point, as iCalendar (RFC 5545), by a link that cannot be guessed and can be
//! taken back. What was called off stays as cancelled, and a calendar in which nothing changed is the same at every request.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};
use kit::db::Queries;
use kit::hours::{Event, calendar};
use kit::i18n::Lang;

use super::model::{BezettingState as State, Dienst};
use super::store;
use crate::access::{Actor, LinkHolder, LinkKind};
use crate::balie::infopunten;
use crate::error::{Error, Result};
use crate::frame::Frame;
use crate::http::View;
use crate::ids::{AccountId, InfopuntId};
use crate::kader::accounts;

const PRODUCT: &str = "-//Wijkwerk//Rooster//NL";
/// Weeks back and ahead that a calendar tells.
const BACK: i64 = 4;
const AHEAD: i64 = 52;

/// The calendar behind a link.
pub(super) fn of_link(tx: &mut impl Queries, view: &View) -> Result<String> {
    let holder = match &view.actor {
        Actor::Link(holder) if holder.kind == LinkKind::Agenda => holder.clone(),
        _ => return Err(Error::NotFound("link")),
    };
    let frame = &view.frame;
    let account = accounts::find_account(tx, frame.id, AccountId(holder.holder))?;
    if account.is_none_or(|account| account.ended) {
        return Err(Error::NotFound("link"));
    }
    let today = view.today();
    let days = (
        today.checked_sub(BACK.weeks()).unwrap_or(today),
        today.checked_add(AHEAD.weeks()).unwrap_or(today),
    );
    let (name, events) = if holder.subject == holder.holder {
        own(tx, frame, &holder, days)?
    } else {
        of_point(tx, frame, InfopuntId(holder.subject), days)?
    };
    Ok(calendar(PRODUCT, &name, &frame.zone, view.now, &events))
}

type Named = (String, Vec<Event>);

fn own(
    tx: &mut impl Queries,
    frame: &Frame,
    holder: &LinkHolder,
    days: (Date, Date),
) -> Result<Named> {
    let mut events = Vec::new();
    let mut points = Vec::new();
    for punt in infopunten::list_infopunten(tx, frame.id)? {
        points.push((punt.id, punt.naam, punt.adres));
    }
    for (one, dienst, moments) in
        store::list_own_ever(tx, frame.id, AccountId(holder.holder), days)?
    {
        let goes_on = dienst.cancelled_at.is_none()
            && matches!(one.state, State::Filled | State::Confirmed | State::Worked);
        let punt = points.iter().find(|(id, ..)| *id == dienst.infopunt);
        let (naam, adres) = punt.map_or(("", ""), |(_, naam, adres)| (naam, adres));
        let told = event(frame, &dienst, naam.to_owned(), adres);
        events.push(revised(told, moments, !goes_on));
    }
    let name = frame.translations.t(Lang::Nl, "mijn-diensten-titel");
    Ok((name, events))
}

fn of_point(
    tx: &mut impl Queries,
    frame: &Frame,
    infopunt: InfopuntId,
    days: (Date, Date),
) -> Result<Named> {
    let punt =
        infopunten::find_infopunt(tx, frame.id, infopunt)?.ok_or(Error::NotFound("infopunt"))?;
    let mut there = std::collections::BTreeMap::new();
    for one in store::list_bezettingen(tx, frame.id, days)? {
        if matches!(one.state, State::Confirmed | State::Worked) {
            *there.entry(one.dienst).or_insert(0_i64) += 1;
        }
    }
    let events = store::list_diensten_ever(tx, frame.id, infopunt, days)?
        .iter()
        .map(|(dienst, moments)| {
            // Who it is stays behind the sign-in: the calendar says how many.
            let count = there.get(&dienst.id).copied().unwrap_or(0);
            let is_cancelled = dienst.cancelled_at.is_some();
            let summary = if is_cancelled {
                punt.naam.clone()
            } else {
                format!("{} {count}/{}", punt.naam, dienst.aantal)
            };
            let told = event(frame, dienst, summary, &punt.adres);
            revised(told, *moments, is_cancelled)
        })
        .collect();
    Ok((punt.naam.clone(), events))
}

fn event(frame: &Frame, dienst: &Dienst, summary: String, adres: &str) -> Event {
    let (from, to) = dienst.tijd.moments(&frame.zone);
    Event {
        uid: format!("{}@{}", dienst.id, frame.slug),
        from,
        to,
        summary,
        description: Some(dienst.functie.clone()).filter(|text| !text.is_empty()),
        location: Some(adres.to_owned()).filter(|text| !text.is_empty()),
        url: None,
        sequence: 0,
        changed_at: None,
        is_cancelled: false,
    }
}

/// The event with when it last changed and the number that follows from it: the seconds since the shift was made, twice,
/// so that calling off counts on by itself.
fn revised(event: Event, (made, changed): (Timestamp, Timestamp), is_cancelled: bool) -> Event {
    let seconds = changed.as_second().saturating_sub(made.as_second()).max(0);
    let number = seconds.saturating_mul(2) + i64::from(is_cancelled);
    Event {
        sequence: u32::try_from(number).unwrap_or(u32::MAX),
        changed_at: Some(changed),
        is_cancelled,
        ..event
    }
}
