//! How many points every stadsdeel keeps, by the number that the inrichting says (L-82, INV-09).

use kit::on_both_engines;
use kit::testing::TestDb;

use super::super::rules;
use super::*;

on_both_engines!(inv_09_l_82_every_stadsdeel_keeps_as_many_points_as_agreed);

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
