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

kit::on_both_engines!(
    while_somebody_types_a_need_and_answers_with_their_owner_are_told,
    inv_19_of_a_question_at_the_desk_only_known_words_are_kept_for_two_years,
);
