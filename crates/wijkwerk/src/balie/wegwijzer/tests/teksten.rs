//! The texts of the start catalogue: every item has one, people can read it, and no question is answered by it.

use std::collections::BTreeSet;

use super::*;
use crate::balie::kennisbank::hints;
use crate::balie::wegwijzer::teksten::{all_texts, text_for, without_shipped};

/// Fewest and most words of a text.
const WORDS: std::ops::RangeInclusive<usize> = 40..=160;

#[test]
fn every_item_of_the_start_catalogue_says_how_it_goes_and_what_kind_of_costs_there_are() {
    let items: BTreeSet<&str> = catalogue().iter().map(|item| item.id).collect();
    let told: BTreeSet<&str> = all_texts().map(|(id, _)| id).collect();
    assert_eq!(told, items);
    for (id, text) in all_texts() {
        let words: usize = text
            .parts()
            .iter()
            .map(|part| part.split_whitespace().count())
            .sum();
        assert!(WORDS.contains(&words), "{id}: {words} words");
        for (part, name) in text.parts().iter().zip(["tekst", "aanmelden", "kosten"]) {
            assert!(!part.is_empty(), "{id} has no {name}");
        }
    }
}

#[test]
fn no_shipped_text_names_an_amount_or_speaks_to_one_kind_of_reader() {
    let digit = |letter: Option<&u8>| letter.is_some_and(u8::is_ascii_digit);
    for (id, text) in all_texts() {
        let text = text.parts().join("\n");
        let words: Vec<String> = kit::zoek::words(&text)
            .into_iter()
            .map(|word| word.text)
            .collect();
        for never in ["euro", "je", "jij", "jouw", "jullie", "u", "uw"] {
            assert!(!words.iter().any(|word| word == never), "{id}: {never}");
        }
        assert!(!text.contains('€'), "{id}");
        let bytes = text.as_bytes();
        let amount = bytes.iter().enumerate().any(|(at, letter)| {
            *letter == b',' && at > 0 && digit(bytes.get(at - 1)) && digit(bytes.get(at + 1))
        });
        assert!(!amount, "{id}: looks like an amount");
    }
}

#[test]
fn our_own_hints_find_nothing_to_make_plainer_in_a_shipped_text() {
    for (id, text) in all_texts() {
        for part in text.parts() {
            assert_eq!(hints(part), [], "{id}");
        }
    }
}

#[test]
fn a_shipped_text_answers_no_question_and_what_is_written_in_its_place_does() {
    let text = text_for("rijbewijs").expect("it ships");
    let whole = text.parts().join("\n");
    assert_eq!(without_shipped("rijbewijs", &whole), "");
    let changed = format!("{}\n  Kom met de bus. \n{}", text.tekst, text.aanmelden);
    assert_eq!(without_shipped("rijbewijs", &changed), "  Kom met de bus. ");
    assert_eq!(without_shipped("paspoort", &text.kosten), text.kosten);
    assert_eq!(without_shipped("van-onszelf", &whole), whole);
}

#[test]
fn a_row_of_the_start_catalogue_carries_the_text_that_ships_for_it() {
    for item in catalogue() {
        let row = item.row();
        let text = text_for(item.id).expect("it ships");
        assert_eq!(row.samenvatting, item.text);
        assert_eq!(
            [row.tekst, row.aanmelden, row.kosten, row.doelgroep],
            text.parts().map(str::to_owned)
        );
    }
}
