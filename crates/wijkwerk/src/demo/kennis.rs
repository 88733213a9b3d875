//! The kennisbank of the simulated year: the start catalogue, read in as any other source, each part with an institution
//! that answers for it and looks at it now and then; some forget.

use jiff::Timestamp;

use super::jaar::{Gebeurtenis, Jaar};
use super::mensen::BY_MAIL;
use crate::access::Actor;
use crate::balie::kennisbank::actions::confirm;
use crate::balie::kennisbank::inlezen::{Aanbieder, Incoming, IncomingLocatie, TakenIn, take_in};
use crate::balie::locaties;
use crate::balie::wegwijzer::{CatalogueItem, catalogue};
use crate::error::{Error, Result};
use crate::frame::Frame;
use crate::ids::KennisitemId;
use crate::kader::organisaties::Organisatie;

/// A step in the life of the kennisbank.
#[derive(Clone, Copy, Debug)]
pub enum Stap {
    Start,
    /// The institution says that a text is still right.
    Confirm(KennisitemId),
}

const DAY: i64 = 86_400;
/// Rows in one write.
const BATCH: usize = 25;
/// What must be there in every channel.
const ESSENTIAL: &[&str] = &[
    "spoed-112",
    "schulden",
    "wijkteam",
    "huisarts-ggz",
    "veilig-thuis",
    "paspoort",
    "verhuizing",
    "bijstand",
    "melding-losse-tegel",
    "formulierenhulp",
];
/// What can be had at two places, in the first and the last wijk, and its hours there.
const AT_PLACES: &[&str] = &["schulden", "wijkteam", "formulierenhulp"];
const HOURS: [&str; 2] = ["Mo-Th 09:00-17:00; Fr 09:00-12:30", "Tu,Th 13:00-16:30"];
/// Who answers for a kind of organisation that is no partner here: the nearest kind that is.
const NEAREST: &[(&str, &str)] = &[
    ("sociaal_wijkteam", "welzijn"),
    ("vrijwilligers", "welzijn"),
    ("buurtbemiddeling", "welzijn"),
    ("bibliotheek", "welzijn"),
    ("ggd", "zorg"),
    ("hulpdienst", "politie"),
];

/// What a partner of a kind answers for that no gemeente needs to have.
const OWN: &[(&str, &str)] = &[
    ("sport-bewegen", "sport"),
    ("huisarts-ggz", "gezondheidscentrum"),
];

/// What somebody at the desk says of one place.
const FLAG: &str = "De ingang is aan de achterkant van het gebouw.";

/// Puts the kennisbank on the agenda: read in on the first morning.
pub fn fill_agenda(jaar: &mut Jaar<'_>, place: usize, start: Timestamp) {
    if let Ok(at) = Timestamp::from_second(start.as_second() + 6 * 3600) {
        jaar.plan(at, place, Gebeurtenis::Kennis(Stap::Start));
    }
}

/// Lets one step happen.
pub fn happen(jaar: &mut Jaar<'_>, place: usize, step: Stap) -> Result<()> {
    match step {
        Stap::Start => start(jaar, place),
        Stap::Confirm(id) => look(jaar, place, id),
    }
}

/// The partner that answers for this text, as it is known here.
fn owner<'f>(frame: &'f Frame, item: &CatalogueItem) -> Option<&'f Organisatie> {
    let of = |kind: &str| frame.organisaties.iter().find(|org| org.soort == kind);
    let own = OWN.iter().find(|(id, _)| *id == item.id);
    let near = NEAREST
        .iter()
        .find(|(from, _)| *from == item.organisation_kind);
    own.and_then(|(_, kind)| of(kind))
        .or_else(|| of(near.map_or(item.organisation_kind, |(_, to)| *to)))
        .or_else(|| of("gemeente"))
}

/// Where somebody can walk in, when, and the number to call.
fn office(frame: &Frame, org: &Organisatie) -> IncomingLocatie {
    let n = frame.organisaties.iter().position(|one| one.id == org.id);
    let n = n.unwrap_or_default();
    let number = 50 + n;
    // Spread over the wijken, each with a postcode that no letter is ever sent to.
    let wijken: Vec<_> = frame.wijken().collect();
    let wijk = wijken.get(n % wijken.len().max(1));
    let middle = wijk.and_then(|wijk| frame.plaatsen.middle_of(&wijk.sleutel));
    let place = middle.map(crate::kader::gebieden::Coordinaat::e6);
    IncomingLocatie {
        extern_id: org.id.to_string(),
        naam: if org.soort == "gemeente" {
            "Stadhuis".into()
        } else {
            format!("Kantoor {}", org.naam)
        },
        adres: format!("Voorbeeldlaan {number}"),
        postcode: format!("0{number:03} ZZ"),
        plaats: frame.naam.clone(),
        lat_e6: place.map(|(lat, _)| lat),
        lon_e6: place.map(|(_, lon)| lon),
        telefoon: Some(format!("000 000 00 {number}")),
        openingstijden: "Mo-Fr 08:30-17:00; PH off".into(),
        ..IncomingLocatie::default()
    }
}

fn places(frame: &Frame) -> Vec<IncomingLocatie> {
    let ends = [frame.wijken().next(), frame.wijken().last()];
    ends.into_iter()
        .flatten()
        .zip(HOURS)
        .map(|(wijk, hours)| {
            let middle = frame.plaatsen.middle_of(&wijk.sleutel);
            let place = middle.map(crate::wijkaanpak::meldingen::to_e6);
            IncomingLocatie {
                extern_id: format!("spreekuur-{}", wijk.sleutel),
                naam: format!("Spreekuur {}", wijk.naam),
                adres: "Voorbeeldplein 1".into(),
                plaats: frame.naam.clone(),
                lat_e6: place.map(|(lat, _)| lat),
                lon_e6: place.map(|(_, lon)| lon),
                openingstijden: hours.into(),
                ..IncomingLocatie::default()
            }
        })
        .collect()
}

fn start(jaar: &mut Jaar<'_>, place: usize) -> Result<()> {
    let frame = jaar.plaatsen[place].frame.clone();
    let today = frame.today(jaar.app.clock().now());
    let rows: Vec<Incoming> = catalogue()
        .into_iter()
        .map(|item| (owner(&frame, &item), item))
        // Whoever stands in for another has another number.
        .map(|(org, item)| {
            let real = org.filter(|org| {
                org.soort == item.organisation_kind || OWN.contains(&(item.id, org.soort.as_str()))
            });
            (org, real, item)
        })
        .map(|(org, real, item)| Incoming {
            organisatie: org.map(|org| Aanbieder {
                naam: org.naam.clone(),
                ..Aanbieder::default()
            }),
            telefoon: real.and_then(|org| office(&frame, org).telefoon),
            email: real
                .filter(|org| org.soort == BY_MAIL)
                .map(|org| format!("loket@{}.example", org.soort)),
            locaties: if AT_PLACES.contains(&item.id) {
                places(&frame)
            } else {
                real.map(|org| office(&frame, org)).into_iter().collect()
            },
            essential: ESSENTIAL.contains(&item.id),
            assured_on: Some(today),
            ..item.row()
        })
        .collect();
    let mut made = Vec::new();
    for batch in rows.chunks(BATCH) {
        let batch = batch.to_vec();
        made.extend(
            jaar.app
                .write_blocking(&frame, &Actor::Command, move |ctx| {
                    let mut ids = Vec::new();
                    for row in &batch {
                        match take_in(ctx, row)? {
                            TakenIn::Added(id) => ids.push(id),
                            other => {
                                return Err(Error::Internal(format!(
                                    "{}: {other:?}",
                                    row.extern_id
                                )));
                            }
                        }
                    }
                    Ok(ids)
                })?,
        );
    }
    jaar.app.write_blocking(&frame, &Actor::Command, |ctx| {
        let gemeente = ctx.gemeente();
        let all = locaties::list_locaties(ctx, gemeente)?;
        match all.iter().find(|one| one.naam.starts_with("Spreekuur")) {
            Some(one) => locaties::flag(ctx, one.id, FLAG).map(drop),
            None => Ok(()),
        }
    })?;
    for id in made {
        jaar.confirm_later(place, id, DAY);
    }
    Ok(())
}

/// The owner looks; one in twelve forgets from then on.
fn look(jaar: &mut Jaar<'_>, place: usize, id: KennisitemId) -> Result<()> {
    let frame = jaar.plaatsen[place].frame.clone();
    let gemeente = frame.id;
    let item = jaar
        .app
        .db()
        .read_blocking(move |tx| crate::balie::kennisbank::get_item(tx, gemeente, id))?;
    let people = &jaar.plaatsen[place].mensen.alle;
    let found = people
        .iter()
        .find(|person| person.rol == "aanbodbeheerder" && person.organisatie == item.organisatie)
        .cloned();
    let actor = match found {
        Some(person) => jaar.as_person(place, &person)?,
        // Who has no account says so by the link in the mail.
        None => Actor::Command,
    };
    jaar.app
        .write_blocking(&frame, &actor, move |ctx| confirm(ctx, id))?;
    if !jaar.plaatsen[place].chance.chance(8) {
        jaar.confirm_later(place, id, 120 * DAY);
    }
    Ok(())
}

impl Jaar<'_> {
    /// Plans the next look at a text, some weeks after `after` seconds.
    fn confirm_later(&mut self, place: usize, id: KennisitemId, after: i64) {
        let extra = self.plaatsen[place].chance.between(0, 50 * DAY);
        let now = self.app.clock().now().as_second();
        if let Ok(at) = Timestamp::from_second(now + after + extra) {
            self.plan(at, place, Gebeurtenis::Kennis(Stap::Confirm(id)));
        }
    }
}
