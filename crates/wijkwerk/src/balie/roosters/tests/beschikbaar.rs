//! Saying that one cannot come, and the shifts that are not called off with it.

use super::*;

kit::on_both_engines!(
    who_cannot_come_hears_of_the_shift_that_still_stands,
    a_shift_with_fewer_people_than_the_point_needs_is_open_to_take,
    a_shift_that_is_short_of_people_after_midnight_is_open_to_take,
);

fn who_cannot_come_hears_of_the_shift_that_still_stands(db: TestDb) {
    let punt = Proefpunt::new(db);
    let (other, same) = (punt.dienst(DI, 9, 17), punt.dienst(DO, 9, 17));
    for dienst in [other, same] {
        punt.confirmed(dienst, 0);
    }
    let slug = punt.app.slug();
    let path = format!("/{slug}/balie/beschikbaarheid");
    let page = || {
        let ask = Ask::get(&path).by(&punt.who(0)).lang("nl");
        punt.app.send(&ask).text()
    };
    let call_off = |dienst: DienstId| format!("/balie/mijn-diensten/{dienst}/kan-niet");
    assert!(!page().contains("U staat nog in een dienst"));
    let form = format!("kan=cannot&dag={DO}&van=0.00&tot=24.00");
    let done = punt.app.send(&Ask::post(&path, &form).by(&punt.who(0)));
    assert_eq!(done.status, 303, "{}", done.text());
    assert_eq!(punt.states(same), [BezettingState::Confirmed]);
    let text = page();
    assert!(text.contains("U staat nog in een dienst"), "{text}");
    assert!(text.contains(&call_off(same)), "{text}");
    assert!(!text.contains(&call_off(other)), "{text}");
    let done = punt
        .app
        .send(&Ask::post(&format!("/{slug}{}", call_off(same)), "").by(&punt.who(0)));
    assert_eq!(done.status, 303, "{}", done.text());
    assert!(!page().contains("U staat nog in een dienst"));
}

fn a_shift_with_fewer_people_than_the_point_needs_is_open_to_take(db: TestDb) {
    let punt = Proefpunt::new(db);
    // The shift asks for one, the point for two.
    let dienst = punt.dienst(DO, 9, 17);
    punt.confirmed(dienst, 0);
    let path = format!("/{}/balie/mijn-diensten", punt.app.slug());
    let page = || {
        let ask = Ask::get(&path).by(&punt.who(1)).lang("nl");
        punt.app.send(&ask).text()
    };
    let offered = format!("name=\"dienst\" value=\"{dienst}\"");
    assert!(!page().contains(&offered), "full");
    punt.regel(2, None);
    let text = page();
    assert!(text.contains(&offered), "{text}");
    let take = Ask::post(&format!("{path}/neem"), &format!("dienst={dienst}"));
    let done = punt.app.send(&take.by(&punt.who(1)));
    assert_eq!(done.status, 303, "{}", done.text());
    let confirmed = [BezettingState::Confirmed; 2];
    assert_eq!(punt.states(dienst), confirmed);
    assert_eq!(punt.told(DO), [(9, 17)]);
    // With two in it nobody else is asked.
    let ask = Ask::get(&path).by(&punt.who(2)).lang("nl");
    assert!(!punt.app.send(&ask).text().contains(&offered));
}

fn a_shift_that_is_short_of_people_after_midnight_is_open_to_take(db: TestDb) {
    let punt = Proefpunt::new(db);
    let id = punt.punt;
    punt.app.clock.advance_seconds(60);
    punt.write(move |ctx| set_hours(ctx, id, "za 22:00-02:00", MA).map(drop))
        .unwrap();
    // Two until midnight, one of them until two; the point needs two all along.
    let zaterdag = date(2026, 3, 7);
    let (whole, evening) = (punt.dienst(zaterdag, 22, 26), punt.dienst(zaterdag, 22, 24));
    punt.confirmed(whole, 0);
    punt.confirmed(evening, 2);
    punt.regel(2, None);
    let path = format!("/{}/balie/mijn-diensten", punt.app.slug());
    let ask = Ask::get(&path).by(&punt.who(1)).lang("nl");
    let text = punt.app.send(&ask).text();
    let offered = |dienst: DienstId| format!("name=\"dienst\" value=\"{dienst}\"");
    assert!(text.contains(&offered(whole)), "{text}");
    assert!(!text.contains(&offered(evening)), "{text}");
}
