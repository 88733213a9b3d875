//! Open dues in Vandaag: whose they are, in which words, and where they are met.

use std::collections::BTreeSet;

use kit::db::Read;
use uuid::Uuid;

use super::bronnen::gebied_naam;
use super::model::Wacht;
use super::store::{self, Plicht};
use crate::access::{Account, Here, Permission, PermissionScope, Reach};
use crate::balie::doorverwijzingen;
use crate::balie::folders::find_folder;
use crate::balie::infopunten::{Infopunt, find_infopunt};
use crate::balie::kennisbank;
use crate::error::{Result, Sentence};
use crate::http::View;
use crate::ids::{
    AfspraakId, ContactvraagId, DoorverwijzingId, FolderId, GatId, GebiedId, GemeenteId,
    InfopuntId, InformatieafspraakId, KennisitemId, MeldingId, OrgaanId, OrganisatieId, RouteId,
    TaakId,
};
use crate::kader::verplichtingen::{self, ANSWERS};
use crate::wijkaanpak::werkplannen::actions;

/// How many texts that an organisation must look at (O-25) still stand apart.
const APART: i64 = 3;
/// What is looked at every year is shown this many days ahead.
const AHEAD: i64 = 30;

/// Open dues of my account, my organisation, the organen I sit in and the roles I hold.
pub(super) fn plichten(tx: &mut Read<'_>, view: &View, account: &Account) -> Result<Vec<Wacht>> {
    let gemeente = view.frame.id;
    let mut dues = store::list_dues(tx, gemeente, "account", account.id.0)?;
    if let Some(own) = account.organisatie {
        for due in store::list_dues(tx, gemeente, "organisatie", own.0)? {
            if answers_for(tx, view, account, own, &due)? {
                dues.push(due);
            }
        }
    }
    let mut organen: Vec<_> = account.organen().collect();
    organen.dedup();
    for orgaan in organen {
        dues.extend(store::list_dues(tx, gemeente, "orgaan", orgaan.0)?);
    }
    for grant in &account.grants {
        for due in store::list_dues_of_role(tx, gemeente, &grant.rol)? {
            let is_time = due.subject_kind != "route" || is_soon(view, &due);
            if is_time
                && reaches(&grant.reach, due.gebied)
                && is_here(tx, gemeente, &grant.reach, &due)?
            {
                dues.push(due);
            }
        }
    }
    let triages = account.may(Permission::MeldingTriage, &Here::ANYWHERE);
    dues.extend(to_verify(tx, view)?);
    dues.retain(|due| !(triages && due.soort == "melding.triage"));
    let mut all: Vec<Wacht> = dues
        .into_iter()
        .map(|due| told(tx, view, due))
        .collect::<Result<_>>()?;
    all.extend(texts_to_check(tx, view, account)?);
    Ok(all)
}

/// What was delivered and waits for somebody to look at it: for everybody who may verify it there (V-38), whichever of
/// their roles owes it.
fn to_verify(tx: &mut Read<'_>, view: &View) -> Result<Vec<Plicht>> {
    let may = |orgaan: OrgaanId, wijken: BTreeSet<GebiedId>| {
        let verify = Permission::AfspraakVerify;
        actions::may_in(&view.actor, verify, Some(orgaan), wijken)
    };
    let mut all: Vec<Plicht> = Vec::new();
    for orgaan in &view.frame.organen {
        if !may(orgaan.id, view.frame.wijken_of(orgaan)) {
            continue;
        }
        for (due, wijk) in store::list_to_verify(tx, view.frame.id, orgaan.id)? {
            let is_known = all.iter().any(|known| known.subject == due.subject);
            if !is_known && may(orgaan.id, BTreeSet::from([wijk])) {
                all.push(due);
            }
        }
    }
    Ok(all)
}

/// Whether this person can do something about what their organisation owes. A referral that waited too long is no longer
/// its receiver's to answer.
fn answers_for(
    tx: &mut Read<'_>,
    view: &View,
    account: &Account,
    own: OrganisatieId,
    due: &Plicht,
) -> Result<bool> {
    let may = |permission| account.may(permission, &Here::organisatie(own));
    let there = due.gebied.map_or(Here::ANYWHERE, Here::gebied);
    Ok(match due.subject_kind.as_str() {
        "afspraak" => may(Permission::AfspraakAccept),
        "melding" => may(Permission::MeldingPartner),
        "contactvraag" => {
            let there = Here {
                gebied: due.gebied,
                punt: point_of(tx, view.frame.id, due)?,
                ..Here::ANYWHERE
            };
            let at_desk = account.may(Permission::ContactEnter, &Here::ANYWHERE)
                && account.may(Permission::ContactRead, &there);
            at_desk || may(Permission::KennisWrite) || may(Permission::DoorverwijzingReceive)
        }
        "doorverwijzing" => {
            let id = DoorverwijzingId(due.subject);
            let found = store::find_doorverwijzing(tx, view.frame.id, id)?;
            may(Permission::DoorverwijzingReceive)
                && found.is_some_and(|(_, state)| state == "sent")
        }
        "informatieafspraak" => {
            is_soon(view, due) && kennisbank::may_review(&view.actor, &view.frame, own)
        }
        "route" => is_soon(view, due) && may(Permission::DoorverwijzingReceive),
        _ => ANSWERS.iter().any(|one| match one.scope() {
            PermissionScope::Organisatie => may(*one),
            PermissionScope::Gebied | PermissionScope::Gemeente => account.may(*one, &there),
        }),
    })
}

/// Whether what is looked at every year comes up within a month (O-26).
fn is_soon(view: &View, due: &Plicht) -> bool {
    let today = view.today();
    let month = today
        .checked_add(jiff::Span::new().days(AHEAD))
        .unwrap_or(today);
    due.due.is_none_or(|day| day <= month)
}

/// Texts of the kennisbank that their organisation must look at: for whoever may change them, and many as one line.
fn texts_to_check(tx: &mut Read<'_>, view: &View, account: &Account) -> Result<Vec<Wacht>> {
    let Some(own) = account.organisatie.filter(|own| {
        let here = Here {
            organisatie: Some(*own),
            ..Here::ANYWHERE
        };
        account.may(Permission::KennisWrite, &here)
    }) else {
        return Ok(Vec::new());
    };
    let (first, n) = store::list_text_checks(tx, view.frame.id, own, APART)?;
    if n <= APART {
        return first.into_iter().map(|due| told(tx, view, due)).collect();
    }
    let due = first.first().and_then(|due| due.due);
    Ok(vec![Wacht {
        titel: Sentence::new("vandaag-teksten").with("n", n),
        waar: String::new(),
        wie: String::new(),
        due,
        undecided: None,
        url: format!("/kennisbank?welke=controleren&organisatie={own}"),
        soort: "plicht",
    }])
}

fn reaches(reach: &Reach, gebied: Option<GebiedId>) -> bool {
    match (reach, gebied) {
        (Reach::Gebieden(all) | Reach::Orgaan(_, all) | Reach::Locatie(_, all), Some(gebied)) => {
            all.contains(&gebied)
        }
        _ => true,
    }
}

/// Whether a due of a point is one of this locatie; a role that is held elsewhere does not ask.
fn is_here(tx: &mut Read<'_>, gemeente: GemeenteId, reach: &Reach, due: &Plicht) -> Result<bool> {
    let Reach::Locatie(punten, _) = reach else {
        return Ok(true);
    };
    let punt = point_of(tx, gemeente, due)?;
    Ok(punt.is_none_or(|id| punten.contains(&id)))
}

/// The point that a due belongs to.
fn point_of(tx: &mut Read<'_>, gemeente: GemeenteId, due: &Plicht) -> Result<Option<InfopuntId>> {
    match due.subject_kind.as_str() {
        "infopunt" => Ok(Some(InfopuntId(due.subject))),
        "contactvraag" => store::find_point_of_vraag(tx, gemeente, ContactvraagId(due.subject)),
        "gat" => store::find_point_of_gat(tx, gemeente, GatId(due.subject)),
        _ => Ok(None),
    }
}

/// A due in words: what it is about, what has to be done, where.
fn told(tx: &mut Read<'_>, view: &View, due: Plicht) -> Result<Wacht> {
    let gemeente = view.frame.id;
    let about = about(tx, view, gemeente, &due)?;
    let key = format!("plicht-{}", due.soort.replace('.', "-"));
    let act = view.frame.translations.t(view.lang, &key);
    let (zin, wie) = match about {
        Some(about) => (about, act),
        None => (act, String::new()),
    };
    let mut url = path_of(view, &due.subject_kind, due.subject);
    if due.soort.starts_with("melding.partner") {
        url.push_str("/partner");
    }
    if url.is_empty()
        && due.subject_kind == "infopunt"
        && let Some(punt) = infopunt(tx, view, &due)?
        && punt.state.is_public()
    {
        url = format!("/infopunten/{}", punt.sleutel);
    }
    if due.subject_kind == "folder"
        && let Some((_, punt)) = folder(tx, view, &due)?
    {
        let here = Here::punt(punt.id, punt.gebied);
        let may = |permission| view.actor.may(permission, &here);
        url = if may(Permission::ContactRead) || may(Permission::InfopuntManage) {
            format!("/balie/infopunten/{}/folders", punt.id)
        } else {
            format!("/infopunten/{}#folders", punt.sleutel)
        };
    }
    Ok(Wacht {
        titel: Sentence::new("draad-zin").with("zin", zin),
        waar: gebied_naam(view, due.gebied),
        wie,
        due: due.due,
        undecided: verplichtingen::term_of(&due.soort),
        url,
        soort: match due.subject_kind.as_str() {
            "gat" => "gat",
            _ => "plicht",
        },
    })
}

fn about(
    tx: &mut Read<'_>,
    view: &View,
    gemeente: GemeenteId,
    due: &Plicht,
) -> Result<Option<String>> {
    match due.subject_kind.as_str() {
        "afspraak" => store::find_afspraak(tx, gemeente, AfspraakId(due.subject)),
        "melding" => {
            let found = store::find_melding(tx, gemeente, MeldingId(due.subject))?;
            Ok(found.map(|(subject, nummer)| {
                let subject = subject
                    .map_or_else(String::new, |key| view.frame.subject_name(view.lang, &key));
                let sentence = Sentence::new("vandaag-melding")
                    .with("onderwerp", subject)
                    .with("wijk", gebied_naam(view, due.gebied))
                    .with("nummer", nummer.to_string());
                crate::layout::sentence(view, &sentence)
            }))
        }
        "taak" => {
            let found = store::find_discipline(tx, gemeente, TaakId(due.subject))?;
            Ok(found.map(|key| view.frame.subject_name(view.lang, &key)))
        }
        "kennisitem" => store::find_kennisitem(tx, gemeente, KennisitemId(due.subject)),
        "informatieafspraak" => {
            let id = InformatieafspraakId(due.subject);
            let found = kennisbank::find_informatieafspraak(tx, gemeente, id)?;
            Ok(found.map(|found| found.titel))
        }
        "contactvraag" => {
            let key = store::find_onderwerp(tx, gemeente, ContactvraagId(due.subject))?;
            Ok(key.and_then(|key| onderwerp(view, &key)))
        }
        "doorverwijzing" => {
            let id = DoorverwijzingId(due.subject);
            let found = store::find_doorverwijzing(tx, gemeente, id)?;
            Ok(found.and_then(|(key, _)| onderwerp(view, &key)))
        }
        "route" => {
            let found = doorverwijzingen::find_route(tx, gemeente, RouteId(due.subject))?;
            Ok(found.and_then(|route| onderwerp(view, &route.onderwerp)))
        }
        "infopunt" => Ok(infopunt(tx, view, due)?.map(|punt| punt.naam)),
        "folder" => {
            Ok(folder(tx, view, due)?.map(|(naam, punt)| format!("{naam} · {}", punt.naam)))
        }
        "organisatie" => {
            let found = view.frame.organisatie(OrganisatieId(due.subject));
            Ok(found.map(|one| one.naam.clone()))
        }
        _ => Ok(None),
    }
}

/// What the folder is called and at which point it lies.
fn folder(tx: &mut Read<'_>, view: &View, due: &Plicht) -> Result<Option<(String, Infopunt)>> {
    let gemeente = view.frame.id;
    let Some(found) = find_folder(tx, gemeente, FolderId(due.subject))? else {
        return Ok(None);
    };
    let punt = find_infopunt(tx, gemeente, found.infopunt)?;
    Ok(punt.map(|punt| (found.naam, punt)))
}

fn infopunt(tx: &mut Read<'_>, view: &View, due: &Plicht) -> Result<Option<Infopunt>> {
    find_infopunt(tx, view.frame.id, InfopuntId(due.subject))
}

fn onderwerp(view: &View, key: &str) -> Option<String> {
    let found = view.frame.inrichting.onderwerp(key)?;
    Some(crate::frame::pick(view.lang, &found.naam))
}

/// Where a due is met, as far as this person may go there; empty where there is nowhere to go.
fn path_of(view: &View, kind: &str, id: Uuid) -> String {
    let may = |permissions: &[Permission]| {
        permissions
            .iter()
            .any(|one| view.actor.may(*one, &Here::ANYWHERE))
    };
    let receives = [
        Permission::ContactRead,
        Permission::KennisWrite,
        Permission::DoorverwijzingReceive,
    ];
    let refers = [
        Permission::DoorverwijzingSend,
        Permission::DoorverwijzingRead,
        Permission::DoorverwijzingReceive,
        Permission::DoorverwijzingRegie,
    ];
    match kind {
        "melding" => format!("/meldingen/{id}"),
        "taak" => format!("/taken/{id}"),
        "afspraak" => format!("/afspraken/{id}"),
        "werkplan" => format!("/werkplannen/{id}"),
        "aandachtsgebied" => format!("/aandachtsgebieden/{id}"),
        "zorgsignaal" | "zorg" => "/zorg".into(),
        "contactvraag" if may(&receives) => format!("/balie/open-vragen/{id}"),
        "doorverwijzing" if may(&refers) => format!("/doorverwijzingen/{id}"),
        "route" if may(&[Permission::RouteManage, Permission::DoorverwijzingReceive]) => {
            "/balie/routes".into()
        }
        "infopunt" if may(&[Permission::ContactRead, Permission::InfopuntManage]) => {
            format!("/balie/infopunten/{id}")
        }
        "tussenoplossing" | "zoektocht"
            if may(&[Permission::ContactRead, Permission::InfopuntManage]) =>
        {
            "/balie/tijdelijk".into()
        }
        "tussenoplossing" | "zoektocht" => "/tijdelijk".into(),
        "informatieafspraak" if may(&[Permission::KennisRead]) => "/kennisbank/gelijk".into(),
        crate::kader::formatie::SUBJECT if may(&[Permission::FormatieManage]) => {
            "/formatie/contacten".into()
        }
        "gat" if may(&[Permission::RoosterRead]) => format!("/balie/rooster/gaten/{id}"),
        "scholing" if may(&[Permission::ScholingManage]) => "/balie/scholing".into(),
        "kennisitem" if may(&[Permission::KennisRead]) => format!("/kennisbank/{id}"),
        "organisatie" if may(&[Permission::KennisRead]) => format!("/kennisbank?organisatie={id}"),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use kit::i18n::Lang;
    use kit::testing::TestDb;

    use crate::kader::verplichtingen::SOORTEN;
    use crate::testing::TestApp;

    #[test]
    fn every_kind_of_due_is_told_in_words() {
        let app = TestApp::new(TestDb::sqlite(), &["velsen-demo"]);
        let frame = app.frame(app.slug());
        for soort in SOORTEN {
            let key = format!("plicht-{}", soort.replace('.', "-"));
            for lang in Lang::ALL {
                assert!(frame.translations.has(lang, &key), "{key} in {lang:?}");
            }
        }
    }
}
