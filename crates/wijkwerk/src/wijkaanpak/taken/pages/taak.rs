//! One task: where, what, done with a photo, not now with a reason, concern about a resident, and what was here before.

use askama::Template;
use jiff::civil::Date;
use kit::db::Read;
use uuid::Uuid;

use super::Card;
use crate::access::{Here, Permission};
use crate::error::{Error, Result};
use crate::handler;
use crate::http::{Guard, Kind, Place, Req, Response, Route, View, redirect};
use crate::ids::TaakId;
use crate::kader::bewijzen::Bewijs;
use crate::kader::gebieden::Coordinaat;
use crate::layout::{self, C, Faults};
use crate::wijkaanpak::meldingen;
use crate::wijkaanpak::meldingen::staff::doen::evidence;
use crate::wijkaanpak::meldingen::staff::parts::{self, Badge};
use crate::wijkaanpak::taken::{Taak, actions, list_for, zorg};
use crate::write::Write;

/// How near "this spot" is, in metres.
const SPOT: i64 = 50;
/// Reasons that can be given in one tap.
const REASONS: [&str; 3] = [
    "taak-reden-materiaal",
    "taak-reden-weer",
    "taak-reden-bereik",
];

pub(super) fn routes() -> Vec<Route> {
    let may = Guard::May(Permission::TaakExecute);
    vec![
        Route::get(
            "taken.een",
            "/{gemeente}/taken/{taak}",
            Guard::Any(&[Permission::TaakExecute, Permission::TaakAssign]),
            Kind::Page,
            handler!(show),
        )
        .at(Place::Gebied),
        Route::post(
            "taken.klaar",
            "/{gemeente}/taken/{taak}/klaar",
            may,
            handler!(done),
        )
        .at(Place::Gebied)
        .sample("gezien=De tegels liggen weer vast en vlak.")
        .body(16 << 20),
        Route::post(
            "taken.niet-nu",
            "/{gemeente}/taken/{taak}/niet-nu",
            may,
            handler!(not_now),
        )
        .at(Place::Gebied)
        .sample("reden_kies=taak-reden-weer&dag=2099-01-05"),
        Route::post(
            "taken.zorg",
            "/{gemeente}/taken/{taak}/zorg",
            Guard::With(
                Permission::ZorgSignal,
                &[Permission::TaakExecute, Permission::TaakAssign],
            ),
            handler!(concern),
        )
        .at(Place::Gebied)
        .sample("soort=bewoner&terugbellen=ja"),
    ]
}

#[derive(Template)]
#[template(path = "wijkaanpak/taken/templates/taak.html")]
struct Page {
    c: C,
    card: Card,
    taak: Taak,
    /// Whether a photo of whoever let us know is kept: without one, words that are not there were erased.
    has_photo: bool,
    kaart: String,
    before: Vec<Earlier>,
    next: Option<TaakId>,
    faults: Faults,
    reasons: [&'static str; 3],
    kinds: &'static [&'static str],
    open: bool,
    may_execute: bool,
    may_signal: bool,
    passed_on: bool,
    /// The task before this one was just finished.
    done: bool,
    gezien: String,
    reden: String,
    dag: String,
}

/// Something that was reported here earlier, without anybody's words.
struct Earlier {
    subject: String,
    day: Date,
    badge: Badge,
}

async fn show(req: Req) -> Result<Response> {
    let id = req.id("taak")?;
    render(&req, id, Faults::default(), 200).await
}

async fn render(req: &Req, id: TaakId, faults: Faults, status: u16) -> Result<Response> {
    let view = req.view.clone();
    let account = req.actor.account().map(|account| account.id);
    let (taak, has_photo, before, next) = req
        .read(move |tx, _| {
            let taak = super::visible(tx, &view, id)?;
            let before = earlier(tx, &C::of(&view), &taak)?;
            let fotos = meldingen::list_fotos(tx, view.frame.id, taak.melding)?;
            let has_photo = fotos.iter().any(meldingen::Foto::is_of_melder);
            let mine = match account {
                Some(account) => list_for(tx, view.frame.id, account)?,
                None => Vec::new(),
            };
            let next = mine
                .into_iter()
                .map(|other| other.id)
                .find(|other| *other != id);
            Ok((taak, has_photo, before, next))
        })
        .await?;
    let (c, here) = (C::of(&req.view), Here::gebied(taak.gebied));
    let page = Page {
        card: Card::of(&c, &taak),
        kaart: map(&c, &taak),
        has_photo,
        before,
        next,
        faults,
        reasons: REASONS,
        kinds: zorg::SOORTEN,
        open: matches!(taak.state.as_str(), "open" | "planned"),
        may_execute: req.actor.may(Permission::TaakExecute, &here),
        may_signal: req.actor.may(Permission::ZorgSignal, &Here::ANYWHERE),
        passed_on: req.query.ticked("zorg"),
        done: req.query.ticked("gedaan"),
        gezien: req.form.text("gezien").to_owned(),
        reden: req.form.text("reden").to_owned(),
        dag: req.form.text("dag").to_owned(),
        taak,
        c,
    };
    layout::page_with(status, &page)
}

fn map(c: &C, taak: &Taak) -> String {
    let class = parts::theme(&c.view.frame, &taak.discipline);
    let label = c.t("staf-kaart-hier");
    let own = parts::point(
        (taak.lat_e6, taak.lon_e6),
        &parts::here(class),
        label.clone(),
        None,
    );
    let wijken = std::collections::BTreeSet::from([taak.gebied]);
    parts::map(c, "kaart-taak", &wijken, &label, own.as_slice())
}

/// What was reported within fifty metres, the newest first.
fn earlier(tx: &mut Read<'_>, c: &C, taak: &Taak) -> Result<Vec<Earlier>> {
    let (Some(lat), Some(lon)) = (taak.lat_e6, taak.lon_e6) else {
        return Ok(Vec::new());
    };
    let own = meldingen::get_melding(tx, c.view.frame.id, taak.melding)?.place();
    let near = |place: Coordinaat| own.is_some_and(|own| parts::metres(own, place) <= 50.0);
    let found = meldingen::list_near(tx, c.view.frame.id, (lat, lon), parts::box_of(SPOT), 40)?;
    Ok(found
        .iter()
        .filter(|other| other.id != taak.melding && other.place().is_some_and(near))
        .take(8)
        .map(|other| Earlier {
            subject: other
                .subject()
                .map_or_else(String::new, |key| c.subject(key)),
            day: c.day_of(other.submitted_at),
            badge: parts::badge(c, other),
        })
        .collect())
}

/// Done, once: a form that comes twice out of a dead spot counts once.
fn finish_once(
    ctx: &mut Write<'_>,
    id: TaakId,
    evidence: &Bewijs,
    request: Option<Uuid>,
) -> Result<()> {
    if ctx.answered(request)?.is_some() {
        return Ok(());
    }
    let all = actions::finish(ctx, id, evidence)?;
    ctx.remember(request, if all { "all" } else { "one" })
}

async fn done(req: Req) -> Result<Response> {
    let id: TaakId = req.id("taak")?;
    let taak = req
        .read(move |tx, view| super::visible(tx, view, id))
        .await?;
    let open = matches!(taak.state.as_str(), "open" | "planned");
    let finished = match evidence(&req).await {
        Ok(evidence) => {
            let request = req.form.request_id();
            req.write(move |ctx| finish_once(ctx, id, &evidence, request))
                .await
        }
        // There is no form any more to do it better in.
        Err(_) if !open => Err(Error::refused("taak-al-klaar")),
        Err(error) => Err(error),
    };
    match finished {
        Ok(()) => next(&req).await,
        Err(error) => render(&req, id, Faults::of(error)?, 400).await,
    }
}

/// On to the next place, or to the list when there is none.
async fn next(req: &Req) -> Result<Response> {
    let account = req.actor.require_account()?.id;
    let mine = req
        .read(move |tx, view: &View| list_for(tx, view.frame.id, account))
        .await?;
    let to = match mine.first() {
        Some(taak) if req.form.text("verder") == "taak" => format!("/taken/{}?gedaan=1", taak.id),
        _ => "/taken?gedaan=1".to_owned(),
    };
    Ok(redirect(&layout::url(&req.view, &to)))
}

async fn not_now(req: Req) -> Result<Response> {
    let id: TaakId = req.id("taak")?;
    let own = req.form.text("reden");
    let quick = REASONS
        .iter()
        .find(|key| **key == req.form.text("reden_kies"));
    let reason = match quick {
        Some(key) if own.is_empty() => C::of(&req.view).t(key),
        _ => own.to_owned(),
    };
    let put_off = match req.form.parsed::<Date>("dag") {
        Some(day) => {
            req.do_once(move |ctx| actions::not_now(ctx, id, &reason, day))
                .await
        }
        None => Err(Error::field("dag", "taak-dag-kies")),
    };
    match put_off {
        Ok(()) => Ok(redirect(&layout::url(&req.view, "/taken?later=1"))),
        Err(error) => render(&req, id, Faults::of(error)?, 400).await,
    }
}

async fn concern(req: Req) -> Result<Response> {
    let id: TaakId = req.id("taak")?;
    let soort = req.form.text("soort").to_owned();
    let call_back = req.form.text("terugbellen") == "ja";
    let request = req.form.request_id();
    let passed = req
        .write(move |ctx| {
            if ctx.answered(request)?.is_some() {
                return Ok(());
            }
            let made = zorg::signal(ctx, id, &soort, call_back)?;
            ctx.remember(request, &made.to_string())
        })
        .await;
    match passed {
        Ok(()) => Ok(redirect(&layout::url(
            &req.view,
            &format!("/taken/{id}?zorg=1"),
        ))),
        Err(error) => render(&req, id, Faults::of(error)?, 400).await,
    }
}
