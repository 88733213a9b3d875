//! What partners hear: an afspraak is asked of their organisation, was accepted, is due soon or late, each time with a link
//! of its own (L-07), or was looked at and is not kept; what they proposed was declined or delivered.

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

/// A partner's link lives until so many days after the afspraak was due, and never shorter than that.
const LINK_DAYS: i64 = 60;
/// A day farther away than this is as good as never.
const MOST_DAYS: i64 = 3650;

struct Deal {
    id: Uuid,
    aandachtsgebied: Uuid,
    wat: String,
    organisatie: Option<OrganisatieId>,
    account: Option<Uuid>,
    due: Date,
    reason: Option<String>,
    created_by: Uuid,
    state: String,
}

impl Deal {
    /// Whether its owner still has to do something.
    fn is_worked_on(&self) -> bool {
        matches!(self.state.as_str(), "accepted" | "in_progress")
    }

    /// How many days a link to it lives that is made today.
    fn link_days(&self, today: Date) -> i64 {
        i64::from((self.due - today).get_days()).clamp(0, MOST_DAYS) + LINK_DAYS
    }
}

fn find(ctx: &mut Write<'_>, id: Uuid) -> Result<Option<Deal>> {
    let gemeente = ctx.gemeente();
    Ok(ctx.query_opt(
        "SELECT aandachtsgebied_id, wat, organisatie_id, account_id, due, reason, created_by, state FROM afspraken \
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
                state: row.get(7)?,
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

/// What a mail says, by its keys, and to whom.
struct Told {
    subject: &'static str,
    sentence: &'static str,
    /// The words at the link.
    link: &'static str,
    /// To those who speak for the owner, with a link that knows them; else to whoever proposed it, who has an account.
    to_owner: bool,
    /// Something is asked: it does not wait for another day.
    asks: bool,
}

fn told(line: &Line) -> Option<Told> {
    let answer = "mail-afspraak-link-antwoord";
    let progress = "mail-afspraak-link-voortgang";
    let see = "mail-afspraak-link";
    let (subject, sentence, link, to_owner, asks) = match line.verb {
        Verb::Proposed => (
            "mail-afspraak-gevraagd-onderwerp",
            "mail-afspraak-gevraagd",
            answer,
            true,
            true,
        ),
        Verb::Accepted => (
            "mail-afspraak-aangenomen-onderwerp",
            "mail-afspraak-aangenomen",
            progress,
            true,
            false,
        ),
        Verb::Reminded if line.flag("late") => (
            "mail-afspraak-te-laat-onderwerp",
            "mail-afspraak-te-laat",
            progress,
            true,
            true,
        ),
        Verb::Reminded => (
            "mail-afspraak-bijna-onderwerp",
            "mail-afspraak-bijna",
            progress,
            true,
            true,
        ),
        Verb::Reopened => (
            "mail-afspraak-terug-onderwerp",
            "mail-afspraak-terug",
            progress,
            true,
            true,
        ),
        Verb::Declined => (
            "mail-afspraak-nee-onderwerp",
            "mail-afspraak-nee",
            see,
            false,
            false,
        ),
        Verb::Delivered => (
            "mail-afspraak-klaar-onderwerp",
            "mail-afspraak-klaar",
            see,
            false,
            false,
        ),
        _ => return None,
    };
    Some(Told {
        subject,
        sentence,
        link,
        to_owner,
        asks,
    })
}

/// Tells what happened to an afspraak; nobody gets mail of what he did himself while signed in.
pub(super) fn tell(ctx: &mut Write<'_>, post: &mut Post<'_>, line: &Line) -> Result<()> {
    let Some(told) = told(line) else {
        return Ok(());
    };
    let Some(deal) = find(ctx, line.subject)? else {
        return Ok(());
    };
    // What was delivered or let go of since needs no reminder, and is not to be done over.
    if matches!(line.verb, Verb::Reminded | Verb::Reopened) && !deal.is_worked_on() {
        return Ok(());
    }
    let people = if told.to_owner {
        owners(ctx, &deal)?
    } else {
        proposer(ctx, &deal)?
    };
    let frame = ctx.frame.clone();
    let target = if told.to_owner {
        Target::Link {
            kind: LinkKind::Partner,
            subject_kind: "afspraak",
            subject: deal.id,
            days: deal.link_days(ctx.today()),
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
        if matches!(line.verb, Verb::Declined | Verb::Reopened)
            && let Some(reason) = deal
                .reason
                .as_deref()
                .filter(|text| !text.trim().is_empty())
        {
            more.push(words.t("mail-afspraak-reden", &[("reden", reason.into())]));
        }
        let letter = Letter {
            subject: words.t(told.subject, &args),
            sentence: words.t(told.sentence, &args),
            more,
            link_text: words.t(told.link, &[]),
        };
        let mail = Mail {
            thread: deal.id,
            letter: &letter,
            asks: told.asks,
            target: &target,
        };
        post.send(ctx, line, &to, &mail)?;
    }
    Ok(())
}
