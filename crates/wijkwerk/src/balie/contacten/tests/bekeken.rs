//! The number of a call-back, and what was opened before the answer was found.

use kit::testing::TestDb;

use super::*;
use crate::testing::{Answer, As, Ask};

kit::on_both_engines!(
    a_call_back_has_a_number_by_which_it_is_found_again,
    what_was_opened_for_a_question_goes_along_until_the_contact_is_kept,
);

impl Balie {
    fn get_page(&self, path: &str) -> Answer {
        let who = As::Person(self.desk.account().unwrap().id);
        let path = format!("/{}{path}", self.app.slug());
        self.app.send(&Ask::get(&path).by(&who).lang("nl"))
    }

    fn form(&self, path: &str, fields: &str) -> Answer {
        let who = As::Person(self.desk.account().unwrap().id);
        let path = format!("/{}{path}", self.app.slug());
        self.app.send(&Ask::post(&path, fields).by(&who).lang("nl"))
    }
}

fn a_call_back_has_a_number_by_which_it_is_found_again(db: TestDb) {
    let balie = Balie::new(db);
    let answered = balie.open(&[Uitkomst::Answered]);
    assert_eq!(balie.get(answered).nummer, 0, "nobody is called");
    let first = balie.open(&[Uitkomst::CallBack, Uitkomst::CallBack]);
    let second = balie.open(&[Uitkomst::CallBack]);
    assert_eq!((balie.get(first).nummer, balie.get(second).nummer), (1, 2));
    let said = "Dit is nummer 2.";
    let kept = balie.get_page(&format!("/balie?bewaard={second}")).text();
    assert!(kept.contains(said), "{kept}");
    let kept = balie.get_page(&format!("/balie?bewaard={answered}")).text();
    assert!(!kept.contains("Dit is nummer"), "{kept}");
    let found = balie.get_page("/balie/contacten?nummer=2");
    assert_eq!(found.status, 303);
    let path = format!("/{}/balie/contacten/{second}", balie.app.slug());
    assert_eq!(found.location(), path);
    for wrong in ["3", "0", "twee"] {
        let none = balie.get_page(&format!("/balie/contacten?nummer={wrong}"));
        assert_eq!(none.status, 400, "{wrong}");
        assert!(none.text().contains("Dit nummer is hier niet bekend."));
    }
}

fn what_was_opened_for_a_question_goes_along_until_the_contact_is_kept(db: TestDb) {
    let balie = Balie::new(db);
    let now = balie.app.clock.now();
    let first = balie.item("Huurtoeslag", now, 3);
    let second = balie.item("Bijstand", now, 1);
    let third = balie.item("Kwijtschelding", now, 2);
    let page = balie.get_page(&format!("/balie?geraadpleegd={first}"));
    let text = page.text();
    assert!(text.contains("Ook bekeken voor deze vraag:"), "{text}");
    assert!(text.contains("Huurtoeslag"), "{text}");
    let asked = format!("vraag=ik+kom+niet+rond&geraadpleegd={first}&geraadpleegd={second}");
    let asked = balie.form("/balie", &asked).text();
    for id in [first, second] {
        let field = format!("name=\"geraadpleegd\" value=\"{id}\"");
        assert!(asked.contains(&field), "{asked}");
    }
    let fields = format!("vraag=ik+kom+niet+rond&item={third}&geraadpleegd={first}");
    let chosen = balie.form("/balie/kies", &fields);
    assert_eq!(chosen.status, 303, "{}", chosen.text());
    let along = format!("&geraadpleegd={first}");
    assert!(chosen.location().contains(&along), "{}", chosen.location());
    let kanaal = balie.new_contact(&[]).kanaal;
    let fields = format!(
        "kanaal={kanaal}&onderwerp={}&uitkomst=answered&item={third}&geraadpleegd={first}&geraadpleegd={second}\
         &geraadpleegd={third}&terug=balie",
        balie.onderwerp()
    );
    let wrong = balie.form(
        "/balie/contacten",
        &format!("{fields}&vraag=Bel+06+12+34+56+78+over+de+huur"),
    );
    assert_eq!(wrong.status, 400);
    let again = wrong.text();
    for (name, value) in [
        ("geraadpleegd", first.to_string()),
        ("geraadpleegd", second.to_string()),
        ("item", third.to_string()),
        ("terug", "balie".to_owned()),
    ] {
        let field = format!("name=\"{name}\" value=\"{value}\"");
        assert!(again.contains(&field), "{field} in {again}");
    }
    let kept = balie.form("/balie/contacten", &fields);
    assert_eq!(kept.status, 303, "{}", kept.text());
    let id = kept.location().split_once("bewaard=").unwrap().1;
    let id = ContactId(id.split('&').next().unwrap().parse().unwrap());
    let gemeente = balie.app.frame(balie.app.slug()).id;
    let db = balie.app.app.db();
    let seen = db
        .read_blocking(move |tx| list_consulted(tx, gemeente, id))
        .unwrap();
    let mut titles: Vec<(String, i64)> = seen.into_iter().map(|(_, t, v)| (t, v)).collect();
    titles.sort();
    let expected = [("Bijstand", 1), ("Huurtoeslag", 3), ("Kwijtschelding", 2)];
    assert_eq!(
        titles,
        expected.map(|(titel, versie)| (titel.to_owned(), versie))
    );
    let next = balie.get_page(
        kept.location()
            .trim_start_matches(&format!("/{}", balie.app.slug())),
    );
    assert!(
        !next.text().contains("Ook bekeken"),
        "the next one begins anew"
    );
}
