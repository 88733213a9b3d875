//! A look at a question before it is sent to people: what cannot wait, and what was answered already.

use super::{antwoord, gevonden};
use crate::balie::wegwijzer::{Certainty, kept};
use crate::error::Result;
use crate::http::Req;
use crate::ids::OrganisatieId;
use crate::layout::C;

/// What is known before a question is sent.
#[derive(Clone, Debug, Default)]
pub struct Vooraf {
    /// A need that cannot wait: which, and the number to call.
    pub spoed: Option<(String, &'static str)>,
    /// The text that answers it, if it does so well: key, title, who answers.
    pub past: Option<(String, String, Option<OrganisatieId>)>,
    /// How fresh that text is, in words (INV-16).
    pub vers: String,
    /// The topic that it is most likely about.
    pub onderwerp: Option<String>,
}

impl Vooraf {
    /// Nothing that has to be said.
    pub fn is_empty(&self) -> bool {
        self.spoed.is_none() && self.past.is_none()
    }
}

/// Looks whether somebody of ours, or an emergency number, answers this better than whoever it is asked of.
pub async fn look_first(req: &Req, question: String) -> Result<Vooraf> {
    let (gemeente, c) = (req.frame.id, C::of(&req.view));
    kept::with_current(&req.app, &req.frame, move |tx, ready| {
        let answer = ready.index.ask(&question);
        let best = answer.hits.first();
        let best = match best.filter(|_| answer.certainty != Certainty::Nothing) {
            Some(hit) => gevonden::find(tx, gemeente, &hit.id)?,
            None => None,
        };
        let onderwerp = best.as_ref().map(|found| found.onderwerp.clone());
        let best = best.filter(|found| answer.certainty == Certainty::Fits && !found.in_control);
        let vers = best.as_ref().map(|found| found.vers(&c));
        let past = best.map(|found| (found.sleutel, found.titel, found.organisatie));
        let spoed = answer.urgent.map(|urgent| {
            let nummer = antwoord::number_of(&urgent.kind);
            (urgent.kind, nummer)
        });
        Ok(Vooraf {
            spoed,
            past,
            vers: vers.unwrap_or_default(),
            onderwerp,
        })
    })
    .await
}
