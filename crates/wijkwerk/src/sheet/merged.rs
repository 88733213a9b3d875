//! Cells that were merged: what stands in the first of them counts for all.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use calamine::Dimensions;

use super::{Most, Unreadable};

/// The text of every cell that holds some, by its row and its column, both counted from 0.
pub(super) type Cells = BTreeMap<u32, BTreeMap<u32, String>>;

/// Leaves out the lines above the names of the columns that are one cell across several columns: a title.
pub(super) fn drop_titles(cells: &mut Cells, merged: &[Dimensions]) {
    let wide: BTreeSet<u32> = merged
        .iter()
        .filter(|one| one.end.1 > one.start.1)
        .map(|one| one.start.0)
        .collect();
    while cells.len() > 1
        && cells
            .first_key_value()
            .is_some_and(|(row, cells)| cells.len() == 1 && wide.contains(row))
    {
        cells.pop_first();
    }
}

/// Puts the text of merged cells in every one of them that stands in a row and under a name. The names themselves stay
/// as they are, and so does a line that is nothing but one wide cell: a heading among the rows.
pub(super) fn fill(
    cells: &mut Cells,
    merged: &[Dimensions],
    most: &Most,
) -> Result<(), Unreadable> {
    let Some((names, columns)) = cells.first_key_value() else {
        return Ok(());
    };
    let (names, columns): (u32, BTreeSet<u32>) = (*names, columns.keys().copied().collect());
    let (mut seen, mut bytes) = (0_usize, 0_u64);
    for one in merged {
        let (top, left) = one.start;
        let (bottom, right) = one.end;
        if top <= names || bottom < top || right < left {
            continue;
        }
        let first = cells.get(&top).and_then(|row| row.get(&left)).cloned();
        let Some(text) = first else {
            continue;
        };
        let length = u64::try_from(text.len()).unwrap_or(u64::MAX);
        let under: Vec<u32> = columns.range(left..=right).copied().collect();
        for row in cells.range_mut(top..=bottom).map(|(_, row)| row) {
            seen = seen.saturating_add(under.len().max(1));
            if seen > most.cells {
                return Err(Unreadable::TooMuch);
            }
            if right > left && row.keys().all(|column| (left..=right).contains(column)) {
                continue;
            }
            for column in &under {
                if let Entry::Vacant(empty) = row.entry(*column) {
                    bytes = bytes.saturating_add(length);
                    if bytes > most.unpacked {
                        return Err(Unreadable::TooMuch);
                    }
                    empty.insert(text.clone());
                }
            }
        }
    }
    Ok(())
}
