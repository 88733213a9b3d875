//! Calendars: the shifts of a person, or of a point, as iCalendar (RFC 5545), by a link that cannot be guessed and can be
//! taken back.

use jiff::ToSpan as _;
use jiff::civil::Date;
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
    for (one, dienst) in store::list_own(tx, frame.id, AccountId(holder.holder), days)? {
        if one.state == State::Offered {
            continue;
        }
        let punt = points.iter().find(|(id, ..)| *id == dienst.infopunt);
        let (naam, adres) = punt.map_or(("", ""), |(_, naam, adres)| (naam, adres));
        events.push(event(frame, &dienst, naam.to_owned(), adres));
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
    let events = store::list_diensten(tx, frame.id, infopunt, days)?
        .iter()
        .map(|dienst| {
            // Who it is stays behind the sign-in: the calendar says how many.
            let count = there.get(&dienst.id).copied().unwrap_or(0);
            let summary = format!("{} {count}/{}", punt.naam, dienst.aantal);
            event(frame, dienst, summary, &punt.adres)
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
        is_cancelled: false,
    }
}
