//! One round of sending: bounded in time, and of what still waits at that moment only.

use kit::db::Write;
use kit::mail::SendError;
use kit::on_both_engines;
use kit::testing::TestDb;

use super::SAM;
use crate::error::Error;
use crate::jobs::tests::{Town, town};
use crate::notifications::read_new;
use crate::notifications::sender::{ROUND_TIME, list_due, send_some};

on_both_engines!(
    a_slow_mail_server_holds_a_round_up_no_longer_than_its_time,
    what_was_withdrawn_or_erased_during_the_round_does_not_leave,
    a_server_that_does_not_answer_ends_the_round,
);

const WAITING: &str = "SELECT count(*) FROM mails WHERE state = 'waiting'";
const SENT: &str = "SELECT count(*) FROM mails WHERE state = 'sent'";

/// So many receipts whose moment has come.
fn with_receipts(test: &TestDb, count: usize) -> Town {
    let town = town(test, 1);
    for _ in 0..count {
        town.submit(Some(SAM));
    }
    read_new(&town.app).unwrap();
    town.clock.advance_seconds(60);
    assert_eq!(list_due(&town.app).unwrap().len(), count);
    town
}

fn a_slow_mail_server_holds_a_round_up_no_longer_than_its_time(test: TestDb) {
    let town = with_receipts(&test, 5);
    let each = ROUND_TIME.as_secs() / 2;
    let mut subjects = Vec::new();
    for sent in [2, 2, 1, 0] {
        let due = list_due(&town.app).unwrap();
        let round = send_some(&town.app, &due, |message| {
            town.clock.advance_seconds(each);
            subjects.push(message.message_id.clone());
            Ok(())
        });
        assert_eq!(round.unwrap(), sent);
    }
    assert_eq!(subjects.len(), 5);
    for (at, one) in subjects.iter().enumerate() {
        assert!(!subjects[..at].contains(one), "none leaves twice");
    }
    assert_eq!((town.count(WAITING), town.count(SENT)), (0, 5));
}

fn what_was_withdrawn_or_erased_during_the_round_does_not_leave(test: TestDb) {
    let town = with_receipts(&test, 4);
    let due = list_due(&town.app).unwrap();
    let [_, withdrawn, erased, readdressed] = due[..] else {
        panic!("four mails: {due:?}");
    };
    let change = move |tx: &mut Write<'_>| {
        tx.exec(
            "UPDATE mails SET state = 'withdrawn' WHERE gemeente_id = $1 AND id = $2",
            &[&withdrawn.0, &withdrawn.1],
        )?;
        tx.exec(
            "DELETE FROM mails WHERE gemeente_id = $1 AND id = $2",
            &[&erased.0, &erased.1],
        )?;
        tx.exec(
            "UPDATE mails SET address = 'nieuw@voorbeeld.example' WHERE gemeente_id = $1 AND id = $2",
            &[&readdressed.0, &readdressed.1],
        )?;
        Ok::<_, Error>(())
    };
    let mut to = Vec::new();
    let sent = send_some(&town.app, &due, |message| {
        if to.is_empty() {
            town.app.db().bookkeep_blocking(change).unwrap();
        }
        to.push(message.to.as_str().to_owned());
        Ok(())
    });
    assert_eq!(sent.unwrap(), 2);
    assert_eq!(to, [SAM, "nieuw@voorbeeld.example"]);
    assert_eq!((town.count(WAITING), town.count(SENT)), (0, 2));
}

fn a_server_that_does_not_answer_ends_the_round(test: TestDb) {
    let town = with_receipts(&test, 3);
    let due = list_due(&town.app).unwrap();
    let mut tries = 0;
    let sent = send_some(&town.app, &due, |_| {
        tries += 1;
        Err(SendError::Unreachable {
            reason: "no answer in time".into(),
        })
    });
    assert_eq!((sent.unwrap(), tries), (0, 1));
    assert_eq!(town.count(WAITING), 3, "none is given up for it");
    assert!(list_due(&town.app).unwrap().is_empty(), "not at once again");
}
