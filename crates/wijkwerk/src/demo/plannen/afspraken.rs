//! The afspraken of a simulated werkplan: proposed, answered, delivered, verified.

use super::{Stap, first_member, owner, show_photo, soft, team_members, wijkbeheerder};
use crate::demo::jaar::{Gebeurtenis, Jaar};
use crate::demo::tekening::Stage;
use crate::demo::teksten::ONDERWERPEN;
use crate::error::{Error, Result};
use crate::ids::{AandachtsgebiedId, AfspraakId, OrgaanId};
use crate::kader::bewijzen::Bewijs;
use crate::wijkaanpak::werkplannen::{
    NewAfspraak, NewBijdrage, Van, actions as acts, find_afspraak, list_bijdragen,
};
use crate::write::Write;

pub(super) fn propose(
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

pub(super) fn answer(
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

pub(super) fn deliver(
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
        acts::deliver(ctx, afspraak, &proof)?;
        put_in(ctx, afspraak)
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

/// Reports what it took: as promised, of one in four an hour more.
fn put_in(ctx: &mut Write<'_>, afspraak: AfspraakId) -> Result<()> {
    let gemeente = ctx.gemeente();
    let Some(of) = find_afspraak(ctx, gemeente, afspraak)? else {
        return Ok(());
    };
    let promised = list_bijdragen(ctx, gemeente, of.aandachtsgebied)?;
    let more = if afspraak.0.as_u128().is_multiple_of(4) {
        60
    } else {
        0
    };
    for one in promised.into_iter().filter(|one| one.afspraak == afspraak) {
        let wanted = NewBijdrage {
            van: one.van,
            organisatie: one.organisatie,
            minuten: one.minuten + more,
            cents: one.cents,
            materiaal: None,
            planned: false,
        };
        acts::contribute(ctx, afspraak, &wanted)?;
    }
    Ok(())
}

pub(super) fn verify(
    jaar: &mut Jaar<'_>,
    place: usize,
    afspraak: AfspraakId,
    orgaan: OrgaanId,
) -> Result<()> {
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
        // Of one in three the photo is shown too, by whoever records results there.
        Ok(()) if afspraak.0.as_u128().is_multiple_of(3) => {
            match show_photo(jaar, place, &actor, afspraak.0) {
                Ok(()) | Err(Error::Forbidden(_)) => Ok(()),
                Err(other) => Err(other),
            }
        }
        Ok(()) | Err(Error::Refused(_) | Error::Forbidden(_) | Error::NotFound(_)) => Ok(()),
        Err(other) => Err(other),
    }
}
