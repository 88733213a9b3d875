//! Asking in process, as a browser would: the same service, headers of our own pages, a session cookie.

use std::fmt::Write as _;

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Request};
use tower::ServiceExt as _;

use super::TestApp;
use crate::ids::AccountId;
use crate::kader::accounts;

const BOUNDARY: &str = "----wijkwerk-test";

/// Who asks.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum As {
    /// A visitor.
    #[default]
    Nobody,
    /// The person with this role in the first gemeente (`rol@elders`: the one in its last wijk).
    Role(String),
    /// Whoever holds this account in the first gemeente.
    Person(AccountId),
    /// The functional administrator of another gemeente, by its slug.
    OtherGemeente(String),
    /// Whoever holds this token: put into paths as `{token}`; a request with it carries no cookie.
    Link(String),
}

impl As {
    /// The person with this role.
    pub fn role(rol: &str) -> Self {
        Self::Role(rol.to_owned())
    }
}

/// A request to be made.
#[derive(Clone, Debug, Default)]
pub struct Ask {
    method: &'static str,
    path: String,
    who: As,
    headers: Vec<(String, String)>,
    content_type: Option<String>,
    body: Vec<u8>,
    files: Vec<(String, String, Vec<u8>)>,
}

impl Ask {
    /// Look at a page.
    pub fn get(path: &str) -> Self {
        Self {
            method: "GET",
            path: encode(path),
            ..Self::default()
        }
    }

    /// Send a form from our own pages; `fields` as `a=b&c=d`.
    pub fn post(path: &str, fields: &str) -> Self {
        Self {
            method: "POST",
            path: encode(path),
            content_type: Some("application/x-www-form-urlencoded".to_owned()),
            body: encode(fields).into_bytes(),
            ..Self::default()
        }
        .header("sec-fetch-site", "same-origin")
        .header("origin", "http://localhost")
    }

    /// With another method.
    pub fn method(mut self, method: &'static str) -> Self {
        self.method = method;
        self
    }

    /// With these fields in the address.
    pub fn query(mut self, fields: &str) -> Self {
        if !fields.is_empty() {
            let sign = if self.path.contains('?') { '&' } else { '?' };
            let _ = write!(self.path, "{sign}{}", encode(fields));
        }
        self
    }

    /// As this person.
    pub fn by(mut self, who: &As) -> Self {
        self.who = who.clone();
        self
    }

    /// In this language.
    pub fn lang(self, lang: &str) -> Self {
        self.header("accept-language", lang)
    }

    /// With this header.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.retain(|(had, _)| had != name);
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Without this header.
    pub fn without(mut self, name: &str) -> Self {
        self.headers.retain(|(had, _)| had != name);
        self
    }

    /// With exactly these bytes.
    pub fn raw(mut self, content_type: &str, body: Vec<u8>) -> Self {
        self.content_type = Some(content_type.to_owned());
        self.body = body;
        self
    }

    /// With a file; the form is then sent in parts.
    pub fn file(mut self, field: &str, name: &str, bytes: Vec<u8>) -> Self {
        self.files.push((field.to_owned(), name.to_owned(), bytes));
        self
    }

    fn parts(&self) -> Vec<u8> {
        let mut out = Vec::new();
        let fields = crate::http::Form::parse(&self.body).unwrap_or_default();
        for (name, value) in fields.fields() {
            out.extend_from_slice(
                format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").as_bytes(),
            );
        }
        for (field, name, bytes) in &self.files {
            let head = format!(
                "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\
                 Content-Type: application/octet-stream\r\n\r\n"
            );
            out.extend_from_slice(head.as_bytes());
            out.extend_from_slice(bytes);
            out.extend_from_slice(b"\r\n");
        }
        out.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
        out
    }

    async fn request(&self, app: &TestApp) -> Request<Body> {
        let mut request = Request::builder()
            .method(self.method)
            .uri(&self.path)
            .header("host", "localhost");
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        let session = match &self.who {
            As::Nobody | As::Link(_) => None,
            As::Role(rol) => app.session(app.slug(), rol).await,
            As::Person(account) => app.session_of(*account).await,
            As::OtherGemeente(slug) => app.session(slug, super::people::ADMIN_ROLE).await,
        };
        if let Some(token) = session {
            let name = accounts::cookie_name(&app.app);
            request = request.header("cookie", format!("{name}={token}"));
        }
        let (content_type, body) = if self.files.is_empty() {
            (self.content_type.clone(), self.body.clone())
        } else {
            let kind = format!("multipart/form-data; boundary={BOUNDARY}");
            (Some(kind), self.parts())
        };
        if let Some(content_type) = content_type {
            request = request.header("content-type", content_type);
        }
        let mut request = request
            .body(Body::from(body))
            .expect("the parts of a test's request are right");
        let from = std::net::SocketAddr::from(([127, 0, 0, 1], 50_000));
        request.extensions_mut().insert(ConnectInfo(from));
        request
    }

    pub(super) async fn send(&self, app: &TestApp) -> Answer {
        let request = self.request(app).await;
        let response = crate::http::service(app.app.clone())
            .oneshot(request)
            .await
            .unwrap_or_else(|never| match never {});
        let (parts, body) = response.into_parts();
        let body = axum::body::to_bytes(body, usize::MAX)
            .await
            .map_or_else(|_| Vec::new(), |bytes| bytes.to_vec());
        Answer {
            status: parts.status.as_u16(),
            headers: parts.headers,
            body,
        }
    }
}

/// What came back.
#[derive(Clone, Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// A header, empty when it is not there.
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }

    /// Where a redirect goes.
    pub fn location(&self) -> &str {
        self.header("location")
    }

    /// The body as JSON; null when it is none.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }

    /// What stands between `<title>` and `</title>`.
    pub fn title(&self) -> Option<String> {
        let text = self.text();
        let (_, rest) = text.split_once("<title>")?;
        Some(rest.split_once("</title>")?.0.trim().to_owned())
    }
}

/// Writes what may not stand in an address or a form as `%41`; what is there already stays.
pub fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => out.push(char::from(byte)),
            b'-' | b'_' | b'.' | b'~' | b'/' | b'?' | b'&' | b'=' | b'%' | b'+' | b':' | b','
            | b'@' => out.push(char::from(byte)),
            other => {
                let _ = write!(out, "%{other:02X}");
            }
        }
    }
    out
}
