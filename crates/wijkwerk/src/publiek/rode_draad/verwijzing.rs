//! The thread of a referral, for those who may see it: from the question to what came of it, every hop included
//! (INV-18). It names organisations and a topic and nothing of the person; the public has no such thread.

use askama::Template;
use jiff::Timestamp;
use jiff::civil::Date;

use super::beeld::DraadBeeld;
use super::model::{Draad, Knoop, Stand, Stap, Wie};
use crate::access::{Here, Permission};
use crate::balie::contacten::{self, Contact};
use crate::balie::doorverwijzingen::{self, Doorverwijzing, DoorverwijzingState as State};
use crate::error::{Error, Result, Sentence};
use crate::frame::pick;
use crate::handler;
use crate::http::{Guard, Kind, Place, Req, Response, Route, View};
use crate::ids::{DoorverwijzingId, OrganisatieId};
use crate::layout::{self, C};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get(
            "draad.doorverwijzing",
            "/{gemeente}/draad/doorverwijzing/{doorverwijzing}",
            Guard::Any(doorverwijzingen::READERS),
            Kind::Page,
            handler!(show),
        )
        .at(Place::GebiedOrOrganisatie),
    ]
}

#[derive(Template)]
#[template(path = "publiek/templates/draad_verwijzing.html")]
struct Page {
    c: C,
    beeld: DraadBeeld,
    url: String,
}

async fn show(req: Req) -> Result<Response> {
    let id: DoorverwijzingId = req.id("doorverwijzing")?;
    let (chain, contact) = req
        .read(move |tx, view| {
            let gemeente = view.frame.id;
            let one = doorverwijzingen::find(tx, gemeente, id)?
                .filter(|one| doorverwijzingen::may_see(&view.actor, one))
                .ok_or(Error::NotFound("draad"))?;
            let chain = doorverwijzingen::list_chain(tx, gemeente, one.keten)?;
            let contact = match chain.first().and_then(|first| first.contact) {
                Some(contact) => contacten::find_contact(tx, gemeente, contact)?,
                None => None,
            };
            Ok((chain, contact))
        })
        .await?;
    let c = C::of(&req.view);
    let draad = draad(&c, &chain, contact.as_ref());
    layout::page(&Page {
        beeld: DraadBeeld::of(&c, &draad, false),
        url: c.url(&format!("/doorverwijzingen/{id}")),
        c,
    })
}

/// The thread of a whole chain, in the order in which it went.
fn draad(c: &C, chain: &[Doorverwijzing], contact: Option<&Contact>) -> Draad {
    let mut knopen: Vec<Knoop> = asked(c, chain, contact).into_iter().collect();
    for one in chain {
        hop(c, one, &mut knopen);
    }
    let last = |knoop: &&mut Knoop| knoop.stand != Stand::Next;
    if let Some(now) = knopen.iter_mut().rev().find(last) {
        now.stand = Stand::Now;
    }
    Draad {
        titel: Sentence::new("draad-verwijzing").with("onderwerp", topic(c, chain)),
        gebieden: chain.iter().filter_map(|one| one.gebied).take(1).collect(),
        knopen,
        kosten: Vec::new(),
        opgelost: 0,
        niet_opgelost: 0,
        nog_geen: 0,
    }
}

fn topic(c: &C, chain: &[Doorverwijzing]) -> String {
    let key = chain.first().map_or("", |one| one.onderwerp.as_str());
    let found = c.view.frame.inrichting.onderwerp(key);
    found.map_or_else(|| key.to_owned(), |found| pick(c.view.lang, &found.naam))
}

/// The question, with a way to its contact for who may see that.
fn asked(c: &C, chain: &[Doorverwijzing], contact: Option<&Contact>) -> Option<Knoop> {
    let at = contact.map_or(chain.first()?.created_at, |contact| contact.at);
    let zin = Sentence::new("draad-verwijzing-vraag").with("onderwerp", topic(c, chain));
    let knoop = Knoop::past(Stap::Asked, Wie::Bewoners, Some(c.day_of(at)), zin);
    let opens = contact.filter(|contact| may_open(&c.view, contact));
    Some(match opens {
        Some(contact) => knoop.to(format!("/balie/contacten/{}", contact.id)),
        None => knoop,
    })
}

fn may_open(view: &View, contact: &Contact) -> bool {
    contacten::actions::may_see(&view.actor, contact)
        && view.actor.may(Permission::ContactRead, &Here::ANYWHERE)
}

/// What one hop adds: sent, answered, come, told; then what is still to come of it.
fn hop(c: &C, one: &Doorverwijzing, knopen: &mut Vec<Knoop>) {
    let name = |id: OrganisatieId| Wie::Naam(c.organisatie(id));
    let van = || {
        one.van_organisatie
            .map_or_else(|| Wie::Kant("gemeente".to_owned()), name)
    };
    let naar = || name(one.naar);
    let day = |at: Option<Timestamp>| at.map(|at| c.day_of(at));
    let mut past = |stap, wie, op: Option<Date>, zin| {
        let knoop = Knoop::past(stap, wie, op, zin);
        let is_seen = doorverwijzingen::may_see(&c.view.actor, one);
        knopen.push(if is_seen {
            knoop.to(format!("/doorverwijzingen/{}", one.id))
        } else {
            knoop
        });
    };
    let say = |key| Sentence::new(key);
    if one.sent_at.is_some() {
        let zin = say("draad-verwijzing-naar").with("naar", c.organisatie(one.naar));
        past(Stap::TakenUp, van(), day(one.sent_at), zin);
    }
    let reden = match one.state {
        State::Expired => Some(c.t("verwijs-reden-expired")),
        _ => one.reden.map(|reden| c.tk("verwijs-reden", reden)),
    };
    match (one.state, reden) {
        (State::Bounced | State::Expired, Some(reden)) => {
            let zin = say("draad-verwijzing-terug").with("reden", reden);
            let op = day(one.answered_at).or(one.due);
            past(Stap::Agreed, naar(), op, zin);
        }
        (State::Bounced | State::Expired, None) => {
            past(
                Stap::Agreed,
                naar(),
                day(one.answered_at),
                say("draad-verwijzing-terug-zo"),
            );
        }
        _ if one.answered_at.is_some() => {
            let zin = say("draad-verwijzing-aangenomen");
            past(Stap::Agreed, naar(), day(one.answered_at), zin);
        }
        _ => {}
    }
    if one.arrived_at.is_some() {
        let zin = say("draad-verwijzing-gekomen");
        past(Stap::Done, naar(), day(one.arrived_at), zin);
    }
    if one.state == State::NoShow {
        past(
            Stap::Done,
            naar(),
            None,
            say("draad-verwijzing-niet-gekomen"),
        );
    }
    if let Some(uitkomst) = one.uitkomst {
        let zin = say("draad-zin").with("zin", c.tk("verwijs-uitkomst", uitkomst));
        past(Stap::Told, Wie::Bewoners, day(one.settled_at), zin);
    }
    if one.escalated_at.is_some() {
        let zin = say("draad-verwijzing-regie");
        past(Stap::TakenUp, Wie::Niemand, day(one.escalated_at), zin);
    }
    let appointment = day(one.appointment_at);
    let mut next = |stap, wie, op, key| knopen.push(Knoop::next(stap, wie, op, say(key)));
    match one.state {
        State::Proposed | State::Agreed => {
            next(Stap::TakenUp, van(), None, "draad-verwijzing-komt");
        }
        State::Sent => next(
            Stap::Agreed,
            naar(),
            one.due,
            "draad-verwijzing-antwoord-komt",
        ),
        State::Accepted => next(
            Stap::Done,
            naar(),
            appointment,
            "draad-verwijzing-hulp-komt",
        ),
        State::Arrived | State::NoShow => {
            next(
                Stap::Told,
                Wie::Bewoners,
                None,
                "draad-verwijzing-oordeel-komt",
            );
        }
        State::Bounced | State::Expired if one.rerouted_at.is_none() => {
            next(Stap::TakenUp, van(), None, "draad-verwijzing-verder");
        }
        State::Bounced | State::Expired | State::Settled => {}
    }
}
