//! The pages of contacts: what came in, one contact, open questions, meetings, the start of a shift, training.

mod bijeenkomst;
mod cijfers;
mod contact;
mod dienst;
mod lijst;
mod scholing;
mod stel;
mod vragen;

pub(crate) use cijfers::{Vragen, told};

use crate::access::{Here, Permission};
use crate::frame::pick;
use crate::http::{Form, Req, Route, View};
use crate::ids::{InfopuntId, OrganisatieId};
use crate::layout::C;

use super::actions::{BEWONERSORGAAN, DIGITAAL, VOORLICHTING};
use super::model::{NewVraag, Uitkomst};
use super::rules;

/// The routes of this slice.
pub(super) fn routes() -> Vec<Route> {
    [
        lijst::routes(),
        contact::routes(),
        vragen::routes(),
        stel::routes(),
        bijeenkomst::routes(),
        dienst::routes(),
        scholing::routes(),
    ]
    .concat()
}

/// One entry of the row of pages on top.
pub(crate) struct Tab {
    pub(crate) url: String,
    pub(crate) label: String,
    pub(crate) current: bool,
}

const TABS: &[(&str, &str, &[Permission])] = &[
    ("/balie/dienst", "dienst-titel", &[Permission::ContactEnter]),
    (
        "/balie/contacten",
        "contacten-titel",
        &[Permission::ContactRead],
    ),
    (
        "/balie/open-vragen",
        "open-vragen-titel",
        &[Permission::ContactRead, Permission::KennisWrite],
    ),
    (
        "/balie/bijeenkomsten",
        "bijeenkomsten-titel",
        &[Permission::ContactRead],
    ),
    (
        "/balie/scholing",
        "scholing-titel",
        &[Permission::ContactEnter, Permission::ScholingManage],
    ),
    (
        "/balie/infopunten",
        "infopunten-staf-titel",
        &[Permission::ContactRead, Permission::InfopuntManage],
    ),
    (
        "/balie/rooster",
        "rooster-titel",
        &[Permission::RoosterRead],
    ),
    (
        "/balie/mijn-diensten",
        "mijn-diensten-titel",
        &[Permission::DienstOwn],
    ),
    (
        "/balie/beschikbaarheid",
        "beschikbaar-titel",
        &[Permission::DienstOwn],
    ),
];

/// The pages of the desk that this visitor may open.
pub(crate) fn tabs(c: &C) -> Vec<Tab> {
    TABS.iter()
        .filter(|(.., permissions)| permissions.iter().any(|one| c.may(*one)))
        .map(|(path, key, _)| {
            let url = c.url(path);
            Tab {
                current: c.view.path == url || c.view.path.starts_with(&format!("{url}/")),
                label: c.t(key),
                url,
            }
        })
        .collect()
}

/// Something to choose.
struct Keuze {
    waarde: String,
    naam: String,
    gekozen: bool,
}

fn keuze(waarde: impl Into<String>, naam: impl Into<String>, chosen: &str) -> Keuze {
    let waarde = waarde.into();
    Keuze {
        gekozen: waarde == chosen,
        waarde,
        naam: naam.into(),
    }
}

/// The topics: one list in every channel.
fn onderwerpen(view: &View, chosen: &str) -> Vec<Keuze> {
    let all = view.frame.inrichting.onderwerpen.iter();
    all.map(|found| keuze(&found.sleutel, pick(view.lang, &found.naam), chosen))
        .collect()
}

/// The name of a topic; its key if the inrichting has dropped it.
pub(crate) fn onderwerp(view: &View, key: &str) -> String {
    view.frame
        .inrichting
        .onderwerp(key)
        .map_or_else(|| key.to_owned(), |found| pick(view.lang, &found.naam))
}

/// The name of a channel.
fn kanaal(c: &C, key: &str) -> String {
    match c.view.frame.inrichting.kanaal(key) {
        Some(found) => pick(c.view.lang, &found.naam),
        None if matches!(key, DIGITAAL | VOORLICHTING | BEWONERSORGAAN) => c.tk("kanaal", key),
        None => key.to_owned(),
    }
}

/// The channels over which somebody at the desk notes what is asked.
fn kanalen(c: &C, chosen: &str) -> Vec<Keuze> {
    let all = c.view.frame.inrichting.kanalen.iter();
    all.filter(|found| !matches!(found.sleutel.as_str(), DIGITAAL | VOORLICHTING | "import"))
        .map(|found| keuze(&found.sleutel, pick(c.view.lang, &found.naam), chosen))
        .collect()
}

/// The partners, to choose who answers.
fn organisaties(view: &View, chosen: &str) -> Vec<Keuze> {
    let all = view.frame.organisaties.iter();
    all.map(|found| keuze(found.id.to_string(), &found.naam, chosen))
        .collect()
}

/// The wijken, to choose where.
fn gebieden(view: &View, chosen: &str) -> Vec<Keuze> {
    view.frame
        .wijken()
        .map(|found| keuze(found.id.to_string(), &found.naam, chosen))
        .collect()
}

/// The questions of a form: a topic may be chosen more than once, with one outcome for all.
fn read_vragen(form: &Form) -> Vec<NewVraag> {
    let Some(uitkomst) = Uitkomst::from_word(form.text("uitkomst")) else {
        return Vec::new();
    };
    let organisatie: Option<OrganisatieId> = form.parsed("organisatie");
    let mut all: Vec<NewVraag> = form
        .all("onderwerp")
        .into_iter()
        .map(|onderwerp| NewVraag {
            organisatie,
            ..NewVraag::about(onderwerp, uitkomst)
        })
        .collect();
    if let Some(first) = all.first_mut() {
        form.text("vraag").clone_into(&mut first.vraag);
        first.item = form.parsed("item");
    }
    all
}

/// The question as a form shows it again: what tells who somebody is, is left out of it (INV-19).
fn shown_again(form: &Form) -> String {
    rules::without_personal(form.text("vraag"))
}

/// The points at which somebody can be today.
struct Punten {
    all: Vec<Keuze>,
    mine: Option<InfopuntId>,
}

async fn punten(req: &Req) -> crate::error::Result<Punten> {
    let (all, mine) = req
        .read(move |tx, view| {
            let all = crate::balie::infopunten::list_open_infopunten(tx, view.frame.id)?;
            let mine = match view.actor.account() {
                Some(account) => super::dienst::find_last(tx, view.frame.id, account.id)?
                    .and_then(|last| last.infopunt),
                None => None,
            };
            Ok((all, mine))
        })
        .await?;
    let chosen = mine.map(|id| id.to_string()).unwrap_or_default();
    Ok(Punten {
        all: all
            .iter()
            .map(|punt| keuze(punt.id.to_string(), &punt.naam, &chosen))
            .collect(),
        mine,
    })
}

/// The mark of something owed: late, waiting or done.
fn badge(due: Option<jiff::civil::Date>, today: jiff::civil::Date) -> &'static str {
    if due.is_some_and(|due| due < today) {
        "ww-badge--late"
    } else {
        "ww-badge--wait"
    }
}

/// May this visitor note contacts?
fn may_enter(c: &C) -> bool {
    c.view.actor.may(Permission::ContactEnter, &Here::ANYWHERE)
}
