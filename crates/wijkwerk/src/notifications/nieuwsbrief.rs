//! The news of a wijk on its way to everybody who asked for it (V-86): a few mails per write, and how far it came in the
//! same write, so that whatever stops this nobody gets an issue twice and nobody is passed over.

use std::sync::Arc;

use kit::db::Queries as _;
use kit::i18n::{Arg, Lang};

use super::letter::Words;
use super::post::{Post, Target};
use crate::access::{Actor, LinkKind};
use crate::app::App;
use crate::error::Result;
use crate::frame::Frame;
use crate::ids::MailId;
use crate::kader::abonnementen::{self, Abonnement, KIND, Nieuwsbrief};
use crate::write::Write;

/// How the sender of mails knows what caused one.
const READER: &str = "nieuwsbrief";
/// Mails in one write.
const BATCH: i64 = 25;
/// No more are made while so many wait to leave: a mail to sign in with would wait behind all of them.
const WAITING: i64 = 100;
/// How long the link in an issue ends it.
const LINK_DAYS: i64 = 400;

/// Makes the mails of every issue that not everybody has yet, as many as may wait; answers how many.
pub fn send_issues(app: &App) -> Result<usize> {
    let mut total = 0;
    app.in_every_gemeente(|frame| {
        while let Some(made) = send_some(app, frame)? {
            total += made;
        }
        Ok(())
    })?;
    Ok(total)
}

/// The next few; `None` when there is nothing left, or enough waits.
fn send_some(app: &App, frame: &Arc<Frame>) -> Result<Option<usize>> {
    let gemeente = frame.id;
    let open = app
        .db()
        .read_blocking(move |tx| abonnementen::next_open(tx, gemeente))?;
    if open.is_none() || count_waiting(app)? >= WAITING {
        return Ok(None);
    }
    let (secret, base_url) = (app.ids().bytes::<32>(), app.config().base_url.clone());
    app.write_blocking(frame, &Actor::Job(READER), move |ctx| {
        let Some(issue) = abonnementen::next_open(ctx, gemeente)? else {
            return Ok(None);
        };
        let lezers = abonnementen::list_lezers(ctx, gemeente, &issue, BATCH)?;
        let mut post = Post::new(secret, &base_url);
        for lezer in &lezers {
            make(ctx, &mut post, &issue, lezer)?;
        }
        let is_done = i64::try_from(lezers.len()).unwrap_or(BATCH) < BATCH;
        let until = lezers.last().map(|lezer| lezer.id);
        abonnementen::advance(ctx, issue.id, until, is_done)?;
        Ok(Some(lezers.len()))
    })
}

fn count_waiting(app: &App) -> Result<i64> {
    app.db().read_blocking(|tx| {
        Ok(tx.query_one(
            "SELECT count(*) FROM mails WHERE state = 'waiting' AND reader = $1",
            &[&READER],
            |row| row.get(0),
        )?)
    })
}

fn make(
    ctx: &mut Write<'_>,
    post: &mut Post<'_>,
    issue: &Nieuwsbrief,
    to: &Abonnement,
) -> Result<()> {
    let (gemeente, now, frame) = (ctx.gemeente(), ctx.now, ctx.frame.clone());
    // Far beyond the numbers of the journaal, so that no entry is taken for the cause.
    let seq = issue.due_at.as_microsecond();
    let known: Option<i64> = ctx.query_opt(
        "SELECT seq FROM mails WHERE gemeente_id = $1 AND reader = $2 AND seq = $3 AND recipient = $4",
        &[&gemeente, &READER, &seq, &to.id],
        |row| row.get(0),
    )?;
    let Some(wijk) = frame.gebied(issue.gebied).filter(|_| known.is_none()) else {
        return Ok(());
    };
    let lang: Lang = to.taal.parse().unwrap_or_default();
    let words = Words {
        frame: &frame,
        lang,
    };
    let target = Target::Link {
        kind: LinkKind::Abonnement,
        subject_kind: KIND,
        subject: to.id.0,
        days: LINK_DAYS,
    };
    let link = post.address_of(ctx, to.id.0, &target)?;
    let args: [(&str, Arg<'_>); 1] = [("wijk", (&wijk.naam).into())];
    let subject: String = words
        .t("mail-nieuwsbrief-onderwerp", &args)
        .chars()
        .take(200)
        .collect();
    let told = match lang {
        Lang::Nl => &issue.nl,
        Lang::En => &issue.en,
    };
    let body = [
        words.t("mail-hallo", &[]),
        words.t("mail-nieuwsbrief", &args),
        told.clone(),
        format!("{}\n{link}", words.t("mail-nieuwsbrief-stop", &[])),
        words.t("mail-slot", &[("gemeente", frame.naam.as_str().into())]),
    ]
    .join("\n\n");
    let id: MailId = ctx.new_id();
    ctx.exec(
        "INSERT INTO mails (gemeente_id, id, reader, seq, recipient, thread, asks, address, subject, body, state, \
         not_before, attempts, created_at, unsubscribe) \
         VALUES ($1, $2, $3, $4, $5, $5, $6, $7, $8, $9, 'waiting', $10, 0, $10, $11) \
         ON CONFLICT (gemeente_id, reader, seq, recipient) DO NOTHING",
        &[
            &gemeente, &id, &READER, &seq, &to.id, &false, &to.email, &subject, &body, &now, &link,
        ],
    )?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use jiff::civil::date;
    use kit::db::Db;
    use kit::ids::IdSource;
    use kit::on_both_engines;
    use kit::testing::TestDb;
    use kit::testing::smtp::SmtpSink;

    use super::*;
    use crate::app::db_options;
    use crate::error::Error;
    use crate::ids::GebiedId;
    use crate::jobs::tests::{Town, town};
    use crate::kader::abonnementen::NewNieuwsbrief;
    use crate::kader::abonnementen::actions::publish;
    use crate::notifications::{read_new, send_due};

    on_both_engines!(v_86_a_server_that_ends_halfway_an_issue_goes_on_where_it_was);

    const READERS: i64 = 60;

    fn subscribe(town: &Town, gebied: GebiedId, n: i64) {
        let (gemeente, now) = (town.frame.id, town.clock.now());
        let (id, email) = (
            town.app.ids().next(now),
            format!("buur{n}@voorbeeld.example"),
        );
        town.app
            .db()
            .bookkeep_blocking(move |tx| {
                tx.exec(
                    "INSERT INTO abonnementen (gemeente_id, id, gebied_id, email, taal, created_at, confirmed_at) \
                     VALUES ($1, $2, $3, $4, 'nl', $5, $5)",
                    &[&gemeente, &id, &gebied, &email, &now],
                )?;
                Ok::<_, Error>(())
            })
            .unwrap();
    }

    /// The same database under a server that starts now: of the one before nothing is left in memory.
    fn restarted(test: &TestDb, town: &Town, seed: u64) -> App {
        let db = Db::open(test.target.clone(), &db_options(2, false)).unwrap();
        let (clock, config) = (town.clock.clone(), town.app.config().clone());
        App::new(db, clock, IdSource::seeded(seed), config).unwrap()
    }

    fn v_86_a_server_that_ends_halfway_an_issue_goes_on_where_it_was(test: TestDb) {
        let sink = SmtpSink::start("127.0.0.1:0").unwrap();
        let town = town(&test, sink.address().port());
        let gebied = town.frame.wijken().next().unwrap().id;
        for n in 0..READERS {
            subscribe(&town, gebied, n);
        }
        let new = NewNieuwsbrief {
            gebied,
            op: date(2026, 3, 6),
            due_at: town.clock.now(),
            berichten: vec![("stuk-1".to_owned(), date(2026, 3, 2))],
            nl: "2 maart 2026: Plan voor het plein".to_owned(),
            en: "2 March 2026: Plan for the square".to_owned(),
        };
        let publish = move |ctx: &mut Write<'_>| publish(ctx, &new);
        let job = Actor::Job(READER);
        let made = town.app.write_blocking(&town.frame, &job, publish.clone());
        assert!(made.unwrap());

        // It ends with the issue made and no mail yet; then with the mails of some; then with some of those sent.
        let second = restarted(&test, &town, 11);
        let frame = second.frame_blocking(&town.frame.slug).unwrap().unwrap();
        assert!(!second.write_blocking(&frame, &job, publish).unwrap());
        read_new(&second).unwrap();
        assert_eq!(send_some(&second, &frame).unwrap(), Some(25));
        let third = restarted(&test, &town, 12);
        while send_due(&third).unwrap() > 0 {}
        assert_eq!(sink.mails().len(), 25);
        let fourth = restarted(&test, &town, 13);
        read_new(&fourth).unwrap();
        assert_eq!(send_issues(&fourth).unwrap(), 35);
        while send_due(&fourth).unwrap() > 0 {}
        assert_eq!(send_issues(&fourth).unwrap(), 0);
        let mails = sink.mails();
        let to: BTreeSet<&str> = mails.iter().map(|mail| mail.to[0].as_str()).collect();
        assert_eq!((mails.len(), to.len()), (60, 60), "each once");
        assert!(town.chain_holds());
    }
}
