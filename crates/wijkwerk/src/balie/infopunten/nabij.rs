//! Which points are open now, the nearest first, over every gemeente of this installation.
//!
//! The points of a gemeente stay in memory as long as its public version and its day last, and which of them are open
//! from one change to the next: what is closed is not looked at. The words for a point are made when somebody near it
//! asks, and kept until it says something else. A gemeente that lies farther away than what was found is not looked at.
//!
//! Never: another source of hours than [`uren`](super::uren), and never a point that is not public (INV-11, INV-14).

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use jiff::Timestamp;
use kit::hours::Timetable;
use kit::i18n::Lang;

use self::openings::Openings;
use super::store;
use super::uren::{self, Welke};
use crate::app::App;
use crate::error::Result;
use crate::frame::Frame;
use crate::ids::GemeenteId;
use crate::kader::gebieden::{Coordinaat, Meterschaal};
use crate::kader::openingstijden::Teller;

mod openings;

/// So far ahead days that go otherwise are read: an opening is said at most a few days ahead.
const AHEAD_DAYS: i32 = 60;

/// No degree of latitude is shorter, in metres.
const LEAST_PER_LAT: f64 = 110_570.0;

/// A square that is too large by rounding alone keeps nobody out.
const ROUNDING: f64 = 1.0 - 1e-9;

/// The points of every gemeente, as far as somebody asked for them.
#[derive(Default)]
pub struct PointIndex {
    kept: RwLock<HashMap<GemeenteId, Arc<PointList>>>,
}

/// A point that is open now.
#[derive(Clone, Debug)]
pub struct NearPoint {
    pub gemeente: String,
    pub sleutel: String,
    pub naam: String,
    pub adres: String,
    /// In metres, as the crow flies.
    pub afstand: u64,
    pub stand: Arc<PointState>,
}

/// How an open point stands for a while.
#[derive(Debug)]
pub struct PointState {
    from: Timestamp,
    until: Timestamp,
    /// When it closes, if that is known.
    pub sluit: Option<Timestamp>,
    zinnen: Vec<(Lang, String)>,
}

impl PointState {
    /// "nu open tot 12.30 uur".
    pub fn zin(&self, lang: Lang) -> &str {
        let said = self.zinnen.iter().find(|(one, _)| *one == lang);
        said.map_or("", |(_, zin)| zin)
    }

    fn holds_at(&self, now: Timestamp) -> bool {
        (self.from..self.until).contains(&now)
    }
}

/// The points of one gemeente on one day.
struct PointList {
    frame: Arc<Frame>,
    publieke_versie: i64,
    from: Timestamp,
    until: Timestamp,
    /// South-west and north-east of all points; none: there are none.
    hoeken: Option<[Coordinaat; 2]>,
    /// From south to north.
    punten: Vec<Point>,
    open: Mutex<Openings>,
}

struct Point {
    sleutel: String,
    naam: String,
    adres: String,
    place: Coordinaat,
    table: Timetable,
    stand: Mutex<Option<Arc<PointState>>>,
}

impl PointIndex {
    /// Forgets everything: what a gemeente is has changed.
    pub fn clear(&self) {
        self.kept
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .clear();
    }

    fn find(&self, wanted: &[(GemeenteId, i64)], now: Timestamp) -> Vec<Option<Arc<PointList>>> {
        let kept = self.kept.read().unwrap_or_else(PoisonError::into_inner);
        wanted
            .iter()
            .map(|(id, public)| {
                let found = kept.get(id)?;
                let holds =
                    found.publieke_versie == *public && (found.from..found.until).contains(&now);
                holds.then(|| Arc::clone(found))
            })
            .collect()
    }

    fn keep(&self, punten: &Arc<PointList>) {
        self.kept
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(punten.frame.id, Arc::clone(punten));
    }
}

/// The points that are open now, the nearest to this place first, at most `most`.
pub async fn open_near(
    app: &App,
    here: Coordinaat,
    now: Timestamp,
    most: usize,
) -> Result<Vec<NearPoint>> {
    if app.public_versions().is_empty() {
        app.refresh().await?;
    }
    let wanted = app.public_versions();
    let mut all = Vec::with_capacity(wanted.len());
    for ((id, public), found) in wanted.iter().zip(app.nabij().find(&wanted, now)) {
        match found {
            Some(found) => all.push(found),
            None => all.push(load(app, *id, *public, now).await?),
        }
    }
    Ok(nearest(&all, here, now, most))
}

async fn load(app: &App, id: GemeenteId, public: i64, now: Timestamp) -> Result<Arc<PointList>> {
    let frame = app.frame_by_id(id).await?;
    let of = frame.clone();
    let punten = app.db().read(move |tx| read(tx, &of, now)).await?;
    let (from, until) = day_of(&frame, now);
    let made = Arc::new(PointList {
        hoeken: corners(&punten),
        publieke_versie: public,
        from,
        until,
        punten,
        open: Mutex::default(),
        frame,
    });
    app.nabij().keep(&made);
    Ok(made)
}

/// The first moment of the day it is there, and of the next.
fn day_of(frame: &Frame, now: Timestamp) -> (Timestamp, Timestamp) {
    let today = frame.today(now);
    let midnight = |day: jiff::civil::Date| {
        let zoned = day.to_zoned(frame.zone.clone());
        zoned.map_or(now, |zoned| zoned.timestamp())
    };
    (midnight(today), today.tomorrow().map_or(now, midnight))
}

/// Every point that promises hours and of which it is known where it lies.
fn read(tx: &mut impl kit::db::Queries, frame: &Frame, now: Timestamp) -> Result<Vec<Point>> {
    let today = frame.today(now);
    let ahead = jiff::Span::new().days(AHEAD_DAYS);
    let until = today.checked_add(ahead).unwrap_or(today);
    let punten = store::list_open_infopunten(tx, frame.id)?;
    let alle = uren::of_all(tx, frame, &punten, today, until)?;
    let made = punten.into_iter().zip(alle).filter_map(|(punt, uren)| {
        let table = uren.timetable(Welke::Published, today).ok().flatten()?;
        let (lat, lon) = punt.place?;
        let degrees = |e6: i64| f64::from(i32::try_from(e6).unwrap_or(0)) / 1e6;
        let plaats = format!("{} {}", punt.postcode, punt.plaats);
        Some(Point {
            adres: format!("{}, {}", punt.adres, plaats.trim()),
            sleutel: punt.sleutel,
            naam: punt.naam,
            place: Coordinaat::new(degrees(lat), degrees(lon)).ok()?,
            table,
            stand: Mutex::default(),
        })
    });
    let mut made: Vec<Point> = made.collect();
    made.sort_by(|a, b| a.place.lat().total_cmp(&b.place.lat()));
    Ok(made)
}

fn corners(punten: &[Point]) -> Option<[Coordinaat; 2]> {
    let edge = |of: fn(Coordinaat) -> f64, pick: fn(f64, f64) -> f64| {
        punten.iter().map(|punt| of(punt.place)).reduce(pick)
    };
    let south_west = Coordinaat::new(
        edge(Coordinaat::lat, f64::min)?,
        edge(Coordinaat::lon, f64::min)?,
    );
    let north_east = Coordinaat::new(
        edge(Coordinaat::lat, f64::max)?,
        edge(Coordinaat::lon, f64::max)?,
    );
    Some([south_west.ok()?, north_east.ok()?])
}

impl PointList {
    /// How far its nearest point can be, in metres: none is nearer than this.
    fn least(&self, here: Coordinaat) -> Option<f64> {
        let [low, high] = self.hoeken?;
        let lat = here.lat().clamp(low.lat(), high.lat());
        let lon = here.lon().clamp(low.lon(), high.lon());
        Some(here.distance_to(Coordinaat::new(lat, lon).ok()?))
    }

    /// How an open point stands.
    fn stand(&self, punt: &Point, now: Timestamp) -> Arc<PointState> {
        let mut kept = punt.stand.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(stand) = kept.as_ref().filter(|stand| stand.holds_at(now)) {
            return Arc::clone(stand);
        }
        let (outlook, until) = punt.table.outlook_until(now);
        let say = |lang: Lang| {
            let teller = Teller {
                translations: &self.frame.translations,
                lang,
            };
            (lang, teller.outlook(outlook, self.frame.today(now)))
        };
        let stand = Arc::new(PointState {
            from: now,
            until,
            sluit: punt.table.next_change(now).map(|(at, _)| at),
            zinnen: Lang::ALL.into_iter().map(say).collect(),
        });
        *kept = Some(Arc::clone(&stand));
        stand
    }

    /// Tells of its open points, those first that lie nearest to the latitude of `nearest`: farther than what was found
    /// so far none is looked at.
    fn tell<'a>(&'a self, now: Timestamp, nearest: &mut Nearest<'a>) {
        let here = nearest.here;
        // Degrees are shortest at the place that lies farthest from the equator.
        let all = self.hoeken.into_iter().flatten().chain([here]);
        let farthest = all.map(|one| one.lat().abs()).fold(0.0, f64::max);
        let per_lon = Meterschaal::at(farthest).per_lon;
        let middle = self
            .punten
            .partition_point(|punt| punt.place.lat() < here.lat());
        let table = |place: usize| &self.punten[place].table;
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let open = open.advance(self.punten.len(), table, now, self.until);
        let at = |place: &usize| &self.punten[*place];
        let mut south = open.range(..middle).rev().map(at).peekable();
        let mut north = open.range(middle..).map(at).peekable();
        let apart = |punt: &&Point| (punt.place.lat() - here.lat()).abs() * LEAST_PER_LAT;
        // Measuring well costs more than passing by whatever lies outside the circle of what was found.
        let is_outside = |punt: &Point, limit: f64| {
            let east = (punt.place.lon() - here.lon()).abs();
            let (east, north) = (east.min(360.0 - east) * per_lon, apart(&punt));
            (east * east + north * north) * ROUNDING > limit * limit
        };
        loop {
            let (below, above) = (south.peek().map(apart), north.peek().map(apart));
            let is_below = match (below, above) {
                (Some(below), Some(above)) => below < above,
                (below, _) => below.is_some(),
            };
            let next = if is_below { south.next() } else { north.next() };
            let Some(punt) = next.filter(|punt| apart(punt) <= nearest.limit()) else {
                return;
            };
            if !is_outside(punt, nearest.limit()) {
                nearest.offer((here.distance_to(punt.place), self, punt));
            }
        }
    }
}

type Found<'a> = (f64, &'a PointList, &'a Point);

/// The open points nearest to a place, of those that were told of.
struct Nearest<'a> {
    here: Coordinaat,
    most: usize,
    /// The nearest first; of what is as far, by name.
    found: Vec<Found<'a>>,
}

impl<'a> Nearest<'a> {
    /// Farther than this nothing is wanted any more, in metres.
    fn limit(&self) -> f64 {
        match self.found.get(self.most.wrapping_sub(1)) {
            Some((far, ..)) => *far,
            None => f64::INFINITY,
        }
    }

    /// Takes it in if it is nearer than the last of as many as are wanted.
    fn offer(&mut self, (far, list, punt): Found<'a>) {
        let place = self.found.partition_point(|(other, _, known)| {
            let order = other.total_cmp(&far);
            order.then_with(|| known.naam.cmp(&punt.naam)).is_le()
        });
        if place < self.most {
            self.found.truncate(self.most - 1);
            self.found.insert(place, (far, list, punt));
        }
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a length on earth, never negative"
)]
fn metres(far: f64) -> u64 {
    far.round() as u64
}

fn nearest(
    all: &[Arc<PointList>],
    here: Coordinaat,
    now: Timestamp,
    most: usize,
) -> Vec<NearPoint> {
    let mut order: Vec<(f64, &PointList)> = all
        .iter()
        .filter_map(|punten| Some((punten.least(here)?, punten.as_ref())))
        .collect();
    order.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut nearest = Nearest {
        here,
        most,
        found: Vec::with_capacity(most),
    };
    for (least, punten) in order {
        if least > nearest.limit() {
            break;
        }
        punten.tell(now, &mut nearest);
    }
    let told = nearest
        .found
        .into_iter()
        .map(|(far, punten, punt)| NearPoint {
            gemeente: punten.frame.slug.clone(),
            sleutel: punt.sleutel.clone(),
            naam: punt.naam.clone(),
            adres: punt.adres.clone(),
            afstand: metres(far),
            stand: punten.stand(punt, now),
        });
    told.collect()
}

#[cfg(test)]
mod tests;
