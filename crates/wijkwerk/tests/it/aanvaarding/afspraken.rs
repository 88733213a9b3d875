//! What becomes of an afspraak after it was agreed on: who is reminded of it and who looks at it.

use kit::testing::TestDb;
use wijkwerk::error::Error;
use wijkwerk::jobs::{Night, run_due};
use wijkwerk::testing::{As, Ask, Where};

use super::plannen::started;
use super::{Stad, link_in, visible};

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

fn v_38_what_is_not_kept_goes_back_and_its_owner_hears_why(db: TestDb) {
    let stad = Stad::new(db, "velsen-demo");
    let (members, _, area) = started(&stad);
    let id = stad.sent(
        &members.beheerder,
        "afspraken",
        &format!(
            "aandachtsgebied={area}&wat=Stoep vrijhouden&due=2026-06-01&partij_soort=ondernemer\
             &partij_naam=Tess Denkbeeld&partij_email={TESS}"
        ),
    );
    let link = link_in(&stad.mails_to(TESS)[0]);
    let path = format!("afspraken/{id}");
    let done = stad.app.send(&Ask::post(&link, "doe=aannemen"));
    assert_eq!(done.status, 303, "{}", done.text());
    let early = stad.page(&members.beheerder, &path);
    assert!(
        !early.contains("/niet-nagekomen\""),
        "nothing was delivered yet"
    );
    let done = stad
        .app
        .send(&Ask::post(&link, &format!("doe=leveren&{PROOF}")));
    assert_eq!(done.status, 303, "{}", done.text());
    let back = format!("{path}/niet-nagekomen");
    assert!(stad.page(&members.beheerder, &path).contains(&back));
    for wrong in ["reason=", "reason=De fietsen staan er nog.&nieuwe_due=ooit"] {
        let refused = stad.post(&members.beheerder, &back, wrong);
        assert_eq!(refused.status, 400, "{}", refused.text());
    }
    let why = "reason=De fietsen staan er nog.&nieuwe_due=2026-07-01";
    stad.sent(&members.beheerder, &back, why);
    let said = "De reden: De fietsen staan er nog.";
    let mails = stad.mails_to(TESS);
    let mail = mails.iter().find(|mail| mail.contains(said));
    let mail = mail.expect("the owner hears why");
    assert!(mail.contains("nog niet nagekomen") && mail.contains("1 juli"));
    let again = stad.app.get(&link_in(mail)).text();
    assert!(again.contains("De fietsen staan er nog.") && again.contains("name=\"voortgang\""));
    let draad = stad.page(&members.beheerder, &format!("draad/afspraak/{id}"));
    assert!(visible(&draad).contains("Nagekeken en nog niet nagekomen: Stoep vrijhouden"));
}

const TESS: &str = "tess@winkel.example";

/// The links in the mails to her that say this.
fn links_with(stad: &Stad, words: &str) -> Vec<String> {
    let mails = stad.mails_to(TESS);
    let said = mails.iter().filter(|mail| mail.contains(words));
    said.map(|mail| link_in(mail)).collect()
}

/// Every mail that waits has left.
fn all_left(stad: &Stad) {
    let sql = "UPDATE mails SET state = 'sent', sent_at = not_before WHERE state = 'waiting'";
    let done = stad
        .app
        .app
        .db()
        .bookkeep_blocking(move |tx| Ok::<_, Error>(tx.exec(sql, &[])?));
    done.expect("sent");
}

fn l_07_the_link_lives_as_long_as_the_work_and_comes_again(db: TestDb) {
    let stad = Stad::new(db, "velsen-demo");
    let (members, _, area) = started(&stad);
    let days = |days: i64| assert!(stad.app.clock.advance_seconds(days * 86_400));
    let nights = || {
        for _ in 0..2 {
            run_due(&stad.app.app, Night::Now).expect("a night");
        }
    };
    let works = |link: &str| {
        let page = stad.app.get(link);
        page.status == 200 && page.text().contains("name=\"voortgang\"")
    };
    stad.sent(
        &members.beheerder,
        "afspraken",
        &format!(
            "aandachtsgebied={area}&wat=Stoep vrijhouden&due=2026-06-01&partij_soort=ondernemer\
             &partij_naam=Tess Denkbeeld&partij_email={TESS}"
        ),
    );
    let first = link_in(&stad.mails_to(TESS)[0]);
    all_left(&stad);
    let done = stad.app.send(&Ask::post(&first, "doe=aannemen"));
    assert_eq!(done.status, 303, "{}", done.text());
    let accepted = links_with(&stad, "is aangenomen");
    assert_eq!(accepted.len(), 1);
    assert!(accepted[0] != first && works(&accepted[0]) && works(&first));
    all_left(&stad);

    let (soon, late) = ("moet klaar zijn op", "had klaar moeten zijn op");
    days(83);
    nights();
    assert!(links_with(&stad, soon).is_empty(), "eight days left");
    days(1);
    nights();
    let reminded = links_with(&stad, soon);
    assert_eq!(reminded.len(), 1, "once");
    assert!(works(&reminded[0]) && works(&first), "the old one too");
    days(7);
    nights();
    assert!(links_with(&stad, late).is_empty(), "due today");
    days(1);
    nights();
    days(1);
    nights();
    let last = links_with(&stad, late);
    assert_eq!(last.len(), 1, "once");
    days(57);
    assert!(works(&first), "sixty days after it was due less one");
    days(2);
    assert!(!works(&first) && works(&last[0]));
    let reports = "doe=voortgang&voortgang=De stoep is nu vrij.";
    let done = stad.app.send(&Ask::post(&last[0], reports));
    assert_eq!(done.status, 303, "{}", done.text());
}

kit::on_both_engines!(
    v_38_what_was_delivered_waits_for_whoever_may_verify_it,
    v_38_what_is_not_kept_goes_back_and_its_owner_hears_why,
    l_07_the_link_lives_as_long_as_the_work_and_comes_again,
);
