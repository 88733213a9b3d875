//! Photos: checked, turned upright, stripped and stored under their hash before the write that names them.

use axum::body::Bytes;
use kit::files::{FileHash, ImageError, Limits, prepare};

use super::model::NewPhoto;
use super::store;
use crate::access::{Here, Permission};
use crate::app::App;
use crate::error::{Error, FieldError, Result, Sentence};
use crate::http::Upload;
use crate::ids::{MeldingFotoId, MeldingId};
use crate::journaal::{Entry, Verb};
use crate::write::Write;

/// Checks and stores the photos of a form; every photo that is refused is told by name.
pub async fn keep_all(
    app: &App,
    uploads: &[&Upload],
    field: &'static str,
) -> Result<Vec<NewPhoto>> {
    let limits = &app.config().limits;
    if uploads.len() > limits.photos {
        let most = i64::try_from(limits.photos).unwrap_or(5);
        let sentence = Sentence::new("foto-te-veel").with("aantal", most);
        return Err(Error::Invalid(vec![FieldError { field, sentence }]));
    }
    let mut kept = Vec::new();
    let mut faults = Vec::new();
    for upload in uploads {
        match keep(app, upload.bytes.clone()).await? {
            Ok(photo) => kept.push(photo),
            Err(sentence) => {
                let sentence =
                    sentence.with("naam", upload.name.chars().take(60).collect::<String>());
                faults.push(FieldError { field, sentence });
            }
        }
    }
    if faults.is_empty() {
        Ok(kept)
    } else {
        Err(Error::Invalid(faults))
    }
}

/// Checks and stores one photo; the sentence that says why not.
pub async fn keep(app: &App, bytes: Bytes) -> Result<Result<NewPhoto, Sentence>> {
    let app = app.clone();
    let permit = app.image_permit().await?;
    let done = app.run_blocking(move |app| {
        let _held = permit;
        keep_blocking(app, &bytes)
    });
    done.await
}

/// [`keep`] for code that is not async.
pub fn keep_blocking(app: &App, bytes: &[u8]) -> Result<Result<NewPhoto, Sentence>> {
    let limits = Limits {
        max_bytes: app.config().limits.photo_bytes,
        ..Limits::default()
    };
    let prepared = match prepare(bytes, &limits) {
        Ok(prepared) => prepared,
        Err(error) => return Ok(Err(refusal(&error))),
    };
    let put = |bytes: &[u8]| -> Result<FileHash> {
        app.files().put(bytes).map_err(|error| {
            if error.is_disk_full() {
                Error::Db(kit::db::Error::Full)
            } else {
                Error::Internal(error.to_string())
            }
        })
    };
    let (hash, thumbnail) = (put(&prepared.jpeg)?, put(&prepared.thumbnail)?);
    Ok(Ok(NewPhoto {
        hash: hash.to_string(),
        thumbnail: thumbnail.to_string(),
        bytes: i64::try_from(prepared.jpeg.len()).unwrap_or(0),
    }))
}

fn refusal(error: &ImageError) -> Sentence {
    match error {
        ImageError::Empty => Sentence::new("foto-leeg"),
        ImageError::TooLarge { .. } => Sentence::new("foto-te-groot"),
        ImageError::TooManyPixels { .. } => Sentence::new("foto-te-veel-pixels"),
        ImageError::Unsupported { what } => Sentence::new("foto-soort").with("soort", what.key()),
        ImageError::Broken => Sentence::new("foto-kapot"),
    }
}

/// Releases a copy of a photo for everybody, after blurring; noted with who did it.
pub fn release(
    ctx: &mut Write<'_>,
    melding: MeldingId,
    foto: MeldingFotoId,
    copy: &NewPhoto,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    let found = store::get_melding(ctx, gemeente, melding)?;
    ctx.require(Permission::MeldingTriage, &Here::gebied(found.gebied))?;
    let by = ctx.actor.require_account()?.id;
    store::note_file(ctx, copy)?;
    let touched = ctx.exec(
        "UPDATE melding_fotos SET public_hash = $4, released_by = $5 \
         WHERE gemeente_id = $1 AND melding_id = $2 AND id = $3",
        &[&gemeente, &melding, &foto, &copy.thumbnail, &by],
    )?;
    if touched == 0 {
        return Err(Error::NotFound("foto"));
    }
    ctx.exec(
        "UPDATE meldingen_publiek SET photo_hash = $3 WHERE gemeente_id = $1 AND melding_id = $2",
        &[&gemeente, &melding, &copy.thumbnail],
    )?;
    ctx.touch_public();
    ctx.journal(Entry::new("melding", melding.0, Verb::PhotoReleased).id("photo", foto.0))?;
    Ok(())
}
