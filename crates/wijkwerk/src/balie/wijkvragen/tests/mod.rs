//! Wijkvragen on both engines, by their own actions.

use kit::db::Queries;
use kit::testing::TestDb;

use super::actions::check;
use super::*;
use crate::access::{Actor, LinkHolder, LinkKind};
use crate::app::Purpose;
use crate::error::{Error, Result};
use crate::ids::{GebiedId, LinkId, OrgaanId, WijkvraagId};
use crate::jobs;
use crate::kader::accounts::actor_for;
use crate::kader::organisaties::actions::found_bewonersorgaan;
use crate::testing::{TestApp, Where};
use crate::write::Write;

const VRAAG: &str = "Wanneer wordt het plein weer groen?";
const ADRES: &str = "robin@voorbeeld.example";

/// Two wijken with a bewonersorgaan each.
struct Wijk {
    app: TestApp,
    gebied: GebiedId,
    orgaan: OrgaanId,
    chair: Actor,
    stranger: Actor,
}

impl Wijk {
    fn new(db: TestDb) -> Self {
        let app = TestApp::new(db, &["velsen-demo"]);
        let frame = app.frame(app.slug());
        let wijken: Vec<GebiedId> = frame.wijken().map(|wijk| wijk.id).take(2).collect();
        let (here, there) = (wijken[0], wijken[1]);
        let found = |gebied, naam: &'static str| {
            app.write(&Actor::Command, move |ctx| {
                found_bewonersorgaan(ctx, gebied, naam, None)
            })
            .unwrap()
        };
        let (orgaan, other) = (found(here, "Samen Een"), found(there, "Samen Twee"));
        app.app.forget_frame(app.slug());
        let member = |naam: &str, orgaan| {
            let made = app.an_account(naam);
            let made = made.with_role("bewonersorgaanvoorzitter", Where::Orgaan(orgaan));
            let account = made.make().account;
            let (frame, now) = (app.frame(app.slug()), app.clock.now());
            let db = app.app.db();
            db.read_blocking(move |tx| actor_for(tx, &frame, account, now))
                .unwrap()
        };
        let (chair, stranger) = (member("Kim Verzonnen", orgaan), member("Bo Fictief", other));
        Self {
            gebied: here,
            orgaan,
            chair,
            stranger,
            app,
        }
    }

    fn new_vraag(&self, vraag: &str) -> NewWijkvraag {
        NewWijkvraag {
            gebied: self.gebied,
            orgaan: None,
            vraag: vraag.to_owned(),
            email: Some(ADRES.to_owned()),
            taal: "nl".to_owned(),
            token: self.app.app.token(),
        }
    }

    fn ask(&self, vraag: &str) -> WijkvraagId {
        let new = self.new_vraag(vraag);
        let asked = self
            .app
            .write(&Actor::Nobody, move |ctx| ask(ctx, &new, None));
        asked.unwrap().id
    }

    fn as_chair<T: Send + 'static>(
        &self,
        f: impl Fn(&mut Write<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.app.write(&self.chair, f)
    }

    fn get(&self, id: WijkvraagId) -> Wijkvraag {
        let gemeente = self.app.frame(self.app.slug()).id;
        let db = self.app.app.db();
        db.read_blocking(move |tx| get_wijkvraag(tx, gemeente, id))
            .unwrap()
    }

    fn vrager(&self, id: WijkvraagId) -> Option<Wijkvrager> {
        let (gemeente, vrager) = (self.app.frame(self.app.slug()).id, self.get(id).vrager);
        let db = self.app.app.db();
        db.read_blocking(move |tx| find_vrager(tx, gemeente, vrager))
            .unwrap()
    }

    fn by_link(&self, id: WijkvraagId) -> Actor {
        Actor::Link(LinkHolder {
            id: LinkId(uuid::Uuid::from_u128(1)),
            kind: LinkKind::Wijkvrager,
            subject: id.0,
            holder: self.get(id).vrager.0,
        })
    }

    fn count(&self, sql: &'static str) -> i64 {
        let gemeente = self.app.frame(self.app.slug()).id;
        let db = self.app.app.db();
        db.read_blocking(move |tx| {
            Ok::<_, Error>(tx.query_one(sql, &[&gemeente], |row| row.get(0))?)
        })
        .unwrap()
    }

    fn night(&self) {
        jobs::run_due(&self.app.app, jobs::Night::Now).unwrap();
    }
}

const KEPT: &str = "SELECT count(*) FROM wijkvragers WHERE gemeente_id = $1";
const AT_THE_DESK: &str =
    "SELECT count(*) FROM contactpersonen WHERE gemeente_id = $1 AND vraag IS NOT NULL";

kit::on_both_engines!(
    a_question_sent_twice_is_asked_once,
    a_question_goes_to_who_works_there_and_holds_nobody,
    only_the_members_of_that_bewonersorgaan_know_of_a_question,
    an_answer_is_kept_for_thirty_days,
    v_66_handing_over_moves_the_words_in_one_write,
    what_was_settled_is_not_settled_again,
    whoever_asked_may_have_it_erased,
    inv_45_the_words_are_read_only_with_a_line_in_the_log,
    what_nobody_can_answer_any_more_goes_to_the_desk_at_night,
);

fn a_question_sent_twice_is_asked_once(db: TestDb) {
    let wijk = Wijk::new(db);
    let (first, second) = (wijk.new_vraag(VRAAG), wijk.new_vraag(VRAAG));
    let request = Some(uuid::Uuid::from_u128(7));
    let ask_it = |new: NewWijkvraag| {
        let asked = wijk
            .app
            .write(&Actor::Nobody, move |ctx| ask(ctx, &new, request));
        asked.unwrap()
    };
    assert_eq!(ask_it(first), ask_it(second));
    assert_eq!(wijk.count(KEPT), 1);
    let next = wijk.ask("Komt er een zebrapad bij de school?");
    assert_eq!(wijk.get(next).nummer, 2, "numbers follow each other");
}

fn a_question_goes_to_who_works_there_and_holds_nobody(db: TestDb) {
    let wijk = Wijk::new(db);
    let frame = wijk.app.frame(wijk.app.slug());
    assert_eq!(
        check(&frame, &wijk.new_vraag(VRAAG)).unwrap(),
        wijk.orgaan,
        "the only one is not chosen"
    );
    let last = frame.wijken().last().unwrap().id;
    let nobody = NewWijkvraag {
        gebied: last,
        ..wijk.new_vraag(VRAAG)
    };
    assert!(matches!(check(&frame, &nobody), Err(Error::Refused(_))));
    let long = "a ".repeat(LONGEST);
    for (vraag, key) in [
        ("  ", "wijkvraag-leeg"),
        (long.as_str(), "wijkvraag-lang"),
        ("Bel mij op 06 12345678.", "wijkvraag-hoort-dit-hier"),
    ] {
        let Err(Error::Invalid(faults)) = check(&frame, &wijk.new_vraag(vraag)) else {
            panic!("{key}: taken");
        };
        assert_eq!(faults[0].sentence.key, key);
    }
    let wrong = NewWijkvraag {
        email: Some("geen adres".to_owned()),
        ..wijk.new_vraag(VRAAG)
    };
    assert!(matches!(check(&frame, &wrong), Err(Error::Invalid(_))));
}

fn only_the_members_of_that_bewonersorgaan_know_of_a_question(db: TestDb) {
    let wijk = Wijk::new(db);
    let id = wijk.ask(VRAAG);
    for actor in [wijk.stranger.clone(), wijk.app.actor("wijkbeheerder")] {
        for what in 0..3 {
            let done = wijk.app.write(&actor, move |ctx| match what {
                0 => take_on(ctx, id),
                1 => answer(ctx, id, "Dat weten wij nog niet."),
                _ => hand_over(ctx, id, None),
            });
            assert!(matches!(done, Err(Error::NotFound(_))), "{what}: {done:?}");
        }
    }
    wijk.as_chair(move |ctx| take_on(ctx, id)).unwrap();
    let me = wijk.chair.account().unwrap().id;
    assert_eq!(wijk.get(id).account, Some(me));
    let frame = wijk.app.frame(wijk.app.slug());
    let orgaan = frame.orgaan(wijk.orgaan).unwrap();
    assert!(may_answer(&wijk.chair, &frame, orgaan));
    assert!(!may_answer(&wijk.stranger, &frame, orgaan));
}

fn an_answer_is_kept_for_thirty_days(db: TestDb) {
    let wijk = Wijk::new(db);
    let id = wijk.ask(VRAAG);
    let short = wijk.as_chair(move |ctx| answer(ctx, id, "Ja"));
    assert!(matches!(short, Err(Error::Invalid(_))), "{short:?}");
    wijk.as_chair(move |ctx| answer(ctx, id, "In het voorjaar komen er bomen."))
        .unwrap();
    let own = wijk.vrager(id).unwrap();
    assert_eq!(own.vraag, VRAAG);
    assert_eq!(
        own.antwoord.as_deref(),
        Some("In het voorjaar komen er bomen.")
    );
    assert_eq!(wijk.get(id).state, WijkvraagState::Answered);
    wijk.app.clock.advance_seconds(86_400 * (KEEP_DAYS - 1));
    wijk.night();
    assert_eq!(wijk.count(KEPT), 1);
    wijk.app.clock.advance_seconds(86_400);
    wijk.night();
    assert_eq!(wijk.count(KEPT), 0);
    let links = "SELECT count(*) FROM links WHERE gemeente_id = $1 AND kind = 'wijkvrager'";
    assert_eq!(wijk.count(links), 0);
    assert_eq!(wijk.get(id).nummer, 1, "that it was asked stays");
}

fn v_66_handing_over_moves_the_words_in_one_write(db: TestDb) {
    let wijk = Wijk::new(db);
    let id = wijk.ask("Mijn uitkering is verlaagd, wat nu?");
    assert_eq!((wijk.count(KEPT), wijk.count(AT_THE_DESK)), (1, 0));
    let undone = wijk.as_chair(move |ctx| {
        hand_over(ctx, id, Some("inkomen"))?;
        Err::<(), _>(Error::refused("wijkvraag-teruggenomen"))
    });
    assert!(undone.is_err());
    assert_eq!(
        (wijk.count(KEPT), wijk.count(AT_THE_DESK)),
        (1, 0),
        "all of it or nothing"
    );
    wijk.as_chair(move |ctx| hand_over(ctx, id, Some("inkomen")))
        .unwrap();
    assert_eq!((wijk.count(KEPT), wijk.count(AT_THE_DESK)), (0, 1));
    let found = wijk.get(id);
    assert_eq!(found.state, WijkvraagState::HandedOver);
    assert!(found.contact.is_some());
    let owed = "SELECT count(*) FROM contactvragen WHERE gemeente_id = $1 AND onderwerp = 'inkomen' \
                AND uitkomst = 'open' AND settled_at IS NULL";
    assert_eq!(wijk.count(owed), 1);
    let dues = "SELECT count(*) FROM verplichtingen WHERE gemeente_id = $1 AND soort = 'contactvraag.antwoord'";
    assert_eq!(wijk.count(dues), 1, "somebody owes the answer");
}

fn what_was_settled_is_not_settled_again(db: TestDb) {
    let wijk = Wijk::new(db);
    let (answered, gone) = (wijk.ask(VRAAG), wijk.ask(VRAAG));
    wijk.as_chair(move |ctx| answer(ctx, answered, "In het voorjaar."))
        .unwrap();
    wijk.as_chair(move |ctx| hand_over(ctx, gone, None))
        .unwrap();
    for id in [answered, gone] {
        let again = wijk.as_chair(move |ctx| answer(ctx, id, "Nog een keer iets."));
        assert!(matches!(again, Err(Error::Refused(_))), "{again:?}");
        let again = wijk.as_chair(move |ctx| hand_over(ctx, id, None));
        assert!(matches!(again, Err(Error::Refused(_))), "{again:?}");
    }
}

fn whoever_asked_may_have_it_erased(db: TestDb) {
    let wijk = Wijk::new(db);
    let (open, gone) = (wijk.ask(VRAAG), wijk.ask(VRAAG));
    crate::notifications::read_new(&wijk.app.app).unwrap();
    let mails =
        "SELECT count(*) FROM mails WHERE gemeente_id = $1 AND address = 'robin@voorbeeld.example'";
    assert_eq!(wijk.count(mails), 2);
    wijk.app.write(&wijk.by_link(open), erase_own).unwrap();
    assert_eq!(wijk.get(open).state, WijkvraagState::Withdrawn);
    assert_eq!((wijk.count(KEPT), wijk.count(mails)), (1, 1));
    wijk.as_chair(move |ctx| hand_over(ctx, gone, None))
        .unwrap();
    let refused = wijk.app.write(&wijk.by_link(gone), erase_own);
    assert!(
        matches!(refused, Err(Error::Refused(_))),
        "the desk has it: {refused:?}"
    );
    let other = wijk.app.write(&wijk.chair, erase_own);
    assert!(matches!(other, Err(Error::NotFound(_))), "{other:?}");
}

fn inv_45_the_words_are_read_only_with_a_line_in_the_log(db: TestDb) {
    let wijk = Wijk::new(db);
    let id = wijk.ask(VRAAG);
    let frame = wijk.app.frame(wijk.app.slug());
    let (gemeente, vrager) = (frame.id, wijk.get(id).vrager);
    let read = wijk.app.wait(wijk.app.app.read_personal(
        &frame,
        &wijk.chair,
        Purpose::AnswerQuestion,
        ("wijkvraag", id.0),
        move |tx| find_vrager(tx, gemeente, vrager),
    ));
    assert_eq!(read.unwrap().unwrap().vraag, VRAAG);
    let logged = "SELECT count(*) FROM leeslog WHERE gemeente_id = $1 AND purpose = 'P1' AND subject_kind = 'wijkvraag'";
    assert_eq!(wijk.count(logged), 1);
    let told = "SELECT count(*) FROM journaal WHERE gemeente_id = $1 AND (lower(body) LIKE lower('%plein%') OR lower(body) LIKE lower('%robin%'))";
    assert_eq!(wijk.count(told), 0, "nothing of it in the journaal");
}

fn what_nobody_can_answer_any_more_goes_to_the_desk_at_night(db: TestDb) {
    let wijk = Wijk::new(db);
    let (left, erased) = (wijk.ask(VRAAG), wijk.ask(VRAAG));
    wijk.night();
    assert!(wijk.get(left).is_open(), "somebody can still answer it");
    let (gemeente, orgaan, vrager) = (
        wijk.app.frame(wijk.app.slug()).id,
        wijk.orgaan,
        wijk.get(erased).vrager,
    );
    let today = wijk.app.frame(wijk.app.slug()).today(wijk.app.clock.now());
    // A bewonersorgaan ends by a new inrichting; a restore erases again what was erased.
    wijk.app
        .app
        .db()
        .bookkeep_blocking(move |tx| {
            tx.exec(
                "UPDATE organen SET valid_to = $3 WHERE gemeente_id = $1 AND id = $2",
                &[&gemeente, &orgaan, &today],
            )?;
            tx.exec(
                "DELETE FROM wijkvragers WHERE gemeente_id = $1 AND id = $2",
                &[&gemeente, &vrager],
            )?;
            Ok::<_, Error>(())
        })
        .unwrap();
    wijk.app.app.forget_frame(wijk.app.slug());
    wijk.app.clock.advance_seconds(86_400);
    wijk.night();
    assert_eq!(wijk.get(left).state, WijkvraagState::HandedOver);
    assert_eq!(wijk.get(erased).state, WijkvraagState::Withdrawn);
    assert_eq!((wijk.count(KEPT), wijk.count(AT_THE_DESK)), (0, 1));
}
