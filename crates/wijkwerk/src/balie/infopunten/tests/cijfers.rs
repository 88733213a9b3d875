//! What was asked at a point beside its hours, and the same days of the year before.

use jiff::civil::date;

use super::*;
use crate::balie::contacten::{
    self, NewContact, NewVraag, Uitkomst, Verder, Vervolg, open_contact,
};
use crate::balie::doorverwijzingen::{self, NewDoorverwijzing, Persoon, Telling, Wijze};
use crate::balie::infopunten::cijfers::{Asked, of_period};

on_both_engines!(
    l_19_visits_questions_and_referrals_stand_beside_those_of_the_year_before,
    l_19_a_question_that_goes_on_is_counted_once_and_answered_last,
    l_19_hours_as_agreed_are_not_called_less_in_any_month,
    l_19_a_holiday_of_the_whole_country_is_no_alarm,
);

impl Stad {
    /// So many contacts over a channel, each with these questions.
    fn contacts(&self, id: InfopuntId, kanaal: &str, n: usize, uitkomsten: &[Uitkomst]) {
        let frame = self.app.frame(self.app.slug());
        let onderwerp = &frame.inrichting.onderwerpen[0].sleutel;
        let vragen = uitkomsten
            .iter()
            .map(|uitkomst| NewVraag::about(onderwerp, *uitkomst));
        let new = NewContact {
            kanaal: kanaal.to_owned(),
            infopunt: Some(id),
            gebied: None,
            bijeenkomst: None,
            vragen: vragen.collect(),
            geraadpleegd: Vec::new(),
        };
        for _ in 0..n {
            let new = new.clone();
            self.write(move |ctx| open_contact(ctx, &new, None))
                .unwrap();
        }
    }

    /// So many referrals from a point that helped, or did not.
    fn referrals(&self, id: InfopuntId, n: usize, uitkomst: doorverwijzingen::Uitkomst) {
        let (gebied, naar) = (self.wijken()[0], self.organisaties()[1]);
        let frame = self.app.frame(self.app.slug());
        for _ in 0..n {
            let new = NewDoorverwijzing {
                contact: None,
                onderwerp: frame.inrichting.onderwerpen[0].sleutel.clone(),
                item: None,
                naar,
                locatie: None,
                gebied: Some(gebied),
                infopunt: Some(id),
                wijze: Wijze::Cold,
                appointment_at: None,
                persoon: Persoon {
                    taal: "nl".to_owned(),
                    ..Persoon::default()
                },
                secret: self.app.app.ids().bytes(),
            };
            let made = self
                .app
                .write(&self.app.actor("contactmedewerker"), move |ctx| {
                    doorverwijzingen::propose(ctx, &new)
                })
                .unwrap();
            let gemeente = frame.id;
            let zin = self.read(move |tx| {
                let person = doorverwijzingen::find_person(tx, gemeente, made)?;
                Ok(person.map(|person| person.zin).unwrap_or_default())
            });
            self.write(move |ctx| {
                doorverwijzingen::agree(ctx, made, &zin)?;
                doorverwijzingen::send(ctx, made)?;
                doorverwijzingen::judge(ctx, made, uitkomst)
            })
            .unwrap();
        }
    }
}

fn l_19_visits_questions_and_referrals_stand_beside_those_of_the_year_before(db: TestDb) {
    let stad = Stad::new(db);
    let frame = stad.app.frame(stad.app.slug());
    let desk = frame.inrichting.desk_channel().unwrap().sleutel.clone();
    let other = frame
        .inrichting
        .kanalen
        .iter()
        .map(|kanaal| kanaal.sleutel.clone())
        .find(|key| *key != desk)
        .unwrap();
    let (id, quiet) = (stad.point("Een", 0, true), stad.point("Twee", 0, true));
    stad.hours(id, "ma-vr 9-12");
    stad.hours(quiet, "ma-vr 9-12");
    let answered = Uitkomst::Answered;
    stad.contacts(id, &desk, 4, &[answered]);
    stad.referrals(id, 3, doorverwijzingen::Uitkomst::Helped);
    stad.referrals(id, 2, doorverwijzingen::Uitkomst::Not);
    assert!(stad.app.clock.advance_seconds(365 * 86_400));
    assert_eq!(stad.today(), date(2027, 3, 2));
    stad.contacts(id, &desk, 5, &[answered]);
    stad.contacts(id, &desk, 1, &[answered, Uitkomst::CallBack]);
    stad.contacts(id, &other, 3, &[answered]);
    stad.referrals(id, 4, doorverwijzingen::Uitkomst::Partly);
    stad.referrals(id, 1, doorverwijzingen::Uitkomst::Not);
    let (from, until) = (date(2027, 3, 1), date(2027, 3, 7));
    let all = {
        let frame = frame.clone();
        stad.read(move |tx| of_period(tx, &frame, from, until))
    };
    let of = |id: InfopuntId| {
        let (_, now, before) = all.iter().find(|(punt, ..)| punt.id == id).unwrap();
        (*now, *before)
    };
    let (now, before) = of(id);
    // Five mornings of three hours in either week.
    assert_eq!((now.open(), before.open()), (900, 900));
    let telling = |goed, fout| Telling {
        goed,
        fout,
        onbekend: 0,
    };
    let expected = Asked {
        visits: Some(6),
        questions: 10,
        answered: 9,
        referred: telling(4, 1),
    };
    assert_eq!(now.asked, expected);
    let expected = Asked {
        visits: Some(4),
        questions: 4,
        answered: 4,
        referred: telling(3, 2),
    };
    assert_eq!(before.asked, expected);
    let nothing = Asked {
        visits: Some(0),
        ..Asked::default()
    };
    assert_eq!(of(quiet).0.asked, nothing);
    // The page of this month: two mornings until today, one a year before.
    let leader = stad.app.actor("coordinator").account().unwrap().id;
    let path = format!("/{}/balie/openingscijfers", stad.app.slug());
    let ask = Ask::get(&path).by(&As::Person(leader));
    let page = stad.app.send(&ask.lang("nl")).text();
    for said in [
        "6 (1,0 per uur)",
        "vorig jaar: 4 (1,3 per uur)",
        "10 (1,6 per uur), 9 beantwoord",
        "80% (4 van 5)",
        "vorig jaar: 60% (3 van 5)",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
}

fn l_19_a_question_that_goes_on_is_counted_once_and_answered_last(db: TestDb) {
    let stad = Stad::new(db);
    let frame = stad.app.frame(stad.app.slug());
    let desk = frame.inrichting.desk_channel().unwrap().sleutel.clone();
    let onderwerp = frame.inrichting.onderwerpen[0].sleutel.clone();
    let id = stad.point("Een", 0, true);
    stad.hours(id, "ma-vr 9-12");
    let [answered, other, through] = [
        Uitkomst::Answered,
        Uitkomst::Answered,
        Uitkomst::Transferred,
    ]
    .map(|uitkomst| {
        let new = NewContact {
            kanaal: desk.clone(),
            infopunt: Some(id),
            gebied: None,
            bijeenkomst: None,
            vragen: vec![NewVraag::about(&onderwerp, uitkomst)],
            geraadpleegd: Vec::new(),
        };
        stad.write(move |ctx| open_contact(ctx, &new, None))
            .unwrap()
    });
    let counted = || {
        let (frame, today) = (frame.clone(), stad.today());
        let all = stad.read(move |tx| of_period(tx, &frame, date(2026, 3, 1), today));
        let asked = all.iter().find(|(punt, ..)| punt.id == id).unwrap().1.asked;
        (asked.visits, asked.questions, asked.answered)
    };
    let gemeente = frame.id;
    let settle = |contact: crate::ids::ContactId| {
        let owed = stad.read(move |tx| contacten::list_vragen(tx, gemeente, contact));
        let owed = owed.iter().find(|vraag| vraag.is_open()).unwrap().id;
        stad.write(move |ctx| contacten::settle(ctx, owed, None))
            .unwrap();
    };
    assert_eq!(counted(), (Some(3), 3, 2));
    for (contact, vervolg) in [(answered, Vervolg::CallBack), (through, Vervolg::Open)] {
        stad.write(move |ctx| contacten::close(ctx, contact, Verder::No, Some(vervolg)))
            .unwrap();
    }
    assert_eq!(counted(), (Some(3), 3, 1), "one waits again");
    settle(answered);
    settle(through);
    assert_eq!(counted(), (Some(3), 3, 3));
    stad.write(move |ctx| contacten::reopen(ctx, other))
        .unwrap();
    assert_eq!(counted(), (Some(3), 3, 2), "they came back");
    settle(other);
    assert_eq!(counted(), (Some(3), 3, 3));
}

/// Fifteen hours a week were agreed, and fifteen are told.
fn as_agreed(stad: &Stad) -> InfopuntId {
    let id = stad.point("Een", 0, true);
    stad.write(move |ctx| set_inhoud(ctx, id, &Inhoud::default(), Some(15 * 60)))
        .unwrap();
    stad.hours(id, "ma-vr 9-12");
    id
}

fn l_19_hours_as_agreed_are_not_called_less_in_any_month(db: TestDb) {
    let stad = Stad::new(db);
    let id = as_agreed(&stad);
    // From the first of May on it is ten.
    stad.hours_from(id, "ma-vr 9-11", 60);
    let frame = stad.app.frame(stad.app.slug());
    let of = |month: i8| {
        let first = date(2026, month, 1);
        let frame = frame.clone();
        let all = stad.read(move |tx| of_period(tx, &frame, first, first.last_of_month()));
        all.iter().find(|(punt, ..)| punt.id == id).unwrap().1
    };
    let march = of(3);
    assert!(march.open() < march.base.unwrap(), "more than four weeks");
    assert_eq!((march.is_low, march.free), (false, 0));
    let april = of(4);
    // Easter Monday and the King's day, at the least.
    assert!(april.free >= 2 * 180, "{april:?}");
    assert!(!april.is_low, "{april:?}");
    assert!(of(5).is_low);
}

fn l_19_a_holiday_of_the_whole_country_is_no_alarm(db: TestDb) {
    let stad = Stad::new(db);
    let id = as_agreed(&stad);
    let owed = || stad.dues(id.0, "infopunt.basis").len();
    // Easter Monday lies in the four weeks that are looked at.
    stad.days(20);
    stad.night();
    assert_eq!(owed(), 0);
    // Nor does it become one when somebody says by hand as well that the desk is closed then.
    let monday = date(2026, 4, 6);
    let closed = NewUitzondering {
        infopunt: id,
        from: monday,
        until: monday,
        times: String::new(),
        reden: "Het is tweede paasdag.".to_owned(),
        bron: UitzonderingBron::Hand,
    };
    stad.write(move |ctx| uren::set_exception(ctx, &closed))
        .unwrap();
    stad.night();
    assert_eq!(owed(), 0);
    // A week that the gemeente closes by itself is another matter.
    let from = stad.today();
    let until = from.checked_add(jiff::Span::new().days(7)).unwrap();
    stad.write(move |ctx| {
        tijden::add_free(ctx, VrijSoort::Closed, "Sluitingsweek", from, until)?;
        Ok(())
    })
    .unwrap();
    stad.app.app.forget_frame(stad.app.slug());
    stad.days(1);
    stad.night();
    assert_eq!(owed(), 2);
}
