//! What people do with folders: lay them down, say that there are none left, fill them, take them away.

use super::model::{Folder, NewFolder, Tekst};
use super::{rules, store};
use crate::access::{Actor, Here, Permission};
use crate::balie::infopunten::actions::MANAGE;
use crate::balie::infopunten::{Infopunt, find_infopunt};
use crate::balie::kennisbank::{Item, ItemState, find_item};
use crate::error::{Error, Result};
use crate::ids::{FolderId, InfopuntId};
use crate::journaal::{Entry, Verb};
use crate::kader::verplichtingen::{self as dues, Creditor, Debtor, Wanted};
use crate::write::Write;

/// Any of these at the point lets somebody say how many there are.
pub const COUNTS: &[Permission] = &[Permission::ContactEnter, MANAGE];
/// The soort of the due while there are none left.
pub const DUE: &str = "folder.aanvullen";
/// The term of the inrichting by which it is met.
const TERM: &str = "folderAanvullen";

fn point(ctx: &mut Write<'_>, id: InfopuntId) -> Result<Infopunt> {
    let gemeente = ctx.gemeente();
    find_infopunt(ctx, gemeente, id)?.ok_or(Error::NotFound("infopunt"))
}

fn get(ctx: &mut Write<'_>, id: FolderId) -> Result<Folder> {
    let gemeente = ctx.gemeente();
    store::find_folder(ctx, gemeente, id)?.ok_or(Error::NotFound("folder"))
}

/// Who works at the desk of a point, or keeps it, may say how many there are.
pub fn may_count(actor: &Actor, punt: &Infopunt) -> bool {
    let here = Here::punt(punt.id, punt.gebied);
    COUNTS.iter().any(|one| actor.may(*one, &here))
}

fn count(ctx: &mut Write<'_>, folder: &Folder) -> Result<Infopunt> {
    let punt = point(ctx, folder.infopunt)?;
    if !may_count(ctx.actor, &punt) {
        ctx.require(Permission::ContactEnter, &Here::punt(punt.id, punt.gebied))?;
    }
    Ok(punt)
}

/// Lays a folder down at a point.
pub fn lay(ctx: &mut Write<'_>, new: &NewFolder) -> Result<FolderId> {
    let punt = point(ctx, new.infopunt)?;
    ctx.require(MANAGE, &Here::punt(punt.id, punt.gebied))?;
    if punt.state.is_over() {
        return Err(Error::refused("folder-punt-voorbij"));
    }
    let gemeente = ctx.gemeente();
    let item = match new.item {
        None => None,
        Some(id) => {
            let found = find_item(ctx, gemeente, id)?;
            let found = found.filter(|item| item.state == ItemState::Published);
            Some(found.ok_or_else(|| Error::field("item", "folder-tekst-kies"))?)
        }
    };
    let naam = match &item {
        Some(item) => shortened(&item.titel),
        None => new.naam.trim().to_owned(),
    };
    let organisatie = item.as_ref().and_then(|item| item.organisatie);
    let organisatie = organisatie.or(new.organisatie);
    let organisatie = organisatie.filter(|id| ctx.frame.organisatie(*id).is_some());
    let there = store::list_folders(ctx, gemeente, punt.id)?;
    // One more would lie there without standing in the list.
    if i64::try_from(there.len()).unwrap_or(i64::MAX) >= store::MOST {
        return Err(Error::refused("folder-punt-vol"));
    }
    let faults = rules::faults(&naam, new.item, organisatie, new.aantal, &there);
    let (Some(organisatie), Some(aantal), true) = (organisatie, new.aantal, faults.is_empty())
    else {
        return Err(Error::Invalid(faults));
    };
    let folder = Folder {
        id: ctx.new_id(),
        infopunt: punt.id,
        naam,
        organisatie,
        aantal,
        filled_on: ctx.today(),
        op_at: None,
        tekst: item.map(text_of),
    };
    store::insert(ctx, &folder)?;
    ctx.journal(
        Entry::new("folder", folder.id.0, Verb::Created)
            .id("infopunt", punt.id.0)
            .number("aantal", aantal),
    )?;
    Ok(folder.id)
}

/// A title as it fits on paper.
fn shortened(titel: &str) -> String {
    titel.trim().chars().take(rules::LONGEST).collect()
}

fn text_of(item: Item) -> Tekst {
    Tekst {
        id: item.id,
        sleutel: item.sleutel,
        state: item.state,
        assured_at: item.assured_at,
        review_due: item.review_due,
    }
}

/// There are none left: whoever supplies it owes new ones. Said twice it counts once. Answers at which point.
pub fn run_out(ctx: &mut Write<'_>, id: FolderId) -> Result<InfopuntId> {
    let folder = get(ctx, id)?;
    let punt = count(ctx, &folder)?;
    if folder.op_at.is_some() {
        return Ok(punt.id);
    }
    store::set_op(ctx, id)?;
    ctx.journal(Entry::new("folder", id.0, Verb::Signalled).id("infopunt", punt.id.0))?;
    let wanted = Wanted {
        soort: DUE,
        subject_kind: "folder",
        subject: id.0,
        debtor: Debtor::Organisatie(folder.organisatie),
        creditor: Creditor::Gemeente,
        gebied: Some(punt.gebied),
        due: dues::due_from(ctx, TERM),
        bron: "L-24",
    };
    dues::owe(ctx, &wanted)?;
    Ok(punt.id)
}

/// There are so many again. Answers at which point.
pub fn fill(ctx: &mut Write<'_>, id: FolderId, aantal: Option<i64>) -> Result<InfopuntId> {
    let folder = get(ctx, id)?;
    count(ctx, &folder)?;
    let aantal = aantal.filter(|aantal| rules::is_count(*aantal));
    let aantal = aantal.ok_or_else(|| Error::refused("folder-aantal-fout"))?;
    store::set_filled(ctx, id, aantal)?;
    ctx.journal(
        Entry::new("folder", id.0, Verb::Delivered)
            .id("infopunt", folder.infopunt.0)
            .number("aantal", aantal),
    )?;
    dues::satisfy(ctx, DUE, id.0, "filled")?;
    Ok(folder.infopunt)
}

/// It does not lie here any more. Answers at which point.
pub fn take_away(ctx: &mut Write<'_>, id: FolderId) -> Result<InfopuntId> {
    let folder = get(ctx, id)?;
    let punt = point(ctx, folder.infopunt)?;
    ctx.require(MANAGE, &Here::punt(punt.id, punt.gebied))?;
    end(ctx, &folder, "taken_away")?;
    Ok(punt.id)
}

fn end(ctx: &mut Write<'_>, folder: &Folder, why: &'static str) -> Result<()> {
    store::remove(ctx, folder.id)?;
    dues::waive(ctx, DUE, folder.id.0, why)?;
    ctx.journal(
        Entry::new("folder", folder.id.0, Verb::Ended)
            .id("infopunt", folder.infopunt.0)
            .word("reason", why),
    )
    .map(drop)
}

/// Nothing lies at a point that is over, and nobody owes anything for there.
pub(in crate::balie) fn end_with_point(ctx: &mut Write<'_>, infopunt: InfopuntId) -> Result<()> {
    let gemeente = ctx.gemeente();
    for folder in store::list_folders(ctx, gemeente, infopunt)? {
        end(ctx, &folder, "ended")?;
    }
    Ok(())
}
