//! A night in which something goes wrong.

use kit::on_both_engines;
use kit::testing::TestDb;

use super::town;
use crate::jobs::{Night, heads, run_due};
use crate::notifications::read_new;

on_both_engines!(
    a_step_that_fails_holds_up_no_other_and_the_night_is_done_again,
    what_cannot_be_erased_keeps_nothing_else,
);

fn a_step_that_fails_holds_up_no_other_and_the_night_is_done_again(test: TestDb) {
    let town = town(&test, 0);
    town.clock.set("2026-03-03T02:30:00Z".parse().unwrap());
    town.submit(Some("sam@voorbeeld.example"));
    town.exec("UPDATE melders SET erase_after = '2026-03-02'");
    let heads = || heads::list(&town.app.config().backups).unwrap().len();
    let done = "SELECT count(*) FROM taken_achtergrond WHERE soort = 'nightly' AND state = 'done'";
    town.exec("ALTER TABLE wijkvragen RENAME TO wijkvragen_weg");
    for minute in 0..3 {
        assert!(run_due(&town.app, Night::FromThree).is_err(), "{minute}");
        assert_eq!(heads(), 1, "what comes after it is done, and once");
        assert_eq!(town.count(done), 0, "the night is not done");
        town.clock.advance_seconds(60);
    }
    assert_eq!(town.count("SELECT count(*) FROM melders"), 0);
    town.exec("ALTER TABLE wijkvragen_weg RENAME TO wijkvragen");
    assert_eq!(run_due(&town.app, Night::FromThree).unwrap(), 1);
    assert_eq!((heads(), town.count(done)), (2, 1));
    assert_eq!(run_due(&town.app, Night::FromThree).unwrap(), 0);
}

fn what_cannot_be_erased_keeps_nothing_else(test: TestDb) {
    let town = town(&test, 0);
    town.submit(Some("sam@voorbeeld.example"));
    read_new(&town.app).unwrap();
    town.exec("UPDATE mails SET state = 'sent', sent_at = not_before");
    town.clock.advance_seconds(61 * 24 * 3600);
    town.exec("ALTER TABLE zorgsignalen RENAME TO zorgsignalen_weg");
    assert!(run_due(&town.app, Night::Now).is_err());
    assert_eq!(town.count("SELECT count(*) FROM mails"), 0);
    town.exec("ALTER TABLE zorgsignalen_weg RENAME TO zorgsignalen");
    assert_eq!(run_due(&town.app, Night::Now).unwrap(), 1);
    assert!(town.chain_holds());
}
