//! Saying that one cannot come, and the shifts that are not called off with it.

use super::*;

kit::on_both_engines!(who_cannot_come_hears_of_the_shift_that_still_stands);

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
