//! Who can be rostered: organisation, functions, hours a week, volunteer or staff.

use askama::Template;

use super::Veld;
use crate::access::Permission;
use crate::app::Purpose;
use crate::balie::contacten::{Tab, tabs};
use crate::balie::roosters::actions::{self, NewLid};
use crate::balie::roosters::model::Roosterlid;
use crate::balie::roosters::{rules, store};
use crate::error::{Error, Result};
use crate::handler;
use crate::http::{Form, Guard, Kind, Req, Response, Route, redirect};
use crate::ids::AccountId;
use crate::kader::accounts::list_accounts;
use crate::layout::{self, C, Faults};

const MANAGE: Guard = Guard::May(Permission::RoosterManage);

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get(
            "rooster.leden",
            "/{gemeente}/balie/rooster/leden",
            MANAGE,
            Kind::Page,
            handler!(show),
        ),
        Route::post(
            "rooster.lid",
            "/{gemeente}/balie/rooster/leden",
            MANAGE,
            handler!(put),
        )
        .sample("account={account}&organisatie={organisatie}&functies=gastheer&uren=16"),
        Route::post(
            "rooster.lid.einde",
            "/{gemeente}/balie/rooster/leden/{roosterlid}/einde",
            MANAGE,
            handler!(end),
        )
        .sample("op=2026-03-31"),
    ]
}

struct Regel {
    lid: Roosterlid,
    naam: String,
    functies: String,
    uren: i64,
}

#[derive(Template)]
#[template(path = "balie/roosters/templates/leden.html")]
struct Page {
    c: C,
    tabs: Vec<Tab>,
    faults: Faults,
    leden: Vec<Regel>,
    velden: Vec<Veld>,
}

async fn show(req: Req) -> Result<Response> {
    let page = page(&req, Faults::default(), Form::default()).await?;
    layout::page(&page)
}

async fn page(req: &Req, faults: Faults, form: Form) -> Result<Page> {
    let (gemeente, today) = (req.frame.id, req.today());
    let leden = req
        .app
        .read_personal(
            &req.frame,
            &req.actor,
            Purpose::WorkContact,
            ("gemeente", gemeente.0),
            move |tx| store::list_leden(tx, gemeente, today),
        )
        .await?;
    let mensen = req
        .read(|tx, view| list_accounts(tx, view.frame.id))
        .await?;
    let c = C::of(&req.view);
    let veld = |naam, soort| Veld::new(&c, &faults, &form, naam, soort);
    let organisaties = req.frame.organisaties.iter();
    Ok(Page {
        tabs: tabs(&c),
        velden: vec![
            veld("account", "select").of(mensen
                .into_iter()
                .map(|one| (one.id.to_string(), one.naam))
                .collect()),
            veld("organisatie", "select").of(organisaties
                .map(|found| (found.id.to_string(), found.naam.clone()))
                .collect()),
            veld("functies", "text").optional(),
            veld("uren", "number").or(16),
            veld("vrijwilliger", "check"),
        ],
        leden: leden
            .into_iter()
            .map(|(lid, naam)| Regel {
                functies: lid.functies.iter().cloned().collect::<Vec<_>>().join(", "),
                uren: lid.max_minuten / 60,
                lid,
                naam,
            })
            .collect(),
        faults,
        c,
    })
}

async fn again(req: &Req, done: Result<()>) -> Result<Response> {
    match done {
        Ok(()) => Ok(redirect(&layout::url(&req.view, "/balie/rooster/leden"))),
        Err(error) => {
            let page = page(req, Faults::or_refusal(error)?, req.form.clone()).await?;
            layout::page_with(page.faults.status(), &page)
        }
    }
}

async fn put(req: Req) -> Result<Response> {
    let form = req.form.clone();
    let done = req
        .do_once(move |ctx| {
            let new = NewLid {
                account: form
                    .parsed("account")
                    .ok_or_else(|| Error::field("account", "rooster-wie-kies"))?,
                organisatie: form
                    .parsed("organisatie")
                    .ok_or_else(|| Error::field("organisatie", "rooster-organisatie-kies"))?,
                functies: rules::read_functies(form.text("functies")),
                max_minuten: form.parsed::<i64>("uren").unwrap_or(0).saturating_mul(60),
                vrijwilliger: form.ticked("vrijwilliger"),
            };
            actions::put_lid(ctx, &new)
        })
        .await;
    again(&req, done).await
}

async fn end(req: Req) -> Result<Response> {
    let account: AccountId = req.id("roosterlid")?;
    let last = req.form.parsed("op").unwrap_or_else(|| req.today());
    let done = req
        .do_once(move |ctx| actions::end_lid(ctx, account, last))
        .await;
    again(&req, done).await
}
