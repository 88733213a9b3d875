//! Formation, contacts and support on both engines, by their own actions.

mod aanspreekpunt;
mod bewaking;
mod dagen;
mod ondersteuning;
mod sommen;

use jiff::civil::Date;
use kit::db::Queries as _;
use kit::testing::TestDb;

use super::actions::{agree, allot, end_part, fill, set_contact};
use super::rules::{WHOLE, who};
use super::*;
use crate::access::Actor;
use crate::error::{Error, Result};
use crate::ids::{AccountId, FormatieregelId, GebiedId, OrganisatieId};
use crate::testing::{As, Ask, TestApp};
use crate::write::Write;

kit::on_both_engines!(
    inv_07_a_deviation_is_shown_and_never_refused,
    inv_08_more_than_one_job_asks_for_a_reason,
    v_80_one_name_per_question_and_the_same_for_all_on_the_matter,
    what_ended_is_still_there_on_the_day_before,
    p8_who_did_it_goes_after_two_years_and_why_at_once,
);

struct Register {
    app: TestApp,
    today: Date,
}

impl Register {
    fn new(db: TestDb) -> Self {
        let app = TestApp::new(db, &["lelystad-demo"]);
        let today = app.frame(app.slug()).today(app.clock.now());
        Self { app, today }
    }

    fn write<T: Send + 'static>(
        &self,
        f: impl Fn(&mut Write<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.app.write(&Actor::Command, f)
    }

    fn employer(&self) -> OrganisatieId {
        self.app.frame(self.app.slug()).organisaties[0].id
    }

    fn wijken(&self) -> Vec<GebiedId> {
        let frame = self.app.frame(self.app.slug());
        frame.wijken().map(|wijk| wijk.id).collect()
    }

    fn account(&self, rol: &str) -> AccountId {
        self.app.person(rol).account
    }

    fn part(
        &self,
        afspraak: crate::ids::FormatieafspraakId,
        fte: i64,
        gebied: Option<GebiedId>,
    ) -> FormatieregelId {
        let new = NewRegel {
            afspraak,
            functie: "Medewerker".to_owned(),
            fte,
            gebied,
            organisatie: self.employer(),
            valid_from: self.today,
        };
        self.write(move |ctx| allot(ctx, &new)).unwrap()
    }

    fn agreed(&self, fte: i64, stad: i64) -> crate::ids::FormatieafspraakId {
        let today = self.today;
        self.write(move |ctx| agree(ctx, "Overgang", fte, stad, today))
            .unwrap()
    }

    fn stand(&self, day: Date) -> Stand {
        let gemeente = self.app.frame(self.app.slug()).id;
        let db = self.app.app.db();
        db.read_blocking(move |tx| {
            let afspraken = store::list_afspraken(tx, gemeente, day)?;
            let regels = store::list_regels(tx, gemeente, day)?;
            let invullingen = store::list_invullingen(tx, gemeente, day)?;
            let nobody = std::collections::BTreeSet::new();
            Ok::<_, Error>(Stand::of(&afspraken, &regels, &invullingen, &nobody))
        })
        .unwrap()
    }

    fn contacts(&self) -> Vec<Contactregel> {
        let (gemeente, today) = (self.app.frame(self.app.slug()).id, self.today);
        let db = self.app.app.db();
        db.read_blocking(move |tx| list_contactregels(tx, gemeente, today))
            .unwrap()
    }
}

fn field_of(error: &Error) -> &'static str {
    match error {
        Error::Invalid(faults) => faults[0].field,
        other => panic!("{other}"),
    }
}

/// Lelystad: 11.0 transferred of which 2.0 for the whole town (L-60, L-65); 10.8 allotted.
fn inv_07_a_deviation_is_shown_and_never_refused(db: TestDb) {
    let register = Register::new(db);
    let wijken = register.wijken();
    let afspraak = register.agreed(11_000, 2000);
    register.part(afspraak, 8800, Some(wijken[0]));
    register.part(afspraak, 2000, None);
    let stand = register.stand(register.today);
    let origin = &stand.herkomsten[0];
    assert_eq!((origin.open(), origin.open_stad()), (200, 0));
    register.part(afspraak, 1000, Some(wijken[1]));
    let stand = register.stand(register.today);
    assert_eq!(stand.herkomsten[0].open(), -800);
    let town: i64 = stand
        .gebieden
        .iter()
        .filter(|stand| stand.gebied.is_none())
        .map(|stand| stand.allotted)
        .sum();
    assert_eq!(town, 2000);
    let page = register.app.send(
        &Ask::get(&format!("/{}/formatie", register.app.slug()))
            .by(&As::Role("regisseur".to_owned())),
    );
    assert!(
        page.text()
            .contains("0,8 fte meer toegewezen dan afgesproken"),
        "{}",
        page.text()
    );
}

/// Two persons on two gebieden each; a third for one of them is above 1.0 (L-67).
fn inv_08_more_than_one_job_asks_for_a_reason(db: TestDb) {
    let register = Register::new(db);
    let afspraak = register.agreed(2000, 0);
    let (account, today) = (register.account("wijkteamlid"), register.today);
    let parts: Vec<FormatieregelId> = register
        .wijken()
        .into_iter()
        .take(3)
        .map(|wijk| register.part(afspraak, 500, Some(wijk)))
        .collect();
    for part in parts[..2].iter().copied() {
        register
            .write(move |ctx| fill(ctx, part, account, 500, None, today))
            .unwrap();
    }
    let third = parts[2];
    let refused = register
        .write(move |ctx| fill(ctx, third, account, 500, None, today))
        .unwrap_err();
    assert_eq!(field_of(&refused), "reden");
    register
        .write(move |ctx| fill(ctx, third, account, 500, Some("Tot de zomer"), today))
        .unwrap();
    let stand = register.stand(today);
    let person = &stand.mensen[0];
    assert_eq!(
        (person.fte, person.gebieden, person.is_over()),
        (1500, 3, true)
    );
    assert!(person.fte > WHOLE && person.reden.as_deref() == Some("Tot de zomer"));
}

fn v_80_one_name_per_question_and_the_same_for_all_on_the_matter(db: TestDb) {
    let register = Register::new(db);
    let (one, other) = (
        register.account("wijkteamlid"),
        register.account("regisseur"),
    );
    let (wijk, today) = (register.wijken()[0], register.today);
    let set = |soort, doelgroep, gebied, account: Option<AccountId>, vervanger| {
        let new = NewContactregel {
            soort,
            doelgroep,
            gebied,
            account,
            vervanger,
            bereik: String::new(),
            valid_from: today,
        };
        register.write(move |ctx| set_contact(ctx, &new))
    };
    set(
        Contactsoort::Substantive,
        None,
        Some(wijk),
        Some(one),
        Some(other),
    )
    .unwrap();
    set(
        Contactsoort::General,
        Some(Doelgroep::Professional),
        None,
        Some(other),
        None,
    )
    .unwrap();
    set(
        Contactsoort::General,
        Some(Doelgroep::Platform),
        None,
        None,
        Some(one),
    )
    .unwrap();
    let refused = set(Contactsoort::Substantive, None, None, Some(one), Some(one)).unwrap_err();
    assert_eq!(field_of(&refused), "vervanger");
    let refused = set(Contactsoort::General, None, None, Some(one), None).unwrap_err();
    assert_eq!(field_of(&refused), "doelgroep");
    // Said anew it is still one line.
    set(
        Contactsoort::Substantive,
        None,
        Some(wijk),
        Some(other),
        Some(one),
    )
    .unwrap();
    let rules = register.contacts();
    assert_eq!(rules.len(), 3);
    for audience in Doelgroep::ALL {
        let found = who(&rules, Contactsoort::Substantive, *audience, &[wijk]);
        let found = found.map(|rule| (rule.account, rule.vervanger));
        assert_eq!(found, Some((Some(other), Some(one))), "{audience}");
    }
    let general = |audience| who(&rules, Contactsoort::General, audience, &[wijk]);
    assert_eq!(
        general(Doelgroep::Professional).map(|rule| rule.account),
        Some(Some(other))
    );
    // A vacancy is known, with who deputises; what nobody was named for is not.
    let vacant = general(Doelgroep::Platform).map(|rule| (rule.account, rule.vervanger));
    assert_eq!(vacant, Some((None, Some(one))));
    assert_eq!(general(Doelgroep::Resident), None);
    let page = register.app.send(
        &Ask::get(&format!("/{}/wie", register.app.slug()))
            .query("soort=general&doelgroep=platform"),
    );
    assert!(
        page.text().contains("Deze plek is nu niet bezet."),
        "{}",
        page.text()
    );
    // Without their own consent nobody's name stands on a public page.
    let full_name = &register.app.person("wijkteamlid").naam;
    assert!(!page.text().contains(full_name.as_str()));
}

fn what_ended_is_still_there_on_the_day_before(db: TestDb) {
    let register = Register::new(db);
    let afspraak = register.agreed(1000, 0);
    let part = register.part(afspraak, 1000, None);
    let (account, today) = (register.account("wijkteamlid"), register.today);
    register
        .write(move |ctx| fill(ctx, part, account, 1000, None, today))
        .unwrap();
    let later = today.tomorrow().unwrap();
    register
        .write(move |ctx| end_part(ctx, part, later))
        .unwrap();
    assert_eq!(register.stand(today).herkomsten[0].filled, 1000);
    let after = register.stand(later);
    assert_eq!((after.herkomsten[0].allotted, after.mensen.len()), (0, 0));
}

fn p8_who_did_it_goes_after_two_years_and_why_at_once(db: TestDb) {
    let register = Register::new(db);
    let afspraak = register.agreed(2000, 0);
    let (today, wijk) = (register.today, register.wijken()[0]);
    let (ada, bo) = (
        register.account("wijkteamlid"),
        register.account("regisseur"),
    );
    let filled = |account, fte, reden: Option<&'static str>| {
        let part = register.part(afspraak, 1000, None);
        register
            .write(move |ctx| fill(ctx, part, account, fte, reden, today))
            .unwrap()
    };
    let ends = filled(ada, 1500, Some("Tot de griep over is"));
    filled(bo, 1200, Some("Tot de zomer"));
    let set = |account, gebied| {
        let new = NewContactregel {
            soort: Contactsoort::Substantive,
            doelgroep: None,
            gebied,
            account: Some(account),
            vervanger: None,
            bereik: "Bel op dinsdag".to_owned(),
            valid_from: today,
        };
        register.write(move |ctx| set_contact(ctx, &new)).unwrap()
    };
    set(ada, Some(wijk));
    set(bo, None);
    let tomorrow = today.tomorrow().unwrap();
    register
        .write(move |ctx| super::actions::end_filling(ctx, ends, tomorrow))
        .unwrap();
    let count = |sql: &'static str| -> i64 {
        let gemeente = register.app.frame(register.app.slug()).id;
        let found = register.app.app.db().read_blocking(move |tx| {
            Ok::<_, Error>(tx.query_one(sql, &[&gemeente], |row| row.get(0))?)
        });
        found.unwrap()
    };
    let days = |days: i64| register.app.clock.advance_seconds(days * 24 * 3600);
    let night = || crate::jobs::run_due(&register.app.app, crate::jobs::Night::Now).unwrap();
    let reasons =
        "SELECT count(*) FROM formatieinvullingen WHERE gemeente_id = $1 AND reden IS NOT NULL";
    let fillings = "SELECT count(*) FROM formatieinvullingen WHERE gemeente_id = $1";
    let named = "SELECT count(*) FROM contactregels WHERE gemeente_id = $1 AND (account_id IS NOT NULL OR bereik <> '')";
    night();
    assert_eq!((count(reasons), count(fillings)), (2, 2));
    // The reason goes the night after; who it was two years later. What still runs stays.
    days(1);
    night();
    assert_eq!((count(reasons), count(fillings)), (1, 2));
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
                &[&gemeente, &ada, &now],
            )?;
            Ok::<_, Error>(())
        })
        .unwrap();
    days(729);
    night();
    assert_eq!((count(fillings), count(named)), (2, 2));
    days(4);
    night();
    assert_eq!((count(fillings), count(reasons)), (1, 1));
    assert_eq!(count(named), 1);
    // The line is still there: a vacancy.
    assert_eq!(
        count("SELECT count(*) FROM contactregels WHERE gemeente_id = $1"),
        2
    );
    // A restore erases the same again.
    let kinds = crate::jobs::erasures::list(&register.app.app.config().backups).unwrap();
    let kinds: Vec<&str> = kinds.iter().map(|one| one.kind.word()).collect();
    for kind in ["formatieinvulling", "formatiereden", "contactregel"] {
        let found = kinds.iter().filter(|found| **found == kind);
        assert_eq!(found.count(), 1, "{kind}");
    }
}
