//! Ids of what has none of its own: the same for the same thing, on every installation, after every edit.

use sha2::{Digest as _, Sha256};
use uuid::Uuid;

/// The id that follows from these words.
pub(super) fn derived(parts: &[&str]) -> Uuid {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash.finalize()[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

/// The id of an organisation of a gemeente, as packages know it.
pub fn organization_id(gemeente: &str, sleutel: &str) -> Uuid {
    derived(&["organization", gemeente, sleutel])
}

/// The taxonomy of topics, the same in all channels.
pub(super) fn topics_id() -> Uuid {
    derived(&["taxonomy", "onderwerpen"])
}

/// The taxonomy of uniform product names.
pub(super) fn upl_id() -> Uuid {
    derived(&["taxonomy", "upl"])
}

/// A topic as a term.
pub fn topic_id(sleutel: &str) -> Uuid {
    derived(&["taxonomy_term", "onderwerpen", sleutel])
}

/// A product name as a term.
pub(super) fn product_id(uri: &str) -> Uuid {
    derived(&["taxonomy_term", "upl", uri])
}
