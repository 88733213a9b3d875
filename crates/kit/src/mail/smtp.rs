//! Handing a mail to a mail server.
//!
//! One connection per mail, 20 seconds of patience per step, and an answer that says whether trying again makes sense.
//! Encryption is what the configuration says and never silently less: with `starttls` a server that does not offer it
//! is an error. Certificates are checked against the usual roots.
//!
//! Blocks while it sends. Never repeats an address, a subject or the server's words in an error.

use std::fmt;
use std::time::Duration;

use lettre::Transport as _;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls as LettreTls, TlsParameters};
use lettre::transport::smtp::{Error as SmtpError, SmtpTransport};

use super::address::EmailAddress;
use super::message::Message;

/// How the connection is protected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Tls {
    /// Not at all: for a mail server on the same machine.
    None,
    /// Begins in the open and must become encrypted before anything is said (usually port 587).
    #[default]
    StartTls,
    /// Encrypted from the first byte (usually port 465).
    Tls,
}

/// Where mail is handed in.
#[derive(Clone, PartialEq, Eq)]
pub struct SmtpConfig {
    /// Name or address of the server; with encryption, the name on its certificate.
    pub host: String,
    /// Port of the server.
    pub port: u16,
    /// How the connection is protected.
    pub tls: Tls,
    /// User name and password, if the server asks for them.
    pub credentials: Option<(String, String)>,
    /// Patience for each step.
    pub timeout: Duration,
}

impl SmtpConfig {
    /// A server without a password, with 20 seconds of patience.
    pub fn new(host: impl Into<String>, port: u16, tls: Tls) -> Self {
        let timeout = Duration::from_secs(20);
        Self {
            host: host.into(),
            port,
            tls,
            credentials: None,
            timeout,
        }
    }
}

impl fmt::Debug for SmtpConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SmtpConfig")
            .field("host", &self.host)
            .field("port", &self.port)
            .field("tls", &self.tls)
            .field("credentials", &self.credentials.as_ref().map(|_| "…"))
            .field("timeout", &self.timeout)
            .finish()
    }
}

/// Why a configuration cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// A password would travel in the open to another machine.
    #[error("a password may not be sent unencrypted to {host}")]
    OpenPassword {
        /// The configured host.
        host: String,
    },
    /// The host cannot be the name on a certificate.
    #[error("encryption cannot be set up for {host}")]
    Encryption {
        /// The configured host.
        host: String,
        /// What the library said.
        source: SmtpError,
    },
}

/// Why a mail did not leave.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SendError {
    /// The server refused for good: do not try this mail again.
    #[error("the mail server refused for good with {code}")]
    Permanent {
        /// The reply code, 500 to 599.
        code: u16,
    },
    /// The server asks to come back later.
    #[error("the mail server refused for now with {code}")]
    Temporary {
        /// The reply code, 400 to 499.
        code: u16,
    },
    /// No connection, a broken one, no encryption, or no sensible answer: try again later, and tell the operator if
    /// it lasts.
    #[error("the mail server cannot be reached: {reason}")]
    Unreachable {
        /// What went wrong, without a word of the mail.
        reason: String,
    },
    /// This mail cannot be sent by this server in any form: do not try it again.
    #[error("the mail cannot be sent: {reason}")]
    Unsendable {
        /// What is the matter with it.
        reason: &'static str,
    },
}

impl SendError {
    /// Whether the same mail may succeed later.
    pub const fn may_retry(&self) -> bool {
        matches!(self, Self::Temporary { .. } | Self::Unreachable { .. })
    }
}

/// A mail server to hand mail to. Cheap to clone.
#[derive(Clone)]
pub struct Smtp {
    transport: SmtpTransport,
}

impl fmt::Debug for Smtp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Smtp").finish_non_exhaustive()
    }
}

impl Smtp {
    /// Makes ready to send; does not connect yet.
    pub fn new(config: &SmtpConfig) -> Result<Self, ConfigError> {
        let host = config.host.as_str();
        let is_local = matches!(host, "localhost" | "127.0.0.1" | "::1");
        if config.tls == Tls::None && config.credentials.is_some() && !is_local {
            return Err(ConfigError::OpenPassword {
                host: host.to_owned(),
            });
        }
        let parameters = || {
            TlsParameters::new(host.to_owned()).map_err(|source| ConfigError::Encryption {
                host: host.to_owned(),
                source,
            })
        };
        let tls = match config.tls {
            Tls::None => LettreTls::None,
            Tls::StartTls => LettreTls::Required(parameters()?),
            Tls::Tls => LettreTls::Wrapper(parameters()?),
        };
        let mut builder = SmtpTransport::builder_dangerous(host)
            .port(config.port)
            .tls(tls)
            .timeout(Some(config.timeout));
        if let Some((user, password)) = &config.credentials {
            builder = builder.credentials(Credentials::new(user.clone(), password.clone()));
        }
        Ok(Self {
            transport: builder.build(),
        })
    }

    /// Hands the mail to the server; `Ok` means that the server has taken responsibility for it.
    pub fn send(&self, message: &Message) -> Result<(), SendError> {
        let mail = message.to_lettre()?;
        let is_ascii = |address: &EmailAddress| address.as_str().is_ascii();
        let needs_unicode = !(is_ascii(&message.to) && is_ascii(&message.from.address));
        self.transport
            .send(&mail)
            .map(drop)
            .map_err(|error| sort_out(&error, needs_unicode))
    }
}

fn sort_out(error: &SmtpError, needs_unicode: bool) -> SendError {
    if let Some(status) = error.status() {
        let code = u16::from(status);
        // a refused login is about us, not about this mail: it must not be given up for it
        if matches!(code, 530 | 534 | 535 | 538) {
            return SendError::Unreachable {
                reason: format!("the login was refused with {code}"),
            };
        }
        return if error.is_permanent() {
            SendError::Permanent { code }
        } else {
            SendError::Temporary { code }
        };
    }
    if error.is_client() && needs_unicode {
        return SendError::Unsendable {
            reason: "the mail server does not know such an address",
        };
    }
    let reason = if error.is_client() {
        "it does not offer the encryption or login that is configured".to_owned()
    } else if error.is_timeout() {
        "no answer in time".to_owned()
    } else if error.is_tls() {
        "no encryption could be agreed".to_owned()
    } else {
        io_reason(error)
    };
    SendError::Unreachable { reason }
}

/// The words of the operating system, which know nothing of the mail; the words of the server may.
fn io_reason(error: &SmtpError) -> String {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(current) = cause {
        if let Some(io) = current.downcast_ref::<std::io::Error>() {
            return match io.kind() {
                // what Unix says when a read takes longer than it may
                std::io::ErrorKind::WouldBlock => "no answer in time".to_owned(),
                kind => kind.to_string(),
            };
        }
        cause = current.source();
    }
    "the connection broke or the answer made no sense".to_owned()
}

#[cfg(test)]
#[path = "smtp_tests.rs"]
mod tests;
