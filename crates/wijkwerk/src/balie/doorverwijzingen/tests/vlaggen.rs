//! A referral that failed asks the owner of the text that led there.

use kit::on_both_engines;

use super::*;

on_both_engines!(what_did_not_help_flags_the_text_and_asks_its_owner);

fn what_did_not_help_flags_the_text_and_asks_its_owner(db: TestDb) {
    let stad = Stad::new(db);
    let item = stad.item(&stad.partner);
    let sent = |uitkomst| {
        let id = stad.propose(NewDoorverwijzing {
            item: Some(item),
            ..stad.new_one(&stad.partner)
        });
        stad.send(id);
        stad.judge(id, uitkomst).unwrap();
    };
    let flags = || {
        stad.app
            .app
            .db()
            .read_blocking(move |tx| {
                Ok::<_, Error>(tx.query(
                    "SELECT soort, toelichting FROM kennis_vlaggen ORDER BY id LIMIT 10",
                    &[],
                    |row| Ok((row.get::<String>(0)?, row.get::<String>(1)?)),
                )?)
            })
            .unwrap()
    };
    sent(Uitkomst::Partly);
    assert!(flags().is_empty());
    sent(Uitkomst::Not);
    let expected = ("referral_failed".to_owned(), "Het hielp niet".to_owned());
    assert_eq!(flags(), [expected]);
    let mails = stad.mails();
    let asked = mails
        .iter()
        .filter(|(to, subject, _)| *to == stad.partner.email && subject.contains("Klopt dit nog"));
    assert_eq!(asked.count(), 1, "{mails:?}");
}
