//! Triage: the oldest that waits, with what is near it and four ways to go; one page per decision.

use std::collections::BTreeSet;
use std::sync::Arc;

use askama::Template;
use jiff::Timestamp;
use kit::db::Read;

use super::near::{self, Near, Same};
use super::parts::{self, Choice};
use super::{actions, store};
use crate::access::{Here, Permission};
use crate::error::{Error, Result, Sentence};
use crate::handler;
use crate::http::{Form, Guard, Kind, Place, Req, Response, Route, View, redirect};
use crate::ids::{AandachtsgebiedId, GebiedId, MeldingId, OrganisatieId};
use crate::layout::{self, C};
use crate::wijkaanpak::meldingen::rules::UNDO;
use crate::wijkaanpak::meldingen::{
    Foto, Melding, MeldingState, TriageOutcome, find_tekst, get_melding, list_fotos, triage,
};

/// Most rows of the list on the left.
const QUEUE: i64 = 60;
/// Reasons that can be given in one tap; each a sentence of the locale files.
const REASONS: [&str; 4] = [
    "triage-reden-grond",
    "triage-reden-al-bezig",
    "triage-reden-niet-gevonden",
    "triage-reden-hoort-zo",
];

pub(super) fn routes() -> Vec<Route> {
    let may = Guard::May(Permission::MeldingTriage);
    vec![
        Route::get(
            "meldingen.triage",
            "/{gemeente}/meldingen/triage",
            may,
            Kind::Page,
            handler!(show),
        )
        .at(Place::Gebied)
        .sample("melding={melding}"),
        Route::post(
            "meldingen.triage.beslis",
            "/{gemeente}/meldingen/{melding}/triage",
            may,
            handler!(decide),
        )
        .at(Place::Gebied)
        .sample("uitkomst=no_action&reden=Dit is grond van een ander."),
        Route::post(
            "meldingen.triage.terug",
            "/{gemeente}/meldingen/{melding}/terug",
            may,
            handler!(undo),
        )
        .at(Place::Gebied),
    ]
}

#[derive(Template)]
#[template(path = "wijkaanpak/meldingen/staff/templates/triage.html")]
struct Page {
    c: C,
    queue: Vec<Row>,
    more: bool,
    case: Option<Case>,
    toast: Option<Toast>,
    fault: Option<String>,
    /// The number of the melding that one was just joined into.
    joined: Option<i64>,
}

/// One line of the list.
struct Row {
    id: MeldingId,
    titel: String,
    subject: Option<String>,
    wijk: GebiedId,
    at: Timestamp,
    late: bool,
    current: bool,
}

/// What was just decided, and can be undone.
struct Toast {
    id: MeldingId,
    text: String,
}

/// The melding that is decided on.
struct Case {
    melding: Melding,
    titel: String,
    subject: Option<(String, &'static str)>,
    words: String,
    plaats: Option<String>,
    herkomst: String,
    fotos: Vec<Foto>,
    kaart: String,
    near: Vec<Near>,
    same: Vec<Same>,
    advice: &'static str,
    because: &'static str,
    vakken: Vec<Choice>,
    aandachtsgebieden: Vec<(AandachtsgebiedId, String)>,
    /// Whether a new one can be made for it.
    may_take_up: bool,
    partners: Vec<(OrganisatieId, String)>,
    reasons: Vec<&'static str>,
    team: Option<String>,
}

impl Case {
    /// Whether a photo of whoever let us know is kept.
    fn has_photo(&self) -> bool {
        self.fotos.iter().any(Foto::is_of_melder)
    }
}

async fn show(req: Req) -> Result<Response> {
    let chosen = req.query.parsed("melding");
    let done = req.query.parsed("gedaan");
    render(&req, chosen, done, None, 200).await
}

async fn render(
    req: &Req,
    chosen: Option<MeldingId>,
    done: Option<MeldingId>,
    fault: Option<String>,
    status: u16,
) -> Result<Response> {
    let view = req.view.clone();
    let (queue, more, case, toast) = req
        .read(move |tx, _| {
            let (queue, more) = list(tx, &view)?;
            let first = chosen.or(queue.first().map(|row| row.id));
            let case = first.map(|id| case(tx, &view, id)).transpose()?;
            let toast = done.map(|id| toast(tx, &view, id)).transpose()?.flatten();
            Ok((queue, more, case, toast))
        })
        .await?;
    let mut page = Page {
        c: C::of(&req.view),
        queue,
        more,
        case,
        toast,
        fault,
        joined: None,
    };
    // The toast says so too.
    if page.toast.is_none() {
        page.joined = req.query.parsed("samengevoegd");
    }
    for row in &mut page.queue {
        row.current = page
            .case
            .as_ref()
            .is_some_and(|case| case.melding.id == row.id);
    }
    layout::page_with(status, &page)
}

/// What waits within reach, the oldest first, and whether there is more.
fn list(tx: &mut Read<'_>, view: &Arc<View>) -> Result<(Vec<Row>, bool)> {
    let (gemeente, reach) = (view.frame.id, parts::reach(view, Permission::MeldingTriage));
    let mut found = Vec::new();
    if parts::is_everywhere(&view.frame, &reach) {
        found = store::queue(tx, gemeente, None, QUEUE + 1)?;
    } else {
        for gebied in reach {
            found.extend(store::queue(tx, gemeente, Some(gebied), QUEUE + 1)?);
        }
        found.sort_by_key(|row| (row.submitted_at, row.id));
    }
    let most = usize::try_from(QUEUE).unwrap_or(usize::MAX);
    let more = found.len() > most;
    found.truncate(most);
    let ids: Vec<MeldingId> = found.iter().map(|row| row.id).collect();
    let texts = store::texts_of(tx, gemeente, &ids)?;
    let c = C::of(view);
    let rows = found.into_iter().map(|row| Row {
        titel: parts::summary(
            &c,
            texts.get(&row.id).map_or("", String::as_str),
            row.subject(),
        ),
        subject: row.subject().map(|key| c.subject(key)),
        id: row.id,
        wijk: row.gebied,
        at: row.submitted_at,
        late: row.due.is_some_and(|due| due < view.today()),
        current: false,
    });
    Ok((rows.collect(), more))
}

fn case(tx: &mut Read<'_>, view: &Arc<View>, id: MeldingId) -> Result<Case> {
    let (gemeente, c) = (view.frame.id, C::of(view));
    let melding = get_melding(tx, gemeente, id)?;
    let here = Here::gebied(melding.gebied);
    if !view.actor.may(Permission::MeldingTriage, &here) {
        return Err(Error::NotFound("melding"));
    }
    let (words, plaats) = find_tekst(tx, gemeente, id)?.unwrap_or_default();
    let near = near::list(tx, view, &melding)?;
    let same = near::list_same(tx, view, &melding, plaats.as_deref(), &near)?;
    let vakken = parts::discipline_choices(view, melding.discipline.as_deref());
    let (advice, because) = match triage::suggestion(&melding, near.len()) {
        // Nothing is advised that cannot be chosen.
        ("taken", _) if vakken.is_empty() => ("", ""),
        suggested => suggested,
    };
    let subject = melding.subject().map(ToOwned::to_owned);
    let own = subject.as_deref();
    let herkomst = c.tk("staf-bron", melding.bron.word());
    Ok(Case {
        titel: parts::summary(&c, &words, own),
        subject: own.map(|key| (c.subject(key), parts::theme(&view.frame, key))),
        words,
        plaats,
        herkomst,
        fotos: list_fotos(tx, gemeente, id)?,
        kaart: near::map(&c, &melding, &near),
        same,
        near,
        advice,
        because,
        vakken,
        aandachtsgebieden: store::open_aandachtsgebieden(tx, gemeente, melding.gebied)?,
        may_take_up: may_take_up(view, &melding),
        partners: partners(tx, view, &c)?,
        reasons: REASONS.to_vec(),
        team: team(view, &melding),
        melding,
    })
}

fn team(view: &View, melding: &Melding) -> Option<String> {
    let orgaan = view.frame.orgaan(melding.orgaan?)?;
    Some(orgaan.naam.clone())
}

/// Whether the visitor may make an aandachtsgebied of the team that plans there.
fn may_take_up(view: &View, melding: &Melding) -> bool {
    view.frame
        .planning_team(melding.gebied)
        .is_some_and(|team| {
            let here = Here {
                orgaan: Some(team.id),
                ..Here::gebied(melding.gebied)
            };
            view.actor.may(Permission::AandachtsgebiedWrite, &here)
        })
}

/// Whom it can be sent on to, each with how it is called; where nobody can answer it says so.
fn partners(tx: &mut Read<'_>, view: &View, c: &C) -> Result<Vec<(OrganisatieId, String)>> {
    let frame = &view.frame;
    let may_answer = |rol: &str| {
        let permissions = frame.inrichting.permissions_of(rol);
        permissions.contains(&Permission::MeldingPartner)
    };
    let answering: BTreeSet<OrganisatieId> =
        store::roles_of_organisaties(tx, frame.id, view.today())?
            .into_iter()
            .filter(|(_, rol)| may_answer(rol))
            .map(|(organisatie, _)| organisatie)
            .collect();
    let all = frame.organisaties.iter();
    let partners = all.filter(|organisatie| organisatie.soort != "gemeente");
    Ok(partners
        .map(|organisatie| {
            let naam = organisatie.naam.clone();
            if answering.contains(&organisatie.id) {
                (organisatie.id, naam)
            } else {
                (organisatie.id, c.t1("triage-partner-niemand", "wie", naam))
            }
        })
        .collect())
}

/// Tells where the last one went, as long as that can be undone.
fn toast(tx: &mut Read<'_>, view: &Arc<View>, id: MeldingId) -> Result<Option<Toast>> {
    let melding = get_melding(tx, view.frame.id, id)?;
    let fresh = melding
        .triaged_at
        .is_some_and(|at| view.now.duration_since(at) < UNDO);
    let here = Here::gebied(melding.gebied);
    let into = melding.samengevoegd_met;
    if !fresh
        || (melding.state == MeldingState::Submitted && into.is_none())
        || !view.actor.may(Permission::MeldingTriage, &here)
    {
        return Ok(None);
    }
    let c = C::of(view);
    if let Some(into) = into {
        let nummer = get_melding(tx, view.frame.id, into)?.nummer;
        let text = c.t1("staf-hoort-bij", "nummer", nummer.to_string());
        return Ok(Some(Toast { id, text }));
    }
    let to = match melding.state {
        MeldingState::Taken => team(view, &melding),
        MeldingState::Doorgezet => melding.organisatie.map(|id| c.organisatie(id)),
        MeldingState::Aandachtsgebied => match melding.aandachtsgebied {
            Some(into) => store::titel(tx, view.frame.id, into)?,
            None => None,
        },
        MeldingState::Submitted | MeldingState::NoAction => None,
    };
    let text = match to {
        Some(naam) => c.t1("triage-gezet", "naar", naam),
        None => c.tk("triage-gezet", melding.state.word()),
    };
    Ok(Some(Toast { id, text }))
}

async fn decide(req: Req) -> Result<Response> {
    let id: MeldingId = req.id("melding")?;
    let seen = MeldingState::from_word(req.form.text("stand"));
    let request = req.form.request_id();
    let decided = match outcome(&C::of(&req.view), &req.form) {
        Ok(outcome) => {
            req.write(move |ctx| actions::decide(ctx, id, seen, &outcome, request))
                .await
        }
        Err(error) => Err(error),
    };
    match decided {
        Ok(()) => Ok(redirect(&layout::url(
            &req.view,
            &format!("/meldingen/triage?gedaan={id}"),
        ))),
        Err(Error::Refused(said)) => {
            let fault = layout::sentence(&req.view, &said);
            render(&req, Some(id), None, Some(fault), 409).await
        }
        Err(other) => Err(other),
    }
}

/// What the form chose.
fn outcome(c: &C, form: &Form) -> Result<TriageOutcome> {
    let refuse = |key| Error::Refused(Sentence::new(key));
    match form.text("uitkomst") {
        "taken" => Ok(TriageOutcome::Taken {
            disciplines: form.all("vak").into_iter().map(ToOwned::to_owned).collect(),
        }),
        "aandachtsgebied" => form
            .parsed("aandachtsgebied")
            .map(TriageOutcome::Aandachtsgebied)
            .ok_or_else(|| refuse("triage-kies-aandachtsgebied")),
        "doorgezet" => form
            .parsed("organisatie")
            .map(TriageOutcome::Doorgezet)
            .ok_or_else(|| refuse("triage-kies-partner")),
        "no_action" => {
            let own = form.text("reden");
            let quick = REASONS.iter().find(|key| **key == form.text("reden_kies"));
            let reason = match quick {
                Some(key) if own.is_empty() => c.t(key),
                _ => own.to_owned(),
            };
            Ok(TriageOutcome::NoAction { reason })
        }
        _ => Err(refuse("triage-kies")),
    }
}

async fn undo(req: Req) -> Result<Response> {
    let id: MeldingId = req.id("melding")?;
    let state = req.once(move |ctx| actions::take_back(ctx, id)).await?;
    // What was on its way before it was joined is not decided on again.
    let to = if state == MeldingState::Submitted.word() {
        format!("/meldingen/triage?melding={id}")
    } else {
        format!("/meldingen/{id}")
    };
    Ok(redirect(&layout::url(&req.view, &to)))
}
