//! Mail: a message that cannot be malformed, and the road by which it leaves.
//!
//! [`EmailAddress`], [`MailName`], [`Subject`] and [`MessageId`] are checked when they are made, so that no text of a
//! visitor can add a header or a recipient. [`Message`] is one mail to one person. [`Smtp`] hands it to a mail server
//! and says in [`SendError`] whether trying again makes sense.
//!
//! Rules: one recipient per mail; the `Date` and the `Message-ID` are given, so that a repeat of the same mail is the
//! same mail byte for byte; mail of the system says that it is (`Auto-Submitted`), so that absence notices stay away.
//! Sending is a network call and belongs in a job, never in a database write. Addresses are personal data: no error
//! of this module repeats one.

mod address;
mod message;
mod smtp;

pub use address::{AddressError, EmailAddress};
pub use message::{MailName, Mailbox, Message, MessageId, Subject, TextError, Unsubscribe};
pub use smtp::{ConfigError, SendError, Smtp, SmtpConfig, Tls};
