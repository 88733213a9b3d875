//! Who reads what a body is sent, on both engines.

use std::collections::BTreeSet;

use kit::testing::TestDb;

use super::rules::is_member;
use crate::access::{Permission, Reach};
use crate::kader::organisaties::tests::{group, somebody, wijken, working_in};
use crate::testing::TestApp;

kit::on_both_engines!(v_85_what_a_body_is_sent_is_read_where_it_works_and_nowhere_else);

fn v_85_what_a_body_is_sent_is_read_where_it_works_and_nowhere_else(db: TestDb) {
    let app = TestApp::new(db, &["lelystad-demo"]);
    let wijken = wijken(&app);
    let two = group(&app, "twee", vec![wijken[0], wijken[1]]);
    let none = group(&app, "geen", Vec::new());
    let frame = app.frame(app.slug());
    let partner = frame.organisaties[0].id;
    let cases = [
        (two, working_in(&app, wijken[0]), true),
        (two, working_in(&app, wijken[1]), true),
        (two, working_in(&app, wijken[2]), false),
        (two, Reach::Organisatie(partner), false),
        (two, Reach::Orgaan(none, BTreeSet::new()), false),
        (none, Reach::Orgaan(none, BTreeSet::new()), true),
        (none, working_in(&app, wijken[0]), false),
        (none, Reach::Organisatie(partner), false),
    ];
    for (orgaan, reach, expected) in cases {
        let who = somebody(&app, &[Permission::StukRead], reach.clone());
        assert_eq!(is_member(&who, &frame, orgaan), expected, "{reach:?}");
    }
}
