//! The contributions: one plain function per wing.

use jiff::civil::Date;
use kit::db::Read;
use uuid::Uuid;

use super::model::{Wacht, order};
use super::store::{self, Plicht};
use crate::access::{Account, Here, Permission, Reach};
use crate::balie::infopunten::list_infopunten;
use crate::balie::{roosters, wijkvragen};
use crate::error::{Result, Sentence};
use crate::http::View;
use crate::ids::{AfspraakId, ContactvraagId, GebiedId, KennisitemId, MeldingId};
use crate::wijkaanpak::werkplannen::{actions, list_required};

/// The due of an organisation for a text of its own (O-25), and how many of them still stand apart.
const TEXT_CHECK: &str = "kennis.controle";
const APART: usize = 3;

/// A contribution to Vandaag.
type Bron = fn(&mut Read<'_>, &View, &Account) -> Result<Vec<Wacht>>;

/// Every contribution. Where two name the same thing, the first tells it.
const BRONNEN: &[Bron] = &[
    triage,
    taken,
    afspraken,
    werkplannen,
    diensten,
    wijkbelang,
    plichten,
];

/// Everything that waits for whoever signed in, in order.
pub fn waiting_for(tx: &mut Read<'_>, view: &View) -> Result<Vec<Wacht>> {
    let account = view.actor.require_account()?;
    let mut all = Vec::new();
    for bron in BRONNEN {
        all.extend(bron(tx, view, account)?);
    }
    Ok(order(all))
}

fn gebied_naam(view: &View, id: Option<GebiedId>) -> String {
    id.and_then(|id| view.frame.gebied(id))
        .map_or_else(String::new, |gebied| gebied.naam.clone())
}

/// New meldingen, as one line per person.
fn triage(tx: &mut Read<'_>, view: &View, account: &Account) -> Result<Vec<Wacht>> {
    if !account.may(Permission::MeldingTriage, &Here::ANYWHERE) {
        return Ok(Vec::new());
    }
    let mut mine = Vec::new();
    for gebied in &view.frame.gebieden {
        if account.may(Permission::MeldingTriage, &Here::gebied(gebied.id))
            && let Some((n, since, due)) = store::count_new(tx, view.frame.id, gebied.id)?
        {
            mine.push((gebied.naam.clone(), n, since, due));
        }
    }
    let Some(oldest) = mine.iter().map(|(_, _, since, _)| *since).min() else {
        return Ok(Vec::new());
    };
    let sum: i64 = mine.iter().map(|(_, n, ..)| n).sum();
    let names: Vec<String> = mine.iter().map(|(naam, ..)| naam.clone()).collect();
    let due: Option<Date> = mine.iter().filter_map(|(.., due)| *due).min();
    Ok(vec![Wacht {
        titel: Sentence::new("vandaag-triage").with("n", sum).with(
            "sinds",
            kit::i18n::words::relative_days(view.lang, view.frame.today(oldest), view.today()),
        ),
        waar: kit::i18n::words::list_and(view.lang, &names),
        wie: String::new(),
        due: due.or_else(|| Some(view.today())),
        undecided: false,
        url: "/meldingen/triage".into(),
        soort: "triage",
    }])
}

fn taken(tx: &mut Read<'_>, view: &View, account: &Account) -> Result<Vec<Wacht>> {
    let rows = store::list_taken(tx, view.frame.id, account.id)?;
    Ok(rows
        .into_iter()
        .map(|taak| Wacht {
            titel: Sentence::new("vandaag-taak").with(
                "onderwerp",
                view.frame.subject_name(view.lang, &taak.discipline),
            ),
            waar: gebied_naam(view, Some(taak.gebied)),
            wie: String::new(),
            due: taak.planned_on,
            undecided: false,
            url: format!("/taken/{}", taak.id),
            soort: "taak",
        })
        .collect())
}

fn afspraken(tx: &mut Read<'_>, view: &View, account: &Account) -> Result<Vec<Wacht>> {
    let Some(own) = account.organisatie else {
        return Ok(Vec::new());
    };
    let accepts = account.may(Permission::AfspraakAccept, &Here::organisatie(own));
    let works = accepts || account.may(Permission::AfspraakWrite, &Here::ANYWHERE);
    let naam = view
        .frame
        .organisatie(own)
        .map_or_else(String::new, |found| found.naam.clone());
    let rows = store::list_afspraken(tx, view.frame.id, own, view.today())?;
    Ok(rows
        .into_iter()
        .filter(|row| if row.is_proposed { accepts } else { works })
        .map(|row| Wacht {
            titel: Sentence::new(if row.is_proposed {
                "vandaag-afspraak-antwoord"
            } else {
                "vandaag-afspraak-nakomen"
            })
            .with("wat", row.wat),
            waar: row.over,
            wie: naam.clone(),
            due: Some(row.due),
            undecided: false,
            url: format!("/afspraken/{}", row.id),
            soort: "afspraak",
        })
        .collect())
}

/// Plans that wait until my organisation agrees with the coming version.
fn werkplannen(tx: &mut Read<'_>, view: &View, account: &Account) -> Result<Vec<Wacht>> {
    let Some(own) = account.organisatie else {
        return Ok(Vec::new());
    };
    let mut all = Vec::new();
    for orgaan in &view.frame.organen {
        let wijken = view.frame.wijken_of(orgaan);
        let may = Permission::WerkplanAdopt;
        if !actions::may_in(&view.actor, may, Some(orgaan.id), wijken) {
            continue;
        }
        let required = list_required(tx, view.frame.id, orgaan.id, view.today())?;
        if !required.contains(&own) {
            continue;
        }
        for (plan, jaar) in store::list_werkplannen(tx, view.frame.id, orgaan.id, own)? {
            all.push(Wacht {
                titel: Sentence::new("vandaag-werkplan").with("jaar", jaar.to_string()),
                waar: orgaan.naam.clone(),
                wie: String::new(),
                due: None,
                undecided: false,
                url: format!("/werkplannen/{plan}"),
                soort: "werkplan",
            });
        }
    }
    Ok(all)
}

/// My shifts of the coming week: to come, or to say whether I do.
fn diensten(tx: &mut Read<'_>, view: &View, account: &Account) -> Result<Vec<Wacht>> {
    if !account.may(Permission::DienstOwn, &Here::ANYWHERE) {
        return Ok(Vec::new());
    }
    let today = view.today();
    let until = today
        .checked_add(jiff::Span::new().days(roosters::WARN_DAYS + 1))
        .unwrap_or(today);
    let mine = roosters::list_own(tx, view.frame.id, account.id, (today, until))?;
    if mine.is_empty() {
        return Ok(Vec::new());
    }
    let punten = list_infopunten(tx, view.frame.id)?;
    let mine = mine.into_iter().map(|(one, dienst)| {
        let punt = punten.iter().find(|punt| punt.id == dienst.infopunt);
        let key = match one.state {
            roosters::BezettingState::Offered => "vandaag-dienst-gevraagd",
            roosters::BezettingState::Filled => "vandaag-dienst-bevestig",
            _ => "vandaag-dienst",
        };
        Wacht {
            titel: Sentence::new(key).with("punt", punt.map_or("", |punt| punt.naam.as_str())),
            waar: gebied_naam(view, punt.map(|punt| punt.gebied)),
            wie: String::new(),
            due: Some(dienst.tijd.dag),
            undecided: false,
            url: format!("/balie/mijn-diensten#{}", one.id),
            soort: "dienst",
        }
    });
    Ok(mine.collect())
}

/// Questions from the wijk to a bewonersorgaan of mine, as one line; volunteers have no day by which they must (INV-46).
fn wijkbelang(tx: &mut Read<'_>, view: &View, _: &Account) -> Result<Vec<Wacht>> {
    let mut mine = Vec::new();
    for orgaan in &view.frame.organen {
        if wijkvragen::may_answer(&view.actor, &view.frame, orgaan)
            && let Some(waiting) = wijkvragen::waiting_of(tx, view.frame.id, orgaan.id)?
        {
            mine.push((orgaan.naam.clone(), waiting));
        }
    }
    let Some(oldest) = mine.iter().map(|(_, waiting)| waiting.since).min() else {
        return Ok(Vec::new());
    };
    let sum: i64 = mine.iter().map(|(_, waiting)| waiting.count).sum();
    let names: Vec<String> = mine.into_iter().map(|(naam, _)| naam).collect();
    Ok(vec![Wacht {
        titel: Sentence::new("vandaag-wijkvragen").with("n", sum).with(
            "sinds",
            kit::i18n::words::relative_days(view.lang, view.frame.today(oldest), view.today()),
        ),
        waar: kit::i18n::words::list_and(view.lang, &names),
        wie: String::new(),
        due: None,
        undecided: false,
        url: "/wijkvragen".into(),
        soort: "wijkvraag",
    }])
}

/// Open dues of my account, my organisation, the organen I sit in and the roles I hold.
fn plichten(tx: &mut Read<'_>, view: &View, account: &Account) -> Result<Vec<Wacht>> {
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
    let (texts, dues): (Vec<_>, Vec<_>) = dues.into_iter().partition(|due| due.soort == TEXT_CHECK);
    let mut all: Vec<Wacht> = dues
        .into_iter()
        .map(|due| told(tx, view, due))
        .collect::<Result<_>>()?;
    all.extend(texts_to_check(tx, view, account, texts)?);
    Ok(all)
}

/// Texts of the kennisbank that their organisation must look at: for whoever may change them, and many as one line.
fn texts_to_check(
    tx: &mut Read<'_>,
    view: &View,
    account: &Account,
    dues: Vec<Plicht>,
) -> Result<Vec<Wacht>> {
    let Some(own) = account.organisatie.filter(|own| {
        let here = Here {
            organisatie: Some(*own),
            ..Here::ANYWHERE
        };
        account.may(Permission::KennisWrite, &here)
    }) else {
        return Ok(Vec::new());
    };
    if dues.len() <= APART {
        return dues.into_iter().map(|due| told(tx, view, due)).collect();
    }
    let n = i64::try_from(dues.len()).unwrap_or(i64::MAX);
    Ok(vec![Wacht {
        titel: Sentence::new("vandaag-teksten").with("n", n),
        waar: String::new(),
        wie: String::new(),
        due: dues.iter().filter_map(|due| due.due).min(),
        undecided: dues.iter().all(|due| due.due.is_none()),
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
    let key = format!("plicht-{}", due.soort.replace(['.', '_'], "-"));
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
    gemeente: crate::ids::GemeenteId,
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
            let onderwerp = key.and_then(|key| {
                let mut all = view.frame.inrichting.onderwerpen.iter();
                all.find(|onderwerp| onderwerp.sleutel == key)
                    .map(|onderwerp| crate::frame::pick(view.lang, &onderwerp.naam))
            });
            Ok(onderwerp)
        }
        _ => Ok(None),
    }
}

/// Where a due is met, as far as this person may go there.
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
    match kind {
        "melding" => format!("/meldingen/{id}"),
        "taak" => format!("/taken/{id}"),
        "afspraak" => format!("/afspraken/{id}"),
        "werkplan" => format!("/werkplannen/{id}"),
        "aandachtsgebied" => format!("/aandachtsgebieden/{id}"),
        "zorgsignaal" | "zorg" => "/zorg".into(),
        "contactvraag" if may(&receives) => format!("/balie/open-vragen/{id}"),
        "infopunt" if may(&[Permission::ContactRead, Permission::InfopuntManage]) => {
            format!("/balie/infopunten/{id}")
        }
        crate::kader::formatie::SUBJECT if may(&[Permission::FormatieManage]) => {
            "/formatie/contacten".into()
        }
        "gat" if may(&[Permission::RoosterRead]) => format!("/balie/rooster/gaten/{id}"),
        "scholing" if may(&[Permission::ScholingManage]) => "/balie/scholing".into(),
        "kennisitem" if may(&[Permission::KennisRead]) => format!("/kennisbank/{id}"),
        _ => "/vandaag".into(),
    }
}
