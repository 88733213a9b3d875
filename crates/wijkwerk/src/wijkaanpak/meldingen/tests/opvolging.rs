//! Meldingen of a team that another inrichting no longer names.

use super::*;
use crate::kader::termijnen::day_of;
use crate::wijkaanpak::meldingen::hand_over_left;

fn what_a_dropped_team_had_goes_to_the_team_that_takes_the_wijk(test: TestDb) {
    let here = start(&test, "velsen-demo");
    let (open, working) = (here.submit(), {
        let mut new = here.melding();
        new.token = "ander geheim".into();
        here.write(&Actor::Nobody, move |ctx| submit(ctx, &new, None))
            .unwrap()
            .id
    });
    let disciplines = here.vak();
    here.write(&Actor::Command, move |ctx| {
        let disciplines = disciplines.clone();
        triage(ctx, working, &TriageOutcome::Taken { disciplines })
    })
    .unwrap();
    let was = here.get(open).orgaan.expect("it lands with a team");

    let mut changed = parse(crate::shipped::document("velsen-demo").unwrap()).unwrap();
    let wijk = here.frame.wijken().next().unwrap().sleutel.clone();
    let teams = &mut changed.verdeling.teams;
    let place = teams
        .iter()
        .position(|team| team.gebieden.contains(&wijk))
        .unwrap();
    let gone = teams.remove(place);
    teams[0].gebieden.extend(gone.gebieden);
    let next = teams[0].sleutel.clone();
    let today = day_of(here.app.clock().now());
    import(&here.app, &Actor::Command, changed, today).unwrap();
    let frame = here.app.frame_blocking(&here.frame.slug).unwrap().unwrap();
    assert!(frame.orgaan(was).is_none(), "the team has ended");

    assert_eq!(hand_over_left(&here.app, &frame).unwrap(), 2);
    let team = frame.organen.iter().find(|team| team.sleutel == next);
    let team = team.unwrap().id;
    for id in [open, working] {
        assert_eq!(here.get(id).orgaan, Some(team));
    }
    let gemeente = frame.id;
    let (taken, lines) = here
        .app
        .db()
        .read_blocking(move |tx| {
            let taken = taken::list_of_melding(tx, gemeente, working)?;
            Ok::<_, Error>((taken, journaal::lines_about(tx, gemeente, open.0)?))
        })
        .unwrap();
    assert!(!taken.is_empty() && taken.iter().all(|one| one.orgaan == Some(team)));
    let moved = lines
        .iter()
        .find(|line| line.verb == journaal::Verb::Assigned);
    assert_eq!(moved.and_then(|line| line.id("orgaan")), Some(team.0));
    assert_eq!(hand_over_left(&here.app, &frame).unwrap(), 0, "once");
}

on_both_engines!(what_a_dropped_team_had_goes_to_the_team_that_takes_the_wijk);
