//! A mail server that is away: nobody's mail is given up for it.

use kit::on_both_engines;
use kit::testing::TestDb;
use kit::testing::smtp::{Behaviour, SmtpSink};

use super::SAM;
use crate::jobs::tests::town;
use crate::notifications::{read_new, send_due};

on_both_engines!(a_mail_that_is_refused_for_now_after_an_outage_is_tried_again);

fn a_mail_that_is_refused_for_now_after_an_outage_is_tried_again(test: TestDb) {
    let sink = SmtpSink::start("127.0.0.1:0").unwrap();
    let town = town(&test, sink.address().port());
    town.submit(Some(SAM));
    read_new(&town.app).unwrap();
    let half_an_hour_later = || {
        town.clock.advance_seconds(1860);
        send_due(&town.app).unwrap()
    };
    sink.behave(Behaviour::Drop);
    for _ in 0..8 {
        assert_eq!(half_an_hour_later(), 0);
    }
    sink.behave(Behaviour::Refuse(451));
    assert_eq!(half_an_hour_later(), 0);
    assert_eq!(
        town.count("SELECT count(*) FROM mails WHERE state = 'waiting'"),
        1,
        "a server that is back often asks to come again"
    );
    sink.behave(Behaviour::Accept);
    assert_eq!(half_an_hour_later(), 1);
}
