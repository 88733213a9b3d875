//! Addresses: what cannot be read is explained, and none makes a fault.

use wijkwerk::http::{Method, Samples};
use wijkwerk::testing::{Answer, As, Ask, TestApp};

use super::{app, filled};
use crate::sources::none;

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
