//! `wijkwerk import gebieden`: the map of the national statistics office.

use std::path::Path;

use super::change::Change;
use super::door::Door;
use super::failure::{During as _, Failure, Result};
use super::ground::Ground;
use crate::kader::gebieden;

pub(super) fn gebieden(ground: &Ground, gemeente: String, jaar: i64, bestand: &Path) -> Result<()> {
    let remedy = "geef een GeoJSON-bestand dat dit account mag lezen";
    let cannot = || format!("kan {} niet lezen", bestand.display());
    let size = std::fs::metadata(bestand).during(cannot(), remedy)?.len();
    if size > u64::try_from(gebieden::MAX_BYTES).unwrap_or(u64::MAX) {
        return Err(Failure::new(
            format!("{} is te groot: {size} bytes", bestand.display()),
            format!(
                "geef een bestand van hoogstens {} bytes",
                gebieden::MAX_BYTES
            ),
        ));
    }
    let geojson = std::fs::read_to_string(bestand).during(cannot(), remedy)?;
    Door::open(ground)?.perform_and_say(Change::ImportGebieden {
        gemeente,
        jaar,
        geojson,
    })
}
