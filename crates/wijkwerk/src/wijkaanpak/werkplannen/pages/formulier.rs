//! The form to propose or change an aandachtsgebied.

use askama::Template;
use jiff::Timestamp;

use super::delen::Invulling;
use crate::access::Permission;
use crate::error::{Error, Result};
use crate::http::{Form, Req, Response, redirect};
use crate::ids::{AandachtsgebiedId, AccountId, GebiedId, OrganisatieId, WerkplanId};
use crate::layout::{C, Faults, page_with, url};
use crate::wijkaanpak::werkplannen::model::{Aandachtsgebied, NewAandachtsgebied, Van};
use crate::wijkaanpak::werkplannen::{actions, store};

#[derive(Template)]
#[template(path = "wijkaanpak/werkplannen/templates/aandachtsgebied_form.html")]
struct FormPage {
    c: C,
    inv: Invulling,
    action: String,
    /// The address to go back to.
    terug: String,
    titel: String,
    werkplan: WerkplanId,
    gezien: String,
    wijken: Vec<(GebiedId, String)>,
    themas: Vec<(String, String)>,
    organisaties: Vec<(OrganisatieId, String)>,
    personen: Vec<(OrganisatieId, AccountId, String)>,
    velden: Vec<(String, String, String)>,
}

impl FormPage {
    /// Whether this person was chosen for this organisation.
    fn names(&self, organisatie: &OrganisatieId, account: &AccountId) -> bool {
        self.inv
            .chosen(&format!("persoon_{organisatie}"), &account.to_string())
    }
}

/// The form for a new one.
pub(super) async fn new_form(req: Req) -> Result<Response> {
    let werkplan = req
        .query
        .parsed("werkplan")
        .ok_or(Error::NotFound("werkplan"))?;
    form_page(&req, werkplan, None, req.query.clone(), Faults::default()).await
}

async fn form_page(
    req: &Req,
    werkplan: WerkplanId,
    of: Option<Aandachtsgebied>,
    form: Form,
    faults: Faults,
) -> Result<Response> {
    let gemeente = req.frame.id;
    let (plan, people) = req
        .read(move |tx, _| {
            Ok((
                store::get_werkplan(tx, gemeente, werkplan)?,
                crate::kader::accounts::list_accounts(tx, gemeente)?,
            ))
        })
        .await?;
    let view = &req.view;
    let team = view
        .frame
        .orgaan(plan.orgaan)
        .ok_or(Error::NotFound("werkplan"))?;
    let areas = view.frame.wijken_of(team);
    let here = areas.iter().copied();
    if !actions::may_in(
        &view.actor,
        Permission::AandachtsgebiedWrite,
        Some(plan.orgaan),
        here,
    ) {
        return Err(Error::Forbidden(Permission::AandachtsgebiedWrite.key()));
    }
    let c = C::of(view);
    let (action, terug, titel) = match &of {
        None => (
            c.url("/aandachtsgebieden"),
            c.url(&format!("/werkplannen/{werkplan}")),
            c.t("wp-aandachtsgebied-nieuw"),
        ),
        Some(one) => {
            let own = c.url(&format!("/aandachtsgebieden/{}", one.id));
            (
                format!("{own}/wijzig"),
                own,
                c.t("wp-aandachtsgebied-wijzig"),
            )
        }
    };
    let wijken: Vec<_> = view
        .frame
        .wijken()
        .filter(|wijk| areas.contains(&wijk.id))
        .collect();
    let mut velden: Vec<(String, String, String)> = wijken
        .iter()
        .flat_map(|wijk| view.frame.inrichting.velden_of(&wijk.sleutel))
        .map(|veld| {
            let key = format!("veld_{}", veld.sleutel);
            let value = form.text(&key).to_owned();
            (key, crate::frame::pick(view.lang, &veld.naam), value)
        })
        .collect();
    velden.dedup_by(|a, b| a.0 == b.0);
    // A form that comes back keeps what it was made from: what others changed meanwhile is told, not overwritten.
    let gezien = match form.opt("gezien") {
        Some(gezien) => gezien.to_owned(),
        None => of.map(|one| one.changed_at.to_string()).unwrap_or_default(),
    };
    let shown = FormPage {
        inv: Invulling::new(&c, faults.clone(), form),
        gezien,
        wijken: wijken
            .iter()
            .map(|wijk| (wijk.id, wijk.naam.clone()))
            .collect(),
        themas: view
            .frame
            .inrichting
            .themas
            .iter()
            .map(|thema| (thema.sleutel.clone(), c.subject(&thema.sleutel)))
            .collect(),
        organisaties: view
            .frame
            .organisaties
            .iter()
            .map(|found| (found.id, found.naam.clone()))
            .collect(),
        personen: people
            .into_iter()
            .filter(|person| !person.ended)
            .filter_map(|person| Some((person.organisatie?, person.id, person.naam)))
            .collect(),
        c,
        action,
        terug,
        titel,
        werkplan,
        velden,
    };
    page_with(if faults.any() { 400 } else { 200 }, &shown)
}

fn wanted(form: &Form, werkplan: WerkplanId) -> NewAandachtsgebied {
    let ids = form.all("partners");
    NewAandachtsgebied {
        werkplan,
        titel: form.text("titel").to_owned(),
        behoefte: form.text("behoefte").to_owned(),
        behoefte_van: Van::from_word(form.text("behoefte_van")).unwrap_or(Van::Gemeente),
        behoefte_bron: form.opt("behoefte_bron").map(ToOwned::to_owned),
        wijken: form
            .all("wijken")
            .iter()
            .filter_map(|id| id.parse().ok())
            .collect(),
        themas: form.all("themas").iter().map(ToString::to_string).collect(),
        partners: ids
            .iter()
            .filter_map(|id| {
                let person = form.parsed(&format!("persoon_{id}"));
                Some((id.parse().ok()?, person))
            })
            .collect(),
        eigen_initiatief: form.ticked("eigen_initiatief"),
        integraal: form.ticked("integraal"),
        velden: form
            .fields()
            .iter()
            .filter(|(_, value)| !value.trim().is_empty())
            .filter_map(|(key, value)| {
                let key = key.strip_prefix("veld_")?;
                Some((key.to_owned(), value.trim().to_owned()))
            })
            .collect(),
        owner_organisatie: form.parsed("owner"),
    }
}

/// Proposes one.
pub(super) async fn propose(req: Req) -> Result<Response> {
    let werkplan = req
        .form
        .parsed("werkplan")
        .ok_or(Error::NotFound("werkplan"))?;
    let (wanted, request) = (wanted(&req.form, werkplan), req.form.request_id());
    let done = req
        .write(move |ctx| {
            actions::once(ctx, request, |ctx| {
                actions::propose_aandachtsgebied(ctx, &wanted).map(|id| id.to_string())
            })
        })
        .await;
    match done {
        Ok(id) => Ok(redirect(&url(
            &req.view,
            &format!("/aandachtsgebieden/{id}"),
        ))),
        Err(error) => {
            let faults = Faults::of(error)?;
            form_page(&req, werkplan, None, req.form.clone(), faults).await
        }
    }
}

pub(super) async fn found(req: &Req) -> Result<Aandachtsgebied> {
    let id: AandachtsgebiedId = req.id("aandachtsgebied")?;
    req.read(move |tx, view| {
        store::find_aandachtsgebied(tx, view.frame.id, id)?
            .filter(|one| actions::may_see(&view.actor, &one.wijken))
            .ok_or(Error::NotFound("aandachtsgebied"))
    })
    .await
}

/// The form of one that is there.
pub(super) async fn edit_form(req: Req) -> Result<Response> {
    let one = found(&req).await?;
    let mut fields: Vec<(String, String)> = vec![
        ("titel".into(), one.titel.clone()),
        ("behoefte".into(), one.behoefte.clone()),
        ("behoefte_van".into(), one.behoefte_van.word().into()),
        (
            "behoefte_bron".into(),
            one.behoefte_bron.clone().unwrap_or_default(),
        ),
    ];
    fields.extend(
        one.wijken
            .iter()
            .map(|id| ("wijken".to_owned(), id.to_string())),
    );
    fields.extend(
        one.themas
            .iter()
            .map(|key| ("themas".to_owned(), key.clone())),
    );
    for (id, person) in &one.partners {
        fields.push(("partners".into(), id.to_string()));
        if let Some(person) = person {
            fields.push((format!("persoon_{id}"), person.to_string()));
        }
    }
    for (flag, name) in [
        (one.eigen_initiatief, "eigen_initiatief"),
        (one.integraal, "integraal"),
    ] {
        if flag {
            fields.push((name.into(), "ja".into()));
        }
    }
    fields.extend(
        one.velden
            .iter()
            .map(|(key, value)| (format!("veld_{key}"), value.clone())),
    );
    fields.extend(one.owner.map(|id| ("owner".to_owned(), id.to_string())));
    let pairs: Vec<(&str, &str)> = fields
        .iter()
        .map(|(a, b)| (a.as_str(), b.as_str()))
        .collect();
    let form = Form::of(&pairs);
    form_page(&req, one.werkplan, Some(one), form, Faults::default()).await
}

/// Changes one.
pub(super) async fn change(req: Req) -> Result<Response> {
    let one = found(&req).await?;
    let (id, wanted) = (one.id, wanted(&req.form, one.werkplan));
    let seen_at: Option<Timestamp> = req.form.parsed("gezien");
    let done = req
        .do_once(move |ctx| actions::change_aandachtsgebied(ctx, id, &wanted, seen_at))
        .await;
    match done {
        Ok(()) => Ok(redirect(&url(
            &req.view,
            &format!("/aandachtsgebieden/{id}"),
        ))),
        Err(error) => {
            let faults = Faults::of(error)?;
            form_page(&req, one.werkplan, Some(one), req.form.clone(), faults).await
        }
    }
}
