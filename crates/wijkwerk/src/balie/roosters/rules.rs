//! The pure rules of a roster: the life of a filling, patterns laid out over a month, what a form may say.

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::model::{BezettingState as State, DAY, NewDienst, Patroon, Tijd};

/// A rule says no; the key of the sentence that says why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refusal(pub &'static str);

/// What can happen to a filling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Offer,
    Fill,
    Confirm,
    Work,
    Cancel,
}

/// The state after a step (`domein` 2.2). Asking or planning somebody anew who said no before is allowed.
pub fn step(state: Option<State>, step: Step) -> Result<State, Refusal> {
    match (state, step) {
        (None | Some(State::Cancelled), Step::Offer) => Ok(State::Offered),
        (None | Some(State::Cancelled | State::Offered), Step::Fill) => Ok(State::Filled),
        (Some(State::Offered | State::Filled), Step::Confirm) => Ok(State::Confirmed),
        (Some(State::Confirmed), Step::Work) => Ok(State::Worked),
        (Some(State::Offered | State::Filled | State::Confirmed), Step::Cancel) => {
            Ok(State::Cancelled)
        }
        _ => Err(Refusal("rooster-kan-niet-meer")),
    }
}

/// The longest a shift may last on the clock: nothing longer is ever meant.
const LONGEST: i64 = 16 * 60;
const LONGEST_FUNCTIE: usize = 40;

/// What is wrong with the times of a shift, as field and sentence.
pub fn fault_of_times(van: i64, tot: i64) -> Option<(&'static str, &'static str)> {
    match () {
        () if !(0..DAY).contains(&van) => Some(("van", "rooster-tijd-fout")),
        () if tot <= van || tot > 2 * DAY || tot - van > LONGEST => {
            Some(("tot", "rooster-tot-fout"))
        }
        () => None,
    }
}

/// What is wrong with a shift, all of it.
pub fn faults(new: &NewDienst) -> Vec<(&'static str, &'static str)> {
    let mut all: Vec<_> = fault_of_times(new.tijd.van, new.tijd.tot)
        .into_iter()
        .collect();
    if !(1..=20).contains(&new.aantal) {
        all.push(("aantal", "rooster-aantal-fout"));
    }
    if new.functie.chars().count() > LONGEST_FUNCTIE || new.functie.contains(',') {
        all.push(("functie", "rooster-functie-fout"));
    }
    all
}

/// The minute of the day that somebody typed: `9.00`, `09:00` or `9`; past midnight `24:00` and on.
pub fn read_clock(text: &str) -> Option<i64> {
    let text = text.trim();
    let (hours, minutes) = text.split_once([':', '.']).unwrap_or((text, "0"));
    let (hours, minutes): (i64, i64) = (hours.parse().ok()?, minutes.parse().ok()?);
    ((0..=48).contains(&hours) && (0..60).contains(&minutes)).then_some(hours * 60 + minutes)
}

/// `tot` as minutes after the start of the day on which `van` lies: an end before the beginning is the next day's.
pub fn until_after(van: i64, tot: i64) -> i64 {
    if tot <= van { tot + DAY } else { tot }
}

/// The functions that somebody typed, with commas between.
pub fn read_functies(text: &str) -> std::collections::BTreeSet<String> {
    text.split(',')
        .map(|one| one.trim().to_lowercase())
        .filter(|one| !one.is_empty() && one.chars().count() <= LONGEST_FUNCTIE)
        .collect()
}

/// The Monday of the week of a day.
pub fn monday(day: Date) -> Date {
    let back = i64::from(day.weekday().to_monday_zero_offset());
    day.checked_sub(back.days()).unwrap_or(day)
}

/// The first day of a month and the first of the next.
pub fn month_of(day: Date) -> (Date, Date) {
    let first = day.first_of_month();
    (first, first.checked_add(1.month()).unwrap_or(Date::MAX))
}

/// Every day from `from` up to `to`.
pub fn days(from: Date, to: Date) -> impl Iterator<Item = Date> {
    std::iter::successors(Some(from), |day| day.tomorrow().ok()).take_while(move |day| *day < to)
}

/// The shifts of a pattern from `from` up to `to`.
pub fn lay_out(patroon: &Patroon, from: Date, to: Date) -> Vec<Tijd> {
    let start = monday(patroon.valid_from);
    days(from.max(patroon.valid_from), to)
        .filter(|day| i64::from(day.weekday().to_monday_one_offset()) == patroon.weekdag)
        .filter(|day| patroon.valid_to.is_none_or(|last| *day <= last))
        .filter(|day| {
            let weeks = i64::from((monday(*day) - start).get_days()) / 7;
            weeks.rem_euclid(patroon.elke_weken.max(1)) == 0
        })
        .map(|dag| Tijd {
            dag,
            van: patroon.van,
            tot: patroon.tot,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_filling_goes_its_way_and_no_other() {
        use State::{Cancelled, Confirmed, Filled, Offered, Worked};
        let all = [
            None,
            Some(Offered),
            Some(Filled),
            Some(Confirmed),
            Some(Worked),
            Some(Cancelled),
        ];
        let cases = [
            (
                Step::Offer,
                [Some(Offered), None, None, None, None, Some(Offered)],
            ),
            (
                Step::Fill,
                [Some(Filled), Some(Filled), None, None, None, Some(Filled)],
            ),
            (
                Step::Confirm,
                [None, Some(Confirmed), Some(Confirmed), None, None, None],
            ),
            (Step::Work, [None, None, None, Some(Worked), None, None]),
            (
                Step::Cancel,
                [
                    None,
                    Some(Cancelled),
                    Some(Cancelled),
                    Some(Cancelled),
                    None,
                    None,
                ],
            ),
        ];
        for (what, expected) in cases {
            for (state, expected) in all.into_iter().zip(expected) {
                assert_eq!(step(state, what).ok(), expected, "{state:?} {what:?}");
            }
        }
    }

    #[test]
    fn times_are_read_as_people_type_them() {
        for (text, expected) in [
            ("9", Some(540)),
            ("9.30", Some(570)),
            ("09:05", Some(545)),
            ("26:00", Some(1560)),
            ("9:60", None),
            ("negen", None),
            ("-1", None),
        ] {
            assert_eq!(read_clock(text), expected, "{text}");
        }
        assert_eq!(until_after(22 * 60, 6 * 60), 30 * 60);
        assert_eq!(
            fault_of_times(540, 540 + LONGEST + 1).map(|(field, _)| field),
            Some("tot")
        );
        assert_eq!(fault_of_times(22 * 60, 30 * 60), None);
    }

    #[test]
    fn a_pattern_is_laid_out_every_so_many_weeks_within_its_days() {
        let patroon = Patroon {
            id: uuid::Uuid::nil().into(),
            infopunt: uuid::Uuid::nil().into(),
            weekdag: 2,
            van: 540,
            tot: 720,
            functie: String::new(),
            aantal: 2,
            elke_weken: 2,
            valid_from: date(2026, 3, 5),
            valid_to: Some(date(2026, 4, 14)),
        };
        let laid = |from, to| -> Vec<Date> {
            lay_out(&patroon, from, to)
                .iter()
                .map(|tijd| tijd.dag)
                .collect()
        };
        // The week of 2 March is the first; its Tuesday lies before the start.
        assert_eq!(
            laid(date(2026, 3, 1), date(2026, 5, 1)),
            [date(2026, 3, 17), date(2026, 3, 31), date(2026, 4, 14)]
        );
        assert_eq!(laid(date(2026, 4, 1), date(2026, 4, 14)), []);
        assert_eq!(laid(date(2028, 2, 1), date(2028, 3, 1)), []);
    }
}
