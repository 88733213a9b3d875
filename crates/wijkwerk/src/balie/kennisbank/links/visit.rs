//! A visit to one website: asks for its head, then for the page if it does not know heads, and reads no page.

use std::collections::HashMap;
use std::io::Read as _;
use std::time::Duration;

use ureq::Agent;
use ureq::http::Uri;
use ureq::tls::{RootCerts, TlsConfig};
use ureq::unversioned::resolver::{DefaultResolver, Resolver};
use ureq::unversioned::transport::DefaultConnector;

use super::guard::{Guard, is_public};
use super::robots;

/// How long a website may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// How often it may send us on.
const REDIRECTS: u32 = 3;
/// How much of the wishes of a website is read, and how many websites are remembered.
const ROBOTS_BYTES: u64 = 64 * 1024;
const MOST_HOSTS: usize = 1000;

kit::word_enum! {
    /// What a website said.
    pub enum Word {
        /// The page is there, or was there for people.
        There = "there",
        /// It is not there, or nobody answers.
        Gone = "gone",
        /// It did not say: it is busy, or wants no programs.
        Unsaid = "unsaid",
    }
}

/// Whom a visitor trusts, and how long a website may take.
pub(super) struct Trust {
    pub(super) roots: RootCerts,
    pub(super) patience: Duration,
}

impl Default for Trust {
    /// The roots that browsers trust.
    fn default() -> Self {
        Self {
            roots: RootCerts::WebPki,
            patience: PATIENCE,
        }
    }
}

/// Visits websites, one at a time.
pub struct Visitor {
    agent: Agent,
    /// What each website asks of programs, by its scheme and name.
    robots: HashMap<String, String>,
}

impl Visitor {
    /// One that tells websites where it comes from.
    pub fn new(base_url: &str) -> Self {
        Self::with(
            base_url,
            Guard {
                names: DefaultResolver::default(),
                allows: is_public,
            },
            Trust::default(),
        )
    }

    pub(super) fn with(base_url: &str, guard: Guard<impl Resolver>, trust: Trust) -> Self {
        let name = format!(
            "{}/{} (+{base_url})",
            robots::NAME,
            env!("CARGO_PKG_VERSION")
        );
        // Through a proxy the proxy would look the name up, and nobody would guard it.
        let config = Agent::config_builder()
            .user_agent(name)
            .proxy(None)
            .http_status_as_error(false)
            .max_redirects(REDIRECTS)
            .timeout_global(Some(trust.patience))
            .tls_config(TlsConfig::builder().root_certs(trust.roots).build())
            .max_idle_connections(0)
            .build();
        Self {
            agent: Agent::with_parts(config, DefaultConnector::default(), guard),
            robots: HashMap::new(),
        }
    }

    /// Whether what stands at this address is still there.
    pub fn ask(&mut self, url: &str) -> Word {
        let Ok(uri) = url.trim().parse::<Uri>() else {
            return Word::Gone;
        };
        if !self.is_welcome(&uri) {
            return Word::Unsaid;
        }
        let word = match self.agent.head(&uri).call() {
            Ok(answer) => word_of(answer.status().as_u16()),
            Err(_) => Word::Gone,
        };
        if word == Word::There {
            return word;
        }
        // Many a server knows pages and no heads.
        match self.agent.get(&uri).call() {
            Ok(answer) => word_of(answer.status().as_u16()),
            Err(_) => Word::Gone,
        }
    }

    fn is_welcome(&mut self, uri: &Uri) -> bool {
        let (Some(scheme), Some(host)) = (uri.scheme_str(), uri.authority()) else {
            return true;
        };
        let host = format!("{scheme}://{host}");
        if self.robots.len() > MOST_HOSTS {
            self.robots.clear();
        }
        let wishes = self
            .robots
            .entry(host)
            .or_insert_with_key(|host| wishes(&self.agent, host));
        robots::allows(
            wishes,
            uri.path_and_query().map_or("/", |path| path.as_str()),
        )
    }
}

/// What a website asks of programs; nothing if it does not say.
fn wishes(agent: &Agent, host: &str) -> String {
    let Ok(mut answer) = agent.get(format!("{host}/robots.txt")).call() else {
        return String::new();
    };
    if !answer.status().is_success() {
        return String::new();
    }
    let mut bytes = Vec::new();
    let body = answer.body_mut().as_reader();
    // What came before it broke off is what it said.
    let _ = body.take(ROBOTS_BYTES).read_to_end(&mut bytes);
    String::from_utf8_lossy(&bytes).into_owned()
}

/// A page that is for some people only is there; a server that is busy says nothing about its page.
const fn word_of(status: u16) -> Word {
    match status {
        200..=399 | 401 | 403 | 407 | 451 => Word::There,
        408 | 425 | 429 | 503 => Word::Unsaid,
        _ => Word::Gone,
    }
}
