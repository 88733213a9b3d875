//! The SQL of items that answer.

use jiff::Timestamp;
use jiff::civil::Date;
use kit::db::{Queries, Row};

use crate::balie::infopunten::Elders;
use crate::balie::kennisbank::Plek;
use crate::error::Result;
use crate::ids::{GemeenteId, KennisitemId, OrganisatieId};

/// An item that answers.
#[derive(Clone, Debug)]
pub(super) struct Gevonden {
    pub id: KennisitemId,
    pub sleutel: String,
    pub titel: String,
    pub samenvatting: String,
    pub tekst: String,
    pub aanmelden: String,
    pub organisatie: Option<OrganisatieId>,
    pub onderwerp: String,
    pub telefoon: Option<String>,
    pub email: Option<String>,
    pub url: Option<String>,
    pub assured_at: Option<Timestamp>,
    pub in_control: bool,
    pub review_due: Option<Date>,
    /// Why this one, in a sentence.
    pub waarom: String,
    /// The nearest place where it can be had.
    pub plek: Option<Plek>,
    /// Where one can go now, if that place is a point that is closed.
    pub nu_naar: Option<Elders>,
}

fn gevonden(row: &Row<'_>) -> std::result::Result<Gevonden, kit::db::Error> {
    Ok(Gevonden {
        id: row.get(0)?,
        sleutel: row.get(1)?,
        titel: row.get(2)?,
        samenvatting: row.get(3)?,
        tekst: row.get(4)?,
        aanmelden: row.get(5)?,
        organisatie: row.get(6)?,
        onderwerp: row.get(7)?,
        telefoon: row.get(8)?,
        email: row.get(9)?,
        url: row.get(10)?,
        assured_at: row.get(11)?,
        in_control: row.get::<String>(12)? == "in_control",
        review_due: row.get(13)?,
        waarom: String::new(),
        plek: None,
        nu_naar: None,
    })
}

/// The item at this address, if it may be shown.
pub(super) fn find(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    sleutel: &str,
) -> Result<Option<Gevonden>> {
    Ok(tx.query_opt(
        "SELECT id, sleutel, titel, samenvatting, tekst, aanmelden, organisatie_id, onderwerp, telefoon, email, url, \
         assured_at, state, review_due FROM kennisitems WHERE gemeente_id = $1 AND sleutel = $2 \
         AND state IN ('published', 'in_control')",
        &[&gemeente, &sleutel],
        gevonden,
    )?)
}

/// The items at these addresses, of the first five at most, as far as they may be shown, in no order.
pub(super) fn find_all(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    keys: &[String],
) -> Result<Vec<Gevonden>> {
    let key = |n: usize| keys.get(n).map_or("", String::as_str);
    Ok(tx.query(
        "SELECT id, sleutel, titel, samenvatting, tekst, aanmelden, organisatie_id, onderwerp, telefoon, email, url, \
         assured_at, state, review_due FROM kennisitems WHERE gemeente_id = $1 AND sleutel IN ($2, $3, $4, $5, $6) \
         AND state IN ('published', 'in_control') ORDER BY id LIMIT 5",
        &[&gemeente, &key(0), &key(1), &key(2), &key(3), &key(4)],
        gevonden,
    )?)
}

/// The items about one topic, for who rather looks around.
pub(super) fn about(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    onderwerp: &str,
) -> Result<Vec<Gevonden>> {
    Ok(tx.query(
        "SELECT id, sleutel, titel, samenvatting, tekst, aanmelden, organisatie_id, onderwerp, telefoon, email, url, \
         assured_at, state, review_due FROM kennisitems WHERE gemeente_id = $1 AND onderwerp = $2 AND state = 'published' \
         ORDER BY titel, id LIMIT 200",
        &[&gemeente, &onderwerp],
        gevonden,
    )?)
}
