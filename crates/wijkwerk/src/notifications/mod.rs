//! Notifications: who hears by mail what happened, read from the journaal.

use crate::app::App;
use crate::error::Result;
use crate::http::Route;

/// The routes of this slice.
pub fn routes() -> Vec<Route> {
    Vec::new()
}

/// Reads what is new in every gemeente.
pub fn read_new(app: &App) -> Result<usize> {
    Ok(crate::jobs::slugs(app)?.len())
}

/// Sends what is due.
pub fn send_due(app: &App) -> Result<usize> {
    Ok(crate::jobs::slugs(app)?.len())
}
