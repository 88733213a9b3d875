//! From degrees to the picture and back.
//!
//! Rules it relies on: equirectangular, corrected by the cosine of the middle latitude, so that a wijk
//! keeps its shape; the bounds fill the whole picture, so that both directions are one multiplication and
//! a script can turn a click into a place. It never leaves finite numbers.

use std::fmt::Write as _;

use geo::Coord;

/// The bounds of a picture in degrees, and its size in units of the view box.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Projectie {
    /// Western edge.
    pub west: f64,
    /// Southern edge.
    pub zuid: f64,
    /// Eastern edge.
    pub oost: f64,
    /// Northern edge.
    pub noord: f64,
    /// Width of the view box.
    pub breedte: f64,
    /// Height of the view box.
    pub hoogte: f64,
}

/// Least height of a picture in degrees, about 200 m, so that a single point gives a map too.
const LEAST_SPAN: f64 = 0.002;

impl Projectie {
    /// The tightest projection that shows all places (x longitude, y latitude) with a margin in units.
    /// Without places it shows the middle of nowhere, validly.
    pub fn fit(
        places: impl Iterator<Item = Coord<f64>>,
        breedte: u32,
        hoogte: u32,
        marge: u32,
    ) -> Self {
        let (breedte, hoogte) = (f64::from(breedte.max(1)), f64::from(hoogte.max(1)));
        let marge = f64::from(marge).min(breedte / 4.0).min(hoogte / 4.0);
        let nothing = (
            f64::INFINITY,
            f64::INFINITY,
            f64::NEG_INFINITY,
            f64::NEG_INFINITY,
        );
        let (west, zuid, oost, noord) = places
            .filter(|place| place.x.abs() <= 180.0 && place.y.abs() <= 85.0)
            .fold(nothing, |(west, zuid, oost, noord), place| {
                (
                    west.min(place.x),
                    zuid.min(place.y),
                    oost.max(place.x),
                    noord.max(place.y),
                )
            });
        let (west, zuid, oost, noord) = if west.is_finite() {
            (west, zuid, oost, noord)
        } else {
            (0.0, 0.0, 0.0, 0.0)
        };
        let (lon, lat) = (f64::midpoint(west, oost), f64::midpoint(zuid, noord));
        let squeeze = lat.to_radians().cos();
        let wide = ((oost - west) * squeeze).max(LEAST_SPAN);
        let high = (noord - zuid).max(LEAST_SPAN);
        // Degrees of latitude per unit.
        let scale = (wide / (breedte - 2.0 * marge)).max(high / (hoogte - 2.0 * marge));
        let (half_wide, half_high) = (scale * breedte / 2.0 / squeeze, scale * hoogte / 2.0);
        Self {
            west: lon - half_wide,
            zuid: lat - half_high,
            oost: lon + half_wide,
            noord: lat + half_high,
            breedte,
            hoogte,
        }
    }

    /// A place in degrees as a position in the view box.
    pub fn to_view(&self, lat: f64, lon: f64) -> (f64, f64) {
        let x = (lon - self.west) / (self.oost - self.west) * self.breedte;
        let y = (self.noord - lat) / (self.noord - self.zuid) * self.hoogte;
        (x, y)
    }

    /// A position in the view box as a place in degrees: latitude, longitude.
    pub fn to_place(&self, x: f64, y: f64) -> (f64, f64) {
        let lat = self.noord - y / self.hoogte * (self.noord - self.zuid);
        let lon = self.west + x / self.breedte * (self.oost - self.west);
        (lat, lon)
    }

    /// The bounds as `data-west="…" data-zuid="…" data-oost="…" data-noord="…"`. A script finds the place of
    /// a click with `lon = west + x / width * (oost - west)` and `lat = noord - y / height * (noord - zuid)`.
    pub fn data_attributes(&self) -> String {
        let mut text = String::new();
        let bounds = [
            ("west", self.west),
            ("zuid", self.zuid),
            ("oost", self.oost),
            ("noord", self.noord),
        ];
        for (name, value) in bounds {
            let space = if text.is_empty() { "" } else { " " };
            // Writing to a String cannot fail.
            let _ = write!(text, "{space}data-{name}=\"{value:.6}\"");
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(list: &[(f64, f64)]) -> impl Iterator<Item = Coord<f64>> {
        list.iter().map(|&(x, y)| Coord { x, y })
    }

    #[test]
    fn a_click_finds_the_place_again_and_shapes_keep_their_proportions() {
        let projectie = Projectie::fit(places(&[(4.5, 52.4), (4.7, 52.5)]), 640, 480, 16);
        let (x, y) = projectie.to_view(52.45, 4.61);
        let (lat, lon) = projectie.to_place(x, y);
        assert!((lat - 52.45).abs() < 1e-9 && (lon - 4.61).abs() < 1e-9);
        let (x0, y0) = projectie.to_view(52.45, 4.6);
        let (x1, _) = projectie.to_view(52.45, 4.6 + 0.01 / 52.45_f64.to_radians().cos());
        let (_, y1) = projectie.to_view(52.46, 4.6);
        assert!(((x1 - x0) - (y0 - y1)).abs() < 0.01);
    }

    #[test]
    fn everything_lies_within_the_margin_and_nothing_is_ever_infinite() {
        let projectie = Projectie::fit(places(&[(4.5, 52.4), (4.7, 52.5)]), 640, 480, 16);
        for (lon, lat) in [(4.5, 52.4), (4.7, 52.5)] {
            let (x, y) = projectie.to_view(lat, lon);
            assert!((15.9..=624.1).contains(&x) && (15.9..=464.1).contains(&y));
        }
        for list in [
            &[][..],
            &[(5.0, 52.0)],
            &[(f64::NAN, 1.0), (5.0, f64::INFINITY)],
        ] {
            let projectie = Projectie::fit(places(list), 0, 0, 500);
            let (x, y) = projectie.to_view(52.0, 5.0);
            assert!(x.is_finite() && y.is_finite());
        }
        assert_eq!(projectie.data_attributes().matches("data-").count(), 4);
    }
}
