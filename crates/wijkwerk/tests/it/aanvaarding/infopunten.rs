//! Points: over their own pages, as whoever keeps them and whoever goes there sees them.

use kit::db::Queries;
use kit::testing::TestDb;
use wijkwerk::access::Actor;
use wijkwerk::balie::infopunten::actions::make_locatie;
use wijkwerk::balie::infopunten::uren::{NewUitzondering, UitzonderingBron, set_exception};
use wijkwerk::balie::infopunten::{
    NewLocatie, Velden, change_infopunt, find_infopunt, list_infopunten,
};
use wijkwerk::balie::kennisbank::inlezen::{Aanbieder, Incoming, IncomingLocatie, take_in};
use wijkwerk::error::Error;
use wijkwerk::ids::InfopuntId;
use wijkwerk::jobs::{Night, run_due};
use wijkwerk::testing::{As, Where};

use super::balie::{point, stad};
use super::{Stad, visible};

const KEEPER: &str = "functioneelbeheerder";

/// Gives a point its hours, over its page.
fn hours(stad: &Stad, punt: &str, uren: &str) {
    let path = format!("balie/infopunten/{punt}/uren");
    let fields = format!("uren={uren}&doe=bewaar");
    stad.sent(&As::role(KEEPER), &path, &fields);
}

/// Every mail about the point that the test opens: address, subject and body.
fn mails(stad: &Stad) -> Vec<(String, String, String)> {
    wijkwerk::notifications::read_new(&stad.app.app).expect("the reader runs");
    let mut all: Vec<(String, String, String)> = stad
        .app
        .app
        .db()
        .read_blocking(|tx| {
            Ok::<_, Error>(tx.query(
                "SELECT address, subject, body FROM mails WHERE state <> 'merged' ORDER BY created_at, id",
                &[],
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
            )?)
        })
        .expect("the mails");
    all.retain(|(_, subject, _)| subject.contains("Wielhuis"));
    all
}

fn l_19_fewer_hours_than_agreed_is_mailed_with_the_name_of_the_point(db: TestDb) {
    let stad = stad(db);
    let to = stad.organisatie("gemeente");
    let keeper = stad
        .app
        .an_account("Pleun Verzonnen")
        .at("pleun@punten.example")
        .of(to)
        .with_role("coordinator", Where::Gemeente)
        .make();
    let punt = point(&stad, "Wielhuis", true);
    hours(&stad, &punt, "ma-vr 9-13");
    let path = format!("balie/infopunten/{punt}/inhoud");
    stad.sent(&As::role(KEEPER), &path, "functie=formulieren&basis=20");
    run_due(&stad.app.app, Night::Now).expect("the night");
    assert_eq!(mails(&stad), [], "twenty of twenty");
    stad.app.clock.advance_seconds(86_400);
    hours(&stad, &punt, "ma-vr 9-12");
    run_due(&stad.app.app, Night::Now).expect("the night");
    let told = mails(&stad);
    let regisseur = stad.app.person_in(stad.app.slug(), "regisseur");
    let regisseur = regisseur.expect("a regisseur").email.clone();
    for address in [&regisseur, &keeper.email] {
        let own: Vec<_> = told.iter().filter(|(to, ..)| to == address).collect();
        assert_eq!(own.len(), 1, "{address}: {told:?}");
        let (_, subject, body) = own[0];
        assert!(subject.contains("Wielhuis"), "{subject}");
        assert!(
            body.contains("Wielhuis") && body.contains("15") && body.contains("20"),
            "{body}"
        );
    }
    stad.app.clock.advance_seconds(86_400);
    run_due(&stad.app.app, Night::Now).expect("the night");
    assert_eq!(mails(&stad), told, "once, until it is made good");
}

/// A desk of an institution in the first wijk, with one text about a topic.
fn desk(stad: &Stad, naam: &'static str, uren: &'static str) {
    let frame = stad.app.frame(stad.app.slug());
    let (topic, wijk) = (
        frame.inrichting.onderwerpen[0].sleutel.clone(),
        frame.wijken().next().expect("a wijk").clone(),
    );
    let owner = frame.organisaties[0].naam.clone();
    let middle = frame.plaatsen.middle_of(&wijk.sleutel);
    let e6 = |degrees: f64| format!("{:.0}", degrees * 1e6).parse::<i64>().ok();
    let row = Incoming {
        bron: "catalogus".into(),
        extern_id: naam.to_lowercase(),
        soort: "aanbod".into(),
        organisatie: Some(Aanbieder {
            naam: owner,
            ..Aanbieder::default()
        }),
        organisatie_soort: "welzijn".into(),
        actief: true,
        onderwerp: topic,
        titel: format!("Vragen bij {naam}"),
        samenvatting: "Kom langs.".into(),
        locaties: vec![IncomingLocatie {
            extern_id: format!("l-{naam}"),
            naam: naam.into(),
            adres: "Plein 1".into(),
            plaats: "Voorbeeld".into(),
            lat_e6: middle.and_then(|place| e6(place.lat())),
            lon_e6: middle.and_then(|place| e6(place.lon())),
            openingstijden: uren.into(),
            ..IncomingLocatie::default()
        }],
        ..Incoming::default()
    };
    stad.app
        .write(&Actor::Command, move |ctx| take_in(ctx, &row))
        .expect("it is taken in");
}

fn l_36_two_desks_on_tuesday_and_none_on_thursday_are_both_shown(db: TestDb) {
    let stad = stad(db);
    desk(&stad, "Loket Een", "Mo-We,Fr 09:00-12:00");
    desk(&stad, "Loket Twee", "Tu 11:00-13:00");
    let frame = stad.app.frame(stad.app.slug());
    let wijk = frame.wijken().next().expect("a wijk").sleutel.clone();
    let last = frame.wijken().last().expect("a wijk").sleutel.clone();
    let topic = frame.inrichting.onderwerpen[0].naam.nl.clone();
    let path = format!("balie/balies?wijk={wijk}");
    let plain = |text: &str| visible(text).replace(['\u{2068}', '\u{2069}'], "");
    let page = plain(&stad.page(&As::role("contactmedewerker"), &path));
    assert!(page.contains(&topic), "{page}");
    // Today is Monday 2 March 2026.
    assert!(
        page.contains("dinsdag 3 maart: tegelijk open bij Loket Een en Loket Twee"),
        "{page}"
    );
    assert!(page.contains("donderdag 5 maart: nergens open"), "{page}");
    assert!(!page.contains("woensdag 4 maart: "), "{page}");
    let other = stad.page(
        &As::role("contactmedewerker"),
        &format!("balie/balies?wijk={last}"),
    );
    assert!(!other.contains("Loket"), "{other}");
    assert_eq!(stad.get(&As::Nobody, &path).status, 401, "for staff");
}

/// A point in the first wijk that lies there.
fn placed(stad: &Stad, naam: &str, place: (i64, i64)) -> InfopuntId {
    let id = point(stad, naam, true);
    let frame = stad.app.frame(stad.app.slug());
    let gebied = frame.wijken().next().expect("a wijk").id;
    let (id, naam): (InfopuntId, _) = (id.parse().expect("an id"), naam.to_owned());
    stad.app
        .write(&Actor::Command, move |ctx| {
            let new = NewLocatie {
                naam: format!("Huis {naam}"),
                soort: "buurthuis".into(),
                organisatie: None,
                gebied: Some(gebied),
                adres: "Straat 1".into(),
                postcode: String::new(),
                plaats: "Stad".into(),
                telefoon: None,
                place: Some(place),
                sterren: 0,
                toegankelijkheid: String::new(),
            };
            let locatie = make_locatie(ctx, &new)?;
            let gemeente = ctx.gemeente();
            let punt = find_infopunt(ctx, gemeente, id)?.ok_or(Error::NotFound("infopunt"))?;
            let velden = Velden {
                locatie,
                ..Velden::of(&punt)
            };
            change_infopunt(ctx, id, &velden)
        })
        .expect("a place");
    id
}

fn a_resident_who_asks_for_a_closed_point_is_sent_to_the_nearest_that_is_open(db: TestDb) {
    let stad = stad(db);
    let shut = placed(&stad, "Wielhuis", (52_500_000, 5_400_000));
    let near = placed(&stad, "Buurthuis Dichtbij", (52_501_000, 5_400_000));
    let far = placed(&stad, "Buurthuis Verderop", (52_560_000, 5_400_000));
    for id in [shut, near, far] {
        hours(&stad, &id.to_string(), "ma-zo 0-24");
    }
    let ask = |expected: &str, refused: &[&str]| {
        let page = stad.post(&As::Nobody, "vraag", "vraag=hoe laat is het wielhuis open");
        let text = visible(&page.text()).replace(['\u{2068}', '\u{2069}'], "");
        assert!(text.contains(expected), "{text}");
        for other in refused {
            assert!(!text.contains(other), "{text}");
        }
    };
    ask("Wielhuis", &["Ga naar"]);
    let today = stad.app.frame(stad.app.slug()).today(stad.app.clock.now());
    let close = |id: InfopuntId| {
        stad.app
            .write(&Actor::Command, move |ctx| {
                let new = NewUitzondering {
                    infopunt: id,
                    from: today,
                    until: today,
                    times: String::new(),
                    reden: "De collega is ziek.".into(),
                    bron: UitzonderingBron::Rooster,
                };
                set_exception(ctx, &new).map(drop)
            })
            .expect("closed");
    };
    close(shut);
    ask(
        "Ga naar Buurthuis Dichtbij: nu open",
        &["Ga naar Buurthuis Verderop"],
    );
    let page = visible(&stad.page(&As::Nobody, "infopunten/wielhuis"));
    let page = page.replace(['\u{2068}', '\u{2069}'], "");
    assert!(
        page.contains("Ga naar Buurthuis Dichtbij: nu open"),
        "{page}"
    );
    assert!(
        page.contains("Ga dan naar Buurthuis Dichtbij, Straat 1, Stad"),
        "{page}"
    );
    close(near);
    ask(
        "Ga naar Buurthuis Verderop: nu open",
        &["Ga naar Buurthuis Dichtbij"],
    );
    let gemeente = stad.app.frame(stad.app.slug()).id;
    let all = stad
        .app
        .app
        .db()
        .read_blocking(move |tx| list_infopunten(tx, gemeente))
        .expect("points");
    assert_eq!(all.len(), 3);
}

kit::on_both_engines!(
    l_19_fewer_hours_than_agreed_is_mailed_with_the_name_of_the_point,
    l_36_two_desks_on_tuesday_and_none_on_thursday_are_both_shown,
    a_resident_who_asks_for_a_closed_point_is_sent_to_the_nearest_that_is_open,
);
