//! What cannot be as things stand now (409): the form comes back as it was filled in, and says why.

use kit::testing::TestDb;
use wijkwerk::testing::As;

use crate::aanvaarding::{Members, Stad, visible};

const NOORD: &str = "velsen-noord";
const SEEN: &str = "Het ligt er goed bij en het is heel.";

/// Sends it and looks at what comes back: the reason, what was filled in, and a form to send it again with.
fn comes_back(stad: &Stad, who: &As, path: &str, fields: &str, why: &str, kept: &[&str]) {
    let answer = stad.post(who, path, fields);
    let page = answer.text();
    assert_eq!(answer.status, 409, "{path}: {}", visible(&page));
    assert!(visible(&page).contains(why), "{path}: {}", visible(&page));
    for text in kept {
        let again = [format!("value=\"{text}\""), format!(">{text}</textarea>")];
        assert!(
            again.iter().any(|filled| page.contains(filled)),
            "{text} is gone from {path}: {page}"
        );
    }
    assert!(page.contains("<form"), "{path}");
}

fn an_aandachtsgebied_that_is_closed_keeps_what_was_written(db: TestDb) {
    let stad = Stad::new(db, "velsen-demo");
    let Members { beheerder, .. } = stad.members(NOORD);
    let plan = stad.plan(&beheerder, NOORD);
    let wish = stad.wish(&plan, "Schone straat", NOORD);
    let area = stad.sent(&beheerder, "aandachtsgebieden", &wish);
    comes_back(
        &stad,
        &beheerder,
        &format!("aandachtsgebieden/{area}/resultaat"),
        &format!("wat=De straat is schoon&visited_by=Noor&visited_on=2026-03-02&seen={SEEN}"),
        "Dit is nog niet vastgesteld, dus er kan nog geen resultaat zijn.",
        &[],
    );
    stad.sent(
        &beheerder,
        &format!("aandachtsgebieden/{area}/vervalt"),
        "reason=Het speelt niet meer in deze straat",
    );
    let closed = "Dit is afgesloten en verandert niet meer.";
    comes_back(
        &stad,
        &beheerder,
        &format!("aandachtsgebieden/{area}/wijzig"),
        &stad.wish(&plan, "Nog schonere straat", NOORD),
        closed,
        &["Nog schonere straat", "Bewoners vragen erom"],
    );
    let gemeente = stad.organisatie("gemeente");
    comes_back(
        &stad,
        &beheerder,
        "afspraken",
        &format!(
            "aandachtsgebied={area}&wat=Elke week vegen&organisatie={gemeente}&due=2026-06-01"
        ),
        closed,
        &["Elke week vegen", "2026-06-01"],
    );
}

fn what_others_changed_meanwhile_is_told_beside_what_was_written(db: TestDb) {
    let stad = Stad::new(db, "velsen-demo");
    let Members {
        beheerder, politie, ..
    } = stad.members(NOORD);
    let plan = stad.plan(&beheerder, NOORD);
    let wish = stad.wish(&plan, "Schone straat", NOORD);
    let area = stad.sent(&beheerder, "aandachtsgebieden", &wish);
    let path = format!("aandachtsgebieden/{area}/wijzig");
    let page = stad.page(&beheerder, &path);
    let gezien = page
        .split("name=\"gezien\" value=\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .expect("what the form was made from")
        .to_owned();
    assert!(stad.app.clock.advance_seconds(60));
    stad.sent(&politie, &path, &stad.wish(&plan, "Veilige straat", NOORD));
    let mine = stad.wish(&plan, "Groene straat", NOORD);
    comes_back(
        &stad,
        &beheerder,
        &path,
        &format!("{mine}&gezien={gezien}"),
        "Iemand anders heeft dit net veranderd.",
        &["Groene straat"],
    );
    let page = visible(&stad.page(&beheerder, &format!("aandachtsgebieden/{area}")));
    assert!(page.contains("Veilige straat"), "not overwritten: {page}");
}

fn an_afspraak_says_why_a_button_did_nothing(db: TestDb) {
    let stad = Stad::new(db, "velsen-demo");
    let Members { beheerder, .. } = stad.members(NOORD);
    let plan = stad.plan(&beheerder, NOORD);
    let wish = stad.wish(&plan, "Schone straat", NOORD);
    let area = stad.sent(&beheerder, "aandachtsgebieden", &wish);
    let deal = stad.deal(&beheerder, &area, "Vegen", "gemeente");
    let path = format!("afspraken/{deal}");
    stad.sent(&beheerder, &format!("{path}/aannemen"), "");
    let answer = stad.post(&beheerder, &format!("{path}/aannemen"), "");
    let page = visible(&answer.text());
    assert_eq!(answer.status, 409, "{page}");
    // It is the page of the afspraak, with what happened to it.
    assert!(
        page.contains("Vegen") && page.contains("Kijk dit na"),
        "{page}"
    );
}

fn a_plan_says_why_it_was_not_agreed_to(db: TestDb) {
    let stad = Stad::new(db, "velsen-demo");
    let Members { beheerder, .. } = stad.members(NOORD);
    let plan = stad.plan(&beheerder, NOORD);
    comes_back(
        &stad,
        &beheerder,
        &format!("werkplannen/{plan}/instemmen"),
        "",
        "Dit plan is leeg.",
        &[],
    );
}

fn a_plan_of_a_partner_that_is_done_keeps_what_was_seen(db: TestDb) {
    let stad = Stad::new(db, "velsen-demo");
    let Members { corporatie, .. } = stad.members(NOORD);
    let wijk = stad.wijk(NOORD);
    stad.sent(
        &corporatie,
        "plannen",
        &format!("soort=partnerplan&gebied={wijk}&wat=Gevels opknappen&jaar=2026"),
    );
    let page = stad.page(&corporatie, "plannen");
    let path = page
        .split("/plannen/")
        .find_map(|rest| rest.split_once("/klaar").map(|(id, _)| id.to_owned()))
        .filter(|id| id.len() == 36)
        .map(|id| format!("plannen/{id}/klaar"))
        .expect("a form");
    let short = stad.post(
        &corporatie,
        &path,
        "visited_by=Lotte&visited_on=2026-03-02&seen=ok",
    );
    let page = short.text();
    assert_eq!(short.status, 400, "{}", visible(&page));
    assert!(page.contains("value=\"Lotte\"") && page.contains("href=\"#seen\""));
    assert!(page.contains("id=\"seen\""), "the fault leads to its field");
    let done = format!("visited_by=Lotte&visited_on=2026-03-02&seen={SEEN}");
    stad.sent(&corporatie, &path, &done);
    comes_back(
        &stad,
        &corporatie,
        &path,
        &done,
        "Dit plan is al klaar.",
        &[],
    );
}

kit::on_both_engines!(
    an_aandachtsgebied_that_is_closed_keeps_what_was_written,
    what_others_changed_meanwhile_is_told_beside_what_was_written,
    an_afspraak_says_why_a_button_did_nothing,
    a_plan_says_why_it_was_not_agreed_to,
    a_plan_of_a_partner_that_is_done_keeps_what_was_seen,
);
