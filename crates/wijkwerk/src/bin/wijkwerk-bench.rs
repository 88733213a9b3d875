//! How fast it is, as ratios to a ceiling in the same run (`cargo xtask bench`).
//!
//! Five interleaved runs per figure; median, lowest and highest are printed, a missed aim is printed as missed. Client and
//! server share the machine on both sides of every ratio.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::body::Body;
use axum::http::{Response, header};
use jiff::Timestamp;
use kit::clock::Clock;
use kit::db::{Db, Queries, Target, migrate};
use kit::ids::IdSource;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use uuid::Uuid;
use wijkwerk::access::Actor;
use wijkwerk::app::{App, db_options};
use wijkwerk::config::{Config, Limits};
use wijkwerk::error::{Error, Result};
use wijkwerk::frame::Frame;
use wijkwerk::kader::inrichting::actions::{import, parse};
use wijkwerk::wijkaanpak::meldingen::{self, Filter, MeldingState};

const RUNS: usize = 5;
const CONNECTIONS: usize = 32;

struct Args {
    quick: bool,
    pg: Option<String>,
}

fn main() -> std::process::ExitCode {
    let mut args = Args {
        quick: false,
        pg: None,
    };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        match word.as_str() {
            "--quick" => args.quick = true,
            "--pg" => args.pg = words.next(),
            other => {
                eprintln!("onbekende optie {other}; bekend zijn --quick en --pg VERBINDING");
                return std::process::ExitCode::FAILURE;
            }
        }
    }
    let runtime = match tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
    {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("{error}");
            return std::process::ExitCode::FAILURE;
        }
    };
    match runtime.block_on(all(&args)) {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("de meting stopte: {error}");
            std::process::ExitCode::FAILURE
        }
    }
}

async fn all(args: &Args) -> Result<()> {
    println!("| engine | figure | median | min | max | aim | |");
    println!("|---|---|---|---|---|---|---|");
    let dir = PathBuf::from(format!("/var/tmp/wijkwerk-bench-{}", std::process::id()));
    std::fs::create_dir_all(&dir).map_err(|error| Error::Internal(error.to_string()))?;
    let done = engines(args, &dir).await;
    let _ = std::fs::remove_dir_all(&dir);
    done
}

async fn engines(args: &Args, dir: &std::path::Path) -> Result<()> {
    engine(
        "sqlite",
        Target::Sqlite(dir.join("bench.db")),
        dir,
        args.quick,
    )
    .await?;
    if let Some(pg) = &args.pg {
        let name = "wijkwerk_bench";
        let admin = pg.clone();
        std::thread::spawn(move || kit::testing::make_database(&admin, name))
            .join()
            .map_err(|_| Error::Internal("database".into()))?;
        engine(
            "postgres",
            Target::Postgres(kit::testing::with_database(pg, name)),
            dir,
            args.quick,
        )
        .await?;
    }
    Ok(())
}

struct Bench {
    engine: &'static str,
    app: App,
    frame: Arc<Frame>,
    address: std::net::SocketAddr,
}

async fn engine(
    engine: &'static str,
    target: Target,
    dir: &std::path::Path,
    quick: bool,
) -> Result<()> {
    let bench = tokio::task::block_in_place(|| start(engine, target, dir))?;
    let small = if quick { 1_000 } else { 10_000 };
    let large = if quick { 100_000 } else { 1_000_000 };
    bench.pages().await?;
    bench.intake(if quick { 320 } else { 3_200 }).await?;
    bench.mixed(if quick { 640 } else { 3_200 }).await?;
    bench.worklist(small, large).await?;
    bench.absolute();
    Ok(())
}

fn start(engine: &'static str, target: Target, dir: &std::path::Path) -> Result<Bench> {
    let clock = Clock::system();
    let db = Db::open(target, &db_options(4, true))?;
    migrate(&db, wijkwerk::migrations::MIGRATIONS, clock.now())?;
    let config = Config {
        files: dir.join(format!("files-{engine}")),
        backups: dir.join("backups"),
        limits: Limits {
            meldingen_per_hour: 0,
            sign_ins_per_hour: 0,
            ..Limits::default()
        },
        ..Config::default()
    };
    let app = App::new(db, clock, IdSource::random(), config)?;
    let name = wijkwerk::shipped::documents()
        .find(|name| name.ends_with("-demo"))
        .ok_or(Error::NotFound("inrichting"))?;
    let inrichting = parse(wijkwerk::shipped::document(name).unwrap_or_default())
        .map_err(|findings| Error::Internal(format!("{} findings", findings.len())))?;
    let slug = inrichting.gemeente.slug.clone();
    import(
        &app,
        &Actor::Command,
        inrichting,
        jiff::civil::date(2026, 1, 1),
    )?;
    let frame = app
        .frame_blocking(&slug)?
        .ok_or(Error::NotFound("gemeente"))?;
    let address = serve(wijkwerk::http::service(app.clone()))?;
    Ok(Bench {
        engine,
        app,
        frame,
        address,
    })
}

fn serve(router: axum::Router) -> Result<std::net::SocketAddr> {
    let wrong = |error: std::io::Error| Error::Internal(error.to_string());
    let listener = std::net::TcpListener::bind("127.0.0.1:0").map_err(wrong)?;
    listener.set_nonblocking(true).map_err(wrong)?;
    let address = listener.local_addr().map_err(wrong)?;
    let listener = tokio::net::TcpListener::from_std(listener).map_err(wrong)?;
    tokio::spawn(async move {
        let _ = axum::serve(listener, router).await;
    });
    Ok(address)
}

/// One connection that stays open.
struct Client {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Client {
    async fn connect(address: std::net::SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(address)
            .await
            .map_err(|error| Error::Internal(error.to_string()))?;
        let _ = stream.set_nodelay(true);
        Ok(Self {
            stream,
            buffer: Vec::with_capacity(64 * 1024),
        })
    }

    /// Sends a request; answers status and body length.
    async fn ask(&mut self, request: &[u8]) -> Result<(u16, usize)> {
        let wrong = |error: std::io::Error| Error::Internal(error.to_string());
        self.stream.write_all(request).await.map_err(wrong)?;
        self.buffer.clear();
        loop {
            let mut chunk = [0; 16 * 1024];
            let n = self.stream.read(&mut chunk).await.map_err(wrong)?;
            if n == 0 {
                return Err(Error::Internal("the connection closed".into()));
            }
            self.buffer.extend_from_slice(&chunk[..n]);
            let Some(end) = self.buffer.windows(4).position(|four| four == b"\r\n\r\n") else {
                continue;
            };
            let head = String::from_utf8_lossy(&self.buffer[..end]).to_lowercase();
            let length: usize = head
                .lines()
                .find_map(|line| line.strip_prefix("content-length: "))
                .and_then(|value| value.trim().parse().ok())
                .unwrap_or(0);
            if self.buffer.len() >= end + 4 + length {
                let status = head
                    .get(9..12)
                    .and_then(|code| code.parse().ok())
                    .unwrap_or(0);
                return Ok((status, length));
            }
        }
    }
}

fn get(path: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nHost: bench\r\nAccept-Language: nl\r\n\r\n").into_bytes()
}

/// Requests per second of `connections` that each send `each` requests made by `make`.
async fn rate(
    address: std::net::SocketAddr,
    connections: usize,
    each: usize,
    expected: u16,
    make: impl Fn(usize) -> Vec<u8> + Send + Sync + 'static,
) -> Result<(f64, Vec<Duration>)> {
    let make = Arc::new(make);
    let started = Instant::now();
    let mut tasks = Vec::new();
    for connection in 0..connections {
        let make = make.clone();
        tasks.push(tokio::spawn(async move {
            let mut client = Client::connect(address).await?;
            let mut times = Vec::with_capacity(each);
            for n in 0..each {
                let request = make(connection * each + n);
                let at = Instant::now();
                let (status, _) = client.ask(&request).await?;
                times.push(at.elapsed());
                if status != expected {
                    return Err(Error::Internal(format!(
                        "status {status}, expected {expected}"
                    )));
                }
            }
            Ok(times)
        }));
    }
    let mut times = Vec::new();
    for task in tasks {
        times.extend(
            task.await
                .map_err(|error| Error::Internal(error.to_string()))??,
        );
    }
    Ok((per_second(connections * each, started.elapsed()), times))
}

#[expect(clippy::cast_precision_loss, reason = "counts of a measurement")]
fn per_second(count: usize, took: Duration) -> f64 {
    count as f64 / took.as_secs_f64().max(1e-9)
}

fn print(engine: &str, figure: &str, mut values: Vec<f64>, aim: f64, at_least: bool) {
    values.sort_by(f64::total_cmp);
    let (Some(low), Some(high)) = (values.first(), values.last()) else {
        return;
    };
    let median = values[values.len() / 2];
    let met = if at_least {
        median >= aim
    } else {
        median <= aim
    };
    let sign = if at_least { "≥" } else { "≤" };
    let verdict = if met { "met" } else { "MISSED" };
    println!(
        "| {engine} | {figure} | {median:.3} | {low:.3} | {high:.3} | {sign} {aim} | {verdict} |"
    );
}

impl Bench {
    fn wijk(&self) -> String {
        self.frame
            .wijken()
            .next()
            .map(|wijk| wijk.sleutel.clone())
            .unwrap_or_default()
    }

    fn page_path(&self) -> String {
        let word = self
            .frame
            .inrichting
            .path_word(wijkwerk::kader::inrichting::WoordSleutel::Wijk);
        format!("/{}/{word}/{}", self.frame.slug, self.wijk())
    }

    async fn pages(&self) -> Result<()> {
        let path = self.page_path();
        let (status, length) = Client::connect(self.address)
            .await?
            .ask(&get(&path))
            .await?;
        if status != 200 {
            return Err(Error::Internal(format!("{path} answers {status}")));
        }
        let hello = serve(hello(length))?;
        let (mut kept, mut first, mut same) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..RUNS {
            let request = get("/hello");
            let (ceiling, _) = rate(hello, CONNECTIONS, 200, 200, move |_| request.clone()).await?;
            let request = get(&path);
            let (page, _) = rate(self.address, CONNECTIONS, 200, 200, move |_| {
                request.clone()
            })
            .await?;
            kept.push(page / ceiling);
            let (app, request) = (self.app.clone(), get(&path));
            let (fresh, _) = rate(self.address, CONNECTIONS, 20, 200, move |_| {
                app.pages().clear();
                request.clone()
            })
            .await?;
            first.push(fresh / ceiling);
            let etag = self.etag(&path).await?;
            let request = format!("GET {path} HTTP/1.1\r\nHost: bench\r\nAccept-Language: nl\r\nIf-None-Match: {etag}\r\n\r\n")
                .into_bytes();
            let (unchanged, _) = rate(self.address, CONNECTIONS, 200, 304, move |_| {
                request.clone()
            })
            .await?;
            same.push(unchanged / ceiling);
        }
        print(
            self.engine,
            "public wijkpagina, unchanged ÷ hello-world",
            kept,
            0.6,
            true,
        );
        print(
            self.engine,
            "public wijkpagina, 304 ÷ hello-world",
            same,
            0.6,
            true,
        );
        print(
            self.engine,
            "the same, first view after a change ÷ hello-world",
            first,
            0.05,
            true,
        );
        Ok(())
    }

    async fn etag(&self, path: &str) -> Result<String> {
        let mut client = Client::connect(self.address).await?;
        client.ask(&get(path)).await?;
        let head = String::from_utf8_lossy(&client.buffer).into_owned();
        Ok(head
            .lines()
            .find_map(|line| line.strip_prefix("etag: "))
            .unwrap_or_default()
            .trim()
            .to_owned())
    }

    async fn intake(&self, total: usize) -> Result<()> {
        let each = total / CONNECTIONS;
        let mut values = Vec::new();
        for run in 0..RUNS {
            let ceiling = self.ceiling(total).await?;
            let make = self.form(run);
            let (http, _) = rate(self.address, CONNECTIONS, each, 303, make).await?;
            values.push(http / ceiling);
        }
        print(
            self.engine,
            "durable melding intake over HTTP ÷ the same rows through the seam",
            values,
            0.4,
            true,
        );
        Ok(())
    }

    fn form(&self, run: usize) -> impl Fn(usize) -> Vec<u8> + Send + Sync + 'static {
        let (slug, wijk) = (self.frame.slug.clone(), self.wijk());
        let subject = meldingen::actions::subjects(&self.frame.inrichting)
            .first()
            .cloned()
            .unwrap_or_default();
        move |n| {
            let body = format!(
                "wijk={wijk}&onderwerp={subject}&omschrijving=De+stoep+ligt+los+bij+nummer+{n}+van+ronde+{run}.&bevestigd=1"
            );
            format!(
                "POST /{slug}/melden HTTP/1.1\r\nHost: bench\r\nSec-Fetch-Site: same-origin\r\n\
                 Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
                body.len()
            )
            .into_bytes()
        }
    }

    /// The rows of an intake, group-committed through the seam, without HTTP and without rules.
    async fn ceiling(&self, total: usize) -> Result<f64> {
        let shard = shard_of_its_own(&self.app);
        let gemeente = self.frame.id;
        let wijk = self.frame.wijken().next().map(|wijk| wijk.id);
        let started = Instant::now();
        let mut tasks = Vec::new();
        for connection in 0..CONNECTIONS {
            let (db, ids, each) = (
                self.app.db().clone(),
                self.app.ids().clone(),
                total / CONNECTIONS,
            );
            tasks.push(tokio::spawn(async move {
                for n in 0..each {
                    let now = Clock::system().now();
                    let write_id = ids.next(now);
                    let number = i64::try_from(connection * each + n).unwrap_or(0);
                    db.write::<(), Error, _>(gemeente.0, write_id, move |tx| {
                        raw_rows(tx, shard, gemeente.0, wijk.map(|id| id.0), now, number)
                    })
                    .await?;
                }
                Ok::<_, Error>(())
            }));
        }
        for task in tasks {
            task.await
                .map_err(|error| Error::Internal(error.to_string()))??;
        }
        let rate = per_second(total / CONNECTIONS * CONNECTIONS, started.elapsed());
        self.app
            .db()
            .bookkeep(move |tx| {
                for sql in [
                    "DELETE FROM meldingen WHERE gemeente_id = $1",
                    "DELETE FROM melding_teksten WHERE gemeente_id = $1",
                    "DELETE FROM melders WHERE gemeente_id = $1",
                    "DELETE FROM melding_bronnen WHERE gemeente_id = $1",
                    "DELETE FROM links WHERE gemeente_id = $1",
                    "DELETE FROM verplichtingen WHERE gemeente_id = $1",
                    "DELETE FROM journaal WHERE gemeente_id = $1",
                    "DELETE FROM meldingen_publiek WHERE gemeente_id = $1",
                ] {
                    tx.exec(sql, &[&shard])?;
                }
                Ok::<_, Error>(())
            })
            .await?;
        Ok(rate)
    }

    async fn mixed(&self, total: usize) -> Result<()> {
        let mut values = Vec::new();
        for run in 0..RUNS {
            let (form, path) = (self.form(100 + run), self.page_path());
            let (_, mut times) = rate_any(self.address, total / CONNECTIONS, move |n| {
                if n % 4 == 0 { form(n) } else { get(&path) }
            })
            .await?;
            times.sort();
            let p99 = times[times.len() * 99 / 100].as_secs_f64();
            values.push(p99 / times[times.len() / 2].as_secs_f64().max(1e-9));
        }
        print(
            self.engine,
            "mixed read/write at 32 connections, p99 ÷ median",
            values,
            10.0,
            false,
        );
        Ok(())
    }

    async fn worklist(&self, small: i64, large: i64) -> Result<()> {
        let mut at = Vec::new();
        self.grow_to(small).await?;
        let before = self.list_times(40).await?;
        self.grow_to(large).await?;
        let after = self.list_times(40).await?;
        for (before, after) in before.iter().zip(&after) {
            at.push(after / before);
        }
        let figure = format!("staff worklist of 50, {large} ÷ {small} meldingen");
        print(self.engine, &figure, at, 1.3, false);
        Ok(())
    }

    /// Seconds of one list, per run.
    async fn list_times(&self, times: usize) -> Result<Vec<f64>> {
        let gemeente = self.frame.id;
        let gebied = self.frame.wijken().next().map(|wijk| wijk.id);
        let mut runs = Vec::new();
        for _ in 0..RUNS {
            let started = Instant::now();
            for n in 0..times {
                let state = if n % 2 == 0 {
                    Some(MeldingState::Submitted)
                } else {
                    None
                };
                let gebied = if n % 2 == 0 { None } else { gebied };
                self.app
                    .db()
                    .read(move |tx| {
                        let filter = Filter {
                            state,
                            gebied,
                            orgaan: None,
                            before: None,
                            most: 50,
                        };
                        meldingen::list_worklist(tx, gemeente, &filter)
                    })
                    .await?;
            }
            runs.push(
                started.elapsed().as_secs_f64() / f64::from(u32::try_from(times).unwrap_or(1)),
            );
        }
        Ok(runs)
    }

    async fn grow_to(&self, wanted: i64) -> Result<()> {
        let gemeente = self.frame.id;
        let have: i64 = self
            .app
            .db()
            .read(move |tx| {
                Ok::<_, Error>(tx.query_one(
                    "SELECT count(*) FROM meldingen WHERE gemeente_id = $1",
                    &[&gemeente],
                    |row| row.get(0),
                )?)
            })
            .await?;
        let wijken: Vec<Uuid> = self.frame.wijken().map(|wijk| wijk.id.0).collect();
        let mut number = have;
        while number < wanted {
            let from = number;
            let until = (number + 2_000).min(wanted);
            let (wijken, ids) = (wijken.clone(), self.app.ids().clone());
            let write_id = ids.next(Clock::system().now());
            self.app
                .db()
                .bookkeep(move |tx| {
                    for n in from..until {
                        let wijk = wijken[usize::try_from(n).unwrap_or(0) % wijken.len()];
                        let at = Timestamp::from_second(1_700_000_000 + n).unwrap_or(Timestamp::UNIX_EPOCH);
                        let id = kit::ids::derived(write_id, u64::try_from(n).unwrap_or(0), at);
                        let state = if n % 10 == 0 { "submitted" } else { "taken" };
                        tx.exec(
                            "INSERT INTO meldingen (gemeente_id, id, nummer, state, field_state, gebied_id, near_home, \
                             kanaal, bron_kind, owner_kind, submitted_at, reopened, changed_at) \
                             VALUES ($1, $2, $3, $4, 'new', $5, FALSE, 'digitaal', 'import', 'rol', $6, 0, $6)",
                            &[&gemeente, &id, &(1_000_000 + n), &state, &wijk, &at],
                        )?;
                    }
                    Ok::<_, Error>(())
                })
                .await?;
            number = until;
        }
        Ok(())
    }

    fn absolute(&self) {
        let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
        let rss = status
            .lines()
            .find_map(|line| line.strip_prefix("VmRSS:"))
            .and_then(|rest| {
                rest.trim()
                    .trim_end_matches(" kB")
                    .trim()
                    .parse::<u64>()
                    .ok()
            })
            .unwrap_or(0);
        println!(
            "| {} | resident memory of bench client and server together, MB | {} | | | | |",
            self.engine,
            rss / 1024
        );
        if let Ok(size) = std::env::current_exe()
            .and_then(std::fs::metadata)
            .map(|meta| meta.len())
        {
            println!(
                "| {} | size of this program, MB | {} | | | | |",
                self.engine,
                size >> 20
            );
        }
    }
}

/// Like [`rate`], whatever the status is.
async fn rate_any(
    address: std::net::SocketAddr,
    each: usize,
    make: impl Fn(usize) -> Vec<u8> + Send + Sync + 'static,
) -> Result<(f64, Vec<Duration>)> {
    let make = Arc::new(make);
    let started = Instant::now();
    let mut tasks = Vec::new();
    for connection in 0..CONNECTIONS {
        let make = make.clone();
        tasks.push(tokio::spawn(async move {
            let mut client = Client::connect(address).await?;
            let mut times = Vec::new();
            for n in 0..each {
                let request = make(connection * each + n);
                let at = Instant::now();
                let (status, _) = client.ask(&request).await?;
                if status >= 400 {
                    return Err(Error::Internal(format!("status {status}")));
                }
                times.push(at.elapsed());
            }
            Ok(times)
        }));
    }
    let mut times = Vec::new();
    for task in tasks {
        times.extend(
            task.await
                .map_err(|error| Error::Internal(error.to_string()))??,
        );
    }
    Ok((per_second(each * CONNECTIONS, started.elapsed()), times))
}

/// The same length and headers as a page, without anything behind it.
fn hello(length: usize) -> axum::Router {
    let body: axum::body::Bytes = vec![b'x'; length].into();
    axum::Router::new().fallback(move || {
        let body = body.clone();
        async move {
            let mut response = Response::new(Body::from(body));
            for (name, value) in [
                (header::CONTENT_TYPE, "text/html; charset=utf-8"),
                (header::ETAG, "\"abcdefghijklmnopqrst\""),
                (header::CACHE_CONTROL, "public, no-cache"),
                (header::VARY, "Cookie, Accept-Language"),
                (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
                (header::X_FRAME_OPTIONS, "DENY"),
                (header::REFERRER_POLICY, "same-origin"),
                (
                    header::STRICT_TRANSPORT_SECURITY,
                    "max-age=31536000; includeSubDomains",
                ),
                (
                    header::CONTENT_SECURITY_POLICY,
                    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'",
                ),
            ] {
                response
                    .headers_mut()
                    .insert(name, axum::http::HeaderValue::from_static(value));
            }
            response
        }
    })
}

/// A shard of its own, so that the ceiling's rows can be thrown away.
fn shard_of_its_own(app: &App) -> Uuid {
    app.ids().next(Clock::system().now())
}

/// The same statements as an intake makes, with the same bytes.
fn raw_rows(
    tx: &mut kit::db::Write<'_>,
    shard: Uuid,
    gemeente: Uuid,
    wijk: Option<Uuid>,
    now: Timestamp,
    number: i64,
) -> Result<()> {
    let id = |n: u64| kit::ids::derived(tx.write_id(), n, now);
    let (melding, melder, bron, link, due_a, due_b) = (id(1), id(2), id(3), id(4), id(5), id(6));
    let write_id = tx.write_id();
    let hash = [7_u8; 32];
    let (seq, _head): (i64, [u8; 32]) = tx.query_one(
        "SELECT seq, chain_head FROM gemeenten WHERE id = $1 FOR UPDATE",
        &[&gemeente],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    tx.exec(
        "INSERT INTO meldingen (gemeente_id, id, nummer, state, field_state, gebied_id, thema, near_home, kanaal, \
         bron_kind, owner_kind, owner_rol, submitted_at, reopened, changed_at) \
         VALUES ($1, $2, $3, 'submitted', 'new', $4, 'onderwerp', FALSE, 'digitaal', 'bewoner', 'rol', 'beheerder', $5, 0, $5)",
        &[&shard, &melding, &number_of(melding, number), &wijk, &now],
    )?;
    tx.exec(
        "INSERT INTO melding_teksten (gemeente_id, melding_id, omschrijving) VALUES ($1, $2, $3)",
        &[
            &shard,
            &melding,
            &format!("De stoep ligt los bij nummer {number} van ronde 0."),
        ],
    )?;
    tx.exec(
        "INSERT INTO melders (gemeente_id, id, melding_id, soort, taal, created_at) VALUES ($1, $2, $3, 'melder', 'nl', $4)",
        &[&shard, &melder, &melding, &now],
    )?;
    tx.exec(
        "INSERT INTO melding_bronnen (gemeente_id, melding_id, id, bron_kind, kanaal, at) \
         VALUES ($1, $2, $3, 'bewoner', 'digitaal', $4)",
        &[&shard, &melding, &bron, &now],
    )?;
    let mut token = [0_u8; 32];
    token[..16].copy_from_slice(link.as_bytes());
    tx.exec(
        "INSERT INTO links (gemeente_id, id, token_hash, kind, subject_kind, subject_id, holder_id, expires_at) \
         VALUES ($1, $2, $3, 'melder', 'melding', $4, $5, $6)",
        &[&shard, &link, &token, &melding, &melder, &now],
    )?;
    for due in [due_a, due_b] {
        tx.exec(
            "INSERT INTO verplichtingen (gemeente_id, id, soort, subject_kind, subject_id, debtor_kind, debtor_rol, \
             creditor_kind, act, bron, state, created_at) \
             VALUES ($1, $2, 'melding.triage', 'melding', $3, 'rol', 'beheerder', 'gemeente', 'melding.triage', 'V-32', 'open', $4)",
            &[&shard, &due, &melding, &now],
        )?;
    }
    for n in 0..3_i64 {
        let unique = i64::from_be_bytes(id8(write_id)) / 4 + n;
        tx.exec(
            "INSERT INTO journaal (gemeente_id, seq, at, write_id, ordinal, subject_kind, subject_id, verb, body, hash) \
             VALUES ($1, $2, $3, $4, $5, 'melding', $6, 'submitted', $7, $8)",
            &[&shard, &unique, &now, &write_id, &n, &melding, &"x".repeat(320), &hash],
        )?;
    }
    tx.exec(
        "INSERT INTO meldingen_publiek (gemeente_id, melding_id, nummer, gebied_id, thema, state, who, submitted_on) \
         VALUES ($1, $2, $3, $4, 'onderwerp', 'submitted', 'rol:beheerder', $5)",
        &[&shard, &melding, &number, &wijk, &jiff::civil::date(2026, 11, 20)],
    )?;
    tx.exec(
        "UPDATE gemeenten SET seq = $2 WHERE id = $1",
        &[&gemeente, &seq],
    )?;
    Ok(())
}

/// A number that no other row of this shard has.
fn number_of(id: Uuid, number: i64) -> i64 {
    (i64::from_be_bytes(id8(id)) >> 3) ^ number
}

fn id8(id: Uuid) -> [u8; 8] {
    let mut bytes = [0; 8];
    bytes.copy_from_slice(&id.as_bytes()[8..]);
    bytes[0] &= 0x7f;
    bytes
}
