//! Teams and bodies: which wijken, who sits where, invitations, what deserves attention.

use std::collections::BTreeMap;

use askama::Template;
use jiff::civil::Date;

use super::zetels::{Loaded, SeatLine, misses_wijkbeheerder, seat_line};
use super::{Tab, tabs};
use crate::access::Permission;
use crate::error::{Error, Result};
use crate::frame::{Frame, pick};
use crate::handler;
use crate::http::{Guard, Kind, Place, Req, Response, Route, redirect};
use crate::ids::{AccountId, GebiedId, OrgaanId, ZetelId};
use crate::kader::accounts::{self, AccountRow};
use crate::kader::inrichting::actions::key_of;
use crate::kader::inrichting::{Dekking, TeamSoort};
use crate::kader::organisaties as rules;
use crate::kader::organisaties::{self as organen, Orgaan, actions};
use crate::layout::{self, C};

const MANAGE: Guard = Guard::May(Permission::OrgaanManage);

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
    let may_manage = rules::may_at(
        &req.actor,
        Permission::OrgaanManage,
        &req.frame,
        &loaded.orgaan,
    );
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
    req.do_once(move |ctx| actions::seat(ctx, orgaan, zetel, account, deputy))
        .await?;
    Ok(back(&req, orgaan))
}

async fn answer(req: Req) -> Result<Response> {
    let (orgaan, zetel) = zetel_of(&req)?;
    let accepted = req.form.text("antwoord") == "ja";
    let reason = req.form.text("reden").to_owned();
    req.do_once(move |ctx| actions::answer_invitation(ctx, orgaan, zetel, accepted, &reason))
        .await?;
    Ok(back(&req, orgaan))
}

async fn remind(req: Req) -> Result<Response> {
    let (orgaan, zetel) = zetel_of(&req)?;
    req.do_once(move |ctx| actions::remind_invitation(ctx, orgaan, zetel))
        .await?;
    Ok(back(&req, orgaan))
}
