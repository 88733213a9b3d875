//! The page behind the link of who asked: where it stands, the answer, own data seen and erased.

use askama::Template;
use jiff::civil::Date;

use super::badge;
use crate::app::Purpose;
use crate::balie::contacten;
use crate::balie::wijkvragen::actions::{self, vrager_link};
use crate::balie::wijkvragen::model::{Wijkvraag, WijkvraagState, Wijkvrager};
use crate::balie::wijkvragen::store;
use crate::error::{Error, Result};
use crate::http::{Req, Response, redirect};
use crate::ids::WijkvraagId;
use crate::layout::{C, Faults, page_with};

/// What the desk made of a question that was handed over.
struct Balie {
    due: Option<Date>,
    /// The term that it falls under.
    term: &'static str,
    /// Whether it has been answered.
    done: bool,
    /// Whether the desk knows where to send the answer.
    reach: bool,
}

#[derive(Template)]
#[template(path = "balie/wijkvragen/templates/volgen.html")]
struct Page {
    c: C,
    faults: Faults,
    refused: Option<String>,
    action: String,
    address: String,
    orgaan: String,
    wijk: String,
    wijk_sleutel: String,
    vraag: Wijkvraag,
    vrager: Option<Wijkvrager>,
    balie: Option<Balie>,
    badge: &'static str,
    received: bool,
    erased: bool,
}

impl Page {
    fn is_open(&self) -> bool {
        self.vraag.is_open()
    }

    fn is_handed_over(&self) -> bool {
        self.vraag.state == WijkvraagState::HandedOver
    }

    fn is_withdrawn(&self) -> bool {
        self.vraag.state == WijkvraagState::Withdrawn
    }

    /// The answer, a paragraph apart wherever a line was left empty.
    fn antwoord(&self) -> Vec<&str> {
        let antwoord = self.vrager.as_ref().and_then(|own| own.antwoord.as_deref());
        antwoord.map_or_else(Vec::new, paragraphs)
    }

    fn email(&self) -> Option<&str> {
        self.vrager.as_ref()?.email.as_deref()
    }

    fn keep_until(&self) -> Option<Date> {
        self.vrager.as_ref()?.erase_after
    }
}

/// A text in its lines, without the empty ones.
pub(super) fn paragraphs(text: &str) -> Vec<&str> {
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect()
}

struct Found {
    vraag: Wijkvraag,
    vrager: Option<Wijkvrager>,
    balie: Option<Balie>,
}

async fn load(req: &Req) -> Result<Found> {
    let holder = vrager_link(&req.actor)?.clone();
    let (gemeente, id) = (req.frame.id, WijkvraagId(holder.subject));
    req.app
        .read_personal(
            &req.frame,
            &req.actor,
            Purpose::OwnData,
            ("wijkvraag", id.0),
            move |tx| {
                let vraag = store::find_wijkvraag(tx, gemeente, id)?
                    .filter(|vraag| vraag.vrager.0 == holder.holder)
                    .ok_or(Error::NotFound("link"))?;
                let vrager = store::find_vrager(tx, gemeente, vraag.vrager)?;
                let balie = match vraag.contact {
                    None => None,
                    Some(contact) => {
                        let first = contacten::list_vragen(tx, gemeente, contact)?;
                        let first = first.into_iter().next();
                        let person = contacten::find_person(tx, gemeente, contact)?;
                        first.map(|one| Balie {
                            due: one.due,
                            term: one.uitkomst.term(),
                            done: one.settled_at.is_some(),
                            reach: person.is_some_and(|person| person.email.is_some()),
                        })
                    }
                };
                Ok(Found {
                    vraag,
                    vrager,
                    balie,
                })
            },
        )
        .await
}

async fn render(req: &Req, error: Option<Error>) -> Result<Response> {
    let found = load(req).await?;
    let c = C::of(&req.view);
    let (faults, refused, status) = match error {
        None => (Faults::default(), None, 200),
        Some(Error::Refused(said)) => (Faults::default(), Some(c.sentence(&said)), 409),
        Some(other) => (Faults::of(other)?, None, 400),
    };
    let orgaan = req.frame.orgaan(found.vraag.orgaan);
    let wijk = req.frame.gebied(found.vraag.gebied);
    let page = Page {
        orgaan: orgaan.map_or_else(|| c.t("wijkvraag-het-orgaan"), |orgaan| orgaan.naam.clone()),
        wijk: wijk.map_or_else(String::new, |wijk| wijk.naam.clone()),
        wijk_sleutel: wijk.map_or_else(String::new, |wijk| wijk.sleutel.clone()),
        badge: badge(found.vraag.state),
        action: req.path.clone(),
        address: format!("{}{}", req.app.config().base_url, req.path),
        received: req.query.ticked("ontvangen"),
        erased: req.query.ticked("gewist"),
        vraag: found.vraag,
        vrager: found.vrager,
        balie: found.balie,
        faults,
        refused,
        c,
    };
    page_with(status, &page)
}

/// What the holder of the link sees.
pub async fn vrager_page(req: Req) -> Result<Response> {
    render(&req, None).await
}

/// The wish to be forgotten: written down beside the backups first, so that no restore brings it back.
pub async fn vrager_post(req: Req) -> Result<Response> {
    if !req.form.ticked("zeker") {
        return render(&req, Some(Error::field("zeker", "wissen-zeker-nodig"))).await;
    }
    let found = load(&req).await?;
    if found.vraag.state == WijkvraagState::HandedOver {
        return render(&req, Some(Error::refused("wijkvraag-bij-balie"))).await;
    }
    let (gemeente, holder) = (req.frame.id, found.vraag.vrager.0);
    req.app
        .run_blocking(move |app| app.note_erased_contact(gemeente, holder))
        .await?;
    req.do_once(actions::erase_own).await?;
    Ok(redirect(&format!("{}?gewist=1", req.path)))
}
