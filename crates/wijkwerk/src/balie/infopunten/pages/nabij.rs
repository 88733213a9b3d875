//! "Where can I go now, near me?", for whoever asks by a place instead of a gemeente.

use schemars::JsonSchema;
use serde::Serialize;

use crate::balie::infopunten::nabij::{NearPoint, open_near};
use crate::error::{Error, Result};
use crate::handler;
use crate::http::{Guard, Kind, Operation, Parameter, Req, Response, Route, json};
use crate::kader::gebieden::Coordinaat;

/// How many are told.
const MOST: usize = 10;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get(
            "infopunten.nu-open",
            "/api/v1/infopunten/nu-open",
            Guard::Public,
            Kind::Api,
            handler!(show),
        )
        .sample("lat=52.5&lon=5.4")
        .describes(&NEAR),
    ]
}

const NEAR: Operation = Operation {
    summary: "Infopunten die nu open zijn, de dichtstbijzijnde eerst",
    about: "Geeft de tien dichtstbijzijnde punten waar nu iemand binnen kan lopen, over alle gemeenten van deze \
            installatie. De plek wordt nergens bewaard.",
    query: &[
        Parameter {
            name: "lat",
            about: "De breedtegraad (WGS 84), met een punt.",
            kind: "number",
            is_required: true,
            example: "52.5000",
        },
        Parameter {
            name: "lon",
            about: "De lengtegraad (WGS 84), met een punt.",
            kind: "number",
            is_required: true,
            example: "5.4000",
        },
    ],
    answer: |schemas| schemas.subschema_for::<Vec<NuOpen>>(),
};

/// Een punt dat nu open is.
#[derive(Serialize, JsonSchema)]
struct NuOpen {
    /// De gemeente waar het is.
    gemeente: String,
    /// De vaste sleutel.
    sleutel: String,
    /// De naam.
    naam: String,
    /// Straat, postcode en plaats.
    adres: String,
    /// Hoe ver het is, hemelsbreed in meters.
    afstand: u64,
    /// Tot wanneer het open is, in een zin.
    stand: String,
    /// Wanneer het sluit (RFC 3339), als dat bekend is.
    sluit: Option<String>,
}

async fn show(req: Req) -> Result<Response> {
    let here = Coordinaat::parse(req.query.text("lat"), req.query.text("lon"))
        .map_err(|fault| Error::field(fault.parameter(), fault.key()))?;
    let found = open_near(&req.app, here, req.now, MOST).await?;
    let told: Vec<NuOpen> = found.iter().map(|one| told(&req, one)).collect();
    json(&told)
}

fn told(req: &Req, one: &NearPoint) -> NuOpen {
    NuOpen {
        gemeente: one.gemeente.clone(),
        sleutel: one.sleutel.clone(),
        naam: one.naam.clone(),
        adres: one.adres.clone(),
        afstand: one.afstand,
        stand: one.stand.zin(req.lang).to_owned(),
        sluit: one.stand.sluit.map(|at| at.to_string()),
    }
}
