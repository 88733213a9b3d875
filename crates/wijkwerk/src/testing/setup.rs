//! How the product of a test is set up.

use kit::testing::TestDir;

use crate::config::{Config, Klantinteracties, Limits, Webhook};

/// How a [`TestApp`](super::TestApp) is made other than usual.
#[derive(Clone, Debug, Default)]
pub struct Setup {
    /// Marked as demo when it is made.
    pub demo: bool,
    /// Without: high enough not to be in the way.
    pub limits: Option<Limits>,
    /// Behind this address.
    pub base_url: Option<String>,
    /// Other systems that hear from it.
    pub webhooks: Vec<Webhook>,
    pub klantinteracties: Vec<Klantinteracties>,
}

impl Setup {
    pub(super) fn config(&self, files: &TestDir) -> Config {
        let many = Limits {
            meldingen_per_hour: 1_000_000,
            sign_ins_per_hour: 1_000_000,
            reacties_per_hour: 1_000_000,
            vragen_per_hour: 1_000_000,
            posts_per_hour: 1_000_000,
            ..Limits::default()
        };
        Config {
            files: files.path().join("bestanden"),
            backups: files.path().join("backups"),
            base_url: self
                .base_url
                .clone()
                .unwrap_or_else(|| "http://localhost".to_owned()),
            limits: self.limits.clone().unwrap_or(many),
            webhooks: self.webhooks.clone(),
            klantinteracties: self.klantinteracties.clone(),
            ..Config::default()
        }
    }
}
