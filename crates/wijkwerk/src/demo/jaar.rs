//! The simulated year: only the product's own actions, in order, with a moving clock.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use super::balie;
use super::infopunten;
use super::kennis;
use super::mensen::{self, Mensen, Persoon};
use super::plannen;
use super::roosters;
use super::tekening::{Stage, scene};
use super::teksten::{PARTNER_KLAAR, REDENEN, STRATEN, VOORVALLEN};
use super::toeval::Toeval;
use super::verwijzingen;
use super::wijkvragen;
use crate::access::{Actor, LinkHolder, LinkKind};
use crate::app::App;
use crate::error::{Error, Result};
use crate::frame::Frame;
use crate::ids::{
    AandachtsgebiedId, GebiedId, MelderId, MeldingId, OrgaanId, TaakId, TussenoplossingId,
};
use crate::kader::accounts::actor_for;
use crate::kader::bestanden::{self, NewPhoto};
use crate::kader::bewijzen::Bewijs;
use crate::wijkaanpak::meldingen::actions::{complete, subjects, submit};
use crate::wijkaanpak::meldingen::judge;
use crate::wijkaanpak::meldingen::triage::triage;
use crate::wijkaanpak::meldingen::{
    self, Bron, Contactgegevens, FieldState, NewMelding, TriageOutcome, list_volgers,
};
use crate::wijkaanpak::taken;

/// Something that happens at a moment.
#[derive(Clone, Debug)]
pub enum Gebeurtenis {
    Submit,
    Triage(MeldingId, usize),
    Assign(TaakId, MeldingId, usize),
    Finish(TaakId, MeldingId, usize),
    Complete(MeldingId),
    Judge(MeldingId),
    Plan(plannen::Stap),
    Balie(balie::Stap),
    Kennis(kennis::Stap),
    Verwijs(verwijzingen::Stap),
    Wijkvraag(wijkvragen::Stap),
    Rooster,
    /// The half-yearly look at something temporary.
    Toets(TussenoplossingId),
    /// Readers of the journaal, mail and the nightly work.
    Tick,
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
                    self.plan(at, place, Gebeurtenis::Submit);
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
        }
    }

    fn happen(&mut self, place: usize, what: Gebeurtenis) -> Result<()> {
        match what {
            Gebeurtenis::Submit => self.submit(place),
            Gebeurtenis::Triage(id, kind) => self.triage(place, id, kind),
            Gebeurtenis::Assign(taak, melding, kind) => self.assign(place, taak, melding, kind),
            Gebeurtenis::Finish(taak, melding, kind) => self.finish(place, taak, melding, kind),
            Gebeurtenis::Complete(id) => self.complete(place, id),
            Gebeurtenis::Judge(id) => self.judge(place, id),
            Gebeurtenis::Plan(step) => plannen::happen(self, place, step),
            Gebeurtenis::Balie(step) => balie::happen(self, place, step),
            Gebeurtenis::Kennis(step) => kennis::happen(self, place, step),
            Gebeurtenis::Verwijs(step) => verwijzingen::happen(self, place, step),
            Gebeurtenis::Wijkvraag(step) => wijkvragen::happen(self, place, step),
            Gebeurtenis::Rooster => roosters::happen(self, place),
            Gebeurtenis::Toets(id) => infopunten::review(self, place, id),
            Gebeurtenis::Tick => self.tick(place),
        }
    }

    /// Mail and notifications of this day.
    fn tick(&mut self, place: usize) -> Result<()> {
        // The readers look at every gemeente at once.
        if place == 0 {
            for _ in 0..READS {
                if crate::notifications::read_new(self.app)? == 0 {
                    break;
                }
            }
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

    /// Whoever decides on meldingen for this team.
    fn decider(&self, place: usize, orgaan: Option<OrgaanId>) -> Result<Actor> {
        let mensen = &self.plaatsen[place].mensen;
        let person = ["wijkbeheerder", "wijkopzichter"]
            .iter()
            .find_map(|rol| mensen.find(rol, orgaan))
            .ok_or(Error::Internal("nobody decides here".into()))?;
        self.as_person(place, person)
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

    fn submit(&mut self, place: usize) -> Result<()> {
        let kind = self.plaatsen[place].chance.below(VOORVALLEN.len());
        let voorval = &VOORVALLEN[kind];
        let photo = if self.plaatsen[place].chance.chance(45) {
            Some(self.photo(place, kind, Stage::Before)?)
        } else {
            None
        };
        let token = self.app.token();
        let Plaats { frame, chance, .. } = &mut self.plaatsen[place];
        let wijken: Vec<_> = frame.wijken().collect();
        let Some(wijk) = chance.pick(&wijken) else {
            return Ok(());
        };
        let keys = subjects(&frame.inrichting);
        let with_themes = frame.inrichting.has_themas();
        let index = if with_themes {
            voorval.thema
        } else {
            voorval.vakken[0]
        };
        let zin = chance.pick(voorval.zinnen).copied().unwrap_or_default();
        let straat = chance.pick(STRATEN).copied().unwrap_or_default();
        let contact = if chance.chance(70) {
            let n = chance.below(9000);
            Contactgegevens {
                naam: None,
                email: Some(format!("bewoner{n}@bewoners.example")),
                telefoon: None,
                taal: if chance.chance(8) {
                    "en".into()
                } else {
                    "nl".into()
                },
            }
        } else {
            Contactgegevens {
                taal: "nl".into(),
                ..Contactgegevens::default()
            }
        };
        let new = NewMelding {
            gebied: Some(wijk.id),
            place: near(frame, &wijk.sleutel, chance),
            near_home: chance.chance(15),
            onderwerp: keys.get(index % keys.len().max(1)).cloned(),
            omschrijving: zin.to_owned(),
            plaats: Some(straat.to_owned()),
            kanaal: "digitaal".into(),
            bron: Bron::Bewoner,
            bron_id: None,
            contact,
            photos: photo.into_iter().collect(),
            token,
            external: None,
            raised_on: None,
        };
        let frame = frame.clone();
        let made = self
            .app
            .write_blocking(&frame, &Actor::Nobody, move |ctx| submit(ctx, &new, None))?;
        self.in_hours(place, 2, 60, Gebeurtenis::Triage(made.id, kind));
        Ok(())
    }

    fn triage(&mut self, place: usize, id: MeldingId, kind: usize) -> Result<()> {
        let frame = self.plaatsen[place].frame.clone();
        let melding = self.melding(place, id)?;
        let actor = self.decider(place, melding.orgaan)?;
        let voorval = &VOORVALLEN[kind];
        let open = self.plaatsen[place]
            .open
            .get(&melding.gebied)
            .cloned()
            .unwrap_or_default();
        let Plaats { chance, .. } = &mut self.plaatsen[place];
        let dice = chance.below(100);
        let partners: Vec<_> = frame
            .organisaties
            .iter()
            .filter(|org| org.soort != "gemeente")
            .map(|org| org.id)
            .collect();
        let outcome = match (dice, open.first(), chance.pick(&partners)) {
            (0..16, Some(_), _) => TriageOutcome::Aandachtsgebied(open[chance.below(open.len())]),
            (16..28, _, Some(partner)) => TriageOutcome::Doorgezet(*partner),
            (28..36, ..) => TriageOutcome::NoAction {
                reason: chance.pick(REDENEN).copied().unwrap_or_default().to_owned(),
            },
            _ => {
                let all: Vec<String> = frame
                    .inrichting
                    .disciplines
                    .iter()
                    .map(|vak| vak.sleutel.clone())
                    .collect();
                let mut vakken: Vec<String> = voorval
                    .vakken
                    .iter()
                    .filter_map(|n| all.get(n % all.len().max(1)))
                    .cloned()
                    .collect();
                if chance.chance(12) {
                    vakken.extend(all.first().filter(|vak| !vakken.contains(vak)).cloned());
                }
                TriageOutcome::Taken {
                    disciplines: vakken,
                }
            }
        };
        let decided = outcome.clone();
        self.app
            .write_blocking(&frame, &actor, move |ctx| triage(ctx, id, &decided))?;
        match outcome {
            TriageOutcome::Taken { .. } => {
                let gemeente = frame.id;
                let tasks = self
                    .app
                    .db()
                    .read_blocking(move |tx| taken::list_of_melding(tx, gemeente, id))?;
                for task in tasks.iter().filter(|task| task.state == "open") {
                    self.in_hours(place, 1, 30, Gebeurtenis::Assign(task.id, id, kind));
                }
            }
            TriageOutcome::Doorgezet(_) => self.in_hours(place, 72, 400, Gebeurtenis::Complete(id)),
            TriageOutcome::Aandachtsgebied(_) | TriageOutcome::NoAction { .. } => {}
        }
        Ok(())
    }

    fn assign(&mut self, place: usize, taak: TaakId, id: MeldingId, kind: usize) -> Result<()> {
        let frame = self.plaatsen[place].frame.clone();
        let melding = self.melding(place, id)?;
        let Some(team) = melding.orgaan else {
            return Ok(());
        };
        let actor = self.assigner(place, team)?;
        let crew: Vec<_> = self.plaatsen[place]
            .mensen
            .all("vakploeg", team)
            .iter()
            .map(|p| p.account)
            .collect();
        let Plaats { chance, .. } = &mut self.plaatsen[place];
        let who = chance.pick(&crew).copied();
        let ahead = chance.between(0, 6);
        let today = frame.today(self.app.clock().now());
        let day = today
            .checked_add(jiff::Span::new().days(ahead))
            .unwrap_or(today);
        self.app.write_blocking(&frame, &actor, move |ctx| {
            taken::assign(ctx, taak, who, Some(day), 0)
        })?;
        self.in_hours(
            place,
            ahead * 24 + 2,
            ahead * 24 + 30,
            Gebeurtenis::Finish(taak, id, kind),
        );
        Ok(())
    }

    fn assigner(&self, place: usize, team: OrgaanId) -> Result<Actor> {
        let mensen = &self.plaatsen[place].mensen;
        let person = ["wijkopzichter", "wijkbeheerder"]
            .iter()
            .find_map(|rol| mensen.find(rol, Some(team)))
            .ok_or(Error::Internal("nobody assigns here".into()))?;
        self.as_person(place, person)
    }

    fn finish(&mut self, place: usize, taak: TaakId, id: MeldingId, kind: usize) -> Result<()> {
        let frame = self.plaatsen[place].frame.clone();
        let gemeente = frame.id;
        let task = self
            .app
            .db()
            .read_blocking(move |tx| taken::get_taak(tx, gemeente, taak))?;
        if !matches!(task.state.as_str(), "open" | "planned") {
            return Ok(());
        }
        let crew = self.plaatsen[place]
            .mensen
            .alle
            .iter()
            .find(|p| Some(p.account) == task.account)
            .cloned();
        let Some(person) = crew else { return Ok(()) };
        let actor = self.as_person(place, &person)?;
        let evidence = if self.plaatsen[place].chance.chance(60) {
            Bewijs::File(self.photo(place, kind, Stage::After)?)
        } else {
            let on = frame.today(self.app.clock().now());
            Bewijs::Visit {
                by: person.naam.clone(),
                on,
                seen: VOORVALLEN[kind].klaar.to_owned(),
            }
        };
        let done = self.app.write_blocking(&frame, &actor, move |ctx| {
            taken::finish(ctx, taak, &evidence)
        })?;
        if done {
            self.in_hours(place, 12, 200, Gebeurtenis::Judge(id));
        }
        Ok(())
    }

    fn complete(&mut self, place: usize, id: MeldingId) -> Result<()> {
        let frame = self.plaatsen[place].frame.clone();
        let melding = self.melding(place, id)?;
        if !melding.is_open() {
            return Ok(());
        }
        let actor = self.decider(place, melding.orgaan)?;
        let sentence = self.plaatsen[place]
            .chance
            .pick(PARTNER_KLAAR)
            .copied()
            .unwrap_or_default();
        let by = frame
            .organisaties
            .iter()
            .find(|org| Some(org.id) == melding.organisatie)
            .map_or_else(String::new, |org| org.naam.clone());
        let evidence = Bewijs::Visit {
            by,
            on: frame.today(self.app.clock().now()),
            seen: sentence.to_owned(),
        };
        self.app.write_blocking(&frame, &actor, move |ctx| {
            complete(ctx, id, &evidence, sentence)
        })?;
        self.in_hours(place, 12, 200, Gebeurtenis::Judge(id));
        Ok(())
    }

    fn judge(&mut self, place: usize, id: MeldingId) -> Result<()> {
        let frame = self.plaatsen[place].frame.clone();
        let melding = self.melding(place, id)?;
        if melding.field_state != FieldState::Done || !self.plaatsen[place].chance.chance(60) {
            return Ok(());
        }
        let Some(actor) = self.reporter(place, id)? else {
            return Ok(());
        };
        let solved = melding.reopened > 0 || self.plaatsen[place].chance.chance(84);
        match self
            .app
            .write_blocking(&frame, &actor, move |ctx| judge(ctx, solved))
        {
            Ok(_) | Err(Error::Refused(_)) => {}
            Err(error) => return Err(error),
        }
        if !solved {
            let gemeente = frame.id;
            let tasks = self
                .app
                .db()
                .read_blocking(move |tx| taken::list_of_melding(tx, gemeente, id))?;
            let kind = self.plaatsen[place].chance.below(VOORVALLEN.len());
            for task in tasks.iter().filter(|task| task.state == "open") {
                self.in_hours(place, 4, 40, Gebeurtenis::Assign(task.id, id, kind));
            }
        }
        Ok(())
    }

    /// The reporter of a melding as the holder of a link, if an address was left.
    pub fn reporter(&self, place: usize, id: MeldingId) -> Result<Option<Actor>> {
        let gemeente = self.plaatsen[place].frame.id;
        let people = self
            .app
            .db()
            .read_blocking(move |tx| list_volgers(tx, gemeente, id))?;
        Ok(people
            .into_iter()
            .find(|person| person.contact.email.is_some())
            .map(|person| {
                let holder: MelderId = person.id;
                Actor::Link(LinkHolder {
                    id: uuid::Uuid::nil().into(),
                    kind: LinkKind::Melder,
                    subject: id.0,
                    holder: holder.0,
                })
            }))
    }

    /// The melding as it stands.
    pub fn melding(&self, place: usize, id: MeldingId) -> Result<meldingen::Melding> {
        let gemeente = self.plaatsen[place].frame.id;
        self.app
            .db()
            .read_blocking(move |tx| meldingen::get_melding(tx, gemeente, id))
    }
}

/// A place somewhere in the wijk.
fn near(
    frame: &Frame,
    wijk: &str,
    chance: &mut Toeval,
) -> Option<crate::kader::gebieden::Coordinaat> {
    use crate::kader::gebieden::Coordinaat;
    let middle = frame.plaatsen.middle_of(wijk)?;
    for _ in 0..8 {
        #[expect(
            clippy::cast_precision_loss,
            reason = "a few hundred steps of some metres"
        )]
        let step = |n: i64| n as f64 * 0.000_04;
        let lat = middle.lat() + step(chance.between(-150, 150));
        let lon = middle.lon() + step(chance.between(-220, 220));
        let Ok(place) = Coordinaat::new(lat, lon) else {
            continue;
        };
        if frame
            .plaatsen
            .lookup(place)
            .is_some_and(|plek| plek.wijken.iter().any(|key| key == wijk))
        {
            return Some(place);
        }
    }
    Some(middle)
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
