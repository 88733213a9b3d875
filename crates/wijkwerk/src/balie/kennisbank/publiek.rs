//! The public face of an item (INV-43): a generated object with all that its page shows, made in the same write.
//!
//! What was public once keeps its page: it says "in controle" or "ingetrokken" instead of its text.

use jiff::civil::Date;
use kit::db::Queries;
use serde::{Deserialize, Serialize};

use super::model::{Freshness, Item, ItemState, Kanaalplek, Plaats, UrlState, Velden, Vertaling};
use super::store;
use crate::error::{Error, Result};
use crate::ids::{GebiedId, GemeenteId, KennisitemId, LocatieId, OrganisatieId};
use crate::write::Write;

/// What everybody may read of an item.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Document {
    pub state: ItemState,
    pub versie: i64,
    pub organisatie: Option<OrganisatieId>,
    pub velden: Velden,
    pub url_state: UrlState,
    pub kanalen: Vec<Kanaalplek>,
    pub plaatsen: Vec<Plaats>,
    pub gebieden: Vec<GebiedId>,
    pub vertalingen: Vec<Vertaling>,
    pub assured_on: Option<Date>,
    pub review_due: Option<Date>,
    pub withdrawn_on: Option<Date>,
}

impl Document {
    /// How fresh it is today (INV-16).
    pub fn freshness(&self, today: Date) -> Freshness {
        Freshness::from_days(self.assured_on, self.review_due, today)
    }
}

/// A public item with its address.
#[derive(Clone, Debug)]
pub struct Openbaar {
    pub id: KennisitemId,
    pub sleutel: String,
    pub document: Document,
}

/// Makes or renews the public face of this item; a draft that never was public has none.
pub fn project(ctx: &mut Write<'_>, id: KennisitemId) -> Result<()> {
    let gemeente = ctx.gemeente();
    let item = store::get_item(ctx, gemeente, id)?;
    if item.state == ItemState::Draft || item.published_at.is_none() {
        return Ok(());
    }
    let document = document_of(ctx, gemeente, &item)?;
    let json =
        serde_json::to_string(&document).map_err(|error| Error::Internal(error.to_string()))?;
    store::keep_publiek(ctx, &item, &json)?;
    ctx.touch_public();
    Ok(())
}

/// Renews the faces of everything that can be had at a place: a feed tells them as changed.
pub fn project_at(ctx: &mut Write<'_>, locatie: LocatieId) -> Result<()> {
    let gemeente = ctx.gemeente();
    for id in store::list_at_plaats(ctx, gemeente, locatie)? {
        store::touch(ctx, id)?;
        project(ctx, id)?;
    }
    Ok(())
}

fn document_of(tx: &mut impl Queries, gemeente: GemeenteId, item: &Item) -> Result<Document> {
    let day = |at: Option<jiff::Timestamp>| at.map(crate::kader::termijnen::day_of);
    Ok(Document {
        state: item.state,
        versie: item.versie,
        organisatie: item.organisatie,
        velden: item.velden(),
        url_state: item.url_state,
        kanalen: store::list_kanalen(tx, gemeente, item.id)?,
        plaatsen: store::list_plaatsen(tx, gemeente, item.id)?,
        gebieden: store::list_gebieden(tx, gemeente, item.id)?,
        vertalingen: store::list_vertalingen(tx, gemeente, item.id)?,
        assured_on: day(item.assured_at),
        review_due: item.review_due,
        withdrawn_on: day(item.withdrawn_at),
    })
}

/// The public item with this word in its address.
pub fn find_openbaar(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    sleutel: &str,
) -> Result<Option<Openbaar>> {
    let Some((id, json)) = store::find_publiek(tx, gemeente, sleutel)? else {
        return Ok(None);
    };
    let document =
        serde_json::from_str(&json).map_err(|error| Error::Internal(error.to_string()))?;
    Ok(Some(Openbaar {
        id,
        sleutel: sleutel.to_owned(),
        document,
    }))
}
