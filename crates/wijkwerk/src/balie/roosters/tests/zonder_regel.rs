//! Hours for which nobody said with how many people they are kept.

use super::*;
use crate::balie::infopunten::RULE;
use crate::balie::roosters::ask_for_rules;
use crate::http::Method;
use crate::kader::verplichtingen::list_about;

kit::on_both_engines!(
    inv_10_hours_without_a_rule_need_one_person_from_the_day_the_rule_is_due,
    inv_10_what_a_partner_staffs_by_itself_is_said_and_not_guarded,
    inv_10_hours_that_nobody_was_asked_about_are_not_guarded,
    inv_10_a_rule_of_later_is_no_way_out_of_the_day_on_which_it_is_due,
    inv_10_one_person_must_be_there_until_a_rule_of_later_begins,
);

/// The day on which the rule is due that was asked for on the first Monday.
const DUE: Date = date(2026, 3, 16);
const NEXT: Date = date(2026, 3, 17);

fn asked(punt: &Proefpunt) {
    let frame = punt.app.frame(punt.app.slug());
    ask_for_rules(&punt.app.app, &frame).unwrap();
}

fn is_owed(punt: &Proefpunt) -> bool {
    let (gemeente, id) = (punt.gemeente, punt.punt);
    let all = punt.read(move |tx| list_about(tx, gemeente, id.0));
    let mut open = all.iter().filter(|one| one.state == "open");
    open.any(|one| one.soort == RULE)
}

fn set(punt: &Proefpunt, minimum: i64, valid_from: Date) -> Result<()> {
    let regel = Bezettingsregel {
        minimum,
        ..Bezettingsregel::unsaid(punt.punt, valid_from)
    };
    punt.write(move |ctx| actions::set_regel(ctx, &regel))
}

/// What the page of the week of a day says.
fn week(punt: &Proefpunt, dag: Date) -> String {
    let path = format!("/{}/balie/rooster", punt.app.slug());
    let query = format!("punt={}&week={dag}", punt.punt);
    let maker = As::Role("coordinator".to_owned());
    let page = punt.app.request(Method::Get, &path, &maker, &query);
    assert_eq!(page.status, 200);
    page.text()
}

fn inv_10_hours_that_nobody_was_asked_about_are_not_guarded(db: TestDb) {
    let punt = Proefpunt::new(db);
    assert_eq!((punt.guard(), punt.told(MA)), (0, vec![(9, 17)]));
    assert!(week(&punt, MA).contains("bewaken we de openingstijden van dit punt nog niet"));
}

fn inv_10_hours_without_a_rule_need_one_person_from_the_day_the_rule_is_due(db: TestDb) {
    let punt = Proefpunt::new(db);
    asked(&punt);
    assert_eq!(punt.guard(), 0, "nothing before the day it is due");
    // A week ahead the gap is told and nothing is closed.
    punt.hours(7 * 24);
    assert_eq!(punt.guard(), 1);
    let gemeente = punt.gemeente;
    let gaten = punt.read(move |tx| store::list_gaten(tx, gemeente, (MA, NEXT)));
    let dagen: Vec<Date> = gaten.iter().map(|gat| gat.dag).collect();
    assert_eq!(dagen, [DUE]);
    assert_eq!(punt.told(DUE), [(9, 17)]);
    let dienst = punt.dienst(NEXT, 9, 17);
    punt.confirmed(dienst, 0);
    // On the day itself nobody is there; the day after somebody is.
    punt.hours(7 * 24);
    assert_eq!(punt.guard(), 1);
    assert_eq!((punt.told(DUE), punt.told(NEXT)), (vec![], vec![(9, 17)]));
    assert_eq!(punt.guard(), 0);
    assert!(week(&punt, DUE).contains("Minimum 1, omdat er geen regel is."));
    // It stays owed, and what is guarded is not let go by a rule of later.
    assert!(is_owed(&punt));
    refused(set(&punt, 1, date(2026, 4, 1)), "rooster-regel-bewaakt");
    punt.regel(2, None);
    assert!(!is_owed(&punt));
    assert_eq!(punt.told(NEXT), [(9, 17)], "it begins a day from now");
    punt.hours(1);
    punt.guard();
    assert_eq!(punt.told(NEXT), [], "one of two");
}

fn inv_10_what_a_partner_staffs_by_itself_is_said_and_not_guarded(db: TestDb) {
    let punt = Proefpunt::new(db);
    asked(&punt);
    punt.hours(14 * 24);
    punt.guard();
    assert_eq!(punt.told(DUE), []);
    let path = format!("/{}/balie/rooster/regel", punt.app.slug());
    let maker = As::Role("coordinator".to_owned());
    let say = |minimum: &str| {
        let form = format!("punt={}&minimum={minimum}&regel_vanaf={DUE}", punt.punt);
        punt.app.request(Method::Post, &path, &maker, &form).status
    };
    // Nothing filled in is not the same as nobody.
    assert_eq!((say(""), say("21")), (400, 400));
    assert_eq!(punt.told(DUE), []);
    assert_eq!(say("0"), 303);
    assert_eq!(punt.told(DUE), [(9, 17)]);
    assert!(week(&punt, DUE).contains("Een partner bezet dit punt zelf."));
    let gone = "SELECT count(*) FROM verplichtingen WHERE gemeente_id = $1 AND soort = 'rooster.gat' AND state = 'open'";
    assert_eq!(punt.count(gone), 0);
    asked(&punt);
    assert_eq!((punt.guard(), punt.told(NEXT)), (0, vec![(9, 17)]));
}

fn inv_10_a_rule_of_later_is_no_way_out_of_the_day_on_which_it_is_due(db: TestDb) {
    let punt = Proefpunt::new(db);
    asked(&punt);
    let no_later = || {
        for minimum in [0, 1] {
            refused(set(&punt, minimum, NEXT), "rooster-regel-te-laat");
        }
    };
    no_later();
    // What was agreed in time may be put off until that day, and no further.
    for valid_from in [date(2026, 3, 10), DUE] {
        set(&punt, 1, valid_from).unwrap();
        assert!(!is_owed(&punt));
        no_later();
    }
    punt.hours(14 * 24);
    punt.guard();
    assert_eq!(punt.told(DUE), []);
}

fn inv_10_one_person_must_be_there_until_a_rule_of_later_begins(db: TestDb) {
    let punt = Proefpunt::new(db);
    // Nobody asked yet, so it may begin on any day; it is asked for until it does.
    let begin = date(2026, 3, 18);
    set(&punt, 2, begin).unwrap();
    asked(&punt);
    assert!(is_owed(&punt));
    refused(set(&punt, 2, date(2026, 4, 1)), "rooster-regel-te-laat");
    for dag in [NEXT, begin] {
        let dienst = punt.dienst(dag, 9, 17);
        punt.confirmed(dienst, 0);
    }
    punt.hours(14 * 24);
    asked(&punt);
    punt.guard();
    assert_eq!((punt.told(DUE), punt.told(NEXT)), (vec![], vec![(9, 17)]));
    assert!(week(&punt, DUE).contains("Minimum 1, omdat er geen regel is."));
    assert!(is_owed(&punt));
    punt.hours(2 * 24);
    asked(&punt);
    punt.guard();
    assert_eq!(punt.told(begin), [], "one of two");
    assert!(!is_owed(&punt));
    assert!(!week(&punt, begin).contains("Minimum 1, omdat"));
}
