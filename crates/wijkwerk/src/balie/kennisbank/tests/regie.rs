//! What whoever has the regie does: hide, show again, agree.

use jiff::civil::Date;

use super::*;
use crate::ids::InformatieafspraakId;
use crate::testing::{As, Ask};

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

/// The gemeente itself, for which whoever has the regie speaks.
fn directing(bank: &Bank) -> OrganisatieId {
    let frame = bank.app.frame(bank.app.slug());
    frame
        .organisaties
        .iter()
        .find(|found| found.soort == "gemeente")
        .unwrap()
        .id
}

fn new_one(bank: &Bank) -> NewInformatieafspraak {
    NewInformatieafspraak {
        titel: "Dezelfde bedragen".to_owned(),
        tekst: "Wij noemen overal dezelfde bedragen.".to_owned(),
        indicator: "Aantal tegenspraken per maand".to_owned(),
        organisatie: Some(bank.organisatie),
        met: Some(directing(bank)),
        review_due: None,
    }
}

fn agreed(bank: &Bank) -> InformatieafspraakId {
    let new = new_one(bank);
    bank.act(&bank.regie, move |ctx| agree_informatie(ctx, &new))
        .unwrap()
}

/// Debtor, day and state of everything that is owed about an agreement.
fn owed(bank: &Bank, id: InformatieafspraakId) -> Vec<(Option<OrganisatieId>, Date, String)> {
    let gemeente = bank.app.frame(bank.app.slug()).id;
    let all = bank
        .app
        .app
        .db()
        .read_blocking(move |tx| verplichtingen::list_about(tx, gemeente, id.0))
        .unwrap();
    all.into_iter()
        .map(|due| {
            (
                due.debtor_id.map(OrganisatieId),
                due.due.unwrap(),
                due.state,
            )
        })
        .collect()
}

fn l_41_an_agreement_is_due_to_both_parties(db: TestDb) {
    let bank = Bank::new(db);
    let new = new_one(&bank);
    let same = NewInformatieafspraak {
        met: Some(bank.organisatie),
        ..new.clone()
    };
    let refused = bank.act(&bank.regie, move |ctx| agree_informatie(ctx, &same));
    assert_eq!(key(refused), "informatieafspraak-twee-partijen");
    let refused = bank.act(&bank.eigenaar, move |ctx| agree_informatie(ctx, &new));
    assert_eq!(key(refused), "forbidden");
    let id = agreed(&bank);
    let mut open: Vec<_> = owed(&bank, id)
        .into_iter()
        .map(|(who, _, state)| (who, state))
        .collect();
    open.sort();
    let mut expected =
        [bank.organisatie, directing(&bank)].map(|party| (Some(party), "open".to_owned()));
    expected.sort();
    assert_eq!(open, expected);
}

fn o_26_each_party_looks_at_it_itself_and_the_other_still_owes(db: TestDb) {
    let bank = Bank::new(db);
    let id = agreed(&bank);
    let first = owed(&bank, id)[0].1;
    bank.later(366);
    let refused = bank.act(&Actor::Nobody, move |ctx| review_informatie(ctx, id, None));
    assert_eq!(key(refused), "forbidden");
    let slug = bank.app.slug().to_owned();
    let page = |who: &Actor, path: &str| {
        let ask = Ask::get(&format!("/{slug}{path}"));
        let who = As::Person(who.account().unwrap().id);
        bank.app.send(&ask.by(&who).lang("nl")).text()
    };
    // Whoever finds it under Vandaag finds the button where it leads.
    assert!(page(&bank.eigenaar, "/vandaag").contains("/kennisbank/gelijk\""));
    assert!(page(&bank.eigenaar, "/kennisbank/gelijk").contains("Bekeken namens"));
    bank.act(&bank.eigenaar, move |ctx| review_informatie(ctx, id, None))
        .unwrap();
    let open = |party: OrganisatieId| -> Vec<Date> {
        owed(&bank, id)
            .into_iter()
            .filter(|(who, _, state)| *who == Some(party) && state == "open")
            .map(|(_, due, _)| due)
            .collect()
    };
    let today = bank.app.frame(bank.app.slug()).today(bank.app.clock.now());
    let next = today.checked_add(Span::new().years(1)).unwrap();
    let other = directing(&bank);
    assert_eq!(open(bank.organisatie), [next]);
    assert_eq!(open(other), [first], "one press is not for two");
    let gemeente = bank.app.frame(bank.app.slug()).id;
    let due = || {
        bank.app
            .app
            .db()
            .read_blocking(move |tx| list_informatieafspraken(tx, gemeente))
            .unwrap()[0]
            .review_due
    };
    assert_eq!(due(), first, "it waits for the other");
    bank.act(&bank.regie, move |ctx| review_informatie(ctx, id, None))
        .unwrap();
    assert_eq!(
        (open(bank.organisatie), open(other)),
        (vec![next], vec![next])
    );
    assert_eq!(due(), next);
    let met = owed(&bank, id)
        .into_iter()
        .filter(|(_, _, state)| state == "satisfied");
    assert_eq!(met.count(), 2);
}

fn l_41_an_agreement_ends_on_a_day_with_a_reason_and_nobody_owes_it_any_more(db: TestDb) {
    let bank = Bank::new(db);
    let id = agreed(&bank);
    bank.later(40);
    let today = bank.app.frame(bank.app.slug()).today(bank.app.clock.now());
    let why = "Wij noemen geen bedragen meer.";
    let refused = bank.act(&bank.eigenaar, move |ctx| {
        end_informatie(ctx, id, None, why)
    });
    assert_eq!(key(refused), "forbidden");
    let tomorrow = today.tomorrow().unwrap();
    let before = today.checked_sub(Span::new().days(41)).unwrap();
    for (day, reason, said) in [
        (None, "weg", "kennis-reden-nodig"),
        (Some(tomorrow), why, "kennis-gelijk-stop-dag-fout"),
        (Some(before), why, "kennis-gelijk-stop-dag-fout"),
    ] {
        let refused = bank.act(&bank.regie, move |ctx| end_informatie(ctx, id, day, reason));
        assert_eq!(key(refused), said);
    }
    let day = today.yesterday().unwrap();
    bank.act(&bank.regie, move |ctx| {
        end_informatie(ctx, id, Some(day), why)
    })
    .unwrap();
    let states: Vec<String> = owed(&bank, id)
        .into_iter()
        .map(|(.., state)| state)
        .collect();
    assert_eq!(states, ["waived", "waived"]);
    let again = bank.act(&bank.eigenaar, move |ctx| review_informatie(ctx, id, None));
    assert_eq!(key(again), "not found");
    let path = format!("/{}/kennisbank/gelijk", bank.app.slug());
    let who = As::Person(bank.eigenaar.account().unwrap().id);
    let page = bank.app.send(&Ask::get(&path).by(&who).lang("nl")).text();
    assert!(
        page.contains(why) && !page.contains("Bekeken namens"),
        "{page}"
    );
}

on_both_engines!(
    hidden_by_the_regie_and_shown_again,
    l_41_an_agreement_is_due_to_both_parties,
    o_26_each_party_looks_at_it_itself_and_the_other_still_owes,
    l_41_an_agreement_ends_on_a_day_with_a_reason_and_nobody_owes_it_any_more,
);
