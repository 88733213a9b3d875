//! The pages of formation, contacts and support.

mod formatie;
mod ondersteuning;
mod wie;

use crate::frame::Frame;
use crate::http::Route;
use crate::ids::{AccountId, GebiedId};
use crate::kader::accounts::AccountRow;
use crate::layout::C;

pub use ondersteuning::duration;

pub(super) fn routes() -> Vec<Route> {
    [formatie::routes(), wie::routes(), ondersteuning::routes()].concat()
}

/// One choice of a list.
pub(super) struct Keuze {
    pub waarde: String,
    pub naam: String,
    pub gekozen: bool,
}

fn keuze(waarde: impl ToString, naam: impl Into<String>, gekozen: &str) -> Keuze {
    let waarde = waarde.to_string();
    Keuze {
        gekozen: waarde == gekozen,
        naam: naam.into(),
        waarde,
    }
}

fn gebieden(c: &C, gekozen: &str) -> Vec<Keuze> {
    let town = keuze("", c.t("formatie-stad"), gekozen);
    let all = c.view.frame.gebieden.iter();
    [town]
        .into_iter()
        .chain(all.map(|gebied| keuze(gebied.id, &gebied.naam, gekozen)))
        .collect()
}

fn mensen(people: &[AccountRow], gekozen: &str) -> Vec<Keuze> {
    let active = people.iter().filter(|account| !account.ended);
    active
        .map(|account| keuze(account.id, &account.naam, gekozen))
        .collect()
}

fn naam_of(people: &[AccountRow], id: AccountId) -> String {
    let found = people.iter().find(|account| account.id == id);
    found
        .map(|account| account.naam.clone())
        .unwrap_or_default()
}

fn waar(c: &C, gebied: Option<GebiedId>) -> String {
    gebied.map_or_else(|| c.t("formatie-stad"), |gebied| c.gebied(gebied))
}

fn organisaties(frame: &Frame, gekozen: &str) -> Vec<Keuze> {
    let all = frame.organisaties.iter();
    all.map(|found| keuze(found.id, &found.naam, gekozen))
        .collect()
}
