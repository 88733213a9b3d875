//! Where an expression opens the same hour twice: no fault, but mostly a slip of the pen.

use std::sync::Arc;

use jiff::civil::Date;

use super::Hours;
use super::canvas::resolved;
use super::evaluate::Holidays;
use super::expression::{Join, Kind};

impl Hours {
    /// The first day of a period on which rules that add to each other, or the times of one, open the same hour.
    pub fn overlap(&self, holidays: &Arc<Holidays>, from: Date, through: Date) -> Option<Date> {
        let mut days = from.series(jiff::Span::new().days(1));
        days.by_ref()
            .take_while(|date| *date <= through)
            .find(|date| self.opens_twice(*date, holidays))
    }

    fn opens_twice(&self, date: Date, holidays: &Holidays) -> bool {
        let mut covered: Vec<(u16, u16)> = Vec::new();
        for rule in &self.rules {
            let counts = rule.kind == Kind::Open && rule.join != Join::Otherwise;
            if !counts || !rule.days.includes(date, holidays) {
                continue;
            }
            if rule.join == Join::Instead {
                covered.clear();
            }
            for (from, to, _) in resolved(&rule.times) {
                if covered
                    .iter()
                    .any(|(begin, end)| from < *end && *begin < to)
                {
                    return true;
                }
                covered.push((from, to));
            }
        }
        false
    }
}
