//! The werkplannen of the simulated year: taken up, agreed, delivered or late, and judged.

use jiff::{SignedDuration, Timestamp};

use super::jaar::{Gebeurtenis, Jaar, planning_teams};
use super::mensen::Persoon;
use super::tekening::Stage;
use super::teksten::ONDERWERPEN;
use crate::access::{Actor, LinkKind};
use crate::error::{Error, Result};
use crate::ids::{AandachtsgebiedId, AfspraakId, MeldingId, OrgaanId, WerkplanId};
use crate::kader::bewijzen::Bewijs;
use crate::wijkaanpak::meldingen;
use crate::wijkaanpak::werkplannen::actions as acts;
use crate::wijkaanpak::werkplannen::{
    NewAandachtsgebied, NewAfspraak, NewBijdrage, NewPlan, PlanSoort, Van,
};

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

fn take_up(
    jaar: &mut Jaar<'_>,
    place: usize,
    werkplan: WerkplanId,
    orgaan: OrgaanId,
    onderwerp: usize,
) -> Result<()> {
    let actor = first_member(jaar, place, orgaan)?;
    let frame = jaar.plaatsen[place].frame.clone();
    let members = team_members(jaar, place, orgaan);
    let story = &ONDERWERPEN[onderwerp];
    let Some(team) = frame.orgaan(orgaan) else {
        return Ok(());
    };
    let all: Vec<_> = frame
        .wijken()
        .filter(|wijk| frame.wijken_of(team).contains(&wijk.id))
        .map(|wijk| wijk.id)
        .collect();
    let chance = &mut jaar.plaatsen[place].chance;
    let Some(wijk) = chance.pick(&all).copied() else {
        return Ok(());
    };
    let mut wijken = vec![wijk];
    if all.len() > 1 && chance.chance(30) {
        wijken.extend(all.iter().find(|other| **other != wijk));
    }
    let themas = frame
        .inrichting
        .themas
        .get(story.thema)
        .map(|thema| thema.sleutel.clone())
        .into_iter()
        .collect();
    let partners = members
        .iter()
        .filter_map(|p| Some((p.organisatie?, Some(p.account))))
        .collect();
    let wanted = NewAandachtsgebied {
        werkplan,
        titel: story.titel.into(),
        behoefte: story.behoefte.into(),
        behoefte_van: if chance.chance(75) {
            Van::Bewoners
        } else {
            Van::Partner
        },
        behoefte_bron: chance.chance(85).then(|| story.bron.to_owned()),
        wijken: wijken.clone(),
        themas,
        partners,
        eigen_initiatief: chance.chance(15),
        integraal: false,
        velden: std::collections::BTreeMap::new(),
        owner_organisatie: members.first().and_then(|p| p.organisatie),
    };
    let made = jaar.app.write_blocking(&frame, &actor, move |ctx| {
        acts::propose_aandachtsgebied(ctx, &wanted)
    })?;
    for wijk in wijken {
        jaar.plaatsen[place]
            .open
            .entry(wijk)
            .or_default()
            .push(made);
    }
    for n in 0..story.afspraken.len() {
        jaar.in_hours(
            place,
            20,
            300,
            Gebeurtenis::Plan(Stap::Propose {
                aandachtsgebied: made,
                orgaan,
                onderwerp,
                n,
            }),
        );
    }
    jaar.in_hours(
        place,
        2600,
        4200,
        Gebeurtenis::Plan(Stap::Result {
            aandachtsgebied: made,
            orgaan,
            onderwerp,
        }),
    );
    Ok(())
}

fn propose(
    jaar: &mut Jaar<'_>,
    place: usize,
    aandachtsgebied: AandachtsgebiedId,
    orgaan: OrgaanId,
    onderwerp: usize,
    n: usize,
) -> Result<()> {
    let frame = jaar.plaatsen[place].frame.clone();
    let members = team_members(jaar, place, orgaan);
    let note_taker = first_member(jaar, place, orgaan)?;
    let Some(person) = members.get((n + 1) % members.len().max(1)).cloned() else {
        return Ok(());
    };
    let Some(organisatie) = person.organisatie else {
        return Ok(());
    };
    let now = jaar.app.clock().now();
    let chance = &mut jaar.plaatsen[place].chance;
    // Spread over the year, so that at its end some have just been kept and some are still to come.
    let days = chance.between(40, 300);
    let due = frame
        .today(now)
        .checked_add(jiff::Span::new().days(days))
        .ok();
    let mine = NewBijdrage {
        van: if frame
            .organisatie(organisatie)
            .is_some_and(|org| org.soort == "gemeente")
        {
            Van::Gemeente
        } else {
            Van::Partner
        },
        organisatie: Some(organisatie),
        minuten: chance.between(2, 40) * 60,
        cents: if chance.chance(40) {
            chance.between(2, 40) * 5000
        } else {
            0
        },
        materiaal: None,
        planned: true,
    };
    let residents = NewBijdrage {
        van: Van::Bewoners,
        organisatie: None,
        minuten: chance.between(2, 30) * 60,
        cents: 0,
        materiaal: None,
        planned: true,
    };
    let bijdragen = if chance.chance(40) {
        vec![mine, residents]
    } else {
        vec![mine]
    };
    let wanted = NewAfspraak {
        aandachtsgebied,
        wat: ONDERWERPEN[onderwerp].afspraken[n].into(),
        organisatie: Some(organisatie),
        account: chance.chance(90).then_some(person.account),
        due,
        gebied: None,
        partij: None,
        bijdragen,
    };
    let made = soft(jaar.app.write_blocking(&frame, &note_taker, move |ctx| {
        acts::propose_afspraak(ctx, &wanted)
    }))?;
    let Some(afspraak) = made else { return Ok(()) };
    jaar.in_hours(
        place,
        5,
        170,
        Gebeurtenis::Plan(Stap::Answer {
            afspraak,
            orgaan,
            organisatie,
        }),
    );
    let chance = &mut jaar.plaatsen[place].chance;
    let deliver = match chance.below(10) {
        // On time, late, or not at all.
        0..7 => Some(chance.between(24 * (days - 30), 24 * (days - 1))),
        7..9 => Some(chance.between(24 * (days + 5), 24 * (days + 45))),
        _ => None,
    };
    jaar.in_hours(
        place,
        400,
        700,
        Gebeurtenis::Plan(Stap::Progress {
            afspraak,
            orgaan,
            organisatie,
        }),
    );
    if let Some(hours) = deliver {
        jaar.in_hours(
            place,
            hours,
            hours + 24,
            Gebeurtenis::Plan(Stap::Deliver {
                afspraak,
                orgaan,
                organisatie,
            }),
        );
    }
    Ok(())
}

fn answer(
    jaar: &mut Jaar<'_>,
    place: usize,
    afspraak: AfspraakId,
    orgaan: OrgaanId,
    organisatie: crate::ids::OrganisatieId,
) -> Result<()> {
    let actor = owner(jaar, place, orgaan, organisatie)?;
    let frame = jaar.plaatsen[place].frame.clone();
    if jaar.plaatsen[place].chance.chance(94) {
        soft(jaar.app.write_blocking(&frame, &actor, move |ctx| {
            acts::accept_afspraak(ctx, afspraak)
        }))
        .map(drop)
    } else {
        soft(jaar.app.write_blocking(&frame, &actor, move |ctx| {
            acts::decline_afspraak(
                ctx,
                afspraak,
                "Dit hoort bij een andere afdeling van ons. Ik vraag het na.",
            )
        }))
        .map(drop)
    }
}

fn deliver(
    jaar: &mut Jaar<'_>,
    place: usize,
    afspraak: AfspraakId,
    orgaan: OrgaanId,
    organisatie: crate::ids::OrganisatieId,
) -> Result<()> {
    let actor = owner(jaar, place, orgaan, organisatie)?;
    let frame = jaar.plaatsen[place].frame.clone();
    let proof = if jaar.plaatsen[place].chance.chance(50) {
        let kind = jaar.plaatsen[place].chance.below(10);
        let photo = jaar.photo(place, kind, Stage::After)?;
        Bewijs::File(photo)
    } else {
        let by = frame
            .organisatie(organisatie)
            .map_or_else(String::new, |org| org.naam.clone());
        let on = frame.today(jaar.app.clock().now());
        Bewijs::Visit {
            by,
            on,
            seen: "We hebben het samen met bewoners bekeken en het is klaar.".into(),
        }
    };
    let done = soft(jaar.app.write_blocking(&frame, &actor, move |ctx| {
        acts::deliver(ctx, afspraak, &proof)
    }))?;
    if done.is_some() {
        jaar.in_hours(
            place,
            24,
            300,
            Gebeurtenis::Plan(Stap::Verify { afspraak, orgaan }),
        );
    }
    Ok(())
}

fn verify(jaar: &mut Jaar<'_>, place: usize, afspraak: AfspraakId, orgaan: OrgaanId) -> Result<()> {
    let person = wijkbeheerder(jaar, place, orgaan).or_else(|| {
        jaar.plaatsen[place]
            .mensen
            .alle
            .iter()
            .find(|p| p.rol == "coordinator")
            .cloned()
    });
    let Some(person) = person else { return Ok(()) };
    let actor = jaar.as_person(place, &person)?;
    let frame = jaar.plaatsen[place].frame.clone();
    match jaar
        .app
        .write_blocking(&frame, &actor, move |ctx| acts::verify(ctx, afspraak))
    {
        Ok(()) | Err(Error::Refused(_) | Error::Forbidden(_) | Error::NotFound(_)) => Ok(()),
        Err(other) => Err(other),
    }
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

fn result(
    jaar: &mut Jaar<'_>,
    place: usize,
    aandachtsgebied: AandachtsgebiedId,
    orgaan: OrgaanId,
    onderwerp: usize,
) -> Result<()> {
    let actor = first_member(jaar, place, orgaan)?;
    let frame = jaar.plaatsen[place].frame.clone();
    let kind = ONDERWERPEN[onderwerp].thema * 2;
    let photo = jaar.photo(place, kind, Stage::After)?;
    let proof = Bewijs::File(photo);
    let text = ONDERWERPEN[onderwerp].resultaat;
    let made = soft(jaar.app.write_blocking(&frame, &actor, move |ctx| {
        acts::record_result(ctx, aandachtsgebied, text, &proof)
    }))?;
    if made.is_some() {
        let step = Gebeurtenis::Plan(Stap::Judge { aandachtsgebied });
        jaar.in_hours(place, 24, 120, step);
    }
    Ok(())
}

fn judge(jaar: &mut Jaar<'_>, place: usize, aandachtsgebied: AandachtsgebiedId) -> Result<()> {
    use kit::db::Queries;
    let frame = jaar.plaatsen[place].frame.clone();
    let gemeente = frame.id;
    let behind: Vec<MeldingId> = jaar.app.db().read_blocking(move |tx| {
        Ok::<_, Error>(tx.query(
            "SELECT id FROM meldingen WHERE gemeente_id = $1 AND aandachtsgebied_id = $2 ORDER BY id LIMIT 50",
            &[&gemeente, &aandachtsgebied],
            |row| row.get(0),
        )?)
    })?;
    for id in behind {
        let Some(actor @ Actor::Link(_)) = jaar.reporter(place, id)? else {
            continue;
        };
        debug_assert!(matches!(&actor, Actor::Link(link) if link.kind == LinkKind::Melder));
        if jaar.plaatsen[place].chance.chance(55) {
            let solved = jaar.plaatsen[place].chance.chance(80);
            let judged = jaar
                .app
                .write_blocking(&frame, &actor, move |ctx| meldingen::judge(ctx, solved));
            soft(judged)?;
        }
    }
    Ok(())
}

fn reference(jaar: &mut Jaar<'_>, place: usize, orgaan: OrgaanId) -> Result<()> {
    let frame = jaar.plaatsen[place].frame.clone();
    let Some(team) = frame.orgaan(orgaan) else {
        return Ok(());
    };
    let year: i64 = frame.today(jaar.app.clock().now()).year().into();
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
            plaats: Some("Lange Laan".into()),
            punt: None,
            jaar: year,
            kwartaal: Some(1 + i64::try_from(n % 4).unwrap_or(0)),
            due: None,
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
