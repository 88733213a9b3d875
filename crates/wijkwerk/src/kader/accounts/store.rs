//! The SQL of accounts and rolvervullingen.

mod adres;
mod changes;
mod inlogverzoeken;
mod leeslog;
mod links;
mod locatie;
mod mails;
mod sessies;
mod vervanging;

use std::collections::BTreeSet;

use jiff::civil::Date;
use kit::db::{Queries, Row};
use uuid::Uuid;

pub(super) use self::adres::{has_signed_in, readdress, withdraw_invitation};
pub(super) use self::changes::*;
pub(super) use self::inlogverzoeken::*;
pub use self::leeslog::*;
pub(super) use self::links::*;
pub use self::locatie::{LocatieReach, find_locatie, list_locaties_with_points};
pub(super) use self::mails::*;
pub(super) use self::sessies::*;
pub(super) use self::vervanging::{end, list_ending_with};
use crate::access::{Permission, Reach};
use crate::error::Result;
use crate::frame::{Frame, pick};
use crate::http::View;
use crate::ids::{AccountId, GebiedId, GemeenteId, OrganisatieId, RolvervullingId};

/// An account: work contact data.
#[derive(Clone, Debug)]
pub struct AccountRow {
    pub id: AccountId,
    pub naam: String,
    pub email: String,
    pub telefoon: Option<String>,
    pub organisatie: Option<OrganisatieId>,
    pub taal: String,
    pub shows_name: bool,
    pub photo: Option<String>,
    pub ended: bool,
}

/// A role of an account, in a scope, for a time.
#[derive(Clone, Debug)]
pub struct RolvervullingRow {
    pub id: RolvervullingId,
    pub account: AccountId,
    pub rol: String,
    pub scope_kind: String,
    pub scope_id: Option<Uuid>,
    pub organisatie: Option<OrganisatieId>,
    /// Whom this person stands in for: then it holds only while that one holds the same role there.
    pub deputy_of: Option<AccountId>,
    pub valid_from: Date,
    pub valid_to: Option<Date>,
    /// What a role at a locatie reaches.
    pub locatie: Option<LocatieReach>,
}

fn account(row: &Row<'_>) -> Result<AccountRow, kit::db::Error> {
    Ok(AccountRow {
        id: row.get(0)?,
        naam: row.get(1)?,
        email: row.get(2)?,
        telefoon: row.get(3)?,
        organisatie: row.get(4)?,
        taal: row.get(5)?,
        shows_name: row.get(6)?,
        photo: row.get(7)?,
        ended: row.get(8)?,
    })
}

/// The account with this id.
pub fn find_account(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: AccountId,
) -> Result<Option<AccountRow>> {
    Ok(tx.query_opt(
        "SELECT id, naam, email, telefoon, organisatie_id, taal, shows_name, photo_hash, ended_at IS NOT NULL \
         FROM accounts WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id],
        account,
    )?)
}

/// The account with this address, which is kept in lower case.
pub fn find_account_by_email(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    email: &str,
) -> Result<Option<AccountRow>> {
    Ok(tx.query_opt(
        "SELECT id, naam, email, telefoon, organisatie_id, taal, shows_name, photo_hash, ended_at IS NOT NULL \
         FROM accounts WHERE gemeente_id = $1 AND email = $2",
        &[&gemeente, &email.to_lowercase()],
        account,
    )?)
}

/// Every account, by name, at most 1,000.
pub fn list_accounts(tx: &mut impl Queries, gemeente: GemeenteId) -> Result<Vec<AccountRow>> {
    Ok(tx.query(
        "SELECT id, naam, email, telefoon, organisatie_id, taal, shows_name, photo_hash, ended_at IS NOT NULL \
         FROM accounts WHERE gemeente_id = $1 ORDER BY naam, id LIMIT 5000",
        &[&gemeente],
        account,
    )?)
}

fn rolvervulling(row: &Row<'_>) -> Result<RolvervullingRow, kit::db::Error> {
    Ok(RolvervullingRow {
        id: row.get(0)?,
        account: row.get(1)?,
        rol: row.get(2)?,
        scope_kind: row.get(3)?,
        scope_id: row.get(4)?,
        organisatie: row.get(5)?,
        deputy_of: row.get(6)?,
        valid_from: row.get(7)?,
        valid_to: row.get(8)?,
        locatie: None,
    })
}

/// What makes a rolvervulling hold on a day. Whoever stands in needs that the other one holds the same role there.
macro_rules! holds {
    () => {
        "r.gemeente_id = $1 AND r.valid_from <= $2 AND (r.valid_to IS NULL OR r.valid_to > $2) \
         AND (r.deputy_of IS NULL OR EXISTS (SELECT 1 FROM rolvervullingen p WHERE p.gemeente_id = r.gemeente_id \
         AND p.account_id = r.deputy_of AND p.rol = r.rol AND p.scope_kind = r.scope_kind \
         AND (p.scope_id = r.scope_id OR (p.scope_id IS NULL AND r.scope_id IS NULL)) AND p.deputy_of IS NULL \
         AND p.valid_from <= $2 AND (p.valid_to IS NULL OR p.valid_to > $2)))"
    };
}

/// The rolvervullingen on `day`, of one account or of all.
pub fn list_rolvervullingen(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    of: Option<AccountId>,
    day: Date,
) -> Result<Vec<RolvervullingRow>> {
    let mut rows = match of {
        Some(account) => tx.query(
            concat!(
                "SELECT r.id, r.account_id, r.rol, r.scope_kind, r.scope_id, r.organisatie_id, r.deputy_of, r.valid_from, \
                 r.valid_to FROM rolvervullingen r WHERE ",
                holds!(),
                " AND r.account_id = $3 ORDER BY r.id"
            ),
            &[&gemeente, &day, &account],
            rolvervulling,
        )?,
        None => tx.query(
            concat!(
                "SELECT r.id, r.account_id, r.rol, r.scope_kind, r.scope_id, r.organisatie_id, r.deputy_of, r.valid_from, \
                 r.valid_to FROM rolvervullingen r WHERE ",
                holds!(),
                " ORDER BY r.id LIMIT 5000"
            ),
            &[&gemeente, &day],
            rolvervulling,
        )?,
    };
    locatie::fill(tx, gemeente, &mut rows)?;
    Ok(rows)
}

/// The rolvervullingen that run on `day` or begin later: what can be ended.
pub fn list_rolvervullingen_from(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    day: Date,
) -> Result<Vec<RolvervullingRow>> {
    let mut rows = tx.query(
        "SELECT id, account_id, rol, scope_kind, scope_id, organisatie_id, deputy_of, valid_from, valid_to \
         FROM rolvervullingen WHERE gemeente_id = $1 \
         AND (valid_to IS NULL OR (valid_to > $2 AND valid_to > valid_from)) ORDER BY id LIMIT 5000",
        &[&gemeente, &day],
        rolvervulling,
    )?;
    locatie::fill(tx, gemeente, &mut rows)?;
    Ok(rows)
}

/// Somebody who is there for a gebied, as the public may see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    pub account: AccountId,
    /// The key of the role.
    pub rol_sleutel: String,
    /// The name of the role.
    pub rol: String,
    /// What this role may decide.
    pub beslist: String,
    /// Full name with consent, initials without.
    pub naam: String,
    pub photo: Option<String>,
    pub organisatie: Option<OrganisatieId>,
    /// Whom this person stands in for: full name with consent, initials without.
    pub vervangt: Option<String>,
}

/// Somebody with a role, and where it reaches: what [`contacts_in`] chooses from.
#[derive(Clone, Debug)]
pub struct ContactReach {
    reach: Reach,
    rol: String,
    account: AccountId,
    /// Full name with consent, initials without.
    naam: String,
    photo: Option<String>,
    organisatie: Option<OrganisatieId>,
    vervangt: Option<String>,
}

impl ContactReach {
    /// In the words of a view; nothing for a role that the inrichting has dropped.
    fn contact(&self, view: &View) -> Option<Contact> {
        let rol = view.frame.inrichting.rol(&self.rol)?;
        Some(Contact {
            account: self.account,
            rol_sleutel: self.rol.clone(),
            rol: pick(view.lang, &rol.naam),
            beslist: pick(view.lang, &rol.beslist),
            naam: self.naam.clone(),
            photo: self.photo.clone(),
            organisatie: self.organisatie,
            vervangt: self.vervangt.clone(),
        })
    }

    /// Whether this person holds `rol` in this gebied; of what lies in none, anywhere.
    pub fn holds(&self, rol: &str, gebied: Option<GebiedId>) -> bool {
        let is_there = match (&self.reach, gebied) {
            (
                Reach::Gebieden(within) | Reach::Orgaan(_, within) | Reach::Locatie(_, within),
                Some(gebied),
            ) => within.contains(&gebied),
            _ => true,
        };
        is_there && self.rol == rol
    }
}

/// What the public may see of somebody.
struct Face {
    naam: String,
    photo: Option<String>,
    vervangt: Option<String>,
}

/// A name as the public may see it.
fn shown(naam: String, shows_name: bool) -> String {
    if shows_name { naam } else { initials(&naam) }
}

/// The organisations of which somebody holds a role with this permission on a day: others answer by links alone.
pub fn organisaties_with(
    tx: &mut impl Queries,
    frame: &Frame,
    permission: Permission,
    day: Date,
) -> Result<BTreeSet<OrganisatieId>> {
    let all: Vec<(OrganisatieId, String)> = tx.query(
        concat!(
            "SELECT a.organisatie_id, r.rol FROM rolvervullingen r \
             JOIN accounts a ON a.gemeente_id = r.gemeente_id AND a.id = r.account_id WHERE ",
            holds!(),
            " AND a.ended_at IS NULL AND a.organisatie_id IS NOT NULL \
             AND (r.scope_kind <> 'organisatie' OR r.scope_id = a.organisatie_id) \
             GROUP BY a.organisatie_id, r.rol ORDER BY a.organisatie_id NULLS LAST, r.rol LIMIT 5000"
        ),
        &[&frame.id, &day],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let may = |rol: &str| frame.inrichting.permissions_of(rol).contains(&permission);
    Ok(all
        .into_iter()
        .filter_map(|(organisatie, rol)| may(&rol).then_some(organisatie))
        .collect())
}

/// Everybody with a role on a day, as the public may see them.
pub fn list_contact_reaches(
    tx: &mut impl Queries,
    frame: &Frame,
    day: Date,
) -> Result<Vec<ContactReach>> {
    let found: Vec<(RolvervullingRow, Face)> = tx.query(
        concat!(
            "SELECT r.id, r.account_id, r.rol, r.scope_kind, r.scope_id, coalesce(r.organisatie_id, a.organisatie_id), \
             r.deputy_of, r.valid_from, r.valid_to, a.naam, a.shows_name, a.photo_hash, d.naam, d.shows_name \
             FROM rolvervullingen r JOIN accounts a ON a.gemeente_id = r.gemeente_id AND a.id = r.account_id \
             LEFT JOIN accounts d ON d.gemeente_id = r.gemeente_id AND d.id = r.deputy_of WHERE ",
            holds!(),
            " AND a.ended_at IS NULL ORDER BY r.id LIMIT 5000"
        ),
        &[&frame.id, &day],
        |row| {
            let (naam, shows_name): (String, bool) = (row.get(9)?, row.get(10)?);
            let photo: Option<String> = row.get(11)?;
            let (other, other_shows): (Option<String>, Option<bool>) = (row.get(12)?, row.get(13)?);
            let face = Face {
                naam: shown(naam, shows_name),
                photo: photo.filter(|_| shows_name),
                vervangt: other.map(|naam| shown(naam, other_shows == Some(true))),
            };
            Ok((rolvervulling(row)?, face))
        },
    )?;
    let (mut rows, faces): (Vec<RolvervullingRow>, Vec<Face>) = found.into_iter().unzip();
    locatie::fill(tx, frame.id, &mut rows)?;
    let reaches = rows.into_iter().zip(faces).map(|(row, face)| ContactReach {
        reach: super::sessions::reach(frame, &row),
        rol: row.rol,
        account: row.account,
        naam: face.naam,
        photo: face.photo,
        organisatie: row.organisatie,
        vervangt: face.vervangt,
    });
    Ok(reaches.collect())
}

/// Who is there for this gebied: everybody with a role that reaches it, the closest reach first (V-84).
pub fn contacts_in(view: &View, all: &[ContactReach], gebied: GebiedId) -> Vec<Contact> {
    let mut found: Vec<(usize, Contact)> = all
        .iter()
        .filter_map(|one| {
            let (Reach::Gebieden(within) | Reach::Orgaan(_, within) | Reach::Locatie(_, within)) =
                &one.reach
            else {
                return None;
            };
            if !within.contains(&gebied) {
                return None;
            }
            Some((within.len(), one.contact(view)?))
        })
        .collect();
    found.sort_by(|(a, x), (b, y)| (a, &x.rol_sleutel, &x.naam).cmp(&(b, &y.rol_sleutel, &y.naam)));
    found.into_iter().map(|(_, contact)| contact).collect()
}

/// Somebody by account, in the role that reaches this gebied closest, else in any; nothing for whoever has no role now.
pub fn contact_of(
    view: &View,
    all: &[ContactReach],
    account: AccountId,
    gebied: GebiedId,
) -> Option<Contact> {
    let near = contacts_in(view, all, gebied);
    let near = near.into_iter().find(|contact| contact.account == account);
    near.or_else(|| {
        all.iter()
            .filter(|one| one.account == account)
            .find_map(|one| one.contact(view))
    })
}

/// What stands for a name without consent.
pub fn initials(naam: &str) -> String {
    naam.split_whitespace()
        .filter_map(|word| word.chars().next())
        .map(|letter| format!("{letter}."))
        .collect()
}
