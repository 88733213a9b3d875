//! A map of areas and points as one SVG text, drawn on the server: it needs no script, no tiles and no
//! third party, prints, and comes with the same content as a list.
//!
//! Rules it relies on: only classes and presentation attributes, no style (the content security policy
//! forbids it); every text and address is escaped and an address that is not a web address is left out; with
//! links the picture is a named group, because the content of an image is hidden from screen readers, and
//! every link has a name. It never shows a colour of its own and never holds a person.

mod ondergrond;
mod tekst;
mod vorm;

pub use ondergrond::{Ondergrond, ground};

use std::collections::BTreeMap;
use std::fmt::Write as _;

use self::tekst::{escape, safe_class, safe_href};
use super::naamplaatsing::{Naam, Wens, place_names};
use super::projectie::Projectie;

/// Letter heights of names, in units of the view box, each with its class: names are placed once for a wide picture and
/// once for a narrow one, and the style sheet shows one of the two.
const LETTERS: [(&str, f64); 2] = [
    ("ww-map__names", 17.0),
    ("ww-map__names ww-map__names--narrow", 28.0),
];
/// Radius of a point, and of the clear ring that makes it large enough for a finger.
const POINT: (&str, &str) = ("9", "24");
/// Free room around the areas, in units.
const MARGIN: u32 = 12;

/// An area to draw. Rings may be parts or holes: what lies in an even number of rings is left open.
#[derive(Debug, Clone, PartialEq)]
pub struct KaartVlak {
    /// Key of the area; becomes `data-sleutel`.
    pub sleutel: String,
    /// Name, shown on the map and in the list.
    pub naam: String,
    /// Where a click leads.
    pub href: Option<String>,
    /// Further classes.
    pub class: String,
    /// Rings of (longitude, latitude), closed or not.
    pub rings: Vec<Vec<(f64, f64)>>,
}

/// A point to draw.
#[derive(Debug, Clone, PartialEq)]
pub struct KaartPunt {
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// Further classes.
    pub class: String,
    /// What it is; its accessible name.
    pub label: String,
    /// Where a click leads.
    pub href: Option<String>,
}

/// What to draw.
#[derive(Debug, Clone, Default)]
pub struct Kaartopdracht<'a> {
    /// Id of the SVG element, unique on the page.
    pub id: &'a str,
    /// Title, in the reader's language.
    pub titel: &'a str,
    /// Description, in the reader's language.
    pub omschrijving: &'a str,
    /// Width of the view box.
    pub breedte: u32,
    /// Height of the view box.
    pub hoogte: u32,
    /// Drawn first, named, not clickable and not in the list: water.
    pub achtergrond: &'a [KaartVlak],
    /// The areas; they decide what the picture shows.
    pub vlakken: &'a [KaartVlak],
    /// The points.
    pub punten: &'a [KaartPunt],
    /// Whether a list beside the map tells the numbers; only then a number may stand for a name.
    pub genummerd: bool,
}

/// One line of the list beside the map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kaartregel {
    /// Number from 1; stands on the map where a name does not fit.
    pub nummer: usize,
    /// Key of the area.
    pub sleutel: String,
    /// Name of the area.
    pub naam: String,
    /// Where it leads.
    pub href: Option<String>,
    /// Whether the number stands for the name, at least on a narrow picture.
    pub op_nummer: bool,
    /// Whether it does so on a wide picture too.
    pub op_breed: bool,
}

/// A drawn map.
#[derive(Debug, Clone, PartialEq)]
pub struct Kaart {
    /// The whole `<svg>` element.
    pub svg: String,
    /// How degrees became positions.
    pub projectie: Projectie,
    /// The areas as a list, in the order given.
    pub lijst: Vec<Kaartregel>,
}

/// Draws a map.
pub fn draw(opdracht: &Kaartopdracht<'_>) -> Kaart {
    ground(opdracht).draw(
        opdracht.id,
        opdracht.titel,
        opdracht.omschrijving,
        opdracht.punten,
    )
}

/// The height that suits these areas in a picture of this width: no empty bands, within bounds.
pub fn height_for(vlakken: &[KaartVlak], breedte: u32, least: u32, most: u32) -> u32 {
    let nothing = (
        f64::INFINITY,
        f64::INFINITY,
        f64::NEG_INFINITY,
        f64::NEG_INFINITY,
    );
    let places = vlakken.iter().flat_map(|vlak| vlak.rings.iter().flatten());
    let (west, south, east, north) = places.fold(nothing, |(w, s, e, n), &(lon, lat)| {
        (w.min(lon), s.min(lat), e.max(lon), n.max(lat))
    });
    let wide = (east - west) * f64::midpoint(south, north).to_radians().cos();
    let wanted = f64::from(breedte) * (north - south) / wide;
    (least..=most)
        .rev()
        .step_by(10)
        .find(|height| f64::from(*height) <= wanted)
        .unwrap_or(least)
}

fn write_head(
    svg: &mut String,
    (id, titel, omschrijving): (&str, &str, &str),
    projectie: &Projectie,
    has_link: bool,
) {
    let id = safe_class("", id).replace(' ', "-");
    let role = if has_link { "group" } else { "img" };
    put(
        svg,
        format_args!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"ww-map__picture\" id=\"{id}\" viewBox=\"0 0 {} {}\" \
             role=\"{role}\" aria-labelledby=\"{id}-titel\" aria-describedby=\"{id}-uitleg\" {}>\
             <title id=\"{id}-titel\">{}</title><desc id=\"{id}-uitleg\">{}</desc>",
            projectie.breedte,
            projectie.hoogte,
            projectie.data_attributes(),
            escape(titel),
            escape(omschrijving),
        ),
    );
}

fn write_vlak(svg: &mut String, vlak: &KaartVlak, path: &str) {
    let (naam, sleutel) = (escape(&vlak.naam), escape(&vlak.sleutel));
    let class = safe_class("ww-map__area", &vlak.class);
    let shape = format_args!(
        "<path class=\"{class}\" data-sleutel=\"{sleutel}\" fill-rule=\"evenodd\" d=\"{path}\">\
         <title>{naam}</title></path>"
    );
    write_linked(svg, vlak.href.as_deref(), &naam, |svg| put(svg, shape));
}

/// Writes the names, once per letter height; answers which areas stand there by number, and whether on a wide picture too.
fn write_names(
    svg: &mut String,
    wensen: Vec<(Wens<'_>, &str)>,
    projectie: &Projectie,
) -> BTreeMap<usize, bool> {
    let (wensen, classes): (Vec<_>, Vec<_>) = wensen.into_iter().unzip();
    let mut numbered: BTreeMap<usize, bool> = BTreeMap::new();
    for (place, (group, letter)) in LETTERS.into_iter().enumerate() {
        let placed = place_names(&wensen, projectie.breedte, projectie.hoogte, letter);
        put(
            svg,
            format_args!(
                "<g class=\"{group}\" aria-hidden=\"true\" text-anchor=\"middle\" \
                 font-size=\"{letter}\" fill=\"currentColor\" pointer-events=\"none\">"
            ),
        );
        for ((naam, class), wens) in placed.into_iter().zip(&classes).zip(&wensen) {
            let Some(Naam { regels, x, y }) = naam else {
                continue;
            };
            let by_number = wens
                .nummer
                .filter(|nummer| regels.len() == 1 && regels[0] == nummer.to_string());
            if let Some(nummer) = by_number {
                *numbered.entry(nummer).or_default() |= place == 0;
            }
            put(
                svg,
                format_args!("<text class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\">"),
            );
            for (number, regel) in regels.iter().enumerate() {
                let regel = escape(regel);
                if number == 0 {
                    svg.push_str(&regel);
                } else {
                    let step = letter * 1.2;
                    put(
                        svg,
                        format_args!("<tspan x=\"{x:.1}\" dy=\"{step:.1}\">{regel}</tspan>"),
                    );
                }
            }
            svg.push_str("</text>");
        }
        svg.push_str("</g>");
    }
    numbered
}

fn write_points(svg: &mut String, punten: &[KaartPunt], projectie: &Projectie) {
    if punten.is_empty() {
        return;
    }
    let (radius, reach) = POINT;
    svg.push_str("<g class=\"ww-map__dots\">");
    for punt in punten {
        let (x, y) = projectie.to_view(punt.lat, punt.lon);
        if !x.is_finite() || !y.is_finite() {
            continue;
        }
        let (label, class) = (escape(&punt.label), safe_class("ww-map__dot", &punt.class));
        let at = format!("cx=\"{x:.1}\" cy=\"{y:.1}\"");
        write_linked(svg, punt.href.as_deref(), &label, |svg| {
            // The wide clear ring makes the point large enough for a finger. Every view draws hundreds: no formatting.
            push_all(
                svg,
                &["<circle class=\"ww-map__reach\" ", &at, " r=\"", reach],
            );
            push_all(
                svg,
                &[
                    "\" fill=\"none\" pointer-events=\"all\"/><circle class=\"",
                    &class,
                ],
            );
            push_all(svg, &["\" ", &at, " r=\"", radius, "\"><title>", &label]);
            svg.push_str("</title></circle>");
        });
    }
    svg.push_str("</g>");
}

fn write_linked(svg: &mut String, href: Option<&str>, naam: &str, shape: impl FnOnce(&mut String)) {
    let href = safe_href(href).map(escape);
    if let Some(href) = &href {
        let begin = ["<a class=\"ww-map__link\" href=\"", href];
        push_all(svg, &begin);
        push_all(svg, &["\" aria-label=\"", naam, "\">"]);
    }
    shape(svg);
    if href.is_some() {
        svg.push_str("</a>");
    }
}

fn push_all(svg: &mut String, parts: &[&str]) {
    for part in parts {
        svg.push_str(part);
    }
}

/// Adds formatted text; writing to a `String` cannot fail.
fn put(svg: &mut String, text: std::fmt::Arguments<'_>) {
    let _ = svg.write_fmt(text);
}

#[cfg(test)]
mod tests;
