use kit::db::Queries;
use kit::on_both_engines;
use kit::testing::TestDb;

use super::*;
use crate::balie::doorverwijzingen::model::DoorverwijzingState as State;
use crate::kader::verplichtingen;
use crate::testing::Ask;

on_both_engines!(
    the_exact_sentence_is_agreed_to_and_nothing_goes_before,
    without_a_name_it_goes_with_a_code,
    inv_17_without_a_route_that_was_agreed_to_it_is_flagged,
    l_44_the_desk_finds_it_by_code_without_asking_again,
    l_46_who_does_not_answer_in_time_loses_it_and_everybody_hears,
    l_81_the_same_flow_goes_both_ways,
    o_27_the_receiver_owes_an_answer,
    o_27_whoever_can_do_something_about_it_finds_it_under_vandaag,
    inv_18_no_hop_is_hidden_and_the_second_one_escalates,
    a_no_over_wrong_data_flags_the_text,
    what_is_kept_of_the_person_goes_ninety_days_after_the_outcome,
);

fn the_exact_sentence_is_agreed_to_and_nothing_goes_before(db: TestDb) {
    let stad = Stad::new(db);
    let id = stad.propose(stad.new_one(&stad.partner));
    let zin = stad.person(id).unwrap().zin;
    for part in [
        "mijn naam",
        "mijn telefoonnummer",
        "Ik kom niet rond van mijn geld",
        "Negentig dagen",
    ] {
        assert!(zin.contains(part), "{zin}");
    }
    let early = stad.desk(move |ctx| actions::send(ctx, id));
    assert!(matches!(early, Err(Error::Refused(said)) if said.key == "verwijs-eerst-akkoord"));
    let other = stad.desk(move |ctx| actions::agree(ctx, id, "Ik vind alles goed."));
    assert!(matches!(other, Err(Error::Stale(_))), "{other:?}");
    assert!(stad.mails().is_empty());
    stad.send(id);
    let person = stad.person(id).unwrap();
    assert_eq!(person.zin, zin);
    assert!(person.agreed_at.is_some());
    assert_eq!(stad.one(id).state, State::Sent);
    let mails = stad.mails();
    let partner = mails
        .iter()
        .find(|(to, ..)| *to == stad.partner.email)
        .unwrap();
    for secret in ["Kim", "0612345678", "niet rond"] {
        assert!(
            !partner.1.contains(secret) && !partner.2.contains(secret),
            "{partner:?}"
        );
    }
    assert!(mails.iter().any(|(to, ..)| to == "kim@bewoners.example"));
}

fn without_a_name_it_goes_with_a_code(db: TestDb) {
    let stad = Stad::new(db);
    let anonymous = NewDoorverwijzing {
        persoon: Persoon {
            taal: "nl".to_owned(),
            ..Persoon::default()
        },
        ..stad.new_one(&stad.partner)
    };
    let warm = NewDoorverwijzing {
        wijze: Wijze::Warm,
        ..anonymous.clone()
    };
    let refused = stad.desk(move |ctx| actions::propose(ctx, &warm));
    assert!(matches!(refused, Err(Error::Invalid(_))), "{refused:?}");
    let id = stad.propose(anonymous);
    stad.send(id);
    assert!(
        stad.person(id)
            .unwrap()
            .zin
            .contains("Wie ik ben wordt niet bewaard")
    );
    assert_eq!(stad.mails().len(), 1, "only the receiver hears");
}

fn inv_17_without_a_route_that_was_agreed_to_it_is_flagged(db: TestDb) {
    let stad = Stad::new(db);
    stad.route(&stad.partner, 2, None);
    let agreed = stad.sent(&stad.partner);
    let other = stad.sent(&stad.ander);
    assert!(stad.one(agreed).route.is_some());
    assert!(stad.one(other).route.is_none());
    let path = |id| format!("/{}/doorverwijzingen/{id}", stad.app.slug());
    let page = |id| {
        stad.app
            .send(&Ask::get(&path(id)).by(&Stad::who(&stad.balie)).lang("nl"))
            .text()
    };
    assert!(!page(agreed).contains("Zonder vaste route"));
    assert!(page(other).contains("Zonder vaste route"));
    // Only the receiver itself agrees to its route.
    let new = NewRoute {
        onderwerp: "wonen".to_owned(),
        gebied: None,
        organisatie: stad.ander.organisatie.unwrap(),
        item: None,
        norm_werkdagen: 3,
        vangnet: None,
        review_due: None,
    };
    let route = stad
        .app
        .write(&Actor::Command, move |ctx| actions::add_route(ctx, &new))
        .unwrap();
    let wrong = stad.app.write(&stad.actor(&stad.partner), move |ctx| {
        actions::consent(ctx, route)
    });
    assert!(matches!(wrong, Err(Error::Forbidden(_))), "{wrong:?}");
}

fn l_44_the_desk_finds_it_by_code_without_asking_again(db: TestDb) {
    let stad = Stad::new(db);
    let frame = stad.app.frame(stad.app.slug());
    let own = frame
        .organisaties
        .iter()
        .find(|one| one.soort == "gemeente")
        .unwrap()
        .id;
    let centrale = stad
        .app
        .an_account("Cas Centraal")
        .of(own)
        .with_role(
            "contactmedewerker",
            Where::Gebied(frame.wijken().last().unwrap().id),
        )
        .make();
    let id = stad.sent(&centrale);
    let code = stad.one(id).code.to_lowercase();
    let slug = stad.app.slug().to_owned();
    let ask = |who: &Person, code: &str| {
        let path = format!("/{slug}/balie/code");
        stad.app.send(
            &Ask::post(&path, &format!("code={code}"))
                .by(&Stad::who(who))
                .lang("nl"),
        )
    };
    let found = ask(&centrale, &code);
    assert_eq!(found.status, 303, "{}", found.text());
    assert_eq!(found.location(), format!("/{slug}/doorverwijzingen/{id}"));
    let page = stad
        .app
        .send(
            &Ask::get(found.location())
                .by(&Stad::who(&centrale))
                .lang("nl"),
        )
        .text();
    assert!(page.contains("Ik kom niet rond van mijn geld"), "{page}");
    stad.app
        .write(&stad.actor(&centrale), move |ctx| actions::arrive(ctx, id))
        .unwrap();
    assert_eq!(stad.one(id).state, State::Arrived);
    // Somebody of another organisation hears where to go, and no more; a code that was made up is nobody's.
    let elders = ask(&stad.partner, &code);
    assert_eq!(elders.status, 200);
    let text = elders.text();
    assert!(text.contains("Deze code hoort bij"), "{text}");
    assert!(!text.contains("Ik kom niet rond"), "{text}");
    assert_eq!(ask(&centrale, "B2C3D4").status, 400);
    for _ in 0..70 {
        ask(&stad.ander, "B2C3D4");
    }
    assert_eq!(ask(&stad.ander, &code).status, 429);
}

fn l_46_who_does_not_answer_in_time_loses_it_and_everybody_hears(db: TestDb) {
    let stad = Stad::new(db);
    stad.route(&stad.partner, 2, stad.ander.organisatie);
    let id = stad.sent(&stad.partner);
    let due = stad.one(id).due.unwrap();
    // Monday the second of March, two working days.
    assert_eq!(due, jiff::civil::date(2026, 3, 4));
    stad.mails();
    stad.days(2);
    stad.night();
    assert_eq!(stad.one(id).state, State::Sent);
    stad.days(1);
    stad.night();
    stad.night();
    assert_eq!(stad.one(id).state, State::Expired);
    let late = stad.answer(id, &stad.partner, Antwoord::Accept);
    assert!(matches!(late, Err(Error::Refused(said)) if said.key == "verwijs-te-laat"));
    let mails = stad.mails();
    let heard = |address: &str, words: &str| {
        let found = mails
            .iter()
            .filter(|(to, _, body)| to == address && body.contains(words));
        found.count()
    };
    assert_eq!(
        heard(&stad.ander.email, "niet op tijd geantwoord"),
        1,
        "the fallback"
    );
    assert_eq!(
        heard("kim@bewoners.example", "niet op tijd geantwoord"),
        1,
        "the resident"
    );
    assert_eq!(
        heard(&stad.balie.email, "niet op tijd geantwoord"),
        1,
        "the desk"
    );
}

fn l_81_the_same_flow_goes_both_ways(db: TestDb) {
    let stad = Stad::new(db);
    let wijk = stad.wijk();
    let huis = stad
        .app
        .an_account("Wil Woonzorg")
        .of(stad.partner.organisatie.unwrap())
        .with_role("contactmedewerker", Where::Gebied(wijk))
        .make();
    let new = stad.new_one(&stad.balie);
    let actor = stad.actor(&huis);
    let id = stad
        .app
        .write(&actor, move |ctx| actions::propose(ctx, &new))
        .unwrap();
    let zin = stad.person(id).unwrap().zin;
    stad.app
        .write(&actor, move |ctx| {
            actions::agree(ctx, id, &zin)?;
            actions::send(ctx, id)
        })
        .unwrap();
    assert_eq!(stad.one(id).code.len(), 6);
    let mails = stad.mails();
    let asked = mails
        .iter()
        .filter(|(to, _, body)| to != "kim@bewoners.example" && body.contains("/l/"));
    assert!(asked.count() > 0, "{mails:?}");
    stad.answer(id, &stad.balie, Antwoord::Accept).unwrap();
    stad.desk(move |ctx| actions::arrive(ctx, id)).unwrap();
    stad.judge(id, Uitkomst::Helped).unwrap();
    assert_eq!(stad.one(id).state, State::Settled);
}

fn o_27_the_receiver_owes_an_answer(db: TestDb) {
    let stad = Stad::new(db);
    let gemeente = stad.app.frame(stad.app.slug()).id;
    let due_of = |id: DoorverwijzingId| {
        let all = stad
            .app
            .app
            .db()
            .read_blocking(move |tx| verplichtingen::list_about(tx, gemeente, id.0));
        let mut all = all.unwrap().into_iter();
        let found = all
            .find(|one| one.soort == "doorverwijzing.aanname")
            .expect("a due");
        (found.debtor_id, found.due, found.state)
    };
    let id = stad.sent(&stad.partner);
    let debtor = stad.partner.organisatie.map(|one| one.0);
    // Without a route the term of the inrichting counts.
    let day = Some(jiff::civil::date(2026, 3, 4));
    assert_eq!(due_of(id), (debtor, day, "open".to_owned()));
    stad.answer(id, &stad.partner, Antwoord::Accept).unwrap();
    assert_eq!(due_of(id).2, "satisfied");
    let silent = stad.sent(&stad.partner);
    stad.days(4);
    stad.night();
    assert_eq!(
        due_of(silent).2,
        "open",
        "it stays red until somebody goes on"
    );
    stad.again(silent, &stad.ander).unwrap();
    assert_eq!(due_of(silent).2, "waived");
}

fn o_27_whoever_can_do_something_about_it_finds_it_under_vandaag(db: TestDb) {
    let stad = Stad::new(db);
    let regisseur = stad
        .app
        .an_account("Co Verzonnen")
        .with_role("coordinator", Where::Gemeente)
        .make();
    let vandaag = |who: &Person, lang: &str| {
        let path = format!("/{}/vandaag", stad.app.slug());
        let ask = Ask::get(&path).by(&Stad::who(who)).lang(lang);
        stad.app.send(&ask).text()
    };
    let leads = |id: DoorverwijzingId| format!("/doorverwijzingen/{id}\"");
    let (one, other) = (stad.sent(&stad.partner), stad.sent(&stad.partner));
    for (lang, act) in [
        ("nl", "Antwoord geven op een doorverwijzing"),
        ("en", "Answering a referral"),
    ] {
        let page = vandaag(&stad.partner, lang);
        assert_eq!(page.matches(act).count(), 2, "{page}");
        assert!(page.contains(&leads(one)) && page.contains(&leads(other)));
        assert!(!page.contains("Kim Verzonnen"), "{page}");
    }
    assert!(!vandaag(&stad.ander, "nl").contains(&leads(one)));
    let colleague = stad.app.an_account("Cas Verzonnen");
    let colleague = colleague.of(stad.partner.organisatie.unwrap()).make();
    let page = vandaag(&colleague, "nl");
    assert!(page.contains("Er wacht niets op u"), "{page}");
    stad.answer(one, &stad.partner, Antwoord::Accept).unwrap();
    stad.days(4);
    stad.night();
    let page = vandaag(&stad.partner, "nl");
    assert!(
        !page.contains(&leads(one)) && !page.contains(&leads(other)),
        "what was answered, and what came too late to be answered"
    );
    // Twice on: somebody who keeps the partners together must look at it.
    let second = stad.again(other, &stad.ander).unwrap();
    stad.send(second);
    stad.answer(second, &stad.ander, NO).unwrap();
    let third = stad.again(second, &stad.partner).unwrap();
    stad.send(third);
    let page = vandaag(&regisseur, "nl");
    assert!(
        page.contains("Een doorverwijzing oplossen die blijft hangen")
            && page.contains(&leads(third)),
        "{page}"
    );
}

fn inv_18_no_hop_is_hidden_and_the_second_one_escalates(db: TestDb) {
    let stad = Stad::new(db);
    let mut chance = 7_u64;
    for _ in 0..12 {
        let first = stad.sent(&stad.partner);
        let mut id = first;
        let mut hops = 0;
        loop {
            chance = chance
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let to = if hops % 2 == 0 {
                &stad.partner
            } else {
                &stad.ander
            };
            if (chance >> 33).is_multiple_of(3) || hops == 4 {
                stad.answer(id, to, Antwoord::Accept).unwrap();
                break;
            }
            let early = stad.again(id, to);
            assert!(early.is_err(), "nothing came back yet");
            stad.answer(id, to, NO).unwrap();
            let next = if hops % 2 == 0 {
                &stad.ander
            } else {
                &stad.partner
            };
            let again = stad.again(id, next).unwrap();
            assert!(stad.again(id, next).is_err(), "one next at most");
            stad.send(again);
            id = again;
            hops += 1;
        }
        let chain = stad.chain(first);
        assert_eq!(chain.len(), hops + 1);
        for (n, one) in chain.iter().enumerate() {
            assert_eq!(usize::try_from(one.hop).unwrap(), n);
            assert_eq!(one.vorige, n.checked_sub(1).map(|before| chain[before].id));
            assert_eq!(one.escalated_at.is_some(), n >= 2, "hop {n}");
        }
        let path = format!("/{}/doorverwijzingen/{id}", stad.app.slug());
        let page = stad
            .app
            .send(&Ask::get(&path).by(&Stad::who(&stad.balie)).lang("nl"))
            .text();
        assert_eq!(
            page.matches("ww-thread__item ").count(),
            chain.len(),
            "{page}"
        );
    }
}

fn a_no_over_wrong_data_flags_the_text(db: TestDb) {
    let stad = Stad::new(db);
    let item = stad.item(&stad.partner);
    let id = stad.propose(NewDoorverwijzing {
        item: Some(item),
        ..stad.new_one(&stad.partner)
    });
    stad.send(id);
    stad.answer(id, &stad.partner, Antwoord::Decline(Reden::DataWrong))
        .unwrap();
    let flags = stad
        .app
        .app
        .db()
        .read_blocking(move |tx| {
            Ok::<_, Error>(tx.query(
                "SELECT soort, kennisitem_id FROM kennis_vlaggen ORDER BY id LIMIT 10",
                &[],
                |row| Ok((row.get::<String>(0)?, row.get::<KennisitemId>(1)?)),
            )?)
        })
        .unwrap();
    assert_eq!(flags, [("wrong".to_owned(), item)]);
}

fn what_is_kept_of_the_person_goes_ninety_days_after_the_outcome(db: TestDb) {
    let stad = Stad::new(db);
    let id = stad.sent(&stad.partner);
    stad.answer(id, &stad.partner, Antwoord::Accept).unwrap();
    stad.days(10);
    stad.judge(id, Uitkomst::Partly).unwrap();
    stad.mails();
    stad.days(89);
    stad.night();
    assert!(stad.person(id).is_some());
    stad.days(2);
    stad.night();
    assert!(stad.person(id).is_none());
    let left = stad.mails();
    assert!(
        left.iter().all(|(to, ..)| to != "kim@bewoners.example"),
        "{left:?}"
    );
    // The referral and its outcome stay; there is nobody in it.
    assert_eq!(stad.one(id).uitkomst, Some(Uitkomst::Partly));
    let left_behind = stad.propose(stad.new_one(&stad.partner));
    stad.days(8);
    stad.night();
    assert!(stad.person(left_behind).is_none(), "nobody agreed");
}
