//! What holds for a melding whatever happens to it.

mod lezen;

use std::collections::BTreeSet;

use kit::db::Queries;
use kit::testing::TestDb;
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use uuid::Uuid;
use wijkwerk::access::{Actor, LinkHolder, LinkKind};
use wijkwerk::error::{Error, Result};
use wijkwerk::ids::MeldingId;
use wijkwerk::kader::bewijzen::Bewijs;
use wijkwerk::testing::TestApp;
use wijkwerk::wijkaanpak::meldingen::actions::{complete, join, submit};
use wijkwerk::wijkaanpak::meldingen::triage::{triage, undo};
use wijkwerk::wijkaanpak::meldingen::{
    Bron, Contactgegevens, FieldState, Melding, MeldingState, NewMelding, TriageOutcome,
    get_melding, judge, list_volgers,
};
use wijkwerk::wijkaanpak::taken;

use super::{CASES, runner};

/// What can happen to a melding; refusals are part of it.
#[derive(Clone, Debug)]
enum Step {
    Street(u8),
    Forward,
    Nothing(String),
    Undo,
    Finish(String),
    Complete(String, String),
    Judge(bool),
    Wait(u8),
    JoinAnother,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let words = prop_oneof![
        3 => Just("De tegels liggen weer vast en vlak.".to_owned()),
        1 => Just("ok".to_owned()),
        1 => "[ -~é🙂]{0,40}",
    ];
    let step = prop_oneof![
        3 => (1_u8..4).prop_map(Step::Street),
        2 => Just(Step::Forward),
        1 => words.clone().prop_map(Step::Nothing),
        1 => Just(Step::Undo),
        4 => words.clone().prop_map(Step::Finish),
        3 => (words.clone(), words).prop_map(|(seen, told)| Step::Complete(seen, told)),
        3 => any::<bool>().prop_map(Step::Judge),
        2 => (0_u8..20).prop_map(Step::Wait),
        1 => Just(Step::JoinAnother),
    ];
    proptest::collection::vec(step, 1..14)
}

/// A melding with a secret in every place where somebody can write one.
struct Case {
    app: TestApp,
}

impl Case {
    fn new() -> Self {
        Self {
            app: TestApp::new(TestDb::sqlite(), &["velsen-demo"]),
        }
    }

    fn raise(&self, secret: &str) -> MeldingId {
        let frame = self.app.frame("velsen");
        let new = NewMelding {
            gebied: frame.wijken().next().map(|wijk| wijk.id),
            place: None,
            near_home: false,
            onderwerp: Some("heel".to_owned()),
            omschrijving: format!("Losse tegel {secret}"),
            plaats: Some(format!("Bij {secret}")),
            kanaal: "digitaal".to_owned(),
            bron: Bron::Bewoner,
            bron_id: None,
            contact: Contactgegevens {
                naam: Some(format!("Mevrouw {secret}")),
                email: Some(format!("{secret}@voorbeeld.example").to_lowercase()),
                telefoon: None,
                taal: "nl".to_owned(),
            },
            photos: Vec::new(),
            token: self.app.app.token(),
            external: None,
            raised_on: None,
        };
        self.app
            .write(&Actor::Nobody, move |ctx| submit(ctx, &new, None))
            .expect("everybody may let us know")
            .id
    }

    fn get(&self, id: MeldingId) -> Melding {
        let gemeente = self.app.frame("velsen").id;
        self.app
            .app
            .db()
            .read_blocking(move |tx| get_melding(tx, gemeente, id))
            .expect("it is there")
    }

    fn addresses(&self, id: MeldingId) -> Vec<String> {
        let gemeente = self.app.frame("velsen").id;
        self.app
            .app
            .db()
            .read_blocking(move |tx| list_volgers(tx, gemeente, id))
            .expect("the people who hear")
            .into_iter()
            .filter_map(|volger| volger.contact.email)
            .collect()
    }

    fn count(&self, sql: &'static str, id: MeldingId) -> i64 {
        let gemeente = self.app.frame("velsen").id;
        self.app
            .app
            .db()
            .read_blocking(move |tx| {
                Ok::<_, Error>(tx.query_one(sql, &[&gemeente, &id.0], |row| row.get(0))?)
            })
            .expect("it can be counted")
    }

    fn public(&self) -> BTreeSet<Uuid> {
        let gemeente = self.app.frame("velsen").id;
        self.app
            .app
            .db()
            .read_blocking(move |tx| {
                Ok::<_, Error>(tx.query(
                    "SELECT melding_id FROM meldingen_publiek WHERE gemeente_id = $1 ORDER BY melding_id",
                    &[&gemeente],
                    |row| row.get(0),
                )?)
            })
            .expect("the public face")
            .into_iter()
            .collect()
    }

    fn visit(&self, seen: &str) -> Bewijs {
        Bewijs::Visit {
            by: "Ploeg Verzonnen".to_owned(),
            on: self.app.frame("velsen").today(self.app.clock.now()),
            seen: seen.to_owned(),
        }
    }

    /// One step; whether it was taken.
    fn take(&self, id: MeldingId, step: &Step) -> bool {
        let by = Actor::Command;
        let frame = self.app.frame("velsen");
        let decide = |outcome: TriageOutcome| -> Result<()> {
            self.app
                .write(&by, move |ctx| triage(ctx, id, &outcome).map(drop))
        };
        let done = match step {
            Step::Street(most) => {
                let disciplines = frame.inrichting.disciplines.iter().take(usize::from(*most));
                decide(TriageOutcome::Taken {
                    disciplines: disciplines.map(|vak| vak.sleutel.clone()).collect(),
                })
            }
            Step::Forward => {
                let partner = frame.organisatie_by_key("politie").expect("a partner").id;
                decide(TriageOutcome::Doorgezet(partner))
            }
            Step::Nothing(reason) => decide(TriageOutcome::NoAction {
                reason: reason.clone(),
            }),
            Step::Undo => self.app.write(&by, move |ctx| undo(ctx, id)),
            Step::Finish(seen) => {
                let gemeente = frame.id;
                let open = self
                    .app
                    .app
                    .db()
                    .read_blocking(move |tx| taken::list_of_melding(tx, gemeente, id))
                    .expect("its tasks")
                    .into_iter()
                    .find(|taak| matches!(taak.state.as_str(), "open" | "planned"));
                let Some(taak) = open.map(|taak| taak.id) else {
                    return false;
                };
                let proof = self.visit(seen);
                self.app
                    .write(&by, move |ctx| taken::finish(ctx, taak, &proof).map(drop))
            }
            Step::Complete(seen, told) => {
                let (proof, told) = (self.visit(seen), told.clone());
                self.app
                    .write(&by, move |ctx| complete(ctx, id, &proof, &told))
            }
            Step::Judge(solved) => {
                let (solved, gemeente) = (*solved, frame.id);
                let people = self
                    .app
                    .app
                    .db()
                    .read_blocking(move |tx| list_volgers(tx, gemeente, id))
                    .expect("the people who hear");
                let Some(holder) = people.first().map(|volger| volger.id.0) else {
                    return false;
                };
                let reporter = Actor::Link(LinkHolder {
                    id: Uuid::nil().into(),
                    kind: LinkKind::Melder,
                    subject: id.0,
                    holder,
                });
                self.app
                    .write(&reporter, move |ctx| judge(ctx, solved).map(drop))
            }
            Step::Wait(days) => {
                self.app.clock.advance_seconds(i64::from(*days) * 86_400);
                Ok(())
            }
            Step::JoinAnother => {
                let other = self.raise("Anderen");
                self.app.write(&by, move |ctx| join(ctx, other, id))
            }
        };
        if let Err(error) = &done {
            assert!(error.status() < 500, "{step:?}: {error:?}");
        }
        done.is_ok()
    }
}

/// Takes every step and asks after each whether the invariant still holds.
fn holds(
    seed: &str,
    check: impl Fn(&Case, MeldingId, &Melding, &Step, bool) -> Result<(), TestCaseError>,
) {
    let case = Case::new();
    let taken = std::cell::Cell::new(0);
    runner()
        .run(&steps(), |steps| {
            let id = case.raise(seed);
            for step in &steps {
                let done = case.take(id, step);
                taken.set(taken.get() + u32::from(done));
                check(&case, id, &case.get(id), step, done)?;
            }
            Ok(())
        })
        .unwrap_or_else(|why| panic!("{why}"));
    assert!(taken.get() > CASES, "{} steps were taken", taken.get());
}

#[test]
fn inv_20_forwarded_keeps_an_owner_and_the_address_whatever_happens() {
    holds("Zeldzaam", |case, id, melding, _, _| {
        if melding.state == MeldingState::Doorgezet {
            prop_assert!(
                melding.owner_rol.is_some(),
                "nobody of the gemeente owns it"
            );
            prop_assert!(melding.organisatie.is_some());
            let done = matches!(
                melding.field_state,
                FieldState::Done | FieldState::Confirmed
            );
            prop_assert!(done || melding.is_open(), "it closed by being sent away");
        }
        prop_assert!(
            case.addresses(id)
                .contains(&"zeldzaam@voorbeeld.example".to_owned()),
            "the reporter cannot be told"
        );
        Ok(())
    });
}

#[test]
fn inv_21_nothing_is_done_without_evidence_whatever_happens() {
    const EVIDENCE: &str = "SELECT count(*) FROM bewijzen WHERE gemeente_id = $1 AND subject_id = $2 AND subject_kind = 'melding'";
    holds("Zeldzaam", |case, id, melding, step, taken| {
        if matches!(
            melding.field_state,
            FieldState::Done | FieldState::Confirmed
        ) {
            prop_assert!(case.count(EVIDENCE, id) > 0, "done without evidence");
            prop_assert!(melding.done_at.is_some());
        }
        if melding.state == MeldingState::NoAction {
            let reason = melding.reason.clone().unwrap_or_default();
            let letters = reason
                .chars()
                .filter(|letter| letter.is_alphanumeric())
                .count();
            prop_assert!(letters >= 3, "closed for {reason:?}");
        }
        if let (Step::Judge(false), true) = (step, taken) {
            prop_assert!(melding.is_open(), "disputed and not open");
            prop_assert_eq!(melding.field_state, FieldState::Disputed);
        }
        Ok(())
    });
}

#[test]
fn inv_42_what_was_public_stays_public_whatever_happens() {
    let seen = std::cell::RefCell::new(BTreeSet::new());
    holds("Zeldzaam", |case, id, _, _, _| {
        let now = case.public();
        prop_assert!(now.contains(&id.0), "it was let known and is not shown");
        prop_assert!(
            now.is_superset(&seen.borrow()),
            "something published is gone"
        );
        *seen.borrow_mut() = now;
        Ok(())
    });
}

#[test]
fn inv_43_the_public_face_holds_no_word_of_the_reporter_whatever_happens() {
    holds("Qzxwijkgeheim", |case, id, _, _, _| {
        let gemeente = case.app.frame("velsen").id;
        let face: String = case
            .app
            .app
            .db()
            .read_blocking(move |tx| {
                Ok::<_, Error>(tx.query_one(
                    "SELECT who || '|' || COALESCE(sentence, '') || '|' || state FROM meldingen_publiek \
                     WHERE gemeente_id = $1 AND melding_id = $2",
                    &[&gemeente, &id],
                    |row| row.get(0),
                )?)
            })
            .expect("the public face");
        let page = case.app.get(&format!("/velsen/melding-openbaar/{id}"));
        prop_assert_eq!(page.status, 200);
        for text in [face, page.text()] {
            prop_assert!(
                !text.to_lowercase().contains("qzxwijkgeheim"),
                "{} holds the reporter's words",
                text
            );
        }
        Ok(())
    });
}
