//! Asking another system something: no proxy, no redirects, not for long, and never much of its answer.

use std::fmt;
use std::io::Read as _;
use std::time::Duration;

use ureq::http::Response;
use ureq::tls::{RootCerts, TlsConfig};
use ureq::{Agent, Body};

use crate::error::Error;

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// How much of an answer is read.
const MOST_BYTES: u64 = 1 << 20;

/// Why something did not arrive. Holds no secret, no address and nothing of what was said.
#[derive(Debug)]
pub(super) enum Fault {
    /// It may arrive another time.
    Away(String),
    /// What it is about is not there; nor is anything, where the address is wrong.
    Gone(u16),
    /// It was looked at and is not wanted: saying it again does not help.
    Refused(u16),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Away(why) => f.write_str(why),
            Self::Gone(status) => write!(f, "answered with {status}"),
            Self::Refused(status) => write!(f, "refused with {status}"),
        }
    }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self::Away(error.to_string())
    }
}

/// Asks other systems.
pub(super) struct Outbound {
    agent: Agent,
}

impl Outbound {
    /// One that says where it comes from.
    pub(super) fn new(base_url: &str) -> Self {
        let name = format!("Wijkwerk/{} (+{base_url})", env!("CARGO_PKG_VERSION"));
        let tls = TlsConfig::builder().root_certs(RootCerts::WebPki).build();
        // A redirect would take the message to an address that nobody set.
        let config = Agent::config_builder()
            .user_agent(name)
            .proxy(None)
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_global(Some(PATIENCE))
            .tls_config(tls)
            .max_idle_connections(0)
            .build();
        Self {
            agent: Agent::new_with_config(config),
        }
    }

    pub(super) fn get(&self, url: &str, headers: &[(&str, &str)]) -> Result<Vec<u8>, Fault> {
        let mut asked = self.agent.get(url);
        for (name, value) in headers {
            asked = asked.header(*name, *value);
        }
        read(asked.call())
    }

    pub(super) fn post(
        &self,
        url: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Result<Vec<u8>, Fault> {
        let mut asked = self.agent.post(url);
        for (name, value) in headers {
            asked = asked.header(*name, *value);
        }
        read(asked.send(body))
    }

    pub(super) fn patch(
        &self,
        url: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Result<Vec<u8>, Fault> {
        let mut asked = self.agent.patch(url);
        for (name, value) in headers {
            asked = asked.header(*name, *value);
        }
        read(asked.send(body))
    }
}

fn read(answer: Result<Response<Body>, ureq::Error>) -> Result<Vec<u8>, Fault> {
    let mut answer = answer.map_err(|error| match error {
        ureq::Error::Timeout(_) => Fault::Away("no answer in time".to_owned()),
        ureq::Error::HostNotFound => Fault::Away("no such machine".to_owned()),
        ureq::Error::Tls(_) | ureq::Error::Rustls(_) => {
            Fault::Away("no safe connection".to_owned())
        }
        _ => Fault::Away("no connection".to_owned()),
    })?;
    match answer.status().as_u16() {
        200..=299 => {}
        // What is wrong with the message stays wrong; what is wrong with an account or an address can be mended.
        status @ (400 | 405 | 413 | 415 | 422) => return Err(Fault::Refused(status)),
        status @ (404 | 410) => return Err(Fault::Gone(status)),
        status => return Err(Fault::Away(format!("answered with {status}"))),
    }
    let mut bytes = Vec::new();
    let body = answer.body_mut().as_reader();
    body.take(MOST_BYTES)
        .read_to_end(&mut bytes)
        .map_err(|_| Fault::Away("the answer broke off".to_owned()))?;
    Ok(bytes)
}
