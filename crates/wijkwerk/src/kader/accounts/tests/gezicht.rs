//! A face that somebody replaces or takes away does not come back with a copy of before.

use kit::testing::TestDb;

use crate::demo::tekening::{Scene, Stage, scene};
use crate::error::Error;
use crate::ids::AccountId;
use crate::jobs::erasures::{self, Kind};
use crate::kader::accounts::find_account;
use crate::testing::{Answer, As, Ask, TestApp, Where};

kit::on_both_engines!(a_face_of_before_does_not_come_back_with_a_copy);

struct Iemand {
    app: TestApp,
    account: AccountId,
}

impl Iemand {
    fn keep(&self, fields: &str, photo: Option<u64>) -> Answer {
        let path = format!("/{}/account/gegevens", self.app.slug());
        let ask = Ask::post(&path, fields).by(&As::Person(self.account));
        let ask = match photo {
            Some(n) => ask.file("foto", "ik.jpg", scene(Scene::Stoeptegel, n, Stage::Before)),
            None => ask,
        };
        self.app.send(&ask)
    }

    fn face(&self) -> Option<String> {
        let (gemeente, id) = (self.app.frame(self.app.slug()).id, self.account);
        let found = self
            .app
            .app
            .db()
            .read_blocking(move |tx| find_account(tx, gemeente, id));
        found.unwrap().unwrap().photo
    }

    /// Puts this face back, as a copy of before would, and erases again what was noted.
    fn restored_with(&self, face: &str) -> Option<String> {
        let (gemeente, id) = (self.app.frame(self.app.slug()).id, self.account);
        let (db, face) = (self.app.app.db(), face.to_owned());
        db.bookkeep_blocking(move |tx| {
            tx.exec(
                "UPDATE accounts SET photo_hash = $3 WHERE gemeente_id = $1 AND id = $2",
                &[&gemeente, &id, &face],
            )?;
            Ok::<_, Error>(())
        })
        .unwrap();
        let noted = erasures::list(&self.app.app.config().backups).unwrap();
        erasures::apply(db, &noted).unwrap();
        self.face()
    }

    /// The files that were noted as erased.
    fn noted(&self) -> Vec<Option<String>> {
        let noted = erasures::list(&self.app.app.config().backups).unwrap();
        let faces = noted.into_iter();
        faces
            .filter(|line| line.kind == Kind::AccountFoto && line.id == self.account.0)
            .map(|line| line.file)
            .collect()
    }
}

fn a_face_of_before_does_not_come_back_with_a_copy(db: TestDb) {
    let app = TestApp::new(db, &["velsen-demo"]);
    let wijk = app.frame("velsen").wijken().next().unwrap().id;
    let sam = app.an_account("Sam Verzonnen");
    let sam = sam.with_role("wijkbeheerder", Where::Gebied(wijk));
    let account = sam.make().account;
    let iemand = Iemand { app, account };
    assert_eq!(iemand.keep("telefoon=", Some(1)).status, 303);
    let first = iemand.face().unwrap();
    assert!(iemand.noted().is_empty());
    let refused = iemand.keep("telefoon=bel maar", Some(2));
    assert_eq!(refused.status, 400, "{}", refused.text());
    assert!(
        iemand.noted().is_empty(),
        "what is refused takes nothing away"
    );

    assert_eq!(iemand.keep("telefoon=", Some(2)).status, 303);
    let second = iemand.face().unwrap();
    assert_ne!(first, second);
    assert_eq!(iemand.noted(), [Some(first.clone())]);
    assert_eq!(iemand.restored_with(&first), None);
    assert_eq!(iemand.restored_with(&second), Some(second.clone()));

    let gone = iemand.keep("telefoon=&zonder_foto=ja", None);
    assert_eq!(gone.status, 303, "{}", gone.text());
    assert_eq!(iemand.noted(), [Some(first), Some(second.clone())]);
    assert_eq!(iemand.restored_with(&second), None);
}
