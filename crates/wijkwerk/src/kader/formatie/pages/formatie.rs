//! The formation of a day: per origin, gebied, function, employer and person, with what stands out (INV-07, INV-08).

mod regels;
mod tabellen;

use std::collections::BTreeSet;

use askama::Template;
use jiff::civil::Date;

use self::regels::{origins, parts};
use self::tabellen::{Tabel, tables};
use super::{Keuze, gebieden, keuze, mensen, naam_of, organisaties, waar};
use crate::access::{Here, Permission};
use crate::error::{Error, Result};
use crate::handler;
use crate::http::{Form, Guard, Kind, Req, Response, Route, redirect};
use crate::ids::{
    AccountId, FormatieafspraakId, FormatieinvullingId, FormatieregelId, GebiedId, OrganisatieId,
};
use crate::kader::accounts::{AccountRow, list_accounts};
use crate::kader::formatie::actions::{agree, allot, end_agreement, end_filling, end_part, fill};
use crate::kader::formatie::model::{Formatieregel, Invulling, NewRegel};
use crate::kader::formatie::rules::{Stand, read_fte, show_fte};
use crate::kader::formatie::store;
use crate::layout::{self, C, Faults};

const MANAGE: Guard = Guard::May(Permission::FormatieManage);

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get(
            "formatie",
            "/{gemeente}/formatie",
            Guard::Any(&[Permission::FormatieRead, Permission::FormatieManage]),
            Kind::Page,
            handler!(show),
        ),
        Route::post(
            "formatie.herkomst",
            "/{gemeente}/formatie/herkomsten",
            MANAGE,
            handler!(add_agreement),
        )
        .sample("naam=Overgang&fte=11&stad=2&vanaf=2026-03-02"),
        Route::post(
            "formatie.herkomst.einde",
            "/{gemeente}/formatie/herkomsten/{formatieafspraak}/einde",
            MANAGE,
            handler!(stop_agreement),
        )
        .sample("aanvraag="),
        Route::post(
            "formatie.regel",
            "/{gemeente}/formatie/regels",
            MANAGE,
            handler!(add_part),
        )
        .sample(
            "afspraak={formatieafspraak}&functie=Medewerker&regel_fte=0,5&gebied={gebied}\
             &organisatie={organisatie}",
        ),
        Route::post(
            "formatie.regel.einde",
            "/{gemeente}/formatie/regels/{formatieregel}/einde",
            MANAGE,
            handler!(stop_part),
        )
        .sample("aanvraag="),
        Route::post(
            "formatie.invulling",
            "/{gemeente}/formatie/invullingen",
            MANAGE,
            handler!(add_filling),
        )
        .sample("regel={formatieregel}&account={account}&invulling_fte=0,25"),
        Route::post(
            "formatie.invulling.einde",
            "/{gemeente}/formatie/invullingen/{formatieinvulling}/einde",
            MANAGE,
            handler!(stop_filling),
        )
        .sample("aanvraag="),
    ]
}

/// How an origin stands, in words.
struct Herkomst {
    id: FormatieafspraakId,
    naam: String,
    fte: String,
    stad: String,
    allotted: String,
    filled: String,
    /// What stands out.
    afwijkingen: Vec<String>,
}

struct Regel {
    id: FormatieregelId,
    functie: String,
    fte: String,
    waar: String,
    werkgever: String,
    wie: Vec<(FormatieinvullingId, String)>,
}

struct Mens {
    naam: String,
    fte: String,
    gebieden: usize,
    over: bool,
    reden: Option<String>,
}

#[derive(Template)]
#[template(path = "kader/formatie/templates/formatie.html")]
struct Page {
    c: C,
    faults: Faults,
    form: Form,
    op: Date,
    may_manage: bool,
    /// On what the buttons say with which something ends; nothing for days that have passed.
    beeindig: Option<String>,
    /// Allotted out of what is not agreed any more.
    zonder_herkomst: Option<String>,
    herkomsten: Vec<Herkomst>,
    gebieden: Vec<(String, String, String)>,
    /// All gebieden together, beside the whole town (L-65).
    samen: Option<(String, String)>,
    /// Per function and per employer.
    tabellen: Vec<Tabel>,
    regels: Vec<Regel>,
    mensen: Vec<Mens>,
    afspraak_keuzes: Vec<Keuze>,
    regel_keuzes: Vec<Keuze>,
    mens_keuzes: Vec<Keuze>,
    gebied_keuzes: Vec<Keuze>,
    werkgever_keuzes: Vec<Keuze>,
}

struct Found {
    stand: Stand,
    regels: Vec<Formatieregel>,
    invullingen: Vec<Invulling>,
    people: Vec<AccountRow>,
    /// Whoever does not work here any more.
    left: BTreeSet<AccountId>,
}

impl Page {
    /// What the buttons say with which something ends, for whoever may press them.
    fn ends(&self) -> Option<&str> {
        self.beeindig.as_deref().filter(|_| self.may_manage)
    }

    /// The day that was typed, or else the one that is looked at.
    fn day(&self, field: &str) -> String {
        let typed = self.form.opt(field);
        typed.map_or_else(|| self.op.to_string(), ToOwned::to_owned)
    }
}

async fn show(req: Req) -> Result<Response> {
    layout::page(&page(&req, Faults::default(), Form::default()).await?)
}

async fn page(req: &Req, faults: Faults, form: Form) -> Result<Page> {
    let today = req.today();
    let op = req.query.parsed::<Date>("op").unwrap_or_else(|| seen(req));
    let found = req
        .read(move |tx, view| {
            let gemeente = view.frame.id;
            let people = list_accounts(tx, gemeente)?;
            // Who worked here on a day that has passed is not known.
            let gone = people.iter().filter(|one| one.ended && op >= today);
            let left: BTreeSet<AccountId> = gone.map(|one| one.id).collect();
            let regels = store::list_regels(tx, gemeente, op)?;
            let invullingen = store::list_invullingen(tx, gemeente, op)?;
            let afspraken = store::list_afspraken(tx, gemeente, op)?;
            Ok(Found {
                stand: Stand::of(&afspraken, &regels, &invullingen, &left),
                people,
                left,
                regels,
                invullingen,
            })
        })
        .await?;
    let c = C::of(&req.view);
    let herkomsten = origins(&c, &found.stand);
    Ok(Page {
        op,
        beeindig: (op >= today).then(|| {
            if op == today {
                c.t("formatie-beeindig")
            } else {
                c.t1("formatie-beeindig-per", "dag", c.day_plain(op))
            }
        }),
        zonder_herkomst: Some(found.stand.zonder_herkomst)
            .filter(|milli| *milli > 0)
            .map(|milli| c.t1("formatie-zonder-herkomst", "fte", fte(&c, milli))),
        may_manage: req.actor.may(Permission::FormatieManage, &Here::ANYWHERE),
        afspraak_keuzes: herkomsten
            .iter()
            .map(|herkomst| keuze(herkomst.id, &herkomst.naam, form.text("afspraak")))
            .collect(),
        regel_keuzes: found
            .regels
            .iter()
            .map(|regel| {
                let label = format!("{}, {}", regel.functie, waar(&c, regel.gebied));
                keuze(regel.id, label, form.text("regel"))
            })
            .collect(),
        mens_keuzes: mensen(&found.people, form.text("account")),
        gebied_keuzes: gebieden(&c, form.text("gebied")),
        werkgever_keuzes: organisaties(&req.frame, form.text("organisatie")),
        gebieden: found
            .stand
            .gebieden
            .iter()
            .map(|stand| {
                let (allotted, filled) = (fte(&c, stand.allotted), fte(&c, stand.filled));
                (waar(&c, stand.gebied), allotted, filled)
            })
            .collect(),
        samen: together(&c, &found.stand),
        tabellen: tables(&c, &found.stand),
        regels: parts(&c, &found),
        mensen: found
            .stand
            .mensen
            .iter()
            .map(|stand| Mens {
                naam: naam_of(&found.people, stand.account),
                fte: fte(&c, stand.fte),
                gebieden: stand.gebieden,
                over: stand.is_over(),
                reden: stand.reden.clone(),
            })
            .collect(),
        herkomsten,
        faults,
        form,
        c,
    })
}

fn fte(c: &C, milli: i64) -> String {
    show_fte(milli, if c.lang() == "nl" { ',' } else { '.' })
}

/// What the gebieden have together; not said where there is one.
fn together(c: &C, stand: &Stand) -> Option<(String, String)> {
    let own = || stand.gebieden.iter().filter(|one| one.gebied.is_some());
    let allotted = own().map(|one| one.allotted).sum();
    let filled = own().map(|one| one.filled).sum();
    (own().count() > 1).then(|| (fte(c, allotted), fte(c, filled)))
}

/// The day that was looked at when the form was filled in.
fn seen(req: &Req) -> Date {
    req.form.parsed("dag").unwrap_or(req.today())
}

/// The day on which a button ends something: the one that is looked at, never one that has passed.
fn end_day(req: &Req) -> Date {
    seen(req).max(req.today())
}

/// The formation of a day on which what was done shows.
async fn again(req: &Req, done: Result<()>, day: Date) -> Result<Response> {
    match done {
        Ok(()) => {
            let url = layout::url(&req.view, "/formatie");
            if day == req.today() {
                return Ok(redirect(&url));
            }
            Ok(redirect(&format!("{url}?op={day}")))
        }
        Err(error) => {
            let page = page(req, Faults::of(error)?, req.form.clone()).await?;
            layout::page_with(400, &page)
        }
    }
}

fn read_field(form: &Form, field: &'static str) -> Result<i64> {
    read_fte(form.text(field)).ok_or_else(|| Error::field(field, "formatie-fte-fout"))
}

fn from(req: &Req, field: &str) -> Date {
    req.form.parsed(field).unwrap_or(req.today())
}

async fn add_agreement(req: Req) -> Result<Response> {
    let (form, from) = (req.form.clone(), from(&req, "vanaf"));
    let done = req
        .do_once(move |ctx| {
            let fte = read_field(&form, "fte")?;
            let stad = form
                .opt("stad")
                .map_or(Ok(0), |_| read_field(&form, "stad"))?;
            agree(ctx, form.text("naam"), fte, stad, from).map(drop)
        })
        .await;
    again(&req, done, from.max(seen(&req))).await
}

async fn add_part(req: Req) -> Result<Response> {
    let (form, from) = (req.form.clone(), from(&req, "regel_vanaf"));
    let done = req
        .do_once(move |ctx| {
            let afspraak: Option<FormatieafspraakId> = form.parsed("afspraak");
            let organisatie: Option<OrganisatieId> = form.parsed("organisatie");
            let new = NewRegel {
                afspraak: afspraak
                    .ok_or_else(|| Error::field("afspraak", "formatie-afspraak-kies"))?,
                functie: form.text("functie").to_owned(),
                fte: read_field(&form, "regel_fte")?,
                gebied: form.parsed::<GebiedId>("gebied"),
                organisatie: organisatie
                    .ok_or_else(|| Error::field("organisatie", "formatie-werkgever-kies"))?,
                valid_from: from,
            };
            allot(ctx, &new).map(drop)
        })
        .await;
    again(&req, done, from.max(seen(&req))).await
}

async fn add_filling(req: Req) -> Result<Response> {
    let (form, from) = (req.form.clone(), from(&req, "invulling_vanaf"));
    let done = req
        .do_once(move |ctx| {
            let regel: Option<FormatieregelId> = form.parsed("regel");
            let regel = regel.ok_or_else(|| Error::field("regel", "formatie-regel-kies"))?;
            let account: Option<AccountId> = form.parsed("account");
            let account = account.ok_or_else(|| Error::field("account", "formatie-wie-kies"))?;
            let fte = read_field(&form, "invulling_fte")?;
            fill(ctx, regel, account, fte, form.opt("reden"), from).map(drop)
        })
        .await;
    again(&req, done, from.max(seen(&req))).await
}

async fn stop_agreement(req: Req) -> Result<Response> {
    let (id, to) = (
        req.id::<FormatieafspraakId>("formatieafspraak")?,
        end_day(&req),
    );
    let done = req.do_once(move |ctx| end_agreement(ctx, id, to)).await;
    again(&req, done, to).await
}

async fn stop_part(req: Req) -> Result<Response> {
    let (id, to) = (req.id::<FormatieregelId>("formatieregel")?, end_day(&req));
    let done = req.do_once(move |ctx| end_part(ctx, id, to)).await;
    again(&req, done, to).await
}

async fn stop_filling(req: Req) -> Result<Response> {
    let (id, to) = (
        req.id::<FormatieinvullingId>("formatieinvulling")?,
        end_day(&req),
    );
    let done = req.do_once(move |ctx| end_filling(ctx, id, to)).await;
    again(&req, done, to).await
}
