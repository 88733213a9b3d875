//! The staff side of meldingen: deciding on them, the list, and one melding with everything around it.
//!
//! Only what lies in the reach of whoever asks is shown. The reporter's own words are needed for the work and stand on
//! these pages; names and addresses are shown in one place only, after a logged read (INV-45).

mod actions;
mod contact;
mod detail;
pub(crate) mod doen;
mod near;
mod store;
mod triage;
mod worklist;

pub(crate) mod parts;

pub(crate) use actions::decide;

use crate::http::Route;

/// The routes of the staff side.
pub fn routes() -> Vec<Route> {
    [
        triage::routes(),
        worklist::routes(),
        detail::routes(),
        doen::routes(),
        contact::routes(),
    ]
    .concat()
}

#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
