//! The pages of signing in and out.

use std::collections::BTreeMap;

use askama::Template;
use axum::http::{HeaderValue, header};

use super::sign_in::{self, LinkState, Outcome};
use super::{actions, actor_of, cookie_name, end_session, home, own};
use crate::app::App;
use crate::error::{Error, Result};
use crate::handler;
use crate::http::{Guard, Kind, Req, Response, Route, redirect};
use crate::layout::{self, C, Faults};

/// The cookie that ties a request to sign in to the browser that made it.
const BROWSER_COOKIE: &str = "inlog";
const BROWSER_SECONDS: i64 = 24 * 3600;
const SESSION_SECONDS: i64 = 7 * 24 * 3600;

/// The routes of this slice.
pub fn routes() -> Vec<Route> {
    let mut routes = vec![
        Route::get(
            "inloggen",
            "/{gemeente}/inloggen",
            Guard::Public,
            Kind::Page,
            handler!(show_form),
        ),
        Route::post(
            "inloggen.vraag",
            "/{gemeente}/inloggen",
            Guard::Public,
            handler!(ask),
        )
        .sample("email=niemand@voorbeeld.nl"),
        Route::get(
            "inloggen.code",
            "/{gemeente}/inloggen/code",
            Guard::Public,
            Kind::Page,
            handler!(show_code),
        ),
        Route::post(
            "inloggen.met-code",
            "/{gemeente}/inloggen/code",
            Guard::Public,
            handler!(take_code),
        )
        .sample("code=123456"),
        Route::get(
            "inloggen.link",
            "/{gemeente}/inloggen/link/{token}",
            Guard::Public,
            Kind::Page,
            handler!(show_link),
        ),
        Route::post(
            "inloggen.met-link",
            "/{gemeente}/inloggen/link/{token}",
            Guard::Public,
            handler!(take_link),
        ),
        Route::post(
            "uitloggen",
            "/{gemeente}/uitloggen",
            Guard::SignedIn,
            handler!(sign_out),
        ),
        Route::post(
            "uitloggen.overal",
            "/{gemeente}/uitloggen/overal",
            Guard::SignedIn,
            handler!(sign_out_everywhere),
        ),
    ];
    routes.extend(own::routes());
    routes
}

fn is_https(app: &App) -> bool {
    app.config().base_url.starts_with("https:")
}

fn browser_cookie(app: &App) -> String {
    if is_https(app) {
        format!("__Host-{BROWSER_COOKIE}")
    } else {
        BROWSER_COOKIE.to_owned()
    }
}

fn browser_of(req: &Req) -> Option<&str> {
    req.cookies
        .get(&browser_cookie(&req.app))
        .map(String::as_str)
}

fn with_cookie(
    mut response: Response,
    app: &App,
    name: &str,
    value: &str,
    seconds: i64,
) -> Response {
    let secure = if is_https(app) { "; Secure" } else { "" };
    let cookie =
        format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    if let Ok(value) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    response
}

#[derive(Template)]
#[template(path = "kader/accounts/templates/inloggen.html")]
struct FormPage {
    c: C,
    faults: Faults,
    email: String,
    too_late: bool,
}

#[derive(Template)]
#[template(path = "kader/accounts/templates/code.html")]
struct CodePage {
    c: C,
    faults: Faults,
}

#[derive(Template)]
#[template(path = "kader/accounts/templates/link.html")]
struct LinkPage {
    c: C,
    state: LinkState,
    token: String,
}

async fn show_form(req: Req) -> Result<Response> {
    layout::page(&FormPage {
        c: C::of(&req.view),
        faults: Faults::default(),
        email: String::new(),
        too_late: req.query.text("reden") == "verlopen",
    })
}

async fn ask(req: Req) -> Result<Response> {
    let email = req.form.text("email").to_owned();
    let browser = browser_of(&req);
    match sign_in::ask(&req.app, &req.frame, &email, req.remote, browser).await {
        Ok(browser) => {
            let to = redirect(&layout::url(&req.view, "/inloggen/code"));
            let name = browser_cookie(&req.app);
            Ok(with_cookie(to, &req.app, &name, &browser, BROWSER_SECONDS))
        }
        Err(error) => {
            let page = FormPage {
                c: C::of(&req.view),
                faults: Faults::of(error)?,
                email,
                too_late: false,
            };
            layout::page_with(400, &page)
        }
    }
}

async fn show_code(req: Req) -> Result<Response> {
    layout::page(&CodePage {
        c: C::of(&req.view),
        faults: Faults::default(),
    })
}

async fn take_code(req: Req) -> Result<Response> {
    if let Some(remote) = req.remote {
        let most = req.app.config().limits.sign_ins_per_hour * sign_in::MAX_ATTEMPTS;
        req.app.rate(format!("inlogcode:{remote}"), most).await?;
    }
    let code = req.form.text("code");
    let outcome = sign_in::by_code(&req.app, &req.frame, browser_of(&req), code).await?;
    if outcome == Outcome::Wrong {
        let page = CodePage {
            c: C::of(&req.view),
            faults: Faults::of(Error::field("code", "account-code-fout"))?,
        };
        return layout::page_with(400, &page);
    }
    arrive(&req, outcome).await
}

async fn show_link(req: Req) -> Result<Response> {
    let token = req.param("token").to_owned();
    let state = sign_in::link_state(&req.app, &req.frame, browser_of(&req), &token).await?;
    layout::page(&LinkPage {
        c: C::of(&req.view),
        state,
        token,
    })
}

async fn take_link(req: Req) -> Result<Response> {
    let token = req.param("token");
    let outcome = sign_in::by_link(&req.app, &req.frame, browser_of(&req), token).await?;
    arrive(&req, outcome).await
}

async fn arrive(req: &Req, outcome: Outcome) -> Result<Response> {
    match outcome {
        Outcome::SignedIn(session) => {
            let name = cookie_name(&req.app);
            if let Some(old) = req.cookies.get(&name) {
                end_session(&req.app, old).await?;
            }
            let cookies = BTreeMap::from([(name.clone(), session.clone())]);
            let actor = actor_of(&req.app, &req.frame, &cookies, None).await?;
            let to = redirect(&layout::url(&req.view, home(&req.frame, &actor)));
            Ok(with_cookie(to, &req.app, &name, &session, SESSION_SECONDS))
        }
        // The page of the link itself explains what to do.
        Outcome::OtherBrowser => Ok(redirect(&req.path)),
        Outcome::Wrong | Outcome::Dead => Ok(redirect(&layout::url(
            &req.view,
            "/inloggen?reden=verlopen",
        ))),
    }
}

async fn sign_out(req: Req) -> Result<Response> {
    let name = cookie_name(&req.app);
    if let Some(token) = req.cookies.get(&name) {
        end_session(&req.app, token).await?;
    }
    let to = redirect(&layout::url(&req.view, "/"));
    Ok(with_cookie(to, &req.app, &name, "", 0))
}

async fn sign_out_everywhere(req: Req) -> Result<Response> {
    req.write(actions::sign_out_everywhere).await?;
    let to = redirect(&layout::url(&req.view, "/inloggen"));
    Ok(with_cookie(to, &req.app, &cookie_name(&req.app), "", 0))
}
