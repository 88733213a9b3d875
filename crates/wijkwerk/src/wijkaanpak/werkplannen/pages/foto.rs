//! Showing a photo of evidence to everybody, from the page it stands on; and taking it back.

use super::{aandachtsgebied, afspraak};
use crate::error::{Error, Result};
use crate::http::{Req, Response, redirect};
use crate::ids::{AandachtsgebiedId, AfspraakId, BewijsId};
use crate::kader::bestanden;
use crate::layout::{Faults, url};
use crate::wijkaanpak::werkplannen::{actions, store};

/// The photo that the form is about, and the afspraak whose page it stands on if that is one.
async fn found(req: &Req) -> Result<(BewijsId, Option<AfspraakId>)> {
    let about: AandachtsgebiedId = req.id("aandachtsgebied")?;
    let id: BewijsId = req.form.parsed("bewijs").ok_or(Error::NotFound("bewijs"))?;
    // Nobody has files decoded for what is not his.
    let afspraak = req
        .read(move |tx, view| {
            let gemeente = view.frame.id;
            let one = store::get_aandachtsgebied(tx, gemeente, about)?;
            match store::find_foto(tx, gemeente, id)? {
                Some((of, afspraak))
                    if of == about && actions::may_see(&view.actor, &one.wijken) =>
                {
                    Ok(afspraak)
                }
                _ => Err(Error::NotFound("bewijs")),
            }
        })
        .await?;
    Ok((id, afspraak))
}

/// Back to the page: after what was done, or with the faults of the form.
async fn back(req: &Req, of: Option<AfspraakId>, done: Result<()>) -> Result<Response> {
    match (done, of) {
        (Ok(()), Some(id)) => Ok(redirect(&url(&req.view, &format!("/afspraken/{id}")))),
        (Ok(()), None) => {
            let id: AandachtsgebiedId = req.id("aandachtsgebied")?;
            let path = format!("/aandachtsgebieden/{id}");
            Ok(redirect(&url(&req.view, &path)))
        }
        (Err(error), Some(id)) => afspraak::render(req, id, Faults::or_refusal(error)?).await,
        (Err(error), None) => aandachtsgebied::render(req, Faults::or_refusal(error)?).await,
    }
}

/// Shows a copy of a photo to everybody.
pub(super) async fn release(req: Req) -> Result<Response> {
    let (id, of) = found(&req).await?;
    let done = match bestanden::keep_one(&req, "kopie").await {
        Ok(Some(copy)) => {
            req.do_once(move |ctx| actions::release_photo(ctx, id, &copy))
                .await
        }
        Ok(None) => Err(Error::field("kopie", "staf-kopie-nodig")),
        Err(error) => Err(error),
    };
    back(&req, of, done).await
}

/// Shows it to nobody any more.
pub(super) async fn withdraw(req: Req) -> Result<Response> {
    let (id, of) = found(&req).await?;
    let reason = req.form.text("waarom").to_owned();
    let done = req
        .do_once(move |ctx| actions::withdraw_photo(ctx, id, &reason))
        .await;
    back(&req, of, done).await
}
