//! Every mail that was sent, to be read on this machine.

use askama::Template;
use jiff::Timestamp;
use kit::db::Queries;
use uuid::Uuid;

use super::frames;
use crate::error::Result;
use crate::http::{Req, Response, in_query};
use crate::ids::{GemeenteId, MailId};
use crate::layout::{C, page};

struct MailLine {
    id: MailId,
    subject: String,
    address: String,
    at: Timestamp,
    current: bool,
    url: String,
}

/// A piece of a letter: words, or a link.
struct Stuk {
    tekst: String,
    href: Option<String>,
}

struct Letter {
    subject: String,
    address: String,
    at: Timestamp,
    state: String,
    alineas: Vec<Vec<Stuk>>,
}

#[derive(Template)]
#[template(path = "demo/templates/postvak.html")]
struct Postvak {
    c: C,
    mails: Vec<MailLine>,
    letter: Option<Letter>,
    /// What is looked for, in address and subject.
    q: String,
    first: Option<String>,
    older: Option<String>,
}

/// Most mails on one page.
const PAGE: usize = 80;
/// Later than any mail.
const LATEST: i64 = 32_503_680_000;

/// What the page was asked for.
#[derive(Clone, Debug)]
struct Asked {
    q: String,
    /// The last mail of the page before.
    after: Option<MailId>,
    chosen: Option<MailId>,
}

impl Asked {
    fn of(req: &Req) -> Self {
        Self {
            q: req.query.text("q").trim().chars().take(80).collect(),
            after: req.query.parsed("na"),
            chosen: req.query.parsed("mail"),
        }
    }

    /// `%` would be anything at all; a `_` that stands for one letter does no harm.
    fn pattern(&self) -> String {
        format!("%{}%", self.q.replace('%', "").to_lowercase())
    }

    fn url(&self, after: Option<MailId>, mail: Option<MailId>) -> String {
        let mut query = Vec::new();
        if !self.q.is_empty() {
            query.push(format!("q={}", in_query(&self.q)));
        }
        query.extend(after.map(|id| format!("na={id}")));
        query.extend(mail.map(|id| format!("mail={id}")));
        if query.is_empty() {
            "/demo/postvak".to_owned()
        } else {
            format!("/demo/postvak?{}", query.join("&"))
        }
    }
}

pub(super) async fn show(req: Req) -> Result<Response> {
    let gemeenten: Vec<GemeenteId> = frames(&req).await?.iter().map(|frame| frame.id).collect();
    let asked = Asked::of(&req);
    let wanted = asked.clone();
    let (mut mails, letter, more) = req
        .read(move |tx, _| {
            let mut mails = list(tx, &gemeenten, &wanted)?;
            mails.sort_by_key(|mail| std::cmp::Reverse((mail.at, mail.id)));
            let more = mails.len() > PAGE;
            mails.truncate(PAGE);
            let open = wanted.chosen.or(mails.first().map(|mail| mail.id));
            let mut letter = None;
            for gemeente in &gemeenten {
                let found = tx.query_opt(
                    "SELECT subject, address, created_at, state, body FROM mails WHERE gemeente_id = $1 AND id = $2",
                    &[gemeente, &open],
                    |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get::<String>(4)?)),
                )?;
                if let Some((subject, address, at, state, body)) = found {
                    letter = Some(Letter { subject, address, at, state, alineas: paragraphs(&body) });
                }
            }
            for mail in &mut mails {
                mail.current = Some(mail.id) == open;
            }
            Ok((mails, letter, more))
        })
        .await?;
    for mail in &mut mails {
        mail.url = asked.url(asked.after, Some(mail.id));
    }
    page(&Postvak {
        c: C::of(&req.view),
        first: asked.after.is_some().then(|| asked.url(None, None)),
        older: mails
            .last()
            .filter(|_| more)
            .map(|last| asked.url(Some(last.id), None)),
        mails,
        letter,
        q: asked.q,
    })
}

/// The newest mails of every gemeente behind the page before, one more than a page holds.
fn list(tx: &mut impl Queries, gemeenten: &[GemeenteId], asked: &Asked) -> Result<Vec<MailLine>> {
    let latest = Timestamp::from_second(LATEST).unwrap_or(Timestamp::MAX);
    let mut before = (latest, MailId(Uuid::nil()));
    if let Some(id) = asked.after {
        for gemeente in gemeenten {
            let at: Option<Timestamp> = tx.query_opt(
                "SELECT created_at FROM mails WHERE gemeente_id = $1 AND id = $2",
                &[gemeente, &id],
                |row| row.get(0),
            )?;
            before = at.map_or(before, |at| (at, id));
        }
    }
    let (pattern, most) = (asked.pattern(), i64::try_from(PAGE + 1).unwrap_or(81));
    let mut mails = Vec::new();
    for gemeente in gemeenten {
        mails.extend(tx.query(
            "SELECT id, subject, address, created_at FROM mails WHERE gemeente_id = $1 \
             AND state NOT IN ('withdrawn', 'merged', 'unsaid') AND (created_at < $2 OR (created_at = $2 AND id < $3)) \
             AND (lower(address) LIKE lower($4) OR lower(subject) LIKE lower($4)) \
             ORDER BY created_at DESC, id DESC LIMIT $5",
            &[gemeente, &before.0, &before.1, &pattern, &most],
            |row| {
                Ok(MailLine {
                    id: row.get(0)?,
                    subject: row.get(1)?,
                    address: row.get(2)?,
                    at: row.get(3)?,
                    current: false,
                    url: String::new(),
                })
            },
        )?);
    }
    Ok(mails)
}

/// The body in paragraphs; addresses of our own become links on this machine, whatever port it has today.
fn paragraphs(body: &str) -> Vec<Vec<Stuk>> {
    body.split("\n\n")
        .map(|alinea| {
            alinea
                .split_inclusive([' ', '\n'])
                .map(|word| {
                    let address = word.trim();
                    let path = address
                        .strip_prefix("http://")
                        .or(address.strip_prefix("https://"))
                        .and_then(|rest| rest.find('/').map(|at| rest[at..].to_owned()));
                    Stuk {
                        tekst: word.to_owned(),
                        href: path,
                    }
                })
                .collect()
        })
        .collect()
}
