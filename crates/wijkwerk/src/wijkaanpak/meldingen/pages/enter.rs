//! Entering a melding for somebody else: by telephone, at the desk, for residents together, for a partner.

use askama::Template;

use super::super::model::Bron;
use super::super::{actions, get_melding};
use super::melden::with_faults;
use super::velden::{Beeld, Keuze, Velden, beeld};
use crate::access::{Here, Permission, Reach};
use crate::error::{Error, FieldError, Result, Sentence};
use crate::frame::pick;
use crate::http::{Req, Response, View, come_back_after, redirect};
use crate::ids::{MeldingId, OrganisatieId};
use crate::kader::organisaties::{Orgaan, Organisatie};
use crate::layout::{self, C, Faults, page_with};

#[derive(Template)]
#[template(path = "wijkaanpak/meldingen/templates/invoeren.html")]
struct InvoerenPage {
    c: C,
    v: Velden,
    b: Beeld,
    faults: Faults,
    kanalen: Vec<Keuze>,
    namens: Vec<Keuze>,
    filled: bool,
    /// The number of one that went to a team elsewhere, where this visitor does not follow it.
    gedaan: Option<i64>,
}

fn render(req: &Req, status: u16, v: Velden, faults: Faults) -> Result<Response> {
    let c = C::of(&req.view);
    let b = beeld(&req.view, &v, &c.t("melden-kaart-titel"))?;
    let kanalen = kanalen(&req.view, &v.kanaal);
    let namens = namens(&c, &v.namens);
    let filled = !req.form.fields().is_empty();
    page_with(
        status,
        &InvoerenPage {
            c,
            v,
            b,
            faults,
            kanalen,
            namens,
            filled,
            gedaan: req.query.parsed("gedaan"),
        },
    )
}

fn choice(waarde: String, naam: String, chosen: &str) -> Keuze {
    Keuze {
        gekozen: waarde == chosen,
        waarde,
        naam,
        voorbeeld: String::new(),
        icon: "inbox",
        kleur: 1,
    }
}

/// The channels of this gemeente; what comes in by itself is not entered by hand.
fn kanalen(view: &View, chosen: &str) -> Vec<Keuze> {
    view.frame
        .inrichting
        .kanalen
        .iter()
        .filter(|kanaal| !matches!(kanaal.sleutel.as_str(), "digitaal" | "import"))
        .map(|kanaal| {
            choice(
                kanaal.sleutel.clone(),
                pick(view.lang, &kanaal.naam),
                chosen,
            )
        })
        .collect()
}

/// Whoever sits at a desk is there for residents, whoever employs them (L-25).
fn at_desk(view: &View) -> bool {
    view.actor.may(Permission::ContactEnter, &Here::ANYWHERE)
}

/// For whom it can be: whoever belongs to a partner or a body of residents enters for that one.
fn namens(c: &C, chosen: &str) -> Vec<Keuze> {
    let view = &c.view;
    let resident = choice("bewoner".into(), c.t("invoeren-namens-bewoner"), chosen);
    if let Some(own) = own_party(view) {
        let id = own.id.to_string();
        return if at_desk(view) {
            vec![resident, choice(id, own.naam, chosen)]
        } else {
            vec![choice(id.clone(), own.naam, &id)]
        };
    }
    let parties = view
        .frame
        .organisaties
        .iter()
        .filter(|party| party.soort != "gemeente")
        .map(|party| choice(party.id.to_string(), party.naam.clone(), chosen));
    [
        resident,
        choice(
            "medewerker".into(),
            c.t("invoeren-namens-medewerker"),
            chosen,
        ),
    ]
    .into_iter()
    .chain(parties)
    .collect()
}

/// Somebody for whom a melding can be entered.
struct Party {
    id: uuid::Uuid,
    naam: String,
    bron: Bron,
}

impl From<&Organisatie> for Party {
    fn from(found: &Organisatie) -> Self {
        Self {
            id: found.id.0,
            naam: found.naam.clone(),
            bron: if found.soort == "bewonersorgaan" {
                Bron::Bewonersorgaan
            } else {
                Bron::Organisatie
            },
        }
    }
}

/// The body of residents in which the visitor has a role, or the partner that the visitor belongs to.
fn own_party(view: &View) -> Option<Party> {
    let account = view.actor.account()?;
    let body = account.grants.iter().find_map(|grant| {
        let Reach::Orgaan(id, _) = &grant.reach else {
            return None;
        };
        let of_residents = |orgaan: &&Orgaan| orgaan.id == *id && orgaan.is_bewonersorgaan();
        view.frame.organen.iter().find(of_residents)
    });
    if let Some(body) = body {
        return Some(Party {
            id: body.id.0,
            naam: body.naam.clone(),
            bron: Bron::Bewonersorgaan,
        });
    }
    view.frame
        .organisatie(account.organisatie?)
        .filter(|party| party.soort != "gemeente")
        .map(Party::from)
}

fn source(view: &View, namens: &str) -> Option<(Bron, Option<uuid::Uuid>)> {
    let party = own_party(view).filter(|_| namens != "bewoner" || !at_desk(view));
    let party = party.or_else(|| {
        let id = namens.parse::<OrganisatieId>().ok()?;
        view.frame.organisatie(id).map(Party::from)
    });
    match (party, namens) {
        (Some(party), _) => Some((party.bron, Some(party.id))),
        (None, "bewoner") => Some((Bron::Bewoner, None)),
        (None, "medewerker") => Some((Bron::Medewerker, None)),
        _ => None,
    }
}

/// The empty form.
pub(super) async fn show(req: Req) -> Result<Response> {
    let mut v = Velden::fresh(&req.view, req.query.text("wijk"));
    v.namens = "bewoner".into();
    req.query.text("kanaal").clone_into(&mut v.kanaal);
    render(&req, 200, v, Faults::default())
}

/// Takes the form in; then the melding itself is shown.
pub(super) async fn send(req: Req) -> Result<Response> {
    let mut v = Velden::read(&req.view, &req.form);
    let mut faults = v.faults();
    faults.extend(v.keep_photos(&req).await?);
    if v.kanaal.is_empty() {
        // An unknown channel is refused by the action itself.
        faults.push(fault("kanaal", "melden-kanaal-kies"));
    }
    let from = source(&req.view, &v.namens);
    if from.is_none() {
        faults.push(fault("namens", "invoeren-namens-kies"));
    }
    match submit(&req, &v, from.unwrap_or((Bron::Bewoner, None)), faults).await {
        Ok(id) => {
            let path = after(&req, id).await?;
            Ok(redirect(&layout::url(&req.view, &path)))
        }
        Err(error) if error.status() == 503 => {
            let faults = Faults(vec![fault("melden", "fout-even-niet")]);
            let mut response = render(&req, 503, v, faults)?;
            come_back_after(&mut response, &error);
            Ok(response)
        }
        Err(error) => render(&req, 400, v, Faults::of(error)?),
    }
}

/// Where it can be followed; who does not work there is told that it arrived.
async fn after(req: &Req, id: MeldingId) -> Result<String> {
    let gemeente = req.frame.id;
    let made = req.read(move |tx, _| get_melding(tx, gemeente, id)).await?;
    let here = Here::gebied(made.gebied);
    Ok(if req.actor.may(Permission::MeldingRead, &here) {
        format!("/meldingen/{id}")
    } else {
        format!("/meldingen/invoeren?gedaan={}", made.nummer)
    })
}

fn fault(field: &'static str, key: &'static str) -> FieldError {
    FieldError {
        field,
        sentence: Sentence::new(key),
    }
}

async fn submit(
    req: &Req,
    v: &Velden,
    (bron, bron_id): (Bron, Option<uuid::Uuid>),
    before: Vec<FieldError>,
) -> Result<MeldingId> {
    let kanaal = if v.kanaal.is_empty() {
        "digitaal"
    } else {
        v.kanaal.as_str()
    };
    let new = v.melding(&req.view, kanaal, bron, bron_id);
    let request = v.request();
    req.write(move |ctx| {
        // Asked here too: a resident's own form needs no permission, this page does.
        ctx.require(Permission::MeldingEnter, &Here::ANYWHERE)?;
        let done = actions::submit(ctx, &new, request);
        let id = done.as_ref().map(|submitted| submitted.id).ok();
        with_faults(&before, done)?;
        id.ok_or_else(|| Error::Internal("submitted without id".into()))
    })
    .await
}
