//! Who passed what until when, and what must be known at the desk (L-38). Whoever does not manage it sees the own line.

use askama::Template;
use jiff::civil::Date;

use super::{Keuze, Tab, keuze, tabs};
use crate::access::{Here, Permission};
use crate::balie::contacten::instructies::{
    Instructie, add_instructie, end_instructie, list_instructies, list_later_instructies,
};
use crate::balie::contacten::scholing::{
    Geldigheid, Scholing, add_scholing, end_scholing, last_passed, list_desk, list_scholingen,
    note_passed,
};
use crate::error::{Error, Result};
use crate::handler;
use crate::http::{Form, Guard, Kind, Req, Response, Route, redirect};
use crate::ids::{AccountId, InstructieId, ScholingId};
use crate::layout::{self, C, Faults};

const MANAGE: Guard = Guard::May(Permission::ScholingManage);

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get(
            "scholing",
            "/{gemeente}/balie/scholing",
            Guard::Any(&[Permission::ContactEnter, Permission::ScholingManage]),
            Kind::Page,
            handler!(show),
        ),
        Route::post(
            "scholing.nieuw",
            "/{gemeente}/balie/scholing",
            MANAGE,
            handler!(add),
        )
        .sample("naam=Gesprek+aan+de+balie&geldig_maanden=24"),
        Route::post(
            "scholing.einde",
            "/{gemeente}/balie/scholing/{scholing}/einde",
            MANAGE,
            handler!(end),
        )
        .sample("aanvraag="),
        Route::post(
            "scholing.behaald",
            "/{gemeente}/balie/scholing/behaald",
            MANAGE,
            handler!(passed),
        )
        .sample("scholing={scholing}&account={account}&op=2026-02-01"),
        Route::post(
            "instructies.nieuw",
            "/{gemeente}/balie/instructies",
            MANAGE,
            handler!(add_note),
        )
        .sample("titel=Let+op&tekst=De+ingang+is+achterom&valid_from=2026-03-02"),
        Route::post(
            "instructies.einde",
            "/{gemeente}/balie/instructies/{instructie}/einde",
            MANAGE,
            handler!(end_note),
        )
        .sample("aanvraag="),
    ]
}

struct Rij {
    naam: String,
    standen: Vec<Geldigheid>,
}

#[derive(Template)]
#[template(path = "balie/contacten/templates/scholing.html")]
struct Page {
    c: C,
    tabs: Vec<Tab>,
    faults: Faults,
    may_manage: bool,
    modules: Vec<Scholing>,
    rows: Vec<Rij>,
    instructies: Vec<Instructie>,
    /// Those that hold from a later day on.
    later: Vec<Instructie>,
    mensen: Vec<Keuze>,
    keuzes: Vec<Keuze>,
    naam: String,
    maanden: String,
    op: String,
    titel: String,
    tekst: String,
    valid_from: String,
    valid_to: String,
}

async fn show(req: Req) -> Result<Response> {
    layout::page(&page(&req, Faults::default(), &Form::default()).await?)
}

async fn page(req: &Req, faults: Faults, form: &Form) -> Result<Page> {
    let may_manage = req.actor.may(Permission::ScholingManage, &Here::ANYWHERE);
    let today = req.today();
    let (modules, people, rows, instructies, later) = req
        .read(move |tx, view| {
            let gemeente = view.frame.id;
            let me = view.actor.require_account()?.id;
            let modules = list_scholingen(tx, gemeente)?;
            let people: Vec<(AccountId, String)> = list_desk(tx, &view.frame, today)?
                .into_iter()
                .filter(|(account, _)| may_manage || *account == me)
                .collect();
            let mut rows = Vec::new();
            for (account, naam) in &people {
                let mut standen = Vec::new();
                for module in &modules {
                    let op = last_passed(tx, gemeente, *account, module.id)?.map(|(_, op)| op);
                    standen.push(Geldigheid::of(op, module.geldig_maanden, today));
                }
                rows.push(Rij {
                    naam: naam.clone(),
                    standen,
                });
            }
            let instructies = list_instructies(tx, gemeente, today)?;
            let later = list_later_instructies(tx, gemeente, today)?;
            Ok((modules, people, rows, instructies, later))
        })
        .await?;
    let c = C::of(&req.view);
    let day = |field: &str| {
        let typed = form.opt(field);
        typed.map_or_else(|| today.to_string(), ToOwned::to_owned)
    };
    Ok(Page {
        tabs: tabs(&c),
        may_manage,
        keuzes: modules
            .iter()
            .map(|module| keuze(module.id.to_string(), &module.naam, form.text("scholing")))
            .collect(),
        modules,
        rows,
        instructies,
        later,
        mensen: people
            .into_iter()
            .map(|(account, naam)| keuze(account.to_string(), naam, form.text("account")))
            .collect(),
        op: day("op"),
        valid_from: day("valid_from"),
        valid_to: form.text("valid_to").to_owned(),
        naam: form.text("naam").to_owned(),
        maanden: form.text("geldig_maanden").to_owned(),
        titel: form.text("titel").to_owned(),
        tekst: form.text("tekst").to_owned(),
        faults,
        c,
    })
}

async fn again(req: &Req, done: Result<()>) -> Result<Response> {
    match done {
        Ok(()) => Ok(redirect(&layout::url(&req.view, "/balie/scholing"))),
        Err(error) => {
            let page = page(req, Faults::of(error)?, &req.form).await?;
            layout::page_with(400, &page)
        }
    }
}

async fn add(req: Req) -> Result<Response> {
    let naam = req.form.text("naam").to_owned();
    let given = req.form.opt("geldig_maanden").is_some();
    let maanden: Option<i64> = req.form.parsed("geldig_maanden");
    let done = req
        .do_once(move |ctx| {
            if given && maanden.is_none() {
                return Err(Error::field("geldig_maanden", "scholing-maanden-fout"));
            }
            add_scholing(ctx, &naam, maanden).map(drop)
        })
        .await;
    again(&req, done).await
}

async fn end(req: Req) -> Result<Response> {
    let id: ScholingId = req.id("scholing")?;
    let done = req.do_once(move |ctx| end_scholing(ctx, id)).await;
    again(&req, done).await
}

async fn passed(req: Req) -> Result<Response> {
    let scholing: Option<ScholingId> = req.form.parsed("scholing");
    let account: Option<AccountId> = req.form.parsed("account");
    let op: Option<Date> = req.form.parsed("op");
    let done = req
        .do_once(move |ctx| {
            let scholing =
                scholing.ok_or_else(|| Error::field("scholing", "scholing-welke-kies"))?;
            let account = account.ok_or_else(|| Error::field("account", "scholing-wie-kies"))?;
            let op = op.ok_or_else(|| Error::field("op", "bijeenkomst-dag-nodig"))?;
            note_passed(ctx, scholing, account, op)
        })
        .await;
    again(&req, done).await
}

async fn add_note(req: Req) -> Result<Response> {
    let titel = req.form.text("titel").to_owned();
    let tekst = req.form.text("tekst").to_owned();
    let from = req.form.parsed("valid_from").unwrap_or(req.today());
    let to: Option<Date> = req.form.parsed("valid_to");
    let done = req
        .do_once(move |ctx| add_instructie(ctx, &titel, &tekst, from, to).map(drop))
        .await;
    again(&req, done).await
}

async fn end_note(req: Req) -> Result<Response> {
    let id: InstructieId = req.id("instructie")?;
    let done = req.do_once(move |ctx| end_instructie(ctx, id)).await;
    again(&req, done).await
}
