//! The frames that are in memory, and the versions of gemeenten by which they and all kept things are known to be old.

use std::collections::HashMap;
use std::sync::{Arc, MutexGuard, PoisonError};

use jiff::Timestamp;
use kit::db::{Error as DbError, Queries, Read};

use super::App;
use crate::error::{Error, Result};
use crate::frame::{Frame, FrameParts};
use crate::ids::GemeenteId;
use crate::kader::openingstijden::list_vrije_dagen;
use crate::kader::{gebieden, inrichting, organisaties};

impl App {
    /// The newest public version of a gemeente that this node knows of.
    pub fn public_version(&self, gemeente: GemeenteId) -> i64 {
        self.versions()
            .get(&gemeente)
            .map_or(0, |(_, public)| *public)
    }

    /// The newest version of a gemeente that this node knows of: every write raises it.
    pub fn version(&self, gemeente: GemeenteId) -> i64 {
        self.versions().get(&gemeente).map_or(0, |(all, _)| *all)
    }

    /// Every gemeente that this node knows of, with its newest public version; a moment after its start those of the
    /// whole database.
    pub fn public_versions(&self) -> Vec<(GemeenteId, i64)> {
        let versions = self.versions();
        versions
            .iter()
            .map(|(id, (_, public))| (*id, *public))
            .collect()
    }

    fn versions(&self) -> MutexGuard<'_, HashMap<GemeenteId, (i64, i64)>> {
        self.0
            .versions
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn note(&self, gemeente: GemeenteId, versie: i64, publieke_versie: i64) {
        let mut versions = self.versions();
        let known = versions.entry(gemeente).or_insert((0, 0));
        *known = (known.0.max(versie), known.1.max(publieke_versie));
    }

    /// Reads the versions of all gemeenten; frames that became old are dropped. Once a second is enough.
    pub async fn refresh(&self) -> Result<()> {
        let rows = self
            .db()
            .read(|tx| {
                Ok::<_, Error>(tx.query(
                    "SELECT id, versie, publieke_versie, inrichting_versie, slug FROM gemeenten",
                    &[],
                    |row| {
                        Ok((
                            row.get(0)?,
                            row.get(1)?,
                            row.get(2)?,
                            row.get::<i64>(3)?,
                            row.get::<String>(4)?,
                        ))
                    },
                )?)
            })
            .await?;
        let mut frames = self
            .0
            .frames
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        *self.first_slug() = rows.iter().map(|(.., slug)| slug).min().cloned();
        for (id, versie, public, inrichting, slug) in rows {
            self.note(id, versie, public);
            if frames
                .get(&slug)
                .is_some_and(|frame| frame.versie != inrichting)
            {
                frames.remove(&slug);
                self.nabij().clear();
            }
        }
        Ok(())
    }

    /// The frame of a gemeente, if it is in memory.
    pub fn known_frame(&self, slug: &str) -> Option<Arc<Frame>> {
        self.0
            .frames
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(slug)
            .cloned()
    }

    /// Forgets the frame of a gemeente, so that the next request loads it anew.
    pub fn forget_frame(&self, slug: &str) {
        self.nabij().clear();
        *self.first_slug() = None;
        self.0
            .frames
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(slug);
    }

    /// The frame of the gemeente with this slug.
    pub async fn frame(&self, slug: &str) -> Result<Option<Arc<Frame>>> {
        if let Some(frame) = self.known_frame(slug) {
            return Ok(Some(frame));
        }
        let (slug, now) = (slug.to_owned(), self.clock().now());
        let loaded = self.db().read(move |tx| load_frame(tx, &slug, now)).await?;
        Ok(loaded.map(|(frame, versions)| self.keep(frame, versions)))
    }

    /// [`App::frame`] for code that is not async.
    pub fn frame_blocking(&self, slug: &str) -> Result<Option<Arc<Frame>>> {
        if let Some(frame) = self.known_frame(slug) {
            return Ok(Some(frame));
        }
        let (slug, now) = (slug.to_owned(), self.clock().now());
        let loaded = self
            .db()
            .read_blocking(move |tx| load_frame(tx, &slug, now))?;
        Ok(loaded.map(|(frame, versions)| self.keep(frame, versions)))
    }

    fn keep(&self, frame: Frame, (versie, public): (i64, i64)) -> Arc<Frame> {
        let frame = Arc::new(frame);
        self.note(frame.id, versie, public);
        let mut frames = self
            .0
            .frames
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        frames.insert(frame.slug.clone(), frame.clone());
        frame
    }

    /// The frame for a path that names no gemeente: the one asked for, the one that `/` opens, or the first.
    pub async fn any_frame(&self, slug: Option<&str>) -> Result<Arc<Frame>> {
        let named = slug.or(self.config().gemeente.as_deref());
        if let Some(slug) = named {
            let found = self.frame(slug).await?;
            return found.ok_or(Error::NotFound("gemeente"));
        }
        let known = self.first_slug().clone();
        let slug = if let Some(slug) = known {
            slug
        } else {
            let all = self.slugs().await?;
            let first = all.into_iter().next();
            let first = first.ok_or(Error::NotFound("gemeente"))?;
            *self.first_slug() = Some(first.clone());
            first
        };
        self.frame(&slug).await?.ok_or(Error::NotFound("gemeente"))
    }

    /// The first gemeente by its slug, if somebody asked for it since gemeenten came or changed.
    fn first_slug(&self) -> MutexGuard<'_, Option<String>> {
        self.0.first.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The frame that is known when there is no other: what a page can show while the database is gone.
    pub fn only_frame(&self) -> Option<Arc<Frame>> {
        let frames = self.0.frames.read().unwrap_or_else(PoisonError::into_inner);
        let mut all = frames.values();
        let first = all.next()?;
        all.next().is_none().then(|| first.clone())
    }

    /// The frame of the gemeente with this id.
    pub async fn frame_by_id(&self, id: GemeenteId) -> Result<Arc<Frame>> {
        let slug = self
            .db()
            .read(move |tx| {
                Ok::<_, Error>(tx.query_opt(
                    "SELECT slug FROM gemeenten WHERE id = $1",
                    &[&id],
                    |row| row.get::<String>(0),
                )?)
            })
            .await?
            .ok_or(Error::NotFound("gemeente"))?;
        self.frame(&slug).await?.ok_or(Error::NotFound("gemeente"))
    }

    /// Works in every gemeente, also after one in which it failed; answers with the first failure. Where the database
    /// itself is gone the others are not tried.
    pub fn in_every_gemeente(&self, mut work: impl FnMut(&Arc<Frame>) -> Result<()>) -> Result<()> {
        let mut all = Ok(());
        for slug in self.slugs_blocking()? {
            let done = match self.frame_blocking(&slug) {
                Ok(Some(frame)) => work(&frame),
                Ok(None) => Ok(()),
                Err(error) => Err(error),
            };
            if let Err(error) = done {
                tracing::warn!(gemeente = %slug, %error, "the work of one gemeente failed");
                let is_of_all = matches!(
                    error,
                    Error::Db(DbError::Unavailable(_) | DbError::Full | DbError::Closed)
                );
                all = all.and(Err(error));
                if is_of_all {
                    break;
                }
            }
        }
        all
    }

    /// The slugs of all gemeenten.
    pub async fn slugs(&self) -> Result<Vec<String>> {
        self.db().read(list_slugs).await
    }

    /// [`App::slugs`] for code that is not async.
    pub fn slugs_blocking(&self) -> Result<Vec<String>> {
        self.db().read_blocking(list_slugs)
    }
}

fn list_slugs(tx: &mut Read<'_>) -> Result<Vec<String>> {
    Ok(tx.query(
        "SELECT slug FROM gemeenten ORDER BY slug LIMIT 1000",
        &[],
        |row| row.get(0),
    )?)
}

/// The frame of a gemeente as it stands, for who has a database and no [`App`].
pub(crate) fn read_frame(tx: &mut Read<'_>, slug: &str, now: Timestamp) -> Result<Option<Frame>> {
    Ok(load_frame(tx, slug, now)?.map(|(frame, _)| frame))
}

fn load_frame(
    tx: &mut Read<'_>,
    slug: &str,
    now: Timestamp,
) -> Result<Option<(Frame, (i64, i64))>> {
    let Some((id, naam, versie, public, frame_versie)) = tx.query_opt(
        "SELECT id, naam, versie, publieke_versie, inrichting_versie FROM gemeenten WHERE slug = $1",
        &[&slug],
        |row| {
            Ok((row.get(0)?, row.get::<String>(1)?, row.get::<i64>(2)?, row.get::<i64>(3)?, row.get::<i64>(4)?))
        },
    )?
    else {
        return Ok(None);
    };
    let inrichting = inrichting::store::current(tx, id, now)?;
    let zone = jiff::tz::TimeZone::get(&inrichting.gemeente.tijdzone)
        .map_err(|error| Error::Internal(error.to_string()))?;
    let today = now.to_zoned(zone).date();
    let plaatsen = gebieden::Plaatsen::new(&inrichting, gebieden::list_cbs(tx, id)?)?;
    let paden = tx.query(
        "SELECT woord, sleutel FROM paden WHERE gemeente_id = $1 ORDER BY woord",
        &[&id],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let frame = Frame::new(FrameParts {
        id,
        slug: slug.to_owned(),
        naam,
        versie: frame_versie,
        gebieden: gebieden::list_gebieden(tx, id, today)?,
        organisaties: organisaties::list_organisaties(tx, id, today)?,
        organen: organisaties::list_organen(tx, id, today)?,
        plaatsen,
        vrije_dagen: list_vrije_dagen(tx, id)?,
        inrichting,
        paden,
    })?;
    Ok(Some((frame, (versie, public))))
}
