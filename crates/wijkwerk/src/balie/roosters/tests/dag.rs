//! Gaps, what is told of them, the call for a replacement, "ik kan niet".

use super::*;
use crate::balie::infopunten::RULE;
use crate::balie::infopunten::actions::{Wending, turn_infopunt};
use crate::balie::infopunten::{InfopuntState, Stap, find_infopunt};
use crate::balie::roosters::ask_for_rules;
use crate::http::Method;
use crate::ids::GatId;
use crate::kader::verplichtingen::list_about;

kit::on_both_engines!(
    inv_10_a_gap_is_told_early_closes_inside_a_day_and_calls_once,
    inv_10_no_published_hour_without_staffing,
    l_77_one_is_enough_until_noon_and_is_published_so,
    who_cannot_has_a_replacement_in_three_taps,
    inv_10_hours_that_nobody_guards_are_asked_for_once,
    the_clock_brings_what_nobody_changed,
    o_22_a_gap_is_red_from_the_day_before,
    inv_13_a_gap_is_a_ground_until_the_whole_day_is_staffed,
);

fn inv_10_a_gap_is_told_early_closes_inside_a_day_and_calls_once(db: TestDb) {
    let punt = Proefpunt::new(db);
    punt.regel(1, None);
    // Today, the coming days of this week and next Monday are not staffed; only what begins inside a day is closed.
    assert_eq!(punt.told(MA), []);
    assert_eq!(punt.told(DI), [(9, 17)]);
    let gemeente = punt.gemeente;
    let gaten = punt.read(move |tx| store::list_gaten(tx, gemeente, (MA, date(2026, 3, 11))));
    assert_eq!(gaten.len(), 6, "{gaten:?}");
    let dues = punt.read(move |tx| list_about(tx, gemeente, gaten[1].id.0));
    assert_eq!((dues.len(), dues[0].due), (1, Some(DI)));
    let warned = punt.mails();
    assert!(
        warned
            .iter()
            .any(|(_, subject, _)| subject.contains("Gat in het rooster")),
        "{warned:?}"
    );

    let dienst = punt.dienst(DI, 9, 17);
    let asked = |punt: &Proefpunt| {
        let all = punt.mails();
        all.iter()
            .filter(|(_, subject, _)| subject.contains("Kunt u komen op dinsdag"))
            .count()
    };
    assert_eq!(asked(&punt), 0);
    punt.hours(1);
    assert_eq!(punt.guard(), 1);
    assert_eq!(punt.told(DI), []);
    assert_eq!(asked(&punt), 3);
    assert_eq!(punt.guard(), 0);
    punt.hours(1);
    assert_eq!((punt.guard(), asked(&punt)), (0, 3));

    // One says yes by the link of the mail: the hours are back and nobody else has to answer.
    let token = punt.link(1);
    let path = format!("/l/{token}");
    let page = punt.app.get(&path);
    assert!(page.text().contains("Ik kom"), "{}", page.text());
    let done = punt.app.request(Method::Post, &path, &As::Nobody, "doe=ja");
    assert_eq!(done.status, 303);
    assert_eq!(punt.told(DI), [(9, 17)]);
    assert_eq!(
        punt.states(dienst),
        [
            BezettingState::Confirmed,
            BezettingState::Cancelled,
            BezettingState::Cancelled
        ]
    );
    assert_eq!(
        punt.count(
            "SELECT count(*) FROM verplichtingen WHERE gemeente_id = $1 AND soort = 'rooster.gat' AND state = 'satisfied'"
        ),
        1
    );
    // A second yes comes too late.
    let late = punt.app.request(
        Method::Post,
        &format!("/l/{}", punt.link(0)),
        &As::Nobody,
        "doe=ja",
    );
    assert_eq!(late.status, 409);
}

fn l_77_one_is_enough_until_noon_and_is_published_so(db: TestDb) {
    let punt = Proefpunt::new(db);
    punt.regel(2, Some((1, 12 * 60)));
    let first = punt.dienst(MA, 9, 17);
    punt.confirmed(first, 0);
    assert_eq!(punt.told(MA), [(9, 12)]);
    let page = punt.page();
    assert!(page.contains("9.00 – 12.00 uur"), "{page}");
    let second = punt.dienst(MA, 9, 17);
    punt.confirmed(second, 1);
    assert_eq!(punt.told(MA), [(9, 17)]);
    let page = punt.page();
    assert!(!page.contains("9.00 – 12.00 uur"), "{page}");
}

fn who_cannot_has_a_replacement_in_three_taps(db: TestDb) {
    let punt = Proefpunt::new(db);
    punt.regel(1, None);
    let dienst = punt.dienst(DI, 9, 17);
    punt.confirmed(dienst, 0);
    let slug = punt.app.slug().to_owned();
    let list = format!("/{slug}/balie/mijn-diensten");
    // One: the button on my shifts. Two: who is asked is ticked already. Three: call off.
    let page = punt.app.request(Method::Get, &list, &punt.who(0), "");
    let cannot = format!("{list}/{dienst}/kan-niet");
    assert!(page.text().contains(&cannot), "{}", page.text());
    let page = punt.app.request(Method::Get, &cannot, &punt.who(0), "");
    assert!(
        page.text().contains("Bo Rooster") && !page.text().contains("name=\"reden\""),
        "{}",
        page.text()
    );
    let form = format!("wie={}&reden=griep", punt.account(1));
    let done = punt.app.request(Method::Post, &cannot, &punt.who(0), &form);
    assert_eq!(done.status, 303, "{}", done.text());
    assert_eq!(
        punt.states(dienst),
        [BezettingState::Offered, BezettingState::Cancelled]
    );
    let token = punt.link(1);
    let done = punt
        .app
        .request(Method::Post, &format!("/l/{token}"), &As::Nobody, "doe=ja");
    assert_eq!(done.status, 303);
    punt.hours(20);
    punt.guard();
    assert_eq!(punt.told(DI), [(9, 17)]);
    // Illness is health data: nothing of it is kept, not even when a form brings it.
    let mut copy = Vec::new();
    kit::db::dump(punt.app.app.db(), &crate::migrations::tables(), &mut copy).unwrap();
    assert!(!String::from_utf8_lossy(&copy).contains("griep"));
    // Whoever is not in it is told nothing of it.
    let other = punt.app.request(Method::Get, &cannot, &punt.who(2), "");
    assert_eq!(other.status, 303);
}

fn inv_10_hours_that_nobody_guards_are_asked_for_once(db: TestDb) {
    let punt = Proefpunt::new(db);
    let frame = punt.app.frame(punt.app.slug());
    let (gemeente, id) = (punt.gemeente, punt.punt);
    let owed = || {
        let mut all = punt.read(move |tx| list_about(tx, gemeente, id.0));
        all.retain(|one| one.soort == RULE && one.state == "open");
        all.len()
    };
    for _ in 0..2 {
        ask_for_rules(&punt.app.app, &frame).unwrap();
        assert_eq!(
            owed(),
            1,
            "its hours are told and nobody said with how many people"
        );
    }
    punt.regel(1, None);
    assert_eq!(owed(), 0);
    ask_for_rules(&punt.app.app, &frame).unwrap();
    assert_eq!(owed(), 0);
}

fn the_clock_brings_what_nobody_changed(db: TestDb) {
    let punt = Proefpunt::new(db);
    punt.regel(1, None);
    // A week later the gaps that passed are over, and those of the new week are found.
    punt.hours(7 * 24);
    assert_eq!(punt.guard(), 1);
    let gemeente = punt.gemeente;
    let gaten = punt.read(move |tx| store::list_gaten(tx, gemeente, (MA, date(2026, 3, 9))));
    assert!(gaten.iter().all(|gat| gat.closed_at.is_some()), "{gaten:?}");
    assert_eq!(punt.told(date(2026, 3, 9)), []);
    assert_eq!(punt.guard(), 0);
}

fn o_22_a_gap_is_red_from_the_day_before(db: TestDb) {
    let punt = Proefpunt::new(db);
    punt.regel(1, None);
    let gemeente = punt.gemeente;
    let gaten = punt.read(move |tx| store::list_gaten(tx, gemeente, (DI, date(2026, 3, 5))));
    let (di, wo) = (gaten[0].id, gaten[1].id);
    assert_eq!((gaten[0].dag, gaten.len()), (DI, 2), "{gaten:?}");
    let owed = punt.read(move |tx| list_about(tx, gemeente, di.0));
    assert_eq!(owed[0].due, Some(DI), "the day itself is told");
    let rol = owed[0].debtor_rol.clone().unwrap();
    let maker = punt
        .app
        .an_account("Dee Roostermaker")
        .of(punt.mensen[0].organisatie.unwrap())
        .with_role(&rol, Where::Gebied(owed[0].gebied.unwrap()))
        .make();
    let path = format!("/{}/vandaag", punt.app.slug());
    let is_red = |gat: GatId| {
        let asked = Ask::get(&path).by(&As::Person(maker.account)).lang("nl");
        let page = punt.app.send(&asked).text();
        let mut lines = page.split("<li class=\"ww-day__item").skip(1);
        let line = lines.find(|line| line.contains(&format!("rooster/gaten/{gat}\"")));
        let line = line.unwrap_or_else(|| panic!("no line: {page}"));
        let (line, _) = line.split_once("</li>").unwrap();
        let is_red = line.starts_with(" ww-day__item--late");
        assert_eq!(line.contains("ww-badge--late"), is_red, "{line}");
        is_red
    };
    // Monday: Tuesday's is tomorrow, Wednesday's is two days away.
    assert_eq!((is_red(di), is_red(wo)), (true, false));
    punt.hours(24);
    assert!(is_red(wo), "the day before");
}

/// What the roster takes back to set another is no moment without a ground.
fn inv_13_a_gap_is_a_ground_until_the_whole_day_is_staffed(db: TestDb) {
    let punt = Proefpunt::new(db);
    punt.regel(1, None);
    let (gemeente, id) = (punt.gemeente, punt.punt);
    punt.write(move |ctx| {
        let new = Wending {
            reden: "Er zijn te weinig mensen.".to_owned(),
            ..Wending::just(Stap::Reduce)
        };
        turn_infopunt(ctx, id, &new)
    })
    .unwrap();
    let stand = || {
        let found = punt.read(move |tx| find_infopunt(tx, gemeente, id));
        let steps = punt.count("SELECT count(*) FROM infopunt_standen WHERE gemeente_id = $1");
        (found.unwrap().state, steps)
    };
    assert_eq!(stand(), (InfopuntState::Reduced, 2));
    let half = punt.dienst(MA, 13, 17);
    punt.confirmed(half, 0);
    assert_eq!(punt.told(MA), [(13, 17)], "another exception");
    assert_eq!(stand(), (InfopuntState::Reduced, 2), "and the same ground");
    let rest = punt.dienst(MA, 9, 13);
    punt.confirmed(rest, 1);
    assert_eq!(punt.told(MA), [(9, 17)]);
    assert_eq!(stand(), (InfopuntState::Open, 3));
}

/// Whatever is done to a roster, no hour of the coming day is told without the people it needs.
fn inv_10_no_published_hour_without_staffing(db: TestDb) {
    let punt = Proefpunt::new(db);
    punt.regel(1, None);
    let ids = kit::ids::IdSource::seeded(10);
    let mut diensten: Vec<DienstId> = Vec::new();
    for step in 0..40 {
        let bytes = ids.bytes::<6>();
        let today = punt.app.frame(punt.app.slug()).today(punt.app.clock.now());
        let day = today
            .checked_add(jiff::Span::new().days(i64::from(bytes[1] % 3)))
            .unwrap();
        let (account, how) = (
            punt.account(usize::from(bytes[2] % 3)),
            Zet {
                confirmed: !bytes[3].is_multiple_of(3),
                begeleid: false,
            },
        );
        match bytes[0] % 5 {
            0 | 1 => {
                let van = 8 + i64::from(bytes[4] % 6);
                diensten.push(punt.dienst(day, van, van + 1 + i64::from(bytes[5] % 5)));
            }
            2 if !diensten.is_empty() => {
                let dienst = diensten[usize::from(bytes[4]) % diensten.len()];
                let _ = punt.write(move |ctx| actions::fill(ctx, dienst, account, how));
            }
            3 if !diensten.is_empty() => {
                let dienst = diensten[usize::from(bytes[4]) % diensten.len()];
                let gemeente = punt.gemeente;
                let there = punt.read(move |tx| store::list_bezetting(tx, gemeente, dienst));
                if let Some(one) = there.first().map(|one| one.id) {
                    let _ = punt.write(move |ctx| actions::call_off(ctx, one, &[]));
                }
            }
            _ => {
                punt.hours(1 + i64::from(bytes[4] % 7));
                punt.guard();
            }
        }
        assert_eq!(bare(&punt), Vec::<(Date, u16)>::new(), "step {step}");
    }
}

/// Half hours that are told, begin between now and a day ahead and have nobody.
fn bare(punt: &Proefpunt) -> Vec<(Date, u16)> {
    let (frame, id, gemeente) = (punt.app.frame(punt.app.slug()), punt.punt, punt.gemeente);
    let now = punt.app.clock.now();
    let today = frame.today(now);
    let last = today.tomorrow().unwrap();
    let after = last.tomorrow().unwrap();
    let soon = now
        .checked_add(jiff::SignedDuration::from_hours(24))
        .unwrap();
    punt.read(move |tx| {
        let told = uren::published(tx, &frame, id, today, last)?;
        let diensten = store::list_diensten(tx, gemeente, id, (today, after))?;
        let wie = store::list_bezettingen(tx, gemeente, (today, after))?;
        let is_staffed = |dag: Date, minute: u16| {
            diensten.iter().any(|dienst| {
                let tijd = dienst.tijd;
                let there = wie
                    .iter()
                    .any(|one| one.dienst == dienst.id && one.state == BezettingState::Confirmed);
                there && tijd.dag == dag && (tijd.van..tijd.tot).contains(&i64::from(minute))
            })
        };
        let mut bare = Vec::new();
        for one in told {
            for minute in (one.from..one.until).step_by(30) {
                let at = super::super::moment(&frame.zone, one.date, i64::from(minute));
                if at >= now && at < soon && !is_staffed(one.date, minute) {
                    bare.push((one.date, minute));
                }
            }
        }
        Ok(bare)
    })
}
