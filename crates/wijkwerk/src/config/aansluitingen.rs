//! Other systems that hear from the desk: webhooks, and the Klantinteracties API of a gemeente.

use std::collections::BTreeSet;
use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize, Serializer};
use ureq::http::Uri;

use super::{Config, ConfigError};

/// A shorter secret can be guessed.
const SHORTEST_SECRET: usize = 24;
/// The longest name.
const LONGEST_NAME: usize = 40;

/// A word that nobody may read: it is in the file and goes into no log, page or copy.
#[derive(Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// Keeps `text` to itself.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The word itself, to sign or to sign in with.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

impl Serialize for Secret {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str("…")
    }
}

kit::word_enum! {
    /// What another system can be told of.
    #[derive(JsonSchema)]
    pub enum Gebeurtenis {
        ContactGenoteerd = "contact.genoteerd",
        ContactGewijzigd = "contact.gewijzigd",
        ContactAfgerond = "contact.afgerond",
        ContactHeropend = "contact.heropend",
        VraagGesteld = "vraag.gesteld",
        VraagBeantwoord = "vraag.beantwoord",
        DoorverwijzingVerstuurd = "doorverwijzing.verstuurd",
        DoorverwijzingAangenomen = "doorverwijzing.aangenomen",
        DoorverwijzingGeweigerd = "doorverwijzing.geweigerd",
        DoorverwijzingVerlopen = "doorverwijzing.verlopen",
        DoorverwijzingDoorgezet = "doorverwijzing.doorgezet",
        DoorverwijzingAangekomen = "doorverwijzing.aangekomen",
        DoorverwijzingNietVerschenen = "doorverwijzing.niet-verschenen",
        DoorverwijzingAfgerond = "doorverwijzing.afgerond",
        MeldingOntvangen = "melding.ontvangen",
        MeldingKlaar = "melding.klaar",
        MeldingHeropend = "melding.heropend",
    }
}

/// Who is told what happens, at an address of their own.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Webhook {
    /// De naam, in kleine letters, cijfers en streepjes; elke naam staat één keer in het bestand.
    pub name: String,
    /// Waar het bericht heen gaat: `https://…`, of `http://` op deze machine zelf.
    pub url: String,
    /// Waarmee berichten worden ondertekend (HMAC-SHA256): ten minste 24 tekens die niemand kan raden.
    pub secret: Secret,
    /// Het geheim dat hiervoor gold. Zolang het er staat, wordt met beide ondertekend.
    #[serde(default)]
    pub old_secret: Option<Secret>,
    /// De gemeente, als slug.
    pub gemeente: String,
    /// Waarvan bericht gaat.
    pub events: Vec<Gebeurtenis>,
}

/// A Klantinteracties API that gets the contacts of a gemeente.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Klantinteracties {
    /// De naam, in kleine letters, cijfers en streepjes; elke naam staat één keer in het bestand.
    pub name: String,
    /// Het adres van de API, tot en met `/klantinteracties/api/v1`: `https://…`, of `http://` op deze machine zelf.
    pub url: String,
    /// Het token waarmee Wijkwerk daar inlogt.
    pub token: Secret,
    /// De gemeente, als slug.
    pub gemeente: String,
}

/// What is wrong with the lists together and with each thing in them; never names a secret.
pub(super) fn check(config: &Config) -> Result<(), ConfigError> {
    let wrong = |text: String| Err(ConfigError::Wrong(text));
    let mut names = BTreeSet::new();
    let hooks = config
        .webhooks
        .iter()
        .map(|one| ("webhooks", &one.name, &one.url, &one.gemeente));
    let others = config
        .klantinteracties
        .iter()
        .map(|one| ("klantinteracties", &one.name, &one.url, &one.gemeente));
    for (list, name, url, gemeente) in hooks.chain(others) {
        let is_name = !name.is_empty()
            && name.len() <= LONGEST_NAME
            && name
                .bytes()
                .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'));
        if !is_name {
            return wrong(format!(
                "{list}: de naam {name:?} mag alleen kleine letters, cijfers en streepjes hebben, ten hoogste {LONGEST_NAME}"
            ));
        }
        if !names.insert(name.as_str()) {
            return wrong(format!("{list}: de naam {name} staat er twee keer"));
        }
        if gemeente.is_empty() {
            return wrong(format!("{list} {name}: gemeente is leeg"));
        }
        if !is_safe(url) {
            return wrong(format!(
                "{list} {name}: url moet https zijn, of http naar deze machine, zonder naam en wachtwoord erin"
            ));
        }
    }
    for one in &config.webhooks {
        let secrets = std::iter::once(&one.secret).chain(&one.old_secret);
        for secret in secrets {
            if secret.reveal().len() < SHORTEST_SECRET {
                return wrong(format!(
                    "webhooks {}: een geheim heeft ten minste {SHORTEST_SECRET} tekens",
                    one.name
                ));
            }
        }
        if one.events.is_empty() {
            return wrong(format!("webhooks {}: events is leeg", one.name));
        }
    }
    for one in &config.klantinteracties {
        let token = one.token.reveal();
        if token.is_empty() || !token.bytes().all(|byte| byte.is_ascii_graphic()) {
            return wrong(format!(
                "klantinteracties {}: token is leeg of bevat iets dat niet kan worden verstuurd",
                one.name
            ));
        }
    }
    Ok(())
}

/// Whether nobody on the way can read along: https, or this machine itself.
fn is_safe(url: &str) -> bool {
    let Ok(uri) = url.parse::<Uri>() else {
        return false;
    };
    let (Some(authority), Some(host)) = (uri.authority(), uri.host()) else {
        return false;
    };
    if authority.as_str().contains('@') || host.is_empty() {
        return false;
    }
    match uri.scheme_str() {
        Some("https") => true,
        Some("http") => {
            let bare = host.trim_start_matches('[').trim_end_matches(']');
            bare == "localhost"
                || bare
                    .parse::<std::net::IpAddr>()
                    .is_ok_and(|address| address.is_loopback())
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "[[webhooks]]\nname = \"zaken\"\nurl = \"https://zaken.example/in\"\n\
        secret = \"abcdefghijklmnopqrstuvwxyz\"\ngemeente = \"hier\"\nevents = [\"contact.genoteerd\"]\n";
    const OTHER: &str = "[[klantinteracties]]\nname = \"kcc\"\nurl = \"http://127.0.0.1:8000/klantinteracties/api/v1\"\n\
        token = \"geheim-token\"\ngemeente = \"hier\"\n";

    fn load(text: &str) -> Result<Config, String> {
        let dir = kit::testing::TestDir::new();
        let path = dir.path().join("wijkwerk.toml");
        std::fs::write(&path, text).unwrap();
        Config::load(Some(&path), std::iter::empty()).map_err(|error| error.to_string())
    }

    #[test]
    fn what_is_right_is_read_and_its_secrets_are_in_no_text() {
        let config = load(&format!("{GOOD}{OTHER}")).unwrap();
        assert_eq!(config.webhooks[0].events, [Gebeurtenis::ContactGenoteerd]);
        assert_eq!(config.klantinteracties[0].token.reveal(), "geheim-token");
        let shown = format!("{config:?}{}", serde_json::to_string(&config).unwrap());
        assert!(!shown.contains("geheim-token"), "{shown}");
        assert!(!shown.contains("abcdefgh"), "{shown}");
    }

    #[test]
    fn what_is_wrong_is_refused_and_says_what() {
        for (from, to, expected) in [
            ("secret =", "secert =", "bedoel je webhooks[].secret?"),
            (
                "[[webhooks]]",
                "[[webhoks]]",
                "de instelling webhoks bestaat niet",
            ),
            ("https://", "http://", "url moet https zijn"),
            ("https://", "ftp://", "url moet https zijn"),
            ("https://", "https://a:b@", "zonder naam en wachtwoord"),
            (
                "https://zaken.example",
                "http://127.0.0.1.example",
                "url moet https zijn",
            ),
            ("uvwxyz", "", "ten minste 24 tekens"),
            ("\"zaken\"", "\"Zaken!\"", "mag alleen kleine letters"),
            ("\"hier\"", "\"\"", "gemeente is leeg"),
            (
                "contact.genoteerd",
                "contact.alles",
                "`contact.alles` bestaat niet; kies uit `contact.genoteerd`",
            ),
            ("[\"contact.genoteerd\"]", "[]", "events is leeg"),
            ("gemeente = \"hier\"\n", "", "`gemeente` ontbreekt"),
        ] {
            let text = GOOD.replacen(from, to, 1);
            assert_ne!(text, GOOD, "{from}");
            let error = load(&text).unwrap_err();
            assert!(error.contains(expected), "{from}→{to}: {error}");
            assert!(!error.contains("abcdefgh"), "{error}");
        }
        let twice = format!("{GOOD}{}", OTHER.replace("\"kcc\"", "\"zaken\""));
        assert!(load(&twice).unwrap_err().contains("staat er twee keer"));
        let text = OTHER.replace("geheim-token", "");
        assert!(load(&text).unwrap_err().contains("token is leeg"));
        assert!(
            load("webhooks = [\"x\"]")
                .unwrap_err()
                .contains("lijst van tabellen")
        );
        assert!(load("webhooks = 3").unwrap_err().contains("webhooks"));
        assert!(load("mail = 3").unwrap_err().contains("schrijf [mail]"));
    }

    #[test]
    fn a_line_that_cannot_be_read_is_told_by_its_number_alone() {
        let text = GOOD.replace("uvwxyz\"", "uvwxyz");
        let error = load(&text).unwrap_err();
        assert!(error.starts_with("regel "), "{error}");
        assert!(!error.contains("abcdefgh"), "{error}");
    }

    #[test]
    fn the_environment_sets_no_list() {
        let env = [("WIJKWERK_WEBHOOKS".to_owned(), "x".to_owned())];
        assert!(Config::load(None, env.into_iter()).is_err());
    }
}
