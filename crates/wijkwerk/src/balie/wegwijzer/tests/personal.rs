//! What is personal in a question, and what is not; and what is kept of one.

use proptest::prelude::*;
use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::super::personal::{Kind, found};
use super::super::{Doc, Index, Learned};
use super::index;

static INDEX: LazyLock<Index> = LazyLock::new(index);

fn kept(index: &Index, question: &str) -> Vec<String> {
    let words = index.known_words(question).joined();
    words.split_whitespace().map(ToOwned::to_owned).collect()
}

/// Names that nobody has, bare and in small letters, as a desk types them.
const NAMES: &[&str] = &[
    "verzonnink",
    "zogenaamdsma",
    "quwelderink",
    "fictiefstra",
    "ydelwolda",
    "xandriwicz",
    "oezbekkali",
    "van der vlogtzoen",
];

#[test]
fn a_bare_name_a_number_or_an_address_is_not_kept_beside_the_words_of_the_question() {
    for name in NAMES {
        for question in [
            format!("{name} lamp kapot"),
            format!("lamp kapot bij {name}"),
            format!("familie {name}: lamp kapot, bel 06 12 34 56 78"),
            format!("lamp kapot {name}straat 12, 1234 AB, {name}@voorbeeld.example"),
            format!("{} 0612345678 lamp kapot 111222333", name.to_uppercase()),
            format!("lamp kapot, {name}weg, nr 4 en 06-1234 5678"),
        ] {
            let rest: Vec<String> = kept(&INDEX, &question)
                .into_iter()
                .filter(|word| !["familie", "bel", "nr"].contains(&word.as_str()))
                .collect();
            assert_eq!(rest, ["kapot", "lamp"], "{question}");
        }
    }
}

#[test]
fn a_word_is_kept_once_an_item_has_it() {
    let question = "de quwelderinkregeling voor de lamp";
    assert_eq!(kept(&INDEX, question), ["lamp"]);
    let item = |words: &[&str], text: &str| Doc {
        id: "eigen".to_owned(),
        title: "Eigen regeling".to_owned(),
        text: text.to_owned(),
        words: words.iter().map(|word| (*word).to_owned()).collect(),
        ..Doc::default()
    };
    for doc in [
        item(&["quwelderinkregeling"], ""),
        item(&[], "Dit is de quwelderinkregeling."),
    ] {
        let index = Index::build([doc], &Learned::default());
        assert_eq!(
            kept(&index, question),
            ["lamp", "quwelderinkregeling"],
            "lamp is known to the shipped lists"
        );
    }
}

/// Every word that stands somewhere in the shipped texts, and its stem.
static WRITTEN: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    crate::shipped::KENNIS
        .iter()
        .flat_map(|(_, text)| kit::zoek::words(text))
        .flat_map(|word| [kit::zoek::stem(&word.text), word.text])
        .collect()
});

proptest! {
    #[test]
    fn what_is_kept_was_written_before(
        parts in proptest::collection::vec("[a-zé]{4,14}|[A-Z][a-z]{3,12}|0[0-9]{9}|lamp|kapot|paspoort", 0..20)
    ) {
        let question = parts.join(" ");
        for kept in kept(&INDEX, &question) {
            let is_written = WRITTEN
                .iter()
                .any(|word| word.contains(&kept) || kit::zoek::stem(word) == kept);
            prop_assert!(is_written, "{kept} of {question}");
        }
    }
}

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
        ("waar kan mijn vrouw Nederlands leren", vec![]),
        ("kan mijn moeder DigiD aanvragen", vec![]),
        (
            "Mevrouw Jansen, Wielstraat 8, geboren 3-4-1950",
            vec![
                (Kind::Name, "Jansen"),
                (Kind::Address, "Wielstraat 8"),
                (Kind::Birthday, "3-4-1950"),
            ],
        ),
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
