//! The pages of the kennisbank: for those who keep it, those who use it at the desk, and everybody.

mod blad;
mod bron;
mod dekking;
mod delen;
mod formulier;
mod informatieafspraken;
mod item;
mod lijst;
mod openbaar;
mod pakket;
mod plaatsen;
mod print;
mod upl;
mod velden;
mod verschil;
mod zoekmachine;

pub use bron::{bron_page, bron_post};
pub(crate) use delen::{freshness, leeftijd, taal};
pub(crate) use verschil::changed_lines;

use crate::http::Route;

/// The routes of this slice.
pub fn routes() -> Vec<Route> {
    [
        lijst::routes(),
        formulier::routes(),
        dekking::routes(),
        pakket::routes(),
        blad::routes(),
        informatieafspraken::routes(),
        item::routes(),
        openbaar::routes(),
        print::routes(),
    ]
    .concat()
}
