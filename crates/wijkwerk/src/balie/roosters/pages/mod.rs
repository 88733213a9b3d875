//! The pages of the roster.

mod beschikbaar;
mod dienst;
mod leden;
mod lid;
mod link;
mod maand;
mod mijn;
mod patronen;
mod voorstel;
mod week;

pub use link::{agenda_file, dienst_page, dienst_post};

use jiff::civil::{Date, Time};
use kit::i18n::words as say;

use super::eerlijk::{Deel, verdeling};
use super::model::{Bezettingsregel, DAY, Tijd};
use super::{rules, store};
use crate::access::{Here, Permission};
use crate::balie::infopunten::{Infopunt, InfopuntSoort, list_infopunten};
use crate::error::{Error, Result};
use crate::http::{Form, Req, Route, View};
use crate::ids::InfopuntId;
use crate::layout::{C, Faults};

/// The routes of this slice.
pub(super) fn routes() -> Vec<Route> {
    [
        week::routes(),
        maand::routes(),
        dienst::routes(),
        patronen::routes(),
        voorstel::routes(),
        leden::routes(),
        mijn::routes(),
        beschikbaar::routes(),
    ]
    .concat()
}

/// A field of a form, as the template draws it.
struct Veld {
    naam: &'static str,
    label: String,
    /// `select`, `check`, `dagen`, or a type of input.
    soort: &'static str,
    waarde: String,
    opties: Vec<(String, String)>,
    optional: bool,
    fout: Option<String>,
}

impl Veld {
    fn new(c: &C, faults: &Faults, form: &Form, naam: &'static str, soort: &'static str) -> Self {
        Self {
            naam,
            label: c.t(&format!("rooster-veld-{}", naam.replace('_', "-"))),
            soort,
            waarde: form.text(naam).to_owned(),
            opties: Vec::new(),
            optional: false,
            fout: faults.about(naam).map(|said| c.sentence(said)),
        }
    }

    /// What stands there until somebody fills something in.
    fn or(mut self, waarde: impl ToString) -> Self {
        if self.waarde.is_empty() && self.fout.is_none() {
            self.waarde = waarde.to_string();
        }
        self
    }

    fn of(mut self, opties: Vec<(String, String)>) -> Self {
        self.opties = opties;
        self
    }

    fn optional(mut self) -> Self {
        self.optional = true;
        self
    }
}

/// The days of the week to choose from, by number.
fn weekdagen(c: &C) -> Vec<(String, String)> {
    let monday = jiff::civil::date(2026, 3, 2);
    rules::days(monday, jiff::civil::date(2026, 3, 9))
        .map(|day| {
            let number = day.weekday().to_monday_one_offset().to_string();
            (number, say::weekday(c.view.lang, day).to_owned())
        })
        .collect()
}

/// "9.00 – 12.30 uur"; past midnight the clock goes on.
fn tijden(c: &C, van: i64, tot: i64) -> String {
    let clock = |n: i64| {
        let n = n.rem_euclid(DAY);
        let part = |n: i64| i8::try_from(n).unwrap_or(0);
        Time::new(part(n / 60), part(n % 60), 0, 0).unwrap_or_default()
    };
    say::time_span(c.view.lang, clock(van), clock(tot))
}

/// The start and end that a form gives, as minutes; what is not right names its field.
fn read_times(form: &Form) -> Result<(i64, i64)> {
    let van = rules::read_clock(form.text("van"));
    let tot = rules::read_clock(form.text("tot"));
    match (van, tot) {
        (Some(van), Some(tot)) => Ok((van, rules::until_after(van, tot))),
        (None, _) => Err(Error::field("van", "rooster-tijd-fout")),
        _ => Err(Error::field("tot", "rooster-tijd-fout")),
    }
}

/// The day in the query under `naam`, or today.
fn day_of(req: &Req, naam: &str) -> Date {
    req.query.parsed(naam).unwrap_or_else(|| req.today())
}

/// The points whose roster this person may see, and the one that is looked at.
struct Punten {
    all: Vec<Infopunt>,
    punt: Infopunt,
    may_manage: bool,
}

fn points(view: &View, all: Vec<Infopunt>, chosen: Option<InfopuntId>) -> Result<Punten> {
    let all: Vec<Infopunt> = all
        .into_iter()
        .filter(|punt| {
            view.actor
                .may(Permission::RoosterRead, &Here::punt(punt.id, punt.gebied))
        })
        .collect();
    let punt = match chosen {
        Some(id) => all.iter().find(|punt| punt.id == id),
        // Where people come today, before a place that is only thought of.
        None => all.iter().find(|punt| punt.state.is_told()).or(all.first()),
    };
    let punt = punt.cloned().ok_or(Error::NotFound("infopunt"))?;
    let may_manage = view
        .actor
        .may(Permission::RoosterManage, &Here::punt(punt.id, punt.gebied));
    Ok(Punten {
        all,
        punt,
        may_manage,
    })
}

/// The points, with the one that the address names.
async fn chosen(req: &Req) -> Result<Punten> {
    let chosen: Option<InfopuntId> = req.query.parsed("punt").or(req.form.parsed("punt"));
    req.read(move |tx, view| points(view, list_infopunten(tx, view.frame.id)?, chosen))
        .await
}

/// One partner in words: agreed beside rostered (L-74).
struct Aandeel {
    naam: String,
    afgesproken: Option<i64>,
    gekregen: i64,
    /// More or less than one per cent off.
    is_off: bool,
}

fn aandelen(c: &C, delen: &[Deel]) -> Vec<Aandeel> {
    delen
        .iter()
        .map(|deel| Aandeel {
            naam: c.organisatie(deel.organisatie),
            afgesproken: deel.afgesproken.map(|share| (share + 50) / 100),
            gekregen: (deel.gekregen + 50) / 100,
            is_off: deel.afwijking().abs() > 100,
        })
        .collect()
}

/// The shares of a point in the month of `day`.
fn delen(
    tx: &mut impl kit::db::Queries,
    view: &View,
    infopunt: InfopuntId,
    day: Date,
) -> Result<Vec<Deel>> {
    let gemeente = view.frame.id;
    let agreed = store::list_aandelen(tx, gemeente, infopunt)?;
    let got: Vec<_> = store::list_uren(tx, gemeente, infopunt, rules::month_of(day))?
        .into_iter()
        .map(|uren| (uren.organisatie, uren.minuten))
        .collect();
    Ok(verdeling(&agreed, &got))
}

/// What a rule says, as values of its form.
fn regel_velden(c: &C, faults: &Faults, form: &Form, regel: Option<&Bezettingsregel>) -> Vec<Veld> {
    let clock = |n: i64| format!("{:02}:{:02}", n / 60, n % 60);
    let krap = regel.and_then(|regel| regel.krap);
    vec![
        Veld::new(c, faults, form, "minimum", "number").or(regel.map_or(1, |regel| regel.minimum)),
        Veld::new(c, faults, form, "krap_minimum", "number")
            .or(krap.map_or_else(String::new, |(fewer, _)| fewer.to_string()))
            .optional(),
        Veld::new(c, faults, form, "krap_tot", "text")
            .or(krap.map_or_else(String::new, |(_, until)| clock(until)))
            .optional(),
        Veld::new(c, faults, form, "regel_vanaf", "date")
            .or(regel.map_or_else(|| c.view.today(), |regel| regel.valid_from)),
    ]
}

/// How the hours of a point are guarded where no number of people does: by whom, or by which number from when. Empty where
/// a number was agreed.
fn bewaking(
    c: &C,
    punt: &Infopunt,
    agreed: Option<&Bezettingsregel>,
    counts: &[Bezettingsregel],
) -> String {
    // One person, until what was agreed begins.
    let until_then = counts.first().filter(|first| agreed != Some(*first));
    match (agreed, until_then) {
        (_, Some(regel)) => c.t1("rooster-minimum-een", "dag", c.day_plain(regel.valid_from)),
        (Some(regel), None) if regel.is_guarding() => String::new(),
        (Some(_), None) => c.t("rooster-partner-bezet"),
        (None, None) if punt.soort == InfopuntSoort::Infopunt => c.t("rooster-nog-geen-regel"),
        (None, None) => c.t("rooster-geen-regel"),
    }
}

/// A stretch of the wall clock from a form: the day and its times.
fn read_tijd(form: &Form) -> Result<Tijd> {
    let (van, tot) = read_times(form)?;
    let dag = form
        .parsed("dag")
        .ok_or_else(|| Error::field("dag", "rooster-dag-kies"))?;
    Ok(Tijd { dag, van, tot })
}
