//! One melding: how it stands, what was said and seen, who raised it, what was done, and what may be done now.

use std::sync::Arc;

use askama::Template;
use jiff::Timestamp;
use kit::db::Read;

use super::parts::{self, Badge};
use super::store;
use crate::access::{Here, Permission};
use crate::error::{Error, Result};
use crate::handler;
use crate::http::{Guard, Kind, Place, Req, Response, Route, View};
use crate::ids::MeldingId;
use crate::journaal::{self, Line, Verb};
use crate::layout::{self, C, Faults};
use crate::wijkaanpak::meldingen::{
    FieldState, Foto, Melding, MeldingState, OwedReceipt, find_owed_receipt, find_tekst,
    get_melding, list_fotos, partner,
};
use crate::wijkaanpak::taken::{self, Taak};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get(
            "meldingen.een",
            "/{gemeente}/meldingen/{melding}",
            Guard::May(Permission::MeldingRead),
            Kind::Page,
            handler!(show),
        )
        .at(Place::Gebied),
    ]
}

#[derive(Template)]
#[template(path = "wijkaanpak/meldingen/staff/templates/detail.html")]
struct Page {
    c: C,
    it: Whole,
    faults: Faults,
    /// What was filled in when a form came back: the sentence and what was seen.
    zin: String,
    gezien: String,
    may_triage: bool,
    may_contact: bool,
    /// Whether it is with the visitor's own organisation, to take on or to hand back.
    may_partner: bool,
}

/// A melding with everything around it.
pub(super) struct Whole {
    pub melding: Melding,
    pub titel: String,
    pub subject: Option<(String, &'static str)>,
    pub badge: Badge,
    pub owner: String,
    pub step: &'static str,
    pub words: String,
    pub plaats: Option<String>,
    pub fotos: Vec<Foto>,
    pub kaart: String,
    pub taken: Vec<Taak>,
    pub sources: Vec<(String, Timestamp)>,
    pub thread: Vec<Knot>,
    pub into: Option<(MeldingId, i64)>,
    /// Whoever let us know must still hear that it arrived.
    pub receipt: Option<OwedReceipt>,
    pub aandachtsgebied: Option<String>,
}

impl Whole {
    /// Whether a photo of whoever let us know is kept.
    pub fn has_photo(&self) -> bool {
        self.fotos.iter().any(Foto::is_of_melder)
    }
}

/// One thing that happened.
pub(super) struct Knot {
    pub title: String,
    pub at: Timestamp,
    pub text: Option<String>,
    pub icon: &'static str,
}

async fn show(req: Req) -> Result<Response> {
    let id = req.id("melding")?;
    render(&req, id, Faults::default(), 200).await
}

/// The page, perhaps with the faults of a form that came back.
pub(super) async fn render(
    req: &Req,
    id: MeldingId,
    faults: Faults,
    status: u16,
) -> Result<Response> {
    let view = req.view.clone();
    let it = req.read(move |tx, _| whole(tx, &view, id)).await?;
    let here = Here::gebied(it.melding.gebied);
    let zin = match req.form.opt("zin") {
        Some(zin) => zin.to_owned(),
        None => it.melding.public_sentence.clone().unwrap_or_default(),
    };
    let page = Page {
        c: C::of(&req.view),
        may_triage: req.actor.may(Permission::MeldingTriage, &here),
        may_contact: req.actor.may(Permission::MeldingContactRead, &here),
        may_partner: partner::holder(&req.actor, &it.melding).is_ok(),
        gezien: req.form.text("gezien").to_owned(),
        zin,
        it,
        faults,
    };
    layout::page_with(status, &page)
}

/// The melding, if whoever asks may read it there.
pub(super) fn visible(tx: &mut Read<'_>, view: &View, id: MeldingId) -> Result<Melding> {
    let melding = get_melding(tx, view.frame.id, id)?;
    let here = Here::gebied(melding.gebied);
    if view.actor.may(Permission::MeldingRead, &here) {
        Ok(melding)
    } else {
        Err(Error::NotFound("melding"))
    }
}

fn whole(tx: &mut Read<'_>, view: &Arc<View>, id: MeldingId) -> Result<Whole> {
    let (gemeente, c) = (view.frame.id, C::of(view));
    let melding = visible(tx, view, id)?;
    let (words, plaats) = find_tekst(tx, gemeente, id)?.unwrap_or_default();
    let subject = melding.subject().map(ToOwned::to_owned);
    let own = subject.as_deref();
    let sources = store::sources(tx, gemeente, id)?;
    let into = match melding.samengevoegd_met {
        Some(into) => Some((into, get_melding(tx, gemeente, into)?.nummer)),
        None => None,
    };
    let aandachtsgebied = match melding.aandachtsgebied {
        Some(id) => store::titel(tx, gemeente, id)?,
        None => None,
    };
    Ok(Whole {
        titel: parts::summary(&c, &words, own),
        subject: own.map(|key| (c.subject(key), parts::theme(&view.frame, key))),
        badge: parts::badge(&c, &melding),
        owner: owner(&c, &melding),
        step: step(&melding),
        fotos: list_fotos(tx, gemeente, id)?,
        kaart: parts::own_map(&c, "kaart-melding", &melding),
        taken: taken::list_of_melding(tx, gemeente, id)?,
        sources: sources
            .iter()
            .map(|from| (source(&c, from), from.at))
            .collect(),
        thread: thread(tx, &c, id)?,
        receipt: find_owed_receipt(tx, gemeente, id)?,
        words,
        plaats,
        into,
        aandachtsgebied,
        melding,
    })
}

/// "bewoner, per telefoon", never a name of a person.
fn source(c: &C, from: &store::Herkomst) -> String {
    let frame = &c.view.frame;
    let party = from.bron_id.and_then(|id| {
        let partner = frame.organisatie(id.into()).map(|found| &found.naam);
        let body = || frame.organen.iter().find(|orgaan| orgaan.id.0 == id);
        partner.or_else(|| body().map(|found| &found.naam))
    });
    let who = party
        .cloned()
        .unwrap_or_else(|| c.tk("staf-bron", from.bron.word()));
    let kanaal = c.view.frame.inrichting.kanaal(&from.kanaal);
    match kanaal {
        Some(kanaal) => format!("{who}, {}", crate::frame::pick(c.view.lang, &kanaal.naam)),
        None => who,
    }
}

/// Who has it now: a partner, or a role of the gemeente.
fn owner(c: &C, melding: &Melding) -> String {
    match (melding.organisatie, melding.orgaan) {
        (Some(partner), _) => c.organisatie(partner),
        (None, Some(team)) if melding.state == MeldingState::Taken => c
            .view
            .frame
            .orgaan(team)
            .map_or_else(String::new, |team| team.naam.clone()),
        _ => melding
            .owner_rol
            .as_deref()
            .map_or_else(String::new, |rol| c.role(rol)),
    }
}

fn step(melding: &Melding) -> &'static str {
    use {FieldState as F, MeldingState as S};
    match (melding.state, melding.field_state) {
        _ if melding.samengevoegd_met.is_some() => "staf-stap-samengevoegd",
        (S::NoAction, _) => "staf-stap-no-action",
        (_, F::Confirmed) => "staf-stap-confirmed",
        (_, F::Done) => "staf-stap-done",
        (S::Submitted, _) => "staf-stap-submitted",
        (S::Taken, F::Planned) => "staf-stap-planned",
        (S::Taken, _) => "staf-stap-taken",
        (S::Aandachtsgebied, _) => "staf-stap-aandachtsgebied",
        (S::Doorgezet, _) => "staf-stap-doorgezet",
    }
}

/// What happened, in plain words, without names.
fn thread(tx: &mut Read<'_>, c: &C, id: MeldingId) -> Result<Vec<Knot>> {
    let gemeente = c.view.frame.id;
    let mut knots = Vec::new();
    for line in journaal::lines_about(tx, gemeente, id.0)? {
        let Some((key, icon)) = told(&line) else {
            continue;
        };
        let text = if line.has_text() {
            journaal::attachment(tx, gemeente, line.seq)?.filter(|text| !text.is_empty())
        } else {
            None
        };
        knots.push(Knot {
            title: c.t(key),
            at: line.at,
            text,
            icon,
        });
    }
    Ok(knots)
}

/// The sentence and the icon for an entry; nothing for what is only bookkeeping.
fn told(line: &Line) -> Option<(&'static str, &'static str)> {
    Some(match line.verb {
        Verb::Submitted => ("staf-draad-gemeld", "flag"),
        Verb::Joined if line.id("into").is_some() => ("staf-draad-samengevoegd", "link"),
        Verb::Joined => ("staf-draad-volgt", "users"),
        Verb::Triaged => match line.word("outcome") {
            Some("taken") => ("staf-draad-taken", "wrench"),
            Some("aandachtsgebied") => ("staf-draad-aandachtsgebied", "clipboard"),
            Some("doorgezet") => ("staf-draad-doorgezet", "arrow-right"),
            _ => ("staf-draad-no-action", "x"),
        },
        Verb::Undone if line.number("unjoins").is_some() => ("staf-draad-gescheiden", "undo"),
        Verb::Undone => ("staf-draad-teruggenomen", "undo"),
        Verb::Accepted => ("staf-draad-partner", "handshake"),
        Verb::Returned => ("staf-draad-teruggegeven", "undo"),
        Verb::Withdrawn => ("staf-draad-partner-weg", "arrow-left"),
        Verb::Planned => ("staf-draad-gepland", "agenda"),
        Verb::Done => ("staf-draad-klaar", "check"),
        Verb::Confirmed => ("staf-draad-bevestigd", "circle-check"),
        Verb::Disputed | Verb::Judged => ("staf-draad-niet-opgelost", "alert"),
        Verb::PhotoReleased => ("staf-draad-foto", "image"),
        Verb::Changed => ("staf-draad-zin", "message"),
        Verb::Told => ("staf-draad-verteld", "mail"),
        Verb::Erased => ("staf-draad-gewist", "trash"),
        _ => return None,
    })
}
