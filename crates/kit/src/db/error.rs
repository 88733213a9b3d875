//! What can go wrong in the database, told the same way for both engines.

use super::value::Mismatch;

/// A database error. It poisons the write in which it happens, so it is cheap to clone.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Too many writes of this lane wait already; try again after `retry_after_seconds`.
    #[error("too many writes wait, try again in {retry_after_seconds} s")]
    Busy { retry_after_seconds: u32 },
    /// A row with these values exists already.
    #[error("not unique: {table} ({})", columns.join(", "))]
    Unique { table: String, columns: Vec<String> },
    /// The constraint of this name refused the row.
    #[error("refused by check {name}")]
    Check { name: String },
    /// A reference points nowhere. A net, never a rule: actions check references themselves.
    #[error("reference to a row that is not there")]
    ForeignKey,
    /// A statement or a wait for a lock took too long.
    #[error("the database took too long")]
    Timeout,
    /// The database cannot be reached.
    #[error("the database cannot be reached: {0}")]
    Unavailable(String),
    /// The disk is full.
    #[error("the disk of the database is full")]
    Full,
    /// One row was expected and there was none.
    #[error("no such row")]
    NoRow,
    /// A column held something else than expected.
    #[error(transparent)]
    Column(#[from] Mismatch),
    /// The code panicked; only its own write was rolled back.
    #[error("the write panicked")]
    Panicked,
    /// The database is being closed.
    #[error("the database is closing")]
    Closed,
    /// The connection was lost while committing and it could not be found out whether the write is there.
    #[error("it is not known whether the write was committed")]
    Unknown,
    /// The transaction around the savepoints fell; every write of the batch failed.
    #[error("the batch around this write failed")]
    BatchFailed,
    /// Anything else: a fault of ours.
    #[error("database error: {0}")]
    Other(String),
}

impl Error {
    /// Whether the connection is gone and a new one has to be made.
    pub fn is_connection_lost(&self) -> bool {
        matches!(self, Self::Unavailable(_))
    }

    /// Whether waiting and trying again can help (503 rather than 500).
    pub fn is_temporary(&self) -> bool {
        matches!(
            self,
            Self::Busy { .. }
                | Self::Timeout
                | Self::Unavailable(_)
                | Self::Full
                | Self::Closed
                | Self::Unknown
                | Self::BatchFailed
        )
    }

    /// Whether this is the unique constraint of `table` over a set with `column` in it.
    pub fn is_unique(&self, wanted: &str, column: &str) -> bool {
        matches!(self, Self::Unique { table, columns } if table == wanted && columns.iter().any(|c| c == column))
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        let text = error.to_string();
        let Some(sqlite) = error.sqlite_error() else {
            return match error {
                rusqlite::Error::QueryReturnedNoRows => Self::NoRow,
                _ => Self::Other(text),
            };
        };
        match (sqlite.code, sqlite.extended_code) {
            (_, 1555 | 2067) => unique_from_sqlite(&text),
            (_, 787) => Self::ForeignKey,
            (_, 275) => Self::Check {
                name: after(&text, "constraint failed: "),
            },
            (ErrorCode::DiskFull, _) => Self::Full,
            (
                ErrorCode::OperationInterrupted
                | ErrorCode::DatabaseBusy
                | ErrorCode::DatabaseLocked,
                _,
            ) => Self::Timeout,
            (ErrorCode::CannotOpen | ErrorCode::SystemIoFailure | ErrorCode::ReadOnly, _) => {
                Self::Unavailable(text)
            }
            _ => Self::Other(text),
        }
    }
}

/// `UNIQUE constraint failed: t.a, t.b`
fn unique_from_sqlite(text: &str) -> Error {
    let names = after(text, "constraint failed: ");
    let mut table = String::new();
    let columns = names
        .split(", ")
        .map(|name| match name.split_once('.') {
            Some((of, column)) => {
                of.clone_into(&mut table);
                column.to_owned()
            }
            None => name.to_owned(),
        })
        .collect();
    Error::Unique { table, columns }
}

fn after(text: &str, mark: &str) -> String {
    text.split_once(mark)
        .map_or(text, |(_, rest)| rest)
        .trim()
        .to_owned()
}

impl From<postgres::Error> for Error {
    fn from(error: postgres::Error) -> Self {
        let Some(db) = error.as_db_error() else {
            let text = std::error::Error::source(&error)
                .map_or_else(|| error.to_string(), ToString::to_string);
            return if error.is_closed()
                || std::error::Error::source(&error)
                    .is_some_and(<dyn std::error::Error + 'static>::is::<std::io::Error>)
            {
                Self::Unavailable(text)
            } else if error.to_string().contains("connect") {
                Self::Unavailable(format!("{error}: {text}"))
            } else {
                Self::Other(format!("{error}: {text}"))
            };
        };
        match db.code().code() {
            "23505" => Self::Unique {
                table: db.table().unwrap_or_default().to_owned(),
                columns: db.detail().map(key_columns).unwrap_or_default(),
            },
            "23503" => Self::ForeignKey,
            "23514" => Self::Check {
                name: db.constraint().unwrap_or_default().to_owned(),
            },
            "53100" => Self::Full,
            "57014" | "55P03" | "40P01" | "40001" => Self::Timeout,
            code if code.starts_with("08") || code.starts_with("57P") || code == "53300" => {
                Self::Unavailable(db.message().to_owned())
            }
            _ => Self::Other(format!("{}: {}", db.code().code(), db.message())),
        }
    }
}

/// `Key (a, b)=(1, 2) already exists.`
fn key_columns(detail: &str) -> Vec<String> {
    detail
        .split_once('(')
        .and_then(|(_, rest)| rest.split_once(")="))
        .map(|(names, _)| names.split(", ").map(ToOwned::to_owned).collect())
        .unwrap_or_default()
}
