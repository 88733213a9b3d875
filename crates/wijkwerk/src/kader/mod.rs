//! The frame: who, where, when, and the rules of the game. Every slice may use it; it uses no slice.

pub mod abonnementen;
pub mod accounts;
pub mod beheer;
pub mod bestanden;
pub mod bewijzen;
pub mod formatie;
pub mod gebieden;
pub mod inrichting;
pub mod openingstijden;
pub mod organisaties;
pub mod stukken;
pub mod termijnen;
pub mod verplichtingen;
