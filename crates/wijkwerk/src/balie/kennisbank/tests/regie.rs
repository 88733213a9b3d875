//! What whoever has the regie does: hide, show again, agree.

use super::*;

fn hidden_by_the_regie_and_shown_again(db: TestDb) {
    let bank = Bank::new(db);
    let id = bank.shown();
    let refused = bank.act(&bank.eigenaar, move |ctx| {
        hide(ctx, id, "Te oud om te tonen.")
    });
    assert_eq!(key(refused), "forbidden");
    let refused = bank.act(&bank.regie, move |ctx| hide(ctx, id, ""));
    assert_eq!(key(refused), "kennis-reden-nodig");
    bank.act(&bank.regie, move |ctx| hide(ctx, id, "Te oud om te tonen."))
        .unwrap();
    let refused = bank.act(&bank.eigenaar, move |ctx| publish(ctx, id));
    assert_eq!(key(refused), "kennis-eerst-klopt");
    bank.act(&bank.regie, move |ctx| restore(ctx, id)).unwrap();
    assert_eq!(bank.item(id).state, ItemState::Published);
    let soon = bank
        .app
        .frame(bank.app.slug())
        .today(bank.app.clock.now())
        .checked_add(Span::new().days(10))
        .unwrap();
    bank.act(&bank.regie, move |ctx| {
        set_review(ctx, id, Some(soon), true)
    })
    .unwrap();
    let item = bank.item(id);
    assert_eq!((item.review_due, item.essential), (Some(soon), true));
    let refused = bank.act(&bank.eigenaar, move |ctx| withdraw(ctx, id, "weg"));
    assert_eq!(key(refused), "kennis-reden-nodig");
    bank.act(&bank.eigenaar, move |ctx| {
        withdraw(ctx, id, "Deze hulp bestaat niet meer.")
    })
    .unwrap();
    let gemeente = bank.app.frame(bank.app.slug()).id;
    let openbaar = bank
        .app
        .app
        .db()
        .read_blocking(move |tx| find_openbaar(tx, gemeente, "hulp-bij-schulden"))
        .unwrap()
        .unwrap();
    assert_eq!(openbaar.document.state, ItemState::Withdrawn);
}

fn l_41_an_agreement_is_due_to_both_parties(db: TestDb) {
    let bank = Bank::new(db);
    let frame = bank.app.frame(bank.app.slug());
    let other = frame
        .organisaties
        .iter()
        .map(|found| found.id)
        .find(|id| *id != bank.organisatie)
        .unwrap();
    let new = NewInformatieafspraak {
        titel: "Dezelfde bedragen".to_owned(),
        tekst: "Wij noemen overal dezelfde bedragen.".to_owned(),
        indicator: "Aantal tegenspraken per maand".to_owned(),
        organisatie: Some(bank.organisatie),
        met: Some(other),
        review_due: None,
    };
    let same = NewInformatieafspraak {
        met: Some(bank.organisatie),
        ..new.clone()
    };
    let refused = bank.act(&bank.regie, move |ctx| agree_informatie(ctx, &same));
    assert_eq!(key(refused), "informatieafspraak-twee-partijen");
    let wanted = new.clone();
    let refused = bank.act(&bank.eigenaar, move |ctx| agree_informatie(ctx, &wanted));
    assert_eq!(key(refused), "forbidden");
    let id = bank
        .act(&bank.regie, move |ctx| agree_informatie(ctx, &new))
        .unwrap();
    let gemeente = frame.id;
    let dues = |bank: &Bank| {
        bank.app
            .app
            .db()
            .read_blocking(move |tx| verplichtingen::list_about(tx, gemeente, id.0))
            .unwrap()
    };
    let open: Vec<_> = dues(&bank)
        .into_iter()
        .filter(|due| due.state == "open")
        .map(|due| due.debtor_id)
        .collect();
    assert_eq!(open.len(), 2);
    assert!(open.contains(&Some(bank.organisatie.0)) && open.contains(&Some(other.0)));
    bank.later(366);
    bank.act(&bank.regie, move |ctx| review_informatie(ctx, id, None))
        .unwrap();
    let open = dues(&bank).iter().filter(|due| due.state == "open").count();
    assert_eq!((open, dues(&bank).len()), (2, 4));
}

on_both_engines!(
    hidden_by_the_regie_and_shown_again,
    l_41_an_agreement_is_due_to_both_parties,
);
