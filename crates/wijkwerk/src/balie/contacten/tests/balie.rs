//! The rules of a contact, in the database.

use kit::testing::TestDb;

use super::*;
use crate::access::Permission;
use crate::app::Purpose;
use crate::jobs;
use crate::kader::verplichtingen::list_about;
use crate::testing::{As, Ask};

kit::on_both_engines!(
    inv_19_a_topic_and_an_outcome_are_enough,
    inv_19_nobody_is_kept_without_a_purpose_nor_longer_than_thirty_days,
    l_21_no_never_ends_in_nothing,
    l_23_every_channel_knows_the_same_topics,
    a_call_back_has_an_owner_a_day_and_one_reminder,
    a_contact_opens_again_within_thirty_days,
    inv_19_what_tells_who_somebody_is_is_asked_to_go_elsewhere,
    what_was_looked_at_keeps_its_version,
    counts_are_never_about_somebody,
);

fn inv_19_a_topic_and_an_outcome_are_enough(db: TestDb) {
    let balie = Balie::new(db);
    let id = balie.open(&[Uitkomst::Answered]);
    let contact = balie.get(id);
    assert_eq!(contact.state, ContactState::Closed);
    assert_eq!(contact.verder, None, "nobody was made to answer more");
    let people = "SELECT count(*) FROM contactpersonen WHERE gemeente_id = $1";
    assert_eq!(balie.count(people), 0);
    let three = balie.open(&[Uitkomst::Answered, Uitkomst::Transferred, Uitkomst::Open]);
    assert_eq!(balie.vragen(three).len(), 3);
    assert_eq!(balie.get(three).state, ContactState::Open);
}

fn inv_19_nobody_is_kept_without_a_purpose_nor_longer_than_thirty_days(db: TestDb) {
    let balie = Balie::new(db);
    let id = balie.open(&[Uitkomst::CallBack]);
    let who = Contactpersoon {
        naam: Some("Robin Verzonnen".into()),
        telefoon: Some("020 123 45 67".into()),
        ..Contactpersoon::default()
    };
    let without = who.clone();
    let refused = balie.write(move |ctx| keep_person(ctx, id, &without));
    let Err(Error::Invalid(faults)) = refused else {
        panic!("kept without a purpose");
    };
    assert_eq!(faults[0].field, "doel");
    let with = Contactpersoon {
        doel: Some(Doel::CallBack),
        ..who
    };
    balie.write(move |ctx| keep_person(ctx, id, &with)).unwrap();
    let frame = balie.app.frame(balie.app.slug());
    let gemeente = frame.id;
    let read = balie.app.wait(balie.app.app.read_personal(
        &frame,
        &balie.desk,
        Purpose::AnswerQuestion,
        ("contact", id.0),
        move |tx| find_person(tx, gemeente, id),
    ));
    let found = read.unwrap().expect("it is kept");
    assert_eq!(found.naam.as_deref(), Some("Robin Verzonnen"));
    assert_eq!(found.erase_after, None, "somebody still has to call");
    let logged = "SELECT count(*) FROM leeslog WHERE gemeente_id = $1 AND purpose = 'P1' AND subject_kind = 'contact'";
    assert_eq!(balie.count(logged), 1);
    let vraag = balie.open_vraag(id);
    balie.write(move |ctx| settle(ctx, vraag, None)).unwrap();
    let people = "SELECT count(*) FROM contactpersonen WHERE gemeente_id = $1";
    balie.later(29);
    jobs::run_due(&balie.app.app, jobs::Night::Now).unwrap();
    assert_eq!(balie.count(people), 1);
    balie.later(1);
    jobs::run_due(&balie.app.app, jobs::Night::Now).unwrap();
    assert_eq!(balie.count(people), 0);
    assert_eq!(balie.get(id).state, ContactState::Closed, "the count stays");
}

fn l_21_no_never_ends_in_nothing(db: TestDb) {
    let balie = Balie::new(db);
    let id = balie.open(&[Uitkomst::Answered]);
    let refused = balie.write(move |ctx| close(ctx, id, Verder::No, None));
    assert!(matches!(refused, Err(Error::Invalid(_))), "{refused:?}");
    let follow = balie
        .write(move |ctx| close(ctx, id, Verder::No, Some(Vervolg::Declined)))
        .unwrap();
    assert_eq!(follow, Follow::Nothing);
    assert_eq!(balie.get(id).vervolg, Some(Vervolg::Declined));
    let other = balie.open(&[Uitkomst::Answered]);
    balie
        .write(move |ctx| close(ctx, other, Verder::No, Some(Vervolg::CallBack)))
        .unwrap();
    assert_eq!(balie.get(other).state, ContactState::Open);
    let vragen = balie.vragen(other);
    let calls = |vraag: &Vraag| vraag.uitkomst == Uitkomst::CallBack && vraag.is_open();
    assert!(vragen.iter().any(calls), "{vragen:?}");
    let third = balie.open(&[Uitkomst::Answered]);
    let follow = balie
        .write(move |ctx| close(ctx, third, Verder::No, Some(Vervolg::Referral)))
        .unwrap();
    assert_eq!(follow, Follow::Refer);
}

fn l_23_every_channel_knows_the_same_topics(db: TestDb) {
    let balie = Balie::new(db);
    let frame = balie.app.frame(balie.app.slug());
    assert!(frame.inrichting.kanalen.len() >= 5, "L-22 to L-26");
    for kanaal in &frame.inrichting.kanalen {
        for onderwerp in &frame.inrichting.onderwerpen {
            let new = NewContact {
                kanaal: kanaal.sleutel.clone(),
                vragen: vec![NewVraag::about(&onderwerp.sleutel, Uitkomst::Answered)],
                ..balie.new_contact(&[])
            };
            balie
                .write(move |ctx| open_contact(ctx, &new, None))
                .unwrap();
        }
    }
    let unknown = NewContact {
        kanaal: "postduif".into(),
        ..balie.new_contact(&[Uitkomst::Answered])
    };
    let refused = balie.write(move |ctx| open_contact(ctx, &unknown, None));
    assert!(matches!(refused, Err(Error::Invalid(_))));
}

fn a_call_back_has_an_owner_a_day_and_one_reminder(db: TestDb) {
    let balie = Balie::new(db);
    let id = balie.open(&[Uitkomst::CallBack]);
    let vraag = balie.open_vraag(id);
    let found = &balie.vragen(id)[0];
    let me = balie.desk.account().unwrap().id;
    assert_eq!(found.account, Some(me));
    assert_eq!(
        found.due,
        Some(jiff::civil::date(2026, 3, 3)),
        "the next working day"
    );
    let gemeente = balie.app.frame(balie.app.slug()).id;
    let dues = |balie: &Balie| {
        let db = balie.app.app.db();
        db.read_blocking(move |tx| list_about(tx, gemeente, vraag.0))
            .unwrap()
    };
    assert_eq!(dues(&balie)[0].state, "open");
    let mails = |balie: &Balie| {
        crate::notifications::read_new(&balie.app.app).unwrap();
        balie.count(
            "SELECT count(*) FROM mails WHERE gemeente_id = $1 AND subject LIKE 'Terugbellen:%'",
        )
    };
    assert_eq!(mails(&balie), 0, "who takes it knows");
    balie.later(1);
    for _ in 0..2 {
        jobs::run_due(&balie.app.app, jobs::Night::Now).unwrap();
    }
    assert_eq!(mails(&balie), 1, "reminded once");
    let other = balie.app.frame(balie.app.slug());
    let other = other
        .organisaties
        .iter()
        .find(|found| Some(found.id) != balie.desk.account().unwrap().organisatie)
        .unwrap()
        .id;
    balie.write(move |ctx| pass_on(ctx, vraag, other)).unwrap();
    let found = &balie.vragen(id)[0];
    assert_eq!((found.organisatie, found.account), (Some(other), None));
    balie.write(move |ctx| settle(ctx, vraag, None)).unwrap();
    let states: Vec<String> = dues(&balie).into_iter().map(|due| due.state).collect();
    assert!(states.iter().all(|state| state != "open"), "{states:?}");
    let twice = balie.write(move |ctx| settle(ctx, vraag, None));
    assert!(matches!(twice, Err(Error::Refused(_))));
    assert_eq!(balie.get(id).state, ContactState::Closed);
}

fn a_contact_opens_again_within_thirty_days(db: TestDb) {
    let balie = Balie::new(db);
    let (one, two) = (
        balie.open(&[Uitkomst::Answered]),
        balie.open(&[Uitkomst::Answered]),
    );
    balie.later(30);
    balie.write(move |ctx| reopen(ctx, one)).unwrap();
    assert_eq!(balie.get(one).state, ContactState::Open);
    assert!(
        balie.vragen(one).iter().any(Vraag::is_open),
        "somebody owes an answer"
    );
    balie.later(1);
    let refused = balie.write(move |ctx| reopen(ctx, two));
    assert!(matches!(refused, Err(Error::Refused(_))), "{refused:?}");
}

fn inv_19_what_tells_who_somebody_is_is_asked_to_go_elsewhere(db: TestDb) {
    let balie = Balie::new(db);
    for vraag in [
        "Bel 06 12 34 56 78 over de huur",
        "Mevrouw Verzonnen wil weten wat de was kost",
        "Lekkage in de Wielstraat 8",
        "Geboren op 3-4-1950, wanneer komt het pensioen?",
        "Mevrouw Verzonnen, Wielstraat 8, geboren 3-4-1950",
    ] {
        let mut new = balie.new_contact(&[Uitkomst::Open]);
        new.vragen[0].vraag = vraag.into();
        let refused = balie.write(move |ctx| open_contact(ctx, &new, None));
        let Err(Error::Invalid(faults)) = refused else {
            panic!("kept: {vraag}");
        };
        assert_eq!(faults[0].sentence.key, "contact-hoort-dit-hier", "{vraag}");
        let mut without = balie.new_contact(&[Uitkomst::Open]);
        without.vragen[0].vraag = without_personal(vraag);
        balie
            .write(move |ctx| open_contact(ctx, &without, None))
            .unwrap();
    }
    let kept = "SELECT count(*) FROM contactvragen WHERE gemeente_id = $1 AND (lower(vraag) LIKE lower('%verzonnen%') \
                OR lower(vraag) LIKE lower('%wielstraat%') OR lower(vraag) LIKE lower('%1950%'))";
    assert_eq!(balie.count(kept), 0);
}

fn what_was_looked_at_keeps_its_version(db: TestDb) {
    let balie = Balie::new(db);
    let item = balie.item("Huurtoeslag", balie.app.clock.now(), 3);
    let mut new = balie.new_contact(&[Uitkomst::Answered]);
    new.vragen[0].item = Some(item);
    let id = balie
        .write(move |ctx| open_contact(ctx, &new, None))
        .unwrap();
    assert_eq!(balie.vragen(id)[0].item_versie, Some(3));
    let gemeente = balie.app.frame(balie.app.slug()).id;
    let db = balie.app.app.db();
    let seen = db
        .read_blocking(move |tx| list_consulted(tx, gemeente, id))
        .unwrap();
    assert_eq!(seen, [(item, "Huurtoeslag".to_owned(), 3)]);
}

fn counts_are_never_about_somebody(db: TestDb) {
    let balie = Balie::new(db);
    for _ in 0..6 {
        balie.open(&[Uitkomst::Answered]);
    }
    balie.open(&[Uitkomst::Referred]);
    let frame = balie.app.frame(balie.app.slug());
    let today = frame.today(balie.app.clock.now());
    let from = today
        .first_of_month()
        .checked_sub(jiff::Span::new().months(1))
        .unwrap();
    let db = balie.app.app.db();
    let told = db
        .read_blocking(move |tx| Tellingen::of(tx, frame.id, &frame.zone, from, today))
        .unwrap();
    assert_eq!(told.total, 7);
    assert_eq!(
        told.uitkomsten.delen,
        [],
        "six and one: the one would follow"
    );
    assert_eq!(told.uitkomsten.rest, 7);
    assert_eq!(told.onderwerpen.delen, [(balie.onderwerp(), 7)]);
    assert_eq!(told.infopunten.delen, [(None, 7)], "at no point");
    assert_eq!(told.maanden.len(), 2);
    assert_eq!(told.maanden[0].1, Some(0));
    assert_eq!(told.maanden[1].1, Some(7));
    let leader = balie.app.actor("coordinator").account().unwrap().id;
    let path = format!("/{}/balie/cijfers", balie.app.slug());
    let ask = |query: &str| {
        let ask = Ask::get(&path).query(query).by(&As::Person(leader));
        balie.app.send(&ask.lang("nl")).text()
    };
    let page = ask("");
    for said in [
        "7 vragen, over alle kanalen samen",
        "Vragen per onderwerp",
        "Geen vast punt",
        "Nog 7 in kleine groepen",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    assert!(!page.contains("Doorverwezen</dt>"), "{page}");
    let page = ask("van=2025-01-01&tot=2025-02-01");
    assert!(page.contains("nog geen vraag vastgelegd"), "{page}");
    let reads = balie
        .desk
        .may(Permission::ContactRead, &crate::access::Here::ANYWHERE);
    assert!(reads);
}
