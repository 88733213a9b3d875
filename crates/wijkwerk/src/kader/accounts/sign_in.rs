//! Signing in: a request lives 15 minutes, is used once, and belongs to the browser that made it.
//!
//! The answer to a request is the same whether or not the account exists: for an unknown address a row is noted too,
//! which nothing can ever redeem. Token, code and browser are stored hashed; the mail alone holds them. Bookkeeping, no
//! journaal. A GET changes nothing: the link opens a page whose button redeems it.

use std::net::IpAddr;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use kit::mail::EmailAddress;
use uuid::Uuid;

use super::mail::{self, Letter};
use super::sessions::{start_session, token_hash};
use super::store::{self, Asked};
use crate::app::App;
use crate::error::{Error, Result};
use crate::frame::Frame;
use crate::ids::{AccountId, GemeenteId, MailId};

/// How long a request lives.
const LIFETIME: SignedDuration = SignedDuration::from_mins(15);
/// How long a dead request is kept, so that a late visitor is told so.
const KEPT: SignedDuration = SignedDuration::from_hours(24);
/// Wrong codes after which a request is dead.
pub(super) const MAX_ATTEMPTS: i64 = 5;
/// Characters of a token as [`App::token`] makes it.
const TOKEN_CHARS: usize = 32;

/// What came of a try to sign in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Signed in; the token of the new session.
    SignedIn(String),
    /// The code was wrong and may be tried again.
    Wrong,
    /// The link belongs to another browser.
    OtherBrowser,
    /// Used, too old, tried too often, or never there.
    Dead,
}

/// What a link is good for now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkState {
    Open,
    OtherBrowser,
    Dead,
}

struct Wanted {
    id: Uuid,
    mail: MailId,
    email: String,
    token: String,
    code: String,
    browser: String,
    link: String,
    now: Timestamp,
}

impl Asked {
    fn is_open(&self, now: Timestamp) -> bool {
        !self.used && self.attempts < MAX_ATTEMPTS && self.expires_at > now
    }
}

fn code_hash(id: Uuid, code: &str) -> [u8; 32] {
    token_hash(&format!("{id}:{code}"))
}

fn six_digits(bytes: [u8; 8]) -> String {
    format!("{:06}", u64::from_be_bytes(bytes) % 1_000_000)
}

/// Takes a request to sign in and sends a mail if the address belongs to an account. Answers the browser's token.
pub async fn ask(
    app: &App,
    frame: &Arc<Frame>,
    email: &str,
    remote: Option<IpAddr>,
    browser: Option<&str>,
) -> Result<String> {
    let email = EmailAddress::parse(email.trim())
        .map_err(|_| Error::field("email", "fout-email"))?
        .as_str()
        .to_lowercase();
    let most = app.config().limits.sign_ins_per_hour;
    if let Some(remote) = remote {
        app.rate(format!("inloggen:adres:{remote}"), most).await?;
    }
    app.rate(format!("inloggen:account:{}:{email}", frame.id), most)
        .await?;
    let browser = browser
        .filter(|known| known.len() == TOKEN_CHARS)
        .map_or_else(|| app.token(), ToOwned::to_owned);
    let (now, token) = (app.clock().now(), app.token());
    let base = &app.config().base_url;
    let wanted = Wanted {
        id: app.ids().next(now),
        mail: MailId(app.ids().next(now)),
        email,
        link: format!("{base}/{}/inloggen/link/{token}", frame.slug),
        token,
        code: six_digits(app.ids().bytes::<8>()),
        browser: browser.clone(),
        now,
    };
    let frame = frame.clone();
    app.db()
        .bookkeep(move |tx| note(tx, &frame, &wanted))
        .await?;
    Ok(browser)
}

fn note(tx: &mut kit::db::Write<'_>, frame: &Frame, wanted: &Wanted) -> Result<()> {
    let now = wanted.now;
    let person =
        store::find_account_by_email(tx, frame.id, &wanted.email)?.filter(|found| !found.ended);
    let account = person.as_ref().map_or(Uuid::nil(), |found| found.id.0);
    let kept_since = now.checked_sub(KEPT).unwrap_or(now);
    store::delete_expired(tx, frame.id, kept_since)?;
    let asked = Asked {
        id: wanted.id,
        account,
        code_hash: code_hash(wanted.id, &wanted.code),
        browser_hash: token_hash(&wanted.browser),
        attempts: 0,
        expires_at: now.checked_add(LIFETIME).unwrap_or(now),
        used: false,
    };
    store::insert_inlogverzoek(tx, frame.id, &asked, &token_hash(&wanted.token), now)?;
    if let Some(person) = person {
        let letter = Letter {
            id: wanted.mail,
            link: &wanted.link,
            code: &wanted.code,
        };
        mail::queue(tx, frame, &person, &letter, now)?;
    }
    Ok(())
}

enum Step {
    In(AccountId),
    Not(Outcome),
}

async fn finish(app: &App, gemeente: GemeenteId, step: Step) -> Result<Outcome> {
    match step {
        Step::In(account) => Ok(Outcome::SignedIn(
            start_session(app, gemeente, account).await?,
        )),
        Step::Not(outcome) => Ok(outcome),
    }
}

/// Tries the code of the newest request of this browser.
pub async fn by_code(
    app: &App,
    frame: &Frame,
    browser: Option<&str>,
    code: &str,
) -> Result<Outcome> {
    let Some(browser) = browser.map(token_hash) else {
        return Ok(Outcome::Dead);
    };
    let code: String = code.chars().filter(char::is_ascii_digit).collect();
    let (gemeente, now) = (frame.id, app.clock().now());
    let step = app
        .db()
        .bookkeep(move |tx| try_code(tx, gemeente, &browser, &code, now))
        .await?;
    finish(app, gemeente, step).await
}

fn try_code(
    tx: &mut kit::db::Write<'_>,
    gemeente: GemeenteId,
    browser: &[u8; 32],
    code: &str,
    now: Timestamp,
) -> Result<Step> {
    let found = store::find_newest_of_browser(tx, gemeente, browser)?;
    let Some(found) = found.filter(|found| found.is_open(now)) else {
        return Ok(Step::Not(Outcome::Dead));
    };
    let right = found.code_hash == code_hash(found.id, code) && !found.account.is_nil();
    if right && store::redeem(tx, gemeente, found.id, now)? {
        return Ok(Step::In(AccountId(found.account)));
    }
    store::count_attempt(tx, gemeente, found.id)?;
    Ok(Step::Not(if found.attempts + 1 < MAX_ATTEMPTS {
        Outcome::Wrong
    } else {
        Outcome::Dead
    }))
}

fn state_of(found: Option<&Asked>, browser: Option<[u8; 32]>, now: Timestamp) -> LinkState {
    match found {
        Some(found) if found.is_open(now) && !found.account.is_nil() => {
            if browser == Some(found.browser_hash) {
                LinkState::Open
            } else {
                LinkState::OtherBrowser
            }
        }
        _ => LinkState::Dead,
    }
}

/// What the link with this token is good for in this browser; changes nothing.
pub async fn link_state(
    app: &App,
    frame: &Frame,
    browser: Option<&str>,
    token: &str,
) -> Result<LinkState> {
    let (gemeente, now) = (frame.id, app.clock().now());
    let (token, browser) = (token_hash(token), browser.map(token_hash));
    app.db()
        .read(move |tx| {
            let found = store::find_by_token(tx, gemeente, &token)?;
            Ok(state_of(found.as_ref(), browser, now))
        })
        .await
}

/// Redeems the link with this token.
pub async fn by_link(
    app: &App,
    frame: &Frame,
    browser: Option<&str>,
    token: &str,
) -> Result<Outcome> {
    let (gemeente, now) = (frame.id, app.clock().now());
    let (token, browser) = (token_hash(token), browser.map(token_hash));
    let step = app
        .db()
        .bookkeep(move |tx| {
            let found = store::find_by_token(tx, gemeente, &token)?;
            Ok::<_, Error>(match (state_of(found.as_ref(), browser, now), found) {
                (LinkState::Open, Some(found)) if store::redeem(tx, gemeente, found.id, now)? => {
                    Step::In(AccountId(found.account))
                }
                (LinkState::OtherBrowser, _) => Step::Not(Outcome::OtherBrowser),
                _ => Step::Not(Outcome::Dead),
            })
        })
        .await?;
    finish(app, gemeente, step).await
}
