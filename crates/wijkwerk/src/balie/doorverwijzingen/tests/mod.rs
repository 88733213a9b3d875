//! The life of a referral on both engines, through the product's own actions and pages.

mod bereik;
mod cijfers;
mod contact;
mod draad;
mod instemmen;
mod leven;
mod links;
mod punt;
mod routes;
mod vangnet;
mod vlaggen;
mod vraag;
mod waarheen;

use kit::db::Queries;
use kit::testing::TestDb;

use super::model::{
    Antwoord, NewDoorverwijzing, NewRoute, Persoon, Reden, Uitkomst, Vervolg, Wijze,
};
use super::{actions, store};
use crate::access::{Actor, LinkHolder, LinkKind};
use crate::error::{Error, Result};
use crate::ids::{DoorverwijzingId, GebiedId, KennisitemId, LinkId, OrganisatieId};
use crate::testing::{As, Person, TestApp, Where};
use crate::write::Write;

/// A gemeente with a desk, a partner that takes money questions, and another.
struct Stad {
    app: TestApp,
    balie: Person,
    partner: Person,
    ander: Person,
}

impl Stad {
    fn new(db: TestDb) -> Self {
        let app = TestApp::new(db, &["lelystad-demo"]);
        let frame = app.frame(app.slug());
        let all: Vec<OrganisatieId> = frame
            .organisaties
            .iter()
            .filter(|one| one.soort != "gemeente")
            .map(|one| one.id)
            .collect();
        let wijk = frame.wijken().next().unwrap().id;
        let make = |naam: &str, organisatie, rol, place| {
            app.an_account(naam)
                .of(organisatie)
                .with_role(rol, place)
                .make()
        };
        let balie = make("Bo Balie", all[0], "contactmedewerker", Where::Gebied(wijk));
        let of = |n: usize| Where::Organisatie(all[n]);
        let partner = make("Pim Partner", all[1], "aanbodbeheerder", of(1));
        let ander = make("Ans Ander", all[2], "aanbodbeheerder", of(2));
        Self {
            app,
            balie,
            partner,
            ander,
        }
    }

    fn wijk(&self) -> GebiedId {
        self.app.frame(self.app.slug()).wijken().next().unwrap().id
    }

    fn actor(&self, who: &Person) -> Actor {
        let (frame, now, id) = (
            self.app.frame(self.app.slug()),
            self.app.clock.now(),
            who.account,
        );
        self.app
            .app
            .db()
            .read_blocking(move |tx| crate::kader::accounts::actor_for(tx, &frame, id, now))
            .unwrap()
    }

    fn desk<T: Send + 'static>(
        &self,
        f: impl Fn(&mut Write<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.app.write(&self.actor(&self.balie), f)
    }

    fn new_one(&self, to: &Person) -> NewDoorverwijzing {
        NewDoorverwijzing {
            contact: None,
            onderwerp: "geld".to_owned(),
            item: None,
            naar: to.organisatie.unwrap(),
            locatie: None,
            gebied: Some(self.wijk()),
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
        }
    }

    fn propose(&self, new: NewDoorverwijzing) -> DoorverwijzingId {
        self.desk(move |ctx| actions::propose(ctx, &new)).unwrap()
    }

    fn send(&self, id: DoorverwijzingId) {
        let zin = self.person(id).unwrap().zin;
        self.desk(move |ctx| {
            actions::agree(ctx, id, &zin)?;
            actions::send(ctx, id)
        })
        .unwrap();
    }

    /// One that was sent to this organisation.
    fn sent(&self, to: &Person) -> DoorverwijzingId {
        let id = self.propose(self.new_one(to));
        self.send(id);
        id
    }

    fn one(&self, id: DoorverwijzingId) -> super::Doorverwijzing {
        let gemeente = self.app.frame(self.app.slug()).id;
        self.app
            .app
            .db()
            .read_blocking(move |tx| store::get(tx, gemeente, id))
            .unwrap()
    }

    fn chain(&self, id: DoorverwijzingId) -> Vec<super::Doorverwijzing> {
        let (gemeente, keten) = (self.app.frame(self.app.slug()).id, self.one(id).keten);
        self.app
            .app
            .db()
            .read_blocking(move |tx| store::list_chain(tx, gemeente, keten))
            .unwrap()
    }

    fn person(&self, id: DoorverwijzingId) -> Option<super::Doorverwezene> {
        let (gemeente, keten) = (self.app.frame(self.app.slug()).id, self.one(id).keten);
        self.app
            .app
            .db()
            .read_blocking(move |tx| store::find_person(tx, gemeente, keten))
            .unwrap()
    }

    fn answer(&self, id: DoorverwijzingId, who: &Person, what: Antwoord) -> Result<()> {
        self.app
            .write(&self.actor(who), move |ctx| actions::answer(ctx, id, what))
    }

    fn judge(&self, id: DoorverwijzingId, uitkomst: Uitkomst) -> Result<()> {
        let person = self.person(id).unwrap();
        let actor = Actor::Link(LinkHolder {
            id: LinkId(uuid::Uuid::nil()),
            kind: LinkKind::Doorverwezene,
            subject: person.keten.0,
            holder: person.id.0,
        });
        self.app
            .write(&actor, move |ctx| actions::judge(ctx, id, uitkomst))
    }

    fn again(&self, id: DoorverwijzingId, to: &Person) -> Result<DoorverwijzingId> {
        let to = Vervolg {
            naar: to.organisatie.unwrap(),
            item: None,
            wijze: Wijze::Cold,
            appointment_at: None,
            secret: self.app.app.ids().bytes(),
        };
        self.desk(move |ctx| actions::reroute(ctx, id, &to))
    }

    /// A route for money questions to this organisation, with its consent.
    fn route(&self, to: &Person, norm: i64, vangnet: Option<OrganisatieId>) {
        let new = NewRoute {
            onderwerp: "geld".to_owned(),
            gebied: None,
            organisatie: to.organisatie.unwrap(),
            item: None,
            norm_werkdagen: norm,
            vangnet,
            review_due: None,
        };
        let id = self
            .app
            .write(&Actor::Command, move |ctx| actions::add_route(ctx, &new))
            .unwrap();
        self.app
            .write(&self.actor(to), move |ctx| actions::consent(ctx, id))
            .unwrap();
    }

    /// A text of this organisation, as the knowledge base would keep it.
    fn item(&self, of: &Person) -> KennisitemId {
        let id = KennisitemId(self.app.app.ids().next(self.app.clock.now()));
        let (gemeente, now) = (self.app.frame(self.app.slug()).id, self.app.clock.now());
        let organisatie = of.organisatie;
        self.app
            .app
            .db()
            .bookkeep_blocking(move |tx| {
                tx.exec(
                    "INSERT INTO kennisitems (gemeente_id, id, sleutel, soort, organisatie_id, organisatie_soort, state, \
                     versie, essential, onderwerp, titel, samenvatting, tekst, aanmelden, voorwaarden, kosten, doelgroep, \
                     talen, url_state, review_days, bron, extern, created_at, changed_at) VALUES ($1, $2, 'budget', \
                     'aanbod', $3, '', 'published', 1, $4, 'geld', 'Hulp bij geld', '', '', '', '', '', '', 'nl', \
                     'unknown', 90, '', NULL, $5, $5)",
                    &[&gemeente, &id, &organisatie, &false, &now],
                )?;
                Ok::<_, Error>(())
            })
            .unwrap();
        id
    }

    /// Address, subject and body of every mail, oldest first.
    fn mails(&self) -> Vec<(String, String, String)> {
        crate::notifications::read_new(&self.app.app).unwrap();
        self.app
            .app
            .db()
            .read_blocking(|tx| {
                Ok::<_, Error>(tx.query(
                    "SELECT address, subject, body FROM mails ORDER BY seq, id LIMIT 500",
                    &[],
                    |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
                )?)
            })
            .unwrap()
    }

    /// The newest link that this address got.
    fn link(&self, address: &str) -> String {
        let mails = self.mails();
        let body = mails
            .iter()
            .rev()
            .find(|(to, _, body)| to == address && body.contains("/l/"));
        let body = &body.expect("a mail with a link").2;
        let token = body.split_once("/l/").unwrap().1;
        token.split_whitespace().next().unwrap().to_owned()
    }

    fn who(person: &Person) -> As {
        As::Person(person.account)
    }

    fn night(&self) {
        crate::jobs::run_due(&self.app.app, crate::jobs::Night::Now).unwrap();
    }

    fn days(&self, days: i64) {
        self.app.clock.advance_seconds(days * 86_400);
    }
}

const NO: Antwoord = Antwoord::Decline(Reden::Full);
