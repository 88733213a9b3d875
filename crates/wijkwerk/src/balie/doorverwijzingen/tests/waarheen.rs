//! Whoever goes there with a code hears where that is: on paper, by mail, behind the link and at any desk.

use kit::on_both_engines;
use kit::testing::TestDb;

use super::*;
use crate::ids::LocatieId;
use crate::testing::Ask;

on_both_engines!(
    who_goes_with_a_code_hears_where_the_nearest_place_is_and_when_it_is_open,
    the_desk_chooses_another_place_of_the_offer_and_no_other,
    nobody_is_sent_to_a_place_that_is_not_of_the_receiver_or_is_gone,
);

const HOURS: &str = "Mo-Fr 09:00-17:00; PH off";

impl Stad {
    /// A place where this text can be had.
    fn place(&self, item: KennisitemId, naam: &'static str, gebied: GebiedId) -> LocatieId {
        let id = LocatieId(self.app.app.ids().next(self.app.clock.now()));
        let (gemeente, now) = (self.app.frame(self.app.slug()).id, self.app.clock.now());
        self.app
            .app
            .db()
            .bookkeep_blocking(move |tx| {
                tx.exec(
                    "INSERT INTO locaties (gemeente_id, id, gebied_id, naam, soort, sterren, adres, postcode, plaats, \
                     toegankelijkheid, openingstijden, bron, created_at, changed_at) VALUES ($1, $2, $3, $4, 'buurthuis', 0, \
                     'Verzonnen Laan 1', '1000 AA', 'Nergenshuizen', '', $5, '', $6, $6)",
                    &[&gemeente, &id, &gebied, &naam, &HOURS, &now],
                )?;
                tx.exec(
                    "INSERT INTO kennis_locaties (gemeente_id, kennisitem_id, locatie_id, openingstijden, toelichting) \
                     VALUES ($1, $2, $3, '', '')",
                    &[&gemeente, &item, &id],
                )?;
                Ok::<_, Error>(())
            })
            .unwrap();
        id
    }

    /// A text of the partner with a place far away and one in the wijk.
    fn offer(&self) -> (KennisitemId, LocatieId, LocatieId) {
        let item = self.item(&self.partner);
        let last = self.app.frame(self.app.slug()).wijken().last().unwrap().id;
        let far = self.place(item, "De Achterkamer", last);
        let near = self.place(item, "Huis Verzonnen", self.wijk());
        (item, far, near)
    }

    fn with_item(&self, item: KennisitemId) -> NewDoorverwijzing {
        NewDoorverwijzing {
            item: Some(item),
            ..self.new_one(&self.partner)
        }
    }

    fn read(&self, ask: Ask) -> String {
        let answer = self.app.send(&ask.lang("nl"));
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.text()
    }
}

fn who_goes_with_a_code_hears_where_the_nearest_place_is_and_when_it_is_open(db: TestDb) {
    let stad = Stad::new(db);
    let (item, _, near) = stad.offer();
    let id = stad.propose(stad.with_item(item));
    assert_eq!(stad.one(id).locatie, Some(near));
    stad.send(id);
    let slug = stad.app.slug().to_owned();
    let tells = |text: &str, where_: &str| {
        for part in [
            "Huis Verzonnen",
            "Verzonnen Laan 1",
            "1000 AA Nergenshuizen",
            "maandag tot en met vrijdag",
            "feestdagen",
        ] {
            assert!(text.contains(part), "{where_} without {part}: {text}");
        }
        assert!(!text.contains("De Achterkamer"), "{where_}: {text}");
    };
    let desk = Stad::who(&stad.balie);
    let path = format!("/{slug}/doorverwijzingen/{id}");
    tells(&stad.read(Ask::get(&path).by(&desk)), "the page");
    let slip = Ask::post(&format!("{path}/briefje"), "").by(&desk);
    tells(&stad.read(slip), "the slip");
    let mails = stad.mails();
    let mail = mails
        .iter()
        .find(|(to, ..)| to == "kim@bewoners.example")
        .unwrap();
    assert!(
        mail.2
            .contains("Huis Verzonnen, Verzonnen Laan 1, 1000 AA Nergenshuizen"),
        "{mail:?}"
    );
    let token = stad.link("kim@bewoners.example");
    tells(&stad.read(Ask::get(&format!("/l/{token}"))), "the link");
    // At the desk of somebody else the code says where to go, and nothing of the person.
    let code = stad.one(id).code;
    let elders = Stad::who(&stad.ander);
    let ask = Ask::post(&format!("/{slug}/balie/code"), &format!("code={code}"));
    let found = stad.app.send(&ask.by(&elders).lang("nl"));
    assert_eq!(found.status, 200, "said at once, and not in an address");
    let page = found.text();
    tells(&page, "the code");
    assert!(!page.contains("Kim"), "{page}");
}

fn the_desk_chooses_another_place_of_the_offer_and_no_other(db: TestDb) {
    let stad = Stad::new(db);
    let (item, far, near) = stad.offer();
    let slug = stad.app.slug().to_owned();
    let desk = Stad::who(&stad.balie);
    let path = format!("/{slug}/balie/doorverwijzen");
    let asked = format!("onderwerp=geld&item={item}&gebied={}", stad.wijk());
    let form = stad.read(Ask::get(&path).query(&asked).by(&desk));
    let at = |id: LocatieId| form.find(&format!("value=\"{id}\"")).unwrap();
    assert!(at(near) < at(far), "the nearest is on top");
    assert!(
        form.contains(&format!("value=\"{near}\" selected")),
        "{form}"
    );
    let naar = stad.partner.organisatie.unwrap();
    let fields = |locatie: LocatieId| format!("{asked}&naar={naar}&wijze=cold&locatie={locatie}");
    let made = stad
        .app
        .send(&Ask::post(&path, &fields(far)).by(&desk).lang("nl"));
    assert_eq!(made.status, 303, "{}", made.text());
    let id = made.location().rsplit('/').next().unwrap().to_owned();
    let id = DoorverwijzingId(id.parse().unwrap());
    assert_eq!(stad.one(id).locatie, Some(far));
    let other = stad.text(
        stad.ander.organisatie.unwrap(),
        "geld",
        "published",
        "elders@loket.example",
    );
    let stray = stad.place(other, "Van een ander", stad.wijk());
    let wrong = stad
        .app
        .send(&Ask::post(&path, &fields(stray)).by(&desk).lang("nl"));
    assert_eq!(wrong.status, 400);
    assert!(wrong.text().contains("Kies een plek uit de lijst."));
}

fn nobody_is_sent_to_a_place_that_is_not_of_the_receiver_or_is_gone(db: TestDb) {
    let stad = Stad::new(db);
    let (item, _, near) = stad.offer();
    let warm = NewDoorverwijzing {
        wijze: Wijze::Warm,
        ..stad.with_item(item)
    };
    let warm = stad.propose(warm);
    assert_eq!(stad.one(warm).locatie, None, "the receiver calls");
    let elders = NewDoorverwijzing {
        naar: stad.ander.organisatie.unwrap(),
        locatie: Some(near),
        ..stad.with_item(item)
    };
    let elders = stad.propose(elders);
    assert_eq!(
        stad.one(elders).locatie,
        None,
        "that place is the partner's"
    );
    let id = stad.propose(stad.with_item(item));
    let (gemeente, now) = (stad.app.frame(stad.app.slug()).id, stad.app.clock.now());
    stad.app
        .app
        .db()
        .bookkeep_blocking(move |tx| {
            tx.exec(
                "UPDATE locaties SET ended_at = $3 WHERE gemeente_id = $1 AND id = $2",
                &[&gemeente, &near, &now],
            )?;
            Ok::<_, Error>(())
        })
        .unwrap();
    stad.send(id);
    let path = format!("/{}/doorverwijzingen/{id}", stad.app.slug());
    let page = stad.read(Ask::get(&path).by(&Stad::who(&stad.balie)));
    assert!(!page.contains("Huis Verzonnen"), "{page}");
    let mails = stad.mails();
    assert!(
        mails
            .iter()
            .all(|(_, _, body)| !body.contains("Daar is het")),
        "{mails:?}"
    );
}
