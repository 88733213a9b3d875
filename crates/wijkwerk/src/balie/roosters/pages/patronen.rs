//! What repeats at a point, and how many people it needs.

use askama::Template;

use super::{Veld, bewaking, chosen, read_times, regel_velden, tijden, weekdagen};
use crate::access::Permission;
use crate::balie::contacten::{Tab, tabs};
use crate::balie::infopunten::Infopunt;
use crate::balie::roosters::actions::{self, NewPatroon};
use crate::balie::roosters::model::{Bezettingsregel, Patroon};
use crate::balie::roosters::zonder_regel::find_bewaakt;
use crate::balie::roosters::{rules, store};
use crate::error::{Error, Result};
use crate::handler;
use crate::http::{Form, Guard, Kind, Place, Req, Response, Route, redirect};
use crate::ids::{DienstpatroonId, InfopuntId};
use crate::layout::{self, C, Faults};

const MANAGE: Guard = Guard::May(Permission::RoosterManage);

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get(
            "rooster.patronen",
            "/{gemeente}/balie/rooster/patronen",
            MANAGE,
            Kind::Page,
            handler!(show),
        )
        .at(Place::Gebied),
        Route::post(
            "rooster.patroon",
            "/{gemeente}/balie/rooster/patronen",
            MANAGE,
            handler!(make),
        )
        .at(Place::Gebied)
        .sample(
            "punt={infopunt}&weekdag=2&van=9.00&tot=12.00&aantal=1&elke_weken=1&valid_from=2026-03-02",
        ),
        Route::post(
            "rooster.patroon.einde",
            "/{gemeente}/balie/rooster/patronen/{dienstpatroon}/einde",
            MANAGE,
            handler!(end),
        )
        .at(Place::Gebied)
        .sample("aanvraag="),
        Route::post(
            "rooster.regel",
            "/{gemeente}/balie/rooster/regel",
            MANAGE,
            handler!(rule),
        )
        .at(Place::Gebied)
        .sample("punt={infopunt}&minimum=2&krap_minimum=1&krap_tot=12.00&regel_vanaf=2026-03-02"),
    ]
}

struct Regel {
    patroon: Patroon,
    dag: String,
    tijden: String,
}

#[derive(Template)]
#[template(path = "balie/roosters/templates/patronen.html")]
struct Page {
    c: C,
    tabs: Vec<Tab>,
    faults: Faults,
    punt: Infopunt,
    patronen: Vec<Regel>,
    velden: Vec<Veld>,
    van_regel: Vec<Veld>,
    /// How the hours are guarded without a number.
    bewaking: String,
}

async fn show(req: Req) -> Result<Response> {
    match page(&req, Faults::default(), Form::default()).await {
        Err(Error::NotFound(_)) if req.query.opt("punt").is_none() => super::week::nothing(&req),
        page => layout::page(&page?),
    }
}

async fn page(req: &Req, faults: Faults, form: Form) -> Result<Page> {
    let punten = chosen(req).await?;
    if !punten.may_manage {
        return Err(Error::Forbidden(Permission::RoosterManage.key()));
    }
    let (infopunt, today) = (punten.punt.id, req.today());
    let (patronen, regel, counts) = req
        .read(move |tx, view| {
            let gemeente = view.frame.id;
            Ok((
                store::list_patronen(tx, gemeente, infopunt, today)?,
                store::find_regel(tx, gemeente, infopunt)?,
                find_bewaakt(tx, &view.frame, infopunt, today)?,
            ))
        })
        .await?;
    let c = C::of(&req.view);
    let days = weekdagen(&c);
    let veld = |naam, soort| Veld::new(&c, &faults, &form, naam, soort);
    Ok(Page {
        tabs: tabs(&c),
        velden: vec![
            veld("weekdag", "dagen").of(days.clone()),
            veld("van", "text").or("9.00"),
            veld("tot", "text").or("12.30"),
            veld("functie", "text").optional(),
            veld("aantal", "number").or(1),
            veld("elke_weken", "number").or(1),
            veld("valid_from", "date").or(today),
            veld("valid_to", "date").optional(),
        ],
        bewaking: bewaking(&c, &punten.punt, regel.as_ref(), &counts),
        van_regel: regel_velden(&c, &faults, &form, regel.as_ref()),
        patronen: patronen
            .into_iter()
            .map(|patroon| Regel {
                dag: usize::try_from(patroon.weekdag - 1)
                    .ok()
                    .and_then(|n| days.get(n))
                    .map(|(_, naam)| naam.clone())
                    .unwrap_or_default(),
                tijden: tijden(&c, patroon.van, patroon.tot),
                patroon,
            })
            .collect(),
        punt: punten.punt,
        faults,
        c,
    })
}

async fn again(req: &Req, punt: InfopuntId, done: Result<()>) -> Result<Response> {
    match done {
        Ok(()) => {
            let path = format!("/balie/rooster/patronen?punt={punt}");
            Ok(redirect(&layout::url(&req.view, &path)))
        }
        Err(error) => {
            let page = page(req, Faults::or_refusal(error)?, req.form.clone()).await?;
            layout::page_with(page.faults.status(), &page)
        }
    }
}

fn punt(req: &Req) -> Result<InfopuntId> {
    req.form.parsed("punt").ok_or(Error::NotFound("infopunt"))
}

async fn make(req: Req) -> Result<Response> {
    let (infopunt, form, today) = (punt(&req)?, req.form.clone(), req.today());
    let done = req
        .do_once(move |ctx| {
            let (van, tot) = read_times(&form)?;
            let new = NewPatroon {
                infopunt,
                weekdagen: form
                    .all("weekdag")
                    .into_iter()
                    .filter_map(|day| day.parse().ok())
                    .collect(),
                van,
                tot,
                functie: form.text("functie").to_owned(),
                aantal: form.parsed("aantal").unwrap_or(0),
                elke_weken: form.parsed("elke_weken").unwrap_or(0),
                valid_from: form.parsed("valid_from").unwrap_or(today),
                valid_to: form.parsed("valid_to"),
            };
            actions::make_patroon(ctx, &new).map(drop)
        })
        .await;
    again(&req, infopunt, done).await
}

async fn end(req: Req) -> Result<Response> {
    let (id, today): (DienstpatroonId, _) = (req.id("dienstpatroon")?, req.today());
    let found = req
        .read(move |tx, view| store::find_patroon(tx, view.frame.id, id))
        .await?;
    let infopunt = found.ok_or(Error::NotFound("dienstpatroon"))?.infopunt;
    req.do_once(move |ctx| actions::end_patroon(ctx, id, today))
        .await?;
    again(&req, infopunt, Ok(())).await
}

async fn rule(req: Req) -> Result<Response> {
    let (infopunt, form, today) = (punt(&req)?, req.form.clone(), req.today());
    let done = req
        .do_once(move |ctx| {
            let fewer: Option<i64> = form.parsed("krap_minimum");
            let until = rules::read_clock(form.text("krap_tot"));
            if fewer.is_some() != until.is_some() {
                return Err(Error::field("krap_tot", "rooster-krap-beide"));
            }
            let regel = Bezettingsregel {
                infopunt,
                minimum: form.parsed("minimum").unwrap_or(-1),
                krap: fewer.zip(until),
                valid_from: form.parsed("regel_vanaf").unwrap_or(today),
            };
            actions::set_regel(ctx, &regel)
        })
        .await;
    again(&req, infopunt, done).await
}
