//! The pages over HTTP, on both engines.

mod draad;
mod melden;

use std::sync::Arc;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use jiff::SignedDuration;
use kit::clock::Clock;
use kit::db::{Db, Queries, migrate};
use kit::ids::IdSource;
use kit::on_both_engines;
use kit::testing::{TestDb, TestDir};
use tower::ServiceExt;

use crate::access::Actor;
use crate::app::{App, db_options};
use crate::config::{Config, Limits};
use crate::demo::tekening::{Scene, Stage, scene};
use crate::error::Error;
use crate::frame::Frame;
use crate::ids::MeldingId;
use crate::kader::bewijzen::Bewijs;
use crate::kader::inrichting::actions::{import, parse};
use crate::wijkaanpak::meldingen::actions::{complete, join, subjects};
use crate::wijkaanpak::meldingen::model::TriageOutcome;
use crate::wijkaanpak::meldingen::triage::triage;
use crate::wijkaanpak::meldingen::{Filter, Melding, list_worklist};

struct Site {
    app: App,
    velsen: Arc<Frame>,
    dir: TestDir,
}

struct Answer {
    status: StatusCode,
    to: String,
    body: String,
}

/// A form as a browser sends it: fields, then files.
fn multipart(fields: &[(&str, &str)], files: &[(&str, &str, &[u8])]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in fields {
        body.extend(
            format!(
                "--grens\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
            )
            .bytes(),
        );
    }
    for (name, file, bytes) in files {
        body.extend(
            format!(
                "--grens\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\n\
                 Content-Type: application/octet-stream\r\n\r\n"
            )
            .bytes(),
        );
        body.extend_from_slice(bytes);
        body.extend(b"\r\n");
    }
    body.extend(b"--grens--\r\n");
    body
}

impl Site {
    fn start(test: &TestDb) -> Self {
        let clock = Clock::manual("2026-03-02T08:00:00Z".parse().unwrap());
        let db = Db::open(test.target.clone(), &db_options(2, false)).unwrap();
        migrate(&db, crate::migrations::MIGRATIONS, clock.now()).unwrap();
        let dir = TestDir::new();
        let config = Config {
            files: dir.path().join("files"),
            backups: dir.path().join("backups"),
            limits: Limits {
                meldingen_per_hour: 0,
                ..Limits::default()
            },
            ..Config::default()
        };
        let app = App::new(db, clock, IdSource::seeded(1), config).unwrap();
        for name in ["lelystad-demo", "velsen-demo"] {
            let inrichting = parse(crate::shipped::document(name).unwrap()).unwrap();
            let from = "2026-01-01".parse().unwrap();
            import(&app, &Actor::Command, inrichting, from).unwrap();
        }
        let velsen = app.frame_blocking("velsen").unwrap().unwrap();
        Self { app, velsen, dir }
    }

    fn ask(&self, request: Request<Body>) -> Answer {
        let service = crate::http::service(self.app.clone());
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(async move {
            let response = service.oneshot(request).await.unwrap();
            let to = response
                .headers()
                .get("location")
                .map(|value| value.to_str().unwrap().to_owned())
                .unwrap_or_default();
            let status = response.status();
            let bytes = axum::body::to_bytes(response.into_body(), 8 << 20)
                .await
                .unwrap();
            Answer {
                status,
                to,
                body: String::from_utf8_lossy(&bytes).into_owned(),
            }
        })
    }

    fn get(&self, path: &str) -> Answer {
        let request = Request::get(path).header("host", "localhost");
        self.ask(request.body(Body::empty()).unwrap())
    }

    fn post(&self, path: &str, fields: &[(&str, &str)], files: &[(&str, &str, &[u8])]) -> Answer {
        let request = Request::post(path)
            .header("host", "localhost")
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "multipart/form-data; boundary=grens");
        self.ask(request.body(Body::from(multipart(fields, files))).unwrap())
    }

    fn wijk(&self) -> String {
        self.velsen.wijken().next().unwrap().sleutel.clone()
    }

    fn subject(&self) -> String {
        subjects(&self.velsen.inrichting)[0].clone()
    }

    fn melden(&self, more: &[(&str, &str)], files: &[(&str, &str, &[u8])]) -> Answer {
        let (wijk, subject) = (self.wijk(), self.subject());
        let own = |name: &str| more.iter().any(|(given, _)| *given == name);
        let mut fields: Vec<(&str, &str)> = [
            ("wijk", wijk.as_str()),
            ("onderwerp", subject.as_str()),
            ("omschrijving", "De stoep ligt los bij de bushalte."),
        ]
        .into_iter()
        .filter(|(name, _)| !own(name))
        .collect();
        fields.extend_from_slice(more);
        self.post("/velsen/melden", &fields, files)
    }

    fn all(&self) -> Vec<Melding> {
        let gemeente = self.velsen.id;
        let filter = Filter {
            state: None,
            gebied: None,
            orgaan: None,
            before: None,
            most: 100,
        };
        self.app
            .db()
            .read_blocking(move |tx| list_worklist(tx, gemeente, &filter))
            .unwrap()
    }

    /// Makes the newest melding done.
    fn finish(&self) {
        self.finish_one(self.all()[0].id);
    }

    fn finish_one(&self, id: MeldingId) {
        let vak = self.velsen.inrichting.disciplines[0].sleutel.clone();
        self.app
            .write_blocking(&self.velsen, &Actor::Command, move |ctx| {
                let disciplines = vec![vak.clone()];
                triage(ctx, id, &TriageOutcome::Taken { disciplines })?;
                let seen = Bewijs::Visit {
                    by: "Ploeg Verzonnen".into(),
                    on: "2026-03-02".parse().unwrap(),
                    seen: "De tegels liggen weer vast en vlak.".into(),
                };
                complete(ctx, id, &seen, "De tegels liggen weer vast.")
            })
            .unwrap();
    }
}

/// The link without its question mark.
fn link(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    answer.to.split('?').next().unwrap().to_owned()
}

fn a_photo() -> Vec<u8> {
    scene(Scene::Stoeptegel, 1, Stage::Before)
}

fn own_data_are_erased_by_the_link(test: TestDb) {
    let site = Site::start(&test);
    let link = link(&site.melden(
        &[
            ("email", "weg@voorbeeld.example"),
            ("naam", "Sam Verzonnen"),
        ],
        &[],
    ));
    let wissen = format!("{link}/wissen");
    assert_eq!(site.post(&wissen, &[], &[]).status, StatusCode::BAD_REQUEST);
    assert_eq!(
        site.post(&wissen, &[("zeker", "ja")], &[]).status,
        StatusCode::SEE_OTHER
    );
    let after = site.get(&link).body;
    assert!(!after.contains("weg@voorbeeld.example") && !after.contains("Sam Verzonnen"));
    let noted = std::fs::read_to_string(site.dir.path().join("backups/verwijderd.jsonl")).unwrap();
    assert!(noted.contains("\"kind\":\"contact\"") && !noted.contains("voorbeeld.example"));
    let reads: i64 = site
        .app
        .db()
        .read_blocking(|tx| {
            Ok::<_, Error>(tx.query_one(
                "SELECT count(*) FROM leeslog WHERE purpose = 'own'",
                &[],
                |row| row.get(0),
            )?)
        })
        .unwrap();
    assert!(reads >= 2, "every look at own data is noted");
}

fn inv_45_own_words_and_photos_are_erased_by_the_link_and_what_staff_wrote_stays(test: TestDb) {
    let site = Site::start(&test);
    let photo = a_photo();
    let link = link(&site.melden(
        &[
            ("email", "weg@voorbeeld.example"),
            ("omschrijving", "Zeldzaamheid voor mijn deur."),
        ],
        &[("foto", "stoep.jpg", &photo)],
    ));
    crate::notifications::read_new(&site.app).unwrap();
    site.finish();
    let anywhere = || {
        let mut copy = Vec::new();
        kit::db::dump(site.app.db(), &crate::migrations::tables(), &mut copy).unwrap();
        String::from_utf8_lossy(&copy).into_owned()
    };
    assert!(anywhere().contains("Zeldzaamheid"));
    let page = site.get(&link).body;
    assert!(page.contains("name=\"woorden\"") && page.contains("/foto/"));
    let wissen = format!("{link}/wissen");
    // Words go with the address: the mail with the copy of them is kept for it.
    assert_eq!(
        site.post(&wissen, &[("woorden", "ja")], &[]).status,
        StatusCode::BAD_REQUEST
    );
    let both = [("zeker", "ja"), ("woorden", "ja")];
    assert_eq!(site.post(&wissen, &both, &[]).status, StatusCode::SEE_OTHER);
    let left = anywhere();
    assert!(!left.contains("Zeldzaamheid") && !left.contains("weg@voorbeeld.example"));
    assert!(left.contains("De tegels liggen weer vast."));
    let after = site.get(&link).body;
    assert!(!after.contains("/foto/") && !after.contains("name=\"woorden\""));
    assert!(after.contains("De tegels liggen weer vast."), "{after}");
    let noted = std::fs::read_to_string(site.dir.path().join("backups/verwijderd.jsonl")).unwrap();
    assert!(noted.contains("\"melding_woorden\"") && noted.contains("\"melding_foto\""));
}

fn inv_45_of_two_that_were_joined_each_sees_and_erases_the_own_photos(test: TestDb) {
    let site = Site::start(&test);
    let photo = a_photo();
    let first = link(&site.melden(&[], &[("foto", "stoep.jpg", &photo)]));
    let kept = site.all()[0].id;
    site.app.clock().advance_seconds(60);
    let second = link(&site.melden(
        &[("omschrijving", "Ook bij mij ligt een stoeptegel los.")],
        &[],
    ));
    let gone = site.all().iter().map(|one| one.id).find(|id| *id != kept);
    let gone = gone.unwrap();
    site.app
        .write_blocking(&site.velsen, &Actor::Command, move |ctx| {
            join(ctx, gone, kept)
        })
        .unwrap();
    site.finish_one(kept);
    let later = scene(Scene::Stoeptegel, 2, Stage::Before);
    let verdict = site.post(
        &format!("{second}/oordeel"),
        &[("opgelost", "nee")],
        &[("foto", "nog.jpg", &later)],
    );
    assert_eq!(verdict.status, StatusCode::SEE_OTHER, "{}", verdict.body);
    let photos = |link: &str| site.get(link).body.matches("<img").count();
    let own = |link: &str| -> Vec<String> {
        let page = site.get(link).body;
        let parts = page.split("/foto/").skip(1);
        let mut all: Vec<String> = parts
            .map(|part| part.split('"').next().unwrap().to_owned())
            .collect();
        all.sort();
        all.dedup();
        all
    };
    let (of_first, of_second) = (own(&first), own(&second));
    assert!(!of_first.is_empty() && !of_second.is_empty());
    assert!(of_first.iter().all(|photo| !of_second.contains(photo)));
    assert!(photos(&first) > 0);
    let erased = site.post(&format!("{first}/wissen"), &[("woorden", "ja")], &[]);
    assert_eq!(erased.status, StatusCode::SEE_OTHER, "{}", erased.body);
    assert!(own(&first).is_empty());
    assert_eq!(own(&second), of_second, "not theirs to erase");
    let erased = site.post(&format!("{second}/wissen"), &[("woorden", "ja")], &[]);
    assert_eq!(erased.status, StatusCode::SEE_OTHER, "{}", erased.body);
    assert!(own(&second).is_empty());
}

fn words_without_an_address_are_erased_by_themselves(test: TestDb) {
    let site = Site::start(&test);
    let link = link(&site.melden(&[("omschrijving", "Zeldzaamheid bij de vijver.")], &[]));
    let wissen = format!("{link}/wissen");
    assert_eq!(site.post(&wissen, &[], &[]).status, StatusCode::BAD_REQUEST);
    assert_eq!(
        site.post(&wissen, &[("woorden", "ja")], &[]).status,
        StatusCode::SEE_OTHER
    );
    let after = site.get(&link).body;
    assert!(!after.contains("Zeldzaamheid") && !after.contains("/wissen"));
}

fn a_dead_link_says_what_to_do(test: TestDb) {
    let site = Site::start(&test);
    let link = link(&site.melden(&[], &[]));
    // The other gemeente comes first in the list; the link finds its own all the same.
    assert!(site.get(&link).body.contains("Velsen"));
    for path in ["/l/onbekend", "/l/onbekend/foto/x"] {
        let answer = site.get(path);
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        assert!(
            answer.body.contains("Deze link werkt niet meer"),
            "{}",
            answer.body
        );
    }
    site.app
        .clock()
        .advance_seconds(SignedDuration::from_hours(24 * 366).as_secs());
    let late = site.get(&link);
    assert_eq!(late.status, StatusCode::NOT_FOUND);
    assert!(late.body.contains("Deze link werkt niet meer") && late.body.contains("Velsen"));
}

fn any_text_is_shown_as_text(test: TestDb) {
    let site = Site::start(&test);
    let long = "a".repeat(100_000);
    let answer = site.melden(&[("omschrijving", &long)], &[]);
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    let nul = site.melden(&[("omschrijving", "a\0b")], &[]);
    assert_eq!(nul.status, StatusCode::BAD_REQUEST);
    for (text, shown) in [
        (
            "'); DROP TABLE meldingen; --",
            "&#39;); DROP TABLE meldingen; --",
        ),
        (
            "<script>alert(1)</script>",
            "&#60;script&#62;alert(1)&#60;/script&#62;",
        ),
        ("🐕‍🦺 مرحبا שלום", "🐕‍🦺 مرحبا שלום"),
    ] {
        let fields = [
            ("omschrijving", text),
            ("naam", text),
            ("adres", text),
            ("bevestigd", "1"),
        ];
        let page = site.get(&site.melden(&fields, &[]).to).body;
        assert!(!page.contains("<script>alert"), "{text}");
        assert!(page.contains(shown), "{text}");
    }
    let empty = site.post("/velsen/melden", &[("lat", "x"), ("lon", "1")], &[]);
    assert_eq!(empty.status, StatusCode::BAD_REQUEST);
    for field in ["#omschrijving", "#onderwerp", "#plek"] {
        assert!(empty.body.contains(field), "{field}");
    }
}

fn the_public_list_tells_no_words(test: TestDb) {
    let site = Site::start(&test);
    link(&site.melden(
        &[
            ("adres", "Verzonnenlaan 3"),
            ("email", "w@voorbeeld.example"),
        ],
        &[],
    ));
    let answer = site.get("/api/v1/gemeenten/velsen/meldingen");
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    assert!(answer.body.contains("\"gemeldOp\":\"2026-03-02\""));
    assert!(
        answer.body.contains("\"bij\":\"Wijkbeheerder\""),
        "{}",
        answer.body
    );
    for private in ["bushalte", "Verzonnenlaan", "voorbeeld.example"] {
        assert!(!answer.body.contains(private), "{private}");
    }
    assert_eq!(
        site.get("/api/v1/gemeenten/velsen/meldingen?wijk=nergens")
            .status,
        StatusCode::NOT_FOUND
    );
    let entering = site.get("/velsen/meldingen/invoeren");
    assert_eq!(entering.status, StatusCode::UNAUTHORIZED);
}

on_both_engines!(
    own_data_are_erased_by_the_link,
    inv_45_own_words_and_photos_are_erased_by_the_link_and_what_staff_wrote_stays,
    inv_45_of_two_that_were_joined_each_sees_and_erases_the_own_photos,
    words_without_an_address_are_erased_by_themselves,
    a_dead_link_says_what_to_do,
    any_text_is_shown_as_text,
    the_public_list_tells_no_words,
);
