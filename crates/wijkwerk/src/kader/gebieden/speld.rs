//! The map of a gemeente with a pin that can be put anywhere on it.

use super::{Kaartopdracht, ground, height_for};
use crate::error::{Error, Result};
use crate::frame::Frame;

/// Size of the map, in units of its view box.
const MAP: u32 = 700;
/// The pin; the script of the page shows and moves it.
const PIN: &str = "<path class=\"ww-map__pin\" data-pin hidden d=\"M0 0C-6-14-20-22-20-36a20 20 0 0 1 40 0C20-22 6-14 0 0Z\"/></svg>";

/// A map to put a pin on, with the degrees of its edges as the script wants them. `templates/_speld.html` shows it as `kaart`
/// in a form, beside the fields `lat` and `lon`.
pub struct Speldkaart {
    pub svg: String,
    pub west: String,
    pub oost: String,
    pub zuid: String,
    pub noord: String,
    pub breedte: u32,
    pub hoogte: String,
}

/// Draws the gemeente with a pin.
pub fn speldkaart(frame: &Frame, titel: &str) -> Result<Speldkaart> {
    let kept = frame.plaatsen.kept_ground("speld", || {
        let shapes = frame.plaatsen.shapes(&frame.inrichting, |_| None);
        ground(&Kaartopdracht {
            breedte: MAP,
            hoogte: height_for(&shapes, MAP, 420, 600),
            achtergrond: &frame.plaatsen.water(),
            vlakken: &shapes,
            ..Kaartopdracht::default()
        })
    });
    let kaart = kept.draw("kaart", titel, "", &[]);
    let svg = kaart
        .svg
        .strip_suffix("</svg>")
        .map(|open| format!("{open}{PIN}"))
        .ok_or_else(|| Error::Internal("map without end".into()))?;
    let degrees = |value: f64| format!("{value:.6}");
    Ok(Speldkaart {
        svg,
        west: degrees(kaart.projectie.west),
        oost: degrees(kaart.projectie.oost),
        zuid: degrees(kaart.projectie.zuid),
        noord: degrees(kaart.projectie.noord),
        breedte: MAP,
        hoogte: kaart.projectie.hoogte.to_string(),
    })
}
