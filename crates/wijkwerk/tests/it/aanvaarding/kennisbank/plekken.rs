//! Where an offer can be had and when, and for which wijken: as its owner fills it in.

use kit::testing::TestDb;
use wijkwerk::jobs::{Night, run_due};
use wijkwerk::testing::{As, Ask};

use super::vinden::place;
use super::{Bank, NEW};
use crate::aanvaarding::link_in;

fn another_place_leaves_the_own_hours_of_the_first(db: TestDb) {
    let bank = Bank::new(db);
    let id = bank.item();
    let (een, twee) = (place(&bank, "Aanloop", 0), place(&bank, "Buurthuis", 1));
    let path = format!("kennisbank/{id}/wijzig");
    let send = |fields: &str| bank.stad.post(&bank.een, &path, &format!("{NEW}&{fields}"));
    let shown = || bank.page(&As::Nobody, "vraag/hulp-bij-schulden");
    let hours = "dinsdag 10.00 – 12.00 uur";
    // What is typed is shown in words, and kept when it is sent once more.
    let typed = format!("plaats={een}&uren_{een}=di 10-12&toelichting_{een}=Kamer 3");
    let looked = send(&typed);
    assert_eq!(looked.status, 200, "{}", looked.text());
    assert!(looked.text().contains(hours), "{}", looked.text());
    assert!(!shown().contains("Aanloop"), "nothing is kept yet");
    assert_eq!(send(&format!("{typed}&gezien={een} di 10-12")).status, 303);
    let page = shown();
    assert!(page.contains(hours) && page.contains("Kamer 3"), "{page}");
    // The form shows what stands, and another place is ticked on it.
    let form = bank.stad.page(&bank.een, &path);
    assert!(form.contains("value=\"Tu 10:00-12:00; PH off\""), "{form}");
    let both = format!("plaats={een}&plaats={twee}");
    let kept = format!("uren_{een}=Tu 10:00-12:00; PH off&toelichting_{een}=Kamer 3");
    assert_eq!(send(&format!("{both}&{kept}")).status, 303);
    for words in [hours, "Kamer 3", "Buurthuis"] {
        assert!(shown().contains(words), "{words}: {}", shown());
    }
    // What was not on the form at all stays too.
    assert_eq!(send(&format!("plaats={een}")).status, 303);
    assert!(shown().contains(hours), "{}", shown());
    let wrong = send(&format!("{both}&uren_{twee}=blabla"));
    assert_eq!(wrong.status, 400);
    let text = wrong.text();
    assert!(text.contains("“blabla” is niet te begrijpen"), "{text}");
    assert!(
        text.contains(&format!("value=\"{twee}\" checked")),
        "{text}"
    );
    // Emptied: those of the building, which are not known here.
    assert_eq!(send(&format!("plaats={een}&uren_{een}=")).status, 303);
    let page = shown();
    assert!(page.contains("Aanloop") && !page.contains(hours), "{page}");
}

fn a_place_that_is_ticked_gets_its_fields_before_anything_is_kept(db: TestDb) {
    let bank = Bank::new(db);
    let een = place(&bank, "Aanloop", 0);
    let fields = format!("{NEW}&plaats={een}&doe=bekijk");
    let looked = bank.stad.post(&bank.een, "kennisbank/nieuw", &fields);
    assert_eq!(looked.status, 200, "{}", looked.text());
    let name = format!("name=\"uren_{een}\"");
    assert!(looked.text().contains(&name), "{}", looked.text());
    let fields = format!("{NEW}&plaats={een}&uren_{een}=wo 13-15&gezien={een} wo 13-15");
    let id = bank.stad.sent(&bank.een, "kennisbank/nieuw", &fields);
    let page = bank.page(&bank.een, &format!("kennisbank/{id}"));
    assert!(page.contains("woensdag 13.00 – 15.00 uur"), "{page}");
}

fn the_wijken_that_are_ticked_are_told_everywhere(db: TestDb) {
    let bank = Bank::new(db);
    let id = bank.item();
    let app = &bank.stad.app;
    let frame = app.frame(app.slug());
    let wijk = frame.wijken().next().expect("a wijk");
    let path = format!("kennisbank/{id}/wijzig");
    let areas = || {
        let service = format!("/hsds/v3/{}/services/{id}", app.slug());
        app.send(&Ask::get(&service)).json()["service_areas"].clone()
    };
    let fields = format!("{NEW}&gebied={}", wijk.id);
    bank.stad.sent(&bank.een, &path, &fields);
    let told = format!("Voor wie woont in {}", wijk.naam);
    for page in [
        bank.page(&As::Nobody, "vraag/hulp-bij-schulden"),
        bank.page(&bank.balie, &format!("kennisbank/{id}")),
    ] {
        assert!(page.contains(&told), "{page}");
    }
    assert_eq!(areas()[0]["name"], wijk.naam.as_str());
    let form = bank.stad.page(&bank.een, &path);
    let ticked = format!("value=\"{}\" checked", wijk.id);
    assert!(form.contains(&ticked), "{form}");
    bank.stad.sent(&bank.een, &path, NEW);
    let page = bank.page(&As::Nobody, "vraag/hulp-bij-schulden");
    assert!(!page.contains("Voor wie woont in"), "{page}");
    assert!(areas()[0].is_null(), "{}", areas());
}

fn o_25_whoever_has_the_link_of_the_mail_changes_hours_too(db: TestDb) {
    let bank = Bank::new(db);
    let id = bank.item();
    let een = place(&bank, "Aanloop", 0);
    let fields = format!("{NEW}&plaats={een}&uren_{een}=di 10-12&gezien={een} di 10-12");
    let path = format!("kennisbank/{id}/wijzig");
    bank.stad.sent(&bank.een, &path, &fields);
    let app = &bank.stad.app;
    assert!(app.clock.advance_seconds(181 * 86_400));
    run_due(&app.app, Night::Now).expect("a night");
    let path = link_in(&bank.stad.mails("een@partner.example")[0]);
    let link = As::Link(path.trim_start_matches("/l/").to_owned());
    let page = app.send(&Ask::get(&path).by(&link).lang("nl")).text();
    for words in [
        "dinsdag 10.00 – 12.00 uur",
        "value=\"Tu 10:00-12:00; PH off\"",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let send = |text: &str, hours: &str| {
        let fields = format!("doe=wijzig&titel=Hulp bij schulden&samenvatting={text}{hours}");
        app.send(&Ask::post(&path, &fields).by(&link).lang("nl"))
    };
    let shown = || bank.page(&As::Nobody, "vraag/hulp-bij-schulden");
    let wrong = send("Kort.", &format!("&uren_{een}=blabla"));
    assert_eq!(wrong.status, 400, "{}", wrong.text());
    let typed = format!("&uren_{een}=wo 13-15&toelichting_{een}=Kamer 3");
    let looked = send("Wij komen langs.", &typed);
    assert_eq!(looked.status, 200, "{}", looked.text());
    let hours = "woensdag 13.00 – 15.00 uur";
    assert!(looked.text().contains(hours), "{}", looked.text());
    assert!(!shown().contains(hours), "nothing is kept yet");
    let seen = format!("{typed}&gezien={een} wo 13-15");
    assert_eq!(send("Wij komen langs.", &seen).status, 303);
    let page = shown();
    for words in [hours, "Kamer 3", "Wij komen langs."] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let item = bank.page(&bank.een, &format!("kennisbank/{id}"));
    assert!(item.contains("Versie 2"), "{item}");
    // A form without the fields of places changes nothing about them.
    assert_eq!(send("Wij bellen u.", "").status, 303);
    let page = shown();
    assert!(page.contains(hours) && page.contains("Kamer 3"), "{page}");
}

kit::on_both_engines!(
    o_25_whoever_has_the_link_of_the_mail_changes_hours_too,
    a_place_that_is_ticked_gets_its_fields_before_anything_is_kept,
    another_place_leaves_the_own_hours_of_the_first,
    the_wijken_that_are_ticked_are_told_everywhere,
);
