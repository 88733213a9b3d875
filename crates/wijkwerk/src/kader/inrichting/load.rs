//! From text to inrichting and back.
//!
//! `load` lays a document on the documents it names with `op` and on the basis that ships with the
//! product, checks the shape and the rules, and gives either an inrichting or every finding at once. It
//! never returns an inrichting with an error in it.

use serde::Serialize;
use serde_json::{Map, Value};

use super::document::{Laag, item_path, join, lay_on};
use super::model::Inrichting;
use super::rules::{self, Vondst, nearest};
use super::schema;
use super::woorden::{Woord, WoordSleutel};

/// What every gemeente starts from: roles, terms and the words nobody disputes.
pub(super) const BASIS: &str = include_str!("../../../../../inrichtingen/basis.toml");

/// How many documents may lie on top of each other.
const MOST_LAYERS: usize = 8;

/// Something wrong in a document, with the way to put it right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Bevinding {
    /// The line in the document.
    pub regel: usize,
    /// The path of the key.
    pub pad: String,
    /// What is wrong, in Dutch.
    pub melding: String,
    /// What to do about it, in Dutch.
    pub herstel: String,
}

impl std::fmt::Display for Bevinding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "regel {}: ", self.regel)?;
        if !self.pad.is_empty() {
            write!(f, "{}: ", self.pad)?;
        }
        write!(f, "{} {}", self.melding, self.herstel)
    }
}

/// Reads a document. `lookup` gives the text of the document named by `op`.
pub fn load(
    text: &str,
    lookup: &dyn Fn(&str) -> Option<String>,
) -> Result<Inrichting, Vec<Bevinding>> {
    let (layers, mut findings) = collect_layers(text, lookup)?;
    let mut tree = Value::Object(Map::new());
    for layer in &layers {
        lay_on(&mut tree, &layer.tree);
    }
    if let Some(root) = tree.as_object_mut() {
        root.shift_remove("op");
    }
    let place = Places { layers: &layers };
    for layer in &layers {
        for (path, _) in &layer.repeated {
            findings.push(place.finding(Vondst {
                pad: path.clone(),
                melding: "Deze sleutel komt twee keer voor in dezelfde lijst.".to_owned(),
                herstel: "Geef elk onderdeel een eigen sleutel, of voeg de twee samen.".to_owned(),
            }));
        }
    }
    let mut repaired = schema::check_shape(&mut tree);
    let mut vondsten = fill_words(&mut tree);
    match serde_json::from_value::<Inrichting>(tree) {
        Ok(inrichting) => {
            let rest = rules::check(&inrichting);
            vondsten.extend(
                rest.into_iter()
                    .filter(|vondst| !follows(&repaired, &vondst.pad)),
            );
            vondsten.append(&mut repaired);
            findings.extend(vondsten.into_iter().map(|vondst| place.finding(vondst)));
            findings.sort_by(|a, b| (a.regel, &a.pad).cmp(&(b.regel, &b.pad)));
            findings.dedup();
            if findings.is_empty() {
                Ok(inrichting)
            } else {
                Err(findings)
            }
        }
        Err(error) => {
            vondsten.append(&mut repaired);
            vondsten.push(Vondst {
                pad: String::new(),
                melding: format!("Het document is niet te lezen: {error}."),
                herstel: "Vergelijk het met de beschrijving van de sleutels.".to_owned(),
            });
            findings.extend(vondsten.into_iter().map(|vondst| place.finding(vondst)));
            Err(findings)
        }
    }
}

/// Every finding in a document; empty if it is right.
pub fn check(text: &str, lookup: &dyn Fn(&str) -> Option<String>) -> Vec<Bevinding> {
    load(text, lookup).err().unwrap_or_default()
}

/// Writes an inrichting as one complete document, which loads back as the same inrichting.
pub fn to_toml(inrichting: &Inrichting) -> Result<String, toml::ser::Error> {
    toml::to_string_pretty(inrichting)
}

/// Whether a finding stands in, or speaks of, something that was repaired.
fn follows(repaired: &[Vondst], path: &str) -> bool {
    repaired.iter().any(|vondst| {
        path.strip_prefix(vondst.pad.as_str())
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
    })
}

type Layers = (Vec<Laag>, Vec<Bevinding>);

/// The layers from the basis up to the document itself.
fn collect_layers(
    text: &str,
    lookup: &dyn Fn(&str) -> Option<String>,
) -> Result<Layers, Vec<Bevinding>> {
    let mut layers = vec![Laag::parse("dit document", text).map_err(|finding| vec![finding])?];
    let mut findings = Vec::new();
    let line = layers[0].line_of("op").unwrap_or(1);
    let problem = |melding: String, herstel: &str| Bevinding {
        regel: line,
        pad: "op".to_owned(),
        melding,
        herstel: herstel.to_owned(),
    };
    while let Some(below) = layers.last().and_then(Laag::below).map(str::to_owned) {
        if layers.len() >= MOST_LAYERS || layers.iter().any(|layer| layer.name == below) {
            findings.push(problem(
                format!("De documenten liggen in een kring op elkaar: \"{below}\" komt terug."),
                "Laat het onderste document op geen ander document liggen.",
            ));
            break;
        }
        let Some(found) = lookup(&below) else {
            findings.push(problem(
                format!("De inrichting \"{below}\" is niet gevonden."),
                "Noem een inrichting die er is, of haal \"op\" weg.",
            ));
            break;
        };
        match Laag::parse(&below, &found) {
            Ok(layer) => layers.push(layer),
            Err(inner) => {
                findings.push(problem(
                    format!("In \"{below}\", regel {}: {}", inner.regel, inner.melding),
                    "Verbeter eerst dat document.",
                ));
                break;
            }
        }
    }
    layers.push(Laag::parse("de basis", BASIS).map_err(|finding| vec![finding])?);
    layers.reverse();
    Ok((layers, findings))
}

struct Places<'a> {
    layers: &'a [Laag],
}

impl Places<'_> {
    /// The lowest layer that still counts for a path: a word replaces what lies below it whole.
    fn lowest_layer(&self, path: &str) -> usize {
        let Some(word) = path.strip_prefix("woorden.") else {
            return 0;
        };
        let word = join("woorden", word.split('.').next().unwrap_or(word));
        self.layers
            .iter()
            .rposition(|layer| layer.line_of(&word).is_some())
            .unwrap_or(0)
    }

    /// Finds the line: the path itself in the uppermost layer that has it, else what lies around it.
    fn finding(&self, vondst: Vondst) -> Bevinding {
        let mut path = vondst.pad.as_str();
        let top = self.layers.len() - 1;
        let lowest = self.lowest_layer(path);
        loop {
            let found = self.layers.iter().enumerate().skip(lowest);
            let found = found.filter_map(|(at, layer)| Some((at, layer.line_of(path)?)));
            match found.max_by_key(|(at, _)| *at) {
                Some((at, regel)) if at == top => return placed(vondst, regel, None),
                Some((at, regel)) => {
                    let line = self.layers[top].line_of("op").unwrap_or(1);
                    let where_ = format!("{}, regel {regel}", self.layers[at].name);
                    return placed(vondst, line, Some(where_));
                }
                None => match path.rfind(['.', '[']) {
                    Some(end) => path = &path[..end],
                    None => return placed(vondst, 1, None),
                },
            }
        }
    }
}

fn placed(vondst: Vondst, regel: usize, elsewhere: Option<String>) -> Bevinding {
    let melding = match elsewhere {
        Some(place) => format!("{} (Dit staat in {place}.)", vondst.melding),
        None => vondst.melding,
    };
    Bevinding {
        regel,
        pad: vondst.pad,
        melding,
        herstel: vondst.herstel,
    }
}

/// Fills the gemeente's own words in where a text says `{wijkteam}`, `{wijkteam.meervoud}`, `{de wijkteam}` or
/// `{een wijkteam}`: the article is that of the gemeente's word, in Dutch and in English.
fn fill_words(tree: &mut Value) -> Vec<Vondst> {
    let words: Vec<(WoordSleutel, Woord)> = WoordSleutel::ALL
        .iter()
        .filter_map(|key| {
            let word = tree.get("woorden")?.get(key.key())?.clone();
            Some((*key, serde_json::from_value(word).ok()?))
        })
        .collect();
    let mut found = Vec::new();
    fill(tree, "", &words, &mut found);
    found
}

fn fill(value: &mut Value, path: &str, words: &[(WoordSleutel, Woord)], found: &mut Vec<Vondst>) {
    match value {
        Value::Object(map) => {
            for (key, inner) in map.iter_mut() {
                let child = join(path, key);
                match inner {
                    Value::String(text) if (key == "nl" || key == "en") && text.contains('{') => {
                        match filled(text, key == "nl", words) {
                            Ok(new) => *text = new,
                            Err(name) => found.push(unknown_word(child, &name)),
                        }
                    }
                    _ => fill(inner, &child, words, found),
                }
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter_mut().enumerate() {
                let child = item_path(path, index, item);
                fill(item, &child, words, found);
            }
        }
        _ => {}
    }
}

fn unknown_word(pad: String, name: &str) -> Vondst {
    let keys: Vec<&str> = WoordSleutel::ALL.iter().map(|key| key.key()).collect();
    Vondst {
        pad,
        melding: format!("De tekst noemt het woord {{{name}}}, maar dat begrip is er niet."),
        herstel: nearest(name, &keys),
    }
}

/// The text with words filled in, or the name of a word that does not exist.
fn filled(text: &str, dutch: bool, words: &[(WoordSleutel, Woord)]) -> Result<String, String> {
    let mut new = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('{') {
        new.push_str(&rest[..start]);
        let Some(end) = rest[start..].find('}').map(|end| start + end) else {
            return Err(rest[start + 1..].to_owned());
        };
        let name = &rest[start + 1..end];
        let form = form_of(name, dutch, words).ok_or_else(|| name.to_owned())?;
        if name.starts_with(char::is_uppercase) {
            new.push_str(&capitalised(&form));
        } else {
            new.push_str(&form);
        }
        rest = &rest[end + 1..];
    }
    new.push_str(rest);
    Ok(new)
}

/// What stands for `wijkteam`, `wijkteam.meervoud`, `de wijkteam` or `een wijkteam`, if there is such a word.
fn form_of(name: &str, dutch: bool, words: &[(WoordSleutel, Woord)]) -> Option<String> {
    let name = name.to_lowercase();
    let (article, bare) = match name.split_once(' ') {
        Some((article, bare)) => (Some(article), bare),
        None => (None, name.as_str()),
    };
    let (key, plural) = match bare.strip_suffix(".meervoud") {
        Some(key) => (key, true),
        None => (bare, false),
    };
    let (_, word) = words.iter().find(|(there, _)| there.key() == key)?;
    Some(match (article, plural, dutch) {
        (None, false, true) => word.enkelvoud.clone(),
        (None, false, false) => word.singular.clone(),
        (None, true, true) => word.meervoud.clone(),
        (None, true, false) => word.plural.clone(),
        (Some("de"), false, true) => word.with_article(),
        (Some("de"), false, false) => format!("the {}", word.singular),
        (Some("de"), true, true) => format!("de {}", word.meervoud),
        (Some("de"), true, false) => format!("the {}", word.plural),
        (Some("een"), false, true) => format!("een {}", word.enkelvoud),
        (Some("een"), false, false) => word.with_english_article(),
        _ => return None,
    })
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
