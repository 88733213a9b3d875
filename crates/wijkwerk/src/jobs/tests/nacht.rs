//! A night in which something goes wrong.

use kit::on_both_engines;
use kit::testing::TestDb;

use super::town;
use crate::jobs::{Night, heads, run_due};

on_both_engines!(a_step_that_fails_holds_up_no_other_and_the_night_is_done_again);

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
