//! How much room a disk has left.

use std::io;
use std::path::Path;

/// Bytes that may still be written on the disk that holds `path`; `None` on a system that does not tell.
#[cfg(unix)]
#[expect(
    clippy::useless_conversion,
    reason = "the counts are narrower on some systems"
)]
pub fn free_bytes(path: &Path) -> io::Result<Option<u64>> {
    let found = nix::sys::statvfs::statvfs(path).map_err(io::Error::from)?;
    let blocks = u64::from(found.blocks_available());
    Ok(Some(
        blocks.saturating_mul(u64::from(found.fragment_size())),
    ))
}

/// Bytes that may still be written on the disk that holds `path`; `None` on a system that does not tell.
#[cfg(not(unix))]
pub fn free_bytes(_path: &Path) -> io::Result<Option<u64>> {
    Ok(None)
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_disk_that_is_there_tells_and_one_that_is_not_does_not() {
        assert!(free_bytes(Path::new("/")).is_ok_and(|room| room.is_some()));
        assert!(free_bytes(Path::new("/there/is/no/such/place")).is_err());
    }
}
