//! `wijkwerk export`: everything without personal data, the same bytes for the same database.
//!
//! Of a melding only what its public face says of the place; never the reporter or the reporter's words.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use kit::db::{Db, Queries, Read, Row};
use serde_json::{Map, Value as Json};
use uuid::Uuid;

use super::change::find_frame;
use super::failure::{During as _, NO_RIGHT, Result};
use super::ground::{Ground, private_dir};
use crate::access::{Actor, Here, Permission};
use crate::error::Error;
use crate::frame::Frame;
use crate::ids::{GebiedId, GemeenteId, OrganisatieId};

/// Rows read at a time.
const PAGE: i64 = 1000;

pub(super) fn command(ground: &Ground, gemeente: &str, uit: Option<PathBuf>) -> Result<()> {
    let app = ground.open()?;
    let frame =
        find_frame(&app, gemeente).during("niets uitgeschreven", "geef een gemeente die er is")?;
    let dir = uit.unwrap_or_else(|| PathBuf::from(format!("export-{gemeente}")));
    private_dir(&dir)?;
    let count = write_all(&Actor::Command, app.db(), &frame, &dir)?;
    println!("{}: {count} rijen", dir.display());
    Ok(())
}

/// A table to be written: its name, its columns, and how to read the rows behind a place in the order.
struct Table {
    name: &'static str,
    columns: &'static [&'static str],
    page: fn(&mut Read<'_>, &Frame, &Place) -> std::result::Result<Vec<Vec<Json>>, Error>,
}

/// Behind which row to go on: a number for meldingen, an id for the rest.
struct Place {
    gemeente: GemeenteId,
    nummer: i64,
    id: Uuid,
}

const TABLES: [Table; 4] = [
    Table {
        name: "meldingen",
        columns: &[
            "nummer",
            "staat",
            "voortgang",
            "wijk",
            "cbsWijk",
            "thema",
            "discipline",
            "lat",
            "lon",
            "kanaal",
            "bron",
            "ingediendOp",
            "klaarOp",
            "keerHeropend",
            "uiterlijk",
            "organisatie",
            "aandachtsgebied",
        ],
        page: meldingen,
    },
    Table {
        name: "aandachtsgebieden",
        columns: &[
            "id",
            "jaar",
            "titel",
            "behoefteVan",
            "integraal",
            "eigenInitiatief",
            "staat",
            "organisatie",
            "wijken",
        ],
        page: aandachtsgebieden,
    },
    Table {
        name: "afspraken",
        columns: &[
            "id",
            "aandachtsgebied",
            "wat",
            "organisatie",
            "uiterlijk",
            "staat",
            "aangenomenOp",
            "geleverdOp",
        ],
        page: afspraken,
    },
    Table {
        name: "resultaten",
        columns: &[
            "id",
            "aandachtsgebied",
            "wat",
            "op",
            "opgelost",
            "nietOpgelost",
        ],
        page: resultaten,
    },
];

/// Writes every table as CSV and JSON into `dir`, if the actor may; answers how many rows.
pub(super) fn write_all(
    actor: &Actor,
    db: &Db,
    frame: &std::sync::Arc<Frame>,
    dir: &Path,
) -> Result<usize> {
    actor
        .require(Permission::ExportRun, &Here::ANYWHERE)
        .during("niets uitgeschreven", NO_RIGHT)?;
    let remedy = "maak ruimte of kies een andere map";
    let mut total = 0;
    for table in &TABLES {
        total += write_table(db, frame, dir, table)
            .during(format!("{} niet geschreven", table.name), remedy)?;
    }
    Ok(total)
}

fn write_table(
    db: &Db,
    frame: &std::sync::Arc<Frame>,
    dir: &Path,
    table: &Table,
) -> std::result::Result<usize, Box<dyn std::error::Error>> {
    let mut csv = csv::Writer::from_path(dir.join(format!("{}.csv", table.name)))?;
    let mut json = BufWriter::new(File::create(dir.join(format!("{}.json", table.name)))?);
    csv.write_record(table.columns)?;
    json.write_all(b"[")?;
    let (mut count, mut nummer, mut id) = (0_usize, 0, Uuid::nil());
    loop {
        let (frame, page) = (frame.clone(), table.page);
        let rows = db.read_blocking(move |tx| {
            let gemeente = frame.id;
            page(
                tx,
                &frame,
                &Place {
                    gemeente,
                    nummer,
                    id,
                },
            )
        })?;
        for row in &rows {
            csv.write_record(row.iter().map(csv_cell))?;
            let object: Map<String, Json> = table
                .columns
                .iter()
                .map(|name| (*name).to_owned())
                .zip(row.iter().cloned())
                .collect();
            json.write_all(if count == 0 { b"\n" } else { b",\n" })?;
            serde_json::to_writer(&mut json, &object)?;
            count += 1;
        }
        match rows.last().and_then(|row| row.first()) {
            Some(Json::Number(last)) => nummer = last.as_i64().unwrap_or(i64::MAX),
            Some(Json::String(last)) => id = last.parse()?,
            _ => break,
        }
    }
    json.write_all(b"\n]\n")?;
    json.flush()?;
    csv.flush()?;
    Ok(count)
}

/// A cell that a spreadsheet will not take for a formula.
fn csv_cell(value: &Json) -> String {
    match value {
        Json::Null => String::new(),
        Json::String(text) if text.starts_with(['=', '+', '-', '@', '\t', '\r']) => {
            format!("'{text}")
        }
        Json::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn gebied(frame: &Frame, id: GebiedId) -> Json {
    frame
        .gebied(id)
        .map_or(Json::Null, |gebied| gebied.sleutel.clone().into())
}

fn organisatie(frame: &Frame, id: Option<OrganisatieId>) -> Json {
    id.and_then(|id| frame.organisatie(id))
        .map_or(Json::Null, |found| found.sleutel.clone().into())
}

fn day(frame: &Frame, at: Option<jiff::Timestamp>) -> Json {
    at.map_or(Json::Null, |at| frame.today(at).to_string().into())
}

fn date(date: Option<Date>) -> Json {
    date.map_or(Json::Null, |date| date.to_string().into())
}

fn id(id: Option<Uuid>) -> Json {
    id.map_or(Json::Null, |id| id.to_string().into())
}

/// Millionths of a degree, written without going through a float of the machine.
fn degrees(e6: Option<i64>) -> Json {
    e6.map_or(Json::Null, |e6| {
        let sign = if e6 < 0 { "-" } else { "" };
        let e6 = e6.unsigned_abs();
        format!("{sign}{}.{:06}", e6 / 1_000_000, e6 % 1_000_000).into()
    })
}

fn text(row: &Row<'_>, at: usize) -> std::result::Result<Json, kit::db::Error> {
    Ok(row
        .get::<Option<String>>(at)?
        .map_or(Json::Null, Json::String))
}

fn meldingen(
    tx: &mut Read<'_>,
    frame: &Frame,
    after: &Place,
) -> std::result::Result<Vec<Vec<Json>>, Error> {
    Ok(tx.query(
        "SELECT m.nummer, m.state, m.field_state, m.gebied_id, m.cbs_code, m.thema, m.discipline, p.lat_e6, p.lon_e6, \
         m.kanaal, m.bron_kind, m.submitted_at, m.done_at, m.reopened, m.due, m.organisatie_id, m.aandachtsgebied_id \
         FROM meldingen m LEFT JOIN meldingen_publiek p ON p.gemeente_id = m.gemeente_id AND p.melding_id = m.id \
         WHERE m.gemeente_id = $1 AND m.nummer > $2 ORDER BY m.nummer LIMIT $3",
        &[&after.gemeente, &after.nummer, &PAGE],
        |row| {
            Ok(vec![
                row.get::<i64>(0)?.into(),
                text(row, 1)?,
                text(row, 2)?,
                gebied(frame, row.get(3)?),
                text(row, 4)?,
                text(row, 5)?,
                text(row, 6)?,
                degrees(row.get(7)?),
                degrees(row.get(8)?),
                text(row, 9)?,
                text(row, 10)?,
                day(frame, row.get(11)?),
                day(frame, row.get(12)?),
                row.get::<i64>(13)?.into(),
                date(row.get(14)?),
                organisatie(frame, row.get(15)?),
                id(row.get(16)?),
            ])
        },
    )?)
}

fn aandachtsgebieden(
    tx: &mut Read<'_>,
    frame: &Frame,
    after: &Place,
) -> std::result::Result<Vec<Vec<Json>>, Error> {
    let mut rows: Vec<(Uuid, Vec<Json>)> = tx.query(
        "SELECT a.id, w.jaar, a.titel, a.behoefte_van, a.integraal, a.eigen_initiatief, a.state, a.owner_organisatie_id \
         FROM aandachtsgebieden a JOIN werkplannen w ON w.gemeente_id = a.gemeente_id AND w.id = a.werkplan_id \
         WHERE a.gemeente_id = $1 AND a.id > $2 ORDER BY a.id LIMIT $3",
        &[&after.gemeente, &after.id, &PAGE],
        |row| {
            let key: Uuid = row.get(0)?;
            Ok((
                key,
                vec![
                    id(Some(key)),
                    row.get::<i64>(1)?.into(),
                    text(row, 2)?,
                    text(row, 3)?,
                    row.get::<bool>(4)?.into(),
                    row.get::<bool>(5)?.into(),
                    text(row, 6)?,
                    organisatie(frame, row.get(7)?),
                ],
            ))
        },
    )?;
    for (key, cells) in &mut rows {
        let mut wijken: Vec<String> = tx
            .query(
                "SELECT gebied_id FROM aandachtsgebied_wijken WHERE gemeente_id = $1 AND aandachtsgebied_id = $2 \
                 ORDER BY gebied_id LIMIT 100",
                &[&after.gemeente, &*key],
                |row| row.get::<GebiedId>(0),
            )?
            .into_iter()
            .filter_map(|id| frame.gebied(id).map(|found| found.sleutel.clone()))
            .collect();
        wijken.sort();
        cells.push(wijken.join(" ").into());
    }
    Ok(rows.into_iter().map(|(_, cells)| cells).collect())
}

fn afspraken(
    tx: &mut Read<'_>,
    frame: &Frame,
    after: &Place,
) -> std::result::Result<Vec<Vec<Json>>, Error> {
    Ok(tx.query(
        "SELECT id, aandachtsgebied_id, wat, organisatie_id, due, state, accepted_at, delivered_at FROM afspraken \
         WHERE gemeente_id = $1 AND id > $2 ORDER BY id LIMIT $3",
        &[&after.gemeente, &after.id, &PAGE],
        |row| {
            Ok(vec![
                id(row.get(0)?),
                id(row.get(1)?),
                text(row, 2)?,
                organisatie(frame, row.get(3)?),
                date(row.get(4)?),
                text(row, 5)?,
                day(frame, row.get(6)?),
                day(frame, row.get(7)?),
            ])
        },
    )?)
}

fn resultaten(
    tx: &mut Read<'_>,
    frame: &Frame,
    after: &Place,
) -> std::result::Result<Vec<Vec<Json>>, Error> {
    Ok(tx.query(
        "SELECT r.id, r.aandachtsgebied_id, r.wat, r.at, \
         (SELECT count(*) FROM oordelen o WHERE o.gemeente_id = r.gemeente_id AND o.subject_id = r.id AND o.opgelost), \
         (SELECT count(*) FROM oordelen o WHERE o.gemeente_id = r.gemeente_id AND o.subject_id = r.id AND NOT o.opgelost) \
         FROM resultaten r WHERE r.gemeente_id = $1 AND r.id > $2 ORDER BY r.id LIMIT $3",
        &[&after.gemeente, &after.id, &PAGE],
        |row| {
            Ok(vec![
                id(row.get(0)?),
                id(row.get(1)?),
                text(row, 2)?,
                day(frame, row.get(3)?),
                row.get::<i64>(4)?.into(),
                row.get::<i64>(5)?.into(),
            ])
        },
    )?)
}
