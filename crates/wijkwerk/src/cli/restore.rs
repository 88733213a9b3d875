//! `wijkwerk restore`: a backup into an empty database of either kind, without what was erased since.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use kit::clock::Clock;
use kit::db::{Db, Queries};
use kit::files::FileStore;

use super::backup::{DATABASE, FILES, copy_files, examine, read_manifest};
use super::failure::{During as _, Failure, Result};
use super::ground::{Ground, Lock};
use crate::error::Error;
use crate::ids::GemeenteId;
use crate::jobs::erasures;
use crate::journaal;
use crate::migrations::{MIGRATIONS, tables};

/// The mark of a database in which a restore began.
pub(super) const RESTORING: &str = "terugzetten";

pub(super) fn command(ground: &Ground, dir: &Path) -> Result<()> {
    let _lock = Lock::take(&ground.config)?;
    let db = ground.open_db(true)?;
    kit::db::migrate(&db, MIGRATIONS, Clock::system().now())
        .during("de database is niet klaargemaakt", "geef een lege database")?;
    let files = FileStore::open(&ground.config.files).during(
        "de map met bestanden gaat niet open",
        "geef dit account schrijfrecht",
    )?;
    let said = restore_into(&db, &files, dir, &ground.config.backups)?;
    println!("{said}");
    Ok(())
}

/// Fills `db`, which must be empty and migrated, from the backup in `dir`. Erasures are taken from the file beside the
/// backup and from the one in `backups`.
pub(super) fn restore_into(
    db: &Db,
    files: &FileStore,
    dir: &Path,
    backups: &Path,
) -> Result<String> {
    let remedy = "geef de map van een hele reservekopie, zoals `wijkwerk backup` haar maakt";
    let manifest =
        read_manifest(dir).during(format!("{} is geen reservekopie", dir.display()), remedy)?;
    let here = MIGRATIONS.last().map_or(0, |last| last.number);
    if manifest.schema != here {
        return Err(Failure::new(
            format!(
                "deze kopie is van Wijkwerk {} met schema {}, dit programma heeft schema {here}",
                manifest.program, manifest.schema
            ),
            format!(
                "zet haar terug met Wijkwerk {} en geef dan `migrate`",
                manifest.program
            ),
        ));
    }
    require_empty(db)?;
    let path = dir.join(DATABASE);
    let (sha256, heads) = examine(&path).during("de kopie is niet te lezen", remedy)?;
    if sha256 != manifest.sha256 || heads != manifest.heads {
        return Err(Failure::new(
            format!("{} is niet meer zoals zij is gemaakt", path.display()),
            "neem een andere reservekopie",
        ));
    }
    // Read before anything is written: a file that cannot be read must stop the restore.
    let mut erased = erasures::list(backups).during(
        "de lijst van wat is gewist is niet te lezen",
        "herstel dat bestand eerst",
    )?;
    if let Some(beside) = dir.parent() {
        erased.extend(erasures::list(beside).during(
            "de lijst van wat is gewist is niet te lezen",
            "herstel dat bestand eerst",
        )?);
    }
    let start_again = "gooi deze database weg en begin opnieuw met een lege";
    let mut reader = BufReader::new(
        File::open(&path).during(format!("{} gaat niet open", path.display()), remedy)?,
    );
    mark(db, true).during("de database is niet te vullen", remedy)?;
    let rows = kit::db::load(db, &tables(), &mut reader)
        .during("de database is niet gevuld", start_again)?;
    let erased =
        erasures::apply(db, &erased).during("niet alles is opnieuw gewist", start_again)?;
    let copies =
        FileStore::open(dir.join(FILES)).during("de bestanden zijn niet gevonden", remedy)?;
    let count = copy_files(&copies, files, |hash| !erased.loose.contains(hash))
        .during("niet alle bestanden zijn terug", start_again)?;
    verify(db).during("de keten klopt niet", "neem een andere reservekopie")?;
    mark(db, false).during("het terugzetten is niet af", start_again)?;
    Ok(format!(
        "{rows} rijen en {count} bestanden van {} teruggezet; {} keer opnieuw gewist",
        manifest.made_at, erased.gone
    ))
}

fn require_empty(db: &Db) -> Result<()> {
    let count: i64 = db
        .read_blocking(|tx| {
            Ok::<_, Error>(tx.query_one(
                "SELECT (SELECT count(*) FROM gemeenten) + (SELECT count(*) FROM kenmerken)",
                &[],
                |row| row.get(0),
            )?)
        })
        .during("de database is niet te lezen", "kijk of zij werkt")?;
    if count == 0 {
        return Ok(());
    }
    Err(Failure::new(
        "deze database is niet leeg",
        "geef met `database` een nieuwe; een volle wordt nooit overschreven",
    ))
}

/// Marks a database in which a restore began; nothing opens it until the restore has ended.
fn mark(db: &Db, begins: bool) -> std::result::Result<(), Error> {
    db.bookkeep_blocking(move |tx| {
        let sql = if begins {
            "INSERT INTO kenmerken (naam, waarde) VALUES ($1, 'begonnen')"
        } else {
            "DELETE FROM kenmerken WHERE naam = $1"
        };
        tx.exec(sql, &[&RESTORING])?;
        Ok(())
    })
}

fn verify(db: &Db) -> std::result::Result<(), String> {
    let ids: Vec<GemeenteId> = db
        .read_blocking(|tx| {
            Ok::<_, Error>(tx.query(
                "SELECT id FROM gemeenten ORDER BY id LIMIT 1000",
                &[],
                |row| row.get(0),
            )?)
        })
        .map_err(|error| error.to_string())?;
    for id in ids {
        journaal::verify(db, id)
            .map_err(|error| error.to_string())?
            .map_err(|broken| format!("{broken:?}"))?;
    }
    Ok(())
}
