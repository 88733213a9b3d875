//! What a later entry does to mails that wait: an undo withdraws them, a later state takes their place.

use kit::db::{Queries, Row};
use uuid::Uuid;

use crate::error::Result;
use crate::ids::MailId;
use crate::journaal::Verb;
use crate::notifications::READER;
use crate::notifications::letter::{told_in, without_letter};
use crate::write::Write;

/// A row that an undo, or a later state, touches.
struct Caused {
    id: MailId,
    thread: Uuid,
    recipient: Uuid,
    state: String,
    body: String,
    asks: bool,
    seq: i64,
}

fn caused(row: &Row<'_>) -> std::result::Result<Caused, kit::db::Error> {
    Ok(Caused {
        id: row.get(0)?,
        thread: row.get(1)?,
        recipient: row.get(2)?,
        state: row.get(3)?,
        body: row.get(4)?,
        asks: row.get(5)?,
        seq: row.get(6)?,
    })
}

/// Withdraws every mail that waits because of entry `seq`.
pub(in super::super) fn withdraw(ctx: &mut Write<'_>, seq: i64) -> Result<()> {
    let gemeente = ctx.gemeente();
    let all = ctx.query(
        "SELECT id, thread, recipient, state, body, asks, seq FROM mails WHERE gemeente_id = $1 AND reader = $2 \
         AND seq = $3 AND state IN ('waiting', 'merged', 'unsaid') ORDER BY id LIMIT 1000",
        &[&gemeente, &READER, &seq],
        caused,
    )?;
    for mail in all {
        if mail.state == "unsaid" {
            bring_back(ctx, &mail)?;
        } else if mail.state == "waiting" {
            revive(ctx, &mail)?;
            bring_back(ctx, &mail)?;
        } else if !mail.asks {
            take_out(ctx, &mail)?;
        }
        set_state(ctx, mail.id, "withdrawn")?;
    }
    Ok(())
}

fn set_state(ctx: &mut Write<'_>, id: MailId, state: &str) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "UPDATE mails SET state = $3 WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &state],
    )?;
    Ok(())
}

/// What this person was or will be asked because of what happened to the thread itself before entry `seq`, the last first.
fn asked_before(
    ctx: &mut Write<'_>,
    thread: Uuid,
    recipient: Uuid,
    seq: i64,
) -> Result<Vec<Caused>> {
    let gemeente = ctx.gemeente();
    let mut all = ctx.query(
        "SELECT m.id, m.thread, m.recipient, m.state, m.body, m.asks, m.seq FROM mails m \
         JOIN journaal j ON j.gemeente_id = m.gemeente_id AND j.seq = m.seq AND j.subject_id = m.thread \
         WHERE m.gemeente_id = $1 AND m.thread = $2 AND m.recipient = $3 AND m.reader = $4 AND m.asks \
         AND m.state <> 'withdrawn' ORDER BY m.seq DESC LIMIT 100",
        &[&gemeente, &thread, &recipient, &READER],
        caused,
    )?;
    all.retain(|mail| mail.seq < seq);
    Ok(all)
}

/// What this person was asked about a thread until now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Asked {
    /// Nothing that is still known.
    Never,
    /// Something, and none of it left, or what left was taken back since.
    Unheard,
    /// Something that left, and nothing that took it back.
    Heard,
}

/// Holds back what still waits to be asked of this person about a thread: entry `seq` says how it is now.
pub(in super::super) fn supersede(
    ctx: &mut Write<'_>,
    thread: Uuid,
    recipient: Uuid,
    seq: i64,
) -> Result<Asked> {
    let before = asked_before(ctx, thread, recipient, seq)?;
    for mail in before.iter().filter(|mail| mail.state == "waiting") {
        revive(ctx, mail)?;
        set_state(ctx, mail.id, "merged")?;
    }
    let left = before.iter().find(|mail| mail.state == "sent");
    Ok(match left {
        Some(last) if !takes_back(ctx, last.seq)? => Asked::Heard,
        None if before.is_empty() => Asked::Never,
        _ => Asked::Unheard,
    })
}

/// Whether entry `seq` let somebody go: who heard of that is asked nothing any more.
fn takes_back(ctx: &mut Write<'_>, seq: i64) -> Result<bool> {
    let gemeente = ctx.gemeente();
    let verb: Option<Verb> = ctx.query_opt(
        "SELECT verb FROM journaal WHERE gemeente_id = $1 AND seq = $2",
        &[&gemeente, &seq],
        |row| row.get(0),
    )?;
    Ok(verb == Some(Verb::Withdrawn))
}

/// Withdraws what still waits to be asked of this person about a thread: before entry `seq` they answered already.
pub(in super::super) fn ask_no_more(
    ctx: &mut Write<'_>,
    thread: Uuid,
    recipient: Uuid,
    seq: i64,
) -> Result<()> {
    for mail in asked_before(ctx, thread, recipient, seq)? {
        if mail.state == "waiting" {
            revive(ctx, &mail)?;
            set_state(ctx, mail.id, "withdrawn")?;
        }
    }
    Ok(())
}

/// Leaves unsaid what entry `seq` was to tell this person; it stays, so that an undo finds it.
pub(in super::super) fn leave_unsaid(ctx: &mut Write<'_>, recipient: Uuid, seq: i64) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "UPDATE mails SET state = 'unsaid' WHERE gemeente_id = $1 AND reader = $2 AND seq = $3 AND recipient = $4 \
         AND state = 'waiting'",
        &[&gemeente, &READER, &seq, &recipient],
    )?;
    Ok(())
}

/// What a mail superseded waits again once that mail is withdrawn, unless it was told something since.
fn bring_back(ctx: &mut Write<'_>, last: &Caused) -> Result<()> {
    if !last.asks {
        return Ok(());
    }
    let before = asked_before(ctx, last.thread, last.recipient, last.seq)?;
    match before.first() {
        Some(mail) if mail.state == "merged" => set_state(ctx, mail.id, "waiting"),
        _ => Ok(()),
    }
}

/// Takes what a merged row says out of the mail that carries it.
fn take_out(ctx: &mut Write<'_>, merged: &Caused) -> Result<()> {
    let gemeente = ctx.gemeente();
    let carriers: Vec<(MailId, String)> = ctx.query(
        "SELECT id, body FROM mails WHERE gemeente_id = $1 AND thread = $2 AND recipient = $3 AND state = 'waiting' \
         ORDER BY id LIMIT 20",
        &[&gemeente, &merged.thread, &merged.recipient],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let told = told_in(&merged.body);
    for (id, body) in carriers {
        ctx.exec(
            "UPDATE mails SET body = $3 WHERE gemeente_id = $1 AND id = $2",
            &[&gemeente, &id, &without_letter(&body, &told)],
        )?;
    }
    Ok(())
}

/// The sentences that a withdrawn mail carried for others go in mails of their own.
fn revive(ctx: &mut Write<'_>, carrier: &Caused) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "UPDATE mails SET state = 'waiting' WHERE gemeente_id = $1 AND thread = $2 AND recipient = $3 \
         AND state = 'merged' AND NOT asks AND created_at >= \
         (SELECT created_at FROM mails WHERE gemeente_id = $1 AND id = $4)",
        &[&gemeente, &carrier.thread, &carrier.recipient, &carrier.id],
    )?;
    Ok(())
}
