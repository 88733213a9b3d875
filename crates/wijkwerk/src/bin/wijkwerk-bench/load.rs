//! Connections that ask over and over, and how long that takes.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::runtime::Runtime;
use tokio::sync::Barrier;
use wijkwerk::error::{Error, Result};

/// What a number of connections measured together.
pub struct Load {
    /// Answers per second.
    pub rate: f64,
    /// How long each answer took.
    pub times: Vec<Duration>,
}

impl Load {
    /// The time that this share (of 1,000) of the answers stayed under.
    pub fn quantile(&mut self, share: usize) -> Duration {
        self.times.sort();
        let at = (self.times.len() * share / 1000).min(self.times.len().saturating_sub(1));
        self.times.get(at).copied().unwrap_or_default()
    }
}

pub fn wrong(error: impl std::fmt::Display) -> Error {
    Error::Internal(error.to_string())
}

/// Answers per second.
pub fn per_second(count: usize, took: Duration) -> f64 {
    u32::try_from(count).map_or(f64::NAN, f64::from) / took.as_secs_f64().max(1e-9)
}

/// One answer.
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .iter()
            .find(|(found, _)| found == name)
            .map_or("", |(_, value)| value)
    }
}

/// One connection that stays open.
pub struct Client {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Client {
    pub async fn connect(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(address).await.map_err(wrong)?;
        stream.set_nodelay(true).map_err(wrong)?;
        Ok(Self {
            stream,
            buffer: Vec::with_capacity(256 * 1024),
        })
    }

    /// Sends a request and reads the whole answer; answers its status.
    pub async fn ask(&mut self, request: &[u8]) -> Result<u16> {
        self.stream.write_all(request).await.map_err(wrong)?;
        self.buffer.clear();
        let mut whole = None;
        while whole.is_none_or(|whole| self.buffer.len() < whole) {
            let n = self
                .stream
                .read_buf(&mut self.buffer)
                .await
                .map_err(wrong)?;
            if n == 0 {
                return Err(wrong("the connection closed"));
            }
            whole = whole.or_else(|| whole_length(&self.buffer));
        }
        self.buffer
            .get(9..12)
            .and_then(|code| std::str::from_utf8(code).ok())
            .and_then(|code| code.parse().ok())
            .ok_or_else(|| wrong("an answer without status"))
    }

    /// The same, with everything of the answer.
    pub async fn look(&mut self, request: &[u8]) -> Result<Answer> {
        let status = self.ask(request).await?;
        let end = head_end(&self.buffer).unwrap_or(self.buffer.len());
        let head = String::from_utf8_lossy(&self.buffer[..end]).into_owned();
        let headers = head
            .lines()
            .skip(1)
            .filter_map(|line| line.split_once(": "))
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        let body = self.buffer.get(end + 4..).unwrap_or_default().to_vec();
        Ok(Answer {
            status,
            headers,
            body,
        })
    }
}

fn head_end(bytes: &[u8]) -> Option<usize> {
    bytes.windows(4).position(|four| four == b"\r\n\r\n")
}

/// How long the answer is that begins like this, once its head is there.
fn whole_length(bytes: &[u8]) -> Option<usize> {
    let end = head_end(bytes)?;
    let head = std::str::from_utf8(&bytes[..end]).ok()?;
    let length: usize = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length: "))
        .and_then(|value| value.parse().ok())
        .unwrap_or(0);
    Some(end + 4 + length)
}

/// A GET as a browser sends it.
pub fn get(path: &str) -> Vec<u8> {
    get_with(path, "")
}

/// A GET in another language.
pub fn get_in(lang: &str, path: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nHost: bench\r\nAccept-Language: {lang}\r\n\r\n").into_bytes()
}

/// A GET with more headers, each ended by `\r\n`.
pub fn get_with(path: &str, more: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nHost: bench\r\nAccept-Language: nl\r\n{more}\r\n").into_bytes()
}

/// Lets `connections` send `each` requests made by `make`; any status but `expected` ends the measurement.
pub fn drive(
    runtime: &Runtime,
    address: SocketAddr,
    (connections, each): (usize, usize),
    expected: fn(u16) -> bool,
    make: impl Fn(usize) -> Vec<u8> + Send + Sync + 'static,
) -> Result<Load> {
    let make = Arc::new(make);
    let ready = Arc::new(Barrier::new(connections + 1));
    runtime.block_on(async {
        let mut tasks = Vec::new();
        for connection in 0..connections {
            let (make, ready) = (make.clone(), ready.clone());
            let requests: Vec<usize> = (connection * each..(connection + 1) * each).collect();
            tasks.push(tokio::spawn(async move {
                let client = Client::connect(address).await;
                ready.wait().await;
                ask_all(client?, &requests, expected, make.as_ref()).await
            }));
        }
        ready.wait().await;
        let started = Instant::now();
        let mut times = Vec::new();
        for task in tasks {
            times.extend(task.await.map_err(wrong)??);
        }
        Ok(Load {
            rate: per_second(times.len(), started.elapsed()),
            times,
        })
    })
}

async fn ask_all(
    mut client: Client,
    requests: &[usize],
    expected: fn(u16) -> bool,
    make: &(impl Fn(usize) -> Vec<u8> + Sync),
) -> Result<Vec<Duration>> {
    let mut times = Vec::with_capacity(requests.len());
    for n in requests {
        let request = make(*n);
        let at = Instant::now();
        let status = client.ask(&request).await?;
        times.push(at.elapsed());
        if !expected(status) {
            return Err(wrong(format!(
                "status {status} to {}",
                String::from_utf8_lossy(&request[..request.len().min(200)])
            )));
        }
    }
    Ok(times)
}

/// How long the threads of this process whose names begin like one of `names` have been on a processor.
pub fn cpu_of(names: &[&str]) -> Result<Duration> {
    let mut total = Duration::ZERO;
    for entry in std::fs::read_dir("/proc/self/task").map_err(wrong)? {
        let path = entry.map_err(wrong)?.path();
        // A thread that ended meanwhile is not counted.
        let (Ok(name), Ok(times)) = (
            std::fs::read_to_string(path.join("comm")),
            std::fs::read_to_string(path.join("schedstat")),
        ) else {
            continue;
        };
        if names.iter().any(|wanted| name.starts_with(wanted)) {
            let on: u64 = times
                .split(' ')
                .next()
                .and_then(|on| on.parse().ok())
                .ok_or_else(|| wrong("schedstat cannot be read"))?;
            total += Duration::from_nanos(on);
        }
    }
    Ok(total)
}
