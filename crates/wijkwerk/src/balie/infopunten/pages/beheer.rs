//! One point for who keeps it: what it is, what it offers, its hours with a look before they are saved, and exceptions.

use std::sync::Arc;

use askama::Template;
use jiff::civil::Date;

use super::delen::{self, Beeld};
use super::formulier::{
    Deel, contents_of, cost_key, in_hours, lost_by_moving, share_or_amount, shares, tenths,
};
use super::voorbeeld::{Voorbeeld, example};
use crate::access::{Here, Permission};
use crate::balie::contacten::{Tab, tabs};
use crate::balie::infopunten::actions::{MANAGE, Wending, turn_infopunt};
use crate::balie::infopunten::inhoud::{Inhoud, set_inhoud};
use crate::balie::infopunten::model::{Infopunt, Uitzondering, Versie};
use crate::balie::infopunten::nacht::school_ends;
use crate::balie::infopunten::rules::{self, Stap};
use crate::balie::infopunten::tijden;
use crate::balie::infopunten::uren::{self, NewUitzondering, UitzonderingBron, Uren, Welke};
use crate::balie::infopunten::{store, tijdelijk};
use crate::error::{Error, FieldError, Result, Sentence};
use crate::frame::pick;
use crate::handler;
use crate::http::{Form, Guard, Kind, Place, Req, Response, Route, redirect};
use crate::ids::{InfopuntId, OrganisatieId, UitzonderingId};
use crate::layout::{self, C, Faults};

pub(super) fn routes() -> Vec<Route> {
    let post = |name, path, handler, sample| {
        Route::post(name, path, Guard::May(MANAGE), handler)
            .at(Place::Gebied)
            .sample(sample)
    };
    vec![
        Route::get(
            "infopunten.beheer",
            "/{gemeente}/balie/infopunten/{infopunt}",
            Guard::Any(&[Permission::ContactRead, MANAGE]),
            Kind::Page,
            handler!(show),
        )
        .at(Place::Gebied),
        post(
            "infopunten.stand",
            "/{gemeente}/balie/infopunten/{infopunt}/stand",
            handler!(turn),
            "stap=plan",
        ),
        post(
            "infopunten.inhoud",
            "/{gemeente}/balie/infopunten/{infopunt}/inhoud",
            handler!(contents),
            "functie=wonen&partner-0={organisatie}&aandeel-0=100&basis=20",
        ),
        post(
            "infopunten.uren",
            "/{gemeente}/balie/infopunten/{infopunt}/uren",
            handler!(hours),
            "uren=ma-vr+9-12.30&doe=bewaar",
        ),
        post(
            "infopunten.uitzondering",
            "/{gemeente}/balie/infopunten/{infopunt}/uitzondering",
            handler!(exception),
            "van={vandaag}&tot={vandaag}&reden=Wegens+ziekte+gesloten",
        ),
        post(
            "infopunten.uitzondering_weg",
            "/{gemeente}/balie/uitzonderingen/{uitzondering}/intrekken",
            handler!(withdraw),
            "",
        ),
        post(
            "infopunten.gesprek",
            "/{gemeente}/balie/infopunten/{infopunt}/gesprek",
            handler!(talk),
            "dag={vandaag}&verslag=Samen+gekeken+naar+de+bezetting",
        ),
        post(
            "infopunten.kosten",
            "/{gemeente}/balie/infopunten/{infopunt}/kosten",
            handler!(costs),
            "jaar=2026&wat=Huur+en+koffie&bedrag=12000",
        ),
    ]
}

#[derive(Template)]
#[template(path = "balie/infopunten/templates/beheer.html")]
struct Page {
    c: C,
    tabs: Vec<Tab>,
    faults: Faults,
    form: Form,
    may_manage: bool,
    punt: Infopunt,
    inhoud: Inhoud,
    beeld: Beeld,
    url: String,
    openbaar: String,
    stappen: Vec<Stap>,
    andere: Vec<(InfopuntId, String, bool)>,
    /// What can no longer be done once it has moved to the chosen point.
    gemis: Vec<String>,
    functies: Vec<(String, String, bool)>,
    delen: Vec<Deel>,
    organisaties: Vec<(OrganisatieId, String)>,
    versies: Vec<Versie>,
    uitzonderingen: Vec<Uitzondering>,
    waarschuwingen: Vec<String>,
    typed: String,
    vanaf: String,
    /// Hours a week that were agreed, as they were typed or stand.
    basis: String,
    /// What the hours on the form come to.
    voorbeeld: Option<Voorbeeld>,
    gesprek: Option<(Date, String)>,
    kosten: Vec<(i64, String, i64, OrganisatieId, i64)>,
}

impl Page {
    /// What was typed as the part of a partner in one amount.
    fn in_key(&self, wie: &OrganisatieId) -> &str {
        self.form.text(&format!("sleutel-{wie}"))
    }
}

async fn show(req: Req) -> Result<Response> {
    let id: InfopuntId = req.id("infopunt")?;
    render(&req, id, Faults::default(), None).await
}

async fn render(
    req: &Req,
    id: InfopuntId,
    faults: Faults,
    voorbeeld: Option<Voorbeeld>,
) -> Result<Response> {
    let status = if faults.any() { 400 } else { 200 };
    let today = req.view.today();
    let (all, extra) = req
        .read(move |tx, view| {
            let all = delen::load(tx, view)?;
            let gesprek = store::tijdelijk::last_talk(tx, view.frame.id, id)?;
            Ok((
                all,
                (
                    gesprek,
                    store::tijdelijk::list_costs(tx, view.frame.id, id)?,
                ),
            ))
        })
        .await?;
    let c = C::of(&req.view);
    let opvolger: Option<InfopuntId> = req.form.parsed("opvolger");
    let andere: Vec<(InfopuntId, String, bool)> = all
        .iter()
        .filter(|(punt, ..)| punt.id != id && punt.state.is_told())
        .map(|(punt, ..)| (punt.id, punt.naam.clone(), opvolger == Some(punt.id)))
        .collect();
    let gemis = lost_by_moving(req, &all, id);
    let found = all.into_iter().find(|(punt, ..)| punt.id == id);
    let (punt, inhoud, uren) = found.ok_or(Error::NotFound("infopunt"))?;
    let may_manage = req.actor.may(MANAGE, &Here::punt(punt.id, punt.gebied));
    if !may_manage && !punt.state.is_public() {
        return Err(Error::NotFound("infopunt"));
    }
    let is_sent = req.form.fields().iter().any(|(name, _)| name == "basis");
    let chosen = |key: &str| {
        if faults.any() && is_sent {
            req.form.all("functie").into_iter().any(|one| one == key)
        } else {
            inhoud.functies.contains(key)
        }
    };
    let functies = req.frame.inrichting.functies.iter();
    let functies = functies
        .map(|one| {
            (
                one.sleutel.clone(),
                pick(req.lang, &one.naam),
                chosen(&one.sleutel),
            )
        })
        .collect();
    let typed = match req.form.opt("uren") {
        Some(typed) => typed.to_owned(),
        None => uren
            .versies
            .last()
            .map(|one| one.typed.clone())
            .unwrap_or_default(),
    };
    let page = Page {
        tabs: tabs(&c),
        beeld: delen::beeld(&c, &uren),
        url: c.url(&format!("/balie/infopunten/{id}")),
        openbaar: c.url(&format!("/infopunten/{}", punt.sleutel)),
        stappen: rules::steps(punt.state),
        andere,
        gemis,
        functies,
        delen: shares(&inhoud, &req.form),
        organisaties: req
            .frame
            .organisaties
            .iter()
            .map(|one| (one.id, one.naam.clone()))
            .collect(),
        waarschuwingen: warnings(&c, &punt, &inhoud, &uren, today),
        vanaf: req
            .form
            .opt("vanaf")
            .map_or_else(|| today.to_string(), ToOwned::to_owned),
        basis: match req.form.opt("basis") {
            Some(typed) => typed.to_owned(),
            None => punt.basis_minuten.map(in_hours).unwrap_or_default(),
        },
        versies: uren.versies.clone(),
        uitzonderingen: uren.uitzonderingen.clone(),
        form: req.form.clone(),
        gesprek: extra.0,
        kosten: extra.1,
        typed,
        voorbeeld,
        may_manage,
        punt,
        inhoud,
        faults,
        c,
    };
    layout::page_with(status, &page)
}

/// What somebody should look at: too few functions, nobody to share with, fewer hours than agreed.
fn warnings(c: &C, punt: &Infopunt, inhoud: &Inhoud, uren: &Uren, today: Date) -> Vec<String> {
    let mut all = Vec::new();
    if rules::is_thin(punt.rang, inhoud.functies.len()) {
        all.push(c.t("infopunt-let-op-functies"));
    }
    if punt.state.is_told() && rules::is_alone(inhoud.huurders.len()) {
        all.push(c.t("infopunt-niet-gedeeld"));
    }
    if uren.timetable(Welke::Published, today).is_err() {
        all.push(c.t("infopunt-schoolvakanties-nodig"));
    }
    if let Some(until) = school_ends(&c.view.frame.vrije_dagen, uren.hours_on(today), today) {
        all.push(c.t1("infopunt-schoolvakanties-tot", "dag", c.day_plain(until)));
    }
    let month = uren.intervals(Welke::Published, today, delen::later(today, 27));
    let week = uren::minutes(&month) / 4;
    if let Some(base) = punt
        .basis_minuten
        .filter(|base| punt.state.is_told() && week < *base)
    {
        all.push(c.t2(
            "infopunt-onder-basis",
            "uren",
            tenths(c, week / 6),
            "basis",
            tenths(c, base / 6),
        ));
    }
    all
}

async fn again(req: &Req, id: InfopuntId, done: Result<()>) -> Result<Response> {
    match done {
        Ok(()) => Ok(redirect(&layout::url(
            &req.view,
            &format!("/balie/infopunten/{id}"),
        ))),
        Err(error) => render(req, id, Faults::of(error)?, None).await,
    }
}

async fn turn(req: Req) -> Result<Response> {
    let id: InfopuntId = req.id("infopunt")?;
    let form = &req.form;
    let stap = Stap::from_word(form.text("stap"));
    let new = Wending {
        stap: stap.ok_or(Error::field("stap", "infopunt-soort-kies"))?,
        reden: form.text("reden").to_owned(),
        until: form.parsed("tot"),
        opvolger: form.parsed("opvolger"),
        alternatief: form.text("alternatief").to_owned(),
        knows_missing: form.ticked("gemis"),
    };
    let done = req.do_once(move |ctx| turn_infopunt(ctx, id, &new)).await;
    again(&req, id, done).await
}

async fn contents(req: Req) -> Result<Response> {
    let id: InfopuntId = req.id("infopunt")?;
    let done = match contents_of(&req.form) {
        Ok((new, basis)) => {
            req.do_once(move |ctx| set_inhoud(ctx, id, &new, basis))
                .await
        }
        Err(error) => Err(error),
    };
    again(&req, id, done).await
}

/// First the hours in words with the coming weeks; saved when somebody says so.
async fn hours(req: Req) -> Result<Response> {
    let id: InfopuntId = req.id("infopunt")?;
    let today = req.view.today();
    let typed = req.form.text("uren").trim().to_owned();
    let from: Date = req.form.parsed("vanaf").unwrap_or(today);
    if req.form.text("doe") == "bewaar" {
        let done = req
            .do_once(move |ctx| tijden::set_hours(ctx, id, &typed, from).map(drop))
            .await;
        return again(&req, id, done).await;
    }
    let until = delen::later(from, tijden::PREVIEW_DAYS);
    let (holidays, there) = req
        .read(move |tx, view| {
            let holidays = uren::holidays(tx, view.frame.id, from, until)?;
            Ok((holidays, Uren::of(tx, &view.frame, id, from, until)?))
        })
        .await?;
    let c = C::of(&req.view);
    let told = tijden::propose(&req.frame, &typed, from, today, &Arc::new(holidays));
    let told = told.map(|it| match &there {
        Some(uren) => it.at(uren),
        None => it,
    });
    render(&req, id, Faults::default(), Some(example(&c, told))).await
}

async fn exception(req: Req) -> Result<Response> {
    let id: InfopuntId = req.id("infopunt")?;
    let form = &req.form;
    let (from, until) = (form.parsed::<Date>("van"), form.parsed::<Date>("tot"));
    let done = match from.zip(until.or(from)) {
        None => Err(Error::Invalid(vec![FieldError {
            field: "van",
            sentence: Sentence::new("bijeenkomst-veld-nodig"),
        }])),
        Some((from, until)) => {
            let new = NewUitzondering {
                infopunt: id,
                from,
                until,
                times: form.text("tijden").to_owned(),
                reden: form.text("reden").to_owned(),
                bron: UitzonderingBron::Hand,
            };
            req.do_once(move |ctx| uren::set_exception(ctx, &new).map(drop))
                .await
        }
    };
    again(&req, id, done).await
}

async fn withdraw(req: Req) -> Result<Response> {
    let id: UitzonderingId = req.id("uitzondering")?;
    let punt = req
        .once(move |ctx| uren::withdraw_by_hand(ctx, id).map(|punt| punt.to_string()))
        .await?;
    Ok(redirect(&layout::url(
        &req.view,
        &format!("/balie/infopunten/{punt}"),
    )))
}

async fn talk(req: Req) -> Result<Response> {
    let id: InfopuntId = req.id("infopunt")?;
    let dag: Date = req.form.parsed("dag").unwrap_or(req.view.today());
    let verslag = req.form.text("verslag").to_owned();
    let done = req
        .do_once(move |ctx| tijdelijk::note_talk(ctx, id, dag, &verslag).map(drop))
        .await;
    again(&req, id, done).await
}

async fn costs(req: Req) -> Result<Response> {
    let id: InfopuntId = req.id("infopunt")?;
    let jaar: i64 = req.form.parsed("jaar").unwrap_or(0);
    let wat = req.form.text("wat").to_owned();
    let cents = share_or_amount(req.form.text("bedrag"));
    let done = match cost_key(&req.form) {
        Ok(key) => {
            req.do_once(move |ctx| {
                tijdelijk::book_costs(ctx, id, jaar, &wat, cents, &key).map(drop)
            })
            .await
        }
        Err(error) => Err(error),
    };
    again(&req, id, done).await
}
