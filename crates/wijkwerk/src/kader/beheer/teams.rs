//! Teams and bodies: which wijken, who sits where, invitations, what deserves attention.

use std::collections::BTreeMap;

use askama::Template;
use jiff::civil::Date;

use super::{Tab, tabs};
use crate::access::{Here, Permission};
use crate::error::{Error, Result};
use crate::frame::{Frame, pick};
use crate::handler;
use crate::http::{Guard, Kind, Place, Req, Response, Route, redirect};
use crate::ids::{AccountId, GebiedId, OrgaanId, ZetelId};
use crate::kader::accounts::{self, AccountRow, RolvervullingRow};
use crate::kader::inrichting::actions::key_of;
use crate::kader::inrichting::{Dekking, TeamSoort};
use crate::kader::organisaties::rules::{self, NoReminder};
use crate::kader::organisaties::{self as organen, Invitation, Orgaan, Zetel, actions};
use crate::layout::{self, C};

const MANAGE: Guard = Guard::May(Permission::OrgaanManage);
/// The role that every team needs one of (V-82), where the inrichting uses it.
const WIJKBEHEERDER: &str = "wijkbeheerder";

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get(
            "beheer.teams",
            "/{gemeente}/beheer/teams",
            Guard::May(Permission::InrichtingRead),
            Kind::Page,
            handler!(list),
        ),
        Route::get(
            "beheer.team",
            "/{gemeente}/beheer/teams/{orgaan}",
            Guard::May(Permission::InrichtingRead),
            Kind::Page,
            handler!(show),
        ),
        Route::post(
            "beheer.bewonersorgaan",
            "/{gemeente}/beheer/bewonersorganen",
            MANAGE,
            handler!(found),
        )
        .sample("gebied={wijk_id}&naam=De+Kring"),
        Route::post(
            "beheer.team.zetel",
            "/{gemeente}/beheer/teams/{orgaan}/zetel",
            MANAGE,
            handler!(seat),
        )
        .at(Place::Orgaan)
        .sample("zetel={zetel}"),
        Route::post(
            "beheer.team.antwoord",
            "/{gemeente}/beheer/teams/{orgaan}/antwoord",
            MANAGE,
            handler!(answer),
        )
        .at(Place::Orgaan)
        .sample("zetel={gastzetel}&antwoord=ja"),
        Route::post(
            "beheer.team.herinner",
            "/{gemeente}/beheer/teams/{orgaan}/herinner",
            MANAGE,
            handler!(remind),
        )
        .at(Place::Orgaan)
        .sample("zetel={gastzetel}"),
    ]
}

struct TeamLine {
    id: OrgaanId,
    naam: String,
    status: String,
    fase: String,
    waar: String,
    vacant: usize,
}

#[derive(Template)]
#[template(path = "kader/beheer/templates/teams.html")]
struct ListPage {
    c: C,
    tabs: Vec<Tab>,
    op: Date,
    teams: Vec<TeamLine>,
    /// Wijken that are not in exactly one team of a kind that covers everything (INV-01).
    uncovered: Vec<String>,
    may_manage: bool,
    niveau: String,
}

struct SeatLine {
    zetel: Zetel,
    naam: String,
    holder: Option<Holder>,
    deputy: Option<String>,
    invitation: Option<Invitation>,
    may_remind: bool,
}

impl SeatLine {
    fn is_held_by(&self, id: impl std::borrow::Borrow<AccountId>) -> bool {
        self.zetel.account == Some(*id.borrow())
    }

    fn has_deputy(&self, id: impl std::borrow::Borrow<AccountId>) -> bool {
        self.zetel.deputy == Some(*id.borrow())
    }
}

struct Holder {
    naam: String,
    photo: Option<String>,
    beslist: Vec<String>,
    is_manager: bool,
}

#[derive(Template)]
#[template(path = "kader/beheer/templates/team.html")]
struct TeamPage {
    c: C,
    tabs: Vec<Tab>,
    orgaan: Orgaan,
    waar: String,
    seats: Vec<SeatLine>,
    /// Periods as pilot or regular team (V-14).
    periods: Vec<(String, Option<Date>, Option<Date>)>,
    misses_wijkbeheerder: bool,
    people: Vec<AccountRow>,
    may_manage: bool,
}

fn area_names(frame: &Frame, areas: &[GebiedId]) -> String {
    let names: Vec<&str> = areas
        .iter()
        .filter_map(|id| frame.gebied(*id))
        .map(|gebied| gebied.naam.as_str())
        .collect();
    names.join(", ")
}

/// INV-01 on a day: every wijk in exactly one team of each kind whose coverage is full.
fn uncovered(c: &C, all: &[Orgaan]) -> Vec<String> {
    let frame = &c.view.frame;
    let wijken: Vec<GebiedId> = frame.wijken().map(|wijk| wijk.id).collect();
    let mut found = Vec::new();
    for soort in TeamSoort::ALL {
        if frame.inrichting.verdeling.dekking.get(soort) != Some(&Dekking::Full) {
            continue;
        }
        let teams: Vec<_> = all
            .iter()
            .filter(|orgaan| orgaan.soort == soort.key())
            .map(|orgaan| frame.wijken_of(orgaan))
            .collect();
        for (wijk, count) in rules::uncovered(&wijken, &teams) {
            found.push(c.t2(
                "beheer-niet-gedekt",
                "wijk",
                c.gebied(wijk),
                "aantal",
                count,
            ));
        }
    }
    found
}

async fn list(req: Req) -> Result<Response> {
    let op = req.query.parsed::<Date>("op").unwrap_or(req.today());
    let all = req
        .read(move |tx, view| {
            let mut all = Vec::new();
            for orgaan in organen::list_organen(tx, view.frame.id, op)? {
                let zetels = organen::list_zetels(tx, view.frame.id, orgaan.id, op)?;
                let vacant = zetels
                    .iter()
                    .filter(|zetel| zetel.soort == "mandatory" && zetel.account.is_none())
                    .count();
                all.push((orgaan, vacant));
            }
            Ok(all)
        })
        .await?;
    let c = C::of(&req.view);
    let organen: Vec<Orgaan> = all.iter().map(|(orgaan, _)| orgaan.clone()).collect();
    let teams = all
        .into_iter()
        .map(|(orgaan, vacant)| TeamLine {
            waar: area_names(&req.frame, &orgaan.gebieden),
            id: orgaan.id,
            naam: orgaan.naam,
            status: orgaan.status,
            fase: orgaan.fase,
            vacant,
        })
        .collect();
    layout::page(&ListPage {
        tabs: tabs(&c),
        uncovered: uncovered(&c, &organen),
        may_manage: c.may(Permission::OrgaanManage),
        c,
        op,
        teams,
        niveau: req.frame.inrichting.bewonersorgaan.niveau.clone(),
    })
}

/// What a team page is made of.
struct Loaded {
    orgaan: Orgaan,
    zetels: Vec<Zetel>,
    invitations: Vec<Invitation>,
    people: Vec<AccountRow>,
    roles: Vec<RolvervullingRow>,
}

async fn load(req: &Req) -> Result<Loaded> {
    let id: OrgaanId = req.id("orgaan")?;
    let orgaan = req
        .frame
        .orgaan(id)
        .cloned()
        .ok_or(Error::NotFound("orgaan"))?;
    let (gemeente, today) = (req.frame.id, req.today());
    req.app
        .read_personal(
            &req.frame,
            &req.actor,
            crate::app::Purpose::WorkContact,
            ("orgaan", id.0),
            move |tx| {
                Ok(Loaded {
                    orgaan: orgaan.clone(),
                    zetels: organen::list_zetels(tx, gemeente, id, today)?,
                    invitations: organen::list_invitations(tx, gemeente, id, today)?,
                    people: accounts::list_accounts(tx, gemeente)?,
                    roles: accounts::list_rolvervullingen(tx, gemeente, None, today)?,
                })
            },
        )
        .await
}

fn roles_of(roles: &[RolvervullingRow], account: AccountId) -> impl Iterator<Item = &str> {
    roles
        .iter()
        .filter(move |row| row.account == account)
        .map(|row| row.rol.as_str())
}

/// Somebody who steers all partners does not belong in an executing team; a notice, never a refusal (V-30).
fn is_manager(frame: &Frame, roles: &[RolvervullingRow], account: AccountId) -> bool {
    roles_of(roles, account).any(|rol| {
        frame
            .inrichting
            .permissions_of(rol)
            .contains(&Permission::RegieRead)
    })
}

fn is_team(orgaan: &Orgaan) -> bool {
    TeamSoort::ALL
        .iter()
        .any(|soort| soort.key() == orgaan.soort)
}

/// V-82: no holder of a seat is a wijkbeheerder, where the inrichting knows that role.
fn misses_wijkbeheerder(frame: &Frame, loaded: &Loaded) -> bool {
    let in_use = frame
        .inrichting
        .rol(WIJKBEHEERDER)
        .is_some_and(|rol| rol.in_gebruik);
    in_use
        && loaded.orgaan.soort == TeamSoort::Wijkteam.key()
        && !loaded
            .zetels
            .iter()
            .filter_map(|zetel| zetel.account)
            .any(|account| roles_of(&loaded.roles, account).any(|rol| rol == WIJKBEHEERDER))
}

fn shown_name(c: &C, person: &AccountRow) -> String {
    if person.shows_name || c.may(Permission::AccountManage) {
        person.naam.clone()
    } else {
        c.initials(&person.naam)
    }
}

fn holder(c: &C, loaded: &Loaded, account: AccountId) -> Option<Holder> {
    let frame = &c.view.frame;
    let person = loaded.people.iter().find(|person| person.id == account)?;
    Some(Holder {
        naam: shown_name(c, person),
        photo: person.photo.clone().filter(|_| person.shows_name),
        beslist: roles_of(&loaded.roles, account)
            .filter_map(|rol| frame.inrichting.rol(rol))
            .map(|rol| pick(c.view.lang, &rol.beslist))
            .collect(),
        is_manager: is_team(&loaded.orgaan) && is_manager(frame, &loaded.roles, account),
    })
}

fn seat_line(c: &C, loaded: &Loaded, zetel: &Zetel, names: &BTreeMap<String, String>) -> SeatLine {
    let frame = &c.view.frame;
    let invitation = loaded
        .invitations
        .iter()
        .find(|found| found.zetel == zetel.id && found.state != "none")
        .cloned();
    let may_remind = invitation.as_ref().is_some_and(|found| {
        let not_before = found
            .invited_at
            .and_then(|at| actions::remind_not_before(&frame.inrichting, frame.today(at)));
        let most = actions::most_reminders(&frame.inrichting);
        let answer: Result<(), NoReminder> = rules::may_remind(
            &found.state,
            found.reminders,
            most,
            not_before,
            c.view.today(),
        );
        answer.is_ok()
    });
    let person = |id: AccountId| loaded.people.iter().find(|person| person.id == id);
    SeatLine {
        naam: names
            .get(&zetel.sleutel)
            .cloned()
            .unwrap_or_else(|| zetel.sleutel.clone()),
        holder: zetel.account.and_then(|id| holder(c, loaded, id)),
        deputy: zetel
            .deputy
            .and_then(person)
            .map(|person| shown_name(c, person)),
        zetel: zetel.clone(),
        invitation,
        may_remind,
    }
}

async fn show(req: Req) -> Result<Response> {
    let loaded = load(&req).await?;
    let c = C::of(&req.view);
    let inrichting = &req.frame.inrichting;
    let names: BTreeMap<String, String> = inrichting
        .organen
        .iter()
        .filter(|kind| key_of(&kind.soort) == loaded.orgaan.soort)
        .flat_map(|kind| &kind.zetels)
        .map(|zetel| (zetel.sleutel.clone(), pick(c.view.lang, &zetel.naam)))
        .collect();
    let periods = inrichting
        .team(&loaded.orgaan.sleutel)
        .map(|team| &team.perioden[..])
        .unwrap_or_default()
        .iter()
        .map(|period| {
            (
                c.tk("orgaan-fase", key_of(&period.status)),
                period.vanaf,
                period.tot,
            )
        })
        .collect();
    let may_manage = req
        .actor
        .may(Permission::OrgaanManage, &Here::orgaan(loaded.orgaan.id));
    layout::page(&TeamPage {
        tabs: tabs(&c),
        waar: area_names(&req.frame, &loaded.orgaan.gebieden),
        seats: loaded
            .zetels
            .iter()
            .map(|zetel| seat_line(&c, &loaded, zetel, &names))
            .collect(),
        misses_wijkbeheerder: misses_wijkbeheerder(&req.frame, &loaded),
        orgaan: loaded.orgaan,
        people: loaded
            .people
            .into_iter()
            .filter(|person| !person.ended)
            .collect(),
        c,
        periods,
        may_manage,
    })
}

async fn found(req: Req) -> Result<Response> {
    let gebied = req
        .form
        .parsed::<GebiedId>("gebied")
        .ok_or_else(|| Error::field("gebied", "bewonersorgaan-niveau"))?;
    let (naam, request) = (req.form.text("naam").to_owned(), req.form.request_id());
    let id = req
        .write(move |ctx| actions::found_bewonersorgaan(ctx, gebied, &naam, request))
        .await?;
    req.app.forget_frame(&req.frame.slug);
    let path = format!("/beheer/teams/{id}");
    Ok(redirect(&layout::url(&req.view, &path)))
}

fn zetel_of(req: &Req) -> Result<(OrgaanId, ZetelId)> {
    let zetel = req
        .form
        .parsed::<ZetelId>("zetel")
        .ok_or(Error::NotFound("zetel"))?;
    Ok((req.id("orgaan")?, zetel))
}

fn back(req: &Req, orgaan: OrgaanId) -> Response {
    let path = format!("/beheer/teams/{orgaan}");
    redirect(&layout::url(&req.view, &path))
}

async fn seat(req: Req) -> Result<Response> {
    let (orgaan, zetel) = zetel_of(&req)?;
    let account = req.form.parsed::<AccountId>("account");
    let deputy = req.form.parsed::<AccountId>("deputy");
    req.write(move |ctx| actions::seat(ctx, orgaan, zetel, account, deputy))
        .await?;
    Ok(back(&req, orgaan))
}

async fn answer(req: Req) -> Result<Response> {
    let (orgaan, zetel) = zetel_of(&req)?;
    let accepted = req.form.text("antwoord") == "ja";
    let reason = req.form.text("reden").to_owned();
    req.write(move |ctx| actions::answer_invitation(ctx, orgaan, zetel, accepted, &reason))
        .await?;
    Ok(back(&req, orgaan))
}

async fn remind(req: Req) -> Result<Response> {
    let (orgaan, zetel) = zetel_of(&req)?;
    req.write(move |ctx| actions::remind_invitation(ctx, orgaan, zetel))
        .await?;
    Ok(back(&req, orgaan))
}
