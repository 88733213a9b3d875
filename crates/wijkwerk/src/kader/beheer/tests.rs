//! Beheer on both engines: partners, bodies of residents, bad documents, and every page in both languages.

use jiff::civil::Date;
use kit::testing::TestDb;

use crate::error::Error;
use crate::kader::accounts::tests::World;
use crate::kader::inrichting::actions::parse;
use crate::kader::inrichting::to_toml;
use crate::kader::organisaties::actions::{NewOrganisatie, add_organisatie, found_bewonersorgaan};
use crate::testing::{As, Ask, TestApp, Where};

const PAGES: &[&str] = &[
    "inloggen",
    "inloggen/code",
    "inloggen/link/onbekend",
    "account",
    "beheer",
    "beheer/mensen",
    "beheer/mensen/nieuw",
    "beheer/organisaties",
    "beheer/teams",
    "beheer/inrichting",
    "beheer/gebieden",
    "beheer/verwerkingen",
    "beheer/journaal",
    "privacy",
    "toegankelijkheid",
    "hulp",
];

fn every_page_of_velsen_speaks_both_languages(db: TestDb) {
    let world = World::new(db, "velsen-demo");
    render_all(&world);
}

fn every_page_of_lelystad_speaks_both_languages(db: TestDb) {
    let world = World::new(db, "lelystad-demo");
    render_all(&world);
}

fn render_all(world: &World) {
    let slug = &world.frame.slug;
    let person = format!("beheer/mensen/{}?rol=wijkteamlid", world.admin);
    let team = format!("beheer/teams/{}", world.frame.organen[0].id);
    for page in PAGES
        .iter()
        .copied()
        .chain([person.as_str(), team.as_str()])
    {
        for lang in ["nl", "en"] {
            let (status, body) = world.get(&format!("/{slug}/{page}"), lang);
            assert_eq!(status, 200, "{page} in {lang}: {body}");
            assert!(
                body.contains(&format!("<html lang=\"{lang}\"")),
                "{page} in {lang}"
            );
        }
    }
    let missing = world.frame.translations.missing();
    assert!(missing.is_empty(), "{missing:?}");
}

fn who_decides_what_is_open_is_said_in_the_language_of_the_page(db: TestDb) {
    let world = World::new(db, "velsen-demo");
    let said = |lang| world.get("/velsen/beheer/inrichting", lang).1;
    let (nl, en) = (said("nl"), said("en"));
    assert!(nl.contains("Nog niet besloten. Dat is aan het college."));
    assert!(nl.contains("Nog niet besloten. Dat is aan de partners samen."));
    assert!(en.contains("Not decided yet. That is up to the municipal executive."));
    assert!(en.contains("Not decided yet. That is up to the partners together."));
    assert!(!en.contains("up to het ") && !en.contains("up to de "));
}

fn who_decides_about_a_proposed_team_is_said(db: TestDb) {
    let velsen = World::new(db, "velsen-2010");
    let team = format!("/velsen/beheer/teams/{}", wijkteam(&velsen));
    let ours = "Nog niet besloten. Dat is aan het college.";
    for (path, lang, said) in [
        (
            team.as_str(),
            "nl",
            format!("Er ontstaan nog geen verplichtingen. {ours}"),
        ),
        (
            team.as_str(),
            "en",
            "That is up to the municipal executive.".to_owned(),
        ),
    ] {
        let (_, page) = velsen.get(path, lang);
        assert!(page.contains(&said), "{lang}: {page}");
    }
    let (_, page) = velsen.get("/velsen/beheer/inrichting", "nl");
    let (_, division) = page.split_once("De verdeling is voorgesteld.").unwrap();
    let (division, _) = division.split_once("ww-rule__source").unwrap();
    assert!(division.contains(ours), "{division}");
}

fn wijkteam(world: &World) -> crate::ids::OrgaanId {
    let organen = &world.frame.organen;
    let found = organen
        .iter()
        .find(|orgaan| orgaan.sleutel == "velsen-noord");
    found.unwrap().id
}

fn when_an_invitation_is_repeated_is_said_to_be_open_while_nobody_decided_it(db: TestDb) {
    let world = World::new(db, "velsen-2010");
    let path = format!("/velsen/beheer/teams/{}", wijkteam(&world));
    let (_, page) = world.get(&path, "nl");
    let said = "Wanneer herinneren we? Nog niet besloten. Dat is aan ";
    assert_eq!(page.matches(said).count(), 1, "{page}");
}

fn who_may_stay_for_the_closed_part_is_said(db: TestDb) {
    let world = World::new(db, "velsen-demo");
    let said = |page: &str, lang| world.get(&format!("/velsen/beheer/{page}"), lang).1;
    assert!(said("inrichting", "nl").contains("Niet bij het besloten deel van een vergadering: "));
    assert!(said("inrichting", "en").contains("may stay for the closed part of a meeting."));
    let team = format!("teams/{}", wijkteam(&world));
    let seats = said(&team, "nl");
    assert_eq!(
        seats.matches("Niet bij het besloten deel").count(),
        1,
        "the guest alone: {seats}"
    );
}

fn help_leads_to_what_it_speaks_of(db: TestDb) {
    let world = World::new(db, "velsen-demo");
    let slug = &world.frame.slug;
    let links = |page: &str| -> Vec<String> {
        let (_, body) = world.get(&format!("/{slug}/{page}"), "nl");
        let (_, main) = body.split_once("<main").unwrap();
        let (main, _) = main.split_once("</main>").unwrap();
        main.split("href=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .map(ToOwned::to_owned)
            .collect()
    };
    let expected = ["melden", "mijn-melding", "inloggen", "wie", "balies"];
    assert_eq!(
        links("hulp"),
        expected.map(|page| format!("/{slug}/{page}"))
    );
    assert_eq!(links("toegankelijkheid"), [format!("/{slug}/wie")]);
    // From the foot of every public page it is one click to a person, a desk and this page.
    let (_, body) = world.get(&format!("/{slug}/privacy"), "nl");
    let (_, foot) = body.split_once("<footer").unwrap();
    for page in ["wie", "balies", "hulp"] {
        assert!(foot.contains(&format!("href=\"/{slug}/{page}\"")), "{page}");
    }
}

fn a_partner_added_today_can_own_things_today(db: TestDb) {
    let world = World::new(db, "velsen-demo");
    let admin = world.admin_actor();
    let wanted = NewOrganisatie {
        naam: "Stichting Verzonnen".into(),
        soort: "overig".into(),
        domein: "sociaal".into(),
        from: Date::constant(2026, 3, 3),
    };
    let id = world
        .app
        .write_blocking(&world.frame, &admin, move |ctx| {
            add_organisatie(ctx, &wanted, None)
        })
        .unwrap();
    world.app.forget_frame(&world.frame.slug);
    let frame = world
        .app
        .frame_blocking(&world.frame.slug)
        .unwrap()
        .unwrap();
    assert_eq!(
        frame.organisatie(id).unwrap().sleutel,
        "stichting-verzonnen"
    );
}

fn inv_02_a_second_body_for_the_same_wijk_is_refused(db: TestDb) {
    let world = World::new(db, "velsen-demo");
    let admin = world.admin_actor();
    let wijk = world.frame.wijken().next().unwrap().id;
    let found = |naam: &'static str| {
        world.app.write_blocking(&world.frame, &admin, move |ctx| {
            found_bewonersorgaan(ctx, wijk, naam, None)
        })
    };
    assert!(found("De Kring").is_ok());
    assert!(matches!(found("De Tweede"), Err(Error::Refused(_))));
}

#[test]
fn a_bad_document_names_every_fault_with_line_and_remedy() {
    let found =
        parse("op = \"velsen-demo\"\nwerknivo = \"wijk\"\n[gemeente]\naanspreekvorm = \"gij\"\n")
            .unwrap_err();
    assert!(found.len() >= 2, "{found:?}");
    assert!(
        found
            .iter()
            .all(|one| one.regel > 0 && !one.herstel.is_empty())
    );
}

fn a_version_that_starts_too_early_comes_back_with_its_document(db: TestDb) {
    let app = TestApp::new(db, &["velsen-demo"]);
    let admin = As::role("functioneelbeheerder");
    let send = |path: &str, fields: &str| {
        let path = format!("/velsen/beheer/inrichting{path}");
        app.send(&Ask::post(&path, fields).by(&admin).lang("nl"))
    };
    for (day, said) in [
        ("2020-01-01", "kan niet eerder ingaan"),
        ("morgen", "Vul een datum in."),
    ] {
        let fields = format!("document=op = \"velsen-demo\"&vanaf={day}");
        let answer = send("", &fields);
        let text = answer.text();
        assert_eq!(answer.status, 400, "{text}");
        assert!(
            text.contains("id=\"vanaf-e\"") && text.contains(said),
            "{text}"
        );
        assert!(text.contains(&format!("value=\"{day}\"")), "{text}");
        assert!(text.contains("name=\"document\" value=\"op ="), "{text}");
    }
    for path in ["", "/controle"] {
        let answer = send(path, "vanaf=2026-03-03");
        assert_eq!(answer.status, 400, "{path}");
        assert!(answer.text().contains("id=\"bestand-e\""), "{path}");
    }
    let other = "document=op = \"velsen-demo\"%0A[gemeente]%0Anaam = \"Verzonnen\"";
    let today = send("", &format!("{other}&vanaf=2026-03-02"));
    assert_eq!(today.status, 303, "{}", today.text());
    assert_eq!(today.location(), "/velsen/beheer/inrichting");
}

fn a_document_that_says_nothing_new_is_not_put_in_force(db: TestDb) {
    let app = TestApp::new(db, &["velsen-demo"]);
    let admin = As::role("functioneelbeheerder");
    let get = |path: &str| app.send(&Ask::get(path).by(&admin).lang("nl")).text();
    let send = |path: &str| {
        let fields = "document=op = \"velsen-demo\"&vanaf=2026-03-02";
        app.send(&Ask::post(path, fields).by(&admin).lang("nl"))
    };
    let own = "/velsen/beheer/inrichting";
    let said = "Er verandert niets. Dit is al de laatste versie.";
    let before = get(own);
    assert!(!before.contains(said), "{before}");
    let looked = send(&format!("{own}/controle")).text();
    assert!(
        looked.contains(said) && !looked.contains("name=\"vanaf\""),
        "{looked}"
    );
    let sent = send(own);
    assert_eq!(sent.status, 303, "{}", sent.text());
    let after = get(sent.location());
    assert!(after.contains(said), "{after}");
    let versions = |page: &str| page.matches("Versie ").count();
    assert_eq!(versions(&after), versions(&before));
}

fn an_organisation_that_is_dropped_but_stays_is_told_of(db: TestDb) {
    let app = TestApp::new(db, &["velsen-demo"]);
    let admin = As::role("functioneelbeheerder");
    let mut new = parse(crate::shipped::document("velsen-demo").unwrap()).unwrap();
    let naam = new.organisatie("zorgbalans").unwrap().naam.clone();
    new.organisaties.retain(|one| one.sleutel != "zorgbalans");
    let text = to_toml(&new).unwrap();
    let text = text
        .replace('%', "%25")
        .replace('&', "%26")
        .replace('+', "%2B");
    let checked = || {
        let fields = format!("document={text}");
        let ask = Ask::post("/velsen/beheer/inrichting/controle", &fields);
        app.send(&ask.by(&admin).lang("nl")).text()
    };
    let said = format!("{naam} staat niet meer in het document, maar blijft bestaan");
    let before = checked();
    assert!(before.contains("organisaties[zorgbalans]"), "{before}");
    assert!(!before.contains(&said), "nothing is open: {before}");
    let care = app
        .frame("velsen")
        .organisatie_by_key("zorgbalans")
        .unwrap()
        .id;
    app.an_account("Sam Verzonnen")
        .of(care)
        .with_role("wijkteamlid", Where::Gemeente)
        .make();
    let after = checked();
    assert!(after.contains(&said), "{after}");
}

kit::on_both_engines!(
    an_organisation_that_is_dropped_but_stays_is_told_of,
    a_document_that_says_nothing_new_is_not_put_in_force,
    a_version_that_starts_too_early_comes_back_with_its_document,
    every_page_of_velsen_speaks_both_languages,
    every_page_of_lelystad_speaks_both_languages,
    who_decides_about_a_proposed_team_is_said,
    who_decides_what_is_open_is_said_in_the_language_of_the_page,
    who_may_stay_for_the_closed_part_is_said,
    when_an_invitation_is_repeated_is_said_to_be_open_while_nobody_decided_it,
    help_leads_to_what_it_speaks_of,
    a_partner_added_today_can_own_things_today,
    inv_02_a_second_body_for_the_same_wijk_is_refused,
);
