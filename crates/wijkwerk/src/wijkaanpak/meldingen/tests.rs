//! The actions of meldingen and taken on both engines.

mod klaar;
mod ontvangst;
mod opvolging;
mod samen;

use std::sync::Arc;

use jiff::SignedDuration;
use kit::clock::Clock;
use kit::db::{Db, migrate};
use kit::ids::IdSource;
use kit::on_both_engines;
use kit::testing::{TestDb, TestDir};

use super::actions::submit;
use super::model::{Bron, Contactgegevens, FieldState, MeldingState, NewMelding, TriageOutcome};
use super::oordeel::judge;
use super::triage::{triage, undo};
use super::*;
use crate::access::{Actor, LinkHolder, LinkKind};
use crate::app::{App, db_options};
use crate::config::Config;
use crate::error::Error;
use crate::frame::Frame;
use crate::ids::MeldingId;
use crate::journaal;
use crate::kader::bewijzen::Bewijs;
use crate::kader::inrichting::actions::{import, parse};
use crate::wijkaanpak::taken;

pub(super) struct Here {
    pub(super) app: App,
    pub(super) frame: Arc<Frame>,
    _dir: TestDir,
}

pub(super) fn start(test: &TestDb, document: &str) -> Here {
    let clock = Clock::manual("2026-03-02T08:00:00Z".parse().unwrap());
    let db = Db::open(test.target.clone(), &db_options(2, false)).unwrap();
    migrate(&db, crate::migrations::MIGRATIONS, clock.now()).unwrap();
    let dir = TestDir::new();
    let config = Config {
        files: dir.path().join("files"),
        backups: dir.path().join("backups"),
        ..Config::default()
    };
    let app = App::new(db, clock, IdSource::seeded(1), config).unwrap();
    let inrichting = parse(crate::shipped::document(document).unwrap()).unwrap();
    let slug = inrichting.gemeente.slug.clone();
    import(
        &app,
        &Actor::Command,
        inrichting,
        "2026-01-01".parse().unwrap(),
    )
    .unwrap();
    let frame = app.frame_blocking(&slug).unwrap().unwrap();
    Here {
        app,
        frame,
        _dir: dir,
    }
}

impl Here {
    pub(super) fn write<T: Send + 'static>(
        &self,
        actor: &Actor,
        f: impl Fn(&mut crate::write::Write<'_>) -> crate::error::Result<T> + Send + 'static,
    ) -> crate::error::Result<T> {
        self.app.write_blocking(&self.frame, actor, f)
    }

    pub(super) fn melding(&self) -> NewMelding {
        NewMelding {
            gebied: self.frame.wijken().next().map(|wijk| wijk.id),
            place: None,
            near_home: false,
            onderwerp: super::actions::subjects(&self.frame.inrichting)
                .first()
                .cloned(),
            omschrijving: "De stoep ligt los bij de bushalte.".into(),
            plaats: None,
            kanaal: "digitaal".into(),
            bron: Bron::Bewoner,
            bron_id: None,
            contact: Contactgegevens {
                email: Some("bewoner@voorbeeld.example".into()),
                taal: "nl".into(),
                ..Default::default()
            },
            photos: vec![],
            token: "geheim".into(),
            external: None,
            raised_on: None,
        }
    }

    fn submit(&self) -> MeldingId {
        let new = self.melding();
        self.write(&Actor::Nobody, move |ctx| submit(ctx, &new, None))
            .unwrap()
            .id
    }

    fn get(&self, id: MeldingId) -> Melding {
        let gemeente = self.frame.id;
        self.app
            .db()
            .read_blocking(move |tx| get_melding(tx, gemeente, id))
            .unwrap()
    }

    fn reporter(&self, id: MeldingId) -> Actor {
        let gemeente = self.frame.id;
        let holder = self
            .app
            .db()
            .read_blocking(move |tx| Ok::<_, Error>(list_volgers(tx, gemeente, id)?[0].id))
            .unwrap();
        Actor::Link(LinkHolder {
            id: uuid::Uuid::nil().into(),
            kind: LinkKind::Melder,
            subject: id.0,
            holder: holder.0,
        })
    }

    fn vak(&self) -> Vec<String> {
        self.frame
            .inrichting
            .disciplines
            .iter()
            .take(3)
            .map(|vak| vak.sleutel.clone())
            .collect()
    }
}

fn one_case_for_the_reporter_many_tasks_in_the_field(test: TestDb) {
    let here = start(&test, "lelystad-demo");
    let id = here.submit();
    let vak = here.vak();
    assert_eq!(vak.len(), 3);
    here.write(&Actor::Command, move |ctx| {
        triage(
            ctx,
            id,
            &TriageOutcome::Taken {
                disciplines: vak.clone(),
            },
        )
    })
    .unwrap();
    let gemeente = here.frame.id;
    let tasks = here
        .app
        .db()
        .read_blocking(move |tx| taken::list_of_melding(tx, gemeente, id))
        .unwrap();
    assert_eq!(tasks.len(), 3);
    let visit = || Bewijs::Visit {
        by: "Ploeg Verzonnen".into(),
        on: "2026-03-02".parse().unwrap(),
        seen: "De tegels liggen weer vast en vlak.".into(),
    };
    for (n, task) in tasks.iter().enumerate() {
        let taak = task.id;
        let all = here
            .write(&Actor::Command, move |ctx| {
                taken::finish(ctx, taak, &visit())
            })
            .unwrap();
        assert_eq!(all, n == 2, "the melding is done with its last task");
    }
    assert_eq!(here.get(id).field_state, FieldState::Done);
}

fn inv_21_disputed_within_fourteen_days_opens_again(test: TestDb) {
    let here = start(&test, "velsen-demo");
    let id = here.submit();
    let vak = here.vak();
    here.write(&Actor::Command, move |ctx| {
        triage(
            ctx,
            id,
            &TriageOutcome::Taken {
                disciplines: vec![vak[0].clone()],
            },
        )
    })
    .unwrap();
    let gemeente = here.frame.id;
    let taak = here
        .app
        .db()
        .read_blocking(move |tx| taken::list_of_melding(tx, gemeente, id))
        .unwrap()[0]
        .id;
    let ok = Bewijs::Visit {
        by: "Ploeg".into(),
        on: "2026-03-02".parse().unwrap(),
        seen: "ok".into(),
    };
    let refused = here
        .write(&Actor::Command, move |ctx| taken::finish(ctx, taak, &ok))
        .unwrap_err();
    assert!(
        matches!(&refused, Error::Invalid(said) if said[0].sentence.key == "bewijs-gezien-te-kort")
    );
    let seen = Bewijs::Visit {
        by: "Ploeg".into(),
        on: "2026-03-02".parse().unwrap(),
        seen: "Alle tegels liggen weer vast.".into(),
    };
    here.write(&Actor::Command, move |ctx| taken::finish(ctx, taak, &seen))
        .unwrap();
    here.app.clock().advance_seconds(13 * 86_400);
    let reporter = here.reporter(id);
    assert_eq!(
        here.write(&reporter, |ctx| judge(ctx, false)).unwrap(),
        FieldState::Disputed
    );
    let melding = here.get(id);
    assert_eq!(
        (melding.field_state, melding.reopened),
        (FieldState::Disputed, 1)
    );
    let tasks = here
        .app
        .db()
        .read_blocking(move |tx| taken::list_of_melding(tx, gemeente, id))
        .unwrap();
    assert_eq!(
        tasks.iter().filter(|task| task.state == "open").count(),
        1,
        "the work starts again"
    );
}

fn inv_20_what_is_forwarded_keeps_an_owner_and_a_reporter(test: TestDb) {
    let here = start(&test, "velsen-demo");
    let id = here.submit();
    let partner = here.frame.organisaties[0].id;
    here.write(&Actor::Command, move |ctx| {
        triage(ctx, id, &TriageOutcome::Doorgezet(partner))
    })
    .unwrap();
    let melding = here.get(id);
    assert_eq!(melding.organisatie, Some(partner));
    assert!(
        melding.owner_rol.is_some() && melding.is_open(),
        "it never closes by being sent away"
    );
    let gemeente = here.frame.id;
    let melders = here
        .app
        .db()
        .read_blocking(move |tx| list_volgers(tx, gemeente, id))
        .unwrap();
    assert_eq!(
        melders[0].contact.email.as_deref(),
        Some("bewoner@voorbeeld.example")
    );
}

fn a_decision_is_undone_within_seconds_and_not_later(test: TestDb) {
    let here = start(&test, "velsen-demo");
    let id = here.submit();
    let reason = || TriageOutcome::NoAction {
        reason: "Dit is grond van de buren.".into(),
    };
    here.write(&Actor::Command, move |ctx| triage(ctx, id, &reason()))
        .unwrap();
    here.app.clock().advance_seconds(9);
    here.write(&Actor::Command, move |ctx| undo(ctx, id))
        .unwrap();
    assert_eq!(here.get(id).state, MeldingState::Submitted);
    here.write(&Actor::Command, move |ctx| triage(ctx, id, &reason()))
        .unwrap();
    here.app.clock().advance_seconds(31);
    assert!(matches!(
        here.write(&Actor::Command, move |ctx| undo(ctx, id)),
        Err(Error::Refused(_))
    ));
}

fn sending_a_form_twice_counts_once(test: TestDb) {
    let here = start(&test, "velsen-demo");
    let request = Some(uuid::Uuid::from_u128(77));
    let (a, b) = (here.melding(), here.melding());
    let first = here
        .write(&Actor::Nobody, move |ctx| submit(ctx, &a, request))
        .unwrap();
    let second = here
        .write(&Actor::Nobody, move |ctx| submit(ctx, &b, request))
        .unwrap();
    assert_eq!(first, second);
}

fn every_fault_of_a_form_is_told_at_once(test: TestDb) {
    let here = start(&test, "velsen-demo");
    let mut new = here.melding();
    new.gebied = None;
    new.onderwerp = None;
    new.omschrijving = "x".repeat(100_000);
    new.contact.email = Some("geen adres".into());
    let Err(Error::Invalid(faults)) =
        here.write(&Actor::Nobody, move |ctx| submit(ctx, &new, None))
    else {
        panic!()
    };
    let fields: Vec<_> = faults.iter().map(|fault| fault.field).collect();
    assert_eq!(fields, ["omschrijving", "onderwerp", "email", "wijk"]);
}

fn inv_43_the_public_face_holds_nothing_of_the_reporter(test: TestDb) {
    let here = start(&test, "velsen-demo");
    let mut new = here.melding();
    new.omschrijving = "Zeldzaamwoord <script>alert(1)</script> '; DROP TABLE meldingen; --".into();
    new.contact.naam = Some("Mevrouw Geheimpje".into());
    let id = here
        .write(&Actor::Nobody, move |ctx| submit(ctx, &new, None))
        .unwrap()
        .id;
    let (gemeente, gebied) = (here.frame.id, here.get(id).gebied);
    let face = here
        .app
        .db()
        .read_blocking(move |tx| list_publiek(tx, gemeente, gebied, 10))
        .unwrap();
    let text = format!("{face:?}");
    assert!(
        !text.contains("Zeldzaam")
            && !text.contains("Geheimpje")
            && !text.contains("voorbeeld.example")
    );
    let lines = here
        .app
        .db()
        .read_blocking(move |tx| Ok::<_, Error>(journaal::lines_after(tx, gemeente, 0, 1000)?))
        .unwrap();
    let journal = format!("{lines:?}");
    assert!(
        !journal.contains("Zeldzaam")
            && !journal.contains("Geheimpje")
            && !journal.contains("voorbeeld.example")
    );
    let checked = journaal::verify(here.app.db(), gemeente).unwrap();
    assert!(checked.is_ok(), "{checked:?}");
}

fn a_reporter_link_judges_its_own_melding_only(test: TestDb) {
    let here = start(&test, "velsen-demo");
    let id = here.submit();
    let reporter = here.reporter(id);
    let early = here.write(&reporter, |ctx| judge(ctx, true)).unwrap_err();
    assert!(matches!(early, Error::Refused(said) if said.key == "oordeel-nog-niet-klaar"));
    assert!(matches!(
        here.write(&Actor::Nobody, |ctx| judge(ctx, true)),
        Err(Error::NotFound(_))
    ));
    here.app
        .clock()
        .advance_seconds(SignedDuration::from_hours(1).as_secs());
}

on_both_engines!(
    one_case_for_the_reporter_many_tasks_in_the_field,
    inv_21_disputed_within_fourteen_days_opens_again,
    inv_20_what_is_forwarded_keeps_an_owner_and_a_reporter,
    a_decision_is_undone_within_seconds_and_not_later,
    sending_a_form_twice_counts_once,
    every_fault_of_a_form_is_told_at_once,
    inv_43_the_public_face_holds_nothing_of_the_reporter,
    a_reporter_link_judges_its_own_melding_only,
);
