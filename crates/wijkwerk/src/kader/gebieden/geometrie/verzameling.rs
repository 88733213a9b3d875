//! The outside of a GeoJSON file: its size, its JSON, its list of features.
//!
//! Rules it relies on: points and values are counted over the raw bytes first, so that a hostile file is
//! refused before it costs memory. It never looks inside a feature.

use serde_json::Value;

use super::super::bezwaar::Reden;
use super::{MAX_BYTES, MAX_FEATURES, MAX_POINTS, shorten};

/// Most values of any kind; a bound on memory, far above what points and properties need.
const MAX_VALUES: usize = 2_000_000;

/// The features of a FeatureCollection, unread.
pub(super) fn parse(bytes: &[u8]) -> Result<Vec<Value>, Reden> {
    if bytes.len() > MAX_BYTES {
        return Err(Reden::TeGroot {
            bytes: bytes.len(),
            grens: MAX_BYTES,
        });
    }
    let telling = Telling::of(bytes);
    if telling.points > MAX_POINTS {
        return Err(Reden::TeVeelPunten {
            aantal: telling.points,
            grens: MAX_POINTS,
        });
    }
    if telling.values > MAX_VALUES {
        return Err(Reden::TeVeelWaarden {
            aantal: telling.values,
            grens: MAX_VALUES,
        });
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let value: Value = serde_json::from_slice(bytes).map_err(|error| Reden::GeenJson {
        regel: error.line(),
        kolom: error.column(),
        uitleg: error.to_string(),
    })?;
    let Value::Object(mut object) = value else {
        return Err(Reden::GeenFeatureCollection { soort: None });
    };
    let soort = object.get("type").and_then(Value::as_str).map(shorten);
    if soort.as_deref() != Some("FeatureCollection") {
        return Err(Reden::GeenFeatureCollection { soort });
    }
    match object.remove("features") {
        Some(Value::Array(features)) if features.is_empty() => Err(Reden::GeenFeatures),
        Some(Value::Array(features)) if features.len() > MAX_FEATURES => {
            Err(Reden::TeVeelFeatures {
                aantal: features.len(),
                grens: MAX_FEATURES,
            })
        }
        Some(Value::Array(features)) => Ok(features),
        _ => Err(Reden::GeenFeatures),
    }
}

/// What a file holds, counted before it is parsed so that a hostile one costs no memory.
struct Telling {
    /// Arrays that begin with a number.
    points: usize,
    values: usize,
}

impl Telling {
    fn of(bytes: &[u8]) -> Self {
        let mut telling = Self {
            points: 0,
            values: 0,
        };
        let (mut in_text, mut escaped, mut after_bracket) = (false, false, false);
        for &byte in bytes {
            if in_text {
                in_text = escaped || byte != b'"';
                escaped = !escaped && byte == b'\\';
                continue;
            }
            if after_bracket && (byte.is_ascii_digit() || byte == b'-') {
                telling.points += 1;
            }
            match byte {
                b' ' | b'\n' | b'\r' | b'\t' => continue,
                b',' | b':' => telling.values += 1,
                b'"' => in_text = true,
                _ => {}
            }
            after_bracket = byte == b'[';
        }
        telling
    }
}
