//! The two holiday calendars, computed per year.
//!
//! A *deadline* moves by the Algemene termijnenwet; a *desk* closes by what the municipality decided.
//! The two differ (5 May, Good Friday, a municipality's own days) and are never mixed: each caller
//! names the calendar it counts by. Nothing here is looked up; every day follows from the year.

use std::collections::BTreeSet;

use jiff::{
    ToSpan,
    civil::{Date, Weekday},
};

/// Which holiday a day is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FeestdagKind {
    /// 1 January.
    Nieuwjaarsdag,
    /// The Friday before Easter.
    GoedeVrijdag,
    /// Easter Sunday.
    EerstePaasdag,
    /// Easter Monday.
    TweedePaasdag,
    /// 27 April; 26 April when the 27th is a Sunday.
    Koningsdag,
    /// 5 May.
    Bevrijdingsdag,
    /// Ascension Day, a Thursday.
    Hemelvaartsdag,
    /// Whit Sunday.
    EerstePinksterdag,
    /// Whit Monday.
    TweedePinksterdag,
    /// 25 December.
    EersteKerstdag,
    /// 26 December.
    TweedeKerstdag,
    /// A day added by decree (deadlines) or by the municipality (desks).
    Aangewezen,
}

impl FeestdagKind {
    /// The key of this day's name in the locale files.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Nieuwjaarsdag => "feestdag-nieuwjaarsdag",
            Self::GoedeVrijdag => "feestdag-goede-vrijdag",
            Self::EerstePaasdag => "feestdag-eerste-paasdag",
            Self::TweedePaasdag => "feestdag-tweede-paasdag",
            Self::Koningsdag => "feestdag-koningsdag",
            Self::Bevrijdingsdag => "feestdag-bevrijdingsdag",
            Self::Hemelvaartsdag => "feestdag-hemelvaartsdag",
            Self::EerstePinksterdag => "feestdag-eerste-pinksterdag",
            Self::TweedePinksterdag => "feestdag-tweede-pinksterdag",
            Self::EersteKerstdag => "feestdag-eerste-kerstdag",
            Self::TweedeKerstdag => "feestdag-tweede-kerstdag",
            Self::Aangewezen => "feestdag-aangewezen",
        }
    }
}

/// A holiday on its date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Feestdag {
    /// The day.
    pub date: Date,
    /// Which holiday it is.
    pub kind: FeestdagKind,
}

/// What a municipality decided about its desks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FeestdagenSettings {
    /// Desks close on 5 May every year, not only in years that divide by five.
    pub bevrijdingsdag_every_year: bool,
    /// Desks close on Good Friday.
    pub goede_vrijdag: bool,
    /// Days of the municipality's own.
    pub extra_days: BTreeSet<Date>,
}

/// A calendar of free days: Saturdays, Sundays and holidays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feestdagen {
    good_friday: bool,
    sundays: bool,
    liberation_day: LiberationDay,
    extra_days: BTreeSet<Date>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LiberationDay {
    EveryYear,
    EveryFifthYear,
}

impl Feestdagen {
    /// The calendar for legal terms: Algemene termijnenwet art. 3, first and second paragraph.
    pub const fn deadlines() -> Self {
        Self {
            good_friday: true,
            sundays: false,
            liberation_day: LiberationDay::EveryYear,
            extra_days: BTreeSet::new(),
        }
    }

    /// The calendar for desks and people at work.
    pub fn desk(settings: &FeestdagenSettings) -> Self {
        Self {
            good_friday: settings.goede_vrijdag,
            sundays: true,
            liberation_day: if settings.bevrijdingsdag_every_year {
                LiberationDay::EveryYear
            } else {
                LiberationDay::EveryFifthYear
            },
            extra_days: settings.extra_days.clone(),
        }
    }

    /// The same calendar with days added, for instance those that a royal decree equates with a
    /// holiday (Algemene termijnenwet art. 3, third paragraph).
    pub fn and(mut self, days: impl IntoIterator<Item = Date>) -> Self {
        self.extra_days.extend(days);
        self
    }

    /// The holidays of one year in order of date; weekends are not listed.
    pub fn of_year(&self, year: i16) -> Vec<Feestdag> {
        let mut days: Vec<Feestdag> = Self::computed(year)
            .into_iter()
            .flatten()
            .filter(|day| self.includes(*day))
            .collect();
        for date in self
            .extra_days
            .iter()
            .copied()
            .filter(|date| date.year() == year)
        {
            if days.iter().all(|day| day.date != date) {
                days.push(Feestdag {
                    date,
                    kind: FeestdagKind::Aangewezen,
                });
            }
        }
        days.sort_unstable();
        days
    }

    /// The holiday on this day, if it is one. When two coincide, the first of the year's order.
    pub fn holiday(&self, date: Date) -> Option<FeestdagKind> {
        Self::computed(date.year())
            .into_iter()
            .flatten()
            .filter(|day| day.date == date && self.includes(*day))
            .map(|day| day.kind)
            .min()
            .or_else(|| {
                self.extra_days
                    .contains(&date)
                    .then_some(FeestdagKind::Aangewezen)
            })
    }

    /// Is this a Saturday, a Sunday or a holiday?
    pub fn is_free(&self, date: Date) -> bool {
        matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
            || self.holiday(date).is_some()
    }

    /// Is this a day on which work is done?
    pub fn is_working_day(&self, date: Date) -> bool {
        !self.is_free(date)
    }

    fn includes(&self, day: Feestdag) -> bool {
        match day.kind {
            FeestdagKind::GoedeVrijdag => self.good_friday,
            FeestdagKind::EerstePaasdag | FeestdagKind::EerstePinksterdag => self.sundays,
            FeestdagKind::Bevrijdingsdag => match self.liberation_day {
                LiberationDay::EveryYear => true,
                LiberationDay::EveryFifthYear => day.date.year() % 5 == 0,
            },
            _ => true,
        }
    }

    fn computed(year: i16) -> [Option<Feestdag>; 11] {
        use FeestdagKind as K;
        let fixed = |month, day, kind| {
            Date::new(year, month, day)
                .ok()
                .map(|date| Feestdag { date, kind })
        };
        let easter = easter(year);
        let moved = |days: i32, kind| {
            let date = easter?.checked_add(days.days()).ok()?;
            Some(Feestdag { date, kind })
        };
        [
            fixed(1, 1, K::Nieuwjaarsdag),
            moved(-2, K::GoedeVrijdag),
            moved(0, K::EerstePaasdag),
            moved(1, K::TweedePaasdag),
            koningsdag(year).map(|date| Feestdag {
                date,
                kind: K::Koningsdag,
            }),
            fixed(5, 5, K::Bevrijdingsdag),
            moved(39, K::Hemelvaartsdag),
            moved(49, K::EerstePinksterdag),
            moved(50, K::TweedePinksterdag),
            fixed(12, 25, K::EersteKerstdag),
            fixed(12, 26, K::TweedeKerstdag),
        ]
    }
}

/// 27 April, or the day before when that is a Sunday.
fn koningsdag(year: i16) -> Option<Date> {
    let day = Date::new(year, 4, 27).ok()?;
    if day.weekday() == Weekday::Sunday {
        day.yesterday().ok()
    } else {
        Some(day)
    }
}

/// Easter Sunday of a year in the Gregorian calendar; none before the year 1.
///
/// The lunar part finds the day of the paschal full moon by the year's place in the 19-year cycle,
/// corrected per century; Easter is the Sunday after it.
pub fn easter(year: i16) -> Option<Date> {
    if year < 1 {
        return None;
    }
    let y = i32::from(year);
    let century = y / 100;
    let leap_correction = century - century / 4;
    let moon_correction = (8 * century + 13) / 25;
    let golden = y % 19;
    // Days from 21 March to the paschal full moon, with the two exceptions of the tables.
    let mut moon = (19 * golden + leap_correction - moon_correction + 15).rem_euclid(30);
    if moon == 29 || (moon == 28 && golden > 10) {
        moon -= 1;
    }
    let full_moon = Date::new(year, 3, 21).ok()?.checked_add(moon.days()).ok()?;
    full_moon.nth_weekday(1, Weekday::Sunday).ok()
}
