//! Ids: UUIDv7, one newtype per kind of thing, seedable.
//!
//! An id made inside a write is derived from the write's own id and a counter, so a write that has to run again makes
//! the same ids again. The write ids themselves come from an [`IdSource`], which a seed makes repeatable.

use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// Makes UUIDv7 values: random by default, repeatable when seeded.
#[derive(Clone, Debug)]
pub struct IdSource(Arc<Mutex<State>>);

#[derive(Debug)]
enum State {
    Random,
    Seeded { seed: u64, count: u64 },
}

impl IdSource {
    /// Unpredictable ids from the operating system's randomness.
    pub fn random() -> Self {
        Self(Arc::new(Mutex::new(State::Random)))
    }

    /// The same ids for the same seed, asked in the same order at the same times.
    pub fn seeded(seed: u64) -> Self {
        Self(Arc::new(Mutex::new(State::Seeded { seed, count: 0 })))
    }

    /// A new id for the moment `now`.
    pub fn next(&self, now: Timestamp) -> Uuid {
        v7(now, &self.bytes::<10>())
    }

    /// Fresh bytes: random, or the next of the seed's row. Used for tokens and salts too.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut out = [0; N];
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match &mut *state {
            State::Random => {
                getrandom::fill(&mut out).expect("the operating system always has randomness");
            }
            State::Seeded { seed, count } => {
                *count += 1;
                for (block, chunk) in (0_u64..).zip(out.chunks_mut(32)) {
                    let digest = Sha256::new()
                        .chain_update(seed.to_be_bytes())
                        .chain_update(count.to_be_bytes())
                        .chain_update(block.to_be_bytes())
                        .finalize();
                    chunk.copy_from_slice(&digest[..chunk.len()]);
                }
            }
        }
        out
    }
}

/// The `n`th id of the write `write_id`, carrying the moment `now`: a pure function, so a repeated write repeats it.
pub fn derived(write_id: Uuid, n: u64, now: Timestamp) -> Uuid {
    let digest = Sha256::new()
        .chain_update(write_id.as_bytes())
        .chain_update(n.to_be_bytes())
        .finalize();
    let mut bytes = [0; 10];
    bytes.copy_from_slice(&digest[..10]);
    // Ids of one write sort in the order they were made.
    bytes[0] = u8::try_from(n >> 8 & 0x0f).unwrap_or(0);
    bytes[1] = u8::try_from(n & 0xff).unwrap_or(0);
    v7(now, &bytes)
}

fn v7(now: Timestamp, random: &[u8; 10]) -> Uuid {
    let millis = u64::try_from(now.as_millisecond()).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(millis, random).into_uuid()
}

/// Declares a typed id over UUIDv7 that the storage seam, serde and URLs understand.
#[macro_export]
macro_rules! typed_id {
    ($($(#[$meta:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub uuid::Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Display::fmt(&self.0, f)
            }
        }
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }
        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, uuid::Error> {
                text.parse().map(Self)
            }
        }
        impl From<uuid::Uuid> for $name {
            fn from(id: uuid::Uuid) -> Self {
                Self(id)
            }
        }
        impl $crate::db::Param for $name {
            fn value(&self) -> $crate::db::Value<'_> {
                $crate::db::Value::Uuid(self.0)
            }
        }
        impl $crate::db::Column for $name {
            fn read(cell: $crate::db::Cell<'_>) -> Result<Self, $crate::db::Mismatch> {
                <uuid::Uuid as $crate::db::Column>::read(cell).map(Self)
            }
        }
    )+};
}

/// Declares an enum that is stored, sent and written as one fixed word per variant.
#[macro_export]
macro_rules! word_enum {
    ($(#[$meta:meta])* $vis:vis enum $name:ident { $($(#[$vmeta:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        $vis enum $name { $($(#[$vmeta])* #[serde(rename = $word)] $variant),+ }

        impl $name {
            /// Every value, in order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The fixed word that stands for this value in storage, URLs and JSON.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// The value that `word` stands for.
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)+ _ => None }
            }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.word())
            }
        }
        impl $crate::db::Param for $name {
            fn value(&self) -> $crate::db::Value<'_> {
                $crate::db::Value::Text(self.word())
            }
        }
        impl $crate::db::Column for $name {
            fn read(cell: $crate::db::Cell<'_>) -> Result<Self, $crate::db::Mismatch> {
                let word = <String as $crate::db::Column>::read(cell)?;
                Self::from_word(&word).ok_or($crate::db::Mismatch { expected: stringify!($name), found: "another word" })
            }
        }
    };
}
