//! The days of the coming weeks that go otherwise, in words: what somebody or the roster said, and the free days on which the
//! usual hours do not hold. Days on end that say the same are one line. One list for page, poster and whoever is sent there.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use kit::hours::{Holidays, Hours, State, Timetable};

use super::delen::{AHEAD_DAYS, later, teller};
use crate::balie::infopunten::model::VrijSoort;
use crate::balie::infopunten::uren::{Uren, Welke};
use crate::kader::termijnen::{Feestdagen, FeestdagenSettings};
use crate::layout::C;

/// Days on end that say the same.
pub(super) struct Reeks {
    pub first: Date,
    pub last: Date,
    /// In words.
    pub hours: String,
    pub reason: String,
}

/// When, how, and why.
pub(super) fn anders(
    c: &C,
    uren: &Uren,
    table: &Timetable,
    today: Date,
) -> Vec<(String, String, String)> {
    reeksen(c, uren, table, today)
        .into_iter()
        .map(|one| (said(c, one.first, one.last), one.hours, one.reason))
        .collect()
}

/// The same by date.
pub(super) fn reeksen(c: &C, uren: &Uren, table: &Timetable, today: Date) -> Vec<Reeks> {
    let horizon = later(today, AHEAD_DAYS);
    let is_shut = |day: Date| table.day(day).iter().all(|one| one.state == State::Closed);
    let mut all: Vec<Reeks> = Vec::new();
    for (day, reason) in reasons(c, uren, table, (today, horizon)) {
        let hours = teller(c).hours_of_day(&table.day(day));
        // A weekend that is closed anyway does not break what is closed before and after it.
        let follows = |last: Date| {
            let between = last.series(jiff::Span::new().days(1)).skip(1);
            let mut between = between.take_while(|one| *one < day).peekable();
            between.peek().is_none() || is_shut(day) && between.all(is_shut)
        };
        match all.last_mut() {
            Some(one) if one.hours == hours && one.reason == reason && follows(one.last) => {
                one.last = day;
            }
            _ => all.push(Reeks {
                first: day,
                last: day,
                hours,
                reason,
            }),
        }
    }
    // What is known further ahead than is looked is told until its end.
    if let Some(one) = all.last_mut().filter(|one| one.last == horizon) {
        let there = uren.uitzonderingen.iter();
        let there = there.filter(|other| other.first_day <= horizon && other.reden == one.reason);
        one.last = there.map(|it| it.last_day).fold(one.last, Date::max);
    }
    all
}

/// "maandag 2 maart", "maandag 2 maart tot en met vrijdag 13 maart".
pub(super) fn said(c: &C, first: Date, last: Date) -> String {
    if first == last {
        return c.day_plain(first);
    }
    c.t2(
        "uren-tot-en-met",
        "van",
        c.day_plain(first),
        "tot",
        c.day_plain(last),
    )
}

/// Every day of a period that goes otherwise, with the reason.
fn reasons(
    c: &C,
    uren: &Uren,
    table: &Timetable,
    (today, horizon): (Date, Date),
) -> BTreeMap<Date, String> {
    let mut all = BTreeMap::new();
    let days = || today.series(jiff::Span::new().days(1));
    let days = || days().take_while(|day| *day <= horizon);
    if !uren.uitzonderingen.is_empty() {
        let found = days().filter_map(|day| Some((day, table.exception(day)?.reason.clone())));
        all.extend(found);
    }
    let free: Vec<(Date, String)> = days()
        .filter(|day| !all.contains_key(day))
        .filter_map(|day| Some((day, free_day(c, uren, day)?)))
        .collect();
    if free.is_empty() {
        return all;
    }
    let Some(usual) = usual(uren, today) else {
        return all;
    };
    let hours = |table: &Timetable, day: Date| teller(c).hours_of_day(&table.day(day));
    all.extend(
        free.into_iter()
            .filter(|(day, _)| hours(&usual, *day) != hours(table, *day)),
    );
    all
}

/// The hours as they are when no day is free.
fn usual(uren: &Uren, today: Date) -> Option<Timetable> {
    let none = Holidays {
        school: uren.holidays.school.as_ref().map(|_| Vec::new()),
        ..Holidays::default()
    };
    let usual = Uren {
        holidays: Arc::new(none),
        ..uren.clone()
    };
    usual.timetable(Welke::Promised, today).ok().flatten()
}

/// What a free day is called: one on which desks close, or on which schools do where the hours speak of that.
fn free_day(c: &C, uren: &Uren, day: Date) -> Option<String> {
    let own = |soort: VrijSoort| {
        let mut all = c.view.frame.vrije_dagen.iter();
        all.find(|one| one.soort == soort && one.first_day <= day && day <= one.last_day)
            .map(|one| one.naam.clone())
    };
    if uren.holidays.public.contains(&day) {
        let calendar = || {
            let all = Feestdagen::desk(&FeestdagenSettings::default()).of_year(day.year());
            let found = all.into_iter().find(|one| one.date == day);
            found.map(|one| c.t(one.kind.key()))
        };
        return own(VrijSoort::Closed).or_else(calendar);
    }
    uren.hours_on(day)
        .is_some_and(Hours::needs_school_holidays)
        .then(|| own(VrijSoort::School))
        .flatten()
}
