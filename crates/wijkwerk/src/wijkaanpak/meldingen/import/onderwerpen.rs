//! What the words of a file stand for.

use std::collections::BTreeMap;

use super::clipped;
use crate::error::Sentence;
use crate::kader::inrichting::{Inrichting, Tekst};

/// The words that are known: every key and name of a theme (or discipline, where there are no themes), and the words that
/// whoever imports explained.
#[derive(Clone, Debug)]
pub struct Onderwerpen {
    keys: BTreeMap<String, String>,
    names: String,
}

impl Onderwerpen {
    /// The words of the inrichting, and for each of `explained` a word of the file with the key or name that it stands for.
    /// What was explained goes before a name; an empty word stands for rows that say nothing.
    pub fn new(
        inrichting: &Inrichting,
        explained: &[(String, String)],
    ) -> std::result::Result<Self, Sentence> {
        let all = all_of(inrichting);
        let names: Vec<String> = all.iter().map(|(key, naam)| in_words(key, naam)).collect();
        let mut known = Self {
            keys: BTreeMap::new(),
            names: names.join(", "),
        };
        // A key goes before a name, and a Dutch name before an English one.
        for (key, _) in &all {
            known.learn(key, key);
        }
        for (key, naam) in &all {
            known.learn(&naam.nl, key);
        }
        for (key, naam) in &all {
            known.learn(&naam.en, key);
        }
        let mut explanations = BTreeMap::new();
        for (word, stands_for) in explained {
            let key = known.keys.get(&folded(stands_for)).ok_or_else(|| {
                Sentence::new("import-onderwerpen-fout")
                    .with("woord", clipped(word))
                    .with("naam", clipped(stands_for))
                    .with("namen", known.names.clone())
            })?;
            explanations.insert(folded(word), key.clone());
        }
        known.keys.extend(explanations);
        Ok(known)
    }

    fn learn(&mut self, word: &str, key: &str) {
        self.keys
            .entry(folded(word))
            .or_insert_with(|| key.to_owned());
    }

    /// The key that a word of the file stands for, or what there is to choose from.
    pub(super) fn key(&self, word: Option<&str>) -> std::result::Result<String, Sentence> {
        let word = word.unwrap_or_default();
        let found = self.keys.get(&folded(word));
        found.cloned().ok_or_else(|| {
            let said = if word.trim().is_empty() {
                Sentence::new("import-onderwerp-leeg")
            } else {
                Sentence::new("import-onderwerp-onbekend").with("naam", clipped(word))
            };
            said.with("namen", self.names.clone())
        })
    }
}

fn folded(word: &str) -> String {
    word.trim().to_lowercase()
}

/// Themes, or disciplines where the inrichting has no themes.
fn all_of(inrichting: &Inrichting) -> Vec<(&str, &Tekst)> {
    if inrichting.has_themas() {
        let all = inrichting.themas.iter();
        all.map(|thema| (thema.sleutel.as_str(), &thema.naam))
            .collect()
    } else {
        let all = inrichting.disciplines.iter();
        all.map(|one| (one.sleutel.as_str(), &one.naam)).collect()
    }
}

/// A name, with its key where that is another word.
fn in_words(key: &str, naam: &Tekst) -> String {
    if folded(&naam.nl) == folded(key) {
        naam.nl.clone()
    } else {
        format!("{} ({key})", naam.nl)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kader::inrichting::actions::parse;

    fn shipped(name: &str) -> Inrichting {
        parse(crate::shipped::document(name).unwrap()).unwrap()
    }

    fn pairs(all: &[(&str, &str)]) -> Vec<(String, String)> {
        all.iter()
            .map(|(word, key)| ((*word).to_owned(), (*key).to_owned()))
            .collect()
    }

    #[test]
    fn a_word_is_a_key_or_a_name_or_was_explained_and_is_never_guessed() {
        let explained = pairs(&[
            ("Zwerfvuil", "schoon"),
            ("Verlichting", " In good repair "),
            ("", "sociaal"),
        ]);
        let known = Onderwerpen::new(&shipped("velsen-2010"), &explained).unwrap();
        for (word, key) in [
            (Some("schoon"), Some("schoon")),
            (Some("  VEILIG "), Some("veilig")),
            (Some("Clean"), Some("schoon")),
            (Some("zwerfvuil "), Some("schoon")),
            (Some("verlichting"), Some("heel")),
            (Some("  "), Some("sociaal")),
            (None, Some("sociaal")),
            (Some("schoo"), None),
            (Some("schoon en heel"), None),
            (Some("anders"), None),
        ] {
            assert_eq!(known.key(word).ok().as_deref(), key, "{word:?}");
        }
        // Without themes it is the discipline, and nothing said is not "other".
        let known = Onderwerpen::new(&shipped("lelystad-2012"), &[]).unwrap();
        assert_eq!(known.key(Some("Honden")).unwrap(), "honden");
        assert_eq!(known.key(None).unwrap_err().key, "import-onderwerp-leeg");
    }

    #[test]
    fn what_is_not_known_is_told_with_what_there_is() {
        let inrichting = shipped("velsen-2010");
        let known = Onderwerpen::new(&inrichting, &[]).unwrap();
        let said = known.key(Some("Zwerfvuil")).unwrap_err();
        assert_eq!(said.key, "import-onderwerp-onbekend");
        let told = format!("{:?}", said.args);
        for part in ["Zwerfvuil", "Schoon, Heel, Veilig, Sociaal"] {
            assert!(told.contains(part), "{part} in {told}");
        }
        let long = "b".repeat(5_000);
        let said = known.key(Some(&long)).unwrap_err();
        assert!(format!("{:?}", said.args).len() < 400);
        let wrong = Onderwerpen::new(&inrichting, &pairs(&[("Zwerfvuil", "vies")])).unwrap_err();
        assert_eq!(wrong.key, "import-onderwerpen-fout");
    }

    #[test]
    fn what_was_explained_goes_before_a_name() {
        let explained = pairs(&[("Heel", "Veilig"), ("Kapot", "heel")]);
        let known = Onderwerpen::new(&shipped("velsen-2010"), &explained).unwrap();
        assert_eq!(known.key(Some("heel")).unwrap(), "veilig");
        assert_eq!(known.key(Some("kapot")).unwrap(), "heel");
    }
}
