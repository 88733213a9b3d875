//! From signal to result: meldingen, what is done with them in the field, and the werkplannen of the teams.

pub mod meldingen;
pub mod taken;
pub mod werkplannen;
