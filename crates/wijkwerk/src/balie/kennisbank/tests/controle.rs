//! A text is asked about in time, hidden when nobody answers, and comes back.

use super::*;

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

on_both_engines!(what_is_right_is_asked_again_in_time_hidden_when_nobody_answers_and_comes_back,);
