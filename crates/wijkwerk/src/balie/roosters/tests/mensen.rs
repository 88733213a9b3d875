//! Members, checks through the actions, patterns, calendars, rights, what is erased.

use super::*;
use crate::access::{Here, Permission};
use crate::balie::contacten::scholing::{add_scholing, note_passed};
use crate::balie::infopunten::find_infopunt;
use crate::balie::roosters::actions::{NewPatroon, Zegt};
use crate::balie::roosters::model::{Kan, Wanneer};
use crate::http::Method;
use crate::kader::organisaties::actions::end_organisatie;
use crate::testing::Ask;

kit::on_both_engines!(
    l_38_expired_training_is_refused_unless_somebody_stands_beside,
    nobody_is_put_where_they_cannot_be,
    a_partner_that_leaves_in_the_middle_of_a_month,
    what_was_worked_today_stays_when_somebody_leaves_in_the_afternoon,
    an_account_that_ends_stands_in_no_shift,
    a_member_of_a_partner_that_leaves_is_planned_no_more,
    a_month_is_laid_out_once,
    a_calendar_is_read_by_its_link_until_it_is_taken_back,
    only_who_makes_the_roster_changes_it,
    whoever_works_at_a_locatie_sees_the_roster_of_its_points_and_of_no_other,
    p8_what_is_known_of_a_member_goes_after_two_years,
    availability_has_no_reason,
    a_calendar_says_when_somebody_cannot_and_nothing_else,
);

fn l_38_expired_training_is_refused_unless_somebody_stands_beside(db: TestDb) {
    let punt = Proefpunt::new(db);
    let account = punt.account(0);
    punt.write(move |ctx| {
        let module = add_scholing(ctx, "Meldcode", Some(24))?;
        note_passed(ctx, module, account, date(2024, 2, 1))
    })
    .unwrap();
    let dienst = punt.dienst(DI, 9, 12);
    let fill = |begeleid| {
        let how = Zet {
            confirmed: true,
            begeleid,
        };
        punt.write(move |ctx| actions::fill(ctx, dienst, account, how))
    };
    refused(fill(false), "rooster-bezwaar-scholing");
    let id = fill(true).unwrap();
    let gemeente = punt.gemeente;
    let found = punt
        .read(move |tx| store::find_bezetting(tx, gemeente, id))
        .unwrap();
    assert!(found.begeleid);
}

fn nobody_is_put_where_they_cannot_be(db: TestDb) {
    let punt = Proefpunt::new(db);
    let first = punt.dienst(DI, 9, 17);
    punt.confirmed(first, 0);
    let account = punt.account(0);
    let fill = |dienst| punt.write(move |ctx| actions::fill(ctx, dienst, account, Zet::default()));
    refused(fill(punt.dienst(DI, 16, 19)), "rooster-bezwaar-dubbel");
    refused(fill(punt.dienst(DI, 17, 22)), "rooster-bezwaar-te-lang");
    refused(
        fill(punt.dienst(date(2026, 3, 4), 1, 6)),
        "rooster-bezwaar-rust",
    );
    // Full is full.
    let other = punt.account(1);
    let also = punt.write(move |ctx| actions::fill(ctx, first, other, Zet::default()));
    refused(also, "rooster-al-vol");
    let zegt = Zegt {
        wanneer: vec![Wanneer::Weekdag(4)],
        van: 0,
        tot: 1440,
        kan: Kan::Cannot,
    };
    punt.app
        .write(&punt.actor(0), move |ctx| actions::say(ctx, &zegt))
        .unwrap();
    refused(
        fill(punt.dienst(DO, 9, 12)),
        "rooster-bezwaar-niet-beschikbaar",
    );
}

fn a_partner_that_leaves_in_the_middle_of_a_month(db: TestDb) {
    let punt = Proefpunt::new(db);
    punt.regel(1, None);
    let (kept, left) = (punt.dienst(DI, 9, 17), punt.dienst(DO, 9, 17));
    punt.confirmed(kept, 2);
    punt.confirmed(left, 2);
    let confirmed = [BezettingState::Confirmed];
    assert_eq!(
        (punt.states(kept), punt.states(left)),
        (confirmed.to_vec(), confirmed.to_vec())
    );
    let partner = punt.mensen[2].organisatie.unwrap();
    punt.write(move |ctx| end_organisatie(ctx, partner, DO))
        .unwrap();
    punt.guard();
    assert_eq!(punt.states(kept), confirmed, "before the end it stays");
    assert_eq!(punt.states(left), [BezettingState::Cancelled]);
    let gemeente = punt.gemeente;
    let gaps = punt.read(move |tx| store::list_gaten(tx, gemeente, (DO, date(2026, 3, 6))));
    assert_eq!(
        gaps.len(),
        1,
        "the hours of the partner that left are a gap"
    );
    assert_eq!(punt.guard(), 0, "once is enough");
}

fn what_was_worked_today_stays_when_somebody_leaves_in_the_afternoon(db: TestDb) {
    let punt = Proefpunt::new(db);
    let (morning, afternoon) = (punt.dienst(DI, 9, 12), punt.dienst(DI, 13, 17));
    punt.confirmed(morning, 1);
    punt.confirmed(afternoon, 1);
    let frame = punt.app.frame(punt.app.slug());
    let noon = DI.at(12, 30, 0, 0).to_zoned(frame.zone.clone()).unwrap();
    let wait = noon.timestamp().as_second() - punt.app.clock.now().as_second();
    punt.app.clock.advance_seconds(wait);
    punt.end_account(1);
    punt.guard();
    assert_eq!(punt.states(morning), [BezettingState::Confirmed]);
    assert_eq!(punt.states(afternoon), [BezettingState::Cancelled]);
}

fn an_account_that_ends_stands_in_no_shift(db: TestDb) {
    let punt = Proefpunt::new(db);
    let dienst = punt.dienst(DO, 9, 17);
    punt.confirmed(dienst, 1);
    punt.end_account(1);
    punt.guard();
    assert_eq!(punt.states(dienst), [BezettingState::Cancelled]);
}

fn a_member_of_a_partner_that_leaves_is_planned_no_more(db: TestDb) {
    let punt = Proefpunt::new(db);
    let organisatie = punt.mensen[2].organisatie.unwrap();
    punt.write(move |ctx| end_organisatie(ctx, organisatie, date(2026, 3, 16)))
        .unwrap();
    let account = punt.account(2);
    let fill = |dienst| punt.write(move |ctx| actions::fill(ctx, dienst, account, Zet::default()));
    fill(punt.dienst(date(2026, 3, 13), 9, 12)).unwrap();
    refused(
        fill(punt.dienst(date(2026, 3, 16), 9, 12)),
        "rooster-bezwaar-geen-lid",
    );
    // A member that stops leaves open what was planned after the last day.
    let ada = punt.account(0);
    let dienst = punt.dienst(DO, 9, 12);
    punt.confirmed(dienst, 0);
    punt.write(move |ctx| actions::end_lid(ctx, ada, DI))
        .unwrap();
    assert_eq!(punt.states(dienst), [BezettingState::Cancelled]);
}

fn a_month_is_laid_out_once(db: TestDb) {
    let punt = Proefpunt::new(db);
    let infopunt = punt.punt;
    let new = NewPatroon {
        infopunt,
        weekdagen: vec![2, 4],
        van: 540,
        tot: 720,
        functie: String::new(),
        aantal: 2,
        elke_weken: 1,
        valid_from: MA,
        valid_to: None,
    };
    punt.write(move |ctx| actions::make_patroon(ctx, &new))
        .unwrap();
    let lay = || {
        punt.write(move |ctx| actions::lay_out(ctx, infopunt, date(2026, 3, 20)))
            .unwrap()
    };
    assert_eq!((lay(), lay()), (9, 0));
    let gemeente = punt.gemeente;
    let all =
        punt.read(move |tx| store::list_diensten(tx, gemeente, infopunt, (MA, date(2026, 4, 1))));
    assert!(
        all.iter()
            .all(|dienst| dienst.aantal == 2 && dienst.patroon.is_some())
    );
    assert_eq!(all.len(), 9);
}

fn a_calendar_is_read_by_its_link_until_it_is_taken_back(db: TestDb) {
    let punt = Proefpunt::new(db);
    let dienst = punt.dienst(DI, 9, 12);
    punt.confirmed(dienst, 0);
    let path = format!("/{}/balie/mijn-diensten/agenda", punt.app.slug());
    let page = punt
        .app
        .request(Method::Post, &path, &punt.who(0), "aanvraag=");
    let text = page.text();
    let token = text.split_once("/l/").unwrap().1;
    let link = format!("/l/{}", token.split('<').next().unwrap());
    let feed = punt.app.get(&link);
    assert_eq!(feed.status, 200);
    let text = feed.text();
    let lines: Vec<&str> = text.split("\r\n").collect();
    assert_eq!(
        (lines[0], lines[lines.len() - 2]),
        ("BEGIN:VCALENDAR", "END:VCALENDAR")
    );
    assert!(
        lines.contains(&"DTSTART;TZID=Europe/Amsterdam:20260303T090000"),
        "{}",
        text
    );
    assert!(
        lines.contains(&"SUMMARY:Proefpunt aan de Wielstraat"),
        "{}",
        text
    );
    let stop = format!("{path}/stop");
    punt.app
        .request(Method::Post, &stop, &punt.who(0), "aanvraag=");
    assert_ne!(punt.app.get(&link).status, 200);
}

fn only_who_makes_the_roster_changes_it(db: TestDb) {
    let punt = Proefpunt::new(db);
    let dienst = punt.dienst(DI, 9, 12);
    let account = punt.account(1);
    let fill = |actor: &Actor| {
        punt.app.write(actor, move |ctx| {
            actions::fill(ctx, dienst, account, Zet::default())
        })
    };
    assert!(matches!(fill(&punt.actor(0)), Err(Error::Forbidden(_))));
    assert!(matches!(
        fill(&punt.app.actor("vakploeg")),
        Err(Error::NotFound(_))
    ));
    // Whoever is in the roster takes an open shift at once; whoever is not cannot.
    let take = |actor: &Actor| punt.app.write(actor, move |ctx| actions::take(ctx, dienst));
    refused(
        take(&punt.app.actor("contactmedewerker")),
        "rooster-bezwaar-geen-lid",
    );
    take(&punt.actor(1)).unwrap();
    refused(take(&punt.actor(2)), "rooster-al-vol");
    assert_eq!(punt.states(dienst), [BezettingState::Confirmed]);
}

fn whoever_works_at_a_locatie_sees_the_roster_of_its_points_and_of_no_other(db: TestDb) {
    let punt = Proefpunt::new(db);
    let (gemeente, own) = (punt.gemeente, punt.punt);
    let found = punt.read(move |tx| find_infopunt(tx, gemeente, own));
    let (at, wijk, organisatie) = found
        .map(|one| (one.locatie, one.gebied, one.organisatie))
        .expect("the point");
    // A second point in the same wijk, in another building.
    let near = punt
        .write(move |ctx| {
            let other = make_locatie(ctx, &locatie(wijk, organisatie))?;
            let new = NewInfopunt {
                naam: "Punt om de hoek".to_owned(),
                ..infopunt(other, wijk, organisatie)
            };
            make_infopunt(ctx, &new)
        })
        .expect("a second point");
    let new = NewDienst {
        infopunt: near,
        tijd: Tijd {
            dag: DI,
            van: 9 * 60,
            tot: 12 * 60,
        },
        functie: String::new(),
        aantal: 1,
    };
    let there = punt
        .write(move |ctx| actions::make(ctx, &new))
        .expect("a shift there");
    let here = punt.dienst(DI, 9, 12);
    let person = punt
        .app
        .an_account("Dee Balie")
        .of(organisatie)
        .with_role("contactmedewerker", Where::Locatie(at))
        .make();
    let status = |dienst: DienstId| {
        let path = format!("/{}/balie/rooster/diensten/{dienst}", punt.app.slug());
        let asked = Ask::get(&path).by(&As::Person(person.account));
        punt.app.send(&asked).status
    };
    assert_eq!((status(here), status(there)), (200, 404));
    let (frame, now, id) = (
        punt.app.frame(punt.app.slug()),
        punt.app.clock.now(),
        person.account,
    );
    let actor = punt.read(move |tx| crate::kader::accounts::actor_for(tx, &frame, id, now));
    let reads = |at: &Here| actor.may(Permission::ContactRead, at);
    assert!(reads(&Here::punt(own, wijk)));
    assert!(!reads(&Here::punt(near, wijk)));
    // What came in by telephone belongs to no point, but to the wijk.
    assert!(reads(&Here::gebied(wijk)));
}

fn p8_what_is_known_of_a_member_goes_after_two_years(db: TestDb) {
    let punt = Proefpunt::new(db);
    let dienst = punt.dienst(DI, 9, 12);
    punt.confirmed(dienst, 0);
    let zegt = Zegt {
        wanneer: vec![Wanneer::Weekdag(1)],
        van: 0,
        tot: 1440,
        kan: Kan::RatherNot,
    };
    punt.app
        .write(&punt.actor(0), move |ctx| actions::say(ctx, &zegt))
        .unwrap();
    let ada = punt.account(0);
    punt.write(move |ctx| actions::end_lid(ctx, ada, DI))
        .unwrap();
    let night = || crate::jobs::run_due(&punt.app.app, crate::jobs::Night::Now).unwrap();
    let named =
        "SELECT count(*) FROM bezettingen WHERE gemeente_id = $1 AND account_id IS NOT NULL";
    punt.hours(24 * 729);
    night();
    assert_eq!(punt.count(named), 1);
    punt.hours(24 * 4);
    night();
    assert_eq!(punt.count(named), 0);
    assert_eq!(
        punt.count("SELECT count(*) FROM beschikbaarheden WHERE gemeente_id = $1"),
        0
    );
    assert_eq!(
        punt.count("SELECT count(*) FROM roosterleden WHERE gemeente_id = $1"),
        2
    );
    // The hours of the organisation stay.
    assert_eq!(
        punt.count("SELECT count(*) FROM bezettingen WHERE gemeente_id = $1"),
        1
    );
}

fn availability_has_no_reason(db: TestDb) {
    let punt = Proefpunt::new(db);
    let path = format!("/{}/balie/beschikbaarheid", punt.app.slug());
    let form = "kan=cannot&wanneer=1&van=9.00&tot=12.00&reden=griep&opmerking=griep";
    let done = punt.app.request(Method::Post, &path, &punt.who(0), form);
    assert_eq!(done.status, 303);
    let page = punt.app.request(Method::Get, &path, &punt.who(0), "");
    assert!(page.text().contains("elke maandag"), "{}", page.text());
    let tables = crate::migrations::tables();
    let columns = |name: &str| -> Vec<String> {
        let table = tables.iter().find(|table| table.name == name).unwrap();
        table
            .columns
            .iter()
            .map(|column| column.name.clone())
            .collect()
    };
    let said = [
        "gemeente_id",
        "id",
        "account_id",
        "weekdag",
        "dag",
        "van",
        "tot",
        "kan",
        "uit_agenda",
    ];
    assert_eq!(columns("beschikbaarheden"), said);
    let mut copy = Vec::new();
    kit::db::dump(punt.app.app.db(), &tables, &mut copy).unwrap();
    assert!(!String::from_utf8_lossy(&copy).contains("griep"));
}

fn a_calendar_says_when_somebody_cannot_and_nothing_else(db: TestDb) {
    let punt = Proefpunt::new(db);
    let path = format!("/{}/balie/beschikbaarheid", punt.app.slug());
    let calendar =
        |events: &str| format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}END:VCALENDAR\r\n");
    let event = |day: &str, more: &str| {
        format!(
            "BEGIN:VEVENT\r\nUID:een@elders.example\r\nSUMMARY:Griepprik\r\nLOCATION:Praktijk\r\nDTSTART;TZID=Europe/Amsterdam:{day}T100000\r\nDURATION:PT1H\r\n{more}END:VEVENT\r\n"
        )
    };
    let send = |text: String| {
        punt.app.send(
            &Ask::post(&format!("{path}/agenda"), "aanvraag=")
                .by(&punt.who(0))
                .file("bestand", "agenda.ics", text.into_bytes()),
        )
    };
    let account = punt.account(0);
    let fill = |dienst| punt.write(move |ctx| actions::fill(ctx, dienst, account, Zet::default()));
    // Every Tuesday at ten, for as long as a roster is made ahead.
    let done = send(calendar(&event("20260303", "RRULE:FREQ=WEEKLY\r\n")));
    assert_eq!(done.status, 303, "{}", done.text());
    let kept = "SELECT count(*) FROM beschikbaarheden WHERE gemeente_id = $1 AND uit_agenda";
    assert_eq!(punt.count(kept), 13);
    refused(
        fill(punt.dienst(DI, 9, 12)),
        "rooster-bezwaar-niet-beschikbaar",
    );
    fill(punt.dienst(DI, 12, 15)).unwrap();
    let page = punt.app.request(Method::Get, &path, &punt.who(0), "");
    assert!(page.text().contains("13 keer"), "{}", page.text());
    // The next calendar takes its place; what cannot be read changes nothing and names its line.
    assert_eq!(send(calendar(&event("20260305", ""))).status, 303);
    assert_eq!(punt.count(kept), 1);
    let bad = send(calendar(&event("20260332", "")));
    assert_eq!(bad.status, 400);
    assert!(bad.text().contains("Regel 7:"), "{}", bad.text());
    assert!(!bad.text().contains("Griepprik"));
    assert_eq!(punt.count(kept), 1);
    let none = punt
        .app
        .request(Method::Post, &format!("{path}/agenda"), &punt.who(0), "");
    assert_eq!(none.status, 400);
    // Nothing but when is kept, anywhere.
    let mut copy = Vec::new();
    let tables = crate::migrations::tables();
    kit::db::dump(punt.app.app.db(), &tables, &mut copy).unwrap();
    let copy = String::from_utf8_lossy(&copy);
    assert!(!copy.contains("Griepprik") && !copy.contains("Praktijk"));
    let weg = format!("{path}/agenda/weg");
    let done = punt
        .app
        .request(Method::Post, &weg, &punt.who(0), "aanvraag=");
    assert_eq!((done.status, punt.count(kept)), (303, 0));
}
