//! Killed while answering: SIGKILL at random moments under concurrent intake, on both engines. Every acknowledged
//! melding is there afterwards, none is half there, and the chain is whole.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::time::{Duration, Instant};

use kit::clock::Clock;
use kit::db::{Db, Queries, Target, migrate};
use kit::ids::IdSource;
use kit::testing::{TestDb, TestDir};
use wijkwerk::access::Actor;
use wijkwerk::app::{App, db_options};
use wijkwerk::config::Config;
use wijkwerk::error::Error;
use wijkwerk::ids::GemeenteId;
use wijkwerk::kader::inrichting::actions::{import, parse};

const ROUNDS: u64 = 100;
const CLIENTS: usize = 6;
const SLUG: &str = "velsen";

fn database_of(target: &Target) -> String {
    match target {
        Target::Sqlite(path) => format!("sqlite:{}", path.display()),
        Target::Postgres(url) => url.clone(),
    }
}

/// Makes a migrated database with one gemeente; answers its id, a wijk and a subject.
fn prepare(test: &TestDb, dir: &TestDir) -> (GemeenteId, String, String) {
    let clock = Clock::system();
    let db = Db::open(test.target.clone(), &db_options(2, true)).unwrap();
    migrate(&db, wijkwerk::migrations::MIGRATIONS, clock.now()).unwrap();
    let config = Config {
        files: dir.path().join("files"),
        ..Config::default()
    };
    let app = App::new(db, clock, IdSource::random(), config).unwrap();
    let inrichting = parse(wijkwerk::shipped::document("velsen-demo").unwrap()).unwrap();
    import(
        &app,
        &Actor::Command,
        inrichting,
        "2026-01-01".parse().unwrap(),
    )
    .unwrap();
    let frame = app.frame_blocking(SLUG).unwrap().unwrap();
    let wijk = frame.wijken().next().unwrap().sleutel.clone();
    let subject = wijkwerk::wijkaanpak::meldingen::actions::subjects(&frame.inrichting)[0].clone();
    (frame.id, wijk, subject)
}

fn free_address() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
}

fn start(test: &TestDb, dir: &TestDir, address: SocketAddr) -> Child {
    Command::new(env!("CARGO_BIN_EXE_wijkwerk"))
        .arg("serve")
        .env("WIJKWERK_DATABASE", database_of(&test.target))
        .env("WIJKWERK_LISTEN", address.to_string())
        .env("WIJKWERK_FILES", dir.path().join("files"))
        .env("WIJKWERK_BACKUPS", dir.path().join("backups"))
        .env("WIJKWERK_LIMITS_MELDINGEN_PER_HOUR", "0")
        .env("WIJKWERK_LIMITS_POSTS_PER_HOUR", "0")
        .env("WIJKWERK_LOG", "error")
        .stdout(Stdio::null())
        .stderr(File::create(complaints(dir)).unwrap())
        .spawn()
        .unwrap()
}

/// What the server says of why it ended.
fn complaints(dir: &TestDir) -> PathBuf {
    dir.path().join("complaints")
}

/// Posts one melding; `true` if it was acknowledged.
fn post(address: SocketAddr, body: &str) -> Option<bool> {
    let mut stream = TcpStream::connect_timeout(&address, Duration::from_millis(500)).ok()?;
    stream
        .set_read_timeout(Some(Duration::from_secs(10)))
        .ok()?;
    let head = format!(
        "POST /{SLUG}/melden HTTP/1.1\r\nHost: {address}\r\nSec-Fetch-Site: same-origin\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(head.as_bytes()).ok()?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).ok()?;
    let acknowledged = answer.starts_with(b"HTTP/1.1 303");
    if !acknowledged && !answer.is_empty() {
        eprintln!(
            "{}",
            String::from_utf8_lossy(&answer[..answer.len().min(60)])
        );
    }
    Some(acknowledged)
}

/// Waits without sleeping: nobody ever sends on this channel.
fn pause(length: Duration) {
    let (_keep, never) = mpsc::channel::<()>();
    let _ = never.recv_timeout(length);
}

/// A server that answers, on an address of its own. Another program may take a free address first: then on another.
fn running(test: &TestDb, dir: &TestDir) -> (Child, SocketAddr) {
    for _ in 0..10 {
        let address = free_address();
        let mut child = start(test, dir, address);
        let until = Instant::now() + Duration::from_mins(1);
        let ended = loop {
            if let Some(status) = child.try_wait().unwrap() {
                break status;
            }
            if TcpStream::connect_timeout(&address, Duration::from_millis(200)).is_ok() {
                return (child, address);
            }
            assert!(Instant::now() < until, "the server did not come up");
            pause(Duration::from_millis(5));
        };
        let said = fs::read_to_string(complaints(dir)).unwrap_or_default();
        assert!(
            said.contains("in use"),
            "the server ended ({ended}): {said}"
        );
    }
    panic!("every free address was taken by somebody else first");
}

struct Tally {
    acknowledged: Mutex<BTreeSet<String>>,
    sent: AtomicU64,
}

fn round(test: &TestDb, dir: &TestDir, tally: &Arc<Tally>, number: u64, wijk: &str, subject: &str) {
    let (mut child, address) = running(test, dir);
    let stop = Arc::new(AtomicBool::new(false));
    let clients: Vec<_> = (0..CLIENTS)
        .map(|_| {
            let (tally, stop) = (tally.clone(), stop.clone());
            let (wijk, subject) = (wijk.to_owned(), subject.to_owned());
            std::thread::spawn(move || {
                while !stop.load(Ordering::SeqCst) {
                    let n = tally.sent.fetch_add(1, Ordering::SeqCst);
                    let text = format!("melding{n}van{number}");
                    let body =
                        format!("wijk={wijk}&onderwerp={subject}&omschrijving={text}&bevestigd=1");
                    match post(address, &body) {
                        Some(true) => {
                            tally.acknowledged.lock().unwrap().insert(text);
                        }
                        Some(false) => {}
                        None => return,
                    }
                }
            })
        })
        .collect();
    // Once the first of this round is in: a moment that differs each round, from at once to well under way.
    let before = tally.acknowledged.lock().unwrap().len();
    let until = Instant::now() + Duration::from_secs(10);
    while tally.acknowledged.lock().unwrap().len() == before && Instant::now() < until {
        pause(Duration::from_millis(2));
    }
    pause(Duration::from_micros(
        500 + (number.wrapping_mul(7_919) % 160) * 1_000,
    ));
    child.kill().unwrap();
    child.wait().unwrap();
    stop.store(true, Ordering::SeqCst);
    for client in clients {
        client.join().unwrap();
    }
}

fn check(test: &TestDb, gemeente: GemeenteId, tally: &Tally) -> usize {
    let db = Db::open(test.target.clone(), &db_options(1, true)).unwrap();
    let (texts, counts) = db
        .read_blocking(move |tx| {
            let texts: Vec<String> = tx.query(
                "SELECT omschrijving FROM melding_teksten WHERE gemeente_id = $1",
                &[&gemeente],
                |row| row.get(0),
            )?;
            let mut counts = Vec::new();
            for sql in [
                "SELECT count(*) FROM meldingen WHERE gemeente_id = $1",
                "SELECT count(*) FROM meldingen_publiek WHERE gemeente_id = $1",
                "SELECT count(*) FROM melders WHERE gemeente_id = $1",
                "SELECT count(*) FROM links WHERE gemeente_id = $1 AND kind = 'melder'",
                "SELECT count(*) FROM journaal WHERE gemeente_id = $1 AND subject_kind = 'melding' AND verb = 'submitted'",
                "SELECT melding_nummer FROM gemeenten WHERE id = $1",
            ] {
                counts.push(tx.query_one(sql, &[&gemeente], |row| row.get::<i64>(0))?);
            }
            Ok::<_, Error>((texts, counts))
        })
        .unwrap();
    let chain = wijkwerk::journaal::verify(&db, gemeente).unwrap();
    assert!(chain.is_ok(), "{chain:?}");
    let kept: BTreeSet<&str> = texts.iter().map(String::as_str).collect();
    assert_eq!(kept.len(), texts.len(), "none is there twice");
    let all = i64::try_from(texts.len()).unwrap();
    assert!(
        counts.iter().all(|count| *count == all),
        "none is half there: {all} against {counts:?}"
    );
    let acknowledged = tally.acknowledged.lock().unwrap();
    for text in acknowledged.iter() {
        assert!(
            kept.contains(text.as_str()),
            "{text} was acknowledged and is gone"
        );
    }
    acknowledged.len()
}

fn killed_at_random_moments(engine: &str, test: TestDb) {
    let dir = TestDir::new();
    let (gemeente, wijk, subject) = prepare(&test, &dir);
    let tally = Arc::new(Tally {
        acknowledged: Mutex::default(),
        sent: AtomicU64::new(0),
    });
    for number in 0..ROUNDS {
        round(&test, &dir, &tally, number, &wijk, &subject);
    }
    let acknowledged = check(&test, gemeente, &tally);
    println!(
        "{engine}: {ROUNDS} rounds of SIGKILL, {} sent, {acknowledged} acknowledged, every one of them there",
        tally.sent.load(Ordering::SeqCst)
    );
    assert!(
        acknowledged > 100,
        "the rounds must really take meldingen in: {acknowledged}"
    );
}

#[test]
fn killed_while_answering_on_sqlite() {
    killed_at_random_moments("sqlite", TestDb::sqlite());
}

#[test]
fn killed_while_answering_on_postgres() {
    match TestDb::postgres() {
        Some(db) => killed_at_random_moments("postgres", db),
        None => kit::testing::skip(
            "kill::killed_while_answering_on_postgres",
            "no PostgreSQL server (WIJKWERK_TEST_PG)",
        ),
    }
}
