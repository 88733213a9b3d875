//! The least there is: how many points every stadsdeel keeps, by the number that the inrichting says (L-82, INV-09), and
//! what a point that is combined and not always staffed still tells (L-77; fewer people for a part of the day is tried with
//! the rosters).

use kit::on_both_engines;
use kit::testing::TestDb;

use super::super::rules;
use super::*;

on_both_engines!(
    inv_09_l_82_every_stadsdeel_keeps_as_many_points_as_agreed,
    l_77_a_combined_point_tells_all_it_does_and_when_it_takes_an_appointment,
);

const TWO: &str = r#"
op = "lelystad-demo"

[[regels]]
id = "l-infopunt-per-stadsdeel"
waarde = 2
aanname = true
reden = "Om te zien dat het getal telt."
"#;

/// The field and the sentence of what was refused.
fn fault(done: Result<()>) -> (&'static str, &'static str) {
    match done {
        Err(Error::Invalid(all)) => (all[0].field, all[0].sentence.key),
        other => panic!("{other:?}"),
    }
}

fn inv_09_l_82_every_stadsdeel_keeps_as_many_points_as_agreed(db: TestDb) {
    let stad = Stad {
        app: TestApp::new(db, &[TWO]),
    };
    let [first, second, third] = ["Een", "Twee", "Drie"].map(|naam| stad.point(naam, 0, true));
    stad.turn(first, because(Stap::End)).unwrap();
    let (frame, wijken) = (stad.app.frame(stad.app.slug()), stad.wijken());
    let here = rules::stadsdeel(&frame, wijken[0]);
    let mut others = wijken.iter().copied();
    let away = others
        .find(|wijk| rules::stadsdeel(&frame, *wijk) != here)
        .unwrap();
    assert_eq!(
        fault(stad.change(second, move |velden| velden.gebied = away)),
        ("gebied", "infopunt-te-weinig-gebied")
    );
    assert_eq!(
        fault(stad.turn(second, because(Stap::End))),
        ("alternatief", "infopunt-te-weinig-over"),
        "one is fewer than two"
    );
    let with = Wending {
        alternatief: "Ga naar het stadhuis.".to_owned(),
        ..because(Stap::End)
    };
    stad.turn(second, with).unwrap();
    let told = stad.page("infopunten/twee");
    assert!(told.contains("Ga naar het stadhuis."), "{told}");
    assert_eq!(
        fault(stad.turn(third, because(Stap::Close))),
        ("alternatief", "infopunt-laatste"),
        "and none is none"
    );
}

fn l_77_a_combined_point_tells_all_it_does_and_when_it_takes_an_appointment(db: TestDb) {
    let stad = Stad::new(db);
    let (id, all) = (stad.point("Een", 0, true), stad.organisaties());
    let inhoud = Inhoud {
        functies: ["wonen", "sportadvies"].map(ToOwned::to_owned).into(),
        partners: vec![(all[0], 6_000), (all[1], 4_000)],
        huurders: [all[0], all[1]].into(),
    };
    stad.write(move |ctx| set_inhoud(ctx, id, &inhoud, None))
        .unwrap();
    stad.hours(id, "ma-vr 9-12 en op afspraak");
    let page = stad.page("infopunten/een");
    let (here, _) = page.split_once("id=\"elders\"").unwrap();
    for told in [
        "Vragen over wonen",
        "Advies over sport en bewegen",
        "op afspraak",
    ] {
        assert!(here.contains(told), "{told}: {page}");
    }
    // The door is promised only for the hours without an appointment.
    let (today, frame) = (stad.today(), stad.app.frame(stad.app.slug()));
    let told = stad.read(move |tx| uren::published(tx, &frame, id, today, later(today, 6)));
    let is_desk = |one: &uren::Interval| (one.from, one.until) == (540, 720);
    assert!(!told.is_empty() && told.iter().all(is_desk), "{told:?}");
}
