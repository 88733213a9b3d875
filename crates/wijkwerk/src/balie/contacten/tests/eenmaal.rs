//! Whoever cannot go on, or comes back, asks no second question.

use std::collections::BTreeSet;

use jiff::civil::{Date, date};
use kit::testing::TestDb;

use super::*;

kit::on_both_engines!(
    l_21_a_question_that_goes_on_counts_once,
    of_very_many_groups_every_one_counts,
    what_was_noted_before_counts_as_it_did,
);

const ROWS: &str = "SELECT count(*) FROM contactvragen WHERE gemeente_id = $1";

impl Balie {
    fn told(&self, from: Date, to: Date) -> Tellingen {
        let frame = self.app.frame(self.app.slug());
        let db = self.app.app.db();
        db.read_blocking(move |tx| Tellingen::of(tx, frame.id, &frame.zone, from, to))
            .unwrap()
    }

    /// Ten answered contacts of one question each; half of them cannot go on and are called back.
    fn ten(&self) -> Vec<ContactId> {
        let all: Vec<ContactId> = (0..10).map(|_| self.open(&[Uitkomst::Answered])).collect();
        for id in all[..5].iter().copied() {
            self.write(move |ctx| close(ctx, id, Verder::No, Some(Vervolg::CallBack)))
                .unwrap();
        }
        all
    }

    /// Counted by hand: a topic in a contact is asked once, as each of these has one question.
    fn by_hand(&self, contacts: &[ContactId]) -> i64 {
        let vragen = contacts.iter().flat_map(|id| self.vragen(*id));
        let own: BTreeSet<_> = vragen.map(|one| (one.contact.0, one.onderwerp)).collect();
        i64::try_from(own.len()).unwrap()
    }
}

fn l_21_a_question_that_goes_on_counts_once(db: TestDb) {
    let balie = Balie::new(db);
    let (answered, called, open) = (Uitkomst::Answered, Uitkomst::CallBack, Uitkomst::Open);
    let all = balie.ten();
    assert_eq!(balie.count(ROWS), 15);
    let (first, last) = (date(2026, 3, 1), date(2026, 3, 31));
    let march = balie.told(first, last);
    assert_eq!(march.total, balie.by_hand(&all));
    assert_eq!(march.total, 10);
    assert_eq!(march.onderwerpen.delen, [(balie.onderwerp(), 10)]);
    assert_eq!(march.infopunten.delen, [(None, 10)]);
    assert_eq!(march.maanden, [(first, Some(10))]);
    assert_eq!(march.uitkomsten.delen, [(answered, 5), (called, 5)]);
    let mut own = balie.vragen(all[0]);
    own.sort_by_key(|vraag| vraag.vervolg_op.is_some());
    assert_eq!(own[0].uitkomst, answered);
    assert_eq!((own.len(), own[1].vervolg_op), (2, Some(own[0].id)));
    // In April the other half comes back.
    balie.later(30);
    for id in all[5..].iter().copied() {
        balie.write(move |ctx| reopen(ctx, id)).unwrap();
    }
    assert_eq!(balie.count(ROWS), 20);
    assert_eq!(balie.told(first, last), march, "what was told stays told");
    let (april, today) = (date(2026, 4, 1), date(2026, 4, 30));
    assert_eq!(balie.told(april, today).total, 0);
    let both = balie.told(first, today);
    assert_eq!(both.total, balie.by_hand(&all));
    assert_eq!(both.maanden, [(first, Some(10)), (april, Some(0))]);
    assert_eq!(both.uitkomsten.delen, [(called, 5), (open, 5)]);
    // What goes on twice goes on with the question itself.
    let id = all[0];
    let owed = balie.open_vraag(id);
    balie.write(move |ctx| settle(ctx, owed, None)).unwrap();
    balie.write(move |ctx| reopen(ctx, id)).unwrap();
    let vragen = balie.vragen(id);
    let ways: BTreeSet<_> = vragen.iter().filter_map(|one| one.vervolg_op).collect();
    assert_eq!((vragen.len(), ways), (3, BTreeSet::from([own[0].id])));
    assert_eq!(balie.told(first, today).total, 10);
}

fn what_was_noted_before_counts_as_it_did(db: TestDb) {
    let balie = Balie::new(db);
    balie.ten();
    let gemeente = balie.app.frame(balie.app.slug()).id;
    let forget = "UPDATE contactvragen SET vervolg_op = NULL WHERE gemeente_id = $1";
    let db = balie.app.app.db();
    db.bookkeep_blocking(move |tx| {
        tx.exec(forget, &[&gemeente])?;
        Ok::<_, Error>(())
    })
    .unwrap();
    let march = balie.told(date(2026, 3, 1), date(2026, 3, 31));
    assert_eq!(march.total, 15, "every row, as before");
    let known = [(Uitkomst::Answered, 10), (Uitkomst::CallBack, 5)];
    assert_eq!(march.uitkomsten.delen, known);
}

fn of_very_many_groups_every_one_counts(db: TestDb) {
    let balie = Balie::new(db);
    let new = balie.new_contact(&[Uitkomst::Answered]);
    let contacts = balie
        .write(move |ctx| {
            let mut made = Vec::new();
            for _ in 0..200 {
                made.push(open_contact(ctx, &new, None)?);
            }
            Ok(made)
        })
        .unwrap();
    // Twenty thousand and two hundred, each about something of its own.
    for (part, some) in contacts.chunks(40).enumerate() {
        let some = some.to_vec();
        balie
            .write(move |ctx| {
                let (gemeente, now) = (ctx.gemeente(), ctx.now);
                for (n, contact) in some.iter().enumerate() {
                    for m in 0..101 {
                        let id: ContactvraagId = ctx.new_id();
                        let onderwerp = format!("{part}-{n}-{m}");
                        ctx.exec(
                            "INSERT INTO contactvragen (gemeente_id, id, contact_id, onderwerp, vraag, uitkomst, at) \
                             VALUES ($1, $2, $3, $4, '', 'answered', $5)",
                            &[&gemeente, &id, contact, &onderwerp, &now],
                        )?;
                    }
                }
                Ok(())
            })
            .unwrap();
    }
    let march = balie.told(date(2026, 3, 1), date(2026, 3, 31));
    assert_eq!(march.total, 20_400);
    assert_eq!(march.onderwerpen.delen, [(balie.onderwerp(), 200)]);
    assert_eq!(march.onderwerpen.rest, 20_200);
    assert_eq!(march.kanalen.delen[0].1, march.total);
    assert_eq!(march.maanden, [(date(2026, 3, 1), Some(march.total))]);
}
