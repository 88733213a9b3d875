//! When I can, cannot or would rather not: every week or on one day. Why is not asked.

use askama::Template;

use super::{Veld, read_times, tijden, weekdagen};
use crate::access::Permission;
use crate::balie::contacten::{Tab, tabs};
use crate::balie::roosters::actions::{self, Zegt};
use crate::balie::roosters::model::{Beschikbaarheid, Kan, Wanneer};
use crate::balie::roosters::store;
use crate::error::Result;
use crate::handler;
use crate::http::{Form, Guard, Kind, Req, Response, Route, redirect};
use crate::ids::BeschikbaarheidId;
use crate::layout::{self, C, Faults};

const OWN: Guard = Guard::May(Permission::DienstOwn);

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get(
            "beschikbaar",
            "/{gemeente}/balie/beschikbaarheid",
            OWN,
            Kind::Page,
            handler!(show),
        ),
        Route::post(
            "beschikbaar.zeg",
            "/{gemeente}/balie/beschikbaarheid",
            OWN,
            handler!(say),
        )
        .sample("kan=cannot&wanneer=1&van=9.00&tot=17.00"),
        Route::post(
            "beschikbaar.weg",
            "/{gemeente}/balie/beschikbaarheid/{beschikbaarheid}/weg",
            OWN,
            handler!(unsay),
        )
        .sample("aanvraag="),
    ]
}

struct Regel {
    one: Beschikbaarheid,
    wanneer: String,
    tijden: String,
}

#[derive(Template)]
#[template(path = "balie/roosters/templates/beschikbaar.html")]
struct Page {
    c: C,
    tabs: Vec<Tab>,
    faults: Faults,
    regels: Vec<Regel>,
    velden: Vec<Veld>,
}

async fn show(req: Req) -> Result<Response> {
    let page = page(&req, Faults::default(), Form::default()).await?;
    layout::page(&page)
}

async fn page(req: &Req, faults: Faults, form: Form) -> Result<Page> {
    let today = req.today();
    let all = req
        .read(move |tx, view| {
            let me = view.actor.require_account()?.id;
            store::list_beschikbaar(tx, view.frame.id, me, today)
        })
        .await?;
    let c = C::of(&req.view);
    let days = weekdagen(&c);
    let veld = |naam, soort| Veld::new(&c, &faults, &form, naam, soort);
    let kan = Kan::ALL.iter().rev();
    Ok(Page {
        tabs: tabs(&c),
        velden: vec![
            veld("kan", "select").of(kan
                .map(|kan| (kan.word().to_owned(), c.tk("beschikbaar-kan", *kan)))
                .collect()),
            veld("wanneer", "dagen").of(days.clone()),
            veld("dag", "date").optional(),
            veld("van", "text").or("0.00"),
            veld("tot", "text").or("24.00"),
        ],
        regels: all
            .into_iter()
            .map(|one| Regel {
                wanneer: match one.wanneer {
                    Wanneer::Dag(day) => c.day_plain(day),
                    Wanneer::Weekdag(day) => usize::try_from(day - 1)
                        .ok()
                        .and_then(|n| days.get(n))
                        .map(|(_, naam)| c.t1("beschikbaar-elke", "dag", naam.as_str()))
                        .unwrap_or_default(),
                },
                tijden: tijden(&c, one.van, one.tot),
                one,
            })
            .collect(),
        faults,
        c,
    })
}

async fn again(req: &Req, done: Result<()>) -> Result<Response> {
    match done {
        Ok(()) => Ok(redirect(&layout::url(&req.view, "/balie/beschikbaarheid"))),
        Err(error) => {
            let page = page(req, Faults::or_refusal(error)?, req.form.clone()).await?;
            layout::page_with(page.faults.status(), &page)
        }
    }
}

async fn say(req: Req) -> Result<Response> {
    let form = req.form.clone();
    let done = req
        .do_once(move |ctx| {
            let (van, tot) = read_times(&form)?;
            let days = form.all("wanneer").into_iter();
            let mut wanneer: Vec<Wanneer> = days
                .filter_map(|day| day.parse().ok())
                .map(Wanneer::Weekdag)
                .collect();
            wanneer.extend(form.parsed("dag").map(Wanneer::Dag));
            let new = Zegt {
                wanneer,
                van,
                tot,
                kan: Kan::from_word(form.text("kan")).unwrap_or(Kan::Cannot),
            };
            actions::say(ctx, &new)
        })
        .await;
    again(&req, done).await
}

async fn unsay(req: Req) -> Result<Response> {
    let id: BeschikbaarheidId = req.id("beschikbaarheid")?;
    let done = req.do_once(move |ctx| actions::unsay(ctx, id)).await;
    again(&req, done).await
}
