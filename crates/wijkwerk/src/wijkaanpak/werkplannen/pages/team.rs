//! A team: who sits in which zetel, which are vacant, and what deserves a word but stops nobody (V-15, V-30, V-82); how
//! often it meets, and for its members how to get through to each other and which zetels are there (V-16).

use askama::Template;

use jiff::civil::Date;

use super::delen;
use crate::error::{Error, Result};
use crate::frame::pick;
use crate::http::{Req, Response, View, redirect};
use crate::ids::{OrgaanId, ZetelId};
use crate::kader::accounts::{RolvervullingRow, list_accounts, list_rolvervullingen};
use crate::kader::inrichting::TeamStatus;
use crate::kader::organisaties::{Orgaan, list_zetels, zetel_name};
use crate::layout::{C, Faults, ToArg as _, page_with, url};
use crate::wijkaanpak::werkplannen::actions;
use crate::wijkaanpak::werkplannen::vergaderingen::{self, Bijeen, NewVergadering};

/// A zetel as the page shows it.
struct Plek {
    zetel: ZetelId,
    naam: String,
    soort: String,
    persoon: String,
    organisatie: String,
    vervanger: String,
    /// The face, of who shows it.
    foto: Option<String>,
    /// What this person may decide, by role (V-16).
    beslist: String,
    /// How to get through at work, for members.
    telefoon: Option<String>,
    email: String,
    /// How often it was there this year, for members; empty where nothing was noted.
    aanwezig: String,
    /// Ticked on a form that comes back.
    gekozen: bool,
    /// Of whoever looks, or who deputises there.
    is_own: bool,
}

#[derive(Template)]
#[template(path = "wijkaanpak/werkplannen/templates/team.html")]
struct Page {
    c: C,
    team: Orgaan,
    wijken: Vec<String>,
    plekken: Vec<Plek>,
    perioden: Vec<(&'static str, String, String)>,
    /// Sentences, never blocking.
    let_op: Vec<String>,
    /// How often it meets, in sentences.
    bijeen: Vec<String>,
    /// That it should have met again.
    achter: Option<String>,
    may_note: bool,
    /// The day on the form.
    op: String,
    faults: Faults,
}

/// The people of a team.
pub(super) async fn show(req: Req) -> Result<Response> {
    render(&req, Faults::default()).await
}

/// Notes that it met.
pub(super) async fn note(req: Req) -> Result<Response> {
    let id: OrgaanId = req.id("orgaan")?;
    let new = NewVergadering {
        orgaan: id,
        op: req.form.parsed("op"),
        zetels: ticked(&req),
    };
    let done = req
        .do_once(move |ctx| actions::note_vergadering(ctx, &new).map(drop))
        .await;
    match done {
        Ok(()) => Ok(redirect(&url(&req.view, &format!("/teams/{id}")))),
        Err(error) => render(&req, Faults::or_refusal(error)?).await,
    }
}

fn ticked(req: &Req) -> Vec<ZetelId> {
    let all = req.form.all("er");
    all.iter().filter_map(|one| one.parse().ok()).collect()
}

async fn render(req: &Req, faults: Faults) -> Result<Response> {
    let id: OrgaanId = req.id("orgaan")?;
    let c = C::of(&req.view);
    let team = req
        .frame
        .orgaan(id)
        .ok_or(Error::NotFound("orgaan"))?
        .clone();
    let areas: Vec<_> = req.frame.wijken_of(&team).into_iter().collect();
    if !actions::may_see(&req.actor, &areas) {
        return Err(Error::NotFound("orgaan"));
    }
    let (mut plekken, let_op, counted) = {
        let (c, team) = (c.clone(), team.clone());
        req.read(move |tx, view| {
            let (plekken, let_op) = seats(tx, view, &c, &team)?;
            let today = view.today();
            let counted = vergaderingen::bijeen(tx, view.frame.id, team.id, today)?;
            Ok((plekken, let_op, counted))
        })
        .await?
    };
    let gekozen = ticked(req);
    let may_note = vergaderingen::may_note(&req.actor, &req.frame, &team) && !plekken.is_empty();
    let is_member = plekken.iter().any(|plek| plek.is_own) || sits_in(&req.view, id);
    for plek in &mut plekken {
        plek.gekozen = gekozen.contains(&plek.zetel);
        if !is_member {
            plek.telefoon = None;
            plek.email.clear();
        }
        if may_note || is_member {
            plek.aanwezig = presence(&c, &counted, plek.zetel);
        }
    }
    let wijken = req
        .frame
        .wijken()
        .filter(|wijk| areas.contains(&wijk.id))
        .map(|wijk| wijk.naam.clone())
        .collect();
    let (bijeen, achter) = rhythm(&c, &team, &counted);
    let typed = req.form.text("op");
    let op = if typed.is_empty() && !faults.any() {
        req.today().to_string()
    } else {
        typed.to_owned()
    };
    let status = faults.status();
    let page = Page {
        perioden: periods(&req.view, &team),
        c,
        team,
        wijken,
        plekken,
        let_op,
        bijeen,
        achter,
        may_note,
        op,
        faults,
    };
    page_with(status, &page)
}

/// Whether whoever looks has a role in this body.
fn sits_in(view: &View, orgaan: OrgaanId) -> bool {
    let account = view.actor.account();
    account.is_some_and(|account| account.organen().any(|own| own == orgaan))
}

/// How often somebody was there for this zetel, this year.
fn presence(c: &C, counted: &Bijeen, zetel: ZetelId) -> String {
    let Some((there, noted)) = counted.zetels.get(&zetel) else {
        return String::new();
    };
    let share = (there * 100 + noted / 2) / noted.max(&1);
    c.ta(
        "vergadering-aanwezig",
        &[
            ("n", there.arg()),
            ("m", noted.arg()),
            ("deel", share.arg()),
        ],
    )
}

/// How often a body meets in words, and that it is behind.
fn rhythm(c: &C, team: &Orgaan, counted: &Bijeen) -> (Vec<String>, Option<String>) {
    let (frame, today) = (&c.view.frame, c.view.today());
    let ritme = vergaderingen::ritme_of(frame, team);
    let decided = ritme.and_then(|key| vergaderingen::decided(frame, key));
    let mut said = Vec::new();
    match decided {
        Some(termijn) => said.push(c.t2(
            "vergadering-ritme",
            "keer",
            vergaderingen::per_year(termijn),
            "aantal",
            counted.aantal,
        )),
        None => said.push(c.t1("vergadering-aantal", "aantal", counted.aantal)),
    }
    if let (Some(key), None) = (ritme, decided) {
        said.push(c.undecided(key));
    }
    if let Some(laatste) = counted.laatste {
        said.push(c.t1("vergadering-laatste", "dag", c.day_plain(laatste)));
    }
    let late = |laatste: Date| vergaderingen::behind(laatste, decided?, today);
    let achter = counted
        .laatste
        .and_then(late)
        .filter(|_| team.status != "proposed")
        .map(|dag| c.t1("vergadering-achter", "dag", c.day_plain(dag)));
    (said, achter)
}

fn seats(
    tx: &mut kit::db::Read<'_>,
    view: &View,
    c: &C,
    team: &Orgaan,
) -> Result<(Vec<Plek>, Vec<String>)> {
    let (gemeente, today) = (view.frame.id, view.today());
    let people = list_accounts(tx, gemeente)?;
    let names = delen::names(tx, view)?;
    let roles = list_rolvervullingen(tx, gemeente, None, today)?;
    let (mut plekken, mut members) = (Vec::new(), Vec::new());
    for zetel in list_zetels(tx, gemeente, team.id, today)? {
        members.extend(zetel.account);
        let name = |account: Option<crate::ids::AccountId>| {
            account
                .and_then(|id| names.get(&id).cloned())
                .unwrap_or_default()
        };
        let person = people.iter().find(|one| Some(one.id) == zetel.account);
        let organisatie = person
            .and_then(|one| one.organisatie)
            .map(|id| c.organisatie(id));
        let shown = person.filter(|one| one.shows_name);
        let reached = person.filter(|one| !one.ended);
        let me = view.actor.account().map(|account| account.id);
        plekken.push(Plek {
            zetel: zetel.id,
            is_own: me.is_some() && (zetel.account == me || zetel.deputy == me),
            aanwezig: String::new(),
            gekozen: false,
            naam: zetel_name(&view.frame, view.lang, team, &zetel.sleutel),
            soort: zetel.soort.clone(),
            persoon: name(zetel.account),
            organisatie: organisatie.unwrap_or_default(),
            vervanger: name(zetel.deputy),
            foto: shown
                .and_then(|one| one.photo.as_deref())
                .map(|hash| c.file(hash)),
            beslist: decides(view, c, &roles, zetel.account),
            telefoon: reached.and_then(|one| one.telefoon.clone()),
            email: reached.map(|one| one.email.clone()).unwrap_or_default(),
        });
    }
    let holds = |rol: &str| {
        roles
            .iter()
            .any(|row| row.rol == rol && members.contains(&row.account))
    };
    let mut let_op = Vec::new();
    if !holds("wijkbeheerder") && team.soort == "wijkteam" {
        let_op.push(c.t("wp-team-zonder-wijkbeheerder"));
    }
    if ["stuurgroeplid", "portefeuillehouder", "collegelid"]
        .into_iter()
        .any(holds)
    {
        let_op.push(c.t("wp-team-leidinggevende"));
    }
    if team.status == "proposed" {
        let verdeling = &view.frame.inrichting.verdeling;
        let who = verdeling.wie_beslist().map(|wie| c.undecided_by(wie));
        let said = [Some(c.t("wp-team-voorgesteld")), who];
        let_op.push(said.into_iter().flatten().collect::<Vec<_>>().join(" "));
    }
    Ok((plekken, let_op))
}

/// What somebody may decide: of every role, each once.
fn decides(
    view: &View,
    c: &C,
    roles: &[RolvervullingRow],
    account: Option<crate::ids::AccountId>,
) -> String {
    let mut all: Vec<String> = roles
        .iter()
        .filter(|row| Some(row.account) == account)
        .filter_map(|row| view.frame.inrichting.rol(&row.rol))
        .map(|rol| c.within(&pick(view.lang, &rol.beslist)))
        .filter(|text| !text.is_empty())
        .collect();
    all.sort();
    all.dedup();
    all.join("; ")
}

fn periods(view: &View, team: &Orgaan) -> Vec<(&'static str, String, String)> {
    let Some(found) = view.frame.inrichting.team(&team.sleutel) else {
        return Vec::new();
    };
    let day = |day: Option<jiff::civil::Date>| {
        day.map(|day| kit::i18n::words::date_long(view.lang, day))
            .unwrap_or_default()
    };
    found
        .perioden
        .iter()
        .map(|period| {
            let key = match period.status {
                TeamStatus::Pilot => "wp-team-proef",
                TeamStatus::Regular => "wp-team-gewoon",
            };
            (key, day(period.vanaf), day(period.tot))
        })
        .collect()
}
