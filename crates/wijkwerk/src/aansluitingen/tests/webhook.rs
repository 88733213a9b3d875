//! Webhooks: signed, in order, once, and without anybody in them.

use std::sync::Arc;
use std::sync::atomic::{AtomicU16, Ordering};

use kit::on_both_engines;
use kit::testing::TestDb;

use super::super::sender::PAUSES;
use super::super::{Stand, send_again, stand, teken};
use super::server::Asked;
use super::*;

on_both_engines!(
    a_message_is_signed_and_says_nothing_of_anybody,
    what_fails_is_told_again_in_order,
    what_keeps_failing_is_given_up_and_can_be_told_again,
    what_waits_for_a_later_moment_can_be_told_at_once,
    what_is_not_wanted_is_given_up_at_once,
    a_restart_tells_nothing_twice,
);

/// Answers with the status that the test sets last.
fn moody() -> (Server, Arc<AtomicU16>) {
    let mood = Arc::new(AtomicU16::new(200));
    let now = mood.clone();
    let server = Server::new(move |_| (now.load(Ordering::SeqCst), String::new()));
    (server, mood)
}

fn types(asked: &[Asked]) -> Vec<String> {
    asked
        .iter()
        .map(|one| one.json()["type"].as_str().unwrap().to_owned())
        .collect()
}

fn how_it_stands(stad: &Stad) -> Stand {
    let (gemeente, now) = (stad.app.frame(stad.app.slug()).id, stad.app.clock.now());
    let db = stad.app.app.db();
    db.read_blocking(move |tx| stand(tx, gemeente, "zaken", now))
        .unwrap()
}

fn a_message_is_signed_and_says_nothing_of_anybody(db: TestDb) {
    let (server, _) = moody();
    let stad = Stad::with_webhook(db, server, Gebeurtenis::ALL);
    let contact = stad.contact();
    let id = stad.referral(Some(contact));
    stad.decline(id);
    stad.tell();
    let asked = stad.server.asked();
    let told = types(&asked);
    for expected in [
        "contact.genoteerd",
        "vraag.gesteld",
        "contact.afgerond",
        "doorverwijzing.verstuurd",
        "doorverwijzing.geweigerd",
    ] {
        let expected = format!("nl.wijkwerk.{expected}.v1");
        assert!(told.contains(&expected), "{expected}: {told:?}");
    }
    let now = stad.app.clock.now().as_second().to_string();
    for one in &asked {
        assert_eq!((one.method.as_str(), one.path.as_str()), ("POST", "/in"));
        assert_eq!(
            one.header("content-type"),
            "application/cloudevents+json; charset=utf-8"
        );
        assert_eq!(one.header("wijkwerk-timestamp"), now);
        let moment = stad.app.clock.now().as_second();
        let expected = teken::header([SECRET], moment, one.body.as_bytes());
        assert_eq!(one.header("wijkwerk-signature"), expected);
        says_nothing_of_anybody(&one.body);
        assert!(!one.body.contains(SECRET));
        assert_eq!(one.json()["specversion"], "1.0");
        assert_eq!(one.json()["data"]["gemeente"], stad.app.slug());
    }
    let mut ids: Vec<String> = asked
        .iter()
        .map(|one| one.json()["id"].to_string())
        .collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), asked.len(), "every message has an id of its own");
    let first = asked[0].json();
    assert_eq!(id_in(&first, "/data/id"), contact.0);
    assert_eq!(id_in(&first, "/subject"), contact.0);
    let last = asked.last().unwrap().json();
    assert_eq!(id_in(&last, "/data/id"), id.0);
    assert_eq!(last["data"]["reden"], "full");
}

fn what_fails_is_told_again_in_order(db: TestDb) {
    let (server, mood) = moody();
    let stad = Stad::with_webhook(db, server, &[Gebeurtenis::ContactGenoteerd]);
    let contacts = [stad.contact(), stad.contact(), stad.contact()];
    mood.store(503, Ordering::SeqCst);
    assert_eq!(stad.tell(), 0);
    let first = stad.server.asked();
    assert_eq!(first.len(), 1, "the others wait for the first");
    assert_eq!(stad.tell(), 0);
    assert_eq!(stad.server.asked().len(), 0, "not before a minute");
    stad.wait_minutes(1);
    // A server that hangs up has not said that it heard.
    mood.store(0, Ordering::SeqCst);
    assert_eq!(stad.tell(), 0);
    assert_eq!(stad.server.asked().len(), 1);
    stad.wait_minutes(1);
    assert_eq!(stad.tell(), 0);
    assert_eq!(stad.server.asked().len(), 0, "the second pause is longer");
    stad.wait_minutes(4);
    mood.store(204, Ordering::SeqCst);
    assert_eq!(stad.tell(), 3);
    let asked = stad.server.asked();
    let told: Vec<Uuid> = asked
        .iter()
        .map(|one| id_in(&one.json(), "/data/id"))
        .collect();
    assert_eq!(told, contacts.map(|id| id.0));
    assert_eq!(
        asked[0].body, first[0].body,
        "the same message, with its id"
    );
    assert_ne!(
        asked[0].header("wijkwerk-signature"),
        first[0].header("wijkwerk-signature"),
        "signed for the moment at which it goes"
    );
    assert_eq!(stad.tell(), 0);
    assert_eq!(stad.server.asked().len(), 0);
}

fn what_keeps_failing_is_given_up_and_can_be_told_again(db: TestDb) {
    let (server, mood) = moody();
    let stad = Stad::with_webhook(db, server, &[Gebeurtenis::ContactGenoteerd]);
    let contact = stad.contact();
    mood.store(401, Ordering::SeqCst);
    stad.tell();
    for minutes in PAUSES {
        assert_eq!(how_it_stands(&stad).failed, 0);
        stad.wait_minutes(minutes);
        assert_eq!(stad.tell(), 0);
    }
    assert_eq!(stad.server.asked().len(), PAUSES.len() + 1);
    assert_eq!(how_it_stands(&stad), Stand { failed: 1, late: 0 });
    stad.wait_minutes(10_000);
    stad.tell();
    assert_eq!(stad.server.asked().len(), 0, "it was given up");
    mood.store(200, Ordering::SeqCst);
    assert_eq!(send_again(&stad.app.app, "zoek").unwrap(), None);
    assert_eq!(send_again(&stad.app.app, "zaken").unwrap(), Some(1));
    assert_eq!(stad.tell(), 1);
    let asked = stad.server.asked();
    assert_eq!(id_in(&asked[0].json(), "/data/id"), contact.0);
    assert_eq!(how_it_stands(&stad), Stand { failed: 0, late: 0 });
    assert_eq!(send_again(&stad.app.app, "zaken").unwrap(), Some(0));
}

fn what_waits_for_a_later_moment_can_be_told_at_once(db: TestDb) {
    let (server, mood) = moody();
    let stad = Stad::with_webhook(db, server, &[Gebeurtenis::ContactGenoteerd]);
    stad.contact();
    mood.store(503, Ordering::SeqCst);
    assert_eq!(stad.tell(), 0);
    mood.store(200, Ordering::SeqCst);
    assert_eq!(stad.tell(), 0, "not yet");
    assert_eq!(send_again(&stad.app.app, "zaken").unwrap(), Some(1));
    assert_eq!(stad.tell(), 1);
}

fn what_is_not_wanted_is_given_up_at_once(db: TestDb) {
    let (server, mood) = moody();
    let stad = Stad::with_webhook(db, server, &[Gebeurtenis::ContactGenoteerd]);
    stad.contact();
    stad.contact();
    mood.store(422, Ordering::SeqCst);
    assert_eq!(stad.tell(), 0);
    assert_eq!(
        stad.server.asked().len(),
        2,
        "one does not hold up the next"
    );
    assert_eq!(how_it_stands(&stad).failed, 2);
    mood.store(302, Ordering::SeqCst);
    let third = stad.contact();
    assert_eq!(stad.tell(), 0, "nobody is followed elsewhere");
    mood.store(200, Ordering::SeqCst);
    stad.wait_minutes(1);
    assert_eq!(stad.tell(), 1);
    let asked = stad.server.asked();
    assert_eq!(id_in(&asked.last().unwrap().json(), "/data/id"), third.0);
}

fn a_restart_tells_nothing_twice(db: TestDb) {
    let (server, mood) = moody();
    let stad = Stad::with_webhook(db, server, &[Gebeurtenis::ContactGenoteerd]);
    stad.contact();
    assert_eq!(stad.tell(), 1);
    let waits = stad.contact();
    mood.store(500, Ordering::SeqCst);
    assert_eq!(stad.tell(), 0);
    stad.server.asked();
    mood.store(200, Ordering::SeqCst);
    let again = stad.restarted();
    assert_eq!(send_due(&again).unwrap(), 0, "its minute is not over");
    stad.wait_minutes(1);
    assert_eq!(send_due(&again).unwrap(), 1);
    let asked = stad.server.asked();
    assert_eq!(asked.len(), 1);
    assert_eq!(id_in(&asked[0].json(), "/data/id"), waits.0);
    assert_eq!(send_due(&again).unwrap(), 0);
}
