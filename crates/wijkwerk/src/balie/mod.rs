//! The desk: every question gets one good answer, and a referral is right the first time.
//!
//! `infopunten` are the points, `folders` the paper that lies there, `locaties` the places, `roosters` who stands at them, `kennisbank` holds what each institution answers for, `contacten` are the
//! questions that come in over any channel, `doorverwijzingen` what becomes of whom we send on, and
//! `wegwijzer` finds the answer to a question as people ask it, and `wijkvragen` are the questions that residents ask the
//! bewonersorgaan of their wijk. The wing imports `kader` alone; `publiek`, `notifications` and the composition gather from it.

pub mod contacten;
pub mod doorverwijzingen;
pub mod folders;
pub mod infopunten;
pub mod kennisbank;
pub mod locaties;
pub mod roosters;
pub mod wegwijzer;
pub mod wijkvragen;

use crate::http::Route;

/// The routes of this wing.
pub fn routes() -> Vec<Route> {
    [
        infopunten::routes(),
        folders::routes(),
        kennisbank::routes(),
        locaties::routes(),
        contacten::routes(),
        doorverwijzingen::routes(),
        wegwijzer::routes(),
        roosters::routes(),
        wijkvragen::routes(),
    ]
    .concat()
}
