//! Werkplannen: proposing, agreeing, adopting, carrying over.

use kit::testing::TestDb;

use super::{town, velsen};
use crate::error::Error;
use crate::wijkaanpak::werkplannen::actions;
use crate::wijkaanpak::werkplannen::model::{AandachtsgebiedState, NewPlan, PlanSoort};
use crate::wijkaanpak::werkplannen::publiek::PubliekWerkplan;
use crate::wijkaanpak::werkplannen::store;

kit::on_both_engines!(
    inv_22_refused_by_the_action_too,
    v_11_lelystad_asks_no_theme,
    v_37_an_empty_plan_is_not_adopted,
    v_02_a_need_without_source_is_marked,
    inv_42_what_was_public_stays,
    v_42_an_afspraak_in_one_wijk_of_a_team,
    carried_over_with_its_open_afspraken,
    a_stale_form_is_told,
    v_59_a_combination_is_hinted,
    v_59_works_close_to_each_other_are_hinted,
    a_planned_work_lies_in_the_gemeente,
);

const TEAM: &str = "velsen-noord";

fn inv_22_refused_by_the_action_too(db: TestDb) {
    let town = velsen(db);
    let people = town.people(TEAM);
    let plan = town.plan(&people.beheerder, TEAM);
    assert_eq!(town.plan(&people.politie, TEAM), plan, "one plan a year");
    let mut elsewhere = town.wanted(plan, "driehuis");
    assert!(matches!(
        town.propose(&people.beheerder, elsewhere.clone()),
        Err(Error::Invalid(_))
    ));
    elsewhere.wijken.clear();
    assert!(matches!(
        town.propose(&people.beheerder, elsewhere),
        Err(Error::Invalid(_))
    ));
    // V-09: a field of this wijk is known here and nowhere else.
    let mut own = town.wanted(plan, TEAM);
    own.velden.insert("havenoverlast".into(), "ja".into());
    town.propose(&people.beheerder, own).expect("its own field");
    let other = "velsbroek";
    let beheerder = town.person("Joris Fantasie", "gemeente", "wijkbeheerder", other);
    let plan = town.plan(&beheerder, other);
    let mut wrong = town.wanted(plan, other);
    wrong.velden.insert("havenoverlast".into(), "ja".into());
    assert!(matches!(
        town.propose(&beheerder, wrong),
        Err(Error::Invalid(_))
    ));
    let from_elsewhere = town.propose(&people.beheerder, town.wanted(plan, other));
    assert!(matches!(from_elsewhere, Err(Error::Forbidden(_))));
}

fn v_11_lelystad_asks_no_theme(db: TestDb) {
    let town = town(db, "lelystad-demo");
    assert!(town.frame.inrichting.themas.is_empty());
    let team = town
        .frame
        .organen
        .iter()
        .find(|orgaan| orgaan.soort == "wijkserviceteam")
        .expect("a team")
        .clone();
    let beheerder = town.person("Noor Verzonnen", "gemeente", "wijkbeheerder", &team.sleutel);
    let plan = town.plan(&beheerder, &team.sleutel);
    let areas = town.frame.wijken_of(&team);
    let wijk = town
        .frame
        .wijken()
        .find(|wijk| areas.contains(&wijk.id))
        .expect("a wijk")
        .sleutel
        .clone();
    let wanted = town.wanted(plan, &wijk);
    assert!(wanted.themas.is_empty());
    town.propose(&beheerder, wanted).expect("no theme needed");
}

fn v_37_an_empty_plan_is_not_adopted(db: TestDb) {
    let town = velsen(db);
    let people = town.people(TEAM);
    let plan = town.plan(&people.beheerder, TEAM);
    let empty = town.act(&people.beheerder, move |ctx| actions::agree(ctx, plan));
    assert!(matches!(empty, Err(Error::Refused(said)) if said.key == "werkplan-leeg"));
    let one = town
        .propose(&people.beheerder, town.wanted(plan, TEAM))
        .expect("proposed");
    assert!(
        town.public(one).is_none(),
        "inv_43: a proposal is not public"
    );
    town.act(&people.beheerder, move |ctx| actions::agree(ctx, plan))
        .expect("one agrees");
    let twice = town.act(&people.beheerder, move |ctx| actions::agree(ctx, plan));
    assert!(matches!(twice, Err(Error::Refused(_))));
    // Another proposal: whoever agreed is asked again.
    town.propose(&people.politie, town.wanted(plan, TEAM))
        .expect("proposed");
    assert!(town.adopt(&people, plan).expect("all agree"));
    let public = town.public(one).expect("public now");
    assert_eq!(public.0, "active");
    let nothing = town.act(&people.beheerder, move |ctx| actions::agree(ctx, plan));
    assert!(matches!(nothing, Err(Error::Refused(_))));
}

fn v_02_a_need_without_source_is_marked(db: TestDb) {
    let town = velsen(db);
    let people = town.people(TEAM);
    let plan = town.plan(&people.beheerder, TEAM);
    let mut wanted = town.wanted(plan, TEAM);
    wanted.behoefte_bron = None;
    town.propose(&people.beheerder, wanted).expect("allowed");
    assert!(town.adopt(&people, plan).expect("adopted"));
    let gemeente = town.frame.id;
    let (versie, document) = town
        .app
        .db()
        .read_blocking(move |tx| store::find_versie(tx, gemeente, plan, None))
        .expect("read")
        .expect("a version");
    let document: PubliekWerkplan = serde_json::from_str(&document).expect("JSON");
    assert_eq!((versie, document.agreed.len()), (1, 3));
    assert!(!document.aandachtsgebieden[0].onderbouwd);
}

fn inv_42_what_was_public_stays(db: TestDb) {
    let town = velsen(db);
    let people = town.people(TEAM);
    let plan = town.plan(&people.beheerder, TEAM);
    let one = town
        .propose(&people.beheerder, town.wanted(plan, TEAM))
        .expect("proposed");
    let never = town
        .propose(&people.beheerder, town.wanted(plan, TEAM))
        .expect("proposed");
    let drop = |id| {
        town.act(&people.beheerder, move |ctx| {
            actions::drop_aandachtsgebied(ctx, id, "Het speelt niet meer")
        })
    };
    drop(never).expect("dropped");
    assert!(town.adopt(&people, plan).expect("adopted"));
    drop(one).expect("dropped");
    assert_eq!(town.public(one).expect("still there").0, "dropped");
    assert!(town.public(never).is_none());
    assert!(matches!(drop(one), Err(Error::Refused(_))));
}

fn v_42_an_afspraak_in_one_wijk_of_a_team(db: TestDb) {
    let town = velsen(db);
    let team = "santpoort-driehuis-velsen-zuid";
    let people = town.people(team);
    let plan = town.plan(&people.beheerder, team);
    let mut wanted = town.wanted(plan, "driehuis");
    wanted.wijken.push(town.gebied("santpoort-noord"));
    let one = town
        .propose(&people.beheerder, wanted)
        .expect("two wijken of one team");
    let mut deal = town.deal(one, Some("politie"));
    deal.gebied = Some(town.gebied("driehuis"));
    town.agree_on(&people.beheerder, deal).expect("proposed");
    let gemeente = town.frame.id;
    let all = town
        .app
        .db()
        .read_blocking(move |tx| store::list_afspraken(tx, gemeente, plan))
        .expect("read");
    let in_wijk = |key: &str| {
        let wijk = town.gebied(key);
        all.iter()
            .filter(|afspraak| afspraak.gebied.is_none_or(|id| id == wijk))
            .count()
    };
    assert_eq!(
        (all.len(), in_wijk("driehuis"), in_wijk("santpoort-noord")),
        (1, 1, 0)
    );
}

fn carried_over_with_its_open_afspraken(db: TestDb) {
    let town = velsen(db);
    let people = town.people(TEAM);
    let plan = town.plan(&people.beheerder, TEAM);
    let one = town
        .propose(&people.beheerder, town.wanted(plan, TEAM))
        .expect("proposed");
    town.adopt(&people, plan).expect("adopted");
    let deal = town
        .agree_on(&people.beheerder, town.deal(one, Some("politie")))
        .expect("proposed");
    let orgaan = town.team(TEAM).id;
    let next = town
        .act(&people.beheerder, move |ctx| {
            actions::start_werkplan(ctx, orgaan, 2027)
        })
        .expect("next year");
    let carry = |into| {
        town.act(&people.beheerder, move |ctx| {
            actions::carry_over(ctx, one, into)
        })
    };
    assert!(matches!(carry(plan), Err(Error::Refused(_))));
    let new = carry(next).expect("carried over");
    assert_eq!(town.public(one).expect("public").0, "carried_over");
    let gemeente = town.frame.id;
    let (found, afspraak) = town
        .app
        .db()
        .read_blocking(move |tx| {
            Ok::<_, Error>((
                store::get_aandachtsgebied(tx, gemeente, new)?,
                store::get_afspraak(tx, gemeente, deal)?,
            ))
        })
        .expect("read");
    assert_eq!(found.state, AandachtsgebiedState::Proposed);
    assert_eq!(found.carried_from, Some(one));
    assert_eq!(afspraak.aandachtsgebied, new);
}

fn a_stale_form_is_told(db: TestDb) {
    let town = velsen(db);
    let people = town.people(TEAM);
    let plan = town.plan(&people.beheerder, TEAM);
    let wanted = town.wanted(plan, TEAM);
    let one = town
        .propose(&people.beheerder, wanted.clone())
        .expect("proposed");
    let first = town.app.clock().now();
    let change = move |town: &super::Town| {
        let wanted = wanted.clone();
        town.act(&people.politie, move |ctx| {
            actions::change_aandachtsgebied(ctx, one, &wanted, Some(first))
        })
    };
    town.days_later(1);
    change(&town).expect("as it was seen");
    assert!(matches!(change(&town), Err(Error::Stale(_))));
}

fn v_59_a_combination_is_hinted(db: TestDb) {
    let town = velsen(db);
    let people = town.people(TEAM);
    let wijk = town.gebied(TEAM);
    let add = |actor: &crate::access::Actor, key: &str, wat: &str| {
        let plan = NewPlan {
            soort: PlanSoort::Partnerplan,
            organisatie: Some(town.organisatie(key)),
            gebied: wijk,
            wat: wat.into(),
            plaats: Some("Wielstraat".into()),
            punt: None,
            jaar: 2026,
            kwartaal: Some(2),
            due: None,
        };
        town.act(actor, move |ctx| actions::add_plan(ctx, &plan))
    };
    let stranger = add(&people.politie, "gemeente", "Nieuwe stoep");
    assert!(matches!(stranger, Err(Error::Forbidden(_))));
    let done = add(&people.beheerder, "gemeente", "Nieuwe stoep").expect("added");
    add(&people.corporatie, "corporatie-voorbeeld", "Nieuwe gevels").expect("added");
    let hints = || {
        let frame = town.frame.clone();
        town.app
            .db()
            .read_blocking(move |tx| actions::combination_hints(tx, &frame, 2026, &[wijk]))
            .expect("read")
            .len()
    };
    assert_eq!(hints(), 1);
    let today = town.today();
    town.act(&people.beheerder, move |ctx| {
        actions::mark_plan_done(ctx, done, &super::visit(today))
    })
    .expect("done");
    assert_eq!(hints(), 0);
}

/// Work of an organisation with a pin so many metres north of the middle of the wijk, in a street of its own.
fn pinned(town: &super::Town, key: &str, metres: i64) -> NewPlan {
    let middle = town.frame.plaatsen.middle_of(TEAM).expect("a place");
    let (lat, lon) = middle.e6();
    NewPlan {
        soort: PlanSoort::Partnerplan,
        organisatie: Some(town.organisatie(key)),
        gebied: town.gebied(TEAM),
        wat: format!("Werk van {key}"),
        plaats: None,
        punt: Some((lat + metres * 9, lon)),
        jaar: 2026,
        kwartaal: None,
        due: None,
    }
}

fn v_59_works_close_to_each_other_are_hinted(db: TestDb) {
    let town = velsen(db);
    let people = town.people(TEAM);
    let add = |actor: &crate::access::Actor, plan: NewPlan| {
        town.act(actor, move |ctx| actions::add_plan(ctx, &plan))
            .expect("added")
    };
    let hints = || {
        let (frame, wijk) = (town.frame.clone(), town.gebied(TEAM));
        town.app
            .db()
            .read_blocking(move |tx| actions::combination_hints(tx, &frame, 2026, &[wijk]))
            .expect("read")
    };
    add(&people.beheerder, pinned(&town, "gemeente", 0));
    add(&people.politie, pinned(&town, "politie", 300));
    assert!(hints().is_empty(), "too far");
    let third = add(
        &people.corporatie,
        pinned(&town, "corporatie-voorbeeld", 150),
    );
    let found = hints();
    assert_eq!(found.len(), 2, "close to both");
    for hint in &found {
        assert!(hint.is_near());
        let leads = [&hint.one.pad, &hint.other.pad];
        assert!(
            leads
                .iter()
                .any(|pad| pad.ends_with(&format!("#plan-{third}")))
        );
    }
}

fn a_planned_work_lies_in_the_gemeente(db: TestDb) {
    let town = velsen(db);
    let people = town.people(TEAM);
    let plan = pinned(&town, "gemeente", 200_000);
    let done = town.act(&people.beheerder, move |ctx| actions::add_plan(ctx, &plan));
    let Err(Error::Invalid(faults)) = done else {
        panic!("taken in");
    };
    assert_eq!(faults[0].field, "lat");
}
