//! What settings may hold: what would go wrong only later, for others, is refused when a command starts.

use kit::db::Target;
use kit::mail::EmailAddress;
use ureq::http::Uri;

use super::{Config, ConfigError};

/// Most photos that a form can hold.
const MOST_PHOTOS: usize = 8;
/// Most bytes of photos that a form can hold: five of 15 MB.
const MOST_PHOTO_BYTES: usize = 5 * (15 << 20);

/// What is wrong with a value; never the value itself where it may hold a password.
pub(super) fn check(config: &Config) -> Result<(), ConfigError> {
    let wrong = |text: &str| Err(ConfigError::Wrong(text.to_owned()));
    if Target::parse(&config.database).is_none() {
        return wrong("database begint met sqlite: of postgres://");
    }
    if !is_base(&config.base_url) {
        return wrong(
            "base_url is een adres zoals https://wijk.example.org, zonder streep aan het eind",
        );
    }
    if !matches!(config.mail.tls.as_str(), "none" | "starttls" | "tls") {
        return wrong("mail.tls is none, starttls of tls");
    }
    // A form takes no more than this, whatever a single photo may be.
    let photos = config.limits.photos;
    if photos > MOST_PHOTOS || photos.saturating_mul(config.limits.photo_bytes) > MOST_PHOTO_BYTES {
        return wrong(
            "limits.photos is ten hoogste 8, en limits.photos keer limits.photo_bytes ten hoogste 78643200",
        );
    }
    // A mail that cannot say whom it is from is given up at once.
    if !config.mail.host.is_empty() && EmailAddress::parse(&config.mail.from).is_err() {
        return wrong(
            "mail.from is een adres waarop iemand kan antwoorden, zoals wijk@example.org, omdat mail.host is ingesteld",
        );
    }
    Ok(())
}

/// Whether what stands behind it becomes an address that a browser opens.
fn is_base(url: &str) -> bool {
    let Ok(uri) = url.parse::<Uri>() else {
        return false;
    };
    let is_web = matches!(uri.scheme_str(), Some("http" | "https"));
    let has_host = uri.host().is_some_and(|host| !host.is_empty());
    is_web && has_host && !url.ends_with('/') && !url.contains(['?', '#', '@'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_go_wrong_later_is_refused_at_once() {
        let with = |change: fn(&mut Config)| {
            let mut config = Config::default();
            change(&mut config);
            check(&config).map_err(|error| error.to_string())
        };
        assert_eq!(with(|_| ()), Ok(()));
        let cases: [(fn(&mut Config), &str); 10] = [
            (
                |config| config.database = "mysql://wijk:geheim@hier/wijk".into(),
                "sqlite:",
            ),
            (|config| config.database = "sqlite:".into(), "sqlite:"),
            (
                |config| config.base_url = "wijk.example.org".into(),
                "base_url",
            ),
            (
                |config| config.base_url = "https://wijk.example.org/".into(),
                "zonder streep",
            ),
            (
                |config| config.base_url = "ftp://wijk.example.org".into(),
                "base_url",
            ),
            (|config| config.base_url = String::new(), "base_url"),
            (|config| config.mail.tls = "ssl".into(), "mail.tls"),
            (
                |config| config.mail.host = "mail.example.org".into(),
                "mail.from",
            ),
            (|config| config.limits.photos = 9, "limits.photos"),
            (
                |config| config.limits.photo_bytes = 16 << 20,
                "limits.photo_bytes",
            ),
        ];
        for (change, told) in cases {
            let error = with(change).unwrap_err();
            assert!(error.contains(told), "{told}: {error}");
            assert!(!error.contains("geheim"), "{error}");
        }
        assert_eq!(
            with(|config| {
                config.base_url = "https://wijk.example.org".into();
                config.mail.host = "mail.example.org".into();
                config.mail.from = "wijk@example.org".into();
                config.mail.tls = "starttls".into();
            }),
            Ok(())
        );
    }
}
