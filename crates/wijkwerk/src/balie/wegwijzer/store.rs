//! The SQL of the wegwijzer: what there is to find, and what desks chose.

use jiff::Timestamp;
use kit::db::{Queries, Row};
use uuid::Uuid;

use super::teksten::without_shipped;
use super::{Choice, Doc, Outcome, words_for};
use crate::error::Result;
use crate::frame::Frame;
use crate::ids::{GemeenteId, KennisitemId, OrganisatieId, WegwijzerkeuzeId};

/// Most items of a gemeente that are searched.
const ITEMS: i64 = 20_000;
/// Most own words of items that are searched.
const WOORDEN: i64 = 200_000;
/// Most choices that are learned from; the newest.
const CHOICES: i64 = 20_000;

/// What an index was made from: it is as old as the last change of an item and the last choice made, taken back or
/// erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stand {
    changed: Option<Timestamp>,
    chosen: Option<Timestamp>,
    undone: Option<Timestamp>,
    oldest: Option<Timestamp>,
}

impl Stand {
    /// Whether no item changed between the two.
    pub(super) fn has_items_of(&self, other: &Self) -> bool {
        self.changed == other.changed
    }
}

/// Where a gemeente stands now.
pub(super) fn stand(tx: &mut impl Queries, gemeente: GemeenteId) -> Result<Stand> {
    Ok(tx.query_one(
        "SELECT (SELECT changed_at FROM kennisitems WHERE gemeente_id = $1 ORDER BY changed_at DESC, id DESC LIMIT 1), \
         (SELECT at FROM wegwijzer_keuzes WHERE gemeente_id = $1 ORDER BY at DESC, id DESC LIMIT 1), \
         (SELECT undone_at FROM wegwijzer_keuzes WHERE gemeente_id = $1 AND undone_at IS NOT NULL \
          ORDER BY undone_at DESC NULLS LAST, id DESC LIMIT 1), \
         (SELECT at FROM wegwijzer_keuzes WHERE gemeente_id = $1 ORDER BY at, id LIMIT 1)",
        &[&gemeente],
        |row| {
            Ok(Stand {
                changed: row.get(0)?,
                chosen: row.get(1)?,
                undone: row.get(2)?,
                oldest: row.get(3)?,
            })
        },
    )?)
}

/// How many items there are about each topic.
pub(super) fn onderwerpen(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
) -> Result<Vec<(String, i64)>> {
    Ok(tx.query(
        "SELECT onderwerp, count(*) FROM kennisitems WHERE gemeente_id = $1 AND state = 'published' \
         GROUP BY onderwerp ORDER BY onderwerp LIMIT 200",
        &[&gemeente],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?)
}

/// Everything that can be found, known by its address.
pub(super) fn docs(tx: &mut impl Queries, frame: &Frame) -> Result<Vec<Doc>> {
    let gemeente = frame.id;
    let mut docs: Vec<(KennisitemId, Doc)> = tx.query(
        "SELECT id, sleutel, titel, samenvatting, tekst, doelgroep, organisatie_soort, organisatie_id FROM kennisitems \
         WHERE gemeente_id = $1 AND state IN ('published', 'in_control') ORDER BY id LIMIT $2",
        &[&gemeente, &ITEMS],
        |row| {
            let organisatie: Option<OrganisatieId> = row.get(7)?;
            let naam = organisatie.and_then(|id| frame.organisatie(id));
            let sleutel: String = row.get(1)?;
            let own = |text: String| without_shipped(&sleutel, &text);
            let text = [row.get(3)?, own(row.get(4)?), own(row.get(5)?)].join(" ");
            Ok((
                row.get(0)?,
                Doc {
                    words: words_for(&sleutel).to_vec(),
                    id: sleutel,
                    title: row.get(2)?,
                    text,
                    organisation_kind: row.get(6)?,
                    organisation: naam.map(|found| found.naam.clone()).unwrap_or_default(),
                },
            ))
        },
    )?;
    let given: Vec<(KennisitemId, String)> = tx.query(
        "SELECT kennisitem_id, woord FROM kennis_woorden WHERE gemeente_id = $1 ORDER BY kennisitem_id, woord LIMIT $2",
        &[&gemeente, &WOORDEN],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    for (item, woord) in given {
        if let Ok(at) = docs.binary_search_by_key(&item, |(id, _)| *id) {
            docs[at].1.words.push(woord);
        }
    }
    Ok(docs.into_iter().map(|(_, doc)| doc).collect())
}

/// How many items, and how many of their own words, are more than what is searched.
pub(crate) fn count_left_out(tx: &mut impl Queries, gemeente: GemeenteId) -> Result<(i64, i64)> {
    let (items, woorden): (i64, i64) = tx.query_one(
        "SELECT (SELECT count(*) FROM kennisitems WHERE gemeente_id = $1 AND state IN ('published', 'in_control')), \
         (SELECT count(*) FROM kennis_woorden WHERE gemeente_id = $1)",
        &[&gemeente],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    Ok(((items - ITEMS).max(0), (woorden - WOORDEN).max(0)))
}

fn outcome(helped: Option<bool>) -> Outcome {
    match helped {
        None => Outcome::Unknown,
        Some(true) => Outcome::Helped,
        Some(false) => Outcome::NotHelped,
    }
}

/// The choices that count.
pub(super) fn choices(tx: &mut impl Queries, gemeente: GemeenteId) -> Result<Vec<Choice>> {
    Ok(tx.query(
        "SELECT k.woorden, i.sleutel, k.organisatie_id, k.helped FROM wegwijzer_keuzes k \
         JOIN kennisitems i ON i.gemeente_id = k.gemeente_id AND i.id = k.kennisitem_id \
         WHERE k.gemeente_id = $1 AND k.undone_at IS NULL ORDER BY k.at DESC, k.id DESC LIMIT $2",
        &[&gemeente, &CHOICES],
        |row| {
            let desk: Option<OrganisatieId> = row.get(2)?;
            Ok(Choice {
                words: row
                    .get::<String>(0)?
                    .split(' ')
                    .map(ToOwned::to_owned)
                    .collect(),
                item: row.get(1)?,
                desk: desk.map(|id| id.to_string()).unwrap_or_default(),
                outcome: outcome(row.get(3)?),
            })
        },
    )?)
}

/// A choice as the page of what was learned shows it.
#[derive(Clone, Debug)]
pub(super) struct Keuze {
    pub(super) id: WegwijzerkeuzeId,
    pub(super) woorden: String,
    pub(super) titel: String,
    pub(super) organisatie: Option<OrganisatieId>,
    pub(super) helped: Option<bool>,
    pub(super) at: Timestamp,
}

fn keuze(row: &Row<'_>) -> std::result::Result<Keuze, kit::db::Error> {
    Ok(Keuze {
        id: row.get(0)?,
        woorden: row.get(1)?,
        titel: row.get(2)?,
        organisatie: row.get(3)?,
        helped: row.get(4)?,
        at: row.get(5)?,
    })
}

/// Choices that count, newest first, of which the words or the title hold `woord`: no more than `most`, after the one
/// with this id.
pub(super) fn list_keuzes(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    woord: &str,
    after: Option<WegwijzerkeuzeId>,
    most: i64,
) -> Result<Vec<Keuze>> {
    let last = match after {
        Some(id) => tx.query_opt(
            "SELECT at, id FROM wegwijzer_keuzes WHERE gemeente_id = $1 AND id = $2",
            &[&gemeente, &id],
            |row| Ok((row.get::<Timestamp>(0)?, row.get::<WegwijzerkeuzeId>(1)?)),
        )?,
        None => None,
    };
    let (at, id) = last.unwrap_or((Timestamp::MAX, WegwijzerkeuzeId(Uuid::max())));
    let plain: String = woord
        .chars()
        .map(|ch| if ch.is_alphanumeric() { ch } else { ' ' })
        .collect();
    let pattern = format!("%{}%", plain.trim());
    Ok(tx.query(
        "SELECT k.id, k.woorden, i.titel, k.organisatie_id, k.helped, k.at FROM wegwijzer_keuzes k \
         JOIN kennisitems i ON i.gemeente_id = k.gemeente_id AND i.id = k.kennisitem_id \
         WHERE k.gemeente_id = $1 AND k.undone_at IS NULL AND k.at <= $2 AND (k.at < $2 OR k.id < $3) \
         AND (lower(k.woorden) LIKE lower($4) OR lower(i.titel) LIKE lower($4)) \
         ORDER BY k.at DESC, k.id DESC LIMIT $5",
        &[&gemeente, &at, &id, &pattern, &most],
        keuze,
    )?)
}
