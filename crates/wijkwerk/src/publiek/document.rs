//! The public face of an aandachtsgebied as it is stored: made by the slice that owns it, read here with patience.
//!
//! Whatever is missing or of another kind counts as empty: an old document never breaks a page.

use jiff::civil::Date;
use serde::{Deserialize, Deserializer};

use crate::ids::AandachtsgebiedId;

/// An aandachtsgebied as the public may know it.
#[derive(Clone, Debug)]
pub struct Openbaar {
    pub id: AandachtsgebiedId,
    pub state: String,
    pub changed_on: Date,
    pub document: Document,
}

/// What the public document says.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Document {
    #[serde(deserialize_with = "lenient")]
    pub titel: String,
    #[serde(deserialize_with = "lenient")]
    pub behoefte: String,
    #[serde(deserialize_with = "lenient")]
    pub wijken: Vec<String>,
    #[serde(deserialize_with = "lenient")]
    pub themas: Vec<String>,
    #[serde(deserialize_with = "lenient")]
    pub partners: Vec<String>,
    #[serde(deserialize_with = "lenient")]
    pub integraal: bool,
    #[serde(deserialize_with = "lenient")]
    pub afspraken: Vec<Afspraakregel>,
    #[serde(deserialize_with = "lenient")]
    pub resultaten: Vec<Resultaatregel>,
    #[serde(deserialize_with = "lenient")]
    pub bijdragen: Vec<Bijdrageregel>,
    #[serde(deserialize_with = "lenient")]
    pub meldingen: i64,
    #[serde(deserialize_with = "lenient")]
    pub herkomst: String,
}

/// An afspraak in one line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Afspraakregel {
    #[serde(deserialize_with = "lenient")]
    pub wat: String,
    #[serde(deserialize_with = "lenient")]
    pub wie: String,
    #[serde(deserialize_with = "lenient")]
    pub due: Option<Date>,
    #[serde(deserialize_with = "lenient")]
    pub state: String,
    #[serde(deserialize_with = "lenient")]
    pub late: bool,
    #[serde(deserialize_with = "lenient")]
    pub foto: Option<String>,
}

/// A result with the word of those who asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Resultaatregel {
    #[serde(deserialize_with = "lenient")]
    pub wat: String,
    #[serde(deserialize_with = "lenient")]
    pub op: Option<Date>,
    #[serde(deserialize_with = "lenient")]
    pub opgelost: i64,
    #[serde(deserialize_with = "lenient")]
    pub van: i64,
    #[serde(deserialize_with = "lenient")]
    pub foto: Option<String>,
}

/// What one side put in so far, and what it promised.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Bijdrageregel {
    #[serde(deserialize_with = "lenient")]
    pub van: String,
    #[serde(deserialize_with = "lenient")]
    pub minuten: i64,
    #[serde(deserialize_with = "lenient")]
    pub cents: i64,
    #[serde(deserialize_with = "lenient")]
    pub promised_minuten: i64,
    #[serde(deserialize_with = "lenient")]
    pub promised_cents: i64,
}

fn lenient<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Default + serde::de::DeserializeOwned,
{
    let value = serde_json::Value::deserialize(deserializer)?;
    Ok(serde_json::from_value(value).unwrap_or_default())
}

impl Document {
    /// Reads a stored document; an unreadable one is empty.
    pub fn read(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_default()
    }

    /// The afspraken that stand: made by both sides and not let go.
    pub fn agreed(&self) -> impl Iterator<Item = &Afspraakregel> {
        self.afspraken.iter().filter(|afspraak| {
            matches!(
                afspraak.state.as_str(),
                "accepted" | "in_progress" | "delivered" | "verified"
            )
        })
    }

    /// How many afspraken are kept, of how many that stand.
    pub fn progress(&self) -> (usize, usize) {
        let kept = self.agreed().filter(|afspraak| afspraak.is_kept()).count();
        (kept, self.agreed().count())
    }

    /// Whether it shows this photo, by the name of its file.
    pub fn shows(&self, hash: &str) -> bool {
        let results = self.resultaten.iter().map(|regel| &regel.foto);
        let deals = self.afspraken.iter().map(|regel| &regel.foto);
        results
            .chain(deals)
            .any(|foto| foto.as_deref() == Some(hash))
    }

    /// Whether it is about the wijk with this key.
    pub fn is_in(&self, wijk: &str) -> bool {
        self.wijken.iter().any(|key| key == wijk)
    }
}

impl Afspraakregel {
    /// Whether what was promised has been done.
    pub fn is_kept(&self) -> bool {
        matches!(self.state.as_str(), "delivered" | "verified")
    }
}

impl Openbaar {
    /// Whether it is worked on now.
    pub fn is_open(&self) -> bool {
        matches!(self.state.as_str(), "proposed" | "adopted" | "active")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_read_with_patience() {
        let cases = [
            ("", 0, 0),
            ("[]", 0, 0),
            (r#"{"afspraken":null}"#, 0, 0),
            (
                r#"{"afspraken":[{"state":"verified"},{"state":"accepted"},{"state":"dropped"},{"state":"proposed"}]}"#,
                1,
                2,
            ),
            (
                r#"{"afspraken":[{"state":"delivered","due":"31 februari","late":"ja"}],"nieuw":1}"#,
                1,
                1,
            ),
        ];
        for (text, kept, all) in cases {
            assert_eq!(Document::read(text).progress(), (kept, all), "{text}");
        }
    }
}
