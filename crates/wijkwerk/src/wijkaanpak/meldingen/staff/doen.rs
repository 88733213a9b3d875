//! What is done with one melding from its page: the public sentence, done with evidence, joining, releasing a photo.

use super::{actions, detail};
use crate::access::Permission;
use crate::error::{Error, FieldError, Result, Sentence};
use crate::handler;
use crate::http::{Guard, Place, Req, Response, Route, redirect};
use crate::ids::{MeldingFotoId, MeldingId};
use crate::kader::bestanden;
use crate::kader::bewijzen::{self, Bewijs};
use crate::layout::{self, Faults};
use crate::wijkaanpak::meldingen::{self, MeldingState, fotos};

/// Room for one photo with its form.
const PHOTO_BODY: usize = 16 << 20;

pub(super) fn routes() -> Vec<Route> {
    let may = Guard::May(Permission::MeldingTriage);
    vec![
        Route::post(
            "meldingen.zin",
            "/{gemeente}/meldingen/{melding}/zin",
            may,
            handler!(sentence),
        )
        .at(Place::Gebied)
        .sample("zin=De gemeente kijkt hier deze week naar."),
        Route::post(
            "meldingen.klaar",
            "/{gemeente}/meldingen/{melding}/klaar",
            may,
            handler!(complete),
        )
        .at(Place::Gebied)
        .sample("gezien=De tegels liggen weer vast en vlak.&zin=De stoep is weer heel.")
        .body(PHOTO_BODY),
        Route::post(
            "meldingen.samen",
            "/{gemeente}/meldingen/{melding}/samen",
            may,
            handler!(join),
        )
        .at(Place::Gebied)
        .sample("nummer={nummer}"),
        Route::post(
            "meldingen.foto.vrijgeven",
            "/{gemeente}/meldingen/{melding}/fotos/{foto}/vrijgeven",
            may,
            handler!(release),
        )
        .at(Place::Gebied)
        .sample("kopie=@kopie.jpg")
        .body(PHOTO_BODY),
    ]
}

/// Back to the page: after what was done, or with the faults of the form.
async fn back(req: &Req, id: MeldingId, done: Result<()>) -> Result<Response> {
    match done {
        Ok(()) => Ok(redirect(&layout::url(
            &req.view,
            &format!("/meldingen/{id}"),
        ))),
        Err(error) => detail::render(req, id, Faults::of(error)?, 400).await,
    }
}

async fn sentence(req: Req) -> Result<Response> {
    let id: MeldingId = req.id("melding")?;
    let zin = req.form.text("zin").to_owned();
    let done = req
        .do_once(move |ctx| actions::write_sentence(ctx, id, &zin))
        .await;
    back(&req, id, done).await
}

async fn complete(req: Req) -> Result<Response> {
    let id: MeldingId = req.id("melding")?;
    // Nobody has files decoded for a melding that is not his.
    let melding = req
        .read(move |tx, view| detail::visible(tx, view, id))
        .await?;
    let done = match evidence(&req).await {
        Ok(evidence) => {
            let (zin, request) = (req.form.text("zin").to_owned(), req.form.request_id());
            req.write(move |ctx| {
                if ctx.answered(request)?.is_some() {
                    return Ok(());
                }
                meldingen::actions::complete(ctx, id, &evidence, &zin)?;
                ctx.remember(request, "done")
            })
            .await
        }
        // There is no form any more to do it better in.
        Err(_) if melding.state == MeldingState::Submitted => {
            Err(Error::refused("melding-nog-niet-opgepakt"))
        }
        Err(_) if !melding.is_open() => Err(Error::refused("melding-al-klaar")),
        Err(error) => Err(error),
    };
    back(&req, id, done).await
}

/// The photo or the visit of a form.
pub(crate) async fn evidence(req: &Req) -> Result<Bewijs> {
    if let Some(photo) = bestanden::keep_one(req, "foto").await? {
        return Ok(Bewijs::File(photo));
    }
    let seen = req.form.text("gezien").to_owned();
    if !bewijzen::is_meaningful(&seen) {
        return Err(Error::field("gezien", "taak-bewijs-nodig"));
    }
    if !meldingen::fits(&seen) {
        return Err(Error::field("gezien", "melden-omschrijving-lang"));
    }
    let by = req.actor.require_account()?.naam.clone();
    let on = req.view.today();
    Ok(Bewijs::Visit { by, on, seen })
}

async fn join(req: Req) -> Result<Response> {
    let id: MeldingId = req.id("melding")?;
    let nummer: i64 = req.form.parsed("nummer").unwrap_or_default();
    let joined = req
        .once(move |ctx| actions::join_number(ctx, id, nummer).map(|into| into.to_string()))
        .await
        .and_then(|into| into.parse().map_err(|_| Error::NotFound("melding")));
    match joined {
        Ok(_) if req.form.text("verder") == "triage" => {
            let to = format!("/meldingen/triage?samengevoegd={nummer}&gedaan={id}");
            Ok(redirect(&layout::url(&req.view, &to)))
        }
        Ok(into) => back(&req, into, Ok(())).await,
        Err(error) => back(&req, id, Err(error)).await,
    }
}

async fn release(req: Req) -> Result<Response> {
    let id: MeldingId = req.id("melding")?;
    let foto: MeldingFotoId = req.id("foto")?;
    req.read(move |tx, view| detail::visible(tx, view, id).map(drop))
        .await?;
    let done = match bestanden::keep_one(&req, "kopie").await {
        Ok(Some(copy)) => {
            req.do_once(move |ctx| fotos::release(ctx, id, foto, &copy))
                .await
        }
        Ok(None) => Err(Error::Invalid(vec![FieldError {
            field: "kopie",
            sentence: Sentence::new("staf-kopie-nodig"),
        }])),
        Err(error) => Err(error),
    };
    back(&req, id, done).await
}
