//! Who hears that a point is open less than was agreed (L-19): the regisseur, and those who keep points for whoever answers
//! for it.

use kit::db::{Queries, Row};
use kit::i18n::{Arg, Lang};
use uuid::Uuid;

use super::letter::{Letter, Words};
use super::post::{Mail, Post, Recipient, Target};
use crate::access::Permission;
use crate::balie::infopunten::{BASE, Infopunt, REGISSEUR, find_infopunt, told_per_week};
use crate::error::Result;
use crate::ids::InfopuntId;
use crate::journaal::Line;
use crate::write::Write;

/// Who of an organisation keeps its points, and who hears when nobody does.
const KEEPS: &[Permission] = &[Permission::InfopuntManage, Permission::RoosterManage];
const STAFFS: &[Permission] = &[Permission::ContactEnter];

/// Somebody with a role today.
struct Holder {
    to: Recipient,
    rol: String,
    organisatie: Option<Uuid>,
}

fn recipient(row: &Row<'_>) -> std::result::Result<Recipient, kit::db::Error> {
    Ok(Recipient {
        id: row.get(0)?,
        naam: row.get(1)?,
        address: row.get(2)?,
        lang: row.get::<String>(3)?.parse().unwrap_or_default(),
    })
}

fn holders(ctx: &mut Write<'_>) -> Result<Vec<Holder>> {
    let (gemeente, today) = (ctx.gemeente(), ctx.today());
    Ok(ctx.query(
        "SELECT a.id, a.naam, a.email, a.taal, r.rol, a.organisatie_id FROM rolvervullingen r JOIN accounts a \
         ON a.gemeente_id = r.gemeente_id AND a.id = r.account_id WHERE r.gemeente_id = $1 \
         AND a.ended_at IS NULL AND r.valid_from <= $2 AND (r.valid_to IS NULL OR r.valid_to > $2) \
         ORDER BY a.id, r.id LIMIT 2000",
        &[&gemeente, &today],
        |row| {
            Ok(Holder {
                to: recipient(row)?,
                rol: row.get(4)?,
                organisatie: row.get(5)?,
            })
        },
    )?)
}

/// The regisseur, and of the organisation those who keep points; else those who staff them.
fn heard_by(ctx: &mut Write<'_>, punt: &Infopunt) -> Result<Vec<Recipient>> {
    let (all, frame) = (holders(ctx)?, ctx.frame.clone());
    let may = |holder: &Holder, wanted: &[Permission]| {
        let own = frame.inrichting.permissions_of(&holder.rol);
        wanted.iter().any(|one| own.contains(one))
    };
    let own = |wanted: &[Permission]| -> Vec<Recipient> {
        let of = Some(punt.organisatie.0);
        let found = all.iter().filter(|one| one.organisatie == of);
        found
            .filter(|one| may(one, wanted))
            .map(|one| one.to.clone())
            .collect()
    };
    let mut heard = own(KEEPS);
    if heard.is_empty() {
        heard = own(STAFFS);
    }
    let regisseurs = all.iter().filter(|one| one.rol == REGISSEUR);
    heard.extend(regisseurs.map(|one| one.to.clone()));
    heard.sort_by_key(|to| to.id);
    heard.dedup_by_key(|to| to.id);
    Ok(heard)
}

/// Tells it once, when the first of the dues is noted; the same evening they all are.
pub(super) fn tell(ctx: &mut Write<'_>, post: &mut Post<'_>, line: &Line) -> Result<()> {
    let id = line
        .id("infopunt")
        .filter(|_| line.word("what") == Some(BASE));
    let Some(id) = id.map(InfopuntId) else {
        return Ok(());
    };
    let frame = ctx.frame.clone();
    let Some(punt) = find_infopunt(ctx, frame.id, id)? else {
        return Ok(());
    };
    let (Some(base), today) = (punt.basis_minuten, ctx.today()) else {
        return Ok(());
    };
    let told = told_per_week(ctx, &frame, id, today)?;
    let target = Target::Page(format!("/balie/infopunten/{id}"));
    for to in heard_by(ctx, &punt)? {
        let words = Words {
            frame: &frame,
            lang: to.lang,
        };
        let (uren, basis) = (hours(told, to.lang), hours(base, to.lang));
        let args: [(&str, Arg<'_>); 3] = [
            ("punt", (&punt.naam).into()),
            ("uren", (&uren).into()),
            ("basis", (&basis).into()),
        ];
        let letter = Letter {
            subject: words.t("mail-basis-onderwerp", &args),
            sentence: words.t("mail-basis", &args),
            more: Vec::new(),
            link_text: words.t("mail-basis-link", &[]),
        };
        let mail = Mail {
            thread: id.0,
            letter: &letter,
            asks: false,
            target: &target,
        };
        post.send(ctx, line, &to, &mail)?;
    }
    Ok(())
}

/// Minutes as hours, with a decimal only where there is one.
fn hours(minutes: i64, lang: Lang) -> String {
    let mark = match lang {
        Lang::Nl => ',',
        Lang::En => '.',
    };
    match (minutes / 60, minutes % 60 * 10 / 60) {
        (whole, 0) => whole.to_string(),
        (whole, tenth) => format!("{whole}{mark}{tenth}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_have_a_decimal_where_there_is_one() {
        assert_eq!(
            [900, 930, 45, 0].map(|minutes| hours(minutes, Lang::Nl)),
            ["15", "15,5", "0,7", "0"].map(str::to_owned)
        );
        assert_eq!(hours(930, Lang::En), "15.5");
    }
}
