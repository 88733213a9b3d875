//! Sessions: how they end.

use std::collections::BTreeMap;

use wijkwerk::access::Actor;
use wijkwerk::kader::accounts;

use super::app;

#[test]
fn a_session_ends_when_idle_and_in_any_case() {
    let app = app();
    let frame = app.frame("velsen");
    let person = app.person("wijkbeheerder").account;
    let token = app
        .wait(accounts::start_session(&app.app, frame.id, person))
        .expect("it starts");
    let cookies: BTreeMap<String, String> = [(accounts::cookie_name(&app.app), token)].into();
    let known = || {
        let actor = app
            .wait(accounts::actor_of(&app.app, &frame, &cookies, None))
            .expect("it can be asked");
        matches!(actor, Actor::Account(_))
    };
    assert!(known());
    app.clock.advance_seconds(8 * 3600 - 1);
    assert!(known(), "eight hours are not over");
    app.clock.advance_seconds(8 * 3600 - 1);
    assert!(known(), "it was used in between");
    app.clock.advance_seconds(8 * 3600);
    assert!(!known(), "eight idle hours");
    let fresh = app
        .wait(accounts::start_session(&app.app, frame.id, person))
        .expect("it starts");
    let cookies: BTreeMap<String, String> = [(accounts::cookie_name(&app.app), fresh)].into();
    let known = || {
        let actor = app
            .wait(accounts::actor_of(&app.app, &frame, &cookies, None))
            .expect("it can be asked");
        matches!(actor, Actor::Account(_))
    };
    for hour in 0..24 {
        assert!(known(), "after {} hours", hour * 7);
        app.clock.advance_seconds(7 * 3600);
    }
    assert!(!known(), "seven days, however often it was used");
}

#[test]
fn signing_out_everywhere_ends_every_session() {
    let app = app();
    let frame = app.frame("velsen");
    let person = app.person("wijkbeheerder").account;
    let token = app
        .wait(accounts::start_session(&app.app, frame.id, person))
        .expect("it starts");
    let cookies: BTreeMap<String, String> = [(accounts::cookie_name(&app.app), token)].into();
    app.clock.advance_seconds(60);
    app.write(&app.actor("wijkbeheerder"), |ctx| {
        accounts::actions::sign_out_everywhere(ctx)
    })
    .expect("it works");
    let actor = app
        .wait(accounts::actor_of(&app.app, &frame, &cookies, None))
        .expect("it can be asked");
    assert!(matches!(actor, Actor::Nobody));
}
