//! Answers.

use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, StatusCode, header};
use serde::Serialize;

use super::Response;
use crate::error::{Error, Result};

/// As many headers as an answer has, so that their table is made once.
pub(super) const MOST_HEADERS: usize = 16;

fn answer(status: u16, content_type: &'static str, body: impl Into<Body>) -> Response {
    let mut response = Response::new(body.into());
    *response.status_mut() =
        StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    response.headers_mut().reserve(MOST_HEADERS);
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    response
}

/// A page.
pub fn html(status: u16, body: String) -> Response {
    answer(status, "text/html; charset=utf-8", body)
}

/// Plain text.
pub fn text(status: u16, body: impl Into<Body>) -> Response {
    answer(status, "text/plain; charset=utf-8", body)
}

/// JSON.
pub fn json<T: Serialize>(value: &T) -> Result<Response> {
    let body = serde_json::to_vec(value).map_err(|error| Error::Internal(error.to_string()))?;
    Ok(answer(200, "application/json", body))
}

/// A calendar (RFC 5545).
pub fn calendar(body: String) -> Response {
    answer(200, "text/calendar; charset=utf-8", body)
}

/// A sheet of paper under a name, shown in the browser. Never kept: its hours may change.
pub fn pdf(name: &str, body: Vec<u8>) -> Response {
    let mut response = answer(200, "application/pdf", body);
    if let Ok(named) = HeaderValue::from_str(&format!("inline; filename=\"{name}\"")) {
        response
            .headers_mut()
            .insert(header::CONTENT_DISPOSITION, named);
    }
    response
}

/// A file under a name, to be saved. Never kept: it may be taken back.
pub fn download(content_type: &'static str, name: &str, body: Vec<u8>) -> Response {
    let mut response = answer(200, content_type, body);
    if let Ok(named) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        response
            .headers_mut()
            .insert(header::CONTENT_DISPOSITION, named);
    }
    response
}

/// A feed of what is new (RFC 4287).
pub fn atom(body: String) -> Response {
    answer(200, "application/atom+xml; charset=utf-8", body)
}

/// An error of the API (RFC 9457).
pub fn problem(status: u16, title: &str, detail: &str) -> Response {
    let body =
        serde_json::json!({ "status": status, "title": title, "detail": detail }).to_string();
    answer(status, "application/problem+json", body)
}

/// From when time alone makes a page another one, if that is before midnight.
#[derive(Clone, Copy)]
pub(super) struct Until(pub(super) jiff::Timestamp);

/// Says until when a page may be kept: the earliest of these moments, and midnight anyhow.
pub fn keep_until(
    mut response: Response,
    moments: impl IntoIterator<Item = jiff::Timestamp>,
) -> Response {
    if let Some(first) = moments.into_iter().min() {
        response.extensions_mut().insert(Until(first));
    }
    response
}

/// Go and look there (303): the answer to every form.
pub fn redirect(to: &str) -> Response {
    let mut response = answer(303, "text/plain; charset=utf-8", "");
    if let Ok(value) = HeaderValue::from_str(to) {
        response.headers_mut().insert(header::LOCATION, value);
    }
    response
}

/// Says when to come back, where the error is one that passes.
pub fn come_back_after(response: &mut Response, error: &Error) {
    if let Some(seconds) = error.retry_after() {
        response
            .headers_mut()
            .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
}

/// A file whose address names its contents, so that it can be kept for a year.
pub fn file(content_type: &'static str, bytes: impl Into<Bytes>) -> Response {
    let mut response = answer(200, content_type, Body::from(bytes.into()));
    response.headers_mut().insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("private, max-age=31536000, immutable"),
    );
    response
}
