//! What a request says of itself besides its address: language, cookies, where it comes from.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};

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

/// The address to count by: where it came from; behind a proxy that is trusted, the last one that this proxy names.
pub(super) fn remote(app: &App, request: &Request<Body>) -> Option<IpAddr> {
    let named = if app.config().trust_proxy {
        last_named(request.headers())
    } else {
        None
    };
    let direct = || {
        let from = request.extensions().get::<ConnectInfo<SocketAddr>>();
        from.map(|ConnectInfo(address)| address.ip())
    };
    named.or_else(direct).map(subscriber)
}

/// What the proxy nearest to us wrote: it may add a header of its own below one that the visitor sent.
fn last_named(headers: &HeaderMap) -> Option<IpAddr> {
    let last = headers.get_all("x-forwarded-for").iter().next_back()?;
    last.to_str().ok()?.rsplit(',').next()?.trim().parse().ok()
}

/// The address itself, of IPv6 the /64 that it lies in: one subscriber has all of those.
fn subscriber(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(six) => IpAddr::V6(Ipv6Addr::from_bits(six.to_bits() & (u128::MAX << 64))),
        four @ IpAddr::V4(_) => four,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_visitor_writes_above_the_proxy_does_not_count() {
        let cases: [(&[&str], Option<&str>); 5] = [
            (&["203.0.113.7"], Some("203.0.113.7")),
            (&["198.51.100.1, 203.0.113.7"], Some("203.0.113.7")),
            (&["198.51.100.1", "203.0.113.7"], Some("203.0.113.7")),
            (&["198.51.100.1", "unknown"], None),
            (&[], None),
        ];
        for (lines, expected) in cases {
            let mut headers = HeaderMap::new();
            for line in lines {
                headers.append("x-forwarded-for", line.parse().unwrap());
            }
            let expected = expected.map(|text| text.parse::<IpAddr>().unwrap());
            assert_eq!(last_named(&headers), expected, "{lines:?}");
        }
    }

    #[test]
    fn who_has_many_addresses_counts_as_one() {
        let cases = [
            ("203.0.113.7", "203.0.113.7"),
            ("::ffff:203.0.113.7", "203.0.113.7"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
            ("2001:db8:1:2::9", "2001:db8:1:2::"),
            ("2001:db8:1:3::9", "2001:db8:1:3::"),
        ];
        for (from, counted) in cases {
            let from: IpAddr = from.parse().unwrap();
            assert_eq!(subscriber(from).to_string(), counted);
        }
    }
}
