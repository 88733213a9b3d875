//! Emergencies by rules of their own: what is caught, what only looks like it, and which card is shown.

use std::collections::{BTreeMap, BTreeSet};

use kit::i18n::{Lang, Translations};
use kit::zoek::words;

use super::super::urgent::examples::{self, Known, ORDINARY};
use super::super::urgent::{Rules, Urgent, model};
use super::index;
use crate::shipped::KENNIS;
use crate::words::LOCALES;

const EXAMPLES: &str = include_str!("../../../../kennis/spoed/voorbeelden.tsv");
const UNSEEN: &str = include_str!("../../../../tests/wegwijzer/spoed_ongezien.tsv");

/// By the rules alone, and by what is shown in the end.
#[test]
fn urgent_needs_are_seen_in_any_words_and_seldom_where_there_are_none() {
    let index = index();
    let mut wrong = Vec::new();
    for (question, expected, _) in examples::rows(EXAMPLES).filter(|(_, _, who)| *who == "regels") {
        for urgent in [index.urgent_by_rules(question), index.ask(question).urgent] {
            let right = match &urgent {
                None => expected == ORDINARY,
                Some(urgent) => urgent.ids.iter().any(|id| id == expected),
            };
            if !right {
                wrong.push(format!("{question}: {expected}, not {urgent:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// While somebody types nothing is ranked, and the same is urgent.
#[test]
fn what_is_urgent_is_the_same_without_an_answer() {
    let index = index();
    let asked = ["ik ruik gas", "mijn man slaat mij", "paspoort verlopen", ""];
    for question in asked {
        assert_eq!(
            index.urgent(question),
            index.ask(question).urgent,
            "{question}"
        );
    }
    assert!(index.urgent("ik ruik gas").is_some());
    assert!(index.is_begun("Paspo") && !index.is_begun("wat kost een paspoort hier"));
}

/// What is told beside it takes no emergency away that somebody names.
#[test]
fn an_errand_in_the_same_breath_takes_no_emergency_away() {
    let index = index();
    let errands = [
        "aanvraag bijstand afgewezen",
        "mijn aanvraag voor een woning is weer afgewezen",
        "kwijtschelding gemeentelijke belastingen afgewezen",
        "waar kan ik terecht voor hulp bij schulden en opvoeding",
        "kan ik een afspraak maken op het gemeentehuis voor een rijbewijs",
        "vraag over mijn huurtoeslag en het spreekuur van de wijk, ik heb al twee keer gebeld en niemand belde terug over \
         de brief van de belastingdienst",
    ];
    let named = [
        ("ik wil dood", "huisarts-ggz"),
        ("ik wil niet meer leven", "huisarts-ggz"),
        ("ik maak er een eind aan", "huisarts-ggz"),
        ("mijn zoon wil zelfmoord plegen", "huisarts-ggz"),
        ("mijn man slaat mij", "veilig-thuis"),
        ("de keuken staat in brand", "spoed-112"),
        ("ik ruik gas", "stroomstoring"),
    ];
    let mut missed = Vec::new();
    for errand in errands {
        for (told, item) in named {
            for question in [format!("{errand}, {told}"), format!("{told}. {errand}")] {
                let urgent = index.ask(&question).urgent;
                let is_shown = |urgent: Urgent| urgent.ids.iter().any(|id| id == item);
                if !urgent.is_some_and(is_shown) {
                    missed.push(question);
                }
            }
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");
}

fn known(question: &str, expected: &str) -> Known {
    let words: Vec<String> = words(question).into_iter().map(|word| word.text).collect();
    examples::known(&words, expected)
}

/// The expressions of residents and the items of the catalogue that are no emergency.
fn ordinary() -> Vec<&'static str> {
    let mut out = Vec::new();
    for folder in ["woorden/", "elders/"] {
        for (_, text) in KENNIS.iter().filter(|(path, _)| path.starts_with(folder)) {
            out.extend(examples::ordinary(text));
        }
    }
    let catalogue = KENNIS.iter().find(|(path, _)| *path == "catalogus.tsv");
    out.extend(examples::catalogue(catalogue.expect("it ships").1));
    out
}

fn learned<'a>(rows: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<u8> {
    let rows = rows.chain(ordinary().into_iter().map(|text| (text, ORDINARY)));
    let known: Vec<Known> = rows.map(|(text, expected)| known(text, expected)).collect();
    examples::learn_all(&known)
}

#[test]
fn the_kinds_stand_in_the_order_in_which_they_were_learned() {
    assert_eq!(model::second(), examples::SECOND);
}

#[test]
fn the_build_learned_from_these_examples() {
    let all = examples::rows(EXAMPLES).map(|(question, expected, _)| (question, expected));
    assert!(
        learned(all) == model::shipped(),
        "the same weights, to the byte"
    );
}

/// Every fifth row is left out, in five turns; what is told of a row is told by a model that did not see it.
#[test]
fn examples_teach_what_was_not_among_them() {
    let rows: Vec<(&str, &str, &str)> = examples::rows(EXAMPLES).collect();
    let mut counts: BTreeMap<(bool, &str), (usize, usize)> = BTreeMap::new();
    for turn in 0..5 {
        let is_held_out = |number: &usize| number % 5 == turn;
        let seen = (0..rows.len()).filter(|number| !is_held_out(number));
        let bytes = learned(seen.map(|number| (rows[number].0, rows[number].1)));
        for number in (0..rows.len()).filter(is_held_out) {
            let (question, expected, who) = rows[number];
            let (raised, of) = counts.entry((expected != ORDINARY, who)).or_default();
            *of += 1;
            *raised += usize::from(model::alone(&bytes, &words(question)).is_some());
        }
    }
    let share = |key: (bool, &str)| {
        let (raised, of) = counts[&key];
        raised * 100 / of
    };
    assert!(share((true, "regels")) >= 65, "{counts:?}");
    assert!(share((true, "leren")) >= 73, "{counts:?}");
    assert!(share((false, "regels")) <= 4, "{counts:?}");
    // Most of these were written to look like an emergency.
    assert!(share((false, "leren")) <= 8, "{counts:?}");
}

#[test]
fn what_residents_ordinarily_say_is_raised_by_no_example() {
    let raised: Vec<&str> = ordinary()
        .into_iter()
        .filter(|text| model::alone(model::shipped(), &words(text)).is_some())
        .collect();
    assert!(raised.is_empty(), "{raised:#?}");
}

#[test]
fn what_only_examples_tell_has_a_card_and_a_reason() {
    for (question, kind, item, word) in [
        (
            "hij heeft een druif ingeslikt en krijgt geen lucht meer door",
            "nood",
            "spoed-112",
            "lucht",
        ),
        (
            "mijn moeder knijpt mijn broertje tot hij blauw ziet",
            "thuis",
            "veilig-thuis",
            "blauw",
        ),
        (
            "oma wil niet meer eten en zegt dat ze er een eind aan gaat maken",
            "zelfdoding",
            "huisarts-ggz",
            "eind",
        ),
    ] {
        let urgent = model::alone(model::shipped(), &words(question)).expect("it is an emergency");
        assert_eq!(urgent.kind, kind, "{question}");
        assert_eq!(urgent.ids[0], item, "{question}");
        assert!(urgent.because.iter().any(|one| one == word), "{urgent:?}");
        assert!(urgent.because.len() <= 3, "{urgent:?}");
    }
}

/// A list that nobody tuned to and that nothing learns from; keep it so. What it asks is the aim.
#[test]
fn nine_in_ten_that_nobody_saw_are_caught_and_one_in_ten_look_alikes_raised_at_most() {
    let index = index();
    let seen: BTreeSet<&str> = examples::rows(EXAMPLES).map(|(text, _, _)| text).collect();
    let (mut caught, mut of, mut raised, mut calm) = (0, 0, 0, 0);
    for (question, expected) in UNSEEN
        .lines()
        .skip(1)
        .filter_map(|line| line.split_once('\t'))
    {
        assert!(!seen.contains(question), "learned from: {question}");
        let urgent = index.ask(question).urgent;
        if expected == ORDINARY {
            calm += 1;
            raised += usize::from(urgent.is_some());
        } else {
            of += 1;
            let is_shown = |urgent: Urgent| urgent.ids.iter().any(|id| id == expected);
            caught += usize::from(urgent.is_some_and(is_shown));
        }
    }
    assert!(of >= 150 && calm >= 150, "{of} and {calm}");
    assert!(caught * 10 >= of * 9, "{caught} of {of}");
    assert!(raised * 10 <= calm, "{raised} of {calm}");
}

/// Whatever kind of need is found, there are words and a number for it.
#[test]
fn every_kind_of_need_has_its_sentences() {
    let mut kinds: BTreeSet<&str> = model::kinds().collect();
    for (_, rules) in KENNIS.iter().filter(|(path, _)| path.starts_with("spoed/")) {
        let heads = rules.lines().filter_map(|line| line.strip_prefix('['));
        kinds.extend(
            heads.filter_map(|head| Some(head.trim_end_matches(']').split_once('|')?.1.trim())),
        );
    }
    assert!(kinds.len() >= 8, "{kinds:?}");
    let texts = Translations::new(LOCALES).expect("they can be read");
    for kind in kinds {
        for lang in Lang::ALL {
            for prefix in ["wegwijzer-spoed", "wegwijzer-spoed-uitleg"] {
                let id = format!("{prefix}-{kind}");
                assert!(texts.has(lang, &id), "{id} in {lang:?}");
            }
        }
    }
}

#[test]
fn examples_do_not_silence_a_bare_word_fire_or_the_number() {
    let index = index();
    for question in ["zelfdoding", "brand", "112"] {
        assert!(index.ask(question).urgent.is_some(), "{question}");
    }
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
