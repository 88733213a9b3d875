//! Erasing what has had its time, in small writes, noted in the journaal without a word about anybody.

use std::sync::Arc;

use jiff::Timestamp;
use kit::db::Queries;
use serde::Serialize;
use uuid::Uuid;

use super::days_before;
use super::erasures::{self, Kind};
use super::steps::Steps;
use super::vertrek;
use crate::access::Actor;
use crate::app::App;
use crate::balie::{contacten, doorverwijzingen};
use crate::error::{Error, Result};
use crate::frame::Frame;
use crate::ids::DoorverwijzingId;
use crate::journaal::{Entry, Verb};
use crate::write::Write;

/// Most things erased in one write.
pub(super) const BATCH: i64 = 100;
/// Most things with files erased in one write: whether a file is still needed takes a while to find out.
pub(super) const FILE_BATCH: i64 = 5;
/// The words and photos of a melding go this long after the reporter was told how it ended.
const TEXT_DAYS: i64 = 365;
const REQUEST_DAYS: i64 = 30;
const MAIL_DAYS: i64 = 60;
/// What somebody learned, and where they stood in the roster or the formation, is kept two years after the end (P8).
pub(super) const TRAINING_DAYS: i64 = 2 * 365;
/// What a desk chose is learned from for two years.
const CHOICE_DAYS: i64 = 2 * 365;
const COUNTER_DAYS: i64 = 2;
/// Who read what is kept five years.
pub(super) const READ_LOG_DAYS: i64 = 5 * 365 + 1;
/// Finished background work is kept this long.
const WORK_DAYS: i64 = 400;

/// How many of each were erased.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Erased {
    pub melders: usize,
    pub teksten: usize,
    pub fotos: usize,
    pub zorgsignalen: usize,
    pub partijen: usize,
    pub doorverwezenen: usize,
    pub mails: usize,
    pub contactpersonen: usize,
    pub wijkvragers: usize,
    pub scholing: usize,
    pub keuzes: usize,
    pub roosterleden: usize,
    pub accounts: usize,
    pub bezoeken: usize,
    pub formatieinvullingen: usize,
    pub formatieredenen: usize,
    pub contactregels: usize,
    pub abonnementen: usize,
    pub aanwezigheden: usize,
}

/// Erases what is due today in one gemeente: one kind that fails keeps no other.
pub fn erase_due(app: &App, frame: &Arc<Frame>) -> Result<Erased> {
    let mut steps = Steps::of(&frame.slug);
    let erased = Erased {
        melders: steps.erase(app, frame, Kind::Melder, melders_due),
        teksten: steps.erase(app, frame, Kind::MeldingTekst, texts_due),
        fotos: steps.count("fotos", || with_files(app, frame, Kind::MeldingFoto, photos_due)),
        zorgsignalen: steps.erase(app, frame, Kind::Zorgsignaal, |ctx| {
            let (gemeente, today) = (ctx.gemeente(), ctx.today());
            Ok(ctx.query(
                "SELECT id FROM zorgsignalen WHERE gemeente_id = $1 AND erase_after <= $2 ORDER BY id LIMIT $3",
                &[&gemeente, &today, &BATCH],
                |row| row.get(0),
            )?)
        }),
        partijen: steps.erase(app, frame, Kind::AfspraakPartij, |ctx| {
            let (gemeente, today) = (ctx.gemeente(), ctx.today());
            Ok(ctx.query(
                "SELECT id FROM afspraak_partijen WHERE gemeente_id = $1 AND erase_after <= $2 ORDER BY id LIMIT $3",
                &[&gemeente, &today, &BATCH],
                |row| row.get(0),
            )?)
        }),
        doorverwezenen: steps.erase(app, frame, Kind::Doorverwezene, |ctx| {
            let (gemeente, today) = (ctx.gemeente(), ctx.today());
            let gone: Vec<(Uuid, DoorverwijzingId)> = ctx.query(
                "SELECT id, keten_id FROM doorverwezenen WHERE gemeente_id = $1 AND erase_after <= $2 ORDER BY id LIMIT $3",
                &[&gemeente, &today, &BATCH],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )?;
            for (_, keten) in &gone {
                doorverwijzingen::let_go(ctx, *keten)?;
            }
            Ok(gone.into_iter().map(|(id, _)| id).collect())
        }),
        mails: steps.erase(app, frame, Kind::Mail, |ctx| {
            let (gemeente, before) = (ctx.gemeente(), days_before(ctx.now, MAIL_DAYS));
            Ok(ctx.query(
                "SELECT id FROM mails WHERE gemeente_id = $1 AND state <> 'waiting' \
                 AND coalesce(sent_at, created_at) < $2 ORDER BY id LIMIT $3",
                &[&gemeente, &before, &BATCH],
                |row| row.get(0),
            )?)
        }),
        contactpersonen: steps.erase(app, frame, Kind::Contactpersoon, |ctx| {
            let (gemeente, today) = (ctx.gemeente(), ctx.today());
            Ok(ctx.query(
                "SELECT id FROM contactpersonen WHERE gemeente_id = $1 AND erase_after <= $2 ORDER BY id LIMIT $3",
                &[&gemeente, &today, &BATCH],
                |row| row.get(0),
            )?)
        }),
        wijkvragers: steps.erase(app, frame, Kind::Wijkvrager, |ctx| {
            let (gemeente, today) = (ctx.gemeente(), ctx.today());
            Ok(ctx.query(
                "SELECT id FROM wijkvragers WHERE gemeente_id = $1 AND erase_after <= $2 ORDER BY id LIMIT $3",
                &[&gemeente, &today, &BATCH],
                |row| row.get(0),
            )?)
        }),
        scholing: steps.erase(app, frame, Kind::ScholingBehaald, |ctx| {
            let (gemeente, before) = (ctx.gemeente(), days_before(ctx.now, TRAINING_DAYS));
            Ok(ctx.query(
                "SELECT b.id FROM scholing_behaald b JOIN accounts a ON a.gemeente_id = b.gemeente_id AND a.id = b.account_id \
                 WHERE b.gemeente_id = $1 AND a.ended_at < $2 ORDER BY b.id LIMIT $3",
                &[&gemeente, &before, &BATCH],
                |row| row.get(0),
            )?)
        }),
        keuzes: steps.erase(app, frame, Kind::Wegwijzerkeuze, |ctx| {
            let (gemeente, before) = (ctx.gemeente(), days_before(ctx.now, CHOICE_DAYS));
            Ok(ctx.query(
                "SELECT id FROM wegwijzer_keuzes WHERE gemeente_id = $1 AND at < $2 ORDER BY at, id LIMIT $3",
                &[&gemeente, &before, &BATCH],
                |row| row.get(0),
            )?)
        }),
        roosterleden: steps.erase(app, frame, Kind::Roosterlid, |ctx| {
            let (gemeente, before) = (ctx.gemeente(), days_before(ctx.now, TRAINING_DAYS));
            let day = ctx.frame.today(before);
            Ok(ctx.query(
                "SELECT l.account_id FROM roosterleden l \
                 JOIN accounts a ON a.gemeente_id = l.gemeente_id AND a.id = l.account_id \
                 WHERE l.gemeente_id = $1 AND (l.valid_to < $2 OR a.ended_at < $3) ORDER BY l.account_id LIMIT $4",
                &[&gemeente, &day, &before, &BATCH],
                |row| row.get(0),
            )?)
        }),
        accounts: steps.count("accounts", || vertrek::forget(app, frame)),
        bezoeken: steps.erase(app, frame, Kind::BewijsNaam, vertrek::visits_due),
        formatieinvullingen: steps.erase(app, frame, Kind::Formatieinvulling, fillings_due),
        formatieredenen: steps.erase(app, frame, Kind::Formatiereden, reasons_due),
        contactregels: steps.erase(app, frame, Kind::Contactregel, contact_lines_due),
        abonnementen: steps.erase(app, frame, Kind::Abonnement, subscriptions_due),
        aanwezigheden: steps.erase(app, frame, Kind::Aanwezigheid, vertrek::presence_due),
    };
    steps.end().map(|()| erased)
}

/// Who did a part of the formation, two years after that ended or after they left.
fn fillings_due(ctx: &mut Write<'_>) -> Result<Vec<Uuid>> {
    let (gemeente, before) = (ctx.gemeente(), days_before(ctx.now, TRAINING_DAYS));
    let day = ctx.frame.today(before);
    Ok(ctx.query(
        "SELECT i.id FROM formatieinvullingen i JOIN accounts a ON a.gemeente_id = i.gemeente_id AND a.id = i.account_id \
         WHERE i.gemeente_id = $1 AND (i.valid_to < $2 OR a.ended_at < $3) ORDER BY i.id LIMIT $4",
        &[&gemeente, &day, &before, &BATCH],
        |row| row.get(0),
    )?)
}

/// Who asked for news and did not say in a week that the address is theirs, and whose address takes no mail.
fn subscriptions_due(ctx: &mut Write<'_>) -> Result<Vec<Uuid>> {
    let (gemeente, today) = (ctx.gemeente(), ctx.today());
    Ok(ctx.query(
        "SELECT a.id FROM abonnementen a WHERE a.gemeente_id = $1 AND (a.erase_after <= $2 OR EXISTS (SELECT 1 FROM mails m \
         WHERE m.gemeente_id = a.gemeente_id AND m.thread = a.id AND m.recipient = a.id AND m.state = 'failed')) \
         ORDER BY a.id LIMIT $3",
        &[&gemeente, &today, &BATCH],
        |row| row.get(0),
    )?)
}

/// Why somebody had more than one job: of no use to anybody once that is over.
fn reasons_due(ctx: &mut Write<'_>) -> Result<Vec<Uuid>> {
    let (gemeente, today, now) = (ctx.gemeente(), ctx.today(), ctx.now);
    Ok(ctx.query(
        "SELECT i.id FROM formatieinvullingen i JOIN accounts a ON a.gemeente_id = i.gemeente_id AND a.id = i.account_id \
         WHERE i.gemeente_id = $1 AND i.reden IS NOT NULL AND (i.valid_to <= $2 OR a.ended_at <= $3) ORDER BY i.id LIMIT $4",
        &[&gemeente, &today, &now, &BATCH],
        |row| row.get(0),
    )?)
}

/// Lines of the contact scheme that ended two years ago, and those that still name somebody who left then.
fn contact_lines_due(ctx: &mut Write<'_>) -> Result<Vec<Uuid>> {
    let (gemeente, before) = (ctx.gemeente(), days_before(ctx.now, TRAINING_DAYS));
    let day = ctx.frame.today(before);
    Ok(ctx.query(
        "SELECT r.id FROM contactregels r WHERE r.gemeente_id = $1 \
         AND (r.account_id IS NOT NULL OR r.vervanger_id IS NOT NULL OR r.bereik <> '') \
         AND (r.valid_to < $2 OR EXISTS (SELECT 1 FROM accounts a WHERE a.gemeente_id = r.gemeente_id \
         AND a.id IN (r.account_id, r.vervanger_id) AND a.ended_at < $3)) ORDER BY r.id LIMIT $4",
        &[&gemeente, &day, &before, &BATCH],
        |row| row.get(0),
    )?)
}

/// Reminds whoever owes a resident an answer, and tells who has to do a module of training again (L-26, L-38).
pub(super) fn remind(app: &App, frame: &Arc<Frame>) -> Result<()> {
    let most = usize::try_from(BATCH).unwrap_or(usize::MAX);
    let reminded = |ctx: &mut Write<'_>| contacten::remind_due(ctx, BATCH);
    while app.write_blocking(frame, &Actor::Job("nightly"), reminded)? >= most {}
    app.write_blocking(
        frame,
        &Actor::Job("nightly"),
        contacten::scholing::check_scholing,
    )?;
    Ok(())
}

fn melders_due(ctx: &mut Write<'_>) -> Result<Vec<Uuid>> {
    let (gemeente, today) = (ctx.gemeente(), ctx.today());
    Ok(ctx.query(
        "SELECT id FROM melders WHERE gemeente_id = $1 AND erase_after <= $2 ORDER BY id LIMIT $3",
        &[&gemeente, &today, &BATCH],
        |row| row.get(0),
    )?)
}

/// Meldingen told about a year ago, with nobody left who may still ask for their own words. One that was joined goes
/// with the one it was joined into.
fn texts_due(ctx: &mut Write<'_>) -> Result<Vec<Uuid>> {
    let (gemeente, before) = (ctx.gemeente(), days_before(ctx.now, TEXT_DAYS));
    Ok(ctx.query(
        "SELECT m.id FROM meldingen m JOIN melding_teksten t ON t.gemeente_id = m.gemeente_id AND t.melding_id = m.id \
         JOIN meldingen k ON k.gemeente_id = m.gemeente_id AND k.id = coalesce(m.samengevoegd_met, m.id) \
         WHERE m.gemeente_id = $1 AND coalesce(k.told_at, k.done_at, k.triaged_at) < $2 AND (k.done_at IS NOT NULL OR k.state = 'no_action') \
         AND (t.omschrijving <> '' OR t.plaats IS NOT NULL) AND NOT EXISTS \
         (SELECT 1 FROM melders p WHERE p.gemeente_id = k.gemeente_id AND p.melding_id = k.id) \
         ORDER BY m.id LIMIT $3",
        &[&gemeente, &before, &BATCH],
        |row| row.get(0),
    )?)
}

/// Something with its files.
pub(super) type Filed = (Uuid, Vec<String>);

/// Photos of the same meldingen, without the copies that were released.
fn photos_due(ctx: &mut Write<'_>) -> Result<Vec<Filed>> {
    let (gemeente, before) = (ctx.gemeente(), days_before(ctx.now, TEXT_DAYS));
    Ok(ctx.query(
        "SELECT f.id, f.hash, f.thumbnail FROM melding_fotos f \
         JOIN meldingen m ON m.gemeente_id = f.gemeente_id AND m.id = f.melding_id \
         JOIN meldingen k ON k.gemeente_id = m.gemeente_id AND k.id = coalesce(m.samengevoegd_met, m.id) \
         WHERE f.gemeente_id = $1 AND coalesce(k.told_at, k.done_at, k.triaged_at) < $2 AND (k.done_at IS NOT NULL OR k.state = 'no_action') \
         AND (f.public_hash IS NULL OR f.hash <> f.public_hash) AND NOT EXISTS \
         (SELECT 1 FROM melders p WHERE p.gemeente_id = k.gemeente_id AND p.melding_id = k.id) \
         ORDER BY f.id LIMIT $3",
        &[&gemeente, &before, &FILE_BATCH],
        |row| Ok((row.get(0)?, vec![row.get(1)?, row.get(2)?])),
    )?)
}

/// Erases what is due and then its files, which no write may touch.
pub(super) fn with_files(
    app: &App,
    frame: &Arc<Frame>,
    kind: Kind,
    due: fn(&mut Write<'_>) -> Result<Vec<Filed>>,
) -> Result<usize> {
    let mut total = 0;
    loop {
        let gone = app.write_blocking(frame, &Actor::Job("nightly"), move |ctx| {
            let found = due(ctx)?;
            let gemeente = ctx.gemeente();
            let ids: Vec<Uuid> = found.iter().map(|(id, _)| *id).collect();
            for id in &ids {
                erasures::erase(&mut ctx.seam(), gemeente, kind, *id)?;
            }
            note(ctx, kind, &ids)?;
            Ok(found)
        })?;
        let ids: Vec<Uuid> = gone.iter().map(|(id, _)| *id).collect();
        erasures::append_all(app, frame.id, kind, &ids)?;
        for hash in gone.iter().flat_map(|(_, files)| files) {
            erasures::remove_file(app, hash)?;
        }
        total += gone.len();
        if i64::try_from(gone.len()).unwrap_or(0) < FILE_BATCH {
            return Ok(total);
        }
    }
}

/// Finds, erases, notes; again until nothing is due.
pub(super) fn repeat(
    app: &App,
    frame: &Arc<Frame>,
    kind: Kind,
    due: fn(&mut Write<'_>) -> Result<Vec<Uuid>>,
) -> Result<usize> {
    let mut total = 0;
    loop {
        let gone = app.write_blocking(frame, &Actor::Job("nightly"), move |ctx| {
            let ids = due(ctx)?;
            let gemeente = ctx.gemeente();
            for id in &ids {
                erasures::erase(&mut ctx.seam(), gemeente, kind, *id)?;
            }
            note(ctx, kind, &ids)?;
            Ok(ids)
        })?;
        erasures::append_all(app, frame.id, kind, &gone)?;
        total += gone.len();
        if i64::try_from(gone.len()).unwrap_or(0) < BATCH {
            return Ok(total);
        }
    }
}

/// Mails and choices leave one line together; everything else one each.
fn note(ctx: &mut Write<'_>, kind: Kind, ids: &[Uuid]) -> Result<()> {
    if matches!(kind, Kind::Mail | Kind::Wegwijzerkeuze) {
        if !ids.is_empty() {
            let gemeente = ctx.gemeente().0;
            let count = i64::try_from(ids.len()).unwrap_or(i64::MAX);
            ctx.journal(
                Entry::new("gemeente", gemeente, Verb::Erased)
                    .word("what", kind.word())
                    .number("count", count),
            )?;
        }
        return Ok(());
    }
    for id in ids {
        let noun = match kind {
            Kind::MeldingTekst | Kind::MeldingWoorden => "melding",
            Kind::AccountContact | Kind::AccountFoto | Kind::AccountNaam => "account",
            Kind::BewijsNaam => "bewijs",
            Kind::Aanwezigheid => "vergadering",
            Kind::Formatiereden => "formatieinvulling",
            other => other.word(),
        };
        ctx.journal(Entry::new(noun, *id, Verb::Erased).word("what", kind.word()))?;
    }
    Ok(())
}

/// Bookkeeping that has had its time: not in the journaal, and no restore could make it matter.
pub(super) fn clean_bookkeeping(app: &App) -> Result<()> {
    let now = app.clock().now();
    let all: [(&'static str, Timestamp); 6] = [
        (
            "DELETE FROM aanvragen WHERE (gemeente_id, id) IN \
             (SELECT gemeente_id, id FROM aanvragen WHERE at < $1 LIMIT 500)",
            days_before(now, REQUEST_DAYS),
        ),
        (
            "DELETE FROM inlogverzoeken WHERE id IN (SELECT id FROM inlogverzoeken WHERE expires_at < $1 LIMIT 500)",
            now,
        ),
        (
            "DELETE FROM sessies WHERE token_hash IN (SELECT token_hash FROM sessies WHERE expires_at < $1 LIMIT 500)",
            now,
        ),
        (
            "DELETE FROM tellers WHERE (sleutel, venster) IN \
             (SELECT sleutel, venster FROM tellers WHERE venster < $1 LIMIT 500)",
            days_before(now, COUNTER_DAYS),
        ),
        (
            "DELETE FROM leeslog WHERE (gemeente_id, id) IN \
             (SELECT gemeente_id, id FROM leeslog WHERE at < $1 LIMIT 500)",
            days_before(now, READ_LOG_DAYS),
        ),
        (
            "DELETE FROM taken_achtergrond WHERE id IN \
             (SELECT id FROM taken_achtergrond WHERE state = 'done' AND updated_at < $1 LIMIT 500)",
            days_before(now, WORK_DAYS),
        ),
    ];
    for (sql, before) in all {
        while app
            .db()
            .bookkeep_blocking(move |tx| Ok::<_, Error>(tx.exec(sql, &[&before])?))?
            == 500
        {}
    }
    Ok(())
}
