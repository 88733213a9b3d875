//! What was delivered and is found not to be kept goes back to work.

use jiff::civil::{Date, date};
use kit::testing::TestDb;

use super::{People, Town, velsen, visit};
use crate::access::Actor;
use crate::error::Error;
use crate::ids::{AandachtsgebiedId, AfspraakId};
use crate::journaal::Verb;
use crate::wijkaanpak::werkplannen::model::AfspraakState;
use crate::wijkaanpak::werkplannen::{actions, find_afspraak, terug};

kit::on_both_engines!(
    v_38_what_is_not_kept_goes_back_to_work,
    what_is_not_kept_is_late_when_its_day_has_passed,
    only_what_was_delivered_goes_back_and_only_where_it_is_worked_on,
);

const TEAM: &str = "velsen-noord";
const WHY: &str = "Bij twee huizen ligt nog grof vuil.";

/// Something that the politie promised and delivered.
fn delivered(db: TestDb) -> (Town, People, AandachtsgebiedId, AfspraakId) {
    let town = velsen(db);
    let people = town.people(TEAM);
    let plan = town.plan(&people.beheerder, TEAM);
    let wanted = town.wanted(plan, TEAM);
    let one = town.propose(&people.beheerder, wanted).expect("proposed");
    assert!(town.adopt(&people, plan).expect("agreed"));
    let id = town
        .agree_on(&people.beheerder, town.deal(one, Some("politie")))
        .expect("proposed");
    town.accept(&people.politie, id).expect("accepted");
    deliver(&town, &people.politie, id);
    (town, people, one, id)
}

fn deliver(town: &Town, actor: &Actor, id: AfspraakId) {
    let today = town.today();
    town.act(actor, move |ctx| actions::deliver(ctx, id, &visit(today)))
        .expect("delivered");
}

fn send_back(
    town: &Town,
    actor: &Actor,
    id: AfspraakId,
    why: &'static str,
    due: Option<Date>,
) -> Result<(), Error> {
    let due = due.map_or_else(String::new, |day| day.to_string());
    town.act(actor, move |ctx| actions::send_back(ctx, id, why, &due))
}

fn v_38_what_is_not_kept_goes_back_to_work(db: TestDb) {
    let (town, people, one, id) = delivered(db);
    let by_owner = send_back(&town, &people.politie, id, WHY, None);
    assert!(matches!(by_owner, Err(Error::Forbidden(_))));
    let silent = send_back(&town, &people.beheerder, id, " ", None);
    assert!(matches!(silent, Err(Error::Invalid(_))));
    let past = town.today().yesterday().ok();
    let too_late = send_back(&town, &people.beheerder, id, WHY, past);
    assert!(matches!(too_late, Err(Error::Invalid(_))));
    assert_eq!(
        town.open_dues(id.0),
        ["afspraak.verify"],
        "nothing was done"
    );

    let new = date(2026, 9, 1);
    send_back(&town, &people.beheerder, id, WHY, Some(new)).expect("sent back");
    assert_eq!(town.open_dues(id.0), ["afspraak.deliver"]);
    let gemeente = town.frame.id;
    let found = || {
        let read = town
            .app
            .db()
            .read_blocking(move |tx| find_afspraak(tx, gemeente, id));
        read.expect("read").expect("the afspraak")
    };
    let now = found();
    assert_eq!((now.state, now.due), (AfspraakState::InProgress, new));
    assert_eq!(now.reason.as_deref(), Some(WHY));
    assert!(now.delivered_at.is_none(), "it does not count as kept");
    let public = town.public(one).expect("public").1;
    assert_eq!(public.afspraken[0].state, AfspraakState::InProgress);
    assert_eq!(public.afspraken[0].due, new);
    let verb = town.lines(id.0).last().map(|line| line.verb);
    assert_eq!(verb, Some(Verb::Reopened));

    town.act(&people.politie, move |ctx| {
        actions::progress(ctx, id, "Morgen halen we het laatste op")
    })
    .expect("progress");
    assert!(found().reason.is_none(), "the owner had the last word");
    deliver(&town, &people.politie, id);
    town.act(&people.beheerder, move |ctx| actions::verify(ctx, id))
        .expect("verified");
    assert!(town.open_dues(id.0).is_empty());
}

fn what_is_not_kept_is_late_when_its_day_has_passed(db: TestDb) {
    let (town, people, one, id) = delivered(db);
    assert!(!town.public(one).expect("public").1.afspraken[0].late);
    let past = date(2026, 3, 7) - town.today();
    town.days_later(i64::from(past.get_days()));
    send_back(&town, &people.beheerder, id, WHY, None).expect("sent back");
    let public = town.public(one).expect("public").1;
    assert!(public.afspraken[0].late);
    let reminded = || {
        town.act(&Actor::Job("nightly"), |ctx| {
            actions::remind_owners(ctx, AfspraakId(uuid::Uuid::nil()), 100)
        })
        .expect("the night");
        let lines = town.lines(id.0);
        lines
            .iter()
            .filter(|line| line.verb == Verb::Reminded)
            .count()
    };
    assert_eq!(reminded(), 0, "that it is late was told with the reason");
}

fn only_what_was_delivered_goes_back_and_only_where_it_is_worked_on(db: TestDb) {
    let (town, people, one, id) = delivered(db);
    let other = town
        .agree_on(&people.beheerder, town.deal(one, Some("politie")))
        .expect("proposed");
    let early = send_back(&town, &people.beheerder, other, WHY, None);
    assert!(matches!(early, Err(Error::Refused(_))));
    let today = town.today();
    town.act(&people.beheerder, move |ctx| {
        actions::drop_afspraak(ctx, other, "Niet meer nodig")?;
        actions::record_result(ctx, one, "De straat is schoon", &visit(today))?;
        actions::resolve(ctx, one)
    })
    .expect("resolved");
    let closed = send_back(&town, &people.beheerder, id, WHY, None);
    assert!(
        matches!(&closed, Err(Error::Refused(said)) if said.key == "wp-aandachtsgebied-afgesloten"),
        "{closed:?}"
    );
}

#[test]
fn l_07_what_went_back_is_reminded_of_its_new_day() {
    let at = |text: &str| Some(text.parse().expect("a moment"));
    let day = |at: jiff::Timestamp| at.to_zoned(jiff::tz::TimeZone::UTC).date();
    let due = date(2026, 6, 15);
    let (early, late) = (at("2026-06-08T04:00:00Z"), at("2026-06-20T09:00:00Z"));
    let cases = [
        (early, None, Some(date(2026, 6, 8))),
        (None, None, None),
        (early, at("2026-06-10T09:00:00Z"), None),
        (early, at("2026-06-01T09:00:00Z"), Some(date(2026, 6, 8))),
        (None, late, Some(date(2026, 6, 20))),
    ];
    for (reminded, sent_back, expected) in cases {
        assert_eq!(
            terug::reminded_since(due, reminded, sent_back, day),
            expected,
            "{reminded:?} {sent_back:?}"
        );
    }
}
