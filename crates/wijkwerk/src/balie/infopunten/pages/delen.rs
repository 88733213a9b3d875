//! A point as every channel tells it: the same words, from the same hours (INV-11).

use jiff::civil::Date;
use kit::db::Queries;
use kit::hours::{Outlook, Piece, State, Timetable};

use super::anders::anders;
use crate::balie::infopunten::inhoud::Inhoud;
use crate::balie::infopunten::model::{Infopunt, InfopuntSoort};
use crate::balie::infopunten::uren::Uren;
use crate::balie::infopunten::{rules, store, uren};
use crate::error::Result;
use crate::frame::Frame;
use crate::http::View;
use crate::kader::openingstijden::Teller;
use crate::layout::C;

/// So far ahead it is told what goes otherwise.
pub(super) const AHEAD_DAYS: i32 = 60;

/// One day as a bar with its words.
pub(super) struct Dag {
    pub naam: String,
    pub uren: String,
    /// Where each open part begins on a bar of 288, and how long it is.
    pub delen: Vec<(u16, u16)>,
    pub is_today: bool,
}

/// When a point is open, in words.
pub(super) struct Beeld {
    pub nu: String,
    pub is_open: bool,
    pub vandaag: String,
    pub dagen: Vec<Dag>,
    /// A line for each rule, and for those that hold from a later day.
    pub regels: Vec<String>,
    /// What goes otherwise in the coming weeks: when, how, and why.
    pub anders: Vec<(String, String, String)>,
    pub versie: i64,
}

/// A point with what it offers and its hours.
pub(super) struct Getoond {
    pub punt: Infopunt,
    pub inhoud: Inhoud,
    pub beeld: Beeld,
    pub uren: Uren,
}

impl Getoond {
    /// Whether people are told to go there though fewer than two partners share the premises (L-78).
    pub fn is_alone(&self) -> bool {
        self.punt.soort == InfopuntSoort::Infopunt
            && self.punt.state.is_told()
            && rules::is_alone(self.inhoud.huurders.len())
    }
}

pub(super) fn later(day: Date, days: i32) -> Date {
    day.checked_add(jiff::Span::new().days(days)).unwrap_or(day)
}

/// Every point of the gemeente, candidates included, with its hours.
pub(super) fn load(tx: &mut impl Queries, view: &View) -> Result<Vec<(Infopunt, Inhoud, Uren)>> {
    let today = view.today();
    let frame: &Frame = &view.frame;
    let mut inhoud = store::inhoud::all(tx, frame.id)?;
    let punten = store::list_infopunten(tx, frame.id)?;
    let uren = uren::of_all(tx, frame, &punten, today, later(today, AHEAD_DAYS))?;
    Ok(punten
        .into_iter()
        .zip(uren)
        .map(|(punt, uren)| (inhoud.remove(&punt.id).unwrap_or_default(), punt, uren))
        .map(|(inhoud, punt, uren)| (punt, inhoud, uren))
        .collect())
}

/// The same in the words of a page.
pub(super) fn told(c: &C, all: Vec<(Infopunt, Inhoud, Uren)>) -> Vec<Getoond> {
    all.into_iter()
        .map(|(punt, inhoud, uren)| Getoond {
            beeld: beeld(c, &uren),
            punt,
            inhoud,
            uren,
        })
        .collect()
}

/// The words of a language.
pub(super) fn teller(c: &C) -> Teller<'_> {
    Teller {
        translations: &c.view.frame.translations,
        lang: c.view.lang,
    }
}

/// What is told, as a timetable; none where nobody knows, or where the point promises nothing.
pub(super) fn table(uren: &Uren, today: Date) -> Option<Timetable> {
    uren.told(today)
}

pub(super) fn beeld(c: &C, uren: &Uren) -> Beeld {
    let (today, teller) = (c.view.today(), teller(c));
    let Some(table) = table(uren, today) else {
        return Beeld {
            nu: if uren.state.is_told() {
                c.t("infopunt-uren-onbekend")
            } else {
                c.tk("infopunt-stand", uren.state)
            },
            is_open: false,
            vandaag: String::new(),
            dagen: Vec::new(),
            regels: Vec::new(),
            anders: Vec::new(),
            versie: uren.openingsversie,
        };
    };
    let week = today.series(jiff::Span::new().days(1)).take(7);
    let dagen: Vec<Dag> = week.map(|day| dag(c, day, &table.day(day))).collect();
    let outlook = table.outlook(c.view.now);
    Beeld {
        nu: teller.outlook(outlook, today),
        is_open: matches!(
            outlook,
            Outlook::OpenAlways | Outlook::OpenUntil { .. } | Outlook::ClosesIn { .. }
        ),
        vandaag: teller.hours_of_day(&table.day(today)),
        dagen,
        regels: regels(c, uren, today),
        anders: anders(c, uren, &table, today),
        versie: uren.openingsversie,
    }
}

/// A line for each rule of the hours that hold, and of those that follow within the days that are told ahead.
fn regels(c: &C, uren: &Uren, today: Date) -> Vec<String> {
    let (teller, horizon) = (teller(c), later(today, AHEAD_DAYS));
    let on = |day: Date| {
        let hours = uren.hours_on(day);
        hours.map(|it| teller.lines(it)).unwrap_or_default()
    };
    let mut known = on(today);
    let mut all = known.clone();
    let starts = uren.versies.iter().map(|one| one.valid_from);
    for day in starts.filter(|day| today < *day && *day <= horizon) {
        let lines = on(day);
        // Hours that say what was said already are no news.
        if lines == known {
            continue;
        }
        let said = |line: &String| {
            let dag = c.day_plain(day);
            c.t2("infopunt-uren-vanaf", "dag", dag, "uren", line.as_str())
        };
        all.extend(lines.iter().map(said));
        known = lines;
    }
    all
}

/// One day with its bar.
pub(super) fn dag(c: &C, day: Date, pieces: &[Piece]) -> Dag {
    let open = pieces.iter().filter(|piece| piece.state == State::Open);
    Dag {
        naam: c.day_plain(day),
        uren: teller(c).hours_of_day(pieces),
        delen: open
            .map(|piece| (piece.from / 5, (piece.to - piece.from) / 5))
            .collect(),
        is_today: day == c.view.today(),
    }
}
