//! The actions of the kennisbank on both engines.

use jiff::Span;
use kit::on_both_engines;
use kit::testing::TestDb;

use super::actions::{
    NewInformatieafspraak, agree_informatie, ask_and_hide, change, claim, confirm, create, hide,
    make, note, note_link, publish, react, remove_note, restore, review_informatie, set_kanalen,
    set_review, set_woorden, settle_flag, withdraw,
};
use super::links::Word;
use super::store::Herkomst;
use super::*;
use crate::access::{Actor, LinkHolder, LinkKind};
use crate::error::{Error, Result};
use crate::ids::{KennisitemId, LinkId, OrganisatieId};
use crate::journaal::{self, Verb};
use crate::kader::verplichtingen;
use crate::testing::TestApp;
use crate::write::Write;

/// A gemeente with somebody of a partner, somebody of the desk and somebody with the regie.
pub(super) struct Bank {
    pub(super) app: TestApp,
    pub(super) eigenaar: Actor,
    balie: Actor,
    regie: Actor,
    organisatie: OrganisatieId,
}

impl Bank {
    pub(super) fn new(db: TestDb) -> Self {
        let app = TestApp::new(db, &["lelystad-demo"]);
        let eigenaar = app.actor("aanbodbeheerder");
        let organisatie = eigenaar.account().unwrap().organisatie.unwrap();
        let may = |permission| {
            app.roles(app.slug())
                .iter()
                .map(|rol| app.actor(rol))
                .find(|actor| {
                    actor.may(permission, &crate::access::Here::ANYWHERE)
                        && actor.account().unwrap().organisatie != Some(organisatie)
                })
                .unwrap()
        };
        let (balie, regie) = (
            may(crate::access::Permission::KennisFlag),
            may(crate::access::Permission::KennisRegie),
        );
        Self {
            app,
            eigenaar,
            balie,
            regie,
            organisatie,
        }
    }

    pub(super) fn act<T: Send + 'static>(
        &self,
        who: &Actor,
        f: impl Fn(&mut Write<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.app.write(who, f)
    }

    pub(super) fn item(&self, id: KennisitemId) -> Item {
        let gemeente = self.app.frame(self.app.slug()).id;
        let found = self
            .app
            .app
            .db()
            .read_blocking(move |tx| get_item(tx, gemeente, id));
        found.unwrap()
    }

    fn draft(&self) -> KennisitemId {
        let organisatie = self.organisatie;
        self.act(&self.eigenaar, move |ctx| {
            create(ctx, &fields(), organisatie)
        })
        .unwrap()
    }

    pub(super) fn shown(&self) -> KennisitemId {
        let id = self.draft();
        self.act(&self.eigenaar, move |ctx| publish(ctx, id))
            .unwrap();
        id
    }

    pub(super) fn flags(&self, id: KennisitemId) -> Vec<Vlag> {
        let gemeente = self.app.frame(self.app.slug()).id;
        let found = self
            .app
            .app
            .db()
            .read_blocking(move |tx| list_vlaggen(tx, gemeente, id));
        found.unwrap()
    }

    fn verbs(&self, id: KennisitemId) -> Vec<Verb> {
        let gemeente = self.app.frame(self.app.slug()).id;
        let lines = self
            .app
            .app
            .db()
            .read_blocking(move |tx| journaal::lines_about(tx, gemeente, id.0));
        lines.unwrap().iter().map(|line| line.verb).collect()
    }

    fn later(&self, days: i64) {
        assert!(self.app.clock.advance_seconds(days * 86_400));
    }
}

pub(super) fn fields() -> Velden {
    Velden {
        onderwerp: "geld".to_owned(),
        titel: "Hulp bij schulden".to_owned(),
        samenvatting: "Wij helpen als u schulden hebt.".to_owned(),
        tekst: "Bel 0320-278911. Het kost niets.".to_owned(),
        telefoon: Some("0320-278911".to_owned()),
        url: Some("https://schulden.example/hulp".to_owned()),
        ..Velden::empty(Soort::Product)
    }
}

fn key<T: std::fmt::Debug>(result: Result<T>) -> &'static str {
    match result.unwrap_err() {
        Error::Refused(said) => said.key,
        Error::Invalid(faults) => faults[0].sentence.key,
        Error::Forbidden(_) => "forbidden",
        Error::NotFound(_) => "not found",
        Error::SignIn => "sign in",
        other => panic!("{other:?}"),
    }
}

fn inv_15_only_the_owner_changes_a_text_and_others_flag(db: TestDb) {
    let bank = Bank::new(db);
    let id = bank.shown();
    let other = Velden {
        titel: "Iets anders".to_owned(),
        ..fields()
    };
    for who in [&bank.balie, &bank.regie] {
        let velden = other.clone();
        let refused = bank.act(who, move |ctx| change(ctx, id, &velden, false));
        assert_eq!(key(refused), "forbidden");
        assert_eq!(key(bank.act(who, move |ctx| confirm(ctx, id))), "forbidden");
    }
    let velden = other.clone();
    let nobody = bank.act(&Actor::Nobody, move |ctx| change(ctx, id, &velden, false));
    assert_eq!(key(nobody), "sign in");
    bank.act(&bank.balie, move |ctx| {
        flag(ctx, id, FlagKind::Wrong, "Het nummer klopt niet meer.")
    })
    .unwrap();
    assert_eq!(bank.flags(id).len(), 1);
    let verbs = bank.verbs(id);
    assert!(verbs.ends_with(&[Verb::Flagged, Verb::Asked]), "{verbs:?}");
    let velden = other.clone();
    bank.act(&bank.eigenaar, move |ctx| change(ctx, id, &velden, true))
        .unwrap();
    let item = bank.item(id);
    assert_eq!((item.versie, item.titel.as_str()), (2, "Iets anders"));
    assert_eq!(bank.flags(id)[0].settled_as, Some(SettledAs::Changed));
    let gemeente = bank.app.frame(bank.app.slug()).id;
    let old = bank
        .app
        .app
        .db()
        .read_blocking(move |tx| list_versies(tx, gemeente, id));
    let old: Vec<String> = old.unwrap().into_iter().map(|found| found.titel).collect();
    assert_eq!(old, ["Iets anders", "Hulp bij schulden"]);
}

fn a_draft_is_seen_by_its_owner_only_and_by_everybody_when_it_is_nobodys(db: TestDb) {
    let bank = Bank::new(db);
    let id = bank.draft();
    let refused = bank.act(&bank.balie, move |ctx| {
        flag(ctx, id, FlagKind::Wrong, "Dit klopt niet.")
    });
    assert_eq!(key(refused), "not found");
    let loose = bank
        .act(&Actor::Command, |ctx| {
            make(
                ctx,
                &fields(),
                &Herkomst {
                    sleutel: "los".to_owned(),
                    organisatie: None,
                    essential: false,
                    upl_naam: None,
                    upl_uri: None,
                    bron: "upl".to_owned(),
                    extern_id: Some("1".to_owned()),
                },
            )
        })
        .unwrap();
    let refused = bank.act(&bank.eigenaar, move |ctx| publish(ctx, loose));
    assert_eq!(key(refused), "kennis-zonder-eigenaar");
    let organisatie = bank.organisatie;
    bank.act(&bank.eigenaar, move |ctx| claim(ctx, loose, organisatie))
        .unwrap();
    let again = bank.act(&bank.eigenaar, move |ctx| claim(ctx, loose, organisatie));
    assert_eq!(key(again), "kennis-heeft-eigenaar");
    bank.act(&bank.eigenaar, move |ctx| publish(ctx, loose))
        .unwrap();
    assert_eq!(bank.item(loose).organisatie, Some(organisatie));
}

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

fn a_link_for_one_item_does_nothing_with_another(db: TestDb) {
    let bank = Bank::new(db);
    let (one, other) = (bank.shown(), bank.shown());
    let holder = |kind, subject: KennisitemId| {
        Actor::Link(LinkHolder {
            id: LinkId(uuid::Uuid::nil()),
            kind,
            subject: subject.0,
            holder: bank.organisatie.0,
        })
    };
    let wrong = holder(LinkKind::Bron, one);
    assert_eq!(
        key(bank.act(&wrong, move |ctx| confirm(ctx, other))),
        "forbidden"
    );
    let kind = holder(LinkKind::Partner, other);
    assert_eq!(
        key(bank.act(&kind, move |ctx| confirm(ctx, other))),
        "forbidden"
    );
}

fn hidden_by_the_regie_and_shown_again(db: TestDb) {
    let bank = Bank::new(db);
    let id = bank.shown();
    let refused = bank.act(&bank.eigenaar, move |ctx| {
        hide(ctx, id, "Te oud om te tonen.")
    });
    assert_eq!(key(refused), "forbidden");
    let refused = bank.act(&bank.regie, move |ctx| hide(ctx, id, ""));
    assert_eq!(key(refused), "kennis-reden-nodig");
    bank.act(&bank.regie, move |ctx| hide(ctx, id, "Te oud om te tonen."))
        .unwrap();
    let refused = bank.act(&bank.eigenaar, move |ctx| publish(ctx, id));
    assert_eq!(key(refused), "kennis-eerst-klopt");
    bank.act(&bank.regie, move |ctx| restore(ctx, id)).unwrap();
    assert_eq!(bank.item(id).state, ItemState::Published);
    let soon = bank
        .app
        .frame(bank.app.slug())
        .today(bank.app.clock.now())
        .checked_add(Span::new().days(10))
        .unwrap();
    bank.act(&bank.regie, move |ctx| {
        set_review(ctx, id, Some(soon), true)
    })
    .unwrap();
    let item = bank.item(id);
    assert_eq!((item.review_due, item.essential), (Some(soon), true));
    let refused = bank.act(&bank.eigenaar, move |ctx| withdraw(ctx, id, "weg"));
    assert_eq!(key(refused), "kennis-reden-nodig");
    bank.act(&bank.eigenaar, move |ctx| {
        withdraw(ctx, id, "Deze hulp bestaat niet meer.")
    })
    .unwrap();
    let gemeente = bank.app.frame(bank.app.slug()).id;
    let openbaar = bank
        .app
        .app
        .db()
        .read_blocking(move |tx| find_openbaar(tx, gemeente, "hulp-bij-schulden"))
        .unwrap()
        .unwrap();
    assert_eq!(openbaar.document.state, ItemState::Withdrawn);
}

fn whoever_wrote_a_note_takes_it_away_and_nobody_else(db: TestDb) {
    let bank = Bank::new(db);
    let id = bank.shown();
    let written = bank
        .act(&bank.balie, move |ctx| {
            note(ctx, id, "Aan onze balie op dinsdag.")
        })
        .unwrap();
    let refused = bank.act(&bank.eigenaar, move |ctx| remove_note(ctx, id, written));
    assert_eq!(key(refused), "forbidden");
    bank.act(&bank.balie, move |ctx| remove_note(ctx, id, written))
        .unwrap();
    let again = bank.act(&bank.balie, move |ctx| remove_note(ctx, id, written));
    assert_eq!(key(again), "not found");
    let other = bank
        .act(&bank.balie, move |ctx| {
            note(ctx, id, "Ook bij ons aan de balie.")
        })
        .unwrap();
    bank.act(&bank.regie, move |ctx| remove_note(ctx, id, other))
        .unwrap();
}

fn l_45_a_note_with_another_number_is_a_contradiction_until_it_is_settled(db: TestDb) {
    let bank = Bank::new(db);
    let id = bank.shown();
    for (tekst, expected) in [
        ("Aan onze balie op dinsdag.", 0),
        ("Bel hier ook 0320 278911.", 0),
        ("Bel hier 0320-111222.", 1),
        ("Bel hier 0320-333444.", 1),
    ] {
        bank.act(&bank.balie, move |ctx| note(ctx, id, tekst))
            .unwrap();
        let flags = bank.flags(id);
        assert_eq!(flags.len(), expected, "{tekst}");
        assert!(
            flags
                .iter()
                .all(|flag| flag.soort == FlagKind::Contradiction)
        );
    }
    let vlag = bank.flags(id)[0].id;
    let refused = bank.act(&bank.balie, move |ctx| {
        settle_flag(ctx, id, vlag, SettledAs::Dismissed)
    });
    assert_eq!(key(refused), "forbidden");
    bank.act(&bank.eigenaar, move |ctx| {
        settle_flag(ctx, id, vlag, SettledAs::Dismissed)
    })
    .unwrap();
    let again = bank.act(&bank.eigenaar, move |ctx| {
        settle_flag(ctx, id, vlag, SettledAs::Dismissed)
    });
    assert_eq!(key(again), "kennis-vlag-al-klaar");
}

fn what_the_product_finds_is_one_flag_and_one_question(db: TestDb) {
    let bank = Bank::new(db);
    let id = bank.shown();
    let job = Actor::Job("nightly");
    for _ in 0..3 {
        bank.act(&job, move |ctx| {
            note_link(ctx, id, "https://schulden.example/hulp", Word::Gone)
        })
        .unwrap();
        bank.act(&job, move |ctx| flag(ctx, id, FlagKind::ReferralFailed, ""))
            .unwrap();
        bank.act(&Actor::Nobody, move |ctx| react(ctx, id, Reactie::SnapNiet))
            .unwrap();
        bank.act(&Actor::Nobody, move |ctx| react(ctx, id, Reactie::Hielp))
            .unwrap();
        bank.app.clock.advance_seconds(24 * 60 * 60);
    }
    let mut kinds: Vec<FlagKind> = bank.flags(id).iter().map(|flag| flag.soort).collect();
    kinds.sort();
    assert_eq!(
        kinds,
        [
            FlagKind::DeadLink,
            FlagKind::Unclear,
            FlagKind::ReferralFailed
        ]
    );
    let asked = bank
        .verbs(id)
        .into_iter()
        .filter(|verb| *verb == Verb::Asked);
    assert_eq!(asked.count(), 1);
    assert_eq!(bank.item(id).url_state, UrlState::Dead);
    let gemeente = bank.app.frame(bank.app.slug()).id;
    let said = bank
        .app
        .app
        .db()
        .read_blocking(move |tx| reacties(tx, gemeente, id, 1))
        .unwrap();
    assert_eq!((said.hielp, said.snap_niet), (3, 3));
    // Another address is another website: the old answer says nothing about it.
    let velden = Velden {
        url: Some("https://anders.example/".to_owned()),
        ..fields()
    };
    bank.act(&bank.eigenaar, move |ctx| change(ctx, id, &velden, false))
        .unwrap();
    assert_eq!(bank.item(id).url_state, UrlState::Unknown);
}

fn l_41_an_agreement_is_due_to_both_parties(db: TestDb) {
    let bank = Bank::new(db);
    let frame = bank.app.frame(bank.app.slug());
    let other = frame
        .organisaties
        .iter()
        .map(|found| found.id)
        .find(|id| *id != bank.organisatie)
        .unwrap();
    let new = NewInformatieafspraak {
        titel: "Dezelfde bedragen".to_owned(),
        tekst: "Wij noemen overal dezelfde bedragen.".to_owned(),
        indicator: "Aantal tegenspraken per maand".to_owned(),
        organisatie: Some(bank.organisatie),
        met: Some(other),
        review_due: None,
    };
    let same = NewInformatieafspraak {
        met: Some(bank.organisatie),
        ..new.clone()
    };
    let refused = bank.act(&bank.regie, move |ctx| agree_informatie(ctx, &same));
    assert_eq!(key(refused), "informatieafspraak-twee-partijen");
    let wanted = new.clone();
    let refused = bank.act(&bank.eigenaar, move |ctx| agree_informatie(ctx, &wanted));
    assert_eq!(key(refused), "forbidden");
    let id = bank
        .act(&bank.regie, move |ctx| agree_informatie(ctx, &new))
        .unwrap();
    let gemeente = frame.id;
    let dues = |bank: &Bank| {
        bank.app
            .app
            .db()
            .read_blocking(move |tx| verplichtingen::list_about(tx, gemeente, id.0))
            .unwrap()
    };
    let open: Vec<_> = dues(&bank)
        .into_iter()
        .filter(|due| due.state == "open")
        .map(|due| due.debtor_id)
        .collect();
    assert_eq!(open.len(), 2);
    assert!(open.contains(&Some(bank.organisatie.0)) && open.contains(&Some(other.0)));
    bank.later(366);
    bank.act(&bank.regie, move |ctx| review_informatie(ctx, id, None))
        .unwrap();
    let open = dues(&bank).iter().filter(|due| due.state == "open").count();
    assert_eq!((open, dues(&bank).len()), (2, 4));
}

fn lists_are_filtered_and_paged(db: TestDb) {
    let bank = Bank::new(db);
    let organisatie = bank.organisatie;
    let ids: Vec<KennisitemId> = (0..7)
        .map(|n| {
            let velden = Velden {
                titel: format!("Titel {n}"),
                samenvatting: if n % 2 == 0 {
                    "Even getal"
                } else {
                    "Oneven getal"
                }
                .to_owned(),
                onderwerp: if n < 3 { "geld" } else { "wonen" }.to_owned(),
                ..fields()
            };
            bank.act(&bank.eigenaar, move |ctx| create(ctx, &velden, organisatie))
                .unwrap()
        })
        .collect();
    let first = ids[0];
    bank.act(&bank.eigenaar, move |ctx| publish(ctx, first))
        .unwrap();
    bank.act(&bank.eigenaar, move |ctx| {
        set_woorden(
            ctx,
            first,
            &["  Rood   staan ".to_owned(), "rood staan".to_owned()],
        )?;
        set_kanalen(
            ctx,
            first,
            &[Kanaalplek {
                kanaal: "telefoon".to_owned(),
                waar: String::new(),
            }],
        )
    })
    .unwrap();
    let gemeente = bank.app.frame(bank.app.slug()).id;
    let listed = |filter: Filter| {
        let found = bank
            .app
            .app
            .db()
            .read_blocking(move |tx| list_items(tx, gemeente, &filter))
            .unwrap();
        found.into_iter().map(|item| item.titel).collect::<Vec<_>>()
    };
    let base = Filter::default();
    assert_eq!(listed(base.clone()).len(), 7);
    let state = |state| Filter {
        state: Some(state),
        ..Filter::default()
    };
    assert_eq!(listed(state(ItemState::Published)), ["Titel 0"]);
    assert_eq!(listed(state(ItemState::Draft)).len(), 6);
    let geld = Filter {
        onderwerp: Some("geld".to_owned()),
        ..Filter::default()
    };
    assert_eq!(listed(geld), ["Titel 0", "Titel 1", "Titel 2"]);
    let mine = Filter {
        organisatie: Some(organisatie),
        woorden: "ONEVEN titel".to_owned(),
        ..Filter::default()
    };
    assert_eq!(listed(mine), ["Titel 1", "Titel 3", "Titel 5"]);
    let page = Filter {
        most: 3,
        after: Some(("Titel 3".to_owned(), ids[3])),
        ..Filter::default()
    };
    assert_eq!(listed(page), ["Titel 4", "Titel 5", "Titel 6"]);
    let far = jiff::civil::date(2030, 1, 1);
    let due = Filter {
        due_before: Some(far),
        ..Filter::default()
    };
    assert_eq!(listed(due), ["Titel 0"]);
    let docs = bank
        .app
        .app
        .db()
        .read_blocking(move |tx| wegwijzer_docs(tx, gemeente, true))
        .unwrap();
    assert_eq!(docs.len(), 1);
    assert_eq!(docs[0].woorden, ["rood staan"]);
}

fn wrong_fields_are_all_named_at_once(db: TestDb) {
    let bank = Bank::new(db);
    let organisatie = bank.organisatie;
    let wrong = Velden {
        onderwerp: "bestaat-niet".to_owned(),
        titel: String::new(),
        samenvatting: "a".repeat(5000),
        telefoon: Some("bel".to_owned()),
        email: Some("geen adres".to_owned()),
        url: Some("javascript:alert(1)".to_owned()),
        min_leeftijd: Some(50),
        max_leeftijd: Some(5),
        talen: vec!["nederlands".to_owned()],
        ..fields()
    };
    let result = bank.act(&bank.eigenaar, move |ctx| create(ctx, &wrong, organisatie));
    let Err(Error::Invalid(faults)) = result else {
        panic!("{result:?}");
    };
    let fields: Vec<&str> = faults.iter().map(|fault| fault.field).collect();
    assert_eq!(
        fields,
        [
            "titel",
            "samenvatting",
            "onderwerp",
            "min_leeftijd",
            "talen",
            "telefoon",
            "email",
            "url"
        ]
    );
}

on_both_engines!(
    whoever_wrote_a_note_takes_it_away_and_nobody_else,
    inv_15_only_the_owner_changes_a_text_and_others_flag,
    a_draft_is_seen_by_its_owner_only_and_by_everybody_when_it_is_nobodys,
    what_is_right_is_asked_again_in_time_hidden_when_nobody_answers_and_comes_back,
    a_link_for_one_item_does_nothing_with_another,
    hidden_by_the_regie_and_shown_again,
    l_45_a_note_with_another_number_is_a_contradiction_until_it_is_settled,
    what_the_product_finds_is_one_flag_and_one_question,
    l_41_an_agreement_is_due_to_both_parties,
    lists_are_filtered_and_paged,
    wrong_fields_are_all_named_at_once,
);
