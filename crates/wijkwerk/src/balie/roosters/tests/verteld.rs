//! The guard wins: whatever is said otherwise, no channel tells an hour that has nobody (INV-10, INV-11). And what was told to
//! end with a day ends with it, in every channel.

use kit::hours::{HsdsSchedule, State, hsds_back};
use kit::i18n::{Lang, words};
use serde_json::Value;

use super::*;
use crate::balie::infopunten::actions::{Wending, turn_infopunt};
use crate::balie::infopunten::tijden::{add_free, remove_free};
use crate::balie::infopunten::uren::{NewUitzondering, UitzonderingBron, set_exception};
use crate::balie::infopunten::{InfopuntState, Stap, VrijSoort, find_infopunt};
use crate::http::Method;

kit::on_both_engines!(
    inv_10_no_channel_tells_an_hour_that_has_nobody,
    inv_10_what_the_roster_says_is_not_taken_back_by_hand,
    inv_10_hours_that_are_guarded_stay_guarded,
    what_has_passed_stays_as_it_was_told,
    inv_10_by_hand_less_can_be_told_than_there_are_people_for,
    a_gap_of_a_day_that_is_not_guarded_any_more_was_not_staffed,
    what_is_shut_until_a_day_is_told_the_day_after_and_only_with_people,
    inv_10_what_runs_past_midnight_is_guarded_on_both_days_also_when_the_clock_changes,
    inv_10_fewer_until_noon_are_not_enough_in_the_night_before,
);

const CHANNELS: [&str; 10] = [
    "page", "poster", "calendar", "json-ld", "api", "hsds", "near", "desks", "desk", "kcc",
];

impl Proefpunt {
    /// With a place on the map, so that it can be near.
    fn placed(db: TestDb) -> Self {
        let punt = Self::new(db);
        let id = punt.punt;
        punt.write(move |ctx| {
            let (gemeente, lat, lon) = (ctx.gemeente(), 52_500_000_i64, 5_400_000_i64);
            ctx.exec(
                "UPDATE locaties SET lat_e6 = $3, lon_e6 = $4 WHERE gemeente_id = $1 AND id = \
                 (SELECT locatie_id FROM infopunten WHERE gemeente_id = $1 AND id = $2)",
                &[&gemeente, &id, &lat, &lon],
            )?;
            Ok(())
        })
        .unwrap();
        punt
    }

    fn today(&self) -> Date {
        self.app.frame(self.app.slug()).today(self.app.clock.now())
    }

    /// The channels that say that one can walk in now: those of everybody, and what the desk and the KCC see.
    fn open_in(&self) -> Vec<&'static str> {
        let (slug, today) = (self.app.slug().to_owned(), self.today());
        let get = |path: &str, query: &str| {
            let page = self.app.send(&Ask::get(path).query(query).lang("nl"));
            assert_eq!(page.status, 200, "{path}");
            page.text().replace(['\u{2068}', '\u{2069}'], "")
        };
        let json =
            |path: &str, query: &str| -> Value { serde_json::from_str(&get(path, query)).unwrap() };
        let own = format!("/{slug}/infopunten/proefpunt-aan-de-wielstraat");
        let page = get(&own, "");
        let poster = get(&format!("{own}/poster"), "");
        let day = words::date_near(Lang::Nl, today, today);
        let shut = [format!("{day}: gesloten"), format!("{day} tot en met")];
        let begins = format!(
            "DTSTART;TZID=Europe/Amsterdam:{:04}{:02}{:02}T",
            today.year(),
            today.month(),
            today.day()
        );
        let calendar = get(&format!("{own}/agenda.ics"), "");
        let is_confirmed = calendar
            .split("BEGIN:VEVENT")
            .any(|event| event.contains(&begins) && event.contains("STATUS:CONFIRMED"));
        let data = page.split_once("application/ld+json\">").unwrap().1;
        let data: Value = serde_json::from_str(data.split_once("</script>").unwrap().0).unwrap();
        let week = data["openingHoursSpecification"].as_array().unwrap();
        let special = data["specialOpeningHoursSpecification"].as_array().unwrap();
        let is_off =
            |one: &Value| one["validFrom"] == today.to_string() && one["opens"] == one["closes"];
        let api = json(&format!("/api/v1/gemeenten/{slug}/infopunten"), "");
        let of_point = &api.as_array().unwrap()[0];
        let day = today.to_string();
        let days = of_point["dagen"].as_array().unwrap();
        let service = json(&format!("/hsds/v3/{slug}/services/{}", self.punt), "");
        let schedules = &service["service_at_locations"][0]["schedules"];
        let schedules: Vec<HsdsSchedule> =
            serde_json::from_value(schedules.clone()).unwrap_or_default();
        let said = hsds_back(&schedules, today, "alleen op afspraak");
        let near = json("/api/v1/infopunten/nu-open", "lat=52.5&lon=5.4");
        let seen = |who: &str, path: &str| {
            let path = format!("/{slug}/balie/infopunten{path}");
            let asked = Ask::get(&path).by(&As::role(who)).lang("nl");
            let page = self.app.send(&asked);
            assert_eq!(page.status, 200, "{path}");
            page.text()
        };
        let desk = seen("functioneelbeheerder", &format!("/{}", self.punt));
        let is_open = |page: &str| page.contains("nu open tot");
        let told = [
            is_open(&page),
            !shut.iter().any(|line| poster.contains(line))
                && !poster.contains("De openingstijden zijn niet bekend"),
            is_confirmed,
            !week.is_empty() && !special.iter().any(is_off),
            of_point["nuOpen"] == true && days.iter().any(|one| one["dag"] == day.as_str()),
            said.iter().any(|span| span.2 == State::Open),
            !near.as_array().unwrap().is_empty(),
            is_open(&get(&format!("/{slug}/balies"), "")),
            is_open(&desk),
            is_open(&seen("kcc", "")),
        ];
        let all = CHANNELS.into_iter().zip(told);
        all.filter(|(_, told)| *told)
            .map(|(name, _)| name)
            .collect()
    }

    fn by_hand(&self, times: &str) {
        let new = NewUitzondering {
            infopunt: self.punt,
            from: self.today(),
            until: self.today(),
            times: times.to_owned(),
            reden: "Er is vandaag een open dag.".to_owned(),
            bron: UitzonderingBron::Hand,
        };
        self.write(move |ctx| set_exception(ctx, &new).map(drop))
            .unwrap();
    }

    fn turn(&self, stap: Stap, until: Option<Date>) {
        let (id, new) = (
            self.punt,
            Wending {
                reden: "Het gebouw wordt verbouwd.".to_owned(),
                alternatief: "Ga naar het stadhuis.".to_owned(),
                until,
                ..Wending::just(stap)
            },
        );
        self.write(move |ctx| turn_infopunt(ctx, id, &new)).unwrap();
    }
}

fn inv_10_no_channel_tells_an_hour_that_has_nobody(db: TestDb) {
    let punt = Proefpunt::placed(db);
    assert_eq!(punt.open_in(), CHANNELS, "nobody guards it yet");
    punt.regel(1, None);
    let nobody = |how: &str| assert_eq!(punt.open_in(), Vec::<&str>::new(), "{how}");
    nobody("a gap");
    // Whatever somebody who keeps the point says, at once and before the clock comes by.
    punt.by_hand("9-21");
    nobody("longer by hand");
    punt.by_hand("9-17");
    nobody("the usual hours by hand");
    let id = punt.punt;
    punt.write(move |ctx| set_hours(ctx, id, "ma-zo 9-18", MA))
        .unwrap();
    nobody("other hours");
    let free = punt
        .write(|ctx| add_free(ctx, VrijSoort::Open, "Toch open", MA, MA))
        .unwrap();
    nobody("a free day on which desks are open");
    punt.write(move |ctx| remove_free(ctx, free)).unwrap();
    nobody("no free day any more");
    punt.turn(Stap::Reduce, None);
    nobody("less open");
    punt.turn(Stap::Open, None);
    nobody("set open");
    punt.turn(Stap::Close, None);
    punt.turn(Stap::Open, None);
    nobody("set open again");
    let dienst = punt.dienst(MA, 9, 17);
    nobody("a shift");
    let asked = punt.confirmed(dienst, 0);
    assert_eq!(punt.open_in(), CHANNELS, "somebody is there");
    punt.write(move |ctx| actions::call_off(ctx, asked, &[]))
        .unwrap();
    nobody("and cannot come after all");
}

fn inv_10_what_the_roster_says_is_not_taken_back_by_hand(db: TestDb) {
    let punt = Proefpunt::placed(db);
    punt.regel(1, None);
    let gemeente = punt.gemeente;
    let set = || {
        let gaten = punt.read(move |tx| store::list_gaten(tx, gemeente, (MA, DI)));
        gaten[0].uitzondering.expect("told to be closed")
    };
    let slug = punt.app.slug().to_owned();
    let keeper = As::role("functioneelbeheerder");
    let (page, back) = (
        format!("/{slug}/balie/infopunten/{}", punt.punt),
        format!("/{slug}/balie/uitzonderingen/{}/intrekken", set()),
    );
    let text = punt.app.send(&Ask::get(&page).by(&keeper)).text();
    assert!(!text.contains(&back), "no button: {text}");
    let done = punt.app.request(Method::Post, &back, &keeper, "aanvraag=");
    assert_eq!(done.status, 409, "{}", done.text());
    assert_eq!(punt.open_in(), Vec::<&str>::new());
    // Should it be gone in another way, the next look sets it again, and asks nobody twice.
    let (gone, mails) = (set(), punt.mails().len());
    punt.write(move |ctx| uren::withdraw_exception(ctx, gone))
        .unwrap();
    assert_eq!(punt.told(MA), [(9, 17)]);
    assert_eq!((punt.guard(), punt.guard()), (1, 0));
    assert_eq!(punt.open_in(), Vec::<&str>::new());
    assert_ne!(set(), gone);
    assert_eq!(punt.mails().len(), mails);
}

fn inv_10_hours_that_are_guarded_stay_guarded(db: TestDb) {
    let punt = Proefpunt::new(db);
    let rule = |valid_from| {
        let regel = Bezettingsregel {
            infopunt: punt.punt,
            minimum: 1,
            krap: None,
            valid_from,
        };
        punt.write(move |ctx| actions::set_regel(ctx, &regel))
    };
    rule(DO).unwrap();
    assert_eq!(punt.told(MA), [(9, 17)], "not yet");
    rule(MA).unwrap();
    assert_eq!(punt.told(MA), []);
    refused(rule(DO), "rooster-regel-bewaakt");
    assert_eq!(punt.told(MA), []);
}

/// Figures count what was told: nobody opens or closes a morning in the afternoon.
fn what_has_passed_stays_as_it_was_told(db: TestDb) {
    let punt = Proefpunt::new(db);
    punt.regel(1, None);
    let dienst = punt.dienst(MA, 9, 17);
    assert_eq!(punt.told(MA), []);
    punt.hours(3);
    let bo = punt.confirmed(dienst, 1);
    assert_eq!(punt.told(MA), [(12, 17)], "from now on");
    let settled = "SELECT count(*) FROM verplichtingen WHERE gemeente_id = $1 AND soort = 'rooster.gat' \
                   AND state = 'satisfied'";
    assert_eq!(punt.count(settled), 1, "there is no gap any more");
    punt.hours(2);
    assert_eq!((punt.guard(), punt.told(MA)), (0, vec![(12, 17)]));
    punt.write(move |ctx| actions::call_off(ctx, bo, &[]))
        .unwrap();
    assert_eq!(punt.told(MA), [(12, 14)]);
    punt.hours(1);
    punt.guard();
    assert_eq!(punt.told(MA), [(12, 14)]);
}

fn inv_10_by_hand_less_can_be_told_than_there_are_people_for(db: TestDb) {
    let punt = Proefpunt::new(db);
    punt.regel(1, None);
    let dienst = punt.dienst(MA, 9, 12);
    punt.confirmed(dienst, 0);
    assert_eq!(punt.told(MA), [(9, 12)]);
    punt.by_hand("10-12");
    assert_eq!(punt.told(MA), [(10, 12)]);
    assert!(punt.page().contains("Er is vandaag een open dag."));
    punt.app.clock.advance_seconds(60);
    punt.by_hand("11-15");
    assert_eq!(punt.told(MA), [(11, 12)], "only with people");
    punt.app.clock.advance_seconds(60);
    punt.by_hand("");
    assert_eq!(punt.told(MA), []);
}

fn a_gap_of_a_day_that_is_not_guarded_any_more_was_not_staffed(db: TestDb) {
    let punt = Proefpunt::new(db);
    for valid_from in [DO, date(2026, 4, 1)] {
        let regel = Bezettingsregel {
            valid_from,
            ..Bezettingsregel::unsaid(punt.punt, DO)
        };
        punt.write(move |ctx| actions::set_regel(ctx, &regel))
            .unwrap();
    }
    let told = [
        (
            "SELECT count(*) FROM verplichtingen WHERE gemeente_id = $1 AND soort = 'rooster.gat' AND state = 'open'",
            false,
        ),
        (
            "SELECT count(*) FROM verplichtingen WHERE gemeente_id = $1 AND soort = 'rooster.gat' AND state = 'satisfied'",
            false,
        ),
        (
            "SELECT count(*) FROM verplichtingen WHERE gemeente_id = $1 AND soort = 'rooster.gat' AND state = 'waived'",
            true,
        ),
    ];
    for (sql, there) in told {
        assert_eq!(punt.count(sql) > 0, there, "{sql}");
    }
}

fn what_is_shut_until_a_day_is_told_the_day_after_and_only_with_people(db: TestDb) {
    let punt = Proefpunt::placed(db);
    punt.regel(1, None);
    for dag in [MA, DI] {
        let dienst = punt.dienst(dag, 9, 17);
        punt.confirmed(dienst, 0);
    }
    punt.turn(Stap::Close, Some(MA));
    assert_eq!(punt.open_in(), Vec::<&str>::new());
    let page = punt.page();
    let (slug, until) = (punt.app.slug(), "Tot en met maandag 2 maart.");
    let poster = format!("/{slug}/infopunten/proefpunt-aan-de-wielstraat/poster");
    let poster = punt.app.send(&Ask::get(&poster).lang("nl")).text();
    let poster = poster.replace(['\u{2068}', '\u{2069}'], "");
    assert!(page.contains(until) && poster.contains(until), "{poster}");
    let (gemeente, id) = (punt.gemeente, punt.punt);
    let state = || {
        let found = punt.read(move |tx| find_infopunt(tx, gemeente, id));
        found.unwrap().state
    };
    punt.guard();
    assert_eq!(
        state(),
        InfopuntState::ClosedTemporarily,
        "that day included"
    );
    punt.hours(24);
    punt.guard();
    assert_eq!(state(), InfopuntState::Open);
    assert_eq!(punt.open_in(), CHANNELS);
    assert!(!punt.page().contains("Het gebouw wordt verbouwd."));
    // Nobody was planned for the day after that.
    punt.turn(Stap::Close, Some(DI));
    punt.hours(24);
    punt.guard();
    assert_eq!(state(), InfopuntState::Open);
    assert_eq!(punt.open_in(), Vec::<&str>::new());
}

fn inv_10_what_runs_past_midnight_is_guarded_on_both_days_also_when_the_clock_changes(db: TestDb) {
    let punt = Proefpunt::new(db);
    punt.regel(1, None);
    let (id, zone) = (punt.punt, punt.app.frame(punt.app.slug()).zone.clone());
    punt.app.clock.advance_seconds(60);
    punt.write(move |ctx| set_hours(ctx, id, "za 22:00-03:30", MA).map(drop))
        .unwrap();
    // A Saturday like any other, the night the clock goes forward, the night it goes back.
    for zaterdag in [date(2026, 3, 14), date(2026, 3, 28), date(2026, 10, 24)] {
        let zondag = zaterdag.tomorrow().unwrap();
        let morning = zone.to_timestamp(zaterdag.at(10, 0, 0, 0)).unwrap();
        let ahead = morning.duration_since(punt.app.clock.now()).as_secs();
        punt.app.clock.advance_seconds(ahead);
        punt.guard();
        let told = || (punt.told(zaterdag), punt.told(zondag));
        assert_eq!(told(), (vec![], vec![]), "{zaterdag}: nobody");
        // Until two somebody stays on; from two until the end another one comes.
        let evening = punt.dienst(zaterdag, 22, 26);
        punt.confirmed(evening, 0);
        assert_eq!(told(), (vec![(22, 24)], vec![(0, 2)]), "{zaterdag}");
        let night = punt.dienst(zondag, 2, 4);
        let last = punt.confirmed(night, 1);
        assert_eq!(told(), (vec![(22, 24)], vec![(0, 3)]), "{zaterdag}");
        // Who cannot come after all closes the end of the night and nothing before it.
        punt.write(move |ctx| actions::call_off(ctx, last, &[]))
            .unwrap();
        assert_eq!(told(), (vec![(22, 24)], vec![(0, 2)]), "{zaterdag}");
        assert_eq!(punt.guard(), 0, "{zaterdag}");
    }
}

fn inv_10_fewer_until_noon_are_not_enough_in_the_night_before(db: TestDb) {
    let punt = Proefpunt::new(db);
    let id = punt.punt;
    punt.app.clock.advance_seconds(60);
    punt.write(move |ctx| set_hours(ctx, id, "za 22:00-02:00", MA).map(drop))
        .unwrap();
    // Two until midnight, one of them until two.
    let (zaterdag, zondag) = (date(2026, 3, 7), date(2026, 3, 8));
    let (whole, evening) = (punt.dienst(zaterdag, 22, 26), punt.dienst(zaterdag, 22, 24));
    punt.confirmed(whole, 0);
    punt.confirmed(evening, 2);
    punt.regel(2, Some((1, 12 * 60)));
    punt.hours(5 * 24);
    punt.guard();
    let told = || (punt.told(zaterdag), punt.told(zondag));
    assert_eq!(told(), (vec![(22, 24)], vec![]));
    let night = punt.dienst(zondag, 0, 2);
    punt.confirmed(night, 1);
    assert_eq!(told(), (vec![(22, 24)], vec![(0, 2)]));
}
