//! A vacancy, or nobody who stands in: owed and mailed (O-20).

use super::*;

kit::on_both_engines!(o_20_a_vacancy_or_a_missing_deputy_is_owed_and_mailed);

fn o_20_a_vacancy_or_a_missing_deputy_is_owed_and_mailed(db: TestDb) {
    let register = Register::new(db);
    let (today, gemeente) = (register.today, register.app.frame(register.app.slug()).id);
    let (ada, bo) = (
        register.account("wijkteamlid"),
        register.account("regisseur"),
    );
    let night = || crate::jobs::run_due(&register.app.app, crate::jobs::Night::Now).unwrap();
    let owed = || -> Vec<String> {
        let found = register.app.app.db().read_blocking(move |tx| {
            Ok::<_, Error>(tx.query(
                "SELECT soort FROM verplichtingen WHERE gemeente_id = $1 AND bron = 'O-20' AND state = 'open' \
                 ORDER BY soort, id LIMIT 10",
                &[&gemeente],
                |row| row.get(0),
            )?)
        });
        found.unwrap()
    };
    let set = |doelgroep, account, vervanger| {
        let new = NewContactregel {
            soort: Contactsoort::General,
            doelgroep: Some(doelgroep),
            gebied: None,
            account,
            vervanger,
            bereik: String::new(),
            valid_from: today,
        };
        register.write(move |ctx| set_contact(ctx, &new)).unwrap()
    };
    for _ in 0..2 {
        night();
    }
    assert_eq!(owed(), ["contact.platforms", "contact.professionals"]);
    // A name without a deputy is not enough; with one it is settled at once.
    set(Doelgroep::Professional, Some(ada), None);
    assert_eq!(owed().len(), 2);
    set(Doelgroep::Professional, Some(ada), Some(bo));
    assert_eq!(owed(), ["contact.platforms"]);
    set(Doelgroep::Platform, Some(bo), Some(ada));
    assert_eq!(owed(), Vec::<String>::new());
    // Whoever left is nobody.
    let now = register.app.clock.now();
    register
        .app
        .app
        .db()
        .bookkeep_blocking(move |tx| {
            tx.exec(
                "UPDATE accounts SET ended_at = $3 WHERE gemeente_id = $1 AND id = $2",
                &[&gemeente, &ada, &now],
            )?;
            Ok::<_, Error>(())
        })
        .unwrap();
    night();
    assert_eq!(owed(), ["contact.platforms", "contact.professionals"]);
    // The regisseur sees it red today, and heard of it.
    let who = As::Role("regisseur".to_owned());
    let path = format!("/{}/vandaag", register.app.slug());
    let page = register
        .app
        .send(&Ask::get(&path).by(&who).lang("nl"))
        .text();
    assert!(page.contains("Zorgen dat bewoners altijd weten"), "{page}");
    crate::notifications::read_new(&register.app.app).unwrap();
    let mails: Vec<String> = register
        .app
        .app
        .db()
        .read_blocking(move |tx| {
            Ok::<_, Error>(tx.query(
                "SELECT address FROM mails WHERE subject = 'Niemand is het contact voor beroepskrachten' \
                 ORDER BY seq, id LIMIT 10",
                &[],
                |row| row.get(0),
            )?)
        })
        .unwrap();
    let regisseur = &register.app.person("regisseur").email;
    assert!(
        !mails.is_empty() && mails.iter().all(|to| to == regisseur),
        "{mails:?}"
    );
}
