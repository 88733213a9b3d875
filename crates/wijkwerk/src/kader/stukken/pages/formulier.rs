//! Sending a stuk, and giving it a next version: one form for both.

use askama::Template;
use jiff::civil::Date;

use super::{Keuze, keuze};
use crate::access::Permission;
use crate::error::{Error, Result};
use crate::handler;
use crate::http::{Form, Guard, Kind, Place, Req, Response, Route, View, redirect};
use crate::ids::StukId;
use crate::kader::bestanden::{self, NewDocument};
use crate::kader::stukken::model::{Beperkingsgrond, NewBeperking, NewStuk, Stuk, Stukinhoud};
use crate::kader::stukken::{actions, rules, store};
use crate::layout::{self, C, Faults};

/// A document and the words around it.
const MAX_BODY: usize = kit::files::MOST_DOCUMENT_BYTES + (1 << 20);

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get(
            "toegestuurd.nieuw",
            "/{gemeente}/toegestuurd/nieuw",
            Guard::May(Permission::StukSend),
            Kind::Page,
            handler!(show_new),
        ),
        Route::post(
            "toegestuurd.verstuur",
            "/{gemeente}/toegestuurd/nieuw",
            Guard::May(Permission::StukSend),
            handler!(send),
        )
        .at(Place::Gebied)
        .body(MAX_BODY)
        .sample(
            "organen={bewonersorgaan}&titel=Plan+voor+het+plein&waarover=Hoe+het+plein+er+straks+uitziet\
             &tekst=Er+komen+bomen+en+banken&openbaar=ja",
        ),
        Route::get(
            "toegestuurd.wijzig",
            "/{gemeente}/toegestuurd/{stuk}/wijzig",
            Guard::May(Permission::StukSend),
            Kind::Page,
            handler!(show_change),
        )
        .at(Place::Gebied),
        Route::post(
            "toegestuurd.bewaar",
            "/{gemeente}/toegestuurd/{stuk}/wijzig",
            Guard::May(Permission::StukSend),
            handler!(change),
        )
        .at(Place::Gebied)
        .body(MAX_BODY)
        .sample(
            "versie=1&titel=Plan+voor+het+plein&waarover=Hoe+het+plein+er+straks+uitziet&tekst=Er+komen+linden&openbaar=ja",
        ),
    ]
}

#[derive(Template)]
#[template(path = "kader/stukken/templates/formulier.html")]
struct FormPage {
    c: C,
    faults: Faults,
    /// What the fields hold.
    form: Form,
    /// Where it goes, and the word on the button.
    action: String,
    knop: String,
    titel: String,
    /// Of a next version neither whom it goes to nor where it belongs is asked.
    is_change: bool,
    organen: Vec<Keuze>,
    wijken: Vec<Keuze>,
    gronden: Vec<Keuze>,
    restricted: bool,
    /// Whether a restriction can still be chosen.
    may_restrict: bool,
    /// Whether it carries a document now.
    has_document: bool,
    /// Whether a document was chosen that has to be chosen again.
    choose_again: bool,
    today: String,
    latest: String,
}

fn gronden(c: &C, chosen: &str) -> Vec<Keuze> {
    let words = Beperkingsgrond::ALL
        .iter()
        .map(|grond| keuze(grond, c.tk("stuk-grond", grond), grond.word() == chosen));
    [keuze("", c.t("stuk-grond-kies"), chosen.is_empty())]
        .into_iter()
        .chain(words)
        .collect()
}

fn new_page(req: &Req, faults: Faults, form: Form) -> FormPage {
    let c = C::of(&req.view);
    let (actor, frame) = (&req.actor, &req.frame);
    let (chosen, places) = (form.all("organen"), form.all("wijken"));
    let may: Vec<_> = frame
        .organen
        .iter()
        .filter(|orgaan| rules::may_send_to(actor, frame, orgaan))
        .collect();
    let only = may.len() == 1;
    let organen = may
        .iter()
        .map(|orgaan| {
            let is_chosen = chosen.contains(&orgaan.id.to_string().as_str());
            keuze(orgaan.id, &orgaan.naam, is_chosen || only)
        })
        .collect();
    let reached: Vec<_> = may
        .iter()
        .flat_map(|orgaan| rules::wijken_of(frame, orgaan))
        .collect();
    let wijken = frame
        .wijken()
        .filter(|wijk| {
            let here = crate::access::Here::gebied(wijk.id);
            reached.contains(&wijk.id) || actor.may(Permission::StukSend, &here)
        })
        .map(|wijk| {
            let is_chosen = places.contains(&wijk.id.to_string().as_str());
            keuze(wijk.id, &wijk.naam, is_chosen)
        })
        .collect();
    FormPage {
        action: c.url("/toegestuurd/nieuw"),
        knop: c.t("stuk-verstuur"),
        titel: c.t("stuk-nieuw"),
        is_change: false,
        organen,
        wijken,
        gronden: gronden(&c, form.text("grond")),
        restricted: form.text("openbaar") == "nee",
        may_restrict: true,
        has_document: false,
        choose_again: form.has_files(),
        today: req.today().to_string(),
        latest: rules::latest(req.today()).to_string(),
        faults,
        form,
        c,
    }
}

async fn show_new(req: Req) -> Result<Response> {
    layout::page(&new_page(&req, Faults::default(), Form::default()))
}

fn inhoud(form: &Form, document: Option<NewDocument>) -> Stukinhoud {
    Stukinhoud {
        titel: form.text("titel").to_owned(),
        waarover: form.text("waarover").to_owned(),
        tekst: form.text("tekst").to_owned(),
        document,
    }
}

/// The restriction that was filled in; `None` when it is to be public.
fn beperking(form: &Form) -> Option<NewBeperking> {
    (form.text("openbaar") == "nee").then(|| NewBeperking {
        until: form.parsed::<Date>("tot"),
        grond: Beperkingsgrond::from_word(form.text("grond")),
        toelichting: form.text("toelichting").to_owned(),
    })
}

async fn send(req: Req) -> Result<Response> {
    match try_to_send(&req).await {
        Ok(id) => Ok(redirect(&layout::url(
            &req.view,
            &format!("/toegestuurd/{id}"),
        ))),
        Err(error) => {
            let page = new_page(&req, Faults::of(error)?, req.form.clone());
            layout::page_with(400, &page)
        }
    }
}

async fn try_to_send(req: &Req) -> Result<StukId> {
    let document = bestanden::keep_document(req, "document").await?;
    let (form, request) = (&req.form, req.form.request_id());
    let new = NewStuk {
        inhoud: inhoud(form, document),
        organen: form
            .all("organen")
            .iter()
            .filter_map(|id| id.parse().ok())
            .collect(),
        wijken: form
            .all("wijken")
            .iter()
            .filter_map(|id| id.parse().ok())
            .collect(),
        beperking: beperking(form),
    };
    req.write(move |ctx| actions::send(ctx, &new, request))
        .await
}

/// The stuk that is to be changed, for those who may.
async fn to_change(req: &Req) -> Result<Stuk> {
    let id: StukId = req.id("stuk")?;
    let missing = || Error::NotFound("stuk");
    let found = req
        .read(move |tx, view| store::find_stuk(tx, &view.frame, id))
        .await?;
    let stuk = found.ok_or_else(missing)?;
    if !rules::may_see(&req.actor, &req.frame, &stuk) {
        return Err(missing());
    }
    if !rules::may_manage(&req.actor, &req.frame, &stuk) {
        return Err(Error::Forbidden(Permission::StukSend.key()));
    }
    if stuk.withdrawn.is_some() {
        return Err(Error::refused("stuk-al-ingetrokken"));
    }
    Ok(stuk)
}

/// The fields as the stuk has them now.
fn filled(view: &View, stuk: &Stuk) -> Form {
    let versie = stuk.versie.to_string();
    let inhoud = &stuk.inhoud;
    let form = Form::of(&[
        ("versie", versie.as_str()),
        ("titel", inhoud.titel.as_str()),
        ("waarover", inhoud.waarover.as_str()),
        ("tekst", inhoud.tekst.as_str()),
    ]);
    match &stuk.beperking {
        Some(beperking) if !stuk.is_public(view.today()) => form
            .with_field("openbaar", "nee")
            .with_field("grond", beperking.grond.word())
            .with_field("toelichting", &beperking.toelichting)
            .with_field("tot", &beperking.until.to_string()),
        _ => form.with_field("openbaar", "ja"),
    }
}

fn change_page(req: &Req, stuk: &Stuk, faults: Faults, form: Form) -> FormPage {
    let c = C::of(&req.view);
    FormPage {
        action: c.url(&format!("/toegestuurd/{}/wijzig", stuk.id)),
        knop: c.t("stuk-bewaar"),
        titel: c.t("stuk-wijzig"),
        is_change: true,
        organen: Vec::new(),
        wijken: Vec::new(),
        gronden: gronden(&c, form.text("grond")),
        restricted: form.text("openbaar") == "nee",
        may_restrict: !stuk.is_public(req.today()),
        has_document: stuk.inhoud.document.is_some(),
        choose_again: form.has_files(),
        today: req.today().to_string(),
        latest: rules::latest(stuk.sent_on).to_string(),
        faults,
        form,
        c,
    }
}

async fn show_change(req: Req) -> Result<Response> {
    let stuk = to_change(&req).await?;
    let form = filled(&req.view, &stuk);
    layout::page(&change_page(&req, &stuk, Faults::default(), form))
}

async fn change(req: Req) -> Result<Response> {
    let stuk = to_change(&req).await?;
    match try_to_change(&req, &stuk).await {
        Ok(()) => Ok(redirect(&layout::url(
            &req.view,
            &format!("/toegestuurd/{}", stuk.id),
        ))),
        Err(error) => {
            let faults = Faults::or_refusal(error)?;
            let page = change_page(&req, &stuk, faults, req.form.clone());
            layout::page_with(page.faults.status(), &page)
        }
    }
}

async fn try_to_change(req: &Req, stuk: &Stuk) -> Result<()> {
    let form = &req.form;
    let document = match bestanden::keep_document(req, "document").await? {
        None if !form.ticked("zonder_document") => stuk.inhoud.document.clone(),
        document => document,
    };
    let (id, seen) = (stuk.id, form.parsed("versie").unwrap_or(0));
    let (inhoud, beperking) = (inhoud(form, document), beperking(form));
    req.do_once(move |ctx| actions::change(ctx, id, seen, &inhoud, beperking.as_ref()))
        .await
}
