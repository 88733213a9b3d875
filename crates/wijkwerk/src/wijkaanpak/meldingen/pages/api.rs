//! `GET /api/v1/gemeenten/{gemeente}/meldingen`: the public faces, newest first.

use schemars::JsonSchema;
use serde::Serialize;

use super::super::store::{Publiek, list_publiek};
use crate::error::{Error, Result};
use crate::frame::Frame;
use crate::http::{Operation, Parameter, Req, Response, json};
use crate::ids::GebiedId;
use crate::kader::gebieden::Gebied;
use crate::kader::gebieden::api::Wijk;

/// Most meldingen in one answer.
const MOST: i64 = 100;

pub(super) const LIST: Operation = Operation {
    summary: "De nieuwste meldingen",
    about: "Geeft de openbare kant van de nieuwste honderd meldingen, de nieuwste eerst.",
    query: &[Parameter {
        name: "wijk",
        about: "De sleutel van een wijk; zonder is het de hele gemeente.",
        kind: "string",
        is_required: false,
        example: "noord",
    }],
    answer: |schemas| schemas.subschema_for::<Meldingenlijst>(),
};

/// Meldingen, de nieuwste eerst.
#[derive(Serialize, JsonSchema)]
struct Meldingenlijst {
    /// Hoogstens honderd.
    meldingen: Vec<OpenbareMelding>,
}

/// De openbare kant van een melding.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct OpenbareMelding {
    /// Het nummer, zoals de melder het kent.
    nummer: i64,
    /// De wijk.
    wijk: Wijk,
    /// De sleutel van het thema.
    thema: Option<String>,
    /// De sleutel van het vak.
    discipline: Option<String>,
    /// De breedtegraad, afgerond op 50 meter; leeg bij woningen.
    lat: Option<f64>,
    /// De lengtegraad, afgerond op 50 meter; leeg bij woningen.
    lon: Option<f64>,
    /// Hoe het ervoor staat: `submitted`, `taken`, `planned`, `aandachtsgebied`, `doorgezet`, `done`, `confirmed`,
    /// `disputed`, `no_action` of `joined`.
    stand: String,
    /// Wie het nu heeft: een rol of een organisatie.
    bij: String,
    /// Eén zin van wie het behandelt.
    zin: Option<String>,
    /// De dag van de melding.
    #[schemars(extend("format" = "date"))]
    gemeld_op: String,
    /// De dag waarop het klaar was.
    #[schemars(extend("format" = "date"))]
    klaar_op: Option<String>,
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
    json(&Meldingenlijst { meldingen })
}

fn regel(frame: &Frame, wijk: &Gebied, row: Publiek) -> OpenbareMelding {
    // The public face notes the key of a partner, or of the role that has it.
    let bij = frame.organisatie_by_key(&row.who).map_or_else(
        || frame.role_name(kit::i18n::Lang::Nl, &row.who),
        |found| found.naam.clone(),
    );
    OpenbareMelding {
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
