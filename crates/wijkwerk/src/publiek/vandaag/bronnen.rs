//! The contributions: one plain function per wing.

use jiff::civil::Date;
use kit::db::Read;

use super::model::{Wacht, order};
use super::plichten::plichten;
use super::store;
use crate::access::{Account, Here, Permission};
use crate::balie::infopunten::list_infopunten;
use crate::balie::{roosters, wijkvragen};
use crate::error::{Result, Sentence};
use crate::http::View;
use crate::ids::GebiedId;
use crate::wijkaanpak::werkplannen::{actions, list_required};

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

pub(super) fn gebied_naam(view: &View, id: Option<GebiedId>) -> String {
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
        undecided: None,
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
            undecided: None,
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
            undecided: None,
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
                undecided: None,
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
            undecided: None,
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
        undecided: None,
        url: "/wijkvragen".into(),
        soort: "wijkvraag",
    }])
}
