//! What is pointed at, and what is left alone, by table.

use super::*;

#[test]
fn each_kind_of_hint_is_found_and_plain_words_give_none() {
    assert_eq!(
        hints("U belt ons. Wij komen dezelfde week langs. Het kost niets."),
        []
    );
    assert_eq!(
        hints("Indien u wilt, belt u ons."),
        [Hint::Jargon {
            word: "indien",
            plain: "als"
        }]
    );
    assert_eq!(
        hints("Uw vraag wordt door ons team beantwoord."),
        [Hint::Passive {
            fragment: "wordt door ons team beantwoord".to_owned()
        }]
    );
    assert_eq!(
        hints("U kunt kwijtschelding vragen."),
        [Hint::Rare {
            word: "kwijtschelding"
        }]
    );
    let long = vec!["woord"; LONG + 1].join(" ");
    assert_eq!(
        hints(&long),
        [Hint::Long {
            words: LONG + 1,
            start: "woord woord woord woord woord".to_owned()
        }]
    );
}

#[test]
fn a_word_inside_another_word_is_no_jargon() {
    assert_eq!(hints("De bindienst en de remits."), []);
    assert_eq!(hints("De wethouder wordt morgen vijftig."), []);
}

#[test]
fn there_are_never_more_hints_than_help() {
    let all: Vec<&str> = JARGON.iter().map(|(word, _)| *word).collect();
    assert_eq!(hints(&all.join(". ")).len(), MOST);
}

#[test]
fn a_passive_is_found_in_whatever_order_it_stands() {
    for (text, fragment) in [
        ("De brief wordt morgen verstuurd.", "wordt morgen verstuurd"),
        (
            "Als de aanvraag goedgekeurd wordt, belt u ons.",
            "goedgekeurd wordt,",
        ),
        ("U hoort of het geld betaald wordt.", "betaald wordt"),
        ("Wij bellen zodra het besluit genomen werd.", "genomen werd"),
        (
            "De rekening moet betaald worden bij de balie.",
            "betaald worden",
        ),
        (
            "Dit is de brief die bewaard moet worden.",
            "bewaard moet worden",
        ),
        (
            "De brug is door de provincie gesloten.",
            "is door de provincie gesloten",
        ),
        ("De bomen zijn geplant door buren.", "zijn geplant door"),
        (
            "Het feest dat door buren georganiseerd was, is voorbij.",
            "door buren georganiseerd was,",
        ),
    ] {
        let wanted = Hint::Passive {
            fragment: fragment.to_owned(),
        };
        assert_eq!(hints(text), [wanted], "{text}");
    }
}

#[test]
fn what_only_looks_like_a_passive_is_none() {
    for text in [
        "Steeds meer gemeenten worden groter.",
        "Dit is niet moeilijk en het wordt leuk om te betalen.",
        "Het wordt tijd voor gesprekken.",
        "Zij is door het park gelopen.",
        "Het water is door de regen gestegen.",
        "De balie is gesloten.",
        "Zij zijn getrouwd.",
        "Door de regen is het pad glad.",
        "Wie verliefd wordt, is blij.",
        "Zo kan iedereen gezond worden.",
        "De kosten zijn door beperkingen hoog.",
    ] {
        assert_eq!(hints(text), [], "{text}");
    }
}

#[test]
fn to_join_with_welke_is_of_the_office_and_to_ask_with_it_is_not() {
    let jargon = [Hint::Jargon {
        word: "welke",
        plain: "die",
    }];
    assert_eq!(hints("Dit zijn de regels, welke gelden."), jargon);
    assert_eq!(hints("Kijk op welke dag het kan."), []);
    assert_eq!(hints("Vertel welk dieet, welke dagen en welke tijd."), []);
    assert_eq!(hints("Beter leren lezen en schrijven."), []);
}

#[test]
fn a_long_word_that_stands_in_nothing_that_ships_is_pointed_at() {
    for word in [
        "subsidiabiliteitstoets",
        "rechtmatigheidscontrole",
        "proportionaliteit",
        "gelijkwaardigheidsbeginsel",
        "ontvankelijkheid",
        "interdisciplinair",
    ] {
        let wanted = Hint::LongWord {
            word: word.to_owned(),
        };
        let text = format!("Lees over de {word}. De {word} staat hier.");
        assert_eq!(hints(&text), [wanted], "{word}: once");
    }
    for word in [
        "boodschappentas",
        "telefoonnummer",
        "verantwoordelijk",
        "openingstijden",
        "wijkverpleegkundige",
        "schoolvakantie",
        "fietsenstalling",
        "ziekenhuisafspraak",
        "gezondheidscentrum",
        "bijvoorbeeld",
        "waarschijnlijk",
        "burgemeester",
        "vuilniszakken",
    ] {
        let text = format!("Lees over de {word}.");
        assert_eq!(hints(&text), [], "{word}");
    }
}

#[test]
fn names_addresses_and_what_another_hint_tells_are_no_long_words() {
    for text in [
        "Bel de Subsidiabiliteitscommissie.",
        "Kijk op www.voorbeeld.example/subsidiabiliteitstoets.",
        "Mail subsidiabiliteit@voorbeeld.example.",
    ] {
        assert_eq!(hints(text), [], "{text}");
    }
    assert_eq!(
        hints("Dit is een maatwerkvoorziening."),
        [Hint::Rare {
            word: "maatwerkvoorziening"
        }]
    );
}
