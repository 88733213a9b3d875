//! What nothing can go faster than: a page without anything behind it, and the rows of an intake without HTTP and rules.
//!
//! The rows are those that a real intake left, copied byte by byte apart from ids and moments; [`Sample::check`] holds
//! them to it.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Instant;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Response};
use jiff::Timestamp;
use jiff::civil::Date;
use kit::db::{Queries as _, Write};
use uuid::Uuid;
use wijkwerk::error::{Error, Result};
use wijkwerk::ids::GemeenteId;

use crate::CONNECTIONS;
use crate::load::{Answer, drive, per_second, wrong};
use crate::world::{World, words};

/// The same length, the same headers and the same router as this answer, without anything behind it.
pub fn hello(page: &Answer) -> axum::Router {
    let body: Bytes = vec![b'x'; page.body.len()].into();
    // What the HTTP server itself adds it adds here too.
    let own = ["content-length", "date", "connection"];
    let headers: HeaderMap = page
        .headers
        .iter()
        .filter(|(name, _)| !own.contains(&name.as_str()))
        .filter_map(|(name, value)| {
            let name: HeaderName = name.parse().ok()?;
            Some((name, HeaderValue::from_str(value).ok()?))
        })
        .collect();
    axum::Router::new().fallback(move || {
        let mut response = Response::new(Body::from(body.clone()));
        *response.headers_mut() = headers.clone();
        async move { response }
    })
}

/// A due as an intake leaves it.
#[derive(Clone)]
struct Due {
    soort: String,
    debtor_rol: Option<String>,
    gebied: Option<Uuid>,
    creditor: String,
    day: Option<Date>,
    bron: String,
}

/// The rows that one real intake left.
#[derive(Clone)]
pub struct Sample {
    gebied: Uuid,
    cbs_code: Option<String>,
    orgaan: Option<Uuid>,
    thema: Option<String>,
    discipline: Option<String>,
    place: (Option<i64>, Option<i64>),
    kanaal: String,
    owner_rol: Option<String>,
    due: Option<Date>,
    omschrijving: String,
    antwoord: String,
    dues: Vec<Due>,
    journaal: Vec<(String, String, String)>,
    publiek: (String, String, Option<i64>, Option<i64>, Date),
}

impl Sample {
    /// Takes one melding in over HTTP and reads what it left.
    pub fn take(world: &World<'_>) -> Result<Self> {
        drive(
            &world.threads.client,
            world.address,
            (1, 1),
            |status| status == 303,
            world.form(),
        )?;
        let gemeente = world.frame.id;
        world.app.db().read_blocking(move |tx| read(tx, gemeente))
    }

    /// Compares what an intake over HTTP adds to the database with what [`Sample::write`] adds.
    pub fn check(world: &World<'_>) -> Result<()> {
        let before = measure(world)?;
        let sample = Self::take(world)?;
        let between = measure(world)?;
        let ceiling = Ceiling::new(world, sample);
        let writing = ceiling.write_one();
        world.threads.client.block_on(writing)?;
        let after = measure(world)?;
        for (table, (rows, bytes)) in &after {
            let middle = between.get(table).copied().unwrap_or_default();
            let first = before.get(table).copied().unwrap_or_default();
            let real = (middle.0 - first.0, middle.1 - first.1);
            let ours = (rows - middle.0, bytes - middle.1);
            // Numbers grow a digit now and then.
            if table != "tellers" && (real.0 != ours.0 || (real.1 - ours.1).abs() > 16) {
                return Err(wrong(format!(
                    "the ceiling writes {ours:?} (rows, bytes) to {table}, an intake {real:?}"
                )));
            }
        }
        Ok(())
    }

    fn write(
        &self,
        tx: &mut Write<'_>,
        shard: Uuid,
        gemeente: GemeenteId,
        now: Timestamp,
        number: i64,
    ) -> Result<()> {
        let write_id = tx.write_id();
        let mut made = 0;
        let mut id = || {
            made += 1;
            kit::ids::derived(write_id, made, now)
        };
        let (melding, melder) = (id(), id());
        let hash = [7_u8; 32];
        let mut token = [9_u8; 32];
        token[..16].copy_from_slice(melding.as_bytes());
        tx.query_one(
            "SELECT versie, publieke_versie, seq, chain_head FROM gemeenten WHERE id = $1 FOR UPDATE",
            &[&gemeente],
            |row| row.get::<i64>(0),
        )?;
        tx.exec(
            "INSERT INTO meldingen (gemeente_id, id, nummer, state, field_state, gebied_id, cbs_code, orgaan_id, thema, \
             discipline, lat_e6, lon_e6, near_home, kanaal, bron_kind, owner_kind, owner_rol, submitted_at, reopened, due, \
             changed_at) VALUES ($1, $2, $3, 'submitted', 'new', $4, $5, $6, $7, $8, $9, $10, FALSE, $11, 'bewoner', 'rol', \
             $12, $13, 0, $14, $13)",
            &[
                &shard,
                &melding,
                &number,
                &self.gebied,
                &self.cbs_code,
                &self.orgaan,
                &self.thema,
                &self.discipline,
                &self.place.0,
                &self.place.1,
                &self.kanaal,
                &self.owner_rol,
                &now,
                &self.due,
            ],
        )?;
        tx.exec(
            "INSERT INTO melding_teksten (gemeente_id, melding_id, omschrijving) VALUES ($1, $2, $3)",
            &[&shard, &melding, &self.omschrijving],
        )?;
        tx.exec(
            "INSERT INTO melders (gemeente_id, id, melding_id, soort, taal, created_at) \
             VALUES ($1, $2, $3, 'melder', 'nl', $4)",
            &[&shard, &melder, &melding, &now],
        )?;
        tx.exec(
            "INSERT INTO melding_bronnen (gemeente_id, melding_id, id, bron_kind, kanaal, at) \
             VALUES ($1, $2, $3, 'bewoner', $4, $5)",
            &[&shard, &melding, &id(), &self.kanaal, &now],
        )?;
        tx.exec(
            "INSERT INTO links (gemeente_id, id, token_hash, kind, subject_kind, subject_id, holder_id, expires_at) \
             VALUES ($1, $2, $3, 'melder', 'melding', $4, $5, $6)",
            &[&shard, &id(), &token, &melding, &melder, &now],
        )?;
        for due in &self.dues {
            tx.exec(
                "INSERT INTO verplichtingen (gemeente_id, id, soort, subject_kind, subject_id, debtor_kind, debtor_rol, \
                 gebied_id, creditor_kind, act, due, bron, state, created_at) \
                 VALUES ($1, $2, $3, 'melding', $4, 'rol', $5, $6, $7, $3, $8, $9, 'open', $10)",
                &[
                    &shard,
                    &id(),
                    &due.soort,
                    &melding,
                    &due.debtor_rol,
                    &due.gebied,
                    &due.creditor,
                    &due.day,
                    &due.bron,
                    &now,
                ],
            )?;
        }
        for (n, (kind, verb, body)) in (0_i64..).zip(&self.journaal) {
            tx.exec(
                "INSERT INTO journaal (gemeente_id, seq, at, write_id, ordinal, subject_kind, subject_id, verb, body, hash) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
                &[
                    &shard,
                    &(number * 10 + n),
                    &now,
                    &write_id,
                    &n,
                    kind,
                    &melding,
                    verb,
                    body,
                    &hash,
                ],
            )?;
        }
        let (state, who, lat, lon, day) = &self.publiek;
        tx.exec(
            "INSERT INTO meldingen_publiek (gemeente_id, melding_id, nummer, gebied_id, thema, discipline, lat_e6, lon_e6, \
             state, who, submitted_on) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            &[
                &shard,
                &melding,
                &number,
                &self.gebied,
                &self.thema,
                &self.discipline,
                lat,
                lon,
                state,
                who,
                day,
            ],
        )?;
        tx.exec(
            "INSERT INTO aanvragen (gemeente_id, id, antwoord, at) VALUES ($1, $2, $3, $4)",
            &[&shard, &id(), &self.antwoord, &now],
        )?;
        tx.exec(
            "UPDATE gemeenten SET melding_nummer = melding_nummer + 1 WHERE id = $1",
            &[&gemeente],
        )?;
        Ok(())
    }
}

/// What the newest melding of a gemeente left behind.
fn read(tx: &mut kit::db::Read<'_>, gemeente: GemeenteId) -> Result<Sample> {
    let (id, mut sample) = tx.query_one(
        "SELECT m.id, m.gebied_id, m.cbs_code, m.orgaan_id, m.thema, m.discipline, m.lat_e6, m.lon_e6, m.kanaal, \
         m.owner_rol, m.due, t.omschrijving, p.state, p.who, p.lat_e6, p.lon_e6, p.submitted_on FROM meldingen m \
         JOIN melding_teksten t ON t.gemeente_id = m.gemeente_id AND t.melding_id = m.id \
         JOIN meldingen_publiek p ON p.gemeente_id = m.gemeente_id AND p.melding_id = m.id \
         WHERE m.gemeente_id = $1 ORDER BY m.nummer DESC LIMIT 1",
        &[&gemeente],
        |row| {
            let sample = Sample {
                gebied: row.get(1)?,
                cbs_code: row.get(2)?,
                orgaan: row.get(3)?,
                thema: row.get(4)?,
                discipline: row.get(5)?,
                place: (row.get(6)?, row.get(7)?),
                kanaal: row.get(8)?,
                owner_rol: row.get(9)?,
                due: row.get(10)?,
                omschrijving: row.get(11)?,
                antwoord: String::new(),
                dues: Vec::new(),
                journaal: Vec::new(),
                publiek: (row.get(12)?, row.get(13)?, row.get(14)?, row.get(15)?, row.get(16)?),
            };
            Ok((row.get::<Uuid>(0)?, sample))
        },
    )?;
    sample.antwoord = format!("{id} {}", words(0).len());
    sample.dues = tx.query(
        "SELECT soort, debtor_rol, gebied_id, creditor_kind, due, bron FROM verplichtingen \
         WHERE gemeente_id = $1 AND subject_id = $2 ORDER BY id LIMIT 10",
        &[&gemeente, &id],
        |row| {
            Ok(Due {
                soort: row.get(0)?,
                debtor_rol: row.get(1)?,
                gebied: row.get(2)?,
                creditor: row.get(3)?,
                day: row.get(4)?,
                bron: row.get(5)?,
            })
        },
    )?;
    let mut newest = tx.query(
        "SELECT subject_kind, verb, body FROM journaal WHERE gemeente_id = $1 AND write_id = \
         (SELECT write_id FROM journaal WHERE gemeente_id = $1 AND subject_id = $2 ORDER BY seq LIMIT 1) \
         ORDER BY seq DESC LIMIT 10",
        &[&gemeente, &id],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )?;
    newest.reverse();
    sample.journaal = newest;
    Ok(sample)
}

/// Rows and bytes of every table.
fn measure(world: &World<'_>) -> Result<BTreeMap<String, (i64, i64)>> {
    let mut copy = Vec::new();
    kit::db::dump(world.app.db(), &wijkwerk::migrations::tables(), &mut copy).map_err(wrong)?;
    let mut sizes: BTreeMap<String, (i64, i64)> = BTreeMap::new();
    let mut table = String::new();
    for line in String::from_utf8_lossy(&copy).lines() {
        if let Some(head) = line.strip_prefix("[\"#\",\"") {
            head.split('"')
                .next()
                .unwrap_or_default()
                .clone_into(&mut table);
            continue;
        }
        let size = sizes.entry(table.clone()).or_default();
        size.0 += 1;
        size.1 += i64::try_from(line.len()).unwrap_or(0);
    }
    Ok(sizes)
}

/// Writes the rows of an intake over and over, under a shard of its own.
#[derive(Clone)]
pub struct Ceiling {
    app: wijkwerk::app::App,
    gemeente: GemeenteId,
    shard: Uuid,
    sample: Arc<Sample>,
    number: Arc<AtomicI64>,
}

impl Ceiling {
    pub fn new(world: &World<'_>, sample: Sample) -> Self {
        Self {
            app: world.app.clone(),
            gemeente: world.frame.id,
            shard: world.app.ids().next(world.app.clock().now()),
            sample: Arc::new(sample),
            number: Arc::new(AtomicI64::new(1_000)),
        }
    }

    async fn write_one(&self) -> Result<()> {
        let now = self.app.clock().now();
        let write_id = self.app.ids().next(now);
        let number = self.number.fetch_add(1, Ordering::Relaxed);
        let (sample, shard, gemeente) = (self.sample.clone(), self.shard, self.gemeente);
        self.app
            .db()
            .write::<(), Error, _>(gemeente.0, write_id, move |tx| {
                sample.write(tx, shard, gemeente, now, number)
            })
            .await
    }

    /// Rows of intakes per second.
    pub fn rate(&self, world: &World<'_>, total: usize) -> Result<f64> {
        world.threads.client.block_on(async {
            let started = Instant::now();
            let mut tasks = Vec::new();
            for _ in 0..CONNECTIONS {
                let ceiling = self.clone();
                tasks.push(tokio::spawn(async move {
                    for _ in 0..total / CONNECTIONS {
                        ceiling.write_one().await?;
                    }
                    Ok::<_, Error>(())
                }));
            }
            for task in tasks {
                task.await.map_err(wrong)??;
            }
            Ok(per_second(total, started.elapsed()))
        })
    }
}
