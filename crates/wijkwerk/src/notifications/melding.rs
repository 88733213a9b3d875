//! What reporters and followers hear. The sentence follows from the present state, so that entries which say the same
//! are told once.

use jiff::civil::Date;
use kit::db::Queries;
use kit::i18n::Arg;
use uuid::Uuid;

use super::letter::{Letter, Words};
use super::post::{Mail, Post, Recipient, Target};
use super::told;
use crate::access::LinkKind;
use crate::error::Result;
use crate::frame::Frame;
use crate::ids::{GebiedId, MeldingId, OrgaanId, OrganisatieId};
use crate::journaal::{self, Line, Verb};
use crate::wijkaanpak::meldingen::{ToldBy, last_day, note_told};
use crate::write::Write;

/// A reporter's link lives a year.
const LINK_DAYS: i64 = 365;

/// What the mails say of a melding.
pub(super) struct Case {
    id: Uuid,
    pub(super) nummer: i64,
    state: String,
    pub(super) field_state: String,
    gebied: GebiedId,
    orgaan: Option<OrgaanId>,
    organisatie: Option<OrganisatieId>,
    reason: Option<String>,
    sentence: Option<String>,
    due: Option<Date>,
}

pub(super) fn find(ctx: &mut Write<'_>, id: Uuid) -> Result<Option<Case>> {
    let gemeente = ctx.gemeente();
    Ok(ctx.query_opt(
        "SELECT nummer, state, gebied_id, orgaan_id, organisatie_id, reason, public_sentence, due, field_state \
         FROM meldingen WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id],
        |row| {
            Ok(Case {
                id,
                nummer: row.get(0)?,
                state: row.get(1)?,
                gebied: row.get(2)?,
                orgaan: row.get(3)?,
                organisatie: row.get(4)?,
                reason: row.get(5)?,
                sentence: row.get(6)?,
                due: row.get(7)?,
                field_state: row.get(8)?,
            })
        },
    )?)
}

/// The reporter and every follower who left an address; with whether the last word is theirs.
pub(super) fn recipients(ctx: &mut Write<'_>, melding: Uuid) -> Result<Vec<(Recipient, bool)>> {
    let gemeente = ctx.gemeente();
    Ok(ctx.query(
        "SELECT id, naam, email, taal, soort FROM melders WHERE gemeente_id = $1 AND melding_id = $2 AND email IS NOT NULL \
         ORDER BY id LIMIT 500",
        &[&gemeente, &melding],
        |row| {
            let to = Recipient {
                id: row.get(0)?,
                naam: row.get(1)?,
                address: row.get(2)?,
                lang: row.get::<String>(3)?.parse().unwrap_or_default(),
            };
            Ok((to, row.get::<String>(4)? == "melder"))
        },
    )?)
}

/// Whether nobody left an address or a number.
pub(super) fn has_nobody(ctx: &mut Write<'_>, melding: Uuid) -> Result<bool> {
    let gemeente = ctx.gemeente();
    let anybody: Option<Uuid> = ctx.query_opt(
        "SELECT id FROM melders WHERE gemeente_id = $1 AND melding_id = $2 \
         AND (email IS NOT NULL OR telefoon IS NOT NULL) ORDER BY id LIMIT 1",
        &[&gemeente, &melding],
        |row| row.get(0),
    )?;
    Ok(anybody.is_none())
}

pub(super) fn target(melding: Uuid) -> Target {
    Target::Link {
        kind: LinkKind::Melder,
        subject_kind: "melding",
        subject: melding,
        days: LINK_DAYS,
    }
}

/// Tells what happened to a melding.
pub(super) fn tell(ctx: &mut Write<'_>, post: &mut Post<'_>, line: &Line) -> Result<()> {
    if !matches!(
        line.verb,
        Verb::Submitted
            | Verb::Joined
            | Verb::Triaged
            | Verb::Routed
            | Verb::Forwarded
            | Verb::Returned
            | Verb::Accepted
            | Verb::Planned
            | Verb::Done
            | Verb::Reopened
            | Verb::Linked
    ) {
        return Ok(());
    }
    if line.flag("imported") {
        // What comes from another system was let know there, perhaps long ago.
        return Ok(());
    }
    let Some(case) = find(ctx, line.subject)? else {
        return Ok(());
    };
    let copy = match line.verb {
        Verb::Submitted => find_copy(ctx, case.id)?,
        Verb::Returned => attachment(ctx, line)?,
        _ => None,
    };
    let planned = if matches!(line.verb, Verb::Planned | Verb::Accepted) {
        planned_on(ctx, line, case.id)?
    } else {
        None
    };
    let partner = case.organisatie.map(|id| id.0);
    if line.verb == Verb::Accepted && line.id("organisatie") != partner {
        // It has gone elsewhere since.
        return Ok(());
    }
    if told::is_ending(line) && has_nobody(ctx, case.id)? {
        // Whoever asked left no way to be reached: the page behind the number is the way.
        note_told(ctx, MeldingId(case.id), ToldBy::Pagina)?;
    }
    let volger = line.id("volger");
    if line.verb == Verb::Joined && volger.is_none() {
        return Ok(());
    }
    let frame = ctx.frame.clone();
    let last = (line.verb == Verb::Done).then(|| last_day(&frame.inrichting, line.at));
    for (to, is_melder) in recipients(ctx, case.id)? {
        if volger.is_some_and(|volger| volger != to.id) {
            continue;
        }
        // Whoever only follows is told and not asked.
        let last = last.filter(|_| is_melder);
        let words = Words {
            frame: &frame,
            lang: to.lang,
        };
        let Some(letter) = letter(&words, &case, line.verb, copy.as_deref(), planned, last) else {
            continue;
        };
        let mail = Mail {
            thread: case.id,
            letter: &letter,
            asks: last.is_some(),
            target: &target(case.id),
        };
        post.send(ctx, line, &to, &mail)?;
    }
    Ok(())
}

fn find_copy(ctx: &mut Write<'_>, melding: Uuid) -> Result<Option<String>> {
    let gemeente = ctx.gemeente();
    Ok(ctx.query_opt(
        "SELECT omschrijving FROM melding_teksten WHERE gemeente_id = $1 AND melding_id = $2",
        &[&gemeente, &melding],
        |row| row.get(0),
    )?)
}

/// What was written with this entry, as far as it was not erased.
pub(super) fn attachment(ctx: &mut Write<'_>, line: &Line) -> Result<Option<String>> {
    let gemeente = ctx.gemeente();
    let text = journaal::attachment(ctx, gemeente, line.seq)?;
    Ok(text.filter(|text| !text.trim().is_empty()))
}

/// The day the work is planned: what the entry says, else the first of its tasks.
fn planned_on(ctx: &mut Write<'_>, line: &Line, melding: Uuid) -> Result<Option<Date>> {
    if let Some(day) = line.word("day").and_then(|day| day.parse().ok()) {
        return Ok(Some(day));
    }
    let gemeente = ctx.gemeente();
    Ok(ctx.query_one(
        "SELECT min(planned_on) FROM taken WHERE gemeente_id = $1 AND melding_id = $2 AND state = 'planned'",
        &[&gemeente, &melding],
        |row| row.get(0),
    )?)
}

fn letter(
    words: &Words<'_>,
    case: &Case,
    verb: Verb,
    copy: Option<&str>,
    planned: Option<Date>,
    last: Option<Date>,
) -> Option<Letter> {
    let nummer = case.nummer.to_string();
    let number: [(&str, Arg<'_>); 1] = [("nummer", (&nummer).into())];
    let mut more = Vec::new();
    let (subject, sentence) = match verb {
        Verb::Submitted => {
            let wijk = words
                .frame
                .gebied(case.gebied)
                .map_or("", |gebied| gebied.naam.as_str());
            if let Some(copy) = copy.filter(|copy| !copy.trim().is_empty()) {
                more.push(words.t("mail-melding-kopie", &[("tekst", copy.into())]));
            }
            more.push(match case.due {
                Some(due) => words.t(
                    "mail-melding-vervolg",
                    &[("datum", (&words.date(due)).into())],
                ),
                None => words.t("mail-melding-vervolg-zonder-datum", &[]),
            });
            let args = [("nummer", Arg::from(&nummer)), ("wijk", wijk.into())];
            (
                "mail-melding-ontvangen-onderwerp",
                words.t("mail-melding-ontvangen", &args),
            )
        }
        Verb::Joined => (
            "mail-melding-volgt-onderwerp",
            words.t("mail-melding-volgt", &number),
        ),
        Verb::Triaged | Verb::Routed | Verb::Forwarded | Verb::Linked => (
            "mail-melding-nieuws-onderwerp",
            where_it_is(words, case, &nummer)?,
        ),
        Verb::Returned => (
            "mail-melding-nieuws-onderwerp",
            came_back(words, &nummer, copy),
        ),
        Verb::Accepted => (
            "mail-melding-nieuws-onderwerp",
            taken_on(words, case, &nummer, planned?)?,
        ),
        Verb::Planned => {
            let text = match planned {
                Some(day) => words.t(
                    "mail-melding-gepland",
                    &[
                        ("nummer", (&nummer).into()),
                        ("datum", (&words.date(day)).into()),
                    ],
                ),
                None => words.t("mail-melding-gepland-zonder-datum", &number),
            };
            ("mail-melding-nieuws-onderwerp", text)
        }
        Verb::Done => {
            if let Some(sentence) = case
                .sentence
                .as_deref()
                .filter(|text| !text.trim().is_empty())
            {
                more.push(sentence.to_owned());
            }
            let subject = match last {
                Some(day) => {
                    let datum = words.date(day);
                    more.push(words.t("mail-melding-vraag", &[("datum", (&datum).into())]));
                    "mail-melding-klaar-onderwerp"
                }
                None => "mail-melding-nieuws-onderwerp",
            };
            (subject, words.t("mail-melding-klaar", &number))
        }
        Verb::Reopened => (
            "mail-melding-nieuws-onderwerp",
            words.t("mail-melding-opnieuw", &number),
        ),
        _ => return None,
    };
    Some(Letter {
        subject: words.t(subject, &number),
        sentence,
        more,
        link_text: words.t("mail-melding-link", &[]),
    })
}

/// Who has it now, from the present state; nothing once it is back where it began.
pub(super) fn where_it_is(words: &Words<'_>, case: &Case, nummer: &str) -> Option<String> {
    let number = ("nummer", Arg::from(nummer));
    Some(match case.state.as_str() {
        "taken" => match case.orgaan.and_then(|id| words.frame.orgaan(id)) {
            Some(orgaan) => words.t(
                "mail-melding-opgepakt",
                &[number, ("wie", (&orgaan.naam).into())],
            ),
            None => words.t("mail-melding-opgepakt-gemeente", &[number]),
        },
        "aandachtsgebied" => words.t("mail-melding-aandachtsgebied", &[number]),
        "doorgezet" => {
            let wie = organisatie_naam(words.frame, case.organisatie);
            words.t("mail-melding-doorgezet", &[number, ("wie", wie.into())])
        }
        "no_action" => {
            let reden = case.reason.as_deref().unwrap_or_default();
            words.t(
                "mail-melding-geen-actie",
                &[number, ("reden", reden.into())],
            )
        }
        _ => return None,
    })
}

/// A partner handed it back, for the reason that it gave.
fn came_back(words: &Words<'_>, nummer: &str, reason: Option<&str>) -> String {
    let number = ("nummer", Arg::from(nummer));
    match reason {
        Some(reason) => words.t(
            "mail-melding-terug-reden",
            &[number, ("reden", reason.into())],
        ),
        None => words.t("mail-melding-terug", &[number]),
    }
}

/// A partner took it on; nothing once that has handed it back.
fn taken_on(words: &Words<'_>, case: &Case, nummer: &str, day: Date) -> Option<String> {
    let organisatie = case.organisatie?;
    let wie = organisatie_naam(words.frame, Some(organisatie));
    let datum = words.date(day);
    let args = [
        ("nummer", Arg::from(nummer)),
        ("wie", wie.into()),
        ("datum", (&datum).into()),
    ];
    Some(words.t("mail-melding-partner", &args))
}

fn organisatie_naam(frame: &Frame, id: Option<OrganisatieId>) -> &str {
    id.and_then(|id| frame.organisatie(id))
        .map_or("", |organisatie| organisatie.naam.as_str())
}
