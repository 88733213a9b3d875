//! Other systems of the test itself, on both engines: what they hear, in which order, and what when they do not answer.

mod klant;
mod naast;
mod server;
mod webhook;

use kit::db::Db;
use kit::ids::IdSource;
use kit::testing::TestDb;
use uuid::Uuid;

use self::server::Server;
use super::send_due;
use crate::access::Actor;
use crate::app::{App, db_options};
use crate::balie::contacten::{NewContact, NewVraag, Uitkomst, ask, open_contact};
use crate::balie::doorverwijzingen::{
    Antwoord, NewDoorverwijzing, Persoon, Reden, Wijze, agree, answer, find, find_person, propose,
    send,
};
use crate::config::{Gebeurtenis, Klantinteracties, Secret, Webhook};
use crate::ids::{ContactId, DoorverwijzingId, OrganisatieId};
use crate::kader::inrichting::actions;
use crate::testing::{Person, Setup, TestApp, Where};

const DOCUMENT: &str = "lelystad-demo";
const SECRET: &str = "een geheim van ruim 24 tekens";

/// A gemeente with a desk and a partner, and a system that hears from it.
struct Stad {
    app: TestApp,
    balie: Person,
    partner: Person,
    server: Server,
}

impl Stad {
    fn new(db: TestDb, setup: &Setup, server: Server) -> Self {
        let app = TestApp::with(db, &[DOCUMENT], setup);
        let frame = app.frame(app.slug());
        let wijk = frame.wijken().next().unwrap().id;
        let all: Vec<OrganisatieId> = frame
            .organisaties
            .iter()
            .filter(|one| one.soort != "gemeente")
            .map(|one| one.id)
            .collect();
        let make = |naam: &str, organisatie, rol, place| {
            app.an_account(naam)
                .of(organisatie)
                .with_role(rol, place)
                .make()
        };
        let balie = make("Bo Balie", all[0], "contactmedewerker", Where::Gebied(wijk));
        let of = Where::Organisatie(all[1]);
        let partner = make("Pim Partner", all[1], "aanbodbeheerder", of);
        let stad = Self {
            app,
            balie,
            partner,
            server,
        };
        // What was before is not told: from here on they hear.
        assert_eq!(stad.tell(), 0);
        stad
    }

    /// Told by a webhook of everything in `events`.
    fn with_webhook(db: TestDb, server: Server, events: &[Gebeurtenis]) -> Self {
        let setup = Setup {
            webhooks: vec![webhook("zaken", &server, events)],
            ..Setup::default()
        };
        Self::new(db, &setup, server)
    }

    /// With a Klantinteracties API.
    fn with_register(db: TestDb, server: Server) -> Self {
        let setup = Setup {
            klantinteracties: vec![Klantinteracties {
                name: "kcc".to_owned(),
                url: server.url("/klantinteracties/api/v1"),
                token: Secret::new("token-van-de-toets"),
                gemeente: slug(),
            }],
            ..Setup::default()
        };
        Self::new(db, &setup, server)
    }

    fn tell(&self) -> usize {
        send_due(&self.app.app).unwrap()
    }

    /// The same database under a program that starts now.
    fn restarted(&self) -> App {
        let db = Db::open(self.app.target().clone(), &db_options(2, false)).unwrap();
        let (clock, config) = (self.app.clock.clone(), self.app.app.config().clone());
        App::new(db, clock, IdSource::seeded(2), config).unwrap()
    }

    fn wait_minutes(&self, minutes: i64) {
        self.app.clock.advance_seconds(minutes * 60);
    }

    fn onderwerp(&self) -> String {
        let frame = self.app.frame(self.app.slug());
        frame.inrichting.onderwerpen[0].sleutel.clone()
    }

    /// Somebody asks at the desk, and is answered.
    fn contact(&self) -> ContactId {
        let frame = self.app.frame(self.app.slug());
        let vraag = NewVraag {
            vraag: "Waar kan de oude bank heen".to_owned(),
            ..NewVraag::about(&self.onderwerp(), Uitkomst::Answered)
        };
        let new = NewContact {
            kanaal: frame.inrichting.kanalen[1].sleutel.clone(),
            infopunt: None,
            gebied: None,
            bijeenkomst: None,
            vragen: vec![vraag],
            geraadpleegd: Vec::new(),
        };
        let desk = self.app.actor("contactmedewerker");
        self.app
            .write(&desk, move |ctx| open_contact(ctx, &new, None))
            .unwrap()
    }

    fn actor(&self, who: &Person) -> Actor {
        let (frame, now, id) = (
            self.app.frame(self.app.slug()),
            self.app.clock.now(),
            who.account,
        );
        let db = self.app.app.db();
        db.read_blocking(move |tx| crate::kader::accounts::actor_for(tx, &frame, id, now))
            .unwrap()
    }

    /// Somebody is sent on to the partner.
    fn referral(&self, contact: Option<ContactId>) -> DoorverwijzingId {
        let frame = self.app.frame(self.app.slug());
        let (gemeente, wijk) = (frame.id, frame.wijken().next().unwrap().id);
        let new = NewDoorverwijzing {
            contact,
            onderwerp: "geld".to_owned(),
            item: None,
            naar: self.partner.organisatie.unwrap(),
            locatie: None,
            gebied: Some(wijk),
            infopunt: None,
            wijze: Wijze::Cold,
            appointment_at: None,
            persoon: Persoon {
                naam: Some("Kim Verzonnen".to_owned()),
                telefoon: Some("0612345678".to_owned()),
                email: Some("kim@bewoners.example".to_owned()),
                taal: "nl".to_owned(),
                vraag: Some("Ik kom niet rond van mijn geld".to_owned()),
            },
            secret: self.app.app.ids().bytes(),
        };
        let desk = self.actor(&self.balie);
        let id = self
            .app
            .write(&desk, move |ctx| propose(ctx, &new))
            .unwrap();
        self.app
            .write(&desk, move |ctx| {
                let zin = find_person(ctx, gemeente, id)?.unwrap().zin;
                agree(ctx, id, &zin)?;
                send(ctx, id)
            })
            .unwrap();
        id
    }

    /// The contact that belongs to it.
    fn contact_of(&self, id: DoorverwijzingId) -> ContactId {
        let gemeente = self.app.frame(self.app.slug()).id;
        let db = self.app.app.db();
        let found = db.read_blocking(move |tx| find(tx, gemeente, id));
        found.unwrap().unwrap().contact.unwrap()
    }

    /// The partner has no room.
    fn decline(&self, id: DoorverwijzingId) {
        let actor = self.actor(&self.partner);
        self.app
            .write(&actor, move |ctx| {
                answer(ctx, id, Antwoord::Decline(Reden::Full))
            })
            .unwrap();
    }
}

/// A system of this name behind this server.
fn webhook(name: &str, server: &Server, events: &[Gebeurtenis]) -> Webhook {
    Webhook {
        name: name.to_owned(),
        url: server.url("/in"),
        secret: Secret::new(SECRET),
        old_secret: None,
        gemeente: slug(),
        events: events.to_vec(),
    }
}

/// What nobody else may hear.
fn says_nothing_of_anybody(text: &str) {
    for word in [
        "Kim",
        "Verzonnen",
        "0612345678",
        "bewoners.example",
        "niet rond",
        "oude bank",
        "Bo Balie",
        "account",
    ] {
        assert!(!text.contains(word), "{word}: {text}");
    }
}

fn slug() -> String {
    let document = crate::shipped::document(DOCUMENT).unwrap();
    actions::parse(document).unwrap().gemeente.slug
}

fn id_in(text: &serde_json::Value, pointer: &str) -> Uuid {
    let found = text.pointer(pointer).and_then(serde_json::Value::as_str);
    found
        .unwrap_or_else(|| panic!("{pointer}: {text}"))
        .parse()
        .unwrap()
}
