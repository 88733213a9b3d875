//! The wegwijzer over many items: a question, a keystroke, a hundred desks at once, and the index made anew.

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use wijkwerk::access::{Actor, Permission};
use wijkwerk::balie::kennisbank::inlezen::take_in;
use wijkwerk::balie::kennisbank::{Filter, actions, list_items};
use wijkwerk::balie::wegwijzer;
use wijkwerk::error::Result;
use wijkwerk::frame::Frame;

use crate::content::{item, question};
use crate::lezen::{Reads, good};
use crate::load::{Client, Load, drive, get, wrong};
use crate::report::{Aim, Report, median, millis};
use crate::world::{World, found, shipped, signed_in};
use crate::{RUNS, Sizes};

/// Connections that ask at the same time, and desks.
const ASKERS: usize = 4;
const DESKS: usize = 100;
const SLUG: &str = "vragen";

pub fn measure(world: &World<'_>, dir: &Path, sizes: Sizes, report: &mut Report) -> Result<()> {
    let mut inrichting = shipped()?;
    SLUG.clone_into(&mut inrichting.gemeente.slug);
    let frame = found(&world.app, inrichting)?;
    fill(world, &frame, sizes.items)?;
    index(world, &frame, sizes, report)?;
    let reads = Reads::open(&dir.join(format!("lezen-{}.db", world.engine)))?;
    let ask = |n: usize| post("vraag", "", &question(n));
    ratio(
        world,
        &reads,
        report,
        &format!(
            "a question to {} items, p99 ÷ one SQLite primary-key read",
            sizes.items
        ),
        Some(Aim::AtMost(3.0)),
        (ASKERS, sizes.questions / ASKERS),
        ask,
    )?;
    let key = |n: usize| {
        let typed = question(n);
        let letters = 2 + n % 20;
        let typed: String = typed.chars().take(letters).collect();
        post("vraag-voorstellen", "", &typed)
    };
    ratio(
        world,
        &reads,
        report,
        "suggestions at a keystroke, p99 ÷ one SQLite primary-key read",
        None,
        (ASKERS, sizes.questions / ASKERS),
        key,
    )?;
    let cookie = signed_in(
        &world.app,
        &frame,
        &world.threads.client,
        &[Permission::ContactEnter],
    )?;
    let cookie = format!("Cookie: {cookie}\r\n");
    ratio(
        world,
        &reads,
        report,
        "100 desks at once, p99 of a question ÷ as many primary-key reads at once",
        None,
        (DESKS, sizes.questions.div_ceil(DESKS)),
        move |n| post("balie", &cookie, &question(n)),
    )
}

/// Items through the action of an import, twenty in a write.
fn fill(world: &World<'_>, frame: &Arc<Frame>, count: usize) -> Result<()> {
    let owners: Vec<String> = frame
        .organisaties
        .iter()
        .map(|one| one.naam.clone())
        .collect();
    let topics: Vec<String> = frame
        .inrichting
        .onderwerpen
        .iter()
        .map(|one| one.sleutel.clone())
        .collect();
    let mut from = 0;
    while from < count {
        let until = (from + 20).min(count);
        let rows: Vec<_> = (from..until).map(|n| item(n, &owners, &topics)).collect();
        world
            .app
            .write_blocking(frame, &Actor::Command, move |ctx| {
                rows.iter().try_for_each(|row| take_in(ctx, row).map(drop))
            })?;
        from = until;
    }
    Ok(())
}

/// One item is changed, then the index is made from the database as the first question after it would.
fn index(world: &World<'_>, frame: &Arc<Frame>, sizes: Sizes, report: &mut Report) -> Result<()> {
    let gemeente = frame.id;
    let some = world.app.db().read_blocking(move |tx| {
        list_items(
            tx,
            gemeente,
            &Filter {
                most: 50,
                ..Filter::default()
            },
        )
    })?;
    let one = some.first().ok_or_else(|| wrong("there are no items"))?.id;
    let mut seconds = Vec::new();
    for n in 0..RUNS {
        world
            .app
            .write_blocking(frame, &Actor::Command, move |ctx| {
                actions::set_review(ctx, one, None, n % 2 == 0)
            })?;
        let began = Instant::now();
        let words = wegwijzer::actions::known_words(&world.app, frame, "wandelgroep voor ouderen")?;
        seconds.push(began.elapsed().as_secs_f64());
        if words.is_empty() {
            return Err(wrong("the index knows nothing"));
        }
    }
    report.figure(
        world.engine,
        &format!("the index of {} items made anew, s", sizes.items),
        &seconds,
        Some(Aim::AtMost(1.0)),
        "read from the database, analysed and weighed; the start catalogue and items made from word lists",
    );
    Ok(())
}

/// A form as a browser sends it.
fn post(path: &str, headers: &str, typed: &str) -> Vec<u8> {
    let body = format!("vraag={}", typed.replace('&', "%26").replace(' ', "+"));
    format!(
        "POST /{SLUG}/{path} HTTP/1.1\r\nHost: bench\r\nSec-Fetch-Site: same-origin\r\nAccept-Language: nl\r\n{headers}\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

/// The slowest of a hundred answers against the same of the reads, five times in turn.
fn ratio(
    world: &World<'_>,
    reads: &Reads,
    report: &mut Report,
    name: &str,
    aim: Option<Aim>,
    all: (usize, usize),
    make: impl Fn(usize) -> Vec<u8> + Clone + Send + Sync + 'static,
) -> Result<()> {
    let runtime = &world.threads.client;
    let first = make(0);
    let like =
        runtime.block_on(async { Client::connect(world.address).await?.look(&first).await })?;
    let like = good(like, name)?;
    let ceiling = reads.serve(world.threads, &like)?;
    let (mut ratios, mut ours, mut theirs) = (Vec::new(), Vec::new(), Vec::new());
    let (mut middle, mut theirs_middle) = (Vec::new(), Vec::new());
    let full = |status| status == 200;
    for _ in 0..RUNS {
        let mut read: Load = drive(runtime, ceiling, all, full, |_| get("/"))?;
        let mut asked: Load = drive(runtime, world.address, all, full, make.clone())?;
        let (slow, least) = (asked.quantile(990), read.quantile(990));
        ratios.push(slow.as_secs_f64() / least.as_secs_f64().max(1e-9));
        ours.push(millis(slow));
        theirs.push(millis(least));
        middle.push(millis(asked.quantile(500)));
        theirs_middle.push(millis(read.quantile(500)));
    }
    report.figure(
        world.engine,
        name,
        &ratios,
        aim,
        &format!(
            "{} ÷ {} ms (medians {} ÷ {}), {} connections, {} bytes",
            median(&ours),
            median(&theirs),
            median(&middle),
            median(&theirs_middle),
            all.0,
            like.body.len()
        ),
    );
    Ok(())
}
