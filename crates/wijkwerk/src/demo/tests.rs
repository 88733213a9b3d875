//! What the demo begins with, by the same steps as its year.

use kit::db::Queries as _;
use kit::testing::TestDb;

use super::*;
use crate::testing::{As, Ask, TestApp};

kit::on_both_engines!(
    l_76_five_host_projects_are_there_and_kustwijk_is_last,
    l_67_two_persons_are_half_an_adviser_in_every_part_and_every_wijk_has_one,
);

/// The first day at the desks.
fn opened(test: &TestApp) -> Arc<Frame> {
    let app = &test.app;
    let frame = found(app, "lelystad-demo", true).unwrap();
    let from = frame.today(app.clock().now());
    let mensen = mensen::Mensen::make(app, &frame, 7, from).unwrap();
    app.forget_frame(&frame.slug);
    let frame = app.frame_blocking(&frame.slug).unwrap().unwrap();
    let until = app.clock().now();
    let plaats = jaar::Plaats {
        frame: frame.clone(),
        mensen,
        chance: toeval::Toeval::new(7),
        open: std::collections::BTreeMap::new(),
    };
    let mut year = jaar::Jaar::new(app, vec![plaats], until, true);
    balie::happen(&mut year, 0, balie::Stap::Open).unwrap();
    frame
}

fn l_67_two_persons_are_half_an_adviser_in_every_part_and_every_wijk_has_one(db: TestDb) {
    let test = TestApp::new(db, &[]);
    let frame = opened(&test);
    let gemeente = frame.id;
    let (parts, persons) = test
        .app
        .db()
        .read_blocking(move |tx| {
            let parts: Vec<String> = tx.query(
                "SELECT g.sleutel FROM formatieregels r JOIN gebieden g ON g.gemeente_id = r.gemeente_id \
                 AND g.id = r.gebied_id WHERE r.gemeente_id = $1 AND r.fte_milli = 500 ORDER BY g.sleutel, g.id LIMIT 20",
                &[&gemeente],
                |row| row.get(0),
            )?;
            let persons: Vec<i64> = tx.query(
                "SELECT CAST(sum(i.fte_milli) AS BIGINT) FROM formatieinvullingen i JOIN formatieregels r \
                 ON r.gemeente_id = i.gemeente_id AND r.id = i.formatieregel_id \
                 WHERE i.gemeente_id = $1 AND r.fte_milli = 500 GROUP BY i.account_id ORDER BY i.account_id LIMIT 20",
                &[&gemeente],
                |row| row.get(0),
            )?;
            Ok::<_, Error>((parts, persons))
        })
        .unwrap();
    assert_eq!(parts, ["noordoost", "noordwest", "zuidoost", "zuidwest"]);
    assert_eq!(persons, [1000, 1000]);
    // A wijk has the one of its part.
    for wijk in frame.wijken() {
        let path = format!(
            "/lelystad/wie?soort=substantive&doelgroep=resident&wijk={}",
            wijk.sleutel
        );
        let page = test.send(&Ask::get(&path).by(&As::Nobody).lang("nl"));
        let text = page.text();
        assert_eq!(page.status, 200);
        assert!(text.contains("ww-person__name"), "{}: {text}", wijk.naam);
        assert!(text.contains("Vervanger: "), "{}: {text}", wijk.naam);
    }
}

fn l_76_five_host_projects_are_there_and_kustwijk_is_last(db: TestDb) {
    let test = TestApp::new(db, &[]);
    let gemeente = opened(&test).id;
    let app = &test.app;
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
