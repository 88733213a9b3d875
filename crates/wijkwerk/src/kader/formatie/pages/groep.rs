//! One body or group of residents on one page: where it is, what support it got in all, and the log of it (L-62).
//!
//! Initiatives get their place here when the product keeps them; until then what residents asked for stands in the
//! werkplannen of their wijk, which the page leads to.

use askama::Template;
use jiff::civil::Date;

use super::naam_of;
use super::ondersteuning::duration;
use crate::access::Permission;
use crate::error::{Error, Result};
use crate::handler;
use crate::http::{Guard, Kind, Req, Response, Route};
use crate::ids::OrgaanId;
use crate::kader::accounts::{AccountRow, list_accounts};
use crate::kader::formatie::model::{Ondersteuning, Ondersteuningsoort, SUPPORTED};
use crate::kader::formatie::store;
use crate::kader::organisaties::Orgaan;
use crate::layout::{self, C};

pub(super) fn routes() -> Vec<Route> {
    vec![Route::get(
        "ondersteuning.een",
        "/{gemeente}/ondersteuning/{bewonersgroep}",
        Guard::May(Permission::OndersteuningWrite),
        Kind::Page,
        handler!(show),
    )]
}

/// What was given on a day.
struct Rij {
    soort: String,
    duur: String,
    op: Date,
    wie: String,
}

#[derive(Template)]
#[template(path = "kader/formatie/templates/groep.html")]
struct Page {
    c: C,
    naam: String,
    waar: String,
    samen: String,
    /// How long per kind, and how often.
    soorten: Vec<(String, String)>,
    rijen: Vec<Rij>,
}

async fn show(req: Req) -> Result<Response> {
    let id: OrgaanId = req.id("bewonersgroep")?;
    let found = req.frame.orgaan(id);
    let orgaan = found
        .filter(|orgaan| SUPPORTED.contains(&orgaan.soort.as_str()))
        .ok_or(Error::NotFound("orgaan"))?
        .clone();
    let (given, people) = given_to(&req, id).await?;
    let c = C::of(&req.view);
    layout::page(&Page {
        waar: place(&c, &orgaan),
        naam: orgaan.naam,
        samen: duration(&c, given.iter().map(|one| one.minuten).sum()),
        soorten: kinds(&c, &given),
        rijen: given.iter().map(|one| rij(&c, &people, one)).collect(),
        c,
    })
}

/// What it got this year and last year, and the people who may have given it.
async fn given_to(req: &Req, id: OrgaanId) -> Result<(Vec<Ondersteuning>, Vec<AccountRow>)> {
    let since = jiff::civil::date(req.today().year() - 1, 1, 1);
    let (mut given, people) = req
        .read(move |tx, view| {
            let given = store::list_ondersteuningen(tx, view.frame.id, since)?;
            Ok((given, list_accounts(tx, view.frame.id)?))
        })
        .await?;
    given.retain(|one| one.orgaan == id);
    Ok((given, people))
}

/// The wijken it works for, by name.
fn place(c: &C, orgaan: &Orgaan) -> String {
    let own = c.view.frame.wijken_of(orgaan);
    let wijken = c.view.frame.wijken();
    let names: Vec<String> = wijken
        .filter(|wijk| own.contains(&wijk.id))
        .map(|wijk| wijk.naam.clone())
        .collect();
    c.list_and(&names)
}

fn rij(c: &C, people: &[AccountRow], one: &Ondersteuning) -> Rij {
    let wie = one.account.map(|id| naam_of(people, id));
    Rij {
        soort: c.tk("ondersteuning", one.soort),
        duur: duration(c, one.minuten),
        op: one.op,
        wie: wie.unwrap_or_default(),
    }
}

fn kinds(c: &C, given: &[Ondersteuning]) -> Vec<(String, String)> {
    let of_kind = |soort: &Ondersteuningsoort| {
        let own: Vec<i64> = given
            .iter()
            .filter(|one| one.soort == *soort)
            .map(|one| one.minuten)
            .collect();
        let keren = i64::try_from(own.len()).unwrap_or(i64::MAX);
        let duur = duration(c, own.iter().sum());
        let told = c.t2("ondersteuning-groep-soort", "duur", duur, "keren", keren);
        (keren > 0).then(|| (c.tk("ondersteuning", soort), told))
    };
    Ondersteuningsoort::ALL.iter().filter_map(of_kind).collect()
}
