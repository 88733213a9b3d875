//! One shift: who is in it, who could be, and what whoever makes the roster does about it.

use askama::Template;
use jiff::ToSpan as _;
use kit::db::Queries;

use super::tijden;
use crate::access::{Here, Permission};
use crate::app::Purpose;
use crate::balie::contacten::{Tab, tabs};
use crate::balie::infopunten::{Infopunt, find_infopunt};
use crate::balie::roosters::actions::{self, Zet};
use crate::balie::roosters::model::{Bezetting, BezettingState as State, Dienst};
use crate::balie::roosters::store::{self, Team};
use crate::balie::roosters::toets::{Bezwaar, pauze};
use crate::balie::roosters::voorkeur::{Mogelijk, everybody};
use crate::error::{Error, Result};
use crate::handler;
use crate::http::{Guard, Kind, Place, Req, Response, Route, redirect};
use crate::ids::{AccountId, BezettingId, DienstId, GemeenteId};
use crate::layout::{self, C, Faults};

const MANAGE: Guard = Guard::May(Permission::RoosterManage);
/// Days around a shift in which the one before and the one after are looked for.
const AROUND: i64 = 31;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get(
            "diensten.detail",
            "/{gemeente}/balie/rooster/diensten/{dienst}",
            Guard::May(Permission::RoosterRead),
            Kind::Page,
            handler!(show),
        )
        .at(Place::Gebied),
        Route::post(
            "diensten.zet",
            "/{gemeente}/balie/rooster/diensten/{dienst}",
            MANAGE,
            handler!(fill),
        )
        .at(Place::Gebied)
        .sample("account={roosterlid}&begeleid=ja"),
        Route::post(
            "diensten.vraag",
            "/{gemeente}/balie/rooster/diensten/{dienst}/vraag",
            MANAGE,
            handler!(ask),
        )
        .at(Place::Gebied)
        .sample("aanvraag="),
        Route::post(
            "diensten.vervalt",
            "/{gemeente}/balie/rooster/diensten/{dienst}/vervalt",
            MANAGE,
            handler!(cancel),
        )
        .at(Place::Gebied)
        .sample("aanvraag="),
        Route::post(
            "bezettingen.bevestig",
            "/{gemeente}/balie/rooster/bezettingen/{bezetting}/bevestig",
            MANAGE,
            handler!(confirm),
        )
        .at(Place::Gebied)
        .sample("aanvraag="),
        Route::post(
            "bezettingen.af",
            "/{gemeente}/balie/rooster/bezettingen/{bezetting}/af",
            MANAGE,
            handler!(call_off),
        )
        .at(Place::Gebied)
        .sample("aanvraag="),
    ]
}

struct Wie {
    one: Bezetting,
    naam: String,
}

#[derive(Template)]
#[template(path = "balie/roosters/templates/dienst.html")]
struct Page {
    c: C,
    tabs: Vec<Tab>,
    faults: Faults,
    dienst: Dienst,
    punt: Infopunt,
    tijden: String,
    /// The shift of this point before it, and the one after.
    vorige: Option<DienstId>,
    volgende: Option<DienstId>,
    may_manage: bool,
    wie: Vec<Wie>,
    mogelijk: Vec<Mogelijk>,
    /// Only training stands in the way: can come with somebody beside.
    begeleid: Vec<Mogelijk>,
    niet: Vec<Mogelijk>,
}

async fn show(req: Req) -> Result<Response> {
    let id: DienstId = req.id("dienst")?;
    let page = page(&req, id, Faults::default()).await?;
    layout::page(&page)
}

async fn page(req: &Req, id: DienstId, faults: Faults) -> Result<Page> {
    let (dienst, punt, (vorige, volgende)) = req
        .read(move |tx, view| {
            let dienst = store::get_dienst(tx, view.frame.id, id)?;
            let punt = find_infopunt(tx, view.frame.id, dienst.infopunt)?
                .ok_or(Error::NotFound("dienst"))?;
            if !view
                .actor
                .may(Permission::RoosterRead, &Here::punt(punt.id, punt.gebied))
            {
                return Err(Error::NotFound("dienst"));
            }
            let beside = beside(tx, view.frame.id, &dienst)?;
            Ok((dienst, punt, beside))
        })
        .await?;
    let may_manage = req
        .actor
        .may(Permission::RoosterManage, &Here::punt(punt.id, punt.gebied));
    let (frame, shift) = (req.frame.clone(), dienst.clone());
    let c = C::of(&req.view);
    // Who can follows from what people said: read as personal data.
    let all = if may_manage {
        req.app
            .read_personal(
                &req.frame,
                &req.actor,
                Purpose::WorkContact,
                ("dienst", id.0),
                move |tx| everybody(tx, &frame, &shift),
            )
            .await?
    } else {
        Vec::new()
    };
    let shift = dienst.clone();
    let wie = req
        .read(move |tx, view| {
            let day = shift.tijd.dag;
            let next = day.tomorrow().unwrap_or(day);
            let team = Team::load(tx, view.frame.id, (day, next))?;
            let all = store::list_bezetting(tx, view.frame.id, shift.id)?;
            let named = |one: Bezetting| {
                let naam = one.account.map_or("", |account| team.naam(account));
                let naam = naam.to_owned();
                Wie { one, naam }
            };
            Ok(all.into_iter().map(named).collect::<Vec<_>>())
        })
        .await?;
    let mut page = Page {
        tabs: tabs(&c),
        tijden: tijden(&c, dienst.tijd.van, dienst.tijd.tot),
        vorige,
        volgende,
        wie,
        mogelijk: Vec::new(),
        begeleid: Vec::new(),
        niet: Vec::new(),
        faults,
        dienst,
        punt,
        may_manage,
        c,
    };
    for one in all {
        if one.bezwaren.is_empty() {
            page.mogelijk.push(one);
        } else if one.bezwaren.iter().all(|why| why.is_scholing()) {
            page.begeleid.push(one);
        } else {
            page.niet.push(one);
        }
    }
    Ok(page)
}

/// The shift of the same point before this one, and the one after.
fn beside(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    dienst: &Dienst,
) -> Result<(Option<DienstId>, Option<DienstId>)> {
    let day = dienst.tijd.dag;
    let days = (
        day.checked_sub(AROUND.days()).unwrap_or(day),
        day.checked_add(AROUND.days()).unwrap_or(day),
    );
    let all = store::list_diensten(tx, gemeente, dienst.infopunt, days)?;
    let place = |one: &Dienst| (one.tijd.dag, one.tijd.van, one.id);
    let here = place(dienst);
    let before = all.iter().rfind(|one| place(one) < here);
    let after = all.iter().find(|one| place(one) > here);
    Ok((before.map(|one| one.id), after.map(|one| one.id)))
}

async fn again(req: &Req, id: DienstId, done: Result<()>) -> Result<Response> {
    match done {
        Ok(()) => {
            let path = format!("/balie/rooster/diensten/{id}");
            Ok(redirect(&layout::url(&req.view, &path)))
        }
        Err(error) => {
            let page = page(req, id, Faults::or_refusal(error)?).await?;
            layout::page_with(page.faults.status(), &page)
        }
    }
}

async fn fill(req: Req) -> Result<Response> {
    let id: DienstId = req.id("dienst")?;
    let account: Option<AccountId> = req.form.parsed("account");
    let how = Zet {
        confirmed: req.form.ticked("bevestigd"),
        begeleid: req.form.ticked("begeleid"),
    };
    let done = req
        .do_once(move |ctx| {
            let account = account.ok_or_else(|| Error::field("account", "rooster-wie-kies"))?;
            actions::fill(ctx, id, account, how).map(drop)
        })
        .await;
    again(&req, id, done).await
}

async fn ask(req: Req) -> Result<Response> {
    let id: DienstId = req.id("dienst")?;
    let people = people(&req);
    let done = req
        .do_once(move |ctx| actions::offer(ctx, id, &people).map(drop))
        .await;
    again(&req, id, done).await
}

/// The people that a form ticks.
pub(super) fn people(req: &Req) -> Vec<AccountId> {
    let all = req.form.all("wie").into_iter();
    all.filter_map(|text| text.parse().ok()).collect()
}

async fn cancel(req: Req) -> Result<Response> {
    let id: DienstId = req.id("dienst")?;
    let done = req.do_once(move |ctx| actions::cancel(ctx, id)).await;
    again(&req, id, done).await
}

async fn dienst_of(req: &Req, id: BezettingId) -> Result<DienstId> {
    let found = req
        .read(move |tx, view| store::find_bezetting(tx, view.frame.id, id))
        .await?;
    found
        .map(|one| one.dienst)
        .ok_or(Error::NotFound("bezetting"))
}

async fn confirm(req: Req) -> Result<Response> {
    let id: BezettingId = req.id("bezetting")?;
    let dienst = dienst_of(&req, id).await?;
    let done = req.do_once(move |ctx| actions::confirm(ctx, id)).await;
    again(&req, dienst, done).await
}

async fn call_off(req: Req) -> Result<Response> {
    let id: BezettingId = req.id("bezetting")?;
    let dienst = dienst_of(&req, id).await?;
    let people = people(&req);
    let done = req
        .do_once(move |ctx| actions::call_off(ctx, id, &people))
        .await;
    again(&req, dienst, done).await
}

impl Page {
    fn is_live(&self, one: &Bezetting) -> bool {
        matches!(one.state, State::Offered | State::Filled | State::Confirmed)
    }

    /// The first in the list who waits for a yes: a key says it.
    fn asks_first(&self, n: &usize) -> bool {
        let mut states = self.wie.iter().map(|wie| wie.one.state);
        states.position(|state| matches!(state, State::Offered | State::Filled)) == Some(*n)
    }

    /// The first in the list who can still be taken out.
    fn comes_first(&self, n: &usize) -> bool {
        self.wie.iter().position(|wie| self.is_live(&wie.one)) == Some(*n)
    }

    /// How long a break belongs in it, in minutes.
    fn pauze(&self) -> Option<i64> {
        pauze(self.dienst.tijd.tot - self.dienst.tijd.van)
    }

    /// What is wrong with the training of somebody who can come with somebody beside them.
    fn training(&self, one: &Mogelijk) -> String {
        let key = if one.bezwaren.contains(&Bezwaar::NooitGeschoold) {
            "rooster-scholing-nooit"
        } else {
            "rooster-scholing-verlopen"
        };
        self.c.t(key)
    }

    fn why(&self, one: &Mogelijk) -> String {
        let all: Vec<String> = one
            .bezwaren
            .iter()
            .map(|why| self.c.tk("rooster-bezwaar", *why))
            .collect();
        all.join(" ")
    }
}
