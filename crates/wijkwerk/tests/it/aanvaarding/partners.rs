//! Plans of partners and of the gemeente beside each other.

use kit::testing::TestDb;
use wijkwerk::testing::As;

use super::{Stad, visible};

const NOORD: &str = "velsen-noord";

fn v_59_two_partners_in_one_street_are_told(db: TestDb) {
    let stad = Stad::new(db, "velsen-demo");
    let members = stad.members(NOORD);
    let wijk = stad.wijk(NOORD);
    let add = |who: &As, soort: &str, wat: &str| {
        let fields = format!("soort={soort}&gebied={wijk}&wat={wat}&plaats=Wielstraat&jaar=2026");
        stad.sent(who, "plannen", &fields);
    };
    add(&members.corporatie, "partnerplan", "Gevels opknappen");
    let before = visible(&stad.page(&members.beheerder, "plannen"));
    add(
        &members.beheerder,
        "gemeentelijk_wijkplan",
        "Nieuwe bestrating",
    );
    let after = visible(&stad.page(&members.beheerder, "plannen"));
    let hint = "Gevels opknappen";
    assert!(
        after.matches(hint).count() > before.matches(hint).count(),
        "{after}"
    );
}

fn v_83_tasks_of_the_municipal_plan_are_counted(db: TestDb) {
    let stad = Stad::new(db, "velsen-demo");
    let members = stad.members(NOORD);
    let wijk = stad.wijk(NOORD);
    for n in 0..12 {
        let due = if n < 9 { "2026-03-10" } else { "2026-12-01" };
        let fields = format!(
            "soort=gemeentelijk_wijkplan&gebied={wijk}&wat=Werk nummer {n}&jaar=2026&due={due}"
        );
        stad.sent(&members.beheerder, "plannen", &fields);
    }
    let page = stad.page(&members.beheerder, "plannen");
    let mut forms: Vec<String> = page
        .split("/plannen/")
        .skip(1)
        .filter_map(|rest| rest.split_once("/klaar").map(|(id, _)| id.to_owned()))
        .filter(|id| id.len() == 36)
        .collect();
    forms.dedup();
    assert_eq!(forms.len(), 12);
    let done = "visited_by=Noor&visited_on=2026-03-02&seen=Het ligt er goed bij en het is heel.";
    // The list is in the order in which they were added: of the nine that are due soon seven are carried out.
    for id in forms.iter().take(7) {
        stad.sent(&members.beheerder, &format!("plannen/{id}/klaar"), done);
    }
    assert!(stad.app.clock.advance_seconds(14 * 86_400));
    let page = visible(&stad.page(&members.beheerder, "plannen"));
    assert!(page.contains("7 van 12 klaar"), "{page}");
    assert!(
        page.contains("2 te laat") || page.contains("2 zijn te laat"),
        "{page}"
    );
}

kit::on_both_engines!(
    v_59_two_partners_in_one_street_are_told,
    v_83_tasks_of_the_municipal_plan_are_counted,
);
