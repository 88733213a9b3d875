//! What was erased, in a file beside the backups: a restore applies it before anybody sees the database.
//!
//! A line names a kind and an id, never what was erased.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufRead as _, BufReader, ErrorKind, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;
use kit::db::{Db, Queries as _};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::app::App;
use crate::error::{Error, Result};
use crate::ids::{AccountId, GemeenteId};

mod rijen;
mod verzoek;

pub(super) use rijen::erase;
use rijen::{erase_face, files_of};
pub use verzoek::{erase_partij, erase_words};

/// The name of the file in the folder of backups.
pub const FILE: &str = "verwijderd.jsonl";

/// What stands where the name of somebody stood who left long ago: the same in every language.
pub const VERTROKKEN: &str = "–";

kit::word_enum! {
    /// What can be erased.
    pub enum Kind {
        /// A melder or volger: contact data, links, mails.
        Melder = "melder",
        /// Only the contact data of a melder, volger, doorverwezene or wijkvrager, at the person's own request; the link
        /// stays.
        Contact = "contact",
        /// The words and place text of a melding, and the texts beside its journaal entries.
        MeldingTekst = "melding_tekst",
        /// The reporter's own words and place text of a melding, at the person's own request: what staff wrote beside the
        /// journal entries stays.
        MeldingWoorden = "melding_woorden",
        /// A photo of a melding; of one that was released the released copy stays.
        MeldingFoto = "melding_foto",
        /// A mail that was sent.
        Mail = "mail",
        Zorgsignaal = "zorgsignaal",
        /// The contact of an owner without organisation, at that person's own request: name, address, mails, and who went
        /// to look; what kind of party promised it stays, and the link ends. Before the row that tells which afspraak it was.
        PartijContact = "partij_contact",
        /// The contact of an owner without organisation.
        AfspraakPartij = "afspraak_partij",
        /// Who asked to be called back about a question (P1).
        Contactpersoon = "contactpersoon",
        /// Who asked a bewonersorgaan something: words, address, links and mails; that it was asked stays.
        Wijkvrager = "wijkvrager",
        /// That somebody passed a module of training (P8).
        ScholingBehaald = "scholing_behaald",
        /// Who was in the roster (P8): the member, when they could, and their name on shifts; the hours stay.
        Roosterlid = "roosterlid",
        /// Who was referred: contact data, words, the sentence agreed to, links and mails; the referral stays.
        Doorverwezene = "doorverwezene",
        /// What a desk chose, with words of the question.
        Wegwijzerkeuze = "wegwijzerkeuze",
        /// Work address, telephone and face of somebody who has no role any more (P8); the name stays.
        AccountContact = "account_contact",
        /// One face of somebody who chose another or none: the line names the file too, so that the one of now stays.
        AccountFoto = "account_foto",
        /// The name of somebody who has had no role for as long as the log of reading is kept (P9).
        AccountNaam = "account_naam",
        /// Who went to look, on evidence: the day and what was seen stay.
        BewijsNaam = "bewijs_naam",
        /// Who did a part of the formation; the part stays.
        Formatieinvulling = "formatieinvulling",
        /// Why somebody had more than one job; that they had it stays as long as the rest.
        Formatiereden = "formatiereden",
        /// Whom to turn to and how; that there was somebody stays.
        Contactregel = "contactregel",
        /// Who got the news of a wijk: the address and every mail to it.
        Abonnement = "abonnement",
        /// For which zetels somebody was at a vergadering; that the body met stays.
        Aanwezigheid = "aanwezigheid",
    }
}

/// One line of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Erasure {
    pub at: Timestamp,
    pub gemeente: Uuid,
    pub kind: Kind,
    pub id: Uuid,
    /// The one file that was erased, where not all that the thing has goes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
}

/// Notes that `id` was erased; safe on disk when this returns. Whoever erases at a person's own request calls this
/// before the write: then no crash can leave something erased that a restore would bring back.
pub fn append(app: &App, gemeente: GemeenteId, kind: Kind, id: Uuid) -> Result<()> {
    append_all(app, gemeente, kind, &[id])
}

pub(super) fn append_all(app: &App, gemeente: GemeenteId, kind: Kind, ids: &[Uuid]) -> Result<()> {
    let at = app.clock().now();
    let lines = ids.iter().map(|id| Erasure {
        at,
        gemeente: gemeente.0,
        kind,
        id: *id,
        file: None,
    });
    append_lines(&app.config().backups, FILE, lines)
}

/// Notes that this face of somebody was erased, before the write that does it.
pub fn append_face(app: &App, gemeente: GemeenteId, account: AccountId, hash: &str) -> Result<()> {
    let line = Erasure {
        at: app.clock().now(),
        gemeente: gemeente.0,
        kind: Kind::AccountFoto,
        id: account.0,
        file: Some(hash.to_owned()),
    };
    append_lines(&app.config().backups, FILE, std::iter::once(line))
}

/// One at a time: whoever appends may take back what it did not finish.
static APPENDING: Mutex<()> = Mutex::new(());

/// Appends lines of JSON in one go and waits for the disk: all of them, or none when the disk is full.
pub(super) fn append_lines<T: Serialize>(
    dir: &Path,
    name: &str,
    lines: impl Iterator<Item = T>,
) -> Result<()> {
    let path = dir.join(name);
    let wrong = |error: std::io::Error| match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Error::Db(kit::db::Error::Full),
        _ => Error::Internal(format!("{}: {error}", path.display())),
    };
    let mut bytes = Vec::new();
    for line in lines {
        serde_json::to_writer(&mut bytes, &line).map_err(|error| wrong(error.into()))?;
        bytes.push(b'\n');
    }
    if bytes.is_empty() {
        return Ok(());
    }
    let _mine = APPENDING.lock().unwrap_or_else(PoisonError::into_inner);
    std::fs::create_dir_all(dir).map_err(wrong)?;
    let mut file = std::fs::OpenOptions::new()
        .read(true)
        .create(true)
        .append(true)
        .open(&path)
        .map_err(wrong)?;
    let whole = whole_lines(&mut file).map_err(wrong)?;
    file.set_len(whole).map_err(wrong)?;
    let done = file.write_all(&bytes).and_then(|()| file.sync_all());
    if done.is_err() {
        let _ = file.set_len(whole);
    }
    done.map_err(wrong)
}

/// Up to where the file holds whole lines: a last one that a crash cut short was never promised to anybody.
fn whole_lines(file: &mut File) -> std::io::Result<u64> {
    const LONGEST: u64 = 64 * 1024;
    let length = file.metadata()?.len();
    let from = length.saturating_sub(LONGEST);
    let mut tail = Vec::new();
    file.seek(SeekFrom::Start(from))?;
    file.take(LONGEST).read_to_end(&mut tail)?;
    let kept = tail
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(0, |at| at + 1);
    Ok(from + u64::try_from(kept).unwrap_or(0))
}

/// The lines of the file in `dir`; none if it is not there. A last line cut short by a crash is passed over.
pub(super) fn read_lines<T: for<'de> Deserialize<'de>>(path: PathBuf) -> Result<Vec<T>> {
    let wrong = |error: String| Error::Internal(format!("{}: {error}", path.display()));
    let file = match File::open(&path) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(wrong(error.to_string())),
    };
    let mut lines = BufReader::new(file).lines().peekable();
    let mut found = Vec::new();
    while let Some(line) = lines.next() {
        let line = line.map_err(|error| wrong(error.to_string()))?;
        match serde_json::from_str(&line) {
            Ok(value) => found.push(value),
            Err(_) if lines.peek().is_none() => {}
            Err(error) => return Err(wrong(error.to_string())),
        }
    }
    Ok(found)
}

/// Every erasure noted in the folder `dir`.
pub fn list(dir: &Path) -> Result<Vec<Erasure>> {
    read_lines(dir.join(FILE))
}

/// What came of erasing again.
#[derive(Debug)]
pub(crate) struct Applied {
    /// How many were still there.
    pub gone: u64,
    /// Files that nobody names any more.
    pub loose: BTreeSet<String>,
}

/// Erases again, in a database that was just restored, what these lines name.
pub(crate) fn apply(db: &Db, erasures: &[Erasure]) -> Result<Applied> {
    let unique: BTreeSet<_> = erasures
        .iter()
        .map(|line| {
            let file = line.file.clone().map(|hash| (hash, line.at));
            (line.gemeente, line.kind, line.id, file)
        })
        .collect();
    let all: Vec<_> = unique.into_iter().collect();
    let (mut gone, mut files) = (0, BTreeSet::new());
    for part in all.chunks(200) {
        let part = part.to_vec();
        let (count, found) = db.bookkeep_blocking(move |tx| {
            let (mut gone, mut files) = (0, Vec::new());
            for (gemeente, kind, id, file) in &part {
                let gemeente = GemeenteId(*gemeente);
                if let Some((hash, at)) = file {
                    files.push(hash.clone());
                    gone += erase_face(tx, gemeente, *id, (hash.as_str(), *at))?;
                    continue;
                }
                files.extend(files_of(tx, gemeente, *kind, *id)?);
                gone += erase(tx, gemeente, *kind, *id)?;
            }
            Ok::<_, Error>((gone, files))
        })?;
        gone += count;
        files.extend(found);
    }
    let mut loose = BTreeSet::new();
    for hash in files {
        if !is_named(db, &hash)? {
            loose.insert(hash);
        }
    }
    Ok(Applied { gone, loose })
}

/// Whether a gemeente names this file; the store holds those of all.
fn is_named(db: &Db, hash: &str) -> Result<bool> {
    let hash = hash.to_owned();
    db.read_blocking(move |tx| {
        let all: Vec<GemeenteId> = tx.query(
            "SELECT id FROM gemeenten ORDER BY id LIMIT 1000",
            &[],
            |row| row.get(0),
        )?;
        for gemeente in all {
            let found: Option<String> = tx.query_opt(
                "SELECT hash FROM bestanden WHERE gemeente_id = $1 AND hash = $2",
                &[&gemeente, &hash],
                |row| row.get(0),
            )?;
            if found.is_some() {
                return Ok::<_, Error>(true);
            }
        }
        Ok(false)
    })
}

/// A file that nobody names goes for good after so long: until then whoever sent the same one may still write the row that
/// names it.
const ASIDE_SECONDS: i64 = 3600;

/// Removes a file that no gemeente names any more: at once for everybody, from the disk within an hour or so.
pub(crate) fn remove_file(app: &App, hash: &str) -> Result<()> {
    if is_named(app.db(), hash)? {
        return Ok(());
    }
    let wrong = |error: String| Error::Internal(format!("file {hash}: {error}"));
    let hash = hash
        .parse::<kit::files::FileHash>()
        .map_err(|error| wrong(error.to_string()))?;
    app.files()
        .set_aside(&hash, app.clock().now().as_second())
        .map(drop)
        .map_err(|error| wrong(error.to_string()))
}

/// Lets go for good of files that were removed a while ago; one that somebody names after all is put back at once.
pub(super) fn clear_aside(app: &App) -> Result<()> {
    let (files, now) = (app.files(), app.clock().now().as_second());
    let wrong = |error: kit::files::StoreError| Error::Internal(error.to_string());
    for one in files.list_aside().map_err(wrong)? {
        if is_named(app.db(), &one.hash.to_string())? {
            files.bring_back(&one).map_err(wrong)?;
        } else if now.saturating_sub(one.since) >= ASIDE_SECONDS {
            files.forget(&one).map_err(wrong)?;
        }
    }
    Ok(())
}
