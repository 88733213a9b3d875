//! From a resident whom the wegwijzer gave no answer, over the website, to the desk and back by mail.

use kit::testing::TestDb;
use wijkwerk::testing::{As, Ask};

use super::{Stad, visible};

const ADRES: &str = "vrager@voorbeeld.example";
const VRAAG: &str = "Wie haalt de quwelder uit mijn tuin?";

/// Somebody at the desk, or at the telephone where there is no desk.
fn desk(stad: &Stad) -> As {
    let mut roles = ["contactmedewerker", "kcc"].into_iter();
    let found = roles.find(|rol| stad.app.person_in(stad.app.slug(), rol).is_some());
    As::role(found.expect("somebody answers questions"))
}

/// What is asked goes from the wegwijzer to the form, from the form to the desk, and the answer goes by mail.
fn asked_and_answered(db: TestDb, document: &str) {
    let stad = Stad::new(db, document);
    let slug = stad.app.slug().to_owned();
    let nothing = stad.post(&As::Nobody, "vraag", &format!("vraag={VRAAG}"));
    assert_eq!(nothing.status, 200);
    let page = nothing.text();
    assert!(visible(&page).contains("Hier weten we geen goed antwoord op"));
    assert!(
        page.contains(&format!("action=\"/{slug}/vraag/stel\"")),
        "{page}"
    );
    assert!(
        page.contains(&format!("name=\"vraag\" value=\"{VRAAG}\"")),
        "{page}"
    );

    let form = stad.post(&As::Nobody, "vraag/stel", &format!("vraag={VRAAG}"));
    assert_eq!(form.status, 200, "{}", form.location());
    let page = form.text();
    assert!(page.contains(&format!(">{VRAAG}</textarea>")), "{page}");
    assert!(
        stad.tables_with("quwelder").is_empty(),
        "nothing is kept yet"
    );

    let fields = format!("vraag={VRAAG}&antwoord=mail&email={ADRES}&bevestigd=1&verstuur=1");
    let sent = stad.post(&As::Nobody, "vraag/stel", &fields);
    assert_eq!(sent.status, 303, "{}", sent.text());
    let to = sent.location().to_owned();
    assert!(!to.contains("quwelder") && !to.contains('@'), "{to}");
    let receipt = stad.app.send(&Ask::get(&to).lang("nl"));
    assert_eq!(receipt.status, 200, "{}", receipt.text());
    let receipt = visible(&receipt.text());
    assert!(receipt.contains("De vraag is gesteld"), "{receipt}");
    assert!(receipt.contains("Het komt per mail"), "{receipt}");
    assert!(receipt.contains("Dat gebeurt uiterlijk"), "{receipt}");
    let english = visible(&stad.app.send(&Ask::get(&to).lang("en")).text());
    assert!(english.contains("The question was asked"), "{english}");
    assert_eq!(stad.tables_with(ADRES), ["contactpersonen"]);

    let desk = desk(&stad);
    let open = stad.page(&desk, "balie/open-vragen");
    assert!(open.contains(VRAAG), "{open}");
    let (_, rest) = open.split_once("/balie/open-vragen/").expect("it is open");
    let path = format!("balie/open-vragen/{}", &rest[..36]);
    let one = stad.page(&desk, &path);
    assert!(one.contains("Mail het antwoord"), "{one}");
    assert!(!one.contains(ADRES), "shown on asking only");
    let answer = format!("{path}/klaar");
    let empty = stad.post(&desk, &answer, "mail=1&antwoord=Ja");
    assert_eq!(empty.status, 400, "{}", empty.text());
    assert_eq!(stad.mails_to(ADRES).len(), 1, "the receipt");
    stad.app.clock.advance_seconds(60);
    let told = "De gemeente komt donderdag de quwelder halen.";
    stad.sent(&desk, &answer, &format!("mail=1&antwoord={told}"));
    let mails = stad.mails_to(ADRES);
    assert_eq!(mails.len(), 2, "{mails:#?}");
    assert!(!mails[0].contains("quwelder"), "{}", mails[0]);
    assert!(mails[1].contains(told), "{}", mails[1]);
    assert!(mails[1].contains(&format!("/{slug}/vraag/stel")));
    let after = visible(&stad.app.send(&Ask::get(&to).lang("nl")).text());
    assert!(after.contains("De vraag is beantwoord"), "{after}");
    assert!(!stad.page(&desk, "balie/open-vragen").contains(VRAAG));
}

fn l_22_what_the_wegwijzer_does_not_know_is_asked_of_the_desk(db: TestDb) {
    asked_and_answered(db, "lelystad-demo");
}

fn l_22_what_the_wegwijzer_does_not_know_is_asked_of_the_kcc(db: TestDb) {
    asked_and_answered(db, "velsen-demo");
}

fn inv_19_data_of_people_stay_out_and_the_form_stays_filled_in(db: TestDb) {
    let stad = Stad::new(db, "lelystad-demo");
    let asked = "Mevrouw Quwelderink, Fictiefweg 8, geboren 3-4-1950, zoekt hulp bij de was";
    let fields = format!("vraag={asked}&antwoord=mail&email={ADRES}&bevestigd=1&verstuur=1");
    let refused = stad.post(&As::Nobody, "vraag/stel", &fields);
    assert_eq!(refused.status, 400);
    let page = refused.text();
    assert!(visible(&page).contains("Hoort dit hier?"), "{page}");
    assert!(page.contains(&format!("value=\"{ADRES}\"")), "{page}");
    assert!(page.contains("value=\"mail\" checked"), "{page}");
    assert!(page.contains(&format!(">{asked}</textarea>")), "{page}");
    assert!(page.contains("name=\"weglaten\""), "{page}");
    let english = Ask::post("/lelystad/vraag/stel", &fields).lang("en");
    let english = visible(&stad.app.send(&english).text());
    assert!(english.contains("Take names, addresses"), "{english}");
    assert!(stad.tables_with(ADRES).is_empty());
    stad.sent(&As::Nobody, "vraag/stel", &format!("{fields}&weglaten=1"));
    for told in ["Quwelderink", "Fictiefweg", "3-4-1950"] {
        assert!(stad.tables_with(told).is_empty(), "{told}");
    }
    let open = stad.page(&desk(&stad), "balie/open-vragen");
    assert!(open.contains("zoekt hulp bij de was"), "{open}");
    // What comes along from the box comes along without them.
    let form = stad.post(&As::Nobody, "vraag/stel", &format!("vraag={asked}"));
    assert!(!form.text().contains("Quwelderink"), "{}", form.text());
}

fn l_22_the_page_stands_on_its_own_and_says_what_cannot_wait(db: TestDb) {
    let stad = Stad::new(db, "lelystad-demo");
    let box_page = stad.page(&As::Nobody, "vraag");
    assert!(
        box_page.contains("href=\"/lelystad/vraag/stel\""),
        "{box_page}"
    );
    let page = visible(&stad.page(&As::Nobody, "vraag/stel"));
    assert!(page.contains("Niet nodig, ik kijk zelf"), "{page}");
    let english = stad.app.send(&Ask::get("/lelystad/vraag/stel").lang("en"));
    assert!(visible(&english.text()).contains("Not needed, I will look for myself"));
    let gas = "vraag=Ik ruik gas in de straat, wat nu?";
    let urgent = stad.post(&As::Nobody, "vraag/stel", gas);
    assert!(urgent.text().contains("tel:08009009"), "{}", urgent.text());
    let fields = format!("{gas}&antwoord=nothing&verstuur=1");
    let urgent = stad.post(&As::Nobody, "vraag/stel", &fields);
    assert_eq!(urgent.status, 200, "{}", urgent.location());
    assert!(urgent.text().contains("tel:08009009"), "{}", urgent.text());
    let sure = stad.post(&As::Nobody, "vraag/stel", &format!("{fields}&bevestigd=1"));
    assert_eq!(sure.status, 303, "{}", sure.text());
    let somebody = stad.get(
        &As::Nobody,
        "vraag/stel?ontvangen=018f0000-0000-7000-8000-00000000abcd",
    );
    assert_eq!(somebody.status, 404);
}

fn l_22_what_cannot_wait_is_said_of_other_words_too(db: TestDb) {
    let stad = Stad::new(db, "lelystad-demo");
    // The answers of the wegwijzer were on the page before, so that the form remembers they were seen.
    let form = stad.post(&As::Nobody, "vraag/stel", &format!("vraag={VRAAG}"));
    let page = form.text();
    assert!(page.contains("name=\"gezien\" value=\"1\""), "{page}");
    assert!(!page.contains("name=\"bevestigd\""), "{page}");
    // Then something else was typed.
    let gas = "vraag=Ik ruik gas in de straat, wat nu?";
    let fields = format!("{gas}&antwoord=nothing&verstuur=1");
    let urgent = stad.post(&As::Nobody, "vraag/stel", &format!("{fields}&gezien=1"));
    assert_eq!(urgent.status, 200, "{}", urgent.location());
    assert!(urgent.text().contains("tel:08009009"), "{}", urgent.text());
    assert!(
        stad.tables_with("Ik ruik gas").is_empty(),
        "nothing is kept"
    );
    let sure = stad.post(
        &As::Nobody,
        "vraag/stel",
        &format!("{fields}&gezien=1&bevestigd=1"),
    );
    assert_eq!(sure.status, 303, "{}", sure.text());
    // What can wait is taken in at once by whoever saw the answers.
    let calm = format!("vraag={VRAAG}&antwoord=nothing&verstuur=1&gezien=1");
    let taken = stad.post(&As::Nobody, "vraag/stel", &calm);
    assert_eq!(taken.status, 303, "{}", taken.text());
}

kit::on_both_engines!(
    l_22_what_the_wegwijzer_does_not_know_is_asked_of_the_desk,
    l_22_what_the_wegwijzer_does_not_know_is_asked_of_the_kcc,
    inv_19_data_of_people_stay_out_and_the_form_stays_filled_in,
    l_22_the_page_stands_on_its_own_and_says_what_cannot_wait,
    l_22_what_cannot_wait_is_said_of_other_words_too,
);
