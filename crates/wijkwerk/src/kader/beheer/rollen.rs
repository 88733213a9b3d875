//! Giving somebody a role, and ending it.

use jiff::civil::Date;
use uuid::Uuid;

use super::mensen::{Choice, choice, one_page};
use crate::error::{Error, Result};
use crate::frame::Frame;
use crate::http::{Req, Response, redirect};
use crate::ids::{AccountId, GebiedId, LocatieId, OrgaanId, OrganisatieId, RolvervullingId};
use crate::kader::accounts::actions::{self, Appointment};
use crate::kader::inrichting::Bereik;
use crate::layout::{self, Faults};

/// Where a role with this reach can be held. A role at a locatie is held at one with a point; for all points of a gebied
/// it is held in that gebied.
pub(super) fn places(
    frame: &Frame,
    bereik: Bereik,
    locaties: &[(LocatieId, String)],
    chosen: &str,
) -> Vec<Choice> {
    let made = |id: Uuid, naam: &str| choice(id.to_string(), naam.to_owned(), chosen);
    let gebieden = frame.gebieden.iter();
    let gebieden = gebieden.map(|gebied| made(gebied.id.0, &gebied.naam));
    match bereik {
        Bereik::Gemeente => Vec::new(),
        Bereik::Gebied => gebieden.collect(),
        Bereik::Locatie => {
            let points = locaties.iter().map(|(id, naam)| made(id.0, naam));
            points.chain(gebieden).collect()
        }
        Bereik::Orgaan => {
            let all = frame.organen.iter();
            all.map(|orgaan| made(orgaan.id.0, &orgaan.naam)).collect()
        }
        Bereik::Organisatie => {
            let all = frame.organisaties.iter();
            all.map(|found| made(found.id.0, &found.naam)).collect()
        }
    }
}

/// The scope of a role, if the place chosen is one of those the role can be held at.
fn scope(
    frame: &Frame,
    bereik: Bereik,
    waar: Option<Uuid>,
) -> Result<(&'static str, Option<Uuid>)> {
    let choose = || Error::field("waar", "beheer-waar-kiezen");
    if bereik == Bereik::Gemeente {
        return Ok(("gemeente", None));
    }
    let id = waar.ok_or_else(choose)?;
    let (kind, known) = match bereik {
        Bereik::Orgaan => ("orgaan", frame.orgaan(OrgaanId(id)).is_some()),
        Bereik::Organisatie => (
            "organisatie",
            frame.organisatie(OrganisatieId(id)).is_some(),
        ),
        // Whether there is such a locatie, the action looks up.
        Bereik::Locatie if frame.gebied(GebiedId(id)).is_none() => ("locatie", true),
        _ => ("gebied", frame.gebied(GebiedId(id)).is_some()),
    };
    if known {
        Ok((kind, Some(id)))
    } else {
        Err(choose())
    }
}

/// A day of the form; without one the field may be left open.
fn day(req: &Req, field: &'static str) -> Result<Option<Date>> {
    let text = req.form.opt(field);
    text.map(|text| {
        text.parse::<Date>()
            .map_err(|_| Error::field(field, "beheer-datum-onleesbaar"))
    })
    .transpose()
}

fn appointment(req: &Req) -> Result<Appointment> {
    let rol = req.form.text("rol").to_owned();
    let bereik = req
        .frame
        .inrichting
        .rol(&rol)
        .filter(|rol| rol.in_gebruik)
        .ok_or_else(|| Error::field("rol", "account-rol-onbekend"))?
        .bereik;
    let (from, until) = (day(req, "vanaf")?, day(req, "tot")?);
    let deputy_of = match req.form.opt("vervangt") {
        None => None,
        Some(text) => Some(
            text.parse::<AccountId>()
                .map_err(|_| Error::field("vervangt", "account-vervangt-niet"))?,
        ),
    };
    let (scope_kind, scope_id) = scope(&req.frame, bereik, req.form.parsed("waar"))?;
    Ok(Appointment {
        account: req.id("account")?,
        rol,
        scope_kind,
        scope_id,
        organisatie: None,
        deputy_of,
        from: from.unwrap_or(req.today()),
        until,
    })
}

pub(super) async fn appoint(req: Req) -> Result<Response> {
    let done = match appointment(&req) {
        Ok(wanted) => {
            req.once(move |ctx| actions::appoint_and_tell(ctx, &wanted).map(|id| id.to_string()))
                .await
        }
        Err(error) => Err(error),
    };
    match done {
        Ok(_) => back(&req),
        Err(error) => {
            let page = one_page(&req, Faults::of(error)?, &req.form).await?;
            layout::page_with(400, &page)
        }
    }
}

pub(super) async fn end_role(req: Req) -> Result<Response> {
    let id = req
        .form
        .parsed::<RolvervullingId>("rolvervulling")
        .ok_or(Error::NotFound("rolvervulling"))?;
    let day = req.form.parsed::<Date>("tot").unwrap_or(req.today());
    let account: AccountId = req.id("account")?;
    req.do_once(move |ctx| actions::end_role(ctx, account, id, day))
        .await?;
    back(&req)
}

fn back(req: &Req) -> Result<Response> {
    let id: AccountId = req.id("account")?;
    let path = format!("/beheer/mensen/{id}");
    Ok(redirect(&layout::url(&req.view, &path)))
}
