//! Who does it? Passives, in the orders in which people write them.

use super::{Hint, letters};

/// What makes a passive that goes on.
const HELPERS: &[&str] = &["wordt", "worden", "werd", "werden"];
/// What may stand between a participle and *worden*.
const MODALS: &[&str] = &[
    "kan", "kon", "konden", "kunnen", "mag", "mocht", "mogen", "moet", "moest", "moesten",
    "moeten", "zal", "zou", "zouden", "zullen", "hoeft", "hoeven",
];
/// What makes a passive that is over, if somebody is named with *door*.
const BE: &[&str] = &["is", "zijn", "was", "waren"];
/// What a clause may go on with behind its last verb.
const NEXT: &[&str] = &["en", "of", "maar", "dan"];
/// How far behind its helper a participle is looked for.
const REACH: usize = 6;

/// How a participle begins.
const BEGINS: &[&str] = &[
    "ge", "be", "ver", "ont", "her", "aange", "inge", "uitge", "opge", "afge", "toege", "goedge",
    "doorge", "meege", "terugge", "voorge", "vastge", "bijge", "overge", "wegge",
];
/// Words that look like a participle and are none.
const NOT_PARTICIPLE: &[&str] = &[
    "bedragen",
    "bedrijven",
    "bejaarden",
    "bekend",
    "bekenden",
    "bent",
    "beperkt",
    "berichten",
    "beroepen",
    "besluiten",
    "best",
    "bestanden",
    "beter",
    "bewijzen",
    "bezoeken",
    "bijgebouwen",
    "gebied",
    "gebieden",
    "gebouwen",
    "gedachten",
    "geduld",
    "gehandicapt",
    "gehandicapten",
    "geld",
    "geluid",
    "geluiden",
    "gemeente",
    "gemeenten",
    "gemeentes",
    "geneesmiddelen",
    "gerust",
    "geschikt",
    "gesprek",
    "gesprekken",
    "getuigen",
    "gevolgen",
    "gezinnen",
    "gezond",
    "herfst",
    "overgewicht",
    "verdachten",
    "verdriet",
    "vergunning",
    "verhalen",
    "verkeersborden",
    "verkeerslichten",
    "verkouden",
    "verliefd",
    "verpleegkundigen",
    "verschil",
    "verschillen",
    "vertrek",
    "verwanten",
    "verzekerden",
];
/// What somebody did or what came over them: with *door* no passive.
const MOVED: &[&str] = &[
    "gebeurd",
    "gebleven",
    "gedaald",
    "gefietst",
    "gegaan",
    "gegroeid",
    "gekomen",
    "gelopen",
    "geraakt",
    "gereden",
    "gestegen",
    "gestopt",
    "gestorven",
    "gevallen",
    "gevaren",
    "gevlogen",
    "gewandeld",
    "geweest",
    "geworden",
    "begonnen",
    "veranderd",
    "verdwaald",
    "verdwenen",
    "verhuisd",
    "vertrokken",
];

/// The first passive of a sentence.
pub(super) fn passive(words: &[&str]) -> Option<Hint> {
    let plain: Vec<String> = words.iter().map(|word| letters(word)).collect();
    let (from, to) = (0..plain.len()).find_map(|at| span(words, &plain, at))?;
    Some(Hint::Passive {
        fragment: words.get(from..=to)?.join(" "),
    })
}

/// From where to where the passive stands whose helper is this word.
fn span(words: &[&str], plain: &[String], at: usize) -> Option<(usize, usize)> {
    let helper = plain[at].as_str();
    if HELPERS.contains(&helper) {
        return behind(plain, at)
            .map(|end| (at, end))
            .or_else(|| before(words, plain, at).map(|from| (from, at)));
    }
    if BE.contains(&helper) {
        return done_by(words, plain, at);
    }
    None
}

/// "wordt vandaag betaald".
fn behind(plain: &[String], at: usize) -> Option<usize> {
    (at + 1..plain.len().min(at + 1 + REACH)).find(|n| is_participle(plain, *n))
}

/// "als het betaald wordt", "als het betaald moet worden", "het kan betaald worden".
fn before(words: &[&str], plain: &[String], at: usize) -> Option<usize> {
    let is_modal = |n: usize| MODALS.contains(&plain[n].as_str());
    let last = at.checked_sub(1)?;
    let then = at.checked_sub(2);
    if is_participle(plain, last) && (ends_clause(words, plain, at) || then.is_some_and(is_modal)) {
        return Some(last);
    }
    then.filter(|then| is_modal(last) && is_participle(plain, *then))
}

/// "is door de buren betaald", "is betaald door de buren", "die door de buren betaald is".
fn done_by(words: &[&str], plain: &[String], at: usize) -> Option<(usize, usize)> {
    let is_done = |n: usize| is_participle(plain, n) && !MOVED.contains(&plain[n].as_str());
    let names = |from: usize, to: usize| {
        let mut between = plain.get(from..to).unwrap_or_default().iter();
        between.any(|word| word == "door")
    };
    let end = (at + 1..plain.len().min(at + 2 + REACH)).find(|n| is_done(*n));
    if let Some(end) = end {
        if names(at + 1, end) {
            return Some((at, end));
        }
        if names(end + 1, end + 2) {
            return Some((at, end + 1));
        }
    }
    let last = at.checked_sub(1)?;
    let by = plain.get(..last)?.iter().rposition(|word| word == "door")?;
    (is_done(last) && ends_clause(words, plain, at)).then_some((by, at))
}

/// Whether the clause ends with this word.
fn ends_clause(words: &[&str], plain: &[String], at: usize) -> bool {
    words[at].ends_with([',', ')'])
        || plain
            .get(at + 1)
            .is_none_or(|next| NEXT.contains(&next.as_str()))
}

/// Whether this word is a participle: not "te betalen", and no word that only looks like one.
fn is_participle(plain: &[String], at: usize) -> bool {
    let word = plain[at].as_str();
    let ends = word.ends_with('t') || word.ends_with('d') || word.ends_with("en");
    word.chars().count() > 4
        && ends
        && !word.ends_with("ingen")
        && BEGINS.iter().any(|start| word.starts_with(start))
        && !NOT_PARTICIPLE.contains(&word)
        && (at == 0 || plain[at - 1] != "te")
}
