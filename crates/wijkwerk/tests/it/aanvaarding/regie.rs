//! What whoever leads the whole sees of it: numbers, never what somebody wrote.

use kit::testing::TestDb;
use wijkwerk::testing::{As, Where};

use super::plannen::started;
use super::{Stad, visible};

const NOORD: &str = "velsen-noord";
const PROOF: &str = "visited_by=Sam&visited_on=2026-03-02&seen=De straat is schoon en leeg";

fn days(stad: &Stad, days: i64) {
    assert!(stad.app.clock.advance_seconds(days * 86_400));
}

/// Somebody of a partner lets know that something is broken; answers which melding it is.
fn enter(stad: &Stad, who: &As, words: &str) -> String {
    let fields =
        format!("wijk={NOORD}&onderwerp=heel&omschrijving={words}&kanaal=telefoon&bevestigd=1");
    stad.sent(who, "meldingen/invoeren", &fields)
}

fn regie(stad: &Stad) -> String {
    visible(&stad.page(&As::role("secretaris"), "beheer/regie"))
}

fn l_20_lead_time_and_double_work_are_measured(db: TestDb) {
    let stad = Stad::new(db, "velsen-demo");
    let before = regie(&stad);
    for kop in ["Van signaal tot resultaat", "Dubbel vastgelegd"] {
        let rest = before.rsplit_once(kop).expect("the heading").1;
        assert!(rest.contains("Nog niets om te tellen."), "{kop}: {before}");
    }
    // Monday 2 March: a signal, five that two partners report both, and two that one partner reports twice.
    let place = Where::Gebied(stad.wijk(NOORD));
    let politie = stad.person("Bo Fictief", "politie", "wijkteamlid", place);
    let corporatie = stad.person("Lou Bedacht", "corporatie-voorbeeld", "wijkteamlid", place);
    let signal = enter(&stad, &politie, "Zwerfvuil bij de winkels");
    let mut pairs = Vec::new();
    for n in 0..7 {
        let first = enter(&stad, &politie, &format!("Lamp {n} is stuk"));
        let second = if n < 5 { &corporatie } else { &politie };
        let second = enter(&stad, second, &format!("Het is donker bij lamp {n}"));
        pairs.push((first, second));
    }
    days(&stad, 3);
    let (members, _, area) = started(&stad);
    stad.sent(
        &members.beheerder,
        &format!("meldingen/{signal}/triage"),
        &format!("uitkomst=aandachtsgebied&aandachtsgebied={area}"),
    );
    // The signal has number 1; every pair has the next two.
    let join = |nummer: usize, second: &str| {
        stad.sent(
            &members.beheerder,
            &format!("meldingen/{second}/samen"),
            &format!("nummer={nummer}"),
        );
    };
    for (n, (first, second)) in pairs.iter().enumerate() {
        let nummer = 2 + 2 * n;
        let known = stad.melding(i64::try_from(nummer).expect("few"));
        assert_eq!(*first, known);
        join(nummer, second);
    }
    // Accepted on day 5, 7, 13, 23 and 33 by the police; the corporation accepts four of five.
    let propose = |key: &str| -> Vec<String> {
        let made = (0..5).map(|n| stad.deal(&members.beheerder, &area, &format!("Vegen {n}"), key));
        made.collect()
    };
    let (of_politie, of_corporatie) = (propose("politie"), propose("corporatie-voorbeeld"));
    for (n, later) in [2, 2, 6, 10, 10].into_iter().enumerate() {
        days(&stad, later);
        let path = format!("afspraken/{}/aannemen", of_politie[n]);
        stad.sent(&members.politie, &path, "");
        if n < 4 {
            let path = format!("afspraken/{}/aannemen", of_corporatie[n]);
            stad.sent(&members.corporatie, &path, "");
        }
    }
    // Day 43, in the second quarter.
    days(&stad, 10);
    stad.sent(
        &members.politie,
        &format!("aandachtsgebieden/{area}/resultaat"),
        &format!("wat=De straat is schoon&{PROOF}"),
    );
    for n in 0..3 {
        enter(&stad, &politie, &format!("Bank {n} is stuk"));
        let second = enter(&stad, &corporatie, &format!("Bank {n} is kapot"));
        join(16 + 2 * n, &second);
    }
    let page = regie(&stad);
    for row in [
        "Politie 5 13 dagen 30 dagen",
        "Woningcorporatie (voorbeeld) minder dan 5 – –",
        "Kwartaal 2 van 2026 minder dan 5 minder dan 5",
        "Kwartaal 1 van 2026 7 5",
        "Kwartaal 4 van 2025 0 0",
    ] {
        assert!(page.contains(row), "{row}: {page}");
    }
    assert!(!page.contains("Lamp") && !page.contains("Zwerfvuil"));
    days(&stad, 400);
    let page = regie(&stad);
    assert!(!page.contains("13 dagen"), "longer ago than a year: {page}");
}

kit::on_both_engines!(l_20_lead_time_and_double_work_are_measured);
