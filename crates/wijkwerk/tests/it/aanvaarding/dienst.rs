//! The start of a shift at the desk, and the training of who works there.

use kit::testing::TestDb;
use wijkwerk::testing::{As, Where};

use super::balie::{DESK, count, point, stad, words};
use super::visible;

fn l_37_a_shift_starts_with_what_is_new(db: TestDb) {
    let stad = stad(db);
    let desk = As::role(DESK);
    let punt = point(&stad, "Punt 1", true);
    stad.sent(
        &As::role("coordinator"),
        "balie/instructies",
        "titel=Andere ingang&tekst=Loop achterom&valid_from=2026-03-02",
    );
    stad.sent(&desk, "balie/dienst", &format!("infopunt={punt}"));
    let page = visible(&stad.page(&desk, "balie/dienst"));
    assert!(page.contains("Punt 1"), "{page}");
    assert!(page.contains("Andere ingang"), "{page}");
    assert!(page.contains("Er is niets gewijzigd"), "{page}");
    stad.sent(&desk, "balie/dienst/gelezen", "");
    let sql = "SELECT count(*) FROM dienststarten WHERE gemeente_id = $1 AND ticked_at IS NOT NULL";
    assert_eq!(count(&stad, sql), 1);
}

fn l_37_a_shift_shows_exactly_what_changed_and_what_came_back_first(db: TestDb) {
    let stad = stad(db);
    let (desk, punt) = (As::role(DESK), point(&stad, "Punt 1", true));
    let (onderwerp, _) = words(&stad);
    let owner = stad.organisatie("mdf");
    let partner = stad.person(
        "Noor Verzonnen",
        "mdf",
        "aanbodbeheerder",
        Where::Organisatie(owner),
    );
    let publish = |titel: &str| {
        let fields = format!(
            "soort=product&onderwerp={onderwerp}&titel={titel}&samenvatting=Kort.&tekst=Lang.&talen=nl"
        );
        let id = stad.sent(&partner, "kennisbank/nieuw", &fields);
        stad.sent(&partner, &format!("kennisbank/{id}/publiceer"), "");
    };
    let later = || assert!(stad.app.clock.advance_seconds(3600));
    publish("Oud nieuws");
    later();
    let now = || stad.app.clock.now().to_string();
    let begin = || format!("infopunt={punt}&gezien={}", now());
    stad.sent(&desk, "balie/dienst", &begin());
    assert!(stad.app.clock.advance_seconds(86_400));
    publish("Nieuwe regeling");
    for answer in ["doe=aannemen", "doe=afwijzen&reden=full"] {
        let fields = format!("onderwerp={onderwerp}&naar={owner}&wijze=cold&punt={punt}");
        let id = stad.sent(&desk, "balie/doorverwijzen", &fields);
        let page = stad.page(&desk, &format!("doorverwijzingen/{id}"));
        let (_, rest) = page
            .split_once("name=\"zin\" value=\"")
            .expect("a sentence");
        let zin = rest.split('"').next().expect("its words");
        stad.sent(
            &desk,
            &format!("doorverwijzingen/{id}/versturen"),
            &format!("zin={zin}"),
        );
        stad.sent(&partner, &format!("doorverwijzingen/{id}/antwoord"), answer);
    }
    later();
    let page = visible(&stad.page(&desk, "balie/dienst"));
    assert!(page.contains("Nieuwe regeling"), "{page}");
    assert!(!page.contains("Oud nieuws"), "{page}");
    let at = |words: &str| {
        page.find(words)
            .unwrap_or_else(|| panic!("{words}: {page}"))
    };
    assert!(at("Kwam terug") < at("Aangenomen"), "{page}");
    stad.sent(&desk, "balie/dienst", &begin());
    let read = visible(&stad.page(&desk, "balie/dienst"));
    assert!(read.contains("Eén wijziging gelezen"), "{read}");
    assert!(
        read.contains("Kwam terug"),
        "it is still news today: {read}"
    );
}

fn l_37_a_shift_tells_which_fields_are_otherwise(db: TestDb) {
    let stad = stad(db);
    let (desk, punt) = (As::role(DESK), point(&stad, "Punt 1", true));
    let (onderwerp, _) = words(&stad);
    let place = Where::Organisatie(stad.organisatie("mdf"));
    let partner = stad.person("Noor Verzonnen", "mdf", "aanbodbeheerder", place);
    let base = format!("soort=product&onderwerp={onderwerp}&samenvatting=Kort.&talen=nl");
    let send = |path: &str, more: &str| stad.sent(&partner, path, &format!("{base}&{more}"));
    let id = send("kennisbank/nieuw", "titel=Buurthulp&telefoon=0800 0123");
    stad.sent(&partner, &format!("kennisbank/{id}/publiceer"), "");
    let later = |seconds| assert!(stad.app.clock.advance_seconds(seconds));
    later(3600);
    let begin = format!("infopunt={punt}&gezien={}", stad.app.clock.now());
    stad.sent(&desk, "balie/dienst", &begin);
    later(86_400);
    let path = format!("kennisbank/{id}/wijzig");
    send(&path, "titel=Buurthulp&telefoon=0800 0456");
    later(3600);
    let told = "Telefoon: was “0800 0123”, nu “0800 0456”";
    for page in ["balie/dienst".to_owned(), format!("kennisbank/{id}")] {
        let page = visible(&stad.page(&desk, &page));
        assert!(page.contains(told), "{page}");
    }
    // No more than six, and how many there are besides.
    let many = "titel=Hulp&telefoon=0800 0456&email=hulp@mdf.example&url=https://mdf.example&kosten=Gratis\
                &aanmelden=Bel ons.&voorwaarden=U woont hier.&doelgroep=Iedereen";
    send(&path, many);
    later(60);
    let page = visible(&stad.page(&desk, "balie/dienst"));
    for words in [
        "Titel: was “Buurthulp”, nu “Hulp”",
        told,
        "Kosten: was leeg, nu “Gratis”",
        "en nog 2 andere velden",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!page.contains("“Iedereen”"), "{page}");
}

fn l_38_expired_training_is_marked_and_told(db: TestDb) {
    let stad = stad(db);
    let coordinator = As::role("coordinator");
    stad.sent(
        &coordinator,
        "balie/scholing",
        "naam=Meldcode&geldig_maanden=24",
    );
    let me = stad.app.person(DESK).account;
    let gemeente = stad.app.frame(stad.app.slug()).id;
    let modules = stad
        .app
        .app
        .db()
        .read_blocking(move |tx| {
            wijkwerk::balie::contacten::scholing::list_scholingen(tx, gemeente)
        })
        .expect("modules");
    stad.sent(
        &coordinator,
        "balie/scholing/behaald",
        &format!("scholing={}&account={me}&op=2024-02-01", modules[0].id),
    );
    let page = visible(&stad.page(&coordinator, "balie/scholing"));
    assert!(page.contains("scholing verlopen"), "{page}");
    wijkwerk::jobs::run_due(&stad.app.app, wijkwerk::jobs::Night::Now).expect("a night");
    let today = visible(&stad.page(&coordinator, "vandaag"));
    assert!(
        today.contains("Zorgen dat verlopen scholing wordt overgedaan"),
        "{today}"
    );
    let own = visible(&stad.page(&As::role(DESK), "balie/scholing"));
    assert!(own.contains("scholing verlopen"), "{own}");
    let kcc = stad.app.person("kcc").naam.clone();
    assert!(!own.contains(&kcc), "own page shows own: {own}");
}

kit::on_both_engines!(
    l_37_a_shift_starts_with_what_is_new,
    l_37_a_shift_shows_exactly_what_changed_and_what_came_back_first,
    l_37_a_shift_tells_which_fields_are_otherwise,
    l_38_expired_training_is_marked_and_told,
);
