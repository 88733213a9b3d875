//! Standing in for somebody: what it gives, when it ends, who sees it.

use kit::i18n::Lang;

use super::*;
use crate::http::View;
use crate::ids::RolvervullingId;
use crate::kader::accounts::{contacts_in, list_contact_reaches};

kit::on_both_engines!(
    whoever_stands_in_may_what_the_other_may_while_it_lasts,
    standing_in_ends_with_the_role_of_the_other,
    nobody_stands_in_where_the_other_has_no_role_or_only_stands_in,
    who_is_who_says_who_stands_in_for_whom,
);

/// Somebody with a role, and somebody without one.
fn two_people(world: &World) -> (AccountId, RolvervullingId, AccountId) {
    world
        .app
        .write_blocking(&world.frame, &world.admin_actor(), |ctx| {
            let sam = invite(ctx, &invitation("Sam Voorbeeld", "sam@voorbeeld.nl"))?;
            let role = appoint(ctx, &appointment(sam, "griffie"))?;
            let bo = invite(ctx, &invitation("Bo Bedacht", "bo@voorbeeld.nl"))?;
            Ok((sam, role, bo))
        })
        .unwrap()
}

/// Lets somebody stand in for another in the role of [`two_people`].
fn stand_in(
    world: &World,
    account: AccountId,
    other: AccountId,
    from: Date,
    until: Option<Date>,
) -> Result<RolvervullingId> {
    let wanted = Appointment {
        deputy_of: Some(other),
        from,
        until,
        ..appointment(account, "griffie")
    };
    world
        .app
        .write_blocking(&world.frame, &world.admin_actor(), move |ctx| {
            appoint(ctx, &wanted)
        })
}

/// Whether this person may today what the role of [`two_people`] may.
fn may_today(world: &World, person: AccountId) -> bool {
    let (frame, now) = (world.frame.clone(), world.app.clock().now());
    let actor = world
        .app
        .db()
        .read_blocking(move |tx| actor_for(tx, &frame, person, now))
        .unwrap();
    actor.may(Permission::InrichtingRead, &crate::access::Here::ANYWHERE)
}

fn field_of<T: std::fmt::Debug>(done: Result<T>) -> &'static str {
    match done {
        Err(Error::Invalid(faults)) => faults[0].field,
        other => panic!("not refused: {other:?}"),
    }
}

fn whoever_stands_in_may_what_the_other_may_while_it_lasts(db: TestDb) {
    let world = World::new(db, "velsen-demo");
    let (sam, _, bo) = two_people(&world);
    let day = |day: i8| Date::constant(2026, 3, day);
    stand_in(&world, bo, sam, day(5), Some(day(10))).unwrap();
    for (day, expected) in [("04", false), ("05", true), ("09", true), ("10", false)] {
        let at = format!("2026-03-{day}T09:00:00Z");
        world.clock.set(at.parse().unwrap());
        assert_eq!(may_today(&world, bo), expected, "{day} March");
        assert!(may_today(&world, sam), "{day} March");
    }
}

fn standing_in_ends_with_the_role_of_the_other(db: TestDb) {
    let world = World::new(db, "velsen-demo");
    let (sam, role, bo) = two_people(&world);
    let today = Date::constant(2026, 3, 3);
    stand_in(&world, bo, sam, today, None).unwrap();
    assert!(may_today(&world, bo));
    world
        .app
        .write_blocking(&world.frame, &world.admin_actor(), move |ctx| {
            end_role(ctx, sam, role, today)
        })
        .unwrap();
    assert!(!may_today(&world, bo));
    let gemeente = world.frame.id;
    let open: i64 = world
        .app
        .db()
        .read_blocking(move |tx| {
            Ok::<_, Error>(tx.query_one(
                "SELECT count(*) FROM rolvervullingen WHERE gemeente_id = $1 AND account_id = $2 AND valid_to IS NULL",
                &[&gemeente, &bo],
                |row| row.get(0),
            )?)
        })
        .unwrap();
    assert_eq!(open, 0);
}

fn nobody_stands_in_where_the_other_has_no_role_or_only_stands_in(db: TestDb) {
    let world = World::new(db, "velsen-demo");
    let (sam, _, bo) = two_people(&world);
    let today = Date::constant(2026, 3, 3);
    assert_eq!(
        field_of(stand_in(&world, bo, world.admin, today, None)),
        "vervangt"
    );
    assert_eq!(
        field_of(stand_in(&world, sam, sam, today, None)),
        "vervangt"
    );
    stand_in(&world, bo, sam, today, None).unwrap();
    let chain = stand_in(&world, world.admin, bo, today, None);
    assert_eq!(field_of(chain), "vervangt");
    let long_ago = stand_in(&world, bo, sam, Date::constant(2024, 3, 3), None);
    assert_eq!(field_of(long_ago), "vanaf");
}

fn who_is_who_says_who_stands_in_for_whom(db: TestDb) {
    let world = World::new(db, "velsen-demo");
    let wijk = world.frame.wijken().next().unwrap().id;
    let (sam, _, bo) = two_people(&world);
    world
        .app
        .write_blocking(&world.frame, &world.admin_actor(), move |ctx| {
            let there = |account, deputy_of| Appointment {
                scope_kind: "gebied",
                scope_id: Some(wijk.0),
                deputy_of,
                ..appointment(account, "wijkbeheerder")
            };
            appoint(ctx, &there(sam, None))?;
            appoint(ctx, &there(bo, Some(sam)))
        })
        .unwrap();
    let view = View {
        app: world.app.clone(),
        frame: world.frame.clone(),
        actor: Actor::Nobody,
        lang: Lang::Nl,
        now: world.app.clock().now(),
        path: String::new(),
    };
    let frame = world.frame.clone();
    let all = world
        .app
        .db()
        .read_blocking(move |tx| list_contact_reaches(tx, &frame, Date::constant(2026, 3, 3)))
        .unwrap();
    let told: Vec<_> = contacts_in(&view, &all, wijk)
        .into_iter()
        .filter(|one| one.rol_sleutel == "wijkbeheerder")
        .map(|one| (one.account, one.vervangt))
        .collect();
    assert!(told.contains(&(bo, Some("S.V.".to_owned()))), "{told:?}");
    assert!(told.contains(&(sam, None)), "{told:?}");
    let (_, page) = world.get(&format!("/{}/beheer/mensen/{bo}", world.frame.slug), "nl");
    assert!(page.contains("vervangt"), "{page}");
    let path = format!("/{}/beheer/mensen/{bo}?rol=griffie", world.frame.slug);
    let (_, page) = world.get(&path, "nl");
    assert!(page.contains("name=\"vervangt\""), "{page}");
    assert!(
        page.contains(&format!("<option value=\"{sam}\">")),
        "{page}"
    );
}
