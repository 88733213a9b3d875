//! All werkplannen of a year: the teams with their plan, and how the afspraken stand per partner.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;

use super::delen::{self, Invulling, Regel};
use super::werkplan::{may_write, sees, wijken};
use crate::error::{Error, Result};
use crate::http::{Req, Response, View, redirect};
use crate::ids::{AandachtsgebiedId, OrgaanId, OrganisatieId};
use crate::kader::inrichting::TeamSoort;
use crate::layout::{C, Faults, page_with, url};
use crate::wijkaanpak::werkplannen::model::{Aandachtsgebied, AfspraakState, Van, Werkplan};
use crate::wijkaanpak::werkplannen::rules::{self, Stand, Telling};
use crate::wijkaanpak::werkplannen::{actions, store, store_meldingen};

#[derive(Template)]
#[template(path = "wijkaanpak/werkplannen/templates/overzicht.html")]
struct Overview {
    c: C,
    inv: Invulling,
    jaar: i64,
    /// The years that have a plan, and this one.
    jaren: Vec<i64>,
    teams: Vec<TeamRow>,
    /// Bodies that make no plan, with their page: the one that steers.
    organen: Vec<(String, String)>,
    partners: Vec<(String, OrganisatieId, Telling)>,
    /// How many aandachtsgebieden come from residents, of how many (V-10).
    van_bewoners: i64,
    totaal: i64,
    /// The same for their afspraken.
    afspraken_van_bewoners: i64,
    afspraken_totaal: i64,
    /// The afspraken behind one number (V-27).
    gekozen: Vec<Regel>,
}

struct TeamRow {
    orgaan: OrgaanId,
    naam: String,
    url: String,
    plan: Option<(String, Werkplan)>,
    telling: Telling,
    may_start: bool,
}

/// The teams with their werkplan of this year, and how the afspraken stand per partner.
pub(super) async fn overview(req: Req) -> Result<Response> {
    render_overview(&req, Faults::default()).await
}

async fn render_overview(req: &Req, faults: Faults) -> Result<Response> {
    let c = C::of(&req.view);
    let status = faults.status();
    let jaar = req
        .query
        .parsed("jaar")
        .unwrap_or_else(|| i64::from(req.today().year()));
    let organisatie: Option<OrganisatieId> = req.query.parsed("organisatie");
    let stand = req.query.opt("stand").and_then(Stand::from_word);
    let page_of = req
        .read(move |tx, view| {
            let (gemeente, today, zone) = (view.frame.id, view.today(), view.frame.zone.clone());
            let plans = store::list_werkplannen(tx, gemeente)?;
            let mut visible: BTreeSet<AandachtsgebiedId> = BTreeSet::new();
            for plan in plans.iter().filter(|plan| plan.jaar == jaar) {
                let of_plan = store::list_aandachtsgebieden(tx, gemeente, plan.id)?;
                let seen = of_plan.iter().filter(|one| sees(view, one));
                visible.extend(seen.map(|one| one.id));
            }
            let mut all = store::list_afspraken_in(tx, gemeente, jaar)?;
            all.retain(|(_, one)| visible.contains(&one.aandachtsgebied));
            let mut per_partner: BTreeMap<OrganisatieId, Vec<_>> = BTreeMap::new();
            for (_, afspraak) in &all {
                if let Some(id) = afspraak.organisatie {
                    per_partner.entry(id).or_default().push(afspraak);
                }
            }
            let teams = view.frame.organen.iter().filter(|orgaan| {
                TeamSoort::ALL
                    .iter()
                    .any(|soort| soort.key() == orgaan.soort)
                    && actions::may_see(&view.actor, &wijken(view, orgaan.id))
            });
            let (mut rows, mut van_bewoners, mut totaal) = (Vec::new(), 0, 0);
            let (mut afspraken_van_bewoners, mut afspraken_totaal) = (0, 0);
            for team in teams {
                let plan = plans
                    .iter()
                    .find(|plan| plan.orgaan == team.id && plan.jaar == jaar);
                if let Some(plan) = plan {
                    for one in store::list_aandachtsgebieden(tx, gemeente, plan.id)? {
                        if !visible.contains(&one.id) {
                            continue;
                        }
                        let asked = from_residents(tx, view, &one)?;
                        let of_it = all.iter().filter(|(_, deal)| {
                            deal.aandachtsgebied == one.id && deal.state != AfspraakState::Dropped
                        });
                        let count = i64::try_from(of_it.count()).unwrap_or(i64::MAX);
                        totaal += 1;
                        afspraken_totaal += count;
                        if asked {
                            van_bewoners += 1;
                            afspraken_van_bewoners += count;
                        }
                    }
                }
                let mine = all
                    .iter()
                    .filter(|(of, _)| *of == team.id)
                    .map(|(_, one)| one);
                rows.push(TeamRow {
                    orgaan: team.id,
                    naam: team.naam.clone(),
                    url: url(view, &format!("/teams/{}", team.id)),
                    plan: plan.map(|plan| {
                        (
                            url(view, &format!("/werkplannen/{}", plan.id)),
                            plan.clone(),
                        )
                    }),
                    telling: rules::tally(mine, today, &zone),
                    may_start: may_write(view, team.id),
                });
            }
            let names = delen::names(tx, view)?;
            let chosen: Vec<_> = all
                .iter()
                .map(|(_, one)| one)
                .filter(|one| stand.is_some() && rules::stand(one, today, &zone) == stand)
                .filter(|one| organisatie.is_none() || one.organisatie == organisatie)
                .cloned()
                .collect();
            let partners: Vec<(OrganisatieId, Telling)> = per_partner
                .into_iter()
                .map(|(id, list)| (id, rules::tally(list, today, &zone)))
                .collect();
            let mut jaren: BTreeSet<i64> = plans.iter().map(|plan| plan.jaar).collect();
            jaren.insert(jaar);
            jaren.insert(i64::from(today.year()));
            let jaren: Vec<i64> = jaren.into_iter().collect();
            let share = (
                van_bewoners,
                totaal,
                afspraken_van_bewoners,
                afspraken_totaal,
            );
            Ok((rows, partners, share, chosen, names, jaren))
        })
        .await?;
    let (teams, partners, share, chosen, names, jaren) = page_of;
    let (van_bewoners, totaal, afspraken_van_bewoners, afspraken_totaal) = share;
    let gekozen = chosen
        .into_iter()
        .map(|one| delen::regel(&c, &names, &[], one))
        .collect();
    let mut partners: Vec<_> = partners
        .into_iter()
        .map(|(id, telling)| (c.organisatie(id), id, telling))
        .collect();
    partners.sort_by(|a, b| a.0.cmp(&b.0));
    let shown = Overview {
        inv: Invulling::new(&c, faults, req.form.clone()),
        c,
        jaar,
        jaren,
        organen: others(&req.view),
        teams,
        partners,
        van_bewoners,
        totaal,
        afspraken_van_bewoners,
        afspraken_totaal,
        gekozen,
    };
    page_with(status, &shown)
}

/// What is no team and is not of residents, for whoever may see it (V-16).
fn others(view: &View) -> Vec<(String, String)> {
    let all = view.frame.organen.iter().filter(|orgaan| {
        let mut teams = TeamSoort::ALL.iter();
        !orgaan.is_bewonersorgaan()
            && teams.all(|soort| soort.key() != orgaan.soort)
            && actions::may_see(&view.actor, &wijken(view, orgaan.id))
    });
    all.map(|orgaan| {
        let page = url(view, &format!("/teams/{}", orgaan.id));
        (orgaan.naam.clone(), page)
    })
    .collect()
}

fn from_residents(
    tx: &mut impl kit::db::Queries,
    view: &View,
    one: &Aandachtsgebied,
) -> Result<bool> {
    let meldingen = store_meldingen::list_meldingen(tx, view.frame.id, one.id)?;
    let residents = store_meldingen::from_residents(&meldingen);
    let herkomst = rules::herkomst(one.behoefte_van, one.eigen_initiatief, residents);
    Ok(herkomst == Van::Bewoners)
}

/// Starts the werkplan of a team.
pub(super) async fn start(req: Req) -> Result<Response> {
    let orgaan: OrgaanId = req.form.parsed("orgaan").ok_or(Error::NotFound("orgaan"))?;
    let jaar = req.form.parsed("jaar").unwrap_or(0);
    let done = req
        .write(move |ctx| actions::start_werkplan(ctx, orgaan, jaar))
        .await;
    match done {
        Ok(id) => Ok(redirect(&url(&req.view, &format!("/werkplannen/{id}")))),
        Err(error) => render_overview(&req, Faults::or_refusal(error)?).await,
    }
}
