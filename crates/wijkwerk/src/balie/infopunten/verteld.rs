//! A point as channels outside this slice tell it: with what it offers and its hours, candidates left out (INV-11, INV-14).

use jiff::civil::Date;
use kit::db::Queries;
use kit::hours::Timetable;
use kit::i18n::Lang;

use super::inhoud::Inhoud;
use super::model::Infopunt;
use super::store;
use super::uren::{Uren, Welke, of_all};
use crate::error::Result;
use crate::frame::{Frame, pick};

/// So many days ahead are told.
const AHEAD_DAYS: i32 = 60;

/// A public point with everything that is told of it.
#[derive(Clone, Debug)]
pub struct Told {
    pub punt: Infopunt,
    pub inhoud: Inhoud,
    pub uren: Uren,
}

/// Every point that everybody may know of and that is not over, by name.
pub fn list_told(tx: &mut impl Queries, frame: &Frame, today: Date) -> Result<Vec<Told>> {
    let mut punten = store::list_infopunten(tx, frame.id)?;
    punten.retain(|punt| punt.state.is_public() && !punt.state.is_over());
    if punten.is_empty() {
        return Ok(Vec::new());
    }
    // The engines order letters differently; everybody gets the same pages.
    punten.sort_by(|one, other| (&one.naam, one.id).cmp(&(&other.naam, other.id)));
    let mut inhoud = store::inhoud::all(tx, frame.id)?;
    let uren = of_all(tx, frame, &punten, today, last_day(today))?;
    Ok(punten
        .into_iter()
        .zip(uren)
        .map(|(punt, uren)| Told {
            inhoud: inhoud.remove(&punt.id).unwrap_or_default(),
            punt,
            uren,
        })
        .collect())
}

fn last_day(today: Date) -> Date {
    let ahead = jiff::Span::new().days(AHEAD_DAYS);
    today.checked_add(ahead).unwrap_or(today)
}

impl Told {
    /// What is told, as a timetable; none where nobody knows, or where the point promises nothing.
    pub fn table(&self, today: Date) -> Option<Timetable> {
        self.uren.told(today)
    }

    /// The last day that is told.
    pub fn until(&self, today: Date) -> Date {
        last_day(today)
    }

    /// What one can do there, in Dutch.
    pub fn functies(&self, frame: &Frame) -> Vec<String> {
        let all = frame.inrichting.functies.iter();
        all.filter(|one| self.inhoud.functies.contains(&one.sleutel))
            .map(|one| pick(Lang::Nl, &one.naam))
            .collect()
    }
}

impl Uren {
    /// What is told from a day on; none where nobody knows, or where the point promises nothing.
    pub fn told(&self, today: Date) -> Option<Timetable> {
        let known = self.timetable(Welke::Published, today).ok().flatten();
        known.filter(|_| self.state.is_told())
    }
}
