//! The thread of a referral: from the question to the verdict, for those who may see it.

use kit::on_both_engines;
use kit::testing::TestDb;

use super::*;
use crate::balie::contacten::{NewContact, NewVraag, Uitkomst as Afloop, open_contact};
use crate::testing::{Answer, Ask};

on_both_engines!(inv_18_the_thread_runs_over_every_hop_and_names_nobody);

impl Stad {
    fn thread(&self, id: DoorverwijzingId, who: &As) -> Answer {
        let path = format!("/{}/draad/doorverwijzing/{id}", self.app.slug());
        self.app.send(&Ask::get(&path).by(who).lang("nl"))
    }
}

fn inv_18_the_thread_runs_over_every_hop_and_names_nobody(db: TestDb) {
    let stad = Stad::new(db);
    let kanaal = stad.app.inrichting(stad.app.slug()).kanalen[0]
        .sleutel
        .clone();
    let new = NewContact {
        kanaal,
        infopunt: None,
        gebied: Some(stad.wijk()),
        bijeenkomst: None,
        vragen: vec![NewVraag::about("geld", Afloop::Answered)],
        geraadpleegd: Vec::new(),
    };
    let contact = stad.desk(move |ctx| open_contact(ctx, &new, None)).unwrap();
    let first = stad.propose(NewDoorverwijzing {
        contact: Some(contact),
        ..stad.new_one(&stad.partner)
    });
    stad.send(first);
    stad.days(1);
    stad.answer(first, &stad.partner, NO).unwrap();
    let second = stad.again(first, &stad.ander).unwrap();
    stad.send(second);
    stad.answer(second, &stad.ander, Antwoord::Accept).unwrap();
    stad.days(1);
    stad.judge(second, Uitkomst::Helped).unwrap();

    let name = |person: &Person| {
        let frame = stad.app.frame(stad.app.slug());
        frame
            .organisatie(person.organisatie.unwrap())
            .unwrap()
            .naam
            .clone()
    };
    let steps = [
        "Een vraag over".to_owned(),
        format!("Doorverwezen naar {}", name(&stad.partner)),
        "Kwam terug: Er is nu geen plek".to_owned(),
        format!("Doorverwezen naar {}", name(&stad.ander)),
        "Aangenomen".to_owned(),
        "Geholpen".to_owned(),
    ];
    let contact = format!("/balie/contacten/{contact}");
    for who in [&stad.balie, &stad.ander, &stad.partner] {
        for id in [first, second] {
            let answer = stad.thread(id, &Stad::who(who));
            let is_seen = who.account != stad.partner.account && who.account != stad.ander.account
                || (who.account == stad.partner.account) == (id == first);
            assert_eq!(
                answer.status,
                if is_seen { 200 } else { 404 },
                "{}",
                who.naam
            );
            if !is_seen {
                continue;
            }
            let page = answer.text();
            let places: Vec<Option<usize>> = steps.iter().map(|step| page.find(step)).collect();
            assert!(places.iter().all(Option::is_some), "{steps:?} in {page}");
            assert!(places.is_sorted(), "{places:?}");
            for secret in ["Kim", "Verzonnen", "0612345678", "kim@", "niet rond"] {
                assert!(!page.contains(secret), "{secret}: {page}");
            }
            let is_desk = who.account == stad.balie.account;
            assert_eq!(page.contains(&contact), is_desk, "{page}");
            let other = if id == first { second } else { first };
            let leads = page.contains(&format!("/doorverwijzingen/{other}\""));
            assert_eq!(leads, is_desk, "no link leads to a closed door");
        }
    }
    assert_eq!(stad.thread(first, &As::role("wijkteamlid")).status, 404);
    assert_ne!(stad.thread(first, &As::Nobody).status, 200);
    let public = format!("/{}/draad-openbaar/doorverwijzing/{first}", stad.app.slug());
    assert_eq!(stad.app.get(&public).status, 404);
    let detail = format!("/{}/doorverwijzingen/{first}", stad.app.slug());
    let detail = stad
        .app
        .send(&Ask::get(&detail).by(&Stad::who(&stad.balie)));
    assert!(
        detail
            .text()
            .contains(&format!("/draad/doorverwijzing/{first}"))
    );
}
