//! Who sits where, who executes what, who is there for a wijk.

use std::collections::BTreeMap;

use jiff::SignedDuration;
use kit::testing::TestDb;
use wijkwerk::access::Actor;
use wijkwerk::jobs::{Night, run_due};
use wijkwerk::kader::inrichting::TeamSoort;
use wijkwerk::kader::organisaties::actions::found_bewonersorgaan;
use wijkwerk::testing::{As, Where};

use super::{Stad, visible};

const NOORD: &str = "velsen-noord";
const SIX: &str = "santpoort-driehuis-velsen-zuid";

fn days(stad: &Stad, days: i64) {
    let seconds = SignedDuration::from_hours(24 * days).as_secs();
    assert!(stad.app.clock.advance_seconds(seconds));
}

fn v_41_six_teams_ten_wijken_and_every_wijk_in_one_team(db: TestDb) {
    let stad = Stad::new(db, "velsen-2010");
    let frame = stad.app.frame("velsen");
    let teams: Vec<_> = frame
        .organen
        .iter()
        .filter(|orgaan| orgaan.soort == TeamSoort::Wijkteam.key())
        .collect();
    assert_eq!((teams.len(), frame.wijken().count()), (6, 10));
    for wijk in frame.wijken() {
        let of = teams
            .iter()
            .filter(|team| frame.wijken_of(team).contains(&wijk.id))
            .count();
        assert_eq!(of, 1, "{}", wijk.naam);
    }
    let page = visible(&stad.page(&As::role("functioneelbeheerder"), "beheer/teams"));
    assert!(page.contains("Wijkteam IJmuiden-West"), "{page}");
    assert!(!page.contains("Niet alle wijken"), "{page}");
}

fn v_40_a_proposed_division_is_prepared_and_owes_nothing(db: TestDb) {
    let stad = Stad::new(db, "velsen-2010");
    let beheerder = stad.person(
        "Noor Verzonnen",
        "gemeente",
        "wijkbeheerder",
        Where::Orgaan(stad.team(NOORD)),
    );
    let plan = stad.plan(&beheerder, NOORD);
    let area = stad.sent(
        &beheerder,
        "aandachtsgebieden",
        &stad.wish(&plan, "Schone straat", NOORD),
    );
    let deal = stad.deal(&beheerder, &area, "Vegen", "gemeente");
    stad.sent(&beheerder, &format!("afspraken/{deal}/aannemen"), "");
    let page = visible(&stad.page(&beheerder, &format!("teams/{}", stad.team(NOORD))));
    let said = "Dit team is voorgesteld. Er ontstaan nog geen verplichtingen. Nog niet besloten. Dat is aan het college.";
    assert!(page.contains(said), "{page}");
    let (gemeente, id) = (
        stad.app.frame("velsen").id,
        deal.parse::<uuid::Uuid>().expect("an id"),
    );
    let dues = stad
        .app
        .app
        .db()
        .read_blocking(move |tx| wijkwerk::kader::verplichtingen::list_about(tx, gemeente, id))
        .expect("the dues");
    assert!(dues.is_empty(), "{} dues", dues.len());
}

fn v_31_four_mandatory_kinds_and_open_seats(db: TestDb) {
    let stad = Stad::new(db, "velsen-demo");
    let frame = stad.app.frame("velsen");
    for team in frame
        .organen
        .iter()
        .filter(|orgaan| orgaan.soort == TeamSoort::Wijkteam.key())
    {
        let mut kinds: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for zetel in stad.zetels(&team.sleutel) {
            kinds.entry(zetel.soort).or_default().push(zetel.sleutel);
        }
        let mut mandatory = kinds["mandatory"].clone();
        mandatory.sort();
        assert_eq!(mandatory, ["corporatie", "gemeente", "politie", "welzijn"]);
        assert!(
            kinds["optional"].contains(&"overig".to_owned()),
            "{kinds:?}"
        );
    }
}

fn v_15_a_seat_that_nobody_fills_is_told(db: TestDb) {
    let stad = Stad::new(db, "velsen-demo");
    let members = stad.members(NOORD);
    let path = format!("teams/{}", stad.team(NOORD));
    let page = visible(&stad.page(&members.beheerder, &path));
    assert!(page.contains("Vacant: Welzijnsorganisatie"), "{page}");
    assert!(!page.contains("Vacant: Politie"), "{page}");
    assert!(page.contains("Sam Fictief"), "{page}");
    let admin = As::role("functioneelbeheerder");
    let (orgaan, zetel) = (stad.team(NOORD), stad.zetel(NOORD, "politie").id);
    let form = format!("beheer/teams/{orgaan}/zetel");
    stad.sent(&admin, &form, &format!("zetel={zetel}&account="));
    let page = visible(&stad.page(&members.beheerder, &path));
    assert!(page.contains("Vacant: Politie"), "{page}");
    // A deputy stands beside whoever has the seat.
    let (As::Person(one), As::Person(two)) = (&members.politie, &members.corporatie) else {
        panic!("people");
    };
    stad.sent(
        &admin,
        &form,
        &format!("zetel={zetel}&account={one}&deputy={two}"),
    );
    let page = visible(&stad.page(&members.beheerder, &path));
    assert!(page.contains("vervanger: Lotte Zogenaamd"), "{page}");
}

fn v_14_pilot_and_regular_team_both_stay_in_sight(db: TestDb) {
    let stad = Stad::new(db, "velsen-demo");
    let path = format!("beheer/teams/{}", stad.team("velsbroek"));
    let page = visible(&stad.page(&As::role("functioneelbeheerder"), &path));
    for period in [
        "proef, tot vrijdag 31 december 2010",
        "gewoon team, sinds zaterdag 1 januari 2011",
    ] {
        assert!(page.contains(period), "{period} in {page}");
    }
}

fn v_18_one_reminder_after_six_weeks_and_never_more(db: TestDb) {
    let stad = Stad::new(db, "velsen-demo");
    let admin = As::role("functioneelbeheerder");
    let (orgaan, zetel) = (stad.team(NOORD), stad.zetel(NOORD, "wijkplatform").id);
    let (path, form) = (format!("beheer/teams/{orgaan}"), format!("zetel={zetel}"));
    let remind = || stad.post(&admin, &format!("{path}/herinner"), &form);
    assert!(visible(&stad.page(&admin, &path)).contains("nog geen antwoord"));
    days(&stad, 41);
    let early = remind();
    assert_eq!(early.status, 409);
    assert!(
        early
            .text()
            .contains("Het is nog te vroeg om te herinneren.")
    );
    days(&stad, 1);
    assert_eq!(remind().status, 303);
    assert!(visible(&stad.page(&admin, &path)).contains("1 keer herinnerd"));
    days(&stad, 60);
    let enough = remind();
    assert_eq!(enough.status, 409);
    assert!(
        enough.text().contains("al zo vaak herinnerd"),
        "{}",
        enough.text()
    );
    // A no comes with its reason and stays.
    let answer = format!("{path}/antwoord");
    assert_eq!(
        stad.post(&admin, &answer, &format!("{form}&antwoord=nee"))
            .status,
        400
    );
    stad.sent(
        &admin,
        &answer,
        &format!("{form}&antwoord=nee&reden=Geen tijd dit jaar"),
    );
    let page = visible(&stad.page(&admin, &path));
    assert!(
        page.contains("Uitnodiging afgewezen") && page.contains("Geen tijd dit jaar"),
        "{page}"
    );
}

fn v_18_whoever_was_invited_is_reminded_by_mail_without_anybody_pressing_a_button(db: TestDb) {
    const CHAIR: &str = "voorzitter@platform.example";
    let stad = Stad::new(db, "velsen-demo");
    let wijk = stad.wijk(NOORD);
    let platform = stad
        .app
        .write(&Actor::Command, move |ctx| {
            found_bewonersorgaan(ctx, wijk, "Wijkplatform Noord", None)
        })
        .expect("room for a body of residents");
    stad.app
        .wait(stad.app.app.refresh())
        .expect("every node sees it within a second");
    let chair = stad.app.an_account("Kim Verzonnen").at(CHAIR);
    let chair = chair
        .with_role("bewonersorgaanvoorzitter", Where::Orgaan(platform))
        .make();
    let night = || run_due(&stad.app.app, Night::Now).expect("a night");
    days(&stad, 41);
    night();
    assert!(stad.mails_to(CHAIR).is_empty(), "it is too early");
    days(&stad, 1);
    for _ in 0..3 {
        night();
        days(&stad, 60);
    }
    let admin = As::role("functioneelbeheerder");
    let path = format!("teams/{}", stad.team(NOORD));
    let page = visible(&stad.page(&admin, &format!("beheer/{path}")));
    assert!(page.contains("1 keer herinnerd"), "{page}");
    let mails = stad.mails_to(CHAIR);
    assert_eq!(mails.len(), 1, "one, and never more: {mails:#?}");
    assert!(
        mails[0].contains("nog geen antwoord") && mails[0].contains(&path),
        "{}",
        mails[0]
    );
    // The page that the mail leads to is there for whoever got it.
    stad.page(&As::Person(chair.account), &path);
    // Nobody would have heard of the invitations of the other teams: those wait for whoever rings or writes.
    let other = format!("beheer/teams/{}", stad.team("velsbroek"));
    let page = visible(&stad.page(&admin, &other));
    assert!(!page.contains("1 keer herinnerd"), "{page}");
    assert!(page.contains("Herinner aan de uitnodiging"), "{page}");
}

fn v_30_a_manager_in_a_team_is_noticed_and_stays(db: TestDb) {
    let stad = Stad::new(db, "velsen-demo");
    let members = stad.members(NOORD);
    let path = format!("teams/{}", stad.team(NOORD));
    let notice = "leidinggevende in dit uitvoerende team";
    assert!(!visible(&stad.page(&members.beheerder, &path)).contains(notice));
    let manager = stad.person("Joris Bedacht", "politie", "stuurgroeplid", Where::Gemeente);
    stad.seat(NOORD, "politie", &manager);
    let page = visible(&stad.page(&members.beheerder, &path));
    assert!(
        page.contains(notice) && page.contains("Joris Bedacht"),
        "{page}"
    );
}

fn v_82_a_team_without_a_wijkbeheerder_is_flagged(db: TestDb) {
    let stad = Stad::new(db, "velsen-demo");
    let path = format!("beheer/teams/{}", stad.team(NOORD));
    let admin = As::role("functioneelbeheerder");
    let flag = "heeft nog geen wijkbeheerder";
    let before = visible(&stad.page(&admin, &path)).to_lowercase();
    assert!(before.contains("wijkbeheerder"), "{before}");
    let members = stad.members(NOORD);
    let there = visible(&stad.page(&members.beheerder, &format!("teams/{}", stad.team(NOORD))));
    assert!(!there.contains(flag), "{there}");
    let other = stad.members(SIX);
    let (orgaan, zetel) = (stad.team(SIX), stad.zetel(SIX, "gemeente").id);
    stad.sent(
        &admin,
        &format!("beheer/teams/{orgaan}/zetel"),
        &format!("zetel={zetel}&account="),
    );
    let gone = visible(&stad.page(&other.beheerder, &format!("teams/{orgaan}")));
    assert!(gone.contains(flag), "{gone}");
}

fn v_84_everybody_is_told_the_same_wijkbeheerder(db: TestDb) {
    let stad = Stad::new(db, "velsen-demo");
    let made = stad
        .app
        .an_account("Noor Verzonnen")
        .of(stad.organisatie("gemeente"))
        .who_shows_the_name()
        .with_role("wijkbeheerder", Where::Gebied(stad.wijk("driehuis")))
        .make();
    let frame = stad.app.frame("velsen");
    let middle = frame.plaatsen.middle_of("driehuis").expect("a place");
    let ask = format!(
        "/api/v1/gemeenten/velsen/gebieden?lat={:.6}&lon={:.6}",
        middle.lat(),
        middle.lon()
    );
    // A professional, a body of residents, a citizen and a legal person: each asks in its own way.
    let who = [
        As::role("wijkteamlid"),
        As::role("bewonersorgaanlid"),
        As::Nobody,
        As::Person(made.account),
    ];
    for who in &who {
        let answer = stad
            .app
            .send(&wijkwerk::testing::Ask::get(&ask).by(who).lang("nl"));
        assert_eq!(answer.status, 200);
        let contacts = answer.json()["contacten"].clone();
        let found: Vec<_> = contacts
            .as_array()
            .into_iter()
            .flatten()
            .filter(|contact| contact["rol"] == "Wijkbeheerder")
            .map(|contact| contact["naam"].as_str().unwrap_or_default().to_owned())
            .collect();
        assert_eq!(found, ["Noor Verzonnen"], "{contacts}");
        let page = visible(&stad.page(who, "wijken/driehuis"));
        assert!(page.contains("Noor Verzonnen"), "{page}");
    }
}

const EXECUTED_BY_THE_GEMEENTE: &str = r#"
op = "lelystad-demo"

[[diensten]]
sleutel = "contact-bewonersorganen"
verantwoordelijk = "gemeente"
uitvoerend = "gemeente"
aanname = true
reden = "Zo was het tot het nieuwe jaar."
"#;

fn l_09_who_executes_a_service_on_any_day(db: TestDb) {
    let mut stad = Stad::new(db, "lelystad-demo");
    stad.app.import(EXECUTED_BY_THE_GEMEENTE);
    days(&stad, 305);
    stad.app.import("lelystad-demo");
    let admin = As::role("functioneelbeheerder");
    let on = |day: &str| {
        let page = visible(&stad.page(&admin, &format!("beheer/organisaties?op={day}")));
        let services = page
            .rsplit_once("Contact met wijkraden")
            .expect("the service")
            .1;
        services.chars().take(120).collect::<String>()
    };
    let (before, after) = (on("2026-12-31"), on("2027-01-05"));
    assert!(
        before
            .trim_start_matches(" en bewonersgroepen")
            .trim()
            .starts_with("Gemeente"),
        "{before}"
    );
    assert!(
        after.contains("Welzijn Lelystad")
            && !after
                .trim_start_matches(" en bewonersgroepen")
                .trim()
                .starts_with("Gemeente"),
        "{after}"
    );
}

kit::on_both_engines!(
    v_41_six_teams_ten_wijken_and_every_wijk_in_one_team,
    v_40_a_proposed_division_is_prepared_and_owes_nothing,
    v_31_four_mandatory_kinds_and_open_seats,
    v_15_a_seat_that_nobody_fills_is_told,
    v_14_pilot_and_regular_team_both_stay_in_sight,
    v_18_one_reminder_after_six_weeks_and_never_more,
    v_18_whoever_was_invited_is_reminded_by_mail_without_anybody_pressing_a_button,
    v_30_a_manager_in_a_team_is_noticed_and_stays,
    v_82_a_team_without_a_wijkbeheerder_is_flagged,
    v_84_everybody_is_told_the_same_wijkbeheerder,
    l_09_who_executes_a_service_on_any_day,
);
