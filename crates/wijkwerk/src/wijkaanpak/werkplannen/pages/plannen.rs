//! Plans of partners and of the gemeente per wijk, and where they could be combined.

use std::collections::BTreeSet;

use askama::Template;

use super::bewijs;
use super::delen::Invulling;
use super::planregels::{self, Planregel, Planstand};
use crate::access::Permission;
use crate::error::{Error, Result};
use crate::http::{Form, Req, Response, redirect};
use crate::ids::{GebiedId, OrganisatieId, PlanId};
use crate::kader::gebieden::{Coordinaat, Speldkaart, speldkaart};
use crate::layout::{C, Faults, page_with, url};
use crate::wijkaanpak::werkplannen::combineren::Hint;
use crate::wijkaanpak::werkplannen::model::{NewPlan, Plan, PlanSoort, PlanState};
use crate::wijkaanpak::werkplannen::{actions, store};

/// The plans of one wijk.
struct PerWijk {
    naam: String,
    regels: Vec<Planregel>,
    /// Of the municipal plan (V-83).
    stand: Planstand,
}

#[derive(Template)]
#[template(path = "wijkaanpak/werkplannen/templates/plannen.html")]
struct Page {
    c: C,
    inv: Invulling,
    jaar: i64,
    wijken: Vec<PerWijk>,
    keuze: Vec<(GebiedId, String)>,
    hints: Vec<Hint>,
    /// The planned works that have a place.
    overzicht: String,
    /// The map of the form, for those who may add a plan.
    kaart: Option<Speldkaart>,
    own: Option<OrganisatieId>,
    may_add: bool,
    /// The plan whose form came back.
    back: Option<PlanId>,
}

impl Page {
    fn may_finish(&self, plan: &Plan) -> bool {
        self.may_add && plan.state == PlanState::Planned && plan.organisatie == self.own
    }

    fn is_back(&self, plan: &Plan) -> bool {
        self.back == Some(plan.id)
    }

    /// The id of a field of the form of this plan: the one that came back has the names that faults point at.
    fn id(&self, plan: &Plan, field: &str) -> String {
        if self.is_back(plan) {
            field.to_owned()
        } else {
            format!("{field}-{}", plan.id)
        }
    }

    /// What was filled in there.
    fn filled(&self, plan: &Plan, field: &str) -> &str {
        if self.is_back(plan) {
            self.inv.form.text(field)
        } else {
            ""
        }
    }
}

/// The list.
pub(super) async fn list(req: Req) -> Result<Response> {
    render(&req, Faults::default(), None).await
}

async fn render(req: &Req, faults: Faults, back: Option<PlanId>) -> Result<Response> {
    let today = req.today();
    let jaar = req
        .query
        .parsed("jaar")
        .unwrap_or_else(|| i64::from(today.year()));
    let c = C::of(&req.view);
    let (keuze, plannen, hints) = req
        .read(move |tx, view| {
            let keuze: Vec<(GebiedId, String)> = view
                .frame
                .wijken()
                .filter(|wijk| actions::may_see(&view.actor, &[wijk.id]))
                .map(|wijk| (wijk.id, wijk.naam.clone()))
                .collect();
            let ids: Vec<GebiedId> = keuze.iter().map(|(id, _)| *id).collect();
            let plannen = store::list_plannen(tx, view.frame.id, jaar)?;
            let hints = actions::combination_hints(tx, &view.frame, jaar, &ids)?;
            Ok((keuze, plannen, hints))
        })
        .await?;
    let wijken = keuze
        .iter()
        .map(|(id, naam)| {
            let regels: Vec<Planregel> = plannen
                .iter()
                .filter(|plan| plan.gebied == *id)
                .map(|plan| Planregel::of(plan.clone(), today))
                .collect();
            let own = regels
                .iter()
                .filter(|regel| regel.plan.soort == PlanSoort::GemeentelijkWijkplan);
            PerWijk {
                naam: naam.clone(),
                stand: Planstand::of(own),
                regels,
            }
        })
        .filter(|wijk| !wijk.regels.is_empty())
        .collect::<Vec<PerWijk>>();
    let seen: BTreeSet<GebiedId> = keuze.iter().map(|(id, _)| *id).collect();
    let regels = wijken.iter().flat_map(|wijk| &wijk.regels);
    let overzicht = planregels::kaart(&c, &seen, regels, "");
    let status = faults.status();
    let own = req.actor.account().and_then(|me| me.organisatie);
    let may_add = own.is_some() && c.may(Permission::PlanWrite);
    let kaart = if may_add {
        Some(speldkaart(&req.frame, &c.t("wp-kaart-speld"))?)
    } else {
        None
    };
    let shown = Page {
        inv: Invulling::new(&c, faults, req.form.clone()),
        may_add,
        overzicht,
        kaart,
        c,
        jaar,
        wijken,
        keuze,
        hints,
        own,
        back,
    };
    page_with(status, &shown)
}

/// The place of the pin, if one was put.
fn punt(form: &Form) -> Result<Option<(i64, i64)>> {
    let (lat, lon) = (form.text("lat"), form.text("lon"));
    if lat.is_empty() && lon.is_empty() {
        return Ok(None);
    }
    Coordinaat::parse(lat, lon)
        .map(|place| Some(place.e6()))
        .map_err(|_| Error::field("lat", "fout-coordinaat"))
}

/// The plan as it was filled in.
fn wanted(req: &Req) -> Result<NewPlan> {
    let form = &req.form;
    Ok(NewPlan {
        soort: PlanSoort::from_word(form.text("soort")).unwrap_or(PlanSoort::Partnerplan),
        organisatie: req.actor.account().and_then(|me| me.organisatie),
        gebied: form
            .parsed("gebied")
            .ok_or_else(|| Error::field("gebied", "wp-aandachtsgebied-wijk-leeg"))?,
        wat: form.text("wat").to_owned(),
        plaats: form.opt("plaats").map(ToOwned::to_owned),
        punt: punt(form)?,
        jaar: form.parsed("jaar").unwrap_or(0),
        kwartaal: form.parsed("kwartaal"),
        due: form.parsed("due"),
    })
}

/// Adds a plan of one's own organisation.
pub(super) async fn add(req: Req) -> Result<Response> {
    let request = req.form.request_id();
    let done = match wanted(&req) {
        Ok(wanted) => {
            req.write(move |ctx| {
                actions::once(ctx, request, |ctx| {
                    actions::add_plan(ctx, &wanted).map(|id| id.to_string())
                })
            })
            .await
        }
        Err(error) => Err(error),
    };
    match done {
        Ok(_) => Ok(redirect(&url(&req.view, "/plannen"))),
        Err(error) => render(&req, Faults::or_refusal(error)?, None).await,
    }
}

/// Marks one as carried out.
pub(super) async fn done(req: Req) -> Result<Response> {
    let id: PlanId = req.id("plan")?;
    let done = match bewijs::proof_of(&req).await {
        Ok(proof) => {
            req.do_once(move |ctx| actions::mark_plan_done(ctx, id, &proof))
                .await
        }
        Err(error) => Err(error),
    };
    match done {
        Ok(()) => Ok(redirect(&url(&req.view, "/plannen"))),
        Err(error) => render(&req, Faults::or_refusal(error)?, Some(id)).await,
    }
}
