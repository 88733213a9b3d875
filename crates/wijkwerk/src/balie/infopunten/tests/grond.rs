//! What a point that is less open rests on: when that is gone, it is open again (INV-13). And when the point is gone, so is
//! what was temporary there.

use kit::on_both_engines;
use kit::testing::TestDb;

use super::*;
use crate::balie::infopunten::tijdelijk::{
    NewBouwproject, NewTussenoplossing, ProjectState, add_project, end_interim, start_interim,
    start_search, turn_project,
};
use crate::ids::{BouwprojectId, TussenoplossingId, UitzonderingId};

on_both_engines!(
    inv_13_when_what_was_temporary_ends_the_point_is_open_again,
    inv_13_when_the_building_is_delivered_the_point_is_open_again,
    inv_13_an_exception_that_was_withdrawn_is_no_ground,
    inv_13_an_exception_that_passed_is_no_ground_by_night,
    inv_13_less_open_lasts_until_the_day_that_was_told,
    inv_13_hours_that_stay_shut_do_not_open_a_point,
    l_75_what_is_temporary_ends_with_its_point,
);

impl Stad {
    fn found(&self, id: InfopuntId) -> Infopunt {
        let gemeente = self.app.frame(self.app.slug()).id;
        self.read(move |tx| find_infopunt(tx, gemeente, id))
            .unwrap()
    }

    fn interim(&self, id: InfopuntId, bouwproject: Option<BouwprojectId>) -> TussenoplossingId {
        let new = NewTussenoplossing {
            infopunt: id,
            bouwproject,
            organisatie: self.organisaties()[0],
            wat: "Een unit op het plein.".to_owned(),
            einde: "Het gebouw is klaar.".to_owned(),
            since: self.today(),
            until: None,
        };
        self.write(move |ctx| start_interim(ctx, &new)).unwrap()
    }

    /// Somebody says that a point goes otherwise, today and the two days after.
    fn three_days(&self, id: InfopuntId, bron: UitzonderingBron) -> UitzonderingId {
        let today = self.today();
        let new = NewUitzondering {
            infopunt: id,
            from: today,
            until: later(today, 2),
            times: "9-12".to_owned(),
            reden: "De collega is ziek.".to_owned(),
            bron,
        };
        self.write(move |ctx| uren::set_exception(ctx, &new))
            .unwrap()
    }

    fn is_less_open(&self, id: InfopuntId, why: &str) {
        assert_eq!(self.found(id).state, InfopuntState::Reduced, "{why}");
        let page = self.page("infopunten/een");
        assert!(page.contains("Het gebouw wordt verbouwd."), "{why}: {page}");
    }

    fn is_open_again(&self, id: InfopuntId) {
        let punt = self.found(id);
        assert_eq!(
            (punt.state, punt.reden, punt.until_day),
            (InfopuntState::Open, None, None)
        );
        let page = self.page("infopunten/een");
        assert!(!page.contains("Het gebouw wordt verbouwd."), "{page}");
    }
}

fn inv_13_when_what_was_temporary_ends_the_point_is_open_again(db: TestDb) {
    let stad = Stad::new(db);
    let id = stad.point("Een", 0, true);
    let (first, second) = (stad.interim(id, None), stad.interim(id, None));
    stad.turn(id, because(Stap::Reduce)).unwrap();
    stad.write(move |ctx| end_interim(ctx, first)).unwrap();
    stad.is_less_open(id, "the other goes on");
    stad.write(move |ctx| end_interim(ctx, second)).unwrap();
    stad.is_open_again(id);
}

fn inv_13_when_the_building_is_delivered_the_point_is_open_again(db: TestDb) {
    let stad = Stad::new(db);
    let id = stad.point("Een", 0, true);
    let gebied = stad.wijken()[0];
    let project = stad
        .write(move |ctx| {
            let new = NewBouwproject {
                naam: "Nieuw gebouw".to_owned(),
                soort: "mfa".to_owned(),
                gebied,
                volgorde: 1,
                expected: None,
            };
            add_project(ctx, &new)
        })
        .unwrap();
    stad.interim(id, Some(project));
    stad.turn(id, because(Stap::Reduce)).unwrap();
    let set = |state| stad.write(move |ctx| turn_project(ctx, project, state));
    set(ProjectState::UnderConstruction).unwrap();
    stad.is_less_open(id, "they are building");
    set(ProjectState::Delivered).unwrap();
    stad.is_open_again(id);
}

fn inv_13_an_exception_that_was_withdrawn_is_no_ground(db: TestDb) {
    let stad = Stad::new(db);
    let id = stad.point("Een", 0, true);
    let exception = stad.three_days(id, UitzonderingBron::Hand);
    stad.turn(id, because(Stap::Reduce)).unwrap();
    stad.is_less_open(id, "by hand");
    stad.write(move |ctx| uren::withdraw_by_hand(ctx, exception))
        .unwrap();
    stad.is_open_again(id);
    // The roster takes one back and sets another; it says itself when it is done.
    let exception = stad.three_days(id, UitzonderingBron::Rooster);
    stad.turn(id, because(Stap::Reduce)).unwrap();
    stad.write(move |ctx| uren::withdraw_exception(ctx, exception))
        .unwrap();
    stad.is_less_open(id, "not in between");
    stad.write(move |ctx| look_at_ground(ctx, id)).unwrap();
    stad.is_open_again(id);
}

fn inv_13_an_exception_that_passed_is_no_ground_by_night(db: TestDb) {
    let stad = Stad::new(db);
    let id = stad.point("Een", 0, true);
    stad.hours(id, "ma-zo 9-17");
    stad.three_days(id, UitzonderingBron::Hand);
    stad.turn(id, because(Stap::Reduce)).unwrap();
    stad.days(2);
    stad.night();
    stad.is_less_open(id, "its last day");
    stad.days(1);
    stad.night();
    stad.is_open_again(id);
}

fn inv_13_less_open_lasts_until_the_day_that_was_told(db: TestDb) {
    let stad = Stad::new(db);
    let id = stad.point("Een", 0, true);
    stad.interim(id, None);
    let new = Wending {
        until: Some(later(stad.today(), 2)),
        ..because(Stap::Reduce)
    };
    stad.turn(id, new).unwrap();
    stad.days(2);
    stad.night();
    stad.is_less_open(id, "that day included");
    stad.days(1);
    stad.night();
    stad.is_open_again(id);
}

fn inv_13_hours_that_stay_shut_do_not_open_a_point(db: TestDb) {
    let stad = Stad::new(db);
    let id = stad.point("Een", 0, true);
    stad.hours(id, "off");
    let interim = stad.interim(id, None);
    stad.turn(id, because(Stap::Reduce)).unwrap();
    stad.write(move |ctx| end_interim(ctx, interim)).unwrap();
    stad.is_less_open(id, "there is no hour to be open for");
    stad.days(1);
    stad.hours(id, "ma-vr 9-12");
    stad.night();
    stad.is_open_again(id);
}

fn l_75_what_is_temporary_ends_with_its_point(db: TestDb) {
    let stad = Stad::new(db);
    let (id, next) = (stad.point("Een", 0, true), stad.point("Twee", 0, true));
    let (here, there) = (stad.interim(id, None), stad.interim(next, None));
    let (search, other) = stad
        .write(move |ctx| Ok((start_search(ctx, id, None)?, start_search(ctx, next, None)?)))
        .unwrap();
    let owed = || {
        let looks = [here, there].map(|one| stad.dues(one.0, "tussenoplossing.toets").len());
        let searches = [search, other].map(|one| stad.dues(one.0, "zoektocht.besluit").len());
        (looks, searches)
    };
    stad.turn(id, because(Stap::Close)).unwrap();
    assert_eq!(owed(), ([1, 1], [1, 1]), "it may open again");
    let new = Wending {
        opvolger: Some(next),
        ..because(Stap::Move)
    };
    stad.turn(id, new).unwrap();
    assert_eq!(owed(), ([0, 1], [0, 1]), "at once");
    let gemeente = stad.app.frame(stad.app.slug()).id;
    let (running, searches) = stad.read(move |tx| {
        Ok((
            store::tijdelijk::list_running(tx, gemeente)?,
            store::tijdelijk::list_searches(tx, gemeente)?,
        ))
    });
    let left: Vec<TussenoplossingId> = running.iter().map(|one| one.id).collect();
    assert_eq!(left, [there]);
    let why = |id| {
        let found = searches.iter().find(|one| one.id == id).unwrap();
        (found.decided_at.is_some(), found.reden.as_deref())
    };
    assert_eq!(why(search), (true, Some("Het gebouw wordt verbouwd.")));
    assert_eq!(why(other), (false, None));
    let page = stad.page("tijdelijk");
    assert!(
        page.contains("infopunten/twee\"") && !page.contains("infopunten/een\""),
        "{page}"
    );
    let who = As::Role("coordinator".to_owned());
    let path = format!("/{}/balie/tijdelijk", stad.app.slug());
    let page = stad.app.send(&Ask::get(&path).by(&who).lang("nl")).text();
    let page = page.replace(['\u{2068}', '\u{2069}'], "");
    assert!(
        page.contains("Het zoeken is gestopt. Het gebouw wordt verbouwd."),
        "{page}"
    );
    assert!(
        stad.write(move |ctx| start_search(ctx, id, None)).is_err(),
        "it is over"
    );
}
