//! Afspraken from proposal to verified, over the real stores.

use jiff::civil::date;
use kit::testing::TestDb;
use uuid::Uuid;

use super::{People, Town, town, velsen, visit};
use crate::access::{Actor, LinkHolder, LinkKind};
use crate::error::Error;
use crate::ids::{AandachtsgebiedId, LinkId};
use crate::journaal::Verb;
use crate::kader::bewijzen::{Bewijs, Feit};
use crate::wijkaanpak::werkplannen::actions;
use crate::wijkaanpak::werkplannen::model::{
    AfspraakState, NewBijdrage, NewPartij, PartijSoort, Van,
};
use crate::wijkaanpak::werkplannen::store;

kit::on_both_engines!(
    inv_23_only_the_owning_organisation_accepts,
    v_08_integraal_takes_two_accepted_organisations,
    inv_06_a_proposed_team_owes_nothing,
    an_afspraak_goes_from_proposed_to_verified,
    declined_and_dropped_let_go_of_their_dues,
    l_07_a_shopkeeper_reports_by_her_link,
    l_06_hours_and_euro_stand_side_by_side,
    l_06_a_promise_is_not_told_as_put_in,
    a_partner_link_accepts_and_delivers,
);

const TEAM: &str = "velsen-noord";

fn started(db: TestDb) -> (Town, People, AandachtsgebiedId) {
    let town = velsen(db);
    let people = town.people(TEAM);
    let plan = town.plan(&people.beheerder, TEAM);
    let wanted = town.wanted(plan, TEAM);
    let one = town.propose(&people.beheerder, wanted).expect("proposed");
    assert!(town.adopt(&people, plan).expect("agreed"));
    (town, people, one)
}

fn inv_23_only_the_owning_organisation_accepts(db: TestDb) {
    let (town, people, one) = started(db);
    let nobody = town.agree_on(&people.beheerder, town.deal(one, None));
    assert!(matches!(nobody, Err(Error::Invalid(_))));
    let deal = town.deal(one, Some("corporatie-voorbeeld"));
    let id = town.agree_on(&people.beheerder, deal).expect("proposed");
    for other in [&people.beheerder, &people.politie, &Actor::Command] {
        let refused = town.accept(other, id);
        assert!(matches!(refused, Err(Error::Forbidden(_))), "{refused:?}");
    }
    town.accept(&people.corporatie, id).expect("accepted");
    let again = town.accept(&people.corporatie, id);
    assert!(matches!(again, Err(Error::Refused(_))));
    let lines = town.lines(id.0);
    let accepted = lines.iter().find(|line| line.verb == Verb::Accepted);
    let accepted = accepted.expect("journalled");
    assert_eq!(accepted.id("aandachtsgebied"), Some(one.0));
    let own = town.organisatie("corporatie-voorbeeld");
    assert_eq!(accepted.id("organisatie"), Some(own.0));
    assert!(accepted.id("account").is_some());
}

fn v_08_integraal_takes_two_accepted_organisations(db: TestDb) {
    let (town, people, one) = started(db);
    let plan = town.plan(&people.beheerder, TEAM);
    let mut wanted = town.wanted(plan, TEAM);
    wanted.integraal = true;
    let change = |actor: &Actor| {
        let wanted = wanted.clone();
        town.act(actor, move |ctx| {
            actions::change_aandachtsgebied(ctx, one, &wanted, None)
        })
    };
    let mut ids = Vec::new();
    for (key, actor) in [
        ("politie", &people.politie),
        ("corporatie-voorbeeld", &people.corporatie),
    ] {
        assert!(matches!(change(&people.beheerder), Err(Error::Invalid(_))));
        let id = town
            .agree_on(&people.beheerder, town.deal(one, Some(key)))
            .expect("proposed");
        town.accept(actor, id).expect("accepted");
        ids.push(id);
    }
    change(&people.beheerder).expect("two organisations");
    assert!(town.public(one).expect("public").1.integraal);
    let gone = ids[0];
    town.act(&people.politie, move |ctx| {
        actions::drop_afspraak(ctx, gone, "Geen mensen meer")
    })
    .expect("dropped");
    assert!(!town.public(one).expect("public").1.integraal);
}

fn inv_06_a_proposed_team_owes_nothing(db: TestDb) {
    let town = town(db, "velsen-2010");
    let orgaan = town.team(TEAM);
    assert_eq!(orgaan.status, "proposed");
    let beheerder = town.person("Noor Verzonnen", "gemeente", "wijkbeheerder", TEAM);
    let plan = town.plan(&beheerder, TEAM);
    let wanted = town.wanted(plan, TEAM);
    let one = town.propose(&beheerder, wanted).expect("proposed");
    let id = town
        .agree_on(&beheerder, town.deal(one, Some("gemeente")))
        .expect("prepared");
    town.accept(&beheerder, id).expect("accepted");
    assert!(town.open_dues(id.0).is_empty());
}

fn an_afspraak_goes_from_proposed_to_verified(db: TestDb) {
    let (town, people, one) = started(db);
    let id = town
        .agree_on(&people.beheerder, town.deal(one, Some("politie")))
        .expect("proposed");
    assert_eq!(town.open_dues(id.0), ["afspraak.accept"]);
    let public = town.public(one).expect("public").1;
    assert!(public.afspraken.is_empty(), "a proposal is no afspraak yet");
    let today = town.today();
    let early = town.act(&people.politie, move |ctx| {
        actions::deliver(ctx, id, &visit(today))
    });
    assert!(matches!(early, Err(Error::Refused(_))));
    town.accept(&people.politie, id).expect("accepted");
    assert_eq!(town.open_dues(id.0), ["afspraak.deliver"]);
    town.act(&people.politie, move |ctx| {
        actions::progress(ctx, id, "Dertig van zestig gedaan")
    })
    .expect("progress");
    let ok = town.act(&people.politie, move |ctx| {
        let bewijs = Bewijs::Visit {
            by: "Wij".into(),
            on: today,
            seen: "ok".into(),
        };
        actions::deliver(ctx, id, &bewijs)
    });
    assert!(matches!(ok, Err(Error::Invalid(_))));
    let unknown = town.act(&people.politie, move |ctx| {
        let bewijs = Bewijs::Fact(Feit {
            soort: "taak",
            id: id.0,
        });
        actions::deliver(ctx, id, &bewijs)
    });
    assert!(matches!(unknown, Err(Error::Invalid(_))));
    town.act(&people.politie, move |ctx| {
        actions::deliver(ctx, id, &visit(today))
    })
    .expect("delivered");
    assert_eq!(
        town.open_dues(id.0),
        ["afspraak.verify"],
        "somebody must look"
    );
    let by_member = town.act(&people.politie, move |ctx| actions::verify(ctx, id));
    assert!(matches!(by_member, Err(Error::Forbidden(_))));
    town.act(&people.beheerder, move |ctx| actions::verify(ctx, id))
        .expect("verified");
    assert!(town.open_dues(id.0).is_empty());
    let public = town.public(one).expect("public").1;
    assert_eq!(public.afspraken.len(), 1);
    assert_eq!(public.afspraken[0].state, AfspraakState::Verified);
    let verbs: Vec<Verb> = town.lines(id.0).iter().map(|line| line.verb).collect();
    assert_eq!(
        verbs,
        [
            Verb::Proposed,
            Verb::Accepted,
            Verb::Progressed,
            Verb::Delivered,
            Verb::Verified
        ]
    );
}

fn declined_and_dropped_let_go_of_their_dues(db: TestDb) {
    let (town, people, one) = started(db);
    let propose = || {
        let deal = town.deal(one, Some("politie"));
        town.agree_on(&people.beheerder, deal).expect("proposed")
    };
    let (declined, dropped) = (propose(), propose());
    let short = town.act(&people.politie, move |ctx| {
        actions::decline_afspraak(ctx, declined, " ")
    });
    assert!(matches!(short, Err(Error::Invalid(_))));
    town.act(&people.politie, move |ctx| {
        actions::decline_afspraak(ctx, declined, "Geen tijd dit jaar")
    })
    .expect("declined");
    town.accept(&people.politie, dropped).expect("accepted");
    town.act(&people.beheerder, move |ctx| {
        actions::drop_afspraak(ctx, dropped, "Niet meer nodig")
    })
    .expect("dropped");
    assert!(town.open_dues(declined.0).is_empty() && town.open_dues(dropped.0).is_empty());
    let public = town.public(one).expect("public").1;
    assert_eq!(
        public.afspraken.len(),
        1,
        "what was accepted stays in sight"
    );
}

fn link(subject: Uuid, holder: Uuid) -> Actor {
    Actor::Link(LinkHolder {
        id: LinkId(Uuid::from_u128(1)),
        kind: LinkKind::Partner,
        subject,
        holder,
    })
}

fn l_07_a_shopkeeper_reports_by_her_link(db: TestDb) {
    let (town, people, one) = started(db);
    let mut deal = town.deal(one, None);
    deal.partij = Some(NewPartij {
        soort: PartijSoort::Ondernemer,
        naam: "Tess Denkbeeld".into(),
        email: Some("tess@voorbeeld.nl".into()),
    });
    let id = town.agree_on(&people.beheerder, deal).expect("proposed");
    let partij = town.lines(id.0)[0].id("partij").expect("a party");
    let refused = town.accept(&people.beheerder, id);
    assert!(matches!(refused, Err(Error::Forbidden(_))));
    let (hers, other) = (link(id.0, partij), link(id.0, Uuid::from_u128(9)));
    assert!(town.accept(&other, id).is_err());
    town.accept(&hers, id).expect("accepted");
    town.act(&hers, move |ctx| {
        actions::progress(ctx, id, "De bak staat er")
    })
    .expect("progress");
    let public = town.public(one).expect("public").1;
    assert_eq!(public.afspraken[0].wie, "ondernemer");
    let text = serde_json::to_string(&public).expect("JSON");
    assert!(!text.contains("Tess"));
}

fn l_06_hours_and_euro_stand_side_by_side(db: TestDb) {
    let (town, people, one) = started(db);
    let id = town
        .agree_on(&people.beheerder, town.deal(one, Some("politie")))
        .expect("proposed");
    let put = |van, minuten, cents| NewBijdrage {
        van,
        organisatie: None,
        minuten,
        cents,
        materiaal: None,
        planned: false,
    };
    town.accept(&people.politie, id).expect("accepted");
    for bijdrage in [put(Van::Bewoners, 2400, 0), put(Van::Gemeente, 0, 20_000)] {
        town.act(&people.beheerder, move |ctx| {
            actions::contribute(ctx, id, &bijdrage)
        })
        .expect("noted");
    }
    let empty = put(Van::Bewoners, 0, 0);
    let refused = town.act(&people.beheerder, move |ctx| {
        actions::contribute(ctx, id, &empty)
    });
    assert!(matches!(refused, Err(Error::Invalid(_))));
    let public = town.public(one).expect("public").1;
    let sums: Vec<_> = public
        .bijdragen
        .iter()
        .map(|one| (one.van, one.minuten, one.cents))
        .collect();
    assert_eq!(sums, [(Van::Bewoners, 2400, 0), (Van::Gemeente, 0, 20_000)]);
}

fn l_06_a_promise_is_not_told_as_put_in(db: TestDb) {
    let (town, people, one) = started(db);
    let put = |minuten, cents, planned| NewBijdrage {
        van: Van::Partner,
        organisatie: Some(town.organisatie("politie")),
        minuten,
        cents,
        materiaal: None,
        planned,
    };
    let mut deal = town.deal(one, Some("politie"));
    deal.bijdragen = vec![put(480, 50_000, true)];
    let id = town.agree_on(&people.beheerder, deal).expect("proposed");
    let told = || {
        let public = town.public(one).expect("public").1;
        let all = public.bijdragen.iter();
        all.map(|one| {
            let so_far = (one.minuten, one.cents);
            (so_far, (one.promised_minuten, one.promised_cents))
        })
        .collect::<Vec<_>>()
    };
    assert!(told().is_empty(), "what nobody accepted is no promise");
    town.accept(&people.politie, id).expect("accepted");
    assert_eq!(told(), [((0, 0), (480, 50_000))]);
    let real = put(300, 0, false);
    town.act(&people.politie, move |ctx| {
        actions::contribute(ctx, id, &real)
    })
    .expect("noted");
    assert_eq!(told(), [((300, 0), (480, 50_000))]);
    town.act(&people.beheerder, move |ctx| {
        actions::drop_afspraak(ctx, id, "Het kan hier toch niet")
    })
    .expect("let go");
    assert_eq!(told(), [((300, 0), (0, 0))], "what was put in stays told");
}

fn a_partner_link_accepts_and_delivers(db: TestDb) {
    let (town, people, one) = started(db);
    let id = town
        .agree_on(&people.beheerder, town.deal(one, Some("politie")))
        .expect("proposed");
    let holder = |actor: &Actor| actor.account().expect("a person").id.0;
    let wrong = link(id.0, holder(&people.corporatie));
    assert!(town.accept(&wrong, id).is_err());
    let right = link(id.0, holder(&people.politie));
    town.accept(&right, id).expect("accepted");
    town.days_later(70);
    let today = town.today();
    assert!(today > date(2026, 3, 2));
    town.act(&right, move |ctx| actions::deliver(ctx, id, &visit(today)))
        .expect("delivered, late");
    let gemeente = town.frame.id;
    let kept = town
        .app
        .db()
        .read_blocking(move |tx| store::list_bewijzen(tx, gemeente, id.0))
        .expect("read");
    assert_eq!(kept.len(), 1);
}
