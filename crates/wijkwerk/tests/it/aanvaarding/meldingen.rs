//! From a signal to whoever does something about it.

use kit::testing::TestDb;
use wijkwerk::testing::{As, Ask, Where, objects};
use wijkwerk::wijkaanpak::meldingen::actions::subjects;

use super::{Stad, visible};

fn v_01_the_words_of_the_gemeente_and_no_others(db: TestDb) {
    let stad = Stad::new(db, "velsen-demo");
    let admin = As::role("functioneelbeheerder");
    let teams = visible(&stad.page(
        &admin,
        &format!("beheer/teams/{}", stad.team("velsen-noord")),
    ));
    assert!(teams.to_lowercase().contains("wijkplatform"), "{teams}");
    for path in [
        "wijken",
        "melden",
        "hulp",
        "beheer",
        "beheer/teams",
        "beheer/inrichting",
    ] {
        let page = visible(&stad.page(&admin, path)).to_lowercase();
        let mut words = page.split(|letter: char| !letter.is_alphanumeric());
        assert!(
            !words.any(|word| matches!(word, "wijkraad" | "wijkraden")),
            "{path}: {page}"
        );
    }
}

fn l_68_a_melding_lands_with_the_team_of_its_stadsdeel(db: TestDb) {
    let stad = Stad::new(db, "lelystad-demo");
    let frame = stad.app.frame("lelystad");
    let leader = |naam: &str, stadsdeel: &str| {
        let place = Where::Gebied(stad.wijk(stadsdeel));
        stad.person(naam, "gemeente", "wijkopzichter", place)
    };
    let here = leader("Kim Verzonnen", "noordoost");
    let there = leader("Sam Fictief", "zuidwest");
    let wijk = frame
        .wijken()
        .find(|wijk| {
            let team = frame.intake_team(wijk.id);
            team.is_some_and(|team| team.sleutel == "wijkserviceteam-noordoost")
        })
        .expect("a wijk of this stadsdeel")
        .sleutel
        .clone();
    stad.report(&wijk, "Losse stoeptegel bij de brug", "");
    let list = |who: &As| visible(&stad.page(who, "meldingen"));
    assert!(list(&here).contains("Losse stoeptegel"), "{}", list(&here));
    assert!(!list(&there).contains("Losse stoeptegel"));
    let id = stad.melding(1);
    let page = visible(&stad.page(&here, &format!("meldingen/triage?melding={id}")));
    assert!(page.contains("Wijkserviceteam Noordoost"), "{page}");
    assert_eq!(stad.get(&there, &format!("meldingen/{id}")).status, 404);
}

fn l_69_six_of_fourteen_tasks_are_given_at_once_and_seen_at_once(db: TestDb) {
    let stad = Stad::new(db, "lelystad-demo");
    let (leader, crew) = (As::role("wijkopzichter"), As::role("vakploeg"));
    let frame = stad.app.frame("lelystad");
    let wijk = frame.wijken().next().expect("a wijk").sleutel.clone();
    let vak = frame.inrichting.disciplines[0].sleutel.clone();
    for n in 1..=14 {
        stad.report(&wijk, &format!("Losse tegel nummer {n}"), "");
        let id = stad.melding(n);
        stad.sent(
            &leader,
            &format!("meldingen/{id}/triage"),
            &format!("stand=submitted&uitkomst=taken&vak={vak}"),
        );
    }
    let board = stad.page(&leader, "taken/verdelen");
    let mut tasks: Vec<String> = board
        .split("/taken/")
        .skip(1)
        .filter_map(|rest| rest.get(..36))
        .filter(|id| id.parse::<uuid::Uuid>().is_ok())
        .map(ToOwned::to_owned)
        .collect();
    tasks.sort();
    tasks.dedup();
    assert_eq!(tasks.len(), 14, "{}", visible(&board));
    let version = |since: &str| stad.get(&crew, &format!("taken/versie{since}"));
    let before = version("").json()["versie"].clone();
    assert_eq!(
        version(&format!("?versie={before}")).status,
        204,
        "nothing new"
    );
    let account = stad.app.person("vakploeg").account;
    let six: String = tasks
        .iter()
        .take(6)
        .map(|id| format!("taak={id}&"))
        .collect();
    stad.sent(&leader, "taken/toewijzen", &format!("{six}wie={account}"));
    // The day list asks for the version every few seconds; it has changed, so it loads what is there now.
    assert_eq!(version(&format!("?versie={before}")).status, 200);
    let list = stad.page(&crew, "taken");
    for id in tasks.iter().take(6) {
        assert!(list.contains(id.as_str()), "{id}");
    }
}

fn l_70_paver_and_warden_each_get_a_task_and_the_reporter_sees_one_case(db: TestDb) {
    let stad = Stad::new(db, "lelystad-demo");
    let leader = As::role("wijkopzichter");
    let frame = stad.app.frame("lelystad");
    let wijk = frame.wijken().next().expect("a wijk").sleutel.clone();
    assert_eq!(frame.inrichting.disciplines.len(), 6, "five and the rest");
    let link = stad.report(&wijk, "Kapotte stoep en hondenpoep", "");
    let id = stad.melding(1);
    stad.sent(
        &leader,
        &format!("meldingen/{id}/triage"),
        "stand=submitted&uitkomst=taken&vak=straat&vak=honden",
    );
    let page = visible(&stad.page(&leader, &format!("meldingen/{id}")));
    assert!(page.contains("Straat") && page.contains("Honden"), "{page}");
    let own = stad.app.get(&link);
    assert_eq!(own.status, 200);
    assert_eq!(own.text().matches("<h1").count(), 1);
    let public = visible(&stad.page(&As::Nobody, &format!("wijken/{wijk}")));
    let api = stad
        .app
        .get(&format!("/api/v1/gemeenten/lelystad/meldingen?wijk={wijk}"));
    let listed = api.json();
    let count = listed
        .as_array()
        .or_else(|| listed["meldingen"].as_array())
        .map_or(0, Vec::len);
    assert_eq!(count, 1, "one case: {listed} {public}");
}

fn l_71_a_concern_goes_on_without_words(db: TestDb) {
    let stad = Stad::new(db, "lelystad-demo");
    let samples = stad.app.samples();
    let crew = As::role("vakploeg");
    let taak = &samples.0["taak"];
    let page = stad.page(&crew, &format!("taken/{taak}"));
    let form = page
        .split("<form")
        .find(|form| form.contains(&format!("/taken/{taak}/zorg")))
        .expect("one tap away");
    let form = form.split_once("</form>").expect("its end").0;
    assert!(
        !form.contains("<textarea") && !form.contains("type=\"text\""),
        "{form}"
    );
    let words = "soort=bewoner&terugbellen=ja&omschrijving=Mevrouw is ziek en verward";
    stad.sent(&crew, &format!("taken/{taak}/zorg"), words);
    let seen = visible(&stad.page(&As::role("coordinator"), "zorg"));
    assert!(
        !seen.contains("ziek") && !seen.contains("verward"),
        "{seen}"
    );
    assert_eq!(stad.get(&crew, "zorg").status, 403);
}

/// Two partners who let know the same thing, in the words of the form: what says where, and whether the first is offered
/// when the second is decided on.
fn l_20_the_second_signal_is_offered_the_first(db: TestDb) {
    let stad = Stad::new(db, "velsen-demo");
    let frame = stad.app.frame("velsen");
    let wijken: Vec<String> = frame.wijken().map(|wijk| wijk.sleutel.clone()).collect();
    let pin = |wijk: &str| {
        let middle = frame.plaatsen.middle_of(wijk).expect("a place");
        format!("lat={:.6}&lon={:.6}", middle.lat(), middle.lon())
    };
    let cases: [(&str, &dyn Fn(&str) -> [String; 2], Option<&str>); 5] = [
        ("a pin each", &|wijk| [pin(wijk), pin(wijk)], Some("meter")),
        (
            "the street each",
            &|_| ["adres=Verzonnenlaan 12", "adres=verzonnenlaan"].map(String::from),
            Some("in dezelfde straat"),
        ),
        (
            "a pin and no more than the wijk",
            &|wijk| [pin(wijk), String::new()],
            Some("in deze wijk"),
        ),
        (
            "a street and no more than the wijk",
            &|_| ["adres=Verzonnenlaan 12".to_owned(), String::new()],
            Some("in deze wijk"),
        ),
        (
            "two streets",
            &|_| ["adres=Verzonnenlaan 12", "adres=Bedachtplein 3"].map(String::from),
            None,
        ),
    ];
    let mut nummer = -1;
    for ((how, places, offered), wijk) in cases.into_iter().zip(&wijken) {
        let place = Where::Gebied(stad.wijk(wijk));
        let politie = stad.person("Sam Fictief", "politie", "wijkteamlid", place);
        let corporatie = stad.person(
            "Lotte Zogenaamd",
            "corporatie-voorbeeld",
            "wijkteamlid",
            place,
        );
        let enter = |who: &As, words: &str, place: &str| {
            stad.sent(
                who,
                "meldingen/invoeren",
                &format!("wijk={wijk}&onderwerp=heel&{place}&omschrijving={words}&kanaal=telefoon&bevestigd=1"),
            )
        };
        let [first, second] = places(wijk);
        let first = enter(&politie, "Lamp in de poort is stuk", &first);
        let second = enter(&corporatie, "Het is donker in de poort", &second);
        let beheerder = stad.person("Noor Verzonnen", "gemeente", "wijkbeheerder", place);
        nummer += 2;
        assert_eq!(stad.melding(nummer), first);
        let page = stad.page(&beheerder, &format!("meldingen/triage?melding={second}"));
        let shown = visible(&page);
        let button = format!("name=\"nummer\" value=\"{nummer}\"");
        assert_eq!(page.contains(&button), offered.is_some(), "{how}: {shown}");
        if let Some(said) = offered {
            assert!(shown.contains(said), "{how}: {shown}");
            assert!(shown.contains("van een ander"), "{how}: {shown}");
        }
    }
}

fn l_20_what_one_party_said_twice_or_long_ago_is_not_the_same(db: TestDb) {
    let stad = Stad::new(db, "velsen-demo");
    let frame = stad.app.frame("velsen");
    let wijken: Vec<String> = frame.wijken().map(|wijk| wijk.sleutel.clone()).collect();
    let enter = |who: &As, wijk: &str, onderwerp: &str| {
        let fields = format!(
            "wijk={wijk}&onderwerp={onderwerp}&omschrijving=Het is donker&kanaal=telefoon&bevestigd=1"
        );
        stad.sent(who, "meldingen/invoeren", &fields)
    };
    // The same party, another subject, too long ago: each in a wijk of its own.
    let cases = [
        ("politie", "heel", 0_i64),
        ("welzijn-velsen", "schoon", 0),
        ("welzijn-velsen", "heel", 61),
    ];
    for ((organisatie, onderwerp, days), wijk) in cases.into_iter().zip(&wijken) {
        let place = Where::Gebied(stad.wijk(wijk));
        let politie = stad.person("Sam Fictief", "politie", "wijkteamlid", place);
        let other = stad.person("Noor Bedacht", organisatie, "wijkteamlid", place);
        enter(&politie, wijk, "heel");
        assert!(stad.app.clock.advance_seconds(days * 86_400 + 1));
        let second = enter(&other, wijk, onderwerp);
        let beheerder = stad.person("Kim Verzonnen", "gemeente", "wijkbeheerder", place);
        let page = stad.page(&beheerder, &format!("meldingen/triage?melding={second}"));
        assert!(
            !page.contains("name=\"nummer\""),
            "{organisatie} {onderwerp} {days}: {}",
            visible(&page)
        );
    }
}

fn v_32_a_loose_tile_goes_to_the_street_and_the_reporter_is_told(db: TestDb) {
    let stad = Stad::new(db, "velsen-demo");
    let beheerder = As::role("wijkbeheerder");
    let frame = stad.app.frame("velsen");
    let wijk = frame.wijken().next().expect("a wijk").sleutel.clone();
    let link = stad.report(&wijk, "Een losse tegel", "email=melder@voorbeeld.example");
    let id = stad.melding(1);
    assert_eq!(
        stad.mails_to("melder@voorbeeld.example").len(),
        1,
        "the receipt"
    );
    // The two questions stand where it is decided, and once more where a matter would be taken up.
    let questions = [
        "Speelt het in de wijk, en niet alleen op deze plek?",
        "Lukt het alleen als verschillende partijen samenwerken?",
    ];
    for path in [
        format!("meldingen/triage?melding={id}"),
        format!("aandachtsgebieden/nieuw?melding={id}"),
    ] {
        let page = visible(&stad.page(&beheerder, &path));
        for question in questions {
            assert!(page.contains(question), "{question} on {path}: {page}");
        }
    }
    stad.sent(
        &beheerder,
        &format!("meldingen/{id}/triage"),
        "stand=submitted&uitkomst=taken&vak=straat",
    );
    assert!(stad.app.clock.advance_seconds(86_400));
    let mails = stad.mails_to("melder@voorbeeld.example");
    assert_eq!(mails.len(), 2, "{mails:#?}");
    let plan = visible(&stad.page(&beheerder, "werkplannen"));
    assert!(!plan.contains("losse tegel"), "it needs no team");
    let own = stad.app.get(&link);
    assert_eq!(own.status, 200);
    assert!(mails[1].contains("/l/"), "{}", mails[1]);
    assert!(mails[1].contains("pakt"), "who takes it up: {}", mails[1]);
}

fn v_32_a_team_asks_itself_both_questions_before_it_takes_something_up(db: TestDb) {
    let stad = Stad::new(db, "velsen-demo");
    let members = stad.members("velsen-noord");
    let plan = stad.plan(&members.beheerder, "velsen-noord");
    let path = format!("aandachtsgebieden/nieuw?werkplan={plan}");
    for (lang, questions) in [
        (
            "nl",
            [
                "Speelt het in de wijk, en niet alleen op deze plek?",
                "Lukt het alleen als verschillende partijen samenwerken?",
            ],
        ),
        (
            "en",
            [
                "and not only of this spot?",
                "Does it only work if several parties work together?",
            ],
        ),
    ] {
        let path = format!("/velsen/{path}");
        let ask = Ask::get(&path).by(&members.politie).lang(lang);
        let page = visible(&stad.app.send(&ask).text());
        for question in questions {
            assert!(page.contains(question), "{question}: {page}");
        }
    }
    // What was taken up already is not asked about again.
    let area = stad.sent(
        &members.beheerder,
        "aandachtsgebieden",
        &stad.wish(&plan, "Schone straat", "velsen-noord"),
    );
    let edit = visible(&stad.page(
        &members.beheerder,
        &format!("aandachtsgebieden/{area}/wijzig"),
    ));
    assert!(!edit.contains("Speelt het"), "{edit}");
}

fn v_33_whoever_raised_it_stays_visible_after_joining(db: TestDb) {
    let stad = Stad::new(db, "velsen-demo");
    let beheerder = As::role("wijkbeheerder");
    let frame = stad.app.frame("velsen");
    let wijk = frame.wijken().next().expect("a wijk").clone();
    let place = Where::Gebied(wijk.id);
    stad.report(&wijk.sleutel, "Overlast op het plein", "");
    let politie = stad.person("Sam Fictief", "politie", "wijkteamlid", place);
    let welzijn = stad.person("Noor Bedacht", "welzijn-velsen", "wijkteamlid", place);
    for who in [&politie, &welzijn] {
        stad.sent(
            who,
            "meldingen/invoeren",
            &format!("wijk={}&onderwerp=veilig&omschrijving=Overlast op het plein&kanaal=telefoon&bevestigd=1", wijk.sleutel),
        );
    }
    // The third into the second, and both into the first.
    for (other, into) in [(3, 2), (2, 1)] {
        let id = stad.melding(other);
        stad.sent(
            &beheerder,
            &format!("meldingen/{id}/samen"),
            &format!("nummer={into}"),
        );
    }
    let page = visible(&stad.page(&beheerder, &format!("meldingen/{}", stad.melding(1))));
    for source in ["Politie, Telefoon", "Stichting Welzijn Velsen, Telefoon"] {
        assert!(page.contains(source), "{source} in {page}");
    }
    assert!(page.to_lowercase().contains("bewoner"), "{page}");
}

/// What was filled in without a connection is taken in when there is one again: once, with everything that was in it.
fn signalled_offline(db: TestDb, document: &str) {
    let stad = Stad::new(db, document);
    let frame = stad.app.frame(stad.app.slug());
    let wijk = frame.wijken().next().expect("a wijk").sleutel.clone();
    let middle = frame.plaatsen.middle_of(&wijk);
    let subjects = subjects(&frame.inrichting);
    let subject = subjects.get(1).expect("more than one subject");
    // The form came with its id and secret while there still was a connection.
    let form = stad.page(&As::Nobody, "melden");
    let hidden = |name: &str| {
        let (_, rest) = form
            .split_once(&format!("name=\"{name}\" value=\""))
            .expect("a hidden field");
        rest.split('"').next().expect("its value").to_owned()
    };
    let place = middle.as_ref().map_or_else(String::new, |place| {
        format!("&lat={}&lon={}", place.lat(), place.lon())
    });
    let fields = format!(
        "aanvraag={}&sleutel={}&wijk={wijk}&onderwerp={subject}&adres=Lange Laan&omschrijving=De bank is stuk.&bevestigd=1{place}",
        hidden("aanvraag"),
        hidden("sleutel")
    );
    stad.app.clock.advance_seconds(6 * 3600);
    let path = format!("/{}/melden", stad.app.slug());
    let send = || {
        let photo = objects::file(&stad.app, "bank.jpg");
        let ask = Ask::post(&path, &fields).file("foto", "bank.jpg", photo);
        let answer = stad.app.send(&ask.lang("nl"));
        assert_eq!(answer.status, 303, "{}", answer.text());
        let receipt = stad.app.send(&Ask::get(answer.location()).lang("nl"));
        visible(&receipt.text())
    };
    let first = send();
    for told in ["Nummer 1", "1 foto", "De bank is stuk.", "Lange Laan"] {
        assert!(first.contains(told), "{told}: {first}");
    }
    // The answer was lost on the way, so the browser sends it once more.
    assert!(send().contains("Nummer 1"), "the same number");
    let count = |sql| super::balie::count(&stad, sql);
    assert_eq!(
        count("SELECT count(*) FROM meldingen WHERE gemeente_id = $1"),
        1
    );
    assert_eq!(
        count("SELECT count(*) FROM melding_fotos WHERE gemeente_id = $1"),
        1
    );
    let about = "SELECT count(*) FROM meldingen WHERE gemeente_id = $1 AND coalesce(thema, discipline) IS NOT NULL";
    assert_eq!(count(about), 1, "with its theme, or its trade");
    let placed = "SELECT count(*) FROM meldingen WHERE gemeente_id = $1 AND lat_e6 IS NOT NULL";
    assert_eq!(count(placed), i64::from(middle.is_some()), "with its place");
}

fn v_65_a_signal_made_offline_is_taken_in_once_and_shows_its_number(db: TestDb) {
    signalled_offline(db, "velsen-demo");
}

fn v_65_a_signal_made_offline_has_a_number_in_the_other_gemeente_too(db: TestDb) {
    signalled_offline(db, "lelystad-demo");
}

kit::on_both_engines!(
    v_65_a_signal_made_offline_is_taken_in_once_and_shows_its_number,
    v_65_a_signal_made_offline_has_a_number_in_the_other_gemeente_too,
    v_01_the_words_of_the_gemeente_and_no_others,
    l_68_a_melding_lands_with_the_team_of_its_stadsdeel,
    l_69_six_of_fourteen_tasks_are_given_at_once_and_seen_at_once,
    l_70_paver_and_warden_each_get_a_task_and_the_reporter_sees_one_case,
    l_71_a_concern_goes_on_without_words,
    l_20_the_second_signal_is_offered_the_first,
    l_20_what_one_party_said_twice_or_long_ago_is_not_the_same,
    v_32_a_loose_tile_goes_to_the_street_and_the_reporter_is_told,
    v_32_a_team_asks_itself_both_questions_before_it_takes_something_up,
    v_33_whoever_raised_it_stays_visible_after_joining,
);
