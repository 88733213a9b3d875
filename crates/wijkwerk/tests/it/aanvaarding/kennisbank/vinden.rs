//! Finding it at the desk, the same for everybody, and whether who answers is open now.

use kit::testing::TestDb;
use wijkwerk::access::Actor;
use wijkwerk::balie::infopunten::NewLocatie;
use wijkwerk::balie::infopunten::actions::make_locatie;
use wijkwerk::balie::kennisbank::actions;
use wijkwerk::ids::{KennisitemId, LocatieId};
use wijkwerk::testing::{As, Where};

use super::{Bank, NEW};
use crate::aanvaarding::visible;

/// What somebody at the desk gets to a question; where the first hit can be chosen.
fn asked(bank: &Bank, who: &As, vraag: &str) -> (String, Option<String>) {
    let answer = bank.stad.post(who, "balie", &format!("vraag={vraag}"));
    assert_eq!(answer.status, 200, "{}", answer.text());
    let page = answer.text();
    let first = page
        .split_once("name=\"item\" value=\"")
        .and_then(|(_, rest)| rest.split_once('"'));
    let first = first.map(|(id, _)| id.to_owned());
    (visible(&page), first)
}

fn l_34_one_list_shows_the_items_of_all_owners_with_their_names(db: TestDb) {
    let bank = Bank::new(db);
    bank.item();
    let other = NEW.replace("Hulp bij schulden", "Maatje bij schulden");
    let id = bank.stad.sent(&bank.ander, "kennisbank/nieuw", &other);
    bank.stad
        .sent(&bank.ander, &format!("kennisbank/{id}/publiceer"), "");
    let (page, _) = asked(&bank, &As::role("contactmedewerker"), "schulden");
    let frame = bank.stad.app.frame(bank.stad.app.slug());
    let owners = frame
        .organisaties
        .iter()
        .filter(|found| found.soort != "gemeente");
    for owner in owners.take(2) {
        assert!(page.contains(&owner.naam), "{}: {page}", owner.naam);
    }
    for title in ["Hulp bij schulden", "Maatje bij schulden"] {
        assert!(page.contains(title), "{title}: {page}");
    }
}

fn l_43_the_kcc_and_the_desk_find_the_same_item_first(db: TestDb) {
    let bank = Bank::new(db);
    let id = bank.item();
    let app = &bank.stad.app;
    let frame = app.frame(app.slug());
    let at = |naam: &str, is_gemeente: bool| {
        let found = frame
            .organisaties
            .iter()
            .find(|found| (found.soort == "gemeente") == is_gemeente);
        let organisatie = found.expect("an organisation").id;
        let made = app
            .an_account(naam)
            .of(organisatie)
            .with_role("contactmedewerker", Where::Gemeente)
            .make();
        As::Person(made.account)
    };
    let (kcc, desk) = (at("Kcc Voorbeeld", true), at("Wip Voorbeeld", false));
    let vraag = "ik kan mijn rekeningen niet meer betalen en heb schulden";
    let before = [&kcc, &desk].map(|who| asked(&bank, who, vraag).1);
    assert_eq!(before, [Some(id.clone()), Some(id.clone())]);
    bank.stad.sent(
        &bank.een,
        &format!("kennisbank/{id}/wijzig"),
        &NEW.replace("Wij helpen als", "Wij komen langs als"),
    );
    for who in [&kcc, &desk] {
        let (page, first) = asked(&bank, who, vraag);
        assert_eq!(first.as_ref(), Some(&id));
        assert!(page.contains("Wij komen langs als"), "{page}");
    }
}

fn a_question_of_fifty_thousand_letters_is_answered_and_a_longer_one_refused(db: TestDb) {
    let bank = Bank::new(db);
    let id = bank.item();
    let desk = As::role("contactmedewerker");
    let story = format!("schulden {}", "en toen zei hij ".repeat(3_124));
    let story: String = story.chars().take(50_000).collect();
    assert_eq!(asked(&bank, &desk, &story).1, Some(id));
    let longer = format!("{}xx", story.trim());
    let longer = format!("{longer}{}", "x".repeat(100));
    let answer = bank.stad.post(&desk, "balie", &format!("vraag={longer}"));
    assert_eq!(answer.status, 400, "{}", answer.text());
}

/// A place in the nth wijk, with these hours for the item.
pub(super) fn place(bank: &Bank, naam: &'static str, nth: usize) -> LocatieId {
    let app = &bank.stad.app;
    let gebied = app.frame(app.slug()).wijken().nth(nth).expect("a wijk").id;
    let new = NewLocatie {
        naam: naam.to_owned(),
        soort: "buurthuis".to_owned(),
        organisatie: None,
        gebied: Some(gebied),
        adres: "Wielstraat 8".to_owned(),
        postcode: String::new(),
        plaats: "Wielstad".to_owned(),
        telefoon: None,
        place: None,
        sterren: 0,
        toegankelijkheid: String::new(),
    };
    app.write(&Actor::Command, move |ctx| make_locatie(ctx, &new))
        .expect("a place")
}

fn who_answers_is_open_now_as_long_as_that_is_true(db: TestDb) {
    let bank = Bank::new(db);
    let app = &bank.stad.app;
    let item = KennisitemId(bank.item().parse().expect("an id"));
    let (een, twee) = (place(&bank, "Aanloop", 0), place(&bank, "Buurthuis", 1));
    let plaatsen = [
        (een, "Mo-Fr 09:00-12:30".to_owned(), String::new()),
        (twee, String::new(), String::new()),
    ];
    app.write(&Actor::Command, move |ctx| {
        actions::set_plaatsen(ctx, item, &plaatsen)
    })
    .expect("places");
    let shown = |path: &str| bank.page(&As::Nobody, &format!("vraag/hulp-bij-schulden{path}"));
    let open = "nu open tot 12.30 uur";
    let steps = [
        ("2026-03-03T08:00:00Z", open),
        ("2026-03-03T10:30:59Z", open),
        ("2026-03-03T10:31:00Z", "sluit over 59 minuten"),
        ("2026-03-03T11:29:30Z", "sluit over 1 minuut"),
        ("2026-03-03T11:30:00Z", "morgen open vanaf 9.00 uur"),
        ("2026-03-03T23:00:00Z", "vandaag open vanaf 9.00 uur"),
    ];
    for (at, expected) in steps {
        app.clock.set(at.parse().expect("a moment"));
        let page = shown("");
        assert!(page.contains(expected), "{at}: {page}");
        assert_eq!(page.contains(open), expected == open, "{at}: {page}");
        assert!(
            !page.contains("· gesloten"),
            "unknown is not closed: {page}"
        );
    }
    let before = |page: &str| page.find("Aanloop") < page.find("Buurthuis");
    let wijk = |nth: usize| {
        let frame = app.frame(app.slug());
        frame.wijken().nth(nth).expect("a wijk").sleutel.clone()
    };
    assert!(before(&shown(&format!("?wijk={}", wijk(0)))));
    assert!(!before(&shown(&format!("?wijk={}", wijk(1)))));
    app.clock
        .set("2026-03-04T08:00:00Z".parse().expect("a moment"));
    for (nth, expected) in [(0, "Aanloop, nu open tot 12.30 uur"), (1, "Buurthuis")] {
        let fields = format!("vraag=hulp bij schulden&wijk={}", wijk(nth));
        let answer = visible(&bank.stad.post(&As::Nobody, "vraag", &fields).text());
        assert!(answer.contains(expected), "{answer}");
        assert_eq!(answer.contains("nu open"), nth == 0, "{answer}");
    }
}

kit::on_both_engines!(
    who_answers_is_open_now_as_long_as_that_is_true,
    l_34_one_list_shows_the_items_of_all_owners_with_their_names,
    l_43_the_kcc_and_the_desk_find_the_same_item_first,
    a_question_of_fifty_thousand_letters_is_answered_and_a_longer_one_refused,
);
