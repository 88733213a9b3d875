use std::collections::BTreeMap;

use kit::on_both_engines;
use kit::testing::TestDb;
use uuid::Uuid;

use super::*;
use crate::balie::doorverwijzingen::cijfers::{Cijfers, Telling};
use crate::journaal::{self, Verb};
use crate::testing::Ask;

on_both_engines!(l_39_right_in_one_go_of_what_is_known_with_unknown_beside_it);

/// Right, wrong and unknown, recounted from the journaal alone: written down by what happened, not by how it stands.
fn recount(stad: &Stad) -> (i64, i64, i64) {
    let gemeente = stad.app.frame(stad.app.slug()).id;
    let lines = stad
        .app
        .app
        .db()
        .read_blocking(move |tx| {
            let mut all = Vec::new();
            let mut seq = 0;
            loop {
                let some = journaal::lines_after(tx, gemeente, seq, 500)?;
                let Some(last) = some.last() else { break };
                seq = last.seq;
                all.extend(some);
            }
            Ok::<_, Error>(all)
        })
        .unwrap();
    let mut first: BTreeMap<Uuid, Option<bool>> = BTreeMap::new();
    for line in lines.iter().filter(|line| line.kind == "doorverwijzing") {
        match line.verb {
            Verb::Sent if line.number("hop") == Some(0) => {
                first.insert(line.subject, None);
            }
            Verb::Bounced | Verb::Expired => {
                if let Some(known) = first.get_mut(&line.subject) {
                    *known = Some(false);
                }
            }
            Verb::Settled => {
                if let Some(known) = first.get_mut(&line.subject) {
                    *known = Some(line.word("outcome") != Some("not"));
                }
            }
            _ => {}
        }
    }
    let count = |wanted: Option<bool>| {
        let found = first.values().filter(|known| **known == wanted).count();
        i64::try_from(found).unwrap()
    };
    (count(Some(true)), count(Some(false)), count(None))
}

fn figures(stad: &Stad) -> Cijfers {
    let frame = stad.app.frame(stad.app.slug());
    let today = frame.today(stad.app.clock.now());
    stad.app
        .app
        .db()
        .read_blocking(move |tx| Cijfers::of(tx, &frame, today, today))
        .unwrap()
}

fn l_39_right_in_one_go_of_what_is_known_with_unknown_beside_it(db: TestDb) {
    let stad = Stad::new(db);
    for n in 0..100 {
        let id = stad.sent(&stad.partner);
        match n {
            0..8 => stad.answer(id, &stad.partner, NO).unwrap(),
            8..14 => {}
            14..20 => stad.answer(id, &stad.partner, Antwoord::Accept).unwrap(),
            20..50 => stad.judge(id, Uitkomst::Helped).unwrap(),
            _ => stad.judge(id, Uitkomst::Partly).unwrap(),
        }
        // What goes on after a no does not make the first one right, and nothing is counted twice.
        if n < 3 {
            let again = stad.again(id, &stad.ander).unwrap();
            stad.send(again);
            stad.judge(again, Uitkomst::Helped).unwrap();
        }
    }
    stad.propose(stad.new_one(&stad.partner));
    let cijfers = figures(&stad);
    let expected = Telling {
        goed: 80,
        fout: 8,
        onbekend: 12,
    };
    assert_eq!(cijfers.totaal, expected);
    assert_eq!(recount(&stad), (80, 8, 12));
    assert_eq!(
        (cijfers.totaal.bekend(), cijfers.totaal.percent()),
        (88, Some(91))
    );
    assert_eq!(cijfers.per_onderwerp["geld"], expected);
    assert_eq!(
        cijfers.per_partner[&stad.partner.organisatie.unwrap()],
        expected
    );
    assert_eq!(cijfers.per_maand[&(2026, 3)], expected);
    assert_eq!(cijfers.hops, BTreeMap::from([(1, 3)]));
    assert_eq!(cijfers.zwak.len(), 1);
    assert_eq!(
        (cijfers.zwak[0].reden, cijfers.zwak[0].telling),
        ("full", expected)
    );
    let leader = stad.app.actor("coordinator").account().unwrap().id;
    let path = format!("/{}/balie/cijfers", stad.app.slug());
    let page = stad
        .app
        .send(&Ask::get(&path).by(&As::Person(leader)).lang("nl"))
        .text();
    assert!(
        page.contains("80 van 88") && page.contains("Van 12 is niet bekend"),
        "{page}"
    );
}
