//! When a request did not work: the answer that says so, with what had been filled in.

use std::sync::Arc;

use axum::body::Body;
use axum::http::Request;

use super::asked::same_origin;
use super::route::Route;
use super::{Filled, Form, Response, View, respond};
use crate::app::App;
use crate::error::Error;
use crate::layout;

/// The longest form that is kept for somebody who is not known.
const MOST_KEPT: usize = 256 * 1024;

/// An error with what is known of the page it belongs to, and what had been filled in.
pub(super) struct Failed {
    error: Error,
    view: Option<Arc<View>>,
    filled: Option<Filled>,
}

impl From<Error> for Failed {
    fn from(error: Error) -> Self {
        Self {
            error,
            view: None,
            filled: None,
        }
    }
}

impl Failed {
    /// On a page whose surroundings are known.
    pub fn on(view: &Arc<View>, error: Error) -> Self {
        Self {
            error,
            view: Some(view.clone()),
            filled: None,
        }
    }

    /// With what had been filled in.
    pub fn with(mut self, filled: Option<Filled>) -> Self {
        self.filled = filled;
        self
    }

    pub fn into_response(self, app: &App, api: bool) -> Response {
        let status = self.error.status();
        let reference = (status >= 500).then(|| app.reference());
        if let Some(reference) = &reference {
            tracing::error!(reference, error = %self.error, "request failed");
        }
        let mut response = if api {
            respond::problem(
                status,
                layout::status_title(status),
                &layout::plain_reason(&self.error, reference.as_deref()),
            )
        } else {
            layout::error_page(
                self.view.as_ref(),
                &self.error,
                reference.as_deref(),
                self.filled,
            )
        };
        respond::come_back_after(&mut response, &self.error);
        response
    }
}

/// What a form held that could not even be looked at.
pub(super) async fn filled_of(
    route: &Route,
    request: Request<Body>,
    is_post: bool,
    path: &str,
) -> Option<Filled> {
    if !is_post || !same_origin(request.headers()) {
        return None;
    }
    let most = route.max_body.min(MOST_KEPT);
    let form = Form::read(request, most).await.ok()?;
    Some(Filled::of(path, &form))
}
