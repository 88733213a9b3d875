//! Organisations that a later version no longer names, on both engines.

use jiff::ToSpan;
use jiff::civil::Date;
use kit::testing::TestDb;

use crate::access::Actor;
use crate::kader::inrichting::actions::{import, parse};
use crate::kader::inrichting::list_dropped;
use crate::kader::organisaties::actions::{NewOrganisatie, add_organisatie};
use crate::kader::organisaties::list_organisaties;
use crate::kader::termijnen::day_of;
use crate::testing::{TestApp, Where};

const GONE: &str = "corporatie-voorbeeld";
const KEPT: &str = "politie";
const ADDED: &str = "Buurtfonds Verzonnen";

fn names(app: &TestApp, day: Date) -> Vec<String> {
    let gemeente = app.frame("velsen").id;
    let all = app
        .app
        .db()
        .read_blocking(move |tx| list_organisaties(tx, gemeente, day))
        .unwrap();
    all.into_iter().map(|one| one.naam).collect()
}

fn what_a_version_drops_ends_unless_something_open_refers_to_it(db: TestDb) {
    let app = TestApp::new(db, &["velsen-demo"]);
    let old = parse(crate::shipped::document("velsen-demo").unwrap()).unwrap();
    let naam = |key: &str| old.organisatie(key).unwrap().naam.clone();
    let police = app.frame("velsen").organisatie_by_key(KEPT).unwrap().id;
    app.an_account("Sam Verzonnen")
        .of(police)
        .with_role("wijkteamlid", Where::Gemeente)
        .make();
    let today = day_of(app.clock.now());
    app.write(&Actor::Command, move |ctx| {
        let added = NewOrganisatie {
            naam: ADDED.to_owned(),
            soort: "overig".to_owned(),
            domein: "sociaal".to_owned(),
            from: today,
        };
        add_organisatie(ctx, &added, None)
    })
    .unwrap();

    let mut new = old.clone();
    new.organisaties
        .retain(|one| one.sleutel != GONE && one.sleutel != KEPT);
    let (gemeente, before, after) = (app.frame("velsen").id, old.clone(), new.clone());
    let said: Vec<(String, bool)> = app
        .app
        .db()
        .read_blocking(move |tx| list_dropped(tx, gemeente, &before, &after))
        .unwrap()
        .into_iter()
        .map(|(one, is_kept)| (one.sleutel, is_kept))
        .collect();
    let mut expected = vec![(GONE.to_owned(), false), (KEPT.to_owned(), true)];
    expected.sort_by_key(|(key, _)| {
        let mut all = old.organisaties.iter();
        all.position(|one| one.sleutel == *key)
    });
    assert_eq!(said, expected);

    app.clock.advance_seconds(30 * 24 * 3600);
    let from = day_of(app.clock.now());
    import(&app.app, &Actor::Command, new, from).unwrap();
    let (was, is) = (
        names(&app, from.saturating_sub(1.days())),
        names(&app, from),
    );
    assert!(
        was.contains(&naam(GONE)) && !is.contains(&naam(GONE)),
        "{is:?}"
    );
    assert!(is.contains(&naam(KEPT)), "somebody works there: {is:?}");
    assert!(
        is.iter().any(|one| one == ADDED),
        "no document named it: {is:?}"
    );

    // A version that names it again has it back.
    import(&app.app, &Actor::Command, old.clone(), from).unwrap();
    assert!(names(&app, from).contains(&naam(GONE)));
}

kit::on_both_engines!(what_a_version_drops_ends_unless_something_open_refers_to_it);
