//! What was promised before other hours were saved: calendars have it, and hear that it is off.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Interval, Uren, Welke};

/// So many earlier versions count: one for each month of a year.
const MOST_VERSIONS: usize = 12;

impl Uren {
    /// Every open hour of a period that was promised at some time, both days included: by the hours as they are, and by
    /// those they replaced, as far ahead as whoever reads such a period at a time was told them.
    pub fn ever_promised(&self, from: Date, until: Date) -> Vec<Interval> {
        let ahead = from.until(until).unwrap_or_default();
        let mut all: BTreeMap<(Date, u16), Interval> = BTreeMap::new();
        let mut add = |uren: &Self, until: Date| {
            for one in uren.promised(Welke::Promised, from, until) {
                all.entry((one.date, one.from)).or_insert(one);
            }
        };
        add(self, until);
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
            add(&earlier, last.min(until));
        }
        all.into_values().collect()
    }
}
