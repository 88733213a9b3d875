//! How public facts are told: one place for states, subjects, names and amounts in words.

use super::document::Bijdrageregel;
use super::store::MeldingPubliek;
use crate::frame::Frame;
use crate::layout::C;

/// The class of a public state: `new`, `busy`, `wait`, `done` or `closed`. Each has a badge and a word.
pub fn state_of(state: &str) -> &'static str {
    match state {
        "submitted" | "new" => "new",
        "done" | "confirmed" | "resolved" | "delivered" | "verified" => "done",
        "disputed" | "reopened" | "proposed" => "wait",
        "no_action" | "closed" | "dropped" | "carried_over" => "closed",
        _ => "busy",
    }
}

/// The number of the colour of a theme or discipline: its place in the inrichting.
pub fn theme_number(frame: &Frame, key: &str) -> usize {
    let inrichting = &frame.inrichting;
    inrichting
        .themas
        .iter()
        .position(|thema| thema.sleutel == key)
        .or_else(|| {
            inrichting
                .disciplines
                .iter()
                .position(|discipline| discipline.sleutel == key)
        })
        .map_or(1, |place| place % 6 + 1)
}

/// What a melding is about, in a few words: the public sentence, or subject and place.
pub fn title_of(c: &C, melding: &MeldingPubliek) -> String {
    if let Some(sentence) = melding.sentence.as_deref().filter(|text| !text.is_empty()) {
        return sentence.to_owned();
    }
    let wijk = c.gebied(melding.gebied);
    match melding.onderwerp() {
        Some(key) => c.t2(
            "publiek-melding-over",
            "onderwerp",
            c.subject(key),
            "wijk",
            wijk,
        ),
        None => c.t1("publiek-melding-in", "wijk", wijk),
    }
}

/// Who has it: the name of a role or organisation whose key was noted, or the words that were.
pub fn who_of(c: &C, who: &str) -> String {
    let frame = &c.view.frame;
    if frame.inrichting.rol(who).is_some() {
        return c.role(who);
    }
    frame
        .organisatie_by_key(who)
        .map_or_else(|| who.to_owned(), |found| found.naam.clone())
}

/// The side that put something in.
pub fn side_of(c: &C, van: &str) -> String {
    match van {
        "bewoners" | "partner" | "gemeente" => c.tk("publiek-van", van),
        other => other.to_owned(),
    }
}

/// "€ 3.600 en 16 uur"; empty when nothing was put in.
pub fn amount_of(c: &C, cents: i64, minuten: i64) -> String {
    let mut parts = Vec::new();
    if cents > 0 {
        parts.push(c.euro(cents));
    }
    if minuten > 0 {
        let hours = (minuten + 30) / 60;
        parts.push(if hours > 0 {
            c.t1("publiek-uren", "uren", hours)
        } else {
            c.t1("publiek-minuten", "minuten", minuten)
        });
    }
    c.list_and(&parts)
}

/// A contribution as a line of a table: who, and what was put in so far beside what was promised.
pub fn contribution_of(c: &C, regel: &Bijdrageregel) -> (String, String) {
    let so_far = amount_of(c, regel.cents, regel.minuten);
    let promised = amount_of(c, regel.promised_cents, regel.promised_minuten);
    let parts: Vec<String> = [
        ("publiek-bijdrage-tot-nu-toe", so_far),
        ("publiek-bijdrage-toegezegd", promised),
    ]
    .into_iter()
    .filter(|(_, amount)| !amount.is_empty())
    .map(|(key, amount)| c.t1(key, "wat", amount.as_str()))
    .collect();
    (side_of(c, &regel.van), parts.join(" · "))
}
