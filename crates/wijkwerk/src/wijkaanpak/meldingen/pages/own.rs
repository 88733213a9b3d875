//! What is kept of the holder of a reporter's link: seen, and erased, by that link alone.

use jiff::Timestamp;
use jiff::civil::Date;
use kit::db::Queries;
use kit::files::FileHash;

use super::super::actions::melder_link;
use super::super::contact::{erase_own, find_own};
use super::super::model::{Contactgegevens, Foto, Melding};
use super::super::store;
use crate::access::LinkHolder;
use crate::app::Purpose;
use crate::error::{Error, Result};
use crate::http::{Req, Response, redirect};
use crate::ids::{GemeenteId, MelderId, MeldingFotoId, MeldingId};
use crate::kader::bestanden;

/// The holder of the link, with what is kept of him.
pub(super) struct Own {
    pub id: MelderId,
    pub created_at: Timestamp,
    /// Whether this is the one who let us know; a follower sees no words and no photos of others.
    pub is_melder: bool,
    pub contact: Contactgegevens,
    pub erase_after: Option<Date>,
    /// The melding that this person made: the subject of the link, or one that was joined into it.
    pub made: Option<MeldingId>,
}

/// Loads the holder of a link.
pub(super) fn find(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    holder: &LinkHolder,
) -> Result<Own> {
    let id = MelderId(holder.holder);
    let (soort, created_at, erase_after) =
        store::find_melder(tx, gemeente, id)?.ok_or(Error::NotFound("link"))?;
    let contact = find_own(tx, gemeente, id)?.unwrap_or_default();
    let is_melder = soort == "melder";
    let made = if is_melder {
        store::find_made(tx, gemeente, MeldingId(holder.subject), created_at)?
    } else {
        None
    };
    Ok(Own {
        id,
        created_at,
        is_melder,
        contact,
        erase_after,
        made,
    })
}

/// The photos that the holder of this link may see: the own ones, and how it is now.
pub(super) fn list_photos(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    holder: &LinkHolder,
    own: &Own,
) -> Result<(Vec<Foto>, Vec<Foto>)> {
    if !own.is_melder {
        return Ok((Vec::new(), Vec::new()));
    }
    let subject = MeldingId(holder.subject);
    let of_subject = store::list_fotos(tx, gemeente, subject)?;
    let of_made = match own.made {
        Some(made) if made != subject => store::list_fotos(tx, gemeente, made)?,
        Some(_) => of_subject.clone(),
        None => Vec::new(),
    };
    // What came with the last word of somebody else who let us know stands beside it. Of what came before it was kept who
    // sent it, a photo from another moment than the melding may be anybody's, unless there was nobody else.
    let is_alone = store::count_melders(tx, gemeente, subject)? <= 1;
    let came_with = |foto: &Foto| is_alone || foto.created_at == own.created_at;
    let (mut before, after): (Vec<Foto>, Vec<Foto>) = of_subject
        .into_iter()
        .filter(|foto| foto.soort == "after" || foto.melder == Some(own.id))
        .partition(|foto| foto.soort == "before");
    let of_made = of_made.into_iter().filter(|foto| foto.soort == "before");
    before.splice(
        0..0,
        of_made.filter(|foto| foto.melder.is_none() && came_with(foto)),
    );
    Ok((before, after))
}

/// One photo, small or large, for the holder of the link to its melding.
pub(super) async fn photo(req: Req) -> Result<Response> {
    let holder = melder_link(&req.actor)?.clone();
    let wanted = req.param("foto").to_owned();
    let hash: FileHash = wanted.parse().map_err(|_| Error::NotFound("bestand"))?;
    let gemeente = req.frame.id;
    let subject = ("melding", holder.subject);
    let allowed = req
        .app
        .read_personal(
            &req.frame,
            &req.actor,
            Purpose::OwnData,
            subject,
            move |tx| {
                let own = find(tx, gemeente, &holder)?;
                let (before, after) = list_photos(tx, gemeente, &holder, &own)?;
                Ok(before
                    .iter()
                    .chain(&after)
                    .any(|foto| foto.hash == wanted || foto.thumbnail == wanted))
            },
        )
        .await?;
    if !allowed {
        return Err(Error::NotFound("bestand"));
    }
    bestanden::answer(&req.app, hash).await
}

/// Whether words or a photo of the holder are kept: of a photo that was made public only the copy is left.
pub(super) fn has_words(words: Option<&(String, Option<String>)>, before: &[Foto]) -> bool {
    words.is_some_and(|(words, plaats)| !words.is_empty() || plaats.is_some())
        || before
            .iter()
            .any(|foto| foto.public_hash.as_ref() != Some(&foto.hash))
}

/// What the holder may have erased.
async fn load(req: &Req, holder: &LinkHolder) -> Result<(Own, Vec<Foto>)> {
    let (gemeente, subject) = (req.frame.id, ("melding", holder.subject));
    let holder = holder.clone();
    req.app
        .read_personal(
            &req.frame,
            &req.actor,
            Purpose::OwnData,
            subject,
            move |tx| {
                let own = find(tx, gemeente, &holder)?;
                let (before, _) = list_photos(tx, gemeente, &holder, &own)?;
                Ok((own, before))
            },
        )
        .await
}

/// Erases the contact data of the holder, and on request the own words and photos, after a clear yes. Words go together
/// with the address they were confirmed to: the mail with the copy of them goes too.
pub(super) async fn erase(req: Req) -> Result<Response> {
    let holder = melder_link(&req.actor)?.clone();
    let token = req.param("token").to_owned();
    let (own, before) = load(&req, &holder).await?;
    let contact = req.form.ticked("zeker");
    let made = own.made.filter(|_| req.form.ticked("woorden"));
    if !contact && (made.is_none() || !own.contact.is_empty()) {
        return super::status::page(&req, 400, Some(Error::field("zeker", "wissen-zeker-nodig")))
            .await;
    }
    if let Some(melding) = made {
        let (frame, actor, melder) = (req.frame.clone(), req.actor.clone(), own.id);
        let fotos: Vec<MeldingFotoId> = before.iter().map(|foto| foto.id).collect();
        req.app
            .run_blocking(move |app| app.erase_words(&frame, &actor, melder, melding, &fotos))
            .await?;
    }
    if contact {
        let gemeente = req.frame.id;
        req.app
            .run_blocking(move |app| app.note_erased_contact(gemeente, holder.holder))
            .await?;
        req.do_once(|ctx| erase_own(ctx).map(drop)).await?;
    }
    Ok(redirect(&format!("/l/{token}?gewist=1")))
}

/// The reporter's words: of the melding this person made.
pub(super) fn find_words(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    own: &Own,
) -> Result<(Option<Melding>, Option<(String, Option<String>)>)> {
    match own.made {
        Some(made) => Ok((
            store::find_melding(tx, gemeente, made)?,
            store::find_tekst(tx, gemeente, made)?,
        )),
        None => Ok((None, None)),
    }
}
