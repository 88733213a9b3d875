//! The rail: only what the roles of this person need.

use super::C;
use crate::access::{Permission, Reach};
use crate::ids::GebiedId;

/// One entry of the rail.
#[derive(Clone, Debug)]
pub struct NavItem {
    pub label: String,
    pub url: String,
    pub icon: &'static str,
    pub current: bool,
}

/// Path, text, icon, and who sees it (no permission: everybody who signed in).
const ITEMS: &[(&str, &str, &str, Option<Permission>)] = &[
    ("/vandaag", "nav-vandaag", "home", None),
    (
        "/meldingen/triage",
        "nav-triage",
        "inbox",
        Some(Permission::MeldingTriage),
    ),
    (
        "/meldingen",
        "nav-meldingen",
        "list",
        Some(Permission::MeldingRead),
    ),
    (
        "/taken",
        "nav-taken",
        "check",
        Some(Permission::TaakExecute),
    ),
    (
        "/taken/verdelen",
        "nav-verdelen",
        "map",
        Some(Permission::TaakAssign),
    ),
    (
        "/werkplannen",
        "nav-werkplan",
        "clipboard",
        Some(Permission::AandachtsgebiedRead),
    ),
    (
        "/balie",
        "nav-balie",
        "message",
        Some(Permission::ContactEnter),
    ),
    (
        "/wijkvragen",
        "nav-wijkvragen",
        "message",
        Some(Permission::WijkvraagAnswer),
    ),
    (
        "/kennisbank",
        "nav-kennisbank",
        "book",
        Some(Permission::KennisRead),
    ),
    (
        "/doorverwijzingen",
        "nav-doorverwijzingen",
        "handshake",
        Some(Permission::DoorverwijzingSend),
    ),
    (
        "/doorverwijzingen",
        "nav-doorverwijzingen",
        "handshake",
        Some(Permission::DoorverwijzingReceive),
    ),
    (
        "/doorverwijzingen",
        "nav-doorverwijzingen",
        "handshake",
        Some(Permission::DoorverwijzingRegie),
    ),
    ("/zorg", "nav-zorg", "heart", Some(Permission::ZorgRead)),
    (
        "/balie/scholing",
        "nav-scholing",
        "book",
        Some(Permission::ScholingManage),
    ),
    (
        "/formatie",
        "nav-formatie",
        "clipboard",
        Some(Permission::FormatieRead),
    ),
    (
        "/ondersteuning",
        "nav-ondersteuning",
        "handshake",
        Some(Permission::OndersteuningWrite),
    ),
    (
        "/toegestuurd",
        "nav-stukken",
        "file",
        Some(Permission::StukRead),
    ),
    (
        "/toegestuurd",
        "nav-stukken",
        "file",
        Some(Permission::StukSend),
    ),
    (
        "/balie/rooster",
        "rooster-titel",
        "agenda",
        Some(Permission::RoosterManage),
    ),
    (
        "/balie/mijn-diensten",
        "mijn-diensten-titel",
        "clock",
        Some(Permission::DienstOwn),
    ),
    (
        "/beheer",
        "nav-beheer",
        "settings",
        Some(Permission::InrichtingRead),
    ),
];

pub(super) fn items(c: &C) -> Vec<NavItem> {
    let mut items: Vec<NavItem> = ITEMS
        .iter()
        .filter(|(.., permission)| permission.is_none_or(|permission| c.may(permission)))
        .map(|(path, key, icon, _)| NavItem {
            label: c.t(key),
            url: c.url(path),
            icon,
            current: false,
        })
        .collect();
    // One that several roles have stands there once.
    items.dedup_by(|later, earlier| later.url == earlier.url);
    if let Some(own) = own_wijk(c) {
        items.insert(items.len().min(1), own);
    }
    // The longest address that the present one starts with is where we are.
    let here = items
        .iter()
        .enumerate()
        .filter(|(_, item)| {
            c.view.path == item.url || c.view.path.starts_with(&format!("{}/", item.url))
        })
        .max_by_key(|(_, item)| item.url.len())
        .map(|(n, _)| n);
    if let Some(item) = here.and_then(|n| items.get_mut(n)) {
        item.current = true;
    }
    items
}

/// The page of the first wijk that a role of this person is about; none for roles that are about the whole gemeente or an
/// organisation.
fn own_wijk(c: &C) -> Option<NavItem> {
    let account = c.view.actor.account()?;
    let is_own = |id: GebiedId| {
        account.grants.iter().any(|grant| match &grant.reach {
            Reach::Gebieden(all) | Reach::Orgaan(_, all) | Reach::Locatie(_, all) => {
                all.contains(&id)
            }
            Reach::Gemeente | Reach::Organisatie(_) => false,
        })
    };
    let wijk = c.view.frame.wijken().find(|wijk| is_own(wijk.id))?;
    Some(NavItem {
        label: c.t("nav-mijn-wijk"),
        url: c.url(&format!("/wijken/{}", wijk.sleutel)),
        icon: "pin",
        current: false,
    })
}
