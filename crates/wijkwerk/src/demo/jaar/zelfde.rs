//! Three residents report the same lamp on one day, and whoever decides joins them: each hears under which number it goes on, and
//! sees one case (L-20).

use jiff::SignedDuration;

use super::meldingen::near;
use super::{Gebeurtenis, Jaar, Plaats};
use crate::access::Actor;
use crate::demo::teksten::VOORVALLEN;
use crate::demo::toeval::Toeval;
use crate::error::{Error, Result};
use crate::ids::{GebiedId, MeldingId};
use crate::kader::gebieden::Coordinaat;
use crate::wijkaanpak::meldingen::actions::{join, subjects, submit};
use crate::wijkaanpak::meldingen::triage::triage;
use crate::wijkaanpak::meldingen::{Bron, Contactgegevens, NewMelding, TriageOutcome};

/// What happens to them, one after the other.
#[derive(Clone, Debug)]
pub enum Stap {
    /// The next who reports it, after these.
    Report(GebiedId, Vec<MeldingId>),
    /// The first is taken on, the others are joined into it.
    Join(Vec<MeldingId>),
}

/// The lamps among what is reported.
const LAMP: usize = 2;
/// What the three of them write, and where they are told of it.
const REPORTERS: [(&str, &str); 3] = [
    (
        "De lantaarn op de hoek is uit. 's Avonds zie je er niets.",
        "bewoner9101@bewoners.example",
    ),
    (
        "Lamp op de hoek doet het niet meer, de kinderen fietsen hier naar huis.",
        "bewoner9102@bewoners.example",
    ),
    (
        "Sinds gisteren geen licht op de hoek bij de bushalte.",
        "bewoner9103@bewoners.example",
    ),
];
/// Hours before the end of the year at which the first reports it, so that it can still be seen among what is new.
const BEFORE: i64 = 46;

impl Jaar<'_> {
    /// Puts it on the agenda, in a wijk of whoever visits as a wijkbeheerder. It draws no chance from the year itself.
    pub(super) fn plan_same(&mut self, place: usize) {
        let Plaats { frame, mensen, .. } = &self.plaatsen[place];
        let own = mensen
            .alle
            .iter()
            .filter(|person| person.rol == "wijkbeheerder");
        let organen = own.filter_map(|person| frame.orgaan(person.orgaan?));
        let gebieden = organen.flat_map(|orgaan| frame.wijken_of(orgaan));
        let wijk = gebieden
            .filter(|id| frame.wijken().any(|wijk| wijk.id == *id))
            .min();
        let before = SignedDuration::from_hours(BEFORE);
        if let (Some(wijk), Ok(at)) = (wijk, self.until.checked_sub(before)) {
            let first = Gebeurtenis::Zelfde(Stap::Report(wijk, Vec::new()));
            self.plan(at, place, first);
        }
    }

    pub(super) fn same(&mut self, place: usize, step: Stap) -> Result<()> {
        match step {
            Stap::Report(wijk, before) => self.report_same(place, wijk, before),
            Stap::Join(all) => self.join_same(place, &all),
        }
    }

    fn report_same(
        &mut self,
        place: usize,
        wijk: GebiedId,
        mut so_far: Vec<MeldingId>,
    ) -> Result<()> {
        let Some((words, email)) = REPORTERS.get(so_far.len()) else {
            return Ok(());
        };
        let token = self.app.token();
        let frame = self.plaatsen[place].frame.clone();
        let keys = subjects(&frame.inrichting);
        let voorval = &VOORVALLEN[LAMP];
        let index = if frame.inrichting.has_themas() {
            voorval.thema
        } else {
            voorval.vakken[0]
        };
        let new = NewMelding {
            gebied: Some(wijk),
            place: self.corner(place, wijk),
            near_home: false,
            onderwerp: keys.get(index % keys.len().max(1)).cloned(),
            omschrijving: (*words).to_owned(),
            plaats: None,
            kanaal: "digitaal".into(),
            bron: Bron::Bewoner,
            bron_id: None,
            contact: Contactgegevens {
                email: Some((*email).to_owned()),
                taal: "nl".into(),
                ..Contactgegevens::default()
            },
            photos: Vec::new(),
            token,
            external: None,
            raised_on: None,
        };
        let made = self
            .app
            .write_blocking(&frame, &Actor::Nobody, move |ctx| submit(ctx, &new, None))?;
        so_far.push(made.id);
        let next = if so_far.len() < REPORTERS.len() {
            Stap::Report(wijk, so_far)
        } else {
            Stap::Join(so_far)
        };
        let now = self.app.clock().now();
        let later = now.checked_add(SignedDuration::from_mins(95));
        self.plan(later.unwrap_or(now), place, Gebeurtenis::Zelfde(next));
        Ok(())
    }

    /// The same corner each time, by chance of its own.
    fn corner(&self, place: usize, wijk: GebiedId) -> Option<Coordinaat> {
        let frame = &self.plaatsen[place].frame;
        let seed = u64::try_from(place).unwrap_or_default();
        let sleutel = &frame.gebied(wijk)?.sleutel;
        near(frame, sleutel, &mut Toeval::new(9100 + seed))
    }

    fn join_same(&mut self, place: usize, all: &[MeldingId]) -> Result<()> {
        let Some((kept, others)) = all.split_first() else {
            return Ok(());
        };
        let (kept, others) = (*kept, others.to_vec());
        let melding = self.melding(place, kept)?;
        let actor = self.decider(place, melding.orgaan)?;
        let frame = self.plaatsen[place].frame.clone();
        let vakken = &frame.inrichting.disciplines;
        let wanted = VOORVALLEN[LAMP].vakken[0];
        let vak = vakken.get(wanted % vakken.len().max(1));
        let outcome = vak.map(|vak| TriageOutcome::Taken {
            disciplines: vec![vak.sleutel.clone()],
        });
        let done = self.app.write_blocking(&frame, &actor, move |ctx| {
            if let Some(outcome) = &outcome {
                triage(ctx, kept, outcome)?;
            }
            for other in &others {
                join(ctx, *other, kept)?;
            }
            Ok(())
        });
        match done {
            Ok(()) | Err(Error::Refused(_) | Error::Forbidden(_)) => Ok(()),
            Err(other) => Err(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use kit::db::Queries;
    use kit::testing::TestDb;

    use super::*;
    use crate::demo::tests::begun;
    use crate::testing::TestApp;
    use crate::wijkaanpak::meldingen::list_volgers;

    kit::on_both_engines!(l_20_three_reporters_are_one_case_in_the_year);

    fn l_20_three_reporters_are_one_case_in_the_year(db: TestDb) {
        let test = TestApp::new(db, &[]);
        let mut year = begun(&test);
        year.until = year
            .until
            .checked_add(SignedDuration::from_hours(BEFORE + 12))
            .unwrap();
        let (before, gemeente) = (year.plaatsen[0].chance.clone(), year.plaatsen[0].frame.id);
        year.plan_same(0);
        while let Some(((at, _), (place, what))) = year.agenda.pop_first() {
            year.app.clock().set(at);
            year.happen(place, what).unwrap();
        }
        let mut after = year.plaatsen[0].chance.clone();
        assert_eq!(
            after.next(),
            before.clone().next(),
            "the year stays as it was"
        );
        let (kept, joined, people) = test
            .app
            .db()
            .read_blocking(move |tx| {
                let kept: MeldingId = tx.query_one(
                    "SELECT id FROM meldingen WHERE gemeente_id = $1 AND samengevoegd_met IS NULL",
                    &[&gemeente],
                    |row| row.get(0),
                )?;
                let joined: i64 = tx.query_one(
                    "SELECT count(*) FROM meldingen WHERE gemeente_id = $1 AND samengevoegd_met = $2",
                    &[&gemeente, &kept],
                    |row| row.get(0),
                )?;
                let people = list_volgers(tx, gemeente, kept)?.len();
                Ok::<_, Error>((kept, joined, people))
            })
            .unwrap();
        assert_eq!((joined, people), (2, REPORTERS.len()));
        assert_eq!(year.melding(0, kept).unwrap().state.word(), "taken");
    }
}
