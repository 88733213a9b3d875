//! One referral: the sentence to agree to, where it stands, what can be done now, and the whole chain.

use askama::Template;
use kit::db::Read;

use super::regel::{Regel, Stap, thread};
use super::{ANY, Keuze, waarheen};
use crate::access::{Here, Permission};
use crate::app::Purpose;
use crate::balie::doorverwijzingen::model::{
    Antwoord, Doorverwezene, Doorverwijzing, DoorverwijzingState as State, Item, Reden, Uitkomst,
    Wijze,
};
use crate::balie::doorverwijzingen::{actions, store};
use crate::balie::kennisbank::Plek;
use crate::error::{Error, Result};
use crate::handler;
use crate::http::{Form, Guard, Kind, Place, Req, Response, Route, View, redirect};
use crate::ids::{DoorverwijzingId, OrganisatieId};
use crate::layout::{self, C};

pub(super) fn routes() -> Vec<Route> {
    let send = Guard::Any(&[
        Permission::DoorverwijzingSend,
        Permission::DoorverwijzingRegie,
    ]);
    let receive = Guard::Any(&[
        Permission::DoorverwijzingSend,
        Permission::DoorverwijzingReceive,
        Permission::DoorverwijzingRegie,
    ]);
    vec![
        Route::get(
            "doorverwijzingen.een",
            "/{gemeente}/doorverwijzingen/{doorverwijzing}",
            Guard::Any(ANY),
            Kind::Page,
            handler!(show),
        )
        .at(Place::GebiedOrOrganisatie),
        Route::post(
            "doorverwijzingen.versturen",
            "/{gemeente}/doorverwijzingen/{doorverwijzing}/versturen",
            send,
            handler!(send_it),
        )
        .at(Place::Gebied)
        .sample("zin={zin}"),
        Route::post(
            "doorverwijzingen.antwoord",
            "/{gemeente}/doorverwijzingen/{doorverwijzing}/antwoord",
            receive,
            handler!(answer),
        )
        .at(Place::GebiedOrOrganisatie)
        .sample("doe=aannemen"),
        Route::post(
            "doorverwijzingen.gekomen",
            "/{gemeente}/doorverwijzingen/{doorverwijzing}/gekomen",
            receive,
            handler!(came),
        )
        .at(Place::GebiedOrOrganisatie)
        .sample("gekomen=ja"),
        Route::post(
            "doorverwijzingen.oordeel",
            "/{gemeente}/doorverwijzingen/{doorverwijzing}/oordeel",
            Guard::May(Permission::DoorverwijzingSend),
            handler!(judge),
        )
        .at(Place::Gebied)
        .sample("uitkomst=helped"),
    ]
}

#[derive(Template)]
#[template(path = "balie/doorverwijzingen/templates/detail.html")]
struct Page {
    c: C,
    regel: Regel,
    stappen: Vec<Stap>,
    /// The sentence to agree to, and who would agree.
    persoon: Option<Doorverwezene>,
    item: Option<String>,
    /// Where somebody who goes there by themselves has to be.
    plek: Option<Plek>,
    /// The address and the number to hand over warmly, while that is not done.
    bel: Option<(String, String)>,
    /// Nobody of the receiver hears of it by mail.
    unheard: bool,
    redenen: Vec<Keuze>,
    may: May,
}

/// What whoever looks can do now.
#[derive(Clone, Copy, Debug, Default)]
struct May {
    send: bool,
    answer: bool,
    /// Notes what the receiver said on the telephone.
    note: bool,
    receive: bool,
    judge: bool,
    reroute: bool,
    /// Steps in for a receiver that kept silent: the desk goes on with it.
    rescue: bool,
    person: bool,
    slip: bool,
}

/// Everything the page tells, from one snapshot.
struct Loaded {
    one: Doorverwijzing,
    chain: Vec<Doorverwijzing>,
    item: Option<Item>,
    /// The number of the receiver, and whether anybody of it hears by mail; while that is of use.
    phone: Option<String>,
    unheard: bool,
    plek: Option<Plek>,
}

fn load(tx: &mut Read<'_>, view: &View, id: DoorverwijzingId) -> Result<Loaded> {
    let gemeente = view.frame.id;
    let one = store::get(tx, gemeente, id)?;
    if !actions::may_see(&view.actor, &one) {
        return Err(Error::NotFound("doorverwijzing"));
    }
    let item = match one.item {
        Some(item) => store::find_item(tx, gemeente, item)?,
        None => None,
    };
    let (mut phone, mut unheard) = (None, false);
    if matches!(one.state, State::Proposed | State::Agreed | State::Sent) {
        let (email, number) = store::find_reach(tx, gemeente, one.naar, &one.onderwerp, one.item)?;
        phone = number.and_then(|found| found.telefoon);
        unheard = email.is_none() && !has_people(tx, view, one.naar)?;
    }
    Ok(Loaded {
        chain: store::list_chain(tx, gemeente, one.keten)?,
        one,
        item,
        phone,
        unheard,
        plek: None,
    })
}

/// Whether this organisation has people who hear what is asked of it.
fn has_people(tx: &mut Read<'_>, view: &View, naar: OrganisatieId) -> Result<bool> {
    let roles = store::list_roles_of(tx, view.frame.id, naar, view.today())?;
    let hears = |rol: &String| {
        let may = view.frame.inrichting.permissions_of(rol);
        may.contains(&Permission::DoorverwijzingReceive)
            || may.contains(&Permission::DoorverwijzingSend)
    };
    Ok(roles.iter().any(hears))
}

fn may(view: &View, one: &Doorverwijzing) -> May {
    let actor = &view.actor;
    let sends = actor.may(Permission::DoorverwijzingSend, &Here::ANYWHERE);
    let person = actions::insight(actor, one) == actions::Inzage::Person;
    let receives = actions::receives(actor, one.naar) && one.sent_at.is_some();
    let follows = actions::follows(actor, one) && sends || actions::leads(actor, one);
    let rescues = actions::rescues(actor, one);
    May {
        send: follows && matches!(one.state, State::Proposed | State::Agreed),
        answer: (receives || follows) && one.state == State::Sent,
        note: follows && actions::notes_for(actor, one) && one.state == State::Sent,
        receive: (receives || follows)
            && matches!(one.state, State::Sent | State::Accepted | State::NoShow),
        judge: follows && sends && !receives && one.is_running(),
        reroute: (follows || rescues) && one.waits_for_desk(),
        rescue: rescues && !follows,
        person,
        slip: follows && one.sent_at.is_some() && one.rerouted_at.is_none(),
    }
}

async fn show(req: Req) -> Result<Response> {
    let id: DoorverwijzingId = req.id("doorverwijzing")?;
    let Loaded {
        one,
        chain,
        item,
        phone,
        unheard,
        plek,
    } = {
        let c = C::of(&req.view);
        req.read(move |tx, view| {
            let mut loaded = load(tx, view, id)?;
            loaded.plek = waarheen::place_of(tx, &c, &loaded.one)?;
            Ok(loaded)
        })
        .await?
    };
    let c = C::of(&req.view);
    let may = may(&req.view, &one);
    let gemeente = req.frame.id;
    // The words to agree to, and what a receiver needs to answer, are the only personal data here.
    let receiver = actions::receives(&req.actor, one.naar);
    let needs = may.send && one.state == State::Proposed || may.answer && receiver;
    let persoon = if needs {
        let keten = one.keten;
        let subject = ("doorverwijzing", one.id.0);
        req.app
            .read_personal(&req.frame, &req.actor, Purpose::Refer, subject, move |tx| {
                store::find_person(tx, gemeente, keten)
            })
            .await?
    } else {
        None
    };
    let unheard = unheard && (may.send || may.note);
    let calls = may.send && one.wijze == Wijze::Warm || unheard;
    let bel = phone
        .filter(|_| calls)
        .map(|number| (format!("tel:{}", number.replace([' ', '-'], "")), number));
    layout::page(&Page {
        bel,
        unheard,
        stappen: thread(&c, &chain),
        redenen: reasons(&c),
        regel: Regel::of(&c, one),
        persoon,
        item: item.map(|item| item.titel),
        plek,
        may,
        c,
    })
}

/// The reasons for a no, to choose from.
pub(super) fn reasons(c: &C) -> Vec<Keuze> {
    Reden::ALL
        .iter()
        .map(|reden| Keuze::new(reden, c.tk("verwijs-reden", reden), false))
        .collect()
}

fn back(req: &Req, id: DoorverwijzingId) -> Response {
    redirect(&layout::url(&req.view, &format!("/doorverwijzingen/{id}")))
}

/// The resident agrees to the sentence that the form carried, and off it goes; with a slip if that was asked.
async fn send_it(req: Req) -> Result<Response> {
    let id: DoorverwijzingId = req.id("doorverwijzing")?;
    let zin = req.form.text("zin").to_owned();
    let with_slip = req.form.ticked("briefje");
    req.do_once(move |ctx| {
        let gemeente = ctx.gemeente();
        if store::get(ctx, gemeente, id)?.state != State::Agreed {
            actions::agree(ctx, id, &zin)?;
        }
        actions::send(ctx, id)
    })
    .await?;
    if with_slip {
        return super::gegevens::slip(req).await;
    }
    Ok(back(&req, id))
}

/// The answer that a form gives: `doe` is aannemen, afwijzen with a reason, or bellen.
pub(super) fn answer_of(form: &Form) -> Result<Antwoord> {
    match form.text("doe") {
        "aannemen" => Ok(Antwoord::Accept),
        "bellen" => Ok(Antwoord::CallMe),
        "afwijzen" => Reden::from_word(form.text("reden"))
            .map(Antwoord::Decline)
            .ok_or(Error::field("reden", "verwijs-reden-kies")),
        _ => Err(Error::field("doe", "verwijs-antwoord-kies")),
    }
}

async fn answer(req: Req) -> Result<Response> {
    let id: DoorverwijzingId = req.id("doorverwijzing")?;
    req.read(move |tx, view| load(tx, view, id).map(drop))
        .await?;
    let what = answer_of(&req.form)?;
    req.do_once(move |ctx| actions::answer(ctx, id, what))
        .await?;
    Ok(back(&req, id))
}

async fn came(req: Req) -> Result<Response> {
    let id: DoorverwijzingId = req.id("doorverwijzing")?;
    let here = req.form.text("gekomen") == "ja";
    req.do_once(move |ctx| {
        if here {
            actions::arrive(ctx, id)
        } else {
            actions::no_show(ctx, id)
        }
    })
    .await?;
    Ok(back(&req, id))
}

async fn judge(req: Req) -> Result<Response> {
    let id: DoorverwijzingId = req.id("doorverwijzing")?;
    req.read(move |tx, view| load(tx, view, id).map(drop))
        .await?;
    let uitkomst = Uitkomst::from_word(req.form.text("uitkomst"))
        .ok_or(Error::field("uitkomst", "verwijs-uitkomst-kies"))?;
    req.do_once(move |ctx| actions::judge(ctx, id, uitkomst))
        .await?;
    Ok(back(&req, id))
}
