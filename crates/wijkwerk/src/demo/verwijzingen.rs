//! The referrals of the simulated year: routes with consent, answers in time or not, hops, no-shows, verdicts and silence.

use jiff::Timestamp;
use kit::db::Queries as _;

use super::jaar::{Gebeurtenis, Jaar};
use crate::access::{Actor, LinkHolder, LinkKind, Permission};
use crate::balie::doorverwijzingen::{
    self as referrals, Antwoord, NewDoorverwijzing, NewRoute, Persoon, Reden, Uitkomst, Vervolg,
    Wijze, actions,
};
use crate::error::{Error, Result};
use crate::frame::Frame;
use crate::ids::{DoorverwijzingId, LinkId, OrganisatieId};

/// A topic with what somebody could ask about it.
const VRAGEN: &[(&str, &str)] = &[
    (
        "geld",
        "Ik heb drie brieven die ik niet kan betalen. Wie kijkt er met mij naar?",
    ),
    (
        "zorg",
        "Mijn moeder kan niet meer alleen naar boven. Wat kan er in huis?",
    ),
    (
        "opvoeden",
        "Mijn zoon slaapt slecht en wordt snel boos. Met wie kan ik praten?",
    ),
    (
        "meedoen",
        "Ik ken hier niemand en wil graag iets doen overdag.",
    ),
    (
        "documenten",
        "Ik krijg een formulier niet ingevuld op de computer.",
    ),
    ("buren", "De buren en ik komen er samen niet uit."),
];
const NAMEN: &[&str] = &[
    "Robin Voorbeeld",
    "Noor Verzonnen",
    "Sam Fictief",
    "Lou Bedacht",
];
const DAY: i64 = 86_400;
/// Who goes on after this many noes is called by the regisseur.
const MOST_HOPS: usize = 3;

/// A step in the life of a referral.
#[derive(Clone, Copy, Debug)]
pub enum Stap {
    /// Routes are written down, most of them agreed to.
    Routes,
    /// Somebody at a desk is referred.
    Ask,
    /// The receiver answers, or not; `hop` noes came before.
    Answer {
        id: DoorverwijzingId,
        n: usize,
        hop: usize,
    },
    /// The norm has passed.
    Again {
        id: DoorverwijzingId,
        n: usize,
        hop: usize,
    },
    Arrive(DoorverwijzingId),
    Judge(DoorverwijzingId),
}

/// Puts a year of referrals on the agenda.
pub fn fill_agenda(
    jaar: &mut Jaar<'_>,
    place: usize,
    start: Timestamp,
    until: Timestamp,
    klein: bool,
) {
    let at = |seconds: i64| Timestamp::from_second(start.as_second() + seconds).unwrap_or(start);
    jaar.plan(at(2 * DAY), place, Gebeurtenis::Verwijs(Stap::Routes));
    let days = (until.as_second() - start.as_second()) / DAY;
    let count = if klein { 12 } else { 120 };
    for n in 0..count {
        let hour = jaar.plaatsen[place].chance.between(9, 16);
        let day = 3 + (days - 3).max(0) * n / count;
        let when = at(day * DAY + hour * 3600 + 60 * (n % 50));
        jaar.plan(when, place, Gebeurtenis::Verwijs(Stap::Ask));
    }
}

/// Lets one step happen.
pub fn happen(jaar: &mut Jaar<'_>, place: usize, step: Stap) -> Result<()> {
    match step {
        Stap::Routes => routes(jaar, place),
        Stap::Ask => ask(jaar, place),
        Stap::Answer { id, n, hop } => answer(jaar, place, id, n, hop),
        Stap::Again { id, n, hop } => again(jaar, place, id, n, hop),
        Stap::Arrive(id) => arrive(jaar, place, id),
        Stap::Judge(id) => judge(jaar, place, id),
    }
}

/// A refusal by a rule is part of life; anything else is a fault of the year.
fn soft<T>(result: Result<T>) -> Result<Option<T>> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(Error::Refused(_) | Error::Stale(_) | Error::Invalid(_)) => Ok(None),
        Err(other) => Err(other),
    }
}

fn partners(frame: &Frame) -> Vec<OrganisatieId> {
    let all = frame.organisaties.iter();
    all.filter(|one| one.soort != "gemeente")
        .map(|one| one.id)
        .take(6)
        .collect()
}

/// Somebody who works at a desk.
fn desk(jaar: &Jaar<'_>, place: usize) -> Result<Actor> {
    let plaats = &jaar.plaatsen[place];
    let sends = plaats.mensen.alle.iter().find(|person| {
        let may = plaats.frame.inrichting.permissions_of(&person.rol);
        may.contains(&Permission::DoorverwijzingSend)
    });
    sends.map_or(Ok(Actor::Command), |person| jaar.as_person(place, person))
}

/// Two in three topics have a route that its receiver agreed to.
fn routes(jaar: &mut Jaar<'_>, place: usize) -> Result<()> {
    let frame = jaar.plaatsen[place].frame.clone();
    let partners = partners(&frame);
    let today = frame.today(jaar.app.clock().now());
    for (n, (onderwerp, _)) in VRAGEN.iter().enumerate() {
        let Some(organisatie) = partners.get(n % partners.len().max(1)).copied() else {
            return Ok(());
        };
        let new = NewRoute {
            onderwerp: (*onderwerp).to_owned(),
            gebied: None,
            organisatie,
            item: None,
            norm_werkdagen: 2,
            vangnet: partners.get((n + 1) % partners.len()).copied(),
            review_due: today.checked_add(jiff::Span::new().years(1)).ok(),
        };
        let agreed = n % 3 != 2;
        soft(
            jaar.app
                .write_blocking(&frame, &Actor::Command, move |ctx| {
                    let id = actions::add_route(ctx, &new)?;
                    if agreed {
                        actions::consent(ctx, id)?;
                    }
                    Ok(())
                }),
        )?;
    }
    Ok(())
}

fn ask(jaar: &mut Jaar<'_>, place: usize) -> Result<()> {
    let frame = jaar.plaatsen[place].frame.clone();
    let (actor, partners) = (desk(jaar, place)?, partners(&frame));
    let secret = jaar.app.ids().bytes();
    let wijken: Vec<_> = frame.wijken().map(|wijk| wijk.id).collect();
    let chance = &mut jaar.plaatsen[place].chance;
    let n = chance.below(VRAGEN.len());
    let (onderwerp, vraag) = VRAGEN[n];
    let Some(naar) = partners.get(n % partners.len().max(1)).copied() else {
        return Ok(());
    };
    let with_mail = chance.chance(70);
    let named = with_mail || chance.chance(40);
    let number = chance.below(9000);
    let new = NewDoorverwijzing {
        contact: None,
        onderwerp: onderwerp.to_owned(),
        item: None,
        naar,
        locatie: None,
        gebied: chance.pick(&wijken).copied(),
        infopunt: None,
        wijze: if named && chance.chance(60) {
            Wijze::Warm
        } else {
            Wijze::Cold
        },
        appointment_at: None,
        persoon: Persoon {
            naam: named.then(|| NAMEN[number % NAMEN.len()].to_owned()),
            telefoon: None,
            email: with_mail.then(|| format!("bewoner{number}@bewoners.example")),
            taal: "nl".to_owned(),
            vraag: Some(vraag.to_owned()),
        },
        secret,
    };
    let does_not_agree = chance.chance(4);
    let made = jaar
        .app
        .write_blocking(&frame, &actor, move |ctx| referrals::propose(ctx, &new));
    match soft(made)? {
        Some(id) if !does_not_agree => send(jaar, place, id, n, 0),
        _ => Ok(()),
    }
}

/// The sentence was read together; off it goes.
fn send(
    jaar: &mut Jaar<'_>,
    place: usize,
    id: DoorverwijzingId,
    n: usize,
    hop: usize,
) -> Result<()> {
    let frame = jaar.plaatsen[place].frame.clone();
    let gemeente = frame.id;
    soft(
        jaar.app
            .write_blocking(&frame, &Actor::Command, move |ctx| {
                let keten = referrals::find(ctx, gemeente, id)?.map_or(id, |one| one.keten);
                let zin = referrals::find_person(ctx, gemeente, keten)?.map(|found| found.zin);
                referrals::agree(ctx, id, &zin.unwrap_or_default())?;
                referrals::send(ctx, id)
            }),
    )?;
    jaar.in_hours(
        place,
        3,
        40,
        Gebeurtenis::Verwijs(Stap::Answer { id, n, hop }),
    );
    Ok(())
}

fn answer(
    jaar: &mut Jaar<'_>,
    place: usize,
    id: DoorverwijzingId,
    n: usize,
    hop: usize,
) -> Result<()> {
    let frame = jaar.plaatsen[place].frame.clone();
    let chance = &mut jaar.plaatsen[place].chance;
    let reden = chance.pick(Reden::ALL).copied().unwrap_or(Reden::Full);
    let what = match chance.below(100) {
        0..68 => Antwoord::Accept,
        68..86 => Antwoord::Decline(reden),
        86..93 => {
            // Nothing, until the norm has passed.
            let next = Stap::Again { id, n, hop };
            jaar.in_hours(place, 24 * 6, 24 * 8, Gebeurtenis::Verwijs(next));
            return Ok(());
        }
        _ => return Ok(()),
    };
    soft(
        jaar.app
            .write_blocking(&frame, &Actor::Command, move |ctx| {
                referrals::answer(ctx, id, what)
            }),
    )?;
    let next = match what {
        Antwoord::Accept if !jaar.plaatsen[place].chance.chance(15) => Stap::Arrive(id),
        Antwoord::Decline(_) => Stap::Again { id, n, hop },
        _ => return Ok(()),
    };
    jaar.in_hours(place, 3, 90, Gebeurtenis::Verwijs(next));
    Ok(())
}

fn again(
    jaar: &mut Jaar<'_>,
    place: usize,
    id: DoorverwijzingId,
    n: usize,
    hop: usize,
) -> Result<()> {
    let frame = jaar.plaatsen[place].frame.clone();
    referrals::expire_all(jaar.app, &frame)?;
    referrals::ask_all(jaar.app, &frame)?;
    // One always lies there still, for whoever looks at the desk.
    let gemeente = frame.id;
    let waiting: i64 = jaar.app.db().read_blocking(move |tx| {
        Ok::<_, Error>(tx.query_one(
            "SELECT count(*) FROM doorverwijzingen WHERE gemeente_id = $1 AND state IN ('bounced', 'expired') \
             AND rerouted_at IS NULL",
            &[&gemeente],
            |row| row.get(0),
        )?)
    })?;
    if waiting <= 1 {
        return Ok(());
    }
    let partners = partners(&frame);
    let Some(naar) = partners.get((n + hop + 1) % partners.len().max(1)).copied() else {
        return Ok(());
    };
    if hop >= MOST_HOPS {
        return Ok(());
    }
    let to = Vervolg {
        naar,
        item: None,
        wijze: Wijze::Cold,
        appointment_at: None,
        secret: jaar.app.ids().bytes(),
    };
    let made = soft(
        jaar.app
            .write_blocking(&frame, &Actor::Command, move |ctx| {
                referrals::reroute(ctx, id, &to)
            }),
    )?;
    made.map_or(Ok(()), |next| send(jaar, place, next, n, hop + 1))
}

fn arrive(jaar: &mut Jaar<'_>, place: usize, id: DoorverwijzingId) -> Result<()> {
    let frame = jaar.plaatsen[place].frame.clone();
    let came = jaar.plaatsen[place].chance.chance(90);
    soft(
        jaar.app
            .write_blocking(&frame, &Actor::Command, move |ctx| {
                if came {
                    referrals::arrive(ctx, id)
                } else {
                    referrals::no_show(ctx, id)
                }
            }),
    )?;
    if came && jaar.plaatsen[place].chance.chance(80) {
        jaar.in_hours(place, 4, 60, Gebeurtenis::Verwijs(Stap::Judge(id)));
    }
    Ok(())
}

/// The resident's own word, with the link from the mail.
fn judge(jaar: &mut Jaar<'_>, place: usize, id: DoorverwijzingId) -> Result<()> {
    let frame = jaar.plaatsen[place].frame.clone();
    let gemeente = frame.id;
    let found = jaar.app.db().read_blocking(move |tx| {
        let keten = referrals::find(tx, gemeente, id)?.map_or(id, |one| one.keten);
        referrals::find_person(tx, gemeente, keten)
    })?;
    let Some(person) = found else {
        return Ok(());
    };
    let actor = Actor::Link(LinkHolder {
        id: LinkId(person.id.0),
        kind: LinkKind::Doorverwezene,
        subject: person.keten.0,
        holder: person.id.0,
    });
    let uitkomst = match jaar.plaatsen[place].chance.below(10) {
        0..7 => Uitkomst::Helped,
        7..9 => Uitkomst::Partly,
        _ => Uitkomst::Not,
    };
    soft(jaar.app.write_blocking(&frame, &actor, move |ctx| {
        referrals::judge(ctx, id, uitkomst)
    }))
    .map(drop)
}
