//! Maps of public pages: every wijk as a door to its page, and one wijk with rounded places.

use std::collections::BTreeMap;

use super::store::MeldingPubliek;
use super::woord;
use crate::kader::gebieden::{Gebied, Kaart, KaartPunt, KaartVlak, Kaartopdracht, draw};
use crate::layout::C;

const BREEDTE: u32 = 480;
const HOOGTE: u32 = 330;
/// More points than this are not drawn; the list and the figures tell the rest.
const MEESTE_PUNTEN: usize = 200;

/// The whole gemeente, each wijk a link.
pub fn of_gemeente(c: &C) -> Kaart {
    let frame = &c.view.frame;
    let vlakken = frame.plaatsen.shapes(&frame.inrichting, |key| {
        Some(c.url(&format!("/wijken/{key}")))
    });
    draw(&Kaartopdracht {
        id: "kaart-wijken",
        titel: &c.t1("publiek-kaart-titel", "gemeente", c.gemeente()),
        omschrijving: &c.t("publiek-kaart-uitleg"),
        breedte: BREEDTE,
        hoogte: HOOGTE,
        achtergrond: &water(c),
        vlakken: &vlakken,
        punten: &[],
    })
}

/// One wijk with its neighbours around it and the rounded places of `meldingen`.
pub fn of_wijk(c: &C, wijk: &Gebied, meldingen: &[MeldingPubliek]) -> Kaart {
    let frame = &c.view.frame;
    let (mut own, others): (Vec<_>, Vec<_>) = frame
        .plaatsen
        .shapes(&frame.inrichting, |_| None)
        .into_iter()
        .partition(|vlak| is_of(vlak, wijk));
    for vlak in &mut own {
        vlak.class = "ww-map__area ww-map__area--own".into();
    }
    let mut ground = water(c);
    ground.extend(others);
    let mut words = Words::new();
    let punten: Vec<KaartPunt> = meldingen
        .iter()
        .filter_map(|melding| point(c, melding, &mut words))
        .take(MEESTE_PUNTEN)
        .collect();
    draw(&Kaartopdracht {
        id: "kaart-wijk",
        titel: &c.t1("publiek-kaart-wijk", "naam", &wijk.naam),
        omschrijving: &c.t("publiek-kaart-wijk-uitleg"),
        breedte: BREEDTE,
        hoogte: HOOGTE,
        achtergrond: &ground,
        vlakken: &own,
        punten: &punten,
    })
}

/// An imported shape may stand for several wijken, whose names it joins.
fn is_of(vlak: &KaartVlak, wijk: &Gebied) -> bool {
    vlak.sleutel == wijk.sleutel || vlak.naam.split(" / ").any(|naam| naam == wijk.naam)
}

fn water(c: &C) -> Vec<KaartVlak> {
    let mut water = c.view.frame.plaatsen.water();
    for vlak in &mut water {
        vlak.class = "ww-map__water".into();
    }
    water
}

/// Words that many points share: by what they follow from.
type Words<'m> = BTreeMap<(Option<&'m str>, Option<&'m str>, &'static str), String>;

fn point<'m>(c: &C, melding: &'m MeldingPubliek, words: &mut Words<'m>) -> Option<KaartPunt> {
    let degrees = |e6: i64| Some(f64::from(i32::try_from(e6).ok()?) / 1e6);
    let state = woord::state_of(&melding.state);
    let theme = melding
        .onderwerp()
        .map_or(1, |key| woord::theme_number(&c.view.frame, key));
    let label = words
        .entry((melding.sentence.as_deref(), melding.onderwerp(), state))
        .or_insert_with(|| {
            let title = woord::title_of(c, melding);
            format!("{title}: {}", c.tk("publiek-staat", state))
        });
    Some(KaartPunt {
        lat: degrees(melding.lat_e6?)?,
        lon: degrees(melding.lon_e6?)?,
        class: format!("ww-map__dot ww-map__dot--{state} ww-theme--{theme}"),
        label: label.clone(),
        href: Some(c.url(&format!("/melding-openbaar/{}", melding.id))),
    })
}
