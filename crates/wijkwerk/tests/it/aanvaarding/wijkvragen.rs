//! From a resident to the bewonersorgaan of the wijk, and from there to the desk when it is about somebody's own life.

use kit::testing::TestDb;
use wijkwerk::access::Actor;
use wijkwerk::kader::inrichting::WoordSleutel;
use wijkwerk::kader::organisaties::actions::found_bewonersorgaan;
use wijkwerk::testing::{Answer, As, Ask, Where};

use super::{Stad, link_in, visible};
use crate::rietwaarde::DOCUMENT;

const NAAM: &str = "Samen aan het plein";
const ADRES: &str = "vrager@voorbeeld.example";
const UITKERING: &str = "Mijn uitkering is verlaagd en ik kan de huur niet meer betalen.";
const PLEIN: &str = "Wanneer komen er weer bomen op het plein?";

/// A gemeente with a bewonersorgaan in its first wijk.
struct Wijk {
    stad: Stad,
    /// Where it is asked something, as a path in the gemeente.
    vraag: String,
    chair: As,
}

impl Wijk {
    fn new(db: TestDb, document: &str) -> Self {
        let stad = Stad::new(db, document);
        let frame = stad.app.frame(stad.app.slug());
        let wijk = frame.wijken().next().expect("a wijk").clone();
        let orgaan = stad
            .app
            .write(&Actor::Command, move |ctx| {
                found_bewonersorgaan(ctx, wijk.id, NAAM, None)
            })
            .expect("room for a body of residents");
        stad.app
            .wait(stad.app.app.refresh())
            .expect("every node sees it within a second");
        let chair = stad.app.an_account("Kim Verzonnen");
        let chair = chair.with_role("bewonersorgaanvoorzitter", Where::Orgaan(orgaan));
        let word = frame.inrichting.path_word(WoordSleutel::Wijk);
        Self {
            chair: As::Person(chair.make().account),
            vraag: format!("{word}/{}/vraag", wijk.sleutel),
            stad,
        }
    }

    /// Asks, and answers the path of the link.
    fn ask(&self, vraag: &str, more: &str) -> String {
        let fields = format!("vraag={vraag}&bevestigd=1&{more}");
        let token = self.stad.sent(&As::Nobody, &self.vraag, &fields);
        format!("/l/{token}")
    }

    /// What the link shows.
    fn followed(&self, link: &str) -> String {
        let answer = self.stad.app.send(&Ask::get(link).lang("nl"));
        assert_eq!(answer.status, 200, "{}", answer.text());
        visible(&answer.text())
    }

    fn inbox(&self) -> String {
        self.stad.page(&self.chair, "wijkvragen")
    }

    /// The path of the first question in the inbox.
    fn first(&self) -> String {
        let inbox = self.inbox();
        let (_, rest) = inbox.split_once("/wijkvragen/").expect("a question");
        format!("wijkvragen/{}", &rest[..36])
    }

    /// Somebody at the desk, or at the telephone where there is no desk.
    fn desk(&self) -> As {
        let app = &self.stad.app;
        let mut roles = ["contactmedewerker", "kcc"].into_iter();
        let found = roles.find(|rol| app.person_in(app.slug(), rol).is_some());
        As::role(found.expect("somebody answers questions"))
    }

    /// The tables in which these words stand.
    fn tables_with(&self, words: &str) -> Vec<String> {
        self.stad.tables_with(words)
    }
}

/// A question on somebody's benefit comes to the bewonersorgaan, goes to the desk, and nothing of it stays behind.
fn own_life(db: TestDb, document: &str) {
    let wijk = Wijk::new(db, document);
    let link = wijk.ask(UITKERING, &format!("email={ADRES}"));
    let receipt = wijk.followed(&format!("{link}?ontvangen=1"));
    assert!(receipt.contains("Nummer 1"), "{receipt}");
    assert_eq!(wijk.tables_with(UITKERING), ["wijkvragers"]);

    let today = visible(&wijk.stad.page(&wijk.chair, "vandaag"));
    assert!(today.contains("Eén vraag uit"), "{today}");
    assert!(!wijk.inbox().contains(UITKERING), "no words in a list");
    let path = wijk.first();
    let page = wijk.stad.page(&wijk.chair, &path);
    assert!(page.contains(UITKERING), "{page}");
    assert!(!page.contains(ADRES), "the address is nobody's");
    wijk.stad.sent(
        &wijk.chair,
        &format!("{path}/doorgeven"),
        "onderwerp=inkomen",
    );

    for page in [wijk.inbox(), wijk.stad.page(&wijk.chair, &path)] {
        assert!(!page.contains(UITKERING), "{page}");
        assert!(!page.contains(ADRES), "{page}");
    }
    let left = visible(&wijk.stad.page(&wijk.chair, &path));
    assert!(left.contains("Doorgegeven op"), "{left}");
    assert_eq!(
        wijk.tables_with(UITKERING),
        ["contactpersonen"],
        "the words stand with the desk and nowhere else"
    );

    let desk = wijk.desk();
    let open = wijk.stad.page(&desk, "balie/open-vragen");
    assert!(visible(&open).contains("Nummer 1"), "{open}");
    let (_, rest) = open.split_once("/balie/open-vragen/").expect("it is open");
    let one = wijk
        .stad
        .page(&desk, &format!("balie/open-vragen/{}", &rest[..36]));
    let (_, rest) = one.split_once("/balie/contacten/").expect("its contact");
    let who = format!("balie/contacten/{}/persoon/tonen", &rest[..36]);
    let shown = wijk.stad.post(&desk, &who, "").text();
    assert!(
        shown.contains(UITKERING) && shown.contains(ADRES),
        "{shown}"
    );

    let mails = wijk.stad.mails_to(ADRES);
    assert_eq!(mails.len(), 2, "{mails:#?}");
    assert!(mails.iter().all(|mail| !mail.contains(UITKERING)));
    assert!(
        mails[1].contains("doorgegeven aan de balie"),
        "{}",
        mails[1]
    );
    let told = wijk.followed(&link_in(&mails[1]));
    assert!(told.contains("De balie neemt het over"), "{told}");
    assert!(!told.contains(UITKERING), "{told}");
}

fn v_66_a_question_on_a_benefit_goes_to_the_kcc_and_leaves_the_platform(db: TestDb) {
    own_life(db, "velsen-demo");
}

fn v_66_a_question_on_a_benefit_goes_to_the_desk_and_leaves_the_wijkraad(db: TestDb) {
    own_life(db, "lelystad-demo");
}

fn v_66_a_question_on_a_benefit_goes_to_the_desk_of_any_gemeente(db: TestDb) {
    own_life(db, DOCUMENT);
}

fn v_66_a_question_on_the_wijk_is_answered_by_the_platform(db: TestDb) {
    let wijk = Wijk::new(db, "velsen-demo");
    let link = wijk.ask(PLEIN, &format!("email={ADRES}"));
    let path = wijk.first();
    wijk.stad.sent(&wijk.chair, &format!("{path}/oppakken"), "");
    assert!(visible(&wijk.inbox()).contains("uzelf"));
    let empty = wijk
        .stad
        .post(&wijk.chair, &format!("{path}/antwoord"), "antwoord=Ja");
    assert_eq!(empty.status, 400);
    let answer = "In het voorjaar worden er zes bomen geplant.";
    wijk.stad.sent(
        &wijk.chair,
        &format!("{path}/antwoord"),
        &format!("antwoord={answer}"),
    );
    let page = wijk.followed(&link);
    assert!(page.contains(answer) && page.contains(PLEIN), "{page}");
    let mails = wijk.stad.mails_to(ADRES);
    assert!(mails[1].contains(answer), "{}", mails[1]);
    assert!(!mails[1].contains("Kim Verzonnen"), "{}", mails[1]);
    let again = wijk.stad.post(
        &wijk.chair,
        &format!("{path}/antwoord"),
        &format!("antwoord={answer}"),
    );
    assert_eq!(again.status, 409, "{}", again.text());
}

fn v_66_nobody_else_reads_what_was_asked(db: TestDb) {
    let wijk = Wijk::new(db, "lelystad-demo");
    wijk.ask(PLEIN, "");
    let path = wijk.first();
    let frame = wijk.stad.app.frame("lelystad");
    let other = frame.wijken().nth(1).expect("a second wijk").id;
    let next = wijk
        .stad
        .app
        .write(&Actor::Command, move |ctx| {
            found_bewonersorgaan(ctx, other, "Samen verderop", None)
        })
        .expect("room for another");
    wijk.stad
        .app
        .wait(wijk.stad.app.app.refresh())
        .expect("every node sees it within a second");
    let other = wijk.stad.app.an_account("Bo Fictief");
    let other = other.with_role("bewonersorgaanlid", Where::Orgaan(next));
    let other = As::Person(other.make().account);
    assert_eq!(wijk.stad.get(&other, &path).status, 404);
    let list = visible(&wijk.stad.page(&other, "wijkvragen"));
    assert!(list.contains("Er wacht geen vraag"), "{list}");
    for rol in ["contactmedewerker", "wijkbeheerder", "functioneelbeheerder"] {
        let who = As::role(rol);
        for asked in [path.as_str(), "wijkvragen"] {
            assert_eq!(wijk.stad.get(&who, asked).status, 403, "{rol}: {asked}");
        }
    }
    assert_eq!(wijk.stad.get(&As::Nobody, &path).status, 401);
}

/// What the form says to these fields.
fn sent(wijk: &Wijk, fields: &str) -> Answer {
    wijk.stad.post(&As::Nobody, &wijk.vraag, fields)
}

fn v_66_the_form_keeps_data_of_people_out(db: TestDb) {
    let wijk = Wijk::new(db, "velsen-demo");
    let asked = "Bel mij op 06 12345678 over het plein";
    let refused = sent(&wijk, &format!("vraag={asked}&bevestigd=1"));
    assert_eq!(refused.status, 400);
    let page = refused.text();
    assert!(visible(&page).contains("Hoort dit hier?"), "{page}");
    assert!(page.contains("name=\"weglaten\""), "{page}");
    let taken = sent(&wijk, &format!("vraag={asked}&bevestigd=1&weglaten=1"));
    assert_eq!(taken.status, 303, "{}", taken.text());
    assert!(wijk.tables_with("12345678").is_empty());
    let page = wijk.stad.page(&wijk.chair, &wijk.first());
    assert!(page.contains("over het plein"), "{page}");
    let empty = sent(&wijk, "vraag=&email=geen");
    assert_eq!(empty.status, 400);
    assert!(visible(&empty.text()).contains("Schrijf op wat de vraag is"));
}

fn v_66_what_is_answered_elsewhere_is_said_first_and_never_stands_in_the_way(db: TestDb) {
    let wijk = Wijk::new(db, "lelystad-demo");
    let organisatie = wijk.stad.organisatie("gemeente");
    let writer = wijk.stad.person(
        "Noor Verzonnen",
        "gemeente",
        "aanbodbeheerder",
        Where::Organisatie(organisatie),
    );
    let fields = "soort=product&onderwerp=geld&titel=Bijzondere bijstand aanvragen&samenvatting=Geld voor kosten die u \
                  niet kunt betalen.&tekst=U vraagt bijzondere bijstand aan bij ons.&telefoon=0800 0123&talen=nl&kanaal=digitaal";
    let id = wijk.stad.sent(&writer, "kennisbank/nieuw", fields);
    let publish = format!("kennisbank/{id}/publiceer");
    wijk.stad.sent(&writer, &publish, "");
    let asked = "Hoe kan ik bijzondere bijstand aanvragen?";
    let before = sent(&wijk, &format!("vraag={asked}"));
    assert_eq!(before.status, 200, "{}", before.location());
    let page = before.text();
    assert!(
        page.contains("/lelystad/vraag/bijzondere-bijstand-aanvragen"),
        "{page}"
    );
    assert!(page.contains(asked), "nothing has to be typed again");
    assert!(wijk.tables_with(asked).is_empty(), "and nothing was kept");
    let urgent = sent(&wijk, "vraag=Ik ruik gas in de straat, wat nu?");
    assert!(urgent.text().contains("tel:08009009"), "{}", urgent.text());
    let sure = sent(&wijk, &format!("vraag={asked}&bevestigd=1"));
    assert_eq!(sure.status, 303, "{}", sure.text());
}

fn v_66_where_nobody_can_be_asked_the_page_says_who_can_help(db: TestDb) {
    let wijk = Wijk::new(db, "velsen-demo");
    let frame = wijk.stad.app.frame("velsen");
    let (here, there) = (
        frame.wijken().next().expect("a wijk"),
        frame.wijken().last().expect("another"),
    );
    let of = |sleutel: &str| wijk.stad.page(&As::Nobody, &format!("wijken/{sleutel}"));
    let link = |sleutel: &str| format!("/velsen/wijken/{sleutel}/vraag\"");
    assert!(of(&here.sleutel).contains(&link(&here.sleutel)));
    assert!(!of(&there.sleutel).contains(&link(&there.sleutel)));
    let form = format!("wijken/{}/vraag", there.sleutel);
    let page = wijk.stad.page(&As::Nobody, &form);
    assert!(
        visible(&page).contains("werkt nog geen wijkplatform"),
        "{page}"
    );
    assert!(!page.contains("<textarea"), "nobody to send it to");
    assert!(page.contains("/velsen/balies?wijk="), "{page}");
    let refused = wijk
        .stad
        .post(&As::Nobody, &form, &format!("vraag={PLEIN}"));
    assert_eq!(refused.status, 409);
}

kit::on_both_engines!(
    v_66_a_question_on_a_benefit_goes_to_the_kcc_and_leaves_the_platform,
    v_66_a_question_on_a_benefit_goes_to_the_desk_and_leaves_the_wijkraad,
    v_66_a_question_on_a_benefit_goes_to_the_desk_of_any_gemeente,
    v_66_a_question_on_the_wijk_is_answered_by_the_platform,
    v_66_nobody_else_reads_what_was_asked,
    v_66_the_form_keeps_data_of_people_out,
    v_66_what_is_answered_elsewhere_is_said_first_and_never_stands_in_the_way,
    v_66_where_nobody_can_be_asked_the_page_says_who_can_help,
);
