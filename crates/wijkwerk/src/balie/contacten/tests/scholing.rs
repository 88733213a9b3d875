//! Training: what makes up for what expired, and of whom nothing is asked any more.

use super::super::instructies::add_instructie;
use super::super::scholing::{add_scholing, check_scholing, note_passed};
use super::*;
use crate::ids::{AccountId, ScholingId};
use crate::testing::{As, Ask, Where};

kit::on_both_engines!(
    l_38_an_older_day_does_not_make_up_for_what_expired,
    l_38_nothing_is_asked_of_whoever_left_the_desk,
    o_24_an_instruction_for_later_can_be_seen_and_withdrawn,
    what_was_ended_in_another_tab_can_be_ended_again,
    what_was_typed_of_days_comes_back_with_the_form,
);

const OWED: &str = "SELECT count(*) FROM verplichtingen WHERE gemeente_id = $1 AND soort = 'scholing.vernieuwen' \
                    AND state = 'open'";

impl Balie {
    fn module(&self) -> ScholingId {
        self.app
            .write(&self.app.actor("coordinator"), |ctx| {
                add_scholing(ctx, "Meldcode", Some(24))
            })
            .unwrap()
    }

    /// Passed so many months ago.
    fn passed(&self, module: ScholingId, who: AccountId, months: i64) {
        let coordinator = self.app.actor("coordinator");
        self.app
            .write(&coordinator, move |ctx| {
                let ago = jiff::Span::new().months(months);
                let op = ctx.today().checked_sub(ago).unwrap();
                note_passed(ctx, module, who, op)
            })
            .unwrap();
    }

    fn check(&self) -> usize {
        self.app
            .write(&Actor::Job("nightly"), check_scholing)
            .unwrap()
    }
}

fn l_38_an_older_day_does_not_make_up_for_what_expired(db: TestDb) {
    let balie = Balie::new(db);
    let me = balie.desk.account().unwrap().id;
    let module = balie.module();
    balie.passed(module, me, 25);
    assert_eq!((balie.check(), balie.count(OWED)), (1, 1));
    // Somebody types in the certificate before that one.
    balie.passed(module, me, 49);
    assert_eq!((balie.check(), balie.count(OWED)), (0, 1));
    balie.passed(module, me, 0);
    assert_eq!((balie.check(), balie.count(OWED)), (0, 0));
}

fn l_38_nothing_is_asked_of_whoever_left_the_desk(db: TestDb) {
    let balie = Balie::new(db);
    let me = balie.desk.account().unwrap().id;
    let module = balie.module();
    let frame = balie.app.frame(balie.app.slug());
    let wijk = frame.wijken().next().unwrap().id;
    let today = frame.today(balie.app.clock.now());
    let last = today.checked_add(jiff::Span::new().days(10)).unwrap();
    let guest = balie
        .app
        .an_account("Pleun Verzonnen")
        .with_role("contactmedewerker", Where::Gebied(wijk))
        .during(today, Some(last))
        .make();
    for who in [me, guest.account] {
        balie.passed(module, who, 25);
    }
    assert_eq!((balie.check(), balie.count(OWED)), (2, 2));
    balie.later(11);
    assert_eq!(balie.check(), 0);
    assert_eq!(balie.count(OWED), 1, "only of whoever is still there");
}

fn o_24_an_instruction_for_later_can_be_seen_and_withdrawn(db: TestDb) {
    let balie = Balie::new(db);
    let coordinator = balie.app.actor("coordinator");
    let id = balie
        .app
        .write(&coordinator, |ctx| {
            let later = ctx.today().checked_add(jiff::Span::new().days(9)).unwrap();
            add_instructie(ctx, "Andere ingang", "Loop achterom.", later, None)
        })
        .unwrap();
    let slug = balie.app.slug();
    let who = As::role("coordinator");
    let page = |path: &str| {
        let ask = Ask::get(&format!("/{slug}/balie/{path}"));
        balie.app.send(&ask.by(&who).lang("nl")).text()
    };
    let text = page("scholing");
    let (_, later) = text.split_once("Later goed om te weten").expect(&text);
    assert!(later.contains("Andere ingang"), "{later}");
    // Nobody at the desk reads it before its day.
    let desk = Ask::get(&format!("/{slug}/balie/dienst")).by(&As::role("contactmedewerker"));
    let text = balie.app.send(&desk).text();
    assert!(!text.contains("Andere ingang"), "{text}");
    let stop = format!("/{slug}/balie/instructies/{id}/einde");
    let done = balie.app.send(&Ask::post(&stop, "").by(&who));
    assert_eq!(done.status, 303, "{}", done.text());
    assert!(!page("scholing").contains("Andere ingang"));
}

fn what_was_ended_in_another_tab_can_be_ended_again(db: TestDb) {
    let balie = Balie::new(db);
    let coordinator = balie.app.actor("coordinator");
    let module = balie.module();
    let note = balie
        .app
        .write(&coordinator, |ctx| {
            let today = ctx.today();
            add_instructie(ctx, "Andere ingang", "Loop achterom.", today, None)
        })
        .unwrap();
    let slug = balie.app.slug();
    let who = As::role("coordinator");
    let end = |path: String| {
        let ask = Ask::post(&format!("/{slug}/balie/{path}/einde"), "");
        balie.app.send(&ask.by(&who)).status
    };
    for path in [format!("instructies/{note}"), format!("scholing/{module}")] {
        assert_eq!(end(path.clone()), 303, "{path}");
        assert_eq!(end(path.clone()), 303, "once more: {path}");
        balie.later(1);
        assert_eq!(end(path.clone()), 303, "the day after: {path}");
    }
    let told = "SELECT count(*) FROM journaal WHERE gemeente_id = $1 AND verb = 'ended' \
                AND subject_kind IN ('instructie', 'scholing')";
    assert_eq!(balie.count(told), 2, "each told once");
    let nowhere = uuid::Uuid::max();
    assert_eq!(end(format!("instructies/{nowhere}")), 404);
    assert_eq!(end(format!("scholing/{nowhere}")), 404);
}

fn what_was_typed_of_days_comes_back_with_the_form(db: TestDb) {
    let balie = Balie::new(db);
    balie.module();
    let slug = balie.app.slug();
    let who = As::role("coordinator");
    let path = format!("/{slug}/balie/instructies");
    // Without a title.
    let form = "titel=&tekst=Loop+achterom.&valid_from=2026-04-06&valid_to=2026-04-10";
    let refused = balie.app.send(&Ask::post(&path, form).by(&who));
    assert_eq!(refused.status, 400);
    let text = refused.text();
    for day in ["2026-04-06", "2026-04-10"] {
        assert!(text.contains(&format!("value=\"{day}\"")), "{day}: {text}");
    }
}
