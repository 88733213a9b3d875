//! Figures without a ceiling: how soon the real program answers, how much memory it takes, how big it is.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use kit::db::Target;
use wijkwerk::error::{Error, Result};
use wijkwerk::notifications::READER;

use crate::load::{Client, drive, get, get_with, wrong};
use crate::report::{Aim, Report, millis};
use crate::world::{Threads, config, found, open, shipped, staff, submit_many, wijk_pages};
use crate::{CONNECTIONS, RUNS, Sizes};

/// The longest a start may take.
const PATIENCE: Duration = Duration::from_mins(1);

/// The product's own program, beside this one.
pub fn beside() -> Result<PathBuf> {
    let path = std::env::current_exe()
        .map_err(wrong)?
        .with_file_name("wijkwerk");
    if path.is_file() {
        return Ok(path);
    }
    Err(wrong(format!(
        "{} is not there; name the product's program with --binary",
        path.display()
    )))
}

/// A server in a process of its own, ended when dropped.
struct Server {
    child: Child,
    address: SocketAddr,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    /// Starts the program and waits for its first page; answers how long that took.
    fn start(
        binary: &Path,
        settings: &Path,
        page: &str,
        threads: &Threads,
    ) -> Result<(Self, Duration)> {
        let address = {
            let free = std::net::TcpListener::bind("127.0.0.1:0").map_err(wrong)?;
            free.local_addr().map_err(wrong)?
        };
        let started = Instant::now();
        let child = Command::new(binary)
            .args(["serve", "--config"])
            .arg(settings)
            .env("WIJKWERK_LISTEN", address.to_string())
            .env("WIJKWERK_LOG", "error")
            .stdin(Stdio::null())
            .spawn()
            .map_err(wrong)?;
        let server = Self { child, address };
        threads.client.block_on(async {
            loop {
                if let Ok(mut client) = Client::connect(address).await {
                    let status = client.ask(&get(page)).await?;
                    return if status == 200 {
                        Ok(())
                    } else {
                        Err(wrong(format!("{page} answers {status}")))
                    };
                }
                if started.elapsed() > PATIENCE {
                    return Err(wrong("the server does not come"));
                }
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
        })?;
        Ok((server, started.elapsed()))
    }

    /// Mebibytes that a line of its status tells.
    fn memory(&self, line: &str) -> Result<f64> {
        let path = format!("/proc/{}/status", self.child.id());
        let status = std::fs::read_to_string(path).map_err(wrong)?;
        status
            .lines()
            .find_map(|found| found.strip_prefix(line))
            .and_then(|rest| rest.split_whitespace().next())
            .and_then(|number| number.parse::<f64>().ok())
            .map(|kib| kib / 1024.0)
            .ok_or_else(|| wrong(format!("no {line}")))
    }
}

pub fn measure(
    engine: &'static str,
    target: &Target,
    dir: &Path,
    threads: &Threads,
    binary: &Path,
    sizes: Sizes,
    report: &mut Report,
) -> Result<()> {
    let mut settings = config(&format!("{engine}-start"), dir);
    settings.database = match target {
        Target::Sqlite(path) => format!("sqlite:{}", path.display()),
        Target::Postgres(connection) => connection.clone(),
    };
    let app = open(target.clone(), settings.clone())?;
    let frame = found(&app, shipped()?)?;
    submit_many(&app, &frame, sizes.start)?;
    let cookie = staff(&app, &frame, &threads.client)?;
    mails_are_read(&app, frame.id)?;
    let (start, pages) = (format!("/{}", frame.slug), wijk_pages(&frame));
    let melden = format!("/{}/melden", frame.slug);
    let vandaag = format!("/{}/vandaag", frame.slug);
    drop(app);
    let file = dir.join(format!("{engine}.toml"));
    let text = toml::to_string(&settings).map_err(wrong)?;
    std::fs::write(&file, text).map_err(wrong)?;
    let mut starts = Vec::new();
    let mut memory = Vec::new();
    for _ in 0..RUNS {
        let (server, took) = Server::start(binary, &file, &start, threads)?;
        starts.push(millis(took));
        let (pages, melden, vandaag, cookie) = (
            pages.clone(),
            melden.clone(),
            vandaag.clone(),
            cookie.clone(),
        );
        drive(
            &threads.client,
            server.address,
            (CONNECTIONS, sizes.views / 10),
            |status| status == 200,
            move |n| match n % 4 {
                0 => get(&melden),
                1 => get_with(&vandaag, &format!("Cookie: {cookie}\r\n")),
                _ => get(&pages[n % pages.len()]),
            },
        )?;
        memory.push(server.memory("VmRSS:")?);
    }
    let count = sizes.start;
    report.figure(
        engine,
        &format!("start-up on {count} meldingen until the first page, ms"),
        &starts,
        Some(Aim::AtMost(300.0)),
        "",
    );
    report.figure(
        engine,
        &format!("resident memory serving {count} meldingen, MiB"),
        &memory,
        Some(Aim::AtMost(120.0)),
        "32 connections",
    );
    let size = std::fs::metadata(binary).map_err(wrong)?.len();
    let mib = u32::try_from(size >> 10).map_or(f64::NAN, f64::from) / 1024.0;
    report.figure(engine, "size of the program, MiB", &[mib], None, "");
    Ok(())
}

/// Everything in the journaal has been read, as in a product that has been running.
fn mails_are_read(app: &wijkwerk::app::App, gemeente: wijkwerk::ids::GemeenteId) -> Result<()> {
    let now = app.clock().now();
    app.db().bookkeep_blocking(move |tx| {
        tx.exec(
            "INSERT INTO cursors (reader, gemeente_id, seq, updated_at) \
             SELECT $1, id, seq, $2 FROM gemeenten WHERE id = $3 \
             ON CONFLICT (reader, gemeente_id) DO UPDATE SET seq = excluded.seq",
            &[&READER, &now, &gemeente],
        )?;
        Ok::<_, Error>(())
    })
}
