//! A place: who changes it, what it was, and everything that tells of it, on both engines.

use kit::db::Queries;
use kit::on_both_engines;
use kit::testing::TestDb;

use super::actions::{change, end, make};
use super::*;
use crate::access::{Actor, Here, Permission};
use crate::balie::infopunten;
use crate::balie::kennisbank::actions::{create, publish, set_plaatsen};
use crate::balie::kennisbank::inlezen::{self, Incoming, IncomingLocatie};
use crate::balie::kennisbank::{Soort, Velden as Kennisvelden, find_openbaar};
use crate::error::{Error, Result};
use crate::ids::{LocatieId, OrganisatieId};
use crate::kader::gebieden::Coordinaat;
use crate::testing::{As, Ask, TestApp};

/// A gemeente with a writer of one organisation, one of another, and somebody at the desk.
struct Stad {
    app: TestApp,
    eigenaar: Actor,
    balie: Actor,
    organisatie: OrganisatieId,
}

impl Stad {
    fn new(db: TestDb) -> Self {
        let app = TestApp::new(db, &["lelystad-demo"]);
        let eigenaar = app.actor("aanbodbeheerder");
        let organisatie = eigenaar.account().unwrap().organisatie.unwrap();
        let desk = app.roles(app.slug()).into_iter().find(|rol| {
            let actor = app.actor(rol);
            actor.may(Permission::KennisFlag, &Here::ANYWHERE)
                && !actor.may(Permission::KennisWrite, &Here::organisatie(organisatie))
        });
        let balie = app.actor(&desk.unwrap());
        Self {
            app,
            eigenaar,
            balie,
            organisatie,
        }
    }

    fn place(&self) -> LocatieId {
        let (own, new) = (self.organisatie, velden());
        self.app
            .write(&self.eigenaar, move |ctx| make(ctx, own, &new))
            .unwrap()
    }

    fn change(&self, who: &Actor, id: LocatieId, velden: Velden) -> Result<()> {
        self.app.write(who, move |ctx| change(ctx, id, &velden))
    }

    fn read<T: Send + 'static>(
        &self,
        f: impl Fn(&mut kit::db::Read<'_>, crate::ids::GemeenteId) -> Result<T> + Send + 'static,
    ) -> T {
        let gemeente = self.app.frame(self.app.slug()).id;
        let db = self.app.app.db();
        db.read_blocking(move |tx| f(tx, gemeente)).unwrap()
    }

    fn get(&self, id: LocatieId) -> Locatie {
        self.read(move |tx, gemeente| find_locatie(tx, gemeente, id))
            .expect("it is there")
    }

    fn page(&self, path: &str) -> String {
        let path = format!("/{}/{path}", self.app.slug());
        let answer = self.app.send(&Ask::get(&path).lang("nl"));
        assert_eq!(answer.status, 200, "{path}: {}", answer.text());
        answer.text()
    }
}

fn velden() -> Velden {
    Velden {
        naam: "Inloop aan de Spaak".to_owned(),
        soort: "buurthuis".to_owned(),
        adres: "Spaak 3".to_owned(),
        plaats: "Wielstad".to_owned(),
        uren: "ma-vr 9-12".to_owned(),
        ..Velden::default()
    }
}

fn key<T: std::fmt::Debug>(result: Result<T>) -> Vec<&'static str> {
    match result.unwrap_err() {
        Error::Refused(said) => vec![said.key],
        Error::Invalid(faults) => faults.iter().map(|fault| fault.field).collect(),
        Error::Forbidden(_) => vec!["forbidden"],
        Error::NotFound(_) => vec!["not found"],
        other => panic!("{other:?}"),
    }
}

fn only_its_people_change_a_place_and_others_say_what_is_not_right(db: TestDb) {
    let stad = Stad::new(db);
    let id = stad.place();
    let moved = Velden {
        adres: "Spaak 5".to_owned(),
        ..velden()
    };
    assert_eq!(
        key(stad.change(&stad.balie, id, moved.clone())),
        ["forbidden"]
    );
    let said = "Wij zitten nu op nummer vijf.";
    stad.app
        .write(&stad.balie, move |ctx| flag(ctx, id, said))
        .unwrap();
    let nothing = stad.app.write(&stad.balie, move |ctx| flag(ctx, id, " "));
    assert_eq!(key(nothing), ["toelichting"]);
    assert!(stad.app.clock.advance_seconds(60));
    crate::notifications::read_new(&stad.app.app).unwrap();
    let told: i64 = stad.read(|tx, gemeente| {
        Ok(tx.query_one(
            "SELECT count(*) FROM mails WHERE gemeente_id = $1 AND body LIKE '%nummer vijf%'",
            &[&gemeente],
            |row| row.get(0),
        )?)
    });
    assert!(told > 0, "its people hear");
    stad.change(&stad.eigenaar, id, moved).unwrap();
    assert_eq!(stad.get(id).adres, "Spaak 5");
    let vlaggen = stad.read(move |tx, gemeente| list_vlaggen(tx, gemeente, id));
    assert!(vlaggen.iter().all(|vlag| vlag.settled_at.is_some()));
    let again = vlaggen[0].id;
    let twice = stad
        .app
        .write(&stad.eigenaar, move |ctx| settle_flag(ctx, id, again));
    assert_eq!(key(twice), ["kennis-vlag-al-klaar"]);
}

fn every_state_is_kept_and_a_look_without_a_change_is_none(db: TestDb) {
    let stad = Stad::new(db);
    let id = stad.place();
    let versies = |stad: &Stad| stad.read(move |tx, gemeente| list_versies(tx, gemeente, id));
    stad.change(&stad.eigenaar, id, velden()).unwrap();
    assert_eq!(versies(&stad).len(), 1, "nothing changed");
    let later = Velden {
        uren: "ma-vr 9-12, wo ook 13-17".to_owned(),
        toegankelijkheid: "Er is een lift.".to_owned(),
        ..velden()
    };
    stad.change(&stad.eigenaar, id, later.clone()).unwrap();
    let all = versies(&stad);
    let seen: Vec<(i64, &str, &str)> = all
        .iter()
        .map(|one| {
            (
                one.versie,
                one.typed.as_str(),
                one.toegankelijkheid.as_str(),
            )
        })
        .collect();
    assert_eq!(
        seen,
        [
            (2, "ma-vr 9-12, wo ook 13-17", "Er is een lift."),
            (1, "ma-vr 9-12", "")
        ]
    );
    assert_eq!(
        stad.get(id).openingstijden,
        "Mo-Fr 09:00-12:00, We 13:00-17:00; PH off"
    );
    let wrong = Velden {
        naam: " ".to_owned(),
        soort: "kasteel".to_owned(),
        sterren: 4,
        telefoon: Some("bel maar".to_owned()),
        uren: "soms".to_owned(),
        ..later
    };
    assert_eq!(
        key(stad.change(&stad.eigenaar, id, wrong)),
        ["naam", "soort", "sterren", "telefoon", "uren"]
    );
    assert_eq!(versies(&stad).len(), 2);
}

/// An offer at this place, in public.
fn offer(stad: &Stad, id: LocatieId) {
    let own = stad.organisatie;
    let item = Kennisvelden {
        onderwerp: "geld".to_owned(),
        titel: "Hulp bij schulden".to_owned(),
        samenvatting: "Wij helpen als u schulden hebt.".to_owned(),
        ..Kennisvelden::empty(Soort::Aanbod)
    };
    stad.app
        .write(&stad.eigenaar, move |ctx| {
            let made = create(ctx, &item, own)?;
            set_plaatsen(ctx, made, &[(id, String::new(), String::new())])?;
            publish(ctx, made)
        })
        .unwrap();
}

fn inv_11_what_everybody_reads_of_an_offer_follows_its_place(db: TestDb) {
    let stad = Stad::new(db);
    let id = stad.place();
    offer(&stad, id);
    let shown = |stad: &Stad| {
        let found = stad.read(|tx, gemeente| find_openbaar(tx, gemeente, "hulp-bij-schulden"));
        found.unwrap().document.plaatsen.remove(0)
    };
    assert_eq!(shown(&stad).adres, "Spaak 3");
    let place = Coordinaat::new(52.5, 5.47).unwrap();
    let moved = Velden {
        adres: "Velg 9".to_owned(),
        uren: "di 10-11".to_owned(),
        place: Some(place),
        ..velden()
    };
    stad.change(&stad.eigenaar, id, moved).unwrap();
    let now = shown(&stad);
    assert_eq!(
        (now.adres.as_str(), now.lat_e6),
        ("Velg 9", Some(52_500_000))
    );
    let page = stad.page("vraag/hulp-bij-schulden");
    assert!(
        page.contains("Velg 9") && !page.contains("Spaak 3"),
        "{page}"
    );
    assert!(page.contains("dinsdag 10.00 – 11.00 uur"), "{page}");
}

fn a_place_that_is_gone_is_named_nowhere_and_its_offers_are_looked_at(db: TestDb) {
    let stad = Stad::new(db);
    let id = stad.place();
    offer(&stad, id);
    assert!(stad.page("vraag/hulp-bij-schulden").contains("Spaak 3"));
    let gone =
        |who: &Actor, reden: &'static str| stad.app.write(who, move |ctx| end(ctx, id, reden));
    assert!(matches!(gone(&stad.eigenaar, " "), Err(Error::Invalid(_))));
    let desk = gone(&stad.balie, "Het gebouw is gesloopt.");
    assert!(matches!(desk, Err(Error::Forbidden(_))), "{desk:?}");
    gone(&stad.eigenaar, "Het gebouw is gesloopt.").unwrap();
    let page = stad.page("vraag/hulp-bij-schulden");
    assert!(!page.contains("Spaak 3"), "{page}");
    assert!(
        stad.read(move |tx, gemeente| find_locatie(tx, gemeente, id))
            .is_none()
    );
    let flags = stad.read(|tx, gemeente| {
        let item = find_openbaar(tx, gemeente, "hulp-bij-schulden")?.expect("it is there");
        crate::balie::kennisbank::list_vlaggen(tx, gemeente, item.id)
    });
    assert_eq!(flags.len(), 1);
    assert_eq!(flags[0].toelichting, "Het gebouw is gesloopt.");
}

/// A point does not lose the place under it.
fn a_place_with_a_point_is_not_taken_away(db: TestDb) {
    let stad = Stad::new(db);
    let id = stad.place();
    let organisatie = stad.organisatie;
    let frame = stad.app.frame(stad.app.slug());
    let gebied = frame.wijken().next().expect("a wijk").id;
    let made = stad.app.write(&Actor::Command, move |ctx| {
        infopunten::actions::make_infopunt(
            ctx,
            &infopunten::NewInfopunt {
                naam: "Punt aan de Spaak".to_owned(),
                locatie: id,
                gebied,
                organisatie,
                soort: infopunten::InfopuntSoort::Infopunt,
                rang: infopunten::Rang::Neven,
                open: true,
                voorheen: String::new(),
            },
        )
    });
    made.unwrap();
    let gone = stad.app.write(&stad.eigenaar, move |ctx| {
        end(ctx, id, "Het gebouw is gesloopt.")
    });
    let said = match gone {
        Err(Error::Invalid(faults)) => faults[0].sentence.key,
        other => panic!("{other:?}"),
    };
    assert_eq!(said, "locatie-eerst-infopunt");
    assert_eq!(stad.get(id).adres, "Spaak 3");
}

fn inv_11_a_free_day_of_the_gemeente_closes_every_place(db: TestDb) {
    let stad = Stad::new(db);
    offer(&stad, stad.place());
    // A Tuesday in March, half past ten in the morning.
    stad.app
        .clock
        .set("2026-03-03T09:30:00Z".parse().expect("a moment"));
    assert!(stad.page("vraag/hulp-bij-schulden").contains("nu open tot"));
    // Over the page of who keeps the free days, as a gemeente does it.
    let keeper = As::role("functioneelbeheerder");
    let days = format!("/{}/balie/vrije-dagen", stad.app.slug());
    let send = |path: &str, fields: &str| {
        let answer = stad
            .app
            .send(&Ask::post(path, fields).by(&keeper).lang("nl"));
        assert_eq!(answer.status, 303, "{}", answer.text());
    };
    send(
        &days,
        "soort=closed&naam=Opruimdag&van=2026-03-03&tot=2026-03-03",
    );
    let page = stad.page("vraag/hulp-bij-schulden");
    assert!(!page.contains("nu open"), "{page}");
    assert!(page.contains("morgen open vanaf 9.00 uur"), "{page}");
    let shown = stad
        .app
        .send(&Ask::get(&days).by(&keeper).lang("nl"))
        .text();
    let (_, rest) = shown.split_once("/vrije-dagen/").expect("the day");
    let id = rest.split('/').next().expect("its id");
    send(&format!("{days}/{id}/weg"), "");
    assert!(stad.page("vraag/hulp-bij-schulden").contains("nu open tot"));
}

fn what_its_people_wrote_here_is_not_read_over(db: TestDb) {
    let stad = Stad::new(db);
    let frame = stad.app.frame(stad.app.slug());
    let own = frame.organisatie(stad.organisatie).unwrap().naam.clone();
    let row = move |adres: &str| Incoming {
        bron: "elders".to_owned(),
        extern_id: "1".to_owned(),
        organisatie: Some(inlezen::Aanbieder {
            naam: own.clone(),
            ..inlezen::Aanbieder::default()
        }),
        actief: true,
        titel: "Samen eten".to_owned(),
        samenvatting: "Elke dinsdag.".to_owned(),
        locaties: vec![IncomingLocatie {
            extern_id: "zaal".to_owned(),
            naam: "De zaal".to_owned(),
            adres: adres.to_owned(),
            plaats: "Wielstad".to_owned(),
            openingstijden: "Tu 17:00-19:00".to_owned(),
            ..IncomingLocatie::default()
        }],
        ..Incoming::default()
    };
    let take = |row: Incoming| {
        stad.app
            .write(&Actor::Command, move |ctx| inlezen::take_in(ctx, &row))
            .unwrap();
        let all = stad.read(|tx, gemeente| store::list_locaties(tx, gemeente));
        all.into_iter()
            .find(|place| place.naam.starts_with("De "))
            .unwrap()
    };
    let place = take(row("Wiel 1"));
    assert_eq!(
        take(row("Wiel 2")).adres,
        "Wiel 2",
        "nobody changed it here"
    );
    let here = Velden {
        naam: "De grote zaal".to_owned(),
        soort: "anders".to_owned(),
        adres: "Wiel 7".to_owned(),
        plaats: "Wielstad".to_owned(),
        // As it is stored: nobody typed it, and nothing of it changes.
        uren: "Tu 17:00-19:00".to_owned(),
        ..Velden::default()
    };
    stad.change(&stad.eigenaar, place.id, here).unwrap();
    let kept = take(row("Wiel 3"));
    assert_eq!(kept.adres, "Wiel 7");
    assert_eq!(kept.openingstijden, "Tu 17:00-19:00");
}

fn hours_are_shown_back_in_words_before_they_are_kept(db: TestDb) {
    let stad = Stad::new(db);
    let id = stad.place();
    let who = As::role("aanbodbeheerder");
    let path = format!("/{}/locaties/{id}/wijzig", stad.app.slug());
    let fields = "naam=Inloop&soort=buurthuis&adres=Spaak+3&plaats=Wielstad&uren=za+10-11";
    let send = |fields: &str| stad.app.send(&Ask::post(&path, fields).by(&who).lang("nl"));
    let look = send(fields);
    assert_eq!(look.status, 200);
    assert!(
        look.text().contains("zaterdag 10.00 – 11.00 uur"),
        "{}",
        look.text()
    );
    assert_eq!(
        stad.get(id).naam,
        "Inloop aan de Spaak",
        "nothing is kept yet"
    );
    let wrong = send(&fields.replace("za+10-11", "soms"));
    assert_eq!(wrong.status, 400);
    assert!(
        wrong.text().contains("value=\"soms\""),
        "what was typed stays"
    );
    let kept = send(&format!("{fields}&gezien=za+10-11"));
    assert_eq!(kept.status, 303, "{}", kept.text());
    assert_eq!(stad.get(id).openingstijden, "Sa 10:00-11:00; PH off");
}

on_both_engines!(
    a_place_with_a_point_is_not_taken_away,
    every_state_is_kept_and_a_look_without_a_change_is_none,
    a_place_that_is_gone_is_named_nowhere_and_its_offers_are_looked_at,
    hours_are_shown_back_in_words_before_they_are_kept,
    inv_11_a_free_day_of_the_gemeente_closes_every_place,
    inv_11_what_everybody_reads_of_an_offer_follows_its_place,
    only_its_people_change_a_place_and_others_say_what_is_not_right,
    what_its_people_wrote_here_is_not_read_over,
);
