//! Reading what people send, and what is no sheet at all.

use std::io::Write as _;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;

#[test]
fn columns_are_found_whatever_the_delimiter_and_the_case() {
    let cases: [(&str, &[u8]); 3] = [
        ("a.csv", b"Extern nummer;Wijk\nM-1;Noord\n"),
        ("b.csv", b"\xef\xbb\xbfextern_nummer,WIJK\n\"M-1\",Noord\n"),
        ("c.txt", b"EXTERN-NUMMER\tWijk\nM-1\tNoord\n"),
    ];
    for (name, bytes) in cases {
        let rows = read(name, bytes, &Most::ALL).unwrap();
        assert_eq!(rows.len(), 1, "{name}");
        assert_eq!(rows[0].line, 2, "{name}");
        assert_eq!(rows[0].text(&["nummer", "extern_nummer"]), Some("M-1"));
        assert_eq!(rows[0].text(&["wijk"]), Some("Noord"), "{name}");
    }
}

#[test]
fn what_excel_writes_in_its_own_letters_is_read_as_it_was_typed() {
    let rows = read_csv(
        b"titel;kosten\n\x91s Avonds caf\xe9 \x96 \x93open\x94;\x80 5\x81\n",
        &Most::ALL,
    )
    .unwrap();
    assert_eq!(
        rows[0].cell("titel"),
        Some("\u{2018}s Avonds café \u{2013} \u{201c}open\u{201d}")
    );
    assert_eq!(
        rows[0].cell("kosten"),
        Some("€ 5\u{fffd}"),
        "a byte that is no letter"
    );
    let all: Vec<u8> = (0x80..=0xff).collect();
    assert!(!text_of(&all).chars().any(char::is_control));
}

#[test]
fn what_is_no_table_says_so() {
    assert!(read("a.xlsx", b"no workbook", &Most::ALL).is_err());
    assert_eq!(read("a.pdf", b"", &Most::ALL), Err(Unreadable::Kind));
}

fn workbook(rows: &[&[&str]]) -> Vec<u8> {
    let mut book = Workbook::new(Cursor::new(Vec::new())).unwrap();
    for row in rows {
        let cells: Vec<String> = row.iter().map(|cell| (*cell).to_owned()).collect();
        book.row(&cells).unwrap();
    }
    book.finish().unwrap().into_inner()
}

#[test]
fn a_workbook_is_read_as_it_was_written() {
    let text = "Bel <ons> & kom\nlangs";
    let book = workbook(&[&["Titel", "Kosten"], &[text, ""], &["Ook", "+31 1"]]);
    let rows = read("a.xlsx", &book, &Most::ALL).unwrap();
    assert_eq!(rows.len(), 2);
    assert_eq!((rows[0].line, rows[1].line), (2, 3));
    assert_eq!(rows[0].cell("titel"), Some(text));
    assert_eq!(rows[0].cell("kosten"), Some(""), "there and empty");
    assert_eq!(rows[0].cell("tekst"), None, "no such column");
    assert_eq!(rows[1].cell("kosten"), Some("+31 1"));
}

#[test]
fn no_more_is_read_than_may_be() {
    let small = Most {
        rows: 2,
        cells: 6,
        unpacked: 100_000,
    };
    let rows: &[&[&str]] = &[&["titel"], &["a"], &["b"]];
    let csv = b"titel\na\nb\n";
    assert_eq!(read("a.xlsx", &workbook(rows), &small).unwrap().len(), 2);
    assert_eq!(read("a.csv", csv, &small).unwrap().len(), 2);
    let much: Vec<(&str, Vec<u8>)> = vec![
        ("rows.xlsx", workbook(&[&["titel"], &["a"], &["b"], &["c"]])),
        ("rows.csv", b"titel\na\nb\nc\n".to_vec()),
        (
            "cells.xlsx",
            workbook(&[&["a", "b", "c", "d", "e", "f", "g"]]),
        ),
        ("cells.csv", b"a,b,c,d\n1,2,3,4\n".to_vec()),
        (
            "names.xlsx",
            workbook(&[&["a", "b", "c", "d"], &["1"], &["2"]]),
        ),
        (
            "unpacked.xlsx",
            workbook(&[
                &[&"x".repeat(32_000)],
                &[&"x".repeat(32_000)],
                &[&"x".repeat(32_000)],
                &[&"x".repeat(32_000)],
            ]),
        ),
    ];
    for (name, bytes) in much {
        assert!(bytes.len() < 10_000, "{name} is small itself");
        assert_eq!(
            read(name, &bytes, &small),
            Err(Unreadable::TooMuch),
            "{name}"
        );
    }
}

#[test]
fn no_cell_is_a_formula_and_what_was_guarded_comes_back() {
    for (text, cell) in [
        ("=1+1", "'=1+1"),
        ("+31 320 123456", "'+31 320 123456"),
        ("'s ochtends", "'s ochtends"),
        ("Gewoon", "Gewoon"),
        ("", ""),
    ] {
        assert_eq!(guarded(text), cell);
        assert_eq!(unguarded(cell), text);
    }
}

/// A workbook with a style for dates, with these rows and these merged cells.
fn drawn(rows: &str, merged: &[&str]) -> Vec<u8> {
    let merged: String = merged
        .iter()
        .map(|cells| format!("<mergeCell ref=\"{cells}\"/>"))
        .collect();
    let sheet = format!(
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{rows}</sheetData>\
         <mergeCells>{merged}</mergeCells></worksheet>"
    );
    let styles = "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">\
                  <cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>";
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let parts = write::PARTS.into_iter().chain([
        ("xl/styles.xml", styles),
        ("xl/worksheets/sheet1.xml", sheet.as_str()),
    ]);
    for (name, text) in parts {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn line(n: usize, cells: &[(&str, &str)]) -> String {
    let cells: String = cells
        .iter()
        .map(|(column, text)| {
            format!("<c r=\"{column}{n}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
        })
        .collect();
    format!("<row r=\"{n}\">{cells}</row>")
}

#[test]
fn merged_cells_all_hold_what_the_first_of_them_does() {
    let rows = [
        line(1, &[("A", "Sociale kaart 2026")]),
        line(2, &[("A", "Organisatie"), ("B", "Titel"), ("C", "Kosten")]),
        line(3, &[("A", "Het Huis"), ("B", "Koffie"), ("C", "gratis")]),
        line(4, &[("B", "Thee")]),
        line(5, &[("B", "Soep"), ("C", "2 euro")]),
        line(6, &[("A", "Overal hetzelfde")]),
        line(7, &[("A", "De Hal"), ("B", "Bel ons")]),
    ]
    .concat();
    let merged = ["A1:C1", "A3:A5", "A6:C6", "B7:C7", "A9:XFD1048576"];
    let found = read("a.xlsx", &drawn(&rows, &merged), &Most::ALL).unwrap();
    let cells: Vec<(usize, [&str; 3])> = found
        .iter()
        .map(|row| {
            let cell = |name| row.cell(name).unwrap();
            (
                row.line,
                [cell("organisatie"), cell("titel"), cell("kosten")],
            )
        })
        .collect();
    assert_eq!(
        cells,
        [
            (3, ["Het Huis", "Koffie", "gratis"]),
            (4, ["Het Huis", "Thee", ""]),
            (5, ["Het Huis", "Soep", "2 euro"]),
            (6, ["Overal hetzelfde", "", ""]),
            (7, ["De Hal", "Bel ons", "Bel ons"]),
        ]
    );
}

#[test]
fn merged_cells_over_and_over_are_too_much() {
    let rows = [
        line(1, &[("A", "Titel"), ("B", "Tekst")]),
        line(2, &[("A", "Koffie"), ("B", "Kom langs.")]),
        line(3, &[("B", "Bel.")]),
    ]
    .concat();
    let small = Most {
        rows: 10,
        cells: 20,
        unpacked: 1_000_000,
    };
    let few = drawn(&rows, &["A2:A3"]);
    assert_eq!(read("a.xlsx", &few, &small).unwrap().len(), 2);
    let many = drawn(&rows, &["A2:XFD1048576"; 30]);
    assert_eq!(read("a.xlsx", &many, &small), Err(Unreadable::TooMuch));
}

#[test]
fn a_cell_with_a_date_is_that_day_however_it_is_shown() {
    let rows = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Dag</t></is></c></row>\
                <row r=\"2\"><c r=\"A2\" s=\"1\"><v>46083</v></c></row>\
                <row r=\"3\"><c r=\"A3\" s=\"1\"><v>46083.75</v></c></row>\
                <row r=\"4\"><c r=\"A4\" t=\"d\"><v>2026-03-02T00:00:00</v></c></row>\
                <row r=\"5\"><c r=\"A5\"><v>46083</v></c></row>\
                <row r=\"6\"><c r=\"A6\" t=\"inlineStr\"><is><t>31-02-2026</t></is></c></row>";
    let found = read("a.xlsx", &drawn(rows, &[]), &Most::ALL).unwrap();
    let days: Vec<&str> = found.iter().map(|row| row.cell("dag").unwrap()).collect();
    // A number that is not shown as a date is a number; a day that is not there is for who reads the row to refuse.
    assert_eq!(
        days,
        [
            "2026-03-02",
            "2026-03-02",
            "2026-03-02",
            "46083",
            "31-02-2026"
        ]
    );
}
