//! What can still be taken back was told to nobody; what was told can no longer be taken back.

use kit::on_both_engines;
use kit::testing::TestDb;
use kit::testing::smtp::SmtpSink;

use super::{SAM, decide, mails, undo};
use crate::access::Actor;
use crate::ids::MeldingId;
use crate::jobs::tests::{Town, town};
use crate::notifications::{read_new, send_due};
use crate::wijkaanpak::meldingen::{UNDO, triage};

on_both_engines!(
    a_mail_waits_as_long_as_an_undo_lasts,
    what_joins_a_mail_that_waits_can_be_undone_as_long,
);

fn send_all(town: &Town) -> usize {
    read_new(&town.app).unwrap();
    send_due(&town.app).unwrap()
}

fn can_be_undone(town: &Town, melding: MeldingId) -> bool {
    let done = town
        .app
        .write_blocking(&town.frame, &Actor::Command, move |ctx| {
            triage::undo(ctx, melding)
        });
    done.is_ok()
}

fn a_mail_waits_as_long_as_an_undo_lasts(test: TestDb) {
    let sink = SmtpSink::start("127.0.0.1:0").unwrap();
    let town = town(&test, sink.address().port());
    let (kept, back) = (town.submit(Some(SAM)), town.submit(Some(SAM)));
    read_new(&town.app).unwrap();
    town.clock.advance_seconds(UNDO.as_secs());
    assert_eq!(send_all(&town), 2, "both receipts");
    town.clock.advance_seconds(26 * 3600);
    decide(&town, kept);
    decide(&town, back);
    town.clock.advance_seconds(UNDO.as_secs() - 1);
    assert_eq!(send_all(&town), 0, "both can still be undone");
    assert!(can_be_undone(&town, back));
    town.clock.advance_seconds(1);
    assert_eq!(send_all(&town), 1, "only what was not undone");
    assert!(!can_be_undone(&town, kept), "it was told");
    assert_eq!(sink.mails().len(), 3);
}

fn what_joins_a_mail_that_waits_can_be_undone_as_long(test: TestDb) {
    let sink = SmtpSink::start("127.0.0.1:0").unwrap();
    let town = town(&test, sink.address().port());
    let melding = town.submit(Some(SAM));
    read_new(&town.app).unwrap();
    town.clock.advance_seconds(UNDO.as_secs() - 5);
    decide(&town, melding);
    read_new(&town.app).unwrap();
    assert_eq!(mails(&town)[1].0, "merged");
    // The receipt alone would have left by now.
    town.clock.advance_seconds(10);
    assert_eq!(send_all(&town), 0);
    undo(&town, melding);
    town.clock.advance_seconds(UNDO.as_secs());
    assert_eq!(send_all(&town), 1);
    let body = &mails(&town)[0].2;
    assert!(!body.contains("niet op grond"), "{body}");
}
