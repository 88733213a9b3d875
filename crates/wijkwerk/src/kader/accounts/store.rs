//! The SQL of accounts and rolvervullingen.

use jiff::civil::Date;
use kit::db::{Queries, Row};
use uuid::Uuid;

use crate::access::Reach;
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
    pub deputy_of: Option<AccountId>,
    pub valid_from: Date,
    pub valid_to: Option<Date>,
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
         FROM accounts WHERE gemeente_id = $1 ORDER BY naam, id LIMIT 1000",
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
    })
}

/// The rolvervullingen on `day`, of one account or of all.
pub fn list_rolvervullingen(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    of: Option<AccountId>,
    day: Date,
) -> Result<Vec<RolvervullingRow>> {
    Ok(match of {
        Some(account) => tx.query(
            "SELECT id, account_id, rol, scope_kind, scope_id, organisatie_id, deputy_of, valid_from, valid_to \
             FROM rolvervullingen WHERE gemeente_id = $1 AND account_id = $2 AND valid_from <= $3 \
             AND (valid_to IS NULL OR valid_to > $3) ORDER BY id",
            &[&gemeente, &account, &day],
            rolvervulling,
        )?,
        None => tx.query(
            "SELECT id, account_id, rol, scope_kind, scope_id, organisatie_id, deputy_of, valid_from, valid_to \
             FROM rolvervullingen WHERE gemeente_id = $1 AND valid_from <= $2 \
             AND (valid_to IS NULL OR valid_to > $2) ORDER BY id LIMIT 5000",
            &[&gemeente, &day],
            rolvervulling,
        )?,
    })
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
}

/// Everybody with a role on a day, as the public may see them.
pub fn list_contact_reaches(
    tx: &mut impl Queries,
    frame: &Frame,
    day: Date,
) -> Result<Vec<ContactReach>> {
    Ok(tx.query(
        "SELECT r.id, r.account_id, r.rol, r.scope_kind, r.scope_id, coalesce(r.organisatie_id, a.organisatie_id), \
         r.deputy_of, r.valid_from, r.valid_to, a.naam, a.shows_name, a.photo_hash \
         FROM rolvervullingen r JOIN accounts a ON a.gemeente_id = r.gemeente_id AND a.id = r.account_id \
         WHERE r.gemeente_id = $1 AND r.valid_from <= $2 AND (r.valid_to IS NULL OR r.valid_to > $2) \
         AND a.ended_at IS NULL ORDER BY r.id LIMIT 5000",
        &[&frame.id, &day],
        |row| {
            let vervulling = rolvervulling(row)?;
            let (naam, shows_name): (String, bool) = (row.get(9)?, row.get(10)?);
            let photo: Option<String> = row.get(11)?;
            Ok(ContactReach {
                reach: super::sessions::reach(frame, &vervulling),
                rol: vervulling.rol,
                account: vervulling.account,
                naam: if shows_name { naam } else { initials(&naam) },
                photo: photo.filter(|_| shows_name),
                organisatie: vervulling.organisatie,
            })
        },
    )?)
}

/// Who is there for this gebied: everybody with a role that reaches it, the closest reach first (V-84).
pub fn contacts_in(view: &View, all: &[ContactReach], gebied: GebiedId) -> Vec<Contact> {
    let mut found: Vec<(usize, Contact)> = all
        .iter()
        .filter_map(|one| {
            let (Reach::Gebieden(within) | Reach::Orgaan(_, within)) = &one.reach else {
                return None;
            };
            let rol = view.frame.inrichting.rol(&one.rol)?;
            within.contains(&gebied).then(|| {
                let contact = Contact {
                    account: one.account,
                    rol_sleutel: one.rol.clone(),
                    rol: pick(view.lang, &rol.naam),
                    beslist: pick(view.lang, &rol.beslist),
                    naam: one.naam.clone(),
                    photo: one.photo.clone(),
                    organisatie: one.organisatie,
                };
                (within.len(), contact)
            })
        })
        .collect();
    found.sort_by(|(a, x), (b, y)| (a, &x.rol_sleutel, &x.naam).cmp(&(b, &y.rol_sleutel, &y.naam)));
    found.into_iter().map(|(_, contact)| contact).collect()
}

/// What stands for a name without consent.
pub fn initials(naam: &str) -> String {
    naam.split_whitespace()
        .filter_map(|word| word.chars().next())
        .map(|letter| format!("{letter}."))
        .collect()
}
