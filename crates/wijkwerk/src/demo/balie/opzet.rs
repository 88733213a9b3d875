//! What stands ready before the first question: points where they were agreed, training and instructions.

use super::desk;
use crate::access::Actor;
use crate::balie::contacten::{instructies, scholing};
use crate::balie::infopunten::actions::{make_infopunt, make_locatie};
use crate::balie::infopunten::{Aantal, InfopuntSoort, NewInfopunt, NewLocatie, Rang};
use crate::demo::jaar::Jaar;
use crate::demo::{formatie, infopunten};
use crate::error::Result;
use crate::frame::Frame;
use crate::ids::GebiedId;
use crate::kader::inrichting::{Beslissing, Waarde, WoordSleutel};

/// Buildings that points have moved into.
const ARRIVED: &[&str] = &["mfa", "gezondheidscentrum", "zorginstelling"];
const MODULES: &[(&str, Option<i64>)] = &[
    ("Een gesprek aan de balie", None),
    ("Meldcode", Some(24)),
    ("Omgaan met gegevens van bewoners", Some(12)),
];

/// Where the points are: as many as were agreed, two in each part of the town; one desk where no number was.
pub(super) fn places(jaar: &Jaar<'_>, place: usize) -> Vec<(GebiedId, Rang)> {
    let frame = &jaar.plaatsen[place].frame;
    let wijken: Vec<_> = frame.wijken().collect();
    let Some(agreed) = Aantal::of(frame, &[]).agreed else {
        let first = wijken.first().map(|wijk| (wijk.id, Rang::Geen));
        return first.into_iter().collect();
    };
    let most = usize::try_from(agreed).unwrap_or(0);
    let mut found: Vec<(GebiedId, Rang)> = Vec::new();
    for (rang, nth) in [(Rang::Hoofd, 0), (Rang::Neven, 1)] {
        for (n, wijk) in wijken.iter().enumerate() {
            let before = wijken[..n]
                .iter()
                .filter(|other| other.parent == wijk.parent)
                .count();
            if before == nth && found.len() < most {
                found.push((wijk.id, rang));
            }
        }
    }
    for wijk in &wijken {
        if found.len() < most && found.iter().all(|(id, _)| *id != wijk.id) {
            found.push((wijk.id, Rang::Neven));
        }
    }
    found
}

/// Makes the points and whatever stands ready at them.
pub(super) fn open(jaar: &mut Jaar<'_>, place: usize) -> Result<()> {
    let frame = jaar.plaatsen[place].frame.clone();
    let Some(beheerder) = jaar.plaatsen[place]
        .mensen
        .find("functioneelbeheerder", None)
        .cloned()
    else {
        return Ok(());
    };
    let actor = jaar.as_person(place, &beheerder)?;
    let welfare = frame
        .organisaties
        .iter()
        .find(|org| org.soort == "welzijn")
        .or(frame.organisaties.first())
        .map(|org| org.id);
    let own = frame
        .organisaties
        .iter()
        .find(|org| org.soort == "gemeente")
        .map(|org| org.id);
    let points = places(jaar, place);
    let central = points.len() == 1;
    let Some(organisatie) = (if central { own } else { welfare }) else {
        return Ok(());
    };
    let word = &frame.inrichting.woord(WoordSleutel::Infopunt).enkelvoud;
    let mut made = Vec::new();
    let mut arrived = ARRIVED.iter().cycle();
    for (n, (gebied, rang)) in points.into_iter().enumerate() {
        let wijk = frame
            .gebied(gebied)
            .map_or_else(String::new, |found| found.naam.clone());
        let naam = if central {
            "Centrale balie".to_owned()
        } else {
            format!("{} {wijk}", capital(word))
        };
        // Where a building is still to come the point waits for it; the others are in one already.
        let soort = match is_to_come(&frame, &wijk) {
            _ if central => "stadhuis",
            Some(false) => arrived.next().copied().unwrap_or("mfa"),
            _ => "buurthuis",
        };
        let locatie = NewLocatie {
            naam: if central {
                "Stadhuis".to_owned()
            } else {
                format!("Voorbeeldhuis {wijk}")
            },
            soort: soort.to_owned(),
            organisatie: Some(organisatie),
            gebied: Some(gebied),
            adres: format!("Voorbeeldstraat {}", n + 1),
            postcode: String::new(),
            plaats: frame.naam.clone(),
            telefoon: Some(format!("000 000 00 {:02}", n + 1)),
            place: frame
                .gebied(gebied)
                .and_then(|found| frame.plaatsen.middle_of(&found.sleutel))
                .map(crate::wijkaanpak::meldingen::to_e6),
            sterren: 0,
            toegankelijkheid: String::new(),
        };
        let id = jaar.app.write_blocking(&frame, &actor, move |ctx| {
            let locatie = make_locatie(ctx, &locatie)?;
            let new = NewInfopunt {
                naam: naam.clone(),
                locatie,
                gebied,
                organisatie,
                soort: if central {
                    InfopuntSoort::CentraleBalie
                } else {
                    InfopuntSoort::Infopunt
                },
                rang,
                open: true,
                voorheen: if n == 0 && !central {
                    format!("Buurtpost {wijk}")
                } else {
                    String::new()
                },
            };
            make_infopunt(ctx, &new)
        })?;
        made.push((id, gebied, rang));
    }
    infopunten::furnish(jaar, place, &actor, &made)?;
    train(jaar, place)?;
    formatie::make(jaar, place)
}

/// Whether the note says that a building for this wijk is still to come; nothing where it says nothing of the kind.
fn is_to_come(frame: &Frame, wijk: &str) -> Option<bool> {
    let Beslissing::Besloten(Waarde::Lijst(names)) =
        frame.inrichting.parameter("infopunt.nogNietOpgeleverd")
    else {
        return None;
    };
    let first = wijk.split([' ', '-', '/']).next().unwrap_or("");
    Some(names.iter().any(|naam| naam.contains(first)))
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// Modules that everybody passed at some time, some of them too long ago; and an instruction.
fn train(jaar: &mut Jaar<'_>, place: usize) -> Result<()> {
    let frame = jaar.plaatsen[place].frame.clone();
    let people = desk(jaar, place);
    let manager = jaar.plaatsen[place].mensen.find("coordinator", None);
    // Where nobody keeps an eye on it, whoever set the product up did it.
    let actor = match manager.cloned() {
        Some(person) => jaar.as_person(place, &person)?,
        None => Actor::Command,
    };
    for (naam, maanden) in MODULES {
        let module = jaar.app.write_blocking(&frame, &actor, move |ctx| {
            scholing::add_scholing(ctx, naam, *maanden)
        })?;
        for person in &people {
            let chance = &mut jaar.plaatsen[place].chance;
            if chance.chance(10) {
                continue;
            }
            let (account, ago) = (person.account, chance.between(1, 420));
            jaar.app.write_blocking(&frame, &actor, move |ctx| {
                let today = ctx.today();
                let op = today
                    .checked_sub(jiff::Span::new().days(ago))
                    .unwrap_or(today);
                scholing::note_passed(ctx, module, account, op)
            })?;
        }
    }
    jaar.app.write_blocking(&frame, &actor, |ctx| {
        let tekst = "Vraag aan het eind van elk gesprek of iemand nu zelf verder kan.";
        let today = ctx.today();
        instructies::add_instructie(ctx, "De laatste vraag", tekst, today, None).map(drop)
    })
}
