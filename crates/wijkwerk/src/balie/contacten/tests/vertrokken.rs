//! What somebody promised who left since: colleagues hear it on the day.

use super::*;
use crate::ids::{AccountId, OrganisatieId};
use crate::jobs;
use crate::kader::accounts::actor_for;
use crate::kader::organisaties::actions::end_organisatie;
use crate::testing::Where;

kit::on_both_engines!(
    l_26_what_somebody_promised_who_left_is_for_colleagues,
    l_26_what_somebody_promised_of_an_organisation_that_ended_is_for_the_desk,
    l_26_what_somebody_promised_who_left_after_the_day_is_for_colleagues_as_well,
);

/// Colleagues who were mailed.
const TOLD: &str = "SELECT count(*) FROM mails WHERE gemeente_id = $1 AND subject LIKE 'Terugbellen:%' \
                    AND address = 'stays@balie.example'";

impl Balie {
    /// The organisation of somebody who promised to call back and left, the contact, and what was promised.
    fn promised(&self) -> (OrganisatieId, ContactId, Vraag) {
        let (gone, organisatie, contact, asked) = self.taken();
        self.leaves(gone);
        (organisatie, contact, asked)
    }

    fn leaves(&self, gone: AccountId) {
        let (now, gemeente) = (self.app.clock.now(), self.app.frame(self.app.slug()).id);
        let db = self.app.app.db();
        db.bookkeep_blocking(move |tx| {
            tx.exec(
                "UPDATE accounts SET ended_at = $3 WHERE gemeente_id = $1 AND id = $2",
                &[&gemeente, &gone, &now],
            )?;
            Ok::<_, Error>(())
        })
        .unwrap();
    }

    /// Somebody who promised to call back, with the same.
    fn taken(&self) -> (AccountId, OrganisatieId, ContactId, Vraag) {
        let frame = self.app.frame(self.app.slug());
        let (wijk, organisatie) = (frame.wijken().next().unwrap().id, frame.organisaties[0].id);
        let [gone, _] = ["gone", "stays"].map(|local| {
            self.app
                .an_account(&format!("Pleun {local}"))
                .at(&format!("{local}@balie.example"))
                .of(organisatie)
                .with_role("contactmedewerker", Where::Gebied(wijk))
                .make()
                .account
        });
        let now = self.app.clock.now();
        let db = self.app.app.db();
        let taker = {
            let frame = frame.clone();
            db.read_blocking(move |tx| actor_for(tx, &frame, gone, now))
                .unwrap()
        };
        let new = self.new_contact(&[Uitkomst::CallBack]);
        let contact = self
            .app
            .write(&taker, move |ctx| open_contact(ctx, &new, None))
            .unwrap();
        crate::notifications::read_new(&self.app.app).unwrap();
        let asked = self.vragen(contact)[0].clone();
        assert_eq!((asked.account, asked.organisatie), (Some(gone), None));
        (gone, organisatie, contact, asked)
    }

    fn on_the_day(&self) {
        self.later(1);
        for _ in 0..2 {
            jobs::run_due(&self.app.app, jobs::Night::Now).unwrap();
            crate::notifications::read_new(&self.app.app).unwrap();
        }
    }
}

fn l_26_what_somebody_promised_who_left_is_for_colleagues(db: TestDb) {
    let balie = Balie::new(db);
    let (organisatie, contact, asked) = balie.promised();
    balie.on_the_day();
    let left = balie.vragen(contact)[0].clone();
    assert_eq!(
        (left.account, left.organisatie, left.due),
        (None, Some(organisatie), asked.due)
    );
    let owed = "SELECT count(*) FROM verplichtingen WHERE gemeente_id = $1 AND soort = 'contact.terugbellen' \
                AND state = 'open' AND debtor_kind = 'organisatie'";
    assert_eq!(balie.count(owed), 1);
    assert_eq!(balie.count(TOLD), 1, "once");
}

fn l_26_what_somebody_promised_who_left_after_the_day_is_for_colleagues_as_well(db: TestDb) {
    let balie = Balie::new(db);
    let (gone, organisatie, contact, asked) = balie.taken();
    balie.on_the_day();
    assert_eq!(balie.vragen(contact)[0].account, Some(gone));
    assert_eq!(balie.count(TOLD), 0);
    balie.leaves(gone);
    // The server is off for a night.
    balie.later(1);
    for _ in 0..2 {
        balie.on_the_day();
        let left = balie.vragen(contact)[0].clone();
        assert_eq!(
            (left.account, left.organisatie, left.due),
            (None, Some(organisatie), asked.due)
        );
        assert_eq!(balie.count(TOLD), 1, "once");
    }
}

fn l_26_what_somebody_promised_of_an_organisation_that_ended_is_for_the_desk(db: TestDb) {
    let balie = Balie::new(db);
    let (organisatie, contact, asked) = balie.promised();
    balie
        .app
        .write(&Actor::Command, move |ctx| {
            let today = ctx.today();
            end_organisatie(ctx, organisatie, today)
        })
        .unwrap();
    balie.app.app.forget_frame(balie.app.slug());
    balie.on_the_day();
    let left = balie.vragen(contact)[0].clone();
    assert_eq!(
        (left.account, left.organisatie, left.due),
        (None, None, asked.due)
    );
    let owed = "SELECT count(*) FROM verplichtingen WHERE gemeente_id = $1 AND soort = 'contact.terugbellen' \
                AND state = 'open' AND debtor_kind = 'rol'";
    assert_eq!(balie.count(owed), 1);
}
