//! What partners hear: an afspraak is asked of their organisation; what they proposed was declined or delivered.

use jiff::civil::Date;
use kit::db::{Queries, Row};
use kit::i18n::Arg;
use uuid::Uuid;

use super::letter::{Letter, Words};
use super::post::{Mail, Post, Recipient, Target};
use crate::access::LinkKind;
use crate::error::Result;
use crate::ids::OrganisatieId;
use crate::journaal::{Line, Verb};
use crate::kader::inrichting::WoordSleutel;
use crate::write::Write;

/// A partner's link lives two months.
const LINK_DAYS: i64 = 60;

struct Deal {
    id: Uuid,
    aandachtsgebied: Uuid,
    wat: String,
    organisatie: Option<OrganisatieId>,
    account: Option<Uuid>,
    due: Date,
    reason: Option<String>,
    created_by: Uuid,
}

fn find(ctx: &mut Write<'_>, id: Uuid) -> Result<Option<Deal>> {
    let gemeente = ctx.gemeente();
    Ok(ctx.query_opt(
        "SELECT aandachtsgebied_id, wat, organisatie_id, account_id, due, reason, created_by FROM afspraken \
         WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id],
        |row| {
            Ok(Deal {
                id,
                aandachtsgebied: row.get(0)?,
                wat: row.get(1)?,
                organisatie: row.get(2)?,
                account: row.get(3)?,
                due: row.get(4)?,
                reason: row.get(5)?,
                created_by: row.get(6)?,
            })
        },
    )?)
}

fn recipient(row: &Row<'_>) -> std::result::Result<Recipient, kit::db::Error> {
    Ok(Recipient {
        id: row.get(0)?,
        naam: row.get(1)?,
        address: row.get(2)?,
        lang: row.get::<String>(3)?.parse().unwrap_or_default(),
    })
}

/// Who speaks for the owner: the named person; else everybody of the organisation with a role today; else the party
/// without an organisation.
fn owners(ctx: &mut Write<'_>, deal: &Deal) -> Result<Vec<Recipient>> {
    let (gemeente, today) = (ctx.gemeente(), ctx.today());
    let Some(organisatie) = deal.organisatie else {
        return Ok(ctx.query(
            "SELECT id, naam, email, CAST('nl' AS TEXT) FROM afspraak_partijen WHERE gemeente_id = $1 AND afspraak_id = $2 \
             AND email IS NOT NULL ORDER BY id LIMIT 5",
            &[&gemeente, &deal.id],
            recipient,
        )?);
    };
    Ok(ctx.query(
        "SELECT a.id, a.naam, a.email, a.taal FROM accounts a WHERE a.gemeente_id = $1 AND a.organisatie_id = $2 \
         AND a.ended_at IS NULL AND (CAST($3 AS UUID) IS NULL OR a.id = $3) AND EXISTS \
         (SELECT 1 FROM rolvervullingen r WHERE r.gemeente_id = a.gemeente_id AND r.account_id = a.id \
         AND r.valid_from <= $4 AND (r.valid_to IS NULL OR r.valid_to > $4)) ORDER BY a.id LIMIT 50",
        &[&gemeente, &organisatie, &deal.account, &today],
        recipient,
    )?)
}

fn proposer(ctx: &mut Write<'_>, deal: &Deal) -> Result<Vec<Recipient>> {
    let gemeente = ctx.gemeente();
    Ok(ctx.query(
        "SELECT id, naam, email, taal FROM accounts WHERE gemeente_id = $1 AND id = $2 AND ended_at IS NULL",
        &[&gemeente, &deal.created_by],
        recipient,
    )?)
}

/// Tells what happened to an afspraak; nobody gets mail of what he did himself.
pub(super) fn tell(ctx: &mut Write<'_>, post: &mut Post<'_>, line: &Line) -> Result<()> {
    let keys = match line.verb {
        Verb::Proposed => ("mail-afspraak-gevraagd-onderwerp", "mail-afspraak-gevraagd"),
        Verb::Declined => ("mail-afspraak-nee-onderwerp", "mail-afspraak-nee"),
        Verb::Delivered => ("mail-afspraak-klaar-onderwerp", "mail-afspraak-klaar"),
        _ => return Ok(()),
    };
    let Some(deal) = find(ctx, line.subject)? else {
        return Ok(());
    };
    let asks = line.verb == Verb::Proposed;
    let people = if asks {
        owners(ctx, &deal)?
    } else {
        proposer(ctx, &deal)?
    };
    let frame = ctx.frame.clone();
    let target = if asks {
        Target::Link {
            kind: LinkKind::Partner,
            subject_kind: "afspraak",
            subject: deal.id,
            days: LINK_DAYS,
        }
    } else {
        let word = frame.inrichting.path_word(WoordSleutel::Aandachtsgebied);
        Target::Page(format!("/{word}/{}", deal.aandachtsgebied))
    };
    let wie = deal
        .organisatie
        .and_then(|id| frame.organisatie(id))
        .map(|found| found.naam.clone());
    for to in people {
        if line.account() == Some(to.id) {
            continue;
        }
        let words = Words {
            frame: &frame,
            lang: to.lang,
        };
        let datum = words.date(deal.due);
        let wie = wie
            .clone()
            .unwrap_or_else(|| words.t("mail-afspraak-eigenaar", &[]));
        let args: [(&str, Arg<'_>); 3] = [
            ("wat", (&deal.wat).into()),
            ("datum", (&datum).into()),
            ("wie", (&wie).into()),
        ];
        let mut more = Vec::new();
        if line.verb == Verb::Declined
            && let Some(reason) = deal
                .reason
                .as_deref()
                .filter(|text| !text.trim().is_empty())
        {
            more.push(words.t("mail-afspraak-reden", &[("reden", reason.into())]));
        }
        let link_key = if asks {
            "mail-afspraak-link-antwoord"
        } else {
            "mail-afspraak-link"
        };
        let letter = Letter {
            subject: words.t(keys.0, &args),
            sentence: words.t(keys.1, &args),
            more,
            link_text: words.t(link_key, &[]),
        };
        let mail = Mail {
            thread: deal.id,
            letter: &letter,
            asks,
            target: &target,
        };
        post.send(ctx, line, &to, &mail)?;
    }
    Ok(())
}
