//! A photo of evidence for everybody: a copy that somebody released, until it is taken back.

use kit::testing::TestDb;
use uuid::Uuid;

use super::paginas::{ask, run};
use super::{Town, velsen};
use crate::access::Actor;
use crate::error::{Error, Result};
use crate::ids::BewijsId;
use crate::journaal::Verb;
use crate::kader::bestanden::NewPhoto;
use crate::kader::bewijzen::Bewijs;
use crate::wijkaanpak::werkplannen::{actions, store};

kit::on_both_engines!(
    inv_43_a_photo_of_a_result_is_public_only_while_a_copy_is_released,
    inv_43_a_photo_of_an_afspraak_stands_beside_it_in_public_until_it_is_withdrawn,
    the_page_of_a_result_offers_to_show_its_photo_and_to_withdraw_it,
);

const TEAM: &str = "velsen-noord";

/// Files that stand for a photo and its small version.
fn photo(town: &Town, name: &str) -> NewPhoto {
    let put = |text: String| {
        let kept = town.app.files().put(text.as_bytes());
        kept.expect("a file").to_string()
    };
    NewPhoto {
        hash: put(format!("{name}, whole")),
        thumbnail: put(format!("{name}, small")),
        bytes: 5,
    }
}

fn evidence_of(town: &Town, subject: Uuid) -> BewijsId {
    let gemeente = town.frame.id;
    let found = town
        .app
        .db()
        .read_blocking(move |tx| store::list_bewijzen(tx, gemeente, subject))
        .expect("the evidence");
    found.first().expect("there is some").id
}

fn release(town: &Town, who: &Actor, id: BewijsId, copy: &NewPhoto) -> Result<()> {
    let copy = copy.clone();
    town.act(who, move |ctx| actions::release_photo(ctx, id, &copy))
}

fn withdraw(town: &Town, who: &Actor, id: BewijsId, reason: &'static str) -> Result<()> {
    town.act(who, move |ctx| actions::withdraw_photo(ctx, id, reason))
}

/// What this person gets at the address of a file.
fn status(town: &Town, who: &Actor, hash: &str) -> u16 {
    run(ask(
        town,
        who,
        "GET",
        &format!("/velsen/bestand/{hash}"),
        "",
    ))
    .0
}

fn is_on_the_start_page(town: &Town, hash: &str) -> bool {
    let (status, page) = run(ask(town, &Actor::Nobody, "GET", "/velsen", ""));
    assert_eq!(status, 200);
    page.contains(&format!("/velsen/bestand/{hash}"))
}

fn inv_43_a_photo_of_a_result_is_public_only_while_a_copy_is_released(db: TestDb) {
    let town = velsen(db);
    let people = town.people(TEAM);
    let elsewhere = town.person("Bo Bedacht", "gemeente", "wijkbeheerder", "velsbroek");
    let plan = town.plan(&people.beheerder, TEAM);
    let one = town
        .propose(&people.beheerder, town.wanted(plan, TEAM))
        .expect("proposed");
    town.adopt(&people, plan).expect("adopted");
    let [original, copy, better] =
        ["original", "copy", "better copy"].map(|name| photo(&town, name));
    let proof = Bewijs::File(original.clone());
    let resultaat = town
        .act(&people.politie, move |ctx| {
            actions::record_result(ctx, one, "De container is leeg", &proof)
        })
        .expect("recorded");
    let id = evidence_of(&town, resultaat.0);
    let everybody = |hash: &str| status(&town, &Actor::Nobody, hash);
    let all = [&original, &copy, &better].map(|photo| [&photo.hash, &photo.thumbnail]);
    let hidden = || all.iter().flatten().all(|hash| everybody(hash) == 404);
    assert!(hidden(), "nothing was released");
    assert_eq!(status(&town, &people.beheerder, &original.thumbnail), 200);

    assert!(matches!(
        release(&town, &elsewhere, id, &copy),
        Err(Error::NotFound(_))
    ));
    assert!(release(&town, &Actor::Nobody, id, &copy).is_err());
    let never = BewijsId(Uuid::from_u128(9));
    assert!(matches!(
        release(&town, &people.beheerder, never, &copy),
        Err(Error::NotFound(_))
    ));
    assert!(hidden(), "nothing was released");
    release(&town, &people.beheerder, id, &copy).expect("released");
    assert!(matches!(
        release(&town, &people.beheerder, id, &better),
        Err(Error::Refused(_))
    ));
    let shown = || {
        town.public(one).expect("public").1.resultaten[0]
            .foto
            .clone()
    };
    assert_eq!(shown(), Some(copy.thumbnail.clone()));
    assert_eq!(everybody(&copy.thumbnail), 200);
    for hash in [&original.hash, &original.thumbnail, &copy.hash] {
        assert_eq!(everybody(hash), 404, "only the copy");
    }
    assert!(is_on_the_start_page(&town, &copy.thumbnail));

    assert!(matches!(
        withdraw(&town, &people.beheerder, id, " "),
        Err(Error::Invalid(_))
    ));
    assert!(withdraw(&town, &elsewhere, id, "Er staat iemand op").is_err());
    assert_eq!(everybody(&copy.thumbnail), 200);
    withdraw(&town, &people.politie, id, "Er staat iemand op").expect("withdrawn");
    assert!(hidden() && shown().is_none());
    assert!(!is_on_the_start_page(&town, &copy.thumbnail));
    assert!(matches!(
        withdraw(&town, &people.beheerder, id, "Er staat iemand op"),
        Err(Error::Refused(_))
    ));
    release(&town, &people.beheerder, id, &better).expect("a better one");
    assert_eq!(everybody(&better.thumbnail), 200);
    assert_eq!(everybody(&copy.thumbnail), 404);

    let verbs: Vec<Verb> = town.lines(one.0).iter().map(|line| line.verb).collect();
    for (verb, times) in [(Verb::PhotoReleased, 2), (Verb::Withdrawn, 1)] {
        let found = verbs.iter().filter(|noted| **noted == verb).count();
        assert_eq!(found, times, "{verb}");
    }
}

fn inv_43_a_photo_of_an_afspraak_stands_beside_it_in_public_until_it_is_withdrawn(db: TestDb) {
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
    town.accept(&people.politie, deal).expect("accepted");
    let (original, copy) = (photo(&town, "original"), photo(&town, "copy"));
    let proof = Bewijs::File(original.clone());
    town.act(&people.politie, move |ctx| {
        actions::deliver(ctx, deal, &proof)
    })
    .expect("delivered");
    let id = evidence_of(&town, deal.0);
    let shown = || {
        town.public(one).expect("public").1.afspraken[0]
            .foto
            .clone()
    };
    assert!(shown().is_none());
    assert_eq!(status(&town, &Actor::Nobody, &copy.thumbnail), 404);
    release(&town, &people.beheerder, id, &copy).expect("released");
    assert_eq!(shown(), Some(copy.thumbnail.clone()));
    assert_eq!(status(&town, &Actor::Nobody, &copy.thumbnail), 200);
    assert_eq!(status(&town, &Actor::Nobody, &original.hash), 404);
    let path = format!("/velsen/aandachtsgebied-openbaar/{one}");
    let (_, page) = run(ask(&town, &Actor::Nobody, "GET", &path, ""));
    assert!(page.contains(&format!("/velsen/bestand/{}", copy.thumbnail)));
    withdraw(&town, &people.beheerder, id, "Er staat iemand op").expect("withdrawn");
    assert!(shown().is_none());
    assert_eq!(status(&town, &Actor::Nobody, &copy.thumbnail), 404);
    let noted = town.lines(deal.0);
    assert!(noted.iter().any(|line| line.verb == Verb::PhotoReleased));
    assert!(noted.iter().any(|line| line.verb == Verb::Withdrawn));
}

fn the_page_of_a_result_offers_to_show_its_photo_and_to_withdraw_it(db: TestDb) {
    let town = velsen(db);
    let people = town.people(TEAM);
    let plan = town.plan(&people.beheerder, TEAM);
    let one = town
        .propose(&people.beheerder, town.wanted(plan, TEAM))
        .expect("proposed");
    town.adopt(&people, plan).expect("adopted");
    let proof = Bewijs::File(photo(&town, "original"));
    let resultaat = town
        .act(&people.politie, move |ctx| {
            actions::record_result(ctx, one, "De container is leeg", &proof)
        })
        .expect("recorded");
    let id = evidence_of(&town, resultaat.0);
    let path = format!("/velsen/aandachtsgebieden/{one}");
    let (shows, withdraws) = (
        format!("{path}/foto-vrijgeven"),
        format!("{path}/foto-intrekken"),
    );
    let get = || run(ask(&town, &people.beheerder, "GET", &path, "")).1;
    let post = |to: &str, body: &str| run(ask(&town, &people.beheerder, "POST", to, body));
    let page = get();
    assert!(page.contains(&shows) && !page.contains(&withdraws));
    // Without a copy: the form is there again, open, and says so.
    let (status, page) = post(&shows, &format!("bewijs={id}"));
    assert_eq!(status, 400, "{page}");
    assert!(page.contains("Kies een kopie van de foto.") && page.contains("id=\"kopie\""));
    release(&town, &people.beheerder, id, &photo(&town, "copy")).expect("released");
    let page = get();
    assert!(!page.contains(&shows) && page.contains(&withdraws));
    let (status, page) = post(&withdraws, &format!("bewijs={id}&waarom="));
    assert_eq!(status, 400, "{page}");
    assert!(page.contains("id=\"waarom\""));
    let (status, page) = post(
        &withdraws,
        &format!("bewijs={id}&waarom=Er+staat+iemand+op"),
    );
    assert_eq!(status, 303, "{page}");
    let (status, _) = post(
        &withdraws,
        &format!("bewijs={id}&waarom=Er+staat+iemand+op"),
    );
    assert_eq!(status, 409);
    let (status, _) = post(&withdraws, "bewijs=nergens&waarom=Er+staat+iemand+op");
    assert_eq!(status, 404);
}
