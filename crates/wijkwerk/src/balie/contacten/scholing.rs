//! Training of the desk: which modules there are and who passed what until when (L-38).

use jiff::civil::Date;
use kit::db::Queries;
use uuid::Uuid;

use super::actions::role_with;
use super::store_scholing as store;
use crate::access::{Here, Permission};
use crate::error::{Error, Result};
use crate::frame::Frame;
use crate::ids::{AccountId, ScholingId};
use crate::journaal::{Entry, Verb};
use crate::kader::verplichtingen::{self as dues, Creditor, Debtor, Wanted};
use crate::write::Write;

pub use super::store_scholing::{last_passed, list_scholingen};

/// So many days before the end somebody is told to do it again.
pub const WARN_DAYS: i64 = 60;
/// Longest name and title.
pub(super) const LONGEST: usize = 160;
/// The soort of the due with which the coordinator is told.
const VERLOPEN: &str = "scholing.vernieuwen";

/// A module of training.
#[derive(Clone, Debug)]
pub struct Scholing {
    pub id: ScholingId,
    pub naam: String,
    /// Empty: for ever.
    pub geldig_maanden: Option<i64>,
}

/// How somebody stands with a module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Geldigheid {
    Missing,
    Valid(Option<Date>),
    /// Ends within sixty days.
    Ending(Date),
    Expired(Date),
}

impl Geldigheid {
    /// The word of its state.
    pub fn word(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Valid(_) => "valid",
            Self::Ending(_) => "ending",
            Self::Expired(_) => "expired",
        }
    }

    /// The day on which it ends or ended.
    pub fn until(self) -> Option<Date> {
        match self {
            Self::Missing => None,
            Self::Valid(until) => until,
            Self::Ending(until) | Self::Expired(until) => Some(until),
        }
    }

    /// Passed on `op` and valid for so many months, seen from `today`.
    pub fn of(op: Option<Date>, maanden: Option<i64>, today: Date) -> Self {
        let Some(op) = op else {
            return Self::Missing;
        };
        let Some(until) =
            maanden.and_then(|maanden| op.checked_add(jiff::Span::new().months(maanden)).ok())
        else {
            return Self::Valid(None);
        };
        let warn = until
            .checked_sub(jiff::Span::new().days(WARN_DAYS))
            .unwrap_or(until);
        if until <= today {
            Self::Expired(until)
        } else if warn <= today {
            Self::Ending(until)
        } else {
            Self::Valid(Some(until))
        }
    }
}

/// Adds a module.
pub fn add_scholing(
    ctx: &mut Write<'_>,
    naam: &str,
    geldig_maanden: Option<i64>,
) -> Result<ScholingId> {
    ctx.require(Permission::ScholingManage, &Here::ANYWHERE)?;
    let naam = filled("naam", naam, LONGEST)?;
    if geldig_maanden.is_some_and(|maanden| !(1..=240).contains(&maanden)) {
        return Err(Error::field("geldig_maanden", "scholing-maanden-fout"));
    }
    let id: ScholingId = ctx.new_id();
    store::insert_scholing(ctx, id, &naam, geldig_maanden)?;
    ctx.journal(Entry::new("scholing", id.0, Verb::Created))?;
    Ok(id)
}

/// A module that is no longer asked; pressing again changes nothing.
pub fn end_scholing(ctx: &mut Write<'_>, id: ScholingId) -> Result<()> {
    ctx.require(Permission::ScholingManage, &Here::ANYWHERE)?;
    let gemeente = ctx.gemeente();
    if !store::set_ended(ctx, id)? {
        let is_known = store::has_scholing(ctx, gemeente, id)?;
        return is_known.then_some(()).ok_or(Error::NotFound("scholing"));
    }
    for behaald in store::list_behaald(ctx, gemeente, id)? {
        dues::waive(ctx, VERLOPEN, behaald, "ended")?;
    }
    ctx.journal(Entry::new("scholing", id.0, Verb::Ended))?;
    Ok(())
}

/// Somebody passed a module on a day; who was told that it ends need not be told any more.
pub fn note_passed(
    ctx: &mut Write<'_>,
    scholing: ScholingId,
    account: AccountId,
    op: Date,
) -> Result<()> {
    ctx.require(Permission::ScholingManage, &Here::ANYWHERE)?;
    let gemeente = ctx.gemeente();
    if op > ctx.today() {
        return Err(Error::field("op", "scholing-dag-later"));
    }
    let known = list_scholingen(ctx, gemeente)?
        .iter()
        .any(|found| found.id == scholing);
    if !known {
        return Err(Error::NotFound("scholing"));
    }
    if crate::kader::accounts::find_account(ctx, gemeente, account)?.is_none() {
        return Err(Error::field("account", "scholing-wie-kies"));
    }
    // What was passed earlier and is only noted now makes up for nothing.
    if let Some((before, known)) = last_passed(ctx, gemeente, account, scholing)?
        && op >= known
    {
        dues::satisfy(ctx, VERLOPEN, before, "passed")?;
    }
    let id: Uuid = ctx.new_id();
    store::insert_behaald(ctx, id, scholing, account, op)?;
    ctx.journal(
        Entry::new("scholing", scholing.0, Verb::Confirmed)
            .id("account", account.0)
            .date("on", op),
    )?;
    Ok(())
}

/// Tells the one who keeps an eye on training, by a due, who has to do a module again; answers how many are new. Of
/// whoever no longer works at the desk nothing is asked.
pub fn check_scholing(ctx: &mut Write<'_>) -> Result<usize> {
    let (gemeente, today, frame) = (ctx.gemeente(), ctx.today(), ctx.frame.clone());
    let desk = list_desk(ctx, &frame, today)?;
    let role = role_with(ctx, Permission::ScholingManage);
    for behaald in dues::list_subjects_of(ctx, gemeente, &role, VERLOPEN)? {
        let who = store::passed_by(ctx, gemeente, behaald)?;
        if who.is_none_or(|who| desk.iter().all(|(account, _)| *account != who)) {
            dues::waive(ctx, VERLOPEN, behaald, "left")?;
        }
    }
    let mut told = 0;
    for scholing in list_scholingen(ctx, gemeente)? {
        for (account, _) in &desk {
            let Some((behaald, op)) = last_passed(ctx, gemeente, *account, scholing.id)? else {
                continue;
            };
            let stand = Geldigheid::of(Some(op), scholing.geldig_maanden, today);
            if !matches!(stand, Geldigheid::Ending(_) | Geldigheid::Expired(_)) {
                continue;
            }
            if dues::is_open(ctx, gemeente, VERLOPEN, behaald)? {
                continue;
            }
            dues::owe(
                ctx,
                &Wanted {
                    soort: VERLOPEN,
                    subject_kind: "scholing",
                    subject: behaald,
                    debtor: Debtor::Rol(role.clone()),
                    creditor: Creditor::Gemeente,
                    gebied: None,
                    due: stand.until(),
                    bron: "L-38",
                },
            )?;
            told += 1;
        }
    }
    Ok(told)
}

pub(super) fn filled(field: &'static str, text: &str, most: usize) -> Result<String> {
    let text = text.trim();
    match text.chars().count() {
        0 => Err(Error::field(field, "bijeenkomst-veld-nodig")),
        n if n > most => Err(Error::field(field, "bijeenkomst-veld-lang")),
        _ => Ok(text.to_owned()),
    }
}

/// Whoever works at the desk today, by name: everybody with a role that may note contacts.
pub fn list_desk(
    tx: &mut impl Queries,
    frame: &Frame,
    today: Date,
) -> Result<Vec<(AccountId, String)>> {
    let mut found: Vec<(AccountId, String)> = store::list_roles(tx, frame.id, today)?
        .into_iter()
        .filter(|row| {
            frame
                .inrichting
                .permissions_of(&row.rol)
                .contains(&Permission::ContactEnter)
        })
        .map(|row| (row.account, row.naam))
        .collect();
    found.dedup_by_key(|(account, _)| *account);
    Ok(found)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_module_warns_sixty_days_ahead_and_then_has_expired() {
        let op = Some(date(2024, 2, 1));
        let two_years = Some(24);
        let cases = [
            (None, two_years, date(2026, 3, 2), "missing"),
            (op, None, date(2036, 3, 2), "valid"),
            (op, two_years, date(2025, 12, 2), "valid"),
            (op, two_years, date(2025, 12, 3), "ending"),
            (op, two_years, date(2026, 1, 31), "ending"),
            (op, two_years, date(2026, 2, 1), "expired"),
            (op, two_years, date(2026, 3, 1), "expired"),
        ];
        for (op, maanden, today, expected) in cases {
            let stand = Geldigheid::of(op, maanden, today);
            assert_eq!(stand.word(), expected, "{op:?} {maanden:?} {today}");
        }
    }
}
