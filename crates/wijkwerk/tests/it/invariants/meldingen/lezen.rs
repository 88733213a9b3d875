//! Who left a melding is read by whoever may, and each time is logged.

use proptest::prelude::*;
use wijkwerk::testing::{As, Ask};

use super::Case;
use crate::invariants::runner;

#[test]
fn inv_45_what_is_read_is_logged_and_what_is_refused_is_not_shown() {
    const READ: &str = "SELECT count(*) FROM leeslog WHERE gemeente_id = $1 AND subject_id = $2 AND purpose = 'P3'";
    let mut case = Case::new();
    case.app.sign_in_all();
    let who = [
        As::Nobody,
        As::role("wijkbeheerder"),
        As::role("wijkbeheerder@elders"),
        As::role("wijkteamlid"),
        As::role("functioneelbeheerder"),
        As::role("bewonersorgaanlid"),
    ];
    let (read, refused) = (std::cell::Cell::new(0), std::cell::Cell::new(0));
    runner()
        .run(&proptest::collection::vec(0..who.len(), 1..10), |order| {
            let id = case.raise("Zeldzaam");
            let mut shown = 0;
            for n in order {
                let ask = Ask::post(&format!("/velsen/meldingen/{id}/contact"), "").by(&who[n]);
                let answer = case.app.send(&ask);
                let told = answer.text().contains("zeldzaam@voorbeeld.example");
                if answer.status == 200 {
                    shown += 1;
                    read.set(read.get() + 1);
                    prop_assert!(told);
                } else {
                    refused.set(refused.get() + 1);
                    prop_assert!(
                        !told && matches!(answer.status, 401 | 403 | 404),
                        "{}",
                        answer.status
                    );
                }
                prop_assert_eq!(case.count(READ, id), shown, "read and log differ");
            }
            Ok(())
        })
        .unwrap_or_else(|why| panic!("{why}"));
    assert!(
        read.get() > 5 && refused.get() > 5,
        "{} {}",
        read.get(),
        refused.get()
    );
}
