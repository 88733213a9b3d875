//! One werkplan: what the partners of a team agreed to do this year.

use askama::Template;
use jiff::civil::Date;

use super::delen::{self, Invulling, Regel};
use super::planregels::{self, Planlijst};
use crate::access::Permission;
use crate::error::{Error, Result};
use crate::http::{Req, Response, redirect};
use crate::ids::{OrgaanId, OrganisatieId, WerkplanId};
use crate::layout::{C, Faults, page_with, url};
use crate::wijkaanpak::werkplannen::combineren::Hint;
use crate::wijkaanpak::werkplannen::model::{Aandachtsgebied, Werkplan};
use crate::wijkaanpak::werkplannen::rules::{self, Telling};
use crate::wijkaanpak::werkplannen::{actions, store, store_meldingen};

/// Whether whoever looks may open this one.
pub(super) fn sees(view: &crate::http::View, one: &Aandachtsgebied) -> bool {
    actions::may_see(&view.actor, &one.wijken)
}

pub(super) fn wijken(view: &crate::http::View, orgaan: OrgaanId) -> Vec<crate::ids::GebiedId> {
    view.frame
        .orgaan(orgaan)
        .map(|orgaan| view.frame.wijken_of(orgaan).into_iter().collect())
        .unwrap_or_default()
}

pub(super) fn may_write(view: &crate::http::View, orgaan: OrgaanId) -> bool {
    let permission = Permission::AandachtsgebiedWrite;
    actions::may_in(&view.actor, permission, Some(orgaan), wijken(view, orgaan))
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
    inv: Invulling,
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
    /// Plans of partners and of the gemeente in its wijken (V-59, V-83).
    plannen: Planlijst,
    hints: Vec<Hint>,
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
    render(&req, Faults::default()).await
}

async fn render(req: &Req, faults: Faults) -> Result<Response> {
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
            let near: Vec<_> = areas
                .iter()
                .copied()
                .filter(|wijk| only.is_none_or(|only| only == *wijk))
                .collect();
            let beside = planregels::lijst(tx, &c, plan.jaar, &near)?;
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
            Ok((plan, delen, agreed, required, vorig, nu, areas, beside))
        })
        .await?
    };
    let (plan, delen, agreed, required, vorig, nu, areas, beside) = shown;
    let (plannen, hints) = beside;
    let view = &req.view;
    let team = view.frame.orgaan(plan.orgaan);
    let status = faults.status();
    let shown = Show {
        inv: Invulling::new(&c, faults, req.form.clone()),
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
        plannen,
        hints,
    };
    page_with(status, &shown)
}

/// Agrees for one's own organisation.
pub(super) async fn agree(req: Req) -> Result<Response> {
    let id: WerkplanId = req.id("werkplan")?;
    let request = req.form.request_id();
    let done = req
        .write(move |ctx| {
            actions::once(ctx, request, |ctx| {
                actions::agree(ctx, id).map(|done| done.to_string())
            })
        })
        .await;
    match done {
        Ok(_) => Ok(redirect(&url(&req.view, &format!("/werkplannen/{id}")))),
        Err(error) => render(&req, Faults::or_refusal(error)?).await,
    }
}
