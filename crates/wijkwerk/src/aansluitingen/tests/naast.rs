//! Systems beside each other, each on its own thread.

use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use kit::on_both_engines;
use kit::testing::TestDb;

use super::super::{Senders, stand};
use super::*;

on_both_engines!(a_slow_system_keeps_neither_another_nor_the_end_waiting);

/// Less than whoever does not answer is given.
const SOON: Duration = Duration::from_secs(8);

fn a_slow_system_keeps_neither_another_nor_the_end_waiting(db: TestDb) {
    let (answers, held) = channel::<()>();
    let slow = Server::new(move |_| {
        let _ = held.recv();
        (200, String::new())
    });
    let (says, heard) = channel();
    let quick = Server::new(move |_| {
        let _ = says.send(());
        (200, String::new())
    });
    let told = [Gebeurtenis::ContactGenoteerd];
    let setup = Setup {
        webhooks: vec![
            webhook("traag", &slow, &told),
            webhook("vlot", &quick, &told),
        ],
        ..Setup::default()
    };
    let stad = Stad::new(db, &setup, slow);
    stad.contact();
    let senders = Senders::start(&stad.app.app, Duration::from_millis(5)).unwrap();
    heard.recv_timeout(SOON).unwrap();
    stad.contact();
    heard.recv_timeout(SOON).unwrap();

    let began = Instant::now();
    drop(senders);
    assert!(began.elapsed() < SOON, "{:?}", began.elapsed());
    let gemeente = stad.app.frame(stad.app.slug()).id;
    let later = stad.app.clock.now() + jiff::SignedDuration::from_secs(1);
    let db = stad.app.app.db();
    let waits = || {
        let found = db.read_blocking(move |tx| stand(tx, gemeente, "traag", later));
        found.unwrap().late
    };
    assert_eq!(waits(), 1, "what was not told still waits");
    // What was under way is answered after all: that is not told again.
    drop(answers);
    while waits() > 0 && began.elapsed() < SOON * 4 {
        std::thread::yield_now();
    }
    assert_eq!(waits(), 0);
}
