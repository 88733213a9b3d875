//! The page of the partner: what there is to do and where, by when, and three ways to go.

use askama::Template;
use jiff::civil::Date;
use kit::db::Read;

use super::actions::{self, holder_or_past};
use crate::access::Permission;
use crate::error::{Error, Result};
use crate::handler;
use crate::http::{Guard, Kind, Place, Req, Response, Route, View, redirect};
use crate::ids::MeldingId;
use crate::kader::verplichtingen::list_about;
use crate::layout::{self, C, Faults};
use crate::wijkaanpak::meldingen::staff::doen::evidence;
use crate::wijkaanpak::meldingen::staff::parts::{self, Badge};
use crate::wijkaanpak::meldingen::{Foto, Melding, find_tekst, get_melding, list_fotos};

/// Room for one photo with its form.
const PHOTO_BODY: usize = 16 << 20;

pub(in super::super) fn routes() -> Vec<Route> {
    let may = Guard::May(Permission::MeldingPartner);
    vec![
        Route::get(
            "meldingen.partner",
            "/{gemeente}/meldingen/{melding}/partner",
            may,
            Kind::Page,
            handler!(show),
        )
        .at(Place::Organisatie),
        Route::post(
            "meldingen.partner.oppakken",
            "/{gemeente}/meldingen/{melding}/partner/oppakken",
            may,
            handler!(take_on),
        )
        .at(Place::Organisatie)
        .sample("dag=2099-01-05"),
        Route::post(
            "meldingen.partner.klaar",
            "/{gemeente}/meldingen/{melding}/partner/klaar",
            may,
            handler!(deliver),
        )
        .at(Place::Organisatie)
        .sample("gezien=De tegels liggen weer vast en vlak.")
        .body(PHOTO_BODY),
        Route::post(
            "meldingen.partner.terug",
            "/{gemeente}/meldingen/{melding}/partner/terug",
            may,
            handler!(hand_back),
        )
        .at(Place::Organisatie)
        .sample("reden=Deze stoep is niet van ons."),
    ]
}

#[derive(Template)]
#[template(path = "wijkaanpak/meldingen/templates/partner.html")]
struct Page {
    c: C,
    it: Whole,
    faults: Faults,
    dag: String,
    gezien: String,
    reden: String,
}

/// What the partner needs to know, without anything of whoever let us know.
struct Whole {
    melding: Melding,
    titel: String,
    subject: Option<(String, &'static str)>,
    badge: Badge,
    words: String,
    plaats: Option<String>,
    fotos: Vec<Foto>,
    kaart: String,
    /// By when the partner answers, or is done once it took this on.
    due: Option<Date>,
    taken_on: bool,
    open: bool,
}

impl Whole {
    /// Whether a photo of whoever let us know is kept.
    fn has_photo(&self) -> bool {
        self.fotos.iter().any(Foto::is_of_melder)
    }
}

fn visible(tx: &mut Read<'_>, view: &View, id: MeldingId) -> Result<Melding> {
    let melding = get_melding(tx, view.frame.id, id)?;
    holder_or_past(tx, view.frame.id, &view.actor, &melding)?;
    Ok(melding)
}

fn whole(tx: &mut Read<'_>, c: &C, id: MeldingId) -> Result<Whole> {
    let gemeente = c.view.frame.id;
    let melding = visible(tx, &c.view, id)?;
    let (words, plaats) = find_tekst(tx, gemeente, id)?.unwrap_or_default();
    let subject = melding.subject().map(ToOwned::to_owned);
    let own = subject.as_deref();
    let owed = list_about(tx, gemeente, id.0)?
        .into_iter()
        .rev()
        .find(|due| {
            due.state == "open" && (due.soort == actions::ANSWER || due.soort == actions::WORK)
        });
    Ok(Whole {
        titel: parts::summary(c, &words, own),
        subject: own.map(|key| (c.subject(key), parts::theme(&c.view.frame, key))),
        badge: parts::badge(c, &melding),
        fotos: list_fotos(tx, gemeente, id)?,
        kaart: parts::own_map(c, "kaart-partner", &melding),
        taken_on: owed.as_ref().is_some_and(|due| due.soort == actions::WORK),
        due: owed.and_then(|due| due.due),
        open: melding.is_open(),
        words,
        plaats,
        melding,
    })
}

async fn show(req: Req) -> Result<Response> {
    let id = req.id("melding")?;
    render(&req, id, Faults::default()).await
}

async fn render(req: &Req, id: MeldingId, faults: Faults) -> Result<Response> {
    let c = C::of(&req.view);
    let it = req.read(move |tx, _| whole(tx, &c, id)).await?;
    let status = faults.status();
    let page = Page {
        c: C::of(&req.view),
        it,
        faults,
        dag: req.form.text("dag").to_owned(),
        gezien: req.form.text("gezien").to_owned(),
        reden: req.form.text("reden").to_owned(),
    };
    layout::page_with(status, &page)
}

/// On to where this leads after what was done, or back to the page with what is wrong.
async fn answer(req: &Req, id: MeldingId, done: Result<()>, to: &str) -> Result<Response> {
    match done {
        Ok(()) => Ok(redirect(&layout::url(&req.view, to))),
        Err(error) => render(req, id, Faults::or_refusal(error)?).await,
    }
}

async fn take_on(req: Req) -> Result<Response> {
    let id: MeldingId = req.id("melding")?;
    let day = req.form.parsed::<Date>("dag");
    let done = req.do_once(move |ctx| actions::take_on(ctx, id, day)).await;
    answer(&req, id, done, &format!("/meldingen/{id}/partner")).await
}

async fn deliver(req: Req) -> Result<Response> {
    let id: MeldingId = req.id("melding")?;
    // Nobody has files decoded for a melding that is not theirs.
    let melding = req.read(move |tx, view| visible(tx, view, id)).await?;
    let done = match evidence(&req).await {
        Ok(evidence) => {
            req.do_once(move |ctx| actions::deliver(ctx, id, &evidence))
                .await
        }
        // There is no form any more to do it better in.
        Err(_) if !melding.is_open() => Err(Error::refused("melding-al-klaar")),
        Err(error) => Err(error),
    };
    answer(&req, id, done, &format!("/meldingen/{id}/partner")).await
}

async fn hand_back(req: Req) -> Result<Response> {
    let id: MeldingId = req.id("melding")?;
    let reason = req.form.text("reden").to_owned();
    let done = req
        .do_once(move |ctx| actions::hand_back(ctx, id, &reason))
        .await;
    answer(&req, id, done, "/vandaag").await
}
