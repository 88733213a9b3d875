//! From the reporter's own page one click leads to what everybody sees of it.

use kit::on_both_engines;
use kit::testing::TestDb;

use crate::access::Actor;
use crate::ids::{AandachtsgebiedId, MeldingId};
use crate::testing::{Ask, TestApp};
use crate::wijkaanpak::meldingen::TriageOutcome;
use crate::wijkaanpak::meldingen::triage::triage;

on_both_engines!(the_public_thread_and_aandachtsgebied_are_one_click_away);

fn the_public_thread_and_aandachtsgebied_are_one_click_away(db: TestDb) {
    let app = TestApp::new(db, &["velsen-demo"]);
    let samples = app.samples();
    let melding: MeldingId = samples.0["melding"].parse().unwrap();
    let page = format!("/l/{}", samples.0["token"]);
    let thread = format!("/velsen/draad-openbaar/melding/{melding}");
    let part_of = "/aandachtsgebied-openbaar/";
    let text = app.get(&page).text();
    assert!(text.contains(&format!("href=\"{thread}\"")), "{text}");
    assert!(
        !text.contains(part_of),
        "it is part of nothing that is public"
    );
    assert_eq!(app.get(&thread).status, 200);

    let into: AandachtsgebiedId = samples.0["aandachtsgebied"].parse().unwrap();
    app.write(&Actor::Command, move |ctx| {
        triage(ctx, melding, &TriageOutcome::Aandachtsgebied(into)).map(drop)
    })
    .unwrap();
    let text = app.send(&Ask::get(&page)).text();
    let part_of = format!("/velsen{part_of}{into}");
    assert!(text.contains(&format!("href=\"{part_of}\"")), "{text}");
    assert_eq!(app.get(&part_of).status, 200);
}
