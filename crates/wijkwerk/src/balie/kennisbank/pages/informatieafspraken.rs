//! Agreements on who keeps what information the same (L-41), with the day both look at them again.

use askama::Template;

use super::delen::{self, Invulling, Keuze};
use crate::access::{Here, Permission};
use crate::balie::kennisbank::actions::{self, NewInformatieafspraak};
use crate::balie::kennisbank::model::Informatieafspraak;
use crate::balie::kennisbank::store;
use crate::error::{Error, Result};
use crate::handler;
use crate::http::{Guard, Kind, Req, Response, Route, redirect};
use crate::ids::InformatieafspraakId;
use crate::layout::{self, C, Faults};

pub(super) fn routes() -> Vec<Route> {
    let regie = Guard::May(Permission::KennisRegie);
    vec![
        Route::get(
            "kennisbank.afspraken",
            "/{gemeente}/kennisbank/gelijk",
            Guard::May(Permission::KennisRead),
            Kind::Page,
            handler!(show),
        ),
        Route::post(
            "kennisbank.afspraken.maken",
            "/{gemeente}/kennisbank/gelijk",
            regie,
            handler!(make),
        )
        .sample("titel=Dezelfde bedragen&tekst=Wij noemen overal dezelfde bedragen.&organisatie={organisatie}&met={andere_organisatie}"),
        Route::post(
            "kennisbank.afspraken.bekeken",
            "/{gemeente}/kennisbank/gelijk/{informatieafspraak}",
            regie,
            handler!(review),
        ),
    ]
}

#[derive(Template)]
#[template(path = "balie/kennisbank/templates/informatieafspraken.html")]
struct Page {
    c: C,
    inv: Invulling,
    rows: Vec<(Informatieafspraak, bool)>,
    een: Vec<Keuze>,
    ander: Vec<Keuze>,
    may_regie: bool,
}

async fn show(req: Req) -> Result<Response> {
    render(&req, Faults::default()).await
}

async fn render(req: &Req, faults: Faults) -> Result<Response> {
    let found = req
        .read(|tx, view| store::list_informatieafspraken(tx, view.frame.id))
        .await?;
    let c = C::of(&req.view);
    let today = req.view.today();
    let status = if faults.any() { 400 } else { 200 };
    layout::page_with(
        status,
        &Page {
            rows: found
                .into_iter()
                .map(|one| {
                    let late = one.review_due <= today;
                    (one, late)
                })
                .collect(),
            een: delen::organisaties(&req.view, req.form.parsed("organisatie")),
            ander: delen::organisaties(&req.view, req.form.parsed("met")),
            may_regie: req.actor.may(Permission::KennisRegie, &Here::ANYWHERE),
            inv: Invulling::new(&c, faults, req.form.clone()),
            c,
        },
    )
}

async fn make(req: Req) -> Result<Response> {
    let text = |name: &str| req.form.text(name).to_owned();
    let day = req.form.opt("bekijken").map(str::parse);
    let new = NewInformatieafspraak {
        titel: text("titel"),
        tekst: text("tekst"),
        indicator: text("indicator"),
        organisatie: req.form.parsed("organisatie"),
        met: req.form.parsed("met"),
        review_due: day.clone().and_then(std::result::Result::ok),
    };
    let done = if matches!(day, Some(Err(_))) {
        Err(Error::field("bekijken", "kennis-controle-fout"))
    } else {
        req.do_once(move |ctx| actions::agree_informatie(ctx, &new).map(drop))
            .await
    };
    back(&req, done).await
}

async fn review(req: Req) -> Result<Response> {
    let id: InformatieafspraakId = req.id("informatieafspraak")?;
    let done = req
        .do_once(move |ctx| actions::review_informatie(ctx, id, None))
        .await;
    back(&req, done).await
}

async fn back(req: &Req, done: Result<()>) -> Result<Response> {
    match done {
        Ok(()) => Ok(redirect(&layout::url(&req.view, "/kennisbank/gelijk"))),
        Err(error) => render(req, Faults::of(error)?).await,
    }
}
