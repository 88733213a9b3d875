//! The werkplan of a team that another inrichting no longer names.

use kit::testing::TestDb;

use super::velsen;
use crate::access::Actor;
use crate::kader::inrichting::actions::{import, parse};
use crate::wijkaanpak::werkplannen::{actions, store};

kit::on_both_engines!(somebody_sees_to_what_a_dropped_team_left_open);

const TEAM: &str = "velsen-noord";

fn somebody_sees_to_what_a_dropped_team_left_open(db: TestDb) {
    let town = velsen(db);
    let people = town.people(TEAM);
    let plan = town.plan(&people.beheerder, TEAM);
    let wanted = town.wanted(plan, TEAM);
    let one = town.propose(&people.beheerder, wanted).expect("proposed");
    assert!(town.adopt(&people, plan).expect("agreed"));
    let watch = || {
        let frame = town.app.frame_blocking(&town.frame.slug).expect("read");
        actions::watch_left(&town.app, &frame.expect("there")).expect("watched");
        town.open_dues(plan.0)
    };
    assert!(watch().is_empty(), "the team is there");

    let mut changed =
        parse(crate::shipped::document("velsen-demo").expect("it ships")).expect("right");
    let gone = changed.verdeling.teams.remove(0);
    assert_eq!(gone.sleutel, TEAM);
    let next = changed.verdeling.teams[0].sleutel.clone();
    changed.verdeling.teams[0].gebieden.extend(gone.gebieden);
    import(&town.app, &Actor::Command, changed, town.today()).expect("imported");
    assert_eq!(watch(), ["werkplan.overdracht"]);
    assert_eq!(watch().len(), 1, "once");

    let frame = town.app.frame_blocking(&town.frame.slug).expect("read");
    let frame = frame.expect("there");
    let team = town
        .app
        .write_blocking(&frame, &Actor::Command, move |ctx| {
            let gemeente = ctx.gemeente();
            let old = store::get_werkplan(ctx, gemeente, plan)?;
            let wijken = store::get_aandachtsgebied(ctx, gemeente, one)?.wijken;
            let team = actions::follower(ctx, &old, &wijken);
            let next = actions::start_werkplan(ctx, team, old.jaar + 1)?;
            actions::carry_over(ctx, one, next)?;
            Ok(team)
        })
        .expect("carried over");
    let follows = frame.orgaan(team).expect("a team of now");
    assert_eq!(follows.sleutel, next);
    assert!(watch().is_empty(), "nothing is open any more");
}
