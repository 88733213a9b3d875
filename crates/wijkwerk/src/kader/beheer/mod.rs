//! (being built)

use crate::http::Route;

/// The routes of this slice.
pub fn routes() -> Vec<Route> {
    Vec::new()
}
