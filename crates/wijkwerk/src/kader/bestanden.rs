//! Bestanden: photos and documents that people send. A photo is checked, turned upright and stripped, a document (a PDF)
//! only checked; both are stored under their hash before the write that names them. A write only notes a file that is there.

mod store;

use axum::body::Bytes;
use kit::files::{DocumentError, FileHash, ImageError, Limits, check_document, prepare};

use crate::app::App;
use crate::error::{Error, FieldError, Result, Sentence};
use crate::http::{Req, Response, Upload, download, file};
use crate::write::Write;

pub use self::store::forget_file;

/// A photo that was checked and stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPhoto {
    pub hash: String,
    pub thumbnail: String,
    /// Of the photo, without the thumbnail.
    pub bytes: i64,
}

/// A document that was checked and stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDocument {
    pub hash: String,
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

/// Checks and stores the one face of a field of a form; `None` if none was chosen. A face is only ever shown small, so no
/// more of it is kept than that: photo and thumbnail are one.
pub async fn keep_face(req: &Req, field: &'static str) -> Result<Option<NewPhoto>> {
    let Some(upload) = req.form.files(field).next() else {
        return Ok(None);
    };
    let permit = req.app.image_permit().await?;
    let bytes = upload.bytes.clone();
    let kept = req
        .app
        .run_blocking(move |app| {
            let _held = permit;
            keep_face_blocking(app, &bytes)
        })
        .await?;
    kept.map(Some).map_err(|sentence| {
        let naam: String = upload.name.chars().take(60).collect();
        let sentence = sentence.with("naam", naam);
        Error::Invalid(vec![FieldError { field, sentence }])
    })
}

fn keep_face_blocking(app: &App, bytes: &[u8]) -> Result<Result<NewPhoto, Sentence>> {
    let prepared = match prepare(bytes, &limits_of(app)) {
        Ok(prepared) => prepared,
        Err(error) => return Ok(Err(refusal(&error))),
    };
    let hash = put(app, &prepared.thumbnail)?.to_string();
    Ok(Ok(NewPhoto {
        thumbnail: hash.clone(),
        hash,
        bytes: i64::try_from(prepared.thumbnail.len()).unwrap_or(0),
    }))
}

fn limits_of(app: &App) -> Limits {
    Limits {
        max_bytes: app.config().limits.photo_bytes,
        ..Limits::default()
    }
}

/// [`keep`] for code that is not async.
pub fn keep_blocking(app: &App, bytes: &[u8]) -> Result<Result<NewPhoto, Sentence>> {
    let prepared = match prepare(bytes, &limits_of(app)) {
        Ok(prepared) => prepared,
        Err(error) => return Ok(Err(refusal(&error))),
    };
    let (hash, thumbnail) = (put(app, &prepared.jpeg)?, put(app, &prepared.thumbnail)?);
    Ok(Ok(NewPhoto {
        hash: hash.to_string(),
        thumbnail: thumbnail.to_string(),
        bytes: i64::try_from(prepared.jpeg.len()).unwrap_or(0),
    }))
}

fn put(app: &App, bytes: &[u8]) -> Result<FileHash> {
    app.files().put(bytes).map_err(|error| {
        if error.is_disk_full() {
            Error::Db(kit::db::Error::Full)
        } else {
            Error::Internal(error.to_string())
        }
    })
}

/// The one document of a field of a form, checked and stored; `None` if none was chosen.
pub async fn keep_document(req: &Req, field: &'static str) -> Result<Option<NewDocument>> {
    let Some(upload) = req.form.files(field).next() else {
        return Ok(None);
    };
    let (bytes, name) = (upload.bytes.clone(), upload.name.clone());
    let kept = req
        .app
        .run_blocking(move |app| keep_document_blocking(app, &bytes))
        .await?;
    kept.map(Some).map_err(|sentence| {
        let sentence = sentence.with("naam", name.chars().take(60).collect::<String>());
        Error::Invalid(vec![FieldError { field, sentence }])
    })
}

/// [`keep_document`] for code that is not async; the sentence that says why not.
pub fn keep_document_blocking(app: &App, bytes: &[u8]) -> Result<Result<NewDocument, Sentence>> {
    if let Err(error) = check_document(bytes) {
        return Ok(Err(Sentence::new(match error {
            DocumentError::Empty => "document-leeg",
            DocumentError::TooLarge => "document-te-groot",
            DocumentError::Unsupported => "document-soort",
            DocumentError::Broken => "document-kapot",
            DocumentError::Locked => "document-op-slot",
            DocumentError::Active => "document-met-meer",
        })));
    }
    Ok(Ok(NewDocument {
        hash: put(app, bytes)?.to_string(),
        bytes: i64::try_from(bytes.len()).unwrap_or(0),
    }))
}

/// Notes that this gemeente has the document, so that something can point at it.
pub fn note_document(ctx: &mut Write<'_>, document: &NewDocument) -> Result<()> {
    store::insert_document(ctx, &document.hash, document.bytes)
}

fn refusal(error: &ImageError) -> Sentence {
    match error {
        ImageError::Empty => Sentence::new("foto-leeg"),
        ImageError::TooLarge { max, .. } => {
            let mb = i64::try_from(*max >> 20).unwrap_or(i64::MAX);
            Sentence::new("foto-te-groot").with("mb", mb.max(1))
        }
        ImageError::TooManyPixels { max, .. } => {
            let mega = i64::try_from(*max / 1_000_000).unwrap_or(i64::MAX);
            Sentence::new("foto-te-veel-pixels").with("megapixel", mega)
        }
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

async fn bytes_of(app: &App, hash: FileHash) -> Result<Vec<u8>> {
    let bytes = app
        .run_blocking(move |app| {
            app.files()
                .get(&hash)
                .map_err(|error| Error::Internal(error.to_string()))
        })
        .await?;
    bytes.ok_or(Error::NotFound("bestand"))
}

/// The photo as an answer, or that there is none. Whether it may be seen is for who asks.
pub async fn answer(app: &App, hash: FileHash) -> Result<Response> {
    Ok(file("image/jpeg", bytes_of(app, hash).await?))
}

/// The document under a name, to be saved and never shown inside a page. Whether it may be had is for who asks.
pub async fn answer_document(app: &App, hash: FileHash, name: &str) -> Result<Response> {
    let bytes = bytes_of(app, hash).await?;
    Ok(download("application/pdf", &format!("{name}.pdf"), bytes))
}

/// Notes that this gemeente has the photo and its thumbnail, so that something can point at them.
pub fn note(ctx: &mut Write<'_>, photo: &NewPhoto) -> Result<()> {
    for (hash, soort) in [(&photo.hash, "photo"), (&photo.thumbnail, "thumbnail")] {
        store::insert_picture(ctx, hash, soort, photo.bytes)?;
    }
    Ok(())
}
