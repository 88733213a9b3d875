//! Reading what people send, and what is no sheet at all.

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
