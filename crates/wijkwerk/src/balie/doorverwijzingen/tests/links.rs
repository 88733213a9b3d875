use kit::on_both_engines;
use kit::testing::TestDb;

use super::*;
use crate::balie::doorverwijzingen::model::DoorverwijzingState as State;
use crate::testing::{Answer, Ask};

on_both_engines!(
    a_receiver_without_an_account_sees_what_is_needed_and_no_more,
    the_resident_follows_judges_and_erases_by_link,
    forged_and_reused_links_open_nothing,
);

fn get(stad: &Stad, token: &str) -> Answer {
    stad.app.send(&Ask::get(&format!("/l/{token}")).lang("nl"))
}

fn post(stad: &Stad, token: &str, fields: &str) -> Answer {
    stad.app
        .send(&Ask::post(&format!("/l/{token}"), fields).lang("nl"))
}

fn a_receiver_without_an_account_sees_what_is_needed_and_no_more(db: TestDb) {
    let stad = Stad::new(db);
    let id = stad.sent(&stad.partner);
    let token = stad.link(&stad.partner.email);
    let page = get(&stad, &token).text();
    assert!(page.contains("Ik kom niet rond van mijn geld"), "{page}");
    for button in ["Neem aan", "Kan niet, want", "Bel mij"] {
        assert!(page.contains(button), "{button}");
    }
    assert!(
        !page.contains("Kim Verzonnen") && !page.contains("0612345678"),
        "{page}"
    );
    assert_eq!(post(&stad, &token, "doe=bellen").status, 303);
    assert!(stad.one(id).call_asked_at.is_some());
    let nothing = post(&stad, &token, "doe=afwijzen");
    assert_eq!(nothing.status, 400);
    assert_eq!(post(&stad, &token, "doe=aannemen").status, 303);
    let page = get(&stad, &token).text();
    assert!(
        page.contains("Kim Verzonnen") && page.contains("0612345678"),
        "{page}"
    );
    assert_eq!(post(&stad, &token, "doe=gekomen").status, 303);
    stad.judge(id, Uitkomst::Helped).unwrap();
    let page = get(&stad, &token).text();
    assert!(
        !page.contains("Kim Verzonnen") && !page.contains("niet rond"),
        "{page}"
    );
    assert_eq!(post(&stad, &token, "doe=afwijzen&reden=full").status, 409);
    let other = stad.sent(&stad.partner);
    let token = stad.link(&stad.partner.email);
    assert_eq!(post(&stad, &token, "doe=afwijzen&reden=full").status, 303);
    assert_eq!(stad.one(other).state, State::Bounced);
    assert!(!get(&stad, &token).text().contains("niet rond"));
}

fn the_resident_follows_judges_and_erases_by_link(db: TestDb) {
    let stad = Stad::new(db);
    let id = stad.sent(&stad.partner);
    let token = stad.link("kim@bewoners.example");
    let page = get(&stad, &token).text();
    assert!(
        page.contains("Kim Verzonnen") && page.contains(&stad.one(id).code),
        "{page}"
    );
    assert_eq!(post(&stad, &token, "uitkomst=prima").status, 400);
    assert_eq!(post(&stad, &token, "uitkomst=partly").status, 303);
    assert_eq!(stad.one(id).uitkomst, Some(Uitkomst::Partly));
    assert_eq!(post(&stad, &token, "uitkomst=not").status, 409);
    assert_eq!(post(&stad, &token, "doe=wissen").status, 400);
    assert_eq!(post(&stad, &token, "doe=wissen&zeker=ja").status, 303);
    let page = get(&stad, &token).text();
    assert!(
        !page.contains("Kim Verzonnen") && !page.contains("niet rond"),
        "{page}"
    );
    assert!(stad.person(id).unwrap().zin.is_empty());
    assert_eq!(stad.one(id).uitkomst, Some(Uitkomst::Partly));
}

fn forged_and_reused_links_open_nothing(db: TestDb) {
    let stad = Stad::new(db);
    let id = stad.sent(&stad.partner);
    let own = stad.link("kim@bewoners.example");
    let receiver = stad.link(&stad.partner.email);
    assert_eq!(get(&stad, "B2C3D4").status, 404);
    // A resident's link answers for nobody, a receiver's gives no verdict.
    assert_eq!(post(&stad, &own, "doe=aannemen").status, 400);
    assert_eq!(post(&stad, &receiver, "uitkomst=helped").status, 400);
    assert_eq!(stad.one(id).state, State::Sent);
    // Of one referral it says nothing about another.
    let other = stad.sent(&stad.partner);
    let holder = LinkHolder {
        id: LinkId(uuid::Uuid::nil()),
        kind: LinkKind::Ontvanger,
        subject: id.0,
        holder: stad.partner.account.0,
    };
    let wrong = stad.app.write(&Actor::Link(holder.clone()), move |ctx| {
        actions::answer(ctx, other, Antwoord::Accept)
    });
    assert!(matches!(wrong, Err(Error::NotFound(_))), "{wrong:?}");
    // Whoever no longer speaks for the organisation answers for it no more.
    let stranger = LinkHolder {
        holder: stad.ander.account.0,
        ..holder
    };
    let wrong = stad.app.write(&Actor::Link(stranger), move |ctx| {
        actions::answer(ctx, id, Antwoord::Accept)
    });
    assert!(matches!(wrong, Err(Error::NotFound(_))), "{wrong:?}");
    // Sent twice, a form counts once.
    let form = "aanvraag=0195f3a0-0000-7000-8000-000000000001&doe=aannemen";
    assert_eq!(post(&stad, &receiver, form).status, 303);
    assert_eq!(post(&stad, &receiver, form).status, 303);
    assert_eq!(post(&stad, &receiver, "doe=aannemen").status, 409);
}
