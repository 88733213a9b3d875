//! What a later version makes of the teams and zetels that are there, on both engines.

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::Date;
use kit::i18n::Lang;
use kit::testing::TestDb;
use uuid::Uuid;

use crate::access::Actor;
use crate::error::Error;
use crate::ids::{GebiedId, ZetelId};
use crate::journaal::{Verb, lines_about};
use crate::kader::inrichting::actions::{import, parse};
use crate::kader::inrichting::{Deelname, Inrichting};
use crate::kader::organisaties::actions::found_bewonersorgaan;
use crate::kader::organisaties::{
    Orgaan, Zetel, list_genodigden, list_organen, list_zetels, uncovered, zetel_name,
};
use crate::kader::termijnen::day_of;
use crate::kader::verplichtingen::{Creditor, Debtor, Wanted, find_verplichting, owe};
use crate::testing::{TestApp, Where};

const DAY: i64 = 24 * 3600;

fn document() -> Inrichting {
    parse(crate::shipped::document("velsen-demo").unwrap()).unwrap()
}

/// A month later this holds.
fn put(app: &TestApp, inrichting: Inrichting) -> Date {
    app.clock.advance_seconds(30 * DAY);
    let today = day_of(app.clock.now());
    import(&app.app, &Actor::Command, inrichting, today).unwrap();
    today
}

fn teams(app: &TestApp, day: Date) -> Vec<Orgaan> {
    let gemeente = app.frame("velsen").id;
    let all = app
        .app
        .db()
        .read_blocking(move |tx| list_organen(tx, gemeente, day))
        .unwrap();
    all.into_iter()
        .filter(|orgaan| orgaan.soort == "wijkteam")
        .collect()
}

fn team(app: &TestApp, sleutel: &str, day: Date) -> Orgaan {
    let all = teams(app, day);
    all.into_iter()
        .find(|team| team.sleutel == sleutel)
        .unwrap()
}

fn seats(app: &TestApp, of: &Orgaan, day: Date) -> Vec<Zetel> {
    let (gemeente, orgaan) = (app.frame("velsen").id, of.id);
    app.app
        .db()
        .read_blocking(move |tx| list_zetels(tx, gemeente, orgaan, day))
        .unwrap()
}

fn inv_01_a_team_that_the_division_drops_leaves_its_wijken_to_the_next(db: TestDb) {
    let app = TestApp::new(db, &["velsen-demo"]);
    let mut changed = document();
    let gone = changed.verdeling.teams.remove(0);
    changed.verdeling.teams[0]
        .gebieden
        .extend(gone.gebieden.clone());
    let from = put(&app, changed);
    let frame = app.frame("velsen");
    let wijken: Vec<GebiedId> = frame.wijken().map(|wijk| wijk.id).collect();
    for day in [from.saturating_sub(1.days()), from] {
        let areas: Vec<BTreeSet<GebiedId>> = teams(&app, day)
            .iter()
            .map(|team| frame.wijken_of(team))
            .collect();
        assert_eq!(uncovered(&wijken, &areas), Vec::new(), "{day}");
    }
    let there = teams(&app, from);
    assert!(there.iter().all(|team| team.sleutel != gone.sleutel));
}

/// The kind and verb of what the journaal says of one thing.
fn verbs(app: &TestApp, subject: Uuid) -> Vec<Verb> {
    let gemeente = app.frame("velsen").id;
    let lines = app
        .app
        .db()
        .read_blocking(move |tx| Ok::<_, Error>(lines_about(tx, gemeente, subject)?))
        .unwrap();
    lines.iter().map(|line| line.verb).collect()
}

fn a_team_that_the_division_drops_ends_with_its_zetels_and_what_it_owes(db: TestDb) {
    let app = TestApp::new(db, &["velsen-demo"]);
    let gemeente = app.frame("velsen").id;
    let was = team(&app, "velsen-noord", day_of(app.clock.now()));
    let orgaan = was.id;
    let due = app
        .write(&Actor::Command, move |ctx| {
            let wanted = Wanted {
                soort: "contact.platforms",
                subject_kind: "orgaan",
                subject: orgaan.0,
                debtor: Debtor::Orgaan(orgaan),
                creditor: Creditor::Gemeente,
                gebied: None,
                due: None,
                bron: "O-20",
            };
            owe(ctx, &wanted)
        })
        .unwrap();
    let mut changed = document();
    let teams = &mut changed.verdeling.teams;
    let place = teams.iter().position(|team| team.sleutel == was.sleutel);
    let gone = teams.remove(place.unwrap());
    teams[0].gebieden.extend(gone.gebieden);
    let from = put(&app, changed);

    assert!(!seats(&app, &was, from.saturating_sub(1.days())).is_empty());
    assert!(seats(&app, &was, from).is_empty());
    assert!(app.frame("velsen").orgaan(orgaan).is_none());
    assert_eq!(verbs(&app, orgaan.0), [Verb::Ended]);
    let found = app
        .app
        .db()
        .read_blocking(move |tx| find_verplichting(tx, gemeente, due))
        .unwrap();
    assert_eq!(found.unwrap().state, "waived");
    assert_eq!(verbs(&app, due.0), [Verb::Due, Verb::Withdrawn]);

    // Who dropped it by mistake names it again the same day.
    import(&app.app, &Actor::Command, document(), from).unwrap();
    let back = team(&app, "velsen-noord", from);
    assert_eq!((back.id, &back.gebieden), (was.id, &was.gebieden));
    let ids = |day| -> BTreeSet<ZetelId> {
        let all = seats(&app, &was, day);
        all.into_iter().map(|zetel| zetel.id).collect()
    };
    assert_eq!(ids(from), ids(from.saturating_sub(1.days())));
}

fn zetels_of_a_body_of_residents_follow_the_inrichting(db: TestDb) {
    let app = TestApp::new(db, &["velsen-demo"]);
    let wijk = app.frame("velsen").gebied_by_key("driehuis").unwrap().id;
    let id = app
        .write(&Actor::Command, move |ctx| {
            found_bewonersorgaan(ctx, wijk, "Platform Verzonnen", None)
        })
        .unwrap();
    app.wait(app.app.refresh()).unwrap();
    let body = app.frame("velsen").orgaan(id).unwrap().clone();
    let mut changed = document();
    let kind = changed
        .organen
        .iter_mut()
        .find(|kind| kind.sleutel == "wijkplatform")
        .unwrap();
    let mut more = kind.zetels[0].clone();
    "penningmeester".clone_into(&mut more.sleutel);
    kind.zetels.push(more);
    let from = put(&app, changed);
    let keys = |day| -> Vec<String> {
        let all = seats(&app, &body, day);
        let mut keys: Vec<String> = all.into_iter().map(|zetel| zetel.sleutel).collect();
        keys.sort();
        keys
    };
    assert_eq!(keys(from.saturating_sub(1.days())), ["bewoners"]);
    assert_eq!(keys(from), ["bewoners", "penningmeester"]);
    assert!(app.frame("velsen").orgaan(id).is_some(), "it stays");
}

fn what_holds_for_a_zetel_follows_the_inrichting(db: TestDb) {
    let app = TestApp::new(db, &["velsen-demo"]);
    let mut changed = document();
    let kind = changed
        .organen
        .iter_mut()
        .find(|kind| {
            kind.zetels
                .iter()
                .any(|zetel| zetel.deelname == Deelname::Guest)
        })
        .unwrap();
    let guest = kind
        .zetels
        .iter()
        .position(|zetel| zetel.deelname == Deelname::Guest)
        .unwrap();
    let mut more = kind.zetels[guest].clone();
    "erbij".clone_into(&mut more.sleutel);
    let gone = kind.zetels[0].sleutel.clone();
    let key = kind.zetels[guest].sleutel.clone();
    kind.zetels[guest].mag_besloten_deel = true;
    kind.zetels.push(more);
    kind.zetels.remove(0);
    let from = put(&app, changed);
    let team = &team(&app, "velsen-noord", from);
    let before = seats(&app, team, from.saturating_sub(1.days()));
    let after = seats(&app, team, from);
    assert_eq!(before.len(), after.len());
    let find = |all: &[Zetel], key: &str| all.iter().find(|zetel| zetel.sleutel == key).cloned();
    assert!(find(&before, &gone).is_some() && find(&after, &gone).is_none());
    assert!(find(&before, "erbij").is_none());
    assert_eq!(find(&after, "erbij").unwrap().invitation, "open");
    let (was, is) = (find(&before, &key).unwrap(), find(&after, &key).unwrap());
    assert_eq!(was.id, is.id, "it is the same zetel");
    assert!(is.may_attend_closed);
}

/// The zetels of a team that are kept for a body of residents, by key.
fn of_bodies(app: &TestApp, sleutel: &str, day: Date) -> Vec<(String, ZetelId)> {
    let all = seats(app, &team(app, sleutel, day), day);
    let mut found: Vec<(String, ZetelId)> = all
        .into_iter()
        .filter(|zetel| zetel.sleutel.starts_with("wijkplatform"))
        .map(|zetel| (zetel.sleutel, zetel.id))
        .collect();
    found.sort();
    found
}

fn v_18_a_team_over_wijken_keeps_a_zetel_for_the_body_of_each(db: TestDb) {
    let app = TestApp::new(db, &["velsen-demo"]);
    let today = day_of(app.clock.now());
    for team in &document().verdeling.teams {
        let keys: Vec<String> = of_bodies(&app, &team.sleutel, today)
            .into_iter()
            .map(|(key, _)| key)
            .collect();
        let mut expected: Vec<String> = match team.gebieden.as_slice() {
            [_] => vec!["wijkplatform".to_owned()],
            several => several
                .iter()
                .map(|wijk| format!("wijkplatform@{wijk}"))
                .collect(),
        };
        expected.sort();
        assert_eq!(keys, expected, "{}", team.sleutel);
    }

    // One wijk more: who sat there speaks for the wijk that the team had.
    let (_, was) = of_bodies(&app, "velsen-noord", today).remove(0);
    let mut wider = document();
    wider
        .verdeling
        .teams
        .retain(|team| team.sleutel != "velsbroek");
    let noord = wider
        .verdeling
        .teams
        .iter_mut()
        .find(|team| team.sleutel == "velsen-noord");
    noord.unwrap().gebieden.insert(0, "velsbroek".to_owned());
    let from = put(&app, wider);
    let two = of_bodies(&app, "velsen-noord", from);
    assert_eq!(two.len(), 2, "{two:?}");
    assert!(
        two.contains(&("wijkplatform@velsen-noord".to_owned(), was)),
        "{two:?}"
    );

    // And back.
    let from = put(&app, document());
    assert_eq!(
        of_bodies(&app, "velsen-noord", from),
        [("wijkplatform".to_owned(), was)]
    );
}

fn v_18_each_zetel_asks_the_body_of_its_own_wijk(db: TestDb) {
    let app = TestApp::new(db, &["velsen-demo"]);
    let frame = app.frame("velsen");
    let (one, two) = ("ijmuiden-noord", "ijmuiden-zuid");
    for (key, naam) in [(one, "Platform Een"), (two, "Platform Twee")] {
        let wijk = frame.gebied_by_key(key).unwrap().id;
        let body = app
            .write(&Actor::Command, move |ctx| {
                found_bewonersorgaan(ctx, wijk, naam, None)
            })
            .unwrap();
        app.wait(app.app.refresh()).unwrap();
        app.an_account(&format!("{naam} Verzonnen"))
            .with_role("bewonersorgaanvoorzitter", Where::Orgaan(body))
            .make();
    }
    let (frame, today) = (app.frame("velsen"), day_of(app.clock.now()));
    let team = frame.team_for(frame.gebied_by_key(one).unwrap().id, "wijkteam");
    let team = team.unwrap().clone();
    for (key, naam, called) in [
        (one, "Platform Een", "IJmuiden-Noord"),
        (two, "Platform Twee", "IJmuiden-Zuid"),
    ] {
        let all = seats(&app, &team, today);
        let sleutel = format!("wijkplatform@{key}");
        let zetel = all.iter().find(|zetel| zetel.sleutel == sleutel).unwrap();
        let said = zetel_name(&frame, Lang::Nl, &team, &sleutel);
        assert!(said.ends_with(&format!("({called})")), "{said}");
        let (of, orgaan, id) = (frame.clone(), team.id, zetel.id);
        let asked = app
            .app
            .db()
            .read_blocking(move |tx| list_genodigden(tx, &of, orgaan, id, today))
            .unwrap();
        let names: Vec<&str> = asked.iter().map(|one| one.naam.as_str()).collect();
        assert_eq!(names, [format!("{naam} Verzonnen")]);
    }
}

kit::on_both_engines!(
    a_team_that_the_division_drops_ends_with_its_zetels_and_what_it_owes,
    zetels_of_a_body_of_residents_follow_the_inrichting,
    v_18_a_team_over_wijken_keeps_a_zetel_for_the_body_of_each,
    v_18_each_zetel_asks_the_body_of_its_own_wijk,
    inv_01_a_team_that_the_division_drops_leaves_its_wijken_to_the_next,
    what_holds_for_a_zetel_follows_the_inrichting,
);
