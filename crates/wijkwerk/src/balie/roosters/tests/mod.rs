//! Rosters on both engines, through the product's own actions, mails and pages.

mod agenda;
mod beschikbaar;
mod dag;
mod lezen;
mod lid;
mod mensen;
mod oproep;
mod toetsen;
mod verteld;
mod voorstel;
mod zonder_regel;

use jiff::civil::{Date, date};
use kit::db::Queries;
use kit::testing::TestDb;

use super::actions::{self, NewLid, Zet};
use super::model::{BezettingState, Bezettingsregel, NewDienst, Tijd};
use super::{bewaking, store};
use crate::access::Actor;
use crate::balie::infopunten::actions::{make_infopunt, make_locatie};
use crate::balie::infopunten::tijden::set_hours;
use crate::balie::infopunten::{InfopuntSoort, NewInfopunt, NewLocatie, Rang, uren};
use crate::error::{Error, Result};
use crate::ids::{AccountId, BezettingId, DienstId, GemeenteId, InfopuntId, OrganisatieId};
use crate::testing::{As, Ask, Person, TestApp, Where};
use crate::write::Write;

/// Tests start on a Monday morning at nine.
const MA: Date = date(2026, 3, 2);
const DI: Date = date(2026, 3, 3);
const DO: Date = date(2026, 3, 5);

/// A point that is open on weekdays, with three people in its roster.
struct Proefpunt {
    app: TestApp,
    gemeente: GemeenteId,
    punt: InfopuntId,
    maker: Actor,
    mensen: Vec<Person>,
}

impl Proefpunt {
    fn new(db: TestDb) -> Self {
        let app = TestApp::new(db, &["lelystad-demo"]);
        let frame = app.frame(app.slug());
        let wijk = frame.wijken().next().unwrap().id;
        let orgs: Vec<OrganisatieId> = frame
            .organisaties
            .iter()
            .filter(|one| one.soort != "gemeente")
            .map(|one| one.id)
            .collect();
        let first = orgs[0];
        let punt = app
            .write(&Actor::Command, move |ctx| {
                let locatie = make_locatie(ctx, &locatie(wijk, first))?;
                let id = make_infopunt(ctx, &infopunt(locatie, wijk, first))?;
                set_hours(ctx, id, "ma-vr 9-17", MA)?;
                Ok(id)
            })
            .unwrap();
        let mensen: Vec<Person> = ["Ada Rooster", "Bo Rooster", "Cas Rooster"]
            .iter()
            .zip([0, 0, 1])
            .map(|(naam, n)| {
                app.an_account(naam)
                    .of(orgs[n])
                    .with_role("contactmedewerker", Where::Gebied(wijk))
                    .make()
            })
            .collect();
        for person in &mensen {
            let new = NewLid {
                account: person.account,
                organisatie: person.organisatie.unwrap(),
                functies: std::collections::BTreeSet::new(),
                max_minuten: 40 * 60,
                vrijwilliger: false,
            };
            app.write(&Actor::Command, move |ctx| actions::put_lid(ctx, &new))
                .unwrap();
        }
        Self {
            gemeente: frame.id,
            app,
            punt,
            maker: Actor::Command,
            mensen,
        }
    }

    fn write<T: Send + 'static>(
        &self,
        f: impl Fn(&mut Write<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.app.write(&self.maker, f)
    }

    fn read<T: Send + 'static>(
        &self,
        f: impl Fn(&mut kit::db::Read<'_>) -> Result<T> + Send + 'static,
    ) -> T {
        self.app.app.db().read_blocking(f).unwrap()
    }

    fn regel(&self, minimum: i64, krap: Option<(i64, i64)>) {
        let regel = Bezettingsregel {
            infopunt: self.punt,
            minimum,
            krap,
            valid_from: MA,
        };
        self.write(move |ctx| actions::set_regel(ctx, &regel))
            .unwrap();
    }

    fn dienst(&self, dag: Date, van: i64, tot: i64) -> DienstId {
        let new = NewDienst {
            infopunt: self.punt,
            tijd: Tijd {
                dag,
                van: van * 60,
                tot: tot * 60,
            },
            functie: String::new(),
            aantal: 1,
        };
        self.write(move |ctx| actions::make(ctx, &new)).unwrap()
    }

    /// A shift at a point in the last wijk.
    fn elsewhere(&self, dag: Date, van: i64, tot: i64) -> DienstId {
        let frame = self.app.frame(self.app.slug());
        let wijk = frame.wijken().last().unwrap().id;
        let organisatie = self.mensen[0].organisatie.unwrap();
        let punt = self
            .app
            .write(&Actor::Command, move |ctx| {
                let locatie = make_locatie(ctx, &locatie(wijk, organisatie))?;
                let new = NewInfopunt {
                    naam: "Punt aan de andere kant".to_owned(),
                    ..infopunt(locatie, wijk, organisatie)
                };
                make_infopunt(ctx, &new)
            })
            .unwrap();
        let new = NewDienst {
            infopunt: punt,
            tijd: Tijd {
                dag,
                van: van * 60,
                tot: tot * 60,
            },
            functie: String::new(),
            aantal: 1,
        };
        self.write(move |ctx| actions::make(ctx, &new)).unwrap()
    }

    fn account(&self, n: usize) -> AccountId {
        self.mensen[n].account
    }

    fn confirmed(&self, dienst: DienstId, n: usize) -> BezettingId {
        let account = self.account(n);
        let how = Zet {
            confirmed: true,
            begeleid: false,
        };
        self.write(move |ctx| actions::fill(ctx, dienst, account, how))
            .unwrap()
    }

    fn actor(&self, n: usize) -> Actor {
        let (frame, now, id) = (
            self.app.frame(self.app.slug()),
            self.app.clock.now(),
            self.account(n),
        );
        self.read(move |tx| crate::kader::accounts::actor_for(tx, &frame, id, now))
    }

    fn who(&self, n: usize) -> As {
        As::Person(self.account(n))
    }

    /// Somebody who makes the roster of the point, and of no other.
    fn maker_of_rosters(&self) -> As {
        let wijk = self.app.frame(self.app.slug()).wijken().next().unwrap().id;
        let person = self
            .app
            .an_account("Maker Rooster")
            .of(self.mensen[0].organisatie.unwrap())
            .with_role("coordinator", Where::Gebied(wijk))
            .make();
        As::Person(person.account)
    }

    /// The page of the point, as everybody reads it.
    fn page(&self) -> String {
        let slug = self.app.slug();
        let path = format!("/{slug}/infopunten/proefpunt-aan-de-wielstraat");
        let asked = Ask::get(&path).lang("nl");
        let page = self.app.send(&asked).text();
        page.replace(['\u{2068}', '\u{2069}'], "")
    }

    /// What everybody is told of a day, in hours.
    fn told(&self, dag: Date) -> Vec<(u16, u16)> {
        let (frame, punt) = (self.app.frame(self.app.slug()), self.punt);
        self.read(move |tx| uren::published(tx, &frame, punt, dag, dag))
            .into_iter()
            .map(|one| (one.from / 60, one.until / 60))
            .collect()
    }

    /// The account of this person ends.
    fn end_account(&self, n: usize) {
        let account = self.account(n);
        self.write(move |ctx| {
            let (gemeente, now) = (ctx.gemeente(), ctx.now);
            ctx.exec(
                "UPDATE accounts SET ended_at = $3 WHERE gemeente_id = $1 AND id = $2",
                &[&gemeente, &account, &now],
            )?;
            Ok(())
        })
        .unwrap();
    }

    fn states(&self, dienst: DienstId) -> Vec<BezettingState> {
        let gemeente = self.gemeente;
        let mut all: Vec<_> = self
            .read(move |tx| store::list_bezetting(tx, gemeente, dienst))
            .into_iter()
            .map(|one| one.state)
            .collect();
        all.sort_unstable();
        all
    }

    fn guard(&self) -> usize {
        let frame = self.app.frame(self.app.slug());
        bewaking::guard_all(&self.app.app, &frame).unwrap()
    }

    fn hours(&self, hours: i64) {
        self.app.clock.advance_seconds(hours * 3600);
    }

    /// Address, subject and body of every mail, oldest first.
    fn mails(&self) -> Vec<(String, String, String)> {
        crate::notifications::read_new(&self.app.app).unwrap();
        self.read(|tx| {
            Ok(tx.query(
                "SELECT address, subject, body FROM mails ORDER BY seq, id LIMIT 500",
                &[],
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
            )?)
        })
    }

    /// The newest link that this person got.
    fn link(&self, n: usize) -> String {
        let mails = self.mails();
        let address = &self.mensen[n].email;
        let found = mails
            .iter()
            .rev()
            .find(|(to, _, body)| to == address && body.contains("/l/"));
        let body = &found.expect("a mail with a link").2;
        let token = body.split_once("/l/").unwrap().1;
        token.split_whitespace().next().unwrap().to_owned()
    }

    fn count(&self, sql: &'static str) -> i64 {
        let gemeente = self.gemeente;
        self.read(move |tx| Ok(tx.query_one(sql, &[&gemeente], |row| row.get(0))?))
    }
}

fn locatie(gebied: crate::ids::GebiedId, organisatie: OrganisatieId) -> NewLocatie {
    NewLocatie {
        naam: "Buurthuis Het Wiel".to_owned(),
        soort: "buurthuis".to_owned(),
        organisatie: Some(organisatie),
        gebied: Some(gebied),
        adres: "Wielstraat 8".to_owned(),
        postcode: String::new(),
        plaats: "Wielstad".to_owned(),
        telefoon: None,
        place: None,
        sterren: 0,
        toegankelijkheid: String::new(),
    }
}

fn infopunt(
    locatie: crate::ids::LocatieId,
    gebied: crate::ids::GebiedId,
    organisatie: OrganisatieId,
) -> NewInfopunt {
    NewInfopunt {
        naam: "Proefpunt aan de Wielstraat".to_owned(),
        locatie,
        gebied,
        organisatie,
        soort: InfopuntSoort::Infopunt,
        rang: Rang::Hoofd,
        open: true,
        voorheen: String::new(),
    }
}

/// That a form is refused for this sentence.
fn refused<T: std::fmt::Debug>(done: Result<T>, key: &str) {
    match done {
        Err(Error::Refused(said)) => assert_eq!(said.key, key),
        Err(Error::Invalid(faults)) => {
            assert!(
                faults.iter().any(|fault| fault.sentence.key == key),
                "{faults:?}"
            );
        }
        other => panic!("not refused: {other:?}"),
    }
}
