//! What the members of a body of residents hear: that something was sent to them, changed, opened or taken back (V-85).

use kit::db::Queries;
use kit::i18n::Arg;

use super::letter::{Letter, Words};
use super::post::{Mail, Post, Recipient, Target};
use crate::access::Permission;
use crate::error::Result;
use crate::ids::{OrgaanId, StukId};
use crate::journaal::{Line, Verb};
use crate::kader::stukken::{Stuk, find_stuk};
use crate::write::Write;

/// Most roles of one orgaan that are looked at.
const MOST: i64 = 500;

/// Whoever may read today what is sent to these organen, each once.
fn members(ctx: &mut Write<'_>, organen: &[OrgaanId]) -> Result<Vec<Recipient>> {
    let (gemeente, today) = (ctx.gemeente(), ctx.today());
    let mut all: Vec<Recipient> = Vec::new();
    for orgaan in organen {
        let found: Vec<(Recipient, String)> = ctx.query(
            "SELECT a.id, a.naam, a.email, a.taal, r.rol FROM rolvervullingen r \
             JOIN accounts a ON a.gemeente_id = r.gemeente_id AND a.id = r.account_id WHERE r.gemeente_id = $1 \
             AND r.scope_kind = 'orgaan' AND r.scope_id = $2 AND r.valid_from <= $3 \
             AND (r.valid_to IS NULL OR r.valid_to > $3) AND a.ended_at IS NULL ORDER BY a.id, r.id LIMIT $4",
            &[&gemeente, orgaan, &today, &MOST],
            |row| {
                let to = Recipient {
                    id: row.get(0)?,
                    naam: row.get(1)?,
                    address: row.get(2)?,
                    lang: row.get::<String>(3)?.parse().unwrap_or_default(),
                };
                Ok((to, row.get(4)?))
            },
        )?;
        let inrichting = ctx.frame.inrichting.clone();
        let reads = |rol: &str| {
            inrichting
                .permissions_of(rol)
                .contains(&Permission::StukRead)
        };
        let readers = found.into_iter().filter(|(_, rol)| reads(rol));
        all.extend(readers.map(|(to, _)| to));
    }
    all.sort_by_key(|to| to.id);
    all.dedup_by_key(|to| to.id);
    Ok(all)
}

/// Tells those it was sent to. While it is not public the mail does not say what it is about.
pub(super) fn tell(ctx: &mut Write<'_>, post: &mut Post<'_>, line: &Line) -> Result<()> {
    let key = match line.verb {
        Verb::Sent => "mail-stuk-nieuw",
        Verb::Changed => "mail-stuk-veranderd",
        Verb::Published => "mail-stuk-openbaar",
        Verb::Withdrawn => "mail-stuk-ingetrokken",
        _ => return Ok(()),
    };
    let (frame, today) = (ctx.frame.clone(), ctx.today());
    let Some(stuk) = find_stuk(ctx, &frame, StukId(line.subject))? else {
        return Ok(());
    };
    for to in members(ctx, &stuk.organen)? {
        let words = Words {
            frame: &frame,
            lang: to.lang,
        };
        let letter = letter(&words, key, &stuk, stuk.is_public(today));
        let mail = Mail {
            thread: stuk.id.0,
            letter: &letter,
            asks: false,
            target: &Target::Page(format!("/toegestuurd/{}", stuk.id)),
        };
        post.send(ctx, line, &to, &mail)?;
    }
    Ok(())
}

fn letter(words: &Words<'_>, key: &str, stuk: &Stuk, is_public: bool) -> Letter {
    let titel = if is_public {
        stuk.inhoud.titel.clone()
    } else {
        words.t("mail-stuk-zonder-titel", &[])
    };
    let args: [(&str, Arg<'_>); 1] = [("titel", (&titel).into())];
    let until = stuk.beperking.as_ref().filter(|_| !is_public);
    let more = until.map(|beperking| {
        let dag = words.date(beperking.until);
        words.t("mail-stuk-besloten", &[("dag", (&dag).into())])
    });
    Letter {
        subject: words.t(&format!("{key}-onderwerp"), &args),
        sentence: words.t(key, &args),
        more: more.into_iter().collect(),
        link_text: words.t("mail-stuk-link", &[]),
    }
}
