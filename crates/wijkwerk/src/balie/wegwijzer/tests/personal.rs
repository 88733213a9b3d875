//! What is personal in a question, and what is not.

use super::super::personal::{Kind, found};

#[test]
fn personal_data_is_found_and_public_numbers_are_not() {
    for (text, expected) in [
        ("bel mij op 06-12345678", vec![(Kind::Phone, "06-12345678")]),
        (
            "bel 06 12 34 56 78 graag",
            vec![(Kind::Phone, "06 12 34 56 78")],
        ),
        ("(0255) 123 456.", vec![(Kind::Phone, "(0255) 123 456")]),
        ("+31 6 12345678", vec![(Kind::Phone, "+31 6 12345678")]),
        (
            "mail naar sam@voorbeeld.example!",
            vec![(Kind::Email, "sam@voorbeeld.example")],
        ),
        ("mijn bsn is 111222333", vec![(Kind::Bsn, "111222333")]),
        ("zaak 123456789 loopt nog", vec![]),
        ("ik woon 1234 AB 12a", vec![(Kind::Address, "1234 AB 12a")]),
        ("1234ab 7", vec![(Kind::Address, "1234ab 7")]),
        (
            "lamp stuk bij Kerkstraat 12",
            vec![(Kind::Address, "Kerkstraat 12")],
        ),
        ("de straat is 3 weken dicht", vec![]),
        (
            "IBAN NL91 ABNA 0417 1643 00",
            vec![(Kind::Iban, "NL91 ABNA 0417 1643 00")],
        ),
        (
            "geboren op 12-03-1950",
            vec![(Kind::Birthday, "12-03-1950")],
        ),
        ("auto 12-ABC-3 staat fout", vec![(Kind::Plate, "12-ABC-3")]),
        (
            "ik heet Sam de Vries en",
            vec![(Kind::Name, "Sam de Vries")],
        ),
        ("Mijn naam is kim", vec![(Kind::Name, "kim")]),
        (
            "mevrouw A. van den Berg belt",
            vec![(Kind::Name, "A. van den Berg")],
        ),
        ("mijn zoon Ali wil zwemmen", vec![(Kind::Name, "Ali")]),
        ("mijn zoon wil zwemmen", vec![]),
        ("bel 112 of 0900-8844 of 0800 2000", vec![]),
        ("paspoort verlopen in 2024", vec![]),
        ("", vec![]),
    ] {
        let spans = found(text);
        let seen: Vec<(Kind, &str)> = spans
            .iter()
            .map(|span| (span.kind, &text[span.range.clone()]))
            .collect();
        assert_eq!(seen, expected, "{text}");
    }
}
