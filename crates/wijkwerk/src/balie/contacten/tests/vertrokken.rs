//! What somebody promised who left since: colleagues hear it on the day.

use super::*;
use crate::jobs;
use crate::kader::accounts::actor_for;
use crate::testing::Where;

kit::on_both_engines!(l_26_what_somebody_promised_who_left_is_for_colleagues);

fn l_26_what_somebody_promised_who_left_is_for_colleagues(db: TestDb) {
    let balie = Balie::new(db);
    let frame = balie.app.frame(balie.app.slug());
    let (wijk, organisatie) = (frame.wijken().next().unwrap().id, frame.organisaties[0].id);
    let [gone, _] = ["gone", "stays"].map(|local| {
        balie
            .app
            .an_account(&format!("Pleun {local}"))
            .at(&format!("{local}@balie.example"))
            .of(organisatie)
            .with_role("contactmedewerker", Where::Gebied(wijk))
            .make()
            .account
    });
    let (now, gemeente) = (balie.app.clock.now(), frame.id);
    let db = balie.app.app.db();
    let taker = {
        let frame = frame.clone();
        db.read_blocking(move |tx| actor_for(tx, &frame, gone, now))
            .unwrap()
    };
    let new = balie.new_contact(&[Uitkomst::CallBack]);
    let contact = balie
        .app
        .write(&taker, move |ctx| open_contact(ctx, &new, None))
        .unwrap();
    crate::notifications::read_new(&balie.app.app).unwrap();
    let asked = balie.vragen(contact)[0].clone();
    assert_eq!((asked.account, asked.organisatie), (Some(gone), None));
    db.bookkeep_blocking(move |tx| {
        tx.exec(
            "UPDATE accounts SET ended_at = $3 WHERE gemeente_id = $1 AND id = $2",
            &[&gemeente, &gone, &now],
        )?;
        Ok::<_, Error>(())
    })
    .unwrap();
    balie.later(1);
    for _ in 0..2 {
        jobs::run_due(&balie.app.app, jobs::Night::Now).unwrap();
        crate::notifications::read_new(&balie.app.app).unwrap();
    }
    let left = balie.vragen(contact)[0].clone();
    assert_eq!(
        (left.account, left.organisatie, left.due),
        (None, Some(organisatie), asked.due)
    );
    let owed = "SELECT count(*) FROM verplichtingen WHERE gemeente_id = $1 AND soort = 'contact.terugbellen' \
                AND state = 'open' AND debtor_kind = 'organisatie'";
    assert_eq!(balie.count(owed), 1);
    let told = "SELECT count(*) FROM mails WHERE gemeente_id = $1 AND subject LIKE 'Terugbellen:%' \
                AND address = 'stays@balie.example'";
    assert_eq!(balie.count(told), 1, "once");
}
