use jiff::{ToSpan, civil::Date};
use proptest::prelude::*;

use super::super::{
    Due, Feestdagen, FeestdagenSettings, Looptijd, Suspension, Termijn, add_working_days, day_of,
    due_date, end_of_day, start_of_day, subtract_working_days, working_days_between,
};

fn days() -> impl Strategy<Value = Date> {
    (0_i32..15_000).prop_map(|n| jiff::civil::date(2010, 1, 1) + n.days())
}

fn termijnen() -> impl Strategy<Value = Termijn> {
    prop_oneof![
        (1_u16..=200).prop_map(Termijn::Dagen),
        (1_u16..=60).prop_map(Termijn::Werkdagen),
        (1_u16..=30).prop_map(Termijn::Weken),
        (1_u16..=14).prop_map(Termijn::Maanden),
    ]
}

fn calendars() -> impl Strategy<Value = Feestdagen> {
    (any::<bool>(), any::<bool>(), any::<bool>()).prop_map(|(legal, may, friday)| {
        if legal {
            return Feestdagen::deadlines();
        }
        Feestdagen::desk(&FeestdagenSettings {
            bevrijdingsdag_every_year: may,
            goede_vrijdag: friday,
            ..FeestdagenSettings::default()
        })
    })
}

fn pauses() -> impl Strategy<Value = Vec<(i32, i32)>> {
    prop::collection::vec((0_i32..120, 0_i32..40), 0..4)
}

fn suspensions(start: Date, pauses: &[(i32, i32)]) -> Vec<Suspension> {
    pauses
        .iter()
        .map(|&(offset, length)| {
            let from = start + offset.days();
            Suspension {
                from,
                until: Some(from + length.days()),
            }
        })
        .collect()
}

proptest! {
    #[test]
    fn a_due_date_is_never_a_free_day(start in days(), termijn in termijnen(), calendar in calendars()) {
        let is_too_long = !termijn.is_prolonged() && !termijn.is_in_working_days();
        let due = due_date(start, termijn, &calendar);
        prop_assert!(is_too_long || calendar.is_working_day(due));
    }

    #[test]
    fn a_term_takes_at_least_a_day(start in days(), termijn in termijnen(), calendar in calendars()) {
        prop_assert!(due_date(start, termijn, &calendar) > start);
    }

    #[test]
    fn a_later_start_is_never_due_earlier(start in days(), later in 0_i32..60, termijn in termijnen(), calendar in calendars()) {
        let first = due_date(start, termijn, &calendar);
        prop_assert!(due_date(start + later.days(), termijn, &calendar) >= first);
    }

    #[test]
    fn a_longer_term_in_days_is_never_due_earlier(start in days(), n in 1_u16..90, calendar in calendars()) {
        let shorter = due_date(start, Termijn::Dagen(n), &calendar);
        prop_assert!(due_date(start, Termijn::Dagen(n + 1), &calendar) >= shorter);
    }

    #[test]
    fn working_days_add_up(from in days(), n in 0_u16..200, calendar in calendars()) {
        let to = add_working_days(from, n, &calendar);
        prop_assert_eq!(working_days_between(from, to, &calendar), i64::from(n));
        if calendar.is_working_day(from) {
            prop_assert_eq!(subtract_working_days(to, n, &calendar), from);
        }
    }

    #[test]
    fn text_and_term_are_one(termijn in termijnen()) {
        prop_assert_eq!(termijn.to_string().parse(), Ok(termijn));
    }

    #[test]
    fn a_pause_never_brings_the_end_nearer(start in days(), termijn in termijnen(), pauses in pauses(), calendar in calendars()) {
        let run = Looptijd::new(start, termijn);
        let paused = run.clone().with_facts(suspensions(start, &pauses), None);
        let (Due::On(plain), Due::On(later)) = (run.due(&calendar), paused.due(&calendar)) else {
            return Err(TestCaseError::fail("every pause has an end"));
        };
        prop_assert_eq!(plain, due_date(start, termijn, &calendar));
        prop_assert!(later >= plain);
    }

    #[test]
    fn the_days_that_count_are_the_days_of_the_term(start in days(), n in 91_u16..200, pauses in pauses()) {
        // Too long for the law to move: what is left is the counting itself.
        let run = Looptijd::new(start, Termijn::Dagen(n)).with_facts(suspensions(start, &pauses), None);
        let Due::On(due) = run.due(&Feestdagen::deadlines()) else {
            return Err(TestCaseError::fail("every pause has an end"));
        };
        let counted = start.tomorrow().expect("in range").series(1.day())
            .take_while(|day| *day <= due)
            .filter(|day| run.counts(*day))
            .count();
        prop_assert_eq!(counted, usize::from(n));
        prop_assert!(run.counts(due));
    }

    #[test]
    fn a_day_holds_its_own_moments(day in days(), part in 0.0..1.0_f64) {
        let (from, to) = (start_of_day(day), end_of_day(day));
        prop_assert!(from < to);
        #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "a day in seconds is small")]
        let second = from.as_second() + ((to.as_second() - from.as_second()) as f64 * part) as i64;
        let moment = jiff::Timestamp::from_second(second).expect("in range");
        prop_assert_eq!(day_of(moment), day);
    }
}
