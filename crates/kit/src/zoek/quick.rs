//! Maps with a fast hash, for keys that come from an index and not from outside.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// A multiplicative hash: fast, and not meant for keys that somebody else picks.
#[derive(Clone, Copy, Debug, Default)]
pub struct Quick(u64);

impl Quick {
    const fn mix(&mut self, part: u64) {
        self.0 = (self.0.rotate_left(5) ^ part).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut part = [0u8; 8];
            part[..chunk.len()].copy_from_slice(chunk);
            self.mix(u64::from_le_bytes(part));
        }
    }

    fn write_u8(&mut self, part: u8) {
        self.mix(u64::from(part));
    }

    fn write_u32(&mut self, part: u32) {
        self.mix(u64::from(part));
    }

    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 29)
    }
}

pub type QuickMap<K, V> = HashMap<K, V, BuildHasherDefault<Quick>>;
pub type QuickSet<K> = HashSet<K, BuildHasherDefault<Quick>>;
