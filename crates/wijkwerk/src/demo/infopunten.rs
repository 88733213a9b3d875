//! Points with hours, partners and what is temporary, as the note tells it.

use jiff::SignedDuration;
use jiff::civil::Date;

use super::jaar::{Gebeurtenis, Jaar};
use super::roosters;
use crate::access::Actor;
use crate::balie::folders::NewFolder;
use crate::balie::folders::actions::lay;
use crate::balie::infopunten::actions::{Wending, make_infopunt, turn_infopunt};
use crate::balie::infopunten::tijdelijk::{
    NewBouwproject, NewTussenoplossing, add_project, move_project, review_interim, start_interim,
    start_search,
};
use crate::balie::infopunten::tijden::set_hours;
use crate::balie::infopunten::uren::{NewUitzondering, UitzonderingBron, set_exception};
use crate::balie::infopunten::{
    InfopuntSoort, Inhoud, NewInfopunt, Rang, Stap, find_infopunt, set_inhoud,
};
use crate::balie::roosters::{Bezettingsregel, set_regel};
use crate::error::Result;
use crate::ids::{GebiedId, InfopuntId, TussenoplossingId};
use crate::kader::inrichting::{Beslissing, Waarde};

/// A point that was made: where it lies and what rank it has.
pub(super) type Gemaakt = (InfopuntId, GebiedId, Rang);

/// The day on which the first look at something temporary is taken, and how much later each next one is.
const REVIEWED: i64 = 186;
const LATER: i64 = 9;

fn later(day: Date, days: i32) -> Date {
    day.checked_add(jiff::Span::new().days(days)).unwrap_or(day)
}

/// Gives every point its hours, its functions and its partners; and what is temporary its end.
pub(super) fn furnish(
    jaar: &mut Jaar<'_>,
    place: usize,
    actor: &Actor,
    punten: &[Gemaakt],
) -> Result<()> {
    let frame = jaar.plaatsen[place].frame.clone();
    let today = frame.today(jaar.app.clock().now());
    let partners = roosters::partners(&frame);
    let functies: Vec<String> = frame
        .inrichting
        .functies
        .iter()
        .map(|one| one.sleutel.clone())
        .collect();
    for (n, (id, _, rang)) in punten.iter().enumerate() {
        let id = *id;
        let (typed, count) = match rang {
            Rang::Hoofd => ("ma-vr 9-17, za 10-13", 6),
            Rang::Neven => ("ma-do 9-12.30, wo ook 13.30-17", 2),
            Rang::Geen => ("ma-vr 8.30-17, do ook 17-20", functies.len()),
        };
        let inhoud = Inhoud {
            functies: functies.iter().skip(n % 2).take(count).cloned().collect(),
            partners: if partners.len() == roosters::AANDELEN.len() && *rang != Rang::Geen {
                partners.clone()
            } else {
                Vec::new()
            },
            // One building stands alone.
            huurders: partners
                .iter()
                .map(|(organisatie, _)| *organisatie)
                .take(if n == 1 { 1 } else { 3 })
                .collect(),
        };
        let basis = (*rang == Rang::Neven).then_some(15 * 60);
        let folder = NewFolder {
            infopunt: id,
            item: None,
            naam: "Wat kan er in de buurt".to_owned(),
            organisatie: frame.organisaties.first().map(|org| org.id),
            aantal: Some(60),
        };
        jaar.app.write_blocking(&frame, actor, move |ctx| {
            set_inhoud(ctx, id, &inhoud, basis)?;
            let made = set_hours(ctx, id, typed, today)?;
            lay(ctx, &folder)?;
            Ok(made)
        })?;
    }
    // Until the roster begins, at the end of the year, whoever sits at a point arranges that without it.
    let shared = punten.iter().filter(|(.., rang)| *rang != Rang::Geen);
    let all: Vec<InfopuntId> = shared.map(|(id, ..)| *id).collect();
    jaar.app
        .write_blocking(&frame, &Actor::Command, move |ctx| {
            for infopunt in &all {
                let regel = Bezettingsregel {
                    minimum: 0,
                    ..Bezettingsregel::unsaid(*infopunt, today)
                };
                set_regel(ctx, &regel)?;
            }
            Ok(())
        })?;
    if let Some((id, ..)) = punten.get(1).copied() {
        let new = NewUitzondering {
            infopunt: id,
            from: later(today, 3),
            until: later(today, 3),
            times: String::new(),
            reden: "De vloer wordt die dag gedaan.".to_owned(),
            bron: UitzonderingBron::Hand,
        };
        jaar.app
            .write_blocking(&frame, actor, move |ctx| set_exception(ctx, &new))?;
    }
    temporary(jaar, place, actor, punten, today)
}

/// The buildings that the note says are still to come, and what stands there until then.
fn temporary(
    jaar: &mut Jaar<'_>,
    place: usize,
    actor: &Actor,
    punten: &[Gemaakt],
    today: Date,
) -> Result<()> {
    let frame = jaar.plaatsen[place].frame.clone();
    let Beslissing::Besloten(Waarde::Lijst(names)) =
        frame.inrichting.parameter("infopunt.nogNietOpgeleverd")
    else {
        return Ok(());
    };
    let Some(organisatie) = frame
        .organisaties
        .iter()
        .find(|org| org.soort == "welzijn")
        .map(|org| org.id)
    else {
        return Ok(());
    };
    let mut candidate = None;
    for (n, naam) in names.iter().enumerate() {
        let Some(wijk) = frame
            .wijken()
            .find(|wijk| naam.contains(wijk.naam.split([' ', '-', '/']).next().unwrap_or("")))
        else {
            continue;
        };
        let volgorde = i64::try_from(n).unwrap_or(0) + 1;
        let expected = later(today, 200 + 120 * i32::try_from(n).unwrap_or(0));
        let new = NewBouwproject {
            naam: naam.clone(),
            soort: if naam.to_lowercase().contains("light") {
                "mfa_light"
            } else {
                "mfa"
            }
            .to_owned(),
            gebied: wijk.id,
            volgorde,
            expected: Some(expected),
        };
        let project = jaar
            .app
            .write_blocking(&frame, actor, move |ctx| add_project(ctx, &new))?;
        let Some((id, ..)) = punten
            .iter()
            .find(|(_, gebied, _)| *gebied == wijk.id)
            .copied()
        else {
            continue;
        };
        let interim = NewTussenoplossing {
            infopunt: id,
            bouwproject: Some(project),
            organisatie,
            wat: "Het punt zit in een unit op het plein.".to_owned(),
            einde: "Het nieuwe gebouw is opgeleverd.".to_owned(),
            since: later(today, -400),
            until: None,
        };
        let started = jaar.app.write_blocking(&frame, actor, move |ctx| {
            let started = start_interim(ctx, &interim)?;
            if n == 0 {
                move_project(
                    ctx,
                    project,
                    later(expected, 180),
                    "De bouw begint later dan gedacht.",
                )?;
                let reduce = Wending {
                    reden: "In de unit is minder plaats.".to_owned(),
                    ..Wending::just(Stap::Reduce)
                };
                turn_infopunt(ctx, id, &reduce)?;
            }
            Ok(started)
        })?;
        // Most are looked at when half a year is over, or somewhat later; one of four is forgotten.
        let days = REVIEWED + LATER * i64::try_from(n).unwrap_or(0);
        if n % 4 != 3 {
            let at = jaar.app.clock().now();
            let at = at.checked_add(SignedDuration::from_hours(24 * days + 6));
            if let Ok(at) = at {
                jaar.plan(at, place, Gebeurtenis::Toets(started));
            }
        }
        candidate = candidate.or(Some(id));
    }
    let Some(id) = candidate else { return Ok(()) };
    jaar.app.write_blocking(&frame, actor, move |ctx| {
        start_search(ctx, id, None)?;
        let gemeente = ctx.gemeente();
        let Some(punt) = find_infopunt(ctx, gemeente, id)? else {
            return Ok(());
        };
        let new = NewInfopunt {
            naam: "Voorbeeldhuis In Beraad".to_owned(),
            locatie: punt.locatie,
            gebied: punt.gebied,
            organisatie: punt.organisatie,
            soort: InfopuntSoort::Infopunt,
            rang: Rang::Neven,
            open: false,
            voorheen: String::new(),
        };
        make_infopunt(ctx, &new).map(drop)
    })
}

/// Somebody looks whether what is temporary still does.
pub(super) fn review(jaar: &mut Jaar<'_>, place: usize, id: TussenoplossingId) -> Result<()> {
    const FOUND: &[&str] = &[
        "Het is krap, maar bewoners weten de unit te vinden.",
        "De verwarming is gemaakt. Verder gaat het goed.",
        "Er is een spreekkamer bij gekomen.",
    ];
    let frame = jaar.plaatsen[place].frame.clone();
    let chance = &mut jaar.plaatsen[place].chance;
    let found = chance.pick(FOUND).copied().unwrap_or(FOUND[0]);
    jaar.app
        .write_blocking(&frame, &Actor::Command, move |ctx| {
            review_interim(ctx, id, found)
        })
}
