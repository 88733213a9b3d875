//! Sessions: made when somebody signs in, over after eight idle hours or seven days. Bookkeeping, no journaal.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};
use kit::db::Queries;

use super::store::{self, RolvervullingRow};
use crate::access::{Account, Actor, Grant, LinkHolder, Permission, Reach};
use crate::app::App;
use crate::error::{Error, Result};
use crate::frame::Frame;
use crate::ids::{AccountId, GebiedId, GemeenteId, OrgaanId, OrganisatieId};
use crate::kader::inrichting::Werkplek;

/// The name of the session cookie. Behind https it gets the `__Host-` prefix.
pub const SESSION_COOKIE: &str = "sessie";
const IDLE: SignedDuration = SignedDuration::from_hours(8);
const ABSOLUTE: SignedDuration = SignedDuration::from_hours(24 * 7);
/// `seen_at` is written at most this often.
const SEEN_EVERY: SignedDuration = SignedDuration::from_mins(10);

/// How long somebody may be away at least before the session ends: what was seen last may be noted some minutes late.
pub const SURE_SECONDS: i64 = 8 * 3600 - 10 * 60;

/// How a token is stored.
pub fn token_hash(token: &str) -> [u8; 32] {
    *kit::files::FileHash::of(token.as_bytes()).as_bytes()
}

/// Starts a session; answers the token for the cookie.
pub async fn start_session(app: &App, gemeente: GemeenteId, account: AccountId) -> Result<String> {
    let token = app.token();
    let (hash, now) = (token_hash(&token), app.clock().now());
    let expires = plus(now, ABSOLUTE);
    app.db()
        .bookkeep(move |tx| store::insert_sessie(tx, &hash, gemeente, account, now, expires))
        .await?;
    Ok(token)
}

/// Ends the session of this token.
pub async fn end_session(app: &App, token: &str) -> Result<()> {
    let hash = token_hash(token);
    app.db()
        .bookkeep(move |tx| store::delete_sessie(tx, &hash))
        .await
}

fn plus(at: Timestamp, span: SignedDuration) -> Timestamp {
    at.checked_add(span).unwrap_or(at)
}

/// The cookie's name at this address.
pub fn cookie_name(app: &App) -> String {
    if app.config().base_url.starts_with("https:") {
        format!("__Host-{SESSION_COOKIE}")
    } else {
        SESSION_COOKIE.to_owned()
    }
}

/// The gemeente that a link was made in, also when it no longer works.
pub async fn gemeente_of_link(app: &App, token: &str) -> Result<Option<GemeenteId>> {
    let hash = token_hash(token);
    app.db()
        .read(move |tx| store::find_gemeente_of_link(tx, &hash))
        .await
}

/// Who is asking: the holder of the link in the address, the owner of the session, or nobody.
pub async fn actor_of(
    app: &App,
    frame: &Frame,
    cookies: &BTreeMap<String, String>,
    link: Option<&str>,
) -> Result<Actor> {
    let now = app.clock().now();
    if let Some(token) = link {
        let hash = token_hash(token);
        let found = app
            .db()
            .read(move |tx| store::find_holder(tx, &hash, now))
            .await?;
        // A link opens its own gemeente and no other.
        return Ok(found
            .filter(|(gemeente, _): &(GemeenteId, LinkHolder)| *gemeente == frame.id)
            .map_or(Actor::Nobody, |(_, holder)| Actor::Link(holder)));
    }
    let Some(token) = cookies.get(&cookie_name(app)) else {
        return Ok(Actor::Nobody);
    };
    let (hash, gemeente) = (token_hash(token), frame.id);
    let (today, idle_since) = (frame.today(now), now.checked_sub(IDLE).unwrap_or(now));
    let loaded = app
        .db()
        .read(move |tx| {
            let Some(found) = store::find_sessie(tx, &hash, gemeente, now, idle_since)? else {
                return Ok(None);
            };
            let Some(person) =
                store::find_account(tx, gemeente, found.account)?.filter(|p| !p.ended)
            else {
                return Ok(None);
            };
            let roles = store::list_rolvervullingen(tx, gemeente, Some(found.account), today)?;
            Ok::<_, Error>(Some((found, person, roles)))
        })
        .await?;
    let Some((found, person, roles)) = loaded else {
        return Ok(Actor::Nobody);
    };
    if plus(found.seen_at, SEEN_EVERY) <= now {
        app.db()
            .bookkeep(move |tx| store::set_seen(tx, &hash, now))
            .await?;
    }
    let grants = roles.iter().map(|row| grant(frame, row)).collect();
    Ok(Actor::Account(Account {
        id: person.id,
        naam: person.naam,
        organisatie: person.organisatie,
        grants,
    }))
}

/// Where somebody arrives after signing in: at the desk screen for whoever does nothing but work there (L-63), else at what
/// waits.
pub fn home(frame: &Frame, actor: &Actor) -> &'static str {
    let is_desk = |grant: &Grant| {
        let rol = frame.inrichting.rol(&grant.rol);
        rol.is_some_and(|rol| rol.werkplek == Werkplek::Desk)
            && grant.permissions.contains(&Permission::ContactEnter)
    };
    match actor {
        Actor::Account(account)
            if !account.grants.is_empty() && account.grants.iter().all(is_desk) =>
        {
            "/balie"
        }
        _ => "/vandaag",
    }
}

/// The actor for an account, as a session would make it. For commands, jobs, tests and the demo year.
pub fn actor_for(
    tx: &mut impl Queries,
    frame: &Frame,
    id: AccountId,
    now: Timestamp,
) -> Result<Actor> {
    let person = store::find_account(tx, frame.id, id)?.ok_or(Error::NotFound("account"))?;
    let roles = store::list_rolvervullingen(tx, frame.id, Some(id), frame.today(now))?;
    let grants = roles.iter().map(|row| grant(frame, row)).collect();
    Ok(Actor::Account(Account {
        id: person.id,
        naam: person.naam,
        organisatie: person.organisatie,
        grants,
    }))
}

fn grant(frame: &Frame, row: &RolvervullingRow) -> Grant {
    Grant {
        rol: row.rol.clone(),
        permissions: frame.inrichting.permissions_of(&row.rol).to_vec(),
        reach: reach(frame, row),
    }
}

/// How far a rolvervulling reaches today.
pub(super) fn reach(frame: &Frame, row: &RolvervullingRow) -> Reach {
    let none: BTreeSet<GebiedId> = BTreeSet::new();
    match (row.scope_kind.as_str(), row.scope_id) {
        ("gemeente", _) => Reach::Gemeente,
        ("gebied", Some(id)) => Reach::Gebieden(frame.within(GebiedId(id))),
        ("orgaan", Some(id)) => {
            let id = OrgaanId(id);
            Reach::Orgaan(
                id,
                frame
                    .orgaan(id)
                    .map(|orgaan| frame.wijken_of(orgaan))
                    .unwrap_or_default(),
            )
        }
        ("organisatie", Some(id)) => Reach::Organisatie(OrganisatieId(id)),
        ("locatie", Some(_)) => row.locatie.as_ref().map_or_else(
            || Reach::Gebieden(none),
            |found| {
                let within = found.gebieden.iter().flat_map(|id| frame.within(*id));
                Reach::Locatie(found.punten.clone(), within.collect())
            },
        ),
        // A scope that no longer exists reaches nothing.
        _ => Reach::Gebieden(none),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_is_warned_in_time_is_still_signed_in() {
        let sure = SignedDuration::from_secs(SURE_SECONDS);
        assert_eq!(sure + SEEN_EVERY, IDLE);
    }
}
