//! A file that nobody names any more, and whoever sends the same one meanwhile.

use kit::on_both_engines;
use kit::testing::TestDb;

use super::town;
use crate::jobs::{Night, erasures, run_due};

on_both_engines!(a_file_that_is_named_while_it_is_removed_is_kept);

fn a_file_that_is_named_while_it_is_removed_is_kept(test: TestDb) {
    let town = town(&test, 0);
    let (named, loose) = (town.photo(b"the same picture"), town.photo(b"nobody's"));
    let aside = || town.app.files().list_aside().unwrap().len();
    // Both were put, and the row that names the first is still to be written.
    for photo in [&named, &loose] {
        erasures::remove_file(&town.app, &photo.hash).unwrap();
        assert!(!town.has_file(photo), "it is gone for everybody");
    }
    town.submit_with(None, vec![named.clone()]);
    run_due(&town.app, Night::FromThree).unwrap();
    assert!(town.has_file(&named), "what a row names is there");
    assert_eq!(aside(), 1);
    town.clock.advance_seconds(3600);
    run_due(&town.app, Night::FromThree).unwrap();
    assert_eq!(aside(), 0, "the other is gone for good");
    assert!(town.has_file(&named) && !town.has_file(&loose));
    // As long as a row names it, nothing removes it.
    erasures::remove_file(&town.app, &named.hash).unwrap();
    assert!(town.has_file(&named));
}
