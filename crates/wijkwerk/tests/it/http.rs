//! The edge: what is refused before it reaches an action, and what every answer carries.

use std::collections::BTreeMap;

use jiff::SignedDuration;
use kit::testing::{TestDb, skip};
use wijkwerk::access::Actor;
use wijkwerk::config::Limits;
use wijkwerk::error::Error;
use wijkwerk::http::{Guard, Kind, Method, Route, Samples};
use wijkwerk::kader::accounts;
use wijkwerk::testing::{Answer, As, Ask, Setup, TestApp};

use crate::html;
use crate::sources::none;

const CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; \
                   connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; \
                   frame-ancestors 'none'";

fn app() -> TestApp {
    TestApp::new(TestDb::sqlite(), &["velsen-demo", "lelystad-demo"])
}

/// Routes that can be asked for, with their path and fields.
fn filled(
    app: &TestApp,
    samples: &Samples,
    wanted: impl Fn(&Route) -> bool,
) -> Vec<(Route, String, String)> {
    app.app
        .routes()
        .routes()
        .iter()
        .filter(|route| wanted(route))
        .filter_map(|route| {
            Some((
                route.clone(),
                samples.fill(route.path).ok()?,
                samples.fill(route.sample).ok()?,
            ))
        })
        .collect()
}

fn public_forms(app: &TestApp) -> Vec<(Route, String, String)> {
    filled(app, &app.samples(), |route| {
        route.method == Method::Post && route.guard == Guard::Public
    })
}

/// A form that everybody may send; its absence is told as a skip.
fn a_form(app: &TestApp, test: &str) -> Option<(Route, String, String)> {
    let found = public_forms(app).into_iter().next();
    if found.is_none() {
        skip(test, "there is no public form yet");
    }
    found
}

fn a_kept_page(app: &TestApp, test: &str) -> Option<String> {
    let found = filled(app, &app.samples(), |route| route.kind == Kind::PublicPage)
        .into_iter()
        .next();
    if found.is_none() {
        skip(test, "there is no public page yet");
    }
    found.map(|(_, path, _)| path)
}

#[test]
fn a_form_from_another_site_is_refused() {
    let app = app();
    let Some((_, path, fields)) = a_form(&app, "http::a_form_from_another_site_is_refused") else {
        return;
    };
    let form = || Ask::post(&path, &fields);
    let refused = [
        form().header("sec-fetch-site", "cross-site"),
        form().header("sec-fetch-site", "same-site"),
        form().header("sec-fetch-site", "none"),
        form()
            .without("sec-fetch-site")
            .header("origin", "https://elders.example"),
        form().without("sec-fetch-site").header("origin", "null"),
        form().without("sec-fetch-site").without("origin"),
    ];
    for ask in refused {
        let answer = app.send(&ask);
        assert!(
            matches!(answer.status, 403 | 409),
            "{}: {ask:?}",
            answer.status
        );
        assert_eq!(
            html::faults(&answer.text(), "nl", false),
            Vec::<String>::new()
        );
    }
    // An older browser sends only Origin.
    let own = app.send(&form().without("sec-fetch-site"));
    assert!(
        matches!(own.status, 200..=303),
        "{}: {}",
        own.status,
        own.text()
    );
}

#[test]
fn a_slash_at_the_end_is_another_address() {
    let app = app();
    for path in [
        "/velsen/",
        "/velsen/bestaat-niet/",
        "/api/v1/gemeenten/velsen/gebieden/",
    ] {
        assert_eq!(app.get(path).status, 404, "{path}");
    }
}

#[test]
fn an_unknown_method_says_which_there_are() {
    let app = app();
    for method in ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"] {
        let answer = app.send(&Ask::get("/api/v1/gemeenten/velsen/gebieden").method(method));
        assert_eq!(
            (answer.status, answer.header("allow")),
            (405, "GET, POST"),
            "{method}"
        );
    }
    let posted = app.send(&Ask::post("/api/v1/gemeenten/velsen/gebieden", "a=b"));
    assert_eq!(
        (posted.status, posted.header("allow").is_empty()),
        (405, false)
    );
    let looked = app.send(
        &Ask::get("/api/v1/gemeenten/velsen/gebieden")
            .query("lat=52.46&lon=4.6")
            .method("HEAD"),
    );
    assert_eq!(looked.status, 200);
}

/// `standaarden` 9.5: what the test of internet.nl asks of every answer.
fn carries_the_headers(answer: &Answer, api: bool, what: &str) {
    let expected = if api {
        "default-src 'none'; frame-ancestors 'none'"
    } else {
        CSP
    };
    assert_eq!(answer.header("content-security-policy"), expected, "{what}");
    let hsts = answer.header("strict-transport-security");
    let age: u64 = hsts
        .split_once("max-age=")
        .and_then(|(_, rest)| rest.split(';').next()?.trim().parse().ok())
        .unwrap_or_default();
    assert!(age >= 31_536_000, "{what}: {hsts}");
    assert_eq!(answer.header("x-content-type-options"), "nosniff", "{what}");
    assert_eq!(answer.header("x-frame-options"), "DENY", "{what}");
    assert!(
        matches!(
            answer.header("referrer-policy"),
            "same-origin" | "no-referrer"
        ),
        "{what}"
    );
    assert_eq!(
        answer.header("cross-origin-opener-policy"),
        "same-origin",
        "{what}"
    );
    assert!(!answer.header("permissions-policy").is_empty(), "{what}");
    assert!(!answer.header("cache-control").is_empty(), "{what}");
    assert!(
        answer.status == 304 || !answer.header("content-type").is_empty(),
        "{what}"
    );
    assert!(
        answer.header("server").is_empty() && answer.header("x-powered-by").is_empty(),
        "{what}"
    );
    if api {
        assert_eq!(
            answer.header("api-version"),
            wijkwerk::API_VERSION,
            "{what}"
        );
    }
}

#[test]
fn every_answer_carries_the_headers() {
    let app = app();
    let samples = app.samples();
    for (route, path, fields) in filled(&app, &samples, |route| route.method == Method::Get) {
        for who in [As::Nobody, As::role("functioneelbeheerder")] {
            let answer = app.send(&Ask::get(&path).query(&fields).by(&who));
            let api = path.starts_with("/api/") || path.starts_with("/hsds/");
            carries_the_headers(&answer, api, route.name);
            let kept = matches!(route.kind, Kind::PublicPage | Kind::PublicFile | Kind::File)
                && answer.status == 200;
            if !kept {
                assert!(
                    answer.header("cache-control").contains("no-store") || route.kind == Kind::File,
                    "{}",
                    route.name
                );
            }
        }
    }
    carries_the_headers(&app.get("/velsen/bestaat-niet"), false, "an error");
    carries_the_headers(&app.get("/"), false, "the root");
    carries_the_headers(&app.get("/geen-gemeente/x"), false, "no gemeente");
    carries_the_headers(
        &app.get("/api/v1/gemeenten/velsen/gebieden?lat=x"),
        true,
        "an error of the API",
    );
    carries_the_headers(
        &app.get("/api/v1/bestaat-niet"),
        true,
        "not there, in the API",
    );
}

#[test]
fn security_txt_says_who_to_tell_and_until_when() {
    let app = app();
    let answer = app.get("/.well-known/security.txt");
    assert_eq!(
        (answer.status, answer.header("content-type")),
        (200, "text/plain; charset=utf-8")
    );
    let text = answer.text();
    let expires = text
        .lines()
        .find_map(|line| line.strip_prefix("Expires: "))
        .expect("it ends");
    let expires: jiff::Timestamp = expires.parse().expect("a moment");
    let now = app.clock.now();
    assert!(
        expires > now
            && expires
                < now
                    .checked_add(SignedDuration::from_hours(24 * 365))
                    .expect("in range")
    );
    assert!(text.contains("Contact: ") && text.contains("Canonical: "));
}

fn find(app: &TestApp, query: &str) -> Answer {
    app.get(&format!("/api/v1/gemeenten/velsen/gebieden?{query}"))
}

#[test]
fn the_place_api_answers_and_explains_what_it_cannot_read() {
    let app = app();
    let samples = app.samples();
    let here = format!("lat={}&lon={}", samples.0["lat"], samples.0["lon"]);
    let found = find(&app, &here);
    assert_eq!(
        (found.status, found.header("content-type")),
        (200, "application/json")
    );
    assert!(
        found.json()["wijken"][0]["naam"].is_string() && found.json()["team"].is_object(),
        "{}",
        found.text()
    );
    let outside = find(&app, "lat=51.0&lon=6.0");
    assert_eq!(outside.status, 200);
    assert!(
        outside.json()["cbsWijk"].is_null()
            && outside.json()["wijken"]
                .as_array()
                .is_some_and(Vec::is_empty)
    );
    let wrong = [
        "",
        "lat=52.4",
        "lat=x&lon=y",
        "lat=NaN&lon=4.6",
        "lat=inf&lon=4.6",
        "lat=1e999&lon=4",
        "lat=91&lon=4",
        "lat=52&lon=181",
        "lat=52,4&lon=4,6",
        "lat=%00&lon=4",
        "lat=%FF&lon=4",
        "lat=%&lon=4",
        "lat=52%27%20OR%201&lon=4",
        "lat=&lon=",
    ];
    for query in wrong {
        let answer = find(&app, query);
        assert_eq!(
            (answer.status, answer.header("content-type")),
            (400, "application/problem+json"),
            "{query}"
        );
        let problem = answer.json();
        assert!(
            problem["status"] == 400
                && problem["title"].is_string()
                && problem["detail"].is_string(),
            "{query}: {problem}"
        );
    }
    let elsewhere = app.get("/api/v1/gemeenten/bestaat-niet/gebieden?lat=52.4&lon=4.6");
    assert_eq!(
        (elsewhere.status, elsewhere.header("content-type")),
        (404, "application/problem+json")
    );
}

/// Whatever stands in an address, the answer is ours: never a fault.
#[test]
fn no_address_makes_a_fault() {
    let app = app();
    let samples = app.samples();
    let long = "a".repeat(4_000);
    let values = [
        "%00",
        "%FF%FE",
        "%F0%9F%8C%B3",
        "'%20OR%201=1--",
        "%3Cscript%3E",
        "%E2%80%AEomgekeerd",
        "..%2F..%2Fetc",
        long.as_str(),
    ];
    let mut wrong = Vec::new();
    for (route, path, fields) in filled(&app, &samples, |route| route.method == Method::Get) {
        for value in values {
            let broken = Samples(
                samples
                    .0
                    .keys()
                    .map(|key| {
                        let keep = key == "gemeente";
                        (
                            key.clone(),
                            if keep {
                                samples.0[key].clone()
                            } else {
                                value.to_owned()
                            },
                        )
                    })
                    .collect(),
            );
            let other = broken.fill(route.path).unwrap_or_default();
            for ask in [
                Ask::get(&other).query(&fields),
                Ask::get(&path).query(&format!(
                    "q={value}&zoek={value}&wijk={value}&thema={value}&na={value}&taal={value}"
                )),
                Ask::get(&path).query(&broken.fill(route.sample).unwrap_or_default()),
            ] {
                for who in [
                    As::Nobody,
                    As::role("functioneelbeheerder"),
                    As::role("wijkbeheerder"),
                ] {
                    let answer = app.send(&ask.clone().by(&who));
                    if answer.status >= 500 || answer.text().contains("<script>") {
                        wrong.push(format!(
                            "{} with {value:.20}: {}",
                            route.name, answer.status
                        ));
                    }
                }
            }
        }
    }
    wrong.dedup();
    none("an address that makes a fault", &wrong);
}

#[test]
fn broken_and_huge_forms_get_a_clear_answer() {
    let app = app();
    let Some((route, path, _)) = a_form(&app, "http::broken_and_huge_forms_get_a_clear_answer")
    else {
        return;
    };
    let urlencoded = "application/x-www-form-urlencoded";
    let huge = vec![b'a'; route.max_body.max(300 * 1024) + 1];
    let cases: [(&str, Vec<u8>, u16); 6] = [
        (urlencoded, b"a=%00".to_vec(), 400),
        (urlencoded, b"a%00=b".to_vec(), 400),
        (urlencoded, b"a=%FF%FE".to_vec(), 400),
        (urlencoded, vec![b'a', b'=', 0xFF, 0xFE], 400),
        (urlencoded, [b"a=".to_vec(), huge].concat(), 413),
        (
            "multipart/form-data; boundary=x",
            b"--x\r\nno end".to_vec(),
            400,
        ),
    ];
    for (content_type, body, status) in cases {
        let length = body.len();
        let answer = app.send(&Ask::post(&path, "").raw(content_type, body));
        assert_eq!(answer.status, status, "{content_type}, {length} bytes");
        assert_eq!(
            html::faults(&answer.text(), "nl", false),
            Vec::<String>::new()
        );
    }
    let many: String = (0..500).map(|n| format!("f{n}=1&")).collect();
    assert_eq!(app.send(&Ask::post(&path, &many)).status, 413);
}

#[test]
fn too_often_is_told_with_when_to_come_back() {
    let app = app();
    for n in 0..3 {
        let answer = app.wait(app.app.rate("test".into(), 2));
        assert_eq!(answer.is_ok(), n < 2, "{n}");
        if let Err(error) = answer {
            assert_eq!(error.status(), 429);
            assert!(matches!(
                error,
                Error::TooMany {
                    retry_after_seconds: 1..=3600
                }
            ));
        }
    }
    app.clock.advance_seconds(3600);
    assert!(
        app.wait(app.app.rate("test".into(), 2)).is_ok(),
        "an hour later it may again"
    );
}

#[test]
fn public_forms_are_limited_per_address() {
    let limits = Limits {
        meldingen_per_hour: 2,
        sign_ins_per_hour: 2,
        ..Limits::default()
    };
    let setup = Setup {
        limits: Some(limits),
        ..Setup::default()
    };
    let app = TestApp::with(TestDb::sqlite(), &["velsen-demo"], &setup);
    if a_form(&app, "http::public_forms_are_limited_per_address").is_none() {
        return;
    }
    let mut limited = 0;
    for (route, path, fields) in public_forms(&app) {
        let last = (0..6)
            .map(|n| {
                // Another form each time: a repeat of the same one is answered with the first answer.
                let fields = format!("aanvraag=00000000-0000-7000-8000-00000000000{n}&{fields}");
                app.send(&Ask::post(&path, &fields))
            })
            .last();
        let Some(answer) = last else { continue };
        if answer.status == 429 {
            limited += 1;
            let after: u32 = answer.header("retry-after").parse().unwrap_or_default();
            assert!((1..=3600).contains(&after), "{}: {after}", route.name);
            assert_eq!(
                html::faults(&answer.text(), "nl", false),
                Vec::<String>::new()
            );
        }
    }
    assert!(limited > 0, "no public form is limited");
}

#[test]
fn a_session_ends_when_idle_and_in_any_case() {
    let app = app();
    let frame = app.frame("velsen");
    let person = app.person("wijkbeheerder").account;
    let token = app
        .wait(accounts::start_session(&app.app, frame.id, person))
        .expect("it starts");
    let cookies: BTreeMap<String, String> = [(accounts::cookie_name(&app.app), token)].into();
    let known = || {
        let actor = app
            .wait(accounts::actor_of(&app.app, &frame, &cookies, None))
            .expect("it can be asked");
        matches!(actor, Actor::Account(_))
    };
    assert!(known());
    app.clock.advance_seconds(8 * 3600 - 1);
    assert!(known(), "eight hours are not over");
    app.clock.advance_seconds(8 * 3600 - 1);
    assert!(known(), "it was used in between");
    app.clock.advance_seconds(8 * 3600);
    assert!(!known(), "eight idle hours");
    let fresh = app
        .wait(accounts::start_session(&app.app, frame.id, person))
        .expect("it starts");
    let cookies: BTreeMap<String, String> = [(accounts::cookie_name(&app.app), fresh)].into();
    let known = || {
        let actor = app
            .wait(accounts::actor_of(&app.app, &frame, &cookies, None))
            .expect("it can be asked");
        matches!(actor, Actor::Account(_))
    };
    for hour in 0..24 {
        assert!(known(), "after {} hours", hour * 7);
        app.clock.advance_seconds(7 * 3600);
    }
    assert!(!known(), "seven days, however often it was used");
}

#[test]
fn signing_out_everywhere_ends_every_session() {
    let app = app();
    let frame = app.frame("velsen");
    let person = app.person("wijkbeheerder").account;
    let token = app
        .wait(accounts::start_session(&app.app, frame.id, person))
        .expect("it starts");
    let cookies: BTreeMap<String, String> = [(accounts::cookie_name(&app.app), token)].into();
    app.clock.advance_seconds(60);
    app.write(&app.actor("wijkbeheerder"), |ctx| {
        accounts::actions::sign_out_everywhere(ctx)
    })
    .expect("it works");
    let actor = app
        .wait(accounts::actor_of(&app.app, &frame, &cookies, None))
        .expect("it can be asked");
    assert!(matches!(actor, Actor::Nobody));
}

#[test]
fn a_kept_page_is_the_same_bytes_for_everybody() {
    let app = app();
    let Some(path) = a_kept_page(&app, "http::a_kept_page_is_the_same_bytes_for_everybody") else {
        return;
    };
    let first = app.get(&path);
    assert_eq!(first.status, 200);
    let etag = first.header("etag").to_owned();
    assert!(!etag.is_empty() && first.header("set-cookie").is_empty());
    for who in [
        As::role("wijkbeheerder"),
        As::role("functioneelbeheerder"),
        As::OtherGemeente("lelystad".into()),
    ] {
        let other = app.send(&Ask::get(&path).by(&who));
        assert_eq!(
            (other.body == first.body, other.header("etag")),
            (true, etag.as_str()),
            "{who:?}"
        );
    }
    let junk = app.send(&Ask::get(&path).query("onbekend=1"));
    assert!(
        junk.body == first.body,
        "an unknown parameter makes no other page"
    );
    let same = app.send(&Ask::get(&path).header("if-none-match", &etag));
    assert_eq!((same.status, same.body.len()), (304, 0));
    carries_the_headers(&same, false, "not changed");
    let english = app.send(&Ask::get(&path).lang("en"));
    assert_ne!(english.header("etag"), etag);
    app.write(&Actor::Command, |ctx| {
        ctx.touch_public();
        Ok(())
    })
    .expect("it can be touched");
    let after = app.send(&Ask::get(&path).header("if-none-match", &etag));
    assert!(matches!(after.status, 200 | 304));
}

/// A choice of language is remembered, and nothing else is put in the browser of a visitor.
#[test]
fn a_visitor_gets_no_cookie_but_the_language() {
    let app = app();
    let samples = app.samples();
    for (route, path, fields) in filled(&app, &samples, |route| {
        route.method == Method::Get && route.guard == Guard::Public
    }) {
        let plain = app.send(&Ask::get(&path).query(&fields));
        assert_eq!(plain.header("set-cookie"), "", "{}", route.name);
        if matches!(route.kind, Kind::Page | Kind::PublicPage) {
            let chosen = app.send(&Ask::get(&path).query("taal=en"));
            let cookie = chosen.header("set-cookie");
            assert!(
                cookie.starts_with("taal=en") && cookie.contains("SameSite=Lax"),
                "{}: {cookie}",
                route.name
            );
        }
    }
}
