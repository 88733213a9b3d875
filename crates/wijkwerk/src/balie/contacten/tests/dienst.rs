//! Meetings, the start of a shift, and training.

use jiff::Timestamp;
use kit::testing::TestDb;

use super::super::bijeenkomsten::{self, NewBijeenkomst};
use super::super::dienst::{changed_since, find_last, list_ticked, look_back, start, tick};
use super::super::instructies::{add_instructie, end_instructie, list_instructies};
use super::super::scholing::{Geldigheid, add_scholing, check_scholing, last_passed, note_passed};
use super::*;
use crate::balie::kennisbank::Item;
use crate::balie::kennisbank::inlezen::{Aanbieder, Incoming, take_in};
use crate::ids::KennisitemId;

kit::on_both_engines!(
    l_26_every_question_without_an_answer_gets_an_owner,
    l_37_exactly_what_changed_since_the_last_shift,
    l_37_more_than_fits_comes_in_turns,
    l_37_an_import_of_many_is_one_line_and_hides_nothing,
    l_37_one_tap_reads_and_starts_unless_something_changed_meanwhile,
    l_37_what_came_back_is_told_first,
    l_38_training_that_expired_is_told_to_the_coordinator,
    instructions_hold_from_one_day_until_another,
);

impl Balie {
    /// A text of the kennisbank, straight into its table: its own slice makes and changes them.
    pub(super) fn item(&self, titel: &'static str, at: Timestamp, versie: i64) -> KennisitemId {
        self.write(move |ctx| {
            let id: KennisitemId = ctx.new_id();
            let gemeente = ctx.gemeente();
            ctx.exec(
                "INSERT INTO kennisitems (gemeente_id, id, sleutel, soort, organisatie_soort, state, versie, essential, \
                 onderwerp, titel, samenvatting, tekst, aanmelden, voorwaarden, kosten, doelgroep, talen, url_state, \
                 review_days, bron, created_at, changed_at) VALUES ($1, $2, $3, 'algemeen', '', 'published', $4, FALSE, \
                 'wonen', $3, '', '', '', '', '', '', 'nl', 'unknown', 180, '', $5, $5)",
                &[&gemeente, &id, &titel, &versie, &at],
            )?;
            Ok(id)
        })
        .unwrap()
    }

    fn referral(&self, punt: crate::ids::InfopuntId, state: &'static str) {
        let naar = self.app.frame(self.app.slug()).organisaties[0].id;
        self.write(move |ctx| {
            let id: crate::ids::DoorverwijzingId = ctx.new_id();
            let (gemeente, now, code) = (ctx.gemeente(), ctx.now, id.to_string());
            ctx.exec(
                "INSERT INTO doorverwijzingen (gemeente_id, id, keten_id, hop, onderwerp, van_infopunt_id, \
                 naar_organisatie_id, wijze, code, state, created_at, answered_at) \
                 VALUES ($1, $2, $2, 0, 'wonen', $3, $4, 'cold', $5, $6, $7, $7)",
                &[&gemeente, &id, &punt, &naar, &code, &state, &now],
            )?;
            Ok(())
        })
        .unwrap();
    }
}

fn l_26_every_question_without_an_answer_gets_an_owner(db: TestDb) {
    let balie = Balie::new(db);
    let frame = balie.app.frame(balie.app.slug());
    let (own, onderwerp) = (frame.organisaties[0].id, balie.onderwerp());
    let new = NewBijeenkomst {
        titel: "Nieuwbouw in de buurt".into(),
        plaats: "Buurthuis".into(),
        gebied: frame.wijken().next().map(|wijk| wijk.id),
        organisatie: Some(own),
        op: Some(frame.today(balie.app.clock.now())),
    };
    let id = balie
        .write(move |ctx| bijeenkomsten::plan(ctx, &new))
        .unwrap();
    for (n, uitkomst) in [
        Uitkomst::Open,
        Uitkomst::Answered,
        Uitkomst::Open,
        Uitkomst::Open,
    ]
    .into_iter()
    .enumerate()
    {
        let vraag = NewVraag {
            vraag: format!("Vraag {n}"),
            ..NewVraag::about(&onderwerp, uitkomst)
        };
        balie
            .write(move |ctx| bijeenkomsten::note_question(ctx, id, &vraag))
            .unwrap();
    }
    let owed = |balie: &Balie| {
        let gemeente = balie.app.frame(balie.app.slug()).id;
        let db = balie.app.app.db();
        db.read_blocking(move |tx| list_owed(tx, gemeente, Uitkomst::Open))
            .unwrap()
    };
    assert!(owed(&balie).iter().all(|vraag| vraag.due.is_none()));
    let open = balie
        .write(move |ctx| bijeenkomsten::close(ctx, id, 40))
        .unwrap();
    assert_eq!(open, 3);
    let owed = owed(&balie);
    assert_eq!(owed.len(), 3);
    for vraag in owed {
        assert_eq!(vraag.organisatie, Some(own), "it has an owner");
        assert_eq!(vraag.due, Some(jiff::civil::date(2026, 3, 9)), "and a day");
    }
    let dues = "SELECT count(*) FROM verplichtingen WHERE gemeente_id = $1 AND soort = 'contactvraag.antwoord' \
                AND state = 'open'";
    assert_eq!(balie.count(dues), 3);
    let twice = balie.write(move |ctx| bijeenkomsten::close(ctx, id, 40));
    assert!(matches!(twice, Err(Error::Refused(_))));
}

fn l_37_exactly_what_changed_since_the_last_shift(db: TestDb) {
    let balie = Balie::new(db);
    balie.item("Oud", balie.app.clock.now(), 1);
    balie.write(|ctx| start(ctx, None, None)).unwrap();
    balie.write(tick).unwrap();
    balie.later(1);
    let now = balie.app.clock.now();
    let four: Vec<KennisitemId> = ["Een", "Twee", "Drie", "Vier"]
        .into_iter()
        .map(|titel| balie.item(titel, now, 2))
        .collect();
    balie.later(1);
    let begun = balie.write(|ctx| start(ctx, None, None)).unwrap();
    balie.later(1);
    let later = balie.item("Na het begin", balie.app.clock.now(), 1);
    let gemeente = balie.app.frame(balie.app.slug()).id;
    let me = balie.desk.account().unwrap().id;
    let db = balie.app.app.db();
    let last = db
        .read_blocking(move |tx| find_last(tx, gemeente, me))
        .unwrap()
        .unwrap();
    let shown = db
        .read_blocking(move |tx| changed_since(tx, gemeente, last.since, last.at))
        .unwrap()
        .items;
    let mut ids: Vec<KennisitemId> = shown.iter().map(|item| item.id).collect();
    ids.sort();
    let mut wanted = four.clone();
    wanted.sort();
    assert_eq!(ids, wanted);
    assert_eq!(balie.write(tick).unwrap(), 4);
    let ticked = db
        .read_blocking(move |tx| list_ticked(tx, gemeente, begun))
        .unwrap();
    assert_eq!(ticked.len(), 4, "exactly those that were shown");
    assert!(
        ticked
            .iter()
            .all(|(id, versie)| *versie == 2 && *id != later)
    );
    assert_eq!(balie.write(tick).unwrap(), 0, "nothing is ticked twice");
    balie.later(1);
    balie.write(|ctx| start(ctx, None, None)).unwrap();
    let last = db
        .read_blocking(move |tx| find_last(tx, gemeente, me))
        .unwrap()
        .unwrap();
    let shown = db
        .read_blocking(move |tx| changed_since(tx, gemeente, last.since, last.at))
        .unwrap()
        .items;
    assert_eq!(shown.len(), 1);
    assert_eq!(
        shown[0].id, later,
        "what came after the list is on the next one"
    );
}

fn l_37_more_than_fits_comes_in_turns(db: TestDb) {
    let balie = Balie::new(db);
    balie.write(|ctx| start(ctx, None, None)).unwrap();
    balie.write(tick).unwrap();
    let all: Vec<KennisitemId> = (0..130)
        .map(|n| {
            balie.later(1);
            let titel: &'static str = format!("Item {n}").leak();
            balie.item(titel, balie.app.clock.now(), 1)
        })
        .collect();
    balie.later(1);
    let begun = balie.write(|ctx| start(ctx, None, None)).unwrap();
    let gemeente = balie.app.frame(balie.app.slug()).id;
    let me = balie.desk.account().unwrap().id;
    let db = balie.app.app.db();
    let last = || {
        db.read_blocking(move |tx| find_last(tx, gemeente, me))
            .unwrap()
            .unwrap()
    };
    let shown = |since, at| {
        db.read_blocking(move |tx| changed_since(tx, gemeente, since, at))
            .unwrap()
    };
    let first = shown(last().since, last().at);
    assert_eq!(first.items.len(), 100);
    assert!(first.cut.is_some(), "and it says that there is more");
    assert_eq!(balie.write(tick).unwrap(), 100);
    assert!(last().ticked_at.is_none(), "not everything was read");
    let second = shown(last().since, last().at);
    let ids = |news: &[Item]| news.iter().map(|item| item.id).collect::<Vec<_>>();
    assert_eq!([ids(&first.items), ids(&second.items)].concat(), all);
    assert!(second.cut.is_none());
    assert_eq!(balie.write(tick).unwrap(), 30);
    assert!(last().ticked_at.is_some());
    assert_eq!(last().ticked, 130);
    let ticked = db
        .read_blocking(move |tx| list_ticked(tx, gemeente, begun))
        .unwrap();
    assert_eq!(ticked.len(), 130);
}

fn l_37_an_import_of_many_is_one_line_and_hides_nothing(db: TestDb) {
    let balie = Balie::new(db);
    let frame = balie.app.frame(balie.app.slug());
    let (gemeente, owner) = (frame.id, frame.organisaties[0].naam.clone());
    balie.later(1);
    let since = balie.app.clock.now();
    balie.later(1);
    let read = |bron: &'static str, count: usize| {
        for n in 0..count {
            let row = Incoming {
                bron: bron.to_owned(),
                extern_id: format!("{bron}-{n}"),
                soort: "aanbod".to_owned(),
                actief: true,
                titel: format!("Aanbod {n} uit {bron}"),
                organisatie: Some(Aanbieder {
                    naam: owner.clone(),
                    ..Aanbieder::default()
                }),
                ..Incoming::default()
            };
            let taken = balie
                .app
                .write(&Actor::Command, move |ctx| take_in(ctx, &row));
            taken.unwrap();
        }
    };
    read("hsds", 130);
    read("excel", 3);
    balie.later(1);
    let own = balie.item("Zelf geschreven", balie.app.clock.now(), 1);
    let news = |balie: &Balie| {
        let now = balie.app.clock.now();
        let db = balie.app.app.db();
        db.read_blocking(move |tx| changed_since(tx, gemeente, since, now))
            .unwrap()
    };
    let told = news(&balie);
    assert_eq!(told.imports, [("hsds".to_owned(), 130)]);
    assert_eq!(
        told.items.len(),
        4,
        "three of the small import and one of somebody"
    );
    assert_eq!(told.items.last().map(|item| item.id), Some(own));
    balie.write(|ctx| start(ctx, None, None)).unwrap();
    assert_eq!(balie.write(tick).unwrap(), 5, "a line for each");
    // What somebody changes after the import is their own news.
    let first = told.items[0].id;
    let job = Actor::Command;
    balie
        .app
        .write(&job, move |ctx| {
            crate::balie::kennisbank::actions::set_review(ctx, first, None, true)
        })
        .unwrap();
    let after = news(&balie);
    assert_eq!(after.imports, [("hsds".to_owned(), 130)]);
    assert!(after.items.iter().any(|item| item.id == first));
}

fn l_37_one_tap_reads_and_starts_unless_something_changed_meanwhile(db: TestDb) {
    let balie = Balie::new(db);
    let gemeente = balie.app.frame(balie.app.slug()).id;
    let me = balie.desk.account().unwrap().id;
    let last = |balie: &Balie| {
        let db = balie.app.app.db();
        db.read_blocking(move |tx| find_last(tx, gemeente, me))
            .unwrap()
            .unwrap()
    };
    balie.item("Een", balie.app.clock.now(), 1);
    balie.later(1);
    let shown = balie.app.clock.now();
    balie
        .write(move |ctx| start(ctx, None, Some(shown)))
        .unwrap();
    assert_eq!(last(&balie).ticked, 1, "read and started");
    balie.later(1);
    balie.item("Twee", balie.app.clock.now(), 1);
    balie.later(1);
    let shown = balie.app.clock.now();
    balie.later(1);
    balie.item("Net te laat", balie.app.clock.now(), 1);
    balie
        .write(move |ctx| start(ctx, None, Some(shown)))
        .unwrap();
    assert!(last(&balie).ticked_at.is_none(), "it was not on the page");
    assert_eq!(balie.write(tick).unwrap(), 2);
    let future = balie.app.clock.now() + jiff::SignedDuration::from_hours(1);
    balie.later(1);
    balie.item("Drie", balie.app.clock.now(), 1);
    balie
        .write(move |ctx| start(ctx, None, Some(future)))
        .unwrap();
    assert!(last(&balie).ticked_at.is_none(), "nobody read tomorrow");
}

fn l_37_what_came_back_is_told_first(db: TestDb) {
    let balie = Balie::new(db);
    let samples = balie.app.samples();
    let punt = samples.0["infopunt"].parse().unwrap();
    let since = balie.app.clock.now();
    balie.later(1);
    for state in ["settled", "no_show", "accepted", "bounced"] {
        balie.referral(punt, state);
    }
    balie.later(1);
    let frame = balie.app.frame(balie.app.slug());
    let today = frame.today(balie.app.clock.now());
    let db = balie.app.app.db();
    let told = db
        .read_blocking(move |tx| look_back(tx, frame.id, punt, since, today, &frame.zone))
        .unwrap();
    let states: Vec<&str> = told.iter().map(|told| told.state.as_str()).collect();
    assert_eq!(states, ["bounced", "no_show", "settled", "accepted"]);
}

fn l_38_training_that_expired_is_told_to_the_coordinator(db: TestDb) {
    let balie = Balie::new(db);
    let (me, today) = (
        balie.desk.account().unwrap().id,
        balie
            .app
            .frame(balie.app.slug())
            .today(balie.app.clock.now()),
    );
    let module = balie
        .app
        .write(&balie.app.actor("coordinator"), |ctx| {
            add_scholing(ctx, "Meldcode", Some(24))
        })
        .unwrap();
    let refused = balie.write(move |ctx| note_passed(ctx, module, me, ctx.today()));
    assert!(matches!(refused, Err(Error::Forbidden(_))), "{refused:?}");
    let ago = today.checked_sub(jiff::Span::new().months(25)).unwrap();
    let coordinator = balie.app.actor("coordinator");
    balie
        .app
        .write(&coordinator, move |ctx| note_passed(ctx, module, me, ago))
        .unwrap();
    let gemeente = balie.app.frame(balie.app.slug()).id;
    let db = balie.app.app.db();
    let (_, op) = db
        .read_blocking(move |tx| last_passed(tx, gemeente, me, module))
        .unwrap()
        .unwrap();
    assert_eq!(Geldigheid::of(Some(op), Some(24), today).word(), "expired");
    let job = Actor::Job("nightly");
    assert_eq!(balie.app.write(&job, check_scholing).unwrap(), 1);
    assert_eq!(
        balie.app.write(&job, check_scholing).unwrap(),
        0,
        "told once"
    );
    let due = "SELECT count(*) FROM verplichtingen WHERE gemeente_id = $1 AND soort = 'scholing.vernieuwen' \
               AND debtor_rol = 'coordinator' AND state = 'open'";
    assert_eq!(balie.count(due), 1);
    balie
        .app
        .write(&coordinator, move |ctx| note_passed(ctx, module, me, today))
        .unwrap();
    assert_eq!(balie.count(due), 0, "done again");
}

fn instructions_hold_from_one_day_until_another(db: TestDb) {
    let balie = Balie::new(db);
    let coordinator = balie.app.actor("coordinator");
    let day = jiff::civil::date;
    let id = balie
        .app
        .write(&coordinator, move |ctx| {
            add_instructie(
                ctx,
                "Andere ingang",
                "Loop achterom.",
                day(2026, 3, 2),
                None,
            )
        })
        .unwrap();
    let on = |at| {
        let gemeente = balie.app.frame(balie.app.slug()).id;
        let db = balie.app.app.db();
        db.read_blocking(move |tx| list_instructies(tx, gemeente, at))
            .unwrap()
            .len()
    };
    assert_eq!((on(day(2026, 3, 1)), on(day(2026, 3, 2))), (0, 1));
    balie
        .app
        .write(&coordinator, move |ctx| end_instructie(ctx, id))
        .unwrap();
    assert_eq!((on(day(2026, 3, 2)), on(day(2026, 3, 3))), (1, 0));
}
