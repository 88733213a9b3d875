//! Two gemeenten with one melding each, and everything that may be around it.

use axum::body::Body;
use axum::http::Request;
use jiff::civil::date;
use kit::clock::Clock;
use kit::db::Db;
use kit::ids::IdSource;
use kit::testing::{TestDb, TestDir};
use tower::ServiceExt;
use uuid::Uuid;

use crate::access::Actor;
use crate::app::{App, db_options};
use crate::config::Config;
use crate::error::Error;
use crate::ids::{AccountId, GebiedId, GemeenteId, OrganisatieId};
use crate::kader::accounts;
use crate::kader::inrichting::{Inrichting, WoordSleutel, actions};

pub const SECRETS: [&str; 4] = [
    "Zonnebloem Geheimnaam",
    "geheim@voorbeeld.test",
    "mijn eigen woorden over de buren",
    "0600000000",
];
pub const MELDING: Uuid = Uuid::from_u128(1);
pub const ABOUT: Uuid = Uuid::from_u128(2);
pub const AFSPRAAK: Uuid = Uuid::from_u128(3);
pub const RESULTAAT: Uuid = Uuid::from_u128(4);
pub const ACCOUNT: Uuid = Uuid::from_u128(5);
pub const ANDER: Uuid = Uuid::from_u128(6);

pub struct World {
    pub app: App,
    _dir: TestDir,
}

pub fn document(slug: &str) -> Inrichting {
    let name = format!("{slug}-demo");
    actions::parse(crate::shipped::document(&name).unwrap()).unwrap()
}

pub fn world(db: &TestDb) -> World {
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

pub fn first_wijk(app: &App, slug: &str) -> (GemeenteId, GebiedId, String, OrganisatieId) {
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

pub fn get(app: &App, path: &str, lang: &str, session: Option<&str>) -> (u16, String) {
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

pub fn session(app: &App, slug: &str, account: Uuid) -> String {
    let (gemeente, ..) = first_wijk(app, slug);
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap()
        .block_on(accounts::start_session(app, gemeente, AccountId(account)))
        .unwrap()
}

pub fn public_paths(app: &App, slug: &str) -> Vec<String> {
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
