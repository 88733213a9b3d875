//! What people of the roster hear: a shift they are asked or planned for, one that does not happen, and gaps.

use kit::db::{Queries, Row};
use kit::i18n::Arg;

use super::letter::{Letter, Words};
use super::post::{Mail, Post, Recipient, Target};
use crate::access::{LinkKind, Permission};
use crate::balie::infopunten::{Infopunt, find_infopunt};
use crate::balie::roosters::{self, BezettingState as State};
use crate::error::Result;
use crate::ids::{BezettingId, GatId, GebiedId, InfopuntId};
use crate::journaal::{Line, Verb};
use crate::write::Write;

/// A link for a shift lives until long after it.
const DAYS: i64 = 60;
/// Most people who hear of one gap.
const MOST: usize = 20;

fn recipient(row: &Row<'_>) -> std::result::Result<Recipient, kit::db::Error> {
    Ok(Recipient {
        id: row.get(0)?,
        naam: row.get(1)?,
        address: row.get(2)?,
        lang: row.get::<String>(3)?.parse().unwrap_or_default(),
    })
}

/// Tells somebody of a shift; nobody gets mail of what he did himself, or of what is no longer so.
pub(super) fn tell(ctx: &mut Write<'_>, post: &mut Post<'_>, line: &Line) -> Result<()> {
    let gemeente = ctx.gemeente();
    let id = BezettingId(line.subject);
    let Some(one) = roosters::find_bezetting(ctx, gemeente, id)? else {
        return Ok(());
    };
    let (subject, sentence, asks) = match (line.verb, one.state) {
        (Verb::Asked, State::Offered) => ("mail-dienst-vraag-onderwerp", "mail-dienst-vraag", true),
        (Verb::Planned, State::Filled) => ("mail-dienst-plan-onderwerp", "mail-dienst-plan", false),
        (Verb::Withdrawn, _) => ("mail-dienst-weg-onderwerp", "mail-dienst-weg", true),
        _ => return Ok(()),
    };
    let Some(dienst) = roosters::find_dienst(ctx, gemeente, one.dienst)? else {
        return Ok(());
    };
    let punt = find_infopunt(ctx, gemeente, dienst.infopunt)?;
    let people = ctx.query(
        "SELECT id, naam, email, taal FROM accounts WHERE gemeente_id = $1 AND id = $2 AND ended_at IS NULL",
        &[&gemeente, &one.account],
        recipient,
    )?;
    let target = if line.verb == Verb::Withdrawn {
        Target::Page("/balie/mijn-diensten".to_owned())
    } else {
        Target::Link {
            kind: LinkKind::Dienst,
            subject_kind: "dienst",
            subject: dienst.id.0,
            days: DAYS,
        }
    };
    let frame = ctx.frame.clone();
    for to in people.iter().filter(|to| line.account() != Some(to.id)) {
        let words = Words {
            frame: &frame,
            lang: to.lang,
        };
        let (van, tot) = dienst.tijd.moments(&frame.zone);
        let clock = |at: jiff::Timestamp| {
            kit::i18n::words::time(to.lang, at.to_zoned(frame.zone.clone()).time())
        };
        let (dag, van, tot) = (words.date(dienst.tijd.dag), clock(van), clock(tot));
        let punt = punt.as_ref().map_or("", |punt| punt.naam.as_str());
        let args: [(&str, Arg<'_>); 4] = [
            ("dag", (&dag).into()),
            ("van", (&van).into()),
            ("tot", (&tot).into()),
            ("punt", punt.into()),
        ];
        let letter = Letter {
            subject: words.t(subject, &args),
            sentence: words.t(sentence, &args),
            more: Vec::new(),
            link_text: words.t("mail-dienst-link", &[]),
        };
        let mail = Mail {
            thread: dienst.id.0,
            letter: &letter,
            asks,
            target: &target,
        };
        post.send(ctx, line, to, &mail)?;
    }
    Ok(())
}

/// Tells whoever makes the roster of a point that hours of a coming day have nobody (O-22).
pub(super) fn warn(ctx: &mut Write<'_>, post: &mut Post<'_>, line: &Line) -> Result<()> {
    let gemeente = ctx.gemeente();
    let Some(gat) = roosters::find_gat(ctx, gemeente, GatId(line.subject))? else {
        return Ok(());
    };
    let infopunt = line.id("infopunt").map(InfopuntId);
    let punt = match infopunt {
        Some(id) => find_infopunt(ctx, gemeente, id)?,
        None => None,
    };
    let (Some(punt), None) = (punt, gat.closed_at) else {
        return Ok(());
    };
    let frame = ctx.frame.clone();
    for to in makers(ctx, &punt)? {
        if line.account() == Some(to.id) {
            continue;
        }
        let words = Words {
            frame: &frame,
            lang: to.lang,
        };
        let dag = words.date(gat.dag);
        let args: [(&str, Arg<'_>); 2] = [("punt", (&punt.naam).into()), ("dag", (&dag).into())];
        let letter = Letter {
            subject: words.t("mail-gat-onderwerp", &args),
            sentence: words.t("mail-gat", &args),
            more: Vec::new(),
            link_text: words.t("mail-gat-link", &[]),
        };
        let mail = Mail {
            thread: punt.id.0,
            letter: &letter,
            asks: false,
            target: &Target::Page(format!("/balie/rooster/gaten/{}", gat.id)),
        };
        post.send(ctx, line, &to, &mail)?;
    }
    Ok(())
}

/// Those who make the roster of this point: by a role for the whole gemeente, for a gebied that it lies in, or at its
/// locatie.
fn makers(ctx: &mut Write<'_>, punt: &Infopunt) -> Result<Vec<Recipient>> {
    let (gemeente, today) = (ctx.gemeente(), ctx.today());
    let people: Vec<(Recipient, String, Option<uuid::Uuid>, String)> = ctx.query(
        "SELECT a.id, a.naam, a.email, a.taal, r.rol, r.scope_id, r.scope_kind FROM rolvervullingen r JOIN accounts a \
         ON a.gemeente_id = r.gemeente_id AND a.id = r.account_id WHERE r.gemeente_id = $1 \
         AND a.ended_at IS NULL AND r.valid_from <= $2 AND (r.valid_to IS NULL OR r.valid_to > $2) \
         ORDER BY r.id LIMIT 2000",
        &[&gemeente, &today],
        |row| Ok((recipient(row)?, row.get(4)?, row.get(5)?, row.get(6)?)),
    )?;
    let frame = ctx.frame.clone();
    let mut all: Vec<Recipient> = Vec::new();
    for (to, rol, scope, kind) in people {
        let may = frame
            .inrichting
            .permissions_of(&rol)
            .contains(&Permission::RoosterManage);
        let reaches = match (kind.as_str(), scope) {
            ("gebied", Some(id)) => frame.within(GebiedId(id)).contains(&punt.gebied),
            ("locatie", id) => id == Some(punt.locatie.0),
            _ => true,
        };
        if may && reaches && all.iter().all(|had| had.id != to.id) {
            all.push(to);
        }
    }
    all.truncate(MOST);
    Ok(all)
}
