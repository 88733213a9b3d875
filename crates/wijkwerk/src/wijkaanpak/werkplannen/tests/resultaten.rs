//! Results and the word of those who asked.

use kit::testing::TestDb;
use uuid::Uuid;

use super::{velsen, visit};
use crate::access::{Actor, LinkHolder, LinkKind};
use crate::error::Error;
use crate::ids::LinkId;
use crate::journaal::Verb;
use crate::wijkaanpak::werkplannen::actions;
use crate::wijkaanpak::werkplannen::publiek;

kit::on_both_engines!(inv_43_the_public_face_is_generated_and_judged);

fn melder(melding: Uuid, holder: u128) -> Actor {
    Actor::Link(LinkHolder {
        id: LinkId(Uuid::from_u128(1)),
        kind: LinkKind::Melder,
        subject: melding,
        holder: Uuid::from_u128(holder),
    })
}

fn inv_43_the_public_face_is_generated_and_judged(db: TestDb) {
    let town = velsen(db);
    let team = "velsen-noord";
    let people = town.people(team);
    let plan = town.plan(&people.beheerder, team);
    let one = town
        .propose(&people.beheerder, town.wanted(plan, team))
        .expect("proposed");
    let today = town.today();
    let record = || {
        town.act(&people.politie, move |ctx| {
            actions::record_result(
                ctx,
                one,
                "De container wordt op tijd geleegd",
                &visit(today),
            )
        })
    };
    assert!(
        matches!(record(), Err(Error::Refused(_))),
        "not adopted yet"
    );
    town.adopt(&people, plan).expect("adopted");
    let resolve = || town.act(&people.beheerder, move |ctx| actions::resolve(ctx, one));
    assert!(matches!(resolve(), Err(Error::Refused(_))), "no result yet");
    let resultaat = record().expect("recorded");
    let (behind, loose) = (Uuid::from_u128(71), Uuid::from_u128(72));
    let wijk = town.gebied(team);
    town.act(&Actor::Command, move |ctx| {
        let (gemeente, now) = (ctx.gemeente(), ctx.now);
        for (nummer, id, of) in [(1_i64, behind, Some(one)), (2, loose, None)] {
            ctx.exec(
                "INSERT INTO meldingen (gemeente_id, id, nummer, state, field_state, gebied_id, near_home, kanaal, \
                 bron_kind, owner_kind, aandachtsgebied_id, submitted_at, reopened, changed_at) \
                 VALUES ($1, $2, $3, 'aandachtsgebied', 'new', $4, $5, 'website', 'bewoner', 'rol', $6, $7, 0, $7)",
                &[&gemeente, &id, &nummer, &wijk, &false, &of, &now],
            )?;
        }
        publiek::project(ctx, one)
    })
    .expect("two meldingen");
    let judge = |actor: Actor, opgelost| {
        town.act(&actor, move |ctx| {
            actions::judge_result(ctx, resultaat, opgelost)
        })
    };
    assert!(matches!(
        judge(melder(loose, 1), true),
        Err(Error::NotFound(_))
    ));
    assert!(matches!(
        judge(people.politie.clone(), true),
        Err(Error::Forbidden(_))
    ));
    judge(melder(behind, 1), false).expect("not yet");
    judge(melder(behind, 1), true).expect("thought again");
    judge(melder(behind, 2), false).expect("another one");
    let (state, public) = town.public(one).expect("public");
    assert_eq!(state, "active");
    assert_eq!(
        (public.resultaten[0].opgelost, public.resultaten[0].van),
        (1, 2)
    );
    assert_eq!(public.meldingen, 1);
    assert!(public.resultaten[0].foto.is_none());
    let text = serde_json::to_string(&public).expect("JSON");
    for naam in ["Noor", "Sam", "Lotte"] {
        assert!(!text.contains(naam), "{naam} in {text}");
    }
    resolve().expect("resolved");
    assert_eq!(town.public(one).expect("public").0, "resolved");
    let verbs: Vec<Verb> = town.lines(one.0).iter().map(|line| line.verb).collect();
    for verb in [Verb::ResultRecorded, Verb::Judged, Verb::Resolved] {
        assert!(verbs.contains(&verb), "{verb}");
    }
}
