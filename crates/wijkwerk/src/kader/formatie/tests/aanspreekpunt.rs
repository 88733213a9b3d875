//! Whom residents turn to, on the page of their wijk: name, mandate, the way to get through, a deputy, and vacancies (V-84).

use super::*;
use crate::testing::Where;

kit::on_both_engines!(
    v_84_the_page_of_a_wijk_names_whom_to_turn_to_with_mandate_and_deputy,
    v_84_a_vacancy_is_told_with_who_takes_the_questions_meanwhile,
);

impl Register {
    fn page(&self, wijk: GebiedId) -> String {
        let frame = self.app.frame(self.app.slug());
        let key = &frame.gebied(wijk).unwrap().sleutel;
        let path = format!("/{}/wijken/{key}", self.app.slug());
        let answer = self.app.send(&Ask::get(&path).lang("nl"));
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.text()
    }

    fn set_for(
        &self,
        soort: Contactsoort,
        gebied: Option<GebiedId>,
        people: (Option<AccountId>, Option<AccountId>),
    ) {
        let new = NewContactregel {
            soort,
            doelgroep: (soort == Contactsoort::General).then_some(Doelgroep::Resident),
            gebied,
            account: people.0,
            vervanger: people.1,
            bereik: "Bel op werkdagen tussen negen en tien".to_owned(),
            valid_from: self.today,
        };
        self.write(move |ctx| set_contact(ctx, &new).map(drop))
            .unwrap();
    }

    fn who_shows(&self, naam: &str, wijk: GebiedId) -> AccountId {
        let made = self.app.an_account(naam).who_shows_the_name();
        made.with_role("wijkbeheerder", Where::Gebied(wijk))
            .make()
            .account
    }
}

const UNKNOWN: &str = "Hier is nog geen contact voor.";
const VACANT: &str = "Deze plek is nu niet bezet.";

fn v_84_the_page_of_a_wijk_names_whom_to_turn_to_with_mandate_and_deputy(db: TestDb) {
    let register = Register::new(db);
    let wijken = register.wijken();
    let (here, elsewhere) = (wijken[0], wijken[1]);
    assert_eq!(register.page(here).matches(UNKNOWN).count(), 2);
    let adviser = register.who_shows("Zonnedauw Proef", here);
    let general = register.who_shows("Pimpernel Proef", here);
    let shy = register.account("wijkteamlid");
    register.set_for(
        Contactsoort::Substantive,
        Some(here),
        (Some(adviser), Some(shy)),
    );
    register.set_for(Contactsoort::General, None, (Some(general), None));
    let page = register.page(here);
    let told = page.split_once("Iets in een").map_or("", |(_, told)| told);
    for said in [
        "Zonnedauw Proef",
        "Pimpernel Proef",
        "Bel op werkdagen tussen negen en tien",
        "Vervanger: ",
        "Geen vervanger",
        "Beslist ",
    ] {
        assert!(told.contains(said), "{said}: {page}");
    }
    assert!(!page.contains(UNKNOWN) && !page.contains(VACANT), "{page}");
    // Whoever does not want a name in public has none there, deputy or not.
    let name = &register.app.person("wijkteamlid").naam;
    assert!(!page.contains(name.as_str()), "{page}");
    // General questions are of the whole town, those on the matter of the wijk alone.
    let other = register.page(elsewhere);
    assert_eq!(other.matches(UNKNOWN).count(), 1);
    let told = other.split_once("Iets in een").map_or("", |(_, told)| told);
    assert!(told.contains("Pimpernel Proef"), "{other}");
    assert!(!told.contains("Zonnedauw Proef"), "{other}");
}

fn v_84_a_vacancy_is_told_with_who_takes_the_questions_meanwhile(db: TestDb) {
    let register = Register::new(db);
    let wijk = register.wijken()[0];
    let adviser = register.who_shows("Zonnedauw Proef", wijk);
    let deputy = register.who_shows("Pimpernel Proef", wijk);
    register.set_for(Contactsoort::Substantive, Some(wijk), (None, Some(deputy)));
    register.set_for(Contactsoort::General, None, (None, None));
    let page = register.page(wijk);
    let told = format!("{VACANT} Pimpernel Proef neemt de vragen zolang aan.");
    assert!(page.contains(&told), "{page}");
    let told = format!("{VACANT} Er is nu ook geen vervanger.");
    assert!(page.contains(&told), "{page}");
    // Whoever left is nobody any more.
    register.set_for(
        Contactsoort::Substantive,
        Some(wijk),
        (Some(adviser), Some(deputy)),
    );
    assert!(!register.page(wijk).contains(&format!("{VACANT} Pimpernel")));
    let (gemeente, now) = (
        register.app.frame(register.app.slug()).id,
        register.app.clock.now(),
    );
    let db = register.app.app.db();
    db.bookkeep_blocking(move |tx| {
        tx.exec(
            "UPDATE accounts SET ended_at = $3 WHERE gemeente_id = $1 AND id = $2",
            &[&gemeente, &adviser, &now],
        )?;
        Ok::<_, Error>(())
    })
    .unwrap();
    register.app.clock.advance_seconds(24 * 3600);
    let page = register.page(wijk);
    assert!(
        page.contains(&format!("{VACANT} Pimpernel Proef")),
        "{page}"
    );
    // The answer to "wie moet ik hebben?" says the same.
    let path = format!("/{}/wie", register.app.slug());
    let key = register.app.frame(register.app.slug());
    let key = &key.gebied(wijk).unwrap().sleutel;
    let asked = format!("soort=substantive&doelgroep=resident&wijk={key}");
    let answer = register.app.send(&Ask::get(&path).query(&asked).lang("nl"));
    let text = answer.text();
    assert!(
        text.contains(&format!("{VACANT} Pimpernel Proef")),
        "{text}"
    );
}
