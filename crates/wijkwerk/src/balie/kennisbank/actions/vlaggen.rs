//! What others can do: flag, put a labelled note beside the text, say whether it helped. Never change it (INV-15).

use jiff::SignedDuration;
use kit::i18n::Lang;

use super::{bereik, own, seen};
use crate::access::{Actor, Here, Permission};
use crate::balie::kennisbank::links::Word;
use crate::balie::kennisbank::model::{
    FlagKind, Item, ItemState, MIS, Notitie, Reactie, SettledAs, UrlState,
};
use crate::balie::kennisbank::{publiek, rules, store};
use crate::error::{Error, Result};
use crate::ids::{KennisitemId, KennisnotitieId, KennisvlagId};
use crate::journaal::{Entry, Verb};
use crate::kader::bewijzen::is_meaningful;
use crate::write::Write;

/// What the product finds by itself asks the owner at most once in this time.
const QUIET: SignedDuration = SignedDuration::from_hours(7 * 24);
/// So many residents who do not understand a text are a flag.
pub const UNCLEAR: i64 = 3;

/// Lets the owner know that an item is not right: the question whether it still is stands open again. What a person
/// says needs words; what the product finds (a dead link, a failed referral) is one flag until it is settled, and asks
/// again when it is found again after some time.
pub fn flag(
    ctx: &mut Write<'_>,
    id: KennisitemId,
    soort: FlagKind,
    toelichting: &str,
) -> Result<KennisvlagId> {
    let item = seen(ctx, id)?;
    let chosen = FlagKind::CHOSEN.contains(&soort);
    if chosen {
        ctx.require(Permission::KennisFlag, &Here::ANYWHERE)?;
    }
    if !matches!(item.state, ItemState::Published | ItemState::InControl) {
        return Err(Error::refused("kennis-niet-getoond"));
    }
    let toelichting = toelichting.trim();
    if chosen && !is_meaningful(toelichting) {
        return Err(Error::field("toelichting", "kennis-toelichting-nodig"));
    }
    if toelichting.chars().count() > rules::KORT {
        return Err(Error::field("toelichting", "kennis-te-lang"));
    }
    let account = ctx.actor.account().map(|account| account.id);
    put_up(ctx, &item, soort, toelichting, account.filter(|_| chosen))
}

/// What the product finds by itself, whoever was at work: a referral that failed, a reason that says the text is wrong.
pub fn flag_found(
    ctx: &mut Write<'_>,
    id: KennisitemId,
    soort: FlagKind,
    toelichting: &str,
) -> Result<KennisvlagId> {
    let gemeente = ctx.gemeente();
    let item = store::get_item(ctx, gemeente, id)?;
    put_up(ctx, &item, soort, toelichting, None)
}

/// A place where it could be had is gone: its owner is asked to look, with the reason.
pub fn place_is_gone(ctx: &mut Write<'_>, id: KennisitemId, reden: &str) -> Result<()> {
    let gemeente = ctx.gemeente();
    let item = store::get_item(ctx, gemeente, id)?;
    if matches!(item.state, ItemState::Published | ItemState::InControl) {
        put_up(ctx, &item, FlagKind::Outdated, reden, None)?;
    }
    Ok(())
}

fn put_up(
    ctx: &mut Write<'_>,
    item: &Item,
    soort: FlagKind,
    toelichting: &str,
    account: Option<crate::ids::AccountId>,
) -> Result<KennisvlagId> {
    let gemeente = ctx.gemeente();
    let open = match account {
        Some(_) => None,
        None => store::find_found_vlag(ctx, gemeente, item.id, soort)?,
    };
    let id = if let Some(open) = open {
        open
    } else {
        raise(ctx, item, soort, toelichting, account)?
    };
    // What is found again while its flag is open asks again, once the owner has had its quiet.
    if account.is_some() || !is_quiet(ctx, item) {
        ask(ctx, item, soort.word())?;
    }
    Ok(id)
}

/// Whether the owner was asked so lately that what nobody with an account says does not ask again.
fn is_quiet(ctx: &Write<'_>, item: &Item) -> bool {
    item.asked_at
        .is_some_and(|at| ctx.now.duration_since(at) < QUIET)
}

fn raise(
    ctx: &mut Write<'_>,
    item: &Item,
    soort: FlagKind,
    toelichting: &str,
    account: Option<crate::ids::AccountId>,
) -> Result<KennisvlagId> {
    let id: KennisvlagId = ctx.new_id();
    store::insert_vlag(ctx, id, item.id, soort, toelichting, account)?;
    ctx.journal(
        Entry::new("kennisitem", item.id.0, Verb::Flagged)
            .word("what", soort.word())
            .id("vlag", id.0),
    )?;
    Ok(id)
}

/// Asks the owner whether it is still right: a mail with a link follows from the journaal.
pub(in crate::balie::kennisbank) fn ask(
    ctx: &mut Write<'_>,
    item: &Item,
    reason: &str,
) -> Result<()> {
    if item.organisatie.is_none() {
        return Ok(());
    }
    store::set_asked(ctx, item.id)?;
    ctx.journal(Entry::new("kennisitem", item.id.0, Verb::Asked).word("reason", reason))?;
    bereik::watch_owner(ctx, item)
}

/// Settles one flag, by the owner.
pub fn settle_flag(
    ctx: &mut Write<'_>,
    item: KennisitemId,
    vlag: KennisvlagId,
    settled_as: SettledAs,
) -> Result<()> {
    own(ctx, item)?;
    let gemeente = ctx.gemeente();
    let found = store::find_vlag(ctx, gemeente, vlag)?.filter(|found| found.item == item);
    let found = found.ok_or(Error::NotFound("kennisvlag"))?;
    if found.settled_at.is_some() {
        return Err(Error::refused("kennis-vlag-al-klaar"));
    }
    store::settle_vlaggen(ctx, item, Some(vlag), settled_as)?;
    ctx.journal(
        Entry::new("kennisitem", item.0, Verb::Settled)
            .id("vlag", vlag.0)
            .word("as", settled_as.word()),
    )?;
    Ok(())
}

/// Puts a note of the own organisation beside the text; one that says another amount or number is flagged (L-45).
pub fn note(ctx: &mut Write<'_>, id: KennisitemId, tekst: &str) -> Result<KennisnotitieId> {
    let item = seen(ctx, id)?;
    ctx.require(Permission::KennisFlag, &Here::ANYWHERE)?;
    if !matches!(item.state, ItemState::Published | ItemState::InControl) {
        return Err(Error::refused("kennis-niet-getoond"));
    }
    let tekst = tekst.trim();
    if !is_meaningful(tekst) {
        return Err(Error::field("notitie", "kennis-notitie-nodig"));
    }
    if tekst.chars().count() > rules::SAMENVATTING {
        return Err(Error::field("notitie", "kennis-te-lang"));
    }
    let account = ctx.actor.account();
    let organisatie = account.and_then(|account| account.organisatie);
    let by = (organisatie, account.map(|account| account.id));
    let notitie: KennisnotitieId = ctx.new_id();
    store::insert_notitie(ctx, notitie, id, by, tekst)?;
    store::touch(ctx, id)?;
    ctx.journal(
        Entry::new("kennisitem", id.0, Verb::Noted)
            .id("notitie", notitie.0)
            .id_opt("organisatie", organisatie.map(|id| id.0)),
    )?;
    check_notes(ctx, id)?;
    Ok(notitie)
}

/// Whether this actor may take a note away.
pub fn may_remove(actor: &Actor, notitie: &Notitie) -> bool {
    let wrote = actor.account().is_some_and(|account| {
        notitie.account == Some(account.id)
            || account.organisatie.is_some() && account.organisatie == notitie.organisatie
    });
    wrote && actor.may(Permission::KennisFlag, &Here::ANYWHERE)
        || actor.may(Permission::KennisRegie, &Here::ANYWHERE)
}

/// Takes a note away: who put it there or is of the same organisation, or who has the regie.
pub fn remove_note(ctx: &mut Write<'_>, id: KennisitemId, notitie: KennisnotitieId) -> Result<()> {
    seen(ctx, id)?;
    let gemeente = ctx.gemeente();
    let found = store::list_notities(ctx, gemeente, id)?
        .into_iter()
        .find(|found| found.id == notitie)
        .ok_or(Error::NotFound("kennisnotitie"))?;
    if !may_remove(ctx.actor, &found) {
        return Err(Error::Forbidden(Permission::KennisRegie.key()));
    }
    store::remove_notitie(ctx, id, notitie)?;
    ctx.journal(Entry::new("kennisitem", id.0, Verb::Dropped).id("notitie", notitie.0))?;
    Ok(())
}

/// Flags a note that says another amount or telephone number than the owner's text (L-45).
pub(super) fn check_notes(ctx: &mut Write<'_>, id: KennisitemId) -> Result<()> {
    let gemeente = ctx.gemeente();
    let item = store::get_item(ctx, gemeente, id)?;
    let whole = [
        &item.samenvatting,
        &item.tekst,
        &item.kosten,
        &item.aanmelden,
        item.telefoon.as_ref().unwrap_or(&item.tekst),
    ]
    .map(String::as_str)
    .join(" \n ");
    let differs = store::list_notities(ctx, gemeente, id)?
        .into_iter()
        .find(|found| rules::contradicts(&whole, &found.tekst));
    match differs {
        Some(found) => put_up(ctx, &item, FlagKind::Contradiction, &found.tekst, None).map(drop),
        None => Ok(()),
    }
}

/// A resident says whether the answer helped: counted, nobody's. When some do not understand it, its writer hears.
pub fn react(ctx: &mut Write<'_>, id: KennisitemId, reactie: Reactie) -> Result<()> {
    let item = seen(ctx, id)?;
    if item.state != ItemState::Published {
        return Err(Error::NotFound("kennisitem"));
    }
    store::add_reactie(ctx, id, item.versie, reactie)?;
    let gemeente = ctx.gemeente();
    let all = store::reacties(ctx, gemeente, id, item.versie)?;
    if reactie == Reactie::SnapNiet && all.snap_niet >= UNCLEAR {
        put_up(ctx, &item, FlagKind::Unclear, "", None)?;
    }
    Ok(())
}

/// A resident says what is not right, in one of the fixed choices: one flag of each until it is settled, and its owner
/// is asked, once in a while however many say it (L-28).
pub fn tell_wrong(ctx: &mut Write<'_>, id: KennisitemId, wat: &str) -> Result<()> {
    let item = seen(ctx, id)?;
    if item.state != ItemState::Published {
        return Err(Error::NotFound("kennisitem"));
    }
    let (word, soort) = MIS
        .iter()
        .find(|(word, _)| *word == wat)
        .ok_or(Error::refused("kennis-wat-is-er"))?;
    let said = ctx
        .frame
        .translations
        .t(Lang::Nl, &format!("balie-mis-{word}"));
    let gemeente = ctx.gemeente();
    let is_known = store::list_vlaggen(ctx, gemeente, id)?.iter().any(|vlag| {
        vlag.settled_at.is_none() && vlag.account.is_none() && vlag.toelichting == said
    });
    if !is_known {
        raise(ctx, &item, *soort, &said, None)?;
    }
    if !is_quiet(ctx, &item) {
        ask(ctx, &item, soort.word())?;
    }
    Ok(())
}

/// What the website of an item said: one that is gone twice, a day apart, is dead and its owner is asked (L-29).
pub fn note_link(ctx: &mut Write<'_>, id: KennisitemId, url: &str, word: Word) -> Result<()> {
    let gemeente = ctx.gemeente();
    let item = store::get_item(ctx, gemeente, id)?;
    if !matches!(ctx.actor, Actor::Job(_) | Actor::Command) {
        return Err(Error::Forbidden("link"));
    }
    if item.url.as_deref() != Some(url) {
        return Ok(());
    }
    let (gone_since, now) = (store::find_gone_since(ctx, gemeente, id)?, ctx.now);
    let (state, gone_since) = match word {
        Word::Unsaid => (item.url_state, gone_since),
        Word::There => (UrlState::Ok, None),
        Word::Gone if gone_since.is_some_and(|first| rules::is_dead(first, now)) => {
            (UrlState::Dead, gone_since)
        }
        Word::Gone => (item.url_state, gone_since.or(Some(now))),
    };
    store::set_url_state(ctx, id, state, gone_since)?;
    if item.url_state != state {
        publiek::project(ctx, id)?;
    }
    if state == UrlState::Dead && item.url_state != state {
        put_up(ctx, &item, FlagKind::DeadLink, url, None)?;
    }
    Ok(())
}
