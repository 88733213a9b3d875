//! Formation, contacts and support of the demo: what was transferred, half an adviser per part of the town, and hours.

use std::collections::BTreeSet;

use super::jaar::Jaar;
use super::mensen::Persoon;
use crate::access::Actor;
use crate::error::Result;
use crate::frame::Frame;
use crate::ids::{AccountId, FormatieafspraakId, GebiedId, OrgaanId, OrganisatieId};
use crate::kader::formatie::actions::{agree, allot, fill, note_support, set_contact};
use crate::kader::formatie::{
    Contactsoort, Doelgroep, NewContactregel, NewRegel, Ondersteuningsoort, SUPPORTED,
};
use crate::kader::organisaties::actions::welcome_bewonersgroep;
use crate::publiek::bewonersgroep::Contactwijze;
use crate::publiek::bewonersgroep::actions::note_contact;

/// Transferred, and of that for the whole town (L-60, L-65).
const TRANSFERRED: (i64, i64) = (11_000, 2000);
/// Parts of the town that share two advisers (L-66, L-67).
const PARTS: usize = 4;
/// Parts that one adviser has.
const PER_ADVISER: usize = 2;

/// The parts of the town: what lies between it and its wijken. Where nothing does, the wijken themselves.
fn parts(frame: &Frame) -> Vec<GebiedId> {
    let above: BTreeSet<GebiedId> = frame.wijken().filter_map(|wijk| wijk.parent).collect();
    let between = frame.gebieden.iter();
    let between = between.filter(|gebied| gebied.parent.is_some() && above.contains(&gebied.id));
    let found: Vec<GebiedId> = between.map(|gebied| gebied.id).collect();
    if found.is_empty() {
        return frame.wijken().map(|wijk| wijk.id).take(PARTS).collect();
    }
    found.into_iter().take(PARTS).collect()
}

/// Per area whoever works there, everybody once.
fn there<'a>(
    frame: &Frame,
    people: &[Persoon],
    areas: impl Iterator<Item = &'a GebiedId>,
) -> Vec<Option<AccountId>> {
    let mut taken = BTreeSet::new();
    areas
        .map(|area| {
            let found = people.iter().find(|person| {
                let orgaan = person.orgaan.and_then(|id| frame.orgaan(id));
                orgaan.is_some_and(|orgaan| frame.wijken_of(orgaan).contains(area))
                    && !taken.contains(&person.account)
            });
            let account = found.map(|person| person.account);
            taken.extend(account);
            account
        })
        .collect()
}

/// What contact with a group was about.
const CONTACT: [(Contactwijze, &str); 3] = [
    (
        Contactwijze::Talk,
        "Samen op het plein gekeken wat er beter kan.",
    ),
    (
        Contactwijze::Meeting,
        "De agenda voor het voorjaar besproken.",
    ),
    (Contactwijze::Phone, "Uitgelegd hoe een ruimte te huur is."),
];

/// Where welfare work was transferred; elsewhere there is nothing to show.
pub fn make(jaar: &mut Jaar<'_>, place: usize) -> Result<()> {
    let frame = jaar.plaatsen[place].frame.clone();
    let of_soort = |soort: &str| {
        let found = frame.organisaties.iter().find(|org| org.soort == soort);
        found.map(|org| org.id)
    };
    let people = &jaar.plaatsen[place].mensen.alle;
    let with = |rol: &str| -> Vec<Persoon> {
        let found = people.iter().filter(|person| person.rol == rol);
        found.cloned().collect()
    };
    let (Some(welfare), Some(own)) = (of_soort("welzijn"), of_soort("gemeente")) else {
        return Ok(());
    };
    let areas = parts(&frame);
    let workers = there(&frame, &with("opbouwwerker"), areas.iter());
    let advisers = there(
        &frame,
        &with("wijkbeheerder"),
        areas.iter().step_by(PER_ADVISER),
    );
    let (Some(first), Some(wijk)) = (
        workers.iter().flatten().next().copied(),
        frame.wijken().next().map(|wijk| wijk.id),
    ) else {
        return Ok(());
    };
    if areas.len() < PARTS {
        return Ok(());
    }
    let central = with("coordinator");
    let named = move |rol: &str| {
        let naam = frame.inrichting.rol(rol).map(|rol| rol.naam.nl.clone());
        naam.unwrap_or_else(|| rol.to_owned())
    };
    let (worker, adviser, lead) = (
        named("opbouwwerker"),
        named("wijkbeheerder"),
        named("coordinator"),
    );
    let frame = jaar.plaatsen[place].frame.clone();
    let organen: Vec<OrgaanId> = frame
        .organen
        .iter()
        .filter(|orgaan| SUPPORTED.contains(&orgaan.soort.as_str()))
        .map(|orgaan| orgaan.id)
        .collect();
    jaar.app
        .write_blocking(&frame, &Actor::Command, move |ctx| {
            let today = ctx.today();
            let part = |afspraak: FormatieafspraakId,
                        functie: &str,
                        fte: i64,
                        gebied: Option<GebiedId>,
                        organisatie: OrganisatieId| NewRegel {
                afspraak,
                functie: functie.to_owned(),
                fte,
                gebied,
                organisatie,
                valid_from: today,
            };
            let (fte, stad) = TRANSFERRED;
            let transferred = agree(
                ctx,
                "Overgang van de gemeente naar welzijn",
                fte,
                stad,
                today,
            )?;
            let town = allot(ctx, &part(transferred, &lead, stad, None, welfare))?;
            for (person, fte) in central.iter().zip([1000, 800]) {
                fill(ctx, town, person.account, fte, None, today)?;
            }
            // 0.2 of it is not allotted: the page says so.
            for (n, gebied) in areas.iter().enumerate() {
                let fte = if n == 0 { 2050 } else { 2250 };
                let id = allot(
                    ctx,
                    &part(transferred, &worker, fte, Some(*gebied), welfare),
                )?;
                if let Some(account) = workers.get(n).copied().flatten() {
                    fill(ctx, id, account, 900, None, today)?;
                }
            }
            let half = agree(ctx, "Gemeente: een halve fte per deel", 2000, 0, today)?;
            for (n, gebied) in areas.iter().enumerate() {
                let id = allot(ctx, &part(half, &adviser, 500, Some(*gebied), own))?;
                if let Some(account) = advisers.get(n / PER_ADVISER).copied().flatten() {
                    fill(ctx, id, account, 500, None, today)?;
                }
            }
            let contact = |soort, doelgroep, gebied, account, vervanger| NewContactregel {
                soort,
                doelgroep,
                gebied,
                account,
                vervanger,
                bereik: "Bel op werkdagen".to_owned(),
                valid_from: today,
            };
            let lead = central.first().map(|person| person.account);
            for audience in Doelgroep::ALL {
                let (who, deputy) = match audience {
                    Doelgroep::Professional => (lead, Some(first)),
                    _ => (Some(first), lead),
                };
                let new = contact(Contactsoort::General, Some(*audience), None, who, deputy);
                set_contact(ctx, &new)?;
            }
            for (n, gebied) in areas.iter().enumerate() {
                let who = advisers.get(n / PER_ADVISER).copied().flatten();
                let deputy = workers.get(n).copied().flatten();
                set_contact(
                    ctx,
                    &contact(Contactsoort::Substantive, None, Some(*gebied), who, deputy),
                )?;
            }
            let group = welcome_bewonersgroep(ctx, wijk, "Ouders van de speeltuin")?;
            note_support(ctx, group, Ondersteuningsoort::Room, 45, today)?;
            for (n, orgaan) in (0_i64..).zip(&organen) {
                let soorten = Ondersteuningsoort::ALL.iter().copied();
                for (soort, minuten) in soorten.zip([180, 90, 60 + 15 * n]) {
                    note_support(ctx, *orgaan, soort, minuten, today)?;
                }
            }
            let groups = organen.iter().chain([&group]);
            for (orgaan, (wijze, regel)) in groups.zip(CONTACT.iter().cycle()) {
                note_contact(ctx, *orgaan, *wijze, today, regel)?;
            }
            Ok(())
        })
}
