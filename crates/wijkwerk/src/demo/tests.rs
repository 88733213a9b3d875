//! What the demo begins with, by the same steps as its year.

use kit::db::Queries as _;
use kit::testing::TestDb;

use super::*;
use crate::testing::{As, Ask, TestApp};

kit::on_both_engines!(l_76_five_host_projects_are_there_and_kustwijk_is_last);

fn l_76_five_host_projects_are_there_and_kustwijk_is_last(db: TestDb) {
    let test = TestApp::new(db, &[]);
    let app = &test.app;
    let frame = found(app, "lelystad-demo", true).unwrap();
    let from = frame.today(app.clock().now());
    let mensen = mensen::Mensen::make(app, &frame, 7, from).unwrap();
    app.forget_frame(&frame.slug);
    let frame = app.frame_blocking(&frame.slug).unwrap().unwrap();
    let (gemeente, until) = (frame.id, app.clock().now());
    let plaats = jaar::Plaats {
        frame,
        mensen,
        chance: toeval::Toeval::new(7),
        open: std::collections::BTreeMap::new(),
    };
    let mut year = jaar::Jaar::new(app, vec![plaats], until, true);
    balie::happen(&mut year, 0, balie::Stap::Open).unwrap();
    let projects: Vec<(String, String)> = app
        .db()
        .read_blocking(move |tx| {
            Ok::<_, Error>(tx.query(
                "SELECT naam, soort FROM bouwprojecten WHERE gemeente_id = $1 ORDER BY volgorde, id LIMIT 20",
                &[&gemeente],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )?)
        })
        .unwrap();
    let projects: Vec<(&str, &str)> = projects
        .iter()
        .map(|(naam, soort)| (naam.as_str(), soort.as_str()))
        .collect();
    let expected = [
        ("MFA Zuiderzeewijk", "mfa"),
        ("MFA Warande", "mfa"),
        ("MFA light Boswijk", "mfa_light"),
        ("MFA light Waterwijk", "mfa_light"),
        ("MFA light Kustwijk", "mfa_light"),
    ];
    assert_eq!(projects, expected);
    // Everybody reads them in that order.
    let page = test.send(&Ask::get("/lelystad/tijdelijk").by(&As::Nobody).lang("nl"));
    assert_eq!(page.status, 200);
    let text = page.text();
    let (_, list) = text.split_once("Nieuwe gebouwen, op volgorde").unwrap();
    let at: Vec<usize> = expected
        .iter()
        .map(|(naam, _)| list.find(naam).expect("on the page"))
        .collect();
    assert!(at.is_sorted(), "{at:?}");
}
