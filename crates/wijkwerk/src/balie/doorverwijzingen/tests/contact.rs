//! Whoever is sent on counts as one contact, whether the desk notes it by hand too or not.

use kit::on_both_engines;
use kit::testing::TestDb;

use super::*;
use crate::balie::contacten::{
    self, Contact, NewContact, NewVraag, Uitkomst as Afloop, Vraag, open_contact,
};
use crate::ids::{ContactId, InfopuntId};

on_both_engines!(
    sending_somebody_on_notes_the_contact_once_however_many_hops_it_takes,
    what_the_desk_notes_by_hand_just_after_is_that_same_contact,
    what_the_desk_noted_by_hand_just_before_is_that_same_contact,
    in_a_contact_that_is_known_it_is_said_once,
    another_text_another_point_or_some_time_later_is_another_resident,
);

impl Stad {
    fn by_hand(&self, uitkomst: Afloop) -> ContactId {
        self.by_hand_at(uitkomst, None, None)
    }

    fn by_hand_at(
        &self,
        uitkomst: Afloop,
        item: Option<KennisitemId>,
        infopunt: Option<InfopuntId>,
    ) -> ContactId {
        let inrichting = self.app.inrichting(self.app.slug());
        let new = NewContact {
            kanaal: inrichting.kanalen.last().unwrap().sleutel.clone(),
            infopunt,
            gebied: Some(self.wijk()),
            bijeenkomst: None,
            vragen: vec![NewVraag {
                vraag: "Vraag over een rekening".to_owned(),
                item,
                ..NewVraag::about("geld", uitkomst)
            }],
            geraadpleegd: Vec::new(),
        };
        self.desk(move |ctx| open_contact(ctx, &new, None)).unwrap()
    }

    fn contacts(&self) -> i64 {
        let gemeente = self.app.frame(self.app.slug()).id;
        let count = "SELECT count(*) FROM contacten WHERE gemeente_id = $1";
        let db = self.app.app.db();
        db.read_blocking(move |tx| {
            Ok::<_, Error>(tx.query_one(count, &[&gemeente], |row| row.get(0))?)
        })
        .unwrap()
    }

    fn contact(&self, id: ContactId) -> (Contact, Vec<Vraag>) {
        let gemeente = self.app.frame(self.app.slug()).id;
        let db = self.app.app.db();
        db.read_blocking(move |tx| {
            Ok::<_, Error>((
                contacten::get_contact(tx, gemeente, id)?,
                contacten::list_vragen(tx, gemeente, id)?,
            ))
        })
        .unwrap()
    }
}

fn sending_somebody_on_notes_the_contact_once_however_many_hops_it_takes(db: TestDb) {
    let stad = Stad::new(db);
    let id = stad.propose(stad.new_one(&stad.partner));
    assert_eq!(stad.contacts(), 0, "nobody agreed yet");
    stad.send(id);
    let contact = stad.one(id).contact.expect("a contact");
    let (kept, vragen) = stad.contact(contact);
    assert_eq!(kept.account, Some(stad.balie.account));
    assert_eq!(kept.gebied, Some(stad.wijk()));
    let said: Vec<_> = vragen
        .iter()
        .map(|one| (one.onderwerp.as_str(), one.uitkomst, one.vraag.as_str()))
        .collect();
    assert_eq!(
        said,
        [("geld", Afloop::Referred, "")],
        "nothing of the person"
    );
    stad.answer(id, &stad.partner, NO).unwrap();
    let next = stad.again(id, &stad.ander).unwrap();
    stad.send(next);
    assert_eq!(stad.one(next).contact, Some(contact));
    assert_eq!(stad.contacts(), 1);
    assert_eq!(stad.contact(contact).1.len(), 1);
    // Somebody else is another contact.
    let other = stad.sent(&stad.partner);
    assert_ne!(stad.one(other).contact, Some(contact));
    assert_eq!(stad.contacts(), 2);
}

fn what_the_desk_notes_by_hand_just_after_is_that_same_contact(db: TestDb) {
    let stad = Stad::new(db);
    let contact = stad.one(stad.sent(&stad.partner)).contact.unwrap();
    assert_ne!(stad.by_hand(Afloop::Answered), contact, "another outcome");
    assert_eq!(stad.by_hand(Afloop::Referred), contact);
    assert_eq!(stad.contacts(), 2);
    let (kept, vragen) = stad.contact(contact);
    let inrichting = stad.app.inrichting(stad.app.slug());
    assert_eq!(kept.kanaal, inrichting.kanalen.last().unwrap().sleutel);
    assert_eq!(vragen.len(), 1);
    assert_eq!(vragen[0].vraag, "Vraag over een rekening");
    assert_ne!(stad.by_hand(Afloop::Referred), contact, "the next resident");
    stad.sent(&stad.partner);
    stad.app.clock.advance_seconds(11 * 60);
    let before = stad.contacts();
    stad.by_hand(Afloop::Referred);
    assert_eq!(stad.contacts(), before + 1, "later it is another");
}

fn what_the_desk_noted_by_hand_just_before_is_that_same_contact(db: TestDb) {
    let stad = Stad::new(db);
    let by_hand = stad.by_hand(Afloop::Referred);
    let id = stad.sent(&stad.partner);
    assert_eq!(stad.one(id).contact, Some(by_hand));
    let next = stad.sent(&stad.partner);
    assert_ne!(stad.one(next).contact, Some(by_hand), "that one is taken");
    assert_eq!(stad.contacts(), 2);
}

fn in_a_contact_that_is_known_it_is_said_once(db: TestDb) {
    let stad = Stad::new(db);
    let contact = stad.by_hand(Afloop::Answered);
    for _ in 0..2 {
        let id = stad.propose(NewDoorverwijzing {
            contact: Some(contact),
            ..stad.new_one(&stad.partner)
        });
        stad.send(id);
        let outcomes: Vec<Afloop> = stad
            .contact(contact)
            .1
            .iter()
            .map(|one| one.uitkomst)
            .collect();
        assert_eq!(outcomes.len(), 2, "{outcomes:?}");
        assert!(outcomes.contains(&Afloop::Answered) && outcomes.contains(&Afloop::Referred));
    }
    let vragen = stad.contact(contact).1;
    let with = |uitkomst: Afloop| vragen.iter().find(|one| one.uitkomst == uitkomst).unwrap();
    let (asked, sent) = (with(Afloop::Answered), with(Afloop::Referred));
    assert_eq!((asked.vervolg_op, sent.vervolg_op), (None, Some(asked.id)));
    assert_eq!(stad.contacts(), 1);
}

fn another_text_another_point_or_some_time_later_is_another_resident(db: TestDb) {
    let stad = Stad::new(db);
    let naar = stad.partner.organisatie.unwrap();
    let text = |email| stad.text(naar, "geld", "published", email);
    let (one, other) = (text("een@loket.example"), text("twee@loket.example"));
    let (here, there) = (stad.punt("Wielpunt").0, stad.punt("Spaakpunt").0);
    let sent = |item, infopunt| {
        let id = stad.propose(NewDoorverwijzing {
            item,
            infopunt,
            ..stad.new_one(&stad.partner)
        });
        stad.send(id);
        stad.one(id).contact.unwrap()
    };
    // Sent on first, and then noted by hand.
    let contact = sent(Some(one), Some(here));
    for (item, infopunt) in [(Some(other), Some(here)), (Some(one), Some(there))] {
        let noted = stad.by_hand_at(Afloop::Referred, item, infopunt);
        assert_ne!(noted, contact, "{item:?} at {infopunt:?}");
    }
    let noted = stad.by_hand_at(Afloop::Referred, Some(one), Some(here));
    assert_eq!(noted, contact);
    // The other way round.
    stad.app.clock.advance_seconds(11 * 60);
    let noted = stad.by_hand_at(Afloop::Referred, Some(one), Some(here));
    assert_ne!(sent(Some(other), Some(here)), noted);
    assert_ne!(sent(Some(one), Some(there)), noted);
    assert_eq!(sent(Some(one), Some(here)), noted);
    stad.app.clock.advance_seconds(11 * 60);
    let noted = stad.by_hand(Afloop::Referred);
    stad.app.clock.advance_seconds(11 * 60);
    assert_ne!(sent(None, None), noted, "some time later");
}
