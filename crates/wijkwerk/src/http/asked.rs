//! What a request says of itself besides its address: language, cookies, where it comes from.

use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, HeaderValue, Request, header};
use kit::i18n::Lang;

use super::Response;
use crate::app::App;

/// The language that was chosen: in the address, else before, else by the browser.
pub(super) fn language(request: &Request<Body>) -> Lang {
    let query = request.uri().query().unwrap_or_default();
    let chosen = query
        .split('&')
        .find_map(|pair| pair.strip_prefix("taal="))
        .and_then(|word| word.parse().ok());
    chosen
        .or_else(|| {
            cookies(request.headers())
                .get("taal")
                .and_then(|word| word.parse().ok())
        })
        .or_else(|| {
            let header = request
                .headers()
                .get(header::ACCEPT_LANGUAGE)?
                .to_str()
                .ok()?;
            Lang::from_accept_language(header)
        })
        .unwrap_or(Lang::Nl)
}

/// Keeps the choice of a language for a year.
pub(super) fn remember_language(response: &mut Response, lang: Lang) {
    let cookie = format!(
        "taal={}; Path=/; Max-Age=31536000; SameSite=Lax",
        lang.html()
    );
    if let Ok(value) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}

pub(super) fn cookies(headers: &HeaderMap) -> BTreeMap<String, String> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

/// Whether a form was sent from our own pages (no token needed, so kept pages can hold forms).
pub(super) fn same_origin(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return site == "same-origin";
    }
    let host = text("host").unwrap_or_default();
    text("origin")
        .and_then(|origin| origin.split_once("://"))
        .is_some_and(|(_, from)| from == host && !host.is_empty())
}

/// Whether a program sent this that is no browser: it says nothing of the page it comes from.
pub(super) fn no_browser(headers: &HeaderMap) -> bool {
    !headers.contains_key("sec-fetch-site") && !headers.contains_key("origin")
}

/// The address it came from; behind a proxy that is trusted, the last one that this proxy names.
pub(super) fn remote(app: &App, request: &Request<Body>) -> Option<IpAddr> {
    if app.config().trust_proxy
        && let Some(forwarded) = request
            .headers()
            .get("x-forwarded-for")
            .and_then(|value| value.to_str().ok())
        && let Some(last) = forwarded
            .rsplit(',')
            .next()
            .and_then(|ip| ip.trim().parse().ok())
    {
        return Some(last);
    }
    request
        .extensions()
        .get::<ConnectInfo<SocketAddr>>()
        .map(|ConnectInfo(address)| address.ip())
}
