//! The days on which desks are closed: the calendar with what the gemeente decided itself. One list for points and for
//! every other place, so that both say the same.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use jiff::civil::Date;
use kit::hours::Holidays;

use crate::ids::VrijedagId;
use crate::kader::termijnen::{Feestdagen, FeestdagenSettings};

/// Years ahead whose holidays are counted, as far as an opening is looked for.
const YEARS: i16 = 5;

kit::word_enum! {
    /// What the gemeente said of some days.
    pub enum VrijSoort {
        Closed = "closed",
        /// A holiday on which its desks are open.
        Open = "open",
        School = "school",
    }
}

/// Days on which desks close, or do not, or on which schools are closed.
#[derive(Clone, Debug)]
pub struct Vrijedag {
    pub id: VrijedagId,
    pub soort: VrijSoort,
    pub naam: String,
    pub first_day: Date,
    pub last_day: Date,
}

/// The days on which desks are closed, as far as the years of this period go, with the school holidays that were entered.
pub fn holidays_of(own: &[Vrijedag], from: Date, until: Date) -> Holidays {
    let calendar = Feestdagen::desk(&FeestdagenSettings::default());
    let years = from.year().saturating_sub(1)..=until.year().saturating_add(YEARS);
    let mut public: BTreeSet<Date> = years
        .flat_map(|year| calendar.of_year(year))
        .map(|day| day.date)
        .collect();
    let mut school: Option<Vec<RangeInclusive<Date>>> = None;
    for one in own {
        let range = one.first_day..=one.last_day;
        match one.soort {
            VrijSoort::School => school.get_or_insert_default().push(range),
            VrijSoort::Closed => public.extend(days(&range)),
            VrijSoort::Open => public.retain(|day| !range.contains(day)),
        }
    }
    Holidays { public, school }
}

/// The last day of the school holidays that were entered: of later days nobody knows whether schools are closed.
pub fn school_until(own: &[Vrijedag]) -> Option<Date> {
    let school = own.iter().filter(|one| one.soort == VrijSoort::School);
    school.map(|one| one.last_day).max()
}

fn days(range: &RangeInclusive<Date>) -> impl Iterator<Item = Date> + use<> {
    let last = *range.end();
    let all = range.start().series(jiff::Span::new().days(1));
    all.take_while(move |day| *day <= last)
}
