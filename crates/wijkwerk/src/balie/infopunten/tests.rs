//! Points on both engines, through their own actions and pages.

mod agenda;
mod anders;
mod balies;
mod cijfers;
mod grond;
mod interim;
mod minimum;
mod over;
mod plicht;
mod poster;
mod wijziging;

use jiff::civil::Date;
use kit::on_both_engines;
use kit::testing::TestDb;

use super::actions::{Wending, make_infopunt, make_locatie, turn_infopunt};
use super::uren::{self, NewUitzondering, UitzonderingBron};
use super::*;
use crate::access::Actor;
use crate::error::{Error, Result};
use crate::ids::{GebiedId, InfopuntId, OrganisatieId};
use crate::kader::verplichtingen;
use crate::testing::{As, Ask, TestApp};
use crate::write::Write;

on_both_engines!(
    inv_09_the_last_point_of_a_stadsdeel_needs_an_alternative,
    inv_11_every_channel_tells_the_same_hours,
    inv_13_reduced_needs_a_ground,
    inv_14_a_candidate_is_nowhere_in_public,
    l_72_a_former_name_is_found,
    l_80_what_is_open_now_is_told_nearest_first_and_until_it_changes,
    inv_12_l_84_what_is_not_there_is_named_with_the_nearest,
    l_19_fewer_hours_than_agreed_is_a_due_once,
);

struct Stad {
    app: TestApp,
}

impl Stad {
    fn new(db: TestDb) -> Self {
        Self {
            app: TestApp::new(db, &["lelystad-demo"]),
        }
    }

    fn write<T: Send + 'static>(
        &self,
        f: impl Fn(&mut Write<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.app.write(&Actor::Command, f)
    }

    fn read<T: Send + 'static>(
        &self,
        f: impl Fn(&mut kit::db::Read<'_>) -> Result<T> + Send + 'static,
    ) -> T {
        self.app.app.db().read_blocking(f).unwrap()
    }

    fn today(&self) -> Date {
        self.app.frame(self.app.slug()).today(self.app.clock.now())
    }

    fn wijken(&self) -> Vec<GebiedId> {
        let frame = self.app.frame(self.app.slug());
        frame.wijken().map(|wijk| wijk.id).collect()
    }

    fn organisaties(&self) -> Vec<OrganisatieId> {
        let frame = self.app.frame(self.app.slug());
        frame.organisaties.iter().map(|one| one.id).collect()
    }

    /// A point in the n-th wijk.
    fn point(&self, naam: &str, wijk: usize, open: bool) -> InfopuntId {
        let (gebied, organisatie) = (self.wijken()[wijk], self.organisaties()[0]);
        let naam = naam.to_owned();
        self.write(move |ctx| {
            let locatie = make_locatie(
                ctx,
                &NewLocatie {
                    naam: "Huis".to_owned(),
                    soort: "buurthuis".to_owned(),
                    organisatie: None,
                    gebied: Some(gebied),
                    adres: "Straat 1".to_owned(),
                    postcode: String::new(),
                    plaats: "Stad".to_owned(),
                    telefoon: None,
                    place: Some((52_500_000, 5_400_000)),
                    sterren: 3,
                    toegankelijkheid: String::new(),
                },
            )?;
            make_infopunt(
                ctx,
                &NewInfopunt {
                    naam: naam.clone(),
                    locatie,
                    gebied,
                    organisatie,
                    soort: InfopuntSoort::Infopunt,
                    rang: Rang::Neven,
                    open,
                    voorheen: format!("Oude {naam}"),
                },
            )
        })
        .unwrap()
    }

    fn hours(&self, id: InfopuntId, typed: &'static str) {
        let from = self.today();
        self.write(move |ctx| tijden::set_hours(ctx, id, typed, from))
            .unwrap();
    }

    fn turn(&self, id: InfopuntId, wending: Wending) -> Result<()> {
        self.write(move |ctx| turn_infopunt(ctx, id, &wending))
    }

    fn close(&self, id: InfopuntId, from: Date, until: Date, times: &str) {
        let new = NewUitzondering {
            infopunt: id,
            from,
            until,
            times: times.to_owned(),
            reden: "De collega is ziek.".to_owned(),
            bron: UitzonderingBron::Rooster,
        };
        self.write(move |ctx| uren::set_exception(ctx, &new))
            .unwrap();
    }

    fn page(&self, path: &str) -> String {
        let path = format!("/{}/{path}", self.app.slug());
        let page = self.app.send(&Ask::get(&path).by(&As::Nobody).lang("nl"));
        assert_eq!(page.status, 200, "{path}");
        page.text()
    }

    fn api(&self) -> String {
        let path = format!("/api/v1/gemeenten/{}/infopunten", self.app.slug());
        self.app.send(&Ask::get(&path).by(&As::Nobody)).text()
    }

    fn dues(&self, subject: uuid::Uuid, soort: &'static str) -> Vec<verplichtingen::Verplichting> {
        let gemeente = self.app.frame(self.app.slug()).id;
        let mut all = self.read(move |tx| verplichtingen::list_about(tx, gemeente, subject));
        all.retain(|one| one.soort == soort && one.state == "open");
        all
    }
}

fn because(stap: Stap) -> Wending {
    Wending {
        reden: "Het gebouw wordt verbouwd.".to_owned(),
        ..Wending::just(stap)
    }
}

fn later(day: Date, days: i32) -> Date {
    day.checked_add(jiff::Span::new().days(days)).unwrap()
}

fn inv_09_the_last_point_of_a_stadsdeel_needs_an_alternative(db: TestDb) {
    let stad = Stad::new(db);
    let (first, second) = (stad.point("Een", 0, true), stad.point("Twee", 0, true));
    stad.turn(first, because(Stap::Close)).unwrap();
    let refused = stad.turn(second, because(Stap::End)).unwrap_err();
    assert!(
        matches!(&refused, Error::Invalid(all) if all[0].field == "alternatief"),
        "{refused:?}"
    );
    let with = Wending {
        alternatief: "Ga naar het stadhuis.".to_owned(),
        ..because(Stap::End)
    };
    stad.turn(second, with).unwrap();
    assert!(
        stad.page("infopunten/twee")
            .contains("Ga naar het stadhuis.")
    );
}

fn inv_11_every_channel_tells_the_same_hours(db: TestDb) {
    let stad = Stad::new(db);
    let id = stad.point("Een", 0, true);
    stad.hours(id, "ma-zo 9-12.30");
    let today = stad.today();
    stad.close(id, later(today, 1), later(today, 1), "");
    stad.close(id, later(today, 2), later(today, 2), "10-11");
    let frame = stad.app.frame(stad.app.slug());
    let told = stad.read(move |tx| uren::published(tx, &frame, id, today, later(today, 2)));
    let times: Vec<(u16, u16)> = told.iter().map(|one| (one.from, one.until)).collect();
    assert_eq!(times, [(540, 750), (600, 660)]);
    let frame = stad.app.frame(stad.app.slug());
    let usual = stad.read(move |tx| uren::regular(tx, &frame, id, today, later(today, 2)));
    assert_eq!(usual.len(), 3, "the roster's exceptions do not count");
    // Made, hours, two exceptions.
    let versie = "Versie 4 van de openingstijden";
    let (page, poster) = (
        stad.page("infopunten/een"),
        stad.page("infopunten/een/poster"),
    );
    let plain = |text: &str| text.replace(['\u{2068}', '\u{2069}'], "");
    for one in [&page, &poster] {
        let one = plain(one);
        assert!(
            one.contains(versie) && one.contains("De collega is ziek."),
            "{one}"
        );
        assert!(one.contains("10.00 – 11.00 uur"), "{one}");
        assert!(
            one.contains("maandag tot en met zondag 9.00 – 12.30 uur"),
            "{one}"
        );
    }
    assert!(page.contains("specialOpeningHoursSpecification"));
    let api = stad.api();
    assert!(api.contains("\"openingsversie\":4"), "{api}");
    let calendar = stad.page("infopunten/een/agenda.ics");
    assert!(
        calendar.contains("SEQUENCE:4") && calendar.contains("STATUS:CANCELLED"),
        "{calendar}"
    );
    let shut = stad.turn(
        id,
        Wending {
            alternatief: "Ga naar het stadhuis.".to_owned(),
            ..because(Stap::Close)
        },
    );
    shut.unwrap();
    assert!(
        !stad
            .page("infopunten/een/agenda.ics")
            .contains("STATUS:CONFIRMED")
    );
    let frame = stad.app.frame(stad.app.slug());
    let none = stad.read(move |tx| uren::published(tx, &frame, id, today, later(today, 9)));
    assert_eq!(none, [], "a closed point promises nothing");
}

fn l_80_what_is_open_now_is_told_nearest_first_and_until_it_changes(db: TestDb) {
    let stad = Stad::new(db);
    let near = |stad: &Stad| -> Vec<(String, u64)> {
        let path = "/api/v1/infopunten/nu-open";
        let asked = Ask::get(path).query("lat=52.5&lon=5.4").by(&As::Nobody);
        let answer = stad.app.send(&asked);
        assert_eq!(answer.status, 200, "{}", answer.text());
        let told: serde_json::Value = serde_json::from_str(&answer.text()).unwrap();
        let all = told.as_array().unwrap().iter();
        all.map(|one| {
            let naam = one["naam"].as_str().unwrap().to_owned();
            (naam, one["afstand"].as_u64().unwrap())
        })
        .collect()
    };
    assert_eq!(near(&stad), []);
    let at = |naam: &str, lat: i64| {
        let id = stad.point(naam, 0, true);
        stad.write(move |ctx| {
            let gemeente = ctx.gemeente();
            ctx.exec(
                "UPDATE locaties SET lat_e6 = $3 WHERE gemeente_id = $1 AND id = \
                 (SELECT locatie_id FROM infopunten WHERE gemeente_id = $1 AND id = $2)",
                &[&gemeente, &id, &lat],
            )?;
            Ok(())
        })
        .unwrap();
        id
    };
    let (far, close, shut) = (
        at("Ver", 52_600_000),
        at("Dichtbij", 52_510_000),
        at("Altijd dicht", 52_500_000),
    );
    let candidate = stad.point("Kandidaat", 0, false);
    for id in [far, close, candidate] {
        stad.hours(id, "24/7");
    }
    stad.hours(shut, "off");
    let names = |all: &[(String, u64)]| -> Vec<String> {
        all.iter().map(|(naam, _)| naam.clone()).collect()
    };
    let told = near(&stad);
    assert_eq!(
        names(&told),
        ["Dichtbij", "Ver"],
        "a candidate never (INV-14)"
    );
    assert!((1_000..1_300).contains(&told[0].1), "{told:?}");
    let today = stad.today();
    stad.close(close, today, today, "");
    assert_eq!(names(&near(&stad)), ["Ver"], "at once, in this channel too");
    stad.app.clock.advance_seconds(86_400);
    assert_eq!(names(&near(&stad)), ["Dichtbij", "Ver"], "the next day");
    let wrong = Ask::get("/api/v1/infopunten/nu-open").query("lat=ver&lon=5.4");
    assert_eq!(stad.app.send(&wrong.by(&As::Nobody)).status, 400);
}

fn inv_13_reduced_needs_a_ground(db: TestDb) {
    let stad = Stad::new(db);
    let id = stad.point("Een", 0, true);
    assert!(stad.turn(id, because(Stap::Reduce)).is_err());
    let today = stad.today();
    stad.close(id, today, later(today, 7), "9-12");
    stad.turn(id, because(Stap::Reduce)).unwrap();
}

fn inv_14_a_candidate_is_nowhere_in_public(db: TestDb) {
    let stad = Stad::new(db);
    stad.point("Een", 0, true);
    let id = stad.point("Misschien", 0, false);
    for path in ["infopunten", "infopunten?zoek=Misschien", "tijdelijk"] {
        // The box gives back what was searched for.
        let page = stad.page(path).replace("value=\"Misschien\"", "");
        assert!(!page.contains("Misschien"), "{path}");
    }
    assert!(!stad.api().contains("Misschien"));
    let path = format!("/{}/infopunten/misschien", stad.app.slug());
    assert_eq!(stad.app.send(&Ask::get(&path).by(&As::Nobody)).status, 404);
    stad.turn(id, Wending::just(Stap::Plan)).unwrap();
    stad.turn(id, Wending::just(Stap::Open)).unwrap();
    assert!(stad.page("infopunten").contains("Misschien"));
}

fn l_72_a_former_name_is_found(db: TestDb) {
    let stad = Stad::new(db);
    stad.point("Een", 0, true);
    stad.point("Twee", 0, true);
    let page = stad.page("infopunten?zoek=oude+een");
    assert!(
        page.contains("voorheen") && page.contains("Oude Een"),
        "{page}"
    );
    assert!(!page.contains("Oude Twee"));
    let path = format!("/{}/vraag", stad.app.slug());
    let ask = Ask::post(&path, "vraag=Waar is Oude Een nu?")
        .by(&As::Nobody)
        .lang("nl");
    let answer = stad.app.send(&ask).text();
    assert!(
        answer.contains("infopunten/een\"") && answer.contains("Oude Een"),
        "{answer}"
    );
    assert!(!answer.contains("infopunten/twee"));
}

fn inv_12_l_84_what_is_not_there_is_named_with_the_nearest(db: TestDb) {
    let stad = Stad::new(db);
    let (one, two) = (stad.point("Een", 0, true), stad.point("Twee", 1, true));
    for (id, functie) in [(one, "wonen"), (two, "sportadvies")] {
        let inhoud = Inhoud {
            functies: [functie.to_owned()].into(),
            ..Inhoud::default()
        };
        stad.write(move |ctx| set_inhoud(ctx, id, &inhoud, None))
            .unwrap();
    }
    let page = stad.page("infopunten/een");
    let elders = page.split("id=\"elders\"").nth(1).unwrap();
    let sport = elders.split("Advies over sport en bewegen").nth(1).unwrap();
    assert!(
        sport
            .split("</li>")
            .next()
            .unwrap()
            .contains("infopunten/twee"),
        "{elders}"
    );
}

fn l_19_fewer_hours_than_agreed_is_a_due_once(db: TestDb) {
    let stad = Stad::new(db);
    let id = stad.point("Een", 0, true);
    stad.write(move |ctx| set_inhoud(ctx, id, &Inhoud::default(), Some(20 * 60)))
        .unwrap();
    stad.hours(id, "ma-vr 9-12");
    for _ in 0..2 {
        crate::jobs::run_due(&stad.app.app, crate::jobs::Night::Now).unwrap();
        stad.app.clock.advance_seconds(86_400);
    }
    let dues = stad.dues(id.0, "infopunt.basis");
    assert_eq!(
        dues.len(),
        2,
        "the regisseur and whoever answers for it, once"
    );
    stad.hours(id, "ma-vr 9-17");
    crate::jobs::run_due(&stad.app.app, crate::jobs::Night::Now).unwrap();
    assert_eq!(stad.dues(id.0, "infopunt.basis").len(), 0);
}
