//! The ceiling of what asks the database: one SQLite primary-key read over HTTP, by the same server, through the same seam,
//! with as many bytes and the same headers in its answer.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Response};
use kit::clock::Clock;
use kit::db::{Db, Queries as _, Target, migrate};
use wijkwerk::app::db_options;
use wijkwerk::config::Config;
use wijkwerk::error::{Error, Result};

use crate::load::{Answer, wrong};
use crate::world::Threads;

/// Rows in the table that is read from.
const ROWS: usize = 5_000;

/// A database of its own with nothing to do but this.
pub struct Reads(Db);

impl Reads {
    pub fn open(path: &Path) -> Result<Self> {
        let readers = Config::default().readers;
        let db = Db::open(Target::Sqlite(path.to_owned()), &db_options(readers, true))?;
        migrate(&db, wijkwerk::migrations::MIGRATIONS, Clock::system().now())?;
        db.bookkeep_blocking(|tx| {
            for n in 0..ROWS {
                let (naam, waarde) = (format!("rij-{n}"), "x".repeat(200));
                tx.exec(
                    "INSERT INTO kenmerken (naam, waarde) VALUES ($1, $2) ON CONFLICT DO NOTHING",
                    &[&naam, &waarde],
                )?;
            }
            Ok::<_, Error>(())
        })?;
        Ok(Self(db))
    }

    /// Serves the read with an answer like this one.
    pub fn serve(&self, threads: &Threads, like: &Answer) -> Result<SocketAddr> {
        let own = ["content-length", "date", "connection"];
        let headers: HeaderMap = like
            .headers
            .iter()
            .filter(|(name, _)| !own.contains(&name.as_str()))
            .filter_map(|(name, value)| {
                let name: HeaderName = name.parse().ok()?;
                Some((name, HeaderValue::from_str(value).ok()?))
            })
            .collect();
        let (db, length) = (self.0.clone(), like.body.len());
        let next = Arc::new(AtomicUsize::new(0));
        let router = axum::Router::new().fallback(move || {
            let (db, headers) = (db.clone(), headers.clone());
            let naam = format!("rij-{}", next.fetch_add(7, Ordering::Relaxed) % ROWS);
            async move {
                let read = db
                    .read(move |tx| {
                        Ok::<_, Error>(tx.query_one(
                            "SELECT waarde FROM kenmerken WHERE naam = $1",
                            &[&naam],
                            |row| row.get::<String>(0),
                        )?)
                    })
                    .await;
                let mut body = read.unwrap_or_else(|error| error.to_string());
                body.extend(std::iter::repeat_n('x', length.saturating_sub(body.len())));
                let mut response = Response::new(Body::from(body));
                *response.headers_mut() = headers;
                response
            }
        });
        threads.serve(router)
    }
}

/// An answer that must be a good one.
pub fn good(answer: Answer, what: &str) -> Result<Answer> {
    if answer.status == 200 {
        return Ok(answer);
    }
    let said = String::from_utf8_lossy(&answer.body);
    let said: String = said.chars().take(300).collect();
    Err(wrong(format!("{what} answers {}: {said}", answer.status)))
}
