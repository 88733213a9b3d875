//! Searching, for whoever signed in: people in a role, places, things and actions; never residents.
//!
//! Each group asks of every single thing what the page behind it asks, so nothing is found that could not be opened. Who
//! reported something, in which words, and everybody else in a table of personal data of residents is not looked at:
//! no statement here names those tables. What was typed goes to no table either.
//!
//! There is no index: what can be found is short (the frame, people at work, plans), asked per wijk in reach, or the
//! newest of it.

mod bronnen;
mod mensen;
mod model;
mod pages;
mod rules;
mod store;
mod werk;

#[cfg(test)]
mod tests;

pub(super) use pages::routes;
