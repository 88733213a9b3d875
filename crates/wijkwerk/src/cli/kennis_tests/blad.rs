//! A sheet: what it says in each column, and everything that is said of a row that is wrong.

use super::*;
use crate::cli::export_kennis;

on_both_engines!(
    everything_that_is_wrong_with_a_row_is_told_at_once,
    what_is_not_taken_as_the_sheet_says_is_told_once,
);

/// Whether the report says this of that line, with these words in it.
fn is_told(report: &str, line: usize, what: &str, why: &str) -> bool {
    let begin = format!("regel {line},{what}");
    report
        .lines()
        .any(|one| one.starts_with(&begin) && one.contains(why))
}

fn everything_that_is_wrong_with_a_row_is_told_at_once(db: TestDb) {
    let town = town(&db, 0);
    let owner = &town.frame.organisaties[0].naam;
    let sheet = format!(
        "nummer;titel;organisatie;onderwerp;vanaf leeftijd;tot leeftijd;gecontroleerd op;email\n\
         1;Samen eten;{owner};meedoen;18;12;2026-02-01;\n\
         2;Samen lopen;{owner};knutselen;jong;;31-02-2026;geen adres\n"
    );
    let path = put(&town, "blad.csv", sheet.as_bytes());
    let report = import(&town, ImportSoort::Excel, &path, false);
    for (line, why) in [
        (2, "van 18 tot 12"),
        (3, "“knutselen”"),
        (3, "jong is geen leeftijd"),
        (3, "31-02-2026 is geen datum"),
        (3, "geen e-mailadres"),
    ] {
        assert!(is_told(&report, line, "geweigerd", why), "{why}: {report}");
    }
    assert_eq!(report.lines().count(), 6, "{report}");
    assert_eq!(town.count(ITEMS), 0);
}

fn what_is_not_taken_as_the_sheet_says_is_told_once(db: TestDb) {
    let town = town(&db, 0);
    let owner = &town.frame.organisaties[0].naam;
    let sheet = format!(
        "nummer;titel;organisatie;onderwerp;gecontroleerd op\n\
         1;Samen eten;Stichting Onbekend;meedoen;2026-02-01\n\
         2;Samen lopen;{owner};meedoen;2026-09-01\n\
         3;Samen lezen;{owner};;2026-02-01\n\
         4;Samen koken;{owner};meedoen;2026-02-01\n"
    );
    let path = put(&town, "blad.csv", sheet.as_bytes());
    let report = import(&town, ImportSoort::Excel, &path, false);
    for (line, why) in [
        (2, "“Stichting Onbekend”"),
        (3, "2026-09-01"),
        (4, "geen onderwerp"),
    ] {
        assert!(is_told(&report, line, "nieuw", ""), "{report}");
        assert!(is_told(&report, line, "let op", why), "{why}: {report}");
    }
    assert_eq!(report.matches(",let op,").count(), 3, "{report}");
    assert_eq!(town.count(ITEMS), 4);
    let report = import(&town, ImportSoort::Excel, &path, false);
    assert_eq!(report, "plaats,wat,meer\n", "it was told before");
}

#[test]
fn a_sheet_has_one_cell_for_every_column() {
    use crate::balie::kennisbank::uitwisseling::Offer;
    let offer = Offer {
        titel: "Samen eten".into(),
        url: Some("https://voorbeeld.example".into()),
        online: Some("ja".into()),
        talen: "nl,en".into(),
        ..Offer::default()
    };
    let (columns, cells) = (export_kennis::columns(), export_kennis::cells(&offer));
    assert_eq!(columns.len(), cells.len());
    let row: std::collections::BTreeMap<String, String> = columns.into_iter().zip(cells).collect();
    for (column, expected) in [
        ("titel", "Samen eten"),
        ("talen", "nl, en"),
        ("website", "https://voorbeeld.example"),
        ("online_aanvragen", "ja"),
    ] {
        assert_eq!(row[column], expected, "{column}");
    }
}
