//! What a partner hears that need not do it any more, and what not.

use super::*;

on_both_engines!(
    inv_20_a_partner_hears_that_the_gemeente_called_it_done,
    inv_20_a_partner_that_did_it_hears_nothing_of_that,
    inv_20_what_is_taken_back_is_not_told_to_the_partner_of_before,
    inv_20_a_partner_hears_only_the_last_of_what_follows_soon,
    inv_20_a_partner_that_gets_it_back_at_once_is_asked_once,
    inv_20_a_partner_that_hands_it_back_at_once_is_not_asked_any_more,
    inv_20_what_a_partner_heard_is_not_said_again_when_the_rest_is_taken_back,
    inv_20_a_partner_hears_once_that_it_is_past,
);

/// How many mails that say so will go, or went.
fn told(stad: &Stad) -> usize {
    read_new(&stad.app.app).unwrap();
    let db = stad.app.app.db();
    let bodies: Vec<String> = db
        .read_blocking(|tx| {
            Ok::<_, Error>(tx.query(
                "SELECT body FROM mails WHERE state IN ('waiting', 'sent') ORDER BY seq, id LIMIT 200",
                &[],
                |row| row.get(0),
            )?)
        })
        .unwrap();
    let says_so = |body: &&String| body.contains("hoeft niets meer te doen");
    bodies.iter().filter(says_so).count()
}

fn inv_20_a_partner_hears_that_the_gemeente_called_it_done(db: TestDb) {
    let stad = Stad::new(db);
    stad.take_on();
    assert_eq!(told(&stad), 0);
    let owner = As::Person(stad.owner);
    let fields = format!("{SEEN}&zin=De stoep ligt weer vast.");
    let done = stad.post(&owner, "klaar", &fields);
    assert_eq!(done.status, 303, "{}", done.text());
    assert_eq!(stad.owed("melding.partnerwerk"), 0);
    assert!(told(&stad) > 0);
    let mails = stad.mails();
    assert!(
        mails
            .iter()
            .any(|body| body.contains("heeft gezegd dat het klaar is")),
        "{mails:?}"
    );
    let path = format!("/velsen/meldingen/{}", stad.melding);
    let course = stad.app.send(&Ask::get(&path).by(&owner).lang("nl")).text();
    assert!(course.contains("hoeft het niet meer te doen"), "{course}");
}

fn inv_20_a_partner_that_did_it_hears_nothing_of_that(db: TestDb) {
    let stad = Stad::new(db);
    stad.take_on();
    assert_eq!(stad.post(&stad.member, "partner/klaar", SEEN).status, 303);
    assert_eq!(told(&stad), 0);
}

fn inv_20_what_is_taken_back_is_not_told_to_the_partner_of_before(db: TestDb) {
    let stad = Stad::new(db);
    stad.take_on();
    let undo = || {
        let undone = stad.post(&As::Person(stad.owner), "terug", "");
        assert_eq!(undone.status, 303, "{}", undone.text());
    };
    assert!(stad.app.clock.advance_seconds(60));
    stad.send_on(stad.other);
    assert!(told(&stad) > 0);
    undo();
    assert_eq!(told(&stad), 0);
    // It gets it again after all, and that is taken back too.
    stad.send_on(stad.partner);
    assert_eq!(told(&stad), 0);
    undo();
    assert_eq!(told(&stad), 0);
    // Only what stands is told.
    stad.send_on(stad.other);
    assert!(told(&stad) > 0, "it does not have it any more");
    stad.is_gone_for(&stad.member);
}

/// What still waits to be told to this person.
fn waits(stad: &Stad, who: &As) -> Vec<String> {
    read_new(&stad.app.app).unwrap();
    let As::Person(account) = *who else {
        panic!("somebody with an account: {who:?}");
    };
    let db = stad.app.app.db();
    db.read_blocking(move |tx| {
        Ok::<_, Error>(tx.query(
            "SELECT body FROM mails WHERE recipient = $1 AND state = 'waiting' ORDER BY seq LIMIT 100",
            &[&account],
            |row| row.get(0),
        )?)
    })
    .unwrap()
}

/// Whether the one thing that waits is that this person is asked.
fn is_asked(stad: &Stad, who: &As) -> bool {
    let all = waits(stad, who);
    assert_eq!(all.len(), 1, "{all:#?}");
    all[0].contains(&format!("/meldingen/{}/partner", stad.melding))
}

fn take_back(stad: &Stad) {
    let undone = stad.post(&As::Person(stad.owner), "terug", "");
    assert_eq!(undone.status, 303, "{}", undone.text());
}

fn inv_20_a_partner_hears_only_the_last_of_what_follows_soon(db: TestDb) {
    let stad = Stad::new(db);
    assert!(is_asked(&stad, &stad.member));
    stad.send_on(stad.other);
    // It never heard that it was asked: there is nothing to say.
    assert_eq!(waits(&stad, &stad.member), Vec::<String>::new());
    assert!(is_asked(&stad, &stad.stranger));
    stad.send_on(stad.partner);
    assert!(is_asked(&stad, &stad.member), "it is back");
    assert_eq!(waits(&stad, &stad.stranger), Vec::<String>::new());
    // How it was before the last decision holds again once that is taken back.
    take_back(&stad);
    assert_eq!(waits(&stad, &stad.member), Vec::<String>::new());
    assert!(is_asked(&stad, &stad.stranger), "it is there again");
    stad.send_on(stad.partner);
    assert!(is_asked(&stad, &stad.member));
}

/// Whoever said no within the time of an undo needs no mail that asks.
fn inv_20_a_partner_that_hands_it_back_at_once_is_not_asked_any_more(db: TestDb) {
    let stad = Stad::new(db);
    assert!(is_asked(&stad, &stad.member));
    let reason = "reden=Deze stoep is van een ander bedrijf.";
    let back = stad.post(&stad.member, "partner/terug", reason);
    assert_eq!(back.status, 303, "{}", back.text());
    assert_eq!(waits(&stad, &stad.member), Vec::<String>::new());
    // Sent on to it again and taken back: the first asking stays gone.
    stad.send_on(stad.partner);
    assert!(is_asked(&stad, &stad.member));
    take_back(&stad);
    assert_eq!(waits(&stad, &stad.member), Vec::<String>::new());
}

/// All of it happened before anybody looked.
fn inv_20_a_partner_that_gets_it_back_at_once_is_asked_once(db: TestDb) {
    let stad = Stad::new(db);
    stad.send_on(stad.other);
    stad.send_on(stad.partner);
    assert!(is_asked(&stad, &stad.member));
    assert_eq!(waits(&stad, &stad.stranger), Vec::<String>::new());
}

/// Every mail that waits is sent.
fn all_leave(stad: &Stad) {
    let db = stad.app.app.db();
    db.bookkeep_blocking(|tx| {
        tx.exec(
            "UPDATE mails SET state = 'sent', sent_at = not_before WHERE state = 'waiting'",
            &[],
        )?;
        Ok::<_, Error>(())
    })
    .unwrap();
}

fn inv_20_a_partner_hears_once_that_it_is_past(db: TestDb) {
    let stad = Stad::new(db);
    assert!(is_asked(&stad, &stad.member));
    all_leave(&stad);
    stad.send_on(stad.other);
    assert!(!is_asked(&stad, &stad.member), "this it did not hear yet");
    all_leave(&stad);
    // It gets it again for a moment, and hears nothing of that.
    stad.send_on(stad.partner);
    stad.send_on(stad.other);
    assert_eq!(waits(&stad, &stad.member), Vec::<String>::new());
    stad.send_on(stad.partner);
    assert!(is_asked(&stad, &stad.member));
    stad.send_on(stad.other);
    assert_eq!(waits(&stad, &stad.member), Vec::<String>::new());
}

fn inv_20_what_a_partner_heard_is_not_said_again_when_the_rest_is_taken_back(db: TestDb) {
    let stad = Stad::new(db);
    assert!(is_asked(&stad, &stad.member));
    all_leave(&stad);
    stad.send_on(stad.other);
    assert!(!is_asked(&stad, &stad.member), "this it did not hear yet");
    take_back(&stad);
    assert_eq!(waits(&stad, &stad.member), Vec::<String>::new());
}
