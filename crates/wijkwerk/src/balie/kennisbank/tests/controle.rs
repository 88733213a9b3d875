//! A text is asked about in time, hidden when nobody answers, and comes back.

use kit::db::Queries;

use super::*;
use crate::balie::kennisbank::actions::UNREACHABLE;
use crate::kader::organisaties::actions::{NewOrganisatie, add_organisatie};

fn what_is_right_is_asked_again_in_time_hidden_when_nobody_answers_and_comes_back(db: TestDb) {
    let bank = Bank::new(db);
    let id = bank.shown();
    let item = bank.item(id);
    let today = bank.app.frame(bank.app.slug()).today(bank.app.clock.now());
    let due = today.checked_add(Span::new().days(180)).unwrap();
    assert_eq!(item.review_due, Some(due));
    assert_eq!(Freshness::of(&item, today), Freshness::Checked(today));
    bank.later(179);
    let done = bank.act(&Actor::Job("nightly"), ask_and_hide).unwrap();
    assert_eq!((done.asked, done.hidden), (0, 0));
    bank.later(1);
    let done = bank.act(&Actor::Job("nightly"), ask_and_hide).unwrap();
    assert_eq!((done.asked, done.hidden), (1, 0));
    assert_eq!(
        Freshness::of(&bank.item(id), due),
        Freshness::Overdue(today)
    );
    let again = bank.act(&Actor::Job("nightly"), ask_and_hide).unwrap();
    assert_eq!((again.asked, again.hidden), (0, 0));
    bank.later(30);
    let done = bank.act(&Actor::Job("nightly"), ask_and_hide).unwrap();
    assert_eq!((done.asked, done.hidden), (0, 1));
    assert_eq!(bank.item(id).state, ItemState::InControl);
    let refused = bank.act(&bank.regie, move |ctx| restore(ctx, id));
    assert_eq!(key(refused), "kennis-te-oud-om-te-tonen");
    // Somebody of the owner taps the link.
    let holder = Actor::Link(LinkHolder {
        id: LinkId(uuid::Uuid::nil()),
        kind: LinkKind::Bron,
        subject: id.0,
        holder: bank.organisatie.0,
    });
    bank.act(&holder, move |ctx| confirm(ctx, id)).unwrap();
    let item = bank.item(id);
    assert_eq!(
        (item.state, item.assured_by),
        (ItemState::Published, Some(AssuredBy::Partner))
    );
    let gemeente = bank.app.frame(bank.app.slug()).id;
    let dues = bank
        .app
        .app
        .db()
        .read_blocking(move |tx| verplichtingen::list_about(tx, gemeente, id.0))
        .unwrap();
    let states: Vec<&str> = dues.iter().map(|due| due.state.as_str()).collect();
    assert_eq!(states, ["satisfied", "open"]);
    assert_eq!(dues[1].due, item.review_due);
}

fn l_35_the_day_of_checking_is_asked_about_whatever_was_asked_before(db: TestDb) {
    let bank = Bank::new(db);
    let id = bank.shown();
    bank.later(100);
    bank.act(&bank.balie, move |ctx| {
        flag(ctx, id, FlagKind::Wrong, "Het nummer klopt niet meer.")
    })
    .unwrap();
    bank.later(80);
    let asked = || {
        let done = bank.act(&Actor::Job("nightly"), ask_and_hide).unwrap();
        done.asked
    };
    assert_eq!((asked(), asked()), (1, 0), "about that day, and once");
    bank.later(1);
    assert_eq!(asked(), 0);
    // Another day of checking is another question.
    let soon = bank.app.frame(bank.app.slug()).today(bank.app.clock.now());
    let soon = soon.checked_add(Span::new().days(2)).unwrap();
    bank.act(&bank.regie, move |ctx| {
        set_review(ctx, id, Some(soon), false)
    })
    .unwrap();
    bank.later(2);
    assert_eq!((asked(), asked()), (1, 0));
}

/// An organisation where nobody has an account, which this item is of.
fn given_away(bank: &Bank, id: KennisitemId) -> OrganisatieId {
    let from = bank.app.frame(bank.app.slug()).today(bank.app.clock.now());
    let own = bank
        .act(&Actor::Command, move |ctx| {
            let new = NewOrganisatie {
                naam: "Stichting Stilte".to_owned(),
                soort: "overig".to_owned(),
                domein: "bestuur".to_owned(),
                from,
            };
            let own = add_organisatie(ctx, &new, None)?;
            let gemeente = ctx.gemeente();
            ctx.exec(
                "UPDATE kennisitems SET organisatie_id = $3 WHERE gemeente_id = $1 AND id = $2",
                &[&gemeente, &id, &own],
            )?;
            Ok(own)
        })
        .unwrap();
    bank.app.app.forget_frame(bank.app.slug());
    own
}

fn l_35_an_owner_whom_no_question_reaches_is_told_to_the_regie_once(db: TestDb) {
    let bank = Bank::new(db);
    let _regisseur = bank.app.actor("regisseur");
    let (id, reached) = (bank.shown(), bank.shown());
    let own = given_away(&bank, id);
    for id in [id, id, reached] {
        bank.act(&bank.balie, move |ctx| {
            flag(ctx, id, FlagKind::Wrong, "Het nummer klopt niet meer.")
        })
        .unwrap();
    }
    let gemeente = bank.app.frame(bank.app.slug()).id;
    let owed = |about: OrganisatieId| -> Vec<(String, String)> {
        let all = bank
            .app
            .app
            .db()
            .read_blocking(move |tx| verplichtingen::list_about(tx, gemeente, about.0))
            .unwrap();
        let all = all.into_iter().filter(|due| due.soort == UNREACHABLE);
        all.map(|due| (due.debtor_rol.unwrap_or_default(), due.state))
            .collect()
    };
    let is = |state: &str| vec![("regisseur".to_owned(), state.to_owned())];
    assert_eq!(owed(own), is("open"), "once, however often it is asked");
    assert!(
        owed(bank.organisatie).is_empty(),
        "somebody there writes, so nobody is missed"
    );
    crate::notifications::read_new(&bank.app.app).unwrap();
    let told: i64 = bank
        .app
        .app
        .db()
        .read_blocking(move |tx| {
            Ok::<_, Error>(tx.query_one(
                "SELECT count(DISTINCT seq) FROM mails WHERE gemeente_id = $1 \
                 AND subject = 'Niemand van Stichting Stilte is te vragen of een tekst klopt'",
                &[&gemeente],
                |row| row.get(0),
            )?)
        })
        .unwrap();
    assert_eq!(told, 1);
    let night = || bank.act(&Actor::Job("nightly"), ask_and_hide).unwrap();
    night();
    assert_eq!(owed(own), is("open"), "nothing changed");
    bank.act(&Actor::Command, move |ctx| {
        let gemeente = ctx.gemeente();
        ctx.exec(
            "UPDATE kennisitems SET email = 'stilte@voorbeeld.example' WHERE gemeente_id = $1 AND id = $2",
            &[&gemeente, &id],
        )?;
        Ok(())
    })
    .unwrap();
    night();
    assert_eq!(owed(own), is("satisfied"));
}

on_both_engines!(
    what_is_right_is_asked_again_in_time_hidden_when_nobody_answers_and_comes_back,
    l_35_the_day_of_checking_is_asked_about_whatever_was_asked_before,
    l_35_an_owner_whom_no_question_reaches_is_told_to_the_regie_once,
);
