//! What residents ask on the website, and how they are answered.

use kit::testing::TestDb;

use super::*;
use crate::jobs;
use crate::kader::accounts::actor_for;
use crate::testing::{Answer, As, Ask, Where};

kit::on_both_engines!(
    l_22_a_question_on_the_website_is_an_open_question_of_the_desk,
    l_22_whoever_wants_to_be_called_gets_the_term_of_a_call,
    inv_19_whoever_looks_for_themselves_leaves_nothing,
    inv_19_the_address_of_who_asks_stands_apart_and_goes_with_the_mails,
    an_answer_in_words_goes_by_mail_and_once,
    an_answer_after_that_of_a_colleague_is_given_back,
    a_partner_with_a_late_answer_is_led_to_nothing_it_cannot_open,
    an_answer_that_nobody_can_be_mailed_is_given_back,
    each_question_gets_its_own_answer_by_mail,
    an_own_question_sent_twice_is_asked_once,
    what_is_wrong_with_an_own_question_is_told_at_once,
    what_was_answered_is_forgotten_when_they_come_back,
);

const VRAAG: &str = "Wie haalt de quwelder uit mijn tuin?";
const ADRES: &str = "vrager@voorbeeld.example";
const PEOPLE: &str = "SELECT count(*) FROM contactpersonen WHERE gemeente_id = $1";

fn asked(reply: Reply) -> OwnQuestion {
    OwnQuestion {
        vraag: VRAAG.to_owned(),
        onderwerp: Some("groen".to_owned()),
        gebied: None,
        reply: Some(reply),
        email: Some(ADRES.to_owned()),
        telefoon: Some("020 123 45 67".to_owned()),
        wanneer: CallTime::Morning,
        taal: "nl".to_owned(),
    }
}

impl Balie {
    /// Asks as anybody.
    fn online(&self, new: OwnQuestion) -> ContactvraagId {
        self.app
            .write(&Actor::Nobody, move |ctx| ask_online(ctx, &new, None))
            .unwrap()
    }

    fn vraag(&self, id: ContactvraagId) -> Vraag {
        let gemeente = self.app.frame(self.app.slug()).id;
        let db = self.app.app.db();
        db.read_blocking(move |tx| get_vraag(tx, gemeente, id))
            .unwrap()
    }

    /// What the desk is answered when it sends a form about a question.
    fn post_on(&self, id: ContactvraagId, path: &str, fields: &str) -> Answer {
        let me = As::Person(self.desk.account().unwrap().id);
        let path = format!("/{}/balie/open-vragen/{id}/{path}", self.app.slug());
        self.app.send(&Ask::post(&path, fields).by(&me).lang("nl"))
    }

    fn person(&self, contact: ContactId) -> Option<Contactpersoon> {
        let gemeente = self.app.frame(self.app.slug()).id;
        let db = self.app.app.db();
        db.read_blocking(move |tx| find_person(tx, gemeente, contact))
            .unwrap()
    }

    /// Subject and text of the mails to who asked.
    fn mails(&self) -> Vec<(String, String)> {
        crate::notifications::read_new(&self.app.app).unwrap();
        let gemeente = self.app.frame(self.app.slug()).id;
        let db = self.app.app.db();
        db.read_blocking(move |tx| {
            Ok::<_, Error>(tx.query(
                "SELECT subject, body FROM mails WHERE gemeente_id = $1 AND address = $2 ORDER BY seq, id",
                &[&gemeente, &ADRES],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )?)
        })
        .unwrap()
    }

    /// The tables in which these words stand.
    fn tables_with(&self, words: &str) -> Vec<String> {
        let mut copy = Vec::new();
        kit::db::dump(self.app.app.db(), &crate::migrations::tables(), &mut copy).unwrap();
        let copy = String::from_utf8(copy).unwrap();
        let (mut table, mut found) = (String::new(), Vec::new());
        for line in copy.lines() {
            if let Some(rest) = line.strip_prefix("[\"#\",\"") {
                rest.split('"')
                    .next()
                    .unwrap_or_default()
                    .clone_into(&mut table);
            } else if line.contains(words) && !found.contains(&table) {
                found.push(table.clone());
            }
        }
        found
    }
}

fn l_22_a_question_on_the_website_is_an_open_question_of_the_desk(db: TestDb) {
    let balie = Balie::new(db);
    let id = balie.online(asked(Reply::Mail));
    let vraag = balie.vraag(id);
    assert!(vraag.is_open());
    assert_eq!(
        (vraag.vraag.as_str(), vraag.uitkomst),
        (VRAAG, Uitkomst::Open)
    );
    assert_eq!(vraag.onderwerp, "groen");
    assert_eq!((vraag.organisatie, vraag.account), (None, None));
    assert_eq!(vraag.due, Some(jiff::civil::date(2026, 3, 9)), "a day");
    let contact = balie.get(vraag.contact);
    assert_eq!(contact.kanaal, DIGITAAL);
    assert_eq!(contact.state, ContactState::Open);
    let dues = "SELECT count(*) FROM verplichtingen WHERE gemeente_id = $1 AND soort = 'contactvraag.antwoord' \
                AND state = 'open' AND debtor_rol IS NOT NULL AND due IS NOT NULL";
    assert_eq!(balie.count(dues), 1, "the desk owes it");
    let nowhere = OwnQuestion {
        onderwerp: None,
        vraag: "Wie \n weet\tdit?".to_owned(),
        ..asked(Reply::Nothing)
    };
    let vraag = balie.vraag(balie.online(nowhere));
    let frame = balie.app.frame(balie.app.slug());
    let last = frame.inrichting.onderwerpen.last().unwrap();
    assert_eq!(vraag.onderwerp, last.sleutel, "what fits nowhere else");
    assert_eq!(vraag.vraag, "Wie weet dit?", "one line");
    let anybody = OwnQuestion {
        email: Some("ander@voorbeeld.example".to_owned()),
        ..asked(Reply::Mail)
    };
    let somebody = balie.app.actor("wijkbeheerder");
    balie
        .app
        .write(&somebody, move |ctx| ask_online(ctx, &anybody, None))
        .unwrap();
}

fn l_22_whoever_wants_to_be_called_gets_the_term_of_a_call(db: TestDb) {
    let balie = Balie::new(db);
    let id = balie.online(asked(Reply::Call));
    let vraag = balie.vraag(id);
    assert_eq!(vraag.uitkomst, Uitkomst::CallBack);
    assert_eq!(vraag.due, Some(jiff::civil::date(2026, 3, 3)));
    let person = balie.person(vraag.contact).unwrap();
    assert_eq!(person.doel, Some(Doel::CallBack));
    assert_eq!(person.telefoon.as_deref(), Some("020 123 45 67"));
    assert_eq!(person.wanneer, Some(CallTime::Morning));
    assert_eq!(person.email, None, "no more than the answer needs");
    assert!(balie.mails().is_empty());
    let refused = balie.write(move |ctx| answer(ctx, id, "De gemeente haalt het weg."));
    assert!(matches!(refused, Err(Error::Refused(_))), "{refused:?}");
    balie.write(move |ctx| settle(ctx, id, None)).unwrap();
}

fn inv_19_whoever_looks_for_themselves_leaves_nothing(db: TestDb) {
    let balie = Balie::new(db);
    balie.online(asked(Reply::Nothing));
    assert_eq!(balie.count(PEOPLE), 0);
    assert!(balie.tables_with(ADRES).is_empty());
    assert!(balie.tables_with("020 123 45 67").is_empty());
    assert!(balie.mails().is_empty());
}

fn inv_19_the_address_of_who_asks_stands_apart_and_goes_with_the_mails(db: TestDb) {
    let balie = Balie::new(db);
    let id = balie.online(asked(Reply::Mail));
    assert_eq!(balie.tables_with(ADRES), ["contactpersonen"]);
    assert_eq!(balie.tables_with("quwelder"), ["contactvragen"]);
    assert_eq!(balie.mails().len(), 1);
    let told = "De gemeente komt de quwelder deze week halen.";
    balie.write(move |ctx| answer(ctx, id, told)).unwrap();
    assert_eq!(balie.tables_with(told), ["contactpersonen"]);
    assert_eq!(balie.mails().len(), 2);
    balie.later(KEEP_DAYS - 1);
    jobs::run_due(&balie.app.app, jobs::Night::Now).unwrap();
    assert_eq!(balie.count(PEOPLE), 1);
    balie.later(1);
    jobs::run_due(&balie.app.app, jobs::Night::Now).unwrap();
    assert_eq!(balie.count(PEOPLE), 0);
    assert!(balie.tables_with(ADRES).is_empty(), "nor in a mail");
    assert!(balie.tables_with(told).is_empty());
    assert!(!balie.vraag(id).is_open(), "that it was answered stays");
}

fn an_answer_in_words_goes_by_mail_and_once(db: TestDb) {
    let balie = Balie::new(db);
    let id = balie.online(OwnQuestion {
        taal: "en".to_owned(),
        ..asked(Reply::Mail)
    });
    let (subject, receipt) = balie.mails().remove(0);
    assert!(subject.contains("has arrived"), "{subject}");
    assert!(!receipt.contains("quwelder"), "{receipt}");
    let short = balie.write(move |ctx| answer(ctx, id, "Ja"));
    assert!(matches!(short, Err(Error::Invalid(_))), "{short:?}");
    let told = "Somebody will come on Thursday.";
    balie.write(move |ctx| answer(ctx, id, told)).unwrap();
    let mails = balie.mails();
    assert_eq!(mails.len(), 2);
    assert!(mails[1].1.contains(told), "{}", mails[1].1);
    let contact = balie.vraag(id).contact;
    assert_eq!(balie.get(contact).state, ContactState::Closed);
    let twice = balie.write(move |ctx| answer(ctx, id, told));
    assert!(matches!(twice, Err(Error::Refused(_))), "{twice:?}");
    // What was told some other way is not mailed.
    let other = balie.online(asked(Reply::Mail));
    balie.write(move |ctx| settle(ctx, other, None)).unwrap();
    assert_eq!(balie.mails().len(), 3, "the receipt alone");
}

fn an_answer_after_that_of_a_colleague_is_given_back(db: TestDb) {
    let balie = Balie::new(db);
    let id = balie.online(asked(Reply::Mail));
    let frame = balie.app.frame(balie.app.slug());
    let mine = balie.desk.account().unwrap().organisatie;
    let mut others = frame.organisaties.iter();
    let elsewhere = others.find(|one| Some(one.id) != mine).unwrap().clone();
    let other = balie
        .app
        .an_account("Pleun Voorbeeld")
        .at("pleun@balie.example")
        .of(elsewhere.id)
        .with_role("contactmedewerker", Where::Gemeente)
        .make()
        .account;
    let now = balie.app.clock.now();
    let db = balie.app.app.db();
    let colleague = db
        .read_blocking(move |tx| actor_for(tx, &frame, other, now))
        .unwrap();
    balie
        .app
        .write(&colleague, move |ctx| {
            answer(ctx, id, "De gemeente haalt het weg.")
        })
        .unwrap();
    let mails = balie.mails().len();
    let typed = "Ik vroeg het na, het wordt dinsdag.";
    let late = balie.post_on(id, "klaar", &format!("mail=1&antwoord={typed}"));
    assert_eq!(late.status, 409);
    let page = late.text();
    let who = format!("intussen beantwoord door P.V. ({}): ", elsewhere.naam);
    let kept = format!(">{typed}</textarea>");
    for said in [who.as_str(), "2 maart", &kept, "href=\"#antwoord\""] {
        assert!(page.contains(said), "{said}: {page}");
    }
    // Nothing was typed: it is told as well.
    for (path, fields) in [
        ("klaar", String::new()),
        ("doorgeven", format!("organisatie={}", elsewhere.id)),
    ] {
        let late = balie.post_on(id, path, &fields);
        assert_eq!(late.status, 409, "{path}");
        let page = late.text();
        assert!(page.contains(&who) && page.contains("id=\"stand\""));
        assert!(!page.contains("id=\"antwoord\""), "{page}");
    }
    assert_eq!(balie.mails().len(), mails);
    assert!(balie.tables_with(typed).is_empty());
}

fn a_partner_with_a_late_answer_is_led_to_nothing_it_cannot_open(db: TestDb) {
    let balie = Balie::new(db);
    let id = balie.online(asked(Reply::Mail));
    let own = balie.app.frame(balie.app.slug()).organisaties[0].id;
    let partner = balie
        .app
        .an_account("Pleun Voorbeeld")
        .at("pleun@balie.example")
        .of(own)
        .with_role("aanbodbeheerder", Where::Organisatie(own))
        .make()
        .account;
    balie.write(move |ctx| pass_on(ctx, id, own)).unwrap();
    balie.write(move |ctx| settle(ctx, id, None)).unwrap();
    let path = format!("/{}/balie/open-vragen/{id}/klaar", balie.app.slug());
    let desk = balie.desk.account().unwrap().id;
    for (who, is_led) in [(partner, false), (desk, true)] {
        let ask = Ask::post(&path, "mail=1&antwoord=Het wordt dinsdag.");
        let late = balie.app.send(&ask.by(&As::Person(who)).lang("nl"));
        assert_eq!(late.status, 409);
        let page = late.text();
        assert!(page.contains(">Het wordt dinsdag.</textarea>"), "{page}");
        assert_eq!(page.contains("Bekijk waar het bij hoort"), is_led, "{page}");
    }
}

fn an_answer_that_nobody_can_be_mailed_is_given_back(db: TestDb) {
    let balie = Balie::new(db);
    let id = balie.online(asked(Reply::Nothing));
    let typed = "Dit staat nu in de kennisbank.";
    let refused = balie.post_on(id, "klaar", &format!("mail=1&antwoord={typed}"));
    assert_eq!(refused.status, 409);
    let page = refused.text();
    assert!(page.contains("geen e-mailadres bewaard"), "{page}");
    assert!(page.contains(&format!(">{typed}</textarea>")), "{page}");
    assert!(balie.vraag(id).is_open());
}

fn each_question_gets_its_own_answer_by_mail(db: TestDb) {
    let balie = Balie::new(db);
    let contact = balie.open(&[Uitkomst::Open, Uitkomst::Open]);
    let who = Contactpersoon {
        doel: Some(Doel::Send),
        email: Some(ADRES.to_owned()),
        wanneer: Some(CallTime::Morning),
        ..Contactpersoon::default()
    };
    let again = Contactpersoon {
        naam: Some("Robin Verzonnen".to_owned()),
        wanneer: None,
        ..who.clone()
    };
    balie
        .write(move |ctx| keep_person(ctx, contact, &who))
        .unwrap();
    balie
        .write(move |ctx| keep_person(ctx, contact, &again))
        .unwrap();
    let before = balie.mails().len();
    let (one, other) = ("Het loket is dinsdag open.", "De folder komt met de post.");
    for told in [one, other] {
        let id = balie.open_vraag(contact);
        balie.write(move |ctx| answer(ctx, id, told)).unwrap();
    }
    // Both are read by who writes the mails after the last was given.
    let mails = balie.mails().split_off(before);
    assert_eq!(mails.len(), 2);
    assert!(mails[0].1.contains(one) && !mails[0].1.contains(other));
    assert!(mails[1].1.contains(other) && !mails[1].1.contains(one));
    let person = balie.person(contact).unwrap();
    assert_eq!(person.antwoorden.len(), 2);
    assert_eq!(person.wanneer, Some(CallTime::Morning), "said once, kept");
}

fn an_own_question_sent_twice_is_asked_once(db: TestDb) {
    let balie = Balie::new(db);
    let request = Some(uuid::Uuid::from_u128(7));
    let ask_it = || {
        let new = asked(Reply::Mail);
        balie
            .app
            .write(&Actor::Nobody, move |ctx| ask_online(ctx, &new, request))
            .unwrap()
    };
    assert_eq!(ask_it(), ask_it());
    assert_eq!(balie.count(PEOPLE), 1);
}

fn what_is_wrong_with_an_own_question_is_told_at_once(db: TestDb) {
    let balie = Balie::new(db);
    let frame = balie.app.frame(balie.app.slug());
    let keys = |new: &OwnQuestion| -> Vec<&'static str> {
        match check_online(&frame, new) {
            Err(Error::Invalid(faults)) => faults.iter().map(|fault| fault.sentence.key).collect(),
            other => vec![if other.is_ok() { "taken" } else { "refused" }],
        }
    };
    let with = |vraag: &str| OwnQuestion {
        vraag: vraag.to_owned(),
        ..asked(Reply::Mail)
    };
    assert_eq!(keys(&with(VRAAG)), ["taken"]);
    assert_eq!(keys(&with(" \n ")), ["vraag-online-leeg"]);
    assert_eq!(keys(&with(&"a ".repeat(200))), ["contact-vraag-lang"]);
    for vraag in [
        "Mevrouw Verzonnen zoekt hulp",
        "Lekkage in de Wielstraat 8",
        "Ik ben geboren op 3-4-1950",
        "Bel mij op 06 12345678",
    ] {
        assert_eq!(
            keys(&with(vraag)),
            ["vraag-online-hoort-dit-hier"],
            "{vraag}"
        );
    }
    let none = OwnQuestion {
        reply: None,
        ..with("")
    };
    assert_eq!(keys(&none), ["vraag-online-leeg", "vraag-online-hoe-kies"]);
    for (reply, email, telefoon, expected) in [
        (Reply::Mail, None, None, "vraag-online-email-nodig"),
        (Reply::Mail, Some("geen adres"), None, "fout-email"),
        (Reply::Call, None, None, "vraag-online-telefoon-nodig"),
        (Reply::Call, None, Some("12"), "melden-telefoon-fout"),
        (Reply::Nothing, Some("geen adres"), Some("12"), "taken"),
    ] {
        let new = OwnQuestion {
            email: email.map(str::to_owned),
            telefoon: telefoon.map(str::to_owned),
            ..asked(reply)
        };
        assert_eq!(keys(&new), [expected], "{reply}");
    }
}

fn what_was_answered_is_forgotten_when_they_come_back(db: TestDb) {
    let balie = Balie::new(db);
    let id = balie.online(asked(Reply::Mail));
    let first = "De gemeente haalt het weg.";
    balie.write(move |ctx| answer(ctx, id, first)).unwrap();
    assert_eq!(balie.mails().len(), 2);
    let contact = balie.vraag(id).contact;
    balie.later(1);
    balie.write(move |ctx| reopen(ctx, contact)).unwrap();
    let person = balie.person(contact).unwrap();
    assert!(person.antwoorden.is_empty() && person.erase_after.is_none());
    let next = balie.open_vraag(contact);
    balie
        .write(move |ctx| answer(ctx, next, "Dan komen wij nog een keer."))
        .unwrap();
    let mails = balie.mails();
    assert_eq!(mails.len(), 3, "no second receipt");
    assert!(!mails[2].1.contains(first), "{}", mails[2].1);
}
