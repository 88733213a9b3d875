//! The texts of the own organisation as a sheet: out, and in again in two steps, of which the first only shows.
//!
//! Between the two steps nothing is kept here: the second sends along what the first showed, and everything is looked at
//! anew. What changed in the meantime is named, and then nothing is written.

use askama::Template;

use super::delen;
use super::verschil;
use crate::access::Permission;
use crate::balie::kennisbank::blad::{
    MOST, MOST_BYTES, MOST_CHANGED, Plan, Planned, What, cells, columns, csv_of, items_of, plan,
};
use crate::balie::kennisbank::model::{Item, ItemState};
use crate::balie::kennisbank::{actions, rules};
use crate::error::{Error, FieldError, Result};
use crate::handler;
use crate::http::{Guard, Kind, Req, Response, Route, download, redirect};
use crate::ids::OrganisatieId;
use crate::layout::{self, C, Faults};
use crate::sheet::{self, Row, Unreadable, Workbook};

const WRITE: Guard = Guard::May(Permission::KennisWrite);
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get(
            "kennisbank.blad",
            "/{gemeente}/kennisbank/blad",
            WRITE,
            Kind::Page,
            handler!(show),
        ),
        Route::get(
            "kennisbank.blad.bestand",
            "/{gemeente}/kennisbank/blad/bestand",
            WRITE,
            Kind::File,
            handler!(give),
        )
        .sample("vorm=csv"),
        Route::post(
            "kennisbank.blad.controle",
            "/{gemeente}/kennisbank/blad/controle",
            WRITE,
            handler!(check),
        )
        .body(MOST_BYTES + 64 * 1024)
        .sample("bestand=@blad.csv"),
        Route::post(
            "kennisbank.blad.invoeren",
            "/{gemeente}/kennisbank/blad",
            WRITE,
            handler!(apply),
        )
        .body(4 * MOST_BYTES)
        .sample(
            "blad=titel;samenvatting;onderwerp\nSamen koken;Elke dinsdag koken wij samen.;geld",
        ),
    ]
}

/// A row as people read it.
struct Regel {
    plaats: String,
    titel: String,
    /// What changes, or why nothing does.
    lines: Vec<String>,
}

#[derive(Template)]
#[template(path = "balie/kennisbank/templates/blad.html")]
struct Page {
    c: C,
    faults: Faults,
    organisatie: String,
    /// How many texts the sheet holds.
    n: usize,
    most: usize,
}

#[derive(Template)]
#[template(path = "balie/kennisbank/templates/blad_controle.html")]
struct CheckPage {
    c: C,
    faults: Faults,
    anders: Vec<Regel>,
    nieuw: Vec<Regel>,
    over: Vec<Regel>,
    same: usize,
    blad: String,
    /// More is changed than may be at once.
    much: bool,
    most: usize,
}

/// The organisation that whoever asks writes for.
fn own(req: &Req) -> Result<OrganisatieId> {
    delen::writes_for(&req.actor).ok_or(Error::Forbidden("kennis.write"))
}

async fn items(req: &Req, own: OrganisatieId) -> Result<Vec<Item>> {
    req.read(move |tx, view| items_of(tx, view.frame.id, own))
        .await
}

/// What goes out: everything that may still be changed.
fn given(items: &[Item]) -> impl Iterator<Item = &Item> {
    let open = |item: &&Item| item.state != ItemState::Withdrawn;
    items.iter().filter(open).take(MOST.rows)
}

async fn show(req: Req) -> Result<Response> {
    page(&req, Faults::default()).await
}

async fn page(req: &Req, faults: Faults) -> Result<Response> {
    let own = own(req)?;
    let items = items(req, own).await?;
    let c = C::of(&req.view);
    let status = faults.status();
    layout::page_with(
        status,
        &Page {
            organisatie: c.organisatie(own),
            n: given(&items).count(),
            most: MOST_CHANGED,
            faults,
            c,
        },
    )
}

async fn give(req: Req) -> Result<Response> {
    let own = own(&req)?;
    let items = items(&req, own).await?;
    let c = C::of(&req.view);
    let rows = given(&items).map(|item| {
        let stand = c.tk("kennis-stand", item.state);
        cells(
            &item.id.to_string(),
            &item.versie.to_string(),
            &stand,
            &item.velden(),
        )
    });
    if req.query.text("vorm") == "csv" {
        // With a mark by which spreadsheets know the letters.
        let mut bytes = "\u{feff}".as_bytes().to_vec();
        bytes.extend(csv_of(rows)?);
        return Ok(download("text/csv; charset=utf-8", "kennisbank.csv", bytes));
    }
    let bytes = workbook(rows).map_err(|error| Error::Internal(error.to_string()))?;
    Ok(download(XLSX, "kennisbank.xlsx", bytes))
}

fn workbook(rows: impl Iterator<Item = Vec<String>>) -> std::io::Result<Vec<u8>> {
    let mut book = Workbook::new(std::io::Cursor::new(Vec::new()))?;
    let names: Vec<String> = columns().into_iter().map(ToOwned::to_owned).collect();
    book.row(&names)?;
    for row in rows {
        book.row(&row)?;
    }
    Ok(book.finish()?.into_inner())
}

/// The first step: what the sheet would do. Changes nothing.
async fn check(req: Req) -> Result<Response> {
    let own = own(&req)?;
    match sent(&req).await {
        Ok(rows) => checked(&req, own, &rows, Faults::default()).await,
        Err(error) => page(&req, Faults::of(error)?).await,
    }
}

/// The rows of the file that was sent.
async fn sent(req: &Req) -> Result<Vec<Row>> {
    let Some(upload) = req.form.files("bestand").next().cloned() else {
        return Err(Error::field("bestand", "kennis-blad-kies"));
    };
    if upload.bytes.len() > MOST_BYTES {
        return Err(Error::field("bestand", "kennis-blad-te-groot"));
    }
    let read = req
        .app
        .run_blocking(move |_| Ok(sheet::read(&upload.name, &upload.bytes, &MOST)))
        .await?;
    let rows = read.map_err(|why| {
        let key = match why {
            Unreadable::Kind => "kennis-blad-soort-bestand",
            Unreadable::TooMuch => "kennis-blad-te-groot",
            Unreadable::NoSheet | Unreadable::Broken(_) => "kennis-blad-onleesbaar",
        };
        Error::field("bestand", key)
    })?;
    if rows.iter().all(Row::is_empty) {
        return Err(Error::field("bestand", "kennis-blad-leeg"));
    }
    Ok(rows)
}

/// The second step: all of it, or nothing.
async fn apply(req: Req) -> Result<Response> {
    let own = own(&req)?;
    let rows = sheet::read_csv(req.form.text("blad").as_bytes(), &MOST).unwrap_or_default();
    if rows.iter().all(Row::is_empty) {
        let none = Error::field("bestand", "kennis-blad-leeg");
        return page(&req, Faults::of(none)?).await;
    }
    let right = req.form.ticked("klopt");
    let wanted = rows.clone();
    let done = req
        .do_once(move |ctx| actions::apply_sheet(ctx, own, &wanted, right).map(drop))
        .await;
    match done {
        Ok(()) => Ok(redirect(&layout::url(&req.view, "/kennisbank?welke=ons"))),
        Err(error) => checked(&req, own, &rows, Faults::or_refusal(error)?).await,
    }
}

/// What these rows would do, to be looked at.
async fn checked(req: &Req, own: OrganisatieId, rows: &[Row], faults: Faults) -> Result<Response> {
    let items = items(req, own).await?;
    let plan = plan(&req.frame.inrichting, &items, rows);
    let c = C::of(&req.view);
    let of = |which: fn(&What) -> bool| -> Vec<Regel> {
        let rows = plan.rows.iter().filter(|one| which(&one.what));
        rows.map(|one| regel(&c, one)).collect()
    };
    let blad = plan.as_csv()?;
    let status = faults.status();
    layout::page_with(
        status,
        &CheckPage {
            anders: of(|what| matches!(what, What::Change(..))),
            nieuw: of(|what| matches!(what, What::Add(_))),
            over: of(What::is_refused),
            same: plan.same,
            much: count(&plan) > MOST_CHANGED,
            most: MOST_CHANGED,
            blad,
            faults,
            c,
        },
    )
}

fn count(plan: &Plan) -> usize {
    let does = |one: &&Planned| !one.what.is_refused();
    plan.rows.iter().filter(does).count()
}

fn regel(c: &C, one: &Planned) -> Regel {
    let lines = match &one.what {
        What::Add(velden) => vec![velden.samenvatting.clone()],
        // Only where the lines of a text are broken otherwise is there nothing to name.
        What::Change(_, _, _, otherwise) if otherwise.is_empty() => {
            vec![c.t("kennis-blad-alineas")]
        }
        What::Change(_, _, _, otherwise) => otherwise
            .iter()
            .map(|change| verschil::line(c, change))
            .collect(),
        What::Refuse(faults) => faults.iter().map(|fault| refusal(c, fault)).collect(),
    };
    let titel: String = one.titel.chars().take(rules::TITEL).collect();
    Regel {
        plaats: c.t1("kennis-blad-regel", "regel", one.line.to_string()),
        titel,
        lines,
    }
}

/// "Telefoon: Dit is geen telefoonnummer."
fn refusal(c: &C, fault: &FieldError) -> String {
    let said = c.sentence(&fault.sentence);
    if fault.field.is_empty() {
        return said;
    }
    let veld = c.tk("kennis-veld", fault.field);
    format!("{veld}: {said}")
}
