//! The formation and whom to turn to, over their own pages.

use kit::testing::TestDb;
use wijkwerk::ids::GebiedId;
use wijkwerk::kader::inrichting::WoordSleutel;
use wijkwerk::testing::{As, Where};

use super::balie::stad;
use super::{Stad, visible};

const KEEPER: &str = "functioneelbeheerder";

/// The first four wijken.
fn four(stad: &Stad) -> Vec<(String, String)> {
    let frame = stad.app.frame(stad.app.slug());
    let wijken = frame.wijken().take(4);
    wijken
        .map(|wijk| (wijk.id.to_string(), wijk.naam.clone()))
        .collect()
}

/// What a page shows, without the marks around what was filled in.
fn plain(html: &str) -> String {
    visible(html).replace(['\u{2068}', '\u{2069}'], "")
}

fn formatie(stad: &Stad) -> String {
    stad.page(&As::role(KEEPER), "formatie")
}

/// The value behind this label in a list of choices.
fn choice(page: &str, field: &str, label: &str) -> String {
    let (_, rest) = page
        .split_once(&format!("name=\"{field}\""))
        .unwrap_or_else(|| panic!("no {field}: {page}"));
    let list = rest.split("</select>").next().unwrap_or_default();
    let found = list
        .split("<option value=\"")
        .find(|one| one.contains(&format!(">{label}</option>")))
        .unwrap_or_else(|| panic!("no {label}: {list}"));
    found.split('"').next().unwrap_or_default().to_owned()
}

fn agree(stad: &Stad, naam: &str, fte: &str, town: &str) -> String {
    let fields = format!("naam={naam}&fte={fte}&stad={town}&vanaf=2026-03-02");
    stad.sent(&As::role(KEEPER), "formatie/herkomsten", &fields);
    choice(&formatie(stad), "afspraak", naam)
}

/// Allots a part; without a gebied for the whole town.
fn allot(stad: &Stad, afspraak: &str, functie: &str, fte: &str, gebied: &str) {
    let organisatie = stad.organisatie("welzijn-lelystad");
    let fields = format!(
        "afspraak={afspraak}&functie={functie}&regel_fte={fte}&gebied={gebied}&organisatie={organisatie}"
    );
    stad.sent(&As::role(KEEPER), "formatie/regels", &fields);
}

/// What is allotted in a row of the table per gebied.
fn row(page: &str, label: &str) -> String {
    let text = plain(page);
    let (_, table) = text.split_once("Per gebied").expect("the table");
    let (_, rest) = table
        .split_once(&format!("{label} "))
        .unwrap_or_else(|| panic!("no {label}: {table}"));
    rest.split(' ').next().unwrap_or_default().to_owned()
}

fn l_60_what_is_not_allotted_of_eleven_is_shown(db: TestDb) {
    let stad = stad(db);
    let transferred = agree(&stad, "Overgang", "11", "2");
    allot(&stad, &transferred, "Coördinator", "2", "");
    for ((gebied, _), fte) in four(&stad).iter().zip(["2,05", "2,25", "2,25", "2,25"]) {
        allot(&stad, &transferred, "Opbouwwerker", fte, gebied);
    }
    let page = plain(&formatie(&stad));
    assert!(page.contains("0,2 fte niet toegewezen"), "{page}");
    allot(&stad, &transferred, "Loket", "0,2", &four(&stad)[0].0);
    let page = plain(&formatie(&stad));
    assert!(!page.contains("fte niet toegewezen"), "{page}");
}

fn l_65_the_town_has_two_and_its_parts_nine_of_eleven(db: TestDb) {
    let stad = stad(db);
    let transferred = agree(&stad, "Overgang", "11", "2");
    allot(&stad, &transferred, "Coördinator", "2", "");
    for (gebied, _) in four(&stad) {
        allot(&stad, &transferred, "Opbouwwerker", "2,25", &gebied);
    }
    let page = formatie(&stad);
    assert_eq!(row(&page, "De hele gemeente"), "2,0");
    assert_eq!(row(&page, "Alle gebieden samen"), "9,0");
}

fn l_66_four_halves_are_two(db: TestDb) {
    let stad = stad(db);
    let half = agree(&stad, "Wijkconsulenten", "2", "");
    for (gebied, _) in four(&stad).iter().take(3) {
        allot(&stad, &half, "Wijkconsulent", "0,5", gebied);
    }
    assert_eq!(row(&formatie(&stad), "Alle gebieden samen"), "1,5");
    let (gebied, naam) = &four(&stad)[3];
    allot(&stad, &half, "Wijkconsulent", "0,5", gebied);
    let page = formatie(&stad);
    assert_eq!(row(&page, naam), "0,5");
    assert_eq!(row(&page, "Alle gebieden samen"), "2,0");
    assert!(!plain(&page).contains("niet toegewezen"));
}

fn l_67_a_third_half_for_one_of_two_persons_is_flagged(db: TestDb) {
    let stad = stad(db);
    let half = agree(&stad, "Wijkconsulenten", "3", "");
    let wijken = four(&stad);
    for (gebied, _) in &wijken {
        allot(&stad, &half, "Wijkconsulent", "0,5", gebied);
    }
    let people = ["Ada Verzonnen", "Bo Verzonnen"]
        .map(|naam| stad.person(naam, "gemeente", "wijkbeheerder", Where::Gemeente));
    let fill = |n: usize, who: &As, more: &str| {
        let As::Person(account) = who else {
            panic!("a person");
        };
        let label = format!("Wijkconsulent, {}", wijken[n].1);
        let regel = choice(&formatie(&stad), "regel", &label);
        let fields = format!("regel={regel}&account={account}&invulling_fte=0,5{more}");
        stad.post(&As::role(KEEPER), "formatie/invullingen", &fields)
    };
    for n in 0..4 {
        assert_eq!(fill(n, &people[n / 2], "").status, 303, "{n}");
    }
    let over = "Meer dan 1,0 fte";
    let before = plain(&formatie(&stad));
    assert!(
        before.contains("Ada Verzonnen 1,0 fte · 2 gebieden"),
        "{before}"
    );
    assert!(!before.contains(over), "{before}");
    let refused = fill(2, &people[0], "");
    assert_eq!(refused.status, 400);
    let said = plain(&refused.text());
    assert!(said.contains("boven 1,0 fte"), "{said}");
    assert_eq!(fill(2, &people[0], "&reden=Tot de zomer").status, 303);
    let page = plain(&formatie(&stad));
    assert!(
        page.contains("Ada Verzonnen 1,5 fte · 3 gebieden · Tot de zomer"),
        "{page}"
    );
    assert_eq!(page.matches(over).count(), 1, "{page}");
}

fn l_61_the_coordinator_sees_the_work_of_her_team_and_no_notes_of_cases(db: TestDb) {
    let stad = stad(db);
    let frame = stad.app.frame(stad.app.slug());
    let team = frame
        .organen
        .iter()
        .find(|orgaan| orgaan.sleutel == "integraal-team-noordoost")
        .expect("a team");
    let areas = frame.wijken_of(team);
    let mut wijken = frame.wijken().filter(|wijk| areas.contains(&wijk.id));
    let wijk = wijken.next().expect("a wijk").id;
    let member = stad.person(
        "Sam Verzonnen",
        "mdf",
        "wijkteamlid",
        Where::Orgaan(team.id),
    );
    let plan = stad.plan(&member, &team.sleutel);
    let area = stad.sent(
        &member,
        "aandachtsgebieden",
        &format!("werkplan={plan}&titel=Minder schulden&behoefte=Bewoners vragen erom&behoefte_van=bewoners&wijken={wijk}"),
    );
    for wat in ["Spreekuur houden", "Brieven lezen"] {
        let deal = stad.deal(&member, &area, wat, "mdf");
        stad.sent(&member, &format!("afspraken/{deal}/aannemen"), "");
    }
    let coordinator = stad.person(
        "Noor Verzonnen",
        "welzijn-lelystad",
        "coordinator",
        Where::Gebied(team.gebieden[0]),
    );
    let work = |page: &str| {
        let (_, rest) = page.split_once(&team.naam).expect("her team");
        rest.chars().take(120).collect::<String>()
    };
    let page = plain(&stad.page(&coordinator, "werkplannen"));
    assert!(work(&page).contains("0 te laat · 2 open"), "{page}");
    assert!(stad.app.clock.advance_seconds(120 * 86_400));
    let page = plain(&stad.page(&coordinator, "werkplannen"));
    assert!(work(&page).contains("2 te laat · 0 open"), "{page}");
    let mdf = stad.organisatie("mdf");
    let due = plain(&stad.page(
        &coordinator,
        &format!("werkplannen?organisatie={mdf}&stand=late"),
    ));
    assert!(
        due.contains("Spreekuur houden") && due.contains("Brieven lezen"),
        "{due}"
    );
    // What somebody told at the desk is no work of the team.
    let (onderwerp, kanalen) = super::balie::words(&stad);
    let fields = format!(
        "kanaal={}&onderwerp={onderwerp}&uitkomst=call_back",
        kanalen[1]
    );
    let contact = stad.sent(&As::role(super::balie::DESK), "balie/contacten", &fields);
    for path in [
        "balie/contacten".to_owned(),
        format!("balie/contacten/{contact}"),
    ] {
        let status = stad.get(&coordinator, &path).status;
        assert!(matches!(status, 403 | 404), "{path}: {status}");
    }
}

/// Log, support and what residents asked for of one body of residents together; initiatives are not kept in the product yet,
/// what is worked on in its wijken stands in their place.
fn l_62_a_wijkraad_has_its_log_and_its_support_on_one_page(db: TestDb) {
    let stad = stad(db);
    let wijk = stad.wijk("zuiderzeewijk");
    let found = |naam: &'static str| {
        let id = stad
            .app
            .write(&wijkwerk::access::Actor::Command, move |ctx| {
                wijkwerk::kader::organisaties::actions::welcome_bewonersgroep(ctx, wijk, naam)
            })
            .expect("a group");
        id.to_string()
    };
    let own = stad
        .app
        .write(&wijkwerk::access::Actor::Command, move |ctx| {
            wijkwerk::kader::organisaties::actions::found_bewonersorgaan(
                ctx,
                wijk,
                "Wijkraad Zuiderzeewijk",
                None,
            )
        })
        .expect("a wijkraad")
        .to_string();
    let other = found("Ouders van de speeltuin");
    stad.app
        .wait(stad.app.app.refresh())
        .expect("every node sees it within a second");
    let worker = stad.person(
        "Noor Verzonnen",
        "welzijn-lelystad",
        "opbouwwerker",
        Where::Gebied(wijk),
    );
    let path = format!("ondersteuning/{own}");
    let page = plain(&stad.page(&worker, &path));
    assert!(page.contains("Nog geen ondersteuning"), "{page}");
    for (orgaan, soort, minuten, op) in [
        (&own, "advice", 45, "2026-02-10"),
        (&own, "advice", 30, "2026-03-01"),
        (&own, "room", 60, "2026-03-02"),
        (&other, "funding", 600, "2026-03-02"),
    ] {
        let fields = format!("orgaan={orgaan}&soort={soort}&minuten={minuten}&op={op}");
        stad.sent(&worker, "ondersteuning", &fields);
    }
    assert!(stad.page(&worker, "ondersteuning").contains(&path));
    let page = plain(&stad.page(&worker, &path));
    for told in [
        "Wijkraad Zuiderzeewijk",
        "Alles samen 2 uur en 15 min",
        "Advies geven 1 uur en 15 min, 2 keer",
        "Ruimte regelen 1 uur, 1 keer",
        "dinsdag 10 februari · Noor Verzonnen",
    ] {
        assert!(page.contains(told), "{told}: {page}");
    }
    assert!(
        !page.contains("Geld aanvragen"),
        "that was the other group: {page}"
    );
    let refused = stad.get(&As::role("kcc"), &path).status;
    assert!(matches!(refused, 403 | 404), "{refused}");
    notes_contact(&stad, &worker, &path);
    counts_what_was_asked(&stad, &worker, &path, &own);
    tells_what_is_worked_on(&stad, &worker, &path, wijk);
}

/// A line of contact is noted there, without people in it.
fn notes_contact(stad: &Stad, worker: &As, path: &str) {
    let form = |regel: &str| format!("wijze=talk&op=2026-03-02&regel={regel}");
    let to = format!("{path}/contact");
    let personal = stad.post(worker, &to, &form("Bel 06 12 34 56 78 over het plein"));
    let said = personal.text();
    assert_eq!(personal.status, 400, "{said}");
    assert!(said.contains("href=\"#regel\"") && said.contains("Bel 06 12 34 56 78"));
    stad.sent(worker, &to, &form("Samen op het plein gekeken."));
    let page = plain(&stad.page(worker, path));
    assert!(page.contains("Samen op het plein gekeken."), "{page}");
    assert!(!page.contains("06 12 34 56 78"), "{page}");
}

/// What residents asked is counted there, and never told.
fn counts_what_was_asked(stad: &Stad, worker: &As, path: &str, own: &str) {
    let frame = stad.app.frame(stad.app.slug());
    let word = frame.inrichting.path_word(WoordSleutel::Wijk);
    let question = "Wanneer komen er weer bomen langs het water?";
    let fields = format!("vraag={question}&bevestigd=1&orgaan={own}");
    let to = format!("{word}/zuiderzeewijk/vraag");
    stad.sent(&As::Nobody, &to, &fields);
    let page = plain(&stad.page(worker, path));
    assert!(
        page.contains("Vraag 1") && page.contains("Wacht op antwoord"),
        "{page}"
    );
    assert!(!page.contains("langs het water"), "{page}");
}

/// What is worked on in its wijken, and what was promised there.
fn tells_what_is_worked_on(stad: &Stad, worker: &As, path: &str, wijk: GebiedId) {
    let frame = stad.app.frame(stad.app.slug());
    let team = frame
        .organen
        .iter()
        .find(|orgaan| orgaan.soort == "wijkserviceteam" && frame.wijken_of(orgaan).contains(&wijk))
        .expect("the team of the wijk")
        .id;
    let keeper = stad.person(
        "Sam Fictief",
        "gemeente",
        "wijkbeheerder",
        Where::Orgaan(team),
    );
    let plan = stad.sent(&keeper, "werkplannen", &format!("orgaan={team}&jaar=2026"));
    let wish = format!(
        "werkplan={plan}&titel=Een groener plein&behoefte=Bewoners vragen erom&behoefte_van=bewoners&wijken={wijk}"
    );
    let area = stad.sent(&keeper, "aandachtsgebieden", &wish);
    stad.sent(&keeper, &format!("werkplannen/{plan}/instemmen"), "");
    let deal = stad.deal(&keeper, &area, "Bomen planten", "gemeente");
    stad.sent(&keeper, &format!("afspraken/{deal}/aannemen"), "");
    let page = stad.page(worker, path);
    assert!(page.contains(&area), "it leads there: {page}");
    let page = plain(&page);
    assert!(
        page.contains("Een groener plein") && page.contains("Bomen planten"),
        "{page}"
    );
}

fn v_84_whoever_asks_about_a_wijk_is_told_the_same_person(db: TestDb) {
    let stad = Stad::new(db, "velsen-demo");
    let made = |naam: &str, wijk: &str| {
        let made = stad
            .app
            .an_account(naam)
            .of(stad.organisatie("gemeente"))
            .who_shows_the_name()
            .with_role("wijkbeheerder", Where::Gebied(stad.wijk(wijk)))
            .make();
        made.account
    };
    for (naam, vervanger, wijk) in [
        ("Noor Verzonnen", "Ada Bedacht", "driehuis"),
        ("Sam Zogenaamd", "Bo Bedacht", "velsen-noord"),
    ] {
        let (account, deputy, gebied) = (made(naam, wijk), made(vervanger, wijk), stad.wijk(wijk));
        let fields = format!(
            "soort=substantive&gebied={gebied}&account={account}&vervanger={deputy}&bereik=Bel op werkdagen"
        );
        stad.sent(&As::role(KEEPER), "formatie/contacten", &fields);
    }
    let page = stad.page(&As::Nobody, "wie");
    let (_, list) = page.split_once("name=\"doelgroep\"").expect("audiences");
    let list = list.split("</select>").next().unwrap_or_default();
    let audiences: Vec<&str> = list
        .split("<option value=\"")
        .skip(1)
        .filter_map(|one| one.split('"').next())
        .collect();
    assert_eq!(audiences.len(), 4, "{audiences:?}");
    for audience in audiences {
        let ask = format!("wie?soort=substantive&doelgroep={audience}&wijk=driehuis");
        let told = plain(&stad.page(&As::Nobody, &ask));
        assert!(told.contains("Noor Verzonnen"), "{audience}: {told}");
        assert!(told.contains("Ada Bedacht"), "{audience}: {told}");
        assert!(!told.contains("Sam Zogenaamd"), "{audience}: {told}");
    }
}

kit::on_both_engines!(
    l_60_what_is_not_allotted_of_eleven_is_shown,
    l_65_the_town_has_two_and_its_parts_nine_of_eleven,
    l_66_four_halves_are_two,
    l_67_a_third_half_for_one_of_two_persons_is_flagged,
    l_61_the_coordinator_sees_the_work_of_her_team_and_no_notes_of_cases,
    l_62_a_wijkraad_has_its_log_and_its_support_on_one_page,
    v_84_whoever_asks_about_a_wijk_is_told_the_same_person,
);
