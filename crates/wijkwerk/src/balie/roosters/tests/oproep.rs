//! One call for each need: not two, and not none (INV-10).

use super::*;
use crate::balie::infopunten::uren::{NewUitzondering, UitzonderingBron, set_exception};
use crate::balie::roosters::model::Dienst;
use crate::http::Method;

kit::on_both_engines!(
    when_all_who_were_asked_said_no_the_others_are_asked_and_nobody_twice,
    whoever_was_asked_and_cannot_is_not_asked_instead,
    whoever_need_not_answer_is_asked_again_when_who_came_cannot,
    an_account_that_ends_is_a_new_need,
    a_member_that_stops_is_a_new_need_and_what_is_over_stays,
    a_shift_that_is_cancelled_is_called_for_once,
    nobody_is_called_for_what_is_over,
    nobody_is_called_for_a_shift_that_has_its_people,
);

impl Proefpunt {
    /// How often each of the three was asked to come on this day.
    fn asked(&self, dag: &str) -> [usize; 3] {
        let (mails, subject) = (self.mails(), format!("Kunt u komen op {dag}"));
        let mut all = [0; 3];
        for (count, person) in all.iter_mut().zip(&self.mensen) {
            let own = mails.iter().filter(|(to, ..)| *to == person.email);
            *count = own.filter(|(_, said, _)| said.contains(&subject)).count();
        }
        all
    }

    /// Answers by the link of the mail.
    fn answer(&self, n: usize, doe: &str) {
        let path = format!("/l/{}", self.link(n));
        let done = self
            .app
            .request(Method::Post, &path, &As::Nobody, &format!("doe={doe}"));
        assert_eq!(done.status, 303, "{}", done.text());
    }

    fn shifts(&self, dag: Date) -> Vec<Dienst> {
        let (gemeente, id) = (self.gemeente, self.punt);
        let next = dag.tomorrow().unwrap();
        self.read(move |tx| store::list_diensten(tx, gemeente, id, (dag, next)))
    }

    fn call_off(&self, id: BezettingId, instead: Vec<AccountId>) {
        self.write(move |ctx| actions::call_off(ctx, id, &instead))
            .unwrap();
    }
}

fn when_all_who_were_asked_said_no_the_others_are_asked_and_nobody_twice(db: TestDb) {
    let punt = Proefpunt::new(db);
    punt.regel(1, None);
    let dienst = punt.dienst(DI, 9, 17);
    let ada = punt.confirmed(dienst, 0);
    punt.hours(1);
    assert_eq!(punt.told(DI), [(9, 17)]);
    punt.call_off(ada, vec![punt.account(1)]);
    assert_eq!(punt.told(DI), [], "at once");
    assert_eq!(punt.asked("dinsdag"), [0, 1, 0], "whoever was chosen");
    punt.answer(1, "nee");
    assert_eq!(punt.asked("dinsdag"), [0, 1, 1], "then the others");
    punt.answer(2, "nee");
    punt.hours(1);
    punt.guard();
    assert_eq!(punt.asked("dinsdag"), [0, 1, 1]);
    assert_eq!(punt.told(DI), []);
}

fn whoever_was_asked_and_cannot_is_not_asked_instead(db: TestDb) {
    let punt = Proefpunt::new(db);
    punt.regel(1, None);
    let dienst = punt.shifts(MA).first().expect("planned by the call").id;
    let own = punt.account(0);
    let slug = punt.app.slug().to_owned();
    let path = format!("/{slug}/balie/mijn-diensten/{dienst}/kan-niet");
    let page = punt.app.send(&Ask::get(&path).by(&punt.who(0)));
    assert_eq!(page.status, 200, "{}", page.text());
    let offers = |who: AccountId| page.text().contains(&format!("value=\"{who}\""));
    assert!(offers(punt.account(1)) && !offers(own), "{}", page.text());
    // Nor by a form that says so.
    let done = punt
        .app
        .send(&Ask::post(&path, &format!("wie={own}")).by(&punt.who(0)));
    assert_eq!(done.status, 303, "{}", done.text());
    let gemeente = punt.gemeente;
    let left = punt.read(move |tx| store::find_of(tx, gemeente, dienst, own));
    assert_eq!(left.unwrap().state, BezettingState::Cancelled);
    assert_eq!(
        punt.asked("maandag"),
        [0, 1, 1],
        "the mail that waited is withdrawn"
    );
}

fn whoever_need_not_answer_is_asked_again_when_who_came_cannot(db: TestDb) {
    let punt = Proefpunt::new(db);
    punt.regel(1, None);
    let dienst = punt.shifts(MA).first().expect("planned by the call").id;
    assert_eq!(punt.asked("maandag"), [1, 1, 1]);
    punt.answer(1, "ja");
    assert_eq!(punt.told(MA), [(9, 17)]);
    let (gemeente, bo) = (punt.gemeente, punt.account(1));
    let found = punt.read(move |tx| store::find_of(tx, gemeente, dienst, bo));
    punt.hours(1);
    punt.call_off(found.unwrap().id, Vec::new());
    assert_eq!(punt.told(MA), [(9, 10)], "what has passed was open");
    assert_eq!(punt.asked("maandag"), [2, 1, 2]);
    punt.hours(2);
    punt.guard();
    assert_eq!(punt.told(MA), [(9, 10)]);
    assert_eq!(punt.asked("maandag"), [2, 1, 2]);
}

fn an_account_that_ends_is_a_new_need(db: TestDb) {
    let punt = Proefpunt::new(db);
    punt.regel(1, None);
    let dienst = punt.dienst(DI, 9, 17);
    punt.hours(1);
    punt.guard();
    assert_eq!(punt.asked("dinsdag"), [1, 1, 1]);
    punt.answer(1, "ja");
    assert_eq!(punt.told(DI), [(9, 17)]);
    punt.end_account(1);
    punt.guard();
    assert_eq!(punt.told(DI), []);
    assert_eq!(punt.asked("dinsdag"), [2, 1, 2]);
    assert_eq!(
        punt.states(dienst),
        [
            BezettingState::Offered,
            BezettingState::Offered,
            BezettingState::Cancelled
        ]
    );
}

fn a_member_that_stops_is_a_new_need_and_what_is_over_stays(db: TestDb) {
    let punt = Proefpunt::new(db);
    punt.regel(1, None);
    let (worked, next) = (punt.dienst(MA, 9, 12), punt.dienst(DI, 9, 17));
    punt.confirmed(worked, 1);
    punt.hours(4);
    punt.guard();
    assert_eq!(punt.asked("dinsdag"), [1, 1, 1]);
    punt.answer(1, "ja");
    let bo = punt.account(1);
    punt.write(move |ctx| actions::end_lid(ctx, bo, date(2026, 3, 1)))
        .unwrap();
    punt.guard();
    let of_bo = |dienst| {
        let gemeente = punt.gemeente;
        let found = punt.read(move |tx| store::find_of(tx, gemeente, dienst, bo));
        found.unwrap().state
    };
    assert_eq!(of_bo(worked), BezettingState::Confirmed);
    assert_eq!(of_bo(next), BezettingState::Cancelled);
    assert_eq!(punt.told(DI), []);
    assert_eq!(punt.asked("dinsdag"), [2, 1, 2]);
}

fn a_shift_that_is_cancelled_is_called_for_once(db: TestDb) {
    let punt = Proefpunt::new(db);
    punt.regel(1, None);
    let dienst = punt.dienst(DI, 9, 17);
    punt.confirmed(dienst, 0);
    punt.hours(1);
    punt.write(move |ctx| actions::cancel(ctx, dienst)).unwrap();
    assert_eq!(punt.told(DI), []);
    punt.guard();
    assert_eq!(punt.asked("dinsdag"), [1, 1, 1]);
    assert_eq!(punt.shifts(DI).len(), 1, "another in its place");
}

fn nobody_is_called_for_what_is_over(db: TestDb) {
    let punt = Proefpunt::new(db);
    punt.hours(3);
    punt.regel(1, None);
    let tijden = |punt: &Proefpunt| -> Vec<(i64, i64)> {
        let all = punt.shifts(MA);
        all.iter()
            .map(|dienst| (dienst.tijd.van / 60, dienst.tijd.tot / 60))
            .collect()
    };
    assert_eq!(tijden(&punt), [(12, 17)], "what is left of today");
    assert_eq!(punt.told(MA), [(9, 12)], "nobody guarded the morning");
    assert_eq!(punt.asked("maandag"), [1, 1, 1]);
    // In the evening only tomorrow is left to come to.
    let (id, dienst) = (punt.punt, punt.shifts(MA)[0].id);
    punt.hours(6);
    punt.write(move |ctx| {
        actions::cancel(ctx, dienst)?;
        let longer = NewUitzondering {
            infopunt: id,
            from: MA,
            until: MA,
            times: "8-17".to_owned(),
            reden: "Er is vandaag een open dag.".to_owned(),
            bron: UitzonderingBron::Hand,
        };
        set_exception(ctx, &longer).map(drop)
    })
    .unwrap();
    assert_eq!(tijden(&punt), []);
    assert_eq!(punt.asked("maandag"), [1, 1, 1]);
    assert_eq!(punt.asked("dinsdag"), [1, 1, 1]);
}

fn nobody_is_called_for_a_shift_that_has_its_people(db: TestDb) {
    let punt = Proefpunt::new(db);
    punt.regel(1, None);
    punt.hours(1);
    let dienst = punt.dienst(MA, 9, 13);
    punt.confirmed(dienst, 0);
    assert_eq!(
        punt.told(MA),
        [(10, 13)],
        "the hour before went without, the afternoon does"
    );
    let gemeente = punt.gemeente;
    let found = punt.read(move |tx| store::get_dienst(tx, gemeente, dienst));
    assert_eq!(found.called_at, None, "it has its person");
    let call = punt.shifts(MA).into_iter().find(|one| one.id != dienst);
    assert!(call.unwrap().called_at.is_some(), "of the whole day");
    assert_eq!(punt.states(dienst), [BezettingState::Confirmed]);
}
