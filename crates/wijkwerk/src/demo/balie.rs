//! The desk in the simulated year: a year of questions over the channels, meetings and shifts.

use jiff::{SignedDuration, Timestamp};

use super::jaar::{Gebeurtenis, Jaar};
use super::mensen::Persoon;
use crate::access::{Actor, Permission};
use crate::balie::contacten::bijeenkomsten::{self, NewBijeenkomst};
use crate::balie::contacten::{self, NewContact, NewVraag, Uitkomst, Verder, Vervolg, dienst};
use crate::balie::infopunten::list_open_infopunten;
use crate::error::{Error, Result};
use crate::ids::{BijeenkomstId, ContactId, ContactvraagId, GebiedId, InfopuntId};

mod online;
mod opzet;

/// Something that happens at the desk.
#[derive(Clone, Debug)]
pub enum Stap {
    /// Points, training and instructions, on the first day.
    Open,
    Vraag,
    /// The closing question, a while later.
    Verder(ContactId),
    Antwoord(ContactvraagId),
    Dienst,
    Plan,
    Bijeenkomst(BijeenkomstId),
    /// Somebody asks on the website, and is answered by mail.
    Online(usize),
    OnlineAntwoord(usize, ContactvraagId),
}

const DAY: i64 = 86_400;
/// What is asked at a meeting, in one line.
const GEVRAAGD: &[&str] = &[
    "Wanneer begint het werk?",
    "Komt er genoeg plek om te parkeren?",
    "Wie belt ons als het later wordt?",
    "Kan er een bankje bij de speelplek?",
];
/// What meetings are about.
const OVER: &[&str] = &[
    "Veilig ouder worden in huis",
    "Samen energie besparen",
    "Plannen voor het plein",
];
/// Puts the year of the desk on the agenda, where somebody works at one.
pub fn fill_agenda(jaar: &mut Jaar<'_>, place: usize, start: Timestamp, days: i64, klein: bool) {
    if desk(jaar, place).is_empty() {
        return;
    }
    let punten = i64::try_from(opzet::places(jaar, place).len()).unwrap_or(1);
    let at = |jaar: &mut Jaar<'_>, day: i64, seconds: i64, step: Stap| {
        if let Ok(at) = Timestamp::from_second(start.as_second() + day * DAY + seconds) {
            jaar.plan(at, place, Gebeurtenis::Balie(step));
        }
    };
    at(jaar, 0, 7 * 3600, Stap::Open);
    let many = if klein { 48 } else { 160 * punten };
    for n in 0..many {
        let seconds = jaar.plaatsen[place].chance.between(9 * 3600, 17 * 3600);
        at(jaar, 1 + (days - 1) * n / many, seconds, Stap::Vraag);
    }
    for n in 0..if klein { 6 } else { 60 } {
        let day = 2 + (days - 3) * n / if klein { 6 } else { 60 };
        at(jaar, day, 8 * 3600, Stap::Dienst);
    }
    for n in 0..3 {
        at(jaar, 20 + (days - 60).max(1) * n / 3, 10 * 3600, Stap::Plan);
    }
    for (n, gevraagd) in online::GEVRAAGD.iter().enumerate() {
        at(
            jaar,
            days - gevraagd.days,
            gevraagd.seconds,
            Stap::Online(n),
        );
    }
}

/// Lets one step happen.
pub fn happen(jaar: &mut Jaar<'_>, place: usize, step: Stap) -> Result<()> {
    match step {
        Stap::Open => opzet::open(jaar, place),
        Stap::Vraag => ask(jaar, place),
        Stap::Verder(contact) => onward(jaar, place, contact),
        Stap::Antwoord(vraag) => answer(jaar, place, vraag),
        Stap::Dienst => shift(jaar, place),
        Stap::Plan => plan(jaar, place),
        Stap::Bijeenkomst(id) => meeting(jaar, place, id),
        Stap::Online(n) => online::ask(jaar, place, n),
        Stap::OnlineAntwoord(n, id) => online::answer(jaar, place, n, id),
    }
}

/// Whoever notes what is asked.
fn desk(jaar: &Jaar<'_>, place: usize) -> Vec<Persoon> {
    let plaats = &jaar.plaatsen[place];
    let central = |rol: &str| matches!(rol, "contactmedewerker" | "kcc");
    plaats
        .mensen
        .alle
        .iter()
        .filter(|person| central(&person.rol))
        .cloned()
        .collect()
}

fn somebody(jaar: &mut Jaar<'_>, place: usize) -> Result<Actor> {
    let people = desk(jaar, place);
    let person = jaar.plaatsen[place]
        .chance
        .pick(&people)
        .ok_or(Error::Internal("nobody works at the desk".into()))?
        .clone();
    jaar.as_person(place, &person)
}

/// Somebody of the desk who may see a question from this gebied.
fn somebody_for(jaar: &mut Jaar<'_>, place: usize, gebied: Option<GebiedId>) -> Result<Actor> {
    let here = crate::access::Here {
        gebied,
        ..crate::access::Here::ANYWHERE
    };
    for person in desk(jaar, place) {
        let actor = jaar.as_person(place, &person)?;
        if actor.may(Permission::ContactRead, &here) {
            return Ok(actor);
        }
    }
    somebody(jaar, place)
}

fn points_of(jaar: &Jaar<'_>, place: usize) -> Result<Vec<(InfopuntId, GebiedId)>> {
    let gemeente = jaar.plaatsen[place].frame.id;
    let all = jaar
        .app
        .db()
        .read_blocking(move |tx| list_open_infopunten(tx, gemeente))?;
    Ok(all.into_iter().map(|punt| (punt.id, punt.gebied)).collect())
}

fn ask(jaar: &mut Jaar<'_>, place: usize) -> Result<()> {
    let frame = jaar.plaatsen[place].frame.clone();
    let points = points_of(jaar, place)?;
    let chance = &mut jaar.plaatsen[place].chance;
    let Some((infopunt, gebied)) = chance.pick(&points).copied() else {
        return Ok(());
    };
    let kanalen: Vec<String> = frame
        .inrichting
        .kanalen
        .iter()
        .map(|kanaal| kanaal.sleutel.clone())
        .filter(|key| !matches!(key.as_str(), "digitaal" | "voorlichting" | "import"))
        .collect();
    let Some(kanaal) = chance.pick(&kanalen).cloned() else {
        return Ok(());
    };
    let topics = &frame.inrichting.onderwerpen;
    let many = if chance.chance(15) { 2 } else { 1 };
    let mut vragen = Vec::new();
    for _ in 0..many {
        // Some topics are asked far more often than others.
        let n = chance.below(topics.len()).min(chance.below(topics.len()));
        let uitkomst = match chance.below(100) {
            0..62 => Uitkomst::Answered,
            62..72 => Uitkomst::Transferred,
            72..76 => Uitkomst::TransferFailed,
            76..84 => Uitkomst::CallBack,
            84..94 => Uitkomst::Referred,
            _ => Uitkomst::Open,
        };
        vragen.push(NewVraag::about(&topics[n].sleutel, uitkomst));
    }
    let new = NewContact {
        kanaal,
        infopunt: Some(infopunt),
        gebied: Some(gebied),
        bijeenkomst: None,
        vragen,
        geraadpleegd: Vec::new(),
    };
    let actor = somebody_for(jaar, place, Some(gebied))?;
    let contact = jaar.app.write_blocking(&frame, &actor, move |ctx| {
        contacten::open_contact(ctx, &new, None)
    })?;
    if jaar.plaatsen[place].chance.chance(70) {
        soon(jaar, place, Stap::Verder(contact));
    }
    follow(jaar, place, contact)
}

/// A minute later.
fn soon(jaar: &mut Jaar<'_>, place: usize, step: Stap) {
    let now = jaar.app.clock().now();
    let at = now
        .checked_add(SignedDuration::from_secs(60))
        .unwrap_or(now);
    jaar.plan(at, place, Gebeurtenis::Balie(step));
}

/// Most of what is owed is answered within some days.
fn follow(jaar: &mut Jaar<'_>, place: usize, contact: ContactId) -> Result<()> {
    let gemeente = jaar.plaatsen[place].frame.id;
    let vragen = jaar
        .app
        .db()
        .read_blocking(move |tx| contacten::list_vragen(tx, gemeente, contact))?;
    for vraag in vragen.into_iter().filter(contacten::Vraag::is_open) {
        if jaar.plaatsen[place].chance.chance(92) {
            let step = Gebeurtenis::Balie(Stap::Antwoord(vraag.id));
            jaar.in_hours(place, 3, 90, step);
        }
    }
    Ok(())
}

fn gebied_of(jaar: &Jaar<'_>, place: usize, contact: ContactId) -> Result<Option<GebiedId>> {
    let gemeente = jaar.plaatsen[place].frame.id;
    let found = jaar
        .app
        .db()
        .read_blocking(move |tx| contacten::get_contact(tx, gemeente, contact))?;
    Ok(found.gebied)
}

fn onward(jaar: &mut Jaar<'_>, place: usize, contact: ContactId) -> Result<()> {
    let frame = jaar.plaatsen[place].frame.clone();
    let gebied = gebied_of(jaar, place, contact)?;
    let actor = somebody_for(jaar, place, gebied)?;
    let (verder, vervolg) = match jaar.plaatsen[place].chance.below(100) {
        0..70 => (Verder::Yes, None),
        70..88 => (Verder::Partly, None),
        88..94 => (Verder::No, Some(Vervolg::CallBack)),
        _ => (Verder::No, Some(Vervolg::Declined)),
    };
    jaar.app.write_blocking(&frame, &actor, move |ctx| {
        contacten::close(ctx, contact, verder, vervolg)
    })?;
    if vervolg == Some(Vervolg::CallBack) {
        follow(jaar, place, contact)?;
    }
    Ok(())
}

fn answer(jaar: &mut Jaar<'_>, place: usize, vraag: ContactvraagId) -> Result<()> {
    let frame = jaar.plaatsen[place].frame.clone();
    let gemeente = frame.id;
    let found = jaar
        .app
        .db()
        .read_blocking(move |tx| contacten::get_vraag(tx, gemeente, vraag))?;
    if !found.is_open() {
        return Ok(());
    }
    let gebied = gebied_of(jaar, place, found.contact)?;
    let actor = somebody_for(jaar, place, gebied)?;
    jaar.app.write_blocking(&frame, &actor, move |ctx| {
        contacten::settle(ctx, vraag, None).map(drop)
    })
}

fn shift(jaar: &mut Jaar<'_>, place: usize) -> Result<()> {
    let frame = jaar.plaatsen[place].frame.clone();
    let points = points_of(jaar, place)?;
    for person in desk(jaar, place) {
        let point = jaar.plaatsen[place].chance.pick(&points).copied();
        let actor = jaar.as_person(place, &person)?;
        jaar.app.write_blocking(&frame, &actor, move |ctx| {
            dienst::start(ctx, point.map(|(id, _)| id), None)?;
            dienst::tick(ctx).map(drop)
        })?;
    }
    Ok(())
}

fn plan(jaar: &mut Jaar<'_>, place: usize) -> Result<()> {
    let frame = jaar.plaatsen[place].frame.clone();
    let points = points_of(jaar, place)?;
    let chance = &mut jaar.plaatsen[place].chance;
    let Some((_, gebied)) = chance.pick(&points).copied() else {
        return Ok(());
    };
    let titel = chance.pick(OVER).copied().unwrap_or_default();
    let actor = somebody_for(jaar, place, Some(gebied))?;
    let now = jaar.app.clock().now();
    let at = now
        .checked_add(SignedDuration::from_hours(24 * 14))
        .unwrap_or(now);
    let new = NewBijeenkomst {
        titel: titel.to_owned(),
        plaats: "Voorbeeldhuis".to_owned(),
        gebied: Some(gebied),
        organisatie: actor.account().and_then(|account| account.organisatie),
        op: Some(frame.today(at)),
    };
    let id = jaar
        .app
        .write_blocking(&frame, &actor, move |ctx| bijeenkomsten::plan(ctx, &new))?;
    jaar.plan(at, place, Gebeurtenis::Balie(Stap::Bijeenkomst(id)));
    Ok(())
}

/// The evening itself: what was asked, and the end of it.
fn meeting(jaar: &mut Jaar<'_>, place: usize, id: BijeenkomstId) -> Result<()> {
    let frame = jaar.plaatsen[place].frame.clone();
    let gemeente = frame.id;
    let found = jaar
        .app
        .db()
        .read_blocking(move |tx| bijeenkomsten::get_bijeenkomst(tx, gemeente, id))?;
    let actor = somebody_for(jaar, place, found.gebied)?;
    let bezoekers = jaar.plaatsen[place].chance.between(12, 60);
    for (n, gevraagd) in GEVRAAGD.iter().enumerate() {
        let topics = &frame.inrichting.onderwerpen;
        let chance = &mut jaar.plaatsen[place].chance;
        let Some(topic) = chance.pick(topics) else {
            continue;
        };
        let uitkomst = if n == 0 || chance.chance(45) {
            Uitkomst::Open
        } else {
            Uitkomst::Answered
        };
        let vraag = NewVraag {
            vraag: (*gevraagd).to_owned(),
            ..NewVraag::about(&topic.sleutel, uitkomst)
        };
        jaar.app.write_blocking(&frame, &actor, move |ctx| {
            bijeenkomsten::note_question(ctx, id, &vraag)
        })?;
    }
    jaar.app.write_blocking(&frame, &actor, move |ctx| {
        bijeenkomsten::close(ctx, id, bezoekers).map(drop)
    })
}
