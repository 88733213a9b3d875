//! Maps of public pages: every wijk as a door to its page, and one wijk with rounded places.

use std::collections::BTreeMap;

use super::store::MeldingPubliek;
use super::woord;
use crate::kader::gebieden::{Gebied, Kaart, KaartPunt, Kaartopdracht, draw, ground, height_for};
use crate::layout::C;

const BREEDTE: u32 = 700;
/// Between a band and a square: it stands beside a list, or above one on a phone.
const HOOGTE: (u32, u32) = (400, 560);
/// More points than this are not drawn; the list and the figures tell the rest.
const MEESTE_PUNTEN: usize = 200;

/// The whole gemeente, each wijk a link.
pub fn of_gemeente(c: &C) -> Kaart {
    let frame = &c.view.frame;
    let mut vlakken = frame.plaatsen.shapes(&frame.inrichting, |key| {
        Some(c.url(&format!("/wijken/{key}")))
    });
    // In the order of the list beside it.
    vlakken.sort_by(|a, b| a.naam.cmp(&b.naam));
    draw(&Kaartopdracht {
        id: "kaart-wijken",
        titel: &c.t1("publiek-kaart-titel", "gemeente", c.gemeente()),
        omschrijving: &c.t("publiek-kaart-uitleg"),
        breedte: BREEDTE,
        hoogte: height_for(&vlakken, BREEDTE, HOOGTE.0, HOOGTE.1),
        achtergrond: &frame.plaatsen.water(),
        vlakken: &vlakken,
        punten: &[],
        genummerd: true,
    })
}

/// One wijk with its neighbours around it and the rounded places of `meldingen`.
pub fn of_wijk(c: &C, wijk: &Gebied, meldingen: &[MeldingPubliek]) -> Kaart {
    of_wijken(c, &[wijk], &wijk.naam, meldingen)
}

/// Some wijken together, for what is called `naam`.
pub fn of_wijken(c: &C, wijken: &[&Gebied], naam: &str, meldingen: &[MeldingPubliek]) -> Kaart {
    let frame = &c.view.frame;
    let (mut words, base) = (Words::new(), c.url("/melding-openbaar"));
    let punten: Vec<KaartPunt> = meldingen
        .iter()
        .filter_map(|melding| point(c, melding, &base, &mut words))
        .take(MEESTE_PUNTEN)
        .collect();
    let titel = c.t1("publiek-kaart-wijk", "naam", naam);
    let omschrijving = c.t("publiek-kaart-wijk-uitleg");
    let make = |punten: &[KaartPunt]| {
        let (own, around) = frame.plaatsen.around(&frame.inrichting, wijken);
        ground(&Kaartopdracht {
            breedte: BREEDTE,
            hoogte: height_for(&own, BREEDTE, HOOGTE.0, HOOGTE.1),
            achtergrond: &around,
            vlakken: &own,
            punten,
            ..Kaartopdracht::default()
        })
    };
    let keys: Vec<&str> = wijken.iter().map(|wijk| wijk.sleutel.as_str()).collect();
    let kept = frame
        .plaatsen
        .kept_ground(&format!("wijk {}", keys.join(" ")), || make(&[]));
    if kept.has_areas() {
        kept.draw("kaart-wijk", &titel, &omschrijving, &punten)
    } else {
        // Nothing is drawn of these wijken: the points decide what is shown.
        make(&punten).draw("kaart-wijk", &titel, &omschrijving, &punten)
    }
}

/// Words that many points share: by what they follow from.
type Words<'m> = BTreeMap<(Option<&'m str>, Option<&'m str>, &'static str), String>;

/// `base` is the address under which every melding has its own.
fn point<'m>(
    c: &C,
    melding: &'m MeldingPubliek,
    base: &str,
    words: &mut Words<'m>,
) -> Option<KaartPunt> {
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
        class: format!("ww-theme--{theme}"),
        label: label.clone(),
        href: Some(format!("{base}/{}", melding.id)),
    })
}
