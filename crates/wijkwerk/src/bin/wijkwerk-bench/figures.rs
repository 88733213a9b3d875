//! Pages, intake and both at once.

use std::sync::Arc;
use std::time::{Duration, Instant};

use wijkwerk::demo::tekening::{Scene, Stage, scene};
use wijkwerk::error::Result;

use crate::ceilings::{Ceiling, Sample, hello};
use crate::load::{Answer, Client, drive, get, get_in, get_with, per_second, wrong};
use crate::report::{Aim, Report, median, millis};
use crate::world::{World, submit_many};
use crate::{CONNECTIONS, RUNS, Sizes};

/// Pixels of a photo as telephones make them: twelve million.
const PHOTO: (u32, u32) = (4_000, 3_000);

fn ratio(ours: &[f64], ceiling: &[f64]) -> Vec<f64> {
    ours.iter()
        .zip(ceiling)
        .map(|(ours, ceiling)| ours / ceiling)
        .collect()
}

fn look(world: &World<'_>, request: &[u8]) -> Result<Answer> {
    world
        .threads
        .client
        .block_on(async { Client::connect(world.address).await?.look(request).await })
}

/// The public page of a wijk: kept, unchanged for whoever has it, and first after a change.
pub fn pages(world: &World<'_>, sizes: Sizes, report: &mut Report) -> Result<()> {
    let path = world.page();
    let page = look(world, &get(&path))?;
    if page.status != 200 {
        return Err(wrong(format!("{path} answers {}", page.status)));
    }
    let length = page.body.len();
    let hello = world.threads.serve(hello(&page))?;
    let runtime = &world.threads.client;
    let all = (CONNECTIONS, sizes.views);
    let (mut greeted, mut kept, mut same) = (Vec::new(), Vec::new(), Vec::new());
    let (mut alone, mut first) = (Vec::new(), Vec::new());
    let each: Vec<Vec<u8>> = crate::world::wijk_pages(&world.frame)
        .iter()
        .flat_map(|page| ["nl", "en"].map(|lang| get_in(lang, page)))
        .collect();
    let each = Arc::new(each);
    for _ in 0..RUNS {
        let request = get(&path);
        let full = |status| status == 200;
        let ceiling = drive(runtime, hello, all, full, move |_| request.clone())?;
        let request = get(&path);
        let ours = drive(runtime, world.address, all, full, move |_| request.clone())?;
        let etag = look(world, &get(&path))?.header("etag").to_owned();
        let request = get_with(&path, &format!("If-None-Match: {etag}\r\n"));
        let unchanged = drive(
            runtime,
            world.address,
            all,
            |status| status == 304,
            move |_| request.clone(),
        )?;
        greeted.push(ceiling.rate);
        kept.push(ours.rate);
        same.push(unchanged.rate);
        alone.push(at_once(world, hello, &each, sizes.firsts, false)?);
        first.push(at_once(world, world.address, &each, sizes.firsts, true)?);
    }
    let sides = |ours: &[f64], ceiling: &[f64]| {
        format!(
            "{} ÷ {} per second, {length} bytes",
            median(ours),
            median(ceiling)
        )
    };
    report.figure(
        world.engine,
        "public wijkpagina, unchanged since last view ÷ hello-world",
        &ratio(&kept, &greeted),
        Some(Aim::AtLeast(0.6)),
        &sides(&kept, &greeted),
    );
    report.figure(
        world.engine,
        "the same, answered with 304 ÷ hello-world",
        &ratio(&same, &greeted),
        None,
        &sides(&same, &greeted),
    );
    report.figure(
        world.engine,
        "the same, first view after a change ÷ hello-world (every wijk in both languages at once)",
        &ratio(&first, &alone),
        Some(Aim::AtLeast(0.05)),
        &sides(&first, &alone),
    );
    Ok(())
}

/// Views per second when every page is asked at once, each on a connection of its own; with `changed`, a melding is taken
/// in before each round, outside the time, so that every view is the first after a change.
fn at_once(
    world: &World<'_>,
    address: std::net::SocketAddr,
    requests: &Arc<Vec<Vec<u8>>>,
    rounds: usize,
    changed: bool,
) -> Result<f64> {
    let runtime = &world.threads.client;
    let mut clients = Vec::new();
    for _ in requests.iter() {
        clients.push(runtime.block_on(Client::connect(address))?);
    }
    let mut took = Duration::ZERO;
    for _ in 0..rounds {
        if changed {
            submit_many(&world.app, &world.frame, 1)?;
        }
        let at = Instant::now();
        clients = runtime.block_on(ask_each(clients, requests))?;
        took += at.elapsed();
    }
    Ok(per_second(rounds * requests.len(), took))
}

/// Every connection asks its own page.
async fn ask_each(clients: Vec<Client>, requests: &Arc<Vec<Vec<u8>>>) -> Result<Vec<Client>> {
    let mut tasks = Vec::new();
    for (n, mut client) in clients.into_iter().enumerate() {
        let requests = requests.clone();
        tasks.push(tokio::spawn(async move {
            let status = client.ask(&requests[n]).await?;
            if status == 200 {
                Ok(client)
            } else {
                Err(wrong(format!("a page answers {status}")))
            }
        }));
    }
    let mut back = Vec::new();
    for task in tasks {
        back.push(task.await.map_err(wrong)??);
    }
    Ok(back)
}

/// Meldingen without a photo, every one on disk before it is answered.
pub fn intake(world: &World<'_>, sizes: Sizes, report: &mut Report) -> Result<()> {
    Sample::check(world)?;
    let ceiling = Ceiling::new(world, Sample::take(world)?);
    let all = (CONNECTIONS, sizes.intakes / CONNECTIONS);
    let (mut raw, mut ours) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        raw.push(ceiling.rate(world, all.0 * all.1)?);
        let taken = drive(
            &world.threads.client,
            world.address,
            all,
            |status| status == 303,
            world.form(),
        )?;
        ours.push(taken.rate);
    }
    report.figure(
        world.engine,
        "durable melding intake over HTTP ÷ the same rows through the seam",
        &ratio(&ours, &raw),
        Some(Aim::AtLeast(0.4)),
        &format!("{} ÷ {} per second", median(&ours), median(&raw)),
    );
    Ok(())
}

/// Meldingen with a photo as a telephone sends it.
pub fn photos(world: &World<'_>, sizes: Sizes, report: &mut Report) -> Result<()> {
    let photo = from_a_telephone()?;
    let bytes = photo.len();
    let connections = sizes.photos.min(CONNECTIONS);
    let mut rates = Vec::new();
    for _ in 0..RUNS {
        let (plain, photo) = (world.form(), photo.clone());
        let taken = drive(
            &world.threads.client,
            world.address,
            (connections, sizes.photos / connections),
            |status| status == 303,
            move |n| with_photo(&plain(n), &photo, n),
        )?;
        rates.push(taken.rate);
    }
    report.figure(
        world.engine,
        "the same with a photo, per second",
        &rates,
        None,
        &format!("{} × {} pixels, {bytes} bytes", PHOTO.0, PHOTO.1),
    );
    Ok(())
}

/// A drawn street in the size of a photo.
fn from_a_telephone() -> Result<Vec<u8>> {
    let drawn =
        image::load_from_memory(&scene(Scene::Stoeptegel, 1, Stage::Before)).map_err(wrong)?;
    let large = drawn.resize_exact(PHOTO.0, PHOTO.1, image::imageops::FilterType::Triangle);
    let mut jpeg = Vec::new();
    image::codecs::jpeg::JpegEncoder::new_with_quality(&mut jpeg, 90)
        .encode_image(&large)
        .map_err(wrong)?;
    Ok(jpeg)
}

/// The same form in parts, with a photo.
fn with_photo(plain: &[u8], photo: &[u8], n: usize) -> Vec<u8> {
    let text = String::from_utf8_lossy(plain);
    let (head, fields) = text.split_once("\r\n\r\n").unwrap_or_default();
    let line = head.lines().next().unwrap_or_default();
    let mark = format!("-----------------------------{n:012}");
    let mut body = Vec::with_capacity(photo.len() + 2_000);
    for (name, value) in fields.split('&').filter_map(|pair| pair.split_once('=')) {
        let value = value.replace('+', " ");
        let part = format!(
            "--{mark}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
        );
        body.extend_from_slice(part.as_bytes());
    }
    let part = format!(
        "--{mark}\r\nContent-Disposition: form-data; name=\"foto\"; filename=\"stoep.jpg\"\r\n\
         Content-Type: image/jpeg\r\n\r\n"
    );
    body.extend_from_slice(part.as_bytes());
    body.extend_from_slice(photo);
    body.extend_from_slice(format!("\r\n--{mark}--\r\n").as_bytes());
    let mut request = format!(
        "{line}\r\nHost: bench\r\nSec-Fetch-Site: same-origin\r\n\
         Content-Type: multipart/form-data; boundary={mark}\r\nContent-Length: {}\r\n\r\n",
        body.len()
    )
    .into_bytes();
    request.extend_from_slice(&body);
    request
}

/// One intake for three views: how much longer the slowest wait than the others.
pub fn mixed(world: &World<'_>, sizes: Sizes, report: &mut Report) -> Result<()> {
    let pages = crate::world::wijk_pages(&world.frame);
    let (mut values, mut middles, mut slowest) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..RUNS {
        let (form, pages) = (world.form(), pages.clone());
        let mut load = drive(
            &world.threads.client,
            world.address,
            (CONNECTIONS, sizes.intakes / CONNECTIONS),
            |status| status == 200 || status == 303,
            move |n| {
                if n % 4 == 0 {
                    form(n)
                } else {
                    get(&pages[n % pages.len()])
                }
            },
        )?;
        let (middle, high) = (load.quantile(500), load.quantile(990));
        values.push(high.as_secs_f64() / middle.as_secs_f64().max(1e-9));
        middles.push(millis(middle));
        slowest.push(millis(high));
    }
    report.figure(
        world.engine,
        "mixed read/write at 32 connections, p99 ÷ median",
        &values,
        Some(Aim::AtMost(10.0)),
        &format!("{} ÷ {} ms", median(&slowest), median(&middles)),
    );
    Ok(())
}
