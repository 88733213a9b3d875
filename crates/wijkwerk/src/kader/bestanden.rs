//! Bestanden: photos that people send. Checked, turned upright, stripped and stored under their hash before the write that
//! names them; a write only notes a file that is there.

use axum::body::Bytes;
use kit::files::{FileHash, ImageError, Limits, prepare};

use crate::app::App;
use crate::error::{Error, FieldError, Result, Sentence};
use crate::http::{Req, Response, Upload, file};
use crate::write::Write;

/// A photo that was checked and stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPhoto {
    pub hash: String,
    pub thumbnail: String,
    /// Of the photo, without the thumbnail.
    pub bytes: i64,
}

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

/// The one photo of a field of a form, checked and stored; `None` if none was chosen.
pub async fn keep_one(req: &Req, field: &'static str) -> Result<Option<NewPhoto>> {
    let Some(upload) = req.form.files(field).next() else {
        return Ok(None);
    };
    let kept = keep_all(&req.app, &[upload], field).await?;
    Ok(kept.into_iter().next())
}

/// The photo as an answer, or that there is none. Whether it may be seen is for who asks.
pub async fn answer(app: &App, hash: FileHash) -> Result<Response> {
    let bytes = app
        .run_blocking(move |app| {
            app.files()
                .get(&hash)
                .map_err(|error| Error::Internal(error.to_string()))
        })
        .await?;
    match bytes {
        Some(bytes) => Ok(file("image/jpeg", bytes)),
        None => Err(Error::NotFound("bestand")),
    }
}

/// Notes that this gemeente has the photo and its thumbnail, so that something can point at them.
pub fn note(ctx: &mut Write<'_>, photo: &NewPhoto) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    for (hash, soort) in [(&photo.hash, "photo"), (&photo.thumbnail, "thumbnail")] {
        ctx.exec(
            "INSERT INTO bestanden (gemeente_id, hash, soort, bytes, created_at) VALUES ($1, $2, $3, $4, $5) \
             ON CONFLICT (gemeente_id, hash) DO NOTHING",
            &[&gemeente, hash, &soort, &photo.bytes, &now],
        )?;
    }
    Ok(())
}
