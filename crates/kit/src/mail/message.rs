//! One mail to one person, and the checked texts in its header.
//!
//! Everything that goes into the header is a type of its own that refuses line breaks and control characters. The body
//! may hold anything: it is encoded, so that no line in it can be mistaken for the end of the mail.

use std::fmt;
use std::time::SystemTime;

use data_encoding::HEXLOWER;
use jiff::Timestamp;
use lettre::message::header::{ContentTransferEncoding, ContentType, HeaderName, HeaderValue};
use lettre::message::{MultiPart, SinglePart};
use sha2::{Digest, Sha256};

use super::address::{EmailAddress, is_invisible};
use super::smtp::SendError;

/// Why a text cannot stand in the header of a mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// Nothing, or only spaces.
    #[error("the text is empty")]
    Empty,
    /// More characters than fit.
    #[error("the text has more than {max} characters")]
    TooLong {
        /// How many fit.
        max: usize,
    },
    /// A line break or another control character: somebody may be trying to add a header.
    #[error("the text has a control character")]
    ControlCharacter,
    /// Not of the form `<something@domain>`.
    #[error("the text is no message id")]
    NoMessageId,
    /// No address on the web.
    #[error("the text is no address on the web")]
    NoAddress,
}

fn check(text: &str, max: usize) -> Result<String, TextError> {
    let text = text.trim_matches(' ');
    if text.is_empty() {
        return Err(TextError::Empty);
    }
    if text.chars().count() > max {
        return Err(TextError::TooLong { max });
    }
    if text
        .chars()
        .any(|c| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}'))
    {
        return Err(TextError::ControlCharacter);
    }
    Ok(text.to_owned())
}

/// The subject of a mail: one line of at most 200 characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject(String);

impl Subject {
    /// Checks a subject.
    pub fn parse(text: &str) -> Result<Self, TextError> {
        check(text, 200).map(Self)
    }

    /// The subject as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The name shown beside an address: one line of at most 100 characters, without anything that turns or hides text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailName(String);

impl MailName {
    /// Checks a name.
    pub fn parse(text: &str) -> Result<Self, TextError> {
        let name = check(text, 100)?;
        if name.chars().any(is_invisible) {
            return Err(TextError::ControlCharacter);
        }
        Ok(Self(name))
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// An address, with or without the name to show beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mailbox {
    /// The name to show.
    pub name: Option<MailName>,
    /// The address.
    pub address: EmailAddress,
}

impl From<EmailAddress> for Mailbox {
    fn from(address: EmailAddress) -> Self {
        Self {
            name: None,
            address,
        }
    }
}

impl Mailbox {
    fn to_lettre(&self) -> Result<lettre::message::Mailbox, SendError> {
        let address = lettre::Address::new(self.address.local_part(), self.address.domain())
            .map_err(|_| SendError::Unsendable {
                reason: "an address is not accepted",
            })?;
        let name = self.name.as_ref().map(|name| name.0.clone());
        Ok(lettre::message::Mailbox::new(name, address))
    }
}

/// The name of a mail, for ever: `<something@domain>`.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct MessageId(String);

impl MessageId {
    /// Makes an id of a local name (such as the id of the row in the outbox) and the domain of the sender.
    pub fn new(local: &str, domain: &str) -> Result<Self, TextError> {
        Self::parse(&format!("<{local}@{domain}>"))
    }

    /// Checks an id that was made before.
    pub fn parse(text: &str) -> Result<Self, TextError> {
        let inner = text
            .strip_prefix('<')
            .and_then(|rest| rest.strip_suffix('>'));
        let parts = inner.and_then(|inner| inner.split_once('@'));
        let plain = |part: &str| {
            !part.is_empty()
                && part
                    .chars()
                    .all(|c| c.is_ascii_alphanumeric() || "-._+=".contains(c))
        };
        match parts {
            Some((local, domain)) if text.len() <= 200 && plain(local) && plain(domain) => {
                Ok(Self(text.to_owned()))
            }
            _ => Err(TextError::NoMessageId),
        }
    }

    /// The id with its angle brackets.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for MessageId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MessageId({})", self.0)
    }
}

/// An address on the web at which one tap ends a mail: `List-Unsubscribe` and `List-Unsubscribe-Post`.
#[derive(Clone, PartialEq, Eq)]
pub struct Unsubscribe(String);

impl Unsubscribe {
    /// Checks an address: of the web, plain letters, nothing that could end the header.
    pub fn parse(url: &str) -> Result<Self, TextError> {
        let url = check(url, 500)?;
        let is_web = url.starts_with("https://") || url.starts_with("http://");
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._~:/?#@!$&'()*+,;=%".contains(c);
        if !is_web || !url.chars().all(is_plain) {
            return Err(TextError::NoAddress);
        }
        Ok(Self(url))
    }

    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Unsubscribe {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Whoever knows the whole address can end the mail.
        f.write_str("Unsubscribe(…)")
    }
}

/// One mail to one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Ours, and the same when the mail is tried again, so that servers can drop a double.
    pub message_id: MessageId,
    /// The moment that the mail bears.
    pub date: Timestamp,
    /// The sender.
    pub from: Mailbox,
    /// The one recipient.
    pub to: EmailAddress,
    /// The subject.
    pub subject: Subject,
    /// The mail as plain text; always there.
    pub text: String,
    /// The mail as HTML, if it has that form too.
    pub html: Option<String>,
    /// Where an answer goes, if not to the sender.
    pub reply_to: Option<EmailAddress>,
    /// Whether no human pressed "send": keeps absence notices from answering.
    pub auto_submitted: bool,
    /// Where one tap ends a mail that comes again and again (RFC 8058); only for such a mail.
    pub unsubscribe: Option<Unsubscribe>,
}

impl Message {
    /// The mail as bytes, as it travels (without the doubling of dots that SMTP adds). The same message gives the
    /// same bytes.
    pub fn to_bytes(&self) -> Result<Vec<u8>, SendError> {
        Ok(self.to_lettre()?.formatted())
    }

    pub(super) fn to_lettre(&self) -> Result<lettre::Message, SendError> {
        let mut builder = lettre::Message::builder()
            .message_id(Some(self.message_id.0.clone()))
            // mail knows no moments before 1970
            .date(SystemTime::from(self.date.max(Timestamp::UNIX_EPOCH)))
            .from(self.from.to_lettre()?)
            .to(Mailbox::from(self.to.clone()).to_lettre()?)
            .subject(self.subject.0.clone());
        if let Some(reply_to) = &self.reply_to {
            builder = builder.reply_to(Mailbox::from(reply_to.clone()).to_lettre()?);
        }
        if self.auto_submitted {
            builder = builder.raw_header(HeaderValue::new(
                HeaderName::new_from_ascii_str("Auto-Submitted"),
                "auto-generated".to_owned(),
            ));
        }
        if let Some(unsubscribe) = &self.unsubscribe {
            let headers = [
                ("List-Unsubscribe", format!("<{}>", unsubscribe.0)),
                (
                    "List-Unsubscribe-Post",
                    "List-Unsubscribe=One-Click".to_owned(),
                ),
            ];
            for (name, value) in headers {
                builder = builder.raw_header(HeaderValue::new(
                    HeaderName::new_from_ascii_str(name),
                    value,
                ));
            }
        }
        let text = part(ContentType::TEXT_PLAIN, &self.text);
        let built = match &self.html {
            None => builder.singlepart(text),
            Some(html) => {
                let digest = Sha256::digest(self.message_id.0.as_bytes());
                let boundary = format!("wijk_{}", HEXLOWER.encode(&digest[..16]));
                let parts = MultiPart::alternative().boundary(boundary).singlepart(text);
                builder.multipart(parts.singlepart(part(ContentType::TEXT_HTML, html)))
            }
        };
        built.map_err(|_| SendError::Unsendable {
            reason: "the mail cannot be written",
        })
    }
}

/// Quoted-printable always: lines stay short, nothing is lost, and Dutch stays readable in the raw mail.
fn part(content_type: ContentType, text: &str) -> SinglePart {
    SinglePart::builder()
        .header(content_type)
        .header(ContentTransferEncoding::QuotedPrintable)
        .body(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn header_texts_refuse_what_could_become_a_header() {
        for bad in [
            "a\r\nBcc: x@voorbeeld.example",
            "a\nb",
            "a\rb",
            "a\0b",
            "a\u{2028}b",
            "a\u{85}b",
        ] {
            assert_eq!(
                Subject::parse(bad),
                Err(TextError::ControlCharacter),
                "{bad:?}"
            );
            assert_eq!(
                MailName::parse(bad),
                Err(TextError::ControlCharacter),
                "{bad:?}"
            );
            assert!(MessageId::new(bad, "voorbeeld.example").is_err(), "{bad:?}");
            assert!(MessageId::new("a", bad).is_err(), "{bad:?}");
        }
        assert_eq!(Subject::parse("  "), Err(TextError::Empty));
        assert_eq!(
            Subject::parse(&"é".repeat(201)),
            Err(TextError::TooLong { max: 200 })
        );
        assert_eq!(
            Subject::parse(&"é".repeat(200))
                .unwrap()
                .as_str()
                .chars()
                .count(),
            200
        );
        assert_eq!(
            MailName::parse("Wijkteam\u{202e}"),
            Err(TextError::ControlCharacter)
        );
        assert!(MessageId::parse("<a@b@c>").is_err() && MessageId::parse("a@b").is_err());
        for bad in [
            "mailto:a@b.example",
            "https://b.example/l/a>\r\nBcc: x@b.example",
            "https://b.example/l/a b",
            "https://b.example/é",
            "",
        ] {
            assert!(Unsubscribe::parse(bad).is_err(), "{bad:?}");
        }
        assert_eq!(
            MessageId::new("a-1", "b.example").unwrap().as_str(),
            "<a-1@b.example>"
        );
    }
}
