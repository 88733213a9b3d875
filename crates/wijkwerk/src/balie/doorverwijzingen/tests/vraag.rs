//! Whether it helped: asked once, some days after, whoever kept silent.

use kit::on_both_engines;
use kit::testing::TestDb;

use super::*;
use crate::balie::doorverwijzingen::model::DoorverwijzingState as State;
use crate::testing::Ask;

on_both_engines!(
    whether_it_helped_is_asked_once_ten_days_after_it_was_accepted,
    with_a_code_the_ten_days_run_from_the_sending,
    whoever_came_or_judged_or_was_sent_back_is_not_asked_later,
    an_agreed_appointment_comes_before_the_question,
    whoever_left_a_number_only_is_called_by_the_desk,
);

const KIM: &str = "kim@bewoners.example";

impl Stad {
    /// How often the resident was asked whether it helped, with the last words of it.
    fn asked(&self) -> (usize, String) {
        let mails = self.mails();
        let all = mails
            .iter()
            .filter(|(to, subject, _)| to == KIM && subject == "Hielp het?");
        let last = all.clone().next_back().map(|(.., body)| body.clone());
        (all.count(), last.unwrap_or_default())
    }

    fn warm(&self, to: &Person) -> DoorverwijzingId {
        let id = self.propose(NewDoorverwijzing {
            wijze: Wijze::Warm,
            ..self.new_one(to)
        });
        self.send(id);
        id
    }

    fn later(&self, days: i64) {
        self.days(days);
        self.night();
    }
}

fn whether_it_helped_is_asked_once_ten_days_after_it_was_accepted(db: TestDb) {
    let stad = Stad::new(db);
    let id = stad.warm(&stad.partner);
    stad.days(1);
    stad.answer(id, &stad.partner, Antwoord::Accept).unwrap();
    stad.later(9);
    assert_eq!(stad.asked().0, 0, "nine days after");
    stad.later(1);
    let (times, body) = stad.asked();
    assert_eq!(times, 1);
    assert!(
        body.contains("Hielp het?") && body.contains("ging naar"),
        "nobody said that anybody came: {body}"
    );
    let path = format!("/l/{}", stad.link(KIM));
    let page = stad.app.send(&Ask::get(&path).lang("nl")).text();
    assert!(page.contains("Bent u geholpen?"), "{page}");
    let partner = stad.actor(&stad.partner);
    stad.app
        .write(&partner, move |ctx| actions::arrive(ctx, id))
        .unwrap();
    stad.later(20);
    assert_eq!(stad.asked().0, 1, "one question");
    stad.judge(id, Uitkomst::Helped).unwrap();
    assert_eq!(stad.one(id).uitkomst, Some(Uitkomst::Helped));
}

fn with_a_code_the_ten_days_run_from_the_sending(db: TestDb) {
    let stad = Stad::new(db);
    stad.route(&stad.partner, 30, None);
    let id = stad.sent(&stad.partner);
    stad.days(4);
    stad.answer(id, &stad.partner, Antwoord::Accept).unwrap();
    stad.later(5);
    assert_eq!(stad.asked().0, 0);
    stad.later(1);
    assert_eq!(stad.asked().0, 1);
    // Nobody answered this one, and its norm has not passed: whoever went there knows whether it helped.
    let silent = stad.sent(&stad.partner);
    stad.later(12);
    assert_eq!(stad.one(silent).state, State::Sent);
    assert_eq!(stad.asked().0, 2);
    stad.later(5);
    assert_eq!(stad.asked().0, 2);
}

fn whoever_came_or_judged_or_was_sent_back_is_not_asked_later(db: TestDb) {
    let stad = Stad::new(db);
    let came = stad.warm(&stad.partner);
    stad.answer(came, &stad.partner, Antwoord::Accept).unwrap();
    let partner = stad.actor(&stad.partner);
    stad.app
        .write(&partner, move |ctx| actions::arrive(ctx, came))
        .unwrap();
    assert_eq!(stad.asked().0, 1, "on coming, as the receiver told");
    let judged = stad.warm(&stad.partner);
    stad.answer(judged, &stad.partner, Antwoord::Accept)
        .unwrap();
    stad.judge(judged, Uitkomst::Partly).unwrap();
    let declined = stad.sent(&stad.partner);
    stad.answer(declined, &stad.partner, NO).unwrap();
    stad.again(declined, &stad.ander).unwrap();
    let silent = stad.sent(&stad.partner);
    stad.later(15);
    assert_eq!(stad.one(silent).state, State::Expired);
    assert_eq!(stad.asked().0, 1);
    for id in [came, judged, declined, silent] {
        assert!(stad.one(id).ask_on.is_none());
    }
}

fn an_agreed_appointment_comes_before_the_question(db: TestDb) {
    let stad = Stad::new(db);
    let at = stad.app.clock.now() + jiff::SignedDuration::from_hours(18 * 24);
    let id = stad.propose(NewDoorverwijzing {
        wijze: Wijze::Appointment,
        appointment_at: Some(at),
        ..stad.new_one(&stad.partner)
    });
    stad.send(id);
    stad.answer(id, &stad.partner, Antwoord::Accept).unwrap();
    // Friday the twentieth of March; the question waits for the Monday after.
    assert_eq!(
        stad.one(id).ask_on,
        Some(jiff::civil::date(2026, 3, 23)),
        "{at}"
    );
    stad.later(20);
    assert_eq!(stad.asked().0, 0);
    stad.later(1);
    assert_eq!(stad.asked().0, 1);
}

fn whoever_left_a_number_only_is_called_by_the_desk(db: TestDb) {
    let stad = Stad::new(db);
    let mut new = stad.new_one(&stad.partner);
    new.persoon.email = None;
    let id = stad.propose(new.clone());
    stad.send(id);
    stad.answer(id, &stad.partner, Antwoord::Accept).unwrap();
    // Of this one nothing is known: nobody can be asked.
    new.persoon = Persoon {
        taal: "nl".to_owned(),
        ..Persoon::default()
    };
    new.secret = [7; 16];
    let nobody = stad.propose(new);
    stad.send(nobody);
    stad.answer(nobody, &stad.partner, Antwoord::Accept)
        .unwrap();
    let line = "Bel en vraag of het hielp";
    let list = |who: &Person| {
        let path = format!("/{}/doorverwijzingen", stad.app.slug());
        let ask = Ask::get(&path).by(&Stad::who(who)).lang("nl");
        stad.app.send(&ask).text()
    };
    assert!(!list(&stad.balie).contains(line));
    stad.later(10);
    stad.later(1);
    assert_eq!(stad.asked().0, 0);
    assert_eq!(list(&stad.balie).matches(line).count(), 1);
    assert!(!list(&stad.partner).contains(line), "not for the receiver");
    stad.desk(move |ctx| actions::judge(ctx, id, Uitkomst::Helped))
        .unwrap();
    assert!(!list(&stad.balie).contains(line));
}
