//! Where partners plan work on one place in one year, so that it can be combined (V-59). Pure.

use crate::ids::{GebiedId, OrganisatieId};

/// Points closer than this are one place, in metres.
const NEAR_M: f64 = 200.0;

/// A piece of work somewhere: a plan or an afspraak.
#[derive(Clone, Debug)]
pub struct Werk {
    pub organisatie: OrganisatieId,
    pub gebied: GebiedId,
    pub jaar: i64,
    pub wat: String,
    pub plaats: Option<String>,
    /// Latitude and longitude in millionths of a degree.
    pub punt: Option<(i64, i64)>,
    /// Path of its page.
    pub pad: String,
}

/// Why two pieces of work could be combined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reden {
    SamePlace,
    Near,
}

/// A hint: these two, for this reason.
#[derive(Clone, Debug)]
pub struct Hint {
    pub one: Werk,
    pub other: Werk,
    pub reden: Reden,
}

impl Hint {
    /// Whether all that they share is that they are close to each other.
    pub fn is_near(&self) -> bool {
        self.reden == Reden::Near
    }
}

/// Every pair of different organisations on one place in one gebied and year, at most 50.
pub fn hints(works: &[Werk]) -> Vec<Hint> {
    let mut found = Vec::new();
    for (n, one) in works.iter().enumerate() {
        for other in works.iter().skip(n + 1) {
            if one.organisatie == other.organisatie
                || one.gebied != other.gebied
                || one.jaar != other.jaar
            {
                continue;
            }
            if let Some(reden) = reden(one, other) {
                found.push(Hint {
                    one: one.clone(),
                    other: other.clone(),
                    reden,
                });
            }
            if found.len() == 50 {
                return found;
            }
        }
    }
    found
}

fn reden(one: &Werk, other: &Werk) -> Option<Reden> {
    let (a, b) = (street(one), street(other));
    let same = match (&a, &b) {
        (Some(a), Some(b)) => a == b,
        (Some(a), None) => plain(&other.wat).contains(a.as_str()),
        (None, Some(b)) => plain(&one.wat).contains(b.as_str()),
        (None, None) => false,
    };
    if same {
        return Some(Reden::SamePlace);
    }
    let near = one
        .punt
        .zip(other.punt)
        .is_some_and(|(a, b)| metres(a, b) <= NEAR_M);
    near.then_some(Reden::Near)
}

/// The name of the street or place without number: at least four letters, or it says nothing.
fn street(work: &Werk) -> Option<String> {
    let plain = plain(work.plaats.as_deref()?);
    (plain.chars().count() >= 4).then_some(plain)
}

fn plain(text: &str) -> String {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty() && !word.starts_with(|c: char| c.is_ascii_digit()))
        .collect();
    words.join(" ")
}

#[expect(
    clippy::cast_precision_loss,
    reason = "millionths of a degree fit a double exactly"
)]
fn metres(a: (i64, i64), b: (i64, i64)) -> f64 {
    let degrees = |e6: i64| e6 as f64 / 1e6;
    let up = degrees(a.0 - b.0) * 111_320.0;
    let along = degrees(a.1 - b.1) * 111_320.0 * degrees(a.0).to_radians().cos();
    up.hypot(along)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn work(organisatie: u128, gebied: u128, jaar: i64, plaats: Option<&str>) -> Werk {
        Werk {
            organisatie: Uuid::from_u128(organisatie).into(),
            gebied: Uuid::from_u128(gebied).into(),
            jaar,
            wat: "Werk".into(),
            plaats: plaats.map(ToOwned::to_owned),
            punt: None,
            pad: String::new(),
        }
    }

    #[test]
    fn v_59_two_partners_on_one_street_in_one_year() {
        let base = work(1, 9, 2026, Some("Wielstraat 8"));
        let cases = [
            (work(2, 9, 2026, Some("wielstraat")), true),
            (work(1, 9, 2026, Some("Wielstraat")), false),
            (work(2, 8, 2026, Some("Wielstraat")), false),
            (work(2, 9, 2027, Some("Wielstraat")), false),
            (work(2, 9, 2026, Some("Molenpad")), false),
            (work(2, 9, 2026, None), false),
        ];
        for (other, expected) in cases {
            let found = hints(&[base.clone(), other.clone()]);
            assert_eq!(!found.is_empty(), expected, "{other:?}");
        }
        let mut afspraak = work(2, 9, 2026, None);
        afspraak.wat = "Nieuwe stoep in de Wielstraat".into();
        assert_eq!(hints(&[base, afspraak]).len(), 1);
    }

    #[test]
    fn v_59_two_partners_within_two_hundred_metres() {
        let mut one = work(1, 9, 2026, None);
        let mut other = work(2, 9, 2026, None);
        one.punt = Some((52_460_000, 4_620_000));
        for (lat, expected) in [(52_461_700, true), (52_462_000, false)] {
            other.punt = Some((lat, 4_620_000));
            let found = hints(&[one.clone(), other.clone()]);
            assert_eq!(
                found.first().map(|hint| hint.reden),
                expected.then_some(Reden::Near)
            );
        }
    }
}
