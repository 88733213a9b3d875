//! The rules as tables.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::date;
use jiff::tz::TimeZone;
use proptest::collection::vec;
use proptest::prelude::*;
use uuid::Uuid;

use crate::ids::GebiedId;
use crate::wijkaanpak::werkplannen::model::{
    AandachtsgebiedState, Afspraak, AfspraakState, NewAandachtsgebied, NewAfspraak, NewPartij,
    PartijSoort, Van,
};
use crate::wijkaanpak::werkplannen::rules::{self, Kader, Stand};

fn id<T: From<Uuid>>(n: u128) -> T {
    Uuid::from_u128(n).into()
}

fn wanted() -> NewAandachtsgebied {
    NewAandachtsgebied {
        werkplan: id(1),
        titel: "Schone straat".into(),
        behoefte: "Bewoners vragen erom".into(),
        behoefte_van: Van::Bewoners,
        behoefte_bron: None,
        wijken: vec![id(2)],
        themas: vec!["schoon".into()],
        partners: Vec::new(),
        eigen_initiatief: false,
        integraal: false,
        velden: BTreeMap::new(),
        owner_organisatie: None,
    }
}

fn fields(wanted: &NewAandachtsgebied, themas: &[&str], accepted: usize) -> Vec<&'static str> {
    let wijken: BTreeSet<GebiedId> = [id(2), id(3)].into();
    let themas: Vec<String> = themas.iter().map(ToString::to_string).collect();
    let kader = Kader {
        wijken: &wijken,
        themas: &themas,
        velden: &BTreeSet::new(),
        organisaties: &[id(50)].into(),
        accepted,
    };
    rules::check_aandachtsgebied(wanted, &kader)
        .iter()
        .map(|fault| fault.field)
        .collect()
}

#[test]
fn inv_22_a_wijk_of_the_team_a_theme_and_a_need() {
    type Change = fn(&mut NewAandachtsgebied);
    let cases: &[(Change, &[&str])] = &[
        (|_| {}, &[]),
        (|w| w.wijken.clear(), &["wijken"]),
        (|w| w.wijken.push(id(9)), &["wijken"]),
        (|w| w.themas.clear(), &["themas"]),
        (|w| w.themas = vec!["lucht".into()], &["themas"]),
        (|w| w.behoefte = "  ".into(), &["behoefte"]),
        (|w| w.titel = "x".repeat(241), &["titel"]),
        (|w| w.titel = "Bel 06-12345678 ".into(), &["titel"]),
        (|w| w.behoefte = "Mail a@b.nl".into(), &["behoefte"]),
        (|w| w.integraal = true, &["integraal"]),
        (|w| w.partners = vec![(id(51), None)], &["partners"]),
        (
            |w| w.velden = [("haven".into(), "ja".into())].into(),
            &["velden"],
        ),
    ];
    for (n, (change, expected)) in cases.iter().enumerate() {
        let mut wanted = wanted();
        change(&mut wanted);
        assert_eq!(fields(&wanted, &["schoon"], 1), *expected, "case {n}");
    }
}

proptest! {
    /// Whatever is asked for: accepted is exactly what the invariant allows.
    #[test]
    fn inv_22_whatever_is_proposed(
        wijken in vec(2_u128..5, 0..4),
        themas in vec(prop_oneof![Just("schoon"), Just("heel"), Just("lucht")], 0..3),
        known in prop_oneof![Just(&[][..]), Just(&["schoon", "heel"][..])],
        behoefte in prop_oneof![Just("Bewoners vragen erom"), Just(""), Just(" \t\n ")],
        integraal in any::<bool>(),
        accepted in 0_usize..4,
    ) {
        let mut wanted = wanted();
        wanted.wijken = wijken.iter().map(|n| id(*n)).collect();
        wanted.themas = themas.iter().map(ToString::to_string).collect();
        wanted.behoefte = behoefte.into();
        wanted.integraal = integraal;
        let of_the_team = !wijken.is_empty() && wijken.iter().all(|n| *n < 4);
        let with_a_theme = if known.is_empty() { themas.is_empty() } else {
            !themas.is_empty() && themas.iter().all(|key| known.contains(key))
        };
        let allowed = of_the_team
            && with_a_theme
            && !behoefte.trim().is_empty()
            && (!integraal || accepted >= 2);
        prop_assert_eq!(fields(&wanted, known, accepted).is_empty(), allowed);
    }

    /// Whatever is agreed on: an owner, one and not two, and a day that is still to come.
    #[test]
    fn inv_23_whatever_is_agreed(
        organisatie in proptest::option::of(50_u128..52),
        partij in any::<bool>(),
        due in proptest::option::of(-40_i64..40),
    ) {
        let today = date(2026, 1, 5);
        let wanted = NewAfspraak {
            aandachtsgebied: id(1),
            wat: "Aanbellen".into(),
            organisatie: organisatie.map(id),
            account: None,
            due: due.map(|days| today.saturating_add(jiff::Span::new().days(days))),
            gebied: None,
            partij: partij.then(|| NewPartij {
                soort: PartijSoort::Bewoner,
                naam: "Tess Denkbeeld".into(),
                email: None,
            }),
            bijdragen: Vec::new(),
        };
        let allowed = (organisatie.is_some() != partij) && due.is_some_and(|days| days >= 0);
        prop_assert_eq!(rules::check_afspraak(&wanted, &[id(2)], today).is_empty(), allowed);
    }
}

#[test]
fn v_11_without_themes_none_is_asked() {
    let mut wanted = wanted();
    wanted.themas.clear();
    assert!(fields(&wanted, &[], 0).is_empty());
}

#[test]
fn v_08_integraal_takes_two_organisations() {
    let mut wanted = wanted();
    wanted.integraal = true;
    for (accepted, refused) in [(0, true), (1, true), (2, false), (3, false)] {
        assert_eq!(
            fields(&wanted, &["schoon"], accepted).contains(&"integraal"),
            refused
        );
    }
}

#[test]
fn inv_23_an_afspraak_has_an_organisation_and_a_day() {
    let today = date(2026, 1, 5);
    let base = NewAfspraak {
        aandachtsgebied: id(1),
        wat: "Aanbellen".into(),
        organisatie: Some(id(50)),
        account: None,
        due: Some(date(2026, 3, 1)),
        gebied: None,
        partij: None,
        bijdragen: Vec::new(),
    };
    type Change = fn(&mut NewAfspraak);
    let cases: &[(Change, &[&str])] = &[
        (|_| {}, &[]),
        (|w| w.organisatie = None, &["organisatie"]),
        (|w| w.due = None, &["due"]),
        (|w| w.due = Some(date(2026, 1, 4)), &["due"]),
        (|w| w.gebied = Some(id(9)), &["gebied"]),
        (|w| w.wat = String::new(), &["wat"]),
    ];
    for (n, (change, expected)) in cases.iter().enumerate() {
        let mut wanted = base.clone();
        change(&mut wanted);
        let found: Vec<_> = rules::check_afspraak(&wanted, &[id(2)], today)
            .iter()
            .map(|fault| fault.field)
            .collect();
        assert_eq!(found, *expected, "case {n}");
    }
    assert_eq!(rules::warnings(&base).len(), 1, "no person: a warning");
}

#[test]
fn states_follow_each_other_in_one_direction() {
    use AfspraakState::{Accepted, Delivered, Dropped, InProgress, Proposed, Verified};
    let allowed = [
        (Proposed, Accepted),
        (Proposed, Dropped),
        (Accepted, InProgress),
        (Accepted, Delivered),
        (Accepted, Dropped),
        (InProgress, InProgress),
        (InProgress, Delivered),
        (InProgress, Dropped),
        (Delivered, Verified),
    ];
    for from in AfspraakState::ALL {
        for to in AfspraakState::ALL {
            assert_eq!(
                from.may_become(*to),
                allowed.contains(&(*from, *to)),
                "{from} {to}"
            );
        }
    }
    let ends = [
        AandachtsgebiedState::Resolved,
        AandachtsgebiedState::CarriedOver,
        AandachtsgebiedState::Dropped,
    ];
    for end in ends {
        for next in AandachtsgebiedState::ALL {
            assert!(!end.may_become(*next), "{end} {next}");
        }
    }
}

fn afspraak(state: AfspraakState, delivered: Option<&str>) -> Afspraak {
    let at = "2026-01-05T09:00:00Z".parse().expect("a moment");
    Afspraak {
        id: id(1),
        aandachtsgebied: id(2),
        wat: "Iets".into(),
        organisatie: Some(id(50)),
        account: None,
        due: date(2026, 3, 1),
        gebied: None,
        state,
        progress: None,
        reason: None,
        accepted_at: Some(at),
        delivered_at: delivered.map(|at| at.parse().expect("a moment")),
        verified_at: None,
        created_at: at,
        partij: None,
    }
}

#[test]
fn v_27_thirty_one_kept_six_late_three_dropped() {
    let mut all = Vec::new();
    for _ in 0..31 {
        all.push(afspraak(
            AfspraakState::Delivered,
            Some("2026-03-01T22:00:00Z"),
        ));
    }
    for _ in 0..4 {
        all.push(afspraak(
            AfspraakState::Verified,
            Some("2026-03-02T10:00:00Z"),
        ));
    }
    all.push(afspraak(AfspraakState::Accepted, None));
    all.push(afspraak(AfspraakState::InProgress, None));
    for _ in 0..3 {
        all.push(afspraak(AfspraakState::Dropped, None));
    }
    let mut declined = afspraak(AfspraakState::Dropped, None);
    declined.accepted_at = None;
    let today = date(2026, 3, 10);
    assert_eq!(rules::stand(&declined, today, &TimeZone::UTC), None);
    let telling = rules::tally(&all, today, &TimeZone::UTC);
    assert_eq!((telling.kept, telling.late, telling.dropped), (31, 6, 3));
    assert_eq!(telling.open, 0);
    let before = rules::stand(
        &afspraak(AfspraakState::Accepted, None),
        date(2026, 3, 1),
        &TimeZone::UTC,
    );
    assert_eq!(before, Some(Stand::Open));
}

#[test]
fn v_13_a_melding_that_came_later_began_nothing() {
    let at = |second| jiff::Timestamp::from_second(second).unwrap();
    assert_eq!(rules::raised(at(10), Some(at(3))), at(3));
    assert_eq!(rules::raised(at(10), Some(at(99))), at(10));
    assert_eq!(rules::raised(at(10), None), at(10));
}

#[test]
fn v_13_lead_times_count_from_the_question() {
    let days = rules::lead_times(
        date(2026, 3, 1),
        Some(date(2026, 3, 20)),
        Some(date(2026, 5, 2)),
    );
    assert_eq!(days, (Some(19), Some(62)));
    assert_eq!(
        rules::lead_times(date(2026, 3, 1), None, None),
        (None, None)
    );
}

#[test]
fn l_07_whoever_took_it_on_is_reminded_a_week_before_and_when_it_is_late() {
    let (due, early) = (date(2026, 6, 15), Some(date(2026, 3, 2)));
    let cases = [
        (early, None, date(2026, 6, 7), false),
        (early, None, date(2026, 6, 8), true),
        (early, None, date(2026, 6, 15), true),
        (early, Some(date(2026, 6, 8)), date(2026, 6, 9), false),
        (early, Some(date(2026, 6, 8)), date(2026, 6, 16), true),
        (early, Some(date(2026, 6, 15)), date(2026, 6, 16), true),
        (early, Some(date(2026, 6, 16)), date(2026, 6, 17), false),
        (early, None, date(2026, 6, 20), true),
        (Some(date(2026, 6, 10)), None, date(2026, 6, 11), false),
        (Some(date(2026, 6, 10)), None, date(2026, 6, 16), true),
    ];
    for (accepted, reminded, today, expected) in cases {
        assert_eq!(
            rules::is_to_remind(due, accepted, reminded, today),
            expected,
            "{accepted:?} {reminded:?} {today}"
        );
    }
}

#[test]
fn v_10_own_initiative_is_no_question_of_residents() {
    let cases = [
        (Van::Bewoners, false, 0, Van::Bewoners),
        (Van::Gemeente, false, 3, Van::Bewoners),
        (Van::Partner, false, 0, Van::Partner),
        (Van::Bewoners, true, 3, Van::Partner),
    ];
    for (van, own, meldingen, expected) in cases {
        assert_eq!(rules::herkomst(van, own, meldingen), expected);
    }
}

#[test]
fn a_plan_is_adopted_when_every_filled_mandatory_zetel_agreed() {
    let set = |ids: &[u128]| ids.iter().map(|n| id(*n)).collect::<BTreeSet<_>>();
    let cases = [
        (set(&[1, 2]), set(&[1]), false),
        (set(&[1, 2]), set(&[1, 2]), true),
        (set(&[1]), set(&[1, 3]), true),
        (set(&[]), set(&[]), false),
        (set(&[]), set(&[1]), true),
    ];
    for (required, agreed, expected) in cases {
        assert_eq!(rules::is_adopted(&required, &agreed), expected);
    }
}
