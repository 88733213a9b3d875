//! Which route and which gemeente an address is of: its own words in front, the product's behind.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Response;
use super::respond;
use super::route::{Guard, Method, Route};
use crate::app::App;
use crate::error::{Error, Result};
use crate::frame::Frame;
use crate::kader::accounts;
use crate::kader::inrichting::RESERVED_SLUGS;
use crate::words;

/// Every route, ready to be looked up.
pub struct PathSplit {
    get: matchit::Router<usize>,
    post: matchit::Router<usize>,
    routes: Vec<Route>,
}

impl PathSplit {
    /// Makes the look-up; two routes on one path are a fault of ours.
    pub fn new(routes: Vec<Route>) -> Result<Self> {
        let (mut get, mut post) = (matchit::Router::new(), matchit::Router::new());
        for (n, route) in routes.iter().enumerate() {
            let into = if route.method == Method::Get {
                &mut get
            } else {
                &mut post
            };
            into.insert(route.path, n)
                .map_err(|error| Error::Internal(format!("{}: {error}", route.path)))?;
        }
        Ok(Self { get, post, routes })
    }

    pub(super) fn find(
        &self,
        post: bool,
        path: &str,
    ) -> Option<(&Route, BTreeMap<String, String>)> {
        let table = if post { &self.post } else { &self.get };
        let found = table.at(path).ok()?;
        let params = found
            .params
            .iter()
            .map(|(name, value)| {
                (
                    name.to_owned(),
                    super::form::decode(&value.replace('+', "%2B")).unwrap_or_default(),
                )
            })
            .collect();
        Some((self.routes.get(*found.value)?, params))
    }

    /// Every route, in order of registration.
    pub fn routes(&self) -> &[Route] {
        &self.routes
    }
}

/// Where an address leads.
pub(super) enum Inner {
    /// The product's own path.
    At(String),
    /// It has another address now.
    Moved(String),
}

/// What stands between the first slash of a path and the next.
pub(super) fn first_word(path: &str) -> &str {
    path.trim_start_matches('/')
        .split('/')
        .next()
        .unwrap_or_default()
}

/// The gemeente that the first word of the path names.
pub(super) async fn frame_of(app: &App, path: &str) -> Result<Option<Arc<Frame>>> {
    let first = first_word(path);
    if first.is_empty() || RESERVED_SLUGS.contains(&first) {
        return Ok(None);
    }
    app.frame(first).await
}

/// The gemeente of a path that does not begin with one: that of the link, or the one named further on.
pub(super) async fn frame_without_word(
    app: &App,
    route: &Route,
    params: &BTreeMap<String, String>,
) -> Result<Arc<Frame>> {
    if route.guard == Guard::Link
        && let Some(token) = params.get("token")
        && let Some(gemeente) = accounts::gemeente_of_link(app, token).await?
    {
        return app.frame_by_id(gemeente).await;
    }
    app.any_frame(params.get("gemeente").map(String::as_str))
        .await
}

/// The product's own path for what the visitor asked: the gemeente's word becomes ours; words of before redirect.
pub(super) fn inner_path(frame: Option<&Frame>, path: &str) -> Inner {
    let Some(frame) = frame else {
        return Inner::At(path.to_owned());
    };
    let mut parts = path.trim_start_matches('/').splitn(3, '/');
    let (Some(slug), Some(word)) = (parts.next(), parts.next()) else {
        return Inner::At(path.to_owned());
    };
    let tail = parts
        .next()
        .map(|tail| format!("/{tail}"))
        .unwrap_or_default();
    if let Some(concept) = frame.concept_of(word) {
        let ours = words::PATH_WORDS
            .iter()
            .find(|(key, _)| *key == concept)
            .map_or(word, |(_, ours)| ours);
        return Inner::At(format!("/{slug}/{ours}{tail}"));
    }
    if let Some(now) = frame.renamed(word) {
        return Inner::Moved(format!("/{slug}/{now}{tail}"));
    }
    if let Some((concept, _)) = words::PATH_WORDS.iter().find(|(_, ours)| *ours == word) {
        return Inner::Moved(format!(
            "/{slug}/{}{tail}",
            frame.inrichting.path_word(*concept)
        ));
    }
    Inner::At(path.to_owned())
}

/// To the address it has now, for good.
pub(super) fn moved(to: &str, query: Option<&str>) -> Response {
    let target = query.map_or_else(|| to.to_owned(), |query| format!("{to}?{query}"));
    let mut response = respond::redirect(&target);
    *response.status_mut() = axum::http::StatusCode::PERMANENT_REDIRECT;
    response
}
