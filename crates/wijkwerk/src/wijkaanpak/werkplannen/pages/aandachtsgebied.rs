//! One aandachtsgebied with everything behind it, and what can be done with it.

use std::collections::BTreeMap;

use askama::Template;
use jiff::Timestamp;

use super::bewijs;
use super::delen::{self, Invulling, Regel};
use super::formulier::found;
use crate::access::Permission;
use crate::error::{Error, Result};
use crate::http::{Req, Response, View, redirect};
use crate::ids::{AandachtsgebiedId, OrganisatieId};
use crate::layout::{C, Faults, page_with, url};
use crate::wijkaanpak::meldingen::staff::parts;
use crate::wijkaanpak::werkplannen::combineren::Hint;
use crate::wijkaanpak::werkplannen::model::{
    Aandachtsgebied, AandachtsgebiedState, Resultaat, Van, Werkplan,
};
use crate::wijkaanpak::werkplannen::publiek::totals;
use crate::wijkaanpak::werkplannen::store_meldingen::{self, MeldingBehind};
use crate::wijkaanpak::werkplannen::{actions, rules, store};

#[derive(Template)]
#[template(path = "wijkaanpak/werkplannen/templates/aandachtsgebied.html")]
struct Show {
    c: C,
    inv: Invulling,
    one: Aandachtsgebied,
    plan: Werkplan,
    thema: usize,
    url: String,
    regels: Vec<Regel>,
    resultaten: Vec<Resultaat>,
    /// Of each side what it promised and what it put in so far.
    sommen: Vec<(Van, Vec<String>)>,
    meldingen: Vec<Achter>,
    kaart: String,
    partners: Vec<(OrganisatieId, String)>,
    hints: Vec<Hint>,
    velden: Vec<(String, String)>,
    dagen: (Option<i64>, Option<i64>),
    may_write: bool,
    may_deal: bool,
    may_result: bool,
    /// May they show photos of results to everybody?
    may_reveal: bool,
    /// A melding was just taken up in it.
    taken_up: bool,
}

/// A melding behind it, as a line: what it is about, and when it came.
struct Achter {
    url: String,
    titel: String,
    onder: String,
}

impl Show {
    fn next(&self) -> Option<&Regel> {
        self.regels
            .iter()
            .find(|regel| regel.afspraak.state.is_open())
    }
}

/// One aandachtsgebied with everything behind it.
pub(super) async fn show(req: Req) -> Result<Response> {
    render(&req, Faults::default()).await
}

/// The page, with what is wrong with a form on it.
pub(super) async fn render(req: &Req, faults: Faults) -> Result<Response> {
    let id: AandachtsgebiedId = req.id("aandachtsgebied")?;
    let status = faults.status();
    let c = C::of(&req.view);
    let inv = Invulling::new(&c, faults, req.form.clone());
    let shown = req
        .read(move |tx, view| load(tx, view, &c, &inv, id))
        .await?;
    let taken_up = req.query.ticked("opgenomen");
    page_with(status, &Show { taken_up, ..shown })
}

fn load(
    tx: &mut kit::db::Read<'_>,
    view: &View,
    c: &C,
    inv: &Invulling,
    id: AandachtsgebiedId,
) -> Result<Show> {
    let gemeente = view.frame.id;
    let one = store::get_aandachtsgebied(tx, gemeente, id)?;
    if !actions::may_see(&view.actor, &one.wijken) {
        return Err(Error::NotFound("aandachtsgebied"));
    }
    let plan = store::get_werkplan(tx, gemeente, one.werkplan)?;
    let names = delen::names(tx, view)?;
    let bijdragen = store::list_bijdragen(tx, gemeente, id)?;
    let afspraken = store::list_afspraken_of(tx, gemeente, id)?;
    let meldingen = store_meldingen::list_meldingen(tx, gemeente, id)?;
    let first = meldingen.first().map(|melding| melding.submitted_at);
    let raised = rules::raised(one.created_at, first);
    let agreed = afspraken.iter().filter_map(|one| one.accepted_at).min();
    let confirmed = store_meldingen::first_confirmed(tx, gemeente, id)?;
    let day = |at: Timestamp| view.frame.today(at);
    let dagen = rules::lead_times(day(raised), agreed.map(day), confirmed.map(day));
    let may = |permission| {
        let wijken = one.wijken.iter().copied();
        actions::may_in(&view.actor, permission, Some(plan.orgaan), wijken)
    };
    let lang = view.lang;
    let labels = one.wijken.iter().filter_map(|id| view.frame.gebied(*id));
    let labels: BTreeMap<String, String> = labels
        .flat_map(|gebied| view.frame.inrichting.velden_of(&gebied.sleutel))
        .map(|veld| (veld.sleutel.clone(), crate::frame::pick(lang, &veld.naam)))
        .collect();
    Ok(Show {
        thema: delen::theme_class(view, &one),
        url: c.url(&format!("/aandachtsgebieden/{id}")),
        sommen: totals(&bijdragen, &afspraken)
            .into_iter()
            .map(|sum| {
                let promised = (sum.promised_minuten, sum.promised_cents);
                let so_far = (sum.minuten, sum.cents);
                (sum.van, delen::inbreng(c, promised, so_far))
            })
            .collect(),
        regels: afspraken
            .into_iter()
            .map(|afspraak| delen::regel(c, &names, &bijdragen, afspraak))
            .collect(),
        resultaten: store::list_resultaten(tx, gemeente, id)?,
        partners: one
            .partners
            .iter()
            .map(|(id, account)| {
                let person = account.and_then(|account| names.get(&account).cloned());
                (*id, person.unwrap_or_default())
            })
            .collect(),
        hints: actions::combination_hints(tx, &view.frame, plan.jaar, &one.wijken)?,
        velden: one
            .velden
            .iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(key, value)| (labels.get(key).unwrap_or(key).clone(), value.clone()))
            .collect(),
        may_write: may(Permission::AandachtsgebiedWrite),
        may_deal: may(Permission::AfspraakWrite) && one.state.is_open(),
        may_result: may(Permission::ResultaatWrite) && one.state == AandachtsgebiedState::Active,
        may_reveal: may(Permission::ResultaatWrite),
        taken_up: false,
        c: c.clone(),
        inv: inv.clone(),
        kaart: map(c, &one, &meldingen),
        meldingen: meldingen.iter().map(|melding| behind(c, melding)).collect(),
        dagen,
        plan,
        one,
    })
}

fn title(c: &C, melding: &MeldingBehind) -> String {
    let wijk = c.gebied(melding.gebied);
    match (&melding.sentence, &melding.subject) {
        (Some(sentence), _) => sentence.clone(),
        (None, Some(key)) => c.t2("wp-melding-over", "onderwerp", c.subject(key), "wijk", wijk),
        (None, None) => wijk,
    }
}

fn behind(c: &C, melding: &MeldingBehind) -> Achter {
    let day = c.day_plain(c.day_of(melding.submitted_at));
    Achter {
        url: url_of(c, melding),
        titel: title(c, melding),
        onder: c.t2("wp-melding-onder", "nummer", melding.nummer, "dag", day),
    }
}

/// Where a melding is read: among the staff pages by who reads meldingen, in public by others.
fn url_of(c: &C, melding: &MeldingBehind) -> String {
    let page = if c.may(Permission::MeldingRead) {
        "meldingen"
    } else {
        "melding-openbaar"
    };
    c.url(&format!("/{page}/{}", melding.id))
}

/// The wijken it is about, with the meldingen behind it as points that lead to them.
fn map(c: &C, one: &Aandachtsgebied, meldingen: &[MeldingBehind]) -> String {
    let punten: Vec<_> = meldingen
        .iter()
        .filter_map(|melding| {
            let subject = melding.subject.as_deref();
            let class = subject.map_or("", |key| parts::theme(&c.view.frame, key));
            let href = url_of(c, melding);
            parts::point(melding.place, class, title(c, melding), Some(href))
        })
        .collect();
    let wijken = one.wijken.iter().copied().collect();
    let titel = c.t1("wp-kaart-meldingen", "aantal", punten.len());
    parts::map(c, "kaart-aandachtsgebied", &wijken, &titel, &punten)
}

async fn answered(req: Req, done: Result<String>) -> Result<Response> {
    match done {
        Ok(id) => Ok(redirect(&url(
            &req.view,
            &format!("/aandachtsgebieden/{id}"),
        ))),
        Err(error) => render(&req, Faults::or_refusal(error)?).await,
    }
}

/// Lets go of one.
pub(super) async fn let_go(req: Req) -> Result<Response> {
    let id: AandachtsgebiedId = req.id("aandachtsgebied")?;
    let reason = req.form.text("reason").to_owned();
    let request = req.form.request_id();
    let done = req
        .write(move |ctx| {
            actions::once(ctx, request, |ctx| {
                actions::drop_aandachtsgebied(ctx, id, &reason).map(|()| id.to_string())
            })
        })
        .await;
    answered(req, done).await
}

/// Calls one resolved.
pub(super) async fn resolved(req: Req) -> Result<Response> {
    let id: AandachtsgebiedId = req.id("aandachtsgebied")?;
    let request = req.form.request_id();
    let done = req
        .write(move |ctx| {
            actions::once(ctx, request, |ctx| {
                actions::resolve(ctx, id).map(|()| id.to_string())
            })
        })
        .await;
    answered(req, done).await
}

/// Carries one over into next year's plan, which is started if it is not there.
pub(super) async fn to_next_year(req: Req) -> Result<Response> {
    let one = found(&req).await?;
    let (id, werkplan, request) = (one.id, one.werkplan, req.form.request_id());
    let wijken = one.wijken;
    let done = req
        .write(move |ctx| {
            actions::once(ctx, request, |ctx| {
                let gemeente = ctx.gemeente();
                let plan = store::get_werkplan(ctx, gemeente, werkplan)?;
                let team = actions::follower(ctx, &plan, &wijken);
                let next = actions::start_werkplan(ctx, team, plan.jaar + 1)?;
                actions::carry_over(ctx, id, next).map(|id| id.to_string())
            })
        })
        .await;
    answered(req, done).await
}

/// Records what was achieved.
pub(super) async fn result(req: Req) -> Result<Response> {
    let id: AandachtsgebiedId = req.id("aandachtsgebied")?;
    let proof = match bewijs::proof_of(&req).await {
        Ok(proof) => proof,
        Err(error) => return render(&req, Faults::or_refusal(error)?).await,
    };
    let (wat, request) = (req.form.text("wat").to_owned(), req.form.request_id());
    let done = req
        .write(move |ctx| {
            actions::once(ctx, request, |ctx| {
                actions::record_result(ctx, id, &wat, &proof).map(|_| id.to_string())
            })
        })
        .await;
    answered(req, done).await
}
