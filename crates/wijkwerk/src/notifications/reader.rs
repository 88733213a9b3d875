//! Following the journaal: one write per batch makes the mails and moves the cursor.

use std::sync::Arc;

use super::{
    abonnement, account, afspraak, contacten, contactpersoon, doorverwijzing, infopunt, kennis,
    melding, partner, plicht, post, resultaat, rooster, route, samen, stuk, uitnodiging, wijkvraag,
};
use crate::access::Actor;
use crate::app::App;
use crate::error::Result;
use crate::frame::Frame;
use crate::journaal::{self, Line, Verb};
use crate::write::Write;

/// The name of this reader.
pub const READER: &str = "mails";
/// Entries in one write.
const BATCH: i64 = 50;

/// Makes the mails of everything that was not read yet, in every gemeente; answers how many entries were read.
pub fn read_new(app: &App) -> Result<usize> {
    let mut total = 0;
    app.in_every_gemeente(|frame| {
        while let read @ 1.. = read_batch(app, frame)? {
            total += read;
        }
        Ok(())
    })?;
    Ok(total)
}

fn read_batch(app: &App, frame: &Arc<Frame>) -> Result<usize> {
    let gemeente = frame.id;
    let batch = app.db().read_blocking(move |tx| {
        Ok::<_, crate::error::Error>(journaal::next_batch(tx, READER, gemeente, 1)?)
    })?;
    if batch.lines.is_empty() {
        return Ok(0);
    }
    let (secret, base_url) = (app.ids().bytes::<32>(), app.config().base_url.clone());
    app.write_blocking(frame, &Actor::Job(READER), move |ctx| {
        let batch = journaal::next_batch(ctx, READER, gemeente, BATCH)?;
        let mut post = post::Post::new(secret, &base_url);
        for line in &batch.lines {
            handle(ctx, &mut post, line)?;
        }
        let now = ctx.now;
        journaal::advance(&mut ctx.seam(), READER, gemeente, batch.until, now)?;
        Ok(batch.lines.len())
    })
}

fn handle(ctx: &mut Write<'_>, post: &mut post::Post<'_>, line: &Line) -> Result<()> {
    match (line.kind.as_str(), line.verb) {
        ("melding", Verb::Undone) => ["undoes", "unsays", "unjoins"]
            .into_iter()
            .filter_map(|what| line.number(what))
            .try_for_each(|seq| post::withdraw(ctx, seq)),
        ("melding", Verb::Joined) if line.id("from").is_some() => samen::tell(ctx, post, line),
        ("melding", _) => {
            melding::tell(ctx, post, line)?;
            partner::tell(ctx, post, line)
        }
        ("aandachtsgebied", Verb::ResultRecorded) => resultaat::tell(ctx, post, line),
        ("afspraak", _) => afspraak::tell(ctx, post, line),
        ("zetel", _) => uitnodiging::tell(ctx, post, line),
        ("kennisitem", _) => kennis::tell(ctx, post, line),
        ("locatie", Verb::Flagged) => kennis::tell_place(ctx, post, line),
        ("contactvraag", Verb::Asked) => {
            contacten::tell(ctx, post, line)?;
            contactpersoon::tell(ctx, post, line)
        }
        ("contactvraag", Verb::Assigned | Verb::Reminded) => contacten::tell(ctx, post, line),
        ("contactvraag", Verb::Settled) => contactpersoon::tell(ctx, post, line),
        ("wijkvraag", _) => wijkvraag::tell(ctx, post, line),
        ("doorverwijzing", _) => doorverwijzing::tell(ctx, post, line),
        ("route", _) => route::tell(ctx, post, line),
        ("bezetting", _) => rooster::tell(ctx, post, line),
        ("stuk", _) => stuk::tell(ctx, post, line),
        ("rolvervulling", Verb::Invited) => account::tell(ctx, post, line),
        ("abonnement", Verb::Asked) => abonnement::tell(ctx, post, line),
        ("gat", Verb::Signalled) => rooster::warn(ctx, post, line),
        ("verplichting", Verb::Due) => {
            infopunt::tell(ctx, post, line)?;
            plicht::tell(ctx, post, line)
        }
        _ => Ok(()),
    }
}
