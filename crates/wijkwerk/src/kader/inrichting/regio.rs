//! The region of the school holidays: the country is divided in three.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// De regio van de schoolvakanties waarin een gemeente ligt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Schoolregio {
    /// De regio noord.
    Noord,
    /// De regio midden.
    Midden,
    /// De regio zuid.
    Zuid,
}

impl Schoolregio {
    /// Every region, from north to south.
    pub const ALL: [Self; 3] = [Self::Noord, Self::Midden, Self::Zuid];

    /// The word that lists and documents have for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Noord => "noord",
            Self::Midden => "midden",
            Self::Zuid => "zuid",
        }
    }

    /// The region with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }
}
