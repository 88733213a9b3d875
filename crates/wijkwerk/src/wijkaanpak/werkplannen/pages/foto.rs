//! Evidence from a form: a photo, made fit to keep outside the write, or a visit.

use jiff::civil::Date;
use kit::files::{ImageError, Limits, Prepared, prepare};
use tokio::sync::{Semaphore, oneshot};

use crate::error::{Error, Result};
use crate::http::Req;
use crate::wijkaanpak::werkplannen::model::Bewijs;
use crate::write::Write;

/// Photos worked on at the same time.
static AT_ONCE: Semaphore = Semaphore::const_new(2);

/// Evidence with the files it brings along.
#[derive(Clone)]
pub(super) struct Proof {
    pub bewijs: Bewijs,
    files: Vec<(String, i64)>,
}

/// The evidence of this form: the photo if there is one, the visit otherwise.
pub(super) async fn proof_of(req: &Req) -> Result<Proof> {
    let form = &req.form;
    if let Some(upload) = form.files("foto").next() {
        let bytes = upload.bytes.to_vec();
        let picture = prepared(bytes, req.app.config().limits.photo_bytes).await?;
        let mut files = Vec::new();
        for bytes in [&picture.jpeg, &picture.thumbnail] {
            let hash = req.app.files().put(bytes).map_err(|error| {
                if error.is_disk_full() {
                    Error::Db(kit::db::Error::Full)
                } else {
                    Error::Internal(error.to_string())
                }
            })?;
            let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
            files.push((hash.to_string(), size));
        }
        let hash = |n: usize| files.get(n).map(|(hash, _)| hash.clone());
        return Ok(Proof {
            bewijs: Bewijs::File {
                hash: hash(0).unwrap_or_default(),
                thumbnail: hash(1),
            },
            files,
        });
    }
    let on = form.parsed::<Date>("visited_on");
    Ok(Proof {
        bewijs: Bewijs::Visit {
            by: form.text("visited_by").to_owned(),
            on: on.unwrap_or_else(|| req.today()),
            seen: form.text("seen").to_owned(),
        },
        files: Vec::new(),
    })
}

async fn prepared(bytes: Vec<u8>, max_bytes: usize) -> Result<Prepared> {
    let gone = |_| Error::Internal("no thread for a photo".into());
    let _turn = AT_ONCE
        .acquire()
        .await
        .map_err(|_| Error::Internal("no turn for a photo".into()))?;
    let (send, receive) = oneshot::channel();
    let limits = Limits {
        max_bytes,
        ..Limits::default()
    };
    std::thread::spawn(move || drop(send.send(prepare(&bytes, &limits))));
    receive.await.map_err(gone)?.map_err(|error| {
        Error::field(
            "foto",
            match error {
                ImageError::TooLarge { .. } | ImageError::TooManyPixels { .. } => {
                    "wp-bewijs-foto-te-groot"
                }
                ImageError::Unsupported { .. } => "wp-bewijs-foto-soort",
                ImageError::Empty | ImageError::Broken => "wp-bewijs-foto-stuk",
            },
        )
    })
}

/// Notes the files of this evidence, so that it can point at them.
pub(super) fn keep_files(ctx: &mut Write<'_>, proof: &Proof) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    for (hash, bytes) in &proof.files {
        ctx.exec(
            "INSERT INTO bestanden (gemeente_id, hash, soort, bytes, created_at) VALUES ($1, $2, 'foto', $3, $4) \
             ON CONFLICT (gemeente_id, hash) DO NOTHING",
            &[&gemeente, hash, bytes, &now],
        )?;
    }
    Ok(())
}
