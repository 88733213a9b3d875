//! Invariants held to whatever generated people do in whatever order, through the product's own actions.

mod meldingen;

use std::collections::BTreeSet;

use jiff::civil::Date;
use kit::testing::TestDb;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use wijkwerk::access::Actor;
use wijkwerk::ids::AfspraakId;
use wijkwerk::kader::inrichting::{Modaliteit, actions as inrichtingen, to_toml};
use wijkwerk::kader::organisaties::{list_organen, uncovered};
use wijkwerk::testing::{As, TestApp, Where};
use wijkwerk::wijkaanpak::werkplannen::actions as plans;

use crate::aanvaarding::Stad;

const CASES: u32 = 24;

fn runner() -> TestRunner {
    TestRunner::new(Config {
        cases: CASES,
        failure_persistence: None,
        ..Config::default()
    })
}

const LATER: &str = r#"
op = "velsen-demo"

[[verdeling.teams]]
sleutel = "ijmuiden-west"
gebieden = ["ijmuiden-west", "ijmuiden-zuid"]
aanname = true
reden = "Een andere verdeling, later in het jaar."

[[verdeling.teams]]
sleutel = "ijmuiden-noord-en-zuid"
gebieden = ["ijmuiden-noord"]
aanname = true
reden = "Een andere verdeling, later in het jaar."
"#;

#[test]
fn inv_01_on_every_day_every_wijk_has_exactly_one_team() {
    let mut app = TestApp::new(TestDb::sqlite(), &["velsen-demo"]);
    let start = app.frame("velsen").today(app.clock.now());
    app.clock.advance_seconds(100 * 86_400);
    app.import(LATER);
    app.clock.advance_seconds(100 * 86_400);
    app.import("velsen-demo");
    let frame = app.frame("velsen");
    let wijken: Vec<_> = frame.wijken().map(|wijk| wijk.id).collect();
    let west = frame.gebied_by_key("ijmuiden-zuid").expect("a wijk").id;
    let seen: std::cell::RefCell<BTreeSet<String>> = std::cell::RefCell::default();
    runner()
        .run(&(0_i64..400), |after| {
            let day: Date = start
                .checked_add(jiff::Span::new().days(after))
                .map_err(|error| TestCaseError::fail(error.to_string()))?;
            let gemeente = frame.id;
            let organen = app
                .app
                .db()
                .read_blocking(move |tx| list_organen(tx, gemeente, day))
                .expect("the teams of a day");
            let teams: Vec<_> = organen
                .iter()
                .filter(|orgaan| orgaan.soort == "wijkteam")
                .collect();
            let areas: Vec<_> = teams.iter().map(|team| frame.wijken_of(team)).collect();
            prop_assert_eq!(uncovered(&wijken, &areas), Vec::new(), "{}", day);
            for (team, areas) in teams.iter().zip(&areas) {
                if areas.contains(&west) {
                    seen.borrow_mut().insert(team.sleutel.clone());
                }
            }
            Ok(())
        })
        .unwrap_or_else(|why| panic!("{why}"));
    assert_eq!(
        seen.borrow().len(),
        2,
        "the division really changed: {:?}",
        seen.borrow()
    );
}

/// Who tries to accept: a member of one of three organisations, a link of somebody's, a command, nobody.
#[test]
fn inv_23_whoever_tries_only_the_owning_organisation_accepts() {
    let stad = Stad::new(TestDb::sqlite(), "velsen-demo");
    let members = stad.members("velsen-noord");
    let plan = stad.plan(&members.beheerder, "velsen-noord");
    let wish = stad.wish(&plan, "Schone straat", "velsen-noord");
    let area = stad.sent(&members.beheerder, "aandachtsgebieden", &wish);
    stad.adopt(&members, &plan);
    let place = Where::Orgaan(stad.team("velsen-noord"));
    let colleague = stad.person("Joris Bedacht", "politie", "wijkteamlid", place);
    let stranger = stad.person("Vera Bedacht", "politie", "bewonersorgaanlid", place);
    let who: Vec<(As, &str)> = vec![
        (As::Nobody, ""),
        (members.beheerder.clone(), "gemeente"),
        (members.politie.clone(), "politie"),
        (members.corporatie.clone(), "corporatie-voorbeeld"),
        (colleague, "politie"),
        (stranger, ""),
        (As::role("functioneelbeheerder"), ""),
    ];
    let owners = ["gemeente", "politie", "corporatie-voorbeeld"];
    let strategy = (
        0..owners.len(),
        proptest::collection::vec(0..who.len(), 1..8),
    );
    let accepted_in = std::cell::Cell::new(0);
    runner()
        .run(&strategy, |(owner, order)| {
            let owner = owners[owner];
            let deal = stad.deal(&members.beheerder, &area, "Samen vegen", owner);
            let mut accepted = false;
            for n in order {
                let (who, of) = &who[n];
                let status = stad
                    .post(who, &format!("afspraken/{deal}/aannemen"), "")
                    .status;
                let may = *of == owner;
                match (may, accepted) {
                    (true, false) => prop_assert_eq!(status, 303, "{:?} of {}", who, of),
                    (true, true) => prop_assert_eq!(status, 409),
                    (false, _) => {
                        prop_assert!(matches!(status, 401 | 403 | 404), "{:?}: {}", who, status);
                    }
                }
                accepted |= may;
            }
            accepted_in.set(accepted_in.get() + usize::from(accepted));
            // Whoever writes on the machine itself does not speak for an organisation either.
            let id = AfspraakId(deal.parse().expect("an id"));
            if !accepted {
                let by_command = stad
                    .app
                    .write(&Actor::Command, move |ctx| plans::accept_afspraak(ctx, id));
                prop_assert!(by_command.is_err());
            }
            Ok(())
        })
        .unwrap_or_else(|why| panic!("{why}"));
    assert!(accepted_in.get() > 3, "{}", accepted_in.get());
}

#[test]
fn inv_47_no_desirable_rule_of_any_document_may_block() {
    let mut soft = 0;
    for name in ["velsen-2010", "lelystad-2012"] {
        let text = wijkwerk::shipped::document(name).expect("it ships");
        let base = inrichtingen::parse(text).expect("it is right");
        for n in 0..base.regels.len() {
            let mut changed = base.clone();
            let rule = &mut changed.regels[n];
            assert!(!rule.blokkeert || !matches!(rule.modaliteit, Modaliteit::S | Modaliteit::O));
            rule.blokkeert = true;
            let is_soft = matches!(rule.modaliteit, Modaliteit::S | Modaliteit::O);
            soft += usize::from(is_soft);
            let text = to_toml(&changed).expect("it can be written");
            let refused = inrichtingen::parse(&text)
                .err()
                .unwrap_or_default()
                .iter()
                .any(|found| found.melding.contains("INV-47") || found.herstel.contains("INV-47"));
            assert_eq!(refused, is_soft, "{name}: {}", changed.regels[n].id);
        }
    }
    assert!(soft > 10, "{soft}");
}

/// What a note only wishes for is missing in every combination: it is told, and everything goes on.
#[test]
fn inv_47_what_is_missing_is_told_and_stops_nobody() {
    let stad = Stad::new(TestDb::sqlite(), "velsen-demo");
    let members = stad.members("velsen-noord");
    let path = format!("teams/{}", stad.team("velsen-noord"));
    let manager = stad.person("Joris Bedacht", "politie", "stuurgroeplid", Where::Gemeente);
    let plan = stad.plan(&members.beheerder, "velsen-noord");
    for case in 0..8_u8 {
        let (source, person, managed) = (case & 1 > 0, case & 2 > 0, case & 4 > 0);
        stad.seat(
            "velsen-noord",
            "politie",
            if managed { &manager } else { &members.politie },
        );
        let notice = stad.page(&members.beheerder, &path);
        assert_eq!(
            notice.contains("leidinggevende in dit uitvoerende team"),
            managed
        );
        assert!(notice.contains("Vacant: Welzijnsorganisatie"));
        let mut wish = stad.wish(&plan, &format!("Straat {case}"), "velsen-noord");
        if source {
            wish.push_str("&behoefte_bron=Wijkschouw");
        }
        let area = stad.sent(&members.beheerder, "aandachtsgebieden", &wish);
        let As::Person(sam) = &members.politie else {
            panic!("a person");
        };
        let politie = stad.organisatie("politie");
        let account = if person {
            format!("&account={sam}")
        } else {
            String::new()
        };
        let deal = format!(
            "aandachtsgebied={area}&wat=Vegen&organisatie={politie}&due=2026-06-01{account}"
        );
        let deal = stad.sent(&members.beheerder, "afspraken", &deal);
        let shown = stad
            .page(&members.beheerder, &format!("afspraken/{deal}"))
            .to_lowercase();
        assert_eq!(shown.contains("geen naam"), !person, "{case}");
        stad.sent(&members.politie, &format!("afspraken/{deal}/aannemen"), "");
        stad.adopt(&members, &plan);
        let public = stad.page(&As::Nobody, &format!("aandachtsgebied-openbaar/{area}"));
        assert!(public.contains(&format!("Straat {case}")));
    }
}
