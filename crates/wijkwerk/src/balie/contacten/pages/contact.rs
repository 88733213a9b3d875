//! One contact: its questions, what was looked at, the closing question, and who has to be called back.

use askama::Template;
use jiff::civil::Date;
use kit::db::Read;

use super::{
    Keuze, Tab, kanaal, onderwerp, onderwerpen, organisaties, read_vragen, shown_again, tabs,
};
use crate::access::Permission;
use crate::app::Purpose;
use crate::balie::contacten::{
    Contact, ContactState, Contactpersoon, Doel, Follow, KEEP_DAYS, REOPEN_DAYS, Uitkomst, Verder,
    Vervolg, Vraag, actions, ask, close, find_person, get_contact, has_person, keep_person,
    list_consulted, list_vragen, reopen,
};
use crate::balie::infopunten::find_infopunt;
use crate::error::{Error, Result};
use crate::handler;
use crate::http::{Guard, Kind, Place, Req, Response, Route, View, redirect};
use crate::ids::ContactId;
use crate::kader::organisaties::BEWONERSORGAAN;
use crate::layout::{self, C, Faults};

pub(super) fn routes() -> Vec<Route> {
    let enter = Guard::May(Permission::ContactEnter);
    vec![
        Route::get(
            "contacten.een",
            "/{gemeente}/balie/contacten/{contact}",
            Guard::May(Permission::ContactRead),
            Kind::Page,
            handler!(show),
        )
        .at(Place::Gebied),
        Route::post(
            "contacten.vraag",
            "/{gemeente}/balie/contacten/{contact}/vraag",
            enter,
            handler!(question),
        )
        .at(Place::Gebied)
        .sample("onderwerp={balie_onderwerp}&uitkomst=answered"),
        Route::post(
            "contacten.verder",
            "/{gemeente}/balie/contacten/{contact}/verder",
            enter,
            handler!(onward),
        )
        .at(Place::Gebied)
        .sample("verder=yes"),
        Route::post(
            "contacten.heropenen",
            "/{gemeente}/balie/contacten/{contact}/heropenen",
            enter,
            handler!(again),
        )
        .at(Place::Gebied)
        .sample("aanvraag="),
        Route::post(
            "contacten.persoon",
            "/{gemeente}/balie/contacten/{contact}/persoon",
            enter,
            handler!(person),
        )
        .at(Place::Gebied)
        .sample("doel=call_back&telefoon=0201234567"),
        Route::post(
            "contacten.persoon.tonen",
            "/{gemeente}/balie/contacten/{contact}/persoon/tonen",
            Guard::May(Permission::ContactPersoonRead),
            handler!(show_person),
        )
        .at(Place::Gebied)
        .sample("aanvraag="),
    ]
}

#[derive(Template)]
#[template(path = "balie/contacten/templates/contact.html")]
struct Page {
    c: C,
    tabs: Vec<Tab>,
    faults: Faults,
    contact: Contact,
    kanaal: String,
    punt: Option<String>,
    vragen: Vec<(String, Vraag)>,
    consulted: Vec<(String, i64)>,
    has_person: bool,
    may_enter: bool,
    may_person: bool,
    may_reopen: bool,
    erased_on: Option<Date>,
    keep_days: i64,
    gedaan: Option<&'static str>,
    /// Where the bewonersorgaan of this wijk is asked something (V-66).
    wijkvraag: Option<String>,
    onderwerpen: Vec<Keuze>,
    vraag: String,
    organisaties: Vec<Keuze>,
    uitkomsten: &'static [Uitkomst],
    verders: &'static [Verder],
    vervolgen: &'static [Vervolg],
    doelen: &'static [Doel],
    gekozen_verder: String,
    gekozen_vervolg: String,
}

/// Where a referral is made.
const REFER: &str = "/{gemeente}/balie/doorverwijzen";
/// What was just done, to say so.
const DONE: &[&str] = &["vastgelegd", "verder", "heropend", "persoon", "vraag"];

fn visible(tx: &mut Read<'_>, view: &View, id: ContactId) -> Result<Contact> {
    let contact = get_contact(tx, view.frame.id, id)?;
    if actions::may_see(&view.actor, &contact) {
        Ok(contact)
    } else {
        Err(Error::NotFound("contact"))
    }
}

async fn show(req: Req) -> Result<Response> {
    layout::page(&page(&req, Faults::default()).await?)
}

async fn page(req: &Req, faults: Faults) -> Result<Page> {
    let id: ContactId = req.id("contact")?;
    let (contact, vragen, consulted, kept, punt) = req
        .read(move |tx, view| {
            let contact = visible(tx, view, id)?;
            let gemeente = view.frame.id;
            let vragen = list_vragen(tx, gemeente, id)?;
            let consulted = list_consulted(tx, gemeente, id)?;
            let kept = has_person(tx, gemeente, id)?;
            let punt = match contact.infopunt {
                Some(punt) => find_infopunt(tx, gemeente, punt)?.map(|found| found.naam),
                None => None,
            };
            Ok((contact, vragen, consulted, kept, punt))
        })
        .await?;
    let c = C::of(&req.view);
    let closed = contact.closed_at.map(|at| req.frame.today(at));
    let after =
        |days: i64| closed.and_then(|day| day.checked_add(jiff::Span::new().days(days)).ok());
    Ok(Page {
        tabs: tabs(&c),
        kanaal: kanaal(&c, &contact.kanaal),
        punt,
        vragen: vragen
            .into_iter()
            .map(|vraag| (onderwerp(&req.view, &vraag.onderwerp), vraag))
            .collect(),
        consulted: consulted
            .into_iter()
            .map(|(_, titel, versie)| (titel, versie))
            .collect(),
        has_person: kept,
        may_enter: super::may_enter(&c),
        may_person: req
            .actor
            .may(Permission::ContactPersoonRead, &actions::here(&contact)),
        may_reopen: contact.state == ContactState::Closed
            && after(REOPEN_DAYS).is_some_and(|last| req.today() < last),
        erased_on: after(KEEP_DAYS),
        keep_days: KEEP_DAYS,
        wijkvraag: wijkvraag(&c, &contact),
        gedaan: DONE
            .iter()
            .copied()
            .find(|word| *word == req.query.text("gedaan")),
        onderwerpen: onderwerpen(&req.view, req.form.text("onderwerp")),
        vraag: shown_again(&req.form),
        organisaties: organisaties(&req.view, req.form.text("organisatie")),
        uitkomsten: Uitkomst::ALL,
        verders: Verder::ALL,
        vervolgen: Vervolg::ALL,
        doelen: Doel::ALL,
        gekozen_verder: req.form.text("verder").to_owned(),
        gekozen_vervolg: req.form.text("vervolg").to_owned(),
        contact,
        faults,
        c,
    })
}

/// Where a question on the interest of the wijk can be asked, if somebody there can be.
fn wijkvraag(c: &C, contact: &Contact) -> Option<String> {
    let frame = &c.view.frame;
    let gebied = contact.gebied.and_then(|id| frame.gebied(id))?;
    frame.team_for(gebied.id, BEWONERSORGAAN)?;
    Some(c.url(&format!("/wijken/{}/vraag", gebied.sleutel)))
}

fn to(req: &Req, id: ContactId, word: &str) -> Response {
    let path = format!("/balie/contacten/{id}?gedaan={word}");
    redirect(&layout::url(&req.view, &path))
}

/// The page again with what is wrong, or the next one.
async fn answer(req: &Req, done: Result<Response>) -> Result<Response> {
    match done {
        Ok(response) => Ok(response),
        Err(error) => {
            let page = page(req, Faults::of(error)?).await?;
            layout::page_with(400, &page)
        }
    }
}

async fn question(req: Req) -> Result<Response> {
    let id: ContactId = req.id("contact")?;
    let vragen = read_vragen(&req.form);
    let done = req
        .do_once(move |ctx| {
            if vragen.is_empty() {
                return Err(Error::field("onderwerp", "contact-onderwerp-kies"));
            }
            for vraag in &vragen {
                ask(ctx, id, vraag)?;
            }
            Ok(())
        })
        .await
        .map(|()| to(&req, id, "vraag"));
    answer(&req, done).await
}

/// The closing question; a referral is made on its own page.
async fn onward(req: Req) -> Result<Response> {
    let id: ContactId = req.id("contact")?;
    let verder = Verder::from_word(req.form.text("verder"));
    let vervolg = Vervolg::from_word(req.form.text("vervolg"));
    let refer = Vervolg::Referral.word();
    let done = req
        .once(move |ctx| {
            let verder = verder.ok_or_else(|| Error::field("verder", "contact-verder-kies"))?;
            let follow = close(ctx, id, verder, vervolg)?;
            let word = if follow == Follow::Refer {
                refer
            } else {
                "done"
            };
            Ok(word.to_owned())
        })
        .await
        .map(|word| {
            let known = req.app.routes().routes().iter();
            let mut known = known.map(|route| route.path);
            if word == refer && known.any(|path| path == REFER) {
                let path = format!("/balie/doorverwijzen?contact={id}");
                redirect(&layout::url(&req.view, &path))
            } else if req.form.text("terug") == "balie" {
                redirect(&layout::url(&req.view, "/balie?verder=1"))
            } else {
                to(&req, id, "verder")
            }
        });
    answer(&req, done).await
}

async fn again(req: Req) -> Result<Response> {
    let id: ContactId = req.id("contact")?;
    req.do_once(move |ctx| reopen(ctx, id)).await?;
    Ok(to(&req, id, "heropend"))
}

async fn person(req: Req) -> Result<Response> {
    let id: ContactId = req.id("contact")?;
    let own = |name: &str| req.form.opt(name).map(ToOwned::to_owned);
    let wanted = Contactpersoon {
        doel: Doel::from_word(req.form.text("doel")),
        naam: own("naam"),
        telefoon: own("telefoon"),
        email: own("email"),
        vraag: own("wat"),
        ..Contactpersoon::default()
    };
    let done = req
        .do_once(move |ctx| keep_person(ctx, id, &wanted).map(drop))
        .await
        .map(|()| to(&req, id, "persoon"));
    answer(&req, done).await
}

#[derive(Template)]
#[template(path = "balie/contacten/templates/persoon.html")]
struct PersonPage {
    c: C,
    tabs: Vec<Tab>,
    id: ContactId,
    persoon: Option<Contactpersoon>,
}

/// Who it is: shown once, on asking, after the reading was logged (INV-45).
async fn show_person(req: Req) -> Result<Response> {
    let id: ContactId = req.id("contact")?;
    let contact = req.read(move |tx, view| visible(tx, view, id)).await?;
    req.actor
        .require(Permission::ContactPersoonRead, &actions::here(&contact))?;
    let gemeente = req.frame.id;
    let persoon = req
        .app
        .read_personal(
            &req.frame,
            &req.actor,
            Purpose::AnswerQuestion,
            ("contact", id.0),
            move |tx| find_person(tx, gemeente, id),
        )
        .await?;
    let c = C::of(&req.view);
    layout::page(&PersonPage {
        tabs: tabs(&c),
        c,
        id,
        persoon,
    })
}
