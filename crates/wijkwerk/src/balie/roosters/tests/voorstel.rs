//! A proposal for a month: worked out, shown, taken over.

use super::*;
use crate::balie::infopunten::{Inhoud, set_inhoud};
use crate::balie::roosters::actions::{NewPatroon, Zegt};
use crate::balie::roosters::maandvoorstel;
use crate::balie::roosters::model::{Kan, Wanneer};
use crate::http::Method;

kit::on_both_engines!(
    a_proposal_for_a_month_is_shown_and_taken_over,
    a_proposal_is_worked_out_while_its_page_says_how_far_it_is,
    a_clash_says_which_rule_and_who,
    a_proposal_knows_what_people_have_at_other_points,
    l_74_shares_count_for_the_minutes_of_each_point,
    who_would_rather_be_elsewhere_is_said_and_named,
);

fn a_proposal_for_a_month_is_shown_and_taken_over(db: TestDb) {
    let punt = Proefpunt::new(db);
    let infopunt = punt.punt;
    let zegt = Zegt {
        wanneer: vec![Wanneer::Weekdag(2)],
        van: 0,
        tot: 1440,
        kan: Kan::Cannot,
    };
    punt.app
        .write(&punt.actor(0), move |ctx| actions::say(ctx, &zegt))
        .unwrap();
    let new = NewPatroon {
        infopunt,
        weekdagen: vec![2],
        van: 540,
        tot: 720,
        functie: String::new(),
        aantal: 3,
        elke_weken: 1,
        valid_from: date(2026, 4, 1),
        valid_to: None,
    };
    punt.write(move |ctx| {
        actions::make_patroon(ctx, &new)?;
        actions::lay_out(ctx, infopunt, date(2026, 4, 1))
    })
    .unwrap();
    let text = proposal(&punt);
    assert!(text.contains("8 plekken kunnen gevuld worden"), "{text}");
    // Every Tuesday one is missing: Ada cannot.
    assert_eq!(text.matches("nog 1 nodig").count(), 4, "{text}");
    assert_eq!(text.matches("1 kan dan niet").count(), 4, "{text}");
    assert!(!text.contains("Het punt kan dan niet open."), "{text}");
    let lijst = text.split_once("name=\"lijst\" value=\"").unwrap().1;
    let lijst = lijst.split('"').next().unwrap();
    assert!(!lijst.contains(&punt.account(0).to_string()));
    let (path, maker) = proposal_page(&punt);
    let form = format!("maand=2026-04-01&lijst={lijst}");
    let done = punt
        .app
        .request(Method::Post, &format!("{path}/zet"), &maker, &form);
    assert_eq!(done.status, 303);
    let filled = "SELECT count(*) FROM bezettingen WHERE gemeente_id = $1 AND state = 'filled'";
    assert_eq!(punt.count(filled), 8);
    // What stands there already is kept: nothing new is proposed.
    let text = proposal(&punt);
    assert!(text.contains("0 plekken"), "{text}");
}

fn proposal_page(punt: &Proefpunt) -> (String, As) {
    let path = format!("/{}/balie/rooster/voorstel", punt.app.slug());
    (path, As::Role("coordinator".to_owned()))
}

/// Asks for a proposal for April and waits until it is there; answers its page.
fn proposal(punt: &Proefpunt) -> String {
    let (path, maker) = proposal_page(punt);
    let month = "maand=2026-04-12";
    let asked = punt.app.request(Method::Post, &path, &maker, month);
    assert_eq!(asked.status, 303);
    punt.app.app.voorstellen().settled();
    let page = punt.app.request(Method::Get, &path, &maker, month);
    assert_eq!((page.status, page.header("refresh")), (200, ""));
    page.text()
}

fn a_proposal_is_worked_out_while_its_page_says_how_far_it_is(db: TestDb) {
    let punt = Proefpunt::new(db);
    punt.dienst(date(2026, 4, 7), 9, 12);
    let (path, maker) = proposal_page(&punt);
    let month = "maand=2026-04-01";
    let look = || punt.app.request(Method::Get, &path, &maker, month);
    let before = look();
    assert_eq!((before.status, before.header("refresh")), (200, ""));
    assert!(before.text().contains("nog geen voorstel"));
    // Another one is being worked out: asking answers at once, and the page looks again by itself.
    let turn = punt.app.app.voorstellen().turn();
    for _ in 0..2 {
        let asked = punt.app.request(Method::Post, &path, &maker, month);
        assert_eq!(asked.status, 303);
    }
    let waiting = look();
    assert_eq!(waiting.header("refresh"), "1");
    assert!(waiting.text().contains("<progress"), "{}", waiting.text());
    assert!(!waiting.text().contains("name=\"lijst\""));
    drop(turn);
    punt.app.app.voorstellen().settled();
    let ready = look();
    assert_eq!(ready.header("refresh"), "");
    assert!(ready.text().contains("1 plek"), "{}", ready.text());
    assert!(ready.text().contains("Beter kan niet."));
    // It is of whoever asked, and of that month.
    let other = punt
        .app
        .request(Method::Get, &path, &maker, "maand=2026-05-01");
    assert!(other.text().contains("nog geen voorstel"));
    let regisseur = As::Role("regisseur".to_owned());
    let theirs = punt.app.request(Method::Get, &path, &regisseur, month);
    assert!(theirs.status == 403 || theirs.text().contains("nog geen voorstel"));
}

fn a_clash_says_which_rule_and_who(db: TestDb) {
    let punt = Proefpunt::new(db);
    let first = punt.dienst(date(2026, 4, 7), 9, 12);
    let second = punt.dienst(date(2026, 4, 14), 9, 12);
    punt.confirmed(first, 0);
    punt.confirmed(second, 1);
    let zegt = Zegt {
        wanneer: vec![Wanneer::Dag(date(2026, 4, 7))],
        van: 0,
        tot: 1440,
        kan: Kan::Cannot,
    };
    punt.app
        .write(&punt.actor(0), move |ctx| actions::say(ctx, &zegt))
        .unwrap();
    let text = proposal(&punt);
    assert!(
        text.contains("Kan dan niet. Ada Rooster: Proefpunt"),
        "{text}"
    );
    assert_eq!(text.matches("Kan dan niet.").count(), 1, "{text}");
    assert!(!text.contains("Bo Rooster"), "{text}");
}

fn a_proposal_knows_what_people_have_at_other_points(db: TestDb) {
    let punt = Proefpunt::new(db);
    // The only two others cannot, and Ada stands at another point, which is not of this coordinator.
    for n in [1, 2] {
        let account = punt.account(n);
        punt.write(move |ctx| actions::end_lid(ctx, account, MA))
            .unwrap();
    }
    let elsewhere = punt.elsewhere(date(2026, 4, 7), 9, 12);
    punt.confirmed(elsewhere, 0);
    punt.dienst(date(2026, 4, 7), 10, 13);
    let text = proposal(&punt);
    assert!(text.contains("0 plekken"), "{text}");
    assert!(text.contains("nog 1 nodig"), "{text}");
    assert!(text.contains("1 staat dan ergens anders"), "{text}");
    assert!(text.contains("Het punt kan dan niet open."), "{text}");
}

fn l_74_shares_count_for_the_minutes_of_each_point(db: TestDb) {
    let punt = Proefpunt::new(db);
    let dag = date(2026, 4, 7);
    // Nine hours at one point, three at the other; each is of one partner alone.
    punt.dienst(dag, 9, 18);
    let elsewhere = punt.elsewhere(dag, 9, 12);
    let (gemeente, busy) = (punt.gemeente, punt.punt);
    let quiet = punt.read(move |tx| store::find_dienst(tx, gemeente, elsewhere));
    let quiet = quiet.unwrap().infopunt;
    let (one, other) = (
        punt.mensen[0].organisatie.unwrap(),
        punt.mensen[2].organisatie.unwrap(),
    );
    for (infopunt, organisatie) in [(busy, one), (quiet, other)] {
        let inhoud = Inhoud {
            partners: vec![(organisatie, 10_000)],
            ..Inhoud::default()
        };
        punt.write(move |ctx| set_inhoud(ctx, infopunt, &inhoud, None))
            .unwrap();
    }
    let frame = punt.app.frame(punt.app.slug());
    let april = (date(2026, 4, 1), date(2026, 5, 1));
    let input = punt.read(move |tx| maandvoorstel::input(tx, &frame, &[busy, quiet], april));
    let share = |wie: OrganisatieId| {
        let found = input.shares.iter().find(|one| one.organisatie == wie);
        found.map(|one| one.basis_points)
    };
    assert_eq!((share(one), share(other)), (Some(7_500), Some(2_500)));
    // A point that nobody is needed at does not count.
    let frame = punt.app.frame(punt.app.slug());
    let may = (date(2026, 5, 1), date(2026, 6, 1));
    let none = punt.read(move |tx| maandvoorstel::input(tx, &frame, &[busy, quiet], may));
    assert!(none.shares.is_empty());
}

fn who_would_rather_be_elsewhere_is_said_and_named(db: TestDb) {
    let punt = Proefpunt::new(db);
    let dag = date(2026, 4, 7);
    let elsewhere = punt.elsewhere(dag, 9, 12);
    punt.dienst(date(2026, 4, 8), 9, 12);
    let gemeente = punt.gemeente;
    let other = punt.read(move |tx| store::find_dienst(tx, gemeente, elsewhere));
    let other = other.unwrap().infopunt;
    // Only Ada is left, and she would rather be at the other point.
    for n in [1, 2] {
        let account = punt.account(n);
        punt.write(move |ctx| actions::end_lid(ctx, account, MA))
            .unwrap();
    }
    let path = format!("/{}/balie/beschikbaarheid", punt.app.slug());
    let say = |form: &str| {
        let path = format!("{path}/voorkeur");
        punt.app.request(Method::Post, &path, &punt.who(0), form)
    };
    assert_eq!(say(&format!("punt={other}")).status, 303);
    let page = punt.app.request(Method::Get, &path, &punt.who(0), "");
    let chosen = format!("value=\"{other}\" selected");
    assert!(page.text().contains(&chosen), "{}", page.text());
    let mine = punt.account(0);
    let wish = || {
        let lid = punt.read(move |tx| store::find_lid(tx, gemeente, mine));
        lid.unwrap().voorkeur
    };
    assert_eq!(wish(), Some(other));
    let text = proposal(&punt);
    assert!(text.contains("staat liever ergens anders"), "{text}");
    // What was agreed with her may change; her wish stays until she says otherwise.
    let new = NewLid {
        account: mine,
        organisatie: punt.mensen[0].organisatie.unwrap(),
        functies: std::collections::BTreeSet::new(),
        max_minuten: 20 * 60,
        vrijwilliger: false,
    };
    punt.write(move |ctx| actions::put_lid(ctx, &new)).unwrap();
    assert_eq!(wish(), Some(other));
    // A point that is not there is no wish.
    let nowhere = InfopuntId(uuid::Uuid::from_u128(7));
    for wrong in [nowhere.to_string(), "wijk".to_owned()] {
        assert_eq!(say(&format!("punt={wrong}")).status, 404, "{wrong}");
    }
    assert_eq!(say("punt=").status, 303);
    assert_eq!(wish(), None);
    let text = proposal(&punt);
    assert!(!text.contains("staat liever ergens anders"), "{text}");
}
