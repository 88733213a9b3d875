//! The SQL of the number of a call-back, of reminders, and of contacts that were noted because somebody was sent on.

use jiff::Timestamp;
use kit::db::Queries;

use super::model::{NewContact, Uitkomst};
use crate::error::Result;
use crate::ids::{
    AccountId, ContactId, ContactvraagId, GebiedId, GemeenteId, InfopuntId, KennisitemId,
    OrganisatieId,
};
use crate::write::Write;

/// Gives a contact the next number in this gemeente, whose row is ours until the write ends; the one that it has stays.
pub(super) fn give_nummer(ctx: &mut Write<'_>, id: ContactId) -> Result<()> {
    let gemeente = ctx.gemeente();
    let last: Option<i64> = ctx.query_opt(
        "SELECT nummer FROM contacten WHERE gemeente_id = $1 AND nummer > 0 ORDER BY nummer DESC, id LIMIT 1",
        &[&gemeente],
        |row| row.get(0),
    )?;
    let next = last.unwrap_or(0) + 1;
    ctx.exec(
        "UPDATE contacten SET nummer = $3 WHERE gemeente_id = $1 AND id = $2 AND nummer = 0",
        &[&gemeente, &id, &next],
    )?;
    Ok(())
}

/// The contact with this number.
pub fn find_by_nummer(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    nummer: i64,
) -> Result<Option<ContactId>> {
    Ok(tx.query_opt(
        "SELECT id FROM contacten WHERE gemeente_id = $1 AND nummer = $2 AND nummer > 0 \
         ORDER BY id LIMIT 1",
        &[&gemeente, &nummer],
        |row| row.get(0),
    )?)
}

/// By what two notes are taken for one resident: who was at the desk, about what, by which text and at which point.
/// Without a text or a point it may be any.
pub(super) struct Same<'a> {
    pub account: AccountId,
    pub onderwerp: &'a str,
    pub item: Option<KennisitemId>,
    pub infopunt: Option<InfopuntId>,
}

/// The contact in which this person noted since a moment that somebody was sent on about this, while no referral knows it.
pub(super) fn find_noted(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    same: &Same<'_>,
    since: Timestamp,
) -> Result<Option<ContactId>> {
    Ok(tx.query_opt(
        "SELECT c.id FROM contacten c WHERE c.gemeente_id = $1 AND c.account_id = $2 AND c.at >= $3 \
         AND c.verwezen_at IS NULL AND EXISTS (SELECT 1 FROM contactvragen v WHERE v.gemeente_id = c.gemeente_id \
         AND v.contact_id = c.id AND v.onderwerp = $4 AND v.uitkomst = 'referred' \
         AND (v.kennisitem_id IS NULL OR v.kennisitem_id = coalesce($5, v.kennisitem_id))) \
         AND (c.infopunt_id IS NULL OR c.infopunt_id = coalesce($6, c.infopunt_id)) \
         AND NOT EXISTS (SELECT 1 FROM doorverwijzingen d WHERE d.gemeente_id = c.gemeente_id AND d.contact_id = c.id) \
         ORDER BY c.at DESC, c.id DESC LIMIT 1",
        &[&gemeente, &same.account, &since, &same.onderwerp, &same.item, &same.infopunt],
        |row| row.get(0),
    )?)
}

/// The contact that was noted by itself since a moment, as this person sent somebody on about this.
pub(super) fn find_by_itself(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    same: &Same<'_>,
    since: Timestamp,
) -> Result<Option<ContactId>> {
    Ok(tx.query_opt(
        "SELECT c.id FROM contacten c WHERE c.gemeente_id = $1 AND c.account_id = $2 AND c.at >= $3 \
         AND c.verwezen_at IS NOT NULL AND EXISTS (SELECT 1 FROM contactvragen v WHERE v.gemeente_id = c.gemeente_id \
         AND v.contact_id = c.id AND v.onderwerp = $4 AND v.uitkomst = 'referred' \
         AND (v.kennisitem_id IS NULL OR v.kennisitem_id = coalesce($5, v.kennisitem_id))) \
         AND (c.infopunt_id IS NULL OR c.infopunt_id = coalesce($6, c.infopunt_id)) \
         ORDER BY c.at DESC, c.id DESC LIMIT 1",
        &[&gemeente, &same.account, &since, &same.onderwerp, &same.item, &same.infopunt],
        |row| row.get(0),
    )?)
}

/// Marks a contact as noted by itself.
pub(super) fn set_by_itself(ctx: &mut Write<'_>, id: ContactId) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "UPDATE contacten SET verwezen_at = $3 WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &now],
    )?;
    Ok(())
}

/// The desk noted it too: over which channel and where is as the desk says, and it is no longer there by itself.
pub(super) fn take_as_noted(
    ctx: &mut Write<'_>,
    id: ContactId,
    new: &NewContact,
    gebied: Option<GebiedId>,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "UPDATE contacten SET kanaal = $3, infopunt_id = coalesce($4, infopunt_id), \
         gebied_id = coalesce($5, gebied_id), verwezen_at = NULL WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &new.kanaal, &new.infopunt, &gebied],
    )?;
    Ok(())
}

/// What the desk wrote about the question for which somebody was sent on.
pub(super) fn set_words(
    ctx: &mut Write<'_>,
    contact: ContactId,
    onderwerp: &str,
    words: &str,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "UPDATE contactvragen SET vraag = $4 WHERE gemeente_id = $1 AND contact_id = $2 AND onderwerp = $3 \
         AND uitkomst = 'referred' AND vraag = ''",
        &[&gemeente, &contact, &onderwerp, &words],
    )?;
    Ok(())
}

/// From somebody to this organisation, or to nobody in particular; the day and the reminder stay.
pub(super) fn leave_to(
    ctx: &mut Write<'_>,
    id: ContactvraagId,
    organisatie: Option<OrganisatieId>,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "UPDATE contactvragen SET organisatie_id = $3, account_id = NULL WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &organisatie],
    )?;
    Ok(())
}

/// Owed answers whose day has come and of which nobody was reminded, or only somebody who left since; marks them.
pub(super) fn take_due(
    ctx: &mut Write<'_>,
    uitkomst: Uitkomst,
    most: i64,
) -> Result<Vec<ContactvraagId>> {
    let (gemeente, now, today) = (ctx.gemeente(), ctx.now, ctx.today());
    let due: Vec<ContactvraagId> = ctx.query(
        "SELECT id FROM contactvragen WHERE gemeente_id = $1 AND uitkomst = $2 AND settled_at IS NULL AND due <= $3 \
         AND (reminded_at IS NULL OR (account_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM accounts a \
         WHERE a.gemeente_id = contactvragen.gemeente_id AND a.id = contactvragen.account_id AND a.ended_at IS NULL))) \
         ORDER BY id LIMIT $4",
        &[&gemeente, &uitkomst, &today, &most],
        |row| row.get(0),
    )?;
    for id in &due {
        ctx.exec(
            "UPDATE contactvragen SET reminded_at = $3 WHERE gemeente_id = $1 AND id = $2",
            &[&gemeente, id, &now],
        )?;
    }
    Ok(due)
}
