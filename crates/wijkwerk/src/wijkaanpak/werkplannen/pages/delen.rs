//! What several pages show: an afspraak as a line, an aandachtsgebied as a sentence, a field of a form.

use std::collections::BTreeMap;

use askama::Template;
use kit::db::Queries;

use crate::error::Result;
use crate::http::{Form, View};
use crate::ids::{AccountId, OrganisatieId};
use crate::kader::accounts;
use crate::layout::{C, Faults};
use crate::wijkaanpak::werkplannen::model::{
    Aandachtsgebied, Afspraak, AfspraakState, Bijdrage, PartijSoort, PlanSoort, Van,
};
use crate::wijkaanpak::werkplannen::rules;

/// Names of people at work, by account.
pub(super) type Names = BTreeMap<AccountId, String>;

pub(super) fn names(tx: &mut impl Queries, view: &View) -> Result<Names> {
    Ok(accounts::list_accounts(tx, view.frame.id)?
        .into_iter()
        .map(|person| (person.id, person.naam))
        .collect())
}

/// An afspraak as a line.
#[derive(Clone)]
pub(super) struct Regel {
    pub afspraak: Afspraak,
    pub url: String,
    pub wie: String,
    /// The named person; empty: "geen naam".
    pub persoon: String,
    pub late: bool,
    pub mine: bool,
    /// What is promised, and what was put in so far.
    pub inbreng: Vec<String>,
}

impl Regel {
    /// The name of the badge.
    pub fn badge(&self) -> &'static str {
        match self.afspraak.state {
            _ if self.late => "late",
            AfspraakState::Proposed => "wait",
            AfspraakState::Accepted | AfspraakState::InProgress => "busy",
            AfspraakState::Delivered | AfspraakState::Verified => "done",
            AfspraakState::Dropped => "closed",
        }
    }

    /// The text of the badge.
    pub fn stand(&self, c: &C) -> String {
        if self.late {
            let days = (c.view.today() - self.afspraak.due).get_days();
            c.t1("wp-afspraak-te-laat", "dagen", i64::from(days))
        } else {
            c.tk("wp-afspraak-staat", self.afspraak.state)
        }
    }

    /// Why it is late, or how it goes.
    pub fn toelichting(&self) -> &str {
        let Afspraak {
            reason, progress, ..
        } = &self.afspraak;
        let text = match self.afspraak.state {
            AfspraakState::Dropped => reason.as_deref(),
            // Why it is not kept, until its owner says how it goes.
            AfspraakState::InProgress => reason.as_deref().or(progress.as_deref()),
            _ => progress.as_deref(),
        };
        text.unwrap_or_default()
    }
}

/// Minutes as hours.
pub(super) fn uren(minuten: i64) -> String {
    let (hours, rest) = (minuten / 60, minuten % 60);
    if rest == 0 {
        hours.to_string()
    } else {
        format!("{hours}:{rest:02}")
    }
}

/// Hours and euro in one line; empty when there is neither.
pub(super) fn bedrag(c: &C, minuten: i64, cents: i64) -> String {
    let mut parts = Vec::new();
    if minuten > 0 {
        parts.push(c.t1("wp-bijdrage-uren-kort", "uren", uren(minuten).as_str()));
    }
    if cents > 0 {
        parts.push(c.euro(cents));
    }
    c.list_and(&parts)
}

/// What is promised and what was put in so far, each as a line with its word.
pub(super) fn inbreng(c: &C, promised: (i64, i64), so_far: (i64, i64)) -> Vec<String> {
    [
        ("wp-bijdrage-toegezegd", promised),
        ("wp-bijdrage-tot-nu-toe", so_far),
    ]
    .into_iter()
    .map(|(key, (minuten, cents))| (key, bedrag(c, minuten, cents)))
    .filter(|(_, amount)| !amount.is_empty())
    .map(|(key, amount)| c.t1(key, "wat", amount.as_str()))
    .collect()
}

/// What is put into one afspraak; of one that nobody accepted yet it is only what was thought of.
fn inbreng_of(c: &C, bijdragen: &[Bijdrage], afspraak: &Afspraak) -> Vec<String> {
    let sum = |planned: bool| {
        let of = |one: &&Bijdrage| one.afspraak == afspraak.id && one.planned == planned;
        let all = bijdragen.iter().filter(of);
        all.fold((0_i64, 0_i64), |(minuten, cents), one| {
            (
                minuten.saturating_add(one.minuten),
                cents.saturating_add(one.cents),
            )
        })
    };
    if afspraak.accepted_at.is_some() {
        return inbreng(c, sum(true), sum(false));
    }
    let (minuten, cents) = sum(true);
    let amount = bedrag(c, minuten, cents);
    if amount.is_empty() {
        Vec::new()
    } else {
        vec![amount]
    }
}

/// Who owes it, in words.
pub(super) fn wie(c: &C, afspraak: &Afspraak) -> String {
    match (afspraak.organisatie, afspraak.partij) {
        (Some(id), _) => c.organisatie(id),
        (None, Some((_, soort))) => c.tk("wp-partij", soort),
        (None, None) => c.t("wp-partij-weg"),
    }
}

pub(super) fn regel(c: &C, names: &Names, bijdragen: &[Bijdrage], afspraak: Afspraak) -> Regel {
    let me = c.view.actor.account();
    let own: Option<OrganisatieId> = me.and_then(|me| me.organisatie);
    let mine = afspraak.organisatie.is_some() && afspraak.organisatie == own
        || me.is_some_and(|me| afspraak.account == Some(me.id));
    Regel {
        url: c.url(&format!("/afspraken/{}", afspraak.id)),
        wie: wie(c, &afspraak),
        persoon: afspraak
            .account
            .and_then(|id| names.get(&id).cloned())
            .unwrap_or_default(),
        late: rules::is_late(afspraak.state, afspraak.due, c.view.today()),
        mine,
        inbreng: inbreng_of(c, bijdragen, &afspraak),
        afspraak,
    }
}

/// The class of the first theme of an aandachtsgebied, by its order in the inrichting.
pub(super) fn theme_class(view: &View, one: &Aandachtsgebied) -> usize {
    let first = one.themas.first();
    let themas = &view.frame.inrichting.themas;
    themas
        .iter()
        .position(|thema| Some(&thema.sleutel) == first)
        .map_or(5, |n| n % 6 + 1)
}

/// One field of a form, filled in and with what is wrong with it.
#[derive(Template)]
#[template(path = "wijkaanpak/werkplannen/templates/veld.html")]
pub(super) struct Veld {
    c: C,
    naam: &'static str,
    label: String,
    uitleg: String,
    fout: Option<String>,
    waarde: String,
    /// `text`, `date`, `number`, `email` or `area`.
    soort: &'static str,
    optional: bool,
}

/// What a form page needs to show its fields.
#[derive(Clone)]
pub(super) struct Invulling {
    pub c: C,
    pub faults: Faults,
    pub form: Form,
    /// The choices of the fields that have them.
    pub vans: &'static [Van],
    pub partijsoorten: &'static [PartijSoort],
    pub plansoorten: &'static [PlanSoort],
}

impl Invulling {
    pub fn new(c: &C, faults: Faults, form: Form) -> Self {
        Self {
            c: c.clone(),
            faults,
            form,
            vans: Van::ALL,
            partijsoorten: PartijSoort::ALL,
            plansoorten: PlanSoort::ALL,
        }
    }

    fn field(&self, naam: &'static str, soort: &'static str, optional: bool) -> Veld {
        let c = self.c.clone();
        let key = format!("wp-veld-{}", naam.replace('_', "-"));
        let uitleg = format!("{key}-uitleg");
        let translations = &c.view.frame.translations;
        Veld {
            label: c.t(&key),
            uitleg: if translations.has(c.view.lang, &uitleg) {
                c.t(&uitleg)
            } else {
                String::new()
            },
            fout: self.faults.about(naam).map(|said| c.sentence(said)),
            waarde: self.form.text(naam).to_owned(),
            naam,
            soort,
            optional,
            c,
        }
    }

    pub fn text(&self, naam: &'static str) -> Veld {
        self.field(naam, "text", false)
    }

    pub fn optional(&self, naam: &'static str, soort: &'static str) -> Veld {
        self.field(naam, soort, true)
    }

    pub fn of(&self, naam: &'static str, soort: &'static str) -> Veld {
        self.field(naam, soort, false)
    }

    pub fn chosen(&self, naam: &str, waarde: &str) -> bool {
        self.form.all(naam).contains(&waarde)
    }

    pub fn fault(&self, naam: &str) -> Option<String> {
        self.faults.about(naam).map(|said| self.c.sentence(said))
    }
}
