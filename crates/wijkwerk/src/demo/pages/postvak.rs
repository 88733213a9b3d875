//! Every mail that was sent, to be read on this machine.

use askama::Template;
use jiff::Timestamp;
use kit::db::Queries;

use super::frames;
use crate::error::Result;
use crate::http::{Req, Response};
use crate::ids::{GemeenteId, MailId};
use crate::layout::{C, page};

struct MailLine {
    id: MailId,
    subject: String,
    address: String,
    at: Timestamp,
    current: bool,
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
}

pub(super) async fn show(req: Req) -> Result<Response> {
    let gemeenten: Vec<GemeenteId> = frames(&req).await?.iter().map(|frame| frame.id).collect();
    let chosen: Option<MailId> = req.query.parsed("mail");
    let (mails, letter) = req
        .read(move |tx, _| {
            let mut mails = Vec::new();
            for gemeente in &gemeenten {
                mails.extend(tx.query(
                    "SELECT id, subject, address, created_at FROM mails WHERE gemeente_id = $1 \
                     AND state NOT IN ('withdrawn', 'merged') ORDER BY created_at DESC, id DESC LIMIT 60",
                    &[gemeente],
                    |row| {
                        Ok(MailLine {
                            id: row.get(0)?,
                            subject: row.get(1)?,
                            address: row.get(2)?,
                            at: row.get(3)?,
                            current: false,
                        })
                    },
                )?);
            }
            mails.sort_by_key(|mail| std::cmp::Reverse((mail.at, mail.id)));
            mails.truncate(80);
            let open = chosen.or(mails.first().map(|mail| mail.id));
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
            Ok((mails, letter))
        })
        .await?;
    page(&Postvak {
        c: C::of(&req.view),
        mails,
        letter,
    })
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
