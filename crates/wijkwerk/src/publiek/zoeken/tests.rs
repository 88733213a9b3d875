//! Searching over HTTP, on both engines: what is found by whom, and what by nobody.

use kit::i18n::Lang;
use kit::testing::TestDb;

use crate::access::{Actor, Permission};
use crate::balie::infopunten::actions::{make_infopunt, make_locatie};
use crate::balie::infopunten::{InfopuntSoort, NewInfopunt, NewLocatie, Rang};
use crate::ids::GebiedId;
use crate::kader::inrichting::WoordSleutel;
use crate::testing::{As, Ask, TestApp, Where};
use crate::wijkaanpak::meldingen::actions::{subjects, submit};
use crate::wijkaanpak::meldingen::{Bron, Contactgegevens, NewMelding, Submitted};

kit::on_both_engines!(
    who_reported_something_is_found_by_nobody,
    somebody_in_a_role_is_found_by_name_only_where_the_name_may_be_read,
    what_can_be_done_is_what_stands_in_the_own_rail,
    a_melding_is_found_by_number_and_by_words_where_it_may_be_read,
    plans_and_points_are_found_by_those_who_may_open_them,
    a_point_that_is_only_thought_of_is_for_who_keeps_that_place,
    who_asks_nothing_gets_examples_and_who_finds_nothing_hears_what_to_do,
    whoever_works_in_a_wijk_has_it_in_the_rail,
);

/// Who may look at the least of everybody who works here.
const OFFERER: &str = "aanbodbeheerder";
const MANAGER: &str = "wijkbeheerder";
const ADMIN: &str = "functioneelbeheerder";

fn town(db: TestDb) -> TestApp {
    let mut app = TestApp::new(db, &["velsen-demo"]);
    app.sign_in_all();
    app
}

/// What stands in the page itself, without the rail.
fn found(app: &TestApp, rol: &str, q: &str) -> String {
    let ask = Ask::get(&format!("/{}/zoeken", app.slug()));
    let answer = app.send(&ask.query(&format!("q={q}")).by(&As::role(rol)).lang("nl"));
    assert_eq!(answer.status, 200, "{q} by {rol}");
    let text = answer.text();
    let (_, main) = text.split_once("<main").expect("a page has a main part");
    main.to_owned()
}

fn says(app: &TestApp, key: &str) -> String {
    app.frame(app.slug()).translations.t(Lang::Nl, key)
}

fn first_wijk(app: &TestApp) -> (GebiedId, String) {
    let frame = app.frame(app.slug());
    let wijk = frame.wijken().next().expect("a gemeente has wijken");
    let word = frame.inrichting.path_word(WoordSleutel::Wijk);
    (wijk.id, format!("/{}/{word}/{}", app.slug(), wijk.sleutel))
}

fn raise(app: &TestApp) -> Submitted {
    let (gebied, _) = first_wijk(app);
    let frame = app.frame(app.slug());
    let new = NewMelding {
        gebied: Some(gebied),
        place: None,
        near_home: false,
        onderwerp: subjects(&frame.inrichting).first().cloned(),
        omschrijving: "Bij Zonnedauw op de stoep rammelt een klepperlantaarn.".to_owned(),
        plaats: Some("Zonnedauwpad 7".to_owned()),
        kanaal: "digitaal".to_owned(),
        bron: Bron::Bewoner,
        bron_id: None,
        contact: Contactgegevens {
            naam: Some("Zonnedauw Geheimnaam".to_owned()),
            email: Some("zonnedauw@geheimadres.example".to_owned()),
            telefoon: Some("0612345678".to_owned()),
            taal: "nl".to_owned(),
        },
        photos: Vec::new(),
        token: app.app.token(),
        external: None,
        raised_on: None,
    };
    app.write(&Actor::Nobody, move |ctx| submit(ctx, &new, None))
        .expect("anybody may report")
}

/// Name, address, number and words of a reporter, for every role there is.
fn who_reported_something_is_found_by_nobody(db: TestDb) {
    let app = town(db);
    raise(&app);
    let nothing = says(&app, "zoeken-niets");
    for rol in app.roles(app.slug()) {
        for q in [
            "Zonnedauw Geheimnaam",
            "Geheimnaam",
            "zonnedauw@geheimadres.example",
            "0612345678",
            "Zonnedauwpad",
            "klepperlantaarn",
        ] {
            let page = found(&app, &rol, q);
            assert!(page.contains(&nothing), "{q} by {rol}: {page}");
            assert!(!page.contains("ww-list__title"), "{q} by {rol}: {page}");
        }
    }
}

fn somebody_in_a_role_is_found_by_name_only_where_the_name_may_be_read(db: TestDb) {
    let app = town(db);
    let (gebied, page) = first_wijk(&app);
    let place = Where::Gebied(gebied);
    let known = app
        .an_account("Korenbloem Proef")
        .who_shows_the_name()
        .with_role(MANAGER, place);
    known.make();
    let quiet = app.an_account("Klaproos Proef").with_role(MANAGER, place);
    let quiet = quiet.make();
    // A resident who signs in works here no more than one who does not.
    let resident = app.an_account("Madelief Proef").who_shows_the_name();
    resident.with_role("bewoner", place).make();

    let shown = found(&app, OFFERER, "korenbloem");
    assert!(shown.contains("Korenbloem Proef"), "{shown}");
    assert!(shown.contains(&format!("href=\"{page}\"")), "{shown}");
    let nothing = says(&app, "zoeken-niets");
    for q in ["klaproos", "madelief"] {
        assert!(found(&app, OFFERER, q).contains(&nothing), "{q}");
    }
    let shown = found(&app, ADMIN, "klaproos");
    assert!(shown.contains("Klaproos Proef"), "{shown}");
    assert!(found(&app, ADMIN, "madelief").contains(&nothing));
    // By role and wijk, under initials.
    let wijk = app
        .frame(app.slug())
        .gebied(gebied)
        .expect("it is there")
        .naam
        .clone();
    let shown = found(
        &app,
        OFFERER,
        &format!("{} {wijk}", says(&app, "zoeken-voorbeeld-rol")),
    );
    assert!(shown.contains("K.P."), "{shown}");
    assert!(!shown.contains(&quiet.naam), "{shown}");
}

fn what_can_be_done_is_what_stands_in_the_own_rail(db: TestDb) {
    let app = town(db);
    let inrichting = app.inrichting(app.slug());
    let makes = |rol: &str| {
        inrichting
            .permissions_of(rol)
            .contains(&Permission::RoosterManage)
    };
    let roles = app.roles(app.slug());
    let maker = roles.iter().find(|rol| makes(rol)).expect("somebody does");
    let address = format!("href=\"/{}/balie/rooster\"", app.slug());
    assert!(found(&app, maker, "rooster").contains(&address));
    assert!(!found(&app, OFFERER, "rooster").contains(&address));
    let shown = found(&app, OFFERER, &says(&app, "zoeken-voorbeeld-doen"));
    assert!(shown.contains(&says(&app, "nav-meld")), "{shown}");
}

fn a_melding_is_found_by_number_and_by_words_where_it_may_be_read(db: TestDb) {
    let app = town(db);
    let made = raise(&app);
    let address = format!("/{}\"", made.id);
    let key = subjects(&app.inrichting(app.slug()))[0].clone();
    let subject = app.frame(app.slug()).subject_name(Lang::Nl, &key);
    for q in [made.nummer.to_string(), subject] {
        assert!(found(&app, MANAGER, &q).contains(&address), "{q}");
        for rol in ["wijkbeheerder@elders", OFFERER] {
            assert!(!found(&app, rol, &q).contains(&address), "{q} by {rol}");
        }
    }
}

fn plans_and_points_are_found_by_those_who_may_open_them(db: TestDb) {
    let mut app = TestApp::new(db, &["velsen-demo"]);
    let samples = app.samples();
    app.sign_in_all();
    let id = |name: &str| format!("/{}\"", samples.0[name]);
    for (q, name) in [
        ("veilige straat", "aandachtsgebied"),
        ("straat vegen", "afspraak"),
    ] {
        assert!(found(&app, "wijkteamlid", q).contains(&id(name)), "{q}");
        for rol in ["wijkbeheerder@elders", OFFERER] {
            assert!(!found(&app, rol, q).contains(&id(name)), "{q} by {rol}");
        }
    }
    let shown = found(&app, OFFERER, "punt wielstraat");
    assert!(
        shown.contains("/infopunten/punt-aan-de-wielstraat\""),
        "{shown}"
    );
    assert!(!shown.contains("/balie/infopunten/"), "{shown}");
    // What is only thought of is for who keeps it.
    let coming = "Punt in voorbereiding";
    let titel = format!(">{coming}</a>");
    assert!(!found(&app, OFFERER, coming).contains(&titel));
    let shown = found(&app, ADMIN, coming);
    assert!(shown.contains(&titel), "{shown}");
    assert!(shown.contains("/balie/infopunten/"), "{shown}");
    let item = id("kennisitem");
    assert!(found(&app, OFFERER, "rondkomen geld").contains(&item));
    assert!(!found(&app, "bewoner", "rondkomen geld").contains(&item));
}

fn who_asks_nothing_gets_examples_and_who_finds_nothing_hears_what_to_do(db: TestDb) {
    let app = town(db);
    for q in ["", "%3F%21"] {
        let page = found(&app, OFFERER, q);
        assert!(page.contains(&says(&app, "zoeken-begin")), "{page}");
        assert_eq!(page.matches("/zoeken?q=").count(), 3, "{page}");
    }
    let page = found(&app, OFFERER, &"zonnedauw".repeat(100));
    assert!(page.contains(&says(&app, "zoeken-niets")), "{page}");
    assert!(page.contains(&says(&app, "zoeken-niets-verder")), "{page}");
    assert!(
        page.contains(&format!("href=\"/{}/wie\"", app.slug())),
        "{page}"
    );
    let path = format!("/{}/zoeken", app.slug());
    assert_eq!(app.send(&Ask::get(&path).query("q=boom")).status, 401);
}

fn whoever_works_in_a_wijk_has_it_in_the_rail(db: TestDb) {
    let app = town(db);
    let (_, page) = first_wijk(&app);
    let rail = |rol: &str| {
        let ask = Ask::get(&format!("/{}/account", app.slug()));
        let text = app.send(&ask.by(&As::role(rol)).lang("nl")).text();
        let (rail, _) = text.split_once("<main").expect("a page has a main part");
        rail.to_owned()
    };
    let own = format!("href=\"{page}\"");
    let label = says(&app, "nav-mijn-wijk");
    let shown = rail(MANAGER);
    assert!(shown.contains(&own) && shown.contains(&label), "{shown}");
    let shown = rail(ADMIN);
    assert!(!shown.contains(&own) && !shown.contains(&label), "{shown}");
}

fn a_point_that_is_only_thought_of_is_for_who_keeps_that_place(db: TestDb) {
    let app = town(db);
    let (gebied, _) = first_wijk(&app);
    let organisatie = app.frame(app.slug()).organisaties[0].id;
    let make = |naam: &'static str| {
        app.write(&Actor::Command, move |ctx| {
            let locatie = make_locatie(
                ctx,
                &NewLocatie {
                    naam: "Huis".to_owned(),
                    soort: "buurthuis".to_owned(),
                    organisatie: Some(organisatie),
                    gebied: Some(gebied),
                    adres: "Straat 1".to_owned(),
                    postcode: String::new(),
                    plaats: "Stad".to_owned(),
                    telefoon: None,
                    place: None,
                    sterren: 0,
                    toegankelijkheid: String::new(),
                },
            )?;
            let new = NewInfopunt {
                naam: naam.to_owned(),
                locatie,
                gebied,
                organisatie,
                soort: InfopuntSoort::Infopunt,
                rang: Rang::Neven,
                open: false,
                voorheen: String::new(),
            };
            make_infopunt(ctx, &new)?;
            Ok(locatie)
        })
        .expect("a point")
    };
    let (own, near) = ("Klaverblad Voor", "Klaverblad Achter");
    let place = make(own);
    make(near);
    let keeper = app
        .an_account("Cor Kleinplaats")
        .of(organisatie)
        .with_role("coordinator", Where::Locatie(place))
        .make();
    let ask = Ask::get(&format!("/{}/zoeken", app.slug())).query("q=klaverblad");
    let answer = app.send(&ask.by(&As::Person(keeper.account)).lang("nl"));
    assert_eq!(answer.status, 200);
    let shown = answer.text();
    assert!(shown.contains(&format!(">{own}</a>")), "{shown}");
    assert!(!shown.contains(near), "{shown}");
    let all = found(&app, ADMIN, "klaverblad");
    assert!(all.contains(own) && all.contains(near), "{all}");
}
