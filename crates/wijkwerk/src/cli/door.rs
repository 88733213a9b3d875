//! The way in for commands that change data: the running server's local socket, or the database itself under its lock.
//!
//! The socket is a file that only the account of the server can open; whoever can open it could also open the database.

use std::io::{BufRead as _, BufReader, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::change::{Answer, Change, perform};
use super::failure::{During as _, Failure, Result};
use super::ground::{Ground, Lock, beside};
use crate::app::App;

/// An open way in.
pub(super) enum Door {
    /// A server runs; it makes the changes.
    Server(BufReader<UnixStream>),
    /// No server runs, and none can start while this is open.
    Own(
        Box<App>,
        #[expect(dead_code, reason = "held so that nobody else starts")] Lock,
    ),
}

impl Door {
    /// Through the server if there is one.
    pub(super) fn open(ground: &Ground) -> Result<Self> {
        if let Some(lock) = Lock::try_take(&ground.config)? {
            return Ok(Self::Own(Box::new(ground.open()?), lock));
        }
        let path = beside(&ground.config, "sock");
        let stream = UnixStream::connect(&path).during(
            format!(
                "een ander programma heeft de database, en {} antwoordt niet",
                path.display()
            ),
            "wacht tot dat programma klaar is, of stop de server",
        )?;
        Ok(Self::Server(BufReader::new(stream)))
    }

    /// Makes one change and waits for what came of it.
    pub(super) fn perform(&mut self, change: Change) -> Result<Answer> {
        let answer = match self {
            Self::Own(app, _) => perform(app, change),
            Self::Server(stream) => ask(stream, &change).during(
                "de server verbrak de verbinding",
                "kijk in zijn logboek en geef het commando opnieuw",
            )?,
        };
        match answer {
            Answer::Failed(why) => Err(Failure::new(
                why,
                "pas het aan en geef het commando opnieuw",
            )),
            answer => Ok(answer),
        }
    }

    /// Makes one change and prints the sentence about it.
    pub(super) fn perform_and_say(&mut self, change: Change) -> Result<()> {
        if let Answer::Done(said) = self.perform(change)? {
            println!("{said}");
        }
        Ok(())
    }
}

fn ask(stream: &mut BufReader<UnixStream>, change: &Change) -> std::io::Result<Answer> {
    let mut line = serde_json::to_vec(change)?;
    line.push(b'\n');
    stream.get_mut().write_all(&line)?;
    let mut answer = String::new();
    stream.read_line(&mut answer)?;
    Ok(serde_json::from_str(&answer)?)
}

/// The server's side: answers commands until it is dropped.
pub(super) struct CommandSocket {
    path: PathBuf,
    stopped: Arc<AtomicBool>,
    thread: Option<std::thread::JoinHandle<()>>,
}

impl CommandSocket {
    /// Begins to listen. The caller holds the lock, so a socket file that is there is left over.
    pub(super) fn listen(app: &App) -> std::io::Result<Self> {
        let path = beside(app.config(), "sock");
        match std::fs::remove_file(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let listener = UnixListener::bind(&path)?;
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600))?;
        let stopped = Arc::new(AtomicBool::new(false));
        let (app, ended) = (app.clone(), stopped.clone());
        let thread = std::thread::Builder::new()
            .name("commands".into())
            .spawn(move || {
                for stream in listener.incoming() {
                    if ended.load(Ordering::SeqCst) {
                        return;
                    }
                    // Each conversation on its own: a long import keeps no other command waiting.
                    let (app, ended) = (app.clone(), ended.clone());
                    let talk = stream.and_then(|stream| {
                        std::thread::Builder::new()
                            .name("command".into())
                            .spawn(move || {
                                // One that hangs up ends its own conversation and nothing else.
                                if let Err(error) = converse(&app, stream, &ended) {
                                    tracing::info!(%error, "a command hung up");
                                }
                            })
                    });
                    if let Err(error) = talk {
                        tracing::warn!(%error, "a command was not heard");
                    }
                }
            })?;
        Ok(Self {
            path,
            stopped,
            thread: Some(thread),
        })
    }
}

impl Drop for CommandSocket {
    fn drop(&mut self) {
        self.stopped.store(true, Ordering::SeqCst);
        // Wakes the thread that waits for a connection; one in the middle of a command sees the flag after its change.
        let woken = UnixStream::connect(&self.path).is_ok();
        let _ = std::fs::remove_file(&self.path);
        if let (true, Some(thread)) = (woken, self.thread.take())
            && thread.is_finished()
        {
            let _ = thread.join();
        }
    }
}

fn converse(app: &App, stream: UnixStream, ended: &AtomicBool) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    while !ended.load(Ordering::SeqCst) {
        line.clear();
        if reader.read_line(&mut line)? == 0 {
            return Ok(());
        }
        let answer = match serde_json::from_str::<Change>(&line) {
            Ok(change) => perform(app, change),
            Err(error) => Answer::Failed(format!("de server kent dit commando niet: {error}")),
        };
        let mut out = serde_json::to_vec(&answer)?;
        out.push(b'\n');
        reader.get_mut().write_all(&out)?;
    }
    Ok(())
}
