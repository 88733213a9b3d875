//! Public pages over HTTP, on both engines: what they show, and what they never show.

mod nieuwsbrief;
mod world;

use std::collections::BTreeSet;

use kit::testing::TestDb;

use self::world::{
    ABOUT, ACCOUNT, AFSPRAAK, ANDER, MELDING, RESULTAAT, SECRETS, document, first_wijk, get,
    public_paths, session, world,
};
use super::rode_draad::{Draad, Soort, Stand, Stap, places_of, public_thread_of, thread_of};
use crate::error::Error;
use crate::kader::inrichting::WoordSleutel;

kit::on_both_engines!(
    public_pages_render_in_both_gemeenten_and_languages,
    inv_43_a_public_page_shows_only_the_generated_projection,
    v_01_each_gemeente_speaks_its_own_words,
    a_thread_runs_from_asked_to_told,
    a_thread_tells_what_is_promised_apart_from_what_was_put_in,
    that_it_was_told_is_public_without_a_word_about_anybody,
    vandaag_shows_what_waits_and_for_whom,
);

fn public_pages_render_in_both_gemeenten_and_languages(db: TestDb) {
    let world = world(&db);
    for slug in ["velsen", "lelystad"] {
        for lang in ["nl", "en"] {
            for path in public_paths(&world.app, slug) {
                let (status, body) = get(&world.app, &path, lang, None);
                assert_eq!(status, 200, "{path}");
                assert!(body.contains(&format!("<html lang=\"{lang}\"")), "{path}");
                assert!(!body.contains('⟨'), "a text is missing on {path}");
            }
        }
        let frame = world.app.frame_blocking(slug).unwrap().unwrap();
        let missing = frame.translations.missing();
        assert!(missing.is_empty(), "{missing:?}");
        let wijk = &public_paths(&world.app, slug)[2];
        let (_, body) = get(&world.app, wijk, "nl", None);
        for shown in [
            "Licht op de laan",
            "Twaalf lampen branden",
            "Nieuwe bomen",
            "Donkere laan",
        ] {
            assert!(body.contains(shown), "{shown} on {wijk}");
        }
    }
    let (status, _) = get(&world.app, "/", "nl", None);
    assert_eq!(status, 303);
    let (status, _) = get(&world.app, "/velsen/melding-openbaar/nergens", "nl", None);
    assert_eq!(status, 404);
}

fn inv_43_a_public_page_shows_only_the_generated_projection(db: TestDb) {
    let world = world(&db);
    for slug in ["velsen", "lelystad"] {
        for path in public_paths(&world.app, slug) {
            let (_, body) = get(&world.app, &path, "nl", None);
            for secret in SECRETS {
                assert!(!body.contains(secret), "{secret} on {path}");
            }
            assert!(
                !body.contains("Noor Verzonnen"),
                "no consent, yet on {path}"
            );
        }
    }
    // Without its projection a thing does not exist in public, whatever its own table says.
    world
        .app
        .db()
        .bookkeep_blocking(|tx| {
            tx.exec("DELETE FROM meldingen_publiek", &[])?;
            tx.exec("DELETE FROM aandachtsgebieden_publiek", &[])?;
            tx.exec(
                "UPDATE gemeenten SET publieke_versie = publieke_versie + 1",
                &[],
            )?;
            Ok::<_, Error>(())
        })
        .unwrap();
    let frame = world.app.frame_blocking("velsen").unwrap().unwrap();
    for soort in Soort::ALL {
        let id = [MELDING, ABOUT, AFSPRAAK, RESULTAAT]
            [Soort::ALL.iter().position(|found| found == soort).unwrap()];
        let frame = frame.clone();
        let found = world
            .app
            .db()
            .read_blocking(move |tx| public_thread_of(tx, &frame, kit::i18n::Lang::Nl, *soort, id));
        assert!(matches!(found, Err(Error::NotFound(_))), "{soort}");
    }
}

fn words(html: &str) -> BTreeSet<String> {
    let mut text = String::new();
    let mut in_tag = false;
    for letter in html.chars() {
        match letter {
            '<' => in_tag = true,
            '>' => {
                in_tag = false;
                text.push(' ');
            }
            _ if !in_tag => text.push(letter),
            _ => {}
        }
    }
    text.split(|letter: char| !letter.is_alphanumeric())
        .map(str::to_lowercase)
        .collect()
}

fn own_words(slug: &str) -> BTreeSet<String> {
    let inrichting = document(slug);
    WoordSleutel::ALL
        .iter()
        .map(|key| inrichting.woord(*key))
        .flat_map(|word| [word.enkelvoud.to_lowercase(), word.meervoud.to_lowercase()])
        .collect()
}

fn v_01_each_gemeente_speaks_its_own_words(db: TestDb) {
    let world = world(&db);
    for (slug, other) in [("velsen", "lelystad"), ("lelystad", "velsen")] {
        let own = own_words(slug);
        let foreign: BTreeSet<String> = own_words(other).difference(&own).cloned().collect();
        assert!(!foreign.is_empty());
        for path in public_paths(&world.app, slug) {
            let (_, body) = get(&world.app, &path, "nl", None);
            let shown = words(&body);
            let wrong: Vec<_> = foreign
                .iter()
                .filter(|word| shown.contains(*word))
                .collect();
            assert!(wrong.is_empty(), "{wrong:?} on {path}");
        }
    }
}

fn a_thread_runs_from_asked_to_told(db: TestDb) {
    let world = world(&db);
    let frame = world.app.frame_blocking("velsen").unwrap().unwrap();
    for (soort, id) in [
        (Soort::Melding, MELDING),
        (Soort::Aandachtsgebied, ABOUT),
        (Soort::Afspraak, AFSPRAAK),
        (Soort::Resultaat, RESULTAAT),
    ] {
        let frame = frame.clone();
        let (staff, public, places) = world
            .app
            .db()
            .read_blocking(move |tx| {
                let lang = kit::i18n::Lang::Nl;
                Ok::<_, Error>((
                    thread_of(tx, &frame, lang, soort, id)?,
                    public_thread_of(tx, &frame, lang, soort, id)?,
                    places_of(tx, frame.id, soort, id)?,
                ))
            })
            .unwrap();
        assert_eq!(places.len(), 1, "{soort}");
        for draad in [staff, public] {
            let steps: Vec<Stap> = draad.knopen.iter().map(|knoop| knoop.stap).collect();
            for stap in Stap::ALL {
                assert!(steps.contains(stap), "{soort}: {stap} in {steps:?}");
            }
            let past: Vec<Stap> = draad
                .knopen
                .iter()
                .filter(|knoop| knoop.stand != Stand::Next)
                .map(|knoop| knoop.stap)
                .collect();
            assert!(past.is_sorted(), "{soort}: {past:?}");
            let cents: i64 = draad.kosten.iter().map(|kosten| kosten.cents).sum();
            assert_eq!(cents, 360_000, "{soort}");
        }
    }
    let path = format!("/velsen/draad/afspraak/{AFSPRAAK}");
    let noor = session(&world.app, "velsen", ACCOUNT);
    let (status, body) = get(&world.app, &path, "nl", Some(&noor));
    assert_eq!((status, body.contains("Lampen ophangen")), (200, true));
    let bo = session(&world.app, "velsen", ANDER);
    assert_eq!(get(&world.app, &path, "nl", Some(&bo)).0, 403);
    assert_eq!(get(&world.app, &path, "nl", None).0, 401);
}

fn a_thread_tells_what_is_promised_apart_from_what_was_put_in(db: TestDb) {
    let world = world(&db);
    let frame = world.app.frame_blocking("velsen").unwrap().unwrap();
    let gemeente = frame.id;
    world
        .app
        .db()
        .bookkeep_blocking(move |tx| {
            let now: jiff::Timestamp = "2026-05-19T10:00:00Z".parse().unwrap();
            tx.exec(
                "UPDATE afspraken SET state = 'accepted' WHERE gemeente_id = $1 AND id = $2",
                &[&gemeente, &AFSPRAAK],
            )?;
            // Promised on what was accepted; promised and put in on what was only proposed.
            for (id, of, cents, planned) in [
                (MELDING, AFSPRAAK, 500_000_i64, true),
                (ABOUT, ANDER, 70_000, true),
                (AFSPRAAK, ANDER, 7_000, false),
            ] {
                tx.exec(
                    "INSERT INTO bijdragen (gemeente_id, id, afspraak_id, van, minuten, cents, planned, at) \
                     VALUES ($1, $2, $3, 'gemeente', 0, $4, $5, $6)",
                    &[&gemeente, &id, &of, &cents, &planned, &now],
                )?;
            }
            Ok::<_, Error>(())
        })
        .unwrap();
    let thread = || {
        let frame = frame.clone();
        world
            .app
            .db()
            .read_blocking(move |tx| {
                let lang = kit::i18n::Lang::Nl;
                thread_of(tx, &frame, lang, Soort::Aandachtsgebied, ABOUT)
            })
            .unwrap()
    };
    let paid = |draad: &Draad| -> Vec<Stand> {
        let knopen = draad.knopen.iter();
        knopen
            .filter(|knoop| knoop.stap == Stap::Paid)
            .map(|knoop| knoop.stand)
            .collect()
    };
    let draad = thread();
    let told: Vec<_> = draad
        .kosten
        .iter()
        .map(|one| (one.cents, one.promised_cents, one.is_short()))
        .collect();
    assert_eq!(told, [(360_000, 500_000, true)]);
    assert_eq!(paid(&draad), [Stand::Past, Stand::Next]);
    let noor = session(&world.app, "velsen", ACCOUNT);
    let path = format!("/velsen/draad/aandachtsgebied/{ABOUT}");
    let (status, body) = get(&world.app, &path, "nl", Some(&noor));
    assert_eq!(status, 200);
    for shown in ["Toegezegd: €", "toegezegd", "tot nu toe"] {
        assert!(body.contains(shown), "{shown}");
    }
    world
        .app
        .db()
        .bookkeep_blocking(move |tx| {
            tx.exec(
                "UPDATE afspraken SET state = 'delivered' WHERE gemeente_id = $1 AND id = $2",
                &[&gemeente, &AFSPRAAK],
            )?;
            Ok::<_, Error>(())
        })
        .unwrap();
    let draad = thread();
    assert_eq!(paid(&draad), [Stand::Past], "the work is done");
    assert!(draad.kosten[0].is_short(), "it was promised all the same");
}

fn that_it_was_told_is_public_without_a_word_about_anybody(db: TestDb) {
    let world = world(&db);
    let bump = |sql: &'static str| {
        world
            .app
            .db()
            .bookkeep_blocking(move |tx| {
                tx.exec(sql, &[])?;
                tx.exec(
                    "UPDATE gemeenten SET publieke_versie = publieke_versie + 1",
                    &[],
                )?;
                Ok::<_, Error>(())
            })
            .unwrap();
    };
    // Pages are kept by language; what was asked in one is made anew in the other.
    let says = |path: &str, lang: &str| {
        let (status, body) = get(&world.app, path, lang, None);
        assert_eq!(status, 200, "{path}");
        for secret in SECRETS {
            assert!(!body.contains(secret), "{secret} on {path}");
        }
        body.contains("heeft bericht gekregen") || body.contains("who asked has been told")
    };
    let about = format!("/velsen/draad-openbaar/aandachtsgebied/{ABOUT}");
    let alone = format!("/velsen/draad-openbaar/melding/{MELDING}");
    assert!(says(&about, "nl"), "told, and judged by who asked");
    bump("UPDATE meldingen_publiek SET aandachtsgebied_id = NULL");
    assert!(says(&alone, "nl"));
    bump("UPDATE meldingen SET told_at = NULL");
    assert!(!says(&about, "en") && !says(&alone, "en"));
}

fn vandaag_shows_what_waits_and_for_whom(db: TestDb) {
    let world = world(&db);
    let (gemeente, wijk, ..) = first_wijk(&world.app, "velsen");
    world
        .app
        .db()
        .bookkeep_blocking(move |tx| {
            let now: jiff::Timestamp = "2026-05-19T10:00:00Z".parse().unwrap();
            tx.exec(
                "INSERT INTO meldingen (gemeente_id, id, nummer, state, field_state, gebied_id, near_home, kanaal, \
                 bron_kind, owner_kind, submitted_at, reopened, changed_at) \
                 VALUES ($1, $2, 42, 'submitted', 'new', $3, FALSE, 'web', 'bewoner', 'rol', $4, 0, $4)",
                &[&gemeente, &AFSPRAAK, &wijk, &now],
            )?;
            tx.exec(
                "INSERT INTO verplichtingen (gemeente_id, id, soort, subject_kind, subject_id, debtor_kind, debtor_rol, \
                 gebied_id, creditor_kind, act, due, bron, state, created_at) \
                 VALUES ($1, $2, 'melding.antwoord', 'melding', $3, 'rol', 'wijkbeheerder', $4, 'melder', 'x', NULL, 'V-38', 'open', $5)",
                &[&gemeente, &ANDER, &MELDING, &wijk, &now],
            )?;
            Ok::<_, Error>(())
        })
        .unwrap();
    let noor = session(&world.app, "velsen", ACCOUNT);
    for lang in ["nl", "en"] {
        let (status, body) = get(&world.app, "/velsen/vandaag", lang, Some(&noor));
        assert_eq!(status, 200);
        assert!(!body.contains('⟨'), "a text is missing");
        let late = body.find("Avondschouw lopen").expect("the afspraak waits");
        let triage = body.rfind("triage").expect("new meldingen wait");
        assert!(late < triage, "what is late stands first");
    }
    let (_, body) = get(&world.app, "/velsen/vandaag", "nl", Some(&noor));
    assert!(body.contains("Nog niet besloten") && body.contains("Begin hier"));
    let bo = session(&world.app, "velsen", ANDER);
    let (status, body) = get(&world.app, "/velsen/vandaag", "nl", Some(&bo));
    assert!(
        status == 200 && body.contains("Er wacht niets op u"),
        "{status}"
    );
    assert_eq!(get(&world.app, "/velsen/vandaag", "nl", None).0, 401);
}
