//! The formation of another day than today, and who left: what is done shows, and what stands out is said.

use super::*;
use crate::kader::formatie::actions::end_agreement;

kit::on_both_engines!(
    what_begins_or_ends_on_a_later_day_is_shown_and_done_on_that_day,
    inv_07_who_left_and_what_is_agreed_no_more_stand_out,
);

impl Register {
    fn formation(&self, query: &str) -> String {
        let path = format!("/{}/formatie", self.app.slug());
        let ask = Ask::get(&path)
            .query(query)
            .by(&As::role("regisseur"))
            .lang("nl");
        let page = self.app.send(&ask);
        assert_eq!(page.status, 200);
        page.text()
    }

    /// The parts of a day.
    fn stand_regels(&self, day: Date) -> Vec<FormatieregelId> {
        let gemeente = self.app.frame(self.app.slug()).id;
        let db = self.app.app.db();
        let found = db.read_blocking(move |tx| store::list_regels(tx, gemeente, day));
        found.unwrap().iter().map(|regel| regel.id).collect()
    }

    fn post(&self, path: &str, form: &str) -> crate::testing::Answer {
        let path = format!("/{}/formatie/{path}", self.app.slug());
        self.app
            .send(&Ask::post(&path, form).by(&As::role("regisseur")))
    }
}

fn what_begins_or_ends_on_a_later_day_is_shown_and_done_on_that_day(db: TestDb) {
    let register = Register::new(db);
    let afspraak = register.agreed(2000, 0);
    let (wijk, employer) = (register.wijken()[0], register.employer());
    let day = |n: i64| {
        let later = jiff::Span::new().days(n);
        register.today.checked_add(later).unwrap()
    };
    let (begin, end) = (day(30), day(60));
    let form = format!(
        "dag={}&afspraak={afspraak}&functie=Wijkadviseur&regel_fte=0,5&gebied={wijk}&organisatie={employer}\
         &regel_vanaf={begin}",
        register.today
    );
    let done = register.post("regels", &form);
    assert_eq!(done.status, 303, "{}", done.text());
    let to = done.location();
    assert!(to.ends_with(&format!("/formatie?op={begin}")), "{to}");
    let path = format!("/{}/formatie?op={begin}", register.app.slug());
    let page = register
        .app
        .send(&Ask::get(&path).by(&As::role("regisseur")).lang("nl"));
    assert!(page.text().contains("Wijkadviseur"), "{}", page.text());
    let part = register.stand_regels(begin)[0];
    // What does not begin before a month from now ends on a day after that, not today.
    let done = register.post(&format!("regels/{part}/einde"), &format!("dag={end}"));
    assert_eq!(done.status, 303, "{}", done.text());
    let before = end.yesterday().unwrap();
    assert_eq!(register.stand_regels(before), [part]);
    assert!(register.stand_regels(end).is_empty());
    // A day that was typed comes back, and so does the day that was looked at.
    let form = format!("dag={begin}&naam=&fte=1&vanaf={end}");
    let refused = register.post("herkomsten", &form);
    assert_eq!(refused.status, 400);
    let text = refused.text();
    assert!(text.contains(&format!("value=\"{end}\"")), "{text}");
    assert!(text.contains("Wijkadviseur"), "{text}");
    // History is looked at, not ended.
    assert!(register.formation("").contains("/einde"));
    assert!(register.app.clock.advance_seconds(2 * 86_400));
    let past = register.formation(&format!("op={}", register.today));
    assert!(
        past.contains("Overgang") && !past.contains("/einde"),
        "{past}"
    );
    // A page that was left open since then ends it today, and today shows that.
    let left_open = format!("dag={}", register.today);
    let done = register.post(&format!("herkomsten/{afspraak}/einde"), &left_open);
    assert_eq!(done.status, 303, "{}", done.text());
    let to = done.location();
    assert!(to.ends_with("/formatie"), "{to}");
}

fn inv_07_who_left_and_what_is_agreed_no_more_stand_out(db: TestDb) {
    let register = Register::new(db);
    let (today, wijk) = (register.today, register.wijken()[0]);
    let (kept, gone) = (register.agreed(1000, 0), register.agreed(500, 0));
    let part = register.part(kept, 1000, Some(wijk));
    register.part(gone, 500, Some(wijk));
    let account = register.account("wijkteamlid");
    register
        .write(move |ctx| fill(ctx, part, account, 750, None, today))
        .unwrap();
    let text = register.formation("");
    for said in ["die niet meer geldt", "hier niet meer"] {
        assert!(!text.contains(said), "{said}: {text}");
    }
    register
        .write(move |ctx| end_agreement(ctx, gone, today))
        .unwrap();
    let (gemeente, now) = (
        register.app.frame(register.app.slug()).id,
        register.app.clock.now(),
    );
    register
        .app
        .app
        .db()
        .bookkeep_blocking(move |tx| {
            tx.exec(
                "UPDATE accounts SET ended_at = $3 WHERE gemeente_id = $1 AND id = $2",
                &[&gemeente, &account, &now],
            )?;
            Ok::<_, Error>(())
        })
        .unwrap();
    let text = register.formation("");
    for said in [
        "0,5 fte komt uit een herkomst die niet meer geldt",
        "0,75 fte staat op naam van wie hier niet meer werkt",
        "werkt hier niet meer",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
}
