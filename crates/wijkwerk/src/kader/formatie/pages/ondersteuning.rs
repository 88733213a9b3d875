//! The support ledger: noted in one short form, with how equally it is divided (L-54, L-55).

use askama::Template;
use jiff::civil::Date;

use super::{Keuze, keuze, naam_of};
use crate::access::{Here, Permission};
use crate::error::{Error, Result};
use crate::handler;
use crate::http::{Form, Guard, Kind, Place, Req, Response, Route, redirect};
use crate::ids::{GebiedId, OrgaanId};
use crate::kader::accounts::list_accounts;
use crate::kader::formatie::actions::note_support;
use crate::kader::formatie::gelijkheid::{Gelijkheid, equality};
use crate::kader::formatie::model::{Ondersteuningsoort, SUPPORTED};
use crate::kader::formatie::store;
use crate::kader::organisaties::Orgaan;
use crate::kader::organisaties::actions::welcome_bewonersgroep;
use crate::layout::{self, C, Faults};

const SHOWN: usize = 30;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get(
            "ondersteuning",
            "/{gemeente}/ondersteuning",
            Guard::May(Permission::OndersteuningWrite),
            Kind::Page,
            handler!(show),
        ),
        Route::post(
            "ondersteuning.nieuw",
            "/{gemeente}/ondersteuning",
            Guard::May(Permission::OndersteuningWrite),
            handler!(add),
        )
        .at(Place::Gebied)
        .sample("orgaan={bewonersgroep}&soort=advice&minuten=45&op=2026-03-01"),
        Route::post(
            "ondersteuning.groep",
            "/{gemeente}/ondersteuning/groepen",
            Guard::May(Permission::OndersteuningWrite),
            handler!(welcome),
        )
        .at(Place::Gebied)
        .sample("gebied={gebied}&naam=Ouders+van+de+speeltuin"),
    ]
}

struct Rij {
    orgaan: String,
    soort: String,
    minuten: i64,
    op: Date,
    wie: String,
}

/// What one group got.
struct Groep {
    id: OrgaanId,
    naam: String,
    duur: String,
    /// Which kinds, in words.
    soorten: String,
    /// Less than half of what the others of its kind get.
    is_little: bool,
}

#[derive(Template)]
#[template(path = "kader/formatie/templates/ondersteuning.html")]
struct Page {
    c: C,
    faults: Faults,
    minuten: String,
    op: String,
    organen: Vec<Keuze>,
    soorten: Vec<Keuze>,
    /// Where a new group can be welcomed.
    gebieden: Vec<Keuze>,
    naam: String,
    per_orgaan: Vec<Groep>,
    gelijkheid: Vec<Gelijkheid>,
    rijen: Vec<Rij>,
}

async fn show(req: Req) -> Result<Response> {
    layout::page(&page(&req, Faults::default(), &Form::default()).await?)
}

async fn page(req: &Req, faults: Faults, form: &Form) -> Result<Page> {
    let since = jiff::civil::date(req.today().year() - 1, 1, 1);
    let (given, people) = req
        .read(move |tx, view| {
            let given = store::list_ondersteuningen(tx, view.frame.id, since)?;
            Ok((given, list_accounts(tx, view.frame.id)?))
        })
        .await?;
    let c = C::of(&req.view);
    let organen: Vec<_> = req
        .frame
        .organen
        .iter()
        .filter(|orgaan| SUPPORTED.contains(&orgaan.soort.as_str()))
        .cloned()
        .collect();
    let name = |id: OrgaanId| {
        let found = req.frame.orgaan(id);
        found.map(|orgaan| orgaan.naam.clone()).unwrap_or_default()
    };
    let total = |id: OrgaanId| {
        let own = given.iter().filter(|given| given.orgaan == id);
        own.map(|given| given.minuten).sum::<i64>()
    };
    let gelijkheid = equality(&organen, &given);
    let groep = |orgaan: &Orgaan| {
        let minuten = total(orgaan.id);
        let side = gelijkheid.iter().find(|side| side.soort == orgaan.soort);
        let has = |soort: &&Ondersteuningsoort| {
            let mut own = given.iter().filter(|given| given.orgaan == orgaan.id);
            own.any(|given| given.soort == **soort)
        };
        let kinds: Vec<String> = Ondersteuningsoort::ALL
            .iter()
            .filter(has)
            .map(|soort| c.within(&c.tk("ondersteuning", soort)))
            .collect();
        Groep {
            id: orgaan.id,
            naam: orgaan.naam.clone(),
            duur: duration(&c, minuten),
            soorten: c.list_and(&kinds),
            is_little: side.is_some_and(|side| side.is_little(minuten)),
        }
    };
    Ok(Page {
        minuten: form.opt("minuten").unwrap_or("60").to_owned(),
        op: form
            .opt("op")
            .map_or_else(|| req.today().to_string(), ToOwned::to_owned),
        organen: organen
            .iter()
            .map(|orgaan| keuze(orgaan.id, &orgaan.naam, form.text("orgaan")))
            .collect(),
        soorten: Ondersteuningsoort::ALL
            .iter()
            .map(|soort| keuze(soort, c.tk("ondersteuning", soort), form.text("soort")))
            .collect(),
        gebieden: req
            .frame
            .gebieden
            .iter()
            .filter(|gebied| {
                let here = Here::gebied(gebied.id);
                req.actor.may(Permission::OndersteuningWrite, &here)
            })
            .map(|gebied| keuze(gebied.id, &gebied.naam, form.text("gebied")))
            .collect(),
        naam: form.text("naam").to_owned(),
        per_orgaan: organen.iter().map(groep).collect(),
        gelijkheid,
        rijen: given
            .iter()
            .take(SHOWN)
            .map(|given| Rij {
                orgaan: name(given.orgaan),
                soort: c.tk("ondersteuning", given.soort),
                minuten: given.minuten,
                op: given.op,
                wie: given
                    .account
                    .map(|id| naam_of(&people, id))
                    .unwrap_or_default(),
            })
            .collect(),
        faults,
        c,
    })
}

impl Page {
    fn duration(&self, minuten: &i64) -> String {
        duration(&self.c, *minuten)
    }

    fn mean(&self, of: &Gelijkheid) -> String {
        duration(&self.c, of.mean())
    }

    /// One kind of support of one side: how long per group, and how often.
    fn cell(&self, of: &Gelijkheid, soort: &Ondersteuningsoort) -> String {
        let found = of.delen.iter().find(|(own, _)| own == soort);
        let keren = found.map_or(0, |(_, given)| given.keren);
        if keren == 0 {
            return self.c.t("ondersteuning-niet");
        }
        let duur = duration(&self.c, of.mean_of(*soort));
        self.c.t2("ondersteuning-cel", "duur", duur, "keren", keren)
    }

    fn kinds(&self) -> &'static [Ondersteuningsoort] {
        Ondersteuningsoort::ALL
    }
}

/// How long, in words.
pub fn duration(c: &C, minuten: i64) -> String {
    c.t2(
        "ondersteuning-duur",
        "uren",
        minuten / 60,
        "minuten",
        minuten % 60,
    )
}

async fn add(req: Req) -> Result<Response> {
    let form = req.form.clone();
    let done = req
        .do_once(move |ctx| {
            let orgaan: Option<OrgaanId> = form.parsed("orgaan");
            let orgaan = orgaan.ok_or_else(|| Error::field("orgaan", "ondersteuning-wie-kies"))?;
            let soort = Ondersteuningsoort::from_word(form.text("soort"))
                .ok_or_else(|| Error::field("soort", "ondersteuning-soort-kies"))?;
            let minuten = form.parsed("minuten").unwrap_or(0);
            let op = form
                .parsed("op")
                .ok_or_else(|| Error::field("op", "beheer-datum-onleesbaar"))?;
            note_support(ctx, orgaan, soort, minuten, op).map(drop)
        })
        .await;
    again(&req, done).await
}

async fn welcome(req: Req) -> Result<Response> {
    let naam = req.form.text("naam").to_owned();
    let gebied: Option<GebiedId> = req.form.parsed("gebied");
    let done = req
        .do_once(move |ctx| {
            let gebied = gebied.ok_or_else(|| Error::field("gebied", "formatie-gebied-kies"))?;
            welcome_bewonersgroep(ctx, gebied, &naam).map(drop)
        })
        .await;
    // The page that follows knows the group.
    req.app.forget_frame(&req.frame.slug);
    again(&req, done).await
}

async fn again(req: &Req, done: Result<()>) -> Result<Response> {
    match done {
        Ok(()) => Ok(redirect(&layout::url(&req.view, "/ondersteuning"))),
        Err(error) => {
            let page = page(req, Faults::of(error)?, &req.form).await?;
            layout::page_with(400, &page)
        }
    }
}
