//! What several pages show: how fresh an item is, a field of a form, something to choose.

use askama::Template;
use jiff::civil::Date;
use kit::i18n::words as say;

use crate::access::{Actor, Here, Permission};
use crate::balie::kennisbank::model::{Freshness, Item, ItemState};
use crate::frame::pick;
use crate::http::{Form, View};
use crate::ids::OrganisatieId;
use crate::layout::{C, Faults, Given};

/// A mark with words.
#[derive(Clone, Debug)]
pub(super) struct Badge {
    pub class: &'static str,
    pub text: String,
}

/// The state of an item as a mark.
pub(super) fn state_badge(c: &C, state: ItemState) -> Badge {
    let class = match state {
        ItemState::Draft => "ww-badge--new",
        ItemState::Published => "ww-badge--done",
        ItemState::InControl => "ww-badge--wait",
        ItemState::Withdrawn => "ww-badge--closed",
    };
    Badge {
        class,
        text: c.tk("kennis-stand", state),
    }
}

/// "gecontroleerd op 3 maart 2026" or "niet gecontroleerd sinds 3 maart 2025" (INV-16), the day in full.
pub(crate) fn freshness(c: &C, fresh: Freshness) -> String {
    let (key, day) = match fresh {
        Freshness::Never => return c.t("kennis-nooit-gecontroleerd"),
        Freshness::Checked(day) => ("kennis-gecontroleerd-op", day),
        Freshness::Overdue(day) => ("kennis-niet-gecontroleerd-sinds", day),
    };
    c.t1(key, "datum", long_date(c, day))
}

/// "3 maart 2026", the same on paper as on a screen.
pub(super) fn long_date(c: &C, day: impl Given<Date>) -> String {
    say::date_long(c.view.lang, day.given())
}

/// What an item is at a glance: its state, or how fresh it is when it is shown.
pub(super) fn badge(c: &C, item: &Item) -> Badge {
    let fresh = Freshness::of(item, c.view.today());
    if item.state == ItemState::Published && fresh.is_overdue() {
        return Badge {
            class: "ww-badge--late",
            text: freshness(c, fresh),
        };
    }
    state_badge(c, item.state)
}

/// Something to choose from a list.
#[derive(Clone, Debug)]
pub(super) struct Keuze {
    pub value: String,
    pub naam: String,
    pub chosen: bool,
}

/// The topics of the inrichting.
pub(super) fn onderwerpen(view: &View, chosen: &str) -> Vec<Keuze> {
    view.frame
        .inrichting
        .onderwerpen
        .iter()
        .map(|found| Keuze {
            value: found.sleutel.clone(),
            naam: pick(view.lang, &found.naam),
            chosen: found.sleutel == chosen,
        })
        .collect()
}

/// The name of a topic; its key if the inrichting has dropped it.
pub(super) fn onderwerp(view: &View, key: &str) -> String {
    let found = view.frame.inrichting.onderwerp(key);
    found.map_or_else(|| key.to_owned(), |found| pick(view.lang, &found.naam))
}

/// The organisations of the gemeente.
pub(super) fn organisaties(view: &View, chosen: Option<OrganisatieId>) -> Vec<Keuze> {
    let mut all: Vec<Keuze> = view
        .frame
        .organisaties
        .iter()
        .map(|found| Keuze {
            value: found.id.to_string(),
            naam: found.naam.clone(),
            chosen: chosen == Some(found.id),
        })
        .collect();
    all.sort_by(|a, b| a.naam.cmp(&b.naam));
    all
}

/// The channels in which people can find something; taking over from elsewhere is none.
pub(super) fn kanalen(view: &View) -> Vec<(String, String)> {
    view.frame
        .inrichting
        .kanalen
        .iter()
        .filter(|kanaal| kanaal.sleutel != "import")
        .map(|kanaal| (kanaal.sleutel.clone(), pick(view.lang, &kanaal.naam)))
        .collect()
}

/// The organisation that whoever signed in may write for.
pub(super) fn writes_for(actor: &Actor) -> Option<OrganisatieId> {
    let own = actor.account()?.organisatie?;
    actor
        .may(Permission::KennisWrite, &Here::organisatie(own))
        .then_some(own)
}

/// The paragraphs of a text.
pub(super) fn alineas(text: &str) -> Vec<String> {
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(ToOwned::to_owned)
        .collect()
}

/// For which ages it is, in words; empty: for all.
pub(crate) fn leeftijd(c: &C, min: Option<i64>, max: Option<i64>) -> String {
    match (min, max) {
        (Some(min), Some(max)) => c.t2("kennis-leeftijd-van-tot", "min", min, "max", max),
        (Some(min), None) => c.t1("kennis-leeftijd-vanaf", "min", min),
        (None, Some(max)) => c.t1("kennis-leeftijd-tot", "max", max),
        (None, None) => String::new(),
    }
}

/// The name of a language, in that language where we know it.
pub(crate) fn taal(c: &C, code: &str) -> String {
    match code {
        "nl" | "en" | "de" | "fr" | "ar" | "tr" | "pl" | "uk" | "es" | "ti" | "so" | "fa" => {
            c.t(&format!("kennis-taal-{code}"))
        }
        other => other.to_owned(),
    }
}

/// What was filled in, with what is wrong with it.
#[derive(Clone)]
pub(super) struct Invulling {
    pub c: C,
    pub faults: Faults,
    pub form: Form,
}

#[derive(Template)]
#[template(path = "balie/kennisbank/templates/veld.html")]
struct Veld<'a> {
    c: &'a C,
    naam: &'a str,
    label: String,
    uitleg: String,
    fout: Option<String>,
    soort: &'a str,
    waarde: String,
    optional: bool,
    rows: usize,
}

impl Invulling {
    pub fn new(c: &C, faults: Faults, form: Form) -> Self {
        Self {
            c: c.clone(),
            faults,
            form,
        }
    }

    /// A field by its name: label `kennis-veld-…`, explanation `kennis-uitleg-…` where `hint` says there is one.
    pub fn field(&self, naam: &str, soort: &str, hint: bool, optional: bool) -> String {
        let key = naam.replace('_', "-");
        let fout = self.faults.about(naam).map(|said| self.c.sentence(said));
        let made = Veld {
            c: &self.c,
            naam,
            label: self.c.t(&format!("kennis-veld-{key}")),
            uitleg: if hint {
                self.c.t(&format!("kennis-uitleg-{key}"))
            } else {
                String::new()
            },
            fout,
            soort,
            waarde: self.form.text(naam).to_owned(),
            optional,
            rows: match soort {
                "long" => 12,
                _ => 3,
            },
        };
        made.render().unwrap_or_default()
    }
}
