//! Reading all of something, a page at a time: no limit cuts anything off unseen.

use super::Error;

/// So many rows are read at a time; there is no most.
pub const PAGE: i64 = 5_000;

/// Reads page after page until one is not full; the key of a row says where the next page begins.
pub fn pages<K: Clone, T>(
    first: K,
    size: i64,
    mut read: impl FnMut(K) -> Result<Vec<(K, T)>, Error>,
) -> Result<Vec<T>, Error> {
    let (mut all, mut after) = (Vec::new(), first);
    loop {
        let some = read(after.clone())?;
        let is_last = i64::try_from(some.len()).unwrap_or(i64::MAX) < size;
        if let Some((key, _)) = some.last() {
            after = key.clone();
        }
        all.extend(some.into_iter().map(|(_, one)| one));
        if is_last {
            return Ok(all);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read_once_and_in_order() {
        for (rows, size) in [(0, 3), (2, 3), (3, 3), (4, 3), (6, 3), (7, 1)] {
            let read = |after: i64| -> Result<Vec<(i64, i64)>, Error> {
                let page = (after + 1..=rows).take(usize::try_from(size).unwrap());
                Ok(page.map(|row| (row, row)).collect())
            };
            let expected: Vec<i64> = (1..=rows).collect();
            assert_eq!(pages(0, size, read).unwrap(), expected, "{rows} by {size}");
        }
    }
}
