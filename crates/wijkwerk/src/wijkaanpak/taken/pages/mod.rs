//! The pages of the field: who does what, the day list, one task, and concern about a resident.

mod daglijst;
mod taak;
mod verdelen;
mod zorg;

use kit::db::{Queries, Read};

use super::{Taak, actions, store};
use crate::access::Permission;
use crate::error::{Error, Result};
use crate::handler;
use crate::http::{Guard, Kind, Place, Req, Response, Route, View, json, text};
use crate::ids::{AccountId, TaakId};
use crate::layout::C;
use crate::wijkaanpak::meldingen::staff::parts;

/// The routes of the field.
pub(super) fn routes() -> Vec<Route> {
    let versie = Route::get(
        "taken.versie",
        "/{gemeente}/taken/versie",
        Guard::Any(&[Permission::TaakExecute, Permission::TaakAssign]),
        Kind::Api,
        handler!(versie),
    )
    .at(Place::Anywhere);
    [
        vec![versie],
        verdelen::routes(),
        daglijst::routes(),
        taak::routes(),
        zorg::routes(),
    ]
    .concat()
}

/// The version of everything in this gemeente.
fn current(tx: &mut Read<'_>, view: &View) -> Result<i64> {
    store::get_versie(tx, view.frame.id)
}

/// Whether something changed: 204 when it did not.
async fn versie(req: Req) -> Result<Response> {
    let versie = req.read(current).await?;
    if req.query.parsed("versie") == Some(versie) {
        return Ok(text(204, ""));
    }
    json(&serde_json::json!({ "versie": versie }))
}

/// The task, if whoever asks carries out or assigns work there.
fn visible(tx: &mut impl Queries, view: &View, id: TaakId) -> Result<Taak> {
    let taak = super::get_taak(tx, view.frame.id, id)?;
    if actions::may_see(&view.actor, taak.gebied) {
        Ok(taak)
    } else {
        Err(Error::NotFound("taak"))
    }
}

/// A task as its card shows it.
struct Card {
    id: TaakId,
    /// Where, or in which wijk.
    place: String,
    line: String,
    discipline: String,
    class: &'static str,
    thumbnail: Option<String>,
    day: Option<jiff::civil::Date>,
    who: Option<AccountId>,
    /// Its place among the tasks of its owner, as the board shows them.
    order: usize,
}

impl Card {
    fn of(c: &C, taak: &Taak) -> Self {
        let place = match &taak.plaats {
            Some(plaats) if !plaats.trim().is_empty() => plaats.clone(),
            _ => format!("{} · {}", c.gebied(taak.gebied), taak.nummer),
        };
        Self {
            id: taak.id,
            place,
            line: parts::summary(c, &taak.omschrijving, Some(&taak.discipline)),
            discipline: c.subject(&taak.discipline),
            class: parts::theme(&c.view.frame, &taak.discipline),
            thumbnail: taak.thumbnail.clone(),
            day: taak.planned_on,
            who: taak.account,
            order: 0,
        }
    }

    /// Whether it is given to this person.
    fn is_for(&self, person: &AccountId) -> bool {
        self.who == Some(*person)
    }

    /// The value of a date field.
    fn day_value(&self, today: jiff::civil::Date) -> String {
        self.day
            .filter(|day| *day >= today)
            .unwrap_or(today)
            .to_string()
    }
}

#[cfg(test)]
mod tests;
