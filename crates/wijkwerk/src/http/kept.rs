//! Pages and files that are the same for everybody: made once per version of what is public, and told apart by their tag.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Request, StatusCode, header};

use super::asked::remember_language;
use super::cache::{Cached, Key};
use super::failed::Failed;
use super::route::{Handler, Route};
use super::serve::Arrived;
use super::{Form, Req, Response, View, respond};
use crate::access::Actor;
use crate::error::{Error, Result};

/// No page is larger, in bytes.
const LARGEST: usize = 4 << 20;

/// The answer to a page that is the same for everybody: as it was kept, or made and kept now.
pub(super) async fn answer(arrived: Arrived) -> Result<Response, Failed> {
    let view = arrived.view(Actor::Nobody);
    let Arrived {
        app,
        route,
        request,
        params,
        ..
    } = arrived;
    let query = Form::parse(request.uri().query().unwrap_or_default().as_bytes())?;
    let chosen = query.opt("taal").is_some();
    let key = key_of(&view, &route, &query);
    let page = if let Some(page) = app.pages().find(&key, view.now) {
        page
    } else {
        let req = Req {
            view: view.clone(),
            params,
            query,
            form: Form::default(),
            remote: None,
            cookies: BTreeMap::new(),
            token: None,
        };
        app.pages()
            .get(key.clone(), view.now, make(route.handler, req))
            .await
            .map_err(|error| Failed::on(&view, error))?
    };
    let mut response = kept(&request, page, OWN.clone());
    if request.uri().query().is_none() {
        app.ways().note(&view.frame, &view.path, view.lang, key);
    }
    if chosen {
        remember_language(&mut response, view.lang);
    }
    Ok(response)
}

fn key_of(view: &View, route: &Route, query: &Form) -> Key {
    let mut path = view.path.clone();
    for name in route.known_query {
        if let Some(value) = query.opt(name) {
            path.push('\n');
            path.push_str(name);
            path.push('=');
            path.push_str(value);
        }
    }
    Key {
        gemeente: view.frame.id,
        publieke_versie: view.app.public_version(view.frame.id),
        frame_versie: view.frame.versie,
        path,
        lang: view.lang.html(),
    }
}

async fn make(handler: Handler, req: Req) -> Result<Cached> {
    let midnight = until_midnight(&req.view);
    let response = handler(req).await?;
    let until = response
        .extensions()
        .get::<respond::Until>()
        .map_or(midnight, |said| said.0.min(midnight));
    let content_type = response
        .headers()
        .get(header::CONTENT_TYPE)
        .cloned()
        .unwrap_or(HeaderValue::from_static("text/html; charset=utf-8"));
    let body = axum::body::to_bytes(response.into_body(), LARGEST)
        .await
        .map_err(|error| Error::Internal(error.to_string()))?;
    let tag = format!("\"{}\"", &kit::files::FileHash::of(&body).to_string()[..20]);
    let etag = HeaderValue::from_str(&tag).map_err(|error| Error::Internal(error.to_string()))?;
    Ok(Cached {
        body,
        content_type,
        etag,
        until,
    })
}

/// The headers of a kept page: those of every answer are added to it.
static OWN: LazyLock<HeaderMap> = LazyLock::new(|| {
    let mut headers = HeaderMap::with_capacity(respond::MOST_HEADERS);
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("public, no-cache"),
    );
    headers.insert(
        header::VARY,
        HeaderValue::from_static("Cookie, Accept-Language"),
    );
    headers
});

/// The same with those of every answer that is not of the API.
static WHOLE: LazyLock<HeaderMap> = LazyLock::new(|| {
    let mut headers = OWN.clone();
    super::headers::secure(&mut headers, false);
    headers
});

/// The answer to a page that did not change since it was asked at this address.
pub(super) fn again(request: &Request<Body>, page: Cached) -> Response {
    kept(request, page, WHOLE.clone())
}

/// A kept page as the answer to a request: nothing but its tag, where the request knows it.
fn kept(request: &Request<Body>, page: Cached, mut headers: HeaderMap) -> Response {
    let same = request
        .headers()
        .get(header::IF_NONE_MATCH)
        .is_some_and(|value| *value == page.etag);
    headers.insert(header::ETAG, page.etag);
    let mut response = if same {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        response
    } else {
        headers.insert(header::CONTENT_TYPE, page.content_type);
        Response::new(Body::from(page.body))
    };
    *response.headers_mut() = headers;
    response
}

/// Days are told in words ("over 5 dagen"), so every kept page is another one after midnight. A page that tells hours
/// says an earlier moment itself ([`respond::keep_until`]).
fn until_midnight(view: &View) -> jiff::Timestamp {
    view.today()
        .tomorrow()
        .ok()
        .and_then(|day| day.to_zoned(view.frame.zone.clone()).ok())
        .map_or(view.now, |zoned| zoned.timestamp())
}
