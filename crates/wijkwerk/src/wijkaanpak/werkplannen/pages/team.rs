//! A team: who sits in which zetel, which are vacant, and what deserves a word but stops nobody (V-15, V-30, V-82).

use askama::Template;

use super::delen;
use crate::error::{Error, Result};
use crate::frame::pick;
use crate::http::{Req, Response, View};
use crate::ids::OrgaanId;
use crate::kader::accounts::{RolvervullingRow, list_accounts, list_rolvervullingen};
use crate::kader::inrichting::TeamStatus;
use crate::kader::inrichting::actions::key_of;
use crate::kader::organisaties::{Orgaan, list_zetels};
use crate::layout::{C, page};
use crate::wijkaanpak::werkplannen::actions;

/// A zetel as the page shows it.
struct Plek {
    naam: String,
    soort: String,
    persoon: String,
    organisatie: String,
    vervanger: String,
    /// The face, of who shows it.
    foto: Option<String>,
    /// What this person may decide, by role (V-16).
    beslist: String,
}

#[derive(Template)]
#[template(path = "wijkaanpak/werkplannen/templates/team.html")]
struct Page {
    c: C,
    team: Orgaan,
    wijken: Vec<String>,
    plekken: Vec<Plek>,
    perioden: Vec<(&'static str, String, String)>,
    /// Keys of sentences, never blocking.
    let_op: Vec<&'static str>,
}

/// The people of a team.
pub(super) async fn show(req: Req) -> Result<Response> {
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
    let (plekken, let_op) = {
        let (c, team) = (c.clone(), team.clone());
        req.read(move |tx, view| seats(tx, view, &c, &team)).await?
    };
    let wijken = req
        .frame
        .wijken()
        .filter(|wijk| areas.contains(&wijk.id))
        .map(|wijk| wijk.naam.clone())
        .collect();
    page(&Page {
        perioden: periods(&req.view, &team),
        c,
        team,
        wijken,
        plekken,
        let_op,
    })
}

fn seats(
    tx: &mut kit::db::Read<'_>,
    view: &View,
    c: &C,
    team: &Orgaan,
) -> Result<(Vec<Plek>, Vec<&'static str>)> {
    let (gemeente, today) = (view.frame.id, view.today());
    let people = list_accounts(tx, gemeente)?;
    let names = delen::names(tx, view)?;
    let roles = list_rolvervullingen(tx, gemeente, None, today)?;
    let kinds = &view.frame.inrichting.organen;
    let kind = kinds.iter().find(|kind| key_of(&kind.soort) == team.soort);
    let (mut plekken, mut members) = (Vec::new(), Vec::new());
    for zetel in list_zetels(tx, gemeente, team.id, today)? {
        let label = kind
            .and_then(|kind| {
                kind.zetels
                    .iter()
                    .find(|found| found.sleutel == zetel.sleutel)
            })
            .map_or_else(
                || zetel.sleutel.clone(),
                |found| pick(view.lang, &found.naam),
            );
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
        plekken.push(Plek {
            naam: label,
            soort: zetel.soort.clone(),
            persoon: name(zetel.account),
            organisatie: organisatie.unwrap_or_default(),
            vervanger: name(zetel.deputy),
            foto: shown
                .and_then(|one| one.photo.as_deref())
                .map(|hash| c.file(hash)),
            beslist: decides(view, c, &roles, zetel.account),
        });
    }
    let holds = |rol: &str| {
        roles
            .iter()
            .any(|row| row.rol == rol && members.contains(&row.account))
    };
    let mut let_op = Vec::new();
    if !holds("wijkbeheerder") && team.soort == "wijkteam" {
        let_op.push("wp-team-zonder-wijkbeheerder");
    }
    if ["stuurgroeplid", "portefeuillehouder", "collegelid"]
        .into_iter()
        .any(holds)
    {
        let_op.push("wp-team-leidinggevende");
    }
    if team.status == "proposed" {
        let_op.push("wp-team-voorgesteld");
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
