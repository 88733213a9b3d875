use std::collections::BTreeMap;

use kit::on_both_engines;
use kit::testing::TestDb;
use uuid::Uuid;

use super::*;
use crate::balie::doorverwijzingen::cijfers::{Cijfers, Telling};
use crate::ids::InfopuntId;
use crate::journaal::{self, Verb};
use crate::testing::Ask;

on_both_engines!(
    l_39_right_in_one_go_of_what_is_known_with_unknown_beside_it,
    l_39_every_breakdown_is_what_happened_counted_again,
);

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

/// What was done with one referral, as it is known to whoever did it.
struct Done {
    onderwerp: &'static str,
    punt: Option<InfopuntId>,
    naar: OrganisatieId,
    maand: (i16, i8),
    right: Option<bool>,
}

/// Right, wrong and unknown of each key, counted from what was done.
fn counted<K: Ord>(all: &[Done], key: impl Fn(&Done) -> K) -> BTreeMap<K, (i64, i64, i64)> {
    let mut found = BTreeMap::new();
    for one in all {
        let (right, wrong, unknown): &mut (i64, i64, i64) = found.entry(key(one)).or_default();
        match one.right {
            Some(true) => *right += 1,
            Some(false) => *wrong += 1,
            None => *unknown += 1,
        }
    }
    found
}

/// The same of what the product counted.
fn told<K: Ord + Clone>(groep: &BTreeMap<K, Telling>) -> BTreeMap<K, (i64, i64, i64)> {
    let plain = |one: &Telling| (one.goed, one.fout, one.onbekend);
    groep
        .iter()
        .map(|(key, one)| (key.clone(), plain(one)))
        .collect()
}

fn l_39_every_breakdown_is_what_happened_counted_again(db: TestDb) {
    let stad = Stad::new(db);
    let punten = [
        Some(stad.punt("Punt Een").0),
        Some(stad.punt("Punt Twee").0),
        None,
    ];
    let frame = stad.app.frame(stad.app.slug());
    let from = frame.today(stad.app.clock.now());
    let mut done = Vec::new();
    for n in 0..60_usize {
        if n == 25 {
            stad.days(31);
        }
        let day = frame.today(stad.app.clock.now());
        let to = [&stad.partner, &stad.ander][n / 2 % 2];
        let (onderwerp, punt) = (["geld", "wonen"][n % 2], punten[n % 3]);
        let id = stad.propose(NewDoorverwijzing {
            onderwerp: onderwerp.to_owned(),
            infopunt: punt,
            ..stad.new_one(to)
        });
        stad.send(id);
        let right = match n % 5 {
            0 => {
                stad.answer(id, to, NO).unwrap();
                Some(false)
            }
            1 => None,
            2 => {
                stad.answer(id, to, Antwoord::Accept).unwrap();
                None
            }
            3 => {
                stad.judge(id, Uitkomst::Helped).unwrap();
                Some(true)
            }
            _ => {
                stad.judge(id, Uitkomst::Not).unwrap();
                Some(false)
            }
        };
        done.push(Done {
            onderwerp,
            punt,
            naar: to.organisatie.unwrap(),
            maand: (day.year(), day.month()),
            right,
        });
    }
    let to = frame.today(stad.app.clock.now());
    let cijfers = stad
        .app
        .app
        .db()
        .read_blocking(move |tx| Cijfers::of(tx, &frame, from, to))
        .unwrap();
    assert_eq!(
        told(&cijfers.per_onderwerp),
        counted(&done, |one| one.onderwerp.to_owned())
    );
    assert_eq!(told(&cijfers.per_punt), counted(&done, |one| one.punt));
    assert_eq!(told(&cijfers.per_partner), counted(&done, |one| one.naar));
    assert_eq!(told(&cijfers.per_maand), counted(&done, |one| one.maand));
    assert_eq!(cijfers.per_maand.len(), 2);
    assert_eq!(cijfers.per_punt.len(), 3);
}
