//! Looking over the whole: regie in numbers, who looked, what happened, the register of processing.

use std::collections::BTreeMap;

use askama::Template;
use jiff::Timestamp;
use uuid::Uuid;

use super::verwerkingen::{VERWERKINGEN, Verwerking};
use super::{Tab, doorlooptijd, store, tabs};
use crate::access::Permission;
use crate::error::Result;
use crate::handler;
use crate::http::{Guard, Kind, Req, Response, Route};
use crate::journaal::{Line, lines_after};
use crate::kader::accounts;
use crate::layout::{self, C};

/// Entries on one page.
const PAGE: i64 = 200;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get(
            "beheer.regie",
            "/{gemeente}/beheer/regie",
            Guard::May(Permission::RegieRead),
            Kind::Page,
            handler!(regie),
        ),
        Route::get(
            "beheer.leeslog",
            "/{gemeente}/beheer/leeslog",
            Guard::May(Permission::LeeslogRead),
            Kind::Page,
            handler!(reads),
        ),
        Route::get(
            "beheer.journaal",
            "/{gemeente}/beheer/journaal",
            Guard::May(Permission::JournaalRead),
            Kind::Page,
            handler!(journal),
        ),
        Route::get(
            "beheer.verwerkingen",
            "/{gemeente}/beheer/verwerkingen",
            Guard::May(Permission::InrichtingRead),
            Kind::Page,
            handler!(register),
        ),
    ]
}

struct Partner {
    naam: String,
    open: i64,
    late: i64,
    kept: i64,
    /// Days since the oldest open one was made.
    oldest_days: Option<i64>,
}

struct Counted {
    kop: &'static str,
    partners: Vec<Partner>,
}

/// How fast one partner went, in words (L-20).
struct Tempo {
    naam: String,
    aantal: String,
    afspraak: String,
    resultaat: String,
}

/// What two sides registered both, in words (L-20).
struct Dubbel {
    kwartaal: String,
    samen: String,
    beide: String,
}

#[derive(Template)]
#[template(path = "kader/beheer/templates/regie.html")]
struct RegiePage {
    c: C,
    tabs: Vec<Tab>,
    tables: Vec<Counted>,
    tempo: Vec<Tempo>,
    dubbel: Vec<Dubbel>,
    few: i64,
}

/// A line of a log.
struct LogLine {
    at: Timestamp,
    who: String,
    what: String,
    about: String,
}

#[derive(Template)]
#[template(path = "kader/beheer/templates/logboek.html")]
struct LogPage {
    c: C,
    tabs: Vec<Tab>,
    titel: &'static str,
    uitleg: &'static str,
    lines: Vec<LogLine>,
}

#[derive(Template)]
#[template(path = "kader/beheer/templates/verwerkingen.html")]
struct RegisterPage {
    c: C,
    tabs: Vec<Tab>,
    verwerkingen: &'static [Verwerking],
}

fn partners(c: &C, rows: &[store::RegieRow]) -> Vec<Partner> {
    let mut all: Vec<Partner> = rows
        .iter()
        .map(|row| Partner {
            naam: c.organisatie(row.organisatie),
            open: row.open,
            late: row.late,
            kept: row.kept,
            oldest_days: row
                .oldest
                .map(|at| i64::from((c.view.today() - c.day_of(at)).get_days())),
        })
        .collect();
    // The most urgent first.
    all.sort_by(|a, b| (b.late, b.open, &a.naam).cmp(&(a.late, a.open, &b.naam)));
    all
}

/// A count, or that there are only a few.
fn counted(c: &C, count: Option<i64>) -> String {
    count.map_or_else(
        || c.t1("beheer-regie-minder-dan", "aantal", doorlooptijd::FEW),
        |count| count.to_string(),
    )
}

fn tempo(c: &C, leads: &[doorlooptijd::Lead]) -> Vec<Tempo> {
    let days = |days: Option<i64>| {
        days.map_or_else(
            || "–".to_owned(),
            |days| c.t1("beheer-eenheid-dagen", "aantal", days),
        )
    };
    let mut all: Vec<Tempo> = leads
        .iter()
        .map(|lead| Tempo {
            naam: c.organisatie(lead.organisatie),
            aantal: counted(c, Some(lead.count).filter(|n| *n >= doorlooptijd::FEW)),
            afspraak: days(lead.to_afspraak),
            resultaat: days(lead.to_resultaat),
        })
        .collect();
    all.sort_by(|a, b| a.naam.cmp(&b.naam));
    all
}

/// Nothing at all while nothing was joined in any quarter.
fn dubbel(c: &C, quarters: &[doorlooptijd::Quarter]) -> Vec<Dubbel> {
    if quarters.iter().all(|quarter| quarter.joined == Some(0)) {
        return Vec::new();
    }
    quarters
        .iter()
        .map(|quarter| Dubbel {
            kwartaal: c.t2(
                "beheer-regie-kwartaal",
                "kwartaal",
                quarter.number(),
                "jaar",
                quarter.from.year().to_string(),
            ),
            samen: counted(c, quarter.joined),
            beide: counted(c, quarter.double),
        })
        .collect()
}

async fn regie(req: Req) -> Result<Response> {
    let (afspraken, dues, (leads, quarters)) = req
        .read(|tx, view| {
            let afspraken = store::count_afspraken(tx, view.frame.id, view.today())?;
            let dues = store::count_verplichtingen(tx, view.frame.id, view.today())?;
            Ok((afspraken, dues, doorlooptijd::measure(tx, view)?))
        })
        .await?;
    let c = C::of(&req.view);
    let tables = vec![
        Counted {
            kop: "beheer-regie-afspraken",
            partners: partners(&c, &afspraken),
        },
        Counted {
            kop: "beheer-regie-verplichtingen",
            partners: partners(&c, &dues),
        },
    ];
    layout::page(&RegiePage {
        tabs: tabs(&c),
        tempo: tempo(&c, &leads),
        dubbel: dubbel(&c, &quarters),
        few: doorlooptijd::FEW,
        c,
        tables,
    })
}

/// A noun of ours in words, where the locale files know it.
fn noun(c: &C, kind: &str) -> String {
    let key = format!("beheer-soort-{}", kind.replace('_', "-"));
    if c.view.frame.translations.has(c.view.lang, &key) {
        c.t(&key)
    } else {
        kind.replace('_', " ")
    }
}

type Names = BTreeMap<Uuid, String>;

fn names(tx: &mut impl kit::db::Queries, gemeente: crate::ids::GemeenteId) -> Result<Names> {
    let people = accounts::list_accounts(tx, gemeente)?;
    Ok(people
        .into_iter()
        .map(|person| (person.id.0, person.naam))
        .collect())
}

fn who(c: &C, names: &Names, kind: &str, id: Option<Uuid>) -> String {
    id.filter(|_| kind == "account")
        .and_then(|id| names.get(&id).cloned())
        .unwrap_or_else(|| c.tk("beheer-wie", kind))
}

async fn reads(req: Req) -> Result<Response> {
    let (rows, names) = req
        .read(|tx, view| {
            let rows = accounts::list_newest_reads(tx, view.frame.id)?;
            Ok((rows, names(tx, view.frame.id)?))
        })
        .await?;
    let c = C::of(&req.view);
    let lines = rows
        .iter()
        .map(|row| LogLine {
            at: row.at,
            who: who(&c, &names, &row.actor_kind, row.actor),
            what: c.tk("account-doel", &row.purpose),
            about: noun(&c, &row.subject_kind),
        })
        .collect();
    layout::page(&LogPage {
        tabs: tabs(&c),
        c,
        titel: "beheer-tab-leeslog",
        uitleg: "beheer-leeslog-uitleg",
        lines,
    })
}

fn journal_line(c: &C, names: &Names, line: &Line) -> LogLine {
    let kind = line
        .body
        .get("actor")
        .and_then(|actor| actor.get("kind"))
        .and_then(|kind| kind.as_str())
        .unwrap_or("nobody");
    LogLine {
        at: line.at,
        who: who(c, names, kind, line.account()),
        what: c.tk("beheer-daad", line.verb),
        about: noun(c, &line.kind),
    }
}

async fn journal(req: Req) -> Result<Response> {
    let (lines, names) = req
        .read(|tx, view| {
            let last = store::last_seq(tx, view.frame.id)?;
            let lines = lines_after(tx, view.frame.id, (last - PAGE).max(0), PAGE)?;
            Ok((lines, names(tx, view.frame.id)?))
        })
        .await?;
    let c = C::of(&req.view);
    let lines = lines
        .iter()
        .rev()
        .map(|line| journal_line(&c, &names, line))
        .collect();
    layout::page(&LogPage {
        tabs: tabs(&c),
        c,
        titel: "beheer-tab-journaal",
        uitleg: "beheer-journaal-uitleg",
        lines,
    })
}

async fn register(req: Req) -> Result<Response> {
    let c = C::of(&req.view);
    layout::page(&RegisterPage {
        tabs: tabs(&c),
        c,
        verwerkingen: VERWERKINGEN,
    })
}
