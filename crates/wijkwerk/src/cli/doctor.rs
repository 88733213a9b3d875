//! `wijkwerk doctor`: one line per part, in order or with what to do; changes nothing.

use std::path::Path;

use jiff::{SignedDuration, Timestamp};
use kit::clock::Clock;
use kit::db::{Db, Queries};

use super::bestanden;
use super::failure::{Failure, Result};
use super::ground::Ground;
use super::owners;
use crate::error::{Error, Result as Answered};
use crate::ids::GemeenteId;
use crate::jobs::heads;
use crate::journaal;
use crate::migrations::MIGRATIONS;

/// A backup older than this is too old.
const BACKUP_HOURS: i64 = 26;
/// A mail that waits longer than this is stuck.
const MAIL_HOURS: i64 = 1;
/// So many of the last entries tell whether the clock was ahead: all of them would take too long to read.
const LAST_ENTRIES: i64 = 1000;
/// With less room a busy day can fill the disk: 1 GB.
const LEAST_ROOM: u64 = 1_000_000_000;

/// What was found of one part: nothing, or what is wrong and what to do.
pub(super) type Finding = std::result::Result<String, (String, String)>;

pub(super) fn wrong(what: impl Into<String>, remedy: impl Into<String>) -> Finding {
    Err((what.into(), remedy.into()))
}

pub(super) fn command(ground: Result<Ground>) -> Result<()> {
    let ground = ground?;
    let findings = examine(&ground, &Clock::system());
    for (part, finding) in &findings {
        match finding {
            Ok(note) if note.is_empty() => println!("{part}: in orde"),
            Ok(note) => println!("{part}: in orde ({note})"),
            Err((what, remedy)) => println!("{part}: fout: {what} → doe: {remedy}"),
        }
    }
    let faults = findings.iter().filter(|(_, found)| found.is_err()).count();
    if faults == 0 {
        return Ok(());
    }
    Err(Failure::new(
        format!("{faults} van {} onderdelen niet in orde", findings.len()),
        "los de regels hierboven op en kijk opnieuw",
    ))
}

/// Looks at everything; a part that cannot be looked at is a fault of that part.
pub(super) fn examine(ground: &Ground, clock: &Clock) -> Vec<(String, Finding)> {
    let mut all = vec![("instellingen".to_owned(), Ok(String::new()))];
    let now = clock.now();
    for (name, dir) in [
        ("map bestanden", &ground.config.files),
        ("map reservekopieën", &ground.config.backups),
    ] {
        all.push((name.to_owned(), writable(dir)));
    }
    let db = match ground.open_db(false) {
        Ok(db) => db,
        Err(failure) => {
            all.push(("database".into(), Err(failure.into_parts())));
            return all;
        }
    };
    let schema = schema(&db);
    let is_ready = schema.is_ok();
    all.push(("schema".into(), schema));
    if !is_ready {
        return all;
    }
    let is_demo = settled(is_demo(&db));
    let gemeenten = match gemeenten(&db) {
        Ok(gemeenten) => gemeenten,
        Err(error) => {
            all.push((
                "gemeenten".into(),
                wrong(error.to_string(), "kijk in het logboek van de database"),
            ));
            return all;
        }
    };
    all.push(("klok".into(), asked(clock_sanity(&db, &gemeenten, now))));
    all.push((
        "webadres".into(),
        super::webadres::finding(&ground.config, &gemeenten),
    ));
    for (id, slug) in &gemeenten {
        all.push((format!("{slug}: ketting"), asked(chain(&db, *id))));
        all.push((
            format!("{slug}: bewaarde kettingkoppen"),
            asked(kept_heads(&db, ground, *id)),
        ));
        all.push((
            format!("{slug}: verplichtingen"),
            asked(ownerless(&db, slug, now)),
        ));
        let searched = asked(super::wegwijzer::searched(&db, *id));
        all.push((format!("{slug}: wegwijzer"), searched));
    }
    all.push(("mail".into(), asked(mail(&db, ground, now, is_demo))));
    all.extend(super::aansluitingen::findings(&db, ground, &gemeenten, now));
    all.push((
        "bestanden".into(),
        asked(bestanden::finding(
            &db,
            &ground.config.files,
            &gemeenten,
            now,
        )),
    ));
    all.push((
        "reservekopie".into(),
        backups(&ground.config.backups, now, is_demo),
    ));
    all
}

fn settled(asked: Answered<bool>) -> bool {
    asked.unwrap_or(false)
}

/// A part that could not be looked at.
fn asked(found: Answered<Finding>) -> Finding {
    found.unwrap_or_else(|error| wrong(error.to_string(), "kijk of de database werkt"))
}

fn writable(dir: &Path) -> Finding {
    let probe = dir.join(format!(".doctor-{}", std::process::id()));
    let tried = std::fs::create_dir_all(dir)
        .and_then(|()| std::fs::write(&probe, [0; 4096]))
        .and_then(|()| std::fs::remove_file(&probe));
    tried.map_or_else(
        |error| {
            wrong(
                format!("{}: {error}", dir.display()),
                "maak ruimte op de schijf of geef schrijfrecht",
            )
        },
        |()| room(dir),
    )
}

/// Whether the disk of this folder lasts for a while.
fn room(dir: &Path) -> Finding {
    match kit::files::free_bytes(dir) {
        Ok(Some(free)) if free < LEAST_ROOM => wrong(
            format!(
                "{}: nog {} MB vrij op de schijf",
                dir.display(),
                free / 1_000_000
            ),
            "maak ruimte op de schijf of neem een grotere",
        ),
        Ok(Some(free)) => Ok(format!(
            "{}, {} GB vrij",
            dir.display(),
            free / 1_000_000_000
        )),
        Ok(None) => Ok(dir.display().to_string()),
        Err(error) => wrong(
            format!("{}: {error}", dir.display()),
            "kijk of de schijf er nog is",
        ),
    }
}

fn schema(db: &Db) -> Finding {
    match kit::db::pending(db, MIGRATIONS) {
        Err(error) => wrong(error.to_string(), "kijk of de database werkt"),
        Ok(status) if !status.foreign.is_empty() => wrong(
            format!("stappen die dit programma niet kent: {:?}", status.foreign),
            "gebruik de versie van Wijkwerk die bij deze database hoort",
        ),
        Ok(status) if !status.pending.is_empty() => wrong(
            format!("nog te doen: {:?}", status.pending),
            "geef `wijkwerk migrate`",
        ),
        Ok(status) => Ok(format!("stap {}", status.applied)),
    }
}

fn is_demo(db: &Db) -> Answered<bool> {
    db.read_blocking(|tx| {
        let mark: Option<String> = tx.query_opt(
            "SELECT waarde FROM kenmerken WHERE naam = 'demo'",
            &[],
            |row| row.get(0),
        )?;
        Ok(mark.is_some())
    })
}

fn gemeenten(db: &Db) -> Answered<Vec<(GemeenteId, String)>> {
    db.read_blocking(|tx| {
        Ok(tx.query(
            "SELECT id, slug FROM gemeenten ORDER BY slug LIMIT 1000",
            &[],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?)
    })
}

fn clock_sanity(db: &Db, gemeenten: &[(GemeenteId, String)], now: Timestamp) -> Answered<Finding> {
    let mut newest: Option<Timestamp> = None;
    for (gemeente, _) in gemeenten {
        let gemeente = *gemeente;
        let last: Vec<Timestamp> = db.read_blocking(move |tx| {
            Ok::<_, Error>(tx.query(
                "SELECT at FROM journaal WHERE gemeente_id = $1 ORDER BY seq DESC LIMIT $2",
                &[&gemeente, &LAST_ENTRIES],
                |row| row.get(0),
            )?)
        })?;
        newest = newest.max(last.into_iter().max());
    }
    let margin = SignedDuration::from_mins(5);
    Ok(match newest {
        Some(newest) if newest > now.checked_add(margin).unwrap_or(now) => wrong(
            format!("het is {now}, maar er is al iets vastgelegd op {newest}"),
            "zet de klok van deze machine gelijk",
        ),
        _ => Ok(now.to_string()),
    })
}

fn chain(db: &Db, gemeente: GemeenteId) -> Answered<Finding> {
    let found = journaal::verify(db, gemeente)?;
    let remedy = "iemand heeft de database buiten Wijkwerk om veranderd: zet de laatste goede reservekopie terug";
    Ok(match found {
        Ok(count) => Ok(format!("{count} regels")),
        Err(journaal::Broken::Gap { after }) => {
            wrong(format!("na regel {after} ontbreekt er een"), remedy)
        }
        Err(journaal::Broken::Hash { seq }) => wrong(
            format!("regel {seq} is niet zoals hij is geschreven"),
            remedy,
        ),
        Err(journaal::Broken::Attachment { seq }) => wrong(
            format!("de tekst bij regel {seq} is niet zoals hij is geschreven"),
            remedy,
        ),
        Err(journaal::Broken::Head) => wrong("de laatste regel is niet het einde", remedy),
    })
}

fn kept_heads(db: &Db, ground: &Ground, gemeente: GemeenteId) -> Answered<Finding> {
    let all = heads::list(&ground.config.backups)?;
    let own: Vec<heads::ChainHead> = all
        .into_iter()
        .filter(|head| head.gemeente == gemeente.0)
        .collect();
    let count = own.len();
    let lost = db.read_blocking(move |tx| {
        for head in &own {
            if !heads::is_in_chain(tx, head)? {
                return Ok::<_, Error>(Some(head.clone()));
            }
        }
        Ok(None)
    })?;
    Ok(match lost {
        None => Ok(format!("{count} gelijk")),
        Some(head) => wrong(
            format!("op {} was regel {} een andere", head.at, head.seq),
            "de geschiedenis is herschreven of er is een oude kopie teruggezet: zoek uit welke, en zet de goede terug",
        ),
    })
}

/// Open dues that nobody can fulfil.
fn ownerless(db: &Db, slug: &str, now: Timestamp) -> Answered<Finding> {
    let slug = slug.to_owned();
    let found = db.read_blocking(move |tx| owners::find_ownerless(tx, &slug, now))?;
    Ok(match found {
        Some((count, soort)) => wrong(
            format!("{count} zonder iemand die ze kan nakomen, zoals {soort}"),
            "geef iemand daar deze rol, of wijs ze aan een ander toe",
        ),
        None => Ok(String::new()),
    })
}

fn mail(db: &Db, ground: &Ground, now: Timestamp, is_demo: bool) -> Answered<Finding> {
    let late = now
        .checked_sub(SignedDuration::from_hours(MAIL_HOURS))
        .unwrap_or(now);
    let lately = crate::jobs::days_before(now, 7);
    let (waiting, failed): (i64, i64) = db.read_blocking(move |tx| {
        Ok::<_, Error>(tx.query_one(
            "SELECT (SELECT count(*) FROM mails WHERE state = 'waiting' AND not_before < $1 AND created_at < $1), \
             (SELECT count(*) FROM mails WHERE state = 'failed' AND created_at > $2)",
            &[&late, &lately],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?)
    })?;
    Ok(
        if waiting > 0 && ground.config.mail.host.is_empty() && !is_demo {
            wrong(
                format!("{waiting} mails wachten en er is geen mailserver ingesteld"),
                "zet `mail.host`",
            )
        } else if waiting > 0 {
            wrong(
                format!("{waiting} mails wachten langer dan een uur"),
                "kijk of de server draait en of de mailserver antwoordt",
            )
        } else if failed > 0 {
            wrong(
                format!("{failed} mails zijn deze week niet aangekomen"),
                "kijk in het logboek waarom de mailserver ze weigerde",
            )
        } else {
            Ok(String::new())
        },
    )
}

fn backups(dir: &Path, now: Timestamp, is_demo: bool) -> Finding {
    if is_demo {
        return Ok("demo".into());
    }
    match super::backup::newest(dir) {
        None => wrong(
            "er is nog geen",
            "geef `wijkwerk backup`, en daarna elke nacht",
        ),
        Some(at) => {
            let hours = now.duration_since(at).as_hours();
            if hours > BACKUP_HOURS {
                wrong(
                    format!("de nieuwste is {hours} uur oud"),
                    "kijk waarom `wijkwerk backup` niet elke nacht draait",
                )
            } else {
                Ok(format!("{hours} uur oud"))
            }
        }
    }
}
