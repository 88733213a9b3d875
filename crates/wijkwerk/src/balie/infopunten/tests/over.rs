//! What is owed about a point ends with it, or goes along with whoever answers for it.

use super::super::nacht::SCHOOL;
use super::*;
use crate::balie::infopunten::tijdelijk::start_search;
use crate::ids::ZoektochtId;

kit::on_both_engines!(
    l_80_inv_10_nothing_is_owed_about_a_point_that_ended_or_moved,
    l_86_a_search_is_owed_by_who_answers_for_the_point_now,
    what_is_owed_goes_along_to_another_gebied,
);

fn l_80_inv_10_nothing_is_owed_about_a_point_that_ended_or_moved(db: TestDb) {
    let stad = Stad::new(db);
    let (ends, moves) = (stad.point("Een", 0, true), stad.point("Twee", 0, true));
    let next = stad.point("Drie", 0, true);
    let (from, until) = (later(stad.today(), 80), later(stad.today(), 90));
    stad.write(move |ctx| {
        tijden::add_free(ctx, VrijSoort::School, "Vakantie", from, until)?;
        Ok(())
    })
    .unwrap();
    for id in [ends, moves, next] {
        stad.hours(id, "ma-vr 9-12; schoolvakanties gesloten");
    }
    stad.days(40);
    stad.night();
    let owed = |id: InfopuntId| [SCHOOL, RULE].map(|soort| stad.dues(id.0, soort).len());
    for id in [ends, moves, next] {
        assert_eq!(owed(id), [1, 1]);
    }
    stad.turn(ends, because(Stap::End)).unwrap();
    let on = Wending {
        opvolger: Some(next),
        knows_missing: true,
        ..because(Stap::Move)
    };
    stad.turn(moves, on).unwrap();
    for _ in 0..2 {
        assert_eq!((owed(ends), owed(moves)), ([0, 0], [0, 0]));
        assert_eq!(owed(next), [1, 1], "it goes on");
        stad.night();
    }
}

fn l_86_a_search_is_owed_by_who_answers_for_the_point_now(db: TestDb) {
    let stad = Stad::new(db);
    let (id, other) = (stad.point("Een", 0, true), stad.point("Twee", 0, true));
    let (was, now) = (stad.organisaties()[0], stad.organisaties()[1]);
    let day = later(stad.today(), 30);
    let search = stad
        .write(move |ctx| start_search(ctx, id, Some(day)))
        .unwrap();
    let beside = stad
        .write(move |ctx| start_search(ctx, other, None))
        .unwrap();
    let owed = |search: ZoektochtId| {
        let open = stad.dues(search.0, "zoektocht.besluit");
        let all: Vec<_> = open.iter().map(|due| (due.debtor_id, due.due)).collect();
        all
    };
    assert_eq!(owed(search), [(Some(was.0), Some(day))]);
    stad.change(id, |velden| velden.organisatie = now).unwrap();
    assert_eq!(
        owed(search),
        [(Some(now.0), Some(day))],
        "once, by the same day"
    );
    assert_eq!(owed(beside), [(Some(was.0), None)], "of another point");
    stad.change(id, |velden| velden.rang = Rang::Hoofd).unwrap();
    assert_eq!(owed(search).len(), 1);
}

fn what_is_owed_goes_along_to_another_gebied(db: TestDb) {
    let stad = Stad::new(db);
    let (id, other) = (stad.point("Een", 0, true), stad.point("Twee", 0, true));
    let (was, now) = (stad.wijken()[0], stad.wijken()[1]);
    for id in [id, other] {
        stad.hours(id, "ma-vr 9-12");
    }
    stad.night();
    let at = |id: InfopuntId| {
        let open = stad.dues(id.0, RULE);
        let all: Vec<Option<GebiedId>> = open.iter().map(|due| due.gebied).collect();
        all
    };
    assert_eq!((at(id), at(other)), (vec![Some(was)], vec![Some(was)]));
    stad.change(id, |velden| velden.gebied = now).unwrap();
    assert_eq!((at(id), at(other)), (vec![Some(now)], vec![Some(was)]));
}
