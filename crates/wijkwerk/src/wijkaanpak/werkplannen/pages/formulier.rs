//! The form to propose or change an aandachtsgebied.

use askama::Template;
use jiff::Timestamp;

use super::delen::Invulling;
use crate::access::{Here, Permission};
use crate::error::{Error, Result};
use crate::http::{Form, Req, Response, redirect};
use crate::ids::{
    AandachtsgebiedId, AccountId, GebiedId, MeldingId, OrgaanId, OrganisatieId, WerkplanId,
};
use crate::layout::{C, Faults, page_with, url};
use crate::wijkaanpak::meldingen::{self, Bron, Melding, MeldingState, TriageOutcome};
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
    werkplan: Option<WerkplanId>,
    melding: Option<Begin>,
    /// Whether it is taken up now: then the two questions are asked (V-32).
    is_new: bool,
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

/// What the form is about: a team with its plan of the year, one that is there already, or a melding to take up.
struct FormSubject {
    orgaan: OrgaanId,
    /// Nothing yet when a melding is the first that this team takes up in a year.
    werkplan: Option<WerkplanId>,
    one: Option<Aandachtsgebied>,
    melding: Option<Begin>,
}

/// The melding that is taken up in a new aandachtsgebied, as whoever decides on it may read it.
struct Begin {
    melding: Melding,
    words: String,
}

/// The form for a new one.
pub(super) async fn new_form(req: Req) -> Result<Response> {
    let (about, form) = if let Some(id) = req.query.parsed::<MeldingId>("melding") {
        let about = of_melding(&req, id).await?;
        let form = about.melding.as_ref().map(first_words);
        (about, form.unwrap_or_default())
    } else {
        let werkplan = req.query.parsed("werkplan");
        let werkplan = werkplan.ok_or(Error::NotFound("werkplan"))?;
        (of_plan(&req, werkplan).await?, req.query.clone())
    };
    form_page(&req, about, form, Faults::default()).await
}

async fn of_plan(req: &Req, werkplan: WerkplanId) -> Result<FormSubject> {
    let plan = req
        .read(move |tx, view| store::get_werkplan(tx, view.frame.id, werkplan))
        .await?;
    Ok(FormSubject {
        orgaan: plan.orgaan,
        werkplan: Some(werkplan),
        one: None,
        melding: None,
    })
}

/// The team that plans for the wijk of this melding, for whoever may decide on it.
async fn of_melding(req: &Req, id: MeldingId) -> Result<FormSubject> {
    req.read(move |tx, view| {
        let (gemeente, frame) = (view.frame.id, &view.frame);
        let melding = meldingen::get_melding(tx, gemeente, id)?;
        let here = Here::gebied(melding.gebied);
        if !view.actor.may(Permission::MeldingTriage, &here) {
            return Err(Error::NotFound("melding"));
        }
        let team = frame.planning_team(melding.gebied);
        let orgaan = team.ok_or(Error::NotFound("orgaan"))?.id;
        let jaar = i64::from(view.today().year());
        let plan = store::find_werkplan_of(tx, gemeente, orgaan, jaar)?;
        let (words, _) = meldingen::find_tekst(tx, gemeente, id)?.unwrap_or_default();
        Ok(FormSubject {
            orgaan,
            werkplan: plan.map(|plan| plan.id),
            one: None,
            melding: Some(Begin { melding, words }),
        })
    })
    .await
}

/// What a melding says of itself. The words of the reporter stay out: the need becomes public.
fn first_words(of: &Begin) -> Form {
    let van = match of.melding.bron {
        Bron::Bewoner | Bron::Bewonersorgaan => Van::Bewoners,
        Bron::Organisatie => Van::Partner,
        Bron::Medewerker | Bron::Import => Van::Gemeente,
    };
    let wijk = of.melding.gebied.to_string();
    let mut fields = vec![("behoefte_van", van.word()), ("wijken", wijk.as_str())];
    fields.extend(of.melding.thema.as_deref().map(|thema| ("themas", thema)));
    Form::of(&fields)
}

async fn form_page(req: &Req, about: FormSubject, form: Form, faults: Faults) -> Result<Response> {
    let gemeente = req.frame.id;
    let people = req
        .read(move |tx, _| crate::kader::accounts::list_accounts(tx, gemeente))
        .await?;
    let view = &req.view;
    let team = view.frame.orgaan(about.orgaan);
    let team = team.ok_or(Error::NotFound("werkplan"))?;
    let areas = view.frame.wijken_of(team);
    let here = areas.iter().copied();
    if !actions::may_in(
        &view.actor,
        Permission::AandachtsgebiedWrite,
        Some(about.orgaan),
        here,
    ) {
        return Err(Error::Forbidden(Permission::AandachtsgebiedWrite.key()));
    }
    let c = C::of(view);
    let (action, terug, titel) = addresses(&c, &about);
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
    let is_new = about.one.is_none();
    // A form that comes back keeps what it was made from: what others changed meanwhile is told, not overwritten.
    let gezien = match form.opt("gezien") {
        Some(gezien) => gezien.to_owned(),
        None => about
            .one
            .map(|one| one.changed_at.to_string())
            .unwrap_or_default(),
    };
    let organisaties = &view.frame.organisaties;
    let themas = &view.frame.inrichting.themas;
    let shown = FormPage {
        inv: Invulling::new(&c, faults.clone(), form),
        gezien,
        wijken: wijken
            .iter()
            .map(|wijk| (wijk.id, wijk.naam.clone()))
            .collect(),
        themas: themas
            .iter()
            .map(|thema| (thema.sleutel.clone(), c.subject(&thema.sleutel)))
            .collect(),
        organisaties: organisaties
            .iter()
            .map(|found| (found.id, found.naam.clone()))
            .collect(),
        personen: people
            .into_iter()
            .filter(|person| !person.ended)
            .filter_map(|person| Some((person.organisatie?, person.id, person.naam)))
            .collect(),
        melding: about.melding,
        is_new,
        werkplan: about.werkplan,
        c,
        action,
        terug,
        titel,
        velden,
    };
    page_with(faults.status(), &shown)
}

/// Where the form goes, where "annuleren" goes, and what it is called.
fn addresses(c: &C, about: &FormSubject) -> (String, String, String) {
    if let Some(one) = &about.one {
        let own = c.url(&format!("/aandachtsgebieden/{}", one.id));
        let title = c.t("wp-aandachtsgebied-wijzig");
        return (format!("{own}/wijzig"), own, title);
    }
    let back = match (&about.melding, about.werkplan) {
        (Some(of), _) => c.url(&format!("/meldingen/triage?melding={}", of.melding.id)),
        (None, Some(werkplan)) => c.url(&format!("/werkplannen/{werkplan}")),
        (None, None) => c.url("/werkplannen"),
    };
    let title = c.t("wp-aandachtsgebied-nieuw");
    (c.url("/aandachtsgebieden"), back, title)
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

/// Proposes one, and takes up the melding that it began with.
pub(super) async fn propose(req: Req) -> Result<Response> {
    let about = if let Some(id) = req.form.parsed::<MeldingId>("melding") {
        of_melding(&req, id).await?
    } else {
        let werkplan = req.form.parsed("werkplan");
        of_plan(&req, werkplan.ok_or(Error::NotFound("werkplan"))?).await?
    };
    let (form, request) = (req.form.clone(), req.form.request_id());
    let (orgaan, werkplan) = (about.orgaan, about.werkplan);
    let jaar = i64::from(req.today().year());
    let melding = about.melding.as_ref().map(|of| of.melding.id);
    let seen = MeldingState::from_word(req.form.text("stand"));
    let done = req
        .write(move |ctx| {
            actions::once(ctx, request, |ctx| {
                let werkplan = match werkplan {
                    Some(id) => id,
                    None => actions::start_werkplan(ctx, orgaan, jaar)?,
                };
                let id = actions::propose_aandachtsgebied(ctx, &wanted(&form, werkplan))?;
                if let Some(melding) = melding {
                    let outcome = TriageOutcome::Aandachtsgebied(id);
                    meldingen::staff::decide(ctx, melding, seen, &outcome, None)?;
                }
                Ok(id.to_string())
            })
        })
        .await;
    match done {
        Ok(id) => {
            let taken_up = melding.map_or("", |_| "?opgenomen=1");
            let to = format!("/aandachtsgebieden/{id}{taken_up}");
            Ok(redirect(&url(&req.view, &to)))
        }
        Err(error) => {
            let faults = Faults::or_refusal(error)?;
            form_page(&req, about, req.form.clone(), faults).await
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

async fn of_one(req: &Req, one: Aandachtsgebied) -> Result<FormSubject> {
    let about = of_plan(req, one.werkplan).await?;
    Ok(FormSubject {
        one: Some(one),
        ..about
    })
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
    form_page(&req, of_one(&req, one).await?, form, Faults::default()).await
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
            let faults = Faults::or_refusal(error)?;
            let about = of_one(&req, one).await?;
            form_page(&req, about, req.form.clone(), faults).await
        }
    }
}
