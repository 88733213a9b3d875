//! What the wegwijzer keeps of a question that was asked at the desk, and for how long.

use kit::db::Queries;
use kit::testing::TestDb;
use wijkwerk::error::Error;
use wijkwerk::jobs::{Night, run_due};
use wijkwerk::testing::As;

use super::{Stad, visible};

const DAY: i64 = 24 * 60 * 60;

/// What is kept of every question, and the journaal as it is stored.
fn kept(stad: &Stad) -> (Vec<String>, Vec<String>) {
    let gemeente = stad.app.frame(stad.app.slug()).id;
    let read = move |tx: &mut kit::db::Read<'_>| {
        let mut texts = |sql: &'static str| tx.query(sql, &[&gemeente], |row| row.get(0));
        Ok::<_, Error>((
            texts("SELECT woorden FROM wegwijzer_keuzes WHERE gemeente_id = $1 ORDER BY at, id")?,
            texts("SELECT body FROM journaal WHERE gemeente_id = $1 ORDER BY seq")?,
        ))
    };
    stad.app.app.db().read_blocking(read).expect("what is kept")
}

fn inv_19_of_a_question_at_the_desk_only_known_words_are_kept_for_two_years(db: TestDb) {
    let stad = Stad::new(db, "lelystad-demo");
    let samples = stad.app.samples();
    let item = samples.0.get("kennisitem").expect("an item").clone();
    let before = kept(&stad).0.len();
    stad.app.clock.advance_seconds(1);
    let desk = As::role("contactmedewerker");
    for question in [
        "quwelderink belt over een paspoort dat kwijt is",
        "Zogenaamdsma, 06 12 34 56 78, paspoort kwijt",
        "paspoort kwijt, fictiefstralaan 12 in 1234 AB, xandriwicz@voorbeeld.example",
    ] {
        let fields = format!("item={item}&vraag={question}");
        stad.sent(&desk, "balie/kies", &fields);
    }
    let (mut words, journaal) = kept(&stad);
    words[before..].sort();
    assert_eq!(
        words[before..],
        ["belt kwijt paspoort", "kwijt paspoort", "kwijt paspoort"]
    );
    let learned = visible(&stad.page(&As::role("coordinator"), "balie/geleerd"));
    for name in [
        "quwelder",
        "ogenaamdsma",
        "fictief",
        "xandri",
        "0612",
        "1234",
    ] {
        assert!(!journaal.iter().any(|line| line.contains(name)), "{name}");
        assert!(!learned.contains(name), "{name}: {learned}");
    }
    stad.app.clock.advance_seconds(729 * DAY);
    run_due(&stad.app.app, Night::Now).expect("a night");
    assert_eq!(kept(&stad).0.len(), before + 3);
    stad.app.clock.advance_seconds(2 * DAY);
    run_due(&stad.app.app, Night::Now).expect("a night");
    assert_eq!(kept(&stad).0.len(), 0);
    let fields = format!("item={item}&vraag=quwelderink");
    stad.sent(&desk, "balie/kies", &fields);
    assert_eq!(kept(&stad).0.len(), 0, "nothing is kept of a name alone");
}

fn while_somebody_types_a_need_and_answers_with_their_owner_are_told(db: TestDb) {
    let stad = Stad::new(db, "lelystad-demo");
    let writer = As::role("aanbodbeheerder");
    let fields = "soort=aanbod&onderwerp=geld&titel=Kornoeljeregeling voor tuinen&samenvatting=Wij helpen u verder.&talen=nl";
    let id = stad.sent(&writer, "kennisbank/nieuw", fields);
    stad.sent(&writer, &format!("kennisbank/{id}/publiceer"), "");
    let typed = |text: &str| {
        let answer = stad.post(&As::Nobody, "vraag-voorstellen", &format!("vraag={text}"));
        assert_eq!(answer.status, 200, "{text}: {}", answer.text());
        answer.json()
    };
    let begun = typed("korno");
    assert_eq!(begun["spoed"], serde_json::Value::Null);
    let there = format!("/{}/vraag/kornoeljeregeling-voor-tuinen", stad.app.slug());
    assert_eq!(
        begun["lijst"],
        serde_json::json!([{
            "tekst": "Kornoeljeregeling voor tuinen",
            "url": there,
            "vers": "gecontroleerd op maandag 2 maart 2026",
        }])
    );
    let frame = stad.app.frame(stad.app.slug());
    let actor = stad.app.actor("aanbodbeheerder");
    let owner = actor.account().and_then(|account| account.organisatie);
    let owner = owner
        .and_then(|id| frame.organisatie(id))
        .expect("an owner");
    let told = typed("wat is de kornoeljeregeling voor tuinen");
    let first = &told["lijst"][0];
    assert_eq!(
        (first["url"].as_str(), first["wie"].as_str()),
        (Some(there.as_str()), Some(owner.naam.as_str())),
        "{told}"
    );
    let urgent = typed("ik ruik gas");
    assert_eq!(urgent["spoed"]["nummer"], "0800-9009", "{urgent}");
    assert_eq!(urgent["spoed"]["url"], "tel:08009009");
    for (word, text) in [
        ("kop", "gas"),
        ("zin", "Ga naar buiten"),
        ("bel", "Bel 0800-9009"),
    ] {
        let said = urgent["spoed"][word].as_str().unwrap_or_default();
        assert!(said.contains(text), "{word}: {said}");
    }
    assert_eq!(
        typed("gas")["spoed"],
        serde_json::Value::Null,
        "one word is too little"
    );
    let page = stad.post(&As::Nobody, "vraag", "vraag=ik ruik gas").text();
    assert!(visible(&page).contains("Ga naar buiten"), "{page}");
}

/// Two texts of one writer that answer the same word, and their ids.
fn two_alike(stad: &Stad) -> [(&'static str, String); 2] {
    let writer = As::role("aanbodbeheerder");
    ["Kornoeljehulp aan huis", "Kornoeljehulp op zaal"].map(|titel| {
        let fields = format!(
            "soort=aanbod&onderwerp=geld&titel={titel}&samenvatting=Wij helpen u verder.&talen=nl"
        );
        let id = stad.sent(&writer, "kennisbank/nieuw", &fields);
        stad.sent(&writer, &format!("kennisbank/{id}/publiceer"), "");
        (titel, id)
    })
}

/// The titles in the order in which a desk finds them.
fn found(stad: &Stad, titles: [&'static str; 2]) -> Vec<&'static str> {
    let answer = stad.post(
        &As::role("contactmedewerker"),
        "balie",
        "vraag=kornoeljehulp",
    );
    let page = visible(&answer.text());
    let mut there: Vec<(usize, &str)> = titles
        .into_iter()
        .map(|titel| (page.find(titel).expect("both are found"), titel))
        .collect();
    there.sort_unstable();
    there.into_iter().map(|(_, titel)| titel).collect()
}

fn chosen(stad: &Stad, item: &str, vraag: &str, times: usize) {
    for _ in 0..times {
        stad.app.clock.advance_seconds(1);
        let fields = format!("item={item}&vraag={vraag}");
        stad.sent(&As::role("contactmedewerker"), "balie/kies", &fields);
    }
}

/// What can be taken back on this page, by the id of the choice.
fn to_take_back(page: &str) -> Vec<String> {
    page.split("/balie/keuzes/")
        .skip(1)
        .filter_map(|rest| rest.split_once("/terug"))
        .map(|(id, _)| id.to_owned())
        .collect()
}

fn what_desks_choose_moves_the_ranking_until_it_is_taken_back(db: TestDb) {
    let stad = Stad::new(db, "lelystad-demo");
    let made = two_alike(&stad);
    let titles = [made[0].0, made[1].0];
    let before = found(&stad, titles);
    let (second, id) = made
        .iter()
        .find(|(titel, _)| *titel == before[1])
        .expect("one of the two");
    chosen(&stad, id, "kornoeljehulp", 20);
    assert_eq!(found(&stad, titles)[0], *second);
    let regie = As::role("coordinator");
    let learned = to_take_back(&stad.page(&regie, "balie/geleerd?q=kornoelje"));
    assert_eq!(learned.len(), 20);
    for keuze in learned {
        stad.app.clock.advance_seconds(1);
        stad.sent(&regie, &format!("balie/keuzes/{keuze}/terug"), "");
    }
    assert_eq!(found(&stad, titles), before);
    let empty = visible(&stad.page(&regie, "balie/geleerd?q=kornoelje"));
    assert!(empty.contains("Niets gevonden."), "{empty}");
}

fn every_choice_can_be_found_and_taken_back_however_old(db: TestDb) {
    let stad = Stad::new(db, "lelystad-demo");
    let [(_, one), (_, other)] = two_alike(&stad);
    let regie = As::role("coordinator");
    let already = to_take_back(&stad.page(&regie, "balie/geleerd")).len();
    chosen(&stad, &one, "paspoort kwijt", 1);
    chosen(&stad, &other, "kornoeljehulp", 60);
    let first = stad.page(&regie, "balie/geleerd");
    let shown = to_take_back(&first);
    assert_eq!(shown.len(), 50);
    let last = shown.last().expect("the last of the page");
    assert!(first.contains(&format!("na={last}")), "{first}");
    let rest = to_take_back(&stad.page(&regie, &format!("balie/geleerd?na={last}")));
    assert_eq!(rest.len(), 11 + already);
    assert!(rest.iter().all(|keuze| !shown.contains(keuze)));
    for (q, expected) in [("PASPOORT", 1), ("kornoeljehulp op", 50), ("aan huis", 1)] {
        let found = to_take_back(&stad.page(&regie, &format!("balie/geleerd?q={q}")));
        assert_eq!(found.len(), expected, "{q}");
    }
}

kit::on_both_engines!(
    what_desks_choose_moves_the_ranking_until_it_is_taken_back,
    every_choice_can_be_found_and_taken_back_however_old,
    while_somebody_types_a_need_and_answers_with_their_owner_are_told,
    inv_19_of_a_question_at_the_desk_only_known_words_are_kept_for_two_years,
);
