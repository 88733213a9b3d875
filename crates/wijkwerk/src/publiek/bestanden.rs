//! Photos and documents: read by everybody only when a public projection names them, else by those who may see one of the
//! things that carry them. One picture may stand with several things, of which one that may be seen is enough. A document
//! of a stuk is only ever handed out to be saved.

use kit::db::Queries;
use kit::files::FileHash;

use super::document::Document;
use super::store_bestanden as store;
use crate::access::{Actor, Here, Permission};
use crate::error::{Error, Result};
use crate::handler;
use crate::http::{Guard, Kind, Req, Response, Route};
use crate::ids::{GebiedId, GemeenteId};
use crate::kader::{bestanden, stukken};
use crate::wijkaanpak::taken::actions::may_see as may_see_taak;
use crate::wijkaanpak::werkplannen::actions::may_see as may_see_plan;

pub(super) fn routes() -> Vec<Route> {
    vec![Route::get(
        "publiek.bestand",
        "/{gemeente}/bestand/{hash}",
        Guard::Public,
        Kind::File,
        handler!(show),
    )]
}

async fn show(req: Req) -> Result<Response> {
    let missing = || Error::NotFound("bestand");
    let hash: FileHash = req.param("hash").parse().map_err(|_| missing())?;
    let text = hash.to_string();
    let (allowed, document) = req
        .read(move |tx, view| {
            let (actor, today) = (&view.actor, view.today());
            let document = stukken::find_document(tx, &view.frame, actor, today, &text)?;
            Ok((may_read(tx, view.frame.id, actor, &text)?, document))
        })
        .await?;
    match document {
        Some(name) => bestanden::answer_document(&req.app, hash, &name).await,
        None if allowed => bestanden::answer(&req.app, hash).await,
        None => Err(missing()),
    }
}

fn may_read(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    actor: &Actor,
    hash: &str,
) -> Result<bool> {
    if is_public(tx, gemeente, hash)? {
        return Ok(true);
    }
    let Some(account) = actor.account() else {
        return Ok(false);
    };
    // The own face, also of whoever does not show it to everybody.
    if store::is_face_of(tx, gemeente, account.id, hash)? {
        return Ok(true);
    }
    let reads = |gebied: &GebiedId| actor.may(Permission::MeldingRead, &Here::gebied(*gebied));
    if store::list_gebieden_of_meldingen(tx, gemeente, hash)?
        .iter()
        .any(reads)
    {
        return Ok(true);
    }
    if store::list_gebieden_of_taken(tx, gemeente, hash)?
        .into_iter()
        .any(|gebied| may_see_taak(actor, gebied))
    {
        return Ok(true);
    }
    let sees = |gebieden: Vec<GebiedId>| may_see_plan(actor, &gebieden);
    if sees(store::list_gebieden_of_afspraken(tx, gemeente, hash)?)
        || sees(store::list_gebieden_of_resultaten(tx, gemeente, hash)?)
        || sees(store::list_gebieden_of_plannen(tx, gemeente, hash)?)
    {
        return Ok(true);
    }
    let Some(own) = account.organisatie else {
        return Ok(false);
    };
    let may = |permission| actor.may(permission, &Here::organisatie(own));
    if store::list_owners(tx, gemeente, hash)?.contains(&own) && may(Permission::AfspraakAccept) {
        return Ok(true);
    }
    Ok(store::list_partners(tx, gemeente, hash)?.contains(&own) && may(Permission::MeldingPartner))
}

fn is_public(tx: &mut impl Queries, gemeente: GemeenteId, hash: &str) -> Result<bool> {
    if store::is_of_public_melding(tx, gemeente, hash)?
        || store::is_public_face(tx, gemeente, hash)?
    {
        return Ok(true);
    }
    Ok(store::list_documents_with(tx, gemeente, hash)?
        .iter()
        .any(|text| Document::read(text).shows(hash)))
}
