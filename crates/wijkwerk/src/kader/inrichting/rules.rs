//! What must hold within an inrichting, whatever the gemeente: references, coverage, words, terms.
//!
//! Pure: an inrichting in, findings out, all of them at once. The line of a finding is found later from
//! its path. Nothing here knows a gemeente.

use super::model::{Inrichting, TeamSoort};
use super::woorden::{WoordSleutel, is_slug};
use crate::kader::termijnen::ZONE;

mod adressen;
mod gebieden;
mod organen;
mod regels;

pub use adressen::{FIXED_PAGES, RESERVED_SLUGS};

/// Where the addresses of gemeenten begin, in the register of today and in the one before.
const TOOI: &str = "https://identifier.overheid.nl/tooi/id/gemeente/";
const OWMS: &str = "http://standaarden.overheid.nl/owms/terms/";

/// A finding before its line is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Vondst {
    pub(super) pad: String,
    pub(super) melding: String,
    pub(super) herstel: String,
}

pub(super) struct Vondsten(Vec<Vondst>);

impl Vondsten {
    pub(super) fn add(
        &mut self,
        pad: impl Into<String>,
        melding: impl Into<String>,
        herstel: impl Into<String>,
    ) {
        self.0.push(Vondst {
            pad: pad.into(),
            melding: melding.into(),
            herstel: herstel.into(),
        });
    }

    /// Reports a name that is not among the known ones.
    pub(super) fn expect_known(&mut self, pad: String, what: &str, name: &str, known: &[&str]) {
        if !known.contains(&name) {
            let melding = format!("{what} \"{}\" bestaat niet.", shown(name));
            self.add(pad, melding, nearest(name, known));
        }
    }
}

/// The start of a text, for messages about texts that may be very long.
pub(super) fn shown(text: &str) -> &str {
    text.char_indices()
        .nth(80)
        .map_or(text, |(end, _)| &text[..end])
}

/// Names the nearest valid name, and all of them if there are few.
pub(super) fn nearest(written: &str, valid: &[&str]) -> String {
    let best = super::schema::closest(written, valid);
    if best.is_empty() {
        return "Haal deze regel weg.".to_owned();
    }
    if valid.len() > 1 && valid.len() <= 12 {
        format!("Bedoelt u \"{best}\"? Het kan zijn: {}.", valid.join(", "))
    } else {
        format!("Bedoelt u \"{best}\"?")
    }
}

/// What is wrong with a point that should lie in the Netherlands, if anything.
pub(super) fn coordinate_problem(lat: f64, lon: f64) -> Option<(String, String)> {
    let inside = |lat: f64, lon: f64| (50.5..=53.8).contains(&lat) && (3.0..=7.4).contains(&lon);
    if inside(lat, lon) {
        return None;
    }
    let herstel = if inside(lon, lat) {
        "Breedte en lengte zijn verwisseld: draai ze om."
    } else {
        "Geef een breedtegraad tussen 50,5 en 53,8 en een lengtegraad tussen 3,0 en 7,4."
    };
    Some((
        format!("Het punt ({lat}, {lon}) ligt niet in Nederland."),
        herstel.to_owned(),
    ))
}

/// Everything that does not hold.
pub(super) fn check(inrichting: &Inrichting) -> Vec<Vondst> {
    let mut found = Vondsten(Vec::new());
    gemeente(inrichting, &mut found);
    woorden(inrichting, &mut found);
    gebieden::check(inrichting, &mut found);
    organen::check(inrichting, &mut found);
    keuzelijsten(inrichting, &mut found);
    regels::check(inrichting, &mut found);
    teksten(inrichting, &mut found);
    found.0
}

fn gemeente(inrichting: &Inrichting, found: &mut Vondsten) {
    let gemeente = &inrichting.gemeente;
    if RESERVED_SLUGS.contains(&gemeente.slug.as_str()) {
        found.add(
            "gemeente.slug",
            format!(
                "Het webadres \"{}\" is voor het systeem zelf.",
                gemeente.slug
            ),
            format!(
                "Kies een ander woord; bezet zijn: {}.",
                RESERVED_SLUGS.join(", ")
            ),
        );
    } else if !is_slug(&gemeente.slug) {
        found.add(
            "gemeente.slug",
            format!("\"{}\" kan niet in een webadres staan.", gemeente.slug),
            "Gebruik alleen kleine letters, cijfers en streepjes.",
        );
    }
    if let Some((melding, herstel)) =
        coordinate_problem(gemeente.kernpunt.lat, gemeente.kernpunt.lon)
    {
        found.add("gemeente.kernpunt", melding, herstel);
    }
    let zone = gemeente.tijdzone.as_str();
    if zone != ZONE {
        let melding = if jiff::tz::TimeZone::get(zone).is_ok() {
            format!("Dagen en termijnen tellen in de tijd van Nederland, niet in \"{zone}\".")
        } else {
            format!("De tijdzone \"{zone}\" bestaat niet.")
        };
        found.add("gemeente.tijdzone", melding, format!("Schrijf {ZONE}."));
    }
    if !is_code(&gemeente.cbs_code, "GM") {
        found.add(
            "gemeente.cbsCode",
            format!("\"{}\" is geen gemeentecode.", gemeente.cbs_code),
            "Gebruik GM met vier cijfers.",
        );
    }
    for (pad, adres, begin) in [
        ("gemeente.tooi", &gemeente.tooi, TOOI),
        ("gemeente.owms", &gemeente.owms, OWMS),
        ("gemeente.licentie", &gemeente.licentie, "http"),
    ] {
        let is_right = |adres: &String| {
            adres.starts_with(begin) && adres.len() > begin.len() && !adres.contains(is_odd)
        };
        if let Some(adres) = adres.as_ref().filter(|adres| !is_right(adres)) {
            found.add(
                pad,
                format!("\"{adres}\" is niet het webadres dat hier hoort."),
                format!("Schrijf een webadres dat begint met {begin}."),
            );
        }
    }
    let datum = &inrichting.nota.datum;
    if !is_partial_date(datum) {
        found.add(
            "nota.datum",
            format!("\"{datum}\" is geen jaar, maand of dag."),
            "Schrijf 2010, 2010-03 of 2010-03-01.",
        );
    }
}

/// What no address of a register holds.
fn is_odd(letter: char) -> bool {
    letter.is_whitespace()
        || letter.is_control()
        || matches!(letter, '"' | '<' | '>' | '\\' | '{' | '}' | '|' | '^' | '`')
}

/// Whether a code is a known prefix followed by digits: four for a gemeente, six for a wijk, eight for a
/// buurt.
pub(super) fn is_code(code: &str, prefix: &str) -> bool {
    let length = match prefix {
        "GM" => 4,
        "WK" => 6,
        _ => 8,
    };
    code.strip_prefix(prefix)
        .is_some_and(|digits| digits.len() == length && digits.bytes().all(|b| b.is_ascii_digit()))
}

fn is_partial_date(text: &str) -> bool {
    let whole = match text.len() {
        4 => format!("{text}-01-01"),
        7 => format!("{text}-01"),
        _ => text.to_owned(),
    };
    whole.parse::<jiff::civil::Date>().is_ok()
}

fn woorden(inrichting: &Inrichting, found: &mut Vondsten) {
    for key in WoordSleutel::ALL {
        let pad = format!("woorden.{}", key.key());
        let Some(woord) = inrichting.woorden.get(key) else {
            found.add(
                pad,
                format!("Het woord voor \"{}\" ontbreekt.", key.key()),
                "Geef enkelvoud, meervoud, lidwoord, singular en plural.",
            );
            continue;
        };
        let forms = [
            ("enkelvoud", &woord.enkelvoud),
            ("meervoud", &woord.meervoud),
            ("singular", &woord.singular),
            ("plural", &woord.plural),
        ];
        for (name, _) in forms.iter().filter(|(_, form)| form.trim().is_empty()) {
            found.add(
                format!("{pad}.{name}"),
                format!("De vorm \"{name}\" van \"{}\" is leeg.", key.key()),
                "Vul het woord in.",
            );
        }
        adressen::check(inrichting, *key, found);
    }
}

fn keuzelijsten(inrichting: &Inrichting, found: &mut Vondsten) {
    let lists: [(&str, Vec<&str>); 6] = [
        (
            "themas",
            inrichting
                .themas
                .iter()
                .map(|t| t.sleutel.as_str())
                .collect(),
        ),
        (
            "disciplines",
            inrichting
                .disciplines
                .iter()
                .map(|d| d.sleutel.as_str())
                .collect(),
        ),
        (
            "kanalen",
            inrichting
                .kanalen
                .iter()
                .map(|k| k.sleutel.as_str())
                .collect(),
        ),
        (
            "onderwerpen",
            inrichting
                .onderwerpen
                .iter()
                .map(|o| o.sleutel.as_str())
                .collect(),
        ),
        (
            "functies",
            inrichting
                .functies
                .iter()
                .map(|f| f.sleutel.as_str())
                .collect(),
        ),
        (
            "velden",
            inrichting
                .velden
                .iter()
                .map(|v| v.sleutel.as_str())
                .collect(),
        ),
    ];
    for (list, keys) in lists {
        for key in keys.into_iter().filter(|key| !is_slug(key)) {
            found.add(
                format!("{list}[{key}].sleutel"),
                format!("\"{key}\" is geen bruikbare sleutel."),
                "Gebruik alleen kleine letters, cijfers en streepjes.",
            );
        }
    }
    if inrichting.themas.is_empty() && inrichting.disciplines.is_empty() {
        found.add(
            "disciplines",
            "Er zijn geen thema's en geen disciplines, dus een melder kan niets kiezen.",
            "Geef thema's, of geef disciplines.",
        );
    }
}

/// Assumptions say why, and visible texts exist in both languages.
fn teksten(inrichting: &Inrichting, found: &mut Vondsten) {
    for aanname in inrichting.aannames() {
        if aanname.reden.trim().is_empty() {
            found.add(
                format!("{}.reden", aanname.pad),
                "Dit is een aanname, maar er staat niet bij waarom.",
                "Vul \"reden\" in.",
            );
        }
    }
    for pad in super::beheer::empty_texts(inrichting) {
        found.add(pad, "Deze tekst is leeg.", "Schrijf de tekst in deze taal.");
    }
}

/// The kinds of team that cover the whole gemeente.
pub(super) fn full_coverage(inrichting: &Inrichting) -> impl Iterator<Item = TeamSoort> + '_ {
    let full = |kind: &&TeamSoort| {
        inrichting.verdeling.dekking.get(*kind) == Some(&super::model::Dekking::Full)
    };
    TeamSoort::ALL.iter().filter(full).copied()
}
