//! Which open dues nobody can fulfil: of an account that ended, of an orgaan or organisation that is gone, or of a role that
//! nobody holds in the gebied of the due.

use jiff::Timestamp;
use kit::db::{Queries, Read};

use crate::app::read_frame;
use crate::error::{Error, Result};
use crate::ids::GebiedId;
use crate::kader::accounts::list_contact_reaches;

/// Role, gebied, how many, and the kind of one of them.
type OfRole = (Option<String>, Option<GebiedId>, i64, String);

/// How many they are, and the kind of one of them; nothing when every due has an owner.
pub(super) fn find_ownerless(
    tx: &mut Read<'_>,
    slug: &str,
    now: Timestamp,
) -> Result<Option<(i64, String)>> {
    let frame = read_frame(tx, slug, now)?.ok_or(Error::NotFound("gemeente"))?;
    let (gemeente, today) = (frame.id, frame.today(now));
    let (mut count, mut example): (i64, Option<String>) = tx.query_one(
        "SELECT count(*), min(v.soort) FROM verplichtingen v WHERE v.gemeente_id = $1 AND v.state = 'open' \
         AND v.debtor_kind <> 'rol' AND NOT ( \
         (v.debtor_kind = 'account' AND EXISTS (SELECT 1 FROM accounts a WHERE a.gemeente_id = v.gemeente_id \
          AND a.id = v.debtor_id AND a.ended_at IS NULL)) \
         OR (v.debtor_kind = 'orgaan' AND EXISTS (SELECT 1 FROM organen o WHERE o.gemeente_id = v.gemeente_id \
          AND o.id = v.debtor_id AND (o.valid_to IS NULL OR o.valid_to > $2))) \
         OR (v.debtor_kind = 'organisatie' AND EXISTS (SELECT 1 FROM organisaties o \
          WHERE o.gemeente_id = v.gemeente_id AND o.id = v.debtor_id AND (o.valid_to IS NULL OR o.valid_to > $2))))",
        &[&gemeente, &today],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let of_roles: Vec<OfRole> = tx.query(
        "SELECT v.debtor_rol, v.gebied_id, count(*), min(v.soort) FROM verplichtingen v \
         WHERE v.gemeente_id = $1 AND v.state = 'open' AND v.debtor_kind = 'rol' \
         GROUP BY v.debtor_rol, v.gebied_id \
         ORDER BY v.debtor_rol NULLS LAST, v.gebied_id NULLS LAST LIMIT 10000",
        &[&gemeente],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
    )?;
    let people = list_contact_reaches(tx, &frame, today)?;
    for (rol, gebied, n, soort) in of_roles {
        let rol = rol.unwrap_or_default();
        if !people.iter().any(|person| person.holds(&rol, gebied)) {
            count += n;
            example = Some(example.map_or(soort.clone(), |known| known.min(soort)));
        }
    }
    Ok(example.map(|soort| (count, soort)))
}
