//! The pages of places: for those who keep them and those at the desk, and for everybody what is near.

mod balies;
mod een;
mod formulier;
mod lijst;

use crate::http::Route;

/// The routes of this slice.
pub fn routes() -> Vec<Route> {
    [
        lijst::routes(),
        formulier::routes(),
        een::routes(),
        balies::routes(),
    ]
    .concat()
}
