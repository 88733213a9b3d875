//! Gebieden: the tree of areas of a gemeente, their geometry, and which area a place lies in.
//!
//! The inrichting's own wijken and the wijken of CBS are two things, joined many-to-many. Where a CBS map has been
//! imported a lookup is exact for the CBS wijk and for the team, and gives the own wijken that it may be; before that the
//! schematic map of the inrichting answers.

mod bezwaar;
mod binnenpunt;
mod coordinaat;
mod geometrie;
mod kaart;
mod kruising;
mod naamplaatsing;
mod plaatsen;
mod projectie;
mod rand;
mod speld;
mod store;
mod tekening;
mod zoek;

pub mod actions;
pub mod api;

pub use bezwaar::{Bezwaar, Reden, Vermoeden};
pub use coordinaat::{Coordinaat, CoordinaatFout, Meterschaal, Rd};
pub use geometrie::{CbsVlak, MAX_BYTES, read as read_geojson};
pub use kaart::{
    Kaart, KaartPunt, KaartVlak, Kaartopdracht, Kaartregel, Ondergrond, draw, ground, height_for,
};
pub use plaatsen::{Plaatsen, Plek};
pub use projectie::Projectie;
pub use speld::{Speldkaart, speldkaart};
pub(crate) use store::touch_frame;
pub use store::{Gebied, list_cbs, list_gebieden};
pub use tekening::Tekening;
pub use zoek::{EigenVlak, Ligging, Vlakindex, round_place};
