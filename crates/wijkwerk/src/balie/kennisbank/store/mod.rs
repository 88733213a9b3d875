//! The SQL of items.

mod bereik;
mod beside;
mod changes;
pub(super) mod gelezen;
mod informatieafspraken;
mod lists;
mod pakket;
mod productnamen;
mod publiek;
mod vlaggen;
mod wegwijzer;

pub(super) use bereik::*;
pub use beside::*;
pub(super) use changes::*;
pub use informatieafspraken::*;
pub use lists::*;
pub use pakket::*;
pub(super) use productnamen::*;
pub(super) use publiek::*;
pub use vlaggen::*;
pub use wegwijzer::*;

use jiff::Timestamp;
use jiff::civil::Date;
use kit::db::{Queries, Row};

use super::model::{AssuredBy, Item, ItemState, Soort, Velden};
use crate::error::{Error, Result};
use crate::ids::{AccountId, GemeenteId, KennisitemId, OrganisatieId};
use crate::write::Write;

fn item(row: &Row<'_>) -> Result<Item, kit::db::Error> {
    Ok(Item {
        id: row.get(0)?,
        sleutel: row.get(1)?,
        soort: row.get(2)?,
        organisatie: row.get(3)?,
        organisatie_soort: row.get(4)?,
        state: row.get(5)?,
        versie: row.get(6)?,
        essential: row.get(7)?,
        onderwerp: row.get(8)?,
        titel: row.get(9)?,
        samenvatting: row.get(10)?,
        tekst: row.get(11)?,
        aanmelden: row.get(12)?,
        voorwaarden: row.get(13)?,
        kosten: row.get(14)?,
        doelgroep: row.get(15)?,
        min_leeftijd: row.get(16)?,
        max_leeftijd: row.get(17)?,
        talen: row.get(18)?,
        telefoon: row.get(19)?,
        email: row.get(20)?,
        url: row.get(21)?,
        url_state: row.get(22)?,
        url_checked_at: row.get(23)?,
        upl_naam: row.get(24)?,
        upl_uri: row.get(25)?,
        assured_at: row.get(26)?,
        assured_by: row.get(27)?,
        review_days: row.get(28)?,
        review_due: row.get(29)?,
        asked_at: row.get(30)?,
        hidden_reason: row.get(31)?,
        bron: row.get(32)?,
        extern_id: row.get(33)?,
        created_at: row.get(34)?,
        changed_at: row.get(35)?,
        published_at: row.get(36)?,
        withdrawn_at: row.get(37)?,
    })
}

macro_rules! columns {
    () => {
        "id, sleutel, soort, organisatie_id, organisatie_soort, state, versie, essential, onderwerp, titel, \
         samenvatting, tekst, aanmelden, voorwaarden, kosten, doelgroep, min_leeftijd, max_leeftijd, talen, telefoon, \
         email, url, url_state, url_checked_at, upl_naam, upl_uri, assured_at, assured_by, review_days, review_due, \
         asked_at, hidden_reason, bron, extern, created_at, changed_at, published_at, withdrawn_at"
    };
}
use columns;

/// The item with this id.
pub fn find_item(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: KennisitemId,
) -> Result<Option<Item>> {
    Ok(tx.query_opt(
        concat!(
            "SELECT ",
            columns!(),
            " FROM kennisitems WHERE gemeente_id = $1 AND id = $2"
        ),
        &[&gemeente, &id],
        item,
    )?)
}

/// The item that must be there.
pub fn get_item(tx: &mut impl Queries, gemeente: GemeenteId, id: KennisitemId) -> Result<Item> {
    find_item(tx, gemeente, id)?.ok_or(Error::NotFound("kennisitem"))
}

/// The item with this word in its address.
pub fn find_by_sleutel(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    sleutel: &str,
) -> Result<Option<Item>> {
    Ok(tx.query_opt(
        concat!(
            "SELECT ",
            columns!(),
            " FROM kennisitems WHERE gemeente_id = $1 AND sleutel = $2"
        ),
        &[&gemeente, &sleutel],
        item,
    )?)
}

/// The item that came from there under this id.
pub fn find_by_extern(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    bron: &str,
    extern_id: &str,
) -> Result<Option<Item>> {
    Ok(tx.query_opt(
        concat!(
            "SELECT ",
            columns!(),
            " FROM kennisitems WHERE gemeente_id = $1 AND bron = $2 AND extern = $3"
        ),
        &[&gemeente, &bron, &extern_id],
        item,
    )?)
}

/// What a new item is besides its fields.
#[derive(Clone, Debug)]
pub struct Herkomst {
    pub sleutel: String,
    pub organisatie: Option<OrganisatieId>,
    pub essential: bool,
    pub upl_naam: Option<String>,
    pub upl_uri: Option<String>,
    pub bron: String,
    pub extern_id: Option<String>,
}

/// How an item stands from the moment it is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ItemStatus {
    pub state: ItemState,
    /// When its source says that it was checked.
    pub assured_at: Option<Timestamp>,
    pub review_days: i64,
    pub review_due: Option<Date>,
    /// Whether it came with an import, and not from somebody.
    pub read_in: bool,
}

impl ItemStatus {
    /// Not shown, never checked.
    pub fn draft(soort: Soort) -> Self {
        Self {
            state: ItemState::Draft,
            assured_at: None,
            review_days: soort.review_days(),
            review_due: None,
            read_in: false,
        }
    }
}

pub(super) fn insert(
    ctx: &mut Write<'_>,
    id: KennisitemId,
    velden: &Velden,
    from: &Herkomst,
    stand: &ItemStatus,
) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    let assured_by = stand.assured_at.map(|_| AssuredBy::Import.word());
    let published_at = (stand.state == ItemState::Published).then_some(now);
    ctx.exec(
        "INSERT INTO kennisitems (gemeente_id, id, sleutel, soort, organisatie_id, organisatie_soort, state, versie, \
         essential, onderwerp, titel, samenvatting, tekst, aanmelden, voorwaarden, kosten, doelgroep, min_leeftijd, \
         max_leeftijd, talen, telefoon, email, url, url_state, upl_naam, upl_uri, assured_at, assured_by, review_days, \
         review_due, bron, extern, created_at, changed_at, published_at, read_in) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, 1, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, \
         'unknown', $23, $24, $25, $26, $27, $28, $29, $30, $31, $31, $32, $33)",
        &[
            &gemeente,
            &id,
            &from.sleutel,
            &velden.soort,
            &from.organisatie,
            &velden.organisatie_soort,
            &stand.state,
            &from.essential,
            &velden.onderwerp,
            &velden.titel,
            &velden.samenvatting,
            &velden.tekst,
            &velden.aanmelden,
            &velden.voorwaarden,
            &velden.kosten,
            &velden.doelgroep,
            &velden.min_leeftijd,
            &velden.max_leeftijd,
            &velden.talen.join(","),
            &velden.telefoon,
            &velden.email,
            &velden.url,
            &from.upl_naam,
            &from.upl_uri,
            &stand.assured_at,
            &assured_by,
            &stand.review_days,
            &stand.review_due,
            &from.bron,
            &from.extern_id,
            &now,
            &published_at,
            &stand.read_in,
        ],
    )?;
    insert_versie(ctx, id, 1, velden, from.organisatie)
}

fn as_json(velden: &Velden) -> Result<String> {
    serde_json::to_string(velden).map_err(|error| Error::Internal(error.to_string()))
}

/// Writes down what it says from now on, all of it.
pub(super) fn insert_versie(
    ctx: &mut Write<'_>,
    id: KennisitemId,
    versie: i64,
    velden: &Velden,
    organisatie: Option<OrganisatieId>,
) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    let account: Option<AccountId> = ctx.actor.account().map(|account| account.id);
    let json = as_json(velden)?;
    ctx.exec(
        "INSERT INTO kennisversies (gemeente_id, kennisitem_id, versie, titel, samenvatting, tekst, organisatie_id, \
         account_id, at, velden) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        &[
            &gemeente,
            &id,
            &versie,
            &velden.titel,
            &velden.samenvatting,
            &velden.tekst,
            &organisatie,
            &account,
            &now,
            &json,
        ],
    )?;
    Ok(())
}

/// Fills in what the present version says, where it is from before all of it was kept; asked before the next is written.
pub(super) fn complete_versie(ctx: &mut Write<'_>, item: &Item) -> Result<()> {
    let gemeente = ctx.gemeente();
    let json = as_json(&item.velden())?;
    ctx.exec(
        "UPDATE kennisversies SET velden = $4 WHERE gemeente_id = $1 AND kennisitem_id = $2 AND versie = $3 \
         AND velden IS NULL",
        &[&gemeente, &item.id, &item.versie, &json],
    )?;
    Ok(())
}
