//! The write context: one change to one gemeente, with who makes it and when.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use kit::db::{Error as DbError, Param, Queries, Row};
use uuid::Uuid;

use crate::access::{Actor, Here, Permission};
use crate::error::{Error, Result};
use crate::frame::Frame;
use crate::ids::GemeenteId;
use crate::journaal::{self, Entry};

/// One write of one gemeente. Everything an action needs; nothing else may be touched.
pub struct Write<'w> {
    tx: kit::db::Write<'w>,
    pub actor: &'w Actor,
    pub frame: &'w Arc<Frame>,
    pub now: Timestamp,
    head: journaal::Head,
    entries: i64,
    made: u64,
    public: bool,
    versie: i64,
    publieke_versie: i64,
    /// The last number given to a melding, and whether one was given here.
    nummer: i64,
    numbered: bool,
}

/// What the gemeente looks like after a write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    pub versie: i64,
    pub publieke_versie: i64,
    pub seq: i64,
}

impl<'w> Write<'w> {
    /// Opens the write: its first statement locks the gemeente's row.
    pub(crate) fn open(
        mut tx: kit::db::Write<'w>,
        actor: &'w Actor,
        frame: &'w Arc<Frame>,
        now: Timestamp,
    ) -> Result<Self> {
        let (versie, publieke_versie, nummer, seq, hash) = tx
            .query_opt(
                "SELECT versie, publieke_versie, melding_nummer, seq, chain_head FROM gemeenten WHERE id = $1 FOR UPDATE",
                &[&frame.id],
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?)),
            )?
            .ok_or(Error::NotFound("gemeente"))?;
        let head = journaal::Head { seq, hash };
        Ok(Self {
            tx,
            actor,
            frame,
            now,
            head,
            entries: 0,
            made: 0,
            public: false,
            versie,
            publieke_versie,
            nummer,
            numbered: false,
        })
    }

    /// The gemeente whose history this is.
    pub fn gemeente(&self) -> GemeenteId {
        self.frame.id
    }

    /// The day it is now in this gemeente.
    pub fn today(&self) -> Date {
        self.frame.today(self.now)
    }

    /// May the actor do this here? Otherwise the error that a page answers with.
    pub fn require(&self, permission: Permission, here: &Here) -> Result<()> {
        self.actor.require(permission, here)
    }

    /// A new id, the same when the write runs again.
    pub fn new_id<T: From<Uuid>>(&mut self) -> T {
        self.made += 1;
        kit::ids::derived(self.tx.write_id(), self.made, self.now).into()
    }

    /// Notes what happened, at the end of the journaal.
    pub fn journal(&mut self, entry: Entry) -> Result<i64> {
        let salt = self.salt();
        let seq = journaal::append(
            &mut self.tx,
            self.frame.id,
            &mut self.head,
            self.entries,
            self.now,
            self.actor.journal_ref(),
            salt,
            &entry,
        )?;
        self.entries += 1;
        Ok(seq)
    }

    /// Unpredictable to whoever does not know the write id, the same when the write runs again.
    fn salt(&mut self) -> [u8; 16] {
        *self.new_id::<Uuid>().as_bytes()
    }

    /// Says that a public projection changed.
    pub fn touch_public(&mut self) {
        self.public = true;
    }

    /// How many statements this write made so far: what it costs, counted and not timed.
    pub fn asked(&self) -> u64 {
        self.tx.asked()
    }

    /// Makes a change.
    pub fn exec(&mut self, sql: &'static str, params: &[&dyn Param]) -> Result<u64, DbError> {
        self.tx.exec(sql, params)
    }

    /// The next number of a melding in this gemeente; the row of the gemeente is ours until the write ends.
    pub fn next_melding_nummer(&mut self) -> i64 {
        self.nummer += 1;
        self.numbered = true;
        self.nummer
    }

    /// The answer already given to this form, if it was sent before.
    pub fn answered(&mut self, request: Option<Uuid>) -> Result<Option<String>> {
        let Some(request) = request else {
            return Ok(None);
        };
        Ok(self.tx.query_opt(
            "SELECT antwoord FROM aanvragen WHERE gemeente_id = $1 AND id = $2",
            &[&self.frame.id, &request],
            |row| row.get(0),
        )?)
    }

    /// Keeps the answer to this form, so that a repeat gets the same.
    pub fn remember(&mut self, request: Option<Uuid>, answer: &str) -> Result<()> {
        if let Some(request) = request {
            self.tx.exec(
                "INSERT INTO aanvragen (gemeente_id, id, antwoord, at) VALUES ($1, $2, $3, $4)",
                &[&self.frame.id, &request, &answer, &self.now],
            )?;
        }
        Ok(())
    }

    /// The seam's own context, for the journaal's readers.
    pub(crate) fn seam(&mut self) -> kit::db::Write<'_> {
        self.tx.reborrow()
    }

    /// Closes the write: versions, last number and chain head go back into the gemeente's row.
    pub(crate) fn close(mut self) -> Result<Written> {
        if self.entries > 0 || self.public || self.numbered {
            self.versie += 1;
            self.publieke_versie += i64::from(self.public);
            self.tx.exec(
                "UPDATE gemeenten SET versie = $2, publieke_versie = $3, seq = $4, chain_head = $5, melding_nummer = $6 \
                 WHERE id = $1",
                &[
                    &self.frame.id,
                    &self.versie,
                    &self.publieke_versie,
                    &self.head.seq,
                    &self.head.hash,
                    &self.nummer,
                ],
            )?;
        }
        Ok(Written {
            versie: self.versie,
            publieke_versie: self.publieke_versie,
            seq: self.head.seq,
        })
    }
}

impl Queries for Write<'_> {
    fn query<T>(
        &mut self,
        sql: &'static str,
        params: &[&dyn Param],
        map: impl FnMut(&Row<'_>) -> Result<T, DbError>,
    ) -> Result<Vec<T>, DbError> {
        self.tx.query(sql, params, map)
    }
}
