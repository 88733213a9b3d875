//! Reading the boundaries of wijken from GeoJSON as statistics offices publish them.
//!
//! Rules it relies on: one FeatureCollection, one feature per wijk, WGS84 degrees as (longitude,
//! latitude), simple closed rings, holes honoured; codes are `WK`, four digits of the gemeente, two of the
//! wijk. It reports every objection at once, never repairs a shape silently (doubled points and a repeated
//! last point apart), and never takes part of a file.

use std::collections::HashMap;

use geo::coordinate_position::{CoordPos, CoordinatePosition};
use geo::{Area, Coord, LineString, MultiPolygon, Polygon};
use geojson::{GeometryValue, Position};
use serde_json::{Map, Value};

use super::bezwaar::{Bezwaar, Reden};
use super::kruising::{Uitslag, find_crossing};

mod verzameling;

/// Largest file, in bytes.
pub const MAX_BYTES: usize = 32 * 1024 * 1024;
/// Most features in one file.
pub const MAX_FEATURES: usize = 500;
/// Most points in one file.
pub const MAX_POINTS: usize = 200_000;
/// One wijk of the national division, with its boundary.
#[derive(Debug, Clone, PartialEq)]
pub struct CbsVlak {
    /// `WK` and six digits.
    pub code: String,
    /// Name as published, trimmed.
    pub naam: String,
    /// `GM` and four digits.
    pub gemeentecode: String,
    /// Sea, lake or canal: nobody lives there and no team serves it.
    pub water: bool,
    /// The boundary; x is longitude, y latitude.
    pub vlakken: MultiPolygon<f64>,
}

/// Reads all wijken of the gemeente with this code (`GM` and four digits), in order of code.
pub fn read(bytes: &[u8], gemeentecode: &str) -> Result<Vec<CbsVlak>, Vec<Bezwaar>> {
    let features = verzameling::parse(bytes).map_err(|reden| vec![Bezwaar::of_file(reden)])?;
    let mut bezwaren = Vec::new();
    let mut vlakken: Vec<CbsVlak> = Vec::with_capacity(features.len());
    let mut seen: HashMap<String, usize> = HashMap::new();
    for (nummer, feature) in features.into_iter().enumerate() {
        let mut lezer = Lezer {
            feature: nummer,
            code: None,
            bezwaren: Vec::new(),
        };
        let vlak = lezer.read_feature(feature, gemeentecode);
        if let Some(code) = lezer.code.clone() {
            if let Some(eerste) = seen.get(&code) {
                lezer.object(Reden::DubbeleCode { eerste: *eerste });
            } else {
                seen.insert(code, nummer);
            }
        }
        bezwaren.append(&mut lezer.bezwaren);
        vlakken.extend(vlak);
    }
    if !bezwaren.is_empty() {
        return Err(bezwaren);
    }
    vlakken.sort_by(|a, b| a.code.cmp(&b.code));
    Ok(vlakken)
}

/// Reads one feature and gathers what is wrong with it.
struct Lezer {
    feature: usize,
    code: Option<String>,
    bezwaren: Vec<Bezwaar>,
}

impl Lezer {
    fn object(&mut self, reden: Reden) {
        let (feature, code) = (Some(self.feature), self.code.clone());
        self.bezwaren.push(Bezwaar {
            feature,
            code,
            reden,
        });
    }

    fn read_feature(&mut self, feature: Value, verwacht: &str) -> Option<CbsVlak> {
        let Value::Object(mut feature) = feature else {
            self.object(Reden::GeenFeature);
            return None;
        };
        if feature.get("type").and_then(Value::as_str) != Some("Feature") {
            self.object(Reden::GeenFeature);
            return None;
        }
        let properties = match feature.remove("properties") {
            Some(Value::Object(map)) => map,
            _ => Map::new(),
        };
        let eigen = self.read_properties(&properties, verwacht);
        let vlakken = self.read_geometry(feature.remove("geometry"));
        let ((code, naam, gemeentecode, water), vlakken) = (eigen?, vlakken?);
        Some(CbsVlak {
            code,
            naam,
            gemeentecode,
            water,
            vlakken,
        })
    }

    fn read_properties(
        &mut self,
        properties: &Map<String, Value>,
        verwacht: &str,
    ) -> Option<(String, String, String, bool)> {
        let code = find_text(properties, &["wijkcode", "wk_code", "statcode"]);
        let code = match code {
            None => {
                self.object(Reden::EigenschapOntbreekt { naam: "wijkcode" });
                None
            }
            Some(code) => {
                let code = code.to_ascii_uppercase();
                self.code = Some(shorten(&code));
                if is_code(&code, "WK", 6) {
                    Some(code)
                } else {
                    self.object(Reden::CodeUnreadable {
                        waarde: shorten(&code),
                    });
                    None
                }
            }
        };
        let naam = find_text(properties, &["wijknaam", "wk_naam", "statnaam"]);
        if naam.is_none() {
            self.object(Reden::EigenschapOntbreekt { naam: "wijknaam" });
        }
        let gemeentecode = self.read_gemeente(properties, code.as_deref(), verwacht);
        let (code, naam) = (code?, naam?);
        let water = self.read_water(properties, &code, &naam)?;
        Some((code, naam, gemeentecode?, water))
    }

    /// The gemeente as stated, else as the code of the wijk implies; both must be the expected one.
    fn read_gemeente(
        &mut self,
        properties: &Map<String, Value>,
        code: Option<&str>,
        verwacht: &str,
    ) -> Option<String> {
        let stated = find_text(properties, &["gemeentecode", "gm_code"]);
        let implied = code.map(|code| format!("GM{}", &code[2..6]));
        for gevonden in [stated, implied].into_iter().flatten() {
            if !gevonden.eq_ignore_ascii_case(verwacht) {
                let verwacht = verwacht.to_owned();
                self.object(Reden::AndereGemeente {
                    gevonden: shorten(&gevonden),
                    verwacht,
                });
                return None;
            }
        }
        Some(verwacht.to_owned())
    }

    fn read_water(
        &mut self,
        properties: &Map<String, Value>,
        code: &str,
        naam: &str,
    ) -> Option<bool> {
        let stated = match find_value(properties, &["water"]) {
            None | Some(Value::Null) => None,
            Some(Value::Bool(water)) => Some(*water),
            Some(Value::String(text)) => match text.trim().to_ascii_lowercase().as_str() {
                "" => None,
                "ja" | "j" | "true" | "1" => Some(true),
                "nee" | "n" | "false" | "0" => Some(false),
                _ => {
                    let waarde = shorten(text);
                    self.object(Reden::EigenschapUnreadable {
                        naam: "water",
                        waarde,
                    });
                    return None;
                }
            },
            Some(other) => {
                let waarde = shorten(&other.to_string());
                self.object(Reden::EigenschapUnreadable {
                    naam: "water",
                    waarde,
                });
                return None;
            }
        };
        let implied = naam.eq_ignore_ascii_case("groot water") || code.ends_with("99");
        Some(stated.unwrap_or(implied))
    }

    fn read_geometry(&mut self, geometry: Option<Value>) -> Option<MultiPolygon<f64>> {
        let geometry = match geometry {
            None | Some(Value::Null) => {
                self.object(Reden::VerkeerdeGeometrie { soort: None });
                return None;
            }
            Some(geometry) => geometry,
        };
        let soort = geometry.get("type").and_then(Value::as_str).map(shorten);
        if !matches!(soort.as_deref(), Some("Polygon" | "MultiPolygon")) {
            self.object(Reden::VerkeerdeGeometrie { soort });
            return None;
        }
        if geometry.get("coordinates").is_some_and(has_non_number) {
            self.object(Reden::GeenGetal);
            return None;
        }
        let parts = match serde_json::from_value::<geojson::Geometry>(geometry) {
            Ok(geometry) => match geometry.value {
                GeometryValue::Polygon { coordinates } => vec![coordinates],
                GeometryValue::MultiPolygon { coordinates } => coordinates,
                _ => Vec::new(),
            },
            Err(error) => {
                self.object(Reden::GeometrieUnreadable {
                    uitleg: shorten(&error.to_string()),
                });
                return None;
            }
        };
        if parts.is_empty() || parts.iter().any(Vec::is_empty) {
            self.object(Reden::TeWeinigPunten { ring: 0, aantal: 0 });
            return None;
        }
        if !self.check_places(&parts) {
            return None;
        }
        let before = self.bezwaren.len();
        let mut ring = 0;
        let polygons: Vec<_> = parts
            .iter()
            .filter_map(|part| self.read_polygon(part, &mut ring))
            .collect();
        (self.bezwaren.len() == before).then(|| MultiPolygon::new(polygons))
    }

    /// All points finite and in the Netherlands; the first that is not is named once.
    fn check_places(&mut self, parts: &[Vec<Vec<Position>>]) -> bool {
        for position in parts.iter().flatten().flatten() {
            let place = position.as_slice();
            let (&[lon, lat] | &[lon, lat, ..]) = place else {
                self.object(Reden::GeenGetal);
                return false;
            };
            if !lon.is_finite() || !lat.is_finite() {
                self.object(Reden::GeenGetal);
                return false;
            }
            if !is_dutch(lat, lon) {
                self.object(Reden::outside(lat, lon));
                return false;
            }
        }
        true
    }

    fn read_polygon(&mut self, part: &[Vec<Position>], ring: &mut usize) -> Option<Polygon<f64>> {
        let first = *ring;
        *ring += part.len();
        let mut lines = Vec::with_capacity(part.len());
        for (number, positions) in part.iter().enumerate() {
            lines.extend(self.read_ring(positions, first + number));
        }
        if lines.len() < part.len() {
            return None;
        }
        let rings: Vec<&[Coord<f64>]> = lines.iter().map(|line| line.0.as_slice()).collect();
        match find_crossing(&rings) {
            Uitslag::None => {}
            Uitslag::TooComplex => {
                self.object(Reden::TeIngewikkeld { ring: first });
                return None;
            }
            Uitslag::At { ring, place } => {
                let ring = first + ring;
                self.object(Reden::RingKruist {
                    ring,
                    lat: place.y,
                    lon: place.x,
                });
                return None;
            }
        }
        let mut lines = lines.into_iter();
        let outer = Polygon::new(lines.next()?, Vec::new());
        let holes: Vec<_> = lines.collect();
        for (number, hole) in holes.iter().enumerate() {
            // Rings do not cross here, so the first point off the outer ring decides; a few suffice.
            let side = hole
                .coords()
                .take(32)
                .map(|place| outer.coordinate_position(place));
            let side = side.into_iter().find(|side| *side != CoordPos::OnBoundary);
            if side == Some(CoordPos::Outside) {
                self.object(Reden::GatBuitenVlak {
                    ring: first + 1 + number,
                });
                return None;
            }
        }
        Some(Polygon::new(outer.into_inner().0, holes))
    }

    fn read_ring(&mut self, positions: &[Position], ring: usize) -> Option<LineString<f64>> {
        let mut coords: Vec<Coord<f64>> = positions
            .iter()
            .map(|place| Coord {
                x: place[0],
                y: place[1],
            })
            .collect();
        let is_closed = coords.len() > 1 && coords.first() == coords.last();
        coords.dedup();
        if coords.len() < 3 || (is_closed && coords.len() < 4) {
            self.object(Reden::TeWeinigPunten {
                ring,
                aantal: positions.len(),
            });
            return None;
        }
        if !is_closed {
            self.object(Reden::RingNietGesloten { ring });
            return None;
        }
        let line = LineString::new(coords);
        if Polygon::new(line.clone(), Vec::new()).unsigned_area() <= 0.0 {
            self.object(Reden::GeenOppervlak { ring });
            return None;
        }
        Some(line)
    }
}

/// Whether a place can belong to a Dutch gemeente, its water included.
fn is_dutch(lat: f64, lon: f64) -> bool {
    (50.5..=54.0).contains(&lat) && (2.5..=7.5).contains(&lon)
}

/// Whether a code is these two letters and this many digits.
pub(super) fn is_code(code: &str, letters: &str, digits: usize) -> bool {
    code.strip_prefix(letters)
        .is_some_and(|rest| rest.len() == digits && rest.bytes().all(|byte| byte.is_ascii_digit()))
}

fn has_non_number(value: &Value) -> bool {
    match value {
        Value::Array(values) => values.iter().any(has_non_number),
        Value::Number(number) => !number.as_f64().is_some_and(f64::is_finite),
        _ => true,
    }
}

fn find_value<'a>(properties: &'a Map<String, Value>, names: &[&str]) -> Option<&'a Value> {
    names.iter().find_map(|name| {
        properties
            .iter()
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
    })
}

fn find_text(properties: &Map<String, Value>, names: &[&str]) -> Option<String> {
    let text = find_value(properties, names)?.as_str()?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// At most sixty characters of what a file says, without control characters, for use in a sentence.
fn shorten(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(60).collect()
}

#[cfg(test)]
mod tests;
