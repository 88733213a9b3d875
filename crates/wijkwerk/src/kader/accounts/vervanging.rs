//! Standing in for somebody: a rolvervulling of one's own, with its own dates, and only as long as the other one holds the
//! role there. Whoever stands in may what the role may, for the own organisation (INV-23).

use jiff::civil::Date;

use super::actions::Appointment;
use super::store::{self, RolvervullingRow};
use crate::error::{Error, Result};
use crate::ids::{AccountId, RolvervullingId};
use crate::journaal::{Entry, Verb};
use crate::write::Write;

/// Until when somebody stands in for `other`: as asked, and never longer than the other one holds the role there.
pub(super) fn until(
    ctx: &mut Write<'_>,
    wanted: &Appointment,
    other: AccountId,
) -> Result<Option<Date>> {
    if other == wanted.account {
        return Err(Error::field("vervangt", "account-vervangt-zichzelf"));
    }
    let gemeente = ctx.gemeente();
    let held = store::list_rolvervullingen(ctx, gemeente, Some(other), wanted.from)?;
    end_of(&held, wanted)
}

/// The end, if what is held on the first day holds the role there by itself: nobody stands in for whoever stands in.
fn end_of(held: &[RolvervullingRow], wanted: &Appointment) -> Result<Option<Date>> {
    let end = held
        .iter()
        .filter(|row| {
            row.deputy_of.is_none()
                && row.rol == wanted.rol
                && row.scope_kind == wanted.scope_kind
                && row.scope_id == wanted.scope_id
        })
        .map(|row| row.valid_to)
        .reduce(|one, other| one.zip(other).map(|(a, b)| a.max(b)))
        .ok_or_else(|| Error::field("vervangt", "account-vervangt-niet"))?;
    Ok(match (wanted.until, end) {
        (Some(asked), Some(end)) => Some(asked.min(end)),
        (asked, end) => asked.or(end),
    })
}

/// Whoever stands in stops when the one who is replaced no longer holds the role there.
pub(super) fn end_with(ctx: &mut Write<'_>, id: RolvervullingId, day: Date) -> Result<()> {
    let gemeente = ctx.gemeente();
    for ended in store::list_ending_with(ctx, gemeente, id, day)? {
        store::end(ctx, ended, day)?;
        ctx.journal(Entry::new("rolvervulling", ended.0, Verb::Ended).date("from", day))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use uuid::Uuid;

    use super::*;

    fn held(deputy_of: Option<AccountId>, valid_to: Option<Date>) -> RolvervullingRow {
        RolvervullingRow {
            id: RolvervullingId(Uuid::from_u128(1)),
            account: AccountId(Uuid::from_u128(2)),
            rol: "griffie".to_owned(),
            scope_kind: "gemeente".to_owned(),
            scope_id: None,
            organisatie: None,
            deputy_of,
            valid_from: date(2026, 1, 1),
            valid_to,
            locatie: None,
        }
    }

    fn wanted(until: Option<Date>) -> Appointment {
        Appointment {
            account: AccountId(Uuid::from_u128(3)),
            rol: "griffie".to_owned(),
            scope_kind: "gemeente",
            scope_id: None,
            organisatie: None,
            deputy_of: Some(AccountId(Uuid::from_u128(2))),
            from: date(2026, 3, 1),
            until,
        }
    }

    #[test]
    fn nobody_stands_in_longer_than_the_other_holds_the_role() {
        let (may, june) = (date(2026, 5, 1), date(2026, 6, 1));
        let cases = [
            (vec![None], None, Some(None)),
            (vec![None], Some(may), Some(Some(may))),
            (vec![Some(may)], None, Some(Some(may))),
            (vec![Some(may)], Some(june), Some(Some(may))),
            (vec![Some(may), Some(june)], None, Some(Some(june))),
            (vec![Some(may), None], Some(june), Some(Some(june))),
            (vec![], Some(may), None),
        ];
        for (ends, until, expected) in cases {
            let rows: Vec<_> = ends.iter().map(|end| held(None, *end)).collect();
            assert_eq!(
                end_of(&rows, &wanted(until)).ok(),
                expected,
                "{ends:?} {until:?}"
            );
        }
        let stands_in = held(Some(AccountId(Uuid::from_u128(9))), None);
        assert!(end_of(&[stands_in], &wanted(None)).is_err());
    }
}
