//! The edge: what is refused before it reaches an action, and what every answer carries.

mod addresses;
mod forms;
mod sessions;

use jiff::SignedDuration;
use kit::testing::{TestDb, skip};
use wijkwerk::access::Actor;
use wijkwerk::http::{Guard, Kind, Method, Route, Samples};
use wijkwerk::testing::{Answer, As, Ask, TestApp};

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
fn a_slash_at_the_end_leads_to_the_page_without_and_is_nothing_in_the_api() {
    let app = app();
    for (path, to) in [
        ("/velsen/", "/velsen"),
        ("/velsen/wijken/", "/velsen/wijken"),
        ("/velsen//", "/velsen"),
    ] {
        let answer = app.get(path);
        assert_eq!(
            (answer.status, answer.header("location")),
            (308, to),
            "{path}"
        );
    }
    let asked = app.send(&Ask::get("/velsen/vraag/").query("q=paspoort"));
    assert_eq!(asked.header("location"), "/velsen/vraag?q=paspoort");
    let sent = app.send(&Ask::post("/velsen/melden/", "omschrijving=x"));
    assert_eq!((sent.status, sent.header("location")), (404, ""));
    for path in [
        "/api/v1/gemeenten/velsen/gebieden/",
        "//velsen/",
        "//ergens-anders.example/",
        "/nergens/",
    ] {
        let answer = app.get(path);
        assert_eq!(
            (answer.status, answer.header("location")),
            (404, ""),
            "{path}"
        );
    }
}

#[test]
fn an_address_of_no_gemeente_is_answered_with_a_way_on() {
    let app = app();
    // This is no demonstration.
    let demo = "/demo/postvak";
    for path in ["/velzen", "/velzen/melden", "/iets/dat/er/niet/is", demo] {
        let answer = app.get(path);
        assert_eq!(
            (answer.status, answer.header("content-type")),
            (404, "text/html; charset=utf-8"),
            "{path}"
        );
        // The first by its slug is what `/` opens.
        let start = format!("href=\"/{}\"", app.slugs().iter().min().expect("one"));
        assert!(answer.text().contains(&start), "{path}");
    }
    let api = app.get("/api/v1/nergens");
    assert_eq!(api.header("content-type"), "application/problem+json");
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
