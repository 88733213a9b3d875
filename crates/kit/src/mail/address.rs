//! An address that mail can be sent to.
//!
//! Checks form, not existence. Stricter than the standard where the standard allows what nobody has (quoted local
//! parts, comments, address literals), because each of those is a way to smuggle something into a header.

use std::fmt;
use std::str::FromStr;

/// A checked address. The domain is lowercase, the part before the @ is left as it was written.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EmailAddress {
    text: String,
    at: usize,
}

/// Why a text is no address. Says nothing of the text itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// Nothing was given.
    #[error("the address is empty")]
    Empty,
    /// More than 254 bytes, or more than 64 before the @.
    #[error("the address is too long")]
    TooLong,
    /// No @, or more than one.
    #[error("an address has exactly one @")]
    NoSingleAt,
    /// A space, a control character, an invisible character or a mark that has a meaning in mail headers.
    #[error("the address has a character that may not be in it")]
    BadCharacter,
    /// The part before the @ is missing or has dots where they may not be.
    #[error("the part before the @ is not right")]
    BadLocalPart,
    /// The part after the @ is no domain name with a dot in it.
    #[error("the part after the @ is not right")]
    BadDomain,
}

impl EmailAddress {
    /// Checks an address as somebody typed it; spaces around it are dropped.
    pub fn parse(text: &str) -> Result<Self, AddressError> {
        let text = text.trim_matches(' ');
        if text.is_empty() {
            return Err(AddressError::Empty);
        }
        if text.len() > 254 {
            return Err(AddressError::TooLong);
        }
        if text.chars().any(is_refused) {
            return Err(AddressError::BadCharacter);
        }
        let (local, domain) = text.split_once('@').ok_or(AddressError::NoSingleAt)?;
        if domain.contains('@') {
            return Err(AddressError::NoSingleAt);
        }
        if local.len() > 64 {
            return Err(AddressError::TooLong);
        }
        if local.split('.').any(str::is_empty) {
            return Err(AddressError::BadLocalPart);
        }
        let domain = domain.to_lowercase();
        if !is_domain(&domain) {
            return Err(AddressError::BadDomain);
        }
        // the library that writes the header must agree, or the mail would fail when it is sent
        if lettre::Address::new(local, &domain).is_err() {
            return Err(AddressError::BadLocalPart);
        }
        let text = format!("{local}@{domain}");
        // lowercasing may lengthen a letter or two
        if text.len() > 254 {
            return Err(AddressError::TooLong);
        }
        Ok(Self {
            at: local.len(),
            text,
        })
    }

    /// The whole address.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The part before the @.
    pub fn local_part(&self) -> &str {
        &self.text[..self.at]
    }

    /// The part after the @, lowercase.
    pub fn domain(&self) -> &str {
        &self.text[self.at + 1..]
    }
}

fn is_refused(c: char) -> bool {
    c.is_control()
        || c.is_whitespace()
        || is_invisible(c)
        || matches!(
            c,
            '<' | '>' | '(' | ')' | '[' | ']' | ',' | ';' | ':' | '"' | '\\'
        )
}

/// Characters without a shape, or that turn the reading direction: they make one address look like another.
pub(super) const fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

fn is_domain(domain: &str) -> bool {
    let is_label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label
                .chars()
                .all(|c| !c.is_ascii() || c.is_ascii_alphanumeric() || c == '-')
    };
    let last_is_name = domain
        .rsplit('.')
        .next()
        .is_some_and(|l| !l.chars().all(|c| c.is_ascii_digit()));
    domain.contains('.') && last_is_name && domain.split('.').all(is_label)
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for EmailAddress {
    /// Shows the domain only: an address is personal data, and `Debug` ends up in logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EmailAddress(…@{})", self.domain())
    }
}

impl FromStr for EmailAddress {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl serde::Serialize for EmailAddress {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl<'de> serde::Deserialize<'de> for EmailAddress {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_addresses_are_accepted() {
        for (typed, kept) in [
            ("a.jansen@voorbeeld.example", "a.jansen@voorbeeld.example"),
            (
                "  A.Jansen+wijk@Voorbeeld.EXAMPLE ",
                "A.Jansen+wijk@voorbeeld.example",
            ),
            (
                "o'neill_x-1@sub.voorbeeld.example",
                "o'neill_x-1@sub.voorbeeld.example",
            ),
            ("info@café.example", "info@café.example"),
            ("info@xn--caf-dma.example", "info@xn--caf-dma.example"),
        ] {
            let address = EmailAddress::parse(typed).unwrap();
            assert_eq!(address.as_str(), kept);
            assert_eq!(
                format!("{}@{}", address.local_part(), address.domain()),
                kept
            );
        }
    }

    #[test]
    fn what_is_no_address_is_refused_with_a_reason() {
        use AddressError::*;
        let long = format!("{}@voorbeeld.example", "a".repeat(65));
        let longer = format!("a@{}.example", "a".repeat(260));
        for (typed, reason) in [
            ("", Empty),
            ("   ", Empty),
            ("jan", NoSingleAt),
            ("jan@piet@voorbeeld.example", NoSingleAt),
            ("jan@voorbeeld", BadDomain),
            ("jan@.example", BadDomain),
            ("jan@voorbeeld..example", BadDomain),
            ("jan@-voorbeeld.example", BadDomain),
            ("jan@voor_beeld.example", BadDomain),
            ("jan@10.0.0.1", BadDomain),
            ("jan@[10.0.0.1]", BadCharacter),
            ("@voorbeeld.example", BadLocalPart),
            (".jan@voorbeeld.example", BadLocalPart),
            ("jan..p@voorbeeld.example", BadLocalPart),
            ("jan p@voorbeeld.example", BadCharacter),
            ("\"jan p\"@voorbeeld.example", BadCharacter),
            ("Jan <jan@voorbeeld.example>", BadCharacter),
            (
                "jan@voorbeeld.example\r\nBcc: ik@voorbeeld.example",
                BadCharacter,
            ),
            ("jan@voorbeeld.example\n", BadCharacter),
            ("jan@voorbeeld.example\0", BadCharacter),
            ("jan,piet@voorbeeld.example", BadCharacter),
            ("jan\u{202e}@voorbeeld.example", BadCharacter),
            ("jan\u{200b}@voorbeeld.example", BadCharacter),
            (&long, TooLong),
            (&longer, TooLong),
        ] {
            assert_eq!(EmailAddress::parse(typed), Err(reason), "{typed:?}");
        }
    }

    #[test]
    fn debug_does_not_show_who_it_is() {
        let address = EmailAddress::parse("a.jansen@voorbeeld.example").unwrap();
        assert_eq!(format!("{address:?}"), "EmailAddress(…@voorbeeld.example)");
    }
}
