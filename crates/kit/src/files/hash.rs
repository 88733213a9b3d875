//! The SHA-256 of a file, and thereby its name.

use std::fmt;
use std::str::FromStr;

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

/// The SHA-256 of a file, and thereby its name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileHash([u8; 32]);

impl FileHash {
    /// The hash of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// A hash from its 32 bytes, as a database keeps them.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The 32 bytes.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for FileHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&HEXLOWER.encode(&self.0))
    }
}

impl fmt::Debug for FileHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FileHash({self})")
    }
}

/// A text that is no hash: not exactly 64 lowercase hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a file hash is 64 lowercase hexadecimal digits")]
pub struct FileHashError;

impl FromStr for FileHash {
    type Err = FileHashError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let bytes = HEXLOWER
            .decode(text.as_bytes())
            .map_err(|_| FileHashError)?;
        bytes.try_into().map(Self).map_err(|_| FileHashError)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_survives_text_and_refuses_anything_else() {
        let hash = FileHash::of(b"x");
        assert_eq!(hash.to_string().parse(), Ok(hash));
        assert_eq!(FileHash::from_bytes(*hash.as_bytes()), hash);
        for bad in [
            "",
            "../../etc/passwd",
            "BA",
            &"g".repeat(64),
            &"A".repeat(64),
            &"a".repeat(66),
        ] {
            assert_eq!(bad.parse::<FileHash>(), Err(FileHashError), "{bad}");
        }
    }
}
