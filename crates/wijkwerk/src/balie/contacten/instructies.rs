//! Instructions of the desk: what must be known from one day until another (O-24).

use jiff::civil::Date;

use super::scholing::{LONGEST, filled};
use super::store_instructies as store;
use crate::access::{Here, Permission};
use crate::error::{Error, FieldError, Result, Sentence};
use crate::ids::InstructieId;
use crate::journaal::{Entry, Verb};
use crate::write::Write;

pub use super::store_instructies::{list_instructies, list_later_instructies};

const LONGEST_TEXT: usize = 2000;

/// What must be known at the desk from one day until another.
#[derive(Clone, Debug)]
pub struct Instructie {
    pub id: InstructieId,
    pub titel: String,
    pub tekst: String,
    pub valid_from: Date,
    pub valid_to: Option<Date>,
}

/// Adds an instruction.
pub fn add_instructie(
    ctx: &mut Write<'_>,
    titel: &str,
    tekst: &str,
    from: Date,
    to: Option<Date>,
) -> Result<InstructieId> {
    ctx.require(Permission::ScholingManage, &Here::ANYWHERE)?;
    let mut faults = Vec::new();
    for (field, text, most) in [("titel", titel, LONGEST), ("tekst", tekst, LONGEST_TEXT)] {
        if let Err(Error::Invalid(more)) = filled(field, text, most) {
            faults.extend(more);
        }
    }
    if to.is_some_and(|to| to < from) {
        faults.push(FieldError {
            field: "valid_to",
            sentence: Sentence::new("instructie-dagen-fout"),
        });
    }
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    let id: InstructieId = ctx.new_id();
    store::insert_instructie(
        ctx,
        &Instructie {
            id,
            titel: titel.trim().to_owned(),
            tekst: tekst.trim().to_owned(),
            valid_from: from,
            valid_to: to,
        },
    )?;
    ctx.journal(Entry::new("instructie", id.0, Verb::Created).date("from", from))?;
    Ok(id)
}

/// An instruction that no longer counts from tomorrow on; once it does not, pressing again changes nothing.
pub fn end_instructie(ctx: &mut Write<'_>, id: InstructieId) -> Result<()> {
    ctx.require(Permission::ScholingManage, &Here::ANYWHERE)?;
    let today = ctx.today();
    if store::set_end(ctx, id, today)? == 0 {
        let gemeente = ctx.gemeente();
        let is_known = store::has_instructie(ctx, gemeente, id)?;
        return is_known.then_some(()).ok_or(Error::NotFound("instructie"));
    }
    ctx.journal(Entry::new("instructie", id.0, Verb::Ended))?;
    Ok(())
}
