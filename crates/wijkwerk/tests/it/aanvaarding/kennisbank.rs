//! The kennisbank: who answers for what, how fresh it is, where it can be found.

mod plekken;
mod vinden;

use kit::testing::TestDb;
use wijkwerk::access::{Here, Permission};
use wijkwerk::ids::OrganisatieId;
use wijkwerk::jobs::{Night, run_due};
use wijkwerk::notifications::read_new;
use wijkwerk::testing::{As, Where};

use super::{Stad, visible};

/// A gemeente with two partners that write, somebody at the desk and somebody with the regie.
struct Bank {
    stad: Stad,
    een: As,
    ander: As,
    balie: As,
    regie: As,
}

const NEW: &str = "soort=product&onderwerp=geld&titel=Hulp bij schulden&samenvatting=Wij helpen als u schulden hebt.\
                   &tekst=De hulp kost niets.&telefoon=0800 0123&talen=nl&kanaal=digitaal&kanaal=telefoon&kanaal=loket";

impl Bank {
    fn new(db: TestDb) -> Self {
        let stad = Stad::new(db, "lelystad-demo");
        let app = &stad.app;
        let frame = app.frame(app.slug());
        let partners: Vec<OrganisatieId> = frame
            .organisaties
            .iter()
            .filter(|found| found.soort != "gemeente")
            .map(|found| found.id)
            .collect();
        let writer = |naam: &str, email: &str, organisatie: OrganisatieId| {
            let made = app
                .an_account(naam)
                .at(email)
                .of(organisatie)
                .with_role("aanbodbeheerder", Where::Organisatie(organisatie))
                .make();
            As::Person(made.account)
        };
        let een = writer("Een Voorbeeld", "een@partner.example", partners[0]);
        let ander = writer("Ander Voorbeeld", "ander@partner.example", partners[1]);
        let who = |permission| {
            let rol = app.roles(app.slug()).into_iter().find(|rol| {
                let actor = app.actor(rol);
                actor.may(permission, &Here::ANYWHERE)
                    && actor.may(Permission::KennisRead, &Here::ANYWHERE)
                    && !actor.may(Permission::KennisWrite, &Here::organisatie(partners[0]))
            });
            As::role(&rol.unwrap())
        };
        let (balie, regie) = (who(Permission::KennisFlag), who(Permission::KennisRegie));
        Self {
            stad,
            een,
            ander,
            balie,
            regie,
        }
    }

    /// A public item of the first partner.
    fn item(&self) -> String {
        let id = self.stad.sent(&self.een, "kennisbank/nieuw", NEW);
        self.stad
            .sent(&self.een, &format!("kennisbank/{id}/publiceer"), "");
        id
    }

    fn page(&self, who: &As, path: &str) -> String {
        visible(&self.stad.page(who, path))
    }
}

impl Stad {
    /// The bodies of the mails to this address, oldest first.
    fn mails(&self, address: &str) -> Vec<String> {
        read_new(&self.app.app).unwrap();
        let (gemeente, address) = (self.app.frame(self.app.slug()).id, address.to_owned());
        self.app
            .app
            .db()
            .read_blocking(move |tx| {
                Ok::<_, wijkwerk::error::Error>(kit::db::Queries::query(
                    tx,
                    "SELECT body FROM mails WHERE gemeente_id = $1 AND address = $2 ORDER BY seq LIMIT 50",
                    &[&gemeente, &address],
                    |row| row.get(0),
                )?)
            })
            .unwrap()
    }
}

fn l_28_only_the_owner_changes_a_text_and_hears_what_others_say(db: TestDb) {
    let bank = Bank::new(db);
    let id = bank.item();
    for who in [&bank.ander, &bank.balie, &bank.regie] {
        let answer = bank.stad.get(who, &format!("kennisbank/{id}/wijzig"));
        assert_eq!(answer.status, 403);
        let answer = bank.stad.post(who, &format!("kennisbank/{id}/wijzig"), NEW);
        assert_eq!(answer.status, 403);
    }
    bank.stad.sent(
        &bank.balie,
        &format!("kennisbank/{id}/vlag"),
        "soort=wrong&toelichting=Het nummer klopt niet meer.",
    );
    let page = bank.page(&bank.een, &format!("kennisbank/{id}"));
    assert!(page.contains("Het nummer klopt niet meer."), "{page}");
    assert_eq!(bank.stad.mails("een@partner.example").len(), 1);
    assert_eq!(bank.stad.mails("ander@partner.example").len(), 0);
}

fn l_24_a_printed_item_has_the_date_the_number_and_a_code(db: TestDb) {
    let bank = Bank::new(db);
    bank.item();
    for formaat in ["a5", "a4", "groot"] {
        let path = format!("vraag/hulp-bij-schulden/print?formaat={formaat}");
        let html = bank.stad.page(&As::Nobody, &path);
        assert_eq!(html.contains("ww-a5"), formaat == "a5");
        assert_eq!(html.contains("ww-groot"), formaat == "groot");
        let text = visible(&html);
        assert!(text.contains("gedrukt op maandag 2 maart 2026"), "{text}");
        assert!(
            text.contains("gecontroleerd op maandag 2 maart 2026"),
            "{text}"
        );
        assert!(text.contains("0800 0123"), "{text}");
        assert!(html.contains("role=\"img\""), "no code");
    }
}

fn l_27_an_essential_item_in_three_of_five_channels_misses_two(db: TestDb) {
    let bank = Bank::new(db);
    let id = bank.item();
    bank.stad.sent(
        &bank.regie,
        &format!("kennisbank/{id}/regie"),
        "essentieel=1",
    );
    let page = bank.page(&bank.regie, "kennisbank/dekking");
    assert!(page.contains("0 van 1"), "{page}");
    assert!(
        page.contains("Brief of folder en Voorlichtingsbijeenkomst"),
        "{page}"
    );
}

fn l_33_a_product_belongs_to_its_institution(db: TestDb) {
    let bank = Bank::new(db);
    let id = bank.item();
    let answer = bank
        .stad
        .post(&bank.ander, &format!("kennisbank/{id}/overnemen"), "");
    assert_eq!(answer.status, 409);
    let page = bank.page(&bank.balie, &format!("kennisbank/{id}"));
    let frame = bank.stad.app.frame(bank.stad.app.slug());
    let partner = frame
        .organisaties
        .iter()
        .find(|found| found.soort != "gemeente")
        .unwrap();
    assert!(page.contains(&partner.naam), "{page}");
}

fn l_35_what_is_hidden_says_so_at_the_desk_and_its_owner_hears_it(db: TestDb) {
    let bank = Bank::new(db);
    let id = bank.item();
    bank.stad.sent(
        &bank.regie,
        &format!("kennisbank/{id}/verberg"),
        "reden=Dit is te lang niet nagekeken.",
    );
    let page = bank.page(&bank.balie, &format!("kennisbank/{id}"));
    assert!(page.contains("In controle"), "{page}");
    let openbaar = bank.page(&As::Nobody, "vraag/hulp-bij-schulden");
    assert!(openbaar.contains("In controle"), "{openbaar}");
    assert!(!openbaar.contains("De hulp kost niets."), "{openbaar}");
    let mails = bank.stad.mails("een@partner.example");
    assert_eq!(mails.len(), 1);
    assert!(
        mails[0].contains("Dit is te lang niet nagekeken."),
        "{}",
        mails[0]
    );
}

fn l_42_a_change_has_a_new_version_at_once(db: TestDb) {
    let bank = Bank::new(db);
    let id = bank.item();
    let app = &bank.stad.app;
    let (gemeente, since) = (app.frame(app.slug()).id, app.clock.now());
    assert!(app.clock.advance_seconds(30));
    let changed = NEW.replace("De hulp kost niets.", "De hulp is gratis.");
    bank.stad
        .sent(&bank.een, &format!("kennisbank/{id}/wijzig"), &changed);
    let until = app.clock.now();
    let found = app
        .app
        .db()
        .read_blocking(move |tx| {
            wijkwerk::balie::kennisbank::list_written_since(tx, gemeente, since, until, 10)
        })
        .unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].versie, 2);
    let page = bank.page(&As::Nobody, "vraag/hulp-bij-schulden");
    assert!(page.contains("De hulp is gratis."), "{page}");
    // The feed that others read: the same text, and the moment of this version.
    let feed = || {
        let path = format!("/hsds/v3/{}/services", app.slug());
        let answer = app.send(&wijkwerk::testing::Ask::get(&path));
        assert_eq!(answer.status, 200, "{}", answer.text());
        let all = answer.json()["contents"].as_array().cloned();
        let found = all
            .into_iter()
            .flatten()
            .find(|service| service["name"] == "Hulp bij schulden");
        found.expect("the service")
    };
    let now = feed();
    assert!(now.to_string().contains("De hulp is gratis."), "{now}");
    let modified: jiff::Timestamp = now["last_modified"]
        .as_str()
        .and_then(|text| text.parse().ok())
        .expect("a moment");
    assert_eq!(modified, until, "within the minute");
}

fn inv_16_what_was_not_checked_in_time_says_so_everywhere(db: TestDb) {
    let bank = Bank::new(db);
    let id = bank.item();
    assert!(bank.stad.app.clock.advance_seconds(181 * 86_400));
    for path in [
        "vraag/hulp-bij-schulden".to_owned(),
        "vraag/hulp-bij-schulden/print".to_owned(),
    ] {
        let page = bank.page(&As::Nobody, &path);
        assert!(
            page.contains("niet gecontroleerd sinds maandag 2 maart 2026"),
            "{page}"
        );
    }
    for path in [
        format!("kennisbank/{id}"),
        "kennisbank".to_owned(),
        "balie?antwoord=hulp-bij-schulden".to_owned(),
    ] {
        let page = bank.page(&bank.balie, &path);
        assert!(
            page.contains("niet gecontroleerd sinds maandag 2 maart 2026"),
            "{page}"
        );
    }
}

fn o_25_the_owner_is_asked_by_mail_and_answers_with_one_tap(db: TestDb) {
    let bank = Bank::new(db);
    bank.item();
    let app = &bank.stad.app;
    assert!(app.clock.advance_seconds(181 * 86_400));
    run_due(&app.app, Night::Now).unwrap();
    let mails = bank.stad.mails("een@partner.example");
    assert_eq!(mails.len(), 1);
    let token = mails[0]
        .split("/l/")
        .nth(1)
        .and_then(|rest| rest.split_whitespace().next())
        .unwrap()
        .to_owned();
    let link = As::Link(token.clone());
    let path = format!("/l/{token}");
    let page = app.send(&wijkwerk::testing::Ask::get(&path).by(&link).lang("nl"));
    assert_eq!(page.status, 200, "{}", page.text());
    let answer = app.send(&wijkwerk::testing::Ask::post(&path, "doe=klopt").by(&link));
    assert_eq!(answer.status, 303, "{}", answer.text());
    let page = bank.page(&As::Nobody, "vraag/hulp-bij-schulden");
    assert!(
        page.contains("gecontroleerd op zondag 30 augustus 2026"),
        "{page}"
    );
    let wrong = "doe=wijzig&titel=&samenvatting=Kort.";
    let answer = app.send(&wijkwerk::testing::Ask::post(&path, wrong).by(&link));
    assert_eq!(answer.status, 400);
    let right = "doe=wijzig&titel=Hulp bij schulden&samenvatting=Wij komen bij u thuis.";
    let answer = app.send(&wijkwerk::testing::Ask::post(&path, right).by(&link));
    assert_eq!(answer.status, 303);
    let page = bank.page(&As::Nobody, "vraag/hulp-bij-schulden");
    assert!(page.contains("Wij komen bij u thuis."), "{page}");
}

fn o_25_overdue_is_marked_and_a_month_later_hidden_at_the_desk(db: TestDb) {
    let bank = Bank::new(db);
    bank.item();
    let app = &bank.stad.app;
    let night = |days: i64| {
        assert!(app.clock.advance_seconds(days * 86_400));
        run_due(&app.app, Night::Now).unwrap();
        bank.page(&bank.balie, "balie?antwoord=hulp-bij-schulden")
    };
    let marked = night(181);
    assert!(marked.contains("niet gecontroleerd sinds"), "{marked}");
    assert!(marked.contains("De hulp kost niets."), "{marked}");
    let hidden = night(30);
    assert!(
        hidden.contains("kijkt na of deze tekst nog klopt"),
        "{hidden}"
    );
    assert!(!hidden.contains("De hulp kost niets."), "{hidden}");
    assert!(hidden.contains("0800 0123"), "who answers can be called");
    let start = bank.page(&bank.balie, "balie/dienst");
    assert!(start.contains("in controle"), "the desk is told: {start}");
}

fn l_28_the_desk_says_in_two_taps_what_is_wrong(db: TestDb) {
    let bank = Bank::new(db);
    let id = bank.item();
    bank.stad.sent(
        &bank.balie,
        "balie/klopt-niet",
        &format!("item={id}&wat=telefoon"),
    );
    let page = bank.page(&bank.een, &format!("kennisbank/{id}"));
    assert!(page.contains("Het telefoonnummer klopt niet"), "{page}");
    let other = bank.stad.post(
        &bank.balie,
        "balie/klopt-niet",
        &format!("item={id}&wat=anders"),
    );
    assert!(other.status >= 400, "{}", other.status);
}

fn what_residents_say_is_counted_and_reaches_the_writer(db: TestDb) {
    let bank = Bank::new(db);
    let id = bank.item();
    let path = "vraag/hulp-bij-schulden/reactie";
    bank.stad.sent(&As::Nobody, path, "oordeel=hielp");
    for _ in 0..3 {
        bank.stad.sent(&As::Nobody, path, "oordeel=snap_niet");
    }
    assert_eq!(
        bank.stad.post(&As::Nobody, path, "oordeel=iets").status,
        400
    );
    let page = bank.page(&bank.een, &format!("kennisbank/{id}"));
    assert!(page.contains("1 keer hielp dit, 3 keer"), "{page}");
    assert!(page.contains("Niet te begrijpen"), "{page}");
}

fn l_28_a_resident_says_what_is_wrong_and_its_owner_hears_it_once(db: TestDb) {
    let bank = Bank::new(db);
    let id = bank.item();
    let page = bank.page(&As::Nobody, "vraag/hulp-bij-schulden");
    assert!(page.contains("Het telefoonnummer klopt niet"), "{page}");
    assert!(
        !page.contains("De website klopt niet") && !page.contains("De openingstijden kloppen niet"),
        "nothing is asked of what does not stand there: {page}"
    );
    let path = "vraag/hulp-bij-schulden/reactie";
    for wat in ["telefoon", "telefoon", "tekst"] {
        bank.stad.sent(&As::Nobody, path, &format!("wat={wat}"));
    }
    let thanks = bank.page(&As::Nobody, "vraag/hulp-bij-schulden?dank=gemeld");
    assert!(thanks.contains("De schrijver ziet wat u zei"), "{thanks}");
    let page = bank.page(&bank.een, &format!("kennisbank/{id}"));
    for said in ["Het telefoonnummer klopt niet", "De tekst is verouderd"] {
        assert_eq!(page.matches(said).count(), 1, "{said}: {page}");
    }
    let mails = bank.stad.mails("een@partner.example");
    assert_eq!(mails.len(), 1, "asked once: {mails:?}");
    for wat in ["iets", "Het nummer van mijn buurvrouw"] {
        let answer = bank.stad.post(&As::Nobody, path, &format!("wat={wat}"));
        assert!(answer.status >= 400, "{wat}: {}", answer.status);
    }
}

kit::on_both_engines!(
    l_28_a_resident_says_what_is_wrong_and_its_owner_hears_it_once,
    l_24_a_printed_item_has_the_date_the_number_and_a_code,
    l_27_an_essential_item_in_three_of_five_channels_misses_two,
    l_28_only_the_owner_changes_a_text_and_hears_what_others_say,
    l_33_a_product_belongs_to_its_institution,
    l_35_what_is_hidden_says_so_at_the_desk_and_its_owner_hears_it,
    l_42_a_change_has_a_new_version_at_once,
    inv_16_what_was_not_checked_in_time_says_so_everywhere,
    l_28_the_desk_says_in_two_taps_what_is_wrong,
    o_25_overdue_is_marked_and_a_month_later_hidden_at_the_desk,
    o_25_the_owner_is_asked_by_mail_and_answers_with_one_tap,
    what_residents_say_is_counted_and_reaches_the_writer,
);
