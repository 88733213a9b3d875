//! The demonstration: a database with a simulated year in which nobody is real.
//!
//! The year is made only by calling the product's own actions, in order, with a moving clock; the same date and seed give
//! the same ids and text. Signing in with one click and the postvak exist only in a database that was marked as demo when
//! it was made, and such a database is served on the machine itself only.

mod balie;
mod formatie;
mod infopunten;
mod jaar;
mod kennis;
mod mensen;
mod pages;
mod plannen;
mod roosters;
mod stukken;
pub mod tekening;
mod teksten;
mod toeval;
mod vergaderingen;
mod verwijzingen;
pub mod voorbeelden;
mod wijkvragen;

use std::io::Write as _;
use std::net::{Ipv4Addr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use kit::clock::Clock;
use kit::db::{Db, Queries as _, Target, migrate};
use kit::ids::IdSource;

use crate::access::{Actor, LinkKind};
use crate::app::{App, db_options};
use crate::config::Config;
use crate::error::{Error, Result};
use crate::frame::Frame;
use crate::http::Route;
use crate::kader::accounts::{LinkWanted, make_link};
use crate::kader::inrichting::actions::{import, parse};
use crate::kader::{organisaties, termijnen};
use crate::migrations::MIGRATIONS;

#[cfg(test)]
mod tests;

/// The routes of this slice.
pub fn routes() -> Vec<Route> {
    pages::routes()
}

/// What the command `wijkwerk demo` was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoOptions {
    /// The folder of database, files and backups.
    pub dir: PathBuf,
    /// The last day of the simulated year; if not given today, or yesterday while its morning has not begun.
    pub datum: Option<Date>,
    pub seed: u64,
    /// A small year, for tests.
    pub klein: bool,
    /// Throw away what is there and begin again.
    pub fresh: bool,
    /// 0 takes a free one.
    pub port: u16,
    /// Print the port on a line of its own, for whoever started this.
    pub print_port: bool,
    /// Fill and stop.
    pub no_serve: bool,
    /// The gemeente that `/` opens.
    pub gemeente: Option<String>,
}

/// Fills the demonstration, unless it is there already, and serves it.
pub fn command(options: DemoOptions) -> std::result::Result<(), String> {
    let told = |error: &dyn std::fmt::Display| format!("de demo kon niet worden gemaakt: {error}");
    let day = match options.datum {
        Some(day) => day,
        None => last_day(Clock::system().now()).map_err(|error| told(&error))?,
    };
    check_gemeente(options.gemeente.as_deref())?;
    let stamp = format!("{day} {} {}\n", options.seed, options.klein);
    let stamp_file = options.dir.join("demo.txt");
    let there = std::fs::read_to_string(&stamp_file).ok();
    if options.fresh || there.as_deref() != Some(stamp.as_str()) {
        let _ = std::fs::remove_dir_all(&options.dir);
        std::fs::create_dir_all(&options.dir).map_err(|error| told(&error))?;
        fill(&options, day).map_err(|error| told(&error))?;
        std::fs::write(&stamp_file, stamp).map_err(|error| told(&error))?;
    } else {
        println!("De demo van {day} staat er al. Met --fresh begint u opnieuw.");
    }
    if options.no_serve {
        return Ok(());
    }
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port)).map_err(|error| {
        format!(
            "poort {} is niet vrij ({error}); kies een andere met --port",
            options.port
        )
    })?;
    let port = listener.local_addr().map_err(|error| told(&error))?.port();
    let mut config = config(&options);
    config.base_url = format!("http://localhost:{port}");
    let app = open(config, Clock::system(), IdSource::random()).map_err(|error| told(&error))?;
    if options.print_port {
        println!("luistert op http://127.0.0.1:{port}");
    } else {
        println!("Open http://localhost:{port} in de browser. Stoppen kan met Ctrl-C.");
        if options.gemeente.is_some() {
            println!("Wie u wilt zijn, kiest u op http://localhost:{port}/demo.");
        }
    }
    let _ = std::io::stdout().flush();
    crate::cli::serve::run(app, listener, true)
}

/// The last day that a year can end on at this moment: nothing in it is of later than now.
fn last_day(now: Timestamp) -> Result<Date> {
    let zone = termijnen::amsterdam();
    let today = now.to_zoned(zone.clone()).date();
    let (_, end) = jaar::span(today, &zone)?;
    let too_early = now < end;
    Ok(today
        .yesterday()
        .ok()
        .filter(|_| too_early)
        .unwrap_or(today))
}

/// The documents that the demo is made of.
fn documents() -> impl Iterator<Item = &'static str> {
    crate::shipped::documents().filter(|name| name.ends_with("-demo"))
}

/// Says so before minutes of filling, not after.
fn check_gemeente(wanted: Option<&str>) -> std::result::Result<(), String> {
    let Some(wanted) = wanted else {
        return Ok(());
    };
    let known: Vec<String> = documents()
        .filter_map(crate::shipped::document)
        .filter_map(|text| parse(text).ok())
        .map(|inrichting| inrichting.gemeente.slug)
        .collect();
    if known.iter().any(|slug| slug == wanted) {
        return Ok(());
    }
    Err(format!(
        "er is geen gemeente {wanted} in de demo; wel: {}",
        known.join(", ")
    ))
}

fn config(options: &DemoOptions) -> Config {
    Config {
        database: format!("sqlite:{}", options.dir.join("wijkwerk.db").display()),
        files: options.dir.join("bestanden"),
        backups: options.dir.join("backups"),
        base_url: "http://localhost:8080".into(),
        gemeente: options.gemeente.clone(),
        limits: crate::config::Limits {
            meldingen_per_hour: 600,
            sign_ins_per_hour: 600,
            reacties_per_hour: 600,
            ..Default::default()
        },
        ..Config::default()
    }
}

fn open(config: Config, clock: Clock, ids: IdSource) -> Result<App> {
    let target =
        Target::parse(&config.database).ok_or_else(|| Error::Internal("demo database".into()))?;
    // The year itself need not survive a power cut while it is being made; what visitors do later must.
    let durable = !clock.is_manual();
    let db = Db::open(target, &db_options(config.readers, durable))?;
    migrate(&db, MIGRATIONS, clock.now())?;
    if clock.is_manual() {
        db.bookkeep_blocking(|tx| {
            tx.exec(
                "INSERT INTO kenmerken (naam, waarde) VALUES ('demo', 'ja') ON CONFLICT (naam) DO NOTHING",
                &[],
            )?;
            Ok::<_, Error>(())
        })?;
    }
    App::new(db, clock, ids, config)
}

/// Makes the year that ends on `day`.
fn fill(options: &DemoOptions, day: Date) -> Result<()> {
    let zone = termijnen::amsterdam();
    let (start, end) = jaar::span(day, &zone)?;
    let before = start
        .checked_sub(jiff::SignedDuration::from_hours(24))
        .unwrap_or(start);
    let app = open(
        config(options),
        Clock::manual(before),
        IdSource::seeded(options.seed),
    )?;
    let mut plaatsen = Vec::new();
    for (n, name) in documents().enumerate() {
        let frame = found(&app, name, options.klein)?;
        let from = frame.today(before);
        let seed = options
            .seed
            .wrapping_mul(1000)
            .wrapping_add(u64::try_from(n).unwrap_or(0));
        println!("{}: mensen en rollen", frame.naam);
        let mensen = mensen::Mensen::make(&app, &frame, seed, from)?;
        app.forget_frame(&frame.slug);
        let frame = app
            .frame_blocking(&frame.slug)?
            .ok_or(Error::NotFound("gemeente"))?;
        plaatsen.push(jaar::Plaats {
            frame,
            mensen,
            chance: toeval::Toeval::new(seed),
            open: std::collections::BTreeMap::new(),
        });
    }
    let mut year = jaar::Jaar::new(&app, plaatsen, end, options.klein);
    year.run(start, &mut |percent| {
        println!("een jaar in de wijken: {percent} %");
        let _ = std::io::stdout().flush();
    })?;
    for slug in app.slugs_blocking()? {
        leave_link(&app, &slug)?;
    }
    Ok(())
}

/// Leaves one link of a reporter whose address is known, for looking at the page behind it.
fn leave_link(app: &App, slug: &str) -> Result<()> {
    let Some(frame) = app.frame_blocking(slug)? else {
        return Ok(());
    };
    let gemeente = frame.id;
    let found: Option<(uuid::Uuid, uuid::Uuid)> = app.db().read_blocking(move |tx| {
        Ok::<_, Error>(tx.query_opt(
            "SELECT m.id, p.id FROM meldingen m JOIN melders p ON p.gemeente_id = m.gemeente_id AND p.melding_id = m.id \
             WHERE m.gemeente_id = $1 AND m.field_state = 'done' AND p.email IS NOT NULL ORDER BY m.id DESC, p.id LIMIT 1",
            &[&gemeente],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?)
    })?;
    let Some((melding, melder)) = found else {
        return Ok(());
    };
    let token = voorbeelden::demo_token(slug);
    app.write_blocking(&frame, &Actor::Job("demo"), move |ctx| {
        let year = jiff::SignedDuration::from_hours(24 * 365);
        let expires_at = ctx.now.checked_add(year).unwrap_or(ctx.now);
        let wanted = LinkWanted {
            kind: LinkKind::Melder,
            subject_kind: "melding",
            subject: melding,
            holder: melder,
            expires_at,
            token: &token,
        };
        make_link(ctx, &wanted).map(drop)
    })
}

/// Loads the inrichting and recognises the bodies of residents.
fn found(app: &App, name: &str, klein: bool) -> Result<Arc<Frame>> {
    let text = crate::shipped::document(name).ok_or(Error::NotFound("inrichting"))?;
    let inrichting = parse(text).map_err(|findings| {
        let all: Vec<String> = findings.iter().map(ToString::to_string).collect();
        Error::Internal(all.join("; "))
    })?;
    let slug = inrichting.gemeente.slug.clone();
    let from = termijnen::day_of(app.clock().now());
    import(app, &Actor::Command, inrichting, from)?;
    let frame = app
        .frame_blocking(&slug)?
        .ok_or(Error::NotFound("gemeente"))?;
    let most = if klein { 2 } else { 6 };
    // Where whoever tries the demo first works there is one.
    let team = frame
        .organen
        .iter()
        .find(|orgaan| orgaan.soort == "wijkteam");
    let theirs = team.map_or(&[][..], |team| &team.gebieden);
    let mut wijken: Vec<_> = frame
        .wijken()
        .map(|wijk| (wijk.id, wijk.naam.clone()))
        .collect();
    wijken.sort_by_key(|(id, _)| !theirs.contains(id));
    wijken.truncate(most);
    for (wijk, naam) in wijken {
        app.write_blocking(&frame, &Actor::Command, move |ctx| {
            organisaties::actions::found_bewonersorgaan(ctx, wijk, &naam, None)
        })?;
    }
    app.forget_frame(&slug);
    app.frame_blocking(&slug)?
        .ok_or(Error::NotFound("gemeente"))
}
