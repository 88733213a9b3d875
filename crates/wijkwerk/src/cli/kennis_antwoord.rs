//! What became of a row of the kennisbank, as it travels and as the report says it.

use kit::i18n::Lang;
use serde::{Deserialize, Serialize};

use super::failure::sentence;
use super::import_verslag::{CHANGED, CONTRADICTED, MERGED, NEW, REFUSED, SAME, WARNED};
use crate::balie::kennisbank::inlezen::TakenIn;
use crate::balie::kennisbank::{FieldChange, shortened};
use crate::error::Sentence;
use crate::frame::Frame;

/// What became of a row, as it travels, and what is to be known of it besides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct ItemAnswer {
    pub became: Became,
    #[serde(default)]
    pub warnings: Vec<String>,
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Became {
    Added,
    /// Each column with what it said and what it says.
    Changed(Vec<String>),
    Already,
    Merged,
    Contradicted(String),
    /// Everything that is wrong with it.
    Refused(Vec<String>),
}

/// What is otherwise where no column is.
const BESIDE: &str = "woorden, gebieden, plekken of de dag van de controle";

impl ItemAnswer {
    /// In words.
    pub(super) fn of(frame: &Frame, taken: TakenIn, remarks: &[Sentence]) -> Self {
        let mut warnings: Vec<String> = remarks.iter().map(|one| sentence(frame, one)).collect();
        let became = match taken {
            TakenIn::Added(_) => Became::Added,
            TakenIn::Changed(_, what) => {
                Became::Changed(what.iter().map(|one| otherwise(frame, one)).collect())
            }
            TakenIn::Already(_) => Became::Already,
            TakenIn::Merged(_) => Became::Merged,
            TakenIn::Contradicted(_, why) => Became::Contradicted(sentence(frame, &why)),
            TakenIn::Refused(why) => {
                let mut all = vec![sentence(frame, &why)];
                all.append(&mut warnings);
                Became::Refused(all)
            }
        };
        Self { became, warnings }
    }

    /// The lines of the report: what became of it first, and once for everything for which it was refused.
    pub(super) fn lines(self, title: &str) -> Vec<(&'static str, String)> {
        let with = |why: &str| {
            if title.is_empty() {
                why.to_owned()
            } else {
                format!("{title}: {why}")
            }
        };
        let mut all = match self.became {
            Became::Added => vec![(NEW, title.to_owned())],
            Became::Changed(what) if what.is_empty() => {
                vec![(CHANGED, format!("{title} ({BESIDE})"))]
            }
            Became::Changed(what) => vec![(CHANGED, format!("{title} ({})", what.join("; ")))],
            Became::Already => vec![(SAME, title.to_owned())],
            Became::Merged => vec![(MERGED, title.to_owned())],
            Became::Contradicted(why) => vec![(CONTRADICTED, with(&why))],
            Became::Refused(why) => why.iter().map(|why| (REFUSED, with(why))).collect(),
        };
        all.extend(self.warnings.iter().map(|told| (WARNED, with(told))));
        all
    }
}

/// "kosten: “Gratis” → “Vijf euro”".
fn otherwise(frame: &Frame, change: &FieldChange) -> String {
    let words = |text: &str| {
        if change.veld == "stand" {
            let key = format!("kennis-stand-{}", text.replace('_', "-"));
            return frame.translations.t(Lang::Nl, &key);
        }
        text.to_owned()
    };
    let (was, is) = shortened(&words(&change.was), &words(&change.is));
    let shown = |text: String| {
        if text.is_empty() {
            "leeg".to_owned()
        } else {
            format!("“{text}”")
        }
    };
    format!("{}: {} → {}", change.veld, shown(was), shown(is))
}
