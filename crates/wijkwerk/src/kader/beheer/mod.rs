//! Beheer: who has access, which partners and teams there are, what the inrichting says, what happens with personal
//! data. Residents' data is never shown here.

mod doorlooptijd;
mod gebieden;
mod gegevens;
mod inrichting;
mod inrichting_tekst;
mod mensen;
mod openbaar;
mod organisaties;
mod overzicht;
mod rollen;
mod store;
mod teams;
mod toezicht;
pub mod verwerkingen;
mod zetels;

#[cfg(test)]
mod tests;

use crate::access::Permission;
use crate::http::Route;
use crate::layout::C;

/// The routes of this slice.
pub fn routes() -> Vec<Route> {
    [
        overzicht::routes(),
        mensen::routes(),
        gegevens::routes(),
        organisaties::routes(),
        teams::routes(),
        inrichting::routes(),
        gebieden::routes(),
        toezicht::routes(),
        openbaar::routes(),
    ]
    .concat()
}

/// One entry of the row of pages on top.
struct Tab {
    url: String,
    label: String,
    current: bool,
}

const TABS: &[(&str, &str, Permission)] = &[
    (
        "/beheer/inrichting",
        "beheer-tab-inrichting",
        Permission::InrichtingRead,
    ),
    (
        "/beheer/mensen",
        "beheer-tab-mensen",
        Permission::AccountManage,
    ),
    (
        "/beheer/organisaties",
        "beheer-tab-organisaties",
        Permission::InrichtingRead,
    ),
    (
        "/beheer/teams",
        "beheer-tab-teams",
        Permission::InrichtingRead,
    ),
    (
        "/balie/infopunten",
        "infopunten-staf-titel",
        Permission::OrganisatieManage,
    ),
    (
        "/beheer/gebieden",
        "beheer-tab-gebieden",
        Permission::InrichtingRead,
    ),
    ("/beheer/regie", "beheer-tab-regie", Permission::RegieRead),
    (
        "/beheer/verwerkingen",
        "beheer-tab-verwerkingen",
        Permission::InrichtingRead,
    ),
    (
        "/beheer/leeslog",
        "beheer-tab-leeslog",
        Permission::LeeslogRead,
    ),
    (
        "/beheer/journaal",
        "beheer-tab-journaal",
        Permission::JournaalRead,
    ),
];

/// The pages that this visitor may open.
fn tabs(c: &C) -> Vec<Tab> {
    TABS.iter()
        .filter(|(.., permission)| c.may(*permission))
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
