//! A mail server that keeps everything and delivers nothing.
//!
//! For tests, which look at what arrived and make the server refuse, and for the postvak of a demonstration. It speaks
//! real SMTP on a real socket (EHLO, SIZE, 8BITMIME, SMTPUTF8; no encryption, no login), one thread per connection.
//!
//! Bind it to the loopback address only: it accepts mail from anybody and shows it to whoever asks. It stops when it is
//! dropped.

mod received;

use std::collections::HashMap;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream, ToSocketAddrs};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

pub use received::ReceivedMail;

/// The largest mail that is taken.
const MAX_MAIL: usize = 10_000_000;
/// The longest command line that is read.
const MAX_LINE: u64 = 4096;
/// The most recipients of one mail.
const MAX_RECIPIENTS: usize = 100;

/// What the server does with mail for an address.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Behaviour {
    /// Takes it.
    #[default]
    Accept,
    /// Refuses the recipient with this code, 400 to 599.
    Refuse(u16),
    /// Takes recipient and text, then refuses the whole mail with this code.
    RefuseData(u16),
    /// Hangs up without a word.
    Drop,
}

#[derive(Default)]
struct Kept {
    mails: Vec<ReceivedMail>,
    general: Behaviour,
    per_address: HashMap<String, Behaviour>,
}

#[derive(Default)]
struct Shared {
    kept: Mutex<Kept>,
    arrived: Condvar,
    stopped: AtomicBool,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Kept> {
        // a test that failed while it held the lock leaves the list whole
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn behaviour(&self, address: &str) -> Behaviour {
        let kept = self.lock();
        kept.per_address
            .get(&address.to_lowercase())
            .copied()
            .unwrap_or(kept.general)
    }
}

/// The running server.
pub struct SmtpSink {
    address: SocketAddr,
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

impl SmtpSink {
    /// Starts the server; port 0 takes a free one, see [`SmtpSink::address`].
    pub fn start(address: impl ToSocketAddrs) -> io::Result<Self> {
        let listener = TcpListener::bind(address)?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared::default());
        let for_thread = Arc::clone(&shared);
        let thread = thread::Builder::new()
            .name("smtp-sink".into())
            .spawn(move || {
                for connection in listener.incoming() {
                    if for_thread.stopped.load(Ordering::SeqCst) {
                        return;
                    }
                    let Ok(stream) = connection else { continue };
                    let shared = Arc::clone(&for_thread);
                    let talk = move || {
                        // a broken connection ends the conversation, nothing else
                        let _ = Conversation::new(stream, shared).and_then(|mut talk| talk.run());
                    };
                    // without a thread the client sees a closed connection and tries again
                    let _ = thread::Builder::new()
                        .name("smtp-sink-client".into())
                        .spawn(talk);
                }
            })?;
        Ok(Self {
            address,
            shared,
            thread: Some(thread),
        })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What to do with mail for addresses that have no behaviour of their own.
    pub fn behave(&self, behaviour: Behaviour) {
        self.shared.lock().general = behaviour;
    }

    /// What to do with mail for this address.
    pub fn behave_for(&self, address: &str, behaviour: Behaviour) {
        self.shared
            .lock()
            .per_address
            .insert(address.to_lowercase(), behaviour);
    }

    /// Everything received so far, oldest first.
    pub fn mails(&self) -> Vec<ReceivedMail> {
        self.shared.lock().mails.clone()
    }

    /// What was received for one address, oldest first.
    pub fn mails_for(&self, address: &str) -> Vec<ReceivedMail> {
        let is_for =
            |mail: &ReceivedMail| mail.to.iter().any(|to| to.eq_ignore_ascii_case(address));
        self.shared
            .lock()
            .mails
            .iter()
            .filter(|mail| is_for(mail))
            .cloned()
            .collect()
    }

    /// Forgets what was received.
    pub fn clear(&self) {
        self.shared.lock().mails.clear();
    }

    /// Waits until there are `count` mails or the time is over, and returns what there is.
    pub fn wait_for(&self, count: usize, timeout: Duration) -> Vec<ReceivedMail> {
        let kept = self.shared.lock();
        let (kept, _) = self
            .shared
            .arrived
            .wait_timeout_while(kept, timeout, |kept| kept.mails.len() < count)
            .unwrap_or_else(PoisonError::into_inner);
        kept.mails.clone()
    }
}

impl Drop for SmtpSink {
    fn drop(&mut self) {
        self.shared.stopped.store(true, Ordering::SeqCst);
        // wakes the thread that waits for a connection
        let woken = TcpStream::connect_timeout(&self.address, Duration::from_secs(1));
        if let (Ok(_), Some(thread)) = (woken, self.thread.take()) {
            let _ = thread.join();
        }
    }
}

/// Ends a conversation on purpose.
enum Next {
    Continue,
    HangUp,
}

struct Conversation {
    reader: BufReader<TcpStream>,
    writer: TcpStream,
    shared: Arc<Shared>,
    from: Option<String>,
    to: Vec<String>,
}

impl Conversation {
    fn new(stream: TcpStream, shared: Arc<Shared>) -> io::Result<Self> {
        stream.set_read_timeout(Some(Duration::from_mins(1)))?;
        stream.set_write_timeout(Some(Duration::from_mins(1)))?;
        stream.set_nodelay(true)?;
        let writer = stream.try_clone()?;
        let reader = BufReader::new(stream);
        Ok(Self {
            reader,
            writer,
            shared,
            from: None,
            to: Vec::new(),
        })
    }

    fn run(&mut self) -> io::Result<()> {
        self.say("220 sink.example ESMTP")?;
        while let Some(line) = self.line()? {
            if self.shared.stopped.load(Ordering::SeqCst) {
                return self.say("421 closing");
            }
            if let Next::HangUp = self.obey(&line)? {
                return Ok(());
            }
        }
        Ok(())
    }

    fn obey(&mut self, line: &str) -> io::Result<Next> {
        let (verb, rest) = line.split_once(' ').unwrap_or((line, ""));
        match verb.to_ascii_uppercase().as_str() {
            "EHLO" => {
                self.reset();
                let size = format!("250 SIZE {MAX_MAIL}");
                self.say("250-sink.example\r\n250-8BITMIME\r\n250-SMTPUTF8")?;
                self.say(&size)?;
            }
            "HELO" => {
                self.reset();
                self.say("250 sink.example")?;
            }
            "MAIL" => self.mail_from(rest)?,
            "RCPT" => return self.recipient(rest),
            "DATA" if self.to.is_empty() => self.say("503 who is it for?")?,
            "DATA" => return self.data(),
            "RSET" => {
                self.reset();
                self.say("250 forgotten")?;
            }
            "NOOP" => self.say("250 still here")?,
            "QUIT" => {
                self.say("221 bye")?;
                return Ok(Next::HangUp);
            }
            "VRFY" => self.say("252 try it")?,
            _ => self.say("502 not known here")?,
        }
        Ok(Next::Continue)
    }

    fn mail_from(&mut self, rest: &str) -> io::Result<()> {
        let Some((address, parameters)) = path(rest, "FROM:") else {
            return self.say("501 MAIL FROM:<address>");
        };
        if self.from.is_some() {
            return self.say("503 one sender at a time");
        }
        let size = parameters.split(' ').find_map(|p| p.strip_prefix("SIZE="));
        if size
            .and_then(|s| s.parse::<usize>().ok())
            .is_some_and(|size| size > MAX_MAIL)
        {
            return self.say("552 too large");
        }
        self.from = Some(address.to_owned());
        self.say("250 go on")
    }

    fn recipient(&mut self, rest: &str) -> io::Result<Next> {
        let Some((address, _)) = path(rest, "TO:").filter(|(address, _)| !address.is_empty())
        else {
            self.say("501 RCPT TO:<address>")?;
            return Ok(Next::Continue);
        };
        if self.from.is_none() {
            self.say("503 who is it from?")?;
            return Ok(Next::Continue);
        }
        if self.to.len() >= MAX_RECIPIENTS {
            self.say("452 too many recipients")?;
            return Ok(Next::Continue);
        }
        match self.shared.behaviour(address) {
            Behaviour::Drop => return Ok(Next::HangUp),
            Behaviour::Refuse(code) => self.refuse(code)?,
            Behaviour::Accept | Behaviour::RefuseData(_) => {
                self.to.push(address.to_owned());
                self.say("250 go on")?;
            }
        }
        Ok(Next::Continue)
    }

    fn data(&mut self) -> io::Result<Next> {
        self.say("354 end with a dot on a line of its own")?;
        let Some(raw) = self.text()? else {
            self.say("552 too large")?;
            return Ok(Next::HangUp);
        };
        let refused = self
            .to
            .iter()
            .find_map(|to| match self.shared.behaviour(to) {
                Behaviour::RefuseData(code) => Some(code),
                _ => None,
            });
        if let Some(code) = refused {
            self.refuse(code)?;
        } else {
            let from = self.from.clone().unwrap_or_default();
            let mail = ReceivedMail {
                from,
                to: self.to.clone(),
                raw,
            };
            self.shared.lock().mails.push(mail);
            self.shared.arrived.notify_all();
            self.say("250 kept")?;
        }
        self.reset();
        Ok(Next::Continue)
    }

    /// The mail up to the lone dot, with the doubled dots undone; `None` if it is too large.
    fn text(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut raw = Vec::new();
        loop {
            let start = raw.len();
            let room = (MAX_MAIL + 1).saturating_sub(start) as u64;
            (&mut self.reader).take(room).read_until(b'\n', &mut raw)?;
            if raw.len() > MAX_MAIL {
                return Ok(None);
            }
            let line = &raw[start..];
            if !line.ends_with(b"\n") {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            if line == b".\r\n" {
                raw.truncate(start);
                return Ok(Some(raw));
            }
            if line.starts_with(b".") {
                raw.remove(start);
            }
        }
    }

    fn line(&mut self) -> io::Result<Option<String>> {
        let mut line = Vec::new();
        (&mut self.reader)
            .take(MAX_LINE)
            .read_until(b'\n', &mut line)?;
        if !line.ends_with(b"\n") {
            return Ok(None);
        }
        Ok(Some(String::from_utf8_lossy(&line).trim_end().to_owned()))
    }

    fn refuse(&mut self, code: u16) -> io::Result<()> {
        let class = code.clamp(400, 599) / 100;
        self.say(&format!(
            "{} {class}.0.0 refused as told",
            code.clamp(400, 599)
        ))
    }

    fn say(&mut self, reply: &str) -> io::Result<()> {
        self.writer.write_all(format!("{reply}\r\n").as_bytes())
    }

    fn reset(&mut self) {
        self.from = None;
        self.to.clear();
    }
}

/// The address between the angle brackets and what stands behind them.
fn path<'a>(rest: &'a str, keyword: &str) -> Option<(&'a str, &'a str)> {
    let head = rest.get(..keyword.len())?;
    if !head.eq_ignore_ascii_case(keyword) {
        return None;
    }
    let (address, parameters) = rest[keyword.len()..]
        .trim_start()
        .strip_prefix('<')?
        .split_once('>')?;
    Some((address, parameters.trim()))
}

#[cfg(test)]
#[path = "smtp_tests.rs"]
mod tests;
