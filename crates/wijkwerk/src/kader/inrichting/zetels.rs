//! The zetels that an orgaan has by its inrichting: in a team over more than one wijk, one for the residents' body of each.

use super::model::{Inrichting, Team};
use super::partijen::{BewonerSoort, Orgaan, Zetel};

/// Stands between the key of a zetel and that of the gebied whose body of residents it is kept for.
const OF: char = '@';

/// The key of a zetel as the inrichting has it, and that of the gebied that it is kept for, if it is of one alone.
pub fn split_zetel(sleutel: &str) -> (&str, Option<&str>) {
    sleutel
        .rsplit_once(OF)
        .map_or((sleutel, None), |(zetel, gebied)| (zetel, Some(gebied)))
}

/// The key of a zetel that is kept for one gebied alone.
pub(super) fn key_in(zetel: &Zetel, gebied: &str) -> String {
    format!("{}{OF}{gebied}", zetel.sleutel)
}

/// Whether it is kept for somebody of a body of residents.
pub(super) fn is_of_body(zetel: &Zetel) -> bool {
    zetel.bewoner == Some(BewonerSoort::Bewonersorgaan)
}

/// The zetels, each with its key, of an orgaan of this kind that works for these `gebieden` with a body of residents each.
pub(super) fn wanted<'a>(kind: &'a Orgaan, gebieden: &[&str]) -> Vec<(String, &'a Zetel)> {
    let mut all = Vec::new();
    for zetel in &kind.zetels {
        if is_of_body(zetel) && gebieden.len() > 1 {
            all.extend(gebieden.iter().map(|gebied| (key_in(zetel, gebied), zetel)));
        } else {
            all.push((zetel.sleutel.clone(), zetel));
        }
    }
    all
}

impl Inrichting {
    /// The gebieden that may have a body of residents and that a team works in, by key.
    pub(super) fn bewonersgebieden_of(&self, team: &Team) -> Vec<&str> {
        let lies_in = |small: &str, large: &str| {
            let line = self.ancestors(small);
            line.iter().any(|gebied| gebied.sleutel == large)
        };
        self.gebieden
            .iter()
            .filter(|gebied| gebied.niveau == self.bewonersorgaan.niveau)
            .map(|gebied| gebied.sleutel.as_str())
            .filter(|key| {
                let mut own = team.gebieden.iter();
                own.any(|of| lies_in(key, of) || lies_in(of, key))
            })
            .collect()
    }
}
