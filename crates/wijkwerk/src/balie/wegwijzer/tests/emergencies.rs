//! Emergencies by rules of their own: what is caught, what only looks like it, and which card is shown.

use super::super::urgent::Rules;
use super::index;

#[test]
fn urgent_needs_are_seen_in_any_words_and_seldom_where_there_are_none() {
    let index = index();
    let mut wrong = Vec::new();
    for line in include_str!("../../../../tests/wegwijzer/spoed.tsv")
        .lines()
        .skip(1)
    {
        let (question, expected) = line.split_once('\t').expect("two columns");
        let urgent = index.ask(question).urgent;
        let right = match &urgent {
            None => expected == "geen_spoed",
            Some(urgent) => urgent.ids.iter().any(|id| id == expected),
        };
        if !right {
            wrong.push(format!("{question}: {expected}, not {urgent:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_rule_that_cannot_be_read_names_its_line() {
    for (text, what) in [
        ("brand", "line 1: no need above it"),
        ("[spoed-112]", "line 1: no kind"),
        ("[spoed-112 | brand]\n@vuur", "line 2: unknown group"),
    ] {
        let said = Rules::parse(text).map(|_| ()).unwrap_err();
        assert!(said.contains(what), "{said}");
    }
}

#[test]
fn the_card_shown_is_that_of_the_need() {
    let index = index();
    for (kind, told) in [
        (
            "leven",
            &[
                "onze dreumes is op de vensterbank geklommen en het raam staat open",
                "er lopen drie koeien op de snelweg",
                "een jongetje dobbert in de singel",
            ][..],
        ),
        (
            "geweld",
            &[
                "twee kerels sleuren een jongen in een bestelbus",
                "iemand zwaait met een hamer naar de mensen bij de kassa",
                "er morrelt iemand aan mijn balkondeur midden in de nacht",
            ],
        ),
        (
            "zelfdoding",
            &[
                "sinds mijn zus overleden is wil ik alleen nog naar haar toe",
                "hij heeft al zijn tabletten opgespaard",
                "ik ben iedereen tot last en wil rust voor altijd",
            ],
        ),
        (
            "thuis",
            &[
                "mijn collega heeft weer een blauw oog en zegt dat ze zich gestoten heeft, maar ik denk dat haar man het deed",
                "de kleintjes van de overburen zijn hele dagen alleen en vragen om eten",
                "mijn nichtje zegt dat haar zwemtrainer aan haar zit",
                "mijn vader laat ons voor straf buiten slapen",
            ],
        ),
        (
            "gas",
            &[
                "eierenlucht bij de ketel en we zijn misselijk",
                "gaz lugt in de gang",
            ],
        ),
        (
            "brand",
            &[
                "huis brant kom vlug",
                "er hangt een oranje damp boven de haven en de sirene loeit",
            ],
        ),
        (
            "verward",
            &[
                "een vrouw praat tegen mensen die er niet zijn en gooit met spullen op het plein",
                "opa is gisteren niet teruggekomen van zijn wandeling en hij is dement",
                "bovenbuurman denkt dat hij wordt afgeluisterd en slaapt niet meer",
            ],
        ),
    ] {
        for question in told {
            let shown = index.ask(question).urgent.map(|urgent| urgent.kind);
            assert_eq!(shown.as_deref(), Some(kind), "{question}");
        }
    }
}

#[test]
fn a_thing_a_figure_of_speech_and_a_course_are_no_emergency() {
    let index = index();
    for question in [
        "huissleutel in de gracht gevallen, wie vist hem op",
        "we verzuipen in de paperassen van de vereniging",
        "de ozb is een overval op de burger",
        "met spoed trouwen op het stadhuis",
        "hoe herken ik huiselijk geweld, training voor vrijwilligers",
        "mag je van de brug springen in de zomer",
        "klimhal voor kleuters",
        "welke winkel verkoopt raamsloten voor kinderen",
    ] {
        let urgent = index.ask(question).urgent;
        assert_eq!(urgent, None, "{question}");
    }
}

#[test]
fn grammar_is_no_misspelled_danger() {
    let question = "wij hadden graag een antwoord waarop wij kunnen bouwen";
    assert_eq!(index().ask(question).urgent, None);
}
