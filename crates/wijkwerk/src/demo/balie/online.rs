//! What residents ask the desk on the website in the last days of the simulated year: one was answered by mail, one waits
//! to be called.

use super::Stap;
use crate::access::Actor;
use crate::balie::contacten::{self, CallTime, OwnQuestion, Reply};
use crate::demo::jaar::{Gebeurtenis, Jaar};
use crate::error::Result;
use crate::ids::ContactvraagId;

/// A question: so many days before the end, at that second of the day, and the answer two days later if there is one.
pub(super) struct Gevraagd {
    pub(super) days: i64,
    pub(super) seconds: i64,
    vraag: &'static str,
    onderwerp: &'static str,
    email: Option<&'static str>,
    telefoon: Option<&'static str>,
    antwoord: Option<&'static str>,
}

pub(super) const GEVRAAGD: &[Gevraagd] = &[
    Gevraagd {
        days: 7,
        seconds: 20 * 3600 + 600,
        vraag: "Wij willen met de straat een plantenbak opknappen. Betaalt iemand mee aan de aarde en de planten?",
        onderwerp: "groen",
        email: Some("vrager.vijf@voorbeeld.example"),
        telefoon: None,
        antwoord: Some(
            "Dat kan. Er is elk jaar een klein bedrag voor groen dat bewoners zelf verzorgen. Schrijf op wat u wilt \
             planten en met wie, en lever het in bij de balie. Binnen twee weken hoort u of het lukt.",
        ),
    },
    Gevraagd {
        days: 1,
        seconds: 20 * 3600 + 1800,
        vraag: "Mijn moeder kan de tuin niet meer zelf doen. Wie kan daarbij helpen?",
        onderwerp: "zorg",
        email: None,
        telefoon: Some("020 123 45 67"),
        antwoord: None,
    },
];

/// Somebody asks.
pub(super) fn ask(jaar: &mut Jaar<'_>, place: usize, n: usize) -> Result<()> {
    let (frame, gevraagd) = (jaar.plaatsen[place].frame.clone(), &GEVRAAGD[n]);
    let owned = |text: Option<&str>| text.map(ToOwned::to_owned);
    let new = OwnQuestion {
        vraag: gevraagd.vraag.to_owned(),
        onderwerp: Some(gevraagd.onderwerp.to_owned()),
        gebied: frame.wijken().next().map(|wijk| wijk.id),
        reply: Some(if gevraagd.email.is_some() {
            Reply::Mail
        } else {
            Reply::Call
        }),
        email: owned(gevraagd.email),
        telefoon: owned(gevraagd.telefoon),
        wanneer: CallTime::Afternoon,
        taal: "nl".to_owned(),
    };
    let id = jaar
        .app
        .write_blocking(&frame, &Actor::Nobody, move |ctx| {
            contacten::ask_online(ctx, &new, None)
        })?;
    if gevraagd.antwoord.is_some() {
        let now = jaar.app.clock().now();
        let after = jiff::SignedDuration::from_hours(38);
        let at = now.checked_add(after).unwrap_or(now);
        jaar.plan(at, place, Gebeurtenis::Balie(Stap::OnlineAntwoord(n, id)));
    }
    Ok(())
}

/// The desk answers in words, which go by mail.
pub(super) fn answer(
    jaar: &mut Jaar<'_>,
    place: usize,
    n: usize,
    id: ContactvraagId,
) -> Result<()> {
    let Some(antwoord) = GEVRAAGD[n].antwoord else {
        return Ok(());
    };
    let frame = jaar.plaatsen[place].frame.clone();
    let gemeente = frame.id;
    let vraag = jaar
        .app
        .db()
        .read_blocking(move |tx| contacten::get_vraag(tx, gemeente, id))?;
    let gebied = super::gebied_of(jaar, place, vraag.contact)?;
    let actor = super::somebody_for(jaar, place, gebied)?;
    jaar.app.write_blocking(&frame, &actor, move |ctx| {
        contacten::answer(ctx, id, antwoord).map(drop)
    })
}
