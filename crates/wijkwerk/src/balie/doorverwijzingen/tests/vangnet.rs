//! Who steps in where a receiver kept silent opens what the mail is about, and finds another without seeing for whom.

use kit::on_both_engines;
use kit::testing::TestDb;

use super::*;
use crate::balie::doorverwijzingen::model::DoorverwijzingState as State;
use crate::kader::verplichtingen;
use crate::testing::{Answer, Ask};

on_both_engines!(
    the_fallback_opens_what_it_was_mailed_and_finds_another_without_seeing_for_whom,
    inv_18_whoever_leads_reroutes_what_nobody_answered_and_the_hop_counts,
    whoever_leads_elsewhere_is_not_written_about_what_stays_closed,
    whoever_leads_here_sees_what_is_silent_here_however_much_is_elsewhere,
    where_the_fallback_has_nobody_whoever_leads_hears,
    whoever_leads_sends_on_what_came_back_twice,
    what_nobody_can_go_on_with_any_more_leaves_the_lists_and_is_owed_by_nobody,
    what_others_let_pass_stands_below_the_own_work,
    what_is_sent_on_once_more_is_owed_for_the_last_hop_alone,
    what_somebody_else_found_stays_with_the_desk_while_the_person_is_known,
    where_the_desk_left_whoever_leads_hears_that_another_was_found,
);

const SILENT: &str = "niet op tijd geantwoord";

impl Stad {
    fn leader(&self, naam: &str, place: Where) -> Person {
        let account = self.app.an_account(naam);
        account.with_role("coordinator", place).make()
    }

    /// One that this organisation lets pass.
    fn silent(&self, to: &Person) -> DoorverwijzingId {
        let id = self.sent(to);
        self.pass(id);
        id
    }

    fn pass(&self, id: DoorverwijzingId) {
        self.mails();
        self.days(7);
        self.night();
        assert_eq!(self.one(id).state, State::Expired);
    }

    fn get(&self, id: DoorverwijzingId, who: &Person) -> Answer {
        let path = format!("/{}/doorverwijzingen/{id}", self.app.slug());
        let ask = Ask::get(&path).by(&Self::who(who)).lang("nl");
        self.app.send(&ask)
    }

    fn post(&self, id: DoorverwijzingId, what: &str, fields: &str, who: &Person) -> Answer {
        let path = format!("/{}/doorverwijzingen/{id}/{what}", self.app.slug());
        let ask = Ask::post(&path, fields).by(&Self::who(who)).lang("nl");
        self.app.send(&ask)
    }

    fn list(&self, soort: &str, who: &Person) -> String {
        let path = format!("/{}/doorverwijzingen", self.app.slug());
        let ask = Ask::get(&path).query(&format!("lijst={soort}"));
        self.app.send(&ask.by(&Self::who(who)).lang("nl")).text()
    }

    /// What was owed about it, with how that stands.
    fn owed(&self, id: DoorverwijzingId) -> Vec<(String, String)> {
        let gemeente = self.app.frame(self.app.slug()).id;
        let db = self.app.app.db();
        let all = db.read_blocking(move |tx| verplichtingen::list_about(tx, gemeente, id.0));
        let all = all.unwrap().into_iter();
        all.map(|one| (one.soort, one.state)).collect()
    }

    fn wrote(&self, to: &str, words: &str) -> usize {
        let mails = self.mails();
        let found = mails.iter().filter(|(address, _, body)| {
            address == to && body.contains(words) && body.contains("/doorverwijzingen/")
        });
        found.count()
    }
}

fn the_fallback_opens_what_it_was_mailed_and_finds_another_without_seeing_for_whom(db: TestDb) {
    let stad = Stad::new(db);
    stad.route(&stad.partner, 2, stad.ander.organisatie);
    let id = stad.sent(&stad.partner);
    assert_eq!(stad.get(id, &stad.ander).status, 404, "nothing is late yet");
    stad.pass(id);
    assert_eq!(stad.wrote(&stad.ander.email, SILENT), 1);
    assert_eq!(stad.one(id).vangnet, stad.ander.organisatie);
    let page = stad.get(id, &stad.ander);
    assert_eq!(page.status, 200);
    let text = page.text();
    assert!(text.contains("/verder\""), "{text}");
    for secret in ["Kim", "0612345678", "niet rond van mijn geld"] {
        assert!(!text.contains(secret), "{text}");
    }
    assert!(matches!(
        stad.post(id, "gegevens", "", &stad.ander).status,
        403 | 404
    ));
    // It stands in the list of what comes to us.
    let path = format!("/{}/doorverwijzingen?lijst=ons", stad.app.slug());
    let list = stad
        .app
        .send(&Ask::get(&path).by(&Stad::who(&stad.ander)).lang("nl"))
        .text();
    assert!(
        list.contains(&format!("/doorverwijzingen/{id}\"")),
        "{list}"
    );
    // Somebody of yet another organisation knows nothing of it.
    let elders = stad.without_people();
    let vreemd = stad
        .app
        .an_account("Vera Vreemd")
        .of(elders)
        .with_role("aanbodbeheerder", Where::Organisatie(elders))
        .make();
    assert_eq!(stad.get(id, &vreemd).status, 404);
    let fields = format!("naar={elders}&wijze=cold");
    assert_eq!(stad.post(id, "verder", &fields, &vreemd).status, 404);
    let done = stad.post(id, "verder", &fields, &stad.ander);
    assert_eq!(done.status, 303, "{}", done.text());
    assert!(
        done.location()
            .ends_with(&format!("/doorverwijzingen/{id}"))
    );
    let chain = stad.chain(id);
    assert_eq!(chain.len(), 2);
    let next = &chain[1];
    assert_eq!((next.hop, next.state), (1, State::Proposed));
    assert_eq!(next.van_account, Some(stad.balie.account));
    assert_eq!(next.vangnet, None, "that was of the one before");
    assert_eq!(stad.get(next.id, &stad.ander).status, 404);
    assert_eq!(stad.wrote(&stad.balie.email, "Lees samen de nieuwe zin"), 1);
    // Only the desk has the resident's yes, and sends it.
    let (actor, zin) = (stad.actor(&stad.ander), stad.person(id).unwrap().zin);
    let id = next.id;
    let wrong = stad
        .app
        .write(&actor, move |ctx| actions::agree(ctx, id, &zin));
    assert!(matches!(wrong, Err(Error::NotFound(_))), "{wrong:?}");
    stad.send(id);
    assert_eq!(stad.one(id).state, State::Sent);
}

fn inv_18_whoever_leads_reroutes_what_nobody_answered_and_the_hop_counts(db: TestDb) {
    let stad = Stad::new(db);
    let co = stad.leader("Co Verzonnen", Where::Gemeente);
    let id = stad.silent(&stad.partner);
    assert_eq!(stad.wrote(&co.email, SILENT), 1);
    let page = stad.get(id, &co);
    assert_eq!(page.status, 200);
    let text = page.text();
    assert!(
        text.contains("/verder\"") && !text.contains("Kim"),
        "{text}"
    );
    assert_eq!(stad.post(id, "gegevens", "", &co).status, 403);
    assert_eq!(stad.post(id, "briefje", "", &co).status, 403);
    let to = stad.ander.organisatie.unwrap();
    let fields = format!("naar={to}&wijze=cold");
    let done = stad.post(id, "verder", &fields, &co);
    assert_eq!(done.status, 303, "{}", done.text());
    let twice = stad.post(id, "verder", &fields, &co);
    assert!((400..500).contains(&twice.status), "{}", twice.status);
    let second = stad.chain(id)[1].id;
    stad.send(second);
    stad.pass(second);
    // The second hop: now it is the regisseur's own, with what is needed to go on.
    let third = stad.again(second, &stad.partner).unwrap();
    let hops: Vec<i64> = stad.chain(id).iter().map(|one| one.hop).collect();
    assert_eq!(hops, [0, 1, 2]);
    assert!(stad.one(third).escalated_at.is_some());
    assert_eq!(stad.post(third, "gegevens", "", &co).status, 200);
}

fn whoever_leads_elsewhere_is_not_written_about_what_stays_closed(db: TestDb) {
    let stad = Stad::new(db);
    let last = stad.app.frame(stad.app.slug()).wijken().last().unwrap().id;
    assert_ne!(last, stad.wijk());
    let elders = stad.leader("Els Elders", Where::Gebied(last));
    let hier = stad.leader("Hil Hier", Where::Gebied(stad.wijk()));
    let id = stad.silent(&stad.partner);
    assert_eq!(stad.wrote(&hier.email, SILENT), 1);
    assert_eq!(stad.wrote(&elders.email, SILENT), 0);
    assert_eq!(stad.get(id, &hier).status, 200);
    assert_eq!(stad.get(id, &elders).status, 404);
}

fn whoever_leads_here_sees_what_is_silent_here_however_much_is_elsewhere(db: TestDb) {
    // One more than a page of the list holds, all with the same norm and all newer.
    const ELSEWHERE: usize = 51;
    let stad = Stad::new(db);
    let frame = stad.app.frame(stad.app.slug());
    let (gemeente, last) = (frame.id, frame.wijken().last().unwrap().id);
    assert_ne!(last, stad.wijk());
    let hier = stad.leader("Hil Hier", Where::Gebied(stad.wijk()));
    let overal = stad.leader("Co Verzonnen", Where::Gemeente);
    let desk = stad.app.an_account("Bea Balie");
    let desk = desk.of(stad.balie.organisatie.unwrap());
    let desk = desk.with_role("contactmedewerker", Where::Gemeente).make();
    let id = stad.sent(&stad.partner);
    let there: Vec<NewDoorverwijzing> = (0..ELSEWHERE)
        .map(|_| NewDoorverwijzing {
            gebied: Some(last),
            ..stad.new_one(&stad.partner)
        })
        .collect();
    let sent = stad.app.write(&stad.actor(&desk), move |ctx| {
        for new in &there {
            let id = actions::propose(ctx, new)?;
            let zin = store::find_person(ctx, gemeente, id)?.unwrap().zin;
            actions::agree(ctx, id, &zin)?;
            actions::send(ctx, id)?;
        }
        Ok(())
    });
    sent.unwrap();
    stad.pass(id);
    let list = stad.list("regie", &hier);
    assert_eq!(
        list.matches("<li><div><a class=\"ww-cover").count(),
        1,
        "{list}"
    );
    assert!(
        list.contains(&format!("/doorverwijzingen/{id}\"")),
        "{list}"
    );
    let list = stad.list("regie", &overal);
    let rows = list.matches("<li><div><a class=\"ww-cover").count();
    assert!(rows > 1, "{rows}");
}

fn where_the_fallback_has_nobody_whoever_leads_hears(db: TestDb) {
    let stad = Stad::new(db);
    let co = stad.leader("Co Verzonnen", Where::Gemeente);
    stad.route(&stad.partner, 2, Some(stad.without_people()));
    let id = stad.silent(&stad.partner);
    assert_eq!(stad.wrote(&co.email, SILENT), 1);
    assert_eq!(stad.get(id, &co).status, 200);
}

fn whoever_leads_sends_on_what_came_back_twice(db: TestDb) {
    let stad = Stad::new(db);
    let co = stad.leader("Co Verzonnen", Where::Gemeente);
    let id = stad.sent(&stad.partner);
    stad.answer(id, &stad.partner, NO).unwrap();
    let second = stad.again(id, &stad.ander).unwrap();
    stad.send(second);
    stad.answer(second, &stad.ander, NO).unwrap();
    let third = stad.again(second, &stad.partner).unwrap();
    assert_eq!(stad.get(third, &co).status, 200);
    let zin = stad.person(third).unwrap().zin;
    let fields = format!("zin={zin}");
    let done = stad.post(third, "versturen", &fields, &co);
    assert_eq!(done.status, 303, "{}", done.text());
    assert_eq!(stad.one(third).state, State::Sent);
    assert_eq!(
        stad.post(third, "antwoord", "doe=aannemen", &co).status,
        303
    );
    // The resident's verdict is heard at the desk, not by whoever leads.
    assert_eq!(
        stad.post(third, "oordeel", "uitkomst=helped", &co).status,
        403
    );
}

fn what_nobody_can_go_on_with_any_more_leaves_the_lists_and_is_owed_by_nobody(db: TestDb) {
    let stad = Stad::new(db);
    let co = stad.leader("Co Verzonnen", Where::Gemeente);
    stad.route(&stad.partner, 2, stad.ander.organisatie);
    let id = stad.silent(&stad.partner);
    let row = format!("/doorverwijzingen/{id}\"");
    let aanname = |state: &str| vec![("doorverwijzing.aanname".to_owned(), state.to_owned())];
    for (soort, who) in [("regie", &co), ("ons", &stad.ander)] {
        assert!(stad.list(soort, who).contains(&row), "{soort}");
    }
    assert_eq!(stad.owed(id), aanname("open"));
    stad.days(91);
    stad.night();
    assert!(stad.person(id).is_none(), "there is nobody to go on with");
    for (soort, who) in [("regie", &co), ("ons", &stad.ander)] {
        assert!(!stad.list(soort, who).contains(&row), "{soort}");
    }
    assert_eq!(stad.owed(id), aanname("waived"));
}

fn what_others_let_pass_stands_below_the_own_work(db: TestDb) {
    let stad = Stad::new(db);
    stad.route(&stad.partner, 2, stad.ander.organisatie);
    let caught = stad.silent(&stad.partner);
    let own = stad.sent(&stad.ander);
    let list = stad.list("ons", &stad.ander);
    let at = |id: DoorverwijzingId| list.find(&format!("/doorverwijzingen/{id}\"")).unwrap();
    assert!(at(own) < at(caught), "{list}");
}

fn what_is_sent_on_once_more_is_owed_for_the_last_hop_alone(db: TestDb) {
    let stad = Stad::new(db);
    let mut id = stad.sent(&stad.partner);
    let mut chain = vec![id];
    for (from, to) in [
        (&stad.partner, &stad.ander),
        (&stad.ander, &stad.partner),
        (&stad.partner, &stad.ander),
    ] {
        stad.answer(id, from, NO).unwrap();
        id = stad.again(id, to).unwrap();
        stad.send(id);
        chain.push(id);
    }
    let regie: Vec<Vec<String>> = chain
        .iter()
        .map(|one| {
            let all = stad.owed(*one).into_iter();
            all.filter(|(soort, _)| soort == "doorverwijzing.regie")
                .map(|(_, state)| state)
                .collect()
        })
        .collect();
    let none: [&str; 0] = [];
    assert_eq!(regie[0], none);
    assert_eq!(regie[1], none);
    assert_eq!(regie[2], ["waived"]);
    assert_eq!(regie[3], ["open"]);
}

fn what_somebody_else_found_stays_with_the_desk_while_the_person_is_known(db: TestDb) {
    let stad = Stad::new(db);
    stad.route(&stad.partner, 2, stad.ander.organisatie);
    let id = stad.silent(&stad.partner);
    let left = stad.propose(stad.new_one(&stad.partner));
    let to = stad.balie.organisatie.unwrap();
    let done = stad.post(id, "verder", &format!("naar={to}&wijze=cold"), &stad.ander);
    assert_eq!(done.status, 303, "{}", done.text());
    let next = stad.chain(id)[1].id;
    let row = |id: DoorverwijzingId| format!("/doorverwijzingen/{id}\"");
    stad.days(8);
    let list = stad.list("mijn", &stad.balie);
    assert!(list.contains(&row(next)), "{list}");
    assert!(
        !list.contains(&row(left)),
        "nobody agreed to it within the week"
    );
    stad.days(83);
    let list = stad.list("mijn", &stad.balie);
    assert!(
        !list.contains(&row(next)),
        "its words and its person are gone"
    );
}

fn where_the_desk_left_whoever_leads_hears_that_another_was_found(db: TestDb) {
    let stad = Stad::new(db);
    let co = stad.leader("Co Verzonnen", Where::Gemeente);
    stad.route(&stad.partner, 2, stad.ander.organisatie);
    let id = stad.silent(&stad.partner);
    let balie = stad.balie.account;
    stad.app
        .write(&Actor::Command, move |ctx| {
            let (gemeente, now) = (ctx.gemeente(), ctx.now);
            ctx.exec(
                "UPDATE accounts SET ended_at = $3 WHERE gemeente_id = $1 AND id = $2",
                &[&gemeente, &balie, &now],
            )?;
            Ok(())
        })
        .unwrap();
    let to = stad.without_people();
    let done = stad.post(id, "verder", &format!("naar={to}&wijze=cold"), &stad.ander);
    assert_eq!(done.status, 303, "{}", done.text());
    assert_eq!(stad.wrote(&co.email, "werkt hier niet meer"), 1);
    assert_eq!(stad.wrote(&stad.balie.email, "Lees samen de nieuwe zin"), 0);
}
