//! Files: pictures and documents that come in, and the place where bytes are kept.
//!
//! Parts that do not know each other. [`image::prepare`] turns whatever a phone sends into a clean JPEG and a
//! thumbnail, or into an error that a page can explain. [`check_document`] looks whether a PDF may be kept as it is.
//! [`FileStore`] keeps bytes under their own SHA-256, so that a
//! write in the database names a file that is already safe on disk.
//!
//! Rules: put the file first, write the row that names it after; never the other way round. None of them runs inside
//! a database write. Nothing here reads a clock, and nothing keeps a byte of what the sender's device put around the
//! picture (place, time, make, embedded previews, colour profile).

mod aside;
mod document;
mod hash;
pub mod image;
mod room;
mod sniff;
mod store;

pub use aside::Aside;
pub use document::{DocumentError, MOST_DOCUMENT_BYTES, check_document};
pub use hash::{FileHash, FileHashError};
pub use image::{ImageError, Limits, Prepared, prepare};
pub use room::free_bytes;
pub use sniff::ForeignKind;
pub use store::{FileStore, StoreError};
