//! What residents ask the bewonersorganen in the last weeks of the simulated year: answered, handed to the desk, taken on,
//! and waiting.

use jiff::{SignedDuration, Timestamp};

use super::jaar::{Gebeurtenis, Jaar};
use crate::access::Actor;
use crate::balie::wijkvragen::{NewWijkvraag, answer, ask, hand_over, take_on};
use crate::error::Result;
use crate::ids::{OrgaanId, WijkvraagId};

/// What becomes of a question.
#[derive(Clone, Copy, Debug)]
enum Afloop {
    Answered(&'static str),
    HandedOver,
    TakenOn,
    Waiting,
}

/// A question of the year: which bewonersorgaan of the gemeente is asked, how many days before the end, and what becomes
/// of it some days later.
struct Gevraagd {
    nth: usize,
    days: i64,
    vraag: &'static str,
    email: Option<&'static str>,
    afloop: Afloop,
}

/// Something that happens with a question.
#[derive(Clone, Copy, Debug)]
pub enum Stap {
    Ask(usize),
    Settle(usize, OrgaanId, WijkvraagId),
}

const GEVRAAGD: &[Gevraagd] = &[
    Gevraagd {
        nth: 0,
        days: 24,
        vraag: "Komt er dit jaar weer een straatfeest op het plein?",
        email: Some("vrager.een@voorbeeld.example"),
        afloop: Afloop::Answered(
            "Ja, wij zijn het aan het voorbereiden. Wie wil helpen, is welkom op onze volgende avond in het buurthuis.",
        ),
    },
    Gevraagd {
        nth: 0,
        days: 12,
        vraag: "Mijn uitkering is deze maand niet gekomen. Bij wie moet ik nu zijn?",
        email: Some("vrager.twee@voorbeeld.example"),
        afloop: Afloop::HandedOver,
    },
    Gevraagd {
        nth: 1,
        days: 9,
        vraag: "Mogen we met de hele straat het plantsoen zelf gaan onderhouden?",
        email: None,
        afloop: Afloop::Answered(
            "Dat mag. Wij hebben gevraagd wat daarvoor nodig is: zes bewoners die meedoen en één die het regelt.",
        ),
    },
    Gevraagd {
        nth: 0,
        days: 6,
        vraag: "Waarom gaan de lantaarns in het park 's avonds zo vroeg uit?",
        email: Some("vrager.drie@voorbeeld.example"),
        afloop: Afloop::TakenOn,
    },
    Gevraagd {
        nth: 0,
        days: 3,
        vraag: "Wanneer wordt de speeltuin opgeknapt, en mogen kinderen meedenken?",
        email: None,
        afloop: Afloop::Waiting,
    },
    Gevraagd {
        nth: 1,
        days: 1,
        vraag: "Kan er een zebrapad komen bij de school?",
        email: Some("vrager.vier@voorbeeld.example"),
        afloop: Afloop::Waiting,
    },
];

/// Puts the questions on the agenda, where there is somebody to ask.
pub fn fill_agenda(jaar: &mut Jaar<'_>, place: usize, until: Timestamp) {
    for (n, gevraagd) in GEVRAAGD.iter().enumerate() {
        let at = until.checked_sub(SignedDuration::from_hours(24 * gevraagd.days + 3));
        if let Ok(at) = at {
            jaar.plan(at, place, Gebeurtenis::Wijkvraag(Stap::Ask(n)));
        }
    }
}

/// Lets one step happen.
pub fn happen(jaar: &mut Jaar<'_>, place: usize, step: Stap) -> Result<()> {
    match step {
        Stap::Ask(n) => put(jaar, place, n),
        Stap::Settle(n, orgaan, id) => settle(jaar, place, n, orgaan, id),
    }
}

fn put(jaar: &mut Jaar<'_>, place: usize, n: usize) -> Result<()> {
    let (frame, gevraagd) = (jaar.plaatsen[place].frame.clone(), &GEVRAAGD[n]);
    let organen: Vec<_> = frame
        .organen
        .iter()
        .filter(|orgaan| orgaan.is_bewonersorgaan())
        .collect();
    let Some(orgaan) = organen.get(gevraagd.nth).or(organen.first()) else {
        return Ok(());
    };
    let Some(gebied) = orgaan.gebieden.first().copied() else {
        return Ok(());
    };
    let id = orgaan.id;
    let new = NewWijkvraag {
        gebied,
        orgaan: Some(id),
        vraag: gevraagd.vraag.to_owned(),
        email: gevraagd.email.map(ToOwned::to_owned),
        taal: "nl".to_owned(),
        token: jaar.app.token(),
    };
    let asked = jaar
        .app
        .write_blocking(&frame, &Actor::Nobody, move |ctx| ask(ctx, &new, None))?;
    if !matches!(gevraagd.afloop, Afloop::Waiting) {
        let step = Stap::Settle(n, id, asked.id);
        jaar.in_hours(place, 20, 44, Gebeurtenis::Wijkvraag(step));
    }
    Ok(())
}

fn settle(
    jaar: &mut Jaar<'_>,
    place: usize,
    n: usize,
    orgaan: OrgaanId,
    id: WijkvraagId,
) -> Result<()> {
    let frame = jaar.plaatsen[place].frame.clone();
    let chair = jaar.plaatsen[place]
        .mensen
        .find("bewonersorgaanvoorzitter", Some(orgaan))
        .cloned();
    let Some(chair) = chair else {
        return Ok(());
    };
    let actor = jaar.as_person(place, &chair)?;
    let afloop = GEVRAAGD[n].afloop;
    jaar.app
        .write_blocking(&frame, &actor, move |ctx| match afloop {
            Afloop::Answered(antwoord) => {
                take_on(ctx, id)?;
                answer(ctx, id, antwoord)
            }
            Afloop::HandedOver => hand_over(ctx, id, None),
            Afloop::TakenOn => take_on(ctx, id),
            Afloop::Waiting => Ok(()),
        })
}
