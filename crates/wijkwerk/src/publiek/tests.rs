//! Public pages over HTTP, on both engines: what they show, and what they never show.

use std::collections::BTreeSet;

use axum::body::Body;
use axum::http::Request;
use jiff::civil::date;
use kit::clock::Clock;
use kit::db::{Db, Queries};
use kit::ids::IdSource;
use kit::testing::{TestDb, TestDir};
use tower::ServiceExt;
use uuid::Uuid;

use super::rode_draad::{Soort, Stap, places_of, public_thread_of, thread_of};
use crate::access::Actor;
use crate::app::{App, db_options};
use crate::config::Config;
use crate::error::Error;
use crate::ids::{AccountId, GebiedId, GemeenteId, OrganisatieId};
use crate::kader::accounts;
use crate::kader::inrichting::{Inrichting, WoordSleutel, actions};

kit::on_both_engines!(
    public_pages_render_in_both_gemeenten_and_languages,
    inv_43_a_public_page_shows_only_the_generated_projection,
    v_01_each_gemeente_speaks_its_own_words,
    a_thread_runs_from_asked_to_told,
    vandaag_shows_what_waits_and_for_whom,
    a_photo_is_read_only_by_those_who_may,
);

const SECRETS: [&str; 4] = [
    "Zonnebloem Geheimnaam",
    "geheim@voorbeeld.test",
    "mijn eigen woorden over de buren",
    "0600000000",
];
const MELDING: Uuid = Uuid::from_u128(1);
const ABOUT: Uuid = Uuid::from_u128(2);
const AFSPRAAK: Uuid = Uuid::from_u128(3);
const RESULTAAT: Uuid = Uuid::from_u128(4);
const ACCOUNT: Uuid = Uuid::from_u128(5);
const ANDER: Uuid = Uuid::from_u128(6);

struct World {
    app: App,
    _dir: TestDir,
}

fn document(slug: &str) -> Inrichting {
    let name = format!("{slug}-demo");
    actions::parse(crate::shipped::document(&name).unwrap()).unwrap()
}

fn world(db: &TestDb) -> World {
    let dir = TestDir::new();
    let now = "2026-05-20T10:00:00Z".parse().unwrap();
    let open = Db::open(db.target.clone(), &db_options(2, false)).unwrap();
    kit::db::migrate(&open, crate::migrations::MIGRATIONS, now).unwrap();
    let config = Config {
        files: dir.path().join("files"),
        ..Config::default()
    };
    let app = App::new(open, Clock::manual(now), IdSource::seeded(7), config).unwrap();
    for slug in ["velsen", "lelystad"] {
        actions::import(&app, &Actor::Command, document(slug), date(2026, 1, 1)).unwrap();
        seed(&app, slug);
    }
    World { app, _dir: dir }
}

fn first_wijk(app: &App, slug: &str) -> (GemeenteId, GebiedId, String, OrganisatieId) {
    let frame = app.frame_blocking(slug).unwrap().unwrap();
    let wijk = frame.wijken().next().unwrap();
    let organisatie = frame.organisaties.first().unwrap().id;
    (frame.id, wijk.id, wijk.sleutel.clone(), organisatie)
}

/// One melding with everything a reporter may leave, in an aandachtsgebied with an afspraak, a contribution and a result.
fn seed(app: &App, slug: &str) {
    let (g, wijk, key, org) = first_wijk(app, slug);
    let now = app.clock().now();
    let document = format!(
        r#"{{"titel":"Licht op de laan","behoefte":"Bewoners lopen om in het donker.","wijken":["{key}"],"themas":[],
        "partners":["Woningcorporatie"],"integraal":true,"meldingen":1,"herkomst":"bewoners",
        "afspraken":[{{"wat":"Lampen ophangen","wie":"Woningcorporatie","due":"2026-05-12","state":"verified","late":false}},
        {{"wat":"Avondschouw lopen","wie":"Politie","due":"2026-06-01","state":"accepted","late":false}}],
        "resultaten":[{{"wat":"Twaalf lampen branden","op":"2026-05-12","opgelost":1,"van":1,"foto":null}}],
        "bijdragen":[{{"van":"gemeente","minuten":0,"cents":360000}},{{"van":"bewoners","minuten":2400,"cents":0}}]}}"#
    );
    app.db()
        .bookkeep_blocking(move |tx| {
            let (asked, done) = (date(2026, 4, 19), date(2026, 5, 12));
            let photo = kit::files::FileHash::of(b"public").to_string();
            tx.exec(
                "INSERT INTO meldingen (gemeente_id, id, nummer, state, field_state, gebied_id, near_home, kanaal, \
                 bron_kind, owner_kind, aandachtsgebied_id, submitted_at, triaged_at, told_at, reopened, changed_at) \
                 VALUES ($1, $2, 41, 'aandachtsgebied', 'routed', $3, FALSE, 'web', 'bewoner', 'rol', $4, $5, $5, $5, 0, $5)",
                &[&g, &MELDING, &wijk, &ABOUT, &now],
            )?;
            tx.exec(
                "INSERT INTO melding_teksten (gemeente_id, melding_id, omschrijving, plaats) VALUES ($1, $2, $3, $3)",
                &[&g, &MELDING, &SECRETS[2]],
            )?;
            tx.exec(
                "INSERT INTO melders (gemeente_id, id, melding_id, soort, naam, email, telefoon, taal, created_at) \
                 VALUES ($1, $2, $3, 'melder', $4, $5, $6, 'nl', $7)",
                &[&g, &ANDER, &MELDING, &SECRETS[0], &SECRETS[1], &SECRETS[3], &now],
            )?;
            tx.exec(
                "INSERT INTO meldingen_publiek (gemeente_id, melding_id, nummer, gebied_id, lat_e6, lon_e6, state, who, \
                 sentence, submitted_on, done_on, photo_hash, aandachtsgebied_id) \
                 VALUES ($1, $2, 41, $3, 52460000, 4620000, 'done', 'wijkbeheerder', 'Donkere laan', $4, $5, $6, $7)",
                &[&g, &MELDING, &wijk, &asked, &done, &photo, &ABOUT],
            )?;
            tx.exec(
                "INSERT INTO aandachtsgebieden (gemeente_id, id, werkplan_id, titel, behoefte, behoefte_van, integraal, \
                 eigen_initiatief, state, velden, created_at, changed_at) \
                 VALUES ($1, $2, $2, 'Licht op de laan', 'donker', 'bewoners', TRUE, FALSE, 'active', '{}', $3, $3)",
                &[&g, &ABOUT, &now],
            )?;
            tx.exec(
                "INSERT INTO aandachtsgebied_wijken (gemeente_id, aandachtsgebied_id, gebied_id) VALUES ($1, $2, $3)",
                &[&g, &ABOUT, &wijk],
            )?;
            tx.exec(
                "INSERT INTO afspraken (gemeente_id, id, aandachtsgebied_id, wat, organisatie_id, due, state, created_by, \
                 accepted_at, delivered_at, created_at, changed_at) \
                 VALUES ($1, $2, $3, 'Lampen ophangen', $4, $5, 'delivered', $6, $7, $7, $7, $7)",
                &[&g, &AFSPRAAK, &ABOUT, &org, &done, &ACCOUNT, &now],
            )?;
            tx.exec(
                "INSERT INTO afspraken (gemeente_id, id, aandachtsgebied_id, wat, organisatie_id, due, state, created_by, \
                 created_at, changed_at) VALUES ($1, $2, $3, 'Avondschouw lopen', $4, $5, 'proposed', $6, $7, $7)",
                &[&g, &ANDER, &ABOUT, &org, &done, &ACCOUNT, &now],
            )?;
            tx.exec(
                "INSERT INTO bijdragen (gemeente_id, id, afspraak_id, van, minuten, cents, planned, at) \
                 VALUES ($1, $2, $3, 'gemeente', 120, 360000, FALSE, $4)",
                &[&g, &ANDER, &AFSPRAAK, &now],
            )?;
            tx.exec(
                "INSERT INTO resultaten (gemeente_id, id, aandachtsgebied_id, wat, bewijs_id, account_id, at) \
                 VALUES ($1, $2, $3, 'Twaalf lampen branden', $2, $4, $5)",
                &[&g, &RESULTAAT, &ABOUT, &ACCOUNT, &now],
            )?;
            tx.exec(
                "INSERT INTO aandachtsgebieden_publiek (gemeente_id, aandachtsgebied_id, state, document, changed_on) \
                 VALUES ($1, $2, 'active', $3, $4)",
                &[&g, &ABOUT, &document, &done],
            )?;
            tx.exec(
                "INSERT INTO plannen (gemeente_id, id, soort, gebied_id, wat, jaar, kwartaal, state, created_at, changed_at) \
                 VALUES ($1, $2, 'gemeentelijk_wijkplan', $3, 'Nieuwe bomen', 2026, 3, 'planned', $4, $4)",
                &[&g, &ANDER, &wijk, &now],
            )?;
            person(tx, g, org, wijk)
        })
        .unwrap();
}

/// Somebody who looks at new meldingen in the wijk and answers for an organisation, and one who does neither.
fn person(
    tx: &mut kit::db::Write<'_>,
    g: GemeenteId,
    org: OrganisatieId,
    wijk: GebiedId,
) -> Result<(), Error> {
    let now: jiff::Timestamp = "2026-01-01T00:00:00Z".parse().unwrap();
    for (id, naam, email) in [
        (ACCOUNT, "Noor Verzonnen", "noor"),
        (ANDER, "Bo Bedacht", "bo"),
    ] {
        let own = (id == ACCOUNT).then_some(org);
        tx.exec(
            "INSERT INTO accounts (gemeente_id, id, naam, email, organisatie_id, taal, shows_name, created_at) \
             VALUES ($1, $2, $3, $4, $5, 'nl', FALSE, $6)",
            &[&g, &id, &naam, &email, &own, &now],
        )?;
    }
    tx.exec(
        "INSERT INTO rolvervullingen (gemeente_id, id, account_id, rol, scope_kind, scope_id, valid_from) \
         VALUES ($1, $2, $3, 'wijkbeheerder', 'gebied', $4, $5)",
        &[&g, &ACCOUNT, &ACCOUNT, &wijk, &date(2026, 1, 1)],
    )?;
    Ok(())
}

fn get(app: &App, path: &str, lang: &str, session: Option<&str>) -> (u16, String) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let mut request = Request::get(path).header("accept-language", lang);
        if let Some(token) = session {
            request = request.header("cookie", format!("sessie={token}"));
        }
        let request = request.body(Body::empty()).unwrap();
        let response = crate::http::service(app.clone())
            .oneshot(request)
            .await
            .unwrap();
        let status = response.status().as_u16();
        let bytes = axum::body::to_bytes(response.into_body(), 1 << 22)
            .await
            .unwrap();
        (status, String::from_utf8_lossy(&bytes).into_owned())
    })
}

fn session(app: &App, slug: &str, account: Uuid) -> String {
    let (gemeente, ..) = first_wijk(app, slug);
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap()
        .block_on(accounts::start_session(app, gemeente, AccountId(account)))
        .unwrap()
}

fn public_paths(app: &App, slug: &str) -> Vec<String> {
    let (.., key, _) = first_wijk(app, slug);
    let frame = app.frame_blocking(slug).unwrap().unwrap();
    let wijken = frame.inrichting.path_word(WoordSleutel::Wijk);
    [
        String::new(),
        format!("/{wijken}"),
        format!("/{wijken}/{key}"),
        "/mijn-melding".into(),
        "/mijn-melding?nummer=41".into(),
        "/mijn-melding?nummer=%3Cb%3E".into(),
        format!("/aandachtsgebied-openbaar/{ABOUT}"),
        format!("/melding-openbaar/{MELDING}"),
        format!("/draad-openbaar/melding/{MELDING}"),
        format!("/draad-openbaar/aandachtsgebied/{ABOUT}"),
        format!("/draad-openbaar/afspraak/{AFSPRAAK}"),
        format!("/draad-openbaar/resultaat/{RESULTAAT}"),
    ]
    .into_iter()
    .map(|path| format!("/{slug}{path}"))
    .collect()
}

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
        let found = world
            .app
            .db()
            .read_blocking({
                let (frame, soort) = (frame.clone(), *soort);
                move |tx| public_thread_of(tx, &frame, kit::i18n::Lang::Nl, soort, id)
            });
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
                .filter(|knoop| knoop.stand != super::rode_draad::Stand::Next)
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
                 VALUES ($1, $2, 'melding.done', 'melding', $3, 'rol', 'wijkbeheerder', $4, 'melder', 'x', NULL, 'V-38', 'open', $5)",
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

fn a_photo_is_read_only_by_those_who_may(db: TestDb) {
    let world = world(&db);
    let (gemeente, ..) = first_wijk(&world.app, "velsen");
    let public = world.app.files().put(b"public").unwrap();
    let closed = world.app.files().put(b"closed").unwrap();
    let hash = closed.to_string();
    world
        .app
        .db()
        .bookkeep_blocking(move |tx| {
            tx.exec(
                "INSERT INTO bestanden (gemeente_id, hash, soort, bytes, created_at) VALUES ($1, $2, 'foto', 6, $3)",
                &[&gemeente, &hash, &"2026-05-01T00:00:00Z".parse::<jiff::Timestamp>().unwrap()],
            )?;
            Ok::<_, Error>(())
        })
        .unwrap();
    let noor = session(&world.app, "velsen", ACCOUNT);
    let bo = session(&world.app, "velsen", ANDER);
    let elsewhere = session(&world.app, "lelystad", ACCOUNT);
    let cases = [
        (format!("/velsen/bestand/{public}"), None, 200),
        (format!("/velsen/bestand/{closed}"), None, 404),
        (format!("/velsen/bestand/{closed}"), Some(&noor), 200),
        (format!("/velsen/bestand/{closed}"), Some(&bo), 404),
        (format!("/lelystad/bestand/{closed}"), Some(&elsewhere), 404),
        ("/velsen/bestand/niets".to_owned(), None, 404),
    ];
    for (path, session, expected) in cases {
        let (status, _) = get(&world.app, &path, "nl", session.map(String::as_str));
        assert_eq!(status, expected, "{path}");
    }
    let count: i64 = world
        .app
        .db()
        .read_blocking(|tx| {
            Ok::<_, Error>(tx.query_one("SELECT count(*) FROM bestanden", &[], |row| row.get(0))?)
        })
        .unwrap();
    assert_eq!(count, 1, "no GET changes anything");
}
