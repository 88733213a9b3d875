//! What a team works on: aandachtsgebieden, afspraken, plans, and what everybody may see of them.

use kit::testing::TestDb;
use wijkwerk::testing::{As, Ask, TestApp};

use super::{Members, Stad, link_in, visible};

const NOORD: &str = "velsen-noord";
const SIX: &str = "santpoort-driehuis-velsen-zuid";

/// A team with one aandachtsgebied that was agreed on.
pub(super) fn started(stad: &Stad) -> (Members, String, String) {
    let members = stad.members(NOORD);
    let plan = stad.plan(&members.beheerder, NOORD);
    let wish = stad.wish(&plan, "Schone straat", NOORD);
    let area = stad.sent(&members.beheerder, "aandachtsgebieden", &wish);
    stad.adopt(&members, &plan);
    (members, plan, area)
}

fn v_06_an_aandachtsgebied_belongs_to_a_wijk(db: TestDb) {
    let stad = Stad::new(db, "velsen-demo");
    let members = stad.members(SIX);
    let plan = stad.plan(&members.beheerder, SIX);
    let wish = stad.wish(&plan, "Schone straat", "driehuis");
    let none = wish.replace(&format!("&wijken={}", stad.wijk("driehuis")), "");
    let refused = stad.post(&members.beheerder, "aandachtsgebieden", &none);
    assert_eq!(refused.status, 400);
    assert!(
        refused.text().contains("Kies een wijk."),
        "{}",
        refused.text()
    );
    assert!(refused.text().contains("Schone straat"), "filled in again");
    stad.sent(&members.beheerder, "aandachtsgebieden", &wish);
}

fn v_11_no_aandachtsgebied_without_a_theme(db: TestDb) {
    let stad = Stad::new(db, "velsen-demo");
    let members = stad.members(NOORD);
    let plan = stad.plan(&members.beheerder, NOORD);
    let wish = stad.wish(&plan, "Schone straat", NOORD);
    let refused = stad.post(
        &members.beheerder,
        "aandachtsgebieden",
        &wish.replace("&themas=schoon", ""),
    );
    assert_eq!(refused.status, 400);
    assert!(
        refused.text().contains("Kies een of meer thema"),
        "{}",
        refused.text()
    );
    let two = format!("{wish}&themas=heel");
    let area = stad.sent(&members.beheerder, "aandachtsgebieden", &two);
    let page = visible(&stad.page(&members.beheerder, &format!("aandachtsgebieden/{area}")));
    assert!(page.contains("Schoon") && page.contains("Heel"), "{page}");
}

fn v_09_a_field_of_one_wijk_is_not_asked_in_another(db: TestDb) {
    let stad = Stad::new(db, "velsen-demo");
    let members = stad.members(NOORD);
    let plan = stad.plan(&members.beheerder, NOORD);
    let wish = format!("{}&veld_havenoverlast=ja", stad.wish(&plan, "Stil", NOORD));
    let area = stad.sent(&members.beheerder, "aandachtsgebieden", &wish);
    let page = visible(&stad.page(&members.beheerder, &format!("aandachtsgebieden/{area}")));
    assert!(page.contains("Overlast van de haven ja"), "{page}");
    let other = stad.members("velsbroek");
    let plan = stad.plan(&other.beheerder, "velsbroek");
    let form = stad.page(
        &other.beheerder,
        &format!("aandachtsgebieden/nieuw?werkplan={plan}"),
    );
    assert!(!form.contains("veld_havenoverlast"));
    let wish = format!(
        "{}&veld_havenoverlast=ja",
        stad.wish(&plan, "Stil", "velsbroek")
    );
    let refused = stad.post(&other.beheerder, "aandachtsgebieden", &wish);
    assert_eq!(refused.status, 400, "{}", refused.text());
}

fn v_07_every_partner_has_a_name_or_shows_that_it_has_none(db: TestDb) {
    let stad = Stad::new(db, "velsen-demo");
    let members = stad.members(NOORD);
    let plan = stad.plan(&members.beheerder, NOORD);
    let (politie, corporatie) = (
        stad.organisatie("politie"),
        stad.organisatie("corporatie-voorbeeld"),
    );
    let As::Person(sam) = &members.politie else {
        panic!("a person");
    };
    let wish = format!(
        "{}&partners={politie}&partners={corporatie}&persoon_{politie}={sam}",
        stad.wish(&plan, "Veilige straat", NOORD)
    );
    let area = stad.sent(&members.beheerder, "aandachtsgebieden", &wish);
    let page = visible(&stad.page(&members.beheerder, &format!("aandachtsgebieden/{area}")));
    assert!(page.contains("Politie Sam Fictief"), "{page}");
    assert!(
        page.contains("Woningcorporatie (voorbeeld) Geen naam"),
        "{page}"
    );
}

fn v_08_integraal_is_refused_with_its_reason(db: TestDb) {
    let stad = Stad::new(db, "velsen-demo");
    let (members, plan, area) = started(&stad);
    let integral = format!("{}&integraal=ja", stad.wish(&plan, "Schone straat", NOORD));
    let change = format!("aandachtsgebieden/{area}/wijzig");
    for (who, key) in [
        (&members.politie, "politie"),
        (&members.corporatie, "corporatie-voorbeeld"),
    ] {
        let refused = stad.post(&members.beheerder, &change, &integral);
        assert_eq!(refused.status, 400);
        assert!(
            refused
                .text()
                .contains("Integraal mag pas als twee organisaties"),
            "{}",
            refused.text()
        );
        let deal = stad.deal(&members.beheerder, &area, "Vegen", key);
        stad.sent(who, &format!("afspraken/{deal}/aannemen"), "");
    }
    stad.sent(&members.beheerder, &change, &integral);
}

fn v_10_the_share_that_residents_asked_for_is_shown(db: TestDb) {
    let stad = Stad::new(db, "velsen-demo");
    let (members, plan, area) = started(&stad);
    let own = stad
        .wish(&plan, "Nieuwe gevels", NOORD)
        .replace("behoefte_van=bewoners", "behoefte_van=partner");
    let own = stad.sent(
        &members.corporatie,
        "aandachtsgebieden",
        &format!("{own}&eigen_initiatief=ja"),
    );
    for n in 0..12 {
        stad.deal(&members.beheerder, &area, &format!("Vegen {n}"), "politie");
    }
    for n in 0..8 {
        stad.deal(
            &members.beheerder,
            &own,
            &format!("Schilderen {n}"),
            "corporatie-voorbeeld",
        );
    }
    let page = visible(&stad.page(&members.beheerder, "werkplannen"));
    assert!(
        page.contains("1 van 2 aandachtsgebieden komen van bewoners."),
        "{page}"
    );
    assert!(page.contains("12 van 20 afspraken van bewoners."), "{page}");
}

fn v_38_only_the_owner_accepts(db: TestDb) {
    let stad = Stad::new(db, "velsen-demo");
    let (members, _, area) = started(&stad);
    let without = format!("aandachtsgebied={area}&wat=Vegen&due=2026-06-01");
    let refused = stad.post(&members.beheerder, "afspraken", &without);
    assert_eq!(refused.status, 400);
    assert!(
        refused.text().contains("Kies welke organisatie dit doet."),
        "{}",
        refused.text()
    );
    assert!(refused.text().contains("Vegen"), "filled in again");
    let deal = stad.deal(&members.beheerder, &area, "Vegen", "politie");
    let path = format!("afspraken/{deal}");
    let page = visible(&stad.page(&members.beheerder, &path));
    assert!(
        page.contains("Geen naam") || page.contains("geen naam"),
        "allowed, with a warning: {page}"
    );
    for other in [&members.beheerder, &members.corporatie, &As::Nobody] {
        let status = stad.post(other, &format!("{path}/aannemen"), "").status;
        assert!(matches!(status, 401 | 403), "{other:?}: {status}");
    }
    stad.sent(&members.politie, &format!("{path}/aannemen"), "");
    let page = visible(&stad.page(&members.beheerder, &path));
    assert!(
        page.contains("Sam Fictief"),
        "whoever accepted is who it is: {page}"
    );
}

fn v_37_an_empty_plan_cannot_be_adopted(db: TestDb) {
    let stad = Stad::new(db, "velsen-demo");
    let members = stad.members(NOORD);
    let plan = stad.plan(&members.beheerder, NOORD);
    let refused = stad.post(
        &members.beheerder,
        &format!("werkplannen/{plan}/instemmen"),
        "",
    );
    assert_eq!(refused.status, 409);
    assert!(
        refused.text().contains("Dit plan is leeg."),
        "{}",
        refused.text()
    );
}

fn v_36_the_public_plan_shows_all_and_names_nobody(db: TestDb) {
    let stad = Stad::new(db, "velsen-demo");
    let members = stad.members(NOORD);
    let plan = stad.plan(&members.beheerder, NOORD);
    let titles: Vec<String> = (1..=7).map(|n| format!("Straat {n} is schoon")).collect();
    let mut areas = Vec::new();
    for title in &titles {
        let wish = stad.wish(&plan, title, NOORD);
        areas.push(stad.sent(&members.beheerder, "aandachtsgebieden", &wish));
    }
    stad.adopt(&members, &plan);
    let deal = stad.deal(&members.beheerder, &areas[0], "Elke week vegen", "politie");
    stad.sent(&members.politie, &format!("afspraken/{deal}/aannemen"), "");
    let nobody = As::Nobody;
    let public = visible(&stad.page(&nobody, &format!("werkplannen/openbaar/{plan}")));
    for title in &titles {
        assert!(public.contains(title.as_str()), "{title}: {public}");
    }
    let thread = visible(&stad.page(&nobody, &format!("aandachtsgebied-openbaar/{}", areas[0])));
    assert!(thread.contains("Elke week vegen"), "{thread}");
    assert!(
        thread.contains("0 van 1 afspraken klaar"),
        "its progress: {thread}"
    );
    for name in ["Noor Verzonnen", "Sam Fictief", "Lotte Zogenaamd"] {
        assert!(!public.contains(name) && !thread.contains(name), "{name}");
    }
}

fn l_06_hours_and_euro_stand_side_by_side_in_public(db: TestDb) {
    let stad = Stad::new(db, "velsen-demo");
    let (members, _, area) = started(&stad);
    let deal = stad.deal(&members.beheerder, &area, "Samen vegen", "politie");
    stad.sent(&members.politie, &format!("afspraken/{deal}/aannemen"), "");
    let put = format!("afspraken/{deal}/bijdrage");
    stad.sent(&members.beheerder, &put, "van=bewoners&uren=40");
    stad.sent(&members.beheerder, &put, "van=gemeente&euro=200");
    let page = visible(&stad.page(&As::Nobody, &format!("aandachtsgebied-openbaar/{area}")));
    let at = page.find("40 uur").expect("the hours of residents");
    let near: String = page[at..].chars().take(60).collect();
    assert!(near.contains("200"), "{near}");
}

fn l_07_a_shopkeeper_without_an_account_reports_by_her_link(db: TestDb) {
    let stad = Stad::new(db, "velsen-demo");
    let (members, _, area) = started(&stad);
    let deal = stad.sent(
        &members.beheerder,
        "afspraken",
        &format!(
            "aandachtsgebied={area}&wat=Stoep vrijhouden&due=2026-06-01&partij_soort=ondernemer\
             &partij_naam=Tess Denkbeeld&partij_email=tess@winkel.example"
        ),
    );
    let mails = stad.mails_to("tess@winkel.example");
    assert_eq!(mails.len(), 1, "{mails:?}");
    let link = link_in(&mails[0]);
    let page = stad.app.get(&link);
    assert_eq!(page.status, 200, "{}", page.text());
    assert!(page.text().contains("Stoep vrijhouden"));
    for fields in [
        "doe=aannemen",
        "doe=voortgang&voortgang=De stoep is al een week vrij.",
    ] {
        let done = stad.app.send(&Ask::post(&link, fields));
        assert_eq!(done.status, 303, "{}", done.text());
    }
    let seen = visible(&stad.page(&members.beheerder, &format!("afspraken/{deal}")));
    assert!(seen.contains("De stoep is al een week vrij."), "{seen}");
    let public = visible(&stad.page(&As::Nobody, &format!("aandachtsgebied-openbaar/{area}")));
    assert!(
        !public.contains("Tess") && !public.contains("winkel.example"),
        "{public}"
    );
}

fn v_42_an_afspraak_is_found_in_its_own_wijk_and_in_its_team(db: TestDb) {
    let stad = Stad::new(db, "velsen-demo");
    let members = stad.members(SIX);
    let plan = stad.plan(&members.beheerder, SIX);
    let wish = format!(
        "{}&wijken={}",
        stad.wish(&plan, "Schone straat", "driehuis"),
        stad.wijk("santpoort-noord")
    );
    let area = stad.sent(&members.beheerder, "aandachtsgebieden", &wish);
    let politie = stad.organisatie("politie");
    let fields = format!(
        "aandachtsgebied={area}&wat=Vegen op het plein&organisatie={politie}&due=2026-06-01&gebied={}",
        stad.wijk("driehuis")
    );
    stad.sent(&members.beheerder, "afspraken", &fields);
    let shown = |query: &str| {
        let page = stad.page(&members.beheerder, &format!("werkplannen/{plan}{query}"));
        visible(&page).contains("Vegen op het plein")
    };
    assert!(shown("") && shown("?wijk=driehuis"));
    assert!(!shown("?wijk=santpoort-noord"));
}

const ALIAS: &str = r#"
op = "velsen-demo"

[woorden]
werkplan = { enkelvoud = "dorpsagenda", meervoud = "dorpsagenda's", lidwoord = "de", singular = "village agenda", plural = "village agendas" }
"#;

fn v_60_the_plan_carries_the_word_of_the_gemeente(db: TestDb) {
    let stad = Stad {
        app: TestApp::new(db, &["velsen-demo", ALIAS]),
    };
    let members = stad.members(NOORD);
    let orgaan = stad.team(NOORD);
    let plan = stad.sent(
        &members.beheerder,
        "dorpsagenda-s",
        &format!("orgaan={orgaan}&jaar=2026"),
    );
    let wish = stad.wish(&plan, "Schone straat", NOORD);
    stad.sent(&members.beheerder, "aandachtsgebieden", &wish);
    for who in [&members.beheerder, &members.politie, &members.corporatie] {
        stad.sent(who, &format!("dorpsagenda-s/{plan}/instemmen"), "");
    }
    let page = stad.page(&As::Nobody, &format!("werkplannen/openbaar/{plan}"));
    let cover = page.split_once("<h1").expect("a heading").1;
    assert!(
        cover
            .split_once("</h1>")
            .expect("its end")
            .0
            .contains("Dorpsagenda 2026"),
        "{cover:.300}"
    );
    assert!(
        !visible(&page).to_lowercase().contains("werkplan"),
        "{}",
        visible(&page)
    );
}

kit::on_both_engines!(
    v_06_an_aandachtsgebied_belongs_to_a_wijk,
    v_11_no_aandachtsgebied_without_a_theme,
    v_09_a_field_of_one_wijk_is_not_asked_in_another,
    v_07_every_partner_has_a_name_or_shows_that_it_has_none,
    v_08_integraal_is_refused_with_its_reason,
    v_10_the_share_that_residents_asked_for_is_shown,
    v_38_only_the_owner_accepts,
    v_37_an_empty_plan_cannot_be_adopted,
    v_36_the_public_plan_shows_all_and_names_nobody,
    l_06_hours_and_euro_stand_side_by_side_in_public,
    l_07_a_shopkeeper_without_an_account_reports_by_her_link,
    v_42_an_afspraak_is_found_in_its_own_wijk_and_in_its_team,
    v_60_the_plan_carries_the_word_of_the_gemeente,
);
