//! One of everything that the slices know, made by their own actions, for the paths and samples of routes.
//!
//! Each slice adds its objects here when it lands. Names are those of path parameters; `{name}.toont` is a text that a
//! page about that object must show. Objects lie in the first wijk, belong to its team, and to the organisation of the
//! team's member.

use super::TestApp;
use crate::http::Samples;

/// Makes the objects and answers their ids.
pub fn make(app: &TestApp) -> Samples {
    let samples = Samples::default();
    let _ = app;
    samples
}

/// Which sample holds the token for a route that is reached by a link: the melder's, unless its name says otherwise.
pub fn token_of(route: &str) -> &'static str {
    if route.contains("partner") {
        "token_partner"
    } else {
        "token"
    }
}
