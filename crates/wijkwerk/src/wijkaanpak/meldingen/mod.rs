//! Meldingen: what somebody lets the gemeente know about the wijk, from the first tap to the last word.
//!
//! Rules it relies on: INV-20 (a forwarded melding keeps an internal owner and the way back to the reporter), INV-21 (done
//! needs evidence; the reporter can dispute it for 14 days; sending people elsewhere never closes it), INV-42 and INV-43
//! (the public face is a generated object that is never deleted). The reporter's words, photos and contact data are never
//! in that face, in the journaal or in a log.

mod model;
mod ontvangst;
mod oordeel;
mod opvolging;
mod pages;
mod partner;
mod publiek;
mod rules;
mod scheiden;
mod store;

pub mod actions;
pub mod contact;
pub mod fotos;
pub mod import;
pub mod staff;
pub mod triage;

pub use import::{ImportRow, Outcome};
pub(crate) use model::to_e6;
pub use model::{
    Bron, Contactgegevens, FieldState, Foto, Melding, MeldingState, NewMelding, ReceiptBy,
    Submitted, ToldBy, TriageOutcome,
};
pub use ontvangst::{OwedReceipt, find_owed_receipt, forget_receipt, note_receipt};
pub use oordeel::{judge, last_day, note_told};
pub use opvolging::hand_over_left;
pub use pages::melder_page;
pub use partner::{deliver, hand_back, take_on};
pub use publiek::project;
pub(crate) use rules::fits;
pub use rules::{Refusal, UNDO};
pub use scheiden::unjoin;
pub(crate) use store::set_field_state;
pub use store::{
    Filter, Publiek, count_new, find_melding, find_tekst, get_melding, list_fotos, list_near,
    list_publiek, list_volgers, list_worklist,
};

use crate::http::Route;

/// The routes of this slice.
pub fn routes() -> Vec<Route> {
    [pages::routes(), staff::routes(), partner::routes()].concat()
}

/// Refuses a melding that cannot be done now (INV-21).
pub(crate) fn check_complete(melding: &Melding) -> crate::error::Result<()> {
    rules::complete(melding.state, melding.field_state)?;
    Ok(())
}

/// Keeps a photo of how it is now, made with a task.
pub(crate) fn insert_after_photo(
    ctx: &mut crate::write::Write<'_>,
    melding: crate::ids::MeldingId,
    photo: &crate::kader::bestanden::NewPhoto,
    taak: uuid::Uuid,
) -> crate::error::Result<()> {
    store::insert_foto(ctx, melding, "after", photo, store::Herkomst::Taak(taak)).map(drop)
}

#[cfg(test)]
mod tests;
