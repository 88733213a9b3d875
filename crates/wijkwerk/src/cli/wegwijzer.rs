//! `wijkwerk wegwijzer toets`: how good the wegwijzer is on files of questions. Only this command reads such a file.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use kit::db::Db;

use super::args::ToetsArgs;
use super::doctor::Finding;
use super::failure::{During as _, Failure, Result};
use crate::balie::wegwijzer::{
    Doc, Figures, Index, Learned, Question, UrgentQuestion, count_left_out, measure, words_for,
};
use crate::ids::GemeenteId;

/// What stands in the column `verwacht` where nothing is urgent.
const NOT_URGENT: &str = "geen_spoed";

/// A row of a file with tabs: its line, and its cells in the order that was asked.
struct Row {
    line: usize,
    cells: Vec<String>,
}

/// The rows of a file, each with the cells under these columns.
fn read(path: &Path, columns: &[&str]) -> Result<Vec<Row>> {
    let bytes = std::fs::read(path).during(
        format!("kan {} niet lezen", path.display()),
        "geef een tekstbestand met tabs tussen de kolommen",
    )?;
    let text = String::from_utf8(bytes).during(
        format!("{} is geen UTF-8", path.display()),
        "sla het bestand op als UTF-8",
    )?;
    rows(&text, columns).map_err(|what| {
        Failure::new(
            format!("{}, {what}", path.display()),
            format!(
                "geef een bestand met de kolommen {} en tabs ertussen",
                columns.join(", ")
            ),
        )
    })
}

fn rows(text: &str, columns: &[&str]) -> std::result::Result<Vec<Row>, String> {
    let mut lines = text.trim_start_matches('\u{feff}').lines();
    let names: Vec<&str> = lines
        .next()
        .unwrap_or_default()
        .split('\t')
        .map(str::trim)
        .collect();
    let places: Vec<usize> = columns
        .iter()
        .map(|column| {
            names
                .iter()
                .position(|name| name == column)
                .ok_or_else(|| format!("regel 1: de kolom {column} ontbreekt"))
        })
        .collect::<std::result::Result<_, _>>()?;
    let mut out = Vec::new();
    for (at, line) in lines.enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let cells: Vec<&str> = line.split('\t').collect();
        let cells: Vec<String> = places
            .iter()
            .map(|place| {
                cells
                    .get(*place)
                    .map_or_else(String::new, |cell| unquoted(cell))
            })
            .collect();
        if cells[0].is_empty() {
            return Err(format!(
                "regel {}: er staat niets onder {}",
                at + 2,
                columns[0]
            ));
        }
        out.push(Row {
            line: at + 2,
            cells,
        });
    }
    if out.is_empty() {
        return Err("er staat geen enkele regel onder de namen van de kolommen".into());
    }
    Ok(out)
}

/// A cell as a spreadsheet writes it, without the quotes around it.
fn unquoted(cell: &str) -> String {
    let cell = cell.trim();
    cell.strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
        .map_or_else(|| cell.to_owned(), |inside| inside.replace("\"\"", "\""))
}

fn fault(path: &Path, line: usize, what: &str, remedy: &str) -> Failure {
    Failure::new(format!("{}, regel {line}: {what}", path.display()), remedy)
}

/// The items of a catalogue, with the words that ship for the ids that we know.
fn catalogue(path: &Path) -> Result<Vec<Doc>> {
    let mut seen = BTreeSet::new();
    let mut out = Vec::new();
    for row in read(path, &["id", "naam", "omschrijving", "organisatie_soort"])? {
        let [id, title, text, organisation_kind] = cells(row.cells);
        if !seen.insert(id.clone()) {
            return Err(fault(
                path,
                row.line,
                &format!("{id} staat er al"),
                "geef elke ingang een eigen id",
            ));
        }
        out.push(Doc {
            words: words_for(&id).to_vec(),
            id,
            title,
            text,
            organisation_kind,
            organisation: String::new(),
        });
    }
    Ok(out)
}

fn cells<const N: usize>(cells: Vec<String>) -> [String; N] {
    let mut cells = cells.into_iter();
    std::array::from_fn(|_| cells.next().unwrap_or_default())
}

fn questions(path: &Path, known: &BTreeSet<&str>) -> Result<Vec<Question>> {
    let mut out = Vec::new();
    for row in read(
        path,
        &["vraag", "label", "ook_goed", "organisatie_soort", "stijl"],
    )? {
        let [question, label, also, organisation_kind, style] = cells(row.cells);
        let right: Vec<String> = std::iter::once(label)
            .chain(also.split([',', ';', '|', ' ']).map(str::to_owned))
            .map(|id| id.trim().to_owned())
            .enumerate()
            .filter(|(n, id)| *n == 0 || !id.is_empty())
            .map(|(_, id)| id)
            .collect();
        if let Some(id) = right.iter().find(|id| !known.contains(id.as_str())) {
            return Err(unknown(path, row.line, id));
        }
        out.push(Question {
            question,
            right,
            organisation_kind,
            style,
        });
    }
    Ok(out)
}

fn unknown(path: &Path, line: usize, id: &str) -> Failure {
    fault(
        path,
        line,
        &format!("\"{id}\" staat niet in de catalogus"),
        "gebruik een id uit het bestand van --catalogus",
    )
}

fn urgent_questions(path: &Path, known: &BTreeSet<&str>) -> Result<Vec<UrgentQuestion>> {
    let mut out = Vec::new();
    for row in read(path, &["vraag", "verwacht"])? {
        let [question, expected] = cells(row.cells);
        if expected != NOT_URGENT && !known.contains(expected.as_str()) {
            return Err(unknown(path, row.line, &expected));
        }
        out.push(UrgentQuestion {
            question,
            expected: (expected != NOT_URGENT).then_some(expected),
        });
    }
    Ok(out)
}

pub(super) fn toets(args: &ToetsArgs) -> Result<()> {
    let docs = catalogue(&args.catalogus)?;
    let known: BTreeSet<&str> = docs.iter().map(|doc| doc.id.as_str()).collect();
    let questions = questions(&args.vragen, &known)?;
    let beyond = match &args.buiten_bereik {
        None => None,
        Some(path) => Some(
            read(path, &["vraag", "bron"])?
                .into_iter()
                .map(|row| cells::<1>(row.cells))
                .map(|[question]| question)
                .collect::<Vec<_>>(),
        ),
    };
    let urgent = match &args.spoed {
        None => None,
        Some(path) => Some(urgent_questions(path, &known)?),
    };
    let index = Index::build(docs.clone(), &Learned::default());
    let figures = measure(
        &index,
        &docs,
        &questions,
        beyond.as_deref(),
        urgent.as_deref(),
    );
    if args.json {
        let json = serde_json::to_string_pretty(&figures)
            .during("kan de cijfers niet schrijven", "meld dit als fout")?;
        println!("{json}");
    } else {
        print!("{}", table(&figures));
    }
    Ok(())
}

/// The figures as somebody reads them.
fn table(figures: &Figures) -> String {
    let percent = |share: f64| format!("{:.1} %", share * 100.0);
    let mut rows = vec![(
        "alle vragen".to_owned(),
        figures.n,
        [figures.top1, figures.top3, figures.organisatie],
    )];
    rows.extend(
        figures
            .per_stijl
            .iter()
            .map(|(style, f)| (style.clone(), f.n, [f.top1, f.top3, f.organisatie])),
    );
    let mut out = format!(
        "{:<16}{:>6}{:>10}{:>10}{:>14}\n",
        "stijl", "n", "top 1", "top 3", "organisatie"
    );
    for (style, n, [top1, top3, kind]) in rows {
        let _ = writeln!(
            out,
            "{style:<16}{n:>6}{:>10}{:>10}{:>14}",
            percent(top1),
            percent(top3),
            percent(kind)
        );
    }
    let _ = writeln!(
        out,
        "\nonterecht geweigerd: {}",
        percent(figures.onterecht_geweigerd)
    );
    if let Some(missed) = figures.buiten_bereik_gemist {
        let _ = writeln!(out, "buiten bereik gemist: {}", percent(missed));
    }
    if let Some(spoed) = &figures.spoed {
        let _ = writeln!(
            out,
            "spoed gevangen: {} van {}; vals alarm: {} van {}",
            spoed.gevangen, spoed.van, spoed.vals, spoed.vals_van
        );
        for raised in &spoed.omdat {
            let _ = writeln!(out, "  {raised}");
        }
    }
    out
}

/// Whether everything of this gemeente is searched, for the doctor.
pub(super) fn searched(db: &Db, gemeente: GemeenteId) -> crate::error::Result<Finding> {
    let (items, woorden) = db.read_blocking(move |tx| count_left_out(tx, gemeente))?;
    Ok(all_of(items, woorden))
}

fn all_of(items: i64, woorden: i64) -> Finding {
    let what = match (items, woorden) {
        (0, 0) => return Ok(String::new()),
        (0, woorden) => format!("{woorden} woorden worden niet doorzocht"),
        (items, 0) => format!("{items} teksten worden niet doorzocht"),
        (items, woorden) => {
            format!("{items} teksten en {woorden} woorden worden niet doorzocht")
        }
    };
    let remedy = "trek in de kennisbank in wat niemand meer nodig heeft, of lees minder in";
    Err((what, remedy.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_searched_is_said() {
        assert_eq!(all_of(0, 0), Ok(String::new()));
        for (items, woorden, what) in [
            (1, 0, "1 teksten worden niet doorzocht"),
            (0, 7, "7 woorden worden niet doorzocht"),
            (3, 7, "3 teksten en 7 woorden worden niet doorzocht"),
        ] {
            assert_eq!(all_of(items, woorden).unwrap_err().0, what);
        }
    }

    #[test]
    fn a_table_with_tabs_is_read_by_the_names_of_its_columns() {
        let text = "\u{feff}stijl\tvraag\nkort\t\"hij zei \"\"au\"\"\"\n\nlang\t een lamp \n";
        let found = rows(text, &["vraag", "stijl"]).unwrap();
        let seen: Vec<(usize, &str, &str)> = found
            .iter()
            .map(|row| (row.line, row.cells[0].as_str(), row.cells[1].as_str()))
            .collect();
        assert_eq!(
            seen,
            [(2, "hij zei \"au\"", "kort"), (4, "een lamp", "lang")]
        );
    }

    #[test]
    fn what_is_missing_is_said_with_its_line() {
        for (text, what) in [
            ("", "regel 1: de kolom vraag ontbreekt"),
            ("vraag\tbron\n", "geen enkele regel"),
            (
                "bron\tvraag\nx\tlamp\ny\n",
                "regel 3: er staat niets onder vraag",
            ),
        ] {
            let said = rows(text, &["vraag"]).err().unwrap_or_default();
            assert!(said.contains(what), "{said}");
        }
    }
}
