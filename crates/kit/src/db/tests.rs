use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use jiff::{Timestamp, civil::date};
use uuid::Uuid;

use super::*;
use crate::on_both_engines;
use crate::testing::TestDb;

const MIGRATIONS: &[Migration] = &[Migration {
    number: 1,
    name: "test",
    sql: "CREATE TABLE shards (id UUID NOT NULL, versie BIGINT NOT NULL, CONSTRAINT shards_pk PRIMARY KEY (id));
          CREATE TABLE journaal (shard UUID NOT NULL, write_id UUID NOT NULL, PRIMARY KEY (shard, write_id));
          CREATE TABLE things (
              shard UUID NOT NULL, id UUID NOT NULL, naam TEXT NOT NULL, open BOOLEAN NOT NULL, amount BIGINT,
              photo BYTEA, at TIMESTAMPTZ, due DATE,
              CONSTRAINT things_pk PRIMARY KEY (shard, id), CONSTRAINT things_naam UNIQUE (shard, naam),
              CONSTRAINT things_amount CHECK (amount >= 0));",
}];

fn options() -> Options {
    Options {
        readers: 2,
        writers: 3,
        lock_shard: "SELECT versie FROM shards WHERE id = $1 FOR UPDATE",
        find_write: "SELECT write_id FROM journaal WHERE shard = $1 AND write_id = $2",
        durable: false,
        read_limit: READ_LIMIT,
        refuse_after: None,
    }
}

fn open(test: &TestDb) -> Db {
    let db = Db::open(test.target.clone(), &options()).unwrap();
    migrate(&db, MIGRATIONS, Timestamp::UNIX_EPOCH).unwrap();
    db
}

fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

fn insert(write: &mut Write<'_>, n: u128, naam: &str) -> Result<(), Error> {
    write
        .exec(
            "INSERT INTO things (shard, id, naam, open, amount, photo, at, due) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            &[
                &id(1),
                &id(n),
                &naam,
                &true,
                &Some(7_i64),
                &vec![0_u8, 255],
                &Timestamp::from_microsecond(1_700_000_000_123_456).unwrap(),
                &date(1999, 12, 31),
            ],
        )
        .map(drop)
}

fn count(db: &Db) -> i64 {
    db.read_blocking(|read| read.query_one("SELECT count(*) FROM things", &[], |row| row.get(0)))
        .map_err(|error: Error| error)
        .unwrap()
}

fn every_kind_of_value_comes_back_as_it_went(test: TestDb) {
    let db = open(&test);
    db.write_blocking(id(1), id(100), |write| insert(write, 2, "é 🚲 \u{202e}x"))
        .map_err(|e: Error| e)
        .unwrap();
    let back: (Uuid, String, bool, Option<i64>, Vec<u8>, Timestamp, jiff::civil::Date) = db
        .read_blocking(|read| {
            read.query_one("SELECT id, naam, open, amount, photo, at, due FROM things WHERE due = $2 AND shard = $1",
                &[&id(1), &date(1999, 12, 31)], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?, row.get(6)?))
            })
        })
        .map_err(|e: Error| e)
        .unwrap();
    assert_eq!(back.0, id(2));
    assert_eq!(back.1, "é 🚲 \u{202e}x");
    assert_eq!((back.2, back.3, back.4), (true, Some(7), vec![0, 255]));
    assert_eq!(back.5.as_microsecond(), 1_700_000_000_123_456);
    assert_eq!(back.6, date(1999, 12, 31));
}

fn a_database_error_poisons_its_write(test: TestDb) {
    let db = open(&test);
    let result: Result<(), Error> = db.write_blocking(id(1), id(100), |write| {
        insert(write, 2, "een")?;
        let first = insert(write, 3, "een").unwrap_err();
        assert!(first.is_unique("things", "naam"), "{first:?}");
        let next = write.exec("DELETE FROM things", &[]).unwrap_err();
        assert_eq!(
            first, next,
            "every further statement returns the same error"
        );
        Ok(())
    });
    assert!(
        result.unwrap_err().is_unique("things", "naam"),
        "a swallowed error fails the write"
    );
    assert_eq!(count(&db), 0);
}

fn constraints_are_told_by_table_columns_and_name(test: TestDb) {
    let db = open(&test);
    let result: Result<u64, Error> = db.write_blocking(id(1), id(100), |write| {
        write.exec(
            "INSERT INTO things (shard, id, naam, open, amount) VALUES ($1, $2, 'x', FALSE, -1)",
            &[&id(1), &id(2)],
        )
    });
    assert_eq!(
        result.unwrap_err(),
        Error::Check {
            name: "things_amount".into()
        }
    );
}

fn a_panic_rolls_back_its_own_write_only(test: TestDb) {
    let db = open(&test);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .unwrap();
    runtime.block_on(async {
        let good = db.write(id(1), id(100), |write| insert(write, 2, "goed"));
        let bad = db.write(id(1), id(101), |write| -> Result<(), Error> {
            insert(write, 3, "fout")?;
            panic!("on purpose")
        });
        let also = db.write(id(1), id(102), |write| insert(write, 4, "ook goed"));
        let (good, bad, also) = tokio::join!(good, bad, also);
        good.unwrap();
        assert_eq!(bad.unwrap_err(), Error::Panicked);
        also.unwrap();
    });
    assert_eq!(count(&db), 2);
}

fn writes_of_one_shard_happen_in_order_and_one_at_a_time(test: TestDb) {
    let db = open(&test);
    let busy = Arc::new(AtomicUsize::new(0));
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_time()
        .build()
        .unwrap();
    runtime.block_on(async {
        let mut all = Vec::new();
        for n in 0..150_u128 {
            let (db, busy) = (db.clone(), busy.clone());
            all.push(tokio::spawn(async move {
                db.write(id(1), id(1000 + n), move |write| {
                    assert_eq!(
                        busy.fetch_add(1, Ordering::SeqCst),
                        0,
                        "two writes of one shard at once"
                    );
                    let result = insert(write, 10 + n, &format!("n{n}"));
                    busy.fetch_sub(1, Ordering::SeqCst);
                    result
                })
                .await
            }));
        }
        for one in all {
            one.await.unwrap().unwrap();
        }
    });
    assert_eq!(count(&db), 150);
}

fn a_lane_that_is_full_says_busy_and_others_go_on(test: TestDb) {
    let db = open(&test);
    let (hold, held) = std::sync::mpsc::channel::<()>();
    let held = std::sync::Mutex::new(held);
    let (started, running) = std::sync::mpsc::channel::<()>();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_time()
        .build()
        .unwrap();
    let first = {
        let db = db.clone();
        runtime.spawn(async move {
            db.write(id(1), id(100), move |write| {
                let _ = started.send(());
                let _ = held.lock().unwrap().recv();
                insert(write, 2, "houdt op")
            })
            .await
        })
    };
    running.recv().unwrap();
    let mut refused = 0;
    let mut pending = Vec::new();
    for n in 0..300_u128 {
        match db.push_write(Lane::Shard(id(1)), id(1000 + n), move |write| {
            insert(write, 10 + n, &format!("w{n}"))
        }) {
            Ok(waiting) => pending.push(waiting),
            Err(Error::Busy {
                retry_after_seconds,
            }) => {
                assert!(retry_after_seconds > 0);
                refused += 1;
            }
            Err(other) => panic!("{other}"),
        }
    }
    assert!(refused == 100, "at most 200 wait: {refused} refused");
    hold.send(()).unwrap();
    runtime.block_on(first).unwrap().unwrap();
    for waiting in pending {
        waiting.blocking_recv().unwrap().unwrap();
    }
}

fn a_read_sees_one_snapshot_and_cannot_write(test: TestDb) {
    let db = open(&test);
    let other = db.clone();
    let (before, after): (i64, i64) = db
        .read_blocking(move |read| {
            let before = read.query_one("SELECT count(*) FROM things", &[], |row| row.get(0))?;
            if count(&other) == 0 {
                other.write_blocking(id(1), id(100), |write| insert(write, 2, "tussendoor"))?;
            }
            let after = read.query_one("SELECT count(*) FROM things", &[], |row| row.get(0))?;
            Ok((before, after))
        })
        .map_err(|e: Error| e)
        .unwrap();
    assert_eq!((before, after), (0, 0));
    let refused: Result<Vec<i64>, Error> = db
        .read_blocking(|read| read.query("DELETE FROM things RETURNING 1", &[], |row| row.get(0)));
    assert!(refused.is_err());
    assert_eq!(count(&db), 1);
}

fn a_copy_loads_into_an_empty_database_and_copies_the_same(test: TestDb) {
    let db = open(&test);
    db.write_blocking(id(1), id(100), |write| {
        insert(write, 3, "b")?;
        insert(write, 2, "A")?;
        write.exec(
            "INSERT INTO things (shard, id, naam, open) VALUES ($1, $2, 'leeg', FALSE)",
            &[&id(1), &id(9)],
        )
    })
    .map_err(|e: Error| e)
    .unwrap();
    let tables = tables(&[MIGRATIONS[0].sql]);
    let mut copy = Vec::new();
    assert_eq!(dump(&db, &tables, &mut copy).unwrap(), 3);
    // Into the other engine where there is one, and always into SQLite.
    let targets = [Some(TestDb::sqlite()), TestDb::postgres()];
    for target in targets.iter().flatten() {
        let other = open(target);
        assert_eq!(load(&other, &tables, &mut &copy[..]).unwrap(), 3);
        let mut again = Vec::new();
        dump(&other, &tables, &mut again).unwrap();
        assert_eq!(
            String::from_utf8(again).unwrap(),
            String::from_utf8(copy.clone()).unwrap()
        );
    }
}

fn lost_connections_are_made_again(test: TestDb) {
    let db = open(&test);
    db.write_blocking(id(1), id(100), |write| insert(write, 2, "voor"))
        .map_err(|e: Error| e)
        .unwrap();
    test.cut_connections();
    db.write_blocking(id(1), id(101), |write| insert(write, 3, "na"))
        .map_err(|e: Error| e)
        .unwrap();
    test.cut_connections();
    assert_eq!(count(&db), 2);
}

fn a_write_that_holds_its_lane_too_long_is_refused(test: TestDb) {
    drop(open(&test));
    // Nothing takes no time at all and nothing takes for ever: no test has to wait.
    for (most, refused) in [(Duration::ZERO, true), (Duration::MAX, false)] {
        let options = Options {
            refuse_after: Some(most),
            ..options()
        };
        let db = Db::open(test.target.clone(), &options).unwrap();
        let done: Result<(), Error> =
            db.write_blocking(id(1), id(100), |write| insert(write, 2, "traag"));
        let expected = if refused { Err(Error::Timeout) } else { Ok(()) };
        assert_eq!(done, expected, "{most:?}");
        assert_eq!(count(&db), i64::from(!refused), "{most:?}");
    }
}

fn a_read_that_takes_too_long_is_stopped(test: TestDb) {
    drop(open(&test));
    let options = Options {
        readers: 1,
        read_limit: Duration::from_millis(500),
        ..options()
    };
    let db = Db::open(test.target.clone(), &options).unwrap();
    let endless: Result<i64, Error> = db.read_blocking(|read| {
        read.query_one(
            "WITH RECURSIVE numbers (n) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT n + 1 FROM numbers \
             WHERE n < 1000000000000) SELECT count(*) FROM numbers",
            &[],
            |row| row.get(0),
        )
    });
    assert_eq!(endless.unwrap_err(), Error::Timeout);
    assert_eq!(count(&db), 0, "the reader goes on");
}

on_both_engines!(
    every_kind_of_value_comes_back_as_it_went,
    a_database_error_poisons_its_write,
    constraints_are_told_by_table_columns_and_name,
    a_panic_rolls_back_its_own_write_only,
    writes_of_one_shard_happen_in_order_and_one_at_a_time,
    a_lane_that_is_full_says_busy_and_others_go_on,
    a_read_sees_one_snapshot_and_cannot_write,
    a_copy_loads_into_an_empty_database_and_copies_the_same,
    lost_connections_are_made_again,
    a_write_that_holds_its_lane_too_long_is_refused,
    a_read_that_takes_too_long_is_stopped,
);
