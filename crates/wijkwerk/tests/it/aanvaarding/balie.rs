//! The desk: over its own pages, as somebody behind it sees them.

use kit::db::Queries;
use kit::testing::TestDb;
use wijkwerk::balie::infopunten::{Aantal, list_infopunten};
use wijkwerk::error::Error;
use wijkwerk::testing::{As, Where};

use super::{Stad, visible};

pub(super) const DESK: &str = "contactmedewerker";

pub(super) fn stad(db: TestDb) -> Stad {
    Stad::new(db, "lelystad-demo")
}

/// The first topic and the channels of the inrichting.
pub(super) fn words(stad: &Stad) -> (String, Vec<String>) {
    let inrichting = stad.app.inrichting(stad.app.slug());
    let kanalen = inrichting
        .kanalen
        .iter()
        .map(|kanaal| kanaal.sleutel.clone());
    (inrichting.onderwerpen[0].sleutel.clone(), kanalen.collect())
}

pub(super) fn count(stad: &Stad, sql: &'static str) -> i64 {
    let gemeente = stad.app.frame(stad.app.slug()).id;
    let db = stad.app.app.db();
    db.read_blocking(move |tx| Ok::<_, Error>(tx.query_one(sql, &[&gemeente], |row| row.get(0))?))
        .expect("a count")
}

/// Makes a point over the page of the administrator; answers its id.
pub(super) fn point(stad: &Stad, naam: &str, open: bool) -> String {
    let wijk = stad
        .app
        .frame(stad.app.slug())
        .wijken()
        .next()
        .expect("a wijk")
        .id;
    let organisatie = stad.organisatie("gemeente");
    let open = if open { "&open=ja" } else { "" };
    stad.sent(
        &As::role("functioneelbeheerder"),
        "balie/infopunten",
        &format!(
            "naam={naam}&soort=infopunt&rang=neven&gebied={wijk}&organisatie={organisatie}&plek=Huis&locatie_soort=buurthuis&adres=Straat 1&plaats=Stad{open}"
        ),
    );
    let gemeente = stad.app.frame(stad.app.slug()).id;
    let all = stad
        .app
        .app
        .db()
        .read_blocking(move |tx| list_infopunten(tx, gemeente))
        .expect("points");
    all.iter()
        .find(|punt| punt.naam == naam)
        .expect("it was made")
        .id
        .to_string()
}

fn l_25_a_walk_in_with_topic_and_outcome_only_is_saved(db: TestDb) {
    let stad = stad(db);
    let desk = As::role(DESK);
    let (onderwerp, kanalen) = words(&stad);
    let kanaal = &kanalen[3];
    let fields = format!("kanaal={kanaal}&onderwerp={onderwerp}&uitkomst=answered");
    let id = stad.sent(&desk, "balie/contacten", &fields);
    let page = visible(&stad.page(&desk, &format!("balie/contacten/{id}")));
    assert!(page.contains("Beantwoord"), "{page}");
    assert!(page.contains("Afgesloten"), "{page}");
    assert_eq!(
        count(
            &stad,
            "SELECT count(*) FROM contactpersonen WHERE gemeente_id = $1"
        ),
        0
    );
    let list = visible(&stad.page(&desk, "balie/contacten"));
    assert!(list.contains("Klaar, vandaag"), "{list}");
    let nothing = stad.post(&desk, "balie/contacten", &format!("kanaal={kanaal}"));
    assert_eq!(nothing.status, 400);
}

fn l_22_l_23_every_channel_has_the_same_topics(db: TestDb) {
    let stad = stad(db);
    let desk = As::role(DESK);
    let (onderwerp, kanalen) = words(&stad);
    for kanaal in &kanalen {
        let fields = format!("kanaal={kanaal}&onderwerp={onderwerp}&uitkomst=answered");
        stad.sent(&desk, "balie/contacten", &fields);
    }
    let sql = "SELECT count(*) FROM contacten WHERE gemeente_id = $1 AND state = 'closed'";
    assert_eq!(count(&stad, sql), i64::try_from(kanalen.len()).unwrap());
}

fn l_21_no_asks_for_what_follows(db: TestDb) {
    let stad = stad(db);
    let desk = As::role(DESK);
    let (onderwerp, kanalen) = words(&stad);
    let fields = format!(
        "kanaal={}&onderwerp={onderwerp}&uitkomst=answered",
        kanalen[1]
    );
    let id = stad.sent(&desk, "balie/contacten", &fields);
    let path = format!("balie/contacten/{id}/verder");
    let refused = stad.post(&desk, &path, "verder=no");
    assert_eq!(refused.status, 400);
    assert!(
        refused.text().contains("Kies wat er nu gebeurt"),
        "{}",
        refused.text()
    );
    stad.sent(&desk, &path, "verder=no&vervolg=declined");
    let page = visible(&stad.page(&desk, &format!("balie/contacten/{id}")));
    assert!(page.contains("was niet gewild"), "{page}");
}

fn inv_19_who_it_is_needs_a_purpose_and_is_shown_only_on_asking(db: TestDb) {
    let stad = stad(db);
    let desk = As::role(DESK);
    let (onderwerp, kanalen) = words(&stad);
    let fields = format!(
        "kanaal={}&onderwerp={onderwerp}&uitkomst=call_back",
        kanalen[1]
    );
    let id = stad.sent(&desk, "balie/contacten", &fields);
    let path = format!("balie/contacten/{id}/persoon");
    let refused = stad.post(&desk, &path, "naam=Robin Verzonnen&telefoon=0201234567");
    assert_eq!(refused.status, 400);
    assert!(refused.text().contains("Kies waarvoor dit nodig is"));
    stad.sent(
        &desk,
        &path,
        "doel=call_back&naam=Robin Verzonnen&telefoon=0201234567",
    );
    for page in [
        format!("balie/contacten/{id}"),
        "balie/contacten".to_owned(),
        "balie/open-vragen".to_owned(),
    ] {
        assert!(
            !stad.page(&desk, &page).contains("Robin Verzonnen"),
            "{page}"
        );
    }
    let shown = stad.post(&desk, &format!("{path}/tonen"), "");
    assert_eq!(shown.status, 200);
    assert!(shown.text().contains("Robin Verzonnen"));
    let sql = "SELECT count(*) FROM leeslog WHERE gemeente_id = $1 AND purpose = 'P1'";
    assert_eq!(count(&stad, sql), 1);
    let other = stad.post(&As::role("coordinator"), &format!("{path}/tonen"), "");
    assert!(matches!(other.status, 403 | 404), "{}", other.status);
    let journal =
        "SELECT count(*) FROM journaal WHERE gemeente_id = $1 AND body LIKE '%Verzonnen%'";
    assert_eq!(count(&stad, journal), 0);
}

fn l_26_three_open_questions_with_an_owner(db: TestDb) {
    let stad = stad(db);
    let desk = As::role(DESK);
    let (onderwerp, _) = words(&stad);
    let id = stad.sent(
        &desk,
        "balie/bijeenkomsten",
        "titel=Plannen voor het plein&plaats=Buurthuis&op=2026-03-02",
    );
    for (n, uitkomst) in ["open", "answered", "open", "open"].iter().enumerate() {
        stad.sent(
            &desk,
            &format!("balie/bijeenkomsten/{id}/vraag"),
            &format!("onderwerp={onderwerp}&uitkomst={uitkomst}&vraag=Vraag nummer {n}"),
        );
    }
    stad.sent(
        &desk,
        &format!("balie/bijeenkomsten/{id}/sluiten"),
        "bezoekers=30",
    );
    let page = visible(&stad.page(&desk, "balie/open-vragen"));
    for n in [0, 2, 3] {
        assert!(page.contains(&format!("Vraag nummer {n}")), "{page}");
    }
    assert!(!page.contains("Vraag nummer 1"), "{page}");
    let sql = "SELECT count(*) FROM contactvragen WHERE gemeente_id = $1 AND uitkomst = 'open' \
               AND organisatie_id IS NOT NULL AND due IS NOT NULL";
    assert_eq!(count(&stad, sql), 3);
}

fn inv_19_what_tells_who_somebody_is_comes_back_left_out(db: TestDb) {
    let stad = stad(db);
    let desk = As::role(DESK);
    let (onderwerp, kanalen) = words(&stad);
    let asked = "Mevrouw Quwelderink, Fictiefweg 8, geboren 3-4-1950, zoekt hulp bij de was";
    let id = stad.sent(
        &desk,
        "balie/bijeenkomsten",
        "titel=Plannen voor het plein&plaats=Buurthuis&op=2026-03-02",
    );
    let open = format!("onderwerp={onderwerp}&uitkomst=open");
    let contact = format!("kanaal={}&{open}", kanalen[1]);
    let held = stad.sent(&desk, "balie/contacten", &contact);
    for (path, fields) in [
        ("balie/contacten".to_owned(), contact),
        (format!("balie/contacten/{held}/vraag"), open.clone()),
        (format!("balie/bijeenkomsten/{id}/vraag"), open),
    ] {
        let refused = stad.post(&desk, &path, &format!("{fields}&vraag={asked}"));
        assert_eq!(refused.status, 400, "{path}");
        let page = refused.text();
        assert!(visible(&page).contains("Hoort dit hier?"), "{path}: {page}");
        let offered = "Mevrouw …, …, geboren …, zoekt hulp bij de was";
        assert!(page.contains(&format!("value=\"{offered}\"")), "{page}");
        for told in ["Quwelderink", "Fictiefweg", "1950"] {
            assert!(!page.contains(told), "{path}: {told}");
        }
        stad.sent(&desk, &path, &format!("{fields}&vraag={offered}"));
    }
}

fn l_32_active_points_are_held_against_the_agreed_number(db: TestDb) {
    let stad = stad(db);
    let names: Vec<String> = (1..=8).map(|n| format!("Punt {n}")).collect();
    let ids: Vec<String> = names.iter().map(|naam| point(&stad, naam, true)).collect();
    point(&stad, "Misschien een punt", false);
    stad.sent(
        &As::role("functioneelbeheerder"),
        &format!("balie/infopunten/{}/stand", ids[2]),
        "stap=close&reden=Het gebouw wordt verbouwd",
    );
    let dienst = visible(&stad.page(&As::role(DESK), "balie/dienst"));
    assert!(dienst.contains("7 van 8 open."), "{dienst}");
    assert!(
        dienst.contains("Punt 3 is dicht: Het gebouw wordt verbouwd"),
        "{dienst}"
    );
    let public = stad.page(&As::Nobody, "infopunten");
    assert!(public.contains("Punt 1"));
    assert!(
        !public.contains("Misschien een punt"),
        "a candidate is never public"
    );
    assert!(
        public.contains("Punt 3") && public.contains("Het gebouw wordt verbouwd"),
        "a closed one with the reason"
    );
    let frame = stad.app.frame(stad.app.slug());
    assert_eq!(Aantal::of(&frame, &[]).agreed, Some(8));
}

fn l_21_the_desk_goes_on_and_is_asked_the_closing_question(db: TestDb) {
    let stad = stad(db);
    let desk = As::role(DESK);
    let (onderwerp, kanalen) = words(&stad);
    let fields = format!(
        "kanaal={}&onderwerp={onderwerp}&uitkomst=answered&terug=balie",
        kanalen[3]
    );
    let saved = stad.post(&desk, "balie/contacten", &fields);
    let to = saved.location().to_owned();
    let (_, path) = to.split_once("/lelystad/").expect("a page of ours");
    let page = stad.page(&desk, path);
    assert!(visible(&page).contains("Kunt u nu zelf verder?"), "{page}");
    let selected = format!("value=\"{}\" selected", kanalen[3]);
    assert!(page.contains(&selected), "the channel stays: {page}");
    let id = to
        .split("bewaard=")
        .nth(1)
        .and_then(|rest| rest.split('&').next());
    let id = id.expect("the contact");
    let answer = stad.post(
        &desk,
        &format!("balie/contacten/{id}/verder"),
        "verder=yes&terug=balie",
    );
    assert!(answer.location().ends_with("/balie?verder=1"));
    let sql = "SELECT count(*) FROM contacten WHERE gemeente_id = $1 AND verder = 'yes'";
    assert_eq!(count(&stad, sql), 1);
}

fn an_organisation_answers_the_question_that_was_given_to_it(db: TestDb) {
    let stad = stad(db);
    let desk = As::role(DESK);
    let (onderwerp, kanalen) = words(&stad);
    let fields = format!(
        "kanaal={}&onderwerp={onderwerp}&uitkomst=open&vraag=Hoe werkt dit",
        kanalen[1]
    );
    stad.sent(&desk, "balie/contacten", &fields);
    let to = stad.organisatie("gemeente");
    let owner = stad.person(
        "Noor Verzonnen",
        "gemeente",
        "aanbodbeheerder",
        Where::Organisatie(to),
    );
    let list = stad.page(&desk, "balie/open-vragen");
    let (_, rest) = list
        .split_once("/balie/open-vragen/")
        .expect("an open question");
    let id = rest.split('"').next().expect("an address");
    let path = format!("balie/open-vragen/{id}");
    assert_eq!(stad.get(&owner, &path).status, 404, "not theirs yet");
    stad.sent(
        &desk,
        &format!("{path}/doorgeven"),
        &format!("organisatie={to}"),
    );
    let page = visible(&stad.page(&owner, &path));
    assert!(page.contains("Hoe werkt dit"), "{page}");
    stad.sent(&owner, &format!("{path}/klaar"), "");
    let left = visible(&stad.page(&desk, "balie/open-vragen"));
    assert!(left.contains("Niemand wacht op antwoord"), "{left}");
}

kit::on_both_engines!(
    l_25_a_walk_in_with_topic_and_outcome_only_is_saved,
    l_22_l_23_every_channel_has_the_same_topics,
    l_21_no_asks_for_what_follows,
    inv_19_who_it_is_needs_a_purpose_and_is_shown_only_on_asking,
    l_26_three_open_questions_with_an_owner,
    inv_19_what_tells_who_somebody_is_comes_back_left_out,
    l_32_active_points_are_held_against_the_agreed_number,
    l_21_the_desk_goes_on_and_is_asked_the_closing_question,
    an_organisation_answers_the_question_that_was_given_to_it,
);
