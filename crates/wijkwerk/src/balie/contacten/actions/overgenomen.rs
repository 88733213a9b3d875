//! Taking over a question that was asked of others who cannot answer it.

use super::{BEWONERSORGAAN, note_contact};
use crate::balie::contacten::model::{NewContact, NewVraag, Uitkomst};
use crate::balie::contacten::persoon;
use crate::error::Result;
use crate::ids::{ContactId, GebiedId};
use crate::write::Write;

/// A question as it is handed over.
#[derive(Clone, Debug)]
pub struct HandedOver {
    pub gebied: GebiedId,
    pub onderwerp: String,
    /// By which the desk knows it again: one line, without anything about a person.
    pub regel: String,
    /// In the words of who asked (P1).
    pub woorden: String,
    pub email: Option<String>,
    /// The language of who asked.
    pub taal: String,
}

/// Takes a question over: open, of nobody in particular at the desk, with the term of every open question. Whoever calls
/// this has asked whether the one who hands it over may do that.
pub fn take_over(ctx: &mut Write<'_>, from: &HandedOver) -> Result<ContactId> {
    let new = NewContact {
        kanaal: BEWONERSORGAAN.to_owned(),
        infopunt: None,
        gebied: Some(from.gebied),
        bijeenkomst: None,
        vragen: vec![NewVraag {
            vraag: from.regel.clone(),
            ..NewVraag::about(&from.onderwerp, Uitkomst::Open)
        }],
        geraadpleegd: Vec::new(),
    };
    let id = note_contact(ctx, &new, None, None)?;
    persoon::keep_words(ctx, id, from)?;
    Ok(id)
}
