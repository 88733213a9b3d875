//! One thread per system that hears from the desk: a slow one keeps no other waiting, nor whoever stops the server.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, TryRecvError, channel};
use std::thread::{Builder, JoinHandle};
use std::time::Duration;

use super::{Aansluiting, sender};
use crate::app::App;

/// How long what is under way gets when the server stops. What has not arrived by then still waits, and is told again
/// under the same id.
const LAST_WORDS: Duration = Duration::from_secs(1);

/// The threads, as many as the settings name systems, each with its own waiting. They end when this is dropped.
pub struct Senders {
    stops: Vec<Sender<()>>,
    threads: Vec<JoinHandle<()>>,
    /// Says nothing, and is closed once every thread has ended.
    ended: Receiver<()>,
}

impl Senders {
    /// Starts them; each looks this often for what is to be told.
    pub fn start(app: &App, every: Duration) -> std::io::Result<Self> {
        let (running, ended) = channel::<()>();
        let mut all = Self {
            stops: Vec::new(),
            threads: Vec::new(),
            ended,
        };
        for one in Aansluiting::all(app.config()) {
            let (stop, stopped) = channel();
            let (app, name, running) = (app.clone(), one.name().to_owned(), running.clone());
            let thread = Builder::new().name("aansluiting".into()).spawn(move || {
                repeat(&app, &name, every, &stopped);
                drop(running);
            })?;
            all.stops.push(stop);
            all.threads.push(thread);
        }
        Ok(all)
    }
}

fn repeat(app: &App, name: &str, every: Duration, stopped: &Receiver<()>) {
    let is_stopping = || stopped.try_recv() == Err(TryRecvError::Disconnected);
    while stopped.recv_timeout(every) == Err(RecvTimeoutError::Timeout) {
        let Some(one) = Aansluiting::all(app.config()).find(|one| one.name() == name) else {
            return;
        };
        if let Err(error) = sender::send_to(app, one, &is_stopping) {
            tracing::error!(aansluiting = name, %error, "background work failed");
        }
    }
}

impl Drop for Senders {
    fn drop(&mut self) {
        self.stops.clear();
        if self.ended.recv_timeout(LAST_WORDS) == Err(RecvTimeoutError::Timeout) {
            tracing::info!(
                "another system did not answer in time: it is told after the next start"
            );
            return;
        }
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
    }
}
