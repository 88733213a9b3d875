//! All werkplannen of a year, and one werkplan.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use jiff::civil::Date;

use super::delen::{self, Regel};
use crate::access::Permission;
use crate::error::{Error, Result};
use crate::http::{Req, Response, redirect};
use crate::ids::{AandachtsgebiedId, OrgaanId, OrganisatieId, WerkplanId};
use crate::kader::inrichting::TeamSoort;
use crate::layout::{C, page, url};
use crate::wijkaanpak::werkplannen::model::{Aandachtsgebied, AfspraakState, Van, Werkplan};
use crate::wijkaanpak::werkplannen::rules::{self, Stand, Telling};
use crate::wijkaanpak::werkplannen::{actions, store, store_meldingen};

#[derive(Template)]
#[template(path = "wijkaanpak/werkplannen/templates/overzicht.html")]
struct Overview {
    c: C,
    jaar: i64,
    /// The years that have a plan, and this one.
    jaren: Vec<i64>,
    teams: Vec<TeamRow>,
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
    let c = C::of(&req.view);
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
    page(&Overview {
        c,
        jaar,
        jaren,
        teams,
        partners,
        van_bewoners,
        totaal,
        afspraken_van_bewoners,
        afspraken_totaal,
        gekozen,
    })
}

/// Whether whoever looks may open this one.
fn sees(view: &crate::http::View, one: &Aandachtsgebied) -> bool {
    actions::may_see(&view.actor, &one.wijken)
}

fn from_residents(
    tx: &mut impl kit::db::Queries,
    view: &crate::http::View,
    one: &Aandachtsgebied,
) -> Result<bool> {
    let meldingen = store_meldingen::list_meldingen(tx, view.frame.id, one.id)?;
    let residents = store_meldingen::from_residents(&meldingen);
    let herkomst = rules::herkomst(one.behoefte_van, one.eigen_initiatief, residents);
    Ok(herkomst == Van::Bewoners)
}

fn wijken(view: &crate::http::View, orgaan: OrgaanId) -> Vec<crate::ids::GebiedId> {
    view.frame
        .orgaan(orgaan)
        .map(|orgaan| view.frame.wijken_of(orgaan).into_iter().collect())
        .unwrap_or_default()
}

fn may_write(view: &crate::http::View, orgaan: OrgaanId) -> bool {
    let permission = Permission::AandachtsgebiedWrite;
    actions::may_in(&view.actor, permission, Some(orgaan), wijken(view, orgaan))
}

/// Starts the werkplan of a team.
pub(super) async fn start(req: Req) -> Result<Response> {
    let orgaan: OrgaanId = req.form.parsed("orgaan").ok_or(Error::NotFound("orgaan"))?;
    let jaar = req.form.parsed("jaar").unwrap_or(0);
    let id = req
        .write(move |ctx| actions::start_werkplan(ctx, orgaan, jaar))
        .await?;
    Ok(redirect(&url(&req.view, &format!("/werkplannen/{id}"))))
}

/// One aandachtsgebied on the page of its werkplan.
struct Deel {
    one: Aandachtsgebied,
    url: String,
    thema: usize,
    regels: Vec<Regel>,
    done: usize,
    total: usize,
    meldingen: usize,
    /// Whether it was carried over from an earlier plan.
    carried: bool,
}

/// What one year came to, to put beside another.
struct Jaartal {
    jaar: i64,
    aandachtsgebieden: usize,
    telling: Telling,
}

#[derive(Template)]
#[template(path = "wijkaanpak/werkplannen/templates/werkplan.html")]
struct Show {
    c: C,
    plan: Werkplan,
    team: String,
    wijken: Vec<(String, String)>,
    delen: Vec<Deel>,
    url: String,
    van_mij: bool,
    wijk: String,
    agreed: Vec<OrganisatieId>,
    missing: Vec<OrganisatieId>,
    may_write: bool,
    may_agree: bool,
    /// Last year's plan: its address and what it came to.
    vorig: Option<(String, Jaartal)>,
    nu: Jaartal,
    openbaar: String,
}

impl Show {
    /// The first day on which something is due.
    fn next_due(&self) -> Option<Date> {
        let regels = self.delen.iter().flat_map(|deel| &deel.regels);
        regels
            .filter(|regel| regel.afspraak.state.is_open())
            .map(|regel| regel.afspraak.due)
            .min()
    }

    /// All afspraken that stand.
    fn all(&self) -> i64 {
        let Telling {
            kept,
            late,
            dropped,
            open,
        } = self.nu.telling;
        kept + late + dropped + open
    }

    /// The lines of the comparison: a word, then and now.
    fn compared(&self, then: &Jaartal) -> Vec<(String, i64, i64)> {
        let count = |found: usize| i64::try_from(found).unwrap_or(i64::MAX);
        let (now, was) = (self.nu.telling, then.telling);
        let areas = (
            count(then.aandachtsgebieden),
            count(self.nu.aandachtsgebieden),
        );
        vec![
            (self.c.t("wp-vorig-aandachtsgebieden"), areas.0, areas.1),
            (self.c.t("wp-stand-kept"), was.kept, now.kept),
            (self.c.t("wp-stand-late"), was.late, now.late),
            (self.c.t("wp-stand-dropped"), was.dropped, now.dropped),
            (self.c.t("wp-stand-open"), was.open, now.open),
        ]
    }
}

/// One werkplan: sentences, with a line per partner.
pub(super) async fn show(req: Req) -> Result<Response> {
    let id: WerkplanId = req.id("werkplan")?;
    let c = C::of(&req.view);
    let van_mij = req.query.text("van") == "mij";
    let wijk = req.query.text("wijk").to_owned();
    let shown = {
        let (c, wijk) = (c.clone(), wijk.clone());
        req.read(move |tx, view| {
            let (gemeente, today) = (view.frame.id, view.today());
            let plan = store::get_werkplan(tx, gemeente, id)?;
            let areas = wijken(view, plan.orgaan);
            if !actions::may_see(&view.actor, &areas) {
                return Err(Error::NotFound("werkplan"));
            }
            let names = delen::names(tx, view)?;
            let afspraken = store::list_afspraken(tx, gemeente, id)?;
            let telling = rules::tally(&afspraken, today, &view.frame.zone);
            let only = view.frame.gebied_by_key(&wijk).map(|gebied| gebied.id);
            let mut delen = Vec::new();
            let all = store::list_aandachtsgebieden(tx, gemeente, id)?;
            let nu = Jaartal {
                jaar: plan.jaar,
                aandachtsgebieden: all.len(),
                telling,
            };
            for one in all {
                let elsewhere = only.is_some_and(|wijk| !one.wijken.contains(&wijk));
                if elsewhere || !sees(view, &one) {
                    continue;
                }
                let bijdragen = store::list_bijdragen(tx, gemeente, one.id)?;
                let regels: Vec<Regel> = afspraken
                    .iter()
                    .filter(|afspraak| afspraak.aandachtsgebied == one.id)
                    .filter(|afspraak| {
                        only.is_none() || afspraak.gebied.is_none() || afspraak.gebied == only
                    })
                    .map(|afspraak| delen::regel(&c, &names, &bijdragen, afspraak.clone()))
                    .filter(|regel| !van_mij || regel.mine)
                    .collect();
                if van_mij && regels.is_empty() {
                    continue;
                }
                let meldingen = store_meldingen::list_meldingen(tx, gemeente, one.id)?.len();
                let done = regels
                    .iter()
                    .filter(|regel| regel.badge() == "done")
                    .count();
                let carried = store::lineage(tx, gemeente, one.id)?.len() > 1;
                delen.push(Deel {
                    carried,
                    url: c.url(&format!("/aandachtsgebieden/{}", one.id)),
                    thema: delen::theme_class(view, &one),
                    done,
                    total: regels.len(),
                    regels,
                    meldingen,
                    one,
                });
            }
            let agreed = store::list_instemmingen(tx, gemeente, id, plan.versie + 1)?;
            let required = store::list_required(tx, gemeente, plan.orgaan, today)?;
            let vorig = store::find_werkplan_of(tx, gemeente, plan.orgaan, plan.jaar - 1)?;
            let vorig = match vorig {
                None => None,
                Some(vorig) => {
                    let then = store::list_afspraken(tx, gemeente, vorig.id)?;
                    let told = Jaartal {
                        jaar: vorig.jaar,
                        aandachtsgebieden: store::list_aandachtsgebieden(tx, gemeente, vorig.id)?
                            .len(),
                        telling: rules::tally(&then, today, &view.frame.zone),
                    };
                    Some((c.url(&format!("/werkplannen/{}", vorig.id)), told))
                }
            };
            Ok((plan, delen, agreed, required, vorig, nu, areas))
        })
        .await?
    };
    let (plan, delen, agreed, required, vorig, nu, areas) = shown;
    let view = &req.view;
    let team = view.frame.orgaan(plan.orgaan);
    page(&Show {
        team: team.map(|team| team.naam.clone()).unwrap_or_default(),
        wijken: view
            .frame
            .wijken()
            .filter(|wijk| areas.contains(&wijk.id))
            .map(|wijk| (wijk.sleutel.clone(), wijk.naam.clone()))
            .collect(),
        url: c.url(&format!("/werkplannen/{id}")),
        openbaar: c.url(&format!("/werkplannen/openbaar/{id}")),
        missing: required
            .into_iter()
            .filter(|id| !agreed.contains(id))
            .collect(),
        may_write: may_write(view, plan.orgaan),
        may_agree: actions::may_in(
            &view.actor,
            Permission::WerkplanAdopt,
            Some(plan.orgaan),
            areas,
        ),
        c,
        plan,
        delen,
        van_mij,
        wijk,
        agreed,
        vorig,
        nu,
    })
}

/// Agrees for one's own organisation.
pub(super) async fn agree(req: Req) -> Result<Response> {
    let id: WerkplanId = req.id("werkplan")?;
    let request = req.form.request_id();
    req.write(move |ctx| {
        actions::once(ctx, request, |ctx| {
            actions::agree(ctx, id).map(|done| done.to_string())
        })
    })
    .await?;
    Ok(redirect(&url(&req.view, &format!("/werkplannen/{id}"))))
}
