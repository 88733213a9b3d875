//! The SQL of organisations, organen and zetels.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use kit::db::Queries;

use crate::error::Result;
use crate::ids::{AccountId, GebiedId, GemeenteId, OrgaanId, OrganisatieId, ZetelId};
use crate::write::Write;

/// An organisation that works in the wijken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisatie {
    pub id: OrganisatieId,
    pub sleutel: String,
    pub naam: String,
    pub soort: String,
    pub domein: String,
}

/// A team or body, with the gebieden it works for today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Orgaan {
    pub id: OrgaanId,
    pub sleutel: String,
    pub soort: String,
    pub naam: String,
    /// `proposed` organen can be prepared but owe nothing yet (V-40, INV-06).
    pub status: String,
    pub fase: String,
    pub valid_from: Date,
    pub gebieden: Vec<GebiedId>,
}

/// The kind of orgaan that speaks for the residents of a wijk: a platform, a raad.
pub const BEWONERSORGAAN: &str = "bewonersorgaan";

impl Orgaan {
    /// Whether it speaks for the residents of a wijk.
    pub fn is_bewonersorgaan(&self) -> bool {
        self.soort == BEWONERSORGAAN
    }
}

/// A seat in an orgaan, filled or vacant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zetel {
    pub id: ZetelId,
    pub orgaan: OrgaanId,
    pub sleutel: String,
    pub soort: String,
    pub may_attend_closed: bool,
    pub account: Option<AccountId>,
    pub deputy: Option<AccountId>,
    pub invitation: String,
}

/// The organisations on `day`, by name.
pub fn list_organisaties(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    day: Date,
) -> Result<Vec<Organisatie>> {
    Ok(tx.query(
        "SELECT id, sleutel, naam, soort, domein FROM organisaties \
         WHERE gemeente_id = $1 AND valid_from <= $2 AND (valid_to IS NULL OR valid_to > $2) ORDER BY naam, id",
        &[&gemeente, &day],
        |row| {
            Ok(Organisatie {
                id: row.get(0)?,
                sleutel: row.get(1)?,
                naam: row.get(2)?,
                soort: row.get(3)?,
                domein: row.get(4)?,
            })
        },
    )?)
}

/// The organen on `day`, with their gebieden.
pub fn list_organen(tx: &mut impl Queries, gemeente: GemeenteId, day: Date) -> Result<Vec<Orgaan>> {
    let mut areas: BTreeMap<OrgaanId, Vec<GebiedId>> = BTreeMap::new();
    for (orgaan, gebied) in tx.query(
        "SELECT orgaan_id, gebied_id FROM orgaan_gebieden \
         WHERE gemeente_id = $1 AND valid_from <= $2 AND (valid_to IS NULL OR valid_to > $2) \
         ORDER BY orgaan_id, gebied_id",
        &[&gemeente, &day],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )? {
        areas.entry(orgaan).or_default().push(gebied);
    }
    Ok(tx.query(
        "SELECT id, sleutel, soort, naam, status, fase, valid_from FROM organen \
         WHERE gemeente_id = $1 AND valid_from <= $2 AND (valid_to IS NULL OR valid_to > $2) ORDER BY sleutel, id",
        &[&gemeente, &day],
        |row| {
            let id: OrgaanId = row.get(0)?;
            Ok(Orgaan {
                id,
                sleutel: row.get(1)?,
                soort: row.get(2)?,
                naam: row.get(3)?,
                status: row.get(4)?,
                fase: row.get(5)?,
                valid_from: row.get(6)?,
                gebieden: areas.get(&id).cloned().unwrap_or_default(),
            })
        },
    )?)
}

/// The zetels of an orgaan on `day`.
pub fn list_zetels(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    orgaan: OrgaanId,
    day: Date,
) -> Result<Vec<Zetel>> {
    Ok(tx.query(
        "SELECT id, orgaan_id, sleutel, soort, may_attend_closed, account_id, deputy_id, invitation FROM zetels \
         WHERE gemeente_id = $1 AND orgaan_id = $2 AND valid_from <= $3 AND (valid_to IS NULL OR valid_to > $3) \
         ORDER BY id",
        &[&gemeente, &orgaan, &day],
        zetel,
    )?)
}

fn zetel(row: &kit::db::Row<'_>) -> Result<Zetel, kit::db::Error> {
    Ok(Zetel {
        id: row.get(0)?,
        orgaan: row.get(1)?,
        sleutel: row.get(2)?,
        soort: row.get(3)?,
        may_attend_closed: row.get(4)?,
        account: row.get(5)?,
        deputy: row.get(6)?,
        invitation: row.get(7)?,
    })
}

/// The zetel with this id.
pub(crate) fn find_zetel(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: ZetelId,
) -> Result<Option<Zetel>> {
    Ok(tx.query_opt(
        "SELECT id, orgaan_id, sleutel, soort, may_attend_closed, account_id, deputy_id, invitation FROM zetels \
         WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id],
        zetel,
    )?)
}

/// Puts a person, and perhaps a deputy, in a zetel.
pub(crate) fn fill_zetel(
    ctx: &mut Write<'_>,
    id: ZetelId,
    account: Option<AccountId>,
    deputy: Option<AccountId>,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "UPDATE zetels SET account_id = $3, deputy_id = $4 WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &account, &deputy],
    )?;
    Ok(())
}

/// What was asked of whoever a zetel is kept for (V-18).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    pub zetel: ZetelId,
    /// `none`, `open`, `accepted` or `declined`.
    pub state: String,
    pub reason: Option<String>,
    pub invited_at: Option<Timestamp>,
    pub reminders: i64,
}

fn invitation(row: &kit::db::Row<'_>) -> Result<Invitation, kit::db::Error> {
    Ok(Invitation {
        zetel: row.get(0)?,
        state: row.get(1)?,
        reason: row.get(2)?,
        invited_at: row.get(3)?,
        reminders: row.get(4)?,
    })
}

/// The invitations of the zetels of an orgaan on `day`.
pub fn list_invitations(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    orgaan: OrgaanId,
    day: Date,
) -> Result<Vec<Invitation>> {
    Ok(tx.query(
        "SELECT id, invitation, invitation_reason, invited_at, reminders FROM zetels \
         WHERE gemeente_id = $1 AND orgaan_id = $2 AND valid_from <= $3 AND (valid_to IS NULL OR valid_to > $3) \
         ORDER BY id LIMIT 200",
        &[&gemeente, &orgaan, &day],
        invitation,
    )?)
}

/// The invitation of one zetel.
pub(super) fn find_invitation(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: ZetelId,
) -> Result<Option<Invitation>> {
    Ok(tx.query_opt(
        "SELECT id, invitation, invitation_reason, invited_at, reminders FROM zetels \
         WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id],
        invitation,
    )?)
}

/// Notes the answer to an invitation.
pub(super) fn keep_answer(
    ctx: &mut Write<'_>,
    id: ZetelId,
    state: &str,
    reason: Option<&str>,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "UPDATE zetels SET invitation = $3, invitation_reason = $4 WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &state, &reason],
    )?;
    Ok(())
}

/// Counts one more reminder of an invitation.
pub(super) fn count_reminder(ctx: &mut Write<'_>, id: ZetelId) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "UPDATE zetels SET reminders = reminders + 1 WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id],
    )?;
    Ok(())
}

/// How many bodies of residents are recognised for this gebied on `day` (INV-02).
pub(super) fn count_bewonersorganen(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    gebied: GebiedId,
    day: Date,
) -> Result<i64> {
    Ok(tx.query_one(
        "SELECT count(*) FROM organen o JOIN orgaan_gebieden g \
         ON g.gemeente_id = o.gemeente_id AND g.orgaan_id = o.id \
         WHERE o.gemeente_id = $1 AND o.soort = 'bewonersorgaan' AND g.gebied_id = $2 \
         AND o.valid_from <= $3 AND (o.valid_to IS NULL OR o.valid_to > $3) \
         AND g.valid_from <= $3 AND (g.valid_to IS NULL OR g.valid_to > $3)",
        &[&gemeente, &gebied, &day],
        |row| row.get(0),
    )?)
}

/// Whether an organisation or an orgaan already has this key, today or in the past.
pub(super) fn has_key(tx: &mut impl Queries, gemeente: GemeenteId, sleutel: &str) -> Result<bool> {
    let found: i64 = tx.query_one(
        "SELECT (SELECT count(*) FROM organisaties WHERE gemeente_id = $1 AND sleutel = $2) \
         + (SELECT count(*) FROM organen WHERE gemeente_id = $1 AND sleutel = $2)",
        &[&gemeente, &sleutel],
        |row| row.get(0),
    )?;
    Ok(found > 0)
}

/// Adds an organisation from `from` on.
pub(crate) fn insert_organisatie(
    ctx: &mut Write<'_>,
    organisatie: &Organisatie,
    from: Date,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "INSERT INTO organisaties (gemeente_id, id, sleutel, naam, soort, domein, valid_from) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        &[
            &gemeente,
            &organisatie.id,
            &organisatie.sleutel,
            &organisatie.naam,
            &organisatie.soort,
            &organisatie.domein,
            &from,
        ],
    )?;
    Ok(())
}

/// Gives an organisation another name; `false` if it is not there.
pub(super) fn rename_organisatie(
    ctx: &mut Write<'_>,
    id: OrganisatieId,
    naam: &str,
) -> Result<bool> {
    let gemeente = ctx.gemeente();
    let touched = ctx.exec(
        "UPDATE organisaties SET naam = $3 WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &naam],
    )?;
    Ok(touched == 1)
}

/// Ends an organisation from `day` on; `false` if it is not there or had ended before.
pub(super) fn end_organisatie(ctx: &mut Write<'_>, id: OrganisatieId, day: Date) -> Result<bool> {
    let gemeente = ctx.gemeente();
    let touched = ctx.exec(
        "UPDATE organisaties SET valid_to = $3 WHERE gemeente_id = $1 AND id = $2 \
         AND (valid_to IS NULL OR valid_to > $3)",
        &[&gemeente, &id, &day],
    )?;
    Ok(touched == 1)
}
