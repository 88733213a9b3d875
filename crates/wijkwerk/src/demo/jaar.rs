//! The simulated year: only the product's own actions, in order, with a moving clock.

mod meldingen;
mod nacht;
mod zelfde;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use super::balie;
use super::infopunten;
use super::kennis;
use super::mensen::{self, Mensen, Persoon};
use super::plannen;
use super::roosters;
use super::stukken;
use super::tekening::{Stage, scene};
use super::teksten::VOORVALLEN;
use super::toeval::Toeval;
use super::vergaderingen;
use super::verwijzingen;
use super::wijkvragen;
use crate::access::Actor;
use crate::app::App;
use crate::error::{Error, Result};
use crate::frame::Frame;
use crate::ids::{AandachtsgebiedId, GebiedId, MeldingId, OrgaanId, TaakId, TussenoplossingId};
use crate::jobs::Night;
use crate::kader::accounts::actor_for;
use crate::kader::bestanden::{self, NewPhoto};

/// Something that happens at a moment.
#[derive(Clone, Debug)]
pub enum Gebeurtenis {
    /// From a wijk, or from any.
    Submit(Option<GebiedId>),
    Triage(MeldingId, usize),
    Assign(TaakId, MeldingId, usize),
    Finish(TaakId, MeldingId, usize),
    Complete(MeldingId),
    Judge(MeldingId),
    /// Several report the same.
    Zelfde(zelfde::Stap),
    Plan(plannen::Stap),
    Balie(balie::Stap),
    Kennis(kennis::Stap),
    Verwijs(verwijzingen::Stap),
    Wijkvraag(wijkvragen::Stap),
    Rooster,
    Stuk(stukken::Stap),
    /// Every team notes when it met.
    Vergaderingen,
    /// The half-yearly look at something temporary.
    Toets(TussenoplossingId),
    /// Readers of the journaal and mail.
    Tick,
    /// The nightly work of every gemeente.
    Night,
}

/// One gemeente in its year.
pub struct Plaats {
    pub frame: Arc<Frame>,
    pub mensen: Mensen,
    pub chance: Toeval,
    /// Open aandachtsgebieden per wijk, for triage.
    pub open: BTreeMap<GebiedId, Vec<AandachtsgebiedId>>,
}

/// The year of all gemeenten together, on one clock.
pub struct Jaar<'a> {
    pub app: &'a App,
    pub plaatsen: Vec<Plaats>,
    agenda: BTreeMap<(Timestamp, u64), (usize, Gebeurtenis)>,
    count: u64,
    until: Timestamp,
    pub klein: bool,
    photos: BTreeMap<(usize, u64, bool), NewPhoto>,
}

/// Most batches that the readers of one evening take.
const READS: usize = 50;
const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;

impl<'a> Jaar<'a> {
    /// A year that ends at `until`.
    pub fn new(app: &'a App, plaatsen: Vec<Plaats>, until: Timestamp, klein: bool) -> Self {
        Self {
            app,
            plaatsen,
            agenda: BTreeMap::new(),
            count: 0,
            until,
            klein,
            photos: BTreeMap::new(),
        }
    }

    /// Puts something on the agenda.
    pub fn plan(&mut self, at: Timestamp, place: usize, what: Gebeurtenis) {
        if at < self.until {
            self.count += 1;
            self.agenda.insert((at, self.count), (place, what));
        }
    }

    /// So many hours from now, and in working hours of the day that it then is.
    pub fn in_hours(&mut self, place: usize, low: i64, high: i64, what: Gebeurtenis) {
        let now = self.app.clock().now();
        let hours = self.plaatsen[place].chance.between(low, high);
        let at = now
            .checked_add(SignedDuration::from_secs(hours * HOUR + 60))
            .unwrap_or(now);
        let at = self.workday(place, at);
        self.plan(at, place, what);
    }

    fn workday(&mut self, place: usize, at: Timestamp) -> Timestamp {
        let zone = self.plaatsen[place].frame.zone.clone();
        let mut local = at.to_zoned(zone);
        while matches!(
            local.weekday(),
            jiff::civil::Weekday::Saturday | jiff::civil::Weekday::Sunday
        ) {
            local = local
                .checked_add(SignedDuration::from_secs(DAY))
                .unwrap_or(local);
        }
        let minute = i8::try_from(self.plaatsen[place].chance.between(0, 59)).unwrap_or(0);
        let hour = if (8..17).contains(&local.hour()) {
            local.hour()
        } else {
            9
        };
        let day = local.date().at(hour, minute, 0, 0);
        day.to_zoned(local.time_zone().clone())
            .map_or(at, |zoned| zoned.timestamp())
            .max(at.min(local.timestamp()))
    }

    /// Lets the whole year happen; `progress` hears how far it is, in percent.
    pub fn run(&mut self, start: Timestamp, progress: &mut dyn FnMut(i64)) -> Result<()> {
        self.fill_agenda(start);
        let total = (self.until.as_second() - start.as_second()).max(1);
        let mut told = -1;
        while let Some(((at, _), (place, what))) = self.agenda.pop_first() {
            self.app.clock().set(at);
            self.happen(place, what)?;
            let percent = (at.as_second() - start.as_second()) * 100 / total;
            if percent / 5 > told / 5 || told < 0 {
                told = percent;
                progress(percent);
            }
        }
        self.app.clock().set(self.until);
        for place in 0..self.plaatsen.len() {
            self.tick(place)?;
        }
        progress(100);
        Ok(())
    }

    fn fill_agenda(&mut self, start: Timestamp) {
        let days = (self.until.as_second() - start.as_second()) / DAY;
        let per_year = if self.klein { 36 } else { 230 };
        for place in 0..self.plaatsen.len() {
            for n in 0..per_year {
                let day = days * n / per_year;
                let hour = self.plaatsen[place].chance.between(7, 21);
                let minute = self.plaatsen[place].chance.between(0, 3599);
                let at = start.as_second() + day * DAY + hour * HOUR + minute;
                if let Ok(at) = Timestamp::from_second(at) {
                    self.plan(at, place, Gebeurtenis::Submit(None));
                }
            }
            for day in 0..days {
                if let Ok(at) = Timestamp::from_second(start.as_second() + day * DAY + 22 * HOUR) {
                    self.plan(at, place, Gebeurtenis::Tick);
                }
            }
            plannen::fill_agenda(self, place, start, self.klein);
            kennis::fill_agenda(self, place, start);
            balie::fill_agenda(self, place, start, days, self.klein);
            verwijzingen::fill_agenda(self, place, start, self.until, self.klein);
            wijkvragen::fill_agenda(self, place, self.until);
            roosters::fill_agenda(self, place, self.until);
            stukken::fill_agenda(self, place, self.until);
            vergaderingen::fill_agenda(self, place, self.until);
            self.plan_same(place);
            if !self.klein {
                self.plan_fresh(place);
            }
        }
        // The work of a night is that of all gemeenten.
        if let Some(first) = self.plaatsen.first() {
            for at in nacht::nights(start, self.until, &first.frame.zone) {
                self.plan(at, 0, Gebeurtenis::Night);
            }
        }
    }

    /// Meldingen of this morning, which nobody decided on yet: for whoever visits as a wijkbeheerder.
    fn plan_fresh(&mut self, place: usize) {
        let Plaats { frame, mensen, .. } = &self.plaatsen[place];
        let own = mensen
            .alle
            .iter()
            .filter(|person| person.rol == "wijkbeheerder");
        let organen: BTreeSet<OrgaanId> = own.filter_map(|person| person.orgaan).collect();
        let wijken = organen
            .iter()
            .filter_map(|id| frame.orgaan(*id))
            .flat_map(|orgaan| frame.wijken_of(orgaan));
        let wijken: BTreeSet<GebiedId> = wijken.collect();
        for (n, wijk) in (0_i64..).zip(wijken) {
            let before = SignedDuration::from_mins(5 + 9 * n);
            if let Ok(at) = self.until.checked_sub(before) {
                self.plan(at, place, Gebeurtenis::Submit(Some(wijk)));
            }
        }
    }

    fn happen(&mut self, place: usize, what: Gebeurtenis) -> Result<()> {
        match what {
            Gebeurtenis::Submit(wijk) => self.submit(place, wijk),
            Gebeurtenis::Triage(id, kind) => self.triage(place, id, kind),
            Gebeurtenis::Assign(taak, melding, kind) => self.assign(place, taak, melding, kind),
            Gebeurtenis::Finish(taak, melding, kind) => self.finish(place, taak, melding, kind),
            Gebeurtenis::Complete(id) => self.complete(place, id),
            Gebeurtenis::Judge(id) => self.judge(place, id),
            Gebeurtenis::Zelfde(step) => self.same(place, step),
            Gebeurtenis::Plan(step) => plannen::happen(self, place, step),
            Gebeurtenis::Balie(step) => balie::happen(self, place, step),
            Gebeurtenis::Kennis(step) => kennis::happen(self, place, step),
            Gebeurtenis::Verwijs(step) => verwijzingen::happen(self, place, step),
            Gebeurtenis::Wijkvraag(step) => wijkvragen::happen(self, place, step),
            Gebeurtenis::Rooster => roosters::happen(self, place),
            Gebeurtenis::Stuk(step) => stukken::happen(self, place, step),
            Gebeurtenis::Vergaderingen => vergaderingen::happen(self, place),
            Gebeurtenis::Toets(id) => infopunten::review(self, place, id),
            Gebeurtenis::Tick => self.tick(place),
            Gebeurtenis::Night => crate::jobs::run_due(self.app, Night::FromThree).map(drop),
        }
    }

    /// Mail and notifications of this day.
    fn tick(&mut self, place: usize) -> Result<()> {
        let frame = self.plaatsen[place].frame.clone();
        crate::kader::stukken::publish_due(self.app, &frame)?;
        // The readers look at every gemeente at once.
        if place == 0 {
            crate::publiek::publish_due(self.app)?;
            for _ in 0..READS {
                if crate::notifications::read_new(self.app)? == 0 {
                    break;
                }
            }
            crate::notifications::send_issues(self.app)?;
            crate::notifications::send_due(self.app)?;
        }
        Ok(())
    }

    /// The actor that a session of this person would make.
    pub fn as_person(&self, place: usize, person: &Persoon) -> Result<Actor> {
        let (frame, account, now) = (
            self.plaatsen[place].frame.clone(),
            person.account,
            self.app.clock().now(),
        );
        self.app
            .db()
            .read_blocking(move |tx| actor_for(tx, &frame, account, now))
    }

    /// A drawn photo, kept as an uploaded one would be. A few streets are enough: each is drawn once.
    pub fn photo(&mut self, place: usize, kind: usize, stage: Stage) -> Result<NewPhoto> {
        let variant = self.plaatsen[place].chance.next() % if self.klein { 1 } else { 6 };
        let kind = kind % VOORVALLEN.len();
        let key = (kind, variant, stage == Stage::After);
        if let Some(photo) = self.photos.get(&key) {
            return Ok(photo.clone());
        }
        let photo =
            bestanden::keep_blocking(self.app, &scene(VOORVALLEN[kind].scene, variant, stage))?
                .map_err(|_| Error::Internal("a drawn street is a photo".into()))?;
        self.photos.insert(key, photo.clone());
        Ok(photo)
    }
}

/// The first and the last moment of the year that ends on `day`.
pub fn span(day: Date, zone: &jiff::tz::TimeZone) -> Result<(Timestamp, Timestamp)> {
    let wrong = |error: jiff::Error| Error::Internal(error.to_string());
    let first = day.checked_sub(jiff::Span::new().years(1)).map_err(wrong)?;
    let start = first.to_zoned(zone.clone()).map_err(wrong)?.timestamp();
    let end = day
        .at(8, 30, 0, 0)
        .to_zoned(zone.clone())
        .map_err(wrong)?
        .timestamp();
    Ok((start, end))
}

/// The teams of a gemeente that make werkplannen.
pub fn planning_teams(frame: &Frame) -> Vec<OrgaanId> {
    frame
        .organen
        .iter()
        .filter(|orgaan| mensen::is_planning(frame, orgaan))
        .map(|orgaan| orgaan.id)
        .collect()
}
