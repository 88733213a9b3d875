//! A door between the product and PostgreSQL that a test opens and closes, and that can lose what goes through it.

use std::io::{Read, Write};
use std::net::Shutdown;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

use kit::db::Target;
use kit::testing::TestDir;

pub const OPEN: u8 = 0;
pub const CLOSED: u8 = 1;
/// The next COMMIT reaches the server; its answer does not come back.
pub const LOSE_ANSWER: u8 = 2;
/// The next COMMIT does not reach the server.
pub const LOSE_COMMIT: u8 = 3;
/// As [`LOSE_ANSWER`], and nobody is let in afterwards.
pub const LOSE_ANSWER_AND_CLOSE: u8 = 4;

/// A door between the product and PostgreSQL, which a test opens and closes.
pub struct Door {
    dir: TestDir,
    state: Arc<AtomicU8>,
    live: Arc<Mutex<Vec<UnixStream>>>,
    waiting: Option<JoinHandle<()>>,
}

const SOCKET: &str = ".s.PGSQL.5432";

impl Door {
    /// A door to the server of this database; `None` where that is not behind a socket of its own.
    pub fn to(target: &Target) -> Option<Self> {
        let Target::Postgres(url) = target else {
            return None;
        };
        let part = |name: &str| {
            url.split_whitespace()
                .find_map(|part| part.strip_prefix(name))
                .map(ToOwned::to_owned)
        };
        let host = part("host=").filter(|host| host.starts_with('/'))?;
        let port = part("port=").unwrap_or_else(|| "5432".to_owned());
        let server = PathBuf::from(host).join(format!(".s.PGSQL.{port}"));
        let dir = TestDir::new();
        let listener = UnixListener::bind(dir.path().join(SOCKET)).expect("a socket of our own");
        let state = Arc::new(AtomicU8::new(OPEN));
        let live: Arc<Mutex<Vec<UnixStream>>> = Arc::default();
        let waiting = {
            let (state, live) = (state.clone(), live.clone());
            std::thread::spawn(move || {
                for visitor in listener.incoming() {
                    let Ok(visitor) = visitor else { return };
                    match state.load(Ordering::SeqCst) {
                        u8::MAX => return,
                        CLOSED => drop(visitor),
                        _ => let_in(visitor, &server, &state, &live),
                    }
                }
            })
        };
        Some(Self {
            dir,
            state,
            live,
            waiting: Some(waiting),
        })
    }

    /// The same database, through this door.
    pub fn through(&self, target: &Target) -> Target {
        let Target::Postgres(url) = target else {
            panic!("a door to PostgreSQL");
        };
        let rest: Vec<&str> = url
            .split_whitespace()
            .filter(|part| !part.starts_with("host=") && !part.starts_with("port="))
            .collect();
        let host = self.dir.path().display();
        Target::Postgres(format!("host={host} port=5432 {}", rest.join(" ")))
    }

    pub fn set(&self, state: u8) {
        self.state.store(state, Ordering::SeqCst);
        if state == CLOSED {
            cut(&self.live);
        }
    }
}

impl Drop for Door {
    fn drop(&mut self) {
        self.state.store(u8::MAX, Ordering::SeqCst);
        cut(&self.live);
        let _ = UnixStream::connect(self.dir.path().join(SOCKET));
        if let Some(waiting) = self.waiting.take() {
            let _ = waiting.join();
        }
    }
}

fn cut(live: &Mutex<Vec<UnixStream>>) {
    for stream in live.lock().expect("no test panicked here").drain(..) {
        let _ = stream.shutdown(Shutdown::Both);
    }
}

fn let_in(
    visitor: UnixStream,
    server: &Path,
    state: &Arc<AtomicU8>,
    live: &Arc<Mutex<Vec<UnixStream>>>,
) {
    let Ok(inside) = UnixStream::connect(server) else {
        return;
    };
    let copy = |stream: &UnixStream| stream.try_clone().expect("a socket can be shared");
    live.lock()
        .expect("no test panicked here")
        .extend([copy(&visitor), copy(&inside)]);
    let muted = Arc::new(AtomicBool::new(false));
    let (mut from_outside, mut to_inside) = (copy(&visitor), copy(&inside));
    {
        let (state, muted) = (state.clone(), muted.clone());
        std::thread::spawn(move || {
            let mut bytes = [0_u8; 16 * 1024];
            while let Ok(n @ 1..) = from_outside.read(&mut bytes) {
                if bytes[..n].windows(7).any(|word| word == b"COMMIT\0") {
                    match state.load(Ordering::SeqCst) {
                        LOSE_COMMIT => {
                            state.store(OPEN, Ordering::SeqCst);
                            let _ = from_outside.shutdown(Shutdown::Both);
                            break;
                        }
                        LOSE_ANSWER | LOSE_ANSWER_AND_CLOSE => muted.store(true, Ordering::SeqCst),
                        _ => {}
                    }
                }
                if to_inside.write_all(&bytes[..n]).is_err() {
                    break;
                }
            }
            let _ = to_inside.shutdown(Shutdown::Both);
        });
    }
    let (mut from_inside, mut to_outside) = (inside, visitor);
    let (state, all) = (state.clone(), live.clone());
    std::thread::spawn(move || {
        let mut bytes = [0_u8; 16 * 1024];
        while let Ok(n @ 1..) = from_inside.read(&mut bytes) {
            if muted.load(Ordering::SeqCst) {
                // The server has answered, so it is in; nobody hears it.
                let closes = state.load(Ordering::SeqCst) == LOSE_ANSWER_AND_CLOSE;
                state.store(if closes { CLOSED } else { OPEN }, Ordering::SeqCst);
                if closes {
                    cut(&all);
                }
                break;
            }
            if to_outside.write_all(&bytes[..n]).is_err() {
                break;
            }
        }
        let _ = to_outside.shutdown(Shutdown::Both);
        let _ = from_inside.shutdown(Shutdown::Both);
    });
}
