//! Folders: the paper that lies at a point, channel 3 of the note (L-24). A folder is a text of the kennisbank in print, or a
//! leaflet of an organisation itself; one organisation supplies it.
//!
//! Whoever keeps the point lays them down and takes them away; the desk says in one tap that there are none left, which
//! whoever supplies it owes and hears at once, and notes when they were filled. What lies there is public.

mod model;
mod pages;
mod rules;
mod store;

pub mod actions;

#[cfg(test)]
mod tests;

pub use model::{Folder, NewFolder, Tekst};
pub use pages::{Ligt, list_here};
pub use store::{find_folder, list_folders};

use crate::http::Route;

/// The routes of this slice.
pub fn routes() -> Vec<Route> {
    pages::routes()
}
