//! The dispatcher: finds the route, the gemeente and the actor, asks the guard, calls the handler, answers errors.

use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, HeaderValue, Request, header};
use kit::i18n::Lang;

use super::cache::{Cached, Key};
use super::failed::{Failed, failed_at, kept_of};
use super::route::{Guard, Kind, Method, Route};
use super::{Form, Kept, Req, Response, View, headers, respond};
use crate::access::{Actor, Here};
use crate::app::App;
use crate::error::{Error, Result};
use crate::frame::Frame;
use crate::{kader::accounts, words};

/// First words of a path that are no gemeente.
const RESERVED: &[&str] = &[
    "api",
    "hsds",
    "open311",
    "l",
    "static",
    "inloggen",
    ".well-known",
    "demo",
    "bestand",
];

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

    fn find(&self, post: bool, path: &str) -> Option<(&Route, BTreeMap<String, String>)> {
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

/// The whole product as an axum router.
pub fn service(app: App) -> axum::Router {
    axum::Router::new().fallback(move |request: Request<Body>| {
        let app = app.clone();
        async move { dispatch(app, request).await }
    })
}

async fn dispatch(app: App, request: Request<Body>) -> Response {
    let path = request.uri().path().to_owned();
    let api = path.starts_with("/api/");
    let lang = language(&request);
    let mut response = match answer(&app, request, &path, lang).await {
        Ok(response) => response,
        Err(failed) => failed.into_response(&app, api, lang),
    };
    headers::secure(response.headers_mut(), api);
    response
}

async fn answer(
    app: &App,
    request: Request<Body>,
    path: &str,
    lang: Lang,
) -> Result<Response, Failed> {
    if path.len() > 1 && path.ends_with('/') {
        return Err(Error::NotFound("path").into());
    }
    let is_post = match *request.method() {
        axum::http::Method::GET | axum::http::Method::HEAD => false,
        axum::http::Method::POST => true,
        _ => return Ok(method_not_allowed()),
    };
    let frame = frame_of(app, path).await?;
    let inner = match inner_path(frame.as_deref(), path) {
        Inner::At(inner) => inner,
        Inner::Moved(to) => return Ok(moved(&to, request.uri().query())),
    };
    let table = app.routes();
    let Some((route, params)) = table.find(is_post, &inner) else {
        if table.find(!is_post, &inner).is_some() {
            return Ok(method_not_allowed());
        }
        return Err(failed_at(app, frame, lang, path, Error::NotFound("path")));
    };
    let route = route.clone();
    if route.guard == Guard::Demo && !app.is_demo() {
        return Err(Error::NotFound("path").into());
    }
    let frame = match frame {
        Some(frame) => frame,
        None => match frame_without_word(app, &route, &params).await {
            Ok(frame) => frame,
            Err(error) => {
                // Where there is one gemeente it is known whose page this is, also when the database is gone.
                let kept = kept_of(app, &route, request, is_post, path).await;
                return Err(failed_at(app, app.only_frame(), lang, path, error).keeping(kept));
            }
        },
    };
    if route.kind == Kind::PublicPage && !is_post {
        return public_page(app, &route, request, params, frame, lang, path).await;
    }
    private(app, &route, request, params, frame, lang, path, is_post).await
}

#[expect(
    clippy::too_many_arguments,
    reason = "the parts of one request, taken apart once"
)]
async fn private(
    app: &App,
    route: &Route,
    request: Request<Body>,
    params: BTreeMap<String, String>,
    frame: Arc<Frame>,
    lang: Lang,
    path: &str,
    is_post: bool,
) -> Result<Response, Failed> {
    let known = |error| failed_at(app, Some(frame.clone()), lang, path, error);
    let cookies = cookies(request.headers());
    let remote = remote(app, &request);
    if is_post && !same_origin(request.headers()) {
        return Err(known(Error::refused("fout-andere-site")));
    }
    let token = params.get("token").cloned();
    let actor = match accounts::actor_of(app, &frame, &cookies, token.as_deref()).await {
        Ok(actor) => actor,
        Err(error) => {
            let kept = kept_of(app, route, request, is_post, path).await;
            return Err(known(error).keeping(kept));
        }
    };
    let view = Arc::new(View {
        app: app.clone(),
        frame: frame.clone(),
        actor,
        lang,
        now: app.clock().now(),
        path: path.to_owned(),
    });
    let with_view = |error| Failed {
        error,
        view: Some(view.clone()),
        kept: None,
    };
    if let Err(error) = guard(route, &view.actor) {
        // Whose session ended while writing has still written it.
        let kept = match error {
            Error::SignIn => kept_of(app, route, request, is_post, path).await,
            _ => None,
        };
        return Err(with_view(error).keeping(kept));
    }
    let query =
        Form::parse(request.uri().query().unwrap_or_default().as_bytes()).map_err(with_view)?;
    let chosen = query.opt("taal").map(ToOwned::to_owned);
    let form = if is_post {
        Form::read(request, app.limit_of(route))
            .await
            .map_err(with_view)?
    } else {
        Form::default()
    };
    let kept = is_post.then(|| Kept::of(path, &form));
    let req = Req {
        view: view.clone(),
        params,
        query,
        form,
        remote,
        cookies,
        token,
    };
    let mut response = (route.handler)(req)
        .await
        .map_err(|error| with_view(error).keeping(kept))?;
    if chosen.is_some() {
        remember_language(&mut response, lang);
    }
    Ok(response)
}

fn guard(route: &Route, actor: &Actor) -> Result<()> {
    match route.guard {
        Guard::Public | Guard::Demo => Ok(()),
        Guard::SignedIn => actor.require_account().map(drop),
        Guard::May(permission) => actor.require(permission, &Here::ANYWHERE),
        Guard::Any(permissions) => {
            let refused = permissions
                .first()
                .map_or("nothing", |permission| permission.key());
            if permissions
                .iter()
                .any(|permission| actor.may(*permission, &Here::ANYWHERE))
            {
                return Ok(());
            }
            actor.require_account()?;
            Err(Error::Forbidden(refused))
        }
        Guard::Link => match actor {
            Actor::Link(_) => Ok(()),
            _ => Err(Error::NotFound("link")),
        },
    }
}

async fn public_page(
    app: &App,
    route: &Route,
    request: Request<Body>,
    params: BTreeMap<String, String>,
    frame: Arc<Frame>,
    lang: Lang,
    path: &str,
) -> Result<Response, Failed> {
    let now = app.clock().now();
    let query = Form::parse(request.uri().query().unwrap_or_default().as_bytes())?;
    let chosen = query.opt("taal").is_some();
    let mut kept_path = path.to_owned();
    for name in route.known_query {
        if let Some(value) = query.opt(name) {
            kept_path.push('\n');
            kept_path.push_str(name);
            kept_path.push('=');
            kept_path.push_str(value);
        }
    }
    let key = Key {
        gemeente: frame.id,
        publieke_versie: app.public_version(frame.id),
        frame_versie: frame.versie,
        path: kept_path,
        lang: lang.html(),
    };
    let page = if let Some(page) = app.pages().find(&key, now) {
        page
    } else {
        let view = Arc::new(View {
            app: app.clone(),
            frame,
            actor: Actor::Nobody,
            lang,
            now,
            path: path.to_owned(),
        });
        let req = Req {
            view: view.clone(),
            params,
            query,
            form: Form::default(),
            remote: None,
            cookies: BTreeMap::new(),
            token: None,
        };
        let handler = route.handler;
        app.pages()
            .get(key, now, async move {
                let until = until_midnight(&req.view);
                let response = handler(req).await?;
                let body = axum::body::to_bytes(response.into_body(), 4 << 20)
                    .await
                    .map_err(|error| Error::Internal(error.to_string()))?;
                let etag = format!("\"{}\"", &kit::files::FileHash::of(&body).to_string()[..20]);
                Ok(Cached { body, etag, until })
            })
            .await
            .map_err(|error| Failed {
                error,
                view: Some(view),
                kept: None,
            })?
    };
    let mut response = kept(&request, page);
    if chosen {
        remember_language(&mut response, lang);
    }
    Ok(response)
}

fn kept(request: &Request<Body>, page: Cached) -> Response {
    let same = request
        .headers()
        .get(header::IF_NONE_MATCH)
        .is_some_and(|value| value.as_bytes() == page.etag.as_bytes());
    let mut response = if same {
        let mut response = respond::text(304, "");
        response.headers_mut().remove(header::CONTENT_TYPE);
        response
    } else {
        let mut response = respond::html(200, String::new());
        *response.body_mut() = Body::from(page.body);
        response
    };
    let headers = response.headers_mut();
    if let Ok(etag) = HeaderValue::from_str(&page.etag) {
        headers.insert(header::ETAG, etag);
    }
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("public, no-cache"),
    );
    headers.insert(
        header::VARY,
        HeaderValue::from_static("Cookie, Accept-Language"),
    );
    response
}

/// Days are told in words ("over 5 dagen"), so every kept page is another one after midnight.
fn until_midnight(view: &View) -> jiff::Timestamp {
    view.today()
        .tomorrow()
        .ok()
        .and_then(|day| day.to_zoned(view.frame.zone.clone()).ok())
        .map_or(view.now, |zoned| zoned.timestamp())
}

fn method_not_allowed() -> Response {
    let mut response = respond::problem(
        405,
        "Methode niet toegestaan",
        "Gebruik GET of POST zoals de documentatie zegt.",
    );
    response
        .headers_mut()
        .insert(header::ALLOW, HeaderValue::from_static("GET, POST"));
    response
}

fn moved(to: &str, query: Option<&str>) -> Response {
    let target = query.map_or_else(|| to.to_owned(), |query| format!("{to}?{query}"));
    let mut response = respond::redirect(&target);
    *response.status_mut() = axum::http::StatusCode::PERMANENT_REDIRECT;
    response
}

/// The gemeente that the first word of the path names.
async fn frame_of(app: &App, path: &str) -> Result<Option<Arc<Frame>>> {
    let first = path
        .trim_start_matches('/')
        .split('/')
        .next()
        .unwrap_or_default();
    if first.is_empty() || RESERVED.contains(&first) {
        return Ok(None);
    }
    app.frame(first).await
}

/// The gemeente of a path that does not begin with one: that of the link, or the one named further on.
async fn frame_without_word(
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

enum Inner {
    At(String),
    Moved(String),
}

/// The product's own path for what the visitor asked: the gemeente's word becomes ours; words of before redirect.
fn inner_path(frame: Option<&Frame>, path: &str) -> Inner {
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

fn language(request: &Request<Body>) -> Lang {
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

fn remember_language(response: &mut Response, lang: Lang) {
    let cookie = format!(
        "taal={}; Path=/; Max-Age=31536000; SameSite=Lax",
        lang.html()
    );
    if let Ok(value) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}

fn cookies(headers: &HeaderMap) -> BTreeMap<String, String> {
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

fn remote(app: &App, request: &Request<Body>) -> Option<IpAddr> {
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
