//! What was promised before other hours were saved, or before an extra hour was taken back: calendars have it, and hear
//! that it is off.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Interval, UitzonderingBron, Uren, Welke};
use crate::balie::infopunten::model::Uitzondering;

/// So many earlier versions count: one for each month of a year.
const MOST_VERSIONS: usize = 12;
/// So many days with hours that somebody told by hand count: the newest.
const MOST_TOLD: usize = 200;

impl Uren {
    /// Every open hour of a period that was promised at some time, both days included: by the hours as they are, and by
    /// those they replaced, as far ahead as whoever reads such a period at a time was told them; and by hand for some
    /// days, which may be taken back since (`withdrawn`), told anew or narrowed by the roster.
    pub fn ever_promised(
        &self,
        from: Date,
        until: Date,
        withdrawn: &[Uitzondering],
    ) -> Vec<Interval> {
        let ahead = from.until(until).unwrap_or_default();
        let mut all: BTreeMap<(Date, u16), Interval> = BTreeMap::new();
        let mut add = |uren: &Self, welke: Welke, from: Date, until: Date| {
            for one in uren.promised(welke, from, until) {
                all.entry((one.date, one.from)).or_insert(one);
            }
        };
        add(self, Welke::Promised, from, until);
        // Nobody saves hours after the day from which they hold.
        let replaced = self.versies.windows(2).enumerate().rev();
        let replaced = replaced.filter(|(_, pair)| pair[0].hours != pair[1].hours);
        for (n, pair) in replaced.take(MOST_VERSIONS) {
            let last = pair[1].valid_from.checked_add(ahead).unwrap_or(until);
            if last < from {
                break;
            }
            let earlier = Self {
                versies: self.versies[..=n].to_vec(),
                ..self.clone()
            };
            add(&earlier, Welke::Promised, from, last.min(until));
        }
        let told = self.uitzonderingen.iter().chain(withdrawn);
        let mut told: Vec<&Uitzondering> = told
            .filter(|one| one.bron == UitzonderingBron::Hand && !one.spans.is_empty())
            .collect();
        told.sort_by_key(|one| Reverse(one.created_at));
        let mut alone = self.clone();
        for one in told.into_iter().take(MOST_TOLD) {
            alone.uitzonderingen = vec![one.clone()];
            // What runs past midnight ends a day later.
            let last = one.last_day.tomorrow().unwrap_or(one.last_day);
            let (first, last) = (one.first_day.max(from), last.min(until));
            add(&alone, Welke::Regular, first, last);
        }
        all.into_values().collect()
    }
}
