//! What goes wrong in one gemeente, or in one part of the night, stays there.

use kit::on_both_engines;
use kit::testing::TestDb;

use super::town;
use crate::access::Actor;
use crate::jobs::{Night, run_due};
use crate::kader::inrichting::actions::{import, parse};
use crate::notifications::read_new;

on_both_engines!(
    a_gemeente_that_cannot_be_read_keeps_no_other_waiting,
    what_has_had_its_time_goes_also_in_a_night_that_went_wrong,
);

fn a_gemeente_that_cannot_be_read_keeps_no_other_waiting(test: TestDb) {
    let town = town(&test, 0);
    town.submit(Some("sam@voorbeeld.example"));
    let other = parse(crate::shipped::document("lelystad-2012").unwrap()).unwrap();
    let slug = other.gemeente.slug.clone();
    assert!(slug < town.frame.slug, "it has its turn first");
    let from = "2026-01-01".parse().unwrap();
    import(&town.app, &Actor::Command, other, from).unwrap();
    town.exec(
        "UPDATE inrichtingen SET document = 'onleesbaar' \
         WHERE gemeente_id = (SELECT id FROM gemeenten ORDER BY slug LIMIT 1)",
    );
    town.app.forget_frame(&slug);

    assert!(read_new(&town.app).is_err());
    assert_eq!(town.count("SELECT count(*) FROM mails"), 1);
    assert!(run_due(&town.app, Night::Now).is_err());
    let nights = "SELECT count(*) FROM taken_achtergrond WHERE state = 'done'";
    assert_eq!(town.count(nights), 1);
}

fn what_has_had_its_time_goes_also_in_a_night_that_went_wrong(test: TestDb) {
    let town = town(&test, 0);
    town.submit(Some("sam@voorbeeld.example"));
    town.exec("UPDATE melders SET erase_after = '2026-03-02'");
    town.exec("ALTER TABLE wijkvragen RENAME TO wijkvragen_weg");
    assert!(run_due(&town.app, Night::Now).is_err());
    assert_eq!(town.count("SELECT count(*) FROM melders"), 0);
    let nights = "SELECT count(*) FROM taken_achtergrond WHERE state = 'done'";
    assert_eq!(town.count(nights), 0, "the rest is still to be done");
}
