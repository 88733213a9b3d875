//! A melding in the simulated year: let us know, decided, worked on, done and judged.

use super::{Gebeurtenis, Jaar, Plaats};
use crate::access::{Actor, LinkHolder, LinkKind};
use crate::demo::tekening::Stage;
use crate::demo::teksten::{PARTNER_KLAAR, REDENEN, STRATEN, VOORVALLEN};
use crate::demo::toeval::Toeval;
use crate::error::{Error, Result};
use crate::frame::Frame;
use crate::ids::{GebiedId, MelderId, MeldingId, OrgaanId, TaakId};
use crate::kader::bewijzen::Bewijs;
use crate::wijkaanpak::meldingen::actions::{complete, subjects, submit};
use crate::wijkaanpak::meldingen::triage::triage;
use crate::wijkaanpak::meldingen::{
    self, Bron, Contactgegevens, FieldState, NewMelding, TriageOutcome, judge, list_volgers,
};
use crate::wijkaanpak::taken;

impl Jaar<'_> {
    /// Whoever decides on meldingen for this team.
    pub(super) fn decider(&self, place: usize, orgaan: Option<OrgaanId>) -> Result<Actor> {
        let mensen = &self.plaatsen[place].mensen;
        let person = ["wijkbeheerder", "wijkopzichter"]
            .iter()
            .find_map(|rol| mensen.find(rol, orgaan))
            .ok_or(Error::Internal("nobody decides here".into()))?;
        self.as_person(place, person)
    }

    pub(super) fn submit(&mut self, place: usize, from: Option<GebiedId>) -> Result<()> {
        let kind = self.plaatsen[place].chance.below(VOORVALLEN.len());
        let voorval = &VOORVALLEN[kind];
        let photo = if self.plaatsen[place].chance.chance(45) {
            Some(self.photo(place, kind, Stage::Before)?)
        } else {
            None
        };
        let token = self.app.token();
        let Plaats { frame, chance, .. } = &mut self.plaatsen[place];
        let wijken: Vec<_> = frame
            .wijken()
            .filter(|wijk| from.is_none_or(|from| wijk.id == from))
            .collect();
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
        // Some of who leave an address call or come by, and somebody enters it.
        let kanaal = match &contact.email {
            Some(email) if email.starts_with("bewoner7") => kanaal_by_hand(frame),
            _ => None,
        };
        let (by_hand, wijk_id) = (kanaal.is_some(), wijk.id);
        let new = NewMelding {
            gebied: Some(wijk.id),
            place: near(frame, &wijk.sleutel, chance),
            near_home: chance.chance(15),
            onderwerp: keys.get(index % keys.len().max(1)).cloned(),
            omschrijving: zin.to_owned(),
            plaats: Some(straat.to_owned()),
            kanaal: kanaal.unwrap_or_else(|| "digitaal".into()),
            bron: Bron::Bewoner,
            bron_id: None,
            contact,
            photos: photo.into_iter().collect(),
            token,
            external: None,
            raised_on: None,
        };
        let frame = frame.clone();
        let team = frame.intake_team(wijk_id).map(|team| team.id);
        let actor = if by_hand {
            self.decider(place, team)?
        } else {
            Actor::Nobody
        };
        let made = self
            .app
            .write_blocking(&frame, &actor, move |ctx| submit(ctx, &new, None))?;
        self.in_hours(place, 2, 60, Gebeurtenis::Triage(made.id, kind));
        Ok(())
    }

    pub(super) fn triage(&mut self, place: usize, id: MeldingId, kind: usize) -> Result<()> {
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

    pub(super) fn assign(
        &mut self,
        place: usize,
        taak: TaakId,
        id: MeldingId,
        kind: usize,
    ) -> Result<()> {
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

    pub(super) fn finish(
        &mut self,
        place: usize,
        taak: TaakId,
        id: MeldingId,
        kind: usize,
    ) -> Result<()> {
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

    pub(super) fn complete(&mut self, place: usize, id: MeldingId) -> Result<()> {
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

    pub(super) fn judge(&mut self, place: usize, id: MeldingId) -> Result<()> {
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

/// The first channel by which somebody of the gemeente enters what comes in.
fn kanaal_by_hand(frame: &Frame) -> Option<String> {
    let all = frame.inrichting.kanalen.iter();
    all.map(|kanaal| kanaal.sleutel.clone())
        .find(|sleutel| !matches!(sleutel.as_str(), "digitaal" | "import"))
}

/// A place somewhere in the wijk.
pub(super) fn near(
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
