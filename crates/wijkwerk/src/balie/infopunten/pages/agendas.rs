//! The calendars that everybody may follow: of a point, and of all points of a wijk together.

use jiff::civil::Date;
use kit::db::Queries;
use kit::hours::{Event, calendar};

use super::delen::later;
use super::kanalen::address;
use super::openbaar::find;
use crate::balie::infopunten::model::{Infopunt, Uitzondering};
use crate::balie::infopunten::store::list_infopunten;
use crate::balie::infopunten::uren::{Interval, Uren, Welke};
use crate::error::{Error, Result};
use crate::handler;
use crate::http::{Guard, Kind, Req, Response, Route, View};
use crate::layout::C;

/// A calendar goes a year ahead.
const CALENDAR_DAYS: i32 = 365;
const PRODUCT: &str = "-//Wijkwerk//Infopunten//NL";

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get(
            "infopunten.agenda",
            "/{gemeente}/infopunten/{punt}/agenda.ics",
            Guard::Public,
            Kind::PublicFile,
            handler!(of_point),
        ),
        Route::get(
            "infopunten.wijkagenda",
            "/{gemeente}/wijken/{wijk}/agenda.ics",
            Guard::Public,
            Kind::PublicFile,
            handler!(of_wijk),
        ),
    ]
}

/// A point with all that its calendar tells from.
struct Gevonden {
    punt: Infopunt,
    uren: Uren,
    withdrawn: Vec<Uitzondering>,
}

impl Gevonden {
    fn read(tx: &mut impl Queries, view: &View, punt: Infopunt) -> Result<Self> {
        let today = view.today();
        let until = later(today, CALENDAR_DAYS);
        let uren = Uren::of(tx, &view.frame, punt.id, today, until)?;
        Ok(Self {
            withdrawn: Uren::taken_back(tx, view.frame.id, punt.id, today, until)?,
            uren: uren.ok_or(Error::NotFound("infopunt"))?,
            punt,
        })
    }
}

async fn of_point(req: Req) -> Result<Response> {
    let c = C::of(&req.view);
    let punt = find(&req, &c).await?.een.punt;
    let naam = punt.naam.clone();
    let found = req
        .read(move |tx, view| Gevonden::read(tx, view, punt.clone()))
        .await?;
    Ok(answer(&c, &naam, &events(&c, &found)))
}

/// Every point that this wijk has for itself or shares with the wijken around it; a candidate is not there (INV-14).
async fn of_wijk(req: Req) -> Result<Response> {
    let key = req.param("wijk").to_owned();
    let wijk = req.frame.wijken().find(|wijk| wijk.sleutel == key);
    let (id, naam) = wijk
        .map(|wijk| (wijk.id, wijk.naam.clone()))
        .ok_or(Error::NotFound("wijk"))?;
    let found = req
        .read(move |tx, view| {
            let frame = &view.frame;
            let mut all = Vec::new();
            for punt in list_infopunten(tx, frame.id)? {
                let is_here = frame.within(punt.gebied).contains(&id)
                    || frame.within(id).contains(&punt.gebied);
                if is_here && punt.state.is_public() {
                    all.push(Gevonden::read(tx, view, punt)?);
                }
            }
            Ok(all)
        })
        .await?;
    let c = C::of(&req.view);
    let mut all: Vec<Event> = found.iter().flat_map(|one| events(&c, one)).collect();
    all.sort_by(|one, other| (one.from, &one.uid).cmp(&(other.from, &other.uid)));
    let naam = c.t1("infopunt-agenda-wijk", "wijk", naam);
    Ok(answer(&c, &naam, &all))
}

/// The same for a whole day: what did not change is not sent again.
fn answer(c: &C, naam: &str, events: &[Event]) -> Response {
    let (zone, today) = (&c.view.frame.zone, c.view.today());
    let stamp = zone.to_ambiguous_timestamp(today.at(0, 0, 0, 0));
    let stamp = stamp.compatible().unwrap_or(c.view.now);
    crate::http::calendar(calendar(PRODUCT, naam, zone, stamp, events))
}

/// Every open hour, and every one that was promised and is not, by hours that others replaced or that were taken back too:
/// that stays in calendars as cancelled.
fn events(c: &C, found: &Gevonden) -> Vec<Event> {
    let Gevonden {
        punt,
        uren,
        withdrawn,
    } = found;
    let (frame, today) = (&c.view.frame, c.view.today());
    let until = later(today, CALENDAR_DAYS);
    let told = uren.intervals(Welke::Published, today, until);
    let promised = uren.ever_promised(today, until, withdrawn);
    let base = &c.view.app.config().base_url;
    let url = format!("{base}{}", c.url(&format!("/infopunten/{}", punt.sleutel)));
    let gone = promised.into_iter().filter(|one| {
        !told
            .iter()
            .any(|other| (other.date, other.from) == (one.date, one.from))
    });
    let gone: Vec<Interval> = gone.collect();
    let moment = |date: Date, minutes: u16| {
        let day = if minutes >= 1440 {
            date.tomorrow().unwrap_or(date)
        } else {
            date
        };
        let time = jiff::civil::time(
            i8::try_from(minutes % 1440 / 60).unwrap_or(0),
            i8::try_from(minutes % 60).unwrap_or(0),
            0,
            0,
        );
        frame
            .zone
            .to_ambiguous_timestamp(day.to_datetime(time))
            .compatible()
            .unwrap_or(c.view.now)
    };
    let event = |one: &Interval, is_cancelled: bool| Event {
        uid: format!("{}-{}-{}@wijkwerk", punt.id, one.date, one.from),
        from: moment(one.date, one.from),
        to: moment(one.date, one.until),
        summary: c.t1("infopunt-agenda-open", "naam", punt.naam.as_str()),
        description: punt.telefoon.clone(),
        location: Some(address(punt)),
        url: Some(url.clone()),
        sequence: u32::try_from(uren.openingsversie).unwrap_or(0),
        changed_at: None,
        is_cancelled,
    };
    let mut all: Vec<Event> = told.iter().map(|one| event(one, false)).collect();
    all.extend(gone.iter().map(|one| event(one, true)));
    all.sort_by_key(|one| (one.from, one.is_cancelled));
    all
}
