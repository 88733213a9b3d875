//! The texts of one institution as a sheet: out, changed elsewhere, and in again after everybody could see what changes.
//!
//! Every row says of which version it was made. A text that changed here since is named and left alone, and what belongs to
//! somebody else is not there (INV-15). What a sheet has no column for (words, places, gebieden, channels) stays as it is.

use std::collections::{BTreeMap, BTreeSet};

use kit::db::Queries;

use super::inlezen::no_such_topic;
use super::model::{Filter, Item, Soort, Velden, split_talen};
use super::rules::{self, FieldChange, differences};
use super::store;
use crate::error::{Error, FieldError, Result, Sentence};
use crate::ids::{GemeenteId, KennisitemId, OrganisatieId};
use crate::kader::inrichting::Inrichting;
use crate::sheet::{LONGEST_CELL, Most, Row, guarded, unguarded};

/// Largest file that is read.
pub const MOST_BYTES: usize = 2 << 20;
/// Most that is read of it.
pub const MOST: Most = Most {
    rows: 1000,
    cells: 40_000,
    unpacked: 20 << 20,
};
/// Most texts that are changed at once.
pub const MOST_CHANGED: usize = 250;
/// Texts read in one statement, and most of one organisation.
const PAGE: i64 = 500;
const MOST_ITEMS: usize = 1000;

/// What a text is called and says, as every sheet has it.
pub const TEKST: [&str; 4] = ["soort", "titel", "samenvatting", "tekst"];
/// What it is about, for whom and how to get it, as every sheet has it.
pub const BEREIK: [&str; 11] = [
    "onderwerp",
    "aanmelden",
    "voorwaarden",
    "kosten",
    "doelgroep",
    "vanaf_leeftijd",
    "tot_leeftijd",
    "talen",
    "telefoon",
    "email",
    "website",
];

/// The columns, in the order in which they are written.
pub fn columns() -> Vec<&'static str> {
    [&["nummer", "versie", "stand"][..], &TEKST[..], &BEREIK[..]].concat()
}

/// What a row would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A new draft.
    Add(Velden),
    /// Which text, made of which version, what it says then, and where that is otherwise.
    Change(KennisitemId, i64, Velden, Vec<FieldChange>),
    /// Nothing, and why; a fault without a field is of the whole row.
    Refuse(Vec<FieldError>),
}

impl What {
    /// Whether nothing can come of it.
    pub fn is_refused(&self) -> bool {
        matches!(self, Self::Refuse(_))
    }
}

/// A row that does something, or should.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    pub line: usize,
    pub titel: String,
    pub what: What,
}

/// What a sheet would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    pub rows: Vec<Planned>,
    /// How many rows say what stands here already.
    pub same: usize,
}

/// Every text of this organisation, by title; also what was withdrawn.
pub fn items_of(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    own: OrganisatieId,
) -> Result<Vec<Item>> {
    let mut filter = Filter {
        organisatie: Some(own),
        most: PAGE,
        ..Filter::default()
    };
    let mut all: Vec<Item> = Vec::new();
    while all.len() < MOST_ITEMS {
        let found = store::list_items(tx, gemeente, &filter)?;
        let Some(last) = found.last() else { break };
        filter.after = Some((last.titel.clone(), last.id));
        all.extend(found);
    }
    Ok(all)
}

/// What these rows do to these texts.
pub fn plan(inrichting: &Inrichting, items: &[Item], rows: &[Row]) -> Plan {
    let known: BTreeMap<KennisitemId, &Item> = items.iter().map(|item| (item.id, item)).collect();
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut plan = Plan::default();
    for row in rows.iter().filter(|row| !row.is_empty()) {
        let titel = row.cell("titel").map_or("", unguarded).to_owned();
        let key = match row.text(&["nummer"]) {
            Some(nummer) => nummer.to_lowercase(),
            None => format!("titel {}", titel.to_lowercase()),
        };
        let what = if row.has_nul() {
            Some(refuse("inlezen-geen-tekst"))
        } else if !seen.insert(key) {
            Some(refuse("kennis-blad-dubbel"))
        } else if let Some(nummer) = row.text(&["nummer"]) {
            match nummer.parse().ok().and_then(|id| known.get(&id)) {
                Some(item) => changed(inrichting, item, row),
                None => Some(refuse("kennis-blad-niet-van-u")),
            }
        } else if let Some(item) = items.iter().find(|item| item.titel == titel) {
            // Read in once more it is there already.
            let (velden, _) = overlay(inrichting, row, &item.velden());
            (velden != item.velden()).then(|| refuse("kennis-blad-titel-bestaat"))
        } else {
            Some(added(inrichting, row))
        };
        match what {
            None => plan.same += 1,
            Some(what) => plan.rows.push(Planned {
                line: row.line,
                titel,
                what,
            }),
        }
    }
    plan
}

fn refuse(key: &'static str) -> What {
    What::Refuse(vec![FieldError {
        field: "",
        sentence: Sentence::new(key),
    }])
}

fn added(inrichting: &Inrichting, row: &Row) -> What {
    let (velden, mut faults) = overlay(inrichting, row, &Velden::empty(Soort::Product));
    faults.extend(faults_of(inrichting, &velden));
    if faults.is_empty() {
        What::Add(velden)
    } else {
        What::Refuse(faults)
    }
}

/// What is wrong with these texts, as the form says it; of a topic that is not there also which there are.
fn faults_of(inrichting: &Inrichting, velden: &Velden) -> Vec<FieldError> {
    let mut all = super::actions::check(inrichting, velden);
    for one in all.iter_mut().filter(|one| one.field == "onderwerp") {
        if let Some(said) = no_such_topic(inrichting, &velden.onderwerp) {
            one.sentence = said;
        }
    }
    all
}

/// What a row does to a text that is there; nothing where it says the same.
fn changed(inrichting: &Inrichting, item: &Item, row: &Row) -> Option<What> {
    let was = item.velden();
    let (velden, mut faults) = overlay(inrichting, row, &was);
    if velden == was && faults.is_empty() {
        return None;
    }
    if let Err(refusal) = rules::change(item.state) {
        return Some(refuse(refusal.0));
    }
    match row.text(&["versie"]).map(str::parse::<i64>) {
        None | Some(Err(_)) => return Some(refuse("kennis-blad-versie-nodig")),
        Some(Ok(versie)) if versie != item.versie => return Some(refuse("kennis-blad-intussen")),
        Some(Ok(_)) => {}
    }
    faults.extend(faults_of(inrichting, &velden));
    if faults.is_empty() {
        let otherwise = differences(&was, &velden);
        Some(What::Change(item.id, item.versie, velden, otherwise))
    } else {
        Some(What::Refuse(faults))
    }
}

/// What stands there with what the row says over it: a column that is not there and a text that fits in no cell stay as
/// they are.
fn overlay(inrichting: &Inrichting, row: &Row, was: &Velden) -> (Velden, Vec<FieldError>) {
    let said = |name: &str, had: &str| -> Option<String> {
        let cell = row.cell(name)?;
        let text = unguarded(cell).replace("\r\n", "\n");
        let had_all = had.replace("\r\n", "\n");
        let is_kept =
            had.chars().count() > LONGEST_CELL || [text.as_str(), cell].contains(&had_all.trim());
        (!is_kept).then_some(text)
    };
    let text = |name: &str, had: &String| said(name, had).unwrap_or_else(|| had.clone());
    let opt = |name: &str, had: &Option<String>| match said(name, had.as_deref().unwrap_or("")) {
        None => had.clone(),
        Some(text) => Some(text).filter(|text| !text.is_empty()),
    };
    let mut faults = Vec::new();
    let mut fault = |field: &'static str, key: &'static str| {
        faults.push(FieldError {
            field,
            sentence: Sentence::new(key),
        });
    };
    let mut age = |name: &str, field: &'static str, had: Option<i64>| match row.cell(name) {
        None => had,
        Some("") => None,
        Some(cell) => cell.parse().map_or_else(
            |_| {
                fault(field, "kennis-leeftijd-fout");
                had
            },
            Some,
        ),
    };
    let min_leeftijd = age("vanaf_leeftijd", "min_leeftijd", was.min_leeftijd);
    let max_leeftijd = age("tot_leeftijd", "max_leeftijd", was.max_leeftijd);
    let soort = match row.text(&["soort"]) {
        None => was.soort,
        Some(word) => Soort::from_word(&word.to_lowercase()).unwrap_or_else(|| {
            fault("soort", "kennis-blad-soort-fout");
            was.soort
        }),
    };
    let talen = match row.text(&["talen"]) {
        None => was.talen.clone(),
        Some(codes) => split_talen(&codes.to_lowercase().replace([' ', ';'], ",")),
    };
    let velden = Velden {
        soort,
        organisatie_soort: was.organisatie_soort.clone(),
        onderwerp: row
            .text(&["onderwerp"])
            .map_or_else(|| was.onderwerp.clone(), |wanted| topic(inrichting, wanted)),
        titel: text("titel", &was.titel),
        samenvatting: text("samenvatting", &was.samenvatting),
        tekst: text("tekst", &was.tekst),
        aanmelden: text("aanmelden", &was.aanmelden),
        voorwaarden: text("voorwaarden", &was.voorwaarden),
        kosten: text("kosten", &was.kosten),
        doelgroep: text("doelgroep", &was.doelgroep),
        min_leeftijd,
        max_leeftijd,
        talen,
        telefoon: opt("telefoon", &was.telefoon),
        email: opt("email", &was.email),
        url: opt("website", &was.url),
    };
    (velden, faults)
}

/// The key of the topic that is named by its key or its Dutch name; what it says where there is none.
fn topic(inrichting: &Inrichting, wanted: &str) -> String {
    let low = wanted.to_lowercase();
    let mut all = inrichting.onderwerpen.iter();
    all.find(|one| one.sleutel == low || one.naam.nl.to_lowercase() == low)
        .map_or_else(|| wanted.to_owned(), |one| one.sleutel.clone())
}

/// What stands under [`TEKST`].
pub fn tekst_cells(it: &Velden) -> [String; 4] {
    [
        it.soort.word().to_owned(),
        it.titel.clone(),
        it.samenvatting.clone(),
        it.tekst.clone(),
    ]
}

/// What stands under [`BEREIK`].
pub fn bereik_cells(it: &Velden) -> [String; 11] {
    let age = |age: Option<i64>| age.map(|age| age.to_string()).unwrap_or_default();
    let opt = |text: &Option<String>| text.clone().unwrap_or_default();
    [
        it.onderwerp.clone(),
        it.aanmelden.clone(),
        it.voorwaarden.clone(),
        it.kosten.clone(),
        it.doelgroep.clone(),
        age(it.min_leeftijd),
        age(it.max_leeftijd),
        it.talen.join(", "),
        opt(&it.telefoon),
        opt(&it.email),
        opt(&it.url),
    ]
}

/// A text as a row; nothing in it that a spreadsheet would calculate.
pub fn cells(nummer: &str, versie: &str, stand: &str, it: &Velden) -> Vec<String> {
    let own = [nummer, versie, stand].map(ToOwned::to_owned);
    let all = own
        .into_iter()
        .chain(tekst_cells(it))
        .chain(bereik_cells(it));
    all.map(|text| guarded(&text)).collect()
}

/// Rows as CSV with semicolons, as spreadsheets in the Netherlands read it.
pub fn csv_of(rows: impl IntoIterator<Item = Vec<String>>) -> Result<Vec<u8>> {
    let mut out = csv::WriterBuilder::new()
        .delimiter(b';')
        .from_writer(Vec::new());
    out.write_record(columns())
        .map_err(|error| Error::Internal(error.to_string()))?;
    for row in rows {
        out.write_record(&row)
            .map_err(|error| Error::Internal(error.to_string()))?;
    }
    out.into_inner()
        .map_err(|error| Error::Internal(error.to_string()))
}

impl Plan {
    /// What it does as a sheet of its own, to be sent again when it is to be done; what is refused is not in it.
    pub fn as_csv(&self) -> Result<String> {
        let rows = self.rows.iter().filter_map(|one| match &one.what {
            What::Add(velden) => Some(cells("", "", "", velden)),
            What::Change(id, versie, velden, _) => {
                Some(cells(&id.to_string(), &versie.to_string(), "", velden))
            }
            What::Refuse(_) => None,
        });
        let bytes = csv_of(rows)?;
        String::from_utf8(bytes).map_err(|error| Error::Internal(error.to_string()))
    }
}
