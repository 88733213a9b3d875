//! What everybody finds: an answer in public, the desks nearby, who is in a team and who answers for a service.

use kit::testing::TestDb;
use wijkwerk::access::Actor;
use wijkwerk::balie::infopunten::actions::{make_infopunt, make_locatie};
use wijkwerk::balie::infopunten::{InfopuntSoort, NewInfopunt, NewLocatie, Rang, tijden};
use wijkwerk::testing::{As, Where};

use super::{Stad, visible};
use crate::html;

const WRITER: &str = "aanbodbeheerder";

/// An item of the writer's organisation at the places with these ids, in public.
fn item(stad: &Stad, titel: &str, plaatsen: &[String]) -> String {
    let places: String = plaatsen.iter().map(|id| format!("&plaats={id}")).collect();
    let writer = As::role(WRITER);
    let fields = format!(
        "soort=aanbod&onderwerp=geld&titel={titel}&samenvatting=Wij helpen u verder.&talen=nl{places}"
    );
    let id = stad.sent(&writer, "kennisbank/nieuw", &fields);
    stad.sent(&writer, &format!("kennisbank/{id}/publiceer"), "");
    id
}

/// A place of the writer's organisation, made over its own page.
fn place(stad: &Stad, naam: &str, postcode: &str, lat: &str, uren: &str) -> String {
    let fields = format!(
        "naam={naam}&soort=anders&adres=Wielstraat 8&postcode={postcode}&plaats=Wielstad&telefoon=000 000 00 12\
         &lat={lat}&lon=5.470000&uren={uren}&gezien={uren}&toegankelijkheid=Zonder drempel"
    );
    stad.sent(&As::role(WRITER), "locaties/nieuw", &fields)
}

/// An open point with its own hours.
fn point(stad: &Stad, naam: &'static str, soort: &'static str, lat_e6: i64, sterren: i64) {
    let app = &stad.app;
    let frame = app.frame(app.slug());
    let gebied = frame.wijken().next().expect("a wijk").id;
    let organisatie = frame.organisaties.first().expect("an organisation").id;
    let today = frame.today(app.clock.now());
    app.write(&Actor::Command, move |ctx| {
        let locatie = make_locatie(
            ctx,
            &NewLocatie {
                naam: format!("Huis {naam}"),
                soort: soort.to_owned(),
                organisatie: Some(organisatie),
                gebied: Some(gebied),
                adres: "Velg 1".to_owned(),
                postcode: "8224 XX".to_owned(),
                plaats: "Wielstad".to_owned(),
                telefoon: None,
                place: Some((lat_e6, 5_470_000)),
                sterren,
                toegankelijkheid: String::new(),
            },
        )?;
        let punt = make_infopunt(
            ctx,
            &NewInfopunt {
                naam: naam.to_owned(),
                locatie,
                gebied,
                organisatie,
                soort: InfopuntSoort::Infopunt,
                rang: Rang::Neven,
                open: true,
                voorheen: String::new(),
            },
        )?;
        tijden::set_hours(ctx, punt, "ma-vr 13-17", today).map(drop)
    })
    .expect("a point with its hours");
}

fn l_22_a_published_answer_has_an_address_everybody_can_read(db: TestDb) {
    let stad = Stad::new(db, "lelystad-demo");
    let writer = As::role(WRITER);
    let fields = "soort=product&onderwerp=geld&titel=Hulp met geld&samenvatting=Wij helpen u verder.&talen=nl";
    let id = stad.sent(&writer, "kennisbank/nieuw", fields);
    let path = "vraag/hulp-met-geld";
    assert_eq!(
        stad.get(&As::Nobody, path).status,
        404,
        "a draft is nobody's"
    );
    stad.sent(&writer, &format!("kennisbank/{id}/publiceer"), "");
    let page = stad.page(&As::Nobody, path);
    assert!(visible(&page).contains("Wij helpen u verder."), "{page}");
    let wrong = html::faults(&page, "nl", true);
    assert!(wrong.is_empty(), "{wrong:?}");
}

fn l_30_desks_of_everybody_stand_in_order_of_distance_with_today(db: TestDb) {
    let stad = Stad::new(db, "lelystad-demo");
    // A Tuesday at half past ten in the morning.
    stad.app
        .clock
        .set("2026-03-03T09:30:00Z".parse().expect("a moment"));
    point(&stad, "Punt dichtbij", "buurthuis", 52_500_000, 0);
    let far = place(&stad, "Loket ver", "8241 AA", "52.530000", "ma-vr 9-12");
    let near = place(
        &stad,
        "Loket om de hoek",
        "8224 ZZ",
        "52.502000",
        "ma-vr 9-12",
    );
    item(&stad, "Hulp met geld", &[far, near]);
    let asked = stad.post(&As::Nobody, "vraag", "vraag=waar is een balie bij 8224 XX");
    let answer = asked.text();
    assert!(
        answer.contains(&format!("/{}/balies?waar=8224", stad.app.slug())),
        "{answer}"
    );
    let page = visible(&stad.page(&As::Nobody, "balies?waar=8224 XX&zoek=balie"));
    let at = |naam: &str| page.find(naam).unwrap_or_else(|| panic!("{naam}: {page}"));
    let (first, second, third) = (at("Punt dichtbij"), at("Loket om de hoek"), at("Loket ver"));
    assert!(first < second && second < third, "{page}");
    let card = |from: usize, to: usize| page[from..to].to_owned();
    let (point, desk, last) = (
        card(first, second),
        card(second, third),
        card(third, page.len()),
    );
    assert!(point.contains("vandaag open vanaf 13.00 uur"), "{point}");
    assert!(point.contains("op 100 meter"), "{point}");
    for told in [
        "nu open tot 12.00 uur",
        "op 300 meter",
        "9.00 – 12.00 uur",
        "Wielstraat 8, 8224 ZZ Wielstad",
        "Zonder drempel",
        "Hulp met geld",
    ] {
        assert!(desk.contains(told), "{told}: {desk}");
    }
    assert!(last.contains("op 3,4 kilometer"), "{last}");
    let other = visible(&stad.page(&As::Nobody, "balies?waar=8241"));
    assert!(
        other.find("Loket ver") < other.find("Punt dichtbij"),
        "from there it is the other way round: {other}"
    );
    let nowhere = visible(&stad.page(&As::Nobody, "balies?waar=9999 ZZ"));
    assert!(
        nowhere.contains("Waar dit ligt, weten we niet"),
        "{nowhere}"
    );
    let about = visible(&stad.page(&As::Nobody, "balies?zoek=balie geld"));
    assert!(about.contains("Loket ver") && !about.contains("Punt dichtbij"));
    let none = visible(&stad.page(&As::Nobody, "balies?zoek=zwaardvechten"));
    assert!(none.contains("Er is geen balie gevonden"), "{none}");
}

fn l_31_who_is_accountable_for_a_service_follows_the_document(db: TestDb) {
    let stad = Stad::new(db, "lelystad-demo");
    let accountable = |stad: &Stad| {
        let page = visible(&stad.page(&As::role("functioneelbeheerder"), "beheer/organisaties"));
        let (_, rest) = page
            .rsplit_once("Algemene informatie en advies")
            .unwrap_or_else(|| panic!("the service: {page}"));
        rest.trim().chars().take(60).collect::<String>()
    };
    let there = accountable(&stad);
    assert!(there.contains("Welzijn Lelystad"), "{there}");
    let frame = stad.app.frame(stad.app.slug());
    let service = |key: &str| {
        let all = &frame.inrichting.diensten;
        let found = all.iter().find(|dienst| dienst.sleutel == key);
        found.expect("the service").verantwoordelijk.clone()
    };
    assert_eq!(service("algemene-informatie-en-advies"), "welzijn-lelystad");
    let other = Stad::new(TestDb::sqlite(), "velsen-demo");
    let here = accountable(&other);
    assert!(here.starts_with("Gemeente"), "{here}");
}

fn l_80_a_three_star_point_is_found_nearby_with_its_own_hours_and_owner(db: TestDb) {
    let stad = Stad::new(db, "lelystad-demo");
    point(&stad, "Woonzorg de Spaak", "woonzorgcentrum", 52_500_000, 3);
    point(&stad, "Gewoon punt", "buurthuis", 52_520_000, 0);
    let owner = stad.app.frame(stad.app.slug()).organisaties[0].naam.clone();
    for path in ["balies?waar=8224 XX", "infopunten"] {
        let page = visible(&stad.page(&As::Nobody, path));
        let (_, card) = page.split_once("Woonzorg de Spaak").expect("the point");
        let card = card.split("Gewoon punt").next().unwrap_or(card);
        for told in ["3 sterren", owner.as_str(), "13.00 – 17.00 uur"] {
            assert!(card.contains(told), "{path}: {told}: {card}");
        }
    }
}

fn v_16_a_new_member_sees_names_faces_and_who_decides_what(db: TestDb) {
    let stad = Stad::new(db, "velsen-demo");
    let team = "wijkteam-noord";
    let team = stad
        .app
        .frame("velsen")
        .organen
        .iter()
        .find(|orgaan| orgaan.sleutel == team || orgaan.soort == "wijkteam")
        .expect("a team")
        .sleutel
        .clone();
    let members = stad.members(&team);
    let page = stad.page(&members.politie, &format!("teams/{}", stad.team(&team)));
    let text = visible(&page);
    for naam in ["Noor Verzonnen", "Sam Fictief", "Lotte Zogenaamd"] {
        assert!(text.contains(naam), "{naam}: {text}");
    }
    assert!(page.contains("ww-face"), "a face or letters for each");
    let frame = stad.app.frame("velsen");
    let rol = frame.inrichting.rol("wijkbeheerder").expect("the role");
    let said = text.matches(" Beslist ").count();
    assert!(!rol.beslist.nl.is_empty() && said >= 3, "{text}");
}

fn v_86_what_is_decided_is_on_the_wijkpagina_and_in_its_feed(db: TestDb) {
    let stad = Stad::new(db, "velsen-demo");
    let members = stad.members("velsen-noord");
    let plan = stad.plan(&members.beheerder, "velsen-noord");
    let wish = stad.wish(&plan, "Schone stoep en straat", "velsen-noord");
    stad.sent(&members.beheerder, "aandachtsgebieden", &wish);
    let feed = |wijk: &str| stad.get(&As::Nobody, &format!("wijken/{wijk}/nieuws.xml"));
    assert!(
        !feed("velsen-noord").text().contains("Schone"),
        "not decided yet"
    );
    stad.adopt(&members, &plan);
    let page = visible(&stad.page(&As::Nobody, "wijken/velsen-noord"));
    assert!(page.contains("Schone stoep"), "{page}");
    let answer = feed("velsen-noord");
    assert_eq!(answer.status, 200);
    assert_eq!(
        answer.header("content-type"),
        "application/atom+xml; charset=utf-8"
    );
    let text = answer.text();
    for told in [
        "<title>Schone stoep en straat</title>",
        "/aandachtsgebied-openbaar/",
        "<updated>2026-03-0",
    ] {
        assert!(text.contains(told), "{told}: {text}");
    }
    assert!(!text.contains("Verzonnen"), "nobody is named: {text}");
    assert!(!feed("driehuis").text().contains("Schone"), "another wijk");
    assert_eq!(feed("nergens").status, 404);
}

fn a_wijkpagina_leads_to_what_is_near(db: TestDb) {
    let stad = Stad::new(db, "lelystad-demo");
    let frame = stad.app.frame(stad.app.slug());
    let wijk = frame.wijken().nth(1).expect("a wijk").clone();
    let page = stad.page(&As::Nobody, &format!("wijken/{}", wijk.sleutel));
    for path in ["vraag", "balies"] {
        let link = format!("/{}/{path}?wijk={}\"", stad.app.slug(), wijk.sleutel);
        assert!(page.contains(&link), "{link}");
    }
    let ask = stad.page(&As::Nobody, &format!("vraag?wijk={}", wijk.sleutel));
    let told = format!("Wat dichtbij {} is, komt eerst.", wijk.naam);
    assert!(visible(&ask).contains(&told), "{ask}");
    let kept = format!("name=\"wijk\" value=\"{}\"", wijk.naam);
    assert!(ask.contains(&kept), "the question keeps it");
    let token = stad.report(&wijk.sleutel, "De lamp is stuk", "");
    let receipt = stad
        .app
        .send(&wijkwerk::testing::Ask::get(&format!("{token}?ontvangen=1")).lang("nl"))
        .text();
    assert!(
        receipt.contains(&format!("/vraag?wijk={}\"", wijk.sleutel)),
        "{receipt}"
    );
    let nobody = stad.person(
        "Ank Verzonnen",
        "gemeente",
        "contactmedewerker",
        Where::Gemeente,
    );
    assert_eq!(stad.get(&nobody, "balies").status, 200);
}

fn what_is_near_follows_from_what_is_typed_beside_the_question(db: TestDb) {
    let stad = Stad::new(db, "lelystad-demo");
    let far = place(&stad, "Loket ver", "8241 AA", "52.530000", "ma-vr 9-12");
    let near = place(
        &stad,
        "Loket om de hoek",
        "8224 ZZ",
        "52.502000",
        "ma-vr 9-12",
    );
    item(&stad, "Hulp met geld", &[far, near]);
    let asked = |waar: &str| {
        let fields = format!("vraag=hulp met geld&wijk={waar}");
        let answer = stad.post(&As::Nobody, "vraag", &fields);
        assert_eq!(answer.status, 200, "{waar}: {}", answer.text());
        let page = answer.text();
        assert!(visible(&page).contains("Hulp met geld"), "{waar}: {page}");
        page
    };
    let unknown = "We weten niet waar dat is.";
    for (waar, first, last) in [
        ("8224 zz", "Loket om de hoek", "Loket ver"),
        ("8241AA", "Loket ver", "Loket om de hoek"),
        ("8241", "Loket ver", "Loket om de hoek"),
    ] {
        let page = asked(waar);
        assert!(
            page.contains(first) && !page.contains(last),
            "{waar}: {page}"
        );
        let kept = format!("name=\"wijk\" value=\"{waar}\"");
        assert!(page.contains(&kept), "{waar}: {page}");
        assert!(!page.contains(unknown), "{waar}: {page}");
    }
    let frame = stad.app.frame(stad.app.slug());
    let wijk = frame.wijken().nth(1).expect("a wijk").clone();
    for waar in [wijk.naam.to_uppercase(), wijk.sleutel.clone()] {
        let told = format!("Wat dichtbij {} is, komt eerst.", wijk.naam);
        assert!(visible(&asked(&waar)).contains(&told), "{waar}");
    }
    for waar in ["nergenshuizen", "9999 QQ"] {
        let page = asked(waar);
        assert!(page.contains(unknown), "{waar}: {page}");
        let wrong = html::faults(&page, "nl", true);
        assert!(wrong.is_empty(), "{waar}: {wrong:?}");
    }
    assert!(!asked("").contains(unknown));
}

kit::on_both_engines!(
    what_is_near_follows_from_what_is_typed_beside_the_question,
    l_22_a_published_answer_has_an_address_everybody_can_read,
    l_30_desks_of_everybody_stand_in_order_of_distance_with_today,
    l_31_who_is_accountable_for_a_service_follows_the_document,
    l_80_a_three_star_point_is_found_nearby_with_its_own_hours_and_owner,
    v_16_a_new_member_sees_names_faces_and_who_decides_what,
    v_86_what_is_decided_is_on_the_wijkpagina_and_in_its_feed,
    a_wijkpagina_leads_to_what_is_near,
);
