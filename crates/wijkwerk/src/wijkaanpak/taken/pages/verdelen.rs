//! Who does what: the people of a team as columns, its tasks as cards, given by dragging or by choosing (L-69).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use askama::Template;
use jiff::civil::Date;
use kit::db::Read;

use super::Card;
use crate::access::{Actor, Here, Permission};
use crate::error::{Error, Result};
use crate::frame::Frame;
use crate::handler;
use crate::http::{Guard, Kind, Place, Req, Response, Route, View, redirect};
use crate::ids::{AccountId, GebiedId, OrgaanId, TaakId};
use crate::kader::accounts::{actor_for, find_account, list_rolvervullingen};
use crate::layout::{self, C};
use crate::wijkaanpak::meldingen::staff::parts::{self, Choice};
use crate::wijkaanpak::taken::{Taak, actions, list_of_team};

pub(super) fn routes() -> Vec<Route> {
    let may = Guard::May(Permission::TaakAssign);
    vec![
        Route::get(
            "taken.verdelen",
            "/{gemeente}/taken/verdelen",
            may,
            Kind::Page,
            handler!(show),
        )
        .at(Place::Anywhere),
        Route::post(
            "taken.toewijzen",
            "/{gemeente}/taken/{taak}/toewijzen",
            may,
            handler!(give),
        )
        .at(Place::Gebied)
        .sample("wie={vakkracht}&volgorde=1"),
        Route::post(
            "taken.toewijzen.samen",
            "/{gemeente}/taken/toewijzen",
            may,
            handler!(give_many),
        )
        .at(Place::Gebied)
        .sample("taak={taak}&wie={vakkracht}"),
    ]
}

#[derive(Template)]
#[template(path = "wijkaanpak/taken/templates/verdelen.html")]
struct Page {
    c: C,
    teams: Vec<Choice>,
    wijken: Vec<Choice>,
    people: Vec<Person>,
    open: Vec<Card>,
    columns: Vec<Column>,
    kaart: String,
    versie: i64,
    today: Date,
    /// The address of this board, to come back to.
    here: String,
    /// What was just given, and to whom.
    given: Option<String>,
}

/// Somebody who carries out work here.
#[derive(Clone)]
struct Person {
    id: AccountId,
    naam: String,
    rol: String,
}

struct Column {
    person: Person,
    cards: Vec<Card>,
}

/// The teams in whose wijken the visitor assigns work.
fn teams(frame: &Frame, wijken: &BTreeSet<GebiedId>) -> Vec<OrgaanId> {
    let ids: BTreeSet<OrgaanId> = wijken
        .iter()
        .filter_map(|wijk| frame.intake_team(*wijk))
        .map(|team| team.id)
        .collect();
    let all = frame.organen.iter().map(|orgaan| orgaan.id);
    all.filter(|id| ids.contains(id)).collect()
}

async fn show(req: Req) -> Result<Response> {
    let frame = req.frame.clone();
    let reach = parts::reach(&req.view, Permission::TaakAssign);
    let teams = teams(&frame, &reach);
    let asked: Option<OrgaanId> = req.query.parsed("team");
    let team = asked
        .filter(|id| teams.contains(id))
        .or(teams.first().copied());
    let of_team = team
        .and_then(|id| frame.orgaan(id))
        .map(|team| frame.wijken_of(team))
        .unwrap_or_default();
    let mut wijken: BTreeSet<GebiedId> = reach.intersection(&of_team).copied().collect();
    let choices = parts::wijk_choices(&frame, &wijken, req.query.parsed("wijk"));
    if let Some(wijk) = req
        .query
        .parsed::<GebiedId>("wijk")
        .filter(|id| wijken.contains(id))
    {
        wijken = BTreeSet::from([wijk]);
    }
    let (view, within) = (req.view.clone(), wijken.clone());
    let (people, tasks, versie) = req
        .read(move |tx, _| {
            let people = people(tx, &view, &within)?;
            let mut tasks = match team {
                Some(team) => list_of_team(tx, view.frame.id, team)?,
                None => Vec::new(),
            };
            tasks.retain(|taak| within.contains(&taak.gebied));
            Ok((people, tasks, super::current(tx, &view)?))
        })
        .await?;
    let mut page = board(&C::of(&req.view), people, &tasks);
    page.kaart = map(&page.c, &wijken, &tasks);
    page.teams = team_choices(&frame, &teams, team);
    page.wijken = choices;
    page.versie = versie;
    page.here = query_of(&req);
    page.given = given(&req, &page);
    layout::page(&page)
}

/// The sentence on what was just given; nothing when nothing was.
fn given(req: &Req, page: &Page) -> Option<String> {
    let many: i64 = req.query.parsed("gegeven")?;
    let to: Option<AccountId> = req.query.parsed("aan");
    let person = page.people.iter().find(|person| Some(person.id) == to);
    Some(match person {
        Some(person) => page.c.t2(
            "verdeel-gegeven",
            "aantal",
            many,
            "wie",
            person.naam.as_str(),
        ),
        None => page.c.t1("verdeel-teruggelegd", "aantal", many),
    })
}

fn query_of(req: &Req) -> String {
    let kept = ["team", "wijk"].into_iter().filter_map(|name| {
        let id: uuid::Uuid = req.query.parsed(name).or_else(|| req.form.parsed(name))?;
        Some(format!("{name}={id}"))
    });
    kept.collect::<Vec<_>>().join("&")
}

fn team_choices(frame: &Frame, teams: &[OrgaanId], chosen: Option<OrgaanId>) -> Vec<Choice> {
    teams
        .iter()
        .filter_map(|id| frame.orgaan(*id))
        .map(|team| Choice {
            value: team.id.to_string(),
            naam: team.naam.clone(),
            hint: String::new(),
            chosen: chosen == Some(team.id),
        })
        .collect()
}

fn board(c: &C, people: Vec<Person>, tasks: &[Taak]) -> Page {
    let mut of: BTreeMap<Option<AccountId>, Vec<Card>> = BTreeMap::new();
    for taak in tasks {
        // A task of somebody who no longer works here has to be given anew.
        let who = taak
            .account
            .filter(|id| people.iter().any(|person| person.id == *id));
        let cards = of.entry(who).or_default();
        let order = cards.len() + 1;
        cards.push(Card {
            order,
            ..Card::of(c, taak)
        });
    }
    Page {
        open: of.remove(&None).unwrap_or_default(),
        columns: people
            .iter()
            .map(|person| Column {
                person: person.clone(),
                cards: of.remove(&Some(person.id)).unwrap_or_default(),
            })
            .collect(),
        people,
        today: c.view.today(),
        c: c.clone(),
        teams: Vec::new(),
        wijken: Vec::new(),
        kaart: String::new(),
        versie: 0,
        here: String::new(),
        given: None,
    }
}

fn map(c: &C, wijken: &BTreeSet<GebiedId>, tasks: &[Taak]) -> String {
    let open = tasks.iter().filter(|taak| taak.account.is_none());
    let punten: Vec<_> = open
        .filter_map(|taak| {
            let card = Card::of(c, taak);
            let href = c.url(&format!("/taken/{}", taak.id));
            let label = format!("{}: {}", card.place, card.discipline);
            parts::point((taak.lat_e6, taak.lon_e6), card.class, label, Some(href))
        })
        .collect();
    let titel = c.t1("verdeel-kaart", "aantal", punten.len());
    parts::map(c, "kaart-verdelen", wijken, &titel, &punten)
}

/// Who carries out work in these wijken: the crews; where there are none, everybody who may.
fn people(tx: &mut Read<'_>, view: &Arc<View>, wijken: &BTreeSet<GebiedId>) -> Result<Vec<Person>> {
    let frame = &view.frame;
    let executes = |rol: &str| {
        frame
            .inrichting
            .permissions_of(rol)
            .contains(&Permission::TaakExecute)
    };
    let mut seen = BTreeSet::new();
    let (mut crew, mut others) = (Vec::new(), Vec::new());
    for row in list_rolvervullingen(tx, frame.id, None, view.today())? {
        if !executes(&row.rol) || !seen.insert(row.account) {
            continue;
        }
        let Some(person) = find_account(tx, frame.id, row.account)?.filter(|found| !found.ended)
        else {
            continue;
        };
        let actor = actor_for(tx, frame, row.account, view.now)?;
        if !covers(&actor, Permission::TaakExecute, wijken) {
            continue;
        }
        let into = if covers(&actor, Permission::TaakAssign, wijken) {
            &mut others
        } else {
            &mut crew
        };
        into.push(Person {
            id: person.id,
            naam: person.naam,
            rol: frame.role_name(view.lang, &row.rol),
        });
    }
    let mut found = if crew.is_empty() { others } else { crew };
    found.sort_by(|a, b| (&a.naam, a.id).cmp(&(&b.naam, b.id)));
    Ok(found)
}

fn covers(actor: &Actor, permission: Permission, wijken: &BTreeSet<GebiedId>) -> bool {
    wijken
        .iter()
        .any(|wijk| actor.may(permission, &Here::gebied(*wijk)))
}

/// To whom and for when, as a form says it. Nobody takes the task back.
#[derive(Clone, Copy)]
struct Wanted {
    who: Option<AccountId>,
    day: Option<Date>,
    order: i64,
}

fn wanted(req: &Req) -> Result<Wanted> {
    let who = match req.form.opt("wie") {
        Some(text) => Some(
            text.parse()
                .map_err(|_| Error::field("wie", "taak-wie-onbekend"))?,
        ),
        None => None,
    };
    Ok(Wanted {
        who,
        day: req.form.parsed("dag").filter(|_| who.is_some()),
        order: req.form.parsed("volgorde").unwrap_or_default(),
    })
}

async fn give(req: Req) -> Result<Response> {
    assign(&req, vec![req.id("taak")?]).await
}

async fn give_many(req: Req) -> Result<Response> {
    let tasks: Vec<TaakId> = req
        .form
        .all("taak")
        .iter()
        .filter_map(|id| id.parse().ok())
        .collect();
    if tasks.is_empty() {
        return Err(Error::field("taak", "verdeel-kies-taak"));
    }
    assign(&req, tasks).await
}

/// Gives these tasks, in this order.
async fn assign(req: &Req, tasks: Vec<TaakId>) -> Result<Response> {
    let (wanted, many) = (wanted(req)?, tasks.len());
    req.do_once(move |ctx| {
        for (n, id) in tasks.iter().enumerate() {
            let order = wanted.order + i64::try_from(n).unwrap_or_default();
            actions::assign(ctx, *id, wanted.who, wanted.day, order)?;
        }
        Ok(())
    })
    .await?;
    let mut kept = vec![format!("gegeven={many}")];
    kept.extend(wanted.who.map(|id| format!("aan={id}")));
    kept.extend(Some(query_of(req)).filter(|kept| !kept.is_empty()));
    let to = format!("/taken/verdelen?{}", kept.join("&"));
    Ok(redirect(&layout::url(&req.view, &to)))
}
