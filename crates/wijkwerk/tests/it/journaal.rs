//! The chain: right after whatever was done, wrong after whatever was tampered with, right after an erasure.

use kit::db::{Db, Error as DbError};
use kit::testing::TestDb;
use proptest::prelude::*;
use uuid::Uuid;
use wijkwerk::access::Actor;
use wijkwerk::error::{Error, Result};
use wijkwerk::ids::GemeenteId;
use wijkwerk::journaal::{Broken, Entry, Verb, attachment, erase_attachments, lines_after, verify};
use wijkwerk::testing::TestApp;

fn check(db: &Db, gemeente: GemeenteId) -> std::result::Result<i64, Broken> {
    verify(db, gemeente).expect("it can be read")
}

/// Changes something behind the product's back.
fn tamper(app: &TestApp, sql: &'static str, gemeente: GemeenteId, seq: i64) -> u64 {
    app.app
        .db()
        .bookkeep_blocking(move |tx| tx.exec(sql, &[&gemeente, &seq]))
        .map_err(|error: DbError| error.to_string())
        .expect("the tampering succeeds")
}

/// One write with these texts, each its own entry about `subject`.
fn note(app: &TestApp, subject: Uuid, texts: &[Option<&str>]) -> Result<i64> {
    let texts: Vec<Option<String>> = texts
        .iter()
        .map(|text| text.map(ToOwned::to_owned))
        .collect();
    app.write(&Actor::Command, move |ctx| {
        let mut last = 0;
        for text in &texts {
            let entry = Entry::new("gemeente", subject, Verb::Changed)
                .number("count", 1)
                .word("what", "test");
            last = ctx.journal(match text {
                Some(text) => entry.text(text.clone()),
                None => entry,
            })?;
        }
        Ok(last)
    })
}

fn chain_is_valid_and_tampering_is_found(db: TestDb) {
    let app = TestApp::new(db, &["velsen-demo"]);
    let gemeente = app.frame(app.slug()).id;
    let subject = Uuid::from_u128(7);
    let before = check(app.app.db(), gemeente).expect("the import left a whole chain");
    let last =
        note(&app, subject, &[Some("Een zin"), None, Some("Nog een zin")]).expect("it is noted");
    assert_eq!(check(app.app.db(), gemeente), Ok(before + 3));
    assert_eq!(last, before + 3);
    let other = app.fork();
    tamper(
        &other,
        "UPDATE journaal SET body = replace(body, '\"count\":1', '\"count\":2') WHERE gemeente_id = $1 AND seq = $2",
        gemeente,
        last,
    );
    assert_eq!(
        check(other.app.db(), gemeente),
        Err(Broken::Hash { seq: last })
    );
    let other = app.fork();
    tamper(
        &other,
        "UPDATE journaal_bijlagen SET tekst = 'Iets anders' WHERE gemeente_id = $1 AND seq = $2",
        gemeente,
        last,
    );
    assert_eq!(
        check(other.app.db(), gemeente),
        Err(Broken::Attachment { seq: last })
    );
    let other = app.fork();
    tamper(
        &other,
        "DELETE FROM journaal WHERE gemeente_id = $1 AND seq = $2",
        gemeente,
        last - 1,
    );
    assert_eq!(
        check(other.app.db(), gemeente),
        Err(Broken::Gap { after: last - 2 })
    );
    let other = app.fork();
    tamper(
        &other,
        "DELETE FROM journaal WHERE gemeente_id = $1 AND seq = $2",
        gemeente,
        last,
    );
    assert_eq!(check(other.app.db(), gemeente), Err(Broken::Head));
}

fn a_chain_longer_than_one_read_is_walked_to_its_end(db: TestDb) {
    let app = TestApp::new(db, &["velsen-demo"]);
    let gemeente = app.frame(app.slug()).id;
    let last = note(&app, Uuid::from_u128(11), &vec![None; 1_500]).expect("it is noted");
    assert_eq!(check(app.app.db(), gemeente), Ok(last));
    let other = app.fork();
    tamper(
        &other,
        "DELETE FROM journaal WHERE gemeente_id = $1 AND seq = $2",
        gemeente,
        last - 1,
    );
    assert_eq!(
        check(other.app.db(), gemeente),
        Err(Broken::Gap { after: last - 2 })
    );
}

fn erasing_a_text_keeps_the_chain(db: TestDb) {
    let app = TestApp::new(db, &["velsen-demo"]);
    let gemeente = app.frame(app.slug()).id;
    let subject = Uuid::from_u128(9);
    let last = note(
        &app,
        subject,
        &[Some("Iets persoonlijks"), Some("En nog iets")],
    )
    .expect("it is noted");
    let gone = app
        .app
        .db()
        .bookkeep_blocking(move |tx| erase_attachments(tx, gemeente, subject))
        .map_err(|error: DbError| error.to_string())
        .expect("it can be erased");
    assert_eq!(gone, 2);
    assert_eq!(check(app.app.db(), gemeente), Ok(last));
    let left: Option<String> = app
        .app
        .db()
        .read_blocking(move |tx| attachment(tx, gemeente, last))
        .map_err(|error: DbError| error.to_string())
        .expect("it can be read");
    assert_eq!(left, None);
}

fn a_refused_write_leaves_nothing(db: TestDb) {
    let app = TestApp::new(db, &["velsen-demo"]);
    let gemeente = app.frame(app.slug()).id;
    let before = check(app.app.db(), gemeente);
    let refused: Result<()> = app.write(&Actor::Command, |ctx| {
        ctx.journal(Entry::new("gemeente", Uuid::nil(), Verb::Changed))?;
        Err(Error::refused("fout-onleesbaar"))
    });
    assert!(refused.is_err());
    assert_eq!(check(app.app.db(), gemeente), before);
}

/// INV-45: an entry holds ids, words and numbers; the names and addresses that the actions were given are not in it.
fn entries_hold_no_personal_data(db: TestDb) {
    let app = TestApp::new(db, &["velsen-demo"]);
    let gemeente = app.frame(app.slug()).id;
    let lines = app
        .app
        .db()
        .read_blocking(move |tx| lines_after(tx, gemeente, 0, 10_000))
        .map_err(|error: DbError| error.to_string())
        .expect("it can be read");
    assert!(lines.len() > 20, "only {} entries", lines.len());
    for line in lines {
        let body = line.body.to_string();
        assert!(
            !body.contains("Voorbeeld") && !body.contains(".example") && !body.contains('@'),
            "{body}"
        );
    }
}

kit::on_both_engines!(
    chain_is_valid_and_tampering_is_found,
    a_chain_longer_than_one_read_is_walked_to_its_end,
    erasing_a_text_keeps_the_chain,
    a_refused_write_leaves_nothing,
    entries_hold_no_personal_data,
);

#[derive(Clone, Debug)]
enum Step {
    Note(Vec<Option<String>>),
    Refused,
    Panic,
    Erase(u8),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let text = proptest::option::of("[ -~é€🙂]{0,40}");
    let note = proptest::collection::vec(text, 1..4).prop_map(Step::Note);
    let step = prop_oneof![6 => note, 1 => Just(Step::Refused), 1 => Just(Step::Panic), 1 => (0_u8..4).prop_map(Step::Erase)];
    proptest::collection::vec(step, 1..12)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_done_the_chain_is_whole(steps in steps()) {
        let app = TestApp::new(TestDb::sqlite(), &["velsen-demo"]);
        let gemeente = app.frame(app.slug()).id;
        let mut expected = check(app.app.db(), gemeente).expect("the import left a whole chain");
        for (n, step) in steps.iter().enumerate() {
            let subject = Uuid::from_u128(u128::try_from(n % 4).unwrap_or(0));
            match step {
                Step::Note(texts) => {
                    let texts: Vec<Option<&str>> = texts.iter().map(Option::as_deref).collect();
                    expected = note(&app, subject, &texts).expect("it is noted");
                }
                Step::Refused => {
                    let refused: Result<()> = app.write(&Actor::Command, move |ctx| {
                        ctx.journal(Entry::new("gemeente", subject, Verb::Changed))?;
                        Err(Error::refused("fout-onleesbaar"))
                    });
                    prop_assert!(refused.is_err());
                }
                Step::Panic => {
                    let failed: Result<()> = app.write(&Actor::Command, move |ctx| {
                        ctx.journal(Entry::new("gemeente", subject, Verb::Changed))?;
                        panic!("a fault of ours")
                    });
                    prop_assert!(failed.is_err());
                }
                Step::Erase(which) => {
                    let subject = Uuid::from_u128(u128::from(*which));
                    app.app.db().bookkeep_blocking(move |tx| erase_attachments(tx, gemeente, subject))
                        .map_err(|error: DbError| error.to_string()).expect("it can be erased");
                }
            }
            prop_assert_eq!(check(app.app.db(), gemeente), Ok(expected));
        }
    }
}
