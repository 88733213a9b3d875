//! What is wrong with the answer to a cell of the matrix.

use wijkwerk::http::{Guard, Kind, Method, Route, Samples};
use wijkwerk::testing::Answer;

use crate::matrix::Column;

/// Pages about an object that show nothing of it, and why.
pub const SHOWS_NOTHING: &[(&str, &str)] = &[(
    "inloggen.link",
    "a link that is no sign-in link of this browser is told nothing, not whose it was",
)];

/// What is asked for and answered with the way to another page, and why.
pub const LEADS_ON: &[(&str, &str)] = &[
    ("publiek.wortel", "the way to the page of the one gemeente"),
    (
        "mijn.kanniet",
        "nobody is in the shift of the samples: there is nothing to call off",
    ),
];

/// Whether the list names this route.
pub fn is_told(list: &[(&str, &str)], route: &Route) -> bool {
    list.iter().any(|(name, _)| *name == route.name)
}

/// The texts that a page must show of the objects in its address.
pub fn shown(route: &Route, samples: &Samples) -> Vec<String> {
    if is_told(SHOWS_NOTHING, route) {
        return Vec::new();
    }
    let own = samples.for_route(route.name);
    objects(route)
        .filter_map(|name| own.0.get(&format!("{name}.toont")).cloned())
        .collect()
}

/// The names of the objects in an address; the gemeente is no object of a page.
pub fn objects(route: &Route) -> impl Iterator<Item = &'static str> {
    let parts = route.path.split(['{', '}']).skip(1).step_by(2);
    parts.filter(|name| *name != "gemeente")
}

/// What is wrong with an answer to somebody who may.
pub fn allowed_fault(route: &Route, answer: &Answer, samples: &Samples) -> Option<String> {
    let page = matches!(route.kind, Kind::Page | Kind::PublicPage);
    match answer.status {
        303 if route.method == Method::Get && !is_told(LEADS_ON, route) => {
            Some("a page that leads to another".into())
        }
        303 => None,
        200..=299 if page => {
            if answer.title().is_none_or(|title| title.is_empty()) {
                return Some("a page without a title".into());
            }
            let text = answer.text();
            shown(route, samples)
                .into_iter()
                .find(|shown| !text.contains(shown.as_str()))
                .map(|shown| format!("does not show {shown:?}"))
        }
        200..=299 => None,
        status => Some(format!("allowed, answered {status}: {}", reason(answer))),
    }
}

/// What is wrong with an answer to somebody who may not.
pub fn denied_fault(route: &Route, column: &Column, answer: &Answer) -> Option<String> {
    let expected: &[u16] = match (&route.guard, column.actor.account()) {
        (Guard::Demo | Guard::Link, _) => &[404],
        (_, None) => &[401],
        (_, Some(_)) => &[403, 404],
    };
    (!expected.contains(&answer.status)).then(|| {
        format!(
            "denied, answered {} instead of {expected:?}: {}",
            answer.status,
            reason(answer)
        )
    })
}

fn reason(answer: &Answer) -> String {
    let text = answer.text();
    let said = text.split_once("<main").map_or(text.as_str(), |(_, main)| {
        main.split_once("</main>").map_or(main, |(m, _)| m)
    });
    let mut plain = String::new();
    let mut inside = false;
    for ch in said.chars() {
        match ch {
            '<' => inside = true,
            '>' => inside = false,
            _ if !inside => plain.push(ch),
            _ => {}
        }
    }
    plain
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .chars()
        .take(220)
        .collect()
}
