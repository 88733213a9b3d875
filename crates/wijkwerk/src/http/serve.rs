//! The dispatcher: finds the route, the gemeente and the actor, asks the guard, calls the handler, answers errors.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::body::Body;
use axum::http::{HeaderValue, Request, header};
use kit::i18n::Lang;

use super::asked::{cookies, language, no_browser, remember_language, remote, same_origin};
use super::cache::Cached;
use super::failed::{Failed, filled_of};
use super::paths::{Inner, frame_of, frame_without_word, inner_path, moved};
use super::route::{Guard, Kind, Route};
use super::{Filled, Form, Req, Response, View, headers, kept, respond};
use crate::access::{Actor, Here};
use crate::app::App;
use crate::error::{Error, Result};
use crate::frame::Frame;
use crate::kader::accounts;

/// What others read by a standard of theirs: JSON, errors too.
const HSDS: &str = "/hsds/";

/// The page behind the links of mails.
const LINK: &str = "/l/{token}";

/// The whole product as an axum router.
pub fn service(app: App) -> axum::Router {
    axum::Router::new().fallback(move |request: Request<Body>| {
        let app = app.clone();
        async move { dispatch(app, request).await }
    })
}

async fn dispatch(app: App, request: Request<Body>) -> Response {
    let lang = language(&request);
    if let Some(page) = unchanged(&app, &request, lang) {
        return kept::again(&request, page);
    }
    let path = request.uri().path().to_owned();
    let api = path.starts_with("/api/") || path.starts_with(HSDS);
    // In a box: most requests are answered above.
    let mut response = match Box::pin(answer(&app, request, path, lang)).await {
        Ok(response) => response,
        Err(failed) => failed.into_response(&app, api),
    };
    headers::secure(response.headers_mut(), api);
    response
}

/// The page at this address, if it is kept and did not change since it was asked last.
fn unchanged(app: &App, request: &Request<Body>, lang: Lang) -> Option<Cached> {
    let is_plain = request.method() == axum::http::Method::GET && request.uri().query().is_none();
    if !is_plain {
        return None;
    }
    app.ways()
        .find(app, request.uri().path(), lang, app.clock().now())
}

/// A request of which route and gemeente are known.
pub(super) struct Arrived {
    pub app: App,
    pub route: Route,
    pub request: Request<Body>,
    pub params: BTreeMap<String, String>,
    pub frame: Arc<Frame>,
    pub lang: Lang,
    pub path: String,
}

impl Arrived {
    /// What a page knows of the request, for who asks.
    pub fn view(&self, actor: Actor) -> Arc<View> {
        view(&self.app, &self.frame, actor, self.lang, &self.path)
    }
}

fn view(app: &App, frame: &Arc<Frame>, actor: Actor, lang: Lang, path: &str) -> Arc<View> {
    Arc::new(View {
        app: app.clone(),
        frame: frame.clone(),
        actor,
        lang,
        now: app.clock().now(),
        path: path.to_owned(),
    })
}

async fn answer(
    app: &App,
    request: Request<Body>,
    path: String,
    lang: Lang,
) -> Result<Response, Failed> {
    // The standard names its base with a slash behind it.
    let path = match path.strip_suffix('/') {
        Some(base) if path.starts_with(HSDS) && !base.ends_with('/') => base.to_owned(),
        _ => path,
    };
    if path.len() > 1 && path.ends_with('/') {
        let is_looking = matches!(
            *request.method(),
            axum::http::Method::GET | axum::http::Method::HEAD
        );
        let bare = path.trim_end_matches('/');
        let to = is_looking.then(|| match request.uri().query() {
            Some(query) => format!("{bare}?{query}"),
            None => bare.to_owned(),
        });
        return without_slash(app, to, &path, lang).await;
    }
    let is_post = match *request.method() {
        axum::http::Method::GET | axum::http::Method::HEAD => false,
        axum::http::Method::POST => true,
        _ => return Ok(method_not_allowed()),
    };
    let frame = frame_of(app, &path).await?;
    let inner = match inner_path(frame.as_deref(), &path) {
        Inner::At(inner) => inner,
        Inner::Moved(to) => return Ok(moved(&to, request.uri().query())),
    };
    let table = app.routes();
    let Some((route, params)) = table.find(is_post, &inner) else {
        if table.find(!is_post, &inner).is_some() {
            return Ok(method_not_allowed());
        }
        return Err(nowhere(app, frame, lang, &path, Error::NotFound("path")).await);
    };
    let route = route.clone();
    if route.guard == Guard::Demo && !app.is_demo() {
        return Err(nowhere(app, frame, lang, &path, Error::NotFound("path")).await);
    }
    let frame = match frame {
        Some(frame) => frame,
        None => match frame_without_word(app, &route, &params).await {
            Ok(frame) => frame,
            Err(error @ Error::NotFound(_)) => {
                return Err(nowhere(app, None, lang, &path, error).await);
            }
            Err(error) => {
                // Where there is one gemeente it is known whose page this is, also when the database is gone.
                let Some(frame) = app.only_frame() else {
                    return Err(error.into());
                };
                let view = view(app, &frame, Actor::Nobody, lang, &path);
                let filled = filled_of(&route, request, is_post, &path).await;
                return Err(Failed::on(&view, error).with(filled));
            }
        },
    };
    let is_kept = matches!(route.kind, Kind::PublicPage | Kind::PublicFile) && !is_post;
    let arrived = Arrived {
        app: app.clone(),
        route,
        request,
        params,
        frame,
        lang,
        path,
    };
    if is_kept {
        kept::answer(arrived).await
    } else {
        own(arrived, is_post).await
    }
}

/// A page has one address, and whoever types a slash behind it comes there all the same; the API knows no such address.
/// What is sent instead of looked at leads nowhere: there is no `to`.
async fn without_slash(
    app: &App,
    to: Option<String>,
    path: &str,
    lang: Lang,
) -> Result<Response, Failed> {
    // Two slashes in front would lead to another site.
    let frame = if path.starts_with("//") {
        None
    } else {
        frame_of(app, path).await?
    };
    match to {
        Some(to) if frame.is_some() => Ok(moved(&to, None)),
        _ => Err(nowhere(app, frame, lang, path, Error::NotFound("path")).await),
    }
}

/// There is nothing at this address; said on a page of the gemeente that it names, else of the one that `/` opens.
async fn nowhere(
    app: &App,
    frame: Option<Arc<Frame>>,
    lang: Lang,
    path: &str,
    error: Error,
) -> Failed {
    let frame = match frame {
        Some(frame) => Some(frame),
        None => app.any_frame(None).await.ok(),
    };
    match frame {
        Some(frame) => Failed::on(&view(app, &frame, Actor::Nobody, lang, path), error),
        None => error.into(),
    }
}

/// The answer to a request that depends on who asks.
async fn own(arrived: Arrived, is_post: bool) -> Result<Response, Failed> {
    let visitor = arrived.view(Actor::Nobody);
    let Arrived {
        app,
        route,
        request,
        params,
        frame,
        lang,
        path,
    } = arrived;
    let cookies = cookies(request.headers());
    let remote = remote(&app, &request);
    let known = |error| Failed::on(&visitor, error);
    let is_own = same_origin(request.headers());
    // A mail program has no page of ours, only the address of its mail, which nobody else knows: it may end that mail.
    let is_mailer = route.path == LINK && no_browser(request.headers());
    if is_post && !is_own && !is_mailer {
        return Err(known(Error::refused("fout-andere-site")));
    }
    let token = params.get("token").cloned();
    let actor = match accounts::actor_of(&app, &frame, &cookies, token.as_deref()).await {
        Ok(actor) => actor,
        Err(error) => {
            let filled = filled_of(&route, request, is_post, &path).await;
            return Err(known(error).with(filled));
        }
    };
    let view = view(&app, &frame, actor, lang, &path);
    let with_view = |error| Failed::on(&view, error);
    if let Err(error) = guard(&route, &view.actor) {
        // Whose session ended while writing has still written it.
        let filled = match error {
            Error::SignIn => filled_of(&route, request, is_post, &path).await,
            _ => None,
        };
        return Err(with_view(error).with(filled));
    }
    let query =
        Form::parse(request.uri().query().unwrap_or_default().as_bytes()).map_err(with_view)?;
    let chosen = query.opt("taal").is_some();
    let form = if is_post {
        Form::read(request, route.max_body)
            .await
            .map_err(with_view)?
    } else {
        Form::default()
    };
    if is_post && !is_own && !form.is_one_click() {
        return Err(with_view(Error::refused("fout-andere-site")));
    }
    let filled = is_post.then(|| Filled::of(&path, &form));
    if is_post && let Err(error) = too_often(&app, &route, &view.actor) {
        return Err(with_view(error).with(filled));
    }
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
        .map_err(|error| with_view(error).with(filled))?;
    if chosen {
        remember_language(&mut response, lang);
    }
    Ok(response)
}

fn guard(route: &Route, actor: &Actor) -> Result<()> {
    match route.guard {
        Guard::Public | Guard::Demo => Ok(()),
        Guard::SignedIn => actor.require_account().map(drop),
        Guard::May(_) | Guard::Any(_) | Guard::With(..) => {
            if route.guard.passes(|one| actor.may(one, &Here::ANYWHERE)) == Some(true) {
                return Ok(());
            }
            actor.require_account()?;
            let refused = route.guard.asks_for();
            Err(Error::Forbidden(refused.map_or("nothing", |one| one.key())))
        }
        Guard::Link => match actor {
            Actor::Link(_) => Ok(()),
            _ => Err(Error::NotFound("link")),
        },
    }
}

/// Refuses the form of an account or a link that sent more than its share this hour. What everybody may send has limits
/// of its own.
fn too_often(app: &App, route: &Route, actor: &Actor) -> Result<()> {
    let who = match actor {
        Actor::Account(account) => format!("formulier|account|{}", account.id),
        Actor::Link(holder) => format!("formulier|link|{}", holder.id),
        Actor::Nobody | Actor::Job(_) | Actor::Command => return Ok(()),
    };
    if route.guard == Guard::Public {
        return Ok(());
    }
    app.rate_asking(&who, app.config().limits.posts_per_hour)
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
