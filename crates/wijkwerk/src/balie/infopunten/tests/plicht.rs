//! What partners of a point owe each other, and how far the points are on their way (O-30, L-73, L-78, L-79).

use kit::db::Queries as _;

use super::super::nacht::SHARED;
use super::*;
use crate::balie::infopunten::tijdelijk::{
    NewBouwproject, NewTussenoplossing, ProjectState, TALK, add_project, start_interim,
    start_search, turn_project,
};
use crate::kader::verplichtingen::{Creditor, Debtor, Wanted};
use crate::testing::{Person, Where};

kit::on_both_engines!(
    l_80_the_next_school_holidays_are_asked_for_before_the_known_ones_end,
    o_30_partners_of_a_point_are_asked_to_talk_a_month_ahead,
    l_78_the_year_runs_from_the_day_a_point_first_opened,
    l_78_a_due_behind_a_hundred_others_is_seen,
    l_78_sharing_settles_every_point_in_the_building_at_once,
    o_30_l_78_l_19_nothing_is_owed_about_a_point_that_is_over,
    l_73_of_eight_points_three_have_moved,
    a_place_of_a_search_without_a_name_points_at_its_own_field,
    free_days_of_the_whole_gemeente_are_not_for_one_gebied,
);

impl Stad {
    pub(super) fn night(&self) {
        crate::jobs::run_due(&self.app.app, crate::jobs::Night::Now).unwrap();
    }

    pub(super) fn days(&self, days: i64) {
        self.app.clock.advance_seconds(days * 86_400);
    }

    /// Address and body of every mail about this subject.
    fn mails(&self, subject: &str) -> Vec<(String, String)> {
        crate::notifications::read_new(&self.app.app).unwrap();
        let all: Vec<(String, String, String)> = self.read(|tx| {
            Ok(tx.query(
                "SELECT address, subject, body FROM mails ORDER BY seq, id LIMIT 500",
                &[],
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
            )?)
        });
        all.into_iter()
            .filter(|(_, found, _)| found == subject)
            .map(|(to, _, body)| (to, body))
            .collect()
    }

    fn keeper_of(&self, naam: &str, organisatie: OrganisatieId) -> Person {
        self.app
            .an_account(naam)
            .of(organisatie)
            .with_role("aanbodbeheerder", Where::Organisatie(organisatie))
            .make()
    }
}

fn o_30_partners_of_a_point_are_asked_to_talk_a_month_ahead(db: TestDb) {
    let stad = Stad::new(db);
    let id = stad.point("Een", 0, true);
    let orgs = stad.organisaties();
    let (one, two) = (orgs[1], orgs[2]);
    let inhoud = Inhoud {
        partners: vec![(one, 6_000), (two, 4_000)],
        ..Inhoud::default()
    };
    stad.write(move |ctx| set_inhoud(ctx, id, &inhoud, None))
        .unwrap();
    let (ada, bo) = (
        stad.keeper_of("Ada Partner", one),
        stad.keeper_of("Bo Partner", two),
    );
    let outside = stad.keeper_of("Cas Elders", orgs[3]);
    let open = || stad.dues(id.0, "infopunt.gesprek");
    stad.days(333);
    stad.night();
    assert_eq!(open().len(), 0, "a year is not nearly over");
    stad.days(4);
    for _ in 0..2 {
        stad.night();
    }
    // Every partner, once; due when the year is over.
    let asked = open();
    assert_eq!(asked.len(), 2);
    assert!(asked.iter().all(|due| due.bron == "O-30"));
    assert!(asked.iter().all(|due| due.due > Some(stad.today())));
    let mails = stad.mails("Samen praten over Een");
    let to: Vec<&str> = mails.iter().map(|(to, _)| to.as_str()).collect();
    for email in [&ada.email, &bo.email] {
        let once = to.iter().filter(|to| **to == email.as_str()).count();
        assert_eq!(once, 1, "{to:?}");
    }
    assert!(!to.contains(&outside.email.as_str()));
    assert!(mails[0].1.contains("Praat voor"), "{}", mails[0].1);
    // The record of the conversation meets it, for a year again.
    let today = stad.today();
    stad.write(move |ctx| {
        super::super::tijdelijk::note_talk(ctx, id, today, "Samen gekeken naar de bezetting.")
            .map(drop)
    })
    .unwrap();
    assert_eq!(open().len(), 0);
    stad.days(300);
    stad.night();
    assert_eq!(open().len(), 0);
    stad.days(40);
    stad.night();
    assert_eq!(open().len(), 2);
}

fn l_78_the_year_runs_from_the_day_a_point_first_opened(db: TestDb) {
    let stad = Stad::new(db);
    let (id, _other) = (stad.point("Een", 0, true), stad.point("Twee", 0, true));
    let owed = || stad.dues(id.0, SHARED).len();
    stad.days(334);
    stad.turn(id, because(Stap::Close)).unwrap();
    stad.turn(id, Wending::just(Stap::Open)).unwrap();
    stad.night();
    assert_eq!(owed(), 0, "eleven months");
    stad.days(32);
    stad.night();
    assert_eq!(
        owed(),
        1,
        "twelve months, though it opened again a month ago"
    );
}

fn l_78_a_due_behind_a_hundred_others_is_seen(db: TestDb) {
    let stad = Stad::new(db);
    let (id, gebied) = (stad.point("Een", 0, true), stad.wijken()[0]);
    stad.write(move |ctx| {
        for _ in 0..100 {
            let wanted = Wanted {
                soort: "zoektocht.besluit",
                subject_kind: "infopunt",
                subject: id.0,
                debtor: Debtor::Rol("regisseur".to_owned()),
                creditor: Creditor::Bewoner,
                gebied: Some(gebied),
                due: None,
                bron: "O-32",
            };
            verplichtingen::owe(ctx, &wanted)?;
        }
        verplichtingen::waive(ctx, "zoektocht.besluit", id.0, "ended")
    })
    .unwrap();
    let gemeente = stad.app.frame(stad.app.slug()).id;
    let noted = || -> i64 {
        stad.read(move |tx| {
            Ok(tx.query_one(
                "SELECT count(*) FROM verplichtingen \
                 WHERE gemeente_id = $1 AND subject_id = $2 AND soort = $3",
                &[&gemeente, &id, &SHARED],
                |row| row.get(0),
            )?)
        })
    };
    stad.days(366);
    for _ in 0..2 {
        stad.night();
    }
    assert_eq!(noted(), 1, "once");
    stad.write(move |ctx| verplichtingen::satisfy(ctx, SHARED, id.0, "shared"))
        .unwrap();
    stad.night();
    assert_eq!(noted(), 1, "looked at once a year");
}

fn l_78_sharing_settles_every_point_in_the_building_at_once(db: TestDb) {
    let stad = Stad::new(db);
    let (one, two) = (stad.point("Een", 0, true), stad.point("Twee", 0, true));
    let locatie = stad.get(one).locatie;
    stad.change(two, |velden| velden.locatie = locatie).unwrap();
    let owed = || [one, two].map(|id| stad.dues(id.0, SHARED).len());
    stad.days(366);
    stad.night();
    assert_eq!(owed(), [1, 1]);
    let huurders: Vec<OrganisatieId> = stad.organisaties().into_iter().take(2).collect();
    let tick = |n: usize| {
        let inhoud = Inhoud {
            huurders: huurders.iter().take(n).copied().collect(),
            ..Inhoud::default()
        };
        stad.write(move |ctx| set_inhoud(ctx, one, &inhoud, None))
            .unwrap();
    };
    tick(1);
    assert_eq!(owed(), [1, 1], "one is alone");
    tick(2);
    assert_eq!(owed(), [0, 0], "before the night");
}

fn o_30_l_78_l_19_nothing_is_owed_about_a_point_that_is_over(db: TestDb) {
    let stad = Stad::new(db);
    let (id, _other) = (stad.point("Een", 0, true), stad.point("Twee", 0, true));
    let orgs = stad.organisaties();
    let inhoud = Inhoud {
        partners: vec![(orgs[1], 6_000), (orgs[2], 4_000)],
        ..Inhoud::default()
    };
    stad.write(move |ctx| set_inhoud(ctx, id, &inhoud, Some(20 * 60)))
        .unwrap();
    stad.hours(id, "ma-vr 9-12");
    let owed = || [TALK, SHARED, BASE].map(|soort| stad.dues(id.0, soort).len());
    stad.days(330);
    stad.turn(id, because(Stap::Close)).unwrap();
    stad.turn(id, Wending::just(Stap::Open)).unwrap();
    stad.days(36);
    stad.night();
    assert_eq!(owed(), [2, 1, 2], "the year runs from the first opening");
    stad.turn(id, because(Stap::Close)).unwrap();
    assert_eq!(owed(), [2, 1, 2], "it may open again");
    stad.turn(id, because(Stap::End)).unwrap();
    assert_eq!(owed(), [0, 0, 0], "at once");
    stad.night();
    assert_eq!(owed(), [0, 0, 0]);
}

fn l_73_of_eight_points_three_have_moved(db: TestDb) {
    let stad = Stad::new(db);
    let (wijken, organisatie) = (stad.wijken(), stad.organisaties()[0]);
    let soorten = [
        "mfa",
        "gezondheidscentrum",
        "zorginstelling",
        "wijkpost",
        "wijkpost",
        "wijkpost",
        "wijkpost",
        "mfa_light",
    ];
    let mut punten = Vec::new();
    for (n, soort) in soorten.into_iter().enumerate() {
        let gebied = wijken[0];
        let id = stad
            .write(move |ctx| {
                let locatie = make_locatie(
                    ctx,
                    &NewLocatie {
                        naam: format!("Huis {n}"),
                        soort: soort.to_owned(),
                        organisatie: None,
                        gebied: Some(gebied),
                        adres: "Straat 1".to_owned(),
                        postcode: String::new(),
                        plaats: "Stad".to_owned(),
                        telefoon: None,
                        place: None,
                        sterren: 0,
                        toegankelijkheid: String::new(),
                    },
                )?;
                let new = NewInfopunt {
                    naam: format!("Punt {n}"),
                    locatie,
                    gebied,
                    organisatie,
                    soort: InfopuntSoort::Infopunt,
                    rang: Rang::Neven,
                    open: true,
                    voorheen: String::new(),
                };
                make_infopunt(ctx, &new)
            })
            .unwrap();
        punten.push(id);
    }
    assert!(
        !stad.page("infopunten").contains("id=\"verhuizing\""),
        "nothing is planned"
    );
    // The last one waits in a light building until its own is there.
    let (waits, gebied, day) = (punten[7], wijken[1], later(stad.today(), 300));
    let project = stad
        .write(move |ctx| {
            let project = add_project(
                ctx,
                &NewBouwproject {
                    naam: "Het Nieuwe Plein".to_owned(),
                    soort: "mfa".to_owned(),
                    gebied,
                    volgorde: 1,
                    expected: Some(day),
                },
            )?;
            let new = NewTussenoplossing {
                infopunt: waits,
                bouwproject: Some(project),
                organisatie,
                wat: "Een kamer in een ander gebouw.".to_owned(),
                einde: "Het eigen gebouw is klaar.".to_owned(),
                since: ctx.today(),
                until: None,
            };
            start_interim(ctx, &new)?;
            Ok(project)
        })
        .unwrap();
    let overview = || {
        let page = stad.page("infopunten");
        page.split("id=\"verhuizing\"").nth(1).unwrap().to_owned()
    };
    let before = overview();
    assert!(before.contains("3 van de 8 punten"), "{before}");
    let own = before.split("Punt 7").nth(1).unwrap();
    let own = own.split("</li>").next().unwrap();
    assert!(
        own.contains("Het Nieuwe Plein") && own.contains("Multifunctioneel gebouw"),
        "{own}"
    );
    assert!(own.contains("27 december"), "{own}");
    assert!(before.contains("nog geen gebouw gekozen"), "{before}");
    stad.write(move |ctx| turn_project(ctx, project, ProjectState::Delivered))
        .unwrap();
    assert!(overview().contains("4 van de 8 punten"));
}

fn a_place_of_a_search_without_a_name_points_at_its_own_field(db: TestDb) {
    let stad = Stad::new(db);
    let id = stad.point("Een", 0, true);
    let search = stad.write(move |ctx| start_search(ctx, id, None)).unwrap();
    let path = format!("/{}/balie/zoektochten/{search}", stad.app.slug());
    let who = As::Role("coordinator".to_owned());
    let refused = stad
        .app
        .send(&Ask::post(&path, "naam=").by(&who).lang("nl"));
    assert_eq!(refused.status, 400);
    let page = refused.text();
    assert!(page.contains("href=\"#naam\""), "{page}");
    assert_eq!(page.matches("id=\"naam\"").count(), 1, "{page}");
    let form = page
        .split(&format!("zoektochten/{search}\""))
        .nth(1)
        .unwrap();
    assert!(
        form.split("</form>")
            .next()
            .unwrap()
            .contains("id=\"naam\"")
    );
}

fn free_days_of_the_whole_gemeente_are_not_for_one_gebied(db: TestDb) {
    let stad = Stad::new(db);
    let path = format!("/{}/balie/vrije-dagen", stad.app.slug());
    let form = "soort=closed&naam=Opruimdag&van=2030-05-06&tot=2030-05-06";
    let send = |rol: &str| {
        let who = As::Role(rol.to_owned());
        let page = stad.app.send(&Ask::get(&path).by(&who).lang("nl"));
        let sent = stad.app.send(&Ask::post(&path, form).by(&who).lang("nl"));
        (
            page.status,
            page.text().contains("name=\"soort\""),
            sent.status,
        )
    };
    assert_eq!(send("coordinator"), (200, false, 403));
    assert_eq!(send("regisseur"), (200, true, 303));
}

fn l_80_the_next_school_holidays_are_asked_for_before_the_known_ones_end(db: TestDb) {
    let stad = Stad::new(db);
    let (id, other) = (stad.point("Een", 0, true), stad.point("Twee", 0, true));
    let free = |from: i32, until: i32| {
        let (from, until) = (later(stad.today(), from), later(stad.today(), until));
        stad.write(move |ctx| {
            tijden::add_free(ctx, VrijSoort::School, "Vakantie", from, until)?;
            Ok(())
        })
        .unwrap();
    };
    free(80, 90);
    stad.hours(id, "ma-vr 9-12; schoolvakanties gesloten");
    stad.hours(other, "ma-vr 9-12");
    let owed = |id: InfopuntId| stad.dues(id.0, super::super::nacht::SCHOOL).len();
    stad.days(29);
    stad.night();
    assert_eq!((owed(id), owed(other)), (0, 0), "known long enough");
    stad.days(2);
    stad.night();
    stad.night();
    assert_eq!(
        (owed(id), owed(other)),
        (1, 0),
        "sixty days ahead, of whom it concerns"
    );
    free(200, 210);
    stad.days(1);
    stad.night();
    assert_eq!(owed(id), 0);
}
