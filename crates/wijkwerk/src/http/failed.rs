//! When a request did not work: the answer that says so, with what had been filled in.

use std::sync::Arc;

use axum::body::Body;
use axum::http::Request;
use kit::i18n::Lang;

use super::route::Route;
use super::serve::same_origin;
use super::{Form, Kept, Response, View, respond};
use crate::access::Actor;
use crate::app::App;
use crate::error::Error;
use crate::frame::Frame;
use crate::layout;

/// An error with what is known of the page it belongs to, and what had been filled in.
pub(super) struct Failed {
    pub(super) error: Error,
    pub(super) view: Option<Arc<View>>,
    pub(super) kept: Option<Kept>,
}

impl From<Error> for Failed {
    fn from(error: Error) -> Self {
        Self {
            error,
            view: None,
            kept: None,
        }
    }
}

impl Failed {
    pub(super) fn keeping(mut self, kept: Option<Kept>) -> Self {
        self.kept = kept;
        self
    }

    pub(super) fn into_response(self, app: &App, api: bool, lang: Lang) -> Response {
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
                app,
                self.view.as_ref(),
                lang,
                &self.error,
                reference.as_deref(),
                self.kept,
            )
        };
        respond::come_back_after(&mut response, &self.error);
        response
    }
}

/// The longest form that is kept for somebody who is not known.
const MOST_KEPT: usize = 256 * 1024;

/// What a form held that could not even be looked at.
pub(super) async fn kept_of(
    app: &App,
    route: &Route,
    request: Request<Body>,
    is_post: bool,
    path: &str,
) -> Option<Kept> {
    if !is_post || !same_origin(request.headers()) {
        return None;
    }
    let most = app.limit_of(route).min(MOST_KEPT);
    let form = Form::read(request, most).await.ok()?;
    Some(Kept::of(path, &form))
}

pub(super) fn failed_at(
    app: &App,
    frame: Option<Arc<Frame>>,
    lang: Lang,
    path: &str,
    error: Error,
) -> Failed {
    let view = frame.map(|frame| {
        Arc::new(View {
            app: app.clone(),
            frame,
            actor: Actor::Nobody,
            lang,
            now: app.clock().now(),
            path: path.to_owned(),
        })
    });
    Failed {
        error,
        view,
        kept: None,
    }
}
