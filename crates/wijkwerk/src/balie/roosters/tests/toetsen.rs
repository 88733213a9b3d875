//! The roster by keys: every key presses or finds something that is on the page.

use super::*;

kit::on_both_engines!(the_roster_is_worked_by_keys);

fn the_roster_is_worked_by_keys(db: TestDb) {
    let punt = Proefpunt::new(db);
    let (before, here, after) = (
        punt.dienst(MA, 13, 17),
        punt.dienst(DI, 9, 12),
        punt.dienst(DO, 9, 12),
    );
    punt.elsewhere(DI, 13, 17);
    let (ada, bo) = (punt.account(0), punt.account(1));
    punt.confirmed(before, 0);
    punt.write(move |ctx| {
        actions::fill(ctx, here, bo, Zet::default())?;
        actions::fill(ctx, after, ada, Zet::default())
    })
    .unwrap();
    let maker = punt.maker_of_rosters();
    let slug = punt.app.slug().to_owned();
    let ask = |who: &As, path: &str| {
        let path = format!("/{slug}/balie/{path}");
        let page = punt.app.send(&Ask::get(&path).by(who).lang("nl"));
        assert_eq!(page.status, 200, "{path}");
        page.text()
    };
    let keys = |text: &str, expected: &[&str]| {
        assert!(text.contains("ww-keyhint"), "{text}");
        for key in expected {
            let found = text.matches(&format!("-key=\"{key}\"")).count()
                + text.matches(&format!("-focus=\"{key}\"")).count();
            assert_eq!(found, 1, "{key} in {text}");
        }
    };
    let week = format!("rooster?punt={}&week={MA}", punt.punt);
    keys(&ask(&maker, &week), &["j", "k", "m", "n"]);
    let month = format!("rooster/maand?punt={}&maand={MA}", punt.punt);
    keys(&ask(&maker, &month), &["j", "k"]);
    keys(
        &ask(&maker, &format!("rooster/maand?lid={ada}&maand={MA}")),
        &["j", "k"],
    );
    // A shift leads to those of the same point before and after it.
    let shift = ask(&maker, &format!("rooster/diensten/{here}"));
    keys(&shift, &["j", "k", "w", "b", "a", "v", "z"]);
    for (other, key) in [(before, "k"), (after, "j")] {
        let link = format!("diensten/{other}\" data-key=\"{key}\"");
        assert!(shift.contains(&link), "{link} in {shift}");
    }
    let first = ask(&maker, &format!("rooster/diensten/{before}"));
    assert!(!first.contains("data-key=\"k\""), "{first}");
    // Whoever only reads has the keys that lead somewhere and none that change something.
    let read = ask(&punt.who(1), &format!("rooster/diensten/{here}"));
    keys(&read, &["j", "k", "w"]);
    assert!(!read.contains("data-key=\"b\"") && !read.contains("data-focus"));
    // My first shift is confirmed: the key to say yes is that of the next.
    let own = ask(&punt.who(0), "mijn-diensten");
    keys(&own, &["a", "b"]);
    assert!(own.contains(&format!("{before}/kan-niet\" data-key=\"a\"")));
}
