//! A map of areas and points as one SVG text, drawn on the server: it needs no script, no tiles and no
//! third party, prints, and comes with the same content as a list.
//!
//! Rules it relies on: only classes and presentation attributes, no style (the content security policy
//! forbids it); every text and address is escaped and an address that is not a web address is left out; with
//! links the picture is a named group, because the content of an image is hidden from screen readers, and
//! every link has a name. It never shows a colour of its own and never holds a person.

use std::fmt::Write as _;

use geo::{Coord, LineString, MultiPolygon, Polygon};

use super::binnenpunt::find_inner_point_flat;
use super::naamplaatsing::{Naam, Wens, place_names};
use super::projectie::Projectie;

use self::tekst::{escape, safe_class, safe_href};

mod tekst;

/// Letter height of names, in units of the view box.
const LETTER: f64 = 14.0;
/// Points nearer than this to the one before are left out, in units.
const TOLERANCE: f64 = 0.6;
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
    let projectie = fit(opdracht);
    let mut svg = String::with_capacity(4096);
    let has_link = opdracht
        .vlakken
        .iter()
        .any(|vlak| safe_href(vlak.href.as_deref()).is_some())
        || opdracht
            .punten
            .iter()
            .any(|punt| safe_href(punt.href.as_deref()).is_some());
    write_head(&mut svg, opdracht, &projectie, has_link);
    let mut wensen: Vec<(Wens<'_>, &str)> = Vec::new();
    svg.push_str("<g class=\"kaart__vlakken\">");
    // The areas claim the room for their names before the water does, but are drawn over it.
    let mut water = String::new();
    for (number, vlak) in opdracht.vlakken.iter().enumerate() {
        let shape = Vorm::of(vlak, &projectie);
        write_vlak(&mut svg, vlak, &shape.path);
        let wish = shape.middle.map(|(x, y, ruimte)| Wens {
            naam: &vlak.naam,
            nummer: Some(number + 1),
            ruimte,
            x,
            y,
        });
        wensen.extend(wish.map(|wens| (wens, "kaart__naam")));
    }
    svg.push_str("</g>");
    for vlak in opdracht.achtergrond {
        let shape = Vorm::of(vlak, &projectie);
        let class = safe_class("kaart__water", &vlak.class);
        put(
            &mut water,
            format_args!("<path class=\"{class}\" d=\"{}\"/>", shape.path),
        );
        let wish = shape.middle.map(|(x, y, ruimte)| Wens {
            naam: &vlak.naam,
            nummer: None,
            ruimte,
            x,
            y,
        });
        wensen.extend(wish.map(|wens| (wens, "kaart__waternaam")));
    }
    if !water.is_empty() {
        let ground = format!("<g class=\"kaart__achtergrond\" aria-hidden=\"true\">{water}</g>");
        let start = svg
            .find("<g class=\"kaart__vlakken\">")
            .unwrap_or(svg.len());
        svg.insert_str(start, &ground);
    }
    write_names(&mut svg, wensen, &projectie);
    write_points(&mut svg, opdracht.punten, &projectie);
    svg.push_str("</svg>");
    Kaart {
        svg,
        projectie,
        lijst: list(opdracht.vlakken),
    }
}

fn fit(opdracht: &Kaartopdracht<'_>) -> Projectie {
    let (breedte, hoogte) = (opdracht.breedte, opdracht.hoogte);
    let of = |vlakken: &[KaartVlak]| -> Vec<Coord<f64>> {
        vlakken
            .iter()
            .flat_map(|vlak| vlak.rings.iter().flatten())
            .map(|&(x, y)| Coord { x, y })
            .collect()
    };
    let mut places = of(opdracht.vlakken);
    if places.is_empty() {
        places = opdracht
            .punten
            .iter()
            .map(|punt| Coord {
                x: punt.lon,
                y: punt.lat,
            })
            .collect();
    }
    if places.is_empty() {
        places = of(opdracht.achtergrond);
    }
    Projectie::fit(places.into_iter(), breedte, hoogte, MARGIN)
}

fn list(vlakken: &[KaartVlak]) -> Vec<Kaartregel> {
    vlakken
        .iter()
        .enumerate()
        .map(|(number, vlak)| Kaartregel {
            nummer: number + 1,
            sleutel: vlak.sleutel.clone(),
            naam: vlak.naam.clone(),
            href: safe_href(vlak.href.as_deref()).map(str::to_owned),
        })
        .collect()
}

/// An area in the picture: its path, and where its name would like to stand.
struct Vorm {
    path: String,
    /// Position, and the width of the area there.
    middle: Option<(f64, f64, f64)>,
}

impl Vorm {
    fn of(vlak: &KaartVlak, projectie: &Projectie) -> Self {
        let rings: Vec<Vec<Coord<f64>>> = vlak
            .rings
            .iter()
            .map(|ring| simplify(ring, projectie))
            .filter(|ring| ring.len() >= 3)
            .collect();
        let mut path = String::new();
        for ring in &rings {
            for (number, place) in ring.iter().enumerate() {
                let letter = if number == 0 { 'M' } else { 'L' };
                put(
                    &mut path,
                    format_args!("{letter}{:.1} {:.1}", place.x, place.y),
                );
            }
            path.push('Z');
        }
        let visible: Vec<Vec<Coord<f64>>> = rings
            .iter()
            .map(|ring| clip(ring, projectie))
            .filter(|ring| ring.len() >= 3)
            .collect();
        let ruimte = visible.iter().map(|ring| width(ring)).fold(0.0, f64::max);
        let parts = visible
            .into_iter()
            .map(|ring| Polygon::new(LineString::new(ring), Vec::new()));
        let middle = find_inner_point_flat(&MultiPolygon::new(parts.collect()));
        Self {
            path,
            middle: middle.map(|place| (place.x, place.y, ruimte)),
        }
    }
}

fn width(ring: &[Coord<f64>]) -> f64 {
    let (least, most) = ring.iter().fold(
        (f64::INFINITY, f64::NEG_INFINITY),
        |(least, most), place| (least.min(place.x), most.max(place.x)),
    );
    most - least
}

/// Positions of a ring without those that no eye would miss, and without the repeated last one.
fn simplify(ring: &[(f64, f64)], projectie: &Projectie) -> Vec<Coord<f64>> {
    let mut kept: Vec<Coord<f64>> = Vec::new();
    for &(lon, lat) in ring {
        let (x, y) = projectie.to_view(lat, lon);
        let is_near =
            |last: &Coord<f64>| (last.x - x).abs() < TOLERANCE && (last.y - y).abs() < TOLERANCE;
        if x.is_finite() && y.is_finite() && !kept.last().is_some_and(is_near) {
            kept.push(Coord { x, y });
        }
    }
    while kept.len() > 1 {
        let (first, last) = (kept[0], kept[kept.len() - 1]);
        if (first.x - last.x).abs() >= TOLERANCE || (first.y - last.y).abs() >= TOLERANCE {
            break;
        }
        kept.pop();
    }
    kept
}

/// The part of a ring within the picture (Sutherland–Hodgman).
fn clip(ring: &[Coord<f64>], projectie: &Projectie) -> Vec<Coord<f64>> {
    type Depth = fn(Coord<f64>, &Projectie) -> f64;
    let sides: [Depth; 4] = [
        |place, _| place.x,
        |place, _| place.y,
        |place, projectie| projectie.breedte - place.x,
        |place, projectie| projectie.hoogte - place.y,
    ];
    let mut kept = ring.to_vec();
    for depth in sides {
        let input = std::mem::take(&mut kept);
        for (number, &to) in input.iter().enumerate() {
            let from = input[(number + input.len() - 1) % input.len()];
            let (before, after) = (depth(from, projectie), depth(to, projectie));
            if (before < 0.0) != (after < 0.0) {
                kept.push(from + (to - from) * (before / (before - after)));
            }
            if after >= 0.0 {
                kept.push(to);
            }
        }
    }
    kept
}

fn write_head(
    svg: &mut String,
    opdracht: &Kaartopdracht<'_>,
    projectie: &Projectie,
    has_link: bool,
) {
    let id = safe_class("", opdracht.id).replace(' ', "-");
    let role = if has_link { "group" } else { "img" };
    put(
        svg,
        format_args!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"kaart\" id=\"{id}\" viewBox=\"0 0 {} {}\" \
             role=\"{role}\" aria-labelledby=\"{id}-titel\" aria-describedby=\"{id}-uitleg\" {}>\
             <title id=\"{id}-titel\">{}</title><desc id=\"{id}-uitleg\">{}</desc>",
            projectie.breedte,
            projectie.hoogte,
            projectie.data_attributes(),
            escape(opdracht.titel),
            escape(opdracht.omschrijving),
        ),
    );
}

fn write_vlak(svg: &mut String, vlak: &KaartVlak, path: &str) {
    let (naam, sleutel) = (escape(&vlak.naam), escape(&vlak.sleutel));
    let class = safe_class("kaart__vlak", &vlak.class);
    let shape = format!(
        "<path class=\"{class}\" data-sleutel=\"{sleutel}\" fill-rule=\"evenodd\" d=\"{path}\">\
         <title>{naam}</title></path>"
    );
    write_linked(svg, vlak.href.as_deref(), &naam, &shape);
}

fn write_names(svg: &mut String, wensen: Vec<(Wens<'_>, &str)>, projectie: &Projectie) {
    let (wensen, classes): (Vec<_>, Vec<_>) = wensen.into_iter().unzip();
    let placed = place_names(&wensen, projectie.breedte, projectie.hoogte, LETTER);
    put(
        svg,
        format_args!(
            "<g class=\"kaart__namen\" aria-hidden=\"true\" text-anchor=\"middle\" \
             font-size=\"{LETTER}\" fill=\"currentColor\" pointer-events=\"none\">"
        ),
    );
    for (naam, class) in placed.into_iter().zip(classes) {
        let Some(Naam { regels, x, y }) = naam else {
            continue;
        };
        put(
            svg,
            format_args!("<text class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\">"),
        );
        for (number, regel) in regels.iter().enumerate() {
            let regel = escape(regel);
            if number == 0 {
                svg.push_str(&regel);
            } else {
                let step = LETTER * 1.2;
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

fn write_points(svg: &mut String, punten: &[KaartPunt], projectie: &Projectie) {
    if punten.is_empty() {
        return;
    }
    svg.push_str("<g class=\"kaart__punten\">");
    for punt in punten {
        let (x, y) = projectie.to_view(punt.lat, punt.lon);
        if !x.is_finite() || !y.is_finite() {
            continue;
        }
        let label = escape(&punt.label);
        let class = safe_class("kaart__punt", &punt.class);
        // The wide clear ring makes the point large enough for a finger.
        let shape = format!(
            "<circle class=\"kaart__raakvlak\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"14\" fill=\"none\" \
             pointer-events=\"all\"/><circle class=\"{class}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"6\">\
             <title>{label}</title></circle>"
        );
        write_linked(svg, punt.href.as_deref(), &label, &shape);
    }
    svg.push_str("</g>");
}

fn write_linked(svg: &mut String, href: Option<&str>, naam: &str, shape: &str) {
    match safe_href(href).map(escape) {
        Some(href) => put(
            svg,
            format_args!(
                "<a class=\"kaart__link\" href=\"{href}\" aria-label=\"{naam}\">{shape}</a>"
            ),
        ),
        None => svg.push_str(shape),
    }
}

/// Adds formatted text; writing to a `String` cannot fail.
fn put(svg: &mut String, text: std::fmt::Arguments<'_>) {
    let _ = svg.write_fmt(text);
}

#[cfg(test)]
mod tests;
