//! Where one can go while a point is closed: the nearest other point that is open, by the hours that every channel tells
//! (INV-11). For the page of a point, for its poster, and for whoever is sent there by the wegwijzer or the kennisbank.

use jiff::Timestamp;
use jiff::civil::Date;
use kit::db::Queries;
use kit::hours::{Outlook, State};

use super::delen;
use super::openbaar::e6;
use crate::balie::infopunten::inhoud::Inhoud;
use crate::balie::infopunten::model::{Infopunt, InfopuntSoort, is_named};
use crate::balie::infopunten::uren::Uren;
use crate::balie::infopunten::{rules, store};
use crate::error::Result;
use crate::frame::Frame;
use crate::http::View;
use crate::ids::{InfopuntId, LocatieId};
use crate::kader::openingstijden::Nu;
use crate::layout::C;

/// A point to go to instead.
#[derive(Clone, Debug)]
pub struct Elders {
    pub naam: String,
    pub adres: String,
    pub url: String,
    /// "nu open tot 12.30 uur".
    pub nu: String,
}

/// A point as a page of another slice tells it.
#[derive(Clone, Debug)]
pub struct Stand {
    pub id: InfopuntId,
    pub locatie: LocatieId,
    pub naam: String,
    pub voorheen: String,
    pub url: String,
    /// A line for each rule, and one for each day that goes otherwise.
    pub uren: Vec<String>,
    pub nu: Nu,
    /// While it is closed.
    pub elders: Option<Elders>,
}

impl Stand {
    /// Whether a question names this point (L-72).
    pub fn is_named_in(&self, question: &str) -> bool {
        is_named(&self.naam, &self.voorheen, question)
    }
}

/// Where a point lies; one without a place is looked for in the middle of its gebied.
fn place_of(frame: &Frame, punt: &Infopunt) -> Option<(i64, i64)> {
    punt.place.or_else(|| {
        let gebied = frame.gebied(punt.gebied)?;
        let middle = frame.plaatsen.middle_of(&gebied.sleutel)?;
        Some((e6(middle.lat()), e6(middle.lon())))
    })
}

/// How many days until somebody can walk in, and whether that is later than now; nothing if that is not known.
fn wait(outlook: Outlook, today: Date) -> Option<(i32, bool)> {
    let days = |date: Date| today.until(date).map_or(0, |span| span.get_days());
    match outlook {
        Outlook::OpenAlways | Outlook::OpenUntil { .. } => Some((0, false)),
        // Who still has to walk there finds it closed.
        Outlook::ClosesIn { .. } | Outlook::OpensIn { .. } | Outlook::OpensToday { .. } => {
            Some((0, true))
        }
        Outlook::OpensTomorrow { .. } => Some((1, true)),
        Outlook::OpensOn { date, .. } => Some((days(date), true)),
        Outlook::ByAppointment | Outlook::Closed => None,
    }
}

/// A point with how it stands now.
struct Now<'a> {
    punt: &'a Infopunt,
    outlook: Outlook,
    until: Timestamp,
}

/// The points where somebody can walk in, candidates and telephones left out.
fn now<'a>(c: &C, all: &'a [(Infopunt, Inhoud, Uren)]) -> Vec<Now<'a>> {
    let today = c.view.today();
    let open = all.iter().filter(|(punt, ..)| walk_in(punt));
    open.filter_map(|(punt, _, uren)| {
        let (outlook, until) = delen::table(uren, today)?.outlook_until(c.view.now);
        Some(Now {
            punt,
            outlook,
            until,
        })
    })
    .collect()
}

fn walk_in(punt: &Infopunt) -> bool {
    punt.state.is_told() && punt.soort != InfopuntSoort::Kcc
}

/// The nearest that is open now; else the nearest of those that open on the first day.
fn nearest(c: &C, punt: &Infopunt, all: &[Now<'_>]) -> Option<Elders> {
    let (frame, today) = (&c.view.frame, c.view.today());
    let from = place_of(frame, punt);
    let others = all.iter().filter(|one| one.punt.id != punt.id);
    let found = others
        .filter_map(|one| {
            let far = rules::distance(from, place_of(frame, one.punt));
            Some((wait(one.outlook, today)?, far, one))
        })
        .min_by(|a, b| (a.0, a.1, &a.2.punt.naam).cmp(&(b.0, b.1, &b.2.punt.naam)))?;
    Some(elders(
        c,
        found.2.punt,
        delen::teller(c).outlook(found.2.outlook, today),
    ))
}

fn elders(c: &C, punt: &Infopunt, nu: String) -> Elders {
    let place = format!("{} {}", punt.postcode, punt.plaats);
    Elders {
        naam: punt.naam.clone(),
        adres: format!("{}, {}", punt.adres, place.trim()),
        url: url(c, punt),
        nu,
    }
}

fn url(c: &C, punt: &Infopunt) -> String {
    c.url(&format!("/infopunten/{}", punt.sleutel))
}

/// Where one can go now instead of this point; nothing while it is open itself.
pub(super) fn instead(
    c: &C,
    punt: &Infopunt,
    all: &[(Infopunt, Inhoud, Uren)],
    is_open: bool,
) -> Option<Elders> {
    (!is_open).then(|| nearest(c, punt, &now(c, all))).flatten()
}

/// Where one can go on the first of the coming days on which this point is closed against its rule: the nearest that is
/// open then, with the day.
pub(super) fn instead_on(
    c: &C,
    punt: &Infopunt,
    uren: &Uren,
    all: &[(Infopunt, Inhoud, Uren)],
) -> Option<(Date, Elders)> {
    let (frame, today) = (&c.view.frame, c.view.today());
    let own = delen::table(uren, today)?;
    let days = today.series(jiff::Span::new().days(1));
    let closed = days
        .take_while(|day| *day <= delen::later(today, delen::AHEAD_DAYS))
        .find(|day| own.exception(*day).is_some() && !is_open_on(&own, *day))?;
    let from = place_of(frame, punt);
    let found = all
        .iter()
        .filter(|(one, ..)| one.id != punt.id && walk_in(one))
        .filter_map(|(one, _, uren)| {
            let table = delen::table(uren, today)?;
            let far = rules::distance(from, place_of(frame, one));
            is_open_on(&table, closed).then_some((far, one, table))
        })
        .min_by(|a, b| (a.0, &a.1.naam).cmp(&(b.0, &b.1.naam)))?;
    let nu = delen::teller(c).hours_of_day(&found.2.day(closed));
    Some((closed, elders(c, found.1, nu)))
}

fn is_open_on(table: &kit::hours::Timetable, day: Date) -> bool {
    let pieces = table.day(day);
    pieces.iter().any(|piece| piece.state == State::Open)
}

/// The public points that are meant, as they stand now. Nothing more is read when none is.
pub fn list_standen(
    tx: &mut impl Queries,
    c: &C,
    is_meant: impl Fn(&Infopunt) -> bool,
) -> Result<Vec<Stand>> {
    let punten = store::list_infopunten(tx, c.view.frame.id)?;
    if !punten.iter().any(|punt| is_public(punt, &is_meant)) {
        return Ok(Vec::new());
    }
    Ok(MetUren::load(tx, &c.view)?.standen(c, is_meant))
}

fn is_public(punt: &Infopunt, is_meant: impl Fn(&Infopunt) -> bool) -> bool {
    punt.state.is_public() && is_meant(punt)
}

/// Every point with its content and its hours from one day on.
#[derive(Default)]
pub struct MetUren(Vec<(Infopunt, Inhoud, Uren)>);

impl MetUren {
    /// Reads them for the day it is now.
    pub fn load(tx: &mut impl Queries, view: &View) -> Result<Self> {
        Ok(Self(delen::load(tx, view)?))
    }

    /// The public points that are meant, as they stand now.
    pub fn standen(&self, c: &C, is_meant: impl Fn(&Infopunt) -> bool) -> Vec<Stand> {
        let open = now(c, &self.0);
        // Whichever opens next may be nearer than what is told.
        let first = open.iter().map(|one| one.until).min();
        let meant = self.0.iter();
        let meant = meant.filter(|(punt, ..)| is_public(punt, &is_meant));
        meant
            .map(|(punt, _, uren)| stand(c, (punt, uren), &open, first))
            .collect()
    }
}

fn stand(
    c: &C,
    (punt, uren): (&Infopunt, &Uren),
    open: &[Now<'_>],
    first: Option<Timestamp>,
) -> Stand {
    let beeld = delen::beeld(c, uren);
    let own = open.iter().find(|one| one.punt.id == punt.id);
    let own = own.map_or(c.view.now, |one| one.until);
    let until = if beeld.is_open {
        own
    } else {
        first.unwrap_or(own)
    };
    let anders = beeld.anders.iter();
    Stand {
        id: punt.id,
        locatie: punt.locatie,
        naam: punt.naam.clone(),
        voorheen: punt.voorheen.clone(),
        url: url(c, punt),
        uren: beeld
            .regels
            .iter()
            .cloned()
            .chain(anders.map(|(dag, uren, reden)| format!("{dag}: {uren} ({reden})")))
            .collect(),
        elders: (!beeld.is_open).then(|| nearest(c, punt, open)).flatten(),
        nu: Nu {
            zin: beeld.nu,
            until,
            open: beeld.is_open,
        },
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use super::*;

    #[test]
    fn what_is_open_comes_before_what_opens_and_that_by_day() {
        let today = date(2026, 3, 2);
        let at = time(9, 0, 0, 0);
        let order = [
            Outlook::OpenUntil {
                date: today,
                time: at,
            },
            Outlook::OpensToday { time: at },
            Outlook::OpensTomorrow { time: at },
            Outlook::OpensOn {
                date: date(2026, 3, 5),
                time: at,
            },
        ];
        let waits: Vec<_> = order.map(|one| wait(one, today).unwrap()).to_vec();
        assert!(waits.windows(2).all(|pair| pair[0] < pair[1]), "{waits:?}");
        assert_eq!(
            wait(
                Outlook::ClosesIn {
                    minutes: 5,
                    time: at
                },
                today
            ),
            wait(Outlook::OpensToday { time: at }, today)
        );
        assert_eq!(wait(Outlook::Closed, today), None);
        assert_eq!(wait(Outlook::ByAppointment, today), None);
    }
}
