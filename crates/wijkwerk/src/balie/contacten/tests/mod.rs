//! Contacts, meetings, shifts and training on both engines, by their own actions.

mod balie;
mod bekeken;
mod dienst;
mod eenmaal;
mod online;
mod scholing;
mod vertrokken;

use kit::db::Queries;
use kit::testing::TestDb;

use super::*;
use crate::access::Actor;
use crate::error::{Error, Result};
use crate::ids::{ContactId, ContactvraagId};
use crate::testing::TestApp;
use crate::write::Write;

/// A gemeente with a desk.
struct Balie {
    app: TestApp,
    desk: Actor,
}

impl Balie {
    fn new(db: TestDb) -> Self {
        let app = TestApp::new(db, &["lelystad-demo"]);
        let desk = app.actor("contactmedewerker");
        Self { app, desk }
    }

    fn onderwerp(&self) -> String {
        let frame = self.app.frame(self.app.slug());
        frame.inrichting.onderwerpen[0].sleutel.clone()
    }

    fn write<T: Send + 'static>(
        &self,
        f: impl Fn(&mut Write<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.app.write(&self.desk, f)
    }

    fn new_contact(&self, uitkomsten: &[Uitkomst]) -> NewContact {
        let onderwerp = self.onderwerp();
        let vragen = uitkomsten
            .iter()
            .map(|uitkomst| NewVraag::about(&onderwerp, *uitkomst));
        let frame = self.app.frame(self.app.slug());
        NewContact {
            kanaal: frame.inrichting.kanalen[1].sleutel.clone(),
            infopunt: None,
            gebied: None,
            bijeenkomst: None,
            vragen: vragen.collect(),
            geraadpleegd: Vec::new(),
        }
    }

    fn open(&self, uitkomsten: &[Uitkomst]) -> ContactId {
        let new = self.new_contact(uitkomsten);
        self.write(move |ctx| open_contact(ctx, &new, None))
            .unwrap()
    }

    fn get(&self, id: ContactId) -> Contact {
        let gemeente = self.app.frame(self.app.slug()).id;
        let db = self.app.app.db();
        db.read_blocking(move |tx| get_contact(tx, gemeente, id))
            .unwrap()
    }

    fn vragen(&self, id: ContactId) -> Vec<Vraag> {
        let gemeente = self.app.frame(self.app.slug()).id;
        let db = self.app.app.db();
        db.read_blocking(move |tx| list_vragen(tx, gemeente, id))
            .unwrap()
    }

    fn open_vraag(&self, id: ContactId) -> ContactvraagId {
        let vragen = self.vragen(id);
        vragen.iter().find(|vraag| vraag.is_open()).unwrap().id
    }

    fn count(&self, sql: &'static str) -> i64 {
        let gemeente = self.app.frame(self.app.slug()).id;
        let db = self.app.app.db();
        db.read_blocking(move |tx| {
            Ok::<_, Error>(tx.query_one(sql, &[&gemeente], |row| row.get(0))?)
        })
        .unwrap()
    }

    fn later(&self, days: i64) {
        self.app.clock.advance_seconds(86_400 * days);
    }
}
