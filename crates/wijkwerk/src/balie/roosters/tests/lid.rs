//! The shifts of one person on paper: their own, and those of a member for whoever makes the roster.

use super::*;

kit::on_both_engines!(
    who_makes_the_roster_prints_the_month_of_one_member,
    somebody_prints_the_own_shifts,
    who_stops_hears_which_shifts_are_theirs_no_more,
);

fn who_makes_the_roster_prints_the_month_of_one_member(db: TestDb) {
    let punt = Proefpunt::new(db);
    punt.confirmed(punt.dienst(DI, 9, 12), 0);
    let (near, far) = (
        punt.dienst(date(2026, 3, 6), 13, 17),
        punt.elsewhere(DO, 9, 12),
    );
    let ada = punt.account(0);
    punt.write(move |ctx| {
        actions::fill(ctx, far, ada, Zet::default())?;
        actions::offer(ctx, near, &[ada])
    })
    .unwrap();
    let slug = punt.app.slug().to_owned();
    let by = punt.maker_of_rosters();
    let ask = |who: &As, lid: &str| {
        let path = format!("/{slug}/balie/rooster/maand?lid={lid}&maand=2026-03-01");
        punt.app.send(&Ask::get(&path).by(who).lang("nl"))
    };
    let page = ask(&by, &ada.to_string());
    let text = page.text();
    assert_eq!(page.status, 200, "{text}");
    assert!(
        text.contains("Ada Rooster") && text.contains("data-print"),
        "{text}"
    );
    // What is planned here; not what is only asked, and of another's points no more than that there is something.
    assert!(text.contains("9.00 tot 12.00 uur"), "{text}");
    assert!(!text.contains("13.00 tot 17.00 uur"), "{text}");
    assert!(!text.contains("Punt aan de andere kant"), "{text}");
    assert!(text.contains("staan hier niet"), "{text}");
    let list = format!("/{slug}/balie/rooster/leden");
    let list = punt.app.send(&Ask::get(&list).by(&by)).text();
    assert!(list.contains(&format!("maand?lid={ada}")), "{list}");

    // Whoever only reads the roster sees the month of nobody; who is not in it has none.
    assert_eq!(ask(&punt.who(1), &ada.to_string()).status, 403);
    let nobody = punt.app.an_account("Niemand Rooster").make().account;
    assert_eq!(ask(&by, &nobody.to_string()).status, 404);
    assert_eq!(ask(&by, "iemand").status, 404);
}

fn somebody_prints_the_own_shifts(db: TestDb) {
    let punt = Proefpunt::new(db);
    punt.confirmed(punt.dienst(DI, 9, 12), 0);
    let path = format!("/{}/balie/mijn-diensten", punt.app.slug());
    let ask = |n| punt.app.send(&Ask::get(&path).by(&punt.who(n))).text();
    let page = ask(0);
    assert!(page.contains("data-print"), "{page}");
    // On paper it says whose they are.
    assert!(page.contains(">Ada Rooster</p>"), "{page}");
    assert!(!ask(1).contains("data-print"));
}

fn who_stops_hears_which_shifts_are_theirs_no_more(db: TestDb) {
    let punt = Proefpunt::new(db);
    let (stays, off, only_asked) = (
        punt.dienst(DI, 9, 12),
        punt.dienst(DO, 9, 12),
        punt.dienst(date(2026, 3, 6), 9, 12),
    );
    for dienst in [stays, off] {
        punt.confirmed(dienst, 0);
    }
    let ada = punt.account(0);
    punt.write(move |ctx| actions::offer(ctx, only_asked, &[ada]).map(drop))
        .unwrap();
    punt.write(move |ctx| actions::end_lid(ctx, ada, DI))
        .unwrap();
    let mails = punt.mails();
    let told = mails.iter().filter(|(to, subject, _)| {
        *to == punt.mensen[0].email && subject.ends_with("gaat niet door")
    });
    assert_eq!(told.count(), 1, "{mails:?}");
    let withdrawn = "SELECT count(*) FROM journaal WHERE gemeente_id = $1 AND subject_kind = 'bezetting' \
                     AND verb = 'withdrawn'";
    assert_eq!(punt.count(withdrawn), 1);
}
