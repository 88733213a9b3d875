//! Where the names on a map go.
//!
//! Rules it relies on: the width of a text is estimated from its length; a name stands at an inner point
//! of its area, on one line or on two, moved up or down if another name is in the way; where it still does
//! not fit, its number in the list beside the map stands there instead. The order given decides who goes
//! first. It never lets two names overlap, and never leaves the picture.

/// A name to be placed, with the point where it would like to stand and the room it has around it.
pub(super) struct Wens<'a> {
    pub naam: &'a str,
    pub nummer: Option<usize>,
    /// Width of the area, in units.
    pub ruimte: f64,
    pub x: f64,
    pub y: f64,
}

/// A placed name: lines around one middle.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Naam {
    pub regels: Vec<String>,
    pub x: f64,
    /// Baseline of the first line.
    pub y: f64,
}

/// How much wider than its area a name may be; it has a halo, so that a border under it does no harm.
const ROOM: f64 = 1.25;

#[derive(Clone, Copy)]
struct Doos {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Doos {
    fn meets(self, other: Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }
}

/// Places all names on a picture of this size, for letters of this height. One answer per wish, in the
/// same order; `None` where even a number does not fit.
pub(super) fn place_names(
    wensen: &[Wens<'_>],
    breedte: f64,
    hoogte: f64,
    letter: f64,
) -> Vec<Option<Naam>> {
    let mut taken: Vec<Doos> = Vec::new();
    wensen
        .iter()
        .map(|wens| {
            let mut forms = vec![vec![wens.naam.to_owned()]];
            forms.extend(split_in_two(wens.naam));
            let wide = |form: &[String]| {
                let doos = box_of(form, wens.x, wens.y, letter);
                doos.right - doos.left
            };
            // A name wider than its area looks better on two lines, and much wider not at all where a number can stand.
            if wide(&forms[0]) > wens.ruimte {
                forms.reverse();
            }
            if wens.nummer.is_some() {
                forms.retain(|form| wide(form) <= wens.ruimte * ROOM);
            }
            let shifts = [0.0, -0.6, 0.6, -1.2, 1.2, -1.8, 1.8];
            let mut tries: Vec<(Vec<String>, f64)> = Vec::new();
            for shift in shifts {
                tries.extend(forms.iter().map(|form| (form.clone(), shift)));
            }
            if let Some(nummer) = wens.nummer {
                tries.extend(
                    shifts
                        .iter()
                        .map(|shift| (vec![nummer.to_string()], *shift)),
                );
            }
            tries.into_iter().find_map(|(regels, shift)| {
                let doos = box_of(&regels, wens.x, wens.y + shift * letter, letter);
                let fits = doos.left >= 0.0
                    && doos.top >= 0.0
                    && doos.right <= breedte
                    && doos.bottom <= hoogte;
                if !fits || taken.iter().any(|other| other.meets(doos)) {
                    return None;
                }
                taken.push(doos);
                Some(Naam {
                    regels,
                    x: wens.x,
                    y: doos.top + letter,
                })
            })
        })
        .collect()
}

fn box_of(regels: &[String], x: f64, y: f64, letter: f64) -> Doos {
    let longest = regels
        .iter()
        .map(|regel| regel.chars().count())
        .max()
        .unwrap_or(0);
    let longest = f64::from(u32::try_from(longest).unwrap_or(u32::MAX));
    let lines = f64::from(u32::try_from(regels.len()).unwrap_or(u32::MAX));
    let (half_wide, half_high) = (longest * letter * 0.28, lines * letter * 0.6);
    Doos {
        left: x - half_wide,
        top: y - half_high,
        right: x + half_wide,
        bottom: y + half_high,
    }
}

/// A long name on two lines, broken at the space or hyphen nearest its middle.
fn split_in_two(naam: &str) -> Option<Vec<String>> {
    let middle = naam.len() / 2;
    let (start, text) = naam
        .match_indices([' ', '-'])
        .filter(|(start, _)| *start > 0 && start + 1 < naam.len())
        .min_by_key(|(start, _)| start.abs_diff(middle))?;
    let end = if text == "-" { start + 1 } else { start };
    Some(vec![naam[..end].to_owned(), naam[start + 1..].to_owned()])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wens(naam: &str, nummer: usize, x: f64, y: f64) -> Wens<'_> {
        Wens {
            naam,
            nummer: Some(nummer),
            ruimte: 200.0,
            x,
            y,
        }
    }

    #[test]
    fn names_move_break_or_become_a_number_but_never_overlap() {
        let wensen = [
            wens("Oostelijke Haven", 1, 100.0, 50.0),
            wens("Noord-Einde", 2, 100.0, 54.0),
            wens("Zuid", 3, 100.0, 50.0),
            wens("Midden", 4, 100.0, 50.0),
        ];
        let placed = place_names(&wensen, 200.0, 100.0, 14.0);
        assert_eq!(placed[0].as_ref().unwrap().regels, ["Oostelijke Haven"]);
        let boxes: Vec<Doos> = placed
            .iter()
            .flatten()
            .map(|naam| {
                let lines = f64::from(u32::try_from(naam.regels.len()).unwrap());
                box_of(
                    &naam.regels,
                    naam.x,
                    naam.y - 14.0 + lines * 14.0 * 0.6,
                    14.0,
                )
            })
            .collect();
        for (number, one) in boxes.iter().enumerate() {
            assert!(boxes[number + 1..].iter().all(|two| !one.meets(*two)));
        }
        let narrow = place_names(
            &[wens("Oostelijke Haven", 7, 12.0, 50.0)],
            200.0,
            100.0,
            14.0,
        );
        assert_eq!(narrow[0].as_ref().unwrap().regels, ["7"]);
    }

    #[test]
    fn long_names_break_at_the_middle() {
        assert_eq!(split_in_two("Noord-Einde").unwrap(), ["Noord-", "Einde"]);
        assert_eq!(split_in_two("Zee en Duin").unwrap(), ["Zee en", "Duin"]);
        assert_eq!(split_in_two("Café"), None);
        assert_eq!(split_in_two(""), None);
    }
}
