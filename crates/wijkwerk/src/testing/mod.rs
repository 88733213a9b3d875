//! What tests of this crate share.
