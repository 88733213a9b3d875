//! Lists of items: one index per kind of filter, the last key of a page to go on from.

use jiff::Timestamp;
use jiff::civil::Date;
use kit::db::Queries;

use super::{columns, item};
use crate::balie::kennisbank::model::{Filter, Item, ItemState};
use crate::error::Result;
use crate::ids::{GemeenteId, KennisitemId, OrganisatieId};

/// Rows on a page where nothing else is asked.
const PAGE: i64 = 50;
/// Most rows that are ever given at once.
const MOST: i64 = 500;
/// Most words that are looked for.
const WORDS: usize = 3;

/// The patterns of a search: a word each, `%` where there is none.
fn patterns(woorden: &str) -> [String; WORDS] {
    let mut out = [(); WORDS].map(|()| "%".to_owned());
    let words = woorden
        .split(|ch: char| !ch.is_alphanumeric() && ch != '-')
        .filter(|word| !word.is_empty());
    for (pattern, word) in out.iter_mut().zip(words) {
        let word: String = word.chars().take(40).collect();
        *pattern = format!("%{}%", word.to_lowercase());
    }
    out
}

/// Items that fit the filter, by title; by the day they are to be checked where that is asked.
pub fn list_items(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    filter: &Filter,
) -> Result<Vec<Item>> {
    let most = if filter.most > 0 {
        filter.most.min(MOST)
    } else {
        PAGE
    };
    if let Some(before) = filter.due_before {
        return list_due(tx, gemeente, filter, before, most);
    }
    match (filter.organisatie, &filter.onderwerp, filter.state) {
        (Some(organisatie), ..) => list_by_organisatie(tx, gemeente, filter, organisatie, most),
        (None, Some(onderwerp), _) => list_by_onderwerp(tx, gemeente, filter, onderwerp, most),
        (None, None, Some(state)) => list_by_state(tx, gemeente, filter, state, most),
        (None, None, None) => list_all(tx, gemeente, filter, most),
    }
}

/// Everything that was not withdrawn.
fn list_all(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    filter: &Filter,
    most: i64,
) -> Result<Vec<Item>> {
    let [a, b, c] = patterns(&filter.woorden);
    let (titel, id) = after(filter);
    Ok(tx.query(
        concat!(
            "SELECT ",
            columns!(),
            " FROM kennisitems WHERE gemeente_id = $1 AND titel >= $2 AND (titel > $2 OR id > $3) \
             AND lower(titel || ' ' || samenvatting) LIKE lower($4) AND lower(titel || ' ' || samenvatting) LIKE lower($5) \
             AND lower(titel || ' ' || samenvatting) LIKE lower($6) AND (NOT $7 OR organisatie_id IS NULL) \
             AND state <> 'withdrawn' ORDER BY titel, id LIMIT $8"
        ),
        &[&gemeente, &titel, &id, &a, &b, &c, &filter.unowned, &most],
        item,
    )?)
}

fn after(filter: &Filter) -> (String, KennisitemId) {
    filter
        .after
        .clone()
        .unwrap_or_else(|| (String::new(), KennisitemId(uuid::Uuid::nil())))
}

fn list_by_state(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    filter: &Filter,
    state: ItemState,
    most: i64,
) -> Result<Vec<Item>> {
    let [a, b, c] = patterns(&filter.woorden);
    let (titel, id) = after(filter);
    Ok(tx.query(
        concat!(
            "SELECT ",
            columns!(),
            " FROM kennisitems WHERE gemeente_id = $1 AND state = $2 AND titel >= $3 AND (titel > $3 OR id > $4) \
             AND lower(titel || ' ' || samenvatting) LIKE lower($5) AND lower(titel || ' ' || samenvatting) LIKE lower($6) \
             AND lower(titel || ' ' || samenvatting) LIKE lower($7) AND (NOT $8 OR organisatie_id IS NULL) \
             ORDER BY titel, id LIMIT $9"
        ),
        &[&gemeente, &state, &titel, &id, &a, &b, &c, &filter.unowned, &most],
        item,
    )?)
}

fn list_by_organisatie(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    filter: &Filter,
    organisatie: OrganisatieId,
    most: i64,
) -> Result<Vec<Item>> {
    let [a, b, c] = patterns(&filter.woorden);
    let (titel, id) = after(filter);
    Ok(tx.query(
        concat!(
            "SELECT ",
            columns!(),
            " FROM kennisitems WHERE gemeente_id = $1 AND organisatie_id = $2 AND titel >= $3 AND (titel > $3 OR id > $4) \
             AND lower(titel || ' ' || samenvatting) LIKE lower($5) AND lower(titel || ' ' || samenvatting) LIKE lower($6) \
             AND lower(titel || ' ' || samenvatting) LIKE lower($7) AND (CAST($8 AS TEXT) IS NULL OR state = $8) \
             AND (CAST($9 AS TEXT) IS NULL OR onderwerp = $9) ORDER BY titel, id LIMIT $10"
        ),
        &[
            &gemeente,
            &organisatie,
            &titel,
            &id,
            &a,
            &b,
            &c,
            &filter.state,
            &filter.onderwerp,
            &most,
        ],
        item,
    )?)
}

fn list_by_onderwerp(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    filter: &Filter,
    onderwerp: &str,
    most: i64,
) -> Result<Vec<Item>> {
    let [a, b, c] = patterns(&filter.woorden);
    let (titel, id) = after(filter);
    Ok(tx.query(
        concat!(
            "SELECT ",
            columns!(),
            " FROM kennisitems WHERE gemeente_id = $1 AND onderwerp = $2 AND titel >= $3 AND (titel > $3 OR id > $4) \
             AND lower(titel || ' ' || samenvatting) LIKE lower($5) AND lower(titel || ' ' || samenvatting) LIKE lower($6) \
             AND lower(titel || ' ' || samenvatting) LIKE lower($7) AND (CAST($8 AS TEXT) IS NULL OR state = $8) \
             AND (NOT $9 OR organisatie_id IS NULL) ORDER BY titel, id LIMIT $10"
        ),
        &[
            &gemeente,
            &onderwerp,
            &titel,
            &id,
            &a,
            &b,
            &c,
            &filter.state,
            &filter.unowned,
            &most,
        ],
        item,
    )?)
}

/// What is to be checked before a day, the longest waiting first; what was hidden for it too.
fn list_due(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    filter: &Filter,
    before: Date,
    most: i64,
) -> Result<Vec<Item>> {
    let [a, b, c] = patterns(&filter.woorden);
    let mut all = Vec::new();
    for state in [ItemState::Published, ItemState::InControl] {
        if filter.state.is_some_and(|wanted| wanted != state) {
            continue;
        }
        all.extend(tx.query(
            concat!(
                "SELECT ",
                columns!(),
                " FROM kennisitems WHERE gemeente_id = $1 AND state = $2 AND review_due < $3 \
                 AND lower(titel || ' ' || samenvatting) LIKE lower($4) AND lower(titel || ' ' || samenvatting) LIKE lower($5) \
                 AND lower(titel || ' ' || samenvatting) LIKE lower($6) AND (CAST($7 AS UUID) IS NULL OR organisatie_id = $7) \
                 AND (CAST($8 AS TEXT) IS NULL OR onderwerp = $8) ORDER BY review_due NULLS LAST, id LIMIT $9"
            ),
            &[
                &gemeente,
                &state,
                &before,
                &a,
                &b,
                &c,
                &filter.organisatie,
                &filter.onderwerp,
                &most,
            ],
            item,
        )?);
    }
    all.sort_by_key(|found| (found.review_due, found.id));
    all.truncate(usize::try_from(most).unwrap_or(usize::MAX));
    Ok(all)
}

/// Published items of which the day of checking has come and whose owner was not asked about that day yet, whatever was
/// asked before; the longest waiting first.
pub fn list_to_ask(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    today: Date,
    most: i64,
) -> Result<Vec<Item>> {
    Ok(tx.query(
        concat!(
            "SELECT ",
            columns!(),
            " FROM kennisitems WHERE gemeente_id = $1 AND state = 'published' AND review_due <= $2 \
             AND (review_asked IS NULL OR review_asked <> review_due) AND organisatie_id IS NOT NULL ORDER BY review_due NULLS LAST, id LIMIT $3"
        ),
        &[&gemeente, &today, &most],
        item,
    )?)
}

/// Published items that should have been checked before a day.
pub fn list_overdue(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    before: Date,
    most: i64,
) -> Result<Vec<Item>> {
    Ok(tx.query(
        concat!(
            "SELECT ",
            columns!(),
            " FROM kennisitems WHERE gemeente_id = $1 AND state = 'published' AND review_due <= $2 \
             ORDER BY review_due NULLS LAST, id LIMIT $3"
        ),
        &[&gemeente, &before, &most],
        item,
    )?)
}

/// Published items with a website that nobody looked at since `before`, the longest ago first.
pub fn list_links(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    before: Timestamp,
    most: i64,
) -> Result<Vec<Item>> {
    Ok(tx.query(
        concat!(
            "SELECT ",
            columns!(),
            " FROM kennisitems WHERE gemeente_id = $1 AND state = 'published' AND url IS NOT NULL \
             AND (url_checked_at IS NULL OR url_checked_at < $2) ORDER BY url_checked_at NULLS FIRST, id LIMIT $3"
        ),
        &[&gemeente, &before, &most],
        item,
    )?)
}

/// What somebody wrote or changed after `since`, up to and including `until`, the oldest first: an import is told by
/// [`count_read_in`].
pub fn list_written_since(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    since: Timestamp,
    until: Timestamp,
    most: i64,
) -> Result<Vec<Item>> {
    Ok(tx.query(
        concat!(
            "SELECT ",
            columns!(),
            " FROM kennisitems WHERE gemeente_id = $1 AND read_in = FALSE AND changed_at > $2 AND changed_at <= $3 \
             AND state <> 'draft' ORDER BY changed_at, id LIMIT $4"
        ),
        &[&gemeente, &since, &until, &most.clamp(1, MOST)],
        item,
    )?)
}

/// How many items an import changed last in the same time, by its source.
pub fn count_read_in(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    since: Timestamp,
    until: Timestamp,
) -> Result<Vec<(String, i64)>> {
    Ok(tx.query(
        "SELECT bron, count(*) FROM kennisitems WHERE gemeente_id = $1 AND read_in = TRUE AND changed_at > $2 \
         AND changed_at <= $3 AND state <> 'draft' GROUP BY bron ORDER BY bron LIMIT 20",
        &[&gemeente, &since, &until],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?)
}

/// The items that an import of this source changed last in the same time, the oldest first.
pub fn list_read_in(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    bron: &str,
    since: Timestamp,
    until: Timestamp,
) -> Result<Vec<Item>> {
    Ok(tx.query(
        concat!(
            "SELECT ",
            columns!(),
            " FROM kennisitems WHERE gemeente_id = $1 AND read_in = TRUE AND changed_at > $2 AND changed_at <= $3 \
             AND state <> 'draft' AND bron = $4 ORDER BY changed_at, id LIMIT $5"
        ),
        &[&gemeente, &since, &until, &bron, &MOST],
        item,
    )?)
}

/// Every item that must be there in every channel, as far as it is shown, by title.
pub fn list_essential(tx: &mut impl Queries, gemeente: GemeenteId) -> Result<Vec<Item>> {
    let mut all = Vec::new();
    for state in [ItemState::Published, ItemState::InControl] {
        all.extend(tx.query(
            concat!(
                "SELECT ",
                columns!(),
                " FROM kennisitems WHERE gemeente_id = $1 AND state = $2 AND essential ORDER BY titel, id LIMIT $3"
            ),
            &[&gemeente, &state, &MOST],
            item,
        )?);
    }
    all.sort_by(|a, b| (&a.titel, a.id).cmp(&(&b.titel, b.id)));
    Ok(all)
}
