//! What the pages of staff share: reach, marks, distance, the map.

use std::collections::BTreeSet;

use crate::access::{Here, Permission};
use crate::frame::{Frame, pick};
use crate::http::View;
use crate::ids::GebiedId;
use crate::kader::gebieden::{Coordinaat, KaartPunt, Kaartopdracht, draw, height_for};
use crate::layout::C;
use crate::wijkaanpak::meldingen::model::from_e6;
use crate::wijkaanpak::meldingen::{FieldState, Melding, MeldingState};

/// Most characters of the reporter's words in a title.
const TITLE: usize = 80;
/// Mean radius of the earth in metres.
const EARTH: f64 = 6_371_008.8;

/// The wijken in which the visitor may do this.
pub(crate) fn reach(view: &View, permission: Permission) -> BTreeSet<GebiedId> {
    view.frame
        .wijken()
        .map(|wijk| wijk.id)
        .filter(|id| view.actor.may(permission, &Here::gebied(*id)))
        .collect()
}

/// Whether these are all wijken there are.
pub(crate) fn is_everywhere(frame: &Frame, wijken: &BTreeSet<GebiedId>) -> bool {
    frame.wijken().all(|wijk| wijken.contains(&wijk.id))
}

/// A wijk to choose in a filter.
#[derive(Clone, Debug)]
pub(crate) struct Choice {
    pub value: String,
    pub naam: String,
    pub hint: String,
    pub chosen: bool,
}

/// The wijken in `wijken`, in the order of the gemeente.
pub(crate) fn wijk_choices(
    frame: &Frame,
    wijken: &BTreeSet<GebiedId>,
    chosen: Option<GebiedId>,
) -> Vec<Choice> {
    frame
        .wijken()
        .filter(|wijk| wijken.contains(&wijk.id))
        .map(|wijk| Choice {
            value: wijk.id.to_string(),
            naam: wijk.naam.clone(),
            hint: String::new(),
            chosen: chosen == Some(wijk.id),
        })
        .collect()
}

/// The disciplines to choose from.
pub(crate) fn discipline_choices(view: &View, chosen: Option<&str>) -> Vec<Choice> {
    view.frame
        .inrichting
        .disciplines
        .iter()
        .map(|vak| Choice {
            value: vak.sleutel.clone(),
            naam: pick(view.lang, &vak.naam),
            hint: pick(view.lang, &vak.voorbeeld),
            chosen: chosen == Some(vak.sleutel.as_str()),
        })
        .collect()
}

/// The colour of a theme or discipline: by its place in the inrichting, never by its name.
pub(crate) fn theme(frame: &Frame, key: &str) -> &'static str {
    const CLASSES: [&str; 6] = [
        "ww-theme--1",
        "ww-theme--2",
        "ww-theme--3",
        "ww-theme--4",
        "ww-theme--5",
        "ww-theme--6",
    ];
    let inrichting = &frame.inrichting;
    let at = inrichting
        .themas
        .iter()
        .position(|thema| thema.sleutel == key)
        .or_else(|| {
            inrichting
                .disciplines
                .iter()
                .position(|vak| vak.sleutel == key)
        });
    CLASSES[at.unwrap_or_default() % CLASSES.len()]
}

/// A mark with words.
#[derive(Clone, Debug)]
pub(crate) struct Badge {
    pub class: &'static str,
    pub text: String,
}

/// How a melding stands, in a mark.
pub(crate) fn badge(c: &C, melding: &Melding) -> Badge {
    let late = melding.due.filter(|due| *due < c.view.today());
    if let (true, Some(due)) = (
        melding.is_open() && melding.samengevoegd_met.is_none(),
        late,
    ) {
        let days = i64::from((c.view.today() - due).get_days());
        return Badge {
            class: "ww-badge--late",
            text: c.t1("staf-te-laat", "dagen", days),
        };
    }
    let (class, word) = stand(melding);
    Badge {
        class,
        text: c.tk("staf-stand", word),
    }
}

fn stand(melding: &Melding) -> (&'static str, &'static str) {
    use {FieldState as F, MeldingState as S};
    match (melding.state, melding.field_state) {
        _ if melding.samengevoegd_met.is_some() => ("ww-badge--closed", "samengevoegd"),
        (S::NoAction, _) => ("ww-badge--closed", "no-action"),
        (_, F::Confirmed) => ("ww-badge--done", "confirmed"),
        (_, F::Done) => ("ww-badge--done", "done"),
        (_, F::Disputed) => ("ww-badge--wait", "disputed"),
        (S::Submitted, _) => ("ww-badge--new", "submitted"),
        (_, F::Planned) => ("ww-badge--busy", "planned"),
        (S::Aandachtsgebied, _) => ("ww-badge--busy", "aandachtsgebied"),
        (S::Doorgezet, _) => ("ww-badge--busy", "doorgezet"),
        (S::Taken, _) => ("ww-badge--busy", "taken"),
    }
}

/// The first words, for a title.
pub(crate) fn summary(c: &C, omschrijving: &str, subject: Option<&str>) -> String {
    let line = omschrijving
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    if line.is_empty() {
        return subject.map_or_else(|| c.t("staf-alleen-foto"), |key| c.subject(key));
    }
    if line.chars().count() <= TITLE {
        return line;
    }
    let mut short: String = line.chars().take(TITLE - 1).collect();
    if let Some(end) = short.rfind(' ') {
        short.truncate(end);
    }
    format!("{short}…")
}

/// Metres between two places.
pub(crate) fn metres(a: Coordinaat, b: Coordinaat) -> f64 {
    let (from, to) = (a.lat().to_radians(), b.lat().to_radians());
    let (up, along) = (to - from, (b.lon() - a.lon()).to_radians());
    let h = (up / 2.0).sin().powi(2) + from.cos() * to.cos() * (along / 2.0).sin().powi(2);
    2.0 * EARTH * h.sqrt().min(1.0).asin()
}

/// How far a box reaches that surely holds everything within `metres`, in millionths of a degree; a degree of longitude
/// is never shorter than this in the Netherlands.
pub(crate) fn box_of(metres: i64) -> (i64, i64) {
    (metres * 9 + 1, metres * 16 + 1)
}

/// A whole number of metres, rounded to ten.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a distance of some hundreds"
)]
pub(crate) fn tens(metres: f64) -> i64 {
    (metres / 10.0).round() as i64 * 10
}

/// A point of the map: where, in which colour, what it is and where it leads.
pub(crate) fn point(
    (lat, lon): (Option<i64>, Option<i64>),
    class: &str,
    label: String,
    href: Option<String>,
) -> Option<KaartPunt> {
    let place = from_e6(lat?, lon?)?;
    Some(KaartPunt {
        lat: place.lat(),
        lon: place.lon(),
        class: class.to_owned(),
        label,
        href,
    })
}

/// The class of the point that a page is about.
pub(crate) fn here(class: &str) -> String {
    format!("ww-map__dot--own {class}")
}

/// The map of the wijk of one melding with its own place, as an `<svg>`.
pub(crate) fn own_map(c: &C, id: &str, melding: &Melding) -> String {
    let class = melding
        .subject()
        .map_or("", |key| theme(&c.view.frame, key));
    let label = c.t("staf-kaart-hier");
    let own = point(
        (melding.lat_e6, melding.lon_e6),
        &here(class),
        label.clone(),
        None,
    );
    let wijken = BTreeSet::from([melding.gebied]);
    map(c, id, &wijken, &label, own.as_slice())
}

/// The map of these wijken with these points, as an `<svg>`.
pub(crate) fn map(
    c: &C,
    id: &str,
    wijken: &BTreeSet<GebiedId>,
    titel: &str,
    punten: &[KaartPunt],
) -> String {
    let frame = &c.view.frame;
    let meant: Vec<_> = wijken.iter().filter_map(|id| frame.gebied(*id)).collect();
    let (own, ground) = frame.plaatsen.around(&frame.inrichting, &meant);
    let (vlakken, ground) = if own.is_empty() {
        let all = frame.plaatsen.shapes(&frame.inrichting, |_| None);
        (all, frame.plaatsen.water())
    } else {
        (own, ground)
    };
    draw(&Kaartopdracht {
        id,
        titel,
        omschrijving: &c.t1("staf-kaart-uitleg", "aantal", punten.len()),
        breedte: 700,
        hoogte: height_for(&vlakken, 700, 360, 520),
        achtergrond: &ground,
        vlakken: &vlakken,
        punten,
        genummerd: false,
    })
    .svg
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_degree_of_latitude_is_a_hundred_and_eleven_kilometres() {
        let at = |lat, lon| Coordinaat::new(lat, lon).unwrap();
        let one = metres(at(52.0, 5.0), at(53.0, 5.0));
        assert!((one - 111_195.0).abs() < 50.0, "{one}");
        // The box holds everything within its reach, in the far north too.
        let degrees = |e6: i64| f64::from(i32::try_from(e6).unwrap()) / 1e6;
        let (lat, lon) = box_of(200);
        let (up, along) = (53.55 + degrees(lat), 6.0 + degrees(lon));
        assert!(metres(at(53.55, 6.0), at(up, 6.0)) >= 200.0);
        assert!(metres(at(53.55, 6.0), at(53.55, along)) >= 200.0);
        assert_eq!(tens(137.0), 140);
    }
}
