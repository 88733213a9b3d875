//! The werkplannen of the simulated year: taken up, agreed, delivered or late, and judged.

mod aandachtsgebieden;
mod afspraken;

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use self::aandachtsgebieden::{judge, result, take_up};
use self::afspraken::{answer, deliver, propose, verify};
use super::jaar::{Gebeurtenis, Jaar, planning_teams};
use super::mensen::Persoon;
use super::teksten::ONDERWERPEN;
use crate::access::Actor;
use crate::error::{Error, Result};
use crate::frame::Frame;
use crate::ids::{AandachtsgebiedId, AfspraakId, GebiedId, OrgaanId, WerkplanId};
use crate::kader::bestanden::NewPhoto;
use crate::kader::gebieden::Coordinaat;
use crate::wijkaanpak::werkplannen::{NewPlan, PlanSoort, actions as acts, list_bewijzen};

/// A step in the life of a werkplan.
#[derive(Clone, Debug)]
pub enum Stap {
    Start {
        orgaan: OrgaanId,
        jaar: i64,
    },
    TakeUp {
        werkplan: WerkplanId,
        orgaan: OrgaanId,
        onderwerp: usize,
    },
    Agree {
        werkplan: WerkplanId,
        orgaan: OrgaanId,
    },
    Propose {
        aandachtsgebied: AandachtsgebiedId,
        orgaan: OrgaanId,
        onderwerp: usize,
        n: usize,
    },
    Answer {
        afspraak: AfspraakId,
        orgaan: OrgaanId,
        organisatie: crate::ids::OrganisatieId,
    },
    Progress {
        afspraak: AfspraakId,
        orgaan: OrgaanId,
        organisatie: crate::ids::OrganisatieId,
    },
    Deliver {
        afspraak: AfspraakId,
        orgaan: OrgaanId,
        organisatie: crate::ids::OrganisatieId,
    },
    Verify {
        afspraak: AfspraakId,
        orgaan: OrgaanId,
    },
    Result {
        aandachtsgebied: AandachtsgebiedId,
        orgaan: OrgaanId,
        onderwerp: usize,
    },
    Judge {
        aandachtsgebied: AandachtsgebiedId,
    },
    Reference {
        orgaan: OrgaanId,
    },
}

/// Starts a werkplan for every team, in the first weeks and again when the calendar year turns.
pub fn fill_agenda(jaar: &mut Jaar<'_>, place: usize, start: Timestamp, klein: bool) {
    let frame = jaar.plaatsen[place].frame.clone();
    let teams = planning_teams(&frame);
    for (n, orgaan) in teams
        .into_iter()
        .enumerate()
        .take(if klein { 2 } else { usize::MAX })
    {
        let offset = i64::try_from(n).unwrap_or(0) * 5400;
        let first = Timestamp::from_second(start.as_second() + 3 * 86_400 + 9 * 3600 + offset)
            .unwrap_or(start);
        let year = frame.today(first).year();
        jaar.plan(
            first,
            place,
            Gebeurtenis::Plan(Stap::Start {
                orgaan,
                jaar: year.into(),
            }),
        );
        let turn = jiff::civil::date(year + 1, 1, 9)
            .to_zoned(frame.zone.clone())
            .map_or(first, |day| day.timestamp());
        let next = turn
            .checked_add(SignedDuration::from_secs(10 * 3600 + offset))
            .unwrap_or(turn);
        jaar.plan(
            next,
            place,
            Gebeurtenis::Plan(Stap::Start {
                orgaan,
                jaar: (year + 1).into(),
            }),
        );
        let later = first
            .checked_add(SignedDuration::from_hours(24 * 40))
            .unwrap_or(first);
        jaar.plan(later, place, Gebeurtenis::Plan(Stap::Reference { orgaan }));
        // Plans are of a calendar year: the new one gets its own.
        if frame.today(later).year() == year {
            let later = next
                .checked_add(SignedDuration::from_hours(24 * 6))
                .unwrap_or(next);
            jaar.plan(later, place, Gebeurtenis::Plan(Stap::Reference { orgaan }));
        }
    }
}

/// Lets one step happen.
pub fn happen(jaar: &mut Jaar<'_>, place: usize, step: Stap) -> Result<()> {
    match step {
        Stap::Start { orgaan, jaar: year } => start(jaar, place, orgaan, year),
        Stap::TakeUp {
            werkplan,
            orgaan,
            onderwerp,
        } => take_up(jaar, place, werkplan, orgaan, onderwerp),
        Stap::Agree { werkplan, orgaan } => agree(jaar, place, werkplan, orgaan),
        Stap::Propose {
            aandachtsgebied,
            orgaan,
            onderwerp,
            n,
        } => propose(jaar, place, aandachtsgebied, orgaan, onderwerp, n),
        Stap::Answer {
            afspraak,
            orgaan,
            organisatie,
        } => answer(jaar, place, afspraak, orgaan, organisatie),
        Stap::Progress {
            afspraak,
            orgaan,
            organisatie,
        } => {
            let actor = owner(jaar, place, orgaan, organisatie)?;
            let frame = jaar.plaatsen[place].frame.clone();
            soft(jaar.app.write_blocking(&frame, &actor, move |ctx| {
                acts::progress(ctx, afspraak, "We zijn begonnen. De eerste helft is klaar.")
            }))
            .map(drop)
        }
        Stap::Deliver {
            afspraak,
            orgaan,
            organisatie,
        } => deliver(jaar, place, afspraak, orgaan, organisatie),
        Stap::Verify { afspraak, orgaan } => verify(jaar, place, afspraak, orgaan),
        Stap::Result {
            aandachtsgebied,
            orgaan,
            onderwerp,
        } => result(jaar, place, aandachtsgebied, orgaan, onderwerp),
        Stap::Judge { aandachtsgebied } => judge(jaar, place, aandachtsgebied),
        Stap::Reference { orgaan } => reference(jaar, place, orgaan),
    }
}

/// A refusal by a rule is part of life; anything else is a fault of the year.
fn soft<T>(result: Result<T>) -> Result<Option<T>> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(Error::Refused(_) | Error::Stale(_)) => Ok(None),
        Err(other) => Err(other),
    }
}

/// Shows the photo of this evidence to everybody: what was drawn has nobody in it.
fn show_photo(jaar: &Jaar<'_>, place: usize, actor: &Actor, subject: Uuid) -> Result<()> {
    let frame = jaar.plaatsen[place].frame.clone();
    let gemeente = frame.id;
    let db = jaar.app.db();
    for one in db.read_blocking(move |tx| list_bewijzen(tx, gemeente, subject))? {
        let (Some(hash), Some(thumbnail)) = (one.hash, one.thumbnail) else {
            continue;
        };
        let copy = NewPhoto {
            hash,
            thumbnail,
            bytes: 0,
        };
        let id = one.id;
        soft(jaar.app.write_blocking(&frame, actor, move |ctx| {
            acts::release_photo(ctx, id, &copy)
        }))?;
    }
    Ok(())
}

fn team_members(jaar: &Jaar<'_>, place: usize, orgaan: OrgaanId) -> Vec<Persoon> {
    let mut members: Vec<Persoon> = jaar.plaatsen[place]
        .mensen
        .all("wijkteamlid", orgaan)
        .into_iter()
        .cloned()
        .collect();
    members.extend(wijkbeheerder(jaar, place, orgaan));
    members
}

/// The wijkbeheerder whose wijken this team works for.
fn wijkbeheerder(jaar: &Jaar<'_>, place: usize, orgaan: OrgaanId) -> Option<Persoon> {
    let frame = &jaar.plaatsen[place].frame;
    let wijken = frame.wijken_of(frame.orgaan(orgaan)?);
    jaar.plaatsen[place]
        .mensen
        .alle
        .iter()
        .find(|person| {
            person.rol == "wijkbeheerder"
                && person
                    .orgaan
                    .and_then(|id| frame.orgaan(id))
                    .is_some_and(|other| {
                        frame
                            .wijken_of(other)
                            .iter()
                            .any(|wijk| wijken.contains(wijk))
                    })
        })
        .cloned()
}

fn first_member(jaar: &Jaar<'_>, place: usize, orgaan: OrgaanId) -> Result<Actor> {
    let members = team_members(jaar, place, orgaan);
    let person = members
        .first()
        .ok_or(Error::Internal("a team without members".into()))?;
    jaar.as_person(place, person)
}

fn owner(
    jaar: &Jaar<'_>,
    place: usize,
    orgaan: OrgaanId,
    organisatie: crate::ids::OrganisatieId,
) -> Result<Actor> {
    let members = team_members(jaar, place, orgaan);
    let person = members
        .iter()
        .find(|person| person.organisatie == Some(organisatie))
        .ok_or(Error::Internal(
            "nobody of this organisation is in the team".into(),
        ))?;
    jaar.as_person(place, person)
}

fn start(jaar: &mut Jaar<'_>, place: usize, orgaan: OrgaanId, year: i64) -> Result<()> {
    let actor = first_member(jaar, place, orgaan)?;
    let frame = jaar.plaatsen[place].frame.clone();
    let Some(werkplan) = soft(jaar.app.write_blocking(&frame, &actor, move |ctx| {
        acts::start_werkplan(ctx, orgaan, year)
    }))?
    else {
        return Ok(());
    };
    let base = jaar.plaatsen[place].chance.below(ONDERWERPEN.len());
    let many = 2 + jaar.plaatsen[place].chance.below(2);
    for n in 0..many {
        let onderwerp = (base + n) % ONDERWERPEN.len();
        jaar.in_hours(
            place,
            24,
            200,
            Gebeurtenis::Plan(Stap::TakeUp {
                werkplan,
                orgaan,
                onderwerp,
            }),
        );
    }
    jaar.in_hours(
        place,
        900,
        1000,
        Gebeurtenis::Plan(Stap::Agree { werkplan, orgaan }),
    );
    Ok(())
}

fn agree(jaar: &mut Jaar<'_>, place: usize, werkplan: WerkplanId, orgaan: OrgaanId) -> Result<()> {
    let frame = jaar.plaatsen[place].frame.clone();
    for person in team_members(jaar, place, orgaan) {
        let actor = jaar.as_person(place, &person)?;
        soft(
            jaar.app
                .write_blocking(&frame, &actor, move |ctx| acts::agree(ctx, werkplan)),
        )?;
    }
    Ok(())
}

/// Where the `n`th work of a wijk is: each some eighty metres north of the one before, so that works come together.
fn spot(frame: &Frame, gebied: GebiedId, n: usize) -> Option<(i64, i64)> {
    let key = &frame.gebied(gebied)?.sleutel;
    let (lat, lon) = frame.plaatsen.middle_of(key)?.e6();
    let north = lat + i64::try_from(n).unwrap_or(0) * 700;
    let plek = Coordinaat::from_e6(north, lon).and_then(|place| frame.plaatsen.lookup(place));
    let inside = plek.is_some_and(|plek| plek.wijken.contains(key));
    Some((if inside { north } else { lat }, lon))
}

fn reference(jaar: &mut Jaar<'_>, place: usize, orgaan: OrgaanId) -> Result<()> {
    let frame = jaar.plaatsen[place].frame.clone();
    let Some(team) = frame.orgaan(orgaan) else {
        return Ok(());
    };
    let year = frame.today(jaar.app.clock().now()).year();
    for (n, person) in team_members(jaar, place, orgaan)
        .into_iter()
        .enumerate()
        .take(3)
    {
        let Some(gebied) = frame
            .wijken()
            .find(|wijk| frame.wijken_of(team).contains(&wijk.id))
            .map(|wijk| wijk.id)
        else {
            continue;
        };
        let gemeente = frame
            .organisaties
            .iter()
            .find(|org| org.soort == "gemeente")
            .map(|org| org.id);
        let own = person.organisatie == gemeente;
        let wanted = NewPlan {
            soort: if own {
                PlanSoort::GemeentelijkWijkplan
            } else {
                PlanSoort::Partnerplan
            },
            organisatie: person.organisatie,
            gebied,
            wat: [
                "Straat opnieuw leggen",
                "Gevels en deuren schilderen",
                "Leidingen vervangen",
            ][n % 3]
                .into(),
            plaats: Some(if n < 2 { "Lange Laan" } else { "Voorbeeldpad" }.into()),
            punt: spot(&frame, gebied, n),
            jaar: year.into(),
            kwartaal: Some(1 + i64::try_from(n % 4).unwrap_or(0)),
            due: (n == 1).then(|| jiff::civil::date(year, 6, 30)),
        };
        let actor = jaar.as_person(place, &person)?;
        match jaar
            .app
            .write_blocking(&frame, &actor, move |ctx| acts::add_plan(ctx, &wanted))
        {
            Ok(_) | Err(Error::Refused(_) | Error::Forbidden(_)) => {}
            Err(other) => return Err(other),
        }
    }
    Ok(())
}
