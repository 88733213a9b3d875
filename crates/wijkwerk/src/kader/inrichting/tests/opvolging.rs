//! What a later version makes of the teams and zetels that are there, on both engines.

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::Date;
use kit::testing::TestDb;

use crate::access::Actor;
use crate::ids::GebiedId;
use crate::kader::inrichting::actions::{import, parse};
use crate::kader::inrichting::{Deelname, Inrichting};
use crate::kader::organisaties::{Orgaan, Zetel, list_organen, list_zetels, uncovered};
use crate::kader::termijnen::day_of;
use crate::testing::TestApp;

const DAY: i64 = 24 * 3600;

fn document() -> Inrichting {
    parse(crate::shipped::document("velsen-demo").unwrap()).unwrap()
}

/// A month later this holds.
fn put(app: &TestApp, inrichting: Inrichting) -> Date {
    app.clock.advance_seconds(30 * DAY);
    let today = day_of(app.clock.now());
    import(&app.app, &Actor::Command, inrichting, today).unwrap();
    today
}

fn teams(app: &TestApp, day: Date) -> Vec<Orgaan> {
    let gemeente = app.frame("velsen").id;
    let all = app
        .app
        .db()
        .read_blocking(move |tx| list_organen(tx, gemeente, day))
        .unwrap();
    all.into_iter()
        .filter(|orgaan| orgaan.soort == "wijkteam")
        .collect()
}

fn seats(app: &TestApp, of: &Orgaan, day: Date) -> Vec<Zetel> {
    let (gemeente, orgaan) = (app.frame("velsen").id, of.id);
    app.app
        .db()
        .read_blocking(move |tx| list_zetels(tx, gemeente, orgaan, day))
        .unwrap()
}

fn inv_01_a_team_that_the_division_drops_leaves_its_wijken_to_the_next(db: TestDb) {
    let app = TestApp::new(db, &["velsen-demo"]);
    let mut changed = document();
    let gone = changed.verdeling.teams.remove(0);
    changed.verdeling.teams[0]
        .gebieden
        .extend(gone.gebieden.clone());
    let from = put(&app, changed);
    let frame = app.frame("velsen");
    let wijken: Vec<GebiedId> = frame.wijken().map(|wijk| wijk.id).collect();
    for day in [from.saturating_sub(1.days()), from] {
        let areas: Vec<BTreeSet<GebiedId>> = teams(&app, day)
            .iter()
            .map(|team| frame.wijken_of(team))
            .collect();
        assert_eq!(uncovered(&wijken, &areas), Vec::new(), "{day}");
    }
    let there = teams(&app, from);
    let left = there.iter().find(|team| team.sleutel == gone.sleutel);
    assert!(left.is_some_and(|team| frame.wijken_of(team).is_empty()));
}

fn what_holds_for_a_zetel_follows_the_inrichting(db: TestDb) {
    let app = TestApp::new(db, &["velsen-demo"]);
    let mut changed = document();
    let kind = changed
        .organen
        .iter_mut()
        .find(|kind| {
            kind.zetels
                .iter()
                .any(|zetel| zetel.deelname == Deelname::Guest)
        })
        .unwrap();
    let guest = kind
        .zetels
        .iter()
        .position(|zetel| zetel.deelname == Deelname::Guest)
        .unwrap();
    let mut more = kind.zetels[guest].clone();
    "erbij".clone_into(&mut more.sleutel);
    let gone = kind.zetels[0].sleutel.clone();
    let key = kind.zetels[guest].sleutel.clone();
    kind.zetels[guest].mag_besloten_deel = true;
    kind.zetels.push(more);
    kind.zetels.remove(0);
    let from = put(&app, changed);
    let team = &teams(&app, from)[0];
    let before = seats(&app, team, from.saturating_sub(1.days()));
    let after = seats(&app, team, from);
    assert_eq!(before.len(), after.len());
    let find = |all: &[Zetel], key: &str| all.iter().find(|zetel| zetel.sleutel == key).cloned();
    assert!(find(&before, &gone).is_some() && find(&after, &gone).is_none());
    assert!(find(&before, "erbij").is_none());
    assert_eq!(find(&after, "erbij").unwrap().invitation, "open");
    let (was, is) = (find(&before, &key).unwrap(), find(&after, &key).unwrap());
    assert_eq!(was.id, is.id, "it is the same zetel");
    assert!(is.may_attend_closed);
}

kit::on_both_engines!(
    inv_01_a_team_that_the_division_drops_leaves_its_wijken_to_the_next,
    what_holds_for_a_zetel_follows_the_inrichting,
);
