//! `GET /api/v1/gemeenten/{gemeente}/meldingen`: the public faces, newest first.

use serde::Serialize;

use super::super::store::{Publiek, list_publiek};
use crate::error::{Error, Result};
use crate::frame::Frame;
use crate::http::{Req, Response, json};
use crate::ids::GebiedId;
use crate::kader::gebieden::Gebied;

/// Most meldingen in one answer.
const MOST: i64 = 100;

#[derive(Serialize)]
struct Lijst {
    meldingen: Vec<Regel>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Regel {
    nummer: i64,
    wijk: Wijk,
    thema: Option<String>,
    discipline: Option<String>,
    /// Rounded to 50 metres; empty near homes.
    lat: Option<f64>,
    lon: Option<f64>,
    stand: String,
    bij: String,
    zin: Option<String>,
    gemeld_op: String,
    klaar_op: Option<String>,
}

#[derive(Serialize)]
struct Wijk {
    sleutel: String,
    naam: String,
}

/// The list.
pub(super) async fn list(req: Req) -> Result<Response> {
    if req.frame.slug != req.param("gemeente") {
        return Err(Error::NotFound("gemeente"));
    }
    let wanted = req.query.opt("wijk").map(ToOwned::to_owned);
    let wijken: Vec<GebiedId> = req
        .frame
        .wijken()
        .filter(|wijk| wanted.as_ref().is_none_or(|key| wijk.sleutel == *key))
        .map(|wijk| wijk.id)
        .collect();
    if wijken.is_empty() {
        return Err(Error::NotFound("wijk"));
    }
    let mut found = req
        .read(move |tx, view| {
            // Per wijk there is an index; the newest of all are among the newest of each.
            let mut all = Vec::new();
            for wijk in &wijken {
                all.extend(list_publiek(tx, view.frame.id, *wijk, MOST)?);
            }
            Ok(all)
        })
        .await?;
    found.sort_by_key(|row| std::cmp::Reverse((row.submitted_on, row.nummer)));
    found.truncate(usize::try_from(MOST).unwrap_or(100));
    let meldingen = found
        .into_iter()
        .filter_map(|row| {
            let wijk = req.frame.gebied(row.gebied)?;
            Some(regel(&req.frame, wijk, row))
        })
        .collect();
    json(&Lijst { meldingen })
}

fn regel(frame: &Frame, wijk: &Gebied, row: Publiek) -> Regel {
    let bij = match row.who.split_once(':') {
        Some(("organisatie", id)) => id
            .parse::<uuid::Uuid>()
            .ok()
            .and_then(|id| frame.organisatie(id.into()))
            .map_or_else(String::new, |found| found.naam.clone()),
        Some((_, rol)) => frame.role_name(kit::i18n::Lang::Nl, rol),
        None => String::new(),
    };
    Regel {
        nummer: row.nummer,
        wijk: Wijk {
            sleutel: wijk.sleutel.clone(),
            naam: wijk.naam.clone(),
        },
        thema: row.thema,
        discipline: row.discipline,
        lat: row.lat_e6.map(degrees),
        lon: row.lon_e6.map(degrees),
        stand: row.state,
        bij,
        zin: row.sentence,
        gemeld_op: row.submitted_on.to_string(),
        klaar_op: row.done_on.map(|day| day.to_string()),
    }
}

#[expect(clippy::cast_precision_loss, reason = "180 million is exact")]
fn degrees(e6: i64) -> f64 {
    e6 as f64 / 1e6
}
