//! What goes into and comes out of both engines: eight kinds of value, bound and read the same way.
//!
//! Uuid, moment, date and flag differ per engine (SQLite keeps blob, µs, text and 0/1; PostgreSQL its own types); the
//! difference is made here and nowhere else.

use jiff::{Timestamp, civil::Date};
use postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};
use rusqlite::types::{ToSqlOutput, ValueRef};
use uuid::Uuid;

/// µs from 1970 to 2000, PostgreSQL's own epoch.
const PG_EPOCH_MICROS: i64 = 946_684_800_000_000;
const PG_EPOCH: Date = Date::constant(2000, 1, 1);

/// A value on its way into a statement.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value<'a> {
    Null,
    Text(&'a str),
    Int(i64),
    Bool(bool),
    Bytes(&'a [u8]),
    Uuid(Uuid),
    Moment(Timestamp),
    Date(Date),
}

/// Anything that can be bound to `$n`.
pub trait Param: Sync {
    /// The value to bind.
    fn value(&self) -> Value<'_>;
}

/// One cell of a row, as the engine gave it.
#[derive(Clone, Copy)]
pub enum Cell<'a> {
    Sqlite(ValueRef<'a>),
    Postgres(&'a Type, Option<&'a [u8]>),
}

/// A cell held something else than the code expected: a fault of ours, never of a user.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("column holds {found}, expected {expected}")]
pub struct Mismatch {
    pub expected: &'static str,
    pub found: &'static str,
}

/// Anything that can be read from a cell.
pub trait Column: Sized {
    /// Reads the cell or says what was wrong with it.
    fn read(cell: Cell<'_>) -> Result<Self, Mismatch>;
}

impl Cell<'_> {
    /// Whether the cell is NULL.
    pub fn is_null(&self) -> bool {
        matches!(self, Cell::Sqlite(ValueRef::Null) | Cell::Postgres(_, None))
    }

    fn found(&self) -> &'static str {
        match self {
            Cell::Sqlite(ValueRef::Null) | Cell::Postgres(_, None) => "NULL",
            Cell::Sqlite(ValueRef::Integer(_)) => "an integer",
            Cell::Sqlite(ValueRef::Real(_)) => "a real",
            Cell::Sqlite(ValueRef::Text(_)) => "text",
            Cell::Sqlite(ValueRef::Blob(_)) => "bytes",
            Cell::Postgres(..) => "another type",
        }
    }

    fn mismatch(&self, expected: &'static str) -> Mismatch {
        Mismatch {
            expected,
            found: self.found(),
        }
    }
}

macro_rules! params {
    ($($type:ty => |$it:ident| $value:expr),+ $(,)?) => {$(
        impl Param for $type {
            fn value(&self) -> Value<'_> {
                let $it = self;
                $value
            }
        }
    )+};
}
params! {
    str => |it| Value::Text(it),
    String => |it| Value::Text(it),
    std::borrow::Cow<'_, str> => |it| Value::Text(it),
    i64 => |it| Value::Int(*it),
    i32 => |it| Value::Int(i64::from(*it)),
    u32 => |it| Value::Int(i64::from(*it)),
    bool => |it| Value::Bool(*it),
    [u8] => |it| Value::Bytes(it),
    Vec<u8> => |it| Value::Bytes(it),
    Uuid => |it| Value::Uuid(*it),
    Timestamp => |it| Value::Moment(*it),
    Date => |it| Value::Date(*it),
}
impl<const N: usize> Param for [u8; N] {
    fn value(&self) -> Value<'_> {
        Value::Bytes(self)
    }
}
impl<T: Param> Param for Option<T> {
    fn value(&self) -> Value<'_> {
        self.as_ref().map_or(Value::Null, Param::value)
    }
}
impl<T: Param + ?Sized> Param for &T {
    fn value(&self) -> Value<'_> {
        (*self).value()
    }
}
impl Param for Value<'_> {
    fn value(&self) -> Value<'_> {
        *self
    }
}

impl rusqlite::ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        use rusqlite::types::Value as Owned;
        Ok(match self {
            Value::Null => ToSqlOutput::Borrowed(ValueRef::Null),
            Value::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            Value::Int(number) => ToSqlOutput::Borrowed(ValueRef::Integer(*number)),
            Value::Bool(flag) => ToSqlOutput::Borrowed(ValueRef::Integer(i64::from(*flag))),
            Value::Bytes(bytes) => ToSqlOutput::Borrowed(ValueRef::Blob(bytes)),
            Value::Uuid(id) => ToSqlOutput::Borrowed(ValueRef::Blob(id.as_bytes())),
            Value::Moment(at) => ToSqlOutput::Borrowed(ValueRef::Integer(at.as_microsecond())),
            Value::Date(date) => ToSqlOutput::Owned(Owned::Text(date.to_string())),
        })
    }
}

impl ToSql for Value<'_> {
    fn to_sql(
        &self,
        ty: &Type,
        out: &mut postgres::types::private::BytesMut,
    ) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        let wrong = || format!("cannot bind {self:?} to {ty}");
        match self {
            Value::Null => return Ok(IsNull::Yes),
            Value::Text(text)
                if matches!(*ty, Type::TEXT | Type::VARCHAR | Type::UNKNOWN | Type::NAME) =>
            {
                out.extend_from_slice(text.as_bytes());
            }
            Value::Int(number) if *ty == Type::INT8 => out.extend_from_slice(&number.to_be_bytes()),
            Value::Int(number) if *ty == Type::INT4 => {
                out.extend_from_slice(&i32::try_from(*number)?.to_be_bytes());
            }
            Value::Bool(flag) if *ty == Type::BOOL => out.extend_from_slice(&[u8::from(*flag)]),
            Value::Bytes(bytes) if *ty == Type::BYTEA => out.extend_from_slice(bytes),
            Value::Uuid(id) if *ty == Type::UUID => out.extend_from_slice(id.as_bytes()),
            Value::Moment(at) if *ty == Type::TIMESTAMPTZ => {
                out.extend_from_slice(&(at.as_microsecond() - PG_EPOCH_MICROS).to_be_bytes());
            }
            Value::Date(date) if *ty == Type::DATE => {
                let days = (*date - PG_EPOCH).get_days();
                out.extend_from_slice(&days.to_be_bytes());
            }
            _ => return Err(wrong().into()),
        }
        Ok(IsNull::No)
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

/// Takes any PostgreSQL cell unread, so that [`Column`] can decide.
pub(super) struct Raw<'a>(pub Option<&'a [u8]>);
impl<'a> FromSql<'a> for Raw<'a> {
    fn from_sql(_: &Type, raw: &'a [u8]) -> Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        Ok(Raw(Some(raw)))
    }
    fn from_sql_null(_: &Type) -> Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        Ok(Raw(None))
    }
    fn accepts(_: &Type) -> bool {
        true
    }
}

impl Column for String {
    fn read(cell: Cell<'_>) -> Result<Self, Mismatch> {
        let bytes = match cell {
            Cell::Sqlite(ValueRef::Text(bytes)) => bytes,
            Cell::Postgres(ty, Some(bytes))
                if matches!(*ty, Type::TEXT | Type::VARCHAR | Type::NAME) =>
            {
                bytes
            }
            _ => return Err(cell.mismatch("text")),
        };
        String::from_utf8(bytes.to_vec()).map_err(|_| cell.mismatch("UTF-8 text"))
    }
}

impl Column for i64 {
    fn read(cell: Cell<'_>) -> Result<Self, Mismatch> {
        match cell {
            Cell::Sqlite(ValueRef::Integer(number)) => Ok(number),
            Cell::Postgres(&Type::INT8, Some(bytes)) => be(bytes).map(i64::from_be_bytes).ok_or(()),
            Cell::Postgres(&Type::INT4, Some(bytes)) => be(bytes)
                .map(|b| i64::from(i32::from_be_bytes(b)))
                .ok_or(()),
            _ => return Err(cell.mismatch("an integer")),
        }
        .map_err(|()| cell.mismatch("an integer"))
    }
}

/// The bytes as a fixed array, `None` if the length is another.
fn be<const N: usize>(bytes: &[u8]) -> Option<[u8; N]> {
    bytes.try_into().ok()
}

impl Column for bool {
    fn read(cell: Cell<'_>) -> Result<Self, Mismatch> {
        match cell {
            Cell::Sqlite(ValueRef::Integer(flag @ (0 | 1))) => Ok(flag == 1),
            Cell::Postgres(&Type::BOOL, Some([flag])) => Ok(*flag == 1),
            _ => Err(cell.mismatch("a flag")),
        }
    }
}

impl Column for Vec<u8> {
    fn read(cell: Cell<'_>) -> Result<Self, Mismatch> {
        match cell {
            Cell::Sqlite(ValueRef::Blob(bytes)) | Cell::Postgres(&Type::BYTEA, Some(bytes)) => {
                Ok(bytes.to_vec())
            }
            _ => Err(cell.mismatch("bytes")),
        }
    }
}

impl<const N: usize> Column for [u8; N] {
    fn read(cell: Cell<'_>) -> Result<Self, Mismatch> {
        match cell {
            Cell::Sqlite(ValueRef::Blob(bytes)) | Cell::Postgres(&Type::BYTEA, Some(bytes)) => {
                bytes
                    .try_into()
                    .map_err(|_| cell.mismatch("bytes of a fixed length"))
            }
            _ => Err(cell.mismatch("bytes")),
        }
    }
}

impl Column for Uuid {
    fn read(cell: Cell<'_>) -> Result<Self, Mismatch> {
        match cell {
            Cell::Sqlite(ValueRef::Blob(bytes)) | Cell::Postgres(&Type::UUID, Some(bytes)) => {
                Uuid::from_slice(bytes).map_err(|_| cell.mismatch("a uuid"))
            }
            _ => Err(cell.mismatch("a uuid")),
        }
    }
}

impl Column for Timestamp {
    fn read(cell: Cell<'_>) -> Result<Self, Mismatch> {
        let micros = match cell {
            Cell::Sqlite(ValueRef::Integer(micros)) => Some(micros),
            Cell::Postgres(&Type::TIMESTAMPTZ, Some(bytes)) => {
                be(bytes).map(|b| i64::from_be_bytes(b).saturating_add(PG_EPOCH_MICROS))
            }
            _ => None,
        };
        micros
            .and_then(|micros| Timestamp::from_microsecond(micros).ok())
            .ok_or(cell.mismatch("a moment"))
    }
}

impl Column for Date {
    fn read(cell: Cell<'_>) -> Result<Self, Mismatch> {
        let date = match cell {
            Cell::Sqlite(ValueRef::Text(text)) => std::str::from_utf8(text)
                .ok()
                .and_then(|text| text.parse().ok()),
            Cell::Postgres(&Type::DATE, Some(bytes)) => be(bytes).and_then(|b| {
                PG_EPOCH
                    .checked_add(jiff::Span::new().try_days(i32::from_be_bytes(b)).ok()?)
                    .ok()
            }),
            _ => None,
        };
        date.ok_or(cell.mismatch("a date"))
    }
}

impl<T: Column> Column for Option<T> {
    fn read(cell: Cell<'_>) -> Result<Self, Mismatch> {
        if cell.is_null() {
            Ok(None)
        } else {
            T::read(cell).map(Some)
        }
    }
}
