//! Points over the whole country: what is open now near a place, a year of hours, a calendar that did not change.

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use kit::hours::{Holidays, Hours};
use wijkwerk::access::Actor;
use wijkwerk::balie::infopunten::actions::{make_infopunt, make_locatie};
use wijkwerk::balie::infopunten::tijden::{set_hours, understand};
use wijkwerk::balie::infopunten::uren::{NewUitzondering, UitzonderingBron, set_exception};
use wijkwerk::balie::infopunten::{InfopuntSoort, NewInfopunt, NewLocatie, Rang};
use wijkwerk::error::Result;
use wijkwerk::frame::Frame;

use crate::ceilings::hello;
use crate::content::{Dice, hours};
use crate::lezen::{Reads, good};
use crate::load::{Client, drive, get, wrong};
use crate::report::{Aim, Report, median, millis};
use crate::world::{World, found, shipped};
use crate::{CONNECTIONS, RUNS, Sizes};

/// Gemeenten over which the points lie, and connections that ask.
const GEMEENTEN: usize = 12;
const ASKERS: usize = 4;
/// South-west and north-east of the country, in millionths of a degree.
const COUNTRY: [(i64, i64); 2] = [(51_300_000, 4_000_000), (53_200_000, 6_800_000)];

pub fn measure(world: &World<'_>, dir: &Path, sizes: Sizes, report: &mut Report) -> Result<()> {
    let mut last = None;
    for n in 0..GEMEENTEN {
        let mut inrichting = shipped()?;
        inrichting.gemeente.slug = format!("punten-{n}");
        let frame = found(&world.app, inrichting)?;
        fill(world, &frame, n, sizes.points / GEMEENTEN)?;
        last = Some(frame);
    }
    near(world, dir, sizes, report)?;
    let frame = last.ok_or_else(|| wrong("there are no points"))?;
    calendar(world, &frame, sizes, report)
}

/// Points through their own actions: a place, a point in it, hours as somebody types them; every tenth goes otherwise for
/// some days.
fn fill(world: &World<'_>, frame: &Arc<Frame>, gemeente: usize, count: usize) -> Result<()> {
    let wijken: Vec<_> = frame.wijken().map(|wijk| wijk.id).collect();
    let organisatie = frame.organisaties.first().map(|one| one.id);
    let organisatie = organisatie.ok_or_else(|| wrong("there is no organisation"))?;
    let [low, high] = COUNTRY;
    let across = |from: i64, to: i64, part: usize, of: usize| {
        let (part, of) = (
            i64::try_from(part).unwrap_or(0),
            i64::try_from(of).unwrap_or(1),
        );
        from + (to - from) * part / of
    };
    let middle = (
        across(low.0, high.0, gemeente / 3, 3),
        across(low.1, high.1, gemeente % 3, 2),
    );
    for n in 0..count {
        let mut dice = Dice::of(gemeente * 10_000 + n);
        let mut aside = || i64::try_from(dice.below(160_000)).unwrap_or(0) - 80_000;
        let place = (middle.0 + aside(), middle.1 + aside());
        let (gebied, typed) = (wijken[n % wijken.len()], hours(gemeente * 10_000 + n));
        world
            .app
            .write_blocking(frame, &Actor::Command, move |ctx| {
                let locatie = make_locatie(
                    ctx,
                    &NewLocatie {
                        naam: format!("Huis {n}"),
                        soort: "buurthuis".to_owned(),
                        organisatie: None,
                        gebied: Some(gebied),
                        adres: format!("Voorbeeldstraat {n}"),
                        postcode: "1234 AB".to_owned(),
                        plaats: "Voorbeeldstad".to_owned(),
                        telefoon: None,
                        place: Some(place),
                        sterren: 0,
                        toegankelijkheid: String::new(),
                    },
                )?;
                let punt = make_infopunt(
                    ctx,
                    &NewInfopunt {
                        naam: format!("Punt {n}"),
                        locatie,
                        gebied,
                        organisatie,
                        soort: InfopuntSoort::Infopunt,
                        rang: Rang::Neven,
                        open: true,
                        voorheen: String::new(),
                    },
                )?;
                let today = ctx.today();
                set_hours(ctx, punt, &typed, today)?;
                if n % 10 == 0 {
                    let until = today
                        .checked_add(jiff::Span::new().days(3))
                        .unwrap_or(today);
                    set_exception(
                        ctx,
                        &NewUitzondering {
                            infopunt: punt,
                            from: today,
                            until,
                            times: "10:00-22:00".to_owned(),
                            reden: "Deze week andere tijden door een verbouwing.".to_owned(),
                            bron: UitzonderingBron::Hand,
                        },
                    )?;
                }
                Ok(())
            })?;
    }
    Ok(())
}

/// Somewhere in the country.
fn somewhere(n: usize) -> Vec<u8> {
    let mut dice = Dice::of(3_000_000 + n);
    let mut between = |from: i64, to: i64| {
        let width = usize::try_from(to - from).unwrap_or(1);
        let e6 = from + i64::try_from(dice.below(width)).unwrap_or(0);
        f64::from(i32::try_from(e6).unwrap_or(0)) / 1e6
    };
    let (lat, lon) = (
        between(COUNTRY[0].0, COUNTRY[1].0),
        between(COUNTRY[0].1, COUNTRY[1].1),
    );
    get(&format!(
        "/api/v1/infopunten/nu-open?lat={lat:.5}&lon={lon:.5}"
    ))
}

fn near(world: &World<'_>, dir: &Path, sizes: Sizes, report: &mut Report) -> Result<()> {
    let runtime = &world.threads.client;
    let first = somewhere(0);
    let like =
        runtime.block_on(async { Client::connect(world.address).await?.look(&first).await })?;
    let like = good(like, "nu-open")?;
    let reads = Reads::open(&dir.join(format!("lezen-punten-{}.db", world.engine)))?;
    let ceiling = reads.serve(world.threads, &like)?;
    let all = (ASKERS, sizes.questions / ASKERS);
    let (mut ratios, mut ours, mut theirs) = (Vec::new(), Vec::new(), Vec::new());
    let full = |status| status == 200;
    for _ in 0..RUNS {
        let mut read = drive(runtime, ceiling, all, full, |_| get("/"))?;
        let mut asked = drive(runtime, world.address, all, full, somewhere)?;
        let (mine, least) = (asked.quantile(500), read.quantile(500));
        ratios.push(mine.as_secs_f64() / least.as_secs_f64().max(1e-9));
        ours.push(millis(mine));
        theirs.push(millis(least));
    }
    report.figure(
        world.engine,
        &format!(
            "open now near me, {} points of {GEMEENTEN} gemeenten ÷ one SQLite primary-key read",
            sizes.points
        ),
        &ratios,
        Some(Aim::AtMost(2.0)),
        &format!(
            "{} ÷ {} ms, {ASKERS} connections, {} bytes",
            median(&ours),
            median(&theirs),
            like.body.len()
        ),
    );
    Ok(())
}

/// The calendar of one point a year ahead, as whoever subscribed to it asks for it.
fn calendar(
    world: &World<'_>,
    frame: &Arc<Frame>,
    sizes: Sizes,
    report: &mut Report,
) -> Result<()> {
    let path = world.settled(&format!("/{}/infopunten/punt-1/agenda.ics", frame.slug))?;
    let runtime = &world.threads.client;
    let look = || {
        let request = get(&path);
        runtime.block_on(async { Client::connect(world.address).await?.look(&request).await })
    };
    let page = good(look()?, &path)?;
    let events = String::from_utf8_lossy(&page.body)
        .matches("BEGIN:VEVENT")
        .count();
    let hello = world.threads.serve(hello(&page))?;
    let all = (CONNECTIONS, sizes.views / 4);
    let full = |status| status == 200;
    let (mut ratios, mut ours, mut greeted) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..RUNS {
        let request = get(&path);
        let ceiling = drive(runtime, hello, all, full, move |_| request.clone())?;
        let request = get(&path);
        let feed = drive(runtime, world.address, all, full, move |_| request.clone())?;
        ratios.push(feed.rate / ceiling.rate);
        ours.push(feed.rate);
        greeted.push(ceiling.rate);
    }
    report.figure(
        world.engine,
        "calendar of a year of a point, unchanged ÷ hello-world",
        &ratios,
        Some(Aim::AtLeast(0.6)),
        &format!(
            "{} ÷ {} per second, {events} events, {} bytes",
            median(&ours),
            median(&greeted),
            page.body.len()
        ),
    );
    Ok(())
}

/// A year of every point: what was typed is understood, then every opening and closing is found. No database.
pub fn year(sizes: Sizes, report: &mut Report) -> Result<()> {
    let zone = jiff::tz::TimeZone::get("Europe/Amsterdam").map_err(wrong)?;
    let holidays = Arc::new(Holidays::default());
    let day = |year| {
        jiff::civil::date(year, 1, 1)
            .to_zoned(zone.clone())
            .map(|zoned| zoned.timestamp())
            .map_err(wrong)
    };
    let (from, to) = (day(2027)?, day(2028)?);
    let all: Vec<Hours> = (0..sizes.points)
        .map(|n| understand(&hours(n)).map_err(|error| wrong(error.word)))
        .collect::<Result<_>>()?;
    let (mut seconds, mut found) = (Vec::new(), 0);
    for _ in 0..RUNS {
        let began = Instant::now();
        found = 0;
        for hours in &all {
            let table = hours.on(&zone, &holidays).map_err(wrong)?;
            found += table.intervals(from, to).len();
        }
        seconds.push(began.elapsed().as_secs_f64());
    }
    report.figure(
        "none",
        &format!("a year of hours of {} points, s", sizes.points),
        &seconds,
        None,
        &format!("{found} intervals, on the clock of Europe/Amsterdam"),
    );
    Ok(())
}
