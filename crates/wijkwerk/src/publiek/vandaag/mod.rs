//! Vandaag: everything that waits for one person, over all wings, in order of date.
//!
//! Each wing contributes with a plain function that answers a list of [`Wacht`]; the page only orders and tells. What has
//! no decided date says so and comes last.

mod bronnen;
mod model;
mod pages;
mod plichten;
mod store;

pub use bronnen::waiting_for;
pub use model::{Wacht, Wanneer, order};
pub(super) use pages::routes;
