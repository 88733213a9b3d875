//! What becomes of an afspraak after it was agreed on: who is reminded of it and who looks at it.

use kit::testing::TestDb;
use wijkwerk::testing::{As, Where};

use super::plannen::started;
use super::{Stad, visible};

const NOORD: &str = "velsen-noord";
const PROOF: &str =
    "visited_by=Lotte&visited_on=2026-03-02&seen=De straat is schoon en blijft schoon.";

fn v_38_what_was_delivered_waits_for_whoever_may_verify_it(db: TestDb) {
    let stad = Stad::new(db, "velsen-demo");
    let (members, _, area) = started(&stad);
    let coordinator = stad.person(
        "Gijs Verzonnen",
        "gemeente",
        "coordinator",
        Where::Gebied(stad.wijk(NOORD)),
    );
    let elsewhere = stad.person(
        "Fenna Fictief",
        "gemeente",
        "wijkbeheerder",
        Where::Orgaan(stad.team("velsbroek")),
    );
    let deal = stad.deal(
        &members.politie,
        &area,
        "Vegen op vrijdag",
        "corporatie-voorbeeld",
    );
    let path = format!("afspraken/{deal}");
    let waits = |who: &As| {
        let page = stad.page(who, "vandaag");
        visible(&page).contains("Nakijken of een afspraak is nagekomen")
            && page.contains(&format!("/{path}\""))
    };
    stad.sent(&members.corporatie, &format!("{path}/aannemen"), "");
    assert!(!waits(&members.beheerder), "nothing was delivered yet");
    stad.sent(&members.corporatie, &format!("{path}/leveren"), PROOF);
    assert!(waits(&members.beheerder) && waits(&coordinator));
    for other in [&members.politie, &members.corporatie, &elsewhere] {
        assert!(!waits(other), "{other:?} may not verify it");
    }
    stad.sent(&members.beheerder, &format!("{path}/vaststellen"), "");
    assert!(!waits(&members.beheerder) && !waits(&coordinator));
}

kit::on_both_engines!(v_38_what_was_delivered_waits_for_whoever_may_verify_it);
