//! `wijkwerk serve`: the server with its background loops, from lock to graceful end.

use std::net::{SocketAddr, TcpListener};
use std::sync::mpsc::{Sender, channel};
use std::time::Duration;

use super::door::CommandSocket;
use super::failure::{During as _, Failure, Result};
use super::ground::{Ground, Lock};
use crate::aansluitingen::Senders;
use crate::app::App;
use crate::background::repeat;
use crate::{jobs, notifications};

const REFRESH: Duration = Duration::from_secs(1);
const MAILS: Duration = Duration::from_secs(2);
/// How soon other systems hear.
const MESSAGES: Duration = Duration::from_secs(2);
const NIGHTLY: Duration = Duration::from_mins(1);
/// How often time itself can open a gap in a roster.
const ROSTERS: Duration = Duration::from_secs(30);
/// How long requests may still take when the server is told to stop.
const LAST_ANSWERS: Duration = Duration::from_secs(20);

pub(super) fn command(ground: &Ground) -> Result<()> {
    let lock = Lock::take(&ground.config)?;
    let app = ground.open()?;
    let removed = app.files().sweep().during(
        "de map met bestanden is niet te lezen",
        "geef dit account schrijfrecht op die map",
    )?;
    if removed > 0 {
        tracing::info!(removed, "removed unfinished files");
    }
    let listener = TcpListener::bind(&ground.config.listen).during(
        format!("kan niet luisteren op {}", ground.config.listen),
        "kies met `listen` een ander adres of een andere poort",
    )?;
    // Behind a demo anybody can be anybody: it is for this machine alone.
    let is_here = listener.local_addr().is_ok_and(|at| at.ip().is_loopback());
    if app.is_demo() && !is_here {
        return Err(Failure::new(
            format!(
                "dit is een demo, waarin iedereen iedereen kan zijn; die luistert niet op {}",
                ground.config.listen
            ),
            "zet `listen` op 127.0.0.1, of kies een database die geen demo is",
        ));
    }
    serve(&app, listener, true, &lock).map_err(unexpected)
}

fn unexpected(why: String) -> Failure {
    Failure::new(why, "kijk in het logboek en start opnieuw")
}

/// Serves `app` on `listener` until SIGTERM or SIGINT. With `loops` it also refreshes frames, sends mail, does the
/// nightly work and answers commands, for which it must be the only program on this database.
pub fn run(app: App, listener: TcpListener, loops: bool) -> std::result::Result<(), String> {
    let lock = Lock::take(app.config()).map_err(|failure| failure.to_string())?;
    serve(&app, listener, loops, &lock)
}

fn serve(
    app: &App,
    listener: TcpListener,
    loops: bool,
    _lock: &Lock,
) -> std::result::Result<(), String> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| error.to_string())?;
    let background = loops.then(|| Background::start(app)).transpose()?;
    let served = runtime.block_on(answer(app.clone(), listener, loops));
    drop(background);
    runtime.shutdown_timeout(Duration::from_secs(1));
    served
}

async fn answer(app: App, listener: TcpListener, loops: bool) -> std::result::Result<(), String> {
    let text = |error: std::io::Error| error.to_string();
    listener.set_nonblocking(true).map_err(text)?;
    let listener = tokio::net::TcpListener::from_std(listener).map_err(text)?;
    let address = listener.local_addr().map_err(text)?;
    tracing::info!(%address, "listening");
    let service =
        crate::http::service(app.clone()).into_make_service_with_connect_info::<SocketAddr>();
    let (stop, mut stopped) = tokio::sync::watch::channel(false);
    let mut told = stopped.clone();
    let server = axum::serve(listener, service).with_graceful_shutdown(async move {
        let _ = told.wait_for(|stop| *stop).await;
    });
    let refreshing = loops.then(|| tokio::spawn(refresh(app)));
    let signals = tokio::spawn(async move {
        signal().await;
        tracing::info!("stopping");
        let _ = stop.send(true);
    });
    let late = async {
        let _ = stopped.wait_for(|stop| *stop).await;
        tokio::time::sleep(LAST_ANSWERS).await;
    };
    let result = tokio::select! {
        result = async move { server.await } => result.map_err(text),
        () = late => Ok(()),
    };
    signals.abort();
    if let Some(refreshing) = refreshing {
        refreshing.abort();
    }
    result
}

async fn refresh(app: App) {
    let mut tick = tokio::time::interval(REFRESH);
    tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        tick.tick().await;
        if let Err(error) = app.refresh().await {
            tracing::warn!(%error, "versions were not read");
        }
    }
}

#[cfg(unix)]
async fn signal() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut term) = signal(SignalKind::terminate()) else {
        let _ = tokio::signal::ctrl_c().await;
        return;
    };
    tokio::select! {
        _ = term.recv() => {}
        _ = tokio::signal::ctrl_c() => {}
    }
}

#[cfg(not(unix))]
async fn signal() {
    let _ = tokio::signal::ctrl_c().await;
}

/// The loops that are not part of a request, each on its own thread; they end when this is dropped.
struct Background {
    stops: Vec<Sender<()>>,
    threads: Vec<std::thread::JoinHandle<()>>,
    _senders: Senders,
    _commands: Option<CommandSocket>,
}

impl Background {
    fn start(app: &App) -> std::result::Result<Self, String> {
        let commands = CommandSocket::listen(app)
            .inspect_err(|error| tracing::warn!(%error, "no local socket: commands must wait"))
            .ok();
        let senders = Senders::start(app, MESSAGES).map_err(|error| error.to_string())?;
        let mut all = Self {
            stops: Vec::new(),
            threads: Vec::new(),
            _senders: senders,
            _commands: commands,
        };
        all.spawn("mails", MAILS, app, |app| {
            let read = notifications::read_new(app);
            let issued = notifications::send_issues(app);
            // What waits leaves, also where a gemeente made nothing new.
            let sent = notifications::send_due(app);
            read.and(issued).and(sent).map(drop)
        })?;
        all.spawn("nightly", NIGHTLY, app, |app| {
            jobs::run_due(app, jobs::Night::FromThree).map(drop)
        })?;
        all.spawn("links", NIGHTLY, app, jobs::check_links)?;
        all.spawn("nieuwsbrieven", NIGHTLY, app, |app| {
            crate::publiek::publish_due(app).map(drop)
        })?;
        all.spawn("roosters", ROSTERS, app, |app| {
            crate::balie::roosters::guard_everywhere(app).map(drop)
        })?;
        Ok(all)
    }

    fn spawn(
        &mut self,
        name: &'static str,
        every: Duration,
        app: &App,
        work: fn(&App) -> crate::error::Result<()>,
    ) -> std::result::Result<(), String> {
        let (stop, stopped) = channel();
        let app = app.clone();
        let thread = std::thread::Builder::new()
            .name(name.into())
            .spawn(move || repeat(name, every, &stopped, || work(&app)))
            .map_err(|error| error.to_string())?;
        self.stops.push(stop);
        self.threads.push(thread);
        Ok(())
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        self.stops.clear();
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
    }
}
