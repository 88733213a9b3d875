//! The worklist of staff: as fast behind a million meldingen as behind ten thousand.

use std::sync::Arc;
use std::time::Instant;

use jiff::Timestamp;
use uuid::Uuid;
use wijkwerk::error::{Error, Result};
use wijkwerk::frame::Frame;
use wijkwerk::wijkaanpak::meldingen::{Filter, MeldingState, list_worklist};

use crate::load::{Client, cpu_of, drive, get_with, wrong};
use crate::report::{Aim, Report, median, millis};
use crate::world::{World, found, shipped};
use crate::{RUNS, Sizes};

/// Rows on a page.
const ROWS: usize = 50;
/// Threads of the product.
const PRODUCT: &[&str] = &["server", "read-", "write-"];

/// One gemeente with its meldingen, and the lists that are asked of it.
struct List {
    frame: Arc<Frame>,
    requests: Vec<Vec<u8>>,
    filters: Vec<Filter>,
}

pub fn measure(world: &World<'_>, sizes: Sizes, report: &mut Report) -> Result<()> {
    let (small, large) = sizes.lists;
    let short = list(world, "kort", small)?;
    let long = list(world, "lang", large)?;
    if world.engine == "postgres" {
        // What the server does by itself after a while.
        world.app.db().bookkeep_blocking(|tx| {
            tx.exec("ANALYZE", &[])?;
            Ok::<_, Error>(())
        })?;
    }
    let (mut shorts, mut longs) = (Vec::new(), Vec::new());
    let (mut page, mut seam) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        shorts.push(seconds(world, &short, sizes.list_views)?);
        longs.push(seconds(world, &long, sizes.list_views)?);
        page.push(page_cpu(world, &long, sizes.list_views)?);
        seam.push(seam_cpu(world, &long, sizes.list_views)?);
    }
    let times: Vec<f64> = longs
        .iter()
        .zip(&shorts)
        .map(|(long, short)| long / short)
        .collect();
    report.figure(
        world.engine,
        &format!("staff worklist, 50 rows filtered and sorted, {large} meldingen ÷ {small}"),
        &times,
        Some(Aim::AtMost(1.3)),
        &format!("{} ÷ {} ms", median(&longs), median(&shorts)),
    );
    let cpu: Vec<f64> = page
        .iter()
        .zip(&seam)
        .map(|(page, seam)| page / seam)
        .collect();
    report.figure(
        world.engine,
        "the same, CPU per request ÷ one list of 50 through the seam",
        &cpu,
        Some(Aim::AtMost(5.0)),
        &format!("{} ÷ {} ms", median(&page), median(&seam)),
    );
    Ok(())
}

fn list(world: &World<'_>, slug: &str, count: i64) -> Result<List> {
    let mut inrichting = shipped()?;
    slug.clone_into(&mut inrichting.gemeente.slug);
    let frame = found(&world.app, inrichting)?;
    grow(world, &frame, count)?;
    let cookie = world.staff(&frame)?;
    let path = world.settled(&format!("/{slug}/meldingen"))?;
    let mut all = Vec::new();
    for wijk in frame.wijken().take(4) {
        all.push((String::new(), None, None, None));
        let submitted = Some(MeldingState::Submitted);
        all.push(("stand=submitted".into(), submitted, None, None));
        all.push((
            format!("wijk={}&stand=taken", wijk.id),
            Some(MeldingState::Taken),
            Some(wijk.id),
            None,
        ));
        if let Some(team) = frame.intake_team(wijk.id) {
            all.push((format!("team={}", team.id), None, None, Some(team.id)));
        }
    }
    let made = List {
        requests: all
            .iter()
            .map(|(query, ..)| {
                get_with(&format!("{path}?{query}"), &format!("Cookie: {cookie}\r\n"))
            })
            .collect(),
        filters: all
            .iter()
            .map(|(_, state, gebied, orgaan)| Filter {
                state: *state,
                gebied: *gebied,
                orgaan: *orgaan,
                before: None,
                most: 50,
            })
            .collect(),
        frame,
    };
    check(world, &made)?;
    Ok(made)
}

/// Every list shows fifty rows.
fn check(world: &World<'_>, list: &List) -> Result<()> {
    for request in &list.requests {
        let answer = world
            .threads
            .client
            .block_on(async { Client::connect(world.address).await?.look(request).await })?;
        let text = String::from_utf8_lossy(&answer.body).into_owned();
        let rows = text.matches("<time").count();
        if answer.status != 200 || rows < ROWS {
            return Err(wrong(format!(
                "{} with {rows} rows to {}",
                answer.status,
                String::from_utf8_lossy(request)
                    .lines()
                    .next()
                    .unwrap_or_default()
            )));
        }
    }
    Ok(())
}

/// Milliseconds of one list over HTTP.
fn seconds(world: &World<'_>, list: &List, count: usize) -> Result<f64> {
    let requests = list.requests.clone();
    let mut load = drive(
        &world.threads.client,
        world.address,
        (2, count / 2),
        |status| status == 200,
        move |n| requests[n % requests.len()].clone(),
    )?;
    Ok(millis(load.quantile(500)))
}

fn each(total: std::time::Duration, count: usize) -> f64 {
    millis(total) / u32::try_from(count.max(1)).map_or(f64::NAN, f64::from)
}

/// Milliseconds of processor that one list over HTTP costs the product.
fn page_cpu(world: &World<'_>, list: &List, count: usize) -> Result<f64> {
    let before = cpu_of(PRODUCT)?;
    seconds(world, list, count)?;
    Ok(each(cpu_of(PRODUCT)?.saturating_sub(before), count))
}

/// Milliseconds of processor that one list through the seam costs.
fn seam_cpu(world: &World<'_>, list: &List, count: usize) -> Result<f64> {
    let gemeente = list.frame.id;
    let before = cpu_of(PRODUCT)?;
    let started = Instant::now();
    for n in 0..count {
        let filter = list.filters[n % list.filters.len()].clone();
        let rows = world
            .app
            .db()
            .read_blocking(move |tx| list_worklist(tx, gemeente, &filter))?;
        if rows.len() < ROWS {
            return Err(wrong("a list is too short"));
        }
    }
    let took = cpu_of(PRODUCT)?.saturating_sub(before);
    // On a quiet machine both are nearly the same; what is read here is the work, not the waiting.
    Ok(each(took.min(started.elapsed()), count))
}

/// Meldingen as a year of work leaves them: one in ten still waits for a decision.
fn grow(world: &World<'_>, frame: &Arc<Frame>, count: i64) -> Result<()> {
    let gemeente = frame.id;
    let wijken: Vec<(Uuid, Option<Uuid>)> = frame
        .wijken()
        .map(|wijk| (wijk.id.0, frame.intake_team(wijk.id).map(|team| team.id.0)))
        .collect();
    let subject = crate::world::subject(frame);
    let mut from = 0;
    while from < count {
        let until = (from + 1_000).min(count);
        let (wijken, subject) = (wijken.clone(), subject.clone());
        let write_id = world.app.ids().next(world.app.clock().now());
        world.app.db().bookkeep_blocking(move |tx| {
            for n in from..until {
                let place = usize::try_from(n).unwrap_or(0);
                let (wijk, team) = &wijken[place % wijken.len()];
                let at = Timestamp::from_second(1_700_000_000 + n).map_err(wrong)?;
                let id = kit::ids::derived(write_id, u64::try_from(n).unwrap_or(0), at);
                // The wijken and the states go round apart, so that every wijk has both.
                let state = if (n / 16) % 10 == 0 { "submitted" } else { "taken" };
                tx.exec(
                    "INSERT INTO meldingen (gemeente_id, id, nummer, state, field_state, gebied_id, orgaan_id, thema, \
                     near_home, kanaal, bron_kind, owner_kind, submitted_at, reopened, changed_at) \
                     VALUES ($1, $2, $3, $4, 'new', $5, $6, $7, FALSE, 'digitaal', 'bewoner', 'rol', $8, 0, $8)",
                    &[&gemeente, &id, &(n + 1), &state, wijk, team, &subject, &at],
                )?;
                tx.exec(
                    "INSERT INTO melding_teksten (gemeente_id, melding_id, omschrijving) VALUES ($1, $2, $3)",
                    &[&gemeente, &id, &crate::world::words(place)],
                )?;
            }
            Ok::<_, Error>(())
        })?;
        from = until;
    }
    Ok(())
}
