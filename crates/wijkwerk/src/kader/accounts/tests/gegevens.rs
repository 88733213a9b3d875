//! The own telephone number and face, and what Beheer corrects, on both engines.

use kit::db::Queries;
use kit::testing::TestDb;

use super::{World, appointment, invitation};
use crate::access::Actor;
use crate::error::Error;
use crate::ids::AccountId;
use crate::kader::accounts::actions::{Appointment, appoint, appoint_and_tell, end_role, invite};
use crate::kader::accounts::gegevens::{Face, OwnDetails, keep_own_details};
use crate::kader::accounts::{AccountRow, Correction, actor_for, actor_of, correct};
use crate::kader::accounts::{cookie_name, find_account, start_session};
use crate::kader::bestanden::NewPhoto;

fn sam(world: &World) -> AccountId {
    world
        .app
        .write_blocking(&world.frame, &world.admin_actor(), |ctx| {
            let id = invite(ctx, &invitation("Sam Voorbeeld", "sam@voorbeeld.nl"))?;
            appoint(ctx, &appointment(id, "griffie"))?;
            Ok(id)
        })
        .unwrap()
}

fn actor(world: &World, id: AccountId) -> Actor {
    let (frame, now) = (world.frame.clone(), world.app.clock().now());
    world
        .app
        .db()
        .read_blocking(move |tx| actor_for(tx, &frame, id, now))
        .unwrap()
}

fn row(world: &World, id: AccountId) -> AccountRow {
    let gemeente = world.frame.id;
    world
        .app
        .db()
        .read_blocking(move |tx| find_account(tx, gemeente, id))
        .unwrap()
        .unwrap()
}

fn faces(world: &World) -> i64 {
    world
        .app
        .db()
        .read_blocking(|tx| {
            Ok::<_, Error>(tx.query_one("SELECT count(*) FROM bestanden", &[], |row| row.get(0))?)
        })
        .unwrap()
}

fn face(n: &str) -> Face {
    let hash = n.repeat(64);
    Face::Replace(NewPhoto {
        thumbnail: hash.clone(),
        hash,
        bytes: 10,
    })
}

fn another_face_takes_the_place_of_the_one_before(db: TestDb) {
    let world = World::new(db, "velsen-demo");
    let id = sam(&world);
    let who = actor(&world, id);
    let keep = |telefoon: &str, face: Face| {
        let wanted = OwnDetails {
            telefoon: telefoon.to_owned(),
            face,
        };
        world.app.write_blocking(&world.frame, &who, move |ctx| {
            keep_own_details(ctx, &wanted)
        })
    };
    assert_eq!(keep("06 12345678", face("a")).unwrap(), None);
    assert_eq!(row(&world, id).telefoon.as_deref(), Some("06 12345678"));
    assert_eq!(row(&world, id).photo, Some("a".repeat(64)));
    assert_eq!(keep("06 12345678", Face::Keep).unwrap(), None);
    assert_eq!(row(&world, id).photo, Some("a".repeat(64)));
    assert_eq!(keep("", face("b")).unwrap(), Some("a".repeat(64)));
    assert_eq!(row(&world, id).telefoon, None);
    assert_eq!(faces(&world), 1, "the one before is forgotten");
    assert_eq!(keep("", Face::Remove).unwrap(), Some("b".repeat(64)));
    assert_eq!((row(&world, id).photo, faces(&world)), (None, 0));
    assert!(matches!(
        keep("bel maar", Face::Keep),
        Err(Error::Invalid(_))
    ));
}

fn another_address_signs_out_and_a_taken_one_is_refused(db: TestDb) {
    let world = World::new(db, "velsen-demo");
    let id = sam(&world);
    let session = world
        .rt
        .block_on(start_session(&world.app, world.frame.id, id))
        .unwrap();
    let cookies = [(cookie_name(&world.app), session)].into();
    let signed_in = || {
        let found = actor_of(&world.app, &world.frame, &cookies, None);
        world.rt.block_on(found).unwrap().account().is_some()
    };
    let admin = world.admin_actor();
    let change = |by: &Actor, email: Option<&str>, organisatie: Option<&str>| {
        let wanted = Correction {
            account: id,
            email: email.map(ToOwned::to_owned),
            telefoon: None,
            organisatie: organisatie.map(ToOwned::to_owned),
        };
        world
            .app
            .write_blocking(&world.frame, by, move |ctx| correct(ctx, &wanted))
    };
    let field = |found: Result<(), Error>| match found {
        Err(Error::Invalid(faults)) => faults[0].field,
        other => panic!("{other:?}"),
    };
    world.clock.advance_seconds(60);
    assert!(signed_in());
    assert_eq!(
        field(change(&admin, Some("robin@voorbeeld.nl"), None)),
        "email"
    );
    assert_eq!(field(change(&admin, Some("geen adres"), None)), "email");
    assert_eq!(field(change(&admin, None, Some("niemand"))), "organisatie");
    assert!(change(&actor(&world, id), Some("ik@voorbeeld.nl"), None).is_err());
    let own = world.frame.organisaties[0].id.to_string();
    change(&admin, Some("Sam@Voorbeeld.nl"), Some(&own)).unwrap();
    assert!(signed_in(), "the same address signs nobody out");
    assert_eq!(
        row(&world, id).organisatie,
        Some(world.frame.organisaties[0].id)
    );
    change(&admin, Some("sam.nieuw@voorbeeld.nl"), None).unwrap();
    assert!(!signed_in());
    assert_eq!(row(&world, id).email, "sam.nieuw@voorbeeld.nl");
}

fn who_gets_a_role_hears_from_whom_and_how_to_sign_in(db: TestDb) {
    let world = World::new(db, "velsen-demo");
    let id = sam(&world);
    crate::notifications::read_new(&world.app).unwrap();
    let wanted = appointment(id, "wijkteamlid");
    world
        .app
        .write_blocking(&world.frame, &world.admin_actor(), move |ctx| {
            appoint_and_tell(ctx, &wanted)
        })
        .unwrap();
    crate::notifications::read_new(&world.app).unwrap();
    let mails: Vec<(String, String)> = world
        .app
        .db()
        .read_blocking(|tx| {
            Ok::<_, Error>(tx.query(
                "SELECT address, body FROM mails ORDER BY seq, id LIMIT 10",
                &[],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )?)
        })
        .unwrap();
    assert_eq!(mails.len(), 1, "{mails:?}");
    let (address, body) = &mails[0];
    assert_eq!(address, "sam@voorbeeld.nl");
    let rol = world.frame.role_name(kit::i18n::Lang::Nl, "wijkteamlid");
    for said in ["Robin Verzonnen", rol.as_str(), "/inloggen", address] {
        assert!(body.contains(said), "{said}: {body}");
    }
}

/// State, address and reader of every mail to somebody, oldest first.
fn mails_to(world: &World, id: AccountId) -> Vec<(String, String, String)> {
    world
        .app
        .db()
        .read_blocking(move |tx| {
            Ok::<_, Error>(tx.query(
                "SELECT state, address, reader FROM mails WHERE recipient = $1 ORDER BY seq, id LIMIT 20",
                &[&id],
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
            )?)
        })
        .unwrap()
}

fn moved_to(world: &World, id: AccountId, email: &str) {
    let wanted = Correction {
        account: id,
        email: Some(email.to_owned()),
        telefoon: None,
        organisatie: None,
    };
    world
        .app
        .write_blocking(&world.frame, &world.admin_actor(), move |ctx| {
            correct(ctx, &wanted)
        })
        .unwrap();
    crate::notifications::read_new(&world.app).unwrap();
}

fn told_of_a_role(world: &World, id: AccountId) {
    let wanted = appointment(id, "wijkteamlid");
    world
        .app
        .write_blocking(&world.frame, &world.admin_actor(), move |ctx| {
            appoint_and_tell(ctx, &wanted)
        })
        .unwrap();
    crate::notifications::read_new(&world.app).unwrap();
}

fn what_waits_goes_to_the_new_address_and_a_sign_in_mail_nowhere(db: TestDb) {
    let world = World::new(db, "velsen-demo");
    let id = sam(&world);
    told_of_a_role(&world, id);
    world.ask("sam@voorbeeld.nl", None).unwrap();
    world
        .rt
        .block_on(start_session(&world.app, world.frame.id, id))
        .unwrap();
    assert_eq!(mails_to(&world, id).len(), 2);
    moved_to(&world, id, "sam.nieuw@voorbeeld.nl");
    let left = mails_to(&world, id);
    assert_eq!(left.len(), 1, "{left:?}");
    assert_eq!(left[0].0, "waiting");
    assert_eq!(left[0].1, "sam.nieuw@voorbeeld.nl");
    assert_ne!(left[0].2, "inloggen");
}

fn whoever_never_signed_in_is_told_of_the_roles_again(db: TestDb) {
    let world = World::new(db, "velsen-demo");
    let id = sam(&world);
    told_of_a_role(&world, id);
    moved_to(&world, id, "sam.nieuw@voorbeeld.nl");
    let all = mails_to(&world, id);
    let old = all.iter().filter(|mail| mail.0 == "withdrawn").count();
    let new: Vec<_> = all.iter().filter(|mail| mail.0 == "waiting").collect();
    assert_eq!((old, new.len()), (1, 2), "each of both roles once: {all:?}");
    assert!(new.iter().all(|mail| mail.1 == "sam.nieuw@voorbeeld.nl"));
}

fn another_organisation_waits_until_the_roles_at_the_old_one_have_ended(db: TestDb) {
    let world = World::new(db, "velsen-demo");
    let id = sam(&world);
    let admin = world.admin_actor();
    let [old, new] = [0_usize, 1].map(|n| world.frame.organisaties[n].id);
    let naam = world.frame.organisaties[0].naam.clone();
    let works_for = |organisatie: String| {
        let wanted = Correction {
            account: id,
            email: None,
            telefoon: None,
            organisatie: Some(organisatie),
        };
        world
            .app
            .write_blocking(&world.frame, &admin, move |ctx| correct(ctx, &wanted))
    };
    works_for(old.to_string()).unwrap();
    let wanted = Appointment {
        scope_kind: "organisatie",
        scope_id: Some(old.0),
        ..appointment(id, "wijkteamlid")
    };
    let role = world
        .app
        .write_blocking(&world.frame, &admin, move |ctx| appoint(ctx, &wanted))
        .unwrap();
    for other in [new.to_string(), String::new()] {
        let Err(Error::Invalid(faults)) = works_for(other.clone()) else {
            panic!("{other}: refused");
        };
        let sentence = &faults[0].sentence;
        assert_eq!(sentence.key, "account-organisatie-rollen");
        assert!(format!("{:?}", sentence.args).contains(&naam));
    }
    works_for(old.to_string()).unwrap();
    let today = world.frame.today(world.app.clock().now());
    world
        .app
        .write_blocking(&world.frame, &admin, move |ctx| {
            end_role(ctx, id, role, today)
        })
        .unwrap();
    works_for(new.to_string()).unwrap();
    assert_eq!(row(&world, id).organisatie, Some(new));
}

kit::on_both_engines!(
    another_organisation_waits_until_the_roles_at_the_old_one_have_ended,
    what_waits_goes_to_the_new_address_and_a_sign_in_mail_nowhere,
    whoever_never_signed_in_is_told_of_the_roles_again,
    who_gets_a_role_hears_from_whom_and_how_to_sign_in,
    another_face_takes_the_place_of_the_one_before,
    another_address_signs_out_and_a_taken_one_is_refused,
);
