//! One thread per system that hears from the desk: a slow one keeps no other waiting, nor whoever stops the server.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, TryRecvError, channel};
use std::thread::{Builder, JoinHandle};
use std::time::Duration;

use super::{Aansluiting, sender};
use crate::app::App;
use crate::background::repeat;
use crate::error::Result;

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
                let is_stopping = || stopped.try_recv() == Err(TryRecvError::Disconnected);
                repeat(&name, every, &stopped, || tell(&app, &name, &is_stopping));
                drop(running);
            })?;
            all.stops.push(stop);
            all.threads.push(thread);
        }
        Ok(all)
    }
}

/// Tells one system what waits for it.
fn tell(app: &App, name: &str, is_stopping: &dyn Fn() -> bool) -> Result<()> {
    let Some(one) = Aansluiting::all(app.config()).find(|one| one.name() == name) else {
        return Ok(());
    };
    sender::send_to(app, one, is_stopping).map(drop)
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
