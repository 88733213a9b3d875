//! What everybody reads of a werkplan: the newest version as it stands, the others as they were adopted.

use kit::testing::TestDb;

use super::paginas::{ask, run};
use super::velsen;
use crate::access::Actor;
use crate::kader::inrichting::WoordSleutel;
use crate::wijkaanpak::werkplannen::actions;

kit::on_both_engines!(v_36_every_adopted_version_stays_to_be_read);

const TEAM: &str = "velsen-noord";

fn v_36_every_adopted_version_stays_to_be_read(db: TestDb) {
    let town = velsen(db);
    let people = town.people(TEAM);
    let word = town.frame.inrichting.path_word(WoordSleutel::Wijk);
    let wijk = format!("/velsen/{word}/{TEAM}");
    let get = |path: &str| run(ask(&town, &Actor::Nobody, "GET", path, ""));
    let (status, body) = get(&wijk);
    assert_eq!(status, 200);
    assert!(body.contains("nog geen werkplan vastgesteld"), "{body}");

    let plan = town.plan(&people.beheerder, TEAM);
    let one = town
        .propose(&people.beheerder, town.wanted(plan, TEAM))
        .expect("proposed");
    let public = format!("/velsen/werkplannen/openbaar/{plan}");
    assert_eq!(get(&public).0, 404, "nothing was adopted yet");
    assert!(town.adopt(&people, plan).expect("adopted"));
    let (_, first) = get(&public);
    assert!(first.contains("Dit is de eerste versie"), "{first}");

    town.days_later(30);
    let mut second = town.wanted(plan, TEAM);
    second.titel = "De speeltuin is weer heel.".into();
    town.propose(&people.politie, second).expect("proposed");
    let deal = town.deal(one, Some("politie"));
    let deal = town.agree_on(&people.beheerder, deal).expect("proposed");
    town.accept(&people.politie, deal).expect("accepted");
    assert!(town.adopt(&people, plan).expect("adopted"));
    town.act(&people.politie, move |ctx| {
        actions::progress(ctx, deal, "De eerste twintig zijn gedaan")
    })
    .expect("progress");

    let (_, body) = get(&wijk);
    assert!(
        body.contains(&public) && body.contains("versie 2"),
        "{body}"
    );
    let (_, newest) = get(&public);
    for shown in ["De speeltuin", "zestig woningen", "?versie=1", "Versie 2"] {
        assert!(newest.contains(shown), "{shown}: {newest}");
    }
    let (status, then) = get(&format!("{public}?versie=1"));
    assert_eq!(status, 200);
    assert!(then.contains("Rond de containers") && then.contains("de nieuwste"));
    for later in ["De speeltuin", "zestig woningen", "Noor Verzonnen"] {
        assert!(!then.contains(later), "{later}: {then}");
    }
    let (status, as_adopted) = get(&format!("{public}?versie=2"));
    assert_eq!(status, 200);
    assert!(as_adopted.contains("hoe het er nu voor staat"));
    for unknown in ["0", "3", "-1", "x", "99999999999999999999"] {
        let (status, _) = get(&format!("{public}?versie={unknown}"));
        assert_eq!(status, 404, "{unknown}");
    }
}
