//! Choosing who to be, and reading every mail that was sent. Only in a demo database, only on this machine.

mod postvak;

use std::collections::BTreeMap;
use std::sync::Arc;

use askama::Template;
use axum::http::{HeaderValue, header};
use kit::db::Queries;
use serde_json::json;

use super::voorbeelden;
use crate::access::Permission;
use crate::error::{Error, Result};
use crate::frame::Frame;
use crate::handler;
use crate::http::{Form, Guard, Kind, Method, Req, Response, Route, Samples, View, json, redirect};
use crate::ids::AccountId;
use crate::kader::accounts::{self, list_accounts, list_rolvervullingen};
use crate::layout::{C, page};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get(
            "demo.kies",
            "/demo",
            Guard::Demo,
            Kind::Page,
            handler!(choose),
        ),
        Route::post(
            "demo.word",
            "/demo/word/{persona}",
            Guard::Demo,
            handler!(become_somebody),
        ),
        Route::get(
            "demo.postvak",
            "/demo/postvak",
            Guard::Demo,
            Kind::Page,
            handler!(postvak::show),
        ),
        Route::get(
            "demo.paginas",
            "/demo/paginas.json",
            Guard::Demo,
            Kind::File,
            handler!(paginas),
        ),
    ]
}

/// Somebody a newcomer can be.
pub struct Persona {
    pub sleutel: String,
    pub naam: String,
    pub rol: String,
    pub beslist: String,
    pub photo: Option<String>,
    account: AccountId,
    permissions: Vec<crate::access::Permission>,
}

struct Plaats {
    slug: String,
    naam: String,
    personas: Vec<Persona>,
}

#[derive(Template)]
#[template(path = "demo/templates/kies.html")]
struct Kies {
    c: C,
    plaatsen: Vec<Plaats>,
}

async fn frames(req: &Req) -> Result<Vec<Arc<Frame>>> {
    let mut frames = Vec::new();
    for slug in req.app.slugs().await? {
        frames.extend(req.app.frame(&slug).await?);
    }
    Ok(frames)
}

/// Roles of which there is a persona per kind of organisation.
const PER_KIND: &[&str] = &["wijkteamlid", "aanbodbeheerder"];

/// One persona per role, and per kind of organisation for members of teams.
async fn personas(req: &Req, frame: &Arc<Frame>) -> Result<Vec<Persona>> {
    let (frame, lang) = (frame.clone(), req.lang);
    let today = frame.today(req.now);
    req.read(move |tx, _| {
        let people = list_accounts(tx, frame.id)?;
        let mut found: Vec<Persona> = Vec::new();
        let mut rows = list_rolvervullingen(tx, frame.id, None, today)?;
        // The people of the first team come first, so that they and the samples belong together.
        let near = voorbeelden::first_scopes(&frame);
        // Of those, first whoever has work waiting: a newcomer wants to see some.
        let busy: Vec<AccountId> = tx.query(
            "SELECT account_id FROM taken WHERE gemeente_id = $1 AND account_id IS NOT NULL \
             AND state IN ('open', 'planned') ORDER BY account_id NULLS LAST, id LIMIT 500",
            &[&frame.id],
            |row| row.get(0),
        )?;
        // Whoever sits at a desk has shifts to see instead.
        let on_duty: Vec<AccountId> = tx.query(
            "SELECT account_id FROM bezettingen WHERE gemeente_id = $1 AND dag > $2 AND state = 'confirmed' \
             AND account_id IS NOT NULL ORDER BY dag, id LIMIT 2000",
            &[&frame.id, &today],
            |row| row.get(0),
        )?;
        rows.sort_by_key(|row| {
            let may = frame.inrichting.permissions_of(&row.rol);
            let at_desk = may.contains(&Permission::ContactEnter)
                && !may.contains(&Permission::RoosterManage);
            let waits = if at_desk {
                &on_duty
            } else {
                &busy
            };
            (
                row.scope_id.is_none_or(|id| !near.contains(&id)),
                !waits.contains(&row.account),
            )
        });
        for row in rows {
            let Some(person) = people.iter().find(|person| person.id == row.account) else {
                continue;
            };
            let kind = person
                .organisatie
                .and_then(|id| frame.organisatie(id))
                .map_or("", |org| org.soort.as_str());
            let sleutel = if PER_KIND.contains(&row.rol.as_str()) {
                format!("{}-{}-{kind}", frame.slug, row.rol)
            } else {
                format!("{}-{}", frame.slug, row.rol)
            };
            let Some(rol) = frame.inrichting.rol(&row.rol) else {
                continue;
            };
            if found.iter().any(|known| known.sleutel == sleutel) {
                continue;
            }
            let name = crate::frame::pick(lang, &rol.naam);
            let org = person
                .organisatie
                .and_then(|id| frame.organisatie(id))
                .map(|org| org.naam.clone());
            found.push(Persona {
                sleutel,
                naam: person.naam.clone(),
                rol: match org {
                    Some(org) if PER_KIND.contains(&row.rol.as_str()) => format!("{name}, {org}"),
                    _ => name,
                },
                beslist: crate::frame::pick(lang, &rol.beslist),
                photo: person.photo.clone().filter(|_| person.shows_name),
                account: person.id,
                permissions: frame.inrichting.permissions_of(&row.rol).to_vec(),
            });
        }
        Ok(found)
    })
    .await
}

async fn choose(req: Req) -> Result<Response> {
    let mut plaatsen = Vec::new();
    let mut all = frames(&req).await?;
    // The gemeente that the demo was asked to open comes first.
    let wanted = req.app.config().gemeente.as_deref();
    all.sort_by_key(|frame| Some(frame.slug.as_str()) != wanted);
    for frame in all {
        let personas = personas(&req, &frame).await?;
        plaatsen.push(Plaats {
            slug: frame.slug.clone(),
            naam: frame.naam.clone(),
            personas,
        });
    }
    page(&Kies {
        c: C::of(&req.view),
        plaatsen,
    })
}

async fn become_somebody(req: Req) -> Result<Response> {
    let wanted = req.param("persona").to_owned();
    for frame in frames(&req).await? {
        let found = personas(&req, &frame)
            .await?
            .into_iter()
            .find(|persona| persona.sleutel == wanted);
        if let Some(persona) = found {
            let token = accounts::start_session(&req.app, frame.id, persona.account).await?;
            let (now, of) = (req.app.clock().now(), frame.clone());
            let actor = req
                .app
                .db()
                .read(move |tx| accounts::actor_for(tx, &of, persona.account, now))
                .await?;
            let home = accounts::home(&frame, &actor);
            let mut response = redirect(&format!("/{}{home}", frame.slug));
            set_cookie(
                &mut response,
                &format!(
                    "{}={token}; Path=/; HttpOnly; SameSite=Lax",
                    accounts::cookie_name(&req.app)
                ),
            );
            return Ok(response);
        }
        if wanted == format!("{}-bewoner", frame.slug) {
            let mut response = redirect(&format!("/{}", frame.slug));
            set_cookie(
                &mut response,
                &format!("{}=; Path=/; Max-Age=0", accounts::cookie_name(&req.app)),
            );
            return Ok(response);
        }
    }
    Err(Error::NotFound("persona"))
}

fn set_cookie(response: &mut Response, cookie: &str) {
    if let Ok(value) = HeaderValue::from_str(cookie) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}

/// The first persona whose role may take this route and who is shown the sample; else the first whose role may.
async fn who_sees<'p>(
    req: &Req,
    frame: &Arc<Frame>,
    route: &Route,
    samples: &Samples,
    personas: &'p [Persona],
) -> Result<Option<&'p Persona>> {
    let may: Vec<&Persona> = personas
        .iter()
        .filter(|persona| {
            route.guard.passes(|one| persona.permissions.contains(&one)) == Some(true)
        })
        .collect();
    for persona in &may {
        let (of, account, now) = (frame.clone(), persona.account, req.now);
        let actor = req
            .read(move |tx, _| accounts::actor_for(tx, &of, account, now))
            .await?;
        let asked = Req {
            view: Arc::new(View {
                app: req.app.clone(),
                frame: frame.clone(),
                actor,
                lang: req.lang,
                now,
                path: samples.fill(route.path).unwrap_or_default(),
            }),
            params: samples.0.clone(),
            query: Form::parse(samples.fill(route.sample).unwrap_or_default().as_bytes())?,
            form: Form::default(),
            remote: None,
            cookies: BTreeMap::new(),
            token: None,
        };
        if (route.handler)(asked)
            .await
            .is_ok_and(|answer| answer.status().is_success())
        {
            return Ok(Some(persona));
        }
    }
    Ok(may.first().copied())
}

/// The pages by which people judge the rest: looked at in every way in English too.
const FACES: &[&str] = &[
    "publiek.start",
    "publiek.wijk",
    "melden",
    "link",
    "meldingen.triage",
    "werkplannen.een",
    "draad.melding",
];

/// What axe and the screenshots visit: every page of the router, with a sample and somebody who may see it. The last
/// gemeente is looked at in every way; its English and the words of the others on the narrowest screen.
async fn paginas(req: Req) -> Result<Response> {
    let mut all = Vec::new();
    for (n, frame) in frames(&req).await?.into_iter().rev().enumerate() {
        let personas = personas(&req, &frame).await?;
        let sample_frame = frame.clone();
        let samples = req
            .read(move |tx, _| voorbeelden::samples(tx, &sample_frame))
            .await?;
        let looks: &[(&str, bool)] = if n == 0 {
            &[("nl", true), ("en", false)]
        } else {
            &[("nl", false)]
        };
        let pages = req.app.routes().routes().iter().filter(|route| {
            let is_page = matches!(route.kind, Kind::Page | Kind::PublicPage);
            // Pages of the whole demo are there once.
            route.method == Method::Get && is_page && (n == 0 || route.guard != Guard::Demo)
        });
        for route in pages {
            let looks = if n == 0 && FACES.contains(&route.name) {
                &[("nl", true), ("en", true)]
            } else {
                looks
            };
            let samples = samples.for_route(route.name);
            let rol = match route.guard {
                Guard::Public | Guard::Demo | Guard::Link => None,
                Guard::SignedIn => personas.first(),
                Guard::May(_) | Guard::Any(_) | Guard::With(..) => {
                    who_sees(&req, &frame, route, &samples, &personas).await?
                }
            };
            let query = if route.sample.is_empty() {
                String::new()
            } else {
                format!("?{}", route.sample)
            };
            let pad = samples
                .fill(&format!("{}{query}", route.path))
                .unwrap_or_else(|missing| format!("/ontbreekt/{missing}"));
            for (taal, fully) in looks {
                all.push(json!({
                    "naam": format!("{}-{}-{taal}", frame.slug, route.name),
                    "pad": pad,
                    "rol": rol.map(|persona| persona.sleutel.clone()),
                    "taal": taal,
                    "alleWeergaven": fully,
                }));
            }
        }
    }
    json(&all)
}
