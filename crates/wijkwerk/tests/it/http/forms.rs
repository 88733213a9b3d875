//! Forms: from another site, broken, huge, too many.

use kit::testing::{TestDb, skip};
use wijkwerk::config::Limits;
use wijkwerk::error::Error;
use wijkwerk::http::{Guard, Method, Route};
use wijkwerk::testing::{As, Ask, Setup, TestApp};

use super::{app, filled};
use crate::html;

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

#[test]
fn a_form_from_another_site_is_refused() {
    let app = app();
    let Some((_, path, fields)) = a_form(&app, "http::forms::a_form_from_another_site_is_refused")
    else {
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
fn broken_and_huge_forms_get_a_clear_answer() {
    let app = app();
    let Some((route, path, _)) = a_form(
        &app,
        "http::forms::broken_and_huge_forms_get_a_clear_answer",
    ) else {
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

/// The forms that everybody may send as often as these limits say, each a different number of times.
const LIMITED: &[&str] = &[
    "abonnement.vraag",
    "inloggen.met-code",
    "inloggen.vraag",
    "melden.verstuur",
    "vraag.online.verstuur",
    "vraag.reactie",
    "vraag.stel",
    "vraag.voorstellen",
    "wijkvraag.verstuur",
];

/// The public forms without a limit, and why.
const UNLIMITED: &[(&str, &str)] = &[(
    "inloggen.met-link",
    "nobody guesses what is in the address, and it works once",
)];

/// More than any of the limits below lets through in an hour.
const TOO_OFTEN: usize = 25;

#[test]
fn public_forms_are_limited_per_address() {
    let limits = Limits {
        meldingen_per_hour: 2,
        sign_ins_per_hour: 2,
        reacties_per_hour: 2,
        vragen_per_hour: 2,
        ..Limits::default()
    };
    let setup = Setup {
        limits: Some(limits),
        ..Setup::default()
    };
    let app = TestApp::with(TestDb::sqlite(), &["velsen-demo"], &setup);
    let mut left: Vec<&str> = LIMITED.to_vec();
    for (route, path, fields) in public_forms(&app) {
        if UNLIMITED.iter().any(|(name, _)| *name == route.name) {
            continue;
        }
        assert!(
            LIMITED.contains(&route.name),
            "{} is a public form: is it limited?",
            route.name
        );
        let refused = (0..TOO_OFTEN)
            .map(|n| {
                // Another form each time: a repeat of the same one is answered with the first answer.
                let fields = format!("aanvraag=00000000-0000-7000-8000-0000000000{n:02}&{fields}");
                app.send(&Ask::post(&path, &fields))
            })
            .find(|answer| answer.status == 429);
        let Some(answer) = refused else {
            panic!("{} is not limited", route.name);
        };
        let after: u32 = answer.header("retry-after").parse().unwrap_or_default();
        assert!((1..=3600).contains(&after), "{}: {after}", route.name);
        assert_eq!(
            html::faults(&answer.text(), "nl", false),
            Vec::<String>::new(),
            "{}",
            route.name
        );
        left.retain(|name| *name != route.name);
    }
    assert!(left.is_empty(), "not tried: {left:?}");
}

#[test]
fn forms_of_an_account_and_of_a_link_are_limited() {
    let limits = Limits {
        posts_per_hour: 2,
        ..Limits::default()
    };
    let setup = Setup {
        limits: Some(limits),
        ..Setup::default()
    };
    let mut app = TestApp::with(TestDb::sqlite(), &["velsen-demo"], &setup);
    app.sign_in_all();
    let samples = app.samples();
    let of_link = filled(&app, &samples, |route| route.name == "link.oordeel");
    let (_, with_link, fields) = of_link.first().expect("a link has a form");
    let token = samples.0["token"].clone();
    let asked = "aanvraag=0190a1b2-1111-7222-8333-444455556666";
    let fields = format!("{asked}&{fields}");
    let forms = [
        Ask::post("/velsen/account", asked).by(&As::role("wijkbeheerder")),
        Ask::post(with_link, &fields).by(&As::Link(token)),
    ];
    for form in &forms {
        for n in 0..3 {
            let answer = app.send(form);
            assert_eq!(answer.status == 429, n == 2, "{form:?}: {}", answer.status);
            if answer.status == 429 {
                let after: u32 = answer.header("retry-after").parse().unwrap_or_default();
                assert!((1..=3600).contains(&after), "{form:?}: {after}");
                assert_eq!(
                    html::faults(&answer.text(), "nl", false),
                    Vec::<String>::new()
                );
            }
        }
    }
    // Others are not in the way of each other, and looking is not sending.
    let other = Ask::post("/velsen/account", "").by(&As::role("wijkteamlid"));
    assert_ne!(app.send(&other).status, 429);
    let look = Ask::get("/velsen/account").by(&As::role("wijkbeheerder"));
    assert_eq!(app.send(&look).status, 200);
    app.clock.advance_seconds(3600);
    assert_ne!(
        app.send(&forms[0]).status,
        429,
        "an hour later it may again"
    );
}
