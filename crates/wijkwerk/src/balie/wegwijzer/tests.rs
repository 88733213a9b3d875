//! The engine on the start catalogue: what is found, what is urgent, what is learned and what it costs.

mod aanbod;
mod emergencies;
mod personal;
mod teksten;

use std::collections::BTreeSet;

use super::*;
use super::{kennis, words};
use crate::shipped::KENNIS;

fn docs() -> Vec<Doc> {
    catalogue()
        .into_iter()
        .map(|item| Doc {
            id: item.id.to_owned(),
            title: item.title.to_owned(),
            text: item.text.to_owned(),
            words: words_for(item.id).to_vec(),
            organisation_kind: item.organisation_kind.to_owned(),
            organisation: String::new(),
        })
        .collect()
}

fn index() -> Index {
    Index::build(docs(), &Learned::default())
}

fn ranking(index: &Index, question: &str) -> Vec<String> {
    index
        .ask(question)
        .hits
        .into_iter()
        .map(|hit| hit.id)
        .collect()
}

#[test]
fn every_shipped_text_can_be_read_and_points_at_the_catalogue() {
    let ids: BTreeSet<&str> = catalogue().iter().map(|item| item.id).collect();
    assert!(ids.len() > 150, "{}", ids.len());
    for (path, text) in KENNIS.iter().filter(|(path, _)| {
        ["woorden/", "verwant/", "elders/"]
            .iter()
            .any(|folder| path.starts_with(folder))
    }) {
        let sections = words::parse(text).unwrap_or_else(|fault| panic!("{path}: {fault}"));
        for section in &sections {
            assert!(!section.words.is_empty(), "{path}: {}", section.heading);
        }
    }
    let told: BTreeSet<&str> = kennis::ids_with_words().collect();
    assert_eq!(
        told, ids,
        "every item has words of residents, and every word an item"
    );
    for id in kennis::rules().ids() {
        assert!(ids.contains(id), "{id} is urgent and no item");
    }
}

#[test]
fn a_text_of_words_with_a_fault_names_the_line() {
    for (text, line) in [
        ("lamp", 1),
        ("[a]\nlamp\n[b", 3),
        ("[a]\nx\n[a]\ny", 3),
        ("[]\n", 1),
    ] {
        assert_eq!(
            words::parse(text).map_err(|fault| fault.line),
            Err(line),
            "{text}"
        );
    }
    let read = words::parse("# remark\n[a]\nlamp stuk, donker,\n straat\n").expect("it is right");
    assert_eq!(read[0].words, ["lamp stuk", "donker", "straat"]);
}

#[test]
fn questions_as_people_type_them_find_their_item() {
    let index = index();
    for (question, id) in [
        ("lantaarnpaal stuk", "melding-straatverlichting"),
        (
            "de straat lantaarn doet het niet",
            "melding-straatverlichting",
        ),
        ("lantarenpaal kappot", "melding-straatverlichting"),
        ("PASPOORT KWIJT!!!", "vermissing-reisdocument"),
        ("pasport verlope", "paspoort"),
        ("rybewijs verlengen", "rijbewijs"),
        ("uitreksel", "uittreksel-brp"),
        ("gehandikaptenparkeerkaart", "gehandicaptenparkeerkaart"),
        ("hondenpoepoverlast", "melding-hondenpoep"),
        ("dakkapelvergunning", "omgevingsvergunning-bouw"),
        ("grofvuilafspraak", "grofvuil"),
        (
            "Mijn moeder is 84 en krijgt de ramen en de vloer niet meer schoon, wie kan daarbij komen helpen?",
            "huishoudelijke-hulp",
        ),
        (
            "they stole my passport, lost passport",
            "vermissing-reisdocument",
        ),
    ] {
        let answer = index.ask(question);
        let first = answer.hits.first().map(|hit| hit.id.as_str());
        assert_eq!(first, Some(id), "{question}: {:?}", answer.hits);
        assert!(!answer.hits[0].why.is_empty(), "{question}");
        assert_ne!(answer.certainty, Certainty::Nothing, "{question}");
    }
}

#[test]
fn an_answer_says_why() {
    let index = index();
    let why = |question: &str| index.ask(question).hits[0].why.clone();
    assert!(why("paspoort verlopen").contains(&Reason::Word("paspoort".into())));
    assert!(
        why("lantaarnpaalmelding")
            .iter()
            .any(|reason| matches!(reason, Reason::Part(_))),
    );
    assert!(why("pasporrt verloopt").iter().any(|reason| matches!(
        reason,
        Reason::Spelled { typed, .. } if typed == "pasporrt"
    )));
}

#[test]
fn what_somebody_else_answers_is_said_and_nonsense_fits_nothing() {
    let index = index();
    let answer = index.ask("hoe vraag ik studiefinanciering aan");
    assert_eq!(answer.certainty, Certainty::Nothing);
    assert_eq!(
        answer.elsewhere.map(|other| other.organisation),
        Some("DUO".into())
    );
    for question in [
        "",
        "   ",
        "?!",
        "qwrtzp xkcdvb",
        "de het een",
        "\u{0}\u{1}",
        "😀😀",
    ] {
        let answer = index.ask(question);
        assert_eq!(answer.certainty, Certainty::Nothing, "{question:?}");
        assert_eq!(answer.urgent, None, "{question:?}");
    }
}

#[test]
fn a_story_is_answered_whatever_it_says_besides_and_a_subject_of_others_is_not() {
    let index = index();
    for (story, id) in [
        (
            "Mijn tante zit al weken zonder bezoek in haar flat en zou graag weer eens met iemand een ommetje over de markt maken",
            "eenzaamheid",
        ),
        (
            "Sinds de verbouwing van de school stapelen de ouders hun bakfietsen schots en scheef voor onze inrit",
            "parkeeroverlast",
        ),
    ] {
        let answer = index.ask(story);
        assert_eq!(answer.hits[0].id, id, "{story}");
        assert_ne!(answer.certainty, Certainty::Nothing, "{story}");
    }
    for beyond in [
        "welke winterband past er op mijn bolide",
        "welk team promoveert er naar de eredivisie dit seizoen",
    ] {
        let answer = index.ask(beyond);
        assert_eq!(answer.certainty, Certainty::Nothing, "{beyond}: {answer:?}");
    }
}

#[test]
fn what_the_desk_chose_is_learned_and_can_be_taken_back() {
    let mut index = index();
    let question = "bankje";
    let before = ranking(&index, question);
    let other = ranking(&index, "paspoort verlopen");
    let choices: Vec<Choice> = (0..20)
        .map(|n| {
            let desk = format!("balie-{}", n % 4);
            let words = index.known_words("er is iets met het bankje");
            Choice::new(words, "overlast-jongeren", &desk, Outcome::Helped)
        })
        .collect();
    let mut learned = Learned::default();
    for choice in &choices {
        learned.add(choice);
    }
    index.learn(&learned);
    let during = index.ask(question);
    assert_ne!(
        before.first().map(String::as_str),
        Some("overlast-jongeren")
    );
    assert_eq!(during.hits[0].id, "overlast-jongeren");
    assert!(
        during.hits[0].why.contains(&Reason::Learned(20)),
        "{:?}",
        during.hits[0]
    );
    assert_eq!(
        ranking(&index, "paspoort verlopen"),
        other,
        "another question stays as it was"
    );
    for choice in choices.iter().rev() {
        learned.take_back(choice);
    }
    assert_eq!(learned, Learned::default());
    index.learn(&learned);
    assert_eq!(ranking(&index, question), before);
    assert_eq!(ranking(&Index::build(docs(), &learned), question), before);
}

fn taught(index: &Index, question: &str, item: &str, choices: usize, desks: usize) -> Learned {
    let mut learned = Learned::default();
    let words = index.known_words(question);
    for n in 0..choices {
        let desk = format!("balie-{}", n % desks);
        learned.add(&Choice::new(words.clone(), item, &desk, Outcome::Helped));
    }
    learned
}

#[test]
fn twenty_choices_move_an_answer_past_a_strong_one_and_a_few_do_not() {
    let question = "mijn paspoort is verlopen";
    let plain = index();
    let before = ranking(&plain, question);
    assert_eq!(before[0], "paspoort");
    assert!(!before.contains(&"grofvuil".to_owned()), "{before:?}");
    let place = |choices: usize, desks: usize| {
        let mut index = plain.clone();
        index.learn(&taught(&plain, question, "grofvuil", choices, desks));
        let after = ranking(&index, question);
        let rest: Vec<&String> = after.iter().filter(|id| *id != "grofvuil").collect();
        assert!(
            before.iter().take(3).eq(rest.into_iter().take(3)),
            "the best others keep their order: {after:?}"
        );
        after.iter().position(|id| id == "grofvuil")
    };
    assert_eq!(place(20, 4), Some(0), "twenty choices of four desks");
    assert!(
        place(20, 1).is_some_and(|at| at > 0),
        "one desk moves it up"
    );
    for few in 1..4 {
        assert_ne!(place(few, few), Some(0), "{few} choices turn nothing");
    }
    let mut index = plain.clone();
    index.learn(&taught(&plain, question, "grofvuil", 20, 4));
    assert_eq!(
        ranking(&index, "paspoort voor mijn baby")[0],
        "paspoort",
        "a question that shares a word follows only for its part"
    );
    index.learn(&Learned::default());
    assert_eq!(ranking(&index, question), before, "taken back");
}

#[test]
fn one_desk_cannot_drown_the_rest_and_one_choice_weighs_nothing() {
    let mut index = index();
    let mut learned = Learned::default();
    let question = "paspoort verlopen";
    let words = index.known_words(question);
    let choice = Choice::new(words, "grofvuil", "balie-1", Outcome::Helped);
    learned.add(&choice);
    index.learn(&learned);
    let first = ranking(&index, question);
    assert_eq!(first[0], "paspoort");
    assert!(
        !first.contains(&"grofvuil".to_owned()),
        "one choice is none: {first:?}"
    );
    for _ in 0..1_000 {
        learned.add(&choice);
    }
    index.learn(&learned);
    assert_eq!(ranking(&index, question)[0], "paspoort");
    let mut against = Learned::default();
    for _ in 0..9 {
        against.add(&Choice::new(
            index.known_words("verloren sleutels"),
            "gevonden-voorwerpen",
            "balie-2",
            Outcome::NotHelped,
        ));
    }
    let score = |index: &Index| {
        let hits = index.ask("verloren sleutels").hits;
        hits.iter()
            .find(|hit| hit.id == "gevonden-voorwerpen")
            .map(|hit| hit.score)
    };
    index.learn(&Learned::default());
    let plain = score(&index);
    index.learn(&against);
    assert!(score(&index) < plain, "what did not help sinks");
}

#[test]
fn personal_data_takes_no_part_in_ranking_or_learning() {
    let index = index();
    assert_eq!(
        ranking(
            &index,
            "ik heet Sam Paspoort, lantaarnpaal stuk, bel 06-12345678"
        ),
        ranking(&index, "ik heet, lantaarnpaal stuk, bel")
    );
}

#[test]
fn a_very_long_question_costs_no_more_than_a_long_one() {
    let index = index();
    let story = "de lamp in de straat is stuk, mijn xqvzrtk buurman blafhondde en toen ";
    let work = |letters: usize| {
        let text: String = story.chars().cycle().take(letters).collect();
        index.ask_counted(&text).1
    };
    let (long, longest) = (work(7_000), work(50_000));
    assert!(longest.words <= long.words + 2, "{long:?} {longest:?}");
    assert!(longest.postings <= long.postings, "{long:?} {longest:?}");
    assert!(
        longest.rule_steps <= long.rule_steps + long.rule_steps / 100,
        "{long:?} {longest:?}"
    );
    let strange: String = (0..50_000u32)
        .map(|n| {
            char::from_u32(u32::from(b'a') + n * 7 % 26)
                .filter(|_| n % 9 != 0)
                .unwrap_or(' ')
        })
        .collect();
    let work = index.ask_counted(&strange).1;
    assert!(work.looked_up <= 40 && work.words < 1_200, "{work:?}");
    let end = format!("{} mijn man ademt niet meer", "praatje ".repeat(6_000));
    assert!(
        index.ask(&end).urgent.is_some(),
        "the end of a long story is read"
    );
}

#[test]
fn suggestions_come_per_keystroke_from_titles_and_words() {
    let index = index();
    for (typed, id) in [
        ("paspo", "paspoort"),
        ("klik", ""),
        ("kliko ka", "afvalbak-aanvragen"),
        ("wethou", "inspreken-raad"),
        ("Straatverl", "melding-straatverlichting"),
    ] {
        let found = index.suggest(typed, 8);
        let ids: BTreeSet<&str> = found.iter().map(|one| one.id.as_str()).collect();
        assert_eq!(ids.len(), found.len(), "each item once");
        assert!(
            !found.is_empty() && (id.is_empty() || ids.contains(id)),
            "{typed}: {found:?}"
        );
    }
    assert!(index.suggest("p", 8).is_empty());
    assert!(index.suggest("zzzzqq", 8).is_empty());
    assert!(index.suggest(&"a".repeat(50_000), 8).is_empty());
}

#[test]
fn words_of_an_owner_count_at_once() {
    let mut docs = docs();
    let item = docs
        .iter_mut()
        .find(|doc| doc.id == "volkstuin")
        .expect("it ships");
    item.words.push("knollenkamp".into());
    let index = Index::build(docs, &Learned::default());
    assert_eq!(ranking(&index, "waar is de knollenkamp")[0], "volkstuin");
}

#[test]
fn an_index_of_nothing_answers_nothing() {
    let index = Index::build([], &Learned::default());
    assert!(index.is_empty());
    assert!(index.ask("lamp stuk").hits.is_empty());
    assert_eq!(index.ask("lamp stuk").certainty, Certainty::Nothing);
}
