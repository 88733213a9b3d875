use super::{
    super::{Due, Feestdagen, Looptijd, LooptijdError, Suspension, Termijn},
    day,
};

/// A term of eight weeks from Tuesday 3 March 2026: until Tuesday 28 April.
fn eight_weeks() -> Looptijd {
    Looptijd::new(day("2026-03-03"), Termijn::Weken(8))
}

fn paused(asked: &str, answered: &str) -> Suspension {
    Suspension {
        from: day(asked).tomorrow().expect("not the last day there is"),
        until: Some(day(answered)),
    }
}

#[test]
fn every_day_that_the_clock_stood_still_is_given_back() {
    for (title, termijn, pauses, expected) in [
        ("no pause", Termijn::Weken(8), vec![], "2026-04-28"),
        (
            "asked on the 10th, answered on the 17th: six days",
            Termijn::Weken(8),
            vec![paused("2026-03-10", "2026-03-17")],
            "2026-05-04",
        ),
        (
            "answered the next day: none",
            Termijn::Weken(8),
            vec![paused("2026-03-10", "2026-03-11")],
            "2026-04-28",
        ),
        (
            "two pauses",
            Termijn::Weken(8),
            vec![
                paused("2026-03-10", "2026-03-17"),
                paused("2026-03-24", "2026-03-26"),
            ],
            "2026-05-06",
        ),
        (
            "two that overlap count once",
            Termijn::Weken(8),
            vec![
                paused("2026-03-10", "2026-03-17"),
                paused("2026-03-12", "2026-03-17"),
            ],
            "2026-05-04",
        ),
        (
            "one inside another counts once",
            Termijn::Weken(8),
            vec![
                paused("2026-03-10", "2026-03-17"),
                paused("2026-03-11", "2026-03-13"),
            ],
            "2026-05-04",
        ),
        (
            "before the start counts from the start",
            Termijn::Weken(8),
            vec![paused("2026-02-20", "2026-03-06")],
            "2026-04-30",
        ),
        (
            "on the last day",
            Termijn::Weken(8),
            vec![paused("2026-04-27", "2026-04-30")],
            "2026-04-30",
        ),
        (
            "after the end it changes nothing",
            Termijn::Weken(8),
            vec![paused("2026-05-10", "2026-05-20")],
            "2026-04-28",
        ),
        (
            "the new end is moved off a free day",
            Termijn::Weken(8),
            vec![paused("2026-03-10", "2026-03-15")],
            "2026-05-04",
        ),
        (
            "only because of the first does the second fall within",
            Termijn::Dagen(7),
            vec![
                paused("2026-03-04", "2026-03-10"),
                paused("2026-03-12", "2026-03-16"),
            ],
            "2026-03-18",
        ),
        (
            "working days: the weekend in the pause costs nothing",
            Termijn::Werkdagen(5),
            vec![paused("2026-03-05", "2026-03-10")],
            "2026-03-12",
        ),
        (
            "within the days the law added",
            Termijn::Dagen(4),
            vec![paused("2026-03-07", "2026-03-10")],
            "2026-03-11",
        ),
    ] {
        let run = Looptijd::new(day("2026-03-03"), termijn).with_facts(pauses, None);
        assert_eq!(
            run.due(&Feestdagen::deadlines()),
            Due::On(day(expected)),
            "{title}"
        );
    }
}

#[test]
fn while_the_clock_stands_still_there_is_no_due_date() {
    let calendar = Feestdagen::deadlines();
    let run = eight_weeks()
        .suspend(day("2026-03-10"), &calendar)
        .expect("it runs");
    assert_eq!(
        run.due(&calendar),
        Due::Suspended {
            since: day("2026-03-11")
        }
    );
    assert!(run.counts(day("2026-03-10")));
    assert!(!run.counts(day("2026-03-11")));
    assert_eq!(
        run.clone().suspend(day("2026-03-12"), &calendar),
        Err(LooptijdError::AlreadySuspended {
            since: day("2026-03-11")
        })
    );
    assert_eq!(
        run.clone().resume(day("2026-03-09")),
        Err(LooptijdError::TooEarly {
            on: day("2026-03-09"),
            earliest: day("2026-03-10")
        })
    );
    let same_day = run
        .clone()
        .resume(day("2026-03-10"))
        .expect("answered on the same day");
    assert_eq!(same_day.due(&calendar), Due::On(day("2026-04-28")));
    let run = run.resume(day("2026-03-17")).expect("it stood still");
    assert_eq!(run.due(&calendar), Due::On(day("2026-05-04")));
    assert_eq!(
        run.clone().resume(day("2026-03-18")),
        Err(LooptijdError::NotSuspended)
    );
    assert_eq!(
        run.suspend(day("2026-03-16"), &calendar),
        Err(LooptijdError::TooEarly {
            on: day("2026-03-16"),
            earliest: day("2026-03-17")
        })
    );
}

#[test]
fn a_term_that_ended_cannot_be_stopped_or_extended() {
    let calendar = Feestdagen::deadlines();
    let ended = LooptijdError::Ended {
        due: day("2026-04-28"),
        on: day("2026-04-29"),
    };
    assert_eq!(
        eight_weeks().suspend(day("2026-04-29"), &calendar),
        Err(ended.clone())
    );
    let late = eight_weeks().extend(Termijn::Weken(2), day("2026-04-29"), &calendar);
    assert_eq!(late, Err(ended));
}

#[test]
fn one_extension_announced_on_the_last_day_at_the_latest() {
    let calendar = Feestdagen::deadlines();
    let early = eight_weeks().extend(Termijn::Weken(2), day("2026-03-01"), &calendar);
    assert_eq!(
        early,
        Err(LooptijdError::TooEarly {
            on: day("2026-03-01"),
            earliest: day("2026-03-03")
        })
    );
    let run = eight_weeks()
        .extend(Termijn::Weken(2), day("2026-04-28"), &calendar)
        .expect("the last day is in time");
    assert_eq!(run.due(&calendar), Due::On(day("2026-05-12")));
    assert_eq!(
        run.extend(Termijn::Weken(1), day("2026-04-28"), &calendar),
        Err(LooptijdError::AlreadyExtended {
            announced_on: day("2026-04-28")
        })
    );
}

#[test]
fn an_extension_counts_from_the_end_the_term_itself_had() {
    let calendar = Feestdagen::deadlines();
    // Ends on Saturday 7 March, by law on Monday the 9th; one week more is Saturday the 14th.
    let run = Looptijd::new(day("2026-02-28"), Termijn::Weken(1))
        .extend(Termijn::Weken(1), day("2026-03-09"), &calendar)
        .expect("the day the law added is in time");
    assert_eq!(run.due(&calendar), Due::On(day("2026-03-16")));
}

#[test]
fn a_pause_during_the_extension_counts_there() {
    let calendar = Feestdagen::deadlines();
    let run = eight_weeks()
        .extend(Termijn::Weken(2), day("2026-04-20"), &calendar)
        .and_then(|run| run.suspend(day("2026-05-06"), &calendar))
        .and_then(|run| run.resume(day("2026-05-08")))
        .expect("every step is in time");
    assert_eq!(run.due(&calendar), Due::On(day("2026-05-13")));
}

#[test]
fn what_a_store_kept_gives_the_same_term() {
    let calendar = Feestdagen::deadlines();
    let run = eight_weeks()
        .suspend(day("2026-03-10"), &calendar)
        .and_then(|run| run.resume(day("2026-03-17")))
        .and_then(|run| run.extend(Termijn::Dagen(10), day("2026-04-01"), &calendar))
        .expect("every step is in time");
    let again = Looptijd::new(run.start(), run.termijn())
        .with_facts(run.suspensions().to_vec(), run.extension());
    assert_eq!(again, run);
}
