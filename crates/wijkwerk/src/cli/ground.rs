//! What every command stands on: the settings, the lock on the database, the open product.

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

use kit::clock::Clock;
use kit::db::{Db, Queries as _, Target};
use kit::ids::IdSource;

use super::failure::{During as _, Failure, Result};
use super::restore::RESTORING;
use crate::app::App;
use crate::config::Config;
use crate::error::Error;
use crate::migrations::MIGRATIONS;

/// The settings, and what follows from them.
#[derive(Clone)]
pub(super) struct Ground {
    pub(super) config: Config,
}

/// Held as long as this program is the one that writes.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

const SETTINGS: &str = "pas het bestand met instellingen of de omgeving aan";

impl Ground {
    /// Reads the settings.
    pub(super) fn load(path: Option<&Path>) -> Result<Self> {
        let from_env = std::env::var_os("WIJKWERK_CONFIG").map(PathBuf::from);
        let usual = PathBuf::from("wijkwerk.toml");
        let path = path
            .map(ToOwned::to_owned)
            .or(from_env)
            .or_else(|| usual.exists().then_some(usual));
        let config = Config::load(path.as_deref(), std::env::vars())
            .during("de instellingen kloppen niet", SETTINGS)?;
        Ok(Self { config })
    }

    /// Opens the database, whatever its schema. A SQLite file is made only when `may_make` says so.
    pub(super) fn open_db(&self, may_make: bool) -> Result<Db> {
        if let Some(Target::Sqlite(path)) = Target::parse(&self.config.database)
            && !may_make
            && !path.exists()
        {
            return Err(Failure::new(
                format!("de database {} is er niet", path.display()),
                "maak haar met `wijkwerk migrate`, of zet `database` goed",
            ));
        }
        App::open_db(&self.config, true).during(
            "de database gaat niet open",
            "zet `database` goed en kijk of zij bereikbaar is",
        )
    }

    /// Opens the product over a database whose schema is that of this program.
    pub(super) fn open(&self) -> Result<App> {
        let db = self.open_db(false)?;
        let status = kit::db::pending(&db, MIGRATIONS)
            .during("het schema is niet te lezen", "kijk met `wijkwerk doctor`")?;
        if !status.foreign.is_empty() {
            return Err(Failure::new(
                format!(
                    "de database heeft andere stappen dan dit programma: {:?}",
                    status.foreign
                ),
                "gebruik de versie van Wijkwerk waarmee zij is gemaakt, of een nieuwere",
            ));
        }
        if !status.pending.is_empty() {
            return Err(Failure::new(
                "de database is nog niet klaar voor deze versie",
                "maak een reservekopie en geef `wijkwerk migrate`",
            ));
        }
        let half = db
            .read_blocking(|tx| {
                Ok::<_, Error>(tx.query_opt(
                    "SELECT waarde FROM kenmerken WHERE naam = $1",
                    &[&RESTORING],
                    |row| row.get::<String>(0),
                )?)
            })
            .during("de database is niet te lezen", "kijk met `wijkwerk doctor`")?;
        if half.is_some() {
            return Err(Failure::new(
                "in deze database is een reservekopie maar half teruggezet",
                "gooi haar weg en geef `wijkwerk restore` opnieuw, in een lege",
            ));
        }
        App::new(db, Clock::system(), IdSource::random(), self.config.clone())
            .during("Wijkwerk gaat niet open", SETTINGS)
    }

    /// The command `migrate`.
    pub(super) fn migrate(&self) -> Result<()> {
        let _lock = Lock::take(&self.config)?;
        let db = self.open_db(true)?;
        let done = kit::db::migrate(&db, MIGRATIONS, Clock::system().now()).during(
            "de database is niet bijgewerkt",
            "er is niets veranderd; los dit op en probeer het opnieuw",
        )?;
        match done.last() {
            None => println!("de database was al bij"),
            Some(last) => {
                let stappen = if done.len() == 1 { "stap" } else { "stappen" };
                println!("gedaan: {} {stappen}, tot en met stap {last}", done.len());
            }
        }
        Ok(())
    }
}

impl Lock {
    /// Takes the lock that a running server holds, or says that somebody has it.
    pub(super) fn take(config: &Config) -> Result<Self> {
        Self::try_take(config)?.ok_or_else(|| {
            Failure::new(
                "een ander Wijkwerk gebruikt deze database",
                "stop de server, of wacht tot het andere commando klaar is",
            )
        })
    }

    /// The lock, unless another program holds it.
    pub(super) fn try_take(config: &Config) -> Result<Option<Self>> {
        let path = beside(config, "lock");
        if let Some(dir) = path.parent() {
            std::fs::create_dir_all(dir).during(format!("{}", dir.display()), SETTINGS)?;
        }
        let file = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .during(
                format!("kan {} niet openen", path.display()),
                "geef dit account schrijfrecht op die map",
            )?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Self { _file: file })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error).during(
                format!("kan {} niet vergrendelen", path.display()),
                SETTINGS,
            ),
        }
    }
}

/// The path of the lock or socket: beside a SQLite file, in the folder of files otherwise.
pub(super) fn beside(config: &Config, extension: &str) -> PathBuf {
    match Target::parse(&config.database) {
        Some(Target::Sqlite(path)) => {
            let mut name = path.into_os_string();
            name.push(".");
            name.push(extension);
            PathBuf::from(name)
        }
        _ => config.files.join(format!("wijkwerk.{extension}")),
    }
}

/// The folder of a backup or export, made so that only this account can read it.
pub(super) fn private_dir(path: &Path) -> Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).during(
        format!("kan de map {} niet maken", path.display()),
        "kies een andere map of geef schrijfrecht",
    )
}
