//! A face that somebody replaces or takes away does not come back with a copy of before.

use kit::testing::TestDb;

use crate::demo::tekening::{Scene, Stage, scene};
use crate::error::Error;
use crate::ids::AccountId;
use crate::jobs::erasures::{self, Kind};
use crate::kader::accounts::find_account;
use crate::testing::{Answer, As, Ask, TestApp, Where};

kit::on_both_engines!(
    a_face_of_before_does_not_come_back_with_a_copy,
    a_face_that_was_chosen_again_stays_after_a_restore,
);

struct Iemand {
    app: TestApp,
    account: AccountId,
}

impl Iemand {
    fn new(db: TestDb) -> Self {
        let app = TestApp::new(db, &["velsen-demo"]);
        let wijk = app.frame("velsen").wijken().next().unwrap().id;
        let sam = app.an_account("Sam Verzonnen");
        let sam = sam.with_role("wijkbeheerder", Where::Gebied(wijk));
        let account = sam.make().account;
        Self { app, account }
    }

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
    let iemand = Iemand::new(db);
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

fn a_face_that_was_chosen_again_stays_after_a_restore(db: TestDb) {
    let iemand = Iemand::new(db);
    for photo in [1, 2, 1] {
        assert_eq!(iemand.keep("telefoon=", Some(photo)).status, 303);
        assert!(iemand.app.clock.advance_seconds(60));
    }
    let chosen = iemand.face();
    assert_eq!(iemand.noted().first(), Some(&chosen), "it was erased once");
    let face = chosen.clone().unwrap();
    assert_eq!(iemand.restored_with(&face), chosen);
    // Taken away for good: a copy of before does not bring it back.
    assert_eq!(iemand.keep("telefoon=&zonder_foto=ja", None).status, 303);
    assert_eq!(iemand.restored_with(&face), None);
}
