//! Open dues in Vandaag: whose they are, in which words, and where they are met.

use kit::db::Read;
use uuid::Uuid;

use super::bronnen::gebied_naam;
use super::model::Wacht;
use super::store::{self, Plicht};
use crate::access::{Account, Here, Permission, Reach};
use crate::balie::infopunten::find_infopunt;
use crate::error::{Result, Sentence};
use crate::http::View;
use crate::ids::{
    AfspraakId, ContactvraagId, DoorverwijzingId, GebiedId, GemeenteId, InfopuntId, KennisitemId,
    MeldingId,
};

/// How many texts that an organisation must look at (O-25) still stand apart.
const APART: i64 = 3;

/// Open dues of my account, my organisation, the organen I sit in and the roles I hold.
pub(super) fn plichten(tx: &mut Read<'_>, view: &View, account: &Account) -> Result<Vec<Wacht>> {
    let gemeente = view.frame.id;
    let mut dues = store::list_dues(tx, gemeente, "account", account.id.0)?;
    if let Some(own) = account.organisatie {
        dues.extend(store::list_dues(tx, gemeente, "organisatie", own.0)?);
    }
    let mut organen: Vec<_> = account.organen().collect();
    organen.dedup();
    for orgaan in organen {
        dues.extend(store::list_dues(tx, gemeente, "orgaan", orgaan.0)?);
    }
    for grant in &account.grants {
        let of_role = store::list_dues_of_role(tx, gemeente, &grant.rol)?;
        dues.extend(
            of_role
                .into_iter()
                .filter(|due| reaches(&grant.reach, due.gebied)),
        );
    }
    let triages = account.may(Permission::MeldingTriage, &Here::ANYWHERE);
    dues.retain(|due| !(triages && due.soort == "melding.triage"));
    let mut all = Vec::new();
    for due in dues {
        if can_act(tx, view, account, &due)? {
            all.push(told(tx, view, due)?);
        }
    }
    all.extend(texts_to_check(tx, view, account)?);
    Ok(all)
}

/// Whether something can still be done about a due, by this person: a referral that waited too long is no longer its
/// receiver's to answer.
fn can_act(tx: &mut Read<'_>, view: &View, account: &Account, due: &Plicht) -> Result<bool> {
    if due.soort != "doorverwijzing.aanname" {
        return Ok(true);
    }
    let here = Here {
        organisatie: account.organisatie,
        ..Here::ANYWHERE
    };
    if !account.may(Permission::DoorverwijzingReceive, &here) {
        return Ok(false);
    }
    let found = store::find_doorverwijzing(tx, view.frame.id, DoorverwijzingId(due.subject))?;
    Ok(found.is_some_and(|(_, state)| state == "sent"))
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
        undecided: due.is_none(),
        url: format!("/kennisbank?welke=controleren&organisatie={own}"),
        soort: "plicht",
    }])
}

fn reaches(reach: &Reach, gebied: Option<GebiedId>) -> bool {
    match (reach, gebied) {
        (Reach::Gebieden(all) | Reach::Orgaan(_, all), Some(gebied)) => all.contains(&gebied),
        _ => true,
    }
}

/// A due in words: what it is about, what has to be done, where.
fn told(tx: &mut Read<'_>, view: &View, due: Plicht) -> Result<Wacht> {
    let gemeente = view.frame.id;
    let about = about(tx, view, gemeente, &due)?;
    let key = format!("plicht-{}", due.soort.replace('.', "-"));
    let act = if view.frame.translations.has(view.lang, &key) {
        view.frame.translations.t(view.lang, &key)
    } else {
        String::new()
    };
    let (titel, wie) = match (about, act.is_empty()) {
        (Some(about), _) => (Sentence::new("draad-zin").with("zin", about), act),
        (None, false) => (Sentence::new("draad-zin").with("zin", act), String::new()),
        (None, true) => (Sentence::new("vandaag-plicht"), String::new()),
    };
    Ok(Wacht {
        titel,
        waar: gebied_naam(view, due.gebied),
        wie,
        due: due.due,
        undecided: due.due.is_none(),
        url: path_of(view, &due.subject_kind, due.subject),
        soort: "plicht",
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
        "kennisitem" => store::find_kennisitem(tx, gemeente, KennisitemId(due.subject)),
        "contactvraag" => {
            let key = store::find_onderwerp(tx, gemeente, ContactvraagId(due.subject))?;
            Ok(key.and_then(|key| onderwerp(view, &key)))
        }
        "doorverwijzing" => {
            let id = DoorverwijzingId(due.subject);
            let found = store::find_doorverwijzing(tx, gemeente, id)?;
            Ok(found.and_then(|(key, _)| onderwerp(view, &key)))
        }
        "infopunt" => {
            let found = find_infopunt(tx, gemeente, InfopuntId(due.subject))?;
            Ok(found.map(|punt| punt.naam))
        }
        _ => Ok(None),
    }
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
        "infopunt" if may(&[Permission::ContactRead, Permission::InfopuntManage]) => {
            format!("/balie/infopunten/{id}")
        }
        "tussenoplossing" | "zoektocht"
            if may(&[Permission::ContactRead, Permission::InfopuntManage]) =>
        {
            "/balie/tijdelijk".into()
        }
        "informatieafspraak" if may(&[Permission::KennisRead]) => "/kennisbank/gelijk".into(),
        crate::kader::formatie::SUBJECT if may(&[Permission::FormatieManage]) => {
            "/formatie/contacten".into()
        }
        "gat" if may(&[Permission::RoosterRead]) => format!("/balie/rooster/gaten/{id}"),
        "scholing" if may(&[Permission::ScholingManage]) => "/balie/scholing".into(),
        "kennisitem" if may(&[Permission::KennisRead]) => format!("/kennisbank/{id}"),
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
