//! Erasing at somebody's own request, now, what the night would erase later.

use std::sync::Arc;

use uuid::Uuid;

use super::{Kind, append, append_all, erase, files_of, remove_file};
use crate::access::Actor;
use crate::app::App;
use crate::error::{Error, Result};
use crate::frame::Frame;
use crate::ids::{AfspraakId, MelderId, MeldingFotoId, MeldingId};
use crate::journaal::{Entry, Verb};
use crate::kader::accounts::revoke_links;

/// Only the holder of a link erases what is the holder's own.
fn require_holder(actor: &Actor, holder: Uuid) -> Result<()> {
    match actor {
        Actor::Link(link) if link.holder == holder => Ok(()),
        _ => Err(Error::NotFound("link")),
    }
}

/// Erases the reporter's own words and photos of one melding, noted before the write. What staff wrote stays, and the copy
/// of a photo that was made public (INV-43).
pub fn erase_words(
    app: &App,
    frame: &Arc<Frame>,
    actor: &Actor,
    melder: MelderId,
    melding: MeldingId,
    fotos: &[MeldingFotoId],
) -> Result<()> {
    require_holder(actor, melder.0)?;
    let fotos: Vec<Uuid> = fotos.iter().map(|id| id.0).collect();
    append(app, frame.id, Kind::MeldingWoorden, melding.0)?;
    append_all(app, frame.id, Kind::MeldingFoto, &fotos)?;
    let files = app.write_blocking(frame, actor, move |ctx| {
        let gemeente = ctx.gemeente();
        let mut gone = erase(&mut ctx.seam(), gemeente, Kind::MeldingWoorden, melding.0)?;
        let mut files = Vec::new();
        for id in &fotos {
            files.extend(files_of(&mut ctx.seam(), gemeente, Kind::MeldingFoto, *id)?);
            gone += erase(&mut ctx.seam(), gemeente, Kind::MeldingFoto, *id)?;
        }
        if gone > 0 {
            ctx.journal(
                Entry::new("melding", melding.0, Verb::Erased)
                    .word("what", Kind::MeldingWoorden.word())
                    .id("melder", melder.0),
            )?;
        }
        Ok(files)
    })?;
    for hash in &files {
        remove_file(app, hash)?;
    }
    Ok(())
}

/// Erases who promised something without an organisation, noted before the write, and ends the link (L-07). The afspraak
/// stays, with the kind of party.
pub fn erase_partij(
    app: &App,
    frame: &Arc<Frame>,
    actor: &Actor,
    afspraak: AfspraakId,
    partij: Uuid,
) -> Result<()> {
    require_holder(actor, partij)?;
    append(app, frame.id, Kind::PartijContact, partij)?;
    app.write_blocking(frame, actor, move |ctx| {
        let gemeente = ctx.gemeente();
        revoke_links(ctx, afspraak.0, Some(partij))?;
        let gone = erase(&mut ctx.seam(), gemeente, Kind::PartijContact, partij)?;
        if gone > 0 {
            ctx.journal(
                Entry::new("afspraak", afspraak.0, Verb::Erased)
                    .word("what", Kind::PartijContact.word())
                    .id("partij", partij),
            )?;
        }
        Ok(())
    })
}
