//! What lies under the points of a map: areas, water and their names.

use std::collections::BTreeMap;

use geo::Coord;

use super::tekst::{safe_class, safe_href};
use super::vorm::Vorm;
use super::{
    Kaart, KaartPunt, KaartVlak, Kaartopdracht, Kaartregel, MARGIN, put, write_head, write_names,
    write_points, write_vlak,
};
use crate::kader::gebieden::naamplaatsing::Wens;
use crate::kader::gebieden::projectie::Projectie;

/// What of a map stays the same whatever points lie on it: areas, water and their names.
pub struct Ondergrond {
    projectie: Projectie,
    shapes: String,
    lijst: Vec<Kaartregel>,
    has_link: bool,
}

/// Draws what lies under the points. Where there are no areas the points decide what the picture shows.
pub fn ground(opdracht: &Kaartopdracht<'_>) -> Ondergrond {
    let projectie = fit(opdracht);
    let mut svg = String::with_capacity(4096);
    let mut wensen: Vec<(Wens<'_>, &str)> = Vec::new();
    svg.push_str("<g class=\"ww-map__areas\">");
    // The areas claim the room for their names before the water does, but are drawn over it.
    let mut water = String::new();
    for (number, vlak) in opdracht.vlakken.iter().enumerate() {
        let shape = Vorm::of(vlak, &projectie);
        write_vlak(&mut svg, vlak, &shape.path);
        let wish = shape.middle.map(|(x, y, ruimte)| Wens {
            naam: &vlak.naam,
            nummer: opdracht.genummerd.then_some(number + 1),
            ruimte,
            x,
            y,
        });
        wensen.extend(wish.map(|wens| (wens, "ww-map__name")));
    }
    svg.push_str("</g>");
    for vlak in opdracht.achtergrond {
        let shape = Vorm::of(vlak, &projectie);
        let class = safe_class("ww-map__water", &vlak.class);
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
        let name = if vlak.class.is_empty() {
            "ww-map__name ww-map__name--water"
        } else {
            "ww-map__name ww-map__name--near"
        };
        wensen.extend(wish.map(|wens| (wens, name)));
    }
    if !water.is_empty() {
        let ground = format!("<g class=\"ww-map__ground\" aria-hidden=\"true\">{water}</g>");
        svg.insert_str(0, &ground);
    }
    let numbered = write_names(&mut svg, wensen, &projectie);
    Ondergrond {
        projectie,
        shapes: svg,
        lijst: list(opdracht.vlakken, &numbered),
        has_link: opdracht
            .vlakken
            .iter()
            .any(|vlak| safe_href(vlak.href.as_deref()).is_some()),
    }
}

impl Ondergrond {
    /// Whether there is an area in it, water and surroundings apart.
    pub fn has_areas(&self) -> bool {
        !self.lijst.is_empty()
    }

    /// The map with these points; `id` is that of the SVG element, `titel` and `omschrijving` are in the reader's language.
    pub fn draw(&self, id: &str, titel: &str, omschrijving: &str, punten: &[KaartPunt]) -> Kaart {
        let has_link = self.has_link
            || punten
                .iter()
                .any(|punt| safe_href(punt.href.as_deref()).is_some());
        let mut svg = String::with_capacity(self.shapes.len() + 512 * (punten.len() + 2));
        write_head(
            &mut svg,
            (id, titel, omschrijving),
            &self.projectie,
            has_link,
        );
        svg.push_str(&self.shapes);
        write_points(&mut svg, punten, &self.projectie);
        svg.push_str("</svg>");
        Kaart {
            svg,
            projectie: self.projectie,
            lijst: self.lijst.clone(),
        }
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

fn list(vlakken: &[KaartVlak], numbered: &BTreeMap<usize, bool>) -> Vec<Kaartregel> {
    vlakken
        .iter()
        .enumerate()
        .map(|(number, vlak)| Kaartregel {
            nummer: number + 1,
            sleutel: vlak.sleutel.clone(),
            naam: vlak.naam.clone(),
            href: safe_href(vlak.href.as_deref()).map(str::to_owned),
            op_nummer: numbered.contains_key(&(number + 1)),
            op_breed: numbered.get(&(number + 1)).copied().unwrap_or_default(),
        })
        .collect()
}
